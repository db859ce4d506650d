"""The lines of an article: what in its block is text, what is caption or furniture.

Where a page has no block of paragraphs the general extractor (trafilatura) reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import trafilatura
from lxml.html import HtmlElement

from pipeline.domain.dates import read_date
from pipeline.domain.text import clean_line, fold
from pipeline.extract.block import MIN_BLOCK
from pipeline.extract.byline import has_family_name, persons
from pipeline.extract.furniture import CAPTION, CAPTION_BOX, NAMED, has_credit, is_furniture_line, is_hidden
from pipeline.extract.tree import hint, is_leaf, line, linked_length

_HEADINGS = {"h2", "h3", "h4", "h5"}
_BLOCKS = {"div", "article", "section", "main", "td", "aside", "center", "blockquote", "span", "font"}
_LOOSE = {"a", "b", "strong", "i", "em", "u", "font", "span", "sup", "sub", "mark"}
_PICTURES = ("img", "picture", "video", "amp-img")
_LOOSE_LINE, _BROKEN_LINE, _BREAKS = 40, 10, 4
"""Characters of text without an element of its own that make a line; fewer where it is cut by several breaks."""
_BYLINE_LENGTH, _LONGEST_CAPTION = 90, 400
_HEAD, _LONGEST_STAMP = 2, 60
"""Paragraphs before which a time may stand, and its characters."""
_MOST_ELEMENTS = 15_000
"""Elements of a page that the general extractor is still given; real pages have some 6,000, and it takes its time."""
_SHORT, _FULL = 40, 80
"""Characters below which a `div` is a label or button, unless it stands between two full paragraphs."""
_SOURCE_LINE = re.compile(
    r"^\(?(?:theo|nguồn(?: tin)?)\s*:?\s*(?P<name>[A-ZÀ-ỸĐ][^.!?;]{1,50}|https?://\S+|[\w-]+(?:\.[\w-]+)+)\)?\.?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Text:
    """What was found in the block."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    source_line: str = ""
    """`Theo X` at the end: the outlet a reprint was taken from."""


def read_block(block: HtmlElement) -> Text:
    """Return paragraphs and captions of a block in reading order, furniture left out."""
    found = Text()
    for kind, text in _lines(block):
        if kind == "caption":
            found.captions.append(text)
        elif not is_furniture_line(text) and not (len(found.paragraphs) < _HEAD and _is_stamp(text)):
            found.paragraphs.append(text)
    return found


def _is_stamp(text: str) -> bool:
    """Tell whether a line is the time of the article and nothing else, as pages for printing set it above the text."""
    return len(text) <= _LONGEST_STAMP and text[-1] not in ".!?…" and read_date(text) is not None


def _lines(block: HtmlElement, depth: int = 0) -> Iterator[tuple[str, str]]:
    if is_leaf(block):
        yield from (("paragraph", part) for part in _broken(block))
        return
    least = _BROKEN_LINE if sum(1 for child in block if child.tag == "br") >= _BREAKS else _LOOSE_LINE
    run = [block.text or ""] if depth else []
    below_picture = False
    for child in block:
        if not isinstance(child.tag, str):
            run.append(child.tail or "")
        elif child.tag in _LOOSE and is_leaf(child) and (child.tag != "span" or "".join(run).strip()):
            run += [line(child) if linked_length(child) < _LOOSE_LINE else "", child.tail or ""]
        else:
            yield from _loose(run, least)
            yield from _child(child, depth, below_picture=below_picture)
            run = [child.tail or ""]
            below_picture = _is_picture(child) or (below_picture and not line(child))
    yield from _loose(run, least)


def _loose(run: list[str], least: int) -> Iterator[tuple[str, str]]:
    text = clean_line("".join(run))
    if len(text) > least:
        yield "paragraph", text


def _is_picture(element: HtmlElement) -> bool:
    return next(element.iter(*_PICTURES), None) is not None and not line(element)


def _child(child: HtmlElement, depth: int, *, below_picture: bool) -> Iterator[tuple[str, str]]:
    tag = child.tag
    name = hint(child)
    if is_hidden(child):
        return
    if tag in {"figure", "figcaption", "table"}:
        yield from _figure(child)
    elif tag in _BLOCKS and CAPTION_BOX.search(name) and len(line(child)) <= 600:
        yield from (("caption", text) for text in [clean_line(line(child))] if text)
    elif (tag == "p" or tag in _HEADINGS) and NAMED.search(name) and len(line(child)) <= _BYLINE_LENGTH:
        return
    elif tag == "p" or tag in _HEADINGS or (tag in _BLOCKS and not NAMED.search(name) and is_leaf(child)):
        yield from _paragraph(child, below_picture=below_picture)
    elif tag in {"ul", "ol"}:
        yield from _list(child)
    elif tag in _BLOCKS and depth < 8 and not NAMED.search(name):
        yield from _box(child, depth)


def _broken(element: HtmlElement) -> list[str]:
    """Return the text of an element, cut at its line breaks."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "br":
            parts.append(child.tail or "")
        else:
            parts[-1] += (child.text or "") + (child.tail or "")
    return [text for part in parts if (text := clean_line(part))]


def _figure(child: HtmlElement) -> Iterator[tuple[str, str]]:
    """Give the caption of a picture; a table of figures without a picture is text, row by row."""
    has_picture = next(child.iter(*_PICTURES), None) is not None
    if child.tag == "table" and not has_picture:
        for row in child.iter("tr"):
            cells = [text for cell in row.iter("td", "th") if (text := clean_line(line(cell)))]
            if cells:
                yield "paragraph", " | ".join(cells)
        return
    text = clean_line(line(child))
    if text:
        yield "caption", text


def _paragraph(child: HtmlElement, *, below_picture: bool) -> Iterator[tuple[str, str]]:
    text = clean_line(line(child))
    if not text:
        return
    if CAPTION.search(hint(child)) or has_credit(text) or (below_picture and _is_set_apart(child, text)):
        yield "caption", text
        return
    if child.tag in _BLOCKS and len(text) < _SHORT and not _to_the_right(child) and not _is_subheading(child):
        return  # dates, labels and buttons; real paragraphs this short are in p
    if linked_length(child) < 0.7 * len(text) or len(text) > 300:
        broken = len(text) > 300 and sum(1 for _ in child.iter("br")) >= 2
        yield from (("paragraph", part) for part in (_broken(child) if broken else [text]))


def _is_subheading(child: HtmlElement) -> bool:
    """Tell whether a short nameless box stands between two full paragraphs."""
    around = (child.getprevious(), child.getnext())
    return not hint(child).strip() and all(
        other is not None and isinstance(other.tag, str) and len(line(other)) >= _FULL and is_leaf(other)
        for other in around
    )


def _is_set_apart(element: HtmlElement, text: str) -> bool:
    """Tell whether a line below a picture is centred or all in italics, as captions without a name are."""
    if len(text) > _LONGEST_CAPTION:
        return False
    centred = re.search(r"text-align:\s*center", element.get("style") or "", re.IGNORECASE)
    italic = sum(len(line(part)) for part in element.iter("em", "i")) >= 0.9 * len(text)
    return bool(centred) or italic or (element.get("align") or "").lower() == "center"


def _to_the_right(element: HtmlElement) -> bool:
    """Tell whether an element is set flush right, as bylines at the foot are."""
    return "right" in (element.get("align") or "").lower() or bool(
        re.search(r"text-align:\s*right", element.get("style") or "", re.IGNORECASE)
    )


def _list(child: HtmlElement) -> Iterator[tuple[str, str]]:
    items = [item for item in child if item.tag == "li"]
    linked = [item for item in items if linked_length(item) >= 0.6 * len(line(item) or " ")]
    if 2 * len(linked) < len(items):
        for item in items:
            text = clean_line(line(item))
            if text:
                yield "paragraph", text


def _box(child: HtmlElement, depth: int) -> Iterator[tuple[str, str]]:
    """Give the text of a box inside the article when it is text: not mostly links, not a picture."""
    text = line(child)
    if not text:
        return
    paragraphs = next(child.iter("p"), None) is not None
    if linked_length(child) >= 0.4 * len(text) or _is_teaser(child):
        return
    if not paragraphs and len(text) <= _LONGEST_CAPTION and next(child.iter(*_PICTURES), None) is not None:
        yield "caption", clean_line(text)
    elif paragraphs or len(text) > 80:
        yield from _lines(child, depth + 1)


def _is_teaser(box: HtmlElement) -> bool:
    """Tell whether a box announces another article: a linked headline with at most one paragraph beside it."""
    headlines = [link for link in box.iter("a") if len(line(link)) >= 25 and link.getparent().tag != "p"]
    return bool(headlines) and sum(1 for paragraph in box.iter("p") if line(paragraph)) <= len(headlines)


def read_generally(root: HtmlElement) -> Text:
    """Return what the general extractor finds, for pages without a block of paragraphs; nothing in a huge page."""
    if sum(1 for _ in zip(root.iter(), range(_MOST_ELEMENTS), strict=False)) == _MOST_ELEMENTS:
        return Text()
    document = trafilatura.bare_extraction(
        deepcopy(root),  # it prunes what it is given
        fast=True,
        include_comments=False,
        with_metadata=False,
        include_tables=True,
    )
    text = getattr(document, "text", None) or ""
    lines = [clean_line(part) for part in text.split("\n")]
    kept = [part for part in lines if part and not part.startswith("- ") and not is_furniture_line(part)]
    full = sum(len(part) for part in kept if len(part) >= _FULL)
    return Text(paragraphs=kept if full >= MIN_BLOCK else [])


def trim(found: Text, *, title: str, sapo: str) -> Text:
    """Return the text without what stands before a repeated headline or sapo, and without source lines at its ends."""
    repeated = [place for place, text in enumerate(found.paragraphs[:4]) if _same(text, title, sapo)]
    paragraphs = found.paragraphs[repeated[-1] + 1 :] if repeated else list(found.paragraphs)
    source = found.source_line
    for place in (0, -1):
        while paragraphs and (match := _SOURCE_LINE.match(paragraphs[place])):
            name = clean_line(match["name"])
            if persons(name) and has_family_name(name):
                break  # `Theo` and a person: the byline of a digest
            source = source or ("" if "." in name else name)
            paragraphs.pop(place)
    return Text(paragraphs=paragraphs, captions=found.captions, source_line=source)


def _same(paragraph: str, title: str, sapo: str) -> bool:
    folded = fold(paragraph)
    return any(
        folded == fold(other) or (len(folded) > 40 and folded in fold(other))
        for other in (title, sapo)
        if other
    )
