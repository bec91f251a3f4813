"""Advices no claim was found for, given to a claim by a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.claim import Claim, ClaimEvent
from backend.models.ledger import LedgerTransaction
from backend.models.remittance import RemittanceClaim
from backend.models.work_item import WorkItem
from backend.pipeline.intake.errors import NotMatched
from backend.pipeline.intake.service import match_advice
from backend.pipeline.posting import receiving
from backend.pipeline.posting.repository import LedgerRepository
from tests.pipeline.posting.conftest import Killed, dies_at

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
    assert {one.removeprefix("1999999999|T1|1234567893|") for one in keys} == {"NA10|payment|1", "NA1|payment|1"}
    assert str(LedgerRepository(session).balance("cash")) == "80.00"


def test_a_payment_goes_to_the_claim_named_and_not_to_another_of_its_account(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    """The rejected claim and its resubmission bear the same account number and charge; the payer paid the first."""
    files.bill("A1")
    named = claim_id(session, "A1")
    session.get_one(Claim, named).stage = "rejected"
    session.flush()
    files.bill("A1")
    files.pay(paid_in_full("ZZ"))
    match_advice(session, held(session), named, BILLER, NOW)
    told = select(ClaimEvent.claim_id).where(ClaimEvent.kind.in_(("payment_matched", "adjudicated")))
    assert set(session.scalars(told)) == {named}
    assert session.scalars(select(RemittanceClaim.claim_id)).one() == named


def test_a_payment_that_may_be_for_several_claims_goes_to_the_one_a_person_names(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.bill("A1", frequency="7", original="X1")
    files.pay(paid_in_full("A1"))
    named = session.scalars(select(Claim.id).where(Claim.frequency == "7")).one()
    match_advice(session, held(session), named, BILLER, NOW)
    assert session.scalars(select(Claim.stage).where(Claim.id == named)).one() == "paid"


def test_a_claim_of_another_charge_is_refused_and_the_payment_waits_on(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A10", charge="150.00")
    files.pay(paid_in_full("A1"))
    with pytest.raises(NotMatched):
        match_advice(session, held(session), claim_id(session, "A10"), BILLER, NOW)
    assert held(session)
    assert session.scalars(select(ClaimEvent.kind)).all() == ["received"]


def test_a_matched_payment_whose_file_is_read_again_is_known(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reading broke off after the first claim; a person matched it before the file was read again."""
    monkeypatch.setattr(receiving, "BATCH_ADVICES", 1)
    files.bill("A10", "A2")
    path = files.remittance_file(paid_in_full("A1"), paid_in_full("A2"))
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "post_parts", dies_at(2))
        with pytest.raises(Killed):
            files.bring_in(path)
    match_advice(session, held(session), claim_id(session, "A10"), BILLER, NOW)
    report = files.bring_in(path)
    assert (report.posted, report.held) == (2, 0)
    assert str(LedgerRepository(session).balance("remittance_clearing")) == "0.00"


def test_what_waits_no_more_is_refused(session: Session, files: Any, paid_in_full: Callable[[str], Any]) -> None:
    files.bill("A10")
    files.pay(paid_in_full("A1"))
    advice = held(session)
    match_advice(session, advice, claim_id(session, "A10"), BILLER, NOW)
    with pytest.raises(NotMatched):
        match_advice(session, advice, claim_id(session, "A10"), BILLER, NOW)
