"""A promised call is placed from the desk: one at a time, and who answers is put through to the agent who asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from backend.conversation.channels.voice import promised
from backend.database import session_scope
from backend.integrations.twilio.calls import FolderCalls
from backend.integrations.twilio.sender import SendingRefused
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.call import PromisedCall
from backend.models.conversation import Conversation
from backend.models.handoff import Callback
from backend.staff.policy import Role
from tests.conversation.channels.test_transfer import give_line, written
from tests.conversation.channels.test_voice import Line, words
from tests.conversation.conftest import Person

BASE = "/api/v1/handoffs/callbacks"


@pytest.fixture
def calls(tmp_path: Path) -> FolderCalls:
    return FolderCalls(tmp_path)


@pytest.fixture
def owed(held: str, ada: Person) -> UUID:
    """A call Ada has promised to somebody who wrote, their chat closed since."""
    due = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    made = ada.post(f"{held}/callback", {"number": "303 555 0142", "about": "the appeal form", "due": due})
    assert made.status_code == 201, made.text
    return UUID(made.json()["id"])


def state() -> str:
    with session_scope() as session:
        return session.scalars(select(PromisedCall.state)).one()


def place(owed: UUID, calls: FolderCalls, attempt: int = 1) -> dict[str, str]:
    promised.place(owed, attempt, calls, SystemClock())
    return written(calls)[f"promised-{owed}-{attempt}"]


def test_nobody_calls(client: TestClient) -> None:
    assert client.post(f"{BASE}/{uuid4()}/call").status_code == 401


@pytest.mark.parametrize("role", [Role.BILLER, Role.AUDITOR])
def test_who_takes_no_conversations_calls_nobody(signed_in: Callable[..., Person], owed: UUID, role: Role) -> None:
    assert signed_in("Bea", role).post(f"{BASE}/{owed}/call").status_code == 403
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(PromisedCall)) == 0


def test_an_agent_without_a_telephone_is_told_to_enter_one(owed: UUID, ada: Person) -> None:
    refused = ada.post(f"{BASE}/{owed}/call")
    assert (refused.status_code, refused.json()["code"]) == (422, "no_telephone")


def test_a_number_nobody_can_dial_is_said_so(owed: UUID, ada: Person) -> None:
    give_line(ada)
    with session_scope() as session:
        session.execute(update(Callback).values(number="555 0142"))
    assert ada.post(f"{BASE}/{owed}/call").json()["code"] == "no_number"


def test_who_answers_is_put_through_and_the_conversation_stays_as_it_was(
    client: TestClient, owed: UUID, ada: Person, calls: FolderCalls
) -> None:
    give_line(ada)
    asked = ada.post(f"{BASE}/{owed}/call")
    assert asked.json()["call"] == {"state": "calling", "tries": 1, "by": "Ada"}
    placed = place(owed, calls)
    assert placed["to"] == "+13035550142"
    phone = Line(client, placed["sid"])
    hello = words(phone.verbs(placed["path"], AnsweredBy="human"))
    assert "calling back as promised" in hello
    assert "appeal" not in hello
    verbs = phone.verbs(f"{placed['path']}/answer", Digits="1")
    assert (verbs[-1].tag, verbs[-1][0].text) == ("Dial", "+13035550177")
    assert state() == "reached"
    assert phone.verbs(f"{placed['path']}/done", DialCallStatus="completed")[-1].tag == "Hangup"
    phone.post("/voice/status", CallStatus="completed")
    assert state() == "over"
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        assert (row.channel, row.owner, row.ended_at) == ("chat", "agent", None)
    assert ada.post(f"{BASE}/{owed}/done", {"outcome": "form sent"}).status_code == 200
    assert ada.post(f"{BASE}/{owed}/call").json()["code"] == "callback_over"


def test_two_agents_and_two_presses_are_one_call(
    owed: UUID, ada: Person, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    ben = signed_in("Ben")
    give_line(ada)
    give_line(ben, "+13035550178")
    assert [ada.post(f"{BASE}/{owed}/call").status_code for _ in range(2)] == [200, 200]
    second = ben.post(f"{BASE}/{owed}/call")
    assert second.status_code == 409
    assert "Ada" in second.json()["message"]
    for _ in range(3):
        place(owed, calls)
    assert len(written(calls)) == 1
    with session_scope() as session:
        acts = session.scalars(select(AuditEvent).where(AuditEvent.act == "staff:callback:called")).all()
        assert len(acts) == 1
        assert all("0142" not in str(vars(one)) for one in acts)


@pytest.mark.parametrize("how", ["machine", "no-answer", "busy", "agent away"])
def test_who_was_not_reached_is_called_again_by_whoever_presses(
    client: TestClient, owed: UUID, ada: Person, calls: FolderCalls, how: str, signed_in: Callable[..., Person]
) -> None:
    give_line(ada)
    ada.post(f"{BASE}/{owed}/call")
    placed = place(owed, calls)
    phone = Line(client, placed["sid"])
    if how == "machine":
        assert "reference" not in words(phone.verbs(placed["path"], AnsweredBy="machine_start")).lower()
    elif how == "agent away":
        phone.verbs(placed["path"], AnsweredBy="human")
        phone.verbs(f"{placed['path']}/answer", Digits="1")
        assert "call you again" in words(phone.verbs(f"{placed['path']}/done", DialCallStatus="no-answer"))
    phone.post("/voice/status", CallStatus="completed" if how in ("machine", "agent away") else how)
    assert state() == "missed"
    ben = signed_in("Ben")
    give_line(ben, "+13035550178")
    (shown,) = ben.get(BASE).json()["callbacks"]
    assert shown["call"] == {"state": "missed", "tries": 1, "by": "Ada"}
    assert ben.post(f"{BASE}/{owed}/call").json()["call"] == {"state": "calling", "tries": 2, "by": "Ben"}
    place(owed, calls, 2)
    assert phone.post(f"{placed['path']}/answer", Digits="1").status_code == 404
    assert state() == "calling"


def test_a_network_that_refuses_leaves_the_call_to_be_tried_again(owed: UUID, ada: Person) -> None:
    class Refusing(FolderCalls):
        def place(self, to: str, path: str, key: str) -> str:
            raise SendingRefused

    give_line(ada)
    ada.post(f"{BASE}/{owed}/call")
    promised.place(owed, 1, Refusing(Path()), SystemClock())
    assert state() == "missed"
    assert ada.post(f"{BASE}/{owed}/call").json()["call"]["tries"] == 2
