"""What watching machines see: alive or not, and numbers behind a token."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

TOKEN = "a-long-invented-token"  # noqa: S105  invented


@pytest.fixture
def watched(app: Flask) -> FlaskClient:
    desk = app.extensions["desk"]
    app.extensions["desk"] = replace(desk, settings=replace(desk.settings, metrics_token=TOKEN))
    return app.test_client()


def read(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (sample.name, sample.labels.get("state")): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_the_desk_says_that_it_lives(app: Flask) -> None:
    answer = app.test_client().get("/song")
    assert (answer.status_code, answer.text) == (200, "tốt\n")


def test_numbers_are_those_of_the_store(watched: FlaskClient) -> None:
    numbers = read(watched)
    assert numbers["caichinh_articles", None] > 0
    assert sum(value for (name, _), value in numbers.items() if name == "caichinh_cases") > 0
    assert numbers["caichinh_feeds", None] >= numbers["caichinh_feeds_in_trouble", None]


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Bearer {TOKEN}x"}]
)
def test_numbers_need_the_token(watched: FlaskClient, header: dict[str, str]) -> None:
    assert watched.get("/metrics", headers=header).status_code == 403


def test_without_a_token_set_there_are_no_numbers(app: Flask) -> None:
    assert app.test_client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
