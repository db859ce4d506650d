"""Reports of one event tell of each other: who is named as responsible in one is likelier in the rest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.domain.records import SAID, AgencyTag, TaggedArticle

WEIGHT = 1.5
"""Log-odds that a report of the same event adds to an agency it names; from 1 to 3 the development events fare alike."""


def inform(
    tagged: Sequence[TaggedArticle],
    events: Mapping[str, str],
    earlier: Mapping[str, Sequence[TaggedArticle]],
) -> list[TaggedArticle]:
    """Return the articles with what other reports of their events say beside what their own texts say.

    Only an agency that another report names and holds responsible counts, once however many reports do, and only
    where the article's own text makes it possible without naming it; copies of one text add nothing. What was raised
    says by which article (`AgencyTag.also_in`). An article alone in its event stays as it is.

    Args:
        tagged: articles as tagged one by one.
        events: event id by article id.
        earlier: reports tagged before, by event id.
    """
    reports: defaultdict[str, list[TaggedArticle]] = defaultdict(list)
    for event_id, articles in earlier.items():
        reports[event_id].extend(articles)
    for item in tagged:
        if item.article.id in events:
            reports[events[item.article.id]].append(item)
    for articles in reports.values():
        # Which one is cited does not depend on who came first.
        articles.sort(key=lambda report: report.article.id)
    return [_informed(item, reports[events.get(item.article.id, "")]) for item in tagged]


def _informed(item: TaggedArticle, reports: Sequence[TaggedArticle]) -> TaggedArticle:
    named: dict[str, str] = {}
    for other in reports:
        if other.article.body != item.article.body:
            for tag in other.agencies:
                # What was itself raised by another report is no evidence of its own.
                if tag.score >= SAID and tag.evidence and not tag.also_in:
                    named.setdefault(tag.id, other.article.id)
    raised = tuple(
        _raised(tag, named[tag.id]) if tag.id in named and not tag.evidence else tag for tag in item.agencies
    )
    return item if raised == item.agencies else replace(item, agencies=raised)


def _raised(tag: AgencyTag, article_id: str) -> AgencyTag:
    odds = math.log(tag.score / (1.0 - tag.score)) if tag.score < 1.0 else math.inf
    return replace(tag, score=round(1.0 / (1.0 + math.exp(-odds - WEIGHT)), 4), also_in=article_id)
