"""Does a DOCX keep the official layout? Each deviation by name, with the rule of Nghị định 30/2020/NĐ-CP.

Works on any công văn or báo cáo, whoever made it: components are found by what they say, not by where our own
builder puts them.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.domain.errors import CaiChinhError
from pipeline.domain.text import fold
from pipeline.office import layout
from pipeline.office.layout import BOXES, Box

_RULE = "NĐ 30/2020/NĐ-CP, Phụ lục I"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One deviation from the layout."""

    rule: str
    """Box or section of the decree, such as ``ô 3``."""
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.rule} | {self.where} | {self.message}"


@dataclass(slots=True)
class _Parts:
    """The components that were found."""

    nation: Paragraph | None = None
    motto: Paragraph | None = None
    number: Paragraph | None = None
    date: Paragraph | None = None
    subject: Paragraph | None = None
    kind: Paragraph | None = None
    greeting: Paragraph | None = None
    recipients: Paragraph | None = None
    kept: Paragraph | None = None


def check(content: bytes) -> tuple[Deviation, ...]:
    """Return the deviations of a DOCX, in the order of the page; empty when there are none.

    Raises:
        CaiChinhError: the bytes are no DOCX.
    """
    try:
        document = docx.Document(BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise CaiChinhError("The file is no DOCX: save the document as .docx and try again.") from error
    paragraphs = [paragraph for paragraph in _paragraphs(document) if paragraph.text.strip()]
    parts = _find(paragraphs)
    return (
        *_page(document),
        *_letters(paragraphs),
        *_head(parts),
        *_number_and_date(parts),
        *_subject(parts),
        *_body(paragraphs, parts),
        *_signature(paragraphs),
        *_recipients(paragraphs, parts),
    )


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                seen = set()
                for cell in row.cells:
                    if cell._tc not in seen:  # noqa: SLF001  merged cells come twice
                        seen.add(cell._tc)  # noqa: SLF001
                        yield from cell.paragraphs
        else:
            yield item


def _text(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\u00a0", " ").strip()


_MARKS = {
    "nation": re.compile(r"cong hoa xa hoi chu nghia"),
    "motto": re.compile(r"doc lap"),
    "number": re.compile(r"so\s*:"),
    "date": re.compile(r".{2,40}, ngay .*thang .*nam .{0,8}$"),
    "subject": re.compile(r"v/v"),
    "kind": re.compile(r"(?:bao cao|to trinh|thong bao|ke hoach)$"),
    "greeting": re.compile(r"kinh gui"),
    "recipients": re.compile(r"noi nhan"),
    "kept": re.compile(r"-?\s*luu\s*:"),
}


def _find(paragraphs: list[Paragraph]) -> _Parts:
    """Return the first paragraph of each component, told by its words in folded form."""
    parts = _Parts()
    for paragraph in paragraphs:
        folded = fold(_text(paragraph))
        for name, mark in _MARKS.items():
            if mark.match(folded) and getattr(parts, name) is None:
                setattr(parts, name, paragraph)
                break
    return parts


def _deviation(rule: str, where: str, message: str) -> Deviation:
    return Deviation(rule=f"{_RULE}, {rule}", where=where, message=message)


# page --------------------------------------------------------------------------------------------------------


def _page(document: Document) -> Iterator[Deviation]:
    section = document.sections[0]
    width, height = _mm(section.page_width), _mm(section.page_height)
    if abs(width - layout.PAGE_WIDTH) > 0.6 or abs(height - layout.PAGE_HEIGHT) > 0.6:
        yield _deviation(
            "Mục I.1", "Khổ giấy", f"{width:.0f} × {height:.0f} mm, phải là A4 đứng 210 × 297 mm."
        )
    margins = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
    for side, name in margins.items():
        value = _mm(getattr(section, f"{side}_margin"))
        low, high = layout.MARGIN_RANGES[side]
        if not low - 0.3 <= value <= high + 0.3:
            yield _deviation("Mục I.3", f"Lề {name}", f"{value:.1f} mm, phải từ {low:.0f} đến {high:.0f} mm.")
    header = section.header
    fields = "".join(node.text or "" for node in header._element.iter(qn("w:instrText")))  # noqa: SLF001
    simple = "".join(node.get(qn("w:instr")) or "" for node in header._element.iter(qn("w:fldSimple")))  # noqa: SLF001
    if "PAGE" not in fields + simple:
        yield _deviation("Mục I.7", "Số trang", "không có số trang canh giữa ở lề trên.")
    elif not section.different_first_page_header_footer:
        yield _deviation("Mục I.7", "Số trang", "trang đầu không được hiển thị số trang.")
    elif header.paragraphs and header.paragraphs[0].alignment != WD_ALIGN_PARAGRAPH.CENTER:
        yield _deviation("Mục I.7", "Số trang", "phải canh giữa theo chiều ngang.")


def _mm(length: Length | None) -> float:
    return float(length.mm) if length is not None else 0.0


def _letters(paragraphs: list[Paragraph]) -> Iterator[Deviation]:
    """Check font, colour and encoding of every run, and what an unfilled template leaves behind; each once."""
    seen: set[str] = set()
    for paragraph in paragraphs:
        for deviation in _letters_of(paragraph):
            if deviation.message not in seen:
                seen.add(deviation.message)
                yield deviation


def _letters_of(paragraph: Paragraph) -> Iterator[Deviation]:
    text = paragraph.text
    where = f"“{text.strip()[:40]}”"
    if text != unicodedata.normalize("NFC", text):
        yield _deviation("Mục I.4", where, "chữ tổ hợp rời (NFD); phải dùng Unicode dựng sẵn TCVN 6909:2001.")
    left = layout.EMPTY_FIELDS.search(text)
    if left:
        yield _deviation("Mục II.6", where, f"còn trường chưa điền: {left.group()!r}.")
    if re.search(r"_{4,}", text):
        yield _deviation("ô 1, ô 2", where, "đường kẻ phải là nét liền, không gõ dấu gạch dưới.")
    for run in paragraph.runs:
        if not run.text.strip():
            continue
        font = _font(run, paragraph)
        if font and layout.LEGACY_FONTS.match(font):
            yield _deviation(
                "Mục I.4", where, f"phông {font} dùng bảng mã cũ (TCVN3, VNI); phải dùng Unicode."
            )
        elif font and font != layout.FONT:
            yield _deviation("Mục I.4", where, f"phông {font}, phải là Times New Roman.")
        color = run.font.color.rgb if run.font.color is not None and run.font.color.type is not None else None
        if color is not None and str(color) != "000000":
            yield _deviation("Mục I.4", where, f"chữ màu #{color}, phải là màu đen.")


def _font(run: Run, paragraph: Paragraph) -> str:
    return str(run.font.name or _of_styles(paragraph, "name") or "")


def _of_styles(paragraph: Paragraph, attribute: str) -> object:
    style = paragraph.style
    while style is not None:
        value = getattr(style.font, attribute)
        if value is not None:
            return value
        style = style.base_style
    return None


# components --------------------------------------------------------------------------------------------------


def _styled(paragraph: Paragraph, box: Box) -> Iterator[Deviation]:
    """Check size, weight and slant of a component."""
    rule = f"ô {box.number}" if box.number != "-" else "Mục III"
    runs = [run for run in paragraph.runs if run.text.strip()]
    for run in runs[:1]:
        size = run.font.size or _of_styles(paragraph, "size")
        points = float(size.pt) if isinstance(size, Length) else None
        low, high = box.allowed
        if points is not None and not low <= points <= high:
            sizes = f"{low:g}" if low == high else f"{low:g} đến {high:g}"
            yield _deviation(rule, box.name, f"cỡ chữ {points:g}, phải là {sizes}.")
    for value, wanted, yes, no in (
        ([_effective(run, paragraph, "bold") for run in runs], box.bold, "in đậm", "không in đậm"),
        ([_effective(run, paragraph, "italic") for run in runs], box.italic, "in nghiêng", "kiểu chữ đứng"),
    ):
        if wanted is not None and value and any(found != wanted for found in value):
            yield _deviation(rule, box.name, f"phải {yes if wanted else no}.")


def _effective(run: Run, paragraph: Paragraph, attribute: str) -> bool:
    value = getattr(run, attribute)
    return bool(_of_styles(paragraph, attribute) if value is None else value)


def _head(parts: _Parts) -> Iterator[Deviation]:
    if parts.nation is None:
        yield _deviation("ô 1", "Quốc hiệu", "không có Quốc hiệu.")
    else:
        text = _text(parts.nation)
        if text.replace("HOÀ", "HÒA") != layout.NATION:
            yield _deviation("ô 1", "Quốc hiệu", f"viết “{text}”, phải là “{layout.NATION}”.")
        yield from _styled(parts.nation, BOXES["Quốc hiệu"])
    if parts.motto is None:
        yield _deviation("ô 1", "Tiêu ngữ", "không có Tiêu ngữ.")
    else:
        if _text(parts.motto) != layout.MOTTO:
            yield _deviation(
                "ô 1",
                "Tiêu ngữ",
                f"viết “{_text(parts.motto)}”, phải là “{layout.MOTTO}” (gạch nối có cách chữ).",
            )
        yield from _styled(parts.motto, BOXES["Tiêu ngữ"])


def _number_and_date(parts: _Parts) -> Iterator[Deviation]:
    if parts.number is None:
        yield _deviation("ô 3", "Số, ký hiệu", "không có số, ký hiệu.")
    else:
        yield from _number(parts.number)
    if parts.date is None:
        yield _deviation("ô 4", "Địa danh, ngày tháng", "không có địa danh và ngày, tháng, năm.")
        return
    if not layout.DATE.match(_text(parts.date)):
        yield _deviation(
            "ô 4",
            "Địa danh, ngày tháng",
            f"viết “{_text(parts.date)}”; ngày dưới 10 và tháng 1, 2 có số 0 phía trước, tháng khác không có.",
        )
    yield from _styled(parts.date, BOXES["Địa danh, ngày tháng"])


def _number(paragraph: Paragraph) -> Iterator[Deviation]:
    text = re.sub(r"[ \t]+", " ", _text(paragraph))
    if re.search(r"\d\s+/|/\s|\w\s+-|-\s+\w", text):
        yield _deviation("ô 3", "Số, ký hiệu", f"viết “{text}”; không cách chữ quanh dấu “/” và “-”.")
    elif re.match(r"Số: ?\d/", text):
        yield _deviation("ô 3", "Số, ký hiệu", f"viết “{text}”; số dưới 10 phải có số 0 phía trước.")
    elif not layout.NUMBER.match(text):
        yield _deviation("ô 3", "Số, ký hiệu", f"viết “{text}”, không đúng dạng “Số: .../KÝ-HIỆU”.")
    yield from _styled(paragraph, BOXES["Số, ký hiệu"])


def _subject(parts: _Parts) -> Iterator[Deviation]:
    if parts.kind is not None:
        yield from _styled(parts.kind, BOXES["Tên loại văn bản"])
        return
    if parts.subject is None:
        yield _deviation("ô 5b", "Trích yếu công văn", "không có trích yếu “V/v ...” dưới số, ký hiệu.")
    else:
        if not layout.SUBJECT.match(_text(parts.subject)):
            yield _deviation("ô 5b", "Trích yếu công văn", "sau “V/v” phải có một dấu cách rồi đến nội dung.")
        yield from _styled(parts.subject, BOXES["Trích yếu công văn"])
    if parts.greeting is None:
        yield _deviation("ô 9a", "Kính gửi", "không có nơi nhận để giải quyết (“Kính gửi: ...”).")
    else:
        if not _text(parts.greeting).startswith("Kính gửi:"):
            yield _deviation("ô 9a", "Kính gửi", "phải viết “Kính gửi:” với dấu hai chấm liền sau.")
        yield from _styled(parts.greeting, BOXES["Kính gửi"])


def _body(paragraphs: list[Paragraph], parts: _Parts) -> Iterator[Deviation]:
    start = _place(paragraphs, parts.greeting or parts.kind or parts.subject)
    end = _place(paragraphs, parts.recipients)
    if start is None or end is None or end <= start + 1:
        return
    texts = [paragraph for paragraph in paragraphs[start + 1 : end] if not _in_table(paragraph)]
    if not any(_text(paragraph).endswith(layout.BODY_END) for paragraph in texts):
        yield _deviation("ô 6", "Nội dung", "chưa kết thúc bằng “./.”.")
    for paragraph in texts:
        if len(_text(paragraph)) < 120:
            continue
        where = f"“{_text(paragraph)[:40]}”"
        shape = paragraph.paragraph_format
        if paragraph.alignment not in {WD_ALIGN_PARAGRAPH.JUSTIFY, None}:
            yield _deviation("ô 6", where, "nội dung phải canh đều hai lề.")
        indent = _mm(shape.first_line_indent) if shape.first_line_indent is not None else 0.0
        if not any(abs(indent - wanted) <= 0.4 for wanted in (10.0, 12.7)):
            yield _deviation("ô 6", where, f"thụt đầu dòng {indent:.1f} mm, phải là 10 hoặc 12,7 mm.")
        spacing = shape.line_spacing
        if isinstance(spacing, float) and not 1.0 <= spacing <= 1.5:
            yield _deviation("ô 6", where, f"giãn dòng {spacing:g}, phải từ đơn đến 1,5 dòng.")
        between = sum(length.pt for length in (shape.space_before, shape.space_after) if length is not None)
        if between < 6:
            yield _deviation("ô 6", where, f"khoảng cách đoạn {between:g} pt, tối thiểu 6 pt.")
        yield from _styled(paragraph, BOXES["Nội dung"])


def _place(paragraphs: list[Paragraph], wanted: Paragraph | None) -> int | None:
    if wanted is None:
        return None
    return next(place for place, paragraph in enumerate(paragraphs) if paragraph._p is wanted._p)  # noqa: SLF001


def _in_table(paragraph: Paragraph) -> bool:
    return next(paragraph._p.iterancestors(qn("w:tc")), None) is not None  # noqa: SLF001


# signature and recipients ------------------------------------------------------------------------------------


def _signature(paragraphs: list[Paragraph]) -> Iterator[Deviation]:
    lines = [(place, _text(paragraph)) for place, paragraph in enumerate(paragraphs) if _in_table(paragraph)]
    for place, text in lines:
        if not re.match(r"^(?:TM|KT|Q|TL|TUQ)\.? ?\S", text) or text != text.upper():
            continue
        yield from _styled(paragraphs[place], BOXES["Chức vụ người ký"])
        if not text.startswith(layout.AUTHORITIES):
            yield _deviation("ô 7a", text, "sau chữ viết tắt thẩm quyền phải có dấu chấm và một dấu cách.")
        if text.startswith(layout.COLLECTIVE) and not re.search(r"ỦY BAN|UỶ BAN|HỘI ĐỒNG|BAN CHỈ ĐẠO", text):
            yield _deviation(
                "ô 7a", text, "“TM.” chỉ dùng khi tập thể (Ủy ban nhân dân) là cơ quan ban hành."
            )
        after = next((other for number, other in lines if number > place), "")
        if text.startswith("KT. ") and not layout.DEPUTY.search(after):
            yield _deviation("ô 7a", text, "dưới “KT.” phải là chức vụ của người ký thay (cấp phó).")
    for _place_of, text in lines:
        if layout.ACADEMIC.match(text) and len(text) < 40:
            yield _deviation("ô 7b", text, "trước họ tên người ký không ghi học hàm, học vị.")


def _recipients(paragraphs: list[Paragraph], parts: _Parts) -> Iterator[Deviation]:
    if parts.recipients is None:
        yield _deviation("ô 9b", "Nơi nhận", "không có phần “Nơi nhận:”.")
        return
    if _text(parts.recipients) != "Nơi nhận:":
        yield _deviation("ô 9b", "Nơi nhận", "phải viết “Nơi nhận:” trên một dòng riêng.")
    yield from _styled(parts.recipients, BOXES["Nơi nhận"])
    if parts.kept is None:
        yield _deviation("ô 9b", "Danh sách nơi nhận", "thiếu dòng “- Lưu: VT, ...”.")
        return
    if not layout.KEPT.match(_text(parts.kept)):
        yield _deviation(
            "ô 9b",
            "Danh sách nơi nhận",
            f"viết “{_text(parts.kept)}”, phải là “- Lưu: VT, <đơn vị>.” (dấu phẩy sau VT).",
        )
    start, end = _place(paragraphs, parts.recipients), _place(paragraphs, parts.kept)
    for paragraph in paragraphs[(start or 0) + 1 : (end or 0) + 1]:
        yield from _styled(paragraph, BOXES["Danh sách nơi nhận"])
        text = _text(paragraph)
        if not text.startswith("- ") or not text.endswith((";", ".")):
            yield _deviation(
                "ô 9b",
                text,
                "mỗi nơi nhận bắt đầu bằng “- ”, kết thúc bằng dấu chấm phẩy, dòng cuối dấu chấm.",
            )
