"""What a caller is told of denials: every right there is, and no less when the practice is done with its work."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from backend.database import session_scope
from backend.kit.money import Money
from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.pipeline.claims.reading import TAKEN_BACK
from tests.conversation.callers.conftest import as_member
from tests.conversation.conftest import Actions
from tests.conversation.world import World

LEFT_STANDING = ("upheld", "written_off", "corrected", "billed", "closed_as_duplicate", "partly_paid")


def denial_of(world: World, **changes: Any) -> UUID:
    """Change the denial the world begins with; its id."""
    with session_scope() as session:
        row = session.scalars(select(Denial).where(Denial.claim_id == world.denied, Denial.carc == "197")).one()
        for name, value in changes.items():
            setattr(row, name, value)
        return row.id


def costlier_duplicate(world: World) -> None:
    """Another line of the claim, denied as a duplicate: worth more to the biller, and without a right to appeal."""
    with session_scope() as session:
        row = session.scalars(select(Denial).where(Denial.claim_id == world.denied)).one()
        kept = {one.name: getattr(row, one.name) for one in Denial.__table__.columns if one.name != "id"}
        other = {
            "key": "costlier", "line_number": 2, "carc": "18", "amount": Money.of("2000.00"), "priority": 90,
            "root_cause": "duplicate", "route": "write_off_review", "appealable": False, "deadline": date(2026, 12, 1),
        }  # fmt: skip
        session.add(Denial(**(kept | other)))


def closed(world: World, outcome: str, **changes: Any) -> None:
    """The practice closes its work on the denial of the advice that stands."""
    advice_id = uuid4()
    with session_scope() as session:
        claim = session.get(Claim, world.denied)
        assert claim is not None
        claim.advice_id = advice_id
    denial_of(world, advice_id=advice_id, state="closed", outcome=outcome, closed=date(2026, 11, 1), **changes)


def told(caller: Actions, world: World, purpose: str) -> dict[str, Any]:
    return caller.told(f"claims/{world.denied}/{purpose}")


def test_right_of_a_smaller_denial_is_told_beside_the_worst_ones_reason(caller: Actions, world: World) -> None:
    costlier_duplicate(world)
    as_member(caller)
    facts = told(caller, world, "status")
    assert (facts["denial_carc"], facts["denial_route"], facts["denial_count"]) == ("18", "write_off_review", 2)
    assert (facts["denial_appealable"], facts["denial_deadline"]) == (True, "2027-04-18")
    rights = told(caller, world, "appeal_rights")
    assert (rights["denial_appealable"], rights["denial_deadline_rule"]) == (True, "commercial_internal")


def test_last_day_is_told_with_the_denial_it_stands_in(caller: Actions, world: World) -> None:
    costlier_duplicate(world)
    as_member(caller)
    sources = {one["fact"]: one["record"] for one in told(caller, world, "appeal_rights")["evidence"]}
    assert sources["claim.denial_deadline"] == sources["claim.denial_appealable"] == f"denial {denial_of(world)}"
    assert sources["claim.denial_amount"] != sources["claim.denial_deadline"]


def test_the_day_of_the_next_step_is_told_beside_the_day_to_appeal(caller: Actions, world: World) -> None:
    costlier_duplicate(world)
    as_member(caller)
    facts = told(caller, world, "status")
    assert (facts["step_day"], facts["denial_deadline"]) == ("2026-12-01", "2027-04-18")
    sources = {one["fact"]: one["record"] for one in facts["evidence"]}
    assert sources["claim.step_day"] == sources["claim.denial_next_step"] != sources["claim.denial_deadline"]


def test_without_a_day_of_its_own_the_next_step_tells_none(caller: Actions, world: World) -> None:
    as_member(caller)
    facts = told(caller, world, "status")
    assert (facts["denial_deadline"], facts["step_day"]) == ("2027-04-18", None)


@pytest.mark.parametrize("outcome", LEFT_STANDING)
def test_closed_work_takes_neither_reason_nor_right(caller: Actions, world: World, outcome: str) -> None:
    closed(world, outcome)
    as_member(caller)
    facts = told(caller, world, "status")
    assert (facts["denied"], facts["denial_carc"], facts["denial_amount"]) == (True, "197", "240.00")
    assert (facts["denial_appealable"], facts["denial_deadline"]) == (True, "2027-04-18")


def test_closed_work_has_no_next_step(caller: Actions, world: World) -> None:
    closed(world, "written_off", appealable=False)
    as_member(caller)
    facts = told(caller, world, "next_step")
    steps = ("denial_route", "denial_next_step", "denial_deadline", "denial_deadline_rule", "denial_days_left")
    assert [facts[name] for name in steps] == [None] * 5
    assert (facts["denied"], facts["denial_appealable"], facts["denial_attach"]) == (True, False, [])


@pytest.mark.parametrize("outcome", TAKEN_BACK)
def test_denial_the_payer_took_back_is_none(caller: Actions, world: World, outcome: str) -> None:
    closed(world, outcome)
    as_member(caller)
    assert told(caller, world, "status")["denied"] is False


def test_closed_denial_of_an_advice_that_stands_no_more_is_none(caller: Actions, world: World) -> None:
    closed(world, "upheld")
    denial_of(world, advice_id=uuid4())
    as_member(caller)
    assert told(caller, world, "status")["denied"] is False


def test_appeal_of_a_denial_closed_in_the_practice_goes_to_a_person(caller: Actions, world: World) -> None:
    closed(world, "written_off")
    as_member(caller)
    assert caller.told("appeals", claim_id=str(world.denied))["outcome"] == "handoff"


def test_appeal_of_a_closed_denial_without_a_right_stays_refused(caller: Actions, world: World) -> None:
    closed(world, "upheld", appealable=False)
    as_member(caller)
    assert caller.told("appeals", claim_id=str(world.denied))["outcome"] == "not_appealable"


def test_open_work_comes_before_closed(caller: Actions, world: World) -> None:
    costlier_duplicate(world)
    with session_scope() as session:
        row = session.scalars(select(Denial).where(Denial.carc == "18")).one()
        claim = session.get(Claim, world.denied)
        assert claim is not None
        claim.advice_id = row.advice_id = uuid4()
        row.state, row.outcome = "closed", "written_off"
    as_member(caller)
    facts = told(caller, world, "status")
    assert (facts["denial_route"], facts["denial_carc"], facts["denial_count"]) == ("appeal", "197", 2)
