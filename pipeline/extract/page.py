"""A captured page to an article: headline, sapo, body, persons, times, or the name of what it is instead."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipeline.domain.dates import read_date
from pipeline.domain.records import Article, ArticleKind, FeedEntry
from pipeline.domain.text import clean_line, fold
from pipeline.extract import body as body_module
from pipeline.extract.body import Text
from pipeline.extract.byline import is_byline, persons, signed
from pipeline.extract.metadata import Metadata, read_metadata
from pipeline.extract.tree import Page, headline_text, hint, line, parse

_CHALLENGE = re.compile(
    r"document\.cookie\s*=[^;]+.{0,300}location\.reload|cf-browser-verification|challenge-platform|__cf_chl|ddos-guard|"
    r"just a moment\.\.\.|enable javascript and cookies|xác minh bạn (?:là người|không phải)|captcha",
    re.IGNORECASE | re.DOTALL,
)
_SAPO = re.compile(
    r"sapo|(?<![a-z])lead(?![a-z])|summary|description|chapeau|intro(?!duction)|news-desc|excerpt|tomtat|tom-tat"
)
_DATE_HINT = re.compile(r"date|time|publish|ngay|gio|meta|info")
_BYLINE_HINT = re.compile(r"author|byline|tac-?gia|writer|reporter|journalist|but-?danh|p-?author|name")
_SOURCE_HINT = re.compile(r"source|nguon|link-?goc|original")
_DATELINE = re.compile(r"^\(?[\w.À-ỹ ]{2,25}\)\s*[-–—]\s*|^\(?[A-ZĐ]{2,8}\)?\s*[-–—]\s*")
_AFTER = 40
"""Elements after the text in which a byline may stand."""
_CORRECTION = re.compile(r"(?:thông tin )?(?:cải chính|đính chính)\b.{10}", re.IGNORECASE)
_LONGEST_NOTICE = 3000
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
    block = body_module.find_block(page.root)
    headline = _headline(page.root, block)
    title = (
        (headline_text(headline) if headline is not None else "")
        or metadata.headline
        or _entry_title(feed_entry)
    )
    title = clean_line(title)
    found = body_module.read_block(block) if block is not None else body_module.read_generally(page.root)
    region = _region(page.root, headline, block)
    sapo = _sapo(region, metadata, found, title, feed_entry)
    found = body_module.trim(found, title=title, sapo=sapo)
    found.paragraphs[:0] = _notice(region, found)
    published, raw = _published(region, metadata)
    kind = _kind(
        page, metadata, found, title=title, url=url, dated=published is not None, has_block=block is not None
    )
    if kind is not ArticleKind.ARTICLE:
        return _no_article(article_id, url, outlet, kind, feed_entry, title=title)
    author = _author(region, metadata, found, (outlet, metadata.site_name))
    if published is None and feed_entry:
        published, raw = feed_entry.published_at, feed_entry.published_raw
    source, source_url = _original(page.root, found, url)
    return Article(
        id=article_id,
        url=url,
        outlet=outlet,
        title=title,
        sapo=sapo,
        body="\n\n".join(found.paragraphs),
        author=author,
        published_at=published,
        modified_at=_modified(metadata, published),
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


def _region(root: HtmlElement, headline: HtmlElement | None, block: HtmlElement | None) -> list[HtmlElement]:
    """Return the elements around the headline, in order: from a little before it to the end of the block."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    order = {element: place for place, element in enumerate(elements)}
    start = order[headline] if headline is not None else 0
    if block is None:
        return elements[max(0, start - 60) : start + 200]
    end = order[block] + sum(1 for _ in block.iter())
    if end < start:
        start = order[block]
    return elements[max(0, start - 60) : end + _AFTER]


# sapo --------------------------------------------------------------------------------------------------------


def _sapo(
    region: list[HtmlElement], metadata: Metadata, found: Text, title: str, entry: FeedEntry | None
) -> str:
    """Return the lead paragraph as shown; metadata and feed only confirm it or stand in for it."""
    descriptions = [metadata.description, entry.summary if entry else ""]
    shown = [
        element
        for element in region
        if element.tag in {"p", "h2", "h3", "div", "strong", "b", "span", "section"}
    ]
    for description in descriptions:
        visible = _shown_as(shown, description)
        if visible:
            return visible
    for element in shown:
        text = clean_line(line(element))
        if _SAPO.search(hint(element)) and 30 <= len(text) <= 900 and fold(text) != fold(title):
            return text
    for description in descriptions:
        if len(description) >= 30 and fold(description) != fold(title) and not _is_cut(description, found):
            return description
    return ""


def _shown_as(shown: list[HtmlElement], description: str) -> str:
    """Return the shortest visible element that begins like `description`, a dateline before it allowed."""
    start = _letters(_DATELINE.sub("", description))[:45]
    if len(start) < 25:
        return ""
    best = ""
    for element in shown:
        text = clean_line(line(element))
        if not 30 <= len(text) <= 900:
            continue
        letters = _letters(text)
        place = letters.find(start)
        if 0 <= place <= 25 and (not best or len(text) < len(best)):
            best = _without_stamp(text, place)
    return best


def _without_stamp(text: str, before: int) -> str:
    """Return `text` without a place stamp in front, whose letters are the first `before`; a dateline "(X) - " stays."""
    count = 0
    for position, char in enumerate(text):
        if count == before and char.isalnum():
            head = text[:position].rstrip(" “\"'")
            return text if not head or head[-1] in "-–—:" else text[len(head) :].lstrip()
        count += char.isalnum()
    return text


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _is_cut(description: str, found: Text) -> bool:
    """Tell whether a description is only the beginning of the first paragraph."""
    if not found.paragraphs:
        return False
    start = _letters(description.rstrip(" .…"))
    return _letters(found.paragraphs[0]).startswith(start[:60]) and len(description) < len(
        found.paragraphs[0]
    )


def _notice(region: list[HtmlElement], found: Text) -> list[str]:
    """Return the paragraphs of a correction notice that stands beside the text: readers see it, so it is text."""
    known = {fold(paragraph) for paragraph in found.paragraphs}
    for element in region:
        if element.tag not in {"div", "section", "aside", "p", "blockquote"}:
            continue
        text = clean_line(line(element))
        if _CORRECTION.match(text) and len(text) <= _LONGEST_NOTICE and fold(text) not in known:
            parts = [clean_line(line(part)) for part in element.iter("p", "h3", "h4") if part is not element]
            return [part for part in (parts or [text]) if part and fold(part) not in known]
    return []


# kind --------------------------------------------------------------------------------------------------------


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


# persons and times -------------------------------------------------------------------------------------------


def _author(
    region: list[HtmlElement],
    metadata: Metadata,
    found: Text,
    brands: tuple[str, ...],
) -> str | None:
    """Return the persons of the byline: as shown in its own element, in the last line, in linked data, in a meta tag.

    A byline in the last line is taken out of the body.
    """
    last: tuple[str, ...] = ()
    while found.paragraphs and is_byline(found.paragraphs[-1], brands):
        last = persons(found.paragraphs.pop(), brands=brands) + last
    shown: dict[str, None] = {}
    for element in region:
        text = clean_line(line(element)) if _is_innermost(element, _BYLINE_HINT) else ""
        if 2 < len(text) <= 80 and element.tag not in {"h1", "body", "html"} and "title" not in hint(element):
            shown |= dict.fromkeys(persons(_date_off(text), brands=brands))
    for element in region[-_AFTER:]:
        last += (
            signed(clean_line(line(element)), brands=brands) if element.tag in {"p", "div", "span"} else ()
        )
    linked = tuple(name for author in metadata.authors for name in persons(author, brands=brands))
    for names in (tuple(shown), last, linked, persons(metadata.author_meta, brands=brands)):
        if names:
            return "; ".join(dict.fromkeys(names))
    return None


def _is_innermost(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Tell whether the markup calls an element so, and none with text inside it."""
    if not pattern.search(hint(element)):
        return False
    inner = (node for node in element.iterdescendants() if isinstance(node.tag, str))
    return not any(pattern.search(hint(node)) and line(node) for node in inner)


def _date_off(text: str) -> str:
    """Return a byline without the date that often stands in the same element."""
    return re.split(
        r"\s*[-–|•,]?\s*(?:thứ\s|chủ nhật|\d{1,2}[:/h]\d)", text, maxsplit=1, flags=re.IGNORECASE
    )[0]


def _published(region: list[HtmlElement], metadata: Metadata) -> tuple[datetime | None, str]:
    """Return the time readers saw and how it was printed.

    The visible time counts; where it and the metadata lie more than two days apart the visible one is another
    article's.
    """
    machine = read_date(metadata.published)
    for element in region:
        if len(element) > 3 or not (
            _DATE_HINT.search(hint(element)) or element.tag in {"time", "span", "p", "div"}
        ):
            continue
        text = line(element)
        if not 8 <= len(text) <= 80:
            continue
        shown = read_date(text)
        if shown and (machine is None or abs(shown - machine) <= timedelta(days=2)):
            return shown, text
    return machine, metadata.published


def _modified(metadata: Metadata, published: datetime | None) -> datetime | None:
    modified = read_date(metadata.modified)
    return modified if modified and (published is None or modified > published) else None


def _original(root: HtmlElement, found: Text, url: str) -> tuple[str, str]:
    """Return the outlet a reprint was taken from and the address of its article, as the page names them."""
    host = urlsplit(url).hostname
    for element in root.iter("a", "p", "span", "div"):
        if not _SOURCE_HINT.search(hint(element)):
            continue
        link = element if element.tag == "a" else next(element.iter("a"), None)
        href = urljoin(url, link.get("href") or "") if link is not None else ""
        name = clean_line(line(element))
        if href.startswith("http") and urlsplit(href).hostname not in {host, None} and 2 <= len(name) <= 50:
            return name, href
    return found.source_line, ""
