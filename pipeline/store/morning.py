"""What stands around the list of a morning, asked at once: a page waits for every statement of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.review.workflow import State
from pipeline.store import audit, clocks, desk, snooze
from pipeline.store import calendar as calendars
from pipeline.store.tables import RunRow, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """The figures of a morning; counts of cases end at `desk.COUNTED` + 1, which stands for all beyond."""

    counts: dict[State, int]
    late: int
    """Waiting cases past a due date."""
    calendar: Calendar
    last_run: datetime | None
    """When the daily job last came to its end."""
    audit_root: str


def morning(session: Session, agency_id: str | None, now: datetime) -> Morning:
    """Return the figures of an agency, of all when it is None; what was put off to today is brought back first."""
    values = {"agency": agency_id, "now": now, "today": now.astimezone(VIETNAM).date()}
    query = _query(own=agency_id is not None)
    row = session.execute(query, values).one()
    if row.is_due:
        snooze.wake_due(session, now)
        row = session.execute(query, values).one()
    return Morning(
        counts=dict(zip(State, row, strict=False)),
        late=row.late,
        calendar=calendars.read(row.entered),
        last_run=row.last_run,
        audit_root=row.audit_root or audit.GENESIS,
    )


@cache
def _query(*, own: bool) -> sa.Select[*tuple[Any, ...]]:
    run = table(RunRow).c
    last = sa.select(run.ended_at).where(run.ended_at.is_not(None)).order_by(run.id.desc()).limit(1)
    return sa.select(
        *desk.each_state(own=own),
        clocks.late(own=own, most=desk.COUNTED + 1).scalar_subquery().label("late"),
        sa.exists(snooze.DUE).label("is_due"),
        calendars.ENTERED.scalar_subquery().label("entered"),
        last.scalar_subquery().label("last_run"),
        audit.NEWEST.scalar_subquery().label("audit_root"),
    )
