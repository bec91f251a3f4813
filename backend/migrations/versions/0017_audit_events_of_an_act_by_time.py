"""Audit events of an act by time: identity checks of the last minutes are counted each minute."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_event_act_at", "audit_event", ["act", "at"], unique=False)
    op.drop_index(op.f("ix_audit_event_act"), table_name="audit_event")


def downgrade() -> None:
    op.create_index(op.f("ix_audit_event_act"), "audit_event", ["act"], unique=False)
    op.drop_index("ix_audit_event_act_at", table_name="audit_event")
