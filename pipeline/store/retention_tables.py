"""What was removed by rule: one row per record, so that its absence is told from a loss."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.domain.retention import Matter
from pipeline.store.tables import Base, words


class DisposalRow(Base):
    """A capture or a text that a rule removed. What it was is still named: address, time and digest stay where they are.

    `list_id` is the event of the audit trail that holds the digest of the list this row belongs to.
    """

    __tablename__ = "disposal"
    __table_args__ = (
        sa.UniqueConstraint("capture_id"),
        sa.Index("ix_disposal_article", "article_id", "matter"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("audit.id"), index=True)
    matter: Mapped[Matter] = mapped_column(words(Matter))
    article_id: Mapped[str] = mapped_column(sa.ForeignKey("article.id"))
    capture_id: Mapped[int | None] = mapped_column(sa.ForeignKey("capture.id"))
    version: Mapped[int | None]
    """Which text of the article; None for a capture."""
    sha256: Mapped[str]
    """Of the file in the archive, or of the text."""
    at: Mapped[datetime]
    file_gone: Mapped[bool]
    """False between the commit and the removal of the file: the next run makes up for a run that was killed."""
