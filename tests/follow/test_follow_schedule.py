from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.follow import is_due
from pipeline.follow.schedule import LOOKS

SENT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_nothing_is_due_before_the_first_look() -> None:
    assert not is_due(SENT, None, SENT + timedelta(minutes=59))
    assert is_due(SENT, None, SENT + timedelta(hours=1))


def test_a_daily_job_looks_once_per_step_and_stops_after_the_last() -> None:
    looked, looks = None, 0
    for day in range(1, 200):
        now = SENT + timedelta(days=day)
        if is_due(SENT, looked, now):
            looked, looks = now, looks + 1
    assert looks == len([look for look in LOOKS if look > timedelta(days=1)]) + 1
    assert looked == SENT + LOOKS[-1]


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_right_after_a_look_none_is_due(hours: int, more: int) -> None:
    now = SENT + timedelta(hours=hours)
    assert not is_due(SENT, now, now)
    if not is_due(SENT, now, now + timedelta(hours=more)):
        assert not any(now < SENT + look <= now + timedelta(hours=more) for look in LOOKS)
