"""The facts register: what the agencies of the province have officially stated, each in its time.

One CSV (`fact_id, kind, agency_id, subject, aliases, place, period_from, period_to, value, unit, position,
source_doc, note`; aliases separated by `;`, days as YYYY-MM-DD, decimal comma in figures) is the form in which
agencies hand facts in and get them back.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from pipeline.domain.errors import RowError
from pipeline.domain.text import clean_line, grouped, unify_tone

COLUMNS = (
    "fact_id",
    "kind",
    "agency_id",
    "subject",
    "aliases",
    "place",
    "period_from",
    "period_to",
    "value",
    "unit",
    "position",
    "source_doc",
    "note",
)
_REQUIRED = ("fact_id", "agency_id", "subject", "value")
_PERIOD_FIELDS = ("period_from", "period_to")
_DATED = re.compile(r"ngày (\d{1,2})/(\d{1,2})/(\d{4})")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")


class FactKind(StrEnum):
    """What a fact states."""

    FIGURE = "figure"
    """`value` is a number in Vietnamese writing, `unit` what it counts or measures."""
    ROSTER = "roster"
    """`value` is the holder of `position` over the period; no end means still in post."""
    EVENT = "event"
    """`value` is the day of a happening at `place`."""
    DOCUMENT = "document"
    """`value` is the number and symbol of a document, `period_from` its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One official fact with the document it stands in."""

    fact_id: str
    kind: FactKind
    agency_id: str
    subject: str
    aliases: tuple[str, ...] = ()
    """How the press names the subject."""
    place: str = ""
    period_from: date | None = None
    period_to: date | None = None
    """Last day, included; None means open."""
    value: str
    unit: str = ""
    position: str = ""
    source_doc: str = ""
    note: str = ""

    @property
    def number(self) -> Decimal:
        """Return the value of a figure. Raises InvalidOperation for anything else."""
        return read_decimal(self.value)

    @property
    def day(self) -> date:
        """Return the day of an event. Raises ValueError for anything else."""
        return date.fromisoformat(self.value)

    @property
    def stated_on(self) -> date | None:
        """Return the day of the document the fact stands in (`Báo cáo số 512/BC-SYT ngày 05/10/2026`)."""
        return _day_of(self.source_doc)

    def holds_on(self, day: date) -> bool:
        """Tell whether the period of the fact covers `day`."""
        after_start = self.period_from is None or self.period_from <= day
        return after_start and (self.period_to is None or day <= self.period_to)


@lru_cache(maxsize=8192)
def _day_of(document: str) -> date | None:
    """Return the day that a document is named by; a fact is asked for it with every number of every article."""
    found = _DATED.search(document)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Facts:
    """The register, in the order of its file."""

    items: tuple[Fact, ...] = ()

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def get(self, fact_id: str) -> Fact | None:
        """Return the fact of this id, or None."""
        return next((fact for fact in self.items if fact.fact_id == fact_id), None)

    def of_kind(self, kind: FactKind) -> tuple[Fact, ...]:
        """Return the facts of one kind."""
        return tuple(fact for fact in self.items if fact.kind is kind)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts that cannot both be true."""

    first: Fact
    second: Fact
    problem: str
    """Vietnamese, for the officer who looks after the register."""

    def __str__(self) -> str:
        return f"{self.first.fact_id}, {self.second.fact_id}: {self.problem}"


def read_decimal(text: str) -> Decimal:
    """Return the number that `text` writes in Vietnamese: `.` between thousands, `,` before decimals.

    A full stop that is not followed by groups of three digits is read as a decimal point, as spreadsheets
    export it. Raises InvalidOperation when `text` is no number.
    """
    text = text.strip().replace("\u00a0", "")
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))


def is_sound(fact: Fact) -> bool:
    """Tell whether the value of a fact fits its kind; one damaged row must not stop what reads the register."""
    try:
        _ = fact.number if fact.kind is FactKind.FIGURE else fact.day if fact.kind is FactKind.EVENT else None
    except (InvalidOperation, ValueError):
        return False
    return True


def official_text(fact: Fact) -> str:
    """Return the value of a fact as Vietnamese officials write it: `1.254 ca`, `91,6%`, `05/09/2026`.

    A value that does not fit its kind stands as it was written: one damaged row must not hide the register.
    """
    if fact.kind not in {FactKind.EVENT, FactKind.FIGURE}:
        return fact.value
    try:
        if fact.kind is FactKind.EVENT:
            return f"{fact.day:%d/%m/%Y}"
        number = fact.number
    except (InvalidOperation, ValueError):
        return f"{fact.value} {fact.unit}".strip()
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    sign = "-" if number < 0 else ""
    return f"{sign}{grouped(int(whole))}{',' + decimals if decimals else ''}{'' if fact.unit == '%' else ' '}{fact.unit}"


def load_facts(path: Path) -> Facts:
    """Read the register from a CSV file.

    Raises:
        RowError: names the line and field of the first row that cannot be used.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise RowError(str(path), 1, missing[0], "the column is missing from the header")
        facts = [_fact(str(path), rows.line_num, _unshielded(row)) for row in rows]
        lines = Counter(fact.fact_id for fact in facts)
    twice = next((fact_id for fact_id, count in lines.items() if count > 1), None)
    if twice is not None:
        raise RowError(str(path), _last_line_of(path, twice), "fact_id", f"{twice} stands here a second time")
    return Facts(tuple(facts))


def dump_facts(facts: Iterable[Fact], path: Path) -> None:
    """Write the register as a CSV file that `load_facts` reads back unchanged and spreadsheets open."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for fact in facts:
            writer.writerow(_shielded(_cell(getattr(fact, name))) for name in COLUMNS)


def contradictions(facts: Iterable[Fact]) -> list[Contradiction]:
    """Return the pairs that cannot both be true, in the order of the register.

    Figures, events and documents contradict when subject, place, period and unit are the same and the value is
    not; two holders contradict when they hold the same post of the same agency on the same day. Deputies share
    a title, so they are never compared.
    """
    same: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        same[_identity(fact)].append(fact)
    found = []
    for group in same.values():
        for first, second in combinations(group, 2):
            problem = _problem(first, second)
            if problem:
                found.append(Contradiction(first, second, problem))
    return found


def _fact(path: str, line: int, row: dict[str | None, str | list[str] | None]) -> Fact:
    if None in row or None in row.values():
        raise RowError(path, line, "note", f"the row does not have {len(COLUMNS)} columns (quote commas)")
    return read_fact(path, line, {name: str(row[name]) for name in COLUMNS})


def read_fact(path: str, line: int, row: Mapping[str, str]) -> Fact:
    """Return the fact that the cells of one row make: of a CSV file, a sheet or a form.

    Raises:
        RowError: names the line and the first field that cannot be used.
    """
    cells = {name: clean_line(row.get(name, "")) for name in COLUMNS}
    for name in _REQUIRED:
        if not cells[name]:
            raise RowError(path, line, name, "is empty")
    if cells["kind"] not in set(FactKind):
        raise RowError(path, line, "kind", f"{cells['kind']!r} is none of {', '.join(FactKind)}")
    period = {name: _day(path, line, name, cells[name]) for name in _PERIOD_FIELDS}
    if period["period_from"] and period["period_to"] and period["period_to"] < period["period_from"]:
        raise RowError(path, line, "period_to", "lies before period_from")
    kind = FactKind(cells["kind"])
    _check_value(path, line, kind, cells)
    return Fact(
        fact_id=cells["fact_id"],
        kind=kind,
        agency_id=cells["agency_id"],
        subject=cells["subject"],
        aliases=tuple(alias for part in cells["aliases"].split(";") if (alias := part.strip())),
        place=cells["place"],
        period_from=period["period_from"],
        period_to=period["period_to"],
        value=cells["value"],
        unit=cells["unit"],
        position=cells["position"],
        source_doc=cells["source_doc"],
        note=cells["note"],
    )


def _day(path: str, line: int, field: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RowError(path, line, field, f"{text!r} is no day of the form YYYY-MM-DD") from error


def _check_value(path: str, line: int, kind: FactKind, cells: dict[str, str]) -> None:
    if kind is FactKind.FIGURE:
        try:
            read_decimal(cells["value"])
        except InvalidOperation as error:
            raise RowError(path, line, "value", f"{cells['value']!r} is no number") from error
        if not cells["unit"]:
            raise RowError(path, line, "unit", "a figure needs a unit")
    elif kind is FactKind.EVENT:
        _day(path, line, "value", cells["value"])
    elif kind is FactKind.ROSTER and not cells["position"]:
        raise RowError(path, line, "position", "a roster fact needs the post")


def _last_line_of(path: Path, fact_id: str) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return max(rows.line_num for row in rows if clean_line(row["fact_id"]) == fact_id)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else str(value)


def _shielded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _unshielded(row: Mapping[str, str]) -> dict[str | None, str | list[str] | None]:
    """Return a row without what `_shielded` put before its cells; short and long rows stay as they are."""
    return {
        name: cell[1:] if isinstance(cell, str) and _SHIELDED.match(cell) else cell
        for name, cell in row.items()
    }


def _identity(fact: Fact) -> tuple[object, ...]:
    subject = unify_tone(fact.subject).casefold()
    if fact.kind is FactKind.ROSTER:
        return fact.kind, fact.agency_id, subject
    period = () if fact.kind is FactKind.EVENT else (fact.period_from, fact.period_to)
    return fact.kind, fact.agency_id, subject, fact.place.casefold(), fact.unit.casefold(), *period


def _problem(first: Fact, second: Fact) -> str:
    if first.kind is not FactKind.ROSTER:
        if _value(first) == _value(second):
            return ""
        return f"cùng nội dung “{first.subject}” nhưng hai giá trị: {official_text(first)} và {official_text(second)}"
    deputies = first.position.casefold().startswith("phó")
    if deputies or first.value == second.value or not _overlap(first, second):
        return ""
    return f"hai người cùng giữ chức vụ {first.position} trong một thời gian: {first.value} và {second.value}"


def _value(fact: Fact) -> object:
    return fact.number if fact.kind is FactKind.FIGURE else fact.value


def _overlap(first: Fact, second: Fact) -> bool:
    starts = max(first.period_from or date.min, second.period_from or date.min)
    return starts <= min(first.period_to or date.max, second.period_to or date.max)
