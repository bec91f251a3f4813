"""Requests of staff that were answered, by their keys."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answered_request",
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("said", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_answered_request_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "key", name=op.f("pk_answered_request")),
    )
    op.create_index(op.f("ix_answered_request_answered_at"), "answered_request", ["answered_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_answered_request_answered_at"), table_name="answered_request")
    op.drop_table("answered_request")
