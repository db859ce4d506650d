"""What lived on a day is found from the time the day lies in, the same as by asking for the day itself."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.domain.agencies import AREA_KINDS, load_agencies
from pipeline.tag.families import COLUMN, field_class
from pipeline.tag.offices import offices

DAYS = [
    date(2025, 2, 28) + timedelta(days=step) for step in (-4000, -60, -1, 0, 1, 2, 121, 122, 123, 124, 400)
]


def test_every_day_has_the_agencies_and_fields_that_lived_on_it() -> None:
    agencies = load_agencies()
    for day in DAYS:
        found = {office.agency.id: (office.column, office.keywords) for office in offices(agencies, day)}
        wanted = {}
        for agency in agencies.alive(day):
            name = None if agency.kind in AREA_KINDS else field_class(agency.id, day)
            if name is not None:
                keywords = frozenset(
                    field.name
                    for field in agency.fields
                    if (field.valid_from or day) <= day <= (field.valid_to or day)
                )
                wanted[agency.id] = (COLUMN[name], keywords)
        assert found == wanted, day
