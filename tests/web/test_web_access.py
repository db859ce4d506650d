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
KEEPING = ("truc", "truong", "giaoduc", "truongkhac", "quantri")
KEEPERS = each(dict.fromkeys(KEEPING, 200), 403)
CLERK = each({"vanthu": 409, "vanthukhac": 404}, 403)
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
    ("facts.register", "GET"): each({}, 200),
    ("facts.contradicting", "GET"): each({}, 200),
    ("facts.show", "GET"): each({}, 200),
    ("facts.add", "GET"): KEEPERS,
    ("facts.add", "POST"): each(dict.fromkeys(KEEPING, 422), 403),
    ("facts.intake", "GET"): KEEPERS,
    ("facts.intake", "POST"): each(dict.fromkeys(KEEPING, 422), 403),
    # Health keeps the fact in question: another agency may read it, not change it.
    ("facts.save", "POST"): each(dict.fromkeys(("truc", "truong", "quantri"), 409), 403),
    ("facts.retire", "POST"): each(dict.fromkeys(("truc", "truong", "quantri"), 422), 403),
    ("precision.show", "GET"): each({}, 200),
    ("precision.judge", "POST"): deciders(404),
}
OPEN_TO_ALL = {"static", "bootstrap.static", "auth.sign_in"}
VALUES = {"case_id": "1", "letter_id": "1", "form": "du-thao", "fact_id": "f-1"}


def routes(app: Flask) -> list[tuple[Rule, str]]:
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if not rule.endpoint.endswith("static")
    ]


def path(rule: Rule) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: VALUES[found[1]], rule.rule)


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
