from __future__ import annotations

import gzip
import json
import re
import runpy
import sys
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from pipeline.demo.pages import article_path, build_site
from pipeline.demo.pressday import DemoArticle, PageKind, load_press_day
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import ArticleKind, FeedEntry
from pipeline.domain.text import clean_line
from pipeline.extract import extract
from pipeline.extract.byline import is_byline, persons
from pipeline.extract.tree import decode

DAY = load_press_day()
BASES = {outlet.key: f"http://127.0.0.1:9{place:03}" for place, outlet in enumerate(DAY.outlets)}
SITES = {outlet.key: build_site(DAY, outlet, BASES, ()) for outlet in DAY.outlets}
OUTLETS = {outlet.key: outlet for outlet in DAY.outlets}
OTHERS = [article for article in DAY.articles if article.kind not in {PageKind.ARTICLE, PageKind.FORBIDDEN}]
READABLE = [article for article in DAY.articles if article.kind is PageKind.ARTICLE]


def page(article: DemoArticle) -> tuple[bytes, str]:
    path = article_path(OUTLETS[article.outlet], article)
    resource = SITES[article.outlet][path]
    if resource.location:
        resource = SITES[article.outlet][resource.location.removeprefix(BASES[article.outlet])]
    return resource.body, BASES[article.outlet] + path


@pytest.mark.parametrize("article", READABLE, ids=lambda article: article.id)
def test_an_article_of_any_markup_is_read_as_its_readers_saw_it(article: DemoArticle) -> None:
    body, url = page(article)
    read = extract(body, url=url, outlet=OUTLETS[article.outlet].name)
    assert read.kind is ArticleKind.ARTICLE
    assert read.title == clean_line(article.title)
    assert re.sub(r"^\([\w ]+\) - ", "", read.sapo) == clean_line(article.sapo)
    assert read.body.split("\n\n") == [clean_line(paragraph) for paragraph in article.body]
    assert read.published_at == article.time.replace(second=0)
    names = (
        set() if article.author.startswith("Theo ") else {name.casefold() for name in persons(article.author)}
    )
    assert {name.casefold() for name in (read.author or "").split("; ") if name} == names


@pytest.mark.parametrize("article", OTHERS, ids=lambda article: article.id)
def test_what_is_no_article_is_named_as_what_it_is(article: DemoArticle) -> None:
    body, url = page(article)
    read = extract(body, url=url)
    expected = {
        PageKind.LISTING: ArticleKind.LISTING,
        PageKind.CHALLENGE: ArticleKind.BLOCKED,
        PageKind.SCRIPT: ArticleKind.UNREADABLE,
    }
    assert read.kind is expected[article.kind]
    assert read.body == ""


PARAGRAPH = "Sáng nay, đoàn công tác đã kiểm tra ba điểm sạt lở và yêu cầu chính quyền xã di dời các hộ dân đến nơi an toàn."


def html(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def story(extra: str = "", paragraphs: int = 4, head: str = "") -> bytes:
    text = "".join(f"<p>{PARAGRAPH} Lần {number}.</p>" for number in range(paragraphs))
    return html(f"<h1>Kiểm tra ba điểm sạt lở ở xã Xốp</h1>{extra}<div class='noi-dung'>{text}</div>", head)


def test_the_visible_time_wins_over_a_time_an_hour_off_in_linked_data() -> None:
    linked = {"@type": "NewsArticle", "datePublished": "2026-11-20T05:05:00+07:00", "headline": "x"}
    head = f"<script type='application/ld+json'>{json.dumps(linked)}</script>"
    read = extract(
        story("<div class='date'>Thứ Sáu, 20/11/2026, 06:05 (GMT+7)</div>", head=head),
        url="https://a.example/1",
    )
    assert read.published_at == datetime(2026, 11, 20, 6, 5, tzinfo=VIETNAM)
    assert read.published_raw == "Thứ Sáu, 20/11/2026, 06:05 (GMT+7)"


def test_damaged_linked_data_is_read_as_far_as_it_goes() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a\nb","datePublished":"2026-11-20T06:05:00",}</script>'
    read = extract(story(head=head), url="https://a.example/1")
    assert read.published_at == datetime(2026, 11, 20, 6, 5, tzinfo=VIETNAM)


def test_the_feed_stands_in_for_what_the_page_does_not_say() -> None:
    when = datetime(2026, 11, 20, 6, 5, tzinfo=VIETNAM)
    entry = FeedEntry(
        id="e",
        url="https://a.example/1",
        title="Tít trong nguồn",
        summary="Ba điểm sạt lở được kiểm tra trong sáng nay tại xã Xốp.",
        published_at=when,
        published_raw="x",
    )
    read = extract(story(), url="https://a.example/1", feed_entry=entry)
    assert (read.published_at, read.sapo) == (when, entry.summary)
    assert read.title == "Kiểm tra ba điểm sạt lở ở xã Xốp"
    assert read.id == "e"


def test_captions_related_links_and_copyright_stay_out_of_the_body() -> None:
    noise = (
        "<figure><img src=a.jpg><figcaption>Đoàn công tác tại hiện trường. Ảnh: M.T</figcaption></figure>"
        "<div class='related'><a href=/2>Một bài khác nói về chuyện khác hẳn</a></div>"
        "<p>>> Xem thêm: <a href=/3>Bài nữa</a></p><p>Không sao chép dưới mọi hình thức</p>"
    )
    body = story().replace(b"</div></body>", noise.encode() + b"</div></body>")
    read = extract(body, url="https://a.example/1")
    assert len(read.body.split("\n\n")) == 4
    assert read.captions == ("Đoàn công tác tại hiện trường. Ảnh: M.T",)


def test_a_reprint_names_its_source() -> None:
    source = "<p class='source'><a href='https://bao-goc.example/bai'>Báo Gốc</a></p>"
    read = extract(story(source), url="https://a.example/1")
    assert (read.original_source, read.original_url) == ("Báo Gốc", "https://bao-goc.example/bai")


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Theo Hồ Hương", ("Hồ Hương",)),
        ("Hà Thu (tổng hợp)", ("Hà Thu",)),
        ("NHẬT XUÂN - NGHI VŨ", ("NHẬT XUÂN", "NGHI VŨ")),
        ("Bài và ảnh: Lê Khoa Nguyên", ("Lê Khoa Nguyên",)),
        ("Hồ Bảo Trân", ("Hồ Bảo Trân",)),
        ("Báo Vạn Lý", ()),
        ("Nhóm PV", ()),
        ("vanly.vn", ()),
        ("NHAT BAO HAI AU", ()),
        ("20/11/2026", ()),
    ],
)
def test_bylines_give_persons_only(byline: str, expected: tuple[str, ...]) -> None:
    assert persons(byline) == expected


def test_a_last_sentence_is_no_byline() -> None:
    assert is_byline("Hà Thu (tổng hợp)")
    assert not is_byline("Ông Nam đã về.")


def test_a_text_in_an_encoding_that_cannot_be_told_is_unreadable_and_no_garbled_article() -> None:
    line = (
        b"C\xc7u treo \xdf x\xb7 M\xc9u \xae\xb7 s\xf6a xong, ng\xad\xeci d\xa9n \xae\xe3ng g\xe3p ba tr\xa8m ng\xb5y c\xabng. "
        * 3
    )
    page = b"<html><body><h1>C\xc7u treo \xdf x\xb7 M\xc9u</h1><article>" + (b"<p>" + line + b"</p>") * 5
    read = extract(page + b"</article></body></html>", url="https://bao.example/tin-1.html")
    assert (read.kind, read.title, read.body) == (ArticleKind.UNREADABLE, "", "")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Đăk Hà".encode(), None),
        (b"\xef\xbb\xbf" + "Đăk Hà".encode(), "iso-8859-1"),
        ("Đăk Hà".encode("utf-16"), None),
        ("<h1>Đăk Hà".encode("utf-16-le"), None),
        ("<h1>Đăk Hà".encode("utf-16-be"), None),
        ("<meta charset='utf-8'>Đăk Hà".encode("cp1258"), None),
        ("Đăk Hà".encode("cp1258"), "utf-8"),
        (b"<meta charset='windows-1258'>" + "Hà".encode("cp1258"), None),
    ],
)
def test_text_is_decoded_by_what_it_is_not_by_what_it_says(body: bytes, charset: str | None) -> None:
    assert decode(body, charset).endswith("Hà")


@pytest.mark.parametrize(
    "text",
    [
        "Bạn đọc gửi đơn đến tòa soạn phản ánh đường vào thôn Mô bị xe tải cày nát ba tháng nay.",
        "Theo dõi diễn biến bão trên Biển Đông, xã đã gọi 62 tàu vào bờ trước 17 giờ.",
        "Đăng ký nhận hỗ trợ nhà ở tại UBND xã, người dân chỉ cần căn cước và đơn.",
        "Ý kiến bạn đọc cho rằng xã nên công khai danh sách hộ được đền bù.",
        "Tin khác nhau về số người mất tích khiến gia đình lo lắng suốt đêm.",
        "Ảnh: tài liệu mà người dân cung cấp cho thấy mốc giới đã bị dời đi 4 m về phía suối và không ai giải thích.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_text(text: str) -> None:
    read = extract(
        story().replace(b"</div></body>", f"<p>{text}</p><p>{PARAGRAPH}</p></div></body>".encode()),
        url="https://a.example/1",
    )
    assert text in read.body.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "Mời bạn đọc xem thêm video hiện trường tại đây",
        "Theo dõi Báo Thử trên Google News",
        "Đăng ký nhận bản tin buổi sáng",
        "1.284 lượt xem",
        "Hotline: 0900 000 000",
        "Các tin liên quan:",
        "© Báo Thử giữ bản quyền nội dung",
    ],
)
def test_a_line_of_furniture_is_no_text(text: str) -> None:
    read = extract(
        story().replace(b"</div></body>", f"<p>{text}</p><p>{PARAGRAPH}</p></div></body>".encode()),
        url="https://a.example/1",
    )
    assert text not in read.body


def test_names_for_the_style_of_a_page_hide_nothing() -> None:
    text = "".join(f"<p class='relative mb-4'>{PARAGRAPH} Lần {n}.</p>" for n in range(4))
    body = html(
        "<div class='relative'><main class='relative overflow-hidden'><h1 class='relative'>Kiểm tra ba điểm sạt lở</h1>"
        f"<div class='position-relative'><div class='relative prose'>{text}</div></div></main></div>"
    ).replace(b"<body>", b"<body class='single comments-open has-footer'>")
    assert extract(body, url="https://a.example/1").body.count(PARAGRAPH) == 4


@pytest.mark.outside_data
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the scorer leaves files open
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_real_pages_by_the_reference_scorer(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measure on pages of real outlets kept outside: all figures of the reference must stay perfect.

    The scorer starts a process a page; here it is given the pages in this one, as a process would print them.
    """
    folder = shared / "data/press/html"

    def read(_command: str, html: str, url: str, _timeout_s: float) -> tuple[dict[str, object], None]:
        return json.loads(msgspec.json.encode(extract(Path(html).read_bytes(), url=url))), None

    out = tmp_path / "score.json"
    scorer = runpy.run_path(str(folder / "reference/score.py"))
    monkeypatch.setitem(scorer["main"].__globals__, "run", read)
    monkeypatch.setattr(sys, "argv", ["score.py", "--cmd", "in this process", "--json", str(out)])
    scorer["main"]()
    score = json.loads(out.read_text(encoding="utf-8"))
    mean = score["mean"]
    assert {name: mean[name] for name in ("title", "sapo", "time", "kind")} == dict.fromkeys(
        ("title", "sapo", "time", "kind"), 1
    )
    assert mean["auth"] >= 0.9
    assert mean["f"] >= 0.97
    assert score["leaks"] == 0
    assert all(score["listings"].values())


@pytest.mark.parametrize(
    ("credit", "author"),
    [
        ("Bài: Hà Thu - Ảnh: Lê Minh", "Hà Thu"),
        ("Ảnh: Lê Minh - Bài: Hà Thu", "Hà Thu"),
        ("Bài và ảnh: Hà Thu", "Hà Thu"),
        ("Tin, ảnh HÀ THU", "HÀ THU"),
        ("Thực hiện: Hà Thu, Vũ Lan | Đồ họa: Lê Minh, Trần Nam", "Hà Thu; Vũ Lan"),
        ("Nội dung: Hà Thu. Clip: Lê Minh. Thiết kế: Trần Nam", "Hà Thu"),
        ("Ảnh: Lê Minh", None),
    ],
)
def test_who_pictured_an_article_did_not_write_it(credit: str, author: str | None) -> None:
    text = "".join(
        f"<p>Đoạn {n}: xã Mẫu chi 1,2 tỷ đồng sửa cầu treo, thông xe trước mùa mưa năm nay.</p>"
        for n in range(6)
    )
    page = f"<html><body><h1>Xã Mẫu sửa xong cầu</h1><article>{text}<p style='text-align:right'><b>{credit}</b></p></article></body></html>"
    read = extract(page.encode(), url="https://thu.example/cau-1.html")
    assert read.author == author
    assert "Lê Minh" not in read.body


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("/cau-1.html", "https://thu.example/cau-1.html"),
        ("https://thu.example/cau-1.html", "https://thu.example/cau-1.html"),
        ("javascript:void(0)", ""),
        ("http://[", ""),
    ],
)
def test_an_article_carries_the_address_the_page_calls_its_own(link: str, canonical: str) -> None:
    text = (
        "<p>Xã Mẫu chi 1,2 tỷ đồng sửa cầu treo, thông xe trước mùa mưa năm nay, bà con bốn thôn mừng.</p>"
        * 6
    )
    page = f"<html><head><link rel=canonical href='{link}'></head><body><h1>Xã Mẫu sửa xong cầu</h1><article>{text}</article></body></html>"
    assert extract(page.encode(), url="https://thu.example/amp/cau-1.html").canonical_url == canonical


def test_a_page_that_came_packed_without_a_word_of_it_is_read() -> None:
    read = extract(gzip.compress(story(), mtime=0), url="https://a.example/1")
    assert (read.kind, len(read.body.split("\n\n"))) == (ArticleKind.ARTICLE, 4)
