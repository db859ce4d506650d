"""Differences between two texts of an article, sentence by sentence, each named by what it touches.

Shared by the versions of an article in the store and by the look at contested pages. Only headline, sapo and body
count: what the extractor leaves out (advertisements, counters, related links, captions) is no text of an article.
Imports nothing of ours but `records` and `text`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.records import Article, Field
from pipeline.domain.text import clean_line, fold, sentences, unify_tone


class ChangeKind(StrEnum):
    """What changed, the weightiest class that fits."""

    HEADLINE = "headline"
    SAPO = "sapo"
    FIGURE = "figure"
    BODY = "body"
    COSMETIC = "cosmetic"
    """Punctuation, capitals, spaces, place of a tone mark; never a number."""


_WEIGHT = tuple(ChangeKind)
_ALIKE = 0.4
"""Share of common words from which on two sentences are one sentence reworded."""
_MOST_PAIRS = 10_000
"""Pairs of sentences compared word by word; longer rewrites are paired in order."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed sentence; `before` or `after` is empty when it was added or removed."""

    kind: ChangeKind
    field: Field
    before: str
    after: str


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """Return the differences in reading order; a reworded sentence is paired with what it was."""
    found: list[Change] = []
    for field in Field:
        old, new = _sentences(before.text(field)), _sentences(after.text(field))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if operation != "equal":
                found += _pairs(field, old[old_from:old_to], new[new_from:new_to])
    return tuple(found)


def heaviest(found: tuple[Change, ...]) -> ChangeKind | None:
    """Return the weightiest class of the differences, None when there are none."""
    return min((change.kind for change in found), key=_WEIGHT.index, default=None)


def _sentences(text: str) -> list[str]:
    return [clean_line(text[start:end]) for start, end in sentences(text)]


def _pairs(field: Field, old: list[str], new: list[str]) -> list[Change]:
    """Return one change per sentence: each old one with the next new one that is like it, the others alone."""
    found: list[Change] = []
    start = 0
    for was in old:
        place = _match(was, new, start) if len(old) * len(new) <= _MOST_PAIRS else min(start, len(new))
        if place is None or place >= len(new):
            found.append(_change(field, was, ""))
        else:
            found += [_change(field, "", now) for now in new[start:place]]
            found.append(_change(field, was, new[place]))
            start = place + 1
    return found + [_change(field, "", now) for now in new[start:]]


def _match(was: str, new: list[str], start: int) -> int | None:
    """Return the place of the sentence most like `was` from `start` on; a lone remaining one of a headline is it."""
    words = folded_words(was)
    ratios = [
        (difflib.SequenceMatcher(None, words, folded_words(now), autojunk=False).ratio(), -place)
        for place, now in enumerate(new[start:], start)
    ]
    ratio, place = max(ratios, default=(0.0, 0))
    return -place if ratio >= _ALIKE else None


def _change(field: Field, was: str, now: str) -> Change:
    return Change(kind=_kind(field, was, now), field=field, before=was, after=now)


def _kind(field: Field, was: str, now: str) -> ChangeKind:
    same_numbers = _numbers(was) == _numbers(now)
    if same_numbers and _letters(was) == _letters(now):
        return ChangeKind.COSMETIC
    if field is Field.TITLE:
        return ChangeKind.HEADLINE
    if field is Field.SAPO:
        return ChangeKind.SAPO
    return ChangeKind.BODY if same_numbers else ChangeKind.FIGURE


def _numbers(text: str) -> list[str]:
    """Return the numbers of a sentence as values: `1.200` and `1200` are one, `1,5` and `15` are not."""
    return [re.sub(r"[.,](?=\d{3}(?!\d))", "", number).replace(",", ".") for number in _NUMBER.findall(text)]


def _letters(text: str) -> str:
    return re.sub(r"\W", "", unify_tone(text).casefold())


def folded_words(text: str) -> list[str]:
    """Return the words of a text without marks, for finding a passage that was reworded."""
    return re.findall(r"\w+", fold(text))
