"""What the shell of ingest keeps of feeds that cannot be read, poll after poll."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from pipeline.collect import collect, feed_state
from pipeline.config import load_settings
from pipeline.domain.records import FailureKind
from pipeline.ingest.sources import load_sources
from pipeline.store import press
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, upgrade

if TYPE_CHECKING:
    from pipeline.house import House

sys.path.insert(0, str(Path(__file__).parent))

from pressworld import World, home_for, press_world  # type: ignore[import-not-found]


def test_a_broken_feed_is_archived_once_named_each_time_and_read_when_it_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "illness", lambda _world, _outlet: "broken_feed")
    with press_world(feeds=1, items=2, latency_s=0) as world:
        home = home_for(tmp_path / "home", world)
        settings = replace(
            load_settings({"CAICHINH_HOME": str(home)}), min_interval_s=0.0, allow_loopback=True
        )
        engine = open_engine(settings.database_url)
        upgrade(engine)
        archive = Archive(settings.archive)
        house = cast(
            "House",
            SimpleNamespace(
                settings=settings,
                sessions=open_sessions(engine),
                archive=archive,
                sources=load_sources(home / "feeds.yaml"),
                progress=lambda *_: None,
            ),
        )
        now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
        for day in range(3):
            assert collect(house, now + timedelta(days=2 * day))["feeds failed"] == 1
            with house.sessions() as session:
                (row,) = press.feeds(session).values()
                state = feed_state(row)
            assert (state.failure, state.failures) == (FailureKind.BROKEN_FEED, day + 1)
        assert len(list(archive.files())) == 1
        monkeypatch.setattr(World, "illness", lambda _world, _outlet: None)
        counts = collect(house, now + timedelta(days=9))
    assert (counts["feeds failed"], counts["new entries"], counts["pages fetched"]) == (0, 2, 2)
