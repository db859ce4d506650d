"""What a number of a sentence counts, and whether two numbers of two sentences tell the same of the same."""

from __future__ import annotations

import re

from pipeline.flag.quantities import Hedge, Quantity
from pipeline.flag.reading import EMPTY, Sentence, words_of
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import Amount

DATE_WORDS = frozenset({"ngày", "tháng", "năm"})
_NEAR_WORDS = 4
COUNTED_UNTIL = re.compile(
    r"(?<!\w)(?:tính )?(?:đến|tới) (?:ngày|hôm nay|nay|sáng|trưa|chiều|tối|\d{1,2} ?(?:giờ|h)|\d)"
)
"""A count that goes on: that of noon is not that of the evening."""
ANEW_EACH_DAY = re.compile(
    r"(?<!\w)(?:nhiệt độ|độ c|°c|độ ẩm|gió cấp|sóng biển|lượng mưa|mực nước|dự báo|tỷ giá|giá vàng|giá xăng|giá dầu|vn-index|hnx-index)(?!\w)"
)
"""What is forecast or quoted anew each day: another value tells of another day unless the day is named."""


def slot(quantity: Quantity) -> tuple[str, str]:
    """Return what a quantity counts: its unit and the word behind it."""
    if quantity.open:
        return "đồng", ""
    return quantity.unit, quantity.noun.split(" ")[0]


def mean_the_same(one: tuple[Quantity, Sentence], other: tuple[Quantity, Sentence]) -> bool:
    """Tell whether two numbers stand among the same words, half of the fewer; a price is no sum."""
    spans = [((quantity.start, quantity.end), sentence) for quantity, sentence in (one, other)]
    return one[0].rate == other[0].rate and same_role(spans[0], spans[1])


_Spot = tuple[tuple[int, int], Sentence]


def same_role(one: _Spot, other: _Spot) -> bool:
    """Tell whether two places of two sentences stand among the same words, half of the fewer."""
    first, second = _around(*one), _around(*other)
    return 2 * len(first & second) >= min(len(first), len(second))


def _around(span: tuple[int, int], sentence: Sentence) -> frozenset[str]:
    before = words_of(sentence.plain[: span[0]])[-_NEAR_WORDS:]
    behind = words_of(sentence.plain[span[1] :])[:_NEAR_WORDS]
    words = (*before, *behind)
    return frozenset(word for word in words if word not in EMPTY | DATE_WORDS and not word[0].isdigit())


def say_the_same(one: Quantity, other: Quantity) -> bool:
    """Tell whether one could be the other, rounded or cut off."""
    if one.hedge is not Hedge.EXACT and other.hedge is not Hedge.EXACT:
        return True
    cut_off = abs(one.value - other.value) < max(one.numeral.step, other.numeral.step)
    return (
        cut_off or agrees(one, Amount(other.value, other.unit)) or agrees(other, Amount(one.value, one.unit))
    )
