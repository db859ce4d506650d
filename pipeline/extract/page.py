"""A captured page to an article: headline, sapo, body, persons, times, or the name of what it is instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.domain.records import Article, ArticleKind, FeedEntry
from pipeline.domain.text import clean_line, legacy_encoding
from pipeline.extract import body as body_module
from pipeline.extract.block import find_block
from pipeline.extract.body import Text
from pipeline.extract.byline import is_byline
from pipeline.extract.credits import read_author, read_original
from pipeline.extract.furniture import is_outside
from pipeline.extract.kind import Reading, name_kind, walls
from pipeline.extract.lead import read_notice, read_sapo
from pipeline.extract.metadata import Metadata, read_metadata
from pipeline.extract.published import read_modified, read_published
from pipeline.extract.region import Region, find_headline, read_region
from pipeline.extract.tree import Page, headline_text, is_leaf, parse

_LAST, _NEXT = 6, 12
"""Last paragraphs, and elements after the text, among which a wall stands that asks to sign in."""


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
    blank = Article(
        id=feed_entry.id if feed_entry else url,
        url=url,
        outlet=outlet,
        title=_entry_title(feed_entry),
        kind=ArticleKind.UNREADABLE,
        published_at=feed_entry.published_at if feed_entry else None,
    )
    page = parse(body, charset)
    if page is None:
        return blank
    read = _look(page, feed_entry)
    if _is_garbled(read):
        return blank
    blank = replace(blank, title=read.title or blank.title, canonical_url=_canonical(read.metadata, url))
    published, raw = read_published(read.region, read.metadata)
    kind = name_kind(page, read.metadata, _reading(read, url, dated=published is not None))
    if kind is not ArticleKind.ARTICLE:
        return replace(blank, kind=kind)
    if published is None and feed_entry:
        published, raw = feed_entry.published_at, feed_entry.published_raw
    return _article(read, replace(blank, kind=kind, published_at=published, published_raw=raw))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was found on a page before anybody asked what it is."""

    metadata: Metadata
    block: HtmlElement | None
    region: Region
    title: str
    sapo: str
    text: Text


def _look(page: Page, entry: FeedEntry | None) -> _Read:
    """Find headline, text and lead."""
    metadata = read_metadata(page)
    block = find_block(page.root)
    named = metadata.headline or metadata.page_title or _entry_title(entry)
    headline = find_headline(page.root, block, named)
    title = clean_line((headline_text(headline) if headline is not None else "") or named)
    text = body_module.read_block(block) if block is not None else body_module.read_generally(page.root)
    region = read_region(page.root, headline, block)
    sapo = read_sapo(region, metadata, text, title, entry)
    text = body_module.trim(text, title=title, sapo=sapo)
    text.paragraphs[:0] = read_notice(region.shown, text)
    return _Read(metadata=metadata, block=block, region=region, title=title, sapo=sapo, text=text)


def _is_garbled(read: _Read) -> bool:
    """Tell whether the text is in an encoding of before Unicode: by its letters, or as every 20th character is none."""
    text = " ".join([read.title, *read.text.paragraphs])
    return text.count("\ufffd") * 20 > len(text) or legacy_encoding(text) is not None


def _reading(read: _Read, url: str, *, dated: bool) -> Reading:
    return Reading(
        url=url,
        title=read.title,
        size=sum(map(len, read.text.paragraphs)),
        paragraphs=len(read.text.paragraphs),
        has_block=read.block is not None,
        dated=dated,
        walls=_walls(read),
    )


def _walls(read: _Read) -> tuple[str, ...]:
    """Return the lines after the text that close a door; behind a byline nothing is left to be closed."""
    ends = [
        shown.text
        for shown in read.region.below[:_NEXT]
        if is_leaf(shown.element) and not is_outside(shown.element)
    ]
    asked = walls(read.text.paragraphs[-_LAST:]) or walls(ends)
    text = [paragraph for paragraph in read.text.paragraphs if paragraph not in asked]
    signed_off = bool(text) and not text[-1].endswith(("…", "...")) and is_byline(text[-1])
    return () if signed_off else asked


def _article(read: _Read, article: Article) -> Article:
    """Return `article` with text, persons and source; a byline in the last line is taken out of the text."""
    brands = (article.outlet, read.metadata.site_name)
    asked = walls(read.text.paragraphs[-_LAST:])
    read.text.paragraphs[:] = [text for text in read.text.paragraphs if text not in asked]
    author = read_author(read.region, read.metadata, read.text, brands)
    source, source_url = read_original(read.region, read.text, article.url, brands)
    return replace(
        article,
        sapo=read.sapo,
        body="\n\n".join(read.text.paragraphs),
        author=author,
        modified_at=read_modified(read.metadata, article.published_at),
        section=read.metadata.section,
        original_source=source,
        original_url=source_url,
        captions=tuple(read.text.captions),
    )


def _canonical(metadata: Metadata, url: str) -> str:
    """Return the address that the page calls its own, absolute; empty when it names none."""
    try:
        address = urljoin(url, metadata.canonical) if metadata.canonical else ""
        return address if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname else ""
    except ValueError:
        return ""


def _entry_title(entry: FeedEntry | None) -> str:
    return entry.title if entry else ""
