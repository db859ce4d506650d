"""The paragraphs of an article: the block that holds them, what in it is text, what is caption or furniture.

Vietnamese newspapers put the paragraphs of an article side by side in one block; lists, teasers and widgets do
not. So the block with the most paragraph text of its own is the article. Where a page has no such block the
general extractor (trafilatura) reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

import trafilatura
from lxml.html import HtmlElement

from pipeline.domain.text import clean_line, fold
from pipeline.extract.tree import hint, line

MIN_BLOCK = 200
"""Characters of paragraph text of its own that make a block an article; shorter ones go to the fallback."""
_MIN_TWIN = 100
"""Characters of paragraph text that make a neighbour of the block its other half."""
_HEADINGS = {"h2", "h3", "h4", "h5"}
_BLOCKS = {"div", "article", "section", "main", "td", "aside", "center", "blockquote", "span", "font"}
_INLINE = {
    "a",
    "b",
    "i",
    "u",
    "em",
    "strong",
    "span",
    "font",
    "br",
    "sup",
    "sub",
    "small",
    "mark",
    "q",
    "time",
    "wbr",
}
_FURNITURE = re.compile(
    r"relat|lien-?quan|lienquan|tin-?khac|read-?more|doc-?them|xem-?them|banner|quang-?cao|\bads?\b|advert|sponsor|"
    r"social|share|comment|binh-?luan|vote|rating|tags?\b|keyword|tu-?khoa|breadcrumb|author|tac-?gia|byline|source|"
    r"nguon|newsletter|subscribe|toolbar|widget|weather|app-?(?:banner|download)|copyright|ban-?quyen|footer|player|"
    r"podcast|audio|survey|poll|sapo|detail-time|post-time|publish"
)
_CAPTION = re.compile(r"caption|chu-?thich|photo|image|img|anh\b|pcaption|cap\b")
_TEASER = re.compile(
    r"^(?:>>|»|►|\+?\s*(?:xem thêm|đọc thêm|mời xem|mời quý|tham khảo thêm|tin liên quan|bài liên quan|tin mới|tin khác|"
    r"video liên quan|>>>|bấm vào|đừng bỏ lỡ|có thể bạn quan tâm|theo dõi .{2,40} trên|tải ứng dụng|quét mã|"
    r"link bài gốc|lấy link|từ khóa|chủ đề)\b)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|bản quyền (?:thuộc|bài viết)|không sao chép|ghi rõ nguồn|vui lòng ghi nguồn|cấm sao chép|tổng biên tập:)",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"^\(?(?:theo|nguồn)\s*:?\s*(?P<name>[A-ZÀ-ỸĐ][^.!?;]{1,50})\)?\.?$", re.IGNORECASE)


@dataclass(slots=True)
class Text:
    """What was found in the block."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    source_line: str = ""
    """`Theo X` at the end: the outlet a reprint was taken from."""


def find_block(root: HtmlElement) -> HtmlElement | None:
    """Return the element with the most paragraph text of its own, None when no element has enough.

    Paragraphs are `p` elements, `div` elements without blocks inside, and text set apart by line breaks.
    """
    own: dict[HtmlElement, int] = {}
    for element in root.iter("p", "div", "section", "article", "td"):
        if element.tag == "p" or _is_leaf(element):
            holder = element.getparent()
        else:
            continue
        text = line(element)
        if len(text) < 25:
            continue
        if element.tag != "p" and len(text) >= MIN_BLOCK and next(element.iter("br"), None) is not None:
            holder = element
        if holder is not None and not _in_furniture(holder):
            linked = sum(len(line(link)) for link in element.iter("a"))
            own[holder] = own.get(holder, 0) + max(len(text) - 2 * linked, -50)
    block = max(own, key=lambda element: own[element], default=None)
    if block is None or own[block] < MIN_BLOCK:
        return None
    return block.getparent() if any(own.get(twin, 0) >= _MIN_TWIN for twin in _twins(block)) else block


def _twins(block: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the neighbours that the markup calls by the same name: a text cut in two by what stands between."""
    parent = block.getparent()
    for other in parent if parent is not None and parent.tag not in {"body", "tr"} else ():
        if other is not block and other.tag == block.tag and hint(other) == hint(block):
            yield other


def _is_leaf(element: HtmlElement) -> bool:
    """Tell whether an element holds text and inline marks only."""
    return all(child.tag in _INLINE or not isinstance(child.tag, str) for child in element.iterdescendants())


def _in_furniture(element: HtmlElement) -> bool:
    """Tell whether an element or one of its four nearest parents is comments, related links or a footer."""
    steps = 0
    node: HtmlElement | None = element
    while node is not None and steps < 4:
        if node.tag in {"footer", "aside", "nav"} or re.search(
            r"comment|binh-?luan|relat|footer", hint(node)
        ):
            return True
        node, steps = node.getparent(), steps + 1
    return False


def read_block(block: HtmlElement) -> Text:
    """Return paragraphs and captions of a block in reading order, furniture left out."""
    found = Text()
    for kind, text in _lines(block):
        if kind == "caption":
            found.captions.append(text)
        elif not _TEASER.match(text) and not _COPYRIGHT.search(text):
            found.paragraphs.append(text)
    return found


def _lines(block: HtmlElement, depth: int = 0) -> Iterator[tuple[str, str]]:
    if _is_leaf(block):
        yield from (("paragraph", part) for part in _broken(block))
        return
    if block.text and block.text.strip() and depth:
        yield "paragraph", clean_line(block.text)
    for child in block:
        if not isinstance(child.tag, str):
            continue
        yield from _child(child, depth)
        if child.tail and len(child.tail.strip()) > 40:
            yield "paragraph", clean_line(child.tail)


def _child(child: HtmlElement, depth: int) -> Iterator[tuple[str, str]]:
    tag = child.tag
    if tag in {"figure", "figcaption", "table"}:
        yield from _figure(child)
    elif (
        tag == "p"
        or tag in _HEADINGS
        or (tag in _BLOCKS and not _FURNITURE.search(hint(child)) and _is_leaf(child))
    ):
        yield from _paragraph(child)
    elif tag in {"ul", "ol"}:
        yield from _list(child)
    elif tag in _BLOCKS and depth < 8 and not _FURNITURE.search(hint(child)):
        yield from _box(child, depth)


def _broken(element: HtmlElement) -> list[str]:
    """Return the text of an element, cut at its line breaks."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "br":
            parts.append(child.tail or "")
        else:
            parts[-1] += (child.text or "") + (child.tail or "")
    return [text for part in parts if (text := clean_line(part))]


def _figure(child: HtmlElement) -> Iterator[tuple[str, str]]:
    """Give the caption of a picture; a table of figures without a picture is text, row by row."""
    has_picture = next(child.iter("img", "picture", "video", "amp-img"), None) is not None
    if child.tag == "table" and not has_picture:
        for row in child.iter("tr"):
            cells = [text for cell in row.iter("td", "th") if (text := clean_line(line(cell)))]
            if cells:
                yield "paragraph", " | ".join(cells)
        return
    text = clean_line(line(child))
    if text:
        yield "caption", text


def _paragraph(child: HtmlElement) -> Iterator[tuple[str, str]]:
    text = clean_line(line(child))
    if not text:
        return
    if _CAPTION.search(hint(child)):
        yield "caption", text
        return
    if child.tag in _BLOCKS and len(text) < 40 and not _to_the_right(child):
        return  # dates, labels and buttons; real paragraphs this short are in p
    linked = sum(len(line(link)) for link in child.iter("a"))
    if linked < 0.7 * len(text) or len(text) > 300:
        yield "paragraph", text


def _to_the_right(element: HtmlElement) -> bool:
    """Tell whether an element is set flush right, as bylines at the foot are."""
    return "right" in (element.get("align") or "").lower() or bool(
        re.search(r"text-align:\s*right", element.get("style") or "", re.IGNORECASE)
    )


def _list(child: HtmlElement) -> Iterator[tuple[str, str]]:
    items = [item for item in child if item.tag == "li"]
    linked = [
        item
        for item in items
        if sum(len(line(link)) for link in item.iter("a")) >= 0.6 * len(line(item) or " ")
    ]
    if 2 * len(linked) < len(items):
        for item in items:
            text = clean_line(line(item))
            if text:
                yield "paragraph", text


def _box(child: HtmlElement, depth: int) -> Iterator[tuple[str, str]]:
    """Give the text of a box inside the article when it is text: not mostly links, not a picture."""
    text = line(child)
    if not text:
        return
    linked = sum(len(line(link)) for link in child.iter("a"))
    paragraphs = next(child.iter("p"), None) is not None
    if linked >= 0.4 * len(text) or _is_teaser(child):
        return
    if not paragraphs and next(child.iter("img", "picture", "video"), None) is not None:
        yield "caption", clean_line(text)
    elif paragraphs or len(text) > 80:
        yield from _lines(child, depth + 1)


def _is_teaser(box: HtmlElement) -> bool:
    """Tell whether a box announces another article: a linked headline with at most one paragraph beside it."""
    headlines = [link for link in box.iter("a") if len(line(link)) >= 25 and link.getparent().tag != "p"]
    return bool(headlines) and sum(1 for paragraph in box.iter("p") if line(paragraph)) <= len(headlines)


def read_generally(root: HtmlElement) -> Text:
    """Return what the general extractor finds, for pages without a block of paragraphs."""
    document = trafilatura.bare_extraction(
        deepcopy(root),  # it prunes what it is given
        fast=True,
        include_comments=False,
        with_metadata=False,
        include_tables=True,
    )
    text = getattr(document, "text", None) or ""
    lines = [clean_line(part) for part in text.split("\n")]
    return Text(
        paragraphs=[
            part
            for part in lines
            if part and not part.startswith("- ") and not _TEASER.match(part) and not _COPYRIGHT.search(part)
        ]
    )


def trim(found: Text, *, title: str, sapo: str) -> Text:
    """Return the text without what stands before a repeated headline or sapo, and without source lines at its ends."""
    repeated = [place for place, text in enumerate(found.paragraphs[:4]) if _same(text, title, sapo)]
    paragraphs = found.paragraphs[repeated[-1] + 1 :] if repeated else list(found.paragraphs)
    source = found.source_line
    for place in (0, -1):
        while paragraphs and (match := _SOURCE_LINE.match(paragraphs[place])):
            source = source or clean_line(match["name"])
            paragraphs.pop(place)
    return Text(paragraphs=paragraphs, captions=found.captions, source_line=source)


def _same(paragraph: str, title: str, sapo: str) -> bool:
    folded = fold(paragraph)
    return any(
        folded == fold(other) or (len(folded) > 40 and folded in fold(other))
        for other in (title, sapo)
        if other
    )
