from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta, timezone

import pytest

from pipeline.demo.pressday import (
    FACTS_PATH,
    DemoArticle,
    PageKind,
    TextEdit,
    edit_text,
    load_press_day,
)
from pipeline.demo.truth import Province, Stance, load_truth
from pipeline.domain.agencies import load_agencies
from pipeline.domain.errors import ConfigError
from pipeline.domain.facts import FactKind, contradictions, load_facts
from pipeline.domain.records import Field, Signal, StoryKind
from pipeline.domain.text import clean, sentences

DAY = load_press_day()
TRUTH = load_truth()
FACTS = load_facts(FACTS_PATH)
READABLE = [article for article in DAY.articles if article.kind in {PageKind.ARTICLE, PageKind.SCRIPT}]


def field_text(article: DemoArticle, field: Field) -> str:
    return {
        Field.TITLE: article.title,
        Field.SAPO: article.sapo,
        Field.BODY: "\n\n".join(article.body),
    }[field]


def test_the_day_has_the_promised_size() -> None:
    assert len({article.outlet for article in READABLE}) >= 10
    assert len(READABLE) >= 64
    assert len({article.id for article in DAY.articles}) == len(DAY.articles)


def test_every_outlet_is_on_a_reserved_name() -> None:
    assert all(outlet.host.endswith(".example") for outlet in DAY.outlets)


def test_the_press_of_one_day_in_local_time() -> None:
    zone = timezone(timedelta(hours=7))
    for article in DAY.articles:
        assert article.time.utcoffset() == timedelta(hours=7), article.id
        assert (
            datetime(2026, 11, 19, 20, tzinfo=zone) <= article.time <= datetime(2026, 11, 20, 22, tzinfo=zone)
        )


@pytest.mark.parametrize("article", READABLE, ids=lambda article: article.id)
def test_articles_are_clean_prose_of_newspaper_length(article: DemoArticle) -> None:
    for text in (article.title, article.sapo, *article.body):
        assert text
        assert text == clean(text) == unicodedata.normalize("NFC", text)
    shortest = 2 if article.kind is PageKind.SCRIPT or article.reprint_of else 4
    assert shortest <= len(article.body) <= 10
    assert all(40 <= len(paragraph.split()) <= 95 for paragraph in article.body)
    assert article.author


def test_no_text_stands_twice_except_as_a_reprint() -> None:
    own = Counter(paragraph for article in READABLE if not article.reprint_of for paragraph in article.body)
    assert max(own.values()) == 1


def test_a_reprint_repeats_its_original() -> None:
    copies = [article for article in READABLE if article.reprint_of]
    assert len(copies) >= 6
    for copy in copies:
        original = DAY.article(copy.reprint_of)
        assert copy.outlet != original.outlet
        assert copy.time > original.time
        assert set(copy.body) & set(original.body)


def test_an_edit_that_finds_nothing_is_loud() -> None:
    with pytest.raises(ConfigError, match="words to change"):
        edit_text(DAY.article("vl-01"), (TextEdit(find="không có trong bài", put=""),))


def test_second_day_edits_fit_the_articles() -> None:
    kinds = Counter(edit.kind for edit in DAY.second_day)
    assert min(kinds[kind] for kind in ("corrected", "silent", "removed")) >= 2
    assert {edit.status for edit in DAY.second_day if edit.kind == "removed"} == {404, 410}
    for edit in DAY.second_day:
        changed = edit_text(DAY.article(edit.article), edit.edits)
        assert (edit.kind == "removed") == (changed == DAY.article(edit.article))
        assert (edit.kind == "corrected") == bool(edit.notice)


def test_the_register_is_one_the_house_reads_without_contradiction() -> None:
    assert len(FACTS) >= 30
    assert {fact.kind for fact in FACTS} == set(FactKind)
    assert all(fact.source_doc and fact.period_from for fact in FACTS)
    assert contradictions(FACTS) == []


def test_every_agency_named_was_alive_on_the_day() -> None:
    alive = {agency.id for agency in load_agencies().alive(date(2026, 11, 20))}
    named = {agency for plan in TRUTH.articles for agency in plan.agencies} | {
        fact.agency_id for fact in FACTS
    }
    assert named - alive == set()


def test_the_plan_names_every_readable_article_once() -> None:
    assert sorted(plan.id for plan in TRUTH.articles) == sorted(article.id for article in READABLE)


def test_every_planned_sentence_is_a_sentence_of_its_article() -> None:
    for plan in TRUTH.articles:
        for entry in (*plan.conflicts, *plan.agrees, *plan.near_misses):
            text = field_text(DAY.article(plan.id), entry.field)
            assert entry.sentence in [text[start:end] for start, end in sentences(text)], (
                plan.id,
                entry.sentence,
            )
            assert entry.fact_id is None or FACTS.get(entry.fact_id)


def test_no_sentence_both_contradicts_and_agrees_with_one_fact() -> None:
    for plan in TRUTH.articles:
        wrong = {entry.fact_id for entry in plan.conflicts}
        assert not wrong & {entry.fact_id for entry in plan.agrees}, plan.id


def test_every_kind_of_conflict_is_there() -> None:
    conflicts = [entry for plan in TRUTH.articles for entry in plan.conflicts]
    assert sum(bool(plan.conflicts) for plan in TRUTH.articles) >= 12
    assert {entry.signal for entry in conflicts} == {
        Signal.FIGURE,
        Signal.PERSON,
        Signal.OUTDATED_UNIT,
        Signal.DOCUMENT,
        Signal.EVENT,
    }
    assert {entry.hard_kind for entry in conflicts} >= {
        "plain",
        "transposed_digits",
        "scale",
        "unit",
        "period",
        "percent_point",
        "swap_indicator",
        "wrong_title",
        "wrong_name",
        "wrong_date_or_place",
        "old_name",
        "wrong_number",
    }


def test_agreement_in_other_words_is_there() -> None:
    agrees = [entry for plan in TRUTH.articles for entry in plan.agrees]
    assert sum(entry.how != "exact" for entry in agrees) >= 12
    assert {entry.how for entry in agrees} == {"exact", "rounded", "number word", "other unit", "other words"}


def test_signals_of_whole_articles_and_stances_are_there() -> None:
    whole = {signal for plan in TRUTH.articles for signal in plan.whole}
    assert whole == {
        Signal.NO_OFFICIAL_VOICE,
        Signal.ANONYMOUS_ONLY,
        Signal.HEADLINE,
        Signal.VERDICT,
        Signal.OUTLETS_DISAGREE,
    }
    critical = [plan for plan in TRUTH.articles if plan.stance is Stance.CRITICAL]
    assert sum(plan.official_voice and not plan.conflicts and not plan.whole for plan in critical) >= 4
    assert sum(Signal.NO_OFFICIAL_VOICE in plan.whole for plan in critical) >= 3
    assert sum(plan.stance is Stance.PRAISE for plan in TRUTH.articles) >= 4
    others = [plan for plan in TRUTH.articles if plan.province is Province.OTHER]
    assert len(others) >= 4
    assert not any(plan.agencies for plan in others)


def test_groups_hold_known_articles_in_order_of_time() -> None:
    for group in TRUTH.groups:
        times = [DAY.article(article_id).time for article_id in group.articles]
        assert times[0] == min(times)
        if group.kind is StoryKind.REPRINT:
            copies = {article.id for article in READABLE if article.reprint_of == group.articles[0]}
            assert copies == set(group.articles[1:])
    assert max(len(group.articles) for group in TRUTH.groups if group.kind is StoryKind.REPRINT) >= 5
    assert any(group.developing for group in TRUTH.groups)
