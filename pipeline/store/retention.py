"""What is past its time by a rule, its removal, and the record of what was removed.

Pages and texts go only where no case, letter, outcome, verdict, intake or notice of correction holds on to the article
or to its event, and no report counts it. Address, times and digests stay, so a removed record is told from a lost one:
each has a row, each list of rows an event of the audit trail with the digest of the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from pipeline.domain.records import ArticleKind
from pipeline.domain.retention import Matter, Rule
from pipeline.follow import speaks_of_correction
from pipeline.store import audit
from pipeline.store.access_tables import MailRow, RecoveryCodeRow, SignInRow, TokenRow
from pipeline.store.archive import Known
from pipeline.store.desk_tables import PresenceRow
from pipeline.store.flag_tables import FlagVerdictRow
from pipeline.store.ingest_tables import IntakeRow
from pipeline.store.retention_tables import DisposalRow
from pipeline.store.tables import (
    ArticleRow,
    AuditRow,
    Base,
    CaptureRow,
    CaseRow,
    EntryRow,
    LetterRow,
    OutcomeRow,
    PassageRow,
    TaggingRow,
    VersionRow,
)

ACTION = "records removed"
ARTICLES = frozenset({Matter.PAGE_WITHOUT_ARTICLE, Matter.PAGE_WITHOUT_AGENCY, Matter.TEXT_WITHOUT_AGENCY})
"""Matters that are about articles; the others are rows of one table."""
_BATCH = 500


def _rows_past(matter: Matter, before: datetime) -> tuple[type[Base], sa.ColumnElement[bool]]:
    """Return the table of a matter that is no article, and which of its rows are past their time."""
    ended = sa.func.coalesce(SignInRow.ended_at, SignInRow.started_at, type_=SignInRow.started_at.type)
    closed = sa.or_(TokenRow.revoked_at < before, TokenRow.expires_at < before)
    found: dict[Matter, tuple[type[Base], sa.ColumnElement[bool]]] = {
        Matter.SESSION: (SignInRow, ended < before),
        Matter.PRESENCE: (PresenceRow, PresenceRow.seen_at < before),
        Matter.ACCESS_KEY: (TokenRow, closed),
        Matter.RECOVERY_CODE: (RecoveryCodeRow, RecoveryCodeRow.used_at < before),
        Matter.MAIL_SENT: (MailRow, MailRow.claimed_at < before),
    }
    return found[matter]


def count_rows(session: Session, matter: Matter, before: datetime) -> int:
    """Return how many rows of a matter that is no article are past their time."""
    table, past = _rows_past(matter, before)
    return session.scalar(sa.select(sa.func.count()).select_from(table).where(past)) or 0


def remove_rows(session: Session, rule: Rule, before: datetime, *, actor: str, now: datetime) -> int:
    """Remove the rows of a matter that are past their time and record how many they were."""
    table, past = _rows_past(rule.matter, before)
    count = count_rows(session, rule.matter, before)
    if count:
        session.execute(sa.delete(table).where(past), execution_options={"synchronize_session": False})
        _record(session, rule, before, {"count": count}, actor=actor, now=now)
    return count


def _record(
    session: Session, rule: Rule, before: datetime, detail: dict[str, Any], *, actor: str, now: datetime
) -> AuditRow:
    said = {"rule": rule.matter.value, "keep": rule.keep, "before": before.isoformat(timespec="seconds")}
    return audit.record(session, at=now, actor=actor, action=ACTION, detail=said | detail)


# articles ----------------------------------------------------------------------------------------------------


def articles_past(session: Session, matter: Matter, before: datetime) -> Iterator[list[str]]:
    """Yield, some hundred at a time, the ids of articles whose page or text a rule no longer keeps."""
    held = _held_by_people(session)
    last = ""
    while True:
        query = _past(matter, before).where(ArticleRow.id > last).order_by(ArticleRow.id).limit(_BATCH)
        rows = session.execute(query).all()
        if not rows:
            return
        last = rows[-1][0]
        ids = [key for key, title in rows if key not in held and not speaks_of_correction(title)]
        if ids:
            yield ids


def _held_by_people(session: Session) -> frozenset[str]:
    columns = (PassageRow.article_id, LetterRow.article_id, OutcomeRow.article_id, FlagVerdictRow.article_id)
    return frozenset(session.scalars(sa.union(*(sa.select(column) for column in columns))))


def _past(matter: Matter, before: datetime) -> sa.Select[str, str]:
    """Ask for ids and headlines of old articles on which no case has a hold and which no report counts."""
    sibling = aliased(ArticleRow)
    event_has_case = (
        sa.select(sibling.id)
        .join(CaseRow, CaseRow.group_id == sibling.group_id)
        .where(sibling.event_id == ArticleRow.event_id)
    )
    text = aliased(VersionRow)
    newer = sa.exists().where(text.article_id == ArticleRow.id, text.seen_at >= before)
    removed = sa.exists().where(DisposalRow.article_id == ArticleRow.id, DisposalRow.matter == matter)
    query = (
        sa.select(ArticleRow.id, VersionRow.title)
        .join(
            VersionRow,
            sa.and_(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.version),
        )
        .where(
            ArticleRow.first_seen_at < before,
            ~newer,
            ~removed,
            ~sa.exists().where(CaseRow.article_id == ArticleRow.id),
            ~sa.exists().where(CaseRow.group_id == ArticleRow.group_id),
            ~sa.exists().where(IntakeRow.article_id == ArticleRow.id),
            ~event_has_case.exists(),
        )
    )
    if matter is Matter.PAGE_WITHOUT_ARTICLE:
        return query.where(ArticleRow.kind != ArticleKind.ARTICLE)
    return query.join(TaggingRow, TaggingRow.article_id == ArticleRow.id).where(
        ArticleRow.kind == ArticleKind.ARTICLE,
        TaggingRow.version == ArticleRow.version,
        sa.not_(TaggingRow.has_agency),
        TaggingRow.flags_said == 0,
    )


def count_articles(session: Session, matter: Matter, before: datetime) -> int:
    """Return how many articles a rule would touch."""
    return sum(len(ids) for ids in articles_past(session, matter, before))


def remove_pages(
    session: Session, rule: Rule, before: datetime, ids: Sequence[str], *, actor: str, now: datetime
) -> int:
    """Put the captures of articles on the record as removed; the files go when that is committed (`files_to_go`)."""
    owner = _captures_of(session, ids)
    rows = [
        DisposalRow(
            matter=rule.matter,
            article_id=owner[capture.id],
            capture_id=capture.id,
            version=None,
            sha256=capture.record_sha256 or capture.sha256,
            at=now,
            file_gone=False,
        )
        for capture in session.scalars(
            sa.select(CaptureRow).where(CaptureRow.id.in_(owner)).order_by(CaptureRow.id)
        )
    ]
    return _keep_list(session, rule, before, rows, actor=actor, now=now)


def _captures_of(session: Session, ids: Sequence[str]) -> dict[int, str]:
    """Return the captures that only these articles were read from, each with its article."""
    owner: dict[int, str] = {}
    for row in (VersionRow, EntryRow):
        query = sa.select(row.capture_id, row.article_id).where(row.article_id.in_(ids))
        owner |= {capture: key for capture, key in session.execute(query) if capture is not None}
    for row in (VersionRow, EntryRow):
        others = sa.select(row.capture_id).where(row.capture_id.in_(owner), row.article_id.not_in(ids))
        for capture in session.scalars(others):
            owner.pop(cast("int", capture), None)
    for column in (OutcomeRow.capture_id, DisposalRow.capture_id):
        for capture in session.scalars(sa.select(column).where(column.in_(owner))):
            owner.pop(cast("int", capture), None)
    return owner


def remove_texts(
    session: Session, rule: Rule, before: datetime, ids: Sequence[str], *, actor: str, now: datetime
) -> int:
    """Empty the texts of articles but for their headlines, and what quotes them; the digest of each text stays."""
    rows = []
    query = sa.select(VersionRow).where(VersionRow.article_id.in_(ids))
    for version in session.scalars(query.order_by(VersionRow.article_id, VersionRow.number)):
        version.record = {**cast("dict[str, Any]", version.record), "sapo": "", "body": "", "captions": []}
        rows.append(
            DisposalRow(
                matter=rule.matter,
                article_id=version.article_id,
                capture_id=None,
                version=version.number,
                sha256=version.text_sha256,
                at=now,
                file_gone=True,
            )
        )
    session.execute(sa.update(EntryRow).where(EntryRow.article_id.in_(ids)).values(summary=""))
    for tagging in session.scalars(sa.select(TaggingRow).where(TaggingRow.article_id.in_(ids))):
        tagging.record = {**cast("dict[str, Any]", tagging.record), "flags": []}
    return _keep_list(session, rule, before, rows, actor=actor, now=now)


# the record --------------------------------------------------------------------------------------------------


def _keep_list(
    session: Session, rule: Rule, before: datetime, rows: list[DisposalRow], *, actor: str, now: datetime
) -> int:
    if not rows:
        return 0
    detail = {"count": len(rows), "list_sha256": _digest(rows)}
    event = _record(session, rule, before, detail, actor=actor, now=now)
    for row in rows:
        row.list_id = event.id
    session.add_all(rows)
    session.flush()
    return len(rows)


def _digest(rows: Sequence[DisposalRow]) -> str:
    lines = sorted(
        f"{row.matter} {row.article_id} {row.capture_id} {row.version} {row.sha256}\n" for row in rows
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def files_to_go(session: Session) -> dict[int, Known]:
    """Return the captures whose removal is on the record and whose file may still be there, by number of the record."""
    query = (
        sa.select(DisposalRow.id, CaptureRow)
        .join(CaptureRow, CaptureRow.id == DisposalRow.capture_id)
        .where(sa.not_(DisposalRow.file_gone))
        .order_by(DisposalRow.id)
        .limit(_BATCH)
    )
    return {
        number: Known(
            url=row.url, fetched_at=row.fetched_at, sha256=row.sha256, record_sha256=row.record_sha256
        )
        for number, row in session.execute(query)
    }


def files_gone(session: Session, numbers: Sequence[int]) -> None:
    """Note that the files of these records are removed."""
    session.execute(sa.update(DisposalRow).where(DisposalRow.id.in_(numbers)).values(file_gone=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """One event of removal, as the audit trail tells it."""

    at: datetime
    actor: str
    matter: str
    before: str
    count: int


def removals(session: Session) -> list[Removal]:
    """Return what was removed by rule, newest first."""
    query = sa.select(AuditRow).where(AuditRow.action == ACTION).order_by(AuditRow.id.desc())
    return [
        Removal(
            at=row.at,
            actor=row.actor,
            matter=_detail(row)["rule"],
            before=_detail(row)["before"],
            count=_detail(row)["count"],
        )
        for row in session.scalars(query)
    ]


def forged(session: Session) -> int | None:
    """Return the first list of removed records that is not as the audit trail has it, None when all are.

    Somebody who deletes a file and writes a row for it is found here: the trail holds the digest of each list.
    """
    query = sa.select(AuditRow).where(AuditRow.action == ACTION)
    promised: Mapping[int, str] = {
        row.id: _detail(row)["list_sha256"] for row in session.scalars(query) if "list_sha256" in _detail(row)
    }
    seen: set[int] = set()
    rows = sa.select(DisposalRow).order_by(DisposalRow.list_id, DisposalRow.id)
    with closing(session.scalars(rows.execution_options(yield_per=_BATCH))) as found:
        for list_id, members in groupby(found, key=_list_of):
            seen.add(list_id)
            if promised.get(list_id) != _digest(list(members)):
                return list_id
    return min(set(promised) - seen, default=None)


def _list_of(row: DisposalRow) -> int:
    return row.list_id


def _detail(row: AuditRow) -> dict[str, Any]:
    return cast("dict[str, Any]", row.detail)
