"""What posting writes refers to rows that are there, and that stay: without a foreign key (decision 0347)."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from backend.database import is_checked_together
from backend.kit.ids import new_id
from backend.migrations import all_tables
from backend.models.ledger import LedgerTransaction
from backend.pipeline.posting.entries import Entry
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from tests.pipeline.posting.test_posting import TODAY

REFERENCES = sorted(
    (table.name, key.parent.name)
    for table in all_tables().tables.values()
    for key in table.foreign_keys
    if is_checked_together(key)
)
TEN = Decimal("10.00")
NO_FURTHER = {"claim_event": "only grows", "ledger_transaction": "only grows"}


@pytest.fixture
def posted(session: Session, files: Any, paid_in_full: Callable[[str], Any]) -> Session:
    """A claim paid and one denied: every table that refers holds a row."""
    denied = type(paid_in_full("A2"))("A2", "200.00", "0.00", (("CO", "50", "200.00"),), status="4", remarks=("N115",))
    files.bill("A1", "A2")
    files.pay(paid_in_full("A1"), denied)
    return session


def written_again(table: str, copy: int = 1, **changed: object) -> Any:
    """An INSERT of a row as one that stands, but for what is changed."""
    own = {"posting_key": f"copy {copy}", "key": f"copy {copy}", "number": 1000 + copy}
    own["id"] = 999_999_000 + copy if table == "claim_event" else str(new_id())
    return text(
        f"""INSERT INTO {table} OVERRIDING SYSTEM VALUE
            SELECT (jsonb_populate_record(one, CAST(:own AS jsonb))).* FROM
            (SELECT t AS one FROM {table} t WHERE claim_id IS NOT NULL LIMIT 1) AS stands"""
    ).bindparams(own=json.dumps({**own, **changed}))


def test_four_tables_refer_without_a_foreign_key() -> None:
    assert {table for table, _ in REFERENCES} == {"claim_event", "denial", "ledger_transaction", "remittance_claim"}


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_a_new_row_refers_to_what_is_there(posted: Session, table: str, column: str) -> None:
    posted.execute(written_again(table))
    with pytest.raises(IntegrityError, match="refers to what is not there"), posted.begin_nested():
        posted.execute(written_again(table, 2, **{column: str(new_id())}))


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_a_row_cannot_be_turned_to_what_is_not_there(posted: Session, table: str, column: str) -> None:
    with pytest.raises(DBAPIError, match=NO_FURTHER.get(table, "refers to what is not there")), posted.begin_nested():
        posted.execute(text(f"UPDATE {table} SET {column} = :nowhere"), {"nowhere": new_id()})


def test_one_of_many_rows_that_refers_to_nothing_keeps_all_out(posted: Session) -> None:
    before = posted.scalar(select(func.count()).select_from(LedgerTransaction))
    claim_id = posted.scalar(text("SELECT id FROM claim LIMIT 1"))
    entries = [Entry("cash", TEN), Entry("remittance_clearing", -TEN)]
    several = [NewTransaction(f"k{n}", "payment", TODAY, entries, new_id() if n == 7 else claim_id) for n in range(20)]
    with pytest.raises(IntegrityError, match="refers to what is not there"), posted.begin_nested():
        LedgerRepository(posted).post(several)
    assert posted.scalar(select(func.count()).select_from(LedgerTransaction)) == before


@pytest.mark.parametrize("table", ["claim", "payer", "provider", "remittance"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "UPDATE {} SET id = gen_random_uuid()"])
def test_what_is_referred_to_stays(posted: Session, table: str, change: str) -> None:
    with pytest.raises(DBAPIError, match="stays"), posted.begin_nested():
        posted.execute(text(change.format(table)))
