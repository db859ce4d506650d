"""The authority's registers in and out of their tables, each change with its history and its audit event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.authority import (
    Course,
    Incident,
    Line,
    MatterReport,
    OutletAnswer,
    PressEvent,
    PressRequest,
    Seat,
    Speaker,
    SpeakerRole,
)
from pipeline.domain.authority_forms import BY_RECORD, REGISTERS, FieldError, Register
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Contact, Signatory
from pipeline.report import compliance
from pipeline.store import audit
from pipeline.store.authority_tables import (
    CourseRow,
    IncidentRow,
    MatterReportRow,
    OutletAnswerRow,
    PressEventRow,
    PressRequestRow,
    RegisterChangeRow,
    ReportIssueRow,
    ReportRemarkRow,
    SeatRow,
    SpeakerRow,
)
from pipeline.store.tables import Base, CaseRow, LetterRow

ROWS: dict[type[Any], type[Any]] = {
    Speaker: SpeakerRow,
    PressEvent: PressEventRow,
    PressRequest: PressRequestRow,
    Incident: IncidentRow,
    Course: CourseRow,
    Seat: SeatRow,
    MatterReport: MatterReportRow,
    OutletAnswer: OutletAnswerRow,
}
_PARENTS: dict[type[Any], tuple[str, type[Any], str]] = {
    Seat: ("course_id", CourseRow, "Không có lớp tập huấn mang mã này."),
    MatterReport: ("case_id", CaseRow, "Không có vụ việc mang mã này."),
    OutletAnswer: ("letter_id", LetterRow, "Không có văn bản mang mã này."),
}
Record = TypeVar("Record", bound=Line)


def _record(kind: type[Record], row: Any) -> Record:  # noqa: ANN401  the row class of `kind`
    return kind(**{item.name: getattr(row, item.name) for item in fields(kind)})


def lines(
    session: Session, kind: type[Record], *, agency_id: str | None = None, **equal: object
) -> list[Record]:
    """Return the lines of a register, newest first; only those of an agency when it is given."""
    row = ROWS[kind]
    query = sa.select(row).order_by(getattr(row, BY_RECORD[kind].order).desc(), row.id.desc())
    wanted = ({"agency_id": agency_id} if agency_id else {}) | equal
    for name, value in wanted.items():
        query = query.where(getattr(row, name) == value)
    return [_record(kind, found) for found in session.scalars(query)]


def between(
    session: Session, kind: type[Record], field: str, first: date | datetime, last: date | datetime
) -> list[Record]:
    """Return the lines whose `field` lies in ``first <= field < last``, oldest first."""
    row = ROWS[kind]
    column = getattr(row, field)
    query = sa.select(row).where(column >= first, column < last).order_by(column, row.id)
    return [_record(kind, found) for found in session.scalars(query)]


def line(session: Session, kind: type[Record], line_id: int) -> Record | None:
    """Return one line of a register, None when there is none with this number."""
    row = session.get(ROWS[kind], line_id)
    return _record(kind, row) if row is not None else None


def keep(session: Session, record: Line, *, actor: str, now: datetime) -> int:
    """Keep a new line (id 0) or a changed one, and return its number. An unchanged line leaves no trace.

    Raises:
        FieldError: the rules of the register forbid it, or what it belongs to does not exist.
    """
    register = BY_RECORD[type(record)]
    _check(session, record)
    values = {name: value for name, value in asdict(record).items() if name != "id"}
    row = session.get(ROWS[type(record)], record.id) if record.id else None
    before = {name: getattr(row, name) for name in values} if row is not None else None
    changes = {
        name: [_text(before[name]) if before else None, _text(value)]
        for name, value in values.items()
        if (before is None and value not in {None, ""}) or (before is not None and before[name] != value)
    }
    if not changes:
        return record.id
    if row is None:
        row = ROWS[type(record)](**values)
        session.add(row)
    else:
        for name, value in values.items():
            setattr(row, name, value)
    session.flush()
    session.add(RegisterChangeRow(register=register.key, line_id=row.id, at=now, actor=actor, values=changes))
    detail = {"register": register.key, "line": row.id, "fields": sorted(changes)}
    action = "register changed" if before else "register added"
    audit.record(session, at=now, actor=actor, action=action, detail=detail)
    return int(row.id)


def _check(session: Session, record: Line) -> None:
    parent = _PARENTS.get(type(record))
    if parent is not None:
        field, row, problem = parent
        found = session.get(row, getattr(record, field))
        if found is None:
            raise FieldError({field: problem})
        if isinstance(record, MatterReport) and found.agency_id != record.agency_id:
            raise FieldError({field: "Vụ việc này của cơ quan khác."})
        if isinstance(record, OutletAnswer):
            case = session.get_one(CaseRow, found.case_id)
            if case.agency_id != record.agency_id or found.sent_at is None:
                raise FieldError({field: "Văn bản này của cơ quan khác hoặc chưa gửi."})
    others = lines(session, Speaker, agency_id=record.agency_id) if isinstance(record, Speaker) else []
    found_problems = compliance.problems(record, others)
    if found_problems:
        raise FieldError({"": " ".join(found_problems)})


def _text(value: object) -> str | None:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat(timespec="minutes")
    return None if value is None else str(value)


def same_line(session: Session, register: Register, record: Line) -> int:
    """Return the number of the line that `record` is another writing of (same identity), 0 when there is none."""
    row = ROWS[register.record]
    query = sa.select(row.id).where(
        *(getattr(row, name) == getattr(record, name) for name in register.identity)
    )
    return session.scalar(query.order_by(row.id).limit(1)) or 0


def history(session: Session, register: Register, line_id: int) -> Sequence[RegisterChangeRow]:
    """Return the changes of a line, newest first."""
    query = sa.select(RegisterChangeRow).where(
        RegisterChangeRow.register == register.key, RegisterChangeRow.line_id == line_id
    )
    return session.scalars(query.order_by(RegisterChangeRow.id.desc())).all()


# who signs, who speaks ---------------------------------------------------------------------------------------


def signs_and_speaks(
    session: Session, agency_id: str, on: date
) -> tuple[Signatory | None, Contact | None] | None:
    """Return who signs and whom to call on a day, from active lines only; None when the register knows nobody at all.

    A head signs before others; the regular spokesperson is called before the head. A delegate speaks for one
    matter and is neither.
    """
    own = [
        found
        for found in lines(session, Speaker, agency_id=agency_id)
        if found.role is not SpeakerRole.DELEGATE
    ]
    if not own:
        return None
    active = [found for found in own if found.is_active(on)]
    signers = sorted(
        (found for found in active if found.signing), key=lambda found: found.role is not SpeakerRole.HEAD
    )
    speakers = sorted(active, key=lambda found: found.role is not SpeakerRole.REGULAR)
    signatory = None
    if signers:
        parts = tuple(part.strip() for part in signers[0].signing.split(";") if part.strip())
        signatory = Signatory(authority=parts, full_name=signers[0].full_name)
    contact = None
    if speakers:
        first = speakers[0]
        contact = Contact(full_name=first.full_name, post=first.post, phone=first.phone, email=first.email)
    return signatory, contact


# issued reports ----------------------------------------------------------------------------------------------


def last_other_issue(
    session: Session, kind: str, period: str, figures: dict[str, int]
) -> ReportIssueRow | None:
    """Return the newest issue of a report whose figures differ from these, None when there is none."""
    query = sa.select(ReportIssueRow).where(ReportIssueRow.kind == kind, ReportIssueRow.period == period)
    for row in session.scalars(query.order_by(ReportIssueRow.id.desc())):
        if row.figures != figures:
            return row
    return None


def keep_issue(session: Session, issue: ReportIssueRow) -> bool:
    """Remember a report as issued; the same figures as the newest issue are not kept twice."""
    query = sa.select(ReportIssueRow).where(
        ReportIssueRow.kind == issue.kind, ReportIssueRow.period == issue.period
    )
    newest = session.scalar(query.order_by(ReportIssueRow.id.desc()).limit(1))
    if newest is not None and newest.figures == issue.figures:
        return False
    session.add(issue)
    session.flush()
    return True


def remark(session: Session, kind: str, period: str) -> str:
    """Return what people wrote into a report: difficulties and proposals."""
    row = session.get(ReportRemarkRow, (kind, period))
    return row.text if row else ""


def keep_remark(session: Session, kind: str, period: str, text: str, *, actor: str, now: datetime) -> None:
    """Keep difficulties and proposals for a report."""
    session.merge(ReportRemarkRow(kind=kind, period=period, text=text))
    audit.record(
        session, at=now, actor=actor, action="report remark", detail={"kind": kind, "period": period}
    )
    session.flush()


def speakers_by_agency(session: Session) -> dict[str, list[Speaker]]:
    """Return all spokespersons by agency."""
    found: dict[str, list[Speaker]] = {}
    for speaker in lines(session, Speaker):
        found.setdefault(speaker.agency_id, []).append(speaker)
    return found


def register_sizes(session: Session) -> dict[str, int]:
    """Return how many lines each register holds, by its key."""
    return {
        register.key: session.scalar(
            sa.select(sa.func.count()).select_from(cast("type[Base]", ROWS[register.record]))
        )
        or 0
        for register in REGISTERS.values()
    }


def import_lines(
    session: Session, register: Register, records: Iterable[tuple[int, Line]], *, actor: str, now: datetime
) -> tuple[int, int, dict[int, str]]:
    """Keep the lines of a sheet; return how many are new, how many changed, and the problems by row of the sheet.

    Nothing is kept when a row has a problem: the caller rolls back.
    """
    new, changed, wrong = 0, 0, {}
    for number, record in records:
        line_id = same_line(session, register, record)
        values = asdict(record) | {"id": line_id}
        before = line(session, register.record, line_id) if line_id else None
        try:
            keep(session, register.record(**values), actor=actor, now=now)
        except FieldError as error:
            wrong[number] = str(error)
            continue
        if before is None:
            new += 1
        elif asdict(before) != values:
            changed += 1
    return new, changed, wrong
