"""The private calendar (ICS) and news (Atom) of a person, for programs that cannot sign in.

The address holds a key that can be revoked. What it shows follows the person: another agency, or an account that
was closed, is known at the next look.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, abort, request, url_for
from icalendar import Alarm, Calendar, Event
from lxml import etree
from lxml.builder import ElementMaker

from pipeline.domain.text import clean_line
from pipeline.store import cases, dues, tokens
from pipeline.store.access_tables import CalendarRow
from pipeline.store.tables import PersonRow
from pipeline.store.tokens import Scope
from pipeline.web.context import db, now
from pipeline.web.words import agency_name, outlet_name

blueprint = Blueprint("feeds", __name__)

DAY_BEFORE = timedelta(days=-1)
NEWEST = 50
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))
_ATOM = ElementMaker(namespace="http://www.w3.org/2005/Atom", nsmap={None: "http://www.w3.org/2005/Atom"})


def _owner(key: str) -> tuple[PersonRow, str | None]:
    """Return whose key this is and which agency the person may see (None: all); 404 for a key that is not good."""
    use = tokens.use(db(), key, now())
    person = db().get(PersonRow, use.token.person_id) if use and use.token.person_id else None
    if use is None or person is None or not person.active or not tokens.opens(use.token, Scope.FEEDS):
        abort(404)
    return person, cases.seen_agency(cases.actor_of(person))


def _line(text: str) -> str:
    """Return text on one line without what XML cannot say."""
    return clean_line(text).translate(_NO_XML)


def _title(agency_id: str | None) -> str:
    return f"Cải Chính – {agency_name(agency_id) if agency_id else 'toàn tỉnh'}"


@blueprint.get("/lich/<token>.ics")
def calendar(token: str) -> Response:
    """Give the deadlines of the agency as all-day events with a reminder the day before."""
    _person, agency_id = _owner(token)
    found = Calendar()
    found.add("PRODID", "-//Cai Chinh//Thoi han//VI")
    found.add("VERSION", "2.0")
    found.add("METHOD", "PUBLISH")
    found.add("X-WR-CALNAME", _title(agency_id))
    for row in dues.told(db(), agency_id, now()):
        found.add_component(_event(row))
    return _answer(found.to_ical(), "text/calendar; charset=utf-8")


def _event(row: CalendarRow) -> Event:
    event = Event()
    event.add("UID", f"{row.uid}@caichinh")
    event.add("SEQUENCE", row.sequence)
    event.add("DTSTAMP", row.changed_at)
    event.add("LAST-MODIFIED", row.changed_at)
    event.add("DTSTART", row.day)
    event.add("DTEND", row.day + timedelta(days=1))
    event.add("SUMMARY", _line(row.title))
    event.add("DESCRIPTION", _line(row.text))
    event.add("URL", url_for("item.show", case_id=row.case_id, _external=True))
    event.add("STATUS", "CANCELLED" if row.cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    if not row.cancelled:
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("TRIGGER", DAY_BEFORE)
        alarm.add("DESCRIPTION", _line(row.title))
        event.add_component(alarm)
    return event


@blueprint.get("/tin/<token>.atom")
def atom(token: str) -> Response:
    """Give the newest cases of the agency as an Atom feed (RFC 4287)."""
    _person, agency_id = _owner(token)
    rows = cases.newest(db(), agency_id, limit=NEWEST)
    updated = max(
        (case.opened_at for case, _version, _article in rows), default=datetime(2026, 1, 1, tzinfo=UTC)
    )
    feed = _ATOM.feed(
        _ATOM.id(f"tag:caichinh,2026:vu-viec/{agency_id or 'toan-tinh'}"),
        _ATOM.title(_title(agency_id)),
        _ATOM.updated(updated.isoformat(timespec="seconds")),
        _ATOM.link(rel="self", href=request.base_url, type="application/atom+xml"),
        _ATOM.link(rel="alternate", href=url_for("queue.home", _external=True), type="text/html"),
    )
    for case, version, article in rows:
        feed.append(
            _ATOM.entry(
                _ATOM.id(f"tag:caichinh,2026:vu-viec/{case.id}"),
                _ATOM.title(_line(version.title)),
                _ATOM.updated(case.opened_at.isoformat(timespec="seconds")),
                _ATOM.author(_ATOM.name(_line(outlet_name(article.outlet_id)))),
                _ATOM.link(rel="alternate", href=url_for("item.show", case_id=case.id, _external=True)),
                _ATOM.summary(_line(case.reason)),
            )
        )
    content = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return _answer(content, "application/atom+xml; charset=utf-8")


def _answer(content: bytes, content_type: str) -> Response:
    """Return a file that a program asks for again and again: unchanged is answered in one line."""
    response = Response(content, content_type=content_type)
    response.add_etag()
    response.make_conditional(request)
    return response
