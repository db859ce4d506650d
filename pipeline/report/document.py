"""A report as DOCX in the layout of a BÁO CÁO (Nghị định 30/2020/NĐ-CP, Mẫu 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Chart, Figure, Report, ReportTable, Section, Signatory
from pipeline.domain.text import grouped
from pipeline.office import builder, layout
from pipeline.report.charts import in_words, png

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST_TABLE = 40
"""Rows of a table on paper, those of the weekly report apart: it tells each matter to its end; the sheet beside the report has them all."""
LINE, CELL_MARGIN = 68, 2.5
"""Digits that fit into a line of a table across the page, and what the margins of a cell take of it."""


def render_report(
    report: Report,
    *,
    parent: str,
    symbol: str,
    place: str,
    addressee: str,
    recipients: Sequence[str],
    signatory: Signatory | None,
) -> bytes:
    """Return the report as DOCX; number and day are left to the clerk.

    Args:
        report: what is reported.
        parent: governing body above the name of the agency.
        symbol: what follows the slash of the number, such as ``BC-SVHTTDL``.
        place: địa danh of the date line.
        addressee: who receives it.
        recipients: lines of "Nơi nhận".
        signatory: who signs; left open when None.
    """
    document = builder.new_document()
    builder.head(
        document,
        parent=parent,
        agency=report.agency_name,
        number=f"         /{symbol}",
        place=place,
        on=None,
        year=_moment(report).year,
    )
    builder.centred(document, "BÁO CÁO", "Tên loại văn bản")
    builder.centred(document, report.title, "Trích yếu báo cáo")
    builder.rule(document, layout.TEXT_WIDTH * 0.3)
    builder.addressees(document, (addressee,))
    _text(document, report)
    builder.foot(
        document,
        recipients=recipients,
        authority=signatory.authority if signatory else ("[CHỨC VỤ NGƯỜI KÝ]",),
        name=signatory.full_name if signatory else "[Họ và tên]",
    )
    return builder.to_bytes(document, _moment(report).date())


def _moment(report: Report) -> datetime:
    return report.as_of.astimezone(VIETNAM)


def _text(document: Document, report: Report) -> None:
    """Add what stands between addressee and signature: the sections, then what changed, then what is asked for."""
    builder.body(
        document,
        f"Thực hiện chế độ báo cáo về công tác phát ngôn, cung cấp thông tin và phản hồi thông tin báo chí, "
        f"{report.agency_name.replace('UBND', 'Ủy ban nhân dân')} báo cáo kết quả {report.window} như sau:",
    )
    numbers = iter(_ROMAN)
    for section in report.sections:
        _section(document, section, next(numbers), None if report.kind == "week" else LONGEST_TABLE)
    _heading(document, f"{next(numbers)}. SỐ LIỆU THAY ĐỔI SO VỚI LẦN PHÁT HÀNH TRƯỚC")
    _changes(document, report)
    _heading(document, f"{next(numbers)}. KHÓ KHĂN, VƯỚNG MẮC, KIẾN NGHỊ, ĐỀ XUẤT")
    for line in (report.remarks or "Không có.").split("\n"):
        builder.body(document, line)
    builder.body(
        document,
        f"Số liệu {report.window}, cập nhật đến {_moment(report):%H:%M ngày %d/%m/%Y}; mã xác thực nhật ký thao tác "
        f"{report.audit_root[:16]}; phần mềm Cải Chính, phiên bản {report.version}. Danh mục chi tiết của từng "
        "số liệu ở bảng tính kèm theo./.",
    )


def _section(document: Document, section: Section, number: str, longest: int | None) -> None:
    _heading(document, f"{number}. {section.title.upper()}")
    if section.figures:
        _figures(document, section.figures)
        builder.spacer(document, 8)
    for chart in section.charts:
        _chart(document, chart)
    for place, table in enumerate(section.tables, start=1):
        _heading(document, f"{place}. {table.title}")
        _table(document, table, longest)
        builder.spacer(document, 8)


def _heading(document: Document, text: str) -> None:
    builder.body(document, text, bold=True).paragraph_format.keep_with_next = True


def _figures(document: Document, figures: Sequence[Figure]) -> None:
    if any(figure.previous is not None for figure in figures):
        rows = [("Nội dung", "Kỳ này", "Kỳ trước")]
        rows += [(item.label, grouped(item.value), grouped(item.previous or 0)) for item in figures]
        builder.grid(document, rows, (0.64, 0.18, 0.18))
    else:
        plain = [("Nội dung", "Số lượng")] + [(item.label, grouped(item.value)) for item in figures]
        builder.grid(document, plain, (0.8, 0.2))


def _table(document: Document, table: ReportTable, longest: int | None) -> None:
    if not table.rows:
        builder.body(document, "Không có.")
        return
    rows = [_cells(row) for row in table.rows[:longest]]
    builder.grid(document, (table.headings, *rows), _shares(table))
    left = len(table.rows) - (longest or len(table.rows))
    if left > 0:
        builder.body(document, f"Còn {left} dòng khác, có trong bảng tính kèm theo.")


def _cells(row: Iterable[str | Figure]) -> tuple[str, ...]:
    return tuple(grouped(cell.value) if isinstance(cell, Figure) else cell for cell in row)


def _shares(table: ReportTable) -> tuple[float, ...]:
    """Return the widths of columns: no word is cut, numbers need little, texts share the rest by how long they run."""
    columns = list(zip(*(_cells(row) for row in table.rows[:LONGEST_TABLE]), strict=True))
    floors, wishes = [], []
    for heading, cells in zip(table.headings, columns, strict=True):
        words = [word for text in (heading, *cells) for word in text.split()]
        floors.append((max(map(len, words)) + CELL_MARGIN) / LINE)
        wishes.append(max(0.0, min(40.0, sum(map(len, cells)) / len(cells)) / LINE - floors[-1]) + 0.01)
    left = max(0.0, 1 - sum(floors))
    shares = [floor + left * wish / sum(wishes) for floor, wish in zip(floors, wishes, strict=True)]
    return tuple(share / sum(shares) for share in shares)


def _chart(document: Document, chart: Chart) -> None:
    builder.centred(document, f"Biểu đồ: {chart.title}", "Kèm theo văn bản")
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = paragraph.add_run().add_picture(BytesIO(png(chart)), width=Mm(layout.TEXT_WIDTH * 0.95))
    picture._inline.docPr.set("descr", in_words(chart))  # noqa: SLF001  python-docx has no call for alternative text
    builder.spacer(document, 8)


def _changes(document: Document, report: Report) -> None:
    if report.changes is None:
        builder.body(document, "Không có lần phát hành trước với số liệu khác.")
        return
    rows = [("Nội dung", "Lần trước", "Lần này")]
    rows += [
        (change.label, "chưa có" if change.before is None else grouped(change.before), grouped(change.after))
        for change in report.changes
    ]
    builder.grid(document, rows, (0.64, 0.18, 0.18))
    builder.spacer(document, 8)
