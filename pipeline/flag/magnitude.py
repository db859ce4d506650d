"""How far a number is from the official one: a slip in digits, scale or unit, or so far that it counts something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.flag.indicators import Indicator
from pipeline.flag.quantities import Quantity
from pipeline.flag.scope import CLEAR, digits_of, with_unit
from pipeline.flag.tolerance import agrees

_FAR, _FAR_FOR_FEW, _FEW = 8, 15, 20
_TWO_DIGITS = 100
"""Below it a number begins like the official one by chance (`23 hộ` and 2.318)."""
_SCALES = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_SHIFT = 0.12
"""How much surer the same digits at another scale or in another order make it that the figure is meant: by chance a number
of four digits has them once in some hundreds.

Half as much for three digits.
"""


def is_of_another_magnitude(quantity: Quantity, indicator: Indicator) -> bool:
    """Tell whether a number is so far from the official one, and so unlike it, that it counts a part or something else."""
    return (
        _is_far_off(quantity.value, indicator.amount.value)
        and not _is_other_unit(quantity, indicator)
        and not _is_shifted_rounded(quantity, indicator)
    )


def surer_by_slip(quantity: Quantity, indicator: Indicator) -> float:
    """Return what is added to a match where a number is a slip of the official one, which is meant then."""
    other_unit = _is_other_unit(quantity, indicator)
    if not other_unit and not _is_slip_of(quantity, indicator):
        return 0.0
    few = len(digits_of(quantity.value)) == CLEAR and not other_unit
    return _SHIFT / (2 if few else 1)


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
