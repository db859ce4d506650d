"""What is past its time goes by rule and stays named; what belongs to a case, a letter or a figure never goes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy.orm import Session, sessionmaker

from pipeline.cli import caichinh
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import (
    Article,
    ArticleKind,
    Capture,
    FeedEntry,
    LetterKind,
    Medium,
    OutcomeKind,
    Tone,
)
from pipeline.domain.retention import NEVER_REMOVED, SHIPPED, Matter, load_rules
from pipeline.retention import outlook, remove
from pipeline.review.workflow import Role, State
from pipeline.store import articles, audit, ingested, people, retention
from pipeline.store.access_tables import RecoveryCodeRow, SignInRow, TokenRow
from pipeline.store.archive import Archive
from pipeline.store.desk_tables import PresenceRow
from pipeline.store.ingest_tables import IntakeKind, IntakeRow
from pipeline.store.retention_tables import DisposalRow
from pipeline.store.tables import ArticleRow, CaseRow, LetterRow, OutcomeRow, TaggingRow, VersionRow

NOW = datetime(2032, 5, 31, 2, 0, tzinfo=UTC)
OLD = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
RULES = load_rules()
WORDS = "Mỏ Cày mùa này được giá, bà con phấn khởi."


class Stock:
    """Fills a store with articles, each read from a page of its own in the archive."""

    def __init__(self, sessions: sessionmaker[Session], archive: Archive) -> None:
        self.sessions, self.archive = sessions, archive

    def article(
        self,
        key: str,
        *,
        seen: datetime = OLD,
        kind: ArticleKind = ArticleKind.ARTICLE,
        has_agency: bool = False,
        flags: int = 0,
        title: str = "Giá dừa",
        event: str | None = None,
    ) -> None:
        body = f"<p>{key}</p>".encode()
        url = f"https://bao.example/{key}"
        capture = Capture(
            url=url,
            final_url=url,
            fetched_at=seen,
            status=200,
            headers=(),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )
        entry = FeedEntry(
            id=key, url=url, title=title, summary=WORDS, published_at=seen, feed_url="https://bao.example/rss"
        )
        article = Article(id=key, url=url, title=title, sapo=WORDS, body=WORDS, kind=kind, published_at=seen)
        record = self.archive.put(capture)
        with self.sessions.begin() as session:
            ingested.add_entries(session, [(key, entry)], outlet_id="bao", seen_at=seen)
            row = ingested.add_capture(session, capture, record_sha256=record)
            ingested.entries(session, [key])[key].capture_id = row.id
            articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=seen)
            if kind is ArticleKind.ARTICLE:
                articles.save_groups(session, {key: (f"g-{key}", event or f"e-{key}")})
                session.add(
                    TaggingRow(
                        article_id=key,
                        version=1,
                        tone=Tone.NEUTRAL,
                        attention=0.0,
                        priority=0.0,
                        flags_said=flags,
                        has_agency=has_agency,
                        record={"flags": [{"sentence": WORDS}], "tagged": {}},
                    )
                )

    def case(self, key: str) -> None:
        with self.sessions.begin() as session:
            session.add(
                CaseRow(
                    group_id=f"g-{key}", agency_id="qn-yte", article_id=key, state=State.NEW, verdict=None,
                    priority=0.5, reason="", note="", opened_at=OLD, decided_at=None, decided_by=None,
                    decided_version=None, told_version=None,
                )
            )  # fmt: skip

    def files(self) -> int:
        return len(list(self.archive.files()))

    def run(self) -> dict[Matter, int]:
        return remove(self.sessions, self.archive, RULES, actor="operator", now=NOW)


@pytest.fixture
def stock(sessions: sessionmaker[Session], tmp_path: Path) -> Stock:
    """Return an empty stock."""
    return Stock(sessions, Archive(tmp_path / "archive"))


def left(stock: Stock, key: str) -> tuple[bool, bool]:
    """Tell whether page and text of an article are still there."""
    with stock.sessions() as session:
        version = session.get_one(VersionRow, (key, 1))
        gone = session.scalar(sa.select(DisposalRow.id).where(DisposalRow.capture_id == version.capture_id))
        return gone is None, bool(articles.article_from(version).body)


def test_what_concerns_nobody_goes_and_stays_named(stock: Stock) -> None:
    stock.article("dua")
    stock.article("muc-luc", kind=ArticleKind.LISTING)
    with stock.sessions() as session:
        told = {line.rule.matter: line.past for line in outlook(session, RULES, NOW)}
    assert (told[Matter.PAGE_WITHOUT_AGENCY], told[Matter.PAGE_WITHOUT_ARTICLE]) == (1, 1)
    assert stock.files() == 2  # looking changes nothing
    counts = stock.run()
    assert counts[Matter.PAGE_WITHOUT_AGENCY] == counts[Matter.TEXT_WITHOUT_AGENCY] == 1
    assert stock.files() == 0
    with stock.sessions() as session:
        known = list(ingested.known_captures(session))
        assert {capture.removed_by for capture in known} == {"page_without_agency", "page_without_article"}
        version = session.get_one(VersionRow, ("dua", 1))
        article = articles.article_from(version)
        assert (article.title, article.sapo, article.body) == ("Giá dừa", "", "")
        assert version.text_sha256 == articles.text_sha256(
            Article(id="dua", url="", title="Giá dừa", sapo=WORDS, body=WORDS)
        )
        assert articles.captured_articles(session) == []
        assert WORDS not in str(session.get_one(TaggingRow, "dua").record)
        assert ingested.entries(session, ["dua"])["dua"].summary == ""
        assert audit.first_broken(session) is None
        assert retention.forged(session) is None
        assert {event.matter for event in retention.removals(session)} >= {"page_without_agency"}
    assert set(stock.run().values()) == {0}  # once is enough


def test_what_somebody_may_need_is_kept(stock: Stock) -> None:
    stock.article("with a case")
    stock.case("with a case")
    stock.article("report of an event with a case", event="e")
    stock.article("contested", event="e", has_agency=True)
    stock.case("contested")
    stock.article("with an agency", has_agency=True)
    stock.article("with a flag", flags=1)
    stock.article("notice of correction", title="Cải chính: Giá dừa")
    stock.article("not old enough", seen=NOW - timedelta(days=400))
    stock.article("new version not read yet")
    stock.article("handed in by a person")
    with stock.sessions.begin() as session:
        session.get_one(TaggingRow, "new version not read yet").version = 0
        session.add(
            IntakeRow(article_id="handed in by a person", person_id=None, given_at=OLD, kind=IntakeKind.URL,
                      medium=Medium.ONLINE, outlet="Báo", issue="", note="")
        )  # fmt: skip
        keys = session.scalars(sa.select(ArticleRow.id)).all()
    stock.run()
    assert {key: left(stock, key) for key in keys} == dict.fromkeys(keys, (True, True))
    assert stock.files() == len(keys) == 9


def test_a_page_that_two_articles_were_read_from_waits_for_both(stock: Stock) -> None:
    stock.article("x")
    stock.article("y", has_agency=True)
    with stock.sessions.begin() as session:
        shared = session.get_one(VersionRow, ("x", 1)).capture_id
        session.get_one(VersionRow, ("y", 1)).capture_id = shared
    stock.run()
    assert left(stock, "x") == (True, False)
    assert stock.files() == 2


def test_a_run_that_was_killed_is_made_up_for(stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
    stock.article("x")

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Archive, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            stock.run()
    assert stock.files() == 1
    stock.run()
    assert stock.files() == 0
    with stock.sessions() as session:
        assert retention.forged(session) is None
        assert retention.files_to_go(session) == {}


def _forge_a_row(session: Session) -> None:
    """Somebody deletes a file and writes that a rule did it."""
    first = session.scalars(sa.select(DisposalRow)).first()
    assert first
    capture = session.get_one(VersionRow, ("kept", 1)).capture_id
    session.add(
        DisposalRow(
            list_id=first.list_id, matter=first.matter, article_id="kept", capture_id=capture, version=None,
            sha256="0" * 64, at=NOW, file_gone=True,
        )
    )  # fmt: skip


def _drop_a_row(session: Session) -> None:
    session.execute(sa.delete(DisposalRow).where(DisposalRow.matter == Matter.PAGE_WITHOUT_AGENCY))


@pytest.mark.parametrize("forge", [_forge_a_row, _drop_a_row])
def test_a_list_that_was_tampered_with_is_named(stock: Stock, forge: Callable[[Session], None]) -> None:
    stock.article("x")
    stock.article("kept", has_agency=True)
    stock.run()
    with stock.sessions.begin() as session:
        forge(session)
    with stock.sessions() as session:
        assert retention.forged(session) is not None


def test_rows_of_access_go_when_they_open_nothing_any_more(stock: Stock) -> None:
    long_ago, lately = NOW - timedelta(days=1000), NOW - timedelta(hours=2)
    with stock.sessions.begin() as session:
        person = people.add_person(
            session, login="truc", full_name="Trực", password="mot mat khau dai", role=Role.OPERATOR,  # noqa: S106
            agency_id=None,
        )  # fmt: skip
        for name, at in (("a", long_ago), ("b", lately)):
            session.add(SignInRow(hash=name, person_id=person.id, started_at=at, browser="", ended_at=None))
            session.add(RecoveryCodeRow(hash=name, person_id=person.id, used_at=at))
            session.add(
                TokenRow(hash=name, name=name, scopes="", agency_id=None, person_id=None, created_at=long_ago,
                         expires_at=None, revoked_at=at, last_used_on=None)
            )  # fmt: skip
        session.add(RecoveryCodeRow(hash="unused", person_id=person.id, used_at=None))
    stock.article("x", has_agency=True)
    stock.case("x")
    with stock.sessions.begin() as session:
        session.add(PresenceRow(case_id=1, person_id=1, seen_at=long_ago))
    counts = stock.run()
    for matter in (Matter.SESSION, Matter.RECOVERY_CODE, Matter.ACCESS_KEY, Matter.PRESENCE):
        assert counts[matter] == 1, matter
    with stock.sessions() as session:
        assert list(session.scalars(sa.select(SignInRow.hash))) == ["b"]
        assert set(session.scalars(sa.select(RecoveryCodeRow.hash))) == {"b", "unused"}
        assert session.scalar(sa.select(sa.func.count()).select_from(PresenceRow)) == 0
        assert audit.first_broken(session) is None


def test_the_commands_say_show_and_verify(
    stock: Stock, engine: sa.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock.article("x")
    stock.article("y", has_agency=True)
    monkeypatch.setenv("CAICHINH_HOME", str(tmp_path))
    monkeypatch.setenv("CAICHINH_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("CAICHINH_NOW", NOW.isoformat())

    def said(*words: str) -> str:
        result = CliRunner().invoke(caichinh, words)
        assert result.exit_code == 0, result.output
        return result.output

    assert "Nothing was removed" in said("retention")
    assert stock.files() == 2
    assert "page_without_agency" in said("retention", "--apply")
    assert "1  operator" in said("retention", "--removed")
    assert said("archive", "verify").startswith("1 records are whole. 1 were removed by rule")
    next(stock.archive.files()).unlink()  # lost, not removed
    assert CliRunner().invoke(caichinh, ["archive", "verify"]).exit_code == 1


def test_what_a_look_at_a_contested_page_saw_is_kept(stock: Stock) -> None:
    stock.article("contested", has_agency=True)
    stock.case("contested")
    stock.article("x")
    with stock.sessions.begin() as session:
        person = people.add_person(
            session, login="truc", full_name="Trực", password="mot mat khau dai", role=Role.OPERATOR,  # noqa: S106
            agency_id=None,
        )  # fmt: skip
        letter = LetterRow(
            case_id=1, article_id="contested", kind=LetterKind.CORRECTION, request={}, drafted_at=OLD,
            drafted_by=person.id, approved_at=None, approved_by=None, number=None, sent_at=OLD, received_at=None,
        )  # fmt: skip
        session.add(letter)
        session.flush()
        capture = session.get_one(VersionRow, ("x", 1)).capture_id
        session.add(
            OutcomeRow(letter_id=letter.id, article_id="contested", capture_id=capture,
                       kind=OutcomeKind.UNCHANGED, seen_at=OLD, record={})
        )  # fmt: skip
    stock.run()
    assert left(stock, "x") == (True, False)
    assert stock.files() == 2


SHIPPED_TEXT = SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("audit,always", "audit,10 years", "never removed"),
        ("case,always", "case,99 years", "never removed"),
        ("session,12 months", "session,12 moons", "no length"),
        ("session,12 months", "session,0 days", "no length"),
        ("page_without_agency,24 months", "page_without_agency,2 months", "too short"),
        ("session,", "sessions,", "none of"),
        ("presence,1 day", "session,1 day", "twice"),
        ("presence,1 day", "presence,", "must not be empty"),
    ],
)
def test_a_file_that_would_remove_too_much_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "rules.csv"
    path.write_text(SHIPPED_TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CaiChinhError, match=told) as raised:
        load_rules(path)
    assert "rules.csv" in str(raised.value)


def test_a_missing_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.csv"
    lines = [line for line in SHIPPED_TEXT.splitlines() if not line.startswith("presence")]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CaiChinhError, match="presence"):
        load_rules(path)


def test_months_are_those_of_the_calendar() -> None:
    rule = next(rule for rule in RULES if rule.matter is Matter.PAGE_WITHOUT_ARTICLE)
    before = rule.before(datetime(2026, 5, 30, 18, 0, tzinfo=UTC))  # the 31st in Vietnam
    assert before is not None
    assert f"{before:%Y-%m-%d %H:%M}" == "2026-02-28 01:00"
    assert {rule.matter for rule in RULES if rule.before(NOW) is None} == NEVER_REMOVED
