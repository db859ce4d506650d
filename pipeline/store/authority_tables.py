"""The tables of the authority's registers and of the reports that were issued.

Columns bear the names of the fields of `domain.authority`; who changed what is in `register_change`.
"""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.domain.authority import Attendance, Basis, EventKind, RequestKind, SpeakerRole
from pipeline.store.tables import Base, Json, words


class SpeakerRow(Base):
    """See `domain.authority.Speaker`."""

    __tablename__ = "speaker"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    role: Mapped[SpeakerRole] = mapped_column(words(SpeakerRole))
    full_name: Mapped[str]
    post: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    decision_no: Mapped[str]
    decision_at: Mapped[datetime]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    scope: Mapped[str]
    delegated_by: Mapped[str]
    signing: Mapped[str]
    posted_at: Mapped[datetime | None]


class PressEventRow(Base):
    """See `domain.authority.PressEvent`."""

    __tablename__ = "press_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[EventKind] = mapped_column(words(EventKind))
    held_on: Mapped[date] = mapped_column(index=True)
    title: Mapped[str]
    regular: Mapped[bool]
    proactive: Mapped[bool]
    speaker: Mapped[str]
    place: Mapped[str]


class PressRequestRow(Base):
    """See `domain.authority.PressRequest`."""

    __tablename__ = "press_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[RequestKind] = mapped_column(words(RequestKind))
    outlet: Mapped[str]
    subject: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str]
    refusal: Mapped[str]


class IncidentRow(Base):
    """See `domain.authority.Incident`."""

    __tablename__ = "incident"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    basis: Mapped[Basis] = mapped_column(words(Basis))
    title: Mapped[str]
    noticed_at: Mapped[datetime] = mapped_column(index=True)
    first_statement_at: Mapped[datetime | None]
    statement: Mapped[str]


class CourseRow(Base):
    """See `domain.authority.Course`."""

    __tablename__ = "course"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    planned_on: Mapped[date]
    held_on: Mapped[date | None]
    hours: Mapped[int]
    place: Mapped[str]
    content: Mapped[str]


class SeatRow(Base):
    """See `domain.authority.Seat`."""

    __tablename__ = "course_seat"
    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("course.id"), index=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    full_name: Mapped[str]
    post: Mapped[str]
    invited_on: Mapped[date]
    attendance: Mapped[Attendance] = mapped_column(words(Attendance))
    certificate_no: Mapped[str]


class MatterReportRow(Base):
    """See `domain.authority.MatterReport`."""

    __tablename__ = "matter_report"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str]
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    reported_at: Mapped[datetime]
    text: Mapped[str]


class OutletAnswerRow(Base):
    """See `domain.authority.OutletAnswer`."""

    __tablename__ = "outlet_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[str]
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    answered_at: Mapped[datetime]
    refused: Mapped[bool]
    document: Mapped[str]


class RegisterChangeRow(Base):
    """One change of one line of a register: the history that its page shows. Never changed itself."""

    __tablename__ = "register_change"
    __table_args__ = (sa.Index("ix_register_change_line", "register", "line_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    register: Mapped[str]
    line_id: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    values: Mapped[Json]
    """Field name to [before, after] as text; before is null for a new line."""


class ReportIssueRow(Base):
    """A report as it was issued: its figures, so that the next issue can name what changed."""

    __tablename__ = "report_issue"
    __table_args__ = (sa.Index("ix_report_issue_period", "kind", "period"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    period: Mapped[str]
    as_of: Mapped[datetime]
    audit_root: Mapped[str]
    version: Mapped[str]
    figures: Mapped[Json]
    """Code of the figure to its value."""


class ReportRemarkRow(Base):
    """Difficulties and proposals that people write into a report."""

    __tablename__ = "report_remark"
    kind: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
