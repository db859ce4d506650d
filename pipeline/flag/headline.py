"""F-8: a headline that the text denies or does not bear out.

A dramatic headline whose drama the body does not tell, while the body tells of calm or denies: each of these is
counted, and the counts are weighed together. The weights were fitted once on invented articles.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain.records import Field, Flag, Signal
from pipeline.flag.contrary import contrary
from pipeline.flag.denial import denies_event
from pipeline.flag.exaggeration import bears_out, exaggerates
from pipeline.flag.names import word_set
from pipeline.flag.quiet import reassures
from pipeline.flag.reading import Reading, Sentence, words
from pipeline.flag.refuted import refuted
from pipeline.flag.verdict import find_early_verdict

_DRAMA = re.compile(
    r"(?<!\w)(?:kinh hoàng|hàng (?:loạt|trăm|nghìn|ngàn|vạn|chục)|nghìn|ngàn|cả (?:trường|làng|xã|tỉnh|thành phố|bệnh viện|huyện|thôn|lớp|phường|khu|đoàn|nhà|xóm)|ồ ạt|tràn|tháo chạy|chạy (?:lũ|loạn)|chặt chém|chết|"
    r"vỡ|bàng hoàng|rúng động|đại gia|bỏ (?:chạy|trốn|về|việc|học|làng|nhà|trường|nghề|mặc|đói|rơi)|náo loạn|hỗn loạn|sốc|thảm|đồng loạt|bùng phát|trắng (?:tay|đêm)|tê liệt|khủng|chấn động|sụp|sập|đổ sụp|đổ|cháy|nổ|hoang mang|"
    r"quá tải|đóng cửa|ngộ độc|độc|phá sản|vây|đuổi|cấm|khai tử|xóa sổ|biến mất|bốc hơi|sổng|cướp|bắt cóc|tẩy chay|quay lưng|kiệt quệ|hãi|khiếp|loạn|bệnh lạ|ma|tử thần|mất (?:tích|trắng|điện|nước|hút|mạng|kiểm soát)|nhiễm|tồn dư|"
    r"lừa|đổ xô|bán tháo|đánh|đập|bạo hành|xả|tan hoang|chìm|từ chối|gấp|vỡ nợ|ôm|nghi|ép|cắt|ngập|nhập viện|hết|đòi|dọa|thiếu|tăng vọt|rơi|lao đao|kêu cứu|bất ngờ|nguy kịch|nguy cơ|tử vong|bỏng|"
    r"phẫn nộ|dậy sóng|tấn công|cắn|bị (?:bắt|giữ|tố|bỏ|cắt|chặn|nhốt|phạt|hủy)|hủy|nứt|lún|trôi|cạn|khan hiếm|cháy hàng|lật|đứt|tụt|lao dốc|bay|giảm một nửa|bó tay|bất lực|đầu hàng|mất (?:việc|nhà|đất|chức|ghế|Tết)|nghỉ việc|thi thể|xác (?:chết|người)|mạnh nhất|lớn nhất|chưa từng|kỷ lục|lịch sử|đại dịch|thảm họa|hết (?:đường|cửa|cách)|để quên|bê bối|tham nhũng|vỡ trận|thất thủ|bế tắc|cấm tiệt|cùng đường|điêu đứng|lâm nguy|tăng sốc|phi mã|chóng mặt|tước|thu hồi|giải thể|khai trừ|cách chức|bắt giam|hốt hoảng|mỏ vàng|kho báu|(?:trăm|nghìn) (?:tấn|tỷ|năm)|bí ẩn|kỳ lạ|xóa (?:bỏ|biên chế)|trả về|thất thoát|bốc cháy|phát nổ|bao vây|vật vã|hấp hối|thoi thóp|lao xuống|tàn phá|sơ tán|oan|gian lận|bắt (?:học sinh|dân|người dân|phụ huynh|công nhân|bệnh nhân|khách)|thâu đêm|bỏ trốn|đói|khát|điêu tàn|tuyệt chủng|cạn kiệt|quái vật|thần dược|bách bệnh|độc đắc|tống khứ|siêu|sập tiệm|nghẹt thở|tuyệt vọng|đòi nợ|bán rẻ|bán đứng|phá nát|xóa tên|thất nghiệp|mắc kẹt|cô lập|bẩn|giả|dữ|hung hãn|điên)(?!\w)"
)
_DENIES = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng)(?! (?:chỉ|những|còn|khỏi|thể|kịp|ngờ|ngừng|ít|khí|gian|quân|phận|lưu|khắc phục|xử lý|báo cáo|ngăn|dám|muốn|biết|rõ|nên|được|đủ|làm|thực hiện))(?!\w)"
)
_CALM = re.compile(
    r"(?<!\w)(?:vẫn(?! (?:chưa|không|còn|tiếp|bị|phải|làm|cố|dám|chối|tái|ngang))|bình thường|như (?:mọi|thường|trước|cũ|lịch|hằng|cam kết)|(?:không|chưa|chẳng) (?:có |một |ghi nhận |phát hiện |hề )*(?:ai(?! khác)|hộ|nhà|ca|em|người|thiệt hại|trường hợp|mẫu|"
    r"khách|học sinh|giáo viên|dấu hiệu|chuyện|việc|hành vi|bệnh|tồn dư|đề án|chủ trương|vụ|lún|nứt|phải|bị|giảm|tăng|đóng|dừng|hề|rời|nghỉ|trễ|gì)|đúng (?:giờ|hẹn|luật|lịch)|giữ (?:nguyên|mức)|nguyên (?:vẹn|trạng)|"
    r"(?:không|chưa|chẳng) (?:\w+ ){1,3}nào|(?:không|chưa) (?:bao giờ|hề hấn|còn ai|loại bỏ|có khả năng|thiếu|để ai)|thở phào|yên tâm|đồng tình|hài lòng|cảm ơn|chấp nhận được|(?:được|đã) kiểm soát|suy yếu|đầy đủ|sớm (?:trở|có)|trở lại(?! trường đua)|(?<!\w)chạy lại|được miễn|miễn (?:phí|tiền)|mở cửa|chỉ (?!đạo|huy|thị|số|tiêu|ra|tay|vào|định|dẫn|giới|trích|sau|trong|từ)|khống chế|không ảnh hưởng|"
    r"qua cơn|khỏe (?!mạnh)|(?:bụng|xát|thương|sốt|mệt|phạt) nhẹ|đạt yêu cầu|đúng (?:giá|quy định|quy trình|tiêu chuẩn)|(?:khám|giải quyết|sửa|thay|khắc phục) xong|thông (?:xe )?trở lại|không hề|không có giá trị|yên (?:ổn|bình)|giảm (?:so với|gần|hơn|một) |không tăng|chưa (?:ghi nhận|phát hiện)|đều đạt|đã khỏi|khỏe mạnh|về ngay|xuất viện|trong ngày|trong ngưỡng|dưới mức|cho phép|ít hơn|nhầm|hiểu lầm|tin đồn|thất thiệt|bịa|diễn tập|thực ra|thực chất|hóa ra|xác định (?:\w+ ){0,3}(?:do|là)|trả lại|"
    r"xin lỗi|vui vẻ|kín chỗ|đủ (?:chỉ tiêu|hàng)|trái lại|chuyện (?:thường|năm nào)|(?:từ|của|ở) (?:năm|nơi) khác|chỉ (?:là|có|đổi|mất|hai|ba|một)|đã sạch|tại nhà|dập|bác bỏ|phủ nhận|"
    r"loại trừ|đạt chuẩn|không gián đoạn|đã có (?:\w+ ){0,2}thay thế|trả đủ|ổn định|đều (?:ổn|khỏe|an toàn|lành|tốt|đúng|còn|hoạt động|trong)|(?:đứng|còn|giữ|y) nguyên|ở yên|tự nguyện|trong (?:giới hạn|tầm kiểm soát|mức cho phép)|lác đác|mật độ thấp|(?:nhỉnh|cao|nhiều|tốt|khá) hơn (?:vụ|năm|mùa|kỳ|tháng|dự|trước|so)|trúng mùa|được (?:mùa|giá)|đúng (?:hợp đồng|kế hoạch)|theo (?:thông lệ|lệ thường)|thường lệ|nghỉ phép|báo trước|khi mở lại|không thắc mắc|thư cảm ơn|thưa(?! kiện| gửi| ông| bà)|dư so với|dồi dào|là dứt|âm tính(?! với ma)|đâu vào đấy|(?:chẳng|không) thấy|mọi (?:việc|hoạt động|tuyến|chuyến)|đi làm lại|quay lại làm|mức thấp|an toàn(?! (?:giao thông|lao động|thực phẩm|thông tin|vệ sinh)))(?!\w)"
)
_LIGHT = word_set(
    "và của là có bị vì do ở tại cho với các những một hàng loạt cả đã đến ra vào lên xuống trên dưới giữa chừng nghi kinh hoàng người "
    "trong để khi được như không chưa"
)
_DOUBTS = re.compile(
    r"\?|(?<!\w)(?:nghi (?:vấn|án)|xôn xao|rộ tin|rộ lên|đồn (?:đoán|thổi)|đừng|thực hư|tin đồn|đính chính|bác tin|sự thật)(?!\w)"
)
_NEGATED = re.compile(r"(?<!\w)(?:không|chưa)(?!\w)")
_BELIED = re.compile(r"(?<!\w)(?:bịa|tin đồn|thất thiệt|bác bỏ|không (?:đúng|có) sự thật|sai sự thật)(?!\w)")
_ALSO = {
    word: re.compile(rf"(?<!\w)(?:{told})(?!\w)")
    for said, told in (
        (
            "đóng cửa|khai tử|xóa sổ|phá sản|sập tiệm",
            r"(?:dừng|ngừng) (?:sản xuất|hoạt động|kinh doanh|bán)|giải thể|phá sản|đóng cửa",
        ),
        (
            "mất việc|nghỉ việc|thất nghiệp|sa thải",
            r"chấm dứt hợp đồng|cho thôi việc|thất nghiệp|sa thải|nghỉ việc|mất việc",
        ),
        ("cháy|bốc cháy|nổ|phát nổ", r"lửa|hỏa hoạn|thiêu rụi|bốc cháy|phát nổ|tiếng nổ"),
        ("khát|cạn|khô khát", r"thiếu nước|(?:bị|gặp|đợt|trận) hạn|hạn hán|khô hạn|nứt nẻ|hết nước|trơ đáy"),
        ("lật|chìm", r"lật|úp|chìm|đắm"),
        ("sập|đổ|đổ sụp|sụp", r"sập|đổ sập|sụp đổ|đổ xuống|sụp xuống"),
        ("bị bắt|bắt giam", r"bắt (?:giữ|giam|tạm giam|khẩn cấp|quả tang)|bị bắt|tạm giam|lệnh bắt"),
        ("vây|bao vây|tấn công|đánh|đập", r"xô xát|hành hung|đánh nhau|ẩu đả|xông vào|vây"),
        ("cắt|mất điện|mất nước", r"cắt (?:điện|nước)|mất (?:điện|nước)|ngừng cấp"),
    )
    for word in said.split("|")
}
"""Other words for what a headline says."""
_NEAR = 5
"""Words behind a negation that it may deny."""
_USUAL, _SHORTEST = 12, 6
"""Sentences of a body: calm words are counted as if it had the usual number, one shorter than the shortest as if it
had that many; a long text has calm words anyway."""
_START, _WEIGHTS = -11.25, (2.55, 1.3, 1.25, 1.0, 1.25, 1.2, -0.8)
"""Of the features in their order."""


def find_headline_gap(reading: Reading) -> list[Flag]:
    """Return an F-8 flag when the body denies the headline, or a loud headline stands over something ordinary."""
    titles = [s for s in reading.sentences if s.field is Field.TITLE]
    body = reading.body()
    if not titles or not body or any(_DOUBTS.search(s.small) for s in titles):
        return []
    drama = {found.group() for s in titles for found in _DRAMA.finditer(s.small)}
    heavy = {word for one in drama for word in one.split()}
    denying_event = (
        denies_event(titles[0], body)
        or contrary(titles[0], body, loud=bool(drama))
        or refuted(titles[0], body, heavy)
        or reassures(titles[0], body, drama)
    )
    if denying_event is not None:
        gap = f"Tít nêu “{titles[0].text}” nhưng trong bài: “{denying_event.text.rstrip('.')}”."
        return [_flag(titles[0], gap, 0.8)]
    guilty = find_early_verdict(reading)  # who is called guilty in the headline is called so in the text
    fewer = None if guilty else exaggerates(titles, body)
    if fewer is not None:
        return [
            _flag(titles[0], f"Tít nêu “{titles[0].text}” nhưng trong bài: “{fewer.text.rstrip('.')}”.", 0.75)
        ]
    calm = [s for s in body if _CALM.search(s.small)] if drama else []
    if not calm or guilty:
        return []
    told = features(titles, body, drama, calm)
    if _START + sum(weight * value for weight, value in zip(_WEIGHTS, told, strict=True)) <= 0:
        return []
    denying = [s for s in calm if _denied(s, drama)]
    title = max(titles, key=lambda s: len(_DRAMA.findall(s.small)))
    reason = f"Tít nêu “{title.text}” nhưng trong bài: “{(denying or calm)[0].text.rstrip('.')}”."
    return [_flag(title, reason, 0.85 if denying else 0.7)]


def features(
    titles: Sequence[Sentence], body: Sequence[Sentence], drama: set[str], calm: Sequence[Sentence]
) -> tuple[float, ...]:
    """Return what is weighed.

    Dramatic words that the body does not tell, the share of words and of pairs of words that it does not tell, calm
    sentences, denials, calm where drama is untold, a headline that is calm or a negation itself.
    """
    asserting = [s for s in body if not _DENIES.search(s.small) and not _BELIED.search(s.small)]
    told = {word for s in titles for word in s.words if word not in _LIGHT and not word[0].isdigit()}
    missing = told.difference(*(s.words for s in asserting))
    pairs = frozenset[tuple[str, str]]().union(*(s.zone.pairs for s in titles))
    apart = pairs.difference(*(s.zone.pairs for s in asserting))
    untold = [one for one in drama if not _is_told(one, asserting) and not bears_out(one, body)]
    length = max(len(body), _SHORTEST) / _USUAL
    calmness = min(4.0, len(calm) / length)
    denials = sum(_denied(s, drama) for s in body)
    return (
        min(2, len(untold)),
        len(missing) / max(1, len(told)),
        len(apart) / max(1, len(pairs)),
        calmness,
        min(2.0, denials / length),
        calmness * bool(untold),
        any(_NEGATED.search(s.small) or _CALM.search(s.small) for s in titles),
    )


def _is_told(one: str, asserting: Sequence[Sentence]) -> bool:
    """Tell whether a text tells of what a dramatic word of the headline says, in this word or one of the same meaning."""
    meant = frozenset(words(one))
    also = _ALSO.get(one)
    return any(one in s.small or meant <= s.zone.words or (also and also.search(s.small)) for s in asserting)


def _denied(sentence: Sentence, drama: set[str]) -> int:
    """Return how many negations of a sentence stand before a dramatic word of the headline."""
    wanted = {word for one in drama for word in one.split()}
    behind = (
        re.findall(r"\w+", sentence.small[found.end() :])[:_NEAR]
        for found in _DENIES.finditer(sentence.small)
    )
    return sum(not wanted.isdisjoint(words) for words in behind)


def _flag(title: Sentence, reason: str, score: float) -> Flag:
    return Flag(
        signal=Signal.HEADLINE,
        field=title.field,
        start=title.start,
        end=title.end,
        sentence=title.text,
        reason=reason,
        score=score,
    )
