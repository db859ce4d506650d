"""The article as the officer reads it: paragraphs of numbered sentences, the flagged passages marked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.domain.records import SAID, Article, Field, Flag
from pipeline.domain.text import sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a sentence; `flags` are the numbers of the flags that cover it, from 1."""

    text: str
    flags: tuple[int, ...]
    opens: tuple[int, ...]
    """Flags whose first piece this is: it carries their anchor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its number in the article, from 1, title and sapo included."""

    number: int
    field: Field
    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Return the sentence as published."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that stand together."""

    field: Field
    sentences: tuple[Sentence, ...]


def said_flags(flags: Sequence[Flag]) -> list[Flag]:
    """Return the flags that count as said, in the order of the text."""
    order = list(Field)
    said = [flag for flag in flags if flag.score >= SAID]
    return sorted(said, key=lambda flag: (order.index(flag.field), flag.start, -flag.score))


def numbered(article: Article, flags: Sequence[Flag]) -> list[Paragraph]:
    """Return the article in numbered sentences. A flag that no longer fits the text marks nothing."""
    paragraphs: list[Paragraph] = []
    number = 0
    opened: set[int] = set()
    for field in Field:
        text = article.text(field)
        marks = {
            place: flag
            for place, flag in enumerate(flags, start=1)
            if flag.field is field and text[flag.start : flag.end] == flag.sentence
        }
        for block in _blocks(text):
            built = []
            for start, end in block:
                number += 1
                pieces = tuple(_pieces(text, start, end, marks, opened))
                built.append(Sentence(number=number, field=field, start=start, end=end, pieces=pieces))
            paragraphs.append(Paragraph(field=field, sentences=tuple(built)))
    return paragraphs


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the sentence spans of each paragraph: a line break between two sentences parts paragraphs."""
    block: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if block and "\n" in text[block[-1][1] : start]:
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


def _pieces(text: str, start: int, end: int, marks: dict[int, Flag], opened: set[int]) -> Iterator[Piece]:
    cuts = {start, end}
    for flag in marks.values():
        cuts |= {cut for cut in (flag.start, flag.end) if start < cut < end}
    edges = sorted(cuts)
    for left, right in pairwise(edges):
        covering = tuple(place for place, flag in marks.items() if flag.start <= left and right <= flag.end)
        opens = tuple(place for place in covering if place not in opened)
        opened.update(opens)
        yield Piece(text=text[left:right], flags=covering, opens=opens)
