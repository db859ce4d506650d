"""Who is said beside another: a lower bar for the rest, a higher one for the first."""

from __future__ import annotations

import numpy as np

from pipeline.domain.records import SAID
from pipeline.tag.agencies import ALONE, ALSO, scores_of


def odds(*chances: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    given = np.array(chances)
    return np.log(given / (1.0 - given))


def test_beside_an_agency_that_is_said_a_likely_one_is_said_too() -> None:
    scores = scores_of(odds(0.9, ALSO + 0.01, ALSO - 0.01))
    assert list(scores >= SAID) == [True, True, False]
    assert np.allclose(scores[[0, 2]], [0.9, ALSO - 0.01])


def test_where_nobody_is_likely_enough_nobody_is_said() -> None:
    scores = scores_of(odds(ALONE - 0.01, ALSO + 0.01, 0.1))
    assert np.all(scores < SAID)
    assert np.allclose(scores[1:], [ALSO + 0.01, 0.1])
    assert len(scores_of(np.zeros(0))) == 0
