"""Claims told earlier in the conversation: "and the first one again", "back to Miller", "the other patient". Pure."""

from __future__ import annotations

import re
from typing import Any

from actions.heard import Heard
from actions.memory import Memory

KEPT_MAX = 12
_PATIENT_FIELDS = ("member_id", "date_of_birth", "first_name", "last_name", "zip_code", "proved")
_THING = r"(?:one|claim|visit|bill|patient|pt|member|person|lady|guy|account|denial)"
_FIRST = re.compile(rf"\b(?:first|1st|very first) {_THING}\b(?! of)", re.I)
_SECOND = re.compile(rf"\b(?:second|2nd) {_THING}\b", re.I)
_BEFORE = re.compile(
    rf"\b(?:previous|prior|earlier|other) {_THING}\b|\b(?:the )?one (?:before|earlier|we (?:had|did|"
    rf"talked about) (?:before|earlier|first))\b|"
    r"\bmy own (?:one |claim )?again\b|\b(?:mine|my own) again\b|\bback to (?:mine|me)\b|"
    r"\b(?:go(?:ing)?|went|come|coming|get(?:ting)?) back to (?:the|that|my|our)\b|"
    r"\bback to (?:\w+ ){1,3}(?:from )?(?:before|earlier)\b|^\W*(?:ok(?:ay)? |and |so |"
    r"now )*back to\b",
    re.I,
)
_BACK = re.compile(r"\b(?:back|again|earlier|before|previous|prior|first|other|still)\b", re.I)
_OF_PATIENT = re.compile(r"\b(?:patient|pt|member|person|lady|guy)\b", re.I)


def remember(memory: Memory, claim: dict[str, Any]) -> None:
    """Notes that this claim was told, with whose it is."""
    recent = 1 + max((int(one["recent"]) for one in memory.seen), default=0)
    entry = {"claim": claim, "recent": recent} | {name: getattr(memory, name) for name in _PATIENT_FIELDS}
    known = [one["claim"]["id"] for one in memory.seen]
    if claim["id"] in known:
        memory.seen = [entry if one["claim"]["id"] == claim["id"] else one for one in memory.seen]
    else:
        memory.seen = [*memory.seen, entry][-KEPT_MAX:]


def told_last(memory: Memory) -> dict[str, Any] | None:
    """The claim of this patient told last; None in a batch, where each claim stands by itself, and where a list is wanted."""
    if (memory.batch and memory.batch.get("begun")) or memory.is_waiting_for("list_claims"):
        return None
    own = [one for one in memory.seen if one["member_id"] == memory.member_id]
    return max(own, key=lambda one: int(one["recent"]))["claim"] if own else None


def recall(memory: Memory, heard: Heard, values: dict[str, Any]) -> bool:
    """Returns to a claim told earlier where the words point back at one; True where it did."""
    if not memory.seen or set(values) - {"first_name", "last_name", "amount"} or memory.expects == "which_claim":
        return False
    if memory.batch and memory.batch.get("begun"):
        return False
    entry = _named(memory, heard) or _placed(memory, heard.text)
    if entry is None or (memory.claim is not None and entry["claim"]["id"] == memory.claim["id"]):
        return False
    for name in _PATIENT_FIELDS:
        setattr(memory, name, entry[name])
    memory.forget_claim()
    memory.claim, memory.claims, memory.tried = entry["claim"], [entry["claim"]], None
    return True


def _named(memory: Memory, heard: Heard) -> dict[str, Any] | None:
    """By the patient's name, where the caller goes back."""
    if memory.speaker != "provider" or not _BACK.search(heard.text):
        return None
    words = set(re.findall(r"[a-z'-]{3,}", heard.text.lower()))
    for entry in reversed(memory.seen):
        if any(str(entry[name] or "-").lower() in words for name in ("last_name", "first_name")):
            return entry
    return None


def _placed(memory: Memory, text: str) -> dict[str, Any] | None:
    in_order = memory.seen
    if _OF_PATIENT.search(text):
        patients: dict[Any, dict[str, Any]] = {}
        for one in in_order:
            patients.setdefault(one["member_id"], one)
        in_order = list(patients.values())
    if len(memory.claims) > 1:  # places count in the list that was read out
        in_order = in_order if _BEFORE.search(text) else []
    if _FIRST.search(text):
        return in_order[0] if in_order else None
    if _SECOND.search(text):
        return in_order[1] if len(in_order) > 1 else None
    if _BEFORE.search(text):
        here = memory.claim["id"] if memory.claim else None
        earlier = [one for one in in_order if one["claim"]["id"] != here and not _same_patient(memory, one, text)]
        return max(earlier, key=lambda one: int(one["recent"])) if earlier else None
    return None


def _same_patient(memory: Memory, entry: dict[str, Any], text: str) -> bool:
    return _OF_PATIENT.search(text) is not None and entry["member_id"] == memory.member_id
