"""Of agencies that share a field only those are candidates of whom the text tells something of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from pipeline.domain.agencies import load_agencies
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.tag.candidates import field_candidates
from pipeline.tag.families import CLASSES
from pipeline.tag.reading import ArticleReader

AGENCIES = load_agencies()
READER = ArticleReader(AGENCIES, load_places())
BOARDS = {"qn-bqldq", "qn-bqlkkt-kt"}
FORESTERS = {"kt-kiemlam", "kt-vqgcmr"}


def candidates(text: str, on: date) -> set[str]:
    """Return the candidates of an article of which every field is likely."""
    published = datetime(on.year, on.month, on.day, 1, tzinfo=UTC)
    article = Article(id="a", url="https://bao.example/a", title=text, published_at=published)
    reading = READER.read(article, on)
    return set(field_candidates(reading, AGENCIES, np.zeros(len(CLASSES)), 1.0).ids)


@pytest.mark.parametrize(
    ("text", "boards"),
    [
        ("Khu kinh tế Dung Quất ở Quảng Ngãi đón dự án mới", {"qn-bqldq"}),
        ("Quảng Ngãi mở rộng cửa khẩu Bờ Y", {"qn-bqlkkt-kt"}),
        ("Quảng Ngãi gọi vốn vào các khu công nghiệp", BOARDS),
    ],
)
def test_of_two_boards_the_text_tells_which(text: str, boards: set[str]) -> None:
    assert candidates(text, date(2026, 3, 2)) & BOARDS == boards


def test_a_national_park_is_meant_where_it_is_named_and_the_foresters_always_may_be() -> None:
    assert candidates("Kon Tum: rừng thông bị chặt trong đêm", date(2018, 3, 2)) & FORESTERS == {"kt-kiemlam"}
    assert (
        candidates("Kon Tum: cháy rừng ở Vườn quốc gia Chư Mom Ray", date(2018, 3, 2)) & FORESTERS
        == FORESTERS
    )
