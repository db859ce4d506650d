"""What tone and attention are judged on once more: the first answers beside everything else that is known.

A linear model on words alone cannot see that praise of a company is no praise of an agency; a forest over its
answer, the cues, the fields, and how far the article is ours can.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.domain.errors import ModelFileError
from pipeline.domain.model_file import Model
from pipeline.domain.records import AgencyRole
from pipeline.tag.cues import Cue
from pipeline.tag.families import CLASSES
from pipeline.tag.features import FloatArray
from pipeline.tag.reading import ARTICLE_FEATURES, Reading
from pipeline.tag.text_model import View

FIRST = ("negative", "positive", "attention")
"""Questions of the first look."""
FEATURES = (
    *(f"first_{name}" for name in FIRST),
    *(f"head_{cue}" for cue in Cue),
    *(f"body_{cue}" for cue in Cue),
    "length", "head_length", "relevance",
    *(f"role_{role}" for role in AgencyRole),
    *(f"field_{name}" for name in CLASSES),
    *ARTICLE_FEATURES,
)  # fmt: skip


def second_look(
    readings: Sequence[Reading], view: View, first: FloatArray, fields: FloatArray, relevance: FloatArray
) -> FloatArray:
    """Return `FEATURES` of a batch.

    Args:
        readings: the articles.
        view: their view; its last columns are `ARTICLE_FEATURES`.
        first: log-odds per question of `FIRST`.
        fields: log-odds per class of field.
        relevance: log-odds that the matter concerns the province's agencies.
    """
    if not readings:
        return np.zeros((0, len(FEATURES)))
    own = np.log1p(np.array([_own(reading) for reading in readings]))
    cues = np.log1p(np.array([reading.cues for reading in readings]))
    article = view.dense[:, -len(ARTICLE_FEATURES) :]
    return np.hstack(
        [
            first,
            cues,
            own[:, :2],
            relevance[:, np.newaxis],
            own[:, 2:],
            fields,
            article,
        ]
    )


def _own(reading: Reading) -> list[float]:
    """Return the length of the body and of the head, and how often an agency stands in each role."""
    roles = [mention.role for mention in reading.mentions]
    return [len(reading.article.body), len(reading.words.head), *map(roles.count, AgencyRole)]


def check_features(model: Model) -> None:
    """Check that a model was trained for `FIRST` and `FEATURES`.

    Raises:
        ModelFileError: it was not.
    """
    for name, wanted in (("first", FIRST), ("features", FEATURES)):
        if model.strings(name) != wanted:
            raise ModelFileError(str(model.path), f"was trained for other {name}.")
