"""The stage: groups, copies, corrections, order of the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.flag
from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Fact, FactKind, Facts
from pipeline.domain.places import load_places
from pipeline.domain.records import (
    Article,
    Attention,
    Field,
    Flag,
    FlaggedArticle,
    Sentiment,
    Signal,
    TaggedArticle,
    Tone,
)
from pipeline.flag import explain_priority, flag
from pipeline.flag.priority import UNFLAGGED, priority

TODAY = date(2026, 10, 8)
FACTS = Facts(
    (
        Fact(
            fact_id="HOMES",
            kind=FactKind.FIGURE,
            agency_id="qn-nnmt",
            subject="Số hộ mất điện do bão số 7 năm 2026",
            aliases=("hộ mất điện",),
            place="tỉnh Quảng Ngãi",
            period_from=date(2026, 10, 1),
            period_to=date(2026, 10, 5),
            value="18240",
            unit="hộ",
            source_doc="Báo cáo số 77/BC-BCH ngày 06/10/2026",
        ),
    )
)
AGENCIES, PLACES = load_agencies(), load_places()


def tagged(
    name: str, body: str, *, tone: Tone = Tone.NEUTRAL, days: int = 1, attention: float = 0.0
) -> TaggedArticle:
    published = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC) - timedelta(days=days)
    article = Article(
        id=name,
        url=f"https://{name}.example/1",
        outlet=name,
        title="Sau bão số 7 ở Quảng Ngãi",
        sapo="",
        body=body,
        published_at=published,
    )
    return TaggedArticle(
        article=article,
        agencies=(),
        places=(),
        sentiment=Sentiment(label=tone, score=0.9),
        attention=Attention(score=attention),
    )


def run(
    *articles: TaggedArticle,
    groups: dict[str, tuple[str, str]] | None = None,
    corrected: dict[str, tuple[str, ...]] | None = None,
) -> list[FlaggedArticle]:
    return flag(
        articles,
        facts=FACTS,
        agencies=AGENCIES,
        places=PLACES,
        groups=groups or {},
        corrected=corrected,
        today=TODAY,
    )


def body(count: str) -> str:
    return f"Đến chiều 5/10, toàn tỉnh còn {count} hộ mất điện do bão số 7. Thợ điện làm việc xuyên đêm."


def signals(item: FlaggedArticle) -> set[Signal]:
    return {one.signal for one in item.flags}


def test_the_copy_that_contradicts_the_register_is_the_one_that_disagrees() -> None:
    names = ("mot", "hai", "ba")
    flagged = run(
        *(tagged(n, body(c)) for n, c in zip(names, ("18.240", "18.240", "12.840"), strict=True)),
        groups=dict.fromkeys(names, ("g", "e")),
    )
    assert [signals(item) for item in flagged] == [set(), set(), {Signal.FIGURE, Signal.OUTLETS_DISAGREE}]
    assert {(item.group, item.event) for item in flagged} == {("g", "e")}


def test_copies_may_round() -> None:
    flagged = run(
        tagged("mot", body("18.240")),
        tagged("hai", body("hơn 18.000")),
        groups=dict.fromkeys(("mot", "hai"), ("g", "e")),
    )
    assert [signals(item) for item in flagged] == [set(), set()]


def test_reports_of_one_event_may_count_on() -> None:
    flagged = run(
        tagged("mot", body("hơn 18.000")),
        tagged("hai", body("18.240")),
        groups={"mot": ("g1", "e"), "hai": ("g2", "e")},
    )
    assert all(not item.flags for item in flagged)


RETOLD = (
    (
        "Xe tải chở gỗ keo lật nghiêng ở chân đèo Vi Ô Lắc. Tài xế Đinh Văn Lê được dân kéo ra khỏi buồng lái. "
        "Chủ xe ước thiệt hại {} triệu đồng, tính cả đầu kéo. Cảnh sát giao thông phân luồng hai chiều suốt buổi sáng."
    ),
    (
        "Ở chân đèo Vi Ô Lắc, xe tải chở gỗ keo bị lật nghiêng. Người dân kéo tài xế Đinh Văn Lê ra khỏi buồng lái. "
        "Theo chủ xe, thiệt hại ước {} triệu đồng, tính luôn đầu kéo. Suốt buổi sáng cảnh sát giao thông phân luồng hai chiều."
    ),
    (
        "Xe tải gỗ keo lật nghiêng tại chân đèo Vi Ô Lắc. Dân kéo được tài xế Đinh Văn Lê ra khỏi buồng lái xe. "
        "Thiệt hại chủ xe ước là {} triệu đồng, cả đầu kéo. Cảnh sát giao thông phân luồng hai chiều cả buổi sáng."
    ),
)
"""One text as three outlets retell it; no sentence names a day."""


@pytest.mark.parametrize(
    ("told", "odd"),
    [
        (("640", "640", "940"), [False, False, True]),
        (("640", "640", "640"), [False, False, False]),
        (("640", "940"), [False, False]),  # which of two is wrong nobody knows
    ],
)
def test_of_three_retellings_the_one_that_stands_alone_is_told(
    told: tuple[str, ...], odd: list[bool]
) -> None:
    names = ("mot", "hai", "ba")[: len(told)]
    flagged = run(
        *(tagged(n, text.format(count)) for n, text, count in zip(names, RETOLD, told, strict=False)),
        groups={name: (name, "e") for name in names},
    )
    assert [Signal.OUTLETS_DISAGREE in signals(item) for item in flagged] == odd


@pytest.mark.parametrize(("kept", "expected"), [(True, True), (False, False)])
def test_a_copy_of_a_corrected_text_is_flagged_while_it_carries_the_passage(
    *, kept: bool, expected: bool
) -> None:
    text = body("18.240") + (" Nhà đèn bỏ mặc dân." if kept else "")
    (item,) = run(tagged("mot", text), groups={"mot": ("g", "e")}, corrected={"g": ("Nhà đèn bỏ mặc dân.",)})
    assert (Signal.CORRECTED_COPY in signals(item)) is expected


def test_an_article_alone_is_its_own_group() -> None:
    (item,) = run(tagged("mot", body("18.240")))
    assert (item.group, item.event, item.flags) == ("mot", "mot", ())


def test_negative_tone_alone_makes_no_flag_and_stays_below_any_flag() -> None:
    calm, doubtful = run(
        tagged("mot", body("18.240"), tone=Tone.NEGATIVE, attention=1.0), tagged("hai", body("12.840"))
    )
    assert not calm.flags
    assert calm.priority <= UNFLAGGED < doubtful.priority


def test_every_span_is_the_sentence() -> None:
    (item,) = run(tagged("mot", body("12.840")))
    (one,) = item.flags
    assert item.tagged.article.text(one.field)[one.start : one.end] == one.sentence


def test_the_order_is_explained_in_one_sentence() -> None:
    (item,) = run(tagged("mot", body("12.840"), tone=Tone.NEGATIVE))
    text = explain_priority(item, copies=3, today=TODAY)
    assert "1 dấu hiệu (F-1)" in text
    assert "3 báo cùng đăng" in text
    assert text.count(".") == 1


def test_a_signal_that_fails_on_an_article_takes_nothing_from_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object) -> list[Flag]:
        raise ValueError("no such word")

    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(pipeline.flag, "tell_failure", lambda *ids: told.append(ids))
    monkeypatch.setattr(pipeline.flag, "find_outdated", fail)
    monkeypatch.setattr(pipeline.flag, "find_contradictions", fail)
    first, second = run(tagged("mot", body("12.840")), tagged("hai", body("18.240")))
    assert {one.signal for one in first.flags} >= {Signal.FIGURE}
    assert not second.flags
    assert ("mot",) in told
    assert ("hai",) in told


def doubt_of(score: float) -> Flag:
    return Flag(signal=Signal.FIGURE, field=Field.BODY, start=0, end=1, sentence="x", reason="", score=score)


@given(
    st.lists(st.floats(0, 1), max_size=4),
    st.floats(0, 1),
    st.integers(1, 20),
    st.integers(0, 60),
)
def test_priority_never_falls_when_something_gets_worse(
    scores: list[float], attention: float, copies: int, age: int
) -> None:
    item, worse = (
        tagged("mot", "x", attention=attention),
        tagged("mot", "x", attention=attention, tone=Tone.NEGATIVE),
    )
    flags = [doubt_of(score) for score in scores]
    base = priority(item, flags, copies=copies, age_days=age)
    assert 0 <= base <= 1
    assert priority(worse, flags, copies=copies, age_days=age) >= base
    assert priority(item, [*flags, doubt_of(0.7)], copies=copies, age_days=age) >= base
    assert priority(item, flags, copies=copies + 1, age_days=age) >= base
    assert priority(item, flags, copies=copies, age_days=age + 1) <= base


@given(
    signal=st.sampled_from(Signal),
    scores=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    weights=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_priority_never_falls_when_a_flag_of_any_signal_gets_surer_or_weightier(
    signal: Signal, scores: tuple[float, float], weights: tuple[float, float]
) -> None:
    item = tagged("mot", "x")
    low, high = (
        priority(item, [replace(doubt_of(score), signal=signal)], copies=2, age_days=1)
        for score in sorted(scores)
    )
    assert low <= high
    light, heavy = (
        priority(
            item,
            [replace(doubt_of(scores[0]), signal=signal)],
            copies=2,
            age_days=1,
            weights={signal: weight},
        )
        for weight in sorted(weights)
    )
    assert light <= heavy
