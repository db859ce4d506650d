"""Legal deadlines: which regime, how long, by which rule, with the working day by day.

The law in force when something is received decides. The day of the event is not counted; a last day that is off
moves to the next working day; hours count from the exact moment and never move
(Bộ luật Dân sự 2015 Điều 147, 148). `ngay` and "the nearest issue" are no dates and are shown as what they are.

People may pause or extend a clock with a reason. Days after the one on which a pause began, up to and with the day
on which it ended, are not counted (the rule of Điều 147 for an event); hours stand still from moment to moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Medium


class Regime(StrEnum):
    """The three bodies of press law the house works in."""

    R1 = "R1"
    """To 31/12/2016: Luật Báo chí 1989 (1999), NĐ 51/2002/NĐ-CP."""
    R2 = "R2"
    """01/01/2017 to 30/06/2026: Luật Báo chí 2016, NĐ 09/2017/NĐ-CP."""
    R3 = "R3"
    """From 01/07/2026: Luật Báo chí 2025, NĐ 237/2026/NĐ-CP, NĐ 244/2026/NĐ-CP."""


_STARTS = ((date(2026, 7, 1), Regime.R3), (date(2017, 1, 1), Regime.R2))


def regime_on(day: date) -> Regime:
    """Return the regime in force on a day (Vietnamese time)."""
    return next((regime for start, regime in _STARTS if day >= start), Regime.R1)


class DeadlineKind(StrEnum):
    """Duties with a clock."""

    CORRECTION = "correction"
    """The newspaper corrects and apologises, from receipt of the conclusion."""
    RESPONSE = "response"
    """The newspaper publishes the agency's reply."""
    ANSWER_PRESS = "answer_press"
    """The agency answers a matter that the head of a press agency asks about."""
    ANSWER_FORWARDED = "answer_forwarded"
    """The agency answers opinions and complaints that the press forwarded."""
    PRESS_ANSWERS_AGENCY = "press_answers_agency"
    """The press answers an agency about what it published."""
    FIRST_STATEMENT = "first_statement"
    """The agency makes its first statement after an incident."""
    SPOKESPERSON_PUBLISHED = "spokesperson_published"
    """Spokesperson data stand on the portal, from the decision."""
    DELEGATION_PUBLISHED = "delegation_published"
    """The delegation text stands on the portal, from its signing."""


class DueKind(StrEnum):
    """What a due date is."""

    DATE = "DATE"
    MOMENT = "MOMENT"
    IMMEDIATE = "IMMEDIATE"
    NEXT_ISSUE = "NEXT_ISSUE"
    NONE = "NONE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A time in which a clock stands still; `end` is None while it does."""

    start: datetime
    end: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time, in the unit of the limit."""

    amount: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When something is due."""

    regime: Regime
    due: datetime | None
    """End of the last day (23:59:59) for DATE, the exact moment for MOMENT, +07:00; None for the others and
    while the clock is paused."""
    kind: DueKind
    rule: str
    working: tuple[str, ...]
    """Vietnamese, one line per step."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as the law puts it."""

    rule: str
    kind: DueKind
    amount: int = 0
    """Calendar days, working days or hours."""
    unit: str = ""
    """`days`, `working days` or `hours`."""
    note: str = ""


_FAST = frozenset({Medium.DAILY, Medium.RADIO, Medium.TV})
_COUNTING = "; BLDS 2015 Đ.147, 148"
_NOT_SEEN = "Chưa thấy quy định về thời hạn trong giai đoạn này; không tính hạn."


def _days(rule: str, amount: int, *, counting: bool = True, note: str = "") -> Limit:
    return Limit(rule + (_COUNTING if counting else ""), DueKind.DATE, amount, "days", note)


def _workdays(rule: str, amount: int) -> Limit:
    return Limit(rule + _COUNTING, DueKind.DATE, amount, "working days")


def _hours(rule: str, amount: int) -> Limit:
    return Limit(rule + _COUNTING, DueKind.MOMENT, amount, "hours")


def _none(rule: str, note: str = _NOT_SEEN) -> Limit:
    return Limit(rule, DueKind.NONE, note=note)


def _immediate(rule: str, note: str = "Luật quy định thực hiện “ngay”, không phải một số ngày.") -> Limit:
    return Limit(rule, DueKind.IMMEDIATE, note=note)


def _next_issue(rule: str) -> Limit:
    return Limit(
        rule, DueKind.NEXT_ISSUE, note="Đăng trong số ra gần nhất, phụ thuộc kỳ xuất bản của báo, tạp chí."
    )


_WRITTEN_ANSWER = "Hạn này là hạn trả lời bằng văn bản; việc cải chính đăng trong số ra gần nhất."


def publication_limit(kind: DeadlineKind, medium: Medium, regime: Regime) -> Limit:
    """Return the limit of a correction or response by medium (press-law table, sections 1.1, 2.2, 2.3)."""
    response = kind is DeadlineKind.RESPONSE
    if regime is Regime.R1:
        if response or medium not in {Medium.WEEKLY, *_FAST}:
            return _none("NĐ 51/2002 Đ.4.3" if response else "NĐ 51/2002 Đ.4")
        return _days("NĐ 51/2002 Đ.4.1", 10 if medium is Medium.WEEKLY else 5, counting=False)
    if regime is Regime.R2:
        head, points = ("Luật 103/2016 Đ.43.2, 42.5" if response else "Luật 103/2016 Đ.42.5"), (".a", ".b")
    else:
        head, points = ("NĐ 237/2026 Đ.21, 19.3" if response else "NĐ 237/2026 Đ.19.3"), (".a", ".b")
    if medium is Medium.ONLINE:
        return _immediate(head + points[0])
    rule = head + points[1]
    if medium in _FAST:
        return _days(rule, 2)
    if medium is Medium.MAGAZINE_OVER_30D:
        return (
            _immediate(rule, _WRITTEN_ANSWER) if regime is Regime.R2 else _days(rule, 2, note=_WRITTEN_ANSWER)
        )
    return _next_issue(rule)


_OWN_LIMITS: dict[tuple[DeadlineKind, Regime], Limit] = {
    (DeadlineKind.ANSWER_PRESS, Regime.R1): _none("Luật Báo chí 1989 (1999)"),
    (DeadlineKind.ANSWER_PRESS, Regime.R2): _days("Luật 103/2016 Đ.39.1", 30),
    (DeadlineKind.ANSWER_PRESS, Regime.R3): _days("NĐ 237/2026 Đ.18.1", 30),
    (DeadlineKind.ANSWER_FORWARDED, Regime.R1): _none("Luật Báo chí 1989 (1999)"),
    (DeadlineKind.ANSWER_FORWARDED, Regime.R2): _days("Luật 103/2016 Đ.39.2", 30),
    (DeadlineKind.ANSWER_FORWARDED, Regime.R3): _workdays("NĐ 237/2026 Đ.18.3", 15),
    (DeadlineKind.PRESS_ANSWERS_AGENCY, Regime.R1): _none("Luật Báo chí 1989 (1999)"),
    (DeadlineKind.PRESS_ANSWERS_AGENCY, Regime.R2): _days("Luật 103/2016 Đ.39.4", 15),
    (DeadlineKind.PRESS_ANSWERS_AGENCY, Regime.R3): _workdays("NĐ 237/2026 Đ.18.6", 15),
    (DeadlineKind.FIRST_STATEMENT, Regime.R1): _none(
        "QĐ 25/2013/QĐ-TTg",
        "Quy chế nêu “1 ngày”; chưa xác định là 24 giờ hay hết ngày hôm sau, không tính hạn.",
    ),
    (DeadlineKind.FIRST_STATEMENT, Regime.R2): _hours("NĐ 09/2017 Đ.6.3.a", 24),
    (DeadlineKind.FIRST_STATEMENT, Regime.R3): _hours("NĐ 244/2026 Đ.7.3, 7.4", 24),
    (DeadlineKind.SPOKESPERSON_PUBLISHED, Regime.R1): _none("QĐ 25/2013/QĐ-TTg"),
    (DeadlineKind.SPOKESPERSON_PUBLISHED, Regime.R2): _none("NĐ 09/2017 Đ.3.4"),
    (DeadlineKind.SPOKESPERSON_PUBLISHED, Regime.R3): _hours("NĐ 244/2026 Đ.3.3", 24),
    (DeadlineKind.DELEGATION_PUBLISHED, Regime.R1): _none("QĐ 25/2013/QĐ-TTg"),
    (DeadlineKind.DELEGATION_PUBLISHED, Regime.R2): _hours("NĐ 09/2017 Đ.3.6", 12),
    (DeadlineKind.DELEGATION_PUBLISHED, Regime.R3): _none("NĐ 244/2026 Đ.3.5"),
}


def deadline(
    kind: DeadlineKind,
    medium: Medium | None,
    received: datetime,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """Return when a duty is due.

    Args:
        kind: the duty.
        medium: kind of press product; needed for correction and response, else ignored.
        received: when the clock starts (proved receipt, decision, event), aware.
        calendar: working days.
        pauses: in the order of time, not overlapping; only the last may be open.
        extensions: what was granted on top.

    Raises:
        CaiChinhError: a correction or response without medium, or an extension of what is no number of days or hours.
    """
    regime = regime_on(received.astimezone(VIETNAM).date())
    if kind in {DeadlineKind.CORRECTION, DeadlineKind.RESPONSE}:
        if medium is None:
            raise CaiChinhError(
                f"A deadline for {kind.value} needs the medium: the law has another clock for each."
            )
        limit = publication_limit(kind, medium, regime)
    else:
        limit = _OWN_LIMITS[(kind, regime)]
    return counted(limit, received, calendar, pauses=pauses, extensions=extensions)


def counted(
    limit: Limit,
    received: datetime,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """Return when `limit` runs out that began at `received`, with the working.

    Raises:
        CaiChinhError: an extension of a limit that is no number of days or hours.
    """
    start = received.astimezone(VIETNAM)
    lines = [f"Nhận lúc {start:%H:%M} {calendar.describe(start.date())}."]
    if limit.note:
        lines.append(limit.note)
    if extensions and not limit.unit:
        raise CaiChinhError("A limit that is no number of days or hours cannot be extended.")
    for extension in extensions:
        unit = _UNITS[limit.unit]
        lines.append(f"Gia hạn thêm {extension.amount} {unit}: {extension.reason}.")
        limit = replace(limit, amount=limit.amount + extension.amount)
    due = None
    if limit.unit and pauses and pauses[-1].end is None:
        lines.append(_paused(pauses[-1]))
    elif limit.unit == "hours":
        due = _after_hours(limit.amount, start, pauses, lines)
    elif limit.unit:
        due = _after_days(limit, start.date(), calendar, pauses, lines)
    return Deadline(
        regime=regime_on(start.date()), due=due, kind=limit.kind, rule=limit.rule, working=tuple(lines)
    )


_UNITS = {"days": "ngày", "working days": "ngày làm việc", "hours": "giờ"}


def _paused(pause: Pause) -> str:
    begun = f"{pause.start.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    if pause.end is None:
        return f"Đang tạm dừng từ {begun}: {pause.reason}. Hạn được tính lại khi tiếp tục."
    return f"Tạm dừng từ {begun} đến {pause.end.astimezone(VIETNAM):%H:%M %d/%m/%Y}: {pause.reason}."


def _after_hours(amount: int, start: datetime, pauses: Sequence[Pause], lines: list[str]) -> datetime:
    due = start + timedelta(hours=amount)
    lines.append(
        f"Thời hạn {amount} giờ tính từ đúng thời điểm, không lùi vì ngày nghỉ: {due:%H:%M %d/%m/%Y}."
    )
    for pause in pauses:
        if pause.end is not None and start <= pause.start < due:
            due += pause.end - pause.start
            lines.append(f"{_paused(pause)} Hạn lùi đến {due:%H:%M %d/%m/%Y}.")
    return due


def _after_days(
    limit: Limit, start: date, calendar: Calendar, pauses: Sequence[Pause], lines: list[str]
) -> datetime:
    """Count day by day: the last day counted ends the limit, or the next working day when that one is off."""
    working_only = limit.unit == "working days"
    lines.append(f"Thời hạn {limit.amount} {_UNITS[limit.unit]}, không tính ngày nhận.")
    lines += [f"{_paused(pause)} Không tính các ngày sau ngày tạm dừng." for pause in pauses]
    stood_still = [
        (pause.start.astimezone(VIETNAM).date(), pause.end.astimezone(VIETNAM).date())
        for pause in pauses
        if pause.end is not None
    ]

    def still(day: date) -> bool:
        return any(first < day <= last for first, last in stood_still)

    number, day = 0, start
    while number < limit.amount:
        day += timedelta(days=1)
        if still(day):
            lines.append(f"Không tính (tạm dừng): {calendar.describe(day)}.")
        elif working_only and not calendar.is_working(day):
            lines.append(f"Không tính: {calendar.describe(day)}.")
        else:
            number += 1
            lines.append(f"Ngày {number}: {calendar.describe(day)}.")
    while still(day) or not calendar.is_working(day):
        lines.append(f"{calendar.describe(day)}: chuyển sang ngày tiếp theo.")
        day += timedelta(days=1)
    lines.append(f"Hết hạn vào cuối {calendar.describe(day)}.")
    return datetime.combine(day, time(23, 59, 59), VIETNAM)
