"""The only module that opens sockets: polite, guarded HTTP, one queue per host.

aiohttp was chosen because its sockets can be made by us (the guard of `addresses` sees each address at the moment
of connecting, so that redirects, bare addresses and changing names are covered), because each response is streamed
(the cap on decoded bytes holds against compression bombs), and because it is the cheapest client measured
(`make bench`).
"""

from __future__ import annotations

import asyncio
import hashlib
import socket
import zlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver
from yarl import URL

from pipeline.domain.errors import FeedError
from pipeline.domain.records import Capture, FailureKind
from pipeline.ingest.addresses import PublicResolver, check_peer, check_url
from pipeline.ingest.encoding import ACCEPTED, Decoder, TooLargeError, UnknownEncodingError
from pipeline.ingest.failures import HEAD, kind_of_status, named
from pipeline.ingest.hosts import Hosts, RestingError
from pipeline.ingest.response import Response, conditions, cookies_of, seconds_to_wait, status_line
from pipeline.ingest.robots import MAX_ROBOTS, Robots
from pipeline.ingest.urls import host_of

MAX_REDIRECTS = 5
MAX_BODY = 8 * 1024 * 1024
"""Bytes after decompression; the largest real article page seen had half a megabyte."""
MAX_CONCURRENT = 100
REST_AFTER_429_S = 30.0
"""How long a host is left alone that says "too many requests" without saying until when."""
_REDIRECTS = {301, 302, 303, 307, 308}
_ASKED_TO_WAIT = {429, 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to fetch; validators of an earlier answer make it conditional."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer to a request: a capture, "not modified", or why there is nothing."""

    request: Request
    capture: Capture | None = None
    failure: FeedError | None = None
    retry_after_s: float | None = None
    """What the server asked us to wait, in seconds."""
    head: bytes = b""
    """The first 4 KB of what came with a failure."""

    @property
    def not_modified(self) -> bool:
        """Tell whether the server said that nothing changed."""
        return self.capture is None and self.failure is None


@dataclass(slots=True, kw_only=True)
class _Errand:
    """What one request has used up and brought so far, over all its redirects."""

    request: Request
    left_s: float
    """Seconds of network time that remain; waiting for our turn does not count."""
    retry_after_s: float | None = None
    head: bytes = b""
    cookies: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """By host; they live as long as the errand, for hosts that redirect until theirs comes back."""


class Fetcher:
    """An HTTP client for the press; use it as ``async with Fetcher(...) as fetcher``.

    Args:
        user_agent: says honestly who asks and how to reach them.
        min_interval_s: least time between an answer of a host and the next request to it; robots.txt may ask for more.
        timeout_s: network time of a whole request, redirects included.
        allow_loopback: let 127.0.0.1 be reached, for the demo day and tests.
        resolver: name resolution, replaceable in tests.
        clock: time of the capture, aware.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        min_interval_s: float = 1.0,
        timeout_s: float = 30.0,
        allow_loopback: bool = False,
        resolver: AbstractResolver | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._user_agent = user_agent
        self._timeout_s = timeout_s
        self._whole_time = aiohttp.ClientTimeout(total=timeout_s)
        self._allow_loopback = allow_loopback
        self._resolver = resolver
        self._clock = clock
        self._robots = Robots(user_agent)
        self._reading_robots: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hosts = Hosts(lambda host: max(min_interval_s, self._robots.delay(host)), MAX_CONCURRENT)

    async def __aenter__(self) -> Self:
        inner = self._resolver or DefaultResolver()
        connector = aiohttp.TCPConnector(
            resolver=PublicResolver(inner, allow_loopback=self._allow_loopback),
            socket_factory=self._guarded_socket,
            limit=MAX_CONCURRENT,
            limit_per_host=1,
            use_dns_cache=False,  # the guard must see every look-up
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            response_class=Response,
            auto_decompress=False,
            headers={
                "User-Agent": self._user_agent,
                "Accept-Language": "vi, en;q=0.5",
                "Accept-Encoding": ACCEPTED,
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            max_line_size=16_384,
            max_field_size=16_384,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    def _guarded_socket(self, info: tuple[Any, ...]) -> socket.socket:
        """Make the socket for a resolved address, unless the address is none that a newspaper can have."""
        family, kind, protocol, _name, address = info
        check_peer(str(address[0]), allow_loopback=self._allow_loopback)
        return socket.socket(family=family, type=kind, proto=protocol)

    async def fetch_all(
        self, requests: Iterable[Request], done: Callable[[Fetched], None] = lambda _fetched: None
    ) -> list[Fetched]:
        """Fetch every request, hosts side by side, and return the answers in the order asked."""
        asked = list(requests)
        answers: dict[Request, Fetched] = {}

        async def keep(fetched: Fetched) -> None:
            answers[fetched.request] = fetched
            done(fetched)

        await self.fetch_each(dict.fromkeys(asked), keep)
        return [answers[request] for request in asked]

    async def fetch_each(
        self, requests: Iterable[Request], done: Callable[[Fetched], Awaitable[None]]
    ) -> None:
        """Fetch every request, one queue per host, and tell `done` each answer as it comes; nothing is kept here.

        A host is asked again when `done` has returned. What `done` raises ends the run.
        """
        queues: defaultdict[str, list[Request]] = defaultdict(list)
        for request in requests:
            queues[host_of(request.url)].append(request)

        async def work(queue: list[Request]) -> None:
            for request in queue:
                await done(await self.fetch(request))

        workers = [asyncio.create_task(work(queue)) for queue in queues.values()]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.gather(*workers, return_exceptions=True)

    async def fetch(self, request: Request) -> Fetched:
        """Fetch one address. Failures are returned by name, never raised."""
        errand = _Errand(request=request, left_s=self._timeout_s)
        try:
            capture = await self._follow(errand)
        except FeedError as failure:
            named_failure = FeedError(request.url, failure.kind, failure.problem)
            return Fetched(
                request=request,
                failure=named_failure,
                retry_after_s=errand.retry_after_s,
                head=errand.head,
            )
        return Fetched(request=request, capture=capture)

    async def _follow(self, errand: _Errand) -> Capture | None:
        url, asked = errand.request.url, errand.request.url
        seen = {(url, "")}
        for _ in range(MAX_REDIRECTS + 1):
            check_url(url, allow_loopback=self._allow_loopback)
            host = host_of(url)
            if not self._robots.knows(host):
                await self._learn_robots(url, host, errand)
            self._robots.check(host, url)
            answer = await self._get(url, errand)
            if not isinstance(answer, str):
                return replace(answer, url=asked) if answer else None
            url = _led_to(url, answer)
            state = (url, _cookie_header(errand, url))
            if state in seen:
                raise FeedError(asked, FailureKind.REDIRECT_LOOP, f"redirects in a circle at {url}.")
            seen.add(state)
        raise FeedError(asked, FailureKind.REDIRECT_LOOP, f"redirects more than {MAX_REDIRECTS} times.")

    async def _get(self, url: str, errand: _Errand) -> Capture | str | None:
        """Return a capture, the target of a redirect, or None when nothing changed."""
        request = errand.request
        headers = conditions(request.etag, request.last_modified) if url == request.url else {}
        response, body, encoded = await self._exchange(url, errand, headers, MAX_BODY)
        if response.status in _REDIRECTS and "Location" in response.headers:
            errand.cookies[host_of(url)] |= cookies_of(response)
            return response.headers["Location"]
        if response.status == 304 and headers:
            return None
        self._check_status(url, response, body, errand)
        return Capture(
            url=url,
            final_url=url,
            fetched_at=self._clock(),
            status=response.status,
            headers=tuple(
                (name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers
            ),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            encoded=encoded if encoded != body else None,
            status_line=status_line(response),
            connection=response.met,
        )

    async def _exchange(
        self, url: str, errand: _Errand, headers: dict[str, str], cap: int
    ) -> tuple[Response, bytes, bytes]:
        """Return a response with its body as it reads and as it came, after waiting for our turn at the host."""
        if errand.cookies and (cookies := _cookie_header(errand, url)):
            headers = headers | {"Cookie": cookies}
        host = host_of(url)
        try:
            begun = await self._hosts.take_turn(host)
            try:
                return await self._send(url, errand, headers, cap)
            finally:
                errand.left_s -= self._hosts.end_turn(host) - begun
        except RestingError as resting:
            errand.retry_after_s = resting.wait_s
            problem = f"the host asked not to be called for another {resting.wait_s:.0f} s."
            raise FeedError(url, FailureKind.RATE_LIMITED, problem) from resting
        except TooLargeError as error:
            raise FeedError(url, FailureKind.TOO_LARGE, f"more than {cap // 1024} KB.") from error
        except FeedError:
            raise
        except (
            aiohttp.ClientError,
            TimeoutError,
            OSError,
            ValueError,
            zlib.error,
            UnknownEncodingError,
        ) as error:
            raise named(url, error) from error

    async def _send(
        self, url: str, errand: _Errand, headers: dict[str, str], cap: int
    ) -> tuple[Response, bytes, bytes]:
        timeout = self._whole_time
        if errand.left_s < self._timeout_s:
            timeout = aiohttp.ClientTimeout(total=max(errand.left_s, 0.001))
        async with self._session.get(
            _address(url), headers=headers, allow_redirects=False, timeout=timeout
        ) as response:
            assert isinstance(response, Response)
            if response.status == 304:
                return response, b"", b""  # has no body (RFC 9110, 15.4.5)
            decoder = Decoder(response.headers.get("Content-Encoding", ""), cap)
            body, encoded = bytearray(), bytearray()
            try:
                async for piece in response.content.iter_chunked(65_536):
                    encoded += piece
                    body += decoder.feed(piece)
                decoder.end()
            finally:
                errand.head = bytes(body[:HEAD])
            return response, bytes(body), bytes(encoded)

    async def _learn_robots(self, url: str, host: str, errand: _Errand) -> None:
        async with self._reading_robots[host]:
            if not self._robots.knows(host):
                await self._read_robots(urljoin(url, "/robots.txt"), host, errand)

    async def _read_robots(self, address: str, host: str, errand: _Errand) -> None:
        try:
            status, body = await self._robots_txt(address, errand)
            self._robots.learn(host, status, body)
        except FeedError as failure:
            self._robots.fail(host, failure)

    async def _robots_txt(self, url: str, errand: _Errand) -> tuple[int, bytes]:
        """Return status and text of a robots.txt; redirects are followed (RFC 9309, 2.3.1.2)."""
        for _ in range(MAX_REDIRECTS + 1):
            try:
                response, body, _encoded = await self._exchange(url, errand, {}, MAX_ROBOTS)
            except FeedError as failure:
                if failure.kind == FailureKind.TOO_LARGE:
                    return 200, errand.head
                raise
            if response.status not in _REDIRECTS or "Location" not in response.headers:
                return response.status, body
            url = _led_to(url, response.headers["Location"])
            check_url(url, allow_loopback=self._allow_loopback)
        return 404, b""

    def _check_status(self, url: str, response: Response, body: bytes, errand: _Errand) -> None:
        kind = kind_of_status(response.status, body)
        if kind is None:
            return
        wait_s = seconds_to_wait(response.headers.get("Retry-After"), self._clock())
        if response.status in _ASKED_TO_WAIT and (wait_s is not None or response.status == 429):
            self._hosts.rest(host_of(url), REST_AFTER_429_S if wait_s is None else wait_s)
        errand.retry_after_s = wait_s
        raise FeedError(url, kind, f"the server answered {response.status}.")


@lru_cache(maxsize=4096)
def _address(url: str) -> URL:
    """Return `url` as the client reads it; it reads a feed at every poll."""
    return URL(url)


def _led_to(url: str, location: str) -> str:
    """Return where a redirect leads.

    Raises:
        FeedError: PRIVATE_ADDRESS; it leads to nothing that is an address.
    """
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError as error:
        raise FeedError(
            url, FailureKind.PRIVATE_ADDRESS, "refused: redirects to a malformed address."
        ) from error


def _cookie_header(errand: _Errand, url: str) -> str:
    if not errand.cookies:
        return ""
    held = errand.cookies.get(host_of(url), {})
    return "; ".join(f"{name}={value}" for name, value in held.items())
