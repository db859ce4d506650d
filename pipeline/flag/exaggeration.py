"""A headline that tells more than its text: a larger number, a whole for a part, a proposal told as done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Sentence

_MANY = {
    "hàng chục": 20,
    "hàng loạt": 10,
    "hàng trăm": 100,
    "hàng nghìn": 1000,
    "hàng ngàn": 1000,
    "hàng vạn": 10_000,
    "hàng triệu": 1_000_000,
    "đồng loạt": 10,
    "ồ ạt": 10,
}
"""What a headline claims at least with a word that is no number."""
_MANY_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_MANY)})(?!\w)")
_STILL_MANY = re.compile(
    rf"(?<!\w)(?:{'|'.join(_MANY)}|nhiều|tất cả|toàn bộ|hầu hết|đa số|cả trăm|cả nghìn)(?!\w)"
)
_WHOLE = re.compile(
    r"(?<!\w)(?:toàn bộ|tất cả|mọi|cả (?:tỉnh|thành phố|xã|phường|trường|làng|thôn|xóm|lớp))(?!\w)"
)
_OTHERS_FINE = re.compile(
    r"(?<!\w)(?:còn lại|khác|những (?:\w+ ){1,2}khác|các (?:\w+ ){1,2}khác)(?: \w+){0,2} (?:vẫn|bình thường|không (?:bị|ảnh hưởng))"
)
_SETTLED = re.compile(
    r"(?<!\w)(?:chính thức|từ (?:năm|tháng|ngày|quý|học kỳ|\d)|gấp|tăng|giảm|cấm|đóng cửa|xóa|bỏ|khởi công|đã|chốt|thu hồi|dừng|miễn|thông qua|phê duyệt|quyết định|sáp nhập|di dời|buộc)(?!\w)"
)
_OPEN = re.compile(
    r"(?<!\w)(?:đề xuất|dự kiến|dự thảo|xin|lấy ý kiến|kiến nghị|có thể|phương án|sẽ|muốn|đề nghị|nghiên cứu|tính|bàn|cần|nên|chờ|mong|nếu|phấn đấu|khi nào|vì sao|trình|góp ý|xem xét|chưa|không)(?!\w)|\?"
)
_ONLY_PROPOSED = re.compile(
    r"(?<!\w)(?:(?:đang|còn|mới|chỉ|vẫn)(?: chỉ)?(?: \w+)? (?:lấy ý kiến|dự thảo|đề xuất|nghiên cứu|xin chủ trương|xem xét|trình|góp ý)|"
    r"chưa (?:có quyết định|quyết định|chốt|thông qua|được (?:phê duyệt|thông qua|duyệt)|phê duyệt|ban hành|xác định|áp dụng|có chủ trương)|theo dự thảo|dừng ở (?:mức )?(?:đề xuất|ý tưởng))(?!\w)"
)
_TIMES = 4
"""How many times smaller the number of the text must be."""
_TOLERANCE = Decimal("0.15")


def exaggerates(titles: Sequence[Sentence], body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence of the body that shows a headline to tell too much, or None."""
    title = titles[0]
    return _smaller(title, body) or _only_a_part(title, body) or _only_proposed(title, body)


def bears_out(word: str, body: Sequence[Sentence]) -> bool:
    """Tell whether a text counts as many as a word like `hàng chục` in its headline claims."""
    least = _MANY.get(word)
    return least is not None and any(q.value >= least and not q.unit for s in body for q in s.quantities)


def _smaller(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that counts far fewer of what the headline counts, when no other bears it out."""
    found = _MANY_WORD.search(title.small)
    if found:
        claimed = Decimal(_MANY[found.group()])
        if any(_STILL_MANY.search(s.small) for s in body):
            return None
        nouns, unit = set(title.words), ""
    else:
        counted = [
            q for q in title.quantities if q.value >= _TIMES and not q.rate and (q.noun or q.unit == "%")
        ]
        if not counted:
            return None
        claimed, nouns, unit = counted[0].value, {_noun(counted[0])}, counted[0].unit
    told = [(s, q) for s in body for q in s.quantities if q.unit == unit and not q.rate]
    if any(q.value >= claimed * (1 - _TOLERANCE) for _, q in told):
        return None
    fewer = [s for s, q in told if _noun(q) in nouns and 0 < q.value * _TIMES <= claimed]
    return fewer[0] if fewer else None


def _noun(quantity: Quantity) -> str:
    """Return the first comparable word of what is counted."""
    return quantity.noun.partition(" ")[0]


def _only_a_part(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    if not _WHOLE.search(title.small):
        return None
    return next((s for s in body if _OTHERS_FINE.search(s.small)), None)


def _only_proposed(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that shows what the headline tells as settled to be a proposal: most of a short text."""
    if not _SETTLED.search(title.small) or _OPEN.search(title.small):
        return None
    open_still = [s for s in body if _ONLY_PROPOSED.search(s.small)]
    return open_still[0] if len(open_still) * 5 >= len(body) and open_still else None
