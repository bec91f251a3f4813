"""Words that show whether a part of a masked line asks or only tells. Pure."""

from __future__ import annotations

import re

FACT = re.compile(r"\bx(?:id|date|amount|code)\b|[^\w\s]+")
A_FACT = re.compile(r"\bx(?:id|date|amount|code)\b")
_SAID_BESIDE = 2
WANTS = re.compile(
    r"\?|^\W*(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|any)\b|\b(?:wth|wtf|what|whats|why|how|when|where|who|which|whether|mean\w*|explain\w*|tell|need|want\w*|please\s+\w+|can|could|"
    r"(?:do|does|did)\s+(?:you|i|we|it|this|that|they)|(?:is|was|are)\s+(?:there|it|this|that)|look|see\s+(?:if|whether|what)|verify|confirm|find|check\w*|know|covered)\b",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:says?|said|came\s+back|comes\s+back|shows?|showing|lists?|listed|denied|got|(?:code|reason|remark|that)(?:'s|\s+is)|"
    r"with|on\s+file)\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"^\W*(?:(?:uh|um|so|ok|okay|hi|hello|and|yes|yeah|well|please)\W+)*(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|what|whats|"
    r"why|how|when|where|who|which)\b(?!\s+(?:you|u)\s+(?:want|need|ask\w*))|"
    r"\b(?:what's|whats|what\s+(?:is|are|was|does|do|did)|why|how\s+(?:much|many|long|do|does|did|come|can|to)|when\s+(?:is|was|did|do|does|will)|"
    r"where\s+(?:is|do|does|did|are)|which\s+(?:is|are|claims?)|does\s+(?:it|he|she|they|this|that)|did\s+(?:it|you|he|she|they)|is\s+(?:he|she|it\s+(?:still|paid|active|done))|"
    r"has\s+(?:it|he|she)|are\s+(?:the|they|you))\b",
    re.IGNORECASE,
)
""" The plainer half of `WANTS`: a whole line is only taken for a question where it begins as one or holds one entire."""
REQUESTS = re.compile(
    rf"{WANTS.pattern}|(?<!my\s)(?<!our\s)(?<!your\s)(?<!the\s)(?<!a\s)\b(?:send|fax|mail|email|give|read|pull|status)\b",
    re.IGNORECASE,
)
""" `WANTS`, and plain commands: "fax the remit", where "our fax" is none."""


def asked_in(masked: str, words: re.Pattern[str]) -> bool:
    """Whether enough is said beside the facts of a masked line, and these words are among it."""
    beside = FACT.sub(" ", masked)
    return len(beside.split()) >= _SAID_BESIDE and bool(words.search(beside))
