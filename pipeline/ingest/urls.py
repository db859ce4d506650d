"""Addresses of articles: one canonical form, and the natural key made from it."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|zarsrc|gidzl|_ga|mc_[ce]id)$", re.IGNORECASE)
_TWIN_HOST = re.compile(r"^(?:www|amp|m)\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"^/amp/(?=.)|(?<=.)/amp/?$|(?<=.)[.-]amp(\.\w{3,5})$")
_AMP_QUERY = re.compile(r"amp(?:=(?:1|true)?)?|outputType=amp")
_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\[\]:@]+)(?::\d*)?")
_DOUBLED = re.compile(r"^(?:https?://[^/]+?/*(?=https?://))+")


@lru_cache(maxsize=4096)
def host_of(url: str) -> str:
    """Return host and port; remembered, for the standard library's own memory is shorter than a list of feeds.

    What is malformed has no host.
    """
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def canonical_url(url: str) -> str:
    """Return `url` without fragment, tracking parameters and default port; host in lower case, `m.` as the main site.

    Feeds and share buttons add parameters, phones get another host: the article is the same one.
    """
    parts = urlsplit(url.strip())
    host = re.sub(r"^(?:m\.)+(?=[^.]+\.)", "", (parts.hostname or "").lower())
    port = (
        f":{parts.port}" if parts.port and parts.port != {"http": 80, "https": 443}.get(parts.scheme) else ""
    )
    host = f"[{host}]" if ":" in host else host
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    )
    return urlunsplit((parts.scheme.lower(), host + port, parts.path.rstrip() or "/", query, ""))


def article_id(url: str) -> str:
    """Return the natural key of an article: 16 hex digits over its canonical URL.

    http and https, `www.` and the bare host, the page for phones (AMP) and the full one are the same article.
    """
    parts = urlsplit(canonical_url(url))
    host = _TWIN_HOST.sub("", parts.netloc)
    path = _AMP_PATH.sub(lambda found: "/" if found[0].startswith("/amp/") else found[1] or "", parts.path)
    query = "&".join(part for part in parts.query.split("&") if not _AMP_QUERY.fullmatch(part))
    twin = urlunsplit(("https" if parts.scheme == "http" else parts.scheme, host, path or "/", query, ""))
    return hashlib.sha256(twin.encode()).hexdigest()[:16]


def http_link(base: str, link: str) -> str | None:
    """Return `link` as an absolute http(s) address, None when it is anything else (`javascript:`, `tag:`, empty).

    Relative links are resolved against `base`; a host written twice in front of itself and a missing scheme before
    the host of `base` are repaired.
    """
    link = link.strip()
    try:
        host = urlsplit(base).netloc
        if host and re.match(rf"(?:www\.)?{re.escape(host.removeprefix('www.'))}/", link):
            link = f"https://{link}"
        absolute = _DOUBLED.sub("", urljoin(base, link)) if link else ""
        parts = urlsplit(absolute)
        well_formed = (
            parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc.rpartition("@")[2]) is not None
        )
        _ = parts.port
    except ValueError:
        return None
    return absolute if well_formed else None


def moved_to(asked: str, came_from: str) -> str:
    """Return the site that answered instead of the one asked, empty when it is the same (`www.` and `m.` included)."""
    first, second = (_bare_host(url) for url in (asked, came_from))
    same = first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
    return "" if same else urlsplit(came_from).netloc


def _bare_host(url: str) -> str:
    return re.sub(r"^(?:www|m|amp)\.", "", urlsplit(url).netloc.lower())
