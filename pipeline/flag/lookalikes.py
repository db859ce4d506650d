"""Numbers that are no quantities: dates, years, names, ages, clock times, document and telephone numbers."""

from __future__ import annotations

import re

from pipeline.flag.names import UPPER
from pipeline.flag.numerals import DIGITS, Numeral
from pipeline.flag.units import MEASURE, counting_word

NUMBER_WORD = "|".join(sorted({*DIGITS, "mười", "nửa"}, key=len, reverse=True))
"""Words a written number may begin with, as alternatives of a pattern."""
NOUN = re.compile(r" ?((?:[^\W\d_]+(?:-[^\W\d_]+)*(?: |$)?){1,4})")
"""What stands behind a number: up to four syllables of the clause."""
_VAGUE = re.compile(r"(?<!\w)(?:hàng|vài|mấy|nhiều|dăm|bao|một đôi) ?$")
_ALL_OF = re.compile(r"(?<!\w)cả $")
_NEXT_WORD = re.compile(r" ([^\W_]+)")
_DOCUMENT = re.compile(r"\d+[a-z]?(?:/(?:19|20)\d\d)?/[^\W\d_]{2,}[\w&]*(?:-[^\W\d_][\w&]*)*")
_PHONE = re.compile(r"(?<![\d.,])(?:\+84|0)\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)")
# Begins with a digit, so that all other letters are passed over without trying anything.
_DATE = re.compile(
    r"\d(?:(?<![\d.,]\d)\d?\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?![\d%]|[.,]\d)|(?<!\d\d)\d?[/-](?:19|20)\d\d(?!\d))"
)
_DAY_BEFORE = re.compile(r"(?<!\w)(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|khuya|từ|rạng sáng) $")
_NAMED_BY_NUMBER = re.compile(
    r"(?<!\w)(?P<word>ngày|tháng|năm|quý|lớp|(?<!chìa )khóa|khoá|(?<!trong )(?<!tổng )(?<!con )số|điều|khoản|chương|mục|giai đoạn|tiểu khu|khoảnh|thứ|cấp|hạng|đợt|(?<!cùng )kỳ|"
    r"loại|phần|trang|tập|vòng|điện thoại|mồng|mùng|quốc lộ|tỉnh lộ|đường tỉnh|ql|tl|đt|lầu|lô|thế kỷ|nhóm|bậc|tầng|tổ|"
    r"khu phố|tuổi|tuổi từ|giải|hồi|lúc|phiên|khối|nghị định|luật|quyết định|nghị quyết|công văn|thông tư|chỉ thị|kết luận|lần thứ) $"
)
_ALSO_VERBS = frozenset(
    {"cấp", "giải", "phần", "loại", "khối", "lúc", "hồi", "phiên", "số", "tuổi", "năm", "tháng", "ngày"}
)
"""Words that name a thing by number and also stand before large counts: `cấp 12.640 giấy`, `năm qua 418 vụ`."""
_NO_QUANTITY_BEHIND = re.compile(
    r" ?(?:tuổi|đến \w+ (?:mươi )?tuổi|giờ|phút|h\d|h(?!\w)|g\d\d|°|sao(?!\w))|[a-zđ](?![\w²³])|:\d|\.\d|[-–]\d"
)
_YEAR_AFTER = re.compile(
    r" (?:\d|nay|ngoái|học|trước|sau|qua|tới|đầu|cuối|kia|rồi|liền|liên|mới|tháng|ấy|này|đó|xưa|vừa|sắp|gần|chẵn|trở|đổ)"
)
_YEAR_BEFORE = re.compile(
    r"(?<!\w)(?:mỗi|cuối|đầu|giữa|trong|từ|hàng|hằng|cả|nhiều|mấy|những|các|quanh|suốt|sang|vào|hết|qua|của|theo|"
    rf"{NUMBER_WORD}|chục|mươi|trăm|\d|đến|tới|kế hoạch|chỉ tiêu|so với|hồi|bao) $"
)
_MINUTES = re.compile(r"(?:\d{1,2}|(?<!mỗi) \w+) giờ $")
"""`Lửa tắt lúc 4 giờ 15.`: minutes."""
_PART_OF_DAY = re.compile(r"(?<!\w)(?:đêm|sáng|trưa|chiều|tối|khuya|hôm) $")
_CLAUSE_ENDS = re.compile(r"[,.;:)]|$| (?:rạng|vừa|này)(?!\w)")
"""`Riêng đêm 14,` tells a day; `trong đêm 14 người` counts."""
_ONE_IS_A = re.compile(
    r" (?:số|vài|mình|ít|năm|chút|phần|cách|khi|mặt|bên|lúc|thời|nửa|lần|loạt|trong|góc|buổi)(?!\w)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME_END = re.compile(rf"(?:^|\s)[{UPPER}][^\W\d_]*$")
_BEFORE = 30
"""Characters before a number that are looked at: more than the longest word that says what it is."""
_SENTENCE_START = frozenset({"", ".", "!", "?", ":", "…"})


def taken_spans(small: str) -> list[tuple[int, int]]:
    """Return the spans of document and telephone numbers, whose digits count nothing."""
    possible = [*([_DOCUMENT] if "/" in small else []), *([_PHONE] if "0" in small or "+84" in small else [])]
    return [found.span() for pattern in possible for found in pattern.finditer(small)]


def date_spans(small: str) -> list[tuple[int, int]]:
    """Return the spans of dates written in digits."""
    return [found.span() for found in _DATE.finditer(small) if _is_date(small, found)]


def is_named_by_number(small: str, start: int) -> bool:
    """Tell whether the word before a number is one that it names (`ngày`, `lớp`, `quốc lộ`)."""
    return bool(_NAMED_BY_NUMBER.search(small[max(0, start - _BEFORE) : start]))


def is_other_word(text: str, small: str, start: int, end: int) -> bool:
    """Tell whether number words are something else: a name (`cụ Bảy`), a year, a word that looks alike."""
    before = text[max(0, start - _BEFORE) : start].rstrip(' "“‘«([').rpartition("\n")[2][-1:]
    if text[start].isupper() and before not in _SENTENCE_START:
        return True
    word = small[start:end]
    if word == "năm":
        year = _YEAR_AFTER.match(small, end) or _YEAR_BEFORE.search(small[max(0, start - _BEFORE) : start])
        return bool(year) or not NOUN.match(small, end)
    if word == "một":
        return not NOUN.match(small, end) or bool(_ONE_IS_A.match(small, end))
    if word == "ba":
        return bool(re.match(r" (?:mẹ|má|lô|gác|ri)", small[end:]))
    return word in {"không", "tư", "nửa", "mốt", "lăm"}


def _is_date(small: str, found: re.Match[str]) -> bool:
    """Tell dates from numbers and ranges of the same look (`3.5 tỷ`, `45 - 60 USD`, `8-9 người`)."""
    numbers = [int(part) for part in re.findall(r"\d+", found.group())]
    if len(numbers) == 2 and numbers[1] > 1000:
        return 1 <= numbers[0] <= 12
    if not (1 <= numbers[0] <= 31 and 1 <= numbers[1] <= 12):
        return False
    if (
        len(numbers) == 3
        or "/" in found.group()
        or _DAY_BEFORE.search(small[max(0, found.start() - _BEFORE) : found.start()])
    ):
        return True
    following = _NEXT_WORD.match(small, found.end())
    return not (" " in found.group() or following or MEASURE.match(small, found.end()))


def is_quantity(text: str, small: str, span: tuple[int, int], numeral: Numeral) -> bool:
    """Tell whether a number is a quantity and not the name or the age of something."""
    start, end = span
    before = small[max(0, start - _BEFORE) : start]
    # `cả trăm người` is vague, `cả 9 trường` is nine
    vague = _VAGUE.search(before) or (
        _ALL_OF.search(before) and numeral.step >= 1 and small[start].isalpha() and numeral.value >= 10
    )
    day = numeral.value <= 31 and _PART_OF_DAY.search(before) and _CLAUSE_ENDS.match(small, end)
    day = day or (numeral.value < 60 and _MINUTES.search(before) and _CLAUSE_ENDS.match(small, end))
    if vague or day or _NO_QUANTITY_BEHIND.match(small, end):
        return False
    measured = MEASURE.match(small, end)
    if _YEAR.fullmatch(small, start, end) and not measured:
        return _is_counted(small, end)
    named_by = _NAMED_BY_NUMBER.search(before)
    if named_by:
        counted = bool(measured) or _is_counted(small, end)
        large = numeral.value >= 100 or bool(measured)
        return counted and large and named_by["word"] in _ALSO_VERBS
    # `Trà Khúc 3`, `Dung Quất 2`: a small number behind a name belongs to the name
    if (
        _NAME_END.search(text[max(0, start - _BEFORE) : start].rstrip())
        and numeral.value <= 20
        and text[start].isdecimal()
        and not measured
    ):
        return _is_counted(small, end)
    return True


def _is_counted(small: str, end: int) -> bool:
    """Tell whether a counting word (`người`, `sản phẩm`) stands behind a number."""
    noun = NOUN.match(small, end)
    return noun is not None and counting_word(noun.group(1)) != ""
