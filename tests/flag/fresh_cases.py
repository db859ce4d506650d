"""Freshly invented articles, each with what must be flagged: how well the signals generalise.

Every set was written in one go before anything was run on it; each file tells what it gave at first sight. A line of
`*_cases.txt` is: fact ids (or `-` for nothing; `F4:` before an id or alone means an outdated name), optional `@day`
and `«headline»`, then the body with `//` between paragraphs. `*_whole.txt` has codes of whole-article signals instead.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.domain.agencies import Agencies
from pipeline.domain.facts import Facts, load_facts
from pipeline.domain.places import Places
from pipeline.domain.records import SAID, Article, FlaggedArticle, Signal
from pipeline.flag import flag
from pipeline.house import own_registers, own_tagger
from pipeline.tag import Tagger

FOLDER = Path(__file__).parent / "fresh"
NAMES, WHOLE_NAMES = (
    sorted(path.name.removesuffix(ending) for path in FOLDER.glob(f"*{ending}"))
    for ending in ("_cases.txt", "_whole.txt")
)
"""The sets of sentences, and those that have whole articles beside them."""
MODELS = Path(__file__).parents[2] / "models"
TODAY = date(2026, 10, 20)
REGISTER_SIGNALS = frozenset(
    {Signal.FIGURE, Signal.PERSON, Signal.OUTDATED_UNIT, Signal.DOCUMENT, Signal.EVENT}
)
WHOLE_SIGNALS = (Signal.NO_OFFICIAL_VOICE, Signal.ANONYMOUS_ONLY, Signal.HEADLINE, Signal.VERDICT)
_LINE = re.compile(r"(?P<ids>\S+)(?: @(?P<day>\S+))?(?: «(?P<title>[^»]+)»)? (?P<body>.+)")
_USUAL_TITLE = "Chuyện ở Quảng Ngãi"


@dataclass(frozen=True, slots=True)
class Case:
    """One article and what must be flagged in it: ids of facts, or codes of signals; empty for nothing."""

    expected: frozenset[str]
    article: Article


def read_cases(name: str) -> list[Case]:
    """Return the cases of a file (`first_cases`, `first_whole`)."""
    cases = []
    for number, line in enumerate((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()):
        found = None if line.startswith("#") else _LINE.fullmatch(line)
        if found is None:
            continue
        day = date.fromisoformat(found["day"]) if found["day"] else TODAY
        article = Article(
            id=f"{name}{number}",
            url=f"https://bao.example/{name}/{number}",
            title=found["title"] or _USUAL_TITLE,
            body=found["body"].replace(" // ", "\n\n"),
            published_at=datetime.combine(day, datetime.min.time(), UTC),
        )
        ids = (
            frozenset[str]()
            if found["ids"] == "-"
            else frozenset(found["ids"].removeprefix("F4:").split(","))
        )
        cases.append(Case(ids, article))
    return cases


def _flagged(cases: list[Case], facts: Facts) -> list[FlaggedArticle]:
    agencies, places, tagger = _tools()
    tagged = tagger.tag([case.article for case in cases], today=TODAY)
    return flag(tagged, facts=facts, agencies=agencies, places=places, groups={}, today=TODAY)


def _tools() -> tuple[Agencies, Places, Tagger]:
    return *own_registers(), own_tagger(MODELS)


def against_register(name: str) -> tuple[float, float, list[str]]:
    """Return recall over conflicts, share of agreeing cases that are flagged, and what went wrong, line by line."""
    cases = read_cases(f"{name}_cases")
    conflicts = hits = clean = false = 0
    wrong = []
    for case, item in zip(cases, _flagged(cases, load_facts(FOLDER / f"{name}_facts.csv")), strict=True):
        flags = [one for one in item.flags if one.signal in REGISTER_SIGNALS and one.score >= SAID]
        flagged = frozenset(one.fact_id or "" for one in flags)
        conflicts += len(case.expected)
        hits += len(case.expected & flagged)
        clean += not case.expected
        false += bool(flagged) and not case.expected
        if case.expected != flagged:
            wrong.append(_told(case, flagged))
    return hits / conflicts, false / clean, wrong


def whole_articles(name: str) -> tuple[dict[Signal, float], list[str]]:
    """Return F1 of each whole-article signal, and what went wrong, line by line."""
    cases = read_cases(f"{name}_whole")
    hits, false, missed = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for case, item in zip(cases, _flagged(cases, Facts(())), strict=True):
        flagged = frozenset(
            str(one.signal) for one in item.flags if one.signal in WHOLE_SIGNALS and one.score >= SAID
        )
        hits.update(case.expected & flagged)
        false.update(flagged - case.expected)
        missed.update(case.expected - flagged)
        if case.expected != flagged:
            wrong.append(_told(case, flagged))
    f1 = {
        signal: 2 * hits[signal] / max(1, 2 * hits[signal] + false[signal] + missed[signal])
        for signal in WHOLE_SIGNALS
    }
    return f1, wrong


def _told(case: Case, flagged: frozenset[str]) -> str:
    expected, found = (",".join(sorted(ids)) or "-" for ids in (case.expected, flagged))
    return f"{expected} -> {found}: {case.article.title}: {case.article.body[:150]}"
