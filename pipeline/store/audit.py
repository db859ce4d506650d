"""The audit trail: append-only, each row hashed over the one before it.

The database refuses to change or delete a row (triggers, see the migrations); the chain shows when somebody did
it all the same. A chain cut off at its end still fits, so its roots are kept elsewhere too: printed in reports, and
written beside the database at the end of every daily run (`anchor`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.store.session import take_turn
from pipeline.store.tables import AuditRow, table

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is recorded of one action. `actor` is a login, or `daily` for the batch job; `detail` holds no secrets."""

    actor: str
    action: str
    case_id: int | None = None
    detail: dict[str, Any]


def record(
    session: Session,
    *,
    at: datetime,
    actor: str,
    action: str,
    case_id: int | None = None,
    detail: dict[str, Any],
) -> AuditRow:
    """Append one event."""
    event = Event(actor=actor, action=action, case_id=case_id, detail=detail)
    return record_all(session, [event], at=at)[0]


def record_all(session: Session, events: Iterable[Event], *, at: datetime) -> list[AuditRow]:
    """Append events in their order, in one turn."""
    take_turn(session, "audit")  # two that read the same newest hash would fork the chain
    previous, rows = root(session), []
    for event in events:
        row = AuditRow(
            at=at,
            actor=event.actor,
            action=event.action,
            case_id=event.case_id,
            detail=event.detail,
            previous_hash=previous,
            hash="",
        )
        previous = row.hash = _digest(row)
        rows.append(row)
    session.add_all(rows)
    session.flush()
    return rows


def root(session: Session) -> str:
    """Return the newest hash: it stands for everything that happened so far."""
    return session.execute(NEWEST).scalar() or GENESIS


NEWEST = sa.select(table(AuditRow).c.hash).order_by(table(AuditRow).c.id.desc()).limit(1)


def first_broken(session: Session) -> int | None:
    """Return the id of the first row that does not fit the chain, None when the trail is whole."""
    previous = GENESIS
    query = sa.select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=1000)
    with closing(session.scalars(query)) as rows:
        for row in rows:
            if row.previous_hash != previous or row.hash != _digest(row):
                return row.id
            previous = row.hash
    return None


def holds(session: Session, known_root: str) -> bool:
    """Tell whether the trail still contains the row that once gave `known_root`."""
    found = sa.select(AuditRow.id).where(AuditRow.hash == known_root).limit(1)
    return known_root == GENESIS or session.scalar(found) is not None


def anchor(session: Session, path: Path, at: datetime) -> str:
    """Append the root to a file outside the database, ``TIME ROOT`` a line, and return it."""
    newest = root(session)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{at.astimezone(UTC).isoformat(timespec='seconds')} {newest}\n")
    return newest


def lost_anchors(session: Session, path: Path) -> list[str]:
    """Return the lines of an anchor file whose root the trail no longer contains: what followed was cut off.

    A file that does not exist has lost nothing; a line that is no anchor counts as lost.
    """
    if not path.exists():
        return []
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    known = {line.rpartition(" ")[2] for line in lines}
    found = set(session.scalars(sa.select(AuditRow.hash).where(AuditRow.hash.in_(known)))) | {GENESIS}
    return [line for line in lines if line.rpartition(" ")[2] not in found]


def history(session: Session, case_id: int) -> list[AuditRow]:
    """Return the events of a case, newest first."""
    return list(session.scalars(OF_CASE, {"case": case_id}))


OF_CASE = sa.select(AuditRow).where(AuditRow.case_id == sa.bindparam("case")).order_by(AuditRow.id.desc())


def _digest(row: AuditRow) -> str:
    content = [
        row.at.astimezone(UTC).isoformat(),
        row.actor,
        row.action,
        row.case_id,
        row.detail,
        row.previous_hash,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
