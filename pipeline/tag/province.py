"""Which province an article is about, and which provinces stand beside a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

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


class ProvinceReader:
    """Finds names of provinces and of places that only our provinces have."""

    def __init__(self, places: Places) -> None:
        self._places = places
        names = [(form, "tinh-kon-tum") for form in ("Kon Tum", "Kontum", "KonTum", "Công Tum")]
        names += [("Quảng Ngãi", "tinh-quang-ngai")]
        names += [(name, OTHER) for other in places.others for name in other.names]
        names += [(form, place.id) for place in places for form in _telling_forms(place)]
        self._matcher = NameMatcher(names)
        self._owners: dict[tuple[str, ...], str] = {}

    def read(self, article: Article, on: date) -> Province:
        """Return the province of an article dated `on`; from 01/07/2025 the former Kon Tum is Quảng Ngãi."""
        counts: Counter[str] = Counter()
        for field, weight in _WEIGHT.items():
            limit = 6 if field is Field.BODY else 3
            seen: Counter[str] = Counter()
            for match in self._matcher.find(article.text(field)):
                owner = self._owner(match)
                seen[owner] += 1
                if seen[owner] <= limit:
                    counts[owner] += weight  # type: ignore[assignment]
        ours = float(sum(counts[province] for province in OURS))
        if ours == 0:
            return Province(id=None, share=0.0, hits=0.0)
        share = ours / (ours + counts[OTHER])
        home = "quang-ngai" if on >= MERGER else max(OURS, key=lambda province: counts[province])
        return Province(id=home, share=share, hits=ours)

    def beside(self, text: str, start: int, end: int) -> str | None:
        """Return the province named right after (or right before) a name: one of ours, `other`, or None."""
        tail = text[end : end + 45]
        for match in self._matcher.find(tail):
            gap = tail[: match.start].casefold().strip()
            if gap.strip("(,- ") in {"", "tỉnh", "tp", "tp.", "thành phố", "của tỉnh"} and self._is_province(
                match
            ):
                return self._owner(match)
            break
        del start
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
    if place.name in _NATIONWIDE or (place.kind is PlaceKind.OLD_COMMUNE and not highland):
        return ()
    return (*forms, *typed) if highland else typed
