"""The whole day on PostgreSQL leaves behind what it leaves on SQLite."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from pipeline.demo.pressday import FACTS_PATH
from pipeline.domain.facts import load_facts
from pipeline.flow import daily
from pipeline.house import House, open_house
from pipeline.store import facts
from pipeline.store.session import open_engine, open_sessions

sys.path.insert(0, str(Path(__file__).parent))

from leftovers import left_behind  # type: ignore[import-not-found]


def test_the_day_on_postgresql_is_the_day_on_sqlite(
    tmp_path: Path, calm: House, postgres: Callable[[], sa.URL]
) -> None:
    url = postgres().render_as_string(hide_password=False)
    engine = open_engine(url)
    with open_sessions(engine).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=calm.settings.now())
    engine.dispose()
    house = open_house(replace(calm.settings, home=tmp_path / "postgres", database_url=url))
    daily(house, house.settings.now())
    assert left_behind(house.settings) == left_behind(calm.settings)
    before = left_behind(house.settings)
    assert before["cases"]
    daily(house, house.settings.now())
    assert left_behind(house.settings) == before
    house.sessions.kw["bind"].dispose()
