"""The JSON API: who may read what, page by page, and that it keeps its own contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import hypothesis
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck
from schemathesis.specs.openapi.schemas import OpenApiSchema
from sqlalchemy.orm import Session

from pipeline.store import tokens
from pipeline.store.tokens import API_SCOPES, Scope
from pipeline.web.api import SCOPES
from pipeline.web.openapi import RESOURCES

SignIn = Callable[[str], Any]
HEALTH, EDUCATION = "qn-yte", "qn-gddt"
EXAMPLES = 3
"""Requests per operation in the default run; `tests/bench/soak_api.py` sends more."""


@pytest.fixture
def key(app: Flask, stored: Session) -> Callable[..., str]:
    """Return a maker of keys."""

    def made(agency_id: str | None = HEALTH, scopes: tuple[Scope, ...] = API_SCOPES, days: int = 1) -> str:
        _row, secret = tokens.issue(
            stored,
            name="Thử",
            scopes=scopes,
            agency_id=agency_id,
            now=app.extensions["desk"].settings.now(),
            lifetime=timedelta(days=days),
        )
        stored.commit()
        return secret

    return made


@pytest.fixture
def with_letter(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    officer.act(
        "/vu-viec/1/ket-luan", verdict="incomplete", flag="1", **{"flag-1-problem": "Thiếu bối cảnh."}
    )
    officer.act("/vu-viec/1/du-thao", article="bao-1")


def ask(app: Flask, path: str, secret: str) -> Any:  # noqa: ANN401  werkzeug's answer
    return app.test_client().get(path, headers={"Authorization": f"Bearer {secret}"})


def singles(app: Flask) -> Iterator[tuple[str, Scope]]:
    """Give the address of a record of HEALTH behind every route with a scope, from the URL map."""
    first = {"articles": "bao-1", "facts": "f-1"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.openapi":
            name = rule.rule.split("/")[3]
            path = rule.rule.split("<")[0] + (first.get(name, "1") if "<" in rule.rule else "")
            yield path, SCOPES[rule.endpoint]


def test_every_route_with_every_scope_own_and_other_agency(
    app: Flask, key: Callable[..., str], with_letter: None
) -> None:
    routes = list(singles(app))
    assert len(routes) == len(SCOPES) == 2 * len(RESOURCES)
    for path, needed in routes:
        single = path.count("/") == 4
        for scope in API_SCOPES:
            for agency_id in (HEALTH, EDUCATION, None):
                answer = ask(app, path, key(agency_id, (scope,)))
                if scope is not needed:
                    assert answer.status_code == 403, (path, scope)
                elif single and agency_id == EDUCATION:
                    assert answer.status_code == 404, (path, agency_id)
                else:
                    assert answer.status_code == 200, (path, agency_id)
                    assert single or agency_id != EDUCATION or "bao-1" not in answer.text


def test_a_key_that_is_missing_wrong_expired_revoked_or_for_feeds_opens_nothing(
    app: Flask, key: Callable[..., str], stored: Session
) -> None:
    revoked = key()
    tokens.revoke(stored, tokens.all_tokens(stored)[-1], app.extensions["desk"].settings.now())
    stored.commit()
    for secret in ("", "khong-phai-khoa", key(days=0), revoked, key(scopes=(Scope.FEEDS,))):
        answer = ask(app, "/api/v1/cases", secret)
        assert answer.status_code in {401, 403}
        assert answer.content_type == "application/problem+json"
        assert answer.json["status"] == answer.status_code


def test_only_the_hash_of_a_key_is_kept(app: Flask, key: Callable[..., str], stored: Session) -> None:
    secret = key()
    row = tokens.all_tokens(stored)[-1]
    assert secret not in json.dumps({name: str(value) for name, value in vars(row).items()})


def test_pages_follow_each_other_without_gap_or_repetition(app: Flask, key: Callable[..., str]) -> None:
    secret = key(None)
    for name, ids in (("cases", "id"), ("articles", "id")):
        whole = [item[ids] for item in ask(app, f"/api/v1/{name}", secret).json["items"]]
        found, after = [], ""
        while after is not None:
            page = ask(app, f"/api/v1/{name}?limit=2{after and f'&after={after}'}", secret).json
            found += [item[ids] for item in page["items"]]
            after = page["next"]
        assert found == whole
        assert len(found) == len(set(found)) >= 5


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=x", "after=-1", "state=khong", "khac=1", "limit=1&limit=2"]
)
def test_a_parameter_that_is_not_in_the_contract_is_named(
    app: Flask, key: Callable[..., str], query: str
) -> None:
    answer = ask(app, f"/api/v1/cases?{query}", key())
    assert answer.status_code == 400
    assert query.split("=", maxsplit=1)[0] in answer.json["detail"]


def test_the_first_use_of_a_day_stands_in_the_audit_trail(
    app: Flask, key: Callable[..., str], stored: Session
) -> None:
    secret = key()
    for _ in range(3):
        ask(app, "/api/v1/cases", secret)
    stored.expire_all()
    from pipeline.store.tables import AuditRow  # noqa: PLC0415  only this test looks

    assert stored.query(AuditRow).filter_by(action="api used").count() == 1


def test_errors_under_the_api_are_problems(app: Flask, key: Callable[..., str]) -> None:
    for path, status in (("/api/v1/khong-co", 404), ("/api/v1/cases/99999999999", 404)):
        answer = ask(app, path, key())
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert app.test_client().post("/api/v1/cases").content_type == "application/problem+json"


def test_the_contract_is_openapi_and_names_every_route(app: Flask) -> None:
    import jsonschema  # noqa: PLC0415  it takes two seconds to load, in the process that runs this test

    contract = app.test_client().get("/api/v1/openapi.json").json
    assert contract["openapi"] == "3.1.0"
    routes = {path.rsplit("/", 1)[0] for path, _ in singles(app) if path.count("/") == 4}
    assert {path.rsplit("/", 1)[0] for path in contract["paths"] if path.endswith("{id}")} == routes
    for schema in contract["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def contract_of(app: Flask) -> OpenApiSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def test_random_requests_never_break_the_contract(
    app: Flask, key: Callable[..., str], with_letter: None
) -> None:
    secret, seen = key(None), []
    for operation in contract_of(app).get_all_operations():
        found = operation.ok()

        @hypothesis.settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @hypothesis.seed(20261127)
        @hypothesis.given(case=found.as_strategy())
        def send(case: Any) -> None:  # noqa: ANN401  schemathesis' case
            case.call_and_validate(headers={"Authorization": f"Bearer {secret}"})
            seen.append(case.operation.label)

        send()
    assert len(set(seen)) == 2 * len(RESOURCES)
