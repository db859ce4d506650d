from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from pipeline.store import people
from pipeline.store.tables import PersonRow
from pipeline.web import auth

SignIn = Callable[[str], Any]
PASSWORD = "mot mat khau dai"  # noqa: S105  invented


def attempt(app: Flask, login: str, password: str, target: str = "") -> Any:  # noqa: ANN401  werkzeug's answer
    client = app.test_client()
    page = client.get("/dang-nhap").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "login": login, "password": password, "next": target}
    return client.post("/dang-nhap", data=data)


def test_without_sign_in_a_page_leads_to_the_form_and_back(app: Flask) -> None:
    answer = app.test_client().get("/vu-viec?ds=ket-thuc")
    assert answer.status_code == 302
    assert answer.location == "/dang-nhap?next=/vu-viec?ds%3Dket-thuc"
    assert attempt(app, "truc", PASSWORD, "/vu-viec?ds=ket-thuc").location == "/vu-viec?ds=ket-thuc"


def test_wrong_password_unknown_login_and_locked_account_are_told_the_same(app: Flask) -> None:
    answers = {attempt(app, login, "sai mật khẩu").text.split("alert")[1] for login in ("truc", "khongco")}
    for _ in range(people.MAX_FAILED):
        attempt(app, "truc", "sai mật khẩu")
    locked = attempt(app, "truc", PASSWORD)
    assert locked.status_code == 401
    assert auth.REFUSED in locked.text
    assert len(answers) == 1


def test_a_look_at_the_form_without_its_body_is_no_attempt(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "count_failure", lambda: pytest.fail("counted as a wrong password"))
    assert app.test_client().head("/dang-nhap").status_code == 200


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        ("/vu-viec?ds=du-thao", "/vu-viec?ds=du-thao"),
        ("https://xau.example/", ""),
        ("//xau.example/", ""),
        ("/\\xau.example", ""),
        ("/\t/xau.example", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_a_path_of_the_desk_is_followed_after_sign_in(target: str, safe: str) -> None:
    assert auth.safe_next(target) == safe


def test_a_form_without_token_is_refused(app: Flask) -> None:
    answer = app.test_client().post("/dang-nhap", data={"login": "truc", "password": PASSWORD})
    assert answer.status_code == 400
    assert "Yêu cầu chưa hợp lệ" in answer.text


def test_cookies_are_out_of_reach_of_scripts_and_other_sites_and_secure_over_tls(app: Flask) -> None:
    plain = attempt(app, "truc", PASSWORD).headers["Set-Cookie"]
    over_tls = app.test_client().get("/dang-nhap", base_url="https://localhost").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in over_tls


def test_every_answer_carries_the_safe_headers(app: Flask, sign_in: SignIn) -> None:
    for answer in (app.test_client().get("/dang-nhap"), sign_in("truc").get("/vu-viec/1")):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_sign_out_is_a_post_and_ends_the_session(sign_in: SignIn) -> None:
    visitor = sign_in("truc")
    assert visitor.get("/dang-xuat").status_code == 405
    assert visitor.post("/dang-xuat").status_code == 302
    assert visitor.get("/vu-viec").status_code == 302


def test_a_session_ends_when_the_number_of_the_account_is_raised(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    stored.query(PersonRow).filter_by(login="truc").one().session_number += 1
    stored.commit()
    assert visitor.get("/vu-viec").status_code == 302


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(sign_in: SignIn) -> None:
    here, there = sign_in("truc"), sign_in("truc")
    new = "mot mat khau khac"
    answer = here.post("/tai-khoan/mat-khau", old=PASSWORD, new=new, again=new)
    assert answer.status_code == 302
    assert here.get("/vu-viec").status_code == 200
    assert there.get("/vu-viec").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai", "mot mat khau khac", "mot mat khau khac", "Mật khẩu hiện tại không đúng"),
        (PASSWORD, "mot mat khau khac", "khong giong", "không giống nhau"),
        (PASSWORD, "ngan", "ngan", "ít nhất 12 ký tự"),
    ],
)
def test_a_password_is_changed_only_with_the_old_one_and_twice_the_new(
    sign_in: SignIn, old: str, new: str, again: str, said: str
) -> None:
    answer = sign_in("truc").post("/tai-khoan/mat-khau", old=old, new=new, again=again)
    assert answer.status_code == 422
    assert said in answer.text


def test_guessing_over_many_logins_is_braked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "MAX_FAILED_PER_ADDRESS", 2)
    assert [attempt(app, f"ai{number}", "sai").status_code for number in range(3)] == [401, 401, 429]


def test_the_brake_forgets_after_its_window() -> None:
    brake = auth.Brake()
    for _ in range(auth.MAX_FAILED_PER_ADDRESS):
        brake.count("a", 0.0)
    assert brake.blocks("a", 1.0)
    assert not brake.blocks("a", auth.WINDOW_SECONDS + 1)
