"""X-1: copies of one text, reports of one event: one outlet tells another figure or day.

Copies of one text are compared sentence by sentence. Different reports of one event contradict each other only in
the same slot as of the same time: a count of another hour or day is an update, no contradiction. What the register
holds is a matter for F-1 and E-1 there, which say the official figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from pipeline.domain.records import Field, Flag, Signal
from pipeline.flag.counted import find_odd_counts
from pipeline.flag.frames import DAY, counts_something, day_month, is_day, other_number, same_frame
from pipeline.flag.miscopied import find_miscopied
from pipeline.flag.periods import find_periods
from pipeline.flag.quantities import Hedge, find_quantities
from pipeline.flag.reading import Reading, Sentence
from pipeline.flag.slots import (
    ANEW_EACH_DAY,
    COUNTED_UNTIL,
    DATE_WORDS,
    mean_the_same,
    same_role,
    say_the_same,
    slot,
)
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import Amount

_ALIKE = 0.55
"""Least share of common words of two sentences that are copies of each other, numbers left out."""
_SHARED = 3
"""Sentences that two reports have in common when one was made from the other."""
_ALIKE_REPORTS = 0.5
"""The same for sentences of different reports of one event."""
_ALIKE_RETOLD = 0.4
"""The same for sentences that two reports tell in words of their own."""
_RETOLD, _RETOLD_OF = 4, 3
"""So many sentences, one in so many of the shorter, two reports have in like words that retell one text."""
_HOUR = re.compile(
    r"(?<!\w)(?:rạng sáng|sáng|trưa|chiều|tối|đêm|\d{1,2} ?(?:giờ|h)(?: ?\d{1,2})?)(?=[ ,;.]|$)"
)
_OPENING_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm)?,? ?(?:ngày|hôm)? ?\d{1,2}[/.-]\d")
_RISE = re.compile(r"(?<!\w)tăng(?!\w)")
_LIST = re.compile(r"(?:^|[.:] ?)(?:dưới đây|sau đây|điểm danh|top \d|cùng điểm)(?!\w)")
"""What opens a list: how many it has is a choice."""
_TELLINGS = 3
_LEAST_WORDS = 5
"""Shorter sentences (a letter's place and day, a caption) say too little to be compared."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one article tells where a sibling tells something else."""

    reading: Reading
    sentence: Sentence
    stated: str


def find_disagreements(
    readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]], asked: frozenset[str]
) -> dict[str, list[Flag]]:
    """Return X-1 flags per article id for copies of one text, for the articles `asked` about.

    An article with a figure or day that contradicts the register (`doubts`) disagrees where another tells the
    official one. Between copies of one text, where the register tells nothing, the one whose number fewer tell is
    flagged, and of two both.
    """
    against = _differences(readings, asked)
    known = any(doubts.get(reading.article.id) for reading in readings)
    flags: dict[str, list[Flag]] = {}
    for reading in readings:
        if reading.article.id not in asked:
            continue
        mine = []
        places = against.get(reading.article.id, {})
        doubted = {(one.field, one.start): one for one in doubts.get(reading.article.id, ())}
        for place, (told, others) in places.items():
            if place in doubted or (not known and _is_outnumbered(told, others, readings)):
                mine.append(
                    _disagreement(
                        told,
                        (_tells_phrase(one.reading, one.stated) for one in others),
                        sure=place in doubted,
                    )
                )
        for place, one in doubted.items():
            tellers = [] if place in places else _tellers(reading, one, readings, doubts)
            if tellers:
                sentence = next(s for s in reading.sentences if (s.field, s.start) == place)
                mine.append(_disagreement(_Told(reading, sentence, one.stated or ""), tellers, sure=True))
        if mine:
            flags[reading.article.id] = mine
    return flags


def find_contradictions(
    readings: Sequence[Reading],
    doubts: Mapping[str, Sequence[Flag]],
    asked: frozenset[str],
    texts: Mapping[str, str],
) -> dict[str, list[Flag]]:
    """Return X-1 flags per article id for different reports of one event, for the articles `asked` about.

    Two sentences contradict each other when they count the same in nearly the same words, name the same day or
    period, and cannot both be true. Where neither names a time, one text must be retold in both, and more tellings
    of it must have another number than the one that is flagged. Copies of one text (`texts`: article id to the id of
    its text) are left to `find_disagreements`. Where the register knows better (`doubts`) only the article that is wrong there is flagged, if
    another has its sentence with the official figure.
    """
    flags = defaultdict(dict, _against_reports(readings, doubts, texts))
    times = _Times()
    retold = _Retold(readings, times)
    for one, other in _facing(readings, doubts, asked, texts):
        dated = times.same(one, other)
        said = _said_otherwise(one, other) if dated or retold.same(one, other) else None
        if said is None:
            continue
        mine, theirs = _Told(*one, said[0]), _Told(*other, said[1])
        if not dated:
            retold.note(mine, theirs)
            continue
        for told, sibling in ((mine, theirs), (theirs, mine)):
            flag = _disagreement(told, [_tells_phrase(sibling.reading, sibling.stated)], sure=False)
            place = told.sentence.field, told.sentence.start
            flags[told.reading.article.id].setdefault(place, flag)
    for told, others in chain(retold.outnumbered(), _counted_otherwise(readings, doubts, texts, asked)):
        phrases = [_tells_phrase(sibling.reading, sibling.stated) for sibling in others]
        place = told.sentence.field, told.sentence.start
        flags[told.reading.article.id].setdefault(place, _disagreement(told, phrases, sure=False))
    return {article_id: list(found.values()) for article_id, found in flags.items() if article_id in asked}


_Place = tuple[Reading, Sentence]


def _counted_otherwise(
    readings: Sequence[Reading],
    doubts: Mapping[str, Sequence[Flag]],
    texts: Mapping[str, str],
    asked: frozenset[str],
) -> Iterator[tuple[_Told, list[_Told]]]:
    """Yield what a report counts differently from several that give its other numbers, where the register tells nothing."""
    doubted = {(article_id, one.field, one.start) for article_id, found in doubts.items() for one in found}
    odd: list[list[_Told]] = [
        [_Told(one.reading, one.sentence, one.quantity.text) for one in (mine, *theirs)]
        for mine, theirs in find_odd_counts(readings, texts)
    ]
    odd += [
        [_Told(one.reading, one.sentence, one.text) for one in (mine, *theirs)]
        for mine, theirs in find_miscopied(readings, texts, asked)
    ]
    for told, *others in odd:
        if not any(
            (t.reading.article.id, t.sentence.field, t.sentence.start) in doubted for t in (told, *others)
        ):
            yield told, others


def _facing(
    readings: Sequence[Reading],
    doubts: Mapping[str, Sequence[Flag]],
    asked: frozenset[str],
    texts: Mapping[str, str],
) -> Iterator[tuple[_Place, _Place]]:
    """Yield sentences of two texts that count the same in nearly the same words, and that the register does not doubt."""
    doubted = {(article_id, one.field, one.start) for article_id, found in doubts.items() for one in found}
    slots: defaultdict[tuple[str, str], list[_Place]] = defaultdict(list)
    for reading in readings:
        for sentence in reading.sentences:
            if (reading.article.id, sentence.field, sentence.start) not in doubted:
                for quantity in sentence.quantities:
                    slots[slot(quantity)].append((reading, sentence))
    for tellers in slots.values():
        for (one, mine), (other, theirs) in combinations(tellers, 2):
            if (
                (one.article.id in asked or other.article.id in asked)
                and texts[one.article.id] != texts[other.article.id]
                and _likeness(mine, theirs) >= _ALIKE_REPORTS
            ):
                yield (one, mine), (other, theirs)


def _said_otherwise(one: _Place, other: _Place) -> tuple[str, str] | None:
    """Return what two alike sentences of two reports tell differently, where it is one thing and each has no other sibling."""
    (first, mine), (second, theirs) = one, other
    said = _difference(mine, theirs)
    if said is None or _tells_otherwise(mine, theirs):
        return None
    return None if any(len(_alike(s, r)) > 1 for s, r in ((mine, second), (theirs, first))) else said


_Flags = dict[tuple[Field, int], Flag]


def _against_reports(
    readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]], texts: Mapping[str, str]
) -> dict[str, _Flags]:
    """Return, per article id, the sentences that are wrong by the register and right in another report."""
    found: dict[str, _Flags] = {}
    for reading in readings:
        for one in doubts.get(reading.article.id, ()):
            if flag := _against_report(reading, one, readings, doubts, texts):
                found.setdefault(reading.article.id, {})[one.field, one.start] = flag
    return found


def _against_report(
    reading: Reading,
    doubt: Flag,
    readings: Sequence[Reading],
    doubts: Mapping[str, Sequence[Flag]],
    texts: Mapping[str, str],
) -> Flag | None:
    """Return the flag of a sentence that another report has nearly word for word, with the official figure in it.

    The two must share more than this sentence: one text, told anew by one of them.
    """
    sentence = next(s for s in reading.sentences if (s.field, s.start) == (doubt.field, doubt.start))
    others = [
        other
        for other in readings
        if texts[other.article.id] != texts[reading.article.id]
        and any(_likeness(sentence, s) >= _ALIKE and _difference(sentence, s) for s in other.sentences)
        and sum(any(_likeness(mine, s) >= _ALIKE for s in other.sentences) for mine in reading.sentences)
        >= _SHARED
    ]
    tellers = _tellers(reading, doubt, others, doubts)
    told = _Told(reading, sentence, doubt.stated or "")
    return _disagreement(told, tellers, sure=True) if tellers else None


def _tells_otherwise(mine: Sentence, theirs: Sentence) -> bool:
    """Tell whether two alike sentences differ in more than one number, or one has a rise where the other has a fall.

    Such sentences are the same phrase about another place or time.
    """
    if bool(_RISE.search(mine.small)) != bool(_RISE.search(theirs.small)):
        return True
    slots = Counter(slot(quantity) for quantity in mine.quantities)
    facing = (
        (q, r)
        for q in mine.quantities
        for r in theirs.quantities
        if slot(q) == slot(r) and slots[slot(q)] == 1
    )
    return sum(not say_the_same(q, r) for q, r in facing) > 1


def _alike(sentence: Sentence, other: Reading) -> list[Sentence]:
    """Return the sentences of another article that could be the sibling of one: more than one tell nothing."""
    return [s for s in other.sentences if _likeness(sentence, s) >= _ALIKE_REPORTS]


class _Times:
    """Days, periods and hours that sentences name, each sentence read once however many it is compared with."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, Field, int], tuple[set[str], set[tuple[date, date]]]] = {}

    def same(self, one: tuple[Reading, Sentence], other: tuple[Reading, Sentence]) -> bool:
        """Tell whether two sentences name the same times, at least one, and the same hours of a day."""
        mine, theirs = self._named(*one), self._named(*other)
        return mine == theirs and bool(mine[1])

    def none(self, one: tuple[Reading, Sentence], other: tuple[Reading, Sentence]) -> bool:
        """Tell whether neither of two sentences names a time, nor how far it counts."""
        return not any(
            any(self._named(*place)) or COUNTED_UNTIL.search(place[1].small) for place in (one, other)
        )

    def _named(self, reading: Reading, sentence: Sentence) -> tuple[set[str], set[tuple[date, date]]]:
        place = (reading.article.id, sentence.field, sentence.start)
        if place not in self._of:
            periods = {(p.first, p.last) for p in find_periods(sentence.small, reading.day)}
            self._of[place] = set(_HOUR.findall(sentence.small)), periods
        return self._of[place]


class _Retold:
    """Reports of one event that retell one text sentence by sentence in other words, and where one of them differs."""

    def __init__(self, readings: Sequence[Reading], times: _Times) -> None:
        self._readings, self._times = readings, times
        self._pairs: dict[frozenset[str], bool] = {}
        self._noted: dict[tuple[str, Field, int], tuple[_Told, dict[str, _Told]]] = {}

    def same(self, one: tuple[Reading, Sentence], other: tuple[Reading, Sentence]) -> bool:
        """Tell whether two sentences name no time and stand in two tellings of one text."""
        return self._times.none(one, other) and self._is_pair(one[0], other[0])

    def note(self, one: _Told, other: _Told) -> None:
        """Keep that two tellings have different numbers in a sentence."""
        for told, sibling in ((one, other), (other, one)):
            place = told.reading.article.id, told.sentence.field, told.sentence.start
            self._noted.setdefault(place, (told, {}))[1].setdefault(sibling.reading.article.id, sibling)

    def outnumbered(self) -> Iterator[tuple[_Told, list[_Told]]]:
        """Yield what a report tells with fewer others than tell another number; of two nobody knows which is wrong."""
        for told, siblings in self._noted.values():
            others = list(siblings.values())
            readings = [r for r in self._readings if r is told.reading or self._is_pair(told.reading, r)]
            mine = sum(_tells(reading, told.stated) for reading in readings)
            theirs = sum(any(_tells(reading, one.stated) for one in others) for reading in readings)
            if len(readings) >= _TELLINGS and theirs > mine:
                yield told, others

    def _is_pair(self, one: Reading, other: Reading) -> bool:
        pair = frozenset((one.article.id, other.article.id))
        if pair not in self._pairs:
            body, theirs = one.body(), other.body()
            alike = sum(any(_likeness(s, r) >= _ALIKE_RETOLD for r in theirs) for s in body)
            self._pairs[pair] = alike >= _RETOLD and alike * _RETOLD_OF >= min(len(body), len(theirs))
        return self._pairs[pair]


def _tellers(
    reading: Reading, doubt: Flag, readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]]
) -> list[str]:
    """Return which other articles tell the official figure or day, as Vietnamese phrases."""
    official = doubt.official or ""
    return [
        _tells_phrase(other, official)
        for other in readings
        if other is not reading
        and all(one.fact_id != doubt.fact_id for one in doubts.get(other.article.id, ()))
        and _tells(other, official)
        and not _is_earlier_count(reading, other, doubt)
    ]


def _is_earlier_count(reading: Reading, other: Reading, doubt: Flag) -> bool:
    """Tell whether an article only counted less because it came out before the other."""
    mine, theirs = reading.article.published_at, other.article.published_at
    stated, official = (find_quantities(text or "") for text in (doubt.stated, doubt.official))
    if mine is None or theirs is None or not stated or not official:
        return False
    return mine < theirs and stated[0].value < official[0].value


_Differences = dict[str, dict[tuple[Field, int], tuple[_Told, list[_Told]]]]


def _differences(readings: Sequence[Reading], asked: frozenset[str]) -> _Differences:
    """Return per article and sentence what siblings tell instead."""
    against: _Differences = defaultdict(dict)
    for index, one in enumerate(readings):
        for other in readings[index + 1 :]:
            if one.article.id not in asked and other.article.id not in asked:
                continue
            for mine, theirs in _pairs(one, other):
                for told, sibling in ((mine, theirs), (theirs, mine)):
                    place = (told.sentence.field, told.sentence.start)
                    entry = against[told.reading.article.id].setdefault(place, (told, []))
                    entry[1].append(sibling)
    return against


def _is_outnumbered(told: _Told, others: Sequence[_Told], readings: Sequence[Reading]) -> bool:
    """Tell whether half of the copies have another number in the sentence, or more copies tell theirs than this one.

    A copy that has the sentence in other words is asked for the numbers anywhere in it.
    """
    if 2 * len(others) >= len(readings):
        return True
    compared = {told.reading.article.id, *(other.reading.article.id for other in others)}
    mine, theirs = 1, len(others)
    for reading in readings:
        if reading.article.id in compared:
            continue
        if any(_likeness(told.sentence, one) >= _ALIKE for one in reading.sentences) or _tells(
            reading, told.stated
        ):
            mine += 1
        elif any(_tells(reading, other.stated) for other in others):
            theirs += 1
    return theirs > mine


def _tells(reading: Reading, official: str) -> bool:
    """Tell whether an article gives a figure or day, such as the official one."""
    day = DAY.search(official)
    if day is not None:
        return any(day_month(found.group()) == day_month(day.group()) for found in DAY.finditer(reading.text))
    return any(
        agrees(told, Amount(one.value, one.unit)) and (told.hedge is Hedge.EXACT or slot(told) == slot(one))
        for one in find_quantities(official)
        for s in reading.sentences
        for told in s.quantities
    )


def _pairs(one: Reading, other: Reading) -> list[tuple[_Told, _Told]]:
    """Return the places where two copies of one sentence tell different numbers or days."""
    found = []
    for sentence in one.sentences:
        sibling = max(other.sentences, key=lambda s: _likeness(sentence, s), default=None)
        if sibling is None or _likeness(sentence, sibling) < _ALIKE:
            continue
        if sum(_likeness(sentence, s) >= _ALIKE for s in other.sentences) > 1:
            continue  # one of many alike, as in a forecast: which belongs to which is not known
        if any(COUNTED_UNTIL.search(s.small) for s in (sentence, sibling)) and set(
            _HOUR.findall(sentence.small)
        ) != set(_HOUR.findall(sibling.small)):
            continue  # an update
        different = _difference(sentence, sibling)
        if different:
            found.append((_Told(one, sentence, different[0]), _Told(other, sibling, different[1])))
    return found


def _likeness(one: Sentence, other: Sentence) -> float:
    first, second = one.bare, other.bare
    shared = len(first & second)
    share = shared / (len(first) + len(second) - shared) if shared else 0.0
    if share < _ALIKE_REPORTS:  # most pairs: too little to ask more
        return share
    if (
        min(len(first - DATE_WORDS), len(second - DATE_WORDS)) < _LEAST_WORDS
        or any(_LIST.search(s.small) for s in (one, other))
        or (one.field is Field.TITLE) != (other.field is Field.TITLE)
    ):
        return 0.0
    return share


def _difference(one: Sentence, other: Sentence) -> tuple[str, str] | None:
    """Return what two copies of a sentence tell differently, or None when they say the same."""
    if not any(ANEW_EACH_DAY.search(s.small) for s in (one, other)) and same_frame(one, other):
        return other_number(one, other)
    found = [[match for match in DAY.finditer(s.small) if is_day(match)] for s in (one, other)]
    days = [{match.group() for match in matches} for matches in found]
    pairs = [{day_month(text) for text in told} for told in days]
    opens = [
        bool(_OPENING_DAY.match(s.small)) for s in (one, other)
    ]  # the day somebody spoke, not of the matter
    if len(days[0]) == len(days[1]) == 1 and pairs[0] != pairs[1] and opens[0] == opens[1]:
        is_same = same_role((found[0][0].span(), one), (found[1][0].span(), other))
        return (days[0].pop(), days[1].pop()) if is_same else None
    if any(ANEW_EACH_DAY.search(s.small) for s in (one, other)) and not (pairs[0] and pairs[0] == pairs[1]):
        return None
    theirs = list(other.quantities)
    for mine in one.quantities:
        if not counts_something(mine, one):
            continue
        same_slot = [q for q in theirs if slot(q) == slot(mine)]
        rivals = [q for q in one.quantities if slot(q) == slot(mine)]
        if (
            len(same_slot) == len(rivals) == 1
            and not say_the_same(mine, same_slot[0])
            and mean_the_same((mine, one), (same_slot[0], other))
        ):
            return mine.text, same_slot[0].text
    return None


def _outlet(reading: Reading) -> str:
    return reading.article.outlet or reading.article.url


def _tells_phrase(reading: Reading, stated: str) -> str:
    return f"{_outlet(reading)} nêu {stated}"


def _disagreement(told: _Told, others: Iterable[str], *, sure: bool) -> Flag:
    listed = "; ".join(dict.fromkeys(others))
    return Flag(
        signal=Signal.OUTLETS_DISAGREE,
        field=told.sentence.field,
        start=told.sentence.start,
        end=told.sentence.end,
        sentence=told.sentence.text,
        reason=f"Các báo đăng cùng một tin nêu khác nhau: bài này nêu {told.stated}; {listed}.",
        score=0.85 if sure else 0.6,
        stated=told.stated,
        official=None,
    )
