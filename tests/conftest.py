"""Fixtures that several areas share: a fresh migrated database, the data beside the checkout."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import hypothesis
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session, sessionmaker

import pipeline.flag
from pipeline.store import people, session
from pipeline.store.session import open_engine, open_sessions, upgrade

gc.set_threshold(20_000, 20, 20)
"""Registers and models are a million objects that stay: looking through them again and again is a tenth of a run."""

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
"""jsonschema would make a parser of IRIs from their grammar, two seconds of work, where it loads; no schema has an IRI."""

hypothesis.settings.register_profile("busy machine", deadline=None)
hypothesis.settings.load_profile("busy machine")
"""No test asserts times: one example may take long because the machine has other work."""


LONG = (
    "tests/flow/",
    "tests/web/test_web_pages_browser.py",
    "tests/web/test_web_browser.py",
    "tests/notebooks/",
    "tests/report/test_report_proof.py",
    "tests/quality/test_flag_real.py",
    "tests/attack/test_attack_pages.py",
    "tests/tag/test_tag_training.py",
    "tests/flag/test_flag_authors.py",
    "tests/attack/test_attack_access.py",
)
"""What takes longest or sets up most, in the order of what it takes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each process of a run begin with long modules of its own.

    Processes get equal parts of the list, and who is done takes from the end of another's: so the short tests are
    those that are parted, nothing is set up twice, and no process waits for the other's last long test.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    short = [item for item in items if not item.nodeid.startswith(LONG)]
    parts: list[list[pytest.Item]] = [
        [item for name in LONG[first::processes] for item in items if item.nodeid.startswith(name)]
        for first in range(processes)
    ]
    for part in parts[:-1]:
        room = max(0, len(items) // processes - len(part))
        part.extend(short[:room])
        del short[:room]
    items[:] = [*(item for part in parts for item in part), *short]


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    """Hash passwords with the least effort: the effort itself is argon2's to test."""
    with pytest.MonkeyPatch.context() as patch:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(people, "_HASHER", hasher)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_flushing() -> Iterator[None]:
    """Do not wait until what is written lies on the disk: the power stays on. Processes that a test starts do wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session, "_PRAGMAS", (*session._PRAGMAS, "synchronous=OFF"))
        patch.setattr("os.fsync", lambda _handle: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _failing_signals_are_found() -> Iterator[None]:
    """Let a signal that fails on an article fail the test: the day itself goes on without it."""

    def fail(*_article_ids: str) -> None:
        raise  # noqa: PLE0704  called where an exception is being handled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.flag, "tell_failure", fail)
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file brought to the newest schema by the migrations, to be copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "migrated.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def engine_on() -> Callable[[str], AbstractContextManager[sa.Engine]]:
    """Return a function that gives an engine on a database for a while; on SQLite it then serves another file.

    An engine keeps the statements it has compiled; a new one for each test would compile every statement anew.
    """
    idle: dict[str, list[sa.Engine]] = {}

    def made(url: str) -> sa.Engine:
        engine = open_engine(url)

        def to_its_url(_dialect: object, _record: object, arguments: list[object], _named: object) -> None:
            arguments[0] = engine.url.database

        if engine.dialect.name == "sqlite":
            sa.event.listen(engine, "do_connect", to_its_url)
        return engine

    @contextmanager
    def opened(url: str) -> Iterator[sa.Engine]:
        at_hand = idle.setdefault("sqlite" if url.startswith("sqlite") else url, [])
        engine = at_hand.pop() if at_hand else made(url)
        engine.url = sa.make_url(url)
        yield engine
        engine.dispose()
        at_hand.append(engine)

    return opened


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], sa.URL]]:
    """Return a function that makes a fresh, migrated PostgreSQL database; all are dropped at the end.

    The server is named by `CAICHINH_TEST_POSTGRES`, a SQLAlchemy URL of a role that may create databases
    (`.ci/run` starts one); skip where it is not.
    """
    server = os.environ.get("CAICHINH_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL server (CAICHINH_TEST_POSTGRES)")
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    made: list[str] = []

    def create(template: str) -> sa.URL:
        name = f"caichinh_test_{os.getpid()}_{len(made)}"
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        made.append(name)
        return admin.url.set(database=name)

    url = create("template0")
    engine = open_engine(url.render_as_string(hide_password=False))
    upgrade(engine)
    engine.dispose()
    yield lambda: create(str(url.database))
    with admin.connect() as connection:
        for name in reversed(made):
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


SHAPE = """SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_attribute), (SELECT count(*) FROM pg_constraint),
    (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O')"""


def emptying_of(connection: sa.Connection) -> str:
    """Return the statements that close what a test left open, remove all rows and count anew from 1."""
    tables = [name for name, _ in sa.inspect(connection).get_sorted_table_and_fkc_names() if name]
    return "; ".join(
        (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
            "ALTER TABLE audit DISABLE TRIGGER USER",
            *(f"DELETE FROM {name}" for name in reversed(tables) if name != "alembic_version"),  # noqa: S608
            "ALTER TABLE audit ENABLE TRIGGER USER",
            "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
        )
    )


@pytest.fixture(scope="session")
def emptied(postgres: Callable[[], sa.URL]) -> Callable[[], sa.URL]:
    """Return a function that gives a PostgreSQL database without rows: the same one, until a test alters its schema.

    To empty one takes a tenth of the time that it takes to make another and to drop it.
    """

    def databases() -> Iterator[sa.URL]:
        while True:
            url = postgres()
            engine = sa.create_engine(url, poolclass=sa.NullPool)
            with engine.connect() as connection:
                shape, emptying = connection.exec_driver_sql(SHAPE).one(), emptying_of(connection)
            yield url
            while True:
                with engine.begin() as connection:
                    if connection.exec_driver_sql(SHAPE).one() != shape:
                        break
                    connection.exec_driver_sql(emptying)
                yield url

    return databases().__next__


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a fresh database of the newest schema; what asks for it runs on both kinds."""
    if request.param == "postgresql":
        made: sa.URL = request.getfixturevalue("emptied")()
        return made.render_as_string(hide_password=False)
    shutil.copy(request.getfixturevalue("migrated"), tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def engine(
    database_url: str, engine_on: Callable[[str], AbstractContextManager[sa.Engine]]
) -> Iterator[sa.Engine]:
    """Return an engine on a fresh database."""
    with engine_on(database_url) as engine:
        yield engine


@pytest.fixture
def sessions(engine: sa.Engine) -> sessionmaker[Session]:
    """Return the session factory of a fresh database."""
    return open_sessions(engine)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of outside material; skip where it is missing, as it never ships."""
    folder = Path(os.environ.get("CAICHINH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("outside material is not beside the checkout (CAICHINH_SHARED)")
    return folder
