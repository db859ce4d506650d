"""Train the tone model: criticism or praise of the work of the agencies. `python -m models.tone.train --data DIR`."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.first_look import FirstLook
from models.learning import fit_forest, forest_arrays, linear_arrays
from pipeline.domain.records import Tone
from pipeline.tag.second_look import FEATURES, FIRST, second_look
from pipeline.tag.text_model import probability

THRESHOLDS = (0.22, 0.22)
"""Least probability to say negative, positive; chosen on held-out scores for macro-F1 at high recall of criticism."""


def train(first: FirstLook) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the tone model."""
    features = second_look(first.readings, first.view, first.judgements, first.fields, first.relevance)
    arrays: dict[str, Any] = linear_arrays("first", first.judgement_model)
    arrays["thresholds"] = np.array(THRESHOLDS)
    metrics = {}
    for tone, least in zip((Tone.NEGATIVE, Tone.POSITIVE), THRESHOLDS, strict=True):
        labels = np.array([item.tone is tone for item in first.items], dtype=np.float64)
        forest, scores = fit_forest(features, labels, first.held_out)
        arrays |= forest_arrays(tone.value, forest)
        metrics[f"{tone}_recall_held_out"] = float(np.mean(probability(scores)[labels > 0] >= least))
    return arrays, {"first": FIRST, "features": FEATURES}, metrics


if __name__ == "__main__":
    from models.command import command

    command("tone")()
