"""A loud headline over a quiet report: nothing of its alarm is told, no harm at all is, and the text reassures.

No single sentence need deny the headline. What gives it away is all of these together, so each may be read from
common words; real reports of an alarm tell of it or of other harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.flag.exaggeration import bears_out
from pipeline.flag.reading import Sentence, words

_LOUD = re.compile(
    r"(?<!\w)(?:nuốt(?: trọn| chửng| gọn)?|bỏ (?:xưởng|ca|trường|lớp|ruộng|chợ|bến|đảo|đói|rơi|mặc|quên)|đánh|ăn chặn|bớt xén|đập phá|phá|sụt lún|lún|ùn ùn|rút tiền|cạn|nằm bờ|hội đồng|dịch|bùng phát|khắp|thiệt mạng|tử vong|chết|gục|trộm|hủy|khóc|"
    r"trống trơn|lan|lây|ô nhiễm|bốc mùi|đe dọa|tấn công|hành hung|chém|đâm|bắn|giết|hại|thảm|đuổi|nhốt|trốn|mất tích|nợ|kiện|tố|kêu|rơi|lật|rò rỉ|thủng|vỡ|gãy|hỏng|sập|đổ|nổ|cháy|chìm|ngập|cuốn|trôi|sạt|tuột|đứt|tắc|kẹt|tê liệt|vỡ trận|"
    r"quá tải|thiếu|hết|khan|đói|khát|ế|rớt|lỗ|phá sản|đóng cửa|sa thải|mất việc|thất nghiệp|đình công|biểu tình|phản đối|bao vây|chặn|cấm|tước|thu hồi|cưỡng chế|siết|ép|buộc|bắt|giam|khởi tố|lừa|tham ô|gian lận|giả|độc|bẩn|nhiễm|ngộ độc|bệnh|tai nạn|bạo lực|xâm hại|nhầm|sai|oan)(?!\w)"
)
_SOFTENED = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng|suýt|thoát|vượt|chống|phòng|tránh|vẫn|ngăn|giảm|bớt|qua cơn|nghi|nguy cơ|lo|sợ|bảo đảm|đảm bảo|y án|giữ)(?!\w)|[?\"“'‘]"
)
_DENIED = re.compile(r"(?<!\w)(?:không|chưa|chẳng)(?!\w)[^.,;]{0,40}")
_BELIED = re.compile(r"(?<!\w)(?:bịa|tin đồn|thất thiệt|bác bỏ|sai sự thật)(?!\w)")
_HARM = re.compile(
    r"(?<!\w)(?:sập|cuốn(?: trôi| phăng| mất)?|thiêu|cháy (?:rụi|trụi)|chết|tử vong|thiệt mạng|(?:bị|xử) phạt|khởi tố|tạm giữ|đình chỉ|thiệt hại|phải (?:dời|di dời|sơ tán|nhập viện|nghỉ|đóng cửa|vòng|bỏ|chạy)|không được|bị cấm|mất trắng|hư hỏng|hỏng nặng|"
    r"kỷ luật|cách chức|sa thải|vỡ|bị (?:thương|bắt|hại|lừa|cắt|ngập|cô lập)|tăng (?:vọt|mạnh)|chiếm đoạt|nứt|xử lý|mất (?:điện|nước|mùa|nhà|việc)|ngừng cấp|nghỉ học|qua đời)(?!\w)"
)
_REASSURES = re.compile(
    r"(?<!\w)(?:như (?:thường|mọi (?:ngày|khi|năm|hôm|bữa)|lịch|thường lệ|cũ|kế hoạch)|bằng mọi ngày|(?:năm|mùa) nào (?:\w+ ){0,5}(?:cũng|chẳng) (?:vậy|thế)|chuyện (?:thường|chỉ có thế|cơm bữa)|bình thường|trong (?:thiết kế|ngưỡng|giới hạn|mức cho phép|tiêu chuẩn)|"
    r"âm tính|đạt (?:yêu cầu|chuẩn|tiêu chuẩn)|(?:không|chưa|chẳng)(?: có)? ai (?:\w+ )?(?:bị|phải|động|thương|xây xát|hề|mất|bỏ|nghỉ|rời|xin|kêu|đánh|vào viện|nhập viện|thắc mắc)|"
    r"(?:không|chưa|chẳng)(?: có| một)?(?: [^\W\d_]+){0,3} nào (?:\w+ )?(?:bị|phải|thương|mất|hư|hỏng|rời|nghỉ|bỏ|chết|ngập|sập|thiếu|dừng|nhập viện|cháy|vỡ|gãy|lọt)|(?:không|chưa) (?:mất|chết|bỏ|hư|thiếu|rời|hỏng|nghỉ) (?:\w+ )?nào|"
    r"nguyên vẹn|còn nguyên|đứng nguyên|không hề (?:gì|hấn)|không sao cả|hòa giải|bắt tay|(?:sổ|số|sổ sách) (?:\w+ )?khớp|hóa ra|thì ra|thực ra|kỳ thực|thực chất|(?:đó|đấy|đây) là (?:tiết mục|cảnh|trò|đồ|chỗ|nơi|vở)|tiết mục|vở kịch|đóng phim|quay phim|diễn tập|"
    r"giữ (?:nguyên|như cũ)|không đổi|(?:vào ca|làm việc|đến lớp|có mặt|học) đầy đủ|đủ (?:\w+ )?(?:đến|ngày|tiết|giờ|phòng|chỗ|việc|lớp)|đủ (?:dùng|bán)|đều (?:đạt|khỏe|ổn|an toàn|về)|tin đồn|bịa|thất thiệt|hiền lành|suôn sẻ|trọn vẹn|thông suốt|yên tâm|hài lòng)(?!\w)"
)
_ONE_IN = 6
"""Of so many sentences one must reassure."""


def reassures(title: Sentence, body: Sequence[Sentence], drama: AbstractSet[str]) -> Sentence | None:
    """Return the first reassuring sentence of a quiet report under a loud headline, or None.

    Args:
        title: the headline.
        body: the sentences of the text.
        drama: dramatic phrases of the headline.
    """
    if _SOFTENED.search(title.small):
        return None
    loud = {*drama, *(found.group() for found in _LOUD.finditer(title.small))}
    asserting = [s for s in body if not _BELIED.search(s.small)] if loud else []
    if not asserting or any(_is_told(one, asserting) or bears_out(one, body) for one in loud):
        return None
    if any(_HARM.search(s.small) and _HARM.search(_DENIED.sub(" ", s.small)) for s in asserting):
        return None
    calming = [s for s in body if _REASSURES.search(s.small)]
    return calming[0] if len(calming) * _ONE_IN >= max(1, len(body)) else None


def _is_told(one: str, asserting: Sequence[Sentence]) -> bool:
    """Tell whether a text tells as a fact what a loud word of the headline says, in this word or one of its meaning."""
    said, meant = re.compile(rf"(?<!\w){re.escape(one)}(?!\w)"), frozenset(words(one))
    return any(
        (one in s.small and said.search(_DENIED.sub(" ", s.small)))
        or (meant <= s.zone.words and not _DENIED.search(s.small))
        for s in asserting
    )
