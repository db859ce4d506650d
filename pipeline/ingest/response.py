"""What a response tells beside its body: connection, TLS, status line, waiting time; what a request says of itself."""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any

import aiohttp

from pipeline.domain.records import Connection


class Response(aiohttp.ClientResponse):
    """A response that remembers its connection, which aiohttp gives back as soon as the body is read."""

    _transport: asyncio.Transport | None = None
    _peer: tuple[Any, ...] | None = None

    async def start(self, connection: Any) -> aiohttp.ClientResponse:  # noqa: ANN401  aiohttp's private type
        """Keep hold of the transport before the headers are read; what it tells is read when somebody asks."""
        self._transport = connection.transport
        if self._transport is not None:
            self._peer = self._transport.get_extra_info("peername")
        return await super().start(connection)

    @property
    def met(self) -> Connection | None:
        """Peer and TLS of the connection; most answers bring nothing new, and nobody asks who gave them."""
        return _connection(self._transport, self._peer) if self._transport and self._peer else None


def _connection(transport: asyncio.Transport, peer: tuple[Any, ...]) -> Connection:
    tls = transport.get_extra_info("ssl_object")
    if not isinstance(tls, ssl.SSLObject):
        return Connection(peer=str(peer[0]))
    certificate, cipher = tls.getpeercert(binary_form=True), tls.cipher()
    return Connection(
        peer=str(peer[0]),
        protocol=tls.version() or "",
        cipher=cipher[0] if cipher else "",
        certificate_sha256=hashlib.sha256(certificate).hexdigest() if certificate else "",
    )


def status_line(response: Response) -> str:
    """Return version, status and reason as received."""
    version = response.version
    number = f"{version.major}.{version.minor}" if version else "1.1"
    return f"HTTP/{number} {response.status} {response.reason or ''}".rstrip()


def seconds_to_wait(value: str | None, now: datetime) -> float | None:
    """Return a Retry-After header in seconds; it is a number or an HTTP date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return min(float(value), 1e9)
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return None


def conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that spare an unchanged body; a date only without a tag (RFC 9110, 13.1.3)."""
    if etag:
        return {"If-None-Match": etag}
    if last_modified:
        return {"If-Modified-Since": last_modified}
    return {}


def cookies_of(response: Response) -> dict[str, str]:
    """Return name and value of the cookies that a response sets; damaged ones are left out."""
    found: dict[str, str] = {}
    for header in response.headers.getall("Set-Cookie", ()):
        try:
            found |= {name: value.value for name, value in SimpleCookie(header).items()}
        except CookieError:
            continue
    return found
