"""Kill a day's ingest at random moments until it is done; compare what is left with an undisturbed day."""

from __future__ import annotations

import hashlib
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from pressworld import DAY  # type: ignore[import-not-found]  # beside this file


def run_day(home: Path, interval_s: float, kill_after_s: float | None = None) -> bool:
    """Run the day in a process of its own; kill it (SIGKILL) that long after it is ready. Tell whether it was killed."""
    command = [sys.executable, "-c", DAY, str(home), str(interval_s)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "ready\n", process.stderr.read()
        if kill_after_s is not None:
            try:
                process.wait(kill_after_s)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        _out, problem = process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}, problem
    return process.returncode != 0


def disturbed_day(home: Path, interval_s: float, kills: int, longest_s: float, seed: int) -> int:
    """Kill the day up to `kills` times, then let it end; return how often it was killed."""
    moments = random.Random(seed)  # noqa: S311  a seeded schedule, no secret
    killed = 0
    for _ in range(kills):
        if not run_day(home, interval_s, moments.uniform(0.0, longest_s)):
            break
        killed += 1
    run_day(home, interval_s)
    return killed


def state_of(home: Path) -> dict[str, object]:
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
    """Run an undisturbed day and return how long it took, in seconds."""
    begun = time.monotonic()
    run_day(home, interval_s)
    return time.monotonic() - begun
