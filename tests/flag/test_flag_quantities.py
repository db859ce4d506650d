"""Quantities in running text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.flag.quantities import Hedge, Quantity, find_quantities


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "hedge"),
    [
        ("thu về 18.500 tỷ đồng", "18500000000000", "đồng", Hedge.EXACT),
        ("rộng gần 3 ha", "30000", "m²", Hedge.BELOW),
        ("hơn 7,5 km đường", "7500", "m", Hedge.ABOVE),
        ("khoảng 40 tấn rác", "40000", "kg", Hedge.ABOUT),
        ("ước đạt 12,5%", "12.5", "%", Hedge.ABOUT),
        ("xấp xỉ 30 phần trăm", "30", "%", Hedge.ABOUT),
        ("tăng 1,2 điểm phần trăm", "1.2", "điểm %", Hedge.EXACT),
        ("vượt mốc 900 hộ", "900", "", Hedge.ABOVE),
        ("ngót 20 triệu đồng", "20000000", "đồng", Hedge.BELOW),
        ("rộng 450 m2", "450", "m²", Hedge.EXACT),
        ("1.046 m3 gỗ", "1046", "m³", Hedge.EXACT),
        ("Bốn mươi hai hộ bị ngập", "42", "", Hedge.EXACT),
        ("quá nửa số hộ", "50", "%", Hedge.ABOVE),
        ("khoảng ba phần tư diện tích", "75", "%", Hedge.ABOUT),
    ],
)
def test_value_unit_and_hedge(text: str, value: str, unit: str, hedge: Hedge) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.hedge) == (Decimal(value), unit, hedge)


@pytest.mark.parametrize(
    "text",
    [
        "ngày 12/8/2026",
        "sáng 12/8",
        "năm 2026",
        "lúc 2 giờ 30 phút",
        "lúc 19h30",
        "bà Tư, 69 tuổi",
        "Công văn số 311/SVD-VP",
        "Nghị quyết 4/2026/NQ-HĐND",
        "điện thoại 0255 382 1234",
        "quốc lộ 24",
        "lớp 6B",
        "bão số 9",
        "hàng chục người",
        "vài trăm hộ",
        "cụ Bảy kể",
        "mỗi năm một khác",
        "năm ngoái",
        "cầu Sông Thử 3 thông xe",
        "một số nơi",
    ],
)
def test_what_only_looks_like_a_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_a_range_is_one_quantity() -> None:
    dashed = only("giá 45 - 60 USD")
    assert (dashed.value, dashed.upper) == (45, 60)
    spoken = only("từ 3 đến 5 ha")
    assert (spoken.value, spoken.upper) == (30000, 50000)


def test_a_ratio_states_the_part() -> None:
    assert only("61/83 trạm có bác sĩ").value == 61


def test_a_rate_is_marked() -> None:
    assert only("giá 60 USD/m2").rate
    assert only("hỗ trợ 900.000 đồng mỗi tháng").rate
    assert not only("hỗ trợ 900.000 đồng").rate


def test_a_year_number_counts_when_things_are_counted() -> None:
    assert only("có 2026 hộ được cấp điện").value == 2026


def test_offsets_point_at_the_number_and_its_unit() -> None:
    text = "Toàn xã có 1.250 học sinh, ít hơn năm ngoái."
    quantity = only(text)
    assert text[quantity.start : quantity.end] == quantity.text == "1.250 học sinh"


@given(st.text(alphabet="0123456789.,/- %abcđhm²ộnămươitrghìy\n", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    last = 0
    for quantity in find_quantities(text):
        assert last <= quantity.start < quantity.end <= len(text)
        last = quantity.start


@given(st.integers(min_value=2, max_value=10**9))
def test_written_counts_are_found(number: int) -> None:
    quantity = only(f"toàn tỉnh có {number:,} hộ dân".replace(",", "."))
    assert quantity.value == number
