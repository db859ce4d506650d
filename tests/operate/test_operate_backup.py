"""A backup brings back all there was, or says why it cannot."""

from __future__ import annotations

import io
import shutil
import tarfile
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.backup import MANIFEST, BackupError, back_up, restore
from pipeline.config import Settings, load_settings
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Article, Capture
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role
from pipeline.store import articles, audit, cases, ingested, people, search
from pipeline.store.dump import dump, load
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import CaseRow

NOW = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
BODY = b"<p>trang g\xe1\xbb\x91c</p>"


def settings_in(home: Path) -> Settings:
    feeds = home.parent / "feeds.yaml"
    home.parent.mkdir(exist_ok=True)
    feeds.write_text("outlets: []\n", encoding="utf-8")
    return replace(load_settings({"CAICHINH_HOME": str(home)}), feeds=feeds, fixed_now=NOW)


def add_event(settings: Settings, number: int) -> None:
    with open_sessions(open_engine(settings.database_url)).begin() as session:
        audit.record(session, at=NOW, actor="truc", action="see", detail={"số": number})


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    """Return a house with a person, a capture, a stored page, a key, and three audited events."""
    settings = settings_in(tmp_path / "house")
    settings.home.mkdir()
    shutil.copy(migrated, settings.home / "caichinh.db")
    engine = open_engine(settings.database_url)
    (settings.archive / "ab").mkdir(parents=True)
    (settings.archive / "ab" / "page.gz").write_bytes(BODY)
    settings.secret_key()
    with open_sessions(engine).begin() as session:
        people.add_person(
            session,
            login="truc",
            full_name="Cán bộ trực",
            password="mot mat khau dai",  # noqa: S106  invented
            role=Role.OPERATOR,
            agency_id=None,
        )
        capture = Capture(
            url="u", final_url="u", fetched_at=NOW, status=200, headers=(("A", "Đ"),), body=BODY, sha256="ab"
        )
        ingested.add_capture(session, capture)
    for number in range(3):
        add_event(settings, number)
    engine.dispose()
    return settings


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def exported(settings: Settings, folder: Path) -> dict[str, bytes]:
    dump(open_engine(settings.database_url), folder)
    return contents(folder)


def test_what_is_restored_equals_what_there_was(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar")
    elsewhere = settings_in(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "b.tar")
    assert exported(settings, tmp_path / "one") == exported(elsewhere, tmp_path / "two")
    assert contents(elsewhere.archive) == contents(settings.archive)
    assert elsewhere.secret_key() == settings.secret_key()
    assert (elsewhere.home / "settings/feeds.yaml").read_text(encoding="utf-8") == "outlets: []\n"
    with open_sessions(open_engine(elsewhere.database_url)).begin() as session:
        assert audit.first_broken(session) is None
        audit.record(session, at=NOW, actor="truc", action="see", detail={})  # numbering goes on
        assert audit.first_broken(session) is None


def test_a_backup_of_a_busy_house_is_of_one_moment(settings: Settings, tmp_path: Path) -> None:
    stop = threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            add_event(settings, number := number + 1)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for number in range(3):
            back_up(settings, tmp_path / f"{number}.tar")
    finally:
        stop.set()
        worker.join()
    for number in range(3):
        restore(settings_in(tmp_path / f"elsewhere{number}"), tmp_path / f"{number}.tar")  # checks the trail


def rewritten(source: Path, target: Path, *, change: dict[str, bytes], add: list[tarfile.TarInfo]) -> Path:
    """Copy a tar with other contents of some members, and more members (a regular one holds an x)."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for info in add:
            info.size = 1 if info.isreg() else 0
            new.addfile(info, io.BytesIO(b"x"))
        for info in old:
            file = old.extractfile(info)
            content = change.get(info.name, file.read() if file else b"")
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))
    return target


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


@pytest.mark.parametrize(
    ("change", "add", "told"),
    [
        ({"home/archive/ab/page.gz": b"other"}, [], "home/archive/ab/page.gz was changed"),
        ({}, [member("home/extra")], "home/extra is not in the manifest"),
        ({}, [member("../outside")], "damaged"),
        ({}, [member("/etc/outside")], "etc/outside is not in the manifest"),
        ({}, [member("home/link", tarfile.SYMTYPE, "../../outside")], "damaged"),
        ({}, [member("home/device", tarfile.CHRTYPE)], "damaged"),
        ({MANIFEST: b"{"}, [], "damaged"),
    ],
)
def test_a_backup_that_was_tampered_with_is_refused(
    settings: Settings, tmp_path: Path, change: dict[str, bytes], add: list[tarfile.TarInfo], told: str
) -> None:
    back_up(settings, tmp_path / "b.tar")
    bad = rewritten(tmp_path / "b.tar", tmp_path / "bad.tar", change=change, add=add)
    elsewhere = settings_in(tmp_path / "deep/elsewhere")
    with pytest.raises(BackupError, match=told):
        restore(elsewhere, bad)
    assert not elsewhere.home.exists()
    assert not (tmp_path / "outside").exists()
    assert not (tmp_path / "deep/outside").exists()


def test_a_torn_backup_is_refused_at_any_length(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar")
    whole = (tmp_path / "b.tar").read_bytes()
    for part in range(1, 8):
        (tmp_path / "torn.tar").write_bytes(whole[: len(whole) * part // 9])
        with pytest.raises(BackupError, match=r"torn\.tar"):
            restore(settings_in(tmp_path / "elsewhere"), tmp_path / "torn.tar")


def test_nothing_is_written_over(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.tar")
    with pytest.raises(BackupError, match="not written over"):
        back_up(settings, tmp_path / "b.tar")
    with pytest.raises(BackupError, match="not empty"):
        restore(settings, tmp_path / "b.tar")


def test_a_backup_that_cannot_be_written_leaves_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "addfile", full)
    with pytest.raises(BackupError, match="No space left"):
        back_up(settings, tmp_path / "new/b.tar")
    assert contents(tmp_path / "new") == {}


def test_a_dump_goes_into_empty_tables_only(settings: Settings, tmp_path: Path) -> None:
    engine = open_engine(settings.database_url)
    dump(engine, tmp_path / "dump")
    with pytest.raises(CaiChinhError, match="holds rows already"):
        load(engine, tmp_path / "dump")
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM audit")) == 3


QUERIES = ("sốt xuất huyết", "lua dao", "dien luc", '"nước sạch"', "đường", "duong", "không có gì như vậy")


def _answers(url: str) -> dict[str, list[str]]:
    """Return the cases that each query finds, newest first, by the article each is about."""
    engine = open_engine(url)
    found = {}
    with open_sessions(engine)() as session:
        for typed in QUERIES:
            answer = search.answer(session, typed, None)
            hits = answer[0] if answer else search.NOTHING
            query = sa.select(CaseRow.article_id).where(CaseRow.id.in_(hits.query))
            query = query.order_by(CaseRow.opened_at.desc(), CaseRow.id.desc())
            found[typed] = list(session.scalars(query, dict(hits.values)))
    engine.dispose()
    return found


def _with_cases(url: str) -> None:
    texts = (
        "Sốt xuất huyết tăng",
        "Cảnh báo lừa đảo",
        "Nước sạch về làng",
        "Điện lực sửa đường dây",
        "Đường sạt lở",
    )
    engine = open_engine(url)
    with open_sessions(engine).begin() as session:
        for number, title in enumerate(texts):
            article = Article(id=f"a{number}", url=f"https://bao.example/{number}", title=title, body=title)
            capture = Capture(
                url=article.url,
                final_url=article.url,
                fetched_at=NOW,
                status=200,
                headers=(),
                body=b"",
                sha256="0" * 64,
            )
            row = ingested.add_capture(session, capture)
            articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=NOW)
            opening = CaseOpening(
                group_id=article.id, agency_id="qn-yte", article_id=article.id, priority=0.5, reason="Lý do."
            )
            cases.open_cases(session, [opening], now=NOW + timedelta(minutes=number))
    engine.dispose()


def test_search_answers_after_a_restore_as_before(database_url: str, tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path / "house"), database_url=database_url)
    settings.home.mkdir()
    _with_cases(database_url)
    before = _answers(database_url)
    assert sum(bool(found) for found in before.values()) == len(QUERIES) - 1
    back_up(settings, tmp_path / "b.tar")
    elsewhere = settings_in(tmp_path / "elsewhere")
    restore(elsewhere, tmp_path / "b.tar")
    assert _answers(elsewhere.database_url) == before


def test_search_answers_on_postgresql_what_it_answered_on_sqlite(
    postgres: Callable[[], sa.URL], migrated: Path, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path / "house")
    settings.home.mkdir()
    shutil.copy(migrated, settings.home / "caichinh.db")
    _with_cases(settings.database_url)
    back_up(settings, tmp_path / "b.tar")
    url = postgres()
    with sa.create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    elsewhere = replace(
        settings_in(tmp_path / "elsewhere"), database_url=url.render_as_string(hide_password=False)
    )
    restore(elsewhere, tmp_path / "b.tar")
    assert _answers(elsewhere.database_url) == _answers(settings.database_url)


def test_what_a_killed_process_left_is_not_backed_up(settings: Settings, tmp_path: Path) -> None:
    for name in ("archive/ab/77-x.part", "older.tar", "older.tar.part"):
        (settings.home / name).write_bytes(b"half")
    names = back_up(settings, tmp_path / "b.tar").files
    assert not [name for name in names if name.endswith((".part", ".tar"))]
    assert "home/archive/ab/page.gz" in names
