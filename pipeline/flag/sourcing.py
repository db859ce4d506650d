"""F-5 and F-6: who speaks in a critical article. No official voice, or nobody with a name.

The rules look at attribution only. They never ask whether the criticism is right, and negative tone alone is no
flag: an article must complain or accuse and leave the agency unheard.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain.records import SAID, Field, Flag, Sentiment, Signal, Tone
from pipeline.flag.names import UPPER
from pipeline.flag.reading import Reading, Sentence

_SAYS = (
    r"cho biết|cho hay|nói|khẳng định|thông tin|trả lời|giải thích|thừa nhận|hứa|yêu cầu|chỉ đạo|đề nghị|xác nhận|xác định|"
    r"cảnh báo|khuyến cáo|thống kê|lý giải|nhìn nhận|lưu ý|báo cáo|công bố|cam kết|phản hồi|thông báo|cho rằng|nhận định|chia sẻ|"
    r"bác bỏ|phủ nhận|nhận (?:khuyết điểm|lỗi|trách nhiệm|sai)|phân trần|trần tình|nêu|giao|bảo vệ quan điểm|tiết lộ|đính chính|tiếp thu|kể|gợi ý|khuyên|nhắc|đánh giá|nhấn mạnh|phát biểu|trấn an|phân tích"
)
_OFFICE = (
    r"sở|ubnd|hđnd|ủy ban nhân dân|công an|ban quản lý|chi cục|cục|thanh tra|văn phòng ubnd|phòng (?:giáo dục|lao động|cảnh sát|tài nguyên|"
    r"kinh tế|y tế|nông nghiệp|quản lý|văn hóa|nội vụ)|trung tâm y tế|bệnh viện|tỉnh ủy|đảng ủy|bộ chỉ huy|hạt kiểm lâm|trạm kiểm ngư|chính quyền|"
    r"kho bạc|bảo hiểm xã hội|cơ quan điều tra|viện kiểm sát|tòa án|đồn biên phòng|ban chỉ huy|điện lực|ngành (?:y tế|giáo dục|nông nghiệp)"
)
_OFFICER = (
    r"giám đốc sở|phó giám đốc|giám đốc (?:sở|bệnh viện|trung tâm|ban)|chủ tịch (?:ubnd|xã|phường|tỉnh|hđnd|huyện)|phó chủ tịch|bí thư|chi cục trưởng|cục trưởng|chánh|trưởng ban|"
    r"phó trưởng ban|trưởng phòng|phó phòng|phó trưởng phòng|hiệu trưởng|hiệu phó|(?:hạt|đội|trạm|đồn|viện|vụ) trưởng|(?:trung|thượng|đại|thiếu) (?:tá|úy|tướng)|người phát ngôn|kiểm lâm viên|"
    r"bí thư|thượng úy|đại úy|giám định viên"
)
_VOICE = re.compile(
    rf"(?<!\w)(?:{_OFFICER}|(?:lãnh đạo|đại diện|cán bộ|theo)[^.;]{{0,25}}(?:{_OFFICE})|(?:{_OFFICE}))(?!\w)[^.;]{{0,110}}?(?<!\w)(?:{_SAYS})(?!\w)"
    rf"|(?<!\w)(?:{_SAYS})[^.;]{{0,60}}(?<!\w)(?:{_OFFICER})(?!\w)"
    rf"|(?<!\w)theo (?:báo cáo|tờ trình|thông báo|kết luận|số liệu|thống kê|lãnh đạo|đại diện|ông|bà)?[^.;,]{{0,30}}(?:{_OFFICE}|{_OFFICER})(?!\w)"
)
_QUOTED_OFFICER = re.compile(rf"[\"”][^.]{{0,15}}(?<!\w)(?:{_OFFICER})(?!\w)")
_ANONYMOUS = re.compile(
    r"nguồn tin(?: (?:riêng|này|giấu tên|không chính thức|thạo tin))?|nguồn thạo tin|giấu (?:tên|mặt)|(?:không|chẳng) (?:muốn|cho|tiện|chịu)[^.,;]{0,12}(?:tên|danh tính)|"
    r"(?:giữ kín|không nêu|không lộ|đã đổi|đã thay đổi|thay đổi) (?:tên|danh tính)|tên (?:đã|được)[^.,;]{0,8}(?:thay đổi|đổi)|tên nhân vật|"
    r"xin được gọi là|người trong cuộc|am hiểu nội tình|có người (?:kể|nói|bảo)|không (?:cho )?ghi (?:tên|âm)|lộ danh tính"
)
_INITIAL = rf"(?:[{UPPER}]\.)"
_NAMED_SPEAKER = re.compile(
    rf"[{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]+)+[^.;\"”]{{0,60}}? (?:cho biết|cho hay|nói|kể|bảo|khẳng định|quả quyết|than|cho rằng|chia sẻ|giải thích|xác định|nhớ|tính)(?!\w)"
    rf"|(?:ông|bà|anh|chị|cô|chú|thầy|em) [{UPPER}][^\W\d_]+ (?:nói|kể|bảo|cho biết|cười|than|viết)(?!\w)"
)
_COMPLAINT = re.compile(
    r"(?<!\w)(?:phản ánh|bức xúc|kêu cứu|kêu trời|gửi đơn|(?:lá|cử người gửi|đội) đơn|khiếu nại|tố cáo|tố giác|bị ép|ép buộc|bảo kê|lạm thu|méo mặt|khốn khổ|khổ sở|điêu đứng|"
    r"bất an|oan ức|thiệt thòi|ô nhiễm|bốc mùi|mùi hôi|hôi thối|nước (?:đen|rỉ)|bụi mù|sa lầy|ổ voi|ổ gà|cày nát|đoạn nát|xuống cấp|hư hỏng nặng|mối ăn|xiêu vẹo|chống gậy|"
    r"mòn mỏi|dài cổ|chờ (?:giấy|thuốc|mãi|đợi mãi)|tự chạy ra ngoài mua|phải tự mua|bất bình|nhũng nhiễu|hạch sách|phong bì|lót tay|chờ bồi dưỡng|chung chi|thất thoát|tham ô|"
    r"đút túi|gian dối|ăn chặn|bớt xén|chưa nhận được gì|không được ghi|khoản thu|đóng cửa giữa|đóng cửa trạm|không có bác sĩ|bỏ mặc|thờ ơ|chậm trễ|tắc trách|vô cảm|khuất tất|mập mờ|"
    r"vẽ lại|biến chất|tiếp tay|lấn chiếm|chặt phá|bị ghẻ|cháy âm ỉ|chịu trách nhiệm|đi đâu\?|của ai\?|vì sao\?|bao giờ\?|ai bảo kê|đi cửa sau|lừa (?:đảo|hàng|dân|người)|phân giả|"
    r"không ai (?:giải quyết|trả lời)|chẳng ai (?:sửa|hỏi)|lắc đầu|đầu độc|bỏ hoang|dở dang|treo giấy|\"chạy\")(?!\w)"
)
_GRIEVANCES = {
    "unanswered": r"(?:chưa|không|chẳng) (?:được |có |thấy |nghe |một )*(?:ai|trả lời|phản hồi|hồi âm|giải quyết|hỏi han|đoái hoài|câu trả lời|ngó ngàng)|người ta hẹn|hẹn rồi|"
    r"bảo (?:về |cứ )?chờ|rơi vào im lặng|bặt (?:tin|vô)|trả (?:lại )?hồ sơ|đá qua đá lại|chỉ (?:qua|sang) chỗ khác|kêu mãi|vẫn (?:vậy|thế|y nguyên|như cũ)|lần nào cũng",
    "asked": r"(?:viết|làm|nộp|gửi|đội) đơn|kiến nghị|phản ánh|tiếp xúc cử tri|báo (?:nhiều|mấy|\w+) lần|(?:nhiều|mấy|ba|bốn|năm|bảy|chín|mười \w+|\d+) lần|đi lại|gõ cửa",
    "waiting": r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|hơn|gần|nửa) (?:năm|tháng|cái tết|mùa)[^.;]{0,40}(?:chưa|vẫn|không|chờ|ở tạm|tạm bợ)|(?:đến|tới) (?:nay|giờ|bây giờ)[^.;]{0,30}(?:chưa|vẫn|không)|"
    r"từ sau tết|ở tạm|mòn mỏi|đợi mãi|chờ mãi|quá hẹn|trễ hẹn|lỗi hẹn|thất hứa",
    "broken": r"hố sâu|ổ (?:gà|voi)|lầy lội|nứt|vỡ vụn|dột|gỉ sét|rỉ sét|hư hỏng|hỏng|xuống cấp|mục nát|sụt lún|bong tróc|nghẹt|tắc cống|ngập úng|phủ bạt|đắp chiếu|rêu|cỏ mọc|bạc màu|khóa trái|khóa cửa|"
    r"cửa đóng|bỏ (?:không|hoang|trống|dở)|dở dang|trùm mền|xiêu vẹo|tróc|bãi cỏ|tắt ngấm|không có giọt|không một giọt|cạn trơ",
    "fouled": r"(?<!\w)khói|khét|mùi|hôi|thối|bụi|rác(?! thải điện)|ô nhiễm|ồn|đen ngòm|nước (?:đen|đục|bẩn|thải)|cá chết|ruồi|xả (?:thải|trộm|thẳng)|váng|tức ngực|khó thở|ho suốt",
    "paid": r"giá (?:thuê|cao|trên trời)|phải (?:đóng|nộp|chi|trả|mua|bỏ tiền)|thu (?:thêm|sai|vô)|khoản (?:thu|phí|quỹ)|không (?:có )?biên lai|\"?phí\"?(?! bảo)|phong bì|lót tay|bồi dưỡng|đắt gấp|lỗ(?!\w)",
    "suffering": r"(?<!\w)(?:khổ|cực(?: nhọc| khổ)?|lo(?: sợ| lắng)?|nơm nớp|thấp thỏm|ngán ngẩm|mệt mỏi|than(?! đá)|lắc đầu|thở dài|bức xúc|bất bình|bất an|uất ức|chua chát|nghẹn|co ro|ám ảnh|sống chung với|té ngã|khốn đốn|kêu cứu|"
    r"kêu trời|thiệt thòi|bấp bênh|hoang mang|cầu cứu|chịu trận|chịu đựng|mất ngủ)(?!\w)",
    "absent": r"vắng (?:bóng|mặt|hoe)|không (?:có )?(?:ai|người|bác sĩ|thầy|cán bộ)[^.;]{0,12}(?:trực|dạy|làm|sửa|đến|nhận)|(?:chưa|không) (?:ai|có ai) (?:biết|đến|sửa|chịu)|thiếu (?:thuốc|người|bác sĩ|giáo viên|nước)|"
    r"mong có người|không thấy (?:lên|đến|ai)|(?:chẳng|không) thấy (?:đâu|bóng)|không được (?:hướng dẫn|thông báo|hỏi|đền)|chưa từng được",
    "blamed": r"làm ngơ|buông lỏng|bao che|tiếp tay|vô trách nhiệm|quan liêu|cửa quyền|hành dân|gây khó|sách nhiễu|đùn đẩy|vô lý|khuất tất|mập mờ|chia chác|sai phạm|trái phép|ép(?: buộc)?|quên|lãng phí|hoang phí|bất công",
}
_GRIEVANCE = {name: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for name, pattern in _GRIEVANCES.items()}
"""What a complaint is made of; several kinds together make one, whatever its words."""
_PEOPLE = re.compile(
    rf"(?i:(?<!\w)(?:ông|bà|anh|chị|cô|chú|bác|cụ|già làng|em|vợ chồng)) [{UPPER}][^\W\d_]*|(?i:bà con|người dân|dân làng|dân góp|tiểu thương|phụ huynh|các hộ|hộ dân|gia đình)"
)
_GLAD = re.compile(
    r"phấn khởi|trúng mùa|được mùa|vui mừng|mừng|rộn ràng|nô nức|náo nức|đổi đời|khá giả|thoát nghèo|khen|tự hào|đạt giải|thành công|quây quần|khởi sắc|no ấm|trúng|lãi"
)
_ENOUGH_KINDS = 3
_LONG_ARTICLE = 25
"""Sentences above which one more kind of grievance is asked for: long texts mention much."""
_MISFORTUNE = re.compile(
    r"(?<!\w)(?:bão|lũ|lụt|mưa lớn|hạn hán|trận hạn|khô hạn|khô khát|nắng nóng|sạt lở|động đất|tai nạn|lật xe|xe [^.]{0,12}lật|cháy|đuối nước|chìm tàu|dịch bệnh|sốt (?:rét|xuất huyết)|"
    r"mất tích|thiên tai|áp thấp|lốc|ngộ độc|tử vong|thiệt mạng)(?!\w)"
)
_ENOUGH_COMPLAINTS = 4
"""Complaining words that make an article critical when its tone is not known to be negative; three sentences do too."""


def has_official_voice(reading: Reading) -> bool:
    """Tell whether an official or an agency is heard: quoted, cited, or reported to have answered."""
    return any(_VOICE.search(s.small) or _QUOTED_OFFICER.search(s.small) for s in reading.sentences)


def complaints(reading: Reading) -> list[Sentence]:
    """Return the sentences that complain or accuse."""
    return [s for s in reading.sentences if _COMPLAINT.search(s.small)]


def find_no_official_voice(reading: Reading, sentiment: Sentiment, *, agency_voice: bool) -> list[Flag]:
    """Return an F-5 flag when an article complains and no official body is heard.

    A negative article counts as complaining when it says so in words, or when it is not the report of a misfortune;
    without a negative tone it takes several complaints, or several unnamed sources.
    """
    if agency_voice or not reading.body() or has_official_voice(reading):
        return []
    found = complaints(reading)
    unnamed = [s for s in reading.sentences if _ANONYMOUS.search(s.small)]
    negative = sentiment.label is Tone.NEGATIVE and sentiment.score >= SAID
    said = sum(len(_COMPLAINT.findall(s.small)) for s in found)
    misfortune = bool(_MISFORTUNE.search(reading.lead_text))
    critical = (
        bool(found) or not misfortune
        if negative
        else max(said, len(found) + 1) >= _ENOUGH_COMPLAINTS or len(unnamed) > 1
    )
    grieved = _grievances(reading)
    if not critical and not grieved:
        return []
    reason = "Bài phản ánh, phê bình nhưng không có ý kiến của cơ quan chức năng."
    sentence = (found or unnamed or grieved or list(reading.body()))[0]
    return [_flag(Signal.NO_OFFICIAL_VOICE, sentence, reason, 0.75 if negative and found else 0.6)]


def _grievances(reading: Reading) -> list[Sentence]:
    """Return the sentences of an article that people complain in: enough kinds of grievance, people, little gladness."""
    if not _PEOPLE.search(reading.article.body):
        return []
    by_kind = {
        name: [s for s in reading.sentences if cue.search(s.small)] for name, cue in _GRIEVANCE.items()
    }
    kinds = [name for name, found in by_kind.items() if found]
    sentences = {id(s): s for found in by_kind.values() for s in found}
    glad = sum(bool(_GLAD.search(s.small)) for s in reading.sentences)
    misfortune = bool(_MISFORTUNE.search(reading.lead_text))
    needed = _ENOUGH_KINDS + misfortune + (len(reading.sentences) > _LONG_ARTICLE)
    enough = len(kinds) >= needed and len(sentences) >= needed and 2 * glad < len(sentences)
    return sorted(sentences.values(), key=lambda s: (s.field, s.start)) if enough else []


def find_anonymous_only(reading: Reading) -> list[Flag]:
    """Return an F-6 flag when every source of an article is unnamed."""
    found = [s for s in reading.sentences if s.field is not Field.TITLE and _ANONYMOUS.search(s.small)]
    if not found or has_official_voice(reading) or _named_speakers(reading, found):
        return []
    if len(found) < 2:
        return []
    reason = f"Nguồn tin trong bài đều không nêu tên (“{found[0].text}”)."
    return [_flag(Signal.ANONYMOUS_ONLY, found[0], reason, 0.8)]


def _named_speakers(reading: Reading, anonymous: Sequence[Sentence]) -> bool:
    return any(_NAMED_SPEAKER.search(s.text) for s in reading.body() if s not in anonymous)


def _flag(signal: Signal, sentence: Sentence, reason: str, score: float) -> Flag:
    return Flag(
        signal=signal,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=reason,
        score=score,
    )
