"""The day of articles without a date, told by invented texts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.dates import VIETNAM
from pipeline.domain.dating import Dating
from pipeline.domain.places import load_places
from pipeline.domain.records import Article

TODAY = date(2026, 11, 27)
LAST_OF_DISTRICTS = date(2025, 6, 30)
LAST_OF_OLD_DEPARTMENTS = date(2025, 2, 28)
DATING = Dating(load_agencies(), load_places())


def day(text: str, *, url: str = "", today: date = TODAY) -> date:
    return DATING.day(Article(id="a", url=url, title=text, sapo="", body=""), today)


def test_a_date_that_is_given_is_never_doubted() -> None:
    moment = datetime(2026, 8, 1, 0, 30, tzinfo=VIETNAM)
    article = Article(id="a", url="", title="UBND huyện Bình Sơn họp ngày 5/4/2017", published_at=moment)
    assert DATING.day(article, TODAY) == date(2026, 8, 1)


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.example/xa-hoi/2017/06/09/lu-lon.html",
        "https://bao.example/lu-lon-2017-06-09.html",
        "https://bao.example/lu-lon-20170609101500123.htm",
        "https://bao.example/20170609/lu-lon.htm",
    ],
)
def test_the_address_tells_the_day(url: str) -> None:
    assert day("Mưa lớn ở Quảng Ngãi", url=url) == date(2017, 6, 9)


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.example/lu-lon-4820170.html",
        "https://bao.example/ke-hoach-2050/12/01/x.html",
        "https://bao.example/a-20171399.html",
    ],
)
def test_other_numbers_in_an_address_tell_nothing(url: str) -> None:
    assert day("Mưa lớn ở Quảng Ngãi", url=url) == TODAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh Kon Tum yêu cầu kiểm tra hồ chứa", LAST_OF_DISTRICTS),
        ("Nông dân huyện Bình Sơn được mùa hành", LAST_OF_DISTRICTS),
        ("Tai nạn tại TP. Kon Tum", LAST_OF_DISTRICTS),
        ("Sở Giao thông Vận tải Quảng Ngãi vá đường ở huyện Mộ Đức", LAST_OF_OLD_DEPARTMENTS),
        ("Ngày 12/5/2017, UBND tỉnh Kon Tum họp; lần trước là ngày 3-4-2016", date(2017, 5, 12)),
        ("Ngày 12 tháng 5 năm 2017, UBND tỉnh Kon Tum họp bàn kế hoạch đến năm 2030", date(2017, 5, 12)),
    ],
)
def test_units_spoken_of_as_living_tell_a_day_of_their_life(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nông nghiệp và Môi trường kiểm tra đê ở huyện Bình Sơn",
        "Dân xã Mỏ Cày, trước đây là huyện Mộ Đức, chờ đường",
        "Người dân huyện Mộ Đức cũ chờ đường",
        "Chính quyền địa phương 2 cấp: trụ sở cũ của huyện Ba Tơ bỏ không",
        "Vụ án xảy ra ngày 12/5/2017 tại Quảng Ngãi được đưa ra xét xử",
        "Trụ sở huyện Ba Tơ được tỉnh Quảng Ngãi bán đấu giá năm 2026",
        "Mưa lớn ở Quảng Ngãi",
    ],
)
def test_what_may_be_of_today_is_of_today(text: str) -> None:
    assert day(text) == TODAY


def test_before_the_mergers_units_tell_nothing() -> None:
    assert day("UBND tỉnh Kon Tum họp", today=date(2020, 1, 2)) == date(2020, 1, 2)
