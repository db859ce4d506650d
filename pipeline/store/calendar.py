"""The working calendar as the operator keeps it: the shipped table with the operator's own rows before it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.calendar import Calendar, CalendarDay, load_calendar
from pipeline.store import audit
from pipeline.store.desk_tables import CalendarDayRow
from pipeline.store.tables import PersonRow, table


@cache
def shipped() -> Calendar:
    """Return the calendar of the province profile."""
    return load_calendar()


def current(session: Session) -> Calendar:
    """Return the calendar that counts now."""
    entered = [CalendarDay(**row._mapping) for row in session.execute(_ENTERED)]  # noqa: SLF001  a public name
    return shipped().changed(entered) if entered else shipped()


_ENTERED = sa.select(
    *(table(CalendarDayRow).c[name] for name in ("day", "is_working", "name", "source", "certainty"))
)


def entered(session: Session) -> set[date]:
    """Return the days that the operator entered."""
    return set(session.scalars(sa.select(CalendarDayRow.day)))


def enter(session: Session, day: CalendarDay, *, actor: PersonRow, now: datetime) -> None:
    """Set a day; the caller recomputes the open clocks (`clocks.recompute`)."""
    before = next((row for row in current(session).days if row.day == day.day), None)
    session.merge(
        CalendarDayRow(
            day=day.day,
            is_working=day.is_working,
            name=day.name,
            source=day.source,
            certainty=day.certainty,
            changed_at=now,
            changed_by=actor.id,
        )
    )
    _record(session, day.day, before, day, actor, now)


def take_back(session: Session, day: date, *, actor: PersonRow, now: datetime) -> None:
    """Let the shipped table speak again for a day; the caller recomputes the open clocks."""
    row = session.get(CalendarDayRow, day)
    if row is None:
        return
    before = next(found for found in current(session).days if found.day == day)
    session.delete(row)
    session.flush()
    after = next((found for found in shipped().days if found.day == day), None)
    _record(session, day, before, after, actor, now)


def _record(
    session: Session,
    day: date,
    before: CalendarDay | None,
    after: CalendarDay | None,
    actor: PersonRow,
    now: datetime,
) -> None:
    detail = {"day": day.isoformat(), "before": _words(before), "after": _words(after)}
    audit.record(session, at=now, actor=actor.login, action="calendar", detail=detail)


def _words(day: CalendarDay | None) -> str:
    if day is None:
        return ""
    return f"{'làm việc' if day.is_working else 'nghỉ'}: {day.name} ({day.source})"
