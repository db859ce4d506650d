"""Which cases a day's flagged articles open, and what stands in the queue line of each.

A case belongs to the agency whose fact is contradicted; without such a fact, to the agency responsible for the
matter; when nobody is known, to the press authority, which assigns it. Copies of one text are one case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.domain.records import SAID, FlaggedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpening:
    """A case to be opened or updated; (`group_id`, `agency_id`) is its natural key."""

    group_id: str
    agency_id: str
    article_id: str
    """The member with the highest priority, shown first."""
    priority: float
    reason: str
    """One line for the queue, Vietnamese."""


def cases_of(
    flagged: Iterable[FlaggedArticle], *, fact_owner: Mapping[str, str], authority_id: str
) -> tuple[CaseOpening, ...]:
    """Return the cases that `flagged` articles open, in their order: in whatever batches they come, cases get the same numbers.

    Args:
        flagged: articles with flags and groups.
        fact_owner: owner agency by fact id.
        authority_id: agency that receives what nobody owns (the press authority).
    """
    best: dict[tuple[str, str], CaseOpening] = {}
    for item in flagged:
        for agency_id, reason in _matters(item, fact_owner, authority_id).items():
            article_id = item.tagged.article.id
            opening = CaseOpening(
                group_id=item.group or article_id,
                agency_id=agency_id,
                article_id=article_id,
                priority=item.priority,
                reason=reason,
            )
            key = (opening.group_id, agency_id)
            if key not in best or _order(opening) < _order(best[key]):
                best[key] = opening
    return tuple(best.values())


def _order(opening: CaseOpening) -> tuple[float, str, str]:
    return (-opening.priority, opening.article_id, opening.agency_id)


def _matters(item: FlaggedArticle, fact_owner: Mapping[str, str], authority_id: str) -> dict[str, str]:
    """Return agency -> reason for one article; empty when nobody needs to look."""
    said = [flag for flag in item.flags if flag.score >= SAID]
    reasons: dict[str, list[str]] = defaultdict(list)
    primary = next((tag.id for tag in item.tagged.agencies if tag.score >= SAID), authority_id)
    for flag in said:
        reasons[fact_owner.get(flag.fact_id or "", primary)].append(flag.reason)
    if not said and item.tagged.attention.score >= SAID and primary != authority_id:
        reasons[primary].append(next(iter(item.tagged.attention.reasons), "Bài viết cần cán bộ xem."))
    return {agency: _one_line(lines) for agency, lines in reasons.items()}


def _one_line(reasons: list[str]) -> str:
    return reasons[0] if len(reasons) == 1 else f"{reasons[0]} (và {len(reasons) - 1} điểm khác)"
