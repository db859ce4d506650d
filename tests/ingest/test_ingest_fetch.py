from __future__ import annotations

import asyncio
import contextlib
import gzip
import itertools
import time
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from pipeline.domain.records import FailureKind
from pipeline.ingest import fetch as fetch_module
from pipeline.ingest.encoding import Decoder, TooLargeError
from pipeline.ingest.fetch import Fetched, Fetcher, Request

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def run(
    handlers: dict[str, Handler],
    paths: list[str],
    *,
    interval_s: float = 0.0,
    timeout_s: float = 2,
    **conditional: str,
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
                user_agent="CaiChinhTest", min_interval_s=interval_s, timeout_s=timeout_s, allow_loopback=True
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
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://100.64.0.1/",
        "http://①②⑦.0.0.1/",
        "http://0x0a000001/",
        "//192.168.0.1/",
        "http://bao.example@10.0.0.1/",
        "http://bao.example:22/",
        "http:\\\\10.0.0.1\\",
        "http://localhost/",
        "file:///etc/passwd",
        "gopher://10.0.0.1/",
        "data:text/html,x",
        "http://[::1",
        "http://[::1]@/",
        "http://[x]@/",
        "//[",
        "http://\u2100.com/",
    ],
)
def test_a_redirect_to_where_no_newspaper_is_is_refused(target: str) -> None:
    leads = answer(status=302, Location=target)
    page, behind_robots = run({"/a": leads}, ["/a"]) + run({"/robots.txt": leads, "/a": answer()}, ["/a"])
    assert kind(page) == kind(behind_robots) == FailureKind.PRIVATE_ADDRESS


@pytest.mark.parametrize("url", ["http://[::1", "http://[x]@/", "http://\u2100.com/"])
def test_an_address_that_is_none_is_refused_and_the_rest_of_the_run_goes_on(url: str) -> None:
    async def go() -> list[Fetched]:
        async with Fetcher(user_agent="CaiChinhTest", allow_loopback=True) as fetcher:
            return await fetcher.fetch_all([Request(url=url), Request(url="http://10.0.0.1/")])

    assert [kind(fetched) for fetched in asyncio.run(go())] == [FailureKind.PRIVATE_ADDRESS] * 2


def test_a_compression_bomb_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch_module, "MAX_BODY", 100_000)

    async def bomb(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=gzip.compress(b"0" * 5_000_000), headers={"Content-Encoding": "gzip"})

    (fetched,) = run({"/a": bomb}, ["/a"])
    assert kind(fetched) == FailureKind.TOO_LARGE


def test_a_server_that_never_ends_times_out() -> None:
    async def slow(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(1)
        return web.Response()

    (fetched,) = run({"/robots.txt": answer(status=404), "/a": slow}, ["/a"], timeout_s=0.5)
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


def test_loopback_is_refused_unless_it_was_allowed() -> None:
    async def go() -> Fetched:
        async with Fetcher(user_agent="t") as fetcher:
            return await fetcher.fetch(Request(url="http://127.0.0.1/"))

    assert kind(asyncio.run(go())) == FailureKind.PRIVATE_ADDRESS


def test_five_redirects_are_followed_and_six_are_not() -> None:
    chain = {f"/{n}": answer(status=302, Location=f"/{n + 1}") for n in range(6)} | {"/6": answer("end")}
    six, five = run(chain, ["/0", "/1"])
    assert kind(six) == FailureKind.REDIRECT_LOOP
    assert five.capture is not None
    assert five.capture.body == b"end"


def test_a_host_that_redirects_until_its_cookie_comes_back_is_read() -> None:
    async def gate(request: web.Request) -> web.StreamResponse:
        if request.cookies.get("D1N") == "ab":
            return web.Response(text="feed")
        return web.Response(status=302, headers={"Location": "/rss", "Set-Cookie": "D1N=ab; Path=/"})

    (fetched,) = run({"/rss": gate}, ["/rss"])
    assert fetched.capture is not None
    assert fetched.capture.body == b"feed"


def test_what_came_with_a_failure_is_kept_up_to_4_kb() -> None:
    (fetched,) = run({"/a": answer("<h1>Không tìm thấy</h1>" * 1000, status=404)}, ["/a"])
    assert fetched.head.startswith("<h1>Không".encode())
    assert len(fetched.head) == 4096


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress("Đăk Hà".encode(), mtime=0)),
        ("x-gzip", gzip.compress("Đăk ".encode()) + gzip.compress("Hà".encode())),
        ("deflate", zlib.compress("Đăk Hà".encode())),
        ("deflate", zlib.compress("Đăk Hà".encode())[2:-4]),
        ("identity", "Đăk Hà".encode()),
        ("", gzip.compress("Đăk Hà".encode(), mtime=0)),
    ],
    ids=["gzip", "two members", "deflate", "deflate without head", "identity", "gzip without a header"],
)
def test_a_packed_body_is_unpacked_and_kept_as_received(encoding: str, packed: bytes) -> None:
    async def handler(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=packed, headers={"Content-Encoding": encoding} if encoding else {})

    (fetched,) = run({"/a": handler}, ["/a"])
    assert fetched.capture is not None
    assert fetched.capture.body.decode() == "Đăk Hà"
    assert (fetched.capture.encoded or fetched.capture.body) == packed
    assert fetched.capture.status_line == "HTTP/1.1 200 OK"
    assert fetched.capture.connection is not None
    assert fetched.capture.connection.peer == "127.0.0.1"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("br", b"\x0b\x02"), ("gzip", gzip.compress(b"x" * 5000, mtime=0)[:-9]), ("gzip", b"no gzip")],
    ids=["br", "gzip cut off", "no gzip"],
)
def test_a_body_that_cannot_be_unpacked_is_named(encoding: str, packed: bytes) -> None:
    async def handler(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=packed, headers={"Content-Encoding": encoding})

    assert kind(run({"/a": handler}, ["/a"])[0]) == FailureKind.SERVER_ERROR


def test_a_compression_bomb_costs_no_memory() -> None:
    tracemalloc.start()
    decoder = Decoder("gzip", 1_000_000)
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(bytes(10_000_000)) for _ in range(5)) + packer.flush()
    tracemalloc.reset_peak()
    with pytest.raises(TooLargeError):
        decoder.feed(packed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16_000_000


def test_a_server_that_drips_is_cut_off_in_time() -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for _ in range(100):
                await response.write(b".")
                await asyncio.sleep(0.1)
        return response

    begun = time.monotonic()
    (fetched,) = run({"/robots.txt": answer(status=404), "/a": drip}, ["/a"], timeout_s=0.5)
    assert kind(fetched) == FailureKind.TIMEOUT
    assert time.monotonic() - begun < 5


def test_the_time_limit_covers_all_redirects_together() -> None:
    async def slow(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.2)
        return web.Response(status=302, headers={"Location": f"/{int(request.path[1:]) + 1}"})

    handlers: dict[str, Handler] = {"/robots.txt": answer(status=404)} | {f"/{n}": slow for n in range(5)}
    assert kind(run(handlers, ["/0"], timeout_s=0.5)[0]) == FailureKind.TIMEOUT


def test_a_host_that_asks_for_a_long_rest_is_left_alone_for_the_run() -> None:
    asked: list[str] = []

    async def busy(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(status=429, headers={"Retry-After": "3600"})

    first, second, third = run({"/robots.txt": answer(status=404), "/{p}": busy}, ["/a", "/b", "/c"])
    assert {kind(answered) for answered in (first, second, third)} == {FailureKind.RATE_LIMITED}
    assert asked == ["/a"]
    assert third.retry_after_s is not None
    assert third.retry_after_s > 3_500


def test_a_short_rest_is_waited_for() -> None:
    times: list[float] = []

    async def busy(_request: web.Request) -> web.StreamResponse:
        times.append(time.monotonic())
        return web.Response(status=503 if len(times) == 1 else 200, headers={"Retry-After": "1"})

    _first, second = run({"/robots.txt": answer(status=404), "/{p}": busy}, ["/a", "/b"])
    assert second.capture is not None
    assert times[1] - times[0] >= 1


def test_robots_are_asked_for_once_however_the_answer_was() -> None:
    asked: list[str] = []

    async def ill(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(status=500)

    answers = run({"/robots.txt": ill, "/{p}": ill}, ["/a", "/b", "/c"])
    assert [kind(answered) for answered in answers] == [FailureKind.SERVER_ERROR] * 3
    assert asked == ["/robots.txt"]


def test_robots_behind_a_redirect_are_obeyed() -> None:
    handlers = {
        "/robots.txt": answer(status=301, Location="/quy-tac.txt"),
        "/quy-tac.txt": answer("User-agent: *\nDisallow: /rieng"),
        "/rieng": answer(),
    }
    assert kind(run(handlers, ["/rieng"])[0]) == FailureKind.REFUSED


def test_the_pause_of_robots_is_kept_to_the_fraction() -> None:
    times: list[float] = []

    async def handler(_request: web.Request) -> web.StreamResponse:
        times.append(time.monotonic())
        return web.Response()

    run({"/robots.txt": answer("User-agent: *\nCrawl-delay: 0.25"), "/{p}": handler}, ["/a", "/b", "/c"])
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert all(0.25 <= gap < 2 for gap in gaps)


def test_a_url_asked_for_twice_is_fetched_once() -> None:
    asked: list[str] = []

    async def handler(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(text="x")

    first, second = run({"/robots.txt": answer(status=404), "/a": handler}, ["/a", "/a"])
    assert first == second
    assert asked == ["/a"]


def test_the_end_of_one_answer_ends_the_run_when_it_cannot_be_kept() -> None:
    async def go() -> None:
        async with Fetcher(user_agent="t", allow_loopback=True, timeout_s=1) as fetcher:

            async def full(_fetched: Fetched) -> None:
                raise OSError(28, "No space left on device")

            await fetcher.fetch_each([Request(url="http://127.0.0.1:9/")], full)

    with pytest.raises(OSError, match="No space"):
        asyncio.run(go())
