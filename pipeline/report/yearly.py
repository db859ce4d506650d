"""The yearly report of NĐ 244/2026/NĐ-CP Điều 10: six figures, each with the total it is part of.

Line 6 counts against what was verified to be false, not against what was flagged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.domain.authority import LIMITED, EventKind, Incident
from pipeline.domain.records import Chart, Figure, LetterKind, Report, ReportTable, Section
from pipeline.report import compliance
from pipeline.report.lines import PeriodData
from pipeline.report.parts import Frame, cases_list, figure, letters_list, register_lists


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
    suffix = f".{agency_id}" if agency_id else ""
    of = f": {frame.name_of(agency_id)}" if agency_id else ""

    def row(code: str, label: str, kind: str, ids: Iterable[object]) -> Figure:
        return figure(code + suffix, label + of, kind, map(str, ids))

    return [row(*line) for line in (*_of_registers(data, frame, agency_id), *_of_cases(data, agency_id))]


_Line = tuple[str, str, str, list[int] | list[str]]
"""Code, label, kind of the records, their numbers."""


def _of_registers(data: PeriodData, frame: Frame, agency_id: str | None) -> list[_Line]:
    """Return lines 1 to 5, of what the agencies entered in the registers."""
    own = data.registers
    events = [line for line in own.events if agency_id in {None, line.agency_id}]
    requests = [line for line in own.requests if agency_id in {None, line.agency_id}]
    incidents = [line for line in own.incidents if agency_id in {None, line.agency_id}]
    limited = [line for line in incidents if line.basis in LIMITED]
    held = [line.id for line in events if line.kind is EventKind.PRESS_CONFERENCE]
    told = [line.id for line in events if line.kind is EventKind.BRIEFING and line.proactive]
    answered = [line.id for line in requests if line.answered_at]
    spoken = [line.id for line in incidents if line.first_statement_at]
    in_time = [line.id for line in limited if line.first_statement_at and _on_time(line, data, frame)]
    return [
        ("Y1", "1. Số cuộc họp báo đã tổ chức", "event", held),
        ("Y2", "2. Số lần chủ động cung cấp thông tin tại giao ban báo chí", "event", told),
        ("Y3.a", "3. Số yêu cầu của báo chí đã trả lời", "request", answered),
        ("Y3.b", "Trên tổng số yêu cầu của báo chí", "request", [line.id for line in requests]),
        ("Y4.a", "4. Số vụ việc đột xuất đã phát ngôn", "incident", spoken),
        (
            "Y4.b",
            "Trên tổng số vụ việc đột xuất (Điều 7.2 đến 7.5)",
            "incident",
            [line.id for line in incidents],
        ),
        ("Y5.a", "5. Số vụ việc phát ngôn đúng thời hạn", "incident", in_time),
        (
            "Y5.b",
            "Trên tổng số vụ việc có thời hạn (Điều 7.3, 7.4)",
            "incident",
            [line.id for line in limited],
        ),
    ]


def _on_time(line: Incident, data: PeriodData, frame: Frame) -> bool:
    due = compliance.statement_due(line, frame.calendar)
    return not compliance.is_late(due, line.first_statement_at, data.as_of)


def _of_cases(data: PeriodData, agency_id: str | None) -> list[_Line]:
    """Return line 6, of the matters that were verified to be false: the only ones that the data holds."""
    false = [line.id for line in data.cases if agency_id in {None, line.agency_id}]
    demanded = {line.case_id for line in data.letters if line.kind is LetterKind.CORRECTION}
    asked = [found for found in false if found in demanded]
    return [
        ("Y6.a", "6. Số vụ việc đã có văn bản yêu cầu cải chính, xin lỗi", "case", asked),
        ("Y6.b", "Trên tổng số vụ việc xác minh là sai sự thật (Điều 7.6)", "case", false),
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
        title="Theo cơ quan (cột 1 đến 6: nội dung ở mục I; a: đã thực hiện, b: tổng số)",
        headings=("Cơ quan", "1", "2", "3a", "3b", "4a", "4b", "5a", "5b", "6a", "6b"),
        rows=tuple((frame.name_of(agency_id), *_figures(data, frame, agency_id)) for agency_id in agencies),
    )
