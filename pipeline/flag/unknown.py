"""Sentences with a checkable number in an agency's field that no fact of the register covers: a few, best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.facts import FactKind, Facts
from pipeline.domain.places import Places
from pipeline.domain.records import Field, FlaggedArticle
from pipeline.flag.claims import Claim, claims_of
from pipeline.flag.comparing import compare
from pipeline.flag.lookup import Figures, Postings, prepared_figures
from pipeline.flag.names import UPPER
from pipeline.flag.quantities import Hedge
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.units import counting_word

PER_ARTICLE = 2
_COVERED = 0.55
"""A figure of the register that fits a claim this well covers it, whether the claim agrees or not."""
_LEAST = 2.0
_SOURCED = re.compile(r"(?<!\w)(?:theo|cho biết|báo cáo|thống kê|ghi nhận|số liệu)(?!\w)")
_WHOLE = re.compile(r"(?<!\w)(?:toàn tỉnh|cả tỉnh|toàn xã|toàn huyện|tổng số|tổng|tỷ lệ|trên địa bàn)(?!\w)")
_PERSON = re.compile(
    rf"(?<!\w)(?:ông|bà|anh|chị|cô|chú|em|gia đình|[Vv]ợ chồng)(?: anh| chị| ông| bà)? [{UPPER}]"
    r"|(?<!\w)(?:(?i:vợ chồng|gia đình|nhà) |của )(?:ông|bà|anh|chị|cô|chú|em)(?!\w)"
)
_PUBLIC = re.compile(
    r"(?<!\w)(?:toàn (?:tỉnh|xã|huyện|phường)|cả tỉnh|trên địa bàn|cho biết|báo cáo|thống kê|số liệu)(?!\w)"
)
"""A number in the life of one person or household, told of nothing wider, is none that an agency keeps."""


@dataclass(frozen=True, slots=True)
class NeededFact:
    """A claim that a fact is missing for. Offsets are those of the field, in code points."""

    article_id: str
    agency_id: str
    field: Field
    start: int
    end: int
    sentence: str
    value: str
    """The number as the article writes it, with its unit or counted thing."""
    number: str
    """The number in the unit below, as a register would write it; empty when the article tells it roughly."""
    unit: str
    """Unit or counted thing of the number, as a register would write it; empty when the article leaves it out."""
    place: str
    """The province the article speaks of; empty when it names none."""
    period_from: str
    period_to: str
    """ISO days of the time the claim is about; empty when it names none."""
    score: float


def needs_a_fact(
    flagged: Sequence[FlaggedArticle], *, facts: Facts, places: Places, most: int
) -> list[NeededFact]:
    """Return the claims of articles with an agency that no figure covers, at most `most`, the weightiest first.

    Of one article at most two are given. A claim that is flagged has its fact already.
    """
    figures = prepared_figures(tuple(facts.of_kind(FactKind.FIGURE)))
    provinces = read_provinces(places)
    found: list[NeededFact] = []
    for item in flagged:
        published = item.tagged.article.published_at
        if published is None or not item.tagged.agencies:
            continue
        reading = read_article(item.tagged.article, published.date(), provinces)
        postings = figures.of_article(reading)
        told = {(flag.field, flag.start) for flag in item.flags}
        best: dict[tuple[Field, int], NeededFact] = {}
        for claim in claims_of(reading):
            place = claim.sentence.field, claim.sentence.start
            score = _worth(claim)
            if (
                not claim.quantity.rate
                and score >= _LEAST
                and place not in told
                and not _is_covered(claim, figures, postings, reading)
            ):
                needed = _needed(claim, item, reading, score)
                if place not in best or best[place].score < score:
                    best[place] = needed
        found += sorted(best.values(), key=lambda one: -one.score)[:PER_ARTICLE]
    return sorted(found, key=lambda one: (-one.score, one.article_id, one.start))[:most]


def _worth(claim: Claim) -> float:
    """Return how much it is worth to know the true figure: of a whole area, for a known time, said to be official."""
    if claim.is_plan() or claim.is_change() or claim.below or claim.sentence.field is not Field.BODY:
        return 0.0
    small, quantity = claim.sentence.small, claim.quantity
    private = _PERSON.search(claim.sentence.text) and not _PUBLIC.search(small)
    if quantity.text.endswith("nửa") or private:
        return 0.0
    return (
        1.0 * claim.explicit_period
        + 1.0 * bool(_WHOLE.search(small))
        + 1.0 * bool(claim.explicit_names or (claim.about and claim.about in claim.sentence.plain))
        + 0.5 * bool(_SOURCED.search(small))
        + 0.5 * (abs(claim.quantity.value) >= 100)
    )


def _is_covered(claim: Claim, figures: Figures, postings: Postings, reading: Reading) -> bool:
    near = figures.near(claim.zones.words, postings)
    compared = (compare(claim, indicator, reading.day) for indicator in near)
    return any(one is not None and one.match >= _COVERED for one in compared)


def _number(claim: Claim) -> str:
    exact = claim.quantity.hedge is Hedge.EXACT and claim.quantity.upper is None
    return f"{claim.quantity.value:f}".replace(".", ",") if exact else ""


def _needed(claim: Claim, item: FlaggedArticle, reading: Reading, score: float) -> NeededFact:
    period = claim.period
    return NeededFact(
        article_id=item.tagged.article.id,
        agency_id=item.tagged.agencies[0].id,
        field=claim.sentence.field,
        start=claim.sentence.start,
        end=claim.sentence.end,
        sentence=claim.sentence.text,
        value=claim.quantity.text,
        number=_number(claim),
        unit=claim.quantity.unit or counting_word(claim.quantity.noun),
        place=f"tỉnh {reading.province.title()}" if reading.province else "",
        period_from=period.first.isoformat() if period else "",
        period_to=period.last.isoformat() if period else "",
        score=score,
    )
