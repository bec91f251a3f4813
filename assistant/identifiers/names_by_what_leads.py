"""What leads to a name: whose claim, authorization or file it is, with the number told between."""

from __future__ import annotations

import re

_ITS_NUMBER = (
    r"(?:\s+(?:number\s+|#\s*)?(?:[a-z]*\d[\w-]*|(?:(?:[a-z]|oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple)\s+){2,}"
    r"(?:[a-z]|oh|zero|one|two|three|four|five|six|seven|eight|nine)))?"
)
TELLS_WHO = re.compile(
    r"\b(?:this\s+is|patient|pt|member|subscriber|my\s+(?:mother|father|brother|sister|newborn|baby|boy|girl|kid|child|nephew|niece|"
    r"grandson|granddaughter|mom|dad)|resident|(?:claims?|file|have|auth|authorization|referral|coverage|benefits|"
    rf"eligibility|appeal|grievance|status|eob|remit){_ITS_NUMBER}\s+(?:for|on)|calling\s+(?:on|about|for)|(?:checking|follow(?:ing)?(?:\s+back)?)\s+(?:up\s+)?on|look(?:ing)?\s+(?:up|for)|see\s+about|i\s+mean|meant|son|daughter|husband|wife|behalf\s+of|check\s+if)[\s.,:]*$",
    re.IGNORECASE,
)
"""What stands before a name so plainly that its first name may be an uncommon one."""
