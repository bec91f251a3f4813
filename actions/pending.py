"""What an open claim waits for, by the payer's own status (277 STC01), and what is to be done about it. Pure.

Source: the lists of claim status category codes (507) and claim status codes (508) as kept in ``backend/codes/data``. A
category says who holds the claim; only within it does the code say what for: 287 asked of a provider (P3) is a paper to
send, 287 of a claim in review (P2) is a question the payer answers itself.
"""

from __future__ import annotations

import re
from typing import Any

from actions.steps import Say

REQUESTED = {"297": "notes", "286": "other_eob", "123": "information", "287": "necessity_papers"}
"""Code → what was asked for (categories P3, P4, R…)."""
WITHIN = {
    "P0": {"45": "benefits"},
    "P1": {"3": "payment_run", "20": "in_process"},
    "P2": {"46": "internal_review", "287": "necessity_review"},
    "P3": {code: f"asked_{what}" for code, what in REQUESTED.items()},
}
"""Category → code → what it waits for."""
BEYOND = {
    "P0": "not_said", "P1": "in_process", "P2": "review", "P3": "asked_papers", "P4": "asked_patient",
    "P5": "own_reason", "F": "finished", "R": "asked_papers",
}  # fmt: skip
"""Category → what it waits for where the code tells nothing closer; R and F stand for all of theirs."""
IN_SHORT = {
    "asked_notes": "medical notes asked for", "asked_other_eob": "the other payer's EOB asked for",
    "asked_information": "more information asked for", "asked_necessity_papers": "proof of medical necessity asked for",
    "asked_papers": "more information asked for", "asked_patient": "information asked of the patient",
    "internal_review": "in internal review", "necessity_review": "in review for medical necessity", "review": "in review",
    "benefits": "benefits still being determined", "in_process": "in process",
    "payment_run": "decided, waits for the payment run", "own_reason": "on hold for a reason on the plan's side",
    "finished": "reported finished, remittance not here yet", "not_said": "the record does not say what it waits for",
}  # fmt: skip
"""The same in a few words, for a claim that is one of many."""
TO_SEND = {
    "asked_notes": "the medical notes or report",
    "asked_other_eob": "the other payer's EOB",
    "asked_information": "the information the plan asked for",
    "asked_necessity_papers": "the records that show why the service was needed",
    "asked_papers": "what the plan asked for",
}
"""What the provider sends."""
NOT_OPEN_WORK = frozenset({"payment_run", "finished"})
"""Decided: only the money or its paper is still to come."""
KINDS = frozenset({*BEYOND.values(), *(kind for codes in WITHIN.values() for kind in codes.values())})


def waits_for(facts: dict[str, Any]) -> str | None:
    """What a pended claim waits for; ``not_said`` where the record tells nothing; None for a claim that is not pended."""
    if facts.get("stage") != "pended":
        return None
    category, code = str(facts.get("status_category") or ""), str(facts.get("status_code") or "").lstrip("0")
    if category[:1] == "R" and code in REQUESTED:
        return f"asked_{REQUESTED[code]}"
    return WITHIN.get(category, {}).get(code) or BEYOND.get(category) or BEYOND.get(category[:1], "not_said")


def in_short(facts: dict[str, Any]) -> str:
    """``pending, medical notes asked for``, and to send them with the claim number."""
    kind = waits_for(facts)
    send = " Send them with the claim number." if kind in TO_SEND else ""
    return f"pending, {IN_SHORT[kind or 'not_said']}.{send}"


def is_decided(facts: dict[str, Any]) -> bool:
    """Whether the payer has decided it and only the payment is still to come."""
    return waits_for(facts) in NOT_OPEN_WORK


def reason(facts: dict[str, Any], speaker: str | None, channel: str) -> list[Say]:
    """What it waits for; nothing for a claim that is not pended. The codes are written, not spoken."""
    kind = waits_for(facts)
    return (
        []
        if kind is None
        else [Say(_worded(f"utter_pended_{kind}", speaker), {"code": "" if channel == "voice" else _code(facts)})]
    )


_WHETHER_DENIED = re.compile(
    r"\b(?:is|was|did|has|does|are|so|isn'?t|wasn'?t|not|if|whether)\b.{0,20}"
    r"\b(?:den(?:y|ied|ying)|refused?|turned? (?:it )?down|a no)\b|\b(?:decid\w+|ruled?|voted|judged|came down) against\b|"
    r"\b(?:it|that)(?:'s| is) a (?:\w+ )?no\b",
    re.I,
)


def whether_denied(facts: dict[str, Any]) -> list[Say]:
    """ "Is it denied?", of a claim that is not decided yet: no."""
    asked = _WHETHER_DENIED.search(str(facts.get("words") or "")) is not None
    return [Say("utter_not_denied_yet")] if asked and not is_decided(facts) else []


def way_on(facts: dict[str, Any], speaker: str | None) -> list[Say]:
    """What is to be done: papers to send and where, a person to look, or nothing but to wait."""
    kind = waits_for(facts)
    if kind is None:
        return []
    if kind in TO_SEND:
        return [Say(_worded("utter_pended_send", speaker), {"what": TO_SEND[kind]})]
    if kind in ("not_said", "asked_patient"):
        return [Say(_worded(f"utter_pended_{kind}_next", speaker))]
    return [Say(_worded("utter_pended_paid_next" if kind in NOT_OPEN_WORK else "utter_pended_wait", speaker))]


def told(facts: dict[str, Any], speaker: str | None, channel: str) -> list[Say]:
    """What it waits for and what is to be done; the headline leaves mere waiting unsaid."""
    return [*reason(facts, speaker, channel), *(way_on(facts, speaker) if asks_for_something(facts) else [])]


def asks_for_something(facts: dict[str, Any]) -> bool:
    """Whether somebody has to send something, or to look."""
    return waits_for(facts) in {*TO_SEND, "asked_patient", "not_said"}


def _worded(name: str, speaker: str | None) -> str:
    return f"{name}_member" if speaker == "member" else name


def _code(facts: dict[str, Any]) -> str:
    """`` (status P3, code 297)``: the payer's own codes, for who has its answer before them."""
    category, code = facts.get("status_category"), facts.get("status_code")
    return f" (status {category}{f', code {code}' if code else ''})" if category else ""
