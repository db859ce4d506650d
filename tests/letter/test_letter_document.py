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


@pytest.mark.office
@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_letter_opens_in_libreoffice_as_pages(
    request_with: Make, tmp_path: Path, kind: LetterKind
) -> None:
    office, info = shutil.which("soffice"), shutil.which("pdfinfo")
    if not office or not info:
        pytest.skip("LibreOffice or poppler-utils is not installed")
    path = tmp_path / "letter.docx"
    path.write_bytes(render(compose(request_with(kind=kind))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = subprocess.run(
        [info, str(tmp_path / "letter.pdf")], check=True, capture_output=True, text=True
    ).stdout
    assert int(pages.split("Pages:")[1].split()[0]) in {2, 3}
    assert "A4" in pages
    assert check(path.read_bytes()) == ()
