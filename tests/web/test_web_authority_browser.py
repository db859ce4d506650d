"""The public list in a real browser: for everybody, on a phone."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority import Speaker, SpeakerRole
from pipeline.domain.dates import VIETNAM
from pipeline.report.publication import publish

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def fits(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


def test_the_public_list_is_for_everybody(browser: Browser) -> None:
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
    context = browser.new_context()
    page = context.new_page()
    page.set_content(published.html.decode())
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert violations(page) == []
        assert fits(page, width)
        assert page.get_by_text("Lương Thế Mẫu").is_visible()
    context.close()
