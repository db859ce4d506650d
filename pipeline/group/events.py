"""Reports of one event: TF-IDF over syllables and their pairs, average linkage, within a window of days.

Different texts about one happening share rare words and names more than phrases, so shingles find only a third of
them. Pairs of syllables are most of the words and names of Vietnamese, without a segmenter (docs/decisions/0030).
Headline and sapo name the happening: they count more than the body, and once more by themselves
(docs/decisions/0039).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipeline.domain.records import Article
from pipeline.domain.text import unify_tone
from pipeline.group.linkage import link

NEAR = 0.19
"""Mean cosine similarity at which two events are one; the careful end of the best range on 100 labelled events among
3,000 other articles (`python -m models.stories`), for articles of one province resemble each other more."""
HEAD = 0.3
"""Say of headline and sapo by themselves in a similarity; the rest is the whole text's."""
WINDOW = timedelta(days=3)
"""Two reports of one event are rarely further apart; the same words a week later are another happening."""
COMMON, COMMON_FROM = 0.1, 20
"""Share of the articles, and least number of them, from which a word is too common to tell a happening."""
LENGTH = 3000
"""Characters of the body that are compared."""
AT_ONCE, ACROSS = 512, 2048
"""Articles compared with how many others in one go."""
_PAIRS = 1 << 32
"""Numbers from here on are pairs of syllables."""
_SYLLABLE = re.compile(r"\w+")
Terms = tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]
"""Distinct terms, and how often each stands in a text."""
Places = slice | npt.NDArray[np.intp]


def join_events(
    new: Sequence[Article], groups: Mapping[str, str], known: Sequence[tuple[Article, str]]
) -> dict[str, str]:
    """Return the event id of each new article.

    Copies of one text go together; then the two events that are nearest on average become one, again and again, as
    long as they are near enough and hold articles within the window of each other. Events known before never become
    one. What comes in one batch is put together alike in any order.

    Args:
        new: articles without an event, oldest first.
        groups: group id by id of each new article.
        known: articles of the days before with their event.
    """
    articles = [article for article, _event in known] + list(new)
    if not new:
        return {}
    of_event = {event_id: unit for unit, event_id in enumerate(dict.fromkeys(event for _, event in known))}
    ids, units = list(of_event), [of_event[event_id] for _, event_id in known]
    of_group = {article.id: unit for (article, _), unit in zip(known, units, strict=True)}
    for article in new:
        unit = of_group.setdefault(groups[article.id], len(ids))
        if unit == len(ids):
            ids.append(article.id)
        units.append(unit)
    event_of = link(np.array(units), len(of_event), _Likeness(articles), since=len(known), near=NEAR)
    return {article.id: ids[event_of[unit]] for article, unit in zip(new, units[len(known) :], strict=True)}


class _Likeness:
    """How alike articles are; pairs that are further apart than the window are not compared."""

    def __init__(self, articles: Sequence[Article]) -> None:
        moments = [article.published_at for article in articles]
        self._days = np.array([moment.timestamp() / 86_400 if moment else np.nan for moment in moments])
        self._vectors = vectorise(articles)

    def pairs(
        self, since: int, near: float
    ) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.float64]]]:
        """Yield the pairs of an article from place `since` on and one before it that are at least `near`, and how near."""
        count = len(self._days)
        for first in range(0, count, ACROSS):
            columns = slice(first, first + ACROSS)
            across = self._vectors[columns].T.tocsr()
            for start in range(max(since, first), count, AT_ONCE):
                rows = slice(start, start + AT_ONCE)
                similar = (self._vectors[rows] @ across).toarray()
                one, other = np.nonzero((similar >= near) & self._compared(rows, columns))
                before = other + first < one + start
                one, other = one[before], other[before]
                yield one + start, other + first, similar[one, other]

    def between(
        self, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        """Return the similarity of some articles to others (rows by columns), and which of them are compared."""
        return (self._vectors[rows] @ self._vectors[columns].T).toarray(), self._compared(rows, columns)

    def _compared(self, rows: Places, columns: Places) -> npt.NDArray[np.bool_]:
        gap = np.abs(self._days[rows][:, np.newaxis] - self._days[columns])
        far: npt.NDArray[np.bool_] = gap > WINDOW / timedelta(
            days=1
        )  # an unknown day is near to every other one
        return ~far


def vectorise(articles: Sequence[Article]) -> sp.csr_array:
    """Return one row of unit length per article over its syllables and pairs of syllables (TF-IDF).

    The whole text, in which the headline counts three times and the sapo twice, stands beside headline and sapo by
    themselves. What stands in more than `COMMON` of the articles tells no happening.
    """
    numbers = _Numbers()
    parts = [[numbers.read(text) for text in _texts(article)] for article in articles]
    whole = _weigh(_count([title] * 3 + [sapo] * 2 + [body]) for title, sapo, body in parts)
    head = _weigh(_count([title, sapo]) for title, sapo, _ in parts)
    return sp.csr_array(sp.hstack([np.sqrt(1.0 - HEAD) * whole, np.sqrt(HEAD) * head], format="csr"))


def _texts(article: Article) -> tuple[str, str, str]:
    return article.title, article.sapo, article.body[:LENGTH]


def _weigh(counted: Iterator[Terms]) -> sp.csr_array:
    """Return TF-IDF rows of unit length; a pair that stands in one article alone is left out.

    All terms of all articles stand side by side here: nothing is kept longer or wider than needed.
    """
    parts = list(counted)
    articles = len(parts)
    rows = np.repeat(np.arange(articles, dtype=np.int32), [len(terms) for terms, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    joined = np.concatenate([terms for terms, _ in parts])
    parts.clear()
    terms, inverse = np.unique(joined, return_inverse=True)
    del joined
    columns = inverse.astype(np.int32)
    del inverse
    weights = _weights(terms, np.bincount(columns, minlength=len(terms)), articles)
    values = (1.0 + np.log(counts, dtype=np.float64)) * weights[columns]
    sizes = np.sqrt(np.bincount(rows, weights=values**2, minlength=articles))
    values /= np.where(sizes > 0, sizes, 1.0)[rows]
    found = sp.csr_array((values, (rows, columns)), shape=(articles, len(terms)))
    found.eliminate_zeros()
    return found


def _weights(
    terms: npt.NDArray[np.int64], spread: npt.NDArray[np.intp], articles: int
) -> npt.NDArray[np.float64]:
    """Return what each term says, by how many of the articles it stands in."""
    weights = np.log((1.0 + articles) / (1.0 + spread)) + 1.0
    weights[spread > max(COMMON_FROM, COMMON * articles)] = 0.0
    weights[(spread == 1) & (terms >= _PAIRS)] = 0.0
    return np.asarray(weights, dtype=np.float64)


class _Numbers(dict[str, int]):
    """A number for each syllable as written; one for both places of a tone mark."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, int] = {}

    def __missing__(self, syllable: str) -> int:
        number = self._forms.setdefault(unify_tone(syllable), len(self._forms) + 1)
        self[syllable] = number
        return number

    def read(self, text: str) -> npt.NDArray[np.int64]:
        """Return the syllables of a text."""
        words = _SYLLABLE.findall(text.lower())
        return np.fromiter(map(self.__getitem__, words), dtype=np.int64, count=len(words))


def _count(parts: Sequence[npt.NDArray[np.int64]]) -> Terms:
    """Return the syllables and pairs of syllables of the parts of a text."""
    pairs = [_PAIRS * part[:-1] + part[1:] for part in parts]
    terms, counts = np.unique(np.concatenate([*parts, *pairs]), return_counts=True)
    return terms, counts.astype(np.int32)
