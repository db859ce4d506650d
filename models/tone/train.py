"""Train the tone model: criticism or praise of the work of the agencies. `python -m models.tone.train --data DIR`."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.agencies.train import scale_of, view_of
from models.corpus import Corpus
from models.learning import Fit, Space, fit_logistic, held_out_scores, sigmoid_calibration
from pipeline.domain.records import Tone
from pipeline.tag.features import FloatArray
from pipeline.tag.reading import ArticleReader
from pipeline.tag.text_model import TextModel, probability

STRENGTH = 3.0
THRESHOLDS = (0.3, 0.35)
"""Least probability to say negative, positive; chosen on held-out scores for macro-F1 at high recall of criticism."""


def train(
    corpus: Corpus, text: TextModel, reader: ArticleReader
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the tone model."""
    _, view = view_of(corpus, text, reader)
    items = (*corpus.ours, *corpus.elsewhere)
    labels = np.array(
        [[item.tone is Tone.NEGATIVE, item.tone is Tone.POSITIVE] for item in items], dtype=np.float64
    )
    space = Space(view, scale_of(view, names=0.1, cues=0.2, place=0.3))
    everyone = np.ones(len(items), dtype=bool)
    scores = held_out_scores(space.rows, labels, STRENGTH, len(items), everyone)
    fit = fit_logistic(space.rows, labels, STRENGTH)
    fit, scores = calibrate(fit, scores, labels)
    linear = space.linear(fit)
    arrays = {
        "tone_sparse": linear.sparse,
        "tone_dense": linear.dense,
        "tone_bias": linear.bias,
        "thresholds": np.array(THRESHOLDS),
    }
    chances = probability(scores)
    metrics = {"negative_recall_held_out": float(np.mean(chances[labels[:, 0] > 0, 0] >= THRESHOLDS[0]))}
    return arrays, {"outputs": ["negative", "positive"]}, metrics


def calibrate(fit: Fit, scores: FloatArray, labels: FloatArray) -> tuple[Fit, FloatArray]:
    """Return fit and held-out scores calibrated, output by output, on the held-out scores."""
    pairs = [sigmoid_calibration(scores[:, column], labels[:, column]) for column in range(labels.shape[1])]
    slopes, shifts = (np.array(part) for part in zip(*pairs, strict=True))
    return Fit(weights=fit.weights * slopes, bias=fit.bias * slopes + shifts), scores * slopes + shifts
