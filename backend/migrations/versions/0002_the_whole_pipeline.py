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
    """CREATE OR REPLACE TRIGGER follow_up_contact_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON follow_up_contact
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
]


def upgrade() -> None:
    op.create_table('ageing_snapshot',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('total', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('undecided', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('ledger', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('claims', sa.Integer(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ageing_snapshot')),
    sa.UniqueConstraint('as_of', name=op.f('uq_ageing_snapshot_as_of'))
    )
    op.create_table('model_run',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('requested_by', sa.Text(), nullable=False),
    sa.Column('requested_by_name', sa.Text(), nullable=False),
    sa.Column('requested_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('trained_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('finished_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('lines', sa.Text(), nullable=True),
    sa.Column('archive', sa.Text(), nullable=True),
    sa.Column('base_lines', sa.Text(), nullable=True),
    sa.Column('base_archive', sa.Text(), nullable=True),
    sa.Column('comparison', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('reasons', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.CheckConstraint("state IN ('queued', 'training', 'comparing', 'promoted', 'refused', 'failed', 'withdrawn')", name=op.f('ck_model_run_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_model_run'))
    )
    op.create_index('ix_model_run_requested', 'model_run', ['requested_at'], unique=False)
    op.create_index('uq_model_run_under_way', 'model_run', [sa.literal_column('(true)')], unique=True, postgresql_where=sa.text("state IN ('queued', 'training', 'comparing')"))
    op.create_table('monthly_report',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('client', sa.Text(), nullable=False),
    sa.Column('client_name', sa.Text(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('package', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('reason', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('owner', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.CheckConstraint("state = 'published' OR (owner <> '' AND next_date IS NOT NULL)", name=op.f('ck_monthly_report_refused_has_owner')),
    sa.CheckConstraint("state IN ('published', 'refused')", name=op.f('ck_monthly_report_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_monthly_report')),
    sa.UniqueConstraint('client', 'month', 'version', name=op.f('uq_monthly_report_client'))
    )
    op.create_index('ix_monthly_report_month', 'monthly_report', ['month', 'client', 'version'], unique=False)
    op.create_table('oidc_attempt',
    sa.Column('state_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('nonce', sa.String(length=64), nullable=False),
    sa.Column('code_verifier', sa.String(length=128), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('state_hash', name=op.f('pk_oidc_attempt'))
    )
    op.create_table('quality_sample',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('seed', sa.Text(), nullable=False),
    sa.Column('strata', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('drawn_by', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_sample')),
    sa.UniqueConstraint('kind', 'since', name=op.f('uq_quality_sample_kind'))
    )
    op.create_table('ageing_line',
    sa.Column('snapshot_id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('age_days', sa.Integer(), nullable=False),
    sa.Column('bucket', sa.Integer(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.ForeignKeyConstraint(['snapshot_id'], ['ageing_snapshot.id'], name=op.f('fk_ageing_line_snapshot_id_ageing_snapshot')),
    sa.PrimaryKeyConstraint('snapshot_id', 'claim_id', 'account', name=op.f('pk_ageing_line'))
    )
    op.create_index('ix_ageing_line_cell', 'ageing_line', ['snapshot_id', 'payer_id', 'bucket'], unique=False)
    op.create_table('agent_line',
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('set_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_agent_line_staff_id_staff')),
    sa.PrimaryKeyConstraint('staff_id', name=op.f('pk_agent_line'))
    )
    op.create_table('approval',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('subject_kind', sa.String(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('sentence', sa.String(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('recommended_by', sa.String(), nullable=False),
    sa.Column('recommended_on', sa.Date(), nullable=False),
    sa.Column('threshold', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=True),
    sa.Column('decided_name', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision_reason', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('posted', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.CheckConstraint("state IN ('open', 'withdrawn') OR decided_by IS NOT NULL", name=op.f('ck_approval_decided_by_somebody')),
    sa.CheckConstraint('amount > 0', name=op.f('ck_approval_amount')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_approval_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval'))
    )
    op.create_index('ix_approval_open', 'approval', ['due'], unique=False, postgresql_where=sa.text("state = 'open'"))
    op.create_index('ix_approval_subject', 'approval', ['subject_kind', 'subject_id'], unique=False)
    op.create_index('uq_approval_open', 'approval', ['kind', 'subject_id'], unique=True, postgresql_where=sa.text("state = 'open'"))
    op.create_table('benefit_plan',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('plan_type', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_benefit_plan_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_benefit_plan')),
    sa.UniqueConstraint('payer_id', 'code', name=op.f('uq_benefit_plan_payer_id'))
    )
    op.create_table('call_batch',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('npi', sa.Text(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('touched_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('open', 'finished', 'dropped')", name=op.f('ck_call_batch_state')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_call_batch_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_call_batch'))
    )
    op.create_index(op.f('ix_call_batch_conversation_id'), 'call_batch', ['conversation_id'], unique=False)
    op.create_index('ix_call_batch_open', 'call_batch', ['npi'], unique=False, postgresql_where=sa.text("state = 'open'"))
    op.create_table('call_leg',
    sa.Column('call_sid', sa.Text(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('started_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), nullable=True),
    sa.CheckConstraint("kind IN ('callback', 'agent', 'notice', 'promised')", name=op.f('ck_call_leg_kind')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_call_leg_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('call_sid', name=op.f('pk_call_leg'))
    )
    op.create_index(op.f('ix_call_leg_conversation_id'), 'call_leg', ['conversation_id'], unique=False)
    op.create_table('contract',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('tax_id', sa.String(), nullable=False),
    sa.Column('npi', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('stops', sa.Date(), nullable=True),
    sa.Column('routing_number', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('account_number', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.CheckConstraint('stops IS NULL OR stops >= starts', name=op.f('ck_contract_span')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_contract_payer_id_payer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract')),
    sa.UniqueConstraint('payer_id', 'tax_id', 'npi', 'starts', name=op.f('uq_contract_payer_id'))
    )
    op.create_index('ix_contract_npi', 'contract', ['npi'], unique=False, postgresql_where=sa.text("npi <> ''"))
    op.create_table('conversation_tag',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('tag', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['staff.id'], name=op.f('fk_conversation_tag_by_id_staff')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_conversation_tag_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', 'tag', name=op.f('pk_conversation_tag'))
    )
    op.create_index('ix_conversation_tag_tag', 'conversation_tag', ['tag'], unique=False)
    op.create_table('heard_speech',
    sa.Column('transcription_sid', sa.Text(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('speaker', sa.Text(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('confidence', sa.Double(), nullable=True),
    sa.Column('received_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('taken_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("speaker IN ('caller', 'agent')", name=op.f('ck_heard_speech_speaker')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_heard_speech_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('transcription_sid', 'sequence', name=op.f('pk_heard_speech'))
    )
    op.create_index('ix_heard_speech_open', 'heard_speech', ['conversation_id'], unique=False, postgresql_where=sa.text('taken_at IS NULL'))
    op.create_table('machine_score',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('rubric', sa.Text(), nullable=False),
    sa.Column('points', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('auto_fails', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('remarks', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('facts_checked', sa.Integer(), nullable=False),
    sa.Column('facts_wrong', sa.Integer(), nullable=False),
    sa.Column('scored_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_machine_score_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('conversation_id', name=op.f('pk_machine_score'))
    )
    op.create_index('ix_machine_score_scored', 'machine_score', ['scored_at'], unique=False)
    op.create_table('payer_client',
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('company_id', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('city', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('zip', sa.String(), nullable=False),
    sa.Column('provider_phone', sa.String(), nullable=False),
    sa.Column('member_phone', sa.String(), nullable=False),
    sa.Column('routing_number', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('account_number', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_payer_client_payer_id_payer')),
    sa.PrimaryKeyConstraint('payer_id', name=op.f('pk_payer_client'))
    )
    op.create_table('practice_approver',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('most', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=False),
    sa.Column('effective_to', sa.Date(), nullable=True),
    sa.Column('named_by', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_practice_approver_provider_id_provider')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_practice_approver_staff_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_approver')),
    sa.UniqueConstraint('provider_id', 'staff_id', 'effective_from', name=op.f('uq_practice_approver_provider_id'))
    )
    op.create_table('quality_check',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('sample_id', sa.Uuid(), nullable=False),
    sa.Column('stratum', sa.Text(), nullable=False),
    sa.Column('subject_kind', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.Column('worker', sa.Text(), nullable=False),
    sa.Column('shown', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.CheckConstraint("state IN ('open', 'done')", name=op.f('ck_quality_check_state')),
    sa.ForeignKeyConstraint(['sample_id'], ['quality_sample.id'], name=op.f('fk_quality_check_sample_id_quality_sample')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_check')),
    sa.UniqueConstraint('sample_id', 'subject_id', name=op.f('uq_quality_check_sample_id'))
    )
    op.create_index('ix_quality_check_open', 'quality_check', ['due'], unique=False, postgresql_where=sa.text("state = 'open'"))
    op.create_table('report_list',
    sa.Column('id', sa.Uuid(), server_default=sa.text('gen_random_uuid()'), nullable=False),
    sa.Column('report_id', sa.Uuid(), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=True),
    sa.Column('slice', sa.Text(), nullable=False),
    sa.Column('hit', sa.Boolean(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('measure', sa.Numeric(precision=16, scale=2), nullable=True),
    sa.Column('measured', sa.Integer(), nullable=False),
    sa.Column('claim_ids', postgresql.ARRAY(sa.Uuid()), nullable=False),
    sa.Column('labels', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('amounts', postgresql.ARRAY(sa.Numeric(precision=14, scale=2)), nullable=False),
    sa.Column('measures', postgresql.ARRAY(sa.Numeric(precision=14, scale=2)), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['monthly_report.id'], name=op.f('fk_report_list_report_id_monthly_report'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_list'))
    )
    op.create_index('ix_report_list_report', 'report_list', ['report_id', 'basis'], unique=False)
    op.create_table('text_message',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('sid', sa.Text(), nullable=True),
    sa.Column('delivery', sa.Text(), nullable=True),
    sa.Column('written_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('sent_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'sending', 'sent', 'uncertain', 'refused', 'stopped')", name=op.f('ck_text_message_state')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_text_message_conversation_id_conversation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_text_message')),
    sa.UniqueConstraint('key', name=op.f('uq_text_message_key'))
    )
    op.create_index(op.f('ix_text_message_conversation_id'), 'text_message', ['conversation_id'], unique=False)
    op.create_index('ix_text_message_sid', 'text_message', ['sid'], unique=False)
    op.create_table('benefit_year',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('stops', sa.Date(), nullable=False),
    sa.Column('deductible', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('out_of_pocket_max', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('out_of_network_percent', sa.Numeric(precision=6, scale=3), nullable=True),
    sa.Column('filing_days', sa.Integer(), nullable=False),
    sa.Column('prompt_pay_days', sa.Integer(), nullable=False),
    sa.Column('interest_percent', sa.Numeric(precision=6, scale=3), nullable=False),
    sa.Column('review_above', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.CheckConstraint('stops >= starts', name=op.f('ck_benefit_year_span')),
    sa.ForeignKeyConstraint(['plan_id'], ['benefit_plan.id'], name=op.f('fk_benefit_year_plan_id_benefit_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_benefit_year')),
    sa.UniqueConstraint('plan_id', 'starts', name=op.f('uq_benefit_year_plan_id'))
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
    op.create_table('contact_preference',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('npi', sa.Text(), nullable=True),
    sa.Column('member_row', sa.Uuid(), nullable=True),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('address_hash', sa.Text(), nullable=True),
    sa.Column('time_zone', sa.Text(), nullable=False),
    sa.Column('consented_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('consented_by', sa.Text(), nullable=False),
    sa.Column('withdrawn_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("channel IN ('sms', 'call', 'inbox', 'fax')", name=op.f('ck_contact_preference_channel')),
    sa.CheckConstraint('(npi IS NULL) <> (member_row IS NULL)', name=op.f('ck_contact_preference_one_person')),
    sa.ForeignKeyConstraint(['member_row'], ['member.id'], name=op.f('fk_contact_preference_member_row_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_preference')),
    sa.UniqueConstraint('member_row', name=op.f('uq_contact_preference_member_row')),
    sa.UniqueConstraint('npi', name=op.f('uq_contact_preference_npi'))
    )
    op.create_index(op.f('ix_contact_preference_address_hash'), 'contact_preference', ['address_hash'], unique=False)
    op.create_table('contract_rate',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('setting', sa.String(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('modifier', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('percent', sa.Numeric(precision=6, scale=3), server_default=sa.text('100'), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('stops', sa.Date(), nullable=True),
    sa.CheckConstraint("method IN ('fee', 'percent_of_charge', 'per_diem', 'case_rate')", name=op.f('ck_contract_rate_method')),
    sa.CheckConstraint("setting IN ('professional', 'outpatient', 'inpatient')", name=op.f('ck_contract_rate_setting')),
    sa.ForeignKeyConstraint(['contract_id'], ['contract.id'], name=op.f('fk_contract_rate_contract_id_contract')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract_rate')),
    sa.UniqueConstraint('contract_id', 'setting', 'procedure', 'modifier', 'starts', name=op.f('uq_contract_rate_contract_id'))
    )
    op.create_table('draft',
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('staff_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_draft_handoff_id_handoff')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_draft_staff_id_staff')),
    sa.PrimaryKeyConstraint('handoff_id', 'staff_id', name=op.f('pk_draft'))
    )
    op.create_table('kept_place',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Text(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('kept_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'calling', 'reached', 'missed', 'over')", name=op.f('ck_kept_place_state')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_kept_place_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_kept_place_handoff_id_handoff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_place')),
    sa.UniqueConstraint('handoff_id', name=op.f('uq_kept_place_handoff_id'))
    )
    op.create_index(op.f('ix_kept_place_conversation_id'), 'kept_place', ['conversation_id'], unique=False)
    op.create_table('letter',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('npi', sa.Text(), nullable=True),
    sa.Column('member_row', sa.Uuid(), nullable=True),
    sa.Column('conversation_id', sa.Uuid(), nullable=True),
    sa.Column('claim_ids', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('delivery', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('pdf', sa.LargeBinary(), nullable=True),
    sa.Column('asked_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('made_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('opened_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('status_letter', 'remittance_copy', 'eob_copy', 'batch_results')", name=op.f('ck_letter_kind')),
    sa.CheckConstraint("state IN ('asked', 'ready', 'sent', 'failed')", name=op.f('ck_letter_state')),
    sa.CheckConstraint('(npi IS NULL) <> (member_row IS NULL)', name=op.f('ck_letter_one_reader')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_letter_conversation_id_conversation')),
    sa.ForeignKeyConstraint(['member_row'], ['member.id'], name=op.f('fk_letter_member_row_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('key', name=op.f('uq_letter_key'))
    )
    op.create_index(op.f('ix_letter_conversation_id'), 'letter', ['conversation_id'], unique=False)
    op.create_table('patient_account',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('serial', sa.BigInteger(), sa.Identity(always=False, start=100001), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'cycle'"), nullable=False),
    sa.Column('notices', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('first_notice_on', sa.Date(), nullable=True),
    sa.Column('last_notice_on', sa.Date(), nullable=True),
    sa.Column('owner', sa.String(), server_default=sa.text("'system'"), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=False),
    sa.Column('address', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_patient_account_member_id_member')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_patient_account_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_patient_account')),
    sa.UniqueConstraint('provider_id', 'member_id', name=op.f('uq_patient_account_provider_id')),
    sa.UniqueConstraint('serial', name=op.f('uq_patient_account_serial'))
    )
    op.create_index('ix_patient_account_next', 'patient_account', ['next_date'], unique=False, postgresql_where=sa.text("state <> 'settled'"))
    op.create_table('payer_payment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('serial', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('trace_number', sa.String(), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('claims', sa.Integer(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('interest', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('brought_forward', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('carried_forward', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('interchange_number', sa.BigInteger(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['interchange_number'], ['outgoing_interchange.number'], name=op.f('fk_payer_payment_interchange_number_outgoing_interchange')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_payer_payment_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_payer_payment_provider_id_provider')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payer_payment')),
    sa.UniqueConstraint('trace_number', name=op.f('uq_payer_payment_trace_number'))
    )
    op.create_index('ix_payer_payment_parties', 'payer_payment', ['payer_id', 'provider_id', 'serial'], unique=False)
    op.create_table('plan_authorization',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('stops', sa.Date(), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('units_used', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.CheckConstraint('units_used BETWEEN 0 AND units', name=op.f('ck_plan_authorization_units')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_plan_authorization_member_id_member')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_authorization')),
    sa.UniqueConstraint('member_id', 'number', 'procedure', name=op.f('uq_plan_authorization_member_id'))
    )
    op.create_table('plan_enrolment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('stops', sa.Date(), nullable=True),
    sa.Column('other_plan_primary', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_plan_enrolment_member_id_member')),
    sa.ForeignKeyConstraint(['plan_id'], ['benefit_plan.id'], name=op.f('fk_plan_enrolment_plan_id_benefit_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_enrolment')),
    sa.UniqueConstraint('member_id', 'plan_id', 'starts', name=op.f('uq_plan_enrolment_member_id'))
    )
    op.create_table('quality_verdict',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('check_id', sa.Uuid(), nullable=False),
    sa.Column('reviewer_id', sa.Uuid(), nullable=False),
    sa.Column('reviewer_name', sa.Text(), nullable=False),
    sa.Column('correct', sa.Boolean(), nullable=False),
    sa.Column('category', sa.Text(), nullable=True),
    sa.Column('evidence', sa.Text(), server_default=sa.text("''"), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('correct = (category IS NULL)', name=op.f('ck_quality_verdict_wrong_has_category')),
    sa.ForeignKeyConstraint(['check_id'], ['quality_check.id'], name=op.f('fk_quality_verdict_check_id_quality_check')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['staff.id'], name=op.f('fk_quality_verdict_reviewer_id_staff')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_verdict')),
    sa.UniqueConstraint('check_id', 'reviewer_id', name=op.f('uq_quality_verdict_check_id'))
    )
    op.create_table('review_reply',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('review_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('author_name', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('replied_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('agreed', 'contested')", name=op.f('ck_review_reply_kind')),
    sa.ForeignKeyConstraint(['author_id'], ['staff.id'], name=op.f('fk_review_reply_author_id_staff')),
    sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_review_reply_review_id_review')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_reply'))
    )
    op.create_index(op.f('ix_review_reply_review_id'), 'review_reply', ['review_id'], unique=False)
    op.create_table('sla_breach',
    sa.Column('handoff_id', sa.Uuid(), nullable=False),
    sa.Column('clock', sa.Text(), nullable=False),
    sa.Column('due', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('noticed_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['handoff_id'], ['handoff.id'], name=op.f('fk_sla_breach_handoff_id_handoff')),
    sa.PrimaryKeyConstraint('handoff_id', 'clock', 'due', name=op.f('pk_sla_breach'))
    )
    op.create_table('account_dispute',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('answer', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['patient_account.id'], name=op.f('fk_account_dispute_account_id_patient_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_dispute'))
    )
    op.create_index('uq_account_dispute_open', 'account_dispute', ['account_id'], unique=True, postgresql_where=sa.text('closed_on IS NULL'))
    op.create_table('accumulator',
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('year_id', sa.Uuid(), nullable=False),
    sa.Column('deductible', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('out_of_pocket', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('visits', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.CheckConstraint('deductible >= 0 AND out_of_pocket >= deductible', name=op.f('ck_accumulator_not_below_zero')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_accumulator_member_id_member')),
    sa.ForeignKeyConstraint(['year_id'], ['benefit_year.id'], name=op.f('fk_accumulator_year_id_benefit_year')),
    sa.PrimaryKeyConstraint('member_id', 'year_id', name=op.f('pk_accumulator'))
    )
    op.create_index('ix_accumulator_year', 'accumulator', ['year_id'], unique=False)
    op.create_table('adjudication',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('serial', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('member_id', sa.Uuid(), nullable=False),
    sa.Column('received', sa.Date(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'waiting'"), nullable=False),
    sa.Column('cleared', postgresql.ARRAY(sa.String()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('year_id', sa.Uuid(), nullable=True),
    sa.Column('contract_id', sa.Uuid(), nullable=True),
    sa.Column('charge', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('allowed', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('paid', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('patient_share', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('deductible', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('coinsurance', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('copay', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('used', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('claim_status', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('interest', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('payment_id', sa.Uuid(), nullable=True),
    sa.Column('reversal_payment_id', sa.Uuid(), nullable=True),
    sa.Column('reversed_by_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_adjudication_claim_id_claim')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_adjudication_member_id_member')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_adjudication_payer_id_payer')),
    sa.ForeignKeyConstraint(['payment_id'], ['payer_payment.id'], name=op.f('fk_adjudication_payment_id_payer_payment')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_adjudication_provider_id_provider')),
    sa.ForeignKeyConstraint(['reversal_payment_id'], ['payer_payment.id'], name=op.f('fk_adjudication_reversal_payment_id_payer_payment')),
    sa.ForeignKeyConstraint(['reversed_by_id'], ['adjudication.id'], name=op.f('fk_adjudication_reversed_by_id_adjudication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_adjudication')),
    sa.UniqueConstraint('claim_id', name=op.f('uq_adjudication_claim_id'))
    )
    op.create_index('ix_adjudication_member', 'adjudication', ['member_id'], unique=False)
    op.create_index('ix_adjudication_payment', 'adjudication', ['payment_id'], unique=False, postgresql_where=sa.text('payment_id IS NOT NULL'))
    op.create_index('ix_adjudication_pended', 'adjudication', ['due'], unique=False, postgresql_where=sa.text("state = 'pended'"))
    op.create_index('ix_adjudication_taken_back', 'adjudication', ['payer_id'], unique=False, postgresql_where=sa.text("state = 'taken_back'"))
    op.create_index('ix_adjudication_unpaid', 'adjudication', ['payer_id', 'provider_id'], unique=False, postgresql_where=sa.text("state = 'decided'"))
    op.create_index('ix_adjudication_waiting', 'adjudication', ['received', 'member_id'], unique=False, postgresql_where=sa.text("state = 'waiting'"))
    op.create_table('batch_claim',
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=True),
    sa.Column('at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['call_batch.id'], name=op.f('fk_batch_claim_batch_id_call_batch')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_batch_claim_claim_id_claim')),
    sa.PrimaryKeyConstraint('batch_id', 'place', name=op.f('pk_batch_claim'))
    )
    op.create_table('claim_as_billed',
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('content', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_claim_as_billed_claim_id_claim')),
    sa.PrimaryKeyConstraint('claim_id', name=op.f('pk_claim_as_billed'))
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
    op.create_table('coordination',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('first_claim_id', sa.Uuid(), nullable=False),
    sa.Column('advice_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.Column('next_claim_id', sa.Uuid(), nullable=True),
    sa.Column('built_on', sa.Date(), nullable=True),
    sa.Column('moved', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_coordination_claim_id_claim')),
    sa.ForeignKeyConstraint(['first_claim_id'], ['claim.id'], name=op.f('fk_coordination_first_claim_id_claim')),
    sa.ForeignKeyConstraint(['next_claim_id'], ['claim.id'], name=op.f('fk_coordination_next_claim_id_claim')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coordination'))
    )
    op.create_index('ix_coordination_claim', 'coordination', ['claim_id'], unique=False)
    op.create_index('ix_coordination_first_claim', 'coordination', ['first_claim_id'], unique=False)
    op.create_index('ix_coordination_waiting', 'coordination', ['due'], unique=False, postgresql_where=sa.text("step IN ('bill_next_plan', 'ask_plan')"))
    op.create_index('uq_coordination_advice', 'coordination', ['advice_id'], unique=True)
    op.create_index('uq_coordination_next_claim', 'coordination', ['next_claim_id'], unique=True)
    op.create_table('follow_up',
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('level', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('age_days', sa.Integer(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('recommendation', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('set_by', sa.String(), nullable=True),
    sa.Column('seen_event', sa.BigInteger(), nullable=False),
    sa.Column('changed_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_follow_up_claim_id_claim')),
    sa.PrimaryKeyConstraint('claim_id', name=op.f('pk_follow_up'))
    )
    op.create_index('ix_follow_up_open', 'follow_up', ['next_date'], unique=False, postgresql_where=sa.text("step <> 'closed'"))
    op.create_index('ix_follow_up_queue', 'follow_up', ['owner', 'next_date'], unique=False, postgresql_where=sa.text("step <> 'closed'"))
    op.create_table('follow_up_contact',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('contact_on', sa.Date(), nullable=False),
    sa.Column('way', sa.String(), nullable=False),
    sa.Column('spoke_with', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('reference', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('note', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('next_date', sa.Date(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('by_name', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_follow_up_contact_claim_id_claim')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up_contact'))
    )
    op.create_index('ix_follow_up_contact_claim', 'follow_up_contact', ['claim_id', 'id'], unique=False)
    op.create_table('hardship_application',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('applied_on', sa.Date(), nullable=False),
    sa.Column('household', sa.Integer(), nullable=False),
    sa.Column('income', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('documents', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'open'"), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['patient_account.id'], name=op.f('fk_hardship_application_account_id_patient_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hardship_application'))
    )
    op.create_index('uq_hardship_open', 'hardship_application', ['account_id'], unique=True, postgresql_where=sa.text("state = 'open'"))
    op.create_table('letter_link',
    sa.Column('token_hash', sa.Text(), nullable=False),
    sa.Column('letter_id', sa.Uuid(), nullable=False),
    sa.Column('expires_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_link_letter_id_letter')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_letter_link'))
    )
    op.create_index(op.f('ix_letter_link_letter_id'), 'letter_link', ['letter_id'], unique=False)
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
    op.create_table('other_payer_decision',
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('responsibility', sa.String(), nullable=False),
    sa.Column('payer_identifier', sa.String(), nullable=False),
    sa.Column('payer_name', sa.String(), nullable=False),
    sa.Column('paid', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('patient_share', backend.database.MoneyColumn(precision=14, scale=2), nullable=True),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_other_payer_decision_claim_id_claim')),
    sa.PrimaryKeyConstraint('claim_id', 'number', name=op.f('pk_other_payer_decision'))
    )
    op.create_table('outbound_notice',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('preference_id', sa.Uuid(), nullable=False),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('send_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('sent_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('planned', 'sent', 'withdrawn', 'uncertain', 'failed')", name=op.f('ck_outbound_notice_state')),
    sa.ForeignKeyConstraint(['preference_id'], ['contact_preference.id'], name=op.f('fk_outbound_notice_preference_id_contact_preference')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbound_notice')),
    sa.UniqueConstraint('key', name=op.f('uq_outbound_notice_key'))
    )
    op.create_index('ix_outbound_notice_planned', 'outbound_notice', ['send_at'], unique=False, postgresql_where=sa.text("state = 'planned'"))
    op.create_index(op.f('ix_outbound_notice_preference_id'), 'outbound_notice', ['preference_id'], unique=False)
    op.create_table('patient_payment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('request_key', sa.String(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('method', sa.String(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('reference', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('shares', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('kept_as_credit', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['patient_account.id'], name=op.f('fk_patient_payment_account_id_patient_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_patient_payment')),
    sa.UniqueConstraint('request_key', name=op.f('uq_patient_payment_request_key'))
    )
    op.create_index('ix_patient_payment_account', 'patient_payment', ['account_id'], unique=False)
    op.create_table('payment_plan',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('total', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('agreed_on', sa.Date(), nullable=False),
    sa.Column('agreed_by', sa.String(), nullable=False),
    sa.Column('agreed_how', sa.String(), nullable=False),
    sa.Column('recorded_by', sa.String(), nullable=False),
    sa.Column('state', sa.String(), server_default=sa.text("'active'"), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['patient_account.id'], name=op.f('fk_payment_plan_account_id_patient_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment_plan'))
    )
    op.create_index('uq_payment_plan_active', 'payment_plan', ['account_id'], unique=True, postgresql_where=sa.text("state = 'active'"))
    op.create_table('plan_benefit',
    sa.Column('year_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('covered', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('copay', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('coinsurance', sa.Numeric(precision=5, scale=4), server_default=sa.text('0'), nullable=False),
    sa.Column('deductible_applies', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('needs_authorization', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('visits_max', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['year_id'], ['benefit_year.id'], name=op.f('fk_plan_benefit_year_id_benefit_year')),
    sa.PrimaryKeyConstraint('year_id', 'kind', name=op.f('pk_plan_benefit'))
    )
    op.create_table('promised_call',
    sa.Column('callback_id', sa.Uuid(), nullable=False),
    sa.Column('agent_id', sa.Uuid(), nullable=False),
    sa.Column('agent_name', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('call_sid', sa.Text(), nullable=True),
    sa.Column('since', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('calling', 'reached', 'missed', 'over')", name=op.f('ck_promised_call_state')),
    sa.ForeignKeyConstraint(['agent_id'], ['staff.id'], name=op.f('fk_promised_call_agent_id_staff')),
    sa.ForeignKeyConstraint(['callback_id'], ['callback.id'], name=op.f('fk_promised_call_callback_id_callback')),
    sa.PrimaryKeyConstraint('callback_id', name=op.f('pk_promised_call')),
    sa.UniqueConstraint('call_sid', name=op.f('uq_promised_call_call_sid'))
    )
    op.create_table('statement',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('notice', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('pay_by', sa.Date(), nullable=False),
    sa.Column('balance', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('returned_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['patient_account.id'], name=op.f('fk_statement_account_id_patient_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement')),
    sa.UniqueConstraint('account_id', 'issued_on', name=op.f('uq_statement_account_id'))
    )
    op.create_index('ix_statement_issued', 'statement', ['issued_on'], unique=False)
    op.create_table('training_example',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('correction_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('intent', sa.Text(), nullable=False),
    sa.Column('also', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('entities', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('speaker', sa.Text(), nullable=False),
    sa.Column('expects', sa.Text(), nullable=True),
    sa.Column('replaced', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('kept_words', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('heard_intent', sa.Text(), nullable=True),
    sa.Column('proposed_by', sa.Uuid(), nullable=False),
    sa.Column('proposed_by_name', sa.Text(), nullable=False),
    sa.Column('proposed_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_by_name', sa.Text(), nullable=True),
    sa.Column('decided_at', postgresql.TIMESTAMP(timezone=True), nullable=True),
    sa.Column('refusal', sa.Text(), nullable=False),
    sa.Column('run_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name=op.f('ck_training_example_decided')),
    sa.CheckConstraint("state IN ('proposed', 'approved', 'refused', 'learned')", name=op.f('ck_training_example_state')),
    sa.CheckConstraint('decided_by IS NULL OR decided_by <> proposed_by', name=op.f('ck_training_example_second_person')),
    sa.ForeignKeyConstraint(['correction_id'], ['correction.id'], name=op.f('fk_training_example_correction_id_correction')),
    sa.ForeignKeyConstraint(['decided_by'], ['staff.id'], name=op.f('fk_training_example_decided_by_staff')),
    sa.ForeignKeyConstraint(['proposed_by'], ['staff.id'], name=op.f('fk_training_example_proposed_by_staff')),
    sa.ForeignKeyConstraint(['run_id'], ['model_run.id'], name=op.f('fk_training_example_run_id_model_run')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_example')),
    sa.UniqueConstraint('correction_id', name=op.f('uq_training_example_correction_id'))
    )
    op.create_index('ix_training_example_state', 'training_example', ['state', 'proposed_at'], unique=False)
    op.create_table('adjudication_line',
    sa.Column('adjudication_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('charge', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('allowed', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('paid', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('adjustments', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('remarks', postgresql.ARRAY(sa.String()), nullable=False),
    sa.ForeignKeyConstraint(['adjudication_id'], ['adjudication.id'], name=op.f('fk_adjudication_line_adjudication_id_adjudication')),
    sa.PrimaryKeyConstraint('adjudication_id', 'number', name=op.f('pk_adjudication_line'))
    )
    op.create_table('instalment',
    sa.Column('plan_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('amount', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('paid', backend.database.MoneyColumn(precision=14, scale=2), server_default=sa.text('0'), nullable=False),
    sa.CheckConstraint('paid <= amount', name=op.f('ck_instalment_paid')),
    sa.ForeignKeyConstraint(['plan_id'], ['payment_plan.id'], name=op.f('fk_instalment_plan_id_payment_plan')),
    sa.PrimaryKeyConstraint('plan_id', 'number', name=op.f('pk_instalment'))
    )
    op.create_table('pend',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('adjudication_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('sentence', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.String(), nullable=True),
    sa.Column('outcome', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.Column('note', sa.String(), server_default=sa.text("''"), nullable=False),
    sa.ForeignKeyConstraint(['adjudication_id'], ['adjudication.id'], name=op.f('fk_pend_adjudication_id_adjudication')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pend'))
    )
    op.create_index('ix_pend_adjudication', 'pend', ['adjudication_id'], unique=False)
    op.create_table('underpayment',
    sa.Column('advice_id', sa.Uuid(), nullable=False),
    sa.Column('claim_id', sa.Uuid(), nullable=False),
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('provider_id', sa.Uuid(), nullable=False),
    sa.Column('contract_id', sa.Uuid(), nullable=False),
    sa.Column('expected', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('allowed', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('difference', backend.database.MoneyColumn(precision=14, scale=2), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False),
    sa.ForeignKeyConstraint(['advice_id'], ['remittance_claim.id'], name=op.f('fk_underpayment_advice_id_remittance_claim')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_underpayment_claim_id_claim')),
    sa.ForeignKeyConstraint(['contract_id'], ['contract.id'], name=op.f('fk_underpayment_contract_id_contract')),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_underpayment_payer_id_payer')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_underpayment_provider_id_provider')),
    sa.PrimaryKeyConstraint('advice_id', name=op.f('pk_underpayment'))
    )
    op.create_index('ix_underpayment_claim', 'underpayment', ['claim_id'], unique=False)
    op.create_index('ix_underpayment_found', 'underpayment', ['found_on'], unique=False)
    op.create_index('ix_claim_replaces', 'claim', ['replaces_id'], unique=False, postgresql_where=sa.text('replaces_id IS NOT NULL'))
    op.add_column('correction', sa.Column('entities', postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column('handoff', sa.Column('skills', postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False))
    op.add_column('sms_thread', sa.Column('number', sa.Text(), nullable=True))
    op.add_column('sms_thread', sa.Column('confirmed_at', postgresql.TIMESTAMP(timezone=True), nullable=True))
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
    op.drop_column('sms_thread', 'confirmed_at')
    op.drop_column('sms_thread', 'number')
    op.drop_column('handoff', 'skills')
    op.drop_column('correction', 'entities')
    op.drop_index('ix_claim_replaces', table_name='claim', postgresql_where=sa.text('replaces_id IS NOT NULL'))
    op.drop_index('ix_underpayment_found', table_name='underpayment')
    op.drop_index('ix_underpayment_claim', table_name='underpayment')
    op.drop_table('underpayment')
    op.drop_index('ix_pend_adjudication', table_name='pend')
    op.drop_table('pend')
    op.drop_table('instalment')
    op.drop_table('adjudication_line')
    op.drop_index('ix_training_example_state', table_name='training_example')
    op.drop_table('training_example')
    op.drop_index('ix_statement_issued', table_name='statement')
    op.drop_table('statement')
    op.drop_table('promised_call')
    op.drop_table('plan_benefit')
    op.drop_index('uq_payment_plan_active', table_name='payment_plan', postgresql_where=sa.text("state = 'active'"))
    op.drop_table('payment_plan')
    op.drop_index('ix_patient_payment_account', table_name='patient_payment')
    op.drop_table('patient_payment')
    op.drop_index(op.f('ix_outbound_notice_preference_id'), table_name='outbound_notice')
    op.drop_index('ix_outbound_notice_planned', table_name='outbound_notice', postgresql_where=sa.text("state = 'planned'"))
    op.drop_table('outbound_notice')
    op.drop_table('other_payer_decision')
    op.drop_index('ix_notice_unseen', table_name='notice', postgresql_where=sa.text('seen_at IS NULL'))
    op.drop_table('notice')
    op.drop_index(op.f('ix_letter_link_letter_id'), table_name='letter_link')
    op.drop_table('letter_link')
    op.drop_index('uq_hardship_open', table_name='hardship_application', postgresql_where=sa.text("state = 'open'"))
    op.drop_table('hardship_application')
    op.drop_index('ix_follow_up_contact_claim', table_name='follow_up_contact')
    op.drop_table('follow_up_contact')
    op.drop_index('ix_follow_up_queue', table_name='follow_up', postgresql_where=sa.text("step <> 'closed'"))
    op.drop_index('ix_follow_up_open', table_name='follow_up', postgresql_where=sa.text("step <> 'closed'"))
    op.drop_table('follow_up')
    op.drop_index('uq_coordination_next_claim', table_name='coordination')
    op.drop_index('uq_coordination_advice', table_name='coordination')
    op.drop_index('ix_coordination_waiting', table_name='coordination', postgresql_where=sa.text("step IN ('bill_next_plan', 'ask_plan')"))
    op.drop_index('ix_coordination_first_claim', table_name='coordination')
    op.drop_index('ix_coordination_claim', table_name='coordination')
    op.drop_table('coordination')
    op.drop_index('ix_consult_message_consult', table_name='consult_message')
    op.drop_table('consult_message')
    op.drop_table('claim_as_billed')
    op.drop_table('batch_claim')
    op.drop_index('ix_adjudication_waiting', table_name='adjudication', postgresql_where=sa.text("state = 'waiting'"))
    op.drop_index('ix_adjudication_unpaid', table_name='adjudication', postgresql_where=sa.text("state = 'decided'"))
    op.drop_index('ix_adjudication_taken_back', table_name='adjudication', postgresql_where=sa.text("state = 'taken_back'"))
    op.drop_index('ix_adjudication_pended', table_name='adjudication', postgresql_where=sa.text("state = 'pended'"))
    op.drop_index('ix_adjudication_payment', table_name='adjudication', postgresql_where=sa.text('payment_id IS NOT NULL'))
    op.drop_index('ix_adjudication_member', table_name='adjudication')
    op.drop_table('adjudication')
    op.drop_index('ix_accumulator_year', table_name='accumulator')
    op.drop_table('accumulator')
    op.drop_index('uq_account_dispute_open', table_name='account_dispute', postgresql_where=sa.text('closed_on IS NULL'))
    op.drop_table('account_dispute')
    op.drop_table('sla_breach')
    op.drop_index(op.f('ix_review_reply_review_id'), table_name='review_reply')
    op.drop_table('review_reply')
    op.drop_table('quality_verdict')
    op.drop_table('plan_enrolment')
    op.drop_table('plan_authorization')
    op.drop_index('ix_payer_payment_parties', table_name='payer_payment')
    op.drop_table('payer_payment')
    op.drop_index('ix_patient_account_next', table_name='patient_account', postgresql_where=sa.text("state <> 'settled'"))
    op.drop_table('patient_account')
    op.drop_index(op.f('ix_letter_conversation_id'), table_name='letter')
    op.drop_table('letter')
    op.drop_index(op.f('ix_kept_place_conversation_id'), table_name='kept_place')
    op.drop_table('kept_place')
    op.drop_table('draft')
    op.drop_table('contract_rate')
    op.drop_index(op.f('ix_contact_preference_address_hash'), table_name='contact_preference')
    op.drop_table('contact_preference')
    op.drop_index(op.f('ix_consult_handoff_id'), table_name='consult')
    op.drop_index('ix_consult_asked_of', table_name='consult', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_index('ix_consult_asked_by', table_name='consult', postgresql_where=sa.text('ended_at IS NULL'))
    op.drop_table('consult')
    op.drop_table('benefit_year')
    op.drop_index('ix_text_message_sid', table_name='text_message')
    op.drop_index(op.f('ix_text_message_conversation_id'), table_name='text_message')
    op.drop_table('text_message')
    op.drop_index('ix_report_list_report', table_name='report_list')
    op.drop_table('report_list')
    op.drop_index('ix_quality_check_open', table_name='quality_check', postgresql_where=sa.text("state = 'open'"))
    op.drop_table('quality_check')
    op.drop_table('practice_approver')
    op.drop_table('payer_client')
    op.drop_index('ix_machine_score_scored', table_name='machine_score')
    op.drop_table('machine_score')
    op.drop_index('ix_heard_speech_open', table_name='heard_speech', postgresql_where=sa.text('taken_at IS NULL'))
    op.drop_table('heard_speech')
    op.drop_index('ix_conversation_tag_tag', table_name='conversation_tag')
    op.drop_table('conversation_tag')
    op.drop_index('ix_contract_npi', table_name='contract', postgresql_where=sa.text("npi <> ''"))
    op.drop_table('contract')
    op.drop_index(op.f('ix_call_leg_conversation_id'), table_name='call_leg')
    op.drop_table('call_leg')
    op.drop_index('ix_call_batch_open', table_name='call_batch', postgresql_where=sa.text("state = 'open'"))
    op.drop_index(op.f('ix_call_batch_conversation_id'), table_name='call_batch')
    op.drop_table('call_batch')
    op.drop_table('benefit_plan')
    op.drop_index('uq_approval_open', table_name='approval', postgresql_where=sa.text("state = 'open'"))
    op.drop_index('ix_approval_subject', table_name='approval')
    op.drop_index('ix_approval_open', table_name='approval', postgresql_where=sa.text("state = 'open'"))
    op.drop_table('approval')
    op.drop_table('agent_line')
    op.drop_index('ix_ageing_line_cell', table_name='ageing_line')
    op.drop_table('ageing_line')
    op.drop_table('quality_sample')
    op.drop_table('oidc_attempt')
    op.drop_index('ix_monthly_report_month', table_name='monthly_report')
    op.drop_table('monthly_report')
    op.drop_index('uq_model_run_under_way', table_name='model_run', postgresql_where=sa.text("state IN ('queued', 'training', 'comparing')"))
    op.drop_index('ix_model_run_requested', table_name='model_run')
    op.drop_table('model_run')
    op.drop_table('ageing_snapshot')
