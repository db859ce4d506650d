"""The second step of a sign-in: a code of an authenticator (RFC 6238), or one of ten recovery codes.

Secrets of authenticators rest encrypted (Fernet) under a key made from the one that signs sessions, so that a copy of
the database alone makes no codes (see docs/decisions/0037). `key` is that one, `config.Settings.secret_key`.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime

import pyotp
import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

from pipeline.store import people
from pipeline.store.access_tables import RecoveryCodeRow, SecondFactorRow
from pipeline.store.sign_ins import digest
from pipeline.store.tables import PersonRow

RECOVERY_CODES = 10
_BARE = 32
"""Letters of a secret that is not encrypted; an encrypted one has more than a hundred."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # pragma: allowlist secret
"""Without what is taken for another letter: i, l, o, 0, 1."""


def is_on(session: Session, person: PersonRow) -> bool:
    """Tell whether the person is asked for a code."""
    row = session.get(SecondFactorRow, person.id)
    return row is not None and row.confirmed_at is not None


def begin(session: Session, person: PersonRow, key: str) -> str:
    """Return the secret for the person's authenticator; until `confirm` it asks for nothing.

    What was begun and not confirmed keeps its secret, so that a page loaded twice shows the same.
    """
    row = session.get(SecondFactorRow, person.id)
    if row is None:
        secret = _cipher(key).encrypt(pyotp.random_base32().encode()).decode()
        row = SecondFactorRow(person_id=person.id, secret=secret)
        session.add(row)
        session.flush()
    return _opened(row, key) or ""


def address(person: PersonRow, secret: str) -> str:
    """Return what the picture for the authenticator says (``otpauth://``)."""
    return pyotp.TOTP(secret).provisioning_uri(name=person.login, issuer_name="Cải Chính")


def confirm(session: Session, person: PersonRow, code: str, now: datetime, key: str) -> list[str]:
    """Turn the second step on with a first code and return the recovery codes, shown once; empty when it is wrong."""
    row = session.get(SecondFactorRow, person.id)
    if row is None or row.confirmed_at is not None or not _takes(session, row, code, now, key):
        return []
    row.confirmed_at = now
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCodeRow(hash=digest(plain(made)), person_id=person.id) for made in codes)
    session.flush()
    return codes


def check(session: Session, person: PersonRow, code: str, now: datetime, key: str) -> bool:
    """Tell whether `code` is good now; each is good once, a wrong one counts as a failed sign-in."""
    row = session.get(SecondFactorRow, person.id)
    if row is None or row.confirmed_at is None or people.is_locked(person, now):
        return False
    if _takes(session, row, code, now, key) or _recovers(session, person, code, now):
        return True
    people.count_failure(session, person, now)
    return False


def turn_off(session: Session, person: PersonRow) -> None:
    """Forget the authenticator and the recovery codes."""
    session.execute(sa.delete(RecoveryCodeRow).where(RecoveryCodeRow.person_id == person.id))
    session.execute(sa.delete(SecondFactorRow).where(SecondFactorRow.person_id == person.id))
    session.expire_all()


def codes_left(session: Session, person: PersonRow) -> int:
    """Return how many recovery codes were not used."""
    query = sa.select(sa.func.count()).where(
        RecoveryCodeRow.person_id == person.id, RecoveryCodeRow.used_at.is_(None)
    )
    return session.scalar(query) or 0


def plain(code: str) -> str:
    """Return a code as typed without what only helps reading."""
    return "".join(character for character in code.lower() if character.isalnum())


def _cipher(key: str) -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"caichinh second factor").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(made))


def _opened(row: SecondFactorRow, key: str) -> str | None:
    """Return the secret of an authenticator, None when it was closed under another key.

    A secret from before they were encrypted is closed now, at its first use.
    """
    if len(row.secret) == _BARE:
        bare = row.secret
        row.secret = _cipher(key).encrypt(bare.encode()).decode()
        return bare
    try:
        return _cipher(key).decrypt(row.secret).decode()
    except InvalidToken:
        return None


def _takes(session: Session, row: SecondFactorRow, code: str, now: datetime, key: str) -> bool:
    """Tell whether the authenticator shows `code` now, or 30 seconds before or after; mark its step as used.

    The database compares and sets the step in one statement: of two that send one code at once, one is refused.
    """
    secret = _opened(row, key)
    if secret is None:
        return False
    session.flush()
    totp, typed = pyotp.TOTP(secret), plain(code)
    here = totp.timecode(now)
    step = next(
        (here + shift for shift in (0, -1, 1) if secrets.compare_digest(*_bytes(totp, here + shift, typed))),
        0,
    )
    if not step:
        return False
    taken = session.scalar(
        sa.update(SecondFactorRow)
        .where(SecondFactorRow.person_id == row.person_id, SecondFactorRow.last_step < step)
        .values(last_step=step)
        .returning(SecondFactorRow.person_id)
    )
    session.refresh(row)
    return taken is not None


def _bytes(totp: pyotp.TOTP, step: int, typed: str) -> tuple[bytes, bytes]:
    return totp.generate_otp(step).encode(), typed.encode()


def _recovers(session: Session, person: PersonRow, code: str, now: datetime) -> bool:
    used = session.scalar(
        sa.update(RecoveryCodeRow)
        .where(
            RecoveryCodeRow.hash == digest(plain(code)),
            RecoveryCodeRow.person_id == person.id,
            RecoveryCodeRow.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCodeRow.hash)
    )
    return used is not None


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(20))  # 31 ** 20: 99 bits
    return "-".join(letters[at : at + 5] for at in range(0, 20, 5))
