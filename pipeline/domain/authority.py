"""What the authority keeps registers of: who speaks, briefings, requests of the press, incidents, training.

One frozen record per line of a register; times are aware. The rules on them are in `report.compliance`, their
forms in `authority_forms`. Sources: Nghị định 09/2017/NĐ-CP (to 30/06/2026) and Nghị định 244/2026/NĐ-CP.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

PRESS_AUTHORITY = "qn-vhttdl"
"""The department that manages the press of the province (NĐ 244/2026/NĐ-CP Điều 3.3)."""
PROVINCE = "qn-ubnd"
"""Holds the press conference of each quarter, receives the weekly and quarterly reports, sends the yearly one."""


class SpeakerRole(StrEnum):
    """In which capacity a person speaks for an agency (NĐ 244/2026/NĐ-CP Điều 3.2)."""

    HEAD = "head"
    REGULAR = "regular"
    DELEGATE = "delegate"


class EventKind(StrEnum):
    """Meetings with the press."""

    PRESS_CONFERENCE = "press_conference"
    BRIEFING = "briefing"
    """Giao ban báo chí."""


class RequestKind(StrEnum):
    """What the press asks; the first two are codes of `deadlines.DeadlineKind`, the third has no legal clock."""

    ANSWER_PRESS = "answer_press"
    ANSWER_FORWARDED = "answer_forwarded"
    QUESTION = "question"


class Basis(StrEnum):
    """Why a first statement is owed: the clause of NĐ 244/2026/NĐ-CP Điều 7."""

    WIDE = "7.2"
    IMPORTANT = "7.3"
    DIVIDED = "7.4"
    ASKED = "7.5"


LIMITED = frozenset({Basis.IMPORTANT, Basis.DIVIDED})
"""Matters whose statement has a limit of 24 hours (Điều 7.3, 7.4)."""


class Attendance(StrEnum):
    """What became of an invitation to a course."""

    INVITED = "invited"
    ATTENDED = "attended"
    ABSENT = "absent"


ROLE_LABELS = {
    SpeakerRole.HEAD: "Người đứng đầu",
    SpeakerRole.REGULAR: "Người phát ngôn thường xuyên",
    SpeakerRole.DELEGATE: "Người được ủy quyền phát ngôn",
}
EVENT_LABELS = {EventKind.PRESS_CONFERENCE: "Họp báo", EventKind.BRIEFING: "Giao ban báo chí"}
REQUEST_LABELS = {
    RequestKind.ANSWER_PRESS: "Cơ quan báo chí yêu cầu trả lời",
    RequestKind.ANSWER_FORWARDED: "Cơ quan báo chí chuyển ý kiến, kiến nghị của công dân",
    RequestKind.QUESTION: "Nhà báo đề nghị cung cấp thông tin",
}
BASIS_LABELS = {
    Basis.WIDE: "Vụ việc liên quan nhiều tỉnh, bộ (Điều 7.2)",
    Basis.IMPORTANT: "Sự kiện quan trọng, tác động lớn (Điều 7.3)",
    Basis.DIVIDED: "Vấn đề có nhiều ý kiến khác nhau (Điều 7.4)",
    Basis.ASKED: "Theo yêu cầu của cơ quan báo chí, cơ quan quản lý (Điều 7.5)",
}
ATTENDANCE_LABELS = {
    Attendance.INVITED: "Đã mời",
    Attendance.ATTENDED: "Đã tham dự",
    Attendance.ABSENT: "Vắng mặt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person who may speak for an agency, from one day to another (both included)."""

    id: int = 0
    agency_id: str
    role: SpeakerRole
    full_name: str
    post: str
    phone: str
    email: str
    decision_no: str
    decision_at: datetime
    """When the decision or delegation was signed: the clock of publication starts."""
    valid_from: date
    valid_to: date | None = None
    scope: str = ""
    """The matter a delegation is for."""
    delegated_by: str = ""
    """Full name of who signed a delegation."""
    signing: str = ""
    """Lines above the name in a signature block, separated by semicolons; empty when the person signs nothing."""
    posted_at: datetime | None = None
    """When the entry stood on the portal."""

    def is_active(self, on: date) -> bool:
        """Tell whether the person speaks for the agency on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressEvent:
    """A press conference that an agency held, or a briefing that it attended."""

    id: int = 0
    agency_id: str
    kind: EventKind
    held_on: date
    title: str
    regular: bool = False
    """Part of the quarterly duty (Điều 6.2)."""
    proactive: bool = False
    """Attended on the agency's own initiative."""
    speaker: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRequest:
    """What the press asked of an agency, and what it got."""

    id: int = 0
    agency_id: str
    kind: RequestKind
    outlet: str
    subject: str
    received_at: datetime
    answered_at: datetime | None = None
    answer: str = ""
    """Number of the answer, or how it was given."""
    refusal: str = ""
    """Reason of a lawful refusal (Luật Báo chí 2025 Điều 31.2); it is an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A matter that needs a first statement."""

    id: int = 0
    agency_id: str
    basis: Basis
    title: str
    noticed_at: datetime
    first_statement_at: datetime | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A training course on speaking to the press."""

    id: int = 0
    title: str
    planned_on: date
    held_on: date | None = None
    hours: int = 0
    place: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An invitation to a course."""

    id: int = 0
    course_id: int
    agency_id: str
    full_name: str
    post: str = ""
    invited_on: date
    attendance: Attendance = Attendance.INVITED
    certificate_no: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterReport:
    """What an agency reported on a matter raised by the press, outside the decision itself."""

    id: int = 0
    agency_id: str
    case_id: int
    reported_at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletAnswer:
    """What a newspaper answered to a letter."""

    id: int = 0
    agency_id: str
    letter_id: int
    answered_at: datetime
    refused: bool = False
    document: str = ""


Line = Speaker | PressEvent | PressRequest | Incident | Course | Seat | MatterReport | OutletAnswer
"""A line of one of the registers."""
