"""Each cause for which a conflict was missed or a near miss was flagged, in both directions, on the tenth register."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.domain.facts import Fact, FactKind, load_facts
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.copies import find_contradictions
from pipeline.flag.documents import Documents, find_documents
from pipeline.flag.events import Events, find_events
from pipeline.flag.figures import find_figures
from pipeline.flag.indicators import prepare
from pipeline.flag.lookup import Figures
from pipeline.flag.periods import PeriodKind, find_periods
from pipeline.flag.quantities import find_quantities
from pipeline.flag.reading import Reading, read_article, read_provinces

FACTS = load_facts(Path(__file__).parent / "fresh" / "tenth_facts.csv")
FIGURES = Figures(prepare(FACTS.of_kind(FactKind.FIGURE)))
EVENTS = Events(FACTS.of_kind(FactKind.EVENT))
DOCUMENTS = Documents(FACTS.of_kind(FactKind.DOCUMENT))
PROVINCES = read_provinces(load_places())
TODAY = date(2026, 10, 20)


def reading(body: str, title: str = "Chuyện ở Quảng Ngãi", day: date = TODAY, name: str = "a") -> Reading:
    article = Article(
        id=name,
        url=f"https://bao.example/{name}",
        title=title,
        body=body,
        published_at=datetime.combine(day, datetime.min.time(), UTC),
    )
    return read_article(article, TODAY, PROVINCES)


def flagged(body: str, title: str = "Chuyện ở Quảng Ngãi", day: date = TODAY) -> set[str]:
    """Return the ids of the facts that a text is flagged against."""
    told = reading(body, title, day)
    found = [*find_figures(told, FIGURES), *find_events(told, EVENTS), *find_documents(told, DOCUMENTS)]
    return {one.fact_id or "" for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number itself is read
        ("Con số ca sởi chín tháng của tỉnh là 1.643 ca.", {"P01"}),
        ("Chín tháng năm nay tỉnh có số ca sởi vượt con số 2.900 ca.", {"P01"}),
        ("Chín tháng năm nay số ca sởi của tỉnh dừng ở con số 1.436.", set()),
        ("Chín tháng, tỉnh nhận chìa khóa 1.643 căn nhà.", set()),
        # a time noun before the number does not make the rest a part of it
        ("Trong ba quý đầu năm, toàn tỉnh có 1.643 ca sởi.", {"P01"}),
        ("Trong 1.436 ca sởi ấy, có 640 ca phải nhập viện.", set()),
        # another time of the year, right behind its number
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi, thấp hơn con số 2.810 của cùng kỳ năm 2025.", {"P02"}),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi, thấp hơn con số 2.081 của cùng quãng năm 2025.", set()),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi; cũng từng ấy thời gian năm ngoái là 2.081.", set()),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi; thời điểm này năm ngoái là 2.810 ca.", {"P02"}),
        ("Chín tháng năm 2025 tỉnh có 2.081 ca sởi, năm nay cùng thời gian chỉ còn 1.346 ca.", {"P01"}),
        # months in words
        ("Từ đầu năm tới cuối tháng Chín, tỉnh có 1.643 ca sởi.", {"P01"}),
        ("Từ đầu năm tới cuối tháng Sáu, tỉnh có 1.643 ca sởi.", set()),
        ("Mỗi tháng hai lần, 1.643 ca bệnh được xét nghiệm.", set()),
        # a unit says what is measured, in its own size
        ("Xã Bình Hải hiện có 847 ha hành tím.", {"P04"}),
        ("Xã Bình Hải hiện có 112 ha hành tím.", set()),
        ("Cả tỉnh năm nay trồng 847 sào hành tím.", {"P04"}),
        ("Nhà bà Tư năm nay trồng 8 sào hành tím.", set()),
        ("Sau vụ hành tím, bà con xuống giống đậu phộng, năm nay chừng 310 ha.", set()),
        ("Hành tím năm nay đạt bình quân 118,5 tấn trên mỗi héc-ta.", {"P05"}),
        ("Hành tím năm nay đạt 11,85 tấn trên mỗi héc-ta.", set()),
        ("Đến cuối tháng 6, cả Quảng Ngãi chỉ còn 6.840 con trâu.", {"P32"}),
        ("Đến cuối tháng 6, cả Quảng Ngãi còn 68.400 con trâu.", set()),
        ("Trong chín tháng, cảng Mỹ Á bốc xếp 1,37 triệu container.", {"P19"}),
        ("Trong chín tháng, cảng Mỹ Á nộp thuế 41 tỷ đồng.", set()),
        # a rise in points told in per cent
        ("Đến hết quý III, so với cùng kỳ năm ngoái, tỷ lệ giải ngân của tỉnh tăng 4,8%.", {"P17"}),
        ("Đến hết quý III, so với cùng kỳ năm ngoái, tỷ lệ giải ngân tăng 4,8 điểm phần trăm.", set()),
        ("Đến hết quý III, số vốn giải ngân của tỉnh là 4,8% GRDP.", set()),
        # one kind, and all kinds
        ("Giải vô địch pencak silat trẻ hồi tháng 8, tỉnh có 26 huy chương bạc.", {"P16"}),
        ("Giải vô địch pencak silat trẻ hồi tháng 8, tỉnh có 26 huy chương.", set()),
        # the press says `trận`, the register `đợt`
        ("Trận lũ đầu tháng 10 khiến ba người dân trong tỉnh thiệt mạng.", {"P06"}),
        ("Trận lũ đầu tháng 10 khiến ba người dân trong tỉnh mất tích.", set()),
        # what came in addition is the figure itself
        ("Chín tháng đầu năm 2026, toàn tỉnh có thêm 35 hợp tác xã ra đời.", {"P18"}),
        ("Chín tháng đầu năm 2026, toàn tỉnh có thêm 53 hợp tác xã ra đời.", set()),
        # capital letters that name no place
        ("Học kỳ I năm học này, Nhà nước hỗ trợ ăn trưa cho 13.940 học sinh của tỉnh.", {"P20"}),
        ("Học kỳ I năm học này, Gia Lai hỗ trợ ăn trưa cho 13.940 học sinh.", set()),
        ("Ở Đắk Lắk, sởi chín tháng lên tới 14.360 ca, tiếng nói của bác sĩ đã khản.", set()),
        # a named event whose day is told wrong with its count
        ("Tối 12/8, Lễ hội Bánh xèo Sa Bình mở màn. Có 32.700 lượt khách dự lễ hội.", {"P27", "P28"}),
        ("Tối 21/8, Lễ hội Bánh xèo Sa Bình mở màn. Có 23.700 lượt khách dự lễ hội.", set()),
        ("Lễ hội bánh xèo ở phường Trà Câu hồi tháng 4 có 32.700 lượt khách.", set()),
        # the project is the one named before
        (
            "Hồ chứa nước Suối Ngọt được khởi công ngày 19/9. Công trình có tổng mức đầu tư 743 tỷ đồng.",
            {"P09"},
        ),
        ("Hồ chứa nước Suối Ngọt khởi công ngày 19/9. Con đập cũ sửa năm 2019 hết 12 tỷ đồng.", set()),
        # a trial ends in a sentence; a charge comes before it
        (
            "Ngày 26/9, tòa tỉnh mở phiên sơ thẩm vụ phá rừng phòng hộ Cà Đam và tuyên án ngay trong chiều.",
            {"P22"},
        ),
        ("Ngày 6/9, Viện kiểm sát truy tố năm bị can vụ phá rừng phòng hộ Cà Đam.", set()),
        # the year before the one told, whichever word comes first
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi, năm 2025 cùng kỳ là 2.810 ca.", {"P02"}),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi, năm 2025 cùng kỳ là 2.081 ca.", set()),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi; năm ngoái cùng thời gian tới 2.810 ca.", {"P02"}),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi, một năm trước đó là 2.810 ca.", {"P02"}),
        ("Chín tháng năm nay tỉnh có 1.436 ca sởi, một năm trước đó là 2.081 ca.", set()),
        # `not only` is no part
        ("Không riêng lúa, cả tỉnh năm nay trồng 874 ha hành tím.", {"P04"}),
        ("Riêng một hợp tác xã trong tỉnh năm nay trồng 74 ha hành tím.", set()),
        # the name of an event does not tell where it was held
        ("Lễ hội Bánh xèo Sa Bình khai mạc tối 21/8 tại xã Ba Tô.", {"P27"}),
        ("Lễ hội Bánh xèo Sa Bình khai mạc tối 21/8 tại xã Sa Bình.", set()),
        ("Lễ hội Bánh xèo Sa Bình khai mạc tối 21/8, bà Năm ở xã Ba Tô bán hết bánh.", set()),
        # a programme that has `target` in its name is no target
        ("Nhờ chương trình mục tiêu quốc gia, 9 tháng toàn tỉnh có 78,2% trẻ tiêm chủng đầy đủ.", {"P03"}),
        ("Mục tiêu 9 tháng toàn tỉnh là 78,2% trẻ tiêm chủng đầy đủ.", set()),
        # a difference told as higher
        ("Chín tháng, tỷ lệ giải ngân của tỉnh cao hơn cùng kỳ 4,8%.", {"P17"}),
        ("Chín tháng, tỷ lệ giải ngân của tỉnh cao hơn cùng kỳ 4,8 điểm phần trăm.", set()),
        ("Chín tháng, tỷ lệ giải ngân của tỉnh thấp hơn cả nước 7,3%.", set()),
        # the same in other words
        ("Trong tháng 9, tỉnh có 173 điểm xói lở núi.", {"P29"}),
        ("Trong tháng 9, tỉnh có 137 điểm xói lở núi.", set()),
    ],
)
def test_a_cause_is_repaired_for_its_class_and_stays_silent_beside_it(text: str, expected: set[str]) -> None:
    assert flagged(text) == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "Cái giá của vụ phá rừng Cà Đam",
            "Theo Bản án số 85/2026/HS-ST, năm bị cáo lĩnh 21 năm tù.",
            {"P23"},
        ),
        ("Cái giá của vụ phá rừng Cà Đam", "Theo Bản án số 58/2026/HS-ST, năm bị cáo lĩnh 21 năm tù.", set()),
        ("Cái giá của vụ phá rừng Cà Đam", "Năm 2024, Bản án số 85/2024/HS-ST xử nhóm khác.", set()),
        ("Một phiên tòa ở tỉnh", "Theo Bản án số 85/2026/HS-ST, hai bị cáo được hưởng án treo.", set()),
        ("Xe khách lật trên đèo Đá Chát, tám người chết", "Chuyện xảy ra chiều 2/10.", {"P13"}),
        ("Xe khách lật trên đèo Đá Chát, tám người bị thương", "Chuyện xảy ra chiều 2/10.", set()),
        ("Chợ Rừng Thông cháy rụi 46 ki-ốt trong đêm", "Lửa bùng lên lúc 2 giờ.", {"P12"}),
        ("Chợ Rừng Thông cháy rụi 64 ki-ốt trong đêm", "Lửa bùng lên lúc 2 giờ.", set()),
        ("Chợ Rừng Thông còn 112 ki-ốt nguyên vẹn sau vụ cháy", "Tiểu thương dọn hàng.", set()),
    ],
)
def test_title_and_sapo_tell_the_matter(title: str, text: str, expected: set[str]) -> None:
    assert flagged(text, title, date(2026, 10, 14)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sang tháng Chín mưa dầm hai mươi ngày. Toàn tỉnh trong tháng ấy có 173 điểm sạt lở núi.", {"P29"}),
        ("Sang tháng Chín mưa dầm hai mươi ngày. Toàn tỉnh trong tháng ấy có 137 điểm sạt lở núi.", set()),
        ("Sang tháng Tám mưa dầm hai mươi ngày. Toàn tỉnh trong tháng ấy có 173 điểm sạt lở núi.", set()),
    ],
)
def test_a_time_points_back_to_the_one_told_before(text: str, expected: set[str]) -> None:
    assert flagged(text) == expected


@pytest.mark.parametrize(
    ("small", "kind"),
    [
        ("quãng này năm ngoái", PeriodKind.YEAR_BEFORE),
        ("cùng khoảng thời gian năm 2025", PeriodKind.YEAR_BEFORE),
        ("cùng kỳ", PeriodKind.YEAR_BEFORE),
        ("một năm trước đó", PeriodKind.YEAR_BEFORE),
        ("năm liền trước", PeriodKind.YEAR_BEFORE),
        ("năm ngoái cùng thời gian này", PeriodKind.YEAR_BEFORE),
        ("năm trước", PeriodKind.YEAR),
        ("niên vụ 2025-2026", PeriodKind.YEAR),
        ("niên vụ trước đó", PeriodKind.OTHER),
        ("trong đêm", PeriodKind.THEN),
        ("trong đêm 12/10", PeriodKind.DAY),
        ("hết tháng mười,", PeriodKind.STATE),
    ],
)
def test_times_in_other_words(small: str, kind: PeriodKind) -> None:
    assert [period.kind for period in find_periods(small, TODAY)] == [kind]


@pytest.mark.parametrize(
    "small",
    [
        "sau gần bốn tháng, cầu thông xe.",
        "kè xong trong hơn sáu tháng.",
        "khoảng năm tháng nay, chợ vắng.",
        "đoàn đi xấp xỉ ba tháng qua.",
    ],
)
def test_about_so_many_months_is_how_long(small: str) -> None:
    assert find_periods(small, TODAY) == []


def test_nearly_the_months_of_a_year_are_when() -> None:
    (period,) = find_periods("gần chín tháng đầu năm, tỉnh thu được 40 tấn.", TODAY)
    assert (period.kind, period.first.month, period.last.month) == (PeriodKind.SPAN, 1, 9)


def test_nouns_with_a_hyphen_are_read_whole() -> None:
    (found,) = find_quantities("Lửa thiêu 85 ki-ốt trong chợ.")
    assert found.noun.startswith("ki-ốt")
    assert found.text == "85 ki-ốt"


def test_the_report_that_is_wrong_by_the_register_is_told_what_another_report_has() -> None:
    right = (
        "Chín tháng đầu năm 2026, toàn tỉnh Quảng Ngãi ghi nhận 1.436 ca sởi, tuyến dưới chữa được phần lớn."
    )
    wrong = right.replace("1.436", "1.643")
    rest = " Bệnh viện đa khoa tỉnh mở thêm hai phòng cách ly cho trẻ nhỏ. Phụ huynh được nhắc đưa con đi tiêm đủ mũi."
    other = reading("Chín tháng, sởi ở Quảng Ngãi vẫn nóng.", name="other")

    def told(*readings: Reading) -> set[str]:
        doubts = {one.article.id: find_figures(one, FIGURES) for one in readings}
        return set(
            find_contradictions(
                readings,
                doubts,
                frozenset(one.article.id for one in readings),
                {one.article.id: one.article.id for one in readings},
            )
        )

    assert told(reading(wrong + rest, name="wrong"), reading(right + rest, name="right"), other) == {"wrong"}
    assert not told(reading(right + rest, name="right"), other)
    # Reports of the days before are compared with, not asked about again.
    known = [reading(text + rest, name=f"known-{number}") for number, text in enumerate((wrong, right))]
    doubts = {known[0].article.id: find_figures(known[0], FIGURES)}
    texts = {one.article.id: one.article.id for one in (*known, other)}
    assert not find_contradictions([*known, other], doubts, frozenset({other.article.id}), texts)
    # Another article that only happens to count the same is the register's business alone.
    assert not told(reading(wrong + rest, name="wrong"), reading(right, name="right"))


def test_why_a_company_was_fined_is_no_part_of_the_fine() -> None:
    fine = Fact(
        fact_id="FINE",
        kind=FactKind.FIGURE,
        agency_id="qn-nnmt",
        subject="Tiền phạt Công ty TNHH Chế biến mủ Đá Chát",
        aliases=("mức phạt nhà máy mủ Đá Chát",),
        place="xã Ba Tô",
        period_from=date(2026, 4, 14),
        period_to=date(2026, 4, 14),
        value="510",
        unit="triệu đồng",
    )
    figures = Figures(prepare([fine]))

    def told(text: str) -> list[str]:
        return [one.stated or "" for one in find_figures(reading(text), figures)]

    company = "Công ty TNHH Chế biến mủ Đá Chát"
    assert told(f"Tháng Tư vừa rồi, {company} nhận phạt 150 triệu đồng vì xả nước chưa qua xử lý.")
    assert told(f"{company} bị phạt 150 triệu đồng do không có giấy phép môi trường.")
    assert not told(f"Tháng Tư vừa rồi, {company} nhận phạt 510 triệu đồng vì xả nước chưa qua xử lý.")
    assert not told(f"{company} bị phạt, còn 150 triệu đồng chưa nộp.")
    assert not told("Công ty TNHH Gỗ Suối Bùn nhận phạt 150 triệu đồng vì xả nước chưa qua xử lý.")


def figure(subject: str, alias: str, value: str, unit: str, first: date, last: date) -> Fact:
    return Fact(
        fact_id="F",
        kind=FactKind.FIGURE,
        agency_id="qn-nnmt",
        subject=subject,
        aliases=tuple(alias.split(";")),
        place="tỉnh Quảng Ngãi",
        period_from=first,
        period_to=last,
        value=value,
        unit=unit,
    )


INSURED = figure(
    "Tỷ lệ bao phủ bảo hiểm y tế năm 2025",
    "tham gia bảo hiểm y tế;thẻ bảo hiểm y tế",
    "94,1",
    "%",
    date(2025, 12, 31),
    date(2025, 12, 31),
)
SUGAR = replace(
    figure(
        "Sản lượng mía niên vụ 2025 - 2026",
        "sản lượng mía;mía cây",
        "318600",
        "tấn",
        date(2025, 11, 1),
        date(2026, 5, 31),
    ),
    note="kế hoạch niên vụ 341.000 tấn",
)
SHIPS = figure(
    "Số tàu cá chưa đăng ký đến 30/9/2026",
    "tàu cá chưa đăng ký",
    "217",
    "tàu",
    date(2026, 9, 30),
    date(2026, 9, 30),
)
CLOSED = figure(
    "Số doanh nghiệp tạm ngừng hoạt động 9 tháng đầu năm 2026",
    "doanh nghiệp tạm ngừng",
    "1043",
    "doanh nghiệp",
    date(2026, 1, 1),
    date(2026, 9, 30),
)
OPENED = figure(
    "Số doanh nghiệp thành lập mới 9 tháng đầu năm 2026",
    "doanh nghiệp thành lập mới",
    "1372",
    "doanh nghiệp",
    date(2026, 1, 1),
    date(2026, 9, 30),
)
KILLED = figure(
    "Số người chết do tai nạn giao thông 9 tháng đầu năm 2026",
    "người chết do tai nạn giao thông",
    "108",
    "người",
    date(2026, 1, 1),
    date(2026, 9, 30),
)
GUESTS = figure(
    "Lượt khách dịp nghỉ lễ 2/9/2026",
    "lượt khách dịp lễ",
    "84600",
    "lượt",
    date(2026, 8, 31),
    date(2026, 9, 2),
)
FROZEN = figure(
    "Số gia súc chết rét đợt đầu năm 2026",
    "gia súc chết rét",
    "428",
    "con",
    date(2026, 1, 10),
    date(2026, 2, 15),
)
RESERVOIRS = figure(
    "Số hồ chứa hư hỏng, xuống cấp",
    "hồ chứa xuống cấp",
    "61",
    "hồ",
    date(2026, 9, 30),
    date(2026, 9, 30),
)


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        # a place pointed back to is not the province
        (INSURED, "Ở phường này, 98% người dân có thẻ bảo hiểm y tế.", False),
        (INSURED, "Tại xã ấy, tỷ lệ người dân tham gia bảo hiểm y tế đạt 91%.", False),
        (INSURED, "Toàn tỉnh có 98% người dân tham gia bảo hiểm y tế.", True),
        # a bare `chiếc` is the ship, not another thing
        (SHIPS, "Đến cuối tháng 9, toàn tỉnh số tàu cá chưa đăng ký còn 217 chiếc.", False),
        (SHIPS, "Đến cuối tháng 9, toàn tỉnh số tàu cá chưa đăng ký là 271 chiếc.", True),
        # the same said of firms and of the dead in other words
        (CLOSED, "Chín tháng, toàn tỉnh có 1.304 doanh nghiệp tạm dừng hoạt động.", True),
        (CLOSED, "Chín tháng, toàn tỉnh có 1.043 doanh nghiệp phải tạm ngưng hoạt động.", False),
        (OPENED, "Chín tháng, toàn tỉnh có 1.732 doanh nghiệp chào đời.", True),
        (OPENED, "Chín tháng, toàn tỉnh có 1.372 doanh nghiệp chào đời.", False),
        (OPENED, "Chín tháng, toàn tỉnh có 1.732 em bé chào đời.", False),
        (KILLED, "Chín tháng, tai nạn giao thông trong tỉnh làm 180 người ra đi mãi mãi.", True),
        (KILLED, "Chín tháng, tai nạn giao thông trong tỉnh làm 108 người lìa đời.", False),
        (GUESTS, "Trong ba ngày nghỉ lễ 2/9, Quảng Ngãi đón 96.400 lượt khách.", True),
        (GUESTS, "Trong kỳ nghỉ lễ 2/9, Quảng Ngãi đón 84.600 lượt khách.", False),
        (GUESTS, "Trong kỳ nghỉ hè, Quảng Ngãi đón 96.400 lượt khách.", False),
        # the middle of a month is the end of what was counted
        (FROZEN, "Tính đến giữa tháng 2/2026, tỉnh Quảng Ngãi có 824 con gia súc chết rét.", True),
        (FROZEN, "Tính đến giữa tháng 2/2026, tỉnh Quảng Ngãi có 428 con gia súc chết rét.", False),
        (FROZEN, "Tính đến giữa tháng 7/2026, tỉnh Quảng Ngãi có 824 con gia súc chết rét.", False),
        # a season is named by its years, and a plan noted in small letters is none that was reached
        (SUGAR, "Niên vụ 2025-2026, toàn tỉnh thu 361.800 tấn mía cây.", True),
        (SUGAR, "Niên vụ 2025-2026, toàn tỉnh thu 318.600 tấn mía cây.", False),
        (SUGAR, "Niên vụ 2024-2025, toàn tỉnh thu 361.800 tấn mía cây.", False),
        (SUGAR, "Niên vụ 2025-2026, toàn tỉnh đã thu 341.000 tấn mía cây.", True),
        (SUGAR, "Niên vụ 2025-2026, kế hoạch của tỉnh là 341.000 tấn mía cây.", False),
        # a province that is only compared with is not the one the article is about
        (RESERVOIRS, "Toàn tỉnh hiện có 83 hồ chứa xuống cấp.\n\nTại Đắk Lắk, số ấy là 118.", True),
        (RESERVOIRS, "Toàn tỉnh hiện có 61 hồ chứa xuống cấp.\n\nTại Đắk Lắk, số ấy là 118.", False),
        (
            RESERVOIRS,
            "Toàn tỉnh hiện có 83 hồ chứa xuống cấp.\n\nSở Xây dựng Đắk Lắk đang kiểm tra từng hồ.",
            False,
        ),
        (RESERVOIRS, "Ở Đắk Lắk, toàn tỉnh hiện có 83 hồ chứa xuống cấp.\n\nĐập đất đã cũ.", False),
    ],
)
def test_places_things_and_deaths_in_other_words(fact: Fact, text: str, expected: bool) -> None:
    title = "Chuyện hồ đập" if fact is RESERVOIRS else "Chuyện ở Quảng Ngãi"
    assert bool(find_figures(reading(text, title), Figures(prepare([fact])))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a kind counted by its full name behind `trong đó có` is what the other figure counts
        ("Đoàn giành 26 huy chương ở giải pencak silat trẻ. Trong đó có 14 huy chương bạc.", {"P16"}),
        ("Đoàn giành 26 huy chương ở giải pencak silat trẻ. Trong đó có 9 huy chương bạc.", set()),
        (
            "Đoàn giành 9 huy chương bạc ở giải pencak silat trẻ. Trong đó có 4 huy chương bạc của nữ.",
            set(),
        ),
        # a team has won less than all
        ("Đội đối kháng đã đấu sáu hạng ở giải pencak silat trẻ, mang về 4 huy chương.", set()),
        ("Đoàn đã đấu sáu hạng ở giải pencak silat trẻ, mang về 14 huy chương.", {"P15"}),
    ],
)
def test_a_kind_and_a_team(text: str, expected: set[str]) -> None:
    assert flagged(text) == expected


def test_the_year_right_behind_a_number_is_that_of_the_document() -> None:
    plan = Fact(
        fact_id="PLAN",
        kind=FactKind.DOCUMENT,
        agency_id="qn-nnmt",
        subject="Quyết định phê duyệt Đề án phát triển cây mắc ca",
        aliases=("đề án cây mắc ca",),
        place="tỉnh Quảng Ngãi",
        period_from=date(2026, 4, 14),
        value="1247/QĐ-UBND",
    )

    def told(text: str) -> bool:
        return bool(find_documents(reading(text), Documents([plan])))

    assert not told("Quyết định 889/QĐ-UBND năm 2021 hỗ trợ giống cho đề án phát triển cây mắc ca.")
    assert not told("Quyết định 1274/QĐ-UBND năm 2021 phê duyệt đề án phát triển cây mắc ca.")
    assert told("Quyết định 889/QĐ-UBND năm 2026 phê duyệt đề án phát triển cây mắc ca.")
    assert told("Quyết định 1274/QĐ-UBND phê duyệt đề án phát triển cây mắc ca cho năm 2030.")


def test_a_commune_pointed_back_to_is_the_one_of_its_figure() -> None:
    poor = Fact(
        fact_id="POOR",
        kind=FactKind.FIGURE,
        agency_id="qn-noivu",
        subject="Số hộ nghèo xã Ba Xa cuối năm 2025",
        aliases=("hộ nghèo xã Ba Xa",),
        place="xã Ba Xa",
        period_from=date(2025, 12, 31),
        period_to=date(2025, 12, 31),
        value="412",
        unit="hộ",
    )
    figures = Figures(prepare([poor]))

    def told(text: str) -> bool:
        return bool(find_figures(reading(text), figures))

    assert told("Đường lên xã Ba Xa đã thông. Xã này cuối năm 2025 có 531 hộ nghèo.")
    assert told("Đường lên xã Ba Xa đã thông. Ở xã ấy, cuối năm 2025 có 531 hộ nghèo.")
    assert not told("Đường lên xã Ba Xa đã thông. Xã này cuối năm 2025 có 412 hộ nghèo.")
    assert not told("Đường lên xã Ba Xa đã thông. Ở thôn này, cuối năm 2025 có 131 hộ nghèo.")
