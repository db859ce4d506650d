"""Text typed without marks: read with the marks written anew, and with less certainty."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime

import pytest

from models.corpus import SEED, UNDATED, load_labelled
from pipeline.config import REPOSITORY
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import Article, Field
from pipeline.house import own_tagger
from pipeline.tag import Tagger
from pipeline.tag.marks import LESS_SURE

TEXT = Article(
    id="a",
    url="",
    title="Công an tỉnh Quảng Ngãi bắt nhóm trộm xe máy ở xã Mỏ Cày",
    sapo="Ba người bị tạm giữ để điều tra, công an kêu gọi người dân cảnh giác.",
    body="Chiều 5/8, Công an tỉnh Quảng Ngãi cho biết đã bắt ba người. Nhóm này lấy trộm 12 xe máy của công nhân. "
    "Cơ quan điều tra đang mở rộng vụ án, người dân cần khóa xe cẩn thận.",
    published_at=datetime(2026, 8, 5, 8, tzinfo=VIETNAM),
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return own_tagger(REPOSITORY / "models")


def typed(text: str) -> str:
    """Return `text` as it is typed without marks."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).translate({272: "D", 273: "d"})


def without_marks(article: Article) -> Article:
    return replace(article, title=typed(article.title), sapo=typed(article.sapo), body=typed(article.body))


def test_without_marks_the_same_agency_comes_first_and_is_less_sure(tagger: Tagger) -> None:
    marked, plain = tagger.tag([TEXT, without_marks(TEXT)], today=UNDATED)
    assert plain.agencies[0].id == marked.agencies[0].id == "qn-congan"
    assert plain.agencies[0].score <= marked.agencies[0].score * LESS_SURE + 0.05
    assert plain.sentiment.score <= LESS_SURE
    assert plain.attention.score <= LESS_SURE


def test_what_is_found_lies_in_the_text_as_given(tagger: Tagger) -> None:
    given = without_marks(TEXT)
    (found,) = tagger.tag([given], today=UNDATED)
    assert found.article == given
    named = {given.text(span.field)[span.start : span.end] for tag in found.agencies for span in tag.evidence}
    assert "Cong an tinh Quang Ngai" in named
    assert "Mo Cay" in {
        given.text(tag.field)[tag.start : tag.end].removeprefix("xa ") for tag in found.places
    }


def test_marks_come_back_letter_for_letter(tagger: Tagger) -> None:
    right = words = 0
    for item in load_labelled(SEED / "articles.jsonl"):
        restored = tagger.marks.restored(without_marks(item.article))
        for field in Field if restored else ():
            given, back = item.article.text(field), restored.text(field)  # type: ignore[union-attr]
            assert len(back) == len(given)
            assert typed(back) == typed(given)
            pairs = list(zip(given.split(), back.split(), strict=True))
            right, words = right + sum(one == other for one, other in pairs), words + len(pairs)
    assert words > 1000
    assert right / words > 0.8


@pytest.mark.parametrize(
    "title",
    [
        TEXT.title,
        "Ba bon",
        "The provincial police have arrested three men who stole twelve motorbikes from workers in the town.",
    ],
    ids=["with marks", "too short", "English"],
)
def test_other_texts_are_left_as_they_are(tagger: Tagger, title: str) -> None:
    assert tagger.marks.restored(Article(id="a", url="", title=title, sapo="", body="")) is None
