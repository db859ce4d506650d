"""The machine fails in the middle of a day: it is named, nothing is lost, and the next run ends the day."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.cli import main
from pipeline.config import Settings
from pipeline.demo.pressday import FACTS_PATH
from pipeline.demo.server import RunningDay
from pipeline.doctor import Grade, examine
from pipeline.domain.facts import load_facts
from pipeline.flow import daily
from pipeline.house import House, open_house
from pipeline.store import facts
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import RunRow

sys.path.insert(0, str(Path(__file__).parent))

from leftovers import left_behind  # type: ignore[import-not-found]

Build = Callable[[Path, RunningDay], House]


def close(house: House) -> Settings:
    house.sessions.kw["bind"].dispose()
    return house.settings


@pytest.fixture(scope="module")
def undisturbed(calm: House) -> dict[str, list[str]]:
    """Return what the day leaves where nothing fails."""
    return left_behind(calm.settings)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of its own that holds nothing yet."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", disk], check=True)


def run_daily(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> int | str | None:
    """Run `caichinh daily` as a timer does; return its exit status."""
    for name, value in {
        "HOME": str(settings.home),
        "DATABASE_URL": settings.database_url,
        "FEEDS": str(settings.feeds),
        "NOW": settings.now().isoformat(),
        "MIN_INTERVAL": str(settings.min_interval_s),
        "ALLOW_LOOPBACK": "1",
    }.items():
        monkeypatch.setenv(f"CAICHINH_{name}", value)
    monkeypatch.setattr(sys, "argv", ["caichinh", "daily"])
    try:
        main()
    except SystemExit as ended:
        return ended.code
    return 0


def test_a_disk_that_takes_nothing_more(
    small_disk: Path,
    running: RunningDay,
    build: Build,
    undisturbed: dict[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = close(build(small_disk / "home", running))
    used = sum(path.stat().st_blocks * 512 for path in small_disk.rglob("*"))
    faults = {
        "ro": (Grade.WRONG, ("unable to open", "readonly", "disk I/O")),
        f"rw,size={used + 300_000}": (Grade.WARNING, ("No space left", "disk is full", "disk I/O")),
    }
    for options, (grade, words) in faults.items():
        remount(small_disk, options)
        assert run_daily(settings, monkeypatch) in {2, 3}
        said = capsys.readouterr().err
        assert any(word in said for word in words), said
        home = next(finding for finding in examine(settings) if str(settings.home) in finding.text)
        assert home.grade is grade
    remount(small_disk, "size=64m")
    assert run_daily(settings, monkeypatch) == 0
    assert left_behind(settings) == undisturbed


def test_a_day_on_postgresql_that_is_gone_for_a_while_ends_like_the_day_on_sqlite(
    tmp_path: Path,
    running: RunningDay,
    build: Build,
    undisturbed: dict[str, list[str]],
    postgres: Callable[[], sa.URL],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = close(build(tmp_path / "home", running))
    url = postgres()
    settings = replace(settings, database_url=url.render_as_string(hide_password=False))
    engine = open_engine(settings.database_url)
    with open_sessions(engine).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=settings.now())
    engine.dispose()
    server = sa.create_engine(os.environ["CAICHINH_TEST_POSTGRES"], isolation_level="AUTOCOMMIT")

    def shut(stage: str, done: int, _of: int) -> None:
        if stage == "extract" and done > 20:
            with server.connect() as connection:
                connection.exec_driver_sql(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false")
                connection.exec_driver_sql(
                    f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'"  # noqa: S608
                )

    house = replace(open_house(settings), progress=shut)
    with pytest.raises(sa.exc.DBAPIError):
        daily(house, settings.now())
    close(house)
    assert run_daily(settings, monkeypatch) == 3
    assert "the machine failed" in capsys.readouterr().err
    with server.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true")
    server.dispose()
    assert undisturbed["cases"]
    for _ in range(2):  # the second run of the day changes nothing
        assert run_daily(settings, monkeypatch) == 0
        assert left_behind(settings) == undisturbed


def test_a_clock_that_jumps_is_named_and_costs_no_page(
    tmp_path: Path, running: RunningDay, build: Build, undisturbed: dict[str, list[str]]
) -> None:
    house = build(tmp_path / "home", running)
    right = house.settings
    daily(
        replace(house, settings=replace(right, fixed_now=right.now() + timedelta(days=400))),
        right.now() + timedelta(days=400),
    )
    close(house)
    said = {finding.subject: finding for finding in examine(right)}
    assert any(finding.grade is Grade.WRONG and "clock" in finding.remedy for finding in said.values())
    again = open_house(right)
    daily(again, right.now())
    with again.sessions() as session:
        ended = session.scalars(sa.select(RunRow.ended_at).order_by(RunRow.id)).all()
    assert all(ended)
    close(again)
    after = left_behind(right)
    assert after["versions"] == undisturbed["versions"]
    assert after["entries"] == undisturbed["entries"]
