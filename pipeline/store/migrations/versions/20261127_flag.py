"""Verdicts of reviewers on flags, fitted weights of signals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261127_flag"
down_revision = "20261127_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "signal_weight",
        sa.Column("signal", sa.String(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("wrong_count", sa.Integer(), nullable=False),
        sa.Column("fitted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("signal", name=op.f("pk_signal_weight")),
    )
    op.create_table(
        "flag_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signal", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=True),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["press_case.id"], name=op.f("fk_flag_verdict_case_id_press_case")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flag_verdict_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_verdict")),
        sa.UniqueConstraint(
            "article_id",
            "version",
            "signal",
            "field",
            "offset",
            name=op.f("uq_flag_verdict_article_id_version_signal_field_offset"),
        ),
    )
    with op.batch_alter_table("flag_verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_verdict_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_verdict_signal"), ["signal"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("flag_verdict")
    op.drop_table("signal_weight")
