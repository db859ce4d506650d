"""E-1: day and place of a registered event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pipeline.domain.facts import Fact
from pipeline.domain.records import Flag, Signal
from pipeline.domain.text import unify_tone
from pipeline.flag.contrasts import is_of_another_occasion, is_opposite
from pipeline.flag.guarded import Guarded
from pipeline.flag.names import Name, find_names, word_set
from pipeline.flag.periods import Period, PeriodKind, find_periods
from pipeline.flag.reading import Reading, Sentence, words
from pipeline.flag.series import (
    is_by_its_kind,
    is_of_another_level,
    is_of_another_number,
    is_of_its_level,
    numbers_in,
    without_number,
)
from pipeline.flag.spotter import Spotter

_ANOTHER = Guarded(
    r"(?<!\w)(?:cũng|(?<!chưa )từng|khác|hai hôm sau|hôm sau|trước đó|sau đó|dự kiến|kế hoạch|hạn|năm ngoái|cùng tuần|lần trước|kỷ niệm|"
    r"kiến nghị|báo cáo|họp|khảo sát|đến thăm|khen thưởng|khắc phục|thông tuyến)(?!\w)"
)
_THAT_WAS = re.compile(
    r"(?:đó|ấy|hôm ấy|hôm đó|ngày ấy|khi ấy) là|(?:sự việc|vụ việc|sự cố|tai nạn|chuyện|sự kiện|buổi lễ|lễ này|việc ấy|việc này)(?: đã)? (?:xảy ra|diễn ra|được tổ chức)"
)
_ALSO = re.compile(r"(?<!\w)cũng(?!\w)")
_ON_ANOTHER_DAY = frozenset({"trước đó", "sau đó", "hôm sau", "hai hôm sau"})
_AFTERMATH = Guarded(
    r"(?<!\w)(?:thăm|tham quan|mở cửa|đón khách|chia buồn|viếng|(?<!vận )động viên|khám nghiệm|trục vớt|tìm thấy|tìm kiếm|xét xử|tuyên án|khởi tố|truy tố|tạm giữ|bắt giữ|bắt giam|"
    r"nghiệm thu|bàn giao|bồi thường|đền bù|kiểm tra|giám sát|làm việc với|tổng kết|rút kinh nghiệm|trao tặng|hỗ trợ|an táng|tưởng niệm|kiểm điểm|"
    r"lấy (?:ý kiến|lời khai)|triệu tập|điều tra|xác minh|khám xét|dựng lại|thực nghiệm|phê duyệt|ký kết|công bố|đấu thầu|ra quân|tập huấn)(?!\w)"
)
"""What is done about an event on another day, unless it is the event."""
_SAME_ACT = (
    frozenset({"xét xử", "tuyên án", "phiên tòa", "phiên sơ thẩm", "phiên phúc thẩm"}),
    frozenset({"khai mạc", "lễ hội", "liên hoan", "mở cửa", "đón khách", "tham quan", "động viên"}),
    frozenset({"khánh thành", "thông xe", "bàn giao", "nghiệm thu"}),
    frozenset({"ký kết", "công bố", "hội nghị xúc tiến"}),
    frozenset({"họp", "hội nghị", "kỳ họp", "đại hội", "phiên họp", "cuộc họp"}),
)
"""What is done at one event: a trial ends in a sentence, a bridge that is opened is handed over."""
_TO_COME = re.compile(
    r"(?<=\d)[^,;]*(?P<tail>[,;] (?:và |còn )?(?:dự kiến|phấn đấu|theo kế hoạch|kế hoạch|sẽ|hoàn thành|đưa vào|hẹn|sau đó|đặt mục tiêu|mục tiêu|thời gian thi công)[^.]*\.?)$"
)
"""What is told behind a day of what is to come: `khởi công ngày 19/3, dự kiến thông xe cuối năm 2028`."""
_WITH_THE_PLAN = re.compile(
    r"(?<!\w)(?:muộn|chậm|trễ|sớm|nhanh|vượt|đúng|trước|sau)(?: hơn)?(?: \w+){0,4}?(?: (?:so với|hơn|với|theo))? (?:\w+ ){0,2}(?:kế hoạch|tiến độ|hạn|thời hạn|dự kiến|lịch hẹn)(?: (?:ban đầu|đề ra|được giao|hợp đồng|cũ|đã hứa))*(?!\w)"
)
"""What a day is set against (`muộn bốn tháng so với kế hoạch`): the day itself is that of the event."""
_BESIDE = re.compile(
    r"(?<!\w)(?:cùng (?:ngày|tuần|tháng|năm|dịp|mùa|lúc|thời gian|thời điểm) (?:với|như)|(?:ngày|hôm|tuần|tháng) (?:sau|trước)(?: khi)?|trong khuôn khổ|bên lề|chào mừng|hưởng ứng|hướng (?:tới|về)|nhân dịp|chuẩn bị cho|khác với) [^,;.\d]*"
)
"""What another event is told beside (`khai mạc hôm 22/8, cùng tháng với đại hội`): the day is not its own."""
_ONCE = ("khởi công", "khánh thành", "hợp long", "thông xe", "động thổ", "khai trương", "đóng điện")
"""What happens once to a bridge or a road."""
_LAST_DAY = re.compile(
    r"(?<!\w)(?P<end>đến|tới|hết|kết thúc|bế mạc|khép lại|hạ màn|tổng kết|trao giải)(?: (?:hết|vào|ngày|hôm|lúc|cuối|sáng|trưa|chiều|tối|đêm))* $"
)
"""`diễn ra đến hết 29/9`, `khép lại vào tối 12/8`: the day on which an event ends."""
_ENDS_BEHIND = re.compile(
    r",? (?:là )?(?:ngày|hôm|lúc|khi) [^,.;\d]{0,60}(?<!\w)(?:hạ màn|bế mạc|khép lại|kết thúc|tổng kết|trao giải)(?!\w)"
)
"""`chiều 17/6, ngày giải bơi hạ màn`."""
_NOT_BEFORE = re.compile(r" mới(?!\w)")
"""`đến ngày 12/8 mới khai mạc`: the day on which it begins."""
_HELD_FROM = re.compile(
    r"(?<!\w)(?:diễn ra|tổ chức|mở|mở cửa|mở màn|kéo dài)(?: (?!(?:bán|nhận|đăng)(?!\w))\w+){0,4} $"
)
_WILL_BE = re.compile(
    r"(?<!\w)(?:sẽ|sắp)(?: được| chính thức| lại| cùng)? (?:khai mạc|diễn ra|mở màn|mở hội|tổ chức|khai hội|khởi tranh|khởi động|bắt đầu|mở cửa|họp|khánh thành|khởi công|"
    r"động thổ|thông xe|khai trương)(?!\w)"
)
"""What is announced: the day of an event that is still to come."""
_A_MONTH, _MONTHS_NEAR, _A_YEAR = 31, 100, 366
_YEAR = re.compile(r"(?<!\w)năm (20\d\d)(?!\w)")
_NAMED_TIMES = frozenset({PeriodKind.SPAN, PeriodKind.YEAR})
_ABOUT_EVENT = 0.5
_SAME_EVENT_DAYS = 45
"""A wrong date of the same event lies near the true one; farther off it is another event of the kind."""
_OTHER_MONTH_DAYS = 160
"""The same day of another month is a slip of the month, if it lies within half a year."""
_COMMUNES = frozenset({"xã", "phường", "đặc khu"})
_PLACE_WORD = re.compile(
    r"(?:(?:ở|tại|trên địa bàn|qua|thuộc|địa phận|địa bàn|giáp)(?: (?:trung tâm|khu vực|địa phận|địa bàn))?|,) $"
)
_HELD = re.compile(
    r"(?:khai mạc|bế mạc|diễn ra|tổ chức|mở màn|khai hội|bắt đầu|khánh thành|khởi công|động thổ|thông xe|xảy ra|\d|(?<!\w)(?:sáng|trưa|chiều|tối|đêm))"
    r"(?: (?!(?:ông|bà|anh|chị|đoàn|đội|người)(?!\w))\w+){0,5} (?:ở|tại|trên địa bàn)(?: (?:trung tâm|địa bàn))? $"
)
"""What is held or happened, and right behind it the place."""
_PEOPLE_OF = re.compile(
    r"(?<!\w)(?:người|ông|bà|anh|chị|nghệ nhân|vận động viên|khách|đoàn|đội)(?: (?!chết|bị|thiệt|mất|tử|thương|diễn|tổ|khai)\w+){1,3} (?:ở|tại) $"
)
"""`người chạy ở phường Trà Câu`: where somebody comes from."""
_ACT = re.compile(
    r"^(?:lễ |vụ )?(?:khánh thành|khởi công|động thổ|thông xe|khai trương|khai mạc|bế mạc|cháy|sập|chìm|lật|tổ chức|công bố) "
)
_HAPPENED = re.compile(
    r"(?<!\w)(?:vụ|tai nạn|cháy|nổ|sập|lật|chìm|đắm|sạt lở|lở|vỡ|đứt|lũ quét|lốc|ngộ độc|đuối nước|rơi|va chạm|đâm)(?!\w)"
)
"""What nobody had planned: two of a kind on one day are rare."""
_FEWEST, _MOST = 2, 0.6
_OF_PROVINCE = re.compile(r" tỉnh(?: \w+ \w+)?$")
_NUMBERED = re.compile(r"(?<!\w)(?:tiểu khu|quốc lộ|tỉnh lộ|đường tỉnh|lô|khoảnh) \d+\w?")
"""Places named by a number."""
_LIGHT = word_set("vụ lễ đoạn cuối gây số và tại ở của đường xã các tỉnh vào bỏ")


class Events:
    """The registered events, found by the names they have."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = tuple(facts)
        self._nameless = {number for number, fact in enumerate(facts) if not _own_names(fact)}
        self._spotter = Spotter(
            (name, number)
            for number, fact in enumerate(facts)
            for name in (
                *_own_names(fact),
                *_long_aliases(fact),
                *(bare for bare, numbers in _numbered_aliases(fact) if numbers),
            )
        )

        self._days = Spotter(
            (f"{fact.day.day}/{fact.day.month}", number)
            for number, fact in enumerate(facts)
            if set(_HAPPENED.findall(fact.subject.lower())) - {"vụ"}
        )

    def of_article(self, reading: Reading) -> list[Fact]:
        """Return the events that an article names, and those that have no name of their own."""
        return [self.facts[n] for n in sorted(self._nameless | self._spotter.spot(reading.text))]

    def of_days(self, reading: Reading) -> list[Fact]:
        """Return the accidents of which an article tells the day and none of the names: its place may be told wrong."""
        told = self._days.spot(reading.text) - self._nameless
        return [self.facts[n] for n in sorted(told - self._spotter.spot(reading.text))] if told else []


def find_events(reading: Reading, events: Events) -> list[Flag]:
    """Return E-1 flags of an article: a sentence about a registered event that gives another day or commune."""
    flags: list[Flag] = []
    if not reading.is_dated:
        return flags
    facts = events.of_article(reading)
    passages = list(_passages(reading)) if facts else []
    announced = [passage for passage in passages if _WILL_BE.search(passage[0].small)]
    for fact in facts:
        known = unify_tone(" ".join((fact.subject, *fact.aliases)).lower())
        to_come = fact.day > reading.day and (fact.stated_on or date.max) > reading.day
        for sentence, near, small, told in announced if to_come else passages:
            # `ngày hội khai mạc hôm 22/3 cũng có gian hàng này`: who names an event by its name tells of no other one
            also = _ALSO.search(small) and _is_named(sentence.plain, fact)
            another = _is_another(_ALSO.sub(" ", small) if also else small, known)
            another = another or _is_of_another_year(small, fact)
            if (
                not another
                and not _is_beside(sentence, fact)
                and not is_of_another_occasion(sentence.text, _ACT.sub("", fact.subject.lower()))
                and (
                    (_happens(told, fact) and _about(sentence, near, reading, fact) >= _ABOUT_EVENT)
                    or (is_by_its_kind(sentence, reading, known) and _is_named(reading.text, fact))
                    or _is_told_before(sentence, near, reading, fact)
                )
                and not is_of_another_level(sentence, fact)
                and not is_of_another_number(small, known)
            ):
                flags += _compare(sentence, reading, fact)
    for fact in events.of_days(reading):
        flags += _elsewhere(reading, fact)
    return flags


def _elsewhere(reading: Reading, fact: Fact) -> Iterator[Flag]:
    """Yield the sentence that tells an accident of the very day at another place than its own, which the article names nowhere."""
    for sentence, _, _, told in _passages(reading):
        place = _other_commune(sentence, fact) if _has_told(sentence, told, fact) else None
        if place is None or _is_another_thing(sentence, fact):
            continue
        days = [one for one in find_periods(sentence.small, reading.day) if _is_day(sentence, one, fact)]
        if [one.first for one in days] == [fact.day]:
            stated = f"{place.type} {sentence.text[place.start : place.end]}"
            yield _flag(sentence, fact, stated, f"địa điểm chính thức là {fact.place}")
            return


def _has_told(sentence: Sentence, told: frozenset[str], fact: Fact) -> bool:
    """Tell whether what happened is told: two words of it in a sentence, most of it there and near, the act itself."""
    act = {word for what in _HAPPENED.findall(fact.subject.lower()) for word in words(what)} - _LIGHT
    return not act.isdisjoint(told) and any(
        len(acts.intersection(sentence.words)) >= _FEWEST and len(acts & told) >= _MOST * len(acts)
        for acts in _acts(fact)
    )


def _is_another_thing(sentence: Sentence, fact: Fact) -> bool:
    """Tell whether a sentence names another thing of the kind that an event befell (`chợ Thạch Trụ` for `chợ Sa Thầy`)."""
    subject, place = unify_tone(fact.subject.lower()), unify_tone(fact.place.lower())
    things = (
        subject[: subject.find(name)].rstrip().rpartition(" ")[2]
        for name in _own_names(fact)
        if name in subject
    )
    kinds = {thing for thing in things if thing and thing not in place}
    told = {sentence.plain[: name.start].rstrip().rpartition(" ")[2] for name in sentence.names}
    return not kinds.isdisjoint(told)


def _passages(reading: Reading) -> Iterator[tuple[Sentence, Sentence | None, str, frozenset[str]]]:
    """Yield each sentence, the one before in its field, its small text without what is to come, and the words near."""
    last: Sentence | None = None
    for sentence in reading.sentences:
        near = last if last is not None and last.field is sentence.field else None
        small = _WITH_THE_PLAN.sub(" ", _without_what_is_to_come(sentence.small))
        told = frozenset((*sentence.words, *reading.lead, *(near.words if near is not None else ())))
        yield sentence, near, small, told
        last = sentence


def _without_what_is_to_come(small: str) -> str:
    """Return a sentence without its last clause where that tells of what is to come after the event."""
    tail = _TO_COME.search(small)
    return small[: tail.start("tail")] if tail else small


def _is_another(small: str, known: str) -> bool:
    """Tell whether a sentence tells of something before or after a registered event, or of its opposite."""
    after = {found.group() for cue in (_ANOTHER, _AFTERMATH) for found in cue.finditer(small)}
    if after & _ON_ANOTHER_DAY and is_of_its_level(small, known):
        after -= _ON_ANOTHER_DAY  # `trước đó ba hôm, cuộc diễn tập cấp tỉnh đã diễn ra`
    if after:
        after -= {word for act in _SAME_ACT if any(one in known for one in act) for word in act}
    return any(word not in known for word in after) or is_opposite(small, known)


def _is_beside(sentence: Sentence, fact: Fact) -> bool:
    """Tell whether a sentence names an event only as what another one is beside, before or after."""
    beside = _BESIDE.sub(" ", sentence.plain)
    place = unify_tone(fact.place.lower())
    names = (*(name for name in _own_names(fact) if name not in place), *_long_aliases(fact))
    here = [name for name in names if name in sentence.plain]
    return bool(here) and not any(name in beside for name in here)


def _is_told_before(sentence: Sentence, near: Sentence | None, reading: Reading, fact: Fact) -> bool:
    """Tell whether a sentence says when that was of which the one before tells (`Đó là sáng 22/9`), which is the event."""
    if near is None or near.paragraph != sentence.paragraph or not _THAT_WAS.match(sentence.small):
        return False
    told = frozenset((*near.words, *reading.lead))
    whole = _is_named(near.plain, fact) and _happens(told, fact) and not find_periods(near.small, reading.day)
    return whole and _about(near, None, reading, fact) >= _ABOUT_EVENT


def _is_of_another_year(small: str, fact: Fact) -> bool:
    """Tell whether a sentence names a year that is not that of the event (`lễ hội năm 2025`)."""
    years = set(_YEAR.findall(small))
    return bool(years) and str(fact.day.year) not in years


def _about(sentence: Sentence, near: Sentence | None, reading: Reading, fact: Fact) -> float:
    """Return how surely a sentence tells of an event: its words and word pairs here, in the lead, in the one before.

    An event with a name of its own (a pass, a bridge, a festival) must have it told in one of these places.
    """
    names = _own_names(fact)
    if names:
        near_text = near.small if near is not None else ""
        context = unify_tone(f"{sentence.small} {near_text} {reading.lead_text}")
        if not _is_named(context, fact):
            return 0.0
    zones = [(1.0, sentence.words), (0.7, reading.lead), (0.7, near.words if near is not None else ())]
    return max((_share(syllables, zones) for syllables in _wordings(fact)), default=0.0)


def _happens(told: frozenset[str], fact: Fact) -> bool:
    """Tell whether the words near a sentence tell what happened, and not only the bridge or lake where it did."""
    return any(not acts or 2 * len(acts & told) >= len(acts) for acts in _acts(fact))


@lru_cache(maxsize=1024)
def _acts(fact: Fact) -> tuple[frozenset[str], ...]:
    """Return, for subject and each alias, the words beside its names: what happens."""
    named = {
        word
        for name in (*find_names(fact.subject), *find_names(fact.place))
        for word in words(f"{name.type} {name.text}")
    }
    return tuple(frozenset(set(wording) - named - _LIGHT) for wording in _wordings(fact))


@lru_cache(maxsize=1024)
def _wordings(fact: Fact) -> tuple[tuple[str, ...], ...]:
    """Return the comparable syllables of subject and aliases."""
    return tuple(words(text) for text in (fact.subject, *fact.aliases))


@lru_cache(maxsize=1024)
def _own_names(fact: Fact) -> tuple[str, ...]:
    """Return the names of the subject and the commune of an event, provinces left out."""
    named = [*find_names(fact.subject), *find_names(fact.place)]
    own = (name.text for name in named if name.type != "tỉnh" and " " in name.text)
    return (*own, *_NUMBERED.findall(unify_tone(fact.subject.lower())))


def _is_named(text: str, fact: Fact) -> bool:
    """Tell whether a text (small letters, tone marks unified) has a name of an event, or an alias in full.

    `Đợt hai` is the `đợt 2` of an alias.
    """
    if any(name in text for name in (*_own_names(fact), *_long_aliases(fact))):
        return True
    return any(
        bare in text and numbers <= numbers_in(text) for bare, numbers in _numbered_aliases(fact) if numbers
    )


@lru_cache(maxsize=1024)
def _numbered_aliases(fact: Fact) -> tuple[tuple[str, frozenset[tuple[str, str]]], ...]:
    """Return the long aliases without what tells them apart in a row (`đợt 2`), and that beside each."""
    return tuple((without_number(alias), numbers_in(alias)) for alias in _long_aliases(fact))


@lru_cache(maxsize=1024)
def _long_aliases(fact: Fact) -> tuple[str, ...]:
    """Return what names an event by itself: aliases of four syllables or more, and what was opened or burned down."""
    told = (unify_tone(text.lower()) for text in (*fact.aliases, fact.subject))
    objects = (_OF_PROVINCE.sub("", _ACT.sub("", text)) for text in told)
    aliases = (unify_tone(alias.lower()) for alias in fact.aliases)
    return tuple(dict.fromkeys(text for text in (*aliases, *objects) if len(text.split()) >= 4))


def _share(syllables: Sequence[str], zones: Sequence[tuple[float, Sequence[str]]]) -> float:
    """Return the share of the words of a text that are found, half of it earned by words found side by side."""
    said = [word for word in syllables if word not in _LIGHT]
    here = set(zones[0][1])
    if len(said) < 2 or sum(word in here for word in said) < 0.3 * len(said):
        return 0.0
    pairs = list(pairwise(syllables))
    single = sum(max((w for w, zone in zones if word in zone), default=0.0) for word in said) / len(said)
    double = sum(max((w for w, zone in zones if _has_pair(zone, pair)), default=0.0) for pair in pairs) / len(
        pairs
    )
    return (single + double) / 2


def _has_pair(zone: Sequence[str], pair: tuple[str, str]) -> bool:
    return pair in pairwise(zone)


def _compare(sentence: Sentence, reading: Reading, fact: Fact) -> list[Flag]:
    """Return a flag when the sentence gives another day, or the right day or none and another commune."""
    times = find_periods(sentence.small, reading.day)
    days = [p for p in times if _is_day(sentence, p, fact)] or _first_days(sentence, times, fact)
    # `tựu trường ngày 30/8, khai giảng ngày 5/9`: the right day is told as well
    day = next((p for p in days if p.first == fact.day), days[0] if days else None)
    if day is not None and (_wrong(day.first, fact.day) or _is_once(sentence, fact, day)):
        when = f"{fact.day.day}/{fact.day.month}/{fact.day.year}"
        return [_flag(sentence, fact, _with_hour(sentence, day), f"thời gian chính thức là ngày {when}")]
    if day is None and (month := _wrong_month(sentence, times, fact)):
        when = f"{fact.day.day}/{fact.day.month}/{fact.day.year}"
        told = sentence.text[month.start : month.end]
        return [_flag(sentence, fact, told, f"thời gian chính thức là ngày {when}")]
    if day is None and any(p.kind in _NAMED_TIMES and not p.first <= fact.day <= p.last for p in times):
        return []  # `hồi tháng 5`: another one of the kind
    recent = (reading.day - fact.day).days <= _SAME_EVENT_DAYS or day is not None
    recent = recent or any(_is_month_of(period, fact) for period in times)
    place = _other_commune(sentence, fact) if recent else None
    if place is not None and (day is None or day.first == fact.day):
        stated = f"{place.type} {sentence.text[place.start : place.end]}"
        return [_flag(sentence, fact, stated, f"địa điểm chính thức là {fact.place}")]
    return []


def _is_month_of(period: Period, fact: Fact) -> bool:
    """Tell whether a time is the month in which an event was (`giữa tháng Mười`)."""
    month = (period.last - period.first).days <= _A_MONTH and period.first <= fact.day <= period.last
    return month and period.kind is PeriodKind.SPAN


def _is_once(sentence: Sentence, fact: Fact, day: Period) -> bool:
    """Tell whether another day of the last year is told of what happens once to a thing that is named here."""
    once = any(act in fact.subject.lower() and act in sentence.small for act in _ONCE)
    named = any(name in sentence.plain for name in _own_names(fact))
    return once and named and day.first != fact.day and abs((day.first - fact.day).days) <= _A_YEAR


def _wrong_month(sentence: Sentence, times: Sequence[Period], fact: Fact) -> Period | None:
    """Return the only time of a sentence when it is another month than that of what happens once to a named thing."""
    once = any(act in fact.subject.lower() and act in sentence.small for act in _ONCE)
    named = any(name in sentence.plain for name in _own_names(fact))
    if not (once and named and len(times) == 1):
        return None
    month = times[0]
    one = month.kind is PeriodKind.SPAN and (month.last - month.first).days <= _A_MONTH
    near = abs((month.last - fact.day).days) <= _MONTHS_NEAR
    return month if one and near and not month.first <= fact.day <= month.last else None


def _is_day(sentence: Sentence, period: Period, fact: Fact) -> bool:
    """Tell whether a time is one calendar day on which an event begins (`cuối năm 2025`, `đến hết 29/9` are none)."""
    told = sentence.small[period.start : period.end]
    if _ENDS_BEHIND.match(sentence.small, period.end):
        return False
    ends = _LAST_DAY.search(sentence.small[: period.start])
    if ends and ends["end"] not in fact.subject.lower() and not _NOT_BEFORE.match(sentence.small, period.end):
        return False
    return period.first == period.last and bool(re.search(r"\d\s?[/.-]\s?\d|\d{1,2} tháng \d", told))


def _first_days(sentence: Sentence, times: Sequence[Period], fact: Fact) -> list[Period]:
    """Return the first day of each span in which an event was held, those left out that its own day lies in."""
    return [
        replace(period, last=period.first)
        for period in times
        if period.kind is PeriodKind.DAY
        and period.first < period.last
        and not period.first <= fact.day <= period.last
        and _HELD_FROM.search(sentence.small[: period.start])
    ]


def _wrong(stated: date, official: date) -> bool:
    apart = abs((stated - official).days)
    other_month = stated.day == official.day and apart <= _OTHER_MONTH_DAYS
    return stated != official and (apart <= _SAME_EVENT_DAYS or other_month)


def _with_hour(sentence: Sentence, day: Period) -> str:
    before = re.search(r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm|khuya) $", sentence.small[: day.start])
    return sentence.text[before.start() if before else day.start : day.end]


def _other_commune(sentence: Sentence, fact: Fact) -> Name | None:
    """Return the commune named as the place of the event when it is not the official one, or the pass, bridge, district.

    What else than a commune is looked at is what the place of the register is (`đèo Lò Xo` for `đèo Viôlắc`).
    """
    known = unify_tone(f"{fact.place} {fact.subject} {' '.join(fact.aliases)}".lower())
    names = sentence.names
    kinds = _COMMUNES | {name.type for name in find_names(fact.place)} - {"", "tỉnh"}
    official = [name for name in names if name.text in unify_tone(fact.place.lower())]
    titles = [_is_of_title(sentence, name, fact) for name in official]
    if not all(titles):
        return None
    for name in names:
        before = sentence.small[: name.start].removesuffix(f"{name.type} ")
        on_it = name.type not in _COMMUNES and before.endswith(" trên ")
        if name.type in kinds and name.text not in known and (on_it or _PLACE_WORD.search(before)):
            held = _HELD.search(before) if official else not _PEOPLE_OF.search(before)
            return name if held else None
    return None


def _is_of_title(sentence: Sentence, name: Name, fact: Fact) -> bool:
    """Tell whether a name belongs to that of the event, so that no place is told (`Lễ hội Sim rừng Măng Đen`)."""
    before = unify_tone(sentence.small[: name.start]).rpartition(" ")[0].rpartition(" ")[2]
    titles = (unify_tone(text.lower()) for text in (fact.subject, *fact.aliases))
    return bool(before) and any(f"{before} {name.text}" in title for title in titles)


def _flag(sentence: Sentence, fact: Fact, stated: str, problem: str) -> Flag:
    source = f" ({fact.source_doc})" if fact.source_doc else ""
    return Flag(
        signal=Signal.EVENT,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=f"Bài viết nêu {stated} cho sự kiện “{fact.subject}”; {problem}{source}.",
        score=0.85,
        fact_id=fact.fact_id,
        stated=stated,
        official=f"{fact.day.day}/{fact.day.month}/{fact.day.year}, {fact.place}",
    )
