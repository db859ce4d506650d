from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from pipeline.web import queue

SignIn = Callable[[str], Any]


def cases(text: str) -> list[int]:
    return [int(found) for found in re.findall(r'<h2><a href="/vu-viec/(\d+)', text)]


@pytest.mark.parametrize(
    ("login", "first_list"),
    [("truc", "cho-xem"), ("truong", "du-thao"), ("vanthu", "da-duyet"), ("quanly", "cho-xem")],
)
def test_each_role_starts_with_its_own_list(sign_in: SignIn, login: str, first_list: str) -> None:
    assert sign_in(login).get("/").location == f"/vu-viec?ds={first_list}"


def test_the_morning_queue_tells_why_each_case_is_here(sign_in: SignIn) -> None:
    text = sign_in("truc").get("/vu-viec").text
    assert cases(text) == [1, 2, 3, 4]
    assert "Số ca mắc 1.524 khác số 1.254 của Sở Y tế." in text
    assert (
        '<blockquote lang="vi">Đến nay toàn tỉnh ghi nhận 1.524 ca mắc sốt xuất huyết.</blockquote>' in text
    )
    assert "23/11/2026 06:30" in text
    assert "2 bản đăng" in text
    assert "Lần thu thập gần nhất" in text


def test_sources_in_trouble_are_named_with_the_reason(sign_in: SignIn) -> None:
    text = sign_in("truc").get("/vu-viec").text
    assert "1 nguồn tin cần kiểm tra" in text
    assert "địa chỉ không còn (3 lần liên tiếp; lần cuối tốt 22/11/2026 07:30)" in text


def test_an_officer_sees_only_the_own_agency_whatever_the_filter_says(sign_in: SignIn) -> None:
    assert cases(sign_in("truc").get("/vu-viec?co-quan=qn-gddt").text) == [1, 2, 3, 4]
    assert cases(sign_in("giaoduc").get("/vu-viec").text) == [5]


@pytest.mark.parametrize("login", ["quanly", "quantri", "lanhdao"])
def test_who_watches_the_province_sees_all_and_can_filter(sign_in: SignIn, login: str) -> None:
    visitor = sign_in(login)
    assert sorted(cases(visitor.get("/vu-viec").text)) == [1, 2, 3, 4, 5]
    assert cases(visitor.get("/vu-viec?co-quan=qn-gddt").text) == [5]


def test_pages_follow_each_other_without_gap_or_repeat(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    visitor = sign_in("truc")
    first = visitor.get("/vu-viec").text
    target = re.search(r'href="([^"]+)" rel="next"', first)
    assert target
    second = visitor.get(target[1].replace("&amp;", "&")).text
    assert cases(first) + cases(second) == [1, 2, 3, 4]
    assert 'rel="next"' not in second


def test_an_empty_list_says_so_and_an_unknown_one_is_not_found(app: Flask, sign_in: SignIn) -> None:
    visitor = sign_in("truc")
    assert "Chưa có vụ việc nào kết thúc." in visitor.get("/vu-viec?ds=ket-thuc").text
    assert visitor.get("/vu-viec?ds=la").status_code == 404


def test_a_page_after_a_case_of_another_agency_is_not_found(sign_in: SignIn) -> None:
    assert sign_in("truc").get("/vu-viec?sau=5").status_code == 404


def code_on(page: str, name: str) -> str:
    """Return the code that a print carries."""
    found = re.search(rf"{name} \(SHA-256 của nội dung\): <code>([0-9a-f]{{64}})</code>", page)
    assert found
    return found[1]


def test_a_print_carries_the_code_of_its_content_which_changes_with_it_alone(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    before = officer.get("/vu-viec").text
    case_before = code_on(officer.get("/vu-viec/2").text, "Mã phiếu")
    elsewhere = sign_in("giaoduc")
    elsewhere.get("/vu-viec?ds=cho-xem")
    officer.get("/vu-viec/1")  # a new line of the audit trail
    after = officer.get("/vu-viec").text
    root = re.compile(r"Mã nhật ký khi in: <code>([0-9a-f]{64})</code>")
    assert root.findall(before) != root.findall(after)
    assert code_on(before, "Mã danh sách") == code_on(after, "Mã danh sách")
    assert code_on(before, "Mã danh sách") not in root.findall(before)
    officer.act("/vu-viec/1/ket-luan", verdict="accurate")
    assert code_on(officer.get("/vu-viec").text, "Mã danh sách") != code_on(before, "Mã danh sách")
    assert code_on(officer.get("/vu-viec/2").text, "Mã phiếu") == case_before
    officer.act("/vu-viec/2/y-kien", comment="Đã gọi trạm y tế xã.")
    assert code_on(officer.get("/vu-viec/2").text, "Mã phiếu") != case_before
