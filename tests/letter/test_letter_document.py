from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.domain.errors import BlockedLetterError
from pipeline.domain.records import LetterKind, LetterRequest, Signatory
from pipeline.letter import compose, render
from pipeline.office import check

Make = Callable[..., LetterRequest]
HOSTILE = {
    "controls": "a\x00b\x07c\x1f",
    "direction marks": "\u202eabc\u2066",
    "markup": "<w:p/>&amp;<script>]]>",
    "long": "dài " * 2_500,
    "emoji": "😀 \ufffe",
    "lines": "một\nhai\r\nba\tbốn",
    "quotes": "“”\"'",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_every_field_gives_a_valid_file(request_with: Make, name: str) -> None:
    text = HOSTILE[name]
    plain = request_with()
    passage = replace(plain.passages[0], quote=text, problem=text)
    passage = replace(passage, evidence=(replace(passage.evidence[0], statement=text, source_doc=text),))
    request = request_with(
        agency_name=f"Sở {text}",
        place=text,
        passages=(passage,),
        signatory=Signatory(authority=("GIÁM ĐỐC",), full_name=text),
        work_title=text,
        work_outlet=text,
        work_outlet_address=text,
        work_section=text,
        work_author=text,
        work_url=text,
    )
    document = docx.Document(BytesIO(render(compose(request))))
    assert document.tables


def test_the_same_letter_gives_the_same_bytes(request_with: Make) -> None:
    assert render(compose(request_with())) == render(compose(request_with()))


def test_a_final_letter_with_a_blocker_does_not_leave(request_with: Make) -> None:
    with pytest.raises(BlockedLetterError) as refusal:
        render(compose(request_with(signatory=None, final=True)))
    assert "Chưa có người ký" in str(refusal.value)
    assert render(compose(request_with(signatory=None, final=False)))


def all_text(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_draft_says_that_it_is_one_and_a_final_letter_does_not(request_with: Make) -> None:
    assert "DỰ THẢO" in all_text(render(compose(request_with())))
    assert "DỰ THẢO" not in all_text(render(compose(request_with(final=True))))


def test_the_annex_proves_the_archived_page(request_with: Make) -> None:
    text = all_text(render(compose(request_with())))
    assert "3f" * 32 in text
    assert "07:30:00 ngày 21/11/2026" in text


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, build_request: Make) -> Path:
    """Return a folder with both letters as LibreOffice shows (PDF) and saves (DOCX) them."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("letters")
    for kind in LetterKind:
        (folder / f"{kind.value}.docx").write_bytes(render(compose(build_request(kind=kind, final=True))))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    for form in ("pdf", "docx"):
        command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder / form)]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.office
@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_letter_opens_in_libreoffice_as_pages(converted: Path, kind: LetterKind) -> None:
    info = shutil.which("pdfinfo")
    if not info:
        pytest.skip("poppler-utils is not installed")
    command = [info, str(converted / "pdf" / f"{kind.value}.pdf")]
    pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert int(pages.split("Pages:")[1].split()[0]) in {2, 3}
    assert "A4" in pages


@pytest.mark.office
@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_letter_survives_a_round_trip_through_libreoffice(converted: Path, kind: LetterKind) -> None:
    assert [str(found) for found in check((converted / "docx" / f"{kind.value}.docx").read_bytes())] == []
