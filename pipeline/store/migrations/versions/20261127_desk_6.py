"""Pairs of neighbouring words in the index for search, with marks and without, in SQLite too."""

from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "20261127_desk_6"
down_revision = "20261127_desk_5"
branch_labels = None
depends_on = None

_WITH_MARKS = """
UPDATE case_search SET pairs = pairs || array_to_tsvector(array(
    WITH word AS (SELECT lexeme, unnest(positions) AS place FROM unnest(exact))
    SELECT DISTINCT one.lexeme || ' ' || other.lexeme
    FROM word AS one JOIN word AS other ON other.place = one.place + 1
    WHERE length(one.lexeme) + length(other.lexeme) < 200
))"""
_FTS5 = "USING fts5(exact, plain, scope{more}, tokenize = 'unicode61 remove_diacritics 0')"


def upgrade() -> None:
    """Add the pairs to PostgreSQL's column; write SQLite's index anew with one."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        bind.exec_driver_sql(_WITH_MARKS)
        return
    bind.exec_driver_sql("ALTER TABLE case_search RENAME TO case_search_before")
    bind.exec_driver_sql(f"CREATE VIRTUAL TABLE case_search {_FTS5.format(more=', pairs')}")
    last = 0
    while rows := bind.execute(
        sa.text(
            "SELECT rowid AS id, exact, plain, scope FROM case_search_before "
            "WHERE rowid > :last ORDER BY rowid LIMIT 500"
        ),
        {"last": last},
    ).all():
        bind.execute(
            sa.text(
                "INSERT INTO case_search (rowid, exact, plain, scope, pairs) "
                "VALUES (:id, :exact, :plain, :scope, :pairs)"
            ),
            [row._asdict() | {"pairs": _pairs(row.exact, row.plain)} for row in rows],
        )
        last = rows[-1].id
    bind.exec_driver_sql("DROP TABLE case_search_before")
    bind.exec_driver_sql("INSERT INTO case_search (case_search) VALUES ('optimize')")


def _pairs(*texts: str) -> str:
    found = {
        f"{one}\ue000{other}"
        for text in texts
        for one, other in pairwise(text.split())
        if len(one) + len(other) < 200
    }
    return " ".join(sorted(found))


def downgrade() -> None:
    """Write SQLite's index anew without them; PostgreSQL's column may hold more than it needs."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        return
    bind.exec_driver_sql("ALTER TABLE case_search RENAME TO case_search_before")
    bind.exec_driver_sql(f"CREATE VIRTUAL TABLE case_search {_FTS5.format(more='')}")
    bind.exec_driver_sql(
        "INSERT INTO case_search (rowid, exact, plain, scope) SELECT rowid, exact, plain, scope FROM case_search_before"
    )
    bind.exec_driver_sql("DROP TABLE case_search_before")
