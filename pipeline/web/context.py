"""What every view stands on: the registers, one database session per request, the person who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask import Flask, Response, current_app, g
from flask_login import current_user
from sqlalchemy.orm import Session, sessionmaker

from pipeline.config import Settings
from pipeline.domain.agencies import Agencies
from pipeline.domain.calendar import Calendar
from pipeline.domain.dates import VIETNAM
from pipeline.ingest.sources import Outlet
from pipeline.review.workflow import Actor
from pipeline.store import calendar as calendars
from pipeline.store.cases import actor_of, seen_agency
from pipeline.store.files import EvidenceFiles
from pipeline.store.tables import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the desk is given when it is made."""

    settings: Settings
    sessions: sessionmaker[Session]
    agencies: Agencies
    outlets: Mapping[str, Outlet]

    @property
    def calendar(self) -> Calendar:
        """Return the working calendar as the operator keeps it."""
        return calendar()

    @property
    def evidence(self) -> EvidenceFiles:
        """Return where files attached as evidence rest."""
        return EvidenceFiles(self.settings.home / "evidence")


def desk() -> Desk:
    """Return what this application was made with."""
    return cast("Desk", current_app.extensions["desk"])


def db() -> Session:
    """Return the session of this request; it is opened at first use."""
    if "db" not in g:
        g.db = desk().sessions()
    return cast("Session", g.db)


def calendar() -> Calendar:
    """Return the working calendar as the operator keeps it; read once in a request."""
    if "calendar" not in g:
        g.calendar = calendars.current(db())
    return cast("Calendar", g.calendar)


def know(days: Calendar) -> None:
    """Spare `calendar` the asking: it came with something else."""
    g.calendar = days


def now() -> datetime:
    """Return the time of the house, aware."""
    return desk().settings.now()


def today() -> date:
    """Return the day of the house in Vietnam."""
    return now().astimezone(VIETNAM).date()


def person() -> PersonRow:
    """Return who is signed in. Only for views behind the gate of `access`."""
    return cast("PersonRow", current_user.row)


def actor() -> Actor:
    """Return who is signed in, as the state machine sees them."""
    return actor_of(person())


def own_agency() -> str | None:
    """Return the only agency whose cases this person may see, None when all may be seen."""
    return seen_agency(actor())


def init(app: Flask) -> None:
    """Commit the request's session when the answer is a success, roll it back otherwise, always close it."""

    def finish(response: Response) -> Response:
        if "db" in g:
            if response.status_code < 400:
                db().commit()
            else:
                db().rollback()
        return response

    def close(_error: BaseException | None) -> None:
        session = g.pop("db", None)
        if session is not None:
            session.close()

    app.after_request(finish)
    app.teardown_request(close)
