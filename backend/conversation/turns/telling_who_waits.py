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
from backend.models.handoff import Handoff

Record = tuple[dict[str, Any], list[dict[str, str]]]
"""Facts of a claim, and where each stands."""


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
    record = _claim_at_hand(session, row, turn.said, handoff, clock)
    last_day = _last_day(record, turn, clock) if waiting.asks_last_day(turn.said) else None
    reference = handoff.reference if waiting.asks_reference(turn.said) else None
    has_draft = record[0].get("appeal_state") == "draft"
    told = waiting.line(turn.said, waiting.Waits(handoff.reason, before, minutes, last_day, reference, has_draft))
    turn.messages = [answers.sentence(one) for one in told]
    turn.answer_text = " ".join(told)


def _claim_at_hand(session: Session, row: Conversation, said: str, handoff: Handoff, clock: Clock) -> Record:
    """The claim at hand as the record has it now, where an appeal waits or its last day is asked for; empty where the
    caller may not hear of it."""
    if handoff.reason != "dispute" and not waiting.asks_last_day(said):
        return {}, []
    return handoffs.record_at_hand(session, row, handoff.claim_id, clock) or ({}, [])


def _last_day(record: Record, turn: Turn, clock: Clock) -> date | None:
    """The last day to appeal; None where there is none, or it is past."""
    facts, evidence = record
    if not facts.get("denial_appealable") or not facts.get("denial_deadline"):
        return None
    day = date.fromisoformat(str(facts["denial_deadline"]))
    turn.evidence = [one for one in evidence if one["fact"] == "claim.denial_deadline"]
    return day if day >= clock.today() else None
