from __future__ import annotations

import gzip
import json
import re
import unicodedata
import zlib
from pathlib import Path

import pytest

from pipeline.domain.errors import FeedError
from pipeline.domain.records import FailureKind
from pipeline.ingest.parse import parse_feed, plain
from pipeline.ingest.urls import article_id, canonical_url

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


def five(**changed: str) -> str:
    """Return a feed of five items; keyword arguments replace text of the third."""
    items = [item(f"Tít số {n}", f"https://bao.example/tin-{n}.html", PUBLISHED) for n in range(5)]
    for old, new in changed.values():  # type: ignore[misc]
        items[2] = items[2].replace(old, new)
    return rss("".join(items)).decode()


PUBLISHED = "<description>Sapo.</description><pubDate>Sat, 07 Mar 2026 08:52:00 +07</pubDate>"
LINK = "<link>https://bao.example/tin-2.html</link>"


def changed(old: str, new: str) -> bytes:
    return five(one=(old, new)).encode()  # type: ignore[arg-type]


def declared(encoding: str) -> str:
    return five().replace('encoding="utf-8"', f'encoding="{encoding}"')


WHOLE = {
    "byte order mark and blank lines": b"\xef\xbb\xbf\r\n\r\n " + five().encode(),
    "UTF-16": declared("utf-16").encode("utf-16"),
    "UTF-16 without mark": declared("utf-16").encode("utf-16-le"),
    "UTF-16 declared UTF-8": five().encode("utf-16"),
    "UTF-8 declared UTF-16": declared("utf-16").encode(),
    "UTF-32": declared("utf-32").encode("utf-32"),
    "UTF-8 declared Latin-1": declared("iso-8859-1").encode(),
    "UTF-8 declared Windows-1258": declared("windows-1258").encode(),
    "UTF-8 declared nonsense": declared("utf8-vn").encode(),
    "one wrong byte": five().encode().replace(b"Sapo.", b"Sap\xff.", 1),
    "packed without saying so": gzip.compress(five().encode()),
    "packed by zlib": zlib.compress(five().encode()),
    "title in CDATA": changed("Tít số 2", "<![CDATA[Tít số 2]]>"),
    "title in escaped CDATA": changed("Tít số 2", "&lt;![CDATA[Tít số 2]]&gt;"),
    "title in CDATA twice": changed("Tít số 2", "<![CDATA[<![CDATA[Tít số 2]]]]>"),
    "CDATA that never ends": changed("Tít số 2", "<![CDATA[Tít số 2"),
    "title closed by another tag": changed("Tít số 2</title>", "Tít số 2</titel>"),
    "item closed by another tag": changed("</item>", "</itme>"),
    "item never closed": changed("</item>", ""),
    "bold never closed": changed("Tít số 2", "<b>Tít số 2"),
    "line break in HTML": changed("Sapo.", "Sa<br>po <b>x"),
    "undeclared prefix": changed("</item>", "<dc:creator>Thu Hà</dc:creator></item>"),
    "prefix on every item": five().replace("<item>", "<x:item>").replace("</item>", "</x:item>").encode(),
    "capital tags": five().replace("item>", "ITEM>").replace("title>", "TITLE>").encode(),
    "end cut off": five().encode().removesuffix(b"</item></channel></rss>"),
    "rubbish behind": five().encode() + b"<script>x</script><!-- cached -->",
    "warning in front": b"<br />\n<b>Warning</b>: x on line <b>3</b><br />\n" + five().encode(),
    "no root": "".join(re.findall(r"<item>.*</item>", five())).encode(),
    "whole document escaped": five().replace("<", "&lt;").encode(),
    "attribute twice": five().replace('<rss version="2.0">', '<rss version="2.0" version="2.0">').encode(),
    "entity bomb": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1) if n else b"&a;") * 10) for n in range(9))
    + b"]>"
    + changed("Sapo.", "&a8;"),
    "external entity": b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + changed("Sapo.", "&x;"),
    "link doubled": changed("https://bao.example/tin", "https://bao.examplehttps://bao.example/tin"),
    "link relative": changed("https://bao.example/tin", "/tin"),
    "link without scheme": changed("https://bao.example/tin", "bao.example/tin"),
    "link without scheme or slashes": changed("https://bao.example/tin", "//bao.example/tin"),
    "link in CDATA": changed(LINK, "<link><![CDATA[https://bao.example/tin-2.html]]></link>"),
    "link between blanks": changed(LINK, "<link>\n  https://bao.example/tin-2.html\n</link>"),
    "link behind an empty tag": changed(LINK, "<link/>https://bao.example/tin-2.html"),
    "link as an attribute": changed(LINK, '<atom:link href="https://bao.example/tin-2.html"/>'),
    "link in the identifier": changed(
        LINK, '<guid isPermaLink="false">https://bao.example/tin-2.html</guid>'
    ),
    "date under another name": changed("pubDate>", "a10:updated>"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_malformed_feed_keeps_every_item_a_person_can_read(name: str) -> None:
    entries = parse_feed(WHOLE[name], url="https://bao.example/home.rss")
    assert [entry.url[-10:] for entry in entries] == [f"tin-{n}.html" for n in range(5)]
    assert [entry.title for entry in entries] == [f"Tít số {n}" for n in range(5)]
    assert all(entry.published_at for entry in entries)


def test_no_file_of_the_machine_comes_through_an_external_entity() -> None:
    name = (
        Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "?"
    )
    entries = parse_feed(WHOLE["external entity"], url=URL)
    assert all(name not in f"{entry.title} {entry.summary}" for entry in entries)


def test_an_item_without_address_is_kept_without_one() -> None:
    first, second = parse_feed(rss(item() + "<item><title>Chỉ có tít</title></item>"), url=URL)
    assert (first.url, second.url, second.title) == ("https://bao.example/1.html", "", "Chỉ có tít")


def test_an_item_with_nothing_but_a_description_is_kept() -> None:
    """RSS 2.0 asks for a title or a description; neither the other nor a link is needed."""
    alone = "<item>\n<title/>\n<description><![CDATA[ Chưa có tóm tắt ]]></description></item>"
    first, second = parse_feed(rss(item() + alone), url=URL)
    assert (first.url, second.url, second.title) == ("https://bao.example/1.html", "", "")
    assert (second.id, second.summary) == ("Chưa có tóm tắt", "Chưa có tóm tắt")


def test_an_item_with_nothing_to_read_is_none() -> None:
    assert len(parse_feed(rss(item() + "<item><title/><description> </description></item>"), url=URL)) == 1


def test_an_address_that_was_cut_off_is_no_address() -> None:
    body = five().encode()
    entries = parse_feed(body[: body.index(b"tin-3") + 5], url=URL)
    assert [entry.url for entry in entries if entry.url] == [
        f"https://bao.example/tin-{n}.html" for n in range(3)
    ]


def test_the_order_of_day_and_month_is_seen_from_the_other_items() -> None:
    dated = "<pubDate>{}</pubDate>"
    body = rss(
        item(extra=dated.format("8/22/2026 21:50:00"))
        + item(link="https://bao.example/2.html", extra=dated.format("8/6/2026 21:50:00"))
    )
    assert [entry.published_at.month for entry in parse_feed(body, url=URL) if entry.published_at] == [8, 8]


def test_a_json_feed_is_read_like_rss() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "url": "https://bao.example/1.html",
                "title": "Tít",
                "summary": "<p>Sapo</p>",
                "date_published": "2026-03-07T08:52:00+07:00",
                "authors": [{"name": "Thu Hà"}],
            },
            "rubbish",
        ],
    }
    (entry,) = parse_feed(json.dumps(body).encode(), url=URL)
    assert (entry.title, entry.summary, entry.author) == ("Tít", "Sapo", "Thu Hà")
    assert entry.published_at is not None


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
def test_the_canonical_form_is_its_own() -> None:
    assert canonical_url("https://m.m.bao.example/tin-1.html") == "https://bao.example/tin-1.html"


def test_recorded_feeds_keep_all_items_with_title_and_time(shared: Path) -> None:
    counts = []
    for path in sorted((shared / "data/press/rss_raw").glob("*.xml")):
        body = path.read_bytes()
        entries = parse_feed(body, url="https://bao.example/rss")
        counts.append((len(entries), len(re.findall(rb"<item>.*?</item>", body, re.DOTALL))))
        assert all(entry.title and entry.published_at for entry in entries if entry.url)
    assert counts
    assert all(read == written for read, written in counts)


@pytest.mark.parametrize(
    "twin",
    [
        "http://thu.example/xa-hoi/cau-1.html",
        "https://www.thu.example/xa-hoi/cau-1.html",
        "https://m.thu.example/xa-hoi/cau-1.html?utm_source=zalo",
        "https://amp.thu.example/xa-hoi/cau-1.html",
        "https://thu.example/amp/xa-hoi/cau-1.html",
        "https://thu.example/xa-hoi/cau-1.html/amp",
        "https://thu.example/xa-hoi/cau-1.html?amp=1#binh-luan",
        "https://thu.example/xa-hoi/cau-1.amp.html",
    ],
)
def test_twins_of_an_address_are_one_article(twin: str) -> None:
    assert article_id(twin) == article_id("https://thu.example/xa-hoi/cau-1.html")


@pytest.mark.parametrize(
    "other",
    [
        "https://thu.example/xa-hoi/cau-2.html",
        "https://thu.example/amp.html",
        "https://thu.example/xa-hoi/cau-1.html?page=2",
        "https://quangngai.thu.example/xa-hoi/cau-1.html",
        "https://thu.example/xa-hoi/camp-1.html",
    ],
)
def test_other_addresses_are_other_articles(other: str) -> None:
    assert article_id(other) != article_id("https://thu.example/xa-hoi/cau-1.html")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TCVN3", "B\u00b8o c\u00b8o cña Së Y tÕ vÒ t×nh h×nh dÞch b\u00aanh t¹i c\u00b8c x·"),
        ("VNI", "Baø con noâng daân xaõ Bình Sôn ñaõ thu hoaïch luùa sôùm"),
    ],
)
@pytest.mark.parametrize(
    ("encoding", "declared"), [("latin-1", "utf-8"), ("utf-8", "utf-8"), ("latin-1", "iso-8859-1")]
)
def test_a_feed_of_before_unicode_is_named_and_never_garbled(
    name: str, text: str, encoding: str, declared: str
) -> None:
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>x</title><item><title>{text}</title><link>https://a.example/1.html</link></item></channel></rss>'
    with pytest.raises(FeedError, match=name):
        parse_feed(feed.encode(encoding), url="https://a.example/rss")


def test_a_feed_in_the_code_page_of_windows_is_no_feed_of_before_unicode() -> None:
    title = "Xã Đăk Hà làm xong cầu, bà con mua xe chở cà phê và lúa về nhà"
    marks = {"\u0301": b"\xec", "\u0300": b"\xcc", "\u0303": b"\xde", "\u0309": b"\xd2", "\u0323": b"\xf2"}
    body = rss(item(title=title)).decode().replace('"utf-8"', '"windows-1258"')
    packed = b""
    for letter in body:
        base, *tones = unicodedata.normalize("NFD", letter)
        shape = unicodedata.normalize("NFC", base + "".join(tone for tone in tones if tone not in marks))
        packed += shape.encode("cp1258") + b"".join(marks[tone] for tone in tones if tone in marks)
    (entry,) = parse_feed(packed, url=URL)
    assert entry.title == title
