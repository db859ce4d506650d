"""Stage 3, group: articles become stories: copies of one text (`reprints`), reports of one event (`events`).

`group` lets new articles join what is known without regrouping the archive. Pure; imports the domain only.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.records import Article
from pipeline.group.events import join_events
from pipeline.group.reprints import join_reprints

Known = tuple[Article, str, str]
"""An article with the group and the event it belongs to."""

__all__ = ["Known", "group"]


def group(new: Sequence[Article], *, known: Sequence[Known]) -> dict[str, tuple[str, str]]:
    """Return (group id, event id) for each new article, by article id.

    A group is one text with its copies, an event is what several texts report of one happening; copies are always
    of one event. Ids are those of the first member, so they never change when more articles join, and the same
    articles get the same ids again.

    Args:
        new: articles without a story, oldest first.
        known: articles of the days before with their group and event.
    """
    groups = join_reprints(new, [(article, group_id) for article, group_id, _event in known])
    events = join_events(new, groups, [(article, event_id) for article, _group, event_id in known])
    return {article.id: (groups[article.id], events[article.id]) for article in new}
