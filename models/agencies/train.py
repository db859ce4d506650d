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

OTHERS = 0.5
"""Say of a candidate of an article about another province in which field comes first."""


def train(first: FirstLook, agencies: Agencies) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the agency models."""
    arrays: dict[str, Any] = linear_arrays("field", first.field_model)
    arrays |= linear_arrays("relevance", first.relevance_model)
    ours = first.items[: first.taught]
    measured = [test[test < first.ours] for test in first.held_out]
    rows = [
        (reading, scores, float(odds))
        for reading, scores, odds in zip(first.readings, first.fields, first.relevance, strict=True)
    ]
    others = [
        (item, field_candidates(row[0], agencies, row[1], row[2]))
        for item, row in zip(first.items[first.taught :], rows[first.taught :], strict=True)
        if item.names_its_province
    ]
    rows = rows[: first.taught]
    kinds = {
        "fields": [field_candidates(reading, agencies, scores, odds) for reading, scores, odds in rows],
        "areas": [area_candidates(reading, agencies, odds) for reading, _, odds in rows],
    }
    weighed = []
    for name, candidates in kinds.items():
        forests, odds_of = _weigh(name, candidates, ours, others, measured)
        arrays |= forests
        weighed.append(odds_of)
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
    choices, ours = choices[: first.ours], ours[: first.ours]
    arrays["primary"], ranks = _fit_primary(choices, ours, measured)
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


def _weigh(
    name: str,
    candidates: Sequence[Candidates],
    ours: Sequence[Labelled],
    others: Sequence[tuple[Labelled, Candidates]],
    measured: Sequence[Rows],
) -> tuple[dict[str, Any], list[FloatArray]]:
    """Return the arrays of both forests of a kind of candidates, and held-out log-odds of each article's candidates."""
    owner = np.concatenate([np.full(len(each.ids), place) for place, each in enumerate(candidates)])
    held_out = [np.flatnonzero(np.isin(owner, test)) for test in measured]
    arrays: dict[str, Any] = {}
    answers = []
    for question, most in ((name, None), (f"{name}_leading", 1)):
        taught = [_Taught.of_ours(candidates, ours, most)]
        if question == "fields_leading" and others:
            taught.append(_Taught.of_others(others))
        forest, scores = fit_forest(
            np.vstack([part.features for part in taught]),
            np.concatenate([part.hits for part in taught]),
            held_out,
            np.concatenate([np.full(len(part.hits), part.weight) for part in taught]),
        )
        arrays |= forest_arrays(question, forest)
        answers.append(scores[: len(owner)])
    ends = np.cumsum([len(each.ids) for each in candidates])[:-1]
    return arrays, np.split(np.nan_to_num(np.column_stack(answers)), ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taught:
    """Candidates that teach a forest."""

    features: FloatArray
    hits: FloatArray
    weight: float

    @classmethod
    def of_ours(
        cls, candidates: Sequence[Candidates], items: Sequence[Labelled], most: int | None
    ) -> _Taught:
        """Return all candidates of articles with agencies; a hit is among the first `most` of them."""
        features = np.vstack([each.features for each in candidates])
        return cls(features=features, hits=_hits(candidates, items, most), weight=1.0)

    @classmethod
    def of_others(cls, others: Sequence[tuple[Labelled, Candidates]]) -> _Taught:
        """Return the candidates of articles about other provinces whose labels tell whether their field comes first."""
        features, hits = [], []
        for item, each in others:
            names = [CLASSES[column] for column in each.features[:, -len(CLASSES) :].argmax(axis=1)]
            known = np.array([item.fields[name] is not None for name in names], dtype=bool)
            features.append(each.features[known])
            hits.append(np.array([name == item.first_field for name in names])[known])
        return cls(features=np.vstack(features), hits=np.concatenate(hits).astype(np.float64), weight=OTHERS)


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
