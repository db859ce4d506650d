"""Speed of ingest, on CPU time of this process, side by side in one run: feeds and HTTP clients."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

import aiohttp
import click
import feedparser

from pipeline.domain.dates import read_date
from pipeline.ingest.fetch import Fetcher, Request
from pipeline.ingest.parse import parse_feed

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


if __name__ == "__main__":
    main()
