"""Real articles of 2017 against an empty register and against unrelated facts: the fact signals keep quiet."""

from __future__ import annotations

import json
import lzma
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.config import REPOSITORY
from pipeline.domain.agencies import load_agencies
from pipeline.domain.facts import Fact, FactKind, Facts, load_facts
from pipeline.domain.places import load_places
from pipeline.domain.records import SAID, Article, Attention, Sentiment, Signal, TaggedArticle, Tone
from pipeline.flag import flag
from pipeline.house import own_registers, own_tagger

ARTICLES = Path("data/press/baomoi2017_kontum_quangngai.jsonl.xz")
FRESH = Path(__file__).parents[1] / "flag" / "fresh"
TODAY = date(2017, 7, 31)
FACT_SIGNALS = {Signal.FIGURE, Signal.PERSON, Signal.OUTDATED_UNIT, Signal.DOCUMENT, Signal.EVENT}
BAR = 0.01


def tagged(path: Path) -> list[TaggedArticle]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        TaggedArticle(
            article=Article(
                id=row["id"],
                url=row["url"],
                title=row["title"],
                sapo=row["sapo"],
                body=row["body"],
                published_at=datetime(2017, 6, 15, tzinfo=UTC),
            ),
            agencies=(),
            places=(),
            sentiment=Sentiment(label=Tone.NEUTRAL, score=0.9),
            attention=Attention(score=0.0),
        )
        for row in rows
    ]


def earlier(day: date | None) -> date | None:
    """Return the day ten years before, so that a fact of 2026 could be told in 2017."""
    return None if day is None else day.replace(year=day.year - 10, day=min(day.day, 28))


def unrelated(shared: Path) -> Facts:
    """Return 200 facts moved to the years of the articles; invented holders of real posts would be related."""
    invented = [fact for name in ("first", "second") for fact in load_facts(FRESH / f"{name}_facts.csv")]
    invented += load_facts(shared / "data/gold/facts/facts.csv")
    facts: list[Fact] = []
    for fact in (one for one in invented if one.kind is not FactKind.ROSTER):
        value = fact.value
        if fact.kind is FactKind.EVENT:
            value = str(earlier(fact.day))
        moved = replace(
            fact,
            fact_id=f"U{len(facts)}",
            period_from=earlier(fact.period_from),
            period_to=earlier(fact.period_to),
            value=value,
            subject=fact.subject.replace("2026", "2016").replace("2025", "2015"),
            source_doc="",
        )
        facts.append(moved)
    next_door = [
        replace(
            fact,
            fact_id=f"{fact.fact_id}-KT",
            place="tỉnh Kon Tum",
            subject=fact.subject.replace("Quảng Ngãi", "Kon Tum"),
        )
        for fact in facts
        if fact.place == "tỉnh Quảng Ngãi"
    ]
    return Facts(tuple([*facts, *next_door][:200]))


@pytest.mark.outside_data
def test_real_articles_get_no_flag_from_facts_they_do_not_speak_of(shared: Path) -> None:
    """With 200 unrelated facts; what is flagged without a fact is what an empty register would flag."""
    facts = unrelated(shared)
    items = tagged(shared / ARTICLES)
    found = flag(items, facts=facts, agencies=load_agencies(), places=load_places(), groups={}, today=TODAY)
    wrong = [
        (one.signal, one.stated, one.official, one.sentence)
        for item in found
        for one in item.flags
        if one.signal in FACT_SIGNALS and one.score >= SAID
    ]
    said = [[one for one in item.flags if one.signal in FACT_SIGNALS] for item in found]
    articles = sum(bool(flags) for flags in said)
    without_facts = sum(any(not one.fact_id for one in flags) for flags in said)
    print(f"{len(facts)} facts: {articles} of {len(items)} articles flagged, {without_facts} without a fact")  # noqa: T201  the figure of the docs
    assert len(items) > 400
    assert articles <= BAR * len(items), "\n".join(map(str, wrong))


@pytest.mark.outside_data
def test_no_real_article_is_a_complaint_without_an_official_voice(shared: Path) -> None:
    """Tagged as the day tags them; most of what was once flagged among them was wrong (docs/decisions/0052)."""
    (agencies, places), tagger = own_registers(), own_tagger(REPOSITORY / "models")
    items = tagger.tag([item.article for item in tagged(shared / ARTICLES)], today=TODAY)
    found = flag(items, facts=Facts(()), agencies=agencies, places=places, groups={}, today=TODAY)
    assert [
        one.sentence
        for item in found
        for one in item.flags
        if one.signal is Signal.NO_OFFICIAL_VOICE and one.score >= SAID
    ] == []
