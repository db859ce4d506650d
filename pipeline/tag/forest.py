"""A forest of randomised trees as arrays: the mean of many opinions, answered for a whole batch at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.domain.errors import ModelFileError
from pipeline.tag.features import FloatArray
from pipeline.tag.model_file import Array, Model

NODE = 5
"""Numbers per node: feature (-1 in a leaf), threshold, left child, right child, share of hits in a leaf."""
LEAST_SHARE = 1e-3
"""No forest is surer than that, in either direction."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Nodes (trees by nodes by `NODE`), and the line that turns its log-odds into calibrated ones."""

    nodes: Array
    slope: float
    shift: float

    def scores(self, features: FloatArray) -> FloatArray:
        """Return calibrated log-odds per row of `features`."""
        return self.slope * log_odds(self.shares(features)) + self.shift

    def shares(self, features: FloatArray) -> FloatArray:
        """Return the mean share of hits per row. At most the threshold goes left."""
        trees, size, _ = self.nodes.shape
        flat = self.nodes.reshape(-1, NODE)
        feature, threshold, value = flat[:, 0].astype(np.intp), flat[:, 1], flat[:, 4]
        children = flat[:, 2:4].astype(np.intp) + np.repeat(np.arange(trees) * size, size)[:, np.newaxis]
        given = np.ascontiguousarray(features, dtype=np.float32)
        place = np.tile(np.arange(trees) * size, len(given))
        row = np.repeat(np.arange(len(given)), trees)
        active = np.flatnonzero(feature[place] >= 0)
        while len(active):
            here = place[active]
            right = given[row[active], feature[here]] > threshold[here]
            below = children[here, right.astype(np.intp)]
            place[active] = below
            active = active[feature[below] >= 0]
        return np.asarray(value[place].reshape(len(given), trees).mean(axis=1), dtype=np.float64)


def log_odds(shares: FloatArray) -> FloatArray:
    """Return the logit of shares, kept within `LEAST_SHARE`."""
    kept = np.clip(shares, LEAST_SHARE, 1.0 - LEAST_SHARE)
    return np.asarray(np.log(kept / (1.0 - kept)), dtype=np.float64)


def load_forest(model: Model, name: str, features: int) -> Forest:
    """Return the `Forest` stored under `name`.

    Raises:
        ModelFileError: it is missing, or asks for a feature that does not exist.
    """
    nodes = model.arrays.get(f"{name}_nodes")
    if (
        nodes is None
        or nodes.ndim != 3
        or nodes.shape[2] != NODE
        or nodes[:, :, 0].max(initial=-1) >= features
    ):
        raise ModelFileError(str(model.path), f"array {name + '_nodes'!r} is missing or of another model.")
    slope, shift = model.array(f"{name}_line", (2,))
    return Forest(nodes, float(slope), float(shift))
