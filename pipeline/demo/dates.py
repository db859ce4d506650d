"""Dates as feeds and pages print them; all for the local time of the press (+07:00)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from pipeline.demo.pressday import DateStyle

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
NARROW_SPACE = "\u202f"


def weekday(moment: datetime) -> str:
    """Return the Vietnamese name of the day."""
    return _WEEKDAYS[moment.weekday()]


def us_date(moment: datetime, space: str = " ") -> str:
    """Return month first with AM/PM and no leading zeros, `space` before AM/PM."""
    half = "AM" if moment.hour < 12 else "PM"
    clock = f"{(moment.hour - 1) % 12 + 1}:{moment:%M:%S}"
    return f"{moment.month}/{moment.day}/{moment.year} {clock}{space}{half}"


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment)


_STYLES: dict[DateStyle, Callable[[datetime], str]] = {
    DateStyle.RFC822: _rfc822,
    DateStyle.RFC822_UTC: lambda moment: format_datetime(moment.astimezone(UTC), usegmt=True),
    DateStyle.TWO_DIGIT_YEAR: lambda moment: _rfc822(moment).replace(f" {moment.year} ", f" {moment:%y} "),
    DateStyle.SHORT_ZONE: lambda moment: _rfc822(moment).replace("+0700", "+07"),
    DateStyle.GMT7: lambda moment: _rfc822(moment).replace("+0700", "GMT+7"),
    DateStyle.US_NARROW_SPACE: lambda moment: us_date(moment, NARROW_SPACE),
    DateStyle.DAY_FIRST: lambda moment: f"{moment:%d/%m/%Y %H:%M}",
    DateStyle.VIETNAMESE: lambda moment: f"{weekday(moment)}, {moment:%d/%m/%Y - %H:%M}",
    DateStyle.ISO: lambda moment: moment.isoformat(),
}


def feed_date(moment: datetime, style: DateStyle) -> str:
    """Return `moment` (aware, +07:00) as a feed of that style prints it."""
    return _STYLES[style](moment)
