"""An invented press on loopback for load and kill proofs: many outlets, some ill in named ways, everything logged.

Each outlet is a port of its own, as a host is to the fetcher. Answers never change from one request to the next
(no dates, no random parts), so that two runs can be compared byte by byte.
"""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from pipeline.collect import collect
from pipeline.config import load_settings
from pipeline.flow import read_pages
from pipeline.ingest.sources import load_sources
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, upgrade

if TYPE_CHECKING:
    from pipeline.house import House

Told = Callable[[str, int, int], None]

ILLNESSES = (
    "not_found",
    "server_error",
    "rate_limited",
    "challenge",
    "not_a_feed",
    "broken_feed",
    "redirect_loop",
    "timeout",
)
"""What `FailureKind` an ill feed must be named as; every fifth outlet has one of them, in turn."""


PAGE = (
    "<html><head><meta charset='utf-8'><title>Tin {outlet} {path}</title></head><body><h1>Xã Mẫu làm xong cầu {path}</h1>"
    "<span class='time'>20/11/2026 07:05 (GMT+7)</span><p class='sapo'>Cầu {path} dài 40 m, nối hai thôn của xã Mẫu, thông xe từ sáng nay.</p><article>"
    + "<p>Bài {path} của báo {outlet}: bà con góp 300 ngày công, ngân sách xã chi 1,2 tỷ đồng cho móng và mặt cầu.</p>"
    * 6
    + "</article></body></html>"
)


@dataclass(slots=True)
class World:
    """A running press."""

    feeds: int
    items: int
    latency_s: float
    ports: list[int] = field(default_factory=list)
    log: list[tuple[int, str, float, float]] = field(default_factory=list)
    """Outlet, path, when the request was complete and when the answer began, seconds on the loop's clock."""

    def illness(self, outlet: int) -> str | None:
        """Return how the feed of an outlet is ill, None when it is well."""
        return ILLNESSES[outlet // 5 % len(ILLNESSES)] if outlet % 5 == 4 else None

    def feed_url(self, outlet: int) -> str:
        """Return the address of the feed of an outlet."""
        return f"http://127.0.0.1:{self.ports[outlet]}/rss"

    def yaml(self) -> str:
        """Return a feeds.yaml that watches all of it."""
        lines = ["outlets:"]
        for outlet, port in enumerate(self.ports):
            lines += [
                f"  - id: bao-{outlet:03}",
                f"    name: Báo Mẫu {outlet}",
                "    level: provincial",
                f"    domains: ['127.0.0.1:{port}']",
                "    medium: online",
                "    feeds:",
                f"      - url: {self.feed_url(outlet)}",
            ]
        return "\n".join(lines) + "\n"

    def answer(self, outlet: int, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        html = {"Content-Type": "text/html; charset=utf-8"}
        if path == "/robots.txt":
            return 404, html, b""
        if path.startswith("/bai-"):
            page = PAGE.format(outlet=outlet, path=path)
            return 200, html | {"Content-Encoding": "gzip"}, gzip.compress(page.encode(), mtime=0)
        illness = self.illness(outlet)
        base = f"http://127.0.0.1:{self.ports[outlet]}"
        items = "".join(
            f"<item><title>Tin số {n} của báo {outlet}</title><link>{base}/bai-{n}.html</link>"
            f"<pubDate>Fri, 20 Nov 2026 0{n % 7}:{n % 60:02}:00 +0700</pubDate></item>"
            for n in range(self.items)
        )
        feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
        challenge = b"<html><script>document.cookie='D1N=ab';window.location.reload(true);</script></html>"
        return {
            None: (200, {"Content-Type": "application/rss+xml", "ETag": f'"{outlet}"'}, feed),
            "not_found": (404, html, b"<h1>404</h1>"),
            "server_error": (500, html, b"<h1>500</h1>"),
            "rate_limited": (429, {"Retry-After": "7200"}, b""),
            "challenge": (200, html, challenge),
            "not_a_feed": (200, html, b"<!doctype html><html><body>Trang chu</body></html>"),
            "broken_feed": (200, {"Content-Type": "text/xml"}, b"<rss version='2.0'><channel><title>B\xc3"),
            "redirect_loop": (302, {"Location": "/rss"}, b""),
            "timeout": (200, {"Content-Length": "1000"}, b"<rss>"),
        }[illness]

    async def serve(self, outlet: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        loop = asyncio.get_running_loop()
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                asked = loop.time()
                await asyncio.sleep(self.latency_s)
                status, headers, body = self.answer(outlet, path)
                if (
                    headers.get("ETag")
                    and f"if-none-match: {headers['ETag']}".lower() in head.decode().lower()
                ):
                    status, body = 304, b""
                lines = {"Content-Length": str(len(body))} | headers
                text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
                self.log.append((outlet, path, asked, loop.time()))
                writer.write(f"HTTP/1.1 {status} X\r\n{text}\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass  # the client is gone, or the press closes
        finally:
            writer.close()


@contextmanager
def press_world(feeds: int, items: int, latency_s: float, kind: type[World] = World) -> Iterator[World]:
    """Serve the press, of a kind of one's own where one is given, until the block ends."""
    world = kind(feeds=feeds, items=items, latency_s=latency_s)
    ready = threading.Event()
    ends: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def run() -> None:
        end = asyncio.Event()
        servers = []
        for outlet in range(feeds):
            server = await asyncio.start_server(partial(world.serve, outlet), "127.0.0.1", 0)
            world.ports.append(server.sockets[0].getsockname()[1])
            servers.append(server)
        ends.append((asyncio.get_running_loop(), end))
        ready.set()
        await end.wait()
        for server in servers:
            server.close()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    ready.wait(30)
    try:
        yield world
    finally:
        loop, end = ends[0]
        loop.call_soon_threadsafe(end.set)
        thread.join()


def run_ingest(home: Path, interval_s: float, told: Told) -> None:
    """Do a day's ingest from the feeds to the articles, as `flow.daily` begins; it needs no models."""
    now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    settings = replace(
        load_settings({"CAICHINH_HOME": str(home)}),
        feeds=home / "feeds.yaml",
        fixed_now=now,
        min_interval_s=interval_s,
        allow_loopback=True,
        contact="test",
    )
    engine = open_engine(settings.database_url)
    if not (home / "caichinh.db").exists():
        upgrade(engine)
    told("ready", 0, 0)
    house = cast(
        "House",
        SimpleNamespace(
            settings=settings,
            sessions=open_sessions(engine),
            archive=Archive(settings.archive),
            sources=load_sources(settings.feeds),
            executor=None,
            progress=told,
        ),
    )
    collect(house, now)
    read_pages(house)


def home_for(folder: Path, world: World) -> Path:
    """Return a new home that watches `world`."""
    folder.mkdir(parents=True)
    (folder / "feeds.yaml").write_text(world.yaml(), encoding="utf-8")
    return folder
