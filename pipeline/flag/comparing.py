"""One claim of an article beside one figure of the register: about the same thing or not, agreeing or not, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.flag.by_number import is_of_its_own_name
from pipeline.flag.claims import Claim
from pipeline.flag.indicators import LEAST_MATCH, Indicator
from pipeline.flag.magnitude import is_of_another_magnitude, surer_by_slip
from pipeline.flag.matching import core_told, match_but_for_act, match_but_for_place, match_of
from pipeline.flag.parts import is_not_the_whole
from pipeline.flag.scope import (
    denies_fate,
    fate_differs,
    gives_exact_value,
    is_denied,
    is_given_to_all,
    is_sure,
    least_match,
    period_differs,
    place_differs,
    told_behind,
    unit_differs,
    with_unit,
)
from pipeline.flag.tolerance import agrees

MATCH = 0.62
"""Least match at which a claim is about an indicator (chosen on the development articles)."""
OWN_MATCH = 0.8
"""A claim that is this surely about a figure is compared with that one, whatever other figure its number is."""
TIE = 0.05
"""Matches that are no further apart tell nothing of which figure is meant."""
_UNSAID_MATCH = 0.7
"""Least match at which an article that names no province, as the press of ours often does not, tells of our figure."""
_PLAINLY, _NAMED = 0.07, 0.05
"""How much surer a figure is where its place and all that every name has stand in the sentence, and where its place does."""
_HERE = re.compile(r"(?<!\w)(?:toàn|cả|khắp|của|trong|địa bàn) tỉnh(?!\w)")
_WHOLE = re.compile(r"(?<!\w)(?:toàn|cả|khắp) tỉnh(?!\w)")
_SURELY = 0.9
"""Match from which a number far below the official one is told of the whole province and no part."""
_ALL_OF_US = re.compile(r"(?<!\w)(?:cả nước|toàn quốc|các tỉnh|tổng cục|thế giới)(?!\w)|(?<!\w)bộ (?!đội)")


class Outcome(StrEnum):
    """What comparing one claim with one figure gives."""

    APART = "apart"
    """Not about the same thing."""
    AGREES = "agrees"
    DIFFERS = "differs"
    SWAPPED = "swapped"
    """The exact official value, given to another place, period, unit or fate."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One claim beside one figure."""

    indicator: Indicator
    match: float
    """How surely the claim is about the indicator (0..1)."""
    outcome: Outcome
    why: str = ""
    """What keeps them apart: `unit`, `fate`, `place`, `period`, `part`."""
    told: str = ""
    """The longest name of the figure, or its unit, that stands right behind the number."""
    least: float = 0.0
    """Least match at which the exact number, told of something else, is that of the figure."""
    said: frozenset[str] = frozenset()
    """The telling words of the figure that stand around the number."""


def compare(claim: Claim, indicator: Indicator, today: date) -> Comparison | None:
    """Compare one claim with one figure; None for what is plainly something else, which is not weighed word by word."""
    told = claim.zones.words
    if indicator.telling.isdisjoint(told) and indicator.counters.isdisjoint(told):
        return None
    if claim.quantity.fraction and indicator.telling.isdisjoint(claim.sentence.words):
        return None  # `tiền về tay chỉ có một nửa`: half of anything
    why = unit_differs(claim, indicator, today) or fate_differs(claim, indicator, today)
    exact = gives_exact_value(claim, indicator) or (
        why == "fate" and (is_denied(claim, indicator) or denies_fate(claim, indicator))
    )
    if why and not exact:
        return None
    elsewhere = match_but_for_place(claim, indicator, today) if exact and not why else 0.0
    if elsewhere:
        return Comparison(indicator, elsewhere, Outcome.SWAPPED, "place")
    return _compare_like(claim, indicator, today, why, exact)


def _compare_like(claim: Claim, indicator: Indicator, today: date, why: str, exact: bool) -> Comparison:
    """Compare a claim with a figure of the same unit and fate, or (`why`) with one whose exact number it tells."""
    match = match_but_for_act(claim, indicator) if why == "fate" else match_of(claim, indicator)
    if match < LEAST_MATCH:
        return Comparison(indicator, match, Outcome.APART, "words")
    match *= 1.0 if why else core_told(claim, indicator)
    apart = place_differs(claim, indicator, today)
    if apart == "unsaid" and match >= _UNSAID_MATCH:
        apart = ""
    apart = apart or period_differs(claim, indicator, today)
    if why and apart:
        return Comparison(indicator, match, Outcome.APART, why)
    why = why or apart
    if why:
        swapped = exact and (is_sure(claim, indicator, why) or is_given_to_all(claim, why))
        least = least_match(claim, indicator, why)
        return Comparison(indicator, match, Outcome.SWAPPED if swapped else Outcome.APART, why, least=least)
    return weigh(claim, indicator, match)


def weigh(claim: Claim, indicator: Indicator, match: float, *, however_far: bool = False) -> Comparison:
    """Compare the values of a claim and a figure that are about the same thing.

    A number that is far from the official one counts a part or something else, unless asked for (`however_far`).
    """
    if claim.quantity.value == indicator.planned and not claim.is_plan():
        return Comparison(indicator, min(1.0, match + 0.1), Outcome.DIFFERS, "target")
    if is_not_the_whole(claim, indicator):
        return Comparison(indicator, match, Outcome.APART, "part")
    same = agrees(with_unit(claim.quantity, indicator), indicator.amount)
    if same and indicator.is_told_backwards(claim.left):
        return Comparison(indicator, match, Outcome.DIFFERS, "direction")
    whole = same or however_far or _is_no_part(claim, indicator, match)
    if not whole and is_of_another_magnitude(claim.quantity, indicator):
        return Comparison(indicator, match, Outcome.APART, "part")
    match += _plainly(claim, indicator) + surer_by_slip(claim.quantity, indicator)
    outcome = Outcome.AGREES if same else Outcome.DIFFERS
    return Comparison(
        indicator, match, outcome, told=told_behind(claim, indicator), said=indicator.telling & claim.local
    )


def _is_no_part(claim: Claim, indicator: Indicator, match: float) -> bool:
    """Tell whether a number is no part: too large for one or told of the whole, by the name, place and time of the figure."""
    whole = claim.quantity.value > indicator.amount.value or (
        bool(indicator.province) and bool(_WHOLE.search(claim.told_left)) and match >= _SURELY
    )
    larger = whole and not claim.quantity.fraction
    plain = claim.sentence.plain
    named = any(name and name in plain for name in (indicator.province, *indicator.own_names))
    here = (named or bool(_HERE.search(plain))) and not _ALL_OF_US.search(plain)
    return larger and here and claim.explicit_period and match >= OWN_MATCH


def _plainly(claim: Claim, indicator: Indicator) -> float:
    """Return what is added to a match when the sentence itself names the place and all that every name has."""
    named = (indicator.province, *indicator.own_names)
    here = any(name and name in claim.sentence.plain for name in named)
    said = bool(indicator.core) and indicator.core <= set(claim.sentence.words)
    if here and said:
        return _PLAINLY
    return _NAMED if any(name in claim.sentence.plain for name in indicator.own_names) else 0.0


def keeps_apart(claim: Claim, indicator: Indicator, today: date) -> str:
    """Return the one thing that keeps a claim and a figure apart, `several` where more do, else an empty text."""
    place = "" if is_of_its_own_name(claim, indicator) else place_differs(claim, indicator, today)
    told = (
        unit_differs(claim, indicator, today),
        fate_differs(claim, indicator, today),
        place,
        period_differs(claim, indicator, today),
    )
    apart = [why for why in told if why]
    return "several" if len(apart) > 1 else "".join(apart)


def agrees_surely(one: Comparison) -> bool:
    """Tell whether a claim agrees with a figure that it is surely about; what agrees by half is only not flagged."""
    return one.outcome is Outcome.AGREES and one.match >= MATCH
