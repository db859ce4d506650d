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

SHINGLE = 5
VALUES = 128
SAME = 0.5
"""Share of the shorter text's shingles that the longer one must hold: a copy may be cut or prefaced."""
MIN_SHINGLES = 20
_HIGH = np.uint64(32)
_SEEDS = np.random.default_rng(20160614).integers(0, 1 << 64, size=(2, VALUES), dtype=np.uint64) | np.uint64(
    1
)
"""Factors and shifts of multiply-shift hashing (Dietzfelbinger et al. 1997): odd, of the full width, and only the upper
half of each product counts. Smaller factors leave the order of the hashes as it was, and all values see the same runs."""

_FACTORS = np.random.default_rng(20170626).integers(0, 1 << 64, size=SHINGLE, dtype=np.uint64) | np.uint64(1)
"""One factor for each place in a run."""

_ENDING = np.uint64(0xFFFF)
"""The part of a hash that is looked at before the hash is searched for."""

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]


def shingles(syllables: Hashes) -> Hashes:
    """Return the distinct hashes of all runs of five of a text's folded syllables, sorted."""
    count = len(syllables) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    runs = sum(factor * syllables[place : place + count] for place, factor in enumerate(_FACTORS))
    return distinct(np.asarray(runs, dtype=np.uint64))[0]


def contained(first: Hashes, second: Hashes) -> float:
    """Return which share of the smaller set the larger one holds, 0..1."""
    return float(_contained(first, [second])[0]) if len(first) and len(second) else 0.0


def _contained(first: Hashes, others: Sequence[Hashes]) -> npt.NDArray[np.float64]:
    """Return `contained` of one set and each of the others, none of them empty; all looked up in one go."""
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

    def add(self, article_id: str, syllables: Hashes) -> None:
        """Take the folded syllables of a new article's sapo and body; the oldest comes first."""
        self._groups[article_id] = article_id
        found = shingles(syllables)
        if len(found) >= MIN_SHINGLES:
            self._new.add(article_id, found, _bands(found))

    def know(self, group_id: str, syllables: Hashes) -> None:
        """Take an article of the days before with its group, if a new one may be its copy; the oldest comes first."""
        found = shingles(syllables)
        if len(found) >= MIN_SHINGLES:
            bands = _bands(found)
            if find(bands, self._sought)[1].any():
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


def _bands(found: Hashes) -> Hashes:
    """Return the bands of two values each."""
    products = found[:, None] * _SEEDS[0]
    products += _SEEDS[1]
    values = products.min(axis=0) >> _HIGH  # the least product has the least upper half
    return np.asarray((values[::2] << _HIGH) + values[1::2])


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
