"""Keys for machines: the JSON API of an agency, the private calendar and feed of a person."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.domain.dates import VIETNAM
from pipeline.domain.text import clean_line
from pipeline.store.access_tables import TokenRow
from pipeline.store.sign_ins import digest
from pipeline.store.tables import PersonRow


class Scope(StrEnum):
    """What a key opens."""

    ARTICLES = "articles"
    CASES = "cases"
    DECISIONS = "decisions"
    LETTERS = "letters"
    FACTS = "facts"
    FEEDS = "feeds"
    """Calendar and news of one person; never given to the API."""


API_SCOPES = tuple(scope for scope in Scope if scope is not Scope.FEEDS)


def issue(
    session: Session,
    *,
    name: str,
    scopes: Collection[Scope],
    agency_id: str | None,
    now: datetime,
    person_id: int | None = None,
    lifetime: timedelta | None = None,
) -> tuple[TokenRow, str]:
    """Make a key and return it with its row; only its hash is kept, so it is shown this once."""
    secret = f"cc_{secrets.token_urlsafe(32)}"
    row = TokenRow(
        hash=digest(secret),
        name=clean_line(name),
        scopes=" ".join(scope.value for scope in Scope if scope in scopes),
        agency_id=agency_id,
        person_id=person_id,
        created_at=now,
        expires_at=None if lifetime is None else now + lifetime,
    )
    session.add(row)
    session.flush()
    return row, secret


@dataclass(frozen=True, slots=True)
class Use:
    """A key that was shown, and whether this is its first use of the day."""

    token: TokenRow
    first_today: bool


def use(session: Session, secret: str, now: datetime) -> Use | None:
    """Return the key when it is good now, None otherwise; the day of its use is noted."""
    row = session.scalar(_BY_HASH, {"hash": digest(secret)})
    if row is None or row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return None
    today = now.astimezone(VIETNAM).date()
    first = row.last_used_on != today
    if first:
        row.last_used_on = today
    return Use(row, first)


_BY_HASH = sa.select(TokenRow).where(TokenRow.hash == sa.bindparam("hash"))


def opens(row: TokenRow, scope: Scope) -> bool:
    """Tell whether a key has a scope."""
    return scope.value in row.scopes.split()


def revoke(session: Session, row: TokenRow, now: datetime) -> None:
    """Make a key worthless from now on."""
    row.revoked_at = row.revoked_at or now
    session.flush()


def feed_tokens(session: Session, person: PersonRow) -> Sequence[TokenRow]:
    """Return the feed keys of a person that are good, newest first."""
    query = sa.select(TokenRow).where(TokenRow.person_id == person.id, TokenRow.revoked_at.is_(None))
    return session.scalars(query.order_by(TokenRow.id.desc())).all()


def all_tokens(session: Session) -> Sequence[TokenRow]:
    """Return every key ever made, oldest first."""
    return session.scalars(sa.select(TokenRow).order_by(TokenRow.id)).all()
