"""The register of facts at the desk: looked up, corrected as a new version, retired, taken in from a table."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from openpyxl import Workbook
from sqlalchemy.orm import Session

from pipeline.domain.records import Signal
from pipeline.store import facts, verdicts
from pipeline.store.tables import ArticleAgencyRow, ArticleRow, VersionRow

SignIn = Callable[[str], Any]
CELLS = {
    "fact_id": "f-1",
    "kind": "figure",
    "agency_id": "qn-yte",
    "subject": "Số ca mắc sốt xuất huyết",
    "value": "1.260",
    "unit": "ca",
    "source_doc": "Báo cáo số 12/BC-SYT ngày 22/11/2026 của Sở Y tế",
}


def table(*rows: tuple[object, ...]) -> BytesIO:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("BẢNG SỐ LIỆU",), ("Chỉ tiêu", "Địa bàn", "Thực hiện", "Đơn vị tính", "Văn bản"), *rows):
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    content.seek(0)
    return content


@pytest.mark.parametrize(("asked", "found"), [("sot xuat huyet", True), ("đường cao tốc", False)])
def test_the_register_is_searched_without_marks(sign_in: SignIn, asked: str, *, found: bool) -> None:
    page = sign_in("giaoduc").get(f"/so-lieu?tim={asked}").text
    assert ("Số ca mắc sốt xuất huyết" in page) is found


def test_a_correction_is_a_new_version_and_the_old_one_stays(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    assert visitor.post("/so-lieu/f-1/sua", version=1, **CELLS).status_code == 302
    assert [facts.fact_of(row).value for row in facts.versions(stored, "f-1")] == ["1.260", "1.254"]
    assert visitor.post("/so-lieu/f-1/sua", version=1, **CELLS).status_code == 409


def test_a_form_that_cannot_be_used_says_what_to_do(sign_in: SignIn, stored: Session) -> None:
    answer = sign_in("truc").post("/so-lieu/f-1/sua", version=1, **CELLS | {"value": "nhiều"})
    assert answer.status_code == 422
    assert "Giá trị" in answer.text
    assert len(facts.versions(stored, "f-1")) == 1


def test_a_fact_cannot_be_handed_to_another_agency(sign_in: SignIn, stored: Session) -> None:
    answer = sign_in("truc").post("/so-lieu/f-1/sua", version=1, **CELLS | {"agency_id": "qn-gddt"})
    assert answer.status_code == 422
    assert len(facts.versions(stored, "f-1")) == 1


def test_a_retired_fact_leaves_the_register_and_keeps_its_versions(sign_in: SignIn, stored: Session) -> None:
    assert sign_in("truong").post("/so-lieu/f-1/thoi-dung", reason="Báo cáo bị thu hồi").status_code == 302
    assert facts.current(stored).get("f-1") is None
    assert len(facts.versions(stored, "f-1")) == 2


def test_a_table_is_taken_in_once(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    row = ("Số ổ dịch đã xử lý", "tỉnh Quảng Ngãi", 87.0, "ổ dịch", "Báo cáo số 9/BC-SYT ngày 05/10/2026")
    for _ in range(2):
        assert visitor.post("/so-lieu/nhap-bang", table=(table(row), "bang.xlsx")).status_code == 302
    taken = [fact for fact in facts.current(stored) if fact.subject == "Số ổ dịch đã xử lý"]
    assert [(fact.value, fact.agency_id) for fact in taken] == [("87", "qn-yte")]


def test_days_are_entered_and_read_as_officials_write_them(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    event = CELLS | {
        "fact_id": "f-9",
        "kind": "event",
        "subject": "Khánh thành trạm y tế",
        "value": "5/9/2026",
    }
    assert visitor.post("/so-lieu/them", **event).status_code == 302
    kept = facts.current(stored).get("f-9")
    assert kept is not None
    assert kept.value == "2026-09-05"
    assert "05/09/2026" in visitor.get("/so-lieu?tim=khanh+thanh").text


def test_a_fact_that_nobody_names_gets_an_id_once(sign_in: SignIn, stored: Session) -> None:
    visitor = sign_in("truc")
    unnamed = CELLS | {"fact_id": "", "subject": "Số trạm y tế có bác sĩ"}
    assert visitor.post("/so-lieu/them", **unnamed).status_code == 302
    (kept,) = (fact for fact in facts.current(stored) if fact.subject == unnamed["subject"])
    assert kept.fact_id.startswith(f"{kept.agency_id}-")
    assert visitor.post("/so-lieu/them", **unnamed).status_code == 422


def test_a_table_with_a_wrong_row_is_refused_with_the_row(sign_in: SignIn, stored: Session) -> None:
    rows = (("Số ổ dịch", "", 87, "ổ dịch", ""), ("Số ca nặng", "", "khá nhiều", "ca", ""))
    answer = sign_in("truc").post("/so-lieu/nhap-bang", table=(table(*rows), "bang.xlsx"))
    assert answer.status_code == 422
    assert "Dòng 4, Giá trị" in answer.text
    assert len(facts.current(stored)) == 1


def test_what_is_no_table_is_refused(sign_in: SignIn) -> None:
    answer = sign_in("truc").post("/so-lieu/nhap-bang", table=(BytesIO(b"PK\x03\x04 no table"), "bang.xlsx"))
    assert answer.status_code == 422
    assert "Tệp không phải bảng XLSX" in answer.text


def test_verdicts_on_flags_are_counted_and_the_last_word_counts(sign_in: SignIn, stored: Session) -> None:
    from pipeline.store.tables import CaseRow  # noqa: PLC0415
    from pipeline.web.item import reading  # noqa: PLC0415  needs the application of the fixture

    visitor = sign_in("truc")
    with visitor.client.application.test_request_context():
        case = stored.get_one(CaseRow, 1)
        seen = reading(case).seen
    said = {"seen": seen, "doubt": 1, "said": "wrong", "why": "số của tháng khác"}
    assert visitor.post("/vu-viec/1/dau-hieu", **said).status_code == 302
    assert visitor.post("/vu-viec/1/dau-hieu", **said | {"doubt": 2, "said": "right"}).status_code == 302
    counted = {tally.signal: (tally.right, tally.wrong) for tally in verdicts.tallies(stored)}
    assert counted[Signal.FIGURE] == (0, 1)
    assert counted[Signal.ANONYMOUS_ONLY] == (1, 0)
    assert visitor.post("/vu-viec/1/dau-hieu", **said | {"said": "right"}).status_code == 302
    stored.expire_all()
    assert {t.signal: t.right for t in verdicts.tallies(stored)}[Signal.FIGURE] == 1


def test_a_wrong_flag_needs_its_reason(sign_in: SignIn, stored: Session) -> None:
    answer = sign_in("truc").post("/vu-viec/1/dau-hieu", seen="x", doubt=1, said="wrong", why="")
    assert answer.status_code in {409, 422}
    assert verdicts.wrong_ones(stored) == []


def test_a_claim_without_a_fact_is_one_click_from_the_form(sign_in: SignIn, stored: Session) -> None:
    claim = "Theo thống kê, năm 2026 toàn tỉnh Quảng Ngãi có 318 <b>vườn</b> mẫu."
    row = stored.scalars(
        sa.select(ArticleRow)
        .join(ArticleAgencyRow)
        .where(ArticleAgencyRow.agency_id == "qn-yte", ArticleAgencyRow.rank == 0)
    ).first()
    assert row is not None
    version = stored.get_one(VersionRow, (row.id, row.version))
    version.record = {**version.record, "body": claim}
    stored.commit()
    page = sign_in("truc").get("/so-lieu/can-bo-sung").text
    assert "318 &lt;b&gt;vườn" in page
    link = re.search(r'href="(/so-lieu/them\?[^"]+)"', page)
    assert link
    form = sign_in("truc").get(html.unescape(link[1])).text
    assert "318 &lt;b&gt;vườn&lt;/b&gt; mẫu" in form
    assert "Báo nêu: 318" in form
    assert 'value="2026-12-31"' in form
    assert 'value="318"' in form
    others = re.findall(r'href="(/so-lieu/them\?[^"]+)"', page)
    assert 'value="318"' not in sign_in("truc").get(html.unescape(others[1])).text
