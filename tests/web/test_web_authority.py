"""The authority's pages: who may see and enter what, sheets in, every number opens its list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from types import ModuleType
from urllib.parse import unquote

import openpyxl
import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority import EventKind, PressEvent, Speaker, SpeakerRole
from pipeline.domain.authority_forms import REGISTERS
from pipeline.domain.dates import VIETNAM
from pipeline.office import check
from pipeline.report.register_sheet import write_sheet
from pipeline.store import authority
from pipeline.store.authority_tables import PressRequestRow, ReportIssueRow, SpeakerRow
from pipeline.store.tables import AuditRow

Visit = Callable[[str], object]
REQUEST = {
    "agency_id": "qn-yte",
    "kind": "answer_press",
    "outlet": "Báo Ví dụ",
    "subject": "Hỏi về dịch sốt xuất huyết",
    "received_at": "2026-11-20T08:30",
}
SIGNED = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)


def speaker(agency_id: str, name: str = "Người Nói Mẫu") -> Speaker:
    return Speaker(
        agency_id=agency_id,
        role=SpeakerRole.HEAD,
        full_name=name,
        post="Giám đốc",
        phone="0255.000.001",
        email="mau@quangngai.example",
        decision_no="01/QĐ",
        decision_at=SIGNED,
        valid_from=date(2026, 11, 20),
    )


@pytest.fixture
def two(app: Flask, house: ModuleType) -> tuple[int, int]:
    """Keep a spokesperson of health and one of education; return their numbers."""
    with house.desk_sessions(app).begin() as session:
        first = authority.keep(session, speaker("qn-yte"), actor="quanly", now=house.NOW)
        second = authority.keep(
            session, speaker("qn-gddt", "Người Trường Học"), actor="quanly", now=house.NOW
        )
    return first, second


def test_an_agency_sees_and_enters_only_its_own(
    two: tuple[int, int], sign_in: Visit, stored: Session
) -> None:
    visitor = sign_in("truc")
    page = visitor.get("/so-bo/nguoi-phat-ngon").text  # type: ignore[attr-defined]
    assert "Người Nói Mẫu" in page
    assert "Người Trường Học" not in page
    assert visitor.get(f"/so-bo/nguoi-phat-ngon/{two[0]}").status_code == 200  # type: ignore[attr-defined]
    assert visitor.get(f"/so-bo/nguoi-phat-ngon/{two[1]}").status_code == 404  # type: ignore[attr-defined]
    assert visitor.post(f"/so-bo/nguoi-phat-ngon/{two[1]}", full_name="Ai").status_code == 404  # type: ignore[attr-defined]
    answer = visitor.post("/so-bo/yeu-cau-bao-chi/0", **REQUEST | {"agency_id": "qn-gddt"})  # type: ignore[attr-defined]
    assert answer.status_code == 302
    assert [row.agency_id for row in stored.scalars(sa.select(PressRequestRow))] == ["qn-yte"]
    for key in ("tap-huan", "hoc-vien"):
        assert visitor.post(f"/so-bo/{key}/0").status_code == 403  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path", ["/bao-cao", "/bao-cao/2026-Q4", "/tong-quan", "/bang-theo-doi", "/bao-cao/2026/tep/docx"]
)
def test_reports_and_boards_are_not_for_agencies(path: str, sign_in: Visit) -> None:
    assert sign_in("truong").get(path).status_code == 403  # type: ignore[attr-defined]


def test_readers_look_and_change_nothing(two: tuple[int, int], sign_in: Visit) -> None:
    visitor = sign_in("lanhdao")
    for path in ("/so-bo", "/so-bo/nguoi-phat-ngon", "/bao-cao", "/tong-quan", "/bang-theo-doi"):
        assert visitor.get(path).status_code == 200  # type: ignore[attr-defined]
    for path in (f"/so-bo/nguoi-phat-ngon/{two[0]}", "/bao-cao/2026-Q4/phat-hanh", "/so-bo/hop-bao/nhap"):
        assert visitor.post(path).status_code == 403  # type: ignore[attr-defined]


def test_a_wrong_line_is_shown_again_with_what_is_wrong(sign_in: Visit, stored: Session) -> None:
    answer = sign_in("quanly").post(  # type: ignore[attr-defined]
        "/so-bo/yeu-cau-bao-chi/0",
        **REQUEST | {"answered_at": "2026-11-19T08:00", "subject": "<script>x</script>"},
    )
    assert answer.status_code == 422
    assert "Thời điểm trả lời không được trước thời điểm nhận." in answer.text
    assert "<script>x" not in answer.text
    assert stored.scalar(sa.select(sa.func.count()).select_from(PressRequestRow)) == 0


def test_the_clock_of_a_request_stands_in_its_row(sign_in: Visit) -> None:
    visitor = sign_in("quanly")
    visitor.post("/so-bo/yeu-cau-bao-chi/0", **REQUEST)  # type: ignore[attr-defined]
    # 20/11 + 30 days is Sunday 20/12, moved to Monday
    assert "Hạn 23:59 21/12/2026" in visitor.get("/so-bo/yeu-cau-bao-chi").text  # type: ignore[attr-defined]


def test_who_has_no_spokesperson_stands_on_the_screen_of_the_authority(
    two: tuple[int, int], sign_in: Visit
) -> None:
    page = sign_in("quanly").get("/so-bo").text  # type: ignore[attr-defined]
    assert re.search(r"Sở Y tế tỉnh Quảng Ngãi</a></th><td>Chưa công bố", page)
    assert re.search(r"Sở Tư pháp tỉnh Quảng Ngãi</a></th><td>Chưa có người phát ngôn", page)


@pytest.mark.parametrize("path", ["/so-bo", "/tong-quan"])
def test_a_quarter_without_the_press_conference_of_the_province_alarms_until_it_is_held(
    path: str, sign_in: Visit, app: Flask, house: ModuleType
) -> None:
    """An alert warns while none was held in this quarter by the province itself (NĐ 244/2026/NĐ-CP Điều 6.2)."""

    def alarms() -> list[str]:
        page = sign_in("quanly").get(path).text  # type: ignore[attr-defined]
        return re.findall(
            r'class="alert alert-warning" role="status">([^<]*chưa tổ chức họp báo[^<]*)<', page
        )

    def hold(agency_id: str, held_on: date) -> None:
        event = PressEvent(
            agency_id=agency_id,
            kind=EventKind.PRESS_CONFERENCE,
            held_on=held_on,
            title="Họp báo",
            regular=True,
        )
        with house.desk_sessions(app).begin() as session:
            authority.keep(session, event, actor="quanly", now=house.NOW)

    for agency_id, held_on in (("qn-yte", date(2026, 11, 20)), ("qn-ubnd", date(2026, 9, 30))):
        hold(agency_id, held_on)  # of another agency, of the quarter before
    (told,) = alarms()
    assert "03 tháng một lần" in told
    assert told.startswith("UBND tỉnh Quảng Ngãi")
    hold("qn-ubnd", date(2026, 10, 1))
    assert alarms() == []


def test_a_sheet_is_read_whole_or_not_at_all(sign_in: Visit, stored: Session) -> None:
    register, agencies = REGISTERS["nguoi-phat-ngon"], load_agencies()

    def upload(login: str, *agency_ids: str) -> object:
        lines = [speaker(agency_id, f"Người {agency_id}") for agency_id in agency_ids]
        content = write_sheet(register, lines, agencies, date(2026, 11, 23))
        return sign_in(login).post("/so-bo/nguoi-phat-ngon/nhap", file=(BytesIO(content), "so.xlsx"))  # type: ignore[attr-defined]

    count = sa.select(sa.func.count()).select_from(SpeakerRow)
    refused = upload("truong", "qn-yte", "qn-gddt")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "Dòng 3: Cơ quan" in refused.text  # type: ignore[attr-defined]
    assert stored.scalar(count) == 0
    assert upload("quanly", "qn-yte", "qn-gddt").status_code == 302  # type: ignore[attr-defined]
    assert stored.scalar(count) == 2


def test_every_number_of_a_report_opens_a_list_of_that_length(sign_in: Visit) -> None:
    visitor = sign_in("quanly")
    page = visitor.get("/bao-cao/2026-Q4").text  # type: ignore[attr-defined]
    links = re.findall(r'href="(/bao-cao/2026-Q4/so-lieu/[^"]+)"[^>]*>(\d+)</a>', page)
    assert len(links) > 60
    opened = 0
    for path, value in links:
        if value != "0" and opened < 8:
            opened += 1
            listed = visitor.get(unquote(path)).text  # type: ignore[attr-defined]
            assert listed.count('<tr><th scope="row">') == int(value), path
    assert opened
    assert visitor.get("/bao-cao/2026-Q4/so-lieu/ZZ").status_code == 404  # type: ignore[attr-defined]
    assert visitor.get("/bao-cao/2026-Q9").status_code == 404  # type: ignore[attr-defined]


def test_files_of_a_report_and_its_issue(
    app: Flask, house: ModuleType, sign_in: Visit, stored: Session
) -> None:
    visitor = sign_in("quanly")
    first = visitor.get("/bao-cao/2026/tep/docx").data  # type: ignore[attr-defined]
    assert check(first) == ()
    book = openpyxl.load_workbook(BytesIO(visitor.get("/bao-cao/2026/tep/xlsx").data))  # type: ignore[attr-defined]
    assert book.sheetnames[0] == "Số liệu"
    visitor.post("/bao-cao/2026/phat-hanh")  # type: ignore[attr-defined]
    assert stored.scalar(sa.select(sa.func.count()).select_from(ReportIssueRow)) == 1
    assert visitor.get("/bao-cao/2026/tep/docx").data == first  # type: ignore[attr-defined]
    with house.desk_sessions(app).begin() as session:
        event = PressEvent(
            agency_id="qn-yte",
            kind=EventKind.PRESS_CONFERENCE,
            held_on=date(2026, 3, 3),
            title="Họp báo quý I",
        )
        authority.keep(session, event, actor="quanly", now=house.NOW)
    assert "1. Số cuộc họp báo đã tổ chức: 0 → 1" in visitor.get("/bao-cao/2026").text  # type: ignore[attr-defined]
    assert "report issued" in set(stored.scalars(sa.select(AuditRow.action)))


def test_the_board_sorts_and_drafts_a_reminder(sign_in: Visit) -> None:
    visitor = sign_in("quanly")
    for order in (
        "co-quan",
        "nguoi-phat-ngon",
        "giao-ban",
        "tap-huan",
        "vu-viec",
        "dang-mo",
        "qua-han",
        "chat-luong",
    ):
        assert "aria-sort" in visitor.get(f"/bang-theo-doi?sap={order}").text  # type: ignore[attr-defined]
    letter = visitor.get("/bang-theo-doi/qn-yte/nhac.docx")  # type: ignore[attr-defined]
    assert letter.status_code == 200
    assert check(letter.data) == ()
    assert sign_in("lanhdao").get("/bang-theo-doi/qn-yte/nhac.docx").status_code == 403  # type: ignore[attr-defined]


def test_a_certificate_is_for_those_who_attended(sign_in: Visit) -> None:
    visitor = sign_in("quanly")
    course = {"title": "Kỹ năng phát ngôn", "planned_on": "2026-11-01", "held_on": "2026-11-02"}
    assert visitor.post("/so-bo/tap-huan/0", **course).status_code == 302  # type: ignore[attr-defined]
    seat = {
        "course_id": "1",
        "agency_id": "qn-yte",
        "full_name": "Học Viên",
        "invited_on": "2026-10-20",
        "attendance": "invited",
    }
    visitor.post("/so-bo/hoc-vien/0", **seat)  # type: ignore[attr-defined]
    assert visitor.get("/so-bo/hoc-vien/1/chung-nhan.docx").status_code == 404  # type: ignore[attr-defined]
    visitor.post("/so-bo/hoc-vien/1", **seat | {"attendance": "attended"})  # type: ignore[attr-defined]
    assert visitor.get("/so-bo/hoc-vien/1/chung-nhan.docx").status_code == 200  # type: ignore[attr-defined]


def test_letters_draw_on_the_active_record_only(app: Flask, house: ModuleType, sign_in: Visit) -> None:
    with house.desk_sessions(app).begin() as session:
        authority.keep(session, speaker("qn-yte", "Người Đang Giữ Chức"), actor="quanly", now=house.NOW)
        found = authority.signs_and_speaks(session, "qn-yte", house.NOW.date() + timedelta(days=1))
    assert found is not None
    assert found[0] is None
    assert found[1] is not None
    assert found[1].full_name == "Người Đang Giữ Chức"
