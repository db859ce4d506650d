from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.calendar import load_calendar
from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import DeadlineKind, DueKind, Regime, deadline, regime_on
from pipeline.domain.errors import CaiChinhError
from pipeline.domain.records import Medium

CALENDAR = load_calendar()
K, M = DeadlineKind, Medium


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.outside_data
def test_all_reference_deadlines_are_right(shared: Path) -> None:
    lines = (shared / "domain/deadlines_dev.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        case = json.loads(line)
        medium = M(case["medium"]) if case["medium"] else None
        answer = deadline(K(case["kind"]), medium, datetime.fromisoformat(case["received"]), CALENDAR)
        due = (
            answer.due.isoformat() if answer.due else {DueKind.NONE: None}.get(answer.kind, answer.kind.value)
        )
        assert (case["id"], due, answer.regime, answer.rule) == (
            case["id"],
            case["due"],
            case["regime"],
            case["rule"],
        )
    assert len(lines) >= 30


@pytest.mark.outside_data
def test_all_reference_working_days_are_right(shared: Path) -> None:
    lines = (shared / "domain/workday_vectors.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        case = json.loads(line)
        days = CALENDAR.add_working_days(date.fromisoformat(case["start"]), case["working_days"])
        assert days[-1].isoformat() == case["end"], case["id"]


CASES = [
    # regime 1: 5 days for dailies, radio and television, 10 for weeklies, nothing seen for the rest
    (
        K.CORRECTION,
        M.DAILY,
        "2016-06-13T10:00",
        "2016-06-20T23:59:59",
    ),  # day 5 is Saturday 18/6, rolls to Monday
    (K.CORRECTION, M.RADIO, "2016-06-14T10:00", "2016-06-20T23:59:59"),
    (K.CORRECTION, M.TV, "2016-06-15T10:00", "2016-06-20T23:59:59"),
    (K.CORRECTION, M.WEEKLY, "2016-06-13T10:00", "2016-06-23T23:59:59"),
    (K.CORRECTION, M.MAGAZINE, "2016-06-13T10:00", DueKind.NONE),
    (K.RESPONSE, M.DAILY, "2016-06-13T10:00", DueKind.NONE),
    (K.FIRST_STATEMENT, None, "2016-06-13T10:00", DueKind.NONE),
    (K.ANSWER_PRESS, None, "2016-06-13T10:00", DueKind.NONE),
    # the turn of the regimes, by Vietnamese time
    (K.CORRECTION, M.DAILY, "2016-12-31T23:59", "2017-01-05T23:59:59"),
    (K.CORRECTION, M.DAILY, "2017-01-01T00:00", "2017-01-03T23:59:59"),
    (K.CORRECTION, M.DAILY, "2026-06-30T23:59", "2026-07-02T23:59:59"),
    (K.CORRECTION, M.DAILY, "2026-07-01T00:00", "2026-07-03T23:59:59"),
    # regime 2
    (K.CORRECTION, M.ONLINE, "2018-03-05T07:45", DueKind.IMMEDIATE),
    (K.CORRECTION, M.WEEKLY, "2018-03-05T07:45", DueKind.NEXT_ISSUE),
    (K.CORRECTION, M.MAGAZINE_OVER_30D, "2018-03-05T07:45", DueKind.IMMEDIATE),
    (K.RESPONSE, M.TV, "2018-03-05T07:45", "2018-03-07T23:59:59"),
    (K.RESPONSE, M.DAILY, "2018-03-07T07:45", "2018-03-09T23:59:59"),
    (K.RESPONSE, M.DAILY, "2018-03-08T07:45", "2018-03-12T23:59:59"),  # Saturday rolls to Monday
    (
        K.CORRECTION,
        M.DAILY,
        "2018-02-12T07:45",
        "2018-02-21T23:59:59",
    ),  # day 2 is the eve of Tet, off to 20/2
    (K.ANSWER_PRESS, None, "2018-03-01T08:00", "2018-04-02T23:59:59"),  # day 30 is Saturday 31/3
    (K.ANSWER_FORWARDED, None, "2018-03-01T08:00", "2018-04-02T23:59:59"),
    (K.PRESS_ANSWERS_AGENCY, None, "2018-03-01T08:00", "2018-03-16T23:59:59"),
    (K.FIRST_STATEMENT, None, "2018-03-03T22:15", "2018-03-04T22:15:00"),  # hours do not move for a Sunday
    (K.DELEGATION_PUBLISHED, None, "2018-03-03T22:15", "2018-03-04T10:15:00"),
    (K.SPOKESPERSON_PUBLISHED, None, "2018-03-03T22:15", DueKind.NONE),
    # regime 3
    (K.CORRECTION, M.ONLINE, "2026-11-20T07:45", DueKind.IMMEDIATE),
    (K.CORRECTION, M.MAGAZINE, "2026-11-20T07:45", DueKind.NEXT_ISSUE),
    (K.CORRECTION, M.MAGAZINE_OVER_30D, "2026-11-10T07:45", "2026-11-12T23:59:59"),
    (K.CORRECTION, M.DAILY, "2026-08-20T07:45", "2026-08-22T23:59:59"),  # a make-up Saturday is worked
    (K.CORRECTION, M.DAILY, "2026-08-27T07:45", "2026-09-03T23:59:59"),  # 29/8 to 2/9 off
    (
        K.ANSWER_FORWARDED,
        None,
        "2026-08-03T07:45",
        "2026-08-22T23:59:59",
    ),  # 15th working day is the make-up Saturday
    (K.PRESS_ANSWERS_AGENCY, None, "2026-07-01T07:45", "2026-07-22T23:59:59"),
    (K.ANSWER_PRESS, None, "2026-07-01T07:45", "2026-07-31T23:59:59"),
    (K.FIRST_STATEMENT, None, "2026-09-01T22:15", "2026-09-02T22:15:00"),
    (K.SPOKESPERSON_PUBLISHED, None, "2026-10-09T17:00", "2026-10-10T17:00:00"),
    (K.DELEGATION_PUBLISHED, None, "2026-10-09T17:00", DueKind.NONE),
]


@pytest.mark.parametrize(("kind", "medium", "received", "expected"), CASES)
def test_deadlines_counted_by_hand(kind: K, medium: M | None, received: str, expected: str | DueKind) -> None:
    answer = deadline(kind, medium, at(received), CALENDAR)
    if isinstance(expected, DueKind):
        assert (answer.kind, answer.due) == (expected, None)
    else:
        assert answer.due == at(expected)
    assert answer.rule
    assert answer.working[0].startswith("Nhận lúc")


def test_the_same_moment_in_another_zone_is_the_same_deadline() -> None:
    local = at("2026-07-01T00:00")
    answer = deadline(K.CORRECTION, M.DAILY, local.astimezone(UTC), CALENDAR)
    assert answer == deadline(K.CORRECTION, M.DAILY, local, CALENDAR)
    assert answer.regime is Regime.R3


def test_a_correction_without_medium_is_refused() -> None:
    with pytest.raises(CaiChinhError, match="medium"):
        deadline(K.CORRECTION, None, at("2026-07-01T00:00"), CALENDAR)


def test_the_working_shows_each_day_and_why_it_does_not_count() -> None:
    lines = deadline(K.PRESS_ANSWERS_AGENCY, None, at("2026-08-27T10:00"), CALENDAR).working
    assert any("Ngày 15" in line for line in lines)
    assert any(line.startswith("Không tính") and "Quốc khánh" in line for line in lines)


def test_provisional_days_are_shown_as_such() -> None:
    assert any("tạm tính" in CALENDAR.describe(date(2027, 2, day)) for day in range(1, 15))


@given(
    st.sampled_from(list(K)),
    st.sampled_from(list(M)),
    st.datetimes(min_value=datetime(2016, 1, 1), max_value=datetime(2026, 12, 1)),  # noqa: DTZ001
)
def test_a_deadline_never_lies_before_its_start_and_ends_on_a_working_day(
    kind: K, medium: M, moment: datetime
) -> None:
    received = moment.replace(tzinfo=VIETNAM)
    answer = deadline(kind, medium, received, CALENDAR)
    assert answer.regime is regime_on(received.date())
    if answer.due is not None:
        assert answer.due > received
        assert answer.due - received < timedelta(days=60)
    if answer.kind is DueKind.DATE:
        assert answer.due is not None
        assert CALENDAR.is_working(answer.due.date())
