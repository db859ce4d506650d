"""A large province, written at the speed of the database: some templates with all that hangs on them, multiplied.

What the desk asks for is there: articles with a copy in another outlet and further reports of the event, tags, cases
with clocks, who verifies them, letters, events of the audit trail, the index for search. The vocabulary is small on
purpose: a word stands in many texts, so a search finds thousands.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.agencies import load_agencies
from pipeline.domain.clock import Duty
from pipeline.domain.deadlines import DueKind, Regime
from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    Flag,
    FlaggedArticle,
    LetterKind,
    LetterRequest,
    Medium,
    Sentiment,
    Signal,
    TaggedArticle,
    Tone,
    Work,
)
from pipeline.domain.records import Field as In
from pipeline.review.workflow import Role, State
from pipeline.store import people, search
from pipeline.store.desk_tables import ClockRow, VerificationRow
from pipeline.store.session import open_sessions, to_json
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    AuditRow,
    Base,
    CaptureRow,
    CaseRow,
    LetterRow,
    PersonRow,
    TaggingRow,
    VersionRow,
)

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
PASSWORD = "mot mat khau dai"  # noqa: S105  invented
AGENCY = "qn-yte"
OUTLETS = ("bao", "tin", "que")
TEMPLATES = 10_000
"""Articles written one by one; the database itself multiplies them."""
WAITING_SHARE = 0.04
"""Of all cases; most of a year's work is done."""
_TEXT = (
    "dịch bệnh sốt xuất huyết trạm y tế đường tỉnh lộ sạt lở học sinh trường học giáo viên đất đai thu "
    "hồi bồi thường môi trường rác thải nước sạch ngư dân tàu cá cầu cảng khu công nghiệp tái định cư "
    "chậm tiến độ vốn đầu tư công"
)
WORDS = _TEXT.split()
TABLES: tuple[type[Base], ...] = (
    CaptureRow,
    ArticleRow,
    VersionRow,
    TaggingRow,
    ArticleAgencyRow,
    CaseRow,
    LetterRow,
    ClockRow,
    VerificationRow,
    AuditRow,
)
Rows = dict[type[Base], list[dict[str, Any]]]


def text_of(number: int) -> Article:
    """Return an invented article of the length of a short report; an odd number is the copy of the one before."""
    chosen = random.Random(number // 2)  # noqa: S311  no secret
    sentence = [" ".join(chosen.choices(WORDS, k=14)).capitalize() + "." for _ in range(12)]
    return Article(
        id=hashlib.sha256(str(number).encode()).hexdigest()[:24],
        url=f"https://{OUTLETS[number % 3]}.example/{number}",
        title=" ".join(chosen.choices(WORDS, k=10)).capitalize(),
        sapo=sentence[0],
        body="\n\n".join(sentence[1:]),
        published_at=NOW - timedelta(minutes=number),
    )


class Province:
    """Writes rows of one large province."""

    def __init__(self, articles: int, cases: int) -> None:
        self.first = min(TEMPLATES, articles)
        self.copies = articles // self.first - 1
        self.with_case = self.first * cases // articles
        alive = sorted(agency.id for agency in load_agencies().alive(NOW.date()))
        self.agencies = [AGENCY, *[found for found in alive if found != AGENCY]][:40]
        self.sizes = [1 / (rank + 2) for rank in range(len(self.agencies))]  # a few have most of the news

    def write(self, engine: sa.Engine, tables: Sequence[type[Base]] = TABLES) -> None:
        """Write the templates, multiply them, let the database count what it holds."""
        _hurry(engine)
        with open_sessions(engine).begin() as session:
            for login, role, agency_id in (
                ("truc", Role.OFFICER, AGENCY),
                ("truong", Role.HEAD, AGENCY),
                ("quanly", Role.AUTHORITY, None),
            ):
                people.add_person(
                    session, login=login, full_name=login, password=PASSWORD, role=role, agency_id=agency_id
                )
        with open_sessions(engine).begin() as session:
            person = session.scalars(sa.select(PersonRow.id)).first()
            assert person is not None
            rows = self._rows(person)
            for kind in tables:
                session.execute(sa.insert(kind), rows[kind])
            self._index(session)
            for kind in tables:
                session.execute(_multiplied(kind, self.first, self.copies))
            _multiply_index(session, self.first, self.copies)
            _number_on(session)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("VACUUM ANALYZE")

    def _rows(self, person: int) -> Rows:
        rows: Rows = {kind: [] for kind in TABLES}
        for number in range(self.first):
            chosen = random.Random(number)  # noqa: S311
            article = text_of(number)
            agency = chosen.choices(self.agencies, self.sizes)[0]
            flagged = _flagged(article, agency, chosen.random())
            for kind, row in _press(number, article, flagged, text_of(number - number % 2).id):
                rows[kind].append(row)
            if number % 2 == 0 and number < self.with_case * 2:
                for kind, row in _case(number + 1, article, flagged, chosen, person):
                    rows[kind].append(row)
        return rows

    def _index(self, session: Session) -> None:
        cases = session.scalars(sa.select(CaseRow)).all()
        search.index(session, ((case, text_of(case.id - 1)) for case in cases))


def _press(
    number: int, article: Article, flagged: FlaggedArticle, group: str
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    seen, record = NOW - timedelta(minutes=number), to_json(flagged)
    record["tagged"].pop("article")
    yield CaptureRow, {
        "id": number + 1, "url": article.url, "final_url": article.url, "fetched_at": seen, "status": 200,
        "headers": [], "sha256": hashlib.sha256(article.body.encode()).hexdigest(), "record_sha256": None,
    }  # fmt: skip
    yield ArticleRow, {
        "id": article.id, "url": article.url, "outlet_id": OUTLETS[number % 3], "kind": "article",
        "first_seen_at": seen, "published_at": seen, "version": 1, "group_id": group, "event_id": f"e{number // 6}",
    }  # fmt: skip
    yield VersionRow, {
        "article_id": article.id, "number": 1, "capture_id": number + 1, "seen_at": seen, "title": article.title,
        "text_sha256": "", "record": to_json(article),
    }  # fmt: skip
    yield TaggingRow, {
        "article_id": article.id, "version": 1, "tone": "negative", "attention": 0.5, "priority": flagged.priority,
        "flags_said": 1, "has_agency": True, "record": record,
    }  # fmt: skip
    yield ArticleAgencyRow, {
        "article_id": article.id, "agency_id": flagged.tagged.agencies[0].id, "rank": 0, "score": 0.9,
    }  # fmt: skip


def _case(
    case_id: int, article: Article, flagged: FlaggedArticle, chosen: random.Random, person: int
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    seen, agency = NOW - timedelta(minutes=case_id), flagged.tagged.agencies[0].id
    waits = chosen.random() < WAITING_SHARE
    done = [State.CLOSED] * 9 + [
        found for found in State if found not in {State.NEW, State.VERIFYING, State.SNOOZED}
    ]
    state = chosen.choice([State.NEW, State.VERIFYING] if waits else done)
    yield CaseRow, {
        "id": case_id, "group_id": article.id, "agency_id": agency, "article_id": article.id, "state": state,
        "verdict": None if waits else "accurate", "priority": flagged.priority, "reason": flagged.flags[0].reason,
        "note": "", "opened_at": seen, "decided_at": None if waits else seen, "decided_by": None if waits else person,
        "decided_version": None if waits else 1, "told_version": None, "lock": 1,
    }  # fmt: skip
    yield VerificationRow, {
        "case_id": case_id, "assignee_id": person if chosen.random() < 0.1 else None, "mistakes": [],
    }  # fmt: skip
    ended = None if waits else seen
    due = NOW + timedelta(hours=chosen.randint(-60, 300)) if waits else seen + timedelta(days=3)
    yield ClockRow, _clock(case_id, None, Duty.VERIFICATION, due, ended)
    if state in {State.SENT, State.RECEIVED} or (state is State.CLOSED and chosen.random() < 0.1):
        yield LetterRow, {
            "id": case_id, "case_id": case_id, "article_id": article.id, "kind": LetterKind.CORRECTION,
            "request": to_json(_letter(article, agency)), "drafted_at": seen, "drafted_by": person,
            "approved_at": seen, "approved_by": person, "number": str(case_id), "sent_at": seen,
            "received_at": None if state is State.SENT else seen,
        }  # fmt: skip
        if state is not State.SENT:
            yield (
                ClockRow,
                _clock(case_id, case_id, Duty.CORRECTION, due, seen if state is State.CLOSED else None),
            )
    for step, action in enumerate(("open", "see") if waits else ("open", "see", "decide")):
        yield AuditRow, {
            "id": case_id * 3 + step, "at": seen, "actor": "truc", "action": action, "case_id": case_id,
            "detail": {}, "previous_hash": "0" * 64, "hash": "0" * 64,
        }  # fmt: skip


def _clock(
    case_id: int, letter_id: int | None, duty: Duty, due: datetime, ended: datetime | None
) -> dict[str, Any]:
    return {
        "id": case_id * 2 + (letter_id is not None), "case_id": case_id, "letter_id": letter_id, "duty": duty,
        "medium": Medium.ONLINE, "started_at": NOW - timedelta(days=4), "due_at": due, "due_kind": DueKind.DATE,
        "regime": Regime.R3, "rule": "Mục tiêu nội bộ", "working": ["Một dòng."], "pauses": [],
        "extensions": [], "ended_at": ended,
    }  # fmt: skip


def _letter(article: Article, agency: str) -> LetterRequest:
    work = Work(
        outlet="Báo Ví dụ", outlet_address="Báo Ví dụ", medium=Medium.ONLINE, title=article.title, section="",
        url=article.url, published_at=article.published_at, author=None, capture_sha256="ab" * 32, captured_at=NOW,
    )  # fmt: skip
    return LetterRequest(
        kind=LetterKind.CORRECTION, agency_id=agency, agency_name="Cơ quan Ví dụ", parent_name="", symbol="SYT-VP",
        place="Quảng Ngãi", work=work, passages=(), signatory=None, contact=None, on=date(2026, 11, 20),
    )  # fmt: skip


def _flagged(article: Article, agency: str, priority: float) -> FlaggedArticle:
    sentence = article.body.split("\n\n")[0]
    flag = Flag(
        signal=Signal.FIGURE, field=In.BODY, start=0, end=len(sentence), sentence=sentence,
        reason="Số liệu khác số chính thức.", score=0.9,
    )  # fmt: skip
    tagged = TaggedArticle(
        article=article, agencies=(AgencyTag(id=agency, score=0.9),), places=(),
        sentiment=Sentiment(label=Tone.NEGATIVE, score=0.8), attention=Attention(score=0.9),
    )  # fmt: skip
    return FlaggedArticle(tagged=tagged, flags=(flag,), priority=priority, group=article.id)


def _hurry(engine: sa.Engine) -> None:
    """Build without a journal and with much memory; the desk opens the file with the pragmas of the house."""
    if engine.dialect.name == "sqlite":
        engine.dispose()

        def set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-2000000", "foreign_keys=OFF"):
                connection.execute(f"PRAGMA {pragma}")

        sa.event.listen(engine, "connect", set_pragmas)


def _multiplied(kind: type[Base], first: int, times: int) -> sa.Insert:
    """Return the statement that copies the rows of a table `times` times under ids of their own."""
    table, copies = sa.inspect(kind).local_table, _counted(times)
    assert isinstance(table, sa.Table)
    k, step = copies.c.k, {AuditRow: 3, ClockRow: 2}.get(kind, 1)
    changed: dict[str, sa.ColumnElement[Any]] = {
        name: table.c[name] + "-" + sa.cast(k, sa.String)
        for name in ("url", "article_id", "group_id", "event_id")
        if name in table.c
    }
    for name in ("capture_id", "case_id", "letter_id"):
        if name in table.c:
            changed[name] = table.c[name] + k * first
    if "id" in table.c:
        text = kind is ArticleRow
        changed["id"] = table.c.id + ("-" + sa.cast(k, sa.String) if text else k * first * step)
    if "priority" in table.c:
        changed["priority"] = table.c.priority + k * 1e-6
    if kind is LetterRow:
        changed["number"] = sa.cast(table.c.id + k * first, sa.String)
    names = [column.name for column in table.c]
    values = [changed.get(name, table.c[name]) for name in names]
    return sa.insert(table).from_select(names, sa.select(*values).select_from(table).join(copies, sa.true()))


def _counted(times: int) -> sa.CTE:
    start = sa.select(sa.literal(1).label("k")).where(sa.literal(times) > 0).cte("copies", recursive=True)
    return start.union_all(sa.select(start.c.k + 1).where(start.c.k < times))


def _multiply_index(session: Session, first: int, times: int) -> None:
    by_server = session.get_bind().dialect.name == "postgresql"
    names = ("exact", "plain", "pairs" if by_server else "scope")
    key = sa.column("case_id" if by_server else "rowid", sa.Integer)
    table = sa.table(search.TABLE, key, *(sa.column(name) for name in names))
    copies = _counted(times)
    columns = [sa.literal_column(f"{search.TABLE}.{name}") for name in names]
    values = sa.select(table.c[key.name] + copies.c.k * first, *columns)
    chosen = values.select_from(table).join(copies, sa.true())
    session.execute(sa.insert(table).from_select([key.name, *names], chosen))


def _number_on(session: Session) -> None:
    """Let PostgreSQL number new rows after those that came with numbers of their own."""
    if session.get_bind().dialect.name == "postgresql":
        for table in ("press_case", "letter", "clock", "audit"):
            session.execute(
                sa.text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
            )
