"""A number that is a typical error of the official one tells which figure is meant, where the words are too few."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from made_facts import figure

from pipeline.domain.facts import Fact
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.figures import find_figures
from pipeline.flag.lookup import prepared_figures
from pipeline.flag.reading import read_article, read_provinces

LAST_YEAR = (date(2025, 1, 1), date(2025, 9, 30))
FACTS = (
    figure("P", "Số ca mắc thủy đậu", "ca thủy đậu;thủy đậu varicella", "2748", "ca"),
    figure("Q", "Số ca mắc thủy đậu", "ca thủy đậu;thủy đậu varicella", "3961", "ca", LAST_YEAR),
    figure(
        "K",
        "Sản lượng mật ong rừng",
        "mật ong rừng",
        "1835",
        "tấn",
        note="Kế hoạch đến 31/12/2026: 2.640 tấn",
    ),
    figure("G", "Số học sinh bán trú được cấp chăn ấm", "chăn ấm bán trú", "14370", "học sinh"),
    figure("H", "Số người chết do lở đất", "người chết vì lở đất", "7", "người", source_doc="31/BC-PCTT"),
    figure(
        "I", "Số người bị thương do lở đất", "bị thương vì lở đất", "24", "người", source_doc="31/BC-PCTT"
    ),
)


def flagged(body: str, title: str = "Quảng Ngãi: chuyện cuối quý ba") -> set[tuple[str, str]]:
    """Return (fact, what the article states) of the figures flagged in an article of October."""
    article = Article(
        id="a",
        url="https://a.vn/a",
        title=title,
        sapo="",
        body=body,
        published_at=datetime(2026, 10, 9, tzinfo=UTC),
    )
    facts: tuple[Fact, ...] = FACTS
    reading = read_article(article, date(2026, 10, 9), read_provinces(load_places()))
    return {(one.fact_id or "", one.stated or "") for one in find_figures(reading, prepared_figures(facts))}


@pytest.mark.parametrize(
    ("sentence", "fact", "stated"),
    [
        ("Chín tháng, cả tỉnh có 2.478 người dương tính với virus varicella.", "P", "2.478 người"),
        ("Chín tháng, cả tỉnh có 27.480 người dương tính với virus varicella.", "P", "27.480 người"),
        ("Chín tháng, cả tỉnh có 3.961 người dương tính với virus varicella.", "P", "3.961 người"),
        ("Tính đến hết tháng 9, cả tỉnh đã lấy về 2.640 tấn mật.", "K", "2.640 tấn"),
        ("Chín tháng, khối bán trú cả tỉnh nhận chăn cho 14.370 hộ có con đi học.", "G", "14.370 hộ"),
    ],
)
def test_a_slip_of_the_official_number_is_found_by_few_words(sentence: str, fact: str, stated: str) -> None:
    title = "Quảng Ngãi: thủy đậu giữa mùa mật ong"
    assert (fact, stated) in flagged(sentence, title)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chín tháng, cả tỉnh có 5.137 người dương tính với virus cúm.",
        "Kế hoạch đến hết năm 2026 của cả tỉnh là 2.640 tấn mật.",
        "Chín tháng, cả tỉnh có 2.748 người dương tính với virus varicella, năm ngoái là 3.961 người.",
        "Một tỉnh láng giềng có 2.478 người dương tính với virus varicella trong chín tháng.",
    ],
)
def test_another_number_a_plan_and_what_is_right_are_left_alone(sentence: str) -> None:
    assert flagged(sentence) == set()


def test_nothing_is_taken_for_a_slip_of_what_is_told_rightly() -> None:
    body = "Chín tháng, toàn tỉnh có 2.748 ca thủy đậu.\n\nCũng chín tháng, virus varicella khiến 2.478 người cách ly."
    assert flagged(body) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trong đó, chín tháng tỉnh lấy về 1.853 tấn mật ong rừng.", {("K", "1.853 tấn")}),
        ("Trong đó, chín tháng tỉnh lấy về 1.240 tấn mật ong rừng.", set()),
        ("Kế hoạch chín tháng của tỉnh là 1.853 tấn mật ong rừng.", set()),
    ],
)
def test_no_part_has_the_digits_of_its_whole(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert flagged(sentence, "Quảng Ngãi: mùa mật ong") == expected


def test_the_dead_and_the_hurt_told_the_wrong_way_round_are_both_found() -> None:
    body = "Chín tháng, lở đất ở Quảng Ngãi làm 24 người thiệt mạng, 7 người bị thương."
    assert {fact for fact, _ in flagged(body)} == {"H", "I"}
