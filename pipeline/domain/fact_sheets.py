"""Tables that agencies keep (XLSX) as facts: headings in Vietnamese, dates and numbers as cells, errors by row.

The heading row is looked for below the title of the table. A row without id gets one from what it is about, so
that handing in the same table twice changes nothing and a new value becomes a new version.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import RowError
from pipeline.domain.facts import COLUMNS, Fact, read_fact
from pipeline.domain.labels import KIND_LABELS
from pipeline.domain.text import clean_line, fold

MAX_ROWS = 5000
_MAX_COLUMNS = 100
_MAX_UNPACKED = 20_000_000
"""Bytes that all parts of a sheet may unpack to; a table of 5,000 facts has a tenth of it."""
_HEADING_WITHIN = 15
"""Rows in which the headings must stand; above them is the title of the table."""
_ENOUGH_HEADINGS = 3
_HEADINGS = {
    fold(heading): name
    for name, headings in {
        "fact_id": "fact_id|mã|mã số|mã số liệu",
        "kind": "kind|loại",
        "agency_id": "agency_id|mã cơ quan|cơ quan",
        "subject": "subject|nội dung|chỉ tiêu|tên chỉ tiêu|chức danh|sự kiện|tên văn bản",
        "aliases": "aliases|tên gọi khác|cách gọi khác",
        "place": "place|địa bàn|nơi|địa điểm",
        "period_from": "period_from|từ ngày|từ|ngày bắt đầu",
        "period_to": "period_to|đến ngày|đến|ngày kết thúc",
        "value": "value|giá trị|số liệu|kết quả|thực hiện|họ và tên|họ tên|số, ký hiệu",
        "unit": "unit|đơn vị|đơn vị tính|đvt",
        "position": "position|chức vụ",
        "source_doc": "source_doc|văn bản|nguồn|căn cứ|văn bản nguồn",
        "note": "note|ghi chú",
    }.items()
    for heading in headings.split("|")
}


_REMARKS = tuple(
    fold(text)
    for text in (
        "ghi chú:",
        "chú thích:",
        "(*)",
        "* ",
        "người lập",
        "nơi nhận",
        "thủ trưởng",
        "kế toán trưởng",
    )
)
"""What notes and signatures below a table begin with."""
_KINDS = {fold(label): kind.value for kind, label in KIND_LABELS.items()}
"""What agencies write in the column Loại."""


_DAMAGE = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError, KeyError, IndexError, ValueError,
    TypeError, AttributeError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl and the unpacking raise for a file that is damaged or no table; they have no word of their own for it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table held: facts that can be used, and what is wrong with the other rows."""

    facts: tuple[Fact, ...]
    errors: tuple[RowError, ...]


def read_sheet(content: bytes, name: str, *, agency_id: str = "") -> Sheet:
    """Read the first sheet of an XLSX file. `agency_id` stands in where the table has no column for it.

    Never raises for what the file contains: every problem is an error with its row (1 is the first of the sheet).
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MAX_UNPACKED:
                return Sheet((), (RowError(name, 1, "file", "it unpacks to more than any table"),))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        cells_of = book.worksheets[0].iter_rows(values_only=True, max_row=MAX_ROWS + 1, max_col=_MAX_COLUMNS)
        rows = [tuple(row) for row in cells_of]
    except _DAMAGE:
        return Sheet((), (RowError(name, 1, "file", "it is no XLSX table"),))
    if len(rows) > MAX_ROWS:
        return Sheet((), (RowError(name, MAX_ROWS, "file", f"the table has more than {MAX_ROWS} rows"),))
    heading = next((index for index, row in enumerate(rows[:_HEADING_WITHIN]) if _is_heading(row)), None)
    if heading is None:
        return Sheet((), (RowError(name, 1, "subject", "no row of headings was found"),))
    columns = _columns(rows[heading])
    if _continues(rows, heading, columns):
        heading += 1
        columns = _columns(rows[heading]) | columns
    facts: dict[str, Fact] = {}
    errors: list[RowError] = []
    for line, cells in _filled(rows, heading + 1, columns):
        try:
            fact = read_fact(name, line, _complete(cells, agency_id))
        except RowError as error:
            errors.append(error)
            continue
        if fact.fact_id in facts:
            errors.append(RowError(name, line, "fact_id", f"{fact.fact_id} stands here a second time"))
        else:
            facts[fact.fact_id] = fact
    return Sheet(tuple(facts.values()), tuple(errors))


def _is_heading(row: tuple[object, ...]) -> bool:
    found = {column for cell in row if (column := _column(cell))}
    return len(found) >= _ENOUGH_HEADINGS and {"subject", "value"} <= found


def _columns(row: tuple[object, ...]) -> dict[int, str]:
    return {index: column for index, cell in enumerate(row) if (column := _column(cell))}


def _continues(rows: Sequence[tuple[object, ...]], heading: int, columns: Mapping[int, str]) -> bool:
    """Tell whether the row below has the lower half of merged headings: headings only, where the upper half has none."""
    below = rows[heading + 1] if heading + 1 < len(rows) else ()
    filled = {index for index, cell in enumerate(below) if clean_line(str(cell or ""))}
    return bool(filled) and filled == _columns(below).keys() and filled.isdisjoint(columns)


def _column(cell: object) -> str:
    return _HEADINGS.get(fold(clean_line(str(cell or ""))).rstrip(":* "), "")


def _filled(
    rows: Sequence[tuple[object, ...]], start: int, columns: Mapping[int, str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row number, cells by column) of the rows that say something; rows of column numbers and remarks are skipped."""
    for index in range(start, len(rows)):
        cells = {name: _text(name, rows[index][i]) for i, name in columns.items() if i < len(rows[index])}
        said = [text for text in cells.values() if text]
        numbered = all(text.strip("()").isdigit() for text in said)
        if said and not numbered and not _is_remark(rows[index]):
            yield index + 1, cells


def _is_remark(row: tuple[object, ...]) -> bool:
    """Tell whether a row is a note or the line of signatures below the table."""
    first = next((text for cell in row if (text := clean_line(str(cell or "")))), "")
    return fold(first).startswith(_REMARKS)


def _text(column: str, cell: object) -> str:
    """Return a cell as the register writes it: days as YYYY-MM-DD, numbers with a decimal comma."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=VIETNAM).date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return (f"{cell:.0f}" if cell.is_integer() else f"{cell:.10g}").replace(".", ",")
    text = clean_line(str(cell))
    return kept_day(text) if column in {"period_from", "period_to"} else text


def kept_day(text: str) -> str:
    """Return a day as the register keeps it (`5/9/2026` as `2026-09-05`); anything else as it is."""
    if text.count("/") != 2:
        return text
    day, month, year = text.split("/")
    return f"{year}-{month:0>2}-{day:0>2}"


def _complete(cells: Mapping[str, str], agency_id: str) -> dict[str, str]:
    full = {name: cells.get(name, "") for name in COLUMNS}
    full["kind"] = _KINDS.get(fold(full["kind"]), full["kind"]) or "figure"
    if full["kind"] == "event":
        full["value"] = kept_day(full["value"])
    full["agency_id"] = full["agency_id"] or agency_id
    if not full["fact_id"] and full["subject"]:
        full["fact_id"] = id_of(full)
    return full


def id_of(cells: Mapping[str, str]) -> str:
    """Return an id for a fact that nobody gave one: the same for the same matter, place and time."""
    about = "|".join(cells[name] for name in ("kind", "subject", "place", "period_from", "period_to"))
    return f"{cells['agency_id']}-{hashlib.sha256(about.encode()).hexdigest()[:8]}"
