from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Chart, Figure, FigureChange, Report, ReportTable, Section, Signatory
from pipeline.office import check
from pipeline.report.document import render_report

REPORT = Report(
    kind="quarter",
    period="2026-Q4",
    title="Công tác theo dõi, phản hồi thông tin báo chí quý IV năm 2026",
    agency_name="Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi",
    window="từ ngày 01/10/2026 đến hết ngày 31/12/2026",
    as_of=datetime(2026, 12, 28, 8, 0, tzinfo=VIETNAM),
    sections=(
        Section(
            title="Số liệu",
            figures=tuple(
                Figure(code=f"A{number}", label=f"Chỉ tiêu số {number}", record_ids=("x",), previous=2)
                for number in range(1, 25)
            ),
            charts=(
                Chart(
                    title="Tin, bài",
                    labels=("Vạn Lý", "Sông Trà"),
                    series=(("Tin", (12, 3)), ("Sai", (1, 0))),
                ),
            ),
        ),
        Section(
            title="Danh mục",
            tables=(
                ReportTable(
                    title="Theo cơ quan báo chí",
                    headings=("Báo", "Tin, bài"),
                    rows=(("Vạn Lý", Figure(code="P1", label="Tin, bài: Vạn Lý", record_ids=("x", "y"))),),
                ),
                ReportTable(title="Vụ việc đáng chú ý", headings=("Tên", "Kết quả"), rows=()),
            ),
        ),
    ),
    lists=(),
    audit_root="5a" * 32,
    version="0.1.0",
    changes=(FigureChange(label="Chỉ tiêu số 1", before=3, after=1),),
)


def rendered(signatory: Signatory | None = None, report: Report = REPORT) -> bytes:
    return render_report(
        report,
        parent="UBND tỉnh Quảng Ngãi",
        symbol="BC-SVHTTDL",
        place="Quảng Ngãi",
        addressee="Ủy ban nhân dân tỉnh Quảng Ngãi",
        recipients=("Như trên", "Lưu: VT, QLBC"),
        signatory=signatory,
    )


def test_a_report_has_the_official_layout() -> None:
    signatory = Signatory(authority=("GIÁM ĐỐC",), full_name="Hoàng Thị Diệu Thảo")
    assert check(rendered(signatory)) == ()


def test_it_says_its_window_its_time_and_the_root_of_the_audit_trail() -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(rendered())).paragraphs)
    assert REPORT.window in text
    assert "08:00 ngày 28/12/2026" in text
    assert REPORT.audit_root[:16] in text
    assert "Không có." in text


def test_a_chart_is_told_in_words_and_a_changed_figure_is_named() -> None:
    document = docx.Document(BytesIO(rendered()))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Tin, bài. Vạn Lý: tin 12, sai 1; Sông Trà: tin 3, sai 0."
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Chỉ tiêu số 1", "3", "1"] in cells
    assert ["Chỉ tiêu số 2", "1", "2"] in cells


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered() == rendered()


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_opens_and_becomes_pages(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(rendered())
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
