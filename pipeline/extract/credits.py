"""Who wrote it, when, and where a reprint came from, as readers saw it; metadata stand in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.domain.dates import read_date
from pipeline.extract.body import Text
from pipeline.extract.byline import has_family_name, is_byline, key, persons, signed
from pipeline.extract.metadata import Metadata
from pipeline.extract.tree import AFTER, Shown, hint, line

_DATE_HINT = re.compile(r"date|time|publish|ngay|gio|meta|info")
_DATED = frozenset({"time", "span", "p", "div"})
_BYLINE_HINT = re.compile(r"author|byline|tac-?gia|writer|reporter|journalist|but-?danh|p-?author|name")
_SOURCE_HINT = re.compile(r"source|nguon|link-?goc|original")
_SOURCES = frozenset({"a", "p", "span", "div"})
_SOURCE_LEAD = re.compile(r"^(?:theo|nguồn(?: tin)?|source)\s*:?\s*", re.IGNORECASE)
_SOURCE_NAME = re.compile(r"(?![Ll](?:ink|ấy) )(?!Copy )[A-ZÀ-ỸĐ0-9][^:;!?/@]{1,40}")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_SIGNED = frozenset({"p", "div", "span"})
_NO_BYLINE = frozenset({"h1", "body", "html"})


def read_author(
    region: list[Shown],
    metadata: Metadata,
    found: Text,
    brands: tuple[str, ...],
    dateline: str,
) -> str | None:
    """Return the persons of the byline: as shown in its own element, in the last line, in linked data, in a meta tag.

    A byline in the last line is taken out of the body. What stands before the date in its line is a person when
    it begins with a family name, for names of sections stand there too.
    """
    last: tuple[str, ...] = ()
    while found.paragraphs and is_byline(found.paragraphs[-1], brands):
        last = persons(found.paragraphs.pop(), brands=brands) + last
    shown: dict[str, None] = {}
    for element, text in region:
        if 2 < len(text) <= 80 and element.tag not in _NO_BYLINE and _is_innermost(element, _BYLINE_HINT):
            shown |= dict.fromkeys(
                persons(_date_off(text), brands=brands) if "title" not in hint(element) else ()
            )
    for element, text in region[-AFTER:]:
        last += signed(text, brands=brands) if element.tag in _SIGNED else ()
    linked = tuple(name for author in metadata.authors for name in persons(author, brands=brands))
    beside = tuple(name for name in persons(_date_off(dateline), brands=brands) if has_family_name(name))
    for names in (tuple(shown), last, linked, persons(metadata.author_meta, brands=brands), beside):
        if names:
            return "; ".join(dict.fromkeys(names))
    return None


def _is_innermost(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Tell whether the markup calls an element so, and none with text inside it."""
    if not pattern.search(hint(element)):
        return False
    inner = (node for node in element.iterdescendants() if isinstance(node.tag, str))
    return not any(pattern.search(hint(node)) and line(node) for node in inner)


def _date_off(text: str) -> str:
    """Return a byline without the date that often stands in the same element."""
    return re.split(
        r"\s*[-–|•,]?\s*(?:thứ\s|chủ nhật|\d{1,2}[:/h]\d)", text, maxsplit=1, flags=re.IGNORECASE
    )[0]


def read_published(region: list[Shown], metadata: Metadata) -> tuple[datetime | None, str]:
    """Return the time readers saw and how it was printed.

    The visible time counts; where it and the metadata lie more than two days apart the visible one is another
    article's.
    """
    machine = read_date(metadata.published)
    for element, text in region:
        if not 8 <= len(text) <= 80 or len(element) > 3:
            continue
        if element.tag not in _DATED and not _DATE_HINT.search(hint(element)):
            continue
        shown = read_date(text)
        if shown and (machine is None or abs(shown - machine) <= timedelta(days=2)):
            return shown, text
    return machine, metadata.published


def read_modified(metadata: Metadata, published: datetime | None) -> datetime | None:
    """Return the time of the last change when it lies after publication."""
    modified = read_date(metadata.modified)
    return modified if modified and (published is None or modified > published) else None


def read_original(region: list[Shown], found: Text, url: str, brands: tuple[str, ...]) -> tuple[str, str]:
    """Return the outlet a reprint was taken from and the address of its article, as the page names them."""
    host = urlsplit(url).hostname
    own = {key(brand) for brand in brands}
    name = address = ""
    for element, text in region:
        if 2 <= len(text) <= 300 and element.tag in _SOURCES and _SOURCE_HINT.search(hint(element)):
            address = address or _elsewhere(element, text, url, host)
            if not name and _is_innermost(element, _SOURCE_HINT):
                shown = _SOURCE_LEAD.sub("", text)
                name = shown if _SOURCE_NAME.fullmatch(shown) and key(shown) not in own else ""
    return name or found.source_line or (urlsplit(address).hostname or "").removeprefix("www."), address


def _elsewhere(element: HtmlElement, text: str, url: str, host: str | None) -> str:
    """Return the first address on another host that an element links to or spells out, empty when there is none."""
    links = [element] if element.tag == "a" else element.iter("a")
    spelt = _ADDRESS.search(text)
    hrefs = [urljoin(url, str(link.get("href") or "")) for link in links]
    for href in (*hrefs, spelt[0] if spelt else ""):
        if href.startswith("http") and urlsplit(href).hostname not in {host, None}:
            return href
    return ""
