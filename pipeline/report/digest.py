"""The morning digest: one page per day, agency by agency, what waits and why. Pure; the shell writes the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.domain.dates import VIETNAM


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPassage:
    """A flagged passage with the official fact beside it."""

    sentence: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One waiting case as the officer reads it at 07:30."""

    agency_name: str
    case_id: int
    title: str
    url: str
    outlets: tuple[str, ...]
    """The outlet of the lead article first, then those that carry copies."""
    published_at: datetime | None
    reason: str
    passages: tuple[DigestPassage, ...]
    priority: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTrouble:
    """A source that gave nothing today, and why."""

    name: str
    url: str
    problem: str


def _time(moment: datetime | None) -> str:
    return moment.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if moment else "chưa rõ giờ đăng"


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_TEMPLATES.filters["time"] = _time


def digest(
    items: Iterable[DigestItem], troubles: Sequence[SourceTrouble], *, articles: int, now: datetime
) -> str:
    """Return the digest as a self-contained HTML page in Vietnamese, the most urgent agency first.

    Args:
        items: waiting cases, any order.
        troubles: sources that gave nothing; they stand before the cases, for a silent source hides news.
        articles: how many articles of the province were read.
        now: time of the house; shown in Vietnamese time.
    """
    ordered = sorted(items, key=lambda item: (item.agency_name, -item.priority, item.case_id))
    sections = [(name, list(group)) for name, group in groupby(ordered, key=lambda item: item.agency_name)]
    sections.sort(key=lambda section: (-section[1][0].priority, section[0]))
    page = _TEMPLATES.get_template("digest.html.jinja")
    return page.render(sections=sections, troubles=troubles, articles=articles, now=now, waiting=len(ordered))
