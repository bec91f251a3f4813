"""The parts of a line that may each carry a request: where people make a mark or say a joining word, and where a second
question follows the first in one breath. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(
    r"(?:[,.;?]+\s+|\s+)(?:(?:and|n|&|but|or)\s+)if\s+(?:it|its|you|u|he|she|they|we|i|that|not|so|yes|no)(?:'\w+)?(?:\s+(?!(?:and|or|n)\b)[\w']+){0,6}?\s+"
    r"(?=(?:what|how|where|when|why|who|can|could|do|does|then|is)(?:'?[sd])?\s)"
    r"|\s*(?:[?!;]+|\.+(?=\s|$)|\n)+\s*"
    r"|\s+[—–]\s+|\s+(?=if\s+it\s+(?:hasn't|isn't|wasn't|didn't|is|was|has|did)\b)"
    r"|[,.]?\s+(?:and\s+)?(?:(?<!the\s)next\s+thing(?:'?s|\s+is)?(?!\s+(?:for|to|i|we|you)\b)|while\s+(?:you're|you\s+are|youre|ur|u\s+r)\s+(?:at\s+it|in\s+there|there|looking))\b[,:]?\s+"
    r"|(?:^|\s+)\(?[1-4]\)\s+"
    r"|[,.]?\s+(?:(?:and\s+|cause\s+)?if\s+(?:so|not)|or\s+at\s+least|otherwise|(?:and\s+)?after\s+that)\b,?\s+"
    r"|,?\s+(?:and\s+also|and\s+then|and\s+if|and|also|plus|as\s+well\s+as|but\s+also|(?<!\bi\s)(?<!\bwe\s)(?<!\byou\s)then|oh\s+and|n|&|\+)\s+"
    r"|(?P<weak>,\s+|\s+or\s+|\s+(?=(?:i\s+(?:need|want|wanna|would\s+like)\s+(?:to|the|a)|can\s+you|could\s+you|let\s+me\s+(?:talk|speak|have))\s))"
    r"|\s+(?=now\s+(?:check|tell|give|look|let|go|can|(?:what|how|why|when)(?:'?s|'?d)?|is|did|do|does|say)\s)"
    r"|\s+(?=let'?s\s+(?:go|do|move|look|talk|switch|try)\b)"
    r"|,?\s+(?=(?:because|cause|cuz|bc)\s+(?:i|we|he|she)\s+(?:can'?t|cannot|couldn'?t|don'?t\s+have)\b)",
    re.IGNORECASE,
)
_ASKED_FIRST = re.compile(
    r"^\W*(?:(?:yeah|yes|hi|hello|hey|uh|um|so|ok|okay|well|please)\W+)*(?:what|how|why|when|where|who|which|is|are|was|were|did|does|do|"
    r"can|could|has|have|will|would|am|any)\b",
    re.IGNORECASE,
)
_ASKED_NEXT = re.compile(
    r"\s+(?=(?:why|what|how|when|where)(?:'?[sd]|\s+(?:much|many|long|soon|do|does|did|is|are|was|were|can|could|should|would|will|has|have|am))\s)",
    re.IGNORECASE,
)
_SAID_FIRST = re.compile(
    r"^\W*(?:(?:uh|um|oh|so|ok|okay|well|please)\W+)*(?:sorry|no|nope|not|wait|actually|correction|i\s+misspoke|yes|yeah|yep|yup|moving\s+on|"
    r"next|another|different|same\s+(?:patient|pt|person))\b",
    re.IGNORECASE,
)
""" "Sorry, it's the fifth of May what's the status": an answer, a correction or another claim, and then a question."""
_A_QUESTION = 5
_AN_ANSWER = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a line; `joined` weakly where a mere comma or "or" stands before it."""

    text: str
    joined_weakly: bool


def clauses(line: str) -> list[Clause]:
    """The parts of a line that may each carry a request."""
    parts: list[Clause] = []
    start, weak = 0, False
    for match in [*_BREAK.finditer(line), None]:
        text = line[start : match.start() if match else len(line)].strip(" ,")
        if any(c.isalpha() for c in text):
            parts += _in_one_breath(Clause(text, weak))
        if match:
            start, weak = match.end(), match["weak"] is not None
    return parts


def _in_one_breath(part: Clause) -> list[Clause]:
    """ "How much is left of it what's a PR-1": a question behind a question, with no word or mark between them."""
    for place in _ASKED_NEXT.finditer(part.text):
        first, second = part.text[: place.start()], part.text[place.end() :]
        if _ASKED_FIRST.search(first) and len(first.split()) >= _A_QUESTION:
            return [Clause(first, part.joined_weakly), Clause(second, True)]
        if _SAID_FIRST.search(first) and len(first.split()) >= _AN_ANSWER:
            return [Clause(first, part.joined_weakly), Clause(second, False)]
    return [part]
