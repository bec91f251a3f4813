"""A decided claim billed again: under the payer's number, once, and both claims tell of each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.models.claim import Claim
from backend.models.edit import EditFinding
from backend.models.payer import Payer
from backend.pipeline.claims import service as claims
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.errors import AlreadyReplaced, NotDecided, NothingChanged, NotOutgoing
from backend.pipeline.scrubbing.possible import Standing, possible
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import ClaimCorrection, Scrubbed
from backend.pipeline.submission import service
from tests.pipeline.encounters.visits import VISIT
from tests.pipeline.encounters.visits import service as documented
from tests.pipeline.submission.claims import NOW, files, note, ready, records

LATER = NOW + timedelta(days=20)
WANTED = {"authorization_number": "A7741"}


def denied(session: Session) -> UUID:
    claim_id = ready(session, note("V1", VISIT, documented()))[0]
    service.submit_ready(session, NOW)
    session.execute(
        update(Claim).values(stage="denied", finalized=date(2026, 3, 30), payer_claim_control_number="ICN77")
    )
    return claim_id


def replaced(session: Session, claim_id: UUID, *, void: bool = False, **changes: Any) -> Scrubbed:
    correction = ClaimCorrection.model_validate({"reason": "denied for want of it", **(changes or WANTED)})
    return replace_claim(session, claim_id, correction, void=void, actor="staff:1", now=LATER)


def test_corrected_claim_leaves_under_the_payers_number(session: Session) -> None:
    original = denied(session)
    made = replaced(session, original, authorization_number="A7741", lines=[{"number": 1, "modifiers": ["25"]}])
    assert made.state == "scrubbed"
    credentialing.check(session, [made.claim_id], LATER)
    service.submit_ready(session, LATER)
    billed = records(files(session, "837")[-1])[0]
    assert (billed.frequency, billed.payer_claim_control_number, billed.prior_authorization) == ("7", "ICN77", "A7741")
    assert [line.procedure.modifiers for line in billed.lines] == [("25",), ()]
    assert [one.kind for one in claims.story(session, original)][-1] == "replaced"
    assert session.get_one(Claim, original).authorization_number is None
    assert session.scalars(select(Claim.replaces_id).where(Claim.id == made.claim_id)).one() == original


@pytest.mark.parametrize(
    ("decided", "edits"), [(date(2025, 10, 1), ["filing-limit"]), (date(2026, 1, 15), ["filing-limit-near"])]
)
def test_correction_past_the_payers_own_clock_for_it_waits_for_a_person(
    session: Session, decided: date, edits: list[str]
) -> None:
    original = denied(session)
    session.execute(update(Claim).where(Claim.id == original).values(finalized=decided, plan_type="commercial"))
    session.execute(update(Payer).values(name="Cigna Health"))
    made = replaced(session, original)
    found = select(EditFinding.edit).where(EditFinding.claim_id == made.claim_id, EditFinding.edit.like("filing%"))
    assert session.scalars(found).all() == edits
    assert (made.state == "scrubbed") == (edits == ["filing-limit-near"])


def test_void_takes_the_claim_back_as_it_was(session: Session) -> None:
    original = denied(session)
    made = replaced(session, original, void=True)
    credentialing.check(session, [made.claim_id], LATER)
    service.submit_ready(session, LATER)
    billed = records(files(session, "837")[-1])[0]
    assert (billed.frequency, billed.payer_claim_control_number, len(billed.lines)) == ("8", "ICN77", 2)
    assert [one.kind for one in claims.story(session, original)][-1] == "void_requested"


def test_second_replacement_is_refused_while_one_is_under_way(session: Session) -> None:
    original = denied(session)
    made = replaced(session, original)
    with pytest.raises(AlreadyReplaced):
        replaced(session, original)
    session.execute(update(Claim).where(Claim.id == made.claim_id).values(stage="rejected"))
    assert replaced(session, original).state == "scrubbed"


def test_replacement_taken_off_its_way_leaves_the_place_free(session: Session) -> None:
    original = denied(session)
    made = replaced(session, original)
    scrubbing.withdraw_claim(session, made.claim_id, "The payer corrected it by itself.", "staff:1", LATER)
    assert replaced(session, original, void=True).state == "scrubbed"


@pytest.mark.parametrize(
    "changes", [{"reason": "abc"}, {"place_of_service": "11"}, {"lines": [{"number": 1, "units": 1}]}]
)
def test_replacement_that_changes_nothing_is_refused_because_a_payer_denies_a_repetition(
    session: Session, changes: dict[str, Any]
) -> None:
    original = denied(session)
    with pytest.raises(NothingChanged):
        replaced(session, original, **changes)


def test_another_is_not_offered_while_one_takes_its_place(session: Session) -> None:
    original = denied(session)
    assert possible(stands(session, original)) == ["replace"]
    made = replaced(session, original)
    there = stands(session, original)
    assert (possible(there), there.replaced_by) == ([], made.claim_id)
    scrubbing.withdraw_claim(session, made.claim_id, "not needed any more", "staff:1", LATER)
    assert possible(stands(session, original)) == ["replace"]


def stands(session: Session, claim_id: UUID) -> Standing:
    session.flush()
    found = scrubbing.standing(session, claim_id)
    assert found
    return found


def test_claim_without_a_decision_or_not_ours_cannot_be_replaced(session: Session) -> None:
    claim_id = ready(session, note("V1"))[0]
    service.submit_ready(session, NOW)
    with pytest.raises(NotDecided):
        replaced(session, claim_id)
    with pytest.raises(NotOutgoing):
        replaced(session, uuid4())
