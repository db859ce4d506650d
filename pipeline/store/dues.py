"""Deadlines that stand in the digest and in calendars, and what calendars were last told of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import DeadlineKind, deadline
from pipeline.domain.labels import LETTER_LABELS
from pipeline.domain.records import OutcomeKind
from pipeline.review.workflow import State
from pipeline.store.access_tables import CalendarRow
from pipeline.store.cases import request_of
from pipeline.store.session import take_turn
from pipeline.store.tables import CaseRow, LetterRow, OutcomeRow

KEPT = timedelta(days=60)
"""How long a calendar is told that an event was cancelled; by then every client has asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that must have happened by the end of a day in Vietnam."""

    uid: str
    """The same for ever, whatever else changes."""
    agency_id: str
    case_id: int
    day: date
    title: str
    text: str


def open_dues(session: Session, agency_id: str | None, calendar: Calendar) -> list[Due]:
    """Return what an agency waits for (all agencies when None), the earliest first.

    A letter counts from its proved receipt until its case is closed or the correction was seen. Duties without a
    date ("ngay", the nearest issue) have no place in a calendar and are left to the page of the letter.
    """
    done = sa.exists().where(OutcomeRow.letter_id == LetterRow.id, OutcomeRow.kind == OutcomeKind.CORRECTED)
    query = (
        sa.select(LetterRow, CaseRow)
        .join(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(LetterRow.received_at.is_not(None), CaseRow.state != State.CLOSED, ~done)
    )
    if agency_id is not None:
        query = query.where(CaseRow.agency_id == agency_id)
    found = [_due(letter, case, calendar) for letter, case in session.execute(query)]
    return sorted((due for due in found if due), key=lambda due: (due.day, due.uid))


def _due(letter: LetterRow, case: CaseRow, calendar: Calendar) -> Due | None:
    assert letter.received_at is not None
    work = request_of(letter).work
    counted = deadline(DeadlineKind(letter.kind.value), work.medium, letter.received_at, calendar)
    if counted.due is None:
        return None
    return Due(
        uid=f"van-ban-{letter.id}",
        agency_id=case.agency_id,
        case_id=case.id,
        day=counted.due.astimezone(VIETNAM).date(),
        title=f"Hết hạn {work.outlet}: {LETTER_LABELS[letter.kind].lower()}",
        text=f"Văn bản số {letter.number}. Bài “{work.title}”. Căn cứ: {counted.rule}.",
    )


def told(session: Session, agency_id: str | None, calendar: Calendar, now: datetime) -> Sequence[CalendarRow]:
    """Return what a calendar shows: the open deadlines, and for a while those that fell away, as cancelled.

    What changed since the last time is written first: a new day or text raises the sequence by one.
    """
    if _changes(session, agency_id, calendar):
        take_turn(session, "calendar_event")
        session.expire_all()
        for due, row in _changes(session, agency_id, calendar):
            _tell(session, due, row, now)
        session.flush()
    query = sa.select(CalendarRow).where(
        sa.or_(sa.not_(CalendarRow.cancelled), CalendarRow.changed_at > now - KEPT)
    )
    if agency_id is not None:
        query = query.where(CalendarRow.agency_id == agency_id)
    return session.scalars(query.order_by(CalendarRow.day, CalendarRow.uid)).all()


def _changes(
    session: Session, agency_id: str | None, calendar: Calendar
) -> list[tuple[Due | None, CalendarRow | None]]:
    """Return (deadline as it is, event as it was told) wherever the two differ."""
    query = sa.select(CalendarRow)
    if agency_id is not None:
        query = query.where(CalendarRow.agency_id == agency_id)
    rows = {row.uid: row for row in session.scalars(query)}
    dues = {due.uid: due for due in open_dues(session, agency_id, calendar)}
    pairs = [(dues.get(uid), rows.get(uid)) for uid in sorted(dues.keys() | rows.keys())]
    return [(due, row) for due, row in pairs if _differ(due, row)]


def _differ(due: Due | None, row: CalendarRow | None) -> bool:
    if due is None or row is None:
        return row is None or not row.cancelled
    return row.cancelled or (row.day, row.title, row.text) != (due.day, due.title, due.text)


def _tell(session: Session, due: Due | None, row: CalendarRow | None, now: datetime) -> None:
    if row is None:
        assert due is not None
        row = CalendarRow(uid=due.uid, sequence=0)
        session.add(row)
    else:
        row.sequence += 1
    row.cancelled, row.changed_at = due is None, now
    if due is not None:
        row.agency_id, row.case_id, row.day = due.agency_id, due.case_id, due.day
        row.title, row.text = due.title, due.text
