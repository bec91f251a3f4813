"""What was talked of is taken up: "let's file one then", right after the right to appeal was told. Pure."""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory
from actions.plain_words import speaks_of_appeal

_DENIED = frozenset({"denied", "partly_paid"})
_FILE_ONE = re.compile(
    r"(?:\b(?:let'?s|let us|go ahead and|please|(?:i|we)(?:'d| would) like (?:you )?to|(?:i|we) want (?:you )?to|can you|"
    r"could you|(?:i|we) (?:guess|think) (?:i|we) should|then|ok|okay)\s+(?:just |please |go ahead and |then )*|^\W*)"
    r"(?:file|open|start|submit|put in|begin|lodge|make|do) (?:one|it|that|this)\b"
    r"(?: (?:started|going|opened|filed|in|up))*"
    r"(?:\W+(?:then|now|please|today|ok|okay|for (?:us|me|him|her|the patient|this one|it)))*\W*$",
    re.I,
)


def takes_up_the_appeal(memory: Memory, heard: Heard) -> bool:
    """Whether an office has the appeal opened it has just heard of. It is asked once more then, before anything is written."""
    if memory.claim is None or memory.claim.get("stage") not in _DENIED or memory.speaker != "provider" or heard.values:
        return False
    if memory.offer is not None or heard.has("request_human", "medical_emergency", "deny", "request_callback"):
        return False
    return speaks_of_appeal(memory) and _FILE_ONE.search(heard.text.replace("’", "'")) is not None
