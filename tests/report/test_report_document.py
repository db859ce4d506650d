from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Figure, Report, ReportTable, Signatory
from pipeline.office import check
from pipeline.report.document import render_report

REPORT = Report(
    title="Công tác theo dõi, phản hồi thông tin báo chí quý IV năm 2026",
    agency_name="Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi",
    period_from=date(2026, 10, 1),
    period_to=date(2026, 12, 31),
    made_at=datetime(2026, 12, 28, 8, 0, tzinfo=VIETNAM),
    figures=tuple(
        Figure(code=f"A{number}", label=f"Chỉ tiêu số {number}", value=number, record_ids=())
        for number in range(1, 25)
    ),
    tables=(
        ReportTable(title="Theo cơ quan báo chí", headings=("Báo", "Tin, bài"), rows=(("Vạn Lý", "12"),)),
        ReportTable(title="Vụ việc đáng chú ý", headings=("Tên", "Kết quả"), rows=()),
    ),
    audit_root="5a" * 32,
)


def rendered(signatory: Signatory | None = None) -> bytes:
    return render_report(
        REPORT,
        parent="UBND tỉnh Quảng Ngãi",
        symbol="BC-SVHTTDL",
        place="Quảng Ngãi",
        addressee="Ủy ban nhân dân tỉnh Quảng Ngãi",
        signatory=signatory,
    )


def test_a_report_has_the_official_layout() -> None:
    signatory = Signatory(authority=("GIÁM ĐỐC",), full_name="Hoàng Thị Diệu Thảo")
    assert check(rendered(signatory)) == ()


def test_it_says_its_window_its_time_and_the_root_of_the_audit_trail() -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(rendered())).paragraphs)
    assert "từ ngày 01/10/2026 đến ngày 31/12/2026" in text
    assert "08:00 ngày 28/12/2026" in text
    assert REPORT.audit_root[:16] in text
    assert "Không có." in text


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
