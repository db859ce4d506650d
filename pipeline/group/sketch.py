"""What is compared of articles instead of their texts: syllables as numbers, hashes of runs, bands; each text is read once.

Numbers are the same in every process, so a worker may sketch what another puts together.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from pipeline.domain.records import Article
from pipeline.domain.text import fold, unify_tone
from pipeline.group.rows import Rows, distinct

SHINGLE = 5
"""Syllables of a run."""
VALUES = 128
"""Values of MinHash, two a band."""
LENGTH = 650
"""Syllables of the body that tell the event."""
PARTS = 3
"""Headline, sapo, body."""
Hashes = npt.NDArray[np.uint64]
_SYLLABLE = re.compile(r"\w+")
_HIGH = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_MOST = 1 << 18
"""Syllables that are remembered."""
_AT_ONCE = 1 << 12
"""Runs hashed in one go: a page of some megabytes must not fill the memory."""
_SEEDS = np.random.default_rng(20160614).integers(0, 1 << 64, size=(2, VALUES), dtype=np.uint64) | np.uint64(
    1
)
"""Factors and shifts of multiply-shift hashing (Dietzfelbinger et al. 1997): odd, of the full width, and only the upper
half of each product counts. Smaller factors leave the order of the hashes as it was, and all values see the same runs."""

_FACTORS = np.random.default_rng(20170626).integers(0, 1 << 64, size=SHINGLE, dtype=np.uint64) | np.uint64(1)
"""One factor for each place in a run."""


@dataclass(frozen=True, slots=True)
class Sketches:
    """Articles in their order, in few pieces: what goes between processes."""

    ids: list[str] = field(default_factory=list)
    days: array[float] = field(default_factory=lambda: array("d"))
    """Moments of publication in days; not a number where it is unknown."""
    syllables: Rows = field(default_factory=lambda: Rows("I"))
    """`PARTS` rows of each article: 30 bits for each syllable as written, the same for both places of a tone mark."""
    shingles: Rows = field(default_factory=lambda: Rows("Q"))
    """Distinct hashes of all runs of five syllables of sapo and body, sorted; folded, so marks do not count."""
    bands: Rows = field(default_factory=lambda: Rows("Q"))
    """Bands of the least hashes, two values each; none where there is no run."""


def sketch(articles: Sequence[Article]) -> Sketches:
    """Return what is compared of some articles."""
    found = Sketches()
    if len(_numbers) > _MOST:
        _numbers.clear()
    for article in articles:
        title, sapo, body = map(_read, (article.title, article.sapo, article.body))
        found.ids.append(article.id)
        found.days.append(article.published_at.timestamp() / 86_400 if article.published_at else np.nan)
        for part in (title, sapo, body[:LENGTH]):
            found.syllables.append(part >> _HIGH)
        shingles = _shingles(np.concatenate([sapo, body]) & _LOW)
        found.shingles.append(shingles)
        found.bands.append(_bands(shingles) if len(shingles) else shingles)
    return found


class _Numbers(dict[str, int]):
    """For each syllable 30 bits of it as written, then 32 of it without marks."""

    def __missing__(self, syllable: str) -> int:
        form = unify_tone(syllable)
        written, folded = zlib.crc32(form.encode()) >> 2, zlib.crc32(fold(form).encode())
        number = self[syllable] = written << 32 | folded
        return number


_numbers = _Numbers()


def _read(text: str) -> Hashes:
    words = _SYLLABLE.findall(text.lower())
    return np.fromiter(map(_numbers.__getitem__, words), dtype=np.uint64, count=len(words))


def _shingles(syllables: Hashes) -> Hashes:
    count = len(syllables) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    runs = sum(factor * syllables[place : place + count] for place, factor in enumerate(_FACTORS))
    return distinct(np.asarray(runs, dtype=np.uint64))[0]


def _bands(shingles: Hashes) -> Hashes:
    least = np.full(VALUES, _ALL)
    for start in range(0, len(shingles), _AT_ONCE):
        products = shingles[start : start + _AT_ONCE, np.newaxis] * _SEEDS[0]
        products += _SEEDS[1]
        np.minimum(least, products.min(axis=0), out=least)
    values = least >> _HIGH  # the least product has the least upper half
    return np.asarray((values[::2] << _HIGH) + values[1::2])
