"""What the review desk asks beside the services: lists of cases, the place of a case, facts, captures, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

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
            found.append(CaseRow.group_id.in_(own))
        if self.assignee_id is not None:
            mine = sa.select(VerificationRow.case_id).where(VerificationRow.assignee_id == self.assignee_id)
            found.append(CaseRow.id.in_(mine))
        if self.late_at is not None:
            found.append(clocks.is_late(self.late_at))
        if self.hits is not None:
            found.append(CaseRow.id.in_(self.hits))
        return found

    @property
    def columns(self) -> tuple[InstrumentedAttribute[Any], ...]:
        """Return what orders the list."""
        return (CaseRow.id,) if self.hits is not None else (CaseRow.priority, CaseRow.id)

    @property
    def order(self) -> list[sa.ColumnElement[Any]]:
        """Return the order of the list, downwards."""
        return [column.desc() for column in self.columns]

    def after(self, case: CaseRow) -> sa.ColumnElement[bool]:
        """Return the condition for standing below a case."""
        return sa.tuple_(*self.columns) < self._key(case)

    def before(self, case: CaseRow) -> sa.ColumnElement[bool]:
        """Return the condition for standing above a case."""
        return sa.tuple_(*self.columns) > self._key(case)

    def _key(self, case: CaseRow) -> sa.Tuple:
        return sa.tuple_(*(sa.literal(getattr(case, column.key)) for column in self.columns))


def queue(
    session: Session, wanted: Wanted, *, limit: int, after: CaseRow | None = None
) -> Sequence[sa.Row[CaseRow, VersionRow, ArticleRow]]:
    """Return the cases of a list as (case, current text, lead article), those below `after` when it is given."""
    query = cases.listing().where(*wanted.conditions).order_by(*wanted.order).limit(limit)
    if after is not None:
        query = query.where(wanted.after(after))
    return session.execute(query).all()


def count(session: Session, wanted: Wanted) -> int:
    """Return how many cases a list holds."""
    return session.scalar(sa.select(sa.func.count()).select_from(CaseRow).where(*wanted.conditions)) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a case stands in a list: ``number`` of ``total`` from 1, with its neighbours' ids."""

    number: int
    total: int
    previous_id: int | None
    next_id: int | None


def place(session: Session, case: CaseRow, wanted: Wanted) -> Place:
    """Return the place of `case` in a list, as if it still stood there."""
    if wanted.hits is not None:
        return _place_among_hits(session, case, wanted)
    listed = sa.select(sa.func.count()).select_from(CaseRow).where(*wanted.conditions)
    before = session.scalar(listed.where(wanted.before(case))) or 0
    after = session.scalar(listed.where(wanted.after(case))) or 0
    upwards = [column.asc() for column in wanted.columns]
    previous = sa.select(CaseRow.id).where(*wanted.conditions, wanted.before(case)).order_by(*upwards)
    return Place(
        number=before + 1,
        total=before + 1 + after,
        previous_id=session.scalar(previous.limit(1)),
        next_id=session.scalar(_downwards(wanted).where(wanted.after(case))),
    )


def _place_among_hits(session: Session, case: CaseRow, wanted: Wanted) -> Place:
    """Ask for what a search found once and count here: each further query would search again."""
    ids = session.scalars(sa.select(CaseRow.id).where(*wanted.conditions).order_by(*wanted.order)).all()
    newer = [found for found in ids if found > case.id]
    older = [found for found in ids if found < case.id]
    return Place(
        number=len(newer) + 1,
        total=len(newer) + 1 + len(older),
        previous_id=newer[-1] if newer else None,
        next_id=older[0] if older else None,
    )


def next_case(session: Session, case: CaseRow, wanted: Wanted) -> int | None:
    """Return the id of the case below `case` in a list, else of the first, None when nothing else stands there."""
    others = _downwards(wanted).where(CaseRow.id != case.id)
    return session.scalar(others.where(wanted.after(case))) or session.scalar(others)


def _downwards(wanted: Wanted) -> sa.Select[int]:
    return sa.select(CaseRow.id).where(*wanted.conditions).order_by(*wanted.order).limit(1)


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
    """Return the ids of the agencies that ever had a case."""
    return list(session.scalars(sa.select(CaseRow.agency_id).distinct().order_by(CaseRow.agency_id)))


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
