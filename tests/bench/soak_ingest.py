"""Long proofs of ingest: a day of 300 outlets under load, and a day killed 50 times. Ends with status 1 on a failure.

Usage: soak_ingest.py [KILLS]
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import click
import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ingest"))

from killing import PEAK, disturbed_day, run_day, state_of, timed_day  # type: ignore[import-not-found]
from pressworld import ILLNESSES, World, home_for, press_world  # type: ignore[import-not-found]

INTERVAL_S = 0.05


def main(kills: int) -> bool:
    """Run both proofs; tell whether all held."""
    with tempfile.TemporaryDirectory(prefix="caichinh-soak-") as folder:
        return load(Path(folder)) & killed(Path(folder), kills)


def load(folder: Path) -> bool:
    """300 feeds of 30 items, 50 ms latency, a fifth of the feeds ill in 8 ways."""
    with press_world(feeds=300, items=30, latency_s=0.05) as world:
        home = home_for(folder / "load", world)
        begun = time.monotonic()
        run_day(home, INTERVAL_S)
        took = time.monotonic() - begun
        log = list(world.log)
        peak = int((home / PEAK).read_text())
        pages = sum(path.startswith("/bai-") for _, path, _, _ in log)
        gap = least_pause(log)
        twice = [
            key for key, count in Counter((outlet, path) for outlet, path, _, _ in log).items() if count > 1
        ]
        misnamed = wrongly_named(home, world)
    click.echo(f"load: 300 feeds x 30 items, 50 ms latency, 60 ill in {len(ILLNESSES)} ways")
    click.echo(f"  requests {len(log)}, pages {pages} of {240 * 30}, {took:.1f} s, peak memory {peak} MB")
    click.echo(
        f"  least pause between an answer and the next request at one host: {gap * 1000:.1f} ms (asked {INTERVAL_S * 1000:.0f})"
    )
    click.echo(f"  fetched twice: {len(twice)}; failures named wrongly: {len(misnamed)} {misnamed[:3]}")
    return pages == 240 * 30 and gap >= INTERVAL_S - 0.001 and not twice and not misnamed


def least_pause(log: list[tuple[int, str, float, float]]) -> float:
    """Return the shortest time between an answer and the next request, as the hosts saw it, in seconds."""
    turns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for outlet, _path, asked, answered in log:
        turns[outlet].append((asked, answered))
    return min(later[0] - earlier[1] for host in turns.values() for earlier, later in pairwise(host))


def wrongly_named(home: Path, world: World) -> list[str]:
    """Return the feeds whose failure, or health, is not the one they were served with."""
    connection = sqlite3.connect(home / "caichinh.db")
    found = {
        url: msgspec.json.decode(health)["failure"]
        for url, health in connection.execute("SELECT url, health FROM feed")
    }
    connection.close()
    return [
        f"{world.illness(outlet)}: {found.get(world.feed_url(outlet))}"
        for outlet in range(world.feeds)
        if found.get(world.feed_url(outlet)) != world.illness(outlet)
    ]


def killed(folder: Path, kills: int) -> bool:
    """Days killed (SIGKILL) at random moments from the first poll to the last article, each compared with an undisturbed one."""
    stages: Counter[str] = Counter()
    same = days = 0
    with press_world(feeds=20, items=10, latency_s=0.005) as world:
        calm = home_for(folder / "calm", world)
        took = timed_day(calm, 0.02)
        expected = state_of(calm)
        while stages.total() < kills:
            home = home_for(folder / f"killed-{days}", world)
            left = kills - stages.total()
            stages.update(disturbed_day(home, 0.02, kills=min(left, 5), longest_s=took, seed=days))
            same += state_of(home) == expected
            days += 1
    where = ", ".join(f"{count} in {stage or 'opening'}" for stage, count in stages.most_common())
    click.echo(f"kills: {stages.total()} over {days} days (undisturbed {took:.1f} s): {where}")
    rows, files = expected["rows"], expected["files"]
    tables = [table for table, held in rows.items() if held]
    click.echo(
        f"  compared after each day: {sum(map(len, rows.values()))} rows of {len(tables)} tables ({', '.join(tables)}), "
        f"{len(files)} files of the archive by SHA-256; {articles(calm)} articles"
    )
    click.echo(f"  {same} of {days} days ended identical to the undisturbed one, database and archive")
    return same == days


def articles(home: Path) -> int:
    """Return how many articles were read."""
    connection = sqlite3.connect(home / "caichinh.db")
    (count,) = connection.execute("SELECT count(*) FROM article WHERE kind = 'article'").fetchone()
    connection.close()
    return int(count)


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 50) else 1)
