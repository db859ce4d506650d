"""What a page says of itself: linked data, Open Graph, meta tags. Damaged linked data is read as far as it goes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from pipeline.domain.text import clean_line, fold
from pipeline.extract.tree import Page

_ARTICLE_TYPES = {
    "newsarticle",
    "article",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "blogposting",
}
_CONTROL = re.compile(r"[\x00-\x1f]+")
_FIRST = re.compile(r"(?P<site>[^|»]+?)\s+(?P<mark>[|»]|[-–—])\s+(?P<rest>.+)")
_LAST = re.compile(r"(?P<rest>.+)\s+[|»–—-]\s+(?P<site>.+)")
_SITE = re.compile(
    r"(?i:báo|tạp chí|thời báo|đài (?:phát thanh|truyền hình|pt)|cổng thông tin|trang (?:thông tin|tin))\b(?i: điện tử)?(?: [A-ZÀ-ỸĐ\d]|$)|"
    r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)$"
)
"""How the name of a site begins, or an address; headlines have more words."""
_SITE_WORDS = 7
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Metadata of a page; every field may be empty."""

    is_news_article: bool
    """Linked data names a NewsArticle: eleven of twelve real article pages do, no listing did."""
    headline: str
    page_title: str
    """The title element without the name of the outlet behind it."""
    description: str
    published: str
    modified: str
    authors: tuple[str, ...]
    author_meta: str
    section: str
    site_name: str
    canonical: str


def read_metadata(page: Page) -> Metadata:
    """Return the metadata of a page as clean single lines."""
    items = [item for block in page.linked_data for item in _objects(_load(block))]
    article = next(filter(_is_article, items), {})
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and item.get("name")}
    meta = _meta(page.root)
    site_name = _line(meta.get("og:site_name"))

    def first(*values: object) -> str:
        return next((text for value in values if (text := _line(value))), "")

    return Metadata(
        is_news_article=bool(article),
        headline=_without_site(first(article.get("headline"), meta.get("og:title")), site_name),
        page_title=_page_title(page.root, site_name),
        description=first(meta.get("description"), meta.get("og:description"), article.get("description")),
        published=first(
            article.get("datePublished"), meta.get("article:published_time"), meta.get("pubdate")
        ),
        modified=first(article.get("dateModified"), meta.get("article:modified_time"), meta.get("lastmod")),
        authors=tuple(_authors(article.get("author"), named)),
        author_meta=first(meta.get("author"), meta.get("article:author"), meta.get("dable:author")),
        section=first(article.get("articleSection"), meta.get("article:section")),
        site_name=site_name,
        canonical=_canonical(page.root, meta),
    )


def _line(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return clean_line(unescape(value)) if isinstance(value, str) else ""


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content)
    published = found.get("datepublished")
    if published:
        found.setdefault("article:published_time", published)
    return found


def _without_site(title: str, site_name: str) -> str:
    """Return a title without the name of the site, which outlets set before or behind it."""
    while True:
        first, last = _FIRST.match(title), _LAST.match(title)
        if first and (_same(first["site"], site_name) or (first["mark"] in "|»" and _is_site(first["site"]))):
            title = first["rest"]
        elif last and (_same(last["site"], site_name) or _is_site(last["site"])):
            title = last["rest"]
        else:
            return title


def _same(part: str, site_name: str) -> bool:
    return bool(site_name) and fold(part) == fold(site_name)


def _is_site(part: str) -> bool:
    return len(part.split()) <= _SITE_WORDS and _SITE.match(part) is not None


def _page_title(root: HtmlElement, site_name: str) -> str:
    for element in root.iter("title"):
        text = _without_site(clean_line(unescape(element.text_content())), site_name)
        return re.split(r"\s+[|–—»]\s+|\s+-\s+(?=[^-]*$)", text)[0]
    return ""


def _canonical(root: HtmlElement, meta: dict[str, str]) -> str:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            return str(element.get("href")).strip()
    return meta.get("og:url", "").strip()


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).lower() in _ARTICLE_TYPES for name in names)


def _load(block: str) -> object:
    """Return the JSON of a block; line breaks inside strings and trailing commas are common and repaired."""
    text = block.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text))):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, dict)):
                yield from _objects(data[key], depth + 1)


def _authors(value: object, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the persons an article names, also by reference to another object of the page (`named` by `@id`)."""
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            reference = item.get("@id")
            person = (
                named.get(reference, item) if isinstance(reference, str) and not item.get("name") else item
            )
            if "person" in str(person.get("@type", "Person")).lower():
                yield _line(person.get("name"))
        elif isinstance(item, str):
            yield _line(item)
