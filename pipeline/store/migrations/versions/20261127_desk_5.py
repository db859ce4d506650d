"""Pairs of neighbouring words in PostgreSQL's index for search: a phrase of common words is found at once."""

from alembic import op

revision = "20261127_desk_5"
down_revision = "20261127_operate_3"
branch_labels = None
depends_on = None

_PAIRS = """
UPDATE case_search SET pairs = array_to_tsvector(array(
    WITH word AS (SELECT lexeme, unnest(positions) AS place FROM unnest(plain))
    SELECT DISTINCT one.lexeme || ' ' || other.lexeme
    FROM word AS one JOIN word AS other ON other.place = one.place + 1
    WHERE length(one.lexeme) + length(other.lexeme) < 200
))"""


def upgrade() -> None:
    """Add the column, fill it from the words as they stand, and index it; SQLite's FTS5 needs none."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE case_search ADD COLUMN pairs TSVECTOR")
        op.execute(_PAIRS)
        op.execute("CREATE INDEX ix_case_search_pairs ON case_search USING gin (pairs)")


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE case_search DROP COLUMN pairs")
