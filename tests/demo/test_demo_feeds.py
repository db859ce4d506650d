from __future__ import annotations

import html
import io
import unicodedata
from datetime import datetime, timedelta, timezone

import feedparser
import pytest

from pipeline.demo.dates import feed_date
from pipeline.demo.pages import article_path, build_site
from pipeline.demo.pressday import DateStyle, DemoOutlet, FeedFailure, PageKind, Quirk, load_press_day
from pipeline.ingest.parse import parse_feed

DAY = load_press_day()
BASES = {outlet.key: f"http://127.0.0.1:{7000 + place}" for place, outlet in enumerate(DAY.outlets)}
EVENING = datetime(2026, 11, 20, 18, 50, tzinfo=timezone(timedelta(hours=7)))


def feed_bytes(key: str, place: int = 0) -> bytes:
    outlet = next(outlet for outlet in DAY.outlets if outlet.key == key)
    return build_site(DAY, outlet, BASES)[outlet.feeds[place].path].body


def parsed(key: str) -> feedparser.FeedParserDict:
    return feedparser.parse(io.BytesIO(feed_bytes(key)))


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        (DateStyle.RFC822, "Fri, 20 Nov 2026 18:50:00 +0700"),
        (DateStyle.RFC822_UTC, "Fri, 20 Nov 2026 11:50:00 GMT"),
        (DateStyle.TWO_DIGIT_YEAR, "Fri, 20 Nov 26 18:50:00 +0700"),
        (DateStyle.SHORT_ZONE, "Fri, 20 Nov 2026 18:50:00 +07"),
        (DateStyle.GMT7, "Fri, 20 Nov 2026 18:50:00 GMT+7"),
        (DateStyle.US_NARROW_SPACE, "11/20/2026 6:50:00\u202fPM"),
        (DateStyle.DAY_FIRST, "20/11/2026 18:50"),
        (DateStyle.VIETNAMESE, "Thứ Sáu, 20/11/2026 - 18:50"),
        (DateStyle.ISO, "2026-11-20T18:50:00+07:00"),
    ],
)
def test_dates_are_printed_as_the_press_prints_them(style: DateStyle, printed: str) -> None:
    assert feed_date(EVENING, style) == printed


def test_every_date_style_quirk_and_failure_is_used() -> None:
    feeds = [feed for outlet in DAY.outlets for feed in outlet.feeds]
    assert {feed.dates for feed in feeds} == set(DateStyle)
    assert {quirk for feed in feeds for quirk in feed.quirks} == set(Quirk)
    assert {feed.failure for feed in feeds} == set(FeedFailure)
    assert {article.kind for article in DAY.articles} == set(PageKind)


@pytest.mark.parametrize("outlet", [o for o in DAY.outlets if o.template], ids=lambda outlet: outlet.key)
def test_every_article_can_be_read_from_its_feed(outlet: DemoOutlet) -> None:
    assert len(parsed(outlet.key).entries) == len(DAY.of_outlet(outlet.key))


def test_titles_in_cdata_keep_their_entities() -> None:
    titles = [entry.title for entry in parsed("dai-ngan").entries]
    assert any("&" in title for title in titles)
    assert "Măng Đen trước mùa hoa" in [html.unescape(title).strip() for title in titles]
    assert b"<sy:updatePeriod>always" in feed_bytes("dai-ngan")


def test_summary_is_html_with_a_picture() -> None:
    assert all("<img" in entry.summary for entry in parsed("van-ly").entries)


def test_links_are_relative_or_doubled() -> None:
    assert all(entry.link.startswith("/") for entry in parsed("song-tron").entries)
    base = BASES["nong-thon"]
    assert all(entry.link.startswith(base + base) for entry in parsed("nong-thon").entries)


def test_guid_is_no_address_and_one_date_is_missing() -> None:
    entries = parsed("dong-thoi-su").entries
    assert all(entry.id.isdigit() for entry in entries)
    assert [entry for entry in entries if not entry.get("published")] == entries[-1:]


def test_not_well_formed_but_all_entries_stand() -> None:
    feed = parsed("kinh-te-ven-bien")
    assert feed.bozo
    assert all(entry.link.startswith("http") for entry in feed.entries)
    assert not feed_bytes("kinh-te-ven-bien").rstrip().endswith(b"</rss>")


def test_byte_order_mark_and_zero_width_space() -> None:
    assert feed_bytes("cong-minh").startswith(b"\xef\xbb\xbf\r\n<?xml")
    assert all("\u200b" in entry.title for entry in parsed("cong-minh").entries)


def test_titles_in_decomposed_form() -> None:
    titles = [entry.title for entry in parsed("sao-bien").entries]
    assert all(title != unicodedata.normalize("NFC", title) for title in titles)


def test_a_section_feed_repeats_articles_of_the_main_feed() -> None:
    part = {entry.link for entry in feedparser.parse(io.BytesIO(feed_bytes("van-ly", 1))).entries}
    assert part < {entry.link for entry in parsed("van-ly").entries}


def test_failing_feeds_give_no_entry() -> None:
    assert all(not parsed(key).entries for key in ("suong-mai", "hoa-nang", "cau-vong"))
    assert not parsed("hoa-nang").bozo
    assert parsed("cau-vong").bozo


@pytest.mark.parametrize("outlet", [o for o in DAY.outlets if o.template], ids=lambda outlet: outlet.key)
def test_the_house_reads_every_entry_as_it_was_meant(outlet: DemoOutlet) -> None:
    address = BASES[outlet.key] + outlet.feeds[0].path
    entries = parse_feed(feed_bytes(outlet.key), url=address)
    planned = DAY.of_outlet(outlet.key)
    assert [entry.title for entry in entries] == [article.title for article in planned]
    for entry, article in zip(entries, planned, strict=True):
        assert entry.published_at in {article.time, None}, entry.published_raw
        assert entry.url.partition("?")[0] == BASES[outlet.key] + (
            article.moved_from or article_path(outlet, article)
        )
