"""Claims told earlier in the conversation: "and the first one again", "back to Miller", "the other patient". Pure."""

from __future__ import annotations

import re
from typing import Any

from actions.earlier_patients import to_patient
from actions.heard import Heard
from actions.memory import Memory
from actions.requests import needs_claim
from actions.steps import Say
from actions.wording import span

KEPT_MAX = 12
NOT_THAT_ONE = "not_that_one"
"""The claim named last was not found: the next answer names the claim it is of."""
_PATIENT_FIELDS = ("member_id", "date_of_birth", "first_name", "last_name", "zip_code", "proved")
_EACH_MAX = 4
"""Claims told beside one another in one answer."""
_OF_EACH = re.compile(r"\beach\b", re.I)
_THING = r"(?:one|claim|visit|bill|patient|pt|member|person|lady|guy|account|denial)"
_FIRST = re.compile(rf"\b(?:first|1st|very first) {_THING}\b(?! of)", re.I)
_SECOND = re.compile(rf"\b(?:second|2nd) {_THING}\b", re.I)
_NOT_A_FACT = (
    r"(?! (?:\w+ )?(?:payments?|checks?|eft|reasons?|amounts?|deadline|appeal|question|beginning|start|menu|address|codes?|"
    r"point|status|allowed|money|subject|line|lines)\b)"
)
"""What is asked for, not the claim it is of."""
_BEFORE = re.compile(
    rf"(?<!\ba )(?<!\ban )(?<!\bany )\b(?:previous|prior|earlier|other) {_THING}\b|"
    r"\b(?:the )?one (?:before|earlier|we (?:had|did|talked about) (?:before|earlier|first))\b|"
    r"\bmy own (?:one |claim )?again\b|\b(?:mine|my own) again\b|\bback to (?:mine|me)\b|"
    rf"\b(?:go(?:ing)?|went|come|coming|get(?:ting)?) back to (?:the|that|my|our)\b{_NOT_A_FACT}|"
    r"\bback to (?:\w+ ){1,3}(?:from )?(?:before|earlier)\b|^\W*(?:ok(?:ay)? |and |so |"
    rf"now )*back to\b(?! (?:what|work|business|basics|you)\b)(?: (?:the|that|my|our)\b{_NOT_A_FACT})?",
    re.I,
)
_TOLD_LAST = re.compile(
    rf"\b(?:on|for|of|about|with|from) (?:the|that|our) (?:last|previous) {_THING}\b(?! of)|"
    rf"\b(?:on|for|of|about|with|from) (?:the|that) {_THING} (?:that )?(?:we|you|i) (?:only )?just "
    r"(?:had|did|told|gave|read|went over|talked about|looked (?:at|up)|discussed|finished)\b",
    re.I,
)
""" "What was the EFT number on the last one", asked while the next is looked up."""
_BACK = re.compile(r"\b(?:back|again|earlier|before|previous|prior|first|other|still)\b", re.I)
_OF_NAME = (
    r"\b(?:for|about|on|regarding|of|with|mr|mrs|ms|miss|patient|pt)\W+(?:(?!(?:the|a|an|our|your|this|that|how|what|so|too|very)\b)"
    r"\w+ )?{0}(?:'s)?(?=\W*$|\W*[,.;?!]|'s| (?:what|when|why|how|and|was|is|did|the|claim|visit|please|again)\b)|\b{0}'s\b|"
    r"\bthe {0} (?:one|claim|denial|patient|account|visit|bill)\b"
)
""" "For Restrepo", "Olsen's", "the Olsen claim": a name said as one, which "how long" and "for the price" are not."""
_NAME_LENGTH = 3
_NO_NAME = (
    r"(?:the|that|this|those|these|my|our|your|its?|his|hers?|him|them|me|you|us|mine|an?|what|where|when|how|why|which|who|"
    r"work\w*|being|first|second|previous|prior|other|another|one|basics?|square|billing|status|claims?|patients?|start|"
    r"beginning|before|earlier|business|appeals?|payments?|checks?|medical|clearing\w*|normal|jan\w*|feb\w*|mar(?:ch)?|apr\w*|"
    r"may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)"
)
_TO_A_NAME = re.compile(
    r"(?:\b(?:go(?:ing)?|get(?:ting)?|come|switch|jump|return)|^\W*(?:(?:ok(?:ay)?|and|so|now|then|please)\W+)*)\s*"
    rf"back to (?:(?:mr|mrs|ms|miss)\W+)?(?!{_NO_NAME}\b)[a-z]{{3,}}",
    re.I,
)
_OF_PATIENT = re.compile(r"\b(?:patient|pt|member|person|lady|guy)\b", re.I)


def remember(memory: Memory, claim: dict[str, Any], patient: str | None = None) -> None:
    """Notes that this claim was told, with whose it is; ``patient``: the last name the record told with it."""
    recent = 1 + max((int(one["recent"]) for one in memory.seen), default=0)
    before = next((one.get("patient") for one in memory.seen if one["claim"]["id"] == claim["id"]), None)
    entry = {"claim": claim, "recent": recent, "patient": patient or before}
    entry |= {name: getattr(memory, name) for name in _PATIENT_FIELDS}
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


def side_by_side(memory: Memory, words: str) -> list[dict[str, Any]]:
    """The two claims told last, or the last few where each is asked for, in the order they were talked of."""
    many = _EACH_MAX if _OF_EACH.search(words) else 2
    return sorted(memory.seen, key=lambda one: int(one["recent"]))[-many:]


def recall(memory: Memory, heard: Heard, values: dict[str, Any]) -> bool:
    """Returns to a claim told earlier where the words point back at one; True where it did. A day said with the words picks
    the claim of the patient they name."""
    if not (memory.batch and memory.batch.get("begun")) and to_patient(memory, heard.text, values):
        return False
    if not memory.seen or set(values) - {"first_name", "last_name", "amount"} or memory.expects == "which_claim":
        return False
    if memory.batch and memory.batch.get("begun"):
        return False
    entry = pointed_at(memory, heard.text)
    if entry is None and memory.speaker == "provider" and heard.one("person_name") and _TO_A_NAME.search(heard.text):
        memory.forget_patient()  # nobody of that name was told: who is meant is asked for, not guessed
    if entry is None or (memory.claim is not None and entry["claim"]["id"] == memory.claim["id"]):
        return False
    return_to(memory, entry)
    memory.requests = [
        one for one in memory.requests if not needs_claim(one["name"], claim_known=True)
    ]  # of another claim
    return True


def pointed_at(memory: Memory, text: str) -> dict[str, Any] | None:
    """The claim told earlier that these words name, by its patient or its place."""
    by_name = _named(memory, text)
    return by_name or (None if _TO_A_NAME.search(text) else _placed(memory, text))


def return_to(memory: Memory, entry: dict[str, Any]) -> None:
    """A claim told earlier is the one talked about again, with its patient."""
    for name in _PATIENT_FIELDS:
        setattr(memory, name, entry[name])
    memory.forget_claim()
    memory.claim, memory.claims, memory.tried = entry["claim"], [entry["claim"]], None


def turn_back(memory: Memory, claim_id: str | None) -> None:
    """Goes to the claim of that id, where it is one told in this conversation."""
    entry = next((one for one in memory.seen if one["claim"]["id"] == claim_id), None)
    if entry is not None and (memory.claim or {}).get("id") != claim_id:
        return_to(memory, entry)


def turned_to(memory: Memory, channel: str) -> list[Say]:
    """Names the claim an answer is about, where another one was talked of last: nobody hears silently of another claim.

    A claim asked for and not found was talked of, too.
    """
    missed = NOT_THAT_ONE in memory.told
    memory.told = [one for one in memory.told if one != NOT_THAT_ONE]
    last = max(memory.seen, key=lambda one: int(one["recent"]), default=None)
    by_itself = bool(memory.batch and memory.batch.get("begun"))  # each headline of a batch names its claim
    if by_itself or memory.claim is None or last is None:
        return []
    if last["claim"]["id"] == memory.claim["id"] and not missed:
        return []
    ending, claim = str(memory.claim.get("last_four") or ""), memory.claim
    said = {"ending": " ".join(ending) if channel == "voice" else ending}
    return [Say("utter_turned_to", said | {"service": span(claim.get("service_from"), claim.get("service_to"))})]


def _names_of(entry: dict[str, Any]) -> list[str]:
    said = [str(entry.get(name) or "").lower() for name in ("last_name", "patient", "first_name")]
    return [name for name in dict.fromkeys(said) if len(name) >= _NAME_LENGTH]


def _named(memory: Memory, said: str) -> dict[str, Any] | None:
    """By the patient's name: where the caller goes back, or asks of somebody told before by the last name."""
    if memory.speaker != "provider":
        return None
    text, back = said.lower(), _BACK.search(said) is not None
    for entry in reversed(memory.seen):
        names = _names_of(entry)
        if back and any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
            return entry
        if any(re.search(_OF_NAME.format(re.escape(name)), text) for name in names):
            return entry
    return _only_other(memory) if _TO_A_NAME.search(said) else None


def _only_other(memory: Memory) -> dict[str, Any] | None:
    """ "Back to Joanna", whose first name nobody said before: the one other patient of this call."""
    others = [one for one in memory.seen if one["member_id"] != memory.member_id]
    return others[-1] if len({one["member_id"] for one in others}) == 1 else None


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
    if _BEFORE.search(text) or (memory.claim is None and _TOLD_LAST.search(text)):
        here = memory.claim["id"] if memory.claim else None
        earlier = [one for one in in_order if one["claim"]["id"] != here and not _same_patient(memory, one, text)]
        return max(earlier, key=lambda one: int(one["recent"])) if earlier else None
    return None


def _same_patient(memory: Memory, entry: dict[str, Any], text: str) -> bool:
    return _OF_PATIENT.search(text) is not None and entry["member_id"] == memory.member_id
