"""The shared view of an article that all models stand on, and the linear models themselves.

An article is a sparse row (TF-IDF) and a dense row: its place in a space of 128 topics learned without labels,
the fields an unlabelled-corpus model hears in it, what its words tell (`told`), and what the registers and cues say. All models are linear in
both, so a batch is answered by one product of matrices per part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from pipeline.domain.model_file import Array, Model
from pipeline.domain.word_vectors import load_word_vectors
from pipeline.tag.features import FloatArray, Vectoriser
from pipeline.tag.reading import DENSE_WIDTH, Reading, dense_features
from pipeline.tag.told import Told

_CLIP = 6.0
"""Weak log-odds beyond this say no more."""


@dataclass(frozen=True, slots=True)
class View:
    """A batch as numbers: one row per article."""

    sparse: sp.csr_matrix
    dense: FloatArray


class TextModel:
    """Vocabulary, topics and the weakly taught fields."""

    def __init__(
        self, vectoriser: Vectoriser, topics: Array, weak_weights: Array, weak_bias: Array, told: Told
    ) -> None:
        self.vectoriser = vectoriser
        self.topics = topics
        """Terms by topics."""
        self.weak_weights = weak_weights
        self.weak_bias = weak_bias
        self.told = told
        self.dense_width = 2 * topics.shape[1] + weak_bias.shape[0] + told.width + DENSE_WIDTH

    def view(self, readings: Sequence[Reading]) -> View:
        """Return the `View` of a batch."""
        words = [reading.words for reading in readings]
        sparse = self.vectoriser.transform(words)
        if not readings:
            return View(sparse, np.zeros((0, self.dense_width)))
        named = np.array([dense_features(reading) for reading in readings])
        return View(sparse, np.hstack([self.topic_view(sparse), self.told.view(words), named]))

    def topic_view(self, sparse: sp.csr_matrix) -> FloatArray:
        """Return topics of the whole text, topics of its head (unit rows), and weak fields, from a sparse view."""
        terms = len(self.vectoriser.terms)
        parts = []
        for block in (sparse[:, :terms], sparse[:, terms:]):
            place = np.asarray(block @ self.topics, dtype=np.float64)
            length = np.linalg.norm(place, axis=1, keepdims=True)
            parts.append(place / np.where(length > 0, length, 1.0))
        weak = np.asarray(sparse @ self.weak_weights, dtype=np.float64) + self.weak_bias
        return np.hstack([*parts, np.clip(weak, -_CLIP, _CLIP) / _CLIP])


def load_text_model(model: Model, words: Model) -> TextModel:
    """Return the `TextModel` of a model file, with what the model of words says.

    Raises:
        ModelFileError: an array does not fit the vocabulary or the words.
    """
    terms = model.strings("terms")
    topics, weak = int(model.settings["topics"]), len(model.strings("weak_fields"))
    return TextModel(
        Vectoriser(terms, model.array("idf", (len(terms),)).astype(np.float64)),
        model.array("topics", (len(terms), topics)).astype(np.float64),
        model.array("weak_weights", (2 * len(terms), weak)).astype(np.float64),
        model.array("weak_bias", (weak,)),
        Told(load_word_vectors(words)),
    )


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model on a `View`; columns are its outputs."""

    sparse: Array
    dense: Array
    bias: Array

    def scores(self, view: View) -> FloatArray:
        """Return log-odds (articles by outputs)."""
        return np.asarray(view.sparse @ self.sparse, dtype=np.float64) + view.dense @ self.dense + self.bias


def load_linear(model: Model, text: TextModel, name: str, outputs: int) -> Linear:
    """Return the `Linear` stored under `name`.

    Raises:
        ModelFileError: it was trained on another text model.
    """
    return Linear(
        model.array(f"{name}_sparse", (text.vectoriser.width, outputs)).astype(np.float64),
        model.array(f"{name}_dense", (text.dense_width, outputs)),
        model.array(f"{name}_bias", (outputs,)),
    )


def probability(log_odds: FloatArray) -> FloatArray:
    """Return the logistic function."""
    clipped = np.clip(log_odds, -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-clipped)), dtype=np.float64)
