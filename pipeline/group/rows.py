"""Rows of numbers of many articles in one piece: nothing beside the numbers is kept, and all is given back at once."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[Any]


class Rows:
    """Rows of unequal length, one after another; no view of them may be held while one is added."""

    def __init__(self, code: str) -> None:
        """Begin with no row; `code` is the kind of the numbers, as in the module `array`."""
        self._numbers = array(code)
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place: int) -> Row:
        return self.numbers[self._ends[place] : self._ends[place + 1]]

    def append(self, row: Row) -> None:
        """Add a row at the end."""
        self._numbers.frombytes(row.astype(self._numbers.typecode, copy=False).tobytes())
        self._ends.append(len(self._numbers))

    @property
    def numbers(self) -> Row:
        """All numbers, without a copy."""
        return np.asarray(self._numbers)

    @property
    def ends(self) -> npt.NDArray[np.int64]:
        """Where rows end, 0 before the first, without a copy."""
        return np.asarray(self._ends)


def find(asked: Row, numbers: Row) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Return where each number stands among sorted ones, or would stand, and whether it does."""
    places = np.searchsorted(numbers, asked)
    found = places < len(numbers)
    found[found] = numbers[places[found]] == asked[found]
    return places, found


def distinct(numbers: Row) -> tuple[Row, npt.NDArray[np.intp]]:
    """Return the different numbers, sorted, and how often each stands; several times as fast as `np.unique` on few."""
    ordered = np.sort(numbers)
    begins = np.ones(len(ordered) + 1, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:-1])
    places = np.flatnonzero(begins)
    return ordered[places[:-1]], places[1:] - places[:-1]
