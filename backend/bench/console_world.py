"""Two agents, a long queue and a long transcript, put straight into a database: for measuring the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from backend.conversation.channels.web_chat import service as web_chat
from backend.conversation.handoffs import rules
from backend.kit.clock import SystemClock
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.colleague import Notice
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.models.staff import Staff
from backend.staff import service as staff
from backend.staff.policy import Role

SEED = 11
AGENTS = ("Ana Ruiz", "Ben Okafor")


@dataclass(frozen=True, slots=True)
class Seeded:
    """What the measurement needs to know of it."""

    tokens: tuple[str, ...]
    """Of signed-in agents."""
    long_handoff: UUID
    long_conversation: UUID
    shared_handoff: UUID
    chat_token: str
    """Of the caller in the long conversation."""


def seed(engine: Engine, waiting: int, turns: int) -> Seeded:
    """``waiting`` handoffs in the queue; the first agent holds two, one with ``turns`` turns; nobody else has any."""
    choose = Random(SEED)
    with Session(engine) as session, session.begin():
        people = [
            staff.create(session, email=f"{name[:3].lower()}@bench.test", name=name, role=Role.AGENT, password=name * 2)
            for name in AGENTS
        ]
        now = SystemClock().now()
        tokens = tuple(staff.open_session(session, one, now, "bench") for one in people)
        ana = people[0]
        token = "bench-" + tokens[0]
        long = _held(session, ana, choose, turns)
        web_chat.hold(session, long.conversation_id, token, now)
        shared = _held(session, ana, choose, 12)
        session.add(Notice(staff_id=people[1].id, kind="mention", handoff_id=shared.id, by_name=ana.name, at=now))
        conversations, spoken, handoffs = [], [], []
        for _ in range(waiting):
            identity = new_id()
            conversations.append(_conversation(identity, "waiting", 6))
            spoken += list(_turns(identity, 6))
            handoffs.append(_handoff(identity, choose))
        session.execute(insert(Conversation), conversations)
        session.execute(insert(Turn), spoken)
        session.execute(insert(Handoff), handoffs)
        return Seeded(tokens, long.id, long.conversation_id, shared.id, token)


def _held(session: Session, agent: Staff, choose: Random, turns: int) -> Handoff:
    identity = new_id()
    row = _conversation(identity, "agent", turns) | {"agent_id": agent.id, "agent_name": agent.name}
    session.execute(insert(Conversation), [row])
    session.execute(insert(Turn), list(_turns(identity, turns)))
    handoff = Handoff(**_handoff(identity, choose))
    handoff.state, handoff.agent_id, handoff.agent_name = "accepted", agent.id, agent.name
    handoff.accepted_at = handoff.requested_at
    session.add(handoff)
    session.flush()
    return handoff


def _conversation(identity: UUID, owner: str, turns: int) -> dict[str, Any]:
    now = SystemClock().now()
    name = f"chat:{identity}"
    return {
        "id": identity,
        "name": name,
        "dialogue": name,
        "dialogue_from": 0,
        "channel": "chat",
        "owner": owner,
        "agent_id": None,
        "agent_name": None,
        "version": 1,
        "last_turn": turns,
        "silences": 0,
        "misunderstandings": 0,
        "started_at": now - timedelta(hours=1),
        "last_activity_at": now,
    }


def _turns(conversation_id: UUID, count: int) -> list[dict[str, Any]]:
    start = SystemClock().now() - timedelta(hours=2)
    return [
        {
            "id": new_id(),
            "conversation_id": conversation_id,
            "number": number,
            "key": f"bench-{number}",
            "speaker": "caller",
            "kind": "text",
            "said": f"Line {number} of many."
            if number < count - 8
            else f"Line {count - number} before the end. It is somewhat longer, as people's sentences are at times.",
            "received_at": start + timedelta(seconds=number),
            "state": "answered",
            "answered_at": start + timedelta(seconds=number),
            "owner": "assistant",
            "messages": [{"text": f"Answer {number}. The claim is in process.", "from": "assistant", "buttons": []}],
            "answer_text": f"Answer {number}. The claim is in process.",
            "actions": ["action_answer"],
            "evidence": [],
        }
        for number in range(1, count + 1)
    ]


def _handoff(conversation_id: UUID, choose: Random) -> dict[str, Any]:
    reason = choose.choice(sorted(rules.REASONS))
    clock = SystemClock()
    days = choose.choice([None, 3, 20, 90])
    deadline: date | None = clock.today() + timedelta(days=days) if days else None
    amount = Money.of(f"{choose.randrange(40, 9000)}.00") if choose.random() < 0.6 else None
    who: dict[str, Any] = {"role": None, "provider_name": None, "npi": None, "member_id": None, "patients": []}
    packet: dict[str, Any] = {
        "reason_sentence": rules.sentence_of(reason),
        "who": who,
        "verification": {"level": "none", "elements": [], "verified_at": None, "failures": 0},
        "claim": None,
        "intent": None,
        "intents": ["check_claim_status"],
        "question": {"turn": 1, "said": "Where is my claim?"},
        "tried": ["action_answer"],
        "summary": {},
        "deadline": deadline.isoformat() if deadline else None,
        "days_left": days,
        "money_at_risk": str(amount) if amount else None,
        "recommended": rules.recommended(reason, None, "none"),
        "opening_line": rules.opening_line(None, reason),
    }
    return {
        "id": new_id(),
        "reference": f"B{choose.randrange(10**11):011d}",
        "conversation_id": conversation_id,
        "state": "waiting",
        "reason": reason,
        "urgency": rules.RANK[rules.urgency_of(reason, None, days)],
        "deadline": deadline,
        "money_at_risk": amount,
        "skills": [],
        "packet": packet,
        "requested_at": clock.now() - timedelta(seconds=choose.randrange(10, 3600)),
    }
