"""The gazetteer: today's communes, the old communes and districts, the two provinces, and who came after whom.

Sources are in the rows (NQ 202/2025/QH15; NQ 1677/NQ-UBTVQH15 of 16/06/2025 for the communes of Quảng Ngãi).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline.domain.registers import PROFILE, Row, read_register

MERGER = date(2025, 7, 1)
"""First day of the two-level administration and of the merged province."""


class PlaceKind(StrEnum):
    """Level of a place."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    """As of 01/07/2025."""
    OLD_COMMUNE = "old_commune"
    """Until 30/06/2025."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. `type` is the Vietnamese word before the name: xã, phường, thị trấn, huyện."""

    id: str
    name: str
    kind: PlaceKind
    type: str
    parent: str
    agency_id: str
    """The People's Committee of the area; of an old commune, that of its district."""
    valid_from: date | None
    valid_to: date | None
    successors: tuple[str, ...]

    def is_alive(self, on: date) -> bool:
        """Tell whether the place existed on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherProvince:
    """A province that is not ours, for telling its agencies and places from ours."""

    names: tuple[str, ...]


class Places:
    """The gazetteer, in the order of its file."""

    def __init__(self, places: Iterable[Place], others: Iterable[OtherProvince]) -> None:
        self._by_id = {place.id: place for place in places}
        self.others = tuple(others)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, place_id: str) -> Place:
        """Return the place with this id.

        Raises:
            KeyError: the gazetteer has no such place.
        """
        return self._by_id[place_id]

    def living(self, place_id: str, on: date) -> tuple[Place, ...]:
        """Return what stands on the ground of a place on a day: itself or its successors."""
        place = self._by_id[place_id]
        if place.is_alive(on):
            return (place,)
        return tuple(after for successor in place.successors for after in self.living(successor, on))

    def province(self, place: Place) -> str:
        """Return the id of the (old) province a place belongs to."""
        while place.parent:
            place = self._by_id[place.parent]
        return place.id


_SPELLINGS = (
    (re.compile(r"\b(?:Đăk|Đắk)\b"), ("Đăk", "Đắk", "Đắc", "Dak", "Đak")),
    (re.compile(r"\bNg(?:ọk|ọc)\b"), ("Ngọk", "Ngọc", "Ngok")),
    (re.compile(r"\bR(?:ờ|ơ) Kơi\b"), ("Rờ Kơi", "Rơ Kơi")),
    (re.compile(r"\bBờ Y\b"), ("Bờ Y", "Pờ Y")),
    (re.compile(r"\bMăng Bút\b"), ("Măng Bút", "Măng Buk")),
    (re.compile(r"\bĐ[ăắ]k Plô\b"), ("Đăk Plô", "Đắk Plô", "Đắk Blô", "Đăk Blô")),
    (re.compile(r"\bIa H['’] ?Drai\b"), ("Ia H'Drai", "Ia H' Drai", "Ia HDrai")),
    (re.compile(r"\bMăng Đen\b"), ("Măng Đen", "Mang Đen", "Măng Đẽn")),
    (re.compile(r"\bKon Plông\b"), ("Kon Plông", "Kon Plong", "KonPlông")),
    (re.compile(r"\bPờ Ê\b"), ("Pờ Ê", "Pơ Ê")),
)


def spellings(name: str) -> tuple[str, ...]:
    """Return the forms in which the press writes a name of the highlands, the register's own first."""
    forms = {name: None}
    for pattern, variants in _SPELLINGS:
        for form in tuple(forms):
            if pattern.search(form):
                forms |= dict.fromkeys(pattern.sub(variant, form) for variant in variants)
    return tuple(forms)


def load_places(profile: Path = PROFILE) -> Places:
    """Read the gazetteer from `places.csv` and `other_provinces.csv`.

    Raises:
        ConfigError, RowError: a file or row cannot be used.
    """
    columns = (
        "id",
        "name",
        "kind",
        "type",
        "parent",
        "agency_id",
        "valid_from",
        "valid_to",
        "successors",
        "source",
    )
    rows = list(read_register(profile / "places.csv", columns))
    known = {row.required("id") for row in rows}
    others = (
        OtherProvince(names=(row.required("name"), *row.words("variants", ";")))
        for row in read_register(profile / "other_provinces.csv", ("name", "variants", "valid_to", "source"))
    )
    return Places((_place(row, known) for row in rows), others)


def _place(row: Row, known: set[str]) -> Place:
    row.required("source")
    for other in (*row.words("successors"), *row.words("parent")):
        if other not in known:
            raise row.error("successors or parent", f"{other!r} is not in the gazetteer.")
    try:
        kind = PlaceKind(row.required("kind"))
    except ValueError:
        raise row.error("kind", f"{row.text('kind')!r} is none of {', '.join(PlaceKind)}.") from None
    return Place(
        id=row.required("id"),
        name=row.required("name"),
        kind=kind,
        type=row.required("type"),
        parent=row.text("parent"),
        agency_id=row.required("agency_id"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        successors=row.words("successors"),
    )
