"""Every place of the gazetteer is found in a text, in every spelling, on a day it stood and through its successors."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import MERGER, Place, PlaceKind, load_places, spellings
from pipeline.domain.records import Article
from pipeline.tag.places import PlaceReader, areas
from pipeline.tag.province import ProvinceReader

AGENCIES, PLACES = load_agencies(), load_places()
PROVINCES = ProvinceReader(PLACES)
READER = PlaceReader(PLACES, PROVINCES)
LONG_AGO, BEFORE, TODAY = date(2017, 5, 6), date(2024, 5, 6), date(2026, 11, 20)
AREAS = [place for place in PLACES if place.kind is not PlaceKind.PROVINCE]


def day_of(place: Place) -> date:
    return next(day for day in (TODAY, BEFORE, LONG_AGO) if place.is_alive(day))


def text_of(place: Place, form: str, on: date) -> Article:
    province = PLACES.get("tinh-quang-ngai" if on >= MERGER else PLACES.province(place)).name
    body = f"Sáng nay, đoàn công tác làm việc tại {place.type} {form}, tỉnh {province}. Tỉnh {province} sẽ xem xét."
    return Article(id="a", url="", title="", body=body)


def found(place: Place, form: str, on: date) -> list[tuple[str, str]]:
    """Return (id, passage) of the places read, without the provinces."""
    item = text_of(place, form, on)
    tags = READER.read(item, PROVINCES.read(item, on), on)
    return [
        (tag.id, item.body[tag.start : tag.end])
        for tag in tags
        if PLACES.get(tag.id).kind is not PlaceKind.PROVINCE
    ]


def test_the_gazetteer_holds_all_levels() -> None:
    counts = Counter((place.kind, PLACES.province(place)) for place in PLACES)
    assert counts[PlaceKind.COMMUNE, "tinh-quang-ngai"] == 96
    assert counts[PlaceKind.OLD_COMMUNE, "tinh-kon-tum"] == 102
    assert counts[PlaceKind.OLD_COMMUNE, "tinh-quang-ngai"] == 170
    assert sum(count for (kind, _), count in counts.items() if kind is PlaceKind.DISTRICT) == 24


@pytest.mark.parametrize("kind", [PlaceKind.COMMUNE, PlaceKind.OLD_COMMUNE, PlaceKind.DISTRICT])
def test_every_place_is_found_in_every_spelling(kind: PlaceKind) -> None:
    missed = []
    for place in (place for place in AREAS if place.kind is kind):
        for form in spellings(place.name):
            tags = found(place, form, day_of(place))
            same = [PLACES.get(tag_id) for tag_id, passage in tags if passage == form]
            if not any(one.type == place.type and form in spellings(one.name) for one in same):
                missed.append(f"{place.type} {form}")
    assert not missed


def test_every_place_leads_to_a_living_committee_today_and_before_the_merger() -> None:
    for place in AREAS:
        for on in {day_of(place), TODAY}:
            item = text_of(place, place.name, on)
            tags = READER.read(item, PROVINCES.read(item, on), on)
            ids = [agency_id for agency_id, _, _ in areas(tags, PLACES, on)]
            assert ids, (place.id, on)
            assert all(AGENCIES.get(agency_id).is_alive(on) for agency_id in ids)


def test_an_old_commune_leads_to_those_that_took_its_ground() -> None:
    for place in (place for place in AREAS if place.kind is PlaceKind.OLD_COMMUNE):
        heirs = PLACES.living(place.id, TODAY)
        assert heirs
        assert all(heir.kind is PlaceKind.COMMUNE and heir.is_alive(TODAY) for heir in heirs), place.id


@pytest.mark.parametrize("district", ["Đắk Glei", "Đắk Hà"])
def test_two_communes_of_one_name_are_told_apart_by_their_district(district: str) -> None:
    body = f"Tại xã Đăk Long, huyện {district}, tỉnh Kon Tum, dân làng họp sáng nay."
    item = Article(id="a", url="", title="", body=body)
    tags = READER.read(item, PROVINCES.read(item, BEFORE), BEFORE)
    communes = [PLACES.get(tag.id) for tag in tags if PLACES.get(tag.id).kind is PlaceKind.OLD_COMMUNE]
    assert [PLACES.get(place.parent).name for place in communes] == [district]
