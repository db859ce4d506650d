"""A captured page to an article: headline, sapo, body, persons, times, or the name of what it is instead."""

from __future__ import annotations

from urllib.parse import urlsplit

from pipeline.domain.records import Article, ArticleKind, FeedEntry
from pipeline.domain.text import clean_line
from pipeline.extract import body as body_module
from pipeline.extract.block import find_block
from pipeline.extract.credits import read_author, read_original
from pipeline.extract.kind import Reading, name_kind
from pipeline.extract.lead import read_notice, read_sapo
from pipeline.extract.metadata import read_metadata
from pipeline.extract.published import read_modified, read_published
from pipeline.extract.region import find_headline, read_region
from pipeline.extract.tree import headline_text, parse


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
    named = metadata.headline or metadata.page_title or _entry_title(feed_entry)
    headline = find_headline(page.root, block, named)
    title = clean_line((headline_text(headline) if headline is not None else "") or named)
    found = body_module.read_block(block) if block is not None else body_module.read_generally(page.root)
    region = read_region(page.root, headline, block)
    sapo = read_sapo(region, metadata, found, title, feed_entry)
    found = body_module.trim(found, title=title, sapo=sapo)
    found.paragraphs[:0] = read_notice(region.shown, found)
    published, raw = read_published(region, metadata)
    reading = Reading(
        url=url,
        title=title,
        size=sum(map(len, found.paragraphs)),
        paragraphs=len(found.paragraphs),
        has_block=block is not None,
        dated=published is not None,
    )
    kind = name_kind(page, metadata, reading)
    if kind is not ArticleKind.ARTICLE:
        return _no_article(article_id, url, outlet, kind, feed_entry, title=title)
    author = read_author(region, metadata, found, (outlet, metadata.site_name))
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
