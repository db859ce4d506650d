"""The short version of `tests/bench/soak_desk.py`, and two people on one item at once."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pipeline.store.tables import AuditRow, CaseRow

SignIn = Callable[[str], Any]


@pytest.fixture(scope="module")
def soak() -> ModuleType:
    path = Path(__file__).parents[1] / "bench" / "soak_desk.py"
    spec = importlib.util.spec_from_file_location("soak_desk", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["soak_desk"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_a_crowd_at_the_desk_loses_nothing(soak: ModuleType, tmp_path: Path, database_url: str) -> None:
    tally, amiss = soak.run(tmp_path, database_url, officers=4, items=8, seconds=60)
    assert amiss == []
    assert sum(tally.decided.values()) == 8


def test_of_two_decisions_on_one_item_one_wins_and_the_other_is_told(
    sign_in: SignIn, stored: Session
) -> None:
    first, second = sign_in("truc"), sign_in("truong")
    forms = [visitor.fields("/vu-viec/1") for visitor in (first, second)]
    answers = [
        visitor.client.post("/vu-viec/1/ket-luan", data={**fields, "verdict": verdict})
        for visitor, fields, verdict in zip((first, second), forms, ("accurate", "accurate_act"), strict=True)
    ]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert "đã được cập nhật sau khi anh/chị mở trang" in answers[1].text
    assert stored.get_one(CaseRow, 1).verdict == "accurate"
    assert stored.query(AuditRow).filter_by(action="decide").count() == 1
