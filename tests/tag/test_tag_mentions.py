from __future__ import annotations

from datetime import date

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.domain.records import AgencyRole, Article
from pipeline.tag.mentions import AgencyMention, MentionReader
from pipeline.tag.places import PlaceReader, areas
from pipeline.tag.province import ProvinceReader

AGENCIES, PLACES = load_agencies(), load_places()
PROVINCES = ProvinceReader(PLACES)
MENTIONS, GAZETTEER = MentionReader(AGENCIES, PROVINCES), PlaceReader(PLACES, PROVINCES)
OLD, TODAY = date(2017, 3, 1), date(2026, 11, 20)


def article(body: str, title: str = "") -> Article:
    return Article(id="a", url="", title=title, body=body)


def mentions(body: str, on: date = TODAY, title: str = "") -> tuple[AgencyMention, ...]:
    item = article(body, title)
    return MENTIONS.read(item, PROVINCES.read(item, on), on)


def named(body: str, on: date = TODAY, title: str = "") -> set[str]:
    return {mention.agency_id for mention in mentions(body, on, title)}


def places(body: str, on: date = TODAY) -> list[str]:
    item = article(body)
    return [tag.name for tag in GAZETTEER.read(item, PROVINCES.read(item, on), on)]


@pytest.mark.parametrize(
    ("body", "on", "expected"),
    [
        ("Sở Y tế tỉnh Kon Tum vừa có báo cáo.", OLD, {"kt-yte"}),
        ("Sở Y tế tỉnh Kon Tum vừa có báo cáo.", TODAY, {"qn-yte"}),
        ("Theo Sở Y tế, ở Quảng Ngãi có nhiều ca mắc.", TODAY, {"qn-yte"}),
        ("Sở Y tế Gia Lai thông tin, hai người từ Quảng Ngãi đến.", TODAY, set()),
        ("Sở Y tế có văn bản.", TODAY, set()),
    ],
)
def test_a_name_without_province_belongs_to_the_province_of_the_article(
    body: str, on: date, expected: set[str]
) -> None:
    assert named(body, on) & {"kt-yte", "qn-yte"} == expected


def test_a_name_out_of_use_stands_for_its_successor_and_says_so() -> None:
    found = [
        mention
        for mention in mentions("Sở Tài nguyên và Môi trường tỉnh Quảng Ngãi cho biết.")
        if mention.is_outdated
    ]
    assert [(mention.agency_id, mention.named_id) for mention in found] == [("qn-nnmt", "qn-tnmt")]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Giám đốc Sở Y tế tỉnh Quảng Ngãi cho biết dịch đã lắng.", AgencyRole.QUOTED),
        ("Theo Sở Y tế tỉnh Quảng Ngãi, dịch đã lắng.", AgencyRole.QUOTED),
        ("Tỉnh yêu cầu Sở Y tế tỉnh Quảng Ngãi kiểm tra ngay.", AgencyRole.RESPONSIBLE),
        ("Trụ sở Sở Y tế tỉnh Quảng Ngãi nằm trên đường lớn.", AgencyRole.MENTIONED),
    ],
)
def test_roles_are_told_by_the_words_around_the_name(body: str, role: AgencyRole) -> None:
    assert [mention.role for mention in mentions(body) if mention.agency_id == "qn-yte"] == [role]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Công an tỉnh Quảng Ngãi cũng có mặt tại buổi lễ khai giảng.", True),
        ("Lãnh đạo Công an tỉnh Quảng Ngãi tham dự lễ ra quân.", True),
        ("Công an tỉnh Quảng Ngãi có mặt tại hiện trường.", False),
        ("Công an tỉnh Quảng Ngãi dự báo lượng xe tăng.", False),
    ],
)
def test_a_guest_at_a_ceremony_is_told_from_who_comes_to_the_scene(body: str, expected: bool) -> None:
    assert [mention.stands_by for mention in mentions(body)] == [expected]


def test_spans_point_at_the_name_in_the_text_as_given() -> None:
    body = "Sáng nay, Công an tỉnh Quảng Ngãi cho biết."
    for mention in mentions(body):
        assert "Công an" in body[mention.start : mention.end]


@pytest.mark.parametrize(
    ("body", "on", "expected"),
    [
        ("Mưa lớn ở xã Măng Đen, tỉnh Quảng Ngãi.", TODAY, ["Măng Đen", "Quảng Ngãi"]),
        ("Tại huyện Đắk Hà, tỉnh Kon Tum, lũ về.", OLD, ["Đắk Hà", "Kon Tum"]),
        ("Ùn tắc trên đường Ngọc Hồi, Hà Nội.", TODAY, []),
        ("Người dân quận Ba Đình, Hà Nội đi bầu.", TODAY, []),
    ],
)
def test_places_are_told_from_their_homonyms(body: str, on: date, expected: list[str]) -> None:
    assert places(body, on) == expected


def test_an_old_commune_leads_to_the_area_of_today() -> None:
    item = article("Vụ việc ở xã Hiếu, huyện Kon Plông, tỉnh Kon Tum.")
    tags = GAZETTEER.read(item, PROVINCES.read(item, TODAY), TODAY)
    found = [agency_id for agency_id, _weight, _tag in areas(tags, PLACES, TODAY)]
    assert found
    assert all(AGENCIES.get(agency_id).is_alive(TODAY) for agency_id in found)


def test_from_the_merger_on_the_former_province_is_the_new_one() -> None:
    item = article("Tin từ Kon Tum và Kon Tum.")
    assert PROVINCES.read(item, date(2025, 6, 30)).id == "kon-tum"
    assert PROVINCES.read(item, date(2025, 7, 1)).id == "quang-ngai"


@pytest.mark.parametrize(
    "text",
    [
        "Kon Tum phối hợp UBND tỉnh Đắk Nông tổ chức hội thảo",
        "Công an TP Pleiku (Gia Lai) làm việc với người ở Kon Tum",
        "Công an huyện Krông Pa, tỉnh Gia Lai bắt người trốn ở Kon Tum",
    ],
)
def test_an_office_of_another_province_is_none_of_ours(text: str) -> None:
    assert not mentions(text, date(2017, 6, 1))
