"""Which province an article is about, and which provinces stand beside a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pipeline.domain.matcher import Match, NameMatcher
from pipeline.domain.places import MERGER, Place, PlaceKind, Places, spellings
from pipeline.domain.records import Article, Field

OURS = ("kon-tum", "quang-ngai")
OTHER = "other"
_WEIGHT = {Field.TITLE: 4.0, Field.SAPO: 3.0, Field.BODY: 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """Where an article's matter belongs: `kon-tum`, `quang-ngai`, or None when it is not ours."""

    id: str | None
    share: float
    """Weighted share of province-bearing names that are ours, 0..1; 0 without any."""
    hits: float
    """Weighted number of names that are ours."""
    others_in_title: int = 0
    """Names of other provinces in the headline."""
    others_in_sapo: int = 0
    other_first: bool = False
    """Headline and sapo name another province before ours."""
    is_local: bool = False
    """The outlet is one of ours: it need not name its province."""


class ProvinceReader:
    """Finds names of provinces and of places that only our provinces have."""

    def __init__(self, places: Places) -> None:
        self._places = places
        names = [(form, "tinh-kon-tum") for form in ("Kon Tum", "Kontum", "KonTum", "Công Tum")]
        names += [("Quảng Ngãi", "tinh-quang-ngai")]
        names += [(name, province) for province, of_it in _LANDMARKS.items() for name in of_it]
        others = dict.fromkeys(name for other in places.others for name in other.names)
        names += [(name, OTHER) for name in others]
        # A commune that bears the name of a province (Đắk Nông) is meant where its type stands before it.
        names += [
            (form, place.id) for place in places for form in _telling_forms(place) if form not in others
        ]
        self._matcher = NameMatcher(names)
        self._hints = NameMatcher((form, place.id) for place in places for form in _hinting_forms(place))
        self._owners: dict[tuple[str, ...], str] = {}
        # Asked for once for each name that may stand beside one.
        self._named = lru_cache(maxsize=8)(self._matcher.find)

    def read(self, article: Article, on: date) -> Province:
        """Return the province of an article dated `on`; from 01/07/2025 the former Kon Tum is Quảng Ngãi."""
        counts: Counter[str] = Counter()
        others = dict.fromkeys(Field, 0)
        first = ""
        for field, weight in _WEIGHT.items():
            limit = 6 if field is Field.BODY else 3
            seen: Counter[str] = Counter()
            for match in self._named(article.text(field)):
                owner = self._owner(match)
                first = first or (owner if field is not Field.BODY else "")
                seen[owner] += 1
                if seen[owner] <= limit:
                    counts[owner] += weight  # type: ignore[assignment]
            others[field] = seen[OTHER]
        local = self._local(article.outlet)
        if local:
            counts[local] += _WEIGHT[Field.SAPO]  # type: ignore[assignment]
        elif not counts:
            counts.update(self._hinted(article))
        ours = float(sum(counts[province] for province in OURS))
        share = ours / (ours + counts[OTHER]) if ours else 0.0
        home = "quang-ngai" if on >= MERGER else max(OURS, key=lambda province: counts[province])
        return Province(
            id=home if ours else None,
            share=share,
            hits=ours,
            others_in_title=others[Field.TITLE],
            others_in_sapo=others[Field.SAPO],
            other_first=bool(ours) and first == OTHER,
            is_local=bool(local),
        )

    def _local(self, outlet: str) -> str | None:
        """Return which of our provinces the name of an outlet bears."""
        owners = {self._owner(match) for match in self._matcher.find(outlet)}
        return min(owners & set(OURS), default=None)

    def _hinted(self, article: Article) -> Counter[str]:
        """Return half a name for each place of ours in a text that names no province, though others may share its name."""
        found = {match.keys[0] for field in Field for match in self._hints.find(article.text(field))}
        counts: Counter[str] = Counter()
        for key in found:
            counts[self._places.province(self._places.get(key)).removeprefix("tinh-")] += _HINT  # type: ignore[assignment]
        return counts

    def beside(self, text: str, end: int) -> str | None:
        """Return the province named right after a name that ends at `end`: one of ours, `other`, or None."""
        matches = self._named(text)
        at = bisect_left(matches, end, key=lambda match: match.start)
        if at < len(matches) and matches[at].end <= end + _BESIDE:
            gap = text[end : matches[at].start]
            stands_beside = gap.casefold().strip("(,- ") in _BETWEEN or (
                _PART.search(text, max(0, end - _LONGEST_PART), end) and _PART_OF.fullmatch(gap)
            )
            if stands_beside and self._is_province(matches[at]):
                return self._owner(matches[at])
        return None

    def _is_province(self, match: Match) -> bool:
        return any(key == OTHER or key.startswith("tinh-") for key in match.keys)

    def _owner(self, match: Match) -> str:
        found = self._owners.get(match.keys)
        if found is None:
            key = next((key for key in match.keys if key != OTHER), OTHER)
            found = (
                OTHER if key == OTHER else self._places.province(self._places.get(key)).removeprefix("tinh-")
            )
            self._owners[match.keys] = found
        return found


_BESIDE = 45
"""Characters after a name in which the province beside it ends."""
_BETWEEN = {"", "tỉnh", "tp", "tp.", "thành phố", "của tỉnh"}
_PART = re.compile(r"(?:huyện|thị xã|thành phố|tp|xã|phường|thị trấn)$", re.IGNORECASE)
_LONGEST_PART = len("thành phố")
_PART_OF = re.compile(r"\.? ?[^\W\d_]+(?: [^\W\d_]+){0,3}(?:,| \()\s?(?:tỉnh |thuộc (?:tỉnh )?)?")
"""Between the office of a part of a province and that province: `Công an TP Pleiku (Gia Lai)`."""
_HINT = 0.5
"""Say of a place whose name others may share, against a province named in the body."""
_LANDMARKS = {
    "tinh-quang-ngai": (
        "Dung Quất", "Sa Huỳnh", "Trà Khúc", "Trà Câu", "Thạch Nham", "Thiên Ấn", "Cù Lao Ré", "Sa Kỳ", "Bùi Hui", "Bình Hải", "Ba Làng An",
        "Gành Yến", "Nước Trong", "Cà Đam", "Núi Cấm Mộ Đức", "Thiên Bút",
    ),
    "tinh-kon-tum": (
        "Măng Đen", "Đăk Bla", "Đắk Bla", "Pleikrông", "Plei Krông", "Chư Mom Ray", "Bờ Y", "Thượng Kon Tum", "Đăk Uy", "Ngọc Linh Kon Tum",
    ),
}  # fmt: skip
"""Places that the press names without their province: rivers, harbours, economic zones, mountains."""
_OF_OURS_ALONE = ("Tịnh ", "Hành ", "Phổ ")
"""First words of names of old communes that no other province has."""
_NATIONWIDE = {
    "Ngọc Hồi", "Sơn Tây", "Sơn Hà", "Minh Long", "Bình Sơn", "An Phú", "Bình Minh", "Đông Sơn", "Trường Giang", "Sơn Hạ",
    "Sơn Linh", "Sơn Thủy", "Nghĩa Lộ", "Ba Vì", "Ba Đình", "Ba Dinh", "Quang Trung", "Trần Hưng Đạo", "Trần Phú", "Lê Lợi",
    "Lê Hồng Phong", "Duy Tân", "Quyết Thắng", "Trường Chinh", "Thắng Lợi", "Thống Nhất", "Nguyễn Trãi", "Ngô Mây", "Vạn Tường",
    "Ngọc Linh", "Thanh Bồng", "Trà Giang", "Sơn Mai", "Phước Giang", "Đặng Thùy Trâm", "Nguyễn Nghiêm", "Khánh Cường",
}  # fmt: skip
"""Names of ours that other provinces, streets or people bear as well: never enough by themselves."""


def _telling_forms(place: Place) -> tuple[str, ...]:
    """Return the forms of a name that tell our provinces by themselves."""
    forms = spellings(place.name)
    typed = tuple(f"{word} {form}" for form in forms for word in (place.type, place.type.capitalize()))
    if place.kind is PlaceKind.PROVINCE:
        return ()
    highland = any(
        word in place.name for word in ("Đăk", "Đắk", "Ngọk", "Ia ", "Kon ", "Măng", "Mô Rai", "Tu Mơ", "Ya ")
    )
    if place.kind is PlaceKind.DISTRICT and place.name not in _NATIONWIDE:
        return (*forms, *typed)
    if place.name.startswith(_OF_OURS_ALONE):
        return (*forms, *typed)
    if place.name in _NATIONWIDE or (place.kind is PlaceKind.OLD_COMMUNE and not highland):
        return ()
    return (*forms, *typed) if highland else typed


def _hinting_forms(place: Place) -> tuple[str, ...]:
    """Return the forms of a name that hint at our provinces where nothing else is named."""
    is_of_today = place.kind in (PlaceKind.COMMUNE, PlaceKind.DISTRICT)
    return spellings(place.name) if is_of_today and " " in place.name and place.name not in _PEOPLE else ()


_PEOPLE = {
    "Trần Hưng Đạo", "Trần Phú", "Lê Lợi", "Lê Hồng Phong", "Duy Tân", "Trường Chinh", "Nguyễn Trãi", "Ngô Mây", "Nguyễn Nghiêm", "Quang Trung",
    "Đặng Thùy Trâm", "Quyết Thắng", "Thắng Lợi", "Thống Nhất", "Ba Đình", "Ba Vì", "Sơn Tây", "Bình Minh", "An Phú",
}  # fmt: skip
"""Of the names that others bear as well: persons, streets and places far better known."""
