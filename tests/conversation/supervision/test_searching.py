"""Conversations are found by each thing one may search for, and by nothing that does not fit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.supervision.scorecard import SECTIONS
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish, Understood
from backend.models.conversation import Conversation, ConversationEvent
from backend.models.handoff import Handoff
from backend.staff.policy import Role
from tests.conversation.conftest import says
from tests.conversation.world import make_world

SEARCH = "/api/v1/transcripts/search"
TODAY = datetime.now(UTC).date()
YESTERDAY, TOMORROW = str(TODAY - timedelta(days=1)), str(TODAY + timedelta(days=1))


@pytest.fixture
def disputed(chat, another_chat, assistant, sam) -> str:
    """The one that disputed a told claim, was handed to an agent, corrected, tagged and scored; beside it a plain one."""
    another_chat().say("good morning")
    assistant.reply = says(
        "I am getting somebody.",
        understood=Understood(intent="ask_denial_reason", confidence=0.41),
        handoff=HandoffWish(reason="dispute"),
    )
    chat.say("that denial about marmalade is wrong")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        conversation = session.get_one(Conversation, handoff.conversation_id)
        told = make_world(session).denied
        audit.record(session, Act.CLAIM_DISCLOSED, actor=conversation.name, subject=f"claim:{told}")
        session.execute(update(Handoff).values(agent_name="Ana Ruiz"))
        found = str(conversation.id)
    address = f"/api/v1/transcripts/{found}"
    turn = next(one for one in sam.get(address).json()["turns"] if one["kind"] == "text")
    for path, body in (
        ("corrections", {"turn_id": turn["id"], "intent": "start_appeal"}),
        ("reviews", {"points": SECTIONS}),
    ):
        assert sam.post(f"{address}/{path}", body).status_code == 201
    assert sam.put(f"{address}/tags", {"tags": ["fruit"]}).status_code == 200
    return found


FITS = [
    ({"text": "marmalade"}, {"text": "quince"}),
    ({"claim": "icn 2026-0404"}, {"claim": "ICN20260505"}),
    ({"claim": "ACC20260404"}, {"claim": "ACC20260505"}),
    ({"payer": "harbor"}, {"payer": "Bayside"}),
    ({"reason": "dispute"}, {"reason": "asked"}),
    ({"intent": "ask_denial_reason"}, {"intent": "explain_code"}),
    ({"confidence_below": 0.5}, {"confidence_below": 0.4}),
    ({"outcome": "waiting"}, {"outcome": "with_agent"}),
    ({"tag": "fruit"}, {"tag": "bread"}),
    ({"agent": "ruiz"}, {"agent": "Okafor"}),
    ({"corrected": True}, {"corrected": True, "text": "good morning"}),
    ({"reviewed": True}, {"reviewed": True, "text": "good morning"}),
    ({"channel": "chat", "reason": "dispute"}, {"channel": "voice"}),
    ({"first_day": str(TODAY), "last_day": str(TODAY), "tag": "fruit"}, {"last_day": YESTERDAY}),
    ({"first_day": YESTERDAY, "tag": "fruit"}, {"first_day": TOMORROW}),
]


@pytest.mark.parametrize(("fits", "misses"), FITS, ids=[" ".join(one) for one, _ in FITS])
def test_a_conversation_is_found_by_what_fits_and_by_nothing_else(sam, disputed, fits: dict, misses: dict) -> None:
    def found(wanted: dict) -> list[str]:
        return [one["id"] for one in sam.post(SEARCH, wanted).json()["conversations"]]

    assert found(fits) == [disputed]
    assert found(misses) == []
    assert len(found({})) == 2


def test_what_nobody_corrected_or_reviewed_is_found_too(sam, disputed) -> None:
    for wanted in ({"corrected": False}, {"reviewed": False}, {"outcome": "open"}):
        others = sam.post(SEARCH, wanted).json()["conversations"]
        assert len(others) == 1
        assert others[0]["id"] != disputed


@pytest.mark.parametrize(
    ("end", "body", "outcome"), [("close", {"wrap_up_code": "claim_denial"}, "closed"), ("give-back", {}, "handed_off")]
)
def test_what_an_agent_closed_is_not_called_given_back(sam, signed_in, assistant, disputed, end, body, outcome) -> None:
    assistant.reply = says("Is there anything else?")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one().id
    ana = signed_in("Ana", Role.AGENT)
    for path, given in (("accept", {}), (end, body)):
        assert ana.post(f"/api/v1/handoffs/{handoff}/{path}", given).status_code == 200
    assert sam.get(f"/api/v1/transcripts/{disputed}").json()["outcome"] == outcome
    for asked in ("closed", "handed_off"):
        found = [one["id"] for one in sam.post(SEARCH, {"outcome": asked}).json()["conversations"]]
        assert found == ([disputed] if asked == outcome else [])
    with session_scope() as session:
        told = session.scalars(select(ConversationEvent).where(ConversationEvent.kind == "closed")).all()
        assert [one.payload["agent"] for one in told] == (["Ana"] if outcome == "closed" else [])
