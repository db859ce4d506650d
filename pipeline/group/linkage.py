"""Average linkage: the two events that are most alike become one, until none are alike enough."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Places = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
BLOCK = 256
"""Articles compared with others at once."""
_NEVER = -1.0


class Likeness(Protocol):
    """How alike articles are, asked by their places."""

    def pairs(self, since: int, near: float) -> tuple[Places, Places]:
        """Return the pairs of an article from place `since` on and one before it that are at least `near`."""

    def between(self, rows: Places, columns: Places) -> tuple[Numbers, Flags]:
        """Return the similarity of some articles to others (rows by columns), and which of them are compared."""


def link(units: Places, settled: int, alike: Likeness, *, since: int, near: float) -> Places:
    """Return for each unit the unit it belongs to, the least number of those put together.

    Args:
        units: number of the unit (articles that stay together) of each article.
        settled: how many units, the first ones, never become one.
        alike: similarity of the articles.
        since: place from which on articles are new; pairs of older ones are not looked for.
        near: mean similarity of articles that are compared, from which on two units are one.
    """
    first, second = alike.pairs(since, near)
    count = int(units.max(initial=-1)) + 1
    shape = (count, count)
    joined = sp.coo_array((np.ones(len(first)), (units[first], units[second])), shape=shape)
    # A mean that is near enough has a pair that is: units without one between them are never looked at together.
    _, part_of = sp.csgraph.connected_components(joined, directed=False)
    sizes = np.bincount(part_of)
    owner = np.arange(count)
    order = np.argsort(part_of[units], kind="stable")
    ends = np.cumsum(np.bincount(part_of[units], minlength=len(sizes)))
    for part in np.flatnonzero(sizes > 1):
        places = order[ends[part - 1] if part else 0 : ends[part]]
        members, own = np.unique(units[places], return_inverse=True)
        owner[members] = members[_join(*_sums(alike, places, own), members < settled, near)]
    return owner


def _sums(alike: Likeness, places: Places, own: Places) -> tuple[Numbers, npt.NDArray[np.float32]]:
    """Return for each two units the sum of the similarities of their articles, and how many pairs of them are compared.

    Some articles at once: a table of all articles, many of which are copies, may be far larger than that of the units.
    """
    count = int(own.max()) + 1
    sums, counts = np.zeros((count, count)), np.zeros((count, count), dtype=np.float32)
    member = sp.csr_array((np.ones(len(places)), (own, np.arange(len(places)))))
    for start in range(0, len(places), BLOCK):
        some = slice(start, start + BLOCK)
        similar, compared = alike.between(places[some], places)
        of_units = (member @ np.where(compared, similar, 0.0).T).T
        pairs = (member @ compared.T).T
        for row, unit in enumerate(own[some]):
            sums[unit] += of_units[row]
            counts[unit] += pairs[row]
    return sums, counts


def _join(sums: Numbers, counts: npt.NDArray[np.float32], fixed: Flags, near: float) -> Places:
    """Return for each unit the least one it is put together with.

    Args:
        sums: of the similarities between units.
        counts: of the pairs they are sums of.
        fixed: units that never become one with each other.
        near: least mean of a union.
    """
    fixed = fixed.copy()
    owner = np.arange(len(sums))
    means = np.empty_like(sums)
    for row in range(len(sums)):
        means[row] = _means(sums, counts, fixed, row)
    best = means.argmax(axis=1)
    while True:
        heights = means[np.arange(len(means)), best]
        row = int(heights.argmax())
        if heights[row] < near:
            return owner
        kept, gone = sorted((row, int(best[row])))
        owner[owner == gone] = kept
        for table in (sums, counts):
            table[kept] += table[gone]
            table[:, kept] += table[:, gone]
            table[gone] = table[:, gone] = 0.0
        fixed[kept] |= fixed[gone]
        means[gone] = means[:, gone] = _NEVER
        means[kept] = means[:, kept] = _means(sums, counts, fixed, kept)
        stale = np.flatnonzero((best == kept) | (best == gone) | (means[:, kept] > heights))
        stale = np.union1d(stale, [kept, gone])
        best[stale] = means[stale].argmax(axis=1)


def _means(sums: Numbers, counts: npt.NDArray[np.float32], fixed: Flags, row: int) -> Numbers:
    """Return the mean similarity of one unit to each other one."""
    found = np.where(counts[row] > 0, sums[row] / np.maximum(counts[row], 1.0), _NEVER)
    found[row] = _NEVER
    if fixed[row]:
        found[fixed] = _NEVER
    return np.asarray(found, dtype=np.float64)
