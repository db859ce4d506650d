"""Average linkage against a plain one that looks at every two units each time."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest

from pipeline.group.linkage import link

NEAR = 0.3


class Table:
    """Likeness out of a table of all articles."""

    def __init__(self, similar: npt.NDArray[np.float64], compared: npt.NDArray[np.bool_]) -> None:
        self.similar, self.compared = similar, compared

    def pairs(
        self, near: float
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]]:
        rows, columns = np.nonzero(np.tril((self.similar >= near) & self.compared, -1))
        yield rows, columns, self.similar[rows, columns]

    def between(
        self, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        return self.similar[np.ix_(rows, columns)], self.compared[np.ix_(rows, columns)]


def plain(units: npt.NDArray[np.intp], settled: int, alike: Table) -> list[int]:
    """Put the two nearest units together until none are near, with nothing kept from one time to the next."""
    events = {unit: [unit] for unit in range(int(units.max()) + 1)}
    while True:
        best, pair = NEAR, None
        for one, first in events.items():
            for other, second in events.items():
                if one >= other or max(min(first), min(second)) < settled:
                    continue
                rows, columns = (np.flatnonzero(np.isin(units, members)) for members in (first, second))
                similar, compared = alike.between(rows, columns)
                mean = similar[compared].mean() if compared.any() else 0.0
                if mean > best:
                    best, pair = mean, (one, other)
        if pair is None:
            owner = {unit: event for event, members in events.items() for unit in members}
            return [owner[unit] for unit in range(len(owner))]
        events[pair[0]] += events.pop(pair[1])


@pytest.mark.parametrize("seed", range(40))
def test_link_is_average_linkage(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    count, settled = 24, int(drawn.integers(0, 6))
    units = np.sort(drawn.integers(0, 16, count))
    units = np.unique(units, return_inverse=True)[1].astype(np.intp)
    half = drawn.random((count, count)) ** 2
    apart = drawn.random((count, count)) < 0.2
    alike = Table((half + half.T) / 2, ~(apart | apart.T))
    found = link(units, settled, alike, near=NEAR)
    assert found.tolist() == plain(units, settled, alike)


def test_a_long_chain_of_near_pairs_takes_no_table_of_all() -> None:
    """Each article is near to the next alone: one connected part of 6,000, of which a table would take 280 MB."""
    count = 6000

    class Chain:
        def pairs(
            self, near: float
        ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]]:
            rows = np.arange(1, count)
            yield rows, rows - 1, np.full(len(rows), max(near, 0.5))

        def between(
            self, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
        ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
            near = np.abs(rows[:, np.newaxis] - columns) == 1
            return np.where(near, 0.5, 0.0), np.ones(near.shape, dtype=bool)

    tracemalloc.start()
    found = link(np.arange(count), 0, Chain(), near=NEAR)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert np.bincount(np.bincount(found, minlength=count)).tolist() == [count // 2, 0, count // 2]
    assert peak < 20 * 2**20
