"""From the queue to a person on the running system: moved to them, what they write, called back, the whisper, the transcript."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from backend.integrations.twilio.phone import Call, Heard

pytestmark = pytest.mark.system


@pytest.fixture
def phone(system) -> Call:
    token = (system.var / "secrets" / "twilio_token").read_text()
    return Call(system.address, token, caller=f"+1303555{uuid.uuid4().int % 10_000:04d}")


@pytest.fixture
def agent(staff: Callable[[str], httpx.Client]) -> httpx.Client:
    client = staff("agent")
    client.put("/api/v1/telephone", json={"number": None})
    return client


def words(heard: list[Heard]) -> str:
    return " ".join(one.text for one in heard)


def in_queue(phone: Call) -> str:
    """Dials, asks for a person; the reference."""
    phone.dial()
    heard = words(phone.say("representative"))
    return heard.split("reference is ")[1].split(".")[0].replace(" ", "")


def handoff(agent: httpx.Client, reference: str) -> dict[str, Any]:
    """The one with this reference, wherever it stands: the rest of the suite leaves a long queue."""
    offset, page = 0, 500
    while True:
        listed = agent.get("/api/v1/handoffs", params={"offset": offset, "limit": page}).json()
        for one in listed["waiting"] + listed["mine"]:
            if one["reference"] == reference:
                return dict(one)
        assert len(listed["waiting"]) == page, "it stands nowhere in the queue"
        offset += page


def accept(agent: httpx.Client, reference: str) -> dict[str, Any]:
    found = handoff(agent, reference)
    answer = agent.post(f"/api/v1/handoffs/{found['id']}/accept", params={"anyway": True})
    assert answer.status_code == 200, answer.text
    return found


def write(agent: httpx.Client, conversation: str, text: str) -> None:
    answer = agent.post(
        f"/api/v1/conversations/{conversation}/messages",
        json={"text": text},
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert answer.status_code == 200, answer.text


def moved(system, phone: Call, nth: int = 1) -> str:
    """Where the line asked the network to move this call."""
    file = system.var / "outbox" / "calls" / f"moved-{phone.sid}.json"
    assert system.wait_until(file.exists, 20)
    path = json.loads(file.read_text())["path"]
    file.unlink()
    return str(path)


def test_the_caller_hears_what_the_agent_writes_and_goes_back_to_the_assistant(system, agent, phone: Call) -> None:
    reference = in_queue(phone)
    found = accept(agent, reference)
    assert "You are with" in words(phone.move(moved(system, phone)))
    write(agent, found["conversation_id"], "Hello, I see your question. One moment please.")
    assert "I see your question" in words(phone.say(""))
    phone.say("thank you i will wait")
    transcript = agent.get(f"/api/v1/conversations/{found['conversation_id']}").json()["turns"]
    assert transcript[-1]["said"] == "thank you i will wait"
    assert agent.post(f"/api/v1/handoffs/{found['id']}/give-back", json={}).status_code == 200
    assert "handed you back" in words(phone.move(moved(system, phone)))
    assert "NPI" in words(phone.say("i'm calling for a provider about a claim"))
    phone.hang_up()


def test_who_keeps_their_place_is_called_when_an_agent_accepts(system, agent, phone: Call) -> None:
    reference = in_queue(phone)
    assert "keep your place" in words(phone.wait(keys="1"))
    phone.hang_up()
    found = accept(agent, reference)
    outbox = system.var / "outbox" / "calls"

    def placed() -> list[dict[str, str]]:
        read = [json.loads(file.read_text()) for file in outbox.glob("place-*.json")]
        return [one for one in read if one["to"] == phone.caller]

    assert system.wait_until(lambda: bool(placed()), 20)
    ringing = placed()[0]
    back = Call(phone.address, phone.token, caller=phone.caller, sid=ringing["sid"])
    assert "calling back as promised" in words(back.answer(ringing["path"]))
    assert "You are with" in words(back.say("#1"))
    write(agent, found["conversation_id"], "Thank you for waiting.")
    assert "Thank you for waiting" in words(back.say(""))
    back.hang_up()
    closed = agent.post(f"/api/v1/handoffs/{found['id']}/close", json={"wrap_up_code": "callback"})
    assert closed.status_code == 200


def test_the_agents_telephone_hears_a_whisper_and_the_talk_stands_in_the_transcript(system, agent, phone: Call) -> None:
    assert agent.put("/api/v1/telephone", json={"number": "303-555-0177"}).status_code == 200
    reference = in_queue(phone)
    found = accept(agent, reference)
    heard = phone.move(moved(system, phone))
    assert [one.kind for one in heard][-1] == "Joined"
    assert "asked for a person" in words([one for one in heard if one.kind == "Whisper"])
    assert phone.bridge is not None
    phone.bridge.transcription = "/voice/transcription"
    talk = [
        ("agent", "hello this is ana"),
        ("caller", "hi i have a question"),
        ("agent", "go ahead"),
        ("caller", "why so late"),
    ]
    for who, said in talk:
        phone.bridge.said(who, said)
    order = [*range(len(talk) + 2), 2, 4, 1]
    random.Random(5).shuffle(order)
    phone.bridge.tell(order)
    turns = agent.get(f"/api/v1/conversations/{found['conversation_id']}").json()["turns"][-4:]
    assert [one["said"] or one["messages"][0]["text"] for one in turns] == [said for _, said in talk]
    assert words(phone.part()).startswith("Goodbye")
    agent.post(f"/api/v1/handoffs/{found['id']}/close", json={"wrap_up_code": "other"})
    agent.put("/api/v1/telephone", json={"number": None})


def test_nobody_picks_up_and_the_caller_waits_on_at_the_same_place(system, agent, phone: Call) -> None:
    agent.put("/api/v1/telephone", json={"number": "303-555-0177"})
    phone.answers_agent = False
    reference = in_queue(phone)
    accept(agent, reference)
    heard = phone.move(moved(system, phone))
    assert "You keep your place in line" in words(heard)
    assert handoff(agent, reference)["state"] == "waiting"
    phone.hang_up()
    agent.put("/api/v1/telephone", json={"number": None})
