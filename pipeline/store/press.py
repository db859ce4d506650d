"""Feeds, captures, articles, tags and flags: in and out of the tables.

Each stage asks here what waits for it, so a run that was killed goes on where it stopped and a second run of
the same day finds nothing to do. Functions flush, they never commit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, NamedTuple, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import (
    SAID,
    Article,
    ArticleKind,
    Capture,
    FeedEntry,
    FlaggedArticle,
    TaggedArticle,
)
from pipeline.domain.warc import record_id
from pipeline.store.archive import Known
from pipeline.store.retention_tables import DisposalRow
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    CaptureRow,
    EntryRow,
    FeedRow,
    RunRow,
    TaggingRow,
    VersionRow,
    table,
)


def to_json(record: object) -> dict[str, Any]:
    """Return a record as JSON-ready builtins, times in ISO 8601."""
    return cast("dict[str, Any]", msgspec.to_builtins(record))


# ingest ------------------------------------------------------------------------------------------------------


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


# extract -----------------------------------------------------------------------------------------------------


class Captured(NamedTuple):
    """A captured page, and what is needed to read an article from it."""

    entry: FeedEntry
    outlet_id: str
    capture_id: int
    final_url: str
    sha256: str
    fetched_at: datetime


def awaiting_extraction(session: Session) -> list[Captured]:
    """Return captured pages that no article was read from yet, oldest announcement first."""
    return _captured(
        sa.select(EntryRow)
        .join(CaptureRow, EntryRow.capture_id == CaptureRow.id)
        .outerjoin(ArticleRow, ArticleRow.id == EntryRow.article_id)
        .where(ArticleRow.id.is_(None)),
        session,
    )


def captured_articles(session: Session) -> list[Captured]:
    """Return the captures that the newest versions of articles were read from, oldest announcement first.

    Captures that a rule removed are left out.
    """
    return _captured(
        sa.select(EntryRow)
        .join(ArticleRow, ArticleRow.id == EntryRow.article_id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .join(CaptureRow, CaptureRow.id == VersionRow.capture_id)
        .outerjoin(DisposalRow, DisposalRow.capture_id == CaptureRow.id)
        .where(DisposalRow.id.is_(None)),
        session,
    )


def _captured(query: sa.Select[EntryRow], session: Session) -> list[Captured]:
    """Return pages as plain records: years of them may be asked for at once."""
    rows = session.execute(
        query.with_only_columns(*_CAPTURED).order_by(EntryRow.first_seen_at, EntryRow.article_id)
    )
    return [
        Captured(
            entry=FeedEntry(
                id=row.article_id,
                url=row.url,
                title=row.title,
                summary=row.summary,
                published_at=row.published_at,
                author=row.author,
                published_raw=row.published_raw,
                feed_url=row.feed_url,
            ),
            outlet_id=row.outlet_id,
            capture_id=row.id,
            final_url=row.final_url,
            sha256=row.sha256,
            fetched_at=row.fetched_at,
        )
        for row in rows
    ]


_CAPTURED: tuple[Any, ...] = (
    EntryRow.article_id,
    EntryRow.url,
    EntryRow.title,
    EntryRow.summary,
    EntryRow.published_at,
    EntryRow.author,
    EntryRow.published_raw,
    EntryRow.feed_url,
    EntryRow.outlet_id,
    CaptureRow.id,
    CaptureRow.final_url,
    CaptureRow.sha256,
    CaptureRow.fetched_at,
)


def text_sha256(article: Article) -> str:
    """Return the digest that tells one text of an article from another."""
    joined = f"{article.title}\n\n{article.sapo}\n\n{article.body}"
    return hashlib.sha256(joined.encode()).hexdigest()


class Read(NamedTuple):
    """An article as it was read from a capture."""

    article: Article
    outlet_id: str
    capture_id: int
    seen_at: datetime


def save_article(
    session: Session, article: Article, *, outlet_id: str, capture_id: int, seen_at: datetime
) -> bool:
    """Keep `article`; return True when it is new or its text changed (a new version of the same article)."""
    return save_articles(session, [Read(article, outlet_id, capture_id, seen_at)]) == 1


def save_articles(session: Session, found: Sequence[Read]) -> int:
    """Keep articles, each of them once; return how many are new or have a new text (a version of the same article)."""
    ids = [one.article.id for one in found]
    known = {
        row.id: (row, digest)
        for row, digest in session.execute(
            _current().with_only_columns(ArticleRow, VersionRow.text_sha256).where(ArticleRow.id.in_(ids))
        )
    }
    new, texts = [], []
    for one in found:
        digest = text_sha256(one.article)
        row, before = known.get(one.article.id, (None, ""))
        if row is None:
            new.append(_article_values(one))
        elif before == digest:
            continue
        else:
            row.version += 1
            row.kind = one.article.kind
            row.published_at = one.article.published_at or row.published_at
        texts.append(_version_values(one, row.version if row else 1, digest))
    session.flush()
    if new:
        session.execute(sa.insert(ArticleRow), new)
    if texts:
        session.execute(sa.insert(VersionRow), texts)
    return len(texts)


def _article_values(one: Read) -> dict[str, object]:
    return {
        "id": one.article.id,
        "url": one.article.url,
        "outlet_id": one.outlet_id,
        "kind": one.article.kind,
        "first_seen_at": one.seen_at,
        "published_at": one.article.published_at,
        "version": 1,
    }


def _version_values(one: Read, number: int, digest: str) -> dict[str, object]:
    return {
        "article_id": one.article.id,
        "number": number,
        "capture_id": one.capture_id,
        "seen_at": one.seen_at,
        "title": one.article.title,
        "text_sha256": digest,
        "record": one.article,  # made JSON as it is written
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An article with what the store knows beside it."""

    article: Article
    outlet_id: str
    first_seen_at: datetime
    version: int
    group_id: str | None
    event_id: str | None
    capture_id: int


def article_from(version: VersionRow) -> Article:
    """Return the article of a stored version."""
    return msgspec.convert(version.record, Article)


def _stored(query: sa.Select[ArticleRow, VersionRow], session: Session) -> list[Stored]:
    return _made(session.execute(query.with_only_columns(*_STORED)))


def _made(rows: Iterable[Sequence[Any]]) -> list[Stored]:
    return [
        Stored(
            article=_ARTICLE.decode(record),
            outlet_id=outlet_id,
            first_seen_at=first_seen_at,
            version=version,
            group_id=group_id,
            event_id=event_id,
            capture_id=capture_id,
        )
        for record, outlet_id, first_seen_at, version, group_id, event_id, capture_id in rows
    ]


_ARTICLE = msgspec.json.Decoder(Article)
_STORED = (
    sa.cast(VersionRow.record, sa.Text),  # read once, straight into the record
    ArticleRow.outlet_id,
    ArticleRow.first_seen_at,
    ArticleRow.version,
    ArticleRow.group_id,
    ArticleRow.event_id,
    VersionRow.capture_id,
)


def _current() -> sa.Select[ArticleRow, VersionRow]:
    return sa.select(ArticleRow, VersionRow).join(
        VersionRow, sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version)
    )


def _in_order(*wanted: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Return a query that is built once, for the current versions of articles in the order of publication."""
    query = _current().with_only_columns(*_STORED).where(*wanted)
    return query.order_by(ArticleRow.published_at, ArticleRow.id)


def load(session: Session, article_ids: Iterable[str]) -> list[Stored]:
    """Return the current versions of the articles with these ids, in the order of publication."""
    return _made(session.execute(_LOAD, {"ids": list(article_ids)}))


_LOAD = _in_order(ArticleRow.id.in_(sa.bindparam("ids", expanding=True)))


class Near(NamedTuple):
    """An article with when its current version was captured and the digest of what was."""

    stored: Stored
    fetched_at: datetime
    sha256: str


def around(session: Session, article_id: str, group_id: str) -> dict[str, Near]:
    """Return an article, the copies of a text and the reports of the article's event, by id, oldest first."""
    rows = session.execute(_AROUND, {"article": article_id, "group": group_id}).all()
    stored = _made(row[:-3] for row in rows)
    return {row[-3]: Near(one, row[-2], row[-1]) for row, one in zip(rows, stored, strict=True)}


def _around_query() -> sa.Select[*tuple[Any, ...]]:
    article, lead = table(ArticleRow), table(ArticleRow).alias("lead")
    id_ = sa.bindparam("article", type_=sa.String())
    event = sa.select(lead.c.event_id).where(lead.c.id == id_).scalar_subquery()
    ids = sa.union(
        sa.select(article.c.id).where(article.c.id == id_),
        sa.select(article.c.id).where(article.c.group_id == sa.bindparam("group")),
        sa.select(article.c.id).where(article.c.event_id == event),
    )
    near = _in_order(ArticleRow.id.in_(ids)).join(CaptureRow, CaptureRow.id == VersionRow.capture_id)
    return near.add_columns(ArticleRow.id, CaptureRow.fetched_at, CaptureRow.sha256)


_AROUND = _around_query()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """One version of an article: its text, when it was first seen, and the digest of the bytes it was read from."""

    number: int
    seen_at: datetime
    article: Article
    capture_sha256: str


def texts(session: Session, article_id: str) -> list[StoredText]:
    """Return all texts of an article, oldest first; `domain.versions.changes` compares two of them."""
    query = (
        sa.select(VersionRow, CaptureRow.sha256)
        .join(CaptureRow, CaptureRow.id == VersionRow.capture_id)
        .where(VersionRow.article_id == article_id)
        .order_by(VersionRow.number)
    )
    return [
        StoredText(number=row.number, seen_at=row.seen_at, article=article_from(row), capture_sha256=sha256)
        for row, sha256 in session.execute(query)
    ]


def count_articles(session: Session) -> int:
    """Return how many readable articles the store holds."""
    query = sa.select(sa.func.count()).select_from(ArticleRow).where(ArticleRow.kind == ArticleKind.ARTICLE)
    return session.scalar(query) or 0


# group -------------------------------------------------------------------------------------------------------


def ungrouped(session: Session) -> list[Stored]:
    """Return readable articles that belong to no story yet, oldest first."""
    query = _current().where(ArticleRow.kind == ArticleKind.ARTICLE, ArticleRow.group_id.is_(None))
    return _stored(query.order_by(ArticleRow.published_at, ArticleRow.id), session)


def grouped_since(session: Session, since: datetime) -> list[Stored]:
    """Return articles of the window that already belong to a story, oldest first."""
    query = _current().where(ArticleRow.group_id.is_not(None), ArticleRow.first_seen_at >= since)
    return _stored(query.order_by(ArticleRow.published_at, ArticleRow.id), session)


def reports_since(session: Session, event_ids: Iterable[str], since: datetime) -> list[Stored]:
    """Return articles of these events first seen since a moment; within an event oldest first."""
    found, ids = [], sorted(event_ids)
    for start in range(0, len(ids), _IDS):
        query = _current().where(
            ArticleRow.event_id.in_(ids[start : start + _IDS]),
            ArticleRow.group_id.is_not(None),
            ArticleRow.first_seen_at >= since,
        )
        found += _stored(query.order_by(ArticleRow.published_at, ArticleRow.id), session)
    return found


_IDS = 500
"""Ids asked for at once; databases limit how many a statement may hold."""


def save_groups(session: Session, groups: Mapping[str, tuple[str, str]]) -> None:
    """Keep (group id, event id) by article id."""
    rows = [
        {"id": key, "group_id": group_id, "event_id": event_id}
        for key, (group_id, event_id) in groups.items()
    ]
    session.execute(sa.update(ArticleRow), rows)


def members(session: Session, group_id: str) -> list[Stored]:
    """Return the copies of one text, oldest first."""
    return _made(session.execute(_MEMBERS, {"group": group_id}))


_MEMBERS = _in_order(ArticleRow.group_id == sa.bindparam("group"))


# tag and flag ------------------------------------------------------------------------------------------------


def untagged(session: Session, limit: int | None = None) -> list[Stored]:
    """Return grouped articles whose current version the machine has not read yet, at most `limit`."""
    query = (
        _current()
        .outerjoin(TaggingRow, TaggingRow.article_id == ArticleRow.id)
        .where(
            ArticleRow.kind == ArticleKind.ARTICLE,
            ArticleRow.group_id.is_not(None),
            sa.or_(TaggingRow.version.is_(None), TaggingRow.version < ArticleRow.version),
        )
    )
    return _stored(query.order_by(ArticleRow.published_at, ArticleRow.id).limit(limit), session)


def _tagged_since(since: datetime) -> sa.ColumnElement[bool]:
    """Ask for articles that the machine has read, whose text no rule has removed."""
    emptied = sa.exists().where(DisposalRow.article_id == ArticleRow.id, DisposalRow.version.is_not(None))
    read = sa.exists().where(TaggingRow.article_id == ArticleRow.id)
    return sa.and_(
        ArticleRow.first_seen_at >= since, ArticleRow.kind == ArticleKind.ARTICLE,
        ArticleRow.group_id.is_not(None), read, ~emptied,
    )  # fmt: skip


def count_tagged(session: Session, since: datetime) -> int:
    """Return how many articles `tagged` gives in all."""
    query = sa.select(sa.func.count()).select_from(ArticleRow).where(_tagged_since(since))
    return session.scalar(query) or 0


def tagged(session: Session, since: datetime, *, after: str, limit: int) -> list[Stored]:
    """Return articles first seen since a moment that the machine has read, in the order of their ids, after one."""
    query = _current().where(_tagged_since(since), ArticleRow.id > after)
    return _stored(query.order_by(ArticleRow.id).limit(limit), session)


def save_flagged(session: Session, flagged: Iterable[FlaggedArticle], version: Mapping[str, int]) -> None:
    """Keep what the machine says of each article; `version` is the text version it read, by article id."""
    found = list(flagged)
    ids = [item.tagged.article.id for item in found]
    for start in range(0, len(ids), _IDS):
        for kept in (ArticleAgencyRow, TaggingRow):
            session.execute(sa.delete(kept).where(kept.article_id.in_(ids[start : start + _IDS])))
    agencies = [
        {"article_id": item.tagged.article.id, "agency_id": tag.id, "rank": rank, "score": tag.score}
        for item in found
        for rank, tag in enumerate(item.tagged.agencies)
        if tag.score >= SAID
    ]
    if found:
        session.execute(sa.insert(TaggingRow), [_said(item, version) for item in found])
    if agencies:
        session.execute(sa.insert(ArticleAgencyRow), agencies)


def _said(item: FlaggedArticle, version: Mapping[str, int]) -> dict[str, object]:
    tagged = {name: getattr(item.tagged, name) for name in _TAGS}
    return {
        "article_id": item.tagged.article.id,
        "version": version[item.tagged.article.id],
        "tone": item.tagged.sentiment.label,
        "attention": item.tagged.attention.score,
        "priority": item.priority,
        "flags_said": sum(flag.score >= SAID for flag in item.flags),
        "has_agency": any(tag.score >= SAID for tag in item.tagged.agencies),
        "record": {"tagged": tagged} | {name: getattr(item, name) for name in _FLAGS},
    }


_TAGS = tuple(one.name for one in fields(TaggedArticle) if one.name != "article")
_FLAGS = tuple(one.name for one in fields(FlaggedArticle) if one.name != "tagged")


def all_flagged(session: Session, stored: Sequence[Stored]) -> dict[str, FlaggedArticle]:
    """Return what the machine said of articles, by their ids; those not read yet are left out."""
    found: dict[str, FlaggedArticle] = {}
    for start in range(0, len(stored), _IDS):
        some = {one.article.id: one.article for one in stored[start : start + _IDS]}
        query = sa.select(TaggingRow.article_id, TaggingRow.record).where(TaggingRow.article_id.in_(some))
        found |= {
            row[0]: _with_text(cast("dict[str, Any]", row[1]), some[row[0]]) for row in session.execute(query)
        }
    return found


def _with_text(record: dict[str, Any], article: Article) -> FlaggedArticle:
    """Return the record of a tagging as it was before its article was left out."""
    empty = {"id": article.id, "url": article.url}
    found = msgspec.convert(record | {"tagged": record["tagged"] | {"article": empty}}, FlaggedArticle)
    return replace(found, tagged=replace(found.tagged, article=article))


def flagged(session: Session, stored: Stored) -> FlaggedArticle | None:
    """Return what the machine said of an article, None when it was not read yet."""
    return all_flagged(session, [stored]).get(stored.article.id)


def flagged_ids(session: Session) -> list[str]:
    """Return the ids of articles with at least one flag that is said, most urgent first."""
    query = (
        sa.select(TaggingRow.article_id).where(TaggingRow.flags_said > 0).order_by(TaggingRow.priority.desc())
    )
    return list(session.scalars(query))


# runs --------------------------------------------------------------------------------------------------------


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
