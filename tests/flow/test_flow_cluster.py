"""The day on a cluster: the same result as in one process, whatever becomes of a worker."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.again import reread_pages, retag_articles
from pipeline.cli import day
from pipeline.cli.day import open_executor
from pipeline.config import REPOSITORY
from pipeline.demo.pressday import MORNING_AFTER
from pipeline.demo.server import RunningDay
from pipeline.domain.errors import ConfigError
from pipeline.flow import daily
from pipeline.house import House
from pipeline.store.dump import dump
from pipeline.store.session import open_engine

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
WORKER = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"]
LATER = {"run.jsonl.gz", "audit.jsonl.gz", "capture.jsonl.gz"}
"""Tables that hold times of the clock, or the order in which pages arrived."""


def start(*command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=REPOSITORY,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """Start a scheduler and two workers as processes of their own; yield the address and the workers."""
    scheduler = start(
        "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
    )
    assert scheduler.stderr
    place = ""
    for line in scheduler.stderr:
        found = re.search(r"Scheduler at:\s+tcp://(\S+)", line)
        if found:
            place = found[1]
            break
    workers = [start("distributed.cli.dask_worker", f"tcp://{place}", *WORKER) for _ in range(2)]
    yield place, workers
    for process in [*workers, scheduler]:
        process.kill()
        process.communicate()


def tables(house: House, folder: Path) -> dict[str, bytes]:
    """Return every table but those that tell when things happened."""
    dump(open_engine(house.settings.database_url), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in LATER}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, calm: House) -> dict[str, bytes]:
    """Return the tables after the day in one process."""
    return tables(calm, tmp_path_factory.mktemp("alone") / "tables")


def without_capture_ids(found: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: re.sub(rb'"capture_id":\d+', b'"capture_id":0', gzip.decompress(content))
        for name, content in found.items()
    }


def test_a_cluster_gives_the_same_day_and_survives_a_lost_worker(
    tmp_path: Path,
    running: RunningDay,
    build: Callable[..., House],
    cluster: tuple[str, list[subprocess.Popen[str]]],
    alone: dict[str, bytes],
) -> None:
    place, workers = cluster
    told: list[tuple[str, int, int]] = []

    def progress(stage: str, done: int, of: int) -> None:
        if stage == "extract" and done >= 20 and workers[0].poll() is None:
            workers[0].kill()
        told.append((stage, done, of))

    house = build(tmp_path / "home", running)
    with open_executor(1, f"dask://{place}") as executor:
        daily(replace(house, executor=executor, progress=progress), MORNING_AFTER)
        before = tables(house, tmp_path / "before")
        house = replace(house, executor=executor, progress=progress)
        again = retag_articles(house, MORNING_AFTER, MORNING_AFTER - timedelta(days=400))
        assert again["retagged"] > 50
    assert workers[0].wait(5) < 0
    assert tables(house, tmp_path / "after") == before  # nothing has changed since, so nothing changes
    assert without_capture_ids(tables(house, tmp_path / "tables")) == without_capture_ids(alone)
    assert {"extract", "tag"} <= {stage for stage, done, of in told if done == of}


def test_two_processes_give_the_same_day(
    tmp_path: Path,
    running: RunningDay,
    build: Callable[..., House],
    alone: dict[str, bytes],
) -> None:
    house = build(tmp_path / "home", running)
    with open_executor(2, None) as pool:
        daily(replace(house, executor=pool), MORNING_AFTER)
        assert reread_pages(replace(house, executor=pool))["new versions"] == 0
    assert without_capture_ids(tables(house, tmp_path / "tables")) == without_capture_ids(alone)


@pytest.mark.parametrize("engine", ["dask://", "spark://127.0.0.1:1", "127.0.0.1:8786"])
def test_an_address_that_is_none_is_named(engine: str) -> None:
    with pytest.raises(ConfigError, match="no address"), open_executor(1, engine):
        pass


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "ANSWER_S", 0.5)
    started = time.monotonic()
    with pytest.raises(ConfigError, match="no scheduler answers"), open_executor(1, "dask://127.0.0.1:9"):
        pass
    assert time.monotonic() - started < 60
