"""The weekly report: each matter the press raised, to its final result, and who did not report on it.

Source: Kon Tum's công văn 3268 of 04/12/2017: before 15:00 every Thursday; only restating the article is no report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.dates import printed
from pipeline.domain.records import Figure, Report, ReportTable, Section
from pipeline.report.lines import CaseLine, PeriodData, Step
from pipeline.report.parts import VERDICT_LABELS, Frame, agencies_list, cases_list, figure
from pipeline.report.periods import Window, report_due


def not_reported(line: CaseLine, period: Window, frame: Frame) -> bool:
    """Tell whether an agency owed a report on a matter by the end of the period and gave none."""
    return report_due(line.opened_at, frame.calendar) <= period.end and not line.accounts_by(period.end)


def reported_late(line: CaseLine, period: Window, frame: Frame) -> bool:
    """Tell whether the first report on a matter came inside the period, after the cut-off it was due by."""
    first = next(iter(line.accounts), None)
    return (
        first is not None
        and period.holds(first.at)
        and first.at >= report_due(line.opened_at, frame.calendar)
    )


def only_restated(line: CaseLine, period: Window) -> bool:
    """Tell whether a report came inside the period and all that was told so far only restates the article."""
    told = line.accounts_by(period.end)
    return bool(told) and period.holds(told[-1].at) and all(account.restated for account in told)


def _reopened(line: CaseLine, period: Window) -> bool:
    return any(event.step is Step.REOPENED and period.holds(event.at) for event in line.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """The matters of a week by what the report tells of them."""

    raised: tuple[CaseLine, ...]
    carried: tuple[CaseLine, ...]
    concluded: tuple[CaseLine, ...]
    ended: tuple[CaseLine, ...]
    silent: tuple[CaseLine, ...]
    late: tuple[CaseLine, ...]
    restated: tuple[CaseLine, ...]

    @property
    def followed(self) -> tuple[CaseLine, ...]:
        """Return all of them, those of earlier weeks first."""
        return (*self.carried, *self.raised)


def _week(data: PeriodData, frame: Frame) -> _Week:
    period = data.window
    raised = tuple(line for line in data.cases if period.holds(line.opened_at))
    carried = tuple(
        line
        for line in data.cases
        if line.opened_at < period.start and (not line.closed_by(period.start) or _reopened(line, period))
    )
    followed = (*carried, *raised)
    return _Week(
        raised=raised,
        carried=carried,
        concluded=tuple(line for line in followed if line.verdict_by(period.end)),
        ended=tuple(line for line in followed if line.closed_by(period.end)),
        silent=tuple(line for line in followed if not_reported(line, period, frame)),
        late=tuple(line for line in followed if reported_late(line, period, frame)),
        restated=tuple(line for line in followed if only_restated(line, period)),
    )


def _cases(code: str, label: str, lines: Sequence[CaseLine]) -> Figure:
    return figure(code, label, "case", (line.id for line in lines))


def _agencies(code: str, label: str, lines: Sequence[CaseLine]) -> Figure:
    return figure(code, label, "agency", sorted({line.agency_id for line in lines}))


def _progress(week: _Week) -> tuple[Figure, ...]:
    going_on = [line for line in week.followed if line not in week.ended]
    return (
        _cases("W1", "Vụ việc báo chí nêu trong tuần", week.raised),
        _cases("W2", "Vụ việc từ các tuần trước tiếp tục theo dõi", week.carried),
        _cases("W3", "Vụ việc đã có kết luận", week.concluded),
        _cases("W4", "Vụ việc đã kết thúc, có kết quả cuối cùng", week.ended),
        _cases("W5", "Vụ việc tiếp tục theo dõi sang tuần sau", going_on),
    )


def _duties(week: _Week) -> tuple[Figure, ...]:
    poor = "Cơ quan báo cáo chưa đạt yêu cầu (chỉ nêu lại nội dung báo chí)"
    return (
        _cases("W6", "Vụ việc đến hạn mà cơ quan chưa báo cáo", week.silent),
        _agencies("W6.a", "Cơ quan không báo cáo", week.silent),
        _cases("W7", "Vụ việc báo cáo chậm", week.late),
        _agencies("W7.a", "Cơ quan báo cáo chậm", week.late),
        _cases("W8", "Vụ việc chỉ nêu lại nội dung báo chí", week.restated),
        _agencies("W8.a", poor, week.restated),
    )


def weekly(data: PeriodData, frame: Frame) -> Report:
    """Return the report of a week; matters stand as they stood when it ended, however late it is made."""
    period, week = data.window, _week(data, frame)
    agencies = sorted({line.agency_id for line in week.followed})
    return Report(
        kind="week",
        period=period.key,
        title=f"Kết quả xử lý các vụ việc báo chí nêu, {period.name}",
        agency_name=frame.agency_name,
        window=period.words(),
        as_of=data.as_of,
        sections=(
            Section(title="Tình hình vụ việc", figures=_progress(week)),
            Section(
                title="Chấp hành chế độ báo cáo",
                figures=_duties(week),
                tables=(_owing(week.silent, week.late, week.restated, frame),),
            ),
            Section(title="Kết quả từng vụ việc", tables=(_matters(week.followed, period, frame),)),
        ),
        lists=(
            cases_list(week.followed, frame, period.end),
            agencies_list(agencies, data.registers.speakers, frame, min(data.as_of, period.end)),
        ),
        audit_root=data.audit_root,
        version=frame.version,
        remarks=frame.remarks,
    )


def _matters(lines: Sequence[CaseLine], period: Window, frame: Frame) -> ReportTable:
    def result(line: CaseLine) -> str:
        verdict = line.verdict_by(period.end)
        told = [event.text for event in line.events if event.text and event.at < period.end]
        if line.closed_by(period.end):
            words = VERDICT_LABELS[verdict].capitalize() if verdict else "Đã kết thúc"
            return f"Đã kết thúc: {told[-1]}" if told else f"Đã kết thúc. {words}"
        if verdict:
            return f"Đã kết luận: {VERDICT_LABELS[verdict]}; đang thực hiện"
        return "Đang xác minh" if line.accounts_by(period.end) else "Chưa có báo cáo"

    return ReportTable(
        title="Danh mục vụ việc",
        headings=("Cơ quan xử lý", "Tên tác phẩm, cơ quan báo chí", "Giao lúc", "Kết quả"),
        rows=tuple(
            (
                frame.name_of(line.agency_id),
                f"{line.title} ({line.outlet})",
                printed(line.opened_at),
                result(line),
            )
            for line in lines
        ),
    )


def _owing(
    silent: Sequence[CaseLine], late: Sequence[CaseLine], restated: Sequence[CaseLine], frame: Frame
) -> ReportTable:
    agencies = sorted({line.agency_id for line in (*silent, *late, *restated)}, key=frame.name_of)

    def cell(code: str, label: str, agency_id: str, lines: Sequence[CaseLine]) -> Figure:
        ids = (line.id for line in lines if line.agency_id == agency_id)
        return figure(f"{code}.{agency_id}", f"{label}: {frame.name_of(agency_id)}", "case", ids)

    return ReportTable(
        title="Cơ quan không báo cáo, báo cáo chậm, báo cáo chưa đạt yêu cầu",
        headings=("Cơ quan", "Chưa báo cáo", "Chậm", "Chỉ nêu lại"),
        rows=tuple(
            (
                frame.name_of(agency_id),
                cell("W6", "Chưa báo cáo", agency_id, silent),
                cell("W7", "Báo cáo chậm", agency_id, late),
                cell("W8", "Chỉ nêu lại nội dung báo chí", agency_id, restated),
            )
            for agency_id in agencies
        ),
    )
