"""Registers in and out: forms, history, sheets, who signs, the public list, the papers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import html5lib
import openpyxl
import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session, sessionmaker

from pipeline.cli import caichinh
from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority import (
    Attendance,
    Course,
    PressRequest,
    RequestKind,
    Seat,
    Speaker,
    SpeakerRole,
)
from pipeline.domain.authority_forms import REGISTERS, FieldError
from pipeline.domain.authority_lines import read_line
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import RowError
from pipeline.domain.records import Signatory
from pipeline.office import check
from pipeline.publication import write_public_list
from pipeline.report.papers import certificate, reminder
from pipeline.report.publication import SCHEMA
from pipeline.report.register_sheet import read_sheet, write_sheet
from pipeline.store import audit, authority

AGENCIES = load_agencies()
ON = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 8, 0, tzinfo=VIETNAM)
SIGNED = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)
SPEAKERS = REGISTERS["nguoi-phat-ngon"]
HEAD = Speaker(
    agency_id="qn-yte",
    role=SpeakerRole.HEAD,
    full_name="Lương Thế Mẫu",
    post="Giám đốc Sở",
    phone="+84 255 000 001",
    email="giamdoc@quangngai.example",
    decision_no="01/QĐ-UBND",
    decision_at=SIGNED,
    valid_from=date(2026, 11, 20),
    signing="GIÁM ĐỐC",
    posted_at=SIGNED,
)
REGULAR = replace(
    HEAD, role=SpeakerRole.REGULAR, full_name="Hoàng Thị Mẫu", post="Chánh Văn phòng", signing=""
)


def keep(session: Session, record: Speaker) -> int:
    return authority.keep(session, record, actor="quanly", now=NOW)


def test_a_change_leaves_its_history_and_an_event_and_no_change_leaves_nothing(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as session:
        number = keep(session, HEAD)
        root = audit.root(session)
        keep(session, replace(HEAD, id=number))
        assert audit.root(session) == root
        keep(session, replace(HEAD, id=number, phone="0255.000.009"))
        newest, first = authority.history(session, SPEAKERS, number)
        assert newest.values == {"phone": ["+84 255 000 001", "0255.000.009"]}
        assert first.values["full_name"] == [None, "Lương Thế Mẫu"]  # type: ignore[call-overload]
        assert audit.first_broken(session) is None


def test_only_the_active_line_signs_and_is_called(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        assert authority.signs_and_speaks(session, "qn-yte", ON) is None
        keep(session, replace(HEAD, full_name="Người Cũ", decision_no="00", valid_to=date(2026, 11, 26)))
        assert authority.signs_and_speaks(session, "qn-yte", ON) == (None, None)
        keep(session, replace(HEAD, valid_from=ON))
        keep(session, REGULAR)
        delegate = replace(
            REGULAR,
            role=SpeakerRole.DELEGATE,
            full_name="Người Được Ủy Quyền",
            scope="Một vụ",
            valid_to=date(2026, 12, 1),
            delegated_by="Lương Thế Mẫu",
            signing="TUQ. GIÁM ĐỐC",
        )
        keep(session, delegate)
        found = authority.signs_and_speaks(session, "qn-yte", ON)
        assert found is not None
        signatory, contact = found
        assert signatory == Signatory(authority=("GIÁM ĐỐC",), full_name="Lương Thế Mẫu")
        assert contact is not None
        assert contact.full_name == "Hoàng Thị Mẫu"


def test_a_delegation_against_the_rules_is_refused(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session, pytest.raises(FieldError, match="thời hạn"):
        keep(session, replace(HEAD, role=SpeakerRole.DELEGATE, scope="Một vụ", delegated_by="Ai"))


def test_what_belongs_to_nothing_is_refused(sessions: sessionmaker[Session]) -> None:
    seat = Seat(course_id=7, agency_id="qn-yte", full_name="Học Viên", invited_on=ON)
    with sessions.begin() as session, pytest.raises(FieldError, match="Không có lớp"):
        authority.keep(session, seat, actor="quanly", now=NOW)


def test_a_form_names_every_problem_at_once() -> None:
    given = {
        "agency_id": "sở lạ",
        "role": "head",
        "email": "khong-phai",
        "decision_at": "hôm qua",
        "valid_from": "",
    }
    with pytest.raises(FieldError) as found:
        read_line(SPEAKERS, given, AGENCIES)
    assert {"agency_id", "email", "decision_at", "valid_from", "full_name"} <= set(found.value.problems)


def test_a_sheet_comes_back_as_it_went_out_and_twice_changes_nothing(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for record in (HEAD, REGULAR):
            keep(session, record)
        lines = authority.lines(session, Speaker)
        content = write_sheet(SPEAKERS, lines, AGENCIES, ON)
        assert content == write_sheet(SPEAKERS, lines, AGENCIES, ON)
        read, wrong = read_sheet(SPEAKERS, content, AGENCIES, "so.xlsx")
        assert wrong == {}
        assert [replace(record, id=line.id) for (_, record), line in zip(read, lines, strict=True)] == lines
        assert authority.import_lines(session, SPEAKERS, read, actor="quanly", now=NOW) == (0, 0, {})


def test_mistakes_of_a_sheet_are_named_by_row() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ghi chú", *(field.label for field in REGISTERS["yeu-cau-bao-chi"].fields)])
    kind = "Nhà báo đề nghị cung cấp thông tin"
    sheet.append(
        [
            "",
            "Sở Y tế tỉnh Quảng Ngãi",
            kind,
            "Báo Mẫu",
            "Hỏi",
            datetime(2026, 11, 3, 8, 30),  # noqa: DTZ001  cells know no zone
            None,
            None,
            None,
        ]
    )
    sheet.append([])
    sheet.append(["", "qn-yte", kind, "Báo Mẫu", "Hỏi nữa", "03/11/2026 09:15", "", "", ""])
    sheet.append(["", "Sở Không Có", "gì đó", "", "Hỏi", "32/13/2026", "", "", ""])
    out = io.BytesIO()
    book.save(out)
    read, wrong = read_sheet(REGISTERS["yeu-cau-bao-chi"], out.getvalue(), AGENCIES, "so.xlsx")
    assert [number for number, _ in read] == [2, 4]
    assert read[0][1].received_at == datetime(2026, 11, 3, 8, 30, tzinfo=VIETNAM)
    assert list(wrong) == [5]
    for words in ("Sở Không Có", "gì đó", "32/13/2026", "Cơ quan báo chí: không được để trống"):
        assert words in wrong[5]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"a,b\n1,2\n"])
def test_what_is_no_sheet_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(RowError, match="XLSX"):
        read_sheet(SPEAKERS, content, AGENCIES, "so.xlsx")


def test_text_never_becomes_a_formula(sessions: sessionmaker[Session]) -> None:
    evil = ("=1+1", '=HYPERLINK("http://x.example")', "@SUM(A1)", "+1", "-1", "\tx")
    with sessions.begin() as session:
        for number, subject in enumerate(evil):
            line = PressRequest(
                agency_id="qn-yte",
                kind=RequestKind.QUESTION,
                outlet="Báo",
                subject=subject,
                received_at=SIGNED + timedelta(minutes=number),
            )
            authority.keep(session, line, actor="quanly", now=NOW)
        lines = authority.lines(session, PressRequest)
    content = write_sheet(REGISTERS["yeu-cau-bao-chi"], lines, AGENCIES, ON)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    found = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert {found[text] for text in evil} == {"s"}
    assert "d" in found.values()


def test_the_public_list(sessions: sessionmaker[Session], tmp_path: Path) -> None:
    import jsonschema  # noqa: PLC0415  it takes two seconds to load, in the process that runs this test

    with sessions.begin() as session:
        keep(session, replace(HEAD, full_name="<b>Mẫu</b>", post="=cmd()"))
        keep(session, replace(REGULAR, full_name="Đã Thôi", valid_to=date(2026, 11, 26)))
        folder = tmp_path / "public"
        path = write_public_list(session, folder, AGENCIES, ON)
        page = path.read_text(encoding="utf-8")
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        write_public_list(session, folder, AGENCIES, ON)
    assert before == {file.name: file.read_bytes() for file in folder.iterdir()}
    html5lib.HTMLParser(strict=True).parse(page)
    assert "&lt;b&gt;Mẫu" in page
    assert "Đã Thôi" not in page
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    document = json.loads((folder / "nguoi-phat-ngon.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema)
    validator.validate(document)
    assert [entry["full_name"] for entry in document["entries"]] == ["<b>Mẫu</b>"]
    assert "Sở Tư pháp tỉnh Quảng Ngãi" in document["without_spokesperson"]
    rows = list(csv.DictReader(io.StringIO((folder / "nguoi-phat-ngon.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0]["phone"] == "+84 255 000 001"
    assert rows[0]["post"] == "'=cmd()"
    document["entries"][0]["phone"] = ""
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(document)


def test_reminder_and_certificate() -> None:
    signatory = Signatory(authority=("GIÁM ĐỐC",), full_name="Huỳnh Tấn Mẫu")
    letter = reminder(
        sender="Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi",
        parent="UBND tỉnh Quảng Ngãi",
        symbol="SVHTTDL-QLBC",
        place="Quảng Ngãi",
        addressee="Sở Y tế tỉnh Quảng Ngãi",
        window="quý IV năm 2026",
        reasons=("3 vụ việc quá hạn, chưa có kết luận.",),
        signatory=signatory,
        on=ON,
    )
    assert check(letter) == ()
    course = Course(title="Kỹ năng phát ngôn", planned_on=ON, held_on=ON, hours=8)
    seat = Seat(
        course_id=1, agency_id="qn-yte", full_name="Học Viên", invited_on=ON, attendance=Attendance.ATTENDED
    )
    paper = certificate(
        course,
        seat,
        agency="Sở Y tế",
        sender="Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi",
        parent="UBND tỉnh Quảng Ngãi",
        place="Quảng Ngãi",
        signatory=signatory,
    )
    assert paper[:2] == b"PK"


def test_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAICHINH_HOME", str(tmp_path))
    monkeypatch.setenv("CAICHINH_NOW", NOW.isoformat())
    file = tmp_path / "so.xlsx"
    file.write_bytes(write_sheet(SPEAKERS, [HEAD, replace(REGULAR, email="")], AGENCIES, ON))

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(caichinh, list(words))
        return result.exit_code, result.output

    status, told = run("register", "import", "nguoi-phat-ngon", str(file))
    assert status == 1
    assert "line 3" in told
    file.write_bytes(write_sheet(SPEAKERS, [HEAD, REGULAR], AGENCIES, ON))
    assert run("register", "import", "nguoi-phat-ngon", str(file)) == (
        0,
        "Người phát ngôn: 2 new, 0 changed.\n",
    )
    assert run("register", "export", "nguoi-phat-ngon", str(tmp_path / "ra.xlsx"))[0] == 0
    status, told = run("spokespersons", "publish")
    assert status == 0
    assert "Lương Thế Mẫu" in Path(told.strip()).read_text(encoding="utf-8")
    for option, key in (("--week", "2026-W48"), ("--quarter", "2026-Q4"), ("--year", "2026")):
        status, told = run("report", option, key)
        assert status == 0, told
        document, sheet = (Path(line) for line in told.splitlines())
        first = document.read_bytes(), sheet.read_bytes()
        assert check(first[0]) == ()
        run("report", option, key)
        assert (document.read_bytes(), sheet.read_bytes()) == first
    assert run("report", "--quarter", "2026")[0] == 2
    assert run("report")[0] == 2


def test_the_daily_job_rewrites_the_public_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("outlets: []\n", encoding="utf-8")
    for name, value in {"HOME": str(tmp_path), "FEEDS": str(feeds), "NOW": NOW.isoformat()}.items():
        monkeypatch.setenv(f"CAICHINH_{name}", value)
    file, page = tmp_path / "so.xlsx", tmp_path / "documents" / "cong-khai" / "nguoi-phat-ngon.html"
    seen = []
    for record in (HEAD, replace(HEAD, full_name="Người Kế Nhiệm", decision_no="09/QĐ")):
        file.write_bytes(write_sheet(SPEAKERS, [record], AGENCIES, ON))
        assert (
            CliRunner().invoke(caichinh, ["register", "import", "nguoi-phat-ngon", str(file)]).exit_code == 0
        )
        done = CliRunner().invoke(caichinh, ["daily"])
        assert done.exit_code == 0, done.output
        assert f"spokespersons: {page}" in done.output
        seen.append("Người Kế Nhiệm" in page.read_text(encoding="utf-8"))
    assert seen == [False, True]
