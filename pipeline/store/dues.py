"""Deadlines that stand in the digest and in calendars, and what calendars were last told of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.clock import DUTY_LABELS, Duty
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import DueKind
from pipeline.domain.labels import LETTER_LABELS
from pipeline.review.workflow import State
from pipeline.store.access_tables import CalendarRow
from pipeline.store.cases import request_of
from pipeline.store.desk_tables import ClockRow
from pipeline.store.session import take_turn
from pipeline.store.tables import ArticleRow, CaseRow, LetterRow, VersionRow

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


def open_dues(session: Session, agency_id: str | None) -> list[Due]:
    """Return what an agency waits for or owes by law (all agencies when None), the earliest first.

    The dates are those of the clocks: pauses, extensions and the operator's calendar count. A clock stands here until
    it ends or its case is closed. Duties without a date ("ngay", the nearest issue, a paused clock) have no place in a
    calendar and are left to the page of the case; so is the house's own target for verifying.
    """
    query = (
        sa.select(ClockRow, CaseRow, LetterRow)
        .join(CaseRow, CaseRow.id == ClockRow.case_id)
        .outerjoin(LetterRow, LetterRow.id == ClockRow.letter_id)
        .where(
            ClockRow.ended_at.is_(None),
            ClockRow.due_at.is_not(None),
            ClockRow.duty != Duty.VERIFICATION,
            CaseRow.state != State.CLOSED,
        )
    )
    if agency_id is not None:
        query = query.where(CaseRow.agency_id == agency_id)
    found = [_due(session, clock, case, letter) for clock, case, letter in session.execute(query)]
    return sorted(found, key=lambda due: (due.day, due.uid))


def _due(session: Session, clock: ClockRow, case: CaseRow, letter: LetterRow | None) -> Due:
    assert clock.due_at is not None
    last = clock.due_at.astimezone(VIETNAM)
    if letter is not None:
        work = request_of(letter).work
        uid, title = f"van-ban-{letter.id}", f"Hết hạn {work.outlet}: {LETTER_LABELS[letter.kind].lower()}"
        text = f"Văn bản số {letter.number}. Bài “{work.title}”."
    else:
        uid, title = f"thoi-han-{clock.id}", f"Hết hạn: {DUTY_LABELS[clock.duty].lower()}"
        text = f"Vụ việc số {case.id}. Bài “{_headline(session, case)}”."
    if clock.due_kind is DueKind.MOMENT:
        text = f"Chậm nhất {last:%H:%M}. {text}"
    return Due(
        uid=uid,
        agency_id=case.agency_id,
        case_id=case.id,
        day=last.date(),
        title=title,
        text=f"{text} Căn cứ: {clock.rule}.",
    )


def _headline(session: Session, case: CaseRow) -> str:
    article = session.get_one(ArticleRow, case.article_id)
    return session.get_one(VersionRow, (article.id, article.version)).title


def told(session: Session, agency_id: str | None, now: datetime) -> Sequence[CalendarRow]:
    """Return what a calendar shows: the open deadlines, and for a while those that fell away, as cancelled.

    What changed since the last time is written first: a new day or text raises the sequence by one.
    """
    if _changes(session, agency_id):
        take_turn(session, "calendar_event")
        session.expire_all()
        for due, row in _changes(session, agency_id):
            _tell(session, due, row, now)
        session.flush()
    query = sa.select(CalendarRow).where(
        sa.or_(sa.not_(CalendarRow.cancelled), CalendarRow.changed_at > now - KEPT)
    )
    if agency_id is not None:
        query = query.where(CalendarRow.agency_id == agency_id)
    return session.scalars(query.order_by(CalendarRow.day, CalendarRow.uid)).all()


def _changes(session: Session, agency_id: str | None) -> list[tuple[Due | None, CalendarRow | None]]:
    """Return (deadline as it is, event as it was told) wherever the two differ."""
    query = sa.select(CalendarRow)
    if agency_id is not None:
        query = query.where(CalendarRow.agency_id == agency_id)
    rows = {row.uid: row for row in session.scalars(query)}
    dues = {due.uid: due for due in open_dues(session, agency_id)}
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
