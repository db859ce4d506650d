"""Claims that the register has no fact for."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.facts import Fact, FactKind, Facts
from pipeline.domain.places import load_places
from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    FlaggedArticle,
    Sentiment,
    TaggedArticle,
    Tone,
)
from pipeline.flag import needs_a_fact

PLACES = load_places()
CLAIM = "Theo thống kê, 9 tháng đầu năm toàn tỉnh Quảng Ngãi có 1.254 ca sởi."
COVERING = Fact(
    fact_id="f-1",
    kind=FactKind.FIGURE,
    agency_id="qn-yte",
    subject="Số ca mắc sởi 9 tháng đầu năm 2026",
    aliases=("ca sởi",),
    place="tỉnh Quảng Ngãi",
    period_from=date(2026, 1, 1),
    period_to=date(2026, 9, 30),
    value="1300",
    unit="ca",
)


def flagged(body: str, number: int = 0, *, agency: bool = True) -> FlaggedArticle:
    article = Article(
        id=f"a{number}",
        url="https://bao.example/1",
        title="Chuyện ở Quảng Ngãi",
        body=body,
        published_at=datetime(2026, 10, 12, tzinfo=UTC),
    )
    tagged = TaggedArticle(
        article=article,
        agencies=(AgencyTag(id="qn-yte", score=0.9, evidence=()),) if agency else (),
        places=(),
        sentiment=Sentiment(label=Tone.NEUTRAL, score=0.9),
        attention=Attention(score=0.0),
    )
    return FlaggedArticle(tagged=tagged, flags=(), priority=0.0, group="g", event="e")


def asked(*bodies: str, facts: tuple[Fact, ...] = (), most: int = 10) -> list[str]:
    items = [flagged(body, number) for number, body in enumerate(bodies)]
    return [one.sentence for one in needs_a_fact(items, facts=Facts(facts), places=PLACES, most=most)]


def test_a_claim_nobody_can_check_is_offered_with_what_it_says() -> None:
    (found,) = needs_a_fact([flagged(CLAIM)], facts=Facts(()), places=PLACES, most=5)
    assert (found.agency_id, found.sentence, found.place) == ("qn-yte", CLAIM, "tỉnh Quảng Ngãi")
    assert (found.period_from, found.period_to) == ("2026-01-01", "2026-09-30")
    assert found.value.startswith("1.254")


def test_a_claim_that_a_fact_covers_is_not_offered_even_when_it_contradicts() -> None:
    assert asked(CLAIM, facts=(COVERING,)) == []


@pytest.mark.parametrize(
    "body",
    [
        "Bà Bưởi mua 3 con gà.",
        "Năm 2026, toàn tỉnh Quảng Ngãi phấn đấu có 900 ca tiêm chủng mỗi ngày.",
        "Trời mưa lớn suốt buổi sáng.",
        # of one household, and a part of something told before
        "Đến tháng 9/2026, hợp tác xã của chị ở Quảng Ngãi nuôi 1.900 con dê.",
        "Đầu năm 2026, gia đình A Bun ở Quảng Ngãi thu 120 bao lúa.",
        "Từ đầu tháng 9, bà Y Sen ở Quảng Ngãi phải đi vòng 400 mét theo bờ suối.",
        "Theo thống kê, 9 tháng đầu năm toàn tỉnh Quảng Ngãi hơn một nửa đã tiêm.",
    ],
)
def test_small_talk_and_plans_are_not_offered(body: str) -> None:
    assert asked(body) == []


def test_an_article_of_no_agency_asks_for_nothing() -> None:
    item = flagged(CLAIM, agency=False)
    assert needs_a_fact([item], facts=Facts(()), places=PLACES, most=5) == []


def test_they_are_few_and_the_weightiest_come_first() -> None:
    weak = "Năm 2026, Quảng Ngãi có 150 lớp học ghép."
    three = f"{CLAIM} Năm 2026, toàn tỉnh Quảng Ngãi có 212 hộ thiếu nước. Năm 2026, toàn tỉnh Quảng Ngãi có 318 vườn mẫu."
    assert asked(weak, CLAIM) == [CLAIM, weak]
    assert asked(weak, CLAIM, most=1) == [CLAIM]
    assert len(asked(three)) == 2
