"""Articles a second from fetched page to queue, over sizes and engines: the table of docs/scale.md.

    python tests/bench/bench_scale.py [SIZES] [ENGINES]     (1000 and 1,2,dask1,dask2,dask4)

Sizes are numbers with commas (1000,10000,100000), with `+` and the articles that lie in the archive already where there are
any (1000+1000000); engines `1` (this process), `2` (a pool of two) or `daskN` (a
scheduler and N workers as processes of their own). CPU is that of all processes; memory the highest sum of their
proportional set sizes (PSS), seen twice a second. Fetching is left out: it is bound by politeness, not by this machine.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Self

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))

from newsday import NOW, prepare, settled  # type: ignore[import-not-found]

os.environ.setdefault("DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP", "300s")  # a busy machine is no lost scheduler

from pipeline.cli.day import open_executor
from pipeline.flow import group_articles, read_pages, tag_and_flag
from pipeline.house import open_house

STAGES = ("read", "group", "tag and flag")


class Watch:
    """CPU and memory of this process and all its descendants while something runs."""

    def __init__(self) -> None:
        self.peak_mb, self.cpu = 0.0, 0.0
        self._end = threading.Event()
        self._seen: dict[int, float] = {}
        self._thread = threading.Thread(target=self._look_on, daemon=True)

    def __enter__(self) -> Self:
        self._look(counting=False)
        self._before = dict(self._seen)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._end.set()
        self._thread.join()
        self._look()
        self.cpu = sum(self._seen.values()) - sum(self._before.values())

    def _look_on(self) -> None:
        while not self._end.wait(0.5):
            self._look()

    def _look(self, *, counting: bool = True) -> None:
        me, memory = psutil.Process(), 0
        for process in (me, *me.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                self._seen[process.pid] = times.user + times.system
                memory += process.memory_full_info().pss
        if counting:
            self.peak_mb = max(self.peak_mb, memory / 2**20)


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[str]:
    """Start a Dask scheduler and workers on loopback; yield the address."""
    python = [sys.executable, "-m"]
    scheduler = subprocess.Popen(
        [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert scheduler.stderr
    place = next(found[1] for line in scheduler.stderr if (found := re.search(r"at:\s+(tcp://\S+)", line)))
    options = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"]
    started = [
        subprocess.Popen([*python, "distributed.cli.dask_worker", place, *options], stderr=subprocess.DEVNULL)
        for _ in range(workers)
    ]
    threading.Thread(target=scheduler.stderr.read, daemon=True).start()  # or its pipe fills up
    try:
        yield place.replace("tcp://", "dask://")
    finally:
        for process in (*started, scheduler):
            process.kill()
            process.wait()


@contextlib.contextmanager
def address(engine: str) -> Iterator[tuple[int, str | None]]:
    """Yield processes and address for `open_executor`."""
    if not engine.startswith("dask"):
        yield int(engine), None
        return
    with cluster(int(engine.removeprefix("dask"))) as place:
        yield 1, place


def measure(size: int, archive: int, engine: str, home: Path) -> str:
    """Return one line of the table, for `size` articles that wait in the house `home` beside its `archive`."""
    with address(engine) as (workers, place), open_executor(workers, place) as executor:
        settings = settled(home)
        before = _disk(home)
        house = open_house(settings, executor=executor)
        if executor is not None:
            list(executor.map(_warm, range(8)))
        laps = []
        with Watch() as watch:
            for stage in (
                lambda: read_pages(house),
                lambda: group_articles(house),
                lambda: tag_and_flag(house, NOW),
            ):
                begun = time.monotonic()
                stage()
                laps.append(time.monotonic() - begun)
        house.sessions.kw["bind"].dispose()
        disk = _disk(home) - (before if archive else 0)
    wall = sum(laps)
    shares = " / ".join(f"{100 * lap / wall:.0f}" for lap in laps)
    return (
        f"| {size:,} {f'+ {archive:,} ' if archive else ''}| {engine} | {wall:.0f} | {size / wall:.1f} | {1000 * watch.cpu / size:.0f} "
        f"| {watch.cpu / wall:.2f} | {shares} | {watch.peak_mb:.0f} | {disk / size / 1024:.0f} |"
    )


def tell(size: int, archive: int, engine: str, home: Path) -> None:
    """Print one line, in a process of its own: what another run has left in memory would count for this one."""
    print(measure(size, archive, engine, home), flush=True)


def _disk(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def _warm(_number: int) -> None:
    """Let a worker load what it needs, as one that runs for days has done."""
    from pipeline.config import load_settings  # noqa: PLC0415  runs in the worker
    from pipeline.house import own_tagger  # noqa: PLC0415

    own_tagger(load_settings({}).models)


def main() -> None:
    """Print the table."""
    sizes = (sys.argv[1] if len(sys.argv) > 1 else "1000").split(",")
    engines = (sys.argv[2] if len(sys.argv) > 2 else "1,2,dask1,dask2,dask4").split(",")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start (other work included)\n")
    print(
        "| articles | engine | s | articles/s | CPU ms/article | cores used | % "
        + " / ".join(STAGES)
        + " | MB | KB disk/article |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for told in sizes:
        size, archive = (int(part) for part in (*told.split("+"), "0")[:2])
        with tempfile.TemporaryDirectory(prefix="caichinh-scale-") as folder:
            prepared, home = Path(folder) / "prepared", Path(folder) / "home"
            prepare(prepared, size, archive=archive)
            for engine in engines:  # each finds the same house
                shutil.copytree(prepared, home)
                alone = get_context("fork").Process(target=tell, args=(size, archive, engine, home))
                alone.start()
                alone.join()
                shutil.rmtree(home)


if __name__ == "__main__":
    main()
