"""The own account: password, sessions, second step, address for the digest, private calendar and feed."""

from __future__ import annotations

import segno
from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from pipeline.store import audit, mailing, people, second_factor, sign_ins, tokens
from pipeline.store.people import PersonError
from pipeline.store.tokens import Scope
from pipeline.web.auth import SignedIn, brake_or_abort, count_failure
from pipeline.web.context import db, desk, now, person

blueprint = Blueprint("account", __name__, url_prefix="/tai-khoan")


def page(*, problem: str = "", section: str = "", **shown: object) -> str:
    """Return the account page; `section` names the form that `problem` is about."""
    row = person()
    return render_template(
        "account.html",
        problem=problem,
        section=section,
        second=second_factor.is_on(db(), row),
        codes_left=second_factor.codes_left(db(), row),
        sessions=sign_ins.going_on(db(), row, now()),
        this_session=sign_ins.digest(current_user.get_id().rpartition(".")[2]),
        email=mailing.address(db(), row),
        feeds=tokens.feed_tokens(db(), row),
        **shown,
    )


def _note(action: str) -> None:
    audit.record(db(), at=now(), actor=person().login, action=action, detail={})


def _password_problem() -> str:
    """Return what is wrong with the password typed to confirm; a wrong one counts as a failed sign-in."""
    brake_or_abort()
    if people.sign_in(db(), person().login, request.form.get("old", ""), now()) is None:
        count_failure()
        return "Mật khẩu hiện tại không đúng, hoặc tài khoản đang tạm khóa."
    return ""


@blueprint.get("")
def show() -> str:
    """Show who is signed in and what can be changed."""
    return page()


@blueprint.post("/mat-khau")
def change_password() -> tuple[str, int] | Response:
    """Change the own password; every other session of the person ends."""
    form, row = request.form, person()
    problem = _password_problem()
    if not problem and form.get("new") != form.get("again"):
        problem = "Hai lần nhập mật khẩu mới không giống nhau."
    if not problem:
        try:
            people.set_password(db(), row, form.get("new", ""))
        except PersonError as error:
            problem = str(error)
    if problem:
        return page(problem=problem, section="password"), 422
    _stay()
    _note("password changed")
    flash("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.", "success")
    return redirect(url_for("account.show"))


def _stay() -> None:
    """End all sessions but go on here, in a new one."""
    row, browser = person(), request.user_agent.string
    sign_ins.end_all(db(), row, now())
    session.clear()
    session.permanent = True
    login_user(SignedIn(row, sign_ins.start(db(), row, browser=browser, now=now())))


@blueprint.post("/dang-xuat-moi-noi")
def sign_out_everywhere() -> Response:
    """End every session of the person, this one too."""
    sign_ins.end_all(db(), person(), now())
    _note("sign out everywhere")
    logout_user()
    session.clear()
    flash("Đã đăng xuất trên mọi thiết bị.", "success")
    return redirect(url_for("auth.sign_in"))


@blueprint.get("/hai-buoc")
def second_step() -> str | Response:
    """Show the secret for the authenticator as a picture and in letters."""
    if second_factor.is_on(db(), person()):
        return redirect(url_for("account.show"))
    return _second_page()


def _second_page(problem: str = "") -> str:
    secret = second_factor.begin(db(), person(), desk().settings.secret_key())
    picture = segno.make(second_factor.address(person(), secret)).svg_data_uri(
        scale=5, border=4, light="#fff"
    )
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render_template("second_factor.html", picture=picture, secret=spaced, problem=problem)


@blueprint.post("/hai-buoc")
def second_step_on() -> str | tuple[str, int] | Response:
    """Turn the second step on with the first code, and show the recovery codes once."""
    brake_or_abort()
    codes = second_factor.confirm(
        db(), person(), request.form.get("code", ""), now(), desk().settings.secret_key()
    )
    if not codes:
        return _second_page("Mã không đúng. Hãy kiểm tra giờ của điện thoại và nhập mã mới nhất."), 422
    _stay()
    _note("second step on")
    return render_template("recovery_codes.html", codes=codes)


@blueprint.post("/hai-buoc/tat")
def second_step_off() -> tuple[str, int] | Response:
    """Turn the second step off; the password is asked for again."""
    if problem := _password_problem():
        return page(problem=problem, section="second"), 422
    second_factor.turn_off(db(), person())
    _note("second step off")
    flash("Đã tắt xác thực hai bước.", "success")
    return redirect(url_for("account.show"))


@blueprint.post("/thu-dien-tu")
def mail_address() -> tuple[str, int] | Response:
    """Set or clear the address for the morning digest."""
    try:
        mailing.set_address(db(), person(), request.form.get("email", ""))
    except PersonError as error:
        db().rollback()
        return page(problem=str(error), section="mail"), 422
    _note("mail address changed")
    flash("Đã lưu địa chỉ nhận bản tin sáng.", "success")
    return redirect(url_for("account.show"))


@blueprint.post("/lich")
def new_feeds() -> str:
    """Make a private key for calendar and feed, and show their addresses this once; older keys end."""
    row = person()
    for old in tokens.feed_tokens(db(), row):
        tokens.revoke(db(), old, now())
    _token, secret = tokens.issue(
        db(), name="Lịch và tin", scopes=[Scope.FEEDS], agency_id=row.agency_id, now=now(), person_id=row.id
    )
    _note("feed key made")
    return page(
        section="feeds",
        calendar=url_for("feeds.calendar", token=secret, _external=True),
        atom=url_for("feeds.atom", token=secret, _external=True),
    )


@blueprint.post("/lich/huy")
def revoke_feeds() -> Response:
    """Make the private addresses worthless."""
    for old in tokens.feed_tokens(db(), person()):
        tokens.revoke(db(), old, now())
    _note("feed key revoked")
    flash("Đã hủy địa chỉ lịch và tin riêng.", "success")
    return redirect(url_for("account.show"))
