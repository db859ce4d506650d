"""How surely the words of a claim are those of a figure: all of them, or all but the act or the place told wrong."""

from __future__ import annotations

import re
from datetime import date

from pipeline.flag.claims import Claim
from pipeline.flag.indicators import Indicator
from pipeline.flag.quantities import lower
from pipeline.flag.reading import words
from pipeline.flag.scope import (
    CLEAR,
    SWAP_MATCH,
    act_opposed,
    digits_of,
    is_of_the_occasion,
    period_differs,
    told_behind,
)

_LONG_KEY, _LONG_KEY_FOUND = 0.8, 0.8
"""A key of several telling words that is found nearly whole is enough, whatever the subject is called."""
_WHOLE_NAME, _BY_NAME = 0.97, 0.65
"""A name of two telling words or more that stands whole beside the number is enough."""
_ANOTHER = re.compile(r"(?<!\w)(?:khác|trước đó|từng|năm ngoái|cũng)(?!\w)")
_ANOTHER_ACT = 0.8
"""How sure the words of a figure are at most where the act itself is another one."""
_CORE = 0.7
"""How much a match loses when none of the words that every name of the figure has is told."""


def match_of(claim: Claim, indicator: Indicator) -> float:
    """Return how surely a claim is about a figure (0..1)."""
    found = [claim.zones.coverage(key) for key in indicator.keys]
    plain = max((share for share, key in zip(found, indicator.keys, strict=True) if key.is_long), default=0.0)
    both = 0.6 * max(found) + 0.4 * found[0]  # the subject is the first key
    if any(
        share >= _WHOLE_NAME and len(key.telling) > 1
        for share, key in zip(found, indicator.keys, strict=True)
    ):
        both = max(both, _BY_NAME)
    if (
        indicator.is_of_fate
        and is_of_the_occasion(claim, indicator)
        and not _ANOTHER.search(claim.sentence.small)
    ):
        both = max(both, _BY_NAME)  # whose dead they are is told by the name of the accident
    return max(both, _LONG_KEY * plain) if plain >= _LONG_KEY_FOUND else both


def match_but_for_act(claim: Claim, indicator: Indicator) -> float:
    """Return how surely a claim with the number of a figure is about it but for the act, of which it tells the opposite.

    `794 doanh nghiệp giải thể` has all of `794 doanh nghiệp tạm ngừng` but what happened to them.
    """
    match, act = match_of(claim, indicator), act_opposed(claim, indicator)
    if not act or len(digits_of(claim.quantity.written)) < CLEAR:
        return match
    rest = [claim.zones.coverage(key, act) for key in indicator.keys if not key.telling <= act]
    bare = any(key.telling <= act for key in indicator.keys) and " " in told_behind(claim, indicator)
    return max(match, _ANOTHER_ACT * max(rest, default=0.0), _ANOTHER_ACT * bare)


def match_but_for_place(claim: Claim, indicator: Indicator, today: date) -> float:
    """Return how surely a claim is about a figure of a place below the province but for the place, else nought.

    `toàn tỉnh đón 148.350 lượt khách` for the visitors of an island: all is told but its name. Asked of exact numbers.
    """
    if not indicator.own_names or len(digits_of(claim.quantity.written)) < CLEAR:
        return 0.0
    if not claim.is_plainly_elsewhere(indicator.own_names) or period_differs(claim, indicator, today):
        return 0.0
    own = (*indicator.own_names, lower(indicator.fact.place))
    names = frozenset(word for name in own for word in words(name))
    if not any(key.telling - names for key in indicator.keys):
        return 0.0
    match = max(claim.zones.coverage(key, names) for key in indicator.keys)
    return match if match >= SWAP_MATCH else 0.0


def core_told(claim: Claim, indicator: Indicator) -> float:
    """Return 1 when a claim has all the words that every name of the figure has, less for each that it lacks."""
    if indicator.is_of_fate and is_of_the_occasion(claim, indicator):
        return 1.0
    missing = indicator.core - claim.zones.words
    return 1 - _CORE * len(missing) / len(indicator.core) if missing else 1.0
