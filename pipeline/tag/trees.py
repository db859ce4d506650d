"""Boosted trees as arrays: the sum of many small decisions, answered for a whole batch at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.domain.errors import ModelFileError
from pipeline.tag.features import FloatArray
from pipeline.tag.model_file import Array, Model

NODE = 5
"""Numbers per node: feature (-1 in a leaf), threshold, left child, right child, value."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Nodes (trees by nodes by `NODE`) and the log-odds they start from."""

    nodes: Array
    start: float

    def scores(self, features: FloatArray) -> FloatArray:
        """Return log-odds per row of `features`. At most the threshold goes left."""
        rows = np.arange(len(features))
        total = np.full(len(features), self.start)
        for tree in self.nodes:
            place = np.zeros(len(features), dtype=np.intp)
            while True:
                feature = tree[place, 0].astype(np.intp)
                inner = feature >= 0
                if not inner.any():
                    break
                left = features[rows, feature] <= tree[place, 1]
                place = np.where(inner, np.where(left, tree[place, 2], tree[place, 3]), place).astype(np.intp)
            total += tree[place, 4]
        return total


def load_trees(model: Model, name: str, features: int) -> Trees:
    """Return the `Trees` stored under `name`.

    Raises:
        ModelFileError: they are missing, or ask for a feature that does not exist.
    """
    nodes = model.arrays.get(f"{name}_nodes")
    if (
        nodes is None
        or nodes.ndim != 3
        or nodes.shape[2] != NODE
        or nodes[:, :, 0].max(initial=-1) >= features
    ):
        raise ModelFileError(str(model.path), f"array {name + '_nodes'!r} is missing or of another model.")
    return Trees(nodes, float(model.array(f"{name}_start", (1,))[0]))
