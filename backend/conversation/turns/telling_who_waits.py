"""One written message of a caller who waits for a person: onto the packet, and answered with what waits (decision 0315)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from backend.conversation.handoffs import service as handoffs
from backend.conversation.turns import answers, waiting
from backend.conversation.turns.repository import TurnRepository
from backend.kit.clock import Clock
from backend.models.conversation import Conversation, Turn


def tell_waiting(session: Session, row: Conversation, turn: Turn, clock: Clock) -> None:
    """The words go onto the packet, and the caller is told so."""
    assert turn.said is not None, "only words are passed on"
    handoff = handoffs.open_of(session, row)
    if handoff is None:
        return
    danger = waiting.is_in_danger(turn.said.replace("’", "'"))
    now = clock.now()
    handoffs.hear_on(handoff, turn.number, turn.said, danger=danger)
    before = TurnRepository(session).told_while_waiting(row.id, handoff.requested_at)
    minutes = handoffs.place(session, handoff, now).wait_minutes
    asks_day = waiting.asks_last_day(turn.said)
    asks_claim = asks_day or handoff.reason == "dispute"
    found = handoffs.record_at_hand(session, row, handoff.claim_id, clock) if asks_claim else None
    facts, evidence = found or ({}, [])  # empty where the caller may not hear of the claim
    last_day = _last_day(facts, evidence, turn, clock) if asks_day else None
    reference = handoff.reference if waiting.asks_reference(turn.said) else None
    has_draft = facts.get("appeal_state") == "draft"
    told = waiting.line(turn.said, waiting.Waits(handoff.reason, before, minutes, last_day, reference, has_draft))
    turn.messages = [answers.sentence(one) for one in told]
    turn.answer_text = " ".join(told)


def _last_day(facts: dict[str, Any], evidence: list[dict[str, str]], turn: Turn, clock: Clock) -> date | None:
    """The last day to appeal; None where there is none, or it is past."""
    if not facts.get("denial_appealable") or not facts.get("denial_deadline"):
        return None
    day = date.fromisoformat(str(facts["denial_deadline"]))
    turn.evidence = [one for one in evidence if one["fact"] == "claim.denial_deadline"]
    return day if day >= clock.today() else None
