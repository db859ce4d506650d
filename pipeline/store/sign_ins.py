"""Browsers in which people are signed in. A cookie that was copied dies with the row it names."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.store import people
from pipeline.store.access_tables import SignInRow
from pipeline.store.tables import PersonRow

LONGEST = timedelta(hours=12)
"""A working day; then the person signs in again."""
MAX_BROWSER = 200
"""Characters of the browser's name that are kept."""


def start(session: Session, person: PersonRow, *, browser: str, now: datetime) -> str:
    """Begin a session and return its key."""
    key = secrets.token_urlsafe(24)
    session.add(
        SignInRow(hash=digest(key), person_id=person.id, started_at=now, browser=browser[:MAX_BROWSER])
    )
    people.welcome(session, person)
    return f"{person.id}.{person.session_number}.{key}"


def find(session: Session, value: str, now: datetime) -> PersonRow | None:
    """Return the person of a session that is still good, None otherwise."""
    person_id, _, rest = value.partition(".")
    number, _, key = rest.partition(".")
    row = session.scalar(_FIND, {"hash": digest(key), "since": now - LONGEST})
    if row is None or str(row.id) != person_id or str(row.session_number) != number:
        return None
    return row


_FIND = (
    sa.select(PersonRow)
    .join(SignInRow, SignInRow.person_id == PersonRow.id)
    .where(
        SignInRow.hash == sa.bindparam("hash"),
        SignInRow.ended_at.is_(None),
        SignInRow.started_at > sa.bindparam("since"),
        PersonRow.active,
    )
)


def end(session: Session, value: str, now: datetime) -> None:
    """End one session."""
    key = value.rpartition(".")[2]
    session.execute(
        sa.update(SignInRow)
        .where(SignInRow.hash == digest(key), SignInRow.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_all(session: Session, person: PersonRow, now: datetime) -> None:
    """End every session of a person and forget which they were."""
    people.sign_out_everywhere(session, person)
    session.execute(
        sa.update(SignInRow)
        .where(SignInRow.person_id == person.id, SignInRow.ended_at.is_(None))
        .values(ended_at=now)
    )


def going_on(session: Session, person: PersonRow, now: datetime) -> Sequence[SignInRow]:
    """Return the sessions of a person that are still good, newest first."""
    query = (
        sa.select(SignInRow)
        .where(
            SignInRow.person_id == person.id,
            SignInRow.ended_at.is_(None),
            SignInRow.started_at > now - LONGEST,
        )
        .order_by(SignInRow.started_at.desc(), SignInRow.hash)
    )
    return session.scalars(query).all()


def digest(key: str) -> str:
    """Return what is kept of a random key."""
    return hashlib.sha256(key.encode()).hexdigest()
