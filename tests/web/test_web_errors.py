from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from pipeline.review.workflow import State
from pipeline.store import audit, cases
from pipeline.store.tables import CaseRow
from pipeline.web import auth

SignIn = Callable[[str], Any]


@pytest.mark.parametrize("path", ["/khong-co", "/vu-viec/99999", "/vu-viec/-1", "/van-ban/99999"])
def test_what_does_not_exist_is_told_calmly(sign_in: SignIn, path: str) -> None:
    answer = sign_in("truc").get(path)
    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text


def test_a_failure_of_our_own_writes_nothing_and_says_so(
    app: Flask, sign_in: SignIn, stored: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("invented failure")

    visitor = sign_in("truc")
    monkeypatch.setattr(cases, "decide_case", fail)
    answer = visitor.act(
        "/vu-viec/1/ket-luan", verdict="incomplete", flag="2", **{"flag-2-problem": "Một chiều."}
    )
    assert answer.status_code == 500
    assert "Thao tác vừa rồi chưa được ghi" in answer.text
    assert cases.passages(stored, 1) == []
    assert stored.get_one(CaseRow, 1).state is State.NEW


def test_the_page_for_a_failure_does_not_need_the_database(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = sign_in("truc")

    def gone() -> Session:
        raise sa.exc.OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr(auth, "db", gone)
    answer = visitor.get("/vu-viec")
    assert answer.status_code == 500
    assert "Hệ thống gặp sự cố" in answer.text


def test_the_audit_chain_holds_when_many_write_at_once(sessions: sessionmaker[Session]) -> None:
    def write() -> None:
        for _ in range(15):
            with sessions.begin() as session:
                audit.record(session, at=datetime.now(UTC), actor="truc", action="see", detail={})

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sessions() as session:
        assert audit.first_broken(session) is None
