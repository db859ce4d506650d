"""F-1: a figure of the article against the figure of the register, like with like only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.domain.facts import Fact, official_text
from pipeline.domain.records import Flag, Signal
from pipeline.flag.claims import Claim, claims_of
from pipeline.flag.contrasts import is_opposite, narrows
from pipeline.flag.indicators import EXCLUSIVE, LEAST_MATCH, Indicator, counted_alike, numbered_in
from pipeline.flag.lookup import Figures
from pipeline.flag.periods import PeriodKind, covers
from pipeline.flag.quantities import Hedge, Quantity
from pipeline.flag.reading import Reading
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import counting_word

_PROVINCE_WORD = re.compile(r"(?<!các )(?<!nhiều )(?<!hai )(?<!ba )(?<!\w)tỉnh(?!\w)")


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
    in_full: bool = False
    """The claim counts the unit of the figure in all its words."""


MATCH = 0.62
"""Least match at which a claim is about an indicator (chosen on the development articles)."""
_SWAP_MATCH = 0.7
_OWN_MATCH = 0.8
"""A claim that is this surely about a figure is compared with that one, whatever other figure its number is."""
_FATE_MATCH = 0.4
_TIE = 0.05
_LONG_KEY, _LONG_KEY_FOUND = 0.8, 0.8
"""A key of several telling words that is found nearly whole is enough, whatever the subject is called."""
_SWAP_MARGIN = 0.1
"""How much worse the words may fit when the number itself is that of another figure."""
_PLAINLY, _NAMED = 0.07, 0.05
_SHIFT = 0.12
"""How much surer the same digits at another scale make it that the figure is meant: chance has one in 9,000."""
_FAR, _FAR_FOR_FEW, _FEW = 8, 15, 20
_SCALES = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_CURRENCIES = frozenset({"đồng", "USD"})
_CORE = 0.7
"""How much a match loses when none of the words that every name of the figure has is told."""
_SETTLING = ((Outcome.AGREES, 0.45), (Outcome.DIFFERS, MATCH), (Outcome.SWAPPED, _SWAP_MATCH))
"""What settles a claim, in this order, with the least match: agreeing by half is enough not to flag."""


def find_figures(reading: Reading, figures: Figures) -> list[Flag]:
    """Return F-1 flags of an article, one per sentence and fact."""
    postings = figures.of_article(reading)
    if not postings:
        return []
    flags: dict[tuple[str, str, int], Flag] = {}
    settled: dict[tuple[str, int, str], float] = {}
    for claim in claims_of(reading):
        near = figures.near(claim.zones.words, postings)
        found = judge([compare(claim, indicator, reading.day) for indicator in near])
        if found is None:
            continue
        place = (str(claim.sentence.field), claim.sentence.paragraph, found.indicator.fact.fact_id)
        if found.outcome is Outcome.AGREES or found.match > settled.get(place, 0.0):
            told_before = settled.get(place, 0.0)
            settled[place] = max(found.match, told_before)
        elif found.match < settled[place]:
            # the whole was told before in this paragraph: this is a part of it
            continue
        if found.outcome is not Outcome.AGREES:
            fact = found.indicator.fact
            key = (fact.fact_id, str(claim.sentence.field), claim.sentence.start)
            flags.setdefault(key, _flag(claim, found))
    return list(flags.values())


def judge(comparisons: Sequence[Comparison]) -> Comparison | None:
    """Return the comparison that settles a claim: the best match that agrees or differs; None when none does."""
    pool = [c for c in comparisons if c.why not in {"unit", "fate", "words"}]
    pool = [c for c in pool if not any(_counts_a_kind_of(other, c) for other in pool)]
    best = max(pool, key=lambda c: c.match, default=None)
    settled = None
    if best is not None:
        rivals = (c for c in pool if c.match >= best.match - _TIE or c.indicator.is_like(best.indicator))
        tops = sorted(rivals, key=lambda c: -c.match)
        found = (
            next((c for c in tops if c.outcome is outcome and c.match >= least), None)
            for outcome, least in _SETTLING
        )
        settled = next((c for c in found if c), None)
    if settled is not None and (settled.outcome is Outcome.AGREES or settled.match >= _OWN_MATCH):
        return settled
    if settled is not None and settled.match >= _SWAP_MATCH and settled.indicator.is_of_fate:
        return settled  # `làm chết 438 người` is about the dead, whatever else was counted 438
    return _swapped(comparisons, pool, settled) or settled


def _counts_a_kind_of(one: Comparison, other: Comparison) -> bool:
    """Tell whether a claim counts by name what one figure does, a kind of what the other does (`huy chương vàng`)."""
    kind, all_kinds = (c.indicator.fact.unit for c in (one, other))
    return (
        one.outcome is not Outcome.APART
        and one.match >= MATCH
        and one.in_full
        and kind.startswith(f"{all_kinds} ")
    )


def _swapped(
    comparisons: Sequence[Comparison], pool: Sequence[Comparison], settled: Comparison | None
) -> Comparison | None:
    """Return the figure whose exact number is told of another unit or fate, when that explains the claim better."""
    told = max((c.match for c in pool if c.outcome is not Outcome.APART), default=0.0)
    margin = _SWAP_MARGIN if settled is not None else 2 * _TIE
    swapped = (c for c in comparisons if c.outcome is Outcome.SWAPPED and c.why in {"unit", "fate"})
    sure = (c for c in swapped if c.match >= (_FATE_MATCH if c.why == "fate" else _SWAP_MATCH))
    return max((c for c in sure if c.match > told - margin), key=lambda c: c.match, default=None)


def compare(claim: Claim, indicator: Indicator, today: date) -> Comparison:
    """Compare one claim with one figure; what is plainly something else is not weighed word by word."""
    if indicator.telling.isdisjoint(claim.zones.words) or not _is_known(indicator.fact, today):
        return Comparison(indicator, 0.0, Outcome.APART, "words")
    exact = _gives_exact_value(claim, indicator)
    why = _unit_differs(claim, indicator, today) or _fate_differs(claim, indicator, today)
    if why and not exact:
        return Comparison(indicator, 0.0, Outcome.APART, why)
    match = _match(claim, indicator)
    if match < LEAST_MATCH:
        return Comparison(indicator, match, Outcome.APART, "words")
    match *= 1.0 if why else _core_told(claim, indicator)
    apart = _place_differs(claim, indicator, today) or _period_differs(claim, indicator, today)
    if why and apart:
        return Comparison(indicator, match, Outcome.APART, why)
    why = why or apart
    if why:
        swapped = exact and _is_sure(claim, indicator, why)
        return Comparison(indicator, match, Outcome.SWAPPED if swapped else Outcome.APART, why)
    return _weigh(claim, indicator, match)


def _weigh(claim: Claim, indicator: Indicator, match: float) -> Comparison:
    """Compare the values of a claim and a figure that are about the same thing."""
    is_plan = claim.is_plan()
    if not is_plan and claim.quantity.value == indicator.planned:
        return Comparison(indicator, min(1.0, match + 0.1), Outcome.DIFFERS, "target")
    of_plan = indicator.is_share_of_plan and claim.is_share_of_plan()
    planned = is_plan and not indicator.is_plan and not of_plan
    change = claim.is_change() and not indicator.is_change
    left_over = indicator.is_sum and claim.is_left_over()
    part = claim.is_part_of(indicator.text) or narrows(claim.left, claim.right, indicator.known) or left_over
    so_far = indicator.is_plan and claim.is_so_far()
    if planned or change or part or so_far or claim.quantity.value in indicator.parts:
        return Comparison(indicator, match, Outcome.APART, "part")
    same = agrees(_with_unit(claim.quantity, indicator), indicator.amount)
    if same and indicator.is_told_backwards(claim.left):
        return Comparison(indicator, match, Outcome.DIFFERS, "direction")
    if (
        not same
        and not _is_shifted_rounded(claim.quantity, indicator)
        and _is_far_off(claim.quantity.value, indicator.amount.value)
    ):
        return Comparison(indicator, match, Outcome.APART, "part")
    match += _plainly(claim, indicator) + (_SHIFT if _is_shifted(claim.quantity, indicator) else 0.0)
    in_full = claim.quantity.noun.startswith(indicator.fact.unit.lower())
    return Comparison(indicator, match, Outcome.AGREES if same else Outcome.DIFFERS, in_full=in_full)


def _is_shifted(quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether a number has all the digits of the official one, four or more, at another scale."""
    digits = _digits(quantity.value)
    return (
        len(digits) >= 4
        and quantity.value != indicator.amount.value
        and digits == _digits(indicator.amount.value)
    )


def _is_shifted_rounded(quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether a number agrees with the official one at ten, a hundred or a thousand times its scale."""
    quantity, official = _with_unit(quantity, indicator), indicator.amount
    return any(
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
    short, long = sorted((_digits(stated), _digits(official)), key=len)
    if sorted(short) == sorted(long) or (len(short) > 1 and long[: len(short)] == short):
        return False
    told = sorted(filter(None, short))
    if len(told) > 2 and told == sorted(filter(None, long)):
        return False  # a nought lost or out of place: 653 for 6.053
    times = max(stated / official, official / stated)
    return times > (_FAR_FOR_FEW if official < _FEW else _FAR)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _plainly(claim: Claim, indicator: Indicator) -> float:
    """Return what is added to a match when the sentence itself names the place and all that every name has."""
    named = (indicator.province, *indicator.own_names)
    here = any(name and name in claim.sentence.plain for name in named)
    said = bool(indicator.core) and indicator.core <= set(claim.sentence.words)
    if here and said:
        return _PLAINLY
    return _NAMED if any(name in claim.sentence.plain for name in indicator.own_names) else 0.0


def _is_known(fact: Fact, today: date) -> bool:
    """Tell whether the figure was known on the day: its period has begun or its document is out."""
    return fact.period_from is None or fact.period_from <= today or (fact.stated_on or date.max) <= today


def _match(claim: Claim, indicator: Indicator) -> float:
    found = [claim.zones.coverage(key) for key in indicator.keys]
    plain = max((share for share, key in zip(found, indicator.keys, strict=True) if key.is_long), default=0.0)
    both = 0.6 * max(found) + 0.4 * found[0]  # the subject is the first key
    return max(both, _LONG_KEY * plain) if plain >= _LONG_KEY_FOUND else both


def _core_told(claim: Claim, indicator: Indicator) -> float:
    """Return 1 when a claim has all the words that every name of the figure has, less for each that it lacks."""
    missing = indicator.core - claim.zones.words
    return 1 - _CORE * len(missing) / len(indicator.core) if missing else 1.0


def _gives_exact_value(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim writes the official number, whatever its unit; one digit may be chance."""
    written, official = claim.quantity.written, indicator.written
    digits = written.normalize().as_tuple().digits
    if claim.quantity.rate or claim.quantity.hedge is not Hedge.EXACT or len(digits) < 2:
        return False
    # `96,4 tỷ đồng` for 96,4 triệu USD: another currency and with it another magnitude
    money = {claim.quantity.unit, indicator.amount.unit} == _CURRENCIES and len(digits) > 2
    return written == official or (money and digits == official.normalize().as_tuple().digits)


def _is_sure(claim: Claim, indicator: Indicator, why: str) -> bool:
    """Tell whether a different scope is plainly said, so that the exact value there cannot be a coincidence."""
    if why == "place":
        return claim.explicit_names and any(name.is_area for name in claim.names)
    if why == "period":
        return (
            claim.explicit_period
            and claim.period is not None
            and claim.period.kind in {PeriodKind.SPAN, PeriodKind.YEAR}
        )
    if why == "unit":
        named = bool(claim.quantity.unit or counting_word(claim.quantity.noun))
        return named and len(claim.quantity.written.normalize().as_tuple().digits) >= 3
    digits = claim.quantity.written.normalize().as_tuple().digits
    named = bool(indicator.own_names) or any(name in claim.sentence.plain for name in indicator.event_names)
    named = named or not indicator.numbered.isdisjoint(numbered_in(claim.sentence.small))
    named = named or (
        claim.explicit_period and claim.period is not None and claim.period.kind is PeriodKind.SPAN
    )
    return why == "fate" and (named or len(digits) >= 3)


def _unit_differs(claim: Claim, indicator: Indicator, _today: date) -> str:
    if claim.quantity.rate and not indicator.is_rate:
        return "unit"
    quantity = _with_unit(claim.quantity, indicator)
    if quantity.unit != indicator.amount.unit:
        return "unit"
    counted = quantity.unit or counted_alike(indicator.fact.unit, quantity.noun, indicator.vocabulary)
    return "" if counted else "unit"


def _with_unit(quantity: Quantity, indicator: Indicator) -> Quantity:
    """Read `900 tỷ` with nothing behind as money where the figure is money."""
    money = indicator.amount.unit in _CURRENCIES
    return replace(quantity, unit=indicator.amount.unit) if quantity.open and money else quantity


def _fate_differs(claim: Claim, indicator: Indicator, _today: date) -> str:
    stated, own = EXCLUSIVE & claim.local, EXCLUSIVE & set(indicator.subject.words)
    near = f"{claim.left} {claim.quantity.noun} {claim.right}"
    return "fate" if stated != own or is_opposite(near, indicator.known) else ""


def _place_differs(claim: Claim, indicator: Indicator, _today: date) -> str:
    if indicator.own_names and not any(name in claim.context for name in indicator.own_names):
        return "elsewhere"
    if indicator.numbered and indicator.is_another_number(claim.sentence.small):
        return "elsewhere"
    if indicator.province and (claim.is_of_larger_area() or not _speaks_of(claim, indicator)):
        return "elsewhere"
    if claim.below and claim.below not in indicator.text and not _is_own_project(claim, indicator):
        return "below"
    if any(name in claim.sentence.plain for name in indicator.event_names):
        return ""
    foreign = any(name.text not in indicator.text for name in claim.names)
    narrower = any(name.is_area and f"{name.type} {name.text}" not in indicator.text for name in claim.names)
    return "place" if foreign or (narrower and not indicator.own_names) else ""


def _is_own_project(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether `dự án` at the head of a sentence is the project that the figure is about."""
    return claim.below == "dự án" and any(name in claim.sentence.plain for name in indicator.own_names)


def _speaks_of(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim can be about a province: it is named near, or `the province` of an article about it."""
    province = indicator.province
    if province in claim.context:
        return True
    if claim.about:
        return claim.about == province
    return claim.explicit_period or indicator.is_short or bool(_PROVINCE_WORD.search(claim.context))


def _period_differs(claim: Claim, indicator: Indicator, today: date) -> str:
    return "" if covers(indicator.fact, claim.period, today) else "period"


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
    least = _FATE_MATCH if found.why == "fate" else MATCH
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
