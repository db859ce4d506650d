"""Copies of one text: MinHash over 5-syllable shingles finds candidates, the shingles themselves decide.

Short bands find copies that were cut to a half as well as edited ones; every candidate is then checked exactly,
for many of the extra candidates are no copies.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.domain.records import Article
from pipeline.domain.text import fold

SHINGLE = 5
VALUES = 128
SAME = 0.5
"""Share of the shorter text's shingles that the longer one must hold: a copy may be cut or prefaced."""
MIN_SHINGLES = 20
_WORD = re.compile(r"\w+")
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


def shingles(article: Article) -> Hashes:
    """Return the distinct hashes of all runs of five syllables of sapo and body, sorted; folded, so marks do not count."""
    words = _WORD.findall(fold(f"{article.sapo} {article.body}"))
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))
    runs = sum(factor * numbers[place : place + count] for place, factor in enumerate(_FACTORS))
    return np.unique(np.asarray(runs, dtype=np.uint64))


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return zlib.crc32(word.encode())


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


def join_reprints(new: Sequence[Article], known: Sequence[tuple[Article, str]]) -> dict[str, str]:
    """Return the group id of each new article: that of the text it copies, else its own id."""
    texts = _Texts()
    for article, group_id in known:
        found = shingles(article)
        texts.add(found, _bands(found), group_id)
    groups: dict[str, str] = {}
    for article in new:
        found = shingles(article)
        bands = _bands(found)
        groups[article.id] = texts.group_of(found, bands) or article.id
        texts.add(found, bands, groups[article.id])
    return groups


class _Texts:
    """Texts found by their bands. Numbers only: the collector of Python would walk through millions of anything else."""

    def __init__(self) -> None:
        self._hashes: list[Hashes] = []
        self._groups: list[str] = []
        self._newest: list[dict[int, int]] = [{} for _ in range(VALUES // 2)]
        self._before: list[array[int]] = []
        """For each text and band the text before it with the same band, or -1."""

    def add(self, found: Hashes, bands: Sequence[int], group_id: str) -> None:
        """Keep a text of a group."""
        place = len(self._hashes)
        self._hashes.append(found)
        self._groups.append(group_id)
        before = array("q")
        for newest, band in zip(self._newest, bands, strict=False):
            before.append(newest.get(band, -1))
            newest[band] = place
        self._before.append(before)

    def group_of(self, found: Hashes, bands: Sequence[int]) -> str | None:
        """Return the group of the text that shares most with this one, None when none shares enough."""
        candidates = self._like(bands)
        if not candidates:
            return None
        shares = _contained(found, [self._hashes[place] for place in candidates])
        best = int(shares.argmax())  # the earliest of equals
        return self._groups[candidates[best]] if shares[best] >= SAME else None

    def _like(self, bands: Sequence[int]) -> list[int]:
        """Return the texts with a band of these, oldest first."""
        places: set[int] = set()
        for number, (newest, band) in enumerate(zip(self._newest, bands, strict=False)):
            place = newest.get(band, -1)
            while place >= 0:
                places.add(place)
                place = self._before[place][number]
        return sorted(places)


def _bands(found: Hashes) -> list[int]:
    """Return the bands of two values each; none of a text too short to tell."""
    if len(found) < MIN_SHINGLES:
        return []
    products = found[:, None] * _SEEDS[0]
    products += _SEEDS[1]
    values = products.min(axis=0) >> _HIGH  # the least product has the least upper half
    return list(((values[::2] << _HIGH) + values[1::2]).tolist())
