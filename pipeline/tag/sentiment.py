"""How an article reflects on the work of the province's agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.model_file import Array, Model
from pipeline.domain.records import Sentiment, Tone
from pipeline.tag.agencies import Grounds
from pipeline.tag.forest import Forest, load_forest
from pipeline.tag.reading import Reading
from pipeline.tag.second_look import FEATURES, FIRST, check_features, second_look
from pipeline.tag.text_model import Linear, TextModel, View, load_linear, probability


@dataclass(frozen=True, slots=True)
class SentimentModel:
    """Two calibrated questions: is it criticism, is it praise; neutral is what remains."""

    first: Linear
    negative: Forest
    positive: Forest
    thresholds: Array
    """Least probability to say negative, positive. Under 0.5 for negative: missing criticism costs more."""

    def read(self, readings: Sequence[Reading], view: View, grounds: Grounds) -> list[Sentiment]:
        """Return the tone of each article with the probability of that tone."""
        features = second_look(readings, view, self.first.scores(view), grounds.fields, grounds.relevance)
        chances = (probability(forest.scores(features)) for forest in (self.negative, self.positive))
        return [
            self._read(float(negative), float(positive)) for negative, positive in zip(*chances, strict=True)
        ]

    def _read(self, negative: float, positive: float) -> Sentiment:
        total = max(1.0, negative + positive)
        shares = {Tone.NEGATIVE: negative / total, Tone.POSITIVE: positive / total}
        shares[Tone.NEUTRAL] = 1.0 - sum(shares.values())
        excess = {
            tone: shares[tone] / float(least)
            for tone, least in zip((Tone.NEGATIVE, Tone.POSITIVE), self.thresholds, strict=True)
        }
        best = max(excess, key=lambda tone: excess[tone])
        label = best if excess[best] >= 1.0 else Tone.NEUTRAL
        return Sentiment(label=label, score=round(float(shares[label]), 4))


def load_sentiment_model(model: Model, text: TextModel) -> SentimentModel:
    """Return the `SentimentModel` of a model file.

    Raises:
        ModelFileError: it was trained on another text model or other features.
    """
    check_features(model)
    return SentimentModel(
        load_linear(model, text, "first", len(FIRST)),
        load_forest(model, "negative", len(FEATURES)),
        load_forest(model, "positive", len(FEATURES)),
        np.asarray(model.array("thresholds", (2,))),
    )
