"""How a case is verified: who does it, what was asked of whom, which files and remarks belong to it, with what result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import TransitionError
from pipeline.domain.mistakes import Mistake
from pipeline.review.attachments import Attachment
from pipeline.review.workflow import Role
from pipeline.store import audit
from pipeline.store.desk_tables import EvidenceFileRow, InquiryRow, PresenceRow, VerificationRow
from pipeline.store.files import EvidenceFiles
from pipeline.store.tables import CaseRow, PersonRow, UtcDateTime, table

PRESENT = timedelta(seconds=90)
"""How long after a person's last sign of life a case counts as open at their desk."""
NOTED = timedelta(seconds=20)
"""Shorter than the half minute after which an open page asks again, so that whoever stays is always present."""
MOST_FILES = 30


def conclude(session: Session, case: CaseRow, mistakes: Iterable[Mistake]) -> None:
    """Keep the error types of the decision in hand, in place of those of an earlier one."""
    row = session.get(VerificationRow, case.id) or VerificationRow(case_id=case.id, assignee_id=None)
    row.mistakes = [mistake.value for mistake in mistakes]
    session.add(row)
    session.flush()


class Colleague(NamedTuple):
    """Someone who can verify a case."""

    id: int
    full_name: str


def colleagues(session: Session, agency_id: str) -> list[Colleague]:
    """Return who can verify a case of an agency, by name."""
    return [Colleague._make(row) for row in session.execute(_COLLEAGUES, {"agency": agency_id})]


_PERSON = table(PersonRow)
_COLLEAGUES = (
    sa.select(_PERSON.c.id, _PERSON.c.full_name)
    .where(
        _PERSON.c.agency_id == sa.bindparam("agency"),
        _PERSON.c.active,
        _PERSON.c.role.in_([sa.literal(role, _PERSON.c.role.type) for role in (Role.OFFICER, Role.HEAD)]),
    )
    .order_by(_PERSON.c.full_name)
)


def assign(
    session: Session, case: CaseRow, assignee_id: int | None, *, actor: PersonRow, now: datetime
) -> None:
    """Give a case to a colleague, or to nobody.

    Raises:
        TransitionError: the person does not verify cases of this agency.
    """
    found = [person for person in colleagues(session, case.agency_id) if person.id == assignee_id]
    if assignee_id is not None and not found:
        raise TransitionError("Người được phân công phải là chuyên viên hoặc người phát ngôn của cơ quan.")
    row = session.get(VerificationRow, case.id) or VerificationRow(case_id=case.id, mistakes=[])
    row.assignee_id = assignee_id
    session.add(row)
    name = found[0].full_name if found else ""
    _record(session, case, "assign", {"person": name}, actor, now)


def ask(
    session: Session,
    case: CaseRow,
    *,
    unit: str,
    question: str,
    due: date,
    actor: PersonRow,
    now: datetime,
) -> None:
    """Ask another unit for facts by a day.

    Raises:
        TransitionError: the unit or the question is missing, or the day lies behind.
    """
    if not unit or not question:
        raise TransitionError("Cần ghi đơn vị được hỏi và nội dung cần cung cấp.")
    if due < now.astimezone(VIETNAM).date():
        raise TransitionError("Ngày đề nghị trả lời không được ở trước hôm nay.")
    session.add(InquiryRow(case_id=case.id, unit=unit, question=question, due=due, asked_at=now, answer=""))
    detail = {"unit": unit, "question": question, "due_day": due.isoformat()}
    _record(session, case, "ask", detail, actor, now)


def answer(
    session: Session, case: CaseRow, inquiry_id: int, text: str, *, actor: PersonRow, now: datetime
) -> None:
    """Note what the unit answered.

    Raises:
        TransitionError: there is no such open question in this case, or no answer is given.
    """
    row = session.get(InquiryRow, inquiry_id)
    if row is None or row.case_id != case.id or row.answered_at is not None:
        raise TransitionError("Câu hỏi này không có hoặc đã được trả lời.")
    if not text:
        raise TransitionError("Cần ghi nội dung trả lời của đơn vị.")
    row.answer, row.answered_at = text, now
    _record(session, case, "answer", {"unit": row.unit, "answer": text}, actor, now)


def inquiries(session: Session, case_id: int) -> Sequence[InquiryRow]:
    """Return what was asked of other units, oldest first."""
    return session.scalars(_INQUIRIES, {"case": case_id}).all()


_INQUIRIES = sa.select(InquiryRow).where(InquiryRow.case_id == sa.bindparam("case")).order_by(InquiryRow.id)


def comment(session: Session, case: CaseRow, text: str, *, actor: PersonRow, now: datetime) -> None:
    """Add a remark to the history of a case.

    Raises:
        TransitionError: there is none.
    """
    if not text:
        raise TransitionError("Ý kiến trao đổi đang để trống.")
    _record(session, case, "comment", {"comment": text}, actor, now)


def attach(
    session: Session,
    case: CaseRow,
    attachment: Attachment,
    kept: EvidenceFiles,
    *,
    actor: PersonRow,
    now: datetime,
) -> None:
    """Keep a checked file as evidence of a case. The same bytes twice are one file.

    Raises:
        TransitionError: the case has too many files.
    """
    known = files(session, case.id)
    if len(known) >= MOST_FILES:
        raise TransitionError(f"Mỗi vụ việc lưu tối đa {MOST_FILES} tệp.")
    sha256 = kept.put(attachment.body)
    if any(row.sha256 == sha256 for row in known):
        return
    session.add(
        EvidenceFileRow(
            case_id=case.id,
            sha256=sha256,
            name=attachment.name,
            content_type=attachment.content_type,
            size=len(attachment.body),
            added_at=now,
            added_by=actor.id,
        )
    )
    _record(session, case, "attach", {"file": attachment.name, "sha256": sha256}, actor, now)


def files(session: Session, case_id: int) -> Sequence[EvidenceFileRow]:
    """Return the files of a case, oldest first."""
    return session.scalars(_FILES, {"case": case_id}).all()


_FILES = (
    sa.select(EvidenceFileRow)
    .where(EvidenceFileRow.case_id == sa.bindparam("case"))
    .order_by(EvidenceFileRow.id)
)


def be_present(session: Session, case: CaseRow, person: PersonRow, now: datetime) -> None:
    """Note that a person has a case open; noted again when the note is `NOTED` old, so that most looks write nothing."""
    values = {"case": case.id, "person": person.id, "now": now, "noted": now - NOTED}
    session.execute(_BE_PRESENT, values)


_BE_PRESENT = sa.text(
    "INSERT INTO presence (case_id, person_id, seen_at) SELECT :case, :person, :now WHERE NOT EXISTS "
    "(SELECT 1 FROM presence WHERE case_id = :case AND person_id = :person AND seen_at > :noted AND seen_at <= :now) "
    "ON CONFLICT (case_id, person_id) DO UPDATE SET seen_at = excluded.seen_at"
).bindparams(
    sa.bindparam("case", type_=sa.Integer()),
    sa.bindparam("person", type_=sa.Integer()),
    sa.bindparam("now", type_=UtcDateTime()),
    sa.bindparam("noted", type_=UtcDateTime()),
)


def present(session: Session, case: CaseRow, but: PersonRow, now: datetime) -> list[str]:
    """Return the names of the others who have a case open."""
    others = {"case": case.id, "person": but.id, "since": now - PRESENT}
    return by_line(session.execute(OTHERS, others).scalar())


def by_line(names: str | None) -> list[str]:
    """Return the names that `OTHERS` gave, in order."""
    return sorted(names.split("\n")) if names else []


_PRESENCE = table(PresenceRow)
OTHERS = (
    sa.select(sa.func.aggregate_strings(_PERSON.c.full_name, "\n"))
    .join_from(_PERSON, _PRESENCE, _PRESENCE.c.person_id == _PERSON.c.id)
    .where(
        _PRESENCE.c.case_id == sa.bindparam("case"),
        _PRESENCE.c.person_id != sa.bindparam("person"),
        _PRESENCE.c.seen_at > sa.bindparam("since", type_=UtcDateTime()),
    )
)
"""The names of all but `person` who have `case` open since `since`, one a line."""


def _record(
    session: Session,
    case: CaseRow,
    action: str,
    detail: dict[str, str],
    actor: PersonRow,
    now: datetime,
) -> None:
    audit.record(session, at=now, actor=actor.login, action=action, case_id=case.id, detail=detail)
    session.flush()
