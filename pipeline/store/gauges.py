"""The numbers by which an operator sees from outside that the house is well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.store import ingested, runs
from pipeline.store.tables import ArticleRow, CaseRow, EntryRow, LetterRow
from pipeline.store.troubles import troubles


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Counts as they stand now."""

    articles: int
    cases: dict[str, int]
    """Cases by state."""
    letters_sent: int
    pages_waiting: int
    """Announced pages that were not had yet."""
    pages_failed: int
    """Announced pages that are no longer asked for."""
    feeds: int
    feeds_in_trouble: int
    """Feeds whose last poll failed or that are silent against their own rhythm."""
    last_run_ended: datetime | None


def gauges(session: Session, now: datetime) -> Gauges:
    """Return the counts; each is one indexed query."""
    by_state = sa.select(CaseRow.state, sa.func.count()).group_by(CaseRow.state)
    without_page = sa.select(sa.func.count()).select_from(EntryRow).where(EntryRow.capture_id.is_(None))
    given_up = sa.and_(EntryRow.tries > 0, EntryRow.next_try.is_(None))
    run = runs.last_run(session)
    return Gauges(
        articles=session.scalar(sa.select(sa.func.count()).select_from(ArticleRow)) or 0,
        cases={state.value: count for state, count in session.execute(by_state)},
        letters_sent=session.scalar(sa.select(sa.func.count(LetterRow.sent_at))) or 0,
        pages_waiting=session.scalar(without_page.where(~given_up)) or 0,
        pages_failed=session.scalar(without_page.where(given_up)) or 0,
        feeds=len(ingested.feeds(session)),
        feeds_in_trouble=len(troubles(session, now)),
        last_run_ended=run.ended_at if run else None,
    )
