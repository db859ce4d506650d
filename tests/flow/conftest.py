"""The demo press day served on loopback and a house that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from pipeline.config import load_settings
from pipeline.demo.feedlist import demo_feeds_yaml
from pipeline.demo.pressday import FACTS_PATH, FOLDER, MORNING_AFTER
from pipeline.demo.server import RunningDay, serve_press_day
from pipeline.domain.facts import load_facts
from pipeline.house import House, open_house
from pipeline.store import facts, people
from pipeline.store.session import open_engine, open_sessions, upgrade


def build_house(home: Path, running: RunningDay) -> House:
    """Return a house in an empty home, with the facts and offices of the demo day."""
    home.mkdir(parents=True)
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
    upgrade(engine)
    with open_sessions(engine).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=settings.now())
        people.import_offices(session, FOLDER / "offices.csv")
    engine.dispose()
    return open_house(settings)


@pytest.fixture(scope="session")
def running() -> Iterator[RunningDay]:
    """Serve the demo press day on free ports."""
    with serve_press_day() as day:
        yield day


@pytest.fixture(scope="session")
def build() -> Callable[[Path, RunningDay], House]:
    """Return the builder of houses."""
    return build_house
