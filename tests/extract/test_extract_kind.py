"""Pages that are no articles are told from articles, in the shapes in which newspapers print them."""

from __future__ import annotations

import pytest

from pipeline.domain.records import ArticleKind
from pipeline.extract import extract

MENU = (
    "<nav><ul>" + "".join(f"<li><a href='/m{n}'>Chuyên mục {n}</a></li>" for n in range(14)) + "</ul></nav>"
)
FOOT = "<footer><p>Tổng Biên tập: Nguyễn Mẫu. Trụ sở: số 1 đường Thử, phường Mẫu. Điện thoại 0900 000 000. Giấy phép số 1/GP-CBC do Cục Báo chí cấp.</p></footer>"
SENTENCE = "Người dân xã Xốp cho biết cầu treo đã hỏng từ tháng 9, học sinh phải đi vòng bảy cây số mỗi ngày để đến lớp."


def page(content: str, title: str = "Báo Thử", head: str = "") -> bytes:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{MENU}{content}{FOOT}</body></html>".encode()


def cards(form: str, count: int = 15) -> str:
    return "".join(
        form.format(
            title=f"Xã Xốp sửa cầu treo thứ {n} trước mùa mưa năm nay", text=f"Lần {n}: {SENTENCE}", n=n
        )
        for n in range(count)
    )


HEADED = "<article><h3><a href='/b{n}.html'>{title}</a></h3><p>{text}</p><time datetime='2026-11-20T10:{n:02}:00+07:00'>20/11/2026 10:{n:02}</time></article>"
BARE = "<div class=i><div class=t><a href='/b{n}.html'>{title}</a></div><div class=d>{text}</div></div>"
FLAT = "<a class=t href='/b{n}.html'>{title}</a><p>{text}</p>"
IN_LIST = (
    "<li><a href='/b{n}.html'><img src=/x.jpg></a><h4><a href='/b{n}.html'>{title}</a></h4><p>{text}</p></li>"
)
LISTS = {
    "home": ("https://thu.example/", page(cards(HEADED))),
    "section": ("https://thu.example/xa-hoi", page("<h1>Xã hội</h1>" + cards(HEADED))),
    "section without headings": ("https://thu.example/xa-hoi.htm", page("<div class=cat>Xã hội</div>" + cards(BARE))),
    "section, flat": ("https://thu.example/xa-hoi/trang-2.htm", page("<h1>Xã hội</h1><div>" + cards(FLAT) + "</div>")),
    "items of a list": ("https://thu.example/thoi-su", page("<h1>Thời sự</h1><ul>" + cards(IN_LIST) + "</ul>")),
    "tag with words of its own": (
        "https://thu.example/tag/cau-treo.html",
        page(f"<h1>Tin tức, hình ảnh mới nhất về cầu treo</h1><div class=intro><p>{SENTENCE} {SENTENCE} {SENTENCE}</p></div>" + cards(HEADED)),
    ),
    "search": ("https://thu.example/tim-kiem?q=cau", page("<h1>Kết quả tìm kiếm cho: cầu treo</h1>" + cards(BARE))),
    "author": (
        "https://thu.example/tac-gia/le-mau-12.html",
        page(f"<h1>Lê Mẫu</h1><p>Phóng viên thường trú. {SENTENCE}</p>" + cards(HEADED)),
    ),
    "section that lists its news to machines": (
        "https://thu.example/xa-hoi",
        page(
            "<h1>Xã hội</h1>" + cards(HEADED),
            head='<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Xã Xốp"}]}</script>',
        ),
    ),
    "list with a sign-in form that says captcha": (
        "https://thu.example/xa-hoi",
        page("<h1>Xã hội</h1><form>Nhập mã captcha</form>" + cards(BARE)),
    ),
    "video page without text": (
        "https://thu.example/video/cau-treo-xa-xop-20261120.htm",
        page(f"<h1>Cầu treo xã Xốp nhìn từ trên cao</h1><p class=sapo>{SENTENCE}</p><video src=/v.mp4></video>" + cards(HEADED)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_no_article(name: str) -> None:
    url, body = LISTS[name]
    read = extract(body, url=url)
    assert read.kind is ArticleKind.LISTING
    assert read.body == ""


OTHERS = {
    "gallery": (page("<h1>Bộ ảnh cầu treo xã Xốp</h1>" + "<figure><img src=/a.jpg><figcaption>Cầu treo.</figcaption></figure>" * 9), ArticleKind.UNREADABLE),
    "soft 404 with teasers": (page("<h1>Không tìm thấy trang bạn yêu cầu</h1>" + cards(HEADED, 5)), ArticleKind.UNREADABLE),
    "removed": (page("<h2>Bài viết không tồn tại hoặc đã bị gỡ</h2>"), ArticleKind.UNREADABLE),
    "script shell": (b"<html><body><div id=root></div><script src=/app.js></script></body></html>", ArticleKind.UNREADABLE),
    "cookie challenge": (b'<html><script>document.cookie="D1N=ab12"; window.location.reload(true)</script></html>', ArticleKind.BLOCKED),
    "browser check": (b"<html><title>Just a moment...</title><body><div id=challenge-platform></div></body></html>", ArticleKind.BLOCKED),
    "sign in to read": (
        page(f"<h1>Cầu treo xã Xốp hỏng ba tháng</h1><p>{SENTENCE}</p><p>Vui lòng đăng nhập để đọc tiếp nội dung này.</p>"),
        ArticleKind.BLOCKED,
    ),
    "access denied": (b"<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1></body></html>", ArticleKind.BLOCKED),
    "empty body": (page("<h1>Cầu treo xã Xốp hỏng ba tháng</h1><div id=content></div>"), ArticleKind.UNREADABLE),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_page_without_text_is_named_as_what_it_is(name: str) -> None:
    body, kind = OTHERS[name]
    read = extract(body, url="https://thu.example/cau-treo-xa-xop-hong-ba-thang-120345.html")
    assert read.kind is kind
    assert read.body == ""


def test_a_short_article_between_many_teasers_is_an_article() -> None:
    text = "".join(f"<p>{SENTENCE} Đoạn {n}.</p>" for n in range(3))
    content = f"<h1>Cầu treo xã Xốp hỏng ba tháng chưa sửa</h1><span class=date>20/11/2026 10:00</span><div class=c>{text}</div>"
    for form in (HEADED, BARE, IN_LIST):
        read = extract(
            page(content + cards(form, 40)), url="https://thu.example/cau-treo-xa-xop-hong-120345.html"
        )
        assert read.kind is ArticleKind.ARTICLE
        assert read.body.count("Đoạn") == 3
        assert "Lần" not in read.body


WALLED = (
    "<html><body><h1>Vì sao hồ chứa Ia Mơ Nông cạn sớm hai tháng</h1><span class='time'>19/11/2026 16:42</span><article>"
    "<p>Ngày 19/11, hồ Ia Mơ Nông chỉ còn 0,8 triệu m³ nước, bằng 11% dung tích, thấp nhất trong mười năm trở lại đây.</p>"
    "<p>Xã đã thuê bốn máy bơm công suất 1.200 m³/giờ, chi phí 46 triệu đồng mỗi ngày, lấy từ dự phòng ngân sách của xã.</p>"
    "<p>Chi cục Thủy lợi đề nghị xã chuyển 60 ha sang trồng bắp, hỗ trợ giống 3 triệu đồng mỗi héc ta.</p>{}</article></body></html>"
)


@pytest.mark.parametrize(
    "wall",
    [
        "<p>Nội dung này dành riêng cho hội viên. Mời bạn đăng nhập hoặc mua gói tháng 50.000 đồng để tiếp tục đọc.</p>",
        "<div class=paywall><p>Đăng nhập để đọc tiếp bài viết</p></div>",
        "<p>Bạn đã đọc hết số bài miễn phí trong tháng, vui lòng trả phí để xem toàn bộ nội dung.</p>",
    ],
)
def test_a_preview_before_a_wall_is_no_article(wall: str) -> None:
    read = extract(WALLED.format(wall * 3).encode(), url="https://thu.example/ho-can-1.html")
    assert read.kind is ArticleKind.BLOCKED


def test_a_door_to_the_comments_closes_nothing() -> None:
    box = "</article><div class=box><p>Đăng nhập để xem bình luận và gửi ý kiến của bạn</p></div><article>"
    read = extract(WALLED.format(box).encode(), url="https://thu.example/ho-can-1.html")
    assert read.kind is ArticleKind.ARTICLE


@pytest.mark.parametrize(
    "end",
    [
        "<p style='text-align:right'><b>Lưu Khánh Vy</b></p><p>Đăng nhập để đọc tiếp bài viết</p>",
        "<p>Mời bạn đăng ký tài khoản để đọc thêm nhiều bài khác của chuyên mục Nông nghiệp.</p>",
        "<p>Bạn đọc đăng ký dài hạn báo in xin liên hệ phòng phát hành để đọc báo mỗi ngày.</p>",
    ],
)
def test_a_short_article_that_is_whole_is_not_closed_by_what_is_offered_below(end: str) -> None:
    read = extract(WALLED.format(end).encode(), url="https://thu.example/ho-can-1.html")
    assert read.kind is ArticleKind.ARTICLE
    assert "Đăng nhập" not in read.body
    assert len(read.body.split("\n\n")) in {3, 4}
