"""Dates as the Vietnamese press writes them, in feeds and on pages.

One reader for all forms that were seen: RFC 822 with full and short offsets, ISO 8601, day first and month first,
Vietnamese and English half-day marks, narrow no-break spaces, no zone at all. A date that cannot be known is
None: a wrong date is worse than none, for every legal clock starts from one. General parsers are not used, as
they read `GMT+7` as -07:00, `+07` as seven minutes, `CH` as morning, and a missing zone as UTC.
Imports nothing of ours but `text` and `zones`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from pipeline.domain.text import clean, fold
from pipeline.domain.zones import VIETNAM, zone_after

__all__ = ["VIETNAM", "day_order", "plausible", "printed", "read_date"]

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
            ("thu hai", "thu 2", "t2", "mon", "monday"),
            ("thu ba", "thu 3", "t3", "tue", "tuesday"),
            ("thu tu", "thu 4", "t4", "wed", "wednesday"),
            ("thu nam", "thu 5", "t5", "thu", "thursday"),
            ("thu sau", "thu 6", "t6", "fri", "friday"),
            ("thu bay", "thu 7", "t7", "sat", "saturday"),
            ("chu nhat", "cn", "sun", "sunday"),
        )
    )
    for name in names
}
_WEEKDAY = re.compile(r"\b(?:" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b")
_SPOKEN_MONTHS = {
    name: number
    for number, name in enumerate(
        ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"),
        start=1,
    )
} | {"gieng": 1, "bon": 4}
_YEARS = range(1990, 2100)
CLOCKS_DIFFER = timedelta(hours=1)
"""How far the clock of a newspaper may be ahead of ours."""

_ISO_DAY = r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SPOKEN = r"\d{1,2}|" + "|".join(sorted(_SPOKEN_MONTHS, key=len, reverse=True))
_NAMED_DAY = rf"(?P<nd>\d{{1,2}})[ -](?P<nm>{_MONTH})\.?,?[ -](?P<ny>\d{{4}}|\d{{2}})"
_NAMED_MONTH_FIRST = rf"\b(?P<fm>{_MONTH})\.? (?P<fd>\d{{1,2}}),? (?P<fy>\d{{4}})"
_SPOKEN_DAY = rf"(?:ngay )?(?P<sd>\d{{1,2}}) thang (?P<sm>{_SPOKEN}),? (?:nam )?(?P<sy>\d{{4}})"
_SPOKEN_MONTH_FIRST = rf"\bthang (?P<tm>{_SPOKEN}) (?P<td>\d{{1,2}}), (?P<ty>\d{{4}})"
_NUMBER_DAY = r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4})"
_DAY = re.compile(
    rf"(?<!\d)(?:{_ISO_DAY}|{_NUMBER_DAY}|{_SPOKEN_DAY}|{_SPOKEN_MONTH_FIRST}|{_NAMED_DAY}|{_NAMED_MONTH_FIRST})"
    r"(?!\d)"
)
_PARTS = (("y", "m", "d"), ("sy", "sm", "sd"), ("ty", "tm", "td"), ("ny", "nm", "nd"), ("fy", "fm", "fd"))
_HALF = r"a\.?m\b\.?|p\.?m\b\.?|sa|ch|sang|trua|chieu|toi|dem|khuya"
_TIME = re.compile(
    r"(?<![\d+-])(?P<h>\d{1,2})(?:[:h]| gio )(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,:]\d{1,9})?)?(?:'| phut)?"
    rf"(?: ?(?P<half>{_HALF})(?!\w))?(?!\d)"
)
_HALF_BEFORE_DAY = re.compile(r"\b(sang|trua|chieu|toi|dem|khuya)(?: ngay)? ?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})t?(\d{2})(\d{2})(\d{2})?(?=$|z|[+-])")
_C_STYLE = re.compile(
    rf"\b({_MONTH}) (\d{{1,2}}) (\d{{1,2}}:\d{{2}}(?::\d{{2}})?)((?: [a-z+0-9:]+)?) (\d{{4}})$"
)


def read_date(raw: str, *, day_first: bool | None = None) -> datetime | None:
    """Return the time that `raw` states, aware, or None when it cannot be known.

    A time without zone is Vietnamese time. Where day and month could be swapped, an English half-day mark (AM,
    PM) means month first, as in the feeds of the outlets that write it; everything else is day first. A date
    without a time is None, for midnight would be a guess.

    Args:
        raw: the date as printed, of any length; text around it is ignored when only one date stands there.
        day_first: the rule of the outlet, where it is known to differ.
    """
    shown, text = _unified(raw)
    days = list(_DAY.finditer(text))
    if len(days) != 1:
        return None
    found = days[0]
    around = f"{text[: found.start()]} | {text[found.end() :]}"
    time = _TIME.search(around)
    if time is None:
        return None
    if day_first is None:
        day_first = _is_day_first(found, time, around)
    day = _day(found, day_first)
    before = _HALF_BEFORE_DAY.search(text[: found.start()])
    clock = _clock(time, time["half"] or (before[1] if before else ""))
    shown_around = f"{shown[: found.start()]} | {shown[found.end() :]}"
    by_machine = not (found["a"] or found["sd"] or found["td"])
    zone = zone_after(around[time.end() :], shown_around[time.end() :], by_machine=by_machine)
    if day is None or clock is None or zone is None:
        return None
    try:
        return datetime(*day, *clock, tzinfo=zone)
    except ValueError:
        return None


def _unified(raw: str) -> tuple[str, str]:
    """Return `raw` on one line, as printed and folded (both of one length), with its day in one piece."""
    shown = " ".join(clean(raw).split())
    text = fold(shown)
    compact = _COMPACT.match(text)
    if compact:
        head = "{}-{}-{} {}:{}:{}".format(*(part or "00" for part in compact.groups()))
        return head + shown[compact.end() :], head + text[compact.end() :]
    c_style = _C_STYLE.search(text)
    if c_style:
        month, day, time, zone, year = c_style.groups()
        turned = f"{day} {month} {year} {time}"
        return turned + shown[c_style.start(4) : c_style.end(4)], turned + zone
    return shown, re.sub(r"(?<=\d)t(?=\d)", " ", text)


def day_order(raws: Iterable[str]) -> bool | None:
    """Tell from many dates of one source whether its day comes before its month; None when they do not show it.

    ``8/22/2026`` can only be month first; a source that writes both orders has none.
    """
    orders = set()
    for raw in raws:
        found = _DAY.search(_unified(raw)[1])
        if found and found["a"] and (int(found["a"]) > 12) != (int(found["b"]) > 12):
            orders.add(int(found["a"]) > 12)
    return orders.pop() if len(orders) == 1 else None


def plausible(published: datetime | None, first_seen: datetime) -> datetime | None:
    """Return `published`, or None when it lies more than `CLOCKS_DIFFER` after the article was first seen.

    Nobody publishes tomorrow: a later time was written in another zone than it says (local time marked Z is
    seven hours ahead) and cannot be known.
    """
    if published is None or published > first_seen + CLOCKS_DIFFER:
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
    english = (time["half"] or "").replace(".", "") in {"am", "pm"}
    american = found["sep"] == "/" and english and 1 <= int(time["h"]) <= 12
    return not american


def _weekday(day: tuple[int, int, int] | None) -> int | None:
    try:
        return date(*day).weekday() if day else None
    except ValueError:
        return None


def _day(found: re.Match[str], day_first: bool) -> tuple[int, int, int] | None:
    """Return (year, month, day) of a match of `_DAY`; None when it is no date of our times."""
    if found["a"]:
        first, second, year = int(found["a"]), int(found["b"]), int(found["c"])
        day, month = (first, second) if first > 12 or (day_first and second <= 12) else (second, first)
    else:
        names = next(names for names in _PARTS if found[names[0]])
        written_year, written_month, day = found[names[0]], found[names[1]], int(found[names[2]])
        year = int(written_year) + (2000 if len(written_year) == 2 else 0)
        month = _month(written_month)
    if year not in _YEARS or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return year, month, day


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.get(written) or _SPOKEN_MONTHS[written]


def _clock(found: re.Match[str], half: str) -> tuple[int, int, int] | None:
    """Return (hour 0..23, minute, second); None for an impossible time.

    `13:05 PM` and `00:01 AM` occur: with an hour that the 12-hour clock does not have the mark says nothing new.
    """
    hour, minute, second = int(found["h"]), int(found["min"]), int(found["s"] or 0)
    if minute > 59 or second > 59 or hour > 23:
        return None
    marked = _marked_hour(half.replace(".", ""), hour)
    return None if marked is None else (marked, minute, second)


def _marked_hour(mark: str, hour: int) -> int | None:
    """Return the hour that "9 giờ tối" or "1:05 CH" means; None where people would ask back."""
    if mark in {"am", "sa", "sang"}:
        morning = hour % 12 if mark != "sang" and hour <= 12 else hour
        return morning if morning < 12 else None
    if not mark or hour > 12:
        return hour
    if mark in {"pm", "ch", "chieu"}:
        return hour % 12 + 12
    if mark == "trua":
        return hour if hour >= 10 else hour + 12 if 1 <= hour <= 3 else None
    if mark == "toi":
        return hour + 12 if 5 <= hour <= 11 else None
    return hour + 12 if 9 <= hour <= 11 else hour if 0 <= hour <= 4 else None
