"""News for those who chose to hear of it: what is news, told once, to whom, and what is nobody's to send."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.conversation.letters import service as letters
from backend.conversation.outreach import news, service
from backend.database import session_scope
from backend.integrations.fax.local import FolderFax
from backend.kit.clock import FixedClock
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.claim import Claim, ClaimEvent
from backend.models.denial import Denial
from backend.models.outreach import Letter, OutboundNotice
from tests.conversation.world import CLINIC_NPI, OTHER_NPI, World, make_world

NOON = FixedClock(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
MOTHER = {"member_id": "XQP-904-1177", "date_of_birth": date(1980, 5, 17)}
NUMBER = "+13035550142"


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


def choose(**more: object) -> UUID:
    known: dict[str, object] = {"channel": "sms", "number": NUMBER, "npi": CLINIC_NPI}
    with session_scope() as session:
        return service.choose(session, service.Choice(**(known | more)), "staff:test", NOON).id  # type: ignore[arg-type]


NOW = NOON.now()


def decided(claim_id: UUID, at: datetime = NOW, kind: str = "adjudicated") -> None:
    with session_scope() as session:
        session.add(ClaimEvent(claim_id=claim_id, kind=kind, effective=at.date(), recorded_at=at))


def plan(clock: FixedClock = NOON) -> list[Letter]:
    with session_scope() as session:
        news.plan_news(session, clock)
    with session_scope() as session:
        return list(session.scalars(select(Letter).order_by(Letter.asked_at)))


def later(hours: float) -> FixedClock:
    return FixedClock(NOON.now() + timedelta(hours=hours))


def test_nobody_who_did_not_choose_hears_anything(world: World) -> None:
    decided(world.paid)
    assert plan() == []


def test_a_decision_is_told_once(world: World) -> None:
    choose()
    decided(world.paid)
    (letter,) = plan()
    assert (letter.kind, letter.npi, letter.claim_ids) == ("status_letter", CLINIC_NPI, [str(world.paid)])
    assert len(plan(later(30))) == 1


def test_another_offices_claims_are_no_news_to_this_one(world: World) -> None:
    choose(npi=OTHER_NPI)
    decided(world.paid)
    assert plan() == []
    decided(world.elsewhere)
    assert [one.npi for one in plan()] == [OTHER_NPI]


def test_an_office_hears_once_a_day_of_everything(world: World) -> None:
    choose()
    decided(world.paid)
    decided(world.namesake)
    (letter,) = plan()
    assert (letter.kind, len(letter.claim_ids)) == ("news", 2)
    decided(world.denied)
    assert len(plan(later(2))) == 1, "the rest of the day it is quiet"
    assert len(plan(later(21))) == 2


def test_a_claim_somebody_asked_about_is_told_at_once_and_nothing_else_is(world: World) -> None:
    choose(claim_id=world.denied)
    decided(world.paid)
    assert plan() == []
    decided(world.denied)
    assert len(plan()) == 1
    decided(world.denied, later(1).now(), "reversed")
    assert len(plan(later(1))) == 2


def test_what_only_a_person_may_tell_is_not_sent(world: World) -> None:
    choose()
    decided(world.sensitive)
    decided(world.minors)
    assert plan() == []
    decided(world.paid)
    assert [one.claim_ids for one in plan()] == [[str(world.paid)]]


def test_an_old_decision_is_no_news(world: World) -> None:
    choose()
    decided(world.paid, NOON.now() - timedelta(days=3))
    assert plan() == []


def test_a_withdrawn_choice_ends_it(world: World) -> None:
    choose()
    decided(world.paid)
    with session_scope() as session:
        service.withdraw(session, NUMBER, NOON)
    assert plan() == []


def test_a_denial_of_today_is_news_to_office_and_patient(world: World) -> None:
    choose()
    choose(npi=None, channel="inbox", number=None, **MOTHER)
    with session_scope() as session:
        session.scalars(select(Denial)).one().opened = NOON.today()
    assert {one.npi for one in plan()} == {CLINIC_NPI, None}


@pytest.mark.parametrize(("left", "told"), [(12, True), (13, False), (0, True), (-1, False)])
def test_the_last_day_to_appeal_is_news_when_it_comes_near(world: World, left: int, told: bool) -> None:
    choose()
    with session_scope() as session:
        session.scalars(select(Denial)).one().deadline = NOON.today() + timedelta(days=left)
    assert bool(plan()) is told


def test_a_decided_appeal_is_news_and_stands_in_the_letter(world: World) -> None:
    choose()
    with session_scope() as session:
        denial = session.scalars(select(Denial)).one()
        denial.state = "appealed"
        session.add(
            Appeal(
                claim_id=world.denied,
                denial_id=denial.id,
                payer_id=session.get_one(Claim, world.denied).payer_id,
                plan_type="commercial",
                root_cause="authorization",
                carc="197",
                level="internal",
                state="decided",
                outcome="overturned",
                decided_on=NOON.today(),
                amount=Money.of("240.00"),
                opened=date(2026, 10, 22),
                opened_by="staff:test",
                owner="biller",
                next_date=NOON.today(),
            )
        )
    (letter,) = plan()
    with session_scope() as session:
        made = letters.make(session, letter.id, FolderFax(Path("/nonexistent")), NOON)
        assert made is not None
        assert (made.pdf or b"").startswith(b"%PDF-")
        facts = letters.facts_of(session, made, world.denied, NOON)
    assert facts["appeal_outcome"] == "overturned"


def test_a_news_letter_is_announced_by_the_choice_it_was_made_for(world: World) -> None:
    of_one = choose(claim_id=world.paid, number="+13035550199")
    choose()
    decided(world.paid)
    plan()
    for letter in plan(later(25)):
        with session_scope() as session:
            row = session.get_one(Letter, letter.id)
            letters.make(session, row.id, FolderFax(Path("/nonexistent")), NOON)
            chosen = of_one if str(of_one) in row.key else None
            service.answer_is_ready(session, row, chosen, NOON)
    with session_scope() as session:
        assert len(set(session.scalars(select(OutboundNotice.preference_id)))) == 2
