"""What the decrees ask of a line of a register, and where each agency stands. Pure; the law in force that day decides.

Sources: NĐ 09/2017/NĐ-CP Điều 3, 6 (R2) and NĐ 244/2026/NĐ-CP Điều 3, 6, 7 (R3); clocks from `domain.deadlines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from pipeline.domain.authority import (
    LIMITED,
    EventKind,
    Incident,
    OutletAnswer,
    PressEvent,
    PressRequest,
    RequestKind,
    Speaker,
    SpeakerRole,
)
from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM, printed
from pipeline.domain.deadlines import Deadline, DeadlineKind, Regime, deadline, regime_on
from pipeline.domain.text import fold

_PRIVATE_MAIL = ("gmail.com", "yahoo.com", "yahoo.com.vn", "outlook.com", "hotmail.com", "icloud.com")


class Standing(StrEnum):
    """Whether the public can find who speaks for an agency."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    EXPIRED = "expired"
    NONE = "none"


STANDING_LABELS = {
    Standing.PUBLISHED: "Đã công bố",
    Standing.UNPUBLISHED: "Chưa công bố",
    Standing.EXPIRED: "Đã hết hiệu lực",
    Standing.NONE: "Chưa có người phát ngôn",
}


def problems(line: object, others: Iterable[Speaker] = ()) -> list[str]:
    """Return why a line may not be entered, in Vietnamese; empty when it may.

    Args:
        line: a record of `domain.authority`.
        others: the other spokespersons of the same agency, for the ban on sub-delegation.
    """
    match line:
        case Speaker():
            return _speaker(line, others)
        case PressRequest():
            return _order(line.received_at, line.answered_at, "Thời điểm trả lời", "thời điểm nhận")
        case Incident():
            return _order(
                line.noticed_at, line.first_statement_at, "Thời điểm phát ngôn", "thời điểm tiếp nhận"
            )
        case PressEvent() if line.proactive and line.kind is not EventKind.BRIEFING:
            return ["“Chủ động tham dự” chỉ dùng cho giao ban báo chí."]
        case OutletAnswer() if line.letter_id <= 0:
            return ["Mã văn bản phải lớn hơn 0."]
    return []


def _order(first: datetime, then: datetime | None, name: str, after: str) -> list[str]:
    return [f"{name} không được trước {after}."] if then is not None and then < first else []


def _speaker(line: Speaker, others: Iterable[Speaker]) -> list[str]:
    found = _order(line.decision_at, line.posted_at, "Thời điểm công bố", "thời điểm ký")
    if line.valid_to is not None and line.valid_to < line.valid_from:
        found.append("Ngày kết thúc không được trước ngày bắt đầu.")
    if line.role is not SpeakerRole.DELEGATE:
        return found
    if not line.scope:
        found.append("Ủy quyền phát ngôn phải ghi rõ nội dung, vụ việc được ủy quyền.")
    if line.valid_to is None:
        found.append("Ủy quyền phát ngôn phải có thời hạn: ghi ngày kết thúc.")
    if not line.delegated_by:
        found.append("Cần ghi người ký ủy quyền.")
    signed_on = line.decision_at.astimezone(VIETNAM).date()
    delegates = {
        fold(other.full_name)
        for other in others
        if other.role is SpeakerRole.DELEGATE and other.id != line.id and other.is_active(signed_on)
    }
    heads = {
        fold(other.full_name)
        for other in others
        if other.role is SpeakerRole.HEAD and other.is_active(signed_on)
    }
    by = fold(line.delegated_by)
    if by and (by == fold(line.full_name) or (by in delegates and by not in heads)):
        found.append("Người được ủy quyền không được ủy quyền tiếp cho người khác.")
    return found


def publication_due(line: Speaker, calendar: Calendar) -> Deadline:
    """Return when an entry must stand on the portal: R3 24 h from the decision, R2 12 h for a delegation text."""
    regime = regime_on(line.decision_at.astimezone(VIETNAM).date())
    delegation = line.role is SpeakerRole.DELEGATE and regime is Regime.R2
    kind = DeadlineKind.DELEGATION_PUBLISHED if delegation else DeadlineKind.SPOKESPERSON_PUBLISHED
    return deadline(kind, None, line.decision_at, calendar)


def findings(line: Speaker, now: datetime, calendar: Calendar) -> list[str]:
    """Return what is not in order with an entry at `now`, in Vietnamese with the rule."""
    found = []
    due = publication_due(line, calendar)
    if due.due is not None:
        if line.posted_at is None and now > due.due:
            found.append(f"Quá hạn công bố {printed(due.due)} ({due.rule}).")
        elif line.posted_at is not None and line.posted_at > due.due:
            found.append(f"Công bố muộn, hạn {printed(due.due)} ({due.rule}).")
    if regime_on(now.astimezone(VIETNAM).date()) is Regime.R3 and line.email.endswith(_PRIVATE_MAIL):
        found.append("Thư điện tử không phải thư công vụ (NĐ 244/2026 Đ.3.3).")
    return found


def request_due(line: PressRequest, calendar: Calendar) -> Deadline | None:
    """Return when a request must be answered; None when the law gives no clock."""
    if line.kind is RequestKind.QUESTION:
        return None
    return deadline(DeadlineKind(line.kind.value), None, line.received_at, calendar)


def statement_due(line: Incident, calendar: Calendar) -> Deadline | None:
    """Return when the first statement is due; None for the clauses without a limit."""
    if line.basis not in LIMITED:
        return None
    return deadline(DeadlineKind.FIRST_STATEMENT, None, line.noticed_at, calendar)


def is_late(due: Deadline | None, done: datetime | None, now: datetime) -> bool:
    """Tell whether something with a due moment was done after it, or is not done although it has passed."""
    return due is not None and due.due is not None and (done or now) > due.due


def standing(lines: Sequence[Speaker], on: date, now: datetime) -> Standing:
    """Return where an agency stands with its spokespersons; a delegation for one matter does not count."""
    own = [line for line in lines if line.role is not SpeakerRole.DELEGATE]
    active = [line for line in own if line.is_active(on)]
    if any(line.posted_at is not None and line.posted_at <= now for line in active):
        return Standing.PUBLISHED
    if active:
        return Standing.UNPUBLISHED
    return Standing.EXPIRED if any(line.valid_from <= on for line in own) else Standing.NONE
