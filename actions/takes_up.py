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

_ONE = re.compile(r"\bone\b", re.I)


def takes_up_the_appeal(memory: Memory, heard: Heard) -> bool:
    """Whether an office has the appeal opened it has just heard of. It is asked once more then, before anything is written."""
    if memory.claim is None or memory.claim.get("stage") not in _DENIED or memory.speaker != "provider" or heard.values:
        return False
    if memory.offer is not None or heard.has("request_human", "medical_emergency", "deny", "request_callback"):
        return False
    said = _FILE_ONE.search(heard.text.replace("’", "'"))
    return said is not None and (
        speaks_of_appeal(memory) or (_was_offered(memory) and _ONE.search(said.group()) is not None)
    )


def _was_offered(memory: Memory) -> bool:
    """Whether the appeal of this claim was offered before, and its day or its way is what was told last."""
    assert memory.claim is not None
    of_it = {"ask_timely_filing", "ask_how_to_send", "submit_documents", "appeal_consent", "ask_appeal_level"}
    return f"appeal:{memory.claim['id']}" in memory.told and any(one["name"] in of_it for one in memory.answered)
