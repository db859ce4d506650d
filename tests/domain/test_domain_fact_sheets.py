"""Tables as agencies keep them: titles, merged headings, column numbers, notes and signatures around the figures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

from pipeline.domain.fact_sheets import Sheet, read_sheet

SOURCE = "Báo cáo số 1/BC-SYT ngày 05/10/2026"


def taken_in(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Sheet:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    return read_sheet(out.getvalue(), "bieu.xlsx", agency_id="qn-yte")


def test_titles_merged_headings_and_notes_are_no_figures() -> None:
    sheet = taken_in(
        [
            ["ỦY BAN NHÂN DÂN TỈNH"],
            ["BIỂU TỔNG HỢP SỐ LIỆU"],
            [],
            ["Chỉ tiêu", "ĐVT", "Thời gian", None, "Giá trị", "Nguồn"],
            [None, None, "Từ ngày", "Đến ngày", None, None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["Số ca sởi toàn tỉnh", "ca", "01/01/2026", "30/09/2026", "1.254", SOURCE],
            ["Ghi chú: số liệu sơ bộ"],
            ["Người lập biểu", None, None, None, "Lê Văn Ví Dụ"],
        ],
        merged=("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5"),
    )
    assert sheet.errors == ()
    [fact] = sheet.facts
    assert (str(fact.number), str(fact.period_from), str(fact.period_to)) == (
        "1254",
        "2026-01-01",
        "2026-09-30",
    )


def test_every_wrong_row_is_told_by_its_line() -> None:
    sheet = taken_in(
        [
            ["Chỉ tiêu", "ĐVT", "Giá trị", "Nguồn"],
            ["Số ca sởi toàn tỉnh", "ca", "1,254.5", SOURCE],
            ["Số giường bệnh toàn tỉnh", "giường", "=SUM(A1:A2)", SOURCE],
            ["Số trạm y tế toàn tỉnh", "trạm", None, SOURCE],
            ["Số ca quai bị toàn tỉnh", "ca", 318, SOURCE],
        ]
    )
    assert [(error.line, error.field) for error in sheet.errors] == [(2, "value"), (3, "value"), (4, "value")]
    assert [fact.value for fact in sheet.facts] == ["318"]
