"""Whatever way a claim was rejected, it can be put right: here where it is ours, by a corrected file where it came by one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.claim import Claim, ClaimEvent
from backend.models.follow_up import FollowUp
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim
from backend.pipeline.patient_billing.approval_repository import ApprovalRepository
from backend.pipeline.receivables.service import run_follow_up
from backend.pipeline.scrubbing.asking import ask_for_replacement, expected
from backend.pipeline.scrubbing.errors import AlreadyReplaced
from backend.pipeline.scrubbing.schemas import ReplacementRequest
from backend.pipeline.submission import service as submission
from backend.pipeline.work.service import close_work_items, open_items
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import Person, sign_in
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


def asked(biller: Person, claim_id: UUID, **given: object) -> Any:
    body = {"way": "phone", "owner": "biller", "expected_by": str(SystemClock().today() + timedelta(days=7)), **given}
    return biller.post(f"/api/v1/claims/{claim_id}/replacement-request", body)


def test_sender_is_asked_and_somebody_sees_that_it_comes(client: TestClient, tmp_path: Path) -> None:
    with session_scope() as session:
        claim_id = of_the_practice(session, Files(session, tmp_path))
        session.get_one(Claim, claim_id).plan_type = "unknown"
    path = f"/api/v1/claims/{claim_id}/replacement-request"
    assert client.post(path, json={}).status_code == 401
    assert sign_in(client, Role.AGENT).post(path, {}).status_code == 403
    biller = sign_in(client, Role.BILLER)
    assert biller.get(f"/api/v1/claims/{claim_id}/edit-findings").json()["possible"] == ["ask_sender"]
    due = SystemClock().today() + timedelta(days=7)
    done = asked(biller, claim_id)
    assert (done.status_code, done.json()) == (201, {"claim_id": str(claim_id), "owner": "biller", "due": str(due)})
    shown = biller.get(f"/api/v1/claims/{claim_id}/edit-findings").json()
    assert (shown["asked"]["way"], shown["asked"]["by"], shown["replaced_by"]) == ("phone", str(due), None)
    with session_scope() as session:
        (item,) = open_items(session, queue="rejections")
        assert (item.owner, item.due) == ("biller", due)
        assert "asked for" in item.sentence
    (told,) = [
        one["sentence"]
        for one in biller.get(f"/api/v1/claims/{claim_id}").json()["story"]
        if one["kind"] == "replacement_asked"
    ]
    assert told.endswith(
        f"asked whoever billed it for a corrected claim (phone); its file is expected by {due:%B} {due.day}, {due.year}."
    )


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 201), (30, 201), (31, 422)])
def test_the_day_it_is_expected_is_near(client: TestClient, tmp_path: Path, days: int, status: int) -> None:
    with session_scope() as session:
        claim_id = of_the_practice(session, Files(session, tmp_path))
    expected_by = str(SystemClock().today() + timedelta(days=days))
    assert asked(sign_in(client, Role.BILLER), claim_id, expected_by=expected_by).status_code == status


def test_what_was_not_returned_or_is_ours_is_not_asked_for(client: TestClient, tmp_path: Path) -> None:
    with session_scope() as session:
        ours = rejected(session, "277CA")
    refused = asked(sign_in(client, Role.BILLER), ours)
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_ask_for")


def test_nobody_looks_after_the_last_day_to_file() -> None:
    today, last = NOW.date(), NOW.date() + timedelta(days=3)
    assert expected(today + timedelta(days=7), last, today) == last
    assert expected(today + timedelta(days=7), None, today) == today + timedelta(days=7)
    assert expected(today + timedelta(days=7), today - timedelta(days=1), today) == today + timedelta(days=7)


def requested(session: Session, claim_id: UUID) -> None:
    given = ReplacementRequest(way="phone", owner="biller", expected_by=NOW.date() + timedelta(days=5))
    ask_for_replacement(session, claim_id, given, actor="staff:1", name="Rosa Quill", now=NOW)


def test_work_closed_too_soon_is_opened_again_by_asking(session: Session, tmp_path: Path) -> None:
    old = of_the_practice(session, Files(session, tmp_path))
    close_work_items(session, "claim", old, outcome="done", now=NOW)
    requested(session, old)
    (item,) = open_items(session, queue="rejections")
    assert (item.reason, item.due) == ("replacement_asked", NOW.date() + timedelta(days=5))


@pytest.mark.parametrize("was_asked", [True, False])
def test_a_wrong_payer_is_what_was_put_right_where_it_was_asked_for(
    session: Session, tmp_path: Path, was_asked: bool
) -> None:
    files = Files(session, tmp_path)
    old = of_the_practice(session, files)
    if was_asked:
        requested(session, old)
    wrong = Payer(identifier="WRONG", name="Another Plan")
    session.add(wrong)
    session.flush()
    session.get_one(Claim, old).payer_id = wrong.id
    session.flush()
    files.bill("A1")
    assert [one.subject_id for one in open_items(session, queue="rejections")] == ([] if was_asked else [old])


@pytest.mark.parametrize(("charge", "ended"), [("200.00", True), ("180.00", False)])
def test_a_claim_of_the_other_form_is_the_one_asked_for_only_where_the_charge_is_the_same(
    session: Session, tmp_path: Path, charge: str, ended: bool
) -> None:
    files = Files(session, tmp_path)
    old = of_the_practice(session, files)
    requested(session, old)
    session.get_one(Claim, old).form = "I"
    session.flush()
    files.bill("A1", charge=charge)
    assert [one.subject_id for one in open_items(session, queue="rejections")] == ([] if ended else [old])


def test_a_correction_that_names_the_returned_claim_ends_its_work_under_another_account(
    session: Session, tmp_path: Path
) -> None:
    files = Files(session, tmp_path)
    old = of_the_practice(session, files)
    session.get_one(Claim, old).payer_claim_control_number = "R77"
    session.flush()
    files.bill("A1-C", frequency="7", original="R77")
    new = session.scalars(select(Claim).where(Claim.id != old)).one()
    assert new.replaces_id == old
    assert open_items(session, queue="rejections") == []
    told = session.scalars(select(ClaimEvent).where(ClaimEvent.claim_id == old, ClaimEvent.kind == "replaced")).all()
    assert [one.detail for one in told] == [{"by": str(new.id)}]
    run_follow_up(session, NOW.date())
    session.expire_all()
    assert session.get_one(FollowUp, old).step == "closed"
    assert session.get_one(FollowUp, new.id).step != "closed"


def test_once_the_corrected_file_came_nothing_is_asked_for(session: Session, tmp_path: Path) -> None:
    files = Files(session, tmp_path)
    old = of_the_practice(session, files)
    files.bill("A1", charge="180.00")
    with pytest.raises(AlreadyReplaced):
        requested(session, old)
