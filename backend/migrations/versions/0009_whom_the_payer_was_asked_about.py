"""Whom the payer was asked about: a question keeps its person when the visit becomes another's."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('eligibility_inquiry', sa.Column('member_id', sa.Uuid(), nullable=True))
    op.execute("""UPDATE eligibility_inquiry q SET member_id = a.member_id FROM appointment a WHERE a.id = q.appointment_id""")
    op.alter_column('eligibility_inquiry', 'member_id', nullable=False)
    op.create_foreign_key(
        op.f('fk_eligibility_inquiry_member_id_member'), 'eligibility_inquiry', 'member', ['member_id'], ['id']
    )
    op.create_index('ix_eligibility_inquiry_member', 'eligibility_inquiry', ['member_id', 'service_date'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_eligibility_inquiry_member', table_name='eligibility_inquiry')
    op.drop_constraint(op.f('fk_eligibility_inquiry_member_id_member'), 'eligibility_inquiry', type_='foreignkey')
    op.drop_column('eligibility_inquiry', 'member_id')
