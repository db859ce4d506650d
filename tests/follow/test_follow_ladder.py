from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from pipeline.domain.dates import VIETNAM
from pipeline.domain.deadlines import Deadline, DueKind, Regime
from pipeline.domain.records import OutcomeKind
from pipeline.follow import Course, Step, next_step, rounds_on

RECEIVED = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
DUE = datetime(2026, 11, 25, 23, 59, 59, tzinfo=VIETNAM)
LATE = DUE + timedelta(hours=9)


def course(**changes: object) -> Course:
    clock = Deadline(regime=Regime.R3, due=DUE, kind=DueKind.DATE, rule="", working=())
    fields = {
        "round": 1,
        "received_at": RECEIVED,
        "deadline": clock,
        "outcome": OutcomeKind.UNCHANGED,
        "answered_unread": False,
        "reminded_at": None,
    }
    return Course(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "rounds"),
    [(date(2016, 6, 14), 3), (date(2017, 1, 1), 3), (date(2026, 6, 30), 3), (date(2026, 7, 1), 2)],
)
def test_rounds_follow_the_law_in_force(day: date, rounds: int) -> None:
    assert rounds_on(day) == rounds


REMINDED = LATE - timedelta(days=4)


@pytest.mark.parametrize(
    ("changes", "now", "step"),
    [
        ({"received_at": None}, LATE, Step.WAIT),
        ({}, RECEIVED + timedelta(hours=30), Step.WAIT),
        ({}, LATE, Step.REMIND),
        ({"answered_unread": True}, LATE, Step.READ_ANSWER),
        ({"outcome": OutcomeKind.CORRECTED}, LATE, Step.CLOSE),
        ({"outcome": OutcomeKind.CORRECTION_INCOMPLETE}, LATE, Step.REMIND),
        ({"reminded_at": LATE - timedelta(hours=1)}, LATE, Step.WAIT),
        ({"reminded_at": REMINDED}, LATE, Step.NEXT_ROUND),
        ({"reminded_at": REMINDED, "round": 2}, LATE, Step.GOVERNING_BODY),
        ({"reminded_at": REMINDED, "round": 2, "climbed": 1}, LATE, Step.PRESS_AUTHORITY),
        ({"reminded_at": REMINDED, "round": 2, "climbed": 5}, LATE, Step.COURT),
        (
            {"reminded_at": REMINDED, "round": 2, "received_at": RECEIVED.replace(year=2025)},
            LATE,
            Step.NEXT_ROUND,
        ),
        ({"deadline": None}, RECEIVED + timedelta(hours=23), Step.WAIT),
        ({"deadline": None}, RECEIVED + timedelta(hours=25), Step.REMIND),
    ],
)
def test_the_next_step_is_that_of_the_law(changes: dict[str, object], now: datetime, step: Step) -> None:
    assert next_step(course(**changes), now) is step
