"""What may be done next when a newspaper has not put it right: the ladder of the law, rounds, reminders.

Luật Báo chí 2016 Điều 43.1, 43.2; NĐ 237/2026/NĐ-CP Điều 21: the newspaper, its governing body, the press
authority, the court; rounds of reply 3, from 01/07/2026 2 (`rounds_on`). A step is proposed, never taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import Deadline, DueKind, Regime, regime_on
from pipeline.domain.records import OutcomeKind

_ROUNDS = {Regime.R1: 3, Regime.R2: 3, Regime.R3: 2}
REMIND_AFTER = timedelta(hours=24)
"""For duties that the law puts as "ngay" or "số ra gần nhất": the house's own reminder, no legal limit."""
REMIND_EVERY = timedelta(days=3)


class Step(StrEnum):
    """What is proposed next."""

    WAIT = "wait"
    READ_ANSWER = "read_answer"
    REMIND = "remind"
    NEXT_ROUND = "next_round"
    GOVERNING_BODY = "governing_body"
    PRESS_AUTHORITY = "press_authority"
    COURT = "court"
    CLOSE = "close"


STEP_LABELS = {
    Step.WAIT: "Chờ cơ quan báo chí thực hiện",
    Step.READ_ANSWER: "Đọc văn bản trả lời của cơ quan báo chí",
    Step.REMIND: "Nhắc cơ quan báo chí",
    Step.NEXT_ROUND: "Gửi văn bản lần tiếp theo cho cơ quan báo chí",
    Step.GOVERNING_BODY: "Gửi văn bản đến cơ quan chủ quản báo chí",
    Step.PRESS_AUTHORITY: "Gửi văn bản đến cơ quan quản lý nhà nước về báo chí",
    Step.COURT: "Cân nhắc khởi kiện tại Tòa án theo quy định của pháp luật",
    Step.CLOSE: "Ghi kết quả và kết thúc vụ việc",
}
LADDER = (Step.GOVERNING_BODY, Step.PRESS_AUTHORITY, Step.COURT)
"""After the newspaper itself, in the order of the law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a letter to one outlet stands."""

    round: int
    received_at: datetime | None
    deadline: Deadline | None
    outcome: OutcomeKind | None
    """What is settled."""
    answered_unread: bool
    reminded_at: datetime | None
    climbed: int = 0
    """How many steps of the ladder were taken already."""


def rounds_on(day: date) -> int:
    """Return how many rounds of reply the law in force gives before either side may stop."""
    return _ROUNDS[regime_on(day)]


def is_late(course: Course, now: datetime) -> bool:
    """Tell whether the newspaper's time has passed; where the law gives no date, the house's own reminder time.

    A paused clock (a limit of days or hours without a date) is never late.
    """
    if course.received_at is None:
        return False
    clock = course.deadline
    if clock and clock.due is None and clock.kind in {DueKind.DATE, DueKind.MOMENT}:
        return False
    due = clock.due if clock else None
    return now > (due or course.received_at + REMIND_AFTER)


def next_step(course: Course, now: datetime) -> Step:
    """Return what is proposed next for a letter."""
    if course.answered_unread:
        return Step.READ_ANSWER
    if course.outcome is OutcomeKind.CORRECTED:
        return Step.CLOSE
    if not is_late(course, now):
        return Step.WAIT
    return _when_late(course, now)


def _when_late(course: Course, now: datetime) -> Step:
    if course.reminded_at is None:
        return Step.REMIND
    if now - course.reminded_at < REMIND_EVERY:
        return Step.WAIT
    received = course.received_at or course.reminded_at
    if course.round < rounds_on(received.astimezone(VIETNAM).date()):
        return Step.NEXT_ROUND
    return LADDER[min(course.climbed, len(LADDER) - 1)]
