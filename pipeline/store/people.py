"""People who may sign in, and the offices whose letters they write."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy.orm import Session

from pipeline.domain.errors import CaiChinhError, RowError
from pipeline.domain.text import clean_line
from pipeline.review.workflow import Role
from pipeline.store.access_tables import IdentityRow
from pipeline.store.tables import OfficeRow, PersonRow

_HASHER = PasswordHasher()
MIN_PASSWORD = 12
MAX_FAILED = 5
LOCK = timedelta(minutes=15)


@cache
def _nobody() -> str:
    """Return what a password is held against where there is no such person."""
    return _HASHER.hash("no such person")


class PersonError(CaiChinhError):
    """An account cannot be made or changed as asked."""


def add_person(
    session: Session, *, login: str, full_name: str, password: str, role: Role, agency_id: str | None
) -> PersonRow:
    """Make an account. Passwords are hashed with argon2id.

    Raises:
        PersonError: the login exists or is not plain, the password is short, or the role lacks its agency.
    """
    if not login.isascii() or not login.replace(".", "").replace("-", "").isalnum():
        raise PersonError(f"Login {login!r}: use letters, digits, dots and hyphens.")
    if len(password) < MIN_PASSWORD:
        raise PersonError(f"The password is too short: at least {MIN_PASSWORD} characters.")
    if role in {Role.OFFICER, Role.HEAD, Role.CLERK} and agency_id is None:
        raise PersonError(f"Role {role.value} belongs to an agency: give --agency.")
    if session.scalar(sa.select(PersonRow.id).where(PersonRow.login == login)) is not None:
        raise PersonError(f"Login {login!r} exists already.")
    row = PersonRow(
        login=login,
        full_name=clean_line(full_name),
        password_hash=_HASHER.hash(password),
        role=role,
        agency_id=agency_id,
    )
    session.add(row)
    session.flush()
    return row


def sign_in(session: Session, login: str, password: str, now: datetime) -> PersonRow | None:
    """Return the person when login and password fit, None otherwise; five failures lock for 15 minutes.

    An unknown login costs as much time as a wrong password, so that logins cannot be guessed by the clock. The
    count of failures is forgotten by `welcome`, when nothing more is asked of the person.
    """
    row, nobody = (
        by_login(session, login),
        _nobody(),
    )  # asked for whoever signs in, or the first would tell by the clock
    try:
        _HASHER.verify(row.password_hash if row else nobody, password)
    except VerifyMismatchError:
        if row is not None:
            count_failure(session, row, now)
        return None
    return None if row is None or is_locked(row, now) else row


def by_login(session: Session, login: str) -> PersonRow | None:
    """Return the person who may sign in with this login."""
    return session.scalar(sa.select(PersonRow).where(PersonRow.login == login, PersonRow.active))


def everybody(session: Session) -> Sequence[PersonRow]:
    """Return all accounts, closed ones too, by login."""
    return session.scalars(sa.select(PersonRow).order_by(PersonRow.login)).all()


def by_identity(session: Session, issuer: str, subject: str) -> PersonRow | None:
    """Return the person whom the sign-in service `issuer` calls `subject`."""
    query = (
        sa.select(PersonRow)
        .join(IdentityRow, IdentityRow.person_id == PersonRow.id)
        .where(IdentityRow.issuer == issuer, IdentityRow.subject == subject, PersonRow.active)
    )
    return session.scalar(query)


def link(session: Session, person: PersonRow, issuer: str, subject: str) -> None:
    """Let the person sign in through a service; an earlier link of the person ends.

    Raises:
        PersonError: somebody else is linked to this subject.
    """
    taken = session.get(IdentityRow, (issuer, subject))
    if taken is not None and taken.person_id != person.id:
        raise PersonError(f"Subject {subject!r} is linked to another account.")
    session.execute(sa.delete(IdentityRow).where(IdentityRow.person_id == person.id))
    session.expire_all()
    session.add(IdentityRow(issuer=issuer, subject=subject, person_id=person.id))
    session.flush()


def is_locked(person: PersonRow, now: datetime) -> bool:
    """Tell whether too many failures closed the account for a while."""
    return person.locked_until is not None and person.locked_until > now


def count_failure(session: Session, person: PersonRow, now: datetime) -> None:
    """Count a wrong password or code; the database adds, so that attempts made at once all count.

    While the account is locked nothing counts: a stranger cannot keep it locked for ever by going on.
    """
    if is_locked(person, now):
        return
    more = sa.update(PersonRow).where(PersonRow.id == person.id)
    failed = session.scalar(
        more.values(failed_sign_ins=PersonRow.failed_sign_ins + 1).returning(PersonRow.failed_sign_ins)
    )
    session.refresh(person)
    if failed is not None and failed >= MAX_FAILED:
        person.failed_sign_ins, person.locked_until = 0, now + LOCK
    session.flush()


def welcome(session: Session, person: PersonRow) -> None:
    """Forget the failures of a person who has shown all that is asked."""
    person.failed_sign_ins, person.locked_until = 0, None
    session.flush()


def set_password(session: Session, person: PersonRow, password: str) -> None:
    """Change a password and sign the person out everywhere.

    Raises:
        PersonError: the password is short.
    """
    if len(password) < MIN_PASSWORD:
        raise PersonError(f"Mật khẩu phải có ít nhất {MIN_PASSWORD} ký tự.")
    person.password_hash = _HASHER.hash(password)
    person.failed_sign_ins, person.locked_until = 0, None
    sign_out_everywhere(session, person)


def sign_out_everywhere(session: Session, person: PersonRow) -> None:
    """End all sessions of a person."""
    person.session_number += 1
    session.flush()


def deactivate(session: Session, person: PersonRow) -> None:
    """Close an account; what the person did stays under the name."""
    person.active = False
    sign_out_everywhere(session, person)


def office(session: Session, agency_id: str, on: date) -> OfficeRow | None:
    """Return the office of an agency that is valid on a day."""
    query = sa.select(OfficeRow).where(
        OfficeRow.agency_id == agency_id,
        OfficeRow.valid_from <= on,
        sa.or_(OfficeRow.valid_to.is_(None), OfficeRow.valid_to >= on),
    )
    return session.scalar(query.order_by(OfficeRow.valid_from.desc()).limit(1))


def import_offices(session: Session, path: Path) -> int:
    """Read offices from CSV (columns are those of `OfficeRow`) and return how many rows there were.

    Raises:
        RowError: a row is wrong; nothing of the file is kept then.
    """
    names = [column.key for column in OfficeRow.__table__.columns]
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = sorted(set(names) - set(reader.fieldnames or ()))
        if missing:
            raise RowError(str(path), 1, ", ".join(missing), "the column is missing.")
        for line, row in enumerate(reader, start=2):
            session.merge(_office_row(str(path), line, row, names))
        session.flush()
        return reader.line_num - 1


def _office_row(path: str, line: int, row: dict[str, str], names: list[str]) -> OfficeRow:
    values: dict[str, str | date | None] = {name: clean_line(row[name] or "") for name in names}
    for name in ("valid_from", "valid_to"):
        value = str(values[name])
        try:
            values[name] = date.fromisoformat(value) if value else None
        except ValueError:
            raise RowError(path, line, name, f"{value!r} is not a date; write YYYY-MM-DD.") from None
    for name in ("agency_id", "valid_from", "symbol", "place"):
        if not values[name]:
            raise RowError(path, line, name, "must not be empty.")
    return OfficeRow(**values)
