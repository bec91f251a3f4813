"""Whatever way a claim was rejected, it can be put right: here where it is ours, by a corrected file where it came by one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.models.claim import Claim, ClaimEvent
from backend.models.follow_up import FollowUp
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim
from backend.pipeline.patient_billing.approval_repository import ApprovalRepository
from backend.pipeline.receivables.service import run_follow_up
from backend.pipeline.submission import service as submission
from backend.pipeline.work.service import open_items
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in
from tests.pipeline.posting.conftest import Files, Paid
from tests.pipeline.submission.claims import NOW, note, ready
from tests.pipeline.submission.test_service import acknowledge, answer_277ca

CORRECTION = {"reason": "id taken from the card", "member_id": "MV1X"}


def rejected(session: Session, how: str) -> UUID:
    """A claim of ours that left and came back."""
    claim_id = ready(session, note("V1"), note("V2"))[0]
    batch = submission.submit_ready(session, NOW)[0]
    if how == "277CA":
        answer_277ca(session, claim_id, "A3", "164", NOW.date())
    elif how == "277CA twice":
        answer_277ca(session, claim_id, "A3", "164", NOW.date())
        answer_277ca(session, claim_id, "A7", "562", NOW.date())
    else:
        acknowledge(session, batch, "R", *(["V1"] if how == "999 that names it" else []))
    return claim_id


@pytest.mark.parametrize("how", ["277CA", "277CA twice", "999 that names it", "999 that names none"])
@pytest.mark.parametrize("correction", [CORRECTION, {"reason": "Sent again as it was."}], ids=["changed", "as it was"])
def test_rejected_claim_is_put_right_and_leaves_again(client: TestClient, how: str, correction: dict[str, str]) -> None:
    with session_scope() as session:
        claim_id = rejected(session, how)
    path = f"/api/v1/claims/{claim_id}/corrections"
    assert client.post(path, json=correction).status_code == 401
    for role in (Role.AGENT, Role.AUDITOR):
        assert sign_in(client, role).post(path, correction).status_code == 403
    biller = sign_in(client, Role.BILLER)
    assert "correct" in biller.get(f"/api/v1/claims/{claim_id}/edit-findings").json()["possible"]
    done = biller.post(path, correction)
    assert (done.status_code, done.json()["state"]) == (200, "scrubbed")
    with session_scope() as session:
        assert [one for one in open_items(session, queue="rejections") if one.subject_id == claim_id] == []
        assert session.get_one(OutgoingClaim, claim_id).state == "scrubbed"


def of_the_practice(session: Session, files: Files) -> UUID:
    """A claim that came in by file, returned by its payer at the door."""
    files.bill("A1")
    claim = session.scalars(select(Claim)).one()
    session.scalars(select(Provider)).one().npi = "1770002313"
    session.flush()
    answer_277ca(session, claim.id, "A3", "164", NOW.date())
    session.scalars(select(Provider).execution_options(populate_existing=True)).one().npi = "1234567893"
    session.flush()
    session.expire_all()
    assert session.get_one(Claim, claim.id).stage == "rejected"
    assert [one.queue for one in open_items(session)] == ["rejections"]
    return claim.id


def test_claim_that_came_by_file_is_corrected_where_it_was_billed(client: TestClient, tmp_path: Path) -> None:
    with session_scope() as session:
        claim_id = of_the_practice(session, Files(session, tmp_path))
    refused = sign_in(client, Role.BILLER).post(f"/api/v1/claims/{claim_id}/corrections", CORRECTION)
    assert (refused.status_code, refused.json()["code"]) == (409, "billed_elsewhere")


def test_corrected_file_takes_the_rejected_claims_place(session: Session, tmp_path: Path) -> None:
    files = Files(session, tmp_path)
    old = of_the_practice(session, files)
    run_follow_up(session, NOW.date())
    assert session.get_one(FollowUp, old).step == "correct"
    assert files.bill("A1", charge="180.00").posted == 1
    new = session.scalars(select(Claim).where(Claim.id != old)).one()
    assert open_items(session) == []
    told = session.scalars(select(ClaimEvent).where(ClaimEvent.claim_id == old, ClaimEvent.kind == "replaced")).one()
    assert told.detail == {"by": str(new.id)}
    assert ApprovalRepository(session).open_on_claim(old) == []
    run_follow_up(session, NOW.date() + timedelta(days=1))
    session.expire_all()
    assert session.get_one(FollowUp, old).step == "closed"
    assert session.get_one(FollowUp, new.id).step != "closed"
    assert files.pay(Paid("A1", "180.00", "180.00")).posted == 1
    session.expire_all()
    assert (session.get_one(Claim, new.id).stage, session.get_one(Claim, old).stage) == ("paid", "rejected")


def test_claim_not_rejected_is_nobodys_earlier_one(session: Session, tmp_path: Path) -> None:
    files = Files(session, tmp_path)
    files.bill("A1")
    files.bill("A1", charge="180.00")
    assert session.scalars(select(ClaimEvent.kind).where(ClaimEvent.kind == "replaced")).all() == []


def test_our_own_rejected_claim_is_not_replaced_by_one_that_comes_in(session: Session, tmp_path: Path) -> None:
    files = Files(session, tmp_path)
    old = of_the_practice(session, files)
    session.add(OutgoingClaim(claim_id=old, bill={}, state="submitted", built_on=NOW.date(), attempts=1))
    session.flush()
    files.bill("A1", charge="180.00")
    assert [one.subject_id for one in open_items(session, queue="rejections")] == [old]
