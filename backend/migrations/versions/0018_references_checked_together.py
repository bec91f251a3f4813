"""References of what posting writes are checked once a statement; a page of claims has room for each of them once more."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

REFERENCES = {
    "claim_event": {"claim_id": "claim"},
    "denial": {"claim_id": "claim", "payer_id": "payer", "provider_id": "provider"},
    "ledger_transaction": {"claim_id": "claim", "remittance_id": "remittance"},
    "remittance_claim": {"claim_id": "claim", "remittance_id": "remittance"},
}
STAY = ("claim", "payer", "provider", "remittance")


def upgrade() -> None:
    op.execute("ALTER TABLE claim SET (fillfactor = 50)")
    op.execute("""CREATE OR REPLACE FUNCTION forbid_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % stays', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$""")
    for name in STAY:
        op.execute(f"""CREATE OR REPLACE TRIGGER {name}_stays BEFORE UPDATE OF id OR DELETE OR TRUNCATE ON {name}
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_removal()""")
    for table, references in REFERENCES.items():
        _check_together(table, references)
        for column, to in references.items():
            op.drop_constraint(op.f(f"fk_{table}_{column}_{to}"), table, type_="foreignkey")


def _check_together(table: str, references: dict[str, str]) -> None:
    missing = " OR ".join(
        f"{column} IS NOT NULL AND (SELECT p.id FROM {to} p WHERE p.id = added.{column}) IS NULL"
        for column, to in references.items()
    )
    op.execute(f"""CREATE OR REPLACE FUNCTION {table}_refers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added WHERE {missing}) THEN
        RAISE EXCEPTION 'a row of {table} refers to what is not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$""")
    for when in ("INSERT", "UPDATE"):
        op.execute(f"""CREATE OR REPLACE TRIGGER {table}_refers_{when.lower()} AFTER {when} ON {table}
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {table}_refers()""")


def downgrade() -> None:
    for table, references in REFERENCES.items():
        for column, to in references.items():
            op.create_foreign_key(op.f(f"fk_{table}_{column}_{to}"), table, to, [column], ["id"])
        for when in ("insert", "update"):
            op.execute(f"DROP TRIGGER {table}_refers_{when} ON {table}")
        op.execute(f"DROP FUNCTION {table}_refers()")
    for name in STAY:
        op.execute(f"DROP TRIGGER {name}_stays ON {name}")
    op.execute("DROP FUNCTION forbid_removal()")
    op.execute("ALTER TABLE claim SET (fillfactor = 75)")
