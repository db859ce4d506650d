"""What a number says without words: its unit what is measured, the verb before it what became of it."""

from __future__ import annotations

import re

from pipeline.flag.quantities import Quantity
from pipeline.flag.units import SHARES

_MEASURED = {
    "MW": ("công", "suất"),
    "m²": ("diện", "tích"),
    "m³": ("dung", "tích"),
    "kg": ("sản", "lượng"),
    "kWh": ("sản", "lượng", "điện"),
    "con": ("tổng", "đàn"),
    "đồng": ("số", "tiền", "giá", "trị"),
    "USD": ("kim", "ngạch", "giá", "trị"),
    "%": ("tỷ", "lệ", "chỉ", "số", "tốc", "độ"),
}
_COSTS = re.compile(
    r"(?<!\w)(?:ngốn|tiêu tốn|tốn|trị giá|có giá|chi phí|kinh phí|tốn kém|đầu tư|giá trị|tổng vốn|tổng số tiền)(?: (?:hết|tới|đến|gần|hơn|khoảng|chừng|ngót|trên|là|xấp xỉ|cả))* $"
)
_TO_BUILD = re.compile(
    r" (?:để |cho việc |vào việc )?(?:đầu tư xây|xây|làm|dựng)(?: dựng)? (?:cầu|đường|kè|hồ|đập|trường|bệnh viện|tuyến|khu|cảng|trụ sở|công trình)(?!\w)"
)
_EACH_AREA = re.compile(r"(?<!\w)(?:mỗi|một) (?:ha|héc[ -]ta|hecta|sào|công)(?!\w)[^,;]*$")
_YIELD = ("năng", "suất")
_EARNED = re.compile(r"(?<!\w)(?:mang về|thu về|đem về|mang lại|đem lại|bỏ túi)(?!\w)[^,;]*$")
_REVENUE = ("doanh", "thu", "kim", "ngạch", "giá", "trị")
_INVESTED = ("tổng", "mức", "vốn", "đầu", "tư", "kinh", "phí", "giá", "trị")
_PER_AREA = re.compile(
    r" ?/ ?(?:ha|sào|công|mẫu)|,? (?:(?:trên |cho )?(?:mỗi|một)|trên) (?:ha|hecta|héc|sào|công|mẫu)"
)
"""What a unit says without words: `51.230 ha mì` is an area, `340 con bò` a herd."""
_ADDED = re.compile(r"(?<!\w)(?<!tăng )thêm(?: (?:được|là|tới|đến|gần|hơn|khoảng|chừng|xấp xỉ|trên))* $")
_OTHERWISE = re.compile(
    r"(?:(?P<up>(?:cao|nhiều|lớn) hơn|nhích(?: lên| thêm)?)|(?:thấp|ít) hơn|tụt|sụt)(?: (?:so với )?(?:cùng kỳ|(?:cuối |đầu )?năm)(?: năm)?(?: (?:trước|ngoái|20\d\d))?)?(?: \w+)? $"
)
_LOST = re.compile(
    r"(?<!\w)(?:(?<!tổn thất )(?<!biến )mất|lấy (?:đi|mất)|cướp(?: (?:đi|mất))?|nuốt (?:chửng|mất|trọn|gọn)|cuốn (?:đi|mất|phăng)|mang đi|đoạt(?: mất)?)(?: (?:đi|toi|trắng|luôn|sạch|tới|đến|gần|hơn|khoảng|chừng|ít nhất|tổng cộng|cả|một lúc))* $"
)
_LONG = re.compile(r"(?<!\w)dài(?: \w+){0,2} $")
_MONEY_LOST = re.compile(
    r"(?<!\w)(?:(?:nạn nhân|bị hại|người dân|dân|bà con|họ|người bị lừa)(?: \w+)? mất|thiêu (?:rụi|trụi|hủy|mất)|(?:lũ|nước|lửa|bão|sóng) (?:cuốn|nuốt|cướp)(?: \w+)?|đốt (?:cháy|sạch|rụi))(?!\w)[^,;:]{0,45}$"
)
_NO_RETURN = re.compile(
    r"(?<!\w)(?:không|chẳng|không thể|chưa kịp|không kịp|không còn)(?: bao giờ| còn| thể)?(?: (?:trở về|quay về|trở lại|về nhà|về nữa|lớn lên))(?! (?:nước|quê|địa phương|làng|trường|lớp|nơi|chỗ|làm|với|từ)(?!\w))(?!\w)"
)
_COUNT_OF = re.compile(
    r"(?:^|\W)(?:số|những) (?P<who>[^\W\d_]+(?: [^\W\d_]+){0,2}?)(?P<rest> (?:không|chẳng|chưa)(?!\w).*)$"
)
"""`Số người không trở về nhà là 178`: who is counted stands before the number."""
_PEOPLE = re.compile(
    r"(?:trẻ|em|cháu|đứa|người|học sinh|học trò|công nhân|ngư dân|thuyền viên|mạng|sinh mạng|sinh linh|cô giáo|bộ đội|chiến sĩ|trẻ em|bé|cuộc đời)(?! (?:việc|tích|chỗ|đất))(?!\w)"
)


_LAND_TAKEN = re.compile(r"(?<!\w)(?:nuốt|ngốn|lấy|nhường)(?! (?:mẫu|ý|lại))(?!\w)[^,;]*$")
_LAND = re.compile(r" (?:đất|ruộng|rẫy|nương)(?!\w)")


def said_by_unit(quantity: Quantity, left: str, right: str) -> tuple[str, ...]:
    """Return the comparable words that a unit stands for, none where it says nothing; `left`, `right` are the clause."""
    if quantity.unit == "kg" and (_EACH_AREA.search(left) or (quantity.rate and _PER_AREA.match(right))):
        return _YIELD
    if quantity.unit in {"đồng", "USD"} and _EARNED.search(left):
        return _REVENUE
    if quantity.unit == "đồng" and (_COSTS.search(left) or _TO_BUILD.match(right)):
        return _INVESTED
    if quantity.unit == "m":
        return ("chiều", "dài") if _LONG.search(left) else ()
    return _MEASURED.get(quantity.unit or quantity.noun.partition(" ")[0], ())


def said_by_verb(quantity: Quantity, left: str, right: str) -> tuple[str, ...]:
    """Return the comparable words that the verb beside a number stands for, none where it says nothing."""
    direction = _direction(left) if quantity.unit in SHARES else ()
    return (
        *direction,
        *_lost(quantity, left, right),
        *_founded(quantity, left),
        *_taken(quantity, left, right),
    )


def is_added(left: str) -> bool:
    """Tell whether a number stands behind `thêm`, but for signs between."""
    return bool(_ADDED.search(re.sub(r"\W+$", " ", left)))


def _lost(quantity: Quantity, left: str, right: str) -> tuple[str, ...]:
    """Return what a bare `mất` means: with people a death, with money a loss (`mất 19 đứa trẻ`, `mất 12 tỷ đồng`).

    `Bốn đứa trẻ đã không trở về` is a death as well, `412 lao động không trở về nước` is none.
    """
    if quantity.unit == "đồng" or quantity.open:
        return ("thiệt", "hại") if _LOST.search(left) or _MONEY_LOST.search(left) else ()
    counted = _COUNT_OF.search(left) if not quantity.unit and not quantity.noun else None
    if counted is not None and _PEOPLE.match(counted["who"]):
        return ("chết",) if _NO_RETURN.match(counted["rest"].lstrip()) else ()
    noun = re.sub(r"^(?:đứa|người) (?=\w)", "", quantity.noun)
    if not (_PEOPLE.match(noun) or _PEOPLE.match(quantity.noun)):
        return ()
    return ("chết",) if _LOST.search(left) or _NO_RETURN.search(right) else ()


def _taken(quantity: Quantity, left: str, right: str) -> tuple[str, ...]:
    """Return what `lòng hồ sẽ nuốt 412 ha đất` says without words: that the land is taken for it."""
    taken = quantity.unit == "m²" and _LAND_TAKEN.search(left) and _LAND.match(right)
    return ("thu", "hồi", "đất") if taken else ()


def _founded(quantity: Quantity, left: str) -> tuple[str, ...]:
    """Return what `có thêm 1.318 doanh nghiệp` says without words: that they were founded."""
    founded = _ADDED.search(left) and quantity.noun.startswith(("doanh nghiệp", "công ty", "hợp tác xã"))
    return ("thành", "lập", "mới") if founded else ()


def _direction(left: str) -> tuple[str, ...]:
    """Return the word for a rise or a fall that is told in others (`cao hơn cùng kỳ 6,4%`)."""
    told = _OTHERWISE.search(left)
    return () if told is None else ("tăng",) if told["up"] else ("giảm",)
