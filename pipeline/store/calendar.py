"""The working calendar as the operator keeps it: the shipped table with the operator's own rows before it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache

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
    return read(session.execute(ENTERED).scalar())


_DAY = table(CalendarDayRow).c
_FIELD, _LINE = "\x1f", "\x1e"  # what people type is cleared of control characters
ENTERED = sa.select(
    sa.func.aggregate_strings(
        sa.cast(_DAY.day, sa.Text)
        + sa.case((_DAY.is_working, _FIELD + "1" + _FIELD), else_=_FIELD + "0" + _FIELD)
        + _DAY.name
        + _FIELD
        + _DAY.source
        + _FIELD
        + _DAY.certainty,
        _LINE,
    )
)
"""All that the operator entered as one value, so that a page can ask for it beside other things (`read`)."""


@lru_cache(4)
def read(entered: str | None) -> Calendar:
    """Return the calendar that counts with what the operator `ENTERED`."""
    if entered is None:
        return shipped()
    rows = (line.split(_FIELD) for line in entered.split(_LINE))
    return shipped().changed(
        CalendarDay(
            day=date.fromisoformat(day),
            is_working=worked == "1",
            name=name,
            source=source,
            certainty=certainty,
        )
        for day, worked, name, source, certainty in rows
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
