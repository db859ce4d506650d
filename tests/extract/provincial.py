"""Pages as provincial papers, portals and old systems print them, each with one thing that reads wrong easily.

Outlets, people and texts are invented; only the order of parts, the class names and the forms of dates, bylines and
sources are those of the press. `NOISE` marks what is not the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.dates import VIETNAM

TITLE = "Trạm bơm Đăk Uy hỏng, 46 hộ ở thôn Kon Tu phải mua nước"
SAPO = "Trạm bơm cấp nước sinh hoạt xã Đăk Uy ngừng chạy từ giữa tháng 10, 46 hộ dân thôn Kon Tu mua nước với giá 90.000 đồng mỗi khối."
TEXT = (
    "Chiều 12/11, bà Y Hlui, trưởng thôn Kon Tu, cho biết trạm bơm hỏng mô tơ từ ngày 15/10, đến nay chưa có phụ tùng thay.",
    "Theo UBND xã Đăk Uy, kinh phí sửa chữa là 185 triệu đồng; xã đã gửi tờ trình lên Sở Nông nghiệp và Môi trường từ đầu tháng.",
    "“Nhà tôi bốn người, mỗi tuần mất gần 200.000 đồng tiền nước”, ông A Thul, 52 tuổi, nói.",
    "Ông Trần Văn Mẫu, Phó Chủ tịch UBND xã, khẳng định trạm sẽ chạy lại trước ngày 30/11.",
)
AUTHOR = "Lưu Khánh Vy"
TIME = datetime(2024, 11, 12, 8, 5, tzinfo=VIETNAM)
NOISE = (
    "cà phê", "Đọc nhiều", "Máy bơm hỏng", "Lượt xem", "Gửi cho bạn", "In trang", "Thăm dò", "Liên kết", "Bình luận", "Chia sẻ",
    "Trang chủ", "Bản quyền", "Tổng Biên tập", "Xem thêm", "Các tin", "Tin liên quan", "Zalo", "Audio", "Nghe đọc", "Cỡ chữ",
)  # fmt: skip
CAPTION = "Máy bơm hỏng nằm chờ ở trạm Đăk Uy"
SITE = "Báo Cao Nguyên Mẫu"


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


def paragraphs(form: str = "<p>{}</p>", texts: tuple[str, ...] = TEXT, **after: str) -> str:
    """Return the text in elements of one form; `after` gives what stands behind paragraph `p0`, `p1`, ..."""
    return "".join(form.format(text) + after.get(f"p{number}", "") for number, text in enumerate(texts))


LIST = "".join(
    f"<div class='tin'><a href='/gia-ca-phe-{n}.html'><img src='/c{n}.jpg' alt=''></a><h4><a href='/gia-ca-phe-{n}.html'>Giá cà phê nhân xô trong vùng lại giảm {n}00 đồng mỗi ký</a></h4>"
    f"<p>Thương lái ép giá, nông dân trữ cà phê chờ sang năm, theo ghi nhận ở {n} điểm thu mua.</p></div>"
    for n in range(2, 9)
)


def page(
    content: str,
    head: str = "",
    *,
    title: str = f"{TITLE} - {SITE}",
    og: str | None = TITLE,
    description: str | None = SAPO,
    after: str = "",
) -> str:
    """Return a whole page around `content`; None leaves a meta tag out."""
    meta = f"<meta property='og:title' content='{og}'>" if og else ""
    meta += f"<meta name='description' content='{description}'>" if description else ""
    menu = "".join(f"<li><a href='/cm{n}'>Mục số {n}</a></li>" for n in range(11))
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{meta}{head}</head><body>"
        f"<div id='header'><a href='/'><img src='/logo.png' alt='{SITE}'></a><div class='today'>Thứ Sáu, ngày 27/11/2026</div><ul class='menu'><li><a href='/'>Trang chủ</a></li>{menu}</ul></div>"
        f"<div id='main'>{content}</div>{after}<div id='right'><h3>Đọc nhiều</h3>{LIST}</div>"
        f"<div id='bottom'><p>{SITE}. Tổng Biên tập: Ngô Mẫu. Điện thoại: 0260 000 000.</p><p>Bản quyền thuộc {SITE}. Liên kết website.</p></div></body></html>"
    )


def linked(data: str) -> str:
    """Return linked data."""
    return f'<script type="application/ld+json">{data}</script>'


FIGURE = f"<figure><img src='/b.jpg' alt=''><figcaption>{CAPTION}. Ảnh: K.V</figcaption></figure>"
SAMPLES: dict[str, Sample] = {}

SAMPLES["time with a bar, weekday and zone in brackets, nothing for machines"] = Sample(
    html=page(
        f"<div class='bai'><h1>{TITLE}</h1><div class='tg'>Thứ Ba, 12/11/2024 | 08:05 (GMT+7)</div><div class='mota'>{SAPO}</div><div class='nd'>{paragraphs(p0=FIGURE)}</div><div class='tg2'><b>{AUTHOR}</b></div></div>"
    )
)
SAMPLES["minutes marked by a stroke, hour before day"] = Sample(
    html=page(
        f"<div class='detail'><h1 class='d-title'>{TITLE}</h1><span class='d-time'>08:05' 12/11/2024</span><h2 class='d-lead'>{SAPO}</h2><div class='d-content'>{paragraphs()}<p style='text-align:right'><b>{AUTHOR}</b></p></div></div>"
    )
)
SAMPLES["half day in letters with narrow spaces"] = Sample(
    html=page(
        f"<div class='detail'><h1>{TITLE}</h1><p class='date'>12/11/2024 8:05\u202fSA</p><p class='lead'>{SAPO}</p><div class='body'>{paragraphs()}</div><p class='author'>{AUTHOR}</p></div>"
    )
)
SAMPLES["day, month and year in words, hour in words"] = Sample(
    html=page(
        f"<div class='detail'><h1>{TITLE}</h1><p class='ngaythang'>Thứ ba, ngày 12 tháng 11 năm 2024, 08 giờ 05 phút</p><p class='lead'>{SAPO}</p><div class='body'>{paragraphs()}</div><p class='author'>{AUTHOR}</p></div>"
    )
)
SAMPLES["joomla 1.5: table of contentheading, createdate, small author, buttons"] = Sample(
    html=page(
        f"<table class='contentpaneopen'><tr><td class='contentheading' width='100%'>{TITLE}</td><td class='buttonheading'><a href='#' title='PDF'><img src='/pdf.png'></a></td><td class='buttonheading'><a title='In'>In trang</a></td></tr></table>"
        f"<table class='contentpaneopen'><tr><td valign='top'><span class='small'>Viết bởi {AUTHOR}</span></td></tr><tr><td valign='top' class='createdate'>Thứ ba, 12 Tháng 11 2024 08:05</td></tr><tr><td valign='top'><p><strong>{SAPO}</strong></p>{paragraphs('<p style=text-align:justify>{}</p>')}</td></tr>"
        "<tr><td class='modifydate'>Lần cập nhật cuối lúc Thứ tư, 13 Tháng 11 2024 09:10</td></tr></table><h3>Các tin khác:</h3><ul class='relateditems'><li><a href='/1'>Giá cà phê nhân xô giảm phiên thứ ba liền</a></li><li><a href='/2'>Giá cà phê đứng yên, người trồng sốt ruột</a></li></ul>",
        og=None,
    )
)
SAMPLES["joomla 3: item-page, icons, dl of article info"] = Sample(
    html=page(
        f"<div class='item-page' itemscope itemtype='https://schema.org/Article'><meta itemprop='inLanguage' content='vi-VN'><div class='page-header'><h2 itemprop='headline'>{TITLE}</h2></div><div class='icons'><ul><li><a href='#'>In trang</a></li><li><a href='#'>Gửi cho bạn</a></li></ul></div>"
        f"<dl class='article-info muted'><dt class='article-info-term'>Chi tiết</dt><dd class='createdby' itemprop='author'>Viết bởi <span itemprop='name'>{AUTHOR}</span></dd><dd class='category-name'>Chuyên mục: <a href='/xh'>Xã hội</a></dd><dd class='published'><time datetime='2024-11-12T01:05:00+00:00' itemprop='datePublished'>Được đăng: 12 Tháng 11 2024</time></dd><dd class='hits'>Lượt xem: 231</dd></dl>"
        f"<div itemprop='articleBody'><p><strong>{SAPO}</strong></p>{paragraphs()}</div><ul class='pager pagenav'><li><a href='/3'>Giá cà phê giảm, trang kế tiếp của tin</a></li></ul></div>",
        og=None,
    )
)
SAMPLES["sharepoint portal: divs by number, date in brackets behind the headline, text in nested divs"] = (
    Sample(
        html=page(
            f"<div class='ms-rtestate-field'><div class='PortalTinTuc'><div class='title-news'>{TITLE} <span class='date-news'>(12/11/2024 08:05)</span></div><div class='ms-WPBody'><div class='summary-news'>{SAPO}</div><div class='content-news'><div class='ExternalClass0A1B'>{paragraphs('<div style=text-align:justify><span style=font-size:14pt>{}</span></div>')}<div style='text-align:right'><strong>{AUTHOR}</strong></div></div></div></div></div></div>"
        )
    )
)
SAMPLES["liferay portal: journal content, date with view counter beside it"] = Sample(
    html=page(
        f"<div class='journal-content-article'><div class='news-detail'><h3 class='news-title'>{TITLE}</h3><div class='news-info'><span>Ngày đăng: 12/11/2024 08:05:33</span> | <span>Lượt xem: 1.204</span></div><div class='news-summary'><b>{SAPO}</b></div><div class='news-content'>{paragraphs()}</div><div class='news-author'>Tác giả: {AUTHOR}</div></div></div>",
    ),
    time=TIME.replace(second=33),
)
SAMPLES["page title and og:title are the site's, headline in capitals is an h1"] = Sample(
    html=page(
        f"<h1 class='ten-bao'><a href='/'>{SITE}</a></h1><div class='ct'><h1 class='ct-tit'>{TITLE.upper()}</h1><p class='ct-ngay'>Cập nhật ngày: 12/11/2024 08:05:00</p><p class='ct-sapo'>{SAPO}</p><div class='ct-nd'>{paragraphs()}<p class='ct-tg' align='right'>{AUTHOR}</p></div></div>",
        title=f"{SITE} - Tin tức, sự kiện trong tỉnh",
        og=SITE,
        description="Tin tức, sự kiện, chính trị, kinh tế, văn hóa, xã hội của tỉnh, cập nhật hằng ngày.",
    ),
    title=TITLE.upper(),
)
SAMPLES["linked data: list of graphs, author object with url only name, headline html-escaped"] = Sample(
    html=page(
        f"<main><h1>{TITLE}</h1><p class='sum'>{SAPO}</p><div class='txt'>{paragraphs(p1=FIGURE)}</div></main>",
        linked(
            f'[{{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[]}},{{"@context":"https://schema.org","@graph":[{{"@type":"Organization","name":"{SITE}"}},{{"@type":["Article","NewsArticle"],"headline":"Trạm bơm Đăk Uy hỏng, 46 hộ ở thôn Kon Tu phải mua nước","datePublished":"2024-11-12T01:05:00.000Z","dateModified":"2024-11-12T02:00:00.000Z","author":{{"@type":"Person","name":"{AUTHOR}","url":"/tg/vy"}}}}]}}]'
        ),
        og=None,
        description=None,
    )
)
SAMPLES["linked data: author by reference in the graph, time without zone"] = Sample(
    html=page(
        f"<main><h1>{TITLE}</h1><p class='sum'>{SAPO}</p><div class='txt'>{paragraphs()}</div></main>",
        linked(
            f'{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","@id":"#a","headline":"{TITLE}","datePublished":"2024-11-12 08:05:00","author":{{"@id":"#p"}}}},{{"@type":"Person","@id":"#p","name":"{AUTHOR}"}}]}}'
        ),
    )
)
SAMPLES["author behind the sapo after a slash, outlet's stamp before it"] = Sample(
    html=page(
        f"<article><h1>{TITLE}</h1><div class='meta'><time>12/11/2024 08:05</time></div><div class='desc'>BCNM - {SAPO}</div><div class='content'>{paragraphs()}<p class='pAuthor'>{AUTHOR}/BCNM</p></div></article>"
    ),
    sapo=f"BCNM - {SAPO}",
)
SAMPLES["last paragraph ends in the name after a dash"] = Sample(
    html=page(
        f"<article><h1>{TITLE}</h1><div class='meta'><span class='time'>12/11/2024 08:05</span></div><div class='desc'>{SAPO}</div><div class='content'>{paragraphs()}<p><em>Bài, ảnh: </em><b>{AUTHOR.upper()}</b></p></div></article>"
    ),
    author=AUTHOR.upper(),
)
SAMPLES["text, then picture by another, names on two lines"] = Sample(
    html=page(
        f"<article><h1>{TITLE}</h1><div class='meta'><span class='time'>12/11/2024 08:05</span></div><div class='desc'>{SAPO}</div><div class='content'>{paragraphs(p2=FIGURE)}<p style='text-align:right'><strong>Bài: {AUTHOR}<br>Ảnh: Đỗ Thạch Anh</strong></p></div></article>"
    )
)
SAMPLES["reprint: Theo and the outlet in the last line, no person"] = Sample(
    html=page(
        f"<article><h1>{TITLE}</h1><div class='meta'><span class='time'>12/11/2024 08:05</span></div><div class='desc'>{SAPO}</div><div class='content'>{paragraphs()}<p style='text-align:right'><em>Theo Báo Sông Mẫu</em></p></div></article>"
    ),
    author=None,
    source="Báo Sông Mẫu",
)
SAMPLES["reprint: person, then outlet in brackets"] = Sample(
    html=page(
        f"<article><h1>{TITLE}</h1><div class='meta'><span class='time'>12/11/2024 08:05</span></div><div class='desc'>{SAPO}</div><div class='content'>{paragraphs()}<p><strong>{AUTHOR} (Theo Báo Sông Mẫu)</strong></p></div></article>"
    ),
    source="Báo Sông Mẫu",
)
SAMPLES["linked headlines as paragraphs in mid-body, with arrows and in bold"] = Sample(
    html=page(
        f"<div class='post'><h1>{TITLE}</h1><div class='post-meta'><span class='post-author'>{AUTHOR}</span> <span class='post-date'>12/11/2024 08:05</span></div><p class='post-excerpt'>{SAPO}</p><div class='post-body'>"
        + paragraphs(
            p0="<p><strong>&gt;&gt; <a href='/1'>Giá cà phê nhân xô giảm sâu sau lễ</a></strong></p>",
            p1="<p><em>Xem thêm: <a href='/2'>Người trồng cà phê chờ giá lên</a></em></p>",
            p2="<p><b><a href='/5'>Ba đại lý thu mua cà phê đóng cửa</a></b></p>",
        )
        + "</div></div>"
    )
)
SAMPLES["reading aloud, font size and share bars between headline and text"] = Sample(
    html=page(
        f"<div class='post'><h1>{TITLE}</h1><div class='bar'><span class='gio'>08:05 | 12/11/2024</span><span>Cỡ chữ</span><a>A-</a><a>A+</a><span>Nghe đọc bài</span><a>Zalo</a><a>Chia sẻ</a></div><div class='audio-box'><p>Audio: Nghe đọc bài này bằng giọng nữ miền Nam</p></div><h2 class='post-sapo'>{SAPO}</h2><div class='post-body'>{paragraphs()}</div><div class='nguoiviet'>{AUTHOR}</div></div>"
    )
)
SAMPLES["amp: canonical elsewhere, sidebar menu, body in c-article"] = Sample(
    html=page(
        f"<amp-sidebar id='sb'><ul><li><a href='/'>Trang chủ</a></li></ul></amp-sidebar><article class='c-article'><h1 class='c-article__title'>{TITLE}</h1><div class='c-article__meta'><span>{AUTHOR}</span> - <time>12/11/2024 08:05</time></div><h2 class='c-article__sapo'>{SAPO}</h2><div class='c-article__body'>{paragraphs(p0=f'<amp-img src=/b.jpg></amp-img><p class=c-caption>{CAPTION}</p>', p2='<amp-ad></amp-ad>')}</div></article>",
        "<link rel='canonical' href='https://cao-nguyen.example/tram-bom-1.html'>",
    )
)
SAMPLES["everything in one cell, cut by line breaks, byline right in its own cell"] = Sample(
    html=page(
        f"<table><tr><td class='Tieude_tin'>{TITLE}</td></tr><tr><td class='Ngay_tin'>Cập nhật: 12/11/2024 8:05:00 SA</td></tr><tr><td class='Tomtat'>{SAPO}</td></tr><tr><td class='Noidung_tin'>{'<br><br>'.join(TEXT)}</td></tr><tr><td align='right' class='Tacgia'>{AUTHOR}</td></tr></table>",
        og=None,
    )
)
SAMPLES["no sapo at all: text begins at once"] = Sample(
    html=page(
        f"<div class='single'><h1>{TITLE}</h1><div class='single-meta'>Đăng bởi {AUTHOR} - 12/11/2024 08:05</div><div class='single-body'>{paragraphs()}</div></div>",
        description=None,
    ),
    sapo="",
)
SAMPLES["description cut by dots in the middle of a word; the sapo is shown whole"] = Sample(
    html=page(
        f"<div class='single'><h1>{TITLE}</h1><div class='single-meta'><b>{AUTHOR}</b> 12/11/2024 08:05</div><div class='single-head'>{SAPO}</div><div class='single-body'>{paragraphs()}</div></div>",
        description=f"{SAPO[:78]}...",
    )
)
SAMPLES["table of figures in the text, heading rows kept"] = Sample(
    html=page(
        f"<div class='single'><h1>{TITLE}</h1><div class='single-meta'><b>{AUTHOR}</b> 12/11/2024 08:05</div><div class='single-head'>{SAPO}</div><div class='single-body'>"
        + paragraphs(
            p1="<table border='1'><tr><td>Thôn</td><td>Số hộ</td></tr><tr><td>Kon Tu</td><td>46</td></tr><tr><td>Kon Hra</td><td>12</td></tr></table>"
        )
        + "</div></div>"
    ),
    text=(*TEXT[:2], "Thôn | Số hộ", "Kon Tu | 46", "Kon Hra | 12", *TEXT[2:]),
)
SAMPLES["day and hour in two elements, relative time before them"] = Sample(
    html=page(
        f"<div class='single'><h1>{TITLE}</h1><div class='when'><span class='ago'>2 năm trước</span><span class='d'>12/11/2024</span><span class='h'>08:05</span></div><div class='single-head'>{SAPO}</div><div class='single-body'>{paragraphs()}</div><p class='by'>{AUTHOR}</p></div>"
    )
)
SAMPLES["blog system of a paper: time stamp with the name of the month"] = Sample(
    html=page(
        f"<article class='hentry'><header class='entry-header'><h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span class='posted-on'>Đăng ngày <a href='/1'><time class='entry-date published' datetime='2024-11-12T08:05:41+07:00'>12 Tháng Mười Một, 2024</time></a></span> <span class='byline'>bởi <a href='/author/vy'>{AUTHOR}</a></span></div></header><div class='entry-content'><p><strong>{SAPO}</strong></p>{paragraphs()}<div class='sharedaddy'><h3>Chia sẻ:</h3></div></div></article>"
    ),
    time=TIME.replace(second=41),
)
for _named in ("ykien", "khung"):
    SAMPLES[f"comments of readers longer than the text, in boxes called {_named}"] = Sample(
        html=page(
            f"<div class='single'><h1>{TITLE}</h1><div class='single-meta'><b>{AUTHOR}</b> 12/11/2024 08:05</div><div class='single-head'>{SAPO}</div><div class='single-body'>{paragraphs()}</div></div>",
            after="<div class='"
            + _named
            + "'><h3>Bình luận (20)</h3>"
            + "".join(
                f"<div class='muc'><b>Bạn đọc {n}</b><p>Bình luận số {n}: chuyện này kéo dài quá lâu rồi, đề nghị xã trả lời dứt khoát cho dân biết, đừng để mùa khô tới nơi mới lo chạy nước.</p><span>12/11/2024 1{n % 10}:20</span></div>"
                for n in range(20)
            )
            + "</div>",
        )
    )

SAMPLES["stroke behind the minutes, day without a nought, weekday by number"] = Sample(
    html=page(
        f"<div class='ndct'><h1>{TITLE}</h1><div class='cap-nhat'>Cập nhật: 08:05' Thứ 3, 12/11/2024</div><div class='trich'>{SAPO}</div><div class='noi-dung-tin'>{paragraphs()}<p><strong>{AUTHOR}</strong></p></div></div>"
    )
)
SAMPLES["changed time stands before the time of publication"] = Sample(
    html=page(
        f"<div class='ndct'><h1>{TITLE}</h1><div class='info-time'><span>Cập nhật lúc 09:30, 12/11/2024</span> <span>Đăng lúc 08:05, 12/11/2024</span></div><div class='trich'>{SAPO}</div><div class='noi-dung-tin'>{paragraphs()}<p class='tac-gia'>{AUTHOR}</p></div></div>"
    )
)
SAMPLES["og:title puts the site in front, headline is a lower heading"] = Sample(
    html=page(
        f"<div class='ct'><h2 class='tieu-de-bai'>{TITLE}</h2><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'><b>{SAPO}</b></p><div class='than-bai'>{paragraphs()}</div><div class='ky-ten'>{AUTHOR}</div></div>",
        og=f"{SITE} | {TITLE}",
        title=f"{SITE} | {TITLE}",
    )
)
SAMPLES["headline linked to itself"] = Sample(
    html=page(
        f"<div class='ct'><h1 class='entry-title'><a href='/xa-hoi/tram-bom-hong-46-ho-mua-nuoc-1.html'>{TITLE}</a></h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>{paragraphs()}</div><div class='ky-ten'>{AUTHOR}</div></div>"
    )
)
SAMPLES["empty paragraphs, spaces and a line of key words inside the text"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>{paragraphs('<p>&nbsp;</p><p>&nbsp;{}&nbsp;</p>')}<p>&nbsp;</p><p style='text-align:right'>{AUTHOR}</p><p>Từ khóa: trạm bơm, nước sinh hoạt</p></div></div>"
    )
)
SAMPLES["signed by the desk, nobody is named"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>{paragraphs()}<p style='text-align:right'><b>Nhóm PV</b></p></div></div>"
    ),
    author=None,
)
SAMPLES["two persons joined by a dash"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>{paragraphs()}<p style='text-align:right'><b>{AUTHOR} - Đỗ Thạch Anh</b></p></div></div>"
    ),
    author=f"{AUTHOR}; Đỗ Thạch Anh",
)
SAMPLES["list of points inside the text"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>"
        + paragraphs(
            p1="<ul><li>Thay mô tơ 15 kW và tủ điện.</li><li>Nạo vét hố hút, thay 120 m ống.</li></ul>"
        )
        + f"</div><div class='ky-ten'>{AUTHOR}</div></div>"
    ),
    text=(*TEXT[:2], "Thay mô tơ 15 kW và tủ điện.", "Nạo vét hố hút, thay 120 m ống.", *TEXT[2:]),
)
SAMPLES["quote box and headings in bold paragraphs"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>"
        + paragraphs(p0="<p><strong>Chờ phụ tùng</strong></p>")
        + f"</div><div class='ky-ten'>{AUTHOR}</div></div>"
    ),
    text=(TEXT[0], "Chờ phụ tùng", *TEXT[1:]),
)
SAMPLES["reprint: source with a link in a line of its own"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>{paragraphs()}<p style='text-align:right'>Nguồn: <a href='https://song-mau.example/tram-bom.html'>Báo Sông Mẫu</a></p></div></div>"
    ),
    author=None,
    source="Báo Sông Mẫu",
)
SAMPLES["paper's own name signs"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='than-bai'>{paragraphs()}<p style='text-align:right'><b>{SITE}</b></p></div></div>"
    ),
    author=None,
)
SAMPLES["most read box between sapo and text"] = Sample(
    html=page(
        f"<div class='ct'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='xx'><ul><li><a href='/1'>Giá cà phê nhân xô giảm sâu ở cả vùng</a></li><li><a href='/2'>Nông dân trữ cà phê chờ giá sang năm</a></li></ul></div><div class='than-bai'>{paragraphs()}</div><div class='ky-ten'>{AUTHOR}</div></div>"
    )
)
SAMPLES["live reports: each with its hour, newest first"] = Sample(
    html=page(
        f"<div class='live'><h1>{TITLE}</h1><div class='thoi-gian'>12/11/2024 - 08:05</div><p class='sapo'>{SAPO}</p><div class='live-list'>"
        + "".join(
            f"<div class='live-item'><span class='live-hour'>1{4 - number}:20</span><div class='live-text'><p>{text}</p></div></div>"
            for number, text in enumerate(TEXT)
        )
        + f"</div><p class='author'>{AUTHOR}</p></div>"
    )
)
