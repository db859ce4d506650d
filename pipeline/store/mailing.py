"""Who gets the morning digest, and that it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from pipeline.store.access_tables import AddressRow, MailRow
from pipeline.store.people import PersonError
from pipeline.store.session import take_turn
from pipeline.store.tables import PersonRow

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
"""What HTML calls a valid address: nothing that could end a header line."""
MAX_ADDRESS = 254
CLAIM_LASTS = timedelta(minutes=15)
"""A run that claimed a letter and died is followed by another one after this."""


def address(session: Session, person: PersonRow) -> str:
    """Return where the person's digest goes, empty when nowhere."""
    row = session.get(AddressRow, person.id)
    return row.email if row else ""


def set_address(session: Session, person: PersonRow, email: str) -> None:
    """Set where the digest goes; an empty address stops it.

    Raises:
        PersonError: that is no address.
    """
    email = email.strip(" ")
    if email and (len(email) > MAX_ADDRESS or not _ADDRESS.fullmatch(email)):
        raise PersonError("Địa chỉ thư điện tử không hợp lệ. Ví dụ: ten@coquan.gov.vn")
    row = session.get(AddressRow, person.id)
    if not email:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(AddressRow(person_id=person.id, email=email))
    else:
        row.email = email
    session.flush()


def due(session: Session, day: date, now: datetime) -> Sequence[sa.Row[PersonRow, str]]:
    """Return (person, address) of those who have not had the digest of a day, in the order of their accounts."""
    open_claim = sa.and_(MailRow.sent_at.is_(None), MailRow.claimed_at <= now - CLAIM_LASTS)
    query = (
        sa.select(PersonRow, AddressRow.email)
        .join(AddressRow, AddressRow.person_id == PersonRow.id)
        .outerjoin(MailRow, sa.and_(MailRow.person_id == PersonRow.id, MailRow.day == day))
        .where(PersonRow.active, sa.or_(MailRow.person_id.is_(None), open_claim))
        .order_by(PersonRow.id)
    )
    return session.execute(query).all()


def claim(session: Session, person: PersonRow, day: date, now: datetime) -> bool:
    """Tell whether this run is the one that sends a person's digest of a day; commit before sending."""
    take_turn(session, MailRow.__tablename__)
    row = session.get(MailRow, (person.id, day))
    if row is None:
        session.add(MailRow(person_id=person.id, day=day, claimed_at=now, sent_at=None, message_id=""))
    elif row.sent_at is not None or row.claimed_at > now - CLAIM_LASTS:
        return False
    else:
        row.claimed_at = now
    session.flush()
    return True


def unclaim(session: Session, person_id: int, day: date) -> None:
    """Let the next run try again."""
    session.execute(sa.delete(MailRow).where(MailRow.person_id == person_id, MailRow.day == day))


def sent(session: Session, person_id: int, day: date, *, message_id: str, at: datetime) -> None:
    """Note that a person's digest of a day was taken by the mail server."""
    row = session.get_one(MailRow, (person_id, day))
    row.sent_at, row.message_id = at, message_id
    session.flush()
