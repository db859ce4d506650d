"""Stage 5: passages that contradict what is officially known, each with the official fact beside it.

`flag` compares articles with the facts register and the registers of agencies and places, and copies of one text
with each other. It flags; it never decides that a newspaper was wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial

import structlog

from pipeline.domain.agencies import Agencies
from pipeline.domain.dating import Dating
from pipeline.domain.facts import FactKind, Facts
from pipeline.domain.places import Places
from pipeline.domain.records import Article, Flag, FlaggedArticle, Signal, TaggedArticle
from pipeline.flag.copies import find_contradictions, find_disagreements
from pipeline.flag.corrected import find_corrected_copy
from pipeline.flag.documents import Documents, find_documents
from pipeline.flag.events import Events, find_events
from pipeline.flag.figures import find_figures
from pipeline.flag.headline import find_headline_gap
from pipeline.flag.likeness import shipped
from pipeline.flag.lookup import prepared_figures
from pipeline.flag.outdated import OutdatedNames, find_outdated
from pipeline.flag.overstated import load_weights
from pipeline.flag.priority import explain_priority, priority, refit
from pipeline.flag.reading import Reading, read_article, read_provinces
from pipeline.flag.roster import Roster, find_persons
from pipeline.flag.sourcing import concerns_us, find_anonymous_only, find_no_official_voice
from pipeline.flag.unknown import NeededFact, needs_a_fact
from pipeline.flag.verdict import find_early_verdict

__all__ = ["NeededFact", "explain_priority", "flag", "load_words", "needs_a_fact", "refit"]

_LOG = structlog.get_logger()
_AGAINST_REGISTER = frozenset({Signal.FIGURE, Signal.EVENT})
"""Signals whose flags say which of two copies has the wrong figure or day."""
_Ids = tuple[str, str]
"""Of the copies of an article and of its event."""
_Compared = tuple[Reading, Sequence[Flag], _Ids]
"""An article that others are compared with, and its own flags."""


def load_words() -> None:
    """Load what is known of words, else read at first use: before processes part, so that they share it."""
    shipped()
    load_weights()


def flag(
    tagged: Sequence[TaggedArticle],
    *,
    facts: Facts,
    agencies: Agencies,
    places: Places,
    groups: Mapping[str, tuple[str, str]],
    known: Sequence[tuple[Article, str, str]] = (),
    corrected: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[Signal, float] | None = None,
    today: date,
) -> list[FlaggedArticle]:
    """Return the articles with their flags and their place in the queue, in the order given.

    Args:
        tagged: articles with tags; signals read the text, tags only weigh.
        facts: the register.
        agencies: to know which names were no longer valid on the day of publication.
        places: the gazetteer, for the same.
        groups: article id to (id of its copies, id of its event); an article that is missing stands alone.
        known: earlier articles of the same events with the ids of copies and event; compared with, not flagged.
        corrected: ids of groups whose text was corrected, with the passages (none when they are not known).
        weights: of signals in the order of the queue, where reviewers' words were fitted.
        today: for ages, and for articles whose day of publication neither the page nor the text tells.
    """
    register = _prepared(facts, agencies, places)
    provinces = read_provinces(places)
    dating: Dating | None = None
    group_of = [groups.get(item.article.id, (item.article.id, item.article.id)) for item in tagged]
    earlier = [(article, (group, event)) for article, group, event in known]
    in_company = _in_company([*group_of, *(ids for _, ids in earlier)])
    found: list[tuple[date, list[Flag], list[Flag]]] = []
    compared: list[_Compared] = []
    for item, ids in zip(tagged, group_of, strict=True):
        if item.article.published_at is None:
            dating = dating or Dating(agencies, places)
        day = today if dating is None else dating.day(item.article, today)
        reading = read_article(item.article, day, provinces)
        flags = _single(register, item, reading)
        found.append((reading.day, flags, find_corrected_copy(reading, (corrected or {}).get(ids[0]))))
        if ids in in_company:  # the rest is let go of: thousands of readings take more to keep than to make
            compared.append((reading, flags, ids))
    compared += [(read_article(one, today, provinces), [], ids) for one, ids in earlier if ids in in_company]
    disagreements = _disagreements(compared, asked=frozenset(item.article.id for item in tagged))
    copies = Counter(group for group, _ in group_of)
    flagged = []
    for item, (on, flags, corrections), (group, event) in zip(tagged, found, group_of, strict=True):
        everything = (*flags, *disagreements.get(item.article.id, ()), *corrections)
        age = max(0, (today - on).days)
        order = priority(item, everything, copies=copies[group], age_days=age, weights=weights)
        flagged.append(
            FlaggedArticle(tagged=item, flags=everything, priority=order, group=group, event=event)
        )
    return flagged


class _Register:
    """The registers in the form the signals ask them."""

    def __init__(self, facts: Facts, agencies: Agencies, places: Places) -> None:
        self.figures = prepared_figures(tuple(facts.of_kind(FactKind.FIGURE)))
        elsewhere = tuple(name for other in places.others for name in other.names)
        self.roster = Roster(facts.of_kind(FactKind.ROSTER), elsewhere)
        self.events = Events(facts.of_kind(FactKind.EVENT))
        self.documents = Documents(facts.of_kind(FactKind.DOCUMENT))
        self.outdated = OutdatedNames(agencies, places)


@lru_cache(maxsize=2)
def _prepared(facts: Facts, agencies: Agencies, places: Places) -> _Register:
    """Return the registers prepared; thousands of facts take seconds, and a run asks for the same again and again."""
    return _Register(facts, agencies, places)


def _single(register: _Register, item: TaggedArticle, reading: Reading) -> list[Flag]:
    """Return the flags an article gets by itself: what the register contradicts, then what the text lacks.

    Each signal for itself: newspapers write what nobody thought of, and one article that a signal cannot read must
    neither take the others' flags nor stop the day.
    """
    signals: list[Callable[[], Iterable[Flag]]] = [
        lambda: find_figures(reading, register.figures),
        lambda: find_persons(reading, register.roster),
        lambda: find_outdated(reading, register.outdated, register.events.facts),
        lambda: find_documents(reading, register.documents),
        lambda: find_events(reading, register.events),
    ]
    if concerns_us(reading, item):
        signals += [
            lambda: find_no_official_voice(reading, item),
            lambda: find_anonymous_only(reading),
            lambda: find_headline_gap(reading),
            lambda: find_early_verdict(reading),
        ]
    found: list[Flag] = []
    for signal in signals:
        try:
            found.extend(signal())
        except Exception:  # noqa: BLE001  whatever it was, it is told, and the other signals are asked
            tell_failure(item.article.id)
    return found


def tell_failure(*article_ids: str) -> None:
    """Log the exception that is being handled, and of which articles a signal could not be asked."""
    _LOG.exception("signal failed", articles=article_ids)


def _in_company(ids: Sequence[_Ids]) -> set[_Ids]:
    """Return the ids of copies and event that more than one article has in common."""
    groups, events = Counter(group for group, _ in ids), Counter(event for _, event in ids)
    return {(group, event) for group, event in ids if groups[group] > 1 or events[event] > 1}


def _disagreements(compared: Sequence[_Compared], asked: frozenset[str]) -> dict[str, list[Flag]]:
    """Return X-1 flags per article id asked about: copies of one text first, then reports of one event."""
    doubts = {
        reading.article.id: [one for one in flags if one.signal in _AGAINST_REGISTER]
        for reading, flags, _ in compared
    }
    flags: dict[str, list[Flag]] = {}
    texts = {reading.article.id: text for reading, _, (text, _) in compared}
    reports = partial(find_contradictions, texts=texts)
    for level, compare in ((1, reports), (0, find_disagreements)):
        members: defaultdict[str, list[Reading]] = defaultdict(list)
        for reading, _, ids in compared:
            members[ids[level]].append(reading)
        for together in members.values():
            if len(together) > 1:
                # In an order of their own, so that a day tagged anew says the same in the same words.
                ordered = sorted(together, key=lambda reading: reading.article.id)
                try:
                    flags |= compare(ordered, doubts, asked)
                except Exception:  # noqa: BLE001  as for the signals of one article
                    tell_failure(*(reading.article.id for reading in ordered))
    return flags
