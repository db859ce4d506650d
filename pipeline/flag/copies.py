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
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_RANGE_GOES_ON = re.compile(r"(?: (?:đồng|triệu|tỷ))? ?(?:[-–—]|(?:đến|tới)(?!\w)) ?\d")
_FROM_NOW = re.compile(r"(?: \w+)? nữa(?!\w)")
_RISE = re.compile(r"(?<!\w)tăng(?!\w)")
_LIST = re.compile(r"(?:^|[.:] ?)(?:dưới đây|sau đây|điểm danh|top \d|cùng điểm)(?!\w)")
"""What opens a list: how many it has is a choice."""
_DATE_WORDS = frozenset({"ngày", "tháng", "năm"})
_NEAR_WORDS = 4
_LEAST_WORDS = 5
"""Shorter sentences (a letter's place and day, a caption) say too little to be compared."""


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
    readings: Sequence[Reading], doubts: Mapping[str, Sequence[Flag]], texts: Mapping[str, str]
) -> dict[str, list[Flag]]:
    """Return X-1 flags per article id for different reports of one event.

    Two sentences contradict each other when they count the same in nearly the same words, name the same day or
    period, and cannot both be true. Copies of one text (`texts`: article id to the id of its text) are left to
    `find_disagreements`. Where the register knows better (`doubts`) it speaks, not the other outlet.
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
                texts[one.article.id] == texts[other.article.id]
                or _likeness(mine, theirs) < _ALIKE_REPORTS
                or not _same_time(one, mine, other, theirs)
            ):
                continue
            said = _difference(mine, theirs)
            if (
                said is None
                or _tells_otherwise(mine, theirs)
                or any(len(_alike(s, r)) > 1 for s, r in ((mine, other), (theirs, one)))
            ):
                continue
            for reading, sentence, stated, sibling, other_stated in (
                (one, mine, said[0], other, said[1]),
                (other, theirs, said[1], one, said[0]),
            ):
                told = Counter([f"{_outlet(sibling)} nêu {other_stated}"])
                flag = _disagreement(_Told(reading, sentence, stated), told, sure=False)
                flags[reading.article.id].setdefault((sentence.field, sentence.start), flag)
    return {article_id: list(found.values()) for article_id, found in flags.items()}


def _tells_otherwise(mine: Sentence, theirs: Sentence) -> bool:
    """Tell whether two alike sentences differ in more than one number, or one has a rise where the other has a fall.

    Such sentences are the same phrase about another place or time.
    """
    if bool(_RISE.search(mine.small)) != bool(_RISE.search(theirs.small)):
        return True
    slots = Counter(_slot(quantity) for quantity in mine.quantities)
    facing = (
        (q, r)
        for q in mine.quantities
        for r in theirs.quantities
        if _slot(q) == _slot(r) and slots[_slot(q)] == 1
    )
    return sum(not _say_the_same(q, r) for q, r in facing) > 1


def _slot(quantity: Quantity) -> tuple[str, str]:
    """Return what a quantity counts: its unit and the word behind it."""
    if quantity.open:
        return "đồng", ""
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
    if (
        min(len(first - _DATE_WORDS), len(second - _DATE_WORDS)) < _LEAST_WORDS
        or any(_LIST.search(s.small) for s in (one, other))
        or (one.field is Field.TITLE) != (other.field is Field.TITLE)
    ):
        return 0.0
    return len(first & second) / len(first | second)


def _difference(one: Sentence, other: Sentence) -> tuple[str, str] | None:
    """Return what two copies of a sentence tell differently, or None when they say the same."""
    if not any(_ANEW_EACH_DAY.search(s.small) for s in (one, other)) and _same_frame(one, other):
        return _other_number(one, other)
    found = [[match for match in _DAY.finditer(s.small) if _is_day(match)] for s in (one, other)]
    days = [{match.group() for match in matches} for matches in found]
    pairs = [{_day_month(text) for text in told} for told in days]
    opens = [
        bool(_OPENING_DAY.match(s.small)) for s in (one, other)
    ]  # the day somebody spoke, not of the matter
    if len(days[0]) == len(days[1]) == 1 and pairs[0] != pairs[1] and opens[0] == opens[1]:
        same_role = _same_role((found[0][0].span(), one), (found[1][0].span(), other))
        return (days[0].pop(), days[1].pop()) if same_role else None
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


def _same_frame(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences are word for word the same, their numbers left out."""
    return _NUMBER.sub("0", one.small) == _NUMBER.sub("0", other.small)


def _other_number(one: Sentence, other: Sentence) -> tuple[str, str] | None:
    """Return the first number of two sentences with one frame that differs, as each tells it."""
    for mine, theirs in zip(_NUMBER.finditer(one.small), _NUMBER.finditer(other.small), strict=True):
        told = _as_told(one, mine), _as_told(other, theirs)
        if (
            _digits(mine.group()) != _digits(theirs.group())
            and any(told)
            and not _shortened(one, mine, other, theirs)
        ):
            return told[0] or mine.group(), told[1] or theirs.group()
    return None


def _shortened(one: Sentence, mine: re.Match[str], other: Sentence, theirs: re.Match[str]) -> bool:
    """Tell whether one range leaves to its last number the thousands that the other writes out (`25 - 40.000`)."""
    short, full = sorted((_digits(mine.group()), _digits(theirs.group())), key=len)
    ranged = all(_RANGE_GOES_ON.match(s.small, n.end()) for s, n in ((one, mine), (other, theirs)))
    return ranged and bool(short) and re.fullmatch(r"(?:000)+", full.removeprefix(short)) is not None


def _digits(number: str) -> str:
    """Return a number without thousands marks and leading zeros; `1.254` is `1254`, and `1,5` keeps its comma."""
    return re.sub(r"\.(?=\d{3}(?!\d))", "", number).lstrip("0")


def _as_told(sentence: Sentence, number: re.Match[str]) -> str:
    """Return the day or quantity that a number is told in; an empty text for types and list numbers."""
    spans = [(q.start, q.end) for q in sentence.quantities if _counts_something(q, sentence)]
    spans += [found.span() for found in _DAY.finditer(sentence.small) if _is_day(found)]
    around = (span for span in spans if span[0] <= number.start() < span[1])
    start, end = next(around, (0, 0))
    return sentence.text[start:end]


def _counts_something(quantity: Quantity, sentence: Sentence) -> bool:
    """Tell whether a number has a unit or counts a thing; list numbers, types and days from now say nothing."""
    head = quantity.noun.partition(" ")[0]
    from_now = _FROM_NOW.match(sentence.small, quantity.end)
    return bool(quantity.unit or (head and head not in FUNCTION_WORDS)) and not from_now


def _mean_the_same(one: tuple[Quantity, Sentence], other: tuple[Quantity, Sentence]) -> bool:
    """Tell whether two numbers stand among the same words, half of the fewer; a price is no sum."""
    spans = [((quantity.start, quantity.end), sentence) for quantity, sentence in (one, other)]
    return one[0].rate == other[0].rate and _same_role(spans[0], spans[1])


_Spot = tuple[tuple[int, int], Sentence]


def _same_role(one: _Spot, other: _Spot) -> bool:
    """Tell whether two places of two sentences stand among the same words, half of the fewer."""
    first, second = _around(*one), _around(*other)
    return 2 * len(first & second) >= min(len(first), len(second))


def _around(span: tuple[int, int], sentence: Sentence) -> frozenset[str]:
    before = words_of(sentence.plain[: span[0]])[-_NEAR_WORDS:]
    behind = words_of(sentence.plain[span[1] :])[:_NEAR_WORDS]
    words = (*before, *behind)
    return frozenset(word for word in words if word not in EMPTY | _DATE_WORDS and not word[0].isdigit())


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
