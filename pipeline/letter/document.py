"""A letter as DOCX: head, text, signature, and the annex with the evidence."""

from __future__ import annotations

from docx.document import Document

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import BlockedLetterError
from pipeline.domain.records import Letter, LetterRequest
from pipeline.domain.text import clean_line
from pipeline.office import builder


def render(letter: Letter) -> bytes:
    """Return the letter as DOCX.

    Raises:
        BlockedLetterError: the request asks for the final form and something stands against it.
    """
    request = letter.request
    if request.final and letter.blockers:
        raise BlockedLetterError(letter.blockers)
    document = builder.new_document()
    builder.head(
        document,
        parent=request.parent_name,
        agency=request.agency_name,
        number=f"/{request.symbol}",
        place=request.place,
        on=None if not request.final else request.on,
        year=request.on.year,
        subject=f"V/v {letter.subject}",
        draft=not request.final,
    )
    builder.addressees(document, (request.work.outlet_address or request.work.outlet,))
    for text in letter.paragraphs:
        builder.body(document, text)
    signatory = request.signatory
    builder.foot(
        document,
        recipients=_recipients(request),
        authority=signatory.authority if signatory else ("[CHỨC VỤ NGƯỜI KÝ]",),
        name=signatory.full_name if signatory else "",
    )
    _annex(document, letter)
    return builder.to_bytes(document, request.on)


def _recipients(request: LetterRequest) -> tuple[str, ...]:
    unit = request.symbol.rpartition("-")[2]
    copies = ["Như trên"]
    if request.parent_name:
        copies.append("UBND tỉnh (báo cáo)")
    if "Văn hóa" not in request.agency_name:
        copies.append("Sở Văn hóa, Thể thao và Du lịch (theo dõi)")
    return (*copies, f"Lưu: VT, {unit}" if unit else "Lưu: VT")


def _annex(document: Document, letter: Letter) -> None:
    """Add the annex with the evidence: quotation, fact, source, and what proves the archived page."""
    request = letter.request
    builder.annex(
        document,
        title="Nội dung bài báo được lưu và căn cứ đối chiếu",
        attached=f"(Kèm theo Công văn số          /{request.symbol} ngày     tháng     năm {request.on.year} "
        f"của {clean_line(request.agency_name)})",
    )
    rows = [("Nội dung đã đăng", "Thông tin chính xác", "Căn cứ")]
    for passage in request.passages:
        statements = "\n".join(clean_line(evidence.statement) for evidence in passage.evidence)
        sources = "\n".join(clean_line(evidence.source_doc) for evidence in passage.evidence)
        rows.append((f"“{clean_line(passage.quote).strip('“”')}”", statements, sources))
    builder.grid(document, rows, (0.42, 0.33, 0.25))
    builder.spacer(document, 6)
    work = request.work
    builder.body(document, f"Tác phẩm: “{clean_line(work.title)}”, {clean_line(work.outlet)}.")
    if work.url:
        builder.body(document, f"Địa chỉ: {clean_line(work.url)}", align="left")
    if work.captured_at:
        builder.body(
            document,
            f"Thời điểm lưu trang: {work.captured_at.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y} (giờ Việt Nam).",
        )
    if work.capture_sha256:
        builder.body(document, f"Mã băm SHA-256 của trang đã lưu: {work.capture_sha256}", align="left")
