"""F-8: a headline that the text denies or does not bear out."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.domain.records import Field, Flag, Signal
from pipeline.flag.names import word_set
from pipeline.flag.reading import Reading, Sentence, words

_LOUD = re.compile(
    r"kinh hoàng|hàng loạt|cả (?:trường|làng|xã|tỉnh|thành phố|bệnh viện|huyện)|ồ ạt|tràn (?:lan|ngập|xuống|vào|lên)|tháo chạy|chặt chém|chết trắng|vỡ trận|bàng hoàng|rúng động|"
    r"đại gia|bỏ chạy|tháo thân|náo loạn|hỗn loạn|sốc|thảm (?:họa|cảnh)|đồng loạt|bùng phát|trắng tay|tê liệt|lao đao|khủng khiếp|chấn động|bỏ về|dậy sóng|vỡ nợ|sụp đổ"
)
_DENIES = re.compile(
    r"(?<!\w)(?:không|chưa|chẳng)(?! (?:chỉ|những|còn|khỏi|thể|kịp|ngờ|ngừng|ít|khí|gian|quân|phận|lưu))(?: (?:có|phải|hề|ai|có ai))*(?!\w)"
)
_STATES = re.compile(r"(?<!\w)(?:khẳng định|xác nhận|cho biết|bác bỏ|nói rõ|phủ nhận|giải thích)(?!\w)")
_NEAR = 3
"""Words between a negation and what it denies."""
_PLAINLY = re.compile(
    r"(?:học|hoạt động|diễn ra|đi lại|sinh hoạt|buôn bán|vẫn) bình thường|trong ngưỡng|(?:ghi|cân|tính) nhầm|bác bỏ|tin đồn|không có ai|không có chuyện|chuyện thường|như lịch trình"
)
_CALM = re.compile(
    r"bình thường|đã khỏi|vui vẻ|không có gì|không ai|đúng luật|giữ nguyên|đã sạch|chỉ là|chuyện năm nào|không phải|ở lại thêm|trả lại|xác định (?:một|họ|do)|trái lại|đều ổn"
)
_LIGHT = word_set(
    "và của là có bị vì do ở tại cho với các những một hàng loạt cả đã khỏi đến ra vào lên xuống trên dưới giữa chừng nghi kinh hoàng người"
)
_DRAMA = re.compile(
    r"(?<!\w)(?:bỏ chạy|bỏ trốn|ôm (?:tiền|nợ|hàng)|hoang mang|quá tải|đóng cửa|tháo|chạy loạn|sập|vỡ|chết|ngộ độc|mất trắng|trắng tay|phá sản|vây|bao vây|tố|đuổi|cấm|khai tử|xóa sổ|biến mất|bốc hơi|"
    r"nổ|cháy rụi|tràn|sổng|cướp|bắt cóc|phát điên|nổi loạn|dậy sóng|tẩy chay|quay lưng|kiệt quệ|bế tắc|thảm|kinh|hãi|khiếp|sốc|rúng|loạn|vỡ òa|hàng (?:trăm|nghìn|ngàn|chục|loạt)|(?<!tất )cả (?!nước|tỉnh|năm|ngày|tuần)\w+|"
    r"độc|bệnh lạ|ma|tử thần|nguy cơ|mất tích|nhiễm|chặt chém|lừa|khủng|đổ xô|ồ ạt|bán tháo|ném|đánh|đập|thảm sát|xả súng|tan hoang|ngập trong|chìm|bỏ (?:về|việc|học|làng|nhà)|từ chối)(?!\w)"
)
_CALMS = re.compile(
    r"(?<!\w)(?:(?:không|chưa|chẳng) (?:có |một )?(?:ai|hộ nào|người nào|trường hợp|ca nào|chuyện|dấu hiệu|gì|nhà nào|em nào|học sinh nào|khách nào)|không (?:phải|đóng|giảm|bị|tiếp nhận|hề|rời|nghỉ|dừng)|"
    r"vẫn (?:\w+ ){0,2}(?:bình thường|điều hành|đi học|hoạt động|mở cửa|bán|đông|lên|như|khám|học|họp|chạy|ổn)|bình thường|(?:xác định|thực ra|hóa ra|thực chất|kỳ thực)(?: \w+)? là|chỉ (?:là|đổi|có|mất|một|hai|ba)|như (?:trước|cũ|thường lệ)|theo lịch|"
    r"đã báo trước|đã trả đủ|về nhà ngay|xuất viện ngay|ngay trong (?:chiều|ngày|buổi)|trong ngưỡng|hiểu lầm|hiểu nhầm|nhầm|tin đồn|bịa|thất thiệt|nói vui|diễn tập|ổn định|an toàn|tìm thấy)(?!\w)"
)
_MISSING, _CALM_ENOUGH = 0.34, 2
_LONG_BODY = 14
"""Sentences above which calm words prove nothing: a long text has them anyway."""
_QUESTION = re.compile(
    r"\?\s*$|(?<!\w)(?:không có|chưa|đừng|bác tin|sự thật|thực hư|tin đồn|đính chính)(?!\w)"
)


def find_headline_gap(reading: Reading) -> list[Flag]:
    """Return an F-8 flag when the body denies the headline, or a loud headline stands over something ordinary."""
    titles = [s for s in reading.sentences if s.field is Field.TITLE]
    body = reading.body()
    if not titles or not body or _QUESTION.search(titles[-1].small):
        return []
    loud = next((s for s in titles if _LOUD.search(s.small)), None)
    for title in titles:
        denial = next((s for s in body if _is_denied(title, s, plainly=title is not loud)), None)
        if denial is not None:
            return [_flag(title, f"Tít nêu “{title.text}” nhưng trong bài: “{denial.text}”.", 0.85)]
    calm_gap = _calm_gap(titles[-1], body)
    if calm_gap is not None:
        return [calm_gap]
    if loud is None:
        return []
    missing = [phrase for phrase in _LOUD.findall(loud.small) if not any(phrase in s.small for s in body)]
    plain = [s for s in body if _PLAINLY.search(s.small)]
    calm = [s for s in body if s in plain or _CALM.search(s.small)]
    if missing and (plain or len(calm) > 1):
        contrast = (plain or calm)[0].text
        return [
            _flag(loud, f"Tít dùng “{missing[0]}” nhưng thân bài không nêu; trong bài: “{contrast}”.", 0.7)
        ]
    return []


def _calm_gap(title: Sentence, body: tuple[Sentence, ...]) -> Flag | None:
    """Return a flag for a dramatic title whose words the body hardly has while it tells of calm several times."""
    told = [word for word in title.words if word not in _LIGHT and not word[0].isdigit()]
    calm = [s for s in body if _CALMS.search(s.small)]
    if len(told) < 3 or len(body) > _LONG_BODY or len(calm) < _CALM_ENOUGH or not _DRAMA.search(title.small):
        return None
    plain = {word for s in body if not _DENIES.search(s.small) for word in s.words}
    missing = [word for word in told if word not in plain]
    dramatic = [found.group() for found in _DRAMA.finditer(title.small)]
    borne_out = all(any(word in s.small and not _DENIES.search(s.small) for s in body) for word in dramatic)
    if len(missing) < _MISSING * len(told) or borne_out:
        return None
    return _flag(title, f"Tít nêu “{title.text}” nhưng trong bài: “{calm[0].text}”.", 0.7)


def _is_denied(title: Sentence, sentence: Sentence, *, plainly: bool) -> bool:
    """Tell whether a sentence negates a phrase of two words that the title asserts.

    Of a title that is not loud (`plainly`) somebody must deny it in so many words, naming more of the title.
    """
    asserted = _pairs(title)
    if plainly and (not _STATES.search(sentence.small) or len(_pairs(sentence) & asserted) < 2):
        return False
    near = 1 if plainly else _NEAR
    for negation in _DENIES.finditer(sentence.small):
        following = words(sentence.small[negation.end() :])[: near + 1]
        if set(pairwise(following)) & asserted:
            return True
    return False


def _pairs(title: Sentence) -> set[tuple[str, str]]:
    told = title.words
    return {pair for pair in pairwise(told) if not set(pair) & _LIGHT}


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
