"""A captured page to an article: headline, sapo, body, persons, times, or the name of what it is instead."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.domain.records import Article, ArticleKind, FeedEntry
from pipeline.domain.text import clean_line
from pipeline.extract import body as body_module
from pipeline.extract.block import find_block
from pipeline.extract.body import Text
from pipeline.extract.credits import read_author, read_modified, read_original, read_published
from pipeline.extract.lead import read_notice, read_sapo
from pipeline.extract.metadata import Metadata, read_metadata
from pipeline.extract.tree import AFTER, Page, Shown, headline_text, hint, line, parse

_CHALLENGE = re.compile(
    r"document\.cookie\s*=[^;]+.{0,300}location\.reload|cf-browser-verification|challenge-platform|__cf_chl|ddos-guard|"
    r"just a moment\.\.\.|enable javascript and cookies|xác minh bạn (?:là người|không phải)|captcha",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE, _WITHOUT_BLOCK = 60, 200
"""Elements before the headline, and after it where there is no block, in which its credits may stand."""
_LISTING_HEADLINES = 8
_FEW_HEADLINES = 3
"""Linked headlines that make a page without text of its own a listing."""
_MIN_ARTICLE = 250
"""Characters of body text below which a page without news metadata is no article."""


def extract(
    body: bytes,
    *,
    url: str,
    outlet: str = "",
    charset: str | None = None,
    feed_entry: FeedEntry | None = None,
) -> Article:
    """Return the article of a page.

    Args:
        body: the page as captured, decompressed.
        url: its address after redirects.
        outlet: name of the outlet; made from the host when empty, never from the page's metadata.
        charset: encoding named by the response, if any.
        feed_entry: what the feed announced; fills title, sapo and time where the page has none.

    The page's own text always wins over the feed: it is what readers saw. Nothing is raised; a page that is no
    article comes back as listing, blocked or unreadable.
    """
    outlet = outlet or (urlsplit(url).hostname or "").removeprefix("www.")
    article_id = feed_entry.id if feed_entry else url
    page = parse(body, charset)
    if page is None:
        return _no_article(article_id, url, outlet, ArticleKind.UNREADABLE, feed_entry)
    metadata = read_metadata(page)
    block = find_block(page.root)
    headline = _headline(page.root, block)
    title = (
        (headline_text(headline) if headline is not None else "")
        or metadata.headline
        or _entry_title(feed_entry)
    )
    title = clean_line(title)
    found = body_module.read_block(block) if block is not None else body_module.read_generally(page.root)
    region = _region(page.root, headline, block)
    sapo = read_sapo(region, metadata, found, title, feed_entry)
    found = body_module.trim(found, title=title, sapo=sapo)
    found.paragraphs[:0] = read_notice(region, found)
    published, raw = read_published(region, metadata)
    kind = _kind(
        page, metadata, found, title=title, url=url, dated=published is not None, has_block=block is not None
    )
    if kind is not ArticleKind.ARTICLE:
        return _no_article(article_id, url, outlet, kind, feed_entry, title=title)
    author = read_author(region, metadata, found, (outlet, metadata.site_name), raw)
    if published is None and feed_entry:
        published, raw = feed_entry.published_at, feed_entry.published_raw
    source, source_url = read_original(region, found, url, (outlet, metadata.site_name))
    return Article(
        id=article_id,
        url=url,
        outlet=outlet,
        title=title,
        sapo=sapo,
        body="\n\n".join(found.paragraphs),
        author=author,
        published_at=published,
        modified_at=read_modified(metadata, published),
        kind=kind,
        section=metadata.section,
        original_source=source,
        original_url=source_url,
        captions=tuple(found.captions),
        published_raw=raw,
    )


def _no_article(
    article_id: str, url: str, outlet: str, kind: ArticleKind, entry: FeedEntry | None, *, title: str = ""
) -> Article:
    return Article(
        id=article_id,
        url=url,
        outlet=outlet,
        title=title or _entry_title(entry),
        kind=kind,
        published_at=entry.published_at if entry else None,
    )


def _entry_title(entry: FeedEntry | None) -> str:
    return entry.title if entry else ""


def _headline(root: HtmlElement, block: HtmlElement | None) -> HtmlElement | None:
    """Return the visible h1 of the article: the last one with text before its block, else the longest."""
    headings = [heading for heading in root.iter("h1") if len(line(heading)) >= 8]
    if block is not None:
        order = {element: place for place, element in enumerate(root.iter())}
        limit = max((order[paragraph] for paragraph in block.iter("p")), default=0)
        before = [heading for heading in headings if order[heading] <= limit]
        titled = [heading for heading in before if re.search(r"title|tit|detail|head", hint(heading))]
        if titled or before:
            return (titled or before)[-1]
    return max(headings, key=lambda heading: len(line(heading)), default=None)


def _region(root: HtmlElement, headline: HtmlElement | None, block: HtmlElement | None) -> list[Shown]:
    """Return the elements around the headline, in order: from a little before it to a little after the block.

    The block and what holds it come without text: it is no line of anything.
    """
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    order = {element: place for place, element in enumerate(elements)}
    start = order[headline] if headline is not None else 0
    if block is None:
        near = elements[max(0, start - _BEFORE) : start + _WITHOUT_BLOCK]
    else:
        end = order[block] + sum(1 for _ in block.iter())
        start = min(start, order[block]) if end < start else start
        near = elements[max(0, start - _BEFORE) : end + AFTER]
    around = {block, *block.iterancestors()} if block is not None else set()
    return [Shown(element, "" if element in around else clean_line(line(element))) for element in near]


def _kind(
    page: Page, metadata: Metadata, found: Text, *, title: str, url: str, dated: bool, has_block: bool
) -> ArticleKind:
    """Tell article from listing, challenge and unreadable page. og:type is no help: outlets set it at random."""
    size = sum(map(len, found.paragraphs))
    if size < _MIN_ARTICLE and _CHALLENGE.search(page.source[:100_000]):
        return ArticleKind.BLOCKED
    headlines = sum(map(_is_linked_headline, page.root.iter("h2", "h3", "h4")))
    is_list = headlines >= _LISTING_HEADLINES
    is_home = not urlsplit(url).path.rstrip("/")
    if metadata.is_news_article and size >= 80 and not (is_list and is_home):
        return ArticleKind.ARTICLE
    if is_list and (is_home or not dated or len(found.paragraphs) < 2):
        return ArticleKind.LISTING
    if headlines >= _FEW_HEADLINES and not has_block and not dated:
        return ArticleKind.LISTING
    if title and size >= _MIN_ARTICLE:
        return ArticleKind.ARTICLE
    return ArticleKind.LISTING if headlines >= _FEW_HEADLINES else ArticleKind.UNREADABLE


def _is_linked_headline(heading: HtmlElement) -> bool:
    parent = heading.getparent()
    return next(heading.iter("a"), None) is not None or (parent is not None and parent.tag == "a")
