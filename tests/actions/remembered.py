"""One turn taken into a memory, for the tests of what is taken from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.controls import control
from actions.heard import Heard, read
from actions.memory import Memory
from actions.take_in import take_in

TODAY = date(2026, 11, 20)
DATE = {"start": "2026-03-03", "end": "2026-03-03"}
OTHER = {"start": "2026-04-04", "end": "2026-04-04"}
CLAIM = {
    "id": "a", "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "stage": "paid",
    "charge": "240.00", "paid": "180.00",
}  # fmt: skip
SECOND = CLAIM | {
    "id": "b",
    "last_four": "9902",
    "service_from": "2026-04-04",
    "service_to": "2026-04-04",
    "stage": "denied",
}
DENIED = CLAIM | {"stage": "denied"}
PROVED = {"npi": "1770002313", "member_id": "W1", "date_of_birth": "1980-01-02"}


def heard(*intents: str, text: str = "", **values: Any) -> Heard:
    return Heard(intents=intents, text=text, values={k: v if isinstance(v, list) else [v] for k, v in values.items()})


def after(memory: Memory, said: Heard) -> Memory:
    return control(memory, take_in(memory, said, TODAY), said).memory


def settled(**more: Any) -> Memory:
    said = {
        "speaker": "provider", "npi": "1770002313", "tax_id": "12345", "member_id": "W1", "date_of_birth": "1980-01-02",
        "date_of_service": DATE, "claim": CLAIM, "claims": [CLAIM], "told": ["a"], "proved": PROVED, "expects": "more",
    }  # fmt: skip
    return Memory(**(said | more))


def own(**more: Any) -> Memory:
    proved = {"member_id": "W1", "date_of_birth": "1980-01-02", "first_name": None, "last_name": None}
    return settled(speaker="member", npi=None, tax_id=None, proved=proved, **more)


def wanted(memory: Memory, text: str, intent: str = "nlu_fallback", confidence: float = 0.4) -> list[str]:
    """What a line is taken to want, on the path of every turn; ``intent``: what the language model made of it."""
    message: dict[str, Any] = {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": []}
    said = read(message, memory.expects)
    return [one["name"] for one in control(memory, take_in(memory, said, TODAY), said).memory.requests]


def member(**more: Any) -> Memory:
    return own(claim=DENIED, claims=[DENIED], **more)


def office(**more: Any) -> Memory:
    return settled(claim=DENIED, claims=[DENIED], **more)
