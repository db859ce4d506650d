"""What keeps a claim and a figure apart (unit, fate, place, period), and when the exact number tells it is a mix-up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.domain.facts import Fact
from pipeline.flag.below import is_the_firm
from pipeline.flag.claims import Claim
from pipeline.flag.contrasts import (
    denies,
    is_of_another_occasion,
    is_opposite,
    names_an_occasion,
    occasions_of,
    opposed,
)
from pipeline.flag.covering import covers
from pipeline.flag.indicators import EXCLUSIVE, FLOOD, LEAST_MATCH, Indicator, counted_alike, numbered_in
from pipeline.flag.periods import PeriodKind
from pipeline.flag.quantities import Hedge, Quantity, lower
from pipeline.flag.reading import words
from pipeline.flag.units import SHARES, counting_word

SWAP_MATCH, FATE_MATCH = 0.7, 0.4
"""Least match at which an exact number, told of another place, period or unit, or of another fate, is the figure's."""
_OCCASION_MATCH = 0.6
CLEAR = 3
"""Digits of a number that is hardly told by chance."""
_UNIQUE = 4
"""Digits of a number that no other figure has."""
_WRONG_DAY, _WRONG_MONTH = 16, 62
"""Days by which the day of a named event may be told wrong, and by which its month."""
_NOBODY_DIED = re.compile(
    r"(?<!\w)(?:không|chẳng|chưa)(?: có)? (?:ai|người nào|trường hợp nào)(?: \w+)? (?:chết|tử vong|thiệt mạng|tử nạn|mất mạng)(?!\w)(?! ở| tại)"
)
_DISASTER = re.compile(
    r"(?<!\w)(?:bão|áp thấp|lũ|lụt|mưa|lốc|cháy|tai nạn|(?<!mất )(?<!chấm )(?<!cắt )(?<!dứt )đứt|rét|hạn|dịch(?! vụ)|thủy điện|tiêm|ngộ độc|đuối nước|sét|sập|nổ|chìm (?:tàu|thuyền|ghe|đò|xuồng|sà lan)|lật|"
    r"quốc khánh|2/9|30/4|1/5|tết(?! dương)|tết dương lịch|giỗ tổ|giáng sinh|noel|trung thu)(?!\w)"
)
"""What happened, or the holiday, that a figure of a few days is of."""
_DOCUMENT = re.compile(r"(?<![\w/])\d{1,5}(?:/20\d\d)?/[^\W\d][\w&-]*")
_CURRENCIES = frozenset({"đồng", "USD"})
_UNTIL = re.compile(r"(?<!\w)đến (?:ngày )?\d")
_A_MONTH = 31
_THE_NUMBER = re.compile(
    r"(?:con )?số(?: liệu| người| ca| nạn nhân)? (?:này|ấy|đó|trên|được nêu|nêu ra|đưa ra|là)(?!\w)"
)
"""The head of a sentence that counts those of whom the one before tells the fate."""
_IN_ALL = re.compile(
    r"(?<!\w)(?:(?:toàn|cả|khắp) (?:tỉnh|vụ)|tỉnh (?:hiện|ta)|hiện(?: nay)?,? (?:toàn|cả|tỉnh))(?!\w)"
)
_LONG = timedelta(days=62)
_HOUSES = frozenset({"bệnh viện", "trường", "công ty", "cầu", "hồ", "trạm"})
_FIRM = re.compile(r"(?<!\w)(?:công ty|nhà máy|doanh nghiệp|xưởng|cơ sở|tập đoàn)(?!\w)")
_ONE_DAY = re.compile(r"(?:riêng|chỉ|trong|nội|suốt)(?: trong| riêng| nội)? $")
_A_DAY_ALONE = re.compile(r"\D+\d{1,2}$")
_PROVINCE_WORD = re.compile(r"(?<!các )(?<!nhiều )(?<!hai )(?<!ba )(?<!\w)tỉnh(?!\w)")


def is_known(fact: Fact, today: date) -> bool:
    """Tell whether the figure was known on the day: its period has begun or its document is out."""
    return fact.period_from is None or fact.period_from <= today or (fact.stated_on or date.max) <= today


def gives_exact_value(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim writes the official number, whatever its unit; one digit may be chance."""
    written, official = claim.quantity.written, indicator.written
    digits = written.normalize().as_tuple().digits
    if claim.quantity.rate or claim.quantity.hedge is not Hedge.EXACT or len(digits) < 2:
        return False
    # `96,4 tỷ đồng` for 96,4 triệu USD: another currency and with it another magnitude
    money = {claim.quantity.unit, indicator.amount.unit} == _CURRENCIES and len(digits) > 2
    return written == official or (money and digits == official.normalize().as_tuple().digits)


def is_denied(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim counts the dead, hurt or missing of a named event where the register says there are none."""
    told = EXCLUSIVE & claim.local
    return bool(told) and told <= indicator.denied and bool(indicator.own_names) and indicator.is_of_fate


def denies_fate(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim gives the number of the dead of a few days to others and says that nobody died.

    `Năm người bị thương, không ai thiệt mạng`: one digit alone would be chance.
    """
    died = indicator.is_short and indicator.is_of_fate and "chết" in indicator.subject.words
    same = claim.quantity.value == indicator.amount.value > 0
    return died and same and bool(_NOBODY_DIED.search(claim.sentence.plain))


def is_of_the_occasion(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim counts something at the very flood, fire or accident of a few days that a figure is about."""
    told = f"{claim.context} {claim.opening}"
    return indicator.is_short and any(name in told for name in indicator.event_names)


def least_match(claim: Claim, indicator: Indicator, why: str) -> float:
    """Return how surely the words must be those of a figure whose exact number is told of something else."""
    clear = len(digits_of(claim.quantity.written)) >= CLEAR
    if why == "fate":
        return LEAST_MATCH if clear else FATE_MATCH
    here = any(name in claim.sentence.plain for name in indicator.own_names)
    if why == "unit" and is_of_the_occasion(claim, indicator):
        return _OCCASION_MATCH
    points = {claim.quantity.unit, indicator.amount.unit} == SHARES and claim.is_change()
    told = points or (here and claim.explicit_period)
    return FATE_MATCH if why == "unit" and clear and told else SWAP_MATCH


def is_given_to_all(claim: Claim, why: str) -> bool:
    """Tell whether a number of four digits or more, that of a province, is told of the whole country."""
    clear = len(digits_of(claim.quantity.written)) >= _UNIQUE
    return why == "elsewhere" and clear and (claim.is_of_larger_area() or claim.below == "cả nước")


def is_sure(claim: Claim, indicator: Indicator, why: str) -> bool:
    """Tell whether a different scope is plainly said, so that the exact value there cannot be a coincidence."""
    if why == "place":
        clear = len(digits_of(claim.quantity.written)) >= _UNIQUE
        return claim.explicit_names and (clear or any(name.is_area for name in claim.names))
    if why == "period":
        return (
            claim.explicit_period
            and not claim.is_what_it_was()
            and claim.period is not None
            and claim.period.kind in {PeriodKind.SPAN, PeriodKind.YEAR}
        )
    if why == "unit":
        if (
            {claim.quantity.unit, indicator.amount.unit} == SHARES
            and claim.is_change()
            and indicator.is_change
        ):
            return True  # `tăng 1,7%` for 1,7 percentage points
        here = any(name in claim.sentence.plain for name in indicator.own_names)
        thing = here and indicator.amount.unit and claim.quantity.noun  # containers for tons
        counted = thing or counting_word(claim.quantity.noun)
        clear = len(digits_of(claim.quantity.written)) >= CLEAR or is_of_the_occasion(claim, indicator)
        return bool(claim.quantity.unit or counted) and clear
    if why == "fate" and denies_fate(claim, indicator):
        return True
    digits = claim.quantity.written.normalize().as_tuple().digits
    named = bool(indicator.own_names) or any(name in claim.sentence.plain for name in indicator.event_names)
    named = named or not indicator.numbered.isdisjoint(numbered_in(claim.sentence.small))
    named = named or (
        claim.explicit_period and claim.period is not None and claim.period.kind is PeriodKind.SPAN
    )
    return why == "fate" and (named or len(digits) >= 3)


def unit_differs(claim: Claim, indicator: Indicator, _today: date) -> str:
    """Return `unit` when a claim counts or measures something else than a figure, else an empty text."""
    if claim.quantity.rate and not indicator.is_rate:
        return "unit"
    quantity = with_unit(claim.quantity, indicator)
    if quantity.unit != indicator.amount.unit:
        return "unit"
    counted = quantity.unit or counted_alike(indicator.fact.unit, quantity.noun, indicator.vocabulary)
    return "" if counted or told_behind(claim, indicator) else "unit"


def with_unit(quantity: Quantity, indicator: Indicator) -> Quantity:
    """Read `900 tỷ` with nothing behind as money where the figure is money."""
    money = indicator.amount.unit in _CURRENCIES
    return replace(quantity, unit=indicator.amount.unit) if quantity.open and money else quantity


def fate_differs(claim: Claim, indicator: Indicator, _today: date) -> str:
    """Return `fate` when a claim tells of another fate than a figure, or of its opposite, else an empty text."""
    stated, own = EXCLUSIVE & claim.local, EXCLUSIVE & set(indicator.subject.words)
    if not stated and own and claim.before is not None and _THE_NUMBER.match(claim.sentence.small):
        told = EXCLUSIVE.intersection(claim.before.words)
        stated = told if len(told) == 1 else stated
    if claim.quantity.unit and not own:
        stated = frozenset()  # `2.410 ha lúa chết khát`: nobody died
    near = f"{claim.left} {claim.quantity.noun} {claim.right}"
    differs = stated != own and not (own and _is_by_a_name_without_fate(claim, indicator))
    return (
        "fate" if differs or is_opposite(near, indicator.known) or is_said_not_to_be(claim, indicator) else ""
    )


def is_said_not_to_be(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim has the very number of a figure, three digits or more, and denies what it counts."""
    same = claim.quantity.written == indicator.written and len(digits_of(indicator.written)) >= CLEAR
    return same and denies(claim.right, indicator.known, indicator.telling)


def _is_by_a_name_without_fate(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim tells the whole of a name of a figure that leaves its fate out (`12 trẻ đuối nước`)."""
    if not EXCLUSIVE.isdisjoint(claim.sentence.words):
        return False
    names = (key.telling for key in indicator.keys if EXCLUSIVE.isdisjoint(key.words))
    return any(len(name) > 1 and name <= claim.local for name in names)


def act_opposed(claim: Claim, indicator: Indicator) -> frozenset[str]:
    """Return the comparable words of what a figure counts where a claim tells the opposite of it."""
    near = f"{claim.left} {claim.quantity.noun} {claim.right}"
    return frozenset(words(" ".join(opposed(near, indicator.known))))


def place_differs(claim: Claim, indicator: Indicator, _today: date) -> str:
    """Return how the place of a claim is another one (`elsewhere`, `below`, `place`), else an empty text.

    `unsaid` where nothing tells that a figure of the province is meant, and nothing that another one is.
    """
    if indicator.own_names and not any(
        name in claim.context or (not claim.names and name in claim.opening) for name in indicator.own_names
    ):
        return "elsewhere"
    another = bool(indicator.numbered) and indicator.is_another_number(claim.sentence.small)
    if another or _is_of_another_contest(claim, indicator) or _is_of_another_disaster(claim, indicator):
        return "elsewhere"
    spoken = not indicator.province or _speaks_of(claim, indicator)
    if (indicator.province and claim.is_of_larger_area()) or (not spoken and claim.about):
        return "elsewhere"
    own = (
        _is_own_project(claim, indicator) or _is_own_place(claim, indicator) or _is_own_firm(claim, indicator)
    )
    below = claim.below and claim.below not in indicator.text and not own
    if below or (indicator.province and claim.is_in_a_village):
        return "below"
    told = claim.sentence.plain if claim.explicit_names else claim.context
    named = any(name in told for name in indicator.event_names)
    if named and not _is_of_another_house(claim, indicator):
        return ""
    # of a sentence before that told where in the province
    whole = not claim.explicit_names and any(name.text == indicator.province for name in claim.names)
    foreign = not whole and any(name.text not in indicator.text for name in claim.names)
    narrower = any(name.is_area and f"{name.type} {name.text}" not in indicator.text for name in claim.names)
    apart = foreign or (narrower and not indicator.own_names)
    return "place" if apart else "" if spoken else "unsaid"


def _is_of_another_contest(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a number is that of another contest or festival: named right behind it, else before, else at all."""
    if not occasions_of(indicator.fact.subject):
        return False
    text, quantity = claim.sentence.text, claim.quantity
    behind = quantity.end + len(claim.right)
    parts = (text[quantity.end : behind], text[: quantity.start], text[behind:])
    named = next((part for part in parts if names_an_occasion(part)), "")
    return bool(named) and is_of_another_occasion(named, indicator.fact.subject)


def _is_of_another_disaster(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a sentence tells of a storm, an accident or a holiday where a figure of some days is of another."""
    own = set(_DISASTER.findall(indicator.known)) if indicator.is_short else set()
    told = set(_DISASTER.findall(claim.sentence.plain)) if own else set()
    if own & FLOOD and told & FLOOD:
        return False  # `đợt lụt` is the `mưa lũ`
    return bool(told) and own.isdisjoint(told)


def _is_of_another_house(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether another hospital or school stands before the number, and that of the figure only behind it."""
    kinds = indicator.types_of_names & _HOUSES
    before = claim.sentence.plain[: claim.quantity.start]
    if not kinds or any(name in before for name in indicator.own_names):
        return False
    return any(
        name.type in kinds and name.start < claim.quantity.start and name.text not in indicator.own_names
        for name in claim.sentence.names
    )


def _is_own_project(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether `dự án` at the head of a sentence, or of the one before, is the project that a figure is about."""
    told = claim.sentence.plain
    if claim.before is not None and not claim.explicit_names:
        told = f"{told} {claim.before.plain}"
    return claim.below == "dự án" and any(name in told for name in indicator.own_names)


def _is_own_firm(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a firm without its name at the head of a sentence is that of the figure, named before."""
    told = f"{claim.context} {claim.opening}"
    own = bool(_FIRM.search(lower(indicator.fact.subject))) and any(
        name in told for name in indicator.own_names
    )
    # `bị phạt`, not `nợ lương`
    told_of = not indicator.core.isdisjoint(claim.sentence.words) or "phải nộp" in claim.sentence.small
    return own and told_of and not claim.explicit_names and is_the_firm(claim.below, claim.sentence)


def _is_own_place(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether `xã này` at the head of a sentence is the commune that the figure is about, named before."""
    if claim.below in {"xã", "phường", "đặc khu", "thôn", "làng", "huyện", "thị trấn"}:
        return any(f"{claim.below} {name}" in indicator.text for name in indicator.own_names)
    kind, _, pointer = claim.below.rpartition(" ")
    pointed = kind and pointer in {"này", "ấy", "đó", "nọ", "tôi", "mình"}
    return bool(pointed) and any(f"{kind} {name}" in indicator.text for name in indicator.own_names)


def _is_by_its_document(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the sentence names by its number the very document that a figure is from."""
    told = (match.group() for match in _DOCUMENT.finditer(claim.sentence.small))
    source = lower(indicator.fact.source_doc)
    return any(f" {number}" in source for number in told)


def _speaks_of(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim can be about a province: it is named near, or `the province` of an article about it."""
    province = indicator.province
    if province in claim.context or _is_by_its_document(claim, indicator):
        return True
    if claim.about:
        return claim.about == province
    if claim.explicit_period or indicator.is_short or _PROVINCE_WORD.search(claim.context):
        return True
    # a rate with its own number has as good as no other number to be: `59,3 tấn mỗi ha` for 59,3 tạ/ha
    least = CLEAR if indicator.is_rate and claim.quantity.rate else _UNIQUE
    return claim.quantity.written == indicator.written and len(digits_of(indicator.written)) >= least


def period_differs(claim: Claim, indicator: Indicator, today: date) -> str:
    """Return `period` when a claim is about another time than a figure, else an empty text."""
    period = claim.period
    if _is_rate_of_the_figure(claim, indicator) or _is_only_of_what_happened(claim, indicator):
        period = None
    if _is_flow_of_a_month(claim, indicator) or _is_one_of_its_days(claim, indicator):
        return "period"
    if covers(indicator.fact, period, today) or _is_event_on_wrong_day(claim, indicator):
        return ""
    return "period"


def _is_only_of_what_happened(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the time of a claim is a day that was told before of something else, where a figure is no day's.

    `Ngày 12/9, đoàn đi kiểm tra. Toàn tỉnh hiện có …`
    """
    fact, period = indicator.fact, claim.period
    if claim.explicit_period or period is None or period.kind is not PeriodKind.DAY:
        return False
    if not _IN_ALL.search(claim.sentence.small, 0, claim.quantity.start):
        return False
    first, last = fact.period_from, fact.period_to
    return period.first == period.last and first is not None and last is not None and last - first > _LONG


def _is_flow_of_a_month(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim counts what came in a month (`trong tháng 6`) where the figure is the state at its end."""
    fact, period = indicator.fact, claim.period
    state = fact.period_from == fact.period_to and _UNTIL.search(lower(fact.subject))
    if not state or not claim.explicit_period or period is None or period.kind is not PeriodKind.SPAN:
        return False
    a_month = (period.last - period.first).days <= _A_MONTH
    return a_month and claim.sentence.small[: period.start].endswith("trong ")


def _is_one_of_its_days(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim is of one night or day (`riêng đêm 14`) of the few that a figure was counted in."""
    first, last, period = indicator.fact.period_from, indicator.fact.period_to, claim.period
    if not indicator.is_short or first is None or last is None or period is None:
        return False
    one_day = period.kind is PeriodKind.DAY and period.first == period.last
    if not claim.explicit_period or not one_day or not first <= period.first <= last:
        return False
    small = claim.sentence.small
    alone = _ONE_DAY.search(small[: period.start]) or _A_DAY_ALONE.fullmatch(small[period.start : period.end])
    return bool(alone) or "lượng mưa" in indicator.known


def _is_rate_of_the_figure(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether the time told is only `mỗi ngày`, which the figure itself is counted by."""
    if not claim.explicit_period or claim.period is None or claim.period.kind is not PeriodKind.OTHER:
        return False
    told = claim.sentence.small[claim.period.start : claim.period.end]
    return told.startswith("mỗi ") and told in indicator.known


def _is_event_on_wrong_day(claim: Claim, indicator: Indicator) -> bool:
    """Tell whether a claim is about a named event of a few days whose day is told wrong: some days or a month off."""
    first, period = indicator.fact.period_from, claim.period
    named = any(name in claim.context for name in indicator.event_names)
    if first is None or period is None or period.kind is not PeriodKind.DAY or not named:
        return False
    if not (indicator.is_short or first == indicator.fact.period_to):
        return False
    apart = abs((period.first - first).days)
    return apart <= _WRONG_DAY or (period.first.day == first.day and apart <= _WRONG_MONTH)


def told_behind(claim: Claim, indicator: Indicator) -> str:
    """Return the longest name of a figure, or its unit, that stands right behind a number."""
    behind = claim.behind
    if not behind.startswith(indicator.forms):
        return ""
    ends = (form for form in indicator.forms if behind.startswith(form))
    return next((form for form in ends if not behind[len(form) : len(form) + 1].isalnum()), "")


def digits_of(value: Decimal) -> tuple[int, ...]:
    """Return the digits of a number without the noughts at its end."""
    return value.normalize().as_tuple().digits
