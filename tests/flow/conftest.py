"""The demo press day served on loopback and a house that reads it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.config import load_settings
from pipeline.demo.feedlist import demo_feeds_yaml
from pipeline.demo.pressday import FACTS_PATH, FOLDER, MORNING_AFTER
from pipeline.demo.server import RunningDay, serve_press_day
from pipeline.domain.facts import load_facts
from pipeline.flow import daily
from pipeline.house import House, open_house
from pipeline.store import facts, people
from pipeline.store.session import open_engine, open_sessions


def build_house(migrated: Path, home: Path, running: RunningDay) -> House:
    """Return a house in an empty home, with the facts and offices of the demo day."""
    home.mkdir(parents=True)
    shutil.copy(migrated, home / "caichinh.db")
    feeds = home / "feeds.yaml"
    feeds.write_text(demo_feeds_yaml(running.outlets), encoding="utf-8")
    settings = replace(
        load_settings({"CAICHINH_HOME": str(home)}),
        feeds=feeds,
        fixed_now=MORNING_AFTER.astimezone(UTC),
        min_interval_s=0.005,
        allow_loopback=True,
        contact="test",
    )
    engine = open_engine(settings.database_url)
    with open_sessions(engine).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=settings.now())
        people.import_offices(session, FOLDER / "offices.csv")
    engine.dispose()
    return open_house(settings)


@pytest.fixture(scope="package", autouse=True)
def _several_batches() -> Iterator[None]:
    """Part the demo day into batches, as a large day is: cases are numbered batch by batch."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow, "BATCH", 10)
        yield


@pytest.fixture(scope="session")
def running() -> Iterator[RunningDay]:
    """Serve the demo press day on free ports."""
    with serve_press_day() as day:
        yield day


@pytest.fixture(scope="package")
def calm(tmp_path_factory: pytest.TempPathFactory, running: RunningDay, build: Callable[..., House]) -> House:
    """Return a house that has read the demo day once, undisturbed; nobody changes it (`copy_of` gives one to change)."""
    house = build(tmp_path_factory.mktemp("calm") / "home", running)
    daily(house, MORNING_AFTER)
    house.sessions.kw["bind"].dispose()
    return house


@pytest.fixture(scope="session")
def copy_of() -> Callable[[House, Path], House]:
    """Return what opens a copy of a house in another home."""

    def copied(house: House, home: Path) -> House:
        shutil.copytree(house.settings.home, home)
        url = f"sqlite:///{home / 'caichinh.db'}"
        return open_house(replace(house.settings, home=home, database_url=url, feeds=home / "feeds.yaml"))

    return copied


@pytest.fixture(scope="session")
def build(migrated: Path) -> Callable[[Path, RunningDay], House]:
    """Return the builder of houses."""
    return partial(build_house, migrated)
