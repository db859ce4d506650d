"""Indexes of the desk on a large province: the outlets of a story, the clocks that run."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_desk_2"
down_revision = "20261127_flag"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_article_copies", "article", ["group_id", "outlet_id"])
    op.drop_index("ix_article_group_id", table_name="article")
    op.create_index(
        "ix_clock_running",
        "clock",
        ["due_at", "case_id"],
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_clock_running", table_name="clock")
    op.create_index("ix_article_group_id", "article", ["group_id"])
    op.drop_index("ix_article_copies", table_name="article")
