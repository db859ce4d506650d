"""Files handed in and files given out: bombs, traversal, formulas, text that would be markup in another program."""

from __future__ import annotations

import io
import tarfile
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from pipeline.backup import MANIFEST, BackupError, restore
from pipeline.config import load_settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority_forms import REGISTERS
from pipeline.domain.errors import CaiChinhError, RowError, TransitionError
from pipeline.domain.fact_sheets import read_sheet as read_facts
from pipeline.domain.facts import Fact, FactKind, dump_facts, load_facts
from pipeline.office.reading import read
from pipeline.report.register_sheet import read_sheet as read_register
from pipeline.report.workbook import table_workbook
from pipeline.review.attachments import checked

Target = Any
FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://kexau.example")',
)


def packed(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return held.getvalue()


def sheet_with(row: bytes) -> bytes:
    """Return an XLSX whose first sheet has these rows, written by hand."""
    book = openpyxl.Workbook()
    book.active.append(["x"])
    held = io.BytesIO()
    book.save(held)
    out = io.BytesIO()
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start, end = content.index(b"<sheetData>") + 11, content.index(b"</sheetData>")
                content = content[:start] + row + content[end:]
            target.writestr(name, content)
    return out.getvalue()


WIDE = sheet_with(
    b"".join(b'<row r="%d"><c r="XFD%d" t="n"><v>1</v></c></row>' % (n, n) for n in range(1, 4000))
)
BOMB = packed(**{"xl/workbook.xml": b"0" * 60_000_000, "[Content_Types].xml": b"<x/>"})
ENTITIES = packed(
    **{
        "[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/hostname">]><Types>&b;&f;</Types>',
        "xl/workbook.xml": b"<x/>",
    }
)
SLIP = packed(
    **{"../../../../tmp/slip.txt": b"x", "[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}
)


@pytest.mark.parametrize("content", [WIDE, BOMB, ENTITIES, SLIP, b"PK\x03\x04", b"", b"\x00" * 100])
def test_a_hostile_sheet_is_refused_in_time_and_space(content: bytes) -> None:
    begun = time.process_time()
    assert read_facts(content, "x.xlsx", agency_id="qn-yte").facts == ()
    with pytest.raises(RowError):
        read_register(REGISTERS["nguoi-phat-ngon"], content, load_agencies(), "x.xlsx")
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("content", [BOMB, ENTITIES, SLIP, b"PK\x03\x04", b""])
def test_a_hostile_letter_is_refused(content: bytes) -> None:
    with pytest.raises(CaiChinhError):
        read(content)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\boot.ini",
        "/etc/passwd",
        "C:\\x.pdf",
        "a\r\nSet-Cookie: x=1",
        'x"; filename=y.exe',
        "x.pdf\x00.exe",
        "\u202efdp.exe",
        ".htaccess",
        "",
        "a" * 5000,
    ],
)
def test_the_name_of_a_file_leads_nowhere(name: str) -> None:
    kept = checked(name, b"%PDF-1.7")
    assert kept.name.endswith(".pdf")
    assert len(kept.name) <= 110
    assert not set(kept.name) & set('/\\:*?"<>|\r\n\x00\u202e')
    assert not kept.name.startswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"<html><script>alert(1)</script>",
        b" \n<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        b"MZ\x90\x00",
        b"GIF89a\x01\x00",
        b"\x7fELF",
        packed(**{"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}),
        packed(**{"x.html": b"<script>"}),
    ],
)
def test_no_page_program_or_macro_is_taken_as_evidence(body: bytes) -> None:
    with pytest.raises(TransitionError):
        checked("bao-cao.pdf", body)


def test_a_file_is_given_back_to_be_saved_under_a_harmless_name(target: Target) -> None:
    answer = target.as_("truc").get("/vu-viec/1/tep/1")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert not set(answer.headers["Content-Disposition"]) & set("<>\r\n\\")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.mimetype == "text/plain"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(formula: str) -> None:
    content = table_workbook(formula, [formula], [[formula]], date(2026, 11, 27))
    for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.quotePrefix or cell.row == 1


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_the_exported_facts_is_a_formula_and_nothing_is_changed(
    formula: str, tmp_path: Path
) -> None:
    fact = Fact(
        fact_id="f-1",
        kind=FactKind.FIGURE,
        agency_id="qn-yte",
        subject=formula.strip(),
        value="-5",
        unit="độ",
        source_doc=f"{formula.strip()} số 1",
        note="'=đã có dấu nháy" if formula == "=1+1" else "",
    )
    dump_facts([fact], tmp_path / "facts.csv")
    text = (tmp_path / "facts.csv").read_text(encoding="utf-8")
    assert not any(cell.lstrip('"').startswith(("=", "+", "@", "-2")) for cell in text.split(","))
    assert ",-5," in text
    assert list(load_facts(tmp_path / "facts.csv")) == [fact]


def test_exports_of_registers_and_reports_hold_no_formula(target: Target) -> None:
    for login, path in (
        ("truc", "/so-bo/nguoi-phat-ngon/xuat.xlsx"),
        ("quanly", "/so-bo/nguoi-phat-ngon/xuat.xlsx"),
        ("quanly", "/bao-cao/2026-W47/tep/xlsx"),
        ("quanly", "/bao-cao/2026-Q4/tep/xlsx"),
    ):
        answer = target.as_(login).get(path)
        assert answer.status_code == 200, path
        for sheet in openpyxl.load_workbook(io.BytesIO(answer.data)):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), path


def test_no_text_becomes_a_part_or_a_field_of_a_letter(target: Target) -> None:
    answer = target.as_("truc").get("/van-ban/1/du-thao.docx")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert not [name for name in package.namelist() if ".." in name or name.startswith("/")]
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(package.read(name))
                assert not [
                    found for found in tree.iter() if isinstance(found.tag, str) and target.mark in found.tag
                ]
                assert "TargetMode='External'" not in package.read(name).decode().replace('"', "'"), name
                assert tree.getroottree().docinfo.internalDTD is None
    shown = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(answer.data)).paragraphs)
    assert target.mark in shown  # the text is there, as text


@pytest.mark.parametrize(
    "key", ["..%2f..%2fetc", "../../secret", "%2e%2e/x", "2026-W47/../../x", "2026-W99", "\x00"]
)
def test_keys_of_reports_and_registers_lead_to_no_file(target: Target, key: str) -> None:
    for path in (f"/bao-cao/{key}", f"/bao-cao/{key}/tep/docx", f"/so-bo/{key}", f"/static/{key}"):
        assert target.as_("quanly").client.get(path).status_code == 404


def test_a_body_that_is_too_large_is_refused_before_it_is_read(target: Target) -> None:
    officer = target.as_("truc")
    token = officer.token("/tai-khoan")
    for path in ("/vu-viec/1/y-kien", "/so-lieu/nhap-bang", "/dang-nhap"):
        form = {"csrf_token": token, "comment": "x" * 2_000_000}
        assert officer.client.post(path, data=form).status_code in {400, 413}
    many = {f"f{number}": "" for number in range(2000)} | {"csrf_token": token}
    assert officer.client.post("/vu-viec/1/y-kien", data=many).status_code < 500


def backup_of(*members: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        manifest = tarfile.TarInfo(MANIFEST)
        manifest.size = 2
        tar.addfile(manifest, io.BytesIO(b"{}"))
        for member in members:
            tar.addfile(member, io.BytesIO(b"x" * member.size))
    return out.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname, found.size = kind, link, 1 if kind == tarfile.REGTYPE else 0
    return found


@pytest.mark.parametrize(
    "bad",
    [
        member("../../slip.txt"),
        member("/slip.txt"),
        member("home/../../slip.txt"),
        member("home/link", tarfile.SYMTYPE, "../database"),
        member("home/link", tarfile.SYMTYPE, "/etc"),
        member("home/hard", tarfile.LNKTYPE, MANIFEST),
        member("home/device", tarfile.CHRTYPE),
        member("home/pipe", tarfile.FIFOTYPE),
    ],
    ids=lambda found: f"{found.name} {found.linkname}",
)
def test_a_backup_that_leads_out_of_the_house_is_refused(tmp_path: Path, bad: tarfile.TarInfo) -> None:
    source = tmp_path / "in" / "b.tar"
    source.parent.mkdir()
    source.write_bytes(backup_of(bad))
    settings = replace(load_settings({"CAICHINH_HOME": str(tmp_path / "house")}))
    with pytest.raises(BackupError):
        restore(settings, source)
    assert not list(tmp_path.rglob("slip*"))
    assert not (tmp_path / "house").exists()
