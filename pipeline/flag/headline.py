"""F-8: a headline that the text denies or does not bear out.

Rules and a learned weight decide together. What the headline claims is looked for in the text: told as a fact it stands; denied, told to be the opposite, much
less or only proposed it is belied. A loud headline over a text that tells of no harm and reassures is belied as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from pipeline.domain.records import Field, Flag, Signal
from pipeline.flag.contrary import contrary
from pipeline.flag.exaggeration import exaggerates
from pipeline.flag.grievance import grievance, kinds
from pipeline.flag.guarded import Guarded
from pipeline.flag.overstated import calmest, overstates
from pipeline.flag.poles import belied, borne_out
from pipeline.flag.quiet import alarms, is_told, reassures
from pipeline.flag.reading import Reading, Sentence
from pipeline.flag.refuted import refuted
from pipeline.flag.told import claimed
from pipeline.flag.verdict import find_early_verdict

_DRAMA = Guarded(
    r"(?<!\w)(?:kinh hoàng|hàng (?:loạt|trăm|nghìn|ngàn|vạn|chục)|nghìn|ngàn|cả (?:trường|làng|xã|tỉnh|thành phố|bệnh viện|huyện|thôn|lớp|phường|khu|đoàn|nhà|xóm)|ồ ạt|tràn|tháo chạy|chạy (?:lũ|loạn)|chặt chém|chết|"
    r"vỡ|bàng hoàng|rúng động|đại gia|bỏ (?:chạy|trốn|về|việc|học|làng|nhà|trường|nghề|mặc|đói|rơi)|náo loạn|hỗn loạn|sốc|thảm|đồng loạt|bùng phát|trắng (?:tay|đêm)|tê liệt|khủng|chấn động|sụp|sập|đổ sụp|đổ(?! (?:về|bộ))|cháy|nổ|hoang mang|"
    r"quá tải|đóng cửa|ngộ độc|độc(?! (?:đắc|đáo|lập|quyền|giả|thân|nhất))|phá sản|vây|đuổi|cấm|khai tử|xóa sổ|biến mất|bốc hơi|sổng|cướp|bắt cóc|tẩy chay|quay lưng|kiệt quệ|hãi|khiếp|loạn|bệnh lạ|(?<!bóng )ma(?! túy)|tử thần|mất (?:tích|trắng|điện|nước|hút|mạng|kiểm soát)|nhiễm|tồn dư|"
    r"lừa|đổ xô|bán tháo|đánh|đập|bạo hành|xả|tan hoang|chìm|từ chối|gấp|vỡ nợ|ôm|nghi|ép|cắt|ngập|nhập viện|hết|đòi|dọa|thiếu|tăng vọt|rơi|lao đao|kêu cứu|bất ngờ|nguy kịch|nguy cơ|tử vong|bỏng|"
    r"phẫn nộ|tấn công|cắn|bị (?:bắt|giữ|tố|bỏ|cắt|chặn|nhốt|phạt|hủy|loại|gạt|đuổi|lừa|bán)|hủy|nứt|lún|trôi|cạn|khan hiếm|cháy hàng|lật|đứt|tụt|lao dốc|bay|giảm một nửa|bó tay|bất lực|đầu hàng|mất (?:việc|nhà|đất|chức|ghế|Tết)|nghỉ việc|thi thể|xác (?:chết|người)|mạnh nhất|lớn nhất|chưa từng|kỷ lục|lịch sử|đại dịch|thảm họa|hết (?:đường|cửa|cách)|để quên|bê bối|tham nhũng|vỡ trận|thất thủ|bế tắc|cấm tiệt|cùng đường|điêu đứng|lâm nguy|tăng sốc|phi mã|chóng mặt|tước|thu hồi|giải thể|khai trừ|cách chức|bắt giam|hốt hoảng|mỏ vàng|kho báu|(?:trăm|nghìn) (?:tấn|tỷ|năm)|bí ẩn|kỳ lạ|xóa (?:bỏ|biên chế)|trả về|thất thoát|bốc cháy|phát nổ|bao vây|vật vã|hấp hối|thoi thóp|lao xuống|tàn phá|sơ tán|oan|gian lận|bắt (?:học sinh|dân|người dân|phụ huynh|công nhân|bệnh nhân|khách)|thâu đêm|bỏ trốn|đói|khát|điêu tàn|tuyệt chủng|cạn kiệt|quái vật|thần dược|bách bệnh|độc đắc|tống khứ|siêu|sập tiệm|nghẹt thở|tuyệt vọng|đòi nợ|bán rẻ|bán đứng|phá nát|xóa tên|thất nghiệp|mắc kẹt|cô lập|bẩn|giả|dữ|hung hãn|điên)(?!\w)"
)
_DOUBTS = re.compile(
    r"\?|(?<!\w)(?:nghi (?:vấn|án)|xôn xao|hỏi (?:và |[-–] ?)?đáp|giải đáp|rộ tin|rộ lên|đồn (?:đoán|thổi)|đừng|thực hư|tin đồn|đính chính|bác tin|sự thật|(?:là|thật ra) do|thực ra|hóa ra)(?!\w)"
)

_AT_EASE = -1.0
"""Below this weight of words of complaint a text has hardly any."""
LIKELY = 0.4
"""Log odds from which on the weight of all words is enough (docs/decisions/0060)."""
_RULE, _OPPOSITE = 1.5, 3.5
"""What a gap found by a rule adds to them, and what the opposite of the headline does that the text tells."""


def find_headline_gap(reading: Reading) -> list[Flag]:
    """Return an F-8 flag when the body denies the headline, or a loud headline stands over something ordinary.

    What a rule finds must not be unlikely by the weight of all words; what is likely by that alone is flagged where the
    text does not tell a striking word of the headline. Of a short text the rules alone decide.
    """
    titles = [s for s in reading.sentences if s.field is Field.TITLE]
    body = reading.body()
    if not titles or not body or any(_DOUBTS.search(s.small) for s in titles):
        return []
    title, drama = titles[0], dramatic(titles)
    found = _by_rule(reading, titles, body, drama)
    if found is not None:
        sentence, score, added = found
        odds = overstates(title, body, len(drama), least=LIKELY - added)
        if odds is not None and odds < LIKELY - added:
            return []
        return [
            _flag(title, f"Tít nêu “{title.text}” nhưng trong bài: “{sentence.text.rstrip('.')}”.", score)
        ]
    missing = striking_untold(titles, body, drama)
    odds = overstates(title, body, len(drama), least=LIKELY) if missing else None
    if odds is None or odds < LIKELY:
        return []
    phrases = ", ".join(f"“{phrase}”" for phrase in missing)
    title = next((s for s in titles if missing[0] in claimed(s.small)), title)
    gap = (
        f"Tít nêu “{title.text}”, nhưng nội dung bài không khẳng định {phrases}, mà viết: "
        f"“{calmest(body).text.rstrip('.')}”."
    )
    return [_flag(title, gap, 0.7)]


def striking_untold(
    titles: Sequence[Sentence], body: Sequence[Sentence], drama: AbstractSet[str]
) -> list[str]:
    """Return the loud and dramatic phrases of a headline that its text tells nowhere as a fact, in order."""
    untold = {one for one in drama | alarms(claimed(titles[0].small)) if not is_told(one, body)}
    longest = [one for one in untold if not any(one in other for other in untold - {one})]
    return sorted(longest, key=" ".join(claimed(s.small) for s in titles).index)


def dramatic(titles: Sequence[Sentence]) -> frozenset[str]:
    """Return the dramatic phrases of a headline; a number in words (`tám nghìn nhà`) is a number."""
    return frozenset(
        found.group()
        for s in titles
        for found in _DRAMA.finditer(claimed(s.small))
        if not any(q.start <= found.start() < found.end() <= q.end for q in s.quantities)
    )


def _by_rule(
    reading: Reading, titles: Sequence[Sentence], body: Sequence[Sentence], drama: AbstractSet[str]
) -> tuple[Sentence, float, float] | None:
    """Return the sentence that belies the headline by one of the rules, how sure it is and what it adds to the odds."""
    claims = claimed(titles[0].small)
    heavy = {word for one in drama for word in one.split()}
    opposite = belied(claims, body) or contrary(titles[0], body, loud=bool(drama))
    if opposite is not None:
        return opposite, 0.8, _OPPOSITE
    denying_event = refuted(titles[0], body, heavy) or (
        None
        if borne_out(claims, body)
        else reassures(titles[0], body, drama, at_ease=partial(_is_at_ease, reading))
    )
    if denying_event is not None:
        return denying_event, 0.8, _RULE
    fewer = exaggerates(titles, body)
    # who is called guilty in the headline is called so in the text
    return (fewer, 0.75, _RULE) if fewer is not None and not find_early_verdict(reading) else None


def _is_at_ease(reading: Reading) -> bool:
    """Tell whether a text clearly complains of nothing and calls nobody guilty."""
    return grievance(kinds(reading)) < _AT_EASE and not find_early_verdict(reading)


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
