"""What all models stand on: linear answers from words, learned once, with held-out answers to teach the forests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.corpus import UNDATED, Corpus, Labelled
from models.learning import (
    Fit,
    Rows,
    Space,
    column_scale,
    fit_logistic,
    folds,
    held_out_scores,
    sigmoid_calibration,
)
from pipeline.domain.records import Tone
from pipeline.tag.cues import WIDTH as CUES
from pipeline.tag.families import CLASSES, COLUMN
from pipeline.tag.features import FloatArray
from pipeline.tag.reading import ARTICLE_FEATURES, DENSE_WIDTH, ArticleReader, Reading
from pipeline.tag.text_model import Linear, TextModel, View

FIELD_STRENGTH, RELEVANCE_STRENGTH, JUDGEMENT_STRENGTH = 4.0, 0.8, 2.5
OTHERS_SAY = 0.1
"""Say of an article about another province in whether a matter is anybody's at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """Readings of all labelled articles, with held-out log-odds and the linear models of all."""

    items: tuple[Labelled, ...]
    """Ours, the local press written by us, those about other provinces."""
    ours: int
    """How many of them are measured on."""
    taught: int
    """How many of them have agencies, not fields alone."""
    readings: list[Reading]
    view: View
    held_out: list[Rows]
    typical: Rows
    """Rows whose attention teaches."""
    relevance: FloatArray
    fields: FloatArray
    judgements: FloatArray
    """Per question of `second_look.FIRST`."""
    relevance_model: Linear
    field_model: Linear
    judgement_model: Linear

    @property
    def typical_held_out(self) -> list[Rows]:
        """Return the held-out rows of each fold as places in `typical`."""
        return [np.flatnonzero(np.isin(self.typical, test)) for test in self.held_out]


def look(corpus: Corpus, text: TextModel, reader: ArticleReader) -> FirstLook:
    """Learn relevance, fields and judgements from words."""
    readings, view = view_of(corpus, text, reader)
    items = all_of(corpus)
    taught = len(corpus.ours) + len(corpus.local)
    held_out = folds([item.group for item in items])
    everyone = np.ones(len(items), dtype=bool)
    typical = np.array([item.typical for item in items])
    relevant = np.array([item.relevant for item in items])

    ours = np.arange(len(items)) < taught
    field_space = Space(view, scale_of(view, names=0.3, cues=0.1, place=0.0001), ours)
    labels = np.array([[_known(item.fields[name]) for name in CLASSES] for item in items])
    fields = held_out_scores(field_space.rows, labels, FIELD_STRENGTH, held_out, relevant)
    field_fit = fit_logistic(field_space.rows[relevant], labels[relevant], FIELD_STRENGTH)

    space = Space(view, scale_of(view, names=0.2, cues=0.1, place=1.0), ours)
    relevance, relevance_fit = _relevance(space.rows, relevant, ours, held_out)

    judged = np.array(
        [[item.tone is Tone.NEGATIVE, item.tone is Tone.POSITIVE, item.attention] for item in items],
        dtype=np.float64,
    )
    judged[~typical, 2] = np.nan
    judged_view = _with_places_of_ours(view, relevant, ~ours, ours)
    judgement_space = Space(judged_view, scale_of(judged_view, names=0.1, cues=0.2, place=0.3), ours)
    judgements = held_out_scores(judgement_space.rows, judged, JUDGEMENT_STRENGTH, held_out, everyone)
    return FirstLook(
        items=items,
        ours=len(corpus.ours),
        taught=taught,
        readings=readings,
        view=view,
        held_out=held_out,
        typical=np.flatnonzero(typical),
        relevance=relevance,
        fields=fields,
        judgements=judgements,
        relevance_model=space.linear(relevance_fit),
        field_model=field_space.linear(field_fit),
        judgement_model=judgement_space.linear(
            fit_logistic(judgement_space.rows, judged, JUDGEMENT_STRENGTH)
        ),
    )


def _relevance(
    rows: FloatArray, relevant: npt.NDArray[np.bool_], ours: npt.NDArray[np.bool_], held_out: Sequence[Rows]
) -> tuple[FloatArray, Fit]:
    """Return held-out log-odds and the fit of relevance, both calibrated on ours."""
    wanted = relevant[:, np.newaxis].astype(np.float64)
    say = np.where(ours, 1.0, OTHERS_SAY)
    everyone = np.ones(len(rows), dtype=bool)
    raw = held_out_scores(rows, wanted, RELEVANCE_STRENGTH, held_out, everyone, say)[:, 0]
    fit = fit_logistic(rows, wanted, RELEVANCE_STRENGTH, say)
    slope, shift = sigmoid_calibration(raw[ours], wanted[ours, 0])
    return slope * raw + shift, Fit(weights=slope * fit.weights, bias=slope * fit.bias + shift)


def all_of(corpus: Corpus) -> tuple[Labelled, ...]:
    """Return the labelled articles: ours, the local press written by us, those about other provinces."""
    return (*corpus.ours, *corpus.local, *corpus.elsewhere)


def view_of(corpus: Corpus, text: TextModel, reader: ArticleReader) -> tuple[list[Reading], View]:
    """Return readings and view of the labelled articles.

    Articles about other provinces whose name could not be exchanged teach the matter, not the place.
    """
    items = all_of(corpus)
    readings = [reader.read(item.article, UNDATED) for item in items]
    ours = np.arange(len(items)) < len(corpus.ours)
    relevant = np.array([item.relevant for item in items])
    nameless = ~np.array([item.names_its_province for item in items])
    return readings, _with_places_of_ours(text.view(readings), relevant, nameless, ours)


def _with_places_of_ours(
    view: View, relevant: npt.NDArray[np.bool_], rows: npt.NDArray[np.bool_], ours: npt.NDArray[np.bool_]
) -> View:
    """Return the view with the average of what names of provinces say in ours that concern us, in some rows."""
    dense = view.dense.copy()
    place = dense[:, -len(ARTICLE_FEATURES) :]
    place[rows] = place[ours & relevant].mean(axis=0)
    return View(view.sparse, dense)


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


def _known(label: bool | None) -> float:
    return float("nan") if label is None else float(label)
