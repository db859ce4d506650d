"""X-1 between reports: the same quantity as of the same time, or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.records import Article
from pipeline.flag.copies import find_disagreements
from pipeline.flag.reading import read_article


def disagreeing(*bodies: str) -> set[str]:
    """Return the letters of the copies that are flagged: a is the first."""
    readings = [
        read_article(
            Article(
                id=name,
                url=f"https://bao.example/{name}",
                title="Tin trong ngày",
                body=body,
                published_at=datetime(2026, 10, 9, 3, tzinfo=UTC),
                outlet=f"Báo {name}",
            ),
            date(2026, 10, 9),
        )
        for name, body in zip("abc", bodies, strict=False)
    ]
    return set(find_disagreements(readings, {}, frozenset(one.article.id for one in readings)))


def disagree(first: str, second: str) -> bool:
    return bool(disagreeing(first, second))


def test_of_three_copies_the_one_is_flagged_whose_number_no_other_has_in_whatever_words() -> None:
    ours = "Đêm 5/10, thủy điện Suối Lạnh xả nước làm {} căn nhà ở xóm Bãi ngập."
    retold = "Tổng cộng {} nhà dân xóm Bãi chìm trong nước. Xóm đã dọn bùn từ sáng sớm."
    assert disagreeing(ours.format(312), ours.format(213), retold.format(213)) == {"a"}
    assert disagreeing(ours.format(312), ours.format(213), retold.format(312)) == {"b"}
    assert disagreeing(ours.format(312), ours.format(213), "Xóm Bãi đã dọn bùn từ sáng sớm.") == set()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Trận lốc làm 14 người ở xóm Bãi bị thương nặng.", "Trận lốc làm 2 người ở xóm Bãi bị thương nặng."),
        ("Xóm Bãi thiệt hại 950 triệu đồng vì lốc.", "Xóm Bãi thiệt hại 590 triệu đồng vì lốc."),
        # ten times as many is no shorter way of writing it, nor is a thousand times outside a range
        (
            "Vé vào chợ hoa thu mỗi người 25 - 100.000 đồng tùy ngày.",
            "Vé vào chợ hoa thu mỗi người 250 - 100.000 đồng tùy ngày.",
        ),
        ("Xóm Bãi có 25 người ký vào lá đơn.", "Xóm Bãi có 25.000 người ký vào lá đơn."),
    ],
)
def test_another_count_of_the_same_is_a_contradiction(first: str, second: str) -> None:
    assert disagree(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # forecasts of two days
        (
            "Vùng núi phía tây ít mây, nhiệt độ thấp nhất 22-25 độ C.",
            "Vùng núi phía tây ít mây, nhiệt độ thấp nhất 21-24 độ C.",
        ),
        # counted until noon and until evening
        (
            "Tính đến trưa 6/10, có 73% ý kiến ủng hộ bỏ loa phường.",
            "Tính đến chiều 6/10, có 78% ý kiến ủng hộ bỏ loa phường.",
        ),
        # cut off
        (
            "Nhu cầu vốn đền bù là 948 tỷ đồng cho cả xã.",
            "Nhu cầu vốn đền bù là 948.669 triệu đồng cho cả xã.",
        ),
        # the thousands of a range left to its last number
        (
            "Vé vào chợ hoa thu mỗi người 25 – 40 – 100.000 đồng tùy ngày.",
            "Vé vào chợ hoa thu mỗi người 25.000 – 40.000 – 100.000 đồng tùy ngày.",
        ),
        (
            "Mỗi ký nhãn bán tại vườn từ 25 đến 40.000 đồng tùy loại.",
            "Mỗi ký nhãn bán tại vườn từ 25.000 đến 40.000 đồng tùy loại.",
        ),
        # a price and a sum
        (
            "Xã bán gạo hỗ trợ giá 26.000 đồng/kg cho bà con.",
            "Xã bán gạo hỗ trợ thu 22.500.000 đồng cho bà con.",
        ),
        # the type of a machine, no count
        ("Máy cày kiểu 72-223 bị bỏ tại kho xã.", "Máy cày kiểu 72-200 bị bỏ tại kho xã."),
        # days from now
        ("Cầu treo Bãi còn 34 ngày nữa sẽ hợp long.", "Cầu treo Bãi còn 30 ngày nữa sẽ hợp long."),
    ],
)
def test_another_meaning_or_time_is_none(first: str, second: str) -> None:
    assert not disagree(first, second)
