"""A year's work: the rates of denial kept, and indexes of what daily runs look for."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('denial_rate',
    sa.Column('payer_id', sa.Uuid(), nullable=False),
    sa.Column('procedure', sa.String(), nullable=False),
    sa.Column('decided', sa.Integer(), nullable=False),
    sa.Column('denied', sa.Integer(), nullable=False),
    sa.Column('carc', sa.String(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['payer_id'], ['payer.id'], name=op.f('fk_denial_rate_payer_id_payer')),
    sa.PrimaryKeyConstraint('payer_id', 'procedure', name=op.f('pk_denial_rate'))
    )
    op.create_index('ix_claim_other_plan', 'claim', ['id'], unique=False, postgresql_where=sa.text('other_plan_on_file'))
    op.create_index('ix_encounter_not_billed', 'encounter', ['coded_at'], unique=False, postgresql_where=sa.text("state = 'coded' AND claim_id IS NULL"))
    op.create_index('ix_outgoing_interchange_not_sent', 'outgoing_interchange', ['written_at'], unique=False, postgresql_where=sa.text('sent_at IS NULL'))


def downgrade() -> None:
    op.drop_index('ix_outgoing_interchange_not_sent', table_name='outgoing_interchange')
    op.drop_index('ix_encounter_not_billed', table_name='encounter')
    op.drop_index('ix_claim_other_plan', table_name='claim')
    op.drop_table('denial_rate')
