"""How a feed behaves over time: failures are weighed, nothing is ever given up, silence is noticed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pipeline.domain.records import FailureKind

POLL_EVERY = timedelta(minutes=30)
LONGEST_PAUSE = timedelta(hours=24)
_TEMPORARY = frozenset({FailureKind.TIMEOUT, FailureKind.CONNECTION, FailureKind.RATE_LIMITED})
"""Pass by themselves, mostly within the hour."""
_SOFT = frozenset(
    {
        FailureKind.SERVER_ERROR,
        FailureKind.TLS,
        FailureKind.CHALLENGE,
        FailureKind.BROKEN_FEED,
        FailureKind.EMPTY_FEED,
    }
)
"""Pass when somebody over there looks; what is in neither set needs a new address or a person here."""
_GIVEN_UP = 5.0
"""Weight of failures after which a page is no longer asked for; a feed is always asked for again."""
_REMEMBERED = timedelta(hours=1)
"""How long what was seen of a host says something about our own network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is remembered of a feed between polls. Times are aware."""

    failures: int = 0
    """Polls in a row that failed."""
    trouble: float = 0.0
    """The same weighed: a hard failure counts 1, a soft one 0.5, a temporary one 0.25."""
    failure: FailureKind | None = None
    problem: str = ""
    head: str = ""
    """The first 4 KB of what came instead, for a person to look at."""
    unread_sha256: str = ""
    """Digest of the archived body that could not be read, so that it is archived once."""
    moved_to: str = ""
    """Where the feed was found although another address was asked for: feeds.yaml should name it."""
    first_ok: datetime | None = None
    last_ok: datetime | None = None
    last_new: datetime | None = None
    """When the feed last announced something new."""
    rhythm_s: float = 0.0
    """Smoothed time between two polls that brought something new, in seconds; 0 while unknown."""
    unreachable_at: datetime | None = None
    """When it could last not be connected to, also while our own network was down."""
    next_poll: datetime | None = None


def weight(kind: FailureKind) -> float:
    """Return how much a failure says about the source itself."""
    return 0.25 if kind in _TEMPORARY else 0.5 if kind in _SOFT else 1.0


def after_success(state: FeedState, now: datetime, *, new_entries: int, moved_to: str = "") -> FeedState:
    """Return the state after a poll that could be read (or was not modified)."""
    last_new, rhythm = state.last_new, state.rhythm_s
    if new_entries:
        if last_new is not None:
            gap = (now - last_new).total_seconds()
            rhythm = gap if rhythm == 0 else 0.8 * rhythm + 0.2 * gap
        last_new = now
    return FeedState(
        moved_to=moved_to,
        first_ok=state.first_ok or now,
        last_ok=now,
        last_new=last_new,
        rhythm_s=rhythm,
        next_poll=now + POLL_EVERY,
    )


def after_failure(
    state: FeedState,
    now: datetime,
    kind: FailureKind,
    problem: str,
    *,
    retry_after_s: float | None = None,
    head: str = "",
) -> FeedState:
    """Return the state after a poll that failed. Pauses grow by weight, and never beyond a day."""
    pause = _pause(POLL_EVERY, state.trouble, retry_after_s)
    return replace(
        state,
        failures=state.failures + 1,
        trouble=state.trouble + weight(kind),
        failure=kind,
        problem=problem,
        head=head,
        unreachable_at=now if kind is FailureKind.CONNECTION else state.unreachable_at,
        next_poll=now + pause,
    )


def _pause(shortest: timedelta, trouble: float, retry_after_s: float | None) -> timedelta:
    growth: float = 2 ** min(trouble, 20.0)
    pause = min(shortest * growth, LONGEST_PAUSE)
    asked = timedelta(seconds=min(retry_after_s or 0, LONGEST_PAUSE.total_seconds()))
    return min(max(pause, asked), LONGEST_PAUSE)


def after_outage(state: FeedState, now: datetime) -> FeedState:
    """Return the state after a poll in which our own network was down: it counts against no feed."""
    return replace(state, unreachable_at=now, next_poll=now + POLL_EVERY)


def next_try(
    tries: int, now: datetime, kind: FailureKind, *, retry_after_s: float | None = None
) -> datetime | None:
    """Return when a page that failed for the `tries`th time is asked for again; None when it is given up.

    A page that is gone is given up after 5 tries over a day and a half, one whose server is ill after weeks.
    """
    trouble = weight(kind) * tries
    return None if trouble >= _GIVEN_UP else now + _pause(POLL_EVERY, trouble, retry_after_s)


def is_outage(hosts: int, unreachable: int) -> bool:
    """Tell whether so many hosts were unreachable that the network is ours to repair (more than half, at least 3)."""
    return unreachable >= 3 and unreachable * 2 > hosts


def is_recent(moment: datetime | None, now: datetime) -> bool:
    """Tell whether what was seen of a host at `moment` still says something about our own network."""
    return moment is not None and timedelta(0) <= now - moment <= _REMEMBERED


def is_silent(state: FeedState, now: datetime) -> bool:
    """Tell whether a feed that answers has brought nothing for much longer than its own rhythm (at least two days).

    A feed that never brought anything is measured from its first good answer.
    """
    since = state.last_new or state.first_ok
    if state.last_ok is None or since is None:
        return False
    return now - since > max(timedelta(seconds=6 * state.rhythm_s), timedelta(days=2))
