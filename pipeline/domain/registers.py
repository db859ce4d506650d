"""Reading the CSV registers of the province profile, errors with file, line and field."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.domain.errors import ConfigError, RowError
from pipeline.domain.text import clean_line

PROFILE = Path(__file__).parent / "profile"


class Row:
    """One row of a register; every reading names the place when it fails."""

    def __init__(self, path: Path, line: int, values: dict[str, str]) -> None:
        self.path = path
        self.line = line
        self._values = values

    def text(self, field: str) -> str:
        """Return a field as clean text, empty when nothing stands there."""
        return clean_line(self._values.get(field) or "")

    def required(self, field: str) -> str:
        """Return a field that must not be empty.

        Raises:
            RowError: it is.
        """
        value = self.text(field)
        if not value:
            raise self.error(field, "must not be empty.")
        return value

    def words(self, field: str, separator: str | None = None) -> tuple[str, ...]:
        """Return the parts of a field, separated by spaces or by `separator`."""
        return tuple(part.strip() for part in self.text(field).split(separator) if part.strip())

    def day(self, field: str) -> date | None:
        """Return a date, None when nothing stands there.

        Raises:
            RowError: what stands there is no date.
        """
        value = self.text(field)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise self.error(field, f"{value!r} is not a date; write YYYY-MM-DD.") from None

    def error(self, field: str, problem: str) -> RowError:
        """Return the error that names this row and `field`."""
        return RowError(str(self.path), self.line, field, problem)


def read_register(path: Path, fields: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a CSV register (UTF-8) that must have these columns.

    Raises:
        ConfigError: the file cannot be read.
        RowError: a column is missing, or a row has another number of cells.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), f"cannot be read ({error}).", "Save it as CSV in UTF-8.") from error
    reader = csv.DictReader(text.splitlines(keepends=True))
    missing = [field for field in fields if field not in (reader.fieldnames or ())]
    if missing:
        raise RowError(str(path), 1, ", ".join(missing), "the column is missing.")
    for values in reader:
        row = Row(path, reader.line_num, values)
        if None in values or None in values.values():
            raise row.error("", "the row has another number of cells than the heading.")
        yield row
