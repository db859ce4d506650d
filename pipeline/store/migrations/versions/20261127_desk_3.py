"""Cases of an agency by number, as the API lists them."""

from alembic import op

revision = "20261127_desk_3"
down_revision = "20261127_desk_2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_press_case_listing", "press_case", ["agency_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_press_case_listing", table_name="press_case")
