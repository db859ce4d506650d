"""What the review desk asks beside the services: lists of cases, the place of a case, facts, captures, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session, load_only

from pipeline.domain.facts import Fact
from pipeline.domain.records import Flag
from pipeline.review.workflow import State
from pipeline.store import cases, clocks
from pipeline.store.desk_tables import SavedFilterRow, VerificationRow
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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases a list shows. Best priority first; what was searched for, newest first."""

    agency_id: str | None
    """None for all agencies."""
    states: tuple[State, ...]
    outlet_id: str | None = None
    few: bool = False
    """The outlet has so few articles (`has_few`) that the list is found faster from them than from the cases."""
    assignee_id: int | None = None
    late_at: datetime | None = None
    """Only cases with a clock that ran out before this time."""
    hits: sa.Select[int] | None = None
    """Only cases that a search found (`search.answer`)."""

    @property
    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what a case must fulfil."""
        found: list[sa.ColumnElement[bool]] = [CaseRow.state.in_(self.states)]
        if self.agency_id is not None:
            found.append(CaseRow.agency_id == self.agency_id)
        if self.outlet_id is not None:
            own = sa.select(ArticleRow.group_id).where(ArticleRow.outlet_id == self.outlet_id)
            found.append(
                CaseRow.group_id.in_(own)
                if self.few
                else own.where(ArticleRow.group_id == CaseRow.group_id).correlate(CaseRow).exists()
            )
        if self.assignee_id is not None:
            mine = sa.select(VerificationRow.case_id).where(VerificationRow.assignee_id == self.assignee_id)
            found.append(CaseRow.id.in_(mine))
        if self.late_at is not None:
            found.append(clocks.is_late(self.late_at))
        return found

    @property
    def is_narrowed(self) -> bool:
        """Tell whether more than agency and state choose the cases, so that no index alone counts them."""
        narrowing = (self.outlet_id, self.assignee_id, self.late_at, self.hits)
        return any(found is not None for found in narrowing)

    @property
    def columns(self) -> tuple[sa.ColumnElement[Any], ...]:
        """Return what orders the list, downwards; the last one is the id of the case."""
        if self.hits is not None:
            return (self.hits.selected_columns[0],)
        return (CaseRow.priority.expression, CaseRow.id.expression)

    @property
    def keys(self) -> sa.Select[Any]:
        """Return the query for `columns`, in the order of the list.

        A search is walked from its newest hit down, each hit asked for its case: with a limit it ends early, however
        broad the term.
        """
        found = sa.select(*self.columns).where(*self.conditions)
        if self.hits is not None:
            walks = self.columns[0].compare(CaseRow.id.expression)
            found = self.hits if walks else self.hits.join(CaseRow, CaseRow.id == self.columns[0])
            found = found.where(*self.conditions)
        return found.order_by(*(column.desc() for column in self.columns))

    def after(self, case: CaseRow) -> sa.ColumnElement[bool]:
        """Return the condition for standing below a case."""
        return self._row < sa.tuple_(*map(sa.literal, self.key(case)))

    def before(self, case: CaseRow) -> sa.ColumnElement[bool]:
        """Return the condition for standing above a case."""
        return self._row > sa.tuple_(*map(sa.literal, self.key(case)))

    def key(self, case: CaseRow) -> tuple[Any, ...]:
        """Return where a case stands in the order of the list."""
        return (case.id,) if self.hits is not None else (case.priority, case.id)

    @property
    def _row(self) -> sa.Tuple:
        return sa.tuple_(*self.columns)


MOST = 100
"""Cases of a narrowed list that are counted; the rest is told as more than that."""
COUNTED = 1000
"""Cases of a whole list that are counted."""
FEW = 2000


def has_few(session: Session, outlet_id: str) -> bool:
    """Tell whether an outlet has at most `FEW` articles."""
    some = sa.select(ArticleRow.id).where(ArticleRow.outlet_id == outlet_id).limit(FEW + 1).subquery()
    return (session.scalar(sa.select(sa.func.count()).select_from(some)) or 0) <= FEW


def ids(session: Session, wanted: Wanted, *, limit: int, after: CaseRow | None = None) -> list[int]:
    """Return the ids of the first cases of a list, of those below `after` when it is given."""
    query = wanted.keys.limit(limit)
    if after is not None:
        query = query.where(wanted.after(after))
    return [row[-1] for row in session.execute(query)]


def lines(session: Session, case_ids: Sequence[int]) -> list[sa.Row[CaseRow, VersionRow, ArticleRow]]:
    """Return (case, current text, lead article) of each of these cases, in the same order; of the text its headline."""
    if not case_ids:
        return []
    query = cases.listing().where(CaseRow.id.in_(case_ids)).options(load_only(VersionRow.title))
    found = {row[0].id: row for row in session.execute(query)}
    return [found[case_id] for case_id in case_ids]


def count(session: Session, wanted: Wanted) -> int:
    """Return how many cases a list holds; of a narrowed one `MOST` + 1 stands for all beyond `MOST`."""
    listed = wanted.keys.order_by(None)
    if wanted.is_narrowed:
        listed = wanted.keys.limit(MOST + 1)
    return session.scalar(sa.select(sa.func.count()).select_from(listed.subquery())) or 0


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
    of_id = wanted.keys.with_only_columns(wanted.columns[-1]).limit(1)
    found = session.execute(
        sa.select(
            _bounded(wanted, wanted.before(case)),
            _bounded(wanted, wanted.after(case)),
            _upwards(of_id, wanted).where(wanted.before(case)).scalar_subquery(),
            of_id.where(wanted.after(case)).scalar_subquery(),
        )
    ).one()
    before, after, previous_id, next_id = found
    total = before + 1 + after
    return Place(
        number=before + 1 if before < COUNTED else None,
        total=min(total, COUNTED),
        more=total > COUNTED,
        previous_id=previous_id,
        next_id=next_id,
    )


def _place_in_narrowed(session: Session, case: CaseRow, wanted: Wanted) -> Place:
    """Ask for the list once, up to `MOST`, and count here: each further query would search and narrow again."""
    listed = [tuple(row) for row in session.execute(wanted.keys.limit(MOST + 1))]
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
    row = session.execute(_upwards(wanted.keys, wanted).where(wanted.before(case)).limit(1)).first()
    return row[-1] if row else None


def _bounded(wanted: Wanted, *beside: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """Return the count of a list up to `COUNTED` + 1."""
    some = sa.select(CaseRow.id).where(*wanted.conditions, *beside).limit(COUNTED + 1).subquery()
    return sa.select(sa.func.count()).select_from(some).scalar_subquery()


def counts(session: Session, agency_id: str | None) -> dict[State, int]:
    """Return how many cases stand in each state; `COUNTED` + 1 stands for all beyond `COUNTED`."""
    each = (_bounded(Wanted(agency_id=agency_id, states=(state,))).label(state) for state in State)
    return dict(zip(State, session.execute(sa.select(*each)).one(), strict=True))


def _upwards(query: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    return query.order_by(None).order_by(*(column.asc() for column in wanted.columns))


def next_case(session: Session, case: CaseRow, wanted: Wanted) -> int | None:
    """Return the id of the case below `case` in a list, else of the first, None when nothing else stands there."""
    below = ids(session, wanted, limit=1, after=case) or [
        found for found in ids(session, wanted, limit=2) if found != case.id
    ]
    return next(iter(below), None)


def saved_filters(session: Session, person_id: int) -> Sequence[SavedFilterRow]:
    """Return the lists that a person saved, by name."""
    query = (
        sa.select(SavedFilterRow).where(SavedFilterRow.person_id == person_id).order_by(SavedFilterRow.name)
    )
    return session.scalars(query).all()


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
    first = sa.select(sa.func.min(CaseRow.agency_id).label("id")).cte("agencies", recursive=True)
    following = sa.select(sa.func.min(CaseRow.agency_id)).where(CaseRow.agency_id > first.c.id)
    every = first.union_all(sa.select(following.scalar_subquery()).where(first.c.id.is_not(None)))
    return list(session.scalars(sa.select(every.c.id).where(every.c.id.is_not(None))))


def responsible(session: Session, article_id: str) -> list[str]:
    """Return the agencies that the machine holds responsible for an article, best first."""
    query = (
        sa.select(ArticleAgencyRow.agency_id)
        .where(ArticleAgencyRow.article_id == article_id)
        .order_by(ArticleAgencyRow.rank)
    )
    return list(session.scalars(query))


def taggings(session: Session, article_ids: Iterable[str]) -> dict[str, TaggingRow]:
    """Return tags and flags by article id."""
    query = sa.select(TaggingRow).where(TaggingRow.article_id.in_(list(article_ids)))
    return {row.article_id: row for row in session.scalars(query)}


def flags_of(row: TaggingRow) -> tuple[Flag, ...]:
    """Return the flags of an article."""
    return msgspec.convert(cast("dict[str, Any]", row.record)["flags"], tuple[Flag, ...])


def facts(session: Session, fact_ids: Iterable[str]) -> dict[str, Fact]:
    """Return the newest version of each official fact by fact id."""
    query = sa.select(FactRow).where(FactRow.fact_id.in_(list(fact_ids))).order_by(FactRow.version)
    return {row.fact_id: msgspec.convert(row.record, Fact) for row in session.scalars(query)}


def captures(session: Session, article_ids: Iterable[str]) -> dict[tuple[str, int], CaptureRow]:
    """Return the capture behind each version, by (article id, version number)."""
    query = (
        sa.select(VersionRow.article_id, VersionRow.number, CaptureRow)
        .join(CaptureRow, CaptureRow.id == VersionRow.capture_id)
        .where(VersionRow.article_id.in_(list(article_ids)))
    )
    return {(article_id, number): capture for article_id, number, capture in session.execute(query)}


def names(session: Session, events: Iterable[AuditRow]) -> dict[str, str]:
    """Return the full names of the people behind these events, by login."""
    logins = {event.actor for event in events}
    query = sa.select(PersonRow.login, PersonRow.full_name).where(PersonRow.login.in_(logins))
    return {row.login: row.full_name for row in session.execute(query)}
