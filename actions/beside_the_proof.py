"""What a caller says beside the proof that is asked for: what they take back, let stand, or do not have. Pure."""

from __future__ import annotations

import re

from actions.capture import note_vague_date
from actions.capture_words import BEGIN_ANEW, NO_DAY, OPENING
from actions.heard import Heard
from actions.memory import Memory
from actions.requests import HANDOFFS
from actions.steps import Say

_OF_THE_PATIENT = ("member_id", "date_of_birth", "date_of_service", "claim_number")
_OF_THE_OFFICE = ("npi", "tax_id")
_WRONG_PATIENT = re.compile(
    r"\b(?:(?:that'?s|thats|that is|that was|is|was|have|got|gave(?: you)?|pulled(?: up)?|wait|no|sorry|oops)\W+(?:the |a )?)"
    r"wrong (?:patient|pt|person|member)\b\W*(?:[a-z']+\W*){0,3}$",
    re.I,
)
_STANDS = re.compile(
    rf"\W*{OPENING}(?:no\W+)?(?:(?:the|my|our|that|it) ?)(?:(?:tax id|tin|npi|id|number|member id|date|dob|last one|one) )?"
    r"(?:is|was|'?s) (?:fine|right|correct|good|ok|okay)"
    r"(?:\W+(?:go on|keep going|continue|go ahead|carry on|move on|next|please|thanks|thank you|just|so|we can))*\W*",
    re.I,
)
_DIGIT = r"zero|oh|one|won|two|too|three|tree|four|fore|five|six|seven|eight|ate|nine"
_FIGURE = re.compile(rf"\b(?:{_DIGIT}|\d)\b", re.I)
_SAID = re.compile(rf"\b(?:{_DIGIT})\b|\d+", re.I)
_NUMBER_ALONE = re.compile(
    rf"\W*{OPENING}(?:(?:it'?s|um+|uh+|my|our|the|npi|number|is|and|double|triple|{_DIGIT}|\d+)\b\W*)+", re.I
)
_NUMBER_FIRST = "number_before_the_role"
_FIGURES_MIN = 3
_NO_ID = re.compile(
    r"\b(?:don'?t|do not|didn'?t|doesn'?t)(?: even)? have (?:(?:the|her|his|their|a|an|any|that)\s+)?(?:(?:patient|pt)'?s? )?"
    r"(?:mbr|member|insurance|subscriber|id|card)\b|\b(?:no|without (?:the|a)) (?:mbr|member) (?:id|number)\b|"
    r"\b(?:only|just) (?:have |got )?(?:(?:the|a|her|his|their) )?(?:patient'?s )?name (?:and|&|\+) (?:the )?"
    r"(?:dob|date of birth)\b",
    re.I,
)
_UNSURE = re.compile(
    r"\bnot (?:sure|certain)\b|\b(?:don'?t|do not) (?:have|know)\b|\bno (?:exact|idea)\b|\bcan'?t (?:tell|remember|read)\b|"
    r"\b(?:all|best) (?:i|we) (?:have|got|know|can)\b|\b(?:i|we) only (?:have|know)\b|\bonly (?:have )?the month\b",
    re.I,
)
_TELL_ME_THE_ID = re.compile(
    rf"\W*{OPENING}(?:so |then )?(?:(?:can|could|will|would) you (?:please )?)?"
    r"(?:(?:just )?(?:give|tell|read)(?: me)?|just|what(?:'?s| is)|whats)\W+(?:her|his|their|the (?:patient|pt)'?s) "
    r"(?:member )?(?:id|number)\b.*",
    re.I,
)
_BY_TRACE = "not_by_trace"


def beside_the_proof(before: Memory, after: Memory, heard: Heard) -> tuple[Memory, list[Say]] | None:
    """The memory to go on with and what is said first; None where a line is none of these. The proof is asked for again."""
    if any(one["name"] in HANDOFFS for one in after.requests) or before.claim is not None:
        return None
    if _a_number_before_the_role(before, after, heard):
        return _noted(before.copy(), _NUMBER_FIRST), [Say("utter_number_in_a_moment")]
    if after.speaker != "provider":
        return None
    if _only_a_trace(before, after, heard):
        return _noted(after, _BY_TRACE), [Say("utter_not_by_trace")]
    if before.speaker != "provider" or before.expects not in (*_OF_THE_OFFICE, *_OF_THE_PATIENT):
        return None
    if before.expects in _OF_THE_PATIENT and _WRONG_PATIENT.search(heard.text):
        same = before.copy()
        same.forget_patient()
        return same, [Say("utter_all_right")]
    if heard.piece is None and not heard.values:
        if _STANDS.fullmatch(heard.text):
            return before.copy(), [Say("utter_all_right")]
        if BEGIN_ANEW.search(heard.text) and len(_FIGURE.findall(heard.text)) >= _FIGURES_MIN:
            return before.copy(), [Say("utter_start_it_again")]
    return _not_at_hand(before, after, heard)


def _not_at_hand(before: Memory, after: Memory, heard: Heard) -> tuple[Memory, list[Say]] | None:
    """What is asked for is not at hand, though something else is told; or it is asked of us."""
    if before.expects == "member_id" and heard.piece is None and not heard.values.get("member_id"):
        if not heard.values and _TELL_ME_THE_ID.fullmatch(heard.text):
            return before.copy(), [Say("utter_not_read_out")]
        if heard.values and _NO_ID.search(heard.text) and "member_id" not in before.dont_have:
            after.dont_have = [*after.dont_have, "member_id"]
            return after, [Say("utter_no_matter")]
    waits = before.expects == "date_of_service" and after.date_of_service is None and before.proved_patient() is None
    vague = NO_DAY.search(heard.text) or ("vague_date" in after.told and "vague_date" not in before.told)
    if waits and vague and _UNSURE.search(heard.text) and "date_of_service" not in before.dont_have:
        same = before.copy()
        same.told = [one for one in same.told if one != "vague_date"]
        note_vague_date(same)
        note_vague_date(same)
        return same, [Say("utter_no_matter")]
    return None


def _only_a_trace(before: Memory, after: Memory, heard: Heard) -> bool:
    """Whether a payment's number is all there is to find a patient by, told for the first time."""
    others = {"member_id", "claim_number", "date_of_birth"} & set(heard.values)
    known = after.member_id or after.claim_number or after.proved_patient()
    return bool(heard.values.get("trace_number")) and not others and not known and _BY_TRACE not in before.told


def _a_number_before_the_role(before: Memory, after: Memory, heard: Heard) -> bool:
    """Whether a part of some number is all that is told where it is open who calls: told once, it is not misunderstood."""
    open_still = before.expects == "role" and before.speaker is None and after.speaker is None
    if not open_still or heard.values or _NUMBER_FIRST in before.told or not _NUMBER_ALONE.fullmatch(heard.text):
        return False
    return sum(len(said) if said.isdigit() else 1 for said in _SAID.findall(heard.text)) >= _FIGURES_MIN


def _noted(memory: Memory, what: str) -> Memory:
    memory.told = [*memory.told, what]
    return memory
