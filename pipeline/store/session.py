"""Engine, pragmas and sessions. The shells commit; query functions of the store only flush."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker

from pipeline.domain.errors import CaiChinhError

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str) -> sa.Engine:
    """Return an engine for `url`. SQLite runs in WAL mode with foreign keys on and waits 10 s for a writer.

    The connection given back last is taken first: where few are needed at once, few fill their own cache of pages.
    """
    engine = sa.create_engine(
        url, pool_use_lifo=True, json_serializer=_to_json, json_deserializer=msgspec.json.decode
    )
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _set_pragmas)
    else:
        event.listen(engine, "connect", _plan_simply)
    return engine


def to_json(record: object) -> dict[str, Any]:
    """Return a record as JSON-ready builtins, times in ISO 8601."""
    return cast("dict[str, Any]", msgspec.to_builtins(record))


def _to_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _plan_simply(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    """Keep PostgreSQL from compiling statements: a page asks for few rows, and compiling takes longer than they do."""
    cursor = connection.cursor()
    cursor.execute("SET jit = off")
    cursor.close()
    connection.commit()


_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
)


def open_sessions(engine: sa.Engine) -> sessionmaker[Session]:
    """Return the session factory for `engine`; use ``with sessions.begin() as session``."""
    return sessionmaker(engine, expire_on_commit=False)


def take_turn(session: Session, table: str) -> None:
    """Let one transaction at a time go on here, until it commits: for tables where two writers would clash."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE'))
    else:  # SQLite has one writer; any change opens its transaction
        key = sa.column("rowid", sa.Integer)
        session.execute(sa.update(sa.table(table, key)).values(rowid=key).where(sa.false()))


def upgrade(engine: sa.Engine, to: str = "head") -> None:
    """Bring the schema of `engine` to the newest revision, or to one named.

    Raises:
        CaiChinhError: the database is of a newer release than this one.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except CommandError as error:
            raise CaiChinhError(
                f"The schema of the database is not known to this release ({error}). Install the newer release."
            ) from error


def revision(engine: sa.Engine) -> str | None:
    """Return the schema revision of a database, None when it has none yet."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def database_size(engine: sa.Engine) -> int:
    """Return the bytes that the database takes on disk."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)


def newest_revision() -> str | None:
    """Return the schema revision that this release works with."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config).get_current_head()
