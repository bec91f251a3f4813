"""The agents' queue: nobody and the wrong person first; then accept, write, give back, close."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, text, update

from backend.conversation.handoffs import rules
from backend.conversation.handoffs import service as handoffs
from backend.conversation.handoffs.repository import HandoffRepository
from backend.conversation.turns import service as turns
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import FixedClock, SystemClock
from backend.kit.money import Money
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, ConversationEvent, Turn
from backend.models.handoff import Handoff
from backend.models.staff import Staff
from backend.models.verification import Verification
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.conversation.conftest import Actions, Chat, Person, says
from tests.conversation.world import make_world

PATHS = [
    ("GET", "/api/v1/handoffs"),
    ("GET", f"/api/v1/handoffs/{uuid.uuid4()}"),
    ("POST", f"/api/v1/handoffs/{uuid.uuid4()}/accept"),
    ("POST", f"/api/v1/handoffs/{uuid.uuid4()}/release"),
    ("POST", f"/api/v1/handoffs/{uuid.uuid4()}/give-back"),
    ("POST", f"/api/v1/handoffs/{uuid.uuid4()}/close"),
    ("GET", "/api/v1/conversations"),
    ("GET", f"/api/v1/conversations/{uuid.uuid4()}"),
    ("POST", f"/api/v1/conversations/{uuid.uuid4()}/messages"),
]


@pytest.fixture
def waiting(chat: Chat, assistant: LocalEngine) -> Callable[[], dict[str, Any]]:
    """A chat that waits for a person, and its handoff as the queue shows it."""

    def make() -> dict[str, Any]:
        assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
        assert chat.say("I dispute this")["owner"] == "waiting"
        assistant.reply = says("I am back.")
        with session_scope() as session:
            return {"id": str(session.scalars(select(Handoff.id).where(Handoff.state == "waiting")).one())}

    return make


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_nobody_is_told_nothing(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path, json={} if method == "POST" else None).status_code == 401


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_a_biller_has_no_business_here(signed_in: Callable[..., Person], method: str, path: str) -> None:
    biller = signed_in("Bea", Role.BILLER)
    answer = biller.get(path) if method == "GET" else biller.post(path)
    assert answer.status_code == 403


def test_a_handoff_that_is_not_there(signed_in: Callable[..., Person]) -> None:
    agent = signed_in("Ada")
    assert agent.get(f"/api/v1/handoffs/{uuid.uuid4()}").status_code == 404
    assert agent.post(f"/api/v1/handoffs/{uuid.uuid4()}/accept").status_code == 404


def test_the_second_agent_gets_a_conflict_and_hears_who_was_first(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, first, second = waiting(), signed_in("Ada"), signed_in("Ben")
    accepted = first.post(f"/api/v1/handoffs/{handoff['id']}/accept").json()
    assert accepted["agent_name"] == "Ada"
    assert "This is Ada." in accepted["packet"]["opening_line"]
    answer = second.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    assert answer.status_code == 409
    assert "Ada" in answer.json()["message"]
    assert first.post(f"/api/v1/handoffs/{handoff['id']}/accept").status_code == 200


def test_of_ten_agents_at_once_exactly_one_has_it(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff = waiting()
    agents = [signed_in(f"Agent{n}") for n in range(10)]
    with ThreadPoolExecutor(10) as threads:
        path = f"/api/v1/handoffs/{handoff['id']}/accept"
        statuses = list(threads.map(lambda one: one.post(path).status_code, agents))
    assert sorted(statuses) == [200] + [409] * 9


def test_an_agent_writes_and_the_caller_reads_it_live(
    chat: Chat, waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person], assistant: LocalEngine
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    accepted = agent.post(f"/api/v1/handoffs/{handoff['id']}/accept").json()
    path = f"/api/v1/conversations/{accepted['conversation_id']}/messages"
    version = agent.get(f"/api/v1/conversations/{accepted['conversation_id']}").json()["conversation"]["version"]
    asked = len(assistant.asked)
    said = chat.say("hello agent")
    assert (said["owner"], said["messages"]) == ("agent", [])
    assert len(assistant.asked) == asked
    written = agent.post(path, {"text": "Hello, I have read it all.", "version": version}, idempotency_key="message-1")
    assert written.status_code == 200
    again = agent.post(path, {"text": "Hello, I have read it all.", "version": version}, idempotency_key="message-1")
    assert again.json()["turn"] == written.json()["turn"]
    with session_scope() as session:
        events = session.scalars(select(ConversationEvent).order_by(ConversationEvent.id)).all()
        kinds = [(one.kind, one.payload.get("owner") or one.payload.get("text")) for one in events]
    assert kinds == [("owner", "waiting"), ("owner", "agent"), ("message", "Hello, I have read it all.")]


def test_a_reply_to_an_older_state_is_refused(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    agent = signed_in("Ada")
    accepted = agent.post(f"/api/v1/handoffs/{waiting()['id']}/accept").json()
    path = f"/api/v1/conversations/{accepted['conversation_id']}/messages"
    answer = agent.post(path, {"text": "stale", "version": 0}, idempotency_key="message-1")
    assert answer.status_code == 409
    assert answer.json()["code"] == "moved_on"


def test_only_the_agent_who_holds_it_may_write(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, first, second = waiting(), signed_in("Ada"), signed_in("Ben")
    accepted = first.post(f"/api/v1/handoffs/{handoff['id']}/accept").json()
    path = f"/api/v1/conversations/{accepted['conversation_id']}/messages"
    assert second.post(path, {"text": "me too"}, idempotency_key="message-1").status_code == 409
    for verb in ("give-back", "release"):
        assert second.post(f"/api/v1/handoffs/{handoff['id']}/{verb}").status_code == 409
    assert second.post(f"/api/v1/handoffs/{handoff['id']}/close", {"wrap_up_code": "other"}).status_code == 409


def test_given_back_the_assistant_goes_on(
    chat: Chat, waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person], assistant: LocalEngine
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    assert agent.post(f"/api/v1/handoffs/{handoff['id']}/give-back").json()["state"] == "returned"
    assert assistant.asked[-1].event == "returned"
    assert chat.say("thanks")["owner"] == "assistant"
    with session_scope() as session:
        last = session.scalars(select(ConversationEvent).order_by(ConversationEvent.id.desc())).first()
        assert last is not None
        assert last.payload["text"] == "I am back."


def test_given_back_while_an_earlier_turn_is_still_being_answered_it_is_said_afterwards(
    chat: Chat,
    waiting: Callable[[], dict[str, Any]],
    signed_in: Callable[..., Person],
    assistant: LocalEngine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    with session_scope() as session:
        session.execute(update(Conversation).values(busy_turn=1, busy_until=func.now() + timedelta(minutes=1)))
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    given_back = agent.post(f"/api/v1/handoffs/{handoff['id']}/give-back")
    assert (given_back.status_code, given_back.json()["state"]) == (200, "returned")
    assert assistant.asked[-1].event != "returned"
    with session_scope() as session:
        session.execute(update(Conversation).values(busy_turn=None, busy_until=None))
        later = session.scalars(
            text("SELECT args FROM procrastinate_jobs WHERE task_name = 'turns:say_returned'")
        ).one()
    turns.say_returned(UUID(later["conversation_id"]), UUID(later["handoff_id"]), assistant, SystemClock())
    turns.say_returned(UUID(later["conversation_id"]), UUID(later["handoff_id"]), assistant, SystemClock())
    assert [one.event for one in assistant.asked].count("returned") == 1
    with session_scope() as session:
        last = session.scalars(select(ConversationEvent).order_by(ConversationEvent.id.desc())).first()
        assert last is not None
        assert last.payload["text"] == "I am back."


def test_a_proof_that_ran_out_while_an_agent_had_the_word_is_forgotten_when_it_is_given_back(
    chat: Chat, waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person], assistant: LocalEngine
) -> None:
    """Somebody else may sit before the screen by then: the assistant must not prove them by what it remembers."""
    handoff, agent = waiting(), signed_in("Ada")
    before = assistant.asked[-1].conversation
    with session_scope() as session:
        conversation = session.scalars(select(Conversation)).one()
        long_ago = conversation.last_activity_at - timedelta(hours=1)
        session.add(
            Verification(
                conversation_id=conversation.id, role="member", elements=["member_id"], member_id="M1",
                verified_at=long_ago, expires_at=long_ago + timedelta(minutes=30),
            )
        )  # fmt: skip
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    chat.say("hello?")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/give-back")
    chat.say("what about my claim")
    assert assistant.asked[-1].conversation != before


def test_closing_needs_a_known_wrap_up_code(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    path = f"/api/v1/handoffs/{handoff['id']}/close"
    assert agent.post(path).status_code == 422
    assert agent.post(path, {"wrap_up_code": "whatever"}).status_code == 422
    closed = agent.post(path, {"wrap_up_code": "claim_denial", "note": "explained"})
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
    assert agent.post(path, {"wrap_up_code": "claim_denial"}).status_code == 409


def test_an_answer_overtaken_by_an_agent_is_not_said(
    chat: Chat, signed_in: Callable[..., Person], assistant: LocalEngine, actions: Actions
) -> None:
    """The assistant asks for a person in its action; an agent accepts before its words are stored."""
    agent = signed_in("Ada")

    def hand_off_and_dawdle(turn: DialogueTurn) -> DialogueAnswer:
        actions.dialogue = turn.conversation
        actions.told("handoffs", reason="asked")
        waiting = agent.get("/api/v1/handoffs").json()["waiting"][0]
        assert agent.post(f"/api/v1/handoffs/{waiting['id']}/accept").status_code == 200
        return says("One moment, I am getting somebody.")(turn)

    assistant.reply = hand_off_and_dawdle
    body = chat.say("a person please")
    assert (body["owner"], body["messages"]) == ("agent", [])


def test_asking_twice_is_one_handoff(chat: Chat, actions: Actions) -> None:
    chat.say("hello")
    first = actions.told("handoffs", reason="asked")
    again = actions.told("handoffs", reason="dispute")
    assert first["reference"] == again["reference"]
    assert first["position"] == 1
    assert again["session"]["owner"] == "waiting"


def test_every_step_of_a_handoff_is_audited(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    conversation_id = agent.get(f"/api/v1/handoffs/{handoff['id']}").json()["conversation_id"]
    agent.get(f"/api/v1/conversations/{conversation_id}")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/close", {"wrap_up_code": "other"})
    with session_scope() as session:
        acts = set(session.scalars(select(AuditEvent.act)))
    assert {
        "caller:handoff:requested",
        "staff:handoff:accepted",
        "staff:transcript:viewed",
        "staff:handoff:closed",
    } <= acts


def test_an_agent_reads_only_conversations_handed_to_people(
    chat: Chat,
    another_chat: Callable[[], Chat],
    waiting: Callable[[], dict[str, Any]],
    signed_in: Callable[..., Person],
) -> None:
    another_chat().say("between me and the assistant")
    waiting()
    agent, supervisor = signed_in("Ada"), signed_in("Sue", Role.SUPERVISOR)
    assert len(agent.get("/api/v1/conversations").json()["conversations"]) == 1
    both = supervisor.get("/api/v1/conversations").json()["conversations"]
    assert len(both) == 2
    alone = next(one["id"] for one in both if one["owner"] == "assistant")
    assert agent.get(f"/api/v1/conversations/{alone}").status_code == 404
    assert supervisor.get(f"/api/v1/conversations/{alone}").status_code == 404


def test_who_reviews_reads_in_full_only_what_they_hold(
    chat: Chat, waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person], assistant: LocalEngine
) -> None:
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("Marabelle Quockerwodger XQP904551 disputes this")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        path, row = f"/api/v1/handoffs/{handoff.id}", f"/api/v1/conversations/{handoff.conversation_id}"
    auditor, sue, root = (
        signed_in("Ida", Role.AUDITOR),
        signed_in("Sue", Role.SUPERVISOR),
        signed_in("Root", Role.ADMIN),
    )
    covered = row.replace("conversations", "transcripts")
    assert [one.get(row).status_code for one in (auditor, sue, root)] == [403, 404, 404]
    for one in (auditor, sue, root):
        for answer in (one.get(covered), one.get(f"{covered}/turns"), one.get(path), one.get("/api/v1/handoffs")):
            assert answer.status_code in (200, 403)
            assert [one for one in ("Quockerwodger", "XQP904551") if one in answer.text] == []
    assert "Quockerwodger" in signed_in("Ada").get(path).text
    assert sue.post(f"{path}/accept").status_code == 200
    assert ("Quockerwodger" in sue.get(row).text, "Quockerwodger" in sue.get(path).text) == (True, True)
    assert sue.post(f"{path}/close", {"wrap_up_code": "other"}).status_code == 200
    assert sue.get(row).status_code == 404
    assert "Quockerwodger" not in sue.get(path).text
    with session_scope() as session:
        assert "staff:transcript:unmasked" not in set(session.scalars(select(AuditEvent.act)))
    assert "Quockerwodger" in auditor.post(f"{covered}/unmasked", {"reason": "complaint C-7 is looked into"}).text


def test_the_queue_is_ordered_by_urgency_deadline_money_and_wait(
    another_chat: Callable[[], Chat], now: datetime
) -> None:
    def put(reason: str, deadline: date | None, money: str | None, minutes: int) -> str:
        chat = another_chat()
        with session_scope() as session:
            row = session.scalars(select(Conversation).order_by(Conversation.started_at.desc())).first()
            assert row is not None
            made = handoffs.request(session, row, reason, FixedClock(now + timedelta(minutes=minutes)))
            made.deadline, made.money_at_risk = deadline, Money.of(money) if money else None
            assert chat.token
            return made.reference

    order = [
        put("asked", None, None, 9),
        put("asked", None, None, 1),
        put("asked", None, "10.00", 8),
        put("asked", date(2026, 4, 1), None, 7),
        put("fraud", None, None, 6),
        put("medical_emergency", None, None, 5),
    ]
    with session_scope() as session:
        assert [one.reference for one in HandoffRepository(session).waiting(200)] == [
            *reversed(order[2:]),
            order[1],
            order[0],
        ]


@pytest.mark.parametrize("said", ["{}", "{:.1} {:.3}", "h {}", "H-{}", " h{} "])
def test_a_reference_read_out_finds_its_conversation_however_long_the_queue(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person], said: str
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    with session_scope() as session:
        reference = session.scalars(select(Handoff.reference)).one()
    digits = reference.removeprefix("H")
    written = f"{digits[:3]} {digits[3:]}" if said == "{:.1} {:.3}" else said.format(digits)
    answer = agent.client.get(
        "/api/v1/handoffs", params={"reference": written, "limit": 0}, headers={"Cookie": f"{COOKIE}={agent.token}"}
    )
    found = answer.json()
    assert [(one["id"], one["reference"], one["state"]) for one in found["found"]] == [
        (handoff["id"], reference, "waiting")
    ]
    assert found["waiting"] == []


def test_a_reference_finds_what_is_with_a_colleague_and_what_is_over(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, agent, other = waiting(), signed_in("Ada"), signed_in("Ben")
    reference = agent.post(f"/api/v1/handoffs/{handoff['id']}/accept").json()["reference"]
    (found,) = other.get(f"/api/v1/handoffs?reference={reference}").json()["found"]
    assert (found["state"], found["agent_name"]) == ("accepted", "Ada")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/close", {"wrap_up_code": "other"})
    (found,) = other.get(f"/api/v1/handoffs?reference={reference}").json()["found"]
    assert (found["state"], found["opens_at"]) == ("closed", None)


def test_what_was_forgotten_and_what_never_was_is_not_found(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    waiting()
    agent = signed_in("Ada")
    with session_scope() as session:
        reference = session.scalars(select(Handoff.reference)).one()
        session.execute(update(Handoff).values(packet={}, state="returned", ended_at=func.now()))
    asked = (reference, "H0000000", "", "7", "H%", "R1234567", "x" * 20)
    assert [agent.get(f"/api/v1/handoffs?reference={one}").json()["found"] for one in asked] == [[]] * len(asked)
    assert agent.get(f"/api/v1/handoffs?reference={'1' * 41}").status_code == 422


def test_an_absent_agent_loses_the_conversation_to_the_queue(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    later = FixedClock(datetime.now(UTC) + timedelta(minutes=11))
    with session_scope() as session:
        assert handoffs.requeue_abandoned(session, timedelta(minutes=10), later) == 1
        assert session.scalars(select(Conversation.owner)).one() == "waiting"
        assert session.scalars(select(Handoff.state)).one() == "waiting"


def test_wait_is_honest() -> None:
    assert rules.wait_minutes(3, 0) is None
    assert rules.wait_minutes(1, 1) == 6
    assert rules.wait_minutes(3, 2) == 9


@pytest.mark.parametrize(
    ("reason", "asked", "days", "urgency"),
    [
        ("asked", None, None, "ordinary"),
        ("asked", None, 5, "urgent"),
        ("asked", None, 6, "ordinary"),
        ("asked", None, -1, "ordinary"),
        ("asked", "urgent", None, "urgent"),
        ("medical_emergency", "ordinary", None, "emergency"),
        ("never heard of", None, None, "ordinary"),
    ],
)
def test_urgency(reason: str, asked: Any, days: int | None, urgency: str) -> None:
    assert rules.urgency_of(reason, asked, days) == urgency


def test_what_an_agent_wrote_is_a_turn_of_the_transcript(
    chat: Chat, waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    accepted = agent.post(f"/api/v1/handoffs/{handoff['id']}/accept").json()
    path = f"/api/v1/conversations/{accepted['conversation_id']}"
    agent.post(f"{path}/messages", {"text": "from a person"}, idempotency_key="message-1")
    turns = agent.get(path).json()["turns"]
    assert [one["speaker"] for one in turns] == ["caller", "caller", "agent"]
    assert "payload" not in json.dumps(turns)
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Turn)) == 3


def test_after_closing_the_next_writer_starts_at_none(
    chat: Chat, waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person], assistant: LocalEngine
) -> None:
    handoff, agent = waiting(), signed_in("Ada")
    before = assistant.asked[-1].conversation
    agent.post(f"/api/v1/handoffs/{handoff['id']}/accept")
    agent.post(f"/api/v1/handoffs/{handoff['id']}/close", {"wrap_up_code": "other"})
    assert chat.say("one more thing")["owner"] == "assistant"
    assert assistant.asked[-1].conversation != before
    with session_scope() as session:
        session.execute(update(Conversation).values(busy_until=None))


def test_an_agent_without_the_clinical_skill_is_shown_no_claim_of_a_protected_class(
    waiting: Callable[[], dict[str, Any]], signed_in: Callable[..., Person]
) -> None:
    path = f"/api/v1/handoffs/{waiting()['id']}"
    with session_scope() as session:
        world = make_world(session)
        handoff = session.scalars(select(Handoff)).one()
        handoff.claim_id = world.sensitive
        handoff.packet = handoff.packet | {"claim": {"number": "ICN20260606", "procedures": ["90834"]}}
    ada, ben = signed_in("Ada"), signed_in("Ben")
    with session_scope() as session:
        session.execute(update(Staff).where(Staff.id == ben.id).values(skills="clinical"))
    assert "90834" in ben.get(path).text
    accepted = ada.post(f"{path}/accept")
    assert accepted.status_code == 200
    answers = [ada.get(path), accepted, ada.get(f"{path}/suggestion"), ada.get(f"{path}/canned-replies")]
    assert ["90834" in one.text or "ICN20260606" in one.text for one in answers] == [False] * 4
    assert ada.get(path).json()["packet"]["claim"] is None
