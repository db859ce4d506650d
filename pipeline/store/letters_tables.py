"""Tables of the clerk and of what newspapers answer; the letter itself is in `tables`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.store.tables import Base


class Way(StrEnum):
    """How a letter is sent."""

    PAPER = "paper"
    EMAIL = "email"
    AXIS = "axis"
    """Trục liên thông văn bản quốc gia."""


WAY_LABELS = {
    Way.PAPER: "Bản giấy",
    Way.EMAIL: "Thư điện tử",
    Way.AXIS: "Trục liên thông văn bản",
}


class DispatchRow(Base):
    """Number, way of sending and proof of delivery of one letter. A number is given once per agency and year."""

    __tablename__ = "dispatch"
    __table_args__ = (sa.UniqueConstraint("agency_id", "year", "number"),)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letter.id"), primary_key=True)
    agency_id: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    way: Mapped[str] = mapped_column(sa.String(32))
    proof: Mapped[str] = mapped_column(default="")
    """What proves the receipt: post receipt, e-mail answer, status message; empty before it."""


class AnswerRow(Base):
    """What a newspaper answered to a letter. While it is unread nobody is reminded."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    received_at: Mapped[datetime]
    text: Mapped[str]
    read_at: Mapped[datetime | None]
    read_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))


class ReminderRow(Base):
    """A reminder that was raised to the officer about one letter."""

    __tablename__ = "reminder"
    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    at: Mapped[datetime]
