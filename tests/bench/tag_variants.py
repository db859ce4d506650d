"""What was weighed against what ships: words segmented in full against syllables, TF-IDF linkage against MinHash."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import underthesea

from models.corpus import Labelled
from models.first_look import FIELD_STRENGTH
from models.learning import Space, folds, held_out_scores
from models.stories import pair_f1
from pipeline.domain.records import Article
from pipeline.group.events import Reports
from pipeline.group.reprints import Copies
from pipeline.group.sketch import sketch
from pipeline.tag.families import CLASSES
from pipeline.tag.features import BREAK, Words, fit_vectoriser, syllables
from pipeline.tag.text_model import View

LEAST, MOST = 2, 30_000
"""Articles that a term must stand in; terms."""
LONG = 60
"""Words from which a text can be told as a copy."""
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Reader:
    """A way from text to units, with its CPU cost (ms per article) and the field micro-F1 of a model on them, at its best threshold."""

    name: str
    cost: float
    f1: float


def by_syllables(text: str) -> list[str]:
    """Return units as they ship."""
    return syllables(text)


def by_words(text: str) -> list[str]:
    """Return the words of a full segmentation."""
    tokens = underthesea.word_tokenize(text)
    return ["_".join(token.lower().split()) if _WORD.search(token) else BREAK for token in tokens]


def read_fields(name: str, units: Callable[[str], list[str]], items: Sequence[Labelled]) -> Reader:
    """Teach the fields from 1- and 2-grams of units alone, and answer each article from a fit that did not see it."""
    started = time.process_time()
    texts = [(f"{item.article.title}\n{item.article.sapo}", item.article.body) for item in items]
    words = [Words(units(head), units(body), [], []) for head, body in texts]
    cost = 1000 * (time.process_time() - started) / len(items)
    sparse = fit_vectoriser(words, least=LEAST, most=MOST).transform(words)
    rows = Space(View(sparse, np.zeros((len(items), 1))), np.ones(1), np.zeros(len(items), dtype=bool)).rows
    labels = np.array([[_known(item.fields[one]) for one in CLASSES] for item in items])
    everyone = np.ones(len(items), dtype=bool)
    scores = held_out_scores(rows, labels, FIELD_STRENGTH, folds([item.group for item in items]), everyone)
    known = ~np.isnan(labels)
    right = labels[known][np.argsort(-scores[known], kind="stable")]
    f1 = 2 * np.cumsum(right) / (np.arange(1, len(right) + 1) + right.sum())
    return Reader(name, cost, float(f1.max(initial=0.0)))


def _known(label: bool | None) -> float:
    return float("nan") if label is None else float(label)


@dataclass(frozen=True, slots=True)
class Linkage:
    """A way to put articles together: CPU (ms per article), copies found, pairs of one event found."""

    name: str
    cost: float
    recall: float
    precision: float
    events: float


def by_minhash(articles: Sequence[Article]) -> dict[str, str]:
    """Return the story of each article by MinHash with exact check."""
    copies = Copies()
    copies.add(sketch(articles))
    return copies.groups()


def by_tfidf(articles: Sequence[Article]) -> dict[str, str]:
    """Return the story of each article by TF-IDF with average linkage."""
    reports = Reports()
    reports.add(sketch(articles))
    return reports.events({article.id: article.id for article in articles})


def link(
    name: str, join: Callable[[Sequence[Article]], dict[str, str]], items: Sequence[Labelled]
) -> Linkage:
    """Measure a linkage on copies made of the articles and on the events of their labels."""
    articles = [item.article for item in items]
    started = time.process_time()
    found = join(articles)
    cost = 1000 * (time.process_time() - started) / len(items)
    labels = {item.article.id: item.group for item in items}
    return Linkage(name, cost, *copies_found(articles, join), pair_f1(found, labels))


def copies_found(
    articles: Sequence[Article], join: Callable[[Sequence[Article]], dict[str, str]]
) -> tuple[float, float]:
    """Return (recall, precision) of copies: each text cut to 60 %, and with every twentieth word replaced.

    A copy is found when it stands with its original; two originals that stand together count as wrong, though some
    of them are copies of each other, or report one event, in truth.
    """
    texts = [one for one in articles if len(one.body.split()) >= LONG]
    cut, edited = [], []
    for one in texts:
        words = one.body.split()
        cut.append(replace(one, id=f"{one.id}-cut", sapo="", body=" ".join(words[: len(words) * 6 // 10])))
        changed = ["khác" if place % 20 == 0 else word for place, word in enumerate(words)]
        edited.append(replace(one, id=f"{one.id}-edited", body=" ".join(changed)))
    found = join([*texts, *cut, *edited])
    right = sum(found[copy.id] == found[copy.id.rpartition("-")[0]] for copy in (*cut, *edited))
    wrong = len(texts) - len({found[one.id] for one in texts})
    return right / max(1, 2 * len(texts)), right / max(1, right + wrong)
