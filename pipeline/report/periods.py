"""The windows of the three reports, and when a matter must be reported. All times of Vietnam, ends excluded.

Weekly: Thursday 15:00 (Kon Tum, công văn 3268 of 04/12/2017); yearly: 15/12 to 14/12, due before 20/12
(NĐ 244/2026/NĐ-CP Điều 10).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import CaiChinhError

CUT = time(15, 0)
ROMAN = ("I", "II", "III", "IV")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"\d{4}")


class PeriodError(CaiChinhError):
    """A period cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period: ``start <= moment < end``."""

    kind: str
    """`week`, `quarter` or `year`."""
    key: str
    start: datetime
    end: datetime
    name: str
    """As a title names it, such as ``quý IV năm 2026``."""

    def holds(self, moment: datetime | None) -> bool:
        """Tell whether a moment lies inside."""
        return moment is not None and self.start <= moment < self.end

    @property
    def first_day(self) -> date:
        """Return the first day."""
        return self.start.date()

    @property
    def last_day(self) -> date:
        """Return the last day of which something belongs to the window."""
        return (self.end - timedelta(microseconds=1)).date()

    def words(self) -> str:
        """Return the window in words."""
        if self.kind == "week":
            return f"từ {self.start:%H:%M ngày %d/%m/%Y} đến trước {self.end:%H:%M ngày %d/%m/%Y}"
        return f"từ ngày {self.first_day:%d/%m/%Y} đến hết ngày {self.last_day:%d/%m/%Y}"


def window(key: str, calendar: Calendar) -> Window:
    """Return the window of a key: ``2026-W48``, ``2026-Q4`` or ``2026``.

    Raises:
        PeriodError: the key names no period.
    """
    if found := _WEEK.fullmatch(key):
        year, number = int(found[1]), int(found[2])
        if year > 0 and 1 <= number <= date(year, 12, 28).isocalendar().week:
            return _week(year, number, calendar)
    elif found := _QUARTER.fullmatch(key):
        if 1990 <= int(found[1]) <= 2100:
            return _quarter(int(found[1]), int(found[2]))
    elif _YEAR.fullmatch(key) and 1990 <= int(key) <= 2100:
        year = int(key)
        return Window(
            kind="year",
            key=key,
            start=datetime(year - 1, 12, 15, tzinfo=VIETNAM),
            end=datetime(year, 12, 15, tzinfo=VIETNAM),
            name=f"năm {year}",
        )
    raise PeriodError(f"{key!r} is no period; write 2026-W48 (week), 2026-Q4 (quarter) or 2026 (year).")


def _cut(year: int, number: int, calendar: Calendar) -> datetime:
    """Return the cut-off of an ISO week: its Thursday, or the next working day when that one is off."""
    return datetime.combine(calendar.roll(date.fromisocalendar(year, number, 4)), CUT, VIETNAM)


def _week(year: int, number: int, calendar: Calendar) -> Window:
    before = (date.fromisocalendar(year, number, 4) - timedelta(days=7)).isocalendar()
    end = _cut(year, number, calendar)
    return Window(
        kind="week",
        key=f"{year}-W{number:02}",
        start=_cut(before.year, before.week, calendar),
        end=end,
        name=f"tuần {number} năm {year}",
    )


def _quarter(year: int, number: int) -> Window:
    start = datetime(year, 3 * number - 2, 1, tzinfo=VIETNAM)
    end = datetime(year + number // 4, 3 * number % 12 + 1, 1, tzinfo=VIETNAM)
    return Window(
        kind="quarter",
        key=f"{year}-Q{number}",
        start=start,
        end=end,
        name=f"quý {ROMAN[number - 1]} năm {year}",
    )


def week_of(moment: datetime, calendar: Calendar) -> Window:
    """Return the weekly window in which a moment lies."""
    day = moment.astimezone(VIETNAM).date() - timedelta(days=7)
    while True:
        iso = day.isocalendar()
        found = _week(iso.year, iso.week, calendar)
        if moment < found.end:
            return found
        day += timedelta(days=7)


def before(period: Window, calendar: Calendar) -> Window:
    """Return the period before."""
    if period.kind == "week":
        return week_of(period.start - timedelta(seconds=1), calendar)
    if period.kind == "year":
        return window(str(int(period.key) - 1), calendar)
    year, number = int(period.key[:4]), int(period.key[-1])
    return _quarter(year, number - 1) if number > 1 else _quarter(year - 1, 4)


def report_due(opened_at: datetime, calendar: Calendar) -> datetime:
    """Return the cut-off by which an agency must have reported on a matter.

    It has at least one whole working day after the day the matter was raised: what comes up to Tuesday is
    reported on Thursday of the same week, the rest a week later.
    """
    day = opened_at.astimezone(VIETNAM).date()
    ready = datetime.combine(calendar.add_working_days(day, 1)[0], time(23, 59, 59), VIETNAM)
    return week_of(ready, calendar).end
