"""Who is to be called back: "have a rep call Renee at 404 …", "try donna at our number …", "… 555-0190, name Keoni"."""

from __future__ import annotations

import re

from assistant.identifiers.vocabulary import FIGURES_SAID

_SOON = (
    r"(?:back|again|please|pls|directly|first|instead|today|tomorrow|tonight|later|anytime|any\s+time|asap|this|next|in|the|after|before|around|"
    r"mornin[g']?|afternoon|evenin[g']?|week|lunch|noon|hours?|billing|ar|accounts?|collections|records|over|monday|tuesday|wednesday|thursday|friday)"
)
_DIGIT = rf"(?:{FIGURES_SAID}|double|triple)"
EXTENSION = r"(?:\W{1,2}(?:x|ext\.?|extension)\W?\d{1,6})?"
"""What may stand behind the number of a phone, for patterns."""
_DIALLED = rf"(?:\+?1?[-. (]{{0,2}}\d{{3}}[-. )]{{0,2}}\d{{3}}[-. ]?\d{{4}}|(?:{_DIGIT}\s+){{6,}}{_DIGIT})\b"
_CALLED = re.compile(
    r"\b(?:call(?:\s+back)?|phone|ring|dial|text|reach(?:\s+out\s+to)?|contact|try|buzz|get\s+(?:a\s?hold\s+of|back\s+to)|"
    r"call\s?-?back\s+(?:for|to)|contact\s*(?:is|:)|(?:speak|talk)\s+(?:to|with))\s+$",
    re.IGNORECASE,
)
_AT_ITS_NUMBER = re.compile(
    rf"(?:\W+{_SOON}\b){{0,4}}\W+(?:(?:at|on|@|is|its|it's|number|main|direct|cell|desk|office|our|my|her|his|the|line|phone|ph|extension)\W+){{0,5}}"
    rf"\(?{_DIALLED}",
    re.IGNORECASE,
)
_BEHIND_A_NUMBER = re.compile(
    rf"{_DIALLED}{EXTENSION}\W+"
    r"(?:(?:and|that's|thats|the|my|with)\W+){0,2}(?:name|contact|(?:ask|asking)\s+for|get\s+a?\s?hold\s+of)\W+(?:is\W+)?$|"
    rf"{_DIALLED}{EXTENSION}\s*[(–—-]\s*$",
    re.IGNORECASE,
)
_NEEDS_A_CALL = re.compile(
    r"\W+(?:needs?|wants?|would\s+like|asked\s+for|is\s+(?:waiting|expecting)(?:\s+(?:for|on))?)\s+(?:an?\s+|the\s+)?(?:phone\s+)?(?:call\s?-?\s?back|callback|call)\b"
    rf"[^?!]{{0,30}}?{_DIALLED}",
    re.IGNORECASE,
)
""" "Brenda needs a call back 615 …"."""
_ENDS = re.compile(r"\W*(?:$|[.,;)!?]|(?:here|thanks|thx|please|pls|and|i|any|in|at)\b)", re.IGNORECASE)


def is_to_be_reached(text: str, start: int, end: int) -> bool:
    """Whether the one name at characters [start, end) is told as whom a number reaches."""
    if text[end : end + 1] == "'":
        return False
    if _CALLED.search(text[:start]) and _AT_ITS_NUMBER.match(text, end):
        return True
    if _NEEDS_A_CALL.match(text, end):
        return True
    return _BEHIND_A_NUMBER.search(text[:start]) is not None and _ENDS.match(text, end) is not None
