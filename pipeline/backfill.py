"""A year filled in: old articles by their addresses, through all stages to tags and flags, without a case for any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.again import keep_flagged
from pipeline.collect import fetch_announced
from pipeline.flow import AT_ONCE, group_articles, read_pages
from pipeline.house import House
from pipeline.intake import IntakeError, take_url
from pipeline.store import taggings


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line that names no page of a watched outlet; `problem` in Vietnamese, as the desk says it."""

    line: int
    text: str
    problem: str


def announce(house: House, lines: Iterable[str], now: datetime) -> tuple[list[str], list[Refused]]:
    """Put addresses, one a line, on the list of pages; return the ids of their articles, and the lines refused."""
    keys: list[str] = []
    refused = []
    with house.sessions.begin() as session:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                loopback = house.settings.allow_loopback
                keys.append(take_url(session, house.sources, line, now=now, allow_loopback=loopback))
            except IntakeError as error:
                refused.append(Refused(line=number, text=line.strip(), problem=str(error)))
    return list(dict.fromkeys(keys)), refused


def backfill(house: House, keys: Sequence[str], now: datetime) -> dict[str, int]:
    """Fetch, read, group, tag and flag announced articles; what is done is not done again.

    Opens no case: what was printed long ago is not news. Given again after a kill it goes on where it stopped; a daily
    run in between would take what is not tagged yet for news.
    """
    counts = fetch_announced(house, now) | read_pages(house) | group_articles(house)
    counts |= {"tagged": 0, "flagged": 0}
    wanted = set(keys)
    with house.sessions() as session:
        waiting = [item for item in taggings.untagged(session) if item.article.id in wanted]
    for start in range(0, len(waiting), AT_ONCE):
        some = waiting[start : start + AT_ONCE]
        counts["flagged"] += keep_flagged(house, some, now, after=start, of=len(waiting))
        counts["tagged"] += len(some)
    return counts
