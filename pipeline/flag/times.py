"""The time a quantity is told of: named beside it, for another number, or pointed back to (`cùng kỳ`, `trong đêm`)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pipeline.flag.guarded import Guarded
from pipeline.flag.periods import Period, PeriodKind, find_periods
from pipeline.flag.quantities import Quantity
from pipeline.flag.reading import Reading, Sentence

_ATTACHED = re.compile(r"(?: (?!so )[^\W\d_]+){0,3} ?")
"""Between a quantity and the time it is of: words of what is counted."""
_COMPARED = re.compile(r"(?:so với|so cùng kỳ)(?: cùng kỳ)? $")


_HIGHER = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn $|(?<!\w)(?:tăng|giảm|hơn|kém) $")
_BY = re.compile(
    r"(?: (?:là|tới|đến|gần|hơn|khoảng|được|chừng|xấp xỉ|ngót))* \d+(?:,\d+)? ?(?:%|phần trăm|điểm)"
)
"""`cao hơn cùng kỳ 6,4%`: a difference, of the time before."""
_THAN, _CLOSES = re.compile(r"(?<!\w)(?:hơn|kém|bằng|như|giống) $"), re.compile(r" ?(?:[:;.]|$)")
"""`kém hơn năm trước: cả vụ 208.930 tấn`: no number is told of the time before."""


def _is_compared(small: str, period: Period) -> bool:
    """Tell whether a time is only what a number is compared with."""
    before = small[max(0, period.start - 30) : period.start]
    by = _HIGHER.search(before) and _BY.match(small, period.end)
    return bool(_COMPARED.search(before) or by or (_THAN.search(before) and _CLOSES.match(small, period.end)))


_TO_COME = re.compile(r"(?<!\w)(?:sẽ|sắp|chuẩn bị|bước vào)(?!\w)")


def _is_to_come(small: str, period: Period) -> bool:
    """Tell whether a week is only when something will be (`26.000 em sẽ dự thi cuối tuần này`), no time of a count."""
    week = period.kind is PeriodKind.OTHER and small[period.start : period.end].endswith(
        ("cuối tuần", "tuần này")
    )
    return week and bool(_TO_COME.search(small))


def nearest(here: list[Period], quantity: Quantity, clause_end: int, sentence: Sentence) -> Period | None:
    """Return the time nearest before the quantity, else the first behind it in the same clause.

    A time right behind is nearer than one that was told for another number (`thấp hơn con số 1.462 của năm 2025`).
    """
    before = [period for period in here if period.end <= quantity.start]
    # `520 tấn mỗi ngày` is a rate, no time
    first = quantity.end + 2 * quantity.rate
    behind = [period for period in here if first <= period.start < clause_end]
    if before and behind and _is_spent(before[-1], quantity, sentence):
        between = sentence.small[quantity.end : behind[0].start]
        if _ATTACHED.fullmatch(between):
            return behind[0]
    if before and _ROSE_TO.search(sentence.small[: quantity.start]):
        # `nhiều gấp rưỡi cùng kỳ, từ 1.578 lên 2.367`: the second number is of the time itself
        now = [period for period in before if not _YEAR_AGO.match(sentence.small, period.start)]
        return now[-1] if now else None
    if before:
        return before[-1]
    return behind[0] if behind else _as_of(here, quantity, sentence)


def _as_of(here: list[Period], quantity: Quantity, sentence: Sentence) -> Period | None:
    """Return the day that a number was counted up to, told behind a comma (`có 354 trường đạt chuẩn, tính đến 31/5`)."""
    later = next((period for period in here if period.start >= quantity.end), None)
    if later is None or later.kind is not PeriodKind.STATE:
        return None
    return later if _UP_TO.fullmatch(sentence.small, quantity.end, later.start) else None


_UP_TO = re.compile(r"[^\d,;:.]*, (?:tính|chốt|cập nhật)(?: (?:đến|tới|ngày|hết|cuối|giữa))* ")
_ROSE_TO = re.compile(r"(?<!\w)từ [\d.,]+(?: \w+){0,3} (?:lên|xuống|còn|tới|đến)(?: \w+)? $")
_YEAR_AGO = re.compile(r"(?:so với )?cùng kỳ|năm (?:ngoái|trước)")


def _is_spent(period: Period, quantity: Quantity, sentence: Sentence) -> bool:
    """Tell whether another number stands between a time and a quantity: the time is that of the first."""
    return any(period.end <= other.start < quantity.start for other in sentence.quantities)


def times_of(sentence: Sentence, reading: Reading, carried: Period | None) -> list[Period]:
    """Return the times of a sentence; `cùng kỳ` resolved; the day of a report is not the time of its figures."""
    found: list[Period] = []
    for period in _looking_back(_times_told(sentence.small, reading.day), carried):
        if _is_compared(sentence.small, period) or _is_to_come(sentence.small, period):
            continue
        if period.kind is PeriodKind.YEAR_BEFORE:
            base = found[-1] if found else carried
            if base is None and _SAME_TIME_HERE.match(sentence.small):
                continue
            found.append(_a_year_before(period, base))
        elif period.kind is PeriodKind.THEN:
            base = found[-1] if found else carried
            found += _same_time(period, base, sentence, reading)
        elif _is_year_told(period, found[-1] if found else carried, sentence):
            found.append(
                _a_year_before(
                    replace(period, first=reading.day, last=reading.day), found[-1] if found else carried
                )
            )
        elif not _is_day_of_report(period, sentence, reading):
            found.append(period)
    return found


_SAME_TIME_HERE = re.compile(r"cùng kỳ,")
"""At the head of a paragraph: the time that the article told before, not that of last year."""
_DAY_ALONE = Guarded(
    r"(?<!từ )(?<!\w)(?:đêm|sáng|trưa|chiều|tối|khuya|rạng sáng|hôm|ngày) (?P<day>\d{1,2})(?=[,.;:)]|$| (?:rạng|vừa|này)(?!\w))"
)
"""`Riêng đêm 14,`: a day whose month the reader knows."""


def _days_alone(small: str, today: date, told: list[Period]) -> list[Period]:
    """Return the days told without their month, the last such day until the day of publication."""
    found: list[Period] = []
    for match in _DAY_ALONE.finditer(small):
        if any(match.start() < period.end and period.start < match.end() for period in told):
            continue
        back = (today - timedelta(days=ago) for ago in range(62))
        day = next((one for one in back if one.day == int(match["day"])), None)
        if day is not None:
            found.append(Period(match.start(), match.end(), PeriodKind.DAY, day, day))
    return found


def _times_told(small: str, today: date) -> list[Period]:
    """Return the times of a sentence in order, days without a month among them."""
    told = find_periods(small, today)
    return sorted((*told, *_days_alone(small, today, told)), key=lambda period: period.start)


def _looking_back(periods: list[Period], carried: Period | None) -> list[Period]:
    """Return the times of a sentence, those of one that begins with `cùng kỳ năm ngoái` a year earlier.

    `Cùng kỳ năm ngoái, tỉnh có 5.127 ca trong 10 tháng`: the ten months are those of last year.
    """
    if carried is not None or len(periods) != 2 or periods[0].kind is not PeriodKind.YEAR_BEFORE:
        return periods
    _, months = periods
    if months.kind is not PeriodKind.SPAN:
        return periods
    first, last = (_years_back(day, 1) for day in (months.first, months.last))
    return [replace(months, first=first, last=last)]


def _is_year_told(period: Period, base: Period | None, sentence: Sentence) -> bool:
    """Tell whether `năm trước` would be the very year that was told before: then it is the one before that."""
    told = sentence.small[period.start : period.end]
    same = base is not None and base.kind is PeriodKind.YEAR and base.first == period.first
    return same and period.kind is PeriodKind.YEAR and told.endswith("năm trước")


def _a_year_before(period: Period, base: Period | None) -> Period:
    """Return the time told before, in the year that is named or else one year earlier."""
    if base is None or base.kind is PeriodKind.OTHER:
        return replace(period, kind=PeriodKind.OTHER)
    named = period.first != period.last
    back = base.last.year - period.last.year if named else 1
    first, last = (_years_back(day, back) for day in (base.first, base.last))
    return replace(base, start=period.start, end=period.end, first=first, last=last)


def _years_back(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


_LENGTHS = {"điểm": 366, "đêm": 0, "ngày": 3, "tuần": 7, "tháng": 31, "quý": 92}
"""Days from the first to the last, at most, of what each word may point back to; `thời điểm` to any time."""


def _same_time(period: Period, base: Period | None, sentence: Sentence, reading: Reading) -> list[Period]:
    """Return the time that `trong đêm`, `trong tháng ấy` point back to, else the day of publication or no time."""
    told = sentence.small[period.start : period.end].split()
    word = next(word for word in _LENGTHS if word in told)
    if not _is_as_long(base, word):
        base = _told_before(sentence, reading, word)
    if base is not None:
        return [replace(base, start=period.start, end=period.end)]
    if word in {"đêm", "ngày"}:
        return [replace(period, kind=PeriodKind.DAY)]
    # the reader knows which month it is, the rules do not; bare, it is some month, and `thời điểm ấy` may be any time
    return (
        []
        if told[-1] in {"ấy", "đó", "trên"} and word != "điểm"
        else [replace(period, kind=PeriodKind.OTHER)]
    )


def _is_as_long(period: Period | None, word: str) -> bool:
    if period is None or period.kind is PeriodKind.OTHER:
        return False
    days = (period.last - period.first).days
    return days <= _LENGTHS[word] and (word not in {"tháng", "quý"} or days >= 27)


def _told_before(sentence: Sentence, reading: Reading, word: str) -> Period | None:
    """Return the last time before a sentence that a word can point back to."""
    before = reading.sentences[: reading.sentences.index(sentence)]
    times = (period for one in reversed(before) for period in reversed(find_periods(one.small, reading.day)))
    return next((period for period in times if _is_as_long(period, word)), None)


_REPORTED = re.compile(
    r"cho biết|báo cáo|công bố|thông tin|hội nghị|họp|(?<!\w)ký(?!\w)|phê duyệt|ban hành|thông báo|cho hay|thông qua"
)


_MADE_KNOWN = re.compile(
    r"(?<!\w)(?:công bố|thông báo|phát hành|báo cáo|thông tin|ban hành|thông qua|phê duyệt|ký)(?: \w+){0,2} $"
)
_DATED = re.compile(r"(?<=\d)/[^\W\d][\w&-]*,? (?:ký |ban hành |lập )?$")
"""A document number right before a day: the day is that of the document."""


def _is_day_of_report(period: Period, sentence: Sentence, reading: Reading) -> bool:
    before = sentence.small[: period.start]
    if period.kind is PeriodKind.OTHER:
        return bool(_MADE_KNOWN.search(before))
    if period.kind is not PeriodKind.DAY or period.first != period.last:
        return False
    if _DATED.search(before):
        return True
    age = (reading.day - period.first).days
    return 0 <= age <= 14 and bool(_REPORTED.search(sentence.small))


def carried_on(carried: Period | None, here: list[Period]) -> Period | None:
    """Return the time the next sentence is about: a look back does not change it."""
    for period in here:
        if period.kind is PeriodKind.OTHER:
            continue
        if carried is None or period.last >= carried.last:
            carried = period
    return carried
