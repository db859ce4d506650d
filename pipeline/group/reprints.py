"""Copies of one text: MinHash over 5-syllable shingles finds candidates, the shingles themselves decide.

Short bands find copies that were cut to a half as well as edited ones; every candidate is then checked exactly,
for many of the extra candidates are no copies.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
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

Hashes = npt.NDArray[np.uint64]
Band = tuple[int, int]
"""Place of a band and its two MinHash values."""


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
    smaller = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / smaller if smaller else 0.0


def join_reprints(new: Sequence[Article], known: Sequence[tuple[Article, str]]) -> dict[str, str]:
    """Return the group id of each new article: that of the text it copies, else its own id."""
    index: defaultdict[Band, list[int]] = defaultdict(list)
    texts: list[tuple[Hashes, str]] = []
    for article, group_id in known:
        found = shingles(article)
        _add(index, texts, found, list(_bands(found)), group_id)
    groups: dict[str, str] = {}
    for article in new:
        found = shingles(article)
        bands = list(_bands(found))
        group_id = _group_of(found, bands, index, texts) or article.id
        groups[article.id] = group_id
        _add(index, texts, found, bands, group_id)
    return groups


def _group_of(
    found: Hashes, bands: Sequence[Band], index: dict[Band, list[int]], texts: list[tuple[Hashes, str]]
) -> str | None:
    candidates = {place for band in bands for place in index.get(band, ())}
    scored = [(contained(found, texts[place][0]), -place) for place in candidates]
    best = max(scored, default=(0.0, 0))
    return texts[-best[1]][1] if best[0] >= SAME else None


def _add(
    index: dict[Band, list[int]],
    texts: list[tuple[Hashes, str]],
    found: Hashes,
    bands: Sequence[Band],
    group_id: str,
) -> None:
    for band in bands:
        index[band].append(len(texts))
    texts.append((found, group_id))


def _bands(found: Hashes) -> Iterator[Band]:
    """Return the bands of two values each; none of a text too short to tell."""
    if len(found) < MIN_SHINGLES:
        return iter(())
    values = ((found[:, None] * _SEEDS[0] + _SEEDS[1]) >> _HIGH).min(axis=0)
    return enumerate(((values[::2] << _HIGH) + values[1::2]).tolist())
