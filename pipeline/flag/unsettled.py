"""A headline that tells as settled what the text tells to be a proposal, an idea or a visit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.flag.guarded import Guarded
from pipeline.flag.names import word_set
from pipeline.flag.reading import Sentence
from pipeline.flag.told import told

_SETTLED = Guarded(
    r"(?<!\w)(?:chính thức|từ (?:năm|tháng|ngày|quý|học kỳ|\d)|gấp|tăng|giảm|cấm|đóng cửa|xóa|bỏ|khởi công|đã|chốt|thu hồi|dừng|miễn|thông qua|phê duyệt|quyết định|sáp nhập|di dời|buộc)(?!\w)"
)
_DEALS = Guarded(
    r"(?<!\w)(?:rót|đổ (?:vốn|tiền|hàng)|(?:xây|dựng|lập|mở)(?! rộng lòng)|ký|(?<!sức )(?<!giá )(?<!người )(?<!lượt )(?:mua|bán)|sa thải|thành lập|chia tách|giải thể|khai tử|chuyển nhượng|thâu tóm|cắt|siết|tước|đặt (?:nhà máy|trụ sở)|cưỡng chế|giải tỏa|phá bỏ|đánh thuế|thu (?:phí|thuế)|tăng|thay|đổi tên)(?!\w)"
)
OPEN = re.compile(
    r"(?<!\w)(?:đề xuất|dự kiến|dự thảo|xin|lấy ý kiến|kiến nghị|có thể|phương án|sẽ|muốn|đề nghị|nghiên cứu|tính|bàn|cần|nên|chờ|mong|nếu|phấn đấu|khi nào|vì sao|trình|góp ý|xem xét|chưa|không)(?!\w)|\?"
)
"""A headline with one of these leaves open what will be."""
_ONLY_PROPOSED = Guarded(
    r"(?<!\w)(?:(?:đang|còn|mới|chỉ|vẫn)(?: chỉ)?(?: \w+)? (?:lấy ý kiến|dự thảo|đề xuất|nghiên cứu|xin chủ trương|xem xét|trình|góp ý)|"
    r"chưa (?:có quyết định|quyết định|chốt|thông qua|được (?:phê duyệt|thông qua|duyệt)|phê duyệt|ban hành|xác định|áp dụng|có chủ trương)|theo dự thảo|nêu ý tưởng|(?:mới|chỉ) là (?:\w+ )?(?:ý tưởng|ý kiến|đề xuất|phương án)|dừng ở (?:mức )?(?:đề xuất|ý tưởng))(?!\w)"
)
_NOTHING = Guarded(
    r"(?<!\w)(?:(?:chưa|không)(?: hề)? có (?:bất (?:kỳ|cứ) |một |cái )?(?:chủ trương|kế hoạch|quyết định|dự án|con số|đề án|hợp đồng|thỏa thuận|ý định|cam kết)(?P<about>(?: \w+){0,5})|"
    r"chưa (?:ký|bàn|đàm phán|hứa|cam kết|quyết) (?:\w+ ){0,3}(?:gì|nào)|(?:mới|chỉ) (?:chỉ |mới )?(?:trao (?:đổi )?danh thiếp|trao đổi|tìm hiểu|thăm dò|ghé(?! (?:mua|bán|ăn|uống|lấy|ngủ|gửi|nhận))|gặp gỡ|tham quan|làm quen|ở mức (?:ý tưởng|trao đổi|nghiên cứu|tìm hiểu))|(?:chỉ )?để tham khảo|bản nháp|trên giấy nháp|tiểu luận|ý kiến cá nhân)(?!\w)"
)
_DONE = re.compile(
    r"(?<!\w)(?:(?:đã|vừa|chính thức|được)(?: \w+){0,2} (?:ký|ban hành|phê duyệt|thông qua|quyết định|khởi công|áp dụng|cấp (?:phép|giấy|chủ trương)|triển khai|giải ngân|bắt đầu|thực hiện|hoàn thành)|(?:theo|ký|ra|ban hành) (?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|luật))(?!\w)"
)
_THIS = word_set("nào này đó ấy gì như nói trên cụ chính cuối")


def only_proposed(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that shows what the headline tells as settled to be open, or None.

    A proposal must be most of a short text; that nothing is decided, agreed or planned need be said once, where
    nothing else is told to be.
    """
    if OPEN.search(title.small):
        return None
    settled = _SETTLED.search(title.small)
    if settled:
        still = [s for s in body if _ONLY_PROPOSED.search(s.small)]
        if still and len(still) * 8 >= len(body):
            return still[0]
    if not (settled or _DEALS.search(title.small)):
        return None
    said = {*_SETTLED.findall(title.small), *_DEALS.findall(title.small)}
    nothing = next((s for s in body if _is_nothing(s.small, said)), None)
    if nothing is None or any(_DONE.search(told(s.small)) for s in body if s is not nothing):
        return None
    return nothing


def _is_nothing(small: str, said: set[str]) -> bool:
    """Tell whether a sentence tells that nothing is decided, or nothing of what the headline says in these words."""
    found = _NOTHING.search(small)
    if found is None:
        return False
    about = (found["about"] or "").split()
    return not about or about[0] in _THIS or any(one in found["about"] for one in said)
