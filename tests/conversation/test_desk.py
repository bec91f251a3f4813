"""The agents' desk: nobody and the wrong person first; then notes, transfer, snooze, presence, clocks, callbacks."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from backend.conversation.handoffs import canned
from backend.conversation.handoffs.clocks import Replies, clocks
from backend.conversation.outreach.rules import in_full
from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.conversation import ConversationEvent, Turn
from backend.models.handoff import Callback, Handoff, HandoffNote, Presence, Snooze
from backend.models.staff import StaffSession
from backend.staff.policy import Role
from tests.conversation.conftest import Chat, Person

BASE = "/api/v1/handoffs"
ONE = f"{BASE}/{uuid.uuid4()}"
SOON = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
CALLBACK = {"number": "+1 555 010 0142", "about": "wants the appeal form", "due": SOON}
PATHS = [
    ("GET", f"{BASE}/agents", None),
    ("GET", f"{BASE}/callbacks", None),
    ("POST", f"{BASE}/callbacks/{uuid.uuid4()}/done", {"outcome": "reached"}),
    ("POST", f"{BASE}/callbacks/{uuid.uuid4()}/call", None),
    ("POST", f"{ONE}/transfer", {"to": str(uuid.uuid4())}),
    ("POST", f"{ONE}/snooze", {"until": SOON}),
    ("POST", f"{ONE}/presence", {"doing": "looking"}),
    ("GET", f"{ONE}/notes", None),
    ("POST", f"{ONE}/notes", {"text": "for us"}),
    ("GET", f"{ONE}/canned-replies", None),
    ("POST", f"{ONE}/callback", CALLBACK),
]
NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_nobody_is_told_nothing(client: TestClient, method: str, path: str, body: dict | None) -> None:
    assert client.request(method, path, json=body).status_code == 401


@pytest.mark.parametrize("role", [Role.BILLER, Role.AUDITOR])
@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_who_takes_no_conversations_has_no_desk(
    signed_in: Callable[..., Person], role: Role, method: str, path: str, body: dict | None
) -> None:
    person = signed_in("Bea", role)
    assert (person.get(path) if method == "GET" else person.post(path, body)).status_code == 403


@pytest.mark.parametrize(("method", "path", "body"), PATHS[2:])
def test_what_is_not_there_is_not_found(
    signed_in: Callable[..., Person], method: str, path: str, body: dict | None
) -> None:
    ada = signed_in("Ada")
    assert (ada.get(path) if method == "GET" else ada.post(path, body)).status_code == 404


def written(person: Person, held: str, text: str) -> None:
    talk = person.get(held).json()["conversation_id"]
    done = person.post(f"/api/v1/conversations/{talk}/messages", {"text": text}, idempotency_key=str(uuid.uuid4()))
    assert done.status_code == 200


# -- notes


def test_a_note_reaches_colleagues_and_never_the_caller(held: str, ada: Person, ben: Person, chat: Chat) -> None:
    with session_scope() as session:
        before = len(session.scalars(select(ConversationEvent.id)).all())
    assert ada.post(f"{held}/notes", {"text": "Sounds upset; be gentle."}).status_code == 201
    assert [one["text"] for one in ben.get(f"{held}/notes").json()["notes"]] == ["Sounds upset; be gentle."]
    with session_scope() as session:
        assert len(session.scalars(select(ConversationEvent.id)).all()) == before
        assert all("gentle" not in one for one in session.scalars(select(Turn.answer_text)))
    again = chat.client.get("/chat/messages", headers={"Authorization": f"Bearer {chat.token}"})
    assert "gentle" not in again.text
    talk = ada.get(held).json()["conversation_id"]
    assert "gentle" not in ada.get(f"/api/v1/conversations/{talk}").text


@pytest.mark.parametrize(("what", "row"), [("notes", HandoffNote), ("callback", Callback)])
def test_what_is_asked_again_after_a_lost_answer_is_there_once(
    held: str, ada: Person, what: str, row: type[HandoffNote | Callback]
) -> None:
    body = {"notes": {"text": "Sounds upset; be gentle."}, "callback": CALLBACK}[what]
    with ThreadPoolExecutor(20) as crowd:
        sent = [crowd.submit(ada.post, f"{held}/{what}", body, idempotency_key="one thing done") for _ in range(20)]
        answers = [one.result() for one in sent]
    assert {one.status_code for one in answers} == {201}
    assert len({one.text for one in answers}) == 1
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(row)) == 1


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_an_empty_or_endless_note_is_refused(held: str, ada: Person, text: str) -> None:
    assert ada.post(f"{held}/notes", {"text": text}).status_code == 422


def test_what_a_note_says_is_not_in_the_audit_trail(held: str, ada: Person) -> None:
    ada.post(f"{held}/notes", {"text": "marmalade"})
    with session_scope() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.act == "staff:handoff:noted")).all()
        assert len(events) == 1
        assert "marmalade" not in str([vars(one) for one in events])


# -- transfer


def test_only_the_holder_passes_it_on(held: str, ada: Person, ben: Person) -> None:
    assert ben.post(f"{held}/transfer", {"to": str(ben.id)}).status_code == 409


def test_the_colleague_has_it_at_once_and_reads_the_note(held: str, ada: Person, ben: Person) -> None:
    names = [(one["name"], one["holding"]) for one in ada.get(f"{BASE}/agents").json()["agents"]]
    assert names == [("Ben", 0)]
    passed = ada.post(f"{held}/transfer", {"to": str(ben.id), "note": "Needs your clinical eye."})
    assert (passed.status_code, passed.json()["agent_name"]) == (200, "Ben")
    assert ada.get(BASE).json()["mine"] == []
    assert [one["state"] for one in ben.get(BASE).json()["mine"]] == ["accepted"]
    assert ben.get(f"{held}/notes").json()["notes"][0]["text"] == "Needs your clinical eye."
    written(ben, held, "Ben here.")
    with session_scope() as session:
        owners = [
            one.payload.get("agent")
            for one in session.scalars(select(ConversationEvent).order_by(ConversationEvent.id))
            if one.kind == "owner"
        ]
    assert owners == [None, "Ada", "Ben"], "the caller waits only once"


def test_nobody_away_gets_a_conversation(held: str, ada: Person, ben: Person) -> None:
    with session_scope() as session:
        old = datetime.now(UTC) - timedelta(minutes=20)
        session.execute(update(StaffSession).where(StaffSession.staff_id == ben.id).values(last_seen_at=old))
    assert ada.get(f"{BASE}/agents").json()["agents"] == []
    refused = ada.post(f"{held}/transfer", {"to": str(ben.id)})
    assert (refused.status_code, refused.json()["code"]) == (409, "agent_away")


def test_a_biller_gets_no_conversation(held: str, ada: Person, signed_in: Callable[..., Person]) -> None:
    bea = signed_in("Bea", Role.BILLER)
    assert ada.post(f"{held}/transfer", {"to": str(bea.id)}).json()["code"] == "agent_away"


# -- snooze


def test_only_the_holder_puts_it_aside(held: str, ben: Person, disputed: str) -> None:
    assert ben.post(f"{held}/snooze", {"until": SOON}).status_code == 409


@pytest.mark.parametrize("hours", [-1, 9])
def test_it_is_put_aside_for_some_hours_at_most(held: str, ada: Person, hours: int) -> None:
    until = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    assert ada.post(f"{held}/snooze", {"until": until}).json()["code"] == "not_in_time"


def test_the_callers_word_wakes_it(held: str, ada: Person, chat: Chat) -> None:
    assert ada.post(f"{held}/snooze", {"until": SOON}).json()["snoozed_until"] is not None
    assert ada.get(BASE).json()["mine"][0]["snoozed_until"] is not None
    chat.say("one more thing")
    assert ada.get(BASE).json()["mine"][0]["snoozed_until"] is None


def test_it_wakes_by_itself(held: str, ada: Person) -> None:
    ada.post(f"{held}/snooze", {"until": SOON})
    with session_scope() as session:
        session.execute(update(Snooze).values(until=datetime.now(UTC) - timedelta(seconds=1)))
    assert ada.get(held).json()["snoozed_until"] is None


# -- presence


def test_two_at_one_handoff_see_each_other(disputed: str, ada: Person, ben: Person) -> None:
    assert ada.post(f"{disputed}/presence", {"doing": "looking"}).json() == {"others": []}
    assert ben.post(f"{disputed}/presence", {"doing": "typing"}).json()["others"] == [
        {"name": "Ada", "doing": "looking"}
    ]
    assert ada.post(f"{disputed}/presence", {"doing": "looking"}).json()["others"] == [
        {"name": "Ben", "doing": "typing"}
    ]
    ben.post(f"{disputed}/presence", {"doing": None})
    assert ada.post(f"{disputed}/presence", {"doing": "looking"}).json() == {"others": []}


def test_who_has_gone_silent_is_not_here(disputed: str, ada: Person, ben: Person) -> None:
    ben.post(f"{disputed}/presence", {"doing": "looking"})
    with session_scope() as session:
        session.execute(update(Presence).values(looking_at=datetime.now(UTC) - timedelta(seconds=20)))
    assert ada.post(f"{disputed}/presence", {"doing": "looking"}).json() == {"others": []}


# -- canned replies


def test_only_the_holder_gets_ready_replies(held: str, ben: Person) -> None:
    assert ben.get(f"{held}/canned-replies").status_code == 409


def test_for_a_caller_who_proved_nothing_no_claim_is_filled_in(held: str, ada: Person) -> None:
    found = {one["key"]: one for one in ada.get(f"{held}/canned-replies").json()["replies"]}
    assert "Ada" in found["hello"]["text"]
    assert found["paid"]["text"] is None
    assert "paid" in found["paid"]["missing"]


def test_replies_are_filled_from_the_claim_within_the_grant() -> None:
    facts = {"last_four": "0303", "paid": "150.00", "patient_share": "0.00", "denial_deadline": "2027-04-18"}
    found = {one.key: one for one in canned.fill("Ada", facts)}
    assert found["paid"].text == ("For the claim ending 0303 the plan paid $150.00. The patient's share is $0.00.")
    assert found["deadline"].text is not None
    assert found["deadline"].text.endswith("April 18, 2027.")
    assert found["denied"].missing == ("denial_reason",)


def test_the_billers_work_is_for_billers_and_no_day_that_is_over_is_still_to_come() -> None:
    facts = {"last_four": "0303", "denial_next_step": "Send it again.", "denial_deadline": "2026-01-02"}
    asked = {one.key: one for one in canned.fill("Ada", facts | {"denial_days_left": -1}, "provider")}
    assert asked["next"].text == "Next step for the claim ending 0303: Send it again."
    assert asked["deadline"].missing == ("denial_deadline",)
    assert {one.key: one for one in canned.fill("Ada", facts, "member")}["next"].missing == ("denial_next_step",)


# -- clocks


def test_the_first_reply_stops_its_clock_and_the_callers_word_starts_the_next(
    held: str, ada: Person, chat: Chat
) -> None:
    def names() -> dict[str, str]:
        return {one["name"]: one["state"] for one in ada.get(held).json()["clocks"]}

    assert names() == {"first_reply": "running", "resolve": "running"}
    written(ada, held, "Hello.")
    assert names() == {"first_reply": "kept", "resolve": "running"}
    chat.say("are you there")
    assert names() == {"first_reply": "kept", "next_reply": "running", "resolve": "running"}
    written(ada, held, "I am.")
    assert names() == {"first_reply": "kept", "resolve": "running"}


def test_a_missed_promise_stays_missed(held: str, ada: Person) -> None:
    with session_scope() as session:
        early = datetime.now(UTC) - timedelta(minutes=11)
        session.execute(update(Handoff).values(requested_at=early))
    written(ada, held, "Hello.")
    clock = next(one for one in ada.get(BASE).json()["mine"][0]["clocks"] if one["name"] == "first_reply")
    assert clock["state"] == "breached"


@pytest.mark.parametrize(
    ("urgency", "minutes", "state"),
    [
        (2, 4, "running"),
        (2, 6, "at_risk"),
        (2, 10, "at_risk"),
        (2, 11, "breached"),
        (1, 4, "breached"),
        (0, 2, "breached"),
    ],
)
def test_first_reply_by_urgency(urgency: int, minutes: int, state: str) -> None:
    now = NOW + timedelta(minutes=minutes)
    assert clocks(urgency, NOW, None, Replies(), now)[0].state == state


def test_a_conversation_that_ended_keeps_no_one_waiting() -> None:
    end = NOW + timedelta(minutes=5)
    found = clocks(2, NOW, end, Replies(NOW, NOW), NOW + timedelta(days=1))
    assert [(one.name, one.state) for one in found] == [("first_reply", "kept"), ("resolve", "kept")]


# -- callbacks


def test_a_promised_call_is_listed_until_it_is_made(held: str, ada: Person, ben: Person) -> None:
    promised = ada.post(f"{held}/callback", CALLBACK)
    assert promised.status_code == 201, promised.text
    listed = ben.get(f"{BASE}/callbacks").json()["callbacks"]
    assert [(one["number"], one["promised_by"], one["late"]) for one in listed] == [(CALLBACK["number"], "Ada", False)]
    done = ben.post(f"{BASE}/callbacks/{listed[0]['id']}/done", {"outcome": "reached, form sent"})
    assert done.json()["done_by"] == "Ben"
    again = ada.post(f"{BASE}/callbacks/{listed[0]['id']}/done", {"outcome": "other"})
    assert (again.status_code, again.json()["holder"]) == (409, "Ben")
    assert ben.get(f"{BASE}/callbacks").json()["callbacks"] == []


WRITTEN = [
    "(480) 555-0170",
    "480-555-0170",
    "480.555.0170",
    "1 (480) 555-0170",
    "+1 (480) 555-0170",
    " 480 555 0170 ",
    "480/555-0170",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_taken_as_people_write_it(held: str, ada: Person, written: str) -> None:
    promised = ada.post(f"{held}/callback", {**CALLBACK, "number": written})
    assert promised.status_code == 201, promised.text
    assert in_full(promised.json()["number"]) == "+14805550170"
    assert ada.put("/api/v1/telephone", {"number": written}).json()["number"] == "+14805550170"


@pytest.mark.parametrize(
    "wrong", ["", "()", "(480)", "555-017", "call 480 555 0170", "(((((((((", "480 555 0170 x", "4" * 25]
)
def test_what_is_no_number_is_named_as_the_field_to_look_at(held: str, ada: Person, wrong: str) -> None:
    refused = ada.post(f"{held}/callback", {**CALLBACK, "number": wrong})
    assert (refused.status_code, refused.json()["message"]) == (422, "Look again at: number.")


@pytest.mark.parametrize("wrong", [{"number": "call me"}, {"due": "2020-01-01T00:00:00Z"}, {"about": ""}])
def test_a_call_that_cannot_be_made_is_not_promised(held: str, ada: Person, wrong: dict) -> None:
    assert ada.post(f"{held}/callback", {**CALLBACK, **wrong}).status_code == 422


def test_the_number_is_not_in_the_audit_trail(held: str, ada: Person) -> None:
    ada.post(f"{held}/callback", CALLBACK)
    with session_scope() as session:
        assert all("0142" not in str(vars(one)) for one in session.scalars(select(AuditEvent)))
