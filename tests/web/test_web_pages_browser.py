"""Every page of the desk in a real browser, taken from the URL map: no barrier, no page wider than a phone, no policy broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.routing import Rule

from pipeline.domain.authority import Speaker, SpeakerRole
from pipeline.store import authority, figures
from pipeline.store.figures import duty
from pipeline.web.access import ACCESS, Open

PASSWORD = "mot mat khau dai"  # noqa: S105  invented
pytestmark = pytest.mark.browser
NO_PAGES = {
    "static",
    "bootstrap.static",
    "watch.alive",
    "watch.metrics",
    "feeds.calendar",
    "feeds.atom",
    "oidc.start",
    "oidc.callback",
    "auth.second_step",  # its page stands between two sign-ins: a test of its own
    "casework.download",
    "casework.present",
    "letters.document",
    "registers.export",
    "registers.certificate",
    "reports.file",
    "overview.reminder",
}
"""Files, answers to programs and parts of pages; what is not named here is visited."""
VALUES = {"case_id": "2", "letter_id": "1", "fact_id": "f-1", "line_id": "1", "code": "B1", "number": "1"}
KEYS = {"registers": "nguoi-phat-ngon", "reports": "2026-Q4"}
MORE = {
    "truong": ("/vu-viec/1", "/vu-viec?ds=ket-thuc", "/vu-viec?q=xuat+huyet", "/khong-co", "/bao-cao"),
    "vanthu": ("/vu-viec/1", "/van-ban/1"),
    "quantri": ("/lich?nam=2027", "/vu-viec", "/vu-viec/2", "/do-chinh-xac"),
    "quanly": ("/so-bo", "/bao-cao/2026-W47", "/bao-cao/2026"),
}
"""Pages in a state of their own, or as another role has them."""
VISITORS = {"truong": "head", "quanly": "authority", "quantri": "operator"}
"""A page is visited by the first of these who may open it: the one with most of its controls."""


AXE = """async (rules) => (await axe.run(
    {...rules, resultTypes: ["violations"], selectors: false}
)).violations.map((found) => found.id)"""
"""Only what is wrong is told: the list of all that is right is long."""
CONTRASTS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.fixture
def address(
    app: Flask,
    house: ModuleType,
    sign_in: Callable[[str], Any],
    served: str,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Serve a desk with a letter and a spokesperson; a few agencies stand for all, as their rows are alike."""
    monkeypatch.setattr(figures, "duty", lambda agencies, day: duty(agencies, day)[:8])
    officer = sign_in("truc")
    officer.act("/vu-viec/1/ket-luan", verdict="incomplete", flag="2", **{"flag-2-problem": "Một chiều."})
    officer.act("/vu-viec/1/du-thao", article="bao-1")
    speaker = Speaker(
        agency_id="qn-yte",
        role=SpeakerRole.HEAD,
        full_name="Người Nói Mẫu",
        post="Giám đốc",
        phone="0255.000.001",
        email="mau@quangngai.example",
        decision_no="01/QĐ",
        decision_at=house.NOW,
        valid_from=date(2026, 11, 20),
    )
    with house.desk_sessions(app).begin() as session:
        authority.keep(session, speaker, actor="quanly", now=house.NOW)
    return served


def path_of(rule: Rule) -> str:
    values = VALUES | {"key": KEYS.get(rule.endpoint.partition(".")[0], "")}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule.rule)


def tours(app: Flask) -> dict[str, list[str]]:
    """Return the pages by who visits them, from the URL map."""
    found: dict[str, list[str]] = {login: [] for login in MORE}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in NO_PAGES or rule.endpoint.startswith("api."):
            continue
        roles = ACCESS[rule.endpoint]
        may = (login for login, role in VISITORS.items() if isinstance(roles, Open) or role in roles)
        found[next(may)].append(path_of(rule))
    return {login: [*pages, *MORE[login]] for login, pages in found.items()}


def barriers(page: Page, width: int) -> list[str]:
    """Return what axe finds on a page with everything unfolded, by day, its contrasts by night, and what is too wide."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.add_script_tag(url="/axe")
    found = page.evaluate(AXE, {})
    page.emulate_media(color_scheme="dark")
    found += [f"{name} by night" for name in page.evaluate(AXE, CONTRASTS)]
    page.emulate_media(color_scheme="light")
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append("wider than the screen")
    return found


@pytest.fixture(scope="module")
def window(browser: Browser, served: str) -> Page:
    """Return the window of a phone; opened once, as that takes as long as ten pages."""
    return browser.new_context(base_url=served, viewport={"width": 320, "height": 800}).new_page()


@pytest.fixture
def page(window: Page, address: str) -> Iterator[Page]:
    """Return a window in which nobody is signed in."""
    assert address
    yield window
    window.context.clear_cookies()


@pytest.mark.parametrize("login", list(MORE))
def test_every_page_is_for_everybody(app: Flask, page: Page, address: str, login: str) -> None:
    refused: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Policy" in told.text else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else elsewhere.append(asked.url))
    page.goto("/dang-nhap")
    troubles = {"/dang-nhap": barriers(page, 320)} if login == "truong" else {}
    sign_in_at(page, login)
    page.wait_for_url("**/vu-viec?*")
    for path in tours(app)[login]:
        page.goto(path)
        troubles[path] = barriers(page, 320)
    assert {path: found for path, found in troubles.items() if found} == {}
    assert refused == []
    assert [url for url in elsewhere if not url.startswith("data:")] == []


def sign_in_at(page: Page, login: str) -> None:
    page.goto("/dang-nhap")
    page.fill("#login", login)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")


def test_the_second_step_and_its_recovery_codes_are_for_everybody(page: Page, house: ModuleType) -> None:
    sign_in_at(page, "truc")
    page.goto("/tai-khoan/hai-buoc")
    shown = re.search(r"[A-Z2-7]{4}(?: [A-Z2-7]{4}){3,}", page.inner_text("main"))
    assert shown
    page.fill("#code", pyotp.TOTP(shown[0].replace(" ", "")).at(house.NOW))
    page.press("#code", "Enter")
    page.wait_for_selector("text=Đã bật xác thực hai bước")
    assert barriers(page, 320) == []
    page.goto("/tai-khoan")
    assert barriers(page, 320) == []
    page.context.clear_cookies()
    sign_in_at(page, "truc")
    page.wait_for_url("**/dang-nhap/ma*")
    assert barriers(page, 320) == []
    page.fill("#code", "000000")
    page.press("#code", "Enter")
    page.wait_for_selector("#loi")
    assert barriers(page, 320) == []
