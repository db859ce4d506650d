"""Who is responsible: candidates scored, best first, each with the passages that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.agencies import AREA_KINDS, Agencies
from pipeline.domain.errors import ModelFileError
from pipeline.domain.records import AgencyRole, AgencyTag, Span
from pipeline.tag.candidates import AREA_FEATURES, FIELD_FEATURES, area_candidates, field_candidates
from pipeline.tag.families import CLASSES
from pipeline.tag.features import FloatArray
from pipeline.tag.model_file import Array, Model
from pipeline.tag.reading import Reading
from pipeline.tag.text_model import Linear, TextModel, View, load_linear, probability

LEAST = 0.1
"""Scores below this are not worth a line, even unsaid."""
MOST = 6
AREA_RANK = 0.35
"""An area is nearly always second to the agency of the field (12 of 334 labelled articles have it first)."""
EVIDENCE = 3
"""Passages kept per agency."""


@dataclass(frozen=True, slots=True)
class AgencyModel:
    """Relevance, fields, and the rankers of candidates."""

    agencies: Agencies
    relevance: Linear
    fields: Linear
    field_weights: Array
    field_bias: float
    area_weights: Array
    area_bias: float

    def tag(self, readings: Sequence[Reading], view: View) -> list[tuple[AgencyTag, ...]]:
        """Return the agencies of each article, best first; what is under 0.5 is shown but not said."""
        relevance = self.relevance.scores(view)[:, 0]
        fields = self.fields.scores(view)
        return [
            self._tag(reading, scores, float(odds))
            for reading, scores, odds in zip(readings, fields, relevance, strict=True)
        ]

    def _tag(self, reading: Reading, fields: FloatArray, relevance: float) -> tuple[AgencyTag, ...]:
        by_field = field_candidates(reading, self.agencies, fields, relevance)
        by_area = area_candidates(reading, self.agencies, relevance)
        scores = dict(
            zip(
                by_field.ids,
                probability(by_field.features @ self.field_weights + self.field_bias),
                strict=True,
            )
        ) | dict(
            zip(by_area.ids, probability(by_area.features @ self.area_weights + self.area_bias), strict=True)
        )
        ranked = sorted(scores, key=lambda agency_id: -self._rank(agency_id, float(scores[agency_id])))
        kept = [agency_id for agency_id in ranked if scores[agency_id] >= LEAST][:MOST]
        evidence = _evidence(reading)
        return tuple(
            AgencyTag(
                id=agency_id,
                score=round(float(scores[agency_id]), 4),
                evidence=tuple(evidence.get(agency_id, ())[:EVIDENCE]),
                role=AgencyRole.RESPONSIBLE,
            )
            for agency_id in kept
        )

    def _rank(self, agency_id: str, score: float) -> float:
        return score * (AREA_RANK if self.agencies.get(agency_id).kind in AREA_KINDS else 1.0)


def _evidence(reading: Reading) -> dict[str, list[Span]]:
    """Return the passages that name each agency or its area, in reading order."""
    found: dict[str, list[Span]] = {}
    for mention in reading.mentions:
        span = Span(field=mention.field, start=mention.start, end=mention.end)
        found.setdefault(mention.agency_id, []).append(span)
    for agency_id, _, first in reading.areas:
        span = Span(field=first.field, start=first.start, end=first.end)
        spans = found.setdefault(agency_id, [])
        if span not in spans:
            spans.insert(0, span)
    return found


def load_agency_model(model: Model, text: TextModel, agencies: Agencies) -> AgencyModel:
    """Return the `AgencyModel` of a model file.

    Raises:
        ModelFileError: it was trained for other classes or features.
    """
    expected = {"classes": CLASSES, "field_features": FIELD_FEATURES, "area_features": AREA_FEATURES}
    for name, wanted in expected.items():
        if model.strings(name) != wanted:
            raise ModelFileError(str(model.path), f"was trained for other {name}.")
    return AgencyModel(
        agencies,
        load_linear(model, text, "relevance", 1),
        load_linear(model, text, "field", len(CLASSES)),
        model.array("fields_weights", (len(FIELD_FEATURES),)),
        float(model.array("fields_bias", (1,))[0]),
        model.array("areas_weights", (len(AREA_FEATURES),)),
        float(model.array("areas_bias", (1,))[0]),
    )
