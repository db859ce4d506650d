"""Reports of one event that give the same numbers but one, in whatever words.

Who tells a report anew changes its words and keeps its numbers. So reports are held against each other by what they count
and how many: where several give a number alike, another one that gives the rest of their numbers, too, and this one
otherwise has it wrong or right alone. A count that may have grown between two reports is an update.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.flag.by_number import is_slip
from pipeline.flag.frames import counts_something
from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Reading, Sentence
from pipeline.flag.scope import CLEAR, digits_of
from pipeline.flag.slots import ANEW_EACH_DAY, COUNTED_UNTIL, mean_the_same, say_the_same, slot
from pipeline.flag.units import CLASSIFIERS

_SHARED = 3
"""Numbers that two reports must have in common, apart from the one that differs."""
_TELLERS = 2
"""Other texts that must give the other number."""
_SEVERAL = 10
"""From here on a number is no matter of how a report tells it (`một cặp`, of two)."""
_EXACT = 2
"""Digits of a number that tells by itself what it counts, where another report gives it of the same."""
_BROAD = frozenset({
    "người", "em", "ca", "vụ", "trường", "hộ", "gia", "nhà", "căn", "lượt", "khách", "con", "cái",
    "chiếc", "xe", "xã", "thôn", "điểm", "đơn", "cơ", "công", "dự", "đối", "lần", "lớp", "tổ",
    "đoàn", "bộ", "khu", "suất", "phần", "giờ", "phút", "ngày", "đêm", "tuần", "tháng", "quý",
    "năm", "tuổi",
})  # fmt: skip
"""What one report may count several of: there the words around the number must be alike, too."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of a report, and where it stands."""

    reading: Reading
    sentence: Sentence
    quantity: Quantity


_Counts = dict[tuple[str, str], list[Count]]
"""By what is counted; a report that gives two numbers of the same is not asked for either."""


def find_odd_counts(
    readings: Sequence[Reading], texts: Mapping[str, str]
) -> Iterator[tuple[Count, list[Count]]]:
    """Yield the number of a report that most others of one event give otherwise, with one of each of them.

    Args:
        readings: the reports of one event.
        texts: by article id, the id of the text of which it is a copy; copies have one voice.
    """
    counts = [_counts(reading) for reading in readings]
    for reading, mine in zip(readings, counts, strict=True):
        others = [
            theirs
            for other, theirs in zip(readings, counts, strict=True)
            if texts[other.article.id] != texts[reading.article.id] and _shared(mine, theirs) >= _SHARED
        ]
        for what, told in mine.items():
            facing = [theirs[what] for theirs in others if what in theirs]
            plainly = [found[0] for found in facing if _contradict(told, found)]
            against = [found[0] for found in facing if _gives_one_of(found, plainly)]
            alike = [found[0] for found in facing if _say_the_same(told, found)]
            if (
                len({texts[one.reading.article.id] for one in against}) >= _TELLERS
                and len(against) > len(alike)
                and all(say_the_same(against[0].quantity, one.quantity) for one in against)
                and not _has_grown(told[0], against)
            ):
                yield told[0], against


def _counts(reading: Reading) -> _Counts:
    found: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for sentence in reading.sentences:
        if COUNTED_UNTIL.search(sentence.small) or ANEW_EACH_DAY.search(sentence.small):
            continue
        for quantity in sentence.quantities:
            is_article = quantity.value == 1  # `một thẩm phán`, of three
            if counts_something(quantity, sentence) and not (
                quantity.rate or quantity.fraction or is_article
            ):
                found[_what(quantity)].append(Count(reading, sentence, quantity))
    return {
        what: told
        for what, told in found.items()
        if all(say_the_same(told[0].quantity, one.quantity) for one in told)
    }


def _what(quantity: Quantity) -> tuple[str, str]:
    """Return what a number counts, its unit or the noun without its classifier: `bốn chiếc loa` are `bốn loa`."""
    unit, noun = slot(quantity)
    behind = quantity.noun.split(" ")[1:2]
    return unit, behind[0] if behind and noun in CLASSIFIERS else noun


def _shared(mine: _Counts, theirs: _Counts) -> int:
    """Return how many numbers two reports give alike."""
    return sum(
        mine[what][0].quantity.value == theirs[what][0].quantity.value for what in mine.keys() & theirs
    )


def _say_the_same(told: Sequence[Count], found: Sequence[Count]) -> bool:
    return say_the_same(told[0].quantity, found[0].quantity)


def _contradict(told: Sequence[Count], found: Sequence[Count]) -> bool:
    """Tell whether two reports give different numbers of the same: a rare noun tells it, a slip, or words around them."""
    if _say_the_same(told, found):
        return False
    unit, noun = _what(told[0].quantity)
    mine, theirs = told[0].quantity.value, found[0].quantity.value
    is_rare = not unit and noun not in _BROAD and min(mine, theirs) >= _SEVERAL
    return (
        is_rare
        or (is_slip(mine, theirs) and len(digits_of(mine)) >= CLEAR)
        or any(
            mean_the_same((one.quantity, one.sentence), (other.quantity, other.sentence))
            for one in told
            for other in found
        )
    )


def _gives_one_of(found: Sequence[Count], plainly: Sequence[Count]) -> bool:
    """Tell whether a report gives a number that contradicts plainly, be it in words of its own.

    Two digits are enough: the very number of the same comes about by chance in no other report of the event.
    """
    return any(
        one is found[0]
        or (one.quantity.value == found[0].quantity.value and len(digits_of(one.quantity.value)) >= _EXACT)
        for one in plainly
    )


def _has_grown(told: Count, against: Sequence[Count]) -> bool:
    """Tell whether a number may only have grown from the earlier reports to the later ones."""
    at = told.reading.article.published_at
    moments = [one.reading.article.published_at for one in against]
    if at is None or None in moments:
        return True
    known: list[datetime] = [moment for moment in moments if moment is not None]
    more = told.quantity.value > against[0].quantity.value
    return at > max(known) if more else at < min(known)
