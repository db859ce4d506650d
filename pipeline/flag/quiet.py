"""A loud headline over a quiet report: nothing of its alarm is told, no harm at all is, and the text reassures.

No single sentence need deny the headline. What gives it away is all of these together, so each may be read from
common words; real reports of an alarm tell of it or of other harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from pipeline.domain.text import unify_tone
from pipeline.flag.exaggeration import bears_out
from pipeline.flag.reading import Sentence, words, words_of
from pipeline.flag.told import claimed, stated, told

_LOUD = re.compile(
    r"(?<!\w)(?:nuốt(?: trọn| chửng| gọn)?|bỏ (?:xưởng|ca|trường|lớp|ruộng|chợ|bến|đảo|đói|rơi|mặc|quên)|đánh|ăn chặn|bớt xén|đập phá|phá|sụt lún|lún|ùn ùn|rút tiền|cạn|nằm bờ|hội đồng|dịch|bùng phát|khắp|thiệt mạng|tử vong|chết|gục|trộm|hủy|khóc|"
    r"trống trơn|lan|lây|ô nhiễm|bốc mùi|đe dọa|tấn công|hành hung|chém|đâm|bắn|giết|hại|thảm|đuổi|nhốt|trốn|mất tích|nợ|kiện|tố|kêu|rơi|lật|rò rỉ|thủng|vỡ|gãy|hỏng|sập|đổ(?! (?:về|bộ))|nổ|cháy|chìm|ngập|cuốn|trôi|sạt|tuột|đứt|tắc|kẹt|tê liệt|vỡ trận|"
    r"quá tải|thiếu|hết|khan|đói|khát|ế|rớt|lỗ|phá sản|đóng cửa|sa thải|mất việc|thất nghiệp|đình công|biểu tình|phản đối|bao vây|chặn|cấm|tước|thu hồi|cưỡng chế|siết|ép|buộc|bắt|giam|khởi tố|lừa|tham ô|gian lận|giả|độc(?! (?:đắc|đáo|lập|quyền|giả|thân|nhất))|bẩn|nhiễm|ngộ độc|bệnh(?! (?:viện|nhân|xá|binh))|tai nạn|bạo lực|xâm hại|nhầm|sai|oan|tự (?:vẫn|tử)|nhảy (?:cầu|lầu)|treo cổ|đốt|đuối|mất (?:hút|tăm|dạng)|biến mất|chôn vùi|vùi|tiêu tan|chiến trường|nghĩa địa|biển máu|địa ngục|thảm cảnh|ác mộng|bán sang|buôn người|vây|đối chất|ngừng|rút (?:lui|chạy|khỏi)|tháo cờ|lép|mất mùa|thất bát|thôi việc|tràn ngập|mối ăn|mốc|giòi|quỵt|cuỗm|ẵm|bòn|moi|hành hạ|giày xéo|cày nát|băm nát|hoang (?:tàn|phế|lạnh)|cầu cứu|than trời|uất|oán|giận|xua|ruồng|bịp|nuốt lời|thất hứa|bội tín|khuất tất|bê bối|chao đảo|lao đao|khốn đốn|điêu đứng|bủa vây|rình rập|thay cơm|ngất|bầm|xỉu|bỏ (?:về|mạng|xứ|chạy)|không ai (?:mua|đi|đến|ngó|dùng)|tuyệt (?:diệt|chủng)|tháo chạy|vung tiền|vào tù)(?!\w)"
)
_SOFTENED = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng|suýt|thoát|vượt|chống|phòng|tránh|(?<!tự )vẫn|ngăn|giảm|bớt|qua cơn|nghi|nguy cơ|lo|sợ|bảo đảm|đảm bảo|y án|giữ|cứu|hồi sinh|trả lại|đánh thức|chữa|xóa (?:sổ|tan)|triệt phá|phá (?:đường dây|án|ổ|băng)|bắt|tìm|vỡ òa|hạ gục|đánh bại|dẹp|giành|khung thành|chung kết|trận (?:đấu|bóng)|nhớ|thương(?! (?:hiệu|lái|mại|binh|vong|tích))|kể|chuyện|mùa|chờ|xoay xở|ứng phó|chạy vạy|gồng)(?!\w)|[?\"“'‘]"
)
_HARM = re.compile(
    r"(?<!\w)(?:sập|tốc mái|chân trần|co ro|lạnh cóng|cuốn(?: trôi| phăng| mất)?|thiêu|cháy (?:rụi|trụi)|chết|tử vong|thiệt mạng|(?:bị|xử) phạt|khởi tố|tạm giữ|đình chỉ|thiệt hại|phải (?:dời|di dời|sơ tán|nhập viện|nghỉ|đóng cửa|vòng|bỏ|chạy)|không được|bị cấm|mất trắng|hư hỏng|hỏng nặng|"
    r"kỷ luật|cách chức|sa thải|vỡ|bị (?:thương|bắt|hại|lừa|cắt|ngập|cô lập)|tăng (?:vọt|mạnh)|rụng|nợ|lỗ|thối|vùi|kẹt|gãy|ế|vắng|bỏ đi|rời|khổ|khóc|đau|đứng ngồi không yên|rớt|chìm|ngập|sa lầy|tắc|mất(?! (?:[^\W\d_]+ ){1,3}(?:phút|giờ|ngày|buổi))|bức xúc|xuất viện|nằm (?:khoa|viện)|cấp cứu|cắt (?:giảm )?(?:\d|gần|hơn|hai|ba|một nửa)|thiếu|đói|khát|hỏng|cạn|không ai (?:mua|học|lo|trả lời)|chiếm đoạt|nứt|xử lý|mất (?:điện|nước|mùa|nhà|việc)|ngừng cấp|nghỉ học|qua đời)(?!\w)"
)
_REASSURES = re.compile(
    r"(?<!\w)(?:như (?:thường|mọi (?:ngày|khi|năm|hôm|bữa)|lịch|thường lệ|cũ|kế hoạch)|bằng mọi ngày|(?:năm|mùa) nào (?:\w+ ){0,5}(?:cũng|chẳng) (?:vậy|thế)|chuyện (?:thường|chỉ có thế|cơm bữa)|bình thường|trong (?:thiết kế|ngưỡng|giới hạn|mức cho phép|tiêu chuẩn)|"
    r"âm tính|đạt (?:yêu cầu|chuẩn|tiêu chuẩn)|(?:không|chưa|chẳng)(?: có)? ai (?:\w+ )?(?:bị|phải|động|thương|xây xát|hề|mất|bỏ|nghỉ|rời|xin|kêu|đánh|vào viện|nhập viện|thắc mắc)|"
    r"(?:không|chưa|chẳng)(?: có| một)?(?: [^\W\d_]+){0,3} nào (?:\w+ )?(?:bị|phải|thương|mất|hư|hỏng|rời|nghỉ|bỏ|chết|ngập|sập|thiếu|dừng|nhập viện|cháy|vỡ|gãy|lọt)|(?:không|chưa) (?:mất|chết|bỏ|hư|thiếu|rời|hỏng|nghỉ) (?:\w+ )?nào|"
    r"nguyên vẹn|còn nguyên|đứng nguyên|không hề (?:gì|hấn)|không sao cả|hòa giải|bắt tay|(?:sổ|số|sổ sách) (?:\w+ )?khớp|hóa ra|thì ra|thực ra|kỳ thực|thực chất|(?:đó|đấy|đây) là (?:tiết mục|cảnh|trò|đồ|chỗ|nơi|vở)|tiết mục|vở kịch|đóng phim|quay phim|diễn tập|"
    r"giữ (?:nguyên|như cũ)|không đổi|(?:vào ca|làm việc|đến lớp|có mặt|học) đầy đủ|đủ (?:\w+ )?(?:đến|ngày|tiết|giờ|phòng|chỗ|việc|lớp)|đủ (?:dùng|bán)|đều (?:đạt|khỏe|ổn|an toàn|về)|tin đồn|bịa|thất thiệt|hiền lành|suôn sẻ|yên bình|êm|lên đều|đúng giờ|gửi tiền về|(?:dập|dọn|vá|thay|sửa|khắc phục|đắp|khám) xong|không (?:hề )?(?:gián đoạn|hề gì)|vẫn [^.,;]{2,25} (?:như|đều|đông|đầy|tốt|tuần tra)|đông như hội|trọn vẹn|thông suốt|yên tâm|hài lòng)(?!\w)"
)
_HOW_MANY = re.compile(r"(?:hàng|cả|nghìn|ngàn|trăm|đồng loạt|lớn nhất|kỷ lục|lịch sử)(?!\w)")
"""How many are meant is no alarm of its own (`đưa cả làng qua lũ`)."""
_NO_ONE = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng|chả)(?: (?:có|một|hề|để|phải))*(?: [^\W\d_]+){0,3}? (?<!lần )(?:nào|ai)(?!\w)(?! (?:\w+ )?(?:được|trả lời|lo|xuống|mua|nộp|nhận lời|hay|biết|tin|dám|chịu|ngó|sửa|hiểu|nghe|đoái|lên tiếng|giúp|hỏi|khai|đứng ra|xác nhận|học|muốn|tới|đến|thèm|quên|nói|bảo|kịp|dựng))"
)
_FINE = re.compile(
    r"(?<!\w)(?:(?<!không )(?<!chưa )(?<!chẳng )đủ (?!thứ|kiểu|loại|trò|điều|tuổi|bề)|hiểu (?:nhầm|lầm)|trò đùa|nhầm|(?:lời|thư) cảm ơn|(?:sạch|xanh) (?:bong|mướt|um)|cao nhất|gấp rưỡi|(?:đặt|mở|xây|tuyển|thuê|ký) thêm|(?:tiến độ|kết quả|mức \w+|giá) (?:\w+ )?không đổi|trong giới hạn|(?:sáng nay|sáng qua|hôm nay|chiều nay|sáng thứ \w+),? [^.;]{0,30}(?:dự|tới lớp|họp|đi học|đi làm|có mặt|học bài)|được (?:mổ|khám|cấp|phát|chở|đưa|bố trí|giải quyết)|đã (?:nhận việc|nhận tiền|xuất viện|có người|về lớp)|kể cả|chạy ba ca|chỉ (?:đổi|hỏi|phát hiện|bôi|nhắc|sửa|thay|lùi|dời|xây xát|sốt)|vẫn (?!chưa|không|chẳng|còn|phải|bị)\w+)(?!\w)"
)
_UNPUNISHED = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng)(?!\w)[^.,;]{0,40}(?<!\w)(?:bị|phải|nhận)(?: [^\W\d_]+)? (?:khởi tố|bắt|phạt|kỷ luật|xử lý|truy cứu|truy tố|đình chỉ|chịu|trách nhiệm|hình phạt)(?!\w)"
)
"""That nobody answers for a wrong sets nobody at ease."""
_UNHURT = re.compile(r"(?<!\w)(?:không|chưa)(?: có)?(?: \w+)? (?:ai|người)(?: nào)? bị (?:thương|xây xát)")
_OF_BODIES = re.compile(
    r"(?<!\w)(?:chết|tử|thương|mạng|vùi|đè|nạn|viện|nổ|sập|đổ|vỡ|lật|chìm|đánh|đập|đâm|chém|bắn|cắn|húc|đuối|vực|rơi|lao|tấn công)(?!\w)"
)
"""That nobody was hurt is no comfort where the headline tells of other things."""
_SOME = 4
"""Of so many sentences one must be fine, where none reassures outright."""
_TWO = 2
_ONE_IN = 6
"""Of so many sentences one must reassure."""


def softened(title: str) -> bool:
    """Tell whether a headline in small letters takes back, fears or turns to the good what it tells."""
    return _SOFTENED.search(title) is not None


def alarms(claims: str) -> frozenset[str]:
    """Return the loud words among what a headline claims."""
    return frozenset(found.group() for found in _LOUD.finditer(claims))


def soothes(sentence: Sentence) -> bool:
    """Tell whether a sentence reassures outright."""
    return _REASSURES.search(stated(sentence.small)) is not None


def is_fine(sentence: Sentence) -> bool:
    """Tell whether a sentence tells of something that is well."""
    return _FINE.search(stated(sentence.small)) is not None


def of_nobody(sentence: Sentence) -> bool:
    """Tell whether a sentence tells that something befell nobody."""
    return _NO_ONE.search(stated(sentence.small)) is not None


def of_harm(sentence: Sentence) -> bool:
    """Tell whether a sentence tells of harm as a fact."""
    return _HARM.search(told(sentence.small)) is not None


def reassures(
    title: Sentence, body: Sequence[Sentence], drama: AbstractSet[str], *, at_ease: Callable[[], bool]
) -> Sentence | None:
    """Return the first reassuring sentence of a quiet report under a loud headline, or None.

    Args:
        title: the headline.
        body: the sentences of the text.
        drama: dramatic phrases of the headline.
        at_ease: tells whether the text complains of nothing and accuses nobody; two such sentences are enough then.
    """
    if softened(title.small):
        return None
    alarm = alarms(claimed(title.small))
    loud = {*drama, *alarm}
    loud = {one for one in loud if not _HOW_MANY.match(one)}
    if not loud or any(is_told(one, body) or bears_out(one, body) for one in loud):
        return None
    if any(of_harm(s) for s in body):
        return None
    body = [s for s in body if not _UNPUNISHED.search(s.small)]
    of_bodies = _OF_BODIES.search(title.small)
    calming = [s for s in body if soothes(s) and (of_bodies or not _UNHURT.search(s.small))]
    if calming and len(calming) * _ONE_IN >= len(body):
        return calming[0]
    fine = [s for s in body if of_nobody(s) or is_fine(s)]
    if fine and len(fine) * _SOME >= len(body):
        return fine[0]
    both = [s for s in body if s in calming or s in fine]
    return both[0] if alarm and len(both) >= _TWO and at_ease() else None


def is_told(one: str, body: Sequence[Sentence]) -> bool:
    """Tell whether a text tells as a fact what a loud word of the headline says, in this word or one of its meaning."""
    whole = one.removeprefix("cả ")
    said = re.escape(one) if whole == one else rf"(?:cả|toàn|khắp) {re.escape(whole)}"
    phrase, meant = re.compile(rf"(?<!\w){said}(?!\w)"), frozenset(words(one))
    return any(
        (whole in s.small and phrase.search(told(s.small)))
        or (meant <= s.zone.words and meant <= frozenset(words_of(unify_tone(told(s.small)))))
        for s in body
    )
