"""What was removed by rule; the index by which a capture finds the texts read from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_operate_3"
down_revision = "20261127_desk_3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and the index."""
    op.create_table(
        "disposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.String(length=32), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("file_gone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["audit.id"], name=op.f("fk_disposal_list_id_audit")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_disposal_article_id_article")),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_disposal_capture_id_capture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.UniqueConstraint("capture_id", name=op.f("uq_disposal_capture_id")),
    )
    op.create_index("ix_disposal_list_id", "disposal", ["list_id"])
    op.create_index("ix_disposal_article", "disposal", ["article_id", "matter"])
    op.create_index("ix_article_version_capture_id", "article_version", ["capture_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_article_version_capture_id", table_name="article_version")
    op.drop_table("disposal")
