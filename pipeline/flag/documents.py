"""F-9: the number and date of an official document against the register."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from pipeline.domain.facts import Fact
from pipeline.domain.records import Flag, Signal
from pipeline.flag.document_numbers import (
    KINDS,
    DocumentNumber,
    is_same,
    read_bare_numbers,
    read_numbers,
    same_symbol,
)
from pipeline.flag.indicators import FLOOD
from pipeline.flag.names import find_names, word_set
from pipeline.flag.reading import Reading, Sentence, words

_DATE = re.compile(
    r"ngày (\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?|ngày (\d{1,2}) tháng (\d{1,2})(?:,? năm (\d{4}))?"
)
_YEAR = re.compile(r"(?<!\w)năm (?:học )?(20\d\d)(?!\w)")
_OF_YEAR = re.compile(r",? (?:của |ban hành )?năm ((?:19|20)\d\d)(?!\w)")
"""`Quyết định 899/QĐ-UBND năm 2015`: the year right behind a number is that of the document."""
_EARLIER = re.compile(r"(?<!\w)(?:từng|lần (?:trước|đầu|thứ)|năm (?:ngoái|trước|kia)|khác|nữa|tiếp)(?!\w)")
"""What was decided of somebody before or besides."""
_DOCUMENT_WORDS = word_set(
    "công văn quyết định nghị quyết chỉ thị kết luận thông báo kế hoạch tờ trình báo cáo văn bản hđnd ubnd tỉnh về của cho và các "
    "năm học ban hành số ngày quy theo trong được chính sách hỗ trợ"
)
"""Words that any document may carry."""
_PART_OF_DAY = re.compile(
    r"(?<!\w)(?:hôm|sáng|trưa|chiều|tối|đêm) (\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?"
    r"|(?<!\w)(?:hôm|sáng|trưa|chiều|tối|đêm) (\d{1,2}) tháng (\d{1,2})(?:,? năm (\d{4}))?"
)
_RIGHT_BEHIND = re.compile(r",? (?:ký |ban hành |phát |ra |gửi )?")
"""Between a number and `hôm 18/5`, the day of the document."""
_OF_A_COMMUNE = re.compile(
    r"(?<!\w)(?:ubnd|ủy ban|chủ tịch|của|do|hđnd) (?:nhân dân |ubnd )?(?:xã|phường|đặc khu|huyện|thị xã|thành phố)(?!\w)"
    r"|^(?:xã|phường|đặc khu)(?! (?:nào|nao)(?!\w))[^,;.\d]* (?:ban hành|ra|có|lập|ký|đề ra) "
)
"""A commune numbers its documents as the province does."""
_WHAT = re.compile(r"[^,;.]{0,25}? về (?:việc )?(?P<what>[^,;.]+)")
_MONTH = re.compile(
    r"[^\d.;]{0,40}(?<!\w)(?:hồi|từ|trong|đầu|giữa|cuối|ra|ban hành|ký|ký từ) tháng (?P<month>\d{1,2}|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp)(?!\w|/)"
)
"""`ban hành hồi tháng 2`: the month of a document, right behind its number."""
_MONTHS = {
    word: month
    for month, word in enumerate(
        ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"), 1
    )
} | {"chạp": 12}
_ACTS = word_set(
    "phòng chống tăng cường bảo đảm ứng phó phát triển phê duyệt đề án phương án công điện thực hiện triển khai quản lý xử lý mùa đợt cuối đầu tháng"
)
"""What a document does with its matter; any one may do it."""
_MANY_A_DAY = "NQ"
"""A council passes dozens of resolutions in one session."""
_A_YEAR = timedelta(days=366)
_TOPIC_ENOUGH = 0.5
_TOPIC_SOME = 0.4
_TOPIC_NEAR = 0.7
_TOPIC_SAME = 0.9


class Documents:
    """The registered documents with the numbers they bear."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.numbered = [(fact, number) for fact in facts for number in read_numbers(fact.value)[:1]]
        self.right = {
            (number.number, symbol)
            for _, number in self.numbered
            for symbol in (number.symbol, number.symbol.partition("-")[0])
        }
        self._by_symbol: defaultdict[str, list[tuple[Fact, DocumentNumber]]] = defaultdict(list)
        self._by_number: defaultdict[str, list[tuple[Fact, DocumentNumber]]] = defaultdict(list)
        for fact, number in self.numbered:
            for symbol in dict.fromkeys((number.symbol, number.symbol.partition("-")[0])):
                self._by_symbol[symbol].append((fact, number))
            self._by_number[number.number].append((fact, number))

    def like(self, stated: DocumentNumber) -> list[tuple[Fact, DocumentNumber]]:
        """Return the documents with the symbol or the number of a stated one."""
        return [*self._by_symbol[stated.symbol], *self._by_number[stated.number]]


def find_documents(reading: Reading, documents: Documents) -> list[Flag]:
    """Return F-9 flags of an article.

    A document is taken for the registered one when symbol and date are the same, when its number holds the same
    digits and the sentence tells of the same matter, or when the article tells its month and its matter. Another number with another date is another document.
    """
    flags = []
    numbered = [
        (sentence, [*read_numbers(sentence.text), *read_bare_numbers(sentence.small)])
        for sentence in reading.sentences
    ]
    cited = [number for _, told in numbered for number in told]
    for sentence, told in numbered:
        for stated in told:
            right = (stated.number, stated.symbol) in documents.right
            for fact, official in documents.like(stated):
                if right and not is_same(stated, official):
                    continue
                if not right and any(is_same(n, official) for n in told):
                    continue
                if _is_of_another_firm(stated, official, sentence, reading, fact):
                    continue
                reason = _differs(stated, official, sentence, fact)
                if not reason and not any(is_same(n, official) for n in cited):
                    reason = _slips(stated, official, sentence, reading, fact)
                if reason:
                    flags.append(_flag(sentence, stated, fact, reason))
                    break
    return flags


def _is_of_another_firm(
    stated: DocumentNumber, official: DocumentNumber, sentence: Sentence, reading: Reading, fact: Fact
) -> bool:
    """Tell whether a document about a firm has wholly another number where the firm is not named, or was fined before."""
    firms = _firms(fact)
    if not firms or _same_digits(stated.number, official.number):
        return False
    return not any(name in reading.text for name in firms) or bool(_EARLIER.search(sentence.small))


def _firms(fact: Fact) -> list[str]:
    return [name.text for name in find_names(fact.subject) if name.type == "công ty"]


def _differs(stated: DocumentNumber, official: DocumentNumber, sentence: Sentence, fact: Fact) -> str:
    """Return why the stated number is a wrong form of the official one, in Vietnamese, or an empty text."""
    alike, bare = same_symbol(stated, official), stated.symbol in KINDS.values()
    other_year = bool(stated.year and official.year and stated.year != official.year)
    if other_year and not is_same(stated, official):
        return ""
    day = _date_after(sentence, stated, fact.period_from)
    # a decision is dated by its signing; the register also holds the day it took force
    same_day = day is not None and day in {fact.period_from, fact.stated_on}
    topic = 0.0 if _is_of_another_year(sentence, fact) else _topic(set(sentence.words), fact)
    if is_same(stated, official):
        other_year = other_year and (same_day or (day is None and topic >= _TOPIC_SAME))
        other_day = day is not None and not same_day and _DATE.match(sentence.small, stated.end + 1)
        wrong_day = (
            "ngày của văn bản khác với ngày chính thức" if other_day and topic >= _TOPIC_ENOUGH else ""
        )
        return "năm của văn bản khác với bản chính thức" if other_year else wrong_day
    if (day is not None and not same_day) or _is_told_of_another_year(sentence, stated, fact):
        return ""
    if alike and stated.number != official.number and (same_day or topic >= _TOPIC_ENOUGH):
        one_slip = _same_digits(stated.number, official.number)
        one_slip = one_slip and (not bare or topic >= _TOPIC_NEAR)
        one_slip = one_slip or (topic >= _TOPIC_NEAR and _one_digit_off(stated.number, official.number))
        sure = one_slip or (same_day and topic >= _TOPIC_SOME) or topic >= _TOPIC_SAME
        return "số của văn bản khác với số chính thức" if sure else ""
    if stated.number == official.number and not alike and (same_day or topic >= _TOPIC_ENOUGH):
        return "ký hiệu, cơ quan ban hành của văn bản khác với bản chính thức"
    return ""


def _slips(
    stated: DocumentNumber, official: DocumentNumber, sentence: Sentence, reading: Reading, fact: Fact
) -> str:
    """Return why a number is a slip of the official one, where title, sapo or the sentence before tell the matter.

    A decision to fine the firm that is named there or here may have any other number.
    """
    if not same_symbol(stated, official) or stated.number == official.number:
        return ""
    other_year = stated.year and official.year and stated.year != official.year
    day = _date_after(sentence, stated, fact.period_from)
    other_day = day is not None and day not in {fact.period_from, fact.stated_on}
    other_day = other_day or _is_told_of_another_year(sentence, stated, fact)
    if other_year or other_day:
        return ""
    wrong = "số của văn bản khác với số chính thức"
    before = reading.sentences[max(0, reading.sentences.index(sentence) - 1)]
    if _is_of_its_time(stated, sentence, reading, fact):
        return wrong
    if not _same_digits(stated.number, official.number):
        fined = stated.symbol.startswith("QĐ-XP") and not _EARLIER.search(sentence.small)
        told = f"{reading.lead_text} {before.plain} {sentence.plain}"
        return wrong if fined and any(firm in told for firm in _firms(fact)) else ""
    if _topic(_near(sentence, reading), fact) >= _TOPIC_NEAR:
        return wrong
    # the digits in another order are hardly chance: the rest of the article may tell the matter, the text the year
    turned = sorted(stated.number) == sorted(official.number) and stated.year == official.year != ""
    return wrong if turned and _topic(reading.words, fact) >= _TOPIC_NEAR else ""


def _is_of_its_time(stated: DocumentNumber, sentence: Sentence, reading: Reading, fact: Fact) -> bool:
    """Tell whether the article tells the day or month of a document, and its matter: the number may be wholly another.

    Of decisions there are several a day: their matter must stand near. Of resolutions there are dozens.
    """
    if stated.symbol.startswith(_MANY_A_DAY) or _is_about_another(stated, sentence, fact):
        return False
    if fact.place.startswith("tỉnh") and _OF_A_COMMUNE.search(sentence.small):
        return False
    day = _date_after(sentence, stated, fact.period_from)
    same_day = day is not None and day in {fact.period_from, fact.stated_on}
    if not same_day and not (day is None and _is_of_its_month(stated, sentence, reading, fact)):
        return False
    if stated.symbol.startswith("QĐ"):
        return _topic(_near(sentence, reading), fact) >= (_TOPIC_ENOUGH if same_day else _TOPIC_NEAR)
    return any(
        _is_told(key, reading.words if same_day or len(key) > 1 else _near(sentence, reading))
        for key in _matters(fact)
    )


def _is_of_its_month(stated: DocumentNumber, sentence: Sentence, reading: Reading, fact: Fact) -> bool:
    """Tell whether the month right behind a number is that of a document of the last twelve months."""
    told, signed = _MONTH.match(sentence.small, stated.end), fact.period_from
    if told is None or signed is None:
        return False
    month = _MONTHS.get(told["month"]) or int(told["month"])
    return month == signed.month and timedelta(0) <= reading.day - signed <= _A_YEAR


def _is_about_another(stated: DocumentNumber, sentence: Sentence, fact: Fact) -> bool:
    """Tell whether `về` behind a number tells another matter than that of a document."""
    told = _WHAT.match(sentence.plain, stated.end)
    return told is not None and all(key.isdisjoint(words(told["what"])) for key in _matters(fact))


def _matters(fact: Fact) -> list[frozenset[str]]:
    """Return, for subject and aliases, the words of the matter itself; what is done about it left out."""
    keys = (set(words(text)) - _DOCUMENT_WORDS - _ACTS for text in (fact.subject, *fact.aliases))
    told = (frozenset(word for word in key if not word[0].isdigit()) for key in keys)
    return [key for key in told if key]


def _is_told(matter: frozenset[str], told: AbstractSet[str]) -> bool:
    """Tell whether all words of a matter are told; of rain and flood one is enough."""
    return matter - FLOOD <= told and (matter.isdisjoint(FLOOD) or not FLOOD.isdisjoint(told))


def _near(sentence: Sentence, reading: Reading) -> set[str]:
    """Return the comparable words of a sentence, of title and sapo, and of the sentence before in the same field."""
    before = reading.sentences[max(0, reading.sentences.index(sentence) - 1)]
    return {*sentence.words, *reading.lead, *(before.words if before.field is sentence.field else ())}


def _same_digits(first: str, second: str) -> bool:
    """Tell whether two numbers are one slip apart: digits swapped, or one digit changed, added or lost."""
    if Counter(first) == Counter(second):
        return True
    if len(first) == len(second):
        return len(first) > 2 and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    short, long = sorted((first, second), key=len)
    return (
        len(long) - len(short) == 1
        and len(short) > 1
        and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    )


def _one_digit_off(first: str, second: str) -> bool:
    return len(first) == len(second) == 2 and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _date_after(sentence: Sentence, stated: DocumentNumber, default: date | None) -> date | None:
    """Return the date told of the document: the first behind its number, else one before it."""
    behind = _DATE.search(sentence.small, stated.end)
    found = behind or _DATE.search(sentence.small[: stated.start]) or _part_of_day(sentence, stated)
    if found is None:
        return None
    day, month, year = (found[i] or found[i + 3] for i in (1, 2, 3))
    try:
        return date(int(year or (default.year if default else 1)), int(month), int(day))
    except ValueError:
        return None


def _part_of_day(sentence: Sentence, stated: DocumentNumber) -> re.Match[str] | None:
    """Return `chiều 27/10` before a number, or `hôm 18/5` right behind it."""
    behind = _PART_OF_DAY.search(sentence.small, stated.end)
    if behind and _RIGHT_BEHIND.fullmatch(sentence.small, stated.end, behind.start()):
        return behind
    return _PART_OF_DAY.search(sentence.small[: stated.start])


def _is_of_another_year(sentence: Sentence, fact: Fact) -> bool:
    """Tell whether a document of a named year (`kế hoạch năm 2026`) stands beside another year alone."""
    own, told = (set(_YEAR.findall(text)) for text in (fact.subject, sentence.small))
    return bool(own) and bool(told) and own.isdisjoint(told)


def _is_told_of_another_year(sentence: Sentence, stated: DocumentNumber, fact: Fact) -> bool:
    """Tell whether the year right behind a number is neither that of signing nor that of taking force."""
    told = _OF_YEAR.match(sentence.small, stated.end)
    known = {str(day.year) for day in (fact.period_from, fact.stated_on) if day is not None}
    return told is not None and bool(known) and told[1] not in known


def _topic(have: AbstractSet[str], fact: Fact) -> float:
    """Return the best share of the telling words of subject or an alias that stand among those of a passage."""
    keys = [set(words(text)) - _DOCUMENT_WORDS for text in (fact.subject, *fact.aliases)]
    return max((len(key & have) / len(key) for key in keys if len(key) > 1), default=0.0)


def _flag(sentence: Sentence, stated: DocumentNumber, fact: Fact, reason: str) -> Flag:
    return Flag(
        signal=Signal.DOCUMENT,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=f"Bài viết dẫn văn bản số {stated.text}; {reason}: {fact.source_doc or fact.value}.",
        score=0.9,
        fact_id=fact.fact_id,
        stated=stated.text,
        official=fact.value,
    )
