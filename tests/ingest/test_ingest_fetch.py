from __future__ import annotations

import asyncio
import gzip
import itertools
import time
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from pipeline.domain.records import FailureKind
from pipeline.ingest import fetch as fetch_module
from pipeline.ingest.fetch import Fetched, Fetcher, Request

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def run(
    handlers: dict[str, Handler], paths: list[str], *, interval_s: float = 0.0, **conditional: str
) -> list[Fetched]:
    """Serve `handlers` on loopback and fetch `paths` with the real fetcher."""

    async def go() -> list[Fetched]:
        app = web.Application()
        for path, handler in handlers.items():
            app.router.add_get(path, handler)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            async with Fetcher(
                user_agent="CaiChinhTest", min_interval_s=interval_s, timeout_s=2, allow_loopback=True
            ) as fetcher:
                return await fetcher.fetch_all([Request(url=base + path, **conditional) for path in paths])
        finally:
            await runner.cleanup()

    return asyncio.run(go())


def answer(text: str = "ok", status: int = 200, **headers: str) -> Handler:
    async def handler(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=text, status=status, headers=headers)

    return handler


def kind(fetched: Fetched) -> str | None:
    return fetched.failure.kind if fetched.failure else None


def test_a_page_comes_back_with_bytes_digest_and_headers() -> None:
    (fetched,) = run({"/a": answer("Đăk Hà", ETag='"1"')}, ["/a"])
    assert fetched.capture is not None
    assert fetched.capture.body.decode() == "Đăk Hà"
    assert ("etag", '"1"') in [(name.lower(), value) for name, value in fetched.capture.headers]
    assert len(fetched.capture.sha256) == 64


def test_an_unchanged_page_is_not_modified() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        return web.Response(status=304 if request.headers.get("If-None-Match") == '"1"' else 200)

    (fetched,) = run({"/a": handler}, ["/a"], etag='"1"')
    assert fetched.not_modified


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (403, FailureKind.REFUSED),
        (404, FailureKind.NOT_FOUND),
        (410, FailureKind.NOT_FOUND),
        (429, FailureKind.RATE_LIMITED),
        (500, FailureKind.SERVER_ERROR),
        (503, FailureKind.SERVER_ERROR),
    ],
)
def test_each_status_is_named(status: int, expected: FailureKind) -> None:
    (fetched,) = run({"/a": answer(status=status, **{"Retry-After": "120"})}, ["/a"])
    assert kind(fetched) == expected
    assert fetched.retry_after_s == 120


def test_a_moved_article_keeps_the_address_asked_for() -> None:
    (fetched,) = run({"/cu": answer(status=301, Location="/moi"), "/moi": answer("mới")}, ["/cu"])
    assert fetched.capture is not None
    assert fetched.capture.url.endswith("/cu")
    assert fetched.capture.final_url.endswith("/moi")


def test_a_redirect_loop_is_named() -> None:
    (fetched,) = run(
        {"/a": answer(status=302, Location="/b"), "/b": answer(status=302, Location="/a")}, ["/a"]
    )
    assert kind(fetched) == FailureKind.REDIRECT_LOOP


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/", "http://[fd00::1]/", "file:///etc/passwd"]
)
def test_a_redirect_into_a_private_network_is_refused(target: str) -> None:
    (fetched,) = run({"/a": answer(status=302, Location=target)}, ["/a"])
    assert kind(fetched) == FailureKind.PRIVATE_ADDRESS


def test_a_compression_bomb_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_module, "MAX_BODY", 100_000)

    async def bomb(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=gzip.compress(b"0" * 5_000_000), headers={"Content-Encoding": "gzip"})

    (fetched,) = run({"/a": bomb}, ["/a"])
    assert kind(fetched) == FailureKind.TOO_LARGE


def test_a_server_that_never_ends_times_out() -> None:
    async def slow(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(3)
        return web.Response()

    (fetched,) = run({"/robots.txt": answer(status=404), "/a": slow}, ["/a"])
    assert kind(fetched) == FailureKind.TIMEOUT


def test_robots_with_a_byte_order_mark_and_wildcards_are_obeyed() -> None:
    robots = "\ufeffUser-agent: *\nDisallow: /*/rieng/\nCrawl-delay: 0.1\n"
    open_page, closed = run(
        {"/robots.txt": answer(robots), "/x/a": answer(), "/x/rieng/b": answer()}, ["/x/a", "/x/rieng/b"]
    )
    assert open_page.capture is not None
    assert kind(closed) == FailureKind.REFUSED


def test_a_host_whose_robots_cannot_be_read_is_left_alone_for_now() -> None:
    (fetched,) = run({"/robots.txt": answer(status=503), "/a": answer()}, ["/a"])
    assert kind(fetched) == FailureKind.SERVER_ERROR


def test_requests_to_one_host_keep_their_distance() -> None:
    times: list[float] = []

    async def handler(_request: web.Request) -> web.StreamResponse:
        times.append(time.monotonic())
        return web.Response()

    run({"/robots.txt": handler, "/a": handler, "/b": handler}, ["/a", "/b"], interval_s=0.15)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(times) == 3
    assert min(gaps) >= 0.14


def test_nobody_listening_is_a_connection_failure() -> None:
    async def go() -> Fetched:
        async with Fetcher(user_agent="t", timeout_s=2, allow_loopback=True) as fetcher:
            return await fetcher.fetch(Request(url="http://127.0.0.1:9/"))

    assert kind(asyncio.run(go())) == FailureKind.CONNECTION
