"""What the follow-up reads and writes: looks, notices of an outlet, answers, reminders, the standing of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.errors import TransitionError
from pipeline.domain.records import Article, ArticleKind, Outcome, OutcomeKind
from pipeline.follow import Course, Step, next_step, settled, speaks_of_correction
from pipeline.review.workflow import State
from pipeline.store import audit, cases, clocks
from pipeline.store.articles import article_from
from pipeline.store.letters_tables import AnswerRow, ReminderRow
from pipeline.store.tables import ArticleRow, CaseRow, LetterRow, OutcomeRow, PersonRow, VersionRow


def looks(session: Session, letter_id: int) -> list[Outcome]:
    """Return what re-fetches for a letter showed, oldest first."""
    query = sa.select(OutcomeRow.record).where(OutcomeRow.letter_id == letter_id).order_by(OutcomeRow.seen_at)
    return [msgspec.convert(record, Outcome) for record in session.scalars(query)]


def add_look(session: Session, letter: LetterRow, outcome: Outcome, capture_id: int | None) -> None:
    """Keep what a re-fetch showed; the audit trail is told when something new is settled."""
    before = settled(looks(session, letter.id))
    session.add(
        OutcomeRow(
            letter_id=letter.id,
            article_id=letter.article_id,
            capture_id=capture_id,
            kind=outcome.kind,
            seen_at=outcome.seen_at,
            record=msgspec.to_builtins(outcome),
        )
    )
    session.flush()
    after = settled(looks(session, letter.id))
    if after is not None and after.kind is OutcomeKind.CORRECTED:
        clocks.end_letter(session, letter.id, outcome.seen_at)
    if after is not None and (before is None or before.kind is not after.kind):
        audit.record(
            session,
            at=outcome.seen_at,
            actor="daily",
            action="outcome",
            case_id=letter.case_id,
            detail={"letter": letter.id, "kind": after.kind.value},
        )


def notices(session: Session, outlet_id: str, since: datetime) -> list[Article]:
    """Return articles that an outlet brought since then and that announce a correction."""
    query = (
        sa.select(VersionRow)
        .join(ArticleRow, ArticleRow.id == VersionRow.article_id)
        .where(
            ArticleRow.outlet_id == outlet_id,
            ArticleRow.first_seen_at >= since,
            ArticleRow.kind == ArticleKind.ARTICLE,
            VersionRow.number == ArticleRow.version,
        )
    )
    return [article_from(row) for row in session.scalars(query) if speaks_of_correction(row.title)]


def corrected_passages(session: Session) -> dict[str, tuple[str, ...]]:
    """Return per group of copies the passages that an outlet has corrected: copies that repeat them raise F-12."""
    seen_corrected = sa.select(OutcomeRow.letter_id).where(
        OutcomeRow.kind.in_((OutcomeKind.CORRECTED, OutcomeKind.CORRECTION_INCOMPLETE))
    )
    query = (
        sa.select(LetterRow, CaseRow.group_id)
        .join(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(LetterRow.id.in_(seen_corrected))
    )
    found: dict[str, tuple[str, ...]] = {}
    for letter, group in session.execute(query):
        standing = settled(looks(session, letter.id))
        if standing is not None and standing.kind in {
            OutcomeKind.CORRECTED,
            OutcomeKind.CORRECTION_INCOMPLETE,
        }:
            quotes = (passage.quote for passage in cases.request_of(letter).passages)
            found[group] = tuple(dict.fromkeys((*found.get(group, ()), *quotes)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How many copies of a story are put right, of all that were seen."""

    corrected: int
    total: int

    @property
    def text(self) -> str:
        """Return it as officials read it."""
        return f"{self.corrected}/{self.total} bản đăng đã cải chính"


def copies(session: Session, case: CaseRow, current: Sequence[LetterRow]) -> Copies:
    """Return the standing of the story of a case by its letters (`letters.current`); none of none before one was sent."""
    sent = [letter for letter in current if letter.sent_at is not None]
    if not sent:
        return Copies(corrected=0, total=0)
    kinds = [found.kind for letter in sent if (found := settled(looks(session, letter.id)))]
    seen = cases.copies(session, {case.group_id}).get(case.group_id, 1)
    return Copies(corrected=kinds.count(OutcomeKind.CORRECTED), total=max(seen, len(sent)))


# answers, reminders, steps -----------------------------------------------------------------------------------


def answers(session: Session, letter_id: int) -> Sequence[AnswerRow]:
    """Return what the newspaper answered, newest first."""
    query = (
        sa.select(AnswerRow).where(AnswerRow.letter_id == letter_id).order_by(AnswerRow.received_at.desc())
    )
    return session.scalars(query).all()


def add_answer(
    session: Session, letter: LetterRow, text: str, *, received_at: datetime, actor: PersonRow, now: datetime
) -> None:
    """Keep an answer of the newspaper, unread.

    Raises:
        TransitionError: the letter was not sent, the text is empty, or the time lies ahead.
    """
    if letter.sent_at is None:
        raise TransitionError("Chỉ ghi văn bản trả lời cho văn bản đã gửi.")
    if not text:
        raise TransitionError("Cần ghi nội dung trả lời của cơ quan báo chí.")
    if not letter.sent_at <= received_at <= now:
        raise TransitionError("Thời điểm trả lời phải ở sau ngày gửi và không sau hiện tại.")
    session.add(AnswerRow(letter_id=letter.id, received_at=received_at, text=text))
    audit.record(
        session,
        at=now,
        actor=actor.login,
        action="press answer",
        case_id=letter.case_id,
        detail={"letter": letter.id, "note": text},
    )
    session.flush()


def read_answers(session: Session, letter: LetterRow, *, actor: PersonRow, now: datetime) -> None:
    """Mark the answers to a letter as read: reminders go on."""
    unread = [answer for answer in answers(session, letter.id) if answer.read_at is None]
    for answer in unread:
        answer.read_at, answer.read_by = now, actor.id
    if unread:
        audit.record(
            session,
            at=now,
            actor=actor.login,
            action="answer read",
            case_id=letter.case_id,
            detail={"letter": letter.id},
        )
    session.flush()


def course(session: Session, letter: LetterRow) -> Course:
    """Return where a letter stands, for the ladder; its deadline is that of its clock."""
    request, clock = cases.request_of(letter), clocks.of_letter(session, letter.id)
    standing = settled(looks(session, letter.id))
    reminded = session.scalar(
        sa.select(sa.func.max(ReminderRow.at)).where(ReminderRow.letter_id == letter.id)
    )
    return Course(
        round=request.round,
        received_at=letter.received_at,
        deadline=clocks.counted(clock) if clock else None,
        outcome=standing.kind if standing else None,
        answered_unread=any(answer.read_at is None for answer in answers(session, letter.id)),
        reminded_at=reminded,
        climbed=len(request.also_to),
    )


def remind(session: Session, now: datetime) -> int:
    """Raise the reminders that are due and return how many: none while an answer is unread."""
    clocks.start_received(session)
    query = (
        sa.select(LetterRow)
        .join(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(LetterRow.received_at.is_not(None), CaseRow.state != State.CLOSED)
        .order_by(LetterRow.id)
    )
    raised = 0
    for letter in session.scalars(query):
        if next_step(course(session, letter), now) is Step.REMIND:
            session.add(ReminderRow(letter_id=letter.id, at=now))
            audit.record(
                session,
                at=now,
                actor="daily",
                action="reminder",
                case_id=letter.case_id,
                detail={"letter": letter.id},
            )
            raised += 1
    session.flush()
    return raised
