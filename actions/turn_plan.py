"""Decides the next step of a turn: memory and session in, one step out. Pure; it replaces forms and stories.

Order: what brings a person → what can be answered at once → who speaks → proof of who speaks → the patient (for a
provider) → which claim → the answer. Whatever is missing first is asked for; the queue of wishes stays as it is, so a
digression, a correction or three facts in one breath never lose the thread.
"""

from __future__ import annotations

from typing import Any

from actions.another import HINTED, holds, step
from actions.capture import LAST_FIVE
from actions.further import is_of_another
from actions.memory import Memory
from actions.requests import HANDOFFS, OF_CALLER, OF_PROVIDER, needs_claim
from actions.steps import (
    Answer,
    Ask,
    BeginBatch,
    Close,
    HandOff,
    LoadSession,
    Search,
    Session,
    Step,
    Stuck,
    TurnTo,
    Verify,
)  # fmt: skip

LAST_FOUR = 4
"""The end of a claim number picks one of a member's claims and proves nobody."""


def next_step(memory: Memory, session: Session | None) -> Step:
    """The next thing to do in this turn."""
    for request in memory.requests:
        if request["name"] in HANDOFFS:
            return HandOff(request.get("reason") or HANDOFFS[request["name"]])
    at_hand = memory.claim is not None
    ready = next((r for r in memory.requests if not needs_claim(r["name"], at_hand) or _is_not_theirs(memory, r)), None)
    if ready is not None:
        return Answer(ready)
    if not memory.requests:
        return _nothing_wanted(memory)
    if holds(memory):
        return step(memory)
    if memory.speaker is None:
        return Ask("role") if memory.offer is None else Ask("offer")
    if session is None:
        return LoadSession()
    if not is_verified(memory, session):
        return _provider_proof(memory) if memory.speaker == "provider" else _member_proof(memory)
    if memory.batch is not None and not memory.batch.get("begun"):
        if memory.speaker == "provider":
            return BeginBatch()
        memory.batch = None
    return _claim_step(memory, session)


def _is_not_theirs(memory: Memory, request: dict[str, Any]) -> bool:
    """A provider's totals asked for by a member: said at once, without any proof."""
    return request["name"] in OF_PROVIDER and memory.speaker == "member"


def _nothing_wanted(memory: Memory) -> Step:
    if memory.offer is not None:
        return Ask("offer")
    if memory.batch is not None and memory.batch.get("begun"):
        return Close()
    if holds(memory):
        return Ask("self") if memory.for_another == HINTED else Close()
    if memory.told:
        return Close()
    return Ask("role") if memory.speaker is None else Ask("wish")


def is_verified(memory: Memory, session: Session) -> bool:
    """Whether the backend's proof covers the role the caller speaks in now."""
    if session.level == "none" or session.role != memory.speaker:
        return False
    return memory.speaker == "member" or memory.npi in (None, session.provider_npi)


def _provider_proof(memory: Memory) -> Step:
    for element in ("npi", "tax_id"):
        if getattr(memory, element) is None:
            return Stuck(element) if element in memory.dont_have else Ask(element)
    tax_id = str(memory.tax_id)
    return Verify("provider", {"npi": str(memory.npi), "tax_id" if len(tax_id) > LAST_FIVE else "tax_id_last5": tax_id})


def _member_proof(memory: Memory) -> Step:
    for element in ("member_id", "date_of_birth"):
        if getattr(memory, element) is None:
            return Stuck(element) if element in memory.dont_have else Ask(element)
    proof = {"member_id": str(memory.member_id), "date_of_birth": str(memory.date_of_birth)}
    if memory.zip_code:
        return Verify("member", proof | {"zip": memory.zip_code})
    if memory.last_name:
        return Verify("member", proof | {"last_name": memory.last_name})
    number = str(memory.claim_number or "")
    if len(number) > LAST_FOUR and number != memory.member_id:
        return Verify("member", proof | {"claim_number": number})
    for element in ("zip_code", "last_name"):
        if element not in memory.dont_have:
            return Ask(element)
    return Stuck("claim_number") if "claim_number" in memory.dont_have else Ask("claim_number")


def _claim_step(memory: Memory, session: Session) -> Step:
    request = memory.requests[0]
    if is_of_another(memory, request):
        return TurnTo(request["patient"])
    if request["name"] in OF_PROVIDER | OF_CALLER:
        return Answer(request)
    everything = request["name"] == "list_claims"
    if everything and request.get("looked_up"):
        return Answer(request)
    if memory.claim is not None and not everything and not request.get("date_of_service"):
        return Answer(request)
    picked = _picked(memory, request)
    if memory.speaker == "provider" and not patient_is_proved(memory):
        missing = _patient_missing(memory)
        return missing or Search(_patient(memory) | picked)
    if everything:
        return Search(_patient(memory) | (request.get("narrow") or {}), listing=True)
    if not picked and len(memory.claims) > 1:
        return Ask("which_claim")
    if not picked and _date_is_asked(memory):
        return Ask("date_of_service")
    return Search(_patient(memory) | picked)


def _date_is_asked(memory: Memory) -> bool:
    """Whether the date picks the next claim: a provider names it, a member hears what there is."""
    return (memory.ask_date or memory.speaker == "provider") and "date_of_service" not in memory.dont_have


def _picked(memory: Memory, request: dict[str, Any]) -> dict[str, Any]:
    """What picks one claim among a patient's."""
    if request.get("date_of_service"):
        return {"date_of_service": request["date_of_service"]}
    named = {
        "claim_number": memory.claim_number,
        "trace_number": memory.trace_number,
        "date_of_service": memory.date_of_service,
    }
    return {name: value for name, value in named.items() if value}


def _patient(memory: Memory) -> dict[str, Any]:
    """Whose claims; a member's name only where another one was said after the proof, for the backend to refuse."""
    names = ["member_id", "date_of_birth", "last_name", "first_name"]
    if memory.speaker != "provider":
        proved = memory.proved or {}
        own = [name for name in names[2:] if not proved or getattr(memory, name) == proved.get(name)]
        names = [name for name in names if name not in own]
    return {name: value for name in names if (value := getattr(memory, name))}


def patient_is_proved(memory: Memory) -> bool:
    """Whether the backend has granted this provider this patient already in this conversation."""
    proved = memory.proved or {}
    return (
        memory.member_id is not None
        and proved.get("member_id") == memory.member_id
        and memory.date_of_birth in (None, proved.get("date_of_birth"))
        and proved.get("npi") == memory.npi
    )


def _patient_missing(memory: Memory) -> Step | None:
    """What a provider must still say of the patient, one thing at a time."""
    if memory.member_id is None:
        return Stuck("member_id") if "member_id" in memory.dont_have else Ask("member_id")
    if memory.date_of_birth is None and memory.last_name is None:
        if "date_of_birth" not in memory.dont_have:
            return Ask("date_of_birth")
        return Stuck("date_of_birth") if "person_name" in memory.dont_have else Ask("person_name")
    if memory.date_of_service or memory.claim_number:
        return None
    if "date_of_service" not in memory.dont_have:
        return Ask("date_of_service")
    return Stuck("date_of_service") if "claim_number" in memory.dont_have else Ask("claim_number")
