from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind
from pipeline.ingest.parse import parse_feed, plain
from pipeline.ingest.urls import article_id, canonical_url, http_link

URL = "https://bao.example/rss/thoi-su.rss"


def rss(items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title>{head}{items}</channel></rss>'.encode()


def item(title: str = "Tin một", link: str = "https://bao.example/1.html", extra: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{extra}</item>"


def test_an_entry_has_title_summary_time_and_raw_date() -> None:
    extra = "<description><![CDATA[<a href='x'><img src='a.jpg'></a></br>Sapo của bài.]]></description><pubDate>Sat, 07 Mar 2026 08:52:00 +07</pubDate>"
    (entry,) = parse_feed(rss(item(extra=extra)), url=URL)
    assert (entry.title, entry.summary) == ("Tin một", "Sapo của bài.")
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2026-03-07T08:52:00+07:00"
    assert entry.published_raw == "Sat, 07 Mar 2026 08:52:00 +07"


def test_a_date_that_cannot_be_read_is_unknown_and_kept_raw() -> None:
    (entry,) = parse_feed(rss(item(extra="<pubDate>hôm qua</pubDate>")), url=URL)
    assert (entry.published_at, entry.published_raw) == (None, "hôm qua")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<![CDATA[ Chủ tịch k&yacute; quyết định ]]>", "Chủ tịch ký quyết định"),
        ("&lt;img src=x onerror=alert(1)&gt;Tít", "Tít"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Tít", "Tít"),
        ("Giá &amp;amp; lượng", "Giá & lượng"),
        ("Lúa < 5 tấn", "Lúa < 5 tấn"),
        ("A\u200bB", "AB"),
        (unicodedata.normalize("NFD", "Đắk Tô"), "Đắk Tô"),
    ],
)
def test_titles_become_plain_text(title: str, expected: str) -> None:
    (entry,) = parse_feed(rss(item(title=title.replace(" < ", " &lt; "))), url=URL)
    assert entry.title == expected


def test_markup_hidden_behind_two_escapes_does_not_come_through() -> None:
    assert plain("&amp;lt;img src=x onerror=alert(1)&amp;gt;Tít") == "Tít"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/tin/2.html", "https://bao.example/tin/2.html"),
        ("https://bao.examplehttps://bao.example/3.html", "https://bao.example/3.html"),
        ("http://bao.example/4.html#top", "http://bao.example/4.html#top"),
    ],
)
def test_links_are_made_absolute_and_repaired(link: str, expected: str) -> None:
    (entry,) = parse_feed(rss(item(link=link)), url=URL)
    assert entry.url == expected


def test_a_script_link_is_dropped_unless_the_identifier_serves() -> None:
    bad = item(link="javascript:alert(1)")
    rescued = item(
        link="javascript:alert(1)", extra='<guid isPermaLink="false">https://bao.example/5.html</guid>'
    )
    assert [entry.url for entry in parse_feed(rss(bad + rescued), url=URL)] == ["https://bao.example/5.html"]


def test_a_link_that_stands_twice_is_one_entry() -> None:
    assert len(parse_feed(rss(item() + item(title="Tin hai")), url=URL)) == 1


def test_entries_before_the_break_of_a_truncated_feed_are_kept() -> None:
    body = rss(item() + item(link="https://bao.example/2.html"))
    assert len(parse_feed(body[: body.rindex(b"</item>")], url=URL)) == 2


def test_a_bare_ampersand_and_a_byte_order_mark_lose_nothing() -> None:
    body = b"\xef\xbb\xbf\n" + rss(item(title="Thu & chi"))
    assert parse_feed(body, url=URL)[0].title == "Thu & chi"


def test_a_well_formed_feed_without_entries_is_empty() -> None:
    assert parse_feed(rss(""), url=URL) == ()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FailureKind.NOT_A_FEED),
        (b"<!doctype html><html><body>Not found</body></html>", FailureKind.NOT_A_FEED),
        (
            b'<html><script>document.cookie="D1N=ab";window.location.reload(true);</script></html>',
            FailureKind.CHALLENGE,
        ),
        (
            b"<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script>",
            FailureKind.CHALLENGE,
        ),
        (b'{"items": []}', FailureKind.NOT_A_FEED),
        (b"<rss version='2.0'><channel><title>B\xc3", FailureKind.BROKEN_FEED),
    ],
)
def test_what_is_no_feed_is_named_as_what_it_is(body: bytes, kind: FailureKind) -> None:
    with pytest.raises(FeedError) as failure:
        parse_feed(body, url=URL)
    assert failure.value.kind == kind


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title>
<entry><title>Tin</title><link href="https://bao.example/a"/><id>a</id><published>2026-03-07T08:52:00+07:00</published>
<author><name>Thu Hà</name></author><summary type="html">&lt;p&gt;Sapo&lt;/p&gt;</summary></entry></feed>""".encode()


def test_atom_is_read_like_rss() -> None:
    (entry,) = parse_feed(ATOM, url=URL)
    assert (entry.title, entry.summary, entry.author) == ("Tin", "Sapo", "Thu Hà")


def test_damaged_feeds_end_in_entries_or_a_named_failure() -> None:
    seeds = [rss(item() + item(link="https://bao.example/2.html", title="Hai")), ATOM]
    generator = random.Random(20261120)  # noqa: S311  a seeded mutator, no secret
    for number in range(2_000):
        body = bytearray(seeds[number % len(seeds)])
        for _ in range(generator.randint(1, 6)):
            position = generator.randrange(len(body))
            match generator.randrange(3):
                case 0:
                    body[position] = generator.randrange(256)
                case 1:
                    del body[position : position + generator.randint(1, 30)]
                case _:
                    body[position:position] = generator.choice(
                        [b"<", b">", b"&", b"\xff", b"]]>", b"<![CDATA[", b"\x00"]
                    )
        try:
            entries = parse_feed(bytes(body), url=URL)
        except FeedError:
            continue
        assert all(http_link(URL, entry.url) for entry in entries)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://bao.example/a.html?utm_source=rss", "https://bao.example/a.html"),
        ("https://m.bao.example/a.html", "https://bao.example/a.html"),
        ("https://BAO.example:443/a.html#x", "https://bao.example/a.html"),
        ("https://bao.example/a.html?id=3&fbclid=z", "https://bao.example/a.html?id=3"),
    ],
)
def test_one_article_has_one_key(first: str, second: str) -> None:
    assert canonical_url(first) == canonical_url(second)
    assert article_id(first) == article_id(second)


@pytest.mark.outside_data
def test_recorded_feeds_keep_all_items_with_title_and_time(shared: Path) -> None:
    counts = []
    for path in sorted((shared / "data/press/rss_raw").glob("*.xml")):
        body = path.read_bytes()
        entries = parse_feed(body, url="https://bao.example/rss")
        items = re.findall(rb"<item>.*?</item>", body, re.DOTALL)
        counts.append((len(entries), sum(b"<link>" in item for item in items)))
        assert all(entry.title and entry.published_at for entry in entries)
    assert counts
    assert all(read == written for read, written in counts)
