"""The desk in English by switch: whole screens, the texts of people and newspapers untouched."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lxml.html
from flask import Flask
from jinja2 import Environment

from pipeline.web import english
from pipeline.web.choices import CHOICES, GROUNDS
from pipeline.web.errors import STALE, TEXTS
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
    "error",
)
STAYS = {
    "Cải Chính",
    "– Cải Chính",
    "Tiếng Việt",
    "PHIẾU TRÌNH DANH SÁCH VỤ VIỆC BÁO CHÍ",
    "PHIẾU TRÌNH VỤ VIỆC SỐ",
}
"""The name of the desk, of the other language, and of forms that are handed to the leaders."""


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
    assert labels - english.catalogue().keys() == set()


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
    facts = lxml.html.fromstring(visitor.get("/so-lieu").text)
    assert facts.get("lang") == "vi"
    visitor.post("/ngon-ngu", lang="vi")
    assert 'lang="vi"' in visitor.get("/vu-viec").text[:200]


def test_the_switch_works_before_sign_in_and_leads_nowhere_else(app: Flask) -> None:
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/dang-nhap").text)
    assert token
    form = {"csrf_token": token[1], "lang": "en", "next": "https://elsewhere.example/"}
    answer = client.post("/ngon-ngu", data=form)
    assert answer.location == "/"
    assert "User name" in english_of(client.get("/dang-nhap").text)
