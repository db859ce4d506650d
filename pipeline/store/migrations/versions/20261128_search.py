"""SQLite's index for search without pairs of words: there, words side by side are told from where they stand."""

from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "20261128_search"
down_revision = "20261127_desk_7"
branch_labels = None
depends_on = None

_FTS5 = "USING fts5(exact, plain, scope{more}, tokenize = 'unicode61 remove_diacritics 0')"


def upgrade() -> None:
    """Write SQLite's index anew without them; PostgreSQL keeps its pairs."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        return
    bind.exec_driver_sql("ALTER TABLE case_search RENAME TO case_search_before")
    bind.exec_driver_sql(f"CREATE VIRTUAL TABLE case_search {_FTS5.format(more='')}")
    bind.exec_driver_sql(
        "INSERT INTO case_search (rowid, exact, plain, scope) SELECT rowid, exact, plain, scope FROM case_search_before"
    )
    bind.exec_driver_sql("DROP TABLE case_search_before")
    bind.exec_driver_sql("INSERT INTO case_search (case_search) VALUES ('optimize')")


def downgrade() -> None:
    """Write SQLite's index anew with them."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
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


def _pairs(*texts: str) -> str:
    found = {
        f"{one}\ue000{other}"
        for text in texts
        for one, other in pairwise(text.split())
        if len(one) + len(other) < 200
    }
    return " ".join(sorted(found))
