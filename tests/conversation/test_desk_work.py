"""What agents see to beside the queue: nobody and the wrong person first; then whose it is, taken, done."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.conversation.desk_work import rules
from backend.conversation.outreach import undelivered
from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, Turn
from backend.models.work_item import WorkItem
from backend.pipeline.work import service as work
from backend.staff import service as staff_service
from backend.staff.policy import Role
from tests.conversation.conftest import Chat, Person

BASE = "/api/v1/desk-work"
PATHS = [("GET", BASE), ("POST", f"{BASE}/{uuid.uuid4()}/take"), ("POST", f"{BASE}/{uuid.uuid4()}/outcome")]
TODAY = SystemClock().today()


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_nobody_and_who_takes_no_conversations_see_nothing(
    client: TestClient, signed_in: Callable[..., Person], method: str, path: str
) -> None:
    body = {"outcome": "done"} if method == "POST" else None
    assert client.request(method, path, json=body).status_code == 401
    biller = signed_in("Bea", Role.BILLER)
    assert (biller.get(path) if method == "GET" else biller.post(path, body)).status_code == 403


@pytest.fixture
def lost(held: str, ada: Person) -> None:
    """A reply of Ada's never reached its reader."""
    with session_scope() as session:
        conversation = session.scalars(select(Conversation.id)).one()
    ada.post(f"/api/v1/conversations/{conversation}/messages", {"text": "Hello."}, idempotency_key="message-1")
    with session_scope() as session:
        turn = session.scalars(select(Turn.id).where(Turn.speaker == "agent")).one()
        undelivered.reply_lost(session, conversation, turn, "failed", SystemClock())


@pytest.fixture
def of_the_team(chat: Chat) -> work.NewWork:
    """A reply nobody with an account wrote."""
    with session_scope() as session:
        item = work.NewWork(
            queue="undelivered_notices", subject_kind="conversation", subject_id=session.scalars(select(Conversation.id)).one(),
            reason="reply_lost", owner="agent", due=TODAY, sentence="A reply did not arrive.",
        )  # fmt: skip
        work.open_work_item(session, item)
    return item


def items(person: Person) -> list[dict[str, Any]]:
    found = person.get(BASE)
    assert found.status_code == 200, found.text
    return found.json()["items"]


def test_a_lost_reply_lies_on_the_desk_of_who_wrote_it_and_on_no_other(lost: None, ada: Person, ben: Person) -> None:
    (found,) = items(ada)
    assert (found["kind"], found["mine"], found["late"]) == ("reply_lost", True, False)
    assert "did not arrive" in found["sentence"]
    assert "call them" in found["next_step"]
    shown = ada.get(f"/api/v1/handoffs/{found['handoff_id']}").json()
    assert found["reference"] == shown["reference"]
    assert items(ben) == []
    refused = ben.post(f"{BASE}/{found['id']}/take")
    assert (refused.status_code, refused.json()["holder"]) == (409, "Ada")
    assert ben.post(f"{BASE}/{found['id']}/outcome", {"outcome": "done"}).status_code == 409


def test_what_somebody_left_behind_who_is_gone_is_everybodys(lost: None, ben: Person) -> None:
    with session_scope() as session:
        staff_service.disable(session, "ada@example.com")
    (found,) = items(ben)
    assert not found["mine"]
    assert ben.post(f"{BASE}/{found['id']}/take").json()["mine"]


def test_a_supervisor_passes_a_lost_reply_to_a_colleague_or_back_to_the_team(
    lost: None, ada: Person, ben: Person, signed_in: Callable[..., Person]
) -> None:
    (found,) = items(ada)
    boss, address = signed_in("Sam", Role.SUPERVISOR), f"/api/v1/work-items/{found['id']}/assignment"
    choice = boss.get("/api/v1/work-owners?queue=undelivered_notices").json()["owners"]
    assert {"agent", "ada@example.com", "ben@example.com"} <= {one["owner"] for one in choice}
    assert boss.post(address, {"owner": "ben@example.com"}).json()["owner"] == "ben@example.com"
    assert ([one["mine"] for one in items(ben)], items(ada)) == ([True], [])
    assert boss.post(address, {"owner": "agent"}).json()["owner"] == "agent"
    assert [one["id"] for person in (ada, ben) for one in items(person)] == [found["id"]] * 2
    assert ada.post(f"{BASE}/{found['id']}/take").json()["mine"]


def test_what_is_the_teams_is_everybodys_until_somebody_takes_it(
    of_the_team: work.NewWork, ada: Person, ben: Person
) -> None:
    (found,) = items(ada)
    assert items(ben)[0]["id"] == found["id"]
    assert ada.post(f"{BASE}/{found['id']}/take").json()["mine"]
    assert items(ben) == []
    assert ben.post(f"{BASE}/{found['id']}/take").status_code == 409


def test_what_is_done_is_gone_and_on_record(of_the_team: work.NewWork, ada: Person) -> None:
    (found,) = items(ada)
    assert ada.post(f"{BASE}/{found['id']}/outcome", {"outcome": "whatever"}).status_code == 422
    assert ada.post(f"{BASE}/{found['id']}/outcome", {"outcome": "done"}).status_code == 204
    assert items(ada) == []
    assert ada.post(f"{BASE}/{found['id']}/outcome", {"outcome": "done"}).status_code == 409
    with session_scope() as session:
        assert session.scalars(select(WorkItem.outcome)).all() == ["done"]
        trail = session.scalars(select(AuditEvent)).all()
        assert {"staff:records:listed", "staff:work_item:closed"} <= {one.act for one in trail}


def test_work_of_other_desks_and_promised_calls_are_not_touched_from_here(
    of_the_team: work.NewWork, ada: Person
) -> None:
    others = [
        replace(of_the_team, queue="complaints", owner="supervisor", reason="complaint"),
        replace(of_the_team, queue="callbacks", reason="callback"),
        replace(of_the_team, subject_kind="claim", reason="on a claim"),
        replace(of_the_team, owner="supervisor", reason="reply_lost:given to the supervisor"),
    ]
    with session_scope() as session:
        work.open_work_items(session, others)
        ids = session.scalars(select(WorkItem.id).where(WorkItem.reason != "reply_lost")).all()
    assert len(items(ada)) == 1
    assert {ada.post(f"{BASE}/{one}/take").status_code for one in ids} == {404}
    assert {ada.post(f"{BASE}/{one}/outcome", {"outcome": "done"}).status_code for one in ids} == {404}


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_the_day_itself_is_still_in_time(days: int, late: bool) -> None:
    today = date(2026, 3, 2)
    assert rules.is_late(today + timedelta(days=days), today) is late


@pytest.mark.parametrize("reason", ["reply_lost", "something new"])
def test_every_reason_has_a_next_step(reason: str) -> None:
    assert rules.next_step(reason).endswith(".")
