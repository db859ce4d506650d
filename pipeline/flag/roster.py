"""F-2: a person's name and post against the roster of the day of publication."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.domain.facts import Fact
from pipeline.domain.records import Flag, Signal
from pipeline.domain.text import unify_tone
from pipeline.flag.guarded import Guarded
from pipeline.flag.names import UPPER, find_names, word_set
from pipeline.flag.quantities import lower
from pipeline.flag.reading import Reading, Sentence, words
from pipeline.flag.spotter import Spotter

_HEADS = (
    "tổng giám đốc|giám đốc|gđ|chủ tịch|bí thư|trưởng ban|trưởng phòng|chi cục trưởng|cục trưởng|hiệu trưởng|chánh thanh tra|"
    "người đứng đầu(?= (?:sở|ubnd|ủy ban))|chánh văn phòng|chánh án|viện trưởng|trạm trưởng|hạt trưởng"
)
_TITLE = re.compile(
    rf"(?<!\w)(?P<former>nguyên |cựu |cố )?(?P<deputy>phó |p\. ?)?(?P<head>{_HEADS}|pgđ|hiệu phó)(?!\w)(?P<org>[^.;:()\"”“\n]*)"
)
_TITLED = Guarded(_TITLE.pattern)
_ONCE_HELD = re.compile(
    r"(?<!\w)(?:(?:cuối cùng|sau cùng|từng|một thời)(?: \w+)? (?:ngồi|giữ|làm|nắm|đảm nhiệm|đảm nhận)(?: (?:ghế|chức|chức vụ|cương vị))?|(?:rời|thôi)(?: giữ)? (?:ghế|chức|chức vụ|cương vị)) $"
)
"""Before the post of somebody who held it: `người cuối cùng ngồi ghế chủ tịch`."""
_BETWEEN = re.compile(
    r"^[\s,–(-]*(?:là |hiện là |giữ chức |làm |đồng chí |(?:ông|bà|bác sĩ|đ/c|tiến sĩ|ts\.?|bs\.?) )*$"
)
_TAKES_OFFICE = re.compile(
    r",? (?:người )?(?:vừa |đã |mới |chính thức )?(?:nhận (?:nhiệm vụ|chức|cương vị)|giữ (?:chức|ghế)|nhậm chức|đảm (?:nhiệm|nhận)(?: chức(?: vụ)?)?|được (?:bổ nhiệm|bầu)(?: (?:làm|giữ chức|giữ chức vụ))?|giữ cương vị|trên cương vị) $"
)
"""Between a name and the post that is taken; whoever left it took it once, so only a wrong name is looked for there."""
_BEFORE_NAME = re.compile(r"(?:,|\s|–|-|là|ông|bà|đồng chí|bác sĩ|tiến sĩ|ts\.?|bs\.?|đ/c)*$")
_ORG_END = re.compile(
    r"[(:]| [-–] |(?<!\w)(?:cho|nói|đã|đang|sẽ|vừa|có|là|cùng|với|gặp|yêu cầu|đề nghị|khẳng định|chia sẻ|thông tin(?! và)|chủ trì|nhấn mạnh|kể|trao|"
    r"lưu ý|hứa|phát biểu|giao(?! thông)|chỉ đạo|thừa nhận|(?<!đăng )(?<!thư )ký|dự(?! án)|nhận định|đánh giá|phân tích|tiếp|trả lời|cảnh báo|bảo vệ quan điểm|gợi ý|mong|thông báo)(?!\w)"
)
_OF_TIME = re.compile(r" (?:từ|kể từ|hồi|vào|sau khi|thay|nhiệm kỳ)(?!\w)")
_DASHED = re.compile(r"\w+ [-–] \w+")
_NAME = re.compile(rf"[{UPPER}][^\W\d_]*(?: [{UPPER}][^\W\d_]*){{1,4}}")
"""Up to five syllables: `Bà` at the head of a sentence stands before a name of four."""
_HONORIFIC = re.compile(rf"^(?:(?:Ông|Bà|Anh|Chị|Cô|Thầy|Bác|Chú|Cụ|Sở|Ban|Cục|Viện|[{UPPER}]{{2,}}) )+")
"""What stands before a name and is none of it: how somebody is spoken to, and the body (`Giám đốc Sở`, `các KCN`)."""
_LONG_NAME = 3
_SHARED = word_set("tỉnh và phụ trách ban nhân dân")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as stated: rank and organisation, small letters."""

    deputy: bool
    head: str
    org: str
    former: bool


class Roster:
    """The holders of posts, found by their names and by the full titles of the posts."""

    def __init__(self, facts: Sequence[Fact], elsewhere: Sequence[str] = ()) -> None:
        """`elsewhere` are the names of other provinces, whose officials are not on the roster."""
        self.facts = tuple(facts)
        self.elsewhere = (*elsewhere, *(re.sub(r"^tỉnh ", "", fact.place) for fact in facts))
        self.known = {(unify_tone(fact.value), fact.agency_id) for fact in facts}
        names = ((unify_tone(lower(fact.value)), number) for number, fact in enumerate(facts))
        titles = ((title, number) for number, fact in enumerate(facts) for title in _full_titles(fact))
        self._spotter = Spotter((*names, *titles))
        self._but_one: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, fact in enumerate(facts):
            for key in _but_one(unify_tone(fact.value)):
                self._but_one[key].append(number)

    def one_slip_off(self, name: str) -> list[Fact]:
        """Return the facts whose holder's name differs in one syllable, none of a name that some holder has."""
        numbers = {number for key in _but_one(name) for number in self._but_one.get(key, ())}
        if any(self.facts[number].value == name for number in numbers):
            return []
        return [self.facts[number] for number in sorted(numbers)]

    def of_article(self, reading: Reading) -> list[Fact]:
        """Return the facts whose holder or post an article names."""
        return [self.facts[number] for number in sorted(self._spotter.spot(reading.text))]


def find_persons(reading: Reading, register: Roster) -> list[Flag]:
    """Return F-2 flags of an article: known persons with a wrong or past post, known posts with a wrong name."""
    day = reading.day
    flags: list[Flag] = []
    roster = register.of_article(reading)
    if not reading.is_dated:
        return flags
    for sentence in reading.sentences:
        if not _TITLED.search(sentence.small):
            continue
        found = [*_known_persons(sentence, roster, day), *_known_posts(sentence, roster, register, reading)]
        told = {fact.fact_id for fact, _, _ in found}
        found += [item for item in _slips(sentence, register, reading) if item[0].fact_id not in told]
        flags += [_flag(sentence, *item) for item in found]
    return flags


def _known_persons(sentence: Sentence, roster: Sequence[Fact], day: date) -> Iterator[tuple[Fact, str, str]]:
    """Yield (fact, stated, problem) for holders of the roster shown in another post or after their term."""
    text = unify_tone(sentence.text)
    for name in dict.fromkeys(fact.value for fact in roster if unify_tone(fact.value) in text):
        for found in re.finditer(rf"(?<!\w){re.escape(unify_tone(name))}(?!\w| [{UPPER}])", text):
            facts = [fact for fact in roster if fact.value == name]
            title = _title_of(_without_dashes(lower(text), facts), found.start(), found.end())
            if title is None or title.former:
                continue
            verdicts = [_judge(title, fact, day) for fact in facts]
            if "" in verdicts:
                continue
            judged = next(((f, v) for f, v in zip(facts, verdicts, strict=True) if v), None)
            if judged:
                fact, problem = judged
                if fact.period_to is not None and day > fact.period_to:
                    problem += _followed_by(day, fact, roster)
                yield fact, f"{name} là {_as_written(title, text)}", problem
                break


def _without_dashes(small: str, facts: Sequence[Fact]) -> str:
    """Return a sentence in which the dashes of the bodies' names are blank (`Bệnh viện Sản - Nhi`), offsets kept."""
    told = unify_tone(lower(" ".join(fact.subject for fact in facts)))
    for name in set(_DASHED.findall(told)):
        small = small.replace(name, name.replace("-", " ").replace("–", " "))
    return small


def _followed_by(day: date, left: Fact, roster: Sequence[Fact]) -> str:
    """Return in words who held the post on the day where the register tells, else an empty text."""
    same = (fact for fact in roster if fact.subject == left.subject and fact.place == left.place)
    holder = next((fact for fact in same if fact is not left and fact.holds_on(day)), None)
    return f"; người giữ chức lúc đó là {holder.value}" if holder else ""


def _as_written(title: Title, text: str) -> str:
    """Return a title with the capitals of the text, the first letter always one; short forms are spelt out."""
    told = f"{'phó ' if title.deputy else ''}{title.head}{title.org}"
    at = lower(text).find(told)
    written = text[at : at + len(told)] if at >= 0 else told
    return written[:1].upper() + written[1:]


def _title_of(small: str, start: int, end: int) -> Title | None:
    """Return the title that stands with a name: before it (`Giám đốc Sở X Y`) or behind (`Y, Giám đốc Sở X`)."""
    behind = _TITLE.search(small, end)
    if behind and _BETWEEN.match(small[end : behind.start()]):
        return _title(behind, _ORG_END.split(behind["org"])[0].partition(",")[0])
    before = list(_TITLE.finditer(small[:start]))
    if not before:
        return None
    org = _BEFORE_NAME.sub("", before[-1]["org"])
    # commas may belong to the name: `Sở Văn hóa, Thể thao và Du lịch`
    goes_on = _ORG_END.search(org) or ("," in org and "và" not in org)
    return None if goes_on else _title(before[-1], org)


def _taken(small: str, end: int) -> Title | None:
    """Return the title that the person whose name ends at `end` is told to take over."""
    behind = _TITLE.search(small, end)
    if behind is None or not _TAKES_OFFICE.fullmatch(small, end, behind.start()):
        return None
    return _title(behind, _OF_TIME.split(_ORG_END.split(behind["org"])[0])[0].partition(",")[0])


def _title(found: re.Match[str], org: str) -> Title:
    head = found["head"]
    deputy = bool(found["deputy"]) or head in {"pgđ", "hiệu phó"}
    head = {"gđ": "giám đốc", "pgđ": "giám đốc", "hiệu phó": "hiệu trưởng"}.get(head, head)
    if head == "người đứng đầu":
        head = "giám đốc" if org.lstrip().startswith("sở") else "chủ tịch"
    former = bool(found["former"] or _ONCE_HELD.search(found.string, 0, found.start()))
    return Title(deputy, head, f" {org.strip()}" if org.strip() else "", former)


def _judge(title: Title, fact: Fact, day: date) -> str | None:
    """Return the problem of a stated title, an empty text when it is right, None when it is another matter."""
    official = _official(fact)
    if official is None or not _same_body(title.org, fact):
        return None
    if title.head != official.head:
        return _in_the_same_body(title, official, fact, day)
    if title.deputy != official.deputy:
        return f"chức danh chính thức là {fact.position}" if fact.holds_on(day) else None
    if fact.period_to is not None and day > fact.period_to:
        return f"đã thôi giữ chức {fact.position} từ sau ngày {fact.period_to:%d/%m/%Y}"
    return ""


_RANKS = frozenset(
    {
        "giám đốc",
        "chủ tịch",
        "chánh văn phòng",
        "chánh thanh tra",
        "trưởng phòng",
        "hiệu trưởng",
        "cục trưởng",
    }
)
"""Posts of which nobody holds two in one body; a party or a board post may be held beside them."""


def _in_the_same_body(title: Title, official: Title, fact: Fact, day: date) -> str | None:
    """Return the problem where a holder is shown in another post of the body, None when it is another matter."""
    both = {title.head, official.head} <= _RANKS and fact.holds_on(day)
    bodies = [org.split()[:3] for org in (title.org, official.org)]
    same = len(bodies[0]) > 1 and bodies[0] == bodies[1][: len(bodies[0])]
    return f"chức danh chính thức là {fact.position}" if both and same else None


@lru_cache(maxsize=1024)
def _official(fact: Fact) -> Title | None:
    found = _TITLE.search(lower(fact.subject))
    return _title(found, found["org"]) if found else None


def _same_body(org: str, fact: Fact) -> bool:
    """Tell whether the organisation told is that of the fact, in full or cut short (`Giám đốc Sở`)."""
    stated = {word for word in words(org) if word not in _SHARED}
    own = {
        word
        for word in words(" ".join((fact.subject, fact.position, *fact.aliases, fact.place)))
        if word not in _SHARED
    }
    return len(stated - own) <= len(stated) // 4


def _known_posts(
    sentence: Sentence, roster: Sequence[Fact], register: Roster, reading: Reading
) -> Iterator[tuple[Fact, str, str]]:
    """Yield (fact, stated, problem) for posts of the roster that are given to somebody who does not hold them."""
    text = unify_tone(sentence.text)
    small = lower(text)
    for fact in roster:
        official = _official(fact)
        if official is None or not fact.holds_on(reading.day):
            continue
        for name in _named_holders(text, small, fact, reading.province):
            if (
                not name.startswith(register.elsewhere)
                and (name, fact.agency_id) not in register.known
                and (not official.deputy or _one_slip(name, unify_tone(fact.value)))
            ):
                yield fact, f"{name} là {fact.position}", f"người giữ chức {fact.position} là {fact.value}"


def _slips(sentence: Sentence, register: Roster, reading: Reading) -> Iterator[tuple[Fact, str, str]]:
    """Yield (fact, stated, problem) where one syllable of a holder's name is wrong beside any form of the post."""
    text = unify_tone(sentence.text)
    for found in _NAME.finditer(text):
        name = _HONORIFIC.sub("", found.group())
        for fact in register.one_slip_off(name):
            small = _without_dashes(lower(text), [fact])
            title = _title_of(small, found.end() - len(name), found.end()) or _taken(small, found.end())
            official = _official(fact)
            if (
                title is not None
                and official is not None
                and not title.former
                and (title.head, title.deputy) == (official.head, official.deputy)
                and fact.holds_on(reading.day)
                and (
                    _same_body(title.org, fact)
                    if title.org
                    else _without_province(official.org, fact).strip() in reading.text
                )
            ):
                yield fact, f"{name} là {fact.position}", f"người giữ chức {fact.position} là {fact.value}"


def _named_holders(text: str, small: str, fact: Fact, about: str) -> Iterator[str]:
    """Yield the names that stand with the full title of a fact; `the province` is the one the article is about."""
    place = unify_tone(re.sub(r"^tỉnh ", "", lower(fact.place)))
    for title in (form for form in _full_titles(fact) if form in small):
        before = rf"(?<!\w)(?<!phó )(?<!nguyên )(?<!cựu ){re.escape(title)}(?P<where>(?: tỉnh)?(?: {re.escape(place)})?)"
        for found in re.finditer(
            rf"{before}(?P<gap>,? (?:(?:ông|bà|bác sĩ|đồng chí|là|ts\.?|bs\.?|tiến sĩ|thạc sĩ|ths\.?|(?:thiếu|trung|thượng|đại) (?:úy|tá|tướng)) )*)",
            small,
        ):
            name = _NAME.match(text, found.end())
            if name and (
                place in found["where"] or about in {place, ""} or not fact.place.startswith("tỉnh")
            ):
                yield name.group()
        behind = re.compile(
            rf"(?P<name>{_NAME.pattern})(?:,| -| –|,? là|,? hiện là) (?i:{re.escape(title)})(?!\w)"
        )
        for named in behind.finditer(text):
            following = lower(text[named.end() :]).lstrip().removeprefix("tỉnh ")
            bare = not re.match(rf" (?:tỉnh )?[{UPPER}]", text[named.end() :])
            if following.startswith(place) or (bare and about in {place, ""}) or place in title:
                yield _HONORIFIC.sub("", named["name"])


@lru_cache(maxsize=1024)
def _full_titles(fact: Fact) -> list[str]:
    """Return the forms of a post that name its organisation, small letters, tone marks unified."""
    subject = _without_province(re.sub(r" phụ trách .*$", "", fact.subject), fact)
    told = (unify_tone(lower(form)) for form in (subject, fact.position, *fact.aliases))
    forms = dict.fromkeys(form for one in told for form in _spellings(one))
    if fact.place.startswith("tỉnh"):
        return [form for form in forms if len(form.split()) >= 4]
    own = [name.text for name in find_names(fact.place)]
    # a hospital of the province is known without the name of the province
    place = _OF_PROVINCE.sub("", unify_tone(lower(fact.place)))
    return [form for form in forms if place in form or any(name in form for name in own)]


def _without_province(name: str, fact: Fact) -> str:
    """Return the name of a post or body of a province without the province (`Sở Y tế tỉnh Kon Tum`, `Sở Y tế Kon Tum`)."""
    bare = re.sub(r" tỉnh [^\W\d_]+ [^\W\d_]+$", "", name)
    if not fact.place.startswith("tỉnh "):
        return bare
    return re.sub(rf" {re.escape(fact.place.removeprefix('tỉnh '))}$", "", bare, flags=re.IGNORECASE)


_OF_PROVINCE = re.compile(r"(?<=\w) tỉnh \w+ \w+$")
_SHORT = (("giám đốc", ("gđ",)), ("phó giám đốc", ("pgđ", "phó gđ")))
_SHORT_BODIES = tuple(
    (spellings[0], spellings)
    for spellings in (
        ("giáo dục và đào tạo", "gd&đt", "gd-đt", "gdđt", "gd và đt"),
        ("nông nghiệp và môi trường", "nn&mt", "nn-mt", "nnmt", "nn và mt"),
        ("bảo vệ thực vật", "bvtv"),
        ("nông nghiệp và phát triển nông thôn", "nn&ptnt", "nn-ptnt", "nnptnt", "nn và ptnt"),
        (
            "văn hóa, thể thao và du lịch",
            "văn hóa thể thao và du lịch",
            "vhttdl",
            "vh,tt&dl",
            "vh-tt&dl",
            "vh-tt-dl",
            "vhtt&dl",
        ),
        ("tài nguyên và môi trường", "tn&mt", "tn-mt", "tnmt"),
        ("lao động - thương binh và xã hội", "lđ-tb&xh", "lđtb&xh", "lđtbxh", "lđ-tb-xh"),
        ("giao thông vận tải", "gtvt"),
        ("khoa học và công nghệ", "kh&cn", "kh-cn", "khcn"),
        ("ủy ban nhân dân", "ubnd"),
        ("khu kinh tế", "kkt"),
        ("tòa án nhân dân", "tand"),
        ("viện kiểm sát nhân dân", "vksnd"),
        ("hội đồng nhân dân", "hđnd"),
        ("mặt trận tổ quốc", "mttq"),
        ("bảo hiểm xã hội", "bhxh"),
        ("ban quản lý", "bql"),
    )
)


_TWICE = re.compile(
    r"(?P<head>(?:chi )?cục trưởng|viện trưởng|trưởng ban|trạm trưởng) (?:chi cục|cục|viện|ban|trạm) "
)
"""`Chi cục trưởng Chi cục Thủy lợi`, which is written without the second word too."""
_LED = re.compile(r"giám đốc (?=sở)|chủ tịch (?=ubnd|ủy ban)")
"""Whom the press calls `người đứng đầu Sở`."""


def _spellings(title: str) -> Iterator[str]:
    """Yield a title as it may be written: `gđ sở gd&đt` also as `giám đốc sở giáo dục và đào tạo`."""
    for full, shorts in reversed(_SHORT):
        for short in shorts:
            title = re.sub(rf"^{re.escape(short)} ", f"{full} ", title)
    written = [title]
    for full, shorts in _SHORT:
        if title.startswith(f"{full} "):
            written += [f"{short}{title.removeprefix(full)}" for short in shorts]
    if twice := _TWICE.match(title):
        written.append(f"{twice['head']} {title[twice.end() :]}")
    if led := _LED.match(title):
        written.append(title.replace(led.group(), "người đứng đầu ", 1))
    for _, spellings in _SHORT_BODIES:
        used = next(
            (form for form in spellings if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", title)), None
        )
        if used is not None:
            written += [one.replace(used, form) for one in written for form in spellings if form != used]
    yield from written


def _but_one(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the syllables of a name of three or more, each of them left out in turn."""
    syllables = name.split()
    for index in range(len(syllables) if len(syllables) >= _LONG_NAME else 0):
        yield (*syllables[:index], "", *syllables[index + 1 :])


def _one_slip(first: str, second: str) -> bool:
    """Tell whether two full names differ in one syllable of at least three."""
    one, two = first.split(), second.split()
    return len(one) == len(two) >= 3 and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def _flag(sentence: Sentence, fact: Fact, stated: str, problem: str) -> Flag:
    until = f"{fact.period_to:%d/%m/%Y}" if fact.period_to else "nay"
    since = f"{fact.period_from:%d/%m/%Y}" if fact.period_from else "trước"
    official = f"{fact.value} - {fact.position} ({since} - {until})"
    source = f" ({fact.source_doc})" if fact.source_doc else ""
    return Flag(
        signal=Signal.PERSON,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=f"Bài viết nêu {stated}; {problem}{source}.",
        score=0.9,
        fact_id=fact.fact_id,
        stated=stated,
        official=official,
    )
