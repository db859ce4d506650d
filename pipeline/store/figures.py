"""What the store knows of a period, as the report stage wants it.

Only columns are read, never whole articles: ten years of press must not be held in memory for a quarter's figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.agencies import Agencies, AgencyKind
from pipeline.domain.authority import Course, Incident, PressEvent, PressRequest, Seat
from pipeline.domain.records import SAID, ArticleKind, Medium, Outcome, Signal, Verdict
from pipeline.follow import confirmed
from pipeline.report.lines import (
    Account,
    ArticleLine,
    CaseEvent,
    CaseLine,
    Judged,
    LetterLine,
    PeriodData,
    Registers,
    Step,
)
from pipeline.report.periods import Window
from pipeline.review.workflow import STATE_LABELS, State, only_restates
from pipeline.store import audit, authority
from pipeline.store.authority_tables import MatterReportRow, OutletAnswerRow
from pipeline.store.tables import (
    ArticleAgencyRow,
    ArticleRow,
    AuditRow,
    CaseRow,
    LetterRow,
    OutcomeRow,
    RunRow,
    TaggingRow,
    VersionRow,
)
from pipeline.store.verdicts import tallies

Name = Callable[[str], str]
"""Gives the name that stands for an id."""

NOT_DATA = (
    "sign in",
    "sign out",
    "export",
    "password changed",
    "add account",
    "report issued",
    "records removed",
)
"""Audit events that change no figure: a report is the same before and after somebody signed in."""
CHUNK = 500
"""Ids asked for at once; databases limit how many a statement may hold."""

_STEPS = {
    "decide": Step.DECIDED,
    "close": Step.CLOSED,
    "reopen": Step.REOPENED,
    "text changed": Step.REOPENED,
    "handed back": Step.REOPENED,
}


def duty(agencies: Agencies, on: date) -> tuple[str, ...]:
    """Return the agencies that must have a spokesperson on a day (NĐ 244/2026/NĐ-CP Điều 2): no mere units."""
    return tuple(agency.id for agency in agencies.alive(on) if agency.kind is not AgencyKind.UNIT)


def period(session: Session, window: Window, *, agencies: Agencies, outlet_name: Name) -> PeriodData:
    """Return what the report of a window counts."""
    root, as_of = _newest(session, window)
    cases: Sequence[CaseLine] = ()
    letters: Sequence[LetterLine] = ()
    articles: Sequence[ArticleLine] = ()
    if window.kind == "week":
        cases = _cases(session, _followed(window), outlet_name)
    elif window.kind == "quarter":
        cases = _cases(
            session, [CaseRow.opened_at >= window.start, CaseRow.opened_at < window.end], outlet_name
        )
        letters = _letters(
            session, [LetterRow.sent_at >= window.start, LetterRow.sent_at < window.end], outlet_name
        )
        articles = _articles(session, window, outlet_name)
    else:
        found_false = [
            CaseRow.verdict == Verdict.FALSE,
            CaseRow.decided_at >= window.start,
            CaseRow.decided_at < window.end,
        ]
        cases = _cases(session, found_false, outlet_name)
        letters = [
            line
            for ids in _chunks([int(case.id) for case in cases])
            for line in _letters(
                session, [LetterRow.case_id.in_(ids), LetterRow.sent_at.is_not(None)], outlet_name
            )
        ]
    day = min(window.last_day, as_of.astimezone(window.start.tzinfo).date())
    return PeriodData(
        window=window,
        as_of=as_of,
        audit_root=root,
        cases=tuple(cases),
        letters=tuple(letters),
        articles=tuple(articles),
        registers=_registers(session, window),
        judged=tuple(
            Judged(signal=one.signal, right=one.right, wrong=one.wrong)
            for one in tallies(session, window.start, window.end)
        ),
        duty=duty(agencies, day),
    )


def _newest(session: Session, window: Window) -> tuple[str, datetime]:
    """Return hash and time of the newest change of the data; the end of the window when there is none."""
    newest = session.execute(
        sa.select(AuditRow.hash, AuditRow.at)
        .where(AuditRow.action.not_in(NOT_DATA))
        .order_by(AuditRow.id.desc())
        .limit(1)
    ).first()
    run = session.scalar(sa.select(sa.func.max(RunRow.ended_at)))
    times = [moment for moment in (newest.at if newest else None, run) if moment is not None]
    return newest.hash if newest else audit.GENESIS, max(times) if times else window.end


def _registers(session: Session, window: Window) -> Registers:
    first, after = window.first_day, window.last_day + timedelta(days=1)
    return Registers(
        speakers=authority.speakers_by_agency(session),
        events=tuple(authority.between(session, PressEvent, "held_on", first, after)),
        requests=tuple(authority.between(session, PressRequest, "received_at", window.start, window.end)),
        incidents=tuple(authority.between(session, Incident, "noticed_at", window.start, window.end)),
        courses=tuple(
            course
            for course in authority.lines(session, Course)
            if course.held_on and first <= course.held_on < after
        ),
        seats=tuple(authority.lines(session, Seat)),
    )


# articles ----------------------------------------------------------------------------------------------------


def _articles(session: Session, window: Window, outlet_name: Name) -> list[ArticleLine]:
    """Return the articles of the window for which an agency of the province was found, or that were flagged."""
    inside = sa.or_(
        sa.and_(ArticleRow.published_at >= window.start, ArticleRow.published_at < window.end),
        sa.and_(
            ArticleRow.published_at.is_(None),
            ArticleRow.first_seen_at >= window.start,
            ArticleRow.first_seen_at < window.end,
        ),
    )
    query = (
        sa.select(
            ArticleRow.id,
            ArticleRow.outlet_id,
            sa.func.coalesce(
                ArticleRow.published_at, ArticleRow.first_seen_at, type_=ArticleRow.first_seen_at.type
            ),
            TaggingRow.tone,
            TaggingRow.flags_said,
            VersionRow.title,
            ArticleAgencyRow.agency_id,
        )
        .join(TaggingRow, TaggingRow.article_id == ArticleRow.id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .outerjoin(
            ArticleAgencyRow,
            sa.and_(ArticleAgencyRow.article_id == ArticleRow.id, ArticleAgencyRow.rank == 0),
        )
        .where(
            ArticleRow.kind == ArticleKind.ARTICLE,
            inside,
            sa.or_(TaggingRow.has_agency, TaggingRow.flags_said > 0),
        )
        .order_by(ArticleRow.id)
    )
    return [
        ArticleLine(
            id=article_id,
            outlet=outlet_name(outlet_id),
            agency_id=agency_id or "",
            title=title,
            published_at=published_at,
            tone=tone,
            flagged=flags > 0,
        )
        for article_id, outlet_id, published_at, tone, flags, title, agency_id in session.execute(query)
    ]


# cases -------------------------------------------------------------------------------------------------------


def _followed(window: Window) -> list[sa.ColumnElement[bool]]:
    """Select the cases of a week: raised before its end, and not at rest since before it began."""
    moved = sa.select(AuditRow.case_id).where(AuditRow.at >= window.start, AuditRow.case_id.is_not(None))
    return [CaseRow.opened_at < window.end, sa.or_(CaseRow.state != State.CLOSED, CaseRow.id.in_(moved))]


def _cases(session: Session, where: Iterable[sa.ColumnElement[bool]], outlet_name: Name) -> list[CaseLine]:
    query = (
        sa.select(CaseRow, ArticleRow.outlet_id, VersionRow.title)
        .join(ArticleRow, ArticleRow.id == CaseRow.article_id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .where(*where)
        .order_by(CaseRow.id)
    )
    found = session.execute(query).all()
    ids = [case.id for case, _, _ in found]
    signals = _signals(session, {case.article_id for case, _, _ in found})
    events = _events(session, ids)
    accounts = _accounts(session, {case.id: case.article_id for case, _, _ in found}, events)
    return [
        CaseLine(
            id=str(case.id),
            agency_id=case.agency_id,
            title=title,
            outlet=outlet_name(outlet_id),
            opened_at=case.opened_at,
            decided_at=case.decided_at,
            verdict=None if case.state in {State.NEW, State.VERIFYING} else case.verdict,
            state=STATE_LABELS[case.state],
            closed=case.state is State.CLOSED,
            result=case.note if case.state is State.CLOSED else "",
            signals=signals.get(case.article_id, ()),
            events=tuple(events.get(case.id, ())),
            accounts=tuple(accounts.get(case.id, ())),
        )
        for case, outlet_id, title in found
    ]


def _chunks(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _signals(session: Session, article_ids: Iterable[str]) -> dict[str, tuple[Signal, ...]]:
    """Return the signals said of each article."""
    found: dict[str, tuple[Signal, ...]] = {}
    for ids in _chunks(sorted(article_ids)):
        query = sa.select(TaggingRow.article_id, TaggingRow.record).where(
            TaggingRow.article_id.in_(ids), TaggingRow.flags_said > 0
        )
        for article_id, record in session.execute(query):
            flags = cast("dict[str, Any]", record)["flags"]
            said = {Signal(flag["signal"]) for flag in flags if flag["score"] >= SAID}
            found[article_id] = tuple(signal for signal in Signal if signal in said)
    return found


def _events(session: Session, case_ids: Sequence[int]) -> dict[int, list[CaseEvent]]:
    found: defaultdict[int, list[CaseEvent]] = defaultdict(list)
    for ids in _chunks(case_ids):
        query = (
            sa.select(AuditRow.case_id, AuditRow.at, AuditRow.action, AuditRow.detail)
            .where(AuditRow.case_id.in_(ids), AuditRow.action.in_(list(_STEPS)))
            .order_by(AuditRow.id)
        )
        for case_id, at, action, found_detail in session.execute(query):
            detail = cast("dict[str, Any]", found_detail)
            found[cast("int", case_id)].append(
                CaseEvent(
                    at=at,
                    step=_STEPS[action],
                    verdict=Verdict(detail["verdict"]) if "verdict" in detail else None,
                    text=detail.get("result") or detail.get("note") or "",
                )
            )
    return found


def _accounts(
    session: Session, articles: dict[int, str], events: dict[int, list[CaseEvent]]
) -> dict[int, list[Account]]:
    """Return what agencies told of each case: conclusions, results, reports; a conclusion without words is none the less one."""
    told: defaultdict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for case_id, steps in events.items():
        told[case_id] += [(step.at, step.text) for step in steps if step.step is not Step.REOPENED]
    for ids in _chunks(list(articles)):
        for report in session.scalars(sa.select(MatterReportRow).where(MatterReportRow.case_id.in_(ids))):
            told[report.case_id].append((report.reported_at, report.text))
    texts = _texts(
        session, {articles[case_id] for case_id, words in told.items() if any(text for _, text in words)}
    )
    return {
        case_id: [
            Account(at=at, restated=bool(text) and only_restates(text, texts[articles[case_id]]))
            for at, text in sorted(words)
        ]
        for case_id, words in told.items()
    }


def _texts(session: Session, article_ids: Iterable[str]) -> dict[str, str]:
    """Return headline, sapo and body of articles, as `store.cases.close` compares them."""
    found = {}
    for ids in _chunks(sorted(article_ids)):
        query = (
            sa.select(VersionRow.article_id, VersionRow.record)
            .join(ArticleRow, ArticleRow.id == VersionRow.article_id)
            .where(VersionRow.article_id.in_(ids), VersionRow.number == ArticleRow.version)
        )
        for article_id, record in session.execute(query):
            text = cast("dict[str, Any]", record)
            found[article_id] = f"{text['title']}\n{text['sapo']}\n{text['body']}"
    return found


# letters -----------------------------------------------------------------------------------------------------


def _letters(
    session: Session, where: Iterable[sa.ColumnElement[bool]], outlet_name: Name
) -> list[LetterLine]:
    query = (
        sa.select(LetterRow, ArticleRow.outlet_id, VersionRow.title, CaseRow.agency_id)
        .join(ArticleRow, ArticleRow.id == LetterRow.article_id)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .join(CaseRow, CaseRow.id == LetterRow.case_id)
        .where(*where)
        .order_by(LetterRow.id)
    )
    found = session.execute(query).all()
    ids = [letter.id for letter, *_ in found]
    looks: defaultdict[int, list[Outcome]] = defaultdict(list)
    refused: set[int] = set()
    for some in _chunks(ids):
        seen = sa.select(OutcomeRow.letter_id, OutcomeRow.record).where(OutcomeRow.letter_id.in_(some))
        for letter_id, record in session.execute(seen.order_by(OutcomeRow.seen_at)):
            looks[letter_id].append(msgspec.convert(record, Outcome))
        answers = sa.select(OutletAnswerRow.letter_id).where(
            OutletAnswerRow.letter_id.in_(some), OutletAnswerRow.refused
        )
        refused |= set(session.scalars(answers))
    return [
        LetterLine(
            id=str(letter.id),
            case_id=str(letter.case_id),
            agency_id=agency_id,
            outlet=outlet_name(outlet_id),
            title=title,
            kind=letter.kind,
            number=letter.number or "",
            medium=Medium(cast("dict[str, Any]", letter.request)["work"]["medium"]),
            sent_at=cast("datetime", letter.sent_at),
            received_at=letter.received_at,
            outcomes=tuple((look.seen_at, look.kind) for look in confirmed(looks[letter.id])),
            refused=letter.id in refused,
        )
        for letter, outlet_id, title, agency_id in found
    ]
