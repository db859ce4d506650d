"""Persons in bylines: brands, roles and sources taken out."""

from __future__ import annotations

import re

from pipeline.domain.text import clean_line, fold

_SPLIT = re.compile(r"\s*(?:[;,/|&\n]|\s[-–—]\s|\s+và\s+)\s*")
_LEAD = re.compile(
    r"^(?:theo|bài viết|bài và ảnh|bài, ảnh|bài|tin|ảnh|tác giả|thực hiện|ê-?kíp|biên tập|phóng viên|pv|ctv|nhà báo|by)\b\s*[:.]?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*[-–(]?\s*\(?\s*(?:tổng hợp|lược dịch|dịch|biên dịch|ghi|thực hiện|theo [^)]*|từ [^)]*|bài và ảnh|ảnh|t/h|th)\s*\)?\s*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d|^(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|cập nhật)\b", re.IGNORECASE)
_BRAND = re.compile(
    r"\b(?:báo|nhật báo|tạp chí|thời báo|đài|vtv\d?|vov\d?|ttxvn|vietnam\+|online|news|tv|tòa soạn|toà soạn|ban biên tập|"
    r"bạn đọc|nhóm|phóng viên|biên tập|cộng tác viên|ctv|pv|btv|admin|tổng hợp|media|corp|công ty|công an|sở|ubnd|trang|"
    r"kênh|hãng|thông tấn|cổng thông tin|điện tử|thế giới|việt nam|vn|com|net|org|cơ quan|tin tức)\b|\.vn|\.com|@|https?:|www\.",
    re.IGNORECASE,
)
_BARE_BRAND = re.compile(
    r"\b(?:bao|tap chi|thoi bao|dai|dien tu|toa soan|tuoi tre|thanh nien)\b", re.IGNORECASE
)
"""Brands in meta tags are often written without marks; a person's name never is."""
_CREDIT = re.compile(
    r"^(?:nhóm (?:pv|phóng viên|tác giả)|pv|p\.v|phóng viên|ctv|tổng hợp|t\.h|theo pv|ban biên tập)(?:\s*\(.{2,20}\))?\.?$",
    re.IGNORECASE,
)
_FAMILY_NAMES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "mai",
        "dinh",
        "trinh",
        "doan",
        "ta",
        "cao",
        "luong",
        "ha",
        "thai",
        "to",
        "chau",
        "tong",
        "kieu",
        "la",
        "lam",
        "luu",
        "quach",
        "vuong",
        "tang",
        "truong",
        "trieu",
        "phung",
        "chu",
        "dao",
        "dam",
        "khuc",
        "nghiem",
        "ong",
        "pho",
        "ton",
        "tu",
        "ung",
        "van",
        "vi",
        "y",
        "a",
        "an",
        "bach",
    ]
)
_WORD = re.compile(r"^[A-ZÀ-ỸĐ][\w'’.]*$")


def persons(text: str, *, brands: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the persons named in a byline, in order; empty when it names none.

    Names keep the letters in which they are shown. `brands` are names of the outlet, never persons.
    """
    found: dict[str, str] = {}
    known = {key(brand) for brand in brands if brand}
    for part in _SPLIT.split(clean_line(text)):
        name = part
        for _ in range(2):
            name = _TAIL.sub("", _LEAD.sub("", name)).strip(' .:-–()*"“”')
        if name and _is_person(name) and key(name) not in known:
            found.setdefault(fold(name), name)
    return tuple(found.values())


def key(text: str) -> str:
    """Return the bare letters and digits of a name, under which spellings of one brand are equal."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 40 or _DATE.search(name) or _BRAND.search(name):
        return False
    if name.isascii() and _BARE_BRAND.search(name):
        return False
    if len(words) == 1 and (len(name) < 3 or name.isupper()):
        return False
    return all(_WORD.match(word) for word in words)


def has_family_name(name: str) -> bool:
    """Tell whether a name of at least two words begins with a common family name, Kinh, Xơ Đăng or Ba Na."""
    first, _, rest = fold(name).partition(" ")
    return bool(rest) and first in _FAMILY_NAMES


def is_byline(text: str, brands: tuple[str, ...] = ()) -> bool:
    """Tell whether a last paragraph is a byline: persons and nothing else, a general credit, or the outlet's name."""
    if _CREDIT.match(text) or any(key(text) == key(brand) for brand in brands if brand):
        return True
    return len(text) <= 70 and not re.search(r"[.!?…:]$", text.rstrip("*)")) and bool(persons(text))


def signed(text: str, *, brands: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the persons of a line that says itself that it is a byline ("Thực hiện: ..."), else nothing."""
    return persons(text, brands=brands) if _LEAD.match(text) and len(text) <= 80 else ()
