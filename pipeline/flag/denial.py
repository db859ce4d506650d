"""A headline whose event the text denies, or of which it tells the opposite.

An event is told in several words of one meaning. The text denies it where one of them stands behind a negation or in
a rumour that is refuted; it tells the opposite in words of its own. Told anywhere as a fact, the event stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.flag.reading import Sentence

_EVENTS = (
    (
        r"bắt cóc|bị bắt đi|bị lừa bán|mất tích",
        r"(?:lên xe|đi cùng|đi với|theo) (?:\w+ ){0,4}(?:chú|bác|cậu|cô|dì|bố|mẹ|ông|bà|anh|chị|người nhà|người thân)(?: ruột)?|(?:ở|ngủ|chơi) (?:\w+ ){0,2}nhà (?:bạn|ngoại|nội|người quen)",
    ),
    (
        r"vỡ|sập|đổ sập|sụp đổ|sụp|nứt toác",
        r"chỉ (?:\w+ ){0,2}(?:thấm|rỉ|rò|nứt|bong|lún)|vẫn (?:đứng vững|nguyên vẹn|an toàn)|(?:không|chưa) (?:nhà|hộ|ai) (?:nào )?phải (?:dời|di dời|sơ tán|chạy)",
    ),
    (
        r"tháo chạy|bỏ chạy|bỏ trốn|sơ tán|chạy loạn|bỏ làng|bỏ xứ",
        r"(?:không|chưa|chẳng) (?:nhà|hộ|ai|người)(?: nào)? (?:phải |bị )?(?:dời|di dời|sơ tán|chạy|rời|bỏ)",
    ),
    (
        r"bán tháo|bán rẻ|bán đứng|bán đổ bán tháo|rao bán|thâu tóm|vào tay tư nhân",
        r"(?:chưa|không|chẳng)(?: \w+){0,5} (?:đem |được |bị |hề )?(?:bán|rao|đấu giá|chuyển nhượng|giao dịch)",
    ),
    (
        r"(?:ông )?trùm|cầm đầu|đầu sỏ|đại ca|bố già|siêu lừa|đường dây|xuyên (?:biên giới|quốc gia)|sa lưới|sa bẫy|vào tù|bị bắt|bắt giữ|tóm gọn",
        r"(?:dừng|chỉ)(?: lại)?(?: ở| bị| mức)* (?:xử )?phạt(?: vi phạm)? hành chính|(?:được|đã) (?:\w+ )?(?:cho )?về(?: nhà| ngay)|(?:nhắc nhở|cam kết) (?:rồi|và|xong)|thả (?:ngay|về)|không (?:bị )?(?:bắt|tạm giữ|khởi tố)",
    ),
    (
        r"bỏ (?:nhiệm sở|việc|trực|trụ sở|ghế|cơ quan)|nghỉ việc|xin (?:thôi|nghỉ)(?: việc)?|thôi việc|đình công|lãn công|từ chức|rời bỏ",
        r"vẫn (?:\w+ )?(?:làm việc|đi làm|đến cơ quan|trực|công tác|có mặt|đứng lớp)|(?:không|chưa|chẳng) (?:có )?(?:ai|người nào|cán bộ nào) (?:\w+ ){0,2}(?:thôi|nghỉ|bỏ|rời|từ chức)",
    ),
    (
        r"giết chết|bức tử|hủy hoại|hủy diệt|đầu độc|chết (?:dần|đứng|mòn)|khai tử|xóa sổ|tàn sát|tuyệt diệt|hấp hối|biến mất",
        r"nước (?:vẫn )?(?:trong|sạch)|cá (?:\w+ ){0,3}(?:bơi|lội|đớp)|(?:cây|rừng|rạn|san hô) (?:\w+ ){0,3}(?:xanh|lên|sống|hồi)|vẫn (?:xanh|chảy|sống|trong|tắm|giặt)|trẻ (?:con |em )?(?:\w+ )?tắm",
    ),
    (
        r"phá sản|đóng cửa|giải thể|sập tiệm|ngừng hoạt động|khai tử|xóa sổ|dừng hoạt động",
        r"vẫn (?:\w+ )?(?:hoạt động|mở cửa|sản xuất|đón khách|bán|chạy|tuyển)(?! (?:chưa|không))",
    ),
    (
        r"tê liệt|thất thủ|vỡ trận|quá tải|cô lập|chia cắt|hỗn loạn|náo loạn",
        r"(?:vẫn|đều) (?:\w+ )?(?:thông suốt|thông|lưu thông|đi lại|chạy|hoạt động) ?(?:bình thường|tốt)?|còn (?:\w+ ){0,2}(?:giường|chỗ) trống|trật tự|thông suốt",
    ),
    (
        r"khan hiếm|cháy hàng|cạn kiệt|cạn sạch|hết sạch|khát|đói|thiếu (?:\w+ )?trầm trọng",
        r"(?:vẫn |còn |đủ )(?:\w+ )?(?:dồi dào|đầy ắp|đầy kệ|đầy kho)|dồi dào|dư (?:dùng|cung cấp)|đủ (?:dùng|bán|cung ứng|cung cấp|ăn) (?:đến|cho|hết|trong)",
    ),
    (
        r"ngộ độc|nhiễm độc|có độc|đầu độc|nhiễm khuẩn|ô nhiễm nặng|nước bẩn",
        r"(?:đều|kết quả) (?:\w+ ){0,3}(?:âm tính|đạt)|trong (?:ngưỡng|giới hạn)|say (?:xe|nắng)|ăn no|đói bụng",
    ),
    (
        r"trắng tay|mất trắng|mất mùa|thất bát",
        r"(?:vẫn |đã )?(?:thu được|thu về|gặt được|cân được|bán được)|chỉ (?:mất|hỏng|giảm)|được mùa",
    ),
    (
        r"bỏ học|bỏ trường|nghỉ học|thất học",
        r"sĩ số (?:\w+ )?đủ|vẫn (?:\w+ )?(?:đến lớp|đi học|tới trường)|(?:không|chưa|chẳng) (?:có )?em nào (?:\w+ )?(?:bỏ|nghỉ)|(?:đến|ra) lớp đầy đủ",
    ),
    (
        r"cướp|trấn lột|trộm|cuỗm|khoắng",
        r"(?:đùa|quay phim|đóng phim|diễn tập)|để quên|tìm (?:lại )?được|trả lại (?:đủ|nguyên)|cầm nhầm",
    ),
    (
        r"đánh (?:hội đồng|đập|ghen|nhau|chết|tơi tả)|hành hung|bạo hành|hỗn chiến|ẩu đả|truy sát|đâm chém",
        r"(?:không|chưa|chẳng) (?:có )?ai (?:\w+ )?(?:đánh|thương|đụng|động tay)|(?:cãi|lời qua tiếng lại) (?:\w+ ){0,4}rồi|bắt tay|xin lỗi nhau|tự (?:té|ngã)",
    ),
    (
        r"tẩy chay|quay lưng|ế (?:ẩm|khách)|vắng (?:tanh|hoe|khách)|bị bỏ rơi|không ai mua",
        r"xếp hàng|kín (?:chỗ|bàn|phòng|khách)|(?:đông|đắt) (?:khách|hàng)|vẫn (?:\w+ )?(?:mua|đến|ghé|đông)",
    ),
    (
        r"tử vong|thiệt mạng|chết(?! (?:khiếp|lặng|mê|điếng|mòn|dần|đứng))|mất mạng|qua đời",
        r"(?:đã |đều )?(?:xuất viện|khỏe (?:lại|mạnh)|tỉnh (?:lại|táo)|qua cơn nguy kịch|sống sót|thoát nạn)|còn sống",
    ),
    (
        r"bùng (?:phát|dịch)|lây lan|ổ dịch|đại dịch|dịch (?:bệnh|lạ)|vỡ dịch|bệnh lạ",
        r"(?:chỉ )?(?:có )?(?:một|hai) ca(?! \w+ nặng)|âm tính|dị ứng|(?:không|chưa) (?:phải|thành) dịch",
    ),
    (
        r"cháy (?:rụi|lớn|chợ|nhà|rừng|kho|xưởng)|bốc cháy|đám cháy|chữa cháy|dập lửa|ngọn lửa|biển lửa|bà hỏa|hỏa hoạn|phát nổ|nổ lớn|nổ kho",
        r"đốt (?:rác|rơm|cỏ|lá)|diễn tập|khói (?:từ|của) (?:bếp|lò|rơm|rác)|(?:sấm|pháo|bóng bay|bơm hơi) nổ|nổ lốp|tiếng pháo",
    ),
    (
        r"xâm chiếm|lấn chiếm|cướp đất|mất đất|thu hồi đất|giải tỏa trắng|đuổi (?:\w+ )?ra đường|cưỡng chế",
        r"(?:không|chưa) (?:có )?(?:ai|hộ nào|nhà nào) (?:\w+ )?(?:bị|phải|mất)|thỏa thuận xong|tự nguyện (?:giao|hiến|trả|dời)",
    ),
    (
        r"tăng (?:sốc|vọt|phi mã|chóng mặt|gấp)|leo thang|đội giá|cắt cổ|chặt chém",
        r"(?:giá )?(?:không|chưa) (?:tăng|đổi|nhích)|giữ (?:nguyên )?(?:giá|mức)|như (?:cũ|năm ngoái|ngày thường)|niêm yết (?:và|,) (?:bán|thu) đúng",
    ),
    (
        r"cắt (?:điện|nước|trợ cấp|lương|chế độ|hỗ trợ)|mất (?:điện|nước|lương|việc)|xù (?:nợ|lương)|nợ lương|quỵt",
        r"(?:đã|vẫn|đều) (?:\w+ )?(?:trả đủ|chi đủ|nhận đủ|cấp đủ|đủ lương)|không (?:ai|hộ nào|người nào) (?:\w+ )?(?:bị|mất)|(?:đã|sẽ) (?:\w+ )?(?:báo|thông báo) trước",
    ),
    (
        r"tham (?:ô|nhũng)|ăn chặn|rút ruột|bòn rút|biển thủ|thất thoát|bốc hơi",
        r"(?:ghi|hạch toán|nhập) nhầm|chậm (?:chuyển|giải ngân|quyết toán)|còn (?:\w+ ){0,3}(?:trong (?:kho|quỹ|tài khoản|két))|khớp (?:sổ|số|chứng từ)|đủ (?:cả|không thiếu)",
    ),
)
_EVENT = tuple(
    (re.compile(rf"(?<!\w)(?:{event})(?!\w)"), re.compile(rf"(?<!\w)(?:{opposite})(?!\w)"))
    for event, opposite in _EVENTS
)
"""Words for one event, and what tells its opposite."""
_NO = r"không|chưa|chẳng|làm gì|bác bỏ|phủ nhận|bịa|bịa đặt|tin đồn|lời đồn|tin giả|đồn|thất thiệt|không hề|dựng chuyện"
_NEGATION = re.compile(
    r"(?<!\w)(?:(?:không|chưa|chẳng)(?: hề| từng)?(?: (?:có|phải|bị|ai|thấy|xảy|ghi|nghe))|làm gì có|bác (?:bỏ|tin)|phủ nhận|bịa(?: đặt| chuyện| ra)?|dựng chuyện|"
    r"(?:tin|lời) (?:đồn|giả|thất thiệt)|(?:tin|lời đồn|tin đồn|thông tin|đoạn (?:phim|clip|video))(?= [^.;]*(?:loan|lan|đồn|truyền|râm ran|rộ)[^.;]*(?:nhưng|song|thực (?:ra|tế)|hóa ra)))(?P<what>[^.;]*)"
)
"""What is said not to be: all that stands behind, up to the next clause."""
_WITHIN = 9
"""Words behind a negation that it denies."""
_ASKED = re.compile(
    r"\?|(?<!\w)(?:không|chưa|chẳng|suýt|nguy cơ|phòng|chống|nghi|diễn tập|tin|ngăn|giả định|nếu)(?!\w)"
)
"""A headline with one of these does not tell of an event that was."""
_NOT_TOLD = re.compile(
    rf"(?<!\w)(?:{_NO}|nếu|suýt|sợ|lo|ngỡ|tưởng|tin|nghe|mạng xã hội|giấu tên|ẩn danh|không nêu tên|đồn|nghi|phòng|chống|nguy cơ|hình như)(?!\w)|\?"
)
"""A sentence that tells of an event as denied, feared, heard or told by somebody unnamed is no report of it."""


def denies_event(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that denies what the headline tells, or tells the opposite of it, or None."""
    if _ASKED.search(title.small):
        return None
    for event, opposite in _EVENT:
        if event.search(title.small) is None or opposite.search(title.small):
            continue
        if any(event.search(s.small) and not _NOT_TOLD.search(s.small) for s in body):
            continue
        denied = next((s for s in body if _denies(s, event)), None)
        found = denied or next((s for s in body if opposite.search(s.small)), None)
        if found is not None:
            return found
    return None


def _denies(sentence: Sentence, event: re.Pattern[str]) -> bool:
    """Tell whether one of the words of an event stands behind a negation."""
    return any(
        event.search(" ".join(found["what"].split()[:_WITHIN]))
        for found in _NEGATION.finditer(sentence.small)
    )
