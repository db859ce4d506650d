"""Numbers that are told together: what a round one is exactly, and what rose or fell to the number of now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from pipeline.flag.by_number import NUMBER_MATCH
from pipeline.flag.claims import Claim
from pipeline.flag.comparing import Comparison, Outcome
from pipeline.flag.indicators import Indicator
from pipeline.flag.quantities import Hedge
from pipeline.flag.scope import with_unit
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import CLASSIFIERS, counting_word

_EXACTLY = re.compile(
    r"(?<!\w)(?:chính xác|cụ thể|đích xác|rõ hơn|đúng ra|con số (?:công bố|chính thức))(?: hơn)?"
    r"(?P<by>, (?:do|theo) [^,.;\d]{3,40},)?(?: (?:là|thì|tới|đến|có)|:)* $"
)
"""What stands before a number that says a round one exactly: `chính xác là 6.214 chiếc`."""
_OPENS = re.compile(r"(?:tỷ lệ |con |mức )?(?:số )?(?:chính xác|cụ thể|đích xác|công bố|chính thức)(?!\w)")
"""The head of a sentence that says the round number of the one before exactly; `cụ thể, ngành may 63%` lists parts."""
_ROSE_FROM = re.compile(
    r"(?<!\w)(?:tăng|giảm|hạ|tụt|rơi|nhích|vọt|lên|gấp)(?!\w)[^.;\d]{0,40}(?<!\w)từ (?:mức )?$"
)
_TO = re.compile(r"[\d.,]+(?: \w+){0,3}? (?:xuống|lên|còn|tới|đến)(?: còn| mức| tới| đến)? ")
_OTHER_YEAR = re.compile(
    r"(?<!\w)(?:so với (?:năm )?20\d\d|(?:hai|ba|bốn|năm|mười|\d+) năm(?! (?:nay|ngoái|20\d\d))|20\d\d)(?!\w)"
)
"""`so với năm 2024`, `sau ba năm`: what it was is not of the year before."""


def told_together(
    claims: Sequence[Claim], told: Mapping[int, Comparison], indicators: Sequence[Indicator]
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims that tell a figure exactly, or what it was a year before, beside one that agrees with it.

    `told` has what settles each claim, by the place of the claim.
    """
    agreed = {at: one.indicator for at, one in told.items() if one.outcome is Outcome.AGREES}
    if not agreed:
        return
    meant = chain(_told_exactly(claims, agreed), _risen_from(claims, agreed, indicators))
    for claim, indicator in meant:
        yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.DIFFERS)


def _told_exactly(
    claims: Sequence[Claim], agreed: Mapping[int, Indicator]
) -> Iterator[tuple[Claim, Indicator]]:
    """Yield the claims that say exactly, and wrongly, what a round number before them tells of a figure rightly.

    `agreed` has the figure that each claim agrees with, by the place of the claim.
    """
    for at, claim in enumerate(claims):
        indicator, round_one = agreed.get(at - 1), claims[at - 1]
        if indicator is None or at in agreed or claim.quantity.hedge is not Hedge.EXACT:
            continue
        same = claim.sentence is round_one.sentence
        if not same and (claim.before is not round_one.sentence or not _OPENS.match(claim.sentence.small)):
            continue
        start = round_one.quantity.end if same else 0
        between = claim.sentence.small[start : claim.quantity.start]
        if _EXACTLY.search(between) and _may_count(claim, indicator):
            yield claim, indicator


def _may_count(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim has the unit of a figure, counts by a mere classifier or by nothing, and differs from it."""
    quantity = with_unit(claim.quantity, indicator)
    counted = counting_word(quantity.noun)
    bare = not counted or counted in CLASSIFIERS or claim.behind.startswith(f"{indicator.fact.unit} ")
    same = quantity.unit == indicator.amount.unit and (bool(quantity.unit) or bare)
    return same and not agrees(quantity, indicator.amount)


def _risen_from(
    claims: Sequence[Claim], agreed: Mapping[int, Indicator], indicators: Sequence[Indicator]
) -> Iterator[tuple[Claim, Indicator]]:
    """Yield the claims of what was a year before, wrongly told, where a figure rose or fell to its number of now."""
    for at, claim in enumerate(claims[:-1]):
        now, after = agreed.get(at + 1), claims[at + 1]
        if now is None or claim.sentence is not after.sentence or _OTHER_YEAR.search(claim.sentence.small):
            continue
        small, quantity = claim.sentence.small, claim.quantity
        if not _ROSE_FROM.search(small[: quantity.start]):
            continue
        if not _TO.fullmatch(small, quantity.start, after.quantity.start):
            continue
        for before in indicators:
            if _is_year_before(before, now) and not agrees(with_unit(quantity, before), before.amount):
                yield claim, before


def _is_year_before(one: Indicator, now: Indicator) -> bool:
    """Tell whether a figure is that of another one a year earlier, for the same place."""
    ends = (one.fact.period_to, now.fact.period_to)
    a_year = ends[0] is not None and ends[1] is not None and _year_later(ends[0]) == ends[1]
    return a_year and one.fact.place == now.fact.place and one.is_like(now)


def _year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)
