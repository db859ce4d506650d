from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.domain.records import FailureKind
from pipeline.ingest.health import (
    LONGEST_PAUSE,
    POLL_EVERY,
    FeedState,
    after_failure,
    after_outage,
    after_success,
    is_outage,
    is_recent,
    is_silent,
    next_try,
)

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("kind", [FailureKind.TIMEOUT, FailureKind.NOT_FOUND])
def test_a_failing_feed_is_asked_less_often_but_never_given_up(kind: FailureKind) -> None:
    state = FeedState()
    pauses = []
    for _ in range(100):
        state = after_failure(state, NOW, kind, "x")
        assert state.next_poll is not None
        pauses.append(state.next_poll - NOW)
    assert pauses == sorted(pauses)
    assert pauses[0] == POLL_EVERY
    assert pauses[-1] == LONGEST_PAUSE


def test_one_success_forgets_the_failures() -> None:
    state = after_failure(FeedState(), NOW, FailureKind.TIMEOUT, "x")
    assert after_success(state, NOW, new_entries=0).failures == 0


def test_retry_after_is_kept_up_to_a_day() -> None:
    state = after_failure(FeedState(), NOW, FailureKind.RATE_LIMITED, "x", retry_after_s=7200)
    assert state.next_poll == NOW + timedelta(hours=2)
    state = after_failure(FeedState(), NOW, FailureKind.RATE_LIMITED, "x", retry_after_s=10**9)
    assert state.next_poll == NOW + LONGEST_PAUSE


def test_an_outage_of_our_network_counts_against_no_feed() -> None:
    assert is_outage(hosts=10, unreachable=6)
    assert not is_outage(hosts=10, unreachable=5)
    assert not is_outage(hosts=2, unreachable=2)
    state = FeedState(failures=2)
    assert after_outage(state, NOW).failures == 2


def test_a_feed_silent_beyond_its_own_rhythm_is_noticed() -> None:
    state = FeedState()
    for hour in range(20):
        state = after_success(state, NOW + timedelta(hours=hour), new_entries=1)
    last = NOW + timedelta(hours=19)
    assert not is_silent(state, last + timedelta(days=1))
    assert is_silent(state, last + timedelta(days=3))
    weekly = FeedState()
    for week in range(5):
        weekly = after_success(weekly, NOW + timedelta(weeks=week), new_entries=1)
    assert not is_silent(weekly, NOW + timedelta(weeks=8))


def test_a_hard_failure_counts_more_than_a_soft_one_and_that_more_than_a_passing_one() -> None:
    def pause(kind: FailureKind) -> timedelta:
        state = FeedState()
        for _ in range(4):
            state = after_failure(state, NOW, kind, "x")
        assert state.next_poll is not None
        return state.next_poll - NOW

    assert pause(FailureKind.NOT_FOUND) > pause(FailureKind.SERVER_ERROR) > pause(FailureKind.TIMEOUT)


def test_a_page_is_given_up_when_it_is_gone_but_not_for_an_ill_server() -> None:
    assert next_try(4, NOW, FailureKind.NOT_FOUND) is not None
    assert next_try(5, NOW, FailureKind.NOT_FOUND) is None
    assert next_try(19, NOW, FailureKind.TIMEOUT) is not None
    assert next_try(1, NOW, FailureKind.RATE_LIMITED, retry_after_s=7200) == NOW + timedelta(hours=2)


def test_a_feed_that_answers_but_never_brought_anything_is_noticed() -> None:
    state = after_success(FeedState(), NOW, new_entries=0)
    later = after_success(state, NOW + timedelta(days=3), new_entries=0)
    assert not is_silent(state, NOW + timedelta(days=1))
    assert is_silent(later, NOW + timedelta(days=3))


def test_what_was_seen_of_a_host_says_something_for_an_hour() -> None:
    assert is_recent(NOW - timedelta(minutes=59), NOW)
    assert not is_recent(NOW - timedelta(minutes=61), NOW)
    assert not is_recent(None, NOW)
