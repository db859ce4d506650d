"""Proper names in Vietnamese text: runs of capitalised syllables, without the words that only open a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.domain.text import unify_tone


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`; long lists of syllables read better in one piece."""
    return frozenset(text.split())


def any_of(alternatives: str) -> re.Pattern[str]:
    """Return the pattern of alternatives that stand as whole words."""
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x1EFA) if chr(code).isupper())
"""Capital letters of Vietnamese, for a character class."""
_SYLLABLE = rf"[{UPPER}][^\W_]*(?:['’][^\W\d_]+)?"
_NUMBERED = r"(?:tháng|năm|quý|ngày|tuần|giờ|phút|lần|đợt|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
"""What makes a number behind a name one of its own: `Quảng Ngãi 9 tháng`."""
_CITY_IN_CAPITALS = r"TP[. ]{0,2}HCM|BR ?- ?VT"
"""Provinces that the press writes in capitals, which are no agencies."""
_WRITTEN = rf"(?:(?:{_CITY_IN_CAPITALS})(?!\w)|{_SYLLABLE})"
_NAME = re.compile(rf"(?<![\w.]){_WRITTEN}(?:(?: - | |-){_WRITTEN}| \d+(?![\d.,%/])(?! {_NUMBERED}(?!\w)))*")
_OPENERS = word_set(
    "riêng ở tại theo cùng bên phía năm trong từ hiện gần hơn khoảng chiều sáng trưa tối đêm ngày bà ông anh chị em cô chú bác "
    "đến tới tính giữa đầu cuối cả toàn với còn và nhưng tuy sau trước hồi khi vụ số có không đây đó nếu do để các những một hai ba "
    "bốn sáu bảy tám chín mười mỗi mọi phần nhiều ước trên dưới quanh qua nhờ vì bởi giới dân người con cơn cụ già trưởng"
)
_TYPES = (
    "khu kinh tế",
    "khu công nghiệp",
    "bệnh viện đa khoa",
    "đặc khu",
    "thành phố",
    "thị xã",
    "thị trấn",
    "bệnh viện",
    "công ty",
    "phường",
    "huyện",
    "tỉnh",
    "quận",
    "xã",
    "thôn",
    "làng",
    "bản",
    "buôn",
    "tp",
    "sông",
    "đèo",
    "cầu",
    "hồ",
    "suối",
    "núi",
    "đảo",
    "trường",
    "trạm",
    "khu",
)
_AREA_TYPES = frozenset(
    {
        "thành phố",
        "thị xã",
        "thị trấn",
        "phường",
        "huyện",
        "quận",
        "xã",
        "thôn",
        "làng",
        "bản",
        "buôn",
        "tp",
        "đặc khu",
        "đảo",
    }
)
_FORM = re.compile(r"(?:TNHH|CP|MTV|Cổ phần|Cổ Phần|Một thành viên) ")
"""The form of a company, which the press leaves out."""
_TYPE_HEADS = frozenset({kind.split()[0] for kind in _TYPES} | {"dự", "ban", "sở", "đài", "báo"})
_TYPE_BEFORE = re.compile(rf"(?:^|(?<=\W))({'|'.join(_TYPES)}) $", re.IGNORECASE)
_LONGEST_TYPE = max(map(len, _TYPES)) + 2
"""Characters before a name that hold its type word, the space behind it and the sign before it."""
_TYPE_FIRST = re.compile(rf"(?:{'|'.join(_TYPES)})(?= )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a sentence."""

    start: int
    end: int
    text: str
    """Small letters, tone marks unified, without the type word (kept where one syllable would be left: `Sông Vệ`)."""
    type: str
    """`xã`, `huyện`, `bệnh viện`; empty when the name stands alone."""

    @property
    def is_area(self) -> bool:
        """Tell whether the name is that of an area below the province, by its type word."""
        return self.type in _AREA_TYPES


_IN_CAPITALS = re.compile(rf"(?:{_CITY_IN_CAPITALS})(?!\w)")


def is_in_capitals(name: str) -> bool:
    """Tell whether a name is that of a province written in capitals (`TP.HCM`), where other capitals are offices."""
    return bool(_IN_CAPITALS.match(name))


def find_names(text: str) -> list[Name]:
    """Return the proper names of a sentence, in order."""
    found = []
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        opens = not text[:start].strip(" \"“‘'«([-–")
        head, _, rest = name.partition(" ")
        if opens and (head.lower() in _OPENERS or (not rest and not _TYPE_FIRST.match(name))):
            if not rest[:1].isupper():
                continue
            start, name = start + len(head) + 1, rest
        kind = _TYPE_BEFORE.search(text[max(0, start - _LONGEST_TYPE) : start])
        inside = _TYPE_FIRST.match(name)
        type_word = kind.group(1).lower() if kind else ""
        if inside and " " in name[inside.end() + 1 :]:
            type_word, skipped = inside.group().lower(), inside.end() + 1
            start, name = start + skipped, name[skipped:]
        while form := _FORM.match(name):
            start, name = start + form.end(), name[form.end() :]
            type_word = type_word or "công ty"
        if name.strip() and name.lower() not in _TYPE_HEADS:
            found.append(Name(start, match.end(), unify_tone(name.lower()), type_word))
    return found
