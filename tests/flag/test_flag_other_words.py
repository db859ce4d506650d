"""Numbers told in other words, names and times that say nothing of where or when, each with what only looks like it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from made_facts import figure

from pipeline.domain.facts import Fact, FactKind
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.events import Events, find_events
from pipeline.flag.figures import find_figures
from pipeline.flag.indicators import prepare
from pipeline.flag.lookup import Figures
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.roster import Roster, find_persons

PROVINCES = read_provinces(load_places())
TODAY = date(2026, 10, 12)
STATE = (date(2026, 9, 30), date(2026, 9, 30))


RAIN = (date(2026, 10, 3), date(2026, 10, 5))
FIGURES = Figures(
    prepare(
        [
            figure(
                "BUOYS",
                "Số xe khách chưa lắp camera hành trình",
                "xe khách chưa lắp camera",
                "246",
                "xe",
                STATE,
            ),
            figure("SLIDE", "Số trẻ em tử vong do điện giật", "trẻ tử vong vì điện giật", "27", "trẻ"),
            figure(
                "JABS", "Số người tiêm vắc xin phòng bạch hầu", "người tiêm phòng bạch hầu", "18450", "người"
            ),
            figure(
                "RELICS", "Số làng nghề được công nhận", "làng nghề được công nhận", "138", "làng nghề", STATE
            ),
            figure("NATIVE", "Diện tích rừng dừa nước giao khoán", "dừa nước giao khoán", "1246", "ha"),
            figure(
                "SCAM",
                "Số tiền bị chiếm đoạt do giả danh ngân hàng",
                "tiền bị chiếm đoạt giả danh ngân hàng",
                "41,6",
                "tỷ đồng",
            ),
            figure(
                "BARNS",
                "Số chuồng trại bị ngập do mưa lũ đầu tháng 10 ở Trà Khúc",
                "chuồng trại bị ngập",
                "318",
                "chuồng trại",
                RAIN,
                "xã Trà Khúc",
            ),
            figure(
                "SAVED",
                "Số ngư dân được cứu trong vụ chìm tàu Hải Thịnh",
                "ngư dân được cứu",
                "14",
                "người",
                RAIN,
                "đặc khu Lý Sơn",
            ),
            figure(
                "GUESTS", "Lượt khách quốc tế 9 tháng đầu năm 2026", "lượt khách quốc tế", "73460", "lượt"
            ),
            figure("NOW", "Số ca sởi 9 tháng đầu năm 2026", "ca sởi", "1846", "ca"),
            figure(
                "THEN",
                "Số ca sởi 9 tháng đầu năm 2025",
                "ca sởi cùng kỳ",
                "1230",
                "ca",
                (date(2025, 1, 1), date(2025, 9, 30)),
            ),
        ]
    )
)
HOSPITAL = "Bệnh viện Lao - Phổi"


def holder(
    name: str,
    subject: str,
    person: str,
    position: str,
    until: date | None = None,
    place: str = "tỉnh Quảng Ngãi",
) -> Fact:
    return Fact(
        fact_id=name,
        kind=FactKind.ROSTER,
        agency_id="qn-yte",
        subject=subject,
        place=place,
        period_from=date(2025, 7, 1),
        period_to=until,
        value=person,
        position=position,
    )


ROSTER = Roster(
    [
        holder(
            "LUNG",
            f"Giám đốc {HOSPITAL} tỉnh Quảng Ngãi",
            "Mạc Thế Vinh",
            f"Giám đốc {HOSPITAL} tỉnh",
            date(2026, 6, 30),
            f"{HOSPITAL} tỉnh Quảng Ngãi",
        ),
        holder(
            "FOREST",
            "Chi cục trưởng Chi cục Kiểm lâm tỉnh Quảng Ngãi",
            "Ung Thị Hoài An",
            "Chi cục trưởng Chi cục Kiểm lâm",
        ),
        holder(
            "TRADE", "Giám đốc Sở Công Thương tỉnh Quảng Ngãi", "Doãn Quang Lực", "Giám đốc Sở Công Thương"
        ),
    ]
)


def reading(body: str, title: str = "") -> Reading:
    article = Article(id="a", url="", title=title, body=body, published_at=datetime(2026, 10, 12, tzinfo=UTC))
    return read_article(article, TODAY, PROVINCES)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # other words
        ("Cả tỉnh Quảng Ngãi còn 318 xe khách chưa gắn camera hành trình.", {"BUOYS"}),
        ("Cả tỉnh Quảng Ngãi còn 246 xe khách chưa gắn camera hành trình.", set()),
        ("Chín tháng, 12.960 người Quảng Ngãi đã chích ngừa bạch hầu.", {"JABS"}),
        # a death without the word
        ("Chín tháng qua ở Quảng Ngãi, ba mươi hai đứa trẻ đã không trở về vì điện giật.", {"SLIDE"}),
        ("Chín tháng qua, điện giật cướp 34 đứa trẻ Quảng Ngãi khỏi vòng tay mẹ.", {"SLIDE"}),
        ("Chín tháng qua, điện giật cướp 27 đứa trẻ Quảng Ngãi khỏi vòng tay mẹ.", set()),
        ("Chín tháng qua, 61 em ở Quảng Ngãi không trở về lớp sau hè, chẳng liên quan điện giật.", set()),
        # what stands behind `trong số` is the whole
        ("Bà kể làng mình là một trong số 183 làng nghề được công nhận của tỉnh Quảng Ngãi.", {"RELICS"}),
        ("Trong số 138 làng nghề được công nhận ở Quảng Ngãi, 12 làng làm gốm.", set()),
        # persons and companies of persons are no places
        ("Thượng úy Tống Văn Khải, Phó phòng, nhắc lại rằng chín tháng dân Quảng Ngãi mất 68,3 tỷ đồng vì giả danh ngân hàng.", {"SCAM"}),
        # `giao khoán` plans nothing, `ngập trong nước` is no domestic trade
        ("Chín tháng, Quảng Ngãi giao khoán 2.135 ha dừa nước cho nhóm hộ.", {"NATIVE"}),
        ("Chín tháng, Quảng Ngãi được giao 2.135 ha dừa nước phải trồng.", set()),
        ("Trận mưa lũ đầu tháng 10 làm 427 chuồng trại ở Trà Khúc ngập trong nước.", {"BARNS"}),
        ("Trận mưa lũ đầu tháng 10 ở Trà Khúc, 95 chuồng trại ngập sâu trên một mét.", set()),
        # saved in other words
        ("Trong vụ chìm tàu Hải Thịnh ở Lý Sơn, cả 19 ngư dân được đưa vào bờ an toàn.", {"SAVED"}),
        # the province's number told of an island
        ("Chín tháng năm 2026, đảo Lý Sơn đón 73.460 lượt khách quốc tế.", {"GUESTS"}),
        ("Chín tháng năm 2026, đảo Lý Sơn đón 9.120 lượt khách quốc tế.", set()),
        # from what to what
        ("Chín tháng ở Quảng Ngãi, sởi gấp rưỡi cùng kỳ, từ 1.230 lên 1.846 ca.", set()),
        # the day of a document, a month that is only how long
        ("Theo Báo cáo số 77/BC-SYT ngày 8/7/2026, Quảng Ngãi có 2.461 ca sởi.", {"NOW"}),
        ("Quảng Ngãi có 1.846 ca sởi, trường đóng cửa hai tháng.", set()),
        # nobody says which province: the readers know
        ("Số làng nghề được công nhận nay là 183.", {"RELICS"}),
        ("Phú Yên cũng vừa thống kê 183 làng nghề được công nhận.", set()),
    ],
)  # fmt: skip
def test_a_number_is_found_in_other_words(body: str, wanted: set[str]) -> None:
    assert {one.fact_id for one in find_figures(reading(body), FIGURES)} == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (f"Giám đốc {HOSPITAL} tỉnh Mạc Thế Vinh nhận định số ca giảm.", {"LUNG"}),
        (f"Ông Mạc Thế Vinh, nguyên Giám đốc {HOSPITAL} tỉnh, nhận định số ca giảm.", set()),
        ("Bà Ung Thị Hoài Anh, Chi cục trưởng Kiểm lâm tỉnh Quảng Ngãi, đi kiểm tra.", {"FOREST"}),
        ("Bà Ung Thị Hoài An, Chi cục trưởng Kiểm lâm tỉnh Quảng Ngãi, đi kiểm tra.", set()),
        ("Sở Công Thương, qua lời Giám đốc Doãn Quang Lục, nói điện đủ dùng.", {"TRADE"}),
        ("Công ty Thịnh Phát, qua lời Giám đốc Doãn Quang Lục, nói điện đủ dùng.", set()),
        ("Ông Doãn Quang Lục, chủ quán, nói Sở Công Thương đã đến.", set()),
    ],
)
def test_a_holder_is_told_in_any_form_of_the_post(body: str, wanted: set[str]) -> None:
    assert {one.fact_id for one in find_persons(reading(body), ROSTER)} == wanted


BRIDGE = Fact(
    fact_id="SPAN",
    kind=FactKind.EVENT,
    agency_id="qn-xaydung",
    subject="Khởi công cầu Suối Loa",
    aliases=("khởi công cầu Suối Loa",),
    place="xã Ba Động",
    period_from=date(2026, 3, 4),
    period_to=date(2026, 3, 4),
    value="2026-03-04",
)


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Cầu Suối Loa khởi công ngày 9/3, sớm nửa tháng so với kế hoạch ban đầu.", True),
        ("Cầu Suối Loa khởi công ngày 4/3, chậm một tháng so với thời hạn đề ra.", False),
        ("Theo kế hoạch, cầu Suối Loa khởi công ngày 9/3.", False),
        ("Cầu Suối Loa khởi công ngày 22/7 vừa rồi.", True),
        ("Ngày 22/7, thợ ở cầu Suối Loa nghỉ vì mưa.", False),
    ],
)
def test_a_day_set_against_a_plan_is_that_of_the_event(body: str, flagged: bool) -> None:
    assert bool(find_events(reading(body), Events([BRIDGE]))) is flagged
