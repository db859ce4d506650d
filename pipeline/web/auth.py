"""Sign-in in one step or two, and sign-out."""

from __future__ import annotations

import time
from collections import deque
from datetime import datetime, timedelta

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
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from pipeline.domain.text import clean_line
from pipeline.store import audit, people, second_factor, sign_ins
from pipeline.store.tables import PersonRow
from pipeline.web.context import db, desk, now, person

blueprint = Blueprint("auth", __name__)

REFUSED = (
    "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Vui lòng thử lại sau ít phút."
)
"""One sentence for every refusal, so that it tells nothing about which logins exist."""
WRONG_CODE = "Mã không đúng, đã dùng rồi, hoặc tài khoản đang tạm khóa. Hãy nhập mã mới trên ứng dụng."
WINDOW_SECONDS = 300.0
MAX_FAILED_PER_ADDRESS = 60
"""Guessing over many logins is braked per address; guessing one login locks that account (`store.people`)."""
HALF_WAY = timedelta(minutes=5)
"""How long a right password waits for its code."""


class SignedIn(UserMixin):  # type: ignore[misc]  # the library has no types
    """Who is signed in, and in which session (`store.sign_ins`)."""

    def __init__(self, row: PersonRow, key: str) -> None:
        self.row = row
        self.key = key

    def get_id(self) -> str:
        """Return what the session cookie keeps."""
        return self.key


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


def _load(key: str) -> SignedIn | None:
    """Return the person of a session cookie, None when the session is no longer good."""
    row = sign_ins.find(db(), key, now())
    return SignedIn(row, key) if row else None


@blueprint.route("/dang-nhap", methods=["GET", "POST"])
def sign_in() -> str | tuple[str, int] | Response:
    """Show the sign-in form; with the right password go on, to the second step where there is one."""
    target = safe_next(request.values.get("next", ""))
    if request.method != "POST":
        return render_template("sign_in.html", next=target, oidc=desk().settings.oidc)
    brake_or_abort()
    login = clean_line(request.form.get("login", "")).lower()
    row = people.sign_in(db(), login, request.form.get("password", ""), now())
    if row is None:
        count_failure()
        page = render_template(
            "sign_in.html", next=target, login=login, problem=REFUSED, oidc=desk().settings.oidc
        )
        return page, 401
    if second_factor.is_on(db(), row):
        return half_way_to(row, target)
    return welcome(row, target, "password")


def half_way_to(row: PersonRow, target: str) -> Response:
    """Note who has shown the first factor and ask for the second."""
    session.clear()
    session["half"] = [row.id, row.session_number, now().isoformat()]
    return redirect(url_for("auth.second_step", next=target or None))


@blueprint.route("/dang-nhap/ma", methods=["GET", "POST"])
def second_step() -> str | tuple[str, int] | Response:
    """Ask for the code of the authenticator, or for a recovery code."""
    target = safe_next(request.values.get("next", ""))
    row = _half_way()
    if row is None:
        return redirect(url_for("auth.sign_in", next=target or None))
    if request.method != "POST":
        return render_template("second_step.html", next=target)
    brake_or_abort()
    if not second_factor.check(db(), row, request.form.get("code", ""), now(), desk().settings.secret_key()):
        count_failure()
        return render_template("second_step.html", next=target, problem=WRONG_CODE), 401
    return welcome(row, target, "password and code")


def _half_way() -> PersonRow | None:
    """Return who has shown the password and not yet the code."""
    match session.get("half"):
        case [person_id, number, begun] if datetime.fromisoformat(begun) > now() - HALF_WAY:
            row = db().get(PersonRow, person_id)
            return row if row and row.active and row.session_number == number else None
    return None


def welcome(row: PersonRow, target: str, how: str) -> Response:
    """Begin a session in a cookie of its own, whatever cookie the browser came with."""
    browser = request.user_agent.string
    session.clear()
    session.permanent = True
    login_user(SignedIn(row, sign_ins.start(db(), row, browser=browser, now=now())))
    audit.record(db(), at=now(), actor=row.login, action="sign in", detail={"how": how})
    return redirect(target or url_for("queue.home"))


def brake_or_abort() -> None:
    """Refuse an address that failed too often lately."""
    if _brake().blocks(request.remote_addr or "", time.monotonic()):
        abort(429)


def count_failure() -> None:
    """Count a failed attempt of this address and keep what the attempt wrote, although it is refused."""
    _brake().count(request.remote_addr or "", time.monotonic())
    db().commit()


def _brake() -> Brake:
    brake: Brake = current_app.extensions["sign_in_brake"]
    return brake


def safe_next(target: str) -> str:
    """Return `target` when it is a path of this desk, else an empty string."""
    inside = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if inside and target.isprintable() else ""


@blueprint.post("/dang-xuat")
def sign_out() -> Response:
    """End the session; a copy of its cookie is worthless too."""
    sign_ins.end(db(), current_user.get_id(), now())
    audit.record(db(), at=now(), actor=person().login, action="sign out", detail={})
    logout_user()
    session.clear()
    flash("Đã đăng xuất.", "success")
    return redirect(url_for("auth.sign_in"))
