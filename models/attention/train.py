"""Train the attention model: should a press officer look. `python -m models.attention.train --data DIR`."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from models.agencies.train import scale_of, view_of
from models.corpus import Corpus
from models.learning import Space, fit_logistic, held_out_scores
from models.tone.train import calibrate
from pipeline.tag.reading import ArticleReader
from pipeline.tag.text_model import TextModel

STRENGTH = 3.0


def train(
    corpus: Corpus, text: TextModel, reader: ArticleReader
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the attention model."""
    _, view = view_of(corpus, text, reader)
    items = (*corpus.ours, *corpus.elsewhere)
    labels = np.array([[item.attention] for item in items], dtype=np.float64)
    space = Space(view, scale_of(view, names=0.1, cues=0.2, place=0.3))
    everyone = np.ones(len(items), dtype=bool)
    scores = held_out_scores(space.rows, labels, STRENGTH, len(items), everyone)
    fit, scores = calibrate(fit_logistic(space.rows, labels, STRENGTH), scores, labels)
    linear = space.linear(fit)
    arrays = {
        "attention_sparse": linear.sparse,
        "attention_dense": linear.dense,
        "attention_bias": linear.bias,
    }
    precision = float(average_precision_score(labels[:, 0], scores[:, 0]))
    return arrays, {"outputs": ["attention"]}, {"average_precision_held_out": precision}
