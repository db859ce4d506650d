"""Reports of one event: TF-IDF over syllables and their pairs, average linkage, within a window of days.

Different texts about one happening share rare words and names more than phrases, so shingles find only a third of
them. Pairs of syllables are most of the words and names of Vietnamese, without a segmenter (docs/decisions/0030).
Headline and sapo name the happening and count more than the body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from pipeline.domain.records import Article
from pipeline.domain.text import unify_tone

NEAR = 0.22
"""Mean cosine similarity at which an article joins an event; middle of the best range on 100 labelled events among
3,000 other articles, in four orders."""
WINDOW = timedelta(days=3)
"""Two reports of one event are rarely further apart; the same words a week later are another happening."""
BLOCK = 256
"""New articles compared with all others at once."""
COMMON, COMMON_FROM = 0.1, 20
"""Share of the articles, and least number of them, from which a word is too common to tell a happening."""
LENGTH = 3000
"""Characters of the body that are compared."""
_PAIRS = 1 << 32
"""Numbers from here on are pairs of syllables."""
_SYLLABLE = re.compile(r"\w+")


def join_events(
    new: Sequence[Article], groups: Mapping[str, str], known: Sequence[tuple[Article, str]]
) -> dict[str, str]:
    """Return the event id of each new article.

    An article joins the event it is nearest to on average, when it is near enough and a member lies within the
    window; copies of one text go together; else it founds an event of its own.

    Args:
        new: articles without an event, oldest first.
        groups: group id by id of each new article.
        known: articles of the days before with their event.
    """
    articles = [article for article, _event in known] + list(new)
    if not articles:
        return {}
    vectors = vectorise(articles)
    events = _Events(articles)
    of_group: dict[str, str] = {}
    for article, event_id in known:
        events.add(event_id)
        of_group.setdefault(article.id, event_id)
    joined: dict[str, str] = {}
    for start in range(len(known), len(articles), BLOCK):
        similar = (vectors[start : start + BLOCK] @ vectors.T).toarray()
        for place, row in enumerate(similar, start=start):
            article = articles[place]
            group_id = groups[article.id]
            event_id = of_group.get(group_id) or events.nearest(place, row) or article.id
            of_group.setdefault(group_id, event_id)
            events.add(event_id)
            joined[article.id] = event_id
    return joined


def vectorise(articles: Sequence[Article]) -> sp.csr_array:
    """Return one row of unit length per article over its syllables and pairs of syllables (TF-IDF).

    Headline counts three times, sapo twice. What stands in more than `COMMON` of the articles tells no happening.
    """
    numbers = _Numbers()
    counted = [_counts(article, numbers) for article in articles]
    lengths = [len(terms) for terms, _ in counted]
    terms, columns = np.unique(np.concatenate([terms for terms, _ in counted]), return_inverse=True)
    spread = np.bincount(columns, minlength=len(terms))
    weights = np.log((1.0 + len(articles)) / (1.0 + spread)) + 1.0
    weights[spread > max(COMMON_FROM, COMMON * len(articles))] = 0.0
    weights[(spread == 1) & (terms >= _PAIRS)] = 0.0
    values = (1.0 + np.log(np.concatenate([counts for _, counts in counted]))) * weights[columns]
    rows = np.repeat(np.arange(len(articles)), lengths)
    sizes = np.sqrt(np.bincount(rows, weights=values**2, minlength=len(articles)))
    values /= np.where(sizes > 0, sizes, 1.0)[rows]
    ends = np.concatenate(([0], np.cumsum(lengths)))
    found = sp.csr_array((values, columns, ends), shape=(len(articles), len(terms)))
    found.eliminate_zeros()
    return found


class _Numbers(dict[str, int]):
    """A number for each syllable as written; one for both places of a tone mark."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, int] = {}

    def __missing__(self, syllable: str) -> int:
        number = self._forms.setdefault(unify_tone(syllable), len(self._forms) + 1)
        self[syllable] = number
        return number


def _counts(article: Article, numbers: _Numbers) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the distinct syllables and pairs of an article as numbers, and how often each stands there."""
    text = f"{article.title}. " * 3 + f"{article.sapo} " * 2 + article.body[:LENGTH]
    syllables = np.array([numbers[word] for word in _SYLLABLE.findall(text.lower())], dtype=np.int64)
    pairs = _PAIRS * syllables[:-1] + syllables[1:]
    terms, counts = np.unique(np.concatenate((syllables, pairs)), return_counts=True)
    return terms, counts.astype(np.int64)


class _Events:
    """The events so far, and which one each article belongs to, in the order in which articles came."""

    def __init__(self, articles: Sequence[Article]) -> None:
        moments = [article.published_at for article in articles]
        self._days = np.array([moment.timestamp() / 86_400 if moment else np.nan for moment in moments])
        self._event_of = np.zeros(len(articles), dtype=np.intp)
        self._ids: dict[str, int] = {}
        self._names: list[str] = []
        self._count = 0

    def add(self, event_id: str) -> None:
        """Put the next article into an event."""
        number = self._ids.setdefault(event_id, len(self._ids))
        if number == len(self._names):
            self._names.append(event_id)
        self._event_of[self._count] = number
        self._count += 1

    def nearest(self, place: int, similar: npt.NDArray[np.float64]) -> str | None:
        """Return the event that is near enough on average, the nearest of several.

        Args:
            place: the article.
            similar: its similarity to all articles.
        """
        gap = np.abs(self._days[: self._count] - self._days[place])
        close = np.flatnonzero(~(gap > WINDOW / timedelta(days=1)))
        if not len(close):
            return None
        own = self._event_of[close]
        counts = np.bincount(own, minlength=len(self._names))
        sums = np.bincount(own, weights=similar[close], minlength=len(self._names))
        means = np.where(counts > 0, sums / np.maximum(counts, 1), -1.0)
        best = int(means.argmax())
        return self._names[best] if means[best] >= NEAR else None
