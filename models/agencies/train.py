"""Train the agency models: relevance, fields, and the forests that weigh candidates. `python -m models.agencies.train`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.corpus import Labelled
from models.first_look import FirstLook
from models.learning import Rows, fit_choice, fit_forest, forest_arrays, linear_arrays
from pipeline.domain.agencies import Agencies
from pipeline.domain.records import SAID
from pipeline.tag.agencies import scores_of
from pipeline.tag.candidates import (
    AREA_FEATURES,
    FIELD_FEATURES,
    Candidates,
    area_candidates,
    field_candidates,
)
from pipeline.tag.families import CLASSES
from pipeline.tag.features import FloatArray
from pipeline.tag.primary import PRIMARY_FEATURES, primary_features

PENALTY = 10.0
"""Of the weights of the choice; from 2 to 40 cross-validation is the same."""


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
    weighed = []
    for name, candidates in kinds.items():
        owner = np.concatenate([np.full(len(each.ids), place) for place, each in enumerate(candidates)])
        held_out = [np.flatnonzero(np.isin(owner, test)) for test in first.held_out]
        features = np.vstack([each.features for each in candidates])
        answers = []
        for question, most in ((name, None), (f"{name}_leading", 1)):
            forest, scores = fit_forest(features, _hits(candidates, ours, most), held_out)
            arrays |= forest_arrays(question, forest)
            answers.append(scores)
        ends = np.cumsum([len(each.ids) for each in candidates])[:-1]
        weighed.append(np.split(np.column_stack(answers), ends))
    choices = [
        _Choice(
            ids=(*field.ids, *area.ids),
            features=primary_features(
                reading,
                (*field.ids, *area.ids),
                [False] * len(field.ids) + [True] * len(area.ids),
                np.vstack(odds),
            ),
        )
        for (reading, *_), field, area, odds in zip(
            rows, *kinds.values(), zip(*weighed, strict=True), strict=True
        )
    ]
    arrays["primary"], ranks = _fit_primary(choices, ours, first.held_out)
    settings = {
        "classes": CLASSES,
        "field_features": FIELD_FEATURES,
        "area_features": AREA_FEATURES,
        "primary_features": PRIMARY_FEATURES,
    }
    relevant = np.array([item.relevant for item in ours])
    metrics = {
        "relevance_accuracy_held_out": float(np.mean((first.relevance[: first.ours] > 0) == relevant)),
        **_figures(choices, ranks, ours),
    }
    return arrays, settings, metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """The candidates of an article, with `PRIMARY_FEATURES`."""

    ids: tuple[str, ...]
    features: FloatArray


def _fit_primary(
    choices: Sequence[_Choice], items: Sequence[Labelled], held_out: Sequence[Rows]
) -> tuple[FloatArray, list[FloatArray]]:
    """Return the weights of the choice of the first agency, and held-out scores of each article's candidates."""
    owner = np.concatenate([np.full(len(each.ids), place) for place, each in enumerate(choices)])
    features = np.vstack([each.features for each in choices])
    chosen = _hits(choices, items, 1)
    scores = np.zeros(len(owner))
    for test in held_out:
        kept_back = np.isin(owner, test)
        weights = fit_choice(features[~kept_back], chosen[~kept_back], owner[~kept_back], PENALTY)
        scores[kept_back] = features[kept_back] @ weights
    ends = np.cumsum([len(each.ids) for each in choices])[:-1]
    return fit_choice(features, chosen, owner, PENALTY), np.split(scores, ends)


def _hits(
    candidates: Sequence[Candidates | _Choice], items: Sequence[Labelled], most: int | None
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
    choices: Sequence[_Choice], ranks: Sequence[FloatArray], items: Sequence[Labelled]
) -> dict[str, float]:
    """Return micro-F1 of what is said over all labels, and how often the primary agency is first."""
    said = [
        {
            agency_id
            for agency_id, score in zip(each.ids, scores_of(each.features[:, 0]), strict=True)
            if score >= SAID
        }
        for each in choices
    ]
    right = sum(len(own & set(item.agencies)) for own, item in zip(said, items, strict=True))
    first = [
        each.ids[int(scores.argmax())] == item.agencies[0] if each.ids else False
        for each, scores, item in zip(choices, ranks, items, strict=True)
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
