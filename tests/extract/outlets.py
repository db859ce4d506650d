"""Pages as more than twenty content systems of the country print them, with the furniture that surrounds real articles.

The class names and the order of parts are those of the systems; outlets, people and texts are invented. Every page
comes with what its readers take for title, sapo, text, persons and time; all else on it is furniture and marked as
such by the words in `NOISE`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.dates import VIETNAM

TITLE = "Hồ chứa Ia Mơ Nông cạn, 320 ha lúa chờ nước"
SAPO = "Mực nước hồ Ia Mơ Nông xuống dưới mực nước chết hai mét, xã Ia Tơi phải bơm chuyền ba cấp để cứu 320 ha lúa đông xuân."
TEXT = (
    "Ngày 19/11, ông Rơ Châm Hlớt, Chủ tịch UBND xã Ia Tơi, cho biết hồ Ia Mơ Nông chỉ còn 0,8 triệu m³ nước, bằng 11% dung tích.",
    "Bơm chuyền ba cấp",
    "Xã đã thuê bốn máy bơm công suất 1.200 m³/giờ, chi phí 46 triệu đồng mỗi ngày. Nguồn tiền lấy từ dự phòng ngân sách.",
    "“Nếu mười ngày nữa không mưa, chúng tôi phải bỏ 90 ha ở cuối kênh”, ông Rơ Châm Hlớt nói.",
    "Theo Trạm Thủy nông số 4, ba tháng tới lượng mưa thấp hơn trung bình 20 - 35%.",
    "Cuối kênh chờ nước",
    "Bà Siu H'Nhi, ở làng Mook, kể gia đình gieo lại lần thứ hai, tốn thêm 7 triệu đồng.",
    "Chi cục Thủy lợi đề nghị xã chuyển 60 ha sang trồng bắp, hỗ trợ giống 3 triệu đồng mỗi héc ta.",
)
HEADINGS = (TEXT[1], TEXT[5])
AUTHOR = "Trịnh Vân Khê"
TIME = datetime(2026, 11, 19, 16, 42, tzinfo=VIETNAM)
NOISE = (
    "tăng phiên thứ", "Máy bơm đặt", "bản tin buổi sáng", "Bạn đọc ẩn danh", "Mời bạn đọc", "Google News", "Tổng Biên tập",
    "Chia sẻ", "Bình luận", "Quan tâm", "Sao chép", "Từ khóa", "thăm dò", "Đọc thêm", "ứng dụng", "Hotline",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page and what its readers take for the article."""

    html: str
    title: str = TITLE
    sapo: str = SAPO
    text: tuple[str, ...] = TEXT
    author: str | None = AUTHOR
    time: datetime | None = TIME
    source: str = ""
    source_url: str = ""


def furniture(tag: str = "h3") -> str:
    """Return what stands right of and below an article: lists, widgets, comments, footer."""
    cards = "".join(
        f"<div class='item'><a href='/tin-{n}.html'><img src='/t{n}.jpg' alt=''></a><{tag} class='item-title'>"
        f"<a href='/tin-{n}.html'>Giá bưởi da xanh tăng phiên thứ {n} liên tiếp tại các chợ đầu mối</a></{tag}>"
        f"<p class='item-desc'>Thương lái trả thêm 2.000 đồng mỗi ký, giá tăng phiên thứ {n} và dự báo chưa dừng lại.</p></div>"
        for n in range(1, 13)
    )
    return (
        f"<div class='list-news'>{cards}</div>"
        "<div class='box-vote'><p>Bạn có ủng hộ việc chuyển đổi cây trồng không? Tham gia thăm dò ý kiến của chúng tôi.</p></div>"
        "<div class='regis-letter'><p>Đăng ký để nhận bản tin buổi sáng của chúng tôi mỗi ngày qua thư điện tử.</p></div>"
        "<div class='box-comment'><h3>Bình luận (3)</h3><ul><li><b>Bạn đọc ẩn danh</b><p>Bạn đọc ẩn danh nói rằng hồ cạn từ năm ngoái mà chưa ai nạo vét, đề nghị xem lại.</p></li>"
        "<li><b>Hồ Ly</b><p>Bạn đọc ẩn danh khác cho rằng nên trồng cây ít nước, vì mười năm nay mưa ít dần đi.</p></li></ul></div>"
        "<footer class='footer'><p>Tổng Biên tập: Nguyễn Mẫu. Giấy phép số 12/GP-CBC. Hotline: 0900 000 000.</p>"
        "<p>© Bản quyền thuộc về Báo Thử. Sao chép phải có sự đồng ý bằng văn bản.</p></footer>"
    )


MENU = (
    "<div class='top'><span>Thứ Sáu, 27/11/2026 09:15</span><span>Tải ứng dụng</span></div><header class='header'><h2 class='logo'><a href='/'>Báo Thử</a></h2><nav><ul>"
    + "".join(f"<li><a href='/muc-{n}'>Chuyên mục số {n}</a></li>" for n in range(16))
    + "</ul></nav></header><ul class='breadcrumb'><li><a href='/'>Trang chủ</a></li><li><a href='/nong-nghiep'>Nông nghiệp</a></li></ul>"
)


def page(
    content: str, head: str = "", *, description: str = SAPO, title: str = TITLE, cards: str = "h3"
) -> str:
    """Return a whole page around `content`."""
    return (
        f"<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>{title} | Báo Thử</title>"
        f"<meta property='og:title' content='{title}'><meta property='og:type' content='website'><meta property='og:site_name' content='Báo Thử'>"
        f"<meta name='description' content='{description}'><meta property='og:description' content='{description}'>{head}</head>"
        f"<body>{MENU}<div class='wrapper'>{content}</div>{furniture(cards)}</body></html>"
    )


def linked(
    time: str, author: str = '{"@type":"Organization","name":"Báo Thử"}', kind: str = "NewsArticle"
) -> str:
    """Return linked data of an article."""
    return (
        f'<script type="application/ld+json">{{"@context":"http://schema.org","@type":"{kind}","headline":"{TITLE}",'
        f'"datePublished":"{time}","dateModified":"{time}","author":{author},'
        f'"publisher":{{"@type":"Organization","name":"Báo Thử"}}}}</script>'
    )


SHARE = (
    "<div class='social'><a href='#'>Chia sẻ</a><a href='#'>Bình luận</a><a href='#'>Lưu bài viết</a></div>"
)
TAGS = "<div class='tags'><span>Từ khóa:</span><a href='/tag1'>hồ chứa</a><a href='/tag2'>Từ khóa hạn hán</a></div>"
FOLLOW = "<p class='google-news'>Theo dõi Báo Thử trên <a href='#'>Google News</a></p>"
CAPTION = "Máy bơm đặt tại bờ hồ Ia Mơ Nông. Ảnh: Vân Khê"
TEASE = "<a href='/bai-khac.html'>Giá bưởi da xanh tăng phiên thứ 99, nhà vườn phấn khởi</a>"


def body(
    *,
    heading: str = "<h2>{}</h2>",
    para: str = "<p>{}</p>",
    figure: str,
    related: str,
    quote: str = "<p>{}</p>",
    after: int = 4,
) -> str:
    """Return the text in the elements of a system, with a picture after the first and a teaser after another part."""
    parts = []
    for number, text in enumerate(TEXT):
        form = heading if text in HEADINGS else quote if text.startswith("“") else para
        parts.append(form.format(text))
        parts.append(figure if number == 0 else related if number == after else "")
    return "\n".join(parts)


def figure(kind: str = "") -> str:
    """Return a picture with its caption."""
    return f"<figure class='{kind}'><img src='/a.jpg' alt='x'><figcaption>{CAPTION}</figcaption></figure>"


_VC_FIGURE = f"<figure class='VCSortableInPreviewMode' type='Photo'><div><img src='/a.jpg'></div><figcaption class='PhotoCMS_Caption'><p data-placeholder='Nhập chú thích ảnh'>{CAPTION}</p></figcaption></figure>"
_VC_RELATED = "<div class='VCSortableInPreviewMode link-content-footer' type='RelatedOneNews'><a href='/x.htm' class='VCCTitle'>Giá bưởi da xanh tăng phiên thứ 98 ở ba tỉnh</a><p class='VCObjectBoxRelatedNewsItemSapo'>Nhà vườn nói giá tăng phiên thứ 98 nhờ đơn hàng xuất khẩu cuối năm tăng mạnh.</p></div>"
_ZCE_FIGURE = f"<table class='picture' align='center'><tbody><tr><td class='pic'><img src='/a.jpg'></td></tr><tr><td class='caption'><p>{CAPTION}</p></td></tr></tbody></table>"
_ZCE_RELATED = "<div class='article-relate'><a class='cms-relate' href='/y.tpo'>Giá bưởi da xanh tăng phiên thứ 97 sau Tết</a></div><div class='ads_middle'><div id='adsWeb_AdsInImage'></div></div>"

SAMPLES: dict[str, Sample] = {}

SAMPLES["vc: data roles, author with role below name, follow line, poll"] = Sample(
    html=page(
        f"<div class='detail__main'><div class='detail-cate'><a data-role='cate-name'>Thời sự</a></div><h1 class='detail-title'><span data-role='title'>{TITLE}</span></h1>"
        f"<div class='detail-author'><div class='author-info-top'><a class='name' href='/tac-gia/1'>{AUTHOR}</a> <a href='mailto:x'>khe@thu.example</a></div></div>"
        f"<div class='detail-time'><div data-role='publishdate'>19/11/2026 16:42 GMT+7</div></div>{SHARE}<h2 class='detail-sapo' data-role='sapo'>{SAPO}</h2>"
        f"<div class='detail-cmain'><div class='detail-content afcbc-body' data-role='content' itemprop='articleBody'>{body(figure=_VC_FIGURE, related=_VC_RELATED, quote='<div class=VCSortableInPreviewMode type=quote><div class=quote-content><p>{}</p></div></div>')}"
        f"<div class='VCSortableInPreviewMode active' type='VideoStream'><div class='VideoCMS_Caption'><p>Máy bơm đặt tại ba điểm. Nguồn: Báo Thử</p></div></div></div></div>{TAGS}<div class='detail-reaction'>Quan tâm (3)</div></div>",
        linked("2026-11-19T16:42:00+07:00"),
    )
)
SAMPLES["vc with p.VCObject caption and dated byline bar"] = Sample(
    html=page(
        f"<h1 class='title_detail'>{TITLE}</h1><p class='author'><b>{AUTHOR}</b>-Thứ năm, ngày 19/11/2026 16:42 GMT+7</p><h2 class='sapo'>THU.vn - {SAPO}</h2>"
        f"<div class='ta-justify' id='entry-body' data-field='body'>{body(figure='<div class=VCSortableInPreviewMode type=Photo><div><img src=/a.jpg></div><div class=PhotoCMS_Caption><p>' + CAPTION + '</p></div></div>', related=_VC_RELATED)}"
        f"<p>* <strong><em>Mời quý độc giả theo dõi các chương trình đã phát sóng trên <a href='#'>ứng dụng THUgo</a>!</em></strong></p></div>{TAGS}",
        linked("2026-11-19T16:42:00"),
    ),
    sapo=f"THU.vn - {SAPO}",
)
SAMPLES["zce: cms-body, tables of pictures, quote box, author below"] = Sample(
    html=page(
        f"<div class='article'><div class='breadcrumb-detail'><a href='/'>Xã hội</a></div><h1 class='article__title cms-title'>{TITLE}</h1><div class='article__meta'><a class='cms-author' href='/author/1.tpo'><span class='author'>{AUTHOR}</span></a> <time class='time' datetime='2026-11-19T16:42:00+0700' data-time='1795081320'>19/11/2026 | 16:42</time></div>"
        f"<div class='article__social'>{SHARE}</div><div class='article__sapo cms-desc'>TPT - {SAPO}</div><div class='article__body zce-content-body cms-body' itemprop='articleBody'>"
        f"{body(figure=_ZCE_FIGURE, related=_ZCE_RELATED, heading='<h3><strong>{}</strong></h3>', quote='<div class=quote><p>{}</p></div>')}<div class='article-footer'></div></div>{TAGS}<div class='article__tag'></div><div class='box-google'>Xem bản tin trên Google News</div></div>",
        linked("2026-11-19T16:42:07+0700"),
        cards="h2",
    ),
    sapo=f"TPT - {SAPO}",
)
SAMPLES["zce of the agency: place stamp in the summary, name with brand behind"] = Sample(
    html=page(
        f"<article class='detail-content-wrapper'><header><div class='article-meta'><time datetime='2026-11-19T16:42:00+0700'>Thứ Năm, 19/11/2026 16:42 (GMT+7)</time></div><h1 class='detail-title cms-title'>{TITLE}</h1></header>"
        f"<div class='detail-sapo cms-desc'><h2>{SAPO}</h2></div><div class='content article-body cms-body AdAsia'>{body(figure=_ZCE_FIGURE, related=_ZCE_RELATED)}<div class='article-source'><span class='source'>({AUTHOR}/Thử+)</span></div></div></article>{TAGS}"
    ),
    source="Thử+",
)
SAMPLES["laodong: chappeau, art-body, section title above"] = Sample(
    html=page(
        f"<div class='m-top-content'><div class='title'><h1>{TITLE}</h1></div><div class='wrapper-auth'><span class='author'>{AUTHOR}</span> <span class='time'>Thứ năm, 19/11/2026 16:42 (GMT+7)</span></div></div>"
        f"<div class='chappeau'>{SAPO}</div><div class='art-body'>{body(figure=figure('insert-center-image'), related='<div class=art-nature><p><a href=/z>Giá bưởi da xanh tăng phiên thứ 95</a></p></div>', heading='<p><strong>{}</strong></p>')}"
        f"</div><div class='art-relate'><ul><li><a href='/1'>Giá bưởi da xanh tăng phiên thứ 94 vì hạn</a></li></ul></div>{TAGS}",
    )
)
SAMPLES["vov: weekday, hour, date; summary with outlet; author element after text"] = Sample(
    html=page(
        f"<div class='article-wrap'><h1 class='article-title mb-0'>{TITLE}</h1><div class='article-date'>Thứ Năm, 16:42, 19/11/2026</div><div class='article-summary'><b>THO.VN - {SAPO}</b></div>"
        f"<div class='article-content'><div class='text-long'>{body(figure=f'<div class=media-image><img src=/a.jpg><div class=image-caption>{CAPTION}</div></div>', related='<div class=vov-related><article><a href=/r>Giá bưởi da xanh tăng phiên thứ 93</a></article></div>')}</div></div>"
        f"<div class='article-author'><div class='article-author-name'><a href='/a'>{AUTHOR}</a>/THO-Tây Nguyên</div></div>{TAGS}"
    ),
    sapo=f"THO.VN - {SAPO}",
)
SAMPLES["army daily: summary, byline right, invitation to the section"] = Sample(
    html=page(
        f"<div class='post'><h1 class='post-title'>{TITLE}</h1><span class='post-subinfo'>Thứ năm, 19/11/2026 - 16:42</span><div class='post-summary'><h2>QDT - {SAPO}</h2></div>"
        f"<div class='post-content'>{body(figure=f'<table class=image><tr><td><img src=/a.jpg></td></tr><tr><td class=image_desc>{CAPTION}</td></tr></table>', related='<ul class=list-related><li><a href=/b>Giá bưởi da xanh tăng phiên thứ 92 tại vườn</a></li></ul>', heading='<p><b>{}</b></p>')}"
        f"<p style='text-align: right;'><strong>{AUTHOR.upper()}</strong></p><p style='text-align: justify;'><em>* Mời bạn đọc vào chuyên mục <a href='/x'><strong>Xã hội</strong></a> xem các tin, bài liên quan.</em></p></div></div>"
    ),
    sapo=f"QDT - {SAPO}",
    author=AUTHOR.upper(),
)
SAMPLES["public security: box classes"] = Sample(
    html=page(
        f"<div class='entry-post'><h1 class='box-title-detail entry-title'>{TITLE}</h1><div class='box-date entry-time'>Thứ Năm, 19/11/2026, 16:42</div><div class='box-des-detail this-one'>{SAPO}</div>"
        f"<div class='detail-content-body'>{body(figure=figure('contentImage'), related='<div class=box-related-inline><a href=/c>Giá bưởi da xanh tăng phiên thứ 91</a></div>')}</div><div class='box-author'><strong>{AUTHOR}</strong></div></div>{TAGS}"
    )
)
SAMPLES["news agency daily: contents, author in brackets with the brand"] = Sample(
    html=page(
        f"<h1 class='detail-title'>{TITLE}</h1><div class='date-time'>Thứ Năm, 19/11/2026 16:42</div><h2 class='sapo'>{SAPO}</h2><div class='boxdetail'><div class='contents'>"
        f"{body(figure=f'<table class=contentimg><tr><td><img src=/a.jpg></td></tr><tr><td class=imgcaption>{CAPTION}</td></tr></table>', related='<div class=boxrelated><p><a href=/d>Giá bưởi da xanh tăng phiên thứ 90</a></p></div>')}</div><div class='author'>{AUTHOR} (TTXVT)</div></div>"
    )
)
SAMPLES["provincial system: month in the address, dateline, related box in capitals"] = Sample(
    html=page(
        f"<div class='ArticleDetail'><h1 class='ArticleDetailTitle'>{TITLE}</h1><div class='ArticleDate'>16:42, 19/11/2026 (GMT+7)</div><div class='ArticleLead'><p><strong>(Báo Thử)- {SAPO}</strong></p></div>"
        f"<div id='content' class='ArticleContent'>{body(para='<p style=text-align:justify>{}</p>', figure=f'<table class=image align=center><tbody><tr><td><img src=/a.jpg></td></tr><tr><td style=text-align:center><em>{CAPTION}</em></td></tr></tbody></table>', related='', heading='<p style=text-align:justify><strong>{}</strong></p>')}"
        f"<p style='text-align:right'><em><strong>Bài, ảnh: </strong></em><strong>{AUTHOR.upper()}</strong></p><p><strong>TIN, BÀI LIÊN QUAN:</strong></p><ul><li><a href='/e'>Giá bưởi da xanh tăng phiên thứ 89 ở huyện</a></li><li><a href='/f'>Giá bưởi da xanh tăng phiên thứ 88 ở xã</a></li></ul></div></div>"
    ),
    sapo=f"(Báo Thử)- {SAPO}",
    author=AUTHOR.upper(),
)
SAMPLES["table system: content id, date with half-day marks, picture lines in italics"] = Sample(
    html=page(
        f"<div class='lp-chitiet'><h1 class='tieude-tin'>{TITLE}</h1><p class='ngay-dang'>Cập nhật lúc: 4:42:00 CH ngày 19/11/2026</p><div class='trich-dan'>{SAPO}</div><div id='noidung-tin'>"
        f"{body(figure=f'<p style=text-align:center><img src=/a.jpg></p><p style=text-align:center><em>{CAPTION}</em></p>', related='', heading='<p><strong>{}</strong></p>')}<p style='text-align:right'><strong>Tin, ảnh: {AUTHOR}</strong></p></div></div>"
    )
)
SAMPLES["entertainment: knc, source wrapper with link"] = Sample(
    html=page(
        f"<div class='kbwc-body'><h1 class='kbwc-title'>{TITLE}</h1><div class='kbwc-meta'><span class='kbwcm-author'>{AUTHOR}</span><span class='kbwcm-time' title='2026-11-19T16:42:00'>16:42 19/11/2026</span></div></div><h2 class='knc-sapo'>{SAPO}</h2>"
        f"<div class='klw-body-top'><div class='klw-new-content'><ul class='krw-list'><li><a href='/k1'>Giá bưởi da xanh tăng phiên thứ 87, sốc nặng</a></li></ul><div class='knc-content detail-content' data-field='body'>{body(figure=_VC_FIGURE, related='<div class=VCSortableInPreviewMode type=RelatedNewsBox><ul><li><a href=/k>Giá bưởi da xanh tăng phiên thứ 86 khiến dân mạng xôn xao</a></li></ul></div>')}</div></div>"
        f"<div class='link-source-wrapper is-web'><a class='link-source-name' title='Tạp chí Mẫu'>Theo <span class='link-source-text-name'>Tạp chí Mẫu</span></a><div class='link-source-detail'><span class='link-source-detail-title'>Link bài gốc</span><span class='btn-copy-link-source'>Lấy link!</span><p class='link-source-full'>https://tapchimau.example/ho-chua-ia-mo-nong-12.html</p></div></div></div>"
    ),
    source="Tạp chí Mẫu",
    source_url="https://tapchimau.example/ho-chua-ia-mo-nong-12.html",
)
SAMPLES["portal 24: foot article id, source line with name and paper"] = Sample(
    html=page(
        f"<article class='cate-24h-foot-arti-deta-cont' id='left'><h1 class='tuht_show clrTit bld' id='article_title'>{TITLE}</h1><time class='cate-24h-foot-arti-deta-cre-post'>Thứ Năm, ngày 19/11/2026 16:42 PM (GMT+7)</time><h2 id='article_sapo' class='cate-24h-foot-arti-deta-sum'>{SAPO}</h2>"
        f"<div class='cate-24h-foot-arti-deta-info'>{body(figure=f'<div class=viewVideoPlay><p><img class=news-image src=/a.jpg></p><p class=img_chu_thich_0407>{CAPTION}</p></div>', related='<div class=bv-lq><article class=bvlq><header><span><a href=/g>Giá bưởi da xanh tăng phiên thứ 85 tại miền Tây</a></span></header><div>Nhà vườn nói giá bưởi tăng phiên thứ 85 và còn tăng nữa.</div></article></div>', heading='<p><strong>{}</strong></p>')}</div>"
        f"<div class='nguontin nguontin_icon'><p>Nguồn: <a href='https://baomau.example/ho-can.html'>https://baomau.example/ho-can.html</a></p></div><div class='nguontin author'>Theo {AUTHOR} (Báo Mẫu)</div></article>"
    ),
    source_url="https://baomau.example/ho-can.html",
    source="Báo Mẫu",
)
SAMPLES["mastercms: tables, summary in strong, byline name linked, source line"] = Sample(
    html=page(
        f"<div class='article-detail'><h1 class='article-detail-title f0'>{TITLE}</h1><div class='bx-time f0'><span class='format_date'>19/11/2026</span> <span class='format_time'>16:42</span></div><div class='article-detail-desc f0'><strong>{SAPO}</strong></div>"
        f"<div class='article-detail-content __MASTERCMS_CONTENT f0 clearfix' id='__MB_article'>{body(figure=f'<table class=MASTERCMS_TPL_TABLE><tbody><tr><td><img class=__img_mastercms src=/a.jpg></td></tr><tr><td>{CAPTION}</td></tr></tbody></table>', related='<table class=__mb_article_in_image><tbody><tr><td><a href=/h><img src=/h.jpg></a></td><td><a href=/h>Giá bưởi da xanh tăng phiên thứ 84</a> <span>Báo Thử - giá tăng phiên thứ 84, nhà vườn chưa dám mừng.</span></td></tr></tbody></table>')}</div>"
        f"<div class='article-detail-author'><a href='/tac-gia/khe'>{AUTHOR}</a></div></div>{TAGS}"
    )
)
SAMPLES["wordpress theme: td-post-content, share bar, related posts inside the text"] = Sample(
    html=page(
        f"<article class='post type-post'><div class='td-post-header'><ul class='td-category'><li><a>Tin tức</a></li></ul><header class='td-post-title'><h1 class='entry-title'>{TITLE}</h1><div class='td-module-meta-info'><div class='td-post-author-name'><div class='td-author-by'>By</div> <a href='/author/k'>{AUTHOR}</a><div class='td-author-line'> - </div></div><span class='td-post-date'><time class='entry-date updated' datetime='2026-11-19T16:42:11+07:00'>19/11/2026 16:42</time></span><div class='td-post-views'><i></i><span>251</span></div></div></header></div>"
        f"<div class='td-post-sharing'>{SHARE}</div><div class='td-post-content'><p><strong>{SAPO}</strong></p>{body(figure=f'<div class=wp-caption><img src=/a.jpg><p class=wp-caption-text>{CAPTION}</p></div>', related='', heading='<h3>{}</h3>', quote='<blockquote><p>{}</p></blockquote>')}"
        "<div class='sharedaddy sd-sharing-enabled'><h3 class='sd-title'>Chia sẻ:</h3><ul><li><a>Facebook</a></li></ul></div><div class='jp-relatedposts'><h3>Bài liên quan</h3><div><a href='/j'>Giá bưởi da xanh tăng phiên thứ 83</a></div></div></div></article>",
        linked("2026-11-19T09:42:11+00:00", '{"@type":"Person","name":"admin"}', "Article"),
    )
)
SAMPLES["economy daily: detail__content, author row, infobox that is text"] = Sample(
    html=page(
        f"<section class='detail'><h1 class='detail__title'>{TITLE}</h1><div class='detail__meta'>16:42 19/11/2026</div><div class='detail__author'><strong>{AUTHOR}</strong> -</div><h2 class='detail__summary'>{SAPO}</h2><div class='detail__content'>"
        f"{body(figure=figure(), related='<div class=notebox><p>Hồ Ia Mơ Nông xây năm 1998, dung tích 7,2 triệu m³.</p></div>')}</div></section>"
    ),
    text=(*TEXT[:5], "Hồ Ia Mơ Nông xây năm 1998, dung tích 7,2 triệu m³.", *TEXT[5:]),
)
SAMPLES["capital paper: longform classes, entry, author at the foot of the text"] = Sample(
    html=page(
        f"<div class='c-news-detail'><h1 class='sc-longform-header-title block-sc-title'>{TITLE}</h1><div class='sc-longform-header-meta'><span class='sc-longform-header-author block-sc-author'>{AUTHOR}</span><span class='sc-longform-header-date block-sc-publish-time'>19/11/2026 - 16:42</span></div><div class='sc-longform-header-sapo block-sc-sapo'>{SAPO}</div>"
        f"<div class='b-maincontent'><div class='entry entry-no-padding'>{body(figure=figure('align-center-image'), related='<div class=c-related-inline><h4><a href=/l>Giá bưởi da xanh tăng phiên thứ 82 trong tháng</a></h4></div>')}</div></div></div>{FOLLOW}"
    )
)
SAMPLES["amp page"] = Sample(
    html=page(
        f"<article class='amp-wp-article'><header><h1 class='amp-wp-title'>{TITLE}</h1><div class='amp-wp-meta amp-wp-byline'><span class='amp-wp-author'>{AUTHOR}</span></div><div class='amp-wp-meta'><time datetime='2026-11-19T16:42:00+07:00'>19/11/2026 16:42</time></div></header><p class='sapo'>{SAPO}</p>"
        f"<div class='amp-wp-article-content'>{body(figure=f'<figure><amp-img src=/a.jpg width=1 height=1></amp-img><figcaption>{CAPTION}</figcaption></figure>', related='<amp-ad type=adsense></amp-ad>')}</div></article>"
    )
)
SAMPLES["print view: no furniture, date in a sentence, byline last"] = Sample(
    html=(
        f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body onload='window.print()'><div class=print><p><b>Báo Thử điện tử</b></p><h1>{TITLE}</h1><p class=date>Thứ năm, ngày 19 tháng 11 năm 2026, 16:42</p><p class=lead><b>{SAPO}</b></p>"
        + "".join(f"<p>{text}</p>" for text in TEXT)
        + f"<p align=right><b>{AUTHOR}</b></p><hr><p>Nguồn: https://thu.example/ho-can-1.html</p></div></body></html>"
    )
)
SAMPLES["two persons, roles and a place; updated time beside the first"] = Sample(
    html=page(
        f"<h1 class='main-title'>{TITLE}</h1><div class='news-meta'><span class='publish-time'>Đăng lúc 16:42 19/11/2026</span> <span class='update-time'>Cập nhật 18:03 19/11/2026</span></div><div class='news-lead'>{SAPO}</div><div class='news-body'>{body(figure=figure(), related='')}"
        "<p class='news-author'>Bài: Trịnh Vân Khê - Ảnh: Y Ngọc (từ Ia Tơi)</p></div>"
    ),
    author="Trịnh Vân Khê",
)
SAMPLES["byline of one minority name in the last right aligned line, aggregated"] = Sample(
    html=page(
        f"<div class='main'><h1>{TITLE}</h1><div class='post-date'>19-11-2026 16:42</div><p class='intro'>{SAPO}</p><div class='detail-text'>{body(figure=figure(), related='')}<p style='text-align:right'><strong>A Tuấn</strong> (tổng hợp)</p></div></div>"
    ),
    author="A Tuấn",
)
SAMPLES["hidden heading of the site, title of another module before the article"] = Sample(
    html=page(
        f"<h1 class='hidden' style='display:none'>Báo Thử - tin tức nhanh, chính xác về nông nghiệp nông thôn</h1><div class='detail-page'><h1 class='news-detail__title'>{TITLE}</h1><span class='news-detail__date'>19/11/2026 16:42</span><p class='news-detail__sapo'>{SAPO}</p><div class='news-detail__content'>{body(figure=figure(), related='')}</div><p class='news-detail__author'>{AUTHOR}</p></div><h1 class='box-title'>Tin nóng trong ngày của Báo Thử</h1>"
    )
)
SAMPLES["headline in h2 of the detail, the logo is the only h1"] = Sample(
    html=page(
        f"<h1 class='logo'><a href='/' title='Báo Thử'>Báo Thử điện tử, tiếng nói của nhà nông</a></h1><div class='chitiet-tin'><h2 class='tieude'>{TITLE}</h2><div class='thoigian'>16:42 | 19/11/2026</div><div class='mota'>{SAPO}</div><div class='noidung'>{body(figure=figure(), related='', heading='<p><b>{}</b></p>')}</div><div class='tacgia'>{AUTHOR}</div></div>"
    )
)
SAMPLES["utility classes only"] = Sample(
    html=page(
        f"<div class='mx-auto max-w-4xl'><h1 class='text-3xl font-bold'>{TITLE}</h1><div class='flex gap-2 text-sm'><span>{AUTHOR}</span><span>•</span><span>19/11/2026 16:42</span></div><p class='mt-4 font-semibold'>{SAPO}</p><div class='prose mt-6'>{body(figure=figure(), related='<div class=rounded-lg><a href=/m>Giá bưởi da xanh tăng phiên thứ 81 trong quý</a></div>')}</div></div>"
    )
)
SAMPLES["paragraphs wrapped one by one, advertisement slots between"] = Sample(
    html=page(
        f"<article class='story'><h1>{TITLE}</h1><p class='by'>Tác giả: {AUTHOR}</p><p class='when'>Xuất bản: 16h42, 19/11/2026</p><div class='standfirst'>{SAPO}</div><div class='story-body'>"
        + "".join(
            f"<div class='blk'><p>{text}</p></div><div class='slot'><p><a href='//ad'>Giá bưởi da xanh tăng phiên thứ 80, mua ngay</a></p></div>"
            for text in TEXT
        )
        + "</div></article>"
    )
)
SAMPLES["text between line breaks inside one paragraph"] = Sample(
    html=page(
        f"<div class='bai-viet'><h1>{TITLE}</h1><i>19/11/2026 16:42</i><p><b>{SAPO}</b></p><p>{'<br/><br/>'.join(TEXT)}</p><p align='right'><b>{AUTHOR}</b></p></div>"
    )
)
_QUESTIONS = (
    "PHÓNG VIÊN: Thưa ông, vì sao hồ cạn sớm hơn mọi năm?",
    "- Ông Rơ Châm Hlớt: Lượng mưa từ tháng 6 đến nay chỉ đạt 58% trung bình nhiều năm, lại thêm kênh chính rò rỉ ở ba đoạn.",
    "Xã đã làm gì để giữ nước?",
    "Chúng tôi đóng cống số 2, lấy nước luân phiên năm ngày một lần cho từng cánh đồng, ưu tiên nước sinh hoạt cho 140 hộ làng Mook.",
    "Bao giờ kênh chính được sửa?",
    "Hồ sơ đã gửi Sở Nông nghiệp và Môi trường, dự kiến khởi công trong tháng 1/2027 với 9,5 tỷ đồng.",
    "Xin cảm ơn ông!",
)
SAMPLES["interview: questions in bold, thanks at the end"] = Sample(
    html=page(
        f"<div class='detail'><h1 class='detail-title'>{TITLE}</h1><div class='detail-info'>{AUTHOR} <span class='date'>19/11/2026 16:42</span></div><h2 class='detail-sapo'>{SAPO}</h2><div class='detail-content'>"
        + "".join(
            f"<p><strong>{text}</strong></p>" if number % 2 == 0 else f"<p>{text}</p>"
            for number, text in enumerate(_QUESTIONS)
        )
        + f"</div><div class='detail-author'><b>{AUTHOR}</b> (thực hiện)</div></div>"
    ),
    text=_QUESTIONS,
)
_LISTED = (
    TEXT[0],
    "Các xã thiếu nước gồm:",
    "Ia Tơi: 320 ha, bơm chuyền ba cấp",
    "Ia Dal: 85 ha, chờ xả nước từ thủy điện",
    "Ia Đal Mới: 40 ha, chuyển sang trồng bắp",
    TEXT[4],
    "Xã | Diện tích (ha) | Thiệt hại",
    "Ia Tơi | 320 | 28%",
    "Ia Dal | 85 | 12%",
    TEXT[7],
)
SAMPLES["lists and tables of figures are text"] = Sample(
    html=page(
        f"<div class='content'><h1 class='post-title'>{TITLE}</h1><div class='post-meta'><span class='author-name'>{AUTHOR}</span> <span>19/11/2026 16:42</span></div><div class='post-excerpt'>{SAPO}</div><div class='post-body'><p>{_LISTED[0]}</p><p>{_LISTED[1]}</p><ul><li>{_LISTED[2]}</li><li>{_LISTED[3]}</li><li>{_LISTED[4]}</li></ul><p>{_LISTED[5]}</p>"
        "<table><tbody><tr><th>Xã</th><th>Diện tích (ha)</th><th>Thiệt hại</th></tr><tr><td>Ia Tơi</td><td>320</td><td>28%</td></tr><tr><td>Ia Dal</td><td>85</td><td>12%</td></tr></tbody></table>"
        f"<p>{_LISTED[9]}</p></div></div>"
    ),
    text=_LISTED,
)
_LIVE = (
    "16:30",
    "Máy bơm thứ tư vận hành, nước đã lên tới kênh cấp hai sau sáu giờ bơm liên tục.",
    "14:10",
    "Xã Ia Tơi họp khẩn, quyết định chi 46 triệu đồng mỗi ngày từ dự phòng ngân sách để thuê máy.",
    "9:05",
    "Cống số 2 đóng lại. Trạm Thủy nông số 4 đo được mực nước 412,3 m, thấp nhất trong mười hai năm.",
)
SAMPLES["photo essay: every picture followed by its text"] = Sample(
    html=page(
        f"<div class='photo-detail'><h1 class='title-news'>{TITLE}</h1><p class='time-news'>Thứ năm, 19/11/2026, 16:42 (GMT+7)</p><p class='description'>{SAPO}</p><article class='photo-body'>"
        + "".join(
            f"<figure><img src='/p{n}.jpg'></figure><div class='desc-photo'><p>{text}</p></div>"
            for n, text in enumerate(TEXT[i] for i in (0, 2, 3, 4, 6, 7))
        )
        + f"<p class='author_mail' style='text-align:right'><strong>{AUTHOR}</strong></p></article></div>"
    ),
    text=tuple(TEXT[i] for i in (0, 2, 3, 4, 6, 7)),
)
SAMPLES["reprint: original named under the headline with its address"] = Sample(
    html=page(
        f"<h1 class='title'>{TITLE}</h1><p class='dateandcat'><span class='pdate'>19-11-2026 - 16:42 PM</span> | <a href='/nn'>Nông nghiệp</a></p><h2 class='sapo'>{SAPO}</h2><div class='contentdetail'>{body(figure=figure(), related='')}<p class='author'>Theo {AUTHOR}</p><p class='source'>Báo Mẫu</p></div><div class='link-source'><a href='https://baomau.example/ho-ia-mo-nong.html' rel='nofollow'>Xem bài gốc</a></div>"
    ),
    source="Báo Mẫu",
    source_url="https://baomau.example/ho-ia-mo-nong.html",
)
SAMPLES["reprint: last line Theo with the paper only"] = Sample(
    html=page(
        f"<h1 class='title'>{TITLE}</h1><span class='created'>19/11/2026 16:42</span><div class='short-intro'>{SAPO}</div><div class='fulltext'>{body(figure=figure(), related='')}<p><strong>Theo Báo Mẫu</strong></p></div>"
    ),
    author=None,
    source="Báo Mẫu",
)
SAMPLES["pages without any linked data or description, byline on top beside the date"] = Sample(
    html=page(
        f"<div class='art'><h1>{TITLE}</h1><div class='line'>{AUTHOR} - 16:42 19/11/2026</div><div class='h-lead'><strong>{SAPO}</strong></div><div class='txt'>{body(figure=figure(), related='')}</div></div>",
        description="",
    )
)
SAMPLES["teasers in the text as paragraphs, with arrows and words of invitation"] = Sample(
    html=page(
        f"<h1 class='d-title'>{TITLE}</h1><div class='d-time'>19/11/2026 16:42 (GMT+7)</div><h2 class='d-sapo'>{SAPO}</h2><div class='d-body'>{body(figure=figure(), related='<p><strong>&gt;&gt; <a href=/n>Giá bưởi da xanh tăng phiên thứ 79</a></strong></p><p><strong>Đọc thêm:</strong></p><p><a href=/o>Giá bưởi da xanh tăng phiên thứ 78 ở Bến Mẫu</a></p><p><em>Xem thêm: <a href=/p>Giá bưởi da xanh tăng phiên thứ 77</a></em></p>')}"
        f"<p><em>Tải ứng dụng Báo Thử để đọc nhanh nhất</em></p></div><div class='d-author'>{AUTHOR}</div>"
    )
)
SAMPLES["live blog: entries with their hours"] = Sample(
    html=page(
        f"<div class='live'><h1 class='live-title'>{TITLE}</h1><span class='live-date'>19/11/2026 16:42</span><div class='live-sapo'>{SAPO}</div><div class='live-list'>"
        + "".join(
            f"<div class='live-item'><p class='live-time'>{_LIVE[n]}</p><div class='live-text'><p>{_LIVE[n + 1]}</p></div></div>"
            for n in (0, 2, 4)
        )
        + f"</div><p class='live-author'>{AUTHOR}</p></div>"
    ),
    text=(_LIVE[1], _LIVE[3], _LIVE[5]),
)
SAMPLES["joomla: month in words, author before the text, hits"] = Sample(
    html=page(
        f"<div class='item-page'><div class='page-header'><h2 itemprop='headline'>{TITLE}</h2></div><dl class='article-info'><dd class='createdby'>Tác giả: <span itemprop='name'>{AUTHOR}</span></dd><dd class='published'>Được đăng: 19 Tháng 11 2026 16:42</dd><dd class='hits'>Lượt xem: 1523</dd></dl><div itemprop='articleBody'><p><strong>{SAPO}</strong></p>{body(figure=figure(), related='')}</div></div>"
    )
)
SAMPLES["dotnetnuke: headline a span, morning as SA"] = Sample(
    html=page(
        f"<div class='NewsDetail'><span id='dnn_ctr_lblTitle' class='Title'>{TITLE}</span><br><span id='dnn_ctr_lblDate' class='Date'>(27-11-2026 - 07:05 SA)</span><div class='Summary'>{SAPO}</div><div id='dnn_ctr_lblContent'>{body(figure=figure(), related='')}<p style='text-align:right'><strong>Tin, ảnh: {AUTHOR}</strong></p></div></div>"
    ),
    time=datetime(2026, 11, 27, 7, 5, tzinfo=VIETNAM),
)
SAMPLES["portal of a commune: views and size of letters beside the day"] = Sample(
    html=page(
        f"<div class='news-detail'><h3 class='title-detail'>{TITLE}</h3><div class='info'><span>Ngày đăng: 19/11/2026 16:42</span> <span>Lượt xem: 1.523</span> <span>Cỡ chữ: A A A</span></div><div class='brief'>{SAPO}</div><div class='content-detail'>{body(figure=figure(), related='')}</div><p class='author'>{AUTHOR}</p><div class='print'><a>In trang</a> <a>Gửi email</a></div></div>"
    )
)
SAMPLES["sharepoint: all parts in boxes of Vietnamese names"] = Sample(
    html=page(
        f"<div class='ms-rtestate-field'><div id='ctl00_lblTieuDe' class='tieude'>{TITLE}</div><div class='ngay'>Thứ Năm, ngày 19/11/2026 - 16:42</div><div class='trichdan'><b>{SAPO}</b></div><div class='noidung'>{body(figure=figure(), related='')}</div><div class='tacgia'>Tác giả: {AUTHOR}</div></div>"
    )
)
SAMPLES["wordpress: day printed, hour in the element, lead in italics"] = Sample(
    html=page(
        f"<article class='post type-post'><header class='entry-header'><h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span class='posted-on'><time class='entry-date published' datetime='2026-11-19T16:42:00+07:00'>19 Tháng 11, 2026</time></span> <span class='byline'>bởi <a class='url fn n' href='/author/x'>{AUTHOR}</a></span></div></header><div class='entry-content'><p><em>{SAPO}</em></p>{body(figure=figure(), related='')}<div class='sharedaddy'><h3>Chia sẻ:</h3><ul><li><a>Facebook</a></li></ul></div></div></article>"
    )
)
SAMPLES["page for phones (AMP)"] = Sample(
    html=page(
        f"<main><h1>{TITLE}</h1><div class='amp-meta'>{AUTHOR} | Thứ Năm, 19/11/2026, 16:42 (GMT+7)</div><h2 class='amp-sapo'>{SAPO}</h2><div class='amp-content'>{body(figure='<amp-img src=/a.jpg></amp-img><p class=amp-caption>' + CAPTION + '</p>', related='')}</div><amp-social-share></amp-social-share></main>"
    )
)
SAMPLES["page for printing: time and lead inside the text"] = Sample(
    html=f"<html><head><meta charset=utf-8><title>{TITLE}</title></head><body onload='window.print()'><div id=print><img src=/logo.png><h1>{TITLE}</h1><p>Thứ Năm, 19/11/2026, 16:42 (GMT+7)</p><p><b>{SAPO}</b></p>"
    + "".join(f"<p>{t}</p>" for t in TEXT)
    + f"<p style='text-align:right'><b>{AUTHOR}</b></p><p>Bản quyền thuộc về Báo Thử. Sao chép phải ghi rõ nguồn.</p></div></body></html>"
)
SAMPLES["only a time of change, before the weekday"] = Sample(
    html=page(
        f"<h1 class='tt'>{TITLE}</h1><p class='thoigian'>Cập nhật lúc 16:42, Thứ Năm, 19/11/2026</p><p class='mota'>{SAPO}</p><div class='nd'>{body(figure=figure(), related='')}<p class='ky'>{AUTHOR}</p></div>"
    )
)
SAMPLES["hour before the day, invitations after the name"] = Sample(
    html=page(
        f"<div class='cnt'><h1>{TITLE}</h1><span class='d'>16:42 | 19/11/2026</span><p class='des'>{SAPO}</p><div class='ct'>{body(figure=figure(), related='')}<p>&nbsp;</p><p style='text-align: right;'>{AUTHOR}</p><p><em>(Theo dõi Báo Thử trên Zalo)</em></p><p>Mời bạn đọc xem thêm các tin bài tại chuyên mục Nông nghiệp</p></div></div>"
    )
)
SAMPLES["hour with h"] = Sample(
    html=page(
        f"<div class='bv'><h1>{TITLE}</h1><span class='time-post'>Đăng ngày 19/11/2026 lúc 16h42</span><p class='sapo-bv'>{SAPO}</p><div class='bv-nd'>{body(figure=figure(), related='')}</div><div class='bv-tg'>{AUTHOR}</div></div>"
    )
)
SAMPLES["date in words"] = Sample(
    html=page(
        f"<div class='bv'><h1>{TITLE}</h1><span class='post'>Thứ năm, ngày 19 tháng 11 năm 2026 | 16:42</span><p class='lead'>{SAPO}</p><div class='bv-nd'>{body(figure=figure(), related='')}<p><strong>{AUTHOR}</strong></p></div></div>"
    )
)
SAMPLES["aggregator: outlet above, its article below"] = Sample(
    html=page(
        f"<div class='article'><h1 class='title'>{TITLE}</h1><div class='meta'><a class='source' href='https://mau.example/'>Báo Mẫu</a> <time datetime='2026-11-19T16:42:00.000+07:00'>19/11/26 16:42 GMT+7</time> <a>12 liên quan</a> <a>Gốc</a></div><h3 class='sapo'>{SAPO}</h3><div class='content-body'>{body(figure=figure(), related='')}<p class='body-author'><strong>{AUTHOR}</strong></p></div><p class='link-source'>Nguồn <a href='https://mau.example/ho-1.html'>Báo Mẫu</a>: https://mau.example/ho-1.html</p></div>"
    ),
    source="Báo Mẫu",
    source_url="https://mau.example/ho-1.html",
)
SAMPLES["time and person in linked data only, in UTC"] = Sample(
    html=page(
        f"<div class='x1'><h1>{TITLE}</h1><div class='x2'>{SAPO}</div><div class='x3'>{body(figure=figure(), related='')}</div></div>",
        linked("2026-11-19T09:42:00Z", f'{{"@type":"Person","name":"{AUTHOR}"}}'),
    )
)
SAMPLES["afternoon as CH, person and outlet in the last line"] = Sample(
    html=page(
        f"<div class='bv'><h1>{TITLE}</h1><span class='date'>19-11-2026 - 04:42 CH</span><p class='lead'>{SAPO}</p><div class='bv-nd'>{body(figure=figure(), related='')}<p>Theo {AUTHOR} (Báo Mẫu)</p></div></div>"
    ),
    source="Báo Mẫu",
)
SAMPLES["rating and key words inside the text"] = Sample(
    html=page(
        f"<div class='bv'><h1>{TITLE}</h1><div class='dt'><i class='fa'></i> 19/11/2026 16:42</div><div class='tomtat'>{SAPO}</div><div class='nd'>{body(figure=figure(), related='')}<div class='author-post'>{AUTHOR}</div><div class='danhgia'><p>Đánh giá bài viết: 4.5/5 (12 bình chọn)</p></div><p>Từ khóa: hồ chứa, hạn hán, Ia Tơi</p><div class='tinlienquan'><h4>Tin liên quan</h4><ul><li><a href='/a'>Giá bưởi da xanh tăng phiên thứ 99 tại chợ</a> (18/11/2026)</li></ul></div></div></div>"
    )
)
