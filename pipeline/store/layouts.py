"""Which outlets' pages are read worse than they were: counted from the stored articles."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import ArticleKind
from pipeline.ingest.layout import PAST, RECENT, Loss, Part, Share, losses
from pipeline.store.tables import ArticleRow, EntryRow, VersionRow


def lost_layouts(session: Session, now: datetime) -> dict[str, tuple[Loss, ...]]:
    """Return what the pages of an outlet lost in the last days against the month before, by outlet id.

    The body is missed on every announced page, the other parts on those that were read as articles. A time that
    only the feed told counts as missing on the page.
    """
    shares: dict[tuple[str, bool], dict[Part, Share]] = {}
    for outlet_id, is_recent, pages, articles, sapo, time, author in session.execute(_counts(now)):
        shares[outlet_id, bool(is_recent)] = {
            Part.BODY: Share(found=articles, of=pages),
            Part.SAPO: Share(found=sapo, of=articles),
            Part.TIME: Share(found=time, of=articles),
            Part.AUTHOR: Share(found=author, of=articles),
        }
    found = {
        outlet_id: losses(shares[outlet_id, False], recent)
        for (outlet_id, is_recent), recent in shares.items()
        if is_recent and (outlet_id, False) in shares
    }
    return {outlet_id: lost for outlet_id, lost in sorted(found.items()) if lost}


def _counts(now: datetime) -> sa.Select[str, int, int, int, int, int, int]:
    """Return the query for outlet, whether its row is of the last days, pages, articles, and parts found on these."""
    recent = sa.case((ArticleRow.first_seen_at >= now - RECENT, 1), else_=0).label("recent")
    is_article = ArticleRow.kind == ArticleKind.ARTICLE
    raw = VersionRow.record["published_raw"].as_string()
    has_time = sa.and_(ArticleRow.published_at.is_not(None), raw != EntryRow.published_raw)
    return (
        sa.select(
            ArticleRow.outlet_id,
            recent,
            sa.func.count(),
            _count(is_article),
            _count(sa.and_(is_article, VersionRow.record["sapo"].as_string() != "")),
            _count(sa.and_(is_article, has_time)),
            _count(sa.and_(is_article, VersionRow.record["author"].as_string() != "")),
        )
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .join(EntryRow, EntryRow.article_id == ArticleRow.id)
        .where(ArticleRow.first_seen_at.between(now - RECENT - PAST, now), EntryRow.feed_url != "")
        .group_by(ArticleRow.outlet_id, recent)
    )


def _count(condition: sa.ColumnElement[bool]) -> sa.Function[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))
