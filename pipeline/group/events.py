"""Reports of one event: TF-IDF over syllables and their pairs, average linkage, within a window of days.

Different texts about one happening share rare words and names more than phrases, so shingles find only a third of
them. Pairs of syllables are most of the words and names of Vietnamese, without a segmenter (docs/decisions/0030).
Headline and sapo name the happening: they count more than the body, and once more by themselves
(docs/decisions/0039).

Of known articles only those near enough in time to a new one are kept, as numbers of their syllables; of the older ones
only what they say of how common a term is (docs/decisions/0058).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.group.linkage import link
from pipeline.group.rows import Row, Rows
from pipeline.group.sketch import PARTS, Sketches
from pipeline.group.terms import Spread, Vectors, terms_of

NEAR = 0.19
"""Mean cosine similarity at which two events are one; the careful end of the best range on 100 labelled events among
3,000 other articles (`python -m models.stories`), for articles of one province resemble each other more."""
WINDOW = timedelta(days=3)
"""Two reports of one event are rarely further apart; the same words a week later are another happening."""
AT_ONCE, ACROSS = 512, 1024
"""Articles compared with how many others in one go."""
_DAYS = WINDOW / timedelta(days=1)
Places = slice | npt.NDArray[np.intp]


class Reports:
    """New articles and the events of known ones that they may report. First all new ones are added, then the known ones."""

    def __init__(self) -> None:
        self._spread = Spread()
        self._texts, self._days = Rows("I"), array("d")
        self._articles = 0
        self._new: list[str] = []
        self._events: dict[str, int] = {}
        """Number of each event known before."""
        self._event_of: dict[str, int] = {}
        self._kept = array("q")
        """Event of each known article that is near enough to be compared."""

    def add(self, sketches: Sketches) -> None:
        """Take new articles; the oldest comes first."""
        for place, article_id in enumerate(sketches.ids):
            self._new.append(article_id)
            self._keep(self._counted(sketches, place), sketches.days[place])

    def know(self, sketches: Sketches, event_ids: Sequence[str]) -> None:
        """Take articles of the days before with their events; the oldest comes first."""
        first, last = self._span
        for place, (article_id, event_id) in enumerate(zip(sketches.ids, event_ids, strict=True)):
            event = self._event_of[article_id] = self._events.setdefault(event_id, len(self._events))
            parts, day = self._counted(sketches, place), sketches.days[place]
            if not (first - day > _DAYS or day - last > _DAYS):  # an unknown day is near to every other one
                self._kept.append(event)
                self._keep(parts, day)

    @cached_property
    def _span(self) -> tuple[float, float]:
        """First and last day of the new articles; unknown when one of theirs is."""
        days = np.asarray(self._days)
        return float(days.min(initial=np.inf)), float(days.max(initial=-np.inf))

    def _counted(self, sketches: Sketches, place: int) -> list[Row]:
        """Return the parts of an article, its terms counted."""
        parts = [sketches.syllables[part] for part in range(PARTS * place, PARTS * (place + 1))]
        self._spread.add(terms_of(*parts)[0])
        self._articles += 1
        return parts

    def _keep(self, parts: list[Row], day: float) -> None:
        for part in parts:
            self._texts.append(part)
        self._days.append(day)

    def events(self, groups: Mapping[str, str]) -> dict[str, str]:
        """Return the event id of each new article, given its group id.

        Copies of one text go together; then the two events that are nearest on average become one, again and again, as
        long as they are near enough and hold articles within the window of each other. Events known before never become
        one. What comes in one batch is put together alike in any order.
        """
        if not self._new:
            return {}
        ids, units = list(self._events), array("q")
        for article_id in self._new:
            unit = self._event_of.setdefault(groups[article_id], len(ids))
            if unit == len(ids):
                ids.append(article_id)
            units.append(unit)
        new = len(units)
        vectors = Vectors(self._texts, self._spread, new=new, articles=self._articles)
        likeness = _Likeness(vectors, np.asarray(self._days), new)
        event_of = link(np.array(units + self._kept), len(self._events), likeness, near=NEAR)
        return {article_id: ids[event_of[unit]] for article_id, unit in zip(self._new, units, strict=True)}


class _Likeness:
    """How alike articles are, the new ones first; pairs that are further apart than the window are not compared."""

    def __init__(self, vectors: Vectors, days: npt.NDArray[np.float64], new: int) -> None:
        self._vectors, self._days, self._new = vectors, days, new

    def pairs(
        self, near: float
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]]:
        """Yield the pairs of a new article and one after it that are at least `near`, and how near."""
        for first in range(0, len(self._days), ACROSS):
            columns = slice(first, first + ACROSS)
            across = self._vectors[columns].T.tocsr()
            for start in range(0, min(self._new, first + ACROSS), AT_ONCE):
                rows = slice(start, min(self._new, start + AT_ONCE))
                similar = (self._vectors[rows] @ across).toarray()
                one, other = np.nonzero((similar >= near) & self._compared(rows, columns))
                after = one + start < other + first
                one, other = one[after], other[after]
                yield one + start, other + first, similar[one, other]

    def between(
        self, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """Return the similarity of some articles to others (rows by columns), and which of them are compared."""
        return (self._vectors[rows] @ self._vectors[columns].T).toarray(), self._compared(rows, columns)

    def _compared(self, rows: Places, columns: Places) -> npt.NDArray[np.bool_]:
        gap = np.abs(self._days[rows][:, np.newaxis] - self._days[columns])
        far: npt.NDArray[np.bool_] = gap > _DAYS  # an unknown day is near to every other one
        return ~far
