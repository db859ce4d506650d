"""X-1 and F-12: copies of one text. One outlet tells another figure or day; a copy repeats what was corrected.

Copies of one text are compared sentence by sentence. Different reports of one event contradict each other only in
the same slot as of the same time: a count of another hour or day is an update, no contradiction. What the register
holds is a matter for F-1 and E-1 there, which say the official figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipeline.domain.records import Field, Flag, Signal
from pipeline.domain.text import fold
from pipeline.flag.indicators import FUNCTION_WORDS
from pipeline.flag.periods import find_periods
from pipeline.flag.quantities import Hedge, Quantity, find_quantities
from pipeline.flag.reading import EMPTY, Reading, Sentence, words_of
from pipeline.flag.tolerance import agrees
from pipeline.flag.units import Amount

_ALIKE = 0.55
"""Least share of common words of two sentences that are copies of each other, numbers left out."""
_ALIKE_REPORTS = 0.5
"""The same for sentences of different reports of one event."""
_DAY = re.compile(
    r"(?<![\d.,/])(\d{1,2})[/.-](\d{1,2})(?:[/.-](?:19|20)\d\d)?(?![\d%/])|(?<!\d)(\d{1,2}) tháng (\d{1,2})(?!\d)"
)
_HOUR = re.compile(
    r"(?<!\w)(?:rạng sáng|sáng|trưa|chiều|tối|đêm|\d{1,2} ?(?:giờ|h)(?: ?\d{1,2})?)(?=[ ,;.]|$)"
)
_COUNTED_UNTIL = re.compile(
    r"(?<!\w)(?:tính )?(?:đến|tới) (?:ngày|hôm nay|nay|sáng|trưa|chiều|tối|\d{1,2} ?(?:giờ|h)|\d)"
)
"""A count that goes on: that of noon is not that of the evening."""
_OPENING_DAY = re.compile(r"(?:sáng|trưa|chiều|tối|đêm)?,? ?(?:ngày|hôm)? ?\d{1,2}[/.-]\d")
_ANEW_EACH_DAY = re.compile(
    r"(?<!\w)(?:nhiệt độ|độ c|°c|độ ẩm|gió cấp|sóng biển|lượng mưa|mực nước|dự báo|tỷ giá|giá vàng|giá xăng|giá dầu|vn-index|hnx-index)(?!\w)"
)
"""What is forecast or quoted anew each day: another value tells of another day unless the day is named."""
_FROM_NOW = re.compile(r"(?: \w+)? nữa(?!\w)")
_NEAR_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Told:
    """What one article tells where a sibling tells something else."""

    reading: Reading
    sentence: Sentence
    stated: str


def find_disagreements(
    readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]]
) -> dict[str, list[Flag]]:
    """Return X-1 flags per article id for copies of one text.

    An article with a figure or day that contradicts the register (`doubts`) disagrees where another tells the
    official one. Between copies of one text, where the register tells nothing, the one that stands alone against
    two or more others is flagged, and of two both.
    """
    against = _differences(readings)
    known = any(doubts.get(reading.article.id) for reading in readings)
    flags: dict[str, list[Flag]] = {}
    for reading in readings:
        mine = []
        places = against.get(reading.article.id, {})
        doubted = {(one.field, one.start): one for one in doubts.get(reading.article.id, ())}
        for place, (told, others) in places.items():
            if place in doubted or (not known and others.total() * 2 >= len(readings)):
                mine.append(_disagreement(told, others, sure=place in doubted))
        for place, one in doubted.items():
            tellers = [] if place in places else _tellers(reading, one, readings, doubts)
            if tellers:
                sentence = next(s for s in reading.sentences if (s.field, s.start) == place)
                mine.append(
                    _disagreement(_Told(reading, sentence, one.stated or ""), Counter(tellers), sure=True)
                )
        if mine:
            flags[reading.article.id] = mine
    return flags


def find_contradictions(
    readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]]
) -> dict[str, list[Flag]]:
    """Return X-1 flags per article id for different reports of one event.

    Two sentences contradict each other when they count the same in nearly the same words, name the same day or
    period, and cannot both be true. Where the register knows better (`doubts`) it speaks, not the other outlet.
    """
    doubted = {(article_id, one.field, one.start) for article_id, found in doubts.items() for one in found}
    slots: defaultdict[tuple[str, str], list[tuple[Reading, Sentence]]] = defaultdict(list)
    for reading in readings:
        for sentence in reading.sentences:
            if (reading.article.id, sentence.field, sentence.start) not in doubted:
                for quantity in sentence.quantities:
                    slots[_slot(quantity)].append((reading, sentence))
    flags: defaultdict[str, dict[tuple[Field, int], Flag]] = defaultdict(dict)
    for tellers in slots.values():
        for (one, mine), (other, theirs) in combinations(tellers, 2):
            if (
                one is other
                or _likeness(mine, theirs) < _ALIKE_REPORTS
                or not _same_time(one, mine, other, theirs)
            ):
                continue
            said = _difference(mine, theirs)
            if said is None or any(len(_alike(s, r)) > 1 for s, r in ((mine, other), (theirs, one))):
                continue
            for reading, sentence, stated, sibling, other_stated in (
                (one, mine, said[0], other, said[1]),
                (other, theirs, said[1], one, said[0]),
            ):
                told = Counter([f"{_outlet(sibling)} nêu {other_stated}"])
                flag = _disagreement(_Told(reading, sentence, stated), told, sure=False)
                flags[reading.article.id].setdefault((sentence.field, sentence.start), flag)
    return {article_id: list(found.values()) for article_id, found in flags.items()}


def _slot(quantity: Quantity) -> tuple[str, str]:
    """Return what a quantity counts: its unit and the word behind it."""
    return quantity.unit, quantity.noun.split(" ")[0]


def _alike(sentence: Sentence, other: Reading) -> list[Sentence]:
    """Return the sentences of another article that could be the sibling of one: more than one tell nothing."""
    return [s for s in other.sentences if _likeness(sentence, s) >= _ALIKE_REPORTS]


def _same_time(one: Reading, mine: Sentence, other: Reading, theirs: Sentence) -> bool:
    """Tell whether two sentences name the same times, at least one, and the same hours of a day."""
    if set(_HOUR.findall(mine.small)) != set(_HOUR.findall(theirs.small)):
        return False
    first = {(p.first, p.last) for p in find_periods(mine.small, one.day)}
    return bool(first) and first == {(p.first, p.last) for p in find_periods(theirs.small, other.day)}


def _tellers(
    reading: Reading, doubt: Flag, readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]]
) -> list[str]:
    """Return which other articles tell the official figure or day, as Vietnamese phrases."""
    official = doubt.official or ""
    return [
        f"{_outlet(other)} nêu {official}"
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


_Differences = dict[str, dict[tuple[Field, int], tuple[_Told, Counter[str]]]]


def _differences(readings: Sequence[Reading]) -> _Differences:
    """Return per article and sentence what siblings tell instead, with how many do."""
    against: _Differences = defaultdict(dict)
    for index, one in enumerate(readings):
        for other in readings[index + 1 :]:
            for mine, theirs in _pairs(one, other):
                for told, sibling in ((mine, theirs), (theirs, mine)):
                    place = (told.sentence.field, told.sentence.start)
                    entry = against[told.reading.article.id].setdefault(place, (told, Counter()))
                    entry[1][f"{_outlet(sibling.reading)} nêu {sibling.stated}"] += 1
    return against


def _tells(reading: Reading, official: str) -> bool:
    """Tell whether an article gives the official figure or day."""
    day = _DAY.search(official)
    if day is not None:
        return any(
            _day_month(found.group()) == _day_month(day.group()) for found in _DAY.finditer(reading.text)
        )
    amounts = [Amount(quantity.value, quantity.unit) for quantity in find_quantities(official)]
    return any(agrees(told, amount) for amount in amounts for s in reading.sentences for told in s.quantities)


def _pairs(one: Reading, other: Reading) -> list[tuple[_Told, _Told]]:
    """Return the places where two copies of one sentence tell different numbers or days."""
    found = []
    for sentence in one.sentences:
        sibling = max(other.sentences, key=lambda s: _likeness(sentence, s), default=None)
        if sibling is None or _likeness(sentence, sibling) < _ALIKE:
            continue
        if sum(_likeness(sentence, s) >= _ALIKE for s in other.sentences) > 1:
            continue  # one of many alike, as in a forecast: which belongs to which is not known
        if any(_COUNTED_UNTIL.search(s.small) for s in (sentence, sibling)) and set(
            _HOUR.findall(sentence.small)
        ) != set(_HOUR.findall(sibling.small)):
            continue  # an update
        different = _difference(sentence, sibling)
        if different:
            found.append((_Told(one, sentence, different[0]), _Told(other, sibling, different[1])))
    return found


def _likeness(one: Sentence, other: Sentence) -> float:
    first, second = one.bare, other.bare
    if min(len(first), len(second)) < 3 or (one.field is Field.TITLE) != (other.field is Field.TITLE):
        return 0.0
    return len(first & second) / len(first | second)


def _difference(one: Sentence, other: Sentence) -> tuple[str, str] | None:
    """Return what two copies of a sentence tell differently, or None when they say the same."""
    days = [{match.group() for match in _DAY.finditer(s.small) if _is_day(match)} for s in (one, other)]
    pairs = [{_day_month(text) for text in found} for found in days]
    opens = [
        bool(_OPENING_DAY.match(s.small)) for s in (one, other)
    ]  # the day somebody spoke, not of the matter
    if len(days[0]) == len(days[1]) == 1 and pairs[0] != pairs[1] and opens[0] == opens[1]:
        return days[0].pop(), days[1].pop()
    if any(_ANEW_EACH_DAY.search(s.small) for s in (one, other)) and not (pairs[0] and pairs[0] == pairs[1]):
        return None
    theirs = list(other.quantities)
    for mine in one.quantities:
        if not _counts_something(mine, one):
            continue
        same_slot = [q for q in theirs if _slot(q) == _slot(mine)]
        rivals = [q for q in one.quantities if _slot(q) == _slot(mine)]
        if (
            len(same_slot) == len(rivals) == 1
            and not _say_the_same(mine, same_slot[0])
            and _mean_the_same((mine, one), (same_slot[0], other))
        ):
            return mine.text, same_slot[0].text
    return None


def _counts_something(quantity: Quantity, sentence: Sentence) -> bool:
    """Tell whether a number has a unit or counts a thing; list numbers, types and days from now say nothing."""
    head = quantity.noun.partition(" ")[0]
    from_now = _FROM_NOW.match(sentence.small, quantity.end)
    return bool(quantity.unit or (head and head not in FUNCTION_WORDS)) and not from_now


def _mean_the_same(one: tuple[Quantity, Sentence], other: tuple[Quantity, Sentence]) -> bool:
    """Tell whether two numbers stand among the same words, half of the fewer; a price is no sum."""
    first, second = _around(*one), _around(*other)
    fewer = min(len(first), len(second))
    return one[0].rate == other[0].rate and 2 * len(first & second) >= fewer


def _around(quantity: Quantity, sentence: Sentence) -> frozenset[str]:
    before = words_of(sentence.plain[: quantity.start])[-_NEAR_WORDS:]
    behind = words_of(sentence.plain[quantity.end :])[:_NEAR_WORDS]
    return frozenset(word for word in (*before, *behind) if word not in EMPTY and not word[0].isdigit())


def _is_day(found: re.Match[str]) -> bool:
    """Tell a day from a range (`22-25 độ C`)."""
    day, month = _day_month(found.group())
    return 1 <= day <= 31 and 1 <= month <= 12


def _day_month(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])


def _say_the_same(one: Quantity, other: Quantity) -> bool:
    """Tell whether one could be the other, rounded or cut off."""
    if one.hedge is not Hedge.EXACT and other.hedge is not Hedge.EXACT:
        return True
    cut_off = abs(one.value - other.value) < max(one.numeral.step, other.numeral.step)
    return (
        cut_off or agrees(one, Amount(other.value, other.unit)) or agrees(other, Amount(one.value, one.unit))
    )


def _outlet(reading: Reading) -> str:
    return reading.article.outlet or reading.article.url


def _disagreement(told: _Told, others: Counter[str], *, sure: bool) -> Flag:
    listed = "; ".join(others)
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


def find_corrected_copy(reading: Reading, passages: Sequence[str] | None) -> list[Flag]:
    """Return an F-12 flag when an article belongs to a corrected text and still carries a corrected passage.

    `passages` are the passages that were corrected, empty when they are not known; None when nothing was.
    """
    if passages is None:
        return []
    kept = [s for s in reading.sentences if any(_contains(s, passage) for passage in passages)]
    if passages and not kept:
        return []
    sentence = kept[0] if kept else next(iter(reading.sentences), None)
    if sentence is None:
        return []
    return [
        Flag(
            signal=Signal.CORRECTED_COPY,
            field=sentence.field,
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.text,
            reason="Bài đăng lại nội dung đã được cải chính ở báo khác.",
            score=0.9 if kept else 0.7,
        )
    ]


def _contains(sentence: Sentence, passage: str) -> bool:
    one, other = fold(sentence.text), fold(" ".join(passage.split()))
    return bool(other) and (other in one or (len(one) > 20 and one in other))
