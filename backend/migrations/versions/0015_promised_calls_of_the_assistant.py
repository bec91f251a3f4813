"""A call the assistant promised stands in the same list as an agent's."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

FROM_HANDOFFS = """
    UPDATE callback SET conversation_id = handoff.conversation_id, reference = handoff.reference, claim_id = handoff.claim_id
    FROM handoff WHERE handoff.id = callback.handoff_id
"""
FROM_OPEN_WORK = """
    INSERT INTO callback (id, conversation_id, work_item_id, reference, claim_id, number, about, due, at, time_zone, promised_by, promised_at)
    SELECT gen_random_uuid(), work_item.subject_id, work_item.id, coalesce(facts->>'reference', ''), CAST(facts->>'claim_id' AS uuid),
           coalesce(facts->>'phone', ''), sentence, (work_item.due + time '21:00') AT TIME ZONE coalesce(facts->>'time_zone', 'America/New_York'),
           facts->>'at', coalesce(facts->>'time_zone', 'America/New_York'), 'the assistant', work_item.opened_at
    FROM work_item JOIN conversation ON conversation.id = work_item.subject_id
    WHERE work_item.queue = 'callbacks' AND work_item.subject_kind = 'conversation' AND work_item.closed_at IS NULL
"""
"""Calls promised before, which nobody who calls could see: late by now or not, they are owed."""


def upgrade() -> None:
    op.add_column('callback', sa.Column('conversation_id', sa.Uuid(), nullable=True))
    op.add_column('callback', sa.Column('work_item_id', sa.Uuid(), nullable=True))
    op.add_column('callback', sa.Column('reference', sa.Text(), nullable=True))
    op.add_column('callback', sa.Column('claim_id', sa.Uuid(), nullable=True))
    op.add_column('callback', sa.Column('not_before', sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column('callback', sa.Column('at', sa.Text(), nullable=True))
    op.add_column('callback', sa.Column('time_zone', sa.Text(), nullable=True))
    op.alter_column('callback', 'handoff_id', nullable=True)
    op.execute(FROM_HANDOFFS)
    op.execute(FROM_OPEN_WORK)
    op.alter_column('callback', 'conversation_id', nullable=False)
    op.alter_column('callback', 'reference', nullable=False)
    op.create_foreign_key(op.f('fk_callback_conversation_id_conversation'), 'callback', 'conversation', ['conversation_id'], ['id'])
    op.create_foreign_key(op.f('fk_callback_work_item_id_work_item'), 'callback', 'work_item', ['work_item_id'], ['id'])
    op.create_index(op.f('ix_callback_conversation_id'), 'callback', ['conversation_id'], unique=False)
    op.create_unique_constraint(op.f('uq_callback_work_item_id'), 'callback', ['work_item_id'])


def downgrade() -> None:
    op.execute('DELETE FROM promised_call USING callback WHERE callback.id = promised_call.callback_id AND callback.handoff_id IS NULL')
    op.execute('DELETE FROM callback WHERE handoff_id IS NULL')
    op.drop_constraint(op.f('uq_callback_work_item_id'), 'callback', type_='unique')
    op.drop_index(op.f('ix_callback_conversation_id'), table_name='callback')
    op.drop_constraint(op.f('fk_callback_work_item_id_work_item'), 'callback', type_='foreignkey')
    op.drop_constraint(op.f('fk_callback_conversation_id_conversation'), 'callback', type_='foreignkey')
    op.alter_column('callback', 'handoff_id', nullable=False)
    for name in ('time_zone', 'at', 'not_before', 'claim_id', 'reference', 'work_item_id', 'conversation_id'):
        op.drop_column('callback', name)
