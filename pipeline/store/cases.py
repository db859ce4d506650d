"""Cases, contested passages, letters and outcomes: in and out of the tables, each change with its audit event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session, load_only

from pipeline.domain.clock import Duty
from pipeline.domain.errors import TransitionError
from pipeline.domain.mistakes import Mistake
from pipeline.domain.records import ContestedPassage, LetterKind, LetterRequest, Verdict
from pipeline.domain.versions import ChangeKind, changes
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import WAITING, Action, Actor, State, advance, check_result, decide, may_see
from pipeline.store import audit, clocks, search, verification
from pipeline.store.articles import article_from, load
from pipeline.store.retold import said
from pipeline.store.session import to_json
from pipeline.store.tables import (
    ArticleRow,
    CaseRow,
    LetterRow,
    OutcomeRow,
    PassageRow,
    PersonRow,
    VersionRow,
)


def open_cases(session: Session, openings: Iterable[CaseOpening], *, now: datetime) -> int:
    """Open the cases that are not there yet and return how many. A decided one stays decided unless its text changed."""
    wanted = list(openings)
    known = _known(session, wanted)
    new: list[CaseRow] = []
    retold: list[CaseRow] = []
    for opening in wanted:
        row = known.get((opening.group_id, opening.agency_id))
        if row is None:
            row = known[opening.group_id, opening.agency_id] = _opened(opening, now)
            new.append(row)
        elif row.state in WAITING:
            retold += [row] if _refresh(row, opening) else []
        else:
            _tell_if_changed(session, row, now)
    session.add_all(new)
    session.flush()
    _index(session, [*new, *(row for row in retold if row not in new)])
    clocks.start_verification(session, new, now)
    events = (
        audit.Event(actor="daily", action="open", case_id=row.id, detail={"agency": row.agency_id})
        for row in new
    )
    if new:
        audit.record_all(session, events, at=now)
    return len(new)


def _known(session: Session, openings: Sequence[CaseOpening]) -> dict[tuple[str, str], CaseRow]:
    """Return the cases of the texts that `openings` are about, by text and agency."""
    groups = sorted({opening.group_id for opening in openings})
    found: dict[tuple[str, str], CaseRow] = {}
    for start in range(0, len(groups), _IDS):
        query = sa.select(CaseRow).where(CaseRow.group_id.in_(groups[start : start + _IDS]))
        found |= {(row.group_id, row.agency_id): row for row in session.scalars(query)}
    return found


_IDS = 500
"""Ids asked for at once; databases limit how many a statement may hold."""


def _opened(opening: CaseOpening, now: datetime) -> CaseRow:
    return CaseRow(
        group_id=opening.group_id,
        agency_id=opening.agency_id,
        article_id=opening.article_id,
        state=State.NEW,
        priority=opening.priority,
        reason=opening.reason,
        note="",
        opened_at=now,
    )


def _index(session: Session, rows: Sequence[CaseRow]) -> None:
    for start in range(0, len(rows), _IDS):
        some = rows[start : start + _IDS]
        texts = {one.article.id: one.article for one in load(session, {row.article_id for row in some})}
        search.index(session, ((row, texts[row.article_id]) for row in some))


def _refresh(row: CaseRow, opening: CaseOpening) -> bool:
    """Let a waiting case show what is newest about it; tell whether its text may have changed."""
    row.priority = max(row.priority, opening.priority)
    if opening.article_id != row.article_id or row.decided_version is not None:
        return False
    row.reason = opening.reason
    return True


def _tell_if_changed(session: Session, row: CaseRow, now: datetime) -> None:
    """Bring a decided case back when its text changed since, and say what changed.

    A case that is on its way to the newspaper stays where it is: there the change is told in its history. Neither
    do commas and capitals bring a case back.
    """
    version = session.get_one(ArticleRow, row.article_id).version
    told = row.decided_version if row.told_version is None else row.told_version
    if told is None or version <= told:
        return
    before, after = (
        article_from(session.get_one(VersionRow, (row.article_id, number))) for number in (told, version)
    )
    found = changes(before, after)
    row.told_version = version
    _index(session, [row])
    what = said(found)
    detail = {"version": version, "change": what}
    audit.record(session, at=now, actor="daily", action="text changed", case_id=row.id, detail=detail)
    if row.state in _COME_BACK and any(change.kind is not ChangeKind.COSMETIC for change in found):
        row.state = State.NEW
        row.reason = f"Bài báo đã thay đổi nội dung sau khi kết luận (bản {told} → bản {version}): {what}"
        clocks.start_verification(session, [row], now)


_COME_BACK = frozenset({State.CLOSED, State.HELD, State.SNOOZED})


def by_id(session: Session, case_id: int) -> CaseRow | None:
    """Return a case, None when there is none."""
    return session.scalar(_BY_ID, {"case": case_id})


_BY_ID = sa.select(CaseRow).where(CaseRow.id == sa.bindparam("case"))


# queue -------------------------------------------------------------------------------------------------------


def queue(
    session: Session,
    *,
    agency_id: str | None,
    states: Sequence[State] = WAITING,
    limit: int = 50,
    after: tuple[float, int] | None = None,
) -> Sequence[sa.Row[CaseRow, VersionRow, ArticleRow]]:
    """Return cases in these states, highest priority first: (case, current text, lead article).

    Args:
        session: an open session.
        agency_id: only cases of this agency; None for all (press authority).
        states: which states.
        limit: at most this many rows.
        after: (priority, id) of the last row of the page before, for the next page.
    """
    order = (CaseRow.priority.desc(), CaseRow.id.desc())
    first = sa.select(CaseRow.id).where(CaseRow.state.in_(states)).order_by(*order).limit(limit)
    if agency_id is not None:
        first = first.where(CaseRow.agency_id == agency_id)
    if after is not None:
        first = first.where(sa.tuple_(CaseRow.priority, CaseRow.id) < after)
    # chosen from the index alone; joined before the limit, every waiting case would be read with its text
    return session.execute(listing().where(CaseRow.id.in_(first)).order_by(*order)).all()


def listing() -> sa.Select[CaseRow, VersionRow, ArticleRow]:
    """Return the query for (case, current text, lead article) of all cases, to be narrowed."""
    return (
        sa.select(CaseRow, VersionRow, ArticleRow)
        .join(ArticleRow, ArticleRow.id == CaseRow.article_id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
    )


def newest(
    session: Session, agency_id: str | None, *, limit: int
) -> Sequence[sa.Row[CaseRow, VersionRow, ArticleRow]]:
    """Return the cases opened last, newest first: (case, current text, lead article); None for all agencies."""
    first = sa.select(CaseRow.id).order_by(CaseRow.id.desc()).limit(limit)
    if agency_id is not None:
        first = first.where(CaseRow.agency_id == agency_id)
    return session.execute(listing().where(CaseRow.id.in_(first)).order_by(CaseRow.id.desc())).all()


def counts(session: Session, agency_id: str | None) -> dict[State, int]:
    """Return how many cases stand in each state."""
    query = sa.select(CaseRow.state, sa.func.count()).group_by(CaseRow.state)
    if agency_id is not None:
        query = query.where(CaseRow.agency_id == agency_id)
    return {row[0]: row[1] for row in session.execute(query)}


def copies(session: Session, group_ids: Iterable[str]) -> dict[str, int]:
    """Return the number of copies by group."""
    query = (
        sa.select(ArticleRow.group_id, sa.func.count())
        .where(ArticleRow.group_id.in_(list(group_ids)))
        .group_by(ArticleRow.group_id)
    )
    return {str(group): count for group, count in session.execute(query)}


# decisions ---------------------------------------------------------------------------------------------------


Marked = tuple[str, ContestedPassage]
"""The id of the article and what was marked in it."""


def passages(session: Session, case_id: int) -> list[Marked]:
    """Return the marked passages of a case, in the order they were marked."""
    return passages_of(session, [case_id])[case_id]


def passages_of(session: Session, case_ids: Sequence[int]) -> dict[int, list[Marked]]:
    """Return the marked passages of each of these cases, in the order they were marked."""
    found: dict[int, list[Marked]] = {case_id: [] for case_id in case_ids}
    for case_id, article_id, record in session.execute(_PASSAGES, {"cases": list(case_ids)}):
        found[case_id].append((article_id, msgspec.convert(record, ContestedPassage)))
    return found


_PASSAGES = (
    sa.select(PassageRow.case_id, PassageRow.article_id, PassageRow.record)
    .where(PassageRow.case_id.in_(sa.bindparam("cases", expanding=True)))
    .order_by(PassageRow.id)
)


def mark(
    session: Session,
    case: CaseRow,
    article_id: str,
    passage: ContestedPassage,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Mark a contested passage.

    Raises:
        TransitionError: the quotation does not stand in the text as archived.
    """
    stored = load(session, [article_id])
    if not stored or stored[0].article.text(passage.field)[passage.start : passage.end] != passage.quote:
        raise TransitionError("Câu được đánh dấu không có trong bài báo đã lưu.")
    session.add(PassageRow(case_id=case.id, article_id=article_id, record=to_json(passage)))
    audit.record(
        session, at=now, actor=actor.login, action="mark", case_id=case.id, detail={"quote": passage.quote}
    )
    session.flush()


def unmark(session: Session, case: CaseRow, *, actor: Actor, now: datetime) -> None:
    """Take back the marks of an earlier decision, so that a new one stands on its own."""
    marked = passages(session, case.id)
    if not marked:
        return
    session.execute(sa.delete(PassageRow).where(PassageRow.case_id == case.id))
    quotes = [passage.quote for _article, passage in marked]
    audit.record(
        session, at=now, actor=actor.login, action="unmark", case_id=case.id, detail={"quotes": quotes}
    )


def decide_case(
    session: Session,
    case: CaseRow,
    verdict: Verdict,
    *,
    actor: PersonRow,
    note: str,
    now: datetime,
    other_agency_id: str | None = None,
    mistakes: Iterable[Mistake] = (),
) -> None:
    """Decide a case; "another agency" closes it here and opens one there.

    `mistakes` are the error types that the verification concluded with.

    Raises:
        TransitionError: see `review.workflow.decide`; or the other agency is not named.
    """
    marked = tuple(passage for _article, passage in passages(session, case.id))
    state = decide(case.state, verdict, actor_of(actor), case.agency_id, marked)
    if verdict is Verdict.OTHER_AGENCY:
        _hand_over(session, case, other_agency_id, actor, now)
    case.state, case.verdict, case.note = state, verdict, note
    case.decided_at, case.decided_by = now, actor.id
    case.decided_version = session.get_one(ArticleRow, case.article_id).version
    case.told_version = None
    verification.conclude(session, case, mistakes)
    clocks.end(session, case, now, only=None if state is State.CLOSED else Duty.VERIFICATION)
    audit.record(
        session,
        at=now,
        actor=actor.login,
        action="decide",
        case_id=case.id,
        detail={
            "verdict": verdict.value,
            "note": note,
            "to": other_agency_id,
            "mistakes": [mistake.value for mistake in mistakes],
        },
    )
    session.flush()


def _hand_over(
    session: Session, case: CaseRow, agency_id: str | None, actor: PersonRow, now: datetime
) -> None:
    if agency_id is None or agency_id == case.agency_id:
        raise TransitionError("Hãy chọn cơ quan khác để chuyển vụ việc.")
    opening = CaseOpening(
        group_id=case.group_id,
        agency_id=agency_id,
        article_id=case.article_id,
        priority=case.priority,
        reason=case.reason,
    )
    open_cases(session, [opening], now=now)
    there = session.scalar(
        sa.select(CaseRow).where(CaseRow.group_id == case.group_id, CaseRow.agency_id == agency_id)
    )
    if (
        there is not None and there.state is State.CLOSED
    ):  # it came from there: closed on both sides it would be lost
        there.state, there.reason = State.NEW, case.reason
        audit.record(
            session,
            at=now,
            actor=actor.login,
            action="handed back",
            case_id=there.id,
            detail={"from": case.agency_id},
        )


def move(
    session: Session,
    case: CaseRow,
    action: Action,
    *,
    actor: PersonRow,
    now: datetime,
    detail: dict[str, Any],
) -> None:
    """Take an action of the state machine on a case.

    Raises:
        TransitionError: the action does not fit the state, or is not this person's to take.
    """
    case.state = advance(case.state, action, actor_of(actor), case.agency_id)
    if action is Action.REOPEN:
        clocks.run_on(session, case)
    audit.record(session, at=now, actor=actor.login, action=action.value, case_id=case.id, detail=detail)
    session.flush()


def reopen(session: Session, case: CaseRow, *, actor: PersonRow, now: datetime) -> None:
    """Undo the decision on a case; what was handed over is taken back when nobody there touched it yet.

    Raises:
        TransitionError: the case is not decided, or it is not this person's to open again.
    """
    taken_back = _untouched(session, case) if case.verdict is Verdict.OTHER_AGENCY else None
    move(session, case, Action.REOPEN, actor=actor, now=now, detail={})
    case.verdict, case.note, case.decided_at, case.decided_by = None, "", None, None  # the history keeps them
    verification.conclude(session, case, ())
    if taken_back is not None:
        taken_back.state, taken_back.note = State.CLOSED, ""
        clocks.end(session, taken_back, now)
        audit.record(
            session,
            at=now,
            actor=actor.login,
            action="taken back",
            case_id=taken_back.id,
            detail={"from": case.agency_id},
        )


def _untouched(session: Session, case: CaseRow) -> CaseRow | None:
    """Return the case that the newest decision on `case` opened elsewhere while it waits there as it came."""
    handed = (event for event in audit.history(session, case.id) if event.action == "decide")
    detail = cast("dict[str, Any]", next(handed).detail)
    there = session.scalar(
        sa.select(CaseRow).where(CaseRow.group_id == case.group_id, CaseRow.agency_id == detail.get("to"))
    )
    return there if there is not None and there.state is State.NEW else None


def close(session: Session, case: CaseRow, result: str, *, actor: PersonRow, now: datetime) -> None:
    """Close a case with its result.

    Raises:
        TransitionError: the text is empty or only restates the article, or the case cannot be closed now.
    """
    article = load(session, [case.article_id])[0].article
    check_result(result, f"{article.title}\n{article.sapo}\n{article.body}")
    move(session, case, Action.CLOSE, actor=actor, now=now, detail={"result": result})
    case.note = result
    clocks.end(session, case, now)
    session.flush()


def actor_of(person: PersonRow) -> Actor:
    """Return the person as the state machine sees them."""
    return Actor(login=person.login, role=person.role, agency_id=person.agency_id)


def seen_agency(actor: Actor) -> str | None:
    """Return the only agency whose cases this person may see, None when all may be seen."""
    return None if may_see(actor, "") else actor.agency_id


# letters and outcomes ----------------------------------------------------------------------------------------

LETTER_OF = {Verdict.INCOMPLETE: LetterKind.RESPONSE, Verdict.FALSE: LetterKind.CORRECTION}


def add_letter(
    session: Session,
    case: CaseRow,
    article_id: str,
    request: LetterRequest,
    *,
    actor: PersonRow,
    now: datetime,
) -> LetterRow:
    """Keep a draft for the outlet of one article of the case."""
    move(
        session,
        case,
        Action.DRAFT,
        actor=actor,
        now=now,
        detail={"article": article_id, "kind": request.kind.value},
    )
    row = LetterRow(
        case_id=case.id,
        article_id=article_id,
        kind=request.kind,
        request=to_json(request),
        drafted_at=now,
        drafted_by=actor.id,
    )
    session.add(row)
    session.flush()
    return row


def request_of(letter: LetterRow) -> LetterRequest:
    """Return what a stored letter was drafted from."""
    return msgspec.convert(letter.request, LetterRequest)


def letters(session: Session, case_id: int) -> Sequence[LetterRow]:
    """Return the letters of a case, newest first."""
    return session.scalars(_LETTERS, {"case": case_id}).all()


_LETTERS = sa.select(LetterRow).where(LetterRow.case_id == sa.bindparam("case")).order_by(LetterRow.id.desc())


def followed(session: Session) -> Sequence[LetterRow]:
    """Return letters that were sent and whose case is not closed: their pages are fetched again."""
    query = (
        sa.select(LetterRow)
        .join(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(LetterRow.sent_at.is_not(None), CaseRow.state != State.CLOSED)
        .order_by(LetterRow.id)
    )
    return session.scalars(query).all()


def outcomes(session: Session, letter_ids: Sequence[int]) -> dict[int, list[OutcomeRow]]:
    """Return what re-fetches showed after each of these letters, newest first."""
    found: dict[int, list[OutcomeRow]] = {letter_id: [] for letter_id in letter_ids}
    query = (
        sa.select(OutcomeRow)
        .where(OutcomeRow.letter_id.in_(letter_ids))
        .order_by(OutcomeRow.seen_at.desc())
        .options(load_only(OutcomeRow.letter_id, OutcomeRow.kind, OutcomeRow.seen_at))
    )
    for row in session.scalars(query):
        found[row.letter_id].append(row)
    return found
