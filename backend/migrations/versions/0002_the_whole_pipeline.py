"""The whole pipeline: adjudication, patient billing, receivables, quality, reports and the people's side."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import backend.database

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


TRIGGERS_AND_FUNCTIONS: list[str] = [
]


def upgrade() -> None:
    op.create_table('oidc_attempt',
    sa.Column('state_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('nonce', sa.String(length=64), nullable=False),
    sa.Column('code_verifier', sa.String(length=128), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('state_hash', name=op.f('pk_oidc_attempt'))
    )
    op.create_table('consult',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_by_name', sa.Text(), nullable=False),
    sa.Column('asked_of', sa.Uuid(), nullable=False),
    sa.Column('asked_of_name', sa.Text(), nullable=False),
    sa.Column('asked_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('ended_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint('asked_by <> asked_of', name=op.f('ck_consult_another')),
    sa.ForeignKeyConstraint(['asked_by'], ['staff.id'], name=op.f('fk_consult_asked_by_staff')),
    sa.ForeignKeyConstraint(['asked_of'], ['staff.id'], name=op.f('fk_consult_asked_of_staff')),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_consult_handoff_id_handoff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consult'))
    )
    op.create_index('ix_consult_asked_by', 'consult', ['asked_by'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index('ix_consult_asked_of', 'consult', ['asked_of'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_index(op.f('ix_consult_handoff_id'), 'consult', ['handoff_id'], unique=False)
    op.create_table('draft',
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_draft_handoff_id_handoff')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_draft_staff_id_staff')),
    sa.PrimaryKeyConstraint('handoff_id', 'staff_id', name=op.f('pk_draft'))
    )
    op.create_table('consult_message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('consult_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('author_name', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['staff.id'], name=op.f('fk_consult_message_author_id_staff')),
    sa.ForeignKeyConstraint(['consult_id'], ['consult.id'], name=op.f('fk_consult_message_consult_id_consult')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consult_message'))
    )
    op.create_index('ix_consult_message_consult', 'consult_message', ['consult_id', 'written_at'], unique=False)
    op.create_table('notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('consult_id', sa.Uuid(), nullable=True),
    sa.Column('by_name', sa.Text(), nullable=False),
    sa.Column('at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('seen_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('mention', 'consult', 'transfer')", name=op.f('ck_notice_kind')),
    sa.ForeignKeyConstraint(['consult_id'], ['consult.id'], name=op.f('fk_notice_consult_id_consult')),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_notice_handoff_id_handoff')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_notice_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice'))
    )
    op.create_index('ix_notice_unseen', 'notice', ['staff_id', 'at'], unique=False, postgresql_where=sa.text('seen_at IS NULL'))
    op.add_column('handoff', sa.Column('skills', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False))
    op.add_column('staff', sa.Column('oidc_subject', sa.String(length=300), nullable=True))
    op.create_unique_constraint(op.f('uq_staff_oidc_subject'), 'staff', ['oidc_subject'])
    op.add_column('staff_session', sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False))
    op.create_unique_constraint(op.f('uq_staff_session_id'), 'staff_session', ['id'])
    op.drop_index(op.f('ix_turn_search'), table_name='turn', postgresql_using='gin')
    op.create_index('ix_turn_search', 'turn', [sa.literal_column("to_tsvector('simple', coalesce(said, '') || ' ' || answer_text)")], unique=False, postgresql_using='gin')
    for statement in TRIGGERS_AND_FUNCTIONS:
        op.execute(sa.text(statement.replace(':', r'\:')))


def downgrade() -> None:
    op.drop_index('ix_turn_search', table_name='turn', postgresql_using='gin')
    op.create_index(op.f('ix_turn_search'), 'turn', [sa.literal_column("to_tsvector('simple'::regconfig, (COALESCE(said, ''::text) || ' '::text) || answer_text)")], unique=False, postgresql_using='gin')
    op.drop_constraint(op.f('uq_staff_session_id'), 'staff_session', type_='unique')
    op.drop_column('staff_session', 'id')
    op.drop_constraint(op.f('uq_staff_oidc_subject'), 'staff', type_='unique')
    op.drop_column('staff', 'oidc_subject')
    op.drop_column('handoff', 'skills')
    op.drop_index('ix_notice_unseen', table_name='notice', postgresql_where=sa.text('seen_at IS NULL'))
    op.drop_table('notice')
    op.drop_index('ix_consult_message_consult', table_name='consult_message')
    op.drop_table('consult_message')
    op.drop_table('draft')
    op.drop_index(op.f('ix_consult_handoff_id'), table_name='consult')
    op.drop_index('ix_consult_asked_of', table_name='consult', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_consult_asked_by', table_name='consult', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('consult')
    op.drop_table('oidc_attempt')
