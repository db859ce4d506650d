"""Make every agreeing mention of a set of articles a wrong one, and print how many are flagged.

Usage: `python tests/bench/score_mentions.py FOLDER/NAME.jsonl...` with `facts.csv` beside each (as in
`tests/flag/unseen`). What an author wrote as agreeing with a fact is a sentence in words of his own; with its number,
name or day made another one, it contradicts the fact (docs/decisions/0055).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.domain.facts import Fact, FactKind, load_facts
from pipeline.domain.places import load_places
from pipeline.domain.records import SAID, Article
from pipeline.flag.documents import Documents, find_documents
from pipeline.flag.events import Events, find_events
from pipeline.flag.figures import find_figures
from pipeline.flag.lookup import prepared_figures
from pipeline.flag.quantities import find_quantities
from pipeline.flag.reading import read_article, read_provinces
from pipeline.flag.roster import Roster, find_persons
from pipeline.flag.scope import with_unit
from pipeline.flag.tolerance import agrees

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?!\d)")


def other_number(text: str) -> str:
    """Return `text` with its first number about a fifth larger, written in as many digits and the same marks."""
    found = _FIGURE.search(text)
    if found is None:
        return text
    digits = re.sub(r"\D", "", found.group())
    number = int(digits)
    other = str(number + 2 if number < 4 else int(number * 1.22) + 1)
    if len(other) != len(digits):
        other = str(int(number * 0.8) - 1).zfill(len(digits))
    other = f"{other[:-1]}3" if other.endswith("0") else other
    rest = iter(other)
    told = "".join(next(rest) if sign.isdigit() else sign for sign in found.group())
    return text[: found.start()] + told + text[found.end() :]


def wrong(sentence: str, fact: Fact, figures: dict[str, Any]) -> str:
    """Return the sentence with what it tells of the fact made wrong, unchanged where that is not written plainly."""
    if fact.kind is FactKind.ROSTER:
        return sentence.replace(fact.value, f"{fact.value.rpartition(' ')[0]} Quynh", 1)
    if fact.kind is FactKind.DOCUMENT:
        number = fact.value.partition("/")[0]
        return sentence.replace(number, other_number(number), 1)
    if fact.kind is FactKind.EVENT:
        found = _DAY.search(sentence)
        if found is None or (int(found[1]), int(found[2])) != (fact.day.day, fact.day.month):
            return sentence
        day = fact.day.day + 3 if fact.day.day < 25 else fact.day.day - 4
        return sentence[: found.start(1)] + str(day) + sentence[found.end(1) :]
    indicator = figures[fact.fact_id]
    same = (q for q in find_quantities(sentence) if agrees(with_unit(q, indicator), indicator.amount))
    told = next((q for q in same if q.text[0].isdigit()), None)
    if told is None:
        return sentence
    return sentence[: told.start] + other_number(told.text) + sentence[told.end :]


def score(path: Path, hits: Counter[FactKind], total: Counter[FactKind]) -> None:
    facts, provinces = load_facts(path.parent / "facts.csv"), read_provinces(load_places())
    by_id = {fact.fact_id: fact for kind in FactKind for fact in facts.of_kind(kind)}
    figures = prepared_figures(tuple(facts.of_kind(FactKind.FIGURE)))
    of_fact = {one.fact.fact_id: one for one in figures}
    documents, events = Documents(facts.of_kind(FactKind.DOCUMENT)), Events(facts.of_kind(FactKind.EVENT))
    roster = Roster(facts.of_kind(FactKind.ROSTER))
    find: dict[FactKind, Callable[[Any], Any]] = {
        FactKind.FIGURE: lambda reading: find_figures(reading, figures),
        FactKind.ROSTER: lambda reading: find_persons(reading, roster),
        FactKind.DOCUMENT: lambda reading: find_documents(reading, documents),
        FactKind.EVENT: lambda reading: find_events(reading, events),
    }
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        planted = {one["sentence"] for one in row["gold"]["conflicts"]}
        published = datetime.fromisoformat(row["published_at"])
        for one in row["gold"]["consistent"]:
            fact, sentence = by_id.get(one["fact_id"]), one["sentence"]
            texts = {name: row[name] for name in ("title", "sapo", "body")}
            if fact is None or sentence in planted or sentence not in texts[one["field"]]:
                continue
            changed = wrong(sentence, fact, of_fact)
            if changed == sentence:
                continue
            texts[one["field"]] = texts[one["field"]].replace(sentence, changed, 1)
            article = Article(id=row["id"], url=row["url"], published_at=published, **texts)
            flags = find[fact.kind](read_article(article, published.date(), provinces))
            total[fact.kind] += 1
            hits[fact.kind] += any(f.fact_id == fact.fact_id and f.score >= SAID for f in flags)


def main() -> None:
    hits, total = Counter[FactKind](), Counter[FactKind]()
    for name in sys.argv[1:]:
        score(Path(name), hits, total)
    for kind in total:
        print(f"{kind.value:10} {hits[kind] / total[kind]:7.3f}  {hits[kind]:4} of {total[kind]:4}")


if __name__ == "__main__":
    main()
