"""The authority's pages and the public list in a real browser: for everybody, on a phone, without scripts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority import Speaker, SpeakerRole
from pipeline.domain.dates import VIETNAM
from pipeline.report.publication import publish

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
PAGES = ("/so-bo/nguoi-phat-ngon/moi", "/bao-cao/2026-W48", "/tong-quan")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def fits(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def test_the_pages_are_for_everybody(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 700})
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto("/dang-nhap")
    page.fill("[name=login]", "quanly")
    page.fill("[name=password]", "mot mat khau dai")
    page.click("main button")
    for path in PAGES:
        page.goto(path)
        assert violations(page) == [], path
        assert fits(page, 320), path
    assert refused == []
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_public_list_is_for_everybody(browser: Browser, width: int) -> None:
    speaker = Speaker(
        agency_id="qn-yte",
        role=SpeakerRole.HEAD,
        full_name="Lương Thế Mẫu",
        post="Giám đốc Sở Y tế",
        phone="0255.000.001",
        email="nguoi.phat.ngon.so.y.te.tinh@quangngai.example",
        decision_no="01/QĐ-UBND",
        decision_at=datetime(2026, 11, 20, 8, tzinfo=VIETNAM),
        valid_from=date(2026, 11, 20),
    )
    published = publish(
        {"qn-yte": [speaker]},
        duty=("qn-ubnd", "qn-yte"),
        name_of=load_agencies().name,
        province="UBND tỉnh Quảng Ngãi",
        on=date(2026, 11, 27),
    )
    context = browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=True)
    page = context.new_page()
    page.set_content(published.html.decode())
    assert violations(page) == []
    assert fits(page, width)
    assert page.get_by_text("Lương Thế Mẫu").is_visible()
    context.close()
