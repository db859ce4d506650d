"""Events among other articles: pair-F1 on labelled clusters, as `python -m models.stories` measures it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.stories import measure_stories

NOISE = 700
FLOOR = 0.89


@pytest.mark.outside_data
def test_events_are_found_among_other_articles(shared: Path) -> None:
    assert measure_stories(shared / "data", noise=NOISE, orders=1)["pair_f1"] >= FLOOR
