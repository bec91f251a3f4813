"""Authenticator secrets are sealed; whose password somebody else has seen; wrong tries are no longer the account's."""

import sqlalchemy as sa
from alembic import op

from backend.kit.seals import opened, sealed

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

PURPOSE = 'authenticator'


def upgrade() -> None:
    op.alter_column('staff', 'totp_secret', type_=sa.String(length=300), existing_type=sa.String(length=64), existing_nullable=False)
    _rewrite(lambda secret: sealed(secret, PURPOSE))
    op.add_column('staff', sa.Column('password_seen', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    # an account opened by an admin on the page has a first password the admin read there
    op.execute(sa.text(
        "UPDATE staff SET password_seen = true FROM audit_event WHERE audit_event.act = 'staff:account:created'"
        " AND audit_event.subject = 'staff:' || staff.id AND audit_event.actor LIKE 'staff:%'"
    ))
    op.alter_column('staff', 'password_seen', server_default=None)
    op.add_column('staff_session', sa.Column('proved_by', sa.String(length=20), server_default=sa.text("'password'"), nullable=False))
    op.alter_column('staff_session', 'proved_by', server_default=None)
    op.drop_column('staff', 'failures')
    op.drop_column('staff', 'locked_until')


def downgrade() -> None:
    op.add_column('staff', sa.Column('locked_until', sa.DateTime(timezone=True), nullable=True))
    op.add_column('staff', sa.Column('failures', sa.Integer(), server_default=sa.text('0'), nullable=False))
    op.alter_column('staff', 'failures', server_default=None)
    op.drop_column('staff_session', 'proved_by')
    op.drop_column('staff', 'password_seen')
    _rewrite(lambda secret: opened(secret, PURPOSE))
    op.alter_column('staff', 'totp_secret', type_=sa.String(length=64), existing_type=sa.String(length=300), existing_nullable=False)


def _rewrite(change) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.text('SELECT id, totp_secret FROM staff')).all():
        connection.execute(sa.text('UPDATE staff SET totp_secret = :secret WHERE id = :id'), {'secret': change(row.totp_secret), 'id': row.id})
