"""What the JSON API says: one record per resource. The OpenAPI document is made from these, so the two cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.facts import Fact
from pipeline.domain.records import (
    AgencyTag,
    ArticleKind,
    ContestedPassage,
    Decision,
    Flag,
    LetterKind,
    OutcomeKind,
    PlaceTag,
    Sentiment,
    Verdict,
)
from pipeline.review.workflow import State


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiArticle:
    """An article as the machine reads it now."""

    id: str
    url: str
    outlet_id: str
    kind: ArticleKind
    version: int
    title: str
    sapo: str
    body: str
    author: str | None
    published_at: datetime | None
    first_seen_at: datetime
    group: str | None
    event: str | None
    agencies: tuple[AgencyTag, ...]
    places: tuple[PlaceTag, ...]
    sentiment: Sentiment | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCase:
    """A matter of one agency."""

    id: int
    agency_id: str
    article_id: str
    group: str
    state: State
    verdict: Verdict | None
    priority: float
    reason: str
    note: str
    opened_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiOutcome:
    """What a re-fetch of the contested page showed."""

    kind: OutcomeKind
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiLetter:
    """A letter to one outlet, from draft to receipt."""

    id: int
    case_id: int
    agency_id: str
    article_id: str
    kind: LetterKind
    outlet: str
    passages: tuple[ContestedPassage, ...]
    drafted_at: datetime
    approved_at: datetime | None
    number: str | None
    sent_at: datetime | None
    received_at: datetime | None
    outcomes: tuple[ApiOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """A page of articles; `next` is the value of `after` for the next page, null on the last."""

    items: tuple[ApiArticle, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """A page of cases."""

    items: tuple[ApiCase, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A page of decisions in force, by case."""

    items: tuple[Decision, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A page of letters."""

    items: tuple[ApiLetter, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage:
    """A page of official facts."""

    items: tuple[Fact, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
