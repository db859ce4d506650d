"""Persons in bylines: brands, roles and sources taken out."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.domain.text import clean_line, fold
from pipeline.extract.furniture import is_furniture_line

_SPLIT = re.compile(r"\s*(?:[;,/|&\n]|\s[-–—]\s|\s+và\s+)\s*")
_LEAD = re.compile(
    r"^(?:theo|(?:(?:được )?(?:viết|đăng|gửi) )?bởi|người (?:viết|đăng|gửi)|bài viết|bài và ảnh|bài, ảnh|bài|tin|ảnh|tác giả|thực hiện|ê-?kíp|biên tập|phóng viên|pv|ctv|nhà báo|by)\b\s*[:.]?\s*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:(?:tin|bài|bài viết|nội dung)\s*:|(?:bài,? (?:và )?ảnh|tin,? (?:và )?(?:bài|ảnh)(?:, ảnh)?|tác giả|thực hiện|ê-?kíp)\b[^:]{0,12}:?|"
    r"theo\s|by\s|(?:được )?(?:viết|đăng|gửi) bởi\s|người (?:viết|đăng|gửi)\s*:)",
    re.IGNORECASE,
)
"""Words that make a line a byline; a photographer alone (`Ảnh: ...`) wrote no article."""
_TAIL = re.compile(
    r"\s*[-–(]?\s*\(?\s*(?:tổng hợp|lược dịch|dịch|biên dịch|ghi|thực hiện|theo [^)]*|từ [^)]*|bài và ảnh|ảnh|t/h|th)\s*\)?\s*$",
    re.IGNORECASE,
)
_WORK = (
    r"(?:bài viết|bài|tin|tác giả|nội dung|thực hiện|ê-?kíp|ghi|tổng hợp|lược dịch|biên dịch|dịch|phóng viên|pv|"
    r"ảnh|hình ảnh|hình|video|clip|đồ h(?:ọa|oạ)|thiết kế|trình bày|minh h(?:ọa|oạ)|tranh|kỹ thuật|kĩ thuật|quay phim|dựng phim|dựng|"
    r"infographics?|graphics?|photos?|mỹ thuật|biên tập|e-?magazine|text)"
)
_LABEL = re.compile(
    rf"(?<!\w)({_WORK}(?:\s*(?:,\s*(?:và\s+)?|và|&|\+|/|-|–)?\s*{_WORK})*)\s*:\s*", re.IGNORECASE
)
"""`Bài:`, `Tin, ảnh:`, `Bài và ảnh:`, `Thiết kế:`, before the names of those who did it."""
_WRITING = re.compile(
    r"\b(?:bài|tin|tác giả|nội dung|thực hiện|ê-?kíp|ghi|tổng hợp|dịch|phóng viên|pv|text)\b", re.IGNORECASE
)
_OTHER_WORK = re.compile(_WORK, re.IGNORECASE)
_PICTURED = re.compile(
    r"(?i:ảnh|hình ảnh|video|clip|đồ họa|đồ hoạ|thiết kế|trình bày|minh họa|quay phim|dựng phim|kỹ thuật)\s+[A-ZÀ-ỸĐ]"
)
"""A part of a credit without a colon that names who pictured it: `Bài Hà Thu - ảnh Lê Minh`."""
_BOTH_WORKS = re.compile(
    r"^\W*(?i:bài|tin)(?:\s*(?i:,|và|&|\+|-|–|,\s*và)\s*(?i:bài|ảnh|hình|clip|video))+\s+(?=[A-ZÀ-ỸĐ])"
)
_DATE = re.compile(r"\d|^(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|ngày|cập nhật)\b", re.IGNORECASE)
_BRAND = re.compile(
    r"\b(?:báo|nhật báo|tạp chí|thời báo|đài|vtv\d?|vov\d?|ttxvn|vietnam\+|online|news|tv|tòa soạn|toà soạn|ban biên tập|"
    r"bạn đọc|nhóm|phóng viên|biên tập|cộng tác viên|ctv|pv|btv|admin|tổng hợp|media|corp|công ty|công an|sở|ubnd|trang|"
    r"bộ|cục|tổng cục|chi cục|viện|trường|đại học|bệnh viện|trung tâm|ủy ban|uỷ ban|chính phủ|quốc hội|liên đoàn|kênh|hãng|thông tấn|cổng thông tin|điện tử|thế giới|việt nam|vn|com|net|org|cơ quan|tin tức)\b|\.vn|\.com|@|https?:|www\.",
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
        "be",
        "cam",
        "cu",
        "doan",
        "giang",
        "han",
        "hua",
        "khong",
        "kim",
        "lai",
        "lo",
        "luc",
        "ma",
        "mac",
        "nong",
        "ninh",
        "phi",
        "quang",
        "sam",
        "son",
        "sung",
        "thach",
        "than",
        "thao",
        "tieu",
        "tiet",
        "trang",
        "tra",
        "trung",
        "uong",
        "vang",
        "vien",
        "ro",
        "siu",
        "ksor",
        "kpa",
        "nay",
        "rah",
        "puih",
        "rcom",
        "hlong",
        "bloong",
        "ama",
        "k",
        "h",
    ]
)
"""Common family names, folded: Kinh, Tày, Thái, Mông, Khmer, Hoa, Gia Rai, Ba Na, Xơ Đăng."""
_PROVINCES = frozenset(
    [
        "an giang",
        "bac kan",
        "bac lieu",
        "ca mau",
        "cao bang",
        "ha giang",
        "ha nam",
        "ha noi",
        "ha tinh",
        "hung yen",
        "khanh hoa",
        "lai chau",
        "lam dong",
        "lao cai",
        "long an",
        "nam dinh",
        "ninh binh",
        "ninh thuan",
        "phu tho",
        "phu yen",
        "quang binh",
        "quang nam",
        "quang ngai",
        "quang ninh",
        "quang tri",
        "soc trang",
        "son la",
        "tay ninh",
        "thai binh",
        "thai nguyen",
        "thanh hoa",
        "tra vinh",
        "vinh long",
        "vinh phuc",
        "ho chi minh",
        "ha long",
        "ha tien",
        "mong cai",
        "mang den",
        "tu mo rong",
    ]
)
"""Provinces and places, folded, that could be taken for persons: stamps of place stand beside headlines too."""
_ASIDE = re.compile(r"(?<=\w)\s*\([^()]*\)")
"""`(tổng hợp)`, `(TTXVN)`, `(từ Đăk Glei)` behind a name."""
_BOTH = re.compile(
    r"^\(?(?P<theo>theo\s+)?(?P<who>[^()/|]{2,40}?)\s*[(/|]\s*(?P<what>[^()|]{2,40}?)\s*\)?\.?$",
    re.IGNORECASE,
)
_PLACE_OR_ROLE = re.compile(
    r"^(?:tổng hợp|th|t/h|ghi|dịch|lược dịch|biên dịch|lược ghi|thực hiện|từ|tại|ảnh|bài|video|clip|sưu tầm|st|biên soạn|theo|p\.?v|ctv|nhóm)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?i:theo|nguồn)\s*:?\s+(?!(?i:pv|phóng viên|tổng hợp|nhóm|ctv)\b)([A-ZÀ-ỸĐ].*)")
"""`(Theo Báo Gốc)` behind a person."""
_OUTLETS = frozenset(
    [
        "vnexpress",
        "vne",
        "tuoi tre",
        "thanh nien",
        "tien phong",
        "lao dong",
        "nguoi lao dong",
        "dan tri",
        "vietnamnet",
        "nhan dan",
        "quan doi nhan dan",
        "cong an nhan dan",
        "sai gon giai phong",
        "zing",
        "znews",
        "tri thuc",
        "kenh14",
        "soha",
        "cafef",
        "cafebiz",
        "genk",
        "vtc news",
        "vietnamplus",
        "phap luat",
        "giao thong",
        "giao duc",
        "dan viet",
        "vneconomy",
        "nguoi dua tin",
        "infonet",
        "cong thuong",
        "dau tu",
        "nong nghiep",
        "phu nu",
        "gia dinh",
        "suc khoe doi song",
        "xay dung",
        "dai doan ket",
        "hanoimoi",
        "ha noi moi",
        "nguoi quan sat",
        "nhip song thi truong",
        "the saigon times",
        "doanh nhan",
        "reuters",
        "bloomberg",
        "afp",
        "ap",
        "cnn",
        "bbc",
        "the guardian",
        "nikkei asia",
        "nikkei",
        "tan hoa xa",
        "xinhua",
        "yonhap",
        "tass",
        "ria novosti",
        "sputnik",
        "daily mail",
        "the sun",
        "kyodo",
        "new york times",
        "washington post",
        "financial times",
        "cnbc",
        "forbes",
    ]
)
"""Public names of outlets and agencies, folded, that stand in bylines and have the form of names."""
_DIGEST = re.compile(r"\s*[-–]?\s*\bt/h\b\.?", re.IGNORECASE)
_WORD = re.compile(r"^[A-ZÀ-ỸĐ][\w'’.]*$")


def _written(text: str) -> str:
    """Return a credit without the parts whose label says that they are no writing: `Bài: A - Ảnh: B` is A's.

    A label holds up to the next one; what is written and pictured by one person (`Bài, ảnh: A`) is written by him.
    """
    text = _BOTH_WORKS.sub("", text)
    labels = list(_LABEL.finditer(text))
    if not labels:
        return text
    ends = [found.start() for found in labels[1:]] + [len(text)]
    kept = [text[: labels[0].start()]]
    for label, end in zip(labels, ends, strict=True):
        if _WRITING.search(label[1]) or not _OTHER_WORK.search(label[1]):
            kept.append(text[label.end() : end])
    return "; ".join(part.strip(" -–—|;,.") for part in kept if part.strip(" -–—|;,."))


def persons(text: str, *, brands: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the persons named in a byline, in order; empty when it names none.

    Names keep the letters in which they are shown. `brands` are names of the outlet, never persons.
    """
    found: dict[str, str] = {}
    known = {key(brand) for brand in brands if brand}
    for part in _SPLIT.split(_DIGEST.sub("", _ASIDE.sub("", _written(clean_line(text))))):
        if _PICTURED.match(part):
            continue
        name = part
        for _ in range(2):
            name = _TAIL.sub("", _LEAD.sub("", name)).strip(' .:-–()*"“”')
        if name and _is_person(name) and key(name) not in known:
            found.setdefault(fold(name), name)
    return tuple(found.values())


class Signature(NamedTuple):
    """A line of credit: who wrote, and the outlet named behind the person."""

    who: str
    source: str


def signature(text: str) -> Signature:
    """Return the parts of a credit such as ``Theo Hà Thu (Báo Gốc)`` or ``(Hà Thu/Báo Gốc)``.

    Without an outlet behind a name the whole line is who; `who` is not checked to be a person.
    """
    both = _BOTH.match(text)
    if not both or not persons(both["who"]):
        return Signature(text, "")
    after = _AFTER.match(both["what"])
    if after and not has_family_name(after[1]):
        return Signature(both["who"], after[1].strip())
    if _PLACE_OR_ROLE.match(both["what"]):
        return Signature(text, "")
    outlet = both["theo"] or _BRAND.search(both["what"]) or re.search(r"\b[A-ZĐ]{2,}|[+.]", both["what"])
    if not outlet or (both["what"].isupper() and both["who"].isupper()):
        return Signature(text, "")
    return Signature(both["who"], both["what"].strip())


def key(text: str) -> str:
    """Return the bare letters and digits of a name, under which spellings of one brand are equal."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _is_person(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 40 or _DATE.search(name) or _BRAND.search(name):
        return False
    if fold(name) in _OUTLETS or re.search(r"[a-z][A-Z]", name):
        return False
    if name.isascii() and _BARE_BRAND.search(name):
        return False
    if len(words) == 1 and (len(name) < 3 or name.isupper()):
        return False
    return all(_WORD.match(word) for word in words)


def has_family_name(name: str) -> bool:
    """Tell whether a name of at least two words begins with a common family name and is no province."""
    folded = fold(name)
    first, _, rest = folded.partition(" ")
    return bool(rest) and first in _FAMILY_NAMES and folded not in _PROVINCES


def is_byline(text: str, brands: tuple[str, ...] = ()) -> bool:
    """Tell whether a last paragraph is a byline: persons and nothing else, a general credit, or the outlet's name."""
    if _CREDIT.match(text) or any(key(text) == key(brand) for brand in brands if brand):
        return True
    if len(text) > 90 or re.search(r"[.!?…:]$", text.rstrip("*)")):
        return False
    return bool(persons(signature(text).who)) or _LABEL.match(text) is not None


def signed(text: str, *, brands: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the persons of a line that says itself that it is a byline ("Thực hiện: ..."), else nothing."""
    return (
        persons(signature(text).who, brands=brands)
        if _SIGNED.match(text) and len(text) <= 90 and not is_furniture_line(text)
        else ()
    )
