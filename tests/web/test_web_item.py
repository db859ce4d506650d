from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pipeline.store import articles, audit
from pipeline.store.tables import ArticleRow, VersionRow

SignIn = Callable[[str], Any]


def test_flags_are_judged_on_the_page_of_the_case_by_those_who_decide(sign_in: SignIn) -> None:
    assert "Đánh giá dấu hiệu của hệ thống" in sign_in("truc").get("/vu-viec/1").text
    assert "Đánh giá dấu hiệu của hệ thống" not in sign_in("vanthu").get("/vu-viec/1").text


def test_the_page_sets_the_official_fact_beside_the_marked_sentence(sign_in: SignIn) -> None:
    text = sign_in("truc").get("/vu-viec/1").text
    assert '<mark id="co-1">' in text
    assert "1.524 ca" in text
    assert "1.254 ca" in text
    assert "Nguồn: Báo cáo số 11/BC-SYT ngày 20/11/2026 của Sở Y tế" in text
    assert "ab" * 32 in text
    assert "1 báo khác đăng cùng nội dung" in text


def test_markup_in_an_article_is_shown_never_run(sign_in: SignIn) -> None:
    text = sign_in("truc").get("/vu-viec/1").text
    assert "&lt;b&gt;giấu tên&lt;/b&gt;" in text
    assert "<b>giấu tên" not in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "http://[::1"])
def test_only_web_addresses_become_links(sign_in: SignIn, stored: Session, address: str) -> None:
    version = stored.get_one(VersionRow, ("bao-1", 1))
    version.record = version.record | {"url": address}  # type: ignore[operator]
    stored.commit()
    text = sign_in("truc").get("/vu-viec/1").text
    assert f'href="{address}' not in text
    assert "Bài gốc" not in text


def test_links_out_give_nothing_away(sign_in: SignIn) -> None:
    text = sign_in("truc").get("/vu-viec/1").text
    assert text.count('href="https://') == text.count('rel="noopener noreferrer"') == 2


def test_the_place_in_the_list_and_the_neighbours_are_shown(sign_in: SignIn) -> None:
    text = sign_in("truc").get("/vu-viec/2?ds=cho-xem").text
    assert "2/4" in text
    assert 'rel="prev" href="/vu-viec/1?ds=cho-xem"' in text
    assert 'rel="next" href="/vu-viec/3?ds=cho-xem"' in text


def test_neighbours_keep_the_filter_of_the_list(sign_in: SignIn) -> None:
    text = sign_in("quanly").get("/vu-viec/2?ds=cho-xem&co-quan=qn-yte").text
    assert "2/4" in text
    assert 'href="/vu-viec/3?ds=cho-xem&amp;co-quan=qn-yte"' in text


def test_an_older_version_can_be_read_but_not_decided_upon(
    sign_in: SignIn, stored: Session, house: ModuleType
) -> None:
    article = articles.load(stored, ["bao-1"])[0].article
    changed = replace(article, body=article.body.replace("1.524", "1.254"))
    house.keep_article(stored, changed, "bao", house.NOW + timedelta(hours=1))
    stored.commit()
    visitor = sign_in("truc")
    new, old = visitor.get("/vu-viec/1").text, visitor.get("/vu-viec/1?ban=1").text
    assert "Bài đã thay đổi: 2 bản" in new
    assert '<mark id="co-1">' not in new
    for page in (new, old):  # every changed sentence whole, not the first alone
        assert "So sánh từng câu (1)" in page
        assert '<del lang="vi">Đến nay toàn tỉnh ghi nhận 1.524 ca mắc sốt xuất huyết.</del>' in page
        assert '<ins lang="vi">Đến nay toàn tỉnh ghi nhận 1.254 ca mắc sốt xuất huyết.</ins>' in page
    assert "Đây là bản 1; bản mới nhất là bản 2." in old
    assert "Ghi nhận kết luận" in new
    assert "Ghi nhận kết luận" not in old
    assert visitor.get("/vu-viec/1?ban=7").status_code == 404
    assert stored.get_one(ArticleRow, "bao-1").version == 2


def test_that_somebody_saw_a_case_is_kept_once(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    for _ in range(3):
        visitor.get("/vu-viec/1")
    seen = [event.actor for event in audit.history(stored, 1) if event.action == "see"]
    assert seen == ["truc"]
    assert audit.first_broken(stored) is None


@pytest.mark.parametrize("login", ["vanthu", "quanly", "lanhdao"])
def test_who_does_not_decide_gets_no_form(sign_in: SignIn, login: str) -> None:
    assert "Ghi nhận kết luận" not in sign_in(login).get("/vu-viec/1").text
