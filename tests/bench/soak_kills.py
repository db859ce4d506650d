"""Kill -9 at random moments: the whole day from feed to digest, and the desk while officers decide.

A killed day is started again until it ends, and must then leave what an undisturbed day leaves. A killed desk is
started again at once; every decision that was answered with success must stand, once, with its audit event. Runs
on SQLite, and on PostgreSQL where CAICHINH_TEST_POSTGRES names a server. Status 1 when anything is amiss.

Usage: soak_kills.py [KILLS [DATABASE]]   (200: half of them of the day, half of the desk, on each database)
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import click
from waitress.server import create_server

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "flow"))

from leftovers import left_behind  # type: ignore[import-not-found]
from soak_desk import FEEDS, ITEM, Officer, Tally, check, fill, fresh  # type: ignore[import-not-found]

from pipeline.cli.day import run_day
from pipeline.config import Settings, load_settings
from pipeline.demo.feedlist import demo_feeds_yaml
from pipeline.demo.pressday import FACTS_PATH, FOLDER, MORNING_AFTER
from pipeline.demo.server import RunningDay, serve_press_day
from pipeline.domain.facts import load_facts
from pipeline.house import open_house
from pipeline.store import facts, people
from pipeline.store.session import open_engine, open_sessions
from pipeline.web.app import create_app

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["pipeline.cli.day", "trafilatura", "pipeline.web.app"])
OFFICERS = 6
_DOWN = re.compile(r": 0( |$)|is not signed in")
"""What an officer meets while the desk is down."""


def main(kills: int, *only: str) -> bool:
    """Run each proof on each database, or on the one named; tell whether all held."""
    server = os.environ.get("CAICHINH_TEST_POSTGRES")
    held = True
    with tempfile.TemporaryDirectory(prefix="caichinh-kills-") as folder, serve_press_day() as running:
        for database in only or (("sqlite", "postgresql") if server else ("sqlite",)):
            held &= days(Path(folder) / database, database, running, kills // 2)
            held &= desk(Path(folder) / f"{database}-desk", database, kills - kills // 2)
    return held


# the day -----------------------------------------------------------------------------------------------------


def house_settings(home: Path, url: str, running: RunningDay) -> Settings:
    """Return the settings of an empty house that knows the demo's facts and offices."""
    feeds = home / "feeds.yaml"
    feeds.write_text(demo_feeds_yaml(running.outlets), encoding="utf-8")
    settings = replace(
        load_settings({"CAICHINH_HOME": str(home), "CAICHINH_DATABASE_URL": url}),
        feeds=feeds,
        fixed_now=MORNING_AFTER,
        min_interval_s=0.005,
        allow_loopback=True,
        contact="soak",
    )
    with open_sessions(open_engine(url)).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=settings.now())
        people.import_offices(session, FOLDER / "offices.csv")
    return settings


def _day(settings: Settings, line: Connection) -> None:
    line.send("")
    stage = ""

    def told(now: str, _done: int, _of: int) -> None:
        nonlocal stage
        if now != stage:
            stage = now
            line.send(stage)

    with contextlib.redirect_stdout(io.StringIO()):
        run_day(open_house(settings, progress=told))
    line.send("done")


def one_day(settings: Settings, kill_after_s: float | None) -> str:
    """Run a day in its own process, kill it after that time; return the stage it was last seen in."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process: BaseProcess = _PROCESSES.Process(target=_day, args=(settings, theirs))
    process.start()
    theirs.close()
    stages = [ours.recv()]
    process.join(kill_after_s)
    if process.is_alive():
        process.kill()
        process.join()
    with contextlib.suppress(EOFError):
        while True:
            stages.append(ours.recv())
    # a kill may still hit between the last word of a day and the end of its process
    assert process.exitcode in ({0, -9} if stages[-1] == "done" else {-9}), (
        f"the day ended with {process.exitcode}"
    )
    return str(stages[-1])


def days(folder: Path, database: str, running: RunningDay, kills: int) -> bool:
    """Kill days at random moments, five times each at most; compare each with the undisturbed one."""
    moments = random.Random(16)  # noqa: S311  a seeded schedule, no secret
    with fresh(database, folder / "calm") as url:
        calm = house_settings(folder / "calm", url, running)
        begun = time.monotonic()
        one_day(calm, None)
        took = time.monotonic() - begun
        expected = left_behind(calm)
    stages: Counter[str] = Counter()
    same = ended = 0
    while stages.total() < kills:
        home = folder / str(ended)
        with fresh(database, home) as url:
            settings = house_settings(home, url, running)
            for _ in range(min(5, kills - stages.total())):
                stage = one_day(settings, moments.uniform(0.0, took))
                if stage == "done":
                    break
                stages[stage or "opening"] += 1
            one_day(settings, None)
            same += left_behind(settings) == expected
        ended += 1
    where = ", ".join(f"{count} in {stage}" for stage, count in stages.most_common())
    click.echo(f"{database}: day of {took:.1f} s killed {stages.total()} times ({where});")
    click.echo(f"  {same} of {ended} days ended identical, archive whole, audit trail whole")
    return same == ended


# the desk ----------------------------------------------------------------------------------------------------


def _desk(settings: Settings, port: int, line: Connection) -> None:
    server = create_server(create_app(settings), host="127.0.0.1", port=port, threads=8, ident="")
    line.send(server.effective_port)
    server.run()


def start_desk(settings: Settings, port: int) -> tuple[BaseProcess, int]:
    """Serve the desk in its own process; return it and its port when it answers."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process: BaseProcess = _PROCESSES.Process(target=_desk, args=(settings, port, theirs))
    process.start()
    theirs.close()
    return process, ours.recv()


def desk(home: Path, database: str, kills: int) -> bool:
    """Kill the desk again and again while officers decide; count what was promised and what stands."""
    moments = random.Random(17)  # noqa: S311  a seeded schedule, no secret
    begun = datetime.now(UTC)
    with fresh(database, home) as url:
        fill(url, OFFICERS, kills * 30)
        (home / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
        settings = replace(
            load_settings({"CAICHINH_HOME": str(home), "CAICHINH_DATABASE_URL": url}),
            feeds=home / "feeds.yaml",
        )
        process, port = start_desk(settings, 0)
        tally, stop = Tally(), threading.Event()
        crowd = [Officer(f"http://127.0.0.1:{port}", f"truc{n}", tally) for n in range(OFFICERS)]
        threads = [
            threading.Thread(target=keep_working, args=(officer, share, stop))
            for share, officer in enumerate(crowd)
        ]
        for thread in threads:
            thread.start()
        for _ in range(kills):
            answered = len(tally.times) + moments.randrange(3, 60)
            while len(tally.times) < answered:
                time.sleep(0.005)
            time.sleep(moments.uniform(0.0, 0.05))
            process.kill()
            process.join()
            process, _port = start_desk(settings, port)
        stop.set()
        for thread in threads:
            thread.join()
        process.kill()
        process.join()
        engine = open_engine(url)
        amiss = [line for line in tally.errors if not _DOWN.search(line)]
        amiss += check(engine, tally, begun)
        engine.dispose()
    click.echo(
        f"{database}: desk killed {kills} times under {OFFICERS} officers: {len(tally.times)} requests, "
        f"{len(tally.decided)} decisions answered with success, {len(amiss)} amiss"
    )
    for line in amiss[:20]:
        click.echo(f"  {line}")
    return not amiss and len(tally.decided) > 0


def keep_working(officer: Officer, share: int, stop: threading.Event) -> None:
    """Go on deciding through each fall of the desk, as a person would who presses the key again."""
    while not stop.is_set():
        status, url, text = officer.ask("/vu-viec?ds=cho-xem")
        found = sorted({int(number) for number in ITEM.findall(text)})
        if status == 200 and "/dang-nhap" in url:
            officer.sign_in()
        elif found:
            officer.decide(found[share * len(found) // OFFICERS])
        else:
            time.sleep(0.05)


if __name__ == "__main__":
    given = sys.argv[1:] or ["200"]
    sys.exit(0 if main(int(given[0]), *given[1:]) else 1)
