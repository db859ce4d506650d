"""Vietnamese numerals: `1.254`, `1,25`, `một nghìn hai trăm`, `3 triệu 200 nghìn`, `hai tỷ rưỡi`.

Only the number itself is read here; what it counts and how exactly it is meant is read in `quantities`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
MAGNITUDES = {
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10_000),
    "triệu": Decimal(1_000_000),
    "tỷ": Decimal(1_000_000_000),
    "tỉ": Decimal(1_000_000_000),
}
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written."""

    value: Decimal
    step: Decimal
    """Precision written: 0.1 for `3,1`, ten million for `3,11 tỷ`, one million for `ba triệu`."""
    other: Decimal | None = None
    """Second reading of `4,108`, where the comma may stand between thousands."""
    round_end: bool = False
    """The figure as written ends in zero (`1.200`, `480 tỷ`)."""


@lru_cache(maxsize=4096)
def read_figure(text: str) -> Numeral | None:
    """Return the number that digits with marks write; None when the marks make no number."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    elif _ENGLISH.fullmatch(text):
        text = text.replace(",", "").replace(".", ",")
    whole, mark, decimals = re.sub(r"(?<=\d)\.(?=\d{1,2}$|\d{4,}$)", ",", text).partition(",")
    if not (whole.isdecimal() and (not mark or decimals.isdecimal())):
        return None
    value = Decimal(f"{whole}.{decimals}" if mark else whole)
    other = Decimal(whole + decimals) if _ONE_COMMA_GROUP.fullmatch(text) else None
    step = Decimal(1).scaleb(-len(decimals))
    return Numeral(value, step, other, round_end=not decimals and whole.endswith("0"))


def scaled(numeral: Numeral, factor: Decimal) -> Numeral:
    """Return the numeral multiplied by a magnitude word or a unit factor."""
    other = None if numeral.other is None else numeral.other * factor
    return Numeral(numeral.value * factor, numeral.step * factor, other, numeral.round_end)


def read_words(words: list[str]) -> tuple[Numeral, int] | None:
    """Return the number that the first words write, and how many words it takes; None when they write none.

    Words are lower case, digits may stand among them (`3 triệu 200 nghìn`). The longest number is taken.
    """
    total, step, used, ceiling = Decimal(0), Decimal(1), 0, Decimal("Infinity")
    figure: Numeral | None = None
    while used < len(words):
        part = _below_thousand(words[used:], goes_on=used > 0)
        if part is None:
            break
        value, taken, part_step = part
        decimals = _decimals(words[used + taken :])
        if decimals:
            value, taken, part_step = value + decimals[0], taken + decimals[1], decimals[2]
        factor, magnitudes = _magnitude(words[used + taken :])
        if value * factor >= ceiling or (used and factor == 1 and taken == 1 and value < 10):
            break
        if not used and words[0][0].isdecimal():
            figure = read_figure(words[0])
            figure = figure and scaled(figure, factor)
        total, step, ceiling = total + value * factor, part_step * factor, factor
        used += taken + magnitudes
        if magnitudes and words[used : used + 1] in (["rưỡi"], ["rưởi"]):
            return Numeral(total + factor / 2, factor / 10), used + 1
        if not magnitudes:
            break
    if not used:
        return None
    if figure is not None and figure.value == total:
        return figure, used
    return Numeral(total, step, round_end=step == 1 and total % 10 == 0 and total > 0), used


def _decimals(words: list[str]) -> tuple[Decimal, int, Decimal] | None:
    """Return (value, words taken, step) of what `phẩy` and digits in words write behind a number, None for nothing."""
    if len(words) < 2 or words[0] != "phẩy":
        return None
    digits, used = "", 1
    while used < len(words) and len(digits) < 3 and words[used] in (*DIGITS, "mười"):
        alone = words[used] in {"không", "lăm", "nhăm", "mốt"}
        tens, taken = (DIGITS[words[used]], 1) if alone else _below_hundred(words[used:], odd_allowed=False)
        if not taken:
            break
        digits, used = f"{digits}{tens}", used + taken
    return (Decimal(f"0.{digits}"), used, Decimal(1).scaleb(-len(digits))) if digits else None


def _magnitude(words: list[str]) -> tuple[Decimal, int]:
    """Return the factor of the leading magnitude words (`nghìn`, `nghìn tỷ`) and how many they are."""
    factor, used = Decimal(1), 0
    for word in words[:2]:
        if word not in MAGNITUDES or MAGNITUDES[word] < factor:
            break
        factor *= MAGNITUDES[word]
        used += 1
    return factor, used


def _below_thousand(words: list[str], *, goes_on: bool) -> tuple[Decimal, int, Decimal] | None:
    """Return (value, words taken, step) of a group below one thousand, or of a figure in digits."""
    if words[0][0].isdecimal():
        numeral = read_figure(words[0])
        return None if numeral is None else (numeral.value, 1, numeral.step)
    if words[0] == "nửa" and len(words) > 1 and words[1] in MAGNITUDES:
        return Decimal("0.5"), 1, Decimal("0.1")
    value, used = 0, 0
    if len(words) > 1 and words[0] in DIGITS and words[1] == "trăm":
        value, used = DIGITS[words[0]] * 100, 2
        if words[2:3] in (["rưỡi"], ["rưởi"]):
            return Decimal(value + 50), 3, Decimal(1)
    rest = words[used:]
    tens, taken = _below_hundred(rest, odd_allowed=goes_on or used > 0) if rest else (0, 0)
    return (Decimal(value + tens), used + taken, Decimal(1)) if used + taken else None


def _below_hundred(words: list[str], *, odd_allowed: bool) -> tuple[int, int]:
    """Return (value, words taken); (0, 0) when no number below one hundred stands here."""
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in {"lẻ", "linh"}:
        return (DIGITS[second], 2) if odd_allowed and DIGITS.get(second) else (0, 0)
    if first == "mười":
        # `mười năm` is ten years, `mười lăm` fifteen
        return (10 + DIGITS[second], 2) if DIGITS.get(second) and second != "năm" else (10, 1)
    if first not in DIGITS or first in {"mốt", "lăm", "nhăm"}:
        return 0, 0
    if second not in {"mươi", "chục"} or DIGITS[first] < 2:
        return DIGITS[first], 1
    third = words[2] if len(words) > 2 else ""
    if second == "mươi" and DIGITS.get(third) and third != "năm":
        return DIGITS[first] * 10 + DIGITS[third], 3
    return DIGITS[first] * 10, 2
