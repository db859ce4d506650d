"""What the store knows of a period, as the report stage wants it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import ArticleKind
from pipeline.report.quarter import ArticleLine, CaseLine, LetterLine, Quarter
from pipeline.review.workflow import State
from pipeline.store import audit
from pipeline.store.tables import ArticleRow, CaseRow, LetterRow, OutcomeRow, TaggingRow, VersionRow

Name = Callable[[str], str]
"""Gives the name that stands for an id."""


def quarter(session: Session, first: date, last: date, *, outlet_name: Name, agency_name: Name) -> Quarter:
    """Return the records of a period, both days included (Vietnamese time)."""
    start = datetime.combine(first, time(), VIETNAM)
    end = datetime.combine(last + timedelta(days=1), time(), VIETNAM)
    return Quarter(
        first=first,
        last=last,
        articles=tuple(_articles(session, start, end, outlet_name)),
        cases=tuple(_cases(session, start, end, outlet_name, agency_name)),
        letters=tuple(_letters(session, start, end, outlet_name)),
        audit_root=audit.root(session),
    )


def _articles(session: Session, start: datetime, end: datetime, outlet_name: Name) -> list[ArticleLine]:
    """Return the articles of the period for which an agency of the province was found."""
    query = (
        sa.select(ArticleRow, TaggingRow)
        .join(TaggingRow, TaggingRow.article_id == ArticleRow.id)
        .where(
            ArticleRow.kind == ArticleKind.ARTICLE,
            sa.func.coalesce(ArticleRow.published_at, ArticleRow.first_seen_at) >= start,
            sa.func.coalesce(ArticleRow.published_at, ArticleRow.first_seen_at) < end,
            sa.or_(TaggingRow.has_agency, TaggingRow.flags_said > 0),
        )
        .order_by(ArticleRow.id)
    )
    return [
        ArticleLine(
            id=article.id,
            outlet=outlet_name(article.outlet_id),
            tone=tagging.tone,
            flagged=tagging.flags_said > 0,
        )
        for article, tagging in session.execute(query)
    ]


def _cases(
    session: Session, start: datetime, end: datetime, outlet_name: Name, agency_name: Name
) -> list[CaseLine]:
    query = (
        sa.select(CaseRow, ArticleRow, VersionRow)
        .join(ArticleRow, ArticleRow.id == CaseRow.article_id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .where(CaseRow.opened_at >= start, CaseRow.opened_at < end)
        .order_by(CaseRow.id)
    )
    return [
        CaseLine(
            id=str(case.id),
            agency=agency_name(case.agency_id),
            title=version.title,
            outlet=outlet_name(article.outlet_id),
            verdict=case.verdict,
            closed=case.state is State.CLOSED,
            result=case.note if case.state is State.CLOSED else "",
        )
        for case, article, version in session.execute(query)
    ]


def _letters(session: Session, start: datetime, end: datetime, outlet_name: Name) -> list[LetterLine]:
    newest = (
        sa.select(OutcomeRow.letter_id, sa.func.max(OutcomeRow.seen_at).label("seen_at"))
        .group_by(OutcomeRow.letter_id)
        .subquery()
    )
    query = (
        sa.select(LetterRow, ArticleRow.outlet_id, OutcomeRow.kind)
        .join(ArticleRow, ArticleRow.id == LetterRow.article_id)
        .outerjoin(newest, newest.c.letter_id == LetterRow.id)
        .outerjoin(
            OutcomeRow, sa.and_(OutcomeRow.letter_id == LetterRow.id, OutcomeRow.seen_at == newest.c.seen_at)
        )
        .where(LetterRow.sent_at >= start, LetterRow.sent_at < end)
        .order_by(LetterRow.id)
    )
    return [
        LetterLine(id=str(letter.id), outlet=outlet_name(outlet_id), kind=letter.kind, outcome=outcome)
        for letter, outlet_id, outcome in session.execute(query)
    ]
