"""Headers and cookies: no script but our own, no frame, no cache of what others may not see."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect

from pipeline.review.attachments import LARGEST

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Images may be ``data:`` because Bootstrap draws the arrows of its form controls so."""


class Cookies(SecureCookieSessionInterface):
    """Session cookies that travel over TLS only whenever the request itself came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        """Tell whether the cookie gets the Secure mark; on loopback the desk speaks plain HTTP."""
        return request.is_secure


_HERE = ("127.0.0.1", "localhost", "::1")


def init(app: Flask, desk_url: str) -> None:
    """Protect every POST against forgery, every cookie against scripts, every page against frames.

    Where the desk has a name of its own (`desk_url`), requests under other names are refused, so that no link in a
    calendar, a feed or a sign-in by the province's service leads where a forged Host header says.
    """
    host = urlsplit(desk_url).hostname or ""
    if host not in _HERE:
        app.config["TRUSTED_HOSTS"] = [host, *_HERE]
    app.config.update(
        SESSION_COOKIE_NAME="caichinh",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open over lunch is not lost
        MAX_CONTENT_LENGTH=1024 * 1024,
    )
    app.session_interface = Cookies()
    app.before_request(_allow_files)
    CSRFProtect(app)
    app.after_request(_add_headers)


def _allow_files() -> None:
    """Let the one form that carries a file be larger; before anything reads the form."""
    if request.endpoint == "casework.attach":
        request.max_content_length = LARGEST + 1024 * 1024


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)  # a file of others comes with a stricter policy
    if request.endpoint not in {"static", "bootstrap.static"}:
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
