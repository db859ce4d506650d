"""Articles an agency is the first to answer for, as the machine read them: where claims without a fact are looked for."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import FlaggedArticle
from pipeline.store import articles, taggings
from pipeline.store.tables import ArticleAgencyRow, ArticleRow


def recent(session: Session, agency_id: str, *, since: datetime, most: int) -> list[FlaggedArticle]:
    """Return the newest articles since a moment whose first agency is the one given, at most `most`."""
    query = (
        sa.select(ArticleRow.id)
        .join(ArticleAgencyRow, ArticleAgencyRow.article_id == ArticleRow.id)
        .where(
            ArticleAgencyRow.agency_id == agency_id,
            ArticleAgencyRow.rank == 0,
            ArticleRow.published_at >= since,
        )
        .order_by(ArticleRow.published_at.desc(), ArticleRow.id)
        .limit(most)
    )
    stored = articles.load(session, session.scalars(query).all())
    found = taggings.all_flagged(session, stored)
    return [found[one.article.id] for one in stored if one.article.id in found]
