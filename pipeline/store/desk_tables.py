"""Tables of the review desk beside the cases: clocks, verification, files, presence, filters, the working calendar."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.domain.clock import Duty
from pipeline.domain.deadlines import DueKind, Regime
from pipeline.domain.records import Medium
from pipeline.review.workflow import State
from pipeline.store.tables import Base, Json, words


class CalendarDayRow(Base):
    """A day of the working calendar that the operator entered: it stands before the shipped one."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(primary_key=True)
    is_working: Mapped[bool]
    name: Mapped[str]
    source: Mapped[str]
    certainty: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))


class ClockRow(Base):
    """A duty that runs against time. `due_at` is None when the law names no date, or while it is paused."""

    __tablename__ = "clock"
    __table_args__ = (
        sa.Index(
            "ix_clock_running",
            "due_at",
            "case_id",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letter.id"), unique=True)
    """The letter whose receipt started it; None for a duty of the agency itself."""
    duty: Mapped[Duty] = mapped_column(words(Duty))
    medium: Mapped[Medium | None]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    due_kind: Mapped[DueKind] = mapped_column(words(DueKind))
    regime: Mapped[Regime] = mapped_column(words(Regime))
    rule: Mapped[str]
    working: Mapped[Json]
    """Vietnamese lines, one per step."""
    pauses: Mapped[Json]
    """`deadlines.Pause` as JSON, in the order of time."""
    extensions: Mapped[Json]
    """`deadlines.Extension` as JSON."""
    ended_at: Mapped[datetime | None]
    """When the duty was done or fell away."""


class SnoozeRow(Base):
    """A case put off to a day, with the reason and the state it comes back to."""

    __tablename__ = "snooze"
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), primary_key=True)
    until: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str]
    state_before: Mapped[State]


class VerificationRow(Base):
    """Who verifies a case, and with which error types it was concluded (`domain.mistakes` codes)."""

    __tablename__ = "verification"
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), primary_key=True)
    assignee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    mistakes: Mapped[Json]


class InquiryRow(Base):
    """Facts asked of another unit by a day, and its answer."""

    __tablename__ = "inquiry"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    unit: Mapped[str]
    question: Mapped[str]
    due: Mapped[date]
    asked_at: Mapped[datetime]
    answer: Mapped[str]
    answered_at: Mapped[datetime | None]


class EvidenceFileRow(Base):
    """A file attached as evidence; the bytes rest under `sha256` in the folder of evidence."""

    __tablename__ = "evidence_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    sha256: Mapped[str]
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[datetime]
    added_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))


class PresenceRow(Base):
    """Who had a case open when; kept only to show people that they are not alone."""

    __tablename__ = "presence"
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    seen_at: Mapped[datetime]


class SavedFilterRow(Base):
    """A list that a person saved under a name; `query` is its address without the path."""

    __tablename__ = "saved_filter"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    name: Mapped[str]
    query: Mapped[str]
