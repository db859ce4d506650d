"""One row per agency: spokesperson, briefings, training, matters, quality of reporting; and how fast each answers.

Pure; from the data of a quarter. An agency lags when something here needs a reminder, and the reason says what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from pipeline.domain.authority import Attendance, EventKind
from pipeline.report import compliance
from pipeline.report.lines import CaseLine, PeriodData
from pipeline.report.parts import Frame
from pipeline.report.periods import report_due
from pipeline.report.quarter_matters import overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """Where one agency stands."""

    agency_id: str
    name: str
    standing: compliance.Standing
    remarks: tuple[str, ...]
    """What is not in order with its active spokespersons."""
    briefings: int
    conferences: int
    trained: int
    matters: int
    open: int
    overdue: int
    late: int
    restated: int

    def reasons(self) -> tuple[str, ...]:
        """Return why the agency needs a reminder, in Vietnamese; empty when it does not."""
        found = []
        if self.standing is not compliance.Standing.PUBLISHED:
            found.append(f"Người phát ngôn: {compliance.STANDING_LABELS[self.standing].lower()}.")
        found.extend(self.remarks)
        for count, words in (
            (self.overdue, "vụ việc quá hạn, chưa có kết luận"),
            (self.late, "vụ việc báo cáo chậm"),
            (self.restated, "vụ việc chỉ nêu lại nội dung báo chí"),
        ):
            if count:
                found.append(f"{count} {words}.")
        return tuple(found)


def board(data: PeriodData, frame: Frame) -> list[BoardRow]:
    """Return a row for each agency that must have a spokesperson or had a matter in the quarter."""
    agencies = dict.fromkeys((*data.duty, *(line.agency_id for line in data.cases)))
    return [_row(agency_id, data, frame) for agency_id in agencies]


def _row(agency_id: str, data: PeriodData, frame: Frame) -> BoardRow:
    own = [line for line in data.cases if line.agency_id == agency_id]
    speakers = data.registers.speakers.get(agency_id, ())
    day, moment = data.day(), min(data.as_of, data.window.end)
    events = [line for line in data.registers.events if line.agency_id == agency_id]
    attended = {
        seat.full_name
        for seat in data.registers.seats
        if seat.agency_id == agency_id and seat.attendance is Attendance.ATTENDED
    }
    return BoardRow(
        agency_id=agency_id,
        name=frame.name_of(agency_id),
        standing=compliance.standing(speakers, day, moment),
        remarks=tuple(
            f"{line.full_name}: {text}"
            for line in speakers
            if line.is_active(day)
            for text in compliance.findings(line, moment, frame.calendar)
        ),
        briefings=sum(line.kind is EventKind.BRIEFING for line in events),
        conferences=sum(line.kind is EventKind.PRESS_CONFERENCE for line in events),
        trained=len(attended),
        matters=len(own),
        open=sum(not line.closed for line in own),
        overdue=sum(overdue(line, data, frame) for line in own),
        late=sum(
            bool(line.accounts) and line.accounts[0].at >= report_due(line.opened_at, frame.calendar)
            for line in own
        ),
        restated=sum(bool(line.accounts) and all(x.restated for x in line.accounts) for line in own),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How long conclusions took."""

    agency_id: str
    name: str
    count: int
    median: timedelta
    slowest: timedelta
    slowest_case: str


def speeds(cases: Sequence[CaseLine], frame: Frame) -> list[Speed]:
    """Return median and slowest time from raising a matter to its conclusion per agency, slowest median first."""
    taken: dict[str, list[tuple[timedelta, str]]] = {}
    for line in cases:
        if line.verdict is not None and line.decided_at is not None:
            taken.setdefault(line.agency_id, []).append((line.decided_at - line.opened_at, line.id))
    found = [
        Speed(
            agency_id=agency_id,
            name=frame.name_of(agency_id),
            count=len(times),
            median=timedelta(seconds=median(time.total_seconds() for time, _ in times)),
            slowest=max(times)[0],
            slowest_case=max(times)[1],
        )
        for agency_id, times in taken.items()
    ]
    return sorted(found, key=lambda speed: (-speed.median, speed.name))


def in_words(span: timedelta) -> str:
    """Return a span as a person says it: hours under two days, days above."""
    hours = span / timedelta(hours=1)
    if hours < 1:
        return "dưới 1 giờ"
    return f"{hours:.0f} giờ" if hours < 48 else f"{hours / 24:.1f} ngày".replace(".", ",")
