"""JSON Feed (jsonfeed.org, versions 1 and 1.1): items as the other readers give them."""

from __future__ import annotations

from typing import Any

import msgspec

_VERSION = "https://jsonfeed.org/version/"


def json_items(body: bytes) -> list[dict[str, str]] | None:
    """Return the items of a JSON Feed with the keys of feedparser's entries, None when `body` is none."""
    if not body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        feed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    listed = feed.get("items")
    if not str(feed.get("version", "")).startswith(_VERSION) or not isinstance(listed, list):
        return None
    return [_item(item) for item in listed if isinstance(item, dict)]


def _item(item: dict[str, Any]) -> dict[str, str]:
    authors = item.get("authors") or [item.get("author")]
    names = [str(author["name"]) for author in authors if isinstance(author, dict) and author.get("name")]
    read = {
        "id": item.get("id"),
        "link": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "summary": item.get("summary") or item.get("content_text") or item.get("content_html"),
        "published": item.get("date_published") or item.get("date_modified"),
        "author": "; ".join(names),
    }
    return {key: str(value) for key, value in read.items() if value}
