"""The only module that opens sockets: polite, guarded HTTP, one queue per host.

aiohttp was chosen because name resolution can be replaced (the guard of `addresses` sits where the connection is
made) and because each response is streamed, so that a cap on decoded bytes holds against compression bombs.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver

from pipeline.domain.errors import FeedError
from pipeline.domain.records import Capture, FailureKind
from pipeline.ingest.addresses import PublicResolver, check_url
from pipeline.ingest.robots import Robots

MAX_REDIRECTS = 5
MAX_BODY = 8 * 1024 * 1024
"""Bytes after decompression; the largest real article page seen had half a megabyte."""
MAX_CONCURRENT = 50
_REDIRECTS = {301, 302, 303, 307, 308}
_CHALLENGE = re.compile(
    rb"document\.cookie\s*=[^;]+.{0,200}location\.reload|cf-browser-verification|challenge-platform|__cf_chl|ddos-guard",
    re.IGNORECASE | re.DOTALL,
)


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

    @property
    def not_modified(self) -> bool:
        """Tell whether the server said that nothing changed."""
        return self.capture is None and self.failure is None


class Fetcher:
    """An HTTP client for the press; use it as ``async with Fetcher(...) as fetcher``.

    Args:
        user_agent: says honestly who asks and how to reach them.
        min_interval_s: least time between two requests to one host; robots.txt may ask for more.
        timeout_s: for a whole request, redirects not included.
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
        self._min_interval_s = min_interval_s
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._allow_loopback = allow_loopback
        self._resolver = resolver
        self._clock = clock
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next_start: dict[str, float] = {}
        self._robots = Robots(user_agent)
        self._slots = asyncio.Semaphore(MAX_CONCURRENT)

    async def __aenter__(self) -> Self:
        inner = self._resolver or DefaultResolver()
        connector = aiohttp.TCPConnector(
            resolver=PublicResolver(inner, allow_loopback=self._allow_loopback),
            limit=MAX_CONCURRENT,
            limit_per_host=1,
            use_dns_cache=False,  # the guard must see every look-up
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=self._timeout,
            headers={"User-Agent": self._user_agent, "Accept-Language": "vi, en;q=0.5"},
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

    async def fetch_all(
        self, requests: Iterable[Request], done: Callable[[Fetched], None] = lambda _fetched: None
    ) -> list[Fetched]:
        """Fetch every request, hosts side by side, and return the answers in the order asked.

        `done` is told each answer as it comes, in the order of arrival; what it raises ends the run.
        """

        async def one(request: Request) -> Fetched:
            fetched = await self.fetch(request)
            done(fetched)
            return fetched

        return await asyncio.gather(*(one(request) for request in requests))

    async def fetch(self, request: Request) -> Fetched:
        """Fetch one address. Failures are returned by name, never raised."""
        retry_after: list[float] = []
        try:
            capture = await self._follow(request, retry_after)
        except FeedError as failure:
            return Fetched(
                request=request,
                failure=failure,
                retry_after_s=retry_after[0] if retry_after else None,
            )
        return Fetched(request=request, capture=capture)

    async def _follow(self, request: Request, retry_after: list[float]) -> Capture | None:
        url = request.url
        seen = {url}
        for _ in range(MAX_REDIRECTS + 1):
            check_url(url, allow_loopback=self._allow_loopback)
            await self._check_robots(url)
            answer = await self._get(url, request if url == request.url else None, retry_after)
            if not isinstance(answer, str):
                return replace(answer, url=request.url) if answer else None
            url = urljoin(url, answer)
            if url in seen:
                raise FeedError(request.url, FailureKind.REDIRECT_LOOP, f"redirects in a circle at {url}.")
            seen.add(url)
        raise FeedError(request.url, FailureKind.REDIRECT_LOOP, f"redirects more than {MAX_REDIRECTS} times.")

    async def _get(
        self, url: str, conditional: Request | None, retry_after: list[float]
    ) -> Capture | str | None:
        """Return a capture, the target of a redirect, or None when nothing changed."""
        headers = {}
        if conditional and conditional.etag:
            headers["If-None-Match"] = conditional.etag
        elif conditional and conditional.last_modified:
            headers["If-Modified-Since"] = conditional.last_modified
        host = urlsplit(url).netloc
        async with self._slots, self._locks[host]:
            await self._wait_turn(host)
            try:
                async with self._session.get(url, headers=headers, allow_redirects=False) as response:
                    if response.status in _REDIRECTS and "Location" in response.headers:
                        return response.headers["Location"]
                    if response.status == 304 and conditional:
                        return None
                    body = await _read_capped(url, response)
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise _named(url, error) from error
        self._check_status(url, response, body, retry_after)
        return Capture(
            url=url,
            final_url=url,
            fetched_at=self._clock(),
            status=response.status,
            headers=tuple((name, value) for name, value in response.headers.items()),
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
        )

    async def _wait_turn(self, host: str) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        start = max(now, self._next_start.get(host, now))
        self._next_start[host] = start + max(self._min_interval_s, self._robots.delay(host))
        await asyncio.sleep(start - now)

    async def _check_robots(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if not self._robots.knows(parts.netloc):
            body, status = await self._robots_txt(f"{origin}/robots.txt")
            self._robots.learn(parts.netloc, status, body)
        self._robots.check(parts.netloc, url)

    async def _robots_txt(self, url: str) -> tuple[bytes, int]:
        host = urlsplit(url).netloc
        async with self._slots, self._locks[host]:
            if self._robots.knows(host):
                return b"", 0
            await self._wait_turn(host)
            try:
                async with self._session.get(url, allow_redirects=False) as response:
                    return await _read_capped(url, response), response.status
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise _named(url, error) from error

    def _check_status(
        self, url: str, response: aiohttp.ClientResponse, body: bytes, retry_after: list[float]
    ) -> None:
        wait = _seconds(response.headers.get("Retry-After"), self._clock())
        if wait is not None:
            retry_after.append(wait)
        status = response.status
        kind = {
            401: FailureKind.REFUSED,
            403: FailureKind.REFUSED,
            404: FailureKind.NOT_FOUND,
            410: FailureKind.NOT_FOUND,
            429: FailureKind.RATE_LIMITED,
            451: FailureKind.REFUSED,
        }.get(status)
        if status >= 400 and _CHALLENGE.search(body[:65_536]):
            kind = FailureKind.CHALLENGE
        if status >= 400 or kind:
            raise FeedError(url, kind or FailureKind.SERVER_ERROR, f"the server answered {status}.")


async def _read_capped(url: str, response: aiohttp.ClientResponse) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.content.iter_chunked(65_536):
        size += len(chunk)
        if size > MAX_BODY:
            raise FeedError(url, FailureKind.TOO_LARGE, f"more than {MAX_BODY // 1024 // 1024} MB.")
        chunks.append(chunk)
    return b"".join(chunks)


def _named(url: str, error: BaseException) -> FeedError:
    """Return the failure that `error` is; the guard's own refusal comes through the connector as a cause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, FeedError):
            return FeedError(url, cause.kind, cause.problem)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, TimeoutError):
        return FeedError(url, FailureKind.TIMEOUT, "no complete answer in time.")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return FeedError(
            url, FailureKind.TLS, f"the certificate or TLS connection is not in order ({error})."
        )
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ClientResponseError):
        return FeedError(url, FailureKind.SERVER_ERROR, f"the answer is damaged ({error}).")
    return FeedError(url, FailureKind.CONNECTION, f"no connection ({error}).")


def _seconds(value: str | None, now: datetime) -> float | None:
    """Return a Retry-After header in seconds; it is a number or an HTTP date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return None
