"""What an article claims with a number: the quantity, of what, where, for when, and whether it is told as a result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain.records import Field
from pipeline.flag.below import WHOLE_PROVINCE, is_of_a_village, is_the_firm, subject_below
from pipeline.flag.guarded import Guarded
from pipeline.flag.implied import is_added, said_by_unit, said_by_verb
from pipeline.flag.indicators import Zones
from pipeline.flag.limits import end_of_attribution, is_attached, limits_of
from pipeline.flag.names import Name, word_set
from pipeline.flag.periods import Period, PeriodKind
from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Reading, Sentence, Zone, words_of
from pipeline.flag.times import carried_on, nearest, times_of
from pipeline.flag.units import counting_word

_SIGNS_AT_END = re.compile(r"[^\w:]+$")
_RIGHT_END = re.compile(r"[,;:.…]|(?<!\w)(?:trong đó|trong khi|còn|tức)(?!\w)")
"""Where what stands behind a number is no longer said of it."""
TIME_NOUNS = word_set("tháng năm ngày tuần quý lần đêm buổi giây đời thế lúc tiếng mùa phần thứ")
"""Nouns of what a number counts where it tells a time and no quantity."""
_PLAN = Guarded(
    r"(?<!sở )(?<!phòng )(?<!ban )kế hoạch(?! hóa)|chỉ tiêu|quyết tâm|đặt ra|giao chỉ tiêu|lộ trình|định hướng|tiến tới|vươn tới|hy vọng|mong muốn|nhắm (?:tới|đến)|dự định|tham vọng|cần (?:đạt|đưa|giải ngân|hoàn thành)|nhiệm vụ năm|mục tiêu(?! quốc gia)|dự toán|phấn đấu|dự kiến|đặt đích|cái đích|quy hoạch|dự báo|đề xuất|phương án|hướng đến|hướng tới|"
    r"cam kết|kỳ vọng|(?:được|đã|tỉnh|trên|mới|trung ương|chính phủ|thủ tướng|hđnd|quốc hội) giao(?! được| xong| thông| thừa| dịch| khoán| rừng| đất| nhận| hàng| ban| lưu| cho)|(?<!\w)sẽ (?:lên|đạt|có|còn|nâng|tăng)|muốn (?:đạt|tăng|nâng|đưa|có|thu|giảm|kéo|hoàn thành|đón)|(?<!\w)(?<!vắc )(?<!vắc-)(?<!vác )xin(?! (?:nghỉ|thôi|lỗi|ra|tạm|rút|giải thể|ngừng|dừng|chuyển|về|vào|học|việc|phép|ý kiến|nêu|được|giấu|không|đừng|chữ))(?!\w)|nếu tính|(?<!\w)(?<!về )đích(?!\w)|phải (?:đạt|tăng|giảm|hoàn thành|giải ngân|thu(?! hồi))|(?:theo|trong|so với) thiết kế|(?<!\w)thiết kế (?:có |gồm |là |với |cho )*$|yêu cầu đạt|(?<!\w)để (?:cả năm |năm nay )?(?:đạt|hoàn thành|về đích|cán)"
)
_BEYOND_PLAN = re.compile(r"(?<!\w)vượt(?: quá)? (?:kế hoạch|chỉ tiêu|định mức|mục tiêu|dự toán)(?!\w)")
"""`trả về 42 người vì vượt chỉ tiêu`: what is beyond a plan is none."""
_OF_THE_PLAN = re.compile(
    r"(?<!\w)(?:trong|trên|so với|theo) (?:tổng )?(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?: \w+){0,2} $"
)
"""`1.280 trong kế hoạch 2.100 căn`: the words between belong to the second number."""
_RISEN_FROM = re.compile(r"(?<!\w)(?:tăng|giảm|gấp)(?!\w)[^.;\d]{0,40}(?<!\w)từ (?:mức )?$")
"""`số heo tiêu hủy tăng gấp ba, từ 2.640 con`: what it was before."""
_CHANGE = re.compile(
    r"(?:(?:công nhận|thành lập|kết nạp|xếp hạng|tuyển) mới|tăng|giảm|nhích(?: lên)?|tụt|(?<!cộng )thêm|bớt|hụt|cao hơn|thấp hơn|nhiều hơn|ít hơn|chênh|lệch|rút ngắn|hơn kém)(?: (?:tương|tuyệt) đối)?(?: (?:so với )?(?:cùng kỳ|(?:cuối |đầu )?năm)(?: năm)?(?: (?:trước|ngoái|20\d\d))?)?(?: (?:tới|đến|gần|hơn|khoảng|thêm|được|chừng|xấp xỉ|trên|ngót|non))* $"
)
_CHANGE_TO_LEVEL = re.compile(r"(?:tăng lên|giảm còn|giảm xuống|lên tới|lên đến|xuống còn)(?: \w+)? $")
_LARGER = re.compile(
    r"(?<!đầu )(?<!nhất )(?<!nhì )(?<!ba )(?<!với )(?<!hơn )(?<!trong )(?<!so )(?<!\w)(?:cả nước|toàn quốc|toàn cầu|thế giới|toàn vùng|các tỉnh)(?!\w)"
)
"""`tỷ lệ của cả nước là`; not `đứng đầu cả nước với`, `cao hơn cả nước`."""
_SO_FAR = re.compile(
    r"(?<!\w)(?:đã|mới|vừa|chỉ|đang)(?: \w+)? (?:hoàn thành|hoàn tất|thi công|đắp|đổ|lắp|dựng|đóng|ép|đúc|cấp|tích|chứa|làm|xây|rải|thảm|đào|nạo vét|giải phóng|bàn giao|giải ngân|nghiệm thu|thanh toán|chi)(?: được| xong)?(?!\w)|(?<!\w)(?:thi công|đắp|lắp|rải|thảm|đào|nạo vét|bàn giao|nghiệm thu|hoàn thành) (?:được|xong)(?! (?:toàn bộ|tất cả))(?!\w)|(?<!\w)(?:tích|trữ|chứa) được(?!\w)|(?<!\w)(?:chạy|bơm|phát)(?: được)? $"
)
_WHEN_FULL = re.compile(r"(?<!\w)(?:khi|lúc) (?:tích |chứa |nước )?đầy(?!\w)")
_OF_PLAN = re.compile(r"^ ?(?:so với |tổng )?(?:kế hoạch|dự toán|chỉ tiêu)")
_PROVINCE_AT_ALL = re.compile(
    r"(?:toàn|cả|khắp) tỉnh|(?<!\w)tỉnh (?:đã |đón |có |thu |ta )|(?:^|,) ?quảng ngãi"
)

_LEFT_OVER = re.compile(r"(?<!\w)còn(?: lại)? $")
_GOING_ON = Guarded(r"^(?:\W*\w+){0,4}\W+(?:còn|đang|chưa) (?:điều trị|hoạt động|được|nằm|theo dõi)")
_BESIDE = re.compile(
    r"^(?:ngoài|bên cạnh|cùng với|song song với|không (?:chỉ|riêng)(?: có| là)?|chẳng riêng(?: gì)?|thay cho|thay vì|khác với|khác|sau (?:vụ|mùa)(?! (?:cháy|tai nạn|việc|án|lật|chìm|sập|nổ|kiện))) [^,\d]{2,40}, "
)
"""`Sau vụ hành tím, bà con trồng đậu phộng`: what the rest of the sentence is not about."""
_BACK = re.compile(r"^nó(?!\w)|(?<!\w)(?:này|ấy|đó|nơi đây|ở đây|nói trên|kể trên|tương ứng)(?!\w)")
_IN_ALL = re.compile(
    r"(?:tổng số|lũy kế|(?:con )?số (?:ca|vụ|người|hộ|trường hợp|bệnh nhân|nạn nhân|nhà|lượt|tiền))(?: (?!xã|phường|thôn)\w+){0,4}(?:,| (?:là|lên|đạt|đã|từ|trong|tính|đến|tăng|giảm)(?!\w))"
)
"""`Tổng số ca mắc từ đầu năm là`: a count of what was told before."""
_DEFINITE = re.compile(
    r"^(?:(?:Cây|Chiếc|Con|Tuyến|Ngôi|Tòa|Khu|Vụ|Trận|Đám|Cơn|Đợt|Giải|Hồ|Bệnh|Nhà|Công|Dự|Đoàn|Kỳ) \w+|Cầu|Đường|Chợ|Trường|Hồ|Lễ|Giải)"
    r"(?: \w+)?(?= (?:có|dài|rộng|cao|được|do|với|gồm|trị giá|sẽ|đã|làm|khiến|xảy|diễn|thu hút|quy tụ|cần|ngốn|tiêu|này)(?!\w))"
)
"""`Cây cầu có`, `Công trình được`: a subject without a name of its own is the one told before."""
_SUMMED = frozenset({PeriodKind.SPAN, PeriodKind.YEAR})
_SENTENCE, _ANAPHORA, _BEFORE, _LEAD = 0.85, 0.85, 0.64, 0.64
"""How much a word counts in the sentence, in the one before when the sentence points back to it, in the one before
otherwise, in title and sapo; around the quantity it counts in full."""
_LEAD_OF_BARE = 0.6
"""The same for a number with nothing behind it, which may be anything (`dọc đường 14`)."""
_IMPLIED, _BEHIND = 0.85, 3
_FIRM = 0.95
"""How much a word of the opening counts where the sentence begins with the firm told there, its name left out."""


@dataclass(frozen=True)
class Claim:
    """A quantity with what an article says around it."""

    sentence: Sentence
    quantity: Quantity
    left: str
    """Small letters from the quantity before (or the start of the sentence) up to this one."""
    right: str
    """Small letters behind it, up to the next quantity or the end of the clause."""
    period: Period | None
    explicit_period: bool
    """The period is named in the sentence itself."""
    names: tuple[Name, ...]
    """Proper names that limit the claim, of the sentence or, when it has none, of the one before."""
    explicit_names: bool
    below: str
    """The subject when it is something smaller than an area (`nhà máy`, `trường`), else empty."""
    zones: Zones
    context: str
    """Small letters of the sentence, the one before, title and sapo."""
    opening: str
    """Small letters of the first paragraph of the body."""
    about: str
    """The province the article is about; empty when it names none."""
    before: Sentence | None
    """The sentence before in the paragraph, if it counts anything or follows one that does."""

    @cached_property
    def is_in_a_village(self) -> bool:
        """Tell whether the number is that of an island, a village or a market that is not named (`trên đảo`)."""
        behind = self.sentence.text[self.quantity.end :][: len(self.right)]
        before = self.sentence.text[: self.quantity.start][-len(self.left) :]
        return is_of_a_village(before) or is_of_a_village(behind)

    @cached_property
    def told_left(self) -> str:
        """Return what stands left of the number without who says it (`Bà Thu, phòng mầm non, nói`), which limits nothing."""
        if len(self.left) < self.quantity.start:
            return self.left
        return self.left[end_of_attribution(self.left) :]

    @cached_property
    def local(self) -> frozenset[str]:
        """Return the comparable words around the quantity."""
        return self.zones.zones[0][1].words

    @cached_property
    def behind(self) -> str:
        """Return what stands behind a counted number, from the noun on, small letters, tone marks unified."""
        noun = self.quantity.noun
        at = self.sentence.small.index(noun, self.quantity.start) if noun else len(self.sentence.small)
        return self.sentence.plain[at:]

    def is_plan(self) -> bool:
        """Tell whether the number is planned, expected or asked for."""
        before = self.sentence.small[max(0, self.quantity.start - 40) : self.quantity.start]
        ahead = _BEYOND_PLAN.sub("", self.right) if "vượt" in self.right else self.right
        return bool(_PLAN.search(self.left) or _PLAN.search(ahead) or _OF_THE_PLAN.search(before))

    def is_plainly_elsewhere(self, own: Iterable[str]) -> bool:
        """Tell whether the sentence names another place before the number, the province or an area, and none of `own`."""
        if any(name in self.sentence.plain for name in own):
            return False
        whole = _PROVINCE_AT_ALL.search(self.sentence.small[: self.quantity.start])
        return bool(whole) or (self.explicit_names and any(name.is_area for name in self.names))

    def is_of_larger_area(self) -> bool:
        """Tell whether the number is that of the whole country or a region."""
        return bool(_LARGER.search(self.left.rpartition(",")[2]) or _LARGER.match(self.right.lstrip()))

    def is_so_far(self) -> bool:
        """Tell whether the number is what was built or spent until now of something larger."""
        return bool(_SO_FAR.search(self.left)) and not _WHEN_FULL.search(self.right)

    def is_share_of_plan(self) -> bool:
        """Tell whether a percentage is told of a plan (`đạt 57,4% kế hoạch`), which is a result."""
        return self.quantity.unit == "%" and bool(_OF_PLAN.match(self.right)) and not _PLAN.search(self.left)

    def is_left_over(self) -> bool:
        """Tell whether the number is what is left or going on today (`hiện còn 4 ổ dịch`).

        `Mười tháng chỉ còn 1.958 ca` is the count of ten months, lower than before.
        """
        fallen = self.explicit_period and self.period is not None and self.period.kind in _SUMMED
        left = _LEFT_OVER.search(self.left[-12:]) and not (fallen and self.left.endswith("chỉ còn "))
        return bool(left or _GOING_ON.match(self.right))

    def is_addition(self) -> bool:
        """Tell whether the number is what came in addition (`có thêm 35 hợp tác xã`)."""
        return is_added(self.left)

    def is_what_it_was(self) -> bool:
        """Tell whether the number is what rose or fell to another one (`giảm từ 341 xuống 297`)."""
        return bool(_RISEN_FROM.search(self.sentence.small[: self.quantity.start]))

    def is_change(self) -> bool:
        """Tell whether the number is a rise or a fall."""
        before = _SIGNS_AT_END.sub(" ", self.left)
        return bool(_CHANGE.search(before)) and not _CHANGE_TO_LEVEL.search(before)


def claims_of(reading: Reading) -> Iterator[Claim]:
    """Yield the claims of an article in order; numbers of time, rates and ages are none."""
    period: Period | None = None
    names: tuple[Name, ...] = ()
    below = ""
    last: Sentence | None = None
    counting = {(s.field, s.paragraph) for s in reading.sentences if s.quantities}
    for sentence in reading.sentences:
        if (sentence.field, sentence.paragraph) not in counting:
            continue
        if last is None or (sentence.field, sentence.paragraph) != (last.field, last.paragraph):
            period, names, below, last = None, (), "", None
        here = times_of(sentence, reading, period)
        limits = limits_of(sentence, reading)
        starts_below = subject_below(sentence)
        whole = bool(WHOLE_PROVINCE.search(sentence.small))
        yield from _claims(
            reading,
            sentence,
            last,
            here,
            period,
            limits,
            names,
            starts_below or ("" if limits or whole else below),
        )
        period = carried_on(period, here)
        if limits or whole:
            names, below = limits, starts_below
        else:
            below = below or starts_below
        last = sentence


def _claims(
    reading: Reading,
    sentence: Sentence,
    last: Sentence | None,
    here: list[Period],
    carried: Period | None,
    limits: tuple[Name, ...],
    inherited: tuple[Name, ...],
    below: str,
) -> Iterator[Claim]:
    counted = [q for q in sentence.quantities if q.noun.split(" ")[0] not in TIME_NOUNS]
    beside = _BESIDE.match(sentence.plain)
    end_before = beside.end() if beside else 0
    around = [(_SENTENCE, Zone(words_of(sentence.plain[beside.end() :])) if beside else sentence.zone)]
    if last is not None:
        around.append((_ANAPHORA if _points_back(sentence) else _BEFORE, last.zone))
    firm = is_the_firm(below, sentence) and not limits
    for index, quantity in enumerate(counted):
        following = counted[index + 1].start if index + 1 < len(counted) else len(sentence.text)
        left = sentence.small[end_before : quantity.start]
        right = _RIGHT_END.split(sentence.small[quantity.end : following], 1)[0]
        end_before = quantity.end + len(right)
        if not quantity.value or (quantity.written == 1 and quantity.text[0].isalpha()):
            continue
        own = nearest(here, quantity, end_before, sentence)
        before = tuple(
            name for name in limits if name.start < quantity.start or is_attached(sentence, quantity, name)
        )
        whole = WHOLE_PROVINCE.search(sentence.small[: quantity.start])
        yield Claim(
            sentence,
            quantity,
            left,
            right,
            own or carried,
            own is not None,
            before or (() if whole else inherited),
            bool(before),
            below,
            _zones(reading, sentence, quantity, (left, right), around, firm=firm),
            f"{sentence.plain} {last.plain if last else ''} {reading.lead_text}",
            reading.opening_text,
            reading.province,
            last,
        )


def _zones(
    reading: Reading,
    sentence: Sentence,
    quantity: Quantity,
    beside: tuple[str, str],
    around: Sequence[tuple[float, Zone]],
    *,
    firm: bool,
) -> Zones:
    """Return the words that may say what a quantity is of, each zone with how much a word counts in it.

    Args:
        reading: the article, whose title, sapo and opening are read with every number.
        sentence: the sentence of the quantity.
        quantity: what is counted.
        beside: what stands left and right of it.
        around: the sentence and the one before.
        firm: whether the sentence is about the firm that the opening names.
    """
    left, right = beside
    start, end = quantity.start, quantity.end
    before, behind = sentence.plain[start - len(left) : start], sentence.plain[end : end + len(right)]
    near = words_of(f"{before} {_head(quantity)} {behind}")
    near += said_by_verb(quantity, left, right)
    bare = not quantity.unit and not quantity.noun and "số " not in left
    lead = reading.opening_zone if sentence.field is Field.TITLE else reading.lead_zone
    zones = [(1.0, Zone(near)), *around, (_LEAD_OF_BARE if bare else _LEAD, lead)]
    if firm:
        zones.append((_FIRM, reading.opening_zone))
    implied = said_by_unit(quantity, left, right)
    if implied:
        zones.append((_IMPLIED, Zone((*implied, *words_of(behind)[:_BEHIND]))))
    return Zones(tuple(zones))


def _points_back(sentence: Sentence) -> bool:
    """Tell whether a sentence speaks of what the one before names (`dự án này`, `Cây cầu có`)."""
    return bool(
        _BACK.search(sentence.small) or _DEFINITE.match(sentence.text) or _IN_ALL.match(sentence.small)
    )


def _head(quantity: Quantity) -> str:
    """Return the word that is counted, so that `trồng 12.000 ha rừng` reads as `trồng rừng`."""
    counted = counting_word(quantity.noun) or quantity.noun.partition(" ")[0]
    return "dân số" if counted in {"dân", "nhân khẩu"} else counted
