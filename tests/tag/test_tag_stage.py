from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from models.corpus import SEED, UNDATED, load_labelled
from pipeline.config import REPOSITORY
from pipeline.domain.agencies import load_agencies
from pipeline.domain.dates import VIETNAM
from pipeline.domain.records import SAID, AgencyRole, Article
from pipeline.house import own_tagger
from pipeline.tag import Tagger

AGENCIES = load_agencies()
DAYS = [
    datetime(2016, 5, 4, 8, tzinfo=VIETNAM),
    datetime(2025, 4, 3, 8, tzinfo=VIETNAM),
    datetime(2026, 8, 5, 8, tzinfo=VIETNAM),
]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return own_tagger(REPOSITORY / "models")


def test_the_same_texts_on_three_days_name_only_agencies_that_lived_then(tagger: Tagger) -> None:
    texts = [item.article for item in load_labelled(SEED / "articles.jsonl")[:40]]
    for day in DAYS:
        said = 0
        for result in tagger.tag([replace(text, published_at=day) for text in texts], today=UNDATED):
            assert all(AGENCIES.get(tag.id).is_alive(day.date()) for tag in result.agencies)
            said += any(tag.score >= SAID for tag in result.agencies)
        assert said > len(texts) / 2


def test_a_dissolved_department_leads_to_its_successor(tagger: Tagger) -> None:
    text = Article(
        id="a",
        url="",
        title="Sở Giao thông Vận tải Quảng Ngãi sửa chữa mặt đường xuống cấp",
        sapo="Sở Giao thông Vận tải tỉnh Quảng Ngãi cho biết sẽ vá ổ gà trên tỉnh lộ trong tháng này.",
        body="Nhiều đoạn tỉnh lộ bong tróc, xe tải chạy nhanh gây bụi. Giám đốc Sở Giao thông Vận tải tỉnh Quảng Ngãi nói đã giao đơn vị bảo trì sửa đường.",
    )
    first = [tagger.tag([replace(text, published_at=day)], today=UNDATED)[0].agencies[0].id for day in DAYS]
    assert first == ["qn-gtvt", "qn-xaydung", "qn-xaydung"]


def test_evidence_points_at_the_text_as_given(tagger: Tagger) -> None:
    for item in load_labelled(SEED / "articles.jsonl"):
        (result,) = tagger.tag([item.article], today=UNDATED)
        for tag in result.agencies:
            for span in tag.evidence:
                assert 0 <= span.start < span.end <= len(item.article.text(span.field))


def test_an_agency_that_only_stands_by_is_mentioned_and_the_one_in_charge_is_responsible(
    tagger: Tagger,
) -> None:
    text = Article(
        id="a",
        url="",
        title="Nhiều học sinh Quảng Ngãi nghỉ học vì trường xuống cấp",
        sapo="Trường tiểu học ở tỉnh Quảng Ngãi dột nát, phụ huynh lo lắng.",
        body="Sở Giáo dục và Đào tạo tỉnh Quảng Ngãi cho biết sẽ sửa trường trước năm học mới. "
        "Theo Sở Tài chính tỉnh Quảng Ngãi, kinh phí sửa trường học năm nay đã được bố trí. "
        "Công an tỉnh Quảng Ngãi cũng có mặt tại buổi lễ khai giảng.",
        published_at=DAYS[-1],
    )
    roles = {tag.id: tag.role for tag in tagger.tag([text], today=UNDATED)[0].agencies}
    assert roles["qn-gddt"] is AgencyRole.RESPONSIBLE
    assert roles["qn-congan"] is AgencyRole.MENTIONED


def test_a_batch_and_one_at_a_time_agree(tagger: Tagger) -> None:
    texts = [item.article for item in load_labelled(SEED / "articles.jsonl")[:8]]
    together = tagger.tag(texts, today=UNDATED)
    assert [tagger.tag([text], today=UNDATED)[0].sentiment.label for text in texts] == [
        each.sentiment.label for each in together
    ]
    assert [[tag.id for tag in each.agencies] for each in together] == [
        [tag.id for tag in tagger.tag([text], today=UNDATED)[0].agencies] for text in texts
    ]


def test_nothing_in_gives_nothing_out(tagger: Tagger) -> None:
    assert tagger.tag([], today=UNDATED) == []
