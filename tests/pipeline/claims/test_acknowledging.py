"""The payer's word on a correction, a void, a claim sent again: it reaches the claim it is about."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.models.claim import Claim, ClaimEvent
from backend.pipeline.claims.acknowledging import StatusReceiver
from backend.pipeline.claims.matching import Sought, match_claims
from backend.pipeline.claims.repository import ClaimRepository
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.submission import service
from backend.pipeline.work.service import open_items
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement
from backend.x12.parts import Amount, ClaimStatus, Dates, Name, Quantity, Reference
from tests.pipeline.receiving import receive
from tests.pipeline.submission.claims import NOW, note, ready

LATER = NOW + timedelta(days=20)
NPI = "1770002313"


def answer(session: Session, claim_id: UUID, category: str, code: str, number: str, on: date) -> FileReport:
    """A 277CA on one claim; ``number`` is what the payer calls it, empty where it gave none."""
    claim, good = session.get_one(Claim, claim_id), category == "A2"
    said = StatusInformation((ClaimStatus(category, code, "PR"),), on, "WQ" if good else "U", claim.charge.amount)
    told = ClaimAcknowledgement(
        Name("QC", "1", "Farrow", "Odessa", id_qualifier="MI", id="M1"), claim.patient_control_number, (said,),
        references=(Reference("1K", number),) if number else (), dates=(Dates("472", claim.service_from),),
        provider=LevelAcknowledgement("provider", Name("85", "2", "Clinic", id_qualifier="XX", id=NPI), "0"),
    )  # fmt: skip
    receiver = LevelAcknowledgement(
        "receiver", Name("41", "2", "Claimline", id_qualifier="46", id="CLAIMLINE"), "B1",
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), on, "WQ", claim.charge.amount),),
        quantities=(Quantity("90" if good else "AA", Decimal(1)),),
        amounts=(Amount("YU" if good else "YY", claim.charge.amount),),
    )  # fmt: skip
    header = AcknowledgementHeader("A1", on, "2100", Name("AY", "2", "Cl", id_qualifier="46", id="CH"), "T1", on, on)
    report = receive(session, StatusReceiver, acknowledgement(header, receiver, [told]), NOW)
    session.expire_all()
    return report


def paid_and_billed_again(session: Session, *, void: bool) -> tuple[UUID, UUID]:
    """A decided claim, and what takes its place, just sent."""
    original = ready(session, note("V1"))[0]
    service.submit_ready(session, NOW)
    session.execute(update(Claim).values(stage="paid", finalized=NOW.date(), payer_claim_control_number="ICN1"))
    correction = ClaimCorrection(reason="the authorization was wrong", authorization_number="A7741")
    made = replace_claim(session, original, correction, void=void, actor="staff:1", now=LATER)
    credentialing.check(session, [made.claim_id], LATER)
    service.submit_ready(session, LATER)
    session.expire_all()
    return original, made.claim_id


def stages(session: Session, *ids: UUID) -> list[str]:
    return [session.get_one(Claim, one).stage for one in ids]


@pytest.mark.parametrize("number", ["", "ICN1"])
@pytest.mark.parametrize("void", [False, True])
def test_returned_correction_or_void_goes_back_to_its_owner(session: Session, void: bool, number: str) -> None:
    original, again = paid_and_billed_again(session, void=void)
    report = answer(session, again, "A7", "562", number, LATER.date())
    assert (report.posted, report.held) == (1, 0)
    assert stages(session, original, again) == ["paid", "rejected"]
    assert [(one.queue, one.subject_id) for one in open_items(session)] == [("rejections", again)]
    assert session.get_one(Claim, again).payer_claim_control_number is None
    scrubbing.correct_claim(session, again, ClaimCorrection(reason="as the payer said"), "staff:1", LATER)
    assert open_items(session) == []


@pytest.mark.parametrize("void", [False, True])
def test_accepted_correction_or_void_takes_the_number_the_payer_gave(session: Session, void: bool) -> None:
    original, again = paid_and_billed_again(session, void=void)
    assert answer(session, again, "A2", "20", "ICN2", LATER.date()).posted == 1
    assert stages(session, original, again) == ["paid", "accepted"]
    numbers = [session.get_one(Claim, one).payer_claim_control_number for one in (original, again)]
    assert numbers == ["ICN1", "ICN2"]


def test_word_on_a_claim_accepted_before_finds_it_by_its_number(session: Session) -> None:
    original, again = paid_and_billed_again(session, void=False)
    session.execute(update(Claim).where(Claim.id == original).values(stage="accepted", finalized=None))
    answer(session, original, "A2", "20", "ICN1", LATER.date())
    assert stages(session, original, again) == ["accepted", "received"]


def test_claim_sent_again_is_known_by_the_number_it_is_given_then(session: Session) -> None:
    """Accepted, then not on the payer's file; sent again it gets another number, and so its 835 names that one."""
    claim_id = ready(session, note("V1"))[0]
    service.submit_ready(session, NOW)
    answer(session, claim_id, "A2", "20", "ICN1", NOW.date())
    service.send_again(session, claim_id, "staff:1", LATER)
    service.submit_ready(session, LATER)
    assert answer(session, claim_id, "A2", "20", "ICN2", LATER.date()).posted == 1
    claim = session.get_one(Claim, claim_id)
    assert claim.payer_claim_control_number == "ICN2"
    paid: list[Any] = match_claims(
        ClaimRepository(session), [Sought(claim.patient_control_number, "ICN2", NPI, claim.charge.amount)]
    )
    assert [one.id for one in paid] == [claim_id]
    sent = session.scalars(select(ClaimEvent.detail).where(ClaimEvent.kind == "submitted").order_by(ClaimEvent.id))
    assert [one.get("earlier_number") for one in sent] == [None, "ICN1"]
