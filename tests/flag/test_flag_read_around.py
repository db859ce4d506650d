"""What stands beside a number and is no reason to leave it: other tellings of times, shares, places and exchanged numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from made_facts import figure

from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Fact, FactKind
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.events import Events, find_events
from pipeline.flag.figures import find_figures
from pipeline.flag.lookup import prepared_figures
from pipeline.flag.outdated import OutdatedNames, find_outdated
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.roster import Roster, find_persons

YEAR_2025, NINE_2025 = (date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 1, 1), date(2025, 9, 30))
SUMMER = (date(2026, 6, 1), date(2026, 8, 31))
FACTS = (
    figure("A", "Số ca thủy đậu", "ca thủy đậu;bệnh thủy đậu", "3841", "ca", YEAR_2025),
    figure("B", "Sản lượng mật ong", "mật ong thu được", "2715", "tấn"),
    figure("C", "Sản lượng mật ong", "mật ong thu được", "2384", "tấn", NINE_2025),
    figure("D", "Tỷ lệ trẻ sâu răng", "trẻ bị sâu răng", "43,2", "%"),
    figure("E", "Số trạm y tế đạt chuẩn quốc gia", "trạm y tế đạt chuẩn", "147", "trạm"),
    figure("F", "Số lượt khách đến Lý Sơn", "khách ra Lý Sơn", "217450", "lượt", SUMMER, "đặc khu Lý Sơn"),
    figure("G", "Số hộ được cấp bồn nước", "hộ nhận bồn nước", "5263", "hộ"),
    figure("H", "Số máy cày được hỗ trợ", "máy cày hỗ trợ", "418", "máy"),
    figure("I", "Số nông dân học nghề", "nông dân học nghề", "6937", "người"),
    figure("J", "Số tiền bị lừa qua điện thoại", "tiền bị lừa đảo", "61,8", "tỷ đồng"),
    figure("K", "Số người hưởng bảo hiểm tự nguyện", "bảo hiểm tự nguyện", "28460", "người"),
)


def read(body: str, title: str) -> Reading:
    article = Article(
        id="a",
        url="https://a.vn/a",
        title=title,
        sapo="",
        body=body,
        published_at=datetime(2026, 10, 9, tzinfo=UTC),
    )
    return read_article(article, date(2026, 10, 9), read_provinces(load_places()))


def flagged(body: str, title: str = "Quảng Ngãi: chuyện cuối quý ba") -> set[str]:
    """Return the figures flagged in an article of October."""
    return {one.fact_id or "" for one in find_figures(read(body, title), prepared_figures(FACTS))}


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Suốt mười hai tháng của năm 2025, cả tỉnh ghi nhận 3.481 ca thủy đậu.", "A"),
        ("Nhìn chung vụ mật năm nay hơn năm trước: người nuôi ong trong tỉnh thu 2.175 tấn mật ong.", "B"),
        ("Chín tháng qua, cứ một trăm trẻ trong tỉnh thì 34,2 em bị sâu răng.", "D"),
        ("Đến 30/9, cả tỉnh còn 147 trạm y tế chưa chạm tới chuẩn quốc gia.", "E"),
        ("Ba quý, nạn nhân trong tỉnh bị chiếm đoạt 68,1 tỷ đồng qua điện thoại.", "J"),
        ("Đến 30/9, diện bảo hiểm bắt buộc của cả tỉnh có 28.460 người.", "K"),
    ],
)
def test_what_stands_beside_a_number_does_not_hide_it(sentence: str, fact: str) -> None:
    assert fact in flagged(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Suốt mười hai tháng của năm 2025, cả tỉnh ghi nhận 3.841 ca thủy đậu.",
        "Vụ mật năm nay hơn năm trước: người nuôi ong trong tỉnh thu 2.715 tấn mật ong.",
        "Chín tháng qua, cứ một trăm trẻ trong tỉnh thì 43,2 em bị sâu răng.",
        "Đến 30/9, cả tỉnh có 147 trạm y tế đạt chuẩn quốc gia.",
        "Ba quý, nạn nhân trong tỉnh bị chiếm đoạt 61,8 tỷ đồng qua điện thoại.",
    ],
)
def test_the_same_told_rightly_is_left_alone(sentence: str) -> None:
    assert flagged(sentence) == set()


def test_a_number_leads_to_its_figure_where_the_place_is_wrong_and_not_named() -> None:
    body = "Từ tháng 6 đến hết tháng 8, toàn tỉnh Quảng Ngãi đón 217.450 lượt khách."
    assert flagged(body) == {"F"}
    assert flagged(body.replace("217.450", "318.900")) == set()


def test_two_exchanged_numbers_tell_one_another() -> None:
    body = "Chín tháng, cả tỉnh cấp bồn nước cho 6.937 hộ, 5.263 người theo lớp nghề."
    assert flagged(body) == {"G", "I"}
    apart = "Chín tháng, toàn tỉnh có 6.937 hộ nhận bồn nước.\n\nCùng thời gian, 5.263 nông dân trong tỉnh học nghề."
    assert flagged(apart) == {"G", "I"}


def test_a_number_too_large_for_a_part_is_that_of_another_figure() -> None:
    assert flagged("Chín tháng, toàn tỉnh hỗ trợ 28.460 máy cày cho bà con.") == {"H"}
    assert flagged("Chín tháng, cả nước hỗ trợ 28.460 máy cày cho bà con.") == set()
    assert flagged("Chín tháng, làng hỗ trợ 12 máy cày cho bà con.") == set()


def test_half_a_year_is_no_half_and_no_part() -> None:
    assert flagged("Trong nửa đầu năm, cả tỉnh hỗ trợ 418 máy cày.") <= {"H"}
    assert "J" in flagged("Trong ba quý đầu năm, người trong tỉnh bị lừa 68,1 tỷ đồng qua điện thoại.")


ACCIDENT = Fact(
    fact_id="L",
    kind=FactKind.EVENT,
    agency_id="qn-congan",
    subject="Vụ lật xe tải trên đèo Măng Rơi",
    aliases=("xe tải lật đèo Măng Rơi",),
    place="đèo Măng Rơi, xã Măng Ri",
    period_from=date(2026, 10, 4),
    period_to=date(2026, 10, 4),
    value="2026-10-04",
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Chiếc xe tải lật hôm 4/10 trên đèo Vi Ô Lắc, hàng đổ tràn mặt đường.", True),
        ("Chiếc xe tải lật hôm 4/10 trên đèo Măng Rơi, hàng đổ tràn mặt đường.", False),
        ("Chiếc xe tải lật hôm 2/10 trên đèo Vi Ô Lắc, hàng đổ tràn mặt đường.", False),
        ("Chiếc xe tải mới được bàn giao hôm 4/10 ở xã Ba Vì.", False),
    ],
)
def test_an_accident_is_told_by_its_day_where_its_place_is_wrong(sentence: str, found: bool) -> None:
    reading = read(f"{sentence} Cảnh sát đang điều tra.", "Quảng Ngãi: tài xế kể lại")
    assert bool(find_events(reading, Events([ACCIDENT]))) is found


def test_the_fair_of_another_town_does_not_hide_a_fire_of_the_same_day() -> None:
    fire = replace(
        ACCIDENT, subject="Vụ cháy chợ Măng Rơi", aliases=("cháy chợ Măng Rơi",), place="xã Măng Ri"
    )
    reading = read(
        "Rạng sáng 4/10, lửa thiêu rụi 40 sạp ở chợ Sa Huỳnh, phường Sa Huỳnh.", "Quảng Ngãi: cháy chợ"
    )
    assert find_events(reading, Events([fire])) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Vụ lật xe tải trên đèo Măng Rơi làm nghẽn đường. Đó là sáng 7/10, trời mù sương.", True),
        ("Vụ lật xe tải trên đèo Măng Rơi làm nghẽn đường. Đó là sáng 4/10, trời mù sương.", False),
        ("Vụ lật xe tải trên đèo Măng Rơi sáng 7/10 cũng làm nghẽn đường.", True),
    ],
)
def test_the_day_of_an_event_may_stand_behind_it(sentence: str, found: bool) -> None:
    reading = read(sentence, "Quảng Ngãi: tài xế kể lại")
    assert bool(find_events(reading, Events([ACCIDENT]))) is found


HEAD = Fact(
    fact_id="M",
    kind=FactKind.ROSTER,
    agency_id="qn-yte",
    subject="Giám đốc Sở Y tế Quảng Ngãi",
    aliases=("Sở Y tế",),
    place="tỉnh Quảng Ngãi",
    period_from=date(2026, 1, 1),
    period_to=None,
    value="Lò Thị Ngân Sương",
    position="Giám đốc",
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Bà Lò Thị Ngân Giang, Giám đốc Sở Y tế, nhắc các xã diệt muỗi.", True),
        ("Bà Lò Thị Ngân Sương, Giám đốc Sở Y tế, nhắc các xã diệt muỗi.", False),
        ("Giám đốc Sở Lò Thị Ngân Giang nhắc các xã diệt muỗi.", True),
        ("Bác sĩ Hà Minh Khuê, Giám đốc Sở Y tế, nhắc các xã diệt muỗi.", True),
        ("Bà Lò Thị Ngân Giang, nguyên Giám đốc Sở Y tế, nhắc các xã diệt muỗi.", False),
    ],
)
def test_a_post_is_known_without_the_province_and_a_name_with_all_its_syllables(
    sentence: str, found: bool
) -> None:
    reading = read(sentence, "Quảng Ngãi: Sở Y tế họp chống dịch")
    assert bool(find_persons(reading, Roster([HEAD]))) is found


def test_an_office_that_is_gone_goes_from_house_to_house() -> None:
    names = OutdatedNames(load_agencies(), load_places())
    acts = read("Sở Giao thông vận tải đang đi từng nhà đo đất.", "Quảng Ngãi: đường mới")
    once = read("Sở Giao thông vận tải từng đo đất ở đây.", "Quảng Ngãi: đường mới")
    joined = read("Đơn nằm ở Sở Giao thông vận tải và chưa ai đọc.", "Quảng Ngãi: đường mới")
    assert find_outdated(acts, names, ())
    assert find_outdated(joined, names, ())
    assert not find_outdated(once, names, ())
