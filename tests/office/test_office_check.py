from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.errors import CaiChinhError
from pipeline.office import builder, check

BODY = "Sau khi kiểm tra, xác minh, Sở nhận thấy bài viết có nội dung chưa đúng sự thật về lĩnh vực do Sở quản lý, xin trao đổi."


def official_letter(
    *,
    parent: str = "UBND tỉnh Quảng Ngãi",
    agency: str = "Sở Y tế tỉnh Quảng Ngãi",
    number: str = "/SYT-VP",
    on: date | None = date(2026, 11, 21),
    addressees: tuple[str, ...] = ("Báo điện tử Vạn Lý",),
    authority: tuple[str, ...] = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    name: str = "Hoàng Thị Diệu Thảo",
    kept: str = "Lưu: VT, VP",
) -> Document:
    document = builder.new_document()
    builder.head(
        document,
        parent=parent,
        agency=agency,
        number=number,
        place="Quảng Ngãi",
        on=on,
        year=2026,
        subject="V/v yêu cầu cải chính, xin lỗi",
    )
    builder.addressees(document, addressees)
    builder.body(document, BODY)
    builder.body(document, "Đề nghị quý báo phối hợp thực hiện./.")
    builder.foot(document, recipients=("Như trên", kept), authority=authority, name=name)
    return document


def saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    sender=st.sampled_from(
        [
            (
                "UBND tỉnh Quảng Ngãi",
                "Sở Văn hóa, Thể thao và Du lịch tỉnh Quảng Ngãi",
                "SVHTTDL-VP",
                ("GIÁM ĐỐC",),
            ),
            (
                "",
                "UBND tỉnh Quảng Ngãi",
                "UBND-KGVX",
                ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ),
            ("UBND tỉnh Quảng Ngãi", "UBND xã Măng Đen", "UBND-VP", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
            ("", "Công an tỉnh Quảng Ngãi", "CAT-PV01", ("Q. GIÁM ĐỐC",)),
        ]
    ),
    on=st.none() | st.dates(min_value=date(2020, 3, 5), max_value=date(2030, 1, 1)),
    outlets=st.lists(
        st.sampled_from(["Báo Vạn Lý", "Tạp chí Sống Trọn", "Đài Truyền hình Sao Biển"]),
        min_size=1,
        max_size=4,
    ),
    name=st.sampled_from(["Lê An", "Nguyễn Thị Hoàng Phương Thảo Vy"]),
)
def test_our_own_documents_never_deviate(
    sender: tuple[str, str, str, tuple[str, ...]], on: date | None, outlets: list[str], name: str
) -> None:
    parent, agency, symbol, authority = sender
    document = official_letter(
        parent=parent,
        agency=agency,
        number=f"/{symbol}",
        on=on,
        addressees=tuple(outlets),
        authority=authority,
        name=name,
    )
    assert check(saved(document)) == ()


def paragraphs(document: Document) -> list[Paragraph]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return list(document.paragraphs) + [paragraph for cell in cells for paragraph in cell.paragraphs]


def find(document: Document, start: str) -> Paragraph:
    return next(paragraph for paragraph in paragraphs(document) if paragraph.text.startswith(start))


def rewrite(start: str, text: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        find(document, start).runs[0].text = text

    return fault


def restyle(start: str, **values: object) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        font = find(document, start).runs[0].font
        for name, value in values.items():
            if name == "color":
                font.color.rgb = RGBColor.from_string(str(value))
            else:
                setattr(font, name, value)

    return fault


def reshape(start: str, **values: object) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        for name, value in values.items():
            setattr(find(document, start).paragraph_format, name, value)

    return fault


def margin(side: str, value: float) -> Callable[[Document], None]:
    return lambda document: setattr(document.sections[0], f"{side}_margin", Mm(value))


def colour(document: Document) -> None:
    find(document, "Sau khi").runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


def letter_paper(document: Document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(216), Mm(279)


def remove(start: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        element = find(document, start)._p
        element.getparent().remove(element)

    return fault


def no_page_number(document: Document) -> None:
    header = document.sections[0].header.paragraphs[0]
    for run in list(header.runs):
        run._r.getparent().remove(run._r)


def align(start: str, value: WD_ALIGN_PARAGRAPH) -> Callable[[Document], None]:
    return lambda document: setattr(find(document, start), "alignment", value)


def landscape(document: Document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(297), Mm(210)


def page_number_form(name: str, value: object) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        for run in document.sections[0].header.paragraphs[0].runs:
            setattr(run.font, name, value)

    return fault


def page_number_below(document: Document) -> None:
    section = document.sections[0]
    section.footer.paragraphs[0]._p.getparent().append(section.header.paragraphs[0]._p)
    section.header._element.append(OxmlElement("w:p"))


def page_numbering(name: str, value: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn(f"w:{name}"), value)
        document.sections[0]._sectPr.append(numbering)

    return fault


def rule_after(document: Document, start: str) -> Paragraph:
    everything = paragraphs(document)
    place = next(number for number, one in enumerate(everything) if one.text.startswith(start))
    return next(one for one in everything[place:] if one._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None)


def no_rule(start: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        borders = rule_after(document, start)._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
        borders.getparent().remove(borders)

    return fault


def rule_indent(start: str, value: float) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        shape = rule_after(document, start).paragraph_format
        shape.left_indent = shape.right_indent = Mm(value)

    return fault


def points(*letters: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        last = find(document, "Đề nghị")
        for letter in letters:
            last._p.addprevious(builder.body(document, f"{letter}) Một nội dung đề nghị.")._p)

    return fault


def both(*faults: Callable[[Document], None]) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        for one in faults:
            one(document)

    return fault


def no_room(document: Document) -> None:
    name = find(document, "Hoàng Thị")._p
    for element in list(name.itersiblings(preceding=True)):
        if element.tag == qn("w:p") and not "".join(element.itertext()).strip():
            element.getparent().remove(element)


FAULTS: dict[str, tuple[Callable[[Document], None], str]] = {
    "paper": (letter_paper, "A4"),
    "top margin": (margin("top", 30), "Lề trên"),
    "bottom margin": (margin("bottom", 10), "Lề dưới"),
    "left margin": (margin("left", 20), "Lề trái"),
    "right margin": (margin("right", 25), "Lề phải"),
    "no page number": (no_page_number, "số trang"),
    "number on page one": (
        lambda document: setattr(document.sections[0], "different_first_page_header_footer", False),
        "trang đầu",
    ),
    "font": (restyle("Sau khi", name="Arial"), "phải là Times New Roman"),
    "legacy font": (restyle("Sau khi", name=".VnTime"), "TCVN3"),
    "colour": (colour, "màu đen"),
    "decomposed text": (rewrite("Sau khi", unicodedata.normalize("NFD", BODY)), "NFD"),
    "unfilled field": (rewrite("Sau khi", BODY + " {agency}"), "chưa điền"),
    "null": (rewrite("Sau khi", BODY + " None"), "chưa điền"),
    "empty brackets": (rewrite("Sau khi", BODY + " ( )"), "chưa điền"),
    "typed rule": (rewrite("Độc lập", "Độc lập - Tự do - Hạnh phúc_____"), "gạch dưới"),
    "nation": (rewrite("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT  NAM"), "Quốc hiệu"),
    "nation size": (restyle("CỘNG HÒA", size=Pt(15)), "cỡ chữ 15"),
    "nation not bold": (restyle("CỘNG HÒA", bold=False), "in đậm"),
    "no nation": (remove("CỘNG HÒA"), "không có Quốc hiệu"),
    "motto without spaces": (rewrite("Độc lập", "Độc lập-Tự do-Hạnh phúc"), "gạch nối"),
    "motto italic": (restyle("Độc lập", italic=True), "kiểu chữ đứng"),
    "space before the slash": (rewrite("Số:", "Số: 1304 /SYT-VP"), "không cách chữ"),
    "one digit": (rewrite("Số:", "Số: 7/SYT-VP"), "số 0 phía trước"),
    "no symbol": (rewrite("Số:", "Số: 17"), "không đúng dạng"),
    "number bold": (restyle("Số:", bold=True), "không in đậm"),
    "date without zero": (rewrite("Quảng Ngãi, ngày", "Quảng Ngãi, ngày 1 tháng 11 năm 2026"), "số 0"),
    "month with zero": (rewrite("Quảng Ngãi, ngày", "Quảng Ngãi, ngày 21 tháng 06 năm 2026"), "số 0"),
    "date upright": (restyle("Quảng Ngãi, ngày", italic=False), "in nghiêng"),
    "subject without space": (rewrite("V/v", "V/vyêu cầu cải chính"), "V/v"),
    "no subject": (remove("V/v"), "không có trích yếu"),
    "subject bold": (restyle("V/v", bold=True), "không in đậm"),
    "no addressee": (remove("Kính gửi"), "Kính gửi"),
    "addressee without colon": (rewrite("Kính gửi", "Kính gửi Báo Vạn Lý"), "dấu hai chấm"),
    "body not justified": (
        lambda document: setattr(find(document, "Sau khi"), "alignment", WD_ALIGN_PARAGRAPH.LEFT),
        "canh đều",
    ),
    "no indent": (reshape("Sau khi", first_line_indent=Mm(0)), "thụt đầu dòng"),
    "line spacing": (reshape("Sau khi", line_spacing=2.0), "giãn dòng"),
    "paragraph spacing": (reshape("Sau khi", space_after=Pt(0)), "khoảng cách đoạn"),
    "body size": (restyle("Sau khi", size=Pt(12)), "cỡ chữ 12"),
    "no end mark": (rewrite("Đề nghị", "Đề nghị quý báo phối hợp thực hiện."), "./."),
    "deputy missing": (rewrite("PHÓ GIÁM ĐỐC", "GIÁM ĐỐC SỞ"), "KT."),
    "department signs for a body": (rewrite("KT. GIÁM ĐỐC", "TM. SỞ Y TẾ"), "TM."),
    "authority without dot": (rewrite("KT. GIÁM ĐỐC", "KT GIÁM ĐỐC"), "dấu chấm"),
    "academic title": (rewrite("Hoàng Thị", "TS. Hoàng Thị Diệu Thảo"), "học vị"),
    "no recipients": (remove("Nơi nhận"), "Nơi nhận"),
    "recipients upright": (restyle("Nơi nhận", italic=False), "in nghiêng"),
    "kept with hyphen": (rewrite("- Lưu", "- Lưu: VT- VP."), "dấu phẩy sau VT"),
    "nothing kept": (remove("- Lưu"), "Lưu: VT"),
    "list size": (restyle("- Như trên", size=Pt(13)), "cỡ chữ 13"),
    "list without semicolon": (rewrite("- Như trên", "- Như trên"), "dấu chấm phẩy"),
    "landscape": (landscape, "nằm ngang"),
    "page number left": (
        lambda document: setattr(
            document.sections[0].header.paragraphs[0], "alignment", WD_ALIGN_PARAGRAPH.RIGHT
        ),
        "canh giữa theo chiều ngang",
    ),
    "page number small": (page_number_form("size", Pt(11)), "cỡ chữ 11"),
    "page number italic": (page_number_form("italic", value=True), "kiểu chữ đứng"),
    "page number below": (page_number_below, "lề dưới"),
    "roman page numbers": (page_numbering("fmt", "lowerRoman"), "Ả Rập"),
    "pages from five": (page_numbering("start", "5"), "bắt đầu từ 1"),
    "second font in one run": (restyle("Đề nghị", name="Arial"), "phải là Times New Roman"),
    "VNI font": (restyle("Đề nghị", name="VNI-Times"), "bảng mã cũ"),
    "nation in small letters": (
        rewrite("CỘNG HÒA", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        "phải là “CỘNG HÒA XÃ HỘI",
    ),
    "nation left": (align("CỘNG HÒA", WD_ALIGN_PARAGRAPH.LEFT), "phải canh giữa"),
    "motto size": (restyle("Độc lập", size=Pt(12)), "cỡ chữ 12"),
    "motto not bold": (restyle("Độc lập", bold=False), "in đậm"),
    "motto with long dashes": (rewrite("Độc lập", "Độc lập – Tự do – Hạnh phúc"), "gạch nối"),
    "motto in capitals": (rewrite("Độc lập", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"), "Độc lập - Tự do"),
    "motto underlined": (restyle("Độc lập", underline=True), "không gạch chân"),
    "no motto": (remove("Độc lập"), "không có Tiêu ngữ"),
    "no rule under the motto": (no_rule("Độc lập"), "không có đường kẻ"),
    "short rule under the motto": (rule_indent("Độc lập", 40), "bằng độ dài dòng chữ"),
    "no rule under the agency": (no_rule("SỞ Y TẾ"), "không có đường kẻ"),
    "rule under the agency too long": (rule_indent("SỞ Y TẾ", 0), "1/3 đến 1/2"),
    "parent bold": (restyle("UBND TỈNH", bold=True), "không in đậm"),
    "parent in small letters": (rewrite("UBND TỈNH", "UBND tỉnh Quảng Ngãi"), "in hoa"),
    "no parent": (remove("UBND TỈNH"), "cơ quan chủ quản"),
    "agency not bold": (restyle("SỞ Y TẾ", bold=False), "in đậm"),
    "agency in small letters": (rewrite("SỞ Y TẾ", "Sở Y tế"), "in hoa"),
    "agency size": (restyle("SỞ Y TẾ", size=Pt(14)), "cỡ chữ 14"),
    "agency left": (align("SỞ Y TẾ", WD_ALIGN_PARAGRAPH.LEFT), "phải canh giữa"),
    "space in the symbol": (rewrite("Số:", "Số: 17/SYT - VP"), "không cách chữ"),
    "number without colon": (rewrite("Số:", "Số 17/SYT-VP"), "dấu hai chấm"),
    "small letters in the symbol": (rewrite("Số:", "Số: 17/syt-vp"), "chữ in hoa"),
    "kind in the symbol of a letter": (rewrite("Số:", "Số: 17/CV-SYT"), "CV"),
    "number size": (restyle("Số:", size=Pt(14)), "cỡ chữ 14"),
    "number italic": (restyle("Số:", italic=True), "kiểu chữ đứng"),
    "date without comma": (rewrite("Quảng Ngãi, ngày", "Quảng Ngãi ngày 21 tháng 11 năm 2026"), "dấu phẩy"),
    "date with slashes": (rewrite("Quảng Ngãi, ngày", "Quảng Ngãi, 21/11/2026"), "ngày ... tháng"),
    "day that is not": (rewrite("Quảng Ngãi, ngày", "Quảng Ngãi, ngày 31 tháng 11 năm 2026"), "trong lịch"),
    "February without zero": (rewrite("Quảng Ngãi, ngày", "Quảng Ngãi, ngày 21 tháng 2 năm 2026"), "số 0"),
    "date bold": (restyle("Quảng Ngãi, ngày", bold=True), "không in đậm"),
    "date size": (restyle("Quảng Ngãi, ngày", size=Pt(12)), "cỡ chữ 12"),
    "subject italic": (restyle("V/v", italic=True), "kiểu chữ đứng"),
    "subject size": (restyle("V/v", size=Pt(14)), "cỡ chữ 14"),
    "subject written out": (rewrite("V/v", "V/v: yêu cầu cải chính"), "V/v"),
    "subject at once below the number": (reshape("V/v", space_before=Pt(0)), "6 pt"),
    "addressee bold": (restyle("Kính gửi", bold=True), "không in đậm"),
    "addressee size": (restyle("Kính gửi", size=Pt(12)), "cỡ chữ 12"),
    "two addressees on one line": (
        rewrite("Kính gửi", "Kính gửi: Báo Vạn Lý; Báo Sao Biển"),
        "mỗi nơi một dòng",
    ),
    "body coloured heading": (restyle("Đề nghị", color="0000FF"), "màu đen"),
    "body italic": (restyle("Sau khi", italic=True), "kiểu chữ đứng"),
    "indent of two centimetres": (reshape("Sau khi", first_line_indent=Mm(20)), "thụt đầu dòng"),
    "line spacing too dense": (reshape("Sau khi", line_spacing=0.8), "giãn dòng"),
    "end mark too early": (rewrite("Sau khi", BODY + "/."), "chỉ đặt ở cuối"),
    "order of points": (points("a", "b", "c", "d", "e"), "thứ tự chữ cái"),
    "authority in small letters": (rewrite("KT. GIÁM ĐỐC", "KT. Giám đốc"), "in hoa"),
    "authority not bold": (restyle("PHÓ GIÁM ĐỐC", bold=False), "in đậm"),
    "authority size": (restyle("PHÓ GIÁM ĐỐC", size=Pt(12)), "cỡ chữ 12"),
    "deputy signs in own right": (remove("KT. GIÁM ĐỐC"), "KT."),
    "authority without space": (rewrite("KT. GIÁM ĐỐC", "KT.GIÁM ĐỐC"), "dấu cách"),
    "by order of nobody": (both(rewrite("KT. GIÁM ĐỐC", "TL. GIÁM ĐỐC"), remove("PHÓ GIÁM ĐỐC")), "TL."),
    "name in capitals": (rewrite("Hoàng Thị", "HOÀNG THỊ DIỆU THẢO"), "chữ in thường"),
    "name not bold": (restyle("Hoàng Thị", bold=False), "in đậm"),
    "no name": (remove("Hoàng Thị"), "họ và tên"),
    "no room to sign": (no_room, "khoảng trống"),
    "recipients not bold": (restyle("Nơi nhận", bold=False), "in đậm"),
    "recipients size": (restyle("Nơi nhận", size=Pt(14)), "cỡ chữ 14"),
    "recipients without colon": (rewrite("Nơi nhận", "Nơi nhận"), "Nơi nhận:"),
    "list italic": (restyle("- Như trên", italic=True), "kiểu chữ đứng"),
    "list without dash": (rewrite("- Như trên", "Như trên;"), "bắt đầu bằng"),
    "letter not to the addressee": (rewrite("- Như trên", "- Ủy ban nhân dân tỉnh;"), "Như trên"),
    "kept without stop": (rewrite("- Lưu", "- Lưu: VT, VP"), "dấu chấm"),
    "kept without colon": (rewrite("- Lưu", "- Lưu VT, VP."), "Lưu: VT"),
}


NAMED_BY: dict[str, list[str]] = {
    "Mục I.1": ["paper"],
    "Mục I.3": ["top margin", "bottom margin", "left margin", "right margin"],
    "Mục I.7": [
        "no page number",
        "number on page one",
        "page number left",
        "page number small",
        "page number italic",
        "page number below",
        "roman page numbers",
        "pages from five",
    ],
    "Mục I.4": [
        "font",
        "legacy font",
        "colour",
        "decomposed text",
        "second font in one run",
        "VNI font",
        "body coloured heading",
    ],
    "Mục II.6": ["unfilled field", "null", "empty brackets"],
    "ô 1, ô 2": ["typed rule"],
    "ô 1": [
        "nation",
        "nation size",
        "nation not bold",
        "no nation",
        "motto without spaces",
        "motto italic",
        "nation in small letters",
        "nation left",
        "motto size",
        "motto not bold",
        "motto with long dashes",
        "motto in capitals",
        "motto underlined",
        "no motto",
        "no rule under the motto",
        "short rule under the motto",
    ],
    "ô 3": [
        "space before the slash",
        "one digit",
        "no symbol",
        "number bold",
        "space in the symbol",
        "number without colon",
        "small letters in the symbol",
        "kind in the symbol of a letter",
        "number size",
        "number italic",
    ],
    "ô 4": [
        "date without zero",
        "month with zero",
        "date upright",
        "date without comma",
        "date with slashes",
        "day that is not",
        "February without zero",
        "date bold",
        "date size",
    ],
    "ô 5b": [
        "subject without space",
        "no subject",
        "subject bold",
        "subject italic",
        "subject size",
        "subject written out",
        "subject at once below the number",
    ],
    "ô 9a": [
        "no addressee",
        "addressee without colon",
        "addressee bold",
        "addressee size",
        "two addressees on one line",
    ],
    "ô 6": [
        "body not justified",
        "no indent",
        "line spacing",
        "paragraph spacing",
        "body size",
        "no end mark",
        "body italic",
        "indent of two centimetres",
        "line spacing too dense",
        "end mark too early",
        "order of points",
    ],
    "ô 7a": [
        "deputy missing",
        "department signs for a body",
        "authority without dot",
        "authority in small letters",
        "authority not bold",
        "authority size",
        "deputy signs in own right",
        "authority without space",
        "by order of nobody",
    ],
    "ô 7b": ["academic title", "name in capitals", "name not bold", "no name"],
    "ô 9b": [
        "no recipients",
        "recipients upright",
        "kept with hyphen",
        "nothing kept",
        "list size",
        "list without semicolon",
        "recipients not bold",
        "recipients size",
        "recipients without colon",
        "list italic",
        "list without dash",
        "letter not to the addressee",
        "kept without stop",
        "kept without colon",
    ],
    "Mục I.2": ["landscape"],
    "ô 2": [
        "no rule under the agency",
        "rule under the agency too long",
        "parent bold",
        "parent in small letters",
        "no parent",
        "agency not bold",
        "agency in small letters",
        "agency size",
        "agency left",
    ],
    "ô 7c": ["no room to sign"],
}


@cache
def plain_letter() -> bytes:
    return saved(official_letter())


@cache
def plain_report() -> bytes:
    return saved(official_report())


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_named(name: str) -> None:
    fault, words = FAULTS[name]
    document = docx.Document(BytesIO(plain_letter()))
    fault(document)
    found = check(saved(document))
    box = next(rule for rule, names in NAMED_BY.items() if name in names)
    assert any(
        words in str(deviation) and deviation.rule == f"NĐ 30/2020/NĐ-CP, Phụ lục I, {box}"
        for deviation in found
    ), found
    boxes = {deviation.rule for deviation in found}
    assert len(boxes) == 1 or name == "typed rule", found


def in_style(start: str, **values: object) -> Callable[[Document], None]:
    """Move the form of a line from its runs to a style that its own style is based on."""

    def fault(document: Document) -> None:
        far, near = document.styles.add_style("Xa", 1), document.styles.add_style("Gan", 1)
        near.base_style = far
        paragraph = find(document, start)
        paragraph.style = near
        for name, value in values.items():
            setattr(far.font, name, value)
            for run in paragraph.runs:
                setattr(run.font, name, None)

    return fault


def run_mark(start: str, tag: str, **attributes: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        mark = OxmlElement(tag)
        for name, value in attributes.items():
            mark.set(qn(f"w:{name}"), value)
        find(document, start).runs[0]._r.rPr.append(mark)

    return fault


def mirrored(document: Document) -> None:
    document.settings.element.insert(0, OxmlElement("w:mirrorMargins"))


def gutter(document: Document) -> None:
    document.sections[0].gutter = Mm(10)


def typed_on_page_one(place: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        getattr(document.sections[0], f"first_page_{place}").paragraphs[0].add_run("1")

    return fault


def word_before_the_number(document: Document) -> None:
    document.sections[0].header.paragraphs[0].insert_paragraph_before("")
    document.sections[0].header.paragraphs[1].runs[0].text = "Trang "


def numbers_below_too(document: Document) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    document.sections[0].footer.paragraphs[0]._p.append(field)


def stroke(start: str, form: str) -> Callable[[Document], None]:
    def fault(document: Document) -> None:
        border = rule_after(document, start)._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
        border.set(qn("w:val"), form)

    return fault


MORE_FAULTS: dict[str, tuple[Callable[[Document], None], str, str]] = {
    "size by a chain of styles": (in_style("Sau khi", size=Pt(12)), "ô 6", "cỡ chữ 12"),
    "weight by a chain of styles": (in_style("V/v", bold=True), "ô 5b", "không in đậm"),
    "slant by a chain of styles": (in_style("Độc lập", italic=True), "ô 1", "kiểu chữ đứng"),
    "font by a chain of styles": (in_style("Sau khi", name="Calibri"), "Mục I.4", "phông Calibri"),
    "capitals by a chain of styles": (in_style("Hoàng Thị", all_caps=True), "ô 7b", "chữ in thường"),
    "colour of the theme": (run_mark("Sau khi", "w:color", themeColor="accent1"), "Mục I.4", "màu đen"),
    "marked text": (run_mark("Sau khi", "w:highlight", val="yellow"), "Mục I.4", "tô sáng"),
    "struck text": (run_mark("Sau khi", "w:strike"), "Mục II.6", "gạch ngang"),
    "underlined text": (run_mark("Sau khi", "w:u", val="single"), "ô 6", "không gạch chân"),
    "capitals by format": (run_mark("V/v", "w:caps"), "ô 5b", "V/v"),
    "mirrored margins": (mirrored, "Mục I.3", "trang chẵn"),
    "gutter": (gutter, "Mục I.3", "Lề trái"),
    "digit in the first header": (typed_on_page_one("header"), "Mục I.7", "trang đầu"),
    "digit in the first footer": (typed_on_page_one("footer"), "Mục I.7", "trang đầu"),
    "word before the page number": (word_before_the_number, "Mục I.7", "Trang"),
    "page number at both ends": (numbers_below_too, "Mục I.7", "lặp lại"),
    "whole paragraph indented": (reshape("Sau khi", left_indent=Mm(15)), "ô 6", "trải hết hai lề"),
    "paragraph short on the right": (reshape("Sau khi", right_indent=Mm(15)), "ô 6", "trải hết hai lề"),
    "text centred": (align("Sau khi", WD_ALIGN_PARAGRAPH.CENTER), "ô 6", "canh đều"),
    "list centred": (align("- Như trên", WD_ALIGN_PARAGRAPH.CENTER), "ô 9b", "sát lề trái"),
    "double rule": (stroke("Độc lập", "double"), "ô 1", "một nét liền"),
    "dashed rule": (stroke("SỞ Y TẾ", "dashed"), "ô 2", "một nét liền"),
    "zeros before a number": (rewrite("Số:", "Số: 0017/SYT-VP"), "ô 3", "không có số 0"),
    "rank before the place": (
        rewrite("Quảng Ngãi, ngày", "Tỉnh Quảng Ngãi, ngày 21 tháng 11 năm 2026"),
        "ô 4",
        "chỉ ghi tên",
    ),
    "place in capitals": (
        rewrite("Quảng Ngãi, ngày", "QUẢNG NGÃI, ngày 21 tháng 11 năm 2026"),
        "ô 4",
        "viết hoa chữ cái đầu",
    ),
    "place in small letters": (
        rewrite("Quảng Ngãi, ngày", "quảng ngãi, ngày 21 tháng 11 năm 2026"),
        "ô 4",
        "viết hoa chữ cái đầu",
    ),
    "full stop after the subject": (rewrite("V/v", "V/v yêu cầu cải chính."), "ô 5b", "dấu chấm câu"),
    "end mark after the addressee": (
        rewrite("Kính gửi", "Kính gửi: Báo Vạn Lý./."),
        "ô 9a",
        "chỉ đặt ở cuối",
    ),
    "form of address before the name": (rewrite("Hoàng Thị", "Bà Hoàng Thị Diệu Thảo"), "ô 7b", "xưng hô"),
    "article with a Roman number": (rewrite("Sau khi", f"Điều I. {BODY}"), "ô 6", "Ả Rập"),
    "khoản with a bracket": (rewrite("Sau khi", f"1) {BODY}"), "ô 6", "dấu chấm"),
    "point with a dot": (rewrite("Sau khi", f"a. {BODY}"), "ô 6", "đóng ngoặc đơn"),
    "point in capitals": (rewrite("Sau khi", f"A) {BODY}"), "ô 6", "in thường"),
    "khoản left out": (
        both(rewrite("Sau khi", f"1. {BODY}"), rewrite("Đề nghị", "3. Đề nghị quý báo thực hiện./.")),
        "ô 6",
        "không nối tiếp",
    ),
}


@pytest.mark.parametrize("name", MORE_FAULTS)
def test_faults_that_other_programs_make_are_found_and_named(name: str) -> None:
    fault, box, words = MORE_FAULTS[name]
    document = docx.Document(BytesIO(plain_letter()))
    fault(document)
    found = check(saved(document))
    assert any(words in str(one) and one.rule.endswith(f", {box}") for one in found), found
    assert len({one.rule for one in found}) == 1, found


def official_report(title: str = "Kết quả theo dõi thông tin báo chí quý IV năm 2026") -> Document:
    document = builder.new_document()
    builder.head(
        document,
        parent="UBND tỉnh Quảng Ngãi",
        agency="Sở Y tế tỉnh Quảng Ngãi",
        number="/BC-SYT",
        place="Quảng Ngãi",
        on=date(2026, 11, 21),
        year=2026,
    )
    builder.centred(document, "BÁO CÁO", "Tên loại văn bản")
    builder.centred(document, title, "Trích yếu báo cáo")
    builder.rule(document, 45)
    ground = builder.body(document, "Căn cứ Quyết định số 12/QĐ-UBND ngày 02/01/2026;")
    ground.runs[0].italic = True
    ground = builder.body(document, "Căn cứ Kế hoạch số 7/KH-UBND ngày 05/01/2026.")
    ground.runs[0].italic = True
    builder.body(document, "I. KẾT QUẢ", bold=True)
    builder.body(document, BODY)
    builder.body(document, "Chi tiết tại Phụ lục I và Phụ lục II kèm theo./.")
    builder.foot(
        document, recipients=("UBND tỉnh", "Lưu: VT"), authority=("GIÁM ĐỐC",), name="Hoàng Thị Diệu Thảo"
    )
    for number in ("I", "II"):
        builder.annex(
            document, title="Danh sách bài báo", attached="(Kèm theo Báo cáo số ...)", number=number
        )
        builder.body(document, "Không có.")
    return document


def own_pages(document: Document) -> None:
    for section in document.sections:
        numbering = section._sectPr.find(qn("w:pgNumType"))
        if numbering is not None:
            section._sectPr.remove(numbering)


REPORT_FAULTS: dict[str, tuple[Callable[[Document], None], str, str]] = {
    "kind not bold": (restyle("BÁO CÁO", bold=False), "ô 5a", "in đậm"),
    "kind left": (align("BÁO CÁO", WD_ALIGN_PARAGRAPH.LEFT), "ô 5a", "canh giữa"),
    "kind in small letters": (rewrite("BÁO CÁO", "Báo cáo"), "ô 5a", "in hoa"),
    "title not bold": (restyle("Kết quả", bold=False), "ô 5a", "in đậm"),
    "title in capitals": (rewrite("Kết quả", "KẾT QUẢ THEO DÕI"), "ô 5a", "in thường"),
    "no rule under the title": (no_rule("Kết quả"), "ô 5a", "đường kẻ"),
    "symbol of a letter": (rewrite("Số:", "Số: 12/SVHTTDL-VP"), "ô 3", "LOẠI-CƠ QUAN"),
    "symbol of another kind": (rewrite("Số:", "Số: 12/TB-SYT"), "ô 3", "BC-"),
    "ground upright": (restyle("Căn cứ Quyết", italic=False), "ô 6", "in nghiêng"),
    "ground without semicolon": (
        rewrite("Căn cứ Quyết", "Căn cứ Quyết định số 12/QĐ-UBND ngày 02/01/2026."),
        "ô 6",
        "chấm phẩy",
    ),
    "heading in small letters": (rewrite("I. KẾT", "I. Kết quả"), "ô 6", "in hoa"),
    "heading not bold": (restyle("I. KẾT", bold=False), "ô 6", "in đậm"),
    "annexes without numbers": (rewrite("Phụ lục II", "Phụ lục"), "Mục III.1", "La Mã"),
    "annex in capitals": (rewrite("Phụ lục II", "PHỤ LỤC II"), "Mục III.1", "in thường"),
    "annex not bold": (restyle("Phụ lục II", bold=False), "Mục III.1", "in đậm"),
    "title of the annex in small letters": (rewrite("DANH SÁCH", "Danh sách"), "Mục III.1", "in hoa"),
    "annex without its document": (remove("(Kèm theo"), "Mục III.1", "Kèm theo"),
    "its document upright": (restyle("(Kèm theo", italic=False), "Mục III.1", "in nghiêng"),
    "annex not mentioned": (
        rewrite("Chi tiết", "Trân trọng báo cáo./."),
        "Mục III.1",
        "chỉ dẫn về phụ lục",
    ),
    "annex counted with the rest": (own_pages, "Mục III.1", "đánh riêng"),
}


def test_a_report_with_annexes_has_no_deviation() -> None:
    assert check(saved(official_report())) == ()


@pytest.mark.parametrize("name", REPORT_FAULTS)
def test_each_fault_of_a_report_is_found_and_named(name: str) -> None:
    fault, box, words = REPORT_FAULTS[name]
    document = docx.Document(BytesIO(plain_report()))
    fault(document)
    found = check(saved(document))
    assert any(words in str(one) and one.rule.endswith(f", {box}") for one in found), found
    assert len({one.rule for one in found}) == 1, found


def test_the_letter_of_2016_laid_out_as_it_stands_has_three_deviations() -> None:
    document = official_letter(
        parent="",
        agency="UBND tỉnh Kon Tum",
        number="/UBND-KGVX",
        on=date(2016, 6, 14),
        addressees=("Các sở, ban, ngành", "Ủy ban nhân dân các huyện, thành phố"),
        authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        kept="Lưu: VT- KGVX2",
    )
    rewrite("Số:", "Số: 1304 /UBND-KGVX")(document)
    rewrite("Độc lập", "Độc lập-Tự do-Hạnh phúc")(document)
    rewrite("Quảng Ngãi, ngày", "Kon Tum, ngày 14 tháng 6 năm 2016")(document)
    where = [deviation.where for deviation in check(saved(document))]
    assert where == ["Tiêu ngữ", "Số, ký hiệu", "Danh sách nơi nhận"]


@pytest.mark.parametrize("content", [b"", b"PK", b"<html>", b"\x00" * 100])
def test_what_is_no_docx_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(CaiChinhError, match="no DOCX"):
        check(content)


def test_an_empty_document_names_what_is_missing() -> None:
    messages = " ".join(str(deviation) for deviation in check(saved(docx.Document())))
    for component in ("Quốc hiệu", "Tiêu ngữ", "Số, ký hiệu", "Địa danh", "Nơi nhận"):
        assert component in messages
