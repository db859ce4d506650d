"""Lines of the authority's registers from what a person typed or a sheet holds, and back to what a person reads.

A value that cannot be used is told in Vietnamese, by field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from pipeline.domain.agencies import Agencies
from pipeline.domain.authority import Line
from pipeline.domain.authority_forms import FieldError, FormField, Kind, Register
from pipeline.domain.dates import VIETNAM
from pipeline.domain.text import clean, clean_line, fold

LONGEST = 2000
_YES = frozenset({"1", "x", "co", "true", "on", "yes"})
_NO = frozenset({"", "0", "khong", "false", "no"})
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read_line(register: Register, given: Mapping[str, Any], agencies: Agencies, *, line_id: int = 0) -> Any:  # noqa: ANN401  one of `Line`, by the register
    """Return the record that typed or imported values make.

    Args:
        register: which register.
        given: values by field name: strings of a form, or cells of a sheet.
        agencies: an agency may be named by id or by its name.
        line_id: number of the line that is changed, 0 for a new one.

    Raises:
        FieldError: a value cannot be used; every problem is named.
    """
    values: dict[str, Any] = {"id": line_id}
    problems: dict[str, str] = {}
    for field in register.fields:
        try:
            value = _read(field, given.get(field.name), agencies)
        except ValueError as error:
            problems[field.name] = f"{field.label}: {error}"
            continue
        if field.required and value in {None, ""}:
            problems[field.name] = f"{field.label}: không được để trống."
        values[field.name] = value
    if problems:
        raise FieldError(problems)
    defaults = {
        item.name: item.default
        for item in fields(register.record)
        if item.default is not MISSING and values.get(item.name) is None
    }
    return register.record(**(values | defaults))


def _read(field: FormField, value: object, agencies: Agencies) -> object:
    if isinstance(value, str):
        value = clean(value) if field.kind is Kind.LONG else clean_line(value)
        if len(value) > LONGEST:
            raise ValueError(f"dài quá {LONGEST} ký tự.")
    if field.kind is Kind.FLAG:
        return _flag(value)
    if value is None or value == "":
        return "" if field.kind in {Kind.TEXT, Kind.LONG, Kind.EMAIL} else None
    read = _READERS.get(field.kind)
    if read is not None:
        return read(value)
    if field.kind is Kind.CHOICE:
        return _choose(field, str(value))
    if field.kind is Kind.AGENCY:
        return _agency(str(value), agencies)
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _flag(value: object) -> bool:
    word = fold(_plain(value)) if value is not None else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"“{value}” không rõ; ghi “x” hoặc để trống.")


def _number(value: object) -> int:
    text = _plain(value)
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise ValueError(f"“{value}” không phải số nguyên.")
    return int(text)


def _choose(field: FormField, value: str) -> StrEnum:
    for choice, label in (field.choices or {}).items():
        if value == choice.value or fold(value) == fold(label):
            return choice
    allowed = "; ".join((field.choices or {}).values())
    raise ValueError(f"“{value}” không có trong danh mục ({allowed}).")


def _agency(value: str, agencies: Agencies) -> str:
    if value in agencies:
        return value
    wanted = fold(value).replace("uy ban nhan dan", "ubnd")
    found = [
        agency.id for agency in agencies if fold(agency.name).replace("uy ban nhan dan", "ubnd") == wanted
    ]
    if len(found) == 1:
        return found[0]
    exact = [agency.id for agency in agencies if agency.name == value]
    if len(exact) == 1:
        return exact[0]
    raise ValueError(f"“{value}” không có trong danh mục cơ quan.")


def read_day(value: object) -> date:
    """Return a day from a cell or from text such as ``23/11/2026`` or ``2026-11-23``.

    Raises:
        ValueError: it is none; the sentence is Vietnamese.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(value), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(f"“{value}” không phải là ngày; ghi dạng 23/11/2026.")


def read_moment(value: object) -> datetime:
    """Return a time of Vietnam from a cell or from text such as ``23/11/2026 07:30``.

    Raises:
        ValueError: it is none; the sentence is Vietnamese.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=VIETNAM)
    if isinstance(value, date):
        return datetime.combine(value, time(), VIETNAM)
    for form in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%H:%M %d/%m/%Y"):
        try:
            return datetime.strptime(str(value), form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    raise ValueError(f"“{value}” không phải là ngày, giờ; ghi dạng 23/11/2026 07:30.")


def _email(value: object) -> str:
    if not _EMAIL.fullmatch(str(value)):
        raise ValueError(f"“{value}” không phải địa chỉ thư điện tử.")
    return str(value)


_READERS: dict[Kind, Callable[[object], object]] = {
    Kind.DAY: read_day,
    Kind.MOMENT: read_moment,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
}


def shown(field: FormField, line: Line, agencies: Agencies) -> str | int | date | datetime | None:
    """Return a value as a person reads it: labels for codes, names for agencies, times of Vietnam."""
    value = getattr(line, field.name)
    if field.kind is Kind.AGENCY:
        return agencies.name(value)
    if field.kind is Kind.CHOICE and field.choices:
        return field.choices[value]
    if field.kind is Kind.FLAG:
        return "x" if value else ""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM)
    return value  # type: ignore[no-any-return]


def headings(register: Register) -> Sequence[str]:
    """Return the headings of the register's sheet."""
    return [field.label for field in register.fields]
