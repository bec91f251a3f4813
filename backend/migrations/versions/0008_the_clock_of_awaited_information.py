"""The clock of awaited information: prompt payment counts from it, and the day a claim came stays what it was."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('adjudication', sa.Column('clock_from', sa.Date(), nullable=True))
    # until now the day information came stood in place of the day the claim came, which the claim itself kept
    op.execute("""UPDATE adjudication a SET clock_from = a.received, received = c.received
                  FROM claim c WHERE c.id = a.claim_id AND a.received > c.received""")


def downgrade() -> None:
    op.execute("UPDATE adjudication SET received = clock_from WHERE clock_from IS NOT NULL")
    op.drop_column('adjudication', 'clock_from')
