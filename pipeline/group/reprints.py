"""Copies of one text: MinHash over 5-syllable shingles finds candidates, the shingles themselves decide.

Short bands find copies that were cut to a half as well as edited ones; every candidate is then checked exactly,
for many of the extra candidates are no copies. A known text without a band in common with a new one is forgotten as soon
as it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.group.rows import Rows, distinct, find
from pipeline.group.sketch import VALUES, Hashes, Sketches

SAME = 0.5
"""Share of the shorter text's shingles that the longer one must hold: a copy may be cut or prefaced."""
MIN_SHINGLES = 20
_ENDING = np.uint64(0xFFFF)
"""The part of a hash that is looked at before the hash is searched for."""

Places = npt.NDArray[np.int32]


def _contained(first: Hashes, others: Sequence[Hashes]) -> npt.NDArray[np.float64]:
    """Return which share of the smaller set the larger one holds, 0..1, for one set and each of the others, none empty.

    All are looked up in one go.
    """
    ends = np.cumsum([len(other) for other in others])
    asked = np.concatenate(others)
    marked = np.zeros(int(_ENDING) + 1, dtype=bool)
    marked[first & _ENDING] = True
    likely = np.flatnonzero(marked[asked & _ENDING])  # the others need no search
    places = np.searchsorted(first, asked[likely])
    places[places == len(first)] = 0
    shared = likely[first[places] == asked[likely]]
    counts = np.bincount(np.searchsorted(ends, shared, side="right"), minlength=len(ends))
    return np.asarray(counts / np.minimum(np.diff(ends, prepend=0), len(first)))


class Copies:
    """New articles and the known texts that one of them may copy. First all new ones are added, then the known ones."""

    def __init__(self) -> None:
        self._groups: dict[str, str] = {}
        self._new, self._known = _Texts(), _Texts()

    def add(self, sketches: Sketches) -> None:
        """Take new articles; the oldest comes first."""
        for place, article_id in enumerate(sketches.ids):
            self._groups[article_id] = article_id
            found = sketches.shingles[place]
            if len(found) >= MIN_SHINGLES:
                self._new.add(article_id, found, sketches.bands[place])

    def know(self, sketches: Sketches, group_ids: Sequence[str]) -> None:
        """Take articles of the days before with their groups, where a new one may be a copy; the oldest comes first."""
        for place, group_id in enumerate(group_ids):
            found, bands = sketches.shingles[place], sketches.bands[place]
            if len(found) >= MIN_SHINGLES and find(bands, self._sought)[1].any():
                self._known.add(group_id, found, bands)

    @cached_property
    def _sought(self) -> Hashes:
        return distinct(self._new.bands.numbers)[0]

    def groups(self) -> dict[str, str]:
        """Return the group id of each new article: that of the text it copies, else its own id."""
        known = len(self._known.names)
        groups = self._known.names + self._new.names
        hashes = [*map(self._known.hashes.__getitem__, range(known))]
        hashes += map(self._new.hashes.__getitem__, range(len(groups) - known))
        before = _before(np.concatenate([self._known.bands.numbers, self._new.bands.numbers]))
        for place in range(known, len(groups)):
            candidates = _like(before, place)
            if candidates:
                shares = _contained(hashes[place], [hashes[other] for other in candidates])
                best = int(shares.argmax())  # the earliest of equals
                if shares[best] >= SAME:
                    self._groups[groups[place]] = groups[place] = groups[candidates[best]]
        return self._groups


class _Texts:
    """Texts that are long enough to tell: name, shingles and bands of each."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.hashes, self.bands = Rows("Q"), Rows("Q")

    def add(self, name: str, found: Hashes, bands: Hashes) -> None:
        self.names.append(name)
        self.hashes.append(found)
        self.bands.append(bands)


def _before(bands: Hashes) -> Places:
    """Return for each text and band the text before it with the same band, or -1."""
    table = bands.reshape(-1, VALUES // 2)
    before = np.full(table.shape, -1, dtype=np.int32)
    for number, column in enumerate(table.T):
        order = np.argsort(column, kind="stable")
        later, earlier = order[1:], order[:-1]
        same = column[later] == column[earlier]
        before[later[same], number] = earlier[same]
    return before


def _like(before: Places, place: int) -> list[int]:
    """Return the earlier texts with a band of this one, oldest first."""
    found: set[int] = set()
    numbers, texts = np.arange(before.shape[1]), before[place]
    while (live := texts >= 0).any():
        numbers, texts = numbers[live], texts[live]
        found.update(texts.tolist())
        texts = before[texts, numbers]
    return sorted(found)
