"""Differences between two texts of an article, sentence by sentence."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.records import Article, Field
from pipeline.domain.text import clean_line, sentences, unify_tone


class ChangeKind(StrEnum):
    """What changed, the weightiest class that fits."""

    HEADLINE = "headline"
    SAPO = "sapo"
    FIGURE = "figure"
    BODY = "body"
    COSMETIC = "cosmetic"
    """Punctuation, capitals, spaces, place of a tone mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed sentence; `before` or `after` is empty when it was added or removed."""

    kind: ChangeKind
    field: Field
    before: str
    after: str


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """Return the differences in reading order. Only headline, sapo and body count: counters and advertisements do not."""
    found: list[Change] = []
    for field in Field:
        old, new = _sentences(before.text(field)), _sentences(after.text(field))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            if operation != "equal":
                found += _pairs(field, old[old_from:old_to], new[new_from:new_to])
    return tuple(found)


def _sentences(text: str) -> list[str]:
    return [clean_line(text[start:end]) for start, end in sentences(text)]


def _pairs(field: Field, old: list[str], new: list[str]) -> list[Change]:
    length = max(len(old), len(new))
    padded = zip(old + [""] * (length - len(old)), new + [""] * (length - len(new)), strict=True)
    return [Change(kind=_kind(field, was, now), field=field, before=was, after=now) for was, now in padded]


def _kind(field: Field, was: str, now: str) -> ChangeKind:
    if _letters(was) == _letters(now):
        return ChangeKind.COSMETIC
    if field is Field.TITLE:
        return ChangeKind.HEADLINE
    if field is Field.SAPO:
        return ChangeKind.SAPO
    return (
        ChangeKind.FIGURE
        if re.findall(r"\d[\d.,]*", was) != re.findall(r"\d[\d.,]*", now)
        else ChangeKind.BODY
    )


def _letters(text: str) -> str:
    return re.sub(r"\W", "", unify_tone(text).casefold())
