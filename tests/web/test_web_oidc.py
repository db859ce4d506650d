"""Sign-in through a service of the province, against a small provider over real HTTP on loopback."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy.orm import Session

from pipeline.config import SignInService
from pipeline.store import people, second_factor
from pipeline.store.access_tables import SecondFactorRow
from pipeline.store.tables import AuditRow, PersonRow
from pipeline.web.app import create_app


@cache
def key_of(owner: str) -> RSAKey:
    """Return the key of the provider or of a stranger, made when first asked for: that takes long."""
    return RSAKey.generate_key(2048, {"kid": "1", "use": "sig", "alg": "RS256"})


@dataclass
class Provider:
    """What the provider says; tests change it to lie."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: key_of("provider"))
    asked: dict[str, str] = field(default_factory=dict)
    """The query of the last authorization request."""

    def token(self, form: dict[str, list[str]]) -> dict[str, Any]:
        verifier = form["code_verifier"][0].encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        assert challenge == self.asked["code_challenge"]
        claims = {
            "iss": self.issuer,
            "aud": "caichinh",
            "sub": "s-1",
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
            "nonce": self.asked["nonce"],
        } | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


def handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/keys":
                self._say({"keys": [key_of("provider").as_dict(private=False)]})
                return
            self._say(
                {
                    "issuer": provider.issuer,
                    "authorization_endpoint": f"{provider.issuer}/authorize",
                    "token_endpoint": f"{provider.issuer}/token",
                    "jwks_uri": f"{provider.issuer}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._say(provider.token(form))

        def _say(self, answer: dict[str, Any]) -> None:
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            pass

    return Handler


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def with_service(app: Flask, provider: Provider) -> Iterator[Flask]:
    """Return the desk with the provider named; the officer `truc` is linked to subject s-1."""
    service = SignInService(
        issuer=provider.issuer,
        client_id="caichinh",
        client_secret="bi mat",  # noqa: S106  invented
        name="Đăng nhập của tỉnh",
    )
    linked = create_app(replace(app.extensions["desk"].settings, oidc=service))
    with linked.extensions["desk"].sessions.begin() as session:
        person = session.query(PersonRow).filter_by(login="truc").one()
        people.link(session, person, provider.issuer, "s-1")
    yield linked
    linked.extensions["desk"].sessions.kw["bind"].dispose()


def go(app: Flask, provider: Provider, client: Any = None, **changed: str) -> Any:  # noqa: ANN401  werkzeug's
    """Walk through the service and return the desk's answer."""
    client = client or app.test_client()
    away = client.get("/dang-nhap/dich-vu?next=/vu-viec?ds=ket-thuc")
    assert away.location.startswith(f"{provider.issuer}/authorize?")
    provider.asked = {name: values[0] for name, values in parse_qs(urlsplit(away.location).query).items()}
    assert provider.asked["code_challenge_method"] == "S256"
    query = {"code": "c", "state": provider.asked["state"]} | changed
    return client.get("/dang-nhap/dich-vu/ve", query_string=query)


def test_the_button_stands_only_where_there_is_a_service(app: Flask, with_service: Flask) -> None:
    assert "Đăng nhập của tỉnh" in with_service.test_client().get("/dang-nhap").text
    assert "dich-vu" not in app.test_client().get("/dang-nhap").text


def test_who_is_linked_comes_in_and_goes_where_they_wanted(
    with_service: Flask, provider: Provider, stored: Session
) -> None:
    client = with_service.test_client()
    answer = go(with_service, provider, client)
    assert answer.location == "/vu-viec?ds=ket-thuc"
    assert client.get("/vu-viec").status_code == 200
    event = stored.query(AuditRow).filter_by(actor="truc").one()
    assert (event.action, event.detail) == ("sign in", {"how": "sign-in service"})


@pytest.mark.parametrize(
    ("claims", "foreign_key"),
    [
        ({"sub": "s-2"}, False),
        ({"nonce": "khac"}, False),
        ({"aud": "khac"}, False),
        ({"iss": "https://khac.example"}, False),
        ({"exp": 1}, False),
        ({}, True),
    ],
)
def test_who_is_not_linked_or_not_proved_stays_out(
    with_service: Flask, provider: Provider, claims: dict[str, Any], foreign_key: bool
) -> None:
    provider.claims, provider.key = claims, key_of("stranger" if foreign_key else "provider")
    client = with_service.test_client()
    assert go(with_service, provider, client).status_code == 401
    assert client.get("/vu-viec").status_code == 302


def test_an_answer_that_was_not_asked_for_is_refused(with_service: Flask, provider: Provider) -> None:
    assert go(with_service, provider, state="khac").status_code == 401
    assert with_service.test_client().get("/dang-nhap/dich-vu/ve?code=c&state=s").status_code == 401
    assert with_service.test_client().get("/dang-nhap/dich-vu/ve?error=access_denied").status_code == 401


def test_a_closed_account_stays_out(with_service: Flask, provider: Provider, stored: Session) -> None:
    people.deactivate(stored, stored.query(PersonRow).filter_by(login="truc").one())
    stored.commit()
    assert go(with_service, provider).status_code == 401


def test_the_second_step_is_asked_for_all_the_same(
    with_service: Flask, provider: Provider, stored: Session
) -> None:
    person = stored.query(PersonRow).filter_by(login="truc").one()
    second_factor.begin(stored, person, with_service.extensions["desk"].settings.secret_key())
    stored.get_one(SecondFactorRow, person.id).confirmed_at = with_service.extensions["desk"].settings.now()
    stored.commit()
    assert go(with_service, provider).location.startswith("/dang-nhap/ma")


def test_a_service_that_is_away_is_told_calmly(with_service: Flask, provider: Provider) -> None:
    service = replace(with_service.extensions["desk"].settings.oidc, issuer="http://127.0.0.1:1")
    away = create_app(replace(with_service.extensions["desk"].settings, oidc=service))
    answer = away.test_client().get("/dang-nhap/dich-vu")
    away.extensions["desk"].sessions.kw["bind"].dispose()
    assert answer.status_code == 401
    assert "Chưa đăng nhập được" in answer.text
