"""What the quarterly report tells of the matters that agencies verified: conclusions, what was wrong, what is overdue."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.records import Chart, ReportTable, Section
from pipeline.report.lines import CaseLine, PeriodData
from pipeline.report.parts import VERDICT_LABELS, WRONG, Frame, by_key, longest, pick
from pipeline.report.periods import report_due


def overdue(line: CaseLine, data: PeriodData, frame: Frame) -> bool:
    """Tell whether a matter has no conclusion although the cut-off of its weekly report has passed."""
    return (
        line.verdict is None and not line.closed and data.as_of > report_due(line.opened_at, frame.calendar)
    )


def matters_section(data: PeriodData, frame: Frame) -> Section:
    """Return the matters given to agencies and what came of them."""
    lines = data.cases
    figures = (
        pick("B1", "Vụ việc giao cơ quan xác minh", "case", lines, lambda _: True),
        pick("B2", "Vụ việc đã kết luận", "case", lines, lambda line: line.verdict is not None),
        *(
            pick(
                f"B2.{verdict}",
                f"Trong đó: {label}",
                "case",
                lines,
                lambda line, v=verdict: line.verdict is v,
            )
            for verdict, label in VERDICT_LABELS.items()
        ),
        pick("B3", "Vụ việc đã kết thúc, có kết quả", "case", lines, lambda line: line.closed),
        pick("B4", "Vụ việc quá hạn, chưa kết luận", "case", lines, lambda line: overdue(line, data, frame)),
    )
    agencies = by_key((line.agency_id, line.id) for line in lines)
    shown = longest(agencies)
    chart = Chart(
        title="Vụ việc theo cơ quan (nhiều nhất)",
        labels=tuple(map(frame.name_of, shown)),
        series=(
            ("Giao", tuple(len(agencies[found]) for found in shown)),
            (
                "Đã kết luận",
                tuple(sum(x.agency_id == found and x.verdict is not None for x in lines) for found in shown),
            ),
        ),
    )
    return Section(
        title="Xác minh, kết luận",
        figures=figures,
        charts=(chart,) if shown else (),
        tables=(_by_agency(data, frame),),
    )


def _by_agency(data: PeriodData, frame: Frame) -> ReportTable:
    columns = (
        ("M1", "Vụ việc", lambda _line: True),
        ("M2", "Chưa kết luận", lambda line: line.verdict is None),
        ("M3", "Chưa đầy đủ hoặc sai", lambda line: line.verdict in WRONG),
        ("M4", "Đã kết thúc", lambda line: line.closed),
        ("M5", "Quá hạn", lambda line: overdue(line, data, frame)),
    )
    agencies = sorted({line.agency_id for line in data.cases}, key=frame.name_of)
    return ReportTable(
        title="Theo cơ quan chịu trách nhiệm",
        headings=("Cơ quan", *(label for _, label, _ in columns)),
        rows=tuple(
            (
                frame.name_of(agency_id),
                *(
                    pick(
                        f"{code}.{agency_id}",
                        f"{label}: {frame.name_of(agency_id)}",
                        "case",
                        [line for line in data.cases if line.agency_id == agency_id],
                        keep,
                    )
                    for code, label, keep in columns
                ),
            )
            for agency_id in agencies
        ),
    )


def notable_table(lines: Sequence[CaseLine], frame: Frame) -> ReportTable:
    """Return the matters that were found wrong or incomplete."""
    return ReportTable(
        title="Vụ việc có thông tin sai hoặc chưa đầy đủ",
        headings=("Tên tác phẩm", "Cơ quan báo chí", "Cơ quan xử lý", "Kết quả"),
        rows=tuple(
            (line.title, line.outlet, frame.name_of(line.agency_id), line.result or "Đang xử lý")
            for line in lines
            if line.verdict in WRONG
        ),
    )


def overdue_table(data: PeriodData, frame: Frame) -> ReportTable:
    """Return the matters without a conclusion past their cut-off."""
    return ReportTable(
        title="Vụ việc quá hạn, chưa kết luận",
        headings=("Tên tác phẩm", "Cơ quan xử lý", "Giao ngày", "Hạn báo cáo"),
        rows=tuple(
            (
                line.title,
                frame.name_of(line.agency_id),
                f"{line.opened_at.astimezone(data.window.start.tzinfo):%d/%m/%Y}",
                f"{report_due(line.opened_at, frame.calendar):%d/%m/%Y}",
            )
            for line in data.cases
            if overdue(line, data, frame)
        ),
    )
