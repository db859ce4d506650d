"""X-1 by digits in another order: reports that are retold freely and share little but their numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.records import Article
from pipeline.flag.copies import find_contradictions
from pipeline.flag.reading import read_article

BOAT = (
    (
        "Chiều qua, tàu Sao Biển chết máy khi đưa {} hành khách đi xem san hô. Ba thuyền viên thả neo, 17 áo phao dự phòng được phát thêm. "
        "Bốn ghe cá lai dắt tàu về bến lúc trời sẩm tối."
    ),
    (
        "Hú vía một chuyến xem san hô: {} khách ngồi ôm nhau giữa sóng, ba thuyền viên hát cho quên sợ. Người ta phát cả 17 áo phao cất dưới "
        "khoang. Bốn ghe cá chạy ra."
    ),
    "Lưới rách quấn chân vịt làm tàu đứng máy. Tàu chở {} hành khách, ba thuyền viên. Có bốn ghe cá trợ sức, 17 áo phao còn thừa.",
)


def flagged(*counts: str, reports: tuple[str, ...] = BOAT, asked: str = "abc") -> set[str]:
    """Return the letters of the reports that are flagged: a is the first."""
    readings = [
        read_article(
            Article(
                id=name,
                url=f"https://bao.example/{name}",
                title="Tàu du lịch gặp nạn",
                body=text.format(count),
                published_at=datetime(2026, 6, 28, hour, tzinfo=UTC),
                outlet=f"Báo {name}",
            ),
            date(2026, 6, 28),
        )
        for hour, (name, text, count) in enumerate(zip("abc", reports, counts, strict=True))
    ]
    return set(find_contradictions(readings, {}, frozenset(asked), {name: name for name in "abc"}))


def test_digits_in_another_order_are_found_however_freely_a_report_is_retold() -> None:
    assert flagged("42", "bốn mươi hai", "24") == {"c"}
    assert flagged("24", "42", "42") == {"a"}
    assert flagged("42", "42", "42") == set()
    assert flagged("24", "42", "42", asked="bc") == set()


def test_other_numbers_are_of_other_things() -> None:
    assert flagged("42", "42", "45") == set()
    assert flagged("42", "42", "khoảng 24") == set()
    assert flagged("42", "24", "24 khách trong số 42") == set()


@pytest.mark.parametrize("noun", ["phút", "tuổi"])
def test_of_what_lasts_a_report_tells_several(noun: str) -> None:
    reports = tuple(
        text.replace("{} hành khách", f"{{}} {noun}").replace("{} khách", f"{{}} {noun}") for text in BOAT
    )
    assert flagged("42", "42", "24", reports=reports) == set()


def test_what_has_a_unit_is_told_by_three_digits() -> None:
    reports = tuple(text.replace("hành khách", "tấn cá").replace("khách ngồi", "tấn cá") for text in BOAT)
    assert flagged("1.250", "1,25 nghìn", "2.150", reports=reports) == {"c"}
    assert flagged("42", "42", "24", reports=reports) == set()


def test_reports_that_share_nothing_else_are_not_compared() -> None:
    other = "Tàu khác chở {} hành khách về đất liền, năm thuyền viên, 30 áo phao."
    assert flagged("42", "42", "24", reports=(*BOAT[:2], other)) == set()
