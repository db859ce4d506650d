from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from pipeline.domain.mistakes import Mistake
from pipeline.domain.records import Verdict
from pipeline.review.workflow import State
from pipeline.store import audit, cases
from pipeline.store.desk_tables import VerificationRow
from pipeline.store.tables import CaseRow
from pipeline.web.choices import GROUNDS

SignIn = Callable[[str], Any]
FIGURE = {
    "flag": "1",
    "flag-1-problem": "Số ca mắc không đúng.",
    "flag-1-truth": "Có 1.254 ca.",
    "flag-1-source": "Báo cáo số 11/BC-SYT",
}
DECIDE = "/vu-viec/1/ket-luan"


def case(stored: Session, case_id: int = 1) -> CaseRow:
    stored.expire_all()
    return stored.get_one(CaseRow, case_id)


def _mistakes(stored: Session, case_id: int) -> list[Any]:
    return list(stored.get_one(VerificationRow, case_id, populate_existing=True).mistakes)


@pytest.mark.parametrize(
    ("verdict", "data", "state"),
    [
        ("accurate", {}, State.CLOSED),
        ("accurate_act", {"note": "Sẽ phun hóa chất."}, State.CONCLUDED),
        ("incomplete", {"flag": "2", "flag-2-problem": "Thiếu ý kiến cơ quan."}, State.CONCLUDED),
        ("false", FIGURE, State.CONCLUDED),
        ("other_agency", {"agency": "qn-gddt"}, State.CLOSED),
        ("not_disclosable", {"ground": GROUNDS[1]}, State.HELD),
    ],
)
def test_each_decision_is_recorded_and_the_next_waiting_case_follows(
    sign_in: SignIn, stored: Session, verdict: str, data: dict[str, str], state: State
) -> None:
    visitor = sign_in("truc")
    answer = visitor.act(DECIDE, verdict=verdict, **data)
    assert answer.location == "/vu-viec/2?ds=cho-xem"
    assert "Đã ghi nhận" in visitor.get(answer.location).text
    assert (case(stored).verdict, case(stored).state) == (Verdict(verdict), state)
    assert audit.first_broken(stored) is None


def test_after_the_last_case_the_list_says_that_nothing_waits(sign_in: SignIn) -> None:
    visitor = sign_in("truc")
    answers = [visitor.act(f"/vu-viec/{number}/ket-luan", verdict="accurate") for number in (1, 2, 3, 4)]
    assert answers[-1].location == "/vu-viec?ds=cho-xem"
    assert "Không còn vụ việc nào cần xem." in visitor.get(answers[-1].location).text


def test_false_keeps_passage_and_evidence_with_the_fact(sign_in: SignIn, stored: Session) -> None:
    sign_in("truc").act(DECIDE, verdict="false", **FIGURE)
    ((article_id, passage),) = cases.passages(stored, 1)
    assert article_id == "bao-1"
    assert passage.quote == "Đến nay toàn tỉnh ghi nhận 1.524 ca mắc sốt xuất huyết."
    assert passage.problem == "Số ca mắc không đúng."
    assert [(ground.statement, ground.source_doc, ground.fact_id) for ground in passage.evidence] == [
        ("Có 1.254 ca.", "Báo cáo số 11/BC-SYT", "f-1")
    ]


def test_an_own_sentence_is_marked_by_its_number_and_joins_a_flag_on_the_same(
    sign_in: SignIn, stored: Session
) -> None:
    own = {
        "number": ["4", "7", ""],
        "problem": ["Sai cả địa bàn.", "Sai số trường hợp.", ""],
        "truth": ["", "Có 2 trường hợp.", ""],
        "source": ["", "Báo cáo số 12/BC-TYT", ""],
    }
    answer = sign_in("truc").act(DECIDE, verdict="false", **FIGURE, **own)
    assert answer.status_code == 302
    first, second = (passage for _, passage in cases.passages(stored, 1))
    assert first.problem == "Số ca mắc không đúng. Sai cả địa bàn."
    assert second.quote == "Trạm y tế xã Sông Mẫu đang theo dõi thêm 12 trường hợp."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Hãy chọn một kết luận"),
        ({"verdict": "bịa"}, "Hãy chọn một kết luận"),
        ({"verdict": "incomplete"}, "đánh dấu ít nhất một câu"),
        ({"verdict": "false", **FIGURE, "flag-1-truth": "", "flag-1-source": ""}, "ít nhất một căn cứ"),
        ({"verdict": "false", **FIGURE, "flag-1-source": ""}, "cả thông tin đúng và văn bản nguồn"),
        ({"verdict": "false", **FIGURE, "flag-1-problem": " "}, "cần ghi điểm sai hoặc thiếu"),
        (
            {"verdict": "incomplete", "number": "99", "problem": "Sai", "truth": "", "source": ""},
            "không có câu số “99”",
        ),
        (
            {"verdict": "incomplete", "number": "3", "problem": "", "truth": "Đúng", "source": ""},
            "Câu 3: cần ghi điểm sai",
        ),
        ({"verdict": "other_agency"}, "Hãy chọn cơ quan khác"),
        ({"verdict": "other_agency", "agency": "khong-co"}, "Hãy chọn cơ quan khác"),
        ({"verdict": "not_disclosable"}, "Hãy chọn căn cứ pháp luật"),
    ],
)
def test_what_cannot_be_taken_is_shown_again_with_what_was_typed(
    sign_in: SignIn, stored: Session, data: dict[str, str], said: str
) -> None:
    answer = sign_in("truc").act(DECIDE, **{"note": "Ghi chú đã gõ.", **data})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Ghi chú đã gõ." in answer.text
    assert case(stored).state is State.NEW
    assert cases.passages(stored, 1) == []


def test_a_form_that_is_older_than_the_case_overwrites_nothing(sign_in: SignIn, stored: Session) -> None:
    officer, head = sign_in("truc"), sign_in("truong")
    form = officer.fields("/vu-viec/1")
    head.act("/vu-viec/1/xac-minh")
    answer = officer.client.post(DECIDE, data={**form, "verdict": "accurate"})
    assert answer.status_code == 409
    assert "Không có gì bị ghi đè" in answer.text
    assert case(stored).state is State.VERIFYING


def test_a_form_on_another_text_or_other_flags_is_refused(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    assert officer.act(DECIDE, seen="0" * 16, verdict="accurate").status_code == 409
    assert case(stored).state is State.NEW


def test_undo_opens_the_case_again_and_a_new_decision_stands_on_its_own(
    sign_in: SignIn, stored: Session
) -> None:
    officer = sign_in("truc")
    following = officer.act(DECIDE, verdict="false", **FIGURE)
    assert "data-undo" in officer.get(following.location).text
    assert officer.act("/vu-viec/1/mo-lai").location == "/vu-viec/1"
    undone = case(stored)
    assert (undone.state, undone.verdict, undone.decided_at, undone.note) == (State.NEW, None, None, "")
    assert _mistakes(stored, 1) == []
    assert "Kết luận trước" not in officer.get("/vu-viec/1").text
    officer.act(DECIDE, verdict="incomplete", flag="2", **{"flag-2-problem": "Một chiều."})
    assert [passage.problem for _, passage in cases.passages(stored, 1)] == ["Một chiều."]


def test_what_was_handed_over_waits_there_until_it_is_taken_back(sign_in: SignIn, stored: Session) -> None:
    officer, other = sign_in("truc"), sign_in("giaoduc")
    officer.act(DECIDE, verdict="other_agency", agency="qn-gddt")
    assert "(1)" in other.get("/vu-viec").text
    officer.act("/vu-viec/1/mo-lai")
    assert (case(stored, 1).state, case(stored, 6).state) == (State.NEW, State.CLOSED)
    assert "(1)" not in other.get("/vu-viec").text


def test_what_the_other_agency_works_on_is_not_taken_back(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    officer.act(DECIDE, verdict="other_agency", agency="qn-gddt")
    sign_in("giaoduc").act("/vu-viec/6/xac-minh")
    officer.act("/vu-viec/1/mo-lai")
    assert (case(stored, 1).state, case(stored, 6).state) == (State.NEW, State.VERIFYING)


def test_what_two_agencies_hand_to_and_fro_is_never_closed_on_both_sides(
    sign_in: SignIn, stored: Session
) -> None:
    sign_in("truc").act(DECIDE, verdict="other_agency", agency="qn-gddt")
    sign_in("giaoduc").act("/vu-viec/6/ket-luan", verdict="other_agency", agency="qn-yte")
    assert (case(stored, 1).state, case(stored, 6).state) == (State.NEW, State.CLOSED)
    assert "Cơ quan khác chuyển lại" in sign_in("truc").get("/vu-viec/1").text


def test_a_decision_that_comes_second_is_told_and_keeps_what_was_typed(
    sign_in: SignIn, stored: Session
) -> None:
    officer, head = sign_in("truc"), sign_in("truong")
    form = officer.fields("/vu-viec/1")
    head.act(DECIDE, verdict="accurate_act", note="Giao Trung tâm Kiểm soát bệnh tật.")
    answer = officer.client.post(DECIDE, data={**form, "verdict": "accurate", "note": "Tôi đã gõ điều này."})
    assert answer.status_code == 409
    assert "Không có gì bị ghi đè" in answer.text
    assert "Tôi đã gõ điều này." in answer.text
    assert case(stored).verdict is Verdict.ACCURATE_ACT


def test_error_types_are_kept_as_ticked_or_as_the_flags_say(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    officer.act(DECIDE, verdict="false", **FIGURE)
    assert _mistakes(stored, 1) == [Mistake.FIGURE]
    officer.act("/vu-viec/2/ket-luan", verdict="false", mistake=["E14", "E6"], **FIGURE)
    assert _mistakes(stored, 2) == [Mistake.QUOTE, Mistake.CONTEXT]
    assert "E6 Trích dẫn sai hoặc bịa đặt" in officer.get("/vu-viec/2").text


def test_an_own_sentence_needs_an_error_type(sign_in: SignIn) -> None:
    own = {"number": "7", "problem": "Sai.", "truth": "Có 2.", "source": "Báo cáo số 12/BC-TYT"}
    answer = sign_in("truc").act(DECIDE, verdict="false", **own)
    assert answer.status_code == 422
    assert "Hãy chọn loại sai sót" in answer.text


def test_a_case_is_put_off_with_day_and_reason_and_undone(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    answer = officer.act("/vu-viec/1/hoan", until="2026-11-25", reason="Chờ báo cáo của trạm y tế")
    assert answer.location == "/vu-viec/2?ds=cho-xem"
    assert case(stored).state is State.SNOOZED
    assert "Hẹn 25/11/2026: Chờ báo cáo của trạm y tế" in officer.get("/vu-viec?ds=hoan").text
    assert officer.act("/vu-viec/1/dua-lai").status_code == 302
    assert case(stored).state is State.NEW
    assert officer.act("/vu-viec/1/hoan", until="2026-11-23", reason="Hôm nay").status_code == 422


def test_the_filter_is_kept_from_case_to_case(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    path = "/vu-viec/2?ds=cho-xem&q=xuat+huyet"
    assert "3/4" in officer.get(path).text  # newest first: 4, 3, 2, 1
    fields = officer.fields(path)
    answer = officer.client.post("/vu-viec/2/ket-luan", data={**fields, "verdict": "accurate"})
    assert answer.location == "/vu-viec/1?ds=cho-xem&q=xuat+huyet"


def test_the_same_action_twice_conflicts(sign_in: SignIn) -> None:
    officer = sign_in("truc")
    assert officer.act("/vu-viec/1/xac-minh").status_code == 302
    answer = officer.act("/vu-viec/1/xac-minh")
    assert answer.status_code == 409
    assert "Không thể bắt đầu xác minh" in answer.text


def test_a_result_that_restates_the_article_does_not_close(sign_in: SignIn, stored: Session) -> None:
    officer = sign_in("truc")
    officer.act(DECIDE, verdict="accurate_act")
    copied = "Đến nay toàn tỉnh ghi nhận 1.524 ca mắc sốt xuất huyết."
    answer = officer.act("/vu-viec/1/ket-thuc", result=copied)
    assert answer.status_code == 422
    assert "chỉ nêu lại bài báo" in answer.text
    assert copied in answer.text.split('name="result"')[1]
    done = officer.act(
        "/vu-viec/1/ket-thuc", result="Đã phun hóa chất ba đợt tại mười hai thôn, không còn ổ dịch."
    )
    assert done.status_code == 302
    assert case(stored).state is State.CLOSED
