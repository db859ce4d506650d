"""archive, why, intake and feeds on the command line, on a small house without network."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session, sessionmaker

from pipeline.cli import caichinh
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Capture, FailureKind, FeedEntry
from pipeline.extract import extract
from pipeline.ingest.health import FeedState, after_failure, after_success
from pipeline.ingest.urls import article_id
from pipeline.store import articles, ingested
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, to_json
from pipeline.store.tables import EntryRow, FeedRow

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
FEEDS = """\
outlets:
  - id: bao
    name: Báo Ví dụ
    level: provincial
    domains: [bao.example]
    medium: online
    feeds:
      - url: https://bao.example/rss
  - id: dai
    name: Đài Mẫu
    level: provincial
    domains: [dai.example]
    medium: radio
    feeds: []
"""
PAGE = (
    "<html><head><title>Tin</title><meta property='og:type' content='article'></head><body><article><h1>Xã Mẫu làm xong đường</h1>"
    + "".join(
        f"<p>Đoạn {n}: con đường dài hai ki-lô-mét nối ba thôn với trung tâm xã đã được đưa vào sử dụng.</p>"
        for n in range(6)
    )
    + "</article></body></html>"
)
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    monkeypatch.setenv("CAICHINH_HOME", str(tmp_path))
    monkeypatch.setenv("CAICHINH_FEEDS", str(tmp_path / "feeds.yaml"))
    monkeypatch.setenv("CAICHINH_NOW", NOW.isoformat())
    monkeypatch.delenv("CAICHINH_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def store(home: Path, migrated: Path) -> sessionmaker[Session]:
    shutil.copy(migrated, home / "caichinh.db")
    return open_sessions(open_engine(f"sqlite:///{home / 'caichinh.db'}"))


def run(*arguments: str, text: str = "") -> Result:
    return CliRunner().invoke(caichinh, arguments, input=text)


def entry(session: Session, url: str) -> EntryRow:
    key = article_id(url)
    announced = FeedEntry(
        id=key, url=url, title="Tít", summary="", published_at=NOW, feed_url="https://bao.example/rss"
    )
    ingested.add_entries(session, [(key, announced)], outlet_id="bao", seen_at=NOW)
    return session.get_one(EntryRow, key)


def capture(session: Session, home: Path, url: str, body: bytes = PAGE.encode()) -> int:
    taken = Capture(
        url=url,
        final_url=url,
        fetched_at=NOW,
        status=200,
        headers=(("Content-Type", "text/html"),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        status_line="HTTP/1.1 200 OK",
    )
    record = Archive(home / "archive").put(taken)
    return ingested.add_capture(session, taken, record_sha256=record).id


def test_verify_names_the_first_broken_record(home: Path, store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        for number in range(3):
            capture(session, home, f"https://bao.example/{number}", f"trang {number}".encode())
    whole = run("archive", "verify")
    assert (whole.exit_code, whole.output) == (0, "3 records are whole.\n")
    path = next(iter(Archive(home / "archive").files()))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-5])
    broken = run("archive", "verify")
    assert broken.exit_code == 1
    assert str(path) in broken.output
    path.unlink()
    assert "cannot be read" in run("archive", "verify").output


def test_the_archive_is_verified_without_a_list_of_sources_which_only_its_readers_miss(
    home: Path, store: sessionmaker[Session]
) -> None:
    (home / "feeds.yaml").unlink()
    with store.begin() as session:
        capture(session, home, "https://bao.example/1")
    whole = run("archive", "verify")
    assert (whole.exit_code, whole.output) == (0, "1 records are whole.\n")
    missed = run("why", "https://bao.example/1")
    assert isinstance(missed.exception, CaiChinhError)
    assert str(home / "feeds.yaml") in str(missed.exception)


def test_a_record_that_no_row_names_is_counted_and_checked(home: Path, store: sessionmaker[Session]) -> None:
    with store() as session:
        capture(session, home, "https://bao.example/killed")
        session.rollback()
    assert "1 more that no row names" in run("archive", "verify").output


def test_rereading_makes_a_version_where_the_text_reads_differently(
    home: Path, store: sessionmaker[Session]
) -> None:
    url = "https://bao.example/bai-1.html"
    with store.begin() as session:
        row = entry(session, url)
        row.capture_id = capture(session, home, url)
    first = run("archive", "reread")
    assert first.exit_code == 0, first.output
    assert first.output.split()[:3] == ["pages", "reread", "0"]
    with store.begin() as session:
        row = session.get_one(EntryRow, article_id(url))
        read = extract(
            PAGE.encode(),
            url=url,
            outlet="Báo Ví dụ",
            feed_entry=articles.awaiting_extraction(session)[0].entry,
        )
        old = replace(read, body="Máy đọc cũ chỉ thấy dòng này.")
        articles.save_article(session, old, outlet_id="bao", capture_id=row.capture_id or 0, seen_at=NOW)
    again = run("archive", "reread").output.split()
    assert again == ["pages", "reread", "1", "new", "versions", "1"]
    assert run("archive", "reread").output.split()[-1] == "0"


@pytest.mark.parametrize(
    ("url", "stage", "reason"),
    [
        ("x", "sources", "không phải địa chỉ"),
        ("https://la.example/1", "sources", "không có trong danh sách"),
        ("https://dai.example/1", "sources", "không có nguồn tin"),
        ("https://bao.example/la.html", "ingest", "chưa được đọc"),
    ],
)
def test_why_names_the_stage_before_anything_was_read(
    store: sessionmaker[Session], url: str, stage: str, reason: str
) -> None:
    answer = run("why", url)
    assert answer.exit_code == 1
    assert answer.output.startswith(f"{stage}: ")
    assert reason in answer.output


def test_why_follows_an_article_from_stage_to_stage(home: Path, store: sessionmaker[Session]) -> None:
    url = "https://bao.example/bai-1.html"
    with store.begin() as session:
        state = after_failure(FeedState(), NOW, FailureKind.NOT_FOUND, "the server answered 404.")
        session.add(
            FeedRow(url="https://bao.example/rss", outlet_id="bao", health=to_json(state), polled_at=NOW)
        )
    assert "đang hỏng" in run("why", url).output
    with store.begin() as session:
        fine = after_success(FeedState(), NOW, new_entries=3)
        session.get_one(FeedRow, "https://bao.example/rss").health = to_json(fine)
    assert "Không nguồn tin nào" in run("why", url).output
    with store.begin() as session:
        entry(session, url)
    assert "chờ lần thu thập tới" in run("why", f"{url}?utm_source=x").output
    with store.begin() as session:
        row = session.get_one(EntryRow, article_id(url))
        row.tries, row.failure, row.next_try = 2, "the server answered 500.", NOW + timedelta(hours=1)
    assert "thử lại lúc 20/11/2026 09:00" in run("why", url).output
    with store.begin() as session:
        session.get_one(EntryRow, article_id(url)).next_try = None
    assert "thôi thử" in run("why", url).output
    with store.begin() as session:
        session.get_one(EntryRow, article_id(url)).capture_id = capture(session, home, url)
    assert run("why", url).output.startswith("extract: ")


def test_an_address_is_taken_once_and_only_from_a_watched_outlet(store: sessionmaker[Session]) -> None:
    assert run("intake", "url", "https://bao.example/bai-9.html").exit_code == 0
    assert run("intake", "url", "https://m.bao.example/bai-9.html?utm_source=x").exit_code == 0
    with store() as session:
        assert [row.url for row in ingested.awaiting_capture(session, NOW)] == [
            "https://bao.example/bai-9.html"
        ]
    for url in ("https://la.example/1", "http://10.0.0.1/", "javascript:alert(1)"):
        assert isinstance(run("intake", "url", url).exception, CaiChinhError)


PRINTED = (
    "--outlet",
    "dai",
    "--published",
    "19/11/2026 06:30",
    "--issue",
    "Thời sự sáng",
    "--title",
    "Tin đường",
)


def test_a_broadcast_is_kept_with_its_hour_and_its_text(store: sessionmaker[Session]) -> None:
    answer = run("intake", "text", *PRINTED, text="Sapo của tin.\n\nThân tin dài hơn.")
    assert answer.exit_code == 0, answer.output
    with store() as session:
        (kept,) = articles.ungrouped(session)
    assert (kept.article.title, kept.article.sapo, kept.article.body) == (
        "Tin đường",
        "Sapo của tin.",
        "Thân tin dài hơn.",
    )
    assert kept.article.published_at == datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    assert run("archive", "verify").output == "1 records are whole.\n"
    assert run("intake", "text", *PRINTED, text="Sapo của tin.\n\nThân tin dài hơn.").exit_code == 0
    with store() as session:
        assert len(list(articles.ungrouped(session))) == 1


@pytest.mark.parametrize(
    ("scan", "problem"),
    [
        (b"MZ\x90\x00" + b"x" * 100, "không phải PDF"),
        (b"<html>", "không phải PDF"),
        (b"%PDF-1.7 cut off", "cắt ngắn"),
        (b"\x89PNG\r\n\x1a\n", "cắt ngắn"),
    ],
)
def test_a_scan_is_judged_by_its_content(
    home: Path, store: sessionmaker[Session], scan: bytes, problem: str
) -> None:
    file = home / "trang-1.pdf"
    file.write_bytes(scan)
    answer = run("intake", "text", *PRINTED, "--scan", str(file), text="")
    assert problem in str(answer.exception)


def test_a_scan_is_kept_as_evidence(home: Path, store: sessionmaker[Session]) -> None:
    file = home / "trang-1.pdf"
    file.write_bytes(b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n")
    assert run("intake", "text", *PRINTED, "--scan", str(file), text="").exit_code == 0
    assert Archive(home / "archive").get(hashlib.sha256(file.read_bytes()).hexdigest()) == file.read_bytes()


def test_the_hour_must_be_known(store: sessionmaker[Session]) -> None:
    arguments = [part if part != "19/11/2026 06:30" else "19/11/2026" for part in PRINTED]
    assert "day with an hour" in str(run("intake", "text", *arguments, text="x").exception)


def test_status_tells_feeds_in_trouble_from_good_ones(store: sessionmaker[Session]) -> None:
    assert run("feeds", "status").output == "1 feeds watched, 0 in trouble.\n"
    with store.begin() as session:
        state = after_failure(
            FeedState(), NOW, FailureKind.CHALLENGE, "a browser check came.", head="<script>"
        )
        session.add(
            FeedRow(url="https://bao.example/rss", outlet_id="bao", health=to_json(state), polled_at=NOW)
        )
    answer = run("feeds", "status", "--head")
    assert answer.exit_code == 1
    assert "challenge" in answer.output
    assert "<script>" in answer.output
    assert '"condition":"challenge"' in run("feeds", "status", "--json").output


def test_lists_go_out_and_come_back(home: Path, store: sessionmaker[Session]) -> None:
    exported, imported = home / "x.opml", home / "imported.yaml"
    assert run("feeds", "export", str(exported)).exit_code == 0
    assert run("feeds", "import", str(exported), "--output", str(imported)).exit_code == 0
    assert run("feeds", "check", str(imported)).output == run("feeds", "check").output
    assert run("feeds", "import", str(exported), "--output", str(imported)).exit_code == 1
