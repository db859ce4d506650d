"""F-8: a headline that the text denies or does not bear out."""

from __future__ import annotations

import re

from pipeline.domain.records import Field, Flag, Signal
from pipeline.flag.reading import Reading, Sentence, words

_LOUD = re.compile(
    r"kinh hoàng|hàng loạt|cả (?:trường|làng|xã|tỉnh|thành phố|bệnh viện|huyện)|ồ ạt|tràn|tháo chạy|chặt chém|chết trắng|vỡ trận|bàng hoàng|rúng động|"
    r"đại gia|bỏ chạy|tháo thân|náo loạn|hỗn loạn|sốc|thảm (?:họa|cảnh)|đồng loạt|bùng phát|trắng tay|tê liệt|lao đao|khủng khiếp|chấn động|bỏ về|dậy sóng|vỡ nợ|sụp đổ"
)
_DENIES = re.compile(r"(?<!\w)(?:không (?:có|phải|hề|ai)|chưa(?: hề| có)?|chẳng(?: có| ai)?|không)(?!\w)")
_CALM = re.compile(
    r"bình thường|trong ngưỡng|đã khỏi|vui vẻ|ghi nhầm|cân nhầm|không có (?:gì|ai)|không ai|đúng luật|chuyện thường|giữ nguyên|như lịch trình|đã sạch|chỉ là|"
    r"xác định (?:một|họ|do|nguyên nhân)|chuyện năm nào|không phải|ở lại thêm|trả lại"
)
_LIGHT = frozenset(
    "và của là có bị vì do ở tại cho với các những một hàng loạt cả đã khỏi từ đến ra vào lên xuống trên dưới giữa chừng nghi kinh hoàng người".split()
)
_QUESTION = re.compile(
    r"\?\s*$|(?<!\w)(?:không có|chưa|đừng|bác tin|sự thật|thực hư|tin đồn|đính chính)(?!\w)"
)


def find_headline_gap(reading: Reading) -> list[Flag]:
    """Return an F-8 flag when the headline is loud and the body denies it or tells of something ordinary."""
    titles = [s for s in reading.sentences if s.field is Field.TITLE]
    body = reading.body()
    if not titles or not body or _QUESTION.search(titles[-1].small):
        return []
    loud = next((s for s in titles if _LOUD.search(s.small)), None)
    if loud is None:
        return []
    denial = next((s for s in body if _is_denied(loud, s)), None)
    told = _LOUD.findall(loud.small)
    missing = [phrase for phrase in told if not any(phrase in s.small for s in body)]
    calm = [s for s in body if _CALM.search(s.small)]
    if denial is not None:
        return [_flag(loud, f"Tít nêu “{loud.text}” nhưng trong bài: “{denial.text}”.", 0.85)]
    if missing and calm:
        return [
            _flag(
                loud,
                f"Tít dùng “{missing[0]}” nhưng thân bài không nêu; trong bài: “{calm[0].text}”.",
                0.6 if len(calm) == 1 else 0.75,
            )
        ]
    return []


def _is_denied(title: Sentence, sentence: Sentence) -> bool:
    """Tell whether a sentence negates a phrase of two words that the title asserts."""
    asserted = _pairs(title)
    for negation in _DENIES.finditer(sentence.small):
        following = words(sentence.small[negation.end() : negation.end() + 40])
        near = set(zip(following, following[1:], strict=False))
        if near & asserted:
            return True
    return False


def _pairs(title: Sentence) -> set[tuple[str, str]]:
    told = title.words
    return {pair for pair in zip(told, told[1:], strict=False) if not set(pair) & _LIGHT}


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
