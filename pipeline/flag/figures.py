"""F-1: a figure of the article against the figure of the register, like with like only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain, groupby

from pipeline.domain.facts import official_text
from pipeline.domain.records import Flag, Signal
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
    is_of_its_own_name,
    is_plain_slip,
    is_rival,
    is_told_beside,
    is_unmistakable,
    likest,
    whole_zone,
)
from pipeline.flag.claims import Claim, claims_of
from pipeline.flag.contrasts import is_done, is_of_a_group, is_of_another_rank, is_of_another_use, narrows
from pipeline.flag.exchanged import crosswise, exchanged
from pipeline.flag.indicators import LEAST_MATCH, Indicator
from pipeline.flag.lookup import Figures, Postings
from pipeline.flag.matching import core_told, match_but_for_act, match_but_for_place, match_of
from pipeline.flag.quantities import Hedge, Quantity
from pipeline.flag.reading import Reading, Zone
from pipeline.flag.scope import (
    CLEAR,
    FATE_MATCH,
    SWAP_MATCH,
    denies_fate,
    digits_of,
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
from pipeline.flag.told_together import risen_from, told_exactly
from pipeline.flag.tolerance import agrees


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


MATCH = 0.62
"""Least match at which a claim is about an indicator (chosen on the development articles)."""
_OWN_MATCH = 0.8
"""A claim that is this surely about a figure is compared with that one, whatever other figure its number is."""
_FARTHER = 0.3
"""How much less the words must be those of the figure that has the number than of the one that is told."""
_TIE = 0.05
_SWAP_MARGIN = 0.1
"""How much worse the words may fit when the number itself is that of another figure."""
_CROSSED_MATCH = 0.5
"""Least match of two figures with each other's numbers, where these have units of their own or three digits: both by
chance is rare."""
_UNSAID_MATCH = 0.7
"""Least match at which an article that names no province, as the press of ours often does not, tells of our figure."""
_PLAINLY, _NAMED = 0.07, 0.05
_SHIFT = 0.12
"""How much surer the same digits at another scale or in another order make it that the figure is meant: by chance a number
of four digits has them once in some hundreds.

Half as much for three digits.
"""
_FAR, _FAR_FOR_FEW, _FEW = 8, 15, 20
_TWO_DIGITS = 100
"""Below it a number begins like the official one by chance (`23 hộ` and 2.318)."""
_CAUSE = re.compile(r" (?:vì|do|bởi|về)(?!\w)")
_HERE = re.compile(r"(?<!\w)(?:toàn|cả|khắp|của|trong|địa bàn) tỉnh(?!\w)")
_WHOLE = re.compile(r"(?<!\w)(?:toàn|cả|khắp) tỉnh(?!\w)")
_SURELY = 0.9
"""Match from which a number far below the official one is told of the whole province and no part."""
_ALL_OF_US = re.compile(r"(?<!\w)(?:cả nước|toàn quốc|các tỉnh|tổng cục|thế giới)(?!\w)|(?<!\w)bộ (?!đội)")
_REST = re.compile(r"(?<!\w)(?:còn|chưa|không|trống|ngoài|thiếu|vắng|bỏ)(?!\w)")
_SCALES = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_SETTLING = ((Outcome.AGREES, 0.45), (Outcome.DIFFERS, MATCH), (Outcome.SWAPPED, SWAP_MATCH))
"""What settles a claim, in this order, with the least match: agreeing by half is enough not to flag."""


def find_figures(reading: Reading, figures: Figures) -> list[Flag]:
    """Return F-1 flags of an article, one per sentence and fact."""
    postings = figures.of_article(reading)
    if not postings and not figures.has_digits_of(reading):
        return []
    flags: dict[tuple[str, str, int], Flag] = {}
    settled: dict[tuple[str, int, str], float] = {}
    agreed: set[tuple[str, str, int]] = set()
    claims = list(claims_of(reading))
    told: dict[int, Comparison] = {}
    for at, claim in enumerate(claims):
        near = figures.near(claim.zones.words, postings)
        compared = (compare(claim, indicator, reading.day) for indicator in near)
        found = judge([one for one in compared if one is not None])
        if found is None:
            continue
        told[at] = found
        place = (str(claim.sentence.field), claim.sentence.paragraph, found.indicator.fact.fact_id)
        key = _key(claim, found)
        if _agrees_surely(found) and claim.quantity.value == found.indicator.amount.value:
            agreed.add(key)
        if found.outcome is Outcome.AGREES or found.match > settled.get(place, 0.0):
            told_before = settled.get(place, 0.0)
            settled[place] = max(found.match, told_before)
        elif found.match < settled[place]:
            # the whole was told before in this paragraph: this is a part of it
            continue
        if found.outcome is not Outcome.AGREES:
            flags.setdefault(key, _flag(claim, found))
    for key in agreed:
        flags.pop(key, None)  # the sentence has the official number: another one there is of something else
    wrong = {
        at: one.indicator
        for at, one in told.items()
        if one.outcome is Outcome.DIFFERS and _key(claims[at], one) in flags
    }
    more = (
        _told_together(claims, told, figures, postings),
        _exchanged(claims, figures, postings, reading.day),
        _crosswise(claims, wrong, figures.among(postings), reading),
        _by_number(claims, told, figures.among(postings), reading),
        *_in_other_words(claims, told, figures, postings, reading),
    )
    for claim, found in chain.from_iterable(more):
        flags.setdefault(_key(claim, found), _flag(claim, found))
    return list(flags.values())


def _key(claim: Claim, found: Comparison) -> tuple[str, str, int]:
    """Return what a flag is told by once: the figure and the sentence."""
    return found.indicator.fact.fact_id, str(claim.sentence.field), claim.sentence.start


def _told_together(
    claims: Sequence[Claim], told: Mapping[int, Comparison], figures: Figures, postings: Postings
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims that tell a figure exactly, or what it was a year before, beside one that agrees with it."""
    agreed = {at: one.indicator for at, one in told.items() if one.outcome is Outcome.AGREES}
    if not agreed:
        return
    meant = chain(told_exactly(claims, agreed), risen_from(claims, agreed, figures.among(postings)))
    for claim, indicator in meant:
        yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.DIFFERS)


def _crosswise(
    claims: Sequence[Claim], wrong: Mapping[int, Indicator], indicators: Sequence[Indicator], reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims with the number of a figure that is told beside them, wrongly, with the number of theirs."""
    sentences = {(claims[at].sentence.field, claims[at].sentence.start) for at in wrong}
    for claim, indicator in crosswise(claims, wrong, indicators) if wrong else ():
        beside = (claim.sentence.field, claim.sentence.start) in sentences
        told = is_told_beside(claim, indicator, reading) if beside else _is_named(claim, indicator)
        if told and not _apart(claim, indicator, reading.day):
            yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.DIFFERS)


def _is_named(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a number of three digits or more is told of a figure by its name."""
    clear = len(digits_of(claim.quantity.written)) >= CLEAR
    return clear and match_of(claim, indicator) * core_told(claim, indicator) >= MATCH


def _in_other_words(
    claims: Sequence[Claim],
    told: Mapping[int, Comparison],
    figures: Figures,
    postings: Postings,
    reading: Reading,
) -> Iterator[Iterator[tuple[Claim, Comparison]]]:
    """Yield what the numbers tell of claims that the words have not settled; where these settled all, nothing is asked."""
    open_ones = [claim for at, claim in enumerate(claims) if at not in told]
    if open_ones:
        yield _with_number_of_another(claims, told, figures.among(postings), reading)
        yield _by_number_alone(claims, told, figures.with_number_of(open_ones, reading), reading)


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
        for one in indicators if most <= _OWN_MATCH - _FARTHER else ():
            if one in owners or any(one.is_like(owner) for owner in owners) or _apart(claim, one, day):
                continue
            match = match_of(claim, one) * core_told(claim, one)
            if match < max(_OWN_MATCH, most + _FARTHER) or _is_told_rightly(claims, one, day):
                continue
            found = _weigh(claim, one, match, however_far=True)
            if found.outcome is Outcome.DIFFERS:
                yield claim, found


def _is_told_rightly(claims: Sequence[Claim], indicator: Indicator, day: date) -> bool:
    """Tell whether some claim of an article has the number of a figure, told of its place and time."""
    same = (claim for claim in claims if claim.quantity.written == indicator.written)
    return any(not _apart(claim, indicator, day) for claim in same)


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
        and not _apart(claim, indicator, reading.day)
    ):
        yield from _weighed(claim, indicator, reading.day)


def _given_in_other_words(
    claim: Claim, indicator: Indicator, reading: Reading
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield a claim with a figure whose very number it gives to another time or kind of thing, in any words."""
    if claim.quantity.written != indicator.written:
        return
    why = _apart(claim, indicator, reading.day)
    if is_given_in_other_words(claim, indicator, why, reading):
        yield claim, Comparison(indicator, NUMBER_MATCH, Outcome.SWAPPED, why)


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
        if not _apart(claim, one, day)
    ]
    agreed = {one.indicator.fact.fact_id for one in told.values() if _agrees_surely(one)}
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
    why, found = _apart(claim, indicator, day), _weigh(claim, indicator, NUMBER_MATCH)
    exact = claim.quantity.written == indicator.written
    if not why and found.outcome is Outcome.DIFFERS:
        yield claim, found
    elif (
        found.outcome is not Outcome.AGREES
        and not _is_of_another_use(claim, indicator)
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
    near = [one for one in unsaid if is_near(claim, one) and not _apart(claim, one, day)]
    meant = [one for one in near if core_told(claim, one) == 1.0 and is_meant_alone(claim, one, whole)]
    if len(meant) == 1:
        rivals = (one for one in indicators if one is not meant[0] and is_rival(claim, one, whole))
        if all(_apart(claim, one, day) for one in rivals):
            return meant[0]
    if not near and claim.quantity.hedge is not Hedge.EXACT:
        near = [one for one in unsaid if is_near(claim, one, rounded=True) and not _apart(claim, one, day)]
    return likest(claim, near, indicators, reading)


def _is_settled(told: Comparison | None, indicator: Indicator) -> bool:
    """Tell whether a claim is flagged already, but for the number of one place or year told of another that has its own."""
    if told is None or told.outcome is Outcome.AGREES:
        return False
    return told.outcome is not Outcome.SWAPPED or not indicator.is_like(told.indicator)


def _agrees_surely(one: Comparison) -> bool:
    return one.outcome is Outcome.AGREES and one.match >= MATCH


def _apart(claim: Claim, indicator: Indicator, today: date) -> str:
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


def _exchanged(
    claims: Sequence[Claim], figures: Figures, postings: Postings, day: date
) -> Iterator[tuple[Claim, Comparison]]:
    """Yield the claims of sentences in which two figures have each other's numbers, however far these are apart."""
    for _, group in groupby(claims, key=lambda claim: (claim.sentence.field, claim.sentence.start)):
        told = list(group)
        if len(told) < 2:
            continue
        near = figures.near(frozenset().union(*(claim.zones.words for claim in told)), postings)
        for pair in exchanged(told, near):
            compared = ((claim, compare(claim, indicator, day)) for claim, indicator in pair)
            found = [(claim, one) for claim, one in compared if one is not None]
            crossed = pair[0][1].amount.unit != pair[1][1].amount.unit or all(
                len(digits_of(claim.quantity.value)) >= CLEAR for claim, _ in pair
            )
            fates = all(indicator.is_of_fate for _, indicator in pair)
            least = FATE_MATCH - _TIE if fates else _CROSSED_MATCH if crossed else MATCH
            if len(found) == len(pair) and all(c.match >= least and c.why in {"", "part"} for _, c in found):
                yield from found


def judge(comparisons: Sequence[Comparison]) -> Comparison | None:
    """Return the comparison that settles a claim: the best match that agrees or differs; None when none does."""
    pool = [c for c in comparisons if c.why not in {"unit", "fate", "words"}]
    pool = [c for c in pool if not any(_counts_a_kind_of(other, c) for other in pool)]
    best = max(pool, key=lambda c: c.match, default=None)
    settled = None
    if best is not None:
        rivals = (
            c
            for c in pool
            if c.match >= best.match - _TIE
            or c.indicator.is_like(best.indicator)
            or (best.outcome is Outcome.APART and _is_by_full_name(c))
        )
        tops = sorted(rivals, key=lambda c: -c.match)
        found = (
            next((c for c in tops if c.outcome is outcome and c.match >= least), None)
            for outcome, least in _SETTLING
        )
        settled = next((c for c in found if c), None)
    if settled is not None and (settled.outcome is Outcome.AGREES or settled.match >= _OWN_MATCH):
        return settled
    if settled is not None and settled.match >= SWAP_MATCH and settled.indicator.is_of_fate:
        return settled  # `làm chết 438 người` is about the dead, whatever else was counted 438
    return _swapped(comparisons, pool, settled) or settled


def _is_by_full_name(one: Comparison) -> bool:
    """Tell whether a name of a figure stands whole behind the number, three syllables of it or more."""
    return one.match >= _OWN_MATCH and one.told.count(" ") > 1


def _counts_a_kind_of(one: Comparison, other: Comparison) -> bool:
    """Tell whether a claim counts by name what one figure does, a kind of what the other does (`huy chương vàng`).

    Unless words around the number are those of the other alone.
    """
    return (
        one.outcome is not Outcome.APART
        and one.match >= MATCH
        and bool(other.told)
        and one.told.startswith(f"{other.told} ")
        and not other.said - one.indicator.vocabulary
        and not one.indicator.is_like(other.indicator)
    )


def _swapped(
    comparisons: Sequence[Comparison], pool: Sequence[Comparison], settled: Comparison | None
) -> Comparison | None:
    """Return the figure whose exact number is told of another unit or fate, when that explains the claim better."""
    told = max((c.match for c in pool if c.outcome is not Outcome.APART), default=0.0)
    margin = _SWAP_MARGIN if settled is not None else 2 * _TIE
    swapped = (c for c in comparisons if c.outcome is Outcome.SWAPPED and c.why in {"unit", "fate"})
    sure = (c for c in swapped if c.match >= (c.least or SWAP_MATCH))
    return max((c for c in sure if c.match > told - margin), key=lambda c: c.match, default=None)


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
    return _weigh(claim, indicator, match)


def _weigh(claim: Claim, indicator: Indicator, match: float, *, however_far: bool = False) -> Comparison:
    """Compare the values of a claim and a figure that are about the same thing.

    A number that is far from the official one counts a part or something else, unless asked for (`however_far`).
    """
    is_plan = claim.is_plan()
    if not is_plan and claim.quantity.value == indicator.planned:
        return Comparison(indicator, min(1.0, match + 0.1), Outcome.DIFFERS, "target")
    of_plan = indicator.is_share_of_plan and claim.is_share_of_plan()
    planned = is_plan and not indicator.is_plan and not of_plan
    added = indicator.is_of_new and claim.is_addition()
    lacking = claim.left.endswith("hụt ") and "thiếu" in indicator.known
    change = claim.is_change() and not indicator.is_change and not added and not lacking
    left_over = indicator.is_sum and claim.is_left_over()
    right = "" if _is_cause_of_fine(claim, indicator) else claim.right
    part = claim.is_part_of(indicator) or narrows(claim.told_left, right, indicator.known) or left_over
    part = part or is_of_another_rank(claim.behind, indicator.known)
    part = part or (claim.quantity.unit == "%" and is_of_a_group(claim.left, indicator.known))
    part = part or is_done(claim.left + claim.behind[:40], indicator.known)
    part = part or _is_of_another_use(claim, indicator) or _is_rest_of_share(claim, indicator)
    so_far = indicator.is_plan and claim.is_so_far()
    if planned or change or part or so_far or claim.quantity.value in indicator.parts:
        return Comparison(indicator, match, Outcome.APART, "part")
    same = agrees(with_unit(claim.quantity, indicator), indicator.amount)
    if same and indicator.is_told_backwards(claim.left):
        return Comparison(indicator, match, Outcome.DIFFERS, "direction")
    if (
        not same
        and not (however_far or _is_no_part(claim, indicator, match))
        and _is_far_off(claim.quantity.value, indicator.amount.value)
        and not _is_other_unit(claim.quantity, indicator)
        and not _is_shifted_rounded(claim.quantity, indicator)
    ):
        return Comparison(indicator, match, Outcome.APART, "part")
    shifted = _is_slip_of(claim.quantity, indicator) or _is_other_unit(claim.quantity, indicator)
    few = len(digits_of(claim.quantity.value)) == CLEAR and not _is_other_unit(claim.quantity, indicator)
    match += _plainly(claim, indicator) + (_SHIFT / (2 if few else 1) if shifted else 0.0)
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
    return larger and here and claim.explicit_period and match >= _OWN_MATCH


def _is_of_another_use(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a sum of money is spent or owed for something where its clause has no word that names the figure."""
    money = claim.quantity.unit == "đồng" and indicator.core.isdisjoint(claim.local)
    return money and is_of_another_use(claim.left, claim.right, indicator.known)


def _is_rest_of_share(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a share is that of the rest (`còn bốn phần mười đất trống` where 61,5 % are let)."""
    official = indicator.amount
    told = _REST.search(claim.left) or _REST.search(claim.right)
    if official.unit != "%" or claim.quantity.unit != "%" or not told or told.group() in indicator.known:
        return False
    return agrees(claim.quantity, replace(official, value=100 - official.value))


def _is_cause_of_fine(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether what follows is why someone that the figure names was fined (`vì xả nước chưa qua xử lý`), no part."""
    fined = claim.quantity.unit == "đồng" and bool(indicator.own_names) and "phạt" in claim.left
    return fined and bool(_CAUSE.match(claim.right))


def _is_slip_of(quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether a number has the digits of the official one, three or more: at another scale, or in another order."""
    stated, official = digits_of(quantity.value), digits_of(indicator.amount.value)
    if len(stated) < CLEAR or quantity.value == indicator.amount.value:
        return False
    in_order = quantity.value.adjusted() == indicator.amount.value.adjusted()
    return stated == official or (in_order and sorted(stated) == sorted(official))


def _is_other_unit(quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether the official number, three digits or more, is told in another unit of the kind (sào for ha)."""
    return (
        quantity.value != indicator.amount.value
        and quantity.written == indicator.written
        and len(digits_of(quantity.written)) >= CLEAR
    )


def _is_shifted_rounded(quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether a number agrees with the official one at ten, a hundred or a thousand times its scale.

    One of few digits does so by chance (`hơn hai trăm nhà` for 21 460), but for sums of money, which are told roundly.
    """
    quantity, official = with_unit(quantity, indicator), indicator.amount
    clear = len(digits_of(quantity.value)) >= CLEAR or official.unit in {"đồng", "USD"}
    return clear and any(
        agrees(quantity, replace(official, value=official.value * times))
        for times in _SCALES
        if official.unit != "%"
    )


def _is_far_off(stated: Decimal, official: Decimal) -> bool:
    """Tell whether a number is so far from the official one that it counts something else (7 of 398 460 pupils).

    A shifted decimal keeps its digits and is an error of scale, however far.
    """
    if not official or not stated:
        return False
    short, long = sorted((digits_of(stated), digits_of(official)), key=len)
    begins = long[: len(short)] == short and (len(short) > 2 or stated >= _TWO_DIGITS)
    if sorted(short) == sorted(long) or (len(short) > 1 and begins):
        return False
    told = sorted(filter(None, short))
    if len(told) > 2 and told == sorted(filter(None, long)):
        return False  # a nought lost or out of place: 653 for 6.053
    times = max(stated / official, official / stated)
    return times > (_FAR_FOR_FEW if official < _FEW else _FAR)


def _plainly(claim: Claim, indicator: Indicator) -> float:
    """Return what is added to a match when the sentence itself names the place and all that every name has."""
    named = (indicator.province, *indicator.own_names)
    here = any(name and name in claim.sentence.plain for name in named)
    said = bool(indicator.core) and indicator.core <= set(claim.sentence.words)
    if here and said:
        return _PLAINLY
    return _NAMED if any(name in claim.sentence.plain for name in indicator.own_names) else 0.0


def _flag(claim: Claim, found: Comparison) -> Flag:
    fact, sentence = found.indicator.fact, claim.sentence
    official = official_text(fact)
    source = f" ({fact.source_doc})" if fact.source_doc else ""
    return Flag(
        signal=Signal.FIGURE,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=f"Bài viết nêu {claim.quantity.text}; số liệu chính thức về “{fact.subject}” là {official}{source}{_explain(claim, found)}",
        score=_score(found),
        fact_id=fact.fact_id,
        stated=claim.quantity.text,
        official=official,
    )


def _score(found: Comparison) -> float:
    least = FATE_MATCH if found.why == "fate" else MATCH
    sureness = max(0.0, (found.match - least) / (1 - least))
    return round(0.6 + 0.37 * min(1.0, sureness), 2)


def _explain(claim: Claim, found: Comparison) -> str:
    """Return the end of the sentence that tells both figures: how the official one came to be told wrong."""
    if found.why == "direction":
        return "; bài viết nêu ngược chiều tăng, giảm."
    if found.why == "target":
        return "; số bài viết nêu là kế hoạch, không phải kết quả."
    if found.why == "place":
        return "; bài viết gán số này cho địa bàn khác."
    if found.why == "period":
        return "; bài viết gán số này cho kỳ khác."
    if found.why in {"unit", "fate"}:
        return "; bài viết gán số này cho đối tượng khác."
    return f".{next(_scales(claim, found), '')}"


def _scales(claim: Claim, found: Comparison) -> Iterator[str]:
    """Yield the words for a shifted decimal: ten, a hundred or a thousand times off."""
    stated, official = claim.quantity.value, found.indicator.amount.value
    for times in (10, 100, 1000):
        if stated == official * times:
            yield f" Số nêu gấp {times} lần số chính thức, có thể nhầm đơn vị hoặc dấu phẩy."
        if stated * times == official:
            yield f" Số nêu bằng 1/{times} số chính thức, có thể nhầm đơn vị hoặc dấu phẩy."
