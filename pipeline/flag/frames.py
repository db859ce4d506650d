"""Sentences that are word for word the same but for a number: which number differs, and as what it is told."""

from __future__ import annotations

import re

from pipeline.flag.indicators import FUNCTION_WORDS
from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Sentence

DAY = re.compile(
    r"(?<![\d.,/])(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:19|20)\d\d)?(?![\d%/])|(?<!\d)(\d{1,2}) tháng (\d{1,2})(?!\d)"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_RANGE_GOES_ON = re.compile(r"(?: (?:đồng|triệu|tỷ))? ?(?:[-–—]|(?:đến|tới)(?!\w)) ?\d")
_FROM_NOW = re.compile(r"(?: \w+)? nữa(?!\w)")


def same_frame(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences are word for word the same, their numbers left out."""
    return _NUMBER.sub("0", one.small) == _NUMBER.sub("0", other.small)


def other_number(one: Sentence, other: Sentence) -> tuple[str, str] | None:
    """Return the first number of two sentences with one frame that differs, as each tells it."""
    for mine, theirs in zip(_NUMBER.finditer(one.small), _NUMBER.finditer(other.small), strict=True):
        told = _as_told(one, mine), _as_told(other, theirs)
        if (
            _digits(mine.group()) != _digits(theirs.group())
            and any(told)
            and not _shortened(one, mine, other, theirs)
        ):
            return told[0] or mine.group(), told[1] or theirs.group()
    return None


def _shortened(one: Sentence, mine: re.Match[str], other: Sentence, theirs: re.Match[str]) -> bool:
    """Tell whether one range leaves to its last number the thousands that the other writes out (`25 - 40.000`)."""
    short, full = sorted((_digits(mine.group()), _digits(theirs.group())), key=len)
    ranged = all(_RANGE_GOES_ON.match(s.small, n.end()) for s, n in ((one, mine), (other, theirs)))
    return ranged and bool(short) and re.fullmatch(r"(?:000)+", full.removeprefix(short)) is not None


def _digits(number: str) -> str:
    """Return a number without thousands marks and leading zeros; `1.254` is `1254`, and `1,5` keeps its comma."""
    return re.sub(r"\.(?=\d{3}(?!\d))", "", number).lstrip("0")


def _as_told(sentence: Sentence, number: re.Match[str]) -> str:
    """Return the day or quantity that a number is told in; an empty text for types and list numbers."""
    spans = [(q.start, q.end) for q in sentence.quantities if counts_something(q, sentence)]
    spans += [found.span() for found in DAY.finditer(sentence.small) if is_day(found)]
    around = (span for span in spans if span[0] <= number.start() < span[1])
    start, end = next(around, (0, 0))
    return sentence.text[start:end]


def counts_something(quantity: Quantity, sentence: Sentence) -> bool:
    """Tell whether a number has a unit or counts a thing; list numbers, types and days from now say nothing."""
    head = quantity.noun.partition(" ")[0]
    from_now = _FROM_NOW.match(sentence.small, quantity.end)
    return bool(quantity.unit or (head and head not in FUNCTION_WORDS)) and not from_now


def is_day(found: re.Match[str]) -> bool:
    """Tell a day from a range (`22-25 độ C`)."""
    day, month = day_month(found.group())
    return 1 <= day <= 31 and 1 <= month <= 12


def day_month(text: str) -> tuple[int, ...]:
    """Return day and month of a date as told."""
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])
