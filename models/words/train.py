"""Train the model of words: which are told together in the press. `python -m models.words.train --data DIR`.

Words of one or more syllables are found as neighbours that stand together far more often than chance has it; each is a
vector, the truncated SVD of how much more often than by chance it stands near each other word (PPMI). No label is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd

from models.corpus import Corpus
from models.learning import SEED
from pipeline.domain.records import Article
from pipeline.domain.text import sentences, unify_tone
from pipeline.domain.word_vectors import JOINED
from pipeline.flag.likeness import BREAK, syllables, words_of

DIMENSIONS, WINDOW = 160, 6
"""Numbers of a vector; words on each side of a word that are near it."""
LEAST = 40
"""Times that a word must be found."""
MOST = 24_000
_JOINED_FROM = (0.25, 0.35)
"""Normalised pointwise mutual information from which two neighbours are one word, first and second pass."""
_FREQUENT = 1e-4
"""Share of all words above which occurrences of a word are passed over, the more the more frequent it is."""
_CONTEXT = 0.75
"""Power of the frequency of a context, so that rare ones do not say too much (Levy, Goldberg and Dagan 2015)."""
_SENTENCES, _SHORTEST, _LONGEST = 1500, 6, 40
_EVERY = 20
Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Trained = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
_END, _RARE = -1, -2
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Stream:
    """All texts one after the other: ids of words, `_END` behind each text, `_RARE` for words that are none."""

    ids: Ids
    names: tuple[str, ...]

    @property
    def counts(self) -> Ids:
        return np.bincount(self.ids[self.ids >= 0], minlength=len(self.names))

    def without_rare(self, least: int, most: int | None = None) -> _Stream:
        """Return the same with words found `least` times or more, the `most` frequent of them."""
        counts = self.counts
        order = np.argsort(-counts, kind="stable")[:most]
        kept = np.sort(order[counts[order] >= least])
        places = np.full(len(self.names) + 2, _RARE, dtype=np.int64)
        places[kept] = np.arange(len(kept))
        places[_END] = _END
        return _Stream(places[self.ids], tuple(self.names[at] for at in kept))

    def joined(self, bar: float, least: int) -> _Stream:
        """Return the same with neighbours made one word that stand together far more often than by chance."""
        ids, size = self.ids, len(self.names)
        counts = self.counts.astype(np.float64)
        total = max(1.0, counts.sum())
        together = (ids[:-1] >= 0) & (ids[1:] >= 0)
        if BREAK in self.names:
            at = self.names.index(BREAK)
            together &= (ids[:-1] != at) & (ids[1:] != at)
        pairs = ids[:-1] * size + ids[1:]
        found, times = np.unique(pairs[together], return_counts=True)
        chance = counts[found // size] * counts[found % size] / total
        share = np.log(times / chance) / -np.log(np.minimum(times / total, 0.5))
        found = found[(times >= least) & (share >= bar)]
        if not len(found):
            return self
        spots = np.minimum(np.searchsorted(found, pairs), len(found) - 1)
        is_pair = together & (found[spots] == pairs)
        begins = is_pair & ~np.r_[False, is_pair[:-1]]
        run = np.maximum.accumulate(np.where(begins, np.arange(len(pairs)), 0))
        taken = is_pair & ((np.arange(len(pairs)) - run) % 2 == 0)  # of `a b c` the first two
        merged = ids.copy()
        merged[:-1][taken] = size + spots[taken]
        kept = ~np.r_[False, taken]
        names = (f"{self.names[one // size]}{JOINED}{self.names[one % size]}" for one in found.tolist())
        return _Stream(merged[kept], (*self.names, *names))


def train(corpus: Corpus) -> Trained:
    """Return arrays, settings and metrics of the model of words."""
    articles = list(corpus.unlabelled) or [item.article for item in corpus.ours]
    least = LEAST if corpus.unlabelled else 3
    stream = _read(articles).without_rare(least)
    for bar in _JOINED_FROM:
        stream = stream.joined(bar, least)
    stream = stream.without_rare(least, MOST)
    counts = stream.counts
    vectors = _vectors(_thinned(stream), len(stream.names))
    terms = {name: at for at, name in enumerate(stream.names)}
    mean, spread = _by_chance(vectors, terms, articles)
    arrays = {
        "vectors": np.round(
            vectors * 127 / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
        ).astype(np.int8),
        "rarity": -np.log((counts + 1) / max(1, counts.sum())),
        "mean": mean,
        "spread": spread,
    }
    return arrays, {"terms": stream.names}, {"articles": len(articles), "syllables": len(stream.ids)}


def _read(articles: Sequence[Article]) -> _Stream:
    places: dict[str, int] = {}
    ids: list[int] = []
    for article in articles:
        text = unify_tone(f"{article.title}\n{article.sapo}\n{article.body}".lower())
        ids += [places.setdefault(word, len(places)) for word in syllables(text)]
        ids.append(_END)
    return _Stream(np.array(ids, dtype=np.int64), tuple(places))


def _thinned(stream: _Stream) -> Ids:
    """Return the ids without breaks and without most occurrences of the most frequent words."""
    counts = stream.counts
    share = np.maximum(counts / max(1, counts.sum()), 1e-12)
    keep = np.minimum(1.0, np.sqrt(_FREQUENT / share))
    if BREAK in stream.names:
        keep[stream.names.index(BREAK)] = 0.0
    drawn = np.random.default_rng(SEED).random(len(stream.ids))
    kept: Ids = stream.ids[(stream.ids < 0) | (drawn < keep[np.maximum(stream.ids, 0)])]
    return kept


def _vectors(ids: Ids, size: int) -> Floats:
    """Return a vector of length one for each word."""
    text = np.cumsum(ids == _END)
    near = sp.csr_matrix((size, size), dtype=np.float32)
    for apart in range(1, WINDOW + 1):
        first, second = ids[:-apart], ids[apart:]
        both = (first >= 0) & (second >= 0) & (text[:-apart] == text[apart:])
        pairs, times = np.unique(first[both] * size + second[both], return_counts=True)
        weights = (times * (WINDOW - apart + 1) / WINDOW).astype(np.float32)
        near = near + sp.csr_matrix((weights, (pairs // size, pairs % size)), shape=(size, size))
    near = (near + near.T).tocoo()
    often = np.asarray(near.sum(axis=1)).ravel()
    context = often**_CONTEXT / max(1e-9, float((often**_CONTEXT).sum()))
    heard = near.data >= min(1.0, float(near.data.max(initial=0.0)))
    row, column, data = near.row[heard], near.col[heard], near.data[heard]
    excess = np.log(data / often[row] / context[column])
    more = excess > 0
    table = sp.csr_matrix((excess[more].astype(np.float32), (row[more], column[more])), shape=(size, size))
    wanted = min(DIMENSIONS, size - 1)
    left, values, _ = randomized_svd(table, wanted, n_oversamples=20, n_iter=3, random_state=SEED)
    vectors = left * np.sqrt(values)
    return np.asarray(
        vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32
    )


def _by_chance(vectors: Floats, terms: dict[str, int], articles: Sequence[Article]) -> tuple[Floats, Floats]:
    """Return mean and spread of how like each word is the likest word of a sentence that has nothing to do with it."""
    found = list(_sentences(terms, articles[:: _EVERY if len(articles) > _SENTENCES else 1]))
    chosen = np.random.default_rng(SEED).permutation(len(found))[:_SENTENCES]
    best = np.zeros((len(vectors), max(1, len(chosen))), dtype=np.float32)
    for column, at in enumerate(chosen):
        best[:, column] = (vectors @ vectors[found[at]].T).max(axis=1)
    return best.mean(axis=1), np.maximum(best.std(axis=1), 1e-3)


def _sentences(terms: dict[str, int], articles: Sequence[Article]) -> Iterator[list[int]]:
    """Yield the words of the sentences that tell a number, as the claims do that are compared."""
    for article in articles:
        for start, end in sentences(article.body or article.sapo):
            text = article.body[start:end] if article.body else article.sapo[start:end]
            told = words_of(unify_tone(text.lower()), terms)
            if _DIGIT.search(text) and _SHORTEST <= len(told) <= _LONGEST:
                yield told


if __name__ == "__main__":
    from models.command import command

    command("words")()
