from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.agencies import AgencyKind, load_agencies
from pipeline.domain.errors import ConfigError, RowError
from pipeline.domain.matcher import NameMatcher
from pipeline.domain.places import PlaceKind, load_places, spellings
from pipeline.domain.registers import PROFILE
from pipeline.domain.text import clean, fold, sentences, unify_tone

AGENCIES, PLACES = load_agencies(), load_places()
OLD, BETWEEN, TODAY = date(2016, 6, 14), date(2025, 4, 1), date(2026, 11, 24)


def test_the_registers_hold_what_the_province_has() -> None:
    kinds = [place.kind for place in PLACES]
    counts = {kind: kinds.count(kind) for kind in PlaceKind}
    assert counts == {
        PlaceKind.PROVINCE: 2,
        PlaceKind.DISTRICT: 24,
        PlaceKind.COMMUNE: 96,
        PlaceKind.OLD_COMMUNE: 272,
    }
    communes = [agency for agency in AGENCIES.alive(TODAY) if agency.kind is AgencyKind.COMMUNE_COMMITTEE]
    assert len(communes) == 96


@pytest.mark.parametrize(
    ("agency_id", "on", "living"),
    [
        ("kt-tnmt", OLD, ("kt-tnmt",)),
        ("kt-tnmt", BETWEEN, ("kt-nnmt",)),
        ("kt-tnmt", TODAY, ("qn-nnmt",)),
        ("qn-ttt", TODAY, ("qn-khcn", "qn-vhttdl")),
        ("qn-nnmt", OLD, ()),
        ("kt-ubnd-iahdrai", TODAY, ("qn-xa-iadal", "qn-xa-iatoi")),
    ],
)
def test_an_agency_is_followed_to_who_answers_for_it_on_the_day(
    agency_id: str, on: date, living: tuple[str, ...]
) -> None:
    assert AGENCIES.living(agency_id, on) == living


@pytest.mark.parametrize("on", [OLD, BETWEEN, date(2025, 7, 1), TODAY])
def test_successors_are_alive_on_every_day(on: date) -> None:
    for agency in AGENCIES:
        assert all(AGENCIES.get(living).is_alive(on) for living in AGENCIES.living(agency.id, on))


def test_every_old_commune_leads_to_communes_of_today() -> None:
    for place in PLACES:
        if place.kind is PlaceKind.OLD_COMMUNE:
            after = PLACES.living(place.id, TODAY)
            assert after
            assert all(found.kind is PlaceKind.COMMUNE for found in after)


def test_every_place_has_an_agency_of_the_register() -> None:
    assert all(place.agency_id in AGENCIES for place in PLACES)


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("agencies.csv", ",department,", ",departmant,", "kind"),
        ("agencies.csv", ",2025-06-30,qn-noivu,", ",2025-06-30,qn-nobody,", "successors"),
        ("agencies.csv", "2025-06-30", "30/06/2025", "valid_to"),
        ("places.csv", "id,name", "id,nam", "name"),
    ],
)
def test_a_damaged_register_is_named_with_line_and_field(
    tmp_path: Path, file: str, old: str, new: str, place: str
) -> None:
    profile = tmp_path / "profile"
    shutil.copytree(PROFILE, profile)
    text = (profile / file).read_text(encoding="utf-8")
    assert old in text
    (profile / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RowError) as error:
        load_agencies(profile) if file == "agencies.csv" else load_places(profile)
    assert place in str(error.value)
    assert file in str(error.value)


def test_a_missing_register_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"agency_names\.csv"):
        load_agencies(tmp_path)


def found(text: str, *names: str) -> list[str]:
    return [match.keys[0] for match in NameMatcher((name, name) for name in names).find(text)]


def test_names_are_told_apart_by_their_marks_where_marks_are_written() -> None:
    assert found("xã Sơn Hạ và xã Sơn Hà", "Sơn Hà", "Sơn Hạ") == ["Sơn Hạ", "Sơn Hà"]
    assert found("Ba Tô, Ba Tơ", "Ba Tơ", "Ba Tô") == ["Ba Tô", "Ba Tơ"]


def test_text_without_marks_is_found_and_said_to_be_less_sure() -> None:
    (match,) = NameMatcher([("Đăk Hà", "x")]).find("huyen Dak Ha")
    assert not match.has_marks


def test_a_longer_word_never_swallows_a_true_hit() -> None:
    assert found("Sở Y tế Sơn", "Y tế Sơ", "Sở Y tế") == ["Sở Y tế"]
    assert found("trường Sa Huỳnhh, Sa Huỳnh", "Sa Huỳnh") == ["Sa Huỳnh"]


def test_the_longest_of_overlapping_names_counts() -> None:
    assert found("UBND tỉnh Kon Tum", "UBND tỉnh", "UBND tỉnh Kon Tum") == ["UBND tỉnh Kon Tum"]


def test_tone_placement_does_not_hide_a_name() -> None:
    assert found("xã Đặng Thuỳ Trâm", "Đặng Thùy Trâm") == ["Đặng Thùy Trâm"]


@pytest.mark.parametrize(
    ("name", "form"), [("Đắk Tô", "Đăk Tô"), ("Ngọk Tụ", "Ngọc Tụ"), ("Ia H'Drai", "Ia H' Drai")]
)
def test_the_highlands_are_spelled_in_several_ways(name: str, form: str) -> None:
    assert form in spellings(name)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("given_text", "unified"), [("hoà", "hòa"), ("THUỶ", "THỦY"), ("quý", "quý"), ("hoàn", "hoàn")]
)
def test_tone_marks_stand_where_the_dictionary_has_them(given_text: str, unified: str) -> None:
    assert unify_tone(given_text) == unified


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("TP. Kon Tum có 3.200 ha. Ông A. nói vậy.", ["TP. Kon Tum có 3.200 ha.", "Ông A. nói vậy."]),
        ("Ông hỏi: “Có thật không?” Rồi đi.", ["Ông hỏi: “Có thật không?”", "Rồi đi."]),
        ("Dòng một\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("", []),
    ],
)
def test_sentences_end_where_readers_see_them_end(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts
