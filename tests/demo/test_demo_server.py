from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from pipeline.demo.pressday import PageKind
from pipeline.demo.server import RunningDay, serve_press_day


@pytest.fixture(scope="module")
def running() -> Iterator[RunningDay]:
    with serve_press_day() as day:
        yield day


def get(url: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    parts = urlsplit(url)
    assert parts.hostname
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=5)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request(
        "GET", target, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def base(running: RunningDay, key: str) -> str:
    return next(outlet.base_url for outlet in running.outlets if outlet.key == key)


def feed(running: RunningDay, key: str) -> str:
    return next(outlet.feed_urls[0] for outlet in running.outlets if outlet.key == key)


def test_every_outlet_has_an_address_of_its_own(running: RunningDay) -> None:
    assert len({outlet.base_url for outlet in running.outlets}) == len(running.outlets)
    assert all(outlet.base_url.startswith("http://127.0.0.1:") for outlet in running.outlets)


def test_every_article_page_shows_title_and_text(running: RunningDay) -> None:
    for article in running.day.articles:
        response, body = get(running.url(article.id))
        assert response.status == (403 if article.kind is PageKind.FORBIDDEN else 200), article.id
        if article.kind is PageKind.ARTICLE:
            page = body.decode().replace("<br>", " ").replace("&#34;", '"').replace("&#39;", "'")
            assert all(text in page for text in (article.title, *article.body)), article.id


@pytest.mark.parametrize(
    ("key", "status", "part"),
    [
        ("goc-pho", 404, "Không tìm thấy"),
        ("suong-mai", 200, "document.cookie"),
        ("hoa-nang", 200, "<channel>"),
        ("cau-vong", 200, "mysqli"),
        ("ban-lang", 302, ""),
    ],
)
def test_feeds_fail_each_in_its_own_way(running: RunningDay, key: str, status: int, part: str) -> None:
    response, body = get(feed(running, key))
    assert response.status == status
    assert part in body.decode()


def test_a_feed_may_call_itself_html(running: RunningDay) -> None:
    assert get(feed(running, "cong-minh"))[0].getheader("Content-Type") == "text/html; charset=utf-8"


def test_redirect_loop_names_itself(running: RunningDay) -> None:
    response, _ = get(feed(running, "ban-lang"))
    assert response.getheader("Location") == "/rss"


def test_an_unchanged_feed_answers_304_by_tag_and_by_time(running: RunningDay) -> None:
    address = feed(running, "van-ly")
    first, _ = get(address)
    tag, changed = first.getheader("ETag"), first.getheader("Last-Modified")
    assert tag
    assert changed == "Fri, 20 Nov 2026 11:10:00 GMT"
    assert get(address, If_None_Match=tag)[0].status == 304
    assert get(address, If_Modified_Since=changed)[0].status == 304
    assert get(address, If_None_Match='"another"', If_Modified_Since=changed)[0].status == 200


def test_gzip_only_where_asked_for_and_offered(running: RunningDay) -> None:
    response, body = get(feed(running, "hai-au"), Accept_Encoding="gzip")
    assert response.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(body).startswith(b"<?xml")
    assert get(feed(running, "hai-au"))[0].getheader("Content-Encoding") is None
    assert get(feed(running, "van-ly"), Accept_Encoding="gzip")[0].getheader("Content-Encoding") is None


def test_robots_of_some(running: RunningDay) -> None:
    assert b"Crawl-delay" in get(base(running, "van-ly") + "/robots.txt")[1]
    assert get(base(running, "hai-au") + "/robots.txt")[0].status == 404


def test_a_moved_article_redirects_to_its_page(running: RunningDay) -> None:
    article = running.day.article("kt-06")
    assert article.moved_from.encode() in get(feed(running, "kinh-te-ven-bien"))[1]
    response, _ = get(base(running, "kinh-te-ven-bien") + article.moved_from)
    assert response.status == 301
    assert running.url("kt-06").endswith(response.getheader("Location") or "?")


def test_reprints_of_the_aggregator_name_and_link_the_original(running: RunningDay) -> None:
    page = get(running.url("dt-01"))[1].decode()
    assert f'href="{running.url("vl-01")}">Vạn Lý Online</a>' in page


def test_pages_that_are_no_articles(running: RunningDay) -> None:
    assert b"document.cookie" in get(running.url("dt-06"))[1]
    assert b'<div id="content"></div>' in get(running.url("dt-07"))[1]
    assert b'class="category"' in get(running.url("st-05"))[1]


def test_markup_differs_as_it_does_between_newspapers(running: RunningDay) -> None:
    pages = {
        key: get(running.url(f"{key}-01"))[1].decode()
        for key in ["vl", "ha", "dn", "st", "dt", "nt", "kt", "cm", "hd", "sb"]
    }
    assert pages["vl"].index("charset") > 1024
    assert '"datePublished":"2026-11-20T05:10:00"' in pages["ha"]
    assert "<option>Kon Tum</option>" in pages["dn"]
    assert 'class="lien-quan"' in pages["dn"]
    assert "@graph" in pages["st"]
    assert "<br>" in pages["st"].partition("</h1>")[0]
    assert "Tải ứng dụng" in pages["dt"]
    assert '"2026-11-20T07:00:00.000 +07:00"' in pages["nt"]
    assert "(NTTV) - " in pages["nt"]
    assert 'content="11/20/2026 8:10:00 AM"' in pages["kt"]
    assert "application/ld+json" not in pages["kt"]
    assert '"datePublished":"2026-11-20T06:35:00+07:00"' in pages["cm"]
    assert "20/11/2026 - 07:35" in pages["cm"]
    assert pages["hd"].count("Hơn một tháng sau khi có văn bản chấn chỉnh") == 2
    assert "<br><br>" in pages["sb"]


def test_requests_are_kept_for_tests(running: RunningDay) -> None:
    get(feed(running, "hoc-duong"), User_Agent="thu-nghiem")
    last = running.requests[-1]
    assert (last.outlet, last.path, last.status) == ("hoc-duong", "/feed.atom", 200)
    assert last.headers["user-agent"] == "thu-nghiem"


def test_the_second_day_changes_pages_at_the_same_address() -> None:
    with serve_press_day() as running:
        before = {edit.article: get(running.url(edit.article)) for edit in running.day.second_day}
        running.publish(running.day.second_day)
        after = {edit.article: get(running.url(edit.article)) for edit in running.day.second_day}
        untouched = get(running.url("dt-03"))[1].decode()
    assert all(response.status == 200 for response, _ in before.values())
    for edit in running.day.second_day:
        response, body = after[edit.article]
        if edit.kind == "removed":
            assert response.status == edit.status
            continue
        assert body != before[edit.article][1]
        if edit.article == "st-01":
            assert '"dateModified":"2026-11-24T09:00:00+07:00"' in body.decode()
        assert ("Thông tin cải chính, xin lỗi" in body.decode()) == (edit.kind == "corrected")
        assert all(change.put in body.decode() for change in edit.edits)
    assert "1,62 triệu lượt" in untouched
