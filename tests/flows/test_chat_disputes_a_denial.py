"""Flow C of the design: a chat disputes a denial, a person takes over, a supervisor reviews. On the running system."""

from __future__ import annotations

import re
import threading
from uuid import uuid4

import httpx
import pytest

pytestmark = pytest.mark.system


def denied(row) -> bool:
    return bool(
        row["denial"]
        and row["denial"]["appealable"]
        and row["denial"]["deadline"]
        and row["status"]["category"] == "F2"
    )


@pytest.fixture
def disputed(chat, some_claim, request):
    """A verified provider who has heard of the denial and asked for a person."""
    nth = {"test_second_agent_gets_conflict": 0, "test_assistant_is_silent_while_an_agent_owns": 1}.get(
        request.node.name, 2
    )
    talk = chat(some_claim(denied, nth))
    assert "automated" in talk.open()
    heard = talk.until_status("I'm with the provider's billing office. What is the status of a claim?")
    assert "denied" in heard.lower(), heard
    assert "appeal" in "\n".join(talk.heard).lower()
    talk.say("we dispute this decision, let me talk to a representative")
    assert talk.owner == "waiting"
    return talk


def handoff_of(client: httpx.Client, talk) -> dict:
    """The handoff whose reference the caller heard."""
    reference = re.search(r"\bH\d{7}\b", talk.heard[-1])
    assert reference, talk.heard[-1]
    waiting = client.get("/api/v1/handoffs", params={"limit": 500}).json()["waiting"]
    return next(one for one in waiting if one["reference"] == reference.group())


def test_second_agent_gets_conflict(disputed, staff) -> None:
    ana, ben = staff("agent"), staff("other_agent")
    handoff = handoff_of(ana, disputed)
    results: list[int] = []
    both = [
        threading.Thread(
            target=lambda c=client: results.append(c.post(f"/api/v1/handoffs/{handoff['id']}/accept").status_code)
        )
        for client in (ana, ben)
    ]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(results) == [200, 409]


def test_packet_says_who_which_claim_and_by_when(disputed, staff) -> None:
    agent = staff("agent")
    packet = agent.get(f"/api/v1/handoffs/{handoff_of(agent, disputed)['id']}").json()["packet"]
    assert packet["verification"]["level"] == "provider"
    assert packet["who"]["npi"] == disputed.claim["provider"]["npi"]
    assert packet["claim"]["last_four"] == disputed.claim["claim_number"][-4:]
    assert packet["deadline"] == disputed.claim["denial"]["deadline"]
    assert packet["opening_line"]


def test_assistant_is_silent_while_an_agent_owns(disputed, staff) -> None:
    ana = staff("agent")
    handoff = handoff_of(ana, disputed)
    assert ana.post(f"/api/v1/handoffs/{handoff['id']}/accept").status_code == 200
    answer = disputed.say("are you there?")
    assert disputed.owner == "agent"
    assert answer == ""
    address = f"/api/v1/conversations/{handoff['conversation_id']}"
    version = ana.get(address).json()["conversation"]["version"]
    written = ana.post(
        f"{address}/messages",
        json={"text": "Hello, Ana here.", "version": version},
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert written.status_code == 200, written.text
    headers = {"Authorization": f"Bearer {disputed.token}", "Last-Event-ID": "0"}
    with disputed.client.stream("GET", "/chat/stream", headers=headers) as stream:
        for line in stream.iter_lines():
            if "Ana here" in line:
                break
        else:
            pytest.fail("the caller never saw the agent's message")
    refused = ana.post(f"/api/v1/handoffs/{handoff['id']}/close", json={})
    assert refused.status_code in (409, 422)
    back = ana.post(f"/api/v1/handoffs/{handoff['id']}/give-back", json={})
    assert back.status_code == 200
    assert disputed.say("what is the last day to appeal?") != ""
    assert disputed.owner == "assistant"


def test_supervisor_finds_opens_and_scores_the_conversation(disputed, staff, system) -> None:
    ana, sam = staff("agent"), staff("supervisor")
    handoff = handoff_of(ana, disputed)
    ana.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    closed = ana.post(f"/api/v1/handoffs/{handoff['id']}/close", json={"wrap_up_code": "appeal_started"})
    assert closed.status_code == 200
    found = sam.post("/api/v1/transcripts/search", json={"text": "dispute this decision"}).json()["conversations"]
    assert handoff["conversation_id"] in [one["id"] for one in found]
    address = f"/api/v1/transcripts/{handoff['conversation_id']}"
    seen = sam.get(address).json()
    assert seen["masked"]
    assert disputed.claim["member"]["id"] not in str(seen["turns"])
    assert any(turn["evidence"] for turn in seen["turns"])
    assert all(turn["intent"] for turn in seen["turns"] if turn["kind"] == "text" and turn["owner"] == "assistant")
    scored = sam.post(f"{address}/reviews", json={"points": seen["automatic"]["points"], "note": "well done"})
    assert scored.status_code == 201
    assert sam.get(address).json()["reviews"][0]["note"] == "well done"
    assert system.command("audit", "verify").returncode == 0


def test_nobody_and_the_wrong_person_see_nothing(system, staff, disputed) -> None:
    handoff = handoff_of(staff("agent"), disputed)
    for path in ("/api/v1/handoffs", f"/api/v1/conversations/{handoff['conversation_id']}"):
        assert httpx.get(system.address + path).status_code == 401
        assert staff("biller").get(path).status_code == 403
