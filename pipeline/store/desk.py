"""What the review desk asks beside the services: lists of cases, the place of a case, facts, captures, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.clock import Duty
from pipeline.domain.deadlines import DueKind
from pipeline.domain.facts import Fact
from pipeline.domain.records import Article, Flag, Tone
from pipeline.review.workflow import State
from pipeline.store import audit, clocks
from pipeline.store.desk_tables import ClockRow, SavedFilterRow, SnoozeRow
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    AuditRow,
    CaptureRow,
    CaseRow,
    FactRow,
    PersonRow,
    TaggingRow,
    VersionRow,
    table,
)
from pipeline.store.wanted import Keys, Shape, Wanted

_CASE = table(CaseRow)
SHAPES = 512
"""Shapes whose statements are kept: all that addresses of the desk ask for, with some room."""
MOST = 100
"""Cases of a narrowed list that are counted; the rest is told as more than that."""
COUNTED = 1000
"""Cases of a whole list that are counted."""
FEW = 2000


def has_few(session: Session, outlet_id: str) -> bool:
    """Tell whether an outlet has at most `FEW` articles."""
    return (session.execute(_SOME_OF_OUTLET, {"outlet": outlet_id}).scalar() or 0) <= FEW


_SOME_OF_OUTLET = sa.select(sa.func.count()).select_from(
    sa.select(table(ArticleRow).c.id)
    .where(table(ArticleRow).c.outlet_id == sa.bindparam("outlet"))
    .limit(FEW + 1)
    .subquery()
)


def ids(session: Session, wanted: Wanted, *, limit: int, after: CaseRow | None = None) -> list[int]:
    """Return the ids of the first cases of a list, of those below `after` when it is given."""
    values = wanted.values if after is None else wanted.at(after)
    found = session.execute(_first(wanted.shape, below=after is not None), values | {"limit": limit})
    return [row[-1] for row in found]


@lru_cache(SHAPES)
def _first(shape: Shape, *, below: bool) -> Keys:
    query = shape.keys_below if below else shape.keys
    return query.limit(sa.bindparam("limit", type_=sa.Integer()))


class Line(NamedTuple):
    """What a list shows of a case and of the current version of its lead article."""

    case_id: int
    agency_id: str
    state: State
    priority: float
    reason: str
    lock: int
    title: str
    outlet_id: str
    published_at: datetime | None
    tone: Tone | None
    flags: tuple[Flag, ...]
    copies: int
    until: date | None
    """The day to which the case is put off, with the reason."""
    put_off_for: str | None
    duty: Duty | None
    """Of the running clock that is due first, with its dates; None when no clock runs."""
    started_at: datetime | None
    due_at: datetime | None
    due_kind: DueKind | None


def lines(session: Session, case_ids: Sequence[int]) -> list[Line]:
    """Return what a list shows of these cases, in the same order."""
    if not case_ids:
        return []
    found = {}
    for row in session.execute(_LINES, {"ids": list(case_ids)}):
        flags = _FLAGS.decode(row.flags).flags if row.flags is not None else ()
        found[row[0]] = Line._make(row)._replace(flags=flags)
    return [found[case_id] for case_id in case_ids]


class _Flags(msgspec.Struct, frozen=True):
    """The part of a stored `FlaggedArticle` that a list tells."""

    flags: tuple[Flag, ...]


class _Agency(msgspec.Struct, frozen=True):
    id: str
    tone: Tone = Tone.NEUTRAL


class _Tagged(msgspec.Struct, frozen=True):
    agencies: tuple[_Agency, ...] = ()


class _Record(msgspec.Struct, frozen=True):
    """The part of a stored `FlaggedArticle` that the page of a case tells."""

    flags: tuple[Flag, ...]
    tagged: _Tagged = _Tagged()


_FLAGS, _RECORD = msgspec.json.Decoder(_Flags), msgspec.json.Decoder(_Record)


class Said(NamedTuple):
    """What the machine said of an article."""

    tone: Tone
    flags: tuple[Flag, ...]
    meant: frozenset[str]
    """Agencies whose work the tone is about; none where it is neutral, or was read before this was told."""

    @classmethod
    def read(cls, tone: Tone | None, record: str | None) -> Said | None:
        """Return what a row of `tagging` holds, None when an outer join found none."""
        if tone is None or record is None:
            return None
        told = _RECORD.decode(record)
        meant = frozenset(agency.id for agency in told.tagged.agencies if agency.tone is not Tone.NEUTRAL)
        return cls(tone, told.flags, meant)


def record_text(tagging: sa.FromClause) -> sa.ColumnElement[str]:
    """Return the record of a tagging as it is stored, to be read once, straight into the flags."""
    return sa.cast(tagging.c.record, sa.Text)


def said_of(session: Session, article_id: str) -> Said | None:
    """Return what the machine said of an article, None before it read it."""
    row = session.execute(_SAID, {"article": article_id}).first()
    return Said.read(row[0], row[1]) if row else None


_SAID = sa.select(table(TaggingRow).c.tone, record_text(table(TaggingRow))).where(
    table(TaggingRow).c.article_id == sa.bindparam("article")
)


def _lines_query() -> Keys:
    article, version = table(ArticleRow), table(VersionRow)
    tagging, snooze, copy = table(TaggingRow), table(SnoozeRow), table(ArticleRow).alias("copy")
    clock = table(ClockRow).alias("first")
    copies = sa.select(sa.func.count()).select_from(copy).where(copy.c.group_id == _CASE.c.group_id)
    return (
        sa.select(
            _CASE.c.id,
            _CASE.c.agency_id,
            _CASE.c.state,
            _CASE.c.priority,
            _CASE.c.reason,
            _CASE.c.lock,
            version.c.title,
            article.c.outlet_id,
            article.c.published_at,
            tagging.c.tone,
            record_text(tagging).label("flags"),
            copies.correlate(_CASE).scalar_subquery().label("copies"),
            snooze.c.until,
            snooze.c.reason.label("put_off_for"),
            clock.c.duty,
            clock.c.started_at,
            clock.c.due_at,
            clock.c.due_kind,
        )
        .join_from(_CASE, article, article.c.id == _CASE.c.article_id)
        .join(version, sa.and_(version.c.article_id == article.c.id, version.c.number == article.c.version))
        .outerjoin(tagging, tagging.c.article_id == article.c.id)
        .outerjoin(snooze, snooze.c.case_id == _CASE.c.id)
        .outerjoin(clock, clock.c.id == clocks.NEAREST)
        .where(_CASE.c.id.in_(sa.bindparam("ids", expanding=True)))
    )


_LINES = _lines_query()


def count(session: Session, wanted: Wanted) -> int:
    """Return how many cases a list holds; of a narrowed one `MOST` + 1 stands for all beyond `MOST`."""
    query = _counted(wanted.shape, narrowed=wanted.is_narrowed)
    return session.execute(query, wanted.values).scalar() or 0


@lru_cache(SHAPES)
def _counted(shape: Shape, *, narrowed: bool) -> sa.Select[int]:
    listed = shape.keys.limit(MOST + 1) if narrowed else shape.keys.order_by(None)
    return sa.select(sa.func.count()).select_from(listed.subquery())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a case stands in a list: ``number`` of ``total`` from 1, with its neighbours' ids."""

    number: int | None
    """None beyond the first `COUNTED`, of a narrowed list beyond the first `MOST`."""
    total: int
    more: bool = False
    """The list goes on beyond `total`."""
    previous_id: int | None
    next_id: int | None


def place(session: Session, case: CaseRow, wanted: Wanted) -> Place:
    """Return the place of `case` in a list, as if it still stood there."""
    if wanted.is_narrowed:
        return _place_in_narrowed(session, case, wanted)
    before, after, previous_id, next_id = session.execute(_around(wanted.shape), wanted.at(case)).one()
    total = before + 1 + after
    return Place(
        number=before + 1 if before < COUNTED else None,
        total=min(total, COUNTED),
        more=total > COUNTED,
        previous_id=previous_id,
        next_id=next_id,
    )


@lru_cache(SHAPES)
def _around(shape: Shape) -> Keys:
    """Return the query for how many stand before and after a case, and which two are nearest."""
    id_ = shape.columns[-1]
    return sa.select(
        _bounded(shape, shape.above),
        _bounded(shape, shape.below),
        shape.keys_above.with_only_columns(id_).limit(1).scalar_subquery(),
        shape.keys_below.with_only_columns(id_).limit(1).scalar_subquery(),
    )


def _place_in_narrowed(session: Session, case: CaseRow, wanted: Wanted) -> Place:
    """Ask for the list once, up to `MOST`, and count here: each further query would search and narrow again."""
    first = session.execute(_first(wanted.shape, below=False), wanted.values | {"limit": MOST + 1})
    listed = [tuple(row) for row in first]
    here = wanted.key(case)
    before = [key for key in listed if key > here]
    after = [key for key in listed if key < here]
    if not after and len(listed) > MOST:
        return Place(
            number=None,
            total=MOST,
            more=True,
            previous_id=_above(session, case, wanted),
            next_id=next(iter(ids(session, wanted, limit=1, after=case)), None),
        )
    return Place(
        number=len(before) + 1,
        total=min(len(before) + 1 + len(after), MOST),
        more=len(listed) > MOST,
        previous_id=before[-1][-1] if before else None,
        next_id=after[0][-1] if after else None,
    )


def _above(session: Session, case: CaseRow, wanted: Wanted) -> int | None:
    """Return the id of the case above `case`."""
    row = session.execute(_nearest_above(wanted.shape), wanted.at(case)).first()
    return row[-1] if row else None


@lru_cache(SHAPES)
def _nearest_above(shape: Shape) -> Keys:
    return shape.keys_above.limit(1)


def _bounded(shape: Shape, *beside: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """Return the count of a list up to `COUNTED` + 1."""
    some = (
        sa.select(_CASE.c.id)
        .where(*shape.conditions, *beside)
        .limit(sa.literal_column(str(COUNTED + 1)))
        .subquery()
    )
    return sa.select(sa.func.count()).select_from(some).scalar_subquery()


def each_state(*, own: bool) -> list[sa.Label[int]]:
    """Return the counts of cases in each state, up to `COUNTED` + 1, those of `agency` alone where it is its `own`."""
    agency_id = "" if own else None
    return [
        _bounded(Wanted(agency_id=agency_id, states=(state,)).shape).label(state.value) for state in State
    ]


def next_case(session: Session, case: CaseRow, wanted: Wanted) -> int | None:
    """Return the id of the case below `case` in a list, else of the first, None when nothing else stands there."""
    below = ids(session, wanted, limit=1, after=case) or [
        found for found in ids(session, wanted, limit=2) if found != case.id
    ]
    return next(iter(below), None)


def saved_filters(session: Session, person_id: int) -> Sequence[SavedFilterRow]:
    """Return the lists that a person saved, by name."""
    return session.scalars(_SAVED, {"person": person_id}).all()


_SAVED = (
    sa.select(SavedFilterRow)
    .where(SavedFilterRow.person_id == sa.bindparam("person"))
    .order_by(SavedFilterRow.name)
)


def save_filter(session: Session, person_id: int, name: str, query: str) -> None:
    """Save a list under a name; the same name is written over."""
    known = next((row for row in saved_filters(session, person_id) if row.name == name), None)
    if known is None:
        session.add(SavedFilterRow(person_id=person_id, name=name, query=query))
    else:
        known.query = query
    session.flush()


def forget_filter(session: Session, person_id: int, filter_id: int) -> None:
    """Delete a saved list of this person; that of somebody else stays."""
    session.execute(
        sa.delete(SavedFilterRow).where(SavedFilterRow.id == filter_id, SavedFilterRow.person_id == person_id)
    )


def agencies_with_cases(session: Session) -> list[str]:
    """Return the ids of the agencies that ever had a case, each found from the one before it."""
    return list(session.execute(_AGENCIES).scalars())


def _agencies_query() -> sa.Select[str]:
    agency_id = _CASE.c.agency_id
    first = sa.select(sa.func.min(agency_id).label("id")).cte("agencies", recursive=True)
    following = sa.select(sa.func.min(agency_id)).where(agency_id > first.c.id)
    every = first.union_all(sa.select(following.scalar_subquery()).where(first.c.id.is_not(None)))
    return sa.select(every.c.id).where(every.c.id.is_not(None))


_AGENCIES = _agencies_query()


_AGENCY = table(ArticleAgencyRow).c
RESPONSIBLE = sa.select(
    sa.func.aggregate_strings(sa.cast(_AGENCY.rank, sa.Text) + " " + _AGENCY.agency_id, "\n")
).where(_AGENCY.article_id == _CASE.c.article_id)
"""The agencies that the machine holds responsible for the article of a case, each on a line behind its rank."""


def facts(session: Session, fact_ids: Iterable[str]) -> dict[str, Fact]:
    """Return the newest version of each official fact by fact id."""
    ids = list(fact_ids)
    rows = session.execute(_FACTS, {"ids": ids}) if ids else ()
    return {fact_id: msgspec.convert(record, Fact) for fact_id, record in rows}


_FACTS = (
    sa.select(table(FactRow).c.fact_id, table(FactRow).c.record)
    .where(table(FactRow).c.fact_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(table(FactRow).c.version)
)


class Seen(NamedTuple):
    """When the page behind a version was fetched, and the digest of its bytes."""

    fetched_at: datetime
    sha256: str


class Version(NamedTuple):
    """One version of an article, with the capture it was read from."""

    article: Article
    number: int
    seen_at: datetime
    capture: Seen


def versions(session: Session, article_id: str) -> list[Version]:
    """Return all versions of an article, newest first."""
    return [
        Version(_ARTICLE.decode(row[0]), row[1], row[2], Seen(row[3], row[4]))
        for row in session.execute(_VERSIONS, {"article": article_id})
    ]


_ARTICLE = msgspec.json.Decoder(Article)
_VERSION, _CAPTURE = table(VersionRow), table(CaptureRow)
_VERSIONS = (
    sa.select(
        sa.cast(_VERSION.c.record, sa.Text),
        _VERSION.c.number,
        _VERSION.c.seen_at,
        _CAPTURE.c.fetched_at,
        _CAPTURE.c.sha256,
    )
    .join_from(_VERSION, _CAPTURE, _CAPTURE.c.id == _VERSION.c.capture_id)
    .where(_VERSION.c.article_id == sa.bindparam("article"))
    .order_by(_VERSION.c.number.desc())
)


def history(session: Session, case_id: int) -> tuple[list[AuditRow], dict[str, str]]:
    """Return the events of a case, newest first, and the full names of the people behind them, by login."""
    rows = session.execute(_HISTORY, {"case": case_id}).all()
    return [row[0] for row in rows], {row[0].actor: row[1] for row in rows if row[1] is not None}


_HISTORY = audit.OF_CASE.add_columns(PersonRow.full_name).outerjoin(
    PersonRow, PersonRow.login == AuditRow.actor
)
