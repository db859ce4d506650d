"""The clocks of cases and letters: started, paused, extended, ended, and counted anew when the calendar changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.calendar import Calendar
from pipeline.domain.clock import OWN_DUTIES, Duty, due
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import Deadline, Extension, Pause
from pipeline.domain.errors import TransitionError
from pipeline.domain.records import LetterRequest
from pipeline.review.workflow import OPEN, WAITING, State
from pipeline.store import audit
from pipeline.store import calendar as calendars
from pipeline.store.desk_tables import ClockRow
from pipeline.store.session import to_json
from pipeline.store.tables import CaseRow, LetterRow, PersonRow, table


def start_verification(session: Session, cases: Sequence[CaseRow], now: datetime) -> None:
    """Start the target for verifying cases, or start it again when a case came back."""
    found = due(Duty.VERIFICATION, None, now, calendars.current(session))  # one for all that start together
    values = {"started_at": now, "ended_at": None, "pauses": [], "extensions": [], **_values(found)}
    before = _verifications(session, cases)
    for row in before.values():
        for name, value in values.items():
            setattr(row, name, value)
    new = [
        {"case_id": case.id, "duty": Duty.VERIFICATION, **values} for case in cases if case.id not in before
    ]
    session.flush()
    if new:
        session.execute(sa.insert(ClockRow), new)


def _verifications(session: Session, cases: Sequence[CaseRow]) -> dict[int, ClockRow]:
    found: dict[int, ClockRow] = {}
    for start in range(0, len(cases), _IDS):
        ids = [case.id for case in cases[start : start + _IDS]]
        query = sa.select(ClockRow).where(ClockRow.case_id.in_(ids), ClockRow.duty == Duty.VERIFICATION)
        found |= {row.case_id: row for row in session.scalars(query)}
    return found


_IDS = 500
"""Ids asked for at once; databases limit how many a statement may hold."""


def catch_up(session: Session) -> None:
    """Start what should run and does not: of cases and letters from before the house kept clocks."""
    start_received(session)
    query = (
        sa.select(CaseRow)
        .outerjoin(ClockRow, sa.and_(ClockRow.case_id == CaseRow.id, ClockRow.duty == Duty.VERIFICATION))
        .where(CaseRow.state.in_(WAITING), ClockRow.id.is_(None))
    )
    for case in session.scalars(query).all():
        start_verification(session, [case], case.opened_at)


def end(session: Session, case: CaseRow, now: datetime, *, only: Duty | None = None) -> None:
    """Stop what still runs in a case: the target of verification when it is decided, everything when it is closed."""
    running = [ClockRow.case_id == case.id, ClockRow.ended_at.is_(None)]
    if only is not None:
        running.append(ClockRow.duty == only)
    session.execute(sa.update(ClockRow).where(*running).values(ended_at=now))


def end_letter(session: Session, letter_id: int, now: datetime) -> None:
    """Stop the newspaper's clock: it did what the letter asked for."""
    running = (ClockRow.letter_id == letter_id, ClockRow.ended_at.is_(None))
    session.execute(sa.update(ClockRow).where(*running).values(ended_at=now))


def run_on(session: Session, case: CaseRow) -> None:
    """Let run on what ended with the decision on a case: it was undone."""
    stopped = (ClockRow.case_id == case.id, ClockRow.ended_at == case.decided_at)
    session.execute(sa.update(ClockRow).where(*stopped).values(ended_at=None))


def start(
    session: Session, case: CaseRow, duty: Duty, started_at: datetime, *, actor: PersonRow, now: datetime
) -> ClockRow:
    """Start the clock of a duty of law that the agency has in a case.

    Raises:
        TransitionError: the duty is not the agency's, runs already, or the start lies ahead.
    """
    if duty not in OWN_DUTIES:
        raise TransitionError("Hãy chọn nghĩa vụ có thời hạn của cơ quan.")
    if started_at > now:
        raise TransitionError("Thời điểm bắt đầu tính hạn không được ở sau hiện tại.")
    if any(row.duty is duty and row.ended_at is None for row in of_case(session, case.id)):
        raise TransitionError("Thời hạn này đang được tính cho vụ việc.")
    row = _new(case.id, duty, started_at)
    _count(row, calendars.current(session))
    session.add(row)
    session.flush()
    _record(session, row, "clock started", {"due": _iso(row)}, actor.login, now)
    return row


def start_received(session: Session) -> None:
    """Start the newspaper's clock of each letter whose receipt is proved and that has none yet."""
    query = (
        sa.select(LetterRow)
        .outerjoin(ClockRow, ClockRow.letter_id == LetterRow.id)
        .where(LetterRow.received_at.is_not(None), ClockRow.id.is_(None))
    )
    waiting = session.scalars(query).all()
    calendar = calendars.current(session)
    for letter in waiting:
        row = _new(letter.case_id, Duty(letter.kind.value), letter.received_at)
        row.letter_id = letter.id
        row.medium = msgspec.convert(letter.request, LetterRequest).work.medium
        _count(row, calendar)
        session.add(row)
    session.flush()


def pause(session: Session, clock: ClockRow, reason: str, *, actor: PersonRow, now: datetime) -> None:
    """Let a clock stand still from now on.

    Raises:
        TransitionError: it does not run, has no date, ran out, or no reason is given.
    """
    if clock.due_at is None or clock.ended_at is not None:
        raise TransitionError("Chỉ tạm dừng được thời hạn đang tính.")
    if now > clock.due_at:
        raise TransitionError("Thời hạn đã hết, không tạm dừng được nữa.")
    _reason(reason)
    clock.pauses = [*clock.pauses, to_json(Pause(start=now, end=None, reason=reason))]
    _recount(session, clock, "clock paused", reason, actor.login, now)


def resume(session: Session, clock: ClockRow, *, actor: PersonRow, now: datetime) -> None:
    """Let a paused clock run on.

    Raises:
        TransitionError: it is not paused.
    """
    pauses = pauses_of(clock)
    if not pauses or pauses[-1].end is not None:
        raise TransitionError("Thời hạn này không tạm dừng.")
    ended = replace(pauses[-1], end=now)
    clock.pauses = [to_json(one) for one in (*pauses[:-1], ended)]
    _recount(session, clock, "clock resumed", ended.reason, actor.login, now)


def extend(
    session: Session, clock: ClockRow, amount: int, reason: str, *, actor: PersonRow, now: datetime
) -> None:
    """Give a clock more time, in the unit of its limit.

    Raises:
        TransitionError: it has no date, ended, the amount is not between 1 and 60, or no reason is given.
    """
    if clock.due_at is None or clock.ended_at is not None:
        raise TransitionError("Chỉ gia hạn được thời hạn đang tính và có ngày hết hạn.")
    if not 1 <= amount <= 60:
        raise TransitionError("Số ngày hoặc giờ gia hạn phải từ 1 đến 60.")
    _reason(reason)
    clock.extensions = [*clock.extensions, to_json(Extension(amount=amount, reason=reason))]
    _recount(session, clock, "clock extended", reason, actor.login, now)


def done(session: Session, clock: ClockRow, *, actor: PersonRow, now: datetime) -> None:
    """Note that a duty of the agency was fulfilled.

    Raises:
        TransitionError: it ended before, or ends by itself (verification, letters).
    """
    if clock.ended_at is not None or clock.duty not in OWN_DUTIES:
        raise TransitionError("Thời hạn này không kết thúc bằng tay.")
    clock.ended_at = now
    _record(session, clock, "clock done", {}, actor.login, now)
    session.flush()


def recompute(session: Session, *, now: datetime) -> int:
    """Count the open clocks of open cases anew and return how many moved; each tells its old and new date."""
    calendar, moved = calendars.current(session), 0
    query = (
        sa.select(ClockRow)
        .join(CaseRow, CaseRow.id == ClockRow.case_id)
        .where(ClockRow.ended_at.is_(None), CaseRow.state.in_(OPEN))
        .order_by(ClockRow.id)
    )
    for row in session.scalars(query):
        before = _iso(row)
        _count(row, calendar)
        if _iso(row) != before:
            moved += 1
            detail = {"old_due": before, "due": _iso(row)}
            _record(session, row, "clock recomputed", detail, "calendar", now)
    session.flush()
    return moved


def of_case(session: Session, case_id: int) -> Sequence[ClockRow]:
    """Return the clocks of a case and its letters, in the order of their start."""
    return session.scalars(_OF_CASE, {"case": case_id}).all()


_OF_CASE = (
    sa.select(ClockRow)
    .where(ClockRow.case_id == sa.bindparam("case"))
    .order_by(ClockRow.started_at, ClockRow.id)
)


def of_letter(session: Session, letter_id: int) -> ClockRow | None:
    """Return the newspaper's clock of a letter, None before its proved receipt."""
    return session.scalar(sa.select(ClockRow).where(ClockRow.letter_id == letter_id))


def counted(clock: ClockRow) -> Deadline:
    """Return a clock as it was last counted, pauses and extensions included."""
    return Deadline(
        regime=clock.regime,
        due=clock.due_at.astimezone(VIETNAM) if clock.due_at else None,
        kind=clock.due_kind,
        rule=clock.rule,
        working=tuple(clock.working),
    )


_CLOCK, _CASE = table(ClockRow), table(CaseRow)
NEAREST = (
    sa.select(_CLOCK.c.id)
    .where(_CLOCK.c.case_id == _CASE.c.id, _CLOCK.c.ended_at.is_(None))
    .order_by(_CLOCK.c.due_at.is_(None), _CLOCK.c.due_at)
    .limit(sa.literal_column("1"))
    .correlate(_CASE)
    .scalar_subquery()
)
"""The id of the running clock of a case that is due first."""
IS_LATE = _CASE.c.id.in_(
    sa.select(_CLOCK.c.case_id).where(_CLOCK.c.ended_at.is_(None), _CLOCK.c.due_at < sa.bindparam("now"))
)
"""The condition that a running clock of a case is past its due date at the time given as `now`."""


def late(*, own: bool, most: int) -> sa.Select[int]:
    """Return the query for how many waiting cases, of `agency` alone where it is its `own`, are past a due date `now`.

    `most` ends the count.
    """
    query = sa.select(_CASE.c.id).where(in_states(WAITING), IS_LATE)
    if own:
        query = query.where(_CASE.c.agency_id == sa.bindparam("agency"))
    return sa.select(sa.func.count()).select_from(query.limit(sa.literal_column(str(most))).subquery())


def in_states(states: Iterable[State]) -> sa.ColumnElement[bool]:
    """Return the condition that a case is in one of these states."""
    column = _CASE.c.state
    return column.in_(
        [sa.literal(state, column.type) for state in states]
    )  # known now, so not looked at again


def pauses_of(clock: ClockRow) -> tuple[Pause, ...]:
    """Return the pauses of a clock."""
    return msgspec.convert(clock.pauses, tuple[Pause, ...])


def _new(case_id: int, duty: Duty, started_at: datetime | None) -> ClockRow:
    return ClockRow(case_id=case_id, duty=duty, started_at=started_at, pauses=[], extensions=[])


def _count(row: ClockRow, calendar: Calendar) -> None:
    found = due(
        row.duty,
        row.medium,
        row.started_at,
        calendar,
        pauses=pauses_of(row),
        extensions=msgspec.convert(row.extensions, tuple[Extension, ...]),
    )
    for name, value in _values(found).items():
        setattr(row, name, value)


def _values(found: Deadline) -> dict[str, Any]:
    return {
        "due_at": found.due,
        "due_kind": found.kind,
        "regime": found.regime,
        "rule": found.rule,
        "working": list(found.working),
    }


def _recount(session: Session, clock: ClockRow, action: str, reason: str, login: str, now: datetime) -> None:
    before = _iso(clock)
    _count(clock, calendars.current(session))
    detail = {"old_due": before, "due": _iso(clock), "reason": reason}
    _record(session, clock, action, detail, login, now)
    session.flush()


def _record(
    session: Session,
    clock: ClockRow,
    action: str,
    detail: dict[str, str | None],
    login: str,
    now: datetime,
) -> None:
    audit.record(
        session,
        at=now,
        actor=login,
        action=action,
        case_id=clock.case_id,
        detail={"duty": clock.duty.value, "letter": clock.letter_id, **detail},
    )


def _iso(clock: ClockRow) -> str | None:
    return clock.due_at.astimezone(VIETNAM).isoformat() if clock.due_at else None


def _reason(reason: str) -> None:
    if not reason:
        raise TransitionError("Cần ghi lý do tạm dừng hoặc gia hạn.")
