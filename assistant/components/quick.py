"""Lines that need no model: an identifier alone, yes, no, nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.components.danger_to_life import danger_to_life
from assistant.components.masking import says_more
from assistant.components.misheard_person import only_a_person, zeros_alone
from assistant.components.outside_claims import outside_claims
from assistant.identifiers import Found
from assistant.identifiers.text import plain

_YES = (
    r"(?:(?:oh|uh|um|ok|okay|well|and|so)\W+)*(?:yes|yeah|yea|yep|yup|ya|yah|yass?|correct|right|sure|"
    r"affirmative|absolutely|exactly|"
    r"(?:yes |yeah |yep )?(?:that's|that is|thats|it is|it's|sounds|looks) (?:right|correct|it|good|fine|him|her|the one|me)|"
    r"yes (?:please|it is|ma'am|sir|correct|sure)|uh huh|mhm|mm hmm|please do|go ahead|ok|okay|k|y|sure thing|of course|"
    r"you got it|si|10-4|ten\W?four|roger(?: that)?)"
)
_NO = (
    r"(?:(?:oh|uh|um|ok|well)\W+)*(?:no|nope|nah|naw|negative|no thanks|no thank you|not (?:really|now|yet)|"
    r"uh uh|n|no (?:ma'am|sir)|nein)"
)
_YES_LINE = re.compile(rf"\W*{_YES}(?:\W+(?:{_YES}|please|thanks|thank you|ma'am|sir))*\W*", re.IGNORECASE)
_NO_LINE = re.compile(rf"\W*{_NO}(?:\W+(?:{_NO}|thanks|thank you|ma'am|sir|please))*\W*", re.IGNORECASE)
_CORRECTING = re.compile(
    r"^\W*(?:no|nope|sorry|wait|actually|oops|correction|scratch that|i mean|i meant|not)\b", re.IGNORECASE
)
_MORE_THAN_VALUES = re.compile(
    r"\b(?:call|ring|phone)\s+(?:me|us|(?:my|our)\s+\w+)\b|\bclaims?\s+(?:for|from|dated|under|with)\b|"
    r"\b(?:fax|send|mail|email|resend)\s+(?:me|us|the|an?|my|our|copy|eob|remit|it)\b|\b(?:1|one)\s+more\b|\bnext\s+(?:is|up)\b|"
    r"\b(?:p2p|peer)\b|^\W*(?:(?:need|and|the|get|find)\s+)*(?:(?:eft|trace|auth\w*|check|eob|era|remit\w*|835|status|elig\w*|ref\w*)\s*(?:#|num(?:ber)?\b|no\b)?\s*)+(?:for|on|of|4)\b|"
    r"^\W*(?:and|so|then)\s+the\s+(?:co|pr|oa|pi)\b",
    re.IGNORECASE,
)
"""A number to call, a claim to look up, a paper to send, "auth number for …" and "and the PR-2?" are requests, unless that very
value was asked for."""
_ONE_MORE = re.compile(r"^\W*(?:(?:ok|okay|k|thx|thanks)\W+)*(?:and|also|next|now)\W+#?\d{6,}\W*$", re.IGNORECASE)
""" "And 4410098", where nothing was asked, is the next claim."""
_NEXT_PERSON = re.compile(
    r"^\W*(?:(?:ok|okay|k|alright|so|and|now|thanks|thx)\W+)*(?:new|next|another|different)\s+(?:pt|patient|member|mbr)\b(?!\s+(?:visits?|exams?|codes?|forms?)\b)",
    re.IGNORECASE,
)
""" "New patient, Amos Berg, born …", where nothing was asked, is the next one."""
_NOT_THAT = re.compile(
    r"^\W*(?:(?:no|um|uh|sorry|ok|okay|hey|wait)\W+)*(?:(?:that|this|it|the|my|our|her|his|billed|she|he)(?:\s+\w+){0,3}?)(?:\s+isn'?t|\s+is\s+not|'s\s+not|\s+ain'?t|\s+was\s+not|\s+wasn'?t)\b"
    r"[^?]{1,60}\b(?:it'?s|it\s+is|it\s+was|ours\s+is|mine\s+is|hers\s+is|should\s+be)\b|^\W*(?:that|it|this)\s+should(?:'ve|\s+have)?\s+be(?:en)?\b|,\s*you\s+(?:have|got|put|wrote|heard)\s",
    re.IGNORECASE,
)
""" "The name's not Eva, it's Aoife", "billed is 733.40, you have 773.40"."""
_COMMAND = re.compile(r"/\s*[a-z_]+\s*(?:[{\[(].*|[\w\s-]*\s--\w.*)?", re.IGNORECASE | re.DOTALL)


_SHOWN = {"👍": "affirm", "👌": "affirm", "✅": "affirm", "👎": "deny"}
"""A hand instead of a word, in whatever colour."""


def plain_answer(line: str) -> str | None:
    """Whether words are a plain yes (affirm) or no (deny)."""
    return "affirm" if _YES_LINE.fullmatch(line) else "deny" if _NO_LINE.fullmatch(line) else None


def quick_intent(text: str, found: Sequence[Found], *, piece: bool, edited: bool, answered: bool = False) -> str | None:
    """The intent of a line that is settled by its form, or None where the model decides. ``answered``: it brings what was
    asked for."""
    line = plain(text).text.strip()
    if (
        shown := _SHOWN.get(text.strip().rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"))
    ) is not None:
        return shown
    if not any(c.isalnum() for c in plain(text, keeps_pastime=True).text):
        return "nlu_fallback"
    if danger_to_life(line):
        return "medical_emergency"
    if (answer := plain_answer(line)) is not None:
        return answer
    if _COMMAND.fullmatch(line) or outside_claims(line):
        return "out_of_scope"
    if not found and (only_a_person(line) or (not piece and zeros_alone(line))):
        return "request_human"
    if not answered and _ONE_MORE.match(line) and any(fact.name == "claim_number" for fact in found):
        return "another_claim"
    if found and "?" not in line and _NOT_THAT.search(line):
        return "correct_that"
    if found and not answered and _NEXT_PERSON.match(line) and not says_more(line, _on_plain(text, line, found)):
        return "another_patient"
    if found and not answered and _MORE_THAN_VALUES.search(line):
        return None
    if (found or piece) and "?" not in line and not says_more(line, _on_plain(text, line, found)):
        return "correct_that" if edited or (_CORRECTING.match(line) and found) else "inform"
    return None


def _on_plain(text: str, line: str, found: Sequence[Found]) -> Sequence[Found]:
    return (
        found
        if text.strip() == line and len(text) == len(line)
        else [f for f in found if text[f.start : f.end] in line]
    )
