"""Verification at the desk: assigned, asked, documented, timed; and several cases at once."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from pipeline.domain.records import Verdict
from pipeline.review.workflow import State
from pipeline.store import audit, verification
from pipeline.store.tables import CaseRow

SignIn = Callable[[str], Any]
PDF = b"%PDF-1.4\n%x"
DECIDERS = ["truc", "truong"]


def office_file(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in ("[Content_Types].xml", *names):
            packed.writestr(name, "<x/>")
    return buffer.getvalue()


def send(visitor: Any, body: bytes, name: str) -> Any:  # noqa: ANN401  the visitor of conftest
    return visitor.act("/vu-viec/1/tep", file=(io.BytesIO(body), name))


def test_a_file_is_kept_hashed_and_given_back_to_be_saved_only(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    assert send(officer, PDF, "../Báo cáo.html").status_code == 302
    assert send(officer, PDF, "cùng tệp.pdf").status_code == 302
    (row,) = verification.files(stored, 1)
    assert (row.name, row.content_type, len(row.sha256)) == ("Báo cáo.html.pdf", "application/pdf", 64)
    answer = officer.get("/vu-viec/1/tep/1")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert row.sha256 in officer.get("/vu-viec/1").text
    assert sign_in("giaoduc").get("/vu-viec/1/tep/1").status_code == 404
    assert officer.get("/vu-viec/2/tep/1").status_code == 404
    assert [event.action for event in audit.history(stored, 1)][:2] == ["export", "attach"]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"", "x.pdf"),
        (b"MZ\x90\x00", "x.pdf"),
        (b"<html><script>alert(1)</script>", "x.txt"),
        (b"\xef\xbb\xbf  <svg onload=x>", "x.txt"),
        (b"PK\x03\x04rest", "x.docx"),
        (office_file("word/document.xml", "word/vbaProject.bin"), "x.docx"),
        (office_file("other.xml"), "x.xlsx"),
    ],
)
def test_what_is_no_harmless_document_is_refused(
    sign_in: SignIn, stored: Session, body: bytes, name: str
) -> None:
    assert send(sign_in("truc"), body, name).status_code == 409
    assert list(verification.files(stored, 1)) == []


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (office_file("word/document.xml"), ".docx"),
        (office_file("xl/workbook.xml"), ".xlsx"),
        ("Số liệu: 12 ca.".encode(), ".txt"),
        (b"\x89PNG\r\n\x1a\n0", ".png"),
        (b"\xff\xd8\xff0", ".jpg"),
    ],
)
def test_the_ending_of_a_file_follows_its_content(
    sign_in: SignIn, stored: Session, body: bytes, ending: str
) -> None:
    send(sign_in("truc"), body, "tai-lieu.exe")
    assert verification.files(stored, 1)[0].name == f"tai-lieu.exe{ending}"


def test_assigned_asked_answered_and_discussed(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    me = str(verification.colleagues(stored, "qn-yte")[0].id)
    officer.act("/vu-viec/1/phan-cong", assignee=me)
    officer.act("/vu-viec/1/hoi", unit="Trạm Y tế xã Sông Mẫu", question="Số ca đến nay?", due="2026-11-24")
    officer.act("/vu-viec/1/y-kien", comment="Chờ trạm y tế xã.")
    assert (
        "Trạm Y tế xã Sông Mẫu</strong>, trả lời trước hết ngày 24/11/2026" in officer.get("/vu-viec/1").text
    )
    answer = {"answer": "Có 1.254 ca."}
    officer.client.post("/vu-viec/1/tra-loi/1", data={**officer.fields("/vu-viec/1"), **answer})
    text = officer.get("/vu-viec/1").text
    assert "Có 1.254 ca." in text
    assert "Chờ trạm y tế xã." in text
    actions = [event.action for event in audit.history(stored, 1)]
    assert actions[:4] == ["answer", "comment", "ask", "assign"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("phan-cong", {"assignee": "9999"}),
        ("hoi", {"unit": "", "question": "?", "due": "2026-11-24"}),
        ("hoi", {"unit": "X", "question": "?", "due": "2026-11-20"}),
        ("hoi", {"unit": "X", "question": "?", "due": "mai"}),
        ("y-kien", {"comment": " "}),
        ("thoi-han", {"duty": "correction", "started": "2026-11-20T08:00"}),
        ("thoi-han", {"duty": "answer_press", "started": ""}),
        ("thoi-han", {"duty": "answer_press", "started": "2026-12-20T08:00"}),
    ],
)
def test_what_is_incomplete_is_refused(sign_in: SignIn, path: str, data: dict[str, str]) -> None:
    assert sign_in("truc").act(f"/vu-viec/1/{path}", **data).status_code == 409


def test_a_legal_clock_shows_its_working_day_by_day(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    officer.act("/vu-viec/1/thoi-han", duty="answer_forwarded", started="2026-11-20T08:00")
    text = officer.get("/vu-viec/1").text
    assert "Khoản 3 Điều 18 Nghị định số 237/2026/NĐ-CP" in text
    assert "Ngày 1: thứ Hai 23/11/2026." in text
    assert "24/11/2026 (nghỉ: Ngày Văn hóa Việt Nam" in text
    form = officer.fields("/vu-viec/1")
    paused = {**form, "step": "pause", "reason": "Chờ kết luận thanh tra"}
    assert officer.client.post("/vu-viec/1/thoi-han/1", data=paused).status_code == 302
    assert "Đang tạm dừng" in officer.get("/vu-viec/1").text
    assert officer.client.post("/vu-viec/1/thoi-han/9", data=paused).status_code == 404


def test_the_operator_keeps_the_calendar_and_open_cases_are_told(sign_in: SignIn, stored: Session) -> None:
    operator = sign_in("quantri")
    day = {"day": "2026-11-25", "kind": "off", "name": "Nghỉ bão", "source": "CĐ 9/CĐ-UBND"}
    answer = operator.post("/lich", **day)
    assert answer.location == "/lich?nam=2026"
    text = operator.get("/lich?nam=2026").text
    assert "Nghỉ bão" in text
    assert "5 thời hạn thay đổi" in text
    assert "Hạn cũ: 27/11/2026 23:59; hạn mới: 30/11/2026 23:59" in sign_in("truc").get("/vu-viec/1").text
    assert operator.post("/lich", **{**day, "name": ""}).status_code == 409
    assert "Tạm tính, cần kiểm tra" in operator.get("/lich?nam=2027").text
    assert "Nghỉ bão" not in sign_in("truc").get("/lich?nam=2027").text


def test_who_else_is_here_is_shown(sign_in: SignIn) -> None:
    officer, head = sign_in("truc"), sign_in("truong")
    assert "Đang cùng mở" not in officer.get("/vu-viec/1").text
    assert "Đang cùng mở vụ việc này: Chuyên viên Ví Dụ" in head.get("/vu-viec/1").text
    head.act("/vu-viec/1/xac-minh")
    seen = officer.get("/vu-viec/1/dang-xem?lock=1").text
    assert "Người Phát Ngôn Mẫu" in seen
    assert "vừa được người khác cập nhật" in seen


def test_many_cases_at_once_and_the_one_that_moved_on_is_left(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    fields = officer.fields("/vu-viec")
    assert fields["csrf_token"]
    locks = {f"lock-{number}": "1" for number in (1, 2, 3)}
    sign_in("truong").act("/vu-viec/2/xac-minh")
    data = {"csrf_token": officer.token("/tai-khoan"), "case": ["1", "2", "3"], "action": "accurate", **locks}
    answer = officer.client.post("/vu-viec/nhieu", data=data)
    text = officer.get(answer.location).text
    assert "Đã ghi nhận 2 vụ việc: Chính xác, không phải xử lý." in text
    assert "Giữ nguyên 1 vụ việc. “Dịch sốt xuất huyết tăng nhanh ở vùng ven biển (2)”: đã được" in text
    states = [stored.get_one(CaseRow, number).state for number in (1, 2, 3)]
    assert states == [State.CLOSED, State.VERIFYING, State.CLOSED]
    assert officer.client.post("/vu-viec/nhieu", data={**data, "case": ["5"]}).status_code == 404


def test_many_cases_come_back_at_once_but_not_those_that_somebody_took_up(
    sign_in: SignIn, stored: Session
) -> None:
    officer = sign_in("truc")
    locks = {f"lock-{number}": "1" for number in (1, 2)}
    officer.post("/vu-viec/nhieu", case=["1", "2"], action="accurate", **locks)
    page = officer.get("/vu-viec").text
    form = page.partition("/vu-viec/nhieu/hoan-tac")[2].partition("</form>")[0]
    fields = re.findall(r'name="([^"]+)" value="([^"]*)"', form)
    sign_in("truong").act("/vu-viec/2/mo-lai")
    answer = officer.client.post("/vu-viec/nhieu/hoan-tac", data=MultiDict(fields))
    text = officer.get(answer.location).text
    assert "Đã đưa 1 vụ việc trở lại danh sách cần xem." in text
    assert "(2)”: đã được người khác cập nhật" in text
    assert stored.get_one(CaseRow, 1).state is State.NEW


def test_a_list_is_saved_and_belongs_to_its_person(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    officer.post("/bo-loc", ds="cho-xem", q="xuất huyết", name="Sốt xuất huyết")
    text = officer.get("/vu-viec").text
    assert "/vu-viec?ds=cho-xem&amp;q=xu%E1%BA%A5t+huy%E1%BA%BFt" in text
    sign_in("truong").post("/bo-loc/1/xoa")
    assert "Sốt xuất huyết</a>" in officer.get("/vu-viec").text
    officer.post("/bo-loc/1/xoa")
    assert "Sốt xuất huyết</a>" not in officer.get("/vu-viec").text


def test_of_many_decisions_at_once_exactly_one_wins_and_the_others_are_told(
    app: Flask, sign_in: SignIn, stored: Session
) -> None:
    visitors = [sign_in(login) for login in DECIDERS * 3]
    forms = [visitor.fields("/vu-viec/1") for visitor in visitors]
    barrier, statuses = threading.Barrier(len(visitors)), []

    def decide(visitor: Any, form: dict[str, str], verdict: str) -> None:  # noqa: ANN401
        barrier.wait()
        answer = visitor.client.post("/vu-viec/1/ket-luan", data={**form, "verdict": verdict})
        statuses.append(answer.status_code)

    verdicts = ["accurate", "accurate_act"] * 3
    threads = [
        threading.Thread(target=decide, args=each) for each in zip(visitors, forms, verdicts, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [302, 409, 409, 409, 409, 409]
    assert stored.get_one(CaseRow, 1).verdict in {Verdict.ACCURATE, Verdict.ACCURATE_ACT}
    assert [event.action for event in audit.history(stored, 1)].count("decide") == 1
    assert audit.first_broken(stored) is None
