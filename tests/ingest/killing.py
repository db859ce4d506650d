"""Kill a day's ingest at random moments until it is done; compare what is left with an undisturbed day.

The day goes from the feeds to the articles: polling, pages, archive, extraction. It runs in a process of its own,
forked from one that has loaded the program, so that every moment of its life is work that a kill may hit.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import resource
import sqlite3
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pressworld import run_ingest  # type: ignore[import-not-found]  # beside this file

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["pipeline.flow", "trafilatura"])
DONE = "done"
PEAK = "peak-mb"
"""File in the home that holds the most memory an ended day took, in MB."""


def _day(home: Path, interval_s: float, line: Connection) -> None:
    stage = ""

    def told(now: str, _done: int, _of: int) -> None:
        nonlocal stage
        if now != stage:
            stage = now
            line.send(stage)

    run_ingest(home, interval_s, told)
    (home / PEAK).write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
    line.send(DONE)


def _begin(home: Path, interval_s: float) -> tuple[BaseProcess, Connection]:
    """Start the day and return when it is ready: its process, and the line on which it tells its stages."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_day, args=(home, interval_s, theirs))
    process.start()
    theirs.close()
    assert ours.recv() == "ready"
    return process, ours


def run_day(home: Path, interval_s: float, kill_after_s: float | None = None) -> str:
    """Run the day in a process of its own; kill it (SIGKILL) that long after it is ready.

    Return the stage it was last seen in, `DONE` when it ended by itself.
    """
    process, ours = _begin(home, interval_s)
    stages = [""]
    process.join(kill_after_s)
    if process.is_alive():
        process.kill()
        process.join()
    try:
        while True:
            stages.append(ours.recv())
    except EOFError:
        pass
    # a kill may still hit between the last word of a day and the end of its process
    assert process.exitcode in ({0, -9} if stages[-1] == DONE else {-9}), (
        f"the day ended with {process.exitcode}"
    )
    return str(stages[-1])


def disturbed_day(home: Path, interval_s: float, kills: int, longest_s: float, seed: int) -> list[str]:
    """Kill the day up to `kills` times, then let it end; return the stage of each kill."""
    moments = random.Random(seed)  # noqa: S311  a seeded schedule, no secret
    killed = []
    for _ in range(kills):
        stage = run_day(home, interval_s, moments.uniform(0.0, longest_s))
        if stage == DONE:
            break
        killed.append(stage)
    assert run_day(home, interval_s) == DONE
    return killed


def state_of(home: Path) -> dict[str, Any]:
    """Return every row of every table, and name and digest of every file of the archive."""
    connection = sqlite3.connect(home / "caichinh.db")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {
        table: sorted(map(repr, connection.execute(f'SELECT * FROM "{table}"')))  # noqa: S608  names of our own schema
        for table in tables
        if not table.startswith("sqlite_")
    }
    connection.close()
    files = {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((home / "archive").rglob("*"))
        if path.is_file()
    }
    return {"rows": rows, "files": files}


def timed_day(home: Path, interval_s: float) -> float:
    """Run an undisturbed day and return how long its work took, in seconds."""
    process, line = _begin(home, interval_s)
    begun = time.monotonic()
    process.join()
    took = time.monotonic() - begun
    assert process.exitcode == 0
    line.close()
    return took
