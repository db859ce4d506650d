"""Mutated bytes end in entries, a known failure or "unknown", never in another exception."""

from __future__ import annotations

import gzip
import os
import random
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from pipeline.domain.dates import day_order, plausible, read_date
from pipeline.domain.errors import ConfigError, FeedError
from pipeline.domain.records import Medium
from pipeline.ingest.addresses import check_url
from pipeline.ingest.encoding import Decoder, TooLargeError
from pipeline.ingest.opml import from_opml, to_opml
from pipeline.ingest.parse import parse_feed
from pipeline.ingest.robots import Robots
from pipeline.ingest.sources import Feed, Level, Outlet
from pipeline.ingest.urls import article_id, canonical_url, http_link, moved_to

pytestmark = pytest.mark.fuzz
MUTANTS = int(os.environ.get("CAICHINH_MUTANTS", "2000"))
BASE = "https://bao.example/rss/home.rss"
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title><item><title>Một &amp; hai</title>'
    "<link>https://bao.example/1.html</link><description><![CDATA[<img src=a>Sapo]]></description>"
    "<pubDate>Sat, 07 Mar 2026 08:52:00 +07</pubDate></item><item><title>Ba</title>"
    "<guid>https://bao.example/2.html</guid></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;Tin&lt;/b&gt;</title><link href="/a"/>'
    "<id>a</id><published>2026-03-07T08:52:00+07:00</published><author><name>Thu Hà</name></author></entry></feed>"
)
JSON = '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://bao.example/1","title":"Tít"}]}'
FEEDS = [RSS, ATOM, JSON]
DATES = [
    "Sat, 07 Mar 2026 08:52:00 +0700",
    "3/7/2026 8:52:00\u202fAM",
    "Thứ bảy, 7/3/2026, 08:52 (GMT+7)",
    "2026-03-07T08:52:00.000 +07:00",
    "7 Tháng Ba 2026 - 9 giờ 52 phút tối",
    "Sat Mar 07 08:52:00 UTC 2026",
]
ADDRESSES = [
    "https://bao.example:443/tin/bai-1.html?utm_source=rss&id=3#x",
    "http://[2606:4700::1111]/a",
    "https://bao.examplehttps://bao.example/3.html",
    "http://127.0.0.1:8080/",
    "//m.bao.example/đường-dẫn?q=một hai",
]
ROBOTS = [
    "\ufeffUser-agent: *\nDisallow: /*/rieng/$\nAllow: /\nCrawl-delay: 0.5\nSitemap: https://bao.example/s.xml\n",
    "User-agent: CaiChinh\nUser-agent: *\nRequest-rate: 1/5\nVisit-time: 0100-0500\nDisallow: /%C4%91\n",
]
OUTLETS = (
    Outlet(
        id="bao",
        name="Báo Ví dụ",
        domains=("bao.example",),
        level=Level.PROVINCIAL,
        medium=Medium.ONLINE,
        feeds=(Feed(url=BASE, section="Thời sự & đời sống"),),
    ),
)
PIECES = [
    b"<",
    b">",
    b"&",
    b"\xff",
    b"\x00",
    b"]]>",
    b"<![CDATA[",
    b'"',
    b"%",
    b"\xe2\x80\xaf",
    b"9" * 30,
    b"[",
    b"\\",
    b"@",
]


def mutants(seeds: list[bytes], seed: int) -> Iterator[bytes]:
    """Yield `MUTANTS` damaged copies of the seeds, the same in every run."""
    chance = random.Random(seed)  # noqa: S311  a seeded mutator, no secret
    for number in range(MUTANTS):
        body = bytearray(seeds[number % len(seeds)])
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(body) + 1)
            match chance.randrange(5):
                case 0 if place < len(body):
                    body[place] = chance.randrange(256)
                case 1:
                    del body[place : place + chance.randint(1, 40)]
                case 2:
                    body[place:place] = chance.choice(PIECES)
                case 3:
                    body[place:place] = body[place : place + chance.randint(1, 60)]
                case _:
                    other = chance.choice(seeds)
                    cut = chance.randrange(len(other))
                    body[place : place + 20] = other[cut : cut + chance.randint(1, 60)]
        yield bytes(body)


def encoded(texts: list[str]) -> list[bytes]:
    return [text.encode() for text in texts]


def test_feeds() -> None:
    seeds = [*encoded(FEEDS), FEEDS[0].encode("utf-16")]
    read = 0
    for body in mutants(seeds, 1):
        try:
            entries = parse_feed(body, url=BASE)
        except FeedError:
            continue
        read += bool(entries)
        for entry in entries:
            assert entry.url == "" or http_link(BASE, entry.url) == entry.url
            assert entry.published_at is None or entry.published_at.tzinfo
            assert "<script" not in entry.title.lower()
    assert read > MUTANTS * 0.45, (
        "RSS and Atom still hold an item that can be read; JSON and UTF-16 break whole"
    )


def test_dates() -> None:
    for raw in mutants(encoded(DATES), 2):
        text = raw.decode("utf-8", "replace")
        for order in (None, True, False):
            moment = read_date(text, day_first=order)
            assert moment is None or moment.utcoffset() is not None
            plausible(moment, NOW)
        day_order([text])


def refused(check: Callable[[], None]) -> bool:
    try:
        check()
    except FeedError:
        return True
    return False


def test_addresses() -> None:
    for raw in mutants(encoded(ADDRESSES), 3):
        text = raw.decode("utf-8", "replace")
        link = http_link(BASE, text)
        if link is not None:
            assert len(article_id(link)) == 16
            assert canonical_url(canonical_url(link)) == canonical_url(link)
            moved_to(BASE, link)
        for allowed in (False, True):
            refused(lambda text=text, allowed=allowed: check_url(text, allow_loopback=allowed))  # type: ignore[misc]


def test_robots() -> None:
    for body in mutants([*encoded(ROBOTS), ROBOTS[0].encode("utf-16")], 4):
        robots = Robots("CaiChinh/1.0")
        robots.learn("bao.example", 200, body)
        assert 0 <= robots.delay("bao.example") <= 30
        refused(lambda robots=robots: robots.check("bao.example", "https://bao.example/x/rieng/"))  # type: ignore[misc]


def test_feed_lists() -> None:
    whole = to_opml(OUTLETS, title="Cải Chính")
    assert from_opml(whole, path="x.opml") == OUTLETS
    for body in mutants([whole], 5):
        try:
            outlets = from_opml(body, path="x.opml")
        except ConfigError:
            continue
        assert all(http_link("", feed.url) for outlet in outlets for feed in outlet.feeds)


def test_packed_bodies() -> None:

    seeds = [gzip.compress(FEEDS[0].encode(), mtime=0), zlib.compress(FEEDS[1].encode())]
    for number, body in enumerate(mutants(seeds, 6)):
        decoder = Decoder("gzip" if number % 2 else "deflate", 10_000)
        try:
            assert len(decoder.feed(body[:100]) + decoder.feed(body[100:])) <= 10_000
            decoder.end()
        except (zlib.error, TooLargeError):
            continue
