"""Words as vectors, learned from unlabelled press texts (models/words): those told in the same company are near."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.domain.model_file import Array, Model

JOINED = "_"
"""What joins the syllables of a word."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """All words that are known, in one order."""

    names: tuple[str, ...]
    """One to four syllables in small letters, tone marks at their newer place (`text.unify_tone`)."""
    vectors: Array
    """Words by numbers, each of length one."""
    rarity: Array
    """Negative logarithm of the share of all words."""


def load_word_vectors(model: Model) -> WordVectors:
    """Return the `WordVectors` of a model file.

    Raises:
        ModelFileError: an array does not fit the words.
    """
    names = model.strings("terms")
    size = model.arrays["vectors"].shape[1] if "vectors" in model.arrays else 0
    vectors = model.array("vectors", (len(names), size))
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return WordVectors(names, vectors / lengths, model.array("rarity", (len(names),)))
