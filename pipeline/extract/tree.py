"""Bytes to a tree: decoded right, scripts out, within limits."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

MAX_CHARS = 3_000_000
"""Without scripts and styles; the largest real article page seen had 0.2 million."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,20})", re.IGNORECASE)
_NOISE = re.compile(
    r"<(script|style|noscript|template|svg|iframe)\b(?![^>]*ld\+json)[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LINKED_DATA = re.compile(r"<script[^>]*ld\+json[^>]*>(.*?)(?:</script\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_PARSER = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")


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
    declared = _XML_ENCODING.search(body) or _CHARSET.search(body)
    names = ["utf-8", charset or "", declared[1].decode("ascii") if declared else ""]
    for name in names:
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return body.decode("utf-8", "replace")


def parse(body: bytes, charset: str | None = None) -> Page | None:
    """Return the page, None when there is nothing to read in it or it is too large."""
    source = decode(body, charset).replace("\x00", "")
    linked_data = tuple(match[1] for match in _LINKED_DATA.finditer(source[: 4 * MAX_CHARS]))
    markup = _NOISE.sub(" ", _LINKED_DATA.sub(" ", source))
    if not markup.strip() or len(markup) > MAX_CHARS:
        return None
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return Page(root=root, linked_data=linked_data, source=source)


def line(element: HtmlElement) -> str:
    """Return the text of an element on one line; line breaks count as spaces."""
    parts: list[str] = []
    for node in element.iter():
        if node is not element and node.tag == "br":
            parts.append(" ")
        elif isinstance(node.tag, str) and node.text:
            parts.append(node.text)
        if node is not element and node.tail:
            parts.append(node.tail)
    return " ".join("".join(parts).split())


def headline_text(element: HtmlElement) -> str:
    """Return the text of a headline on one line; parts in elements of their own are set apart by a space."""
    parts = [element.text or ""]
    for child in element:
        parts += [line(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return " ".join(" ".join(parts).split())


def hint(element: HtmlElement) -> str:
    """Return what the markup calls an element: class, id, itemprop and role in small letters."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "data-role")).lower()
