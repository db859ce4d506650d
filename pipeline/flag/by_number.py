"""What the number itself tells: a typical error of the official one makes it likely that the figure is meant.

Digits in another order, ten or a hundred times too much, the number of the year before or of the commune next door, the
official one with another unit: none of them comes about by chance where it has three digits or more. Then fewer words of the
figure must be told, and any part of the article may bring them. Where the number tells nothing, the same holds of the only
figure that unit, place and time leave, and of the one that other words are likest to (`likeness`, docs/decisions/0059).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from pipeline.flag.claims import Claim
from pipeline.flag.indicators import LEAST_MATCH, Indicator, Zones
from pipeline.flag.likeness import shipped
from pipeline.flag.matching import core_told, match_of
from pipeline.flag.periods import PeriodKind
from pipeline.flag.quantities import Hedge
from pipeline.flag.reading import Reading, Zone
from pipeline.flag.scope import CLEAR, digits_of, is_sure, with_unit
from pipeline.flag.units import CLASSIFIERS, counting_word

_OF_THE_PLAN = re.compile(r"(?<!\w)(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán|đích)(?: \w+){0,3} $")
"""`71,7 % kế hoạch 260 km`: the number is told as the plan that it is."""
_FARTHEST = 3
"""Powers of ten by which the press misses a scale: `nghìn` for `triệu`."""
_WHOLE = 0.5
"""How much a word counts that stands anywhere in the article."""
_LEAST_WIDE = 0.3
"""Least share of a name of a figure that the article has where the number tells that it is meant."""
_LEAST_ALONE = 0.45
"""The same where the number tells nothing and no other figure comes into question."""
_LIKE, _LIKE_OF_SLIP, _LIKE_OF_ROUND = 0.3, 0.5, 0.9
"""Least likeness (`likeness`) to a figure that is meant, to one of which the number is a slip, and where it has one digit."""
_LIKE_AND_TOLD = 1.15
"""Least sum of the likeness and twice the match, by likeness alone or by a few of the very words."""
_LIKE_AND_TOLD_OF_SCALE = 0.9
"""The same for the digits of the figure at another scale."""
_ALIKE, _ALIKE_OF_FEW = 0.7, 0.75
"""Least likeness to a figure whose very number is told of another time or kind of thing, and where it has three digits."""
_A_YEAR = timedelta(days=366)
_IN_ITS_WORDS = 0.6
"""Match from which a claim speaks in the words of the register, so that it would tell those that every name has."""
_FEWEST, _MANY = 2, 100
_ELSEWHERE = re.compile(r"(?<!\w)(?:tỉnh|nước|nơi|địa phương) (?:láng giềng|bạn|khác|bên)(?!\w)")
NUMBER_MATCH = 0.7
"""How surely a claim is about the figure of which it has a slip."""
Digits = tuple[int, ...]


class Slips:
    """The figures that an article can be about, found by the digits of their numbers in any order."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._by_digits: defaultdict[Digits, list[Indicator]] = defaultdict(list)
        self._by_planned: defaultdict[Decimal, list[Indicator]] = defaultdict(list)
        self._like: dict[str, list[Indicator]] = {}
        self._all = tuple(indicators)
        for one in self._all:
            self._by_digits[_sorted(one.amount.value)].append(one)
            if one.planned is not None:
                self._by_planned[one.planned].append(one)

    def meant_by(self, claim: Claim) -> Iterator[Indicator]:
        """Yield the figures of which a claim has a slip, the plan, the number, or the number of one that is like them."""
        value, exact = claim.quantity.value, claim.quantity.hedge is Hedge.EXACT
        if len(digits_of(value)) >= CLEAR:
            for one in self._by_digits.get(_sorted(value), ()):
                if is_slip(value, one.amount.value):
                    yield one
                elif value == one.amount.value and exact:
                    yield from self._siblings(one)
        if (
            exact
            and not claim.quantity.fraction
            and not _OF_THE_PLAN.search(claim.sentence.small, 0, claim.quantity.start)
        ):
            yield from self._by_planned.get(value, ())
        yield from self.exact(claim)

    def exact(self, claim: Claim) -> Sequence[Indicator]:
        """Return the figures that have the very number of a claim as it is written, three digits or more."""
        return exactly(claim, self._all)

    def _siblings(self, one: Indicator) -> Iterator[Indicator]:
        """Yield the figures of the same indicator for another place or time."""
        yield from (
            other
            for other in self._all
            if other is not one and other.amount.unit == one.amount.unit and other.is_like(one)
        )


def exactly(claim: Claim, indicators: Iterable[Indicator]) -> Sequence[Indicator]:
    """Return the figures that have the very number of a claim as it is written, three digits or more."""
    written = claim.quantity.written
    if claim.quantity.hedge is not Hedge.EXACT or claim.quantity.rate or len(digits_of(written)) < CLEAR:
        return ()
    return [one for one in indicators if one.written == written]


def is_slip(stated: Decimal, official: Decimal) -> bool:
    """Tell whether a number has the digits of the official one in another order, or at another scale."""
    if stated == official:
        return False
    apart = abs(stated.adjusted() - official.adjusted())
    if digits_of(stated) == digits_of(official):
        return apart <= _FARTHEST
    return apart == 0 and _sorted(stated) == _sorted(official)


def _sorted(value: Decimal) -> Digits:
    """Return the digits of a number in order of size; a nought may go to either end, where it tells nothing."""
    return tuple(sorted(filter(None, digits_of(value))))


def is_plain_slip(claim: Claim, indicator: Indicator, why: str) -> bool:
    """Tell whether a number is a slip of a figure so plainly that what seems to keep them apart (`why`) does not.

    A part of a whole, or the number of a time that was told before, has not the digits of the whole by chance.
    """
    value, official = claim.quantity.value, indicator.amount.value
    turned = is_slip(value, official) and value.adjusted() == official.adjusted()
    if not turned or len(digits_of(value)) < CLEAR or value in indicator.parts or claim.is_plan():
        return False
    return why in {"", "unsaid"} or (why == "period" and not claim.explicit_period)


def whole_zone(reading: Reading) -> Zone:
    """Return all words of an article as a place to look for indicators."""
    return Zone([word for sentence in reading.sentences for word in sentence.words])


def is_meant(claim: Claim, indicator: Indicator, whole: Zone) -> bool:
    """Tell whether enough of a figure is told beside a number that is a slip of its own."""
    near = told_near(claim, indicator) or (claim.explicit_period and indicator.telling & claim.zones.words)
    return bool(near) and wide_match(claim, indicator, whole) >= _LEAST_WIDE


def is_near(claim: Claim, indicator: Indicator, *, rounded: bool = False) -> bool:
    """Tell whether a number can be a wrong one of a figure: of its unit, half to twice as large.

    It has two digits or more, or (`rounded`) one that is not meant exactly (`hơn hai trăm vụ`).
    """
    quantity, official = with_unit(claim.quantity, indicator), indicator.amount
    few = len(digits_of(quantity.value)) < _FEWEST
    if quantity.unit != official.unit or quantity.fraction or few != rounded:
        return False
    large = bool(quantity.unit) or quantity.value >= _MANY
    return large and official.value <= 2 * quantity.value <= 4 * official.value


def is_meant_alone(claim: Claim, indicator: Indicator, whole: Zone) -> bool:
    """Tell whether enough of a figure is told beside a number that tells nothing itself.

    Its time stands in the sentence, or all that every name of it has.
    """
    said = bool(indicator.core) and indicator.core <= set(claim.sentence.words)
    told = told_near(claim, indicator) and (claim.explicit_period or said)
    if not told or _ELSEWHERE.search(claim.sentence.small):
        return False
    return wide_match(claim, indicator, whole) >= _LEAST_ALONE


def is_like_slip(claim: Claim, indicator: Indicator, reading: Reading) -> bool:
    """Tell whether a figure is told in any words beside a number that is a slip of its own.

    The digits at another scale may be those of one village, or of one thief: the time must be told with them and a word
    of the figure.
    """
    same_digits = digits_of(claim.quantity.value) == digits_of(indicator.amount.value)
    if claim.quantity.written == indicator.written or _ELSEWHERE.search(claim.sentence.small):
        return False
    like = shipped().of(claim, indicator, reading)
    if same_digits:
        told = claim.explicit_period and told_near(claim, indicator)
        return bool(told) and like + 2 * match_of(claim, indicator) >= _LIKE_AND_TOLD_OF_SCALE
    return like >= _LIKE_OF_SLIP


def likest(
    claim: Claim, near: Sequence[Indicator], indicators: Iterable[Indicator], reading: Reading
) -> Indicator | None:
    """Return the figure that a claim is about by words of any kind: of those that can be meant the likest.

    None where another figure of its unit is liker, whatever its place and time.
    """
    if _ELSEWHERE.search(claim.sentence.small):
        return None
    words = shipped()
    near = [one for one in near if core_told(claim, one) == 1.0 or match_of(claim, one) < _IN_ITS_WORDS]
    if not near:
        return None
    like, best = max(((words.of(claim, one, reading), one) for one in near), key=lambda pair: pair[0])
    rounded = len(digits_of(claim.quantity.value)) < _FEWEST
    if rounded and best.core.isdisjoint(claim.sentence.words):
        return None
    if like < (_LIKE_OF_ROUND if rounded else _LIKE) or like + 2 * match_of(claim, best) < _LIKE_AND_TOLD:
        return None
    unit = best.amount.unit
    others = (one for one in indicators if one is not best and not one.is_like(best))
    rivals = (one for one in others if one.amount.unit == unit == with_unit(claim.quantity, one).unit)
    return None if any(words.of(claim, one, reading) > like for one in rivals) else best


def is_rival(claim: Claim, indicator: Indicator, whole: Zone) -> bool:
    """Tell whether a claim may be about a figure as well, by its unit and some of its words."""
    same = with_unit(claim.quantity, indicator).unit == indicator.amount.unit
    return same and wide_match(claim, indicator, whole) >= LEAST_MATCH


def is_given_to_another(claim: Claim, indicator: Indicator, why: str) -> bool:
    """Tell whether the very number of a figure is plainly told of another place, time or kind of thing (`why`)."""
    counted = claim.quantity.unit or counting_word(claim.quantity.noun) not in CLASSIFIERS
    unique = len(digits_of(claim.quantity.written)) > CLEAR
    return why in {"unit", "place", "period"} and unique and bool(counted) and is_sure(claim, indicator, why)


def is_given_in_other_words(claim: Claim, indicator: Indicator, why: str, reading: Reading) -> bool:
    """Tell whether the very number of a figure is plainly told of another time or kind of thing (`why`), in any words."""
    exact = claim.quantity.written == indicator.written and claim.quantity.hedge is Hedge.EXACT
    digits = len(digits_of(indicator.written))
    few = digits == CLEAR and why == "period" and not claim.quantity.unit
    counted = claim.quantity.unit or counting_word(claim.quantity.noun) not in CLASSIFIERS
    if not (
        exact and (few or digits > CLEAR) and counted and why in {"unit", "period"} and claim.explicit_period
    ):
        return False
    if not is_sure(claim, indicator, why) or not _is_of_those_years(claim, indicator):
        return False
    return shipped().of(claim, indicator, reading) >= (_ALIKE_OF_FEW if few else _ALIKE)


def _is_of_those_years(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the time of a claim lies within a year of that of a figure: what is older is told of anew.

    A year that the figure's months lie in may be those months: `chín tháng 2.748 ca, năm ngoái 3.961`.
    """
    first, last, period = indicator.fact.period_from, indicator.fact.period_to, claim.period
    if first is None or last is None or period is None:
        return False
    if period.kind is PeriodKind.YEAR and period.first <= first and last <= period.last:
        return False
    return first - _A_YEAR <= period.last and period.first <= last + _A_YEAR


def is_unmistakable(claim: Claim, indicator: Indicator, reading: Reading) -> bool:
    """Tell whether a number is a slip of a figure whose time is told with it, in words that are plainly like its own."""
    slip = is_slip(claim.quantity.value, indicator.amount.value) and claim.explicit_period
    if not slip or claim.quantity.hedge is not Hedge.EXACT or _ELSEWHERE.search(claim.sentence.small):
        return False
    return shipped().of(claim, indicator, reading) >= _ALIKE


def is_told_beside(claim: Claim, indicator: Indicator, reading: Reading) -> bool:
    """Tell whether a figure is told beside a number that would be its own if two were exchanged."""
    return bool(told_near(claim, indicator)) or shipped().of(claim, indicator, reading) >= _LIKE_OF_SLIP


def is_of_its_own_name(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the last name before a number is that of the place of a figure (`xã A có 476 ha, còn B là 318 ha`)."""
    before = [name for name in claim.names if name.start < claim.quantity.start]
    return claim.explicit_names and len(before) > 1 and before[-1].text in indicator.own_names


def wide_match(claim: Claim, indicator: Indicator, whole: Zone) -> float:
    """Return the best share of a name of a figure that is told, here or anywhere in the article."""
    zones = Zones((*claim.zones.zones, (_WHOLE, whole)))
    return max(zones.coverage(key) for key in indicator.keys)


def told_near(claim: Claim, indicator: Indicator) -> Collection[str]:
    """Return the telling words of a figure in the sentence of a claim or the one before, names of the place left out."""
    names = frozenset(word for name in indicator.own_names for word in name.split())
    near = {*claim.sentence.words, *(claim.before.words if claim.before is not None else ())}
    return (indicator.telling & near) - names
