"""Dates as the Vietnamese press writes them, in feeds and on pages.

One reader for all forms that were seen: RFC 822 with full and short offsets, ISO 8601, day first and month first,
Vietnamese and English half-day marks, narrow no-break spaces, no zone at all. A date that cannot be known is
None: a wrong date is worse than none, for every legal clock starts from one. General parsers are not used, as
they read `GMT+7` as -07:00, `+07` as seven minutes, `CH` as morning, and a missing zone as UTC.
Imports nothing of ours but `text`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pipeline.domain.text import clean, fold

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone of every printed time that names none."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("thu hai", "thu 2", "mon", "monday"),
            ("thu ba", "thu 3", "tue", "tuesday"),
            ("thu tu", "thu 4", "wed", "wednesday"),
            ("thu nam", "thu 5", "thu", "thursday"),
            ("thu sau", "thu 6", "fri", "friday"),
            ("thu bay", "thu 7", "sat", "saturday"),
            ("chu nhat", "cn", "sun", "sunday"),
        )
    )
    for name in names
}
_WEEKDAY = re.compile(r"\b(?:" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b")
_NAMED_ZONES = {"z": UTC, "utc": UTC, "gmt": UTC, "ut": UTC, "ict": VIETNAM}
_YEARS = range(1990, 2100)

_ISO_DAY = r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NAMED_DAY = rf"(?P<nd>\d{{1,2}})[ -](?P<nm>{_MONTH})\.?,?[ -](?P<ny>\d{{4}}|\d{{2}})"
_NAMED_MONTH_FIRST = rf"\b(?P<fm>{_MONTH})\.? (?P<fd>\d{{1,2}}),? (?P<fy>\d{{4}})"
_SPOKEN_DAY = r"(?:ngay )?(?P<sd>\d{1,2}) thang (?P<sm>\d{1,2}),? (?:nam )?(?P<sy>\d{4})"
_NUMBER_DAY = r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4})"
_DAY = re.compile(
    rf"(?<!\d)(?:{_ISO_DAY}|{_NUMBER_DAY}|{_SPOKEN_DAY}|{_NAMED_DAY}|{_NAMED_MONTH_FIRST})(?!\d)"
)
_TIME = re.compile(
    r"(?<![\d+-])(?P<h>\d{1,2})(?:[:h]| gio )(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?(?: phut)?"
    r"(?: ?(?P<half>am|pm|sa|ch)\b)?(?!\d)"
)
_OFFSET = re.compile(
    r"(?:(?<=\d)|(?<=[ (])|^)(?:(?P<zone>gmt|utc|ict|ut|z)\b ?)?(?P<sign>[+-])(?P<oh>\d{1,2})(?::?(?P<om>\d{2}))?(?![\d/:-])"
)
_ZONE = re.compile(r"(?<![a-z])(?:(?<=\d)(?P<z>z)|(?P<name>gmt|utc|ict|ut))(?![a-z])")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})t?(\d{2})(\d{2})(\d{2})?$")


def read_date(raw: str, *, day_first: bool | None = None) -> datetime | None:
    """Return the time that `raw` states, aware, or None when it cannot be known.

    A time without zone is Vietnamese time. Where day and month could be swapped, an English half-day mark (AM,
    PM) means month first, as in the feeds of the outlets that write it; everything else is day first. A date
    without a time is None, for midnight would be a guess.

    Args:
        raw: the date as printed, of any length; text around it is ignored when only one date stands there.
        day_first: the rule of the outlet, where it is known to differ.
    """
    text = " ".join(fold(clean(raw)).split())
    compact = _COMPACT.match(text)
    if compact:
        text = "{}-{}-{} {}:{}:{}".format(*(part or "00" for part in compact.groups()))
    text = re.sub(r"(?<=\d)t(?=\d)", " ", text)
    days = list(_DAY.finditer(text))
    if len(days) != 1:
        return None
    around = f"{text[: days[0].start()]} | {text[days[0].end() :]}"
    time = _TIME.search(around)
    if time is None:
        return None
    if day_first is None:
        day_first = _is_day_first(days[0], time, around)
    day = _day(days[0], day_first)
    clock = _clock(time)
    zone = _zone(around[time.end() :])
    if day is None or clock is None or zone is None:
        return None
    try:
        return datetime(*day, *clock, tzinfo=zone)
    except ValueError:
        return None


def plausible(published: datetime | None, first_seen: datetime) -> datetime | None:
    """Return `published`, or None when it lies more than a day after the article was first seen."""
    if published is None or published > first_seen + timedelta(days=1):
        return None
    return published


def printed(moment: datetime | None) -> str:
    """Return a time as officials read it, ``23/11/2026 07:30`` in Vietnam; words when it is unknown."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}" if moment else "không rõ thời gian"


def _is_day_first(found: re.Match[str], time: re.Match[str], around: str) -> bool:
    """Tell the order of day and month when the numbers alone do not.

    A weekday that fits one reading only decides. Else slashes with a true 12-hour clock are the American form.
    """
    weekday = _WEEKDAY.search(around)
    if weekday and found["a"]:
        number = _WEEKDAYS[weekday.group()]
        fits = [order for order in (True, False) if _weekday(_day(found, order)) == number]
        if len(fits) == 1:
            return fits[0]
    american = found["sep"] == "/" and time["half"] in {"am", "pm"} and 1 <= int(time["h"]) <= 12
    return not american


def _weekday(day: tuple[int, int, int] | None) -> int | None:
    try:
        return date(*day).weekday() if day else None
    except ValueError:
        return None


def _day(found: re.Match[str], day_first: bool) -> tuple[int, int, int] | None:
    """Return (year, month, day) of a match of `_DAY`; None when it is no date of our times."""
    if found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    elif found["a"]:
        first, second, year = int(found["a"]), int(found["b"]), int(found["c"])
        if first > 12 or (day_first and second <= 12):
            day, month = first, second
        else:
            month, day = first, second
    elif found["sd"]:
        year, month, day = int(found["sy"]), int(found["sm"]), int(found["sd"])
    else:
        name, day, year = (
            (found["nm"], int(found["nd"]), int(found["ny"]))
            if found["nd"]
            else (found["fm"], int(found["fd"]), int(found["fy"]))
        )
        month = _MONTHS.get(name, 0)
        year += 2000 if year < 100 else 0
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return year, month, day


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    """Return (hour 0..23, minute, second); None for an impossible time.

    `13:05 PM` and `00:01 AM` occur: with an hour that the 12-hour clock does not have the mark says nothing new.
    """
    hour, minute, second = int(found["h"]), int(found["min"]), int(found["s"] or 0)
    half = found["half"]
    if half in {"pm", "ch"} and hour < 12:
        hour += 12
    elif half in {"am", "sa"} and hour == 12:
        hour = 0
    elif half in {"am", "sa"} and hour > 12:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour, minute, second


def _zone(rest: str) -> tzinfo | None:
    """Return the zone that stands after the time; Vietnam when none does, None when it is impossible."""
    offset = _OFFSET.search(rest)
    if offset:
        hours, minutes = int(offset["oh"]), int(offset["om"] or 0)
        if hours > 14 or minutes > 59:
            return None
        delta = timedelta(hours=hours, minutes=minutes)
        return timezone(delta if offset["sign"] == "+" else -delta)
    named = _ZONE.search(rest)
    if named:
        return _NAMED_ZONES[named["z"] or named["name"]]
    if re.fullmatch(r" ?z\b.*", rest):
        return UTC
    return VIETNAM
