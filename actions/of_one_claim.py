"""General questions that are about one claim: the deductible, an approval or the cover of a visit that was named. Pure.

What the plan covers, what is left of a deductible, which care needs an approval: none of it is ours to tell. But
"how much of March 11 went to my deductible" and "was my scan of March 8 approved" are answered by the claim.
"""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory

_ON_THE_CLAIM = re.compile(
    r"\b(?:went to|go to|goes to|applied|on (?:it|this|that|the claim)|of (?:it|this|that))\b", re.I
)
"""The deductible of this one claim, not the year's total."""
_OF_THE_YEAR = re.compile(
    r"\b(?:met|meet|so far|left|remain\w*|total\w*|year\w*|annual\w*|ytd|accum\w*|max\w*|out[- ]of[- ]pocket|oop|individual|"
    r"family|used|toward\w*|balance|reached|benefits?|plan'?s?)\b",
    re.I,
)
"""What an office asks of a deductible or copay without these words is the share of the claim at hand."""
_VISIT = re.compile(
    r"\bmy (?:\w+ )?(?:visit|surgery|appointment|operation|scan|mri|x-?ray|test|claim|stay|procedure|bill|checkup|"
    r"check-?up|delivery|therapy)\b|"
    r"\b(?:visit|went|been|was|seen|go|goed|gone)\b.{0,20}\b(?:doctor|hospital|clinic|dentist|er)\b",
    re.I,
)
_COVERED = re.compile(
    r"\b(?:covered|paid|gave|give the money|is give|pay for (?:my|the|that)|took care of)\b|\bdid (?:my |the |you |"
    r"it )?\w*\s?cover\b|"
    r"\b(?:insurance|plan|you|they|u)(?: (?:he|she|it|did|has|have))? (?:pay|pays|paid|payed|"
    r"pay it)\b.{0,8}\bor (?:no|not|no pay|not pay)\b|"
    r"\bif (?:my )?(?:insurance|plan|you) (?:is |did |has )?(?:give|pay|paid|cover)",
    re.I,
)
_YET = re.compile(
    r"\b(?:will|would|is|am|are|do|does|can) (?:my |the |you |i |we |it |a |an )?.{0,25}\b(?:cover|"
    r"covers|covered|eligible|active)\b|\bnext\b|\bupcoming\b|\bplanning\b",
    re.I,
)
_A_PART = re.compile(r"\b(?:ded(?:u|i)[cb]t\w*|co-?\s?ins\w*|co-?\s?pay\w*|share|part|owe)\b", re.I)
_SETTLED = re.compile(
    r"\b(?:was|were|wasn'?t|weren'?t|said|says|saying|got|did|didn'?t|denied|denial|been|ever)\b", re.I
)
""" "Was it approved", "you said there was no authorization": of care that was given."""


def of_one_claim(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """The wishes, where a general one asks about a claim: that claim's answer in its place."""
    dated = bool(heard.values.get("date_of_service"))
    instead = {
        "ask_benefits_used": _deductible(heard, memory, dated=dated),
        "check_authorization": _approval(heard, memory, dated=dated),
        "check_eligibility": _cover(heard, dated=dated),
    }
    return [instead.get(name) or name for name in wishes]


def _deductible(heard: Heard, memory: Memory, *, dated: bool) -> str | None:
    if not dated and not memory.claim:
        return None
    if _ON_THE_CLAIM.search(heard.text):
        return "ask_amount_owed"
    year = _OF_THE_YEAR.search(heard.text if not dated else _TO_THE_DEDUCTIBLE.sub(" ", heard.text))
    if year is not None or (memory.speaker != "provider" and not dated):
        return None
    return "ask_amount_owed" if memory.claim or _A_PART.search(heard.text) else "check_claim_status"


_TO_THE_DEDUCTIBLE = re.compile(r"\btowards?\b", re.I)
""" "How much did that day put toward my deductible" speaks of the day; without one, of the year."""


def _approval(heard: Heard, memory: Memory, *, dated: bool) -> str | None:
    if memory.speaker == "provider" or memory.claim or not dated:
        return None
    return "check_claim_status" if _SETTLED.search(heard.text) and not _YET.search(heard.text) else None


def _cover(heard: Heard, *, dated: bool) -> str | None:
    """ "Did my insurance cover my visit in July" asks about a claim; cover as such is not ours to tell."""
    if _YET.search(heard.text):
        return None
    visit = dated or (_VISIT.search(heard.text) and _COVERED.search(heard.text))
    return "check_claim_status" if visit else None
