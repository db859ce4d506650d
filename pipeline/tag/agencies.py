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
from pipeline.tag.model_file import Model
from pipeline.tag.reading import Reading
from pipeline.tag.text_model import Linear, TextModel, View, load_linear, probability
from pipeline.tag.trees import Trees, load_trees

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
    by_field: Trees
    by_area: Trees

    def tag(self, readings: Sequence[Reading], view: View) -> list[tuple[AgencyTag, ...]]:
        """Return the agencies of each article, best first; what is under 0.5 is shown but not said."""
        relevance = self.relevance.scores(view)[:, 0]
        fields = self.fields.scores(view)
        scores: list[dict[str, float]] = [{} for _ in readings]
        for trees, candidates in (
            (
                self.by_field,
                [
                    field_candidates(reading, self.agencies, row, float(odds))
                    for reading, row, odds in zip(readings, fields, relevance, strict=True)
                ],
            ),
            (
                self.by_area,
                [
                    area_candidates(reading, self.agencies, float(odds))
                    for reading, odds in zip(readings, relevance, strict=True)
                ],
            ),
        ):
            chances = iter(probability(trees.scores(np.vstack([each.features for each in candidates]))))
            for own, each in zip(scores, candidates, strict=True):
                own.update((agency_id, float(next(chances))) for agency_id in each.ids)
        return [self._tags(reading, own) for reading, own in zip(readings, scores, strict=True)]

    def _tags(self, reading: Reading, scores: dict[str, float]) -> tuple[AgencyTag, ...]:
        ranked = sorted(scores, key=lambda agency_id: -self._rank(agency_id, scores[agency_id]))
        kept = [agency_id for agency_id in ranked if scores[agency_id] >= LEAST][:MOST]
        evidence = _evidence(reading)
        return tuple(
            AgencyTag(
                id=agency_id,
                score=round(scores[agency_id], 4),
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
        load_trees(model, "fields", len(FIELD_FEATURES)),
        load_trees(model, "areas", len(AREA_FEATURES)),
    )
