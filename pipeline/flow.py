"""Read this first: the daily job, stage by stage, from the feeds to the queue.

Each step asks the store what waits for it, hands records to a pure stage, and commits the result under its
natural key. So a run that is killed goes on where it stopped, and a second run of the same day changes nothing.
The review that follows belongs to people (`web`); `follow_letters` looks after what they sent.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain
from time import monotonic
from typing import TypeVar

import structlog
from sqlalchemy.orm import Session

from pipeline.batches import LEAST, Flagged, batches_of, packed, tag_and_flag_batch
from pipeline.collect import collect, fetch_pages
from pipeline.domain.authority import PRESS_AUTHORITY
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import (
    Article,
    ArticleKind,
    Capture,
    FailureKind,
    FeedEntry,
    Outcome,
    TaggedArticle,
)
from pipeline.extract import extract
from pipeline.follow import compare, is_due, is_unconfirmed
from pipeline.group import Mapped, group
from pipeline.house import House
from pipeline.ingest.fetch import Fetched
from pipeline.review.cases import cases_of
from pipeline.store import (
    articles,
    cases,
    clocks,
    drafting,
    following,
    ingested,
    runs,
    search,
    snooze,
    taggings,
    verdicts,
)
from pipeline.store.archive import body_in
from pipeline.store.tables import CaptureRow, LetterRow
from pipeline.store.troubles import troubles

STAGES = (
    ("ingest", "feeds", "FeedEntry, Capture", "poll politely, fetch each new page once, keep the raw bytes"),
    ("extract", "Capture", "Article", "headline, sapo, body, author, time with zone"),
    ("group", "Articles", "Story", "copies of one text, reports of one event"),
    ("tag", "Article", "TaggedArticle", "responsible agencies, places, tone, attention"),
    ("flag", "TaggedArticle", "FlaggedArticle", "passages that contradict what is officially known"),
    ("review", "FlaggedArticle + person", "Decision", "cases per agency, states, grounds"),
    ("letter", "Decision", "Letter", "response or correction request, DOCX in the official layout"),
    ("follow", "Letter", "Outcome", "corrected, edited, removed, unchanged"),
    ("report", "a period", "Report", "figures with the records behind each"),
)
"""Name, what comes in, what goes out, in one sentence; the README shows the same table."""

BATCH = 64
"""Articles tagged and flagged in one go by a worker: enough to pay for the way, few enough that all end together."""

PAGES, AHEAD = 64, 2
"""Pages read and kept in one go; while they are kept, workers read so many times as many."""

PART = 8
"""Pages that a worker is given at once."""

SKETCHED_AHEAD = 8
"""Parts of `group.AT_ONCE` articles that workers sketch while others are put together."""

AT_ONCE = 5_000
"""Articles tagged and flagged in one go: the day of a province, so that its events are seen together."""

WINDOW = timedelta(days=7)
"""How far back a new article may join a story."""

AUTHORITY = PRESS_AUTHORITY
"""Receives what no agency is known for: the press authority (NĐ 244/2026/NĐ-CP Điều 3.3)."""

_LOG = structlog.get_logger()
In = TypeVar("In")
Out = TypeVar("Out")


def daily(house: House, now: datetime) -> dict[str, int]:
    """Run the whole day once and return counts per stage."""
    with house.sessions.begin() as session:
        run_id = runs.start_run(session, now).id
    counts: dict[str, int] = {}
    with structlog.contextvars.bound_contextvars(run=run_id):
        counts |= _told("ingest", collect, house, now)
        counts |= _told("extract", read_pages, house)
        counts |= _told("group", group_articles, house)
        counts |= _told("tag and flag", tag_and_flag, house, now)
        counts |= _told("follow", follow_letters, house, now)
        _tell_troubles(house, now)
    with house.sessions.begin() as session:
        runs.end_run(session, run_id, ended_at=house.settings.now(), counts=counts)
    return counts


def _told(name: str, stage: Callable[..., dict[str, int]], *given: object) -> dict[str, int]:
    """Run a stage and log how long it took and what it counted."""
    begun = monotonic()
    counts = stage(*given)
    _LOG.info("stage ended", stage=name, seconds=round(monotonic() - begun, 3), **counts)
    return counts


def _tell_troubles(house: House, now: datetime) -> None:
    with house.sessions() as session:
        for trouble in troubles(session, now):
            _LOG.warning("feed in trouble", outlet=trouble.outlet_id, feed=trouble.url, problem=trouble.text)


def read_pages(house: House) -> dict[str, int]:
    """Read an article from every captured page, or the name of what the page is instead."""
    with house.sessions() as session:
        waiting = articles.awaiting_extraction(session)
    counts = {"articles": 0, "no article": 0}
    for found in articles_in(house, waiting):
        with house.sessions.begin() as session:
            articles.save_articles(session, found)
        for one in found:
            counts["articles" if one.article.kind is ArticleKind.ARTICLE else "no article"] += 1
    return counts


def articles_in(house: House, captured: Sequence[articles.Captured]) -> Iterator[list[articles.Read]]:
    """Yield what captured pages hold, in their order, some hundred at a time: to be kept while the next are read."""
    begun: deque[tuple[Sequence[articles.Captured], Iterator[list[Article]]]] = deque()
    for start in range(0, len(captured), PAGES):
        some = captured[start : start + PAGES]
        begun.append((some, _begin_reading(house, some, after=start, of=len(captured))))
        if len(begun) > AHEAD:
            yield _read(*begun.popleft())
    while begun:
        yield _read(*begun.popleft())


def _begin_reading(
    house: House, captured: Sequence[articles.Captured], *, after: int, of: int
) -> Iterator[list[Article]]:
    pages: list[Page] = [
        (
            house.archive.records(page.sha256),
            page.sha256,
            page.final_url,
            house.sources.outlet(page.outlet_id).name,
            page.entry,
        )
        for page in captured
    ]
    parts = [pages[start : start + PART] for start in range(0, len(pages), PART)]
    return _map(house, "extract", _read_part, parts, stands_for=len, after=after, of=of)


def _read(captured: Sequence[articles.Captured], found: Iterator[list[Article]]) -> list[articles.Read]:
    return [
        articles.Read(article, page.outlet_id, page.capture_id, page.fetched_at)
        for page, article in zip(captured, chain.from_iterable(found), strict=True)
    ]


Page = tuple[list[bytes], str, str, str, FeedEntry]
"""Records of the archive, packed as they are there; the digest of the body; address, outlet, announcement."""


def _read_part(pages: Sequence[Page]) -> list[Article]:
    """Read an article from each page, in a worker where there is one; what the archive gave is checked here."""
    # All are unpacked before the first is read: in turns, each kind of work finds the caches full of the other.
    bodies = [body_in(records, sha256) for records, sha256, *_ in pages]
    return [
        extract(body, url=url, outlet=outlet, feed_entry=entry)
        for body, (_, _, url, outlet, entry) in zip(bodies, pages, strict=True)
    ]


def group_articles(house: House) -> dict[str, int]:
    """Let new articles join the stories of the last days, or found their own."""
    with house.sessions.begin() as session:
        new = articles.ungrouped(session)
        oldest = next(new, None)
        if oldest is None:
            return {"grouped": 0}
        known = articles.grouped_since(session, oldest.first_seen_at - WINDOW)
        assigned = group(
            (item.article for item in chain([oldest], new)),
            known=((item.article, str(item.group_id), str(item.event_id)) for item in known),
            mapped=_few_ahead(house.executor) if isinstance(house.executor, ProcessPoolExecutor) else map,
        )
        articles.save_groups(session, assigned)
    return {"grouped": len(assigned)}


def _few_ahead(workers: Executor) -> Mapped:
    """Return a map that reads on no further than workers need: a week of articles is never in memory at once.

    For workers of this machine alone: a cluster gets each text once, to be tagged.
    """

    def mapped(function: Callable[[In], Out], parts: Iterable[In]) -> Iterator[Out]:
        begun: deque[Future[Out]] = deque()
        for part in parts:
            begun.append(workers.submit(function, part))
            if len(begun) > SKETCHED_AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()

    return mapped


def tag_and_flag(house: House, now: datetime) -> dict[str, int]:
    """Tag and flag what was not read yet, then open the cases that follow from it."""
    counts = {"tagged": 0, "flagged": 0, "cases opened": 0}
    today = now.astimezone(VIETNAM).date()
    owners = _fact_owners(house, today)
    waiting: Sequence[articles.Stored] | None = None
    while waiting is None or len(waiting) == AT_ONCE:
        with house.sessions() as session:
            waiting = taggings.untagged(session, AT_ONCE)
        versions = {item.article.id: item.version for item in waiting}
        for flagged in flagged_articles(house, waiting, now):
            with house.sessions.begin() as session:
                taggings.save_flagged(session, flagged, versions)
                openings = cases_of(flagged, fact_owner=owners, authority_id=AUTHORITY)
                counts["cases opened"] += cases.open_cases(session, openings, now=now)
            counts["tagged"] += len(flagged)
            counts["flagged"] += sum(bool(item.flags) for item in flagged)
    with house.sessions.begin() as session:
        snooze.wake_due(session, now)
        clocks.catch_up(session)
        search.catch_up(session)
    return counts


def flagged_articles(
    house: House, waiting: Sequence[articles.Stored], now: datetime, *, after: int = 0, of: int | None = None
) -> Iterator[Flagged]:
    """Yield articles tagged and flagged in the light of other reports of the same events.

    They come in batches that hold all waiting reports of an event: each to be kept while workers are at the next.
    """
    with house.sessions() as session:
        reports = _same_events(session, waiting)
        earlier: dict[str, list[TaggedArticle]] = {str(item.event_id): [] for item in reports}
        said = taggings.all_flagged(session, reports)
        for item in reports:
            if item.article.id in said:
                earlier[str(item.event_id)].append(said[item.article.id].tagged)
        corrected = following.corrected_passages(session)
        weights = verdicts.weights(session)
    read = partial(
        tag_and_flag_batch,
        house.settings.models,
        packed(house.facts),
        today=now.astimezone(VIETNAM).date(),
        corrected=corrected,
        weights=weights,
    )
    batches = batches_of(waiting, reports, earlier, BATCH, LEAST if house.executor else BATCH)
    of = after + len(waiting) if of is None else of
    return _map(house, "tag", read, batches, stands_for=len, after=after, of=of)


def _same_events(session: Session, waiting: Sequence[articles.Stored]) -> list[articles.Stored]:
    """Return the earlier articles of the events that waiting ones report."""
    if not waiting:
        return []
    new = {item.article.id for item in waiting}
    since = min(item.first_seen_at for item in waiting) - WINDOW
    events = {str(item.event_id) for item in waiting}
    return articles.reports_since(session, events, since, but=new)


def _fact_owners(house: House, today: date) -> dict[str, str]:
    """Return the agency that answers today for each fact; a dissolved owner's duty went to its first successor."""
    owners = {}
    for fact in house.facts:
        living = house.agencies.living(fact.agency_id, today) if fact.agency_id in house.agencies else ()
        owners[fact.fact_id] = living[0] if living else AUTHORITY
    return owners


def follow_letters(house: House, now: datetime) -> dict[str, int]:
    """Fetch again the pages that letters were written about, on a schedule that slows down, and compare.

    A notice of correction elsewhere comes in through the outlet's feed, like every article.
    """
    with house.sessions() as session:
        due = [letter for letter in cases.followed(session) if _is_look_due(session, letter, now)]
        archived = {
            item.article.id: item for item in articles.load(session, {letter.article_id for letter in due})
        }
    urls = sorted({item.article.url for item in archived.values()})
    answers = dict(zip(urls, fetch_pages(house, urls, now), strict=True)) if urls else {}
    for letter in due:
        stored = archived[letter.article_id]
        with house.sessions.begin() as session:
            notices = following.notices(session, stored.outlet_id, letter.sent_at or now)
            before = drafting.archived(session, letter) or stored.article
            outcome, capture = _outcome(letter, before, answers[stored.article.url], notices, now)
            capture_id = _keep(house, session, capture).id if capture else None
            following.add_look(session, letter, outcome, capture_id)
    with house.sessions.begin() as session:
        reminders = following.remind(session, now)
    return {"letters followed": len(due), "reminders": reminders}


def _is_look_due(session: Session, letter: LetterRow, now: datetime) -> bool:
    looks = following.looks(session, letter.id)
    looked_at = looks[-1].seen_at if looks else None
    return is_due(letter.sent_at or now, looked_at, now, unconfirmed=is_unconfirmed(looks))


def _keep(house: House, session: Session, capture: Capture) -> CaptureRow:
    return ingested.add_capture(session, capture, record_sha256=house.archive.put(capture))


def _outcome(
    letter: LetterRow, before: Article, answer: Fetched, notices: Sequence[Article], now: datetime
) -> tuple[Outcome, Capture | None]:
    """Compare a contested page with what it holds now."""
    capture, after = answer.capture, None
    gone = answer.failure is not None and answer.failure.kind == FailureKind.NOT_FOUND
    status = 404 if gone else capture.status if capture else 0
    if capture:
        after = extract(capture.body, url=capture.final_url, outlet=before.outlet)
    passages = cases.request_of(letter).passages
    found = compare(before, after, status=status, passages=passages, seen_at=now, notices=notices)
    return found, capture


def _map(
    house: House,
    stage: str,
    function: Callable[[In], Out],
    records: Sequence[In],
    *,
    stands_for: Callable[[Out], int],
    after: int,
    of: int,
) -> Iterator[Out]:
    """Map a pure stage over parts of the work, on the executor where there is one, and tell the progress.

    An executor begins at once, without being asked for the first result. `after` articles of the `of` in all were
    done before these; a result `stands_for` some more.
    """
    mapped = house.executor.map(function, records) if house.executor else map(function, records)

    def results() -> Iterator[Out]:
        done = after
        for result in mapped:
            done += stands_for(result)
            house.progress(stage, done, of)
            yield result

    return results()
