"""Two short papers of the authority as DOCX: a reminder to an agency that lags, a certificate of training."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docx.document import Document

from pipeline.domain.authority import Course, Seat
from pipeline.domain.records import Signatory
from pipeline.office import builder, layout


def reminder(
    *,
    sender: str,
    parent: str,
    symbol: str,
    place: str,
    addressee: str,
    window: str,
    reasons: Sequence[str],
    signatory: Signatory | None,
    on: date,
) -> bytes:
    """Return the draft of a letter that reminds an agency of what it owes; number and day are the clerk's."""
    document = builder.new_document()
    builder.head(
        document,
        parent=parent,
        agency=sender,
        number=f"/{symbol}",
        place=place,
        on=None,
        year=on.year,
        subject="V/v đôn đốc thực hiện công tác phát ngôn, phản hồi thông tin báo chí",
        draft=True,
    )
    builder.addressees(document, (addressee,))
    builder.body(
        document,
        "Căn cứ Nghị định số 244/2026/NĐ-CP của Chính phủ về phát ngôn và cung cấp thông tin cho báo chí và các văn bản "
        f"chỉ đạo của Ủy ban nhân dân tỉnh, qua theo dõi {window}, {sender} nhận thấy {addressee} còn các nội dung sau:",
    )
    for number, reason in enumerate(reasons, start=1):
        builder.body(document, f"{number}. {reason}")
    builder.body(
        document,
        f"{sender} đề nghị {addressee} khẩn trương thực hiện và báo cáo kết quả trước 15 giờ 00 phút thứ Năm tuần kế "
        f"tiếp để tổng hợp, báo cáo Ủy ban nhân dân tỉnh{layout.BODY_END}",
    )
    _foot(document, ("Như trên", "UBND tỉnh (b/c)", "Lưu: VT, QLBC"), signatory)
    return builder.to_bytes(document, on)


def certificate(
    course: Course,
    seat: Seat,
    *,
    agency: str,
    sender: str,
    parent: str,
    place: str,
    signatory: Signatory | None,
) -> bytes:
    """Return the certificate of someone who attended a course."""
    held = course.held_on or course.planned_on
    document = builder.new_document()
    builder.head(
        document, parent=parent, agency=sender, number="/GCN-SVHTTDL", place=place, on=None, year=held.year
    )
    builder.spacer(document, 24)
    builder.centred(document, "GIẤY CHỨNG NHẬN", "Tên loại văn bản")
    builder.centred(
        document, "Hoàn thành tập huấn phát ngôn và cung cấp thông tin cho báo chí", "Trích yếu báo cáo"
    )
    builder.rule(document, layout.TEXT_WIDTH * 0.3)
    builder.spacer(document, 12)
    builder.body(document, f"{sender} chứng nhận:")
    builder.body(document, f"Ông (bà): {seat.full_name}", bold=True)
    builder.body(document, f"Chức vụ, đơn vị: {', '.join(part for part in (seat.post, agency) if part)}")
    hours = f", thời lượng {course.hours} giờ" if course.hours else ""
    builder.body(document, f"Đã hoàn thành lớp “{course.title}”, tổ chức ngày {held:%d/%m/%Y}{hours}.")
    if course.content:
        builder.body(document, f"Nội dung: {course.content}")
    number = (
        f"Số giấy chứng nhận: {seat.certificate_no}"
        if seat.certificate_no
        else "Số giấy chứng nhận do văn thư cấp"
    )
    builder.body(document, f"{number}{layout.BODY_END}")
    _foot(document, (seat.full_name, "Lưu: VT"), signatory)
    return builder.to_bytes(document, held)


def _foot(document: Document, recipients: Sequence[str], signatory: Signatory | None) -> None:
    builder.foot(
        document,
        recipients=recipients,
        authority=signatory.authority if signatory else ("[CHỨC VỤ NGƯỜI KÝ]",),
        name=signatory.full_name if signatory else "[Họ và tên]",
    )
