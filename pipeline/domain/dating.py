"""The day of an article that came without one, as far as its address, its dates and the units it names tell it.

The day decides which agencies lived. An address with a date is certain. Units that are gone and are spoken of as
living ("tỉnh Kon Tum", "huyện ...", a department merged since) mean a day of their life; units or words that came
with the mergers mean today. Years alone prove nothing, for the press writes the year of what is long past and
leaves out that of yesterday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.domain.agencies import Agencies
from pipeline.domain.dates import VIETNAM
from pipeline.domain.matcher import Match, NameMatcher
from pipeline.domain.places import Place, PlaceKind, Places, spellings
from pipeline.domain.records import Article, Field

MERGED_DEPARTMENTS = date(2025, 3, 1)
"""The day on which the departments of the provinces were merged."""
EARLIEST = 2000
"""No newspaper address or report before this year is of use here."""
_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d)(?:(?P<sep>[-/])(0?[1-9]|1[0-2])(?P=sep)(0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{2,11})?(?!\d))"
)
_WRITTEN = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})(?:\s*(?P<sep>[-/.])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*|\s+tháng\s+(?P<tm>\d{1,2}),?\s+năm\s+)"
    r"(?P<y>20\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<![\d.,])(20\d\d)(?![\d.,]\d|\d)")
_AFTER = re.compile(
    r"(?i:chính quyền (?:địa phương )?(?:hai|2) cấp|mô hình (?:hai|2) cấp|\bsau (?:sáp nhập|hợp nhất) tỉnh)|"
    r"\b(?i:huyện|tỉnh|thị xã|thành phố|TP\.?) (?:[A-ZĐ][\w']*,? ){1,4}\(?cũ\b"
)
"""Words of today about what is gone."""
_FORMER_BEFORE = re.compile(
    r"\b(?:trước đây|trước là|trước thuộc|vốn thuộc|địa phận cũ)\b[^.;:!?\n]{0,25}$", re.IGNORECASE
)
_FORMER_AFTER = re.compile(r"^[^.;:!?\n]{0,25}?(?:\bcũ\b|trước đây|\bnay (?:là|thuộc)\b)", re.IGNORECASE)


_SHORT = {"thành phố": ("TP", "TP."), "thị xã": ("TX", "TX."), "huyện": ("H.",), "phường": ("P.",)}


class Dating:
    """The registers compiled for telling the day of an article."""

    def __init__(self, agencies: Agencies, places: Places) -> None:
        """Compile names of agencies, and of places with the word of their level."""
        self._lives: dict[str, tuple[date | None, date | None]] = {}
        names: list[tuple[str, str]] = []
        for agency in agencies:
            self._lives[agency.id] = (agency.valid_from, agency.valid_to)
            names.extend((name, agency.id) for name in agency.names if " " in name)
        for place in places:
            # An old commune outlives its end in the press; its name only keeps a commune of today from being told.
            is_old = place.kind is PlaceKind.OLD_COMMUNE
            self._lives[place.id] = (None, None) if is_old else (place.valid_from, place.valid_to)
            names.extend(
                (f"{word} {form}", place.id) for word in _words(place) for form in spellings(place.name)
            )
        self._matcher = NameMatcher(names)

    def day(self, article: Article, today: date) -> date:
        """Return the day of publication in Vietnam; without a date, the best that the article itself tells.

        Args:
            article: an article.
            today: the answer when the article tells nothing.
        """
        if article.published_at:
            return article.published_at.astimezone(VIETNAM).date()
        return _in_address(article.url, today) or self._by_units(article, today) or today

    def _by_units(self, article: Article, today: date) -> date | None:
        """Return a day on which all units named as living lived; None when that may be today."""
        if today < MERGED_DEPARTMENTS:
            return None
        text = "\n".join(article.text(field) for field in Field)
        ends: set[date] = set()
        for match in self._matcher.find(text):
            lives = [self._lives[key] for key in match.keys]
            if all(start and start >= MERGED_DEPARTMENTS for start, _ in lives):
                return None
            if all(end and end < today for _, end in lives) and not _is_former(text, match):
                ends.update(end for _, end in lives if end)
        if not ends or _AFTER.search(text) or _latest_year(text, today) > max(ends).year:
            return None
        last = min(ends)
        return max((day for day in _written(text) if day <= last), default=last)


def _words(place: Place) -> tuple[str, ...]:
    """Return the word of a place's level and how the press shortens it."""
    return (place.type, *_SHORT.get(place.type, ()))


def _is_former(text: str, match: Match) -> bool:
    before, after = text[max(0, match.start - 40) : match.start], text[match.end : match.end + 45]
    return bool(_FORMER_BEFORE.search(before) or _FORMER_AFTER.search(after))


def _in_address(url: str, today: date) -> date | None:
    days = _days((found[1], found[3] or found[5], found[4] or found[6]) for found in _ADDRESS.finditer(url))
    return next((day for day in days if day <= today), None)


def _written(text: str) -> Iterator[date]:
    return _days((found["y"], found["m"] or found["tm"], found["d"]) for found in _WRITTEN.finditer(text))


def _days(parts: Iterable[tuple[str, str, str]]) -> Iterator[date]:
    for year, month, day in parts:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def _latest_year(text: str, today: date) -> int:
    """Return the latest year named that is not to come; 0 for none."""
    years = (int(found) for found in _YEAR.findall(text))
    return max((year for year in years if EARLIEST <= year <= today.year), default=0)
