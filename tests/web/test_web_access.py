"""Each route for each role, own agency and other agency: a route without a row here fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from pipeline.web.access import ACCESS

SignIn = Callable[[str], Any]
OWN = ("truc", "truong", "vanthu")
OTHERS = ("giaoduc", "truongkhac", "vanthukhac")
WATCHERS = ("quanly", "quantri", "lanhdao")
EVERYBODY = (*OWN, *OTHERS, *WATCHERS)


def each(statuses: dict[str, int], rest: int) -> dict[str, int]:
    return {login: statuses.get(login, rest) for login in EVERYBODY}


def deciders(status: int) -> dict[str, int]:
    """Return what those who decide get on their own case (`status`); deciders of another agency find nothing."""
    return each({"truc": status, "truong": status, "giaoduc": 404, "truongkhac": 404}, 403)


SEEN_BY_OWN_AND_WATCHERS = each(dict.fromkeys((*OWN, *WATCHERS), 200), 404)
HEAD = each({"truong": 409, "truongkhac": 404}, 403)
CLERK = each({"vanthu": 409, "vanthukhac": 404}, 403)
WATCHING = each(dict.fromkeys(WATCHERS, 200), 403)
KEEPERS_REFUSED = each(dict.fromkeys(("truc", "truong", "giaoduc", "truongkhac", "quanly"), 422), 403)
# Posts carry no lock, so whoever may act at all is told that the form is stale (409): nothing is changed on the way.
EXPECTED: dict[tuple[str, str], dict[str, int]] = {
    ("auth.sign_in", "GET"): each({}, 200),
    ("auth.sign_in", "POST"): each({}, 401),
    ("auth.sign_out", "POST"): each({}, 302),
    ("auth.account", "GET"): each({}, 200),
    ("auth.change_password", "POST"): each({}, 422),
    ("queue.home", "GET"): each({}, 302),
    ("queue.cases", "GET"): each({}, 200),
    ("item.show", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("decision.verify", "POST"): deciders(409),
    ("decision.decide", "POST"): deciders(409),
    ("decision.reopen", "POST"): deciders(409),
    ("decision.close", "POST"): deciders(409),
    ("letters.draft", "POST"): deciders(409),
    ("letters.show", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("letters.document", "GET"): SEEN_BY_OWN_AND_WATCHERS,
    ("letters.approve", "POST"): HEAD,
    ("letters.give_back", "POST"): HEAD,
    ("letters.send", "POST"): CLERK,
    ("letters.receipt", "POST"): CLERK,
    ("registers.home", "GET"): each({}, 200),
    ("registers.listing", "GET"): each({}, 200),
    ("registers.export", "GET"): each({}, 200),
    ("registers.new", "GET"): each({"vanthu": 403, "vanthukhac": 403, "quantri": 403, "lanhdao": 403}, 200),
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
}
OPEN_TO_ALL = {"static", "bootstrap.static", "auth.sign_in"}
VALUES = {"case_id": "1", "letter_id": "1", "form": "du-thao", "line_id": "1", "agency_id": "qn-yte"}
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


def ask(visitor: Any, rule: Rule, method: str) -> int:  # noqa: ANN401  the visitor of conftest
    answer = visitor.get(path(rule)) if method == "GET" else visitor.post(path(rule))
    return int(answer.status_code)


def test_every_route_has_a_rule_and_a_row_in_this_table(app: Flask) -> None:
    assert {(rule.endpoint, method) for rule, method in routes(app)} == set(EXPECTED)
    assert set(ACCESS) == {rule.endpoint for rule in app.url_map.iter_rules()}


@pytest.fixture
def with_letter(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    officer.act(
        "/vu-viec/1/ket-luan", verdict="incomplete", flag="1", **{"flag-1-problem": "Thiếu bối cảnh."}
    )
    answer = officer.act("/vu-viec/1/du-thao", article="bao-1")
    assert answer.location == "/van-ban/1"
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
def test_each_role_gets_what_the_table_says(
    app: Flask, sign_in: SignIn, with_letter: None, login: str
) -> None:
    visitor, found = sign_in(login), {}
    for rule, method in sorted(routes(app), key=lambda pair: pair[0].endpoint == "auth.sign_out"):
        found[rule.endpoint, method] = ask(visitor, rule, method)
    assert found == {route: statuses[login] for route, statuses in EXPECTED.items()}


def test_without_sign_in_nothing_but_the_sign_in_page_answers(app: Flask) -> None:
    client = app.test_client()
    for rule, method in routes(app):
        if rule.endpoint in OPEN_TO_ALL:
            continue
        answer = client.get(path(rule)) if method == "GET" else client.post(path(rule))
        # a POST without the token of a session never reaches the gate
        assert answer.status_code == (302 if method == "GET" else 400), rule


def test_a_route_without_a_rule_is_not_served(app: Flask, sign_in: SignIn) -> None:
    app.add_url_rule("/khong-quy-tac", "unruled", lambda: "lộ")
    assert sign_in("quantri").get("/khong-quy-tac").status_code == 404
