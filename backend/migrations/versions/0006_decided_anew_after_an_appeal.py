"""Decided anew after an appeal: a claim has one decision more for each appeal won."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('adjudication', sa.Column('appeal_id', sa.Uuid(), nullable=True))
    reasons = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
    op.add_column('adjudication', sa.Column('overturned', reasons, nullable=True))
    op.drop_constraint(op.f('uq_adjudication_claim_id'), 'adjudication', type_='unique')
    op.create_unique_constraint(
        op.f('uq_adjudication_claim_id'), 'adjudication', ['claim_id', 'appeal_id'], postgresql_nulls_not_distinct=True
    )
    op.create_foreign_key(op.f('fk_adjudication_appeal_id_appeal'), 'adjudication', 'appeal', ['appeal_id'], ['id'])


def downgrade() -> None:
    op.drop_constraint(op.f('fk_adjudication_appeal_id_appeal'), 'adjudication', type_='foreignkey')
    op.drop_constraint(op.f('uq_adjudication_claim_id'), 'adjudication', type_='unique')
    op.create_unique_constraint(op.f('uq_adjudication_claim_id'), 'adjudication', ['claim_id'])
    op.drop_column('adjudication', 'overturned')
    op.drop_column('adjudication', 'appeal_id')
