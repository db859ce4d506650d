"""The zone that stands after a printed time: offsets long and short, names, words; unknown rather than guessed.

In the Vietnamese press a time without zone is Vietnamese time, `GMT+7` means seven hours ahead (POSIX reads the
sign the other way round), and a plus sign lost on the way (`GMT 7`) was one. A zone that several countries use
(`CST`, `IST`) or that nobody knows is no zone: the date is unknown then.
Imports nothing of ours.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone of every printed time that names none."""

_HOURS = {
    **dict.fromkeys(("z", "utc", "gmt", "ut"), 0),
    # RFC 822, section 5.1
    "est": -5,
    "edt": -4,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}
_VIETNAMESE = re.compile(r"ict\b|indochina time\b|se asia standard time\b|gio (?:viet nam|vn|ha noi)\b")
_FOREIGN = re.compile(
    r"(?:bst|ist|cst|cet|cest|wet|west|eet|eest|msk|jst|kst|hkt|sgt|myt|pht|wib|a[ecw][sd]t|nz[sd]t|hst|"
    r"ak[sd]t|[a-z]+ (?:standard|daylight|summer) time|gio (?!viet|vn|ha noi)\w+)\b"
)
"""Zones of others, of several, and words such as "giờ địa phương"."""
_OFFSET = re.compile(
    r"(?:(?<=\d)|(?<=[ (])|^)(?:(?:gmt|utc|ict|ut|z)\b ?)?(?P<sign>[+-])"
    r"(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?![\d/:-])"
)
_OFFSET_BEGUN = re.compile(r"[ (]*(?:gmt|utc|ut)? ?[+-]\d")
_LOST_PLUS = re.compile(r"[ (]*(?:(?:gmt|utc) ?0?7(?::?00)?|0700)(?![\d:/-])")
_LOST_SIGN = re.compile(r"[ (]*(?:(?:gmt|utc) ?\d|\d{4}(?![\d/-]))")
_NAME = re.compile(r"[ (,]*(?P<name>[a-z]+)\b")
_REGION = re.compile(r"(?<![a-z])(?P<region>(?:asia|europe|america|africa|australia|pacific|etc)/[a-z_]+)")
_SHOUTED = re.compile(r"[ (,]*[A-Z]{1,5}(?![\w.])")
_FURTHEST = timedelta(hours=14)


def zone_after(rest: str, printed: str, *, by_machine: bool) -> tzinfo | None:
    """Return the zone that stands at the beginning of `rest`; Vietnam when none does, None when it is unknown.

    Args:
        rest: what follows the time, folded (`domain.text.fold`).
        printed: the same characters before folding, for a zone is written in capitals.
        by_machine: the date is in a form that programs write (ISO 8601, RFC 822), where a word in capitals after
            the time can only be a zone.
    """
    offsets = {_offset(found) for found in _OFFSET.finditer(rest)}
    if offsets:
        return offsets.pop() if len(offsets) == 1 else None
    if _OFFSET_BEGUN.match(rest):
        return None
    if _LOST_PLUS.match(rest):
        return VIETNAM
    if _LOST_SIGN.match(rest):
        return None
    return _named(rest, printed, by_machine=by_machine)


def _offset(found: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    delta = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or delta > _FURTHEST:
        return None
    return timezone(delta if found["sign"] == "+" else -delta)


def _named(rest: str, printed: str, *, by_machine: bool) -> tzinfo | None:
    region = _REGION.search(rest)
    if region:
        return _of_region(printed[region.start() : region.end()])
    bare = rest.lstrip(" (,[")
    if _VIETNAMESE.match(bare):
        return VIETNAM
    name = _NAME.match(rest)
    if name and name["name"] in _HOURS:
        hours = _HOURS[name["name"]]
        return timezone(timedelta(hours=hours)) if hours else UTC
    if _FOREIGN.match(bare) or (by_machine and _SHOUTED.match(printed)):
        return None
    return VIETNAM


def _of_region(region: str) -> tzinfo | None:
    try:
        return ZoneInfo(region.title())
    except (ZoneInfoNotFoundError, ValueError):
        return None
