"""Does a DOCX keep the official layout? Each deviation by name, with the rule of Nghị định 30/2020/NĐ-CP.

Works on any công văn or báo cáo, whoever made it: `reading` gives the form in effect, `components` finds the boxes
by what they say. Here page and letters; head, body and foot in modules of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.office import check_body, check_foot, check_head, layout
from pipeline.office.components import Components, find
from pipeline.office.deviation import Deviation, deviation, styled
from pipeline.office.page import Line, Page, Section
from pipeline.office.reading import read


def check(content: bytes) -> tuple[Deviation, ...]:
    """Return the deviations of a DOCX, in the order of the page; empty when there are none.

    Raises:
        CaiChinhError: the bytes are no DOCX.
    """
    page = read(content)
    parts = find(page)
    found = (
        *_page(page),
        *_letters(parts),
        *check_head.check(parts),
        *check_body.check(parts),
        *check_foot.check(parts),
        *_annexes(page, parts),
    )
    return tuple(dict.fromkeys(found))


def _page(page: Page) -> Iterator[Deviation]:
    first = page.sections[0]
    wide, high = sorted((first.width, first.height))
    if abs(wide - layout.PAGE_WIDTH) > 0.6 or abs(high - layout.PAGE_HEIGHT) > 0.6:
        yield deviation(
            "Mục I.1", "Khổ giấy", f"{first.width:.0f} × {first.height:.0f} mm, phải là A4 210 × 297 mm."
        )
    elif first.width > first.height:
        yield deviation(
            "Mục I.2", "Kiểu trình bày", "trang nằm ngang, văn bản phải trình bày theo chiều dài A4."
        )
    names = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
    for side, name in names.items():
        low, high = layout.MARGIN_RANGES[side]
        value = first.margins[side]
        if not low - 0.3 <= value <= high + 0.3:
            yield deviation("Mục I.3", f"Lề {name}", f"{value:.1f} mm, phải từ {low:.0f} đến {high:.0f} mm.")
    if first.mirrored:
        yield deviation(
            "Mục I.3",
            "Lề đối xứng",
            f"trang chẵn đổi lề: trái {first.margins['right']:.1f} mm, phải {first.margins['left']:.1f} mm; "
            "mọi trang phải có cùng lề trái, lề phải.",
        )
    if first.header and first.footer_numbered:
        yield deviation("Mục I.7", "Số trang", "số trang lặp lại ở lề dưới, chỉ đặt ở lề trên.")
    yield from _page_number(first)


def _page_number(section: Section) -> Iterator[Deviation]:
    rule, where = "Mục I.7", "Số trang"
    if not section.header:
        if section.footer_numbered:
            yield deviation(rule, where, "số trang đặt ở lề dưới, phải canh giữa ở lề trên.")
        else:
            yield deviation(rule, where, "không có số trang canh giữa ở lề trên.")
        return
    line = section.header[0]
    if not section.title_page or section.first_numbered:
        yield deviation(rule, where, "trang đầu không được hiển thị số trang.")
    if line.shape.align != "center":
        yield deviation(rule, where, "phải canh giữa theo chiều ngang.")
    if section.header_words:
        yield deviation(rule, where, f"chỉ ghi chữ số, không ghi “{section.header_words}”.")
    if section.number_format not in {"decimal", "numberInDash"}:
        yield deviation(rule, where, "phải dùng chữ số Ả Rập.")
    if section.number_start not in {None, 0, 1}:
        yield deviation(rule, where, f"bắt đầu từ {section.number_start}, phải bắt đầu từ 1.")
    yield from styled(line, layout.BOXES["Số trang"], rule)
    if any(piece.form.font != layout.FONT for piece in line.pieces):
        yield deviation("Mục I.4", where, f"phông {line.pieces[0].form.font}, phải là Times New Roman.")


def _letters(parts: Components) -> Iterator[Deviation]:
    """Check font, colour and encoding of every piece of text, and what an unfilled template leaves behind; each once."""
    seen: set[str] = set()
    for line in parts.lines:
        if line.text:
            for found in _letters_of(line):
                if found.message not in seen:
                    seen.add(found.message)
                    yield found


def _letters_of(line: Line) -> Iterator[Deviation]:
    text = "".join(piece.text for piece in line.pieces)
    where = f"“{text.strip()[:40]}”"
    if text != unicodedata.normalize("NFC", text):
        yield deviation("Mục I.4", where, "chữ tổ hợp rời (NFD); phải dùng Unicode dựng sẵn TCVN 6909:2001.")
    left = layout.EMPTY_FIELDS.search(text)
    if left:
        yield deviation("Mục II.6", where, f"còn trường chưa điền: {left.group()!r}.")
    if re.search(r"_{4,}|-{6,}|—{3,}|[─━═]{3,}", text):
        yield deviation("ô 1, ô 2", where, "đường kẻ phải là nét liền, không gõ dấu gạch dưới hoặc gạch nối.")
    for piece in line.written:
        form = piece.form
        legacy = next(
            (name for name in (form.font, *form.other_fonts) if layout.LEGACY_FONTS.match(name)), ""
        )
        if legacy:
            yield deviation(
                "Mục I.4", where, f"phông {legacy} dùng bảng mã cũ (TCVN3, VNI); phải dùng Unicode."
            )
        elif form.font != layout.FONT and re.search(r"\w", piece.text):
            yield deviation("Mục I.4", where, f"phông {form.font}, phải là Times New Roman.")
        if form.color not in {"", "000000"}:
            yield deviation("Mục I.4", where, f"chữ màu #{form.color}, phải là màu đen.")
        if form.highlighted:
            yield deviation("Mục I.4", where, "chữ có nền màu (tô sáng), phải là màu đen trên nền trắng.")
        if form.struck:
            yield deviation("Mục II.6", where, "còn chữ bị gạch ngang của bản sửa, phải xóa hẳn.")


def _annexes(page: Page, parts: Components) -> Iterator[Deviation]:
    rule = "Mục III.1"
    places = parts.annexes
    if not places:
        return
    body = " ".join(line.text for line in (*parts.grounds, *parts.body))
    if "phụ lục" not in body.lower():
        yield deviation(rule, "Phụ lục", "trong văn bản phải có chỉ dẫn về phụ lục kèm theo.")
    if len(places) > 1:
        for place in places:
            if not re.match(r"Phụ lục [IVX]+", parts.lines[place].text, re.IGNORECASE):
                yield deviation(rule, "Phụ lục", "từ hai phụ lục trở lên phải đánh số bằng chữ số La Mã.")
    for place in places:
        line = parts.lines[place]
        yield from styled(line, layout.BOXES["Phụ lục"], rule)
        if line.text.isupper():
            yield deviation(rule, "Phụ lục", f"viết “{line.text}”, từ “Phụ lục” phải bằng chữ in thường.")
        if line.shape.align != "center":
            yield deviation(rule, "Phụ lục", "phải canh giữa.")
        section = page.sections[min(line.section, len(page.sections) - 1)]
        if line.section == parts.lines[0].section or section.number_start not in {0, 1}:
            yield deviation(rule, "Phụ lục", "số trang của phụ lục phải được đánh riêng, bắt đầu từ 1.")
        end = next((other for other in places if other > place), len(parts.lines))
        yield from _annex_title(parts.lines[place + 1 : min(place + 8, end)])


def _annex_title(lines: list[Line]) -> Iterator[Deviation]:
    rule, boxes = "Mục III.1", layout.BOXES
    written = [line for line in lines if line.text]
    if not written or written[0].cell is not None:
        yield deviation(rule, "Tiêu đề phụ lục", "phụ lục phải có tiêu đề.")
        return
    titles = []
    for line in written:
        if line.text.startswith("(") or line.cell is not None or line.shape.align != "center":
            break
        titles.append(line)
    for line in titles:
        yield from styled(line, boxes["Tiêu đề phụ lục"], rule)
        if not line.text.isupper():
            yield deviation(rule, "Tiêu đề phụ lục", "phải bằng chữ in hoa.")
    attached = next((line for line in written if re.match(r"\(\s*Kèm theo", line.text)), None)
    if attached is None:
        yield deviation(rule, "Kèm theo văn bản", "dưới tiêu đề phải ghi “(Kèm theo ... số ... ngày ...)”.")
    else:
        yield from styled(attached, boxes["Kèm theo văn bản"], rule)
