"""The desk in a real browser: by keyboard alone, without JavaScript, on a phone, on paper, for everybody."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from pipeline.store.tables import ArticleAgencyRow, AuditRow, PassageRow

PASSWORD = "mot mat khau dai"  # noqa: S105  invented
pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def windows(browser: Browser, served: str) -> Callable[[int, bool], Page]:
    """Return windows by number, with or without scripts; each opens once, as that takes as long as ten pages."""

    @cache
    def window(_number: int, scripts: bool) -> Page:
        return browser.new_context(base_url=served, java_script_enabled=scripts).new_page()

    return window


@pytest.fixture
def open_window(windows: Callable[[int, bool], Page]) -> Iterator[Open]:
    """Return a function that gives one window after another, as if it were new; what it remembered is forgotten."""
    opened: list[tuple[Page, bool]] = []

    def window(width: int = 1280, height: int = 900, *, scripts: bool = True) -> Page:
        page = windows(len(opened), scripts)
        opened.append((page, scripts))
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", reduced_motion="null")
        return page

    yield window
    for page, scripts in opened:
        page.context.clear_cookies()
        if scripts:
            page.evaluate("localStorage.clear()")


@pytest.fixture
def open_desk(open_window: Open, served: str, sign_in: Callable[[str], Any]) -> Open:
    """Return a function that signs a person in and gives the list of cases."""

    def opened(login: str = "truc", width: int = 1280, height: int = 900, *, scripts: bool = True) -> Page:
        page = open_window(width, height, scripts=scripts)
        session = sign_in(login).client.get_cookie("caichinh").value
        page.context.add_cookies([{"name": "caichinh", "value": session, "url": served}])
        page.goto("/vu-viec")
        return page

    return opened


def test_from_sign_in_to_a_decision_by_keyboard_alone(app: Flask, open_window: Open, stored: Session) -> None:
    page = open_window()
    page.goto("/")
    page.wait_for_selector("#login:focus")
    for key in ("truc", "Tab", PASSWORD, "Enter"):
        page.keyboard.press(key) if key in {"Tab", "Enter"} else page.keyboard.type(key)
    page.wait_for_url("**/vu-viec?*")
    page.keyboard.press("j")
    page.wait_for_selector(".queue a:focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vu-viec/1?*")
    page.keyboard.press("4")
    page.wait_for_url("**/vu-viec/2?*")
    assert "Đã ghi nhận: Sai sự thật" in page.inner_text(".notices")
    assert stored.query(PassageRow).count() == 1  # only the sentence with an official ground
    page.keyboard.press("z")
    page.wait_for_url("**/vu-viec/1")
    assert "Đã mở lại" in page.inner_text(".notices")
    assert "Sai sự thật" not in page.inner_text(".status")  # it was undone


def test_where_the_keyboard_stands_is_seen_on_every_control(open_desk: Open) -> None:
    page = open_desk()
    page.emulate_media(reduced_motion="reduce")  # no gliding: where the focus is, the page is at once
    page.goto("/vu-viec/1")
    page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
    seen = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        name, style, width, shown = page.evaluate(
            """() => {
                const at = document.activeElement, around = at.closest(".choice") ?? at, look = getComputedStyle(around);
                const within = (edge) => edge >= 0 && edge <= innerHeight;
                const box = at.getBoundingClientRect();
                return [at.tagName + "." + at.className, look.outlineStyle, look.outlineWidth, within(box.top) || within(box.bottom)];
            }"""
        )
        if name == "BODY.":
            break  # once around
        seen.add(name)
        assert (name, style, width, shown) == (name, "solid", "3px", True)
    assert len(seen) > 8
    page.focus(".who button")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineColor") == "rgb(255, 255, 255)"


def test_single_key_shortcuts_can_be_switched_off(open_desk: Open) -> None:
    page = open_desk()
    page.goto("/tai-khoan")
    page.uncheck("#keys-on")
    page.goto("/vu-viec/1")
    page.keyboard.press("1")
    assert page.locator("input[name=verdict]:checked").count() == 0


def test_shortcuts_leave_typing_alone(open_desk: Open) -> None:
    page = open_desk()
    page.goto("/vu-viec/1")
    page.fill("#note", "")
    page.focus("#note")
    page.keyboard.type("124 zn?")
    assert page.input_value("#note") == "124 zn?"
    assert page.locator("input[name=verdict]:checked").count() == 0


def test_the_same_way_without_scripts(open_desk: Open) -> None:
    page = open_desk(scripts=False)
    page.click(".queue h2 a >> nth=0")
    page.check("input[value=false]")
    page.check("input[name=flag] >> nth=0")
    page.click("text=Ghi nhận kết luận")
    page.wait_for_url("**/vu-viec/2?*")
    page.click("text=Hoàn tác")
    page.wait_for_url("**/vu-viec/1")
    assert "Mới, chờ xem" in page.inner_text(".status")


def test_only_what_a_decision_needs_is_shown(open_desk: Open) -> None:
    page = open_desk()
    page.goto("/vu-viec/1")
    assert not page.is_visible("#agency")
    page.keyboard.press("5")
    assert page.is_visible("#agency")
    assert not page.is_visible(".passages")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_key_decides_at_the_end_of_the_page_as_at_its_head(
    open_desk: Open, stored: Session, width: int
) -> None:
    stored.add_all(
        ArticleAgencyRow(article_id=f"bao-{number}", agency_id="qn-gddt", rank=1, score=0.6)
        for number in range(1, 5)
    )
    stored.commit()
    page = open_desk(width=width, height=500)
    page.emulate_media(reduced_motion="reduce")
    for number, keys in enumerate(("4", "5", "6b", "1"), start=1):
        page.goto(f"/vu-viec/{number}")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        assert page.evaluate("scrollY") > 500
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url(lambda url, path=f"/vu-viec/{number}": not url.endswith(path))
    told = [event.detail["verdict"] for event in stored.query(AuditRow).filter_by(action="decide")]
    assert told == ["false", "other_agency", "not_disclosable", "accurate"]


ITEMS = int(os.environ.get("CAICHINH_ITEMS", "7"))
MORNING = (
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "1",
    "1",
    "4",
    "2",
    "1",
    "3",
    "1",
    "1",
    "6",
    "2",
    "1",
    "4",
    "1",
    "2",
)[:ITEMS]
"""Mostly accurate, some to answer, some to correct, some of others, some held; in the first seven, one of each kind."""
SECOND = {"6": "b"}


def test_a_morning_by_keyboard_alone_with_at_most_two_actions_for_each_item(
    open_desk: Open, stored: Session, house: ModuleType
) -> None:
    for number in range(21, 17 + ITEMS):
        house.open_case(stored, number, priority=0.4)
        stored.add(ArticleAgencyRow(article_id=f"bao-{number}", agency_id="qn-gddt", rank=1, score=0.6))
    for number in range(1, 5):
        stored.add(ArticleAgencyRow(article_id=f"bao-{number}", agency_id="qn-gddt", rank=1, score=0.6))
    stored.commit()
    page = open_desk()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/vu-viec/1?*")
    actions, most = 0, 0
    for place, key in enumerate(MORNING, start=1):
        assert page.inner_text(".steps span").startswith(f"1/{ITEMS + 1 - place}")
        before = page.url
        keys = [key, *([SECOND[key]] if key in SECOND else [])]
        for pressed in keys:
            page.keyboard.press(pressed)
        page.wait_for_url(lambda url, before=before: url != before)
        actions, most = actions + len(keys), max(most, len(keys))
    print(f"{ITEMS} items decided by keyboard: {actions} actions, at most {most} for one")  # noqa: T201
    assert "Không còn vụ việc nào cần xem." in page.inner_text("main")
    assert most <= 2
    decided = [event.action for event in stored.query(AuditRow)].count("decide")
    assert decided == ITEMS


def test_somebody_else_on_the_same_item_is_shown_and_the_second_decision_is_told(open_desk: Open) -> None:
    mine, theirs = open_desk("truc"), open_desk("truong")
    mine.goto("/vu-viec/1")
    theirs.goto("/vu-viec/1")
    assert "Chuyên viên Ví Dụ" in theirs.inner_text("#dang-xem")
    mine.fill("#note", "Đã gọi trạm y tế xã.")
    theirs.keyboard.press("2")
    theirs.wait_for_url("**/vu-viec/2?*")
    mine.focus("input[value=accurate]")
    mine.keyboard.press("1")
    mine.wait_for_selector("#loi")
    assert "Không có gì bị ghi đè" in mine.inner_text("#loi")
    assert "Đã gọi trạm y tế xã." in mine.inner_text("#loi")


def test_search_bulk_and_snooze_without_scripts(open_desk: Open) -> None:
    page = open_desk(scripts=False)
    page.fill("#q", "sot xuat huyet")
    page.click("text=Lọc")
    assert "không phân biệt dấu" in page.inner_text("main")
    page.click("summary:has-text('Xử lý nhiều')")
    page.check("input[name=case] >> nth=0")
    page.check("input[name=case] >> nth=1")
    page.select_option("#action", "accurate")
    page.click("button:has-text('Thực hiện')")
    assert "Đã ghi nhận 2 vụ việc: Chính xác, không phải xử lý." in page.inner_text(".notices")
    page.click("text=Hoàn tác")
    assert "Đã đưa 2 vụ việc trở lại danh sách cần xem." in page.inner_text(".notices")
    page.click(".queue h2 a >> nth=0")
    page.click("summary:has-text('Hoãn đến ngày hẹn')")
    page.fill("#reason", "Chờ ý kiến lãnh đạo")
    page.click("#hoan button")
    assert "Đã hoãn đến 25/11/2026. “" in page.inner_text(".notices")  # 24/11 is a holiday
    page.click("text=Hoàn tác")
    assert "Đã đưa vụ việc trở lại" in page.inner_text(".notices")


@pytest.fixture
def letter(sign_in: Callable[[str], Any]) -> None:
    """Take one case as far as a letter."""
    officer = sign_in("truc")
    officer.act("/vu-viec/1/ket-luan", verdict="incomplete", flag="2", **{"flag-2-problem": "Một chiều."})
    officer.act("/vu-viec/1/du-thao", article="bao-1")


def test_list_and_case_print_on_a4_without_controls(open_desk: Open, letter: None, tmp_path: Path) -> None:
    page = open_desk()
    for path in ("/vu-viec", "/vu-viec/1"):
        page.goto(path)
        page.emulate_media(media="print")
        assert not page.is_visible("button >> nth=0")
        content = page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        assert content.startswith(b"%PDF")


def test_the_calendar_is_read_on_a_phone_without_scrolling_sideways(open_desk: Open) -> None:
    page = open_desk(width=320)
    page.goto("/lich?nam=2026")
    edges = page.evaluate(
        "[...document.querySelectorAll('.days td, .days tbody th')].map((cell) => cell.getBoundingClientRect().right)"
    )
    assert len(edges) > 50
    assert max(edges) <= 320
    assert page.get_by_role("row").count() > 10  # still a table for who listens


def test_the_parts_of_the_desk_unfold_on_a_phone_by_keyboard_and_stay_off_the_paper(open_desk: Open) -> None:
    page = open_desk("quanly", width=320)
    assert not page.is_visible("text=Bảng theo dõi")
    page.focus(".areas summary")
    page.keyboard.press("Enter")
    assert page.inner_text(".areas [aria-current=page]") == "Vụ việc"
    page.click("text=Bảng theo dõi")
    assert page.inner_text(".areas summary") == "Bảng theo dõi"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.is_visible(".areas a:text('Tổng quan')")
    page.emulate_media(media="print")
    assert not page.is_visible(".areas a:text('Tổng quan')")
