"""The archive read again, with the extractor, the models and the facts as they are now; nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pipeline.flow import AT_ONCE, articles_in, flagged_articles
from pipeline.house import House
from pipeline.store import articles, taggings


def reread_pages(house: House) -> dict[str, int]:
    """Read every archived page again, with the extractor as it is now; a text that reads differently is a new version."""
    with house.sessions() as session:
        known = articles.captured_articles(session)
    counts = {"pages reread": 0, "new versions": 0}
    for found in articles_in(house, known):
        with house.sessions.begin() as session:
            counts["new versions"] += articles.save_articles(session, found)
        counts["pages reread"] += len(found)
    return counts


def retag_articles(house: House, now: datetime, since: datetime) -> dict[str, int]:
    """Tag and flag again, with the models and facts as they are now, what was first seen since a moment.

    Opens no case: what was read long ago is not news. Each batch is kept as it is read, so a run that is killed has lost
    nothing and is simply given again.
    """
    counts = {"retagged": 0, "flagged": 0}
    last = ""
    with house.sessions() as session:
        of = taggings.count_tagged(session, since)
    while True:
        with house.sessions() as session:
            known = taggings.tagged(session, since, after=last, limit=AT_ONCE)
        if not known:
            return counts
        last = max(item.article.id for item in known)
        counts["flagged"] += keep_flagged(house, known, now, after=counts["retagged"], of=of)
        counts["retagged"] += len(known)


def keep_flagged(
    house: House, stored: Sequence[articles.Stored], now: datetime, *, after: int, of: int
) -> int:
    """Tag and flag stored articles and keep each batch as it is read, without a case for any; return how many are flagged.

    `after` of the `of` in all were read before, for the progress told.
    """
    versions, count = {item.article.id: item.version for item in stored}, 0
    for flagged in flagged_articles(house, stored, now, after=after, of=of):
        with house.sessions.begin() as session:
            taggings.save_flagged(session, flagged, versions)
        count += sum(bool(item.flags) for item in flagged)
    return count
