"""A claim taken off its way: by whoever works it up to the threshold, as a write-off for the practice's approver above it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.claim import Claim
from backend.models.submission import OutgoingClaim
from backend.pipeline.receivables.service import run_follow_up
from backend.pipeline.receivables.taking_off import needs_approval, take_off
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.errors import AlreadyOut, NotOutgoing
from backend.pipeline.work import service as work
from tests.pipeline.encounters.visits import VISIT
from tests.pipeline.encounters.visits import service as documented
from tests.pipeline.submission.claims import NOW, note, ready

WHY, BILLER = "Its time to file has run out.", "staff:biller"
MUCH = documented(procedure="27447", side="left", charge="50000.00")


def state(session: Session, claim_id: UUID) -> str:
    return session.scalars(select(OutgoingClaim.state).where(OutgoingClaim.claim_id == claim_id)).one()


@pytest.mark.parametrize(
    ("amount", "grounds", "approved", "asked"),
    [
        ("250.00", (), False, False),
        ("250.01", (), False, True),
        ("250.01", ("timely_filing",), False, True),
        ("250.01", ("duplicate_claim",), False, False),
        ("250.01", ("cover",), False, False),
        ("250.01", (), True, False),
    ],
)
def test_above_the_threshold_somebody_named_decides(
    amount: str, grounds: tuple[str, ...], approved: bool, asked: bool
) -> None:
    assert needs_approval(Money.of(amount), Money.of("250.00"), grounds, approved=approved) is asked


def test_small_claim_is_taken_off_at_once(session: Session) -> None:
    claim_id = ready(session, note("V1"))[0]
    assert not take_off(session, claim_id, WHY, BILLER, NOW).waits
    assert state(session, claim_id) == "withdrawn"


def test_large_claim_stays_and_its_write_off_waits_for_the_practices_approver(session: Session) -> None:
    claim_id = ready(session, note("V1", VISIT, MUCH))[0]
    before = state(session, claim_id)
    told = take_off(session, claim_id, WHY, BILLER, NOW)
    assert told.waits
    assert "approver decides" in told.sentence
    assert state(session, claim_id) == before
    waiting = session.scalars(select(Approval)).one()
    assert (waiting.kind, waiting.subject_id, waiting.owner) == ("write_off", claim_id, "practice approver")
    assert (str(waiting.amount), waiting.recommended_by, waiting.state) == ("50145.00", BILLER, "open")
    run_follow_up(session, NOW.date())
    take_off(session, claim_id, WHY, BILLER, NOW)
    assert session.scalars(select(Approval.state)).all() == ["open"]


def test_once_the_write_off_is_approved_the_claim_may_go_and_its_work_with_it(session: Session) -> None:
    claim_id = ready(session, note("V1", VISIT, MUCH))[0]
    take_off(session, claim_id, WHY, BILLER, NOW)
    session.execute(update(Approval).values(state="approved", decided_by="staff:approver", decided_at=NOW))
    assert not take_off(session, claim_id, WHY, BILLER, NOW).waits
    assert state(session, claim_id) == "withdrawn"
    assert [one for one in work.about(session, [claim_id]) if one.closed_at is None] == []


def test_visit_sent_twice_is_nobodys_money(session: Session) -> None:
    first = note("V1", VISIT, documented(charge="900.00"))
    ready(session, first)
    second = ready(session, first.model_copy(update={"number": "V2"}))[0]
    assert {one.kind for one in scrubbing.findings_of(session, second)} >= {"duplicate_claim"}
    assert not take_off(session, second, "The practice sent this visit twice.", BILLER, NOW).waits


def test_claim_with_the_payer_or_not_ours_is_refused(session: Session) -> None:
    claim_id = ready(session, note("V1", VISIT, MUCH))[0]
    session.execute(update(OutgoingClaim).values(state="submitted"))
    session.execute(update(Claim).values(stage="accepted"))
    with pytest.raises(AlreadyOut):
        take_off(session, claim_id, WHY, BILLER, NOW)
    with pytest.raises(NotOutgoing):
        take_off(session, uuid4(), WHY, BILLER, NOW)
    assert session.scalars(select(Approval)).all() == []
