"""What the shell of ingest keeps of feeds that cannot be read, poll after poll."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
import sqlalchemy as sa

from pipeline.collect import collect, feed_state
from pipeline.config import load_settings
from pipeline.domain.records import FailureKind
from pipeline.ingest.sources import load_sources
from pipeline.store import ingested
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions

if TYPE_CHECKING:
    from pipeline.house import House

sys.path.insert(0, str(Path(__file__).parent))

from pressworld import World, home_for, press_world  # type: ignore[import-not-found]


def house_in(home: Path, migrated: Path) -> House:
    settings = replace(load_settings({"CAICHINH_HOME": str(home)}), min_interval_s=0.0, allow_loopback=True)
    shutil.copy(migrated, home / "caichinh.db")
    engine = open_engine(settings.database_url)
    return cast(
        "House",
        SimpleNamespace(
            settings=settings,
            sessions=open_sessions(engine),
            archive=Archive(settings.archive),
            sources=load_sources(home / "feeds.yaml"),
            progress=lambda *_: None,
        ),
    )


def test_a_broken_feed_is_archived_once_named_each_time_and_read_when_it_is_well(
    tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "illness", lambda _world, _outlet: "broken_feed")
    with press_world(feeds=1, items=2, latency_s=0) as world:
        home = home_for(tmp_path / "home", world)
        house = house_in(home, migrated)
        now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
        for day in range(3):
            assert collect(house, now + timedelta(days=2 * day))["feeds failed"] == 1
            with house.sessions() as session:
                (row,) = ingested.feeds(session).values()
                state = feed_state(row)
            assert (state.failure, state.failures) == (FailureKind.BROKEN_FEED, day + 1)
        assert len(list(house.archive.files())) == 1
        monkeypatch.setattr(World, "illness", lambda _world, _outlet: None)
        counts = collect(house, now + timedelta(days=9))
    assert (counts["feeds failed"], counts["new entries"], counts["pages fetched"]) == (0, 2, 2)


def test_unchanged_feeds_are_not_parsed_and_kept_in_one_statement(
    tmp_path: Path, migrated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "illness", lambda _world, _outlet: None)
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    with press_world(feeds=3, items=2, latency_s=0) as world:
        house = house_in(home_for(tmp_path / "home", world), migrated)
        collect(house, now)
        answer = World.answer

        def lying(self: World, outlet: int, path: str) -> tuple[int, dict[str, str], bytes]:
            status, headers, body = answer(self, outlet, path)
            return status, headers | ({"ETag": '"new"'} if outlet == 0 and path == "/rss" else {}), body

        monkeypatch.setattr(World, "answer", lying)
        monkeypatch.delattr("pipeline.collect.parse_feed")
        written: list[str] = []
        with house.sessions() as session:
            sa.event.listen(
                session.get_bind(),
                "before_cursor_execute",
                lambda _connection, _cursor, statement, *_: written.append(statement),
            )
        later = now + timedelta(hours=1)
        counts = collect(house, later)
        with house.sessions() as session:
            rows = ingested.feeds(session)
    assert (counts["feeds polled"], counts["feeds failed"], counts["new entries"]) == (3, 0, 0)
    assert len([statement for statement in written if "feed" in statement and "UPDATE" in statement]) == 1
    assert len(list(house.archive.files())) == 3 + 6
    assert [rows[world.feed_url(outlet)].etag for outlet in range(3)] == ['"new"', '"1"', '"2"']
    for row in rows.values():
        state = feed_state(row)
        assert (row.polled_at, state.last_ok, state.last_new) == (later, later, now)
