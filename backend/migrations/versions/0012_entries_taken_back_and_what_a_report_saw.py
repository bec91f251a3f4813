"""Payments taken back, what a report has seen of the ledger, and indexes of what daily runs look for."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

PRESENT = sa.text('CAST(CAST(pg_current_xact_id() AS text) AS bigint)')
INDEXES = (
    ('ix_ledger_entry_patient', 'ledger_entry', ['claim_id'], {'postgresql_include': ['amount'], 'postgresql_where': sa.text("account = 'receivable_patient'")}),
    ('ix_claim_event_word', 'claim_event', ['claim_id', 'effective'], {'postgresql_where': sa.text("category <> ''")}),
    ('ix_remittance_file', 'remittance', ['file_id'], {}),
    ('ix_remittance_claim_further_plan', 'remittance_claim', ['claim_id'], {'postgresql_where': sa.text("claim_status IN ('19', '20', '21')")}),
    ('ix_coverage_span_further_plan', 'coverage_span', ['member_id'], {'postgresql_where': sa.text("position = 'S'")}),
    ('ix_coordination_settle_first', 'coordination', ['claim_id'], {'postgresql_where': sa.text("step = 'settle_first'")}),
    ('ix_denial_billed', 'denial', ['claim_id'], {'postgresql_where': sa.text("state = 'closed' AND outcome = 'billed'")}),
    ('ix_submission_unacknowledged', 'submission', ['submitted_at'], {'postgresql_where': sa.text("acknowledged = ''")}),
)
"""None on what posting changes of a claim: its rows are changed in place, which an index on those columns would end."""


def upgrade() -> None:
    op.add_column('patient_payment', sa.Column('takes_back', sa.Uuid(), nullable=True))
    op.add_column('patient_payment', sa.Column('reason', sa.String(), server_default=sa.text("''"), nullable=False))
    op.create_foreign_key(op.f('fk_patient_payment_takes_back_patient_payment'), 'patient_payment', 'patient_payment', ['takes_back'], ['id'])
    op.create_unique_constraint(op.f('uq_patient_payment_takes_back'), 'patient_payment', ['takes_back'])
    # without a value for what is there already: the ledger is large, and only what is recorded from now on needs one
    op.add_column('ledger_transaction', sa.Column('database_transaction', sa.BigInteger(), nullable=True))
    op.alter_column('ledger_transaction', 'database_transaction', server_default=PRESENT)
    op.add_column('monthly_report', sa.Column('seen', sa.Text(), server_default=sa.text("''"), nullable=False))
    for name, table, columns, options in INDEXES:
        op.create_index(name, table, columns, unique=False, **options)


def downgrade() -> None:
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    op.drop_column('monthly_report', 'seen')
    op.drop_column('ledger_transaction', 'database_transaction')
    op.drop_constraint(op.f('uq_patient_payment_takes_back'), 'patient_payment', type_='unique')
    op.drop_constraint(op.f('fk_patient_payment_takes_back_patient_payment'), 'patient_payment', type_='foreignkey')
    op.drop_column('patient_payment', 'reason')
    op.drop_column('patient_payment', 'takes_back')
