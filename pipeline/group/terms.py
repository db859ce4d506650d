"""Syllables and pairs of syllables of articles as vectors (TF-IDF).

The whole text, in which the headline counts three times and the sapo twice, stands beside headline and sapo by
themselves: a term of theirs has another number there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipeline.group.rows import Row, Rows, distinct, find
from pipeline.group.sketch import PARTS

HEAD = 0.3
"""Say of headline and sapo by themselves in a similarity; the rest is the whole text's."""
COMMON, COMMON_FROM = 0.1, 20
"""Share of the articles, and least number of them, from which a word is too common to tell a happening."""
_PAIRS = 1 << 32
"""Numbers from here on are pairs of syllables."""
_HEAD = 1 << 62
"""Numbers from here on are terms of headline and sapo by themselves."""
_AT_ONCE = 1 << 20
"""Terms that are counted or numbered in one go."""
_MOST = 0xFFFF
"""A term counts no more often in one article."""
Numbers = npt.NDArray[np.int64]
Counts = npt.NDArray[np.intp]
Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = slice | npt.NDArray[np.intp]


def terms_of(title: Row, sapo: Row, body: Row) -> tuple[Numbers, Counts]:
    """Return the distinct terms of an article, given the syllables of its parts, and how often each stands in it."""
    parts = (part.astype(np.int64) for part in (title, sapo, body))
    named, led, told = (np.concatenate([part, _PAIRS * part[:-1] + part[1:]]) for part in parts)
    joined = np.concatenate([named, named, named, led, led, told, named + _HEAD, led + _HEAD])
    return distinct(joined)


class Spread:
    """In how many articles each term stands."""

    def __init__(self) -> None:
        self._terms, self._articles = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)
        self._waiting = Rows("q")

    def add(self, terms: Numbers) -> None:
        """Count the terms of one more article."""
        self._waiting.append(terms)
        if len(self._waiting.numbers) > _AT_ONCE:
            self._count()

    def _count(self) -> None:
        terms, articles = distinct(self._waiting.numbers)
        self._waiting = Rows("q")
        places, known = find(terms, self._terms)
        self._articles[places[known]] += articles[known].astype(np.int32)
        self._terms = np.insert(self._terms, places[~known], terms[~known])
        self._articles = np.insert(self._articles, places[~known], articles[~known])

    def weights(self, articles: int) -> tuple[Numbers, Values, Flags]:
        """Return the terms that tell something, sorted, how much each tells, and which stand in several articles.

        What stands in more than `COMMON` of all articles tells no happening, nor does a pair that stands in one alone.
        """
        self._count()
        several = self._articles > 1
        telling = self._articles <= max(COMMON_FROM, COMMON * articles)
        telling &= several | (self._terms % _HEAD < _PAIRS)
        weights = np.log((1.0 + articles) / (1.0 + self._articles[telling])) + 1.0
        return self._terms[telling], weights, several[telling]


class Vectors:
    """One row of unit length for each article, over the terms that a new article shares with any other.

    Kept as columns and counts, half as large as the values: those are made when they are asked for.
    """

    def __init__(self, texts: Rows, spread: Spread, *, new: int, articles: int) -> None:
        """Weigh texts, rows of `PARTS` each, the first of them new, by how terms spread over all articles."""
        self._terms, self._weights, shared = spread.weights(articles)
        self._head = int(np.searchsorted(self._terms, _HEAD))
        self._columns, self._counts = Rows("i"), Rows("H")
        self._sizes = np.ones((len(texts) // PARTS, 2))
        for place in range(new):
            self._append(place, texts, shared)
        asked = np.zeros(len(self._terms), dtype=bool)
        asked[self._columns.numbers] = True
        for place in range(new, len(self._sizes)):
            self._append(place, texts, asked)
        self._number(asked)
        ends = self._columns.ends
        if (
            ends[-1] <= np.iinfo(np.int32).max
        ):  # as wide as the columns, or those would be copied to be as wide
            ends = ends.astype(np.int32)
        shape = (len(self._sizes), len(self._weights))
        self._counted = sp.csr_array((self._counts.numbers, self._columns.numbers, ends), shape)

    def _append(self, place: int, texts: Rows, wanted: Flags) -> None:
        """Measure an article and keep those of its terms that are wanted."""
        start = PARTS * place
        terms, counts = terms_of(*map(texts.__getitem__, range(start, start + PARTS)))
        columns, telling = find(terms, self._terms)
        columns, counts = columns[telling], np.minimum(counts[telling], _MOST)
        squares = self._values(columns, counts) ** 2
        head = int(np.searchsorted(columns, self._head))
        for part, (say, some) in enumerate(((1.0 - HEAD, squares[:head]), (HEAD, squares[head:]))):
            if len(some):
                self._sizes[place, part] = np.sqrt(some.sum() / say)
        kept = wanted[columns]
        self._columns.append(columns[kept])
        self._counts.append(counts[kept])

    def _values(self, columns: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Values:
        return np.asarray((1.0 + np.log(counts, dtype=np.float64)) * self._weights[columns])

    def _number(self, asked: Flags) -> None:
        """Number the columns that are asked for, and forget the others."""
        numbers = np.cumsum(asked, dtype=np.int32) - 1
        columns = self._columns.numbers
        for start in range(0, len(columns), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            columns[some] = numbers[columns[some]]
        self._head = int(asked[: self._head].sum())
        self._weights = self._weights[asked]
        self._terms = self._terms[:0]

    def __getitem__(self, places: Places) -> sp.csr_array:
        """Return the rows of some articles."""
        found = self._counted[places]
        rows = np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))
        sizes = self._sizes[places][rows, (found.indices >= self._head).astype(np.intp)]
        found.data = self._values(found.indices, found.data) / sizes
        return found
