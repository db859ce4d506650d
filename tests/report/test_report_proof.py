"""Every figure of the three reports equals the hand count of a simulated quarter and drills down to its records."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.agencies import load_agencies
from pipeline.domain.calendar import load_calendar
from pipeline.domain.records import Report
from pipeline.ingest.sources import Level, Outlet
from pipeline.office import check
from pipeline.report.workbook import report_workbook
from pipeline.reports import Registry, issue, make_report, report_document
from pipeline.store import audit, authority
from pipeline.store.session import open_engine, open_sessions
from pipeline.store.tables import CaseRow


def simulation() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "simulated_quarter", Path(__file__).parent / "simulated_quarter.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


QUARTER = simulation()
REGISTRY = Registry(
    agencies=load_agencies(),
    calendar=load_calendar(),
    outlets={
        key: Outlet(
            id=key,
            name=name,
            domains=(f"{key}.example",),
            level=Level.PROVINCIAL,
            medium=QUARTER.OUTLETS[key],
            feeds=(),
        )
        for key, name in QUARTER.NAMES.items()
    },
)
KEYS = ["2026-Q4", "2026", *(f"2026-W{week}" for week in range(42, 54))]


@pytest.fixture(scope="module")
def played(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Session, dict[str, dict[str, set[str]]]]]:
    path = tmp_path_factory.mktemp("proof") / "quarter.db"
    shutil.copy(migrated, path)
    engine = open_engine(f"sqlite:///{path}")
    with open_sessions(engine).begin() as session:
        truth = QUARTER.play(session)
        yield session, truth.ids
        session.rollback()
    engine.dispose()


@pytest.fixture(scope="module")
def reports(played: tuple[Session, dict[str, dict[str, set[str]]]]) -> dict[str, Report]:
    return {key: make_report(played[0], key, REGISTRY) for key in KEYS}


def test_the_play_is_as_large_as_asked(played: tuple[Session, dict[str, dict[str, set[str]]]]) -> None:
    session, truth = played
    assert session.scalar(sa.select(sa.func.count()).select_from(CaseRow)) >= 300
    assert session.scalar(sa.select(sa.func.count(sa.distinct(CaseRow.agency_id)))) >= 40
    codes = set(truth["2026-Q4"])
    for wanted in ("in_time", "late", "no_limit", "refused", "removed", "silent", "overdue", "waiting"):
        assert f"C3.{wanted}" in codes


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_equals_the_hand_count_and_names_exactly_its_records(
    key: str, played: tuple[Session, dict[str, dict[str, set[str]]]], reports: dict[str, Report]
) -> None:
    truth = played[1][key]
    figures = reports[key].figures()
    found = {code: set(figure.record_ids) for code, figure in figures.items() if figure.value}
    assert found == {code: ids for code, ids in truth.items() if ids}
    assert len(found) > 5
    assert all(len(figure.record_ids) == len(set(figure.record_ids)) for figure in figures.values())


@pytest.mark.parametrize("key", KEYS)
def test_every_record_of_a_figure_stands_in_a_list(key: str, reports: dict[str, Report]) -> None:
    lists = {found.kind: found.rows for found in reports[key].lists}
    for figure in reports[key].figures().values():
        assert set(figure.record_ids) <= set(lists.get(figure.kind, ())), figure.code


def test_the_quarter_before_stands_beside_each_figure(
    played: tuple[Session, dict[str, dict[str, set[str]]]], reports: dict[str, Report]
) -> None:
    earlier = played[1]["2026-Q3"]
    figures = reports["2026-Q4"].figures()
    for code in ("A1", "B1", "B4", "F1", "G1", "K1"):
        assert figures[code].previous == len(earlier[code]) > 0
    assert figures["C2"].previous == 0


@pytest.mark.parametrize("key", ["2026-Q4", "2026", "2026-W46"])
def test_documents_keep_the_layout_and_their_bytes(
    key: str, played: tuple[Session, dict[str, dict[str, set[str]]]], reports: dict[str, Report]
) -> None:
    session = played[0]
    document = report_document(session, reports[key], REGISTRY)
    assert check(document) == ()
    if key.endswith("W46"):
        return
    again = make_report(session, key, REGISTRY)
    assert report_document(session, again, REGISTRY) == document
    if key == "2026-Q4":
        assert report_workbook(again) == report_workbook(reports[key])


def test_the_sheet_has_numbers_dates_and_every_list(reports: dict[str, Report]) -> None:
    book = openpyxl.load_workbook(BytesIO(report_workbook(reports["2026-Q4"])))
    rows = list(book["Số liệu"].iter_rows(min_row=6, values_only=True))
    values = {row[0]: row[2] for row in rows}
    figures = reports["2026-Q4"].figures()
    assert values == {code: figure.value for code, figure in figures.items()}
    matters = book["Vụ việc"]
    heading = [cell.value for cell in matters[1]]
    opened = matters.cell(row=2, column=heading.index("Giao ngày") + 1)
    assert opened.is_date
    counting = heading.index("Các chỉ tiêu tính bản ghi này")
    listed = [
        row for row in matters.iter_rows(min_row=2, values_only=True) if "B1" in row[counting].split(", ")
    ]
    assert len(listed) == figures["B1"].value


def test_issuing_and_signing_in_change_no_byte_and_a_change_of_the_data_is_named(
    played: tuple[Session, dict[str, dict[str, set[str]]]], reports: dict[str, Report]
) -> None:
    session = played[0]
    first = reports["2026"]
    before = report_document(session, first, REGISTRY)
    now = first.as_of
    assert issue(session, first, actor="quanly", now=now)
    audit.record(session, at=now, actor="quanly", action="sign in", detail={})
    again = make_report(session, "2026", REGISTRY)
    assert report_document(session, again, REGISTRY) == before
    assert not issue(session, again, actor="quanly", now=now)
    event = QUARTER.PressEvent(
        agency_id="qn-ubnd",
        kind=QUARTER.EventKind.PRESS_CONFERENCE,
        held_on=QUARTER.date(2026, 3, 3),
        title="Họp báo quên ghi",
    )
    with session.begin_nested() as point:
        authority.keep(session, event, actor="quanly", now=now)
        changed = make_report(session, "2026", REGISTRY)
        assert changed.changes is not None
        named = {change.label: (change.before, change.after) for change in changed.changes}
        assert named["1. Số cuộc họp báo đã tổ chức"] == (4, 5)
        assert changed.audit_root != first.audit_root
        point.rollback()


def test_what_happens_after_a_quarter_changes_none_of_its_counted_figures(
    played: tuple[Session, dict[str, dict[str, set[str]]]], reports: dict[str, Report]
) -> None:
    session, issued = played[0], reports["2026-Q4"]
    later = QUARTER.date(2027, 3, 3)
    conference = QUARTER.PressEvent(
        agency_id="qn-ubnd", kind=QUARTER.EventKind.PRESS_CONFERENCE, held_on=later, title="Họp báo quý I"
    )
    with session.begin_nested() as point:
        authority.keep(session, conference, actor="quanly", now=issued.as_of)
        again = make_report(session, "2026-Q4", REGISTRY)
        assert {code: item.record_ids for code, item in again.figures().items()} == {
            code: item.record_ids for code, item in issued.figures().items()
        }
        assert again.window == issued.window
        point.rollback()


def test_a_quarter_without_a_press_conference_of_the_province_is_named(
    played: tuple[Session, dict[str, dict[str, set[str]]]], reports: dict[str, Report]
) -> None:
    session = played[0]
    assert reports["2026-Q4"].figures()["F4"].record_ids == ("qn-ubnd",)
    held = QUARTER.PressEvent(
        agency_id="qn-ubnd",
        kind=QUARTER.EventKind.PRESS_CONFERENCE,
        held_on=QUARTER.date(2026, 12, 20),
        title="Họp báo quý IV",
    )
    with session.begin_nested() as point:
        authority.keep(session, held, actor="quanly", now=reports["2026-Q4"].as_of)
        assert make_report(session, "2026-Q4", REGISTRY).figures()["F4"].value == 0
        point.rollback()
