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
from assistant.identifiers.vocabulary import FIGURES_SAID, MONTH_NAMES

_SPOKEN = rf"(?:\d+|{FIGURES_SAID}|double|triple)"
_PUTS_RIGHT = re.compile(
    r"\bfat[\s-]?finger\w*|(?<!\ba\s)(?<!\bno\s)\btypo\b|\b(?:mistyped|transposed|misspoke|misread)\b|"
    r"\bshould(?:'?ve|\s+have)?\s+(?:been|be|read|say)\s+(?:an?\s+)?\S+(?:\s+\S+){0,3}?\s+not\b|"
    rf"^\W*(?:(?:oh|uh|um|wait|no)\W+)*(?:sorry|sry|oops|whoops|my\s+bad|apologies)\b.*\bnot\s+\$?{_SPOKEN}\b|"
    r"\b[a-z]\s+(?:as\s+in|like|for)\s+\w+\W+(?:and\s+)?not\s+(?:an?\s+)?[a-z]\b|"
    rf"\byou(?:'ve|\s+have|'ve\s+got|\s+got|\s+put|\s+wrote|\s+typed|\s+took)\s+(?:it\s+(?:as\s+)?|down\s+)?{_SPOKEN}\b.*\b(?:so\s+)?it'?s\b",
    re.IGNORECASE,
)
_VALUE = (
    rf"(?:\$?\d[\d,./-]*|{_SPOKEN}|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\w*hundred|"
    rf"{'|'.join(MONTH_NAMES)})\b"
)
_AGAINST = re.compile(
    # "you've put d 2950", "you said four hundred and it was …"
    r"\b(?:you|u|ya|y'?all)(?:'ve|\s+have|\s+had)?\s+(?:got\s+)?(?:put|said|written|wrote|typed|have|got|heard|read|took|entered)\s+"
    rf"(?:(?:it|down|as|in|that|me|my|the|a|on)\s+){{0,3}}{_VALUE}|"
    # "not 250, 205", "it isn't march, it's may", "my name ain't X it's Y", "that isn't the check I meant, mine is …"
    rf"^\W*not\s+(?:the\s+)?{_VALUE}(?:\s+\S+)?\s*(?:,|but\b|it'?s\b)|"
    r"\b(?:isn'?t|ain'?t|is\s+not|wasn'?t|was\s+not|it'?s\s+not|that'?s\s+not)\s+(?:\S+\s+){1,6}?(?:it'?s|it\s+is|it\s+was|mine\s+is|mine's|but)\b|"
    # "my last name is Jorgensen, not Jorgenson"
    r"\b(?:is|was|it'?s|name'?s)\s+[^,?]{1,40}?,?\s+not\s+(?!(?:a|sure|yet|paid|covered|on|in|my|our|the\s+office)\b)[\w'$.-]+(?:\s+\w+)?\W*$|"
    # "you have the amount wrong", "that's our old group's, use …"
    r"\b(?:have|has|got|put)\s+(?:the|my|it|her|his|our)\s+(?:\w+\s+){0,2}?wrong\b|\b(?:old|wrong|former|previous)\b[^?]{0,40}\buse\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:(?:oh|uh|um|hey|wait|whoa|hold\s+(?:up|on)|excuse\s+me|sorry|hm+)\W+)*(?:no+|nope|nah|negative|wrong|incorrect)\b(?:\W+(?:no+|nope)\b)*"
    r"(?!\W+(?:problem|idea|one|more|other|others|claims?|number|worries|match|auth\w*|coverage|response|thanks|thank|that's\s+(?:all|it)|record)\b)"
    r"(?!\W+(?:i|we)\s+(?:don'?t|do\s+not|can'?t|haven'?t|didn'?t|just)\b)",
    re.IGNORECASE,
)
_NEVER_SAID = re.compile(r"\b(?:i|we)\s+(?:never|didn'?t|did\s+not)\s+(?:said|say)\b", re.IGNORECASE)
_HEARD_WRONG = frozenset({"inform", "deny", "ask_denial_reason", "nlu_fallback"})


def with_a_value_put_right(decision: Decision, text: str, line: str, answered: str | None) -> Decision:
    """The decision, a correction where the words put a value right. `text` is as it was said, `line` masked."""
    said = text.replace("’", "'")
    if decision.also or "?" in said:
        return decision
    if decision.intent in _HEARD_WRONG and _NEVER_SAID.search(said):
        return replace(decision, intent="correct_that")
    if decision.intent != "inform" or not A_FACT.search(line) or asked_in(line, WANTS):
        return decision
    return replace(decision, intent="correct_that") if _puts_right(said, answered) else decision


def _puts_right(text: str, answered: str | None) -> bool:
    """Where it answers a question, a value said first and put right in the same breath is only a slip."""
    told = _PUTS_RIGHT.search(text)
    if slipped(text):
        return False
    if told is None:
        return answered is None and (_AGAINST.search(text) is not None or _NO.search(text) is not None)
    return answered is None or not names_a_number(text[: told.start()])
