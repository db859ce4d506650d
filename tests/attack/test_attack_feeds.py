"""A hostile newspaper: its addresses, feeds, pages and what is printed of them in mails and logs."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.domain.errors import CaiChinhError, FeedError
from pipeline.domain.records import ArticleKind
from pipeline.extract import extract
from pipeline.ingest.addresses import check_peer, check_url
from pipeline.ingest.encoding import Decoder, TooLargeError, UnknownEncodingError
from pipeline.ingest.opml import from_opml
from pipeline.ingest.parse import parse_feed
from pipeline.ingest.urls import http_link
from pipeline.mail import Morning, Waiting, compose
from pipeline.store import calendar as calendars

Target = Any
URL = "https://bao.example/rss"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1%25eth0]/",
        "http://100.64.0.1/",
        "http://10.1.2.3/",
        "http://localhost/",
        "http://kho.internal/",
        "http://①②⑦.⓪.⓪.①/",
        "http://bao.example@10.0.0.1/",
        "http://bao.example:22/",
        "http://bao.example\\@10.0.0.1/",
        "file:///etc/passwd",
        "gopher://bao.example/",
        "ftp://bao.example/",
        "http://bao.example/\r\nHost: x",
    ],
)
def test_an_address_into_the_own_network_is_refused(address: str) -> None:
    with pytest.raises(FeedError):
        check_url(address, allow_loopback=False)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "224.0.0.1"],
)
def test_a_name_that_leads_into_the_own_network_is_refused_at_the_socket(address: str) -> None:
    with pytest.raises(FeedError):
        check_peer(address, allow_loopback=False)


LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(10)
)
ITEM = "<item><title>{title}</title><link>https://bao.example/1</link></item>"


def rss(title: str, doctype: str = "") -> bytes:
    item = ITEM.format(title=title)
    return f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel>{item}</channel></rss>'.encode()


@pytest.mark.parametrize(
    "made",
    [
        lambda: rss("&l9;", f"<!DOCTYPE x [{LAUGHS}]>"),
        lambda: rss("&x;", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        lambda: rss("&x;", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;]>'),
        lambda: rss(
            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>"
        ),
        lambda: rss("<a>" * 5000),
        lambda: rss("a" * 3_000_000),
        lambda: gzip.compress(b"0" * 60_000_000),
        lambda: zlib.compress(b"<rss>" * 10_000_000),
    ],
    ids=["laughs", "file entity", "parameter entity", "include", "deep", "long", "gzip bomb", "zlib bomb"],
)
def test_a_hostile_feed_reads_no_file_and_ends_in_time(made: Callable[[], bytes]) -> None:
    body = made()
    begun = time.process_time()
    try:
        said = "".join(f"{entry.title} {entry.summary}" for entry in parse_feed(body, url=URL))
    except FeedError:
        said = ""
    assert "root:" not in said
    assert len(said) < 1_000_000
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "document", [f"<!DOCTYPE x [{LAUGHS}]><opml><body>&l9;</body></opml>", "<opml>" * 5000]
)
def test_a_hostile_list_of_feeds_is_refused(document: str) -> None:
    with pytest.raises(CaiChinhError):
        from_opml(document.encode(), path="x.opml")


def test_a_compressed_body_is_cut_at_the_cap() -> None:
    decoder = Decoder("gzip", 8_000_000)
    with pytest.raises(TooLargeError):
        decoder.feed(gzip.compress(b"0" * 60_000_000))
    for encoding in ("br", "gzip, gzip", "zstd", "x"):
        with pytest.raises(UnknownEncodingError):
            Decoder(encoding, 8_000_000)


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", " java\nscript:alert(1)"],
)
def test_a_link_that_runs_something_is_no_link(link: str) -> None:
    assert http_link(URL, link) is None
    with pytest.raises(FeedError):
        parse_feed(rss("x").replace(b"https://bao.example/1", link.encode()), url=URL)


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 20_000 + b"x",
        b"<a href=x>y</a>" * 50_000,
        b"<script>" + b"a" * 4_000_000,
        b"<table><tr><td>" * 5_000,
        b"\x00\xff\xfe" * 100_000,
        b"<p " + b"a=1 " * 200_000 + b">",
        b"<!--" * 100_000,
    ],
    ids=["deep", "links", "script", "tables", "bytes", "attributes", "comments"],
)
def test_a_hostile_page_ends_in_a_named_state(page: bytes) -> None:
    begun = time.process_time()
    assert extract(page, url="https://bao.example/1").kind is not ArticleKind.ARTICLE
    assert time.process_time() - begun < 10


INJECTED = "Tin\r\nBcc: kexau@kexau.example\r\n\r\n<script>x</script>\u2028Subject: y"


def test_no_text_becomes_a_header_of_a_mail(target: Target) -> None:
    with target.app.extensions["desk"].sessions() as session:
        calendar = calendars.current(session)
    waiting = Waiting(case_id=1, agency_name=INJECTED, title=INJECTED, outlet=INJECTED, reason=INJECTED)
    message = compose(
        Morning(cases=(waiting,), total=1, dues=(), troubles=()),
        person=SimpleNamespace(id=1, full_name=INJECTED),  # type: ignore[arg-type]
        email="truc@tinh.example",
        sender="desk@tinh.example",
        desk_url="https://caichinh.tinh.example",
        calendar=calendar,
        now=target.world.NOW,
    )
    head, _, body = message.as_bytes().partition(b"\r\n\r\n")
    assert b"\nBcc:" not in head
    assert b"kexau.example" not in message["To"].addresses[0].addr_spec.encode()
    assert len(message["To"].addresses) == 1
    assert not any(line.startswith((b"Bcc:", b"Subject:")) for line in body.splitlines())


def test_no_line_of_an_attacker_stands_in_the_trail_of_its_own(target: Target) -> None:
    """The trail and the list of sessions keep what a browser sends; each stays one row, each text one value."""
    visitor = target.fresh("quantri")
    before = len(target.rows()["audit"])
    visitor.client.post(
        "/dang-nhap",
        data={
            "csrf_token": visitor.token("/tai-khoan"),
            "login": "a\r\n2026 admin signed in",
            "password": "x",
        },
    )
    assert len(target.rows()["audit"]) == before
    visitor.post("/nhap-bai/dia-chi", url="https://bao.example/1\r\nX: y")
    assert not any("\\r\\nX: y" in row for row in target.rows()["entry"])
