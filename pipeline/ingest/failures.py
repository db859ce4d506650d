"""Failures named as what they are: from a status, from an error of the client, from what a page shows."""

from __future__ import annotations

import re
import zlib

import aiohttp

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind
from pipeline.ingest.encoding import UnknownEncodingError

HEAD = 4096
"""Bytes kept of what came instead, for the operator to see."""
_CHALLENGE = re.compile(
    rb"document\.cookie\s*=|window\.location\.reload|cf-browser-verification|challenge-platform|"
    rb"__cf_chl|turnstile|g-recaptcha|h-captcha|enable javascript|ddos-guard",
    re.IGNORECASE,
)
_CHALLENGE_OF_A_REFUSAL = re.compile(
    rb"document\.cookie\s*=[^;]+.{0,200}location\.reload|cf-browser-verification|challenge-platform|__cf_chl|ddos-guard",
    re.IGNORECASE | re.DOTALL,
)
_OF_STATUS = {
    401: FailureKind.REFUSED,
    403: FailureKind.REFUSED,
    404: FailureKind.NOT_FOUND,
    408: FailureKind.TIMEOUT,
    410: FailureKind.NOT_FOUND,
    429: FailureKind.RATE_LIMITED,
    451: FailureKind.REFUSED,
}

_OF_ERROR: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], FailureKind, str], ...] = (
    (TimeoutError, FailureKind.TIMEOUT, "no complete answer in time."),
    (
        (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError),
        FailureKind.TLS,
        "the certificate or TLS connection is not in order ({}).",
    ),
    (
        aiohttp.ClientConnectorDNSError,
        FailureKind.CONNECTION,
        "the name of the host is not known to the network.",
    ),
    (
        UnknownEncodingError,
        FailureKind.SERVER_ERROR,
        "the answer is packed in a way nobody asked for ({}).",
    ),
    (
        (aiohttp.ClientPayloadError, aiohttp.ClientResponseError, zlib.error),
        FailureKind.SERVER_ERROR,
        "the answer is damaged ({}).",
    ),
)


def is_challenge(head: bytes) -> bool:
    """Tell whether a page that came instead of a feed asks the browser to prove itself."""
    return _CHALLENGE.search(head) is not None


def kind_of_status(status: int, body: bytes) -> FailureKind | None:
    """Return the failure that a status is, None for a success."""
    if status < 300:
        return None
    if status >= 400 and _CHALLENGE_OF_A_REFUSAL.search(body[:65_536]):
        return FailureKind.CHALLENGE
    return _OF_STATUS.get(status, FailureKind.SERVER_ERROR)


def named(url: str, error: BaseException) -> FeedError:
    """Return the failure that `error` is; the guard's own refusal comes through the client as a cause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, FeedError):
            return FeedError(url, cause.kind, cause.problem)
        cause = cause.__cause__ or cause.__context__
    kind, problem = next(
        ((kind, problem) for types, kind, problem in _OF_ERROR if isinstance(error, types)),
        (FailureKind.CONNECTION, "no connection ({})."),
    )
    return FeedError(url, kind, problem.format(error))
