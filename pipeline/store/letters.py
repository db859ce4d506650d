"""The way of a letter after its draft: approved or returned, numbered and sent, received.

A case may have one letter for each outlet that printed the text. Each letter is handled by itself; the case moves
on when its last letter does, so nothing is forgotten in the clerk's list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import TransitionError
from pipeline.review.workflow import STATE_LABELS, Action, State, may_act
from pipeline.store import audit, cases, clocks
from pipeline.store.letters_tables import DispatchRow, Way
from pipeline.store.tables import CaseRow, LetterRow, PersonRow


def current(session: Session, case_id: int) -> list[LetterRow]:
    """Return the newest letter for each outlet of a case, in the order of their drafting."""
    newest: dict[str, LetterRow] = {}
    for letter in reversed(cases.letters(session, case_id)):
        newest[letter.article_id] = letter
    return sorted(newest.values(), key=lambda letter: letter.id)


def approve(session: Session, case: CaseRow, letter: LetterRow, *, actor: PersonRow, now: datetime) -> None:
    """Approve one letter; with the last one the case goes to the clerk.

    Raises:
        TransitionError: the letter was replaced or approved before, or it is not this person's to approve.
    """
    _check_current(session, case, letter)
    if letter.approved_at is not None:
        raise TransitionError("Văn bản này đã được duyệt.")
    _check_may(case, Action.APPROVE, actor, State.DRAFTED)
    letter.approved_at, letter.approved_by = now, actor.id
    event = _Event(action=Action.APPROVE, actor=actor, now=now, detail={"letter": letter.id})
    _step(session, case, event, lambda row: row.approved_at is not None)


def give_back(
    session: Session, case: CaseRow, letter: LetterRow, remarks: str, *, actor: PersonRow, now: datetime
) -> None:
    """Return a draft with remarks.

    Raises:
        TransitionError: there are no remarks, the letter was replaced, or it is not this person's to return.
    """
    _check_current(session, case, letter)
    if not remarks:
        raise TransitionError("Cần ghi ý kiến khi trả lại dự thảo để chuyên viên biết phải sửa điều gì.")
    letter.approved_at, letter.approved_by = None, None
    detail = {"letter": letter.id, "remarks": remarks}
    cases.move(session, case, Action.RETURN, actor=actor, now=now, detail=detail)


def send(
    session: Session,
    case: CaseRow,
    letter: LetterRow,
    *,
    number: str,
    sent_at: datetime,
    actor: PersonRow,
    now: datetime,
    way: Way = Way.PAPER,
) -> None:
    """Record number, date and way of sending of an approved letter.

    Raises:
        TransitionError: the number is missing, wrong or given before in that year, the date lies ahead, or it is
            not this person's to send.
    """
    _check_current(session, case, letter)
    _check_may(case, Action.SEND, actor, State.APPROVED)
    if letter.approved_at is None or letter.sent_at is not None:
        raise TransitionError("Chỉ văn bản đã duyệt và chưa gửi mới được ghi số, ngày gửi.")
    if sent_at > now:
        raise TransitionError("Ngày gửi không được ở sau hôm nay.")
    dispatch = _dispatch(session, case, letter, number, sent_at, way)
    letter.number, letter.sent_at = f"{dispatch.number:02}/{cases.request_of(letter).symbol}", sent_at
    detail = {
        "letter": letter.id,
        "number": letter.number,
        "sent_at": sent_at.isoformat(),
        "way": way.value,
    }
    event = _Event(action=Action.SEND, actor=actor, now=now, detail=detail)
    _step(session, case, event, lambda row: row.sent_at is not None)


def _dispatch(
    session: Session, case: CaseRow, letter: LetterRow, number: str, sent_at: datetime, way: Way
) -> DispatchRow:
    symbol = cases.request_of(letter).symbol
    found = re.fullmatch(rf"(\d{{1,6}})(?:/{re.escape(symbol)})?", number.replace(" ", ""))
    if not found or int(found[1]) == 0:
        raise TransitionError(f"Cần ghi số, ký hiệu của văn bản theo dạng “17/{symbol}”.")
    year = sent_at.astimezone(VIETNAM).year
    taken = session.scalar(
        sa.select(DispatchRow.letter_id).where(
            DispatchRow.agency_id == case.agency_id,
            DispatchRow.year == year,
            DispatchRow.number == int(found[1]),
        )
    )
    if taken is not None:
        raise TransitionError(f"Số {found[1]} đã được cấp cho văn bản khác của cơ quan trong năm {year}.")
    row = DispatchRow(
        letter_id=letter.id, agency_id=case.agency_id, year=year, number=int(found[1]), way=way, proof=""
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:  # two clerks at the same moment
        raise TransitionError(f"Số {found[1]} vừa được cấp cho văn bản khác.") from error
    return row


def dispatch(session: Session, letter_id: int) -> DispatchRow | None:
    """Return number, way and proof of a letter, None before it was sent."""
    return session.get(DispatchRow, letter_id)


def receipt(
    session: Session,
    case: CaseRow,
    letter: LetterRow,
    *,
    received_at: datetime,
    proof: str,
    actor: PersonRow,
    now: datetime,
) -> None:
    """Record when the newspaper received a letter, and what proves it: its clock starts there.

    Raises:
        TransitionError: the letter was not sent, the time does not fit, there is no proof, or it is not this
            person's to record.
    """
    _check_may(case, Action.RECEIPT, actor, State.SENT, State.APPROVED)
    if letter.sent_at is None or letter.received_at is not None:
        raise TransitionError("Chỉ văn bản đã gửi và chưa ghi nhận mới được ghi thời điểm nhận.")
    if not letter.sent_at <= received_at <= now:
        raise TransitionError("Thời điểm nhận phải ở sau ngày gửi và không sau hiện tại.")
    if not proof:
        raise TransitionError(
            "Cần ghi chứng cứ đã nhận (giấy báo phát, thư điện tử xác nhận, trạng thái trên trục)."
        )
    letter.received_at = received_at
    sent = dispatch(session, letter.id)
    if sent is not None:
        sent.proof = proof
    session.flush()
    clocks.start_received(session)
    detail = {"letter": letter.id, "received_at": received_at.isoformat(), "note": proof}
    event = _Event(action=Action.RECEIPT, actor=actor, now=now, detail=detail)
    _step(session, case, event, lambda row: row.received_at is not None)


def earlier(session: Session, letter: LetterRow) -> LetterRow | None:
    """Return the version before a letter: the last draft to the same outlet that it replaced."""
    query = (
        sa.select(LetterRow)
        .where(
            LetterRow.case_id == letter.case_id,
            LetterRow.article_id == letter.article_id,
            LetterRow.id < letter.id,
        )
        .order_by(LetterRow.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def _check_current(session: Session, case: CaseRow, letter: LetterRow) -> None:
    if letter not in current(session, case.id):
        raise TransitionError("Văn bản này đã được thay bằng dự thảo mới hơn.")


def _check_may(case: CaseRow, action: Action, actor: PersonRow, *states: State) -> None:
    """Refuse unless the case is in one of `states` and the person may take `action` in the first of them."""
    if case.state not in states or not may_act(cases.actor_of(actor), case.agency_id, states[0], action):
        raise TransitionError(
            f"Không thể thực hiện khi vụ việc đang ở trạng thái “{STATE_LABELS[case.state]}” "
            "với vai trò của anh/chị."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    action: Action
    actor: PersonRow
    now: datetime
    detail: dict[str, Any]


def _step(session: Session, case: CaseRow, event: _Event, done: Callable[[LetterRow], bool]) -> None:
    """Record the step of one letter; move the case when all its letters have taken it."""
    session.flush()
    actor = cases.actor_of(event.actor)
    complete = all(done(row) for row in current(session, case.id))
    if complete and may_act(actor, case.agency_id, case.state, event.action):
        cases.move(session, case, event.action, actor=event.actor, now=event.now, detail=event.detail)
        return
    audit.record(
        session,
        at=event.now,
        actor=actor.login,
        action=event.action.value,
        case_id=case.id,
        detail=event.detail,
    )
