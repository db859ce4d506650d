"""The own account: sessions that end, the second step, recovery codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from pipeline.store import people, second_factor, sign_ins
from pipeline.store.access_tables import SecondFactorRow, SignInRow
from pipeline.store.tables import AuditRow, PersonRow

SignIn = Callable[[str], Any]
NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
PASSWORD = "mot mat khau dai"  # noqa: S105  invented


def secret_on(page: str) -> str:
    found = re.search(r"nhập khóa <code>([A-Z2-7 ]+)</code>", page)
    assert found
    return found[1].replace(" ", "")


@pytest.fixture
def two_steps(app: Flask, sign_in: SignIn) -> tuple[pyotp.TOTP, list[str], Any]:
    """Return authenticator, recovery codes and the visitor of a person with the second step on."""
    visitor = sign_in("truc")
    totp = pyotp.TOTP(secret_on(visitor.get("/tai-khoan/hai-buoc").text))
    now = app.extensions["desk"].settings.now()
    page = visitor.post("/tai-khoan/hai-buoc", code=totp.at(now - timedelta(seconds=30)))
    assert page.status_code == 200
    codes = re.findall(r"<li><code>([a-z0-9-]+)</code></li>", page.text)
    return totp, codes, visitor


def first_step(app: Flask, target: str = "") -> Any:  # noqa: ANN401  werkzeug's client
    client = app.test_client()
    token = client.get("/dang-nhap").text.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "login": "truc", "password": PASSWORD, "next": target}
    answer = client.post("/dang-nhap", data=data)
    assert answer.location.startswith("/dang-nhap/ma")
    return client


def second_step(client: Any, code: str, target: str = "") -> Any:  # noqa: ANN401
    token = client.get("/dang-nhap/ma").text.split('name="csrf_token" value="')[1].split('"')[0]
    return client.post("/dang-nhap/ma", data={"csrf_token": token, "code": code, "next": target})


def test_with_the_second_step_a_password_alone_opens_nothing(
    app: Flask, two_steps: tuple[pyotp.TOTP, list[str], Any]
) -> None:
    totp, codes, _visitor = two_steps
    assert len(codes) == len(set(codes)) == 10
    client = first_step(app)
    assert client.get("/vu-viec").location.startswith("/dang-nhap?")
    assert second_step(client, "000000").status_code == 401
    answer = second_step(client, totp.at(app.extensions["desk"].settings.now()), "/vu-viec?ds=ket-thuc")
    assert answer.location == "/vu-viec?ds=ket-thuc"
    assert client.get("/vu-viec").status_code == 200


def test_a_code_and_a_recovery_code_are_good_once(
    app: Flask, two_steps: tuple[pyotp.TOTP, list[str], Any]
) -> None:
    totp, codes, _visitor = two_steps
    code = totp.at(app.extensions["desk"].settings.now())
    assert [second_step(first_step(app), code).status_code for _ in range(2)] == [302, 401]
    typed = codes[0].upper().replace("-", " ")
    assert [second_step(first_step(app), typed).status_code for _ in range(2)] == [302, 401]


def test_guessing_codes_locks_the_account_although_the_password_is_right(
    app: Flask, two_steps: tuple[pyotp.TOTP, list[str], Any]
) -> None:
    for _ in range(people.MAX_FAILED):
        assert second_step(first_step(app), "000000").status_code == 401
    client = app.test_client()
    token = client.get("/dang-nhap").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/dang-nhap", data={"csrf_token": token, "login": "truc", "password": PASSWORD})
    assert answer.status_code == 401


def test_a_half_way_sign_in_is_forgotten_after_five_minutes(
    app: Flask, two_steps: tuple[pyotp.TOTP, list[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = first_step(app)
    monkeypatch.setattr("pipeline.web.auth.HALF_WAY", timedelta(0))
    assert client.get("/dang-nhap/ma").status_code == 302


def test_the_second_step_is_turned_off_with_the_password_alone(
    two_steps: tuple[pyotp.TOTP, list[str], Any], stored: Session
) -> None:
    _totp, _codes, visitor = two_steps
    assert visitor.post("/tai-khoan/hai-buoc/tat", old="sai").status_code == 422
    assert stored.query(SecondFactorRow).count() == 1
    assert visitor.post("/tai-khoan/hai-buoc/tat", old=PASSWORD).status_code == 302
    stored.expire_all()
    assert stored.query(SecondFactorRow).count() == 0
    assert visitor.get("/vu-viec").status_code == 200


def test_turning_the_second_step_on_ends_the_other_sessions(
    sign_in: SignIn, two_steps: tuple[pyotp.TOTP, list[str], Any], stored: Session
) -> None:
    *_rest, visitor = two_steps
    assert visitor.get("/vu-viec").status_code == 200
    assert stored.query(SignInRow).filter_by(ended_at=None).count() == 1


def cookie(visitor: Any) -> str:  # noqa: ANN401
    found = visitor.client.get_cookie("caichinh")
    assert found is not None
    return str(found.value)


def with_cookie(app: Flask, value: str) -> int:
    client = app.test_client()
    client.set_cookie("caichinh", value)
    return int(client.get("/vu-viec").status_code)


def test_a_copied_cookie_is_worthless_after_sign_out(app: Flask, sign_in: SignIn) -> None:
    visitor = sign_in("truc")
    copied = cookie(visitor)
    assert with_cookie(app, copied) == 200
    visitor.post("/dang-xuat")
    assert with_cookie(app, copied) == 302


def test_sign_in_gives_a_session_of_its_own(app: Flask, sign_in: SignIn) -> None:
    """A cookie planted before the sign-in does not become a signed-in one."""
    stranger = app.test_client()
    stranger.get("/dang-nhap")
    planted = stranger.get_cookie("caichinh")
    assert planted is not None
    visitor = sign_in("truc")
    visitor.get("/vu-viec")
    assert with_cookie(app, planted.value) == 302
    assert cookie(visitor) != planted.value


def test_sign_out_everywhere_ends_every_session_but_of_nobody_else(sign_in: SignIn) -> None:
    here, there, other = sign_in("truc"), sign_in("truc"), sign_in("truong")
    assert here.post("/tai-khoan/dang-xuat-moi-noi").status_code == 302
    assert [visitor.get("/vu-viec").status_code for visitor in (here, there, other)] == [302, 302, 200]


def test_a_session_ends_after_a_working_day(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, stored: Session
) -> None:
    visitor = sign_in("truc")
    row = stored.query(SignInRow).one()
    row.started_at -= sign_ins.LONGEST
    stored.commit()
    assert visitor.get("/vu-viec").status_code == 302


def test_the_audit_trail_tells_what_was_done_to_the_account(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    visitor.post("/tai-khoan/thu-dien-tu", email="truc@yte.example")
    visitor.post("/tai-khoan/dang-xuat-moi-noi")
    actions = [row.action for row in stored.query(AuditRow).filter_by(actor="truc").order_by(AuditRow.id)]
    assert actions == ["sign in", "mail address changed", "sign out everywhere"]


@pytest.mark.parametrize(
    "email", ["khong", "a@b", "a@b.example\r\nBcc: x@y.example", "a" * 250 + "@b.example"]
)
def test_what_is_no_address_is_refused(sign_in: SignIn, email: str) -> None:
    answer = sign_in("truc").post("/tai-khoan/thu-dien-tu", email=email)
    assert answer.status_code == 422
    assert "không hợp lệ" in answer.text


def test_a_closed_account_is_signed_out_and_stays_out(app: Flask, sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    people.deactivate(stored, stored.query(PersonRow).filter_by(login="truc").one())
    stored.commit()
    assert visitor.get("/vu-viec").status_code == 302
    assert people.sign_in(stored, "truc", PASSWORD, app.extensions["desk"].settings.now()) is None


def test_the_secret_of_an_authenticator_rests_encrypted(stored: Session) -> None:
    person = stored.query(PersonRow).filter_by(login="truc").one()
    secret = second_factor.begin(stored, person, "khoa")
    row = stored.get_one(SecondFactorRow, person.id)
    assert secret not in row.secret
    assert second_factor.begin(stored, person, "khoa") == secret
    code = pyotp.TOTP(secret).at(NOW)
    assert second_factor.confirm(stored, person, code, NOW, "khoa khac") == []
    assert len(second_factor.confirm(stored, person, code, NOW, "khoa")) == second_factor.RECOVERY_CODES


def test_a_secret_from_before_is_encrypted_at_its_first_use(stored: Session) -> None:
    person = stored.query(PersonRow).filter_by(login="truc").one()
    bare = pyotp.random_base32()
    stored.add(SecondFactorRow(person_id=person.id, secret=bare, confirmed_at=NOW))
    stored.flush()
    assert second_factor.check(stored, person, pyotp.TOTP(bare).at(NOW), NOW, "khoa")
    assert bare not in stored.get_one(SecondFactorRow, person.id).secret
    later = NOW + timedelta(minutes=1)
    assert second_factor.check(stored, person, pyotp.TOTP(bare).at(later), later, "khoa")
