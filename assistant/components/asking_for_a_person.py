"""Wishes for a person that can be told from the words alone. Pure.

The classifier knows how most people ask; nobody may be held up by the way they happen to say it, so plain wishes are heard
whatever else the line is about. A question about a person ("are you one?", "what did your agent tell me?") is no wish.
"""

from __future__ import annotations

import re

_KIND = r"(?:(?:real|live|actual|human|another|different|qualified|your|my|the|a|an|some|one\sof\syour|to|with|from|of)\s+){0,5}"
_PERSON = r"(?:person|human(?:\s+being)?|people|reps?|representative|agent|operator|supervisor|manager|csr|coordinator|lady|guy)"
_ANYBODY = r"(?:someone|somebody|anyone|anybody)(?!\s+else|'s)"
_MOVE = r"(?:transfer(?:red)?|connect(?:ed)?|patch(?:ed)?|put|hand(?:ed)?|switch(?:ed)?|pass(?:ed)?|route|escalate)"
_WISHES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:talk|speak|chat)(?:ing)?\s+(?:to|with)\s+{_KIND}(?:{_PERSON}|{_ANYBODY})\b",
        rf"\b(?:get|give|bring|fetch)\s+(?:me\s+|us\s+)?{_KIND}(?:(?:real|live|actual)\s+)?(?:{_PERSON}|{_ANYBODY})\b",
        rf"\b{_MOVE}\s+(?:me|us|this|it|through|over|\s)*\s*(?:to|with|on|through|over)?\s*{_KIND}(?:{_PERSON}|{_ANYBODY})\b",
        r"\b(?:transfer|connect|patch)\s+(?:me|us)\b|\bput\s+(?:me|us)\s+(?:through|in\s+touch|on\s+with)\b",
        rf"\b(?:just\s+|please\s+)put\s+(?:{_PERSON}|{_ANYBODY})\s+on\b|\bbe\s+(?:transferred|connected|put\s+in\s+touch|put\s+through)\b",
        rf"\b(?:want|need|prefer|like|rather(?:\s+have)?)\s+(?:to\s+have\s+)?{_KIND}{_PERSON}\b(?!\s+(?:resources|services))",
        rf"\b(?:{_PERSON}|{_ANYBODY})\b[^.?!]{{0,30}}\b(?:i|we)\s+can\s+(?:talk|speak|chat)\b",
        rf"^\W*(?:{_KIND}{_PERSON})(?:\W+(?:please|pls|now|thx|thanks|only))*\W*$",
        rf"\bhand\s+(?:me|us|this)\s+(?:over\s+)?to\s+{_KIND}(?:{_PERSON}|{_ANYBODY})\b",
    )
)
_NOT_NOW = re.compile(
    r"\b(?:am|are)\s+(?:i|we)\s+(?:talking|speaking|chatting)|\bafter\s+talking|\b(?:no|nah)\b[^.?!]{0,12}\bdo\s?n'?o?t\b|"
    r"\b(?:don'?t|do\s+not)\s+(?:need|want|transfer)\b|"
    r"\b(?:do(?:n'?t|\s+not)\s+(?:want|need|have)\s+to\s+(?:talk|speak)|no\s+need\s+(?:for|to)|did\s+(?:i|you|we)|"
    r"(?:told|said|asked)\s+(?:me|us)\s+to|call(?:ed|s|ing)?\s+(?:me\s+|us\s+)?back|call\s*back|medical\s+director|peer)\b",
    re.IGNORECASE,
)


def asks_for_a_person(line: str) -> bool:
    """Whether these words plainly ask for a person, now."""
    return not _NOT_NOW.search(line) and any(wish.search(line) for wish in _WISHES)
