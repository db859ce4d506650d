"""What is wrong with an installation and what to do about it: `caichinh doctor` and the page of the operator.

Each check looks at one thing and answers with a key of `doctor_words.SAID`, which says it in both languages. Checks
change nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa

from pipeline.advisories import ANSWER, last_asked
from pipeline.backup import last_backup
from pipeline.certificate import ends_on
from pipeline.config import Settings
from pipeline.doctor_words import SAID, SUBJECTS
from pipeline.domain.dates import VIETNAM, printed
from pipeline.domain.errors import CaiChinhError
from pipeline.ingest.sources import load_sources
from pipeline.mail import unsent
from pipeline.store import audit, ingested, runs
from pipeline.store import calendar as calendars
from pipeline.store.session import database_size, newest_revision, open_engine, open_sessions, revision
from pipeline.store.troubles import troubles

LEAST_FREE = 2 * 1024**3
"""Bytes of disk below which the archive may soon not fit."""
LONGEST_SILENCE = timedelta(hours=26)
"""A daily job that has not ended for longer has missed a day."""
OLDEST_BACKUP = timedelta(days=2)
"""The timer makes one each night."""
OLDEST_ADVISORIES = timedelta(days=31)
"""Holes become known every week; a month without a question is too long."""
RENEW = timedelta(days=14)
"""A certificate that ends sooner should have been renewed."""
FEWEST_HOLIDAYS = 8
"""Weekdays off by law in a year, at the least (Bộ luật Lao động 2019 Điều 112: eleven days, some on weekends)."""
SLOW = frozenset({"models", "audit trail"})
"""Checks that read everything; a page leaves them to the command."""


class Grade(StrEnum):
    """How bad a finding is."""

    GOOD = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw; the remedy says what to do and is empty when all is well."""

    subject: str
    grade: Grade
    said: str
    """Key of `doctor_words.SAID`."""
    values: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return what was seen."""
        return SAID[self.said].text.format(**self.values)

    @property
    def remedy(self) -> str:
        """Return what to do, empty when all is well."""
        return SAID[self.said].remedy.format(**self.values)

    @property
    def subject_vi(self) -> str:
        """Return the subject as an official reads it."""
        return SUBJECTS[self.subject]

    @property
    def text_vi(self) -> str:
        """Return what was seen, in Vietnamese."""
        return SAID[self.said].text_vi.format(**self.values)

    @property
    def remedy_vi(self) -> str:
        """Return what to do, in Vietnamese."""
        return SAID[self.said].remedy_vi.format(**self.values)


Answer = tuple[Grade, str, dict[str, str]]


def examine(settings: Settings, *, without: Collection[str] = ()) -> Iterator[Finding]:
    """Run every check but those named, cheap ones first; a check that fails to run is itself a finding."""
    for subject, check in CHECKS.items():
        if subject in without:
            continue
        try:
            found = Finding(subject, *check(settings))
        except (CaiChinhError, OSError, sa.exc.SQLAlchemyError) as error:
            problem = {"problem": str(error).partition("\n")[0]}
            found = Finding(subject, Grade.WRONG, "cannot be checked", problem)
        yield found


def free_bytes(settings: Settings) -> int:
    """Return the bytes that are free on the disk of the home."""
    return shutil.disk_usage(settings.home).free


def _home(settings: Settings) -> Answer:
    values = {"home": str(settings.home)}
    if not settings.home.is_dir():
        return Grade.WRONG, "no home", values
    if os.statvfs(settings.home).f_flag & os.ST_RDONLY or not os.access(settings.home, os.W_OK | os.X_OK):
        return Grade.WRONG, "home read-only", values
    free = free_bytes(settings)
    values["free"] = f"{free // 1024**3}"
    return (Grade.WARNING, "little space", values) if free < LEAST_FREE else (Grade.GOOD, "home", values)


def _secret(settings: Settings) -> Answer:
    path = settings.home / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Grade.WRONG, "open key", {"path": str(path)}
    return Grade.GOOD, "key", {}


def _contact(settings: Settings) -> Answer:
    if not settings.contact:
        return Grade.WARNING, "no contact", {}
    return Grade.GOOD, "contact", {"contact": settings.contact}


def _feeds(settings: Settings) -> Answer:
    sources = load_sources(settings.feeds)
    enabled = sum(feed.enabled for outlet in sources.outlets for feed in outlet.feeds)
    if not enabled:
        return Grade.WRONG, "no feeds", {"path": str(settings.feeds)}
    return Grade.GOOD, "feeds", {"outlets": str(len(sources.outlets)), "feeds": str(enabled)}


def _silence(settings: Settings) -> Answer:
    with open_sessions(open_engine(settings.database_url))() as session:
        known, found = len(ingested.feeds(session)), troubles(session, settings.now())
    values = {"count": str(len(found)), "of": str(known), "which": ", ".join(one.url for one in found[:3])}
    return (Grade.WARNING, "silent feeds", values) if found else (Grade.GOOD, "no silent feeds", values)


def _models(settings: Settings) -> Answer:
    """Compare every model file with the digest in its metrics."""
    cards = sorted(settings.models.glob("*/metrics.json"))
    if not cards:
        return Grade.WRONG, "no models", {"path": str(settings.models)}
    for card in cards:
        for name, sha256 in json.loads(card.read_text(encoding="utf-8"))["sha256"].items():
            if _sha256(card.parent / name) != sha256:
                return Grade.WRONG, "changed model", {"path": str(card.parent / name)}
    return Grade.GOOD, "models", {"count": str(len(cards))}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(settings: Settings) -> Answer:
    engine = open_engine(settings.database_url)
    now, newest = revision(engine), newest_revision()
    if now is None:
        return Grade.WRONG, "empty database", {}
    values = {"now": now, "newest": str(newest), "kind": engine.dialect.name}
    if now != newest:
        return Grade.WRONG, "other schema", values
    return Grade.GOOD, "schema", values | {"size": f"{database_size(engine) / 1024**2:.0f}"}


def _trail(settings: Settings) -> Answer:
    with open_sessions(open_engine(settings.database_url))() as session:
        broken, root = audit.first_broken(session), audit.root(session)
    if broken is not None:
        return Grade.WRONG, "broken trail", {"row": str(broken)}
    return Grade.GOOD, "trail", {"root": root[:16]}


def _run(settings: Settings) -> Answer:
    with open_sessions(open_engine(settings.database_url))() as session:
        run = runs.last_run(session)
    if run is None or run.ended_at is None:
        return Grade.WARNING, "no run", {}
    values = {"ended": _moment(run.ended_at)}
    if run.ended_at > settings.now() + timedelta(minutes=5):
        return Grade.WRONG, "run in the future", values
    late = settings.now() - run.ended_at > LONGEST_SILENCE
    return (Grade.WRONG, "late run", values) if late else (Grade.GOOD, "run", values)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _backup(settings: Settings) -> Answer:
    made_at = last_backup(settings)
    if made_at is None:
        return Grade.WARNING, "no backup", {}
    values = {"made": printed(made_at)}
    old = settings.now() - made_at > OLDEST_BACKUP
    return (Grade.WRONG, "old backup", values) if old else (Grade.GOOD, "backup", values)


def _advisories(settings: Settings) -> Answer:
    asked = last_asked(settings)
    if asked is None or not asked.libraries:
        return Grade.WARNING, "not asked for holes", {"path": str(settings.home / ANSWER)}
    values = {"asked": printed(asked.at), "count": str(asked.libraries)}
    if asked.holes:
        return Grade.WRONG, "known holes", values | {"which": ", ".join(asked.holes[:5])}
    old = settings.now() - asked.at > OLDEST_ADVISORIES
    return (Grade.WARNING, "old advisories", values) if old else (Grade.GOOD, "advisories", values)


def _mail(settings: Settings) -> Answer:
    if settings.mail is None:
        return Grade.GOOD, "no mail server", {}
    with open_sessions(open_engine(settings.database_url))() as session:
        waiting = unsent(session, settings.now())
    return (Grade.WARNING, "unsent mail", {"count": str(waiting)}) if waiting else (Grade.GOOD, "mail", {})


def _certificate(settings: Settings) -> Answer:
    place = urlsplit(settings.desk_url)
    if place.scheme != "https":
        return Grade.GOOD, "no certificate", {"url": settings.desk_url}
    end = ends_on(place.hostname or "", place.port or 443)
    values = {"host": place.hostname or "", "end": _moment(end)}
    soon = end - settings.now() < RENEW
    return (Grade.WRONG, "certificate ends", values) if soon else (Grade.GOOD, "certificate", values)


def _calendar(settings: Settings) -> Answer:
    """Ask for the holidays of the year in which a deadline of the next two months may end."""
    year = (settings.now().astimezone(VIETNAM) + timedelta(days=61)).year
    engine = open_engine(settings.database_url)
    calendar = calendars.shipped()
    if revision(engine) == newest_revision():
        with open_sessions(engine)() as session:
            calendar = calendars.current(session)
    week = [date(year, 1, 1) + timedelta(days=day) for day in range(365)]
    holidays = sum(day.weekday() < 5 and not calendar.is_working(day) for day in week)
    values = {"count": str(holidays), "year": str(year)}
    few = holidays < FEWEST_HOLIDAYS
    return (Grade.WARNING, "few holidays", values) if few else (Grade.GOOD, "holidays", values)


def _office(_settings: Settings) -> Answer:
    if shutil.which("soffice") is None:
        return Grade.WARNING, "no office", {}
    return Grade.GOOD, "office", {}


CHECKS: dict[str, Callable[[Settings], Answer]] = {
    "home": _home,
    "secret key": _secret,
    "contact": _contact,
    "feeds": _feeds,
    "calendar": _calendar,
    "office": _office,
    "models": _models,
    "schema": _schema,
    "daily job": _run,
    "silent feeds": _silence,
    "mail": _mail,
    "backup": _backup,
    "certificate": _certificate,
    "advisories": _advisories,
    "audit trail": _trail,
}
"""In the order they are told."""
