"""A day of 24 hours compressed: the daily job every hour on 200 feeds while 50 officers work at the desk.

    python tests/bench/soak_day.py [--minutes 60] [--feeds 200] [--officers 50] [--hours 24] [--pause 8] [--stored 10000]
        [--database sqlite|postgresql]

The press is served on loopback; each hour every outlet that is well announces one new page (newsday.py), a fifth of the
feeds are ill. The daily job runs in a process of its own each hour, as the timer starts it, on the hours of one day, with the
priority of its unit. The desk is one process for the whole time; officers read lists, cases, letters and facts and decide,
`--pause` seconds a page on average. On SQLite, and on PostgreSQL where CAICHINH_TEST_POSTGRES names a server, or on one
of them alone.

The store holds `--stored` articles of the week before (province.py), or memory would grow with it from nothing, as it does on the
first days of a province.

Memory is the unique set size of the desk, seen ten times an hour: drift is the mean of the last quarter against that of
the second, the first being warm-up. Of the daily job it is the highest size of each run (its store grows as the day goes
on; what it holds ends with it). Times are those that officers meet. Status 1 when a decision is lost, a run fails, pages
are missing or the desk grew by more than 5 %; times are printed by kind of page, with the share of the machine that other
work had, and decide nothing.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import logging
import multiprocessing
import os
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil
import sqlalchemy as sa
import structlog
from waitress.server import create_server

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ingest"))

from newsday import NOW, pages  # type: ignore[import-not-found]
from pressworld import World, press_world  # type: ignore[import-not-found]
from province import TABLES, Province  # type: ignore[import-not-found]
from soak_desk import ITEM, Officer, Tally, check, fresh, hire  # type: ignore[import-not-found]

from pipeline.cli.day import THREADS
from pipeline.config import Settings, load_settings
from pipeline.demo.pressday import FACTS_PATH
from pipeline.domain.facts import load_facts
from pipeline.flow import daily
from pipeline.house import open_house
from pipeline.store import facts
from pipeline.store.desk_tables import ClockRow
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import AuditRow, LetterRow, VersionRow
from pipeline.web.app import create_app

AGENCIES = ("qn-nnmt", "qn-yte", "qn-gddt", "qn-xaydung", "qn-vhttdl")
"""The agencies that the invented news is mostly about."""
PLACES = ("/vu-viec?ds=cho-xem", "/vu-viec?ds=ket-luan", "/vu-viec?ds=cho-xem&q=nuoc", "/so-lieu")
MOST_DRIFT = 0.05
LATE_MS = 100.0
LONGEST_RUN_S = 1800.0
"""A daily job that is not done so long after its hour is killed and amiss."""
KEPT_HOURS = 3
"""A feed announces the pages of so many hours, as feeds hold the newest only."""
HOURS = 24
CASE_PER = 20
"""One case to so many articles of the past."""
LOOKS = 10
"""How often in an hour the memory of the desk is seen."""
DAILY_NICE = 7
"""Weighs beside the desk what CPUWeight=20 does in deploy/systemd/caichinh-daily.service: a fifth."""
OTHERS = 0.1
"""Share of the machine from which on the work of others is named as a reason for late pages."""

UNFIT = (AuditRow, LetterRow, ClockRow)
"""Of the past, what the daily job would follow up or verify but has no pages and no chain."""

Context = Any  # a context of multiprocessing; its classes have no common name that type checkers know


@dataclass
class Newsroom(World):  # type: ignore[misc]
    """A press that publishes hour by hour; pages are made as they come out."""

    published: int = 0
    _announced: dict[int, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    _pages: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.well = [outlet for outlet in range(self.feeds) if self.illness(outlet) is None]
        self._coming = iter(pages(len(self.well) * HOURS))

    def next_hour(self) -> None:
        """Let every outlet that is well publish one more page."""
        for outlet in self.well:
            _outlet, entry, page = next(self._coming)
            self.published += 1
            self._announced[outlet].append((self.published, entry.title, entry.summary))
            self._pages[f"/bai-{self.published}.html"] = gzip.compress(page, 1, mtime=0)
            for number, _title, _summary in self._announced[outlet][:-KEPT_HOURS]:
                self._pages.pop(f"/bai-{number}.html", None)
            del self._announced[outlet][:-KEPT_HOURS]

    def answer(self, outlet: int, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body, for pages and feeds that are well; the rest as the press world does."""
        if path in self._pages:
            kind = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
            return 200, kind, self._pages[path]
        if path != "/rss" or outlet not in self._announced:
            return super().answer(outlet, path)  # type: ignore[no-any-return]
        base = f"http://127.0.0.1:{self.ports[outlet]}"
        items = "".join(
            f"<item><title><![CDATA[{title}]]></title><link>{base}/bai-{number}.html</link>"
            f"<description><![CDATA[{summary}]]></description></item>"
            for number, title, summary in self._announced[outlet]
        )
        text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'
        return 200, {"Content-Type": "application/rss+xml", "ETag": f'"{hash(items):x}"'}, text.encode()


@dataclass
class Seen:
    """What was measured."""

    tally: Tally = field(default_factory=Tally)
    desk_mb: list[float] = field(default_factory=list)
    """Unique set size of the desk, at equal intervals."""
    runs: list[tuple[float, int]] = field(default_factory=list)
    """Seconds and peak MB of each daily job."""
    amiss: list[str] = field(default_factory=list)
    published: int = 0
    read: int = 0
    others: float = 0.0
    """Share of all cores that other work than this had, or that the machine did not get, while officers worked."""

    @property
    def drift(self) -> float:
        """Return by what share the desk grew after its warm-up."""
        quarter = len(self.desk_mb) // 4
        before, after = self.desk_mb[quarter : 2 * quarter], self.desk_mb[-quarter:]
        return statistics.mean(after) / statistics.mean(before) - 1


def spent() -> tuple[float, float]:
    """Return the CPU seconds of the machine that were not idle, and those of this process with all its descendants."""
    whole, me = psutil.cpu_times(), psutil.Process()
    own = 0.0
    for process in (me, *me.children(recursive=True)):
        with suppress(psutil.Error):
            times = process.cpu_times()
            own += times.user + times.system
            own += (times.children_user + times.children_system) if process != me else 0.0
    return sum(whole) - whole.idle - whole.iowait - whole.guest - whole.guest_nice, own


def _desk(settings: Settings, line: Connection) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for each request that waits
    server = create_server(create_app(settings), host="127.0.0.1", port=0, threads=THREADS, ident="")
    line.send(server.effective_port)
    server.run()


def _day(settings: Settings, line: Connection) -> None:
    os.nice(DAILY_NICE)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    begun = time.monotonic()
    daily(open_house(settings), settings.now())
    line.send((time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def _started(
    context: Context, work: Callable[..., None], settings: Settings
) -> tuple[BaseProcess, Connection]:
    ours, theirs = context.Pipe(duplex=False)
    process: BaseProcess = context.Process(target=work, args=(settings, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


@contextmanager
def desk_for(context: Context, settings: Settings) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the desk in its own process; yield its address and the process."""
    process, line = _started(context, _desk, settings)
    try:
        yield f"http://127.0.0.1:{line.recv()}", psutil.Process(process.pid)
    finally:
        process.kill()
        process.join()


def prepared(home: Path, url: str, world: World, officers: int, stored: int) -> Settings:
    """Return the settings of a house that watches `world` and has facts, officers and `stored` articles of the past."""
    (home / "feeds.yaml").write_text(world.yaml(), encoding="utf-8")
    settings = replace(
        load_settings({"CAICHINH_HOME": str(home), "CAICHINH_DATABASE_URL": url}),
        feeds=home / "feeds.yaml",
        min_interval_s=0.005,
        allow_loopback=True,
        contact="soak",
    )
    engine = open_engine(url)
    if stored:
        Province(stored, stored // CASE_PER).write(engine, [kind for kind in TABLES if kind not in UNFIT])
        engine.dispose()
        engine = open_engine(url)  # without the pragmas that building takes
    with open_sessions(engine).begin() as session:
        facts.import_facts(session, load_facts(FACTS_PATH), now=NOW)
        hire(session, officers, AGENCIES)
    engine.dispose()
    return settings


def articles_in(url: str) -> int:
    """Return how many articles a store holds."""
    engine = open_engine(url)
    with open_sessions(engine)() as session:
        found = session.scalar(sa.select(sa.func.count(sa.distinct(VersionRow.article_id)))) or 0
    engine.dispose()
    return found


def work(officer: Officer, share: float, ended: threading.Event) -> None:
    """Look round, open what waits and decide it, until the day ends; what breaks the officer is amiss too."""
    try:
        _work(officer, share, ended)
    except Exception as error:  # noqa: BLE001  a thread that ends unheard would make the day look calm
        officer.tally.errors.append(f"{officer.login} broke off: {error!r}")


def _work(officer: Officer, share: float, ended: threading.Event) -> None:
    officer.sign_in()
    for place in itertools.cycle(PLACES):
        if ended.is_set():
            return
        status, _url, text = officer.ask(place)
        if status >= 400:
            officer.tally.errors.append(f"{officer.login} {place}: {status}")
        found = sorted({int(number) for number in ITEM.findall(text)})
        if found and place == PLACES[0]:
            officer.decide(found[int(share * len(found))])


def run(
    home: Path,
    url: str,
    *,
    feeds: int,
    officers: int,
    hours: int,
    seconds: float,
    pause: float,
    stored: int,
    context: Context,
) -> Seen:
    """Run the day in `seconds` (longer when the daily job of an hour does not fit into its share); return what was seen."""
    seen, ended, begun = Seen(), threading.Event(), datetime.now(UTC)
    with press_world(feeds=feeds, items=0, latency_s=0.0, kind=Newsroom) as room:
        settings = prepared(home, url, room, officers, stored)
        known = articles_in(url)
        with desk_for(context, settings) as (address, desk):
            crowd = [
                threading.Thread(
                    target=work, args=(Officer(address, f"truc{n}", seen.tally, pause), n / officers, ended)
                )
                for n in range(officers)
            ]
            for officer in crowd:
                officer.start()
            try:
                pass_hours(seen, room, settings, desk, hours=hours, seconds=seconds, context=context)
            finally:  # or the officers would go on for ever
                ended.set()
                for officer in crowd:
                    officer.join()
    seen.published, seen.read = room.published, articles_in(url) - known
    engine = open_engine(url)
    seen.amiss += [*seen.tally.errors, *check(engine, seen.tally, begun)]
    engine.dispose()
    if seen.read != seen.published:
        seen.amiss.append(f"{seen.published} pages were published, {seen.read} are read")
    return seen


def pass_hours(
    seen: Seen,
    room: Newsroom,
    settings: Settings,
    desk: psutil.Process,
    *,
    hours: int,
    seconds: float,
    context: Context,
) -> None:
    """Let the press publish and the daily job run each hour, and look at the memory of the desk in between."""
    begun, before = time.monotonic(), spent()
    for hour in range(hours):
        room.next_hour()
        settings_now = replace(settings, fixed_now=NOW + timedelta(hours=hour + 1))
        process, line = _started(context, _day, settings_now)
        for look in range(LOOKS):
            seen.desk_mb.append(desk.memory_full_info().uss / 2**20)
            time.sleep(max(0.0, begun + seconds * (hour + (look + 1) / LOOKS) / hours - time.monotonic()))
        process.join(LONGEST_RUN_S)
        if process.exitcode == 0:
            seen.runs.append(line.recv())
        else:
            process.kill()
            seen.amiss.append(f"the daily job of hour {hour} ended with {process.exitcode} (None: never)")
    busy, own = (after - was for after, was in zip(spent(), before, strict=True))
    seen.others = (busy - own) / (psutil.cpu_count() or 1) / (time.monotonic() - begun)


def main() -> None:
    """Run and print; status 1 when anything is amiss."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, kind, default in (
        ("minutes", float, 60.0), ("feeds", int, 200), ("officers", int, 50), ("hours", int, HOURS), ("pause", float, 8.0),
        ("stored", int, 10_000),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=kind, default=default)
    on = ("sqlite", "postgresql") if "CAICHINH_TEST_POSTGRES" in os.environ else ("sqlite",)
    parser.add_argument("--database", choices=on)
    given = parser.parse_args()
    os.environ["MALLOC_ARENA_MAX"] = "1"  # of the desk, as deploy/systemd/caichinh-desk.service has it
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.flow", "pipeline.web.app"])
    wrong = False
    with tempfile.TemporaryDirectory(prefix="caichinh-day-") as folder:
        for database in (given.database,) if given.database else on:
            home = Path(folder) / database
            with fresh(database, home) as url:
                seen = run(
                    home,
                    url,
                    feeds=given.feeds,
                    officers=given.officers,
                    hours=given.hours,
                    seconds=given.minutes * 60,
                    pause=given.pause,
                    stored=given.stored,
                    context=context,
                )
            tell(database, given, seen)
            wrong |= bool(seen.amiss) or seen.drift > MOST_DRIFT
    sys.exit(1 if wrong else 0)


def tell(database: str, given: argparse.Namespace, seen: Seen) -> None:
    """Print what was seen."""
    times = seen.tally.times
    p95 = statistics.quantiles(times, n=20)[-1]
    quarter = max(1, len(seen.runs) // 4)
    first, last = (
        statistics.mean([peak for _took, peak in some] or [0])
        for some in (seen.runs[:quarter], seen.runs[-quarter:])
    )
    print(
        f"{database}: {given.hours} hours in {given.minutes:g} minutes, {given.feeds} feeds, {given.officers} officers at "
        f"{given.pause:g} s a page; load of the machine at the end {os.getloadavg()[1]:.1f}\n"
        f"  articles read {seen.read:,} of {seen.published:,} published; requests {len(times):,}, decisions "
        f"{len(seen.tally.decided):,}, told that another was first {seen.tally.told:,}, amiss {len(seen.amiss)}\n"
        f"  desk: drift {100 * seen.drift:+.1f} % after warm-up (bar: 5 %), {seen.desk_mb[len(seen.desk_mb) // 4]:.0f} to "
        f"{seen.desk_mb[-1]:.0f} MB unique; median {statistics.median(times):.0f} ms, p95 {p95:.0f} ms (bar: {LATE_MS:.0f})\n"
        f"  daily job: {len(seen.runs)} runs of {statistics.median([took for took, _peak in seen.runs] or [0]):.0f} s (median), "
        f"peak {first:.0f} MB in the first quarter of the day, {last:.0f} in the last",
        flush=True,
    )
    if p95 > LATE_MS and seen.others > OTHERS:
        print(
            f"  other work had {100 * seen.others:.0f} % of the machine: the times are not those of the desk alone"
        )
    for kind, some in sorted(seen.tally.by_kind.items(), key=lambda pair: -len(pair[1])):
        late = statistics.quantiles(some, n=20)[-1] if len(some) > 1 else some[0]
        print(
            f"  {kind:36}{len(some):7,} times, median {statistics.median(some):5.0f} ms, p95 {late:5.0f} ms"
        )
    for line in seen.amiss[:20]:
        print("  " + " ".join(line.split())[:300])


if __name__ == "__main__":
    main()
