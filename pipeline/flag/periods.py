"""Periods in press text: nine months, a quarter, a year, the state of a day, the time told before."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.flag.guarded import Guarded, possible
from pipeline.flag.numerals import read_words


class PeriodKind(StrEnum):
    """How a period is named."""

    YEAR_BEFORE = "year_before"
    """`cùng kỳ năm trước`: the period spoken of, one year earlier, or in the year from `first` to `last`."""
    THEN = "then"
    """`trong đêm`, `trong tháng ấy`: the time spoken of before, or its day."""

    SPAN = "span"
    """Nine months, a quarter, half a year, a single month."""
    YEAR = "year"
    STATE = "state"
    """The state at a day: `đến 30/9`, `cuối năm 2025`."""
    RUNNING = "running"
    """From the start of the year until the day of the report: `từ đầu năm đến nay`."""
    DAY = "day"
    """Something on one day."""
    OTHER = "other"
    """A time that the register cannot name: `trong tuần`, `khi ấy`, a coming year."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time named in a sentence, with its offsets there."""

    start: int
    end: int
    kind: PeriodKind
    first: date
    last: date


_NUM = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai)"
_OF_YEAR = r"(?:,? (?:của )?năm(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?|/(?P<slash>20\d\d))?"
_MONTHS = {
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_MONTH_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH_ENDS = r"(?=[,.;:)]|$| (?:này|vừa|qua|rồi|ấy|đó|năm|là|thì|có|đến|tới|toàn|cả|tỉnh)(?!\w))"
"""What may stand behind a month in words, so that `mỗi tháng hai lần` is none."""
_NAMED_MONTH = (
    r"(?:"
    + "|".join(rf"(?<={word} )" for word in ("sang", "vào", "hồi", "hết", "cuối", "đầu", "giữa", "trong"))
    + rf")tháng (?P<month>{_MONTH_WORD})(?! (?:lần|đợt|triệu|nghìn|ngàn|trăm|mươi|ngày|buổi|phiên|vụ|tấn|ca|chuyến|kỳ|người|hộ)(?!\w))"
)
"""`sang tháng Tám mưa dầm`: a month after a word that stands before times only."""
_STRETCH = r"(?:quãng|khoảng|thời gian|thời điểm|thời kỳ|giai đoạn|dịp|chừng|đoạn|lúc|độ|bằng|ngần|từng)(?: thời gian)?"
_IN_YEAR = r"(?:,? của)? năm (?:ngoái|trước|(?P<year>20\d\d))"
_SAME_STRETCH = rf"(?:(?:vào )?(?:cùng|cũng)(?: trong)? {_STRETCH}(?: (?:này|ấy|đó))?|(?:vào )?{_STRETCH} (?:này|ấy|đó|tương ứng)(?: (?:tháng|thời gian))?)"
"""`quãng này`, `cùng khoảng thời gian`: with a year behind it, the same time of that year."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_STATE_BEFORE = re.compile(
    r"(?:đến|tới|tính đến|hết|cuối|đến hết|đến cuối|tính tới)(?: (?:ngày|chiều|tối|sáng|trưa|hết|cuối))* $"
)
_REPORTED = re.compile(
    r"cho biết|báo cáo|công bố|thông tin|hội nghị|họp|ký|phê duyệt|ban hành|thông báo|cho hay|nêu"
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known when a time is read: the day of publication."""

    today: date

    def year(self, found: re.Match[str]) -> int:
        named = found.groupdict().get("year") or found.groupdict().get("slash")
        if named is None or named == "nay":
            return self.today.year
        return self.today.year - 1 if named in {"ngoái", "trước"} else int(named)


_LASTING = re.compile(r"(?<!\w)(?:suốt|ròng rã|kéo dài|ngót|chưa đầy|cách đây|thêm|còn|mất) $")
_FOR_AS_LONG = re.compile(
    r"(?<!\w)(?:dừng|đình chỉ|ngừng|tước|treo|cấm|đóng cửa|bảo hành|thời hạn|trong vòng|tù|tạm giữ|tạm giam|gia hạn|thuê|trả góp|muộn|chậm|trễ|sớm)(?: (?!từ|đầu)\w+){0,3} $"
)
"""`dừng xưởng ba tháng`, `muộn bốn tháng`: how long."""
_NAMED_MONTHS = re.compile(r" tháng (?:đầu|qua|của năm|năm|nay|vừa)")
"""`suốt ba tháng` is how long, `suốt ba tháng đầu năm` is when."""
_ABOUT = re.compile(r"(?<!\w)(?:gần|hơn|trên|non|ngót nghét|khoảng|chừng|xấp xỉ|độ|tròn) $")
_MONTHS_OF_YEAR = re.compile(r" tháng (?:đầu|của năm|năm)")
"""`gần ba tháng`, `hơn ba tháng qua` are how long; `gần chín tháng đầu năm` is when."""
_JUST_OVER = re.compile(r",? (?:vừa|mới) (?:rồi|qua|kết thúc|xong|khép)")
_Reader = Callable[[re.Match[str], _Context], tuple[PeriodKind, date, date] | None]


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_number(told: str | int) -> int:
    return _MONTHS[told] if isinstance(told, str) and told in _MONTHS else int(told)


def _count(text: str) -> int:
    read = read_words(text.split())
    return int(read[0].value) if read else 0


def _months(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    count = _count(found["count"])
    if not 2 <= count <= 12 or _is_how_long(found):
        return None
    year = context.year(found)
    return PeriodKind.SPAN, date(year, 1, 1), _month_end(year, count)


def _is_how_long(found: re.Match[str]) -> bool:
    """Tell whether months are counted as a stretch of time, not as those of the year."""
    before, behind = found.string[: found.start()], found.end("count")
    if _ABOUT.search(before):
        return not _MONTHS_OF_YEAR.match(found.string, behind)
    return bool(_LASTING.search(before) or _FOR_AS_LONG.search(before)) and not _NAMED_MONTHS.match(
        found.string, behind
    )


def _from_start(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.today.year
    month = _month_number(
        found["last"] or found["word"] or found["m"] or 3 * _QUARTERS.get(found["quarter"] or "", 0)
    )
    if not 1 <= month <= 12:
        return None
    end = _month_end(year, month)
    day = min(int(found["d"] or end.day), end.day)
    return PeriodKind.SPAN, date(year, 1, 1), end.replace(day=day)


def _months_named(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    months = [int(number) for number in re.findall(r"\d{1,2}", found["list"])]
    if months != list(range(months[0], months[0] + len(months))) or not 1 <= months[0] <= months[-1] <= 12:
        return None
    year = context.year(found)
    return PeriodKind.SPAN, date(year, months[0], 1), _month_end(year, months[-1])


def _turn_of_year(found: re.Match[str], _context: _Context) -> tuple[PeriodKind, date, date] | None:
    day = date(int(found["year"]), 1, 1)
    return PeriodKind.STATE, day, day


def _into_year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    """`sang năm 2017 còn 2.137 tỷ đồng`: of a year that is over its count, of the running one what it began with."""
    over = int(found["year"]) < context.today.year
    return _year(found, context) if over else _turn_of_year(found, context)


def _month_to_month(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    first, last = (_month_number(found[name]) for name in ("first", "last"))
    if not 1 <= first <= last <= 12:
        return None
    year = context.year(found)
    return PeriodKind.SPAN, date(year, first, 1), _month_end(year, last)


def _quarters(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    count = _count(found["count"])
    if not 1 <= count <= 4:
        return None
    year = context.year(found)
    return PeriodKind.SPAN, date(year, 1, 1), _month_end(year, 3 * count)


def _quarter(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    number, year = _QUARTERS[found["quarter"]], context.year(found)
    if _STATE_BEFORE.search(found.string[: found.start()]):
        return PeriodKind.STATE, _month_end(year, 3 * number), _month_end(year, 3 * number)
    return PeriodKind.SPAN, date(year, 3 * number - 2, 1), _month_end(year, 3 * number)


def _quarter_of_year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year, first = context.year(found), found["which"] == "đầu"
    return PeriodKind.SPAN, date(year, 1 if first else 10, 1), _month_end(year, 3 if first else 12)


def _last_months(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    count, year = _count(found["count"]), context.year(found)
    return (PeriodKind.SPAN, date(year, 13 - count, 1), date(year, 12, 31)) if 1 <= count <= 11 else None


def _running(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    return PeriodKind.RUNNING, date(context.today.year, 1, 1), context.today


_SUMMER = frozenset({6, 7})
_TERM_BEGINS = 8
"""The month from which `học kỳ này` is the first one: pupils are back in its last days."""


def _term(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = int(found["first"] or (context.today.year if context.today.month >= 9 else context.today.year - 1))
    if not found["first"] and context.today.month >= 9 and _JUST_OVER.match(found.string, found.end()):
        year -= 1
    if found["term"] in {"i", "1"}:
        return PeriodKind.SPAN, date(year, 9, 5), date(year + 1, 1, 15)
    return PeriodKind.SPAN, date(year + 1, 1, 16), date(year + 1, 5, 31)


def _this_term(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    """`học kỳ này`: the one that the day of publication lies in; in the summer none does."""
    today = context.today
    first = today.year if today.month >= _TERM_BEGINS else today.year - 1
    terms = ((date(first, 9, 5), date(first + 1, 1, 15)), (date(first + 1, 1, 16), date(first + 1, 5, 31)))
    begun = (PeriodKind.SPAN, *next(((a, b) for a, b in terms if today <= b), terms[1]))
    return begun if today <= terms[1][1] else None


def _half(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    if found["which"] == "đầu":
        return PeriodKind.SPAN, date(year, 1, 1), date(year, 6, 30)
    return PeriodKind.SPAN, date(year, 7, 1), date(year, 12, 31)


def _summer(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    if date(year, 6, 1) > context.today:
        year -= 1
    return PeriodKind.SPAN, date(year, 6, 1), date(year, 8, 31)


def _part_of_year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    month = {"đầu": 1, "giữa": 6, "cuối": 12}[found["part"]]
    if not (found["year"] or found["slash"]) and date(year, month, 1) > context.today:
        year -= 1
    day = date(year, 1, 1) if month == 1 else _month_end(year, month)
    return PeriodKind.STATE, day, day


def _last_school_year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    """`năm học trước`: the one before that of the day; in the summer the one that has just ended, or some other time."""
    begun = context.today.month >= _TERM_BEGINS
    summer = context.today.month in _SUMMER
    if summer and found["which"] in {"trước", "ngoái"}:
        return _other(found, context)
    first = context.today.year - (1 if begun or summer else 2)
    return PeriodKind.YEAR, date(first, 9, 1), date(first + 1, 5, 31)


def _school_year(found: re.Match[str], _context: _Context) -> tuple[PeriodKind, date, date] | None:
    first = int(found["first"])
    return PeriodKind.YEAR, date(first, 9, 1), date(first + 1, 5, 31)


def _days(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    end = _day(found, context)
    if end is None:
        return None
    last = end[2]
    try:
        month = int(found["m1"] or last.month)
        first = date(last.year - (month > last.month), month, int(found["d1"]))  # `từ 5/9 đến 15/1`
    except ValueError:
        return None
    if first >= last:
        return None
    return (PeriodKind.DAY if last - first <= timedelta(days=31) else PeriodKind.SPAN), first, last


def _day(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    month, year = int(found["m"]), int(found["y"] or context.today.year)
    try:
        day = date(year, month, int(found["d"]))
        if not found["y"] and day > context.today + timedelta(days=31):
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    state = _STATE_BEFORE.search(found.string[: found.start()])
    return (PeriodKind.STATE if state else PeriodKind.DAY), day, day


def _month(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    month, year = _month_number(found["month"]), context.year(found)
    if not 1 <= month <= 12:
        return None
    named = found["year"] or found["slash"]
    if not named and date(year, month, 1) > context.today + timedelta(days=31):
        year -= 1
    end = _month_end(year, month)
    if _STATE_BEFORE.search(found.string[: found.start()]):
        return PeriodKind.STATE, end, end
    return PeriodKind.SPAN, date(year, month, 1), end


def _mid_month(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    """`tính đến giữa tháng 2`: the state some fifteen days into a month; without `đến` it is that month."""
    month = _month(found, context)
    if month is None or not _STATE_BEFORE.search(found.string[: found.start()]):
        return month
    day = month[1].replace(day=15)
    return PeriodKind.STATE, day, day


def _year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    if year > context.today.year:
        return PeriodKind.OTHER, date(year, 1, 1), date(year, 12, 31)
    return PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31)


def _other(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    return PeriodKind.OTHER, context.today, context.today


def _same_time_last_year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    if not found["year"]:
        return PeriodKind.YEAR_BEFORE, context.today, context.today
    return PeriodKind.YEAR_BEFORE, date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31)


def _year_earlier(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    return PeriodKind.YEAR_BEFORE, context.today, context.today


def _then(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    return PeriodKind.THEN, context.today, context.today


_SINCE_JANUARY = (
    r"(?:kể )?từ đầu năm,? (?:đến|tới) (?:hết |cuối |ngày )*(?:tháng (?:(?P<last>\d{1,2})|(?P<word>"
    rf"{_MONTH_WORD}){_MONTH_ENDS})"
    r"|quý (?P<quarter>i{1,3}|iv|[1-4])|(?P<d>\d{1,2})/(?P<m>\d{1,2}))(?![/\d])"
)
"""`từ đầu năm đến` a month, a quarter or a day."""
_OTHER_TIMES = (
    r"học kỳ \w+ (?:năm học|học kỳ|niên học) (?:trước|ngoái)|(?:năm học|học kỳ|niên học|niên vụ|vụ|mùa|quý|kỳ) (?:trước|ngoái)(?: đó)?|tuần (?:qua|trước|này)|hôm qua|khi ấy|(?<!trong )khi đó|lúc đó|hồi đó|thuở trước|trước đó|trước đây|"
    r"mỗi (?:ngày(?! đêm)|đêm|tháng|tuần|năm|sáng|tối|chiều)|ngày đi học đầu tiên|lúc rà soát|trước kia|những năm|cuối tuần|tháng trước|tuần trước|"
    r"(?:đầu|giữa|cuối) (?:nhiệm kỳ|giai đoạn|thập niên|thập kỷ)|nhiệm kỳ (?:trước|qua)|trước (?:khi )?(?:sáp nhập|hợp nhất|dịch)|khi (?:mới )?(?:tái lập|thành lập|chia tách)|"
    r"(?:hai|ba|bốn|năm|sáu|mười) (?:năm|tháng) (?:về )?trước|(?<!nhất )(?<!nhất trong )(?<!nhất của )(?:hai|ba|bốn|năm|sáu|bảy|tám|mười) năm (?:qua|vừa qua|gần đây|liên tiếp|liền)|thời (?:hoàng kim|bao cấp|cao điểm)|lúc cao điểm|đỉnh điểm|(?:đợt|lần|quý|đầu kỳ) trước|"
    r"vụ (?:hè thu|đông xuân|thu đông|xuân hè) (?:trước|ngoái)|(?:học kỳ|năm học) (?:tới|sau)"
)
"""Times that no figure of the register is about."""
_FORMS: tuple[tuple[Guarded, _Reader], ...] = tuple(
    (Guarded(rf"(?<![\w/])(?:{pattern})(?!\w)"), reader)
    for pattern, reader in (
        (
            rf"năm (?:ngoái|trước|(?P<year>20\d\d)),? (?:{_SAME_STRETCH}|(?:vào |cũng )?cùng kỳ)(?! (?:năm|tháng|20))",
            _same_time_last_year,
        ),
        (
            r"cùng kỳ(?:(?: của)? (?:năm )?(?:ngoái|trước|(?P<year>20\d\d)))?",
            _same_time_last_year,
        ),
        (
            r"(?:một )?năm (?:liền )?trước đó|trước đó (?:đúng |tròn )?một năm|năm (?:liền kề|liền trước)(?: trước)?(?: đó)?",
            _year_earlier,
        ),
        (rf"{_SAME_STRETCH}{_IN_YEAR}", _same_time_last_year),
        (
            rf"(?:từ )?tháng (?P<first>\d{{1,2}}|{_MONTH_WORD}) (?:đến|tới|-|–) (?:hết |cuối )?tháng (?P<last>\d{{1,2}}|{_MONTH_WORD}){_OF_YEAR}",
            _month_to_month,
        ),
        (_SINCE_JANUARY, _from_start),
        (
            rf"(?:trong )?(?:\w+ )?tháng (?P<list>\d{{1,2}}(?:, \d{{1,2}})*,? (?:và|,) (?:tháng )?\d{{1,2}}){_OF_YEAR}",
            _months_named,
        ),
        (r"bước (?:sang|vào) năm (?P<year>20\d\d)", _turn_of_year),
        (r"sang (?:năm )?(?P<year>20\d\d)", _into_year),
        (
            r"(?:kể )?từ đầu năm(?! \d)(?: nay)?(?:,? (?:đến|tới) (?:nay|giờ|thời điểm này))?(?! (?:đến|tới) )",
            _running,
        ),
        (
            r"học kỳ (?P<term>i{1,2}|[12])(?:,? năm học (?P<first>20\d\d) ?[-–] ?20\d\d)?(?! năm học trước)",
            _term,
        ),
        (r"(?:(?:ngay|từ) )?(?:trong |đầu |ngay đầu )*học kỳ (?:này|đang học|hiện tại)", _this_term),
        (
            rf"(?P<count>{_NUM}) tháng cuối(?: năm)?(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?",
            _last_months,
        ),
        (
            rf"(?:(?:{_NUM}|mấy|những) tháng (?:nghỉ )?hè|(?:mùa|dịp|kỳ nghỉ|đợt nghỉ) hè(?= (?:này|năm|qua|vừa|20)|,))(?:,? (?:năm )?(?P<year>20\d\d|nay|ngoái|trước))?",
            _summer,
        ),
        (
            rf"(?P<count>{_NUM}) tháng(?! \d{{1,2}}(?!\d))(?: đầu| qua)?{_OF_YEAR}",
            _months,
        ),
        (rf"(?P<count>{_NUM}) quý(?: đầu| qua)?{_OF_YEAR}", _quarters),
        (
            r"quý (?P<which>đầu|cuối)(?: năm)?(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?",
            _quarter_of_year,
        ),
        (rf"quý (?P<quarter>i{{1,3}}|iv|[1-4]){_OF_YEAR}", _quarter),
        (r"nửa (?P<which>đầu|cuối|sau) năm(?: (?P<year>20\d\d|nay|ngoái|trước))?", _half),
        (r"(?:năm học|niên học|niên vụ) (?P<first>20\d\d) ?[-–] ?20\d\d", _school_year),
        (
            r"(?<!học kỳ i )(?<!học kỳ ii )(?:cả )?(?:năm học|niên học) (?P<which>trước|ngoái|vừa qua|vừa rồi)",
            _last_school_year,
        ),
        (
            r"từ (?:ngày )?(?P<d1>\d{1,2})(?:/(?P<m1>\d{1,2}))? (?:đến|tới|-|–) (?:hết )?(?:ngày )?(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>(?:19|20)\d\d))?(?![,.]?\d|%)",
            _days,
        ),
        (
            r"(?:ngày |mồng |mùng )?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>(?:19|20)\d\d))?(?![,.]?\d|%)",
            _day,
        ),
        (r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm (?P<y>(?:19|20)\d\d))?", _day),
        (rf"giữa tháng (?P<month>\d{{1,2}}){_OF_YEAR}", _mid_month),
        (rf"tháng (?P<month>\d{{1,2}}){_OF_YEAR}", _month),
        (rf"{_NAMED_MONTH}{_OF_YEAR}", _month),
        (
            rf"(?<!mỗi )(?<!hằng )(?<!hàng )tháng (?P<month>{_MONTH_WORD}){_OF_YEAR}{_MONTH_ENDS}",
            _month,
        ),
        (
            r"(?P<part>đầu|giữa|cuối)(?: năm(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?(?! học)| (?P<slash>20\d\d))",
            _part_of_year,
        ),
        (r"(?:cả |trong |của )?năm (?P<year>(?:19|20)\d\d|nay|ngoái|trước)(?! học)", _year),
        (r"(?:đến|tới|vào|mùa|tết) (?P<year>(?:19|20)\d\d)", _year),
        (r"(?:\w+ )?mươi năm (?:trước|về trước)", _other),
        (
            r"(?:ngay |cũng )?trong (?:đêm|ngày|tuần|tháng)(?: (?:ấy|đó|hôm đó|nói trên))?(?! (?:ngày |hôm |mùng |mồng )?\d)|(?:đêm|ngày|tháng|quý) (?:ấy|đó)",
            _then,
        ),
        (
            r"(?:(?:vào|đến|tới|tại|ở|cùng|tính|ngay) )*thời điểm (?:đó|ấy|trên|nói trên|kể trên)",
            _then,
        ),
        (r"\d+ (?:năm|tháng) (?:về )?trước", _other),
        (
            r"(?<!nhất )(?<!nhất trong )(?<!nhất của )\d+ năm (?:qua|vừa qua|gần đây|liên tiếp|liền)",
            _other,
        ),
        (_OTHER_TIMES, _other),
    )
)


def find_periods(small: str, today: date) -> list[Period]:
    """Return the times named in a sentence (small letters), in order. A year that is not named is that of `today`."""
    context = _Context(today)
    taken: list[tuple[int, int]] = []
    found: list[Period] = []
    may_stand = possible(small)
    for pattern, reader in _FORMS:
        if pattern not in may_stand:
            continue
        for match in pattern.pattern.finditer(small):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            read = reader(match, context)
            if read is not None:
                taken.append(match.span())
                found.append(Period(match.start(), match.end(), *read))
    return sorted(found, key=lambda period: period.start)
