"""The first shape of the database."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import backend.database

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


TRIGGERS_AND_FUNCTIONS = [
    """
    CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$
    """,
    """
    CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
    """
    CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
    """,
    """CREATE OR REPLACE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$""",
    """ALTER TABLE claim SET (fillfactor = 75)""",
    """CREATE OR REPLACE TRIGGER claim_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_event
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
    """CREATE OR REPLACE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'a ledger transaction does not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$""",
    """CREATE OR REPLACE TRIGGER ledger_entry_sums_to_zero AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_sums_to_zero()""",
    """CREATE OR REPLACE TRIGGER ledger_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
    """CREATE OR REPLACE TRIGGER ledger_transaction_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
]


def upgrade() -> None:
    op.create_table('attempt_counter',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('window', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'subject', 'window', name=op.f('pk_attempt_counter'))
    )
    op.create_table('audit_checkpoint',
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('signature', sa.LargeBinary(length=64), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_checkpoint'))
    )
    op.create_table('audit_event',
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('act', sa.String(length=80), nullable=False),
    sa.Column('actor', sa.String(length=120), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('fields', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('purpose', sa.String(length=200), nullable=False),
    sa.Column('hash', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_audit_event'))
    )
    op.create_index(op.f('ix_audit_event_act'), 'audit_event', ['act'], unique=False)
    op.create_index(op.f('ix_audit_event_actor'), 'audit_event', ['actor'], unique=False)
    op.create_index(op.f('ix_audit_event_subject'), 'audit_event', ['subject'], unique=False)
    op.create_table('conversation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('dialogue', sa.Text(), nullable=False),
    sa.Column('dialogue_from', sa.Integer(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=True),
    sa.Column('agent_name', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('last_turn', sa.Integer(), nullable=False),
    sa.Column('expects', sa.Text(), nullable=True),
    sa.Column('silences', sa.Integer(), nullable=False),
    sa.Column('misunderstandings', sa.Integer(), nullable=False),
    sa.Column('busy_turn', sa.Integer(), nullable=True),
    sa.Column('busy_until', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('call_state', sa.Text(), nullable=True),
    sa.Column('origin', sa.Text(), nullable=True),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('last_activity_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('ended_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('ended_because', sa.Text(), nullable=True),
    sa.CheckConstraint("(owner = 'agent') = (agent_id IS NOT NULL)", name=op.f('ck_conversation_agent_named')),
    sa.CheckConstraint("channel IN ('voice', 'chat', 'sms')", name=op.f('ck_conversation_channel')),
    sa.CheckConstraint("owner IN ('assistant', 'waiting', 'agent')", name=op.f('ck_conversation_owner')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation')),
    sa.UniqueConstraint('dialogue', name=op.f('uq_conversation_dialogue')),
    sa.UniqueConstraint('name', name=op.f('uq_conversation_name'))
    )
    op.create_index('ix_conversation_activity', 'conversation', ['last_activity_at'], unique=False)
    op.create_index('ix_conversation_owner', 'conversation', ['owner'], unique=False, postgresql_where=sa.text("owner <> 'assistant'"))
    op.create_table('file',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('size_bytes', sa.Integer(), nullable=False),
    sa.Column('transaction_set', sa.String(), nullable=False),
    sa.Column('sender', sa.String(), nullable=False),
    sa.Column('control_number', sa.String(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'kept'"), nullable=False),
    sa.Column('report', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_file')),
    sa.UniqueConstraint('sha256', name=op.f('uq_file_sha256'))
    )
    op.create_index('ix_file_envelope', 'file', ['sender', 'control_number'], unique=False)
    op.create_table('payer',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('identifier', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('adjudicated_here', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payer')),
    sa.UniqueConstraint('identifier', name=op.f('uq_payer_identifier'))
    )
    op.create_table('provider',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('npi', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('tax_id', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider')),
    sa.UniqueConstraint('npi', name=op.f('uq_provider_npi'))
    )
    op.create_table('staff',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('skills', sa.String(length=200), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('totp_secret', sa.String(length=64), nullable=False),
    sa.Column('totp_last_step', sa.Integer(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('disabled', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("role IN ('agent','supervisor','biller','auditor','admin')", name=op.f('ck_staff_role')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff')),
    sa.UniqueConstraint('email', name=op.f('uq_staff_email'))
    )
    op.create_table('work_item',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('queue', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('sentence', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('open_key', sa.String(), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_item')),
    sa.UniqueConstraint('open_key', name=op.f('uq_work_item_open_key'))
    )
    op.create_index('ix_work_item_queue', 'work_item', ['queue', 'due'], unique=False, postgresql_where=sa.text('closed_at IS NULL'))
    op.create_index('ix_work_item_subject', 'work_item', ['subject_kind', 'subject_id'], unique=False)
    op.create_table('chat_session',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('expires_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_chat_session_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_chat_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_chat_session_token_hash'))
    )
    op.create_index(op.f('ix_chat_session_conversation_id'), 'chat_session', ['conversation_id'], unique=False)
    op.create_table('conversation_event',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('payload', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_conversation_event_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversation_event'))
    )
    op.create_index('ix_conversation_event_stream', 'conversation_event', ['conversation_id', 'id'], unique=False)
    op.create_table('denial_pattern',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('root_cause', sa.String(), nullable=False),
    sa.Column('carc', sa.String(), nullable=False),
    sa.Column('scope', sa.String(), nullable=False),
    sa.Column('scope_value', sa.String(), nullable=False),
    sa.Column('denied', sa.Integer(), nullable=False),
    sa.Column('billed', sa.Integer(), nullable=False),
    sa.Column('past_denied', sa.Integer(), nullable=False),
    sa.Column('past_billed', sa.Integer(), nullable=False),
    sa.Column('expected', sa.String(), nullable=False),
    sa.Column('p_value', sa.String(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('cause', sa.String(), nullable=False),
    sa.Column('fixer', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('fixed_on', sa.Date(), nullable=True),
    sa.Column('after_denied', sa.Integer(), nullable=True),
    sa.Column('after_billed', sa.Integer(), nullable=True),
    sa.Column('worked', sa.Boolean(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_denial_pattern_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_denial_pattern_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_denial_pattern')),
    sa.UniqueConstraint('month', 'payer_id', 'root_cause', 'carc', 'scope', 'scope_value', 'provider_id', name=op.f('uq_denial_pattern_month'))
    )
    op.create_table('double_scoring',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('chosen_by', sa.Uuid(), nullable=False),
    sa.Column('chosen_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['chosen_by'], ['staff.id'], name=op.f('fk_double_scoring_chosen_by_staff')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_double_scoring_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_double_scoring'))
    )
    op.create_table('enrolment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('npi', sa.String(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('requested_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'requested'"), nullable=False),
    sa.Column('effective_from', sa.Date(), nullable=True),
    sa.Column('effective_to', sa.Date(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(), nullable=True),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=True),
    sa.CheckConstraint("state <> 'confirmed' OR effective_from IS NOT NULL", name=op.f('ck_enrolment_confirmed_from')),
    sa.CheckConstraint('effective_to IS NULL OR effective_to >= effective_from', name=op.f('ck_enrolment_span')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_enrolment_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment')),
    sa.UniqueConstraint('npi', 'payer_id', 'requested_on', name=op.f('uq_enrolment_npi'))
    )
    op.create_table('file_chunk',
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['file.id'], name=op.f('fk_file_chunk_file_id_file')),
    sa.PrimaryKeyConstraint('file_id', 'number', name=op.f('pk_file_chunk'))
    )
    op.create_table('handoff',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('urgency', sa.Integer(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('money_at_risk', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.Column('packet', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('requested_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=True),
    sa.Column('agent_name', sa.Text(), nullable=True),
    sa.Column('accepted_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('ended_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('wrap_up_code', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.CheckConstraint("(state = 'closed') = (wrap_up_code IS NOT NULL)", name=op.f('ck_handoff_wrapped_up')),
    sa.CheckConstraint("state IN ('waiting', 'accepted', 'returned', 'closed')", name=op.f('ck_handoff_state')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_handoff_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handoff')),
    sa.UniqueConstraint('reference', name=op.f('uq_handoff_reference'))
    )
    op.create_index(op.f('ix_handoff_conversation_id'), 'handoff', ['conversation_id'], unique=False)
    op.create_index('ix_handoff_queue', 'handoff', ['urgency', 'deadline', 'requested_at'], unique=False, postgresql_where=sa.text("state = 'waiting'"))
    op.create_index('uq_handoff_open', 'handoff', ['conversation_id'], unique=True, postgresql_where=sa.text("state IN ('waiting', 'accepted')"))
    op.create_table('member',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.String(), nullable=False),
    sa.Column('first_name', sa.String(), nullable=False),
    sa.Column('last_name', sa.String(), nullable=False),
    sa.Column('date_of_birth', sa.Date(), nullable=False),
    sa.Column('sex', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('city', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('zip', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_member_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member')),
    sa.UniqueConstraint('payer_id', 'member_id', 'date_of_birth', 'first_name', name=op.f('uq_member_payer_id'))
    )
    op.create_index('ix_member_member_id', 'member', [sa.literal_column("upper(translate(member_id, ' -.', ''))")], unique=False)
    op.create_table('one_time_code',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('code_hash', sa.Text(), nullable=False),
    sa.Column('member_id', sa.Text(), nullable=True),
    sa.Column('date_of_birth', sa.Date(), nullable=True),
    sa.Column('first_name', sa.Text(), nullable=True),
    sa.Column('last_name', sa.Text(), nullable=True),
    sa.Column('sent_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('expires_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('used_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_one_time_code_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_code'))
    )
    op.create_index(op.f('ix_one_time_code_conversation_id'), 'one_time_code', ['conversation_id'], unique=False)
    op.create_table('outgoing_interchange',
    sa.Column('number', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_outgoing_interchange_payer_id_payer')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_outgoing_interchange'))
    )
    op.create_table('remittance',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=True),
    sa.Column('payer_identifier', sa.String(), nullable=False),
    sa.Column('payer_name', sa.String(), nullable=False),
    sa.Column('payee_npi', sa.String(), nullable=False),
    sa.Column('trace_number', sa.String(), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('provider_adjustments', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['file.id'], name=op.f('fk_remittance_file_id_file')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_remittance_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remittance')),
    sa.UniqueConstraint('payer_identifier', 'trace_number', 'payee_npi', name=op.f('uq_remittance_payer_identifier'))
    )
    op.create_index('ix_remittance_trace_number', 'remittance', ['trace_number'], unique=False)
    op.create_table('review',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('reviewer_id', sa.Uuid(), nullable=False),
    sa.Column('reviewer_name', sa.Text(), nullable=False),
    sa.Column('rubric', sa.Text(), nullable=False),
    sa.Column('points', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('auto_fails', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reviewed_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint('total BETWEEN 0 AND 100', name=op.f('ck_review_total')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_review_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['staff.id'], name=op.f('fk_review_reviewer_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review'))
    )
    op.create_index('ix_review_conversation', 'review', ['conversation_id', 'reviewed_at'], unique=False)
    op.create_table('sms_thread',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('numbers', sa.Text(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('stopped', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_sms_thread_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sms_thread'))
    )
    op.create_index(op.f('ix_sms_thread_numbers'), 'sms_thread', ['numbers'], unique=False)
    op.create_table('staff_session',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_staff_session_staff_id_staff')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_staff_session'))
    )
    op.create_index(op.f('ix_staff_session_staff_id'), 'staff_session', ['staff_id'], unique=False)
    op.create_table('turn',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('speaker', sa.Text(), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('said', sa.Text(), nullable=True),
    sa.Column('confidence', sa.Double(), nullable=True),
    sa.Column('received_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('answered_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('owner', sa.Text(), nullable=True),
    sa.Column('messages', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('answer_text', sa.Text(), nullable=False),
    sa.Column('rendered', sa.Text(), nullable=True),
    sa.Column('understood', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('actions', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('evidence', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('expected', sa.Text(), nullable=True),
    sa.Column('failure', sa.Text(), nullable=True),
    sa.CheckConstraint("speaker IN ('caller', 'agent')", name=op.f('ck_turn_speaker')),
    sa.CheckConstraint("state IN ('received', 'answered', 'kept', 'failed')", name=op.f('ck_turn_state')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_turn_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_turn')),
    sa.UniqueConstraint('conversation_id', 'key', name='uq_turn_key'),
    sa.UniqueConstraint('conversation_id', 'number', name='uq_turn_number')
    )
    op.create_index('ix_turn_search', 'turn', [sa.literal_column("to_tsvector('simple', coalesce(said, '') || ' ' || answer_text)")], unique=False, postgresql_using='gin')
    op.create_table('verification',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('elements', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('npi', sa.Text(), nullable=True),
    sa.Column('provider_name', sa.Text(), nullable=True),
    sa.Column('member_id', sa.Text(), nullable=True),
    sa.Column('date_of_birth', sa.Date(), nullable=True),
    sa.Column('first_name', sa.Text(), nullable=True),
    sa.Column('last_name', sa.Text(), nullable=True),
    sa.Column('verified_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('expires_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('stepped_up_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('ended_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("role <> 'member' OR member_id IS NOT NULL", name=op.f('ck_verification_member_named')),
    sa.CheckConstraint("role <> 'provider' OR npi IS NOT NULL", name=op.f('ck_verification_provider_named')),
    sa.CheckConstraint("role IN ('provider', 'member')", name=op.f('ck_verification_role')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_verification_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verification'))
    )
    op.create_index('ix_verification_open', 'verification', ['conversation_id'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('appointment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('time', sa.String(), nullable=False),
    sa.Column('service_type', sa.String(), nullable=False),
    sa.Column('plan_on_file', sa.String(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'scheduled'"), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_appointment_member_id_member')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_appointment_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_appointment_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment')),
    sa.UniqueConstraint('provider_id', 'number', name=op.f('uq_appointment_provider_id'))
    )
    op.create_index('ix_appointment_day', 'appointment', ['day', 'provider_id'], unique=False)
    op.create_index('ix_appointment_member', 'appointment', ['member_id', 'day'], unique=False)
    op.create_table('callback',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('due', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('promised_by', sa.Text(), nullable=False),
    sa.Column('promised_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('done_by', sa.Text(), nullable=True),
    sa.Column('done_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('outcome', sa.Text(), nullable=True),
    sa.CheckConstraint('(done_at IS NULL) = (outcome IS NULL)', name=op.f('ck_callback_done_with_outcome')),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_callback_handoff_id_handoff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_callback'))
    )
    op.create_index(op.f('ix_callback_handoff_id'), 'callback', ['handoff_id'], unique=False)
    op.create_index('ix_callback_open', 'callback', ['due'], unique=False, postgresql_where=sa.text('done_at IS NULL'))
    op.create_table('claim',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=True),
    sa.Column('file_position', sa.Integer(), nullable=True),
    sa.Column('patient_control_number', sa.String(), nullable=False),
    sa.Column('payer_claim_control_number', sa.String(), nullable=True),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('frequency', sa.String(), nullable=False),
    sa.Column('original_claim_number', sa.String(), nullable=True),
    sa.Column('replaces_id', sa.Uuid(), nullable=True),
    sa.Column('plan_type', sa.String(), nullable=False),
    sa.Column('filing_indicator', sa.String(), nullable=False),
    sa.Column('payer_order', sa.String(), nullable=False),
    sa.Column('other_plan_on_file', sa.Boolean(), nullable=False),
    sa.Column('authorization_number', sa.String(), nullable=True),
    sa.Column('referral_number', sa.String(), nullable=True),
    sa.Column('rendering_npi', sa.String(), nullable=True),
    sa.Column('place_of_service', sa.String(), nullable=False),
    sa.Column('diagnoses', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('service_from', sa.Date(), nullable=False),
    sa.Column('service_to', sa.Date(), nullable=False),
    sa.Column('received', sa.Date(), nullable=False),
    sa.Column('charge', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('status_category', sa.String(), nullable=False),
    sa.Column('status_code', sa.String(), nullable=False),
    sa.Column('finalized', sa.Date(), nullable=True),
    sa.Column('allowed', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('paid', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('deductible', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('coinsurance', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('copay', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('other_share', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('advice_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['file.id'], name=op.f('fk_claim_file_id_file')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_claim_member_id_member')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_claim_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_claim_provider_id_provider')),
    sa.ForeignKeyConstraint(['replaces_id'], ['claim.id'], name=op.f('fk_claim_replaces_id_claim')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim')),
    sa.UniqueConstraint('file_id', 'file_position', name=op.f('uq_claim_file_id'))
    )
    op.create_index('ix_claim_member', 'claim', ['member_id', 'service_from'], unique=False)
    op.create_index('ix_claim_original', 'claim', ['original_claim_number'], unique=False, postgresql_where=sa.text('original_claim_number IS NOT NULL'))
    op.create_index('ix_claim_patient_control_number', 'claim', [sa.literal_column("upper(translate(patient_control_number, ' -.', ''))")], unique=False)
    op.create_index('ix_claim_payer_claim_control_number', 'claim', [sa.literal_column("upper(translate(payer_claim_control_number, ' -.', ''))")], unique=False)
    op.create_index('ix_claim_provider', 'claim', ['provider_id', 'service_from'], unique=False)
    op.create_table('correction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('turn_id', sa.Uuid(), nullable=False),
    sa.Column('intent', sa.Text(), nullable=False),
    sa.Column('understood', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['staff.id'], name=op.f('fk_correction_by_id_staff')),
    sa.ForeignKeyConstraint(['turn_id'], ['turn.id'], name=op.f('fk_correction_turn_id_turn')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction'))
    )
    op.create_index(op.f('ix_correction_turn_id'), 'correction', ['turn_id'], unique=False)
    op.create_table('coverage_span',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('payer_identifier', sa.String(), nullable=False),
    sa.Column('payer_name', sa.String(), nullable=False),
    sa.Column('plan', sa.String(), nullable=False),
    sa.Column('insurance_type', sa.String(), nullable=False),
    sa.Column('position', sa.String(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=True),
    sa.Column('stops', sa.Date(), nullable=True),
    sa.Column('told_on', sa.Date(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_coverage_span_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coverage_span')),
    sa.UniqueConstraint('member_id', 'payer_identifier', 'plan', 'starts', name=op.f('uq_coverage_span_member_id'), postgresql_nulls_not_distinct=True)
    )
    op.create_table('disclosure_grant',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('verification_id', sa.Uuid(), nullable=False),
    sa.Column('npi', sa.Text(), nullable=True),
    sa.Column('member_id', sa.Text(), nullable=False),
    sa.Column('date_of_birth', sa.Date(), nullable=False),
    sa.Column('first_name', sa.Text(), nullable=False),
    sa.Column('last_name', sa.Text(), nullable=False),
    sa.Column('elements', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('granted_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('ended_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_disclosure_grant_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['verification_id'], ['verification.id'], name=op.f('fk_disclosure_grant_verification_id_verification')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disclosure_grant'))
    )
    op.create_index('ix_disclosure_grant_open', 'disclosure_grant', ['conversation_id'], unique=False, postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('handoff_note',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('author_name', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['staff.id'], name=op.f('fk_handoff_note_author_id_staff')),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_handoff_note_handoff_id_handoff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handoff_note'))
    )
    op.create_index('ix_handoff_note_handoff', 'handoff_note', ['handoff_id', 'written_at'], unique=False)
    op.create_table('presence',
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('staff_name', sa.Text(), nullable=False),
    sa.Column('looking_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('typing_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_presence_handoff_id_handoff')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_presence_staff_id_staff')),
    sa.PrimaryKeyConstraint('handoff_id', 'staff_id', name=op.f('pk_presence'))
    )
    op.create_table('snooze',
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('since', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('until', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_snooze_handoff_id_handoff')),
    sa.PrimaryKeyConstraint('handoff_id', name=op.f('pk_snooze'))
    )
    op.create_table('submission',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('interchange_number', sa.BigInteger(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.String(), nullable=False),
    sa.Column('claims', sa.Integer(), nullable=False),
    sa.Column('charge', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('acknowledged', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('acknowledged_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['interchange_number'], ['outgoing_interchange.number'], name=op.f('fk_submission_interchange_number_outgoing_interchange')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_submission_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submission')),
    sa.UniqueConstraint('interchange_number', name=op.f('uq_submission_interchange_number'))
    )
    op.create_table('claim_event',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('effective', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('category', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('status_code', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=True),
    sa.Column('advice_id', sa.Uuid(), nullable=True),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_claim_event_claim_id_claim')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_event'))
    )
    op.create_index('ix_claim_event_claim', 'claim_event', ['claim_id'], unique=False)
    op.create_table('claim_line',
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('revenue_code', sa.String(), nullable=False),
    sa.Column('modifiers', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('diagnosis_pointers', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('place_of_service', sa.String(), nullable=False),
    sa.Column('units', sa.String(), nullable=False),
    sa.Column('service_from', sa.Date(), nullable=True),
    sa.Column('service_to', sa.Date(), nullable=True),
    sa.Column('charge', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_claim_line_claim_id_claim')),
    sa.PrimaryKeyConstraint('claim_id', 'number', name=op.f('pk_claim_line'))
    )
    op.create_table('denial',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('advice_id', sa.Uuid(), nullable=True),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('line_number', sa.Integer(), nullable=True),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('place_of_service', sa.String(), nullable=False),
    sa.Column('group_code', sa.String(), nullable=False),
    sa.Column('carc', sa.String(), nullable=False),
    sa.Column('remarks', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('plan_type', sa.String(), nullable=False),
    sa.Column('service_from', sa.Date(), nullable=True),
    sa.Column('remittance_date', sa.Date(), nullable=False),
    sa.Column('root_cause', sa.String(), nullable=False),
    sa.Column('route', sa.String(), nullable=False),
    sa.Column('appealable', sa.Boolean(), nullable=False),
    sa.Column('responsible', sa.String(), nullable=False),
    sa.Column('next_step', sa.String(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('deadline_rule', sa.String(), nullable=True),
    sa.Column('deadline_source', sa.String(), nullable=True),
    sa.Column('deadline_unknown', sa.String(), nullable=True),
    sa.Column('checklist', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('expected_value', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('skill', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('recovered', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('opened', sa.Date(), nullable=False),
    sa.Column('closed', sa.Date(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_denial_claim_id_claim')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_denial_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_denial_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_denial')),
    sa.UniqueConstraint('key', name=op.f('uq_denial_key'))
    )
    op.create_index('ix_denial_claim', 'denial', ['claim_id'], unique=False)
    op.create_index('ix_denial_next_date', 'denial', ['next_date'], unique=False, postgresql_where=sa.text("state <> 'closed'"))
    op.create_index('ix_denial_pattern', 'denial', ['payer_id', 'remittance_date'], unique=False)
    op.create_index('ix_denial_queue', 'denial', ['skill', 'priority'], unique=False, postgresql_where=sa.text("state <> 'closed'"))
    op.create_table('edit_finding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('edit', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('severity', sa.String(), nullable=False),
    sa.Column('line_number', sa.Integer(), nullable=True),
    sa.Column('element', sa.String(), nullable=False),
    sa.Column('sentence', sa.String(), nullable=False),
    sa.Column('fix', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('correction', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('accepted_by', sa.String(), nullable=True),
    sa.Column('accepted_reason', sa.String(), nullable=True),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_edit_finding_claim_id_claim')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edit_finding'))
    )
    op.create_index('ix_edit_finding_claim', 'edit_finding', ['claim_id'], unique=False)
    op.create_index('ix_edit_finding_edit', 'edit_finding', ['edit', 'found_on'], unique=False)
    op.create_table('eligibility_inquiry',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('appointment_id', sa.Uuid(), nullable=False),
    sa.Column('trace_number', sa.String(), nullable=False),
    sa.Column('occasion', sa.String(), nullable=False),
    sa.Column('service_date', sa.Date(), nullable=False),
    sa.Column('interchange_number', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.Column('findings', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('benefits', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['appointment_id'], ['appointment.id'], name=op.f('fk_eligibility_inquiry_appointment_id_appointment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_eligibility_inquiry')),
    sa.UniqueConstraint('trace_number', name=op.f('uq_eligibility_inquiry_trace_number'))
    )
    op.create_index('ix_eligibility_inquiry_appointment', 'eligibility_inquiry', ['appointment_id', 'asked_at'], unique=False)
    op.create_index('ix_eligibility_inquiry_open', 'eligibility_inquiry', ['asked_at'], unique=False, postgresql_where=sa.text('answered_at IS NULL'))
    op.create_table('encounter',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('physician_npi', sa.String(), nullable=False),
    sa.Column('service_date', sa.Date(), nullable=False),
    sa.Column('documented_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('coding_due', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('documented', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('coded', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('queried_unresolved', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('coded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('billed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_encounter_claim_id_claim')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_encounter_member_id_member')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_encounter_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_encounter_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_encounter')),
    sa.UniqueConstraint('provider_id', 'number', name=op.f('uq_encounter_provider_id'))
    )
    op.create_index('ix_encounter_open', 'encounter', ['coding_due'], unique=False, postgresql_where=sa.text('coded_at IS NULL'))
    op.create_index('ix_encounter_physician', 'encounter', ['physician_npi', 'service_date'], unique=False)
    op.create_table('ledger_transaction',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('posting_key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('effective', sa.Date(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.Column('remittance_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_ledger_transaction_claim_id_claim')),
    sa.ForeignKeyConstraint(['remittance_id'], ['remittance.id'], name=op.f('fk_ledger_transaction_remittance_id_remittance')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_transaction')),
    sa.UniqueConstraint('posting_key', name=op.f('uq_ledger_transaction_posting_key'))
    )
    op.create_index('ix_ledger_transaction_claim', 'ledger_transaction', ['claim_id'], unique=False)
    op.create_table('remittance_claim',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('remittance_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.Column('patient_control_number', sa.String(), nullable=False),
    sa.Column('payer_claim_control_number', sa.String(), nullable=False),
    sa.Column('claim_status', sa.String(), nullable=False),
    sa.Column('frequency', sa.String(), nullable=False),
    sa.Column('charge', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('paid', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('patient_share', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('allowed', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('adjustments', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('remarks', postgresql.ARRAY(sa.String()), nullable=False),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('held_reason', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_remittance_claim_claim_id_claim')),
    sa.ForeignKeyConstraint(['remittance_id'], ['remittance.id'], name=op.f('fk_remittance_claim_remittance_id_remittance')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remittance_claim')),
    sa.UniqueConstraint('remittance_id', 'number', name=op.f('uq_remittance_claim_remittance_id'))
    )
    op.create_index('ix_remittance_claim_claim', 'remittance_claim', ['claim_id'], unique=False)
    op.create_index('ix_remittance_claim_held', 'remittance_claim', ['state'], unique=False, postgresql_where=sa.text("state = 'held'"))
    op.create_table('status_question',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('interchange_number', sa.BigInteger(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_status_question_claim_id_claim')),
    sa.ForeignKeyConstraint(['interchange_number'], ['outgoing_interchange.number'], name=op.f('fk_status_question_interchange_number_outgoing_interchange')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_status_question'))
    )
    op.create_index('ix_status_question_claim', 'status_question', ['claim_id', 'asked_on'], unique=False)
    op.create_table('appeal',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('serial', sa.BigInteger(), sa.Identity(always=False, start=1001), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('denial_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('plan_type', sa.String(), nullable=False),
    sa.Column('root_cause', sa.String(), nullable=False),
    sa.Column('carc', sa.String(), nullable=False),
    sa.Column('level', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('letter', sa.String(), nullable=False),
    sa.Column('opened', sa.Date(), nullable=False),
    sa.Column('opened_by', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('deadline_rule', sa.String(), nullable=True),
    sa.Column('deadline_source', sa.String(), nullable=True),
    sa.Column('decision_due', sa.Date(), nullable=True),
    sa.Column('physician_due', sa.Date(), nullable=True),
    sa.Column('physician_statement', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('signed_by', sa.String(), nullable=True),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('packet', sa.LargeBinary(), nullable=True),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('recovered', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_appeal_claim_id_claim')),
    sa.ForeignKeyConstraint(['denial_id'], ['denial.id'], name=op.f('fk_appeal_denial_id_denial')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_appeal_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appeal')),
    sa.UniqueConstraint('serial', name=op.f('uq_appeal_serial'))
    )
    op.create_index('ix_appeal_claim', 'appeal', ['claim_id'], unique=False)
    op.create_index('uq_appeal_in_progress', 'appeal', ['claim_id'], unique=True, postgresql_where=sa.text("state IN ('draft', 'signed', 'sent')"))
    op.create_table('coding_query',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('encounter_id', sa.Uuid(), nullable=False),
    sa.Column('physician_npi', sa.String(), nullable=False),
    sa.Column('service', sa.Integer(), nullable=False),
    sa.Column('gap', sa.String(), nullable=False),
    sa.Column('missing', sa.String(), nullable=False),
    sa.Column('needed', sa.String(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('choices', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('answer', sa.String(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_coding_query_encounter_id_encounter')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coding_query')),
    sa.UniqueConstraint('encounter_id', 'gap', 'service', 'asked_at', name=op.f('uq_coding_query_encounter_id'))
    )
    op.create_index('ix_coding_query_open', 'coding_query', ['due'], unique=False, postgresql_where=sa.text("state = 'open'"))
    op.create_index('ix_coding_query_physician', 'coding_query', ['physician_npi', 'asked_at'], unique=False)
    op.create_table('ledger_entry',
    sa.Column('transaction_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.ForeignKeyConstraint(['transaction_id'], ['ledger_transaction.id'], name=op.f('fk_ledger_entry_transaction_id_ledger_transaction')),
    sa.PrimaryKeyConstraint('transaction_id', 'number', name=op.f('pk_ledger_entry'))
    )
    op.create_index('ix_ledger_entry_claim', 'ledger_entry', ['claim_id'], unique=False)
    op.create_table('outgoing_claim',
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('encounter_id', sa.Uuid(), nullable=True),
    sa.Column('bill', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'built'"), nullable=False),
    sa.Column('built_on', sa.Date(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.Column('attempts', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('first_pass', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('submission_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_outgoing_claim_claim_id_claim')),
    sa.ForeignKeyConstraint(['encounter_id'], ['encounter.id'], name=op.f('fk_outgoing_claim_encounter_id_encounter')),
    sa.ForeignKeyConstraint(['submission_id'], ['submission.id'], name=op.f('fk_outgoing_claim_submission_id_submission')),
    sa.PrimaryKeyConstraint('claim_id', name=op.f('pk_outgoing_claim'))
    )
    op.create_index('ix_outgoing_claim_submission', 'outgoing_claim', ['submission_id'], unique=False)
    op.create_index('ix_outgoing_claim_waiting', 'outgoing_claim', ['state'], unique=False, postgresql_where=sa.text("state <> 'submitted'"))
    for statement in TRIGGERS_AND_FUNCTIONS:
        op.execute(sa.text(statement.replace(':', r'\:')))


def downgrade() -> None:
    op.drop_index('ix_outgoing_claim_waiting', table_name='outgoing_claim', postgresql_where=sa.text("state <> 'submitted'"))
    op.drop_index('ix_outgoing_claim_submission', table_name='outgoing_claim')
    op.drop_table('outgoing_claim')
    op.drop_index('ix_ledger_entry_claim', table_name='ledger_entry')
    op.drop_table('ledger_entry')
    op.drop_index('ix_coding_query_physician', table_name='coding_query')
    op.drop_index('ix_coding_query_open', table_name='coding_query', postgresql_where=sa.text("state = 'open'"))
    op.drop_table('coding_query')
    op.drop_index('uq_appeal_in_progress', table_name='appeal', postgresql_where=sa.text("state IN ('draft', 'signed', 'sent')"))
    op.drop_index('ix_appeal_claim', table_name='appeal')
    op.drop_table('appeal')
    op.drop_index('ix_status_question_claim', table_name='status_question')
    op.drop_table('status_question')
    op.drop_index('ix_remittance_claim_held', table_name='remittance_claim', postgresql_where=sa.text("state = 'held'"))
    op.drop_index('ix_remittance_claim_claim', table_name='remittance_claim')
    op.drop_table('remittance_claim')
    op.drop_index('ix_ledger_transaction_claim', table_name='ledger_transaction')
    op.drop_table('ledger_transaction')
    op.drop_index('ix_encounter_physician', table_name='encounter')
    op.drop_index('ix_encounter_open', table_name='encounter', postgresql_where=sa.text('coded_at IS NULL'))
    op.drop_table('encounter')
    op.drop_index('ix_eligibility_inquiry_open', table_name='eligibility_inquiry', postgresql_where=sa.text('answered_at IS NULL'))
    op.drop_index('ix_eligibility_inquiry_appointment', table_name='eligibility_inquiry')
    op.drop_table('eligibility_inquiry')
    op.drop_index('ix_edit_finding_edit', table_name='edit_finding')
    op.drop_index('ix_edit_finding_claim', table_name='edit_finding')
    op.drop_table('edit_finding')
    op.drop_index('ix_denial_queue', table_name='denial', postgresql_where=sa.text("state <> 'closed'"))
    op.drop_index('ix_denial_pattern', table_name='denial')
    op.drop_index('ix_denial_next_date', table_name='denial', postgresql_where=sa.text("state <> 'closed'"))
    op.drop_index('ix_denial_claim', table_name='denial')
    op.drop_table('denial')
    op.drop_table('claim_line')
    op.drop_index('ix_claim_event_claim', table_name='claim_event')
    op.drop_table('claim_event')
    op.drop_table('submission')
    op.drop_table('snooze')
    op.drop_table('presence')
    op.drop_index('ix_handoff_note_handoff', table_name='handoff_note')
    op.drop_table('handoff_note')
    op.drop_index('ix_disclosure_grant_open', table_name='disclosure_grant', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('disclosure_grant')
    op.drop_table('coverage_span')
    op.drop_index(op.f('ix_correction_turn_id'), table_name='correction')
    op.drop_table('correction')
    op.drop_index('ix_claim_provider', table_name='claim')
    op.drop_index('ix_claim_payer_claim_control_number', table_name='claim')
    op.drop_index('ix_claim_patient_control_number', table_name='claim')
    op.drop_index('ix_claim_original', table_name='claim', postgresql_where=sa.text('original_claim_number IS NOT NULL'))
    op.drop_index('ix_claim_member', table_name='claim')
    op.drop_table('claim')
    op.drop_index('ix_callback_open', table_name='callback', postgresql_where=sa.text('done_at IS NULL'))
    op.drop_index(op.f('ix_callback_handoff_id'), table_name='callback')
    op.drop_table('callback')
    op.drop_index('ix_appointment_member', table_name='appointment')
    op.drop_index('ix_appointment_day', table_name='appointment')
    op.drop_table('appointment')
    op.drop_index('ix_verification_open', table_name='verification', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('verification')
    op.drop_index('ix_turn_search', table_name='turn', postgresql_using='gin')
    op.drop_table('turn')
    op.drop_index(op.f('ix_staff_session_staff_id'), table_name='staff_session')
    op.drop_table('staff_session')
    op.drop_index(op.f('ix_sms_thread_numbers'), table_name='sms_thread')
    op.drop_table('sms_thread')
    op.drop_index('ix_review_conversation', table_name='review')
    op.drop_table('review')
    op.drop_index('ix_remittance_trace_number', table_name='remittance')
    op.drop_table('remittance')
    op.drop_table('outgoing_interchange')
    op.drop_index(op.f('ix_one_time_code_conversation_id'), table_name='one_time_code')
    op.drop_table('one_time_code')
    op.drop_index('ix_member_member_id', table_name='member')
    op.drop_table('member')
    op.drop_index('uq_handoff_open', table_name='handoff', postgresql_where=sa.text("state IN ('waiting', 'accepted')"))
    op.drop_index('ix_handoff_queue', table_name='handoff', postgresql_where=sa.text("state = 'waiting'"))
    op.drop_index(op.f('ix_handoff_conversation_id'), table_name='handoff')
    op.drop_table('handoff')
    op.drop_table('file_chunk')
    op.drop_table('enrolment')
    op.drop_table('double_scoring')
    op.drop_table('denial_pattern')
    op.drop_index('ix_conversation_event_stream', table_name='conversation_event')
    op.drop_table('conversation_event')
    op.drop_index(op.f('ix_chat_session_conversation_id'), table_name='chat_session')
    op.drop_table('chat_session')
    op.drop_index('ix_work_item_subject', table_name='work_item')
    op.drop_index('ix_work_item_queue', table_name='work_item', postgresql_where=sa.text('closed_at IS NULL'))
    op.drop_table('work_item')
    op.drop_table('staff')
    op.drop_table('provider')
    op.drop_table('payer')
    op.drop_index('ix_file_envelope', table_name='file')
    op.drop_table('file')
    op.drop_index('ix_conversation_owner', table_name='conversation', postgresql_where=sa.text("owner <> 'assistant'"))
    op.drop_index('ix_conversation_activity', table_name='conversation')
    op.drop_table('conversation')
    op.drop_index(op.f('ix_audit_event_subject'), table_name='audit_event')
    op.drop_index(op.f('ix_audit_event_actor'), table_name='audit_event')
    op.drop_index(op.f('ix_audit_event_act'), table_name='audit_event')
    op.drop_table('audit_event')
    op.drop_table('audit_checkpoint')
    op.drop_table('attempt_counter')
