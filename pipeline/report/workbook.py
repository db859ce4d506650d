"""A sheet file (XLSX) with the lists behind every figure, and the sheets of the registers.

Dates are dates, numbers are numbers, text is never a formula; the same content gives the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Cell, RecordList, Report
from pipeline.office.builder import printable

_RISKY = ("=", "+", "-", "@", "\t", "\r")
_BOLD = Font(bold=True)
_WRAP = Alignment(wrap_text=True, vertical="top")
_MOMENT, _DAY = "dd/mm/yyyy hh:mm", "dd/mm/yyyy"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
LONGEST_CELL = 32000
"""The format itself ends at 32,767 characters."""


def report_workbook(report: Report) -> bytes:
    """Return the figures on the first sheet and one sheet per list; each record names the figures that count it."""
    book = Workbook(write_only=True)
    as_of = report.as_of.astimezone(VIETNAM)
    sheet = _sheet(book, "Số liệu", (14, 70, 12, 12, 26))
    for line in (
        (report.title,),
        (f"Kỳ số liệu: {report.window}",),
        (
            f"Cập nhật đến {as_of:%H:%M ngày %d/%m/%Y}; mã nhật ký {report.audit_root}; phiên bản {report.version}",
        ),
        (),
    ):
        _row(sheet, line)
    _row(sheet, ("Mã", "Nội dung", "Số lượng", "Kỳ trước", "Danh mục"), bold=True)
    titles = {found.kind: found.title for found in report.lists}
    counted: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for code, figure in report.figures().items():
        _row(sheet, (code, figure.label, figure.value, figure.previous, titles.get(figure.kind, "")))
        for record_id in figure.record_ids:
            counted[figure.kind, record_id].append(code)
    for found in report.lists:
        _list(book, found, counted)
    return stamped(_saved(book), as_of.date())


def _list(book: Workbook, found: RecordList, counted: Mapping[tuple[str, str], Sequence[str]]) -> None:
    sheet = _sheet(book, found.title, (14, *(24,) * len(found.headings), 40))
    _row(sheet, ("Mã bản ghi", *found.headings, "Các chỉ tiêu tính bản ghi này"), bold=True)
    for record_id, cells in found.rows.items():
        _row(sheet, (record_id, *cells, ", ".join(counted.get((found.kind, record_id), ()))))


def table_workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], on: date) -> bytes:
    """Return one table as a sheet file."""
    book = Workbook(write_only=True)
    sheet = _sheet(book, title, (24,) * len(headings))
    _row(sheet, headings, bold=True)
    for row in rows:
        _row(sheet, row)
    return stamped(_saved(book), on)


def _sheet(book: Workbook, title: str, widths: Sequence[int]) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return sheet  # type: ignore[no-any-return]


def _row(sheet: WriteOnlyWorksheet, values: Sequence[Cell], *, bold: bool = False) -> None:
    sheet.append([_cell(sheet, value, bold=bold) for value in values])


def _cell(sheet: WriteOnlyWorksheet, value: Cell, *, bold: bool) -> Any:  # noqa: ANN401  a cell, or a bare value where no style is needed
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value.astimezone(VIETNAM).replace(tzinfo=None))
        cell.number_format = _MOMENT
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, datetime(value.year, value.month, value.day))  # noqa: DTZ001  a sheet knows no zones
        cell.number_format = _DAY
        return cell
    if not isinstance(value, str):
        return value
    text = printable(value)[:LONGEST_CELL]
    if not bold and not text.startswith(_RISKY):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if bold:
        cell.font, cell.alignment = _BOLD, _WRAP
    else:
        cell.quotePrefix = True  # a program that saves the sheet as text keeps it text
    return cell


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def stamped(content: bytes, on: date) -> bytes:
    """Return a sheet file with the times inside it set to a day, so that the same content gives the same bytes."""
    moment = f"{on.isoformat()}T00:00:00Z".encode()
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + moment, part)
            target.writestr(entry, part)
    return out.getvalue()
