"""Tables of access: second factors, tokens for machines, what was mailed, what calendars were told.

Secrets that only need to be recognised (sessions, recovery codes, tokens) are random values of 99 bits and more and
kept as their SHA-256; the one that must be computed with (TOTP) is kept as it is.
"""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from pipeline.store.tables import Base


class SecondFactorRow(Base):
    """The authenticator of a person. Without `confirmed_at` it was only begun and asks nobody for a code."""

    __tablename__ = "second_factor"
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str]
    """Base32 as authenticators read it, encrypted (`second_factor`)."""
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)
    """Time step of the last code that was taken; a code is good once."""


class RecoveryCodeRow(Base):
    """A code for the day the telephone is lost; good once."""

    __tablename__ = "recovery_code"
    hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    used_at: Mapped[datetime | None]


class IdentityRow(Base):
    """Who a person is at the sign-in service of the province (OpenID Connect)."""

    __tablename__ = "identity"
    __table_args__ = (sa.UniqueConstraint("person_id"),)
    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))


class TokenRow(Base):
    """A key for a machine: the JSON API of an agency, or the private feeds of one person."""

    __tablename__ = "access_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    scopes: Mapped[str]
    """Words of `store.tokens.Scope`, separated by a space."""
    agency_id: Mapped[str | None]
    """None: the whole province."""
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    """Whose feed it is; None for the API."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_on: Mapped[date | None]
    """Day of last use, so that a forgotten key is seen."""


class AddressRow(Base):
    """Where a person's digest goes."""

    __tablename__ = "mail_address"
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    email: Mapped[str]


class MailRow(Base):
    """A digest that was sent: one per person and day, whatever happens and however often the job runs."""

    __tablename__ = "mail_sent"
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    claimed_at: Mapped[datetime]
    """When a run took it upon itself to send it."""
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str]


class CalendarRow(Base):
    """What calendars were last told of one deadline, so that a change raises SEQUENCE and an end cancels it."""

    __tablename__ = "calendar_event"
    uid: Mapped[str] = mapped_column(primary_key=True)
    agency_id: Mapped[str] = mapped_column(index=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("press_case.id"))
    day: Mapped[date]
    title: Mapped[str]
    text: Mapped[str]
    sequence: Mapped[int] = mapped_column(default=0)
    cancelled: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]


class SignInRow(Base):
    """A browser in which a person is signed in; its cookie names the row by a key of which only the hash is kept."""

    __tablename__ = "sign_in"
    hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime]
    browser: Mapped[str]
    """What the browser calls itself, so that the owner can tell which one it is."""
    ended_at: Mapped[datetime | None]
