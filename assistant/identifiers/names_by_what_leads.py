"""What leads to a name: whose claim, authorization or file it is, with the number told between."""

from __future__ import annotations

import re

from assistant.identifiers.vocabulary import FIGURES_SAID

_ITS_NUMBER = (
    rf"(?:\s+(?:number\s+|#\s*)?(?:[a-z]*\d[\w-]*|(?:(?:[a-z]|{FIGURES_SAID}|double|triple)\s+){{2,}}"
    rf"(?:[a-z]|{FIGURES_SAID})))?"
)
TELLS_WHO = re.compile(
    r"\b(?:this\s+is|patient|pt|member|subscriber|(?:my|our|his|her|their)\s+(?:(?:other|oldest|eldest|youngest|"
    r"older|younger|little|big|middle|late|step|foster|first|second|next)\s+)*(?:mother|father|brother|sister|newborn|baby|boy|girl|kid|"
    r"child|nephew|niece|grandson|granddaughter|mom|dad|twin|cousin|stepson|stepdaughter|grandma|grandpa|grandmother|grandfather|aunt|uncle)|resident|(?:claims?|file|have|auth|authorization|referral|coverage|benefits|"
    rf"eligibility|appeal|grievance|status|eob|remit){_ITS_NUMBER}\s+(?:for|on)|calling\s+(?:on|about|for)|(?:checking|follow(?:ing)?(?:\s+back)?)\s+(?:up\s+)?on|look(?:ing)?\s+(?:up|for)|see\s+about|i\s+mean|meant|son|daughter|husband|wife|behalf\s+of|check\s+if)[\s.,:]*$",
    re.IGNORECASE,
)
"""What stands before a name so plainly that its first name may be an uncommon one."""

_TO_BILL = re.compile(
    r"\b(?:(?:can|could|may|should|do|did|must|shall|will|would|cannot|can't|cant|when|how|why|if|that)\s+(?:i|we|u|you|they|he|she|the\s+\w+)"
    r"(?:\s+(?:even|still|just|also|now|not|legally|only|ever))?|(?:i|we|you|u|they|to|not|don't|dont|can't|cant|cannot)\s+balance|"
    r"(?:able|allowed|supposed|ok|okay|right|gonna|going|permitted|legal|got)\s+(?:to|2)|"
    r"(?:i|we|you|u|they)\s+(?:can't|cant|cannot|can|don't|dont|should|shouldn't|may|could|need\s+to|have\s+to|want\s+to))\s+$",
    re.IGNORECASE,
)


def is_to_bill(before: str) -> bool:
    """Whether bill is what is done to somebody: "can we bill X for the copay", "are we allowed to bill X"."""
    return _TO_BILL.search(before) is not None
