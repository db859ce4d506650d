"""The facts register in the database: every correction is a new version, nothing is lost."""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.facts import Fact, Facts
from pipeline.store import audit
from pipeline.store.press import to_json
from pipeline.store.tables import FactRow


def current(session: Session) -> Facts:
    """Return the newest version of every fact that is not retired, in the order of their ids."""
    newest = (
        sa.select(FactRow.fact_id, sa.func.max(FactRow.version).label("version"))
        .group_by(FactRow.fact_id)
        .subquery()
    )
    query = (
        sa.select(FactRow)
        .join(newest, sa.and_(FactRow.fact_id == newest.c.fact_id, FactRow.version == newest.c.version))
        .where(sa.not_(FactRow.retired))
        .order_by(FactRow.fact_id)
    )
    return Facts(tuple(msgspec.convert(row.record, Fact) for row in session.scalars(query)))


def import_facts(session: Session, register: Facts, *, now: datetime) -> tuple[int, int]:
    """Keep the facts of a file and return how many are new and how many changed."""
    known = {fact.fact_id: fact for fact in current(session)}
    new = [fact for fact in register if fact.fact_id not in known]
    changed = [fact for fact in register if fact.fact_id in known and known[fact.fact_id] != fact]
    for fact in (*new, *changed):
        version = session.scalar(
            sa.select(sa.func.coalesce(sa.func.max(FactRow.version), 0)).where(
                FactRow.fact_id == fact.fact_id
            )
        )
        session.add(
            FactRow(
                fact_id=fact.fact_id,
                version=(version or 0) + 1,
                agency_id=fact.agency_id,
                since=now,
                record=to_json(fact),
            )
        )
    if new or changed:
        detail = {"new": [fact.fact_id for fact in new], "changed": [fact.fact_id for fact in changed]}
        audit.record(session, at=now, actor="operator", action="import facts", detail=detail)
    session.flush()
    return len(new), len(changed)
