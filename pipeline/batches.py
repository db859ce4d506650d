"""What one worker tags and flags in one go, here or on another machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import msgspec

from pipeline.domain.facts import Facts
from pipeline.domain.records import Article, FlaggedArticle, Signal, TaggedArticle
from pipeline.flag import flag
from pipeline.house import own_registers, own_tagger
from pipeline.store import articles
from pipeline.tag.together import inform

SHARES, LEAST = 8, 8
"""Between workers a batch holds at most one of so many shares of what is left, but not fewer than so many articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Articles with all that is known of their events: a worker needs nothing else, and gets each text once."""

    articles: list[Article]
    groups: dict[str, tuple[str, str]]
    known: list[tuple[Article, str, str]]
    earlier: dict[str, list[TaggedArticle]]


def batches_of(
    waiting: Sequence[articles.Stored],
    reports: Sequence[articles.Stored],
    earlier: Mapping[str, list[TaggedArticle]],
    size: int,
    least: int,
) -> list[Batch]:
    """Part the articles so that those of one event stay together, about `size` at a time and fewer towards the end.

    Within an event the oldest comes first, in whatever order they were asked for: what is said of one names the others.
    Between workers the last batches are small, down to `least`, so that none is long at one when the others have nothing
    left. What is said of an article does not depend on its batch (docs/decisions/0053).
    """
    together: dict[str, list[articles.Stored]] = {}
    for item in sorted(waiting, key=_age):
        together.setdefault(str(item.event_id), []).append(item)
    known: dict[str, list[articles.Stored]] = {}
    for item in sorted(reports, key=_age):
        known.setdefault(str(item.event_id), []).append(item)
    batches: list[Batch] = []
    left, room = len(waiting), 0
    for event_id, items in together.items():
        if not batches or len(batches[-1].articles) + len(items) > room:
            batches.append(Batch(articles=[], groups={}, known=[], earlier={}))
            room = min(size, max(least, left // SHARES))
        batch = batches[-1]
        left -= len(items)
        batch.articles.extend(item.article for item in items)
        batch.groups.update({item.article.id: (str(item.group_id), event_id) for item in items})
        batch.known.extend((item.article, str(item.group_id), event_id) for item in known.get(event_id, ()))
        if event_id in earlier:
            batch.earlier[event_id] = earlier[event_id]
    return batches


def _age(item: articles.Stored) -> tuple[datetime, str]:
    return item.article.published_at or item.first_seen_at, item.article.id


class Flagged(list[FlaggedArticle]):
    """What a batch has become. Between processes it goes in one piece: record by record it would keep workers waiting."""

    def __reduce__(self) -> tuple[Callable[[bytes], Flagged], tuple[bytes]]:
        return _arrived, (msgspec.msgpack.encode(list(self)),)


def _arrived(piece: bytes) -> Flagged:
    return Flagged(_FLAGGED.decode(piece))


_FLAGGED = msgspec.msgpack.Decoder(list[FlaggedArticle])


def packed(facts: Facts) -> bytes:
    """Return the register as a worker gets it with each batch: one piece, read once however many batches follow."""
    return msgspec.json.encode(facts)


@lru_cache(maxsize=2)
def _unpacked(register: bytes) -> Facts:
    return msgspec.json.decode(register, type=Facts)


def tag_and_flag_batch(
    models: Path,
    register: bytes,
    batch: Batch,
    *,
    today: date,
    corrected: Mapping[str, Sequence[str]],
    weights: Mapping[Signal, float],
) -> Flagged:
    """Tag and flag one batch, with the models and registers of this process and the `packed` facts."""
    agencies, places = own_registers()
    tagged = inform(
        own_tagger(models).tag(batch.articles, today=today),
        {article_id: event_id for article_id, (_, event_id) in batch.groups.items()},
        batch.earlier,
    )
    return Flagged(
        flag(
            tagged,
            facts=_unpacked(register),
            agencies=agencies,
            places=places,
            groups=batch.groups,
            known=batch.known,
            corrected=corrected,
            weights=weights,
            today=today,
        )
    )
