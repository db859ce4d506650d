"""What a newspaper may round."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.flag.quantities import find_quantities
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import Amount

HA, TY = Decimal(10_000), Decimal(1_000_000_000)


@pytest.mark.parametrize(
    ("text", "official", "same"),
    [
        # bare numbers: exact, rounded as written, or half a per cent off on a zero
        ("2.417 ca", Amount(Decimal(2417), ""), True),
        ("2.400 ca", Amount(Decimal(2417), ""), False),
        ("2.410 ca", Amount(Decimal(2417), ""), True),
        ("2,4 nghìn ca", Amount(Decimal(2417), ""), True),
        ("2,5 nghìn ca", Amount(Decimal(2417), ""), False),
        ("hai nghìn ca", Amount(Decimal(2130), ""), True),
        ("2,4 triệu lượt", Amount(Decimal(2_384_000), ""), True),
        ("86,2 tỷ đồng", Amount(Decimal("86.24") * TY, "đồng"), True),
        ("86 tỷ đồng", Amount(Decimal("86.24") * TY, "đồng"), True),
        ("85 tỷ đồng", Amount(Decimal("86.24") * TY, "đồng"), False),
        ("91%", Amount(Decimal("91.3"), "%"), True),
        ("92%", Amount(Decimal("91.3"), "%"), False),
        # counts below 200 are exact
        ("150 hộ", Amount(Decimal(151), ""), False),
        ("151 hộ", Amount(Decimal(151), ""), True),
        # hedges
        ("khoảng 2.500 ca", Amount(Decimal(2417), ""), True),
        ("khoảng 2.700 ca", Amount(Decimal(2417), ""), False),
        ("gần 2.500 ca", Amount(Decimal(2417), ""), True),
        ("gần 2.400 ca", Amount(Decimal(2417), ""), False),
        ("hơn 2.400 ca", Amount(Decimal(2417), ""), True),
        ("hơn 2.100 ca", Amount(Decimal(2417), ""), False),
        ("hơn 2.450 ca", Amount(Decimal(2417), ""), False),
        # fractions of a share
        ("hai phần ba", Amount(Decimal("67.8"), "%"), True),
        ("một nửa", Amount(Decimal("58.0"), "%"), False),
        ("quá nửa", Amount(Decimal("53.0"), "%"), True),
        # the comma between thousands
        ("7,315 thí sinh", Amount(Decimal(7315), ""), True),
        ("7,351 thí sinh", Amount(Decimal(7315), ""), False),
        # units are converted, never mixed
        ("52.000 m2", Amount(Decimal("5.2") * HA, "m²"), True),
        ("5,2 ha", Amount(Decimal("5.2") * HA, "m²"), True),
        ("5,2 m2", Amount(Decimal("5.2") * HA, "m²"), False),
        ("486.500 kg", Amount(Decimal(486_500), "kg"), True),
        ("1,4%", Amount(Decimal("1.4"), "điểm %"), False),
        ("từ 2.300 đến 2.500 ca", Amount(Decimal(2417), ""), True),
        ("từ 2.500 đến 2.600 ca", Amount(Decimal(2417), ""), False),
    ],
)
def test_the_tolerance_rule(text: str, official: Amount, same: bool) -> None:
    (quantity,) = find_quantities(text)
    assert agrees(quantity, official) is same
