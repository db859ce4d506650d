"""Letters that others made: styles instead of direct formatting, tabs, text boxes, drawn lines, split runs."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.domain.errors import CaiChinhError
from pipeline.office import builder, check

W = nsdecls("w")
DRAWN = (
    '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"'
    ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
    '<wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
    '</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="0"/><wp:docPr id="{id}" name="Line"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvCnPr/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
    "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing></w:r>"
)
VML = '<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="{start}pt,0" to="{end}pt,0"/></w:pict></w:r>'
STYLES = {
    "QuocHieu": '<w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/>',
    "TieuNgu": '<w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/>',
    "ChuQuan": '<w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="26"/>',
    "So": '<w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="26"/>',
    "TrichYeu": '<w:spacing w:before="120"/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="24"/>',
    "Ngay": '<w:jc w:val="center"/></w:pPr><w:rPr><w:i/><w:sz w:val="28"/>',
    "KinhGui": '<w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="28"/>',
    "Than": '<w:spacing w:before="60" w:after="60" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="720"/>'
    '<w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="28"/>',
    "NoiNhan": '</w:pPr><w:rPr><w:b/><w:i/><w:sz w:val="24"/>',
    "DanhSach": '</w:pPr><w:rPr><w:sz w:val="22"/>',
    "ChuKy": '<w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/>',
}
LONG = (
    "Qua theo dõi thông tin trên báo chí, Sở Y tế nhận thấy bài viết có số liệu chưa đúng với báo cáo đã công bố; Sở Y"
    " tế đề nghị quý báo xem xét, đăng ý kiến phản hồi theo quy định của pháp luật về báo chí."
)


def text(style: str, words: str, extra: str = "") -> str:
    """Return a paragraph in a style; `|` parts runs, as Word does while one types."""
    runs = ""
    for piece in words.split("|"):
        parts = (f"<w:t xml:space='preserve'>{part}</w:t>" for part in piece.split("\t"))
        runs += f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"
    return f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}{extra}</w:p>'


def line(width: float, left: float, shape: str = "line", number: int = 7) -> str:
    return DRAWN.format(width=int(width * 36000), left=int(left * 36000), id=number, shape=shape)


def cells(*columns: tuple[int, str]) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
        for width, content in columns
    )
    return f"<w:tbl {W}><w:tblPr/><w:tblGrid/><w:tr>{inside}</w:tr></w:tbl>"


HEAD = {
    "agency": text("ChuQuan", "UBND TỈNH QUẢNG NGÃI") + text("QuocHieu", "SỞ Y TẾ"),
    "number": text("So", "Số:| 12|/SYT-|VP") + text("TrichYeu", "V/v đề nghị đăng ý kiến phản hồi"),
    "nation": text("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    + text("TieuNgu", "Độc lập - Tự do| - Hạnh phúc"),
    "date": text("Ngay", "Quảng Ngãi, ngày 05| tháng 02 năm 2026"),
}
FOOT_LEFT = (
    text("NoiNhan", "Nơi nhận:") + text("DanhSach", "- Như trên;") + text("DanhSach", "- Lưu: VT, VP.")
)
FOOT_RIGHT = (
    text("ChuKy", "KT. GIÁM ĐỐC")
    + text("ChuKy", "PHÓ GIÁM ĐỐC")
    + text("ChuKy", "") * 3
    + text("ChuKy", "Lê Thị Mẫu")
)
BODY = text("KinhGui", "Kính gửi: Báo Vạn Lý") + text("Than", LONG) + text("Than", LONG[:-1] + "./.")
TABLES = (
    cells(
        (3700, HEAD["agency"] + text("ChuQuan", "", line(9, 20)) + HEAD["number"]),
        (5400, HEAD["nation"] + text("ChuQuan", "", line(60, 17, "straightConnector1")) + HEAD["date"]),
    )
    + BODY
    + cells((4500, FOOT_LEFT), (4500, FOOT_RIGHT))
)
TABS = (
    text("ChuQuan", "UBND TỈNH QUẢNG NGÃI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").replace(
        "<w:r><w:t xml:space='preserve'>UBND TỈNH QUẢNG NGÃI</w:t><w:tab/><w:t xml:space='preserve'>",
        "<w:r><w:t>UBND TỈNH QUẢNG NGÃI</w:t><w:tab/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>",
    )
    + text("TieuNgu", "SỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc", line(9, 15) + line(60, 85, number=8)).replace(
        "<w:r><w:t xml:space='preserve'>SỞ Y TẾ</w:t>",
        '<w:r><w:rPr><w:sz w:val="26"/></w:rPr><w:t>SỞ Y TẾ</w:t></w:r><w:r>',
    )
    + text("So", "Số: 12/SYT-VP\tQuảng Ngãi, ngày 05 tháng 02 năm 2026").replace(
        "<w:tab/><w:t xml:space='preserve'>", "<w:tab/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>"
    )
    + text("TrichYeu", "V/v đề nghị đăng ý kiến phản hồi")
    + BODY
    + text("NoiNhan", "Nơi nhận:\tGIÁM ĐỐC").replace(
        "<w:tab/><w:t xml:space='preserve'>",
        '<w:tab/></w:r><w:r><w:rPr><w:i w:val="0"/><w:sz w:val="28"/></w:rPr><w:t>',
    )
    + text("DanhSach", "- Như trên;")
    + text("DanhSach", "- Lưu: VT, VP.")
    + text("ChuKy", "") * 2
    + text("ChuKy", "\t\t\tLê Thị Mẫu")
)


SHAPE = (
    '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
    ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
    '<wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
    '</wp:posOffset></wp:positionV><wp:extent cx="2900000" cy="700000"/><wp:wrapTopAndBottom/>'
    '<wp:docPr id="{id}" name="Box"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2900000" cy="700000"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/>"
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


def boxed(content: str, *, left: int = 0) -> str:
    shape = SHAPE.format(content=content, left=left * 36000, id=20 + left)
    return (
        f'<w:p {W}><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps">'
        f'{shape}</mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


BOXES = (
    boxed(HEAD["agency"])
    + text("ChuQuan", "", VML.format(start=50, end=75))
    + boxed(HEAD["number"])
    + boxed(HEAD["nation"], left=80)
    + text("ChuQuan", "", VML.format(start=240, end=415))
    + boxed(HEAD["date"], left=81)
    + BODY
    + cells((4500, FOOT_LEFT), (4500, FOOT_RIGHT))
)


def packed(body: str, *, defaults: str = "Times New Roman") -> bytes:
    """Return a DOCX whose text has its form from styles alone."""
    document = builder.new_document()
    styles = document.styles.element
    properties = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    properties.append(parse_xml(f'<w:rFonts {W} w:ascii="{defaults}" w:hAnsi="{defaults}"/>'))
    styles.find(qn("w:docDefaults")).remove(styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}"))
    normal = document.styles["Normal"].element
    for properties in normal.findall(qn("w:rPr")):
        normal.remove(properties)
    for name, form in STYLES.items():
        styles.append(
            parse_xml(
                f'<w:style {W} w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="Normal"/><w:pPr>{form}</w:rPr></w:style>'
            )
        )
    holder = parse_xml(f"<w:body {W}>{body}</w:body>")
    for element in list(holder):
        document.element.body.insert(len(document.element.body) - 1, element)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


MADE = {"tables and drawn lines": TABLES, "tabs": TABS, "text boxes": BOXES}


@pytest.mark.parametrize("way", MADE)
def test_a_correct_letter_has_no_deviation_however_it_was_made(way: str) -> None:
    assert [str(found) for found in check(packed(MADE[way]))] == []


FAULTS = {
    "font of the defaults": (lambda body: body, "Mục I.4", {"defaults": "Calibri"}),
    "no drawn line": (lambda body: body.replace('prst="line"', 'prst="ellipse"'), "ô 2", {}),
    "no drawn line under the motto": (
        lambda body: body.replace('prst="straightConnector1"', 'prst="ellipse"'),
        "ô 1",
        {},
    ),
    "style of the motto not bold": (lambda body: body, "ô 1", {"TieuNgu": ("<w:b/>", "")}),
    "style of the body too small": (lambda body: body, "ô 6", {"Than": ('"28"', '"24"')}),
    "style of the body without indent": (
        lambda body: body,
        "ô 6",
        {"Than": ('w:firstLine="720"', 'w:firstLine="0"')},
    ),
    "style of the body left aligned": (lambda body: body, "ô 6", {"Than": ('"both"', '"left"')}),
    "style of the body too wide": (lambda body: body, "ô 6", {"Than": ('"276"', '"480"')}),
    "style of the body too dense": (
        lambda body: body,
        "ô 6",
        {"Than": ('w:before="60" w:after="60"', 'w:before="0" w:after="40"')},
    ),
    "style of the copies": (lambda body: body, "ô 9b", {"DanhSach": ('"22"', '"26"')}),
    "style of the date": (lambda body: body, "ô 4", {"Ngay": ("<w:i/>", "")}),
    "split number": (lambda body: body.replace("/SYT-", " /SYT-"), "ô 3", {}),
    "split date": (lambda body: body.replace("ngày 05", "ngày 5"), "ô 4", {}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_found_where_styles_hold_the_form(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change, rule, settings = FAULTS[name]
    for style, edit in settings.items():
        if style in STYLES:
            monkeypatch.setitem(STYLES, style, STYLES[style].replace(*edit))
    found = check(packed(change(TABLES), defaults=settings.get("defaults", "Times New Roman")))
    assert [deviation for deviation in found if deviation.rule.endswith(f", {rule}")], found
    assert len({deviation.rule for deviation in found}) == 1, found


def test_a_font_of_the_theme_is_resolved() -> None:
    document = docx.Document()
    document.add_paragraph("Một đoạn chữ theo phông của chủ đề.")
    file = BytesIO()
    document.save(file)
    assert any("phải là Times New Roman" in found.message for found in check(file.getvalue()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "old Word document"),
        (b"%PDF-1.7", "no DOCX"),
        (b"PK\x03\x04", "no DOCX"),
    ],
    ids=["old Word", "PDF", "cut archive"],
)
def test_what_is_no_docx_is_named(content: bytes, said: str) -> None:
    with pytest.raises(CaiChinhError, match=said):
        check(content)


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the letters as LibreOffice saves them."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("letters")
    for way, body in MADE.items():
        (folder / f"{way}.docx").write_bytes(packed(body))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "saved")]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return folder / "saved"


@pytest.mark.office
@pytest.mark.parametrize("way", MADE)
def test_a_letter_saved_by_libreoffice_is_still_read(way: str, saved_again: Path) -> None:
    assert [str(found) for found in check((saved_again / f"{way}.docx").read_bytes())] == []
