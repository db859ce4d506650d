"""A deviation from the layout, and the checks that every component shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.office.layout import Box
from pipeline.office.page import Line

_RULE = "NĐ 30/2020/NĐ-CP, Phụ lục I"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One deviation from the layout."""

    rule: str
    """Box or section of the decree, such as ``ô 3``."""
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.rule} | {self.where} | {self.message}"


def deviation(rule: str, where: str, message: str) -> Deviation:
    """Return a deviation from a box or section of annex I of the decree."""
    return Deviation(rule=f"{_RULE}, {rule}", where=where, message=message)


def styled(line: Line, box: Box, rule: str = "") -> Iterator[Deviation]:
    """Check size, weight and slant of a component."""
    rule = rule or f"ô {box.number}"
    pieces = line.written or line.pieces
    low, high = box.allowed
    wrong = next((piece.form.size for piece in pieces if not low <= piece.form.size <= high), None)
    if wrong is not None:
        sizes = f"{low:g}" if low == high else f"{low:g} đến {high:g}"
        yield deviation(rule, box.name, f"cỡ chữ {wrong:g}, phải là {sizes}.")
    if box.bold is not None and any(piece.form.bold != box.bold for piece in pieces):
        yield deviation(rule, box.name, f"phải {'in đậm' if box.bold else 'không in đậm'}.")
    if box.italic is not None and any(piece.form.italic != box.italic for piece in pieces):
        yield deviation(rule, box.name, f"phải {'in nghiêng' if box.italic else 'kiểu chữ đứng'}.")


def centred(line: Line, box: Box) -> Iterator[Deviation]:
    """Check that a component is centred in its column; lines parted by tabs cannot be judged."""
    parted = line.column is not None or line.raw.startswith(("\t", "      "))
    if not parted and line.shape.align != "center":
        yield deviation(f"ô {box.number}", box.name, "phải canh giữa.")
