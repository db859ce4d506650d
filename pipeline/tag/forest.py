"""A forest of randomised trees as arrays: the mean of many opinions, answered for a whole batch at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.domain.errors import ModelFileError
from pipeline.domain.model_file import Array, Model
from pipeline.tag.features import FloatArray

Indices = npt.NDArray[np.intp]
NODE = 5
"""Numbers per node: feature (-1 in a leaf), threshold, left child, right child, share of hits in a leaf."""
STEPS = 4
"""Steps down a tree before those in a leaf are left out: a step in vain costs less than to look for them each time."""
LEAST_SHARE = 1e-3
"""No forest is surer than that, in either direction."""


@dataclass(frozen=True)
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
        feature, threshold, lower, value = self._flat
        rows, width = features.shape
        given = np.ascontiguousarray(features, dtype=np.float32).ravel()
        # Tree by tree, so that the nodes being read lie together; after some steps those in a leaf are left out.
        place = np.repeat(np.arange(trees) * size, rows)
        row = np.tile(np.arange(rows) * width, trees)
        active = np.flatnonzero(feature.take(place) >= 0)
        here, row = place.take(active), row.take(active)
        while len(active):
            for _ in range(STEPS):
                right = given.take(row + feature.take(here)) > threshold.take(here)
                here = lower.take(here) + right
            place[active] = here
            inner = np.flatnonzero(feature.take(here) >= 0)
            active, here, row = (part.take(inner) for part in (active, here, row))
        shares = np.ascontiguousarray(value.take(place).reshape(trees, rows).T)
        return np.asarray(shares.mean(axis=1), dtype=np.float64)

    @cached_property
    def _flat(self) -> tuple[Indices, Array, Indices, Array]:
        """Return feature, threshold, left child and value of all nodes, trees in a row, right children behind left ones.

        A leaf leads to itself: nothing is above its threshold.
        """
        trees, size, _ = self.nodes.shape
        feature, threshold, left, right, value = np.moveaxis(self.nodes.reshape(-1, NODE), 1, 0)
        inner = np.flatnonzero(feature >= 0)
        tree = inner // size
        # Behind its root a tree has the children of its first inner node, then those of its second one, and so on.
        pairs = tree * size + 1 + 2 * (np.arange(len(inner)) - np.searchsorted(tree, tree))
        own = np.arange(trees * size)
        given, lower = own.copy(), own.copy()
        for side, child in enumerate((left, right)):
            given[pairs + side] = tree * size + child[inner].astype(np.intp)
        lower[inner] = pairs
        asked = feature[given].astype(np.intp)
        is_leaf = asked < 0
        return (
            asked,
            np.where(is_leaf, np.float32(np.inf), threshold[given]),
            np.where(is_leaf, own, lower[given]),
            value[given],
        )


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
