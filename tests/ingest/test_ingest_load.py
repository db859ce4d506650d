"""Short versions of the long proofs in tests/bench/soak_ingest.py."""

from __future__ import annotations

import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from killing import disturbed_day, run_day, state_of, timed_day  # type: ignore[import-not-found]
from pressworld import World, home_for, press_world  # type: ignore[import-not-found]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with press_world(feeds=10, items=6, latency_s=0.002) as running:
        yield running


@pytest.fixture(scope="module")
def undisturbed(world: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    home = home_for(tmp_path_factory.mktemp("day") / "home", world)
    return home, timed_day(home, 0.01)


def test_each_page_is_fetched_once_and_each_host_keeps_its_pause(
    world: World, undisturbed: tuple[Path, float]
) -> None:
    log = list(world.log)
    requests = Counter((outlet, path) for outlet, path, _asked, _answered in log)
    assert max(requests.values()) == 1
    assert len([path for _outlet, path in requests if path.startswith("/bai-")]) == 8 * 6
    by_host: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for outlet, _path, asked, answered in log:
        by_host[outlet].append((asked, answered))
    for turns in by_host.values():
        assert all(later[0] - earlier[1] >= 0.0099 for earlier, later in pairwise(turns))


def test_a_day_killed_at_random_moments_ends_like_an_undisturbed_one(
    world: World, undisturbed: tuple[Path, float], tmp_path: Path, migrated: Path
) -> None:
    home, took = undisturbed
    killed = []
    for seed in range(3):
        other = home_for(tmp_path / f"home-{seed}", world)
        shutil.copy(migrated, other / "caichinh.db")
        killed += disturbed_day(other, 0.01, kills=3, longest_s=took, seed=seed)
        assert state_of(other) == state_of(home)
    assert killed, (
        "the moments are shares of a day's time; how many hit depends on what else the machine does"
    )


def test_a_second_run_of_the_day_asks_nobody(world: World, undisturbed: tuple[Path, float]) -> None:
    home, _took = undisturbed
    before, asked = state_of(home), len(world.log)
    run_day(home, 0.01)
    assert state_of(home) == before
    assert len(world.log) == asked
