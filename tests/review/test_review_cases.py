from __future__ import annotations

from pipeline.domain.records import (
    AgencyTag,
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
from pipeline.review.cases import cases_of

OWNERS = {"Y1": "qn-yte", "G1": "qn-gddt"}


def flag(fact_id: str | None = None, score: float = 0.9, reason: str = "Số liệu khác.") -> Flag:
    return Flag(
        signal=Signal.FIGURE,
        field=Field.BODY,
        start=0,
        end=3,
        sentence="Câu",
        reason=reason,
        score=score,
        fact_id=fact_id,
    )


def flagged(
    article_id: str,
    *flags: Flag,
    group: str = "",
    agency: str | None = "qn-noivu",
    attention: float = 0.1,
    priority: float = 0.5,
) -> FlaggedArticle:
    tagged = TaggedArticle(
        article=Article(id=article_id, url=f"https://bao.example/{article_id}"),
        agencies=(AgencyTag(id=agency, score=0.9),) if agency else (),
        places=(),
        sentiment=Sentiment(label=Tone.NEGATIVE, score=0.9),
        attention=Attention(score=attention, reasons=("Bài phản ánh chậm trễ.",)),
    )
    return FlaggedArticle(tagged=tagged, flags=flags, priority=priority, group=group or article_id)


def test_the_owner_of_the_contradicted_fact_gets_the_case() -> None:
    cases = cases_of([flagged("a", flag("Y1"))], fact_owner=OWNERS, authority_id="qn-vhttdl")
    assert [case.agency_id for case in cases] == ["qn-yte"]


def test_two_owners_of_two_facts_get_a_case_each() -> None:
    cases = cases_of([flagged("a", flag("Y1"), flag("G1"))], fact_owner=OWNERS, authority_id="qn-vhttdl")
    assert {case.agency_id for case in cases} == {"qn-yte", "qn-gddt"}


def test_copies_of_one_text_are_one_case_led_by_the_highest_priority() -> None:
    copies = [
        flagged("a", flag("Y1"), group="g", priority=0.4),
        flagged("b", flag("Y1"), group="g", priority=0.8),
    ]
    (case,) = cases_of(copies, fact_owner=OWNERS, authority_id="qn-vhttdl")
    assert (case.group_id, case.article_id, case.priority) == ("g", "b", 0.8)


def test_a_negative_article_without_flag_or_attention_opens_nothing() -> None:
    assert cases_of([flagged("a")], fact_owner=OWNERS, authority_id="qn-vhttdl") == ()


def test_criticism_that_needs_attention_goes_to_the_responsible_agency() -> None:
    (case,) = cases_of([flagged("a", attention=0.8)], fact_owner=OWNERS, authority_id="qn-vhttdl")
    assert (case.agency_id, case.reason) == ("qn-noivu", "Bài phản ánh chậm trễ.")


def test_a_flag_that_is_not_said_opens_nothing() -> None:
    assert cases_of([flagged("a", flag("Y1", score=0.4))], fact_owner=OWNERS, authority_id="qn-vhttdl") == ()


def test_a_flag_nobody_owns_goes_to_the_press_authority() -> None:
    (case,) = cases_of([flagged("a", flag(None), agency=None)], fact_owner=OWNERS, authority_id="qn-vhttdl")
    assert case.agency_id == "qn-vhttdl"
