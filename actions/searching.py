"""What a search's outcome means for the conversation. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.claim_answers import found, said_name
from actions.earlier_patients import note_patient
from actions.history import NOT_THAT_ONE, told_last
from actions.memory import Memory
from actions.steps import HandOff, Listen, Say, Search, Step

PATIENT = ("member_id", "date_of_birth", "first_name", "last_name", "zip_code")
PICKS = ("date_of_service", "claim_number", "trace_number")


@dataclass
class SearchResult:
    """What to say, a step that follows at once, and whether the proof turned out to be missing."""

    says: list[Say] = field(default_factory=list)
    step: Step | None = None
    unverified: bool = False


def take_search(
    memory: Memory, answer: dict[str, Any], criteria: dict[str, Any], *, listing: bool = False
) -> SearchResult:
    """Takes the outcome of a search into the memory."""
    outcome = answer.get("outcome")
    if outcome in ("found", "several"):
        return _found(memory, list(answer.get("claims") or []), criteria, listing=listing)
    if listing and _is_narrowed(memory) and (outcome == "none" or answer.get("reason") == "sensitive"):
        return _none_like_that(memory)  # the same words, whether nothing fits or what fits is not told here
    if outcome == "none":
        return _none(memory, criteria)
    if outcome == "verification_needed":
        return _needed(memory, list(answer.get("needed") or ["role"]))
    if outcome == "refused":
        return _refused(memory, criteria)
    return SearchResult(step=HandOff(_reason(answer.get("reason"))))


def _reason(reason: Any) -> str:
    return str(reason or "failed_verification")


def _needed(memory: Memory, needed: list[str]) -> SearchResult:
    """The backend lacks a proof: of the caller, or of the patient (a whole year of dates proves nobody)."""
    memory.proved = None if "role" in needed else {"npi": memory.npi}
    for name in set(needed) & {"member_id", "date_of_birth", "date_of_service"}:
        setattr(memory, name, None)
    return SearchResult(unverified="role" in needed)


def _is_narrowed(memory: Memory) -> bool:
    return bool(memory.requests and memory.requests[0].get("narrow"))


def _none_like_that(memory: Memory) -> SearchResult:
    """Nothing within what the caller narrowed the list to; the patient's other claims stay as they were."""
    memory.requests = memory.requests[1:]
    memory.told = [*memory.told, "none"] if "none" not in memory.told else memory.told
    return SearchResult([Say(said_name("utter_none_like_that", memory.speaker))])


def _found(
    memory: Memory, claims: list[dict[str, Any]], criteria: dict[str, Any], *, listing: bool = False
) -> SearchResult:
    picked = any(name in criteria for name in PICKS)
    request = memory.requests[0] if memory.requests else {}
    if memory.speaker == "provider":
        memory.proved = {"npi": memory.npi, "member_id": memory.member_id, "date_of_birth": memory.date_of_birth}
        note_patient(memory)
    memory.tried, memory.refusals = None, 0
    if request.get("name") == "list_claims":
        if listing or not picked or memory.speaker == "member":
            if len(claims) == 1:  # no list: the claim itself
                memory.requests[0] = {"name": "check_claim_status"}
                memory.claims, memory.claim = claims, claims[0]
                return SearchResult([found(1)])
            request["looked_up"] = True
            memory.claims, memory.claim = claims, None
        return SearchResult()
    request.pop("date_of_service", None)
    instead = bool(request.pop("instead", False))
    if instead and len(claims) == 1 and claims[0]["id"] in memory.told:
        memory.claims, memory.claim = claims, claims[0]  # the one they know: what was asked is of another
        memory.requests = [one for one in memory.requests if one is not request]
        return SearchResult()
    meant = [one for one in claims if one.get("stage") == request.get("stage")]
    memory.claims = claims
    newest = bool(request.pop("newest", False)) and memory.speaker == "member"
    memory.claim = claims[0] if len(claims) == 1 or newest else meant[0] if len(meant) == 1 else None
    if len(claims) > 1:
        # what was said picks several: asked with again it would find the same ones for ever
        memory.date_of_service = memory.claim_number = memory.trace_number = None
    # In a batch the count is said where it is not one: each claim is one of many already.
    if newest and len(claims) > 1:
        return SearchResult([Say("utter_newest")])
    says = [] if memory.batch and len(claims) == 1 else [found(len(claims))]
    told_why = len(claims) > 1 and memory.claim is not None  # of several one is told: why that one
    return SearchResult([*says, *([Say("utter_the_denied_one")] if told_why else [])])


def _none(memory: Memory, criteria: dict[str, Any]) -> SearchResult:
    """Nothing on that day: what there is for this patient is looked up instead; nothing at all is said plainly."""
    request = memory.requests[0] if memory.requests else {}
    if any(name in criteria for name in PICKS):
        memory.date_of_service = memory.claim_number = memory.trace_number = None
        request.pop("date_of_service", None)
        if (open_before := told_last(memory)) is not None:
            return _still(memory, open_before, request, criteria)
        if memory.speaker == "member" or memory.proved_patient() == memory.member_id:
            memory.ask_date = False
            request["instead"] = True
            rest = {name: value for name, value in criteria.items() if name not in PICKS}
            return SearchResult([Say("utter_none_for_date")], Search(rest))
        return SearchResult([Say("utter_none_for_date")])
    memory.requests = [r for r in memory.requests if r is not request]
    memory.claims, memory.claim = [], None
    if "none" not in memory.told:
        memory.told = [*memory.told, "none"]
    return SearchResult([Say(said_name("utter_none_at_all", memory.speaker))])


def _still(memory: Memory, claim: dict[str, Any], request: dict[str, Any], criteria: dict[str, Any]) -> SearchResult:
    """Nothing of that date or number: the claim talked about before is talked about still, and no list comes instead."""
    memory.claim, memory.claims, memory.ask_date = claim, [claim], False
    memory.requests = [one for one in memory.requests if one is not request]
    ending = {"ending": str(claim["last_four"])}
    says = [Say(said_name("utter_none_for_date_still", memory.speaker), ending)]
    if memory.speaker == "provider" and "claim_number" in criteria:
        says.append(Say("utter_next_patient"))
    memory.expects = None  # a "no, just that one" ends nothing
    memory.told = [*(one for one in memory.told if one != NOT_THAT_ONE), NOT_THAT_ONE]
    return SearchResult(says, None if memory.requests else Listen())


def _refused(memory: Memory, criteria: dict[str, Any]) -> SearchResult:
    """One refusal for whatever did not fit; the patient is asked for anew, and one correction may reuse the rest."""
    memory.refusals += 1
    if memory.speaker == "member":
        proved = memory.proved or {}
        memory.forget_claim()
        memory.member_id, memory.date_of_birth = proved.get("member_id"), proved.get("date_of_birth")
        memory.first_name, memory.last_name = proved.get("first_name"), proved.get("last_name")
        memory.requests = []
        memory.told = [*memory.told, "none"]
        memory.offer = {"name": "request_human", "reason": "other_person"}
        return SearchResult([Say("utter_only_own_claims")])
    tried = {
        name: getattr(memory, name) for name in (*PATIENT, "date_of_service", "claim_number") if getattr(memory, name)
    }
    memory.forget_patient()
    memory.proved = {"npi": memory.npi}
    memory.tried = tried
    return SearchResult([Say("utter_patient_refused")])
