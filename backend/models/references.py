"""References the database checks once a statement, where a foreign key would look at every row (decision 0347).

A foreign key looks up the row referred to, locks it against being deleted and writes the lock to the log: for each advice
posted seven times, a third of all PostgreSQL does for it. Rows nobody may delete need no lock; that they are there is
seen for all new rows at once.
"""

from __future__ import annotations

from sqlalchemy import Table

from backend.database import is_checked_together
from backend.models.claim import ClaimEvent
from backend.models.denial import Denial
from backend.models.ledger import LedgerTransaction
from backend.models.remittance import RemittanceClaim

_REFERRING: tuple[Table, ...] = tuple(one.__table__ for one in (ClaimEvent, Denial, LedgerTransaction, RemittanceClaim))  # type: ignore[misc]


def _references(table: Table) -> list[tuple[str, str]]:
    """Column and the table it refers to."""
    keys = sorted(table.foreign_keys, key=lambda one: one.parent.name)
    return [(one.parent.name, one.target_fullname.partition(".")[0]) for one in keys if is_checked_together(one)]


def _checked(table: Table) -> list[str]:
    name = table.name
    # a scalar subquery, so that each is one look into an index and never a join the planner takes for a small one
    missing = " OR ".join(
        f"{column} IS NOT NULL AND (SELECT p.id FROM {to} p WHERE p.id = added.{column}) IS NULL"  # noqa: S608 - our own tables' names
        for column, to in _references(table)
    )
    function = f"""CREATE OR REPLACE FUNCTION {name}_refers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added WHERE {missing}) THEN
        RAISE EXCEPTION 'a row of {name} refers to what is not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$"""  # noqa: S608 - our own tables' names
    triggers = [
        f"""CREATE OR REPLACE TRIGGER {name}_refers_{when.lower()} AFTER {when} ON {name}
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {name}_refers()"""
        for when in ("INSERT", "UPDATE")
    ]
    return [function, *triggers]


def _stays(name: str) -> str:
    return f"""CREATE OR REPLACE TRIGGER {name}_stays BEFORE UPDATE OF id OR DELETE OR TRUNCATE ON {name}
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_removal()"""


DDL: list[str] = [
    """CREATE OR REPLACE FUNCTION forbid_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % stays', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$""",
    *(_stays(name) for name in sorted({to for table in _REFERRING for _, to in _references(table)})),
    *(statement for table in _REFERRING for statement in _checked(table)),
]
"""What Alembic cannot see."""
