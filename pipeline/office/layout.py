"""Measures of the official layout: Nghị định 30/2020/NĐ-CP, Phụ lục I.

One fixed choice inside every range: that of the example column in Mục V, so that Quốc hiệu stands on one line.
Lengths in millimetres, sizes in points. "Box" is the number of a component (ô) in Mục IV of the annex.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FONT = "Times New Roman"
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 20.0
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
MARGIN_RANGES = {"top": (20.0, 25.0), "bottom": (20.0, 25.0), "left": (30.0, 35.0), "right": (15.0, 20.0)}
HEAD_LEFT = 64.0
"""Width of the left column of the head; the right one takes the rest."""
FOOT_LEFT = 66.0
"""Width of the recipients; the signature block takes the rest, so that long names stand on one line."""
AGENCY_RULE = 0.45
"""Length of the rule under the issuing agency against its line: between 1/3 and 1/2."""
FIRST_LINE = 12.7
PARAGRAPH_AFTER = 6.0
LINE_SPACING = 1.15

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A component: its size, the range the decree allows, and its style (None: the decree leaves it open)."""

    number: str
    name: str
    size: float
    allowed: tuple[float, float]
    bold: bool | None
    italic: bool | None


BOXES = {
    box.name: box
    for box in (
        Box(number="1", name="Quốc hiệu", size=12, allowed=(12, 13), bold=True, italic=False),
        Box(number="1", name="Tiêu ngữ", size=13, allowed=(13, 14), bold=True, italic=False),
        Box(number="2", name="Tên cơ quan chủ quản", size=12, allowed=(12, 13), bold=False, italic=False),
        Box(number="2", name="Tên cơ quan ban hành", size=12, allowed=(12, 13), bold=True, italic=False),
        Box(number="3", name="Số, ký hiệu", size=13, allowed=(13, 13), bold=False, italic=False),
        Box(number="4", name="Địa danh, ngày tháng", size=13, allowed=(13, 14), bold=False, italic=True),
        Box(number="5a", name="Tên loại văn bản", size=14, allowed=(13, 14), bold=True, italic=False),
        Box(number="5a", name="Trích yếu báo cáo", size=14, allowed=(13, 14), bold=True, italic=False),
        Box(number="5b", name="Trích yếu công văn", size=12, allowed=(12, 13), bold=False, italic=False),
        Box(number="6", name="Căn cứ ban hành", size=14, allowed=(13, 14), bold=False, italic=True),
        Box(number="6", name="Nội dung", size=14, allowed=(13, 14), bold=None, italic=None),
        Box(number="7a", name="Chức vụ người ký", size=14, allowed=(13, 14), bold=True, italic=False),
        Box(number="7b", name="Họ và tên người ký", size=14, allowed=(13, 14), bold=True, italic=False),
        Box(number="9a", name="Kính gửi", size=14, allowed=(13, 14), bold=False, italic=False),
        Box(number="9b", name="Nơi nhận", size=12, allowed=(12, 12), bold=True, italic=True),
        Box(number="9b", name="Danh sách nơi nhận", size=11, allowed=(11, 11), bold=False, italic=False),
        Box(number="10b", name="Mức độ khẩn", size=13, allowed=(13, 14), bold=True, italic=False),
        Box(number="-", name="Phụ lục", size=14, allowed=(13, 14), bold=True, italic=False),
        Box(number="-", name="Tiêu đề phụ lục", size=14, allowed=(13, 14), bold=True, italic=False),
        Box(number="-", name="Kèm theo văn bản", size=14, allowed=(13, 14), bold=False, italic=True),
        Box(number="-", name="Số trang", size=14, allowed=(13, 14), bold=False, italic=False),
    )
}

_SIGN = r"(?:[A-ZĐƯƠÂÊÔĂ]|(?<=N)g|(?<=T)r|(?<=Q)y)"
"""A letter of a symbol: capitals, and the small ones of SNgV, TTr, QyĐ."""
NUMBER = re.compile(rf"^Số: ?(?:\d{{2,}})? ?/{_SIGN}(?:{_SIGN}|\d)*(?:-(?:{_SIGN}|[\d&])+)+$")
"""Số, ký hiệu of a công văn: number of at least two digits (or left blank), slash, groups joined by hyphens."""
NUMBER_NAMED = re.compile(rf"^Số: ?(?:\d{{2,}})? ?/{_SIGN}{{2,4}}-{_SIGN}(?:{_SIGN}|[\d&-])*$")
"""Of a named document: its kind comes first (Phụ lục III), such as ``45/BC-SVHTTDL``."""
DATE = re.compile(
    r"^[^,]+, ngày (?:0[1-9]|[12]\d|3[01]|[.… ]+) ?tháng (?:0[12]|[3-9]|1[0-2]|[.… ]+) ?năm (?:\d{4}|[.… ]+)$"
)
SUBJECT = re.compile(r"^V/v \S")
KEPT = re.compile(r"^- Lưu: VT(?:, .*\w\)?)?\.$")
BODY_END = "./."
DEPUTY = re.compile(r"\b(?:PHÓ|CẤP PHÓ)\b")
ACADEMIC = re.compile(r"^(?:GS|PGS|TS|ThS|BS|KS|CN|LS|NGƯT|TTND)[. ]", re.IGNORECASE)
LEGACY_FONTS = re.compile(r"^(?:\.Vn|VNI-|UVN|VN[A-Z]\w*$)")
EMPTY_FIELDS = re.compile(r"\b(?:None|null|nan|undefined)\b|\{\w*\}|\(\s*\)|“\s*”|\[\s*\]")
"""What a template leaves behind when a field was not filled."""
