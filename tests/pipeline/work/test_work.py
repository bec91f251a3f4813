"""Work queues: paged by key in every order, added up per queue and owner, taken and finished once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.money import Money
from backend.models.claim import Claim
from backend.models.submission import OutgoingClaim
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.work import service
from backend.pipeline.work.errors import NoSuchWork, NotDoneYet, WorkDone
from backend.pipeline.work.repository import Wanted
from backend.pipeline.work.service import NewWork
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in
from tests.pipeline.encounters.visits import NOTED, VISIT, encounter
from tests.pipeline.encounters.visits import service as documented

TODAY = date(2026, 3, 23)
NOW = datetime(2026, 3, 23, 12, tzinfo=UTC)


@pytest.fixture
def queue(session: Session) -> Session:
    """Twenty-three pieces in two queues; many share a day, some an amount, some have none."""
    service.open_work_items(
        session,
        [
            NewWork(
                "rejections" if number % 2 else "follow_up", "claim", uuid4(), "reason", "biller" if number % 3 else "supervisor",
                TODAY + timedelta(days=number % 4 - 2), amount=None if number % 5 == 0 else Money.of(f"{number % 6}.50"),
            )
            for number in range(23)
        ],
    )  # fmt: skip
    return session


@pytest.mark.parametrize("order", ["due", "amount", "opened"])
@pytest.mark.parametrize("size", [1, 4, 23])
def test_pages_follow_each_other_without_gap_or_repeat(queue: Session, order: str, size: int) -> None:
    seen: list[UUID] = []
    after = None
    for _ in range(30):
        page = service.page(queue, Wanted(order=order, after=after, limit=size))
        seen += [one.id for one in page]
        if len(page) < size:
            break
        after = page[-1].id
    assert len(seen) == len(set(seen)) == 23
    whole = service.page(queue, Wanted(order=order, limit=100))
    assert seen == [one.id for one in whole]


def test_order_is_what_it_says(queue: Session) -> None:
    days = [one.due for one in service.page(queue, Wanted())]
    assert days == sorted(days)
    amounts = [one.amount or Money.zero() for one in service.page(queue, Wanted(order="amount"))]
    assert amounts == sorted(amounts, reverse=True)


def test_filters_and_totals_agree(queue: Session) -> None:
    for wanted in (Wanted(limit=100), Wanted(owner="biller", limit=100), Wanted(due_before=TODAY, limit=100)):
        listed = service.page(queue, wanted)
        totals = service.totals(queue, wanted, TODAY)
        assert sum(one.count for one in totals) == len(listed)
        assert sum(one.late for one in totals) == sum(one.due < TODAY for one in listed)
        assert (
            sum((one.amount for one in totals), Decimal(0))
            == Money.total(one.amount for one in listed if one.amount).amount
        )
    assert {one.queue for one in service.page(queue, Wanted(queue="rejections", limit=100))} == {"rejections"}


def test_taken_work_has_a_new_owner_and_the_same_day(queue: Session) -> None:
    item = service.page(queue, Wanted(limit=1))[0]
    due = item.due
    assert service.assign(queue, item.id, "coder", None).owner == "coder"
    assert item.due == due
    assert service.assign(queue, item.id, "biller", TODAY).due == TODAY


def test_finished_work_is_finished_once_and_may_come_again(queue: Session) -> None:
    item = service.page(queue, Wanted(limit=1))[0]
    service.finish(queue, item.id, "done", NOW)
    assert item.id not in {one.id for one in service.page(queue, Wanted(limit=100))}
    for act in (
        lambda: service.finish(queue, item.id, "done", NOW),
        lambda: service.assign(queue, item.id, "biller", None),
    ):
        with pytest.raises(WorkDone):
            act()
    service.open_work_item(queue, NewWork(item.queue, "claim", item.subject_id, item.reason, "biller", TODAY))
    assert len(service.about(queue, [item.subject_id])) == 2


def test_work_on_a_subject_is_closed_for_the_reasons_named_and_amended_where_open(session: Session) -> None:
    subject, other = uuid4(), uuid4()
    work = [
        NewWork("q", "account", id, reason, "biller", TODAY, amount=Money.of("1.00"))
        for id, reason in ((subject, "credit"), (subject, "dispute"), (other, "credit"))
    ]
    service.open_work_items(session, work)
    closed = service.close_work_items(session, "account", subject, outcome="done", now=NOW, reasons=("credit",))
    assert closed == 1
    service.amend_work_items(session, [replace(one, amount=Money.of("7.00")) for one in work if one.reason == "credit"])
    found = {
        (one.subject_id, one.reason): (one.amount, one.outcome) for one in service.about(session, [subject, other])
    }
    assert found == {
        (subject, "credit"): (Money.of("1.00"), "done"),
        (subject, "dispute"): (Money.of("1.00"), ""),
        (other, "credit"): (Money.of("7.00"), ""),
    }


def test_unknown_work_is_refused(session: Session) -> None:
    with pytest.raises(NoSuchWork):
        service.finish(session, UUID(int=0), "done", NOW)


def built(session: Session, *services: dict[str, Any]) -> UUID:
    """A claim of a visit, scrubbed."""
    taken = take_encounters(session, [encounter(*services)], NOTED)
    claim_id = scrubbing.build(session, [taken[0].id], NOW)[0]
    scrubbing.scrub_claims(session, [claim_id], NOW)
    return claim_id


def refused(session: Session, subject: UUID) -> str:
    """The sentence with which the open work about a record stays open."""
    item = next(one for one in service.about(session, [subject]) if one.closed_at is None)
    with pytest.raises(NotDoneYet) as told:
        service.finish(session, item.id, "done", NOW)
    assert item.closed_at is None
    assert service.until(session, [item]) == {item.id: told.value.sentence}
    return told.value.sentence


def test_claim_an_edit_holds_cannot_be_called_done_until_it_is_corrected(session: Session) -> None:
    claim_id = built(session, VISIT, documented(procedure="20610", side="left"))
    assert "corrected" in refused(session, claim_id)
    correction = ClaimCorrection.model_validate({"reason": "seen", "lines": [{"number": 1, "modifiers": ["25"]}]})
    assert scrubbing.correct_claim(session, claim_id, correction, "staff:1", NOW).state == "scrubbed"
    assert [one.closed_at is None for one in service.about(session, [claim_id])] == [False]


def test_claim_of_a_provider_not_enrolled_cannot_be_called_done(session: Session) -> None:
    claim_id = built(session)
    credentialing.check(session, [claim_id], NOW)
    assert "enrolment" in refused(session, claim_id)


def test_rejected_claim_of_ours_stays_open_and_one_billed_elsewhere_does_not(session: Session) -> None:
    claim_id = built(session)
    session.execute(update(Claim).values(stage="rejected"))
    session.execute(update(OutgoingClaim).values(state="submitted"))
    service.open_work_item(session, NewWork("rejections", "claim", claim_id, "rejected_33", "biller", TODAY))
    assert "sent again" in refused(session, claim_id)
    session.execute(delete(OutgoingClaim))
    assert service.finish(session, service.about(session, [claim_id])[0].id, "done", NOW).outcome == "done"


def test_question_to_a_physician_closes_with_the_answer(session: Session) -> None:
    visit = {**VISIT, "decision_making": None}
    taken = take_encounters(session, [encounter(visit)], NOTED)[0]
    assert "answer" in refused(session, taken.id)


def test_the_list_says_what_closes_the_work_and_done_answers_the_same(client: TestClient) -> None:
    with session_scope() as session:
        claim_id = built(session, VISIT, documented(procedure="20610", side="left"))
    biller = sign_in(client, Role.BILLER)
    item = next(one for one in biller.get("/api/v1/work-items").json()["items"] if one["subject_id"] == str(claim_id))
    assert item["about"] == "V-88213, Harbor Health Plan"
    answer = biller.post(f"/api/v1/work-items/{item['id']}/outcome", {"outcome": "done"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_done_yet")
    assert answer.json()["message"] == item["closes_when"] != ""
