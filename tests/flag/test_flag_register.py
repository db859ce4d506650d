"""F-2, F-4, F-9 and E-1: persons, outdated units, documents and events, all invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Fact, FactKind
from pipeline.domain.places import load_places
from pipeline.domain.records import Article, Flag
from pipeline.flag.documents import Documents, find_documents
from pipeline.flag.events import Events, find_events
from pipeline.flag.outdated import OutdatedNames, find_outdated
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.roster import Roster, find_persons

PLACES = load_places()
PROVINCES = read_provinces(PLACES)
ELSEWHERE = [name for other in PLACES.others for name in other.names]


def reading(body: str, day: str = "2026-09-10") -> Reading:
    published = datetime.fromisoformat(day).replace(hour=1, tzinfo=UTC)
    article = Article(id="a", url="", title="Tin trong tỉnh", sapo="", body=body, published_at=published)
    return read_article(article, date(2026, 11, 1), PROVINCES)


def ids(flags: list[Flag]) -> list[str | None]:
    return [flag.fact_id for flag in flags]


def post(
    fact_id: str, subject: str, position: str, value: str, since: str, until: str = "", **given: str
) -> Fact:
    return Fact(
        fact_id=fact_id,
        kind=FactKind.ROSTER,
        agency_id=given.get("agency", "qn-congthuong"),
        subject=subject,
        place=given.get("place", "tỉnh Quảng Ngãi"),
        period_from=date.fromisoformat(since),
        period_to=date.fromisoformat(until) if until else None,
        value=value,
        position=position,
    )


ROSTER = (
    post(
        "OLD",
        "Giám đốc Sở Công Thương tỉnh Quảng Ngãi",
        "Giám đốc Sở Công Thương",
        "Lý Văn Thử",
        "2025-07-01",
        "2026-05-31",
    ),
    post(
        "NEW",
        "Giám đốc Sở Công Thương tỉnh Quảng Ngãi",
        "Giám đốc Sở Công Thương",
        "Vũ Thị Mẫu",
        "2026-06-01",
    ),
    post(
        "VICE",
        "Phó Giám đốc Sở Công Thương tỉnh Quảng Ngãi",
        "Phó Giám đốc Sở Công Thương",
        "Trương Bá Giả",
        "2025-07-01",
    ),
    post(
        "TOWN",
        "Chủ tịch UBND xã Trà Bồng",
        "Chủ tịch UBND xã",
        "Đinh Văn Ví",
        "2025-07-01",
        place="xã Trà Bồng",
        agency="qn-xa-trabong",
    ),
)


@pytest.mark.parametrize(
    ("body", "fact_id"),
    [
        ("Phó Giám đốc Sở Công Thương Vũ Thị Mẫu nói chợ sẽ mở.", "NEW"),
        ("Bà Vũ Thị Mẫu, Phó Giám đốc Sở Công Thương, nói chợ sẽ mở.", "NEW"),
        ("Ông Trương Bá Giả - Giám đốc Sở Công Thương - nói chợ sẽ mở.", "VICE"),
        ("Giám đốc Sở Công Thương Lý Văn Thử nói chợ sẽ mở.", "OLD"),
        ("Giám đốc Sở Công Thương Vũ Thị Mẩu nói chợ sẽ mở.", "NEW"),
        ("Giám đốc Sở Công Thương tỉnh Quảng Ngãi Ngô Thị Lạ nói chợ sẽ mở.", "NEW"),
        ("Phó Chủ tịch UBND xã Trà Bồng Đinh Văn Ví kể chuyện làm đường.", "TOWN"),
        ("Chủ tịch UBND xã Trà Bồng Đinh Văn Vĩ kể chuyện làm đường.", "TOWN"),
        ("Người nói cuối cùng là Giám đốc Sở Công Thương Lý Văn Thử.", "OLD"),
    ],
)
def test_a_wrong_name_title_or_term_is_flagged(body: str, fact_id: str) -> None:
    assert ids(find_persons(reading(body), Roster(ROSTER, ELSEWHERE))) == [fact_id]


@pytest.mark.parametrize(
    "body",
    [
        "Giám đốc Sở Công Thương Vũ Thị Mẫu nói chợ sẽ mở.",
        "Bà Vũ Thị Mẫu, Giám đốc Sở, nói chợ sẽ mở.",
        "Người cuối cùng ngồi ghế Giám đốc Sở Công Thương là ông Lý Văn Thử, nay nuôi ong.",
        "Ông từng giữ chức Giám đốc Sở Công Thương Lý Văn Thử về thăm chợ.",
        "Nguyên Giám đốc Sở Công Thương Lý Văn Thử về thăm chợ.",
        "Phó Giám đốc Sở Công Thương Hà Thị Khác nói chợ sẽ mở.",
        "Giám đốc Sở Công Thương Gia Lai Ngô Văn Xa dự họp.",
        "Giám đốc Sở Y tế Ngô Văn Xa dự họp.",
        "Ông Trương Bá Giả cho biết chợ sẽ mở.",
        "Ông Đinh Văn Ví, nông dân xã Ba Vì, trồng keo.",
        "Chủ tịch UBND xã Sơn Hà Ngô Văn Xa dự họp.",
        "Giám đốc Sở Công Thương tỉnh Quảng Ngãi vừa ký văn bản.",
    ],
)
def test_right_former_unknown_and_foreign_persons_are_left_alone(body: str) -> None:
    assert find_persons(reading(body), Roster(ROSTER, ELSEWHERE)) == []


def test_the_former_holder_was_right_in_his_time() -> None:
    assert (
        find_persons(reading("Giám đốc Sở Công Thương Lý Văn Thử dự họp.", "2026-03-01"), Roster(ROSTER))
        == []
    )


NAMES = OutdatedNames(load_agencies(), PLACES)
ENDINGS = (
    Fact(
        fact_id="END-DISTRICTS",
        kind=FactKind.EVENT,
        agency_id="qn-ubnd",
        subject="Kết thúc hoạt động chính quyền cấp huyện",
        value="2025-07-01",
    ),
    Fact(
        fact_id="END-LABOUR",
        kind=FactKind.EVENT,
        agency_id="qn-noivu",
        subject="Giải thể Sở Lao động - Thương binh và Xã hội",
        value="2025-03-01",
    ),
)


@pytest.mark.parametrize(
    ("body", "fact_id"),
    [
        ("UBND huyện Sơn Hà vừa kiểm tra các bến đò.", "END-DISTRICTS"),
        ("Theo lãnh đạo UBND huyện Đắk Glei, đường sẽ xong trong tháng.", "END-DISTRICTS"),
        ("Huyện Sơn Hà vừa chi 2 tỷ đồng sửa đường.", "END-DISTRICTS"),
        ("Sở LĐ-TB&XH tỉnh cho biết sẽ mở lớp dạy nghề.", "END-LABOUR"),
        ("Sở Giao thông vận tải cấm xe tải qua cầu.", None),
        ('Tấm biển dựng sáng qua ghi "cấm xe tải", UBND huyện Sơn Hà vừa ký lệnh.', "END-DISTRICTS"),
        ("Cục Quản lý thị trường tỉnh Quảng Ngãi vừa kiểm tra chợ.", None),
        ("UBND tỉnh Kon Tum vừa phê duyệt dự án.", None),
    ],
)
def test_an_ended_unit_shown_as_acting_is_flagged(body: str, fact_id: str | None) -> None:
    assert ids(find_outdated(reading(body), NAMES, ENDINGS)) == [fact_id]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("UBND huyện Sơn Hà vừa kiểm tra các bến đò.", "2025-06-20"),
        ("UBND huyện Sơn Hà cũ từng kiểm tra các bến đò.", "2026-09-10"),
        ("Năm 2023, UBND huyện Sơn Hà cho xây chợ.", "2026-09-10"),
        ("Trước đây việc này thuộc Sở Lao động - Thương binh và Xã hội.", "2026-09-10"),
        ("Sở Nông nghiệp và Môi trường cảnh báo dịch bệnh.", "2026-09-10"),
        ("Sở Giao thông vận tải Gia Lai nay cũng đã nhập vào Sở Xây dựng.", "2026-09-10"),
        ("Bà con ở huyện Sơn Hà trồng keo.", "2026-09-10"),
        ('Tấm biển "UBND huyện Sơn Hà" còn tựa vào vách kho.', "2026-09-10"),
        ("Con dấu mang tên UBND huyện Sơn Hà nằm trong tủ kính.", "2026-09-10"),
        # since 01/03/2025 within the Department of Industry and Trade
        ("Chi cục Quản lý thị trường vừa kiểm tra chợ.", "2026-09-10"),
        ("Chi cục trưởng Chi cục Quản lý thị trường tỉnh Quảng Ngãi nói vậy.", "2026-09-10"),
    ],
)
def test_history_living_units_and_mere_places_are_left_alone(body: str, day: str) -> None:
    assert find_outdated(reading(body, day), NAMES, ENDINGS) == []


DOCUMENTS = (
    Fact(
        fact_id="DOC",
        kind=FactKind.DOCUMENT,
        agency_id="qn-gddt",
        subject="Công văn về phòng chống đuối nước cho học sinh",
        aliases=("công văn phòng chống đuối nước",),
        period_from=date(2026, 5, 14),
        value="1359/SGDĐT-CTTT",
        source_doc="Công văn số 1359/SGDĐT-CTTT ngày 14/5/2026",
    ),
)


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Công văn số 1395/SGDĐT-CTTT ngày 14/5/2026 yêu cầu dạy bơi.", True),
        ("Theo Công văn 1539/SGDĐT-CTTT về phòng chống đuối nước cho học sinh, trường phải dạy bơi.", True),
        ("Công văn số 1359/SGDĐT-CTTT ngày 14/5/2026 yêu cầu dạy bơi.", False),
        ("Công văn số 1402/SGDĐT-CTTT ngày 20/5/2026 nói về tuyển sinh.", False),
        ("Công văn số 1402/SGDĐT-CTTT ngày 14/5/2026 nói về tuyển sinh lớp mười.", False),
        ("Thông tư 16/2018/TT-BGDĐT quy định việc tài trợ.", False),
        ("Hồ bơi mở cửa ngày 14/5/2026, vé 20.000 đồng/lượt.", False),
    ],
)
def test_only_a_wrong_number_of_the_same_document_is_flagged(body: str, flagged: bool) -> None:
    assert ids(find_documents(reading(body), Documents(DOCUMENTS))) == (["DOC"] if flagged else [])


EVENTS = (
    Fact(
        fact_id="EVENT",
        kind=FactKind.EVENT,
        agency_id="qn-xaydung",
        subject="Sập giàn giáo cầu Hòn Mực",
        aliases=("vụ sập giàn giáo Hòn Mực",),
        place="xã Tịnh Khê",
        period_from=date(2026, 8, 17),
        period_to=date(2026, 8, 17),
        value="2026-08-17",
    ),
)


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("Vụ sập giàn giáo cầu Hòn Mực xảy ra sáng 16/8 tại xã Tịnh Khê.", True),
        ("Ngày 7/8/2026, giàn giáo cầu Hòn Mực bị sập.", True),
        ("Vụ sập giàn giáo cầu Hòn Mực xảy ra sáng 17/8 tại xã Bình Sơn.", True),
        ("Vụ sập giàn giáo cầu Hòn Mực xảy ra sáng 17/8 tại xã Tịnh Khê.", False),
        ("Ngày 20/8, Sở Xây dựng họp về vụ sập giàn giáo cầu Hòn Mực.", False),
        ("Năm 2021, giàn giáo cầu Hòn Mực cũng từng sập một lần, ngày 3/3/2021.", False),
        ("Một giàn giáo khác sập ngày 15/8 ở phường Trà Câu.", False),
    ],
)
def test_only_a_wrong_day_or_commune_of_the_same_event_is_flagged(body: str, flagged: bool) -> None:
    assert ids(find_events(reading(body), Events(EVENTS))) == (["EVENT"] if flagged else [])
