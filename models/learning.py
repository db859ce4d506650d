"""Fitting linear models on few articles with many features: exact, fast and the same on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import minimize
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression

from pipeline.tag.features import FloatArray
from pipeline.tag.forest import NODE, Forest, log_odds
from pipeline.tag.text_model import Linear, View

FOLDS = 5
SEED = 0
TREES, LEAF, SHARE_OF_FEATURES = 100, 5, 0.3
"""Of a forest: trees, least examples in a leaf, share of features each split may choose from."""
_ROOM = 1e-6
OWN_SAY = 0.5
"""Of what is ours alone against what all share; from 0.3 to 1 cross-validation is the same (docs/decisions/0054)."""
ROUND = 3
"""Digits of what a forest learns from, so that the last bits of another processor turn nothing."""
Rows = npt.NDArray[np.intp]


def folds(groups: Sequence[str]) -> list[Rows]:
    """Return the held-out rows of each fold, articles of one group together, the same on every run."""
    names = sorted(set(groups))
    np.random.default_rng(SEED).shuffle(names)
    place = {name: at % FOLDS for at, name in enumerate(names)}
    own = np.array([place[group] for group in groups])
    return [np.flatnonzero(own == fold) for fold in range(min(FOLDS, len(names)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Coefficients in a `Space`, one column per output."""

    weights: FloatArray
    bias: FloatArray


class Space:
    """The span of a training set's rows, in which a model with an L2 penalty always lies.

    With n articles and far more features, fitting on n coordinates gives exactly the same model (the representer
    theorem), in a hundredth of the time.

    What the rows of our own say beside the others, the others do not learn: each feature has a weight that all share
    and one of ours alone, with a looser penalty the larger `OWN_SAY` ("frustratingly easy" adaptation, Daumé 2007).
    """

    def __init__(self, view: View, scale: FloatArray, own: npt.NDArray[np.bool_]) -> None:
        """Take the rows of `view`, dense columns multiplied by `scale` (their say against the penalty)."""
        self._view = view
        self._scale = scale
        self._own = own
        dense = view.dense * scale
        products = (view.sparse @ view.sparse.T).toarray() + dense @ dense.T
        products[np.ix_(own, own)] *= 1 + OWN_SAY
        # Two copies of one text have no room of their own: a little more on the diagonal gives it to them.
        products[np.diag_indices_from(products)] += _ROOM * products.diagonal().mean()
        self.rows: FloatArray = np.asarray(cholesky(products, lower=True), dtype=np.float64)

    def linear(self, fit: Fit) -> Linear:
        """Return a fit as weights of features, as they are for articles of our own."""
        dual = solve_triangular(self.rows, fit.weights, lower=True, trans="T")
        dual[self._own] *= 1 + OWN_SAY
        sparse = np.asarray(self._view.sparse.T @ dual)
        dense = (self._view.dense * self._scale).T @ dual * self._scale[:, np.newaxis]
        halves = (np.asarray(part, dtype=np.float32) for part in (sparse, dense, fit.bias))
        return Linear(*halves)


def fit_logistic(rows: FloatArray, labels: FloatArray, strength: float, say: FloatArray | None = None) -> Fit:
    """Fit one logistic regression per column of `labels` (1, 0, NaN: leave this article out), rows weighed by `say`.

    A class with fewer than two examples is answered with its prior, never guessed from one text.
    """
    outputs = labels.shape[1]
    weights, bias = np.zeros((rows.shape[1], outputs)), np.full(outputs, -6.0)
    rows = rows.astype(np.float32)  # half the bytes to go through, twice as fast
    for column in range(outputs):
        known = ~np.isnan(labels[:, column])
        wanted = labels[known, column]
        if not 2 <= wanted.sum() < len(wanted):
            continue
        model = LogisticRegression(C=strength, max_iter=1000, tol=1e-4).fit(
            rows[known], wanted, sample_weight=None if say is None else say[known]
        )
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return Fit(weights=weights, bias=bias)


def held_out_scores(
    rows: FloatArray,
    labels: FloatArray,
    strength: float,
    held_out: Sequence[Rows],
    use: npt.NDArray[np.bool_],
    say: FloatArray | None = None,
) -> FloatArray:
    """Return log-odds of all rows, each from a fit that did not see its fold.

    Args:
        rows: coordinates of all articles.
        labels: as in `fit_logistic`.
        strength: inverse penalty.
        held_out: rows of each fold.
        use: rows that may teach.
        say: of each row; 1 when None.
    """
    scores = np.zeros((len(rows), labels.shape[1]))
    for test in held_out:
        teaching = use.copy()
        teaching[test] = False
        fit = fit_logistic(rows[teaching], labels[teaching], strength, None if say is None else say[teaching])
        scores[test] = rows[test] @ fit.weights + fit.bias
    return scores


def fit_forest(
    features: FloatArray, labels: FloatArray, held_out: Sequence[Rows], weights: FloatArray | None = None
) -> tuple[Forest, FloatArray]:
    """Fit a forest; return it and calibrated held-out log-odds.

    Args:
        features: one row per example.
        labels: 1 or 0.
        held_out: examples of each fold; examples of no fold teach every time and are not scored.
        weights: say of each example; 1 when None.
    """
    features = np.round(features, ROUND)
    weights = np.ones(len(features)) if weights is None else weights
    scores = np.full(len(features), np.nan)
    for test in held_out:
        teaching = np.ones(len(features), dtype=bool)
        teaching[test] = False
        if len(test):
            scores[test] = log_odds(
                _grow(features[teaching], labels[teaching], weights[teaching]).shares(features[test])
            )
    known = ~np.isnan(scores)
    slope, shift = sigmoid_calibration(scores[known], labels[known])
    forest = _grow(features, labels, weights)
    return Forest(forest.nodes, slope, shift), slope * scores + shift


def fit_choice(features: FloatArray, chosen: FloatArray, owner: Rows, penalty: float) -> FloatArray:
    """Fit weights by which one of several is chosen (conditional logit, McFadden 1974).

    Args:
        features: one row per thing to choose from; taken in units of their deviation against the penalty.
        chosen: 1 for the one chosen, at most one per owner; who chose none teaches nothing.
        owner: who chooses.
        penalty: of the squared weights.
    """
    teaching = np.isin(owner, owner[chosen > 0])
    rows, hits = np.round(features[teaching], ROUND), chosen[teaching] > 0
    if not hits.any():
        return np.zeros(features.shape[1])
    scale = np.maximum(rows.std(axis=0), 1e-9)
    rows = rows / scale
    names, own = np.unique(owner[teaching], return_inverse=True)

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        scores = rows @ weights
        highest = np.full(len(names), -np.inf)
        np.maximum.at(highest, own, scores)
        grown = np.exp(scores - highest[own])
        shares = grown / np.bincount(own, weights=grown)[own]
        surprise = -np.log(np.maximum(shares[hits], 1e-300)).sum()
        return float(surprise + penalty * (weights @ weights) / 2), rows.T @ (
            shares - hits
        ) + penalty * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale, dtype=np.float64)


def _grow(features: FloatArray, labels: FloatArray, weights: FloatArray) -> Forest:
    model = ExtraTreesClassifier(
        TREES, min_samples_leaf=LEAF, max_features=SHARE_OF_FEATURES, random_state=SEED
    ).fit(features, labels, sample_weight=weights)
    trees = [tree.tree_ for tree in model.estimators_]
    nodes = np.zeros((len(trees), max(tree.node_count for tree in trees), NODE), dtype=np.float32)
    nodes[:, :, 0] = -1
    hit = list(model.classes_).index(1.0) if 1.0 in model.classes_ else 0
    for place, tree in enumerate(trees):
        shares = tree.value[:, 0, hit] / tree.value[:, 0, :].sum(axis=1)
        columns = (
            np.maximum(tree.feature, -1),
            tree.threshold,
            tree.children_left,
            tree.children_right,
            shares,
        )
        nodes[place, : tree.node_count] = np.column_stack(columns)
    return Forest(nodes, 1.0, 0.0)


def forest_arrays(name: str, forest: Forest) -> dict[str, npt.NDArray[Any]]:
    """Return a forest as `load_forest` expects it."""
    return {f"{name}_nodes": forest.nodes, f"{name}_line": np.array([forest.slope, forest.shift])}


def linear_arrays(name: str, linear: Linear) -> dict[str, npt.NDArray[Any]]:
    """Return a linear model as `load_linear` expects it."""
    return {f"{name}_sparse": linear.sparse, f"{name}_dense": linear.dense, f"{name}_bias": linear.bias}


def column_scale(dense: FloatArray, weights: Sequence[tuple[int, float]]) -> FloatArray:
    """Return factors that give groups of columns (width, weight) unit deviation times their weight.

    Weight 0 keeps a group as it is (unit rows).
    """
    deviation = dense.std(axis=0)
    scale = np.ones(dense.shape[1])
    at = 0
    for width, weight in weights:
        if weight:
            part = slice(at, at + width)
            scale[part] = np.where(deviation[part] > 1e-6, weight / np.maximum(deviation[part], 0.1), 0.0)
        at += width
    return scale


def sigmoid_calibration(scores: FloatArray, labels: FloatArray) -> tuple[float, float]:
    """Return (slope, shift) that turn held-out log-odds into calibrated ones (Platt 1999)."""
    if len(np.unique(labels)) < 2:
        return 1.0, 0.0
    model = LogisticRegression(C=1e3).fit(scores[:, np.newaxis], labels)
    return float(model.coef_[0][0]), float(model.intercept_[0])
