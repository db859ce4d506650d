"""The whole database as text: one file of JSON Lines per table, the same from SQLite and from PostgreSQL.

It is the database part of a backup, the open format of an export, and the way from one kind of database to the
other. Rows come in the order of their keys, so equal content gives equal files.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from pipeline.domain.errors import CaiChinhError
from pipeline.store.schema import METADATA

SUFFIX = ".jsonl.gz"
_ROWS = 500
"""Rows per insert."""


def dump(engine: sa.Engine, folder: Path) -> dict[str, int]:
    """Write every table into `folder` as it stands at one moment; return rows by table.

    Writers are not held up: SQLite (WAL) and PostgreSQL (REPEATABLE READ) show this reader one snapshot.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
        for table in METADATA.sorted_tables:
            counts[table.name] = _write(connection, table, folder / f"{table.name}{SUFFIX}")
    return counts


def _write(connection: sa.Connection, table: sa.Table, path: Path) -> int:
    columns = [column for column in table.columns if column.computed is None]
    query = sa.select(*columns).order_by(*table.primary_key.columns)
    names = [column.name for column in columns]
    encode = msgspec.json.Encoder().encode
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        for row in connection.execution_options(yield_per=_ROWS).execute(query):
            file.write(encode(dict(zip(names, row, strict=True))) + b"\n")
            count += 1
    return count


def load(engine: sa.Engine, folder: Path) -> dict[str, int]:
    """Fill the empty tables of a migrated database from the files of `dump`; return rows by table.

    Raises:
        CaiChinhError: a table is not empty, a file is damaged, or names what the schema does not have.
    """
    metadata = sa.MetaData()
    files = {path.name.removesuffix(SUFFIX): path for path in folder.glob(f"*{SUFFIX}")}
    counts = {}
    with engine.begin() as connection:
        missing = set(files) - set(sa.inspect(connection).get_table_names())
        if missing:
            raise CaiChinhError(f"{folder}: no such table in this schema: {', '.join(sorted(missing))}.")
        metadata.reflect(connection, only=sorted(files))
        for table in metadata.sorted_tables:
            if table.name not in files:
                continue
            if connection.scalar(sa.select(sa.literal(1)).select_from(table).limit(1)):
                raise CaiChinhError(
                    f"The table {table.name} holds rows already: load into an empty database."
                )
            counts[table.name] = _read(connection, table, files[table.name])
        if engine.dialect.name == "postgresql":
            _set_sequences(connection, metadata)
    return counts


def _read(connection: sa.Connection, table: sa.Table, path: Path) -> int:
    readers = {column.name: _reader(column.type) for column in table.columns}
    count = 0
    for rows in _chunks(path):
        try:
            values = [{name: readers[name](value) for name, value in row.items()} for row in rows]
        except (KeyError, ValueError) as error:
            raise CaiChinhError(f"{path}: a row does not fit the table {table.name} ({error}).") from error
        connection.execute(table.insert(), values)
        count += len(values)
    return count


def _chunks(path: Path) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                rows.append(msgspec.json.decode(line))
                if len(rows) == _ROWS:
                    yield rows
                    rows = []
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise CaiChinhError(f"{path}: damaged ({error}). Take an older backup.") from error
    if rows:
        yield rows


def _reader(kind: sa.types.TypeEngine[Any]) -> Callable[[Any], Any]:
    """Return what turns the JSON form of a column's value into the value that the driver wants."""
    if isinstance(kind, sa.DateTime):
        return lambda text: datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    if isinstance(kind, sa.Date):
        return lambda text: date.fromisoformat(text) if text else None
    if isinstance(kind, sa.LargeBinary):
        return lambda text: base64.b64decode(text) if text is not None else None
    return lambda value: value


def _set_sequences(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Let numbered tables of PostgreSQL go on after the rows that were loaded with their numbers."""
    for table in metadata.sorted_tables:
        key = list(table.primary_key.columns)
        if len(key) == 1 and isinstance(key[0].type, sa.Integer):
            sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, key[0].name)))
            highest = connection.scalar(sa.select(sa.func.max(key[0])))
            if sequence and highest:
                connection.execute(sa.select(sa.func.setval(sequence, highest)))
