"""Reviewers' words on flags: kept, counted per signal, and turned into weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.records import Flag, Signal
from pipeline.store import audit
from pipeline.store.flag_tables import FlagVerdictRow, SignalWeightRow
from pipeline.store.tables import CaseRow, PersonRow


@dataclass(frozen=True, slots=True)
class Tally:
    """How often reviewers called the flags of a signal right and wrong."""

    signal: Signal
    right: int
    wrong: int

    @property
    def precision(self) -> float | None:
        """Return the share of right ones, None when nobody said anything yet."""
        said = self.right + self.wrong
        return self.right / said if said else None


def judge(
    session: Session,
    case: CaseRow,
    flag: Flag,
    *,
    version: int,
    is_right: bool,
    why: str,
    person: PersonRow,
    now: datetime,
) -> None:
    """Keep what a person says of a flag of the lead article of a case; a second word replaces the first."""
    key = {
        "article_id": case.article_id,
        "version": version,
        "signal": flag.signal.value,
        "field": flag.field.value,
        "offset": flag.start,
    }
    row = session.scalar(sa.select(FlagVerdictRow).filter_by(**key))
    if row is None:
        row = FlagVerdictRow(**key, case_id=case.id, sentence=flag.sentence, fact_id=flag.fact_id)
        session.add(row)
    row.is_right, row.why, row.person_id, row.at = is_right, why, person.id, now
    detail = {"signal": flag.signal.value, "quote": flag.sentence, "right": is_right, "note": why}
    audit.record(session, at=now, actor=person.login, action="judge flag", case_id=case.id, detail=detail)
    session.flush()


def of_case(session: Session, case: CaseRow, version: int) -> dict[tuple[str, str, int], FlagVerdictRow]:
    """Return what was said of the flags of a case's lead article, by (signal, field, start)."""
    query = sa.select(FlagVerdictRow).where(
        FlagVerdictRow.article_id == case.article_id, FlagVerdictRow.version == version
    )
    return {(row.signal, row.field, row.offset): row for row in session.scalars(query)}


def tallies(session: Session, since: datetime | None = None, until: datetime | None = None) -> list[Tally]:
    """Return the counts of every signal, in the order of the codes; of a period (`until` excluded) when given."""
    query = sa.select(FlagVerdictRow.signal, FlagVerdictRow.is_right, sa.func.count()).group_by(
        FlagVerdictRow.signal, FlagVerdictRow.is_right
    )
    if since is not None:
        query = query.where(FlagVerdictRow.at >= since)
    if until is not None:
        query = query.where(FlagVerdictRow.at < until)
    counts = {(signal, right): count for signal, right, count in session.execute(query)}
    return [
        Tally(signal, counts.get((signal.value, True), 0), counts.get((signal.value, False), 0))
        for signal in Signal
    ]


def wrong_ones(session: Session, limit: int = 20) -> Sequence[FlagVerdictRow]:
    """Return the newest flags that were called wrong, with the reason given."""
    query = sa.select(FlagVerdictRow).where(sa.not_(FlagVerdictRow.is_right))
    return session.scalars(
        query.order_by(FlagVerdictRow.at.desc(), FlagVerdictRow.id.desc()).limit(limit)
    ).all()


def weights(session: Session) -> dict[Signal, float]:
    """Return the fitted weights; a signal that was never fitted is missing."""
    return {Signal(row.signal): row.weight for row in session.scalars(sa.select(SignalWeightRow))}


def save_weights(
    session: Session, fitted: dict[Signal, float], counts: Sequence[Tally], *, now: datetime
) -> None:
    """Keep fitted weights with the counts they rest on."""
    for tally in counts:
        session.merge(
            SignalWeightRow(
                signal=tally.signal.value,
                weight=fitted[tally.signal],
                right_count=tally.right,
                wrong_count=tally.wrong,
                fitted_at=now,
            )
        )
    detail = {"weights": {signal.value: round(weight, 4) for signal, weight in fitted.items()}}
    audit.record(session, at=now, actor="operator", action="refit flags", detail=detail)
    session.flush()
