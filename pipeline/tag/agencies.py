"""Who is responsible: candidates scored, best first, each with the passages that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.domain.agencies import Agencies
from pipeline.domain.errors import ModelFileError
from pipeline.domain.model_file import Array, Model
from pipeline.domain.records import SAID, AgencyRole, AgencyTag, Span
from pipeline.tag.candidates import (
    AREA_FEATURES,
    FIELD_FEATURES,
    Candidates,
    area_candidates,
    field_candidates,
)
from pipeline.tag.families import CLASSES
from pipeline.tag.features import FloatArray
from pipeline.tag.forest import Forest, load_forest
from pipeline.tag.primary import PRIMARY_FEATURES, primary_features
from pipeline.tag.reading import Reading
from pipeline.tag.text_model import Linear, TextModel, View, load_linear, probability

LEAST = 0.05
"""Scores below this are not worth a line, even unsaid."""
ALONE, ALSO = 0.6, 0.4
"""Least chance to be said when no other agency is likelier, and beside one that is: the F1 of all labels is highest about the
second one, and the first one keeps articles that concern nobody untagged (docs/decisions/0045, 0054)."""
UNSAID = 0.4999
"""Score of what would be even and yet is not said."""
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

    def odds(self, candidates: Sequence[Candidates]) -> list[FloatArray]:
        """Return for each article the log-odds of both questions, one row per candidate."""
        features = np.vstack([each.features for each in candidates])
        both = np.column_stack([self.responsible.scores(features), self.leading.scores(features)])
        return np.split(both, np.cumsum([len(each.ids) for each in candidates])[:-1])


@dataclass(frozen=True, slots=True)
class AgencyModel:
    """Relevance, fields, the forests that weigh candidates, and the choice among them."""

    agencies: Agencies
    relevance: Linear
    fields: Linear
    by_field: Weighing
    by_area: Weighing
    primary: Array
    """Weight per feature of the choice of the first one."""

    def grounds(self, view: View) -> Grounds:
        """Return the `Grounds` of a batch."""
        return Grounds(self.relevance.scores(view)[:, 0], self.fields.scores(view))

    def tag(self, readings: Sequence[Reading], grounds: Grounds) -> list[tuple[AgencyTag, ...]]:
        """Return the agencies of each article, best first; what is under 0.5 is shown but not said."""
        rows = list(zip(readings, grounds.fields, map(float, grounds.relevance), strict=True))
        fields = [field_candidates(reading, self.agencies, *own) for reading, *own in rows]
        areas = [area_candidates(reading, self.agencies, odds) for reading, _, odds in rows]
        weighed = zip(self.by_field.odds(fields), self.by_area.odds(areas), strict=True)
        return [
            self._tags(reading, (*field.ids, *area.ids), len(field.ids), np.vstack(odds))
            for reading, field, area, odds in zip(readings, fields, areas, weighed, strict=True)
        ]

    def _tags(
        self, reading: Reading, ids: Sequence[str], fields: int, odds: FloatArray
    ) -> tuple[AgencyTag, ...]:
        """Return the tags of one article; the first `fields` of its candidates are of fields, the rest of areas."""
        is_area = [place >= fields for place in range(len(ids))]
        order = np.argsort(-(primary_features(reading, ids, is_area, odds) @ self.primary), kind="stable")
        guests = _guests(reading)
        scores = [
            min(score, UNSAID) if agency_id in guests else score
            for agency_id, score in zip(ids, scores_of(odds[:, 0]).tolist(), strict=True)
        ]
        chances = dict(zip(ids, scores, strict=True))
        kept = [ids[place] for place in order if scores[place] >= LEAST][:MOST]
        evidence = _evidence(reading)
        spoken = _roles_in_text(reading)
        return tuple(
            AgencyTag(
                id=agency_id,
                score=round(chances[agency_id], 4),
                evidence=tuple(evidence.get(agency_id, ())[:EVIDENCE]),
                role=spoken.get(agency_id, RESPONSIBLE) if chances[agency_id] < SAID else RESPONSIBLE,
            )
            for agency_id in kept
        )


def scores_of(odds: FloatArray) -> FloatArray:
    """Return the scores of an article's candidates from their log-odds: at or above `SAID` who is said."""
    chances = probability(odds)
    if chances.max(initial=0.0) < ALONE:
        return np.minimum(chances, UNSAID)
    return np.where(chances >= ALSO, np.maximum(chances, SAID), chances)


def _roles_in_text(reading: Reading) -> dict[str, AgencyRole]:
    """Return what each named agency does in the text: speaks somewhere, or is only named."""
    roles: dict[str, AgencyRole] = {}
    for mention in reading.mentions:
        if mention.role is AgencyRole.QUOTED:
            roles[mention.agency_id] = AgencyRole.QUOTED
        else:
            roles.setdefault(mention.agency_id, AgencyRole.MENTIONED)
    return roles


def _guests(reading: Reading) -> set[str]:
    """Return the agencies that are only ever present in the text."""
    present = {mention.agency_id for mention in reading.mentions if mention.stands_by}
    return present - {mention.agency_id for mention in reading.mentions if not mention.stands_by}


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
    expected = {
        "classes": CLASSES,
        "field_features": FIELD_FEATURES,
        "area_features": AREA_FEATURES,
        "primary_features": PRIMARY_FEATURES,
    }
    for name, wanted in expected.items():
        if model.strings(name) != wanted:
            raise ModelFileError(str(model.path), f"was trained for other {name}.")
    return AgencyModel(
        agencies,
        load_linear(model, text, "relevance", 1),
        load_linear(model, text, "field", len(CLASSES)),
        _load_weighing(model, "fields", len(FIELD_FEATURES)),
        _load_weighing(model, "areas", len(AREA_FEATURES)),
        model.array("primary", (len(PRIMARY_FEATURES),)),
    )
