"""Whose province a text is about: by name, by a landmark, by its outlet, and not by a road that ends there."""

from __future__ import annotations

from datetime import date

import pytest

from models.elsewhere import Exchange
from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.tag.province import Province, ProvinceReader
from pipeline.tag.reading import ARTICLE_FEATURES, ArticleReader, province_features

PLACES = load_places()
READER = ProvinceReader(PLACES)
TODAY = date(2026, 8, 5)


def province(body: str, *, title: str = "", outlet: str = "", on: date = TODAY) -> Province:
    return READER.read(Article(id="a", url="", outlet=outlet, title=title, body=body), on)


@pytest.mark.parametrize(
    ("body", "on", "home"),
    [
        ("Cảng Dung Quất đón tàu lớn.", TODAY, "quang-ngai"),
        ("Khách kéo lên Măng Đen.", date(2018, 3, 1), "kon-tum"),
        ("Dân Tịnh Khê lo sạt lở.", date(2018, 3, 1), "quang-ngai"),
        ("Học trò Sơn Kỳ qua suối bằng bè.", TODAY, "quang-ngai"),
        ("Phố Lê Lợi đông người.", TODAY, None),
        ("Sơn Kỳ ở Đà Nẵng là tên một con đường.", TODAY, None),
    ],
)
def test_a_place_tells_the_province_that_the_text_does_not_name(
    body: str, on: date, home: str | None
) -> None:
    assert province(body, on=on).id == home


def test_an_outlet_of_the_province_need_not_name_it() -> None:
    told = province("Công an tỉnh bắt hai người.", outlet="Báo Quảng Ngãi")
    assert told.id == "quang-ngai"
    assert told.is_local
    assert province("Công an tỉnh bắt hai người.", outlet="Báo mẫu").id is None


def test_another_province_named_first_is_known() -> None:
    told = province("Quảng Ngãi cũng có mưa.", title="Đà Nẵng: mưa lớn")
    assert told.other_first
    assert told.others_in_title == 1
    assert not province("Đà Nẵng cũng có mưa.", title="Quảng Ngãi: mưa lớn").other_first


@pytest.mark.parametrize(
    ("title", "share"),
    [
        ("Tai nạn trên cao tốc Đà Nẵng - Quảng Ngãi", 1.0),
        ("Mưa rất to từ Quảng Trị đến Quảng Ngãi", 1.0),
        ("Thu phí từ Quảng Ngãi đến Nha Trang", 1.0),
        ("Quảng Ngãi sửa đường", 0.0),
    ],
)
def test_the_end_of_a_road_or_of_a_stretch_is_told_from_the_province(title: str, share: float) -> None:
    reading = ArticleReader(load_agencies(), PLACES).read(Article(id="a", url="", title=title), TODAY)
    assert province_features(reading)[ARTICLE_FEATURES.index("route")] == share


def test_an_article_about_another_province_is_read_as_ours() -> None:
    article = Article(
        id="a", url="", title="Thanh Hóa: mưa lớn", body="Sở Y tế Thanh Hóa báo cáo, ở Huế trời tạnh."
    )
    ours = Exchange(PLACES).as_ours(article, "Quảng Ngãi")
    assert ours is not None
    assert ours.title == "Quảng Ngãi: mưa lớn"
    assert ours.body == "Sở Y tế Quảng Ngãi báo cáo, ở Huế trời tạnh."


def test_an_article_that_names_no_province_cannot_be_read_as_ours() -> None:
    assert Exchange(PLACES).as_ours(Article(id="a", url="", title="Giá vàng giảm"), "Kon Tum") is None
