"""Speed of ingest, on CPU time of this process, side by side in one run: feeds and HTTP clients."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import aiohttp
import click
import feedparser
from table import key

from pipeline.collect import poll_feeds
from pipeline.config import load_settings
from pipeline.domain.dates import read_date
from pipeline.ingest.fetch import Fetcher, Request
from pipeline.ingest.parse import parse_feed
from pipeline.ingest.sources import load_sources
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, upgrade

if TYPE_CHECKING:
    from pipeline.house import House

ROUNDS = 5
URL = "https://bao.example/rss"
ITEM = (
    "<item><title>Xã Mẫu làm xong đường số {n} &amp; cầu</title><link>https://bao.example/bai-{n}.html</link>"
    "<description><![CDATA[<a href='https://bao.example/bai-{n}.html'><img src='https://bao.example/{n}.jpg'></a></br>"
    "{sapo}]]></description><pubDate>Fri, 20 Nov 2026 08:{m:02}:00 +07</pubDate></item>"
)
SAPO = (
    "Công trình dài hơn hai ki-lô-mét, nối ba thôn với trung tâm xã, được đưa vào sử dụng trước mùa mưa. " * 4
)
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo Mẫu</title>'
    + "".join(ITEM.format(n=n, m=n, sapo=SAPO) for n in range(50))
    + "</channel></rss>"
).encode()


def main() -> None:
    """Print one table for parsing and one for polling."""
    click.echo(
        f"feed of 50 items, {len(FEED) // 1024} KB; median of {ROUNDS} rounds, candidates interleaved, CPU ms a feed"
    )
    table(
        {
            "feedparser, defaults": lambda: feedparser.parse(BytesIO(FEED)),
            "parse_feed (guards, salvage, dates, plain text)": lambda: parse_feed(FEED, url=URL),
            "50 dates by read_date": lambda: [read_date("Fri, 20 Nov 2026 08:52:00 +07") for _ in range(50)],
        },
        repeat=10,
    )
    click.echo("\npolling one feed on loopback (server in another process); CPU ms a poll")
    folder = str(Path(__file__).resolve().parents[1] / "ingest")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, folder], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        show(asyncio.run(polling(server.stdout.readline().strip())))
        server.stdin.close()
    click.echo(
        f"\none poll of {FEEDS} unchanged feeds (304), one host each, connections kept; CPU ms a feed, user and kernel,\n"
        "of this process alone; nothing is parsed, hashed or archived. The second line is an unchanged feed as the\n"
        "fetcher sees it; the third adds reading what is known of all feeds, who is due, and keeping the new state."
    )
    with (
        subprocess.Popen(
            [sys.executable, "-c", PRESS, folder], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        ) as server,
        TemporaryDirectory() as home,
    ):
        assert server.stdout is not None
        assert server.stdin is not None
        ports = [int(port) for port in server.stdout.readline().split()]
        show(asyncio.run(whole_polls(ports, Path(home))))
        server.stdin.close()


def table(candidates: dict[str, Callable[[], object]], repeat: int) -> None:
    """Measure candidates in turn and print median and ratio to the first."""
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(ROUNDS):
        for name, call in candidates.items():
            begun = time.process_time()
            for _ in range(repeat):
                call()
            taken[name].append((time.process_time() - begun) * 1000 / repeat)
    show({name: statistics.median(times) for name, times in taken.items()})


def show(medians: dict[str, float]) -> None:
    """Print one line per candidate."""
    first = next(iter(medians.values()))
    for name, median in medians.items():
        click.echo(f"  {name:<52}{median:>9.3f}   x{first / median:.1f}")


SERVER = """
import sys
sys.path.insert(0, sys.argv[1])
from pressworld import press_world
with press_world(feeds=1, items=50, latency_s=0.0) as world:
    print(world.feed_url(0), flush=True)
    sys.stdin.read()
"""
POLLS = 200


async def polling(url: str) -> dict[str, float]:
    """Compare an unchanged feed (304), a feed that lies about its tag, a changed one, and clients without guards."""
    async with (
        Fetcher(user_agent="bench", min_interval_s=0, allow_loopback=True) as fetcher,
        aiohttp.ClientSession() as bare,
    ):
        known = (await fetcher.fetch(Request(url=url))).capture
        assert known is not None
        unchanged, lying = Request(url=url, etag='"0"'), Request(url=url, etag='"x"')

        async def ours(request: Request, *, parse: bool) -> None:
            capture = (await fetcher.fetch(request)).capture
            if capture and (parse or capture.sha256 != known.sha256):
                parse_feed(capture.body, url=url)

        async def aiohttp_alone() -> None:
            async with bare.get(url, headers={"If-None-Match": '"0"'}) as response:
                await response.read()

        async def urllib_alone() -> None:
            await asyncio.to_thread(lambda: urllib.request.urlopen(url).read())  # noqa: S310  loopback

        candidates: dict[str, Callable[[], Awaitable[None]]] = {
            "changed: fetched and parsed": lambda: ours(lying, parse=True),
            "unchanged under a new tag: hash, no parse": lambda: ours(lying, parse=False),
            "unchanged, 304: no parse": lambda: ours(unchanged, parse=False),
            "bare aiohttp, 304": aiohttp_alone,
            "bare urllib, 200": urllib_alone,
        }
        taken: dict[str, list[float]] = {name: [] for name in candidates}
        for _ in range(ROUNDS):
            for name, call in candidates.items():
                polls = POLLS if "parsed" not in name else 10
                begun = time.process_time()
                for _ in range(polls):
                    await call()
                taken[name].append((time.process_time() - begun) * 1000 / polls)
    return {name: statistics.median(times) for name, times in taken.items()}


FEEDS = 300
PRESS = f"""
import sys
sys.path.insert(0, sys.argv[1])
from pressworld import World, press_world
World.illness = lambda self, outlet: None
with press_world(feeds={FEEDS}, items=5, latency_s=0.0) as world:
    print(*world.ports, flush=True)
    sys.stdin.read()
"""


async def whole_polls(ports: list[int], home: Path) -> dict[str, float]:
    """Compare a poll of all feeds, with what is kept of each, to the same requests by bare aiohttp."""
    house, now = house_for(ports, home), datetime(2026, 11, 20, 1, tzinfo=UTC)
    requests = [
        Request(url=feed.url, etag=f'"{number}"')
        for number, (_outlet, feed) in enumerate(house.sources.enabled())
    ]
    async with (
        Fetcher(user_agent="bench", min_interval_s=0, allow_loopback=True) as fetcher,
        aiohttp.ClientSession() as bare,
    ):

        async def alone(request: Request) -> None:
            async with bare.get(request.url, headers={"If-None-Match": request.etag or ""}) as response:
                await response.read()

        async def all_alone() -> None:
            await asyncio.gather(*map(alone, requests))

        async def fetched() -> None:
            await fetcher.fetch_all(requests)

        async def polled() -> None:
            nonlocal now
            now += timedelta(hours=1)
            counts = await poll_feeds(house, fetcher, now)
            assert (counts["feeds polled"], counts["feeds failed"]) == (FEEDS, 0)

        candidates = {
            "bare aiohttp, 304": all_alone,
            "unchanged feed: guard, robots, turn, 304": fetched,
            "whole poll of it: due, fetch, state in the database": polled,
        }
        taken: dict[str, list[float]] = {name: [] for name in candidates}
        for number in range(ROUNDS * 4 + 1):
            for name, call in candidates.items():
                begun = time.process_time()
                await call()
                if number:  # the first round connects and brings the feeds
                    taken[name].append((time.process_time() - begun) * 1000 / FEEDS)
    for name, times in taken.items():
        pairs = [own / bare for own, bare in zip(times, taken["bare aiohttp, 304"], strict=True)]
        click.echo(f"  {name:<52}{min(times):>9.3f}   least; x{statistics.median(pairs):.2f} of bare aiohttp")
        if name != "bare aiohttp, 304":
            key(f"{name}, to bare aiohttp", f"{statistics.median(pairs):.2f} x")
    return {name: statistics.median(times) for name, times in taken.items()}


def house_for(ports: list[int], home: Path) -> House:
    """Return what collecting needs of a house: one outlet a port, a new database, no models."""
    outlets = "".join(
        f"  - {{id: bao-{port}, name: Báo {port}, level: provincial, domains: ['127.0.0.1:{port}'],"
        f" medium: online, feeds: [{{url: 'http://127.0.0.1:{port}/rss'}}]}}\n"
        for port in ports
    )
    (home / "feeds.yaml").write_text(f"outlets:\n{outlets}", encoding="utf-8")
    settings = replace(load_settings({"CAICHINH_HOME": str(home)}), feeds=home / "feeds.yaml")
    engine = open_engine(settings.database_url)
    upgrade(engine)
    return cast(
        "House",
        SimpleNamespace(
            settings=settings,
            sessions=open_sessions(engine),
            archive=Archive(settings.archive),
            sources=load_sources(settings.feeds),
            progress=lambda _stage, _done, _of: None,
        ),
    )


if __name__ == "__main__":
    main()
