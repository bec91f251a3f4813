"""What is asked of many accounts is answered by an index: with whole tables out of the question, the plan names it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from backend.models.patient_account import PatientAccount
from backend.pipeline.patient_billing.finding import Wanted
from backend.pipeline.patient_billing.finding_repository import FindingRepository
from backend.pipeline.patient_billing.repository import PatientBillingRepository


def plans(session: Session, ask: Callable[[], Any]) -> str:
    """How the database answers what ``ask`` asks of it."""
    asked: list[tuple[str, Any]] = []
    connection = session.connection()
    session.execute(text("SET LOCAL enable_seqscan = off"))

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    raw = connection.connection.driver_connection
    assert raw is not None
    return "\n".join(row[0] for one, given in asked for row in raw.execute(f"EXPLAIN {one}", given))


@pytest.mark.parametrize("names", [("far",), ("Farrow", "OD"), ("O'B_%/",)])
def test_names_are_looked_up_by_their_beginning(session: Session, names: tuple[str, ...]) -> None:
    told = plans(session, lambda: FindingRepository(session).accounts(Wanted(names=names), 100))
    # which index serves a table of a few rows is the statistics' matter; that these two stand ready is ours
    standing = set(session.scalars(text("SELECT indexname FROM pg_indexes WHERE tablename = 'member'")))
    assert {"ix_member_last_name", "ix_member_first_name"} <= standing
    assert "Seq Scan on member" not in told


def test_money_of_agencies_is_summed_without_the_rest_of_the_ledger(session: Session) -> None:
    account = PatientAccount(id=UUID(int=1))
    for ask in (
        lambda: PatientBillingRepository(session).due(date(2026, 3, 1)),
        lambda: PatientBillingRepository(session).agency_has([account]),
    ):
        told = plans(session, ask)
        assert "ix_ledger_entry_agency" in told
        assert "Seq Scan on ledger_entry" not in told
