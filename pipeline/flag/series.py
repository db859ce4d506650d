"""Which one of a row a text tells: the drill of a commune or that of the province, the second meeting or the third."""

from __future__ import annotations

import re

from pipeline.domain.facts import Fact
from pipeline.domain.text import unify_tone
from pipeline.flag.contrasts import is_of_another_occasion
from pipeline.flag.guarded import Guarded
from pipeline.flag.reading import Reading, Sentence

_LEVEL = (
    r"(?P<level>xã|phường|đặc khu|huyện|tỉnh|quân khu|khu vực|quốc gia|trung ương|trường|cụm|cơ sở|ngành)"
)
_OF_LEVEL = re.compile(rf"(?<!\w)cấp {_LEVEL}(?!\w)")
_BEHIND_NAME = re.compile(rf" (?:(?:của|do|tại) )?{_LEVEL}(?!\w)")
_SERIAL = re.compile(
    r"(?<!\w)(?P<kind>đợt|lần thứ|kỳ họp thứ|kỳ|khóa|giai đoạn|phiên thứ|số) (?P<number>\d+|[ivx]+(?!\w)|đầu|một|hai|ba|bốn|tư|nhất|nhì)(?!\w|/)"
)
"""What tells one event of a row from the others (`đợt 2`, `lần thứ II`)."""
_ORDER = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_ORDER |= {"đầu": "1", "một": "1", "nhất": "1", "hai": "2", "nhì": "2", "ba": "3", "bốn": "4", "tư": "4"}

_BY_KIND = Guarded(
    r"(?<!một )(?<!vài )(?<!nhiều )(?<!\w)(?P<kind>mùa hội|ngày hội|lễ hội|hội thi|hội thao|hội diễn|hội chợ|hội|liên hoan|giải|cuộc thi|đại hội|kỳ họp|hội nghị|vụ cháy|đám cháy|vụ sập|"
    r"vụ chìm|vụ lật|vụ sạt lở|vụ tai nạn)(?: (?:năm nay|này|ấy|đó|lần này|kỳ này))? (?:(?:đã|vừa|chính thức) )?"
    r"(?:(?:khai mạc|mở màn|mở hội|mở|diễn ra|khai hội|khởi tranh|xảy ra|họp|bùng lên) (?:vào )?)?(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|rạng sáng)(?: ngày| hôm)? \d"
)
"""`Hội mở màn tối 9/8`, `năm ngày sau vụ cháy hôm 6/9`: an event by its kind alone, and its day."""


def is_of_another_level(sentence: Sentence, fact: Fact) -> bool:
    """Tell whether a sentence tells of the drill or contest of a commune where the event is one of the province, or so."""
    own = set(_OF_LEVEL.findall(unify_tone(fact.subject.lower())))
    told = set(_OF_LEVEL.findall(sentence.plain))
    if own and not told:
        names = sorted((unify_tone(alias.lower()) for alias in fact.aliases), key=len, reverse=True)
        named = next((name for name in names if name in sentence.plain), "")
        behind = _BEHIND_NAME.match(sentence.plain.partition(named)[2]) if named else None
        told = {behind["level"]} if behind else set()
    return bool(told) and told.isdisjoint(own or {"tỉnh", "khu vực", "quốc gia", "trung ương", "ngành"})


def is_of_another_number(small: str, known: str) -> bool:
    """Tell whether a sentence tells of another one in a row of events (`đợt 3` for `đợt 2`)."""
    own = numbers_in(known)
    told = {one for one in numbers_in(small) if one[0] in {kind for kind, _ in own}}
    return bool(told) and told.isdisjoint(own)


def numbers_in(small: str) -> frozenset[tuple[str, str]]:
    """Return what a text in small letters tells apart in a row: `đợt hai` is (đợt, 2)."""
    return frozenset((m["kind"], _ORDER.get(m["number"], m["number"])) for m in _SERIAL.finditer(small))


def is_of_its_level(small: str, known: str) -> bool:
    """Tell whether a text tells the level of an event (`cấp tỉnh`) that its register tells."""
    return not set(_OF_LEVEL.findall(small)).isdisjoint(_OF_LEVEL.findall(known))


def without_number(name: str) -> str:
    """Return a name without what tells it apart in a row (`đợt 2`)."""
    return _SERIAL.sub("", name).strip()


def is_by_its_kind(sentence: Sentence, reading: Reading, known: str) -> bool:
    """Tell whether a sentence tells of an event by its kind alone, where the article names no other one of the kind.

    `known` is what the register tells of the event, which the article names somewhere.
    """
    told = _BY_KIND.search(sentence.plain)
    if told is None:
        return False
    kind = "hội" if told["kind"].startswith("mùa") else told["kind"].removeprefix("vụ ").removeprefix("đám ")
    others = (one for one in reading.sentences if is_of_another_occasion(one.text, known))
    return f" {kind} " in f" {known} " and not any(others)
