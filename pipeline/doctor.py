"""What is wrong with an installation and what to do about it: `caichinh doctor`.

Each check looks at one thing and answers in one line. Checks change nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from pipeline.config import Settings
from pipeline.domain.dates import VIETNAM
from pipeline.domain.errors import CaiChinhError
from pipeline.ingest.sources import load_sources
from pipeline.store import audit, press
from pipeline.store import calendar as calendars
from pipeline.store.session import newest_revision, open_engine, open_sessions, revision

LEAST_FREE = 2 * 1024**3
"""Bytes of disk below which the archive may soon not fit."""
LONGEST_SILENCE = timedelta(hours=26)
"""A daily job that has not ended for longer has missed a day."""


FEWEST_HOLIDAYS = 8
"""Weekdays off by law in a year, at the least (Bộ luật Lao động 2019 Điều 112: eleven days, some on weekends)."""


class Grade(StrEnum):
    """How bad a finding is."""

    GOOD = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw; `remedy` says what to do and is empty when all is well."""

    subject: str
    grade: Grade
    text: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Run every check, cheap ones first; a check that fails to run is itself a finding."""
    for subject, check in CHECKS.items():
        try:
            grade, text, remedy = check(settings)
        except (CaiChinhError, OSError, sa.exc.SQLAlchemyError) as error:
            first_line = str(error).partition("\n")[0]
            yield Finding(
                subject, Grade.WRONG, first_line, "Correct what the message names and run doctor again."
            )
        else:
            yield Finding(subject, grade, text, remedy)


Answer = tuple[Grade, str, str]


def _home(settings: Settings) -> Answer:
    if not settings.home.is_dir():
        return Grade.WRONG, f"{settings.home} does not exist.", "Create it, or set CAICHINH_HOME."
    if os.statvfs(settings.home).f_flag & os.ST_RDONLY or not os.access(settings.home, os.W_OK | os.X_OK):
        return (
            Grade.WRONG,
            f"{settings.home} cannot be written.",
            "Mount its disk for writing, or give the folder to the user of the service.",
        )
    free = shutil.disk_usage(settings.home).free
    text = f"{settings.home}, {free / 1024**3:.1f} GiB free."
    if free < LEAST_FREE:
        return Grade.WARNING, text, "Free space: the archive needs room for every page it keeps."
    return Grade.GOOD, text, ""


def _secret(settings: Settings) -> Answer:
    path = settings.home / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Grade.WRONG, f"{path} can be read by others.", f"chmod 600 {path}"
    return Grade.GOOD, "The key of the desk is its owner's alone.", ""


def _contact(settings: Settings) -> Answer:
    if not settings.contact:
        return (
            Grade.WARNING,
            "Newspapers are not told whom to write to.",
            "Set CAICHINH_CONTACT to an official e-mail address.",
        )
    return Grade.GOOD, f"Newspapers see the contact {settings.contact}.", ""


def _feeds(settings: Settings) -> Answer:
    sources = load_sources(settings.feeds)
    enabled = sum(feed.enabled for outlet in sources.outlets for feed in outlet.feeds)
    if not enabled:
        return (
            Grade.WRONG,
            f"{settings.feeds}: no feed is enabled.",
            "Set enabled: true on the feeds to watch.",
        )
    return Grade.GOOD, f"{len(sources.outlets)} outlets, {enabled} feeds enabled.", ""


def _models(settings: Settings) -> Answer:
    """Compare every model file with the digest in its metrics."""
    cards = sorted(settings.models.glob("*/metrics.json"))
    if not cards:
        return Grade.WRONG, f"{settings.models}: no models.", "Set CAICHINH_MODELS, or run `make train`."
    for card in cards:
        for name, sha256 in json.loads(card.read_text(encoding="utf-8"))["sha256"].items():
            if _sha256(card.parent / name) != sha256:
                return (
                    Grade.WRONG,
                    f"{card.parent / name} does not match its metrics.",
                    "Restore the folder from the repository, or train anew.",
                )
    return Grade.GOOD, f"{len(cards)} models match their digests.", ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _schema(settings: Settings) -> Answer:
    now, newest = revision(open_engine(settings.database_url)), newest_revision()
    if now is None:
        return Grade.WRONG, "The database is empty.", "Run `caichinh db upgrade`."
    if now != newest:
        return (
            Grade.WRONG,
            f"The database has schema {now}, this release works with {newest}.",
            "Run `caichinh db upgrade`.",
        )
    return Grade.GOOD, f"The database has schema {now}.", ""


def _trail(settings: Settings) -> Answer:
    with open_sessions(open_engine(settings.database_url))() as session:
        broken, root = audit.first_broken(session), audit.root(session)
    if broken is not None:
        return (
            Grade.WRONG,
            f"The audit trail is broken at row {broken}.",
            "Keep this database as evidence, find out who had access, restore the last whole backup.",
        )
    return Grade.GOOD, f"The audit trail is whole, its root is {root[:16]}…", ""


def _run(settings: Settings) -> Answer:
    with open_sessions(open_engine(settings.database_url))() as session:
        run = press.last_run(session)
    if run is None or run.ended_at is None:
        return Grade.WARNING, "The daily job has never ended.", "Run `caichinh daily`; then set its timer."
    ended = f"The daily job last ended at {run.ended_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}."
    if run.ended_at > settings.now() + timedelta(minutes=5):
        return Grade.WRONG, f"{ended} That is in the future.", "Set the clock of this machine (NTP)."
    if settings.now() - run.ended_at > LONGEST_SILENCE:
        return Grade.WRONG, ended, "Look at the timer and its log: `systemctl status caichinh-daily.timer`."
    return Grade.GOOD, ended, ""


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
    if holidays < FEWEST_HOLIDAYS:
        return (
            Grade.WARNING,
            f"Only {holidays} days off are known for {year}.",
            "Enter the holidays when the announcement is out; until then deadlines are provisional.",
        )
    return Grade.GOOD, f"{holidays} days off are known for {year}.", ""


def _office(_settings: Settings) -> Answer:
    if shutil.which("soffice") is None:
        return (
            Grade.WARNING,
            "LibreOffice is not installed.",
            "Letters come as DOCX alone; install it for PDF copies.",
        )
    return Grade.GOOD, "LibreOffice makes PDF copies.", ""


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
    "audit trail": _trail,
}
"""In the order they are told."""
