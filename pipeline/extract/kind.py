"""What a page is: an article, a list, a closed door, or nothing that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.domain.records import ArticleKind
from pipeline.domain.text import fold
from pipeline.extract.metadata import Metadata
from pipeline.extract.region import likeness
from pipeline.extract.tree import Page, line

_CHALLENGE = re.compile(
    r"document\.cookie\s*=[^;]+.{0,300}location\.reload|cf-browser-verification|challenge-platform|__cf_chl|ddos-guard|"
    r"just a moment\.\.\.|enable javascript and cookies|xác minh bạn (?:là người|không phải)|captcha",
    re.IGNORECASE | re.DOTALL,
)
_LOCKED = re.compile(
    r"dang nhap de (?:doc|xem)|danh (?:rieng )?cho (?:thue bao|doc gia tra phi|thanh vien)|vui long dang nhap|mua goi de doc|"
    r"access denied|forbidden|tu choi truy cap"
)
_WALL_WORDS = re.compile(
    r"dang nhap|dang ky|mua (?:goi|bai|bao)|thue bao|hoi vien|tra phi|tai khoan|tra tien|thanh toan|goi doc bao|subscrib|sign in|log in"
)
_WALL_ASK = re.compile(
    r"\b(?:de|tiep tuc|hay|vui long|moi) (?:tiep tuc )?(?:doc|xem)\b|\bdoc (?:tiep|toan bo|tron|day du|khong gioi han)|"
    r"(?:noi dung|bai viet|bai bao|tinh nang) (?:nay )?(?:chi )?danh (?:rieng )?cho|het (?:so )?(?:luot|bai)|to (?:continue|read)"
)
_WALL_NOT = re.compile(
    r"binh luan|y kien|comment|ban tin|luu bai|thong bao|thich bai|\b(?:them )?nhieu (?:bai|tin|noi dung|chuyen)|(?:bai|tin|bao|noi dung)(?: viet)? khac|"
    r"bao (?:in|giay)\b|ung dung|moi (?:ngay|tuan|sang)|dai han"
)
"""Signing in to comment, or to read other things, closes nothing."""
_LONGEST_WALL, _PREVIEW = 300, 1_500
"""Characters of a line that closes the door, and of the text before it beyond which the article is there after all."""
_MISSING = re.compile(
    r"khong tim thay|khong ton tai|khong co san|da bi (?:go|xoa)|loi 404|404 error|error 404|^404\b|page not found|trang ban tim"
)
_LIST_HEADLINES, _FEW_HEADLINES, _CARDS = 8, 3, 12
"""Linked headlines that make a page a list, or one without text of its own; and those that are no headings."""
_HEADLINE = range(25, 251)
"""Characters of a linked headline."""
_MIN_ARTICLE, _MIN_NEWS, _MIN_BESIDE_LIST = 250, 80, 600
"""Characters of text below which a page is no article: without news metadata, with it, and as a section's page."""
_SECTION_WORDS = 5
"""Words of the longest name of a section; headlines are longer."""
_LIST_ADDRESS = re.compile(
    r"/(?:tags?|topics?|chu-de|su-kien|tim-kiem|search|tac-gia|authors?|chuyen-muc|category)(?:[/.?-]|$)|/(?:trang|page)[-/]\d+|[?&](?:q|s|keyword|tukhoa|page)="
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the other readers found on a page."""

    url: str
    title: str
    size: int
    """Characters of text."""
    paragraphs: int
    has_block: bool
    dated: bool
    walls: tuple[str, ...] = ()
    """Lines at the end of the text that ask to sign in or to pay."""


def name_kind(page: Page, metadata: Metadata, reading: Reading) -> ArticleKind:
    """Tell article from list, challenge and unreadable page. og:type is no help: outlets set it at random.

    A preview before a wall that asks to sign in or to pay is no article: what is quoted must be the whole text.
    """
    door = _door(page, reading)
    if door is not None:
        return door
    headlines = sum(map(_is_linked, page.root.iter("h1", "h2", "h3", "h4", "h5")))
    is_list = headlines >= _LIST_HEADLINES or _cards(page.root) >= _CARDS
    is_home = not urlsplit(reading.url).path.rstrip("/")
    if (
        reading.title
        and _is_news(metadata, reading.title)
        and reading.size >= _MIN_NEWS
        and not (is_list and is_home)
    ):
        return ArticleKind.ARTICLE
    if is_list and (is_home or _is_section(reading) or not reading.dated or reading.paragraphs < 2):
        return ArticleKind.LISTING
    if (headlines >= _FEW_HEADLINES or is_list) and not reading.has_block:
        return ArticleKind.LISTING
    if reading.title and reading.size >= _MIN_ARTICLE:
        return ArticleKind.ARTICLE
    return ArticleKind.LISTING if headlines >= _FEW_HEADLINES or is_list else ArticleKind.UNREADABLE


def walls(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that ask to sign in or to pay before the rest may be read."""
    return tuple(
        text
        for text in lines
        if len(text) <= _LONGEST_WALL
        and not _WALL_NOT.search(fold(text))
        and _WALL_ASK.search(fold(text))
        and _WALL_WORDS.search(fold(text))
    )


def _has_lists(root: HtmlElement) -> bool:
    """Tell whether a page shows headlines after all: the word captcha stands in sign-in forms of ordinary pages too."""
    return _cards(root) >= _CARDS or sum(map(_is_linked, root.iter("h2", "h3", "h4"))) >= _LIST_HEADLINES


def _door(page: Page, reading: Reading) -> ArticleKind | None:
    """Return what a page without its text is: a challenge, missing, or one that asks to sign in; None when it is none."""
    if reading.walls and reading.size - sum(map(len, reading.walls)) < _PREVIEW:
        return ArticleKind.BLOCKED
    if reading.has_block and reading.size >= _MIN_ARTICLE:
        return None
    if _CHALLENGE.search(page.source[:100_000]) and not _has_lists(page.root):
        return ArticleKind.BLOCKED
    named = fold(
        " ".join([reading.title, *(line(heading) for heading in page.root.iter("title", "h1", "h2"))][:6])
    )
    if _MISSING.search(named):
        return ArticleKind.UNREADABLE
    lines = (fold(line(text)) for text in page.root.iter("p"))
    if _LOCKED.search(named) or any(_LOCKED.search(text) and not _WALL_NOT.search(text) for text in lines):
        return ArticleKind.BLOCKED
    return None


def _is_news(metadata: Metadata, title: str) -> bool:
    """Tell whether linked data describe this page as news, and not one of the pages it lists."""
    return metadata.is_news_article and (not metadata.headline or likeness(metadata.headline, title) > 0)


def _is_section(reading: Reading) -> bool:
    """Tell whether address and title are those of a list: a section, a tag, a search, an author."""
    parts = urlsplit(reading.url)
    if _LIST_ADDRESS.search(f"{parts.path}?{parts.query}".lower()):
        return not (reading.dated and reading.has_block and reading.size >= _MIN_BESIDE_LIST)
    slug = re.sub(r"\.\w{2,5}$", "", parts.path.rstrip("/").rsplit("/", 1)[-1])
    is_short = slug.count("-") <= _SECTION_WORDS and not re.search(r"\d{4}", slug)
    return (
        is_short
        and len(reading.title.split()) <= _SECTION_WORDS
        and (reading.size < _MIN_BESIDE_LIST or not reading.dated or not reading.has_block)
    )


def _is_linked(heading: HtmlElement) -> bool:
    parent = heading.getparent()
    return next(heading.iter("a"), None) is not None or (parent is not None and parent.tag == "a")


def _cards(root: HtmlElement) -> int:
    """Return how many links are headlines by their length and by standing alone in their element."""
    count = 0
    for link in root.iter("a"):
        parent = link.getparent()
        if parent is None or parent.tag in {"p", "h1", "h2", "h3", "h4", "h5", "li"}:
            continue
        before = parent.text if link.getprevious() is None else link.getprevious().tail
        if not (link.tail or "").strip() and not (before or "").strip():
            count += len(line(link)) in _HEADLINE
    return count
