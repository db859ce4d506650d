"""How a feed behaves over time: failures are weighed, nothing is ever given up, silence is noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.domain.records import FailureKind

POLL_EVERY = timedelta(minutes=30)
LONGEST_PAUSE = timedelta(hours=24)
_SOFT = frozenset(
    {
        FailureKind.TIMEOUT,
        FailureKind.CONNECTION,
        FailureKind.SERVER_ERROR,
        FailureKind.RATE_LIMITED,
        FailureKind.TLS,
    }
)
"""Failures that usually pass by themselves; the others need a person or a new address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between polls. Times are aware."""

    failures: int = 0
    """Polls in a row that failed."""
    failure: FailureKind | None = None
    problem: str = ""
    last_ok: datetime | None = None
    last_new: datetime | None = None
    """When the feed last announced something new."""
    rhythm_s: float = 0.0
    """Smoothed time between two polls that brought something new, in seconds; 0 while unknown."""
    next_poll: datetime | None = None


def after_success(state: FeedState, now: datetime, *, new_entries: int) -> FeedState:
    """Return the state after a poll that could be read (or was not modified)."""
    last_new, rhythm = state.last_new, state.rhythm_s
    if new_entries:
        if last_new is not None:
            gap = (now - last_new).total_seconds()
            rhythm = gap if rhythm == 0 else 0.8 * rhythm + 0.2 * gap
        last_new = now
    return FeedState(last_ok=now, last_new=last_new, rhythm_s=rhythm, next_poll=now + POLL_EVERY)


def after_failure(
    state: FeedState, now: datetime, kind: FailureKind, problem: str, *, retry_after_s: float | None = None
) -> FeedState:
    """Return the state after a poll that failed. Pauses grow, soft failures slower, and never beyond a day."""
    failures = state.failures + 1
    growth = 1.5 if kind in _SOFT else 2.0
    pause = min(POLL_EVERY * growth ** min(failures - 1, 20), LONGEST_PAUSE)
    if retry_after_s is not None:
        pause = min(max(pause, timedelta(seconds=retry_after_s)), LONGEST_PAUSE)
    return replace(state, failures=failures, failure=kind, problem=problem, next_poll=now + pause)


def after_outage(state: FeedState, now: datetime) -> FeedState:
    """Return the state after a poll in which our own network was down: it counts against no feed."""
    return replace(state, next_poll=now + POLL_EVERY)


def is_outage(hosts: int, unreachable: int) -> bool:
    """Tell whether so many hosts were unreachable that the network is ours to repair (more than half, at least 3)."""
    return unreachable >= 3 and unreachable * 2 > hosts


def is_silent(state: FeedState, now: datetime) -> bool:
    """Tell whether a feed that answers has brought nothing for much longer than its own rhythm (at least two days)."""
    if state.last_ok is None:
        return False
    since = state.last_new
    if since is None:
        return False
    return now - since > max(timedelta(seconds=6 * state.rhythm_s), timedelta(days=2))
