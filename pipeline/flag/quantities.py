"""Quantities in Vietnamese press text: the number, how exactly it is meant, its unit, and what is counted.

Dates, clock times, ages, document and telephone numbers, road, class and article numbers are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pipeline.flag.lookalikes import (
    NOUN,
    NUMBER_WORD,
    date_spans,
    is_named_by_number,
    is_other_word,
    is_quantity,
    taken_spans,
)
from pipeline.flag.numerals import MAGNITUDES, Numeral, read_figure, read_words, scaled
from pipeline.flag.units import MEASURE, MEASURES, counting_word


class Hedge(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    """khoảng, xấp xỉ, chừng, ước."""
    BELOW = "below"
    """gần, ngót, non: the true value lies a little below."""
    UNDER = "under"
    """dưới: the true value lies below, by as much as `hơn` lies above."""
    ABOVE = "above"
    """hơn, trên, quá, vượt: the true value lies a little above."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of a text. Offsets are code points of that text; `end` stands behind the unit."""

    start: int
    end: int
    text: str
    """As written, from the number to the unit."""
    numeral: Numeral
    """In base units."""
    unit: str
    """Base unit; empty for counted things."""
    written: Decimal
    """As digits and magnitude write it, before the unit is counted in."""
    noun: str = ""
    """What stands behind a counted number: up to four syllables, lower case, within the clause."""
    hedge: Hedge = Hedge.EXACT
    upper: Decimal | None = None
    """Upper end of a range (`từ 3 đến 5 ha`), in base units."""
    fraction: bool = False
    """Told as a fraction (`hai phần ba`); the value is in per cent."""
    rate: bool = False
    """Per something (`USD/m2`, `mỗi ngày`)."""
    open: bool = False
    """`900 tỷ`, `4,21 triệu` with nothing behind: money or a count, as the context says."""

    @property
    def value(self) -> Decimal:
        """Return the value in base units."""
        return self.numeral.value


_HEDGES = {
    Hedge.ABOUT: r"khoảng|xấp xỉ|chừng|ước(?: (?:tính|đạt|chừng|khoảng))*|quanh mức|tầm|cỡ|suýt soát",
    Hedge.BELOW: r"gần|ngót(?: nghét)?|non|chưa đầy|chưa tới|chưa đến",
    Hedge.UNDER: r"dưới",
    Hedge.ABOVE: r"hơn|trên|quá|vượt(?: quá)?|già",
}
_HEDGE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{hedge.name}>{words})" for hedge, words in _HEDGES.items())
    + r")(?: (?:con số|mức|mốc|ngưỡng|đến|tới|lên|là|cả))* ?$"
)
_START = re.compile(rf"(?<![\w.,/])\d|(?<!\w)(?:{NUMBER_WORD})(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_FOLLOWING = re.compile(r" ([^\W_]+)")
_NO_BILLION = re.compile(r"t[ỷỉ] (?:lệ|trọng|suất|số|giá)(?!\w)")
"""`sang 2016 tỷ lệ ấy giảm`: no thousand million."""
_LONGEST = 16
"""Words of the longest number that is read."""
_RATIO = re.compile(
    r"(?<![\d/.,-])(?P<part>\d{1,3}(?:\.\d{3})+|\d{1,4})(?:/| trên(?: tổng số)? | trong(?: tổng)? số )(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,4})(?![\d/]|[.,-]\d)"
)
_FRACTION = re.compile(
    rf"(?<!\w)(?:(?P<half>(?:một |phân )?nửa)|(?P<part>{NUMBER_WORD}) phần (?P<whole>{NUMBER_WORD}))(?!\w)"
    r"(?! (?:trăm|nghìn|ngàn|triệu|tỷ|tỉ|đầu|cuối|sau|đêm|đường|năm|vời|tháng|ngày|tiếng|giờ|buổi))"
)
_RATE = re.compile(
    r" ?/ ?[^\W\d]|,? (?:(?:trên |cho )?(?:mỗi|một)|trên) (?:ngày|tháng|năm|người|em|hộ|ha|hecta|héc|m2|con|lần|khẩu|suất|học|mét|cây|kg|chuyến|"
    r"buổi|đêm|sào|giờ|tuần|đợt|phụ|tàu)(?!\w)"
)
_WHOLES = (Decimal(100), Decimal(10))
_EVERY = re.compile(r"(?<!\w)cứ(?: (?:mỗi|trong|trung bình|bình quân))* $")
_THEN = re.compile(r"(?:^|[\s,])(?:thì|lại|có)(?: \w+){0,3} $")
_IN_MILLIONS = re.compile(r"(?:triệu|tỷ|tỉ)(?: rưỡi)?$")
_RANGE = re.compile(r" ?(?:-|–|đến|tới) ?")


def lower(text: str) -> str:
    """Return `text` in small letters with as many code points as before."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order. Never raises, whatever the text."""
    return quantities_of(text, lower(text))


def quantities_of(text: str, small: str) -> list[Quantity]:
    """Return the same for a text whose small letters are known."""
    if not _START.search(small):
        return []
    taken = taken_spans(small)
    found: list[Quantity] = []
    for quantity in (*_ratios(text, small), *_fractions(text, small)):
        if not _overlaps(taken, quantity.start, quantity.end):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    taken += date_spans(small)
    for start, end, numeral in _numerals(text, small):
        if not _overlaps(taken, start, end) and is_quantity(text, small, (start, end), numeral):
            found.append(_quantity(text, small, start, end, numeral))
            taken.append((start, found[-1].end))  # a unit may reach over the number behind it
    found.sort(key=lambda quantity: quantity.start)
    return _join_ranges(text, small, _per_hundred(small, found))


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and end > other_start for other_start, other_end in taken)


def _numerals(text: str, small: str) -> Iterator[tuple[int, int, Numeral]]:
    """Yield (start, end, numeral) of every number, in digits or words."""
    position = 0
    while found := _START.search(small, position):
        if plain := _plain_figure(small, found.start()):
            yield plain
            position = plain[1]
            continue
        spans = _words_from(small, found.start())
        position = spans[0][1]
        read = read_words([small[start:end] for start, end in spans])
        if read is None:
            continue
        start, end = spans[0][0], spans[read[1] - 1][1]
        # `một phần tư triệu lượt` are not four million
        if not (small[start].isalpha() and is_other_word(text, small, start, end)) and not small.endswith(
            "phần ", 0, start
        ):
            yield start, end, read[0]
            position = end


def _plain_figure(small: str, start: int) -> tuple[int, int, Numeral] | None:
    """Return the number that digits alone write, no `nghìn` or `triệu` behind them."""
    word = _WORD.match(small, start)
    following = _FOLLOWING.match(small, word.end()) if word else None
    goes_on = following and following[1] in MAGNITUDES and not _NO_BILLION.match(small, following.start(1))
    if word is None or not small[start].isdecimal() or goes_on:
        return None
    numeral = read_figure(word.group())
    return None if numeral is None else (*word.span(), numeral)


def _words_from(small: str, start: int) -> list[tuple[int, int]]:
    """Return the spans of the words from `start`, one space apart, as many as a number may have."""
    spans: list[tuple[int, int]] = []
    word = _WORD.match(small, start)
    while word and len(spans) < _LONGEST and not _NO_BILLION.match(small, word.start()):
        spans.append(word.span())
        word = _WORD.match(small, word.end() + 1) if small[word.end() : word.end() + 1] == " " else None
    return spans


def _quantity(text: str, small: str, start: int, end: int, numeral: Numeral) -> Quantity:
    number = small[start:end]
    measured = MEASURE.match(small, end)
    unit, noun, written = "", "", numeral.value
    if measured:
        unit, factor = MEASURES[measured["unit"]]
        numeral, end = scaled(numeral, factor), measured.end()
    elif word := NOUN.match(small, end):
        noun = word.group(1).strip()
    end = _behind_noun(small, end, noun)
    hedge = _HEDGE.search(small[max(0, start - 30) : start])
    return Quantity(
        start,
        end,
        text[start:end],
        numeral,
        unit,
        written,
        noun,
        Hedge[hedge.lastgroup] if hedge and hedge.lastgroup else Hedge.EXACT,
        rate=bool(_RATE.match(small, end)),
        open=not unit and bool(_IN_MILLIONS.search(number)) and counting_word(noun) == "",
    )


def _behind_noun(small: str, end: int, noun: str) -> int:
    """Return the offset behind the word that is counted, which is shown with the number."""
    if not noun:
        return end
    shown = counting_word(noun) or noun.partition(" ")[0]
    return small.index(shown, end) + len(shown)


def _ratios(text: str, small: str) -> Iterator[Quantity]:
    """Yield `78/96 trạm` and `78 trên 96 trạm` as 78 of what is counted."""
    if "/" not in small and " trên " not in small and " trong " not in small:
        return
    for found in _RATIO.finditer(small):
        part, whole = (int(found[name].replace(".", "")) for name in ("part", "whole"))
        noun = NOUN.match(small, found.end())
        looks_like_date = "/" in found.group() and part <= 31 and whole <= 12
        if part > whole or looks_like_date or is_named_by_number(small, found.start()):
            continue
        yield Quantity(
            found.start(),
            found.end(),
            text[found.start() : found.end()],
            Numeral(Decimal(part), Decimal(1)),
            "",
            Decimal(part),
            noun.group(1).strip() if noun else "",
        )


def _fractions(text: str, small: str) -> Iterator[Quantity]:
    """Yield `hai phần ba`, `quá nửa` in per cent."""
    if "nửa" not in small and " phần " not in small:
        return
    for found in _FRACTION.finditer(small):
        if found["half"]:
            share = Decimal(50)
        else:
            parts = [read_words([found[name]]) for name in ("part", "whole")]
            if parts[0] is None or parts[1] is None or parts[0][0].value >= parts[1][0].value:
                continue
            share = parts[0][0].value * 100 / parts[1][0].value
        hedge = _HEDGE.search(small[max(0, found.start() - 30) : found.start()])
        yield Quantity(
            found.start(),
            found.end(),
            text[found.start() : found.end()],
            Numeral(share, Decimal(1)),
            "%",
            share,
            "",
            Hedge[hedge.lastgroup] if hedge and hedge.lastgroup else Hedge.EXACT,
            fraction=True,
        )


def _per_hundred(small: str, found: list[Quantity]) -> list[Quantity]:
    """Return the quantities with `cứ một trăm học trò thì 8,3 em bỏ học` as 8,3 per cent."""
    for at, whole in enumerate(found[:-1]):
        part = found[at + 1]
        every = whole.value in _WHOLES and part.value < whole.value and not part.unit
        if every and _EVERY.search(small, 0, whole.start) and _THEN.search(small, whole.end, part.start):
            share = scaled(part.numeral, 100 / whole.value)
            told = replace(part, numeral=share, unit="%", written=share.value, noun="")
            return [*found[:at], told, *_per_hundred(small, found[at + 2 :])]
    return found


def _join_ranges(text: str, small: str, found: list[Quantity]) -> list[Quantity]:
    """Join `từ 3 đến 5 ha`, `45 - 60 USD` into one quantity with an upper end."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if last is None or not _is_range(small, last, quantity):
            joined.append(quantity)
            continue
        bare = _bare(quantity)
        factor = quantity.value / bare.value if bare and bare.value else Decimal(1)
        joined[-1] = replace(
            quantity,
            start=last.start,
            text=text[last.start : quantity.end],
            numeral=last.numeral if last.unit else scaled(last.numeral, factor),
            upper=quantity.value,
            hedge=last.hedge,
        )
    return joined


def _is_range(small: str, last: Quantity, quantity: Quantity) -> bool:
    between = small[_number_end(last) : quantity.start]
    dashed = between.strip() in {"-", "–"} or small[: last.start].endswith("từ ")
    same_unit = not last.unit or last.unit == quantity.unit
    return bool(_RANGE.fullmatch(between)) and last.value < quantity.value and same_unit and dashed


def _number_end(quantity: Quantity) -> int:
    return quantity.end if not quantity.noun else quantity.start + len(quantity.text.partition(" ")[0])


def _bare(quantity: Quantity) -> Numeral | None:
    """Return the figure of a quantity before its magnitude and unit."""
    first = quantity.text.partition(" ")[0]
    return read_figure(first) if first[0].isdecimal() else None
