from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_and_named(name: str) -> None:
    fault, words = FAULTS[name]
    document = official_letter()
    fault(document)
    messages = [str(deviation) for deviation in check(saved(document))]
    assert any(words in message for message in messages), messages
    assert all("NĐ 30/2020/NĐ-CP" in message for message in messages)


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
