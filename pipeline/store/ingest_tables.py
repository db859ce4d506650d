"""What people handed in: print, radio and television have no feed, and some pages no machine can fetch."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.domain.records import Medium
from pipeline.store.tables import Base


class IntakeKind(StrEnum):
    """What was handed in."""

    URL = "url"
    TEXT = "text"
    SCAN = "scan"


class IntakeRow(Base):
    """One article that a person handed in; `person_id` is None when it was done on the command line.

    `issue` is number, page or programme as printed, for the letter to name.
    """

    __tablename__ = "intake"
    article_id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    given_at: Mapped[datetime]
    kind: Mapped[IntakeKind] = mapped_column(
        sa.Enum(
            IntakeKind,
            native_enum=False,
            length=32,
            values_callable=lambda kinds: [kind.value for kind in kinds],
        )
    )
    medium: Mapped[Medium]
    outlet: Mapped[str]
    issue: Mapped[str]
    note: Mapped[str]
