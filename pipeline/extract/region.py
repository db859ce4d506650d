"""The neighbourhood of an article: the elements around headline and text, in the order readers meet them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.domain.text import clean_line, fold
from pipeline.extract.furniture import is_hidden
from pipeline.extract.tree import Shown, headline_text, hint, line, linked_length

_BEFORE, _AFTER, _WITHOUT_BLOCK = 60, 40, 200
"""Elements before the headline, after the text, and after the headline where there is no block, that may belong."""
_MENU = 10
"""Links that make what stands before the headline a menu: what is above it belongs to the page, not the article."""
_FIRST_PARAGRAPH = 80
_NAMED = re.compile(r"title|tit|detail|head")
_OTHER = re.compile(r"logo|site-?name|brand|box-?title|cate")
_ALIKE, _UNLIKE = 0.6, 0.3
"""Share of words common to a headline and the page's own title from which on it is that, and below which it is not."""


@dataclass(frozen=True, slots=True)
class Region:
    """Elements in document order; the block and what holds it come without text, for it is no line of anything."""

    shown: list[Shown]
    headline: int
    text: int
    """Place of the first element of the text."""
    end: int
    """Place after the last element of the text."""

    @property
    def head(self) -> list[Shown]:
        """Between headline and text."""
        return self.shown[self.headline : self.text]

    @property
    def above(self) -> list[Shown]:
        """Before the headline, nearest first, up to the menu of the page."""
        near: list[Shown] = []
        links = 0
        for shown in reversed(self.shown[: self.headline]):
            links += shown.element.tag == "a"
            if links > _MENU:
                break
            near.append(shown)
        return near

    @property
    def inside(self) -> list[Shown]:
        """The text and what stands in it."""
        return self.shown[self.text : self.end]

    @property
    def below(self) -> list[Shown]:
        """After the text."""
        return self.shown[self.end :]


def read_region(root: HtmlElement, headline: HtmlElement | None, block: HtmlElement | None) -> Region:
    """Return the elements from a little before the headline to a little after the block."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    order = {element: place for place, element in enumerate(elements)}
    title = order[headline] if headline is not None else 0
    if block is None:
        start, text, end = max(0, title - _BEFORE), title + _WITHOUT_BLOCK, title + _WITHOUT_BLOCK
        stop = end
    else:
        text = order[block]
        end = text + sum(1 for _ in block.iter())
        if end <= title:
            title = text
        elif text < title:
            text = next(
                (place for place in range(title + 1, end) if _is_paragraph(elements[place])),
                min(title + 1, end),
            )
        start, stop = max(0, title - _BEFORE), end + _AFTER
    around = {block, *block.iterancestors()} if block is not None else set()
    shown = [
        Shown(element, "" if element in around else clean_line(line(element)))
        for element in elements[start:stop]
    ]
    return Region(shown, title - start, text - start, end - start)


def _is_paragraph(element: HtmlElement) -> bool:
    return element.tag in {"p", "div"} and len(line(element)) >= _FIRST_PARAGRAPH


def find_headline(root: HtmlElement, block: HtmlElement | None, title: str) -> HtmlElement | None:
    """Return the headline readers see.

    It is an h1 with text, not hidden and no logo; of several the one most like `title`, what the page calls itself,
    else the last before the text. Where no h1 is like it but a lower heading is, that is the headline.
    """
    headings = [heading for heading in root.iter("h1") if len(line(heading)) >= 8]
    seen = [heading for heading in headings if not is_hidden(heading)]
    seen = seen or headings
    own = [heading for heading in seen if not _is_logo(heading)] or [
        heading for heading in seen if not _leads_home(heading)
    ]
    if title:
        best = max(own, key=lambda heading: likeness(headline_text(heading), title), default=None)
        alike = likeness(headline_text(best), title) if best is not None else 0.0
        if alike >= _ALIKE:
            return best
        other = _called_so(root, title) if alike < _UNLIKE else None
        if other is not None:
            return other
    return _before_text(root, own, block)


def _called_so(root: HtmlElement, title: str) -> HtmlElement | None:
    """Return an element other than h1 that shows exactly the page's own title as a headline."""
    for element in root.iter("h2", "h3", "div", "p", "span"):
        if element.tag in {"h2", "h3"} or re.search(r"title|tieu-?de|tit\b|headline", hint(element)):
            text = line(element)
            if (
                len(text) <= 2 * len(title)
                and fold(clean_line(text)) == fold(title)
                and not linked_length(element)
            ):
                return element
    return None


def _before_text(
    root: HtmlElement, headings: list[HtmlElement], block: HtmlElement | None
) -> HtmlElement | None:
    if block is not None and len(headings) > 1:
        order = {element: place for place, element in enumerate(root.iter())}
        limit = max((order[paragraph] for paragraph in block.iter("p")), default=order[block])
        before = [heading for heading in headings if order[heading] <= limit]
        titled = [heading for heading in before if _NAMED.search(hint(heading))]
        if before:
            return (titled or before)[-1]
    return max(headings, key=lambda heading: len(line(heading)), default=None)


def _is_logo(heading: HtmlElement) -> bool:
    return _leads_home(heading) or bool(_OTHER.search(hint(heading)))


def _leads_home(heading: HtmlElement) -> bool:
    links = [str(link.get("href") or "") for link in heading.iter("a")]
    return bool(links) and all(re.fullmatch(r"(?:https?://[^/]+)?/?(?:index\.\w+)?", link) for link in links)


def likeness(text: str, title: str) -> float:
    """Return the share of the words of the shorter text that the other has too."""
    one, other = set(re.findall(r"\w+", fold(text))), set(re.findall(r"\w+", fold(title)))
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
