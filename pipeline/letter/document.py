"""A letter as DOCX: head, text, signature, and the annex with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import EvidenceFile, Letter, LetterRequest
from pipeline.domain.text import clean_line
from pipeline.letter.compose import check_may_leave, quoted, sentence, spoken
from pipeline.office import builder


def render(letter: Letter, *, number: str = "", issued_on: date | None = None) -> bytes:
    """Return the letter as DOCX.

    Args:
        letter: what to lay out.
        number: as the clerk gave it, such as ``17/SYT-VP``; left blank for the clerk when empty.
        issued_on: date of issue; left blank when None.

    Raises:
        BlockedLetterError: the request asks for the final form and something stands against it.
    """
    check_may_leave(letter)
    request = letter.request
    issue = _Issue(
        number=clean_line(number), on=issued_on, symbol=clean_line(request.symbol), year=request.on.year
    )
    document = builder.new_document()
    builder.head(
        document,
        parent=request.parent_name,
        agency=request.agency_name,
        number=issue.printed,
        place=clean_line(request.place),
        on=issued_on,
        year=request.on.year,
        subject=f"V/v {letter.subject}",
        draft=not request.final,
    )
    builder.addressees(document, addressees(request))
    for text in letter.paragraphs:
        builder.body(document, text).paragraph_format.keep_with_next = text.endswith(":")
    signatory = request.signatory
    builder.foot(
        document,
        recipients=recipients(request),
        authority=signatory.authority if signatory else ("[CHỨC VỤ NGƯỜI KÝ]",),
        name=signatory.full_name if signatory else "",
    )
    _annex(document, letter, issue)
    return builder.to_bytes(document, issued_on or request.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Issue:
    """Number and date of a letter, as far as the clerk has given them."""

    number: str
    on: date | None
    symbol: str
    year: int

    @property
    def printed(self) -> str:
        return self.number or f"         /{self.symbol}"

    @property
    def dated(self) -> str:
        return builder.long_date(self.on) if self.on else f"ngày     tháng     năm {self.year}"


_MERGED = date(2025, 3, 1)
"""From this day the press is the business of the department of culture (NĐ 45/2025/NĐ-CP)."""


def addressees(request: LetterRequest) -> tuple[str, ...]:
    """Return the lines after "Kính gửi": the newspaper, then where the matter goes up to, each once."""
    names = (request.work.outlet_address or request.work.outlet, *request.also_to)
    return tuple(dict.fromkeys(map(clean_line, names)))


def recipients(request: LetterRequest) -> tuple[str, ...]:
    """Return the lines under "Nơi nhận"."""
    unit = clean_line(request.symbol).rpartition("-")[2]
    copies = ["Như trên"]
    asked = " ".join(map(spoken, addressees(request)))
    if request.parent_name and spoken(request.parent_name) not in asked:
        copies.append("UBND tỉnh (báo cáo)")
    watcher = "Sở Văn hóa, Thể thao và Du lịch" if request.on >= _MERGED else "Sở Thông tin và Truyền thông"
    if watcher not in f"{request.agency_name} {asked}":
        copies.append(f"{watcher} (theo dõi)")
    return (*copies, f"Lưu: VT, {unit}" if unit else "Lưu: VT")


def _annex(document: Document, letter: Letter, issue: _Issue) -> None:
    """Add the annex with the evidence: quotation, fact, source, and what proves the archived page."""
    request = letter.request
    builder.annex(
        document,
        title="Nội dung bài báo được lưu và căn cứ đối chiếu",
        attached=f"(Kèm theo Công văn số {issue.printed} {issue.dated} của {spoken(request.agency_name)})",
    )
    rows = [("Nội dung đã đăng", "Thông tin chính xác", "Căn cứ")]
    for passage in request.passages:
        statements = "\n".join(
            sentence(evidence.statement) for evidence in passage.evidence if clean_line(evidence.statement)
        )
        sources = "\n".join(clean_line(evidence.source_doc) for evidence in passage.evidence)
        rows.append((f"“{quoted(passage.quote)}”", statements, sources))
    builder.grid(document, rows, (0.42, 0.33, 0.25))
    builder.spacer(document, 6)
    work = request.work
    builder.body(document, f"Tác phẩm: “{quoted(work.title)}”, {clean_line(work.outlet)}.")
    if work.url:
        builder.body(document, f"Địa chỉ: {clean_line(work.url)}", align="left")
    if work.captured_at:
        builder.body(
            document,
            f"Thời điểm lưu trang: {work.captured_at.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y} (giờ Việt Nam).",
        )
    if work.capture_sha256:
        builder.body(document, f"Mã băm SHA-256 của trang đã lưu: {work.capture_sha256}", align="left")
    _files(document, request.files)


def _files(document: Document, files: Sequence[EvidenceFile]) -> None:
    """Add the list of the files that were kept as evidence: name, day, digest."""
    if not files:
        return
    builder.body(
        document, "Tài liệu xác minh được lưu tại hồ sơ vụ việc:"
    ).paragraph_format.keep_with_next = True
    rows = [("Tên tệp", "Ngày lưu", "Mã băm SHA-256")]
    for file in files:
        halves = f"{file.sha256[:32]}\n{file.sha256[32:]}"  # one word of 64 signs has no place to break
        rows.append((clean_line(file.name), f"{file.added_at.astimezone(VIETNAM):%d/%m/%Y}", halves))
    builder.grid(document, rows, (0.32, 0.2, 0.48))
