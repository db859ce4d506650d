"""Each route for each role, own agency and other agency: a route without a row here fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule

from pipeline.web.access import ACCESS, Open
from pipeline.web.api import SCOPES
from pipeline.web.app import create_app

SignIn = Callable[[str], Any]
OWN = ("truc", "truong", "vanthu")
OTHERS = ("giaoduc", "truongkhac", "vanthukhac")
READERS = ("lanhdaoyte",)
OTHER_READERS = ("lanhdaokhac",)
WATCHERS = ("quanly", "quantri", "lanhdao")
EVERYBODY = (*OWN, *READERS, *OTHERS, *OTHER_READERS, *WATCHERS)


def each(statuses: dict[str, int], rest: int) -> dict[str, int]:
    return {login: statuses.get(login, rest) for login in EVERYBODY}


def deciders(status: int) -> dict[str, int]:
    """Return what those who decide get on their own case (`status`); deciders of another agency find nothing."""
    return each({"truc": status, "truong": status, "giaoduc": 404, "truongkhac": 404}, 403)


SEEN_BY_OWN_AND_WATCHERS = each(dict.fromkeys((*OWN, *READERS, *WATCHERS), 200), 404)
HEAD = each({"truong": 409, "truongkhac": 404}, 403)
KEEPING = ("truc", "truong", "giaoduc", "truongkhac", "quantri")
FACT_KEEPERS = each(dict.fromkeys(KEEPING, 200), 403)
CLERK = each({"vanthu": 409, "vanthukhac": 404}, 403)
ANSWERS = each({**dict.fromkeys(OWN, 409), "giaoduc": 404, "truongkhac": 404, "vanthukhac": 404}, 403)
LOOKING = ("lanhdao", *READERS, *OTHER_READERS)
WATCHING = each(dict.fromkeys(WATCHERS, 200), 403)
KEEPERS_REFUSED = each(dict.fromkeys(("truc", "truong", "giaoduc", "truongkhac", "quanly"), 422), 403)
# Posts carry no lock, so whoever may act at all is told that the form is stale (409): nothing is changed on the way.
EXPECTED: dict[tuple[str, str], dict[str, int]] = {
    ("auth.sign_in", "GET"): each({}, 200),
    ("auth.sign_in", "POST"): each({}, 401),
    ("watch.alive", "GET"): each({}, 200),
    ("watch.metrics", "GET"): each({}, 404),
    ("auth.sign_out", "POST"): each({}, 302),
    ("english.switch", "POST"): each({}, 302),
    ("auth.second_step", "GET"): each({}, 302),
    ("auth.second_step", "POST"): each({}, 302),
    ("oidc.start", "GET"): each({}, 404),  # no service is named here
    ("oidc.callback", "GET"): each({}, 404),
    ("account.show", "GET"): each({}, 200),
    ("account.change_password", "POST"): each({}, 422),
    ("account.sign_out_everywhere", "POST"): each({}, 302),
    ("account.second_step", "GET"): each({}, 200),
    ("account.second_step_on", "POST"): each({}, 422),
    ("account.second_step_off", "POST"): each({}, 422),
    ("account.mail_address", "POST"): each({}, 302),
    ("account.new_feeds", "POST"): each({}, 200),
    ("account.revoke_feeds", "POST"): each({}, 302),
    # A session opens nothing for programs; what a key opens is the matrix of test_web_api and test_web_feeds.
    ("feeds.calendar", "GET"): each({}, 404),
    ("feeds.atom", "GET"): each({}, 404),
    ("api.openapi", "GET"): each({}, 200),
    **{(endpoint, "GET"): each({}, 401) for endpoint in SCOPES},
    ("queue.home", "GET"): each({}, 302),
    ("queue.cases", "GET"): each({}, 200),
    ("item.show", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("decision.verify", "POST"): deciders(409),
    ("decision.decide", "POST"): deciders(409),
    ("decision.reopen", "POST"): deciders(409),
    ("decision.close", "POST"): deciders(409),
    ("decision.snooze", "POST"): deciders(409),
    ("decision.wake", "POST"): deciders(409),
    ("bulk.apply", "POST"): each(dict.fromkeys(("truc", "truong", "giaoduc", "truongkhac"), 409), 403),
    ("bulk.undo", "POST"): each(dict.fromkeys(("truc", "truong", "giaoduc", "truongkhac"), 409), 403),
    ("filters.save", "POST"): each({}, 409),
    ("filters.forget", "POST"): each({}, 302),
    ("casework.assign", "POST"): deciders(409),
    ("casework.ask", "POST"): deciders(409),
    ("casework.answer", "POST"): deciders(409),
    ("casework.attach", "POST"): deciders(409),
    ("casework.comment", "POST"): deciders(409),
    ("casework.download", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("casework.present", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("clocks.start", "POST"): deciders(409),
    ("clocks.step", "POST"): deciders(409),
    ("workdays.show", "GET"): each({}, 200),
    ("workdays.enter", "POST"): each({"quantri": 409}, 403),
    ("workdays.take_back", "POST"): each({"quantri": 409}, 403),
    ("letters.draft", "POST"): deciders(409),
    ("letters.show", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("letters.document", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("letters.approve", "POST"): HEAD,
    ("letters.give_back", "POST"): HEAD,
    ("letters.send", "POST"): CLERK,
    ("letters.receipt", "POST"): CLERK,
    ("letters.answer", "POST"): ANSWERS,
    ("letters.read_answers", "POST"): ANSWERS,
    ("registers.home", "GET"): each({}, 200),
    ("registers.listing", "GET"): each({}, 200),
    ("registers.export", "GET"): each({}, 200),
    ("registers.new", "GET"): each(dict.fromkeys(("vanthu", "vanthukhac", "quantri", *LOOKING), 403), 200),
    ("registers.line", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("registers.keep", "POST"): each(
        {"truc": 422, "truong": 422, "quanly": 422, "giaoduc": 404, "truongkhac": 404}, 403
    ),
    ("registers.bring_in", "POST"): KEEPERS_REFUSED,
    ("registers.certificate", "GET"): each(dict.fromkeys(WATCHERS, 404), 403),
    ("reports.home", "GET"): WATCHING,
    ("reports.show", "GET"): WATCHING,
    ("reports.figure", "GET"): WATCHING,
    ("reports.file", "GET"): WATCHING,
    ("reports.remark", "POST"): each({"quanly": 302}, 403),
    ("reports.issue", "POST"): each({"quanly": 302}, 403),
    ("overview.dashboard", "GET"): WATCHING,
    ("overview.board", "GET"): WATCHING,
    ("overview.reminder", "GET"): each({"quanly": 200}, 403),
    ("facts.register", "GET"): each({}, 200),
    ("facts.contradicting", "GET"): each({}, 200),
    ("facts.show", "GET"): each({}, 200),
    ("facts.add", "GET"): FACT_KEEPERS,
    ("facts.add", "POST"): each(dict.fromkeys(KEEPING, 422), 403),
    ("facts.intake", "GET"): FACT_KEEPERS,
    ("facts.intake", "POST"): each(dict.fromkeys(KEEPING, 422), 403),
    # Health keeps the fact in question: another agency may read it, not change it.
    ("facts.save", "POST"): each(dict.fromkeys(("truc", "truong", "quantri"), 409), 403),
    ("facts.retire", "POST"): each(dict.fromkeys(("truc", "truong", "quantri"), 422), 403),
    ("needed.show", "GET"): FACT_KEEPERS,
    ("precision.show", "GET"): each({}, 200),
    ("precision.judge", "POST"): deciders(404),
    ("sources.show", "GET"): each({}, 200),
    ("condition.show", "GET"): each({"quantri": 200}, 403),
    ("why.show", "GET"): each({}, 200),
    ("intake.show", "GET"): each(dict.fromkeys(LOOKING, 403), 200),
    ("intake.address", "POST"): each(dict.fromkeys(LOOKING, 403), 422),
    ("intake.printed", "POST"): each(dict.fromkeys(LOOKING, 403), 422),
}
ENDS_THE_SESSION = {"auth.sign_out", "account.sign_out_everywhere"}
VALUES = {
    "case_id": "1",
    "letter_id": "1",
    "form": "du-thao",
    "inquiry_id": "1",
    "clock_id": "1",
    "file_id": "1",
    "filter_id": "1",
    "number": "1",
    "id_": "bao-1",
    "token": "khong-co",
    "line_id": "1",
    "agency_id": "qn-yte",
    "ending": "docx",
    "fact_id": "f-1",
}
PATHS = {
    "registers": {"key": "nguoi-phat-ngon"},
    "reports": {"key": "2026-W47", "code": "W1", "ending": "xlsx"},
}
"""The key of a path is a register's or a period's, by the part of the desk."""


def routes(app: Flask) -> list[tuple[Rule, str]]:
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if not rule.endpoint.endswith("static")
    ]


def path(rule: Rule) -> str:
    values = VALUES | PATHS.get(rule.endpoint.partition(".")[0], {})
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found[1]], rule.rule)


def ask(visitor: Any, rule: Rule, method: str, token: str) -> int:  # noqa: ANN401  the visitor of conftest
    if method == "GET":
        return int(visitor.get(path(rule)).status_code)
    return int(visitor.client.post(path(rule), data={"csrf_token": token}).status_code)


def test_the_head_of_a_page_shows_what_a_person_may_open_and_no_more(app: Flask, sign_in: SignIn) -> None:
    shown = {}
    for login in ("truc", "vanthu", "quanly", "quantri", "lanhdao", "lanhdaoyte"):
        visitor = sign_in(login)
        head = visitor.get("/so-lieu").text.partition('aria-label="Các phần"')[2].partition("</nav>")[0]
        assert re.findall(r'href="([^"]+)" aria-current="(\w+)"', head) == [("/so-lieu", "page")]
        shown[login] = re.findall(r'href="([^"]+)"', head)
        assert {visitor.get(address).status_code for address in shown[login]} == {200}
    assert "/nhap-bai" in shown["vanthu"]
    assert "/nhap-bai" not in shown["lanhdaoyte"]
    for login, province_wide in (("quanly", 3), ("lanhdao", 3), ("truc", 0), ("lanhdaoyte", 0)):
        assert len({"/bao-cao", "/bang-theo-doi", "/tong-quan"} & set(shown[login])) == province_wide


def test_every_route_has_a_rule_and_a_row_in_this_table(app: Flask) -> None:
    assert {(rule.endpoint, method) for rule, method in routes(app)} == set(EXPECTED)
    assert set(ACCESS) == {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.fixture(scope="module")
def worked(
    house: ModuleType,
    joined: Flask,
    filled: Path,
    tmp_path_factory: pytest.TempPathFactory,
    engine_on: Callable[[str], AbstractContextManager[sa.Engine]],
) -> Iterator[Flask]:
    """Return a desk with a letter, a file and a spokesperson; what these tests ask of it changes none of them."""
    with house.desk_in(tmp_path_factory.mktemp("worked"), joined, filled, engine_on) as desk:
        work(house.signed_in(desk, "truc"))
        yield desk


def work(officer: Any) -> None:  # noqa: ANN401  the visitor of conftest
    officer.act(
        "/vu-viec/1/ket-luan", verdict="incomplete", flag="1", **{"flag-1-problem": "Thiếu bối cảnh."}
    )
    answer = officer.act("/vu-viec/1/du-thao", article="bao-1")
    assert answer.location == "/van-ban/1"
    file = (BytesIO("Báo cáo.".encode()), "bao-cao.txt")
    officer.act("/vu-viec/1/tep", file=file)
    speaker = {
        "role": "head",
        "full_name": "Người Nói Mẫu",
        "post": "Giám đốc",
        "phone": "0255.000.001",
        "email": "mau@quangngai.example",
        "decision_no": "01/QĐ",
        "decision_at": "2026-11-20T08:00",
        "valid_from": "2026-11-20",
    }
    assert officer.post("/so-bo/nguoi-phat-ngon/0", **speaker).location == "/so-bo/nguoi-phat-ngon/1"


@pytest.mark.parametrize("login", EVERYBODY)
def test_each_role_gets_what_the_table_says(worked: Flask, house: ModuleType, login: str) -> None:
    visitor, found = house.signed_in(worked, login), {}
    token = visitor.token("/tai-khoan")
    for rule, method in sorted(routes(worked), key=lambda pair: pair[0].endpoint in ENDS_THE_SESSION):
        if rule.endpoint in ENDS_THE_SESSION:
            visitor = house.signed_in(worked, login)
            token = visitor.token("/tai-khoan")
        found[rule.endpoint, method] = ask(visitor, rule, method, token)
    assert found == {route: statuses[login] for route, statuses in EXPECTED.items()}


def test_without_sign_in_only_open_routes_answer(app: Flask) -> None:
    client = app.test_client()
    for rule, method in routes(app):
        answer = client.get(path(rule)) if method == "GET" else client.post(path(rule))
        if method == "POST":  # a POST without the token of a session never reaches the gate
            assert answer.status_code == 400, rule
        elif ACCESS[rule.endpoint] is Open.PUBLIC:
            assert answer.status_code in {200, 302, 404}, rule
        elif ACCESS[rule.endpoint] is Open.BY_KEY:
            assert answer.status_code in {401, 404}, rule
        else:
            assert answer.status_code == 302, rule
            assert answer.location.startswith("/dang-nhap"), rule


def test_only_these_routes_are_open(app: Flask) -> None:
    assert {endpoint for endpoint, roles in ACCESS.items() if roles is Open.PUBLIC} == {
        "static",
        "bootstrap.static",
        "auth.sign_in",
        "auth.second_step",
        "english.switch",
        "oidc.start",
        "oidc.callback",
        "api.openapi",
        "watch.alive",
        "watch.metrics",
    }


def test_a_route_without_a_rule_is_not_served(app: Flask, house: ModuleType) -> None:
    other = create_app(app.extensions["desk"].settings)
    other.add_url_rule("/khong-quy-tac", "unruled", lambda: "lộ")
    visitor = house.signed_in(other, "quantri")
    assert visitor.get("/vu-viec").status_code == 200
    assert visitor.get("/khong-quy-tac").status_code == 404
    house.desk_sessions(other).kw["bind"].dispose()


@pytest.mark.parametrize("login", [*OTHERS, *OTHER_READERS])
def test_no_address_or_field_leads_to_a_case_of_another_agency(sign_in: SignIn, login: str) -> None:
    visitor = sign_in(login)
    assert visitor.get("/vu-viec?sau=1").status_code == 404  # as the place to go on from
    listed = visitor.get("/vu-viec?co-quan=qn-yte").text  # as a filter
    assert "/vu-viec/5" in listed
    assert "/vu-viec/1?" not in listed
    assert visitor.get("/vu-viec/1?ban=1&co-quan=qn-yte").status_code == 404


def test_a_letter_goes_only_to_outlets_of_its_own_case(worked: Flask, house: ModuleType) -> None:
    answer = house.signed_in(worked, "truc").act("/vu-viec/1/du-thao", article="bao-2")
    assert answer.status_code in {404, 409}


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_database_holds_is_not_found(sign_in: SignIn, number: int) -> None:
    visitor = sign_in("truc")
    for address in (
        f"/vu-viec/{number}",
        f"/van-ban/{number}",
        f"/vu-viec?sau={number}",
        f"/vu-viec/1?ban={number}",
    ):
        assert visitor.get(address).status_code in {400, 404}
