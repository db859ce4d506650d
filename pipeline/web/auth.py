"""Sign-in, sign-out and the account page."""

from __future__ import annotations

import time
from collections import deque

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import LoginManager, UserMixin, login_user, logout_user
from werkzeug.wrappers import Response

from pipeline.store import audit, people
from pipeline.store.people import PersonError
from pipeline.store.tables import PersonRow
from pipeline.web.context import db, now, person

blueprint = Blueprint("auth", __name__)

REFUSED = (
    "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Vui lòng thử lại sau ít phút."
)
"""One sentence for every refusal, so that it tells nothing about which logins exist."""
WINDOW_SECONDS = 300.0
MAX_FAILED_PER_ADDRESS = 60
"""Guessing over many logins is braked per address; guessing one login locks that account (`store.people`)."""


class SignedIn(UserMixin):  # type: ignore[misc]  # the library has no types
    """Who is signed in. The id holds the session number, so raising the number signs the person out everywhere."""

    def __init__(self, row: PersonRow) -> None:
        self.row = row

    def get_id(self) -> str:
        """Return what the session cookie keeps."""
        return f"{self.row.id}.{self.row.session_number}"


class Brake:
    """Counts failed sign-ins per address in a sliding window. Seconds are of a monotonic clock."""

    def __init__(self) -> None:
        self._failed: dict[str, deque[float]] = {}

    def blocks(self, address: str, at: float) -> bool:
        """Tell whether `address` failed too often lately; forget what is older than the window."""
        failed = self._failed.get(address)
        while failed and failed[0] < at - WINDOW_SECONDS:
            failed.popleft()
        if not failed:
            self._failed.pop(address, None)
            return False
        return len(failed) >= MAX_FAILED_PER_ADDRESS

    def count(self, address: str, at: float) -> None:
        """Count one failure."""
        self._failed.setdefault(address, deque()).append(at)


def init(app: Flask) -> None:
    """Join Flask-Login and the routes of this module to the application."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.extensions["sign_in_brake"] = Brake()
    app.register_blueprint(blueprint)


def _load(user_id: str) -> SignedIn | None:
    """Return the person of a session cookie, None when the session is no longer good."""
    person_id, _, session_number = user_id.partition(".")
    row = db().get(PersonRow, int(person_id))
    if row is None or not row.active or str(row.session_number) != session_number:
        return None
    return SignedIn(row)


@blueprint.route("/dang-nhap", methods=["GET", "POST"])
def sign_in() -> str | tuple[str, int] | Response:
    """Show the sign-in form; with the right password go where the person wanted to go."""
    target = safe_next(request.values.get("next", ""))
    if request.method == "GET":
        return render_template("sign_in.html", next=target)
    brake, address, at = _brake(), request.remote_addr or "", time.monotonic()
    if brake.blocks(address, at):
        abort(429)
    login = request.form.get("login", "").strip().lower()
    row = people.sign_in(db(), login, request.form.get("password", ""), now())
    if row is None:
        brake.count(address, at)
        db().commit()  # the count of failures stays although the answer is a refusal
        return render_template("sign_in.html", next=target, login=login, problem=REFUSED), 401
    session.clear()
    session.permanent = True
    login_user(SignedIn(row))
    audit.record(db(), at=now(), actor=row.login, action="sign in", detail={})
    return redirect(target or url_for("queue.home"))


def _brake() -> Brake:
    brake: Brake = current_app.extensions["sign_in_brake"]
    return brake


def safe_next(target: str) -> str:
    """Return `target` when it is a path of this desk, else an empty string."""
    inside = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if inside and target.isprintable() else ""


@blueprint.post("/dang-xuat")
def sign_out() -> Response:
    """End the session."""
    audit.record(db(), at=now(), actor=person().login, action="sign out", detail={})
    logout_user()
    session.clear()
    flash("Đã đăng xuất.", "success")
    return redirect(url_for("auth.sign_in"))


@blueprint.get("/tai-khoan")
def account() -> str:
    """Show who is signed in, with the form for a new password."""
    return render_template("account.html")


@blueprint.post("/tai-khoan/mat-khau")
def change_password() -> tuple[str, int] | Response:
    """Change the own password; every other session of the person ends."""
    form, row = request.form, person()
    problem = ""
    if people.sign_in(db(), row.login, form.get("old", ""), now()) is None:
        db().commit()  # a wrong password counts here too
        problem = "Mật khẩu hiện tại không đúng."
    elif form.get("new") != form.get("again"):
        problem = "Hai lần nhập mật khẩu mới không giống nhau."
    else:
        try:
            people.set_password(db(), row, form.get("new", ""))
        except PersonError as error:
            problem = str(error)
    if problem:
        return render_template("account.html", problem=problem), 422
    audit.record(db(), at=now(), actor=row.login, action="password changed", detail={})
    login_user(SignedIn(row))
    flash("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.", "success")
    return redirect(url_for("auth.account"))
