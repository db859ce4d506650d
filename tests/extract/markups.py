"""Pages in the markups of content systems that the press of the country runs on, filled with an invented article.

Each markup is known from the class names and the order of parts that such systems print: sapo inside or outside the
text, bylines at the head, at the foot or in the last paragraph, related boxes between paragraphs, dates in their
many forms. The texts are ours.
"""

from __future__ import annotations

from datetime import datetime

from pipeline.domain.dates import VIETNAM

TITLE = "Xã Đăk Rơ Wa sửa xong 3 cầu treo trước mùa mưa"
SAPO = "Ba cầu treo hỏng sau đợt lũ năm ngoái đã được thay dây cáp và mặt ván, người dân bốn thôn đi lại bình thường từ hôm nay."
PARAGRAPHS = (
    "Sáng 20/11, ông A Mẫu, Phó Chủ tịch UBND xã Đăk Rơ Wa, cho biết ba cầu treo nối bốn thôn bên kia suối đã thông.",
    "Tổng kinh phí sửa chữa là 1,85 tỷ đồng, trong đó ngân sách tỉnh 1,2 tỷ đồng, phần còn lại do xã huy động.",
    "Theo bà Y Thí, trưởng thôn Kon Jơ Ri, trước đây học sinh phải đi vòng 7 km mỗi ngày.",
    "“Có cầu, tụi nhỏ đến lớp đúng giờ, bà con chở mì ra quốc lộ cũng nhẹ công hơn”, bà Y Thí nói.",
    "Xã đề nghị Sở Xây dựng kiểm định lại tải trọng của cầu thứ tư, hiện chỉ cho người đi bộ qua.",
)
AUTHOR = "Hoàng Mai Khuê"
TIME = datetime(2026, 11, 20, 14, 5, tzinfo=VIETNAM)
NOISE = ("Giá vàng hôm nay", "Ảnh minh họa cầu treo", "Đăng ký nhận bản tin", "Bình luận đầu tiên")
"""Texts of the furniture; none may reach title, sapo or body."""

_MENU = (
    "<header><nav><ul>"
    + "".join(f"<li><a href=/m{n}>Chuyên mục {n}</a></li>" for n in range(12))
    + "</ul></nav></header>"
)
_SIDE = "<aside class='col-right'><h3>Đọc nhiều</h3>" + "".join(
    f"<article><h3><a href='/s{n}.html'>Giá vàng hôm nay tăng phiên thứ {n} liên tiếp trong tuần</a></h3></article>"
    for n in range(6)
)
_FOOT = (
    "</aside><section class='comments'><h3>Ý kiến</h3><p>Bình luận đầu tiên của bạn đọc về bài viết này rất dài để thử.</p></section>"
    "<footer><p>Tổng Biên tập: Nguyễn Mẫu. Giấy phép số 1/GP-BTTTT ngày 01/01/2020. Đăng ký nhận bản tin.</p></footer>"
)
_FIGURE = "<figure class='image'><img src='/a.jpg' alt=''><figcaption>Ảnh minh họa cầu treo sau khi sửa.</figcaption></figure>"
_RELATED = "<div class='box-related'><h4>Tin liên quan</h4><ul><li><a href='/x.html'>Giá vàng hôm nay đảo chiều, nhiều người xếp hàng</a></li></ul></div>"


def _page(head: str, content: str) -> str:
    return (
        "<!DOCTYPE html><html lang=vi><head><meta charset=utf-8>"
        f"<title>{TITLE} - Báo Thử</title><meta property=og:title content='{TITLE}'>"
        f"<meta name=description content='{SAPO}'>{head}</head><body>{_MENU}{content}{_SIDE}{_FOOT}</body></html>"
    )


def _text(tag: str = "p", attributes: str = "", *, figure_after: int = 1, related_after: int = 3) -> str:
    parts = []
    for number, paragraph in enumerate(PARAGRAPHS):
        parts.append(f"<{tag} {attributes}>{paragraph}</{tag}>")
        parts.append(_FIGURE if number == figure_after else "")
        parts.append(_RELATED if number == related_after else "")
    return "".join(parts)


_LINKED = (
    '<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}",'
    '"datePublished":"{time}","author":{{"@type":"{kind}","name":"{name}"}}}}</script>'
)


def _linked(time: str, name: str = AUTHOR, kind: str = "Person") -> str:
    return _LINKED.format(title=TITLE, time=time, name=name, kind=kind)


MARKUPS = {
    "fck detail, author right aligned in the last paragraph": _page(
        _linked("2026-11-20T14:05:00+07:00", "Báo Thử", "Organization"),
        f"<section class='container'><div class='header-content'><span class='date'>Thứ sáu, 20/11/2026, 14:05 (GMT+7)</span></div>"
        f"<h1 class='title-detail'>{TITLE}</h1><p class='description'><span class='location-stamp'>Quảng Ngãi</span>{SAPO}</p>"
        f"<article class='fck_detail'>{_text(attributes='class=Normal')}<p class='Normal' style='text-align:right'><strong>{AUTHOR}</strong></p></article></section>",
    ),
    "detail content with data roles, sapo a heading": _page(
        _linked("2026-11-20T14:05:00"),
        f"<div class='detail__cmain'><h1 class='detail-title article-title' data-role='title'>{TITLE}</h1>"
        f"<div class='detail-author-bot'><a class='name' href='/tg/1' data-role='author'>{AUTHOR}</a></div>"
        f"<div class='detail-time' data-role='publishdate'>20/11/2026 14:05 GMT+7</div><h2 class='detail-sapo' data-role='sapo'>{SAPO}</h2>"
        f"<div class='detail-cmain'><div class='detail-content afcbc-body' data-role='content'>{_text()}"
        f"<div class='VCSortableInPreviewMode' type='RelatedOneNews'><a href='/n.html'>Giá vàng hôm nay lại lập đỉnh, chuyên gia nói gì</a></div></div></div></div>",
    ),
    "singular content, byline above, time element": _page(
        "",
        f"<main><article class='singular-container'><h1 class='title-page detail'>{TITLE}</h1><div class='author-wrap'>"
        f"<div class='author-name'><a href=/t><b>{AUTHOR}</b></a></div><time class='author-time' datetime='2026-11-20 14:05'>Thứ sáu, 20/11/2026 - 14:05</time></div>"
        f"<h2 class='singular-sapo'>(Báo Thử) - {SAPO}</h2><div class='singular-content'>{_text()}</div></article></main>",
    ),
    "maincontent, sapo of heading size, authors boxed": _page(
        _linked("2026-11-20T14:05:11.000 +07:00"),
        f"<div class='content-detail'><div class='bread-crumb-detail__time'>Thứ Sáu, 20/11/2026, 14:05</div><h1 class='content-detail-title'>{TITLE}</h1>"
        f"<h2 class='content-detail-sapo sm-sapo-mb-0'>{SAPO}</h2><div class='article-detail-author'><p class='article-detail-author__info'><span class='name'><a href=/a>{AUTHOR}</a></span></p></div>"
        f"<div class='maincontent main-content' id='maincontent'>{_text()}</div></div>",
    ),
    "article body of a party newspaper": _page(
        "<meta property='article:published_time' content='2026-11-20T14:05:00+0700'>",
        f"<div class='article'><h1 class='article__title cms-title'>{TITLE}</h1><div class='article__meta'><time class='time' datetime='2026-11-20T14:05:00+0700'>20/11/2026 14:05</time></div>"
        f"<div class='article__sapo cms-desc'>{SAPO}</div><div class='article__body zce-content-body cms-body'>{_text()}</div>"
        f"<div class='article__author'><span class='cms-author'>{AUTHOR}</span></div></div>",
    ),
    "chappeau and art-body": _page(
        "<meta property='article:published_time' content='2026-11-20T14:05:00+07:00'>",
        f"<div class='main-content'><h1 class='title'>{TITLE}</h1><div class='author'>{AUTHOR}</div><span class='time'>Thứ sáu, 20/11/2026 14:05 (GMT+7)</span>"
        f"<div class='chappeau'>{SAPO}</div><div class='art-body'>{_text()}</div></div>",
    ),
    "the-article, tables for pictures": _page(
        "",
        f"<article class='the-article'><header class='the-article-header'><h1 class='the-article-title'>{TITLE}</h1><ul class='the-article-meta'><li class='the-article-author'><a>{AUTHOR}</a></li>"
        f"<li class='the-article-publish'>Thứ sáu, 20/11/2026 14:05 (GMT+7)</li></ul></header><section class='main'><p class='the-article-summary'>{SAPO}</p><div class='the-article-body'>"
        + _text(figure_after=-1)
        + "<table class='picture'><tr><td class='pic'><img src=/a.jpg></td></tr><tr><td class='pCaption caption'>Ảnh minh họa cầu treo nhìn từ trên cao.</td></tr></table></div></section></article>",
    ),
    "post content with date parts apart": _page(
        "",
        f"<div class='post-detail'><h1 class='post-title'>{TITLE}</h1><div class='post-subinfo'><span class='post-subinfo-author'>{AUTHOR}</span> <span>Thứ sáu, ngày 20/11/2026 - 14:05</span></div>"
        f"<p class='post-summary'>{SAPO}</p><div class='post-content'>{_text()}</div></div>",
    ),
    "provincial paper: divs instead of paragraphs": _page(
        "",
        f"<div id='content'><h1 class='detail-head'>{TITLE}</h1><div class='postdate'>14:05, 20/11/2026 (GMT+7)</div><div class='sapo-detail'>{SAPO}</div>"
        f"<div class='noidung'>{_text('div')}<div style='text-align: right;'><strong>{AUTHOR}</strong></div></div></div>",
    ),
    "provincial paper: one block cut by line breaks": _page(
        "",
        f"<div class='news'><h1>{TITLE}</h1><span class='ngaydang'>Ngày đăng: 20/11/2026 14:05</span><p class='tomtat'><b>{SAPO}</b></p>"
        f"<div class='chitiet'>{'<br><br>'.join(PARAGRAPHS)}</div><p class='tacgia'>{AUTHOR}</p></div>",
    ),
    "old system: everything in table cells": _page(
        "",
        f"<table width=100%><tr><td class='cot1'><h1 class='tieude'>{TITLE}</h1><font class='ngay'>20/11/2026 2:05:00 CH</font><p class='lead'>{SAPO}</p>"
        f"{_text()}<p align=right><b>Bài và ảnh: {AUTHOR}</b></p></td></tr></table>",
    ),
    "sapo first paragraph of the body in bold": _page(
        _linked("2026-11-20T07:05:00Z"),
        f"<article><h1 class='article-title'>{TITLE}</h1><div class='meta'><span class='author'>{AUTHOR}</span> | <span>20/11/2026 14:05</span></div>"
        f"<div class='article-content'><p><strong>{SAPO}</strong></p>{_text()}</div></article>",
    ),
    "portal of the state: headline not h1": _page(
        "<meta property='article:published_time' content='2026-11-20T14:05:00+07:00'>",
        f"<div class='ArticleHeader'><h1 class='ArticleTitle'>{TITLE}</h1><span class='PostDate'>20/11/2026 | 14:05</span></div>"
        f"<div class='ArticleSummary'>{SAPO}</div><div class='ArticleContent'>{_text('p', 'style=text-align:justify')}<p style='text-align:right'><em>{AUTHOR}</em></p></div>",
    ),
    "paragraphs in spans within paragraphs, inline links": _page(
        "",
        f"<div class='article-detail'><h1>{TITLE}</h1><div class='info'><span class='writer'>{AUTHOR}</span> <span class='pdate'>14:05 | 20/11/2026</span></div><div class='article-desc intro'>{SAPO}</div>"
        "<div class='article-text'>"
        + "".join(f"<p><span><span style='font-size:12pt'>{p.replace('Sở Xây dựng', '<a href=/k>Sở Xây dựng</a>')}</span></span></p>" for p in PARAGRAPHS)
        + f"{_RELATED}</div></div>",
    ),
    "text in two parts around an advertisement": _page(
        "",
        f"<div class='detail'><h1 class='detail__title'>{TITLE}</h1><p class='detail__info'><span>{AUTHOR}</span> - <span class='detail__time'>20/11/2026 14:05</span></p><p class='detail__summary'>{SAPO}</p>"
        f"<div class='detail__body'><div class='part'>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS[:3])}</div><div class='ads-mid'><p><a href=//q>Giá vàng hôm nay, đăng ký nhận bản tin</a></p></div>"
        f"<div class='part'>{_FIGURE}{''.join(f'<p>{p}</p>' for p in PARAGRAPHS[3:])}</div></div></div>",
    ),
    "long form: a section per paragraph": _page(
        "<meta property='article:published_time' content='2026-11-20T14:05:00+07:00'>",
        f"<div class='longform'><div class='cover'><h1 class='lf-title'>{TITLE}</h1><p class='lf-sapo'>{SAPO}</p><p class='lf-author'>Bài: {AUTHOR} - Thiết kế: NHÓM ĐỒ HỌA</p></div>"
        + "".join(f"<section class='lf-block'><div class='inner'><p>{p}</p></div>{_FIGURE}</section>" for p in PARAGRAPHS)
        + "</div>",
    ),
    "linked data in a graph, author a list, body in a section": _page(
        f'<script type="application/ld+json">{{"@graph":[{{"@type":"WebSite","name":"Báo Thử"}},{{"@type":["NewsArticle"],"headline":"{TITLE}","datePublished":"2026-11-20T14:05:00+07:00","author":[{{"@type":"Person","name":"{AUTHOR}"}}]}}]}}</script>',
        f"<section class='content'><h1>{TITLE}</h1><h2 class='desc'>{SAPO}</h2><section id='abody'>{_text()}</section></section>",
    ),
}  # fmt: skip
