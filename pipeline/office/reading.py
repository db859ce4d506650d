"""A DOCX as the reader of the printed page sees it: lines with the form that is in effect, whoever made the file.

Word and LibreOffice put the form of a text into document defaults, styles, table styles, numbering or the run
itself; headings stand in tables, behind tabs or in text boxes; rules are borders or drawn lines. Here all of that
becomes `Line`s, so that the checks need not know.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from pipeline.domain.errors import CaiChinhError
from pipeline.office.drawn import drawn_rules, ruled
from pipeline.office.page import Line, Page, Piece, Rule, Section
from pipeline.office.parting import parted
from pipeline.office.styles import Form, Styles, qn

MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes; a letter of a hundred pages unpacks to a few megabytes."""
_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36000
_SOLID = frozenset({"single", "thick"})
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


_DAMAGE = (KeyError, IndexError, ValueError, TypeError, AttributeError)
"""What python-docx raises, without a word of its own, where the parts of a file do not fit together."""


def read(content: bytes) -> Page:
    """Return the lines and sections of a DOCX.

    Raises:
        CaiChinhError: the bytes are no DOCX, or one that cannot be read.
    """
    document = _open(content)
    try:
        return _Reader(document).page()
    except _DAMAGE as error:  # parts that point to what is not there, numbers that are none
        raise CaiChinhError(
            f"The DOCX is damaged ({type(error).__name__}: {error}). Open it in a word processor, save it and try again."
        ) from error


def _open(content: bytes) -> Document:
    if content.startswith(_OLE):
        raise CaiChinhError(
            "The file is no DOCX: it is an old Word document (.doc) or has a password. "
            "Save it as .docx without a password and try again."
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if unpacked > MAX_UNPACKED:
            raise CaiChinhError(
                f"The file unpacks to {unpacked // 2**20} MB: no letter is that large, it is not read."
            )
        return docx.Document(BytesIO(content))
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ) as error:
        raise CaiChinhError(
            "The file is no DOCX, or a damaged one: save the document as .docx and try again."
        ) from error


class _Reader:
    """Walks the body once, in reading order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.styles = Styles(document)
        self.section = 0
        self.widths: dict[int, float] = {}
        self.tables = 0
        self.section_nodes = list(document.element.body.iter(qn("w:sectPr")))

    def page(self) -> Page:
        lines = list(self._blocks(self.document.element.body, _Place()))
        sections = [self._section(number) for number in range(len(self.document.sections))]
        if not sections:
            raise CaiChinhError("The document has no page settings: save it again as .docx and try again.")
        return Page(lines=tuple(lines), sections=tuple(sections))

    # blocks --------------------------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element, place: _Place) -> Iterator[Line]:
        for node in parent:
            if node.tag == qn("w:p"):
                yield from self._paragraph(node, place)
            elif node.tag == qn("w:tbl"):
                yield from self._table(node, place)
            elif node.tag in _HOLDERS:
                yield from self._blocks(node, place)
            elif node.tag == qn("w:sdt"):
                for held in node.iterfind(qn("w:sdtContent")):
                    yield from self._blocks(held, place)

    def _table(self, table: etree._Element, outer: _Place) -> Iterator[Line]:
        self.tables += 1
        number = self.tables
        style = _val(table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}"))
        grid = [
            _twips(node.get(qn("w:w"))) for node in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ]
        rows = [node for node in table.iter(qn("w:tr")) if next(node.iterancestors(qn("w:tbl"))) is table]
        for row_number, row in enumerate(rows):
            position = 0
            cells = [node for node in row.iter(qn("w:tc")) if next(node.iterancestors(qn("w:tbl"))) is table]
            for column, cell in enumerate(cells):
                properties = cell.find(qn("w:tcPr"))
                span = int(_val(properties.find(qn("w:gridSpan"))) or 1) if properties is not None else 1
                given = properties.find(qn("w:tcW")) if properties is not None else None
                width = sum(grid[position : position + span])
                if given is not None and given.get(qn("w:type")) == "dxa":
                    width = _twips(given.get(qn("w:w"))) or width
                position += span
                place = replace(
                    outer, cell=outer.cell or (number, row_number, column), width=width, style=style
                )
                lines = list(self._blocks(cell, place))
                stroke = ruled(properties.find(qn("w:tcBorders")), "bottom") if properties is not None else ""
                if lines and stroke:
                    lines[-1].rules.append(Rule(width, solid=stroke in _SOLID))
                yield from lines

    def _paragraph(self, node: etree._Element, place: _Place) -> Iterator[Line]:
        properties = node.find(qn("w:pPr"))
        form, shape = self.styles.paragraph(properties, place.style)
        if self.section not in self.widths:
            self.widths[self.section] = self._text_width()
        width = place.width or self.widths[self.section]
        line = Line(
            pieces=[],
            shape=shape,
            section=self.section,
            cell=place.cell,
            width=width,
            boxed=place.boxed,
            listed=properties is not None and properties.find(qn("w:numPr")) is not None,
        )
        self._runs(node, form, line)
        if place.cell is not None:  # the cell says on which side it is
            line.rules = [replace(rule, right=None) for rule in line.rules]
        if properties is not None:
            borders = properties.find(qn("w:pBdr"))
            stroke = ruled(borders, "bottom") or (ruled(borders, "top") if not line.text else "")
            if stroke:
                length = max(0.0, width - shape.left - shape.right - 3.8 * bool(place.cell))
                line.rules.append(Rule(length, solid=stroke in _SOLID))
        boxes = [
            box for box in node.iter(qn("w:txbxContent")) if not _repeated(box) and _nearest(box) is node
        ]
        yield from parted(line)
        for box in boxes:
            yield from self._blocks(box, replace(place, boxed=True, width=0.0))
        if properties is not None and properties.find(qn("w:sectPr")) is not None:
            self.section += 1

    def _text_width(self) -> float:
        number = min(self.section, len(self.document.sections) - 1)
        section = self.document.sections[number] if number >= 0 else None
        if section is None or section.page_width is None:
            return 0.0
        return float(
            (section.page_width - (section.left_margin or 0) - (section.right_margin or 0)) / _EMU_PER_MM
        )

    # runs ----------------------------------------------------------------------------------------------------

    def _runs(self, node: etree._Element, base: Form, line: Line) -> None:
        for child in node:
            if child.tag == qn("w:r"):
                self._run(child, base, line)
            elif child.tag in _HOLDERS:
                self._runs(child, base, line)
            elif child.tag == qn("w:sdt"):
                for held in child.iterfind(qn("w:sdtContent")):
                    self._runs(held, base, line)

    def _run(self, run: etree._Element, base: Form, line: Line) -> None:
        form = self.styles.run(run.find(qn("w:rPr")), base)
        if form.hidden:
            return
        text = ""
        for child in _unfolded(run):
            if child.tag == qn("w:t"):
                text += child.text or ""
            elif child.tag in {qn("w:tab"), qn("w:ptab")}:
                text += "\t"
            elif child.tag in {qn("w:br"), qn("w:cr")} and child.get(qn("w:type")) not in {"page", "column"}:
                text += "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                text += "-"
            elif child.tag in {qn("w:drawing"), qn("w:pict"), qn("w:object")}:
                self._drawing(child, line)
        if text:
            line.pieces.append(Piece(text, form))

    def _drawing(self, node: etree._Element, line: Line) -> None:
        rules = [*drawn_rules(node)]
        line.rules += rules
        if not rules and next(node.iter(qn("w:txbxContent")), None) is None:
            line.picture = True

    # sections ------------------------------------------------------------------------------------------------

    def _section(self, number: int) -> Section:
        section = self.document.sections[number]
        node = section._sectPr  # noqa: SLF001  python-docx has no call for numbering of pages
        numbering = node.find(qn("w:pgNumType"))
        start = numbering.get(qn("w:start")) if numbering is not None else None
        header = self._part_lines(section.header._element)  # noqa: SLF001  its XML is read as the body's is
        first = self._part_lines(section.first_page_header._element)  # noqa: SLF001
        footer = section.footer._element  # noqa: SLF001
        title_page = bool(section.different_first_page_header_footer)
        first_footer = section.first_page_footer._element if title_page else footer  # noqa: SLF001
        margins = {
            side: _mm(getattr(section, f"{side}_margin")) for side in ("top", "bottom", "left", "right")
        }
        margins["left"] += _mm(section.gutter)
        settings = self.document.settings.element
        typed = re.search(r"\d", _words(section.first_page_header._element) + _words(first_footer))  # noqa: SLF001
        return Section(
            width=_mm(section.page_width),
            height=_mm(section.page_height),
            margins=margins,
            mirrored=settings.find(qn("w:mirrorMargins")) is not None,
            title_page=title_page,
            number_start=int(start) if start and start.isdigit() else None,
            number_format=(numbering.get(qn("w:fmt")) if numbering is not None else None) or "decimal",
            header=tuple(header),
            header_words=_beside_number(section.header._element),  # noqa: SLF001
            footer_numbered=_numbered(footer),
            first_numbered=bool(first) or (title_page and (_numbered(first_footer) or typed is not None)),
        )

    def _part_lines(self, element: etree._Element) -> list[Line]:
        """Return the lines of a header that show the page number."""
        found = []
        for node in element.iter(qn("w:p")):
            if not _numbered(node):
                continue
            form, shape = self.styles.paragraph(node.find(qn("w:pPr")), None)
            line = Line(pieces=[], shape=shape, section=0)
            self._runs(node, form, line)
            runs = [
                run
                for run in node.iter(qn("w:r"))
                if run.find(qn("w:instrText")) is not None or run.find(qn("w:t")) is not None
            ]
            line.pieces = [Piece("1", self.styles.run(run.find(qn("w:rPr")), form)) for run in runs] or [
                Piece("1", form)
            ]
            frame = node.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
            if frame is not None and frame.get(qn("w:xAlign")) == "center":
                line.shape = replace(shape, align="center")
            found.append(line)
        return found


@dataclass(frozen=True, slots=True)
class _Place:
    cell: tuple[int, int, int] | None = None
    width: float = 0.0
    style: str | None = None
    boxed: bool = False


_HOLDERS = {
    qn(f"w:{name}")
    for name in ("hyperlink", "smartTag", "ins", "customXml", "moveTo", "fldSimple", "dir", "bdo")
}


def _val(node: etree._Element | None) -> str | None:
    value: str | None = node.get(qn("w:val")) if node is not None else None
    return value


def _twips(value: str | None) -> float:
    try:
        return float(value or 0) / _TWIPS_PER_MM
    except ValueError:
        return 0.0


def _mm(length: object) -> float:
    return float(length.mm) if length is not None else 0.0  # type: ignore[attr-defined]


def _numbered(element: etree._Element) -> bool:
    """Tell whether a header or footer shows the page number."""
    words = " ".join(node.text or "" for node in element.iter(qn("w:instrText")))
    words += " ".join(node.get(qn("w:instr")) or "" for node in element.iter(qn("w:fldSimple")))
    return re.search(r"\bPAGE\b", words) is not None or next(element.iter(qn("w:pgNum")), None) is not None


def _words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _beside_number(header: etree._Element) -> str:
    """Return what a header writes on the line of its page number, digits and the dashes around them apart."""
    lines = [node for node in header.iter(qn("w:p")) if _numbered(node)]
    return re.sub(r"[\d\s–-]", "", _words(lines[0])) if lines else ""


def _repeated(node: etree._Element) -> bool:
    """Tell whether a node is the fallback for readers that do not know the first choice."""
    return next(node.iterancestors(f"{{{_MC}}}Fallback"), None) is not None


def _nearest(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(qn("w:p")), None)


def _unfolded(run: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of a run; of alternatives the first."""
    for child in run:
        if child.tag == f"{{{_MC}}}AlternateContent":
            choice = child.find(f"{{{_MC}}}Choice")
            yield from choice if choice is not None else ()
        else:
            yield child
