"""Feeds, announced entries and captured pages: in and out of the tables.

Each stage asks the store what waits for it, so a run that was killed goes on where it stopped and a second run of
the same day finds nothing to do. Functions flush, they never commit.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import (
    Capture,
    FeedEntry,
)
from pipeline.domain.warc import record_id
from pipeline.store.archive import Known
from pipeline.store.retention_tables import DisposalRow
from pipeline.store.tables import (
    CaptureRow,
    EntryRow,
    FeedRow,
    table,
)


class KnownFeed(NamedTuple):
    """What is known of a feed; `health` is `ingest.health.FeedState` as JSON."""

    url: str
    outlet_id: str
    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    polled_at: datetime | None
    health: dict[str, Any]


def feeds(session: Session) -> dict[str, KnownFeed]:
    """Return what is known of each feed, by URL; plain rows, for every poll begins by reading them all."""
    return {row[0]: KnownFeed._make(row) for row in session.execute(_FEEDS)}


_FEEDS = sa.select(*(table(FeedRow).columns[name] for name in KnownFeed._fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What is kept of a poll that brought nothing new; `health` is `ingest.health.FeedState` as JSON."""

    url: str
    etag: str | None
    last_modified: str | None
    health: dict[str, Any]


def save_polls(session: Session, polls: Sequence[Polled], polled_at: datetime) -> None:
    """Keep polls of feeds that are known, in one statement for all of them."""
    rows = [
        {
            "of": poll.url,
            "etag": poll.etag,
            "last_modified": poll.last_modified,
            "health": poll.health,
            "polled_at": polled_at,
        }
        for poll in polls
    ]
    if rows:
        session.connection().execute(_SAVE_POLL, rows)


_SAVE_POLL = (
    sa.update(table(FeedRow))  # not the class: nobody needs its unit of work here
    .where(FeedRow.url == sa.bindparam("of"))
    .values({name: sa.bindparam(name) for name in ("etag", "last_modified", "health", "polled_at")})
)


def add_entries(
    session: Session, entries: Iterable[tuple[str, FeedEntry]], *, outlet_id: str, seen_at: datetime
) -> int:
    """Keep the entries (article id, entry) that were never announced before and return how many they are."""
    by_id = dict(entries)
    known = set(session.scalars(sa.select(EntryRow.article_id).where(EntryRow.article_id.in_(by_id))))
    new = [
        EntryRow(
            article_id=article_id,
            url=entry.url,
            feed_url=entry.feed_url,
            outlet_id=outlet_id,
            title=entry.title,
            summary=entry.summary,
            author=entry.author,
            published_at=entry.published_at,
            published_raw=entry.published_raw,
            first_seen_at=seen_at,
        )
        for article_id, entry in by_id.items()
        if article_id not in known
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def awaiting_capture(session: Session, now: datetime) -> Sequence[EntryRow]:
    """Return entries whose page was not had yet and may be asked for now, oldest announcement first."""
    query = (
        sa.select(EntryRow)
        .where(EntryRow.capture_id.is_(None), sa.or_(EntryRow.tries == 0, EntryRow.next_try <= now))
        .order_by(EntryRow.first_seen_at, EntryRow.article_id)
    )
    return session.scalars(query).all()


def entries(session: Session, article_ids: Iterable[str]) -> dict[str, EntryRow]:
    """Return announced entries by article id."""
    query = sa.select(EntryRow).where(EntryRow.article_id.in_(list(article_ids)))
    return {row.article_id: row for row in session.scalars(query)}


def ask_again(session: Session, article_id: str, now: datetime) -> None:
    """Let the page of an entry that was given up, or waits, be asked for by the next run."""
    entry = session.get_one(EntryRow, article_id)
    if entry.capture_id is None and entry.tries:
        entry.next_try = now
        session.flush()


def add_capture(session: Session, capture: Capture, *, record_sha256: str | None = None) -> CaptureRow:
    """Keep the facts of a capture whose body is in the archive; a capture already kept is returned as it is.

    `record_sha256` is what `Archive.put` returned.
    """
    return add_captures(session, [(capture, record_sha256)])[0]


def add_captures(session: Session, captures: Sequence[tuple[Capture, str | None]]) -> list[CaptureRow]:
    """Keep captures with the digests of their records, as `add_capture` does one; return their rows in the same order."""
    numbers = {_capture_number(capture) for capture, _record in captures}
    taken = {row.id: row for row in session.scalars(sa.select(CaptureRow).where(CaptureRow.id.in_(numbers)))}
    rows = []
    for capture, record_sha256 in captures:
        number = _capture_number(capture)
        while (row := taken.get(number)) is not None and not _is_of(row, capture):
            number = number % _NUMBERS + 1
            if number not in numbers and (next_row := session.get(CaptureRow, number)) is not None:
                taken[number] = next_row
        if row is None:
            row = _capture_row(number, capture, record_sha256)
            session.add(row)
        taken[number] = row
        rows.append(row)
    session.flush()
    return rows


def _is_of(row: CaptureRow, capture: Capture) -> bool:
    return (row.url, row.fetched_at, row.sha256) == (capture.url, capture.fetched_at, capture.sha256)


def _capture_row(number: int, capture: Capture, record_sha256: str | None) -> CaptureRow:
    return CaptureRow(
        id=number,
        url=capture.url,
        final_url=capture.final_url,
        fetched_at=capture.fetched_at,
        status=capture.status,
        headers=[list(pair) for pair in capture.headers],
        sha256=capture.sha256,
        record_sha256=record_sha256,
    )


_NUMBERS = 2**31 - 1
"""The largest number that every database keeps in an integer."""


def _capture_number(capture: Capture) -> int:
    """Return the number that a capture asks for: 1 to `_NUMBERS`, from its natural key."""
    return record_id(capture.url, capture.fetched_at, capture.sha256).int % _NUMBERS + 1


def known_captures(session: Session) -> Generator[Known]:
    """Yield what is known of every capture, oldest first."""
    query = (
        sa.select(CaptureRow, DisposalRow.matter)
        .outerjoin(DisposalRow, DisposalRow.capture_id == CaptureRow.id)
        .order_by(CaptureRow.fetched_at, CaptureRow.id)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for row, matter in rows:
            yield Known(
                url=row.url,
                fetched_at=row.fetched_at,
                sha256=row.sha256,
                record_sha256=row.record_sha256,
                removed_by=matter or "",
            )
