"""The facts register in the database: every correction is a new version, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.errors import TransitionError
from pipeline.domain.facts import Fact, Facts
from pipeline.domain.text import fold
from pipeline.store import audit
from pipeline.store.session import to_json
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


def import_facts(
    session: Session, register: Iterable[Fact], *, now: datetime, actor: str = "operator"
) -> tuple[int, int]:
    """Keep the facts of a file and return how many are new and how many changed."""
    register = tuple(register)
    known = {fact.fact_id: fact for fact in current(session)}
    new = [fact for fact in register if fact.fact_id not in known]
    changed = [fact for fact in register if fact.fact_id in known and known[fact.fact_id] != fact]
    for fact in (*new, *changed):
        _add_version(session, fact, now=now)
    if new or changed:
        detail = {"new": [fact.fact_id for fact in new], "changed": [fact.fact_id for fact in changed]}
        audit.record(session, at=now, actor=actor, action="import facts", detail=detail)
    session.flush()
    return len(new), len(changed)


def versions(session: Session, fact_id: str) -> Sequence[FactRow]:
    """Return all versions of a fact, newest first; none when there is no such fact."""
    query = sa.select(FactRow).where(FactRow.fact_id == fact_id).order_by(FactRow.version.desc())
    return session.scalars(query).all()


def fact_of(row: FactRow) -> Fact:
    """Return the fact of a stored version."""
    return msgspec.convert(row.record, Fact)


def put(session: Session, fact: Fact, *, actor: str, now: datetime) -> int:
    """Keep a new fact, or a correction as the next version, and return the number of the version.

    Raises:
        TransitionError: nothing differs from the newest version.
    """
    newest = next(iter(versions(session, fact.fact_id)), None)
    if newest is not None and not newest.retired and fact_of(newest) == fact:
        raise TransitionError("Nội dung không thay đổi so với phiên bản hiện hành.")
    number = _add_version(session, fact, now=now)
    action = "add fact" if newest is None else "correct fact"
    audit.record(
        session, at=now, actor=actor, action=action, detail={"fact": fact.fact_id, "version": number}
    )
    session.flush()
    return number


def retire(session: Session, fact_id: str, *, reason: str, actor: str, now: datetime) -> None:
    """Take a fact out of use; its versions stay, and the flags that rest on them can still be read."""
    newest = versions(session, fact_id)[0]
    if newest.retired:
        raise TransitionError("Số liệu này đã thôi sử dụng.")
    _add_version(session, fact_of(newest), now=now, retired=True)
    detail = {"fact": fact_id, "note": reason}
    audit.record(session, at=now, actor=actor, action="retire fact", detail=detail)
    session.flush()


def search(session: Session, *, text: str = "", agency_id: str | None = None) -> list[Fact]:
    """Return the facts in use whose id, subject, aliases, place, value or document have all words of `text`.

    Marks and capitals do not matter, so that `sot xuat huyet` finds `sốt xuất huyết`.
    """
    wanted = fold(text).split()
    return [
        fact
        for fact in current(session)
        if (agency_id is None or fact.agency_id == agency_id) and all(word in _told(fact) for word in wanted)
    ]


def _told(fact: Fact) -> str:
    return fold(
        " ".join(
            (fact.fact_id, fact.subject, *fact.aliases, fact.place, fact.value, fact.source_doc, fact.note)
        )
    )


def _add_version(session: Session, fact: Fact, *, now: datetime, retired: bool = False) -> int:
    query = sa.select(sa.func.coalesce(sa.func.max(FactRow.version), 0)).where(
        FactRow.fact_id == fact.fact_id
    )
    number = (session.scalar(query) or 0) + 1
    session.add(
        FactRow(
            fact_id=fact.fact_id,
            version=number,
            agency_id=fact.agency_id,
            since=now,
            retired=retired,
            record=to_json(fact),
        )
    )
    return number
