"""Pieces that the three reports share: figures, lists of records, tables of figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pipeline.domain.authority import (
    ATTENDANCE_LABELS,
    BASIS_LABELS,
    EVENT_LABELS,
    REQUEST_LABELS,
    ROLE_LABELS,
    Speaker,
)
from pipeline.domain.calendar import Calendar
from pipeline.domain.labels import LETTER_LABELS, OUTCOME_LABELS, TONE_LABELS
from pipeline.domain.records import Cell, Figure, FigureChange, RecordList, Report, Section, Verdict
from pipeline.report import compliance
from pipeline.report.lines import ArticleLine, CaseLine, Disposition, LetterLine, Registers

VERDICT_LABELS = {
    Verdict.ACCURATE: "thông tin chính xác",
    Verdict.ACCURATE_ACT: "thông tin chính xác, phải xử lý hoặc trả lời",
    Verdict.INCOMPLETE: "thông tin chưa đầy đủ",
    Verdict.FALSE: "thông tin sai sự thật",
    Verdict.OTHER_AGENCY: "chuyển cơ quan khác",
    Verdict.NOT_DISCLOSABLE: "chưa được cung cấp thông tin",
}
WRONG = frozenset({Verdict.INCOMPLETE, Verdict.FALSE})
RIGHT = frozenset({Verdict.ACCURATE, Verdict.ACCURATE_ACT})
DISPOSITION_LABELS = {
    Disposition.IN_TIME: "đã đăng, đúng hạn",
    Disposition.LATE: "đã đăng, quá hạn",
    Disposition.NO_LIMIT: "đã đăng, luật không tính hạn bằng số ngày",
    Disposition.REFUSED: "từ chối đăng",
    Disposition.REMOVED: "gỡ bài, không cải chính",
    Disposition.SILENT: "sửa nội dung, không cải chính",
    Disposition.OVERDUE: "quá hạn, chưa trả lời",
    Disposition.WAITING: "chưa trả lời, chưa quá hạn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a report is made in: names, calendar, version, what people wrote."""

    agency_name: str
    """Who reports."""
    name_of: Callable[[str], str]
    """Name of an agency by its id."""
    calendar: Calendar
    version: str
    remarks: str = ""


def figure(code: str, label: str, kind: str, ids: Iterable[str]) -> Figure:
    """Return the figure that counts these records, each once."""
    return Figure(code=code, label=label, kind=kind, record_ids=tuple(dict.fromkeys(ids)))


def pick(
    code: str,
    label: str,
    kind: str,
    lines: Iterable[CaseLine | LetterLine | ArticleLine],
    keep: Callable[..., bool],
) -> Figure:
    """Return the figure of the lines that `keep` accepts."""
    return figure(code, label, kind, (line.id for line in lines if keep(line)))


def compared(sections: Sequence[Section], before: Mapping[str, int]) -> tuple[Section, ...]:
    """Return the sections with the value of the period before beside each of their own figures."""
    return tuple(
        replace(
            section,
            figures=tuple(replace(item, previous=before.get(item.code, 0)) for item in section.figures),
        )
        for section in sections
    )


def changed(report: Report, issued: Mapping[str, int] | None) -> Report:
    """Return the report with what differs from an earlier issue of it; None when there was no other issue."""
    if issued is None:
        return report
    changes = [
        FigureChange(label=item.label, before=issued.get(code), after=item.value)
        for code, item in report.figures().items()
        if issued.get(code, 0) != item.value
    ]
    return replace(report, changes=tuple(changes))


def by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return ids by key, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, record_id in pairs:
        found[key].append(record_id)
    return dict(found)


def longest(counts: Mapping[str, Sequence[str]], most: int = 10) -> list[str]:
    """Return the keys with the most records, largest first, for a chart that stays readable."""
    return [key for key, _ in Counter({key: len(ids) for key, ids in counts.items()}).most_common(most)]


# lists -------------------------------------------------------------------------------------------------------


def articles_list(lines: Iterable[ArticleLine], frame: Frame) -> RecordList:
    """Return the list of articles."""
    return RecordList(
        kind="article",
        title="Tin, bài",
        headings=(
            "Tên tác phẩm",
            "Cơ quan báo chí",
            "Thời điểm đăng",
            "Sắc thái",
            "Cơ quan liên quan",
            "Có dấu hiệu",
        ),
        rows={
            line.id: (
                line.title,
                line.outlet,
                line.published_at,
                TONE_LABELS[line.tone],
                frame.name_of(line.agency_id) if line.agency_id else "",
                "x" if line.flagged else "",
            )
            for line in lines
        },
    )


def cases_list(lines: Iterable[CaseLine], frame: Frame, as_of: datetime | None = None) -> RecordList:
    """Return the list of matters: as they stand now, or (weekly) as they stood before `as_of`."""

    def row(line: CaseLine) -> tuple[Cell, ...]:
        verdict = line.verdict_by(as_of) if as_of else line.verdict
        return (
            int(line.id),
            frame.name_of(line.agency_id),
            line.title,
            line.outlet,
            line.opened_at,
            line.decided_at,
            VERDICT_LABELS[verdict].capitalize() if verdict else "",
            line.state,
            line.result,
        )

    return RecordList(
        kind="case",
        title="Vụ việc",
        headings=(
            "Mã",
            "Cơ quan xử lý",
            "Tên tác phẩm",
            "Cơ quan báo chí",
            "Giao ngày",
            "Kết luận ngày",
            "Kết luận",
            "Trạng thái",
            "Kết quả",
        ),
        rows={line.id: row(line) for line in lines},
    )


def letters_list(lines: Iterable[LetterLine], frame: Frame, as_of: datetime) -> RecordList:
    """Return the list of letters with what became of each."""
    return RecordList(
        kind="letter",
        title="Văn bản gửi cơ quan báo chí",
        headings=(
            "Mã",
            "Số, ký hiệu",
            "Loại văn bản",
            "Cơ quan gửi",
            "Cơ quan báo chí",
            "Tên tác phẩm",
            "Ngày gửi",
            "Ngày báo nhận",
            "Kết quả",
            "Lần kiểm tra gần nhất",
        ),
        rows={
            line.id: (
                int(line.id),
                line.number,
                LETTER_LABELS[line.kind],
                frame.name_of(line.agency_id),
                line.outlet,
                line.title,
                line.sent_at,
                line.received_at,
                DISPOSITION_LABELS[line.disposition(as_of, frame.calendar)].capitalize(),
                OUTCOME_LABELS[line.outcome] if line.outcome else "Chưa kiểm tra lại",
            )
            for line in lines
        },
    )


def agencies_list(
    ids: Iterable[str], speakers: Mapping[str, Sequence[Speaker]], frame: Frame, as_of: datetime
) -> RecordList:
    """Return the list of agencies with who speaks for each."""
    day = as_of.date()

    def row(agency_id: str) -> tuple[Cell, ...]:
        own = speakers.get(agency_id, ())
        active = next((line for line in own if line.is_active(day)), None)
        return (
            frame.name_of(agency_id),
            compliance.STANDING_LABELS[compliance.standing(own, day, as_of)],
            active.full_name if active else "",
            active.post if active else "",
            active.valid_from if active else None,
        )

    return RecordList(
        kind="agency",
        title="Cơ quan",
        headings=("Cơ quan", "Người phát ngôn", "Họ và tên", "Chức vụ", "Từ ngày"),
        rows={agency_id: row(agency_id) for agency_id in dict.fromkeys(ids)},
    )


def register_lists(registers: Registers, frame: Frame) -> tuple[RecordList, ...]:
    """Return the lists of press events, requests, incidents and courses."""
    return (
        _events_list(registers, frame),
        _requests_list(registers, frame),
        _incidents_list(registers, frame),
        _courses_list(registers),
    )


def _events_list(registers: Registers, frame: Frame) -> RecordList:
    return RecordList(
        kind="event",
        title="Họp báo, giao ban báo chí",
        headings=("Cơ quan", "Hình thức", "Ngày", "Nội dung", "Định kỳ", "Chủ động tham dự"),
        rows={
            str(line.id): (
                frame.name_of(line.agency_id),
                EVENT_LABELS[line.kind],
                line.held_on,
                line.title,
                "x" if line.regular else "",
                "x" if line.proactive else "",
            )
            for line in registers.events
        },
    )


def _requests_list(registers: Registers, frame: Frame) -> RecordList:
    return RecordList(
        kind="request",
        title="Yêu cầu của báo chí",
        headings=(
            "Cơ quan",
            "Loại",
            "Cơ quan báo chí",
            "Nội dung",
            "Nhận lúc",
            "Hạn",
            "Trả lời lúc",
            "Trả lời",
        ),
        rows={
            str(line.id): (
                frame.name_of(line.agency_id),
                REQUEST_LABELS[line.kind],
                line.outlet,
                line.subject,
                line.received_at,
                due.due if (due := compliance.request_due(line, frame.calendar)) else None,
                line.answered_at,
                line.answer or line.refusal,
            )
            for line in registers.requests
        },
    )


def _incidents_list(registers: Registers, frame: Frame) -> RecordList:
    return RecordList(
        kind="incident",
        title="Phát ngôn đột xuất",
        headings=("Cơ quan", "Căn cứ", "Vụ việc", "Tiếp nhận lúc", "Hạn", "Phát ngôn lúc", "Hình thức"),
        rows={
            str(line.id): (
                frame.name_of(line.agency_id),
                BASIS_LABELS[line.basis],
                line.title,
                line.noticed_at,
                due.due if (due := compliance.statement_due(line, frame.calendar)) else None,
                line.first_statement_at,
                line.statement,
            )
            for line in registers.incidents
        },
    )


def _courses_list(registers: Registers) -> RecordList:
    return RecordList(
        kind="course",
        title="Lớp tập huấn",
        headings=("Tên lớp", "Ngày tổ chức", "Số người mời", "Số người dự"),
        rows={
            str(line.id): (
                line.title,
                line.held_on,
                sum(seat.course_id == line.id for seat in registers.seats),
                sum(
                    seat.course_id == line.id and ATTENDANCE_LABELS[seat.attendance] == "Đã tham dự"
                    for seat in registers.seats
                ),
            )
            for line in registers.courses
        },
    )


def speakers_list(speakers: Iterable[Speaker], frame: Frame) -> RecordList:
    """Return the list of spokespersons."""
    return RecordList(
        kind="speaker",
        title="Người phát ngôn",
        headings=("Cơ quan", "Tư cách", "Họ và tên", "Chức vụ", "Số quyết định", "Ký lúc", "Công bố lúc"),
        rows={
            str(line.id): (
                frame.name_of(line.agency_id),
                ROLE_LABELS[line.role],
                line.full_name,
                line.post,
                line.decision_no,
                line.decision_at,
                line.posted_at,
            )
            for line in speakers
        },
    )
