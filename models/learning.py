"""Fitting linear models on few articles with many features: exact, fast and the same on every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from pipeline.tag.features import FloatArray
from pipeline.tag.text_model import Linear, View

FOLDS = 5
SEED = 0
Rows = npt.NDArray[np.intp]


def folds(count: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield (training rows, held-out rows), the same on every run."""
    yield from KFold(min(FOLDS, count), shuffle=True, random_state=SEED).split(np.zeros(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Coefficients in a `Space`, one column per output."""

    weights: FloatArray
    bias: FloatArray


class Space:
    """The span of a training set's rows, in which a model with an L2 penalty always lies.

    With n articles and far more features, fitting on n coordinates gives exactly the same model (the representer
    theorem), in a hundredth of the time.
    """

    def __init__(self, view: View, scale: FloatArray) -> None:
        """Take the rows of `view`, dense columns multiplied by `scale` (their say against the penalty)."""
        self._view = view
        self._scale = scale
        dense = view.dense * scale
        products = (view.sparse @ view.sparse.T).toarray() + dense @ dense.T
        values, vectors = np.linalg.eigh(products)
        kept = values > 1e-8 * values[-1]
        self._dual = vectors[:, kept] / np.sqrt(values[kept])
        self.rows: FloatArray = vectors[:, kept] * np.sqrt(values[kept])

    def linear(self, fit: Fit) -> Linear:
        """Return a fit as weights of features."""
        dual = self._dual @ fit.weights
        sparse = np.asarray(self._view.sparse.T @ dual)
        dense = (self._view.dense * self._scale).T @ dual * self._scale[:, np.newaxis]
        halves = (np.asarray(part, dtype=np.float32) for part in (sparse, dense, fit.bias))
        return Linear(*halves)


def fit_logistic(rows: FloatArray, labels: FloatArray, strength: float) -> Fit:
    """Fit one logistic regression per column of `labels` (1, 0, NaN: leave this article out).

    A class with fewer than two examples is answered with its prior, never guessed from one text.
    """
    outputs = labels.shape[1]
    weights, bias = np.zeros((rows.shape[1], outputs)), np.full(outputs, -6.0)
    for column in range(outputs):
        known = ~np.isnan(labels[:, column])
        wanted = labels[known, column]
        if not 2 <= wanted.sum() < len(wanted):
            continue
        model = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(rows[known], wanted)
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return Fit(weights=weights, bias=bias)


def held_out_scores(
    rows: FloatArray, labels: FloatArray, strength: float, count: int, use: npt.NDArray[np.bool_]
) -> FloatArray:
    """Return log-odds of the first `count` rows, each from a fit that did not see it.

    Args:
        rows: coordinates of all articles; those after `count` are in every training set.
        labels: as in `fit_logistic`.
        strength: inverse penalty.
        count: how many rows to score.
        use: rows that may teach.
    """
    scores = np.zeros((count, labels.shape[1]))
    for train, held_out in folds(count):
        teaching = np.concatenate((train, np.arange(count, len(rows))))
        teaching = teaching[use[teaching]]
        fit = fit_logistic(rows[teaching], labels[teaching], strength)
        scores[held_out] = rows[held_out] @ fit.weights + fit.bias
    return scores


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
    model = LogisticRegression(C=1e3).fit(scores[:, np.newaxis], labels)
    return float(model.coef_[0][0]), float(model.intercept_[0])
