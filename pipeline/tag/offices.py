"""Agencies of fields as of a day, with their class and their fields of management in force."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipeline.domain.agencies import AREA_KINDS, Agencies, Agency
from pipeline.domain.dating import MERGED_DEPARTMENTS
from pipeline.tag.families import COLUMN, field_class


@dataclass(frozen=True, slots=True)
class Office:
    """An agency of a field as of a day."""

    agency: Agency
    column: int
    """Of its class."""
    keywords: frozenset[str]
    """Its fields of management in force."""
    is_special: bool
    """Another agency bears the name of its class."""


def offices(agencies: Agencies, on: date) -> tuple[Office, ...]:
    """Return the agencies of fields that lived on a day."""
    changes = _changes(agencies)
    return _offices_since(agencies, changes[bisect_right(changes, on) - 1])


@lru_cache(maxsize=4)
def _changes(agencies: Agencies) -> tuple[date, ...]:
    """Return the days from which something of the register is otherwise, oldest first."""
    days = {date.min, MERGED_DEPARTMENTS}
    for agency in agencies:
        periods = [(agency.valid_from, agency.valid_to), *((f.valid_from, f.valid_to) for f in agency.fields)]
        days.update(start for start, _ in periods if start)
        days.update(end + timedelta(days=1) for _, end in periods if end)
    return tuple(sorted(days))


@lru_cache(maxsize=256)
def _offices_since(agencies: Agencies, on: date) -> tuple[Office, ...]:
    """Return the agencies of fields from a day of `_changes` to the next; asked for every article of that time."""
    found = []
    for agency in agencies.alive(on):
        name = None if agency.kind in AREA_KINDS else field_class(agency.id, on)
        if name is not None:
            keywords = frozenset(
                field.name for field in agency.fields if _in_force(field.valid_from, field.valid_to, on)
            )
            is_special = name.removesuffix("+") != agency.id.partition("-")[2]
            found.append(Office(agency, COLUMN[name], keywords, is_special))
    return tuple(found)


def _in_force(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)
