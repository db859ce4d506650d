"""The yearly report of NĐ 244/2026/NĐ-CP Điều 10: six figures, each with the total it is part of.

Line 6 counts against what was verified to be false, not against what was flagged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.domain.authority import LIMITED, EventKind, Incident
from pipeline.domain.records import Chart, Figure, LetterKind, Report, ReportTable, Section
from pipeline.report import compliance
from pipeline.report.lines import PeriodData
from pipeline.report.parts import Frame, cases_list, figure, letters_list, register_lists

Ids = Callable[[str, str], Sequence[str]]


def yearly(data: PeriodData, frame: Frame) -> Report:
    """Return the report of a year (15/12 of the year before to 14/12)."""
    whole = _figures(data, frame, None)
    agencies = sorted(
        {line.agency_id for line in data.registers.events}
        | {line.agency_id for line in data.registers.requests}
        | {line.agency_id for line in data.registers.incidents}
        | {line.agency_id for line in data.cases},
        key=frame.name_of,
    )
    return Report(
        kind="year",
        period=data.window.key,
        title=f"Công tác phát ngôn và cung cấp thông tin cho báo chí {data.window.name}",
        agency_name=frame.agency_name,
        window=data.window.words(),
        as_of=data.as_of,
        sections=(
            Section(title="Kết quả thực hiện", figures=tuple(whole), charts=(_chart(whole),)),
            Section(title="Kết quả của từng cơ quan", tables=(_by_agency(data, frame, agencies),)),
        ),
        lists=(
            *register_lists(data.registers, frame)[:3],
            cases_list(data.cases, frame),
            letters_list(data.letters, frame, data.as_of),
        ),
        audit_root=data.audit_root,
        version=frame.version,
        remarks=frame.remarks,
    )


def _figures(data: PeriodData, frame: Frame, agency_id: str | None) -> list[Figure]:
    """Return the lines of the form, for all agencies together or for one."""
    own = data.registers
    suffix = f".{agency_id}" if agency_id else ""
    of = f": {frame.name_of(agency_id)}" if agency_id else ""

    def mine(line: object) -> bool:
        return agency_id is None or getattr(line, "agency_id", None) == agency_id

    events = [line for line in own.events if mine(line)]
    requests = [line for line in own.requests if mine(line)]
    incidents = [line for line in own.incidents if mine(line)]
    limited = [line for line in incidents if line.basis in LIMITED]
    false = [line for line in data.cases if mine(line)]
    demanded = {line.case_id for line in data.letters if line.kind is LetterKind.CORRECTION}

    def on_time(line: Incident) -> bool:
        due = compliance.statement_due(line, frame.calendar)
        return not compliance.is_late(due, line.first_statement_at, data.as_of)

    def row(code: str, label: str, kind: str, lines: Sequence[object]) -> Figure:
        return figure(code + suffix, label + of, kind, (str(line.id) for line in lines))  # type: ignore[attr-defined]

    return [
        row(
            "Y1",
            "1. Số cuộc họp báo đã tổ chức",
            "event",
            [x for x in events if x.kind is EventKind.PRESS_CONFERENCE],
        ),
        row(
            "Y2",
            "2. Số lần chủ động cung cấp thông tin tại giao ban báo chí",
            "event",
            [x for x in events if x.kind is EventKind.BRIEFING and x.proactive],
        ),
        row(
            "Y3.a", "3. Số yêu cầu của báo chí đã trả lời", "request", [x for x in requests if x.answered_at]
        ),
        row("Y3.b", "Trên tổng số yêu cầu của báo chí", "request", requests),
        row(
            "Y4.a",
            "4. Số vụ việc đột xuất đã phát ngôn",
            "incident",
            [x for x in incidents if x.first_statement_at],
        ),
        row("Y4.b", "Trên tổng số vụ việc đột xuất (Điều 7.2 đến 7.5)", "incident", incidents),
        row(
            "Y5.a",
            "5. Số vụ việc phát ngôn đúng thời hạn",
            "incident",
            [x for x in limited if x.first_statement_at and on_time(x)],
        ),
        row("Y5.b", "Trên tổng số vụ việc có thời hạn (Điều 7.3, 7.4)", "incident", limited),
        row(
            "Y6.a",
            "6. Số vụ việc đã có văn bản yêu cầu cải chính, xin lỗi",
            "case",
            [x for x in false if x.id in demanded],
        ),
        row("Y6.b", "Trên tổng số vụ việc xác minh là sai sự thật (Điều 7.6)", "case", false),
    ]


def _chart(figures: Sequence[Figure]) -> Chart:
    values = {item.code: item.value for item in figures}
    numbers = ("3", "4", "5", "6")
    return Chart(
        title="Kết quả thực hiện trên tổng số phải thực hiện",
        labels=("3. Trả lời báo chí", "4. Phát ngôn đột xuất", "5. Đúng thời hạn", "6. Yêu cầu cải chính"),
        series=(
            ("Đã thực hiện", tuple(values[f"Y{number}.a"] for number in numbers)),
            ("Tổng số", tuple(values[f"Y{number}.b"] for number in numbers)),
        ),
    )


def _by_agency(data: PeriodData, frame: Frame, agencies: Sequence[str]) -> ReportTable:
    return ReportTable(
        title="Theo cơ quan",
        headings=("Cơ quan", "1", "2", "3a", "3b", "4a", "4b", "5a", "5b", "6a", "6b"),
        rows=tuple((frame.name_of(agency_id), *_figures(data, frame, agency_id)) for agency_id in agencies),
    )
