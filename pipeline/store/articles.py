"""Articles, their versions, and the copies and events they belong to: in and out of the tables.

Functions flush, they never commit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import (
    Article,
    ArticleKind,
    FeedEntry,
)
from pipeline.store.retention_tables import DisposalRow
from pipeline.store.tables import (
    ArticleRow,
    CaptureRow,
    EntryRow,
    VersionRow,
    table,
)


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
            current().with_only_columns(ArticleRow, VersionRow.text_sha256).where(ArticleRow.id.in_(ids))
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


def stored_of(query: sa.Select[ArticleRow, VersionRow], session: Session) -> list[Stored]:
    """Return the articles that a query built on `current` gives."""
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


def current() -> sa.Select[ArticleRow, VersionRow]:
    """Return the query of all articles, each with its current version."""
    return sa.select(ArticleRow, VersionRow).join(
        VersionRow, sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version)
    )


def _in_order(*wanted: sa.ColumnElement[bool]) -> sa.Select[*tuple[Any, ...]]:
    """Return a query that is built once, for the current versions of articles in the order of publication."""
    query = current().with_only_columns(*_STORED).where(*wanted)
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


def ungrouped(session: Session) -> Iterator[Stored]:
    """Yield readable articles that belong to no story yet, oldest first."""
    yield from _read_on(session, ArticleRow.kind == ArticleKind.ARTICLE, ArticleRow.group_id.is_(None))


def grouped_since(session: Session, since: datetime) -> Iterator[Stored]:
    """Yield articles of the window that already belong to a story, oldest first."""
    yield from _read_on(session, ArticleRow.group_id.is_not(None), ArticleRow.first_seen_at >= since)


def _read_on(session: Session, *wanted: sa.ColumnElement[bool]) -> Iterator[Stored]:
    """Yield articles in the order of publication, some at a time: a week of them is never in memory at once."""
    some = session.execute(_in_order(*wanted), execution_options={"yield_per": AT_ONCE})
    for rows in some.partitions():
        yield from _made(rows)


AT_ONCE = 256
"""Articles read at once where many are wanted one by one."""


def reports_since(
    session: Session, event_ids: Iterable[str], since: datetime, *, but: Collection[str]
) -> list[Stored]:
    """Return articles of these events first seen since a moment, but not those with some ids."""
    found: list[str] = []
    events = sorted(event_ids)
    for start in range(0, len(events), IDS):
        query = sa.select(ArticleRow.id).where(
            ArticleRow.event_id.in_(events[start : start + IDS]),
            ArticleRow.group_id.is_not(None),
            ArticleRow.first_seen_at >= since,
        )
        found += (one for one in session.scalars(query) if one not in but)  # most have no other reports
    return [one for start in range(0, len(found), IDS) for one in load(session, found[start : start + IDS])]


IDS = 500
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
