"""A call the assistant promised is one every agent sees, makes and records; and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from backend.conversation.channels.voice import promised
from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.calls import FolderCalls
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation
from backend.models.handoff import Callback
from backend.models.work_item import WorkItem
from backend.staff.policy import Role
from tests.conversation.callers.conftest import as_member
from tests.conversation.channels.test_transfer import give_line, written
from tests.conversation.channels.test_voice import Line, words
from tests.conversation.conftest import Actions, Chat, Person, says
from tests.conversation.world import World

LIST = "/api/v1/handoffs/callbacks"


@pytest.fixture
def asked(caller: Actions, chat: Chat, assistant: LocalEngine) -> dict[str, Any]:
    """What the assistant told a caller who asked why a claim was denied, then to be called."""
    assistant.reply = says("Because of the referral.", understood={"intent": "ask_denial_reason"})
    chat.say("why was it denied?")
    return caller.told("callbacks", phone="303 555 0143", when="wednesday at 3 pm")


def owed(person: Person) -> list[dict[str, Any]]:
    answer = person.get(LIST)
    assert answer.status_code == 200, answer.text
    return answer.json()["callbacks"]


def the_work() -> WorkItem:
    with session_scope() as session:
        return session.scalars(select(WorkItem)).one()


def test_nobody_sees_or_records_a_promised_call(client: TestClient, asked: dict[str, Any]) -> None:
    with session_scope() as session:
        one = session.scalars(select(Callback.id)).one()
    assert client.get(LIST).status_code == 401
    assert client.post(f"{LIST}/{one}/done", json={"outcome": "reached"}).status_code == 401


@pytest.mark.parametrize("role", [Role.BILLER, Role.AUDITOR])
def test_who_takes_no_conversations_does_not_either(
    signed_in: Callable[..., Person], asked: dict[str, Any], role: Role
) -> None:
    with session_scope() as session:
        one = session.scalars(select(Callback.id)).one()
    wrong = signed_in("Bea", role)
    assert wrong.get(LIST).status_code == 403
    assert wrong.post(f"{LIST}/{one}/done", {"outcome": "reached"}).status_code == 403


def test_an_agent_sees_whom_to_call_where_when_and_about_what(asked: dict[str, Any], ada: Person) -> None:
    (shown,) = owed(ada)
    assert (shown["number"], shown["reference"], shown["promised_by"]) == (
        "303 555 0143",
        asked["reference"],
        "the assistant",
    )
    assert (shown["at"], shown["time_zone"], shown["late"]) == ("at about 3 PM", "Mountain Time", False)
    assert "ask denial reason" in shown["about"]
    earliest, latest = (
        datetime.fromisoformat(shown[name]).astimezone(ZoneInfo("America/Denver")) for name in ("not_before", "due")
    )
    assert (earliest.hour, latest.hour, str(latest.date())) == (15, 15, asked["next_date"])


def test_the_claim_it_is_about_is_named_by_its_number(caller: Actions, ada: Person, world: World) -> None:
    as_member(caller)
    caller.told("callbacks", phone="303 555 0143", claim_id=str(world.denied))
    (shown,) = owed(ada)
    assert shown["claim_id"] == str(world.denied)
    assert shown["claim_number"].endswith("0404")


def test_nearest_first_and_the_late_are_marked(
    caller: Actions, other_caller: Callable[[], Actions], ada: Person
) -> None:
    far = caller.told("callbacks", phone="303 555 0143", when="friday")["reference"]
    near = other_caller().told("callbacks", phone="303 555 0144")["reference"]
    with session_scope() as session:
        past = datetime.now(UTC) - timedelta(hours=1)
        session.execute(update(Callback).where(Callback.reference == near).values(due=past))
    assert [(one["reference"], one["late"]) for one in owed(ada)] == [(near, True), (far, False)]


def test_an_agent_reads_what_was_said_as_long_as_the_call_is_owed(asked: dict[str, Any], ada: Person) -> None:
    (shown,) = owed(ada)
    address = f"/api/v1/conversations/{shown['conversation_id']}"
    assert "why was it denied?" in [one["said"] for one in ada.get(address).json()["turns"]]
    assert ada.post(f"{LIST}/{shown['id']}/done", {"outcome": "reached"}).status_code == 200
    assert ada.get(address).status_code == 404, "a talk with the assistant alone is nobody's to read at the desk"


def test_the_call_recorded_closes_the_work_and_takes_it_from_the_list(asked: dict[str, Any], ada: Person) -> None:
    (shown,) = owed(ada)
    done = ada.post(f"{LIST}/{shown['id']}/done", {"outcome": "reached, explained"})
    assert done.json()["done_by"] == "Ada"
    assert owed(ada) == []
    kept = the_work()
    assert (kept.outcome, kept.open_key, kept.closed_at is not None) == ("done", None, True)


def test_the_work_itself_is_not_called_done_while_the_call_is_owed(
    asked: dict[str, Any], signed_in: Callable[..., Person]
) -> None:
    boss = signed_in("Sam", Role.SUPERVISOR)
    refused = boss.post(f"/api/v1/work-items/{the_work().id}/outcome", {"outcome": "done"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_done_yet")
    assert len(owed(boss)) == 1
    assert "agents' desk" in boss.get("/api/v1/work-items").json()["items"][0]["closes_when"]


def test_a_biller_neither_takes_a_call_nor_gives_it_away_nor_sees_its_number(
    client: TestClient, asked: dict[str, Any], signed_in: Callable[..., Person]
) -> None:
    address = f"/api/v1/work-items/{the_work().id}/assignment"
    assert client.post(address, json={"owner": "bea@example.com"}).status_code == 401
    bea = signed_in("Bea", Role.BILLER)
    for owner in ("bea@example.com", "biller", "supervisor"):
        refused = bea.post(address, {"owner": owner})
        assert (refused.status_code, refused.json()["code"]) == (403, "calls_are_agents")
        assert "made by agents" in refused.json()["message"]
    assert "0143" not in bea.get("/api/v1/work-items").text
    assert the_work().owner == "agent"


def test_a_supervisor_gives_a_call_to_who_makes_calls_and_the_day_promised_stands(
    asked: dict[str, Any], ada: Person, signed_in: Callable[..., Person]
) -> None:
    address = f"/api/v1/work-items/{the_work().id}/assignment"
    assert ada.post(address, {"owner": "ada@example.com"}).status_code == 403, "agents take calls at their desk"
    boss, _ = signed_in("Sam", Role.SUPERVISOR), signed_in("Bea", Role.BILLER)
    for owner in ("sam@example.com", "ada@example.com", "agent"):
        assert boss.post(address, {"owner": owner}).json()["owner"] == owner
    for owner in ("bea@example.com", "biller"):
        assert boss.post(address, {"owner": owner}).status_code == 422
    moved = boss.post(address, {"owner": "agent", "due": "2030-01-07"})
    assert (moved.status_code, moved.json()["code"]) == (409, "day_is_promised")
    assert str(the_work().due) == asked["next_date"]


def test_of_two_calls_owed_in_one_talk_each_is_made_for_itself(caller: Actions, ada: Person, world: World) -> None:
    as_member(caller)
    caller.told("callbacks", phone="303 555 0143")
    caller.told("callbacks", phone="303 555 0143", claim_id=str(world.denied))
    first, second = owed(ada)
    assert ada.post(f"{LIST}/{first['id']}/done", {"outcome": "reached"}).status_code == 200
    assert [one["id"] for one in owed(ada)] == [second["id"]]
    assert ada.post(f"{LIST}/{second['id']}/done", {"outcome": "reached"}).status_code == 200


def test_the_second_agent_is_told_who_recorded_it(asked: dict[str, Any], ada: Person, ben: Person) -> None:
    (shown,) = owed(ada)
    for _ in range(2):
        assert ada.post(f"{LIST}/{shown['id']}/done", {"outcome": "reached"}).status_code == 200
    second = ben.post(f"{LIST}/{shown['id']}/done", {"outcome": "not reached"})
    assert (second.status_code, second.json()["code"]) == (409, "callback_over")
    assert "Ada" in second.json()["message"]
    with session_scope() as session:
        assert session.scalars(select(Callback.outcome)).one() == "reached"
        assert len(session.scalars(select(AuditEvent).where(AuditEvent.act == "staff:callback:done")).all()) == 1


def test_nobody_records_a_call_a_colleague_is_on(asked: dict[str, Any], ada: Person, ben: Person) -> None:
    give_line(ada)
    (shown,) = owed(ada)
    assert ada.post(f"{LIST}/{shown['id']}/call").status_code == 200
    refused = ben.post(f"{LIST}/{shown['id']}/done", {"outcome": "not reached"})
    assert (refused.status_code, refused.json()["code"]) == (409, "already_calling")


def test_who_answers_hears_the_reference_and_is_put_through_with_a_word_to_the_agent(
    client: TestClient, asked: dict[str, Any], ada: Person, tmp_path: Path
) -> None:
    give_line(ada)
    (shown,) = owed(ada)
    ada.post(f"{LIST}/{shown['id']}/call")
    calls = FolderCalls(tmp_path)
    promised.place(UUID(shown["id"]), 1, calls, SystemClock())
    placed = written(calls)[f"promised-{shown['id']}-1"]
    assert placed["to"] == "+13035550143"
    phone = Line(client, placed["sid"])
    hello = words(phone.verbs(placed["path"], AnsweredBy="human"))
    assert " ".join(asked["reference"][1:]) in hello.replace(",", "")
    joined = phone.verbs(f"{placed['path']}/answer", Digits="1")
    assert joined[-1].tag == "Dial"
    whisper = words(phone.verbs(f"{placed['path']}/whisper"))
    assert "assistant promised" in whisper
    assert "denial" not in whisper
    assert phone.verbs(f"{placed['path']}/done", DialCallStatus="completed")[-1].tag == "Hangup"
    assert owed(ada)[0]["call"]["state"] == "over"
    with session_scope() as session:
        assert session.scalars(select(Conversation.owner)).one() == "assistant"


def test_a_call_put_right_is_still_one_call(caller: Actions, ada: Person) -> None:
    caller.told("callbacks", phone="212 555 0143", when="tomorrow morning")
    caller.told("callbacks", phone="303 555 0199", when="wednesday at 3 pm")
    (shown,) = owed(ada)
    assert (shown["number"], shown["at"], shown["time_zone"]) == ("303 555 0199", "at about 3 PM", "Mountain Time")
    caller.told("callbacks", phone="303 555 0177")
    (shown,) = owed(ada)
    assert (shown["number"], shown["at"]) == ("303 555 0177", "at about 3 PM")


def test_another_number_alone_leaves_the_clock_the_call_was_promised_by(caller: Actions, ada: Person) -> None:
    before = caller.told("callbacks", phone="212 555 0143", when="wednesday at 3 pm")
    (promised,) = owed(ada)
    after = caller.told("callbacks", phone="415 555 0199")
    (shown,) = owed(ada)
    assert after == before
    assert (shown["number"], shown["at"], shown["time_zone"]) == ("415 555 0199", "at about 3 PM", "Eastern Time")
    assert (shown["not_before"], shown["due"]) == (promised["not_before"], promised["due"])
    assert the_work().facts["time_zone"] == "America/New_York"


def test_asked_again_after_it_was_made_it_is_a_new_call(asked: dict[str, Any], caller: Actions, ada: Person) -> None:
    (first,) = owed(ada)
    ada.post(f"{LIST}/{first['id']}/done", {"outcome": "nobody there"})
    caller.told("callbacks", phone="303 555 0143")
    (again,) = owed(ada)
    assert again["id"] != first["id"]


def test_whom_nobody_could_take_is_called_by_an_agent(client: TestClient, ada: Person, assistant: LocalEngine) -> None:
    phone = Line(client, "CA" + "7" * 32)
    phone.verbs("/voice/incoming")
    told = words(phone.verbs("/voice/queue-left", QueueResult="queue-full"))
    (shown,) = owed(ada)
    assert "call you back" in told
    assert " ".join(shown["reference"][1:]) in told.replace(",", "")
    assert "nobody could take" in shown["about"]
    assert shown["number"]


def test_a_promise_and_the_number_of_it_are_not_in_the_audit_trail(asked: dict[str, Any], ada: Person) -> None:
    owed(ada)
    with session_scope() as session:
        assert all("0143" not in str(vars(one)) for one in session.scalars(select(AuditEvent)))
