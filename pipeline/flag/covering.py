"""Which figures a told period is about: the period of a fact, a report that closes near it, a day told wrongly."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipeline.domain.facts import Fact
from pipeline.flag.periods import Period, PeriodKind

_NEAR = timedelta(days=16)
"""A report told `đến cuối tháng` may close some days earlier or later."""
_NEAR_DAY = timedelta(days=5)
"""A day told wrongly must not hide the figures told with it."""
_LATE_REPORT = timedelta(days=100)
"""How long after its end a figure since the start of the year still is the newest there is."""
_HEAD_OF_YEAR = timedelta(days=120)
_HEAD_OF_SCHOOL = timedelta(days=45)
_FRESH = timedelta(days=400)
"""How long a figure stands for `now` when no period is named: one year and the weeks until the next report."""


_ONE_YEAR = re.compile(r"(?<![\d/] )(?<![\d/])(20\d\d)(?! ?[-–/\d])")
_NARROWER_TIME = re.compile(r"tháng|quý|ngày|học kỳ|cuối|đầu|đợt|\d/\d|so với|[-–] ?20\d\d", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(20\d\d) ?[-–] ?(20\d\d)")
_NOTED_YEAR = re.compile(r"(?:năm học|niên học) 20\d\d ?[-–] ?20\d\d", re.IGNORECASE)
"""A note that says of which school year a figure is, and nothing else."""


def covers(fact: Fact, period: Period | None, today: date) -> bool:
    """Tell whether a figure told for `period` (None: none named) is about the period of the fact."""
    first, last = fact.period_from or date.min, fact.period_to or date.max
    if period is not None and (
        _is_school_year(fact, period)
        or _is_school_year_of(fact, period, today)
        or _is_of_year(fact, period)
        or _is_head_of_year(fact, period)
    ):
        return True
    if period is None:
        return _is_current(fact, first, last, today)
    long = last - first > timedelta(days=366)
    readers = {
        PeriodKind.SPAN: _covers_span,
        PeriodKind.YEAR: _covers_year,
        PeriodKind.STATE: _covers_state,
        PeriodKind.DAY: _covers_day,
        PeriodKind.RUNNING: _covers_running,
    }
    reader = readers.get(period.kind)
    if reader is None:
        return False
    if long:
        return first - timedelta(days=60) <= period.last and period.first <= last
    return reader((first, last), period, today)


def _is_school_year(fact: Fact, period: Period) -> bool:
    """Tell whether subject or note name the very school year or season told, whatever days the register counted on."""
    noted = fact.note if _NOTED_YEAR.fullmatch(fact.note) else ""
    named = _SCHOOL_YEAR.search(fact.subject) or _SCHOOL_YEAR.search(noted)
    two_years = period.last.year - period.first.year == 1 and period.last - period.first > timedelta(days=200)
    return (
        named is not None
        and two_years
        and (int(named[1]), int(named[2])) == (period.first.year, period.last.year)
    )


def _is_school_year_of(fact: Fact, period: Period, today: date) -> bool:
    """Tell whether `năm nay` is told in the months in which the school year or season of a figure runs, or begins soon."""
    first, last = fact.period_from, fact.period_to
    if first is None or last is None or not _SCHOOL_YEAR.search(fact.subject):
        return False
    this_year = period.kind is PeriodKind.YEAR and period.first.year == today.year == period.last.year
    return this_year and first.year == today.year and first - _HEAD_OF_SCHOOL <= today <= last


def _is_of_year(fact: Fact, period: Period) -> bool:
    """Tell whether the subject names the year told and no narrower time, whatever days the register counted on."""
    named = _ONE_YEAR.search(fact.subject)
    return (
        period.kind is PeriodKind.YEAR
        and named is not None
        and int(named[1]) == period.first.year == period.last.year
        and not _NARROWER_TIME.search(fact.subject)
    )


def _is_head_of_year(fact: Fact, period: Period) -> bool:
    """Tell whether `đầu năm` is told of what was counted from January on, for four months at most."""
    first, last = fact.period_from, fact.period_to
    begins = period.kind is PeriodKind.STATE and period.first == first and (first.month, first.day) == (1, 1)
    return begins and first is not None and last is not None and first < last <= first + _HEAD_OF_YEAR


def _is_current(fact: Fact, first: date, last: date, today: date) -> bool:
    running = first <= today <= last or today < first <= today + timedelta(days=31)
    year_long = last - first >= timedelta(days=300)
    stated = fact.stated_on is not None and fact.stated_on <= today
    return (running and (year_long or stated or last - today <= timedelta(days=3))) or (
        last <= today <= last + _FRESH
    )


def _covers_span(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    if last - first <= timedelta(days=31):
        # an event or the state of a day inside the month that is named
        one_month = period.last - period.first <= timedelta(days=31)
        ends_there = first == last and abs(period.last - last) <= timedelta(days=3)
        return (one_month and period.first <= first and last <= period.last + timedelta(days=3)) or ends_there
    return abs(period.first - first) <= _NEAR and abs(period.last - last) <= _NEAR


def _covers_year(span: tuple[date, date], period: Period, today: date) -> bool:
    first, last = span
    if last - first >= timedelta(days=240):
        same_start = abs(period.first - first) <= timedelta(days=60)
        unfinished = period.last > today and last <= today
        return same_start and (abs(period.last - last) <= timedelta(days=60) or unfinished)
    short = last - first <= timedelta(days=160)
    # a winter crop is that of the year it is harvested in
    season = first.year < last.year == period.last.year and last - first <= timedelta(days=215)
    return season or (short and period.first <= first and last <= period.last)


def _covers_running(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    return abs(period.first - first) <= _NEAR and first < last <= period.last <= last + _LATE_REPORT


def _covers_state(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    before = first < last <= first + timedelta(days=31) and period.last < first  # the flood had not come yet
    return abs(period.last - last) <= _NEAR and not before


def _covers_day(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    if (
        period.first < period.last
    ):  # `từ ngày 5 đến 9/11`: another flood, unless half of the days are the same
        both = (min(last, period.last) - max(first, period.first)).days + 1
        return 2 * both >= min((last - first).days, (period.last - period.first).days) + 1
    if last - first > timedelta(days=31):
        # a school year is told on its first day, everything else on its last
        opening = first.month != 1 and abs(period.first - first) <= timedelta(days=1)
        return opening or abs(period.last - last) <= timedelta(days=1)
    return first - _NEAR_DAY <= period.first <= last + _NEAR_DAY
