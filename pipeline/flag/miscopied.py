"""Reports of one event of which one gives a number of the others with its digits in another order.

Reports that are retold freely have hardly a sentence in common, but the numbers they were told. So they are held against
each other as sets of numbers: where several give one that this report lacks, and it gives one of the same thing that no
other has, in the same digits, it was miscopied. Two numbers that differ otherwise are mostly of two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from pipeline.flag.frames import counts_something
from pipeline.flag.quantities import Hedge, Quantity
from pipeline.flag.reading import Reading, Sentence
from pipeline.flag.scope import CLEAR, digits_of
from pipeline.flag.slots import ANEW_EACH_DAY, COUNTED_UNTIL, slot
from pipeline.flag.units import CLASSIFIERS

_SHARED = 3
"""Numbers that a report must have in common with the others together, and all but one of them with each."""
_TELLERS = 2
"""Other texts that must give the other number."""
_DIGITS = 2
"""Digits of a number that tells by itself which one is meant; what has a unit is told of more things."""
_TIME = frozenset({"giờ", "phút", "giây", "ngày", "đêm", "tuần", "tháng", "quý", "năm", "tuổi", "lần"})
"""Of what lasts or is repeated a report gives several numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number of a report, and where it stands."""

    reading: Reading
    sentence: Sentence
    text: str
    """As told."""
    value: Decimal
    unit: str
    nouns: frozenset[str]
    """What is counted, word by word; classifiers left out."""
    exact: bool
    """Neither rounded nor told as of some hour or day."""

    def is_of(self, other: Number) -> bool:
        """Tell whether two numbers may count the same thing."""
        same_thing = bool(self.unit) or not self.nouns.isdisjoint(other.nouns)
        return self.unit == other.unit and same_thing and self.nouns.isdisjoint(_TIME)

    def is_in(self, report: _Numbers) -> bool:
        """Tell whether a report gives the same number of the same thing."""
        return any(self.is_of(other) for other in report.get((self.unit, self.value), ()))


_Numbers = dict[tuple[str, Decimal], list[Number]]
"""The numbers of a report, by unit and value."""


def find_miscopied(
    readings: Sequence[Reading], texts: Mapping[str, str], asked: frozenset[str]
) -> Iterator[tuple[Number, list[Number]]]:
    """Yield the number of a report that several others give with its digits in another order, with one of each of them.

    Args:
        readings: the reports of one event.
        texts: by article id, the id of the text of which it is a copy; copies have one voice.
        asked: the ids of the reports that are asked about.
    """
    if len({texts[reading.article.id] for reading in readings}) <= _TELLERS:
        return
    numbers = {reading.article.id: _numbers(reading) for reading in readings}
    for reading in readings:
        if reading.article.id not in asked:
            continue
        mine = numbers[reading.article.id]
        others = {
            other.article.id: theirs
            for other in readings
            if texts[other.article.id] != texts[reading.article.id]
            and len(_shared(mine, theirs := numbers[other.article.id])) >= _SHARED - 1
        }
        shared = {key for theirs in others.values() for key in _shared(mine, theirs)}
        if len({texts[name] for name in others}) < _TELLERS or len(shared) < _SHARED:
            continue
        for one in chain.from_iterable(mine.values()):
            if one.exact and not any(one.is_in(theirs) for theirs in others.values()):
                tellers = _tellers(one, mine, others)
                if len({texts[teller.reading.article.id] for teller in tellers}) >= _TELLERS:
                    yield one, tellers


def _tellers(one: Number, mine: _Numbers, others: Mapping[str, _Numbers]) -> list[Number]:
    """Return who else gives the digits of a number in another order, none where they give several such numbers."""
    found = [
        number
        for theirs in others.values()
        for number in chain.from_iterable(theirs.values())
        if number.is_of(one) and _is_turned(one, number) and not number.is_in(mine)
    ]
    one_number = len({number.value for number in found}) == 1 and any(number.exact for number in found)
    return found if one_number else []


def _shared(mine: _Numbers, theirs: _Numbers) -> list[tuple[str, Decimal]]:
    """Return the different numbers that two reports have in common."""
    return [key for key in mine.keys() & theirs.keys() if any(one.is_in(theirs) for one in mine[key])]


def _is_turned(one: Number, other: Number) -> bool:
    """Tell whether two numbers have the same digits in another order: two of what is counted, three of what has a unit."""
    mine, theirs = digits_of(one.value), digits_of(other.value)
    turned = (
        mine != theirs and sorted(mine) == sorted(theirs) and one.value.adjusted() == other.value.adjusted()
    )
    return turned and len(mine) >= (CLEAR if one.unit else _DIGITS)


def _numbers(reading: Reading) -> _Numbers:
    found: defaultdict[tuple[str, Decimal], list[Number]] = defaultdict(list)
    for sentence in reading.sentences:
        if ANEW_EACH_DAY.search(sentence.small):
            continue
        for quantity in sentence.quantities:
            if (
                quantity.rate
                or quantity.fraction
                or quantity.value <= 1
                or not counts_something(quantity, sentence)
            ):
                continue
            one = Number(
                reading=reading,
                sentence=sentence,
                text=quantity.text,
                value=quantity.value,
                unit=slot(quantity)[0],
                nouns=_nouns(quantity),
                exact=quantity.hedge is Hedge.EXACT and not COUNTED_UNTIL.search(sentence.small),
            )
            found[one.unit, one.value].append(one)
    return dict(found)


def _nouns(quantity: Quantity) -> frozenset[str]:
    """Return the first words behind a number that say what is counted: `24 hành khách` and `42 khách` count the same."""
    return frozenset(word for word in quantity.noun.split()[:2] if word not in CLASSIFIERS)
