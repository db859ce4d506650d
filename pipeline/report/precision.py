"""Precision per signal in the quarterly report: what reviewers said of single flags in the quarter."""

from __future__ import annotations

from pipeline.domain.labels import SIGNAL_LABELS
from pipeline.domain.records import ReportTable
from pipeline.report.lines import PeriodData


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
