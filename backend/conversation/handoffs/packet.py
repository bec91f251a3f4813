"""The packet an agent sees first: the working state of the conversation, not its transcript. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from backend.conversation.handoffs import rules


@dataclass(frozen=True, slots=True)
class Proof:
    """What the caller has proved, and by which kinds of elements; never their values."""

    level: str
    role: str | None
    provider_name: str | None
    npi: str | None
    member_id: str | None
    patients: tuple[str, ...]
    elements: tuple[str, ...]
    verified_at: datetime | None
    failures: int


@dataclass(frozen=True, slots=True)
class TurnInShort:
    """Of a turn, what tells how far the assistant came."""

    number: int
    intent: str | None
    actions: tuple[str, ...]
    said: str | None


def make_packet(
    *,
    reason: str,
    proof: Proof,
    claim: dict[str, Any] | None,
    turns: Sequence[TurnInShort],
    summary: dict[str, Any],
    language: str,
    promised: Sequence[dict[str, Any]],
    today: date,
) -> dict[str, Any]:
    """Who, proof, claim, question, wanted, given, tried, promised, language, money and deadline, next step, opening line.

    ``summary``: the assistant's word on what was wanted and given, by name. Who has proved nothing has the role they gave,
    and ``role_proved`` is false.
    """
    intents = [one.intent for one in turns if one.intent]
    last_said = next((one for one in reversed(turns) if one.said), None)
    deadline = date.fromisoformat(claim["denial_deadline"]) if claim and claim.get("denial_deadline") else None
    return {
        "reason": reason,
        "reason_sentence": rules.sentence_of(reason),
        "who": {
            "role": proof.role or said_role(summary),
            "role_proved": proof.role is not None,
            "provider_name": proof.provider_name,
            "npi": proof.npi,
            "member_id": proof.member_id,
            "patients": list(proof.patients),
        },
        "verification": {
            "level": proof.level,
            "elements": list(proof.elements),
            "verified_at": proof.verified_at.isoformat() if proof.verified_at else None,
            "failures": proof.failures,
        },
        "claim": claim,
        "intent": intents[-1] if intents else None,
        "intents": list(dict.fromkeys(intents)),
        "question": {"turn": last_said.number, "said": last_said.said} if last_said else None,
        "tried": list(dict.fromkeys(action for one in turns for action in one.actions)),
        "summary": summary,
        "language": rules.language_of(language, reason),
        "promised": list(promised),
        "deadline": deadline.isoformat() if deadline else None,
        "days_left": rules.days_until(deadline, today),
        "money_at_risk": (claim or {}).get("denial_amount"),
        "recommended": rules.recommended(reason, claim, proof.level, today),
        "opening_line": rules.opening_line(None, reason),
    }


def said_role(summary: dict[str, Any]) -> str | None:
    """Whom the caller says to speak for; nothing else that stands there is a role."""
    said = summary.get("speaker")
    return said if said in ("provider", "member") else None
