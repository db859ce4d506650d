"""A headline that tells more than its text: a larger number, a whole for a part, the heavier of two words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from pipeline.flag.guarded import Guarded, any_guarded, possible
from pipeline.flag.names import UPPER, any_of, word_set
from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Sentence, words
from pipeline.flag.told import denied, told
from pipeline.flag.unsettled import OPEN, only_proposed

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
_MANY_WORD = Guarded(rf"(?<!\w)(?:{'|'.join(_MANY)})(?!\w)")
_CLAUSE_END = re.compile(r"[,:;.](?!\d)")
_BY_MANY = re.compile(
    rf"(?i:ồ ạt|đồng loạt|(?<!\w)(?:cả|toàn) (?:tỉnh|thành phố|xã|phường|trường|làng|thôn|xóm|lớp|huyện|ngành|đảo|khu|chợ))(?: [{UPPER}]\w*)* (?:(?:đã|bị|lại|phải|cùng) )?(?P<did>(?!và|là|của|có|được|không|chưa|vì|về|ở)[^\W\d_]+)(?!\w)"
)
"""What all or many do according to a headline (`ồ ạt đốn`, `Cả xã Ba Vinh bỏ`)."""
_STILL_MANY = Guarded(
    rf"(?<!\w)(?:{'|'.join(_MANY)}|nhiều|tất cả|toàn bộ|hầu hết|đa số|cả trăm|cả nghìn)(?!\w)"
)
_WHOLE = Guarded(
    r"(?<!\w)(?:toàn bộ|tất cả|mọi|(?:cả|toàn) (?:tỉnh|thành phố|xã|phường|trường|làng|thôn|xóm|lớp|huyện|ngành|đảo))(?!\w)"
)
_OTHERS_FINE = re.compile(
    r"(?<!\w)(?:còn lại|khác|những (?:\w+ ){1,2}khác|các (?:\w+ ){1,2}khác)(?: \w+){0,2} (?:vẫn|bình thường|hoạt động|làm việc|chạy|học|bán|không (?:bị|ảnh hưởng)|đúng (?:giờ|lịch)|đều (?:ổn|khỏe|an toàn|bình thường))"
)
_POPULATION = re.compile(
    r"(?:^|[,;:] ?)(?:cả |toàn |riêng |hiện |mỗi )*(?:xưởng|trường|làng|xã|thôn|phường|tỉnh|công ty|nhà máy|đội|khu|bệnh viện|cơ sở|lớp|đơn vị|xí nghiệp|hợp tác xã|chợ|tổ|trung tâm|khoa|bản|xóm|địa phương|huyện|đoàn|tàu|trại|vườn|ao|gia đình|nhà|hồ)(?: [^\W\d_]+){0,9}? (?:có|gồm|nuôi|quản lý)(?: (?:tổng cộng|khoảng|hơn|gần|chừng|trên))? $"
)
"""How many there are, not how many were struck (`Xưởng có 742 người`)."""
_STRUCK = re.compile(r"(?<!\w)(?:bị|mắc|phải|nhiễm)(?!\w)")
"""After a number: so many are told of (`Xã có 300 nhà bị ngập`)."""
_LEAP = Guarded(
    r"(?<!\w)(?:sốc|vọt|(?:tăng|gấp|đắt|cao) (?:\w+ ){0,2}lần|gấp (?:đôi|ba|bốn)|phi mã|chóng mặt|dựng đứng|lao dốc|rơi tự do|tăng mạnh|giảm mạnh|khủng)(?!\w)"
)
_FROM, _TO = re.compile(r"(?<!\w)từ(?: \w+){0,2} $"), re.compile(r"(?<!\w)(?:lên|xuống|còn|thành)(?!\w)")
_LEAST_LEAP, _LARGE_SHARE = Decimal("1.15"), 30
_ALL_OR_MANY = re.compile(
    r"(?<!\w)(?:ồ ạt|đồng loạt|lũ lượt|rủ nhau|kéo nhau|tràn lan|lan khắp|khắp nơi|(?:cả|toàn|khắp) (?:tỉnh|xã|phường|trường|làng|thôn|xóm|lớp|huyện|đảo|khu|chợ|bản|buôn))(?!\w)"
)
_MERELY = re.compile(r"(?<!\w)(?:chỉ|mới|vỏn vẹn|duy nhất)(?: (?:có|còn|gồm|ghi nhận|phát hiện))*(?: \w+)? $")
_HANDFUL = 10
_UNITS_OF_PEOPLE = word_set("cặp đôi gia tiểu cá đứa bệnh thầy cô tàu ghe xe đơn")
_HALFWAY = re.compile(
    r"nửa (?:chặng|đường|đêm|đời|vời|kín|thế kỷ|ngày|buổi|tháng|năm|tỉnh|mùa|nhiệm kỳ)(?!\w)"
)
"""Half of a way or of a time is no share of anything that is counted."""
_OF_MANY = re.compile(r"(?<!\w)(?:trong (?:tổng )?số|trong tổng (?:đàn|diện tích)) ")
_MORE = re.compile(
    r"(?<!\w)(?:thêm|tăng(?: thêm)?|nhích(?: thêm| lên)?|nhỉnh hơn|đắt hơn|cao hơn|giảm|bớt) $"
)
_DENIED_WORDS, _SHARED_WORDS = 6, 3
"""Of the first words that are denied, how many must stand in the headline."""
_TIMES = 4
"""How many times smaller the number of the text must be."""
_TOLERANCE = Decimal("0.15")
_OF_NOUN = 2
"""So many words behind a number tell what is counted, one more where they make a trade (`vận động viên`)."""


_STEPS = tuple(
    (any_guarded(heavy), any_of(light))
    for heavy, light in (
        (
            r"cách chức|bãi nhiệm|khai trừ|sa thải|đuổi việc",
            r"khiển trách|cảnh cáo|phê bình|rút kinh nghiệm|nhắc nhở|kiểm điểm",
        ),
        (
            r"(?<!mùa )(?<!lệnh )(?<!vùng )(?<!gian )cấm(?: tiệt| cửa)?(?! đi khỏi)",
            r"khung giờ|thí điểm|vẫn (?:được|lưu thông|hoạt động|qua lại)|chỉ (?:sắp xếp|hạn chế|nhắc nhở)",
        ),
        (
            r"(?<!bị )(?:nghỉ|mất|bỏ) việc|thất nghiệp|sa thải",
            r"luân phiên|không (?:có )?ai (?:bị |phải )?(?:chấm dứt|mất việc|nghỉ|bỏ)|xin chuyển|đã được bố trí",
        ),
        (
            r"thi thể|xác (?:chết|người)",
            r"hình nộm|búp bê|ma-nơ-canh|xác (?:heo|lợn|bò|chó|trâu|gia súc)|khúc (?:gỗ|cây)",
        ),
        (
            r"kỷ luật|tham nhũng|tham ô|nhận hối lộ",
            r"bị nhắc nhở|rút kinh nghiệm|không (?:nêu|phát hiện|có) (?:\w+ )?(?:sai phạm|tư lợi|vụ lợi)",
        ),
        (
            r"đóng cửa|phá sản|giải thể|khai tử|xóa sổ",
            r"tạm (?:dừng|ngừng|nghỉ|đóng)|bảo (?:dưỡng|trì)|sửa (?:chữa|mái|sang)|nâng cấp|bán tạm|chỗ cũ|vẫn mở cửa|hoạt động (?:trở )?lại",
        ),
        (
            r"tử vong|thiệt mạng|tử nạn|bỏ mạng|mất mạng|chết đuối|(?<!suýt )(?<!thoát )chết",
            r"bị thương nhẹ|xây xát|qua cơn nguy kịch|không nguy hiểm|(?:còn|vẫn|đang|bị) mất tích|chưa tìm thấy|chưa rõ (?:tung tích|sống chết)|đang (?:cấp cứu|hôn mê|điều trị)",
        ),
        (
            r"(?:bị )?(?:bắt(?! đầu| buộc| gặp| nguồn| tay| kịp| chước)|khởi tố|tạm giam)|vào tù",
            r"mời (?:lên )?làm việc|nhắc nhở",
        ),
        (
            r"vĩnh viễn|mãi mãi|một đi không trở lại",
            r"(?<!chưa )(?<!không )(?:mở|hoạt động|mở cửa|đón khách|chạy|bán|họp|thông xe|dạy|khám) (?:trở )?lại(?! (?:lần|đĩa))|tạm (?:dừng|ngừng|nghỉ|đóng)|mở cửa trở lại",
        ),
        (r"sập|đổ sập|vỡ", r"nứt|bong|hư hỏng nhẹ|rạn"),
        (r"cạn sạch|cạn kiệt|hết sạch", r"giảm|đủ (?:cấp|dùng|cung cấp)|vẫn còn"),
        (r"thiêu rụi|cháy rụi", r"cháy xém|cháy nhỏ|dập tắt (?:ngay|kịp)"),
    )
)
"""What a headline may call by the heavier word where the text has only the lighter."""
_DENIED = Guarded(
    r"(?<!\w)(?:không|chưa) (?:hề )?có (?:kế hoạch|chủ trương|ý định|chuyện|việc|quyết định|thông tin) (?P<what>[^.;,]+)"
)
_DENYING = word_set("không chưa")
_PEOPLE = word_set("người trẻ cháu em học sinh bệnh nhân công lao động giáo viên hộ")
_COUNTERS = word_set("ca vụ hộ nhà căn ngôi chiếc con cái trường lượt suất lô thửa")
"""Words that count what a headline calls by its name."""
_ALL_THERE_IS = re.compile(
    r"(?<!\w)(?:chỉ|mới|vỏn vẹn|tổng (?:cộng|số)|cả thảy|tất cả|trước sau|ghi nhận|toàn (?:tỉnh|xã|huyện|trường|phường)|vẫn (?:chưa|còn))(?!\w)"
)
_LIGHT = word_set(
    "của là có bị vì do ở tại cho với các những một đã đến ra vào lên xuống trên trong để được hơn gần về theo sau từ và"
)
"""Words that a headline may share with any sentence."""
_FINE = re.compile(r"(?<!\w)(?:còn lại|khác)(?!\w)[^.;]*(?:bình thường|khỏe mạnh|không)")


def exaggerates(titles: Sequence[Sentence], body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence of the body that shows a headline to tell too much, or None."""
    title = titles[0]
    return (
        _smaller(title, body)
        or _none_did(title, body)
        or _only_a_part(title, body)
        or only_proposed(title, body)
        or _lighter(title, body)
        or _little_more(title, body)
        or _few_of_all(title, body)
    )


def _little_more(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that tells from what to what something rose or fell, where the headline makes a leap of it."""
    if not _LEAP.search(title.small):
        return None
    steps = [(s, ratio) for s in body for ratio in _ratios(s)]
    if any(ratio > _LEAST_LEAP for _, ratio in steps) or any(_LEAP.search(s.small) for s in body):
        return None
    if steps:
        return steps[0][0]
    large = any(q.unit == "%" and q.value >= _LARGE_SHARE for s in body for q in s.quantities)
    return None if large else next((s for s in body if _tells_of_more(s)), None)


def _tells_of_more(sentence: Sentence) -> bool:
    """Tell whether a sentence says by how much money something rose or fell (`thêm 420 đồng`), little of what it was."""
    changes = [
        q
        for q in sentence.quantities
        if q.unit in {"đồng", "USD"} and _MORE.search(sentence.small[: q.start])
    ]
    whole = max((q.value for q in sentence.quantities if q not in changes), default=Decimal(0))
    return any(not whole or whole + q.value < whole * _LEAST_LEAP for q in changes)


def _ratios(sentence: Sentence) -> Iterator[Decimal]:
    """Yield how many times the larger of two numbers of one unit is the smaller (`từ 90.000 lên 95.000 đồng`)."""
    for one, other in pairwise(sentence.quantities):
        between = sentence.small[one.end : other.start]
        if _FROM.search(sentence.small[: one.start]) and _TO.search(between) and one.unit == other.unit:
            low, high = sorted((one.value, other.value))
            if low > 0:
                yield high / low


def _lighter(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that calls by a lighter word, or denies, what the headline says in the heavier one."""
    if OPEN.search(title.small):
        return None
    denied = [(s, _DENIED.search(s.small)) for s in body if not _DENYING.isdisjoint(s.tokens)]
    own = set(title.words)
    for sentence, found in denied:
        if found and len(own & set(words(found["what"])[:_DENIED_WORDS])) >= _SHARED_WORDS:
            return sentence
    may_stand = possible(title.small)
    for heavy, light in _STEPS:
        if heavy not in may_stand or heavy.search(title.small) is None or light.search(title.small):
            continue
        denying = next((s for s in body if (d := _DENIED.search(s.small)) and heavy.search(d["what"])), None)
        if denying is not None:
            return denying
        lighter = [s for s in body if light.search(s.small)]
        if lighter and not any(heavy.search(told(s.small)) for s in body):
            return lighter[0]
    return None


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
        nouns, unit = set(words(_clause(title.small, found.start()))), ""
    else:
        counted = [
            q
            for q in title.quantities
            if q.value >= _TIMES
            and not q.rate
            and (q.noun or q.unit == "%")
            and not _HALFWAY.match(title.small, q.start)
        ]
        if not counted:
            return None
        claimed, nouns, unit = counted[0].value, {_noun(counted[0])}, counted[0].unit
    if found and nouns & _PEOPLE:
        nouns |= _PEOPLE
    counts = [
        (s, q)
        for s in body
        for q in s.quantities
        if q.unit == unit
        and not q.rate
        and not _FINE.search(s.small, q.end)
        and (_STRUCK.search(s.small, q.end) or not _POPULATION.search(s.small, 0, q.start))
    ]
    if any(
        q.value >= claimed * (1 - _TOLERANCE) and (_noun(q) in nouns | _COUNTERS or not found)
        for _, q in counts
    ):
        return None
    if not found and any(_adds_up(s, claimed) for s in body):
        return None
    fewer = (
        s
        for s, q in counts
        if _noun(q) in nouns
        and 0 < q.value * _TIMES <= claimed
        and (found or not _in_passing(title, s, counted[0]))
    )
    return next(fewer, None)


def _none_did(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence by which none did what the headline says that all or many did, where the text tells of none.

    That must be the first thing denied: that no tree was allowed to be felled does not say that none was.
    """
    many = _BY_MANY.search(title.text)
    if many is None or OPEN.search(title.small):
        return None
    did = many["did"]
    if any(did in s.tokens and did in words(told(s.small)) for s in body):
        return None
    none = re.compile(
        rf"(?<!\w)(?:nào|ai)(?: (?:có|hề|đã|bị|phải|còn|chịu))* {did}(?: (?P<more>\w+)|[^\w ]|$)"
    )
    return next(
        (
            s
            for s in body
            if (f := none.search(s.small))
            and (f["more"] is None or f["more"] in title.tokens)
            and any(did in one.split() for one in denied(s.small))
        ),
        None,
    )


def _adds_up(sentence: Sentence, claimed: Decimal) -> bool:
    """Tell whether two or three numbers of a sentence make the headline's (`17 bác sĩ và 7 người dân`)."""
    values = [q.value for q in sentence.quantities if not q.unit]
    return any(sum(some) == claimed for count in (2, 3) for some in combinations(values, count))


def _in_passing(title: Sentence, sentence: Sentence, claimed: Quantity) -> bool:
    """Tell whether a sentence counts some of many for what they did besides (`Ba thí sinh ngủ quên`).

    It says neither that they are all nor tells anything else of the headline.
    """
    if _ALL_THERE_IS.search(sentence.small):
        return False
    noun = claimed.noun.split()
    counted = words(" ".join(noun[: _OF_NOUN + (noun[_OF_NOUN : _OF_NOUN + 1] == ["viên"])]))
    return not (set(title.words) - _LIGHT).difference(counted) & set(sentence.words)


def _clause(small: str, start: int) -> str:
    """Return the clause of a headline that stands around a place of it."""
    return _CLAUSE_END.split(small[:start])[-1] + _CLAUSE_END.split(small[start:])[0]


def _noun(quantity: Quantity) -> str:
    """Return the first comparable word of what is counted."""
    return next(iter(words(quantity.noun.partition(" ")[0])), "")


def _only_a_part(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    if not _WHOLE.search(title.small):
        return None
    return next((s for s in body if _OTHERS_FINE.search(s.small) or _is_few_of_many(s)), None)


def _few_of_all(title: Sentence, body: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence by which only a handful do what all or many do according to the headline.

    `Thôn chỉ có hai cặp ra tòa` under `Cả làng ly hôn`; not where the text tells of many itself.
    """
    if not _ALL_OR_MANY.search(title.small) or OPEN.search(title.small):
        return None
    if any(_STILL_MANY.search(s.small) for s in body):
        return None
    return next((s for s in body if any(_is_handful(s, q) for q in s.quantities)), None)


def _is_handful(sentence: Sentence, quantity: Quantity) -> bool:
    counted = quantity.noun.partition(" ")[0] in _PEOPLE | _COUNTERS | _UNITS_OF_PEOPLE
    few = counted and not quantity.unit and 0 < quantity.value <= _HANDFUL
    return few and bool(_MERELY.search(sentence.small[: quantity.start]))


def _is_few_of_many(sentence: Sentence) -> bool:
    """Tell whether a sentence counts less than half (`bảy ao trong số 240 ao`, `trên 3.200 ha, ... 18 ha`)."""
    found = _OF_MANY.search(sentence.small)
    if found is None:
        return False
    part = next((q for q in reversed(sentence.quantities) if q.end <= found.start() + 1), None)
    whole = next((q for q in sentence.quantities if q.start >= found.end() - 1), None)
    return part is not None and whole is not None and 0 < 2 * part.value < whole.value
