"""Advices no claim was found for, given to a claim by a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.claim import Claim
from backend.models.ledger import LedgerTransaction
from backend.models.remittance import RemittanceClaim
from backend.models.work_item import WorkItem
from backend.pipeline.intake.errors import NotMatched
from backend.pipeline.intake.service import match_advice
from backend.pipeline.posting.repository import LedgerRepository

NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)
BILLER = "staff:biller"


def held(session: Session) -> UUID:
    return session.scalars(select(RemittanceClaim.id).where(RemittanceClaim.held_reason != "")).one()


def claim_id(session: Session, account: str) -> UUID:
    return session.scalars(select(Claim.id).where(Claim.patient_control_number == account)).one()


def test_a_payment_under_a_cut_number_is_posted_to_the_claim_a_person_names(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A10")
    assert files.pay(paid_in_full("A1")).held == 1
    match_advice(session, held(session), claim_id(session, "A10"), BILLER, NOW)
    ledger = LedgerRepository(session)
    assert str(ledger.balance("receivable_patient", claim_id=claim_id(session, "A10"))) == "20.00"
    assert str(ledger.balance("interest", claim_id=claim_id(session, "A10"))) == "0.00"
    assert [one.outcome for one in session.scalars(select(WorkItem))] == ["matched by a person"]


def test_a_claim_the_same_payment_spoke_of_before_takes_the_second_word_too(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A10")
    paid = paid_in_full("A10")
    repeated = type(paid)("A1", "200.00", "0.00", (("CO", "18", "200.00"),), status="4")
    assert (files.pay(paid, repeated).posted, len(session.scalars(select(LedgerTransaction)).all())) == (1, 2)
    match_advice(session, held(session), claim_id(session, "A10"), BILLER, NOW)
    keys = session.scalars(
        select(LedgerTransaction.posting_key).where(LedgerTransaction.claim_id == claim_id(session, "A10"))
    ).all()
    assert {one.rsplit("|", 2)[-1] for one in keys} == {"1", "2"}
    assert str(LedgerRepository(session).balance("cash")) == "80.00"


def test_what_waits_no_more_is_refused(session: Session, files: Any, paid_in_full: Callable[[str], Any]) -> None:
    files.bill("A10")
    files.pay(paid_in_full("A1"))
    advice = held(session)
    match_advice(session, advice, claim_id(session, "A10"), BILLER, NOW)
    with pytest.raises(NotMatched):
        match_advice(session, advice, claim_id(session, "A10"), BILLER, NOW)
