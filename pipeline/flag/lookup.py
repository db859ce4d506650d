"""The figures of the register, asked by article: only those that an article can be about are compared with it.

Growth with the register stays far below its size: a figure of a project is looked at where its name is told, one
of a province where that province is, and of these only the ones whose weightiest words stand near a number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.domain.facts import Fact
from pipeline.flag.claims import Claim
from pipeline.flag.indicators import LEAST_MATCH, Indicator, Key, prepare
from pipeline.flag.reading import Reading
from pipeline.flag.scope import CLEAR, digits_of, is_known
from pipeline.flag.spotter import Spotter

_WRITTEN, _MARKS = re.compile(r"\d[\d.,]*\d"), re.compile(r"[.,]")
Postings = Mapping[str, Sequence[int]]
"""Word to the numbers of the figures that it may lead to."""


class Figures:
    """Prepared figures, in the order of the register."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._all = tuple(indicators)
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._leading = [
            found.counters.union(word for key in found.keys for word in _leading_words(key))
            for found in self._all
        ]
        for number, indicator in enumerate(self._all):
            for word in () if indicator.own_names else self._leading[number]:
                self._postings[word].append(number)
        self._by_digits: defaultdict[tuple[int, ...], list[Indicator]] = defaultdict(list)
        for indicator in self._all:
            if len(digits_of(indicator.written)) > CLEAR - bool(indicator.own_names):
                self._by_digits[_in_order(digits_of(indicator.written))].append(indicator)
        self._names = Spotter(
            (name, number) for number, found in enumerate(self._all) for name in found.own_names
        )

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._all)

    def of_article(self, reading: Reading) -> Postings:
        """Return what the words of an article lead to, figures of other places or of a later day left out."""
        told = self._postings.keys() & reading.words
        numbers = self._names.spot(reading.text).union(*(self._postings[word] for word in told))
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number in numbers:
            if self._may_speak_of(self._all[number], reading):
                for word in self._leading[number] & reading.words:
                    found[word].append(number)
        return found

    def _may_speak_of(self, indicator: Indicator, reading: Reading) -> bool:
        if not is_known(indicator.fact, reading.day):
            return False
        if indicator.occasion and indicator.occasion.isdisjoint(reading.words):
            return False  # another storm, another accident
        return (
            bool(indicator.own_names)
            or not indicator.province
            or reading.province in {"", indicator.province}
            or indicator.province in reading.text
        )

    def near(self, words: frozenset[str], postings: Postings) -> list[Indicator]:
        """Return the figures that the words around a number lead to, in the order of the register."""
        numbers = {number for word in postings.keys() & words for number in postings[word]}
        return [self._all[number] for number in sorted(numbers)]

    def has_digits_of(self, reading: Reading) -> bool:
        """Tell whether an article writes the digits of a figure, four or more in any order: a look before its claims."""
        told = (_in_order(map(int, _MARKS.sub("", found))) for found in _WRITTEN.findall(reading.text))
        return any(digits in self._by_digits for digits in told)

    def with_number_of(self, claims: Iterable[Claim], reading: Reading) -> list[Indicator]:
        """Return the figures of which an article has the digits, four or more in any order, whatever words it tells them in."""
        digits = {_in_order(digits_of(claim.quantity.written)) for claim in claims} & self._by_digits.keys()
        found = (one for told in digits for one in self._by_digits[told])
        return [one for one in found if self._may_speak_of(one, reading)]

    def among(self, postings: Postings) -> list[Indicator]:
        """Return all figures that an article can be about, in the order of the register."""
        return [self._all[number] for number in sorted({one for found in postings.values() for one in found})]


@lru_cache(maxsize=2)
def prepared_figures(facts: tuple[Fact, ...]) -> Figures:
    """Return the prepared figures of a register; preparing thousands takes seconds, and the register seldom changes."""
    return Figures(prepare(facts))


def _in_order(digits: Iterable[int]) -> tuple[int, ...]:
    """Return digits in order of size, noughts left out, which may go to either end."""
    return tuple(sorted(filter(None, digits)))


def _leading_words(key: Key) -> list[str]:
    """Return the weightiest words of a key, as many as are needed so that the rest is too little for a match."""
    by_weight = sorted(zip(key.weights, key.words, strict=True), reverse=True)
    rest, leading = key.total, []
    for weight, word in by_weight:
        if rest < LEAST_MATCH * key.total:
            break
        leading.append(word)
        rest -= weight
    return leading
