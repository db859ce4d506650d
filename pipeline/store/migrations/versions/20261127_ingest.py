"""digests of archive files, pages tried again at a time of their own, what people handed in."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_ingest"
down_revision = "20261124"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("capture", schema=None) as batch_op:
        batch_op.add_column(sa.Column("record_sha256", sa.String(), nullable=True))
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_try", sa.DateTime(), nullable=True))
    op.execute("UPDATE entry SET next_try = first_seen_at WHERE capture_id IS NULL AND tries BETWEEN 1 AND 4")
    op.create_table(
        "intake",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("medium", sa.String(length=32), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_intake_person_id_person")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_intake")),
    )


def downgrade() -> None:
    op.drop_table("intake")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_column("next_try")
    with op.batch_alter_table("capture", schema=None) as batch_op:
        batch_op.drop_column("record_sha256")
