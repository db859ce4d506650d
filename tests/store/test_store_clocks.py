from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.calendar import CalendarDay
from pipeline.domain.clock import Duty, Level, standing
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import TransitionError
from pipeline.domain.records import Article, Capture, Verdict
from pipeline.review.cases import CaseOpening
from pipeline.review.workflow import Role, State
from pipeline.store import articles, audit, cases, clocks, ingested, people, snooze
from pipeline.store import calendar as calendars
from pipeline.store.desk_tables import ClockRow, SnoozeRow
from pipeline.store.morning import morning
from pipeline.store.tables import CaseRow, PersonRow

MONDAY = datetime(2026, 11, 9, 7, 30, tzinfo=VIETNAM)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    with sessions() as session:
        article = Article(id="a", url="https://bao.example/a", title="Tít", body="Câu.", published_at=MONDAY)
        capture = Capture(
            url=article.url,
            final_url=article.url,
            fetched_at=MONDAY,
            status=200,
            headers=(),
            body=b"",
            sha256="0" * 64,
        )
        row = ingested.add_capture(session, capture)
        articles.save_article(session, article, outlet_id="bao", capture_id=row.id, seen_at=MONDAY)
        opening = CaseOpening(group_id="a", agency_id="qn-yte", article_id="a", priority=0.5, reason="Lý do.")
        cases.open_cases(session, [opening], now=MONDAY)
        yield session


@pytest.fixture
def officer(session: Session) -> PersonRow:
    return people.add_person(
        session,
        login="truc",
        full_name="Cán bộ trực",
        password="m" * 12,
        role=Role.OFFICER,
        agency_id="qn-yte",
    )


def case(session: Session) -> CaseRow:
    return session.scalars(sa.select(CaseRow)).one()


def due(clock: ClockRow) -> str:
    return clock.due_at.astimezone(VIETNAM).isoformat()[:16] if clock.due_at else ""


def verification(session: Session) -> ClockRow:
    return next(row for row in clocks.of_case(session, 1) if row.duty is Duty.VERIFICATION)


def test_a_new_case_has_the_house_target_shown_as_what_it_is(session: Session) -> None:
    clock = verification(session)
    assert due(clock) == "2026-11-12T23:59"
    assert "không phải thời hạn luật định" in clock.rule


def test_the_target_ends_with_the_decision_and_runs_on_after_undo(
    session: Session, officer: PersonRow
) -> None:
    cases.decide_case(session, case(session), Verdict.ACCURATE, actor=officer, note="", now=MONDAY)
    session.expire_all()
    assert verification(session).ended_at == MONDAY
    cases.reopen(session, case(session), actor=officer, now=MONDAY)
    session.expire_all()
    assert verification(session).ended_at is None


def test_a_duty_of_law_runs_on_when_the_agency_still_has_to_act_and_ends_with_the_case(
    session: Session, officer: PersonRow
) -> None:
    clock = clocks.start(session, case(session), Duty.ANSWER_PRESS, MONDAY, actor=officer, now=MONDAY)
    cases.decide_case(session, case(session), Verdict.ACCURATE_ACT, actor=officer, note="", now=MONDAY)
    session.refresh(clock)
    assert clock.ended_at is None
    later = MONDAY + timedelta(days=2)
    result = "Đã sửa xong đường, trả lời báo bằng văn bản."
    cases.close(session, case(session), result, actor=officer, now=later)
    session.refresh(clock)
    assert clock.ended_at == later


def test_late_is_counted_from_the_moment_the_due_day_is_over(session: Session) -> None:
    end = datetime(2026, 11, 12, 23, 59, 59, tzinfo=VIETNAM)
    assert morning(session, None, end).late == 0
    assert morning(session, "qn-yte", end + timedelta(seconds=1)).late == 1
    assert morning(session, "qn-gddt", end + timedelta(days=9)).late == 0


def test_pause_and_extension_move_the_date_and_tell_old_and_new(session: Session, officer: PersonRow) -> None:
    clock = clocks.start(session, case(session), Duty.ANSWER_FORWARDED, MONDAY, actor=officer, now=MONDAY)
    first = due(clock)
    clocks.pause(session, clock, "Chờ kết luận thanh tra", actor=officer, now=MONDAY + timedelta(days=1))
    assert clock.due_at is None
    assert standing(clock.due_kind, clock.due_at, MONDAY, MONDAY, calendars.shipped()).level is Level.PAUSED
    clocks.resume(session, clock, actor=officer, now=MONDAY + timedelta(days=3))
    clocks.extend(session, clock, 2, "Vụ việc phức tạp", actor=officer, now=MONDAY + timedelta(days=3))
    assert (first, due(clock)) == ("2026-12-01T23:59", "2026-12-07T23:59")
    newest = cast("dict[str, Any]", audit.history(session, 1)[0].detail)
    assert newest["old_due"].startswith("2026-12-03")
    assert newest["due"].startswith("2026-12-07")
    assert newest["reason"] == "Vụ việc phức tạp"


@pytest.mark.parametrize(("amount", "reason"), [(0, "Lý do"), (61, "Lý do"), (-1, "Lý do"), (2, "")])
def test_an_extension_needs_a_reason_and_an_amount(
    session: Session, officer: PersonRow, amount: int, reason: str
) -> None:
    with pytest.raises(TransitionError):
        clocks.extend(session, verification(session), amount, reason, actor=officer, now=MONDAY)


def test_what_ran_out_cannot_be_paused_nor_what_runs_be_resumed(session: Session, officer: PersonRow) -> None:
    clock = verification(session)
    with pytest.raises(TransitionError, match="đã hết"):
        clocks.pause(session, clock, "Lý do", actor=officer, now=MONDAY + timedelta(days=9))
    with pytest.raises(TransitionError, match="không tạm dừng"):
        clocks.resume(session, clock, actor=officer, now=MONDAY)


def test_a_change_of_the_calendar_moves_open_clocks_and_tells_it(
    session: Session, officer: PersonRow
) -> None:
    day = CalendarDay(
        day=date(2026, 11, 11), is_working=False, name="Nghỉ bão", source="CV 1/UBND", certainty="seen"
    )
    calendars.enter(session, day, actor=officer, now=MONDAY)
    assert clocks.recompute(session, now=MONDAY) == 1
    assert due(verification(session)) == "2026-11-13T23:59"
    event = audit.history(session, 1)[0]
    assert event.action == "clock recomputed"
    detail = cast("dict[str, Any]", event.detail)
    assert detail["old_due"].startswith("2026-11-12")
    assert detail["due"].startswith("2026-11-13")
    assert clocks.recompute(session, now=MONDAY) == 0
    calendars.take_back(session, day.day, actor=officer, now=MONDAY)
    assert clocks.recompute(session, now=MONDAY) == 1
    assert due(verification(session)) == "2026-11-12T23:59"
    assert audit.first_broken(session) is None


def test_clocks_of_closed_cases_stay_as_they_were(session: Session, officer: PersonRow) -> None:
    cases.decide_case(session, case(session), Verdict.ACCURATE, actor=officer, note="", now=MONDAY)
    day = CalendarDay(
        day=date(2026, 11, 11), is_working=False, name="Nghỉ bão", source="CV 1/UBND", certainty="seen"
    )
    calendars.enter(session, day, actor=officer, now=MONDAY)
    assert clocks.recompute(session, now=MONDAY) == 0


def test_a_snoozed_case_comes_back_by_itself_on_its_day(session: Session, officer: PersonRow) -> None:
    snooze.put_off(session, case(session), date(2026, 11, 11), "Chờ báo cáo", actor=officer, now=MONDAY)
    assert case(session).state is State.SNOOZED
    assert snooze.wake_due(session, MONDAY + timedelta(days=1)) == 0
    assert snooze.wake_due(session, datetime(2026, 11, 10, 17, 0, tzinfo=UTC)) == 1  # midnight in Vietnam
    assert case(session).state is State.NEW
    assert session.get(SnoozeRow, 1) is None


@pytest.mark.parametrize(
    ("until", "reason"),
    [(date(2026, 11, 9), "Lý do"), (date(2027, 11, 9), "Lý do"), (date(2026, 11, 11), "")],
)
def test_a_snooze_needs_a_day_ahead_and_a_reason(
    session: Session, officer: PersonRow, until: date, reason: str
) -> None:
    with pytest.raises(TransitionError):
        snooze.put_off(session, case(session), until, reason, actor=officer, now=MONDAY)
    assert case(session).state is State.NEW
