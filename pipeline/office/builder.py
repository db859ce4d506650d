"""The pieces of an official document as DOCX. Every measure comes from `layout`.

The same content gives the same bytes: times inside the file are those of the document, not of the machine.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.domain.dates import VIETNAM
from pipeline.domain.text import clean_line
from pipeline.office import layout
from pipeline.office.layout import BOXES
from pipeline.office.metrics import text_width

_ALIGN = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
LONGEST_PARAGRAPH = 4000
CELL_WALLS = 3.8
"""Millimetres that Word keeps free at both sides of a cell together."""


def new_document() -> Document:
    """Return an empty A4 document with margins, fonts and page numbers as the decree has them."""
    return docx.Document(BytesIO(_template()))


_KEPT_STYLES = frozenset(
    {"Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
)
_KEPT_PARTS = frozenset({RT.STYLES, RT.SETTINGS, RT.FONT_TABLE, RT.HEADER, RT.FOOTER})


@cache
def _template() -> bytes:
    """Return the empty document as bytes, without the styles and parts of the library's own that no letter uses."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = layout.FONT, Pt(BOXES["Nội dung"].size)
    _fonts(style.element.get_or_add_rPr())
    style.paragraph_format.space_after = Pt(0)
    _page_number(section.header.paragraphs[0])
    for unused in [found for found in document.styles if found.name not in _KEPT_STYLES]:
        unused.delete()
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for theme in defaults.findall(qn("w:rFonts")):  # they name the theme, which is left out
        defaults.remove(theme)
    for name, relation in list(document.part.rels.items()):
        if relation.reltype not in _KEPT_PARTS:
            document.part.rels.pop(name)
    for name, relation in list(document.part.package.rels.items()):
        if relation.reltype == RT.THUMBNAIL:
            document.part.package.rels.pop(name)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _fonts(properties: object) -> None:
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), layout.FONT)


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
        run = _run(
            paragraph, "" if text == "PAGE" else text, "Số trang"
        )  # LibreOffice drops the form of one run
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)  # noqa: SLF001  python-docx has no call for fields
        elif text == "PAGE":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
            run._r.append(element)  # noqa: SLF001


def head(
    document: Document,
    *,
    parent: str,
    agency: str,
    number: str,
    place: str,
    on: date | None,
    year: int,
    subject: str = "",
    draft: bool = False,
) -> None:
    """Add agency, motto, number, date and (for a công văn) the subject. The number is left to the clerk."""
    table = _columns(document, layout.HEAD_LEFT)
    left, right = table
    if parent:
        _line(left, clean_line(parent).upper(), "Tên cơ quan chủ quản")
    names = _agency_lines(agency)
    for part in names:
        _line(left, part, "Tên cơ quan ban hành")
    _rule(
        left, layout.AGENCY_RULE * _widest(names, "Tên cơ quan ban hành", layout.HEAD_LEFT), layout.HEAD_LEFT
    )
    _line(left, f"Số: {number}", "Số, ký hiệu")
    if subject:
        _line(left, subject, "Trích yếu công văn", before=6)
    if draft:
        _line(left, "DỰ THẢO", "Chức vụ người ký", before=6)
    width = layout.TEXT_WIDTH - layout.HEAD_LEFT
    _line(right, layout.NATION, "Quốc hiệu")
    _line(right, layout.MOTTO, "Tiêu ngữ")
    _rule(right, _widest((layout.MOTTO,), "Tiêu ngữ", width), width)
    dated = long_date(on) if on else f"ngày       tháng       năm {year}"
    _line(right, f"{place}, {dated}", "Địa danh, ngày tháng", before=2)
    spacer(document, 6)


def _widest(lines: Sequence[str], box: str, column: float) -> float:
    """Return the width of the widest line in millimetres, at most what its column has room for."""
    measures = BOXES[box]
    return max(
        min(text_width(line, measures.size, bold=bool(measures.bold)), column - CELL_WALLS) for line in lines
    )


def long_date(on: date) -> str:
    """Return a date as documents write it, such as ``ngày 05 tháng 02 năm 2026``."""
    return f"ngày {on:%d} tháng {_month(on)} năm {on.year}"


def _month(on: date) -> str:
    """Return the month: 1 and 2 bear a leading zero, the others none."""
    return f"{on.month:02}" if on.month < 3 else str(on.month)


def _agency_lines(agency: str) -> tuple[str, ...]:
    """Return the name as it stands in the head: a People's Committee on two lines, a department without the province."""
    name = clean_line(agency).upper()
    for short, full in (("UBND ", "ỦY BAN NHÂN DÂN"), ("ỦY BAN NHÂN DÂN ", "ỦY BAN NHÂN DÂN")):
        if name.startswith(short):
            return full, name.removeprefix(short)
    return (re.sub(r" TỈNH .+$", "", name) if name.startswith(("SỞ ", "THANH TRA")) else name,)


def rule(document: Document, length: float) -> None:
    """Draw a rule of this length in millimetres, centred on the page."""
    paragraph = document.add_paragraph()
    _border(paragraph, max(0.0, (layout.TEXT_WIDTH - length) / 2))


def addressees(document: Document, names: Sequence[str]) -> None:
    """Add "Kính gửi": one on the same line, several below each other with dashes under the colon."""
    if len(names) == 1:
        paragraph = document.add_paragraph()
        _format(paragraph, "center", after=layout.PARAGRAPH_AFTER)
        _run(paragraph, f"Kính gửi: {clean_line(names[0])}", "Kính gửi")
        return
    for place, name in enumerate(names):
        paragraph = document.add_paragraph()
        _format(paragraph, "left", after=0)
        paragraph.paragraph_format.left_indent = Mm(50)
        paragraph.paragraph_format.first_line_indent = Mm(-22 if place == 0 else 0)
        end = "." if place == len(names) - 1 else ";"
        _run(paragraph, ("Kính gửi:\t- " if place == 0 else "- ") + clean_line(name) + end, "Kính gửi")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(50))
    spacer(document, 6)


def body(document: Document, text: str, *, bold: bool = False, align: str = "justify") -> Paragraph:
    """Add a paragraph of the body: justified (addresses and digests are not), first line 12.7 mm, 6 pt after."""
    paragraph = document.add_paragraph()
    _format(paragraph, align, after=layout.PARAGRAPH_AFTER)
    paragraph.paragraph_format.line_spacing = layout.LINE_SPACING
    paragraph.paragraph_format.first_line_indent = Mm(layout.FIRST_LINE)
    _run(paragraph, text, "Nội dung", bold=bold)
    return paragraph


def foot(document: Document, *, recipients: Sequence[str], authority: Sequence[str], name: str) -> None:
    """Add recipients on the left and the signature block on the right, kept on one page."""
    spacer(document, 6)
    for paragraph in document.paragraphs[-2:]:  # a signature never stands on a page without text
        paragraph.paragraph_format.keep_with_next = True
    left, right = _columns(document, layout.FOOT_LEFT, keep=True)
    _line(left, "Nơi nhận:", "Nơi nhận", align="left")
    for place, recipient in enumerate(recipients):
        end = "." if place == len(recipients) - 1 else ";"
        _line(left, f"- {clean_line(recipient)}{end}", "Danh sách nơi nhận", align="left")
    for line in authority:
        _line(right, clean_line(line).upper(), "Chức vụ người ký")
    for _ in range(4):
        _line(right, "", "Họ và tên người ký")
    _line(right, clean_line(name), "Họ và tên người ký")


def annex(document: Document, *, title: str, attached: str, number: str = "") -> None:
    """Begin an annex: pages of its own, counted from 1, heading, title in capitals, the document it belongs to."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    margins = section._sectPr.find(qn("w:pgMar"))  # noqa: SLF001  python-docx has no call for numbering of pages
    margins.addnext(numbering)
    centred(document, f"Phụ lục {number}".strip(), "Phụ lục")
    centred(document, title.upper(), "Tiêu đề phụ lục")
    centred(document, attached, "Kèm theo văn bản")
    spacer(document, 6)


def centred(document: Document, text: str, box: str) -> None:
    """Add a centred line in the style of a component."""
    paragraph = document.add_paragraph()
    _format(paragraph, "center")
    _run(paragraph, text, box)


def grid(document: Document, rows: Sequence[Sequence[str]], shares: Sequence[float]) -> None:
    """Add a table with ruled cells; the first row is the heading and is repeated on each page."""
    table = document.add_table(rows=0, cols=len(shares))
    table.style = "Table Grid"
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(layout.TEXT_WIDTH * share)
    for place, row in enumerate(rows):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  python-docx has no call for it
        cells = added.cells
        for cell, text, share in zip(cells, row, shares, strict=True):
            cell.width = Mm(layout.TEXT_WIDTH * share)
            paragraph = cell.paragraphs[0]
            _format(paragraph, "center" if place == 0 or text.isdigit() else "left")
            _run(paragraph, text, "Nội dung", bold=place == 0, size=13)
    if rows:
        properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no call for it
        properties.append(OxmlElement("w:tblHeader"))


# pieces ------------------------------------------------------------------------------------------------------


def _columns(document: Document, left_width: float, *, keep: bool = False) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = (left_width, layout.TEXT_WIDTH - left_width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    left, right = table.rows[0].cells
    left.width, right.width = map(Mm, widths)
    if keep:
        properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no call for it
        properties.append(OxmlElement("w:cantSplit"))
    return left, right


def _line(cell: _Cell, text: str, box: str, *, before: float = 0, align: str = "center") -> None:
    paragraph = (
        cell.paragraphs[0]
        if not cell.paragraphs[0].runs and len(cell.paragraphs) == 1
        else cell.add_paragraph()
    )
    _format(paragraph, align, before=before)
    _run(paragraph, text, box)


def _rule(cell: _Cell, length: float, width: float) -> None:
    """Draw a rule under the last line of a cell, centred in its column."""
    _border(cell.add_paragraph(), max(0.0, (width - CELL_WALLS - length) / 2))


def _border(paragraph: Paragraph, side: float) -> None:
    """Make an empty paragraph, indented on both sides, a rule by its lower border."""
    _format(paragraph, "center", after=4)
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001  python-docx has no call for borders


def spacer(document: Document, height: float) -> None:
    """Add an empty line of this height in points."""
    paragraph = document.add_paragraph()
    _format(paragraph, "left")
    paragraph.paragraph_format.line_spacing = Pt(height)


def _format(paragraph: Paragraph, align: str, *, before: float = 0, after: float = 0) -> None:
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)


def _run(
    paragraph: Paragraph, text: str, box: str, *, bold: bool | None = None, size: float | None = None
) -> Run:
    measures = BOXES[box]
    run = paragraph.add_run(printable(text))
    form = _form(size or measures.size, bool(measures.bold if bold is None else bold), bool(measures.italic))
    run._r.insert(0, deepcopy(form))  # noqa: SLF001  setting each property of each run takes most of the time
    return run


@cache
def _form(size: float, bold: bool, italic: bool) -> BaseOxmlElement:
    """Return the run properties of a form, to be copied."""
    run = docx.Document().add_paragraph().add_run()
    run.font.name, run.font.size = layout.FONT, Pt(size)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001  python-docx sets only two of the four fonts
    _fonts(properties)
    run.bold, run.italic = bold, italic
    return properties


def printable(text: str) -> str:
    """Return text that may stand in a document: no control or direction marks, cut at a length no paragraph needs."""
    kept = "".join(char for char in _BIDI.sub("", text) if char in "\n\t" or ord(char) >= 32)
    kept = "".join(char for char in kept if not 0xD800 <= ord(char) <= 0xDFFF and char not in "\ufffe\uffff")
    return kept if len(kept) <= LONGEST_PARAGRAPH else kept[: LONGEST_PARAGRAPH - 1] + "…"


def to_bytes(document: Document, on: date) -> bytes:
    """Return the document's bytes, the same for the same content."""
    moment = datetime(on.year, on.month, on.day, tzinfo=VIETNAM).replace(tzinfo=None)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = properties.last_printed = moment
    properties.last_modified_by, properties.revision = "", 1
    first = BytesIO()
    document.save(first)
    stamped = BytesIO()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(stamped, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return stamped.getvalue()
