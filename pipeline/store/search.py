"""Full text of the cases: headline, lead and body of the article each case is about, in its current version.

Two columns (see docs/decisions/0017): `exact` holds the text in small letters with one placement of tone marks,
`plain` without any marks, đ as d. A query with marks asks the exact column, since folding makes different words one
(những, nhũng); a query typed without marks asks the plain one. What is typed is a phrase. SQLite answers from FTS5,
PostgreSQL from two stored tsvector columns; the agency stands in the SQLite index as a word of its own, so that a
small agency's search does not walk through everybody's hits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import Article
from pipeline.domain.text import clean_line, fold, unify_tone
from pipeline.store.press import article_from
from pipeline.store.tables import ArticleRow, CaseRow, VersionRow

TABLE = "case_search"


def in_schema(name: str | None, kind: str, _parents: object) -> bool:
    """Tell Alembic which tables are declared: the index has tables of its own that are not."""
    return not (kind == "table" and (name or "").startswith(TABLE))


class Reach(StrEnum):
    """How far a search had to go to find something, nearest first."""

    EXACT_PHRASE = "exact phrase"
    EXACT_WORDS = "exact words"
    PLAIN_PHRASE = "plain phrase"
    PLAIN_WORDS = "plain words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to ask: phrases that must all stand in the text, each with the column to look in."""

    phrases: tuple[tuple[str, str], ...]
    reach: Reach


def readings(typed: str) -> Iterator[Query]:
    """Yield what `typed` can mean, the nearest reading first; nothing when it holds no word.

    Quotation marks part phrases; what stands outside of them is a phrase too, then words in any order. A word typed
    with marks is never taken for another one; those typed without may be any.
    """
    text = clean_line(typed).translate({ord(mark): '"' for mark in "“”„«»"})
    quoted = tuple(filter(None, (_words(part) for part in text.split('"')[1::2])))
    free = tuple(filter(None, (_words(part) for part in text.split('"')[0::2])))
    phrases = (*quoted, *free)
    if not phrases:
        return
    loose = (*quoted, *(word for part in free for word in part.split()))
    if not text.isascii():
        yield Query(phrases=tuple(("exact", _exact(part)) for part in phrases), reach=Reach.EXACT_PHRASE)
        if loose == phrases:
            return
        yield Query(phrases=tuple(("exact", _exact(part)) for part in loose), reach=Reach.EXACT_WORDS)
        mixed = (("plain", fold(part)) if part.isascii() else ("exact", _exact(part)) for part in loose)
        yield Query(phrases=tuple(mixed), reach=Reach.PLAIN_WORDS)
        return
    yield Query(phrases=tuple(("plain", fold(part)) for part in phrases), reach=Reach.PLAIN_PHRASE)
    if loose != phrases:
        yield Query(phrases=tuple(("plain", fold(part)) for part in loose), reach=Reach.PLAIN_WORDS)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _exact(text: str) -> str:
    return unify_tone(text).lower()


def hits(session: Session, query: Query, agency_id: str | None) -> sa.Select[int]:
    """Return a query for the ids of the cases whose text answers `query`."""
    key = _key(session)
    if key.name == "case_id":
        conditions = [
            sa.literal_column(f"{TABLE}.{column}").op("@@")(sa.func.phraseto_tsquery("simple", phrase))
            for column, phrase in query.phrases
        ]
        if agency_id is not None:
            conditions.append(key.in_(sa.select(CaseRow.id).where(CaseRow.agency_id == agency_id)))
        return sa.select(key).where(*conditions)
    match = " AND ".join(f'{column} : "{phrase}"' for column, phrase in query.phrases)
    if agency_id is not None:
        match += f" AND scope : {_scope(agency_id)}"
    return sa.select(key).where(sa.literal_column(TABLE).op("MATCH")(match))


def _key(session: Session) -> sa.ColumnClause[int]:
    """Return the column of the index that holds the id of a case."""
    name = "case_id" if session.get_bind().dialect.name == "postgresql" else "rowid"
    return sa.table(TABLE, sa.column(name, sa.Integer)).c[name]


def answer(session: Session, typed: str, agency_id: str | None) -> tuple[sa.Select[int], Reach] | None:
    """Return the nearest reading of `typed` that finds any case, None when none does."""
    for query in readings(typed):
        found = hits(session, query, agency_id)
        if session.scalar(found.limit(1)) is not None:
            return found, query.reach
    return None


def nothing(session: Session) -> sa.Select[int]:
    """Return a query that finds no case."""
    return sa.select(_key(session)).where(sa.false())


def _scope(agency_id: str) -> str:
    """Return an agency as one word of the index."""
    return "a" + re.sub(r"\W", "", agency_id)


def index(session: Session, case: CaseRow, article: Article) -> None:
    """Keep the text of a case findable, in place of what was indexed of it before."""
    text = _words(f"{article.title}\n{article.sapo}\n{article.body}")  # or 1.524 were one word to PostgreSQL
    values = {"id": case.id, "exact": _exact(text), "plain": fold(text), "scope": _scope(case.agency_id)}
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            sa.text(
                f"INSERT INTO {TABLE} (case_id, exact, plain) VALUES "  # noqa: S608  a constant
                "(:id, to_tsvector('simple', :exact), to_tsvector('simple', :plain)) "
                "ON CONFLICT (case_id) DO UPDATE SET exact = excluded.exact, plain = excluded.plain"
            ),
            values,
        )
        return
    session.execute(sa.text(f"DELETE FROM {TABLE} WHERE rowid = :id"), values)  # noqa: S608  a constant
    session.execute(
        sa.text(f"INSERT INTO {TABLE} (rowid, exact, plain, scope) VALUES (:id, :exact, :plain, :scope)"),  # noqa: S608
        values,
    )


def catch_up(session: Session) -> int:
    """Index the cases that are not indexed yet and return how many; a database from before gets its index so.

    No more than some hundred texts are in memory at once, so that a restored archive of any size can be indexed.
    """
    key = _key(session)
    query = (
        sa.select(CaseRow, VersionRow)
        .join(ArticleRow, ArticleRow.id == CaseRow.article_id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .where(~sa.exists(sa.select(key).where(key == CaseRow.id)))
        .order_by(CaseRow.id)
        .limit(_AT_ONCE)
    )
    count = last = 0
    while missing := session.execute(query.where(CaseRow.id > last)).all():
        for case, version in missing:
            index(session, case, article_from(version))
            last = case.id
        count += len(missing)
    return count


_AT_ONCE = 500
