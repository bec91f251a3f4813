"""Entries are checked together: that their ledger transaction is there, with the sum, once a statement."""

from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""CREATE OR REPLACE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'a ledger transaction does not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id
               HAVING (SELECT t.id FROM ledger_transaction t WHERE t.id = transaction_id) IS NULL) THEN
        RAISE EXCEPTION 'an entry is part of a ledger transaction' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$""")
    op.drop_constraint(op.f('fk_ledger_entry_transaction_id_ledger_transaction'), 'ledger_entry', type_='foreignkey')


def downgrade() -> None:
    op.create_foreign_key(
        op.f('fk_ledger_entry_transaction_id_ledger_transaction'), 'ledger_entry', 'ledger_transaction',
        ['transaction_id'], ['id'],
    )
    op.execute("""CREATE OR REPLACE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'a ledger transaction does not sum to zero' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$""")
