"""The shell of ingest: between the fetcher, the archive and the store.

Bodies are in the archive before their rows are committed, and a host is asked for its next page when the last one
is kept, so that a run killed anywhere has lost nothing it knew of. What hosts answer at the same time is kept
together: the disk is waited for once for all of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy.orm import Session

from pipeline.domain.dates import plausible
from pipeline.domain.errors import FeedError
from pipeline.domain.records import Capture, FailureKind
from pipeline.ingest.failures import HEAD
from pipeline.ingest.fetch import Fetched, Fetcher, Request
from pipeline.ingest.health import (
    FeedState,
    after_failure,
    after_outage,
    after_success,
    is_outage,
    is_recent,
    next_try,
)
from pipeline.ingest.parse import parse_feed
from pipeline.ingest.sources import Feed, Outlet
from pipeline.ingest.urls import article_id, host_of, moved_to
from pipeline.store import ingested
from pipeline.store.session import to_json
from pipeline.store.tables import EntryRow, FeedRow

if TYPE_CHECKING:  # the house loads models and registers, which ingest has no use for
    from pipeline.house import House


def collect(house: House, now: datetime) -> dict[str, int]:
    """Poll the feeds that are due and fetch the pages they announced; return counts."""
    return asyncio.run(_collect(house, now))


def fetch_announced(house: House, now: datetime) -> dict[str, int]:
    """Fetch the pages that were announced and are still to be had, without polling a feed; return counts."""

    async def fetch() -> dict[str, int]:
        async with _fetcher(house, now) as fetcher:
            return await _fetch_new(house, fetcher, now)

    return asyncio.run(fetch())


def fetch_pages(house: House, urls: list[str], now: datetime) -> list[Fetched]:
    """Fetch pages again, for follow-up; bodies go to the archive."""

    async def fetch() -> list[Fetched]:
        async with _fetcher(house, now) as fetcher:
            return await fetcher.fetch_all(
                (Request(url=url) for url in urls), _ticker(house, "follow", len(urls))
            )

    answers = asyncio.run(fetch())
    house.archive.put_all([answer.capture for answer in answers if answer.capture])
    return answers


def feed_state(row: FeedRow | ingested.KnownFeed | None) -> FeedState:
    """Return what is remembered of a feed."""
    return msgspec.convert(row.health, FeedState) if row else FeedState()


def _fetcher(house: House, now: datetime) -> Fetcher:
    settings = house.settings
    contact = settings.contact or "no contact given"
    return Fetcher(
        user_agent=f"CaiChinh/{version('caichinh')} ({contact})",
        min_interval_s=settings.min_interval_s,
        allow_loopback=settings.allow_loopback,
        clock=lambda: now,
    )


def _ticker(house: House, stage: str, of: int) -> Callable[[Fetched], None]:
    done = 0

    def tick(_fetched: Fetched) -> None:
        nonlocal done
        done += 1
        house.progress(stage, done, of)

    return tick


async def _collect(house: House, now: datetime) -> dict[str, int]:
    house.archive.sweep()
    async with _fetcher(house, now) as fetcher:
        counts = await poll_feeds(house, fetcher, now)
        return counts | await _fetch_new(house, fetcher, now)


async def poll_feeds(house: House, fetcher: Fetcher, now: datetime) -> dict[str, int]:
    """Poll the feeds that are due and keep what they brought; return counts."""
    with house.sessions() as session:
        known = {url: _Known(row, feed_state(row)) for url, row in ingested.feeds(session).items()}
    due = [(outlet, feed) for outlet, feed in house.sources.enabled() if _is_due(known.get(feed.url), now)]
    requests = [_conditional(feed.url, known.get(feed.url)) for _outlet, feed in due]
    answers = await fetcher.fetch_all(requests, _ticker(house, "feeds", len(due)))
    outage = _was_outage(answers, known, now)
    counts = {"feeds polled": len(due), "feeds failed": 0, "new entries": 0}
    records = _archive_changed(house, answers, known)
    _record_unchanged(house, answers, known, now)
    for (outlet, feed), answer in zip(due, answers, strict=True):
        if _is_unchanged(answer, known.get(feed.url)):
            continue
        with house.sessions.begin() as session:
            failed, new = _record_poll(
                session, outlet, feed, answer, now, outage=outage, record_sha256=records.get(feed.url)
            )
        counts["feeds failed"] += failed
        counts["new entries"] += new
    return counts


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knew of a feed before the poll."""

    row: ingested.KnownFeed
    state: FeedState


def _is_due(known: _Known | None, now: datetime) -> bool:
    next_poll = known.state.next_poll if known else None
    return next_poll is None or next_poll <= now


def _conditional(url: str, known: _Known | None) -> Request:
    if known is None:
        return Request(url=url)
    return Request(url=url, etag=known.row.etag, last_modified=known.row.last_modified)


def _was_outage(answers: list[Fetched], known: dict[str, _Known], now: datetime) -> bool:
    """Tell whether our own network was down, from this poll and what was seen of other hosts within the hour.

    Without the others, a run that asks only the few hosts that are dead would take them for all there is.
    """
    reached: set[str] = set()
    lost: set[str] = set()
    for url, feed in known.items():
        if is_recent(feed.state.unreachable_at, now):
            lost.add(host_of(url))
        elif is_recent(feed.row.polled_at, now):
            reached.add(host_of(url))
    for answer in answers:
        is_lost = answer.failure is not None and answer.failure.kind == FailureKind.CONNECTION
        (lost if is_lost else reached).add(host_of(answer.request.url))
    return is_outage(len(reached | lost), len(lost - reached))


def _archive_changed(house: House, answers: list[Fetched], known: dict[str, _Known]) -> dict[str, str]:
    """Archive the feeds whose body is not the last one; return the digest of the record by the feed's address."""
    changed = {
        answer.request.url: answer.capture
        for answer in answers
        if answer.capture and answer.capture.sha256 not in _archived(known.get(answer.request.url))
    }
    return dict(zip(changed, house.archive.put_all(list(changed.values())), strict=True))


def _archived(known: _Known | None) -> tuple[str | None, ...]:
    """Return the digests of the last body that was read and of the last one that could not be."""
    return (known.row.body_sha256, known.state.unread_sha256) if known else ()


def _is_unchanged(answer: Fetched, known: _Known | None) -> bool:
    """Tell whether a feed brought what it brought before, by its word (304) or by the digest of its body."""
    if known is None or answer.failure:
        return False
    return answer.capture is None or answer.capture.sha256 == known.row.body_sha256


def _record_unchanged(house: House, answers: list[Fetched], known: dict[str, _Known], now: datetime) -> None:
    """Keep that feeds were read and brought nothing, all in one statement: on most days that is most of them."""
    polled: list[ingested.Polled] = []
    for answer in answers:
        before = known.get(answer.request.url)
        if before is None or not _is_unchanged(answer, before):
            continue
        url, capture, moved = answer.request.url, answer.capture, before.state.moved_to
        etag, last_modified = before.row.etag, before.row.last_modified
        if capture:
            moved = moved_to(url, capture.final_url)
            etag, last_modified = _header(capture, "etag"), _header(capture, "last-modified")
        state = after_success(before.state, now, new_entries=0, moved_to=moved)
        polled.append(ingested.Polled(url=url, etag=etag, last_modified=last_modified, health=to_json(state)))
    with house.sessions.begin() as session:
        ingested.save_polls(session, polled, now)


def _record_poll(
    session: Session,
    outlet: Outlet,
    feed: Feed,
    answer: Fetched,
    now: datetime,
    *,
    outage: bool,
    record_sha256: str | None,
) -> tuple[bool, int]:
    """Keep what a poll brought, unless nothing changed; return whether it failed and how many entries are new.

    `record_sha256` is the digest of the archived record, None when the feed brought nothing or what it did before.
    """
    row = session.get(FeedRow, feed.url)
    if row is None:
        row = FeedRow(url=feed.url, outlet_id=outlet.id, health={})
        session.add(row)
    state, new, head = feed_state(row), 0, answer.head
    try:
        if answer.failure:
            raise answer.failure
        moved = state.moved_to
        if answer.capture:
            moved, head = moved_to(feed.url, answer.capture.final_url), answer.capture.body[:HEAD]
            if record_sha256:
                ingested.add_capture(session, answer.capture, record_sha256=record_sha256)
            new = _record_entries(session, outlet, feed, answer.capture, now)
            _keep_validators(row, answer.capture)
        state = after_success(state, now, new_entries=new, moved_to=moved)
    except FeedError as failure:
        if outage and failure.kind == FailureKind.CONNECTION:
            state = after_outage(state, now)
        else:
            kind, problem = _as_what_it_is(failure, answer)
            state = after_failure(
                state,
                now,
                kind,
                problem,
                retry_after_s=answer.retry_after_s,
                head=head.decode("utf-8", "replace"),
            )
            if answer.capture:
                state = replace(state, unread_sha256=answer.capture.sha256)
    row.polled_at, row.health = now, to_json(state)
    session.flush()
    return state.failure is not None, new


def _as_what_it_is(failure: FeedError, answer: Fetched) -> tuple[FailureKind, str]:
    """Return kind and problem of a failure; a page on another site where a feed was is a moved domain."""
    kind = FailureKind(failure.kind)
    site = moved_to(answer.request.url, answer.capture.final_url) if answer.capture else ""
    if site and kind is FailureKind.NOT_A_FEED:
        return FailureKind.MOVED_DOMAIN, f"the address leads to {site}, where no feed is."
    return kind, failure.problem


def _record_entries(session: Session, outlet: Outlet, feed: Feed, capture: Capture, now: datetime) -> int:
    content_type = _header(capture, "content-type") or ""
    entries = parse_feed(capture.body, url=feed.url, content_type=content_type, day_first=outlet.day_first)
    known = [
        (article_id(entry.url), replace(entry, published_at=plausible(entry.published_at, now)))
        for entry in entries
        if entry.url
    ]
    return ingested.add_entries(session, known, outlet_id=outlet.id, seen_at=now)


def _keep_validators(row: FeedRow, capture: Capture) -> None:
    row.etag = _header(capture, "etag")
    row.last_modified = _header(capture, "last-modified")
    row.body_sha256 = capture.sha256


def _header(capture: Capture, name: str) -> str | None:
    return next((value for key, value in capture.headers if key.lower() == name), None)


async def _fetch_new(house: House, fetcher: Fetcher, now: datetime) -> dict[str, int]:
    with house.sessions() as session:
        waiting = ingested.awaiting_capture(session, now)
    by_url = {entry.url: entry.article_id for entry in waiting}
    counts = {"pages fetched": 0, "pages failed": 0}
    tick = _ticker(house, "pages", len(by_url))
    together = _Together(lambda answers: _keep_pages(house, by_url, answers, now))

    async def keep(answer: Fetched) -> None:
        await together.keep(answer)
        counts["pages fetched" if answer.capture else "pages failed"] += 1
        tick(answer)

    await fetcher.fetch_each((Request(url=url) for url in by_url), keep)
    return counts


class _Together:
    """Keeps what came while the last batch was being kept as the next batch; whoever asked returns when it is safe."""

    def __init__(self, keep_all: Callable[[list[Fetched]], None]) -> None:
        self._keep_all = keep_all
        self._turn = asyncio.Lock()
        self._waiting: list[Fetched] = []

    async def keep(self, answer: Fetched) -> None:
        self._waiting.append(answer)
        async with self._turn:
            if any(other is answer for other in self._waiting):  # else the one before took it along
                batch, self._waiting = self._waiting, []
                await asyncio.to_thread(self._keep_all, batch)


def _keep_pages(house: House, by_url: dict[str, str], answers: list[Fetched], now: datetime) -> None:
    """Keep the answers to entries: bodies in the archive first, then all rows in one transaction."""
    captures = [answer.capture for answer in answers if answer.capture]
    records = house.archive.put_all(captures)
    with house.sessions.begin() as session:
        kept = ingested.add_captures(session, list(zip(captures, records, strict=True)))
        by_answer = {id(capture): row.id for capture, row in zip(captures, kept, strict=True)}
        entries = ingested.entries(session, [by_url[answer.request.url] for answer in answers])
        for answer in answers:
            entry = entries[by_url[answer.request.url]]
            entry.tries += 1
            if answer.capture:
                entry.capture_id, entry.failure, entry.next_try = by_answer[id(answer.capture)], None, None
            else:
                _postpone(entry, answer, now)


def _postpone(entry: EntryRow, answer: Fetched, now: datetime) -> None:
    """Note why there is no page, and when to ask again."""
    failure = answer.failure or FeedError(entry.url, FailureKind.SERVER_ERROR, "no page came.")
    entry.failure = failure.problem
    entry.next_try = next_try(entry.tries, now, FailureKind(failure.kind), retry_after_s=answer.retry_after_s)
