"""Deadlines that people pause and extend, and calendars that change: counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.calendar import CalendarDay, load_calendar
from pipeline.domain.clock import Duty, Level, due, standing
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import DeadlineKind, DueKind, Extension, Pause, deadline
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Medium

CALENDAR = load_calendar()
K, M = DeadlineKind, Medium


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def pause(start: str, end: str | None) -> Pause:
    return Pause(start=at(start), end=at(end) if end else None, reason="chờ kết luận")


PAUSED = [
    # 15 working days from Thu 1/10/2026: due Thu 22/10
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [], "2026-10-22T23:59:59"),
    # paused Mon 5/10, resumed Wed 7/10: Tue and Wed do not count
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [("2026-10-05T09:00", "2026-10-07T16:00")], "2026-10-26T23:59:59"),
    # begun and ended on one day: nothing stands still
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [("2026-10-05T09:00", "2026-10-05T16:00")], "2026-10-22T23:59:59"),
    # over a weekend only: Sat and Sun would not have counted anyway
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [("2026-10-09T09:00", "2026-10-11T16:00")], "2026-10-22T23:59:59"),
    # two pauses add up
    (
        K.ANSWER_FORWARDED,
        None,
        "2026-10-01T08:00",
        [("2026-10-05T09:00", "2026-10-07T16:00"), ("2026-10-12T09:00", "2026-10-13T16:00")],
        "2026-10-27T23:59:59",
    ),
    # on the very last day, to the next: the last day began before the pause and counts
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [("2026-10-22T09:00", "2026-10-26T16:00")], "2026-10-22T23:59:59"),
    # across Ngày Văn hóa 24/11/2026
    (K.ANSWER_FORWARDED, None, "2026-11-02T08:00", [("2026-11-20T09:00", "2026-11-25T16:00")], "2026-11-26T23:59:59"),
    # calendar days: 30 from 1/10 end Sat 31/10, Monday 2/11; three days of pause: 3/11
    (K.ANSWER_PRESS, None, "2026-10-01T08:00", [], "2026-11-02T23:59:59"),
    (K.ANSWER_PRESS, None, "2026-10-01T08:00", [("2026-10-05T09:00", "2026-10-08T16:00")], "2026-11-03T23:59:59"),
    # a pause over the end: day 2 is still ahead when it stands still
    (K.CORRECTION, M.DAILY, "2026-10-05T08:00", [("2026-10-06T09:00", "2026-10-09T16:00")], "2026-10-12T23:59:59"),
    # hours stand still from moment to moment, at night and on Sundays too
    (K.FIRST_STATEMENT, None, "2026-10-03T22:00", [("2026-10-04T01:00", "2026-10-04T03:30")], "2026-10-05T00:30:00"),
    # a pause after the hours ran out moves nothing
    (K.FIRST_STATEMENT, None, "2026-10-03T22:00", [("2026-10-05T01:00", "2026-10-05T03:00")], "2026-10-04T22:00:00"),
    # regime 2, across Tet 2024 (8/2 to 14/2 off): 30 days from 10/1 end 9/2, which is off until 14/2
    (K.ANSWER_FORWARDED, None, "2024-01-10T10:00", [("2024-02-01T09:00", "2024-02-03T09:00")], "2024-02-15T23:59:59"),
    (K.ANSWER_FORWARDED, None, "2024-01-10T10:00", [("2024-02-01T09:00", "2024-02-09T09:00")], "2024-02-19T23:59:59"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "medium", "received", "pauses", "expected"), PAUSED)
def test_a_pause_moves_the_end_by_what_it_took(
    kind: K, medium: M | None, received: str, pauses: list[tuple[str, str]], expected: str
) -> None:
    found = deadline(
        kind, medium, at(received), CALENDAR, pauses=[pause(start, end) for start, end in pauses]
    )
    assert found.due == at(expected)


EXTENDED = [
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [5], "2026-10-29T23:59:59"),
    (K.ANSWER_FORWARDED, None, "2026-10-01T08:00", [2, 3], "2026-10-29T23:59:59"),
    (K.ANSWER_PRESS, None, "2026-10-01T08:00", [10], "2026-11-10T23:59:59"),
    (K.ANSWER_PRESS, None, "2026-10-01T08:00", [24], "2026-11-25T23:59:59"),  # 24/11 is off
    (K.CORRECTION, M.TV, "2026-10-05T08:00", [1], "2026-10-08T23:59:59"),
    (K.CORRECTION, M.MAGAZINE_OVER_30D, "2026-10-05T08:00", [3], "2026-10-12T23:59:59"),
    (K.FIRST_STATEMENT, None, "2026-10-03T22:00", [12], "2026-10-05T10:00:00"),
    (K.CORRECTION, M.WEEKLY, "2016-06-14T09:00", [1], "2016-06-27T23:59:59"),
]


@pytest.mark.parametrize(("kind", "medium", "received", "amounts", "expected"), EXTENDED)
def test_an_extension_adds_to_the_limit_in_its_own_unit(
    kind: K, medium: M | None, received: str, amounts: list[int], expected: str
) -> None:
    extensions = [Extension(amount=amount, reason="phức tạp") for amount in amounts]
    found = deadline(kind, medium, at(received), CALENDAR, extensions=extensions)
    assert found.due == at(expected)
    assert sum("Gia hạn thêm" in line for line in found.working) == len(amounts)


@pytest.mark.parametrize(
    ("kind", "medium"),
    [(K.CORRECTION, M.ONLINE), (K.RESPONSE, M.WEEKLY), (K.DELEGATION_PUBLISHED, None)],
)
def test_what_has_no_number_cannot_be_extended(kind: K, medium: M | None) -> None:
    with pytest.raises(CaiChinhError, match="extended"):
        deadline(
            kind,
            medium,
            at("2026-10-05T08:00"),
            CALENDAR,
            extensions=[Extension(amount=1, reason="x")],
        )


def test_while_it_is_paused_there_is_no_due_date_and_the_working_says_so() -> None:
    found = deadline(
        K.ANSWER_PRESS, None, at("2026-10-01T08:00"), CALENDAR, pauses=[pause("2026-10-05T09:00", None)]
    )
    assert (found.kind, found.due) == (DueKind.DATE, None)
    assert found.working[-1].startswith("Đang tạm dừng từ 09:00 05/10/2026")


CHANGES = [
    # a make-up Saturday is announced: the end comes nearer
    (K.ANSWER_FORWARDED, "2026-10-01T08:00", "2026-10-17", True, "2026-10-22", "2026-10-21"),
    # a storm day off: the end moves on
    (K.ANSWER_FORWARDED, "2026-10-01T08:00", "2026-10-14", False, "2026-10-22", "2026-10-23"),
    # the last day itself is off
    (K.ANSWER_FORWARDED, "2026-10-01T08:00", "2026-10-22", False, "2026-10-22", "2026-10-23"),
    # a day off in the middle of calendar days changes nothing
    (K.ANSWER_PRESS, "2026-10-01T08:00", "2026-10-14", False, "2026-11-02", "2026-11-02"),
    # the day they roll to is off
    (K.ANSWER_PRESS, "2026-10-01T08:00", "2026-11-02", False, "2026-11-02", "2026-11-03"),
    # the Saturday they end on is worked
    (K.ANSWER_PRESS, "2026-10-01T08:00", "2026-10-31", True, "2026-11-02", "2026-10-31"),
    # before the start, after the end: nothing
    (K.ANSWER_FORWARDED, "2026-10-01T08:00", "2026-09-30", False, "2026-10-22", "2026-10-22"),
    (K.ANSWER_FORWARDED, "2026-10-01T08:00", "2026-10-23", False, "2026-10-22", "2026-10-22"),
    # the swap around 24/11/2026 that was proposed: Monday 23/11 off
    (K.ANSWER_FORWARDED, "2026-11-02T08:00", "2026-11-23", False, "2026-11-23", "2026-11-25"),
]


@pytest.mark.parametrize(("kind", "received", "day", "working", "before", "after"), CHANGES)
def test_a_change_of_the_calendar_moves_exactly_what_it_touches(
    kind: K, received: str, day: str, working: bool, before: str, after: str
) -> None:
    changed = CALENDAR.changed(
        [
            CalendarDay(
                day=date.fromisoformat(day), is_working=working, name="Đổi", source="TB 1", certainty="seen"
            )
        ]
    )
    dues = [deadline(kind, None, at(received), calendar).due for calendar in (CALENDAR, changed)]
    assert [found.date().isoformat() for found in dues if found] == [before, after]


def test_the_house_target_is_never_shown_as_law() -> None:
    found = due(Duty.VERIFICATION, None, at("2026-10-01T08:00"), CALENDAR)
    assert found.due == at("2026-10-06T23:59:59")
    assert found.rule == "Mục tiêu nội bộ, không phải thời hạn luật định"


@pytest.mark.parametrize(
    ("now", "level", "text"),
    [
        ("2026-10-01T08:00", Level.AHEAD, "Còn 3 ngày làm việc"),
        ("2026-10-05T08:00", Level.SOON, "Còn 1 ngày làm việc"),
        ("2026-10-06T23:59:59", Level.TODAY, "Hết hạn hôm nay"),
        ("2026-10-07T00:00", Level.LATE, "Quá hạn 1 ngày làm việc"),
        ("2026-10-12T00:00", Level.LATE, "Quá hạn 4 ngày làm việc"),
    ],
)
def test_before_on_and_after_the_due_date(now: str, level: Level, text: str) -> None:
    found = due(Duty.VERIFICATION, None, at("2026-10-01T08:00"), CALENDAR)
    stands = standing(found.kind, found.due, at("2026-10-01T08:00"), at(now), CALENDAR)
    assert (stands.level, stands.text) == (level, text)


def test_what_the_law_wants_at_once_is_shown_as_that_and_the_reminder_as_our_own() -> None:
    found = due(Duty.CORRECTION, M.ONLINE, at("2026-10-01T08:00"), CALENDAR)
    first = standing(found.kind, found.due, at("2026-10-01T08:00"), at("2026-10-01T09:00"), CALENDAR)
    later = standing(found.kind, found.due, at("2026-10-01T08:00"), at("2026-10-02T08:00"), CALENDAR)
    assert first.level is later.level is Level.NO_DATE
    assert first.text == "Phải thực hiện “ngay”, luật không ấn định số ngày"
    assert "không phải thời hạn luật định" in later.text


@given(
    st.sampled_from([K.ANSWER_PRESS, K.ANSWER_FORWARDED, K.PRESS_ANSWERS_AGENCY]),
    st.dates(min_value=date(2017, 1, 1), max_value=date(2026, 10, 1)),
    st.integers(0, 40),
    st.integers(0, 20),
    st.integers(0, 10),
)
def test_pauses_and_extensions_never_bring_a_deadline_nearer(
    kind: K, day: date, after: int, length: int, more: int
) -> None:
    received = at(f"{day}T08:00")
    begun = received + timedelta(days=after)
    stop = Pause(start=begun, end=begun + timedelta(days=length), reason="x")
    plain = deadline(kind, None, received, CALENDAR).due
    moved = deadline(
        kind,
        None,
        received,
        CALENDAR,
        pauses=[stop],
        extensions=[Extension(amount=more, reason="x")] if more else [],
    ).due
    assert plain
    assert moved
    assert moved >= plain
    assert CALENDAR.is_working(moved.date())
    if plain < stop.start and not more:
        assert moved == plain


def test_a_pause_that_is_open_is_told_and_one_that_ended_is_counted() -> None:
    open_one = pause("2026-10-05T09:00", None)
    ended = replace(open_one, end=at("2026-10-07T09:00"))
    assert deadline(K.ANSWER_PRESS, None, at("2026-10-01T08:00"), CALENDAR, pauses=[ended]).due
