"""Periods in press text: nine months, a quarter, a year, the state of a day, and which of them a fact covers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.domain.facts import Fact
from pipeline.flag.numerals import read_words
from pipeline.flag.openings import opening_words


class PeriodKind(StrEnum):
    """How a period is named."""

    YEAR_BEFORE = "year_before"
    """`cùng kỳ năm trước`: the period spoken of, one year earlier."""

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


_NUM = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một)"
_OF_YEAR = r"(?:,? (?:của )?năm(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?|/(?P<slash>20\d\d))?"
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


_Reader = Callable[[re.Match[str], _Context], tuple[PeriodKind, date, date] | None]


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _count(text: str) -> int:
    read = read_words(text.split())
    return int(read[0].value) if read else 0


def _months(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    count = _count(found["count"])
    if not 2 <= count <= 12:
        return None
    year = context.year(found)
    return PeriodKind.SPAN, date(year, 1, 1), _month_end(year, count)


def _from_start(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.today.year
    month = int(found["last"] or found["m"] or 3 * _QUARTERS.get(found["quarter"] or "", 0))
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


def _month_to_month(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    first, last = int(found["first"]), int(found["last"])
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


def _term(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = int(found["first"] or (context.today.year if context.today.month >= 9 else context.today.year - 1))
    if found["term"] in {"i", "1"}:
        return PeriodKind.SPAN, date(year, 9, 5), date(year + 1, 1, 15)
    return PeriodKind.SPAN, date(year + 1, 1, 16), date(year + 1, 5, 31)


def _half(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    if found["which"] == "đầu":
        return PeriodKind.SPAN, date(year, 1, 1), date(year, 6, 30)
    return PeriodKind.SPAN, date(year, 7, 1), date(year, 12, 31)


def _part_of_year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    month = {"đầu": 1, "giữa": 6, "cuối": 12}[found["part"]]
    if not (found["year"] or found["slash"]) and date(year, month, 1) > context.today:
        year -= 1
    day = date(year, 1, 1) if month == 1 else _month_end(year, month)
    return PeriodKind.STATE, day, day


def _school_year(found: re.Match[str], _context: _Context) -> tuple[PeriodKind, date, date] | None:
    first = int(found["first"])
    return PeriodKind.YEAR, date(first, 9, 1), date(first + 1, 5, 31)


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
    month, year = int(found["month"]), context.year(found)
    if not 1 <= month <= 12:
        return None
    named = found["year"] or found["slash"]
    if not named and date(year, month, 1) > context.today + timedelta(days=31):
        year -= 1
    end = _month_end(year, month)
    if _STATE_BEFORE.search(found.string[: found.start()]):
        return PeriodKind.STATE, end, end
    return PeriodKind.SPAN, date(year, month, 1), end


def _year(found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    year = context.year(found)
    if year > context.today.year:
        return PeriodKind.OTHER, date(year, 1, 1), date(year, 12, 31)
    return PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31)


def _other(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    return PeriodKind.OTHER, context.today, context.today


def _same_time_last_year(_found: re.Match[str], context: _Context) -> tuple[PeriodKind, date, date] | None:
    return PeriodKind.YEAR_BEFORE, context.today, context.today


_OTHER_TIMES = (
    r"học kỳ \w+ (?:năm học|học kỳ|niên học) (?:trước|ngoái)|(?:năm học|học kỳ|niên học|vụ|mùa|quý|kỳ) (?:trước|ngoái)|trong (?:tuần|ngày|đêm|tháng)|tuần (?:qua|trước|này)|hôm qua|khi ấy|(?<!trong )khi đó|lúc đó|hồi đó|thuở trước|trước đó|trước đây|"
    r"mỗi (?:ngày(?! đêm)|đêm|tháng|tuần|năm|sáng|tối|chiều)|ngày đi học đầu tiên|lúc rà soát|trước kia|những năm|cuối tuần|tháng trước|tuần trước|"
    r"(?:đầu|giữa|cuối) (?:nhiệm kỳ|giai đoạn|thập niên|thập kỷ)|nhiệm kỳ (?:trước|qua)|trước (?:khi )?(?:sáp nhập|hợp nhất|dịch)|khi (?:mới )?(?:tái lập|thành lập|chia tách)|"
    r"(?:hai|ba|bốn|năm|sáu|mười) (?:năm|tháng) (?:về )?trước|thời (?:hoàng kim|bao cấp|cao điểm|điểm đó)|lúc cao điểm|đỉnh điểm|(?:đợt|lần|quý|đầu kỳ) trước"
)
"""Times that no figure of the register is about."""
_OTHER_BEGIN = tuple(sorted(opening_words(_OTHER_TIMES) or ()))


_FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str], _Reader], ...] = tuple(
    (
        (needed,) if isinstance(needed, str) else needed,
        re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)"),
        reader,
    )
    for needed, pattern, reader in (
        (
            "cùng",
            r"cùng kỳ(?: (?:năm )?(?:ngoái|trước|20\d\d))?|cùng thời điểm năm (?:ngoái|trước)",
            _same_time_last_year,
        ),
        (
            "từ tháng",
            rf"từ tháng (?P<first>\d{{1,2}}) (?:đến|tới) (?:hết )?tháng (?P<last>\d{{1,2}}){_OF_YEAR}",
            _month_to_month,
        ),
        (
            "từ đầu năm",
            r"(?:kể )?từ đầu năm,? (?:đến|tới) (?:hết |cuối |ngày )*(?:tháng (?P<last>\d{1,2})|quý (?P<quarter>i{1,3}|iv|[1-4])|(?P<d>\d{1,2})/(?P<m>\d{1,2}))(?![/\d])",
            _from_start,
        ),
        (
            "tháng ",
            rf"(?:trong )?(?:\w+ )?tháng (?P<list>\d{{1,2}}(?:, \d{{1,2}})*,? (?:và|,) (?:tháng )?\d{{1,2}}){_OF_YEAR}",
            _months_named,
        ),
        ("sang năm", r"(?:bước )?sang năm (?P<year>20\d\d)", _turn_of_year),
        ("bước vào năm", r"bước vào năm (?P<year>20\d\d)", _turn_of_year),
        (
            "từ đầu năm",
            r"(?:kể )?từ đầu năm(?! \d)(?: nay)?(?:,? (?:đến|tới) (?:nay|giờ|thời điểm này))?(?! (?:đến|tới) )",
            _running,
        ),
        (
            "học kỳ",
            r"học kỳ (?P<term>i{1,2}|[12])(?:,? năm học (?P<first>20\d\d) ?[-–] ?20\d\d)?(?! năm học trước)",
            _term,
        ),
        (
            "tháng cuối",
            rf"(?P<count>{_NUM}) tháng cuối(?: năm)?(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?",
            _last_months,
        ),
        ("tháng", rf"(?P<count>{_NUM}) tháng(?: đầu| qua)?{_OF_YEAR}", _months),
        ("quý", rf"(?P<count>{_NUM}) quý(?: đầu| qua)?{_OF_YEAR}", _quarters),
        (
            "quý ",
            r"quý (?P<which>đầu|cuối)(?: năm)?(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?",
            _quarter_of_year,
        ),
        ("quý ", rf"quý (?P<quarter>i{{1,3}}|iv|[1-4]){_OF_YEAR}", _quarter),
        ("nửa", r"nửa (?P<which>đầu|cuối|sau) năm(?: (?P<year>20\d\d|nay|ngoái|trước))?", _half),
        ("năm học", r"năm học (?P<first>20\d\d) ?[-–] ?20\d\d", _school_year),
        (
            ("/", ".", "-"),
            r"(?:ngày |mồng |mùng )?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})(?:\s?[/.-]\s?(?P<y>(?:19|20)\d\d))?(?![,.]?\d|%)",
            _day,
        ),
        (" tháng ", r"(?:ngày )?(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm (?P<y>(?:19|20)\d\d))?", _day),
        ("tháng ", rf"tháng (?P<month>\d{{1,2}}){_OF_YEAR}", _month),
        (
            ("đầu ", "giữa ", "cuối "),
            r"(?P<part>đầu|giữa|cuối)(?: năm(?: (?P<year>(?:19|20)\d\d|nay|ngoái|trước))?(?! học)| (?P<slash>20\d\d))",
            _part_of_year,
        ),
        ("năm ", r"(?:cả |trong |của )?năm (?P<year>(?:19|20)\d\d|nay|ngoái|trước)(?! học)", _year),
        ((" 19", " 20"), r"(?:đến|tới|vào|mùa|tết) (?P<year>(?:19|20)\d\d)", _year),
        ("mươi năm", r"(?:\w+ )?mươi năm (?:trước|về trước)", _other),
        (" trước", r"\d+ (?:năm|tháng) (?:về )?trước", _other),
        (_OTHER_BEGIN, _OTHER_TIMES, _other),
    )
)


_TIME_WORD = re.compile(
    r"\d|tháng|năm|quý|tuần|kỳ|ngày|đầu|cuối|giữa|hôm|khi|lúc|hồi|trước|mỗi|mùa|vụ|đêm|thuở"
)
"""Without one of these no form can match."""


def find_periods(small: str, today: date) -> list[Period]:
    """Return the times named in a sentence (small letters), in order. A year that is not named is that of `today`."""
    if not _TIME_WORD.search(small):
        return []
    context = _Context(today)
    taken: list[tuple[int, int]] = []
    found: list[Period] = []
    for needed, pattern, reader in _FORMS:
        if not any(one in small for one in needed):
            continue
        for match in pattern.finditer(small):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            read = reader(match, context)
            if read is not None:
                taken.append(match.span())
                found.append(Period(match.start(), match.end(), *read))
    return sorted(found, key=lambda period: period.start)


_NEAR = timedelta(days=16)
"""A report told `đến cuối tháng` may close some days earlier or later."""
_NEAR_DAY = timedelta(days=5)
"""A day told wrongly must not hide the figures told with it."""
_LATE_REPORT = timedelta(days=100)
"""How long after its end a figure since the start of the year still is the newest there is."""
_FRESH = timedelta(days=400)
"""How long a figure stands for `now` when no period is named: one year and the weeks until the next report."""


_SCHOOL_YEAR = re.compile(r"(20\d\d) ?[-–] ?(20\d\d)")


def covers(fact: Fact, period: Period | None, today: date) -> bool:
    """Tell whether a figure told for `period` (None: none named) is about the period of the fact."""
    first, last = fact.period_from or date.min, fact.period_to or date.max
    if period is not None and _is_school_year(fact, period):
        return True
    if period is None:
        return _is_current(fact, first, last, today)
    long = last - first > timedelta(days=366)
    readers = {
        PeriodKind.SPAN: _covers_span,
        PeriodKind.YEAR: _covers_year,
        PeriodKind.STATE: _covers_state,
        PeriodKind.DAY: _covers_day,
        PeriodKind.RUNNING: _covers_running,
    }
    reader = readers.get(period.kind)
    if reader is None:
        return False
    if long:
        return first - timedelta(days=60) <= period.last and period.first <= last
    return reader((first, last), period, today)


def _is_school_year(fact: Fact, period: Period) -> bool:
    """Tell whether the subject names the very school year or season told, whatever days the register counted on."""
    named = _SCHOOL_YEAR.search(fact.subject)
    two_years = period.last.year - period.first.year == 1 and period.last - period.first > timedelta(days=200)
    return (
        named is not None
        and two_years
        and (int(named[1]), int(named[2])) == (period.first.year, period.last.year)
    )


def _is_current(fact: Fact, first: date, last: date, today: date) -> bool:
    running = first <= today <= last or today < first <= today + timedelta(days=31)
    year_long = last - first >= timedelta(days=300)
    stated = fact.stated_on is not None and fact.stated_on <= today
    return (running and (year_long or stated or last - today <= timedelta(days=3))) or (
        last <= today <= last + _FRESH
    )


def _covers_span(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    if last - first <= timedelta(days=31):
        # an event or the state of a day inside the month that is named
        one_month = period.last - period.first <= timedelta(days=31)
        ends_there = first == last and abs(period.last - last) <= timedelta(days=3)
        return (one_month and period.first <= first and last <= period.last + timedelta(days=3)) or ends_there
    return abs(period.first - first) <= _NEAR and abs(period.last - last) <= _NEAR


def _covers_year(span: tuple[date, date], period: Period, today: date) -> bool:
    first, last = span
    if last - first >= timedelta(days=240):
        same_start = abs(period.first - first) <= timedelta(days=60)
        unfinished = period.last > today and last <= today
        return same_start and (abs(period.last - last) <= timedelta(days=60) or unfinished)
    short = last - first <= timedelta(days=160)
    # a winter crop is that of the year it is harvested in
    season = first.year < last.year == period.last.year and last - first <= timedelta(days=215)
    return season or (short and period.first <= first and last <= period.last)


def _covers_running(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    return abs(period.first - first) <= _NEAR and first < last <= period.last <= last + _LATE_REPORT


def _covers_state(span: tuple[date, date], period: Period, _today: date) -> bool:
    return abs(period.last - span[1]) <= _NEAR


def _covers_day(span: tuple[date, date], period: Period, _today: date) -> bool:
    first, last = span
    if last - first > timedelta(days=31):
        # a school year is told on its first day, everything else on its last
        opening = first.month != 1 and abs(period.first - first) <= timedelta(days=1)
        return opening or abs(period.last - last) <= timedelta(days=1)
    return first - _NEAR_DAY <= period.first <= last + _NEAR_DAY
