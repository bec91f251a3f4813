"""An answer to what the caller asked last, made of the record's facts alone, each with where it stands. Pure.

A sentence is offered only where every one of its gaps is filled from what this caller has proved a right to; nothing is
ever guessed, and what has no source in the record stays unsaid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from backend.conversation.handoffs.canned import in_words

ASK_FOR_PROOF = {
    "provider": "Before we talk about a claim I need your NPI and the last five digits of your tax ID, please.",
    "member": "Before we talk about a claim, please give me your member ID, your date of birth and your ZIP code.",
}
_NEXT = "Next step: {denial_next_step}"
_DENIED = ("The claim ending {last_four} was denied: {denial_reason}", _NEXT)
_LAST_DAY = "The last day to act is {denial_deadline}."
_LAST_DAY_WAS = "The last day to act was {denial_deadline}."
_STATUS = ("The claim ending {last_four} for the service of {service_from}: {status_text}",)
_PAID = (
    "On the claim ending {last_four} the plan paid {paid} of a charge of {charge}.",
    "The payment is of {payment_date}.",
)
_SHARE = {
    "member": ("Your share of the claim ending {last_four} is {patient_share}.",),
    "provider": ("The patient's share of the claim ending {last_four} is {patient_share}.",),
}
_APPEAL = ("The appeal {appeal_number} on the claim ending {last_four} is {appeal_state}.",)
_RIGHTS = ("The claim ending {last_four} was denied: {denial_reason}", "It can be appealed.", _LAST_DAY)

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "check_claim_status": _STATUS,
    "list_claims": _STATUS,
    "ask_payment": _PAID,
    "ask_amount_owed": (),
    "explain_eob": _PAID[:1],
    "ask_denial_reason": (*_DENIED, _LAST_DAY),
    "explain_code": (*_DENIED, _LAST_DAY),
    "ask_next_step": ("Next step for the claim ending {last_four}: {denial_next_step}", _LAST_DAY),
    "ask_appeal_rights": _RIGHTS,
    "start_appeal": _RIGHTS,
    "ask_timely_filing": (_LAST_DAY,),
    "check_appeal_status": _APPEAL,
}
"""Intent → sentences, in order; ``ask_amount_owed`` and ``explain_eob`` go on with the share in the caller's words."""
WITH_SHARE = frozenset({"ask_amount_owed", "explain_eob"})


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact of a suggestion: its value, and where it stands in the record."""

    fact: str
    value: str
    record: str
    field: str
    time: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could be said next. ``about`` is the intent answered; None: what the claim's state suggests."""

    text: str
    about: str | None
    evidence: tuple[Stated, ...]


def suggest(
    role: str | None,
    intents: Sequence[str],
    facts: Mapping[str, Any] | None,
    evidence: Sequence[Mapping[str, str]],
) -> Suggestion:
    """The answer to the last intent that the record can answer; without a claim in reach, the question for proof."""
    if facts is None:
        return Suggestion(ASK_FOR_PROOF["provider" if role == "provider" else "member"], None, ())
    sources = {one["fact"].partition(".")[2]: one for one in evidence}
    known = {name: in_words(name, value) for name, value in facts.items() if name in sources and value is not None}
    for intent in reversed(intents):
        if intent in ANSWERS and (made := _made(_sentences(intent, role, facts), intent, known, sources)):
            return made
    by_state = (*_DENIED, _LAST_DAY) if facts.get("denied") else (*_STATUS, *_PAID[:1])
    return _made(_as_it_is(by_state, role, facts), None, known, sources) or Suggestion("", None, ())


def _sentences(intent: str, role: str | None, facts: Mapping[str, Any]) -> tuple[str, ...]:
    if intent in ("ask_appeal_rights", "start_appeal") and not facts.get("denial_appealable"):
        return ()
    share = _SHARE["provider" if role == "provider" else "member"] if intent in WITH_SHARE else ()
    return _as_it_is((*ANSWERS[intent], *share), role, facts)


def _as_it_is(sentences: tuple[str, ...], role: str | None, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The next step is a biller's work and said to billers alone; a day that is over *was* the last."""
    over = (facts.get("denial_days_left") or 0) < 0
    return tuple(
        _LAST_DAY_WAS if over and one == _LAST_DAY else one
        for one in sentences
        if role == "provider" or "{denial_next_step}" not in one
    )


def _made(
    sentences: Sequence[str],
    about: str | None,
    known: Mapping[str, str | None],
    sources: Mapping[str, Mapping[str, str]],
) -> Suggestion | None:
    """The sentences whose gaps the record fills. The first one carries the rest: without it nothing is said."""
    told: list[str] = []
    used: list[str] = []
    for place, sentence in enumerate(sentences):
        gaps = [name for _, name, _, _ in Formatter().parse(sentence) if name]
        if any(not known.get(gap) for gap in gaps):
            if place == 0:
                return None
            continue
        told.append(sentence.format(**known))
        used += [gap for gap in gaps if gap not in used]
    if not told:
        return None
    stated = (
        Stated(name, str(known[name]), *(sources[name][at] for at in ("record", "field", "time"))) for name in used
    )
    return Suggestion(" ".join(told), about, tuple(stated))
