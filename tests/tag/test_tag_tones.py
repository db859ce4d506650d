"""On whom the tone of an article falls when several agencies are responsible."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.corpus import UNDATED
from pipeline.domain.agencies import load_agencies
from pipeline.domain.dates import VIETNAM
from pipeline.domain.places import load_places
from pipeline.domain.records import AgencyTag, Article, Tone
from pipeline.tag.reading import ArticleReader
from pipeline.tag.tones import with_tones

READER = ArticleReader(load_agencies(), load_places())


def tones(body: str, *said: tuple[str, float], tone: Tone = Tone.NEGATIVE) -> dict[str, Tone]:
    """Return the tone towards each agency of an article in which `said` were tagged in this order."""
    article = Article(
        id="a",
        url="",
        title="Đường vào khu tái định cư Quảng Ngãi",
        sapo="",
        body=body,
        published_at=datetime(2026, 8, 5, 8, tzinfo=VIETNAM),
    )
    tags = [AgencyTag(id=agency_id, score=score) for agency_id, score in said]
    return {tag.id: tag.tone for tag in with_tones(READER.read(article, UNDATED), tags, tone)}


def test_a_neutral_article_is_neutral_for_everybody() -> None:
    body = "Sở Xây dựng tỉnh Quảng Ngãi chậm trễ sửa đường."
    assert set(tones(body, ("qn-xaydung", 0.9), ("qn-ubnd", 0.8), tone=Tone.NEUTRAL).values()) == {
        Tone.NEUTRAL
    }


def test_the_first_agency_bears_the_tone_and_who_orders_a_check_does_not() -> None:
    found = tones(
        "Mặt đường bong tróc chỉ sau ba tháng. UBND tỉnh Quảng Ngãi cho biết đã yêu cầu kiểm tra, làm rõ trách nhiệm.",
        ("qn-xaydung", 0.9),
        ("qn-ubnd", 0.7),
    )
    assert found == {"qn-xaydung": Tone.NEGATIVE, "qn-ubnd": Tone.NEUTRAL}


def test_a_second_agency_blamed_in_a_sentence_of_its_own_bears_it_too() -> None:
    found = tones(
        "Mặt đường bong tróc chỉ sau ba tháng. Sở Tài chính tỉnh Quảng Ngãi bị phê bình vì chậm trễ cấp vốn.",
        ("qn-xaydung", 0.9),
        ("qn-taichinh", 0.7),
    )
    assert found == {"qn-xaydung": Tone.NEGATIVE, "qn-taichinh": Tone.NEGATIVE}


def test_words_of_the_other_tone_do_not_count() -> None:
    found = tones(
        "Đội cứu hộ được khen thưởng. Sở Tài chính tỉnh Quảng Ngãi bị phê bình vì chậm trễ cấp vốn.",
        ("qn-congan", 0.9),
        ("qn-taichinh", 0.7),
        tone=Tone.POSITIVE,
    )
    assert found == {"qn-congan": Tone.POSITIVE, "qn-taichinh": Tone.NEUTRAL}


@pytest.mark.parametrize("score", [0.3, 0.49])
def test_what_is_not_said_stays_neutral(score: float) -> None:
    body = "Sở Tài chính tỉnh Quảng Ngãi bị phê bình vì chậm trễ cấp vốn."
    assert tones(body, ("qn-xaydung", 0.9), ("qn-taichinh", score))["qn-taichinh"] is Tone.NEUTRAL
