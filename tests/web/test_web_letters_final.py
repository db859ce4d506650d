"""Every route on which a letter could leave: none lets it out as final without grounds or without approval."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from pipeline import outgoing
from pipeline.cli import caichinh
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Verdict
from pipeline.letter import edxml, render
from pipeline.store import drafting, tokens
from pipeline.store.archive import Archive
from pipeline.store.tables import CaseRow, LetterRow
from pipeline.store.tokens import API_SCOPES
from pipeline.web.letters import MIMES

SignIn = Callable[[str], Any]
FIGURE = {
    "flag": "1",
    "flag-1-problem": "Số ca mắc không đúng.",
    "flag-1-truth": "Có 1.254 ca mắc.",
    "flag-1-source": "Báo cáo số 11/BC-SYT ngày 20/11/2026 của Sở Y tế",
}


def _bare(letter: LetterRow, _case: CaseRow) -> None:
    letter.request = letter.request | {
        "passages": [passage | {"evidence": []} for passage in letter.request["passages"]]
    }


def _withheld(_letter: LetterRow, case: CaseRow) -> None:
    case.verdict = Verdict.NOT_DISCLOSABLE


def _as_drafted(_letter: LetterRow, _case: CaseRow) -> None:
    """Leave a sound letter as it is: it lacks the approval only."""


STATES = {
    "not approved": (False, _as_drafted),
    "grounds never given": (False, _bare),
    "approved and its grounds lost": (True, _bare),
    "approved and withheld since": (True, _withheld),
}
"""What a letter is like that may not leave: was it approved, and what was done to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk whose letter 1 may not leave, and who is there."""

    app: Flask
    stored: Session
    people: dict[str, Any]

    def recorded(self) -> tuple[object, ...]:
        """Return what the desk holds of the leaving of the letter."""
        self.stored.expire_all()
        letter = self.stored.get_one(LetterRow, 1)
        return letter.approved_at, letter.number, letter.sent_at


@pytest.fixture(params=STATES)
def desk(request: pytest.FixtureRequest, app: Flask, sign_in: SignIn, stored: Session) -> Desk:
    people = {login: sign_in(login) for login in ("truc", "truong", "vanthu", "quanly")}
    people["truc"].act("/vu-viec/1/ket-luan", verdict="false", **FIGURE)
    people["truc"].act("/vu-viec/1/du-thao", article=["bao-1"])
    approved, change = STATES[request.param]
    if approved:
        assert people["truong"].act("/van-ban/1/duyet").status_code == 302
        assert people["truc"].get("/van-ban/1/chinh-thuc.docx").status_code == 200
    change(stored.get_one(LetterRow, 1), stored.get_one(CaseRow, 1))
    stored.commit()
    return Desk(app=app, stored=stored, people=people)


def _file(desk: Desk, ending: str) -> bool:
    answers = [person.get(f"/van-ban/1/chinh-thuc.{ending}") for person in desk.people.values()]
    return any(answer.status_code not in {404, 409} for answer in answers)  # 404: not this person's letter


def _link(desk: Desk) -> bool:
    return "chinh-thuc" in desk.people["truong"].get("/van-ban/1").text


def _sent(desk: Desk) -> bool:
    before = desk.recorded()
    desk.people["vanthu"].act("/van-ban/1/gui", number="01/SYT-VP", sent_at="2026-11-23T07:00")
    return desk.recorded() != before


def _many(desk: Desk) -> bool:
    before = desk.recorded()
    for action in ("approve", "send", "duyet", "gui"):
        lock = {"lock-1": desk.stored.get_one(CaseRow, 1).lock}
        desk.people["truong"].post("/vu-viec/nhieu", case="1", action=action, **lock)
    return desk.recorded() != before


def _command(desk: Desk) -> bool:
    settings = desk.app.extensions["desk"].settings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.cli.letters.load_settings", lambda: settings)
        answer = CliRunner().invoke(caichinh, ["letter", "write", "1", "--final"])
    refused = isinstance(answer.exception, CaiChinhError)
    return not refused or any(settings.documents.glob("*chinh-thuc*"))


def _api(desk: Desk) -> bool:
    now = desk.app.extensions["desk"].settings.now()
    _row, secret = tokens.issue(
        desk.stored, name="Thử", scopes=API_SCOPES, agency_id="qn-yte", now=now, lifetime=timedelta(days=1)
    )
    desk.stored.commit()
    asked, key = desk.app.test_client(), {"Authorization": f"Bearer {secret}"}
    answer = asked.get("/api/v1/letters/1", headers=key)
    assert answer.status_code == 200
    data_only = answer.mimetype == "application/json" and answer.json["sent_at"] is None
    verbs = (asked.post, asked.put, asked.patch, asked.delete)
    return not data_only or any(verb("/api/v1/letters/1", headers=key).status_code < 400 for verb in verbs)


def _below(desk: Desk) -> bool:
    """Tell whether the functions that make the files give the letter, whoever calls them."""
    here = desk.app.extensions["desk"]
    registers = drafting.Registers(agencies=here.agencies, outlets=here.outlets)
    row, now = desk.stored.get_one(LetterRow, 1), here.settings.now()
    archive = Archive(here.settings.archive)
    letter = drafting.stored_letter(desk.stored, row, registers, now, final=True)
    ways: list[Callable[[], object]] = [
        lambda: outgoing.letter_docx(desk.stored, row, registers, now, final=True),
        lambda: outgoing.letter_files(desk.stored, row, registers, archive, now, final=True),
    ]
    if letter.blockers:
        ways += [lambda: render(letter), lambda: edxml(letter, [], made_at=now)]
    given = []
    for way in ways:
        with suppress(CaiChinhError):
            given.append(way())
    return bool(given)


ROUTES: dict[str, Callable[[Desk], bool]] = {
    **{f"desk, {ending}": partial(_file, ending=ending) for ending in MIMES},
    "link on its page": _link,
    "sent by the clerk": _sent,
    "action on many cases": _many,
    "command": _command,
    "API": _api,
    "below all of them": _below,
}
"""Every way out, each with whether it lets the letter out."""


def test_no_letter_leaves_as_final_by_any_route(desk: Desk) -> None:
    assert [name for name, lets_out in ROUTES.items() if lets_out(desk)] == []


def test_there_is_no_route_that_is_not_named_here(app: Flask) -> None:
    """A new page under a letter must be tried above before it is added here."""
    found = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "letter" in rule.endpoint or "letter_id" in rule.arguments
    }
    looks = {"letters.show", "letters.document", "api.letters", "api.letter"}
    drafts = {"letters.draft", "letters.approve", "letters.give_back"}
    after = {"letters.send", "letters.receipt", "letters.answer", "letters.read_answers"}
    assert found == looks | drafts | after
