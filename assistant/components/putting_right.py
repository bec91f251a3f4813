"""A value put right in plain words: "sorry, it's 218, not 281", "the tin is …, I fat fingered it". Pure.

Said together with the right value, such a line sounds like an answer; it is a correction of what was said or read before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.components.answer_and_request import slipped
from assistant.components.decision import Decision
from assistant.components.masking import names_a_number
from assistant.components.words import A_FACT, WANTS, asked_in

_SPOKEN = r"(?:\d+|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_PUTS_RIGHT = re.compile(
    r"\bfat[\s-]?finger\w*|(?<!\ba\s)(?<!\bno\s)\btypo\b|\b(?:mistyped|transposed|misspoke|misread)\b|"
    r"\bshould(?:'?ve|\s+have)?\s+(?:been|be|read|say)\s+(?:an?\s+)?\S+(?:\s+\S+){0,3}?\s+not\b|"
    rf"^\W*(?:(?:oh|uh|um|wait|no)\W+)*(?:sorry|sry|oops|whoops|my\s+bad|apologies)\b.*\bnot\s+\$?{_SPOKEN}\b|"
    r"\b[a-z]\s+(?:as\s+in|like|for)\s+\w+\W+(?:and\s+)?not\s+(?:an?\s+)?[a-z]\b|"
    rf"\byou(?:'ve|\s+have|'ve\s+got|\s+got|\s+put|\s+wrote|\s+typed|\s+took)\s+(?:it\s+(?:as\s+)?|down\s+)?{_SPOKEN}\b.*\b(?:so\s+)?it'?s\b",
    re.IGNORECASE,
)


def with_a_value_put_right(decision: Decision, text: str, line: str, answered: str | None) -> Decision:
    """The decision, a correction where the words put a value right. `text` is as it was said, `line` masked."""
    if decision.intent != "inform" or decision.also or not A_FACT.search(line) or asked_in(line, WANTS):
        return decision
    return replace(decision, intent="correct_that") if _puts_right(text.replace("’", "'"), answered) else decision


def _puts_right(text: str, answered: str | None) -> bool:
    """Where it answers a question, a value said first and put right in the same breath is only a slip."""
    told = _PUTS_RIGHT.search(text)
    if told is None or slipped(text):
        return False
    return answered is None or not names_a_number(text[: told.start()])
