"""The registers as sheets (XLSX): the lists that agencies keep, in and out, mistakes by row."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.domain.agencies import Agencies
from pipeline.domain.authority import Line
from pipeline.domain.authority_forms import FieldError, Register
from pipeline.domain.authority_lines import headings, read_line, shown
from pipeline.domain.errors import RowError
from pipeline.domain.text import clean_line, fold
from pipeline.report.workbook import table_workbook

LONGEST_SHEET = 20_000
"""Rows; a register of a province has some hundreds."""
LONGEST_FILE = 20_000_000
_WIDEST = 100
"""Columns that are looked at; a cell far to the right would make every row as wide."""
"""Bytes of all parts unpacked; a sheet that unpacks to more is no list of an agency."""


def write_sheet(register: Register, lines: Iterable[Line], agencies: Agencies, on: date) -> bytes:
    """Return a register as a sheet that `read_sheet` reads again."""
    rows = [tuple(shown(field, line, agencies) for field in register.fields) for line in lines]
    return table_workbook(register.title, headings(register), rows, on)


def read_sheet(
    register: Register, content: bytes, agencies: Agencies, name: str
) -> tuple[list[tuple[int, Any]], dict[int, str]]:
    """Return the lines of a sheet with their row numbers, and what is wrong by row.

    The first row holds headings: the labels of the form, or the names of the fields. Columns of other names are
    ignored; empty rows too.

    Raises:
        RowError: the file is no sheet, or a needed column is missing.
    """
    rows = _rows(content, name)
    first = next(rows, ())
    labels = {fold(field.label): field.name for field in register.fields} | {
        field.name: field.name for field in register.fields
    }
    columns = {
        place: labels[found]
        for place, cell in enumerate(first)
        if (found := fold(clean_line(str(cell or "")))) in labels
    }
    missing = [
        field.label for field in register.fields if field.required and field.name not in columns.values()
    ]
    if missing:
        raise RowError(name, 1, ", ".join(missing), "thiếu cột này.")
    lines, wrong = [], {}
    for number, cells in enumerate(rows, start=2):
        if all(cell is None or cell == "" for cell in cells):
            continue
        if number > LONGEST_SHEET:
            raise RowError(name, number, "", f"bảng dài quá {LONGEST_SHEET} dòng.")
        given = {field: cells[place] for place, field in columns.items() if place < len(cells)}
        try:
            lines.append((number, read_line(register, given, agencies)))
        except FieldError as error:
            wrong[number] = str(error)
    return lines, wrong


def _rows(content: bytes, name: str) -> Any:  # noqa: ANN401  tuples of whatever cells hold
    problem = RowError(name, 1, "", "không phải tệp XLSX; hãy lưu lại dưới dạng .xlsx.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LONGEST_FILE:
                raise RowError(name, 1, "", "tệp quá lớn.")
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as error:
        raise problem from error
    if not book.worksheets:
        raise problem
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    return sheet.iter_rows(values_only=True, max_col=_WIDEST)
