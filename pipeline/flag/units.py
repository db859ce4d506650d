"""Units of measure in the press and in the register, and their base units.

What is no measure (`ca`, `hộ`, `vụ`) is counted: the unit is empty and the counted thing is a matter of words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

from pipeline.domain.facts import Fact
from pipeline.flag.numerals import MAGNITUDES

MEASURES: dict[str, tuple[str, Decimal]] = {
    word: (base, Decimal(factor))
    for base, words in {
        "%": {"%": "1", "phần trăm": "1"},
        "điểm %": {"điểm phần trăm": "1", "điểm %": "1"},
        "m²": {
            "ha": "10000",
            "hecta": "10000",
            "héc ta": "10000",
            "héc-ta": "10000",
            "km2": "1000000",
            "km²": "1000000",
            "m2": "1",
            "m²": "1",
            "mét vuông": "1",
            "sào": "500",
            "mẫu ruộng": "5000",
            "mẫu đất": "5000",
            "công đất": "1000",
            "công ruộng": "1000",
        },
        "m": {
            "km": "1000",
            "kilômét": "1000",
            "ki-lô-mét": "1000",
            "cây số": "1000",
            "mét": "1",
            "m": "1",
            "cm": "0.01",
            "mm": "0.001",
            "milimét": "0.001",
            "mi-li-mét": "0.001",
        },
        "m³": {"m3": "1", "m³": "1", "mét khối": "1", "khối": "1"},
        "kg": {
            "tấn": "1000",
            "tạ": "100",
            "yến": "10",
            "kg": "1",
            "kilôgam": "1",
            "ký": "1",
            "gram": "0.001",
        },
        "lít": {"lít": "1"},
        "đồng": {"đồng": "1", "vnđ": "1", "đ": "1"},
        "USD": {"usd": "1", "đô la mỹ": "1", "đô la": "1", "đô": "1"},
        "EUR": {"euro": "1"},
        "MW": {"mw": "1", "gw": "1000", "kw": "0.001"},
        "kWh": {"kwh": "1", "mwh": "1000", "gwh": "1000000", "ki-lô-oát giờ": "1"},
    }.items()
    for word, factor in words.items()
}
"""Unit as written, lower case, to (base unit, factor)."""
MEASURE = re.compile(
    r" ?(?P<unit>" + "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True)) + r")(?!\w)"
)
SHARES = frozenset({"%", "điểm %"})

# Counted things that stand for each other as units: a number of one may be told as a number of the other.
COUNT_CLASSES = tuple(
    frozenset(group.split(","))
    for group in (
        (
            "người,ca,bị can,bị cáo,bị hại,nghi phạm,nghi can,bệnh nhân,bệnh nhi,nạn nhân,trường hợp,em,học sinh,học trò,thí sinh,sĩ tử,lao động,công nhân,giáo viên,thầy cô,"
            "trẻ,cháu,dân,sinh linh,chết,hành khách,mạng,nhân khẩu,đối tượng,sinh mạng,cô giáo,sản phụ,cán bộ,đồng bào,trò,thầy,bác sĩ,nhân viên,y sĩ,mạng người,cô cậu,cô bé,cậu bé,cô gái,chàng trai,bạn trẻ,bạn,gương mặt,thanh niên,sinh viên,đứa trẻ,cụ,chị em,bà con,phụ nữ,tài xế,lái xe,cử tri"
        ),
        "vụ,vụ việc,trường hợp,ca,sự vụ",
        "hộ,hộ dân,gia đình,hộ gia đình",
        "nhà,căn,ngôi,nóc,mái",
        "lượt,khách,du khách,người,vị khách",
        "giấy,giấy chứng nhận,sổ,cuốn,quyển,bìa",
        "giấy phép,mỏ,phép,điểm mỏ",
        "trường,điểm trường,ngôi trường,công trình,dự án",
        "trạm,trạm y tế",
        "giường,giường bệnh",
        "con,lợn,heo,con lợn,con heo,cá thể",
        "sản phẩm,mặt hàng,món",
        "nhà máy,công trình,dự án,thủy điện,nhà",
        "cầu,cây,chiếc,cây cầu,công trình",
        "đơn vị,xã",
        "đơn vị,doanh nghiệp,công ty,hợp tác xã,cơ sở,cơ quan",
        "ổ dịch,ổ",
        "ki-ốt,kiốt,kiot,sạp,gian,quầy,lô sạp,gian hàng,sạp hàng,quầy hàng",
        "vận động viên,vđv,người,tay chạy,chân chạy,đôi chân,tay đua",
        "điểm,chỗ",
        "căn,căn nhà,căn hộ",
    )
)
CLASSIFIERS = frozenset(
    {"đứa", "chiếc", "cái", "ngôi", "tòa", "vị", "tấm", "bức", "con", "cây", "quả", "trái", "cuốn"}
)
"""Words before a counted noun that say nothing of their own."""
_COUNTING = frozenset(word for group in COUNT_CLASSES for word in group)


@dataclass(frozen=True, slots=True)
class Amount:
    """An official value in its base unit; `unit` is empty for counted things."""

    value: Decimal
    unit: str


def official_amount(fact: Fact) -> Amount:
    """Return the value of a figure in base units (`28450, tỷ đồng` is 28 450 000 000 000 đồng)."""
    measured = fact.unit.lower().partition("/")[0]
    words = [word for word in measured.split() if word not in MAGNITUDES]
    base, factor = MEASURES.get(" ".join(words), ("", Decimal(1)))
    return Amount(fact.number * magnitude_of(fact.unit) * factor, base)


def magnitude_of(unit: str) -> Decimal:
    """Return the factor of the magnitude words a unit begins with (`tỷ đồng`: 1 000 000 000)."""
    return prod((MAGNITUDES[word] for word in unit.lower().split() if word in MAGNITUDES), start=Decimal(1))


@lru_cache(maxsize=4096)
def counting_word(noun: str) -> str:
    """Return the counting word that `noun` begins with, the longest known (`học sinh`), or an empty text."""
    syllables = noun.split()
    heads = (" ".join(syllables[:size]) for size in (3, 2, 1))
    return next((head for head in heads if head in _COUNTING), "")
