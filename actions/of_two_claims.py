"""One line that asks of two claims told before: "trace # for that one, and why was the first one denied?". Pure."""

from __future__ import annotations

import re
from typing import Any

from actions.heard import Heard
from actions.history import pointed_at
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


def share_out(before: Memory, after: Memory, claims: list[str]) -> None:
    """Gives what was asked to the claims it was asked of, in the order said; one question of both is asked of each."""
    fresh = [one for one in after.requests if one not in before.requests]
    if not claims or not fresh:
        return
    waiting: list[dict[str, Any]] = [one for one in after.requests if one in before.requests]
    shared = [fresh[0] | {"of": claims[0]}, *((one | {"of": claims[1]}) for one in (fresh[1:] or fresh))]
    after.requests = [*waiting, *shared]
