"""Claims whose figure the number tells, where the words alone did not (`by_number` says when a number can)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.flag.by_number import (
    NUMBER_MATCH,
    Slips,
    exactly,
    is_given_in_other_words,
    is_given_to_another,
    is_like_slip,
    is_meant,
    is_meant_alone,
    is_near,
    is_plain_slip,
    is_rival,
    is_unmistakable,
    likest,
    whole_zone,
)
from pipeline.flag.claims import Claim
from pipeline.flag.comparing import OWN_MATCH, Comparison, Outcome, agrees_surely, compare, keeps_apart, weigh
from pipeline.flag.indicators import Indicator
from pipeline.flag.lookup import Figures, Postings
from pipeline.flag.matching import core_told, match_of
from pipeline.flag.parts import is_spent_otherwise
from pipeline.flag.quantities import Hedge
from pipeline.flag.reading import Reading, Zone

_FARTHER = 0.3
"""How much less the words must be those of the figure that has the number than of the one that is told."""


def told_by_number(
    claims: Sequence[Claim],
    told: Mapping[int, Comparison],
    figures: Figures,
    postings: Postings,
    reading: Reading,
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims of an article whose number tells the figure, each with it.

    `told` has what the words have settled, by the place of the claim; where these settled all, only slips are asked for.
    """
    indicators = figures.among(postings)
    yield from _by_number(claims, told, indicators, reading)
    open_ones = [claim for at, claim in enumerate(claims) if at not in told]
    if open_ones:
        yield from _with_number_of_another(claims, told, indicators, reading)
        yield from _by_number_alone(claims, told, figures.with_number_of(open_ones, reading), reading)


def _by_number(
    claims: Sequence[Claim], told: Mapping[int, Comparison], indicators: Sequence[Indicator], reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims of which the number itself tells the figure, where the words alone did not.

    None of a figure that the article also tells rightly, and none with a number that is rightly that of another one or
    that the words have settled (`told`, by the place of the claim) already.
    """
    slips, whole, day = Slips(indicators), whole_zone(reading), reading.day
    right = [
        (at, one.fact.fact_id)
        for at, claim in enumerate(claims)
        for one in slips.exact(claim)
        if not keeps_apart(claim, one, day)
    ]
    agreed = {one.indicator.fact.fact_id for one in told.values() if agrees_surely(one)}
    taken, known = {at for at, _ in right}, agreed | {fact_id for _, fact_id in right}
    unsaid = [one for one in indicators if one.fact.fact_id not in known]
    for at, claim in enumerate(claims):
        if at in taken:
            continue
        meant = [one for one in slips.meant_by(claim) if one.fact.fact_id not in known]
        for one in meant:
            if not _is_settled(told.get(at), one) and (
                is_meant(claim, one, whole) or is_like_slip(claim, one, reading)
            ):
                yield from _weighed(claim, one, day)
            if at not in told:
                yield from _given_in_other_words(claim, one, reading)
        if at not in told and not meant and (alone := _alone(claim, unsaid, indicators, whole, reading)):
            yield from _weighed(claim, alone, day)


def _weighed(claim: Claim, indicator: Indicator, day: date) -> Iterator[tuple[Claim, Comparison]]:
    """Yield a claim with a figure that its number tells, where it is another number or is told of something else."""
    why, found = keeps_apart(claim, indicator, day), weigh(claim, indicator, NUMBER_MATCH)
    exact = claim.quantity.written == indicator.written
    if not why and found.outcome is Outcome.DIFFERS:
        yield claim, found
    elif (
        found.outcome is not Outcome.AGREES
        and not is_spent_otherwise(claim, indicator)
        and is_plain_slip(claim, indicator, why)
    ):
        yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.DIFFERS)
    elif why and exact and is_given_to_another(claim, indicator, why):
        yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.SWAPPED, why)


def _alone(
    claim: Claim,
    unsaid: Sequence[Indicator],
    indicators: Sequence[Indicator],
    whole: Zone,
    reading: Reading,
) -> Indicator | None:
    """Return the only figure that a claim can be about by unit, place and time, if enough of it is told."""
    day = reading.day
    near = [one for one in unsaid if is_near(claim, one) and not keeps_apart(claim, one, day)]
    meant = [one for one in near if core_told(claim, one) == 1.0 and is_meant_alone(claim, one, whole)]
    if len(meant) == 1:
        rivals = (one for one in indicators if one is not meant[0] and is_rival(claim, one, whole))
        if all(keeps_apart(claim, one, day) for one in rivals):
            return meant[0]
    if not near and claim.quantity.hedge is not Hedge.EXACT:
        near = [
            one for one in unsaid if is_near(claim, one, rounded=True) and not keeps_apart(claim, one, day)
        ]
    return likest(claim, near, indicators, reading)


def _is_settled(told: Comparison | None, indicator: Indicator) -> bool:
    """Tell whether a claim is flagged already, but for the number of one place or year told of another that has its own."""
    if told is None or told.outcome is Outcome.AGREES:
        return False
    return told.outcome is not Outcome.SWAPPED or not indicator.is_like(told.indicator)


def _with_number_of_another(
    claims: Sequence[Claim], told: Mapping[int, Comparison], indicators: Sequence[Indicator], reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims that tell a figure by its name with the very number of another one, however far that is.

    Three digits or more, the words far from those of the other figure, and none that the article also tells rightly.
    """
    day = reading.day
    for at, claim in enumerate(claims):
        owners = exactly(claim, indicators) if at not in told else ()
        most = max((match_of(claim, one) for one in owners), default=1.0)
        for one in indicators if most <= OWN_MATCH - _FARTHER else ():
            if one in owners or any(one.is_like(owner) for owner in owners) or keeps_apart(claim, one, day):
                continue
            match = match_of(claim, one) * core_told(claim, one)
            if match < max(OWN_MATCH, most + _FARTHER) or _is_told_rightly(claims, one, day):
                continue
            found = weigh(claim, one, match, however_far=True)
            if found.outcome is Outcome.DIFFERS:
                yield claim, found


def _is_told_rightly(claims: Sequence[Claim], indicator: Indicator, day: date) -> bool:
    """Tell whether some claim of an article has the number of a figure, told of its place and time."""
    same = (claim for claim in claims if claim.quantity.written == indicator.written)
    return any(not keeps_apart(claim, indicator, day) for claim in same)


def _by_number_alone(
    claims: Sequence[Claim], told: Mapping[int, Comparison], indicators: Sequence[Indicator], reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims with the digits of a figure, or its number given to another place or kind of thing, in any words.

    Of figures that no word of the article leads to as well, for their place or their name is what is told wrong; none of
    one that the article also tells rightly.
    """
    day = reading.day
    for one in indicators:
        if _is_told_rightly(claims, one, day):
            continue
        for at, claim in enumerate(claims):
            if at not in told:
                yield from _alone_by_number(claim, one, reading)


def _alone_by_number(
    claim: Claim, indicator: Indicator, reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    if claim.quantity.written == indicator.written:
        found = compare(claim, indicator, reading.day)
        if found is not None and found.outcome is Outcome.SWAPPED and found.why == "place":
            yield claim, found
        elif not indicator.own_names:
            yield from _given_in_other_words(claim, indicator, reading)
    elif (
        not indicator.own_names
        and is_unmistakable(claim, indicator, reading)
        and not keeps_apart(claim, indicator, reading.day)
    ):
        yield from _weighed(claim, indicator, reading.day)


def _given_in_other_words(
    claim: Claim, indicator: Indicator, reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield a claim with a figure whose very number it gives to another time or kind of thing, in any words."""
    if claim.quantity.written != indicator.written:
        return
    why = keeps_apart(claim, indicator, reading.day)
    if is_given_in_other_words(claim, indicator, why, reading):
        yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.SWAPPED, why)
