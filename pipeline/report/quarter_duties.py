"""What the quarterly report counts of the duties of agencies: who speaks, conferences, training, answers, reports.

NĐ 244/2026/NĐ-CP Điều 6 (conferences); for the reports on matters, Kon Tum's công văn 3268 of 04/12/2017.
"""

from __future__ import annotations

from pipeline.domain.authority import LIMITED, PROVINCE, Attendance, EventKind
from pipeline.domain.records import Figure, Section
from pipeline.report import compliance
from pipeline.report.lines import CaseLine, PeriodData
from pipeline.report.parts import Frame, figure, pick
from pipeline.report.periods import report_due


def speaker_figures(data: PeriodData) -> list[Figure]:
    """Return how many agencies of the duty list have a spokesperson who is published."""
    day, moment = data.day(), min(data.as_of, data.window.end)
    standings = {
        agency_id: compliance.standing(data.registers.speakers.get(agency_id, ()), day, moment)
        for agency_id in data.duty
    }

    def of(code: str, label: str, wanted: compliance.Standing) -> Figure:
        return figure(code, label, "agency", (found for found, state in standings.items() if state is wanted))

    return [
        figure("E1", "Cơ quan, địa phương phải có người phát ngôn", "agency", data.duty),
        of("E2", "Trong đó: đã công bố", compliance.Standing.PUBLISHED),
        of("E3", "Trong đó: chưa có người phát ngôn", compliance.Standing.NONE),
        of("E4", "Trong đó: đã hết hiệu lực", compliance.Standing.EXPIRED),
        of("E5", "Trong đó: chưa công bố trên cổng thông tin", compliance.Standing.UNPUBLISHED),
    ]


def event_figures(data: PeriodData) -> list[Figure]:
    """Return the press conferences and briefings, and whether the province held its own."""
    events = data.registers.events
    briefings = [line for line in events if line.kind is EventKind.BRIEFING]
    return [
        figure(
            "F1",
            "Cuộc họp báo đã tổ chức",
            "event",
            (str(line.id) for line in events if line.kind is EventKind.PRESS_CONFERENCE),
        ),
        figure("F2", "Lượt tham dự giao ban báo chí", "event", (str(line.id) for line in briefings)),
        figure(
            "F3",
            "Trong đó: chủ động tham dự",
            "event",
            (str(line.id) for line in briefings if line.proactive),
        ),
        figure(
            "F4",
            "Cơ quan chưa tổ chức họp báo trong quý (ít nhất 03 tháng một lần)",
            "agency",
            (PROVINCE,) if PROVINCE in data.duty and not _held_a_conference(data) else (),
        ),
    ]


def _held_a_conference(data: PeriodData) -> bool:
    """Tell whether the province held the press conference of the quarter (NĐ 244/2026/NĐ-CP Điều 6.2)."""
    return any(
        line.kind is EventKind.PRESS_CONFERENCE and line.agency_id == PROVINCE
        for line in data.registers.events
    )


def course_figures(data: PeriodData) -> list[Figure]:
    """Return the courses held and the agencies with nobody trained."""
    held = [line for line in data.registers.courses if line.held_on and _held_in(line.held_on, data)]
    trained = {seat.agency_id for seat in data.registers.seats if seat.attendance is Attendance.ATTENDED}
    return [
        figure("K1", "Lớp tập huấn phát ngôn đã tổ chức", "course", (str(line.id) for line in held)),
        figure(
            "K2",
            "Cơ quan chưa có người được tập huấn",
            "agency",
            (found for found in data.duty if found not in trained),
        ),
    ]


def _held_in(day: object, data: PeriodData) -> bool:
    return data.window.first_day <= day <= data.window.last_day  # type: ignore[operator]


def request_figures(data: PeriodData, frame: Frame) -> list[Figure]:
    """Return the requests of the press and how they were answered."""
    requests = data.registers.requests
    late = {
        line.id
        for line in requests
        if compliance.is_late(compliance.request_due(line, frame.calendar), line.answered_at, data.as_of)
    }
    return [
        figure("G1", "Yêu cầu của báo chí đã nhận", "request", (str(line.id) for line in requests)),
        figure("G2", "Đã trả lời", "request", (str(line.id) for line in requests if line.answered_at)),
        figure(
            "G3",
            "Trong đó: trả lời quá hạn",
            "request",
            (str(line.id) for line in requests if line.answered_at and line.id in late),
        ),
        figure(
            "G4",
            "Quá hạn, chưa trả lời",
            "request",
            (str(line.id) for line in requests if not line.answered_at and line.id in late),
        ),
    ]


def incident_figures(data: PeriodData, frame: Frame) -> list[Figure]:
    """Return the incidents that needed a statement and which had it in time."""
    incidents = data.registers.incidents
    limited = [line for line in incidents if line.basis in LIMITED]
    return [
        figure("H1", "Vụ việc phải phát ngôn đột xuất", "incident", (str(line.id) for line in incidents)),
        figure(
            "H2", "Đã phát ngôn", "incident", (str(line.id) for line in incidents if line.first_statement_at)
        ),
        figure("H3", "Vụ việc có thời hạn 24 giờ", "incident", (str(line.id) for line in limited)),
        figure(
            "H4",
            "Trong đó: phát ngôn đúng hạn",
            "incident",
            (
                str(line.id)
                for line in limited
                if line.first_statement_at
                and not compliance.is_late(
                    compliance.statement_due(line, frame.calendar), line.first_statement_at, data.as_of
                )
            ),
        ),
    ]


def reporting_section(data: PeriodData, frame: Frame) -> Section:
    """Count matters by how their agency reported on them, as of the newest data."""

    def silent(line: CaseLine) -> bool:
        return not line.accounts and data.as_of > report_due(line.opened_at, frame.calendar)

    def late(line: CaseLine) -> bool:
        return bool(line.accounts) and line.accounts[0].at >= report_due(line.opened_at, frame.calendar)

    def restated(line: CaseLine) -> bool:
        return bool(line.accounts) and all(account.restated for account in line.accounts)

    groups = (
        ("I1", "chưa báo cáo", silent),
        ("I2", "báo cáo chậm", late),
        ("I3", "chỉ nêu lại nội dung báo chí", restated),
    )
    figures: list[Figure] = []
    for code, label, keep in groups:
        figures.append(pick(code, f"Vụ việc {label}", "case", data.cases, keep))
        agencies = sorted({line.agency_id for line in data.cases if keep(line)})
        figures.append(figure(f"{code}.a", f"Cơ quan có vụ việc {label}", "agency", agencies))
    return Section(title="Chấp hành chế độ báo cáo", figures=tuple(figures))
