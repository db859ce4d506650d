"""Cases put off to a day: they leave the queue and come back by themselves that morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import TransitionError
from pipeline.review.workflow import Action, State
from pipeline.store import audit, cases
from pipeline.store.desk_tables import SnoozeRow
from pipeline.store.tables import CaseRow, PersonRow

LONGEST = timedelta(days=90)


def put_off(
    session: Session, case: CaseRow, until: date, reason: str, *, actor: PersonRow, now: datetime
) -> None:
    """Put a case off to the morning of `until`.

    Raises:
        TransitionError: the day is not ahead or too far, no reason is given, or the case does not wait.
    """
    today = now.astimezone(VIETNAM).date()
    if not today < until <= today + LONGEST:
        raise TransitionError(f"Ngày hẹn phải sau hôm nay và không quá {LONGEST.days} ngày.")
    if not reason:
        raise TransitionError("Cần ghi lý do hoãn.")
    before = case.state
    detail = {"until": until.isoformat(), "reason": reason}
    cases.move(session, case, Action.SNOOZE, actor=actor, now=now, detail=detail)
    session.merge(SnoozeRow(case_id=case.id, until=until, reason=reason, state_before=before))
    session.flush()


def wake(session: Session, case: CaseRow, *, actor: PersonRow, now: datetime) -> None:
    """Bring a case back before its day.

    Raises:
        TransitionError: it was not put off, or it is not this person's to bring back.
    """
    cases.move(session, case, Action.WAKE, actor=actor, now=now, detail={})
    _forget(session, case)


def wake_due(session: Session, now: datetime) -> int:
    """Bring back the cases whose day has come and return how many."""
    today = now.astimezone(VIETNAM).date()
    due = session.scalars(DUE, {"today": today}).all()
    for row in due:
        case = session.get_one(CaseRow, row.case_id)
        if case.state is State.SNOOZED:
            reason = row.reason
            _forget(session, case)
            detail = {"reason": reason}
            audit.record(session, at=now, actor="daily", action="wake", case_id=case.id, detail=detail)
        else:  # it came back otherwise, with a new text
            session.delete(row)
    session.flush()
    return len(due)


DUE = sa.select(SnoozeRow).where(SnoozeRow.until <= sa.bindparam("today"))


def _forget(session: Session, case: CaseRow) -> None:
    row = session.get_one(SnoozeRow, case.id)
    case.state = row.state_before
    session.delete(row)
    session.flush()
