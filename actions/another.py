"""Who acts for another person is told nothing of that person's claims, in this turn or a later one. Pure.

It is a state of the conversation, not one reply: it is heard before any proof is looked at, and only a plain word that
the speaker is the member ends it (45 CFR 164.510(b), 164.502(g): consent and representation are a person's to check).
A provider's office speaks of its patients as others; for it nothing here applies.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.another_words import (
    acts_for_member,
    hands_over_the_phone,
    in_third_person,
    is_another,
    is_own,
    proof_is_of_kin,
    speaks_of_own,
    wants_their_claim,
)
from actions.asked_by_helpers import asked, note_papers
from actions.believed import GUESS, acts_for_another
from actions.heard import Heard
from actions.memory import Memory
from actions.reasons import threatens_or_despairs
from actions.requests import GENERAL, HANDOFFS
from actions.speaker import spoken_for
from actions.steps import Ask, HandOff, Step

HINTED = "hinted"
"""The member is spoken of as somebody else; it is asked once who speaks."""
STANDS = "stands"
"""Somebody speaks for the member."""
PROVING = frozenset({"member_id", "date_of_birth", "zip_code", "last_name", "claim_number", "trace_number"})
_NAMES_THEMSELVES = re.compile(
    r"\b(?:this is|i'?m|i am|my name is)\s+(?!not\b|call|ask|check|writ|help|just\b)\w+", re.I
)
_SELF = re.compile(r"\b(?:myself|me|mine|(?:the )?(?:member|patient)|i am|i'?m)\b", re.I)
_SOMEBODY = re.compile(r"\b(?:someone|somebody|else|other|another|her|him|them|hers|his|theirs|behalf)\b", re.I)


def as_said(memory: Memory, heard: Heard) -> Heard:
    """The turn without guesses its own words deny: "I'm the patient" is neither an office nor a representative's line."""
    if memory.speaker == "provider" or spoken_for(heard.text) == "provider":
        return heard
    if is_own(heard.text):
        wrong = {"identify_provider", "identify_representative"}
    elif speaks_of_own(heard.text) and not _is_sign(memory, heard):
        wrong = {"identify_representative"}
    elif acts_for_member(heard.text):
        wrong = {"identify_provider"}
    else:
        return heard
    return replace(heard, intents=tuple(name for name in heard.intents if name not in wrong))


def listen(memory: Memory, heard: Heard) -> str | None:
    """The state after these words: None, ``HINTED`` or ``STANDS``. An office's words leave it as it was."""
    before = memory.for_another
    if _is_office(memory, heard):
        return before
    if is_own(heard.text):
        return None
    if memory.is_proved_as("member"):
        return STANDS if is_another(heard.text) and not wants_their_claim(heard.text) else before
    if _is_sign(memory, heard):
        return STANDS
    third = in_third_person(heard.text) or (memory.expects in PROVING and proof_is_of_kin(heard.text))
    if memory.expects == "self" and before == HINTED:
        return _answer_to_who(heard, third)
    if third and before is None:
        return HINTED
    return before


def _answer_to_who(heard: Heard, third: bool) -> str | None:
    """What was said to "are you the member yourself, or are you calling for someone else?"."""
    if third or heard.has("deny", "identify_representative") or _SOMEBODY.search(heard.text):
        return STANDS
    if heard.has("affirm") or _SELF.search(heard.text) or _NAMES_THEMSELVES.search(heard.text):
        return None
    return HINTED


def _is_office(memory: Memory, heard: Heard) -> bool:
    if memory.speaker == "provider" or heard.values.get("npi") or spoken_for(heard.text) == "provider":
        return True
    return heard.has("identify_provider") and not acts_for_member(heard.text)


def _is_sign(memory: Memory, heard: Heard) -> bool:
    if acts_for_member(heard.text) or (acts_for_another(heard, memory) and not speaks_of_own(heard.text)):
        return True
    sure = heard.confidence >= GUESS and heard.has("identify_representative") and not threatens_or_despairs(heard.text)
    return sure and not is_own(heard.text) and not speaks_of_own(heard.text)


def turns_to_another(memory: Memory, heard: Heard) -> bool:
    """Whether a proved member asks for another person's claim."""
    return memory.is_proved_as("member") and (
        wants_their_claim(heard.text) or (acts_for_another(heard, memory) and not is_own(heard.text))
    )


def holds(memory: Memory) -> bool:
    """Whether nothing may be proved or told now."""
    if memory.speaker == "provider":
        return False
    return memory.for_another == STANDS or (memory.for_another == HINTED and memory.speaker == "member")


def takes_leave(intent: str, memory: Memory) -> bool:
    """Whether somebody who was told that nothing can be told says goodbye, and wants nothing else."""
    return intent == "goodbye" and memory.for_another == STANDS and not memory.requests


def step(memory: Memory) -> Step:
    """What is done with a wish for a claim while the state holds."""
    return Ask("self") if memory.for_another == HINTED else HandOff("representative")


def keep_nothing(memory: Memory) -> None:
    """What was proved, found and told goes; it is not kept for whoever speaks next."""
    memory.forget_patient()
    memory.filled = [name for name in memory.filled if name not in PROVING | {"first_name", "date_of_service"}]
    memory.answered, memory.seen, memory.patients, memory.batch = [], [], [], None
    if memory.expects not in _NO_PROOF:
        memory.expects = None
    if memory.offer is not None and memory.offer.get("name") != "request_human":
        memory.offer = None


def only_refuse(before: Memory, memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """Leaves of what is wanted only what anybody may hear; whoever asks on is answered what a person checks, or hears the
    rule again; who insists gets a person."""
    if memory.for_another == HINTED:
        kept = [one for one in memory.requests if one["name"] not in ("identify_representative", "check_code")]
        memory.requests = kept or [{"name": "check_claim_status"}]
        return
    note_papers(memory, heard.text)
    wanted = [one for one in memory.requests if one["name"] not in (*_OWN_ANSWERS, "list_claims")]
    allowed = [one for one in wanted if one["name"] in GENERAL | frozenset(HANDOFFS)]
    if any(one["name"] in HANDOFFS for one in allowed):
        memory.requests = allowed
        return
    rule: dict[str, Any] = {"name": "identify_representative"}
    if before.for_another != STANDS:
        memory.requests = [*allowed, rule]
        return
    about = asked(heard.text)
    proves = bool(PROVING & set(values)) and before.expects != "phone_number"
    if hands_over_the_phone(heard.text) and about != "themselves":
        _wait_for_the_member(memory)
    elif about is not None and not proves:
        memory.requests = [*(one for one in allowed if _is_said_beside(one)), rule | {"again": True, "about": about}]
    elif proves or _is_sign(before, heard):
        memory.requests = [{"name": "act_for_someone"}]
    elif _asks_on(before, heard, more=len(wanted) > len(allowed)) or not (allowed or heard.has(*_ANSWERED_ELSEWHERE)):
        memory.requests = [*allowed, rule | {"again": True}]
    else:
        memory.requests = allowed


def _wait_for_the_member(memory: Memory) -> None:
    """Who speaks next may be the member: they are asked, and say so in plain words before anything is proved."""
    memory.for_another, memory.speaker = HINTED, "member"
    memory.requests = [{"name": "hold_on"}]


def _is_said_beside(wish: dict[str, Any]) -> bool:
    """Whether a wish is more than a guess at what was asked of the rule."""
    return wish["name"] in ("request_callback", "report_fraud", "sorry_for_loss") or bool(wish.get("reason"))


def _asks_on(before: Memory, heard: Heard, *, more: bool) -> bool:
    rule = any(one["name"] == "identify_representative" for one in before.requests)
    return more or rule or spoken_for(heard.text) == "member" or heard.has("identify_member")


_OWN_ANSWERS = frozenset({"identify_representative", "act_for_someone", "check_code"})
_NO_PROOF = frozenset({"self", "more", "wish", "offer", "phone_number"})
"""What may be asked of who acts for another."""
_ANSWERED_ELSEWHERE = (
    "affirm", "deny", "thank", "greet", "goodbye", "hold_on", "repeat", "slow_down", "go_back", "restart",
)  # fmt: skip
"""Control words and courtesy have answers of their own; any other line hears the rule."""
