"""Removal by rule (hủy tài liệu hết thời hạn lưu trữ): first the record of it, then the files.

A run that is killed in between leaves files that the record already calls removed; the next run removes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.retention import Matter, Rule
from pipeline.store import retention
from pipeline.store.archive import Archive

Sessions = sessionmaker[Session]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What one rule means today."""

    rule: Rule
    before: datetime | None
    """None: always kept."""
    past: int
    """Articles (for their pages or texts) or rows that are past their time."""


def outlook(session: Session, rules: Sequence[Rule], now: datetime) -> Iterator[Outlook]:
    """Yield what each rule would remove now; nothing is changed."""
    for rule in rules:
        before, past = rule.before(now), 0
        if before is not None:
            count = retention.count_articles if rule.matter in retention.ARTICLES else retention.count_rows
            past = count(session, rule.matter, before)
        yield Outlook(rule=rule, before=before, past=past)


def remove(
    sessions: Sessions, archive: Archive, rules: Sequence[Rule], *, actor: str, now: datetime
) -> dict[Matter, int]:
    """Remove what is past its time and return the number of records removed by matter.

    Raises:
        ArchiveError: the disk does not let a file go; what was removed until then is on the record.
    """
    _remove_files(sessions, archive)
    removed = {}
    for rule in rules:
        before = rule.before(now)
        if before is None:
            continue
        if rule.matter in retention.ARTICLES:
            removed[rule.matter] = _remove_of_articles(sessions, archive, rule, before, actor, now)
        else:
            with sessions.begin() as session:
                removed[rule.matter] = retention.remove_rows(session, rule, before, actor=actor, now=now)
    return removed


def _remove_of_articles(
    sessions: Sessions, archive: Archive, rule: Rule, before: datetime, actor: str, now: datetime
) -> int:
    texts = rule.matter is Matter.TEXT_WITHOUT_AGENCY
    step = retention.remove_texts if texts else retention.remove_pages
    count = 0
    with sessions() as reading:
        for ids in retention.articles_past(reading, rule.matter, before):
            reading.rollback()  # no snapshot is held while the next transaction writes
            with sessions.begin() as session:
                count += step(session, rule, before, ids, actor=actor, now=now)
            _remove_files(sessions, archive)
    return count


def _remove_files(sessions: Sessions, archive: Archive) -> None:
    while True:
        with sessions() as session:
            known = retention.files_to_go(session)
        if not known:
            return
        for capture in known.values():
            archive.remove(capture)
        with sessions.begin() as session:
            retention.files_gone(session, list(known))
