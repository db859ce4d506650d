"""Paragraphs parted into the lines and columns that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.office.page import Line, Piece

_COLUMNS = re.compile(r"\t+| {6,}")


def parted(line: Line) -> Iterator[Line]:
    """Yield the lines of a paragraph: parted at line breaks, and at tabs where two columns stand on one line."""
    rows: list[list[Piece]] = [[]]
    for piece in line.pieces:
        first, *others = piece.text.split("\n")
        rows[-1].append(Piece(first, piece.form))
        rows += [[Piece(other, piece.form)] for other in others]
    for number, pieces in enumerate(rows):
        last = number == len(rows) - 1
        part = replace(line, pieces=pieces, rules=line.rules if last else [])
        columns = _columns(pieces) if line.cell is None else None
        if columns is None:
            yield part
            continue
        for column, piece_list in enumerate(columns):
            yield replace(
                part, pieces=piece_list, column=column, rules=part.rules if column == len(columns) - 1 else []
            )


_SIDE = re.compile(r"(?:CỘNG HÒA|CỘNG HOÀ|Độc lập|[^;.]{2,40}, *[Nn]gày\b)")
_FOOT = re.compile(r"(?:Nơi nhận|- |– )")


def _beside(left: str, right: str) -> bool:
    """Tell whether two texts on one line, parted by tabs, stand in two columns of the head or the foot."""
    return bool(_SIDE.match(right) or _FOOT.match(left) or (right.isupper() and len(right) > 3))


def _columns(pieces: list[Piece]) -> list[list[Piece]] | None:
    """Return the two columns of a line such as ``UBND TỈNH ...<tab>CỘNG HÒA ...``, None when it is one line."""
    text = "".join(piece.text for piece in pieces)
    cuts = [
        found
        for found in _COLUMNS.finditer(text)
        if (before := text[: found.start()].strip())
        and (after := text[found.end() :].strip())
        and _beside(before, after)
    ]
    if not cuts:
        return None
    cut = cuts[-1]
    left, right, position = [], [], 0
    for piece in pieces:
        end = position + len(piece.text)
        before, after = (
            piece.text[: max(0, cut.start() - position)],
            piece.text[max(0, cut.end() - position) :],
        )
        if before:
            left.append(Piece(before, piece.form))
        if after and end > cut.end():
            right.append(Piece(after, piece.form))
        position = end
    return [left, right]
