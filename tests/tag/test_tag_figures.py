"""Figures of the cards: what chance alone makes of an error of calibration."""

from __future__ import annotations

import numpy as np
import pytest

from models.evaluate import calibration_error, calibration_error_by_chance


def test_exact_scores_err_as_much_as_chance_says() -> None:
    random = np.random.default_rng(0)
    scores = random.uniform(0.05, 1.0, 400)
    errors = [calibration_error(scores, random.uniform(size=400) < scores) for _ in range(300)]
    assert calibration_error_by_chance(scores) == pytest.approx(np.mean(errors), rel=0.05)


def test_certain_scores_and_none_leave_nothing_to_chance() -> None:
    assert calibration_error_by_chance(np.array([0.0, 1.0])) == 0.0
    assert calibration_error_by_chance(np.zeros(0)) == 0.0
