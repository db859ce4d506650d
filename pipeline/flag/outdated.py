"""F-4: agencies and units that no longer exist on the day of publication, shown as acting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain.agencies import Agencies, Agency, AgencyKind
from pipeline.domain.facts import Fact
from pipeline.domain.places import Place, PlaceKind, Places, spellings
from pipeline.domain.records import Flag, Signal
from pipeline.domain.text import unify_tone
from pipeline.flag.periods import PeriodKind, find_periods
from pipeline.flag.quantities import lower
from pipeline.flag.reading import Reading, Sentence, words
from pipeline.flag.spotter import Spotter

_HISTORY = re.compile(
    r"(?<!\w)(?:cũ|trước đây|trước kia|nguyên (?:là|lãnh|chủ|bí|giám|phó|trưởng|cán|chánh)|cựu|từng(?! (?:nhà|hộ|người|thôn|làng|bản|buôn|xóm|xã|phường|trường|lớp|em|cháu|bé|trẻ|bước|ngày|giờ|tuần|tháng|quý|năm|vụ|đợt|khu|nơi|chỗ|điểm|cơ sở|gia đình|đơn vị|địa phương|ngành|cấp|công trình|dự án|hồ sơ|trường hợp|khâu|phần|loại|nhóm|tổ|ngõ|hẻm|con|cây|chiếc|cái|mét|viên|thửa|mảnh|cánh|ngôi|căn|tờ|trang|việc|vị trí)(?!\w))|trước (?:khi|thuộc|là|sáp nhập|hợp nhất)|nay (?:là|thuộc|thành)|sau (?:khi )?(?:sáp nhập|hợp nhất)|"
    r"hợp nhất|giải thể|(?:khi|ngày|lúc|thuở) còn|tiền thân|kết thúc hoạt động|không còn|chuyển về|bỏ cấp|(?:hồi|thời) (?:đó|ấy|còn|kỳ|trước|năm|tháng)|ngày ấy|năm xưa|đổi tên|chia tách|sáp nhập)(?!\w)"
)
_BEFORE = re.compile(r"(?<!\w)trước(?: (?:ngày|thời điểm|mốc))? $")
_FORMAL = re.compile(
    r"(?:sở|ubnd|ủy ban|ban|chi cục|cục|văn phòng|thanh tra|hđnd|huyện ủy|công an huyện|phòng)(?!\w)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r" (?:đã|vừa|đang|sẽ|cho biết|cho hay|chỉ đạo|yêu cầu|báo cáo|thông báo|phê duyệt|ban hành|quyết định|kiến nghị|đề nghị|tổ chức|triển khai|"
    r"thống kê|khuyến cáo|cảnh báo|cấp|xử phạt|kiểm tra|chi|họp|có văn bản|giao|vận động|ghi nhận|phối hợp|khẳng định|thừa nhận|hứa|chủ trì|trả lời|giải thích|lý giải|nhận định|công bố|rà soát|cử|mời|lập|thành lập)(?!\w)"
)
_ON_A_THING = re.compile(
    r"(?<!\w)(?:(?:biển|bảng)(?: (?:hiệu|tên|gỗ|đồng|sắt|cũ))?|con dấu|dấu mộc|(?:giấy|bằng) khen|huy hiệu)(?: (?:ghi|đề|mang tên|khắc|của|chữ|có chữ))* [\"“]?$"
)
"""A name that is written on a thing (`tấm biển "UBND huyện …"`): what it names does not act."""
_AREAS = ("ubnd", "hđnd", "ủy ban", "huyện", "thị xã", "thành phố", "tỉnh")
_PARTY = {"huyện": "huyện ủy", "thị xã": "thị ủy", "thành phố": "thành ủy"}
_LEADERS = re.compile(r"(?:lãnh đạo|chủ tịch|bí thư|chính quyền|cán bộ|phó chủ tịch) $")
_BY = re.compile(r"(?<!\w)theo $")
_OFFICE = re.compile(r"(?<!\w)(?:phòng (?!khám|giao dịch)|công an )(?:[\w&,-]+ ){0,8}$")
"""An office of a district, in front of its name."""
_ENDED = re.compile(r"kết thúc|giải thể|hợp nhất|sáp nhập|đổi tên|chia tách|bỏ cấp|thôi hoạt động")


@dataclass(frozen=True, slots=True)
class _Unit:
    """One way to name something that once ended."""

    name: str
    official: str
    last_day: date
    is_district: bool
    successor: str
    needs_act: bool
    """A bare area (`huyện Đăk Hà`) may still be spoken of as a place: only acting counts."""


class OutdatedNames:
    """The names of the registers, with the day each ended. Prepared once, asked per day of publication."""

    def __init__(self, agencies: Agencies, places: Places) -> None:
        self._agencies = agencies
        self._units = [*_agency_units(agencies), *_area_units(places, agencies)]
        self._ends = [date.min, *sorted({unit.last_day for unit in self._units})]
        self._others = tuple(unify_tone(lower(name)) for other in places.others for name in other.names)
        self._by_day: dict[date, tuple[re.Pattern[str], dict[str, _Unit], Spotter[str]]] = {}

    def may_stand_in(self, reading: Reading) -> bool:
        """Tell whether an article has a name that was no longer valid on its day; one look for all sentences."""
        return bool(self._names(reading.day)[2].spot(reading.text))

    def find(self, sentence: Sentence, day: date) -> Iterator[tuple[int, int, _Unit]]:
        """Yield (start, end, unit) of every name in a sentence that was no longer valid on the day."""
        pattern, dead, _ = self._names(day)
        small = sentence.plain
        for found in pattern.finditer(small):
            unit = dead.get(found.group())
            if unit is None or _goes_on(sentence.text, found):
                continue
            following = small[found.end() :].lstrip(" (").removeprefix("tỉnh ")
            capital = sentence.text[found.start()].isupper()
            if (capital or unit.needs_act) and not following.startswith(self._others):
                yield found.start(), found.end(), unit

    def _names(self, day: date) -> tuple[re.Pattern[str], dict[str, _Unit], Spotter[str]]:
        last = self._ends[bisect_left(self._ends, day) - 1]
        if last not in self._by_day:
            alive = {unify_tone(lower(name)) for agency in self._agencies.alive(day) for name in agency.names}
            dead = {unit.name: unit for unit in self._units if unit.last_day < day}
            sizes = {len(name) for name in dead}
            begun = {name[:size] for name in alive for size in sizes}
            # `Ban Quản lý Khu kinh tế` may be the living one, cut short
            dead = {name: unit for name, unit in dead.items() if name not in begun}
            names = sorted({*dead, *alive}, key=len, reverse=True)
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w| (?:&|-) )")
            self._by_day[last] = pattern, dead, Spotter((name, name) for name in dead)
        return self._by_day[last]


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Tell whether the name of a department goes on behind `và` (`Sở Nông nghiệp và Môi trường`), which it does in capitals."""
    behind = text[found.end() : found.end() + len(" và X")]
    return behind.startswith(" và ") and behind[-1:].isupper() and not found.group().startswith(_AREAS)


def find_outdated(reading: Reading, names: OutdatedNames, events: Sequence[Fact]) -> list[Flag]:
    """Return F-4 flags of an article, with the registered event that ended the unit, where there is one."""
    flags: list[Flag] = []
    if not reading.is_dated or not names.may_stand_in(reading):
        return flags
    for sentence in reading.sentences:
        for start, end, unit in names.find(sentence, reading.day):
            bare = unit.needs_act and not _acts(sentence.small, start, end)
            if bare or _ON_A_THING.search(sentence.small, 0, start) or _is_history(sentence, reading, unit):
                continue
            fact = _ending(unit, events)
            flags.append(_flag(sentence, sentence.text[start:end], unit, fact))
    return flags


def _agency_units(agencies: Agencies) -> Iterator[_Unit]:
    for agency in agencies:
        if agency.valid_to is None:
            continue
        successor = ", ".join(agencies.name(found) for found in agency.successors)
        district = agency.kind is AgencyKind.DISTRICT_COMMITTEE
        for name in _formal_names(agency):
            yield _Unit(
                unify_tone(lower(name)), agency.name, agency.valid_to, district, successor, needs_act=False
            )


def _formal_names(agency: Agency) -> Iterator[str]:
    """Yield the names that only this agency has: formal ones, with and without `tỉnh` before the province."""
    for name in agency.names:
        if _FORMAL.match(name):
            for form in spellings(name):
                yield form
                yield form.replace(" tỉnh ", " ")


def _area_units(places: Places, agencies: Agencies) -> Iterator[_Unit]:
    for place in places:
        if place.valid_to is None or place.kind not in {PlaceKind.DISTRICT, PlaceKind.PROVINCE}:
            continue
        for form in spellings(place.name):
            yield from _forms_of_area(place, form, agencies)


def _forms_of_area(place: Place, form: str, agencies: Agencies) -> Iterator[_Unit]:
    assert place.valid_to is not None
    official = f"{place.type} {place.name}"
    district = place.kind is PlaceKind.DISTRICT
    names = [(f"{prefix} {place.type} {form}", False) for prefix in ("UBND", "Ủy ban nhân dân", "HĐND")]
    if district:
        names.append((f"{_PARTY[place.type.lower()]} {form}", False))
    for name, needs_act in (*names, (f"{place.type} {form}", True)):
        yield _Unit(
            unify_tone(lower(name)),
            official,
            place.valid_to,
            district,
            agencies.name(place.agency_id) if not district else "",
            needs_act,
        )


def _is_history(sentence: Sentence, reading: Reading, unit: _Unit) -> bool:
    """Tell whether a sentence speaks of the time when the unit still existed."""
    if _HISTORY.search(sentence.small):
        return True
    times = [p for p in find_periods(sentence.small, reading.day) if p.kind is not PeriodKind.OTHER]
    return any(
        period.last <= unit.last_day
        or (
            period.first <= unit.last_day + timedelta(days=1)
            and _BEFORE.search(sentence.small[: period.start])
        )
        for period in times
    )


def _acts(small: str, start: int, end: int) -> bool:
    if _LEADERS.search(small[:start]):
        return True
    if _BY.search(small, 0, start) and small[end : end + 1] == ",":
        return True  # `theo huyện Đăk Hà,`: who speaks
    begins = not small[:start].strip() or bool(_OFFICE.search(small[:start]))
    return begins and bool(_ACTS.match(small, end))


def _ending(unit: _Unit, events: Sequence[Fact]) -> Fact | None:
    """Return the registered event that ended the unit: on the next day, naming it or its level."""
    candidates = [
        fact
        for fact in events
        if _ENDED.search(lower(f"{fact.subject} {' '.join(fact.aliases)}"))
        and abs((fact.day - unit.last_day).days) <= timedelta(days=2).days
    ]
    if unit.is_district:
        return next((fact for fact in candidates if "huyện" in lower(fact.subject)), None)
    name = {word for word in words(unit.official) if word not in {"sở", "và", "tỉnh", "ubnd"}}
    scored = [
        (len(name & set(words(f"{fact.subject} {fact.note}"))) / len(name), fact) for fact in candidates
    ]
    best = max(scored, key=lambda item: item[0], default=None)
    return best[1] if best is not None and best[0] >= 0.6 else None


def _flag(sentence: Sentence, stated: str, unit: _Unit, fact: Fact | None) -> Flag:
    after = f" Cơ quan kế thừa: {unit.successor}." if unit.successor else ""
    source = f" ({fact.source_doc})" if fact is not None and fact.source_doc else ""
    return Flag(
        signal=Signal.OUTDATED_UNIT,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        sentence=sentence.text,
        reason=f"Bài viết nêu “{stated}” như đang hoạt động; đơn vị này đã kết thúc sau ngày {unit.last_day:%d/%m/%Y}{source}.{after}",
        score=0.85,
        fact_id=fact.fact_id if fact else None,
        stated=stated,
        official=fact.subject
        if fact
        else f"{unit.official} kết thúc hoạt động sau ngày {unit.last_day:%d/%m/%Y}",
    )
