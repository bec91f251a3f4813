"""Answers that need no claim: codes, help, callbacks, reports, documents. Each takes the turn and gives what to say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from actions import client
from actions.another_words import is_young_child
from actions.asked_by_helpers import again, at_once
from actions.claim_answers import TIME_OF_AN_APPEAL, rights, said_name
from actions.controls import PROOFS, TWO_LISTENERS
from actions.glossary import terms_asked
from actions.memory import Memory
from actions.plain_words import CLAIM_FILE, DENIED
from actions.pointed_answers import no_total
from actions.steps import Ask, HandOff, Say, Step
from actions.wording import day, identifier, phone, weekday

FORMAL = re.compile(
    r"\b(?:complaint|grievance|file a|formal|lawyer|attorney|sue|commissioner|regulator|department of insurance)\b",
    re.I,
)

NO_OTHER_PLAN = re.compile(
    r"\b(?:don'?t|do not|doesn'?t|does not|never) (?:have|had)\b|\bno (?:other|second)\b|\bi (?:don'?t|do not)\W*$|"
    r"\b(?:isn'?t|is not|never) true\b|\bonly (?:have )?(?:one|this)\b",
    re.I,
)


OTHER_PLAN_NOTED, NO_PLAN_NOTED = "other_plan_noted", "no_plan_noted"


@dataclass
class Told:
    """What answering one wish brought: sentences, evidence, an offer that "yes" takes, a step that ends the turn."""

    says: list[Say]
    evidence: list[dict[str, Any]] = field(default_factory=list)
    offer: dict[str, Any] | None = None
    then: Step | None = None


async def answer(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    """Answers a general wish."""
    name = request["name"]
    handler = _WITH_BACKEND.get(name)
    if handler is not None:
        return await handler(request, memory, conversation, channel)
    if name == "sorry_for_loss":
        memory.offered = [*memory.offered, name]
    if name in _SAME_FOR_ALL:
        return Told([Say(f"utter_{name}")])
    if name == "identify_representative" and request.get("again"):
        return Told([again(request.get("about"), memory)], offer={"name": "request_human", "reason": "representative"})
    if name in _A_PERSON_CAN:
        reason = {"reason": "representative"} if name in ("identify_representative", "appeal_by_another") else {}
        said = Say(_what_a_person_can(name, memory, str(request.get("words") or "")))
        beside = at_once(str(request.get("words") or ""), memory) if said.response == "utter_identify_representative" else []
        return Told([said, *beside], offer={"name": "request_human"} | reason)
    if name == "ask_beyond":
        return Told([Say(f"utter_beyond_{request.get('about') or 'that'}")], offer={"name": "request_human"})
    if name == "explain_fast_appeal":
        denied = (memory.claim or {}).get("stage") in DENIED
        offer = {"name": "start_appeal", "urgent": True} if denied else None
        return Told([Say(said_name("utter_explain_fast_appeal", memory.speaker))], offer=offer)
    if name == "callback_number":
        return Told([Say("utter_callback_number", {"phone": phone(str(memory.phone_number), channel)})])
    if name == "no_total":
        return Told([no_total(memory.speaker)], offer={"name": "list_claims"})
    if name == "explain_term":
        return Told([Say(f"utter_term_{term}") for term in terms_asked(str(request.get("words") or ""))])
    if name == "help" and (asked := _about_the_question(request, memory)) is not None:
        return Told([Say(asked)])
    if name == "explain_appeal":
        return Told(_about_appeals(str(request.get("words") or ""), memory.speaker))
    if name == "complain":
        return await _complaint(request, memory, conversation)
    return Told([Say(said_name(f"utter_{name}", memory.speaker or _sounds_like(str(request.get("words") or ""))))])


def _about_appeals(words: str, speaker: str | None) -> list[Say]:
    """What an appeal needs, of no claim in particular; to "how long does it take" its usual time alone."""
    listener = speaker or _sounds_like(words)
    if TIME_OF_AN_APPEAL.search(words):
        return [Say(said_name("utter_appeal_time", listener))]
    return [Say(said_name("utter_explain_appeal", listener), {"papers": "a note from your doctor"})]


_SAME_FOR_ALL = frozenset(
    "bot_challenge thank hold_on ask_if_recorded ask_if_safe sorry_for_loss ask_hours explain_paper not_read_out "
    "only_billed_claims sorry_upset appeals_in_general no_totals ask_doctor_first ask_diagnosis".split()
)
_A_PERSON_CAN = frozenset(
    {
        "identify_representative", "below_contract", "id_card", "change_details", "ask_network", "in_collections",
        "change_claim", "already_sent", "approval_in_hand", "timely_proof", "corrected_time", "not_on_file",
        "one_patient_only", "delete_data", "appeal_by_another", "ask_if_sure",
    }
)  # fmt: skip
"""Told what a person can do, and offered one."""


def _what_a_person_can(name: str, memory: Memory, words: str) -> str:
    if name == "identify_representative" and memory.speaker == "member" and memory.proved:
        return "utter_only_own_claims"
    if name == "identify_representative" and is_young_child(words):
        return "utter_of_a_young_child_member"
    return (
        said_name(f"utter_{name}", memory.speaker or _sounds_like(words)) if name in _TWO_WORDINGS else f"utter_{name}"
    )


_TWO_WORDINGS = frozenset(
    {"change_details", "ask_network", "in_collections", "change_claim", "already_sent", "approval_in_hand"}
)
"""Worded for each listener."""


def _sounds_like(words: str) -> str | None:
    """Whoever has not said who they are, and speaks of "me" and "my", is answered as a member."""
    own = re.search(r"\b(?:i|i'?m|my|me|mine|myself)\b", words, re.I)
    return "member" if own and not re.search(r"\b(?:we|our|us|patients?|pt)\b", words, re.I) else None


_WHAT_IT_CAN = re.compile(
    r"\bwhat (?:all |else )?(?:can|could) (?:you|u|i ask)\b|\bwhat do (?:you|u) do\b|\bhow (?:does|do) (?:this|"
    r"you) work\b",
    re.I,
)
_ONE_LISTENER = frozenset({"npi", "tax_id", "zip_code", "last_name", "person_name", "one_time_code", "role"})


def _about_the_question(request: dict[str, Any], memory: Memory) -> str | None:
    """Help while something is asked for: what it is, where it stands and why it is asked; the question follows again."""
    element = memory.expects
    if element is None or _WHAT_IT_CAN.search(str(request.get("words") or "")):
        return None
    if element in TWO_LISTENERS:
        return said_name(f"utter_help_{element}", memory.speaker)
    return f"utter_help_{element}" if element in _ONE_LISTENER else None


async def _codes(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    adjustments, remarks = request.get("adjustment_codes") or [], request.get("remark_codes") or []
    if not adjustments and not remarks:
        if memory.expects in PROOFS:  # the proof asked for stays asked for: what comes next is read as it
            return Told([Say("utter_code_with_its_letters")])
        return Told([], then=Ask("adjustment_code"))
    told = Told([])
    for kind, codes in (("adjustment_code", adjustments), ("remark_code", remarks)):
        for code in codes[:4]:
            try:
                facts = await client.call(conversation, "codes", **{kind: code})
            except client.Refused:
                facts = {}
            told.says.append(_code_says(str(code), facts, memory.speaker, alone=len(adjustments) + len(remarks) == 1))
            told.evidence += facts.get("evidence") or []
    return told


def _code_says(code: str, facts: dict[str, Any], speaker: str | None, *, alone: bool) -> Say:
    text = facts.get("member" if speaker == "member" else "biller") or facts.get("text") or facts.get("biller")
    if not text:
        return Say("utter_unknown_code", {"code": code})
    if alone:
        return Say("utter_that_code", {"meaning": str(text).rstrip(". ")})
    return Say("utter_code", {"code": code, "meaning": str(text).rstrip(". ")})


def _once_wanted(request: dict[str, Any]) -> dict[str, Any]:
    """What was only asked about, as a yes makes it a wish."""
    return {name: value for name, value in request.items() if name != "unsure"}


async def _callback(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    if memory.phone_number is None:
        memory.requests = [*memory.requests, request]
        return Told([Say("utter_callback_intro")], then=Ask("phone_number"))
    made = await client.call(conversation, "callbacks", phone=memory.phone_number, when=request.get("when"))
    said = {
        "phone": phone(memory.phone_number, channel),
        "reference": str(made.get("reference") or ""),
        "day": weekday(made.get("next_date")),
        "at": str(made.get("at") or "during the day"),
        "clock": str(made.get("time_zone") or "your time"),
    }
    memory.told = [*memory.told, "callback"] if "callback" not in memory.told else memory.told
    name = "utter_callback_booked" if made.get("as_asked", True) else "utter_callback_booked_otherwise"
    return Told([Say(name, said)], made.get("evidence") or [])


async def report(
    kind: str, memory: Memory, conversation: str, words: str | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """Makes a work item for a person; its reference."""
    claim_id = memory.claim["id"] if memory.claim else None
    made = await client.call(conversation, "reports", kind=kind, claim_id=claim_id, words=words)
    return str(made.get("reference") or ""), made.get("evidence") or []


async def _fraud(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    if request.get("unsure"):
        how = [Say("utter_how_to_report_fraud")] if request.get("asked") else []
        return Told(how, offer=_once_wanted(request))
    reference, evidence = await report("fraud", memory, conversation, request.get("words"))
    return Told([Say("utter_fraud", {"reference": reference})], evidence, then=HandOff("fraud"))


async def _complaint(request: dict[str, Any], memory: Memory, conversation: str) -> Told:
    if request.get("unsure") and not request.get("reason"):
        return Told([Say("utter_how_to_complain")], offer=_once_wanted(request))
    memory.complaints += 1
    reason = request.get("reason")
    if not reason and not FORMAL.search(request.get("words") or "") and memory.complaints < 3:
        return Told([Say("utter_sorry_for_trouble")])
    reference, evidence = await report("complaint", memory, conversation, request.get("words"))
    return Told([Say("utter_complaint", {"reference": reference})], evidence, then=HandOff(reason or "complaint"))


async def _other_insurance(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    if request.get("unsure"):
        return Told([], offer=_once_wanted(request))
    reference, evidence = await report("other_insurance", memory, conversation, request.get("words"))
    none = NO_OTHER_PLAN.search(request.get("words") or "") is not None
    noted = {OTHER_PLAN_NOTED, NO_PLAN_NOTED}
    memory.told = [*(one for one in memory.told if one not in noted), OTHER_PLAN_NOTED, *([NO_PLAN_NOTED] * none)]
    response = "utter_no_other_insurance" if none else "utter_other_insurance"
    return Told([Say(said_name(response, memory.speaker), {"reference": reference})], evidence)


async def document(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    """A copy of a paper: only to the address or portal on file, never to one named in the conversation."""
    assert memory.claim is not None
    if CLAIM_FILE.search(str(request.get("words") or "")):
        file = {"document": "the papers this decision was made by"}
        return Told([Say("utter_document_step_up", file)], offer={"name": "request_human"})
    kind = _document_kind(str(request.get("words") or ""), memory.speaker)
    words = _DOCUMENT_WORDS | (_MEMBERS_WORDS if memory.speaker == "member" else {})
    paper = {"document": words[kind]}
    if request.get("unsure"):
        return Told([Say("utter_document_possible", paper)], offer=_once_wanted(request))
    try:
        made = await client.call(conversation, "documents", claim_id=memory.claim["id"], kind=kind)
    except client.Refused as refusal:
        if refusal.code != "step_up":
            raise
        made = {"outcome": refusal.code}
    if made.get("outcome") in (None, "requested", "started", "sent", "queued") and made.get("reference"):
        said = paper | {"reference": str(made["reference"])}
        response = "utter_document_faxed" if made.get("delivery") == "fax" else "utter_document_requested"
        return Told([Say(response, said)], made.get("evidence") or [])
    if memory.member_id and memory.date_of_birth and not request.get("code_sent"):
        # the request waits until the code has been given, and is then taken up by itself
        memory.requests = [*memory.requests, request | {"code_sent": True}]
        sent = {"member_id": memory.member_id, "date_of_birth": memory.date_of_birth}
        await client.call(conversation, "one_time_codes", **sent)
        return Told([Say("utter_code_sent")], then=Ask("one_time_code"))
    without = "utter_document_without_code" if request.get("code_sent") else "utter_document_step_up"
    return Told([Say(without, paper)], offer={"name": "request_human"})


_DOCUMENT_WORDS = {
    "status_letter": "a status letter",
    "remittance_copy": "a copy of the remittance",
    "eob_copy": "a copy of the EOB",
}
_MEMBERS_WORDS = {"status_letter": "a letter about this claim"}
"""A member who asked for "the denial letter" knows no status letters."""


def _document_kind(words: str, speaker: str | None) -> str:
    if re.search(r"\b(?:letter|status|proof|writing)\b", words, re.I):
        return "status_letter"
    return "eob_copy" if speaker == "member" else "remittance_copy"


async def notify_me(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    """By text or by call when there is news: the number is asked for, with consent in the asking."""
    if memory.phone_number is None:
        memory.requests = [*memory.requests, request]
        return Told([Say("utter_notify_intro")], then=Ask("phone_number"))
    by = "call" if re.search(r"\b(?:call|ring|phone)\b", str(request.get("words") or ""), re.I) else "sms"
    try:
        about = memory.claim["id"] if memory.claim else None
        await client.call(conversation, "contact_channel", channel=by, number=memory.phone_number, claim_id=about)
    except client.Refused as refusal:
        why = "utter_notify_number_on_file" if refusal.code == "step_up" else "utter_notify_not_possible"
        return Told([Say(why)], offer={"name": "request_human"})
    said = {"phone": phone(memory.phone_number, channel)}
    return Told([Say("utter_notify_by_call" if by == "call" else "utter_notify_by_text", said)])


async def peer_to_peer(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    """A physician asks to speak with the medical director: a work item with the claim, and a person who knows clinics.

    Only of a denial; where it was only asked whether one can be had, nothing is sent before a yes.
    """
    if memory.speaker == "member":  # the office asks for that call, never the patient
        denied = (memory.claim or {}).get("stage") in DENIED
        return Told([Say("utter_doctor_can_call_denied_member" if denied else "utter_doctor_can_call_member")])
    if (memory.claim or {}).get("stage") not in DENIED:
        return Told([Say("utter_no_peer_to_peer")], offer={"name": "request_human"})
    if request.get("unsure"):
        return Told([Say("utter_peer_to_peer_possible")], offer={"name": "request_peer_to_peer"})
    reference, evidence = await report("peer_to_peer", memory, conversation)
    return Told([Say("utter_peer_to_peer", {"reference": reference})], evidence, then=HandOff("peer_to_peer"))


async def appeal(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    """Opens an appeal as a draft a person finishes; a second one on the same claim is never opened."""
    assert memory.claim is not None
    if request.get("unsure"):
        return await _whether_to_appeal(memory, conversation, channel)
    try:
        made = await client.call(conversation, "appeals", claim_id=memory.claim["id"], reason_text=request.get("words"))
    except client.Refused as refusal:
        made = {"outcome": refusal.code}
    outcome = str(made.get("outcome"))
    deadline = day(made["deadline"]) if made.get("deadline") else ""
    said = {
        "number": str(made.get("number") or ""),
        "state": str(made.get("state") or "open").replace("_", " "),
        "deadline": deadline,
    }
    evidence = made.get("evidence") or []
    then = HandOff(request.get("reason") or "dispute")
    if outcome == "started":
        started = Say("utter_appeal_started" if deadline else "utter_appeal_started_no_deadline", said)
        return Told(
            [started, Say(said_name("utter_appeal_time", memory.speaker))],
            evidence,
            then=then,
        )
    if outcome == "already_open":
        reason = request.get(
            "reason"
        )  # of an appeal that is open already the caller chooses whether to wait for a person
        offer = {"name": "request_human", "reason": reason} if reason else {"name": "request_human"}
        return Told([Say("utter_appeal_already_open", said)], evidence, offer=offer)
    if outcome == "not_appealable":
        facts = await client.call(conversation, f"claims/{memory.claim['id']}/appeal_rights")
        return Told(rights(facts, memory.speaker, channel), evidence + (facts.get("evidence") or []))
    if outcome in ("no_grant", "person_needed"):
        raise client.Refused(outcome)
    return Told([Say("utter_appeal_needs_person")], evidence, then=then)


async def _whether_to_appeal(memory: Memory, conversation: str, channel: str) -> Told:
    """The right and its last day; the appeal itself is offered while that day is open, a person where it is not."""
    assert memory.claim is not None
    facts = await client.call(conversation, f"claims/{memory.claim['id']}/appeal_rights")
    left, on_file = facts.get("denial_days_left"), facts.get("appeal_number")
    is_open = (
        facts.get("denied") and facts.get("denial_appealable") and (left is None or int(left) >= 0) and not on_file
    )
    offer = {"name": "start_appeal"} if is_open else {"name": "request_human"}
    return Told(rights(facts, memory.speaker, channel), facts.get("evidence") or [], offer=None if on_file else offer)


async def call_reference(request: dict[str, Any], memory: Memory, conversation: str, channel: str) -> Told:
    """The number to note this conversation by; whoever asks may have it."""
    known = await client.call(conversation, "sessions")
    return Told([Say("utter_call_reference", {"reference": identifier(str(known.get("reference") or ""), channel)})])


WITH_CLAIM = frozenset({"request_document", "request_peer_to_peer", "start_appeal"})
ANSWERED = WITH_CLAIM | {"notify_me", "report_other_insurance"}
_WITH_BACKEND = {
    "explain_code": _codes, "request_callback": _callback, "report_fraud": _fraud,
    "report_other_insurance": _other_insurance, "request_document": document, "request_peer_to_peer": peer_to_peer,
    "start_appeal": appeal, "notify_me": notify_me, "call_reference": call_reference,
}  # fmt: skip
