"""One line that asks of two claims told before: "trace # for that one, and why was the first one denied?". Pure."""

from __future__ import annotations

import re
from typing import Any

from actions.heard import Heard
from actions.history import NOT_THAT_ONE, pointed_at
from actions.memory import Memory

_PARTS = re.compile(
    r"\s*[?;.]\s*(?:and\s+)?|,?\s+(?:and|but)\s+(?:also\s+|then\s+)?(?=\w)|,\s*(?=(?:why|what|how|when|who|where|which)\b)",
    re.I,
)
_BOTH = re.compile(
    r"\bboth (?:of (?:them|those|these)|claims?|ones|trace numbers?|traces|payments|checks|efts|patients|pts)\b|"
    r"\b(?:for|on|of) both\b(?! (?:the|lines|codes|amounts))|\beach (?:of them|of those|claim|one)\b|"
    r"\bthe two (?:claims|of them)\b|"
    r"\bwhich (?:one|claim|of (?:them|those|the two))\b.{0,25}\b(?:more|most|less|higher|lower|bigger|least)\b",
    re.I,
)
""" "Read me both trace numbers", "which one did you pay more on": asked of each of the two told last."""
_PRESENT = re.compile(r"\b(?:that|this) (?:one|claim|visit|patient|pt)\b|\bthe (?:last|latest|current) one\b", re.I)


def claims_of_parts(memory: Memory, heard: Heard) -> list[str]:
    """The ids of the two claims the two halves of a line point at; empty where they do not point at two."""
    if memory.claim is None or heard.values or memory.expects == "which_claim" or (memory.batch or {}).get("begun"):
        return []
    if _BOTH.search(heard.text) and len(memory.seen) > 1 and memory.speaker == "provider":
        return [str(one["claim"]["id"]) for one in sorted(memory.seen, key=lambda one: int(one["recent"]))[-2:]]
    parts = [part for part in _PARTS.split(heard.text) if part.strip()]
    meant = [_meant(memory, part) for part in parts]
    found = [one for one in meant if one is not None]
    return found if len(parts) == len(found) == len(set(found)) == 2 else []


def _meant(memory: Memory, part: str) -> str | None:
    entry = pointed_at(memory, part)
    if entry is not None:
        return str(entry["claim"]["id"])
    return str(memory.claim["id"]) if memory.claim is not None and _PRESENT.search(part) else None


_OF_A_DENIAL = re.compile(
    r"\b(?:den(?:y|ied|ial)s?|fail(?:ed|s)?|turn(?:ed)? (?:it |that |this )?down|refus(?:e|ed|al)|reject(?:ed|ion)?|"
    r"(?:knocked|kicked|bounced) (?:it |that )?(?:back|out)|bounced?)\b",
    re.I,
)
_BACK_TO = re.compile(r"\bback to\b|\bagain\b|\b(?:first|second|other|earlier|previous) (?:one|claim|visit)\b", re.I)
_DENIED = frozenset({"denied", "partly_paid"})
_NOT_DENIED = frozenset({"paid", "patient_share", "no_payment"})


def share_out(before: Memory, after: Memory, claims: list[str], heard: Heard) -> None:
    """Gives what was asked to the claims it was asked of, in the order said; one question of both is asked of each."""
    fresh = [one for one in after.requests if one not in before.requests]
    if not fresh:
        return
    if not claims:
        _of_the_denied_one(after, fresh, heard)
        return
    waiting: list[dict[str, Any]] = [one for one in after.requests if one in before.requests]
    shared = [fresh[0] | {"of": claims[0]}, *((one | {"of": claims[1]}) for one in (fresh[1:] or fresh))]
    after.requests = [*waiting, *shared]


def _of_the_denied_one(after: Memory, fresh: list[dict[str, Any]], heard: Heard) -> None:
    """ "Back to September 12: why did that fail?", where that one was paid: it is said, and told of the one that was denied.

    A day that names the claim at hand together with "back to" may be another's day: the answer names its claim.
    """
    if after.claim is None or (after.batch or {}).get("begun"):
        return
    if set(heard.values) <= {"date_of_service"} and _asks_of_a_denial(after, fresh, heard):
        told = [one for one in after.seen if one["member_id"] == after.member_id and one["claim"]["id"] != after.claim["id"]]
        denied = [str(one["claim"]["id"]) for one in told if one["claim"].get("stage") in _DENIED]
        if len(denied) == 1:
            here, waiting = str(after.claim["id"]), [one for one in after.requests if one not in fresh]
            after.requests = [*waiting, {"name": "not_denied", "of": here}, {"name": "ask_denial_reason", "of": denied[0]}]
            return
    if heard.values.get("date_of_service") and len(after.seen) > 1 and _BACK_TO.search(heard.text):
        after.told = [*after.told, NOT_THAT_ONE]


def _asks_of_a_denial(after: Memory, fresh: list[dict[str, Any]], heard: Heard) -> bool:
    """Whether nothing but the reason of a denial is asked, of a claim that was told as paid."""
    claim = after.claim or {}
    told = claim.get("id") in after.told and claim.get("stage") in _NOT_DENIED
    only = {one["name"] for one in fresh} <= {"ask_denial_reason", "check_claim_status"}
    return told and only and fresh[-1]["name"] == "ask_denial_reason" and _OF_A_DENIAL.search(heard.text) is not None
