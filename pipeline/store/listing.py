"""Whole lists for machines, page by page: each page goes on after the last id of the one before.

The key is the primary key, so the hundredth page costs what the first did. `agency_id` None means all agencies.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from pipeline.domain.facts import Fact
from pipeline.review.workflow import WAITING, State
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    CaseRow,
    FactRow,
    LetterRow,
    PersonRow,
    TaggingRow,
    VersionRow,
)

ArticleLine = sa.Row[ArticleRow, VersionRow, TaggingRow | None]


def articles(
    session: Session, agency_id: str | None, *, after: str, limit: int, only: str | None = None
) -> Sequence[ArticleLine]:
    """Return (article, current text, tags) of what was said to be an agency's matter, by id."""
    ids = sa.select(ArticleRow.id)
    if agency_id is not None:
        ids = sa.select(ArticleAgencyRow.article_id.label("id")).where(
            ArticleAgencyRow.agency_id == agency_id
        )
    key = ids.selected_columns[0]
    wanted = (
        (ids.where(key == only) if only is not None else ids.where(key > after)).order_by(key).limit(limit)
    )
    page = wanted.subquery()
    query = (
        sa.select(ArticleRow, VersionRow, TaggingRow)
        .join(page, page.c.id == ArticleRow.id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .outerjoin(TaggingRow, TaggingRow.article_id == ArticleRow.id)
        .order_by(ArticleRow.id)
    )
    return session.execute(query).all()


def cases(
    session: Session, agency_id: str | None, *, after: int, limit: int, state: State | None = None
) -> Sequence[CaseRow]:
    """Return cases by id."""
    query = sa.select(CaseRow).where(CaseRow.id > after, *_own(agency_id)).order_by(CaseRow.id).limit(limit)
    if state is not None:
        query = query.where(CaseRow.state == state)
    return session.scalars(query).all()


def decisions(
    session: Session, agency_id: str | None, *, after: int, limit: int
) -> list[tuple[CaseRow, str]]:
    """Return (case, login of who decided) of the cases that are decided, by the id of the case."""
    query = (
        sa.select(CaseRow, PersonRow.login)
        .join(PersonRow, PersonRow.id == CaseRow.decided_by)
        .where(
            CaseRow.id > after,
            CaseRow.verdict.is_not(None),
            CaseRow.state.not_in(WAITING),  # what was opened again has no decision in force
            *_own(agency_id),
        )
        .order_by(CaseRow.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def letters(
    session: Session, agency_id: str | None, *, after: int, limit: int
) -> list[tuple[LetterRow, str]]:
    """Return (letter, id of its agency) by the id of the letter, drafts too."""
    query = (
        sa.select(LetterRow, CaseRow.agency_id)
        .join(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(LetterRow.id > after, *_own(agency_id))
        .order_by(LetterRow.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def facts(
    session: Session, agency_id: str | None, *, after: str, limit: int, only: str | None = None
) -> list[Fact]:
    """Return the newest version of official facts that are not retired, by id."""
    newer = aliased(FactRow)
    superseded = sa.exists().where(newer.fact_id == FactRow.fact_id, newer.version > FactRow.version)
    query = (
        sa.select(FactRow).where(sa.not_(FactRow.retired), ~superseded).order_by(FactRow.fact_id).limit(limit)
    )
    query = query.where(FactRow.fact_id == only if only is not None else FactRow.fact_id > after)
    if agency_id is not None:
        query = query.where(FactRow.agency_id == agency_id)
    return [msgspec.convert(row.record, Fact) for row in session.scalars(query)]


def _own(agency_id: str | None) -> list[sa.ColumnElement[bool]]:
    return [] if agency_id is None else [CaseRow.agency_id == agency_id]
