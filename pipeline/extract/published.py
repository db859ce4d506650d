"""When an article was published and changed, as readers saw it; what the page says to machines stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml.html import HtmlElement

from pipeline.domain.dates import VIETNAM, read_date
from pipeline.extract.furniture import is_outside
from pipeline.extract.metadata import Metadata
from pipeline.extract.region import Region
from pipeline.extract.tree import Shown, headline_text, hint

_NAMED = re.compile(r"date|time|publish|ngay|gio\b|meta|info|created|posted")
_SHORTEST, _LONGEST, _PARTS = 8, 120, 8
"""Characters of a printed time with what stands beside it, and elements it may be made of."""
_CHANGED = re.compile(r"cập nhật|chỉnh sửa|sửa lần|sửa đổi|updated|modified|last", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_FAR = timedelta(days=2)


def read_published(region: Region, metadata: Metadata) -> tuple[datetime | None, str]:
    """Return the time readers saw and how it was printed.

    It is looked for between headline and text, then above the headline, below the text, and inside it. A time more
    than two days from what the page says to machines is another article's, and so is one of another day than a
    bare day beside the headline: pages print the hour of the visit too.
    """
    machine = read_date(metadata.published)
    day = _bare_day(region.head)
    places = [_times(region.head), _times(region.above)]
    if machine is None:
        places += [_times(region.below, named=True), _times(region.inside, named=True)]
    changed: tuple[datetime, str] | None = None
    for place, times in enumerate(places):
        for shown, text, is_change in times:
            if (machine and abs(shown - machine) > _FAR) or (place and day and _day(shown) != day):
                continue
            if not is_change:
                return shown, text
            changed = changed or (shown, text)
    if machine is not None:
        return machine, metadata.published
    return changed or (None, "")


def read_modified(metadata: Metadata, published: datetime | None) -> datetime | None:
    """Return the time of the last change when it lies after publication."""
    modified = read_date(metadata.modified)
    return modified if modified and (published is None or modified > published) else None


def _times(region: list[Shown], *, named: bool = False) -> Iterator[tuple[datetime, str, bool]]:
    """Yield the times printed in a region, each with its text and whether it is called a change."""
    for element, text in region:
        is_named = element.tag == "time" or bool(_NAMED.search(hint(element)))
        if (named and not is_named) or element.tag in {"h1", "a"} or (named and is_outside(element)):
            continue
        if _SHORTEST <= len(text) <= _LONGEST and len(element) <= _PARTS:
            for part in _parts(text if read_date(text) or not len(element) else headline_text(element)):
                shown = read_date(part)
                if shown:
                    yield shown, part, bool(_CHANGED.search(part) or _CHANGED.search(hint(element)))
        if is_named:
            yield from _in_attributes(element, text)


def _parts(text: str) -> list[str]:
    """Return a line cut before the word that calls what follows a change."""
    place = _CHANGED.search(text)
    if place is None or place.start() < _SHORTEST:
        return [text]
    return [text[: place.start()].rstrip(" ,|-–("), text[place.start() :]]


def _in_attributes(element: HtmlElement, text: str) -> Iterator[tuple[datetime, str, bool]]:
    """Yield the time an element carries for machines, where it shows readers only a day or "3 giờ trước"."""
    for name in ("datetime", "content", "title", "data-date", "data-time"):
        value = element.get(name) or ""
        shown = read_date(value) if _SHORTEST <= len(value) <= _LONGEST else None
        if shown and len(text) <= _LONGEST:
            yield shown, value, bool(_CHANGED.search(hint(element)))
            return


def _bare_day(head: list[Shown]) -> tuple[int, int, int] | None:
    """Return the (year, month, day) that a line of its own beside the headline prints without a time."""
    for _, text in head:
        found = _DAY.search(text) if len(text) <= 40 else None
        if found and read_date(text) is None:
            return int(found[3]), int(found[2]), int(found[1])
    return None


def _day(moment: datetime) -> tuple[int, int, int]:
    local = moment.astimezone(VIETNAM)
    return local.year, local.month, local.day
