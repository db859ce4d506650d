"""Who wrote it, and where a reprint came from, as readers saw it; metadata stand in."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.domain.text import fold
from pipeline.extract.body import Text
from pipeline.extract.byline import has_family_name, is_byline, key, persons, signature, signed
from pipeline.extract.furniture import is_outside
from pipeline.extract.metadata import Metadata
from pipeline.extract.region import Region
from pipeline.extract.tree import Shown, hint, line

_NAMED = re.compile(r"author|byline|tac-?gia|writer|reporter|journalist|but-?danh|(?<![a-z])by(?![a-z])")
_NAMED_ABOVE = re.compile(_NAMED.pattern + r"|name")
"""Beside the headline `name` is the author; elsewhere it is anybody."""
_OF_SOMETHING_ELSE = re.compile(
    r"photo|image|img|caption|quote|comment|user-?name|title|source-?name|video|cate|menu|site|section|zone|topic|breadcrumb|folder|nav|file"
)
_SOURCE_HINT = re.compile(r"(?<![a-z])source|nguon|link-?goc|original|copy-?link")
_SOURCES = frozenset({"a", "p", "span", "div"})
_SOURCE_LEAD = re.compile(r"^(?:theo|nguồn(?: tin)?|source)\s*:?\s*", re.IGNORECASE)
_SOURCE_NAME = re.compile(r"(?![Ll](?:ink|ấy) )(?!Copy )(?!Xem )[A-ZÀ-ỸĐ0-9][^:;!?/@]{1,40}")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_SIGNED = frozenset({"p", "div", "span", "strong", "b", "em"})
_NO_BYLINE = frozenset({"h1", "body", "html"})
_NEXT = 6
"""Elements after the text in which a person without more words is its author."""
_LONGEST = 120
"""Characters of a byline with what stands beside it."""


def read_author(region: Region, metadata: Metadata, found: Text, brands: tuple[str, ...]) -> str | None:
    """Return the persons of the byline: as shown in its own element, in the last line, in linked data, in a meta tag.

    A byline in the last line is taken out of the body. Beside the headline a person who begins with a family name
    counts without a name for the element, for names of sections stand there too.
    """
    last: tuple[str, ...] = ()
    while found.paragraphs and is_byline(found.paragraphs[-1], brands):
        text = found.paragraphs.pop()
        credit = signature(text)
        last = persons(credit.who, brands=brands) + last
        found.source_line = found.source_line or (
            credit.source if key(credit.source) not in map(key, brands) else ""
        )
    shown = _named(region.head + region.above, _NAMED_ABOVE, brands)
    shown = shown or _named(region.inside, _NAMED, brands) + _named(region.below, _NAMED, brands)
    for element, text in (*region.head, *region.above, *region.inside[-_LONGEST:], *region.below):
        last += signed(text, brands=brands) if element.tag in _SIGNED and not is_outside(element) else ()
    linked = tuple(name for author in metadata.authors for name in persons(author, brands=brands))
    choices = (shown, last, linked, persons(metadata.author_meta, brands=brands), _beside(region, brands))
    for names in choices:
        if names:
            return "; ".join(
                {fold(name): name for name in reversed(names)}[folded]
                for folded in dict.fromkeys(map(fold, names))
            )
    return None


def _named(elements: list[Shown], pattern: re.Pattern[str], brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the persons of the innermost elements that the markup calls bylines."""
    names: dict[str, None] = {}
    for element, text in elements:
        if not 2 < len(text) <= _LONGEST or element.tag in _NO_BYLINE or not pattern.search(hint(element)):
            continue
        if _OF_SOMETHING_ELSE.search(hint(element)) or is_outside(element):
            continue
        if not any(persons(line(node), brands=brands) for node in _inner(element, pattern)):
            names |= dict.fromkeys(persons(signature(_date_off(text)).who, brands=brands))
    return tuple(names)


def _inner(element: HtmlElement, pattern: re.Pattern[str]) -> list[HtmlElement]:
    return [
        node for node in element.iterdescendants() if isinstance(node.tag, str) and pattern.search(hint(node))
    ]


def _beside(region: Region, brands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the person named on a line of its own beside the headline, or before the time, or in brackets below."""
    links = Counter(fold(text) for element, text in region.shown if element.tag in {"a", "li"})
    for element, text in region.head + region.below[:_NEXT]:
        bare = (
            signature(_date_off(text)).who if len(text) <= _LONGEST and element.tag not in _NO_BYLINE else ""
        )
        names = persons(bare, brands=brands)
        if names and all(has_family_name(name) and links[fold(name)] <= 1 for name in names):
            return names
    for element, text in region.inside[-_LONGEST:] + region.below:
        credit = signature(text) if len(text) <= _LONGEST and not is_outside(element) else None
        if credit and credit.source and has_family_name(credit.who):
            return persons(credit.who, brands=brands)
    return ()


def _date_off(text: str) -> str:
    """Return a byline without the date that often stands in the same element."""
    return re.split(
        r"\s*[-–|•,]?\s*(?:thứ\s|chủ nhật|\d{1,2}[:/h]\d)", text, maxsplit=1, flags=re.IGNORECASE
    )[0]


def read_original(region: Region, found: Text, url: str, brands: tuple[str, ...]) -> tuple[str, str]:
    """Return the outlet a reprint was taken from and the address of its article, as the page names them."""
    host = urlsplit(url).hostname
    own = {key(brand) for brand in brands}
    name = address = ""
    for element, text in region.shown:
        if 2 <= len(text) <= 300 and element.tag in _SOURCES and _SOURCE_HINT.search(hint(element)):
            found_here = _elsewhere(element, text, url, host)
            if not address or (found_here and not urlsplit(address).path.strip("/")):
                address = found_here or address  # the article before the front page of its outlet
            inner = [node for node in _inner(element, _SOURCE_HINT) if line(node)]
            if not name and not inner:
                name = _source_name(text, own)
    line_name = found.source_line if key(found.source_line) not in own else ""
    return name or line_name or (urlsplit(address).hostname or "").removeprefix("www."), address


def _source_name(text: str, own: set[str]) -> str:
    """Return the outlet that a line of source names; a person alone is no outlet."""
    credit = signature(text)
    shown = credit.source or _SOURCE_LEAD.sub("", text)
    if not _SOURCE_NAME.fullmatch(shown) or key(shown) in own or (persons(shown) and has_family_name(shown)):
        return ""
    return shown


def _elsewhere(element: HtmlElement, text: str, url: str, host: str | None) -> str:
    """Return the first address on another host that an element links to or spells out, empty when there is none."""
    links = [element] if element.tag == "a" else element.iter("a")
    spelt = _ADDRESS.search(text)
    hrefs = [urljoin(url, str(link.get("href") or "")) for link in links]
    for href in (*hrefs, spelt[0] if spelt else ""):
        if href.startswith("http") and urlsplit(href).hostname not in {host, None}:
            return href
    return ""
