"""A report as DOCX in the layout of a BÁO CÁO (Nghị định 30/2020/NĐ-CP, Mẫu 1.4)."""

from __future__ import annotations

from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Report, Signatory
from pipeline.office import builder, layout

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


def render_report(
    report: Report, *, parent: str, symbol: str, place: str, addressee: str, signatory: Signatory | None
) -> bytes:
    """Return the report as DOCX; the number is left to the clerk.

    Args:
        report: figures and tables.
        parent: governing body above the name of the agency.
        symbol: what follows the slash of the number, such as ``BC-SVHTTDL``.
        place: địa danh of the date line.
        addressee: who receives it.
        signatory: who signs; left open when None.
    """
    document = builder.new_document()
    builder.head(
        document,
        parent=parent,
        agency=report.agency_name,
        number=f"         /{symbol}",
        place=place,
        on=None,
        year=report.made_at.astimezone(VIETNAM).year,
    )
    builder.centred(document, "BÁO CÁO", "Tên loại văn bản")
    builder.centred(document, report.title, "Trích yếu báo cáo")
    builder.rule(document, layout.TEXT_WIDTH * 0.3)
    builder.addressees(document, (addressee,))
    period = f"từ ngày {report.period_from:%d/%m/%Y} đến ngày {report.period_to:%d/%m/%Y}"
    builder.body(
        document,
        f"{report.agency_name} báo cáo kết quả theo dõi, xác minh và phản hồi thông tin báo chí {period} như sau:",
    )
    builder.body(document, "I. SỐ LIỆU TỔNG HỢP", bold=True)
    rows = [("Mã", "Nội dung", "Số lượng")]
    rows += [(figure.code.partition(".")[0], figure.label, str(figure.value)) for figure in report.figures]
    builder.grid(document, rows, (0.1, 0.72, 0.18))
    for number, table in enumerate(report.tables, start=1):
        builder.spacer(document, 8)
        builder.body(document, f"{_ROMAN[number]}. {table.title.upper()}", bold=True)
        if table.rows:
            builder.grid(document, (table.headings, *table.rows), _shares(len(table.headings)))
        else:
            builder.body(document, "Không có.")
    builder.spacer(document, 8)
    builder.body(
        document,
        f"Số liệu lấy từ hệ thống theo dõi báo chí, kỳ {period}, lập lúc {report.made_at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}; "
        f"mã nhật ký thao tác {report.audit_root[:16]}./.",
    )
    builder.foot(
        document,
        recipients=("Như trên", "Lưu: VT"),
        authority=signatory.authority if signatory else ("[CHỨC VỤ NGƯỜI KÝ]",),
        name=signatory.full_name if signatory else "",
    )
    return builder.to_bytes(document, report.made_at.astimezone(VIETNAM).date())


def _shares(columns: int) -> tuple[float, ...]:
    first = 0.4
    return (first, *((1 - first) / (columns - 1),) * (columns - 1))
