"""Full text of the cases: headline, lead and body of the article each case is about, in its current version.

Two columns (see docs/decisions/0017): `exact` holds the text in small letters with one placement of tone marks,
`plain` without any marks, đ as d. A query with marks asks the exact column, since folding makes different words one
(những, nhũng); a query typed without marks asks the plain one. What is typed is a phrase. SQLite answers from FTS5; the
agency stands there as a word of its own, so that a small agency's search does not walk through everybody's hits.
PostgreSQL answers from stored tsvector columns; a third one holds each two neighbouring words of both, since words that
stand everywhere are rare side by side, and only reading the text tells PostgreSQL that they are (0051, 0062).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.orm import Session

from pipeline.domain.records import Article
from pipeline.domain.text import clean_line, fold, unify_tone
from pipeline.store.articles import article_from
from pipeline.store.tables import ArticleRow, CaseRow, VersionRow, table

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
    return " ".join(re.findall(r"[^\W_]+", text))


def _exact(text: str) -> str:
    return unify_tone(text).lower()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Way:
    """How cases are found: what the index tells of them, then what is left to be read; one for all searches of a kind."""

    near: sa.Select[int] | None
    """The ids of the cases that may answer; None for all cases."""
    read: sa.ColumnElement[bool] | None = None
    """What the text of a case must hold beside, where its id is `READ`."""

    @property
    def query(self) -> sa.Select[int]:
        """Return the query for the ids of all cases that answer."""
        if self.read is None:
            assert self.near is not None
            return self.near
        may = sa.select(_CASE.c.id) if self.near is None else self.near
        return self.among(may)

    def among(self, may: sa.Select[int]) -> sa.Select[int]:
        """Return those of a query for ids that answer, each read when its turn comes: whoever wants few reads few."""
        assert self.read is not None
        aside = may.offset(sa.literal_column("0"))  # keeps the planner from reading before the order is known
        inner = sa.select(aside.subquery("near").columns[0].label("id")).subquery("found")
        return sa.select(READ).select_from(inner).where(self.read)


READ = sa.literal_column("found.id", sa.Integer())
"""The id of the case whose text is read."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hits:
    """What a search found: the way to the cases, and its values."""

    way: Way
    values: Mapping[str, str]

    @property
    def query(self) -> sa.Select[int]:
        """Return the query for the ids of the cases."""
        return self.way.query


def hits(session: Session, query: Query, agency_id: str | None) -> Hits | None:
    """Return the cases whose text answers `query`, None when there is none."""
    if session.get_bind().dialect.name == "postgresql":
        return _hits_of_postgresql(session, _asked(query), agency_id)
    terms = [f'{column} : "{phrase}"' for column, phrase in query.phrases]
    if agency_id is not None:
        terms.append(f"scope : {_scope(agency_id)}")
    found = Hits(way=_MATCHES, values={"match": " AND ".join(terms)})
    return found if session.execute(_MATCH.limit(1), found.values).scalar() is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What PostgreSQL's index is asked: the pairs of words that must stand there, and the phrases that they do not settle."""

    pairs: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]
    whole: tuple[tuple[str, str], ...]
    """All phrases, settled by their pairs or not."""


def _asked(query: Query) -> _Asked:
    pairs: list[str] = []
    phrases = []
    for column, phrase in query.phrases:
        words = phrase.split()
        found = [f"{one} {other}" for one, other in pairwise(words) if _is_kept(one, other)]
        pairs += found
        # a pair without marks may be that of other words, folded
        settled = len(words) == 2 and found and (column == "plain" or fold(found[0]) != found[0])
        if not settled:
            phrases.append((column, phrase))
    return _Asked(pairs=tuple(dict.fromkeys(pairs)), phrases=tuple(phrases), whole=query.phrases)


def _is_kept(*words: str) -> bool:
    """Tell whether these neighbours stand in the index as a pair."""
    return sum(map(len, words)) < _LONGEST and all(
        word.isalpha() or (word.isascii() and word.isalnum()) for word in words
    )


def _kept(*texts: str) -> list[str]:
    """Return the pairs of neighbouring words of texts, each once."""
    pairs = {" ".join(pair) for text in texts for pair in pairwise(text.split())}
    return sorted(pair for pair in pairs if len(pair) <= _LONGEST)


_LONGEST = 200
_MATCH = sa.select(sa.table(TABLE, sa.column("rowid", sa.Integer)).c.rowid).where(
    sa.literal_column(TABLE).op("MATCH")(sa.bindparam("match", type_=sa.Text()))
)
_MATCHES = Way(near=_MATCH)
RECENT, COMMON = 100, 80
"""Words are common when `COMMON` of the newest `RECENT` cases have them.

To look words up costs by how many of all cases have them, at most tens of milliseconds with 50,000; to walk down to a
hundred hits costs by how many of the listed cases lack them, so that only words that stand everywhere are worth it.
"""
_VECTORS = sa.table(
    TABLE,
    sa.column("case_id", sa.Integer),
    sa.column("exact", TSVECTOR),
    sa.column("plain", TSVECTOR),
    sa.column("pairs", TSVECTOR),
)
_CASE = table(CaseRow)


def _hits_of_postgresql(session: Session, asked: _Asked, agency_id: str | None) -> Hits | None:
    """Choose how to search, since the planner cannot tell how often words follow each other.

    Of words that stand everywhere the newest hits are soon met on the way down from the newest case. All others are
    looked up in the index; phrases that it does not settle are then read, from the newest case that may answer down.
    """
    session.execute(_OWN_PLAN)
    own = agency_id is not None
    every = tuple((number, column) for number, (column, _phrase) in enumerate(asked.whole))
    values = {f"phrase_{number}": phrase for number, (_column, phrase) in enumerate(asked.whole)}
    if agency_id is not None:
        values["agency"] = agency_id
    met = session.execute(_met(every, own=own), values).scalar() or 0
    if met >= COMMON:
        return Hits(way=_common(every, own=own), values=values)
    left = [(asked.whole.index(phrase), phrase) for phrase in dict.fromkeys(asked.phrases)]
    words = tuple((number, column) for number, (column, phrase) in left if " " not in phrase)
    read = tuple((number, column) for number, (column, phrase) in left if " " in phrase)
    if asked.pairs:
        values["pairs"] = " & ".join(f"'{pair}'" for pair in asked.pairs)
    elif not words:
        words, read = read, ()
    way = _rare(words, read, own=own, pairs=bool(asked.pairs))
    if not met and session.execute(way.query.limit(1), values).scalar() is None:
        return None
    return Hits(way=way, values=values)


_OWN_PLAN = sa.text(  # one plan fits not all words; and the planner does not know what reading texts beside rows costs
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)"
)
_KINDS = 64
"""Numbers and columns of phrases whose queries are kept."""
_Places = tuple[tuple[int, str], ...]
"""Number and column of each phrase."""


@lru_cache(_KINDS)
def _met(phrases: _Places, *, own: bool) -> sa.Select[int]:
    """Return the query for how many of the newest cases have the phrases."""
    newest = sa.select(_VECTORS).order_by(_VECTORS.c.case_id.desc()).limit(RECENT)
    if own:
        ids = sa.select(_CASE.c.id).where(_CASE.c.agency_id == sa.bindparam("agency"))
        ids = ids.order_by(_CASE.c.id.desc()).limit(RECENT)
        newest = sa.select(_VECTORS).where(_VECTORS.c.case_id.in_(ids))
    recent = newest.subquery()
    return sa.select(sa.func.count()).select_from(recent).where(*_answers(phrases, recent))


@lru_cache(_KINDS)
def _common(phrases: _Places, *, own: bool) -> Way:
    """Return the way by the texts of all cases."""
    theirs = sa.select(_CASE.c.id).where(_CASE.c.agency_id == sa.bindparam("agency"))
    return Way(near=theirs if own else None, read=_text_answers(phrases))


@lru_cache(_KINDS)
def _rare(words: _Places, read: _Places, *, own: bool, pairs: bool) -> Way:
    """Return the way by the index, which settles pairs and words."""
    told = _answers(words, _VECTORS) + ([_HAS_PAIRS] if pairs else [])
    near = _aside(sa.select(_VECTORS.c.case_id).where(*told), "rare")
    if own:
        theirs = sa.select(_CASE.c.id).where(_CASE.c.agency_id == sa.bindparam("agency"))
        near = near.where(near.selected_columns[0].in_(theirs))
    return Way(near=near, read=_text_answers(read) if read else None)


def _text_answers(phrases: _Places) -> sa.ColumnElement[bool]:
    text = sa.select(sa.and_(*_answers(phrases, _VECTORS))).where(_VECTORS.c.case_id == READ)
    return text.scalar_subquery()


def _aside(query: sa.Select[int], name: str) -> sa.Select[int]:
    """Return the ids of a query that the planner does not mix with what is asked around it."""
    return sa.select(query.cte(name).prefix_with("MATERIALIZED").c.case_id)


_HAS_PAIRS = _VECTORS.c.pairs.op("@@")(sa.cast(sa.bindparam("pairs", type_=sa.Text()), TSQUERY))


def _answers(phrases: _Places, vectors: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    return [
        vectors.c[column].op("@@")(
            sa.func.phraseto_tsquery("simple", sa.bindparam(f"phrase_{number}", type_=sa.Text()))
        )
        for number, column in phrases
    ]


def _key(session: Session) -> sa.ColumnClause[int]:
    """Return the column of the index that holds the id of a case."""
    name = "case_id" if session.get_bind().dialect.name == "postgresql" else "rowid"
    return sa.table(TABLE, sa.column(name, sa.Integer)).c[name]


def answer(session: Session, typed: str, agency_id: str | None) -> tuple[Hits, Reach] | None:
    """Return the nearest reading of `typed` that finds any case, None when none does."""
    for query in readings(typed):
        found = hits(session, query, agency_id)
        if found is not None:
            return found, query.reach
    return None


NOTHING = Hits(way=Way(near=sa.select(_CASE.c.id).where(sa.false())), values={})
"""A search that found no case."""


def _scope(agency_id: str) -> str:
    """Return an agency as one word of the index."""
    return "a" + re.sub(r"\W", "", agency_id)


def index(session: Session, texts: Iterable[tuple[CaseRow, Article]]) -> None:
    """Keep the texts of cases findable, in place of what was indexed of them before."""
    by_server = session.get_bind().dialect.name == "postgresql"
    words: dict[str, dict[str, Any]] = {}  # an article may have cases of several agencies
    found = []
    for case, article in texts:
        if article.id not in words:
            kept = words[article.id] = _words_of(article)
            if by_server:
                kept["pairs"] = _kept(kept["exact"], kept["plain"])
        found.append(words[article.id] | {"id": case.id, "scope": _scope(case.agency_id)})
    if found:
        session.execute(_INTO_POSTGRESQL if by_server else _INTO_FTS5, found)


_INTO_POSTGRESQL = sa.text(
    f"INSERT INTO {TABLE} (case_id, exact, plain, pairs) VALUES "  # noqa: S608  constants
    "(:id, to_tsvector('simple', :exact), to_tsvector('simple', :plain), "
    "array_to_tsvector(CAST(:pairs AS TEXT[]))) ON CONFLICT (case_id) "
    "DO UPDATE SET exact = excluded.exact, plain = excluded.plain, pairs = excluded.pairs"
)
_INTO_FTS5 = sa.text(
    f"INSERT OR REPLACE INTO {TABLE} (rowid, exact, plain, scope) VALUES (:id, :exact, :plain, :scope)"  # noqa: S608  a constant
)


def _words_of(article: Article) -> dict[str, Any]:
    text = _words(f"{article.title}\n{article.sapo}\n{article.body}")  # or 1.524 were one word to PostgreSQL
    return {"exact": _exact(text), "plain": fold(text)}


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
        index(session, ((case, article_from(version)) for case, version in missing))
        last = missing[-1][0].id
        count += len(missing)
    return count


_AT_ONCE = 500
