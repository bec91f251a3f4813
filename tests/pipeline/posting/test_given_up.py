"""Charges written off before any payer decided: not sent again, and in the books once where a payer decides all the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.approval import Approval
from backend.models.claim import Claim, ClaimEvent
from backend.models.provider import Provider
from backend.pipeline.patient_billing.service import Decider, Recommendation, decide, recommend
from backend.pipeline.posting.repository import LedgerRepository
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.errors import WrittenOff
from backend.pipeline.scrubbing.possible import possible
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.submission import service as submission
from tests.pipeline.posting.conftest import Paid
from tests.pipeline.submission.claims import NOW, note, ready

LATER = NOW + timedelta(days=2)


def balances(session: Session) -> dict[str, str]:
    return {account: str(total) for account, total in LedgerRepository(session).balances().items() if total}


@pytest.fixture
def written_off(session: Session) -> Claim:
    """A rejected claim of 145 dollars, given up by a person named."""
    claim_id = ready(session, note("V1"))[0]
    submission.submit_ready(session, NOW)
    claim = session.get_one(Claim, claim_id)
    claim.stage = "rejected"
    session.flush()
    npi, provider_id = session.execute(select(Provider.npi, Provider.id)).one()
    wish = Recommendation(
        "write_off", "claim", claim_id, provider_id, npi, claim.charge, "rejected", "Nothing is left to do.", "system:x"
    )  # fmt: skip
    recommend(session, [wish], NOW.date())
    approval, decider = session.scalars(select(Approval)).one(), Decider(UUID(int=1), "staff:1", True)
    decide(session, approval.id, approve=True, reason="", decider=decider, name="Sam", now=NOW)
    assert balances(session) == {"charges": "-145.00", "write_off": "145.00"}
    return claim


def pay(session: Session, files: Any, claim: Claim, *adjustments: tuple[str, str, str], paid: str, **more: str) -> None:
    npi = session.scalars(select(Provider.npi)).one()
    one = Paid(claim.patient_control_number, "145.00", paid, adjustments, **more)
    assert files.pay(one, npi=npi).posted == 1


def test_it_is_neither_corrected_nor_sent_again_and_may_be_taken_off(session: Session, written_off: Claim) -> None:
    correction = ClaimCorrection.model_validate({"reason": "member id was wrong", "authorization_number": "A1"})
    with pytest.raises(WrittenOff):
        scrubbing.correct_claim(session, written_off.id, correction, "staff:2", LATER)
    with pytest.raises(WrittenOff):
        submission.send_again(session, written_off.id, "staff:2", LATER)
    stands = scrubbing.standing(session, written_off.id)
    assert stands is not None
    assert possible(stands) == ["take_off"]
    scrubbing.withdraw_claim(session, written_off.id, "given up", "staff:2", LATER)
    assert submission.submit_ready(session, LATER) == []


def test_paid_after_all_its_charge_counts_once_and_nothing_is_lost(
    session: Session, files: Any, written_off: Claim
) -> None:
    pay(session, files, written_off, ("CO", "45", "45.00"), paid="100.00")
    assert balances(session) == {"charges": "-145.00", "cash": "100.00", "contractual_adjustment": "45.00"}
    told = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "decided_after_all")).one()
    assert (told.claim_id, told.detail) == (written_off.id, {"amount": "145.00"})


def test_denied_after_all_the_denied_money_is_under_work_again(
    session: Session, files: Any, written_off: Claim
) -> None:
    pay(session, files, written_off, ("CO", "50", "145.00"), paid="0.00", status="4")
    assert balances(session) == {"charges": "-145.00", "receivable_denied": "145.00"}


def test_only_a_part_was_given_up_and_the_rest_is_entered(session: Session, files: Any, written_off: Claim) -> None:
    """A line was added between the write-off and the payer's decision on the paper claim: 200 dollars now."""
    written_off.charge = type(written_off.charge).of("200.00")
    session.flush()
    npi = session.scalars(select(Provider.npi)).one()
    paid = Paid(written_off.patient_control_number, "200.00", "150.00", (("CO", "45", "50.00"),))
    assert files.pay(paid, npi=npi).posted == 1
    assert balances(session) == {"charges": "-200.00", "cash": "150.00", "contractual_adjustment": "50.00"}


def test_paid_and_taken_back_the_payer_owes_the_charge(session: Session, files: Any, written_off: Claim) -> None:
    pay(session, files, written_off, ("CO", "45", "45.00"), paid="100.00")
    npi = session.scalars(select(Provider.npi)).one()
    back = Paid(written_off.patient_control_number, "-145.00", "-100.00", (("CO", "45", "-45.00"),), status="22")
    assert files.pay(back, npi=npi, trace="T2").posted == 1
    assert balances(session) == {"charges": "-145.00", "receivable_payer": "145.00"}
