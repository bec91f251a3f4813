"""What answers about conversations look like to staff."""

from __future__ import annotations

from backend.conversation.callers.disclosure.envelope import facts_for
from backend.conversation.turns.beside import SENTENCES
from backend.conversation.turns.schemas import (
    ClaimBeside,
    ConversationList,
    ConversationShown,
    MessageStored,
    Transcript,
    TurnRead,
)
from backend.invented import AGENT, CHAT, CHAT_ID, HANDOFF_ID, REFERENCE, TODAY, an_id, at
from backend.pipeline.claims.examples import KNOWN

CONVERSATION = ConversationShown(
    id=CHAT_ID, name=CHAT, channel="chat", owner="agent", agent_name=AGENT, version=7, turns=13,
    started_at=at(3, 17, 13, 58), last_activity_at=at(3, 17, 14, 10), ended_at=None,
)  # fmt: skip
ADVICE = f"remittance {an_id('remittance')}/CLP 3"

SHOWN = (
    ConversationList(conversations=[CONVERSATION]),
    Transcript(
        conversation=CONVERSATION,
        verification={
            "level": "member", "role": "member", "elements": ["member_id", "date_of_birth", "zip"],
            "verified_at": "2026-03-17T14:01:30+00:00", "failures": 0,
        },
        turns=[
            TurnRead(
                number=5, speaker="caller", kind="text", said="Why was my claim denied?", received_at=at(3, 17, 14, 2),
                answered_at=at(3, 17, 14, 2), milliseconds=140, state="answered", owner="assistant", expected=None,
                messages=[
                    {
                        "text": "Your claim was not paid. The plan needs a document or record before it can decide.",
                        "from": "assistant", "buttons": [],
                    }
                ],
                understood={"intent": "ask_denial_reason", "confidence": 0.98, "also": [], "entities": []},
                actions=["action_take_turn"],
                evidence=[
                    {"fact": "claim.denial_reason", "record": ADVICE, "field": "CAS02", "time": "2026-03-11T07:00:00+00:00"}
                ],
                failure=None,
            )
        ],
        handoffs=[
            {
                "id": str(HANDOFF_ID), "reference": REFERENCE, "state": "accepted", "reason": "asked",
                "urgency": "ordinary", "agent_name": AGENT, "wrap_up_code": None,
                "requested_at": "2026-03-17T14:04:00+00:00",
            }
        ],
    ),
    ClaimBeside(
        claim=dict(facts_for("status", "member", KNOWN, TODAY, detail=True)),
        right="proved",
        sentence=SENTENCES["proved"],
    ),
    MessageStored(turn=14, version=8),
)  # fmt: skip
