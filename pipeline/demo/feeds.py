"""Feeds of the demo press day, in the shapes and with the faults that real feeds have."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape
from html.entities import codepoint2name

from pipeline.demo.dates import feed_date
from pipeline.demo.pressday import DemoArticle, DemoFeed, DemoOutlet, Quirk

_BOM = b"\xef\xbb\xbf\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry with its values already written as XML."""

    title: str
    link: str
    guid: str
    permalink: bool
    summary: str
    date: str
    author: str


def render_feed(
    outlet: DemoOutlet, feed: DemoFeed, listed: list[tuple[DemoArticle, str]], base: str
) -> bytes:
    """Return the bytes of a feed.

    `listed` pairs each article with its path, newest first; `base` is the address of the outlet without a final slash.
    """
    oldest = len(listed) - 1
    items = [
        _item(feed, article, path, base, dated=Quirk.DATE_MISSING not in feed.quirks or place != oldest)
        for place, (article, path) in enumerate(listed)
    ]
    writer = _atom if feed.format == "atom" else _rss
    text = writer(outlet, feed, items, base)
    if Quirk.TRUNCATED in feed.quirks:
        text = text[: text.rindex("</description>") - 20]
    body = text.encode()
    return _BOM + body if Quirk.BOM in feed.quirks else body


def content_type(feed: DemoFeed) -> str:
    """Return the Content-Type the outlet sends with a feed."""
    if Quirk.TEXT_HTML in feed.quirks:
        return "text/html; charset=utf-8"
    return "application/atom+xml" if feed.format == "atom" else "application/rss+xml; charset=utf-8"


def _item(feed: DemoFeed, article: DemoArticle, path: str, base: str, *, dated: bool) -> FeedItem:
    url = base + path
    return FeedItem(
        title=_title(feed, article.title),
        link=_link(feed, path, base),
        guid=article.number if Quirk.GUID_NOT_PERMALINK in feed.quirks else escape(url),
        permalink=Quirk.GUID_NOT_PERMALINK not in feed.quirks,
        summary=_summary(feed, article, url),
        date=feed_date(article.time, feed.dates) if dated else "",
        author=escape(article.author),
    )


def _title(feed: DemoFeed, title: str) -> str:
    if Quirk.NFD_TITLES in feed.quirks:
        title = unicodedata.normalize("NFD", title)
    if Quirk.ZERO_WIDTH in feed.quirks:
        first, _, rest = title.partition(" ")
        title = f"{first}\u200b {rest}"
    if Quirk.CDATA_ENTITIES in feed.quirks:
        letters = (
            f"&{codepoint2name[ord(char)]};" if ord(char) in codepoint2name else char for char in title
        )
        return f"<![CDATA[ {''.join(letters)} ]]>"
    return escape(title, quote=False)


def _link(feed: DemoFeed, path: str, base: str) -> str:
    if Quirk.RELATIVE_LINKS in feed.quirks:
        return escape(path)
    if Quirk.DOUBLED_HOST in feed.quirks:
        return escape(f"{base}{base}{path}")
    if Quirk.BARE_AMPERSAND in feed.quirks:
        return f"{base}{path}?utm_source=rss&utm_medium=feed"
    return escape(base + path)


def _summary(feed: DemoFeed, article: DemoArticle, url: str) -> str:
    if Quirk.IMAGE_SUMMARY in feed.quirks:
        picture = f'<a href="{url}"><img src="/anh/{article.number}.jpg" /></a></br>'
        return f"<![CDATA[{picture}{escape(article.sapo, quote=False)}]]>"
    return escape(article.sapo, quote=False)


def _rss(outlet: DemoOutlet, feed: DemoFeed, items: list[FeedItem], base: str) -> str:
    period = "<sy:updatePeriod>always</sy:updatePeriod>" if Quirk.UPDATE_PERIOD_ALWAYS in feed.quirks else ""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">\n'
        f"<channel><title>{escape(feed.title)}</title><link>{base}/</link>"
        f"<description>{escape(outlet.name)}</description>{period}\n"
    )
    return head + "".join(_rss_item(item) for item in items) + "</channel>\n</rss>\n"


def _rss_item(item: FeedItem) -> str:
    date = f"<pubDate>{item.date}</pubDate>" if item.date else ""
    permalink = "true" if item.permalink else "false"
    return (
        f"<item><title>{item.title}</title><link>{item.link}</link>"
        f'<guid isPermaLink="{permalink}">{item.guid}</guid>{date}\n'
        f"<description>{item.summary}</description></item>\n"
    )


def _atom(outlet: DemoOutlet, feed: DemoFeed, items: list[FeedItem], base: str) -> str:
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(feed.title)}</title><id>tag:{outlet.host},2026:tin</id>"
        f'<updated>{items[0].date}</updated><link href="{base}{feed.path}" rel="self"/>\n'
    )
    return head + "".join(_atom_item(item) for item in items) + "</feed>\n"


def _atom_item(item: FeedItem) -> str:
    return (
        f'<entry><title>{item.title}</title><link rel="alternate" href="{item.link}"/><id>{item.guid}</id>'
        f"<published>{item.date}</published><updated>{item.date}</updated>"
        f"<author><name>{item.author}</name></author>\n"
        f'<summary type="html">{item.summary}</summary></entry>\n'
    )
