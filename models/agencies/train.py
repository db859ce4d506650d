"""Train the agency models: relevance, fields, and the two rankers of candidates. `python -m models.agencies.train`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from models.corpus import UNDATED, Corpus, Labelled
from models.learning import (
    SEED,
    Fit,
    Space,
    column_scale,
    fit_logistic,
    folds,
    held_out_scores,
    sigmoid_calibration,
)
from pipeline.domain.agencies import Agencies
from pipeline.domain.records import SAID
from pipeline.tag.candidates import (
    AREA_FEATURES,
    FIELD_FEATURES,
    Candidates,
    area_candidates,
    field_candidates,
)
from pipeline.tag.cues import WIDTH as CUES
from pipeline.tag.families import CLASSES, COLUMN
from pipeline.tag.features import FloatArray
from pipeline.tag.reading import ARTICLE_FEATURES, DENSE_WIDTH, ArticleReader, Reading
from pipeline.tag.text_model import TextModel, View, probability
from pipeline.tag.trees import NODE, Trees

FIELD_STRENGTH = 5.0
RELEVANCE_STRENGTH = 1.0


def view_of(corpus: Corpus, text: TextModel, reader: ArticleReader) -> tuple[list[Reading], View]:
    """Return readings and view of the labelled articles, ours first.

    Articles about other provinces get the average of what names of provinces say in ours that concern us: they
    teach the matter, not the place.
    """
    items = (*corpus.ours, *corpus.elsewhere)
    readings = [reader.read(item.article, UNDATED) for item in items]
    view = text.view(readings)
    ours = np.array([item.relevant for item in corpus.ours])
    place = view.dense[:, -len(ARTICLE_FEATURES) :]
    place[len(ours) :] = place[: len(ours)][ours].mean(axis=0)
    return readings, view


def scale_of(view: View, *, names: float, cues: float, place: float) -> FloatArray:
    """Return the say of each group of dense columns; topics, weak fields and words of the matter keep their size."""
    topics = view.dense.shape[1] - DENSE_WIDTH
    groups = (
        (topics, 0.0),
        (2 * len(COLUMN), names),
        (2 * CUES, cues),
        (2 * len(COLUMN), 0.0),
        (len(ARTICLE_FEATURES), place),
    )
    return column_scale(view.dense, groups)


def field_labels(items: Sequence[Labelled]) -> FloatArray:
    """Return 1, 0 or NaN (cannot be told) per article and class."""
    return np.array([[_known(item.fields[name]) for name in CLASSES] for item in items])


def _known(label: bool | None) -> float:
    return float("nan") if label is None else float(label)


def train(
    corpus: Corpus, text: TextModel, reader: ArticleReader, agencies: Agencies
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Return arrays, settings and metrics of the agency models."""
    readings, view = view_of(corpus, text, reader)
    items = (*corpus.ours, *corpus.elsewhere)
    count = len(corpus.ours)
    relevant = np.array([item.relevant for item in items])

    field_space = Space(view, scale_of(view, names=0.3, cues=0.1, place=0.0001))
    fields = field_labels(items)
    field_scores = held_out_scores(field_space.rows, fields, FIELD_STRENGTH, count, relevant)
    field_fit = fit_logistic(field_space.rows[relevant], fields[relevant], FIELD_STRENGTH)

    relevance_space = Space(view, scale_of(view, names=0.2, cues=0.1, place=1.0))
    wanted = relevant[:, np.newaxis].astype(np.float64)
    ours = np.arange(len(items)) < count
    relevance = held_out_scores(
        relevance_space.rows[:count], wanted[:count], RELEVANCE_STRENGTH, count, ours[:count]
    )
    relevance_fit = fit_logistic(relevance_space.rows[:count], wanted[:count], RELEVANCE_STRENGTH)
    slope, shift = sigmoid_calibration(relevance[:, 0], wanted[:count, 0])
    relevance = slope * relevance + shift
    relevance_fit = Fit(weights=slope * relevance_fit.weights, bias=slope * relevance_fit.bias + shift)

    arrays: dict[str, Any] = {}
    for name, space, fit in (
        ("field", field_space, field_fit),
        ("relevance", relevance_space, relevance_fit),
    ):
        linear = space.linear(fit)
        arrays |= {
            f"{name}_sparse": linear.sparse,
            f"{name}_dense": linear.dense,
            f"{name}_bias": linear.bias,
        }
    rankers = {
        "fields": [
            field_candidates(reading, agencies, scores, float(odds[0]))
            for reading, scores, odds in zip(readings, field_scores, relevance, strict=False)
        ],
        "areas": [
            area_candidates(reading, agencies, float(odds[0]))
            for reading, odds in zip(readings, relevance, strict=False)
        ],
    }
    held_out: list[dict[str, float]] = [{} for _ in corpus.ours]
    for name, candidates in rankers.items():
        ranker, chances = _ranker(name, candidates, corpus.ours)
        arrays |= ranker
        every = iter(chances)
        for own, each in zip(held_out, candidates, strict=True):
            own.update((agency_id, float(next(every))) for agency_id in each.ids)
    settings = {"classes": CLASSES, "field_features": FIELD_FEATURES, "area_features": AREA_FEATURES}
    metrics = {
        "relevance_accuracy_held_out": float(np.mean((relevance[:, 0] > 0) == (wanted[:count, 0] > 0))),
        "f1_held_out": _f1(held_out, corpus.ours),
    }
    return arrays, settings, metrics


def _f1(chances: Sequence[dict[str, float]], items: Sequence[Labelled]) -> float:
    """Return micro-F1 of what is said, over all labels."""
    said = [{agency_id for agency_id, chance in own.items() if chance >= SAID} for own in chances]
    right = sum(len(own & set(item.agencies)) for own, item in zip(said, items, strict=True))
    return 2 * right / max(1, sum(map(len, said)) + sum(len(item.agencies) for item in items))


def _ranker(
    name: str, candidates: Sequence[Candidates], items: Sequence[Labelled]
) -> tuple[dict[str, Any], FloatArray]:
    """Fit the ranker of one kind of candidates; return its arrays and calibrated held-out probabilities."""
    features = np.vstack([each.features for each in candidates])
    owner = np.concatenate([np.full(len(each.ids), place) for place, each in enumerate(candidates)])
    labels = np.array(
        [
            agency_id in item.agencies
            for item, each in zip(items, candidates, strict=True)
            for agency_id in each.ids
        ],
        dtype=np.float64,
    )
    held_out = np.zeros(len(features))
    for _, test_rows in folds(len(items)):
        test = np.isin(owner, test_rows)
        held_out[test] = _boost(features[~test], labels[~test]).decision_function(features[test])
    slope, shift = sigmoid_calibration(held_out, labels)
    trees = tree_arrays(_boost(features, labels), slope, shift)
    chances = probability(slope * held_out + shift)
    return {f"{name}_nodes": trees.nodes, f"{name}_start": np.array([trees.start])}, chances


def _boost(features: FloatArray, labels: FloatArray) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=20,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=SEED,
    )
    return model.fit(features, labels)


def tree_arrays(model: HistGradientBoostingClassifier, slope: float, shift: float) -> Trees:
    """Return a fitted booster as arrays, its log-odds multiplied by `slope` and moved by `shift`."""
    trees = [stage[0].nodes for stage in model._predictors]  # noqa: SLF001 - the only way to its nodes
    nodes = np.zeros((len(trees), max(map(len, trees)), NODE), dtype=np.float32)
    nodes[:, :, 0] = -1
    for place, tree in enumerate(trees):
        feature = np.where(tree["is_leaf"], -1, tree["feature_idx"].astype(np.int64))
        columns = (feature, tree["num_threshold"], tree["left"], tree["right"], slope * tree["value"])
        nodes[place, : len(tree)] = np.column_stack(columns)
    baseline = float(model._baseline_prediction.ravel()[0])  # noqa: SLF001
    return Trees(nodes, slope * baseline + shift)
