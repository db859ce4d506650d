"""Whatever stands in a field, a table, an uploaded document or an address: a result or a named refusal, nothing else."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from urllib.parse import urlencode

import pytest
from flask import Flask
from lxml import etree
from openpyxl import Workbook
from werkzeug.exceptions import HTTPException

from pipeline.domain.agencies import load_agencies
from pipeline.domain.authority_forms import REGISTERS, FieldError
from pipeline.domain.authority_lines import read_line
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.fact_sheets import read_sheet
from pipeline.domain.records import (
    Contact,
    ContestedPassage,
    Evidence,
    Field,
    LetterKind,
    LetterRequest,
    Medium,
    Signatory,
    Work,
)
from pipeline.letter import compose
from pipeline.letter.document import render
from pipeline.office import check
from pipeline.web import api

pytestmark = pytest.mark.fuzz
MUTANTS = int(os.environ.get("CAICHINH_MUTANTS", "2000"))
ASKED = "CAICHINH_MUTANTS" in os.environ
DOCUMENTS, TABLES = (MUTANTS, MUTANTS) if ASKED else (MUTANTS // 10, MUTANTS // 2)
"""Whole files cost more than fields: fewer of them unless a number is asked for."""
RENDERED = 20
"""One letter in so many is made into a document: it costs twenty times the composing."""
AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NASTY = (
    "\x00", "\x0b", "\x1b[0m", "\ufffe", "\ud800", "\u202e", "\u2028", "]]>", "<w:p/>", "{{7*7}}", "{0}", "%s", "&#0;",
    "=cmd|' /C calc'!A0", "+1", "@x", "../../", "\r\n", '"', "'", "e\u0301", "\uff11\uff12", "\u0663", "9" * 400, "-0", "1e999",
    "31/02/2026", "0000-00-00", "99/99/9999", "nan", "", " ", "\u200b", "ﬃ", "Đ", "😀", "a" * 5000,
)  # fmt: skip


def mutated(text: str, rng: random.Random) -> str:
    """Return a text with some parts cut, doubled, moved, or something nasty put in."""
    for _ in range(rng.randint(1, 4)):
        at, to = sorted(rng.randint(0, len(text)) for _ in range(2))
        part = text[at:to]
        text = rng.choice(
            (
                text[:at] + text[to:],
                text[:to] + part + text[to:],
                text[:at] + rng.choice(NASTY) + text[to:],
                part + text[:at] + text[to:],
                text[:at] + chr(rng.choice((rng.randint(0, 0x2FF), rng.randint(0, 0x10FFFF)))) + text[at:],
            )
        )[:20_000]
    return text


def letter(put: Callable[[str], str]) -> LetterRequest:
    """Return a letter whose every text went through `put`."""
    evidence = Evidence(
        statement=put("Số hộ thiếu nước là 37."), source_doc=put("Báo cáo số 112/BC-SNNMT ngày 02/11/2026")
    )
    return LetterRequest(
        kind=LetterKind.CORRECTION,
        agency_id="qn-yte",
        agency_name=put("Sở Y tế tỉnh Quảng Ngãi"),
        parent_name=put("UBND tỉnh Quảng Ngãi"),
        symbol=put("SYT-VP"),
        place=put("Quảng Ngãi"),
        work=Work(
            outlet=put("Báo Vạn Lý"), outlet_address=put("Tòa soạn Báo Vạn Lý"), medium=Medium.ONLINE,
            title=put("Nhiều hộ thiếu nước"), section=put("Thời sự"), url=put("https://vanly.example/1.html"),
            published_at=AT, author=put("Thu Hà"), capture_sha256=put("3f" * 32), captured_at=AT,
        ),
        passages=(
            ContestedPassage(
                field=Field.BODY, start=0, end=5, quote=put("Hiện 45 hộ thiếu nước."),
                problem=put("Số liệu không đúng."), evidence=(evidence,),
            ),
        ),
        signatory=Signatory(authority=(put("KT. GIÁM ĐỐC"), put("PHÓ GIÁM ĐỐC")), full_name=put("Lê An")),
        contact=Contact(full_name=put("Lê An"), post=put("Chánh Văn phòng"), phone=put("0255.000.0101"), email=put("a@b.example")),
        on=date(2026, 11, 21),
        also_to=(put("Sở Văn hóa, Thể thao và Du lịch"),),
    )  # fmt: skip


def test_fields_of_a_letter() -> None:
    rng = random.Random(1)  # noqa: S311  a seeded draw
    plain = letter(str)
    for number in range(MUTANTS):
        request = letter(lambda text: mutated(text, rng) if rng.random() < 0.3 else text)
        request = replace(request, kind=rng.choice(list(LetterKind)), round=rng.randint(1, 3))
        composed = compose(request)
        assert composed.paragraphs
        if number % RENDERED == 0:
            with zipfile.ZipFile(BytesIO(render(composed))) as parts:
                body = etree.fromstring(parts.read("word/document.xml"))
            assert len(body.findall(".//{*}p")) >= len(compose(plain).paragraphs) // 2


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def damaged(parts: dict[str, bytes], rng: random.Random) -> bytes:
    """Return a file of the same parts, one of them with mutated XML; now and then damaged as a file."""
    packed = BytesIO()
    wanted = rng.choice([name for name in parts if name.endswith(".xml")])
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            if name == wanted:
                text = mutated(content.decode(), rng)
                file.writestr(name, text.encode("utf-8", "replace"))
            elif rng.random() > 0.01:
                file.writestr(name, content)
    found = bytearray(packed.getvalue())
    if rng.random() < 0.2:
        for _ in range(rng.randint(1, 8)):
            found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def test_documents_that_are_checked() -> None:
    rng = random.Random(2)  # noqa: S311  a seeded draw
    parts = parts_of(render(compose(letter(str))))
    kept = {name: parts[name] for name in parts if "theme" not in name and "thumbnail" not in name}
    ended = 0
    for _ in range(DOCUMENTS):
        try:
            check(damaged(kept, rng))
        except CaiChinhError:
            continue
        ended += 1
    assert ended


def table() -> bytes:
    book, content = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "Mã",
            "Loại",
            "Đối tượng",
            "Chỉ tiêu",
            "Giá trị",
            "Đơn vị",
            "Từ ngày",
            "Đến ngày",
            "Cơ quan",
            "Văn bản",
        ]
    )
    sheet.append(
        ["f-1", "số liệu", "hộ thiếu nước", "số hộ", 37, "hộ", date(2026, 1, 1), None, "qn-nnmt", "BC 112"]
    )
    sheet.append(
        ["f-2", "số liệu", "ca mắc sốt xuất huyết", "số ca", 1524, "ca", "01/11/2026", "", "qn-yte", "BC 9"]
    )
    book.save(content)
    return content.getvalue()


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl tells what it repairs
def test_tables_that_are_imported() -> None:
    rng = random.Random(3)  # noqa: S311  a seeded draw
    parts = parts_of(table())
    for _ in range(TABLES):
        sheet = read_sheet(damaged(parts, rng), "bang.xlsx", agency_id="qn-yte")
        assert all(error.line >= 1 for error in sheet.errors)


VALUES: tuple[object, ...] = (
    "Lê An", "20/11/2026", "2026-11-20", "20/11/2026 07:30", "qn-yte", "Sở Y tế", "có", "1", "a@b.example", "0255.000.0101",
    None, "", 1, -1, 10**30, 1.5, float("nan"), float("inf"), True, date(2026, 1, 1), AT, b"x", [], {},
)  # fmt: skip


def test_lines_of_registers() -> None:
    rng = random.Random(4)  # noqa: S311  a seeded draw
    agencies = load_agencies()
    registers = list(REGISTERS.values()) if isinstance(REGISTERS, dict) else list(REGISTERS)
    for _ in range(MUTANTS):
        register = rng.choice(registers)
        given = {}
        for field in register.fields:
            value = rng.choice(VALUES)
            given[field.name] = (
                mutated(value, rng) if isinstance(value, str) and rng.random() < 0.5 else value
            )
        try:
            line = read_line(register, given, agencies)
        except FieldError:
            continue
        else:
            assert isinstance(line, register.record)


def test_parameters_of_the_api() -> None:
    rng = random.Random(5)  # noqa: S311  a seeded draw
    app = Flask("fuzz")
    for _ in range(MUTANTS):
        names = (rng.choice(("limit", "after")), mutated(rng.choice(("limit", "after", "since")), rng))
        values = (mutated(rng.choice(("50", "0", "12345", "a1b2c3")), rng) for _ in range(2))
        given = [
            (name.encode("utf-8", "replace"), value.encode("utf-8", "replace"))
            for name, value in zip(names, values, strict=True)
        ]
        with app.test_request_context("/?" + urlencode(given[: rng.randint(1, 2)])):
            for reader in (api._limit, api._after_number, api._after_text):
                answer = answer_of(reader)
                assert answer in {400, 404} or isinstance(answer, str) or 0 <= answer <= api.MAX_ID


def answer_of(reader: Callable[[dict[str, str]], int | str]) -> int | str:
    """Return what a reader of parameters gives, or the status of its refusal."""
    try:
        return reader(api._query("limit", "after"))
    except HTTPException as refused:
        return refused.get_response().status_code
