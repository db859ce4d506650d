"""A figure told in wholly other words than those of the register, by words learned from unlabelled texts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from made_facts import figure

from models.corpus import load_corpus
from models.words.train import train
from pipeline.domain.model_file import load_model, save_model
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.figures import find_figures
from pipeline.flag.likeness import Likeness, shipped, syllables, words_of
from pipeline.flag.lookup import prepared_figures
from pipeline.flag.reading import read_article, read_provinces

FACTS = (
    figure("FISH", "Sản lượng khai thác hải sản", "hải sản khai thác;đánh bắt", "142300", "tấn"),
    figure("RABIES", "Số lượt người tiêm vắc xin phòng dại", "tiêm phòng dại", "9420", "lượt"),
    figure("JOBS", "Số lao động được giải quyết việc làm", "giải quyết việc làm", "19740", "người"),
)


def flagged(body: str, title: str = "Quảng Ngãi: chuyện cuối quý ba") -> set[str]:
    """Return the figures flagged in an article of October."""
    article = Article(
        id="a",
        url="https://a.vn/a",
        title=title,
        sapo="",
        body=body,
        published_at=datetime(2026, 10, 9, tzinfo=UTC),
    )
    reading = read_article(article, date(2026, 10, 9), read_provinces(load_places()))
    return {one.fact_id or "" for one in find_figures(reading, prepared_figures(FACTS))}


@pytest.mark.parametrize(
    ("sentence", "title", "fact"),
    [
        (
            "Chín tháng, đội tàu của tỉnh kéo lên bờ 173,7 nghìn tấn cá mực.",
            "Ngư dân khai thác xa bờ trúng đậm",
            "FISH",
        ),
        ("Chín tháng, 24.083 người trong tỉnh đã tìm được chỗ làm.", "Phiên chợ tuyển lao động", "JOBS"),
    ],
)
def test_what_is_told_in_other_words_is_found(sentence: str, title: str, fact: str) -> None:
    assert flagged(sentence, title) == {fact}


@pytest.mark.parametrize(
    "sentence",
    [
        "Chín tháng, đội tàu của tỉnh kéo lên bờ 142,3 nghìn tấn cá mực.",
        "Chín tháng, nhà máy đường của tỉnh ép 173,7 nghìn tấn mía.",
        "Chín tháng, ở một tỉnh láng giềng, đội tàu kéo lên bờ 173,7 nghìn tấn cá mực.",
        "Năm ngoái, đội tàu của tỉnh kéo lên bờ 173,7 nghìn tấn cá mực.",
    ],
)
def test_what_is_right_or_of_something_else_is_left_alone(sentence: str) -> None:
    assert flagged(sentence) == set()


def test_words_are_the_longest_that_are_known_and_none_goes_over_a_sign() -> None:
    terms = {"hải_sản": 0, "hải": 1, "sản": 2, "cá": 3}
    assert words_of("cá hải sản", terms) == [3, 0]
    assert words_of("hải, sản 12 cá xyz", terms) == [1, 2, 3]
    assert list(syllables("cá: 12,5 tấn")) == ["cá", ".", ".", "tấn"]


def test_the_shipped_words_are_those_of_their_metrics() -> None:
    assert shipped() is shipped()


def test_few_texts_give_words_that_can_be_used(tmp_path: Path) -> None:
    save_model(tmp_path, *train(load_corpus(None)))
    assert Likeness(load_model(tmp_path))
