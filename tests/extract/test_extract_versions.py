"""What outlets change on a page without changing the article makes no new version; what changes the text does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session, sessionmaker

from pipeline.cli import caichinh
from pipeline.domain.records import Article, ArticleKind, Capture
from pipeline.extract import extract
from pipeline.ingest.urls import article_id
from pipeline.store import articles, ingested

URL = "https://thu.example/cau-treo-xa-xop-120345.html"
AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
TEXT = (
    "Sáng nay, đoàn công tác đã kiểm tra ba cầu treo ở xã Xốp và đóng một cầu.",
    "Cầu thôn Mô dài 62 m, làm năm 2011, đã mất hai dây neo sau trận lũ tháng 10.",
    "Người dân ba thôn bên kia suối phải đi vòng bảy cây số, học sinh đến lớp muộn hơn mọi ngày.",
    "Xã đề nghị 1,5 tỷ đồng để sửa trước mùa khô năm sau.",
)


def page(text: tuple[str, ...] = TEXT, between: str = "", before: str = "", after: str = "") -> bytes:
    paragraphs = between.join(f"<p>{paragraph}</p>" for paragraph in text)
    return (
        "<!doctype html><html><head><meta charset=utf-8></head><body><nav><a href=/>Trang chủ</a></nav>"
        f"<h1>Xã Xốp đóng một cầu treo vì mất an toàn</h1><span class=date>20/11/2026 10:00</span>{before}"
        f"<p class=sapo>Đoàn công tác kiểm tra ba cầu treo, một cầu phải đóng ngay.</p><div class=noi-dung>{paragraphs}</div>{after}"
        "</body></html>"
    ).encode()


def read(body: bytes) -> Article:
    article = extract(body, url=URL)
    assert article.kind is ArticleKind.ARTICLE
    return article


SAME = {
    "advertisement between paragraphs": page(between="<div class=ads-mid><a href=//ad>Mua ngay căn hộ ven sông giá tốt</a></div>"),
    "sponsored line": page(between="<p><a href=//ad>Ưu đãi cuối năm cho khách hàng thân thiết</a></p>"),
    "views": page(before="<div>1.284 lượt xem</div><span>35 bình luận</span>"),
    "counters inside the text": page(between="<div>5 người đang xem</div><p>1.204 lượt xem</p>"),
    "related box": page(between="<div class=related><ul><li><a href=/1>Một cầu khác cũng hỏng nặng ở xã bên</a></li></ul></div>"),
    "comments": page(after="<section class=comments><p>Bạn đọc góp ý rất dài về chiếc cầu này và mong xã sửa sớm cho bà con.</p></section>"),
    "age of the page": page(before="<div class=age>Cập nhật 3 phút trước</div>"),
    "white space and entities": page(tuple(text.replace(" ", "&nbsp; ") for text in TEXT)),
    "poll": page(after="<div class=poll><p>Theo bạn có nên đóng cầu không? Hãy bấm chọn để cho chúng tôi biết ý kiến của bạn.</p></div>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_advertisements_and_counters_never_make_a_version(name: str) -> None:
    assert read(SAME[name]).body.split("\n\n") == list(TEXT)
    assert articles.text_sha256(read(SAME[name])) == articles.text_sha256(read(page()))


def test_a_new_text_of_a_known_article_is_a_version_and_the_command_names_what_changed(
    sessions: sessionmaker[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = (*TEXT[:3], "Xã đề nghị 15 tỷ đồng để sửa trước mùa khô năm sau.")
    bodies = [page(), SAME["views"], page(newer)]
    kept = []
    with sessions.begin() as session:
        for hours, body in enumerate(bodies):
            at = AT + timedelta(hours=hours)
            capture = Capture(
                url=URL,
                final_url=URL,
                fetched_at=at,
                status=200,
                headers=(),
                body=body,
                sha256=f"{hours:064}",
            )
            row = ingested.add_capture(session, capture)
            article = Article(**(_fields(read(body)) | {"id": article_id(URL)}))
            kept.append(
                articles.save_article(session, article, outlet_id="thu", capture_id=row.id, seen_at=at)
            )
        texts = articles.texts(session, article_id(URL))
        address = session.get_bind().engine.url.render_as_string(hide_password=False)
    assert kept == [True, False, True]
    assert [(text.number, text.capture_sha256) for text in texts] == [(1, f"{0:064}"), (2, f"{2:064}")]
    monkeypatch.setenv("CAICHINH_DATABASE_URL", address)
    result = CliRunner().invoke(caichinh, ["versions", URL], catch_exceptions=False)
    assert result.exit_code == 0
    assert "version 2  figure" in result.output
    assert "- Xã đề nghị 1,5 tỷ đồng" in result.output
    assert "+ Xã đề nghị 15 tỷ đồng" in result.output


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in Article.__dataclass_fields__}
