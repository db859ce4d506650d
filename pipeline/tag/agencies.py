"""Who is responsible: candidates scored, best first, each with the passages that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.agencies import Agencies
from pipeline.domain.errors import ModelFileError
from pipeline.domain.records import SAID, AgencyRole, AgencyTag, Span
from pipeline.tag.candidates import AREA_FEATURES, FIELD_FEATURES, area_candidates, field_candidates
from pipeline.tag.families import CLASSES
from pipeline.tag.features import FloatArray
from pipeline.tag.forest import Forest, load_forest
from pipeline.tag.model_file import Model
from pipeline.tag.reading import Reading
from pipeline.tag.text_model import Linear, TextModel, View, load_linear, probability

LEAST = 0.05
"""Scores below this are not worth a line, even unsaid."""
MOST = 8
EVIDENCE = 3
"""Passages kept per agency."""
RESPONSIBLE = AgencyRole.RESPONSIBLE
"""Of what is said, and of a possibility that the text does not name; an agency that is named but not said has the
role it plays in the text."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the words of a batch say before candidates are weighed, one row per article."""

    relevance: FloatArray
    """Log-odds that the matter concerns the province's agencies at all."""
    fields: FloatArray
    """Log-odds per class of field."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """Two questions about a candidate: is it responsible, and is it the first one to send the article to."""

    responsible: Forest
    leading: Forest


@dataclass(frozen=True, slots=True)
class AgencyModel:
    """Relevance, fields, and the forests that weigh candidates."""

    agencies: Agencies
    relevance: Linear
    fields: Linear
    by_field: Weighing
    by_area: Weighing

    def grounds(self, view: View) -> Grounds:
        """Return the `Grounds` of a batch."""
        return Grounds(self.relevance.scores(view)[:, 0], self.fields.scores(view))

    def tag(self, readings: Sequence[Reading], grounds: Grounds) -> list[tuple[AgencyTag, ...]]:
        """Return the agencies of each article, best first; what is under 0.5 is shown but not said."""
        scores: list[dict[str, tuple[float, float]]] = [{} for _ in readings]
        rows = list(zip(readings, grounds.fields, map(float, grounds.relevance), strict=True))
        for weighing, candidates in (
            (self.by_field, [field_candidates(reading, self.agencies, *own) for reading, *own in rows]),
            (self.by_area, [area_candidates(reading, self.agencies, odds) for reading, _, odds in rows]),
        ):
            features = np.vstack([each.features for each in candidates])
            responsible = probability(weighing.responsible.scores(features))
            first = probability(weighing.leading.scores(features))
            chances = zip(responsible.tolist(), first.tolist(), strict=True)
            for scored, each in zip(scores, candidates, strict=True):
                scored.update((agency_id, next(chances)) for agency_id in each.ids)
        return [self._tags(reading, scored) for reading, scored in zip(readings, scores, strict=True)]

    def _tags(self, reading: Reading, chances: dict[str, tuple[float, float]]) -> tuple[AgencyTag, ...]:
        ranked = sorted(chances, key=lambda agency_id: -leading(*chances[agency_id]))
        scores = {agency_id: chance for agency_id, (chance, _) in chances.items()}
        kept = [agency_id for agency_id in ranked if scores[agency_id] >= LEAST][:MOST]
        evidence = _evidence(reading)
        spoken = _roles_in_text(reading)
        return tuple(
            AgencyTag(
                id=agency_id,
                score=round(scores[agency_id], 4),
                evidence=tuple(evidence.get(agency_id, ())[:EVIDENCE]),
                role=spoken.get(agency_id, RESPONSIBLE) if scores[agency_id] < SAID else RESPONSIBLE,
            )
            for agency_id in kept
        )


def leading(responsible: float, first: float) -> float:
    """Return the weight by which agencies are ordered: the chance to be first, if responsible at all."""
    return first * float(np.sqrt(responsible))


def _roles_in_text(reading: Reading) -> dict[str, AgencyRole]:
    """Return what each named agency does in the text: speaks somewhere, or is only named."""
    roles: dict[str, AgencyRole] = {}
    for mention in reading.mentions:
        if mention.role is AgencyRole.QUOTED:
            roles[mention.agency_id] = AgencyRole.QUOTED
        else:
            roles.setdefault(mention.agency_id, AgencyRole.MENTIONED)
    return roles


def _evidence(reading: Reading) -> dict[str, list[Span]]:
    """Return the passages that name each agency or its area, in reading order."""
    found: dict[str, list[Span]] = {}
    for mention in reading.mentions:
        span = Span(field=mention.field, start=mention.start, end=mention.end)
        found.setdefault(mention.agency_id, []).append(span)
    for agency_id, _, (first, *_rest) in reading.areas:
        span = Span(field=first.field, start=first.start, end=first.end)
        spans = found.setdefault(agency_id, [])
        if span not in spans:
            spans.insert(0, span)
    return found


def _load_weighing(model: Model, name: str, features: int) -> Weighing:
    return Weighing(load_forest(model, name, features), load_forest(model, f"{name}_leading", features))


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
        _load_weighing(model, "fields", len(FIELD_FEATURES)),
        _load_weighing(model, "areas", len(AREA_FEATURES)),
    )
