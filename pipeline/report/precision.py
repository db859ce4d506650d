"""How often the signals were right, in the quarterly report: by what cases came to, and by what reviewers said of flags."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.labels import SIGNAL_LABELS
from pipeline.domain.records import Figure, ReportTable, Section, Signal
from pipeline.report.lines import CaseLine, PeriodData
from pipeline.report.parts import RIGHT, WRONG, pick


def signals_section(data: PeriodData) -> Section:
    """Return how often the signals of the flags were right."""
    flagged = [line for line in data.cases if line.signals]
    figures = (
        pick("D1", "Vụ việc có dấu hiệu do hệ thống nêu", "case", flagged, lambda _: True),
        pick("D2", "Đã xem xét, kết luận", "case", flagged, lambda line: line.verdict is not None),
        pick(
            "D3",
            "Trong đó: dấu hiệu không đúng, bài chính xác",
            "case",
            flagged,
            lambda line: line.verdict in RIGHT,
        ),
        pick(
            "D4",
            "Trong đó: xác minh sai hoặc chưa đầy đủ",
            "case",
            flagged,
            lambda line: line.verdict in WRONG,
        ),
    )
    return Section(
        title="Dấu hiệu hệ thống nêu", figures=figures, tables=(signals_table(flagged), precision_table(data))
    )


def signals_table(lines: Sequence[CaseLine]) -> ReportTable:
    """Return per signal how often it was said, reviewed and confirmed, with its precision on what was reviewed."""

    def cells(signal: Signal) -> tuple[str | Figure, ...]:
        label = SIGNAL_LABELS[signal]
        own = [line for line in lines if signal in line.signals]
        judged = [line for line in own if line.verdict in WRONG | RIGHT]
        right = pick(f"S3.{signal}", f"Xác nhận: {label}", "case", judged, lambda line: line.verdict in WRONG)
        return (
            label,
            pick(f"S1.{signal}", f"Đã nêu: {label}", "case", own, lambda _: True),
            pick(f"S2.{signal}", f"Đã xem xét: {label}", "case", judged, lambda _: True),
            right,
            f"{round(100 * right.value / len(judged))}%" if judged else "chưa có",
        )

    said = [signal for signal in Signal if any(signal in line.signals for line in lines)]
    return ReportTable(
        title="Độ chính xác theo dấu hiệu",
        headings=("Dấu hiệu", "Đã nêu", "Đã xem xét", "Xác nhận", "Tỷ lệ đúng"),
        rows=tuple(cells(signal) for signal in said),
    )


def precision_table(data: PeriodData) -> ReportTable:
    """Return per signal how many flags reviewers called right and wrong in the period, with the share of right ones."""
    return ReportTable(
        title="Đánh giá của người xem xét về từng dấu hiệu trong kỳ",
        headings=("Dấu hiệu", "Đúng", "Không đúng", "Tỷ lệ đúng"),
        rows=tuple(
            (
                f"{found.signal} {SIGNAL_LABELS[found.signal]}",
                str(found.right),
                str(found.wrong),
                _share(found.right, found.wrong),
            )
            for found in data.judged
            if found.right + found.wrong
        ),
    )


def _share(right: int, wrong: int) -> str:
    """Return the share of right flags in per cent as Vietnamese officials write it."""
    return f"{100 * right / (right + wrong):.1f}%".replace(".", ",")
