"""Names behind "mister", "miss" and the like: who is so called alone, and where "miss" is no title."""

from __future__ import annotations

import re

from assistant.identifiers.name_words import MISTER_OR_MISS

TITLE = re.compile(rf"\b(?:{MISTER_OR_MISS}|misses)[\s.]+$", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:for|of|on|about|against|bill(?:ing)?|paid|pay|by|from|it's|that's|this\s+is|i'm|i\s+am|does|did|is|has|had|was|"
    r"with|owes?|regarding|re|see|if|when|saw|treated|patient|member)\s+(?:an?\s+|old\s+)?"
    rf"(?:(?:mr|mister)\.?\s+(?:and|&)\s+)?{MISTER_OR_MISS}[\s.]+$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\s+(?:was\s+(?:seen|admitted|treated|in\b|here|there|discharged)|came\s+in|needs|had|has\s+(?:an?|your|no|two|medicare|another|been\s+seen)|"
    r"is\s+(?:still|covered|active|one\s+of|our|due|scheduled)|passed|died|went\s+in|got\s+(?:an?|his|her|denied))\b",
    re.IGNORECASE,
)
""" "Mrs ramirez was seen in august": whoever is treated."""
_SPEAKS = re.compile(
    r"\W+(?:here|speaking|calling|again|says|is\s+(?:my|our|the|a)\s+(?:patient|pt|member))\b", re.IGNORECASE
)
_OWNS = re.compile(
    r"'s\s+(?!(?:office|desk|assistant|secretary|extension|ext|line|voicemail|supervisor|team)\b)", re.IGNORECASE
)
_AT_WORK = re.compile(r"\W+(?:in|there|available|around|free|working|off|out)\b", re.IGNORECASE)
""" "Is mrs okafor in today": somebody at work is asked for."""
_DOES_MISS = re.compile(
    r"\b(?:i|you|we|they|to|did|didn'?t|don'?t|not|will|would|can't|never|he|she)\s+miss\s+$", re.IGNORECASE
)


def is_titled(before: str, after: str) -> bool:
    """Whether one name behind its title is somebody's under the claim: "for mister okafor", "mister okafor's hip"."""
    if _LED.search(before):
        return not _AT_WORK.match(after)
    return TITLE.search(before) is not None and any(told.match(after) for told in (_SPEAKS, _OWNS, _DOES))


def does_miss(before: str) -> bool:
    """Whether the miss before a word tells what somebody did: "did you miss april"."""
    return _DOES_MISS.search(before) is not None
