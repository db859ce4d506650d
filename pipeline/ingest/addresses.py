"""Which addresses may be reached: public ones only, checked when the connection is made.

A feed decides what is fetched next, so it must not be able to point into the province's own network. Checking at
connection time covers redirects and names that change their answer between two look-ups (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind

_PORTS = {None, 80, 443}
_UNFIT = re.compile(r"[\\\s\x00-\x1f]")
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_NUMBER_HOST = re.compile(r"^(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*\.?$", re.IGNORECASE)
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
        "192.0.0.0/24",  # IETF protocol assignments, RFC 6890
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "198.18.0.0/15",  # benchmarks, RFC 2544
        "64:ff9b::/96",  # NAT64 can lead to any IPv4 address, RFC 6052
        "64:ff9b:1::/48",  # likewise, RFC 8215
        "2002::/16",  # 6to4 likewise, RFC 3056
        "2001::/32",  # Teredo likewise, RFC 4380
        "fec0::/10",  # site-local, RFC 3879
        "::/96",  # IPv4-compatible, RFC 4291
    )
)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one that a newspaper can have."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if any(parsed.version == network.version and parsed in network for network in _REFUSED_NETWORKS):
        return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)


def check_url(url: str, *, allow_loopback: bool) -> None:
    """Refuse what no newspaper publishes: other schemes, user names, odd ports, backslashes, bare numbers as host.

    Raises:
        FeedError: PRIVATE_ADDRESS; the message says what is refused.
    """
    problem = _problem(url, allow_loopback=allow_loopback)
    if problem:
        raise FeedError(url, FailureKind.PRIVATE_ADDRESS, f"refused: {problem}.")


@lru_cache(maxsize=4096)
def _problem(url: str, *, allow_loopback: bool) -> str | None:
    if _UNFIT.search(url):
        return "backslash, space or control character in the address"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        reached = URL(url).raw_host or ""
    except (ValueError, IndexError):  # yarl raises the second for a user name in brackets before no host
        return "the address is malformed"
    if parts.scheme not in {"http", "https"} or not host:
        return "only http and https addresses with a host are fetched"
    if parts.username is not None or parts.password is not None:
        return "a user name in the address"
    if allow_loopback and host == reached and host in _LOOPBACK:
        return None
    return _host_problem(reached.rstrip("."), host) if port in _PORTS else f"port {port}"


def _host_problem(host: str, written: str) -> str | None:
    """Return what is wrong with `host`, the name that the client reaches for what is `written`.

    The client reads digits and dots of other scripts as ours (UTS 46): ``①②⑦.0.0.1`` is 127.0.0.1 to it.
    """
    if "%" in written:
        return "an escaped or scoped host"
    if ":" in host or _NUMBER_HOST.match(host):
        try:
            literal = str(ipaddress.ip_address(host))
        except ValueError:
            return "a number that is no plain IP address as host"
        return None if is_public(literal) else "an address inside a private or special network"
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa")):
        return "a name inside a private network"
    return None


def check_peer(address: str, *, allow_loopback: bool) -> None:
    """Refuse a connection to `address`; asked for every socket before it is connected.

    Raises:
        FeedError: PRIVATE_ADDRESS.
    """
    if not is_public(address) and not (allow_loopback and address in _LOOPBACK):
        raise FeedError(
            address,
            FailureKind.PRIVATE_ADDRESS,
            f"refused: the host leads to {address}, which is no public address.",
        )


class PublicResolver(AbstractResolver):
    """A resolver that hands out public addresses only; it is asked again for every connection."""

    def __init__(self, inner: AbstractResolver, *, allow_loopback: bool) -> None:
        self._inner = inner
        self._allow_loopback = allow_loopback

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:  # noqa: ANN401
        """Return the public addresses of `host`; one private address among them refuses them all.

        Raises:
            FeedError: PRIVATE_ADDRESS.
        """
        found = await self._inner.resolve(host, port, family)
        for result in found:
            check_peer(str(result["host"]), allow_loopback=self._allow_loopback)
        return found

    async def close(self) -> None:
        """Close the resolver underneath."""
        await self._inner.close()
