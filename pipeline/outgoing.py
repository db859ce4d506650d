"""A stored letter as it leaves the house: DOCX, PDF, edXML, WACZ. The one way out, for screen and command line."""

from __future__ import annotations

import shutil
import subprocess  # LibreOffice has no other interface that needs no setting up
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline.config import Settings
from pipeline.domain.agencies import load_agencies
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import CaiChinhError, TransitionError
from pipeline.ingest.sources import load_sources
from pipeline.letter import Attachment, edxml, missing_codes, render, wacz
from pipeline.store import audit, cases, drafting
from pipeline.store.archive import Archive
from pipeline.store.session import open_engine, open_sessions, upgrade
from pipeline.store.tables import LetterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFiles:
    """A letter as it leaves: the document and what travels beside it."""

    docx: bytes
    edxml: bytes
    missing_codes: tuple[str, ...]
    """Whose code on the document axis the package lacks, in Vietnamese."""
    wacz: bytes | None
    """None when the page was never captured."""
    pdf: bytes | None
    """None where LibreOffice is not installed."""


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_docx(
    session: Session, row: LetterRow, registers: drafting.Registers, now: datetime, *, final: bool
) -> bytes:
    """Return a stored letter as DOCX, with number and date as far as the clerk has given them.

    Raises:
        TransitionError: it is wanted as final and was not approved.
        BlockedLetterError: it is wanted as final and something stands against it.
    """
    if final and row.approved_at is None:
        raise TransitionError("Văn bản chưa được duyệt, chỉ tải được bản dự thảo.")
    letter = drafting.stored_letter(session, row, registers, now, final=final)
    return render(letter, number=row.number or "", issued_on=_issued_on(row))


def _issued_on(row: LetterRow) -> date | None:
    return row.sent_at.astimezone(VIETNAM).date() if row.sent_at else None


def letter_files(
    session: Session,
    row: LetterRow,
    registers: drafting.Registers,
    archive: Archive,
    now: datetime,
    *,
    final: bool,
) -> LetterFiles:
    """Return a stored letter with its companions; raises as `letter_docx`."""
    docx = letter_docx(session, row, registers, now, final=final)
    pdf = to_pdf(docx)
    letter = drafting.stored_letter(session, row, registers, now, final=final)
    attachments = [Attachment(name="cong-van.docx", content_type=DOCX, content=docx, description="Công văn")]
    if pdf:
        attachments.append(
            Attachment(
                name="cong-van.pdf", content_type="application/pdf", content=pdf, description="Bản PDF"
            )
        )
    package = edxml(letter, attachments, made_at=now, number=row.number or "", issued_on=_issued_on(row))
    return LetterFiles(
        docx=docx,
        edxml=package,
        missing_codes=missing_codes(letter),
        wacz=page_wacz(session, row, archive),
        pdf=pdf,
    )


def page_wacz(session: Session, row: LetterRow, archive: Archive) -> bytes | None:
    """Return the captured page that a letter names, and the re-fetches since, as WACZ; None when none is kept."""
    captures = drafting.captures(session, row, archive)
    if not captures:
        return None
    title = cases.request_of(row).work.title
    return wacz([(capture, title) for capture in captures], title=title, made_at=captures[-1].fetched_at)


def to_pdf(docx: bytes) -> bytes | None:
    """Return a DOCX as PDF by LibreOffice, None where it is not installed.

    Raises:
        CaiChinhError: LibreOffice could not convert it within two minutes.
    """
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "letter.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={(path / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        try:
            subprocess.run(  # noqa: S603  fixed arguments, our own file
                [*command, str(path / "letter.docx")], check=True, capture_output=True, timeout=120
            )
            return (path / "letter.pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise CaiChinhError("LibreOffice could not make a PDF; try again, or print the DOCX.") from error


def export_letter(settings: Settings, letter_id: int, *, final: bool) -> list[Path]:
    """Write a stored letter with its companions to the folder of documents and return the paths.

    Raises:
        CaiChinhError: there is no such letter.
        TransitionError, BlockedLetterError: see `letter_docx`.
    """
    now = settings.now()
    outlets = {outlet.id: outlet for outlet in load_sources(settings.feeds).outlets}
    registers = drafting.Registers(agencies=load_agencies(), outlets=outlets)
    engine = open_engine(settings.database_url)
    upgrade(engine)
    with open_sessions(engine).begin() as session:
        row = session.get(LetterRow, letter_id)
        if row is None:
            raise CaiChinhError(f"There is no letter {letter_id}.")
        files = letter_files(session, row, registers, Archive(settings.archive), now, final=final)
        detail = {"letter": row.id, "form": "chinh-thuc" if final else "du-thao"}
        audit.record(session, at=now, actor="operator", action="export", case_id=row.case_id, detail=detail)
    engine.dispose()
    settings.documents.mkdir(parents=True, exist_ok=True)
    base = settings.documents / f"van-ban-{letter_id}-{'chinh-thuc' if final else 'du-thao'}"
    made = {"docx": files.docx, "edxml": files.edxml, "wacz": files.wacz, "pdf": files.pdf}
    paths = []
    for ending, content in made.items():
        if content:
            paths.append(base.with_suffix(f".{ending}"))
            paths[-1].write_bytes(content)
    return paths
