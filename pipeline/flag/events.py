"""E-1: day and place of a registered event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.domain.facts import Fact
from pipeline.domain.records import Flag, Signal
from pipeline.domain.text import unify_tone
from pipeline.flag.names import Name, find_names
from pipeline.flag.periods import Period, find_periods
from pipeline.flag.reading import Reading, Sentence, words

_ANOTHER = re.compile(
    r"(?<!\w)(?:cũng|từng|khác|hai hôm sau|hôm sau|trước đó|sau đó|dự kiến|kế hoạch|hạn|năm ngoái|cùng tuần|lần trước|kỷ niệm|"
    r"kiến nghị|báo cáo|họp|khảo sát|đến thăm|khen thưởng|khắc phục|thông tuyến)(?!\w)"
)
_ABOUT_EVENT = 0.6
_SAME_EVENT_DAYS = 45
"""A wrong date of the same event lies near the true one; farther off it is another event of the kind."""
_PLACE_WORD = re.compile(r"(?:(?:ở|tại|trên địa bàn|qua|thuộc)(?: (?:trung tâm|khu vực|địa phận|địa bàn))?|,) $")
_LIGHT = frozenset("vụ lễ đoạn cuối gây số và tại ở của đường xã các tỉnh vào bỏ".split())


def find_events(reading: Reading, events: Sequence[Fact]) -> list[Flag]:
    """Return E-1 flags of an article: a sentence about a registered event that gives another day or commune."""
    flags = []
    for fact in events:
        last: Sentence | None = None
        for sentence in reading.sentences:
            near = last if last is not None and last.field is sentence.field else None
            if not _ANOTHER.search(sentence.small) and _about(sentence, near, reading, fact) >= _ABOUT_EVENT:
                flags += _compare(sentence, reading, fact)
            last = sentence
    return flags


def _about(sentence: Sentence, near: Sentence | None, reading: Reading, fact: Fact) -> float:
    """Return how surely a sentence tells of an event: its words in the sentence, in the lead, in the one before."""
    texts = [set(words(text)) - _LIGHT for text in (fact.subject, *fact.aliases)]
    zones = [(1.0, set(sentence.words)), (0.7, set(reading.lead))]
    if near is not None:
        zones.append((0.7, set(near.words)))
    best = 0.0
    for text in texts:
        here = len(text & zones[0][1]) / len(text)
        if here >= 0.3 and len(text) > 1:
            shares = [max((weight for weight, zone in zones if word in zone), default=0.0) for word in text]
            best = max(best, sum(shares) / len(shares))
    return best


def _compare(sentence: Sentence, reading: Reading, fact: Fact) -> list[Flag]:
    """Return a flag when the sentence gives another day, or the right day or none and another commune."""
    day = next((p for p in find_periods(sentence.small, reading.day) if _is_day(sentence, p)), None)
    if day is not None and _wrong(day.first, fact.day):
        when = f"{fact.day.day}/{fact.day.month}/{fact.day.year}"
        return [_flag(sentence, fact, _with_hour(sentence, day), f"thời gian chính thức là ngày {when}")]
    place = _other_commune(sentence, fact)
    if place is not None and (day is None or day.first == fact.day):
        stated = f"{place.type} {sentence.text[place.start : place.end]}"
        return [_flag(sentence, fact, stated, f"địa điểm chính thức là {fact.place}")]
    return []


def _is_day(sentence: Sentence, period: Period) -> bool:
    """Tell whether a time is one calendar day (`cuối năm 2025` is none)."""
    told = sentence.small[period.start : period.end]
    return period.first == period.last and bool(re.search(r"\d\s?[/.-]\s?\d|\d{1,2} tháng \d", told))


def _wrong(stated: date, official: date) -> bool:
    return stated != official and abs((stated - official).days) <= _SAME_EVENT_DAYS


def _with_hour(sentence: Sentence, day: Period) -> str:
    before = re.search(r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm|khuya) $", sentence.small[: day.start])
    return sentence.text[before.start() if before else day.start : day.end]


def _other_commune(sentence: Sentence, fact: Fact) -> Name | None:
    """Return the commune named as the place of the event when it is not the official one."""
    known = unify_tone(f"{fact.place} {fact.subject} {' '.join(fact.aliases)}".lower())
    names = find_names(sentence.text)
    if any(name.text in unify_tone(fact.place.lower()) for name in names):
        return None
    for name in names:
        before = sentence.small[: name.start].removesuffix(f"{name.type} ")
        if name.type in {"xã", "phường", "đặc khu"} and name.text not in known and _PLACE_WORD.search(before):
            return name
    return None


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
