"""Average linkage: the two events that are most alike become one, until none are alike enough.

The mean of a union lies between the means of what was united. So two units whose mean is too low need not be remembered:
what is kept grows with the pairs that are near, not with the square of the articles (docs/decisions/0058).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import heapify, heappop, heappush
from typing import Protocol

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
BLOCK = 256
"""Articles of one unit compared with others at once."""


class Likeness(Protocol):
    """How alike articles are, asked by their places."""

    def pairs(self, near: float) -> Iterator[tuple[Places, Places, Numbers]]:
        """Yield, some at a time, the pairs with a new article that are at least `near`, with their similarity."""

    def between(self, rows: Places, columns: Places) -> tuple[Numbers, Flags]:
        """Return the similarity of some articles to others (rows by columns), and which of them are compared."""


def link(units: Places, settled: int, alike: Likeness, *, near: float) -> Places:
    """Return for each unit the unit it belongs to, the least number of those put together.

    Args:
        units: number of the unit (articles that stay together) of each article.
        settled: how many units, the first ones, never become one.
        alike: similarity of the articles.
        near: mean similarity of articles that are compared, from which on two units are one.
    """
    union = _Union(units, settled, alike, near)
    for first, second, similar in alike.pairs(near):
        union.meet(units[first], units[second], similar)
    return union.joined()


Met = tuple[float, int]
"""Sum of the similarities of the articles of two units, and how many pairs of them are compared."""


class _Union:
    """Units on their way to become one: for each the later ones it may still be put together with."""

    def __init__(self, units: Places, settled: int, alike: Likeness, near: float) -> None:
        count = int(units.max(initial=-1)) + 1
        self._alike, self._near = alike, near
        ends = np.cumsum(np.bincount(units, minlength=count))
        self._places = np.split(np.argsort(units, kind="stable"), ends[:-1])
        self._fixed = np.arange(count) < settled
        self._owner = np.arange(count)
        self._met: list[dict[int, Met]] = [{} for _ in range(count)]

    def meet(self, first: Places, second: Places, similar: Numbers) -> None:
        """Note units that hold a pair of articles that are near; only such units can be near on average."""
        wanted = (first != second) & ~(self._fixed[first] & self._fixed[second])
        for one, other, how in zip(
            first[wanted].tolist(), second[wanted].tolist(), similar[wanted].tolist(), strict=True
        ):
            # Between single articles this is the sum already; else it is asked for.
            self._met[one][other] = self._met[other][one] = (how, 1)

    def joined(self) -> Places:
        """Return for each unit the least one it was put together with."""
        for unit, met in enumerate(self._met):
            several = [
                other
                for other in met
                if other < unit and len(self._places[unit]) * len(self._places[other]) > 1
            ]
            for other, found in self._between(unit, several):
                self._keep(unit, other, found)
        nearest = [
            (-total / count, one, other)
            for one, met in enumerate(self._met)
            for other, (total, count) in met.items()
            if one < other
        ]
        heapify(nearest)
        while nearest:
            height, kept, gone = heappop(nearest)
            total, count = self._met[kept].get(gone, (0.0, 1))
            if -total / count == height:  # else one of them has grown since, or is gone
                for other in self._unite(kept, gone):
                    total, count = self._met[kept][other]
                    heappush(nearest, (-total / count, min(kept, other), max(kept, other)))
        return self._owner

    def _unite(self, kept: int, gone: int) -> Collection[int]:
        """Put two units together; return those that are near enough to the union."""
        ways = {one: self._met[one] for one in (kept, gone)}
        others = sorted((ways[kept].keys() | ways[gone].keys()) - {kept, gone})
        for one, met in ways.items():
            met.update(self._between(one, [other for other in others if other not in met]))
        self._met[kept], self._met[gone] = {}, {}
        self._owner[self._owner == gone] = kept
        self._places[kept] = np.concatenate([self._places[kept], self._places[gone]])
        self._fixed[kept] |= self._fixed[gone]
        for other in others:
            self._met[other].pop(gone, None)
            total, count = (sum(parts) for parts in zip(ways[kept][other], ways[gone][other], strict=True))
            self._keep(kept, other, (total, int(count)))
        return self._met[kept].keys()

    def _keep(self, one: int, other: int, met: Met) -> None:
        """Keep what two units have in common if it is enough to become one, else forget it."""
        total, count = met
        if count and total / count >= self._near and not (self._fixed[one] and self._fixed[other]):
            self._met[one][other] = self._met[other][one] = met
        else:
            self._met[one].pop(other, None)
            self._met[other].pop(one, None)

    def _between(self, unit: int, others: Collection[int]) -> Iterator[tuple[int, Met]]:
        """Yield each of the other units with how alike it is to this one; a block of articles at once."""
        if not others:
            return
        places = [self._places[other] for other in others]
        columns, starts = np.concatenate(places), np.cumsum([0, *map(len, places[:-1])])
        sums, counts = np.zeros(len(starts)), np.zeros(len(starts), dtype=np.int64)
        for start in range(0, len(self._places[unit]), BLOCK):
            similar, compared = self._alike.between(self._places[unit][start : start + BLOCK], columns)
            sums += np.add.reduceat(np.where(compared, similar, 0.0).sum(axis=0), starts)
            counts += np.add.reduceat(compared.sum(axis=0), starts)
        yield from zip(others, zip(sums.tolist(), counts.tolist(), strict=True), strict=True)
