"""What a person still reads in a damaged feed: bytes made readable, items that the parser lost found again.

Looks at the text alone, from one opening `<item>` to the next, so that no wrong nesting costs more than its own item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from pipeline.domain.packed import unpacked

MAX_UNPACKED = 16 * 1024 * 1024
"""Bytes of a feed that came compressed without saying so."""
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_OTHER_ENCODING = re.compile(r"encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_ESCAPED_CDATA = re.compile(r"&lt;!\[CDATA\[|\]\]&gt;")
_OPENING = re.compile(r"<(?:\w+:)?(?:item|entry)(?=[\s>])[^>]*>", re.IGNORECASE)
_LONGEST_ITEM = 200_000
_FIELD = r"<(?:\w+:)?(?:{names})(?:\s[^>]*)?(?<!/)>\s*(?P<value><!\[CDATA\[.*?(?:\]\]>|$)|[^<]*(?=<))"
_LINK_FIELD = re.compile(_FIELD.format(names="link|origLink"), re.DOTALL | re.IGNORECASE)
_LINK_ATTRIBUTE = re.compile(
    r"<(?:\w+:)?link\b(?![^>]*\brel\s*=\s*[\"']?(?!alternate))[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)",
    re.IGNORECASE,
)
_ID_FIELD = re.compile(_FIELD.format(names="guid|id"), re.DOTALL | re.IGNORECASE)
_TITLE_FIELD = re.compile(_FIELD.format(names="title|titel"), re.DOTALL | re.IGNORECASE)
_SUMMARY_FIELD = re.compile(_FIELD.format(names="description|summary"), re.DOTALL | re.IGNORECASE)
_DATE_FIELD = re.compile(
    _FIELD.format(names="pubDate|published|issued|date|updated|modified|created"), re.DOTALL | re.IGNORECASE
)
_BARE_ADDRESS = re.compile(r"(?<=[>\s])https?://[^\s<>\"']+(?=[\s<])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item as its text shows it; empty where nothing stands."""

    link: str
    id: str
    title: str
    summary: str
    published: str


def readable(body: bytes) -> bytes:
    """Return `body` unpacked, with single wrong bytes replaced and escapes of a whole document undone.

    Letters that can be read as UTF-8 are UTF-8, whatever the declaration says. Bytes in another encoding are left
    to the parser, which tries more of them.
    """
    body = unpacked(body, MAX_UNPACKED)
    if body.startswith(_BYTE_ORDER_MARKS) or b"\x00" in body[:64]:
        return body
    try:
        text = body.decode("utf-8-sig")
        changed = not text.isascii() and _OTHER_ENCODING.search(text[:200]) is not None
    except UnicodeDecodeError:
        text, changed = body.decode("utf-8-sig", "replace"), True
        if not _is_utf8_with_damage(body, text):
            return body
    if "&lt;rss" in text[:2000] and "<rss" not in text:
        text, changed = unescape(text), True
    if "&lt;![CDATA[" in text:
        text, changed = _ESCAPED_CDATA.sub("", text), True
    return _DECLARATION.sub("", text).encode() if changed else body


def _is_utf8_with_damage(body: bytes, replaced: str) -> bool:
    """Tell whether a few bytes are wrong in UTF-8, and not every letter as in another encoding."""
    wrong = replaced.count("\ufffd")
    letters = sum(0xC2 <= byte <= 0xF4 for byte in body)
    return wrong * 4 <= max(letters, 4)


def openings(text: str) -> int:
    """Return how many items begin in `text`."""
    return sum(1 for _ in _OPENING.finditer(text))


def items(text: str) -> Iterator[Item]:
    """Yield the items of a feed in the order of its text."""
    starts = list(_OPENING.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):  # without a start there is one end too many
        piece = text[start.end() : min(end, start.end() + _LONGEST_ITEM)]
        yield Item(
            link=_link(piece),
            id=_value(_ID_FIELD, piece),
            title=_value(_TITLE_FIELD, piece),
            summary=_value(_SUMMARY_FIELD, piece),
            published=_value(_DATE_FIELD, piece),
        )


def _link(piece: str) -> str:
    attribute, bare = _LINK_ATTRIBUTE.search(piece), _BARE_ADDRESS.search(piece)
    return (
        _value(_LINK_FIELD, piece)
        or (unescape(attribute[1]) if attribute else "")
        or (unescape(bare.group()) if bare else "")
    )


def _value(field: re.Pattern[str], piece: str) -> str:
    """Return the first filled field, out of its CDATA; text that runs on to another tag was cut off there."""
    for found in field.finditer(piece):
        value = found["value"].removeprefix("<![CDATA[").removesuffix("]]>")
        if found["value"].startswith("<![CDATA[") and not found["value"].endswith("]]>"):
            value = value.partition("</")[0]
        if value.strip():
            return value.strip() if "<![CDATA[" in found["value"] else unescape(value.strip())
    return ""
