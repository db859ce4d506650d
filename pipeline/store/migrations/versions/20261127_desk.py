"""The review desk: clocks, verification, files, presence, filters, working calendar, full text of cases."""

import sqlalchemy as sa
from alembic import op

revision = "20261127_desk"
down_revision = "20261127_ingest"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('calendar_day',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('is_working', sa.Boolean(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('certainty', sa.String(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('changed_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['changed_by'], ['person.id'], name=op.f('fk_calendar_day_changed_by_person')),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_calendar_day'))
    )
    op.create_table('saved_filter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('query', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_saved_filter_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_filter'))
    )
    with op.batch_alter_table('saved_filter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_filter_person_id'), ['person_id'], unique=False)

    op.create_table('evidence_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('content_type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(), nullable=False),
    sa.Column('added_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['added_by'], ['person.id'], name=op.f('fk_evidence_file_added_by_person')),
    sa.ForeignKeyConstraint(['case_id'], ['press_case.id'], name=op.f('fk_evidence_file_case_id_press_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_file'))
    )
    with op.batch_alter_table('evidence_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_file_case_id'), ['case_id'], unique=False)

    op.create_table('inquiry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['press_case.id'], name=op.f('fk_inquiry_case_id_press_case')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inquiry'))
    )
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inquiry_case_id'), ['case_id'], unique=False)

    op.create_table('presence',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['press_case.id'], name=op.f('fk_presence_case_id_press_case')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_presence_person_id_person')),
    sa.PrimaryKeyConstraint('case_id', 'person_id', name=op.f('pk_presence'))
    )
    op.create_table('snooze',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('state_before', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['press_case.id'], name=op.f('fk_snooze_case_id_press_case')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_snooze'))
    )
    with op.batch_alter_table('snooze', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_snooze_until'), ['until'], unique=False)

    op.create_table('verification',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('assignee_id', sa.Integer(), nullable=True),
    sa.Column('mistakes', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['assignee_id'], ['person.id'], name=op.f('fk_verification_assignee_id_person')),
    sa.ForeignKeyConstraint(['case_id'], ['press_case.id'], name=op.f('fk_verification_case_id_press_case')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_verification'))
    )
    with op.batch_alter_table('verification', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verification_assignee_id'), ['assignee_id'], unique=False)

    op.create_table('clock',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('duty', sa.String(length=32), nullable=False),
    sa.Column('medium', sa.String(length=32), nullable=True),
    sa.Column('started_at', sa.DateTime(), nullable=False),
    sa.Column('due_at', sa.DateTime(), nullable=True),
    sa.Column('due_kind', sa.String(length=32), nullable=False),
    sa.Column('regime', sa.String(length=32), nullable=False),
    sa.Column('rule', sa.String(), nullable=False),
    sa.Column('working', sa.JSON(), nullable=False),
    sa.Column('pauses', sa.JSON(), nullable=False),
    sa.Column('extensions', sa.JSON(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['press_case.id'], name=op.f('fk_clock_case_id_press_case')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_clock_letter_id_letter')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clock')),
    sa.UniqueConstraint('letter_id', name=op.f('uq_clock_letter_id'))
    )
    with op.batch_alter_table('clock', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clock_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_clock_due_at'), ['due_at'], unique=False)

    with op.batch_alter_table('press_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('told_version', sa.Integer(), nullable=True))

    
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE case_search (case_id INTEGER PRIMARY KEY, exact TSVECTOR, plain TSVECTOR)")
        op.execute("CREATE INDEX ix_case_search_exact ON case_search USING gin (exact)")
        op.execute("CREATE INDEX ix_case_search_plain ON case_search USING gin (plain)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE case_search USING fts5"
            "(exact, plain, scope, tokenize = 'unicode61 remove_diacritics 0')"
        )


def downgrade() -> None:
    op.execute("DROP TABLE case_search")
    with op.batch_alter_table('press_case', schema=None) as batch_op:
        batch_op.drop_column('told_version')

    with op.batch_alter_table('clock', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_clock_due_at'))
        batch_op.drop_index(batch_op.f('ix_clock_case_id'))

    op.drop_table('clock')
    with op.batch_alter_table('verification', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verification_assignee_id'))

    op.drop_table('verification')
    with op.batch_alter_table('snooze', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_snooze_until'))

    op.drop_table('snooze')
    op.drop_table('presence')
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inquiry_case_id'))

    op.drop_table('inquiry')
    with op.batch_alter_table('evidence_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_evidence_file_case_id'))

    op.drop_table('evidence_file')
    with op.batch_alter_table('saved_filter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_filter_person_id'))

    op.drop_table('saved_filter')
    op.drop_table('calendar_day')
    
