"""Without an account, or with one of another agency: nothing is read, nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from pipeline.store import people
from pipeline.web import auth
from pipeline.web.access import ACCESS, Open
from pipeline.web.app import create_app
from pipeline.web.security import HEADERS

Target = Any
SIDE_EFFECTS = ("audit", "sign_in", "presence", "person")
"""Tables that a look alone may write to: the trail, the time of the last use of a session, who is present."""
FORMS = {
    "verdict": "incomplete",
    "flag": "1",
    "flag-1-problem": "x",
    "comment": "x",
    "text": "x",
    "reason": "x",
}


def test_every_post_without_token_is_refused_and_writes_nothing(target: Target) -> None:
    officer, before = target.as_("truong"), target.rows(*SIDE_EFFECTS)
    rules = target.routes("POST")
    assert len(rules) > 40
    for rule in rules:
        answer = officer.client.post(target.address(rule), data=FORMS | {"lock": "1"})
        assert answer.status_code == 400, rule
    assert target.rows(*SIDE_EFFECTS) == before


def test_a_token_of_another_session_is_refused(target: Target) -> None:
    stolen = target.fresh("giaoduc").token("/tai-khoan")
    officer, before = target.as_("truong"), target.rows(*SIDE_EFFECTS)
    for rule in target.routes("POST"):
        form = FORMS | {"csrf_token": stolen, "lock": "1"}
        assert officer.client.post(target.address(rule), data=form).status_code == 400, rule
    assert target.rows(*SIDE_EFFECTS) == before


def test_a_token_in_the_address_does_not_count(target: Target) -> None:
    officer = target.as_("truc")
    token = officer.token("/tai-khoan")
    assert officer.client.post(f"/vu-viec/1/y-kien?csrf_token={token}", data={"lock": "1"}).status_code == 400


def test_no_get_changes_anything(target: Target) -> None:
    head = target.as_("truong")
    for rule in target.routes("GET"):  # once before: what a first look starts by law, it starts once
        head.get(target.address(rule))
    before = target.rows(*SIDE_EFFECTS)
    for rule in target.routes("GET"):
        head.get(target.address(rule))
    assert target.rows(*SIDE_EFFECTS) == before


@pytest.mark.parametrize("login", ["giaoduc", "truongkhac", "vanthukhac", "lanhdaokhac"])
def test_nothing_of_another_agency_is_read_through_any_route_with_an_id(target: Target, login: str) -> None:
    stranger = target.as_(login)
    own = target.as_("truc")
    shown = 0
    for rule in target.routes("GET"):
        if not rule.arguments:
            continue
        answer = stranger.get(target.address(rule))
        assert target.secret.encode() not in answer.data, rule
        shown += target.secret.encode() in own.get(target.address(rule)).data
    assert shown >= 2  # the secret is there for those it belongs to


@pytest.mark.parametrize("login", ["giaoduc", "truongkhac", "vanthukhac"])
def test_nothing_of_another_agency_is_changed_through_any_route_with_an_id(
    target: Target, login: str
) -> None:
    stranger, before = target.as_(login), target.rows(*SIDE_EFFECTS)
    token = stranger.token("/tai-khoan")
    lock = target.as_("truc").fields("/vu-viec/1").get("lock", "1")
    for rule in target.routes("POST"):
        if not rule.arguments or rule.endpoint.startswith("reports"):
            continue
        form = FORMS | {"csrf_token": token, "lock": lock, "version": "1"}
        answer = stranger.client.post(target.address(rule), data=form)
        assert answer.status_code in {403, 404} or rule.endpoint in {
            "filters.forget",
            "registers.bring_in",
        }, rule
    assert target.rows(*SIDE_EFFECTS) == before


def test_a_part_of_a_foreign_case_is_not_reached_through_an_own_one(target: Target) -> None:
    stranger = target.as_("giaoduc")
    hidden = stranger.fields("/vu-viec/5")
    before = target.rows(*SIDE_EFFECTS)
    assert stranger.get("/vu-viec/5/tep/1").status_code == 404
    for path in ("/vu-viec/5/tra-loi/1", "/vu-viec/5/thoi-han/1"):
        assert stranger.client.post(path, data=hidden | {"answer": "x", "step": "stop"}).status_code >= 400
    assert target.rows(*SIDE_EFFECTS) == before


def test_a_case_cannot_be_given_to_a_person_of_another_agency(target: Target) -> None:
    officer = target.as_("truc")
    foreign = next(number for number, login in enumerate(target.world.PEOPLE, start=1) if login == "giaoduc")
    assert officer.act("/vu-viec/2/phan-cong", assignee=str(foreign)).status_code in {404, 409}


def test_without_account_no_route_tells_anything(target: Target) -> None:
    client = target.app.test_client()
    for rule in target.routes("GET"):
        answer = client.get(target.address(rule))
        assert target.secret.encode() not in answer.data, rule
        if not isinstance(ACCESS[rule.endpoint], Open):
            assert answer.status_code == 302, rule
            assert answer.location.startswith("/dang-nhap"), rule


def test_a_session_planted_before_sign_in_is_worth_nothing_after(target: Target) -> None:
    visitor = target.world.Visitor(target.app.test_client())
    token = visitor.token("/dang-nhap")
    planted = visitor.client.get_cookie("caichinh").value
    form = {"csrf_token": token, "login": "truc", "password": target.world.PASSWORD}
    assert visitor.client.post("/dang-nhap", data=form).status_code == 302
    assert visitor.client.get_cookie("caichinh").value != planted
    attacker = target.app.test_client()
    attacker.set_cookie("caichinh", planted)
    assert attacker.get("/vu-viec").status_code == 302


def test_a_copied_cookie_dies_with_the_sign_out(target: Target) -> None:
    visitor = target.fresh("vanthu")
    thief = target.app.test_client()
    thief.set_cookie("caichinh", visitor.client.get_cookie("caichinh").value)
    assert thief.get("/vu-viec").status_code == 200
    assert visitor.post("/dang-xuat").status_code == 302
    assert thief.get("/vu-viec").status_code == 302


@pytest.mark.parametrize("key", ["", "1", "truc", "x" * 43])
def test_a_forged_session_is_none(target: Target, key: str) -> None:
    """A cookie signed with another key is ignored; one with the right key but an invented session too."""
    for secret in ("guessed", target.app.secret_key):
        forger = Flask("forger")
        forger.secret_key = secret
        serializer = SecureCookieSessionInterface().get_signing_serializer(forger)
        assert serializer is not None
        client = target.app.test_client()
        client.set_cookie("caichinh", serializer.dumps({"_user_id": key, "_fresh": True}))
        assert client.get("/vu-viec").status_code == 302


@pytest.mark.parametrize(
    "target_",
    [
        "https://kexau.example/",
        "//kexau.example/",
        "/\\kexau.example",
        "\\\\kexau.example",
        "/\t/kexau.example",
        "/\n/kexau.example",
        " //kexau.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:kexau.example",
        "/%0d%0aSet-Cookie:x=1\r\nX: y",
        "///kexau.example",
        "/\u200b/kexau.example",
    ],
)
def test_next_never_leads_away(target: Target, target_: str) -> None:
    visitor = target.world.Visitor(target.app.test_client())
    form = {
        "csrf_token": visitor.token("/dang-nhap"),
        "login": "truc",
        "password": target.world.PASSWORD,
        "next": target_,
    }
    answer = visitor.client.post("/dang-nhap", data=form)
    assert answer.status_code == 302
    assert answer.location in {"/", "/vu-viec"} or answer.location.startswith("/%0d%0a")
    assert "x" not in [name for name, _value in answer.headers if name == "X"]


def test_guessing_one_account_closes_it_and_guessing_many_closes_the_address(target: Target) -> None:
    client = target.app.test_client()
    visitor = target.world.Visitor(client)
    token = visitor.token("/dang-nhap")
    try:
        for _ in range(people.MAX_FAILED):
            form = {"csrf_token": token, "login": "lanhdao", "password": "sai"}
            assert client.post("/dang-nhap", data=form).status_code == 401
        right = {"csrf_token": token, "login": "lanhdao", "password": target.world.PASSWORD}
        locked = client.post("/dang-nhap", data=right)
        assert locked.status_code == 401
        unknown = client.post("/dang-nhap", data=right | {"login": "khong-co-ai"})
        assert (unknown.status_code, auth.REFUSED in unknown.text) == (401, auth.REFUSED in locked.text)
        statuses = [
            client.post(
                "/dang-nhap",
                data={"csrf_token": token, "login": f"nguoi-{number}", "password": "sai"},
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
            ).status_code
            for number in range(auth.MAX_FAILED_PER_ADDRESS)
        ]
        assert statuses[-1] == 429  # another address in a header does not help
    finally:
        target.app.extensions["sign_in_brake"] = auth.Brake()


def test_a_key_that_is_guessed_opens_nothing(target: Target) -> None:
    client = target.app.test_client()
    for key in ("", "x", "Bearer", "' OR 1=1 --", "a" * 5000, "\x00"):
        for header in ({"Authorization": f"Bearer {key}"}, {"Authorization": key}):
            assert client.get("/api/v1/cases", headers=header).status_code == 401


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '") OR ("1"="1', "%", "_", "*", "NEAR(", '"', "\x00", "a" * 4000, "🦠 OR 1"]
)
def test_words_of_a_search_are_never_sql(target: Target, words: str) -> None:
    stranger = target.as_("giaoduc")
    for parameters in ({"q": words}, {"co-quan": words}, {"bao": words}, {"sau": words}, {"ds": words}):
        answer = stranger.client.get("/vu-viec", query_string=parameters)
        assert answer.status_code in {200, 302, 400, 404}
        assert "/vu-viec/1?" not in answer.text
        assert target.secret not in answer.text


@pytest.mark.parametrize(
    "host", ["kexau.example", "kexau.example:80", "caichinh.tinh.example.kexau.example", "@"]
)
def test_a_forged_host_is_refused_where_the_desk_has_a_name(named_desk: Flask, host: str) -> None:
    client = named_desk.test_client()
    assert client.get("/dang-nhap", headers={"Host": host}).status_code == 400
    assert client.get("/dang-nhap", headers={"Host": "caichinh.tinh.example"}).status_code == 200
    assert client.get("/dang-nhap", headers={"Host": "127.0.0.1:8016"}).status_code == 200


@pytest.fixture(scope="module")
def named_desk(target: Target) -> Flask:
    return create_app(
        replace(target.app.extensions["desk"].settings, desk_url="https://caichinh.tinh.example")
    )


def test_every_answer_to_everybody_carries_the_safe_headers(target: Target) -> None:
    for visitor in (target.as_("truc").client, target.app.test_client()):
        for rule in target.routes("GET"):
            answer = visitor.get(target.address(rule))
            assert answer.headers["X-Content-Type-Options"] == HEADERS["X-Content-Type-Options"], rule
            assert "script-src" not in answer.headers["Content-Security-Policy"], rule
            assert "unsafe" not in answer.headers["Content-Security-Policy"], rule
            assert answer.headers["Cache-Control"] == "no-store", rule
