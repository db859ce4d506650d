"""Quantities in Vietnamese press text: the number, how exactly it is meant, its unit, and what is counted.

Dates, clock times, ages, document and telephone numbers, road, class and article numbers are no quantities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from pipeline.flag.names import UPPER
from pipeline.flag.numerals import DIGITS, Numeral, read_figure, read_words, scaled
from pipeline.flag.units import MEASURE, MEASURES, counting_word


class Hedge(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    """khoảng, xấp xỉ, chừng, ước."""
    BELOW = "below"
    """gần, ngót, non: the true value lies a little below."""
    ABOVE = "above"
    """hơn, trên, quá, vượt: the true value lies a little above."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of a text. Offsets are code points of that text; `end` stands behind the unit."""

    start: int
    end: int
    text: str
    """As written, from the number to the unit."""
    numeral: Numeral
    """In base units."""
    unit: str
    """Base unit; empty for counted things."""
    noun: str = ""
    """What stands behind a counted number: up to four syllables, lower case, within the clause."""
    hedge: Hedge = Hedge.EXACT
    upper: Decimal | None = None
    """Upper end of a range (`từ 3 đến 5 ha`), in base units."""
    fraction: bool = False
    """Told as a fraction (`hai phần ba`); the value is in per cent."""
    rate: bool = False
    """Per something (`USD/m2`, `mỗi ngày`)."""
    open: bool = False
    """`900 tỷ`, `4,21 triệu` with nothing behind: money or a count, as the context says."""

    @property
    def value(self) -> Decimal:
        """Return the value in base units."""
        return self.numeral.value


_HEDGES = {
    Hedge.ABOUT: r"khoảng|xấp xỉ|chừng|ước(?: (?:tính|đạt|chừng|khoảng))*|quanh mức|tầm|cỡ|suýt soát",
    Hedge.BELOW: r"gần|ngót(?: nghét)?|non|chưa đầy|chưa tới|chưa đến|dưới",
    Hedge.ABOVE: r"hơn|trên|quá|vượt(?: quá)?|già",
}
_HEDGE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{hedge.name}>{words})" for hedge, words in _HEDGES.items())
    + r")(?: (?:con số|mức|mốc|ngưỡng|đến|tới|lên|là|cả))* ?$"
)
_VAGUE = re.compile(r"(?<!\w)(?:hàng|vài|mấy|nhiều|dăm|bao|một đôi|cả) ?$")
_NUMBER_WORD = "|".join(sorted({*DIGITS, "mười", "nửa"}, key=len, reverse=True))
_START = re.compile(rf"(?<![\w.,/])\d|(?<!\w)(?:{_NUMBER_WORD})(?!\w)")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NEXT_WORD = re.compile(r" ([^\W_]+(?:[.,]\d+)*)")
_LONGEST = 16
"""Words of the longest number that is read."""
_DOCUMENT = re.compile(r"\d+[a-z]?(?:/(?:19|20)\d\d)?/[^\W\d_]{2,}[\w&]*(?:-[^\W\d_][\w&]*)*")
_PHONE = re.compile(r"(?<![\d.,])(?:\+84|0)\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?!\d)")
_DATE = re.compile(
    r"(?<![\d.,])\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?![\d%]|[.,]\d)|(?<!\d)\d{1,2}[/-](?:19|20)\d\d(?!\d)"
)
_DAY_BEFORE = re.compile(r"(?<!\w)(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|khuya|từ|rạng sáng) $")
_RATIO = re.compile(
    r"(?<![\d/.,-])(?P<part>\d{1,4})(?:/| trên(?: tổng số)? | trong(?: tổng)? số )(?P<whole>\d{1,4})(?![\d/]|[.,-]\d)"
)
_FRACTION = re.compile(
    rf"(?<!\w)(?:(?P<half>(?:một |phân )?nửa)|(?P<part>{_NUMBER_WORD}) phần (?P<whole>{_NUMBER_WORD}))(?!\w)"
    r"(?! (?:trăm|nghìn|ngàn|triệu|tỷ|tỉ|đêm|đường|năm|vời|tháng|ngày|tiếng|giờ|buổi))"
)
_RATE = re.compile(
    r" ?/ ?[^\W\d]|,? (?:mỗi|một) (?:ngày|tháng|năm|người|em|hộ|ha|hecta|héc|m2|con|lần|khẩu|suất|học|mét|cây|kg|chuyến|"
    r"buổi|đêm|sào|giờ|tuần|đợt|phụ|tàu)(?!\w)"
)
_NAMED_BY_NUMBER = re.compile(
    r"(?<!\w)(?P<word>ngày|tháng|năm|quý|lớp|khóa|khoá|số|điều|khoản|chương|mục|giai đoạn|tiểu khu|khoảnh|thứ|cấp|hạng|đợt|kỳ|"
    r"loại|phần|trang|tập|vòng|điện thoại|mồng|mùng|quốc lộ|tỉnh lộ|đường tỉnh|ql|tl|đt|lô|thế kỷ|nhóm|bậc|tầng|tổ|"
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
    rf"{_NUMBER_WORD}|chục|mươi|trăm|\d|đến|tới|kế hoạch|chỉ tiêu|so với|hồi|bao) $"
)
_ONE_IS_A = re.compile(
    r" (?:số|vài|mình|ít|năm|chút|phần|cách|khi|mặt|bên|lúc|thời|nửa|lần|loạt|trong|góc|buổi)(?!\w)"
)
_NOUN = re.compile(r" ?((?:[^\W\d_]+(?: |$)?){1,4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r" ?(?:-|–|đến|tới) ?")


def lower(text: str) -> str:
    """Return `text` in small letters with as many code points as before."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order. Never raises, whatever the text."""
    small = lower(text)
    taken = [found.span() for pattern in (_DOCUMENT, _PHONE) for found in pattern.finditer(small)]
    found: list[Quantity] = []
    for quantity in (*_ratios(text, small), *_fractions(text, small)):
        if not _overlaps(taken, quantity.start, quantity.end):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    taken += [date.span() for date in _DATE.finditer(small) if _is_date(small, date)]
    for start, end, numeral in _numerals(text, small):
        if not _overlaps(taken, start, end) and _counts(text, small, start, end, numeral):
            found.append(_quantity(text, small, start, end, numeral))
    found.sort(key=lambda quantity: quantity.start)
    return _join_ranges(text, small, found)


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < other_end and end > other_start for other_start, other_end in taken)


def _numerals(text: str, small: str) -> Iterator[tuple[int, int, Numeral]]:
    """Yield (start, end, numeral) of every number, in digits or words."""
    position = 0
    while found := _START.search(small, position):
        start = found.start()
        words = [_WORD.match(small, start)]
        while len(words) < _LONGEST and words[-1] and (following := _NEXT_WORD.match(small, words[-1].end())):
            words.append(_WORD.match(small, following.start(1)))
        spans = [word.span() for word in words if word]
        read = read_words([small[first:last] for first, last in spans])
        position = found.end()
        if read is None:
            position = max(position, spans[0][1])
        else:
            end = spans[read[1] - 1][1]
            in_words = small[start].isalpha()
            if not (in_words and _is_other_word(text, small, start, end)):
                yield start, end, read[0]
                position = end
            elif not in_words:
                position = end


def _is_other_word(text: str, small: str, start: int, end: int) -> bool:
    """Tell whether number words are something else: a name (`cụ Bảy`), a year, a word that looks alike."""
    if text[start].isupper() and text[:start].rstrip(' "“‘«([').rpartition("\n")[2][-1:] not in {
        "",
        ".",
        "!",
        "?",
        ":",
        "…",
    }:
        return True
    word = small[start:end]
    if word == "năm":
        return bool(
            _YEAR_AFTER.match(small, end) or _YEAR_BEFORE.search(small[:start]) or not _NOUN.match(small, end)
        )
    if word in {"không", "một", "tư", "nửa", "mốt", "lăm"}:
        return word != "một" or not _NOUN.match(small, end) or bool(_ONE_IS_A.match(small, end))
    return word == "ba" and bool(re.match(r" (?:mẹ|má|lô|gác|ri)", small[end:]))


def _is_date(small: str, found: re.Match[str]) -> bool:
    """Tell dates from numbers and ranges of the same look (`3.5 tỷ`, `45 - 60 USD`, `8-9 người`)."""
    numbers = [int(part) for part in re.findall(r"\d+", found.group())]
    if len(numbers) == 2 and numbers[1] > 1000:
        return 1 <= numbers[0] <= 12
    if not (1 <= numbers[0] <= 31 and 1 <= numbers[1] <= 12):
        return False
    if len(numbers) == 3 or "/" in found.group() or _DAY_BEFORE.search(small[: found.start()]):
        return True
    following = _NEXT_WORD.match(small, found.end())
    return not (" " in found.group() or following or MEASURE.match(small, found.end()))


def _counts(text: str, small: str, start: int, end: int, numeral: Numeral) -> bool:
    """Tell whether a number is a quantity and not the name or the age of something."""
    if _VAGUE.search(small[:start]) or _NO_QUANTITY_BEHIND.match(small, end):
        return False
    measured = MEASURE.match(small, end)
    if _YEAR.fullmatch(small, start, end) and not measured:
        return _is_counted(small, end)
    named_by = _NAMED_BY_NUMBER.search(small[:start])
    if named_by:
        counted = bool(measured) or _is_counted(small, end)
        return counted and numeral.value >= 100 and named_by["word"] in _ALSO_VERBS
    # `Trà Khúc 3`, `Dung Quất 2`: a small number behind a name belongs to the name
    named = re.search(rf"(?:^|\s)[{UPPER}][^\W\d_]*$", text[:start].rstrip())
    if named and numeral.value <= 20 and text[start].isdigit() and not measured:
        return _is_counted(small, end)
    return True


def _is_counted(small: str, end: int) -> bool:
    """Tell whether a counting word (`người`, `sản phẩm`) stands behind a number."""
    noun = _NOUN.match(small, end)
    return noun is not None and counting_word(noun.group(1)) != ""


def _quantity(text: str, small: str, start: int, end: int, numeral: Numeral) -> Quantity:
    in_millions = re.search(r"(?:triệu|tỷ|tỉ)(?: rưỡi)?$", small[start:end])
    measured = MEASURE.match(small, end)
    unit, noun = "", ""
    if measured:
        unit, factor = MEASURES[measured["unit"]]
        numeral, end = scaled(numeral, factor), measured.end()
    elif word := _NOUN.match(small, end):
        noun = word.group(1).strip()
    end = _behind_noun(small, end, noun)
    hedge = _HEDGE.search(small[max(0, start - 30) : start])
    return Quantity(
        start,
        end,
        text[start:end],
        numeral,
        unit,
        noun,
        Hedge[hedge.lastgroup] if hedge and hedge.lastgroup else Hedge.EXACT,
        rate=bool(_RATE.match(small, end)),
        open=bool(in_millions) and not unit and counting_word(noun) == "",
    )


def _behind_noun(small: str, end: int, noun: str) -> int:
    """Return the offset behind the word that is counted, which is shown with the number."""
    if not noun:
        return end
    shown = counting_word(noun) or noun.split()[0]
    return small.index(shown, end) + len(shown)


def _ratios(text: str, small: str) -> Iterator[Quantity]:
    """Yield `78/96 trạm` and `78 trên 96 trạm` as 78 of what is counted."""
    for found in _RATIO.finditer(small):
        part, whole = int(found["part"]), int(found["whole"])
        noun = _NOUN.match(small, found.end())
        looks_like_date = "/" in found.group() and part <= 31 and whole <= 12
        if part > whole or looks_like_date or _NAMED_BY_NUMBER.search(small[: found.start()]):
            continue
        yield Quantity(
            found.start(),
            found.end(),
            text[found.start() : found.end()],
            Numeral(Decimal(part), Decimal(1)),
            "",
            noun.group(1).strip() if noun else "",
        )


def _fractions(text: str, small: str) -> Iterator[Quantity]:
    """Yield `hai phần ba`, `quá nửa` in per cent."""
    for found in _FRACTION.finditer(small):
        if found["half"]:
            share = Decimal(50)
        else:
            parts = [read_words([found[name]]) for name in ("part", "whole")]
            if parts[0] is None or parts[1] is None or parts[0][0].value >= parts[1][0].value:
                continue
            share = parts[0][0].value * 100 / parts[1][0].value
        hedge = _HEDGE.search(small[max(0, found.start() - 30) : found.start()])
        yield Quantity(
            found.start(),
            found.end(),
            text[found.start() : found.end()],
            Numeral(share, Decimal(1)),
            "%",
            "",
            Hedge[hedge.lastgroup] if hedge and hedge.lastgroup else Hedge.EXACT,
            fraction=True,
        )


def _join_ranges(text: str, small: str, found: list[Quantity]) -> list[Quantity]:
    """Join `từ 3 đến 5 ha`, `45 - 60 USD` into one quantity with an upper end."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _RANGE.fullmatch(small, _number_end(last), quantity.start)
            and last.value < quantity.value
            and (not last.unit or last.unit == quantity.unit)
            and (
                small[last.end : quantity.start].strip() in {"-", "–"} or small[: last.start].endswith("từ ")
            )
        ):
            factor = quantity.value / read.value if (read := _bare(quantity)) and read.value else Decimal(1)
            lower_end = last.numeral if last.unit else scaled(last.numeral, factor)
            joined[-1] = replace(
                quantity,
                start=last.start,
                text=text[last.start : quantity.end],
                numeral=lower_end,
                upper=quantity.value,
                hedge=last.hedge,
            )
        else:
            joined.append(quantity)
    return joined


def _number_end(quantity: Quantity) -> int:
    return quantity.end if not quantity.noun else quantity.start + len(quantity.text.split(" ")[0])


def _bare(quantity: Quantity) -> Numeral | None:
    """Return the figure of a quantity before its magnitude and unit."""
    first = quantity.text.split(" ")[0]
    return read_figure(first) if first[0].isdigit() else None
