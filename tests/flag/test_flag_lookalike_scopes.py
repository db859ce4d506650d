"""Numbers beside those of the register: of another city, one night, a village's own house, one rank, another use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from made_facts import figure

from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.contrasts import is_of_a_group, is_of_another_rank, is_of_another_use
from pipeline.flag.figures import find_figures
from pipeline.flag.indicators import prepare
from pipeline.flag.lookup import Figures
from pipeline.flag.names import find_names
from pipeline.flag.quantities import find_quantities
from pipeline.flag.reading import read_article, read_provinces

PROVINCES = read_provinces(load_places())
TODAY = date(2026, 10, 26)
YEAR = (date(2026, 1, 1), date(2026, 9, 30))
FLOOD = (date(2026, 10, 21), date(2026, 10, 24))


FIGURES = Figures(
    prepare(
        [
            figure("DENGUE", "Số ca sốt rét 9 tháng đầu năm 2026", "ca sốt rét", "417", "ca", YEAR),
            figure(
                "RAIN",
                "Lượng mưa đo tại trạm Giá Vực đợt 21 - 24/10/2026",
                "lượng mưa tại Giá Vực;mưa ở Giá Vực",
                "592",
                "mm",
                FLOOD,
                "xã Ba Vì",
            ),
            figure(
                "CUTOFF",
                "Số hộ bị cô lập trong đợt lũ 21 - 24/10/2026",
                "hộ bị cô lập",
                "1836",
                "hộ",
                FLOOD,
            ),
            figure(
                "TREES",
                "Số cây giống Vườn ươm tỉnh đang chăm sóc",
                "cây giống vườn ươm;cây giống",
                "48200",
                "cây giống",
                (date(2026, 9, 30), date(2026, 9, 30)),
                "Vườn ươm tỉnh Quảng Ngãi",
            ),
            figure("SLIDES", "Số điểm sạt lở 9 tháng đầu năm 2026", "điểm sạt lở", "34", "điểm", YEAR),
            figure(
                "SLIDAREA",
                "Diện tích ruộng bị sạt lở 9 tháng đầu năm 2026",
                "ruộng bị sạt lở",
                "57,8",
                "ha",
                YEAR,
            ),
            figure(
                "FINE",
                "Tiền phạt Công ty CP Giấy Bàu Lác",
                "mức phạt Giấy Bàu Lác",
                "735",
                "triệu đồng",
                (date(2026, 9, 9), date(2026, 9, 9)),
                "xã Sơn Tịnh",
            ),
        ]
    )
)


def told(*paragraphs: str, title: str = "Chuyện ở Quảng Ngãi") -> set[str]:
    article = Article(
        id="a",
        url="https://bao.example/a",
        title=title,
        body="\n\n".join(paragraphs),
        published_at=datetime.combine(TODAY, datetime.min.time(), UTC),
    )
    return {one.fact_id or "" for one in find_figures(read_article(article, TODAY, PROVINCES), FIGURES)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chín tháng, Quảng Ngãi có 471 ca sốt rét.", {"DENGUE"}),
        ("Chín tháng, tại TP.HCM có 471 ca sốt rét.", set()),
        ("Chín tháng, TPHCM ghi nhận 471 ca sốt rét.", set()),
        ("Một nửa số bệnh nhân, tức 208 ca sốt rét, là thợ rừng.", set()),
        ("Riêng đêm 22, trạm Giá Vực đo được 244 mm.", set()),
        ("Trong ngày 23/10, trạm Giá Vực đo được 244 mm mưa.", set()),
        ("Suốt đợt mưa, trạm Giá Vực đo được 529 mm.", {"RAIN"}),
        ("Đợt lũ 21 - 24/10 làm 1.386 hộ bị cô lập ở Quảng Ngãi.", {"CUTOFF"}),
        ("Đợt lũ 21 - 24/10, 1.120 hộ bị cô lập ở Quảng Ngãi đã được nối lại đường.", set()),
        ("Vườn ươm tỉnh Quảng Ngãi đang chăm 42.800 cây giống.", {"TREES"}),
        ("Nhà lưới của thôn có 4.820 cây giống.", set()),
        # the numbers of two figures exchanged, units and all
        ("Chín tháng, toàn tỉnh có 58 điểm sạt lở, mất 34 ha ruộng.", {"SLIDES", "SLIDAREA"}),
        ("Chín tháng, toàn tỉnh có 34 điểm sạt lở, mất 57,8 ha ruộng.", set()),
        ("Chín tháng, 58 bị cáo hầu tòa vì các điểm sạt lở ở Quảng Ngãi.", set()),
        ("Ba năm qua, Quảng Ngãi có 1.120 ca sốt rét.", set()),
        ("Chín tháng, số ca sốt rét ở Quảng Ngãi giảm, từ 640 ca.", set()),
        # the official number is in the sentence: the other one is of something else
        ("Chín tháng, tỉnh có 417 ca sốt rét, 96 ca phải chuyển viện vì sốt rét.", set()),
    ],
)
def test_what_a_number_is_of(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doanh nghiệp bị phạt 375 triệu đồng.", {"FINE"}),
        ("Công ty bị phạt 735 triệu đồng.", set()),
        ("Công ty nợ bảo hiểm 375 triệu đồng.", set()),
        ("Doanh nghiệp khác bị phạt 90 triệu đồng.", set()),
    ],
)
def test_a_firm_without_its_name_is_the_one_told_before(text: str, expected: set[str]) -> None:
    assert told("Nhà máy giấy Bàu Lác ngưng chạy từ hôm kia.", text, title="Dòng suối trắng bọt") == expected


def test_names_in_capitals() -> None:
    assert [one.text for one in find_names("Tại TP.HCM và TPHCM")] == ["tp.hcm", "tphcm"]


def test_a_day_without_its_month_is_no_quantity() -> None:
    assert [one.text for one in find_quantities("Riêng đêm 22, trạm đo 244 mm")] == ["244 mm"]
    assert [one.text for one in find_quantities("trong đêm 22 người chạy lũ")] == ["22 người"]


def test_ranks_groups_and_uses() -> None:
    assert is_of_another_rank("giải nhì. họ vui", "tổng số giải")
    assert not is_of_another_rank("giải nhì", "số giải nhì")
    assert not is_of_another_rank("huy chương vàng, bạc", "tổng số huy chương")
    assert not is_of_another_rank("nhà vàng", "số nhà")
    assert is_of_a_group("bao phủ bảo hiểm y tế học sinh của tỉnh đạt ", "tỷ lệ bao phủ bảo hiểm y tế")
    assert not is_of_a_group("tỷ lệ học sinh lên lớp đạt ", "tỷ lệ học sinh lên lớp")
    assert is_of_another_use("công ty nợ lương ", "", "tiền phạt công ty")
    assert not is_of_another_use("tỉnh chi ", "", "chi ngân sách")
