"""F-1: a figure of the article against the figure of the register, like with like only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from pipeline.domain.facts import official_text
from pipeline.domain.records import Flag, Signal
from pipeline.flag.claims import Claim, claims_of
from pipeline.flag.comparing import MATCH, Comparison, Outcome, agrees_surely, compare
from pipeline.flag.exchanged import crosswise, exchanged
from pipeline.flag.judging import judge
from pipeline.flag.lookup import Figures, Postings
from pipeline.flag.reading import Reading
from pipeline.flag.scope import FATE_MATCH
from pipeline.flag.told_by_number import told_by_number
from pipeline.flag.told_together import told_together

_Key = tuple[str, str, int]
"""What is flagged once: a figure, by its id, in a sentence, by its field and start."""


def find_figures(reading: Reading, figures: Figures) -> list[Flag]:
    """Return F-1 flags of an article, one per sentence and fact."""
    postings = figures.of_article(reading)
    if not postings and not figures.has_digits_of(reading):
        return []
    claims = list(claims_of(reading))
    told = _settled_by_words(claims, figures, postings, reading.day)
    flags = _flags_by_words(claims, told)
    wrong = {
        at: one.indicator
        for at, one in told.items()
        if one.outcome is Outcome.DIFFERS and _key(claims[at], one) in flags
    }
    indicators = figures.among(postings)
    more = chain(
        told_together(claims, told, indicators),
        exchanged(claims, figures, postings, reading.day),
        crosswise(claims, wrong, indicators, reading),
        told_by_number(claims, told, figures, postings, reading),
    )
    for claim, found in more:
        flags.setdefault(_key(claim, found), _flag(claim, found))
    return list(flags.values())


def _settled_by_words(
    claims: Sequence[Claim], figures: Figures, postings: Postings, day: date
) -> dict[int, Comparison]:
    """Return what settles each claim by the words around its number, by the place of the claim; others are left out."""
    told: dict[int, Comparison] = {}
    for at, claim in enumerate(claims):
        near = figures.near(claim.zones.words, postings)
        compared = (compare(claim, indicator, day) for indicator in near)
        found = judge([one for one in compared if one is not None])
        if found is not None:
            told[at] = found
    return told


def _flags_by_words(claims: Sequence[Claim], told: Mapping[int, Comparison]) -> dict[_Key, Flag]:
    """Return the flags of what the words have settled, none of a part and none where the official number stands too."""
    flags: dict[_Key, Flag] = {}
    settled: dict[tuple[str, int, str], float] = {}
    agreed: set[_Key] = set()
    for at, found in told.items():
        claim = claims[at]
        place = (str(claim.sentence.field), claim.sentence.paragraph, found.indicator.fact.fact_id)
        key = _key(claim, found)
        if agrees_surely(found) and claim.quantity.value == found.indicator.amount.value:
            agreed.add(key)
        told_before = settled.get(place, 0.0)
        if found.outcome is not Outcome.AGREES and found.match < told_before:
            # the whole was told before in this paragraph: this is a part of it
            continue
        settled[place] = max(found.match, told_before)
        if found.outcome is not Outcome.AGREES:
            flags.setdefault(key, _flag(claim, found))
    for key in agreed:
        flags.pop(key, None)  # the sentence has the official number: another one there is of something else
    return flags


def _key(claim: Claim, found: Comparison) -> _Key:
    """Return what a flag is told by once: the figure and the sentence."""
    return found.indicator.fact.fact_id, str(claim.sentence.field), claim.sentence.start


def _flag(claim: Claim, found: Comparison) -> Flag:
    fact, sentence = found.indicator.fact, claim.sentence
    official = official_text(fact)
    source = f" ({fact.source_doc})" if fact.source_doc else ""
    return Flag(
        signal=Signal.FIGURE,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=f"Bài viết nêu {claim.quantity.text}; số liệu chính thức về “{fact.subject}” là {official}{source}{_explain(claim, found)}",
        score=_score(found),
        fact_id=fact.fact_id,
        stated=claim.quantity.text,
        official=official,
    )


def _score(found: Comparison) -> float:
    least = FATE_MATCH if found.why == "fate" else MATCH
    sureness = max(0.0, (found.match - least) / (1 - least))
    return round(0.6 + 0.37 * min(1.0, sureness), 2)


def _explain(claim: Claim, found: Comparison) -> str:
    """Return the end of the sentence that tells both figures: how the official one came to be told wrong."""
    if found.why == "direction":
        return "; bài viết nêu ngược chiều tăng, giảm."
    if found.why == "target":
        return "; số bài viết nêu là kế hoạch, không phải kết quả."
    if found.why == "place":
        return "; bài viết gán số này cho địa bàn khác."
    if found.why == "period":
        return "; bài viết gán số này cho kỳ khác."
    if found.why in {"unit", "fate"}:
        return "; bài viết gán số này cho đối tượng khác."
    return f".{next(_scales(claim, found), '')}"


def _scales(claim: Claim, found: Comparison) -> Iterator[str]:
    """Yield the words for a shifted decimal: ten, a hundred or a thousand times off."""
    stated, official = claim.quantity.value, found.indicator.amount.value
    for times in (10, 100, 1000):
        if stated == official * times:
            yield f" Số nêu gấp {times} lần số chính thức, có thể nhầm đơn vị hoặc dấu phẩy."
        if stated * times == official:
            yield f" Số nêu bằng 1/{times} số chính thức, có thể nhầm đơn vị hoặc dấu phẩy."
