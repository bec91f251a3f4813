"""When an application for help was closed without a decision, and why."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('hardship_application', sa.Column('closed_on', sa.Date(), nullable=True))
    closed_reason = sa.Column('closed_reason', sa.String(), server_default=sa.text("''"), nullable=False)
    op.add_column('hardship_application', closed_reason)


def downgrade() -> None:
    op.drop_column('hardship_application', 'closed_reason')
    op.drop_column('hardship_application', 'closed_on')
