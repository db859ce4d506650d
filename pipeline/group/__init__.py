"""Stage 3, group: articles become stories: copies of one text (`reprints`), reports of one event (`events`).

`group` lets new articles join what is known without regrouping the archive. Pure; imports the domain only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

from pipeline.domain.records import Article
from pipeline.group.events import Reports
from pipeline.group.reprints import Copies
from pipeline.group.sketch import Sketches, sketch

Known = tuple[Article, str, str]
"""An article with the group and the event it belongs to."""
AT_ONCE = 64
"""Articles sketched in one go."""
Item = TypeVar("Item")

__all__ = ["Known", "Mapped", "group"]


class Mapped(Protocol):
    """A way to sketch, here or in other processes, in the order given; few parts may be read ahead."""

    def __call__(
        self, function: Callable[[list[Article]], Sketches], parts: Iterable[list[Article]], /
    ) -> Iterator[Sketches]:
        """Yield what each part has become."""


def group(
    new: Iterable[Article], *, known: Iterable[Known], mapped: Mapped = map
) -> dict[str, tuple[str, str]]:
    """Return (group id, event id) for each new article, by article id.

    A group is one text with its copies, an event is what several texts report of one happening; copies are always
    of one event. Ids are those of the first member, so they never change when more articles join, and the same
    articles get the same ids again. Articles are read once, first the new ones, and not kept: what is compared is
    much smaller.

    Args:
        new: articles without a story, oldest first.
        known: articles of the days before with their group and event, oldest first.
        mapped: where texts are read.
    """
    copies, reports = Copies(), Reports()
    for sketches in mapped(sketch, _parts(new)):
        copies.add(sketches)
        reports.add(sketches)
    stories: deque[tuple[tuple[str, ...], tuple[str, ...]]] = deque()
    for sketches in mapped(sketch, _texts(known, stories)):
        group_ids, event_ids = stories.popleft()
        copies.know(sketches, group_ids)
        reports.know(sketches, event_ids)
    groups = copies.groups()
    del copies
    events = reports.events(groups)
    return {article_id: (groups[article_id], event_id) for article_id, event_id in events.items()}


def _parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    left = iter(items)
    while part := list(islice(left, AT_ONCE)):
        yield part


def _texts(
    known: Iterable[Known], stories: deque[tuple[tuple[str, ...], tuple[str, ...]]]
) -> Iterator[list[Article]]:
    """Yield known articles in parts; their groups and events wait in `stories`."""
    for part in _parts(known):
        articles, group_ids, event_ids = zip(*part, strict=True)
        stories.append((group_ids, event_ids))
        yield list(articles)
