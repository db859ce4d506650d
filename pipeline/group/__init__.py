"""Stage 3, group: articles become stories: copies of one text (`reprints`), reports of one event (`events`).

`group` lets new articles join what is known without regrouping the archive. Pure; imports the domain only.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from pipeline.domain.records import Article
from pipeline.group.events import Reports
from pipeline.group.reprints import Copies
from pipeline.group.syllables import Syllables

Known = tuple[Article, str, str]
"""An article with the group and the event it belongs to."""

__all__ = ["Known", "group"]


def group(new: Iterable[Article], *, known: Iterable[Known]) -> dict[str, tuple[str, str]]:
    """Return (group id, event id) for each new article, by article id.

    A group is one text with its copies, an event is what several texts report of one happening; copies are always
    of one event. Ids are those of the first member, so they never change when more articles join, and the same
    articles get the same ids again. Articles are read once, first the new ones, and not kept: what is compared is
    much smaller.

    Args:
        new: articles without a story, oldest first.
        known: articles of the days before with their group and event, oldest first.
    """
    syllables, copies, reports = Syllables(), Copies(), Reports()
    for article in new:
        parts = syllables.read(article)
        copies.add(article.id, syllables.folded(np.concatenate(parts[1:])))
        reports.add(article, parts)
    for article, group_id, event_id in known:
        parts = syllables.read(article)
        copies.know(group_id, syllables.folded(np.concatenate(parts[1:])))
        reports.know(article, parts, event_id)
    groups = copies.groups()
    del copies
    events = reports.events(groups)
    return {article_id: (groups[article_id], event_id) for article_id, event_id in events.items()}
