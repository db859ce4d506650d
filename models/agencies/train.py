"""Train the agency models: relevance, fields, and the forests that weigh candidates. `python -m models.agencies.train`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from models.corpus import Labelled
from models.first_look import FirstLook
from models.learning import fit_forest, forest_arrays, linear_arrays
from pipeline.domain.agencies import Agencies
from pipeline.domain.records import SAID
from pipeline.tag.agencies import leading
from pipeline.tag.candidates import (
    AREA_FEATURES,
    FIELD_FEATURES,
    Candidates,
    area_candidates,
    field_candidates,
)
from pipeline.tag.families import CLASSES
from pipeline.tag.text_model import probability


def train(first: FirstLook, agencies: Agencies) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the agency models."""
    arrays: dict[str, Any] = linear_arrays("field", first.field_model)
    arrays |= linear_arrays("relevance", first.relevance_model)
    ours = first.items[: first.ours]
    rows = [
        (reading, scores, float(odds))
        for reading, scores, odds in zip(
            first.readings[: first.ours], first.fields, first.relevance, strict=False
        )
    ]
    kinds = {
        "fields": [field_candidates(reading, agencies, scores, odds) for reading, scores, odds in rows],
        "areas": [area_candidates(reading, agencies, odds) for reading, _, odds in rows],
    }
    chances: list[dict[str, tuple[float, float]]] = [{} for _ in ours]
    for name, candidates in kinds.items():
        owner = np.concatenate([np.full(len(each.ids), place) for place, each in enumerate(candidates)])
        held_out = [np.flatnonzero(np.isin(owner, test)) for test in first.held_out]
        features = np.vstack([each.features for each in candidates])
        answers = []
        for question, most in ((name, None), (f"{name}_leading", 1)):
            forest, scores = fit_forest(features, _hits(candidates, ours, most), held_out)
            arrays |= forest_arrays(question, forest)
            answers.append(probability(scores).tolist())
        every = zip(*answers, strict=True)
        for own, each in zip(chances, candidates, strict=True):
            own.update((agency_id, next(every)) for agency_id in each.ids)
    settings = {"classes": CLASSES, "field_features": FIELD_FEATURES, "area_features": AREA_FEATURES}
    relevant = np.array([item.relevant for item in ours])
    metrics = {
        "relevance_accuracy_held_out": float(np.mean((first.relevance[: first.ours] > 0) == relevant)),
        **_figures(chances, ours),
    }
    return arrays, settings, metrics


def _hits(
    candidates: Sequence[Candidates], items: Sequence[Labelled], most: int | None
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return 1 for each candidate among the first `most` agencies of the label (None: among all)."""
    return np.array(
        [
            agency_id in item.agencies[:most]
            for item, each in zip(items, candidates, strict=True)
            for agency_id in each.ids
        ],
        dtype=np.float64,
    )


def _figures(
    chances: Sequence[dict[str, tuple[float, float]]], items: Sequence[Labelled]
) -> dict[str, float]:
    """Return micro-F1 of what is said over all labels, and how often the primary agency is first."""
    said = [{agency_id for agency_id, (chance, _) in own.items() if chance >= SAID} for own in chances]
    right = sum(len(own & set(item.agencies)) for own, item in zip(said, items, strict=True))
    first = [
        max(own, key=lambda agency_id: leading(*own[agency_id]), default="") == item.agencies[0]
        for own, item in zip(chances, items, strict=True)
        if item.agencies
    ]
    labels = sum(len(item.agencies) for item in items)
    return {
        "f1_held_out": 2 * right / max(1, sum(map(len, said)) + labels),
        "primary_held_out": float(np.mean(first)) if first else 0.0,
    }


if __name__ == "__main__":
    from models.command import command

    command("agencies")()
