"""What an article tells as a whole: the weighed mean of the vectors of its words, of all its text and of its head.

Frequent words count little, and what every text has in common is taken out (Arora, Liang and Ma 2017, "A Simple but
Tough-to-Beat Baseline for Sentence Embeddings"). Two articles are near that tell the same matter in other words.
"""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick
import numpy as np

from pipeline.domain.word_vectors import JOINED, WordVectors
from pipeline.tag.features import HEAD_WEIGHT, FloatArray, Words

_FREQUENT = 1e-3
"""Share of all words at which a word counts half."""


class Told:
    """Vectors of words compiled for finding and weighing them."""

    def __init__(self, words: WordVectors) -> None:
        """Compile the words to an automaton that finds the longest that are known, from left to right."""
        self._automaton = ahocorasick.Automaton()
        for place, name in enumerate(words.names):
            self._automaton.add_word(_spaced(name.split(JOINED)), place)
        self._automaton.make_automaton()
        share = np.exp(-words.rarity)
        self._weighed = words.vectors * (_FREQUENT / (_FREQUENT + share))[:, np.newaxis]
        common = share @ self._weighed
        self._common = common / max(1e-9, float(np.linalg.norm(common)))
        """Direction of the mean of all words: what a text has that tells nothing in particular."""

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return 2 * len(self._common)

    def view(self, articles: Sequence[Words]) -> FloatArray:
        """Return of each article the mean of the whole text, then of its head; rows of length one, or all zero."""
        heads = self._sums([words.head for words in articles])
        bodies = self._sums([words.body for words in articles])
        return np.hstack([self._mean(HEAD_WEIGHT * heads + bodies), self._mean(heads)])

    def _sums(self, texts: Sequence[Sequence[str]]) -> FloatArray:
        sums = np.zeros((len(texts), len(self._common)))
        for row, syllables in enumerate(texts):
            places = [place for _, place in self._automaton.iter_long(_spaced(syllables))]
            sums[row] = self._weighed[places].sum(axis=0)
        return sums

    def _mean(self, sums: FloatArray) -> FloatArray:
        particular = sums - np.outer(sums @ self._common, self._common)
        lengths = np.linalg.norm(particular, axis=1, keepdims=True)
        return np.asarray(particular / np.where(lengths > 0, lengths, 1.0))


def _spaced(syllables: Sequence[str]) -> str:
    """Return syllables each with a space on both sides of its own, so that words side by side share none."""
    return f" {'  '.join(syllables)} "
