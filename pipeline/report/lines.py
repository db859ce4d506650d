"""What the store tells the reports: one line per record, with the history that the figures need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pipeline.domain.authority import Course, Incident, PressEvent, PressRequest, Seat, Speaker
from pipeline.domain.calendar import Calendar
from pipeline.domain.deadlines import Deadline, DeadlineKind, deadline
from pipeline.domain.records import LetterKind, Medium, OutcomeKind, Signal, Tone, Verdict
from pipeline.report.periods import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article about the province."""

    id: str
    outlet: str
    agency_id: str
    """The agency said to be responsible first; empty when none is."""
    title: str
    published_at: datetime
    tone: Tone
    flagged: bool


class Step(StrEnum):
    """What happened to a case, as far as reports care."""

    DECIDED = "decided"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One step of a case."""

    at: datetime
    step: Step
    verdict: Verdict | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What an agency told about a matter, and whether it only restates the article."""

    at: datetime
    restated: bool


_CLOSING = frozenset({Verdict.ACCURATE, Verdict.OTHER_AGENCY})
"""Verdicts with which a case ends at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A matter raised by the press, as one agency has it."""

    id: str
    agency_id: str
    title: str
    outlet: str
    opened_at: datetime
    decided_at: datetime | None
    verdict: Verdict | None
    state: str
    """Vietnamese label."""
    closed: bool
    result: str
    signals: tuple[Signal, ...] = ()
    """Signals said of the lead article."""
    events: tuple[CaseEvent, ...] = ()
    """Oldest first."""
    accounts: tuple[Account, ...] = ()
    """Oldest first."""

    def closed_by(self, moment: datetime) -> bool:
        """Tell whether the case had ended before a moment."""
        ended = False
        for event in self.events:
            if event.at >= moment:
                break
            ended = event.step is Step.CLOSED or (event.step is Step.DECIDED and event.verdict in _CLOSING)
        return ended

    def verdict_by(self, moment: datetime) -> Verdict | None:
        """Return what the agency had concluded before a moment."""
        verdict = None
        for event in self.events:
            if event.at >= moment:
                break
            if event.step is Step.DECIDED:
                verdict = event.verdict
            elif event.step is Step.REOPENED:
                verdict = None
        return verdict

    def accounts_by(self, moment: datetime) -> tuple[Account, ...]:
        """Return what the agency had told before a moment."""
        return tuple(account for account in self.accounts if account.at < moment)


class Disposition(StrEnum):
    """What became of a letter; each letter has one."""

    IN_TIME = "in_time"
    LATE = "late"
    NO_LIMIT = "no_limit"
    """Published; the law says "ngay" or "the nearest issue", which is no number of days."""
    REFUSED = "refused"
    REMOVED = "removed"
    SILENT = "silent"
    OVERDUE = "overdue"
    WAITING = "waiting"


_PUBLISHED = frozenset({OutcomeKind.CORRECTED, OutcomeKind.CORRECTION_INCOMPLETE})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter that was sent."""

    id: str
    case_id: str
    agency_id: str
    outlet: str
    title: str
    kind: LetterKind
    number: str
    medium: Medium
    sent_at: datetime
    received_at: datetime | None
    outcomes: tuple[tuple[datetime, OutcomeKind], ...] = ()
    """What re-fetches showed and a second one confirmed, oldest first, each with the time of its first sight."""
    refused: bool = False

    @property
    def outcome(self) -> OutcomeKind | None:
        """Return what stands on the page, as far as it is confirmed."""
        return self.outcomes[-1][1] if self.outcomes else None

    def due(self, calendar: Calendar) -> Deadline | None:
        """Return the newspaper's deadline; None before the receipt is proved."""
        if self.received_at is None:
            return None
        return deadline(DeadlineKind(self.kind.value), self.medium, self.received_at, calendar)

    def disposition(self, as_of: datetime, calendar: Calendar) -> Disposition:
        """Return what became of the letter: published first, then refusal, then what stands on the page."""
        due = self.due(calendar)
        published = next((seen for seen, kind in self.outcomes if kind in _PUBLISHED), None)
        if published is not None:
            if due is None or due.due is None:
                return Disposition.NO_LIMIT
            return Disposition.IN_TIME if published <= due.due else Disposition.LATE
        if self.refused:
            return Disposition.REFUSED
        if self.outcome is OutcomeKind.REMOVED:
            return Disposition.REMOVED
        if self.outcome is OutcomeKind.SILENT_EDIT:
            return Disposition.SILENT
        late = due is not None and due.due is not None and as_of > due.due
        return Disposition.OVERDUE if late else Disposition.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Lines of the authority's registers that a report looks at."""

    speakers: dict[str, list[Speaker]] = field(default_factory=dict)
    events: tuple[PressEvent, ...] = ()
    requests: tuple[PressRequest, ...] = ()
    incidents: tuple[Incident, ...] = ()
    courses: tuple[Course, ...] = ()
    seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How often reviewers called the flags of a signal right and wrong."""

    signal: Signal
    right: int
    wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodData:
    """What the store knows of a period."""

    window: Window
    as_of: datetime
    """Time of the newest change of the data."""
    audit_root: str
    cases: tuple[CaseLine, ...] = ()
    """Weekly: raised in the window or not ended before it; quarterly: raised in it; yearly: found false in it."""
    letters: tuple[LetterLine, ...] = ()
    """Quarterly: sent in the window; yearly: those of the cases."""
    articles: tuple[ArticleLine, ...] = ()
    registers: Registers = field(default_factory=Registers)
    judged: tuple[Judged, ...] = ()
    """What reviewers said of flags in the window, per signal."""
    duty: tuple[str, ...] = ()
    """Ids of the agencies that must have a spokesperson, at the end of the window."""

    def day(self) -> date:
        """Return the day on which standings are looked at: the last of the window, or of the data before it ends."""
        return min(self.window.last_day, self.as_of.astimezone(self.window.start.tzinfo).date())
