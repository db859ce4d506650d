"""F-1: figures of invented articles against invented facts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.facts import Fact, FactKind
from pipeline.domain.places import load_places
from pipeline.domain.records import Article, Flag
from pipeline.flag.figures import find_figures
from pipeline.flag.indicators import prepare
from pipeline.flag.lookup import Figures
from pipeline.flag.reading import read_article, read_provinces


def figure(fact_id: str, subject: str, aliases: str, value: str, unit: str, **given: str) -> Fact:
    """Make a figure of the whole province for the first nine months of 2026 unless told otherwise."""
    return Fact(
        fact_id=fact_id,
        kind=FactKind.FIGURE,
        agency_id="qn-yte",
        subject=subject,
        aliases=tuple(aliases.split(";")),
        place=given.get("place", "tỉnh Quảng Ngãi"),
        period_from=date.fromisoformat(given.get("since", "2026-01-01")),
        period_to=date.fromisoformat(given.get("until", "2026-09-30")),
        value=value,
        unit=unit,
        source_doc=given.get("source", "Báo cáo số 9/BC-SVD ngày 04/10/2026"),
        note=given.get("note", ""),
    )


REGISTER = prepare(
    (
        figure("FLU", "Số ca mắc cúm A 9 tháng đầu năm 2026", "ca cúm A;bệnh nhân cúm A", "2417", "ca"),
        figure(
            "FLU25",
            "Số ca mắc cúm A 9 tháng đầu năm 2025",
            "ca cúm A cùng kỳ năm trước",
            "3105",
            "ca",
            since="2025-01-01",
            until="2025-09-30",
        ),
        figure(
            "DEAD",
            "Số người chết do đuối nước 9 tháng đầu năm 2026",
            "người chết do đuối nước",
            "37",
            "người",
        ),
        figure(
            "WELLS",
            "Số hộ dùng nước giếng khoan 9 tháng đầu năm 2026",
            "hộ dùng nước giếng khoan",
            "6152",
            "hộ",
        ),
        figure(
            "SHRIMP",
            "Sản lượng tôm nuôi 9 tháng đầu năm 2026",
            "tôm nuôi;sản lượng tôm",
            "5380",
            "tấn",
            note="Kế hoạch năm 7.600 tấn",
        ),
        figure(
            "MULBERRY",
            "Diện tích dâu tằm toàn tỉnh",
            "diện tích dâu tằm",
            "412,5",
            "ha",
            since="2026-06-30",
            until="2026-06-30",
        ),
        figure(
            "CARDS",
            "Tỷ lệ thôn có nhà văn hóa cuối năm 2025",
            "thôn có nhà văn hóa",
            "83,4",
            "%",
            since="2025-12-31",
            until="2025-12-31",
        ),
        figure(
            "DROP",
            "Mức giảm tỷ lệ tảo hôn năm 2025 so với năm 2024",
            "mức giảm tảo hôn",
            "1,35",
            "điểm phần trăm",
            since="2025-01-01",
            until="2025-12-31",
        ),
        figure(
            "BRIDGE",
            "Tổng mức đầu tư cầu Sông Thử",
            "dự án cầu Sông Thử",
            "264",
            "tỷ đồng",
            place="xã Trà Bồng",
            since="2026-01-01",
            until="2028-12-31",
        ),
        figure(
            "BUS",
            "Số người bị thương trong vụ cháy bến Hòn Mực",
            "người bị thương",
            "23",
            "người",
            place="xã Tịnh Khê",
            since="2026-08-03",
            until="2026-08-04",
        ),
    )
)
PROVINCES = read_provinces(load_places())


def flags(body: str, day: str = "2026-10-08", title: str = "Chuyện trong tỉnh") -> list[Flag]:
    published = datetime.fromisoformat(day).replace(hour=1, tzinfo=UTC)
    article = Article(id="a", url="", title=title, sapo="", body=body, published_at=published)
    return find_figures(read_article(article, date(2026, 11, 1), PROVINCES), Figures(REGISTER))


@pytest.mark.parametrize(
    ("body", "fact_id"),
    [
        ("Chín tháng đầu năm, toàn tỉnh ghi nhận 2.471 ca cúm A.", "FLU"),
        ("Ba quý qua, Quảng Ngãi có hai nghìn tám trăm ca mắc cúm A.", "FLU"),
        ("Từ đầu năm đến hết tháng 9, toàn tỉnh có khoảng 2.900 bệnh nhân cúm A.", "FLU"),
        ("Chín tháng, toàn tỉnh có 24.170 ca cúm A.", "FLU"),
        ("Chín tháng năm 2026 có 2.417 ca cúm A trên toàn tỉnh, cùng kỳ năm trước là 3.015 ca.", "FLU25"),
        ("Trong tháng 9, Quảng Ngãi ghi nhận 2.417 ca cúm A.", "FLU"),
        ("Riêng xã Trà Bồng có 2.417 ca cúm A trong chín tháng đầu năm.", "FLU"),
        ("Chín tháng, toàn tỉnh có 73 người chết do đuối nước.", "DEAD"),
        ("Chín tháng, tình trạng đuối nước ở Quảng Ngãi cướp đi sinh mạng 41 người.", "DEAD"),
        ("Chín tháng, toàn tỉnh có 6.152 người dùng nước giếng khoan.", "WELLS"),
        ("Sản lượng tôm nuôi của tỉnh chín tháng đạt 7.600 tấn.", "SHRIMP"),
        ("Sản lượng tôm nuôi của tỉnh chín tháng đạt 5.830.000 kg.", "SHRIMP"),
        ("Đến giữa năm 2026, diện tích dâu tằm toàn tỉnh là 4.125 ha.", "MULBERRY"),
        ("Cuối năm 2025, tỷ lệ thôn có nhà văn hóa của tỉnh là 84,3%.", "CARDS"),
        ("Năm 2025, tỷ lệ tảo hôn toàn tỉnh giảm 1,35% so với năm 2024.", "DROP"),
        ("UBND tỉnh vừa phê duyệt dự án cầu Sông Thử với tổng mức đầu tư 2.640 tỷ đồng.", "BRIDGE"),
        ("Vụ cháy bến Hòn Mực làm 23 người chết.", "BUS"),
        ("Toàn tỉnh có 2.471 ca cúm A từ đầu năm đến hết quý III.", "FLU"),
        ("Bước sang năm 2026, tỷ lệ thôn có nhà văn hóa của tỉnh là 84,3%.", "CARDS"),
        ("Cuối năm 2025, thôn có nhà văn hóa chiếm 84,3% số thôn toàn tỉnh.", "CARDS"),
        ("Chín tháng, đuối nước đã cướp đi 41 người trên toàn tỉnh.", "DEAD"),
    ],
)
def test_a_conflict_is_flagged(body: str, fact_id: str) -> None:
    assert [flag.fact_id for flag in flags(body)] == [fact_id]


@pytest.mark.parametrize(
    "body",
    [
        "Chín tháng đầu năm, toàn tỉnh ghi nhận 2.417 ca cúm A.",
        "Chín tháng, Quảng Ngãi có gần 2.500 ca cúm A.",
        "Chín tháng, Quảng Ngãi có hơn 2,4 nghìn ca cúm A; cùng kỳ năm trước là 3.105 ca.",
        "Hai nghìn bốn trăm mười bảy người mắc cúm A trong chín tháng ở Quảng Ngãi.",
        "Chín tháng, Gia Lai có 4.020 ca cúm A.",
        "Phường Trà Câu dẫn đầu toàn tỉnh với 310 ca cúm A.",
        "Trong tháng 9, toàn tỉnh có 402 ca cúm A.",
        "Năm 2024, toàn tỉnh có 5.120 ca cúm A.",
        "Chín tháng, toàn tỉnh có 2.417 ca cúm A, trong đó 1.130 ca ở trẻ em.",
        "Chín tháng, số ca cúm A toàn tỉnh giảm 688 ca.",
        "Trạm y tế này tiếp nhận 96 ca cúm A từ đầu năm.",
        "Cả nước có 61.000 ca cúm A.",
        "Tỉnh phấn đấu cả năm không quá 3.000 ca cúm A.",
        "Kế hoạch cả năm là 7.600 tấn tôm nuôi; chín tháng toàn tỉnh đạt 5.380 tấn.",
        "Đến năm 2030, diện tích dâu tằm toàn tỉnh sẽ lên 900 ha.",
        "Năm 2025, tỷ lệ tảo hôn toàn tỉnh giảm 1,35 điểm phần trăm.",
        "Cầu Sông Cạn ở xã Trà Bồng có tổng mức đầu tư 31 tỷ đồng.",
        "Vụ cháy bến Hòn Mực làm 23 người bị thương, 9 người đã ra viện.",
        "Chị Lê Thị Bưởi mất 2.471 nghìn đồng tiền thuốc vì cúm A.",
        "Hàng nghìn ca cúm A được điều trị tại nhà.",
    ],
)
def test_like_is_compared_with_like_only(body: str) -> None:
    assert flags(body) == []


def test_the_reason_shows_both_figures_and_the_document() -> None:
    (flag,) = flags("Chín tháng đầu năm, toàn tỉnh ghi nhận 2.471 ca cúm A.")
    assert flag.reason == (
        "Bài viết nêu 2.471 ca; số liệu chính thức về “Số ca mắc cúm A 9 tháng đầu năm 2026” là 2.417 ca "
        "(Báo cáo số 9/BC-SVD ngày 04/10/2026)."
    )
    assert (flag.stated, flag.official, flag.score >= 0.5) == ("2.471 ca", "2.417 ca", True)
    assert flag.sentence == "Chín tháng đầu năm, toàn tỉnh ghi nhận 2.471 ca cúm A."


def test_a_shifted_decimal_is_called_one() -> None:
    (flag,) = flags("Chín tháng, toàn tỉnh có 24.170 ca cúm A.")
    assert "gấp 10 lần" in flag.reason


def test_a_wrong_figure_is_flagged_in_title_and_body() -> None:
    found = flags(
        "Chín tháng, toàn tỉnh có 2.471 ca cúm A.", title="Quảng Ngãi: 2.471 ca cúm A trong chín tháng"
    )
    assert [flag.field for flag in found] == ["title", "body"]


def test_a_figure_is_not_compared_before_it_exists() -> None:
    assert flags("Sáu tháng đầu năm, toàn tỉnh có 1.508 ca cúm A.", day="2026-07-05") == []


def test_a_part_told_after_the_whole_is_no_conflict() -> None:
    assert flags("Chín tháng, Quảng Ngãi thu hoạch 5.380 tấn tôm nuôi. Tôm thẻ đạt 4.100 tấn.") == []


def test_an_article_about_another_province_is_left_alone() -> None:
    body = "Chín tháng, toàn tỉnh có 4.020 ca cúm A. Sở Y tế Khánh Hòa cho biết dịch đã lắng."
    assert flags(body, title="Khánh Hòa: cúm A vào mùa") == []
