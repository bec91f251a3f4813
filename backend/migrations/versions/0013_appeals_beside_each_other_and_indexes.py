"""Two appeals beside each other on one claim, and indexes of what sums and searches look for."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

RUNS = sa.text("state IN ('draft', 'signed', 'sent')")
INDEXES = (
    ('ix_adjudication_reversed_by', 'adjudication', ['reversed_by_id'], {'postgresql_where': sa.text('reversed_by_id IS NOT NULL')}),
    ('ix_ledger_entry_agency', 'ledger_entry', ['claim_id'], {'postgresql_include': ['amount'], 'postgresql_where': sa.text("account = 'collection_agency'")}),
    ('ix_member_last_name', 'member', [sa.text('lower(last_name) text_pattern_ops')], {}),
    ('ix_member_first_name', 'member', [sa.text('lower(first_name) text_pattern_ops')], {}),
)


def upgrade() -> None:
    op.drop_index('uq_appeal_in_progress', table_name='appeal')
    op.create_index('uq_appeal_in_progress', 'appeal', ['claim_id', 'denial_id'], unique=True, postgresql_where=RUNS)
    for name, table, columns, options in INDEXES:
        op.create_index(name, table, columns, unique=False, **options)
    # questions to payers that have answered since: nobody closed them
    op.execute(
        """UPDATE work_item SET closed_at = now(), outcome = 'decided', open_key = NULL FROM appeal a
           WHERE work_item.queue = 'appeals' AND work_item.subject_kind = 'appeal' AND work_item.subject_id = a.id
             AND work_item.closed_at IS NULL AND a.state = 'decided'"""
    )


def downgrade() -> None:
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    op.drop_index('uq_appeal_in_progress', table_name='appeal')
    op.create_index('uq_appeal_in_progress', 'appeal', ['claim_id'], unique=True, postgresql_where=RUNS)
