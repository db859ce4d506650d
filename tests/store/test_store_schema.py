from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.orm import Session, sessionmaker

from pipeline.store import audit
from pipeline.store.search import in_schema
from pipeline.store.session import upgrade
from pipeline.store.tables import Base

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)


def test_migrations_lead_to_the_tables_as_declared(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": False, "include_name": in_schema}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(engine: sa.Engine) -> None:
    before = sa.inspect(engine).get_table_names()
    upgrade(engine)
    assert sa.inspect(engine).get_table_names() == before


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_the_audit_trail(
    sessions: sessionmaker[Session], statement: str
) -> None:
    with sessions.begin() as session:
        audit.record(session, at=AT, actor="daily", action="open", detail={})
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), sessions.begin() as session:
        session.execute(sa.text(statement))


def test_a_changed_audit_row_breaks_the_chain(engine: sa.Engine, sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for number in range(5):
            audit.record(session, at=AT, actor="daily", action="open", detail={"number": number})
    with sessions() as session:
        assert audit.first_broken(session) is None
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(sa.text("DROP TRIGGER audit_no_update"))
        else:
            connection.execute(sa.text("DROP TRIGGER audit_guard ON audit"))
        connection.execute(sa.text("UPDATE audit SET actor = 'somebody' WHERE id = 3"))
    with sessions() as session:
        assert audit.first_broken(session) == 3
