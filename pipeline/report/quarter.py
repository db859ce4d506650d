"""The quarterly report of the press authority to the People's Committee.

Contents follow the order (công văn 1304/UBND-KGVX of 14/06/2016) and Kon Tum's own practice: who speaks, what the
press raised, who verified it, what was concluded and sent, what the newspapers did, who is late.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain.authority import LIMITED, PROVINCE, Attendance, EventKind
from pipeline.domain.labels import OUTCOME_LABELS, SIGNAL_LABELS
from pipeline.domain.records import (
    Chart,
    Figure,
    LetterKind,
    OutcomeKind,
    Report,
    ReportTable,
    Section,
    Signal,
    Tone,
    Verdict,
)
from pipeline.report import compliance
from pipeline.report.lines import ArticleLine, CaseLine, Disposition, LetterLine, PeriodData
from pipeline.report.parts import (
    DISPOSITION_LABELS,
    VERDICT_LABELS,
    Frame,
    agencies_list,
    articles_list,
    by_key,
    cases_list,
    compared,
    figure,
    letters_list,
    longest,
    pick,
    register_lists,
)
from pipeline.report.periods import report_due
from pipeline.report.precision import precision_table

WRONG = frozenset({Verdict.INCOMPLETE, Verdict.FALSE})
RIGHT = frozenset({Verdict.ACCURATE, Verdict.ACCURATE_ACT})
_TONES = {Tone.POSITIVE: "tích cực", Tone.NEUTRAL: "trung tính", Tone.NEGATIVE: "phản ánh, phê bình"}


def quarterly(data: PeriodData, before: PeriodData | None, frame: Frame) -> Report:
    """Return the report of a quarter, each figure beside that of the quarter before."""
    sections = _sections(data, frame)
    if before is not None:
        values = {item.code: item.value for part in _sections(before, frame) for item in part.figures}
        sections = list(compared(sections, values))
    as_of = min(data.as_of, data.window.end)
    return Report(
        kind="quarter",
        period=data.window.key,
        title=f"Công tác theo dõi, phản hồi thông tin báo chí {data.window.name}",
        agency_name=frame.agency_name,
        window=data.window.words(),
        as_of=data.as_of,
        sections=tuple(sections),
        lists=(
            articles_list(data.articles, frame),
            cases_list(data.cases, frame),
            letters_list(data.letters, frame, data.as_of),
            agencies_list(
                (*data.duty, *(line.agency_id for line in data.cases)), data.registers.speakers, frame, as_of
            ),
            *register_lists(data.registers, frame),
        ),
        audit_root=data.audit_root,
        version=frame.version,
        remarks=frame.remarks,
    )


def _sections(data: PeriodData, frame: Frame) -> list[Section]:
    return [
        Section(
            title="Người phát ngôn, họp báo, tập huấn",
            figures=(*_speakers(data), *_events(data), *_courses(data)),
        ),
        Section(
            title="Trả lời báo chí, phát ngôn đột xuất",
            figures=(*_requests(data, frame), *_incidents(data, frame)),
        ),
        _press(data, frame),
        _matters(data, frame),
        _signals(data),
        _letters(data, frame),
        Section(
            title="Vụ việc tiêu biểu, vụ việc quá hạn",
            tables=(_notable(data.cases, frame), _overdue(data, frame)),
        ),
        _reporting(data, frame),
    ]


def _speakers(data: PeriodData) -> list[Figure]:
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


def _events(data: PeriodData) -> list[Figure]:
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


def _courses(data: PeriodData) -> list[Figure]:
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


def _requests(data: PeriodData, frame: Frame) -> list[Figure]:
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


def _incidents(data: PeriodData, frame: Frame) -> list[Figure]:
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


def _press(data: PeriodData, frame: Frame) -> Section:
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


_CORRECTED = frozenset({OutcomeKind.CORRECTED, OutcomeKind.CORRECTION_INCOMPLETE})


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


def overdue(line: CaseLine, data: PeriodData, frame: Frame) -> bool:
    """Tell whether a matter has no conclusion although the cut-off of its weekly report has passed."""
    return (
        line.verdict is None and not line.closed and data.as_of > report_due(line.opened_at, frame.calendar)
    )


def _matters(data: PeriodData, frame: Frame) -> Section:
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


def _signals(data: PeriodData) -> Section:
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


def _letters(data: PeriodData, frame: Frame) -> Section:
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


def _notable(lines: Sequence[CaseLine], frame: Frame) -> ReportTable:
    return ReportTable(
        title="Vụ việc có thông tin sai hoặc chưa đầy đủ",
        headings=("Tên tác phẩm", "Cơ quan báo chí", "Cơ quan xử lý", "Kết quả"),
        rows=tuple(
            (line.title, line.outlet, frame.name_of(line.agency_id), line.result or "Đang xử lý")
            for line in lines
            if line.verdict in WRONG
        ),
    )


def _overdue(data: PeriodData, frame: Frame) -> ReportTable:
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


def _reporting(data: PeriodData, frame: Frame) -> Section:
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
