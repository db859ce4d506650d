"""Records of the daily job.

Functions flush, they never commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.store.tables import RunRow


def start_run(session: Session, started_at: datetime) -> RunRow:
    """Open the record of a run."""
    row = RunRow(started_at=started_at, counts={})
    session.add(row)
    session.flush()
    return row


def end_run(session: Session, run_id: int, *, ended_at: datetime, counts: Mapping[str, int]) -> None:
    """Close the record of a run with its counts."""
    row = session.get_one(RunRow, run_id)
    row.ended_at, row.counts = ended_at, dict(counts)
    session.flush()


def last_run(session: Session) -> RunRow | None:
    """Return the newest finished run."""
    return session.scalar(_LAST_RUN)


_LAST_RUN = sa.select(RunRow).where(RunRow.ended_at.is_not(None)).order_by(RunRow.id.desc()).limit(1)
