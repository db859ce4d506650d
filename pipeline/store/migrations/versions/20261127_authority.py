"""registers of the authority, issued reports."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_authority"
down_revision = "20261127_access"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("basis", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(), nullable=False),
        sa.Column("first_statement_at", sa.DateTime(), nullable=True),
        sa.Column("statement", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_incident_noticed_at"), ["noticed_at"], unique=False)

    op.create_table(
        "press_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("regular", sa.Boolean(), nullable=False),
        sa.Column("proactive", sa.Boolean(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_event")),
    )
    with op.batch_alter_table("press_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_press_event_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_press_event_held_on"), ["held_on"], unique=False)

    op.create_table(
        "press_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_request")),
    )
    with op.batch_alter_table("press_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_press_request_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_press_request_received_at"), ["received_at"], unique=False)

    op.create_table(
        "register_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_change")),
    )
    with op.batch_alter_table("register_change", schema=None) as batch_op:
        batch_op.create_index("ix_register_change_line", ["register", "line_id"], unique=False)

    op.create_table(
        "report_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=False),
        sa.Column("audit_root", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_issue")),
    )
    with op.batch_alter_table("report_issue", schema=None) as batch_op:
        batch_op.create_index("ix_report_issue_period", ["kind", "period"], unique=False)

    op.create_table(
        "report_remark",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "period", name=op.f("pk_report_remark")),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("decision_no", sa.String(), nullable=False),
        sa.Column("decision_at", sa.DateTime(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("delegated_by", sa.String(), nullable=False),
        sa.Column("signing", sa.String(), nullable=False),
        sa.Column("posted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
    )
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_speaker_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "course_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=False),
        sa.Column("attendance", sa.String(length=32), nullable=False),
        sa.Column("certificate_no", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_seat_course_id_course")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_seat")),
    )
    with op.batch_alter_table("course_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_course_seat_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_course_seat_course_id"), ["course_id"], unique=False)

    op.create_table(
        "matter_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["press_case.id"], name=op.f("fk_matter_report_case_id_press_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_report")),
    )
    with op.batch_alter_table("matter_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matter_report_case_id"), ["case_id"], unique=False)

    op.create_table(
        "outlet_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_outlet_answer_letter_id_letter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet_answer")),
    )
    with op.batch_alter_table("outlet_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outlet_answer_letter_id"), ["letter_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("outlet_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outlet_answer_letter_id"))

    op.drop_table("outlet_answer")
    with op.batch_alter_table("matter_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_report_case_id"))

    op.drop_table("matter_report")
    with op.batch_alter_table("course_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_seat_course_id"))
        batch_op.drop_index(batch_op.f("ix_course_seat_agency_id"))

    op.drop_table("course_seat")
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_speaker_agency_id"))

    op.drop_table("speaker")
    op.drop_table("report_remark")
    with op.batch_alter_table("report_issue", schema=None) as batch_op:
        batch_op.drop_index("ix_report_issue_period")

    op.drop_table("report_issue")
    with op.batch_alter_table("register_change", schema=None) as batch_op:
        batch_op.drop_index("ix_register_change_line")

    op.drop_table("register_change")
    with op.batch_alter_table("press_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_press_request_received_at"))
        batch_op.drop_index(batch_op.f("ix_press_request_agency_id"))

    op.drop_table("press_request")
    with op.batch_alter_table("press_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_press_event_held_on"))
        batch_op.drop_index(batch_op.f("ix_press_event_agency_id"))

    op.drop_table("press_event")
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_incident_noticed_at"))
        batch_op.drop_index(batch_op.f("ix_incident_agency_id"))

    op.drop_table("incident")
    op.drop_table("course")
