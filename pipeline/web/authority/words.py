"""What the authority's pages share: who signs, kinds of files, cells as a person reads them."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.domain.authority import PRESS_AUTHORITY
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Cell, Signatory
from pipeline.reports import Registry
from pipeline.store import authority, people
from pipeline.web.context import db, desk, today

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def registry() -> Registry:
    """Return the registers that reports stand on."""
    here = desk()
    return Registry(agencies=here.agencies, calendar=here.calendar, outlets=here.outlets)


def signs_for_authority() -> tuple[str, str, Signatory | None]:
    """Return name, place and signatory of the press authority today; nobody signs who is not active."""
    office = people.office(db(), PRESS_AUTHORITY, today())
    registered = authority.signs_and_speaks(db(), PRESS_AUTHORITY, today())
    signatory = registered[0] if registered else None
    if registered is None and office and office.signatory_name:
        lines = tuple(line.strip() for line in office.signatory_authority.split(";") if line.strip())
        signatory = Signatory(authority=lines, full_name=office.signatory_name)
    return desk().agencies.name(PRESS_AUTHORITY), office.place if office else "Quảng Ngãi", signatory


def cell_text(value: Cell) -> str:
    """Return a cell of a list as a person reads it."""
    if isinstance(value, datetime):
        return f"{value.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
