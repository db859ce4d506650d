"""Read this first: the daily job, stage by stage, from the feeds to the queue.

Each step asks the store what waits for it, hands records to a pure stage, and commits the result under its
natural key. So a run that is killed goes on where it stopped, and a second run of the same day changes nothing.
The review that follows belongs to people (`web`); `follow_letters` looks after what they sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

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
from pipeline.flag import flag
from pipeline.follow import compare, is_due, is_unconfirmed
from pipeline.group import group
from pipeline.house import House, own_tagger
from pipeline.ingest.fetch import Fetched
from pipeline.review.cases import cases_of
from pipeline.store import cases, clocks, drafting, following, press, search, snooze, verdicts
from pipeline.store.tables import CaptureRow, LetterRow
from pipeline.tag.together import inform

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

BATCH = 256
"""Articles tagged in one go by a worker elsewhere: enough to pay for the way."""

WINDOW = timedelta(days=7)
"""How far back a new article may join a story."""

AUTHORITY = PRESS_AUTHORITY
"""Receives what no agency is known for: the press authority (NĐ 244/2026/NĐ-CP Điều 3.3)."""

In = TypeVar("In")
Out = TypeVar("Out")


def daily(house: House, now: datetime) -> dict[str, int]:
    """Run the whole day once and return counts per stage."""
    with house.sessions.begin() as session:
        run_id = press.start_run(session, now).id
    counts = collect(house, now)
    counts |= read_pages(house)
    counts |= group_articles(house)
    counts |= tag_and_flag(house, now)
    counts |= follow_letters(house, now)
    with house.sessions.begin() as session:
        press.end_run(session, run_id, ended_at=house.settings.now(), counts=counts)
    return counts


def read_pages(house: House) -> dict[str, int]:
    """Read an article from every captured page, or the name of what the page is instead."""
    with house.sessions() as session:
        waiting = press.awaiting_extraction(session)
    pages = [
        (
            house.archive.get(capture.sha256),
            capture.final_url,
            house.sources.outlet(entry.outlet_id).name,
            press.entry_of(entry),
        )
        for entry, capture in waiting
    ]
    counts = {"articles": 0, "no article": 0}
    for (entry, capture), article in zip(
        waiting, _map(house, "extract", _read_page, pages, chunk=8), strict=True
    ):
        with house.sessions.begin() as session:
            press.save_article(
                session, article, outlet_id=entry.outlet_id, capture_id=capture.id, seen_at=capture.fetched_at
            )
        counts["articles" if article.kind is ArticleKind.ARTICLE else "no article"] += 1
    return counts


def reread_pages(house: House) -> dict[str, int]:
    """Read every archived page again, with the extractor as it is now; a text that reads differently is a new version."""
    with house.sessions() as session:
        known = press.captured_articles(session)
    counts = {"pages reread": 0, "new versions": 0}
    for entry, capture in known:
        outlet = house.sources.outlet(entry.outlet_id).name
        page = (house.archive.get(capture.sha256), capture.final_url, outlet, press.entry_of(entry))
        with house.sessions.begin() as session:
            changed = press.save_article(
                session,
                _read_page(page),
                outlet_id=entry.outlet_id,
                capture_id=capture.id,
                seen_at=capture.fetched_at,
            )
        counts["pages reread"] += 1
        counts["new versions"] += changed
        house.progress("extract", counts["pages reread"], len(known))
    return counts


def _read_page(page: tuple[bytes, str, str, FeedEntry]) -> Article:
    body, url, outlet, entry = page
    return extract(body, url=url, outlet=outlet, feed_entry=entry)


def group_articles(house: House) -> dict[str, int]:
    """Let new articles join the stories of the last days, or found their own."""
    with house.sessions.begin() as session:
        new = press.ungrouped(session)
        if not new:
            return {"grouped": 0}
        known = press.grouped_since(session, new[0].first_seen_at - WINDOW)
        assigned = group(
            [item.article for item in new],
            known=[(item.article, str(item.group_id), str(item.event_id)) for item in known],
        )
        press.save_groups(session, assigned)
    return {"grouped": len(new)}


def tag_and_flag(house: House, now: datetime) -> dict[str, int]:
    """Tag and flag what was not read yet, then open the cases that follow from it."""
    with house.sessions() as session:
        waiting = press.untagged(session)
        reports = _same_events(session, waiting)
        earlier: dict[str, list[TaggedArticle]] = {str(item.event_id): [] for item in reports}
        for item in reports:
            said = press.flagged(session, item)
            if said:
                earlier[str(item.event_id)].append(said.tagged)
        corrected = following.corrected_passages(session)
        weights = verdicts.weights(session)
    today = now.astimezone(VIETNAM).date()
    groups = {item.article.id: (str(item.group_id), str(item.event_id)) for item in waiting}
    tagged = inform(
        _tag(house, [item.article for item in waiting], today),
        {article_id: event_id for article_id, (_, event_id) in groups.items()},
        earlier,
    )
    flagged = flag(
        tagged,
        facts=house.facts,
        agencies=house.agencies,
        places=house.places,
        groups=groups,
        known=[(item.article, str(item.group_id), str(item.event_id)) for item in reports],
        corrected=corrected,
        weights=weights,
        today=today,
    )
    with house.sessions.begin() as session:
        press.save_flagged(session, flagged, {item.article.id: item.version for item in waiting})
        openings = cases_of(flagged, fact_owner=_fact_owners(house, today), authority_id=AUTHORITY)
        opened = cases.open_cases(session, openings, now=now)
        snooze.wake_due(session, now)
        clocks.catch_up(session)
        search.catch_up(session)
    return {
        "tagged": len(tagged),
        "flagged": sum(bool(item.flags) for item in flagged),
        "cases opened": opened,
    }


def _same_events(session: Session, waiting: Sequence[press.Stored]) -> list[press.Stored]:
    """Return the earlier articles of the events that waiting ones report."""
    if not waiting:
        return []
    events = {item.event_id for item in waiting}
    new = {item.article.id for item in waiting}
    since = min(item.first_seen_at for item in waiting) - WINDOW
    return [
        item
        for item in press.grouped_since(session, since)
        if item.event_id in events and item.article.id not in new
    ]


def _tag(house: House, articles: list[Article], today: date) -> list[TaggedArticle]:
    """Tag here, or batch by batch wherever the executor has a hand free."""
    if house.executor is None:
        return house.tagger.tag(articles, today=today)
    batches = [articles[start : start + BATCH] for start in range(0, len(articles), BATCH)]
    tagged = _map(house, "tag", partial(_tag_batch, house.settings.models, today), batches)
    return [item for batch in tagged for item in batch]


def _tag_batch(models: Path, today: date, articles: list[Article]) -> list[TaggedArticle]:
    return own_tagger(models).tag(articles, today=today)


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
            item.article.id: item for item in press.load(session, {letter.article_id for letter in due})
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
    return press.add_capture(session, capture, record_sha256=house.archive.put(capture))


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
    house: House, stage: str, function: Callable[[In], Out], records: Sequence[In], *, chunk: int = 1
) -> list[Out]:
    """Map a pure stage over records, `chunk` at a time on the executor where there is one, and tell the progress."""
    results: list[Out] = []
    mapped = (
        house.executor.map(function, records, chunksize=chunk) if house.executor else map(function, records)
    )
    for result in mapped:
        results.append(result)
        house.progress(stage, len(results), len(records))
    return results
