"""Train the text model: vocabulary, topics and weakly taught fields. `python -m models.text.train --data DIR`."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.utils.extmath import randomized_svd

from models.corpus import UNDATED, Corpus
from models.learning import SEED
from pipeline.domain.agencies import Agencies
from pipeline.tag.families import COLUMN, FIELDS, known_labels
from pipeline.tag.features import FloatArray, Names, Vectoriser, Words, fit_vectoriser, words_of
from pipeline.tag.reading import PLACE, field_names

TERMS = 30_000
TOPICS = 128
TOPIC_ARTICLES = 20_000
STRENGTH = 10.0
POLICE_ONLY = 1_500
"""Articles that name only police, court or prosecutor; there are far more, all alike."""
NOBODY = 3_000
"""Articles that name no agency, as examples of none."""
_PENAL = frozenset({"congan", "toaan", "vks"})
_NOT_FROM_NAMES = ("ubnd", "vpubnd", "bqlkkt")
"""Named in passing too often, or too rarely, to be learned from names."""

Trained = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]


def train(corpus: Corpus, agencies: Agencies) -> Trained:
    """Return arrays, settings and metrics of the text model."""
    names = Names(field_names(agencies))
    unlabelled = [words_of(article, names) for article in corpus.unlabelled]
    sample = unlabelled or [words_of(item.article, names) for item in corpus.ours]
    vectoriser = fit_vectoriser(sample, least=12 if unlabelled else 2, most=TERMS)
    random = np.random.default_rng(SEED)
    chosen = random.permutation(len(sample))[:TOPIC_ARTICLES]
    terms = len(vectoriser.terms)
    whole = vectoriser.transform(sample[place] for place in chosen)[:, :terms]
    wanted = min(TOPICS, len(sample) - 1)
    _, _, topics = randomized_svd(
        whole.astype(np.float32), wanted, n_oversamples=20, n_iter=2, random_state=SEED
    )
    weights, bias, taught = _weak_fields(vectoriser, unlabelled, random)
    arrays = {"idf": vectoriser.idf, "topics": topics.T, "weak_weights": weights, "weak_bias": bias}
    settings = {"terms": vectoriser.terms, "topics": wanted, "weak_fields": FIELDS}
    return arrays, settings, {"articles": len(sample), "weakly_taught": taught}


def _weak_fields(
    vectoriser: Vectoriser, articles: list[Words], random: np.random.Generator
) -> tuple[FloatArray, FloatArray, int]:
    """Learn fields from articles that name an agency in the head or twice, the names taken out."""
    weights, bias = np.zeros((vectoriser.width, len(FIELDS))), np.full(len(FIELDS), -6.0)
    named = [_named(words) for words in articles]
    if not any(named):
        return weights, bias, 0
    order = random.permutation(len(articles))
    police = [place for place in order if named[place] and named[place] <= _PENAL]
    others = [place for place in order if named[place] - _PENAL]
    nobody = [place for place in order if not named[place]]
    chosen = sorted([*police[:POLICE_ONLY], *others, *nobody[:NOBODY]])
    rows = vectoriser.transform(articles[place] for place in chosen)
    for column, field in enumerate(FIELDS):
        labels = np.array([known_labels(named[place], UNDATED)[field] for place in chosen], dtype=np.float64)
        if field in _NOT_FROM_NAMES or labels.sum() < 2:
            continue
        model = LogisticRegression(C=STRENGTH, solver="liblinear", intercept_scaling=3.0, random_state=SEED)
        model.fit(rows, labels)
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return weights, bias, len(chosen)


def _named(words: Words) -> frozenset[str]:
    head, body = set(words.head_names), Counter(words.body_names)
    strong = {name for name in head | set(body) if name in head or body[name] >= 2}
    return frozenset(
        name for name in strong if name != PLACE and name in COLUMN and name not in _NOT_FROM_NAMES
    )


if __name__ == "__main__":
    from models.command import command

    command("text")()
