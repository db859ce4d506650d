"""From text to numbers: syllables, names taken out, n-grams counted, one sparse row per article.

The same code trains and serves, so a model never sees a feature made in another way. Syllable 1- and 2-grams
need no word segmenter: measured on 33,759 labelled articles they lose less than one point of accuracy to
segmented words and cost a fortieth of the time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise, repeat

import ahocorasick
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipeline.domain.records import Article
from pipeline.domain.text import clean, unify_tone

FloatArray = npt.NDArray[np.float64]
Columns = npt.NDArray[np.int64]

_SYLLABLE_OR_STOP = re.compile(r"\w+|[.!?;:…\n]+")
_DIGIT = re.compile(r"\d")
_STOPS = ".!?;:…\n"
BREAK = ""
"""Stands where a sentence ends or a name was taken out: no 2-gram crosses it."""
NUMBER = "0"
"""Every syllable with a digit: what a figure says is the facts register's business."""
HEAD_WEIGHT = 2.0
"""How often a syllable of headline or sapo counts against one of the body."""


@lru_cache(maxsize=1 << 16)
def _normal(syllable: str) -> str:
    if syllable[0] in _STOPS:
        return BREAK
    return NUMBER if _DIGIT.search(syllable) else unify_tone(syllable)


def syllables(text: str) -> list[str]:
    """Return the small-letter syllables of `text`, `BREAK` between sentences, figures as `NUMBER`."""
    return [*map(_normal, _SYLLABLE_OR_STOP.findall(clean(text).lower())), BREAK]


Found = list[tuple[int, int, str]]
"""(start, end, label) of each phrase of a list in a text, in order, never overlapping."""


class Names:
    """Lists of phrases made of syllables, each with a label; in each list the longest one wins where several begin."""

    def __init__(self, *lists: Mapping[str, str]) -> None:
        """Compile all lists to one automaton; of equal names of a list the first label counts."""
        phrases: dict[str, dict[int, str]] = {}
        for number, labels in enumerate(lists):
            for name, label in labels.items():
                words = [word for word in syllables(name) if word != BREAK]
                if words and NUMBER not in words:
                    phrases.setdefault(f" {' '.join(words)} ", {}).setdefault(number, label)
        self._lists = len(lists)
        self._automaton = ahocorasick.Automaton()
        for phrase, of_lists in phrases.items():
            count = phrase.count(" ") - 1
            self._automaton.add_word(phrase, (len(phrase), -count, tuple(of_lists.items())))
        self._automaton.make_automaton()

    def find(self, words: Sequence[str]) -> Found:
        """Return what of the first list stands in `words`."""
        return self.find_all(words)[0]

    def find_all(self, words: Sequence[str]) -> list[Found]:
        """Return what of each list stands in `words`, in one pass."""
        found: list[Found] = [[] for _ in range(self._lists)]
        if not self._automaton:
            return found
        text = f" {' '.join(words)} "
        hits = [
            (last + 1 - length, less, labels) for last, (length, less, labels) in self._automaton.iter(text)
        ]
        hits.sort()
        ends = [0] * self._lists
        at = seen = 0
        for start, less, labels in hits:
            # The number of a word is the number of spaces before the one in front of it.
            at += text.count(" ", seen, start)
            seen = start
            for number, label in labels:
                if at >= ends[number]:
                    ends[number] = at - less
                    found[number].append((at, at - less, label))
        return found

    def take_out(self, words: Sequence[str]) -> tuple[list[str], list[str]]:
        """Return `words` with each phrase replaced by `BREAK`, and the labels of the phrases in order."""
        kept: list[str] = []
        labels: list[str] = []
        last = 0
        for start, end, label in self.find(words):
            kept.extend(words[last:start])
            kept.append(BREAK)
            labels.append(label)
            last = end
        kept.extend(words[last:])
        return kept, labels


@dataclass(frozen=True, slots=True)
class Words:
    """The syllables of an article, names taken out, and the labels of those names, per part."""

    head: list[str]
    """Headline and sapo."""
    body: list[str]
    head_names: list[str]
    body_names: list[str]


def words_of(article: Article, names: Names) -> Words:
    """Return the `Words` of one article."""
    head, head_names = names.take_out(syllables(f"{article.title}\n{article.sapo}"))
    body, body_names = names.take_out(syllables(article.body))
    return Words(head, body, head_names, body_names)


def ngrams(words: Sequence[str]) -> Counter[str]:
    """Count the 1- and 2-grams of `words`; none crosses a `BREAK`."""
    counts = Counter(words)
    counts.update(f"{first} {second}" for first, second in pairwise(words) if first and second)
    del counts[BREAK]
    return counts


_PAIR = 32
"""Bits of the second syllable in the number of a pair."""


class Vectoriser:
    """Turns `Words` into TF-IDF rows: one block for the whole text, one for headline and sapo alone."""

    def __init__(self, terms: Sequence[str], idf: FloatArray) -> None:
        self.terms = tuple(terms)
        self.idf = idf
        parts = [term.split(" ") for term in self.terms]
        # 0 is every syllable of no term, and every `BREAK`.
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(chain(*parts)), start=1)}
        self._alone = np.full(len(self._numbers) + 1, -1, dtype=np.int64)
        pairs = {}
        for column, words in enumerate(parts):
            numbers = [self._numbers[word] for word in words]
            if len(numbers) == 1:
                self._alone[numbers[0]] = column
            else:
                pairs[(numbers[0] << _PAIR) + numbers[1]] = column
        keys = sorted(pairs)
        self._pairs = np.array([*keys, np.iinfo(np.int64).max], dtype=np.int64)
        self._pair_columns = np.array([*(pairs[key] for key in keys), -1], dtype=np.int64)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return 2 * len(self.terms)

    def transform(self, articles: Iterable[Words]) -> sp.csr_matrix:
        """Return a matrix (articles by `width`), each block of a row with Euclidean length 1 or all zero."""
        indptr, columns, values = [0], [], []
        seen = np.zeros(len(self.terms), dtype=np.int64)
        for words in articles:
            head, body = self._columns(words.head), self._columns(words.body)
            once = np.ones(len(body) + len(head))
            weights = once.copy()
            weights[len(body) :] = HEAD_WEIGHT
            blocks = ((np.concatenate((body, head)), weights), (head, once[: len(head)]))
            for block, (found, counted) in enumerate(blocks):
                own, weighed = self._block(found, counted, seen)
                columns.append(own + block * len(self.terms))
                values.append(weighed)
            indptr.append(indptr[-1] + len(columns[-1]) + len(columns[-2]))
        shape = (len(indptr) - 1, self.width)
        if shape[0] == 0:
            return sp.csr_matrix(shape)
        return sp.csr_matrix((np.concatenate(values), np.concatenate(columns), indptr), shape=shape)

    def _columns(self, words: Sequence[str]) -> Columns:
        """Return the columns of the syllables, then of the pairs, of a part. A pair with a `BREAK` is no term."""
        numbers = np.fromiter(map(self._numbers.get, words, repeat(0)), dtype=np.int64, count=len(words))
        wanted = (numbers[:-1] << _PAIR) + numbers[1:]
        places = self._pairs.searchsorted(wanted)
        pairs = np.where(self._pairs[places] == wanted, self._pair_columns[places], -1)
        found = np.concatenate((self._alone[numbers], pairs))
        return found[found >= 0]

    def _block(self, found: Columns, counted: FloatArray, seen: Columns) -> tuple[Columns, FloatArray]:
        """Return the distinct columns of `found`, first come first, and their weights; `seen` is room to work in."""
        if not len(found):
            return found, np.zeros(0)
        places = np.arange(len(found))
        # Of equal columns the first one writes last, so each column knows its first place.
        seen[found[::-1]] = places[::-1]
        firsts = seen[found]
        is_first = firsts == places
        columns = found[is_first]
        counts = np.bincount((np.cumsum(is_first) - 1)[firsts], weights=counted)
        weights = (1.0 + np.log(counts)) * self.idf[columns]
        return columns, weights / np.sqrt(np.sum(weights * weights))


def fit_vectoriser(articles: Sequence[Words], *, least: int, most: int) -> Vectoriser:
    """Choose the terms that stand in at least `least` articles, the `most` frequent of them, and their idf."""
    frequency: Counter[str] = Counter()
    for words in articles:
        frequency.update(ngrams(words.head).keys() | ngrams(words.body).keys())
    terms = sorted(
        sorted(
            (term for term, count in frequency.items() if count >= least), key=lambda t: (-frequency[t], t)
        )[:most]
    )
    counts = np.array([frequency[term] for term in terms], dtype=np.float64)
    return Vectoriser(terms, np.log((1 + len(articles)) / (1 + counts)) + 1.0)
