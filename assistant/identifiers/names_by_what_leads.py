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
