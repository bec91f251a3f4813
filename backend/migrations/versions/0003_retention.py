"""How long things are kept: holds, runs of forgetting, notes of amendment; the audit trail may let its oldest years go."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


TRIGGERS_AND_FUNCTIONS: list[str] = [
    "DROP TRIGGER audit_event_append_only ON audit_event",
    """CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()""",
    """CREATE FUNCTION audit_keeps_its_years() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.at > now() - interval '6 years' OR OLD.seq > coalesce((SELECT max(seq) FROM audit_horizon), 0) THEN
            RAISE EXCEPTION 'the audit trail only grows';
        END IF;
        RETURN OLD;
    END $$""",
    """CREATE TRIGGER audit_event_keeps_its_years BEFORE DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_keeps_its_years()""",
    """CREATE TRIGGER audit_horizon_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_horizon
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()""",
]


def upgrade() -> None:
    op.create_table('audit_horizon',
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('signature', sa.LargeBinary(length=64), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_horizon'))
    )
    op.create_table('retention_run',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('results', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retention_run'))
    )
    op.create_index('ix_retention_run_at', 'retention_run', ['at'], unique=False)
    op.create_table('amendment_note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('asked', sa.Text(), nullable=False),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('disagreement', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('author_name', sa.Text(), nullable=False),
    sa.Column('written_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint("decision IN ('accepted', 'refused')", name=op.f('ck_amendment_note_decision')),
    sa.ForeignKeyConstraint(['author_id'], ['staff.id'], name=op.f('fk_amendment_note_author_id_staff')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_amendment_note_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment_note'))
    )
    op.create_index('ix_amendment_note_conversation', 'amendment_note', ['conversation_id', 'written_at'], unique=False)
    op.create_table('emptied_conversation',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('emptied_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_emptied_conversation_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_emptied_conversation'))
    )
    op.create_table('legal_hold',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=True),
    sa.Column('member_id', sa.Text(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('placed_by', sa.Text(), nullable=False),
    sa.Column('placed_by_name', sa.Text(), nullable=False),
    sa.Column('placed_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('lifted_by', sa.Text(), nullable=True),
    sa.Column('lifted_by_name', sa.Text(), nullable=True),
    sa.Column('lifted_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('lifted_because', sa.Text(), nullable=False),
    sa.CheckConstraint('(lifted_at IS NULL) = (lifted_by IS NULL)', name=op.f('ck_legal_hold_lifted_by_somebody')),
    sa.CheckConstraint('NOT (conversation_id IS NOT NULL AND member_id IS NOT NULL)', name=op.f('ck_legal_hold_one_scope')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_legal_hold_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_hold'))
    )
    op.create_index('ix_legal_hold_open', 'legal_hold', ['placed_at'], unique=False, postgresql_where=sa.text('lifted_at IS NULL'))
    for statement in TRIGGERS_AND_FUNCTIONS:
        op.execute(sa.text(statement.replace(':', r'\:')))


def downgrade() -> None:
    op.execute("DROP TRIGGER audit_event_keeps_its_years ON audit_event")
    op.execute("DROP TRIGGER audit_event_append_only ON audit_event")
    op.execute("""CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()""")
    op.execute("DROP FUNCTION audit_keeps_its_years()")
    op.drop_index('ix_legal_hold_open', table_name='legal_hold', postgresql_where=sa.text('lifted_at IS NULL'))
    op.drop_table('legal_hold')
    op.drop_table('emptied_conversation')
    op.drop_index('ix_amendment_note_conversation', table_name='amendment_note')
    op.drop_table('amendment_note')
    op.drop_index('ix_retention_run_at', table_name='retention_run')
    op.drop_table('retention_run')
    op.drop_table('audit_horizon')
