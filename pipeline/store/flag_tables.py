"""What people say of flags, and the weights that follow from it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.store.tables import Base


class FlagVerdictRow(Base):
    """A reviewer's word on one flag of one version of an article: right, or wrong and why. The last word counts."""

    __tablename__ = "flag_verdict"
    __table_args__ = (sa.UniqueConstraint("article_id", "version", "signal", "field", "offset"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"), index=True)
    article_id: Mapped[str]
    version: Mapped[int]
    signal: Mapped[str] = mapped_column(index=True)
    field: Mapped[str]
    offset: Mapped[int]
    """Start of the sentence in the field, in code points."""
    sentence: Mapped[str]
    fact_id: Mapped[str | None]
    is_right: Mapped[bool]
    why: Mapped[str]
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    at: Mapped[datetime]


class SignalWeightRow(Base):
    """The weight of a signal in the order of the queue, fitted to what reviewers said."""

    __tablename__ = "signal_weight"
    signal: Mapped[str] = mapped_column(primary_key=True)
    weight: Mapped[float]
    right_count: Mapped[int]
    wrong_count: Mapped[int]
    fitted_at: Mapped[datetime]
