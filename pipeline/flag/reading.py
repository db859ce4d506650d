"""An article as the signals read it: sentences with their place, and words made comparable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from pipeline.domain.dates import VIETNAM
from pipeline.domain.places import MERGER, Place, PlaceKind, Places
from pipeline.domain.records import Article, Field
from pipeline.domain.text import sentences, unify_tone
from pipeline.flag.guarded import words_in
from pipeline.flag.names import UPPER, Name, find_names
from pipeline.flag.quantities import Quantity, lower, quantities_of
from pipeline.flag.same_words import SAME
from pipeline.flag.spotter import Spotter

_SYLLABLE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

_DIGITS = frozenset("0123456789")
_OWN_PROVINCE = re.compile(r"(?<!\w)(?:toàn|cả) tỉnh(?!\w)")
_BREAK = re.compile(r"\n+")
_LEAD_COUNTS = 3
"""How much a name in title or sapo counts."""
_IN_PASSING = 2
"""How often other provinces may be named in the body of an article that is not about them."""
_NO_PROVINCE = re.compile(
    r"(?<!\w)(?:(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Mai|Đinh|Trịnh|Lương|Thái|Tạ|Tô|Tôn|Trương|Đào|Lưu|Lâm|"
    r"Phùng|Châu|Kiều|Quách|Thị|Văn|Y|A|Hà|Minh|Ngọc|Thanh|Nữ)"
    r"|(?i:ông|bà|anh|chị|em|cô|chú|cụ|bác sĩ|thầy|cháu|bé|đường|phố|thủy điện|khách sạn|nhà hàng|quán|chợ|hãng)) $"
)
"""What makes a name of a province one of a person, a street or a firm (`bà Mai Thị Hòa Bình`, `thủy điện Hòa Bình`)."""
# Begins with a class of letters, so that all other letters are passed over without trying anything.
_IN_COMMUNE = re.compile(
    rf"[xXpPđĐhHtT](?<!\w\w)(?i:(?<=x)ã|(?<=p)hường|(?<=đ)ặc khu|(?<=h)uyện|(?<=t)hị trấn) ((?:[{UPPER}][^\W_]*(?:['’][^\W\d_]+)?)(?: [{UPPER}][^\W_]*){{1,2}})"
)


_Phrases = list[tuple[list[str], list[str]]]
"""Phrases that the press says, each with the words it stands for, longest first."""


def _phrases() -> dict[str, dict[str, _Phrases]]:
    """Return the phrases by their first syllable and the next one; what is empty there stands for any other."""
    found: dict[str, _Phrases] = {}
    for meaning, said in SAME:
        for phrase in said.split("|"):
            syllables = _SYLLABLE.findall(unify_tone(phrase))
            found.setdefault(syllables[0], []).append((syllables, _SYLLABLE.findall(meaning)))
    for phrases in found.values():
        phrases.sort(key=lambda pair: -len(pair[0]))
    return {
        first: {
            second: [pair for pair in phrases if pair[0][1:2] in ([], [second])]
            for second in {"", *(syllable for phrase, _ in phrases for syllable in phrase[1:2])}
        }
        for first, phrases in found.items()
    }


_PHRASES = _phrases()


def words(text: str) -> tuple[str, ...]:
    """Return the syllables of `text`, small, tone marks unified, words of the same meaning made one."""
    return words_of(unify_tone(lower(text)))


def words_of(plain: str) -> tuple[str, ...]:
    """Return the same for a text in small letters with tone marks unified."""
    # as a rule a text has none of these, and its words are those that the other signals ask for
    joined = "'" in plain or "’" in plain or "_" in plain
    syllables = _SYLLABLE.findall(plain) if joined else list(words_in(plain))
    found: list[str] = []
    done = 0
    for index in [index for index, syllable in enumerate(syllables) if syllable in _PHRASES]:
        by_next = _PHRASES[syllables[index]]
        following = syllables[index + 1] if index + 1 < len(syllables) else ""
        for phrase, meaning in by_next.get(following, by_next[""]) if index >= done else ():
            if syllables[index : index + len(phrase)] == phrase:
                found += syllables[done:index]
                found += meaning
                done = index + len(phrase)
                break
    return (*found, *syllables[done:])


EMPTY = frozenset(
    [
        "số",
        "tổng",
        "toàn",
        "tỉnh",
        "các",
        "và",
        "do",
        "tại",
        "trong",
        "đã",
        "được",
        "có",
        "của",
        "từ",
        "đến",
        "đầu",
        "năm",
        "tháng",
        "cuối",
        "quý",
        "trên",
        "địa",
        "bàn",
        "với",
        "so",
        "là",
        "mức",
        "bị",
        "còn",
        "về",
        "cho",
        "một",
        "những",
        "như",
        "này",
        "theo",
        "người",
        "dân",
        "cấp",
        "ở",
        "vì",
        "trước",
        "sau",
    ]
)
"""Words that say next to nothing about which figure is meant."""
_PASSED_OVER = EMPTY | {"quảng", "ngãi", "kon", "tum"}
"""`Hộ dân Quảng Ngãi có điện`: the name of the province tears no words apart."""


@dataclass(frozen=True)
class Zone:
    """Words that stand together, as a place to look for the words of an indicator."""

    syllables: Sequence[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the different words."""
        return frozenset(self.syllables)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the neighbours, words that say nothing and numbers left out."""
        return pairs_in(self.syllables)


def pairs_in(syllables: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return the neighbours in a text; words that say nothing, numbers and the name of the province left out."""
    said = [word for word in syllables if word not in _PASSED_OVER and word[0] not in _DIGITS]
    return frozenset(pairwise(said))


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of an article, equal to itself alone. Offsets are those of the field."""

    field: Field
    paragraph: int
    """Counts from 0 within the field."""
    start: int
    end: int
    text: str
    small: str
    """The text in small letters, offsets kept."""
    plain: str
    """The same with tone marks unified."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the comparable syllables."""
        return words_of(self.plain)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Return the different words of the small text as written."""
        return frozenset(words_in(self.small))

    @cached_property
    def zone(self) -> Zone:
        """Return the words as a place to look for indicators."""
        return Zone(self.words)

    @cached_property
    def bare(self) -> frozenset[str]:
        """Return the different words, numbers left out."""
        return frozenset(word for word in self.words if not word[0].isdigit())

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Return the proper names, offsets within the sentence."""
        return tuple(find_names(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Return the quantities, offsets within the sentence."""
        return tuple(quantities_of(self.text, self.small))


@dataclass(frozen=True, slots=True)
class Provinces:
    """Which provinces an article may be about: ours, through their mergers, and all others."""

    own: tuple[Place, ...]
    communes: frozenset[str]
    """Names of our communes and districts, present and past."""
    others: Spotter[str]
    ours: Spotter[str]
    """The same names of communes, of two syllables and more, found in running text."""

    def main(self, article: Article, day: date) -> tuple[str, int]:
        """Return the province an article speaks of most, and how often it names others than ours.

        Small letters, ours as it is called on `day`; empty when it names none.

        Title and sapo count three times, for they say what an article is about. Another province must be named
        more than twice as often as ours: comparisons name several.
        """
        lead = f"{article.title}\n{article.sapo}\n"
        text = lead * _LEAD_COUNTS + article.body
        living = next((place.name for place in self.own if day >= MERGER and place.is_alive(day)), None)
        own = Counter[str]()
        for place in self.own:
            own[unify_tone(lower(living or place.name))] += text.count(place.name)
        others = Counter(
            lower(name)
            for end, name in self.others.ends(text)
            if not _NO_PROVINCE.search(text[max(0, end - len(name) - 12) : end - len(name)])
        )
        ours, named = max(own.items(), key=lambda item: item[1], default=("", 0))
        other, named_other = max(others.items(), key=lambda item: item[1], default=("", 0))
        if not named and not named_other and not self._is_at_home(lead, article.body, others):
            return "", 0
        if not named and self._is_at_home(lead, article.body, others):
            return unify_tone(lower(living or "")), others.total()
        if not named and self._is_only_compared(article, lead, other, named_other):
            return "", others.total()
        return (ours if 2 * named >= named_other else other), others.total()

    def _is_only_compared(self, article: Article, lead: str, name: str, times: int) -> bool:
        """Tell whether other provinces are named in passing, where readers of a local paper need not be told ours.

        Once or twice, but neither in title or sapo nor in the first paragraph; or at the head of a later paragraph
        of an article that begins with `toàn tỉnh` (`Tại Đắk Lắk, số hồ là 118`).
        """
        first, *later = _BREAK.split(article.body)
        office = re.search(
            rf"(?<!\w)(?:Sở|UBND|HĐND|Công an|Chi cục|Ban)(?!\w)[^.,;\n]{{0,40}} {re.escape(name)}",
            article.body,
            re.IGNORECASE,
        )
        if times <= _IN_PASSING and not office and not any(True for _ in self.others.hits(f"{lead}{first}")):
            return True
        aside = re.compile(rf"(?:(?:còn|ở|tại|tỉnh) )*{re.escape(name)}(?!\w)")
        return bool(_OWN_PROVINCE.search(lower(first))) and any(aside.match(lower(part)) for part in later)

    def _is_at_home(self, lead: str, body: str, others: Counter[str]) -> bool:
        """Tell whether communes of ours are named as often as other provinces, in the lead as well."""
        in_lead = sum(1 for _ in self.ours.hits(lead)) if any(True for _ in self.others.hits(lead)) else 0
        if in_lead < sum(1 for _ in self.others.hits(lead)):
            return False
        told = sum(name in self.communes for name in _IN_COMMUNE.findall(f"{lead}{body}"))
        told += _LEAD_COUNTS * in_lead
        return told > 0 and told >= others.total()


def read_provinces(places: Places) -> Provinces:
    """Return the provinces of the gazetteer."""
    own = tuple(place for place in places if place.kind is PlaceKind.PROVINCE)
    communes = frozenset(place.name for place in places if place.kind is not PlaceKind.PROVINCE)
    others = Spotter((name, name) for other in places.others for name in other.names)
    return Provinces(own, communes, others, Spotter((name, name) for name in communes if " " in name))


@dataclass(frozen=True)
class Reading:
    """An article, sentence by sentence, title first."""

    article: Article
    sentences: tuple[Sentence, ...]
    day: date
    """Day of publication in Vietnam, else the day of reading."""
    province: str = ""
    """The province it is about, small letters; empty when none is named."""
    others: int = 0
    """How often provinces that are not ours are named, title and sapo counted three times."""

    @property
    def is_dated(self) -> bool:
        """Tell whether the day of publication is known; who held a post or which office existed hangs on it."""
        return self.article.published_at is not None

    @cached_property
    def lead(self) -> tuple[str, ...]:
        """Return the comparable syllables of title and sapo, which tell what the article is about."""
        return tuple(word for s in self.sentences if s.field is not Field.BODY for word in s.words)

    @cached_property
    def lead_zone(self) -> Zone:
        """Return title and sapo as a place to look for indicators."""
        return Zone(self.lead)

    @cached_property
    def opening_zone(self) -> Zone:
        """Return title, sapo and the first paragraph as a place to look for indicators."""
        return Zone([word for s in self.sentences if s.paragraph == 0 for word in s.words])

    @cached_property
    def text(self) -> str:
        """Return the whole article in small letters, tone marks unified."""
        return "\n".join(s.plain for s in self.sentences)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the different comparable syllables of the whole article."""
        return frozenset().union(*(s.words for s in self.sentences))

    @cached_property
    def lead_text(self) -> str:
        """Return title and sapo in small letters, tone marks unified."""
        return " ".join(s.plain for s in self.sentences if s.field is not Field.BODY)

    @cached_property
    def opening_text(self) -> str:
        """Return the first paragraph of the body in small letters, tone marks unified."""
        return " ".join(s.plain for s in self.sentences if s.field is Field.BODY and s.paragraph == 0)

    def body(self) -> tuple[Sentence, ...]:
        """Return the sentences of the body."""
        return tuple(s for s in self.sentences if s.field is Field.BODY)


def read_article(article: Article, day: date, provinces: Provinces | None = None) -> Reading:
    """Split an article into sentences. `day` stands in for a day of publication that is not known."""
    found: list[Sentence] = []
    for field in Field:
        text = article.text(field)
        small = lower(text)
        plain = unify_tone(small)
        paragraph, last = 0, 0
        for start, end in sentences(text):
            paragraph += len(_BREAK.findall(text, last, start))
            last = start
            found.append(
                Sentence(field, paragraph, start, end, text[start:end], small[start:end], plain[start:end])
            )
    on = article.published_at.astimezone(VIETNAM).date() if article.published_at else day
    province, others = provinces.main(article, on) if provinces else ("", 0)
    return Reading(article, tuple(found), on, province, others)
