"""What the quarterly report tells of the press: what it wrote of the province, what it did with the letters it got."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.labels import OUTCOME_LABELS
from pipeline.domain.records import Chart, Figure, LetterKind, OutcomeKind, ReportTable, Section, Tone
from pipeline.report.lines import ArticleLine, Disposition, LetterLine, PeriodData
from pipeline.report.parts import DISPOSITION_LABELS, Frame, by_key, figure, longest, pick

_TONES = {Tone.POSITIVE: "tích cực", Tone.NEUTRAL: "trung tính", Tone.NEGATIVE: "phản ánh, phê bình"}
_CORRECTED = frozenset({OutcomeKind.CORRECTED, OutcomeKind.CORRECTION_INCOMPLETE})


def press_section(data: PeriodData, frame: Frame) -> Section:
    """Return what the press wrote, by tone, outlet and field."""
    lines = data.articles
    figures = (
        pick("A1", "Tin, bài về tỉnh đã thu thập", "article", lines, lambda _: True),
        *(
            pick(
                f"A2.{tone}",
                f"Trong đó: sắc thái {label}",
                "article",
                lines,
                lambda line, tone=tone: line.tone is tone,
            )
            for tone, label in _TONES.items()
        ),
        pick("A3", "Tin, bài có dấu hiệu cần kiểm tra", "article", lines, lambda line: line.flagged),
    )
    outlets = by_key((line.outlet, line.id) for line in lines)
    shown = longest(outlets)
    chart = Chart(
        title="Tin, bài theo cơ quan báo chí (nhiều nhất)",
        labels=tuple(shown),
        series=(("Tin, bài", tuple(len(outlets[outlet]) for outlet in shown)),),
    )
    return Section(
        title="Thông tin báo chí về tỉnh",
        figures=figures,
        charts=(chart,) if shown else (),
        tables=(_by_outlet(data), _by_field(lines, frame)),
    )


def _by_outlet(data: PeriodData) -> ReportTable:
    columns = (
        ("P1", "Tin, bài", "article", by_key((line.outlet, line.id) for line in data.articles)),
        (
            "P2",
            "Có dấu hiệu",
            "article",
            by_key((line.outlet, line.id) for line in data.articles if line.flagged),
        ),
        ("P3", "Văn bản đã gửi", "letter", by_key((line.outlet, line.id) for line in data.letters)),
        (
            "P4",
            "Đã cải chính, phản hồi",
            "letter",
            by_key((line.outlet, line.id) for line in data.letters if line.outcome in _CORRECTED),
        ),
    )
    outlets = sorted({outlet for _, _, _, ids in columns for outlet in ids})
    return ReportTable(
        title="Theo cơ quan báo chí",
        headings=("Cơ quan báo chí", *(label for _, label, _, _ in columns)),
        rows=tuple(
            (
                outlet,
                *(
                    figure(f"{code}.{outlet}", f"{label}: {outlet}", kind, ids.get(outlet, ()))
                    for code, label, kind, ids in columns
                ),
            )
            for outlet in outlets
        ),
    )


def _by_field(lines: Sequence[ArticleLine], frame: Frame) -> ReportTable:
    def cells(agency_id: str) -> tuple[str | Figure, ...]:
        own = [line for line in lines if line.agency_id == agency_id]
        name = frame.name_of(agency_id) if agency_id else "Chưa xác định cơ quan"
        key = agency_id or "-"
        return (
            name,
            figure(f"L1.{key}", f"Tin, bài: {name}", "article", (line.id for line in own)),
            *(
                figure(
                    f"L2.{tone}.{key}",
                    f"Sắc thái {label}: {name}",
                    "article",
                    (x.id for x in own if x.tone is tone),
                )
                for tone, label in _TONES.items()
            ),
        )

    agencies = sorted({line.agency_id for line in lines}, key=frame.name_of)
    return ReportTable(
        title="Theo lĩnh vực của cơ quan quản lý",
        headings=("Cơ quan quản lý lĩnh vực", "Tin, bài", "Tích cực", "Trung tính", "Phê bình"),
        rows=tuple(cells(agency_id) for agency_id in agencies),
    )


def letters_section(data: PeriodData, frame: Frame) -> Section:
    """Return the letters sent and what the newspapers did with them."""
    lines = data.letters

    def became(line: LetterLine) -> Disposition:
        return line.disposition(data.as_of, frame.calendar)

    newest = tuple(
        pick(
            f"C4.{kind}",
            f"Lần kiểm tra gần nhất: {label.lower()}",
            "letter",
            lines,
            lambda x, k=kind: x.outcome is k,
        )
        for kind, label in OUTCOME_LABELS.items()
    )
    results = tuple(
        pick(f"C3.{kind}", f"Kết quả: {label}", "letter", lines, lambda line, k=kind: became(line) is k)
        for kind, label in DISPOSITION_LABELS.items()
    )
    chart = Chart(
        title="Kết quả văn bản gửi cơ quan báo chí",
        labels=tuple(label.capitalize() for label in DISPOSITION_LABELS.values()),
        series=(("Văn bản", tuple(item.value for item in results)),),
    )
    return Section(
        title="Văn bản gửi cơ quan báo chí",
        figures=(
            pick(
                "C1",
                "Văn bản đề nghị đăng, phát ý kiến phản hồi đã gửi",
                "letter",
                lines,
                lambda line: line.kind is LetterKind.RESPONSE,
            ),
            pick(
                "C2",
                "Văn bản yêu cầu cải chính, xin lỗi đã gửi",
                "letter",
                lines,
                lambda line: line.kind is LetterKind.CORRECTION,
            ),
            *results,
            *newest,
            pick("C4.none", "Chưa có lần kiểm tra lại", "letter", lines, lambda line: line.outcome is None),
        ),
        charts=(chart,) if lines else (),
    )
