from __future__ import annotations

import asyncio
import socket

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind
from pipeline.ingest.addresses import PublicResolver, check_url, is_public
from pipeline.ingest.fetch import Fetched, Fetcher, Request

REFUSED_URLS = {
    "loopback": "http://127.0.0.1/",
    "loopback elsewhere in the block": "http://127.8.8.8/",
    "private 10": "http://10.0.0.5/tin",
    "private 172": "http://172.16.3.4/",
    "private 192": "http://192.168.1.1/",
    "link-local": "http://169.254.10.10/",
    "cloud metadata": "http://169.254.169.254/latest/meta-data/",
    "carrier-grade NAT": "http://100.64.0.1/",
    "unspecified": "http://0.0.0.0/",
    "broadcast": "http://255.255.255.255/",
    "multicast": "http://224.0.0.1/",
    "benchmark network": "http://198.18.0.1/",
    "documentation network": "http://192.0.2.10/",
    "decimal number": "http://2130706433/",
    "hexadecimal number": "http://0x7f000001/",
    "octal parts": "http://0177.0.0.1/",
    "short form": "http://127.1/",
    "trailing dot": "http://127.0.0.1./",
    "IPv6 loopback": "http://[::1]/",
    "IPv6 unspecified": "http://[::]/",
    "IPv6 unique local": "http://[fd00::1]/",
    "IPv6 link-local": "http://[fe80::1]/",
    "IPv6 site-local": "http://[fec0::1]/",
    "IPv6 multicast": "http://[ff02::1]/",
    "IPv4 mapped into IPv6": "http://[::ffff:10.0.0.1]/",
    "IPv4 mapped, hexadecimal": "http://[::ffff:7f00:1]/",
    "NAT64": "http://[64:ff9b::a00:1]/",
    "6to4": "http://[2002:a00:1::1]/",
    "Teredo": "http://[2001:0:a00:1::1]/",
    "IPv6 metadata": "http://[fd00:ec2::254]/",
    "name localhost": "http://localhost/",
    "name below localhost": "http://bao.localhost/",
    "internal name": "http://intranet.internal/",
    "home name": "http://may-in.local/",
    "user name": "http://bao.example@10.0.0.1/",
    "password": "http://u:p@bao.example/",
    "odd port": "http://bao.example:8080/",
    "database port": "http://bao.example:5432/",
    "port out of range": "http://bao.example:99999/",
    "backslash": "http://bao.example\\@10.0.0.1/",
    "space in the address": "http://bao.example /",
    "line break in the address": "http://bao.example/\r\nHost: x",
    "file scheme": "file:///etc/passwd",
    "ftp scheme": "ftp://bao.example/",
    "gopher scheme": "gopher://bao.example/",
    "javascript": "javascript:alert(1)",
    "no host": "http:///tin",
    "digits in circles": "http://①②⑦.0.0.1/",
    "digits of full width": "http://\uff11\uff12\uff17.0.0.1/",
    "ideographic full stops": "http://127。0。0。1/",
    "localhost in wide letters": "http://\uff4cocalhost/",
    "escaped digits": "http://%31%32%37.0.0.1/",
    "scope of an interface": "http://[fe80::1%25eth0]/",
    "IPv4-compatible IPv6": "http://[::127.0.0.1]/",
    "one slash and a backslash": "http:/\\10.0.0.1/",
    "user name that looks like a host": "http://bao.example%2f@10.0.0.1/",
    "two ports": "http://bao.example:80:22/",
    "mail port": "http://bao.example:25/",
    "hexadecimal parts": "http://0x7f.0x0.0x0.0x1/",
    "tab inside the scheme": "ht\ttp://bao.example/",
    "NAT64 for local use": "http://[64:ff9b:1::1]/",
    "reserved block": "http://240.0.0.1/",
    "user name in brackets and no host": "http://[x]@/",
    "metadata of another cloud": "http://100.100.100.200/",
}


@pytest.mark.parametrize("name", REFUSED_URLS)
def test_an_address_no_newspaper_has_is_refused(name: str) -> None:
    with pytest.raises(FeedError) as refusal:
        check_url(REFUSED_URLS[name], allow_loopback=False)
    assert refusal.value.kind == FailureKind.PRIVATE_ADDRESS


@pytest.mark.parametrize(
    "url", ["https://bao.example/tin.html", "http://bao.example:80/", "https://[2606:4700::1]/"]
)
def test_an_ordinary_address_passes(url: str) -> None:
    check_url(url, allow_loopback=False)


def test_loopback_passes_only_by_explicit_setting() -> None:
    check_url("http://127.0.0.1:8123/", allow_loopback=True)
    with pytest.raises(FeedError):
        check_url("http://10.0.0.1/", allow_loopback=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


class FakeResolver(AbstractResolver):
    """Answers each look-up with the next address of its list; the last one stays."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002  the base class passes it
    ) -> list[ResolveResult]:
        address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        return None


PRIVATE_ANSWERS = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.9",
    "169.254.169.254",
    "100.100.100.200",
    "::1",
    "fd12::1",
]


@pytest.mark.parametrize("address", PRIVATE_ANSWERS)
def test_a_name_that_leads_inside_is_refused_when_connecting(address: str) -> None:
    async def fetch() -> FeedError | None:
        async with Fetcher(user_agent="test", resolver=FakeResolver(address)) as fetcher:
            return (await fetcher.fetch(Request(url="http://bao.example/rss"))).failure

    failure = asyncio.run(fetch())
    assert failure is not None
    assert failure.kind == FailureKind.PRIVATE_ADDRESS


def test_a_name_that_changes_its_answer_is_refused_at_the_second_look_up() -> None:
    resolver = PublicResolver(FakeResolver("8.8.8.8", "10.0.0.1"), allow_loopback=False)

    async def look_up() -> str:
        return str((await resolver.resolve("bao.example"))[0]["host"])

    assert asyncio.run(look_up()) == "8.8.8.8"
    with pytest.raises(FeedError):
        asyncio.run(look_up())


def test_a_socket_is_never_made_for_a_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard at the socket holds also when every check before it is wrong."""
    monkeypatch.setattr("pipeline.ingest.fetch.check_url", lambda _url, **_settings: None)

    async def fetch() -> list[Fetched]:
        async with Fetcher(user_agent="test", min_interval_s=0) as fetcher:
            urls = ["http://127.0.0.1:9/", "http://[::1]:9/", "http://10.0.0.1/", "http://①②⑦.0.0.1:9/"]
            return await fetcher.fetch_all([Request(url=url) for url in urls])

    for answer in asyncio.run(fetch()):
        assert answer.failure is not None
        assert answer.failure.kind == FailureKind.PRIVATE_ADDRESS


@pytest.mark.parametrize("second", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_a_name_that_was_public_a_moment_ago_is_refused_when_connecting(second: str) -> None:
    resolver = FakeResolver("8.8.8.8", second)

    async def fetch() -> Fetched:
        async with Fetcher(user_agent="test", resolver=resolver, timeout_s=1) as fetcher:
            await resolver.resolve("bao.example")  # who checks beforehand gets the public answer
            return await fetcher.fetch(Request(url="http://bao.example/rss"))

    failure = asyncio.run(fetch()).failure
    assert failure is not None
    assert failure.kind == FailureKind.PRIVATE_ADDRESS


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    class Both(FakeResolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            first = await super().resolve(host, port, family)
            return first + await super().resolve(host, port, family)

    with pytest.raises(FeedError):
        asyncio.run(PublicResolver(Both("8.8.8.8", "10.0.0.1"), allow_loopback=False).resolve("bao.example"))
