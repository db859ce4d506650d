"""Which figure of the register a quantity speaks of: words of subject and aliases found around it.

A figure has several keys (its subject without time and place, and each alias). A key is found when its words
stand near the quantity, in its sentence, in the sentences before, or in title and sapo, each place counting less.
Words weigh by how few facts of the register use them, so `ca` says little and `sốt xuất huyết` much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from pipeline.domain.facts import Fact, read_decimal
from pipeline.domain.text import unify_tone
from pipeline.flag.contrasts import acts_of, counter_words
from pipeline.flag.guarded import Guarded
from pipeline.flag.names import find_names, word_set
from pipeline.flag.quantities import lower
from pipeline.flag.reading import EMPTY, Zone, pairs_in, words
from pipeline.flag.units import (
    CLASSIFIERS,
    COUNT_CLASSES,
    Amount,
    counting_word,
    magnitude_of,
    official_amount,
)

_CAUSE = re.compile(
    r"(?<!\w)(?:do|vì|bởi|trong (?:vụ|đợt|trận|cơn)|của vụ|trước(?! (?:mùa|thềm|năm|tháng|khi|ngày))) (?P<what>.+)"
)
_NUMBERED = re.compile(
    r"(?:tỉnh lộ|quốc lộ|đường tỉnh|tiểu khu|cầu|đường|lô|khu) \d+\w?|(?<=chuyên án )[a-zđ]{0,3}\d+\w*"
)
"""Things named by a number, which are names as good as proper ones."""
_EMPTY_FACTOR = 0.1
_ACRONYM = re.compile(r"(?<!\w)[A-ZĐ]{3,6}(?!\w)")
_LIGHT = word_set(
    "kim ngạch giá trị diện tích tỷ lệ sản lượng khối kinh phí tiền ca vụ hộ lượt vốn dự án tăng giảm mắc tham gia hưởng"
)
_LIGHT_FACTOR = 0.5
SAYS_LITTLE = EMPTY | _LIGHT
_TIME = re.compile(
    r"(?:\d{1,2}/\d{1,2}(?:/\d{4})? ?- ?\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|(?:trong )?(?:\d+ tháng(?: đầu)?|học kỳ \w+|quý \w+|cuối|đầu|cả|giai đoạn \d{4} ?-)? ?(?:năm(?: học)? )?(?<!\d)\d{4}(?!\d)(?: ?- ?\d{4})?"
    r"|\d+ tháng(?: đầu)?(?: năm)?|(?:đến|ngày) \d{1,2}/\d{1,2}(?:/\d{4})?|so với năm \d{4}|vụ \w+ \w+ \d{4} - \d{4})"
)
_PROVINCE = re.compile(r"(?:toàn )?tỉnh(?: [A-ZĐ]\w+ [A-ZĐ]\w+)?|trên địa bàn")
_PLANNED = re.compile(
    r"(?<!\w)(?<!vượt )(?<!so với )(?:[Kk]ế hoạch|[Cc]hỉ tiêu|[Dd]ự toán|[Mm]ục tiêu|[Qq]uy hoạch|[Tt]hiết kế)(?:[^\d]{0,20}(?:năm 20\d\d|\d{1,2}/\d{1,2}/20\d\d))?[^\d]{0,20}(\d+(?:\.\d{3})*(?:,\d+)?)"
)
_ASSIGNED = re.compile(r"tổng mức đầu tư|kế hoạch|chỉ tiêu|dự toán")
_GRANTED = re.compile(r"kinh phí (?!bồi thường|chi|hỗ trợ)|vốn (?:chương trình|giao)")
"""Money that is assigned, where it is counted in sums."""
_DESIGNED = re.compile(r"quy mô|chiều dài|dung tích|công suất")
_AREA = re.compile(r"diện tích(?! [^,]*(?:mới|bị|cháy|phá|thu hồi|thiệt hại))")
"""A state of the land, not summed up over a season."""
_PER_HEAD = re.compile(
    r"(?:trên|/) ?(?:một |1 |mỗi )?(?:vạn|nghìn|1\.000|10\.000|100\.000) (?:dân|người|trẻ)"
)
_DONE = re.compile(
    r"được (?:bê tông hóa|nhựa hóa|cứng hóa|cấp|xây|xóa|sửa|trồng|khoan|lắp|kết nạp|tạo|giải quyết|đào tạo|vay|tuyển|mở|công nhận|hỗ trợ|bàn giao|đưa)"
)
"""Work of which all is new in its period: `đổ thêm 271 km` is all that was made into concrete roads."""
_SERIAL = re.compile(
    r"(?<!\w)(bão|áp thấp|đợt|kỳ họp|tiểu khu|gói thầu|khóa|giai đoạn) (?:số |thứ )?(\d+)(?!\w)"
)
_SAME_TIME = re.compile(r"(?<=\w) (?:trong )?cùng kỳ(?: năm)?(?: (?:trước|ngoái|20\d\d))?$")
"""The end of an alias that names the period, which is compared as such."""
_IN_BRACKETS = re.compile(r" ?\(([^()]{2,20})\)")
_RISE = Guarded(r"(?<!\w)(?:tăng|giảm)(?!\w)")
_NOBODY = re.compile(r"không (?:có |xảy ra |gây )?(?:thương vong|thiệt hại về người)")
_NONE_OF = re.compile(
    r"không (?:có )?(?:ai |người |trường hợp )?(?:nào )?(?:bị )?(chết|tử vong|thiệt mạng|bị thương|thương|mất tích)"
)
_NOTED = re.compile(r"(?<![\d/.,])\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d/])")
_OTHER_FATE = re.compile(
    r"(?:(?:bị )?thương|mất tích|chết|tử vong|thiệt mạng)(?: \w+){0,2} \d+(?! ?/)(?: (?:người|trẻ|em|ca))?"
    r"|\d+ (?:người |trẻ |em |ca )?(?:bị )?(?:thương|mất tích|chết|tử vong|thiệt mạng)"
)
"""What a note tells of others than those that a figure counts (`bị thương 31 người`): no part of them."""
_OCCASIONS = word_set("đợt trận cơn cuộc lần vụ chuyến")
"""What an occasion is called by: the press takes any of them (`trận lũ` for `đợt lũ`)."""
FLOOD = word_set("lũ lụt mưa ngập")
"""A flood is told by any of these."""
LEAST_MATCH = 0.3
"""A figure of which less is told is not what a number is about."""
EXCLUSIVE = frozenset({"chết", "thương", "mấttích"})
"""Fates that no figure shares with another."""

_LEVELS = frozenset({"thôn", "làng", "xã", "phường", "huyện", "tỉnh"})
_ILL = word_set("mắc độc bệnh sốt dịch nhiễm sởi")
_SINGLE_THINGS = frozenset({"tàu", "tàu cá", "tàu thuyền", "thuyền", "xe", "ô tô", "phương tiện", "máy"})
_PERSONS = frozenset(
    {"người", "cử tri", "lao động", "bệnh nhân", "học sinh", "thí sinh", "cán bộ", "giáo viên"}
)
_BARE = {"vị": _PERSONS, "chiếc": _SINGLE_THINGS | {"huy chương"}, "tấm": frozenset({"huy chương"})}
"""Units that a bare classifier behind a number stands for."""
FUNCTION_WORDS = word_set(
    "là đã được bị trong ở tại và với so tăng giảm thì còn cho theo đến từ của vào để mà nên nhưng trên dưới nay hiện sẽ đang "
    "lên xuống về rồi nữa cao thấp trở có không phải do bằng chiếm đạt"
)


@dataclass(frozen=True)
class Key:
    """One way to name an indicator: its words, and how much each says."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    acronyms: frozenset[str] = frozenset()
    """Words written in capitals in the register (`GRDP`): they say much alone."""

    @cached_property
    def is_long(self) -> bool:
        """Tell whether the key is enough by itself: four words or more that say something, or an acronym."""
        return bool(self.acronyms) or len([word for word in self.words if word not in EMPTY]) >= 4

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return the words that say something."""
        return frozenset(self.words) - SAYS_LITTLE

    @cached_property
    def total(self) -> float:
        """Return the sum of the weights."""
        return sum(self.weights)

    joint: tuple[str, str] | None = None
    """The words between which the unit was taken out: in a text they need not stand together."""

    @cached_property
    def _pairs_of(self) -> dict[str, set[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for pair in pairs_in(self.words):
            if pair != self.joint and self.acronyms.isdisjoint(pair):
                for word in pair:
                    found.setdefault(word, set()).add(pair)
        return found

    def pairs_of(self, word: str) -> Collection[tuple[str, str]]:
        """Return the pairs of neighbours a word of the key stands in, words that say nothing left out."""
        return self._pairs_of.get(word, ())


@dataclass(frozen=True)
class Indicator:
    """A figure of the register, prepared for comparison."""

    fact: Fact
    amount: Amount
    subject: Key
    keys: tuple[Key, ...]
    vocabulary: frozenset[str]
    text: str
    """Subject, aliases, place and note in small letters: a proper name found in it belongs to the figure."""
    province: str
    """Name of the province when the figure is one of the whole province, else empty."""
    own_names: tuple[str, ...]
    """Names of the project, hospital, commune or event below the province that the figure is about."""

    def is_like(self, other: Indicator) -> bool:
        """Tell whether two figures are of one indicator, for another place or period: they share a key."""
        return not {key.words for key in self.keys}.isdisjoint(key.words for key in other.keys)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return the words of the keys that tell this figure from others; a claim has at least one of them."""
        return frozenset(word for key in self.keys for word in key.words if word not in SAYS_LITTLE)

    @cached_property
    def counters(self) -> frozenset[str]:
        """Return the words that the opposite of a figure begins with where a name of it tells the act alone.

        `Thừa` for a figure that is also called `thiếu giáo viên`: a claim of its number needs no other word of it.
        """
        acts = frozenset(word for act in acts_of(self.known) for word in words(act))
        alone = any(key.telling and key.telling <= acts for key in self.keys)
        return counter_words(self.known) if alone and " " in self.fact.unit else frozenset()

    @cached_property
    def occasion(self) -> frozenset[str]:
        """Return the words of the subject that tell the cause or the accident, where the aliases leave them out."""
        first, last = self.fact.period_from, self.fact.period_to
        if (
            not self.own_names
            and first is not None
            and last is not None
            and last - first > timedelta(days=62)
        ):
            return frozenset()  # what was counted up over months has many occasions
        cause = _CAUSE.search(lower(self.fact.subject))
        named = {word for key in self.keys[1:] for word in key.words}
        told = frozenset(words(_TIME.sub(" ", cause["what"]))) if cause else frozenset()
        telling = {word for word in told - SAYS_LITTLE - _OCCASIONS if not word[0].isdigit()}
        if 2 * len(telling & named) >= len(telling):
            return frozenset()
        return frozenset(telling - named) | (FLOOD if telling & FLOOD else frozenset())

    @cached_property
    def core(self) -> frozenset[str]:
        """Return the telling words that every name of the figure has: a claim that lacks one is about less."""
        common = frozenset.intersection(*(frozenset(key.words) for key in self.keys))
        common = common - SAYS_LITTLE - {"qua", "vào", "ra"}
        if self.fact.unit in {"người", "lao động"}:
            common -= {"lao", "động"}  # who works is told as `người` as well
        # the place or project is compared by its name
        return common.difference(*(words(name) for name in self.own_names)) or common

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Return the unit and the other names, small letters, tone marks unified, longest first."""
        named = (unify_tone(lower(form)) for form in (self.fact.unit, *self.fact.aliases))
        return tuple(sorted(named, key=len, reverse=True))

    @cached_property
    def denied(self) -> frozenset[str]:
        """Return the fates of which the note says that nobody met them (`Không có người chết`)."""
        note = lower(self.fact.note)
        if _NOBODY.search(note):
            return EXCLUSIVE
        return frozenset(word for said in _NONE_OF.findall(note) for word in words(said)) & EXCLUSIVE

    @cached_property
    def is_of_fate(self) -> bool:
        """Tell whether the figure counts the dead, the hurt or the missing."""
        return not EXCLUSIVE.isdisjoint(self.subject.words)

    @cached_property
    def numbered(self) -> frozenset[tuple[str, str]]:
        """Return what the subject tells apart by a number (`bão số 8`)."""
        return numbered_in(lower(self.fact.subject))

    def is_another_number(self, small: str) -> bool:
        """Tell whether a sentence tells only of another one of the same kind (`bão số 6`)."""
        kinds = {kind for kind, _ in self.numbered}
        told = {one for one in _SERIAL.findall(small) if one[0] in kinds}
        return bool(told) and told.isdisjoint(self.numbered)

    def is_told_backwards(self, left: str) -> bool:
        """Tell whether the words before a number call a rise a fall, or a fall a rise."""
        told = _RISE.findall(left)
        own = set(_RISE.findall(lower(self.fact.subject))) if told else set()
        return len(own) == 1 and told[-1] not in own and self.fact.number > 0

    @cached_property
    def is_sum(self) -> bool:
        """Tell whether the figure was counted up over more than a month, so that what is left today is another."""
        first, last = self.fact.period_from, self.fact.period_to
        long = first is not None and last is not None and last - first > timedelta(days=31)
        state = _AREA.match(lower(self.fact.subject)) is not None
        return long and not state and self.amount.unit != "%" and "còn" not in self.known

    @cached_property
    def known(self) -> str:
        """Return all that the fact tells in words, small letters: what it names itself does not narrow a claim."""
        return unify_tone(lower(f"{self.text} {self.fact.unit} {self.fact.note}"))

    @cached_property
    def words_known(self) -> frozenset[str]:
        """Return the different words of all that the fact tells."""
        return frozenset(self.known.split())

    @cached_property
    def event_names(self) -> tuple[str, ...]:
        """Return the names of the subject: where one is told, a wrong place does not make it another matter."""
        subject = unify_tone(lower(self.fact.subject))
        return tuple(name for name in self.own_names if name in subject)

    @cached_property
    def types_of_names(self) -> frozenset[str]:
        """Return the type words of its own names (`bệnh viện`)."""
        named = find_names(f"{self.fact.subject} {self.fact.place}")
        return frozenset(name.type for name in named if name.text in self.own_names)

    @cached_property
    def is_short(self) -> bool:
        """Tell whether the figure is one of a few days: a storm, an accident."""
        first, last = self.fact.period_from, self.fact.period_to
        return first is not None and last is not None and first < last <= first + timedelta(days=31)

    def is_named_by(self, said: frozenset[str]) -> bool:
        """Tell whether some words hold all that one of the names of the figure says."""
        told = ({word for word in key.words if word not in EMPTY} for key in self.keys)
        return any(len(named) > 1 and named <= said for named in told)

    @cached_property
    def is_change(self) -> bool:
        """Tell whether the figure itself is a rise or a fall."""
        return bool(re.search(r"tăng|giảm|chỉ số|tốc độ", lower(self.fact.subject)))

    @cached_property
    def is_of_new(self) -> bool:
        """Tell whether the figure counts what came in addition (`thành lập mới`, `xây mới`, `được bê tông hóa`)."""
        return "mới" in self.subject.words or bool(_DONE.search(lower(self.fact.subject)))

    @cached_property
    def written(self) -> Decimal:
        """Return the value as digits and magnitude write it, whatever the unit: 385 tỷ đồng is 385 000 000 000."""
        return self.fact.number * magnitude_of(self.fact.unit)

    @cached_property
    def planned(self) -> Decimal | None:
        """Return the plan that the note holds beside the result (`Kế hoạch năm 12.000 ha`), in base units."""
        found = _PLANNED.search(self.fact.note)
        return (
            read_decimal(found[1]) * self.amount.value / self.fact.number
            if found and self.fact.number
            else None
        )

    @cached_property
    def parts(self) -> frozenset[Decimal]:
        """Return other numbers of the note: the whole, the rest of it, or parts (`86 xã, 9 phường, 1 đặc khu`)."""
        if self.planned is not None:
            return frozenset()
        note = _OTHER_FATE.sub(" ", lower(self.fact.note)) if self.is_of_fate else self.fact.note
        numbers = frozenset(read_decimal(text) for text in _NOTED.findall(note))
        return numbers | {number - self.fact.number for number in numbers if number > self.fact.number}

    @cached_property
    def is_share_of_plan(self) -> bool:
        """Tell whether the figure is measured against a plan (disbursement), so that `of the plan` is its result."""
        return self.amount.unit == "%" and "giải ngân" in self.known

    @cached_property
    def is_rate(self) -> bool:
        """Tell whether the figure is one per day or per head (`m3/ngày đêm`)."""
        subject = lower(self.fact.subject)
        per_head = _PER_HEAD.search(subject) is not None
        return "/" in self.fact.unit or per_head or subject.startswith(("mức ", "đơn giá ", "định mức "))

    @cached_property
    def is_plan(self) -> bool:
        """Tell whether the official value is itself planned or assigned (investment, bed quota)."""
        stated = lower(f"{self.fact.subject} {' '.join(self.fact.aliases)} {self.fact.source_doc}")
        # the length of a road to be built is planned, that of the roads of nine months is not
        built = not _TIME.search(lower(self.fact.subject)) and _DESIGNED.search(stated)
        granted = self.amount.unit == "đồng" and _GRANTED.search(stated)
        return bool(_ASSIGNED.search(stated) or granted or built)


def numbered_in(small: str) -> frozenset[tuple[str, str]]:
    """Return what a text in small letters tells apart by a number: `bão số 8` is (bão, 8)."""
    return frozenset(_SERIAL.findall(small))


@lru_cache(maxsize=8192)
def counted_alike(unit: str, noun: str, vocabulary: frozenset[str]) -> bool:
    """Tell whether `noun` (what a text counts) can be the unit of a fact; a bare number can be anything."""
    first = noun.split()
    while len(first) > 1 and first[0] in CLASSIFIERS:
        first = first[1:]  # `đứa trẻ`, `chiếc tàu`
    says_nothing = not first or (first[0] in FUNCTION_WORDS and not counting_word(noun))  # `bị can` counts
    if says_nothing or (len(first) == 1 and unit in _BARE.get(first[0], ())):
        return True  # `còn 139 chiếc`, of ships or vehicles
    if unit == "ca" and first[0] == "vụ" and not _ILL.isdisjoint(vocabulary):
        return False  # one poisoning, many poisoned
    if unit in _LEVELS and first[0] in _LEVELS - {unit}:
        return False
    heads = {" ".join(first[:size]) for size in (1, 2, 3)}
    own = {lower(unit), lower(unit).split()[0]}
    if own & heads or any(heads & group and own & group for group in COUNT_CLASSES):
        return True
    return not counting_word(" ".join(first)) and first[0] in vocabulary


def prepare(figures: Iterable[Fact]) -> tuple[Indicator, ...]:
    """Return the figures of the register with their keys; word weights are those of the whole register."""
    facts = tuple(figures)
    texts = {
        fact.fact_id: (
            bare_subject(fact.subject, fact.aliases),
            *(_SAME_TIME.sub("", alias) for alias in fact.aliases),
        )
        for fact in facts
    }
    read = cache(words)  # every text is asked for twice or three times
    frequency = Counter(
        word for fact in facts for word in {word for text in texts[fact.fact_id] for word in read(text)}
    )
    return tuple(_indicator(fact, texts[fact.fact_id], frequency, len(facts), read) for fact in facts)


def _indicator(
    fact: Fact,
    texts: Sequence[str],
    frequency: Counter[str],
    total: int,
    read: Callable[[str], tuple[str, ...]],
) -> Indicator:
    keys = tuple(
        _key(*_without_unit(read(text), read(fact.unit), fact.unit), frequency, total, _acronyms(text))
        for text in texts
    )
    named = [name for text in (texts[0], fact.place) for name in find_names(text)]
    provinces = {name.text for name in named if name.type == "tỉnh"}
    below_province = not fact.place.startswith("tỉnh")
    texts_of_names = [name.text for name in named if name.text not in provinces and " " in name.text]
    numbered = _NUMBERED.findall(lower(texts[0]))
    own = tuple(dict.fromkeys((*texts_of_names, *numbered))) if below_province else ()
    vocabulary = frozenset(word for text in (fact.subject, *fact.aliases, fact.unit) for word in read(text))
    known = unify_tone(lower(" ".join((fact.subject, *fact.aliases, fact.place))))
    return Indicator(
        fact,
        official_amount(fact),
        keys[0],
        keys,
        vocabulary,
        known,
        min(provinces, default="") if not below_province else "",
        own,
    )


def bare_subject(subject: str, aliases: Iterable[str]) -> str:
    """Return a subject without period and province, which are compared as such."""
    told = _PROVINCE.sub(" ", _TIME.sub(" ", subject))
    again = _IN_BRACKETS.search(told)  # `mì (sắn)`: two names of one thing, if an alias has the second
    names_it = again is not None and any(again[1].lower() in alias.lower() for alias in aliases)
    return _IN_BRACKETS.sub("", told) if names_it else told


def _without_unit(
    syllables: tuple[str, ...], counted_by: tuple[str, ...], unit: str
) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """Return a key without the words of its unit, which are compared as a unit, and the words around the gap.

    Unless nothing telling is left.
    """
    joint = None
    for counted in (counted_by, ("tỷ", "lệ") if unit == "%" else ()):
        size = len(counted)
        spots = [i for i in range(len(syllables)) if size and syllables[i : i + size] == counted]
        rest = syllables[: spots[0]] + syllables[spots[0] + size :] if spots else syllables
        if any(word not in SAYS_LITTLE for word in rest):
            if spots and 0 < spots[0] < len(rest):
                joint = (rest[spots[0] - 1], rest[spots[0]])
            syllables = rest
    return syllables, joint


def _acronyms(text: str) -> frozenset[str]:
    return frozenset(lower(found) for found in _ACRONYM.findall(text))


def _key(
    syllables: tuple[str, ...],
    joint: tuple[str, str] | None,
    frequency: Counter[str],
    total: int,
    acronyms: frozenset[str],
) -> Key:
    weights = tuple(
        math.log(1 + total / max(1, frequency[word]))
        * (_EMPTY_FACTOR if word in EMPTY else _LIGHT_FACTOR if word in _LIGHT else 1)
        for word in syllables
    )
    return Key(syllables, weights, acronyms & frozenset(syllables), joint)


@dataclass(frozen=True)
class Zones:
    """The words around a quantity, nearest first, each zone with its weight."""

    zones: tuple[tuple[float, Zone], ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """Return all words of all zones."""
        return frozenset().union(*(zone.words for _, zone in self.zones))

    def coverage(self, key: Key, without: frozenset[str] = frozenset()) -> float:
        """Return the weighted share of the key's words that are found (0..1), some words of it left out."""
        here = self.words
        found = total = 0.0
        for word, weight in zip(key.words, key.weights, strict=True):
            if word in without:
                continue
            total += weight
            if word in here:
                found += weight * self._found(key, word, without)
        return found / total if total else 0.0

    @cached_property
    def _not_told(self) -> frozenset[str]:
        """Return the light words that are nowhere told: they leave no word torn, as one that was left out does not."""
        return _LIGHT - self.words

    def _found(self, key: Key, word: str, without: frozenset[str]) -> float:
        """Return how well one word of a key is found: half when it is torn from the word it belongs to."""
        pairs = key.pairs_of(word)
        if without:
            pairs = [pair for pair in pairs if without.isdisjoint(pair)]
        best = 0.0
        for weight, zone in self.zones:
            if weight > best and word in zone.words:
                # what stands side by side is told, so most words need no look at which of the pairs are
                torn = zone.pairs.isdisjoint(pairs) and any(map(self._not_told.isdisjoint, pairs))
                best = max(best, weight / 2 if torn else weight)
        return best
