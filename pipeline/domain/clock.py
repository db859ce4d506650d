"""Clocks of cases and letters: whose duty runs, and where it stands today (before, on, after the due date).

The law gives no number of days to the verification of a press matter: công văn 1304/UBND-KGVX says "kịp thời".
The house sets itself a target and never shows it as a limit of law. The same holds for the reminder where the law
says `ngay`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import (
    Deadline,
    DeadlineKind,
    DueKind,
    Extension,
    Limit,
    Pause,
    counted,
    deadline,
)
from pipeline.domain.records import Medium


class Duty(StrEnum):
    """What runs against a clock at the desk; all but the first are duties of law (`DeadlineKind`)."""

    VERIFICATION = "verification"
    FIRST_STATEMENT = "first_statement"
    ANSWER_PRESS = "answer_press"
    ANSWER_FORWARDED = "answer_forwarded"
    CORRECTION = "correction"
    RESPONSE = "response"


DUTY_LABELS = {
    Duty.VERIFICATION: "Xác minh thông tin báo nêu",
    Duty.FIRST_STATEMENT: "Phát ngôn, cung cấp thông tin lần đầu",
    Duty.ANSWER_PRESS: "Trả lời vấn đề người đứng đầu cơ quan báo chí yêu cầu",
    Duty.ANSWER_FORWARDED: "Trả lời ý kiến, kiến nghị báo chí chuyển đến",
    Duty.CORRECTION: "Cơ quan báo chí cải chính, xin lỗi",
    Duty.RESPONSE: "Cơ quan báo chí đăng, phát ý kiến phản hồi",
}
OWN_DUTIES = (Duty.FIRST_STATEMENT, Duty.ANSWER_PRESS, Duty.ANSWER_FORWARDED)
"""Duties of law that the agency itself may have in a case; a person says so, the machine cannot know."""

TARGET = Limit(
    "Mục tiêu nội bộ, không phải thời hạn luật định",
    DueKind.DATE,
    3,
    "working days",
    "Quy định chỉ yêu cầu xác minh “kịp thời” (công văn 1304/UBND-KGVX); 3 ngày làm việc là mục tiêu nội bộ.",
)
REMINDER = timedelta(hours=24)
"""After which the desk reminds of a duty that the law wants done `ngay`; a habit of the house, no limit of law."""


def due(
    duty: Duty,
    medium: Medium | None,
    started: datetime,
    calendar: Calendar,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """Return when a duty is due, see `deadlines.deadline`."""
    if duty is Duty.VERIFICATION:
        return counted(TARGET, started, calendar, pauses=pauses, extensions=extensions)
    kind = DeadlineKind(duty.value)
    return deadline(kind, medium, started, calendar, pauses=pauses, extensions=extensions)


class Level(StrEnum):
    """Where a clock stands."""

    AHEAD = "ahead"
    SOON = "soon"
    """One working day is left."""
    TODAY = "today"
    LATE = "late"
    PAUSED = "paused"
    NO_DATE = "no_date"
    """`ngay`, the next issue, or no limit seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The level of a clock with the words for it."""

    level: Level
    text: str


_NO_DATE = {
    DueKind.IMMEDIATE: "Phải thực hiện “ngay”, luật không ấn định số ngày",
    DueKind.NEXT_ISSUE: "Trong số ra gần nhất",
}


def standing(
    kind: DueKind, due_at: datetime | None, started: datetime, now: datetime, calendar: Calendar
) -> Standing:
    """Return where a clock stands at `now`, in working days of Vietnam.

    Args:
        kind: what the due date is.
        due_at: None when there is none, or while the clock is paused.
        started: when it began.
        now: time of the house, aware.
        calendar: working days.
    """
    if due_at is None:
        if kind in {DueKind.DATE, DueKind.MOMENT}:
            return Standing(level=Level.PAUSED, text="Đang tạm dừng")
        text = _NO_DATE.get(kind, "Chưa thấy quy định về thời hạn")
        if kind is DueKind.IMMEDIATE and now >= started + REMINDER:
            text += "; đã quá 24 giờ (nhắc việc nội bộ, không phải thời hạn luật định)"
        return Standing(level=Level.NO_DATE, text=text)
    last, today = due_at.astimezone(VIETNAM), now.astimezone(VIETNAM)
    days = calendar.working_days_between(today.date(), last.date())
    if now > due_at:
        late = f"Quá hạn {-days} ngày làm việc" if days else "Quá hạn"
        return Standing(level=Level.LATE, text=late)
    if last.date() == today.date():
        at = f" lúc {last:%H:%M}" if kind is DueKind.MOMENT else ""
        return Standing(level=Level.TODAY, text=f"Hết hạn hôm nay{at}")
    level = Level.SOON if days <= 1 else Level.AHEAD
    if kind is DueKind.MOMENT:
        return Standing(level=level, text=f"Còn đến {last:%H:%M ngày %d/%m/%Y}")
    return Standing(level=level, text=f"Còn {days} ngày làm việc")
