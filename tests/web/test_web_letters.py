from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from pipeline.domain.errors import CaiChinhError, TransitionError
from pipeline.domain.records import Outcome, OutcomeKind, Verdict
from pipeline.outgoing import export_letter
from pipeline.review.workflow import State
from pipeline.store import audit, following
from pipeline.store.tables import CaseRow, LetterRow, OfficeRow

SignIn = Callable[[str], Any]
FIGURE = {
    "flag": "1",
    "flag-1-problem": "Số ca mắc không đúng.",
    "flag-1-truth": "Có 1.254 ca mắc.",
    "flag-1-source": "Báo cáo số 11/BC-SYT ngày 20/11/2026 của Sở Y tế",
}


def state(stored: Session) -> State:
    stored.expire_all()
    return stored.get_one(CaseRow, 1).state


@pytest.fixture
def drafted(sign_in: SignIn) -> None:
    """Draft to both outlets that printed the false sentence."""
    officer = sign_in("truc")
    officer.act("/vu-viec/1/ket-luan", verdict="false", **FIGURE)
    answer = officer.act("/vu-viec/1/du-thao", article=["bao-1", "tin-1"])
    assert answer.location == "/van-ban/1"


def test_each_outlet_that_printed_the_passage_gets_its_own_draft(
    drafted: None, sign_in: SignIn, stored: Session
) -> None:
    assert state(stored) is State.DRAFTED
    first, second = (sign_in("truc").get(f"/van-ban/{number}").text for number in (1, 2))
    assert "Kính gửi: Báo điện tử Ví dụ" in first
    assert "Kính gửi: Báo Tin Mẫu" in second
    assert "DỰ THẢO" in first
    assert "Số ca mắc không đúng." in first


def test_the_draft_can_be_downloaded_and_the_final_only_after_approval(
    drafted: None, sign_in: SignIn
) -> None:
    officer = sign_in("truc")
    draft = officer.get("/van-ban/1/du-thao.docx")
    assert "DỰ THẢO" in text_of(draft.data)
    refused = officer.get("/van-ban/1/chinh-thuc.docx")
    assert refused.status_code == 409
    assert "chưa được duyệt" in refused.text
    sign_in("truong").act("/van-ban/1/duyet")
    final = officer.get("/van-ban/1/chinh-thuc.docx")
    assert final.headers["Content-Disposition"].startswith("attachment")
    assert "DỰ THẢO" not in text_of(final.data)
    assert officer.get("/van-ban/1/khac.docx").status_code == 404


def text_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_case_moves_on_with_its_last_letter(drafted: None, sign_in: SignIn, stored: Session) -> None:
    officer, head, clerk = sign_in("truc"), sign_in("truong"), sign_in("vanthu")
    states = []
    for number in (1, 2):
        head.act(f"/van-ban/{number}/duyet")
        states.append(state(stored))
    for number in (1, 2):
        clerk.act(f"/van-ban/{number}/gui", number=f"0{number}/SYT-VP", sent_at="2026-11-23")
        states.append(state(stored))
    for number in (1, 2):
        clerk.act(f"/van-ban/{number}/da-nhan", received_at="2026-11-23T07:05", proof="Giấy báo phát số 12")
        states.append(state(stored))
    assert states == [
        State.DRAFTED,
        State.APPROVED,
        State.APPROVED,
        State.SENT,
        State.SENT,
        State.RECEIVED,
    ]
    letter = stored.get_one(LetterRow, 1)
    assert letter.number == "01/SYT-VP"
    assert letter.received_at == datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
    assert audit.first_broken(stored) is None
    closed = officer.act("/vu-viec/1/ket-thuc", result="Báo đã cải chính và gỡ thông tin sai ngày hôm sau.")
    assert closed.status_code == 302
    assert state(stored) is State.CLOSED


def test_a_returned_draft_goes_back_with_remarks_and_a_new_one_replaces_it(
    drafted: None,
    sign_in: SignIn,
    stored: Session,
) -> None:
    officer, head = sign_in("truc"), sign_in("truong")
    assert head.act("/van-ban/1/tra-lai", remarks=" ").status_code == 409
    assert head.act("/van-ban/1/tra-lai", remarks="Nêu rõ số báo cáo.").status_code == 302
    assert state(stored) is State.CONCLUDED
    returned = officer.get("/van-ban/1").text
    assert "Nêu rõ số báo cáo." in returned
    assert "Đã trả lại, chờ dự thảo lại" in returned
    assert 'href="/vu-viec/1#van-ban"' in returned
    assert "Dự thảo, chờ duyệt" not in officer.get("/vu-viec/1").text
    assert officer.act("/vu-viec/1/du-thao", article="bao-1").location == "/van-ban/3"
    assert "đã được thay bằng dự thảo mới hơn" in officer.get("/van-ban/1").text
    assert head.act("/van-ban/1/duyet").status_code == 409


def test_a_letter_with_blockers_is_not_approved(sign_in: SignIn, stored: Session) -> None:
    office = stored.query(OfficeRow).one()
    office.signatory_name = ""
    stored.commit()
    officer = sign_in("truc")
    officer.act("/vu-viec/1/ket-luan", verdict="false", **FIGURE)
    officer.act("/vu-viec/1/du-thao", article="bao-1")
    head = sign_in("truong")
    assert "Chưa thể phát hành vì" in head.get("/van-ban/1").text
    answer = head.act("/van-ban/1/duyet")
    assert answer.status_code == 409
    assert "Chưa thể xuất văn bản chính thức" in answer.text
    assert state(stored) is State.DRAFTED


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"number": "", "sent_at": "2026-11-23"}, "Cần ghi số"),
        ({"number": "17/UBND-VX", "sent_at": "2026-11-23"}, "Cần ghi số"),
        ({"number": "01/SYT-VP", "sent_at": "hôm nay"}, "không phải là ngày"),
        ({"number": "01/SYT-VP", "sent_at": "2026-11-24"}, "không được ở sau hôm nay"),
    ],
)
def test_a_letter_leaves_only_with_number_and_date(
    drafted: None,
    sign_in: SignIn,
    stored: Session,
    data: dict[str, str],
    said: str,
) -> None:
    head, clerk = sign_in("truong"), sign_in("vanthu")
    head.act("/van-ban/1/duyet")
    assert clerk.act("/van-ban/1/gui", number="01/SYT-VP", sent_at="2026-11-23").status_code == 409
    head.act("/van-ban/2/duyet")
    answer = clerk.act("/van-ban/1/gui", **data)
    assert answer.status_code == 409
    assert said in answer.text
    assert state(stored) is State.APPROVED


def test_the_clock_of_the_newspaper_and_what_became_of_the_page_are_shown(
    drafted: None,
    sign_in: SignIn,
    stored: Session,
) -> None:
    officer, head, clerk = sign_in("truc"), sign_in("truong"), sign_in("vanthu")
    for number in (1, 2):
        head.act(f"/van-ban/{number}/duyet")
    clerk.act("/van-ban/2/gui", number="02/SYT-VP", sent_at="2026-11-23")
    early = clerk.act("/van-ban/2/da-nhan", received_at="2026-11-22T07:05")
    assert "Thời điểm nhận phải ở sau ngày gửi" in early.text
    clerk.act("/van-ban/2/da-nhan", received_at="2026-11-23T07:05", proof="Giấy báo phát số 12")
    letter = stored.get_one(LetterRow, 2)
    seen = Outcome(url="https://tin.example/bai-1", kind=OutcomeKind.SILENT_EDIT, seen_at=datetime.now(UTC))
    for hours in (1, 2):
        following.add_look(stored, letter, replace(seen, seen_at=seen.seen_at + timedelta(hours=hours)), None)
    stored.commit()
    text = officer.get("/van-ban/2").text
    assert "Thời hạn của cơ quan báo chí" in text
    assert "ngày 23 tháng 11 năm 2026" in text
    assert "25/11/2026" in text  # a daily paper: two days, the day of receipt not counted
    assert "Đã sửa nhưng không cải chính" in text


def test_only_verdicts_with_a_letter_and_articles_with_the_passage_can_be_drafted(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    officer.act("/vu-viec/1/ket-luan", verdict="accurate_act")
    assert officer.act("/vu-viec/1/du-thao", article="bao-1").status_code == 409
    officer.act("/vu-viec/2/ket-luan", verdict="false", **FIGURE)
    assert officer.act("/vu-viec/2/du-thao").status_code == 409
    assert officer.act("/vu-viec/2/du-thao", article="bao-9").status_code == 409


def test_a_response_is_asked_for_what_is_incomplete(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    officer.act("/vu-viec/1/ket-luan", verdict="incomplete", **FIGURE)
    officer.act("/vu-viec/1/du-thao", article="bao-1")
    assert "Đề nghị đăng, phát ý kiến phản hồi" in officer.get("/van-ban/1").text


def sent_both(sign_in: SignIn) -> None:
    head, clerk = sign_in("truong"), sign_in("vanthu")
    for number in (1, 2):
        head.act(f"/van-ban/{number}/duyet")
    for number in (1, 2):
        clerk.act(f"/van-ban/{number}/gui", number=f"{number}", sent_at="2026-11-23", way="email")


def test_a_number_is_given_once_per_agency_and_year(drafted: None, sign_in: SignIn, stored: Session) -> None:
    head, clerk = sign_in("truong"), sign_in("vanthu")
    for number in (1, 2):
        head.act(f"/van-ban/{number}/duyet")
    clerk.act("/van-ban/1/gui", number="7", sent_at="2026-11-23", way="axis")
    refused = clerk.act("/van-ban/2/gui", number="007/SYT-VP", sent_at="2026-11-23")
    assert refused.status_code == 409
    assert "đã được cấp" in refused.text
    assert stored.get_one(LetterRow, 1).number == "07/SYT-VP"
    page = clerk.get("/van-ban/1").text
    assert "Trục liên thông văn bản" in page
    final = text_of(clerk.get("/van-ban/1/chinh-thuc.docx").data)
    assert "Số: 07/SYT-VP" in final
    assert "ngày 23 tháng 11 năm 2026" in final


def test_the_clock_starts_only_with_a_proof(drafted: None, sign_in: SignIn, stored: Session) -> None:
    sent_both(sign_in)
    clerk = sign_in("vanthu")
    refused = clerk.act("/van-ban/1/da-nhan", received_at="2026-11-23T07:05", proof=" ")
    assert refused.status_code == 409
    assert stored.get_one(LetterRow, 1).received_at is None
    clerk.act("/van-ban/1/da-nhan", received_at="2026-11-23T07:05", proof="Thư trả lời 07:05")
    assert "Thư trả lời 07:05" in clerk.get("/van-ban/1").text


def test_an_answer_is_unread_until_somebody_reads_it(drafted: None, sign_in: SignIn) -> None:
    sent_both(sign_in)
    clerk, officer = sign_in("vanthu"), sign_in("truc")
    clerk.act("/van-ban/1/tra-loi", answered_at="2026-11-23T07:10", answer="Tòa soạn <b>đang</b> xem xét.")
    page = officer.get("/van-ban/1").text
    assert "chưa đọc" in page
    assert "&lt;b&gt;đang&lt;/b&gt;" in page
    assert "Đọc văn bản trả lời" in page
    officer.act("/van-ban/1/da-doc")
    assert "chưa đọc" not in officer.get("/van-ban/1").text


@pytest.mark.parametrize("ending", ["docx", "pdf", "edxml"])
def test_no_form_leaves_as_final_without_grounds(
    drafted: None, sign_in: SignIn, stored: Session, ending: str
) -> None:
    officer = sign_in("truc")
    assert officer.get(f"/van-ban/1/chinh-thuc.{ending}").status_code == 409  # not approved
    sign_in("truong").act("/van-ban/1/duyet")
    letter = stored.get_one(LetterRow, 1)
    bare = dict(letter.request)
    bare["passages"] = [{**passage, "evidence": []} for passage in bare["passages"]]
    letter.request = bare
    stored.commit()
    refused = officer.get(f"/van-ban/1/chinh-thuc.{ending}")
    assert refused.status_code == 409
    assert "chưa có căn cứ" in refused.text


def test_a_matter_that_came_to_be_withheld_blocks_what_was_approved(
    drafted: None, sign_in: SignIn, stored: Session
) -> None:
    head = sign_in("truong")
    head.act("/van-ban/1/duyet")
    assert head.get("/van-ban/1/chinh-thuc.docx").status_code == 200
    case = stored.get_one(CaseRow, 1)
    case.verdict = Verdict.NOT_DISCLOSABLE
    stored.commit()
    assert head.get("/van-ban/1/chinh-thuc.docx").status_code == 409
    assert "chưa được cung cấp thông tin" in head.get("/van-ban/1").text


def test_a_signatory_who_left_blocks(drafted: None, sign_in: SignIn, stored: Session) -> None:
    stored.query(OfficeRow).one().signatory_name = "Người Mới Mẫu"
    stored.commit()
    answer = sign_in("truong").act("/van-ban/1/duyet")
    assert answer.status_code == 409
    assert "không còn thẩm quyền ký" in answer.text


def test_the_command_line_writes_a_final_letter_only_when_it_may_leave(
    drafted: None, sign_in: SignIn, app: Flask
) -> None:
    settings = app.extensions["desk"].settings
    with pytest.raises(TransitionError):
        export_letter(settings, 1, final=True)
    with pytest.raises(CaiChinhError, match="no letter 99"):
        export_letter(settings, 99, final=False)


def test_a_new_draft_shows_what_changed(drafted: None, sign_in: SignIn, stored: Session) -> None:
    head, officer = sign_in("truong"), sign_in("truc")
    head.act("/van-ban/1/tra-lai", remarks="Đổi người ký.")
    stored.query(OfficeRow).one().signatory_name = "Người Mới Mẫu"
    stored.commit()
    officer.act("/vu-viec/1/du-thao", article="bao-1")
    page = officer.get("/van-ban/3").text
    assert "Thay đổi so với" in page
    assert "<ins>Người Mới Mẫu</ins>" in page
