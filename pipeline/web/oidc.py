"""Sign-in through the province's own service (OpenID Connect), where there is one.

The service says who somebody is, never what they may do: an operator links its subject to an account
(`caichinh user link`), and nobody gets an account by signing in. Authorization code with PKCE; authlib checks state,
nonce, signature, issuer and audience.
"""

from __future__ import annotations

from typing import Any, cast

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, abort, current_app, render_template, request, session, url_for
from joserfc.errors import JoseError
from requests.exceptions import RequestException
from werkzeug.wrappers import Response

from pipeline.config import SignInService
from pipeline.store import people, second_factor
from pipeline.web.auth import brake_or_abort, count_failure, half_way_to, safe_next, welcome
from pipeline.web.context import db, desk

blueprint = Blueprint("oidc", __name__, url_prefix="/dang-nhap/dich-vu")

UNKNOWN = (
    "Dịch vụ đăng nhập đã xác nhận, nhưng chưa có tài khoản nào ở đây gắn với anh/chị. "
    "Hãy liên hệ người quản trị hệ thống của cơ quan."
)
FAILED = "Chưa đăng nhập được qua dịch vụ của tỉnh. Hãy thử lại, hoặc dùng mật khẩu."
TIMEOUT_S = 10.0
_LOG = structlog.get_logger()


def init(app: Flask, service: SignInService | None) -> None:
    """Join the service to the application; without one the routes answer 404."""
    oauth = OAuth(app)
    if service is not None:
        oauth.register(
            "province",
            client_id=service.client_id,
            client_secret=service.client_secret,
            server_metadata_url=f"{service.issuer}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid", "code_challenge_method": "S256", "default_timeout": TIMEOUT_S},
        )
    app.extensions["province"] = oauth.create_client("province")
    app.register_blueprint(blueprint)


def _client() -> Any:  # noqa: ANN401  the library has no types
    client = current_app.extensions["province"]
    if client is None:
        abort(404)
    return client


@blueprint.get("")
def start() -> tuple[str, int] | Response:
    """Send the person to the service."""
    client = _client()
    brake_or_abort()
    session["after_oidc"] = safe_next(request.args.get("next", ""))
    try:
        back = url_for("oidc.callback", _external=True)
        return cast("Response", client.authorize_redirect(back))
    except (OAuthError, RequestException, JoseError, ValueError) as error:
        return _refuse(FAILED, error)


@blueprint.get("/ve")
def callback() -> tuple[str, int] | Response:
    """Take what the service says and begin a session for the account linked to it."""
    client, service = _client(), desk().settings.oidc
    assert service is not None
    brake_or_abort()
    target = safe_next(session.pop("after_oidc", ""))
    try:
        claims = client.authorize_access_token()["userinfo"]
        subject = str(claims["sub"])
    except (OAuthError, RequestException, JoseError, KeyError, ValueError) as error:
        return _refuse(FAILED, error)
    row = people.by_identity(db(), service.issuer, subject)
    if row is None:
        return _refuse(UNKNOWN, None)
    if second_factor.is_on(db(), row):
        return half_way_to(row, target)
    return welcome(row, target, "sign-in service")


def _refuse(problem: str, error: Exception | None) -> tuple[str, int]:
    count_failure()
    if error is not None:
        _LOG.warning("sign-in service", problem=f"{type(error).__name__}: {error}")
    return render_template("sign_in.html", next="", problem=problem, oidc=desk().settings.oidc), 401
