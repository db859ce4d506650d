"""Reports of one event tell of each other; an article alone stays as it is."""

from __future__ import annotations

from pipeline.domain.records import (
    AgencyTag,
    Article,
    Attention,
    Field,
    Sentiment,
    Span,
    TaggedArticle,
    Tone,
)
from pipeline.tag.together import inform

HERE = (Span(field=Field.BODY, start=0, end=3),)


def tagged(article_id: str, *agencies: AgencyTag, body: str = "") -> TaggedArticle:
    return TaggedArticle(
        article=Article(id=article_id, url="", body=body or f"Bài {article_id}"),
        agencies=agencies,
        places=(),
        sentiment=Sentiment(label=Tone.NEUTRAL, score=0.9),
        attention=Attention(score=0.1),
    )


NAMED = tagged("a", AgencyTag(id="qn-yte", score=0.9, evidence=HERE))
POSSIBLE = tagged("b", AgencyTag(id="qn-yte", score=0.4), AgencyTag(id="qn-gddt", score=0.4))


def test_an_agency_named_in_one_report_is_evidence_for_the_rest_and_says_from_which() -> None:
    first, second = inform([NAMED, POSSIBLE], {"a": "e", "b": "e"}, {})
    assert first == NAMED
    raised, other = second.agencies
    assert raised.score > 0.5
    assert raised.also_in == "a"
    assert other == POSSIBLE.agencies[1]


def test_a_report_of_the_days_before_counts_like_one_of_today() -> None:
    (later,) = inform([POSSIBLE], {"b": "e"}, {"e": [NAMED]})
    assert later.agencies[0].also_in == "a"


def test_articles_alone_or_of_other_events_stay_as_they_are() -> None:
    assert inform([NAMED, POSSIBLE], {"a": "e", "b": "f"}, {}) == [NAMED, POSSIBLE]
    assert inform([NAMED, POSSIBLE], {}, {}) == [NAMED, POSSIBLE]


def test_copies_and_unnamed_agencies_are_no_evidence() -> None:
    copy = tagged("c", AgencyTag(id="qn-yte", score=0.4), body=NAMED.article.body)
    unnamed = tagged("d", AgencyTag(id="qn-gddt", score=0.9))
    found = inform([NAMED, copy, unnamed, POSSIBLE], {"a": "e", "c": "e", "d": "f", "b": "f"}, {})
    assert found == [NAMED, copy, unnamed, POSSIBLE]


def test_what_was_raised_itself_raises_no_other() -> None:
    raised = tagged("r", AgencyTag(id="qn-yte", score=0.8, evidence=HERE, also_in="a"))
    assert inform([raised, POSSIBLE], {"r": "e", "b": "e"}, {})[1] == POSSIBLE
