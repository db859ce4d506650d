"""Where the text of a page stands: the element that holds its paragraphs.

Vietnamese newspapers put the paragraphs of an article side by side in one block, or each in a box of its own, all
boxes of one name. Lists put one paragraph beside each linked headline. So the block with the most paragraph text
of its own is the article, paragraphs beside a linked headline count for nothing, and boxes of one name under one
parent are read as one block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.extract.furniture import is_outside
from pipeline.extract.tree import hint, is_leaf, line, linked_length

MIN_BLOCK = 200
"""Characters of paragraph text of its own that make a block an article; shorter ones go to the fallback."""
_MIN_TWIN = 100
"""Characters of paragraph text that make a neighbour of the block its other half."""
_SURE = 600
"""Characters of paragraph text in one block from which on boxes elsewhere, as comments are, no longer compete."""
_LABELS = frozenset({"b", "strong", "span", "time", "div", "a", "small", "cite"})
_LONGEST_LABEL = 40
"""Characters of a name or time over a comment."""
_HEADLINE = 25
"""Characters of a linked headline."""


def find_block(root: HtmlElement) -> HtmlElement | None:
    """Return the element that holds the paragraphs of the article, None when no element has enough of them.

    Paragraphs are `p` elements, `div` elements without blocks inside, and text set apart by line breaks.
    """
    own = _own_text(root)
    block = max(own, key=lambda element: own[element], default=None)
    boxes = _boxes(own, block)
    if boxes is not None:
        return boxes
    if block is None or own[block] < MIN_BLOCK:
        return None
    return block.getparent() if any(own.get(twin, 0) >= _MIN_TWIN for twin in _twins(block)) else block


def _own_text(root: HtmlElement) -> dict[HtmlElement, int]:
    """Return the characters of unlinked paragraph text that each element holds directly."""
    own: dict[HtmlElement, int] = {}
    lists: dict[HtmlElement, bool] = {}
    for element in root.iter("p", "div", "section", "article", "td"):
        if element.tag != "p" and not is_leaf(element):
            continue
        text = line(element)
        if len(text) < 25:
            continue
        holder = element.getparent()
        if element.tag != "p" and len(text) >= MIN_BLOCK and next(element.iter("br"), None) is not None:
            holder = element
        if holder is None:
            continue
        if holder not in lists:
            lists[holder] = is_outside(holder) or _in_list(holder) or _is_teaser(holder)
        if lists[holder]:
            continue
        own[holder] = own.get(holder, 0) + max(len(text) - 2 * linked_length(element), 0)
    return own


def _in_list(holder: HtmlElement) -> bool:
    """Tell whether paragraphs stand in an item of a list, as comments and teasers do."""
    return holder.tag == "li" or any(
        parent.tag == "li" for parent, _ in zip(holder.iterancestors(), range(2), strict=False)
    )


def _is_teaser(holder: HtmlElement) -> bool:
    """Tell whether an element announces other pages: it begins with a linked headline and has no more paragraphs."""
    headlines = paragraphs = 0
    for child in holder:
        if child.tag != "p" and _is_headline_link(child):
            headlines += 1
        elif child.tag in {"p", "div"} and len(line(child)) >= _HEADLINE:
            if not headlines:
                return False
            paragraphs += 1
    return 0 < headlines >= paragraphs


def _is_headline_link(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    text = line(element)
    return _HEADLINE <= len(text) <= 250 and linked_length(element) >= 0.8 * len(text)


def _boxes(own: dict[HtmlElement, int], block: HtmlElement | None) -> HtmlElement | None:
    """Return the parent of boxes of one name that hold more text together than the best block does, if there is one."""
    groups: dict[tuple[HtmlElement, str], list[HtmlElement]] = defaultdict(list)
    for holder in own:
        box: HtmlElement = holder
        name = ""
        for _ in range(2):
            parent = box.getparent()
            if parent is None or parent.tag in {"body", "html", "tr"}:
                break
            name += f"{box.tag} {hint(box)}/"
            groups[parent, name].append(holder)
            box = parent
    best, most = None, max(own[block] if block is not None else 0, MIN_BLOCK - 1)
    for (parent, _), holders in groups.items():
        total = sum(own[holder] for holder in holders)
        if len(holders) < 2 or total <= 1.2 * most or 2 * sum(map(_has_label, holders)) > len(holders):
            continue
        near = block is None or own[block] < _SURE or parent in set(block.iterancestors())
        if near and not is_outside(parent):
            best, most = parent, total
    return best


def _has_label(holder: HtmlElement) -> bool:
    """Tell whether a paragraph has a short line of its own beside it: the name or time over what a reader wrote."""
    return any(
        child.tag in _LABELS and 1 < len(line(child)) <= _LONGEST_LABEL and not (child.tail or "").strip()
        for child in holder
    )


def _twins(block: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the neighbours that the markup calls by the same name: a text cut in two by what stands between."""
    parent = block.getparent()
    for other in parent if parent is not None and parent.tag not in {"body", "tr"} else ():
        if other is not block and other.tag == block.tag and hint(other) == hint(block):
            yield other
