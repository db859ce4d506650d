"""What a newspaper may round without being wrong (the tolerance rule of the evaluation data).

The numbers of the rule: a bare number may be rounded to the precision it is written in, or lie half a per cent
off when it ends in zeros; `khoảng` allows 5 %; `gần` means up to 5 % below, `hơn` up to 10 % above; fractions
allow 5 % or two percentage points; counts below 200 must be exact.
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.flag.quantities import Hedge, Quantity
from pipeline.flag.units import SHARES, Amount

_EXACT_BELOW = 200
_HALF_PER_CENT = Decimal("0.005")
_ABOUT = Decimal("0.05")
_ABOVE = Decimal("1.10")
_BELOW = Decimal("0.95")
_UNDER = Decimal("0.90")
_SHARE_POINTS = Decimal(2)


def agrees(stated: Quantity, official: Amount) -> bool:
    """Tell whether the stated quantity says the same as the official value, within what the press may round.

    Different units never agree: `8.912 người` is not 8 912 hộ only where the caller knows what is counted, but
    `143,6 m2` is not 143,6 ha and per cent are not percentage points here.
    """
    if stated.unit != official.unit:
        return False
    if stated.upper is not None:
        return stated.value <= official.value <= stated.upper
    readings = [stated.value] + ([stated.numeral.other] if stated.numeral.other is not None else [])
    return any(_reading_agrees(stated, reading, official) for reading in readings)


def _reading_agrees(stated: Quantity, value: Decimal, official: Amount) -> bool:
    true = official.value
    off = abs(value - true)
    if stated.fraction:
        return off <= _SHARE_POINTS or off <= _ABOUT * true or _hedged(stated.hedge, value, true)
    if stated.hedge is not Hedge.EXACT:
        return _hedged(stated.hedge, value, true)
    if value == true:
        return True
    if not official.unit and true < _EXACT_BELOW:
        return False
    if stated.numeral.step > _unit_step(official) and off * 2 <= stated.numeral.step:
        return True
    return stated.numeral.round_end and off <= _HALF_PER_CENT * true


def _unit_step(official: Amount) -> Decimal:
    """Return the step below which nothing is rounded: a count is told in ones, a share as finely as one likes."""
    return Decimal(0) if official.unit in SHARES or official.unit else Decimal(1)


def _hedged(hedge: Hedge, value: Decimal, true: Decimal) -> bool:
    return {
        Hedge.EXACT: False,
        Hedge.ABOUT: abs(value - true) <= _ABOUT * true,
        Hedge.BELOW: _BELOW * value <= true <= value,
        Hedge.UNDER: _UNDER * value <= true <= value,
        Hedge.ABOVE: value <= true <= _ABOVE * value,
    }[hedge]
