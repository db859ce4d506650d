"""The working calendar of civil servants: weekends, holidays, days off in lieu, make-up working Saturdays.

A dated table holds what differs from plain weekends, each row with its source and how sure it is (`seen` in a
notice, `computed` from the law, `memory`: provisional). The civil-service calendar is followed for all deadlines;
a newspaper's own office may keep another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.domain.registers import PROFILE, read_register

PROVISIONAL = "memory"
"""Certainty of a row that no notice was seen for: shown as such wherever it counts."""
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day that differs from the plain week."""

    day: date
    is_working: bool
    name: str
    source: str
    certainty: str


class Calendar:
    """Which days are worked."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._days = {row.day: row for row in days}

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """Return the days that differ from the plain week, in order."""
        return tuple(self._days[day] for day in sorted(self._days))

    def changed(self, days: Iterable[CalendarDay]) -> Calendar:
        """Return this calendar with other rows for these days."""
        return Calendar((*self._days.values(), *days))

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many days after `start`, up to and with `end`, are worked; negative when `end` lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))

    def provisional(self, start: date, end: date) -> tuple[CalendarDay, ...]:
        """Return the rows from `start` to `end` that no notice was seen for."""
        return tuple(row for row in self.days if start <= row.day <= end and row.certainty == PROVISIONAL)

    def is_working(self, day: date) -> bool:
        """Tell whether civil servants work on a day."""
        row = self._days.get(day)
        return row.is_working if row else day.weekday() < 5

    def roll(self, day: date) -> date:
        """Return the day itself when it is worked, else the next working day (Bộ luật Dân sự 2015 Điều 148.5)."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, start: date, count: int) -> list[date]:
        """Return the next `count` working days after `start`, which is not counted (Điều 147)."""
        found: list[date] = []
        day = start
        while len(found) < count:
            day += timedelta(days=1)
            if self.is_working(day):
                found.append(day)
        return found

    def describe(self, day: date) -> str:
        """Return a day as an officer reads it, with the reason when it is off or a make-up day."""
        text = f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"
        row = self._days.get(day)
        if row is None:
            return text if day.weekday() < 5 else f"{text} (nghỉ cuối tuần)"
        kind = "làm bù" if row.is_working else "nghỉ"
        provisional = "; lịch tạm tính, cần kiểm tra" if row.certainty == PROVISIONAL else ""
        return f"{text} ({kind}: {row.name}{provisional})"


def load_calendar(profile: Path = PROFILE) -> Calendar:
    """Read `working_calendar.csv`; where each row was read stays in its column `note`, which no page shows.

    Raises:
        ConfigError, RowError: the file or a row cannot be used.
    """
    rows = []
    columns = ("day", "is_working", "name", "source", "certainty")
    for row in read_register(profile / "working_calendar.csv", columns):
        day = row.day("day")
        if day is None:
            raise row.error("day", "must not be empty.")
        if row.text("is_working") not in {"0", "1"}:
            raise row.error("is_working", f"{row.text('is_working')!r} is neither 0 nor 1.")
        rows.append(
            CalendarDay(
                day=day,
                is_working=row.text("is_working") == "1",
                name=row.required("name"),
                source=row.required("source"),
                certainty=row.required("certainty"),
            )
        )
    return Calendar(rows)
