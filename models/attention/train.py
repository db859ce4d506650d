"""Train the attention model: should a press officer look. `python -m models.attention.train --data DIR`."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from models.first_look import FirstLook
from models.learning import fit_forest, forest_arrays, linear_arrays
from pipeline.tag.second_look import FEATURES, FIRST, second_look


def train(first: FirstLook) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the attention model."""
    features = second_look(first.readings, first.view, first.judgements, first.fields, first.relevance)
    labels = np.array([first.items[place].attention for place in first.typical], dtype=np.float64)
    forest, scores = fit_forest(features[first.typical], labels, first.typical_held_out)
    arrays = linear_arrays("first", first.judgement_model) | forest_arrays("attention", forest)
    metrics = {"average_precision_held_out": float(average_precision_score(labels, scores))}
    return arrays, {"first": FIRST, "features": FEATURES}, metrics


if __name__ == "__main__":
    from models.command import command

    command("attention")()
