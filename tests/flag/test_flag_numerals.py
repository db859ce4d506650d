"""Numbers in digits and words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.flag.numerals import read_figure, read_words

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(number: int) -> str:
    """Write a number below ten thousand million in words, the way schools teach it."""
    for size, name in ((1_000_000_000, "tỷ"), (1_000_000, "triệu"), (1000, "nghìn")):
        if number >= size:
            rest = number % size
            head = f"{spell(number // size)} {name}"
            if not rest:
                return head
            return f"{head} {'không trăm ' + _tens(rest, odd=True) if rest < 100 else spell(rest)}"
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} trăm" + (f" {_tens(rest, odd=True)}" if rest else "")
    return _tens(number, odd=False)


def _tens(number: int, *, odd: bool) -> str:
    ten, one = divmod(number, 10)
    if ten == 0:
        return f"linh {ONES[one]}" if odd else ONES[one]
    last = {0: "", 5: " lăm"}.get(one, f" {ONES[one]}")
    if ten > 1 and one == 1:
        last = " mốt"
    return ("mười" if ten == 1 else f"{ONES[ten]} mươi") + last


@given(st.integers(min_value=1, max_value=9_999_999_999))
def test_numbers_in_words_are_read_back(number: int) -> None:
    words = spell(number).split()
    read = read_words(words)
    assert read is not None
    assert (read[0].value, read[1]) == (number, len(words))


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_figures_are_read_back(number: Decimal) -> None:
    whole, _, decimals = f"{number:,.2f}".partition(".")
    read = read_figure(f"{whole.replace(',', '.')},{decimals}")
    assert read is not None
    assert read.value == number


@given(
    st.lists(
        st.sampled_from(
            [*ONES, "mười", "mươi", "trăm", "linh", "nghìn", "triệu", "rưỡi", "nửa", "lăm", "3,5", "1.2.3"]
        ),
        max_size=12,
    )
)
def test_no_row_of_number_words_breaks_the_reader(words: list[str]) -> None:
    read = read_words(words) if words else None
    assert read is None or 0 < read[1] <= len(words)


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("1.254", "1254", "1"),
        ("3,1", "3.1", "0.1"),
        ("1.234,5", "1234.5", "0.1"),
        ("1,234,567", "1234567", "1"),
        ("1,234.5", "1234.5", "0.1"),
        ("58.6", "58.6", "0.1"),
    ],
)
def test_marks_between_digits(text: str, value: str, step: str) -> None:
    read = read_figure(text)
    assert read is not None
    assert (read.value, read.step) == (Decimal(value), Decimal(step))


def test_a_comma_before_three_digits_has_two_readings() -> None:
    read = read_figure("7,315")
    assert read is not None
    assert (read.value, read.other) == (Decimal("7.315"), Decimal(7315))


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("3 triệu 200 nghìn đồng", "3200000", 4),
        ("1,25 nghìn hộ", "1250", 2),
        ("18.500 tỷ đồng", "18500000000000", 2),
        ("2 nghìn tỷ đồng", "2000000000000", 3),
        ("hai tỷ rưỡi", "2500000000", 3),
        ("nửa triệu người", "500000", 2),
        ("mười năm qua", "10", 1),
        ("hai mươi lăm", "25", 3),
        ("ba trăm rưỡi", "350", 3),
        ("sáu chục chiếc", "60", 2),
    ],
)
def test_mixed_numbers(text: str, value: str, used: int) -> None:
    read = read_words(text.split())
    assert read is not None
    assert (read[0].value, read[1]) == (Decimal(value), used)


def test_other_words_are_no_numbers() -> None:
    assert read_words(["người", "hai"]) is None


@pytest.mark.parametrize(
    ("text", "value", "used"),
    [
        ("chín mươi ba phẩy sáu phần trăm", "93.6", 5),
        ("ba phẩy năm triệu", "3500000", 4),
        ("bốn phẩy hai mươi lăm tỷ", "4250000000", 6),
        ("hai phẩy không lăm", "2.05", 4),
        ("ba phẩy rồi thôi", "3", 1),
    ],
)
def test_decimals_in_words(text: str, value: str, used: int) -> None:
    read = read_words(text.split())
    assert read is not None
    assert (read[0].value, read[1]) == (Decimal(value), used)
