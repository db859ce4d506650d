"""PostgreSQL's index table for search made narrow: a row is a key and where its words lie, so many share a page."""

from alembic import op

revision = "20261127_desk_7"
down_revision = "20261127_desk_6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the words out of the rows; writing the table anew drops what earlier migrations left dead, too."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE case_search SET (toast_tuple_target = 128)")
        op.execute("CLUSTER case_search USING case_search_pkey")


def downgrade() -> None:
    """Let rows be as wide as PostgreSQL would have them; those that lie there stay as they are."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE case_search RESET (toast_tuple_target)")
