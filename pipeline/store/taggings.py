"""What the machine says of articles: tags and flags in and out of the tables.

Functions flush, they never commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import (
    SAID,
    Article,
    ArticleKind,
    FlaggedArticle,
    TaggedArticle,
)
from pipeline.store.articles import IDS, Stored, current, stored_of
from pipeline.store.retention_tables import DisposalRow
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    TaggingRow,
)


def untagged(session: Session, limit: int | None = None) -> list[Stored]:
    """Return grouped articles whose current version the machine has not read yet, at most `limit`."""
    query = (
        current()
        .outerjoin(TaggingRow, TaggingRow.article_id == ArticleRow.id)
        .where(
            ArticleRow.kind == ArticleKind.ARTICLE,
            ArticleRow.group_id.is_not(None),
            sa.or_(TaggingRow.version.is_(None), TaggingRow.version < ArticleRow.version),
        )
    )
    return stored_of(query.order_by(ArticleRow.published_at, ArticleRow.id).limit(limit), session)


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
    query = current().where(_tagged_since(since), ArticleRow.id > after)
    return stored_of(query.order_by(ArticleRow.id).limit(limit), session)


def save_flagged(session: Session, flagged: Iterable[FlaggedArticle], version: Mapping[str, int]) -> None:
    """Keep what the machine says of each article; `version` is the text version it read, by article id."""
    found = list(flagged)
    ids = [item.tagged.article.id for item in found]
    for start in range(0, len(ids), IDS):
        for kept in (ArticleAgencyRow, TaggingRow):
            session.execute(sa.delete(kept).where(kept.article_id.in_(ids[start : start + IDS])))
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
    for start in range(0, len(stored), IDS):
        some = {one.article.id: one.article for one in stored[start : start + IDS]}
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
