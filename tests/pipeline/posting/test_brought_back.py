"""A payer refuses the correction and decides the claim it was to correct once more: the charge stands in the books once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.claim import Claim
from backend.pipeline.posting.repository import LedgerRepository
from tests.pipeline.posting.conftest import Paid

REFUSED = Paid("A1-C", "200.00", "0.00", (("CO", "29", "200.00"),), status="4", number="P2")
TAKEN_BACK = Paid("A1", "-200.00", "-150.00", (("CO", "50", "-50.00"),), status="22", number="P1")
AGAIN = Paid("A1", "200.00", "200.00", number="P1")


@pytest.fixture
def refused(files: Any) -> Any:
    """A claim paid in part, and its correction refused as late."""
    files.bill("A1")
    files.pay(Paid("A1", "200.00", "150.00", (("CO", "50", "50.00"),), number="P1"))
    files.bill("A1-C", frequency="7", original="P1")
    files.pay(REFUSED, trace="T2", day=date(2026, 3, 2))
    return files


def books(session: Session) -> dict[str, str]:
    """What stands on the first claim."""
    session.expire_all()
    claim = session.scalars(select(Claim).where(Claim.patient_control_number == "A1")).one()
    ledger = LedgerRepository(session)
    names = ("charges", "receivable_payer", "receivable_denied", "remittance_clearing")
    return {name: str(ledger.balance(name, claim_id=claim.id)) for name in names}


PAID = {
    "charges": "-200.00", "receivable_payer": "0.00", "receivable_denied": "0.00", "remittance_clearing": "200.00",
}  # fmt: skip
OUT = {"charges": "0.00", "receivable_payer": "0.00", "receivable_denied": "0.00", "remittance_clearing": "0.00"}


def test_taken_back_and_decided_again_in_two_payments(session: Session, refused: Any) -> None:
    refused.pay(TAKEN_BACK, trace="T3", day=date(2026, 3, 3), amount="-150.00")
    assert books(session) == OUT
    refused.pay(AGAIN, trace="T4", day=date(2026, 3, 4))
    assert books(session) == PAID
    assert LedgerRepository(session).torn() == 0


def test_taken_back_once_more_it_leaves_the_books_again(session: Session, refused: Any) -> None:
    refused.pay(TAKEN_BACK, trace="T3", day=date(2026, 3, 3), amount="-150.00")
    refused.pay(AGAIN, trace="T4", day=date(2026, 3, 4))
    back = Paid("A1", "-200.00", "-200.00", status="22", number="P1")
    refused.pay(back, trace="T5", day=date(2026, 3, 5), amount="-200.00")
    assert books(session) == OUT
    refused.pay(AGAIN, trace="T6", day=date(2026, 3, 6))
    assert books(session) == PAID


def test_taken_back_and_decided_again_in_one_payment(session: Session, refused: Any) -> None:
    refused.pay(TAKEN_BACK, AGAIN, trace="T3", day=date(2026, 3, 3))
    assert books(session) == PAID
