"""News of every kind: choices for one claim, what was told already, notices nobody could be told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

LETTER_KINDS = "kind IN ('status_letter', 'remittance_copy', 'eob_copy', 'batch_results'{more})"
NOTICE_STATES = "state IN ('planned', 'sent', 'withdrawn', 'uncertain', 'failed'{more})"


def upgrade() -> None:
    op.create_table('news_told',
    sa.Column('preference_id', sa.Uuid(), nullable=False),
    sa.Column('news', sa.Text(), nullable=False),
    sa.Column('letter_id', sa.Uuid(), nullable=False),
    sa.Column('told_at', postgresql.TIMESTAMP(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_news_told_letter_id_letter')),
    sa.ForeignKeyConstraint(['preference_id'], ['contact_preference.id'], name=op.f('fk_news_told_preference_id_contact_preference')),
    sa.PrimaryKeyConstraint('preference_id', 'news', name=op.f('pk_news_told'))
    )
    op.create_index(op.f('ix_news_told_letter_id'), 'news_told', ['letter_id'], unique=False)
    op.add_column('contact_preference', sa.Column('claim_id', sa.Uuid(), nullable=True))
    op.add_column('contact_preference', sa.Column('time_zone_source', sa.Text(), server_default=sa.text("'told'"), nullable=False))
    op.drop_constraint(op.f('uq_contact_preference_member_row'), 'contact_preference', type_='unique')
    op.drop_constraint(op.f('uq_contact_preference_npi'), 'contact_preference', type_='unique')
    op.create_index(op.f('ix_contact_preference_claim_id'), 'contact_preference', ['claim_id'], unique=False)
    op.create_index('uq_contact_preference_whose', 'contact_preference', ['npi', 'member_row', 'claim_id'], unique=True, postgresql_nulls_not_distinct=True)
    op.create_foreign_key(op.f('fk_contact_preference_claim_id_claim'), 'contact_preference', 'claim', ['claim_id'], ['id'])
    op.add_column('letter_link', sa.Column('preference_id', sa.Uuid(), nullable=True))
    op.create_index(op.f('ix_letter_link_preference_id'), 'letter_link', ['preference_id'], unique=False)
    op.create_foreign_key(op.f('fk_letter_link_preference_id_contact_preference'), 'letter_link', 'contact_preference', ['preference_id'], ['id'])
    op.add_column('outbound_notice', sa.Column('settled_by', sa.Text(), nullable=True))
    op.add_column('outbound_notice', sa.Column('outcome', sa.Text(), nullable=True))
    op.alter_column('outbound_notice', 'preference_id', existing_type=sa.UUID(), nullable=True)
    _check('letter', 'kind', LETTER_KINDS.format(more=", 'news'"))
    _check('outbound_notice', 'state', NOTICE_STATES.format(more=", 'no_channel', 'settled'"))
    op.create_check_constraint(op.f('ck_outbound_notice_has_channel'), 'outbound_notice', "preference_id IS NOT NULL OR state IN ('no_channel', 'settled')")
    op.create_check_constraint(op.f('ck_outbound_notice_settled_by_somebody'), 'outbound_notice', "(state = 'settled') = (settled_by IS NOT NULL)")


def downgrade() -> None:
    op.drop_constraint(op.f('ck_outbound_notice_settled_by_somebody'), 'outbound_notice', type_='check')
    op.drop_constraint(op.f('ck_outbound_notice_has_channel'), 'outbound_notice', type_='check')
    _check('outbound_notice', 'state', NOTICE_STATES.format(more=""))
    _check('letter', 'kind', LETTER_KINDS.format(more=""))
    op.alter_column('outbound_notice', 'preference_id', existing_type=sa.UUID(), nullable=False)
    op.drop_column('outbound_notice', 'outcome')
    op.drop_column('outbound_notice', 'settled_by')
    op.drop_constraint(op.f('fk_letter_link_preference_id_contact_preference'), 'letter_link', type_='foreignkey')
    op.drop_index(op.f('ix_letter_link_preference_id'), table_name='letter_link')
    op.drop_column('letter_link', 'preference_id')
    op.drop_constraint(op.f('fk_contact_preference_claim_id_claim'), 'contact_preference', type_='foreignkey')
    op.drop_index('uq_contact_preference_whose', table_name='contact_preference')
    op.drop_index(op.f('ix_contact_preference_claim_id'), table_name='contact_preference')
    op.create_unique_constraint(op.f('uq_contact_preference_npi'), 'contact_preference', ['npi'])
    op.create_unique_constraint(op.f('uq_contact_preference_member_row'), 'contact_preference', ['member_row'])
    op.drop_column('contact_preference', 'time_zone_source')
    op.drop_column('contact_preference', 'claim_id')
    op.drop_index(op.f('ix_news_told_letter_id'), table_name='news_told')
    op.drop_table('news_told')


def _check(table: str, name: str, condition: str) -> None:
    op.drop_constraint(op.f(f'ck_{table}_{name}'), table, type_='check')
    op.create_check_constraint(op.f(f'ck_{table}_{name}'), table, condition)
