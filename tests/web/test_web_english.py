"""The desk in English by switch: whole screens, the texts of people and newspapers untouched."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask import Flask
from jinja2 import Environment
from sqlalchemy.orm import Session

from pipeline.doctor_words import SUBJECTS
from pipeline.domain.authority_forms import REGISTERS
from pipeline.domain.calendar import WEEKDAYS
from pipeline.domain.labels import FAILURE_LABELS
from pipeline.follow.ladder import STEP_LABELS
from pipeline.report.compliance import STANDING_LABELS
from pipeline.store.letters_tables import WAY_LABELS
from pipeline.store.tables import CaseRow
from pipeline.web import condition, english, sources, why
from pipeline.web.choices import CHOICES, GROUNDS
from pipeline.web.errors import STALE, TEXTS
from pipeline.web.intake import MEDIUM_LABELS
from pipeline.web.lists import LISTS
from pipeline.web.navigation import PARTS

TEMPLATES = Path(english.__file__).parent / "templates"
COVERED = (
    "base",
    "queue",
    "item",
    "_article",
    "_evidence",
    "_flag_review",
    "_actions",
    "_decide",
    "_casework",
    "_history",
    "_keys",
    "_presence",
    "_run",
    "sign_in",
    "second_step",
    "recovery_codes",
    "_letters",
    "_letter_forms",
    "letter",
    "_signing",
    "account",
    "second_factor",
    "error",
    "sources",
    "condition",
    "why",
    "intake",
    "precision",
    "workdays",
    "authority/_parts",
    "authority/board",
    "authority/dashboard",
    "authority/figure",
    "authority/line",
    "authority/register",
    "authority/registers",
    "authority/report",
    "authority/reports",
)
STAYS = {
    "Cải Chính",
    "– Cải Chính",
    "Tiếng Việt",
    "PHIẾU TRÌNH DANH SÁCH VỤ VIỆC BÁO CHÍ",
    "PHIẾU TRÌNH VỤ VIỆC SỐ",
    "(chưa có người ký)",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "DỰ THẢO",
    "Kính gửi:",
    "Nơi nhận:",
    "Số:",
    "ngày … tháng … năm",
    "Dấu hiệu hệ thống nêu",
    "Quá hạn ",
    "Công bố muộn ",
}
"""The name of the desk, of the other language, of forms that are handed to the leaders, the letter itself, and words
that a template looks for in what a report or a check of the registers says."""
MODULES = (
    *(f"web/{name}" for name in ("decision", "bulk", "casework", "clocks", "filters", "letters", "account")),
    *(f"web/{name}" for name in ("marking", "item", "auth", "intake", "precision", "workdays")),
    *(f"web/authority/{name}" for name in ("registers", "reports")),
    *(f"store/{name}" for name in ("cases", "clocks", "drafting", "following", "letters", "snooze")),
    *("store/verification", "review/workflow", "review/attachments", "intake"),
)
"""Where the covered screens take their messages from."""


def texts_of(name: str) -> set[str]:
    """Return what a template says by itself."""
    source, inside, found = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8"), False, set()
    for token in Environment(autoescape=True).lexer.tokenize(source, name):
        if token.type == "data":
            found |= {text for text, is_read in english.segments(token.value, inside=inside) if is_read}
            inside = token.value.rfind("<") > token.value.rfind(">") or (inside and ">" not in token.value)
        elif token.type == "string":
            found.add(token.value)
    return found


def test_every_text_of_the_covered_screens_is_translated() -> None:
    vietnamese = {text for name in COVERED for text in texts_of(name) if re.search(r"[^\W\d_]", text)}
    vietnamese = {text for text in vietnamese if not text.isascii() and not re.fullmatch(r"\W*", text)}
    assert len(vietnamese) > 150
    assert vietnamese - english.catalogue().keys() - STAYS == set()


def test_every_label_and_error_of_the_covered_screens_is_translated() -> None:
    labels = {part.label for part in PARTS} | {STALE, *GROUNDS}
    labels |= {text for choice in CHOICES for text in (choice.label, choice.hint)}
    labels |= {text for shown in LISTS.values() for text in (shown.title, shown.tab, shown.empty)}
    labels |= {text for pair in TEXTS.values() for text in pair}
    labels |= {*STEP_LABELS.values(), *WAY_LABELS.values(), *STANDING_LABELS.values(), *SUBJECTS.values()}
    labels |= {*condition.COUNT_LABELS.values(), *condition.GRADE_LABELS.values(), *why.STAGE_LABELS.values()}
    labels |= {*FAILURE_LABELS.values(), *sources.PART_LABELS.values(), *MEDIUM_LABELS.values(), *WEEKDAYS}
    for register in REGISTERS.values():
        fields = register.fields
        labels |= {register.title, *(found.label for found in fields), *(found.hint for found in fields)} - {
            ""
        }
        labels |= {str(label) for found in fields for label in (found.choices or {}).values()}
    assert labels - english.catalogue().keys() == set()


def messages_of(module: str) -> set[str]:
    """Return what a module tells people by a flash or a refusal, with ``{}`` for what changes."""
    source = (TEMPLATES.parents[1] / f"{module}.py").read_text(encoding="utf-8")
    found = set()
    for node in ast.walk(ast.parse(source)):
        told = isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
            "flash",
            "TransitionError",
            "IntakeError",
        }
        for part in node.args[:1] if told else ():  # type: ignore[attr-defined]
            if isinstance(part, ast.Constant):
                found.add(str(part.value))
            elif isinstance(part, ast.JoinedStr):
                parts = (piece.value if isinstance(piece, ast.Constant) else "{}" for piece in part.values)
                found.add("".join(map(str, parts)))
    return {text for text in found if not text.isascii()}


def test_every_message_and_refusal_of_the_covered_screens_is_translated() -> None:
    known = {re.sub(r"\{\w+\}", "{}", text) for text in english.catalogue()}
    messages = {text for module in MODULES for text in messages_of(module)}
    assert len(messages) > 70
    assert messages - known == set()


def test_an_english_text_names_what_its_vietnamese_names() -> None:
    names = re.compile(r"\{(\w+)\}")
    catalogue = english.catalogue().items()
    assert [text for text, said in catalogue if {*names.findall(text)} != {*names.findall(said)}] == []


def test_messages_are_said_in_english_with_what_changes_in_them(sign_in: Callable[[str], Any]) -> None:
    visitor = sign_in("truc")
    visitor.post("/ngon-ngu", lang="en")
    visitor.act("/vu-viec/1/ket-luan", verdict="accurate")
    told = english_of(visitor.get("/vu-viec").text)
    assert "Recorded: Accurate, nothing to do. “Dịch sốt xuất huyết tăng nhanh ở vùng ven biển (1)”" in told
    refused = visitor.act("/vu-viec/2/ket-thuc", result="Sở đã phun hóa chất ở 12 thôn và báo cáo kết quả.")
    said = english_of(refused.text)
    assert "Cannot close the case while the case is “New”, as “Press duty officer”." in said
    visitor.act("/vu-viec/2/ket-luan", verdict="incomplete", flag="2", **{"flag-2-problem": "Một chiều."})
    visitor.act("/vu-viec/2/du-thao", article="bao-2")
    assert "Draft, to be approved" in english_of(visitor.get("/van-ban/1").text)
    assert "New password again" in english_of(visitor.get("/tai-khoan").text)


def test_every_label_of_an_enumeration_is_translated(app: Flask) -> None:
    tables = [table for table in app.jinja_env.globals.values() if isinstance(table, english.Labels)]
    assert len(tables) >= 8
    known = english.catalogue()
    assert [label for table in tables for label in dict.values(table) if label not in known] == []


def english_of(page: str) -> str:
    """Return what stands on a page outside of what is marked as Vietnamese."""
    tree = lxml.html.fromstring(page)
    assert tree.get("lang") == "en"
    for element in tree.xpath("//*[@lang='vi'] | //script | //option"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


def test_the_switch_turns_the_screens_and_only_them(sign_in: Callable[[str], Any]) -> None:
    visitor = sign_in("truc")
    before = visitor.get("/vu-viec").text
    answer = visitor.post("/ngon-ngu", lang="en", next="/vu-viec")
    assert (answer.status_code, answer.location) == (302, "/vu-viec")
    queue, item = visitor.get("/vu-viec").text, visitor.get("/vu-viec/1").text
    shown = english_of(queue)
    assert "Cases to look at this morning" in shown
    assert "working days left" in shown
    assert "Compliance board" not in before
    said = english_of(item)
    for text in ("Record the decision", "Accurate, nothing to do", "Article says1.524 ca", "New", "Sign out"):
        assert text in said
    assert "Đến nay toàn tỉnh ghi nhận 1.524 ca" in item
    missing = visitor.get("/vu-viec/99999")
    assert "There is no such page" in english_of(missing.text)
    visitor.post("/ngon-ngu", lang="vi")
    assert 'lang="vi"' in visitor.get("/vu-viec").text[:200]


def test_what_code_says_to_an_operator_and_the_authority_is_said_in_english(
    sign_in: Callable[[str], Any],
) -> None:
    operator = sign_in("quantri")
    operator.post("/ngon-ngu", lang="en")
    pages = {
        path: english_of(operator.get(path).text)
        for path in (
            "/nguon-tin",
            "/tinh-trang",
            "/vi-sao?url=https://la.example/a",
            "/lich?nam=2026",
            "/bao-cao",
        )
    }
    assert "2 sources, 1 to check" in pages["/nguon-tin"]
    assert "in a row)" in pages["/nguon-tin"]
    assert "Never read yet" in pages["/nguon-tin"]
    assert "What to do: " in pages["/tinh-trang"]
    assert "Chạy" not in pages["/tinh-trang"]
    assert "This newspaper is not among the watched sources" in pages["/vi-sao?url=https://la.example/a"]
    assert "Thursday, 01/01/2026" in pages["/lich?nam=2026"]
    assert "From 01/10/2026 to the end of 31/12/2026, running" in pages["/bao-cao"]
    authority = sign_in("quanly")
    authority.post("/ngon-ngu", lang="en")
    assert "Compliance board quarter IV of 2026" in english_of(authority.get("/bang-theo-doi").text)
    register = english_of(authority.get("/so-bo/nguoi-phat-ngon").text)
    assert "This register has no entry yet." in register
    assert "Lý do từ chối" not in english_of(authority.get("/so-bo/yeu-cau-bao-chi/moi").text)


@pytest.mark.parametrize(
    ("waited", "told"),
    [
        (timedelta(minutes=20), "under 1 hour"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=30), "30 hours"),
        (timedelta(days=2, hours=12), "2.5 days"),
    ],
)
def test_durations_of_the_dashboard_are_said_in_english(
    sign_in: Callable[[str], Any], stored: Session, waited: timedelta, told: str
) -> None:
    sign_in("truc").act("/vu-viec/1/ket-luan", verdict="accurate")
    case = stored.get_one(CaseRow, 1)
    assert case.decided_at
    case.opened_at = case.decided_at - waited
    stored.commit()
    authority = sign_in("quanly")
    authority.post("/ngon-ngu", lang="en")
    assert f"1{told}{told}" in english_of(authority.get("/tong-quan").text)


def test_the_calendar_names_laws_and_announcements_and_not_where_they_were_read(
    sign_in: Callable[[str], Any],
) -> None:
    visitor = sign_in("truc")
    act = re.compile(r"(Khoản \d|Điều \d|Thông báo|Công văn số|Chưa có thông báo) .+")
    for year in range(2016, 2028):
        rows = lxml.html.fromstring(visitor.get(f"/lich?nam={year}").text).xpath("//tbody/tr")
        sources = [row.xpath("string(td[3])").strip() for row in rows]
        assert len(sources) > 5
        assert [
            source for source in sources if not act.fullmatch(source) or re.search(r"\w\.\w{2,}", source)
        ] == []


def test_the_switch_works_before_sign_in_and_leads_nowhere_else(app: Flask) -> None:
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/dang-nhap").text)
    assert token
    form = {"csrf_token": token[1], "lang": "en", "next": "https://elsewhere.example/"}
    answer = client.post("/ngon-ngu", data=form)
    assert answer.location == "/"
    assert "User name" in english_of(client.get("/dang-nhap").text)
