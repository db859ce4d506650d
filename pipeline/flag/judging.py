"""Which of the figures that a claim was compared with settles it: the likest that agrees or differs, or a mix-up."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.flag.comparing import MATCH, OWN_MATCH, TIE, Comparison, Outcome
from pipeline.flag.scope import SWAP_MATCH

_SWAP_MARGIN = 0.1
"""How much worse the words may fit when the number itself is that of another figure."""
_SETTLING = ((Outcome.AGREES, 0.45), (Outcome.DIFFERS, MATCH), (Outcome.SWAPPED, SWAP_MATCH))
"""What settles a claim, in this order, with the least match: agreeing by half is enough not to flag."""


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
            if c.match >= best.match - TIE
            or c.indicator.is_like(best.indicator)
            or (best.outcome is Outcome.APART and _is_by_full_name(c))
        )
        tops = sorted(rivals, key=lambda c: -c.match)
        found = (
            next((c for c in tops if c.outcome is outcome and c.match >= least), None)
            for outcome, least in _SETTLING
        )
        settled = next((c for c in found if c), None)
    if settled is not None and (settled.outcome is Outcome.AGREES or settled.match >= OWN_MATCH):
        return settled
    if settled is not None and settled.match >= SWAP_MATCH and settled.indicator.is_of_fate:
        return settled  # `làm chết 438 người` is about the dead, whatever else was counted 438
    return _swapped(comparisons, pool, settled) or settled


def _is_by_full_name(one: Comparison) -> bool:
    """Tell whether a name of a figure stands whole behind the number, three syllables of it or more."""
    return one.match >= OWN_MATCH and one.told.count(" ") > 1


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
    margin = _SWAP_MARGIN if settled is not None else 2 * TIE
    swapped = (c for c in comparisons if c.outcome is Outcome.SWAPPED and c.why in {"unit", "fate"})
    sure = (c for c in swapped if c.match >= (c.least or SWAP_MATCH))
    return max((c for c in sure if c.match > told - margin), key=lambda c: c.match, default=None)
