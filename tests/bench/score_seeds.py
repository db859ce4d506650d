"""Tell every figure of some registers wrongly in plain sentences, one error each, and print how many are flagged.

Usage: `python tests/bench/score_seeds.py FOLDER...` with `facts.csv` in each (as in `tests/flag/unseen`). Where a plain sentence is not
flagged, no word of an author is in the way but a gate of ours (docs/decisions/0055).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from pipeline.domain.facts import Fact, FactKind, load_facts
from pipeline.domain.places import load_places
from pipeline.domain.records import Article
from pipeline.flag.figures import find_figures
from pipeline.flag.indicators import Indicator, bare_subject
from pipeline.flag.lookup import Figures, prepared_figures
from pipeline.flag.reading import Provinces, read_article, read_provinces

_OTHER_UNITS = {
    "người": "hộ",
    "hộ": "người",
    "ca": "hộ",
    "ha": "m2",
    "tỷ đồng": "triệu đồng",
    "tấn": "tạ",
    "nhà": "người",
}
_DAY = timedelta(days=1)
_LONG = timedelta(days=80)
_CLEAR = 3
"""Digits of a number that is hardly told by chance."""


def written(value: Decimal) -> str:
    """Return a number as the press writes it (`1.465`, `86,3`)."""
    return f"{int(value):,}".replace(",", ".") if value == int(value) else str(value).replace(".", ",")


def period(fact: Fact) -> str:
    """Return the time of a figure in words, at the head of a sentence."""
    first, last = fact.period_from, fact.period_to
    if first is None or last is None:
        return "Hiện nay"
    if first == last:
        return f"Tính đến ngày {last.day}/{last.month}/{last.year}"
    if (first.day, first.month) == (1, 1) and first.year == last.year and (last + _DAY).day == 1:
        return f"Năm {last.year}" if last.month == 12 else f"{last.month} tháng đầu năm {last.year}"
    return f"Từ ngày {first.day}/{first.month} đến ngày {last.day}/{last.month}/{last.year}"


def told(fact: Fact, value: str, *, when: str = "", where: str = "", unit: str = "") -> str:
    """Return the plain sentence of a figure with a number, told of its own time, place and unit unless others are given."""
    subject = re.sub(r"\s+", " ", bare_subject(fact.subject, fact.aliases)).strip(" ,;()-")
    subject = subject if subject[:2].isupper() else subject[:1].lower() + subject[1:]
    return f"{when or period(fact)}, {subject} của {where or fact.place} là {value} {unit or fact.unit}."


def errors(one: Indicator) -> Iterator[tuple[str, str]]:
    """Yield (kind of error, sentence) for a figure of three digits or more."""
    fact, right = one.fact, written(one.fact.number)
    digits = [sign for sign in right if sign.isdigit()]
    if len("".join(digits).strip("0")) < _CLEAR:
        return
    yield "ten times as much", told(fact, written(fact.number * 10))
    if digits[0] != digits[1] != "0":
        rest = iter([digits[1], digits[0], *digits[2:]])
        yield "digits turned", told(fact, "".join(next(rest) if s.isdigit() else s for s in right))
    if fact.unit in _OTHER_UNITS:
        yield "another unit", told(fact, right, unit=_OTHER_UNITS[fact.unit])
    if one.province:
        yield "one commune", told(fact, right, where="riêng xã Ba Tơ")
    if fact.period_from and fact.period_to and fact.period_to - fact.period_from > _LONG:
        yield "the year before", told(fact, right, when=f"Năm {fact.period_to.year - 1}")


def swaps(figures: Sequence[Indicator]) -> Iterator[tuple[str, str, set[str]]]:
    """Yield (kind of error, text, figures told wrongly) for two figures of one province, time and unit."""
    for one, other in combinations((i.fact for i in figures if i.province), 2):
        same = (one.place, one.unit, one.period_from, one.period_to)
        numbers = [written(other.number), written(one.number)]
        few = min(len(number) for number in numbers) < 2
        if (
            same != (other.place, other.unit, other.period_from, other.period_to)
            or few
            or len(set(numbers)) < 2
        ):
            continue
        first, second = told(one, numbers[0]), told(other, numbers[1])
        yield "number of another", first, {one.fact_id}
        yield "two exchanged", f"{first} {second}", {one.fact_id, other.fact_id}


def flagged(body: str, fact: Fact, figures: Figures, provinces: Provinces) -> set[str]:
    """Return the ids of the figures flagged in an article of a few days after the time of a fact."""
    day = (fact.period_to or fact.period_from or date(2026, 10, 1)) + 9 * _DAY
    province = "Kon Tum" if "Kon Tum" in fact.place else "Quảng Ngãi"
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    title = f"{province}: chuyện trong tuần"
    article = Article(id="a", url="https://a.vn/a", title=title, sapo="", body=body, published_at=at)
    return {one.fact_id or "" for one in find_figures(read_article(article, day, provinces), figures)}


def main() -> None:
    found, planted = Counter[str](), Counter[str]()
    provinces = read_provinces(load_places())
    for folder in map(Path, sys.argv[1:]):
        figures = prepared_figures(tuple(load_facts(folder / "facts.csv").of_kind(FactKind.FIGURE)))
        facts = {one.fact.fact_id: one.fact for one in figures}
        seeded = [(kind, body, {one.fact.fact_id}) for one in figures for kind, body in errors(one)]
        for kind, body, wrong in (*seeded, *swaps(list(figures))):
            got = flagged(body, facts[min(wrong)], figures, provinces)
            planted[kind] += len(wrong)
            found[kind] += len(wrong & got)
        for one in figures:
            planted["told rightly"] += 1
            right = told(one.fact, written(one.fact.number))
            found["told rightly"] += one.fact.fact_id in flagged(right, one.fact, figures, provinces)
    for kind in planted:
        print(f"{kind:20} {found[kind] / planted[kind]:.3f} {found[kind]:5} of {planted[kind]}")


if __name__ == "__main__":
    main()
