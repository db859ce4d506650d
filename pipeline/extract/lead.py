"""The lead paragraph (sapo) as shown, and a correction notice beside the text."""

from __future__ import annotations

import re

from pipeline.domain.dates import read_date
from pipeline.domain.records import FeedEntry
from pipeline.domain.text import clean_line, fold
from pipeline.extract.body import Text
from pipeline.extract.furniture import has_credit, is_furniture_line
from pipeline.extract.metadata import Metadata
from pipeline.extract.region import Region
from pipeline.extract.tree import Shown, hint, is_leaf, line, linked_length

_SAPO = re.compile(
    r"sapo|(?<![a-z])lead(?![a-z])|summary|description|chapeau|intro(?!duction)|news-desc|excerpt|tomtat|tom-tat"
)
_DATELINE = re.compile(r"^\(?[\w.À-ỹ ]{2,25}\)\s*[-–—]\s*|^\(?[A-ZĐ]{2,8}\)?\s*[-–—]\s*")
_LEADS = frozenset({"p", "h2", "h3", "div", "strong", "b", "span", "section"})
_SHORTEST, _LONGEST = 30, 900
"""Characters of a lead."""
_SENTENCE = 60
"""Characters of a lead that nothing names as one."""
_CORRECTION = re.compile(r"(?:thông tin )?(?:cải chính|đính chính)\b.{10}", re.IGNORECASE)
_NOTICES = frozenset({"div", "section", "aside", "p", "blockquote"})
_LONGEST_NOTICE = 3000


def read_sapo(region: Region, metadata: Metadata, found: Text, title: str, entry: FeedEntry | None) -> str:
    """Return the lead paragraph as shown; metadata and feed only confirm it or stand in for it.

    Without them it is what its name says, else the one full sentence between headline and text, else a first
    paragraph that is bold throughout.
    """
    descriptions = [metadata.description, entry.summary if entry else ""]
    leads = [shown for shown in region.shown if shown.element.tag in _LEADS and _fits(shown.text)]
    for description in descriptions:
        visible = _shown_as(leads, description)
        if visible:
            return visible
    for shown in leads:
        if _SAPO.search(hint(shown.element)) and fold(shown.text) != fold(title):
            return shown.text
    unnamed = _between(region, title) or _bold_first(region, found)
    if unnamed:
        return unnamed
    for description in descriptions:
        if (
            len(description) >= _SHORTEST
            and fold(description) != fold(title)
            and not _is_cut(description, found)
        ):
            return description
    return ""


def _between(region: Region, title: str) -> str:
    """Return the first unlinked sentence of its own between headline and text."""
    for element, text in region.head:
        if element.tag in _LEADS and _SENTENCE <= len(text) <= _LONGEST and is_leaf(element):
            plain = (
                linked_length(element) < 0.3 * len(text)
                and not is_furniture_line(text)
                and not has_credit(text)
            )
            if plain and read_date(text) is None and fold(text) != fold(title):
                return text
    return ""


def _bold_first(region: Region, found: Text) -> str:
    """Return the first paragraph when all of it is bold and the second is not, as old systems set leads."""
    first, second = (*found.paragraphs[:2], "", "")[:2]
    bold = {text for element, text in region.inside if element.tag in {"b", "strong"}}
    return first if _SENTENCE <= len(first) <= _LONGEST and first in bold and second not in bold else ""


def _fits(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST


def _shown_as(leads: list[Shown], description: str) -> str:
    """Return the shortest visible element that begins like `description`, a dateline before it allowed."""
    start = _letters(_DATELINE.sub("", description))[:45]
    if len(start) < 25:
        return ""
    best = ""
    for shown in leads:
        place = _letters(shown.text).find(start)
        if 0 <= place <= 25 and (not best or len(shown.text) < len(best)):
            best = _without_stamp(shown.text, place)
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


def read_notice(region: list[Shown], found: Text) -> list[str]:
    """Return the paragraphs of a correction notice that stands beside the text: readers see it, so it is text."""
    known = {fold(paragraph) for paragraph in found.paragraphs}
    for element, text in region:
        if element.tag not in _NOTICES or len(text) > _LONGEST_NOTICE or not _CORRECTION.match(text):
            continue
        if fold(text) not in known:
            parts = [clean_line(line(part)) for part in element.iter("p", "h3", "h4") if part is not element]
            return [part for part in (parts or [text]) if part and fold(part) not in known]
    return []
