"""Two words that are a name by what is said of them: "is verona stutzman active with you", "trevon batiste's claim"."""

from __future__ import annotations

import re

from assistant.identifiers.names_alone import OWNED

_IS = re.compile(r"(?:^|\b(?:if|whether|and|is|was|are|does|did|has|so|ok|okay|hi|hello)\W+)$", re.IGNORECASE)
_ACTIVE = re.compile(
    r"\W+(?:(?:still|currently|currently|even|actually|showing|listed|was|is|be|to\s+be|as)\s+)*"
    r"(?:active|inactive|eligible|enrolled|effective|insured|termed|terminated|(?:a|one\s+of\s+your)\s+members?|on\s+(?:the|your|this|our|my)\s+(?:plan|policy|card)|"
    r"in\s+your\s+system|with\s+(?:you|y'all)|have\s+(?:\w+\s+)?(?:coverage|benefits|insurance))\b",
    re.IGNORECASE,
)


def is_told_by_what_follows(text: str, start: int, end: int) -> bool:
    """Whether of two words is asked whether they are active, or a claim is theirs."""
    if text[end - 2 : end].lower() == "'s":
        return OWNED.match(text, end - 2) is not None
    return _ACTIVE.match(text, end) is not None and _IS.search(text[:start]) is not None
