"""Where a service a physician was asked about stands in the note as last sent."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('coding_query', sa.Column('place', sa.Integer(), nullable=True))
    op.execute("UPDATE coding_query SET place = service")


def downgrade() -> None:
    op.drop_column('coding_query', 'place')
