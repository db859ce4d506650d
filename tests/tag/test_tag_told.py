"""What an article tells as a whole: means of the vectors of its words."""

from __future__ import annotations

import numpy as np
import pytest

from models.evaluate import MODELS
from pipeline.domain.model_file import load_model
from pipeline.domain.word_vectors import WordVectors, load_word_vectors
from pipeline.tag.features import FloatArray, Words, syllables
from pipeline.tag.told import Told

KNOWN = WordVectors(
    ("hải", "sản", "hải_sản", "cá"),
    np.eye(4, dtype=np.float32),
    np.array([9.0, 9.0, 9.0, 9.0], dtype=np.float32),
)


def article(head: str, body: str) -> Words:
    return Words(syllables(head), syllables(body), [], [])


def told_of(words: WordVectors, *articles: Words) -> FloatArray:
    return Told(words).view(articles)


def test_words_are_the_longest_that_are_known_and_none_goes_over_the_end_of_a_sentence() -> None:
    one, other, apart = told_of(
        KNOWN, article("", "Hải sản cá"), article("", "hải. sản, cá"), article("", "cá hải sản")
    )
    assert one == pytest.approx(apart)
    assert one[2] > 0 > one[0]
    assert other[0] > 0 > other[2]


def test_rows_are_of_length_one_for_text_and_head_or_all_zero() -> None:
    rows = told_of(KNOWN, article("cá", "hải sản"), article("", ""), article("", "xyz 12"), article("", "cá"))
    whole, head = np.hsplit(rows, 2)
    assert np.linalg.norm(whole, axis=1) == pytest.approx([1, 0, 0, 1])
    assert np.linalg.norm(head, axis=1) == pytest.approx([1, 0, 0, 0])


def test_the_same_matter_is_near_in_other_words() -> None:
    words = load_word_vectors(load_model(MODELS / "words"))
    sea, boats, school = told_of(
        words,
        article("", "Ngư dân đánh bắt được nhiều hải sản sau chuyến biển dài."),
        article("", "Tàu thuyền đầy ắp cá ngừ cập cảng."),
        article("", "Học sinh lớp 12 ôn thi tốt nghiệp, giáo viên chấm bài."),
    )
    assert sea @ boats > 0.3 > sea @ school
