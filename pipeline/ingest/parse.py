"""Feed bytes to entries: feedparser behind guards, dates by our own reader, markup taken out.

feedparser keeps items of nearly every malformed feed, which is why it reads first; what it gets wrong is done here:
it raises on some bytes, gives no time for a third of the Vietnamese press, and passes script in titles and links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from io import BytesIO
from typing import Any

import feedparser

from pipeline.domain.dates import read_date
from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind, FeedEntry
from pipeline.domain.text import clean_line
from pipeline.ingest.urls import http_link

_TAG = re.compile(r"<(?:/?[a-zA-Z!][^<>]*|!--.*?--)>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_CHALLENGE = re.compile(
    rb"document\.cookie\s*=|window\.location\.reload|cf-browser-verification|challenge-platform|"
    rb"__cf_chl|turnstile|g-recaptcha|h-captcha|enable javascript|ddos-guard",
    re.IGNORECASE,
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel|item|entry)[\s>]", re.IGNORECASE)
_HEAD = 4096


def parse_feed(
    body: bytes, *, url: str, content_type: str = "", day_first: bool | None = None
) -> tuple[FeedEntry, ...]:
    """Return the entries of a feed, in its order, each link once.

    A well-formed feed without entries gives an empty tuple: whether its silence is normal is for `health` to say.

    Args:
        body: the feed as received, decompressed.
        url: its address; relative links are resolved against it.
        content_type: the header of the response, for the encoding it names.
        day_first: the outlet's order of day and month, see `domain.dates.read_date`.

    Raises:
        FeedError: CHALLENGE, NOT_A_FEED or BROKEN_FEED; the message says what came instead.
    """
    headers = {"content-type": content_type} if content_type else {}
    try:
        parsed = feedparser.parse(
            BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (
        UnicodeError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as error:
        # Fuzzing feedparser 6.0.14 raised these on damaged declarations and markup.
        raise _failure(body, url, f"the feed cannot be parsed ({type(error).__name__}).") from error
    entries = tuple(_entries(parsed.get("entries", ()), url, day_first))
    if not entries and not (parsed.get("version") and _is_complete(parsed)):
        raise _failure(body, url, "no entry can be read.")
    return entries


def _is_complete(parsed: Any) -> bool:  # noqa: ANN401  feedparser gives its own untyped dictionary
    """Tell whether an empty feed is empty by itself and not because its markup broke off."""
    return not parsed.get("bozo") and not parsed.get("entries")


def _failure(body: bytes, url: str, problem: str) -> FeedError:
    head = body[:_HEAD]
    if _HTML.search(head) and not _FEED.search(head):
        if _CHALLENGE.search(head):
            return FeedError(
                url, FailureKind.CHALLENGE, "a browser check (challenge page) came instead of the feed."
            )
        return FeedError(url, FailureKind.NOT_A_FEED, "an HTML page came instead of the feed.")
    if not _FEED.search(head):
        return FeedError(url, FailureKind.NOT_A_FEED, "what came is no RSS or Atom feed.")
    return FeedError(url, FailureKind.BROKEN_FEED, problem)


def _entries(raw_entries: Any, url: str, day_first: bool | None) -> Iterator[FeedEntry]:  # noqa: ANN401
    seen: set[str] = set()
    for raw in raw_entries:
        link = _link(raw, url)
        if link is None or link in seen:
            continue
        seen.add(link)
        published, published_raw = _date(raw, day_first)
        yield FeedEntry(
            id=clean_line(str(raw.get("id") or link)),
            url=link,
            title=plain(str(raw.get("title") or "")),
            summary=plain(str(raw.get("summary") or "")),
            published_at=published,
            published_raw=published_raw,
            author=plain(str(raw.get("author") or "")) or None,
            feed_url=url,
        )


def _link(raw: Any, url: str) -> str | None:  # noqa: ANN401
    """Return the first usable address: the link, then an identifier that is one."""
    for candidate in (raw.get("link"), raw.get("id")):
        link = http_link(url, str(candidate)) if candidate and "://" in str(candidate) else None
        if link:
            return link
    relative = str(raw.get("link") or "")
    return http_link(url, relative) if relative.startswith("/") else None


def _date(raw: Any, day_first: bool | None) -> tuple[datetime | None, str]:  # noqa: ANN401
    for key in ("published", "updated", "created"):
        value = raw.get(key)
        if value:
            return read_date(str(value), day_first=day_first), clean_line(str(value))
    return None, ""


def plain(markup: str) -> str:
    """Return the text of a title or summary on one line: tags and script out, entities resolved, also escaped ones.

    Feeds escape once or twice; what looks like a tag only after the second resolving is removed as well.
    """
    text = markup
    for _ in range(2):
        text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
        text = unescape(text)
    return clean_line(_TAG.sub(" ", _HIDDEN.sub(" ", text)))
