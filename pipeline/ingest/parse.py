"""Feed bytes to entries: feedparser behind guards, dates by our own reader, markup taken out.

feedparser keeps items of nearly every malformed feed, which is why it reads first; what it gets wrong is done here:
it raises on some bytes, loses items at a wrong tag, gives no time for a third of the Vietnamese press, and passes
script in titles and links.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from typing import Any

import feedparser

from pipeline.domain.dates import day_order, read_date
from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind, FeedEntry
from pipeline.domain.text import clean_line, is_utf8, is_vietnamese, legacy_encoding
from pipeline.ingest.failures import HEAD, is_challenge
from pipeline.ingest.jsonfeed import json_items
from pipeline.ingest.salvage import Item, items, openings, readable
from pipeline.ingest.urls import http_link

Raw = Mapping[str, Any]
"""An item as a parser gives it, with the keys of feedparser."""
_TAG = re.compile(r"<(?:!--.*?(?:-->|$)|/?[a-zA-Z!][^<>]*>)", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[|\]\](?:>|$)")
_LONGEST_TEXT = 100_000
_SAMPLE = 50_000
"""Characters that tell the encoding of a feed."""
_MOST_MARKUP = 200_000
"""Tags of a whole feed; millions of them, in a small file that unpacks, would keep the parser busy for minutes."""
_DATES = ("published", "pubdate", "updated", "created", "date")
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel|item|entry)[\s>]", re.IGNORECASE)


def parse_feed(
    body: bytes, *, url: str, content_type: str = "", day_first: bool | None = None
) -> tuple[FeedEntry, ...]:
    """Return the entries of a feed, in its order, each link once.

    An item without any address is kept with an empty `url`. A well-formed feed without entries gives an empty
    tuple: whether its silence is normal is for `health` to say.

    Args:
        body: the feed as received (RSS, Atom or JSON Feed), Content-Encoding removed.
        url: its address; relative links are resolved against it.
        content_type: the header of the response, for the encoding it names.
        day_first: the outlet's order of day and month, see `domain.dates.read_date`; where it is not known, the
            dates of the feed show it when one of them can be read in one order only.

    Raises:
        FeedError: CHALLENGE, NOT_A_FEED or BROKEN_FEED; the message says what came instead.
    """
    from_json = json_items(body)
    if from_json is not None:
        return tuple(_entries(from_json, url, day_first))
    body = readable(body)
    if body.count(b"<") > _MOST_MARKUP:
        raise FeedError(url, FailureKind.BROKEN_FEED, "more markup than any feed has.")
    try:
        parsed = _parsed(body, content_type)
        problem = "no entry can be read."
    except _PARSER_ERRORS as error:
        parsed, problem = {}, f"the feed cannot be parsed ({type(error).__name__})."
    raws = _with_lost_items(list(parsed.get("entries", ())), body, url)
    entries = tuple(_entries(raws, url, day_first))
    if not entries and not (parsed.get("version") and _is_complete(parsed)):
        raise _failure(body, url, problem)
    old = _old_encoding(body, entries)
    if old:
        raise FeedError(url, FailureKind.BROKEN_FEED, f"the feed is written in {old}, not in Unicode.")
    return entries


def _old_encoding(body: bytes, entries: tuple[FeedEntry, ...]) -> str | None:
    """Return the name of the encoding of before Unicode (TCVN3, VNI) in which a feed is, None when it is in none.

    Its bytes pass for Latin-1 or Windows-1258, so that every parser gives letters, and none of them is right.
    """
    named = legacy_encoding(" ".join(f"{entry.title} {entry.summary}" for entry in entries)[:_SAMPLE])
    if named or is_utf8(body):
        return named
    if is_vietnamese(unicodedata.normalize("NFC", body.decode("cp1258", "replace"))):
        return None
    return legacy_encoding(plain(body.decode("cp1252", "replace"))[:_SAMPLE])


_PARSER_ERRORS = (
    UnicodeError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)
"""What fuzzing feedparser 6.0.14 raised on damaged declarations and markup."""


def _parsed(body: bytes, content_type: str) -> Raw:
    headers = {"content-type": content_type} if content_type and not _is_utf8(body) else {}
    parsed: Raw = feedparser.parse(
        BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return parsed


def _is_utf8(body: bytes) -> bool:
    """Tell whether `body` can only be UTF-8, so that a header that says otherwise is wrong."""
    return not body.isascii() and is_utf8(body)


def _with_lost_items(raws: list[Raw], body: bytes, url: str) -> list[Raw]:
    """Return `raws` with the items that the parser lost, and the fields it lost, as the text shows them."""
    complete = all(_link(raw, url) and raw.get("title") and _raw_date(raw) for raw in raws)
    text = body.decode("utf-8", "replace")
    if complete and openings(text) <= len(raws):
        return raws
    known: dict[str, Raw] = {}
    for raw in raws:
        if link := _link(raw, url):
            known.setdefault(link, raw)
    unlinked = {plain(str(raw.get("title") or "")): raw for raw in raws if _link(raw, url) is None}
    result: list[Raw] = []
    for item in items(text):
        seen = _as_raw(item)
        link = _link(seen, url)
        parsed = known.pop(link, None) or unlinked.pop(item.title, None) if link else None
        if parsed:
            result.append({**seen, **{key: value for key, value in parsed.items() if value}})
        elif link or not raws:
            result.append(seen)
    return [*result, *known.values(), *unlinked.values()] if result else raws


def _as_raw(item: Item) -> Raw:
    read = {
        "link": item.link,
        "id": item.id,
        "title": item.title,
        "summary": item.summary,
        "published": item.published,
    }
    return {key: value for key, value in read.items() if value}


def _is_complete(parsed: Raw) -> bool:
    """Tell whether an empty feed is empty by itself and not because its markup broke off."""
    return not parsed.get("bozo") and not parsed.get("entries")


def _failure(body: bytes, url: str, problem: str) -> FeedError:
    head = body[:HEAD]
    if _HTML.search(head) and not _FEED.search(head):
        if is_challenge(head):
            return FeedError(
                url, FailureKind.CHALLENGE, "a browser check (challenge page) came instead of the feed."
            )
        return FeedError(url, FailureKind.NOT_A_FEED, "an HTML page came instead of the feed.")
    if not _FEED.search(head):
        return FeedError(url, FailureKind.NOT_A_FEED, "what came is no RSS or Atom feed.")
    return FeedError(url, FailureKind.BROKEN_FEED, problem)


def _entries(raws: list[Any], url: str, day_first: bool | None) -> Iterator[FeedEntry]:
    if day_first is None:
        day_first = day_order(_raw_date(raw) for raw in raws)
    seen: set[str] = set()
    for raw in raws:
        link = _link(raw, url)
        title, summary = plain(str(raw.get("title") or "")), plain(str(raw.get("summary") or ""))
        if link is None and (raw.get("link") or not (title or summary)):
            continue  # a link that is no address of a page, or nothing to read at all
        key = link or f"{raw.get('id')} {title or summary}"
        if key in seen:
            continue
        seen.add(key)
        printed = _raw_date(raw)
        yield FeedEntry(
            id=clean_line(str(raw.get("id") or link or title or summary)),
            url=link or "",
            title=title,
            summary=summary,
            published_at=read_date(printed, day_first=day_first),
            published_raw=clean_line(printed),
            author=plain(str(raw.get("author") or "")) or None,
            feed_url=url,
        )


def _link(raw: Raw, url: str) -> str | None:
    """Return the first usable address: the link, then an identifier that is one, then other links to the page."""
    others = [
        link.get("href")
        for link in raw.get("links") or ()
        if isinstance(link, Mapping) and link.get("rel", "alternate") == "alternate"
    ]
    for candidate in (raw.get("link"), raw.get("id"), *others):
        text = str(candidate or "").strip()
        if "://" in text and (link := http_link(url, text)):
            return link
    relative = str(raw.get("link") or "").strip()
    return http_link(url, relative) if _is_relative(relative) else None


def _is_relative(link: str) -> bool:
    return bool(link) and not re.match(r"[a-zA-Z][\w+.-]*:", link)


def _raw_date(raw: Raw) -> str:
    return next((str(raw[key]) for key in _DATES if raw.get(key)), "")


def plain(markup: str) -> str:
    """Return the text of a title or summary on one line: tags and script out, entities resolved, also escaped ones.

    Feeds escape once or twice; what looks like a tag only after the second resolving is removed as well.
    """
    text = markup[:_LONGEST_TEXT]
    for _ in range(2):
        text = _TAG.sub(" ", _HIDDEN.sub(" ", _CDATA.sub("", text)))
        text = unescape(text)
    return clean_line(_TAG.sub(" ", _HIDDEN.sub(" ", text)))
