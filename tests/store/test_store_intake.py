"""A letter about what people handed in names the medium and the issue that they saw, whatever else the outlet makes."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.records import LetterKind, Medium
from pipeline.ingest.sources import Level, Outlet
from pipeline.intake import Printed, take_printed
from pipeline.store import articles
from pipeline.store.archive import Archive
from pipeline.store.drafting import request_for
from pipeline.store.session import open_engine, open_sessions

OUTLET = Outlet(
    id="bao-thu",
    name="Báo và Đài Thử",
    domains=("thu.example",),
    level=Level.PROVINCIAL,
    medium=Medium.ONLINE,
    feeds=(),
)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("medium", [Medium.DAILY, Medium.RADIO, Medium.TV])
def test_the_medium_handed_in_reaches_the_letter(tmp_path: Path, migrated: Path, medium: Medium) -> None:
    shutil.copy(migrated, tmp_path / "x.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'x.db'}")
    given = Printed(
        outlet=OUTLET,
        medium=medium,
        published_at=datetime(2026, 11, 19, 12, 0, tzinfo=UTC),
        issue="Số 318, trang 4",
        title="Cầu treo xã Mẫu hỏng ba tháng",
        text="Cầu treo hỏng ba tháng.\n\nXã nói chưa có tiền sửa.",
    )
    with open_sessions(engine).begin() as session:
        key = take_printed(session, Archive(tmp_path / "archive"), given, now=NOW)
        (stored,) = articles.load(session, [key])
        request = request_for(
            session,
            agency_id="qn-ubnd",
            stored=stored,
            kind=LetterKind.CORRECTION,
            passages=(),
            agencies=load_agencies(),
            outlets={OUTLET.id: OUTLET},
            on=date(2026, 11, 20),
        )
    assert (request.work.medium, request.work.issue) == (medium, "Số 318, trang 4")
