"""The audit trail: what the database refuses, and that whatever is done all the same is found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from pipeline.store import audit

AT = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
TAMPERINGS = {
    "change a detail": ("UPDATE audit SET detail = '{\"number\": 9}' WHERE id = 3", 3),
    "change a time": ("UPDATE audit SET at = '2026-11-20 00:00:00' WHERE id = 1", 1),
    "change the case": ("UPDATE audit SET case_id = 7 WHERE id = 5", 5),
    "delete one in the middle": ("DELETE FROM audit WHERE id = 3", 4),
    "delete the first": ("DELETE FROM audit WHERE id = 1", 2),
    "swap two": ("UPDATE audit SET id = CASE id WHEN 2 THEN -3 ELSE -2 END WHERE id IN (2, 3)", -3),
    "put a copy in": (
        (
            "INSERT INTO audit (id, at, actor, action, case_id, detail, previous_hash, hash) "
            "SELECT 9, at, actor, action, case_id, detail, previous_hash, hash FROM audit WHERE id = 2"
        ),
        9,
    ),
}


def fill(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        for number in range(5):
            audit.record(session, at=AT, actor="daily", action="open", detail={"number": number})


def without_guards(connection: sa.Connection) -> None:
    """Do what only somebody with the rights of the database's owner can."""
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("DROP TRIGGER IF EXISTS audit_no_update"))
        connection.execute(sa.text("DROP TRIGGER IF EXISTS audit_no_delete"))
    else:
        connection.execute(sa.text("DROP TRIGGER IF EXISTS audit_guard ON audit"))
        connection.execute(sa.text("DROP TRIGGER IF EXISTS audit_no_truncate ON audit"))


def test_the_database_refuses_every_way_to_change_or_remove(
    engine: sa.Engine, sessions: sessionmaker[Session]
) -> None:
    fill(sessions)
    statements = ["UPDATE audit SET actor = 'x' WHERE id = 2", "DELETE FROM audit WHERE id = 5"]
    statements += ["TRUNCATE audit CASCADE"] if engine.dialect.name == "postgresql" else ["DELETE FROM audit"]
    for statement in statements:
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    with sessions() as session:
        assert audit.first_broken(session) is None


def test_every_tampering_inside_the_trail_is_found_at_its_row(
    engine: sa.Engine, sessions: sessionmaker[Session]
) -> None:
    fill(sessions)
    for name, (statement, row) in TAMPERINGS.items():
        with engine.connect() as connection:
            without_guards(connection)
            connection.execute(sa.text(statement))
            assert audit.first_broken(Session(connection)) == row, name
            connection.rollback()


def test_a_trail_cut_off_at_its_end_is_found_by_a_root_kept_elsewhere(
    engine: sa.Engine, sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    anchors = tmp_path / "home" / "audit-roots.txt"
    with sessions() as session:
        audit.anchor(session, anchors, AT)  # an empty trail has a root too
    fill(sessions)
    with sessions() as session:
        root = audit.anchor(session, anchors, AT)
        assert audit.lost_anchors(session, anchors) == []
        assert audit.holds(session, root)
    with engine.begin() as connection:
        without_guards(connection)
        connection.execute(sa.text("DELETE FROM audit WHERE id > 3"))
    with sessions() as session:
        assert audit.first_broken(session) is None  # the rest fits, as it must
        assert audit.lost_anchors(session, anchors) == [f"2026-11-21T00:30:00+00:00 {root}"]
        assert not audit.holds(session, root)
