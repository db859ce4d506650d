"""What the review desk asks beside the services: the place of a case in its list, facts, captures, names.

Read only. Functions take a session and change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.facts import Fact
from pipeline.domain.records import Flag
from pipeline.review.workflow import State
from pipeline.store.tables import (
    AuditRow,
    CaptureRow,
    CaseRow,
    FactRow,
    PersonRow,
    TaggingRow,
    VersionRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a case stands in a list: ``number`` of ``total`` from 1, with its neighbours' ids."""

    number: int
    total: int
    previous_id: int | None
    next_id: int | None


def place(session: Session, case: CaseRow, *, agency_id: str | None, states: Sequence[State]) -> Place:
    """Return the place of `case` in the list of `states` (queue order), as if it still stood there."""
    key = sa.tuple_(CaseRow.priority, CaseRow.id)
    own = sa.tuple_(sa.literal(case.priority), sa.literal(case.id))
    listed = _listed(agency_id, states)
    before = session.scalar(sa.select(sa.func.count()).where(*listed, key > own)) or 0
    after = session.scalar(sa.select(sa.func.count()).where(*listed, key < own)) or 0
    previous = session.scalar(
        sa.select(CaseRow.id).where(*listed, key > own).order_by(CaseRow.priority, CaseRow.id).limit(1)
    )
    return Place(
        number=before + 1,
        total=before + 1 + after,
        previous_id=previous,
        next_id=session.scalar(_following(listed, key < own)),
    )


def next_case(
    session: Session, case: CaseRow, *, agency_id: str | None, states: Sequence[State]
) -> int | None:
    """Return the id of the case after `case` in the list of `states`, else of the first, None when it is empty."""
    key = sa.tuple_(CaseRow.priority, CaseRow.id)
    own = sa.tuple_(sa.literal(case.priority), sa.literal(case.id))
    listed = [*_listed(agency_id, states), CaseRow.id != case.id]
    return session.scalar(_following(listed, key < own)) or session.scalar(_following(listed, sa.true()))


def _listed(agency_id: str | None, states: Sequence[State]) -> list[sa.ColumnElement[bool]]:
    own = [] if agency_id is None else [CaseRow.agency_id == agency_id]
    return [CaseRow.state.in_(states), *own]


def _following(listed: list[sa.ColumnElement[bool]], after: sa.ColumnElement[bool]) -> sa.Select[int]:
    ordered = sa.select(CaseRow.id).where(*listed, after).order_by(CaseRow.priority.desc(), CaseRow.id.desc())
    return ordered.limit(1)


def agencies_with_cases(session: Session) -> list[str]:
    """Return the ids of the agencies that ever had a case."""
    return list(session.scalars(sa.select(CaseRow.agency_id).distinct().order_by(CaseRow.agency_id)))


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
