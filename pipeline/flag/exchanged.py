"""Two figures that have each other's numbers: `138 tàu lắp máy, 3.046 tàu bị phạt` the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, groupby

from pipeline.flag.by_number import NUMBER_MATCH, is_told_beside
from pipeline.flag.claims import Claim
from pipeline.flag.comparing import MATCH, TIE, Comparison, Outcome, compare, keeps_apart
from pipeline.flag.indicators import Indicator
from pipeline.flag.lookup import Figures, Postings
from pipeline.flag.matching import core_told, match_of
from pipeline.flag.quantities import Hedge
from pipeline.flag.reading import Reading
from pipeline.flag.scope import CLEAR, FATE_MATCH, digits_of

_TWO_DIGITS = 10
_TELLING = 0.5
"""Least share of the words that only one of two figures has, around the number that is told of it."""
_CROSSED_MATCH = 0.5
"""Least match of two figures with each other's numbers, where these have units of their own or three digits: both by
chance is rare."""


def exchanged(
    claims: Sequence[Claim], figures: Figures, postings: Postings, day: date
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims of sentences in which two figures have each other's numbers, however far these are apart."""
    for _, group in groupby(claims, key=lambda claim: (claim.sentence.field, claim.sentence.start)):
        told = list(group)
        if len(told) < 2:
            continue
        near = figures.near(frozenset().union(*(claim.zones.words for claim in told)), postings)
        for pair in _pairs(told, near):
            compared = ((claim, compare(claim, indicator, day)) for claim, indicator in pair)
            found = [(claim, one) for claim, one in compared if one is not None]
            crossed = pair[0][1].amount.unit != pair[1][1].amount.unit or all(
                len(digits_of(claim.quantity.value)) >= CLEAR for claim, _ in pair
            )
            fates = all(indicator.is_of_fate for _, indicator in pair)
            least = FATE_MATCH - TIE if fates else _CROSSED_MATCH if crossed else MATCH
            if len(found) == len(pair) and all(c.match >= least and c.why in {"", "part"} for _, c in found):
                yield from found


def crosswise(
    claims: Sequence[Claim], wrong: Mapping[int, Indicator], indicators: Sequence[Indicator], reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims with the number of a figure that is told beside them, wrongly, with the number of theirs."""
    sentences = {(claims[at].sentence.field, claims[at].sentence.start) for at in wrong}
    for claim, indicator in _crossing(claims, wrong, indicators) if wrong else ():
        beside = (claim.sentence.field, claim.sentence.start) in sentences
        told = is_told_beside(claim, indicator, reading) if beside else _is_named(claim, indicator)
        if told and not keeps_apart(claim, indicator, reading.day):
            yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.DIFFERS)


def _is_named(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a number of three digits or more is told of a figure by its name."""
    clear = len(digits_of(claim.quantity.written)) >= CLEAR
    return clear and match_of(claim, indicator) * core_told(claim, indicator) >= MATCH


def _pairs(
    claims: Sequence[Claim], indicators: Sequence[Indicator]
) -> Iterator[tuple[tuple[Claim, Indicator], tuple[Claim, Indicator]]]:
    """Yield two (claim, figure) of a sentence: each claim is about its figure and has the number of the other.

    What is told around a number must have words of its own figure alone, or count what that one does and the other does
    not, and have none of the other alone.
    """
    exact = [c for c in claims if c.quantity.hedge is Hedge.EXACT]
    for one, other in combinations(exact, 2):
        few = min(len(str(one.quantity.written)), len(str(other.quantity.written))) == 1
        first = [i for i in indicators if _has_number(one, i)]
        second = [i for i in indicators if _has_number(other, i)]
        for its, own in ((a, b) for a in first for b in second if a.amount.value != b.amount.value):
            if few and not (its.is_of_fate and own.is_of_fate):
                continue  # one digit may be chance, but the dead told as the hurt and the hurt as the dead are not
            if _is_about(one, own, its) and _is_about(other, its, own):
                yield (one, own), (other, its)
        for its, own in () if few else _crossed(one, other, indicators):
            yield (one, own), (other, its)


def _crossing(
    claims: Sequence[Claim], wrong: Mapping[int, Indicator], indicators: Sequence[Indicator]
) -> Iterator[tuple[Claim, Indicator]]:
    """Yield a claim and a figure where the article tells another figure with the number of this one, and that number here.

    `wrong` has the figures that are told wrongly, by the place of the claim. `8.935 người đi làm việc ở nước ngoài, 2.618 người mất
    việc` for 2.618 and 8.935: who has found the first error knows the second.
    """
    for at, its in wrong.items():
        claim = claims[at]
        owners = [one for one in indicators if one is not its and _has_exactly(claim, one)]
        for other in claims if owners else ():
            if other is not claim and _has_exactly(other, its):
                yield from ((other, own) for own in owners)


def _has_exactly(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim has the number of a figure, two digits or more, as exactly meant."""
    exact = claim.quantity.hedge is Hedge.EXACT and not claim.quantity.rate
    return exact and claim.quantity.written == indicator.written >= _TWO_DIGITS


def _crossed(
    one: Claim, other: Claim, indicators: Sequence[Indicator]
) -> Iterator[tuple[Indicator, Indicator]]:
    """Yield the figures (of the number, of the unit) of the first of two claims, where the second has them reversed.

    `86 vụ cháy rừng, mất 21 ha` for 21 fires and 86,3 ha.
    """
    for its in (i for i in indicators if _has_digits(one, i) and i.amount.unit != one.quantity.unit):
        for own in (i for i in indicators if _has_digits(other, i) and i.amount.unit == one.quantity.unit):
            if its.amount.unit == other.quantity.unit and its.fact.period_to == own.fact.period_to:
                yield its, own


def _has_digits(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim writes the number of a figure, or that number without what is behind its comma."""
    written, official = claim.quantity.written, indicator.written
    return not claim.quantity.rate and (written == official or (written == round(official) and written >= 10))


def _has_number(claim: Claim, indicator: Indicator) -> bool:
    same = claim.quantity.unit == indicator.amount.unit and not claim.quantity.rate
    return same and claim.quantity.value == indicator.amount.value


def _is_about(claim: Claim, own: Indicator, other: Indicator) -> bool:
    only, foreign = own.telling - other.telling, other.telling - own.telling
    if not claim.local.isdisjoint(foreign):
        return False
    counted = own.fact.unit != other.fact.unit and claim.behind.startswith(f"{own.fact.unit} ")
    return counted or (bool(only) and len(claim.local & only) >= _TELLING * len(only))
