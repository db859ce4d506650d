"""The audit trail: append-only, each row hashed over the one before it.

The database refuses to change or delete a row (triggers, see the migrations); the chain shows when somebody did
it all the same.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.store.tables import AuditRow

GENESIS = "0" * 64


def record(
    session: Session,
    *,
    at: datetime,
    actor: str,
    action: str,
    case_id: int | None = None,
    detail: dict[str, Any],
) -> AuditRow:
    """Append one event. `actor` is a login, or `daily` for the batch job; `detail` holds no secrets."""
    _take_turn(session)
    previous = root(session)
    row = AuditRow(
        at=at, actor=actor, action=action, case_id=case_id, detail=detail, previous_hash=previous, hash=""
    )
    row.hash = _digest(row)
    session.add(row)
    session.flush()
    return row


def _take_turn(session: Session) -> None:
    """Let one transaction at a time append: two that read the same newest hash would fork the chain."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE"))
    else:  # SQLite has one writer; any change opens its transaction
        session.execute(sa.text("UPDATE audit SET id = id WHERE false"))


def root(session: Session) -> str:
    """Return the newest hash: it stands for everything that happened so far."""
    return session.scalar(sa.select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1)) or GENESIS


def first_broken(session: Session) -> int | None:
    """Return the id of the first row that does not fit the chain, None when the trail is whole."""
    previous = GENESIS
    for row in session.scalars(sa.select(AuditRow).order_by(AuditRow.id)):
        if row.previous_hash != previous or row.hash != _digest(row):
            return row.id
        previous = row.hash
    return None


def history(session: Session, case_id: int) -> list[AuditRow]:
    """Return the events of a case, newest first."""
    query = sa.select(AuditRow).where(AuditRow.case_id == case_id).order_by(AuditRow.id.desc())
    return list(session.scalars(query))


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
