"""The register of agencies: who was responsible for what, from when to when, and who came after.

Sources are in the rows. Look-ups take a date: departments merged on 01/03/2025, Kon Tum joined Quảng Ngãi and
districts ended on 01/07/2025.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline.domain.registers import PROFILE, Row, read_register


class AgencyKind(StrEnum):
    """What kind of body an agency is."""

    PROVINCE_COMMITTEE = "province_committee"
    """Ủy ban nhân dân tỉnh."""
    OFFICE = "office"
    DEPARTMENT = "department"
    """Sở."""
    BOARD = "board"
    """Ban."""
    VERTICAL = "vertical"
    """Ngành dọc: police, army, tax, courts and the like."""
    SUB_DEPARTMENT = "sub_department"
    """Chi cục."""
    UNIT = "unit"
    DISTRICT_COMMITTEE = "district_committee"
    COMMUNE_COMMITTEE = "commune_committee"


ORGAN_CODE = re.compile(r"^(?:[0-9A-Z]{3}(?:\.[0-9A-Z]{2}){2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,4})$")
"""A mã định danh in the form of QCVN 102:2016/BTTTT, or in that of QĐ 20/2020/QĐ-TTg."""
AREA_KINDS = frozenset({AgencyKind.DISTRICT_COMMITTEE, AgencyKind.COMMUNE_COMMITTEE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedField:
    """A field of management (lĩnh vực quản lý), with the dates between which the agency had it."""

    name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One agency. `names` are all forms the press uses, most of them without the province."""

    id: str
    name: str
    kind: AgencyKind
    province: str
    """`kon-tum` or `quang-ngai`."""
    valid_from: date | None
    valid_to: date | None
    """Last day; None while it lives."""
    successors: tuple[str, ...]
    names: tuple[str, ...]
    fields: tuple[ManagedField, ...]
    certainty: str
    """`seen`, `template` or `memory`."""
    organ_code: str = ""
    """Mã định danh on the document axis (QĐ 20/2020/QĐ-TTg); empty when not known."""

    def is_alive(self, on: date) -> bool:
        """Tell whether the agency existed on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class Agencies:
    """The register, in the order of its file."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._by_id = {agency.id: agency for agency in agencies}

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, agency_id: object) -> bool:
        return agency_id in self._by_id

    def get(self, agency_id: str) -> Agency:
        """Return the agency with this id.

        Raises:
            KeyError: the register has no such agency.
        """
        return self._by_id[agency_id]

    def name(self, agency_id: str) -> str:
        """Return the official name, or the id of an agency that the register does not have."""
        return self._by_id[agency_id].name if agency_id in self._by_id else agency_id

    def alive(self, on: date) -> Sequence[Agency]:
        """Return the agencies that existed on a day."""
        return [agency for agency in self._by_id.values() if agency.is_alive(on)]

    def living(self, agency_id: str, on: date) -> tuple[str, ...]:
        """Return who answers for an agency on a day: itself, or its successors; empty before it was founded."""
        agency = self._by_id[agency_id]
        if agency.is_alive(on):
            return (agency_id,)
        if agency.valid_to is None or on <= agency.valid_to:
            return ()
        found: dict[str, None] = {}
        for successor in agency.successors:
            found |= dict.fromkeys(self.living(successor, on))
        return tuple(found)


def load_agencies(profile: Path = PROFILE) -> Agencies:
    """Read the register from `agencies.csv`, `agency_names.csv`, `agency_fields.csv` and `organ_codes.csv`.

    Raises:
        ConfigError, RowError: a file or row cannot be used.
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_register(profile / "agency_names.csv", ("agency_id", "name")):
        names[row.required("agency_id")].append(row.required("name"))
    fields: defaultdict[str, list[ManagedField]] = defaultdict(list)
    for row in read_register(profile / "agency_fields.csv", ("agency_id", "field", "valid_from", "valid_to")):
        field = ManagedField(
            name=row.required("field"), valid_from=row.day("valid_from"), valid_to=row.day("valid_to")
        )
        fields[row.required("agency_id")].append(field)
    codes = {}
    for row in read_register(profile / "organ_codes.csv", ("agency_id", "code", "source", "certainty")):
        if not ORGAN_CODE.match(code := row.required("code")):
            raise row.error("code", f"{code!r} is no code such as 000.00.01.H00 or H00.01.")
        row.required("source")
        codes[row.required("agency_id")] = code
    columns = (
        "id",
        "name",
        "kind",
        "province",
        "valid_from",
        "valid_to",
        "successors",
        "source",
        "certainty",
    )
    rows = list(read_register(profile / "agencies.csv", columns))
    known = {row.required("id") for row in rows}
    return Agencies(
        replace(found, organ_code=codes.get(found.id, ""))
        for found in (_agency(row, names, fields, known) for row in rows)
    )


def _agency(
    row: Row, names: dict[str, list[str]], fields: dict[str, list[ManagedField]], known: set[str]
) -> Agency:
    agency_id, name = row.required("id"), row.required("name")
    row.required("source")
    for successor in row.words("successors"):
        if successor not in known:
            raise row.error("successors", f"{successor!r} is not in the register.")
    try:
        kind = AgencyKind(row.required("kind"))
    except ValueError:
        raise row.error("kind", f"{row.text('kind')!r} is none of {', '.join(AgencyKind)}.") from None
    return Agency(
        id=agency_id,
        name=name,
        kind=kind,
        province=row.required("province"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        successors=row.words("successors"),
        names=(name, *names.get(agency_id, ())),
        fields=tuple(fields.get(agency_id, ())),
        certainty=row.required("certainty"),
    )
