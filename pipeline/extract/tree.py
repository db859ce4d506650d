"""Bytes to a tree: decoded right, scripts out, within limits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from pipeline.domain.packed import unpacked
from pipeline.domain.text import is_vietnamese

MAX_CHARS = 12_000_000
"""With scripts; the largest real article page seen had 0.5 million."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_UNMARKED_UTF_16 = re.compile(rb"(?:[\t-~]\x00){4}|(?:\x00[\t-~]){4}")
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,20})", re.IGNORECASE)
_NOISE = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_BREAK = re.compile(r"<(?=br\b|/(?:li|div|td|th|p|h[1-6]|figcaption)>)", re.IGNORECASE)
"""Ends of lines: what stands on two lines must not grow together when a text is put on one."""
_TEXT = etree.XPath("string()", smart_strings=False)
_PARSER = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")


class Shown(NamedTuple):
    """An element near the article with its text, clean and on one line."""

    element: HtmlElement
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: the tree without scripts, and its linked data as text."""

    root: HtmlElement
    linked_data: tuple[str, ...]
    source: str
    """The decoded source, for telling challenge pages."""


def decode(body: bytes, charset: str | None = None) -> str:
    """Return the text of a page: by its byte order mark, then UTF-8, then what header or meta declare.

    UTF-8 goes before declarations, for pages that say iso-8859-1 and send UTF-8 are common and bytes that are
    valid UTF-8 by accident are not.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if _UNMARKED_UTF_16.match(body):
        return body.decode("utf-16-le" if body[1] == 0 else "utf-16-be", "replace")
    declared = _XML_ENCODING.search(body) or _CHARSET.search(body)
    names = ["utf-8", charset or "", declared[1].decode("ascii") if declared else ""]
    for name in names:
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    old = unicodedata.normalize("NFC", body.decode("cp1258", "replace"))
    return old if is_vietnamese(old) else body.decode("utf-8", "replace")


def parse(body: bytes, charset: str | None = None) -> Page | None:
    """Return the page, None when there is nothing to read in it or it is too large."""
    source = decode(unpacked(body, MAX_CHARS), charset).replace("\x00", "")
    markup = _BREAK.sub(" <", source)
    if not markup.strip() or len(markup) > MAX_CHARS:
        return None
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    linked_data = tuple(
        script.text or "" for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()
    )
    etree.strip_elements(root, *_NOISE, with_tail=False)
    return Page(root=root, linked_data=linked_data, source=source)


def line(element: HtmlElement) -> str:
    """Return the text of an element on one line; line breaks count as spaces."""
    return " ".join(str(_TEXT(element)).split())


def headline_text(element: HtmlElement) -> str:
    """Return the text of a headline on one line; parts in elements of their own are set apart by a space."""
    parts = [element.text or ""]
    for child in element:
        parts += [line(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return " ".join(" ".join(parts).split())


def hint(element: HtmlElement) -> str:
    """Return what the markup calls an element: class, id, itemprop and role in small letters."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "data-role")).lower()


_INLINE = {
    "a",
    "abbr",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "font",
    "br",
    "sup",
    "sub",
    "small",
    "mark",
    "q",
    "time",
    "wbr",
}


def is_leaf(element: HtmlElement) -> bool:
    """Tell whether an element holds text and inline marks only."""
    return all(child.tag in _INLINE or not isinstance(child.tag, str) for child in element.iterdescendants())


def linked_length(element: HtmlElement) -> int:
    """Return how many characters of an element are text of links."""
    return sum(len(line(link)) for link in element.iter("a"))
