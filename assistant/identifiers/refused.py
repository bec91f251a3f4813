"""Numbers named only to say that they are not meant: "not 4419207", "throw away four four one", "you wrote 1721811096"."""

from __future__ import annotations

import re

from assistant.identifiers.line import Line
from assistant.identifiers.repair import is_misread
from assistant.identifiers.segments import Run, plain_characters
from assistant.identifiers.shapes import CHECKS
from assistant.identifiers.vocabulary import FIGURES_SAID

_REFUSED = re.compile(
    r"(?<!\bbut\s)\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+|an?\s+)?([A-Za-z]{0,4}[\d-]*\d{4,})(?![\w-])",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?<!\bbut\s)\b(?:not|instead\s+of|rather\s+than)\s+(?:the\s+)?(?:(?:claim|clm|member|id|auth|check)\s*(?:number|num|no\.?|\#)?\s*)?$",
    re.IGNORECASE,
)
"""What is named only to say that it is wrong: "it's 4419207, not 4419027"."""
_OLD_BEFORE = re.compile(
    r"\bold\s+(?:one|card|number|id|i\s?d)(?:\s+(?:is|was|said|says|had|ended))?\W*$", re.IGNORECASE
)
_IS_NO_MORE = re.compile(
    r"\W*(?:is|was|'s|that's|which\s+is)\s+(?:(?:now|an?|the|my|our|his|her|their|totally|already|been)\s+){0,2}"
    r"(?:dead|disconnected|old(?:\s+(?:one|number))?|wrong(?:\s+(?:one|number))?|outdated|no\s+good|out\s+of\s+service|expired|closed|bad|incorrect|not\s+right)\W+"
    r"(?:(?:now|please|pls|so|and|but|sorry|just)\W+){0,2}(?:use|it's|it\s+is|go\s+with|should\s+be|(?:the\s+)?new\s+(?:one|number)(?:'s|\s+is)|mine's|ours\s+is|try)\s+"
    rf"(?:\(?[A-Z]{{0,4}}-?\d{{3,}}|(?:(?:[a-z]|{FIGURES_SAID}|double|triple|\w+teen|\w+ty)\s+){{4}})",
    re.IGNORECASE,
)
""" "(701) 555 0199 is dead, use (701) 555 0121"."""
_OF_OTHERS = re.compile(
    r"\b(?:(?:police|accident|incident|crash)\s+report|court\s+case|docket|driver'?s\s+license|license\s+plate|badge|tracking|locker)"
    r"\s+(?:(?:number|num|no|id|is|it's|says)\W+){0,3}$",
    re.IGNORECASE,
)
_NOT_YOURS = re.compile(
    r"\W*(?:(?:but|and|only|though)\W+){0,2}(?:that's|that\s+is|it's|which\s+is|that\s+one's)\s+not\s+(?:one\s+)?(?:of\s+)?(?:yours|with\s+you)\b",
    re.IGNORECASE,
)
""" "My case with the state is number seven seven oh one, but that's not one of yours"."""
_USED_TO_BE = re.compile(r"\bused\s+to\s+be\s+$", re.IGNORECASE)
_NEW_AFTER = re.compile(r"\bnew\s+(?:one|card|number|id|i\s?d)(?:'s)?\b", re.IGNORECASE)
""" "The old card said k four …, the new one is k four …": the old one is told and not meant."""
_THROWN_AWAY = re.compile(
    r"\b(?:throw\s+(?:away|out)|toss|disregard|ignore|forget(?:\s+about)?|scratch|discard|delete|cross\s+(?:off|out)|cancel)\s+"
    r"(?:the\s+|that\s+)?(?:(?:old|first|wrong|other)\s+)?(?:(?:one|number)\s+)?$",
    re.IGNORECASE,
)
_USE_INSTEAD = re.compile(
    r"\b(?:use|go\s+(?:with|by)|take|put|it's|it\s+is|it\s+should|should\s+be|make\s+it)\b", re.IGNORECASE
)
""" "Throw away four four dash one nine oh and use four four dash one nine six"."""
_HEARD_BY_YOU = re.compile(
    r"\b(?:you|u|they|ya|y'all)(?:'?ve)?\s+(?:guys\s+|just\s+|all\s+|have\s+)?(?:wrote|typed|put|keyed|entered|heard|read(?:\s+(?:it\s+)?back)?|"
    r"repeated|have|had|got|said)\s+(?:(?:it\s+)?(?:as|down|in)\s+)?$",
    re.IGNORECASE,
)
_BEGUN_AGAIN = re.compile(
    r"\W*(?:(?:no|wait|okay|ok|oh|sorry|hold\s+on|ugh|shoot|well|hang\s+on)\W+)*(?:let\s+me|lemme|i'll|i\s+will)\s+(?:just\s+)?"
    r"(?:redo|re\s*read|repeat|restart|start\s+(?:over|again)|(?:do|try|say|read)\s+(?:that|it)\s+(?:over|again|one\s+more\s+time))\b",
    re.IGNORECASE,
)
""" "Check one oh six four four, no okay let me redo that, check number one zero six …"."""
_ANOTHERS = re.compile(
    r"\W*(?:(?:no|nope|wait|oh|oops|sorry|shoot|ugh|uh|um|actually)\W+)*(?:that's|thats|that\s+is|that\s+was|it's)\s+"
    r"(?:(?:our|my|the|his|her|an?|their)\s+(?:old|other|wrong|previous|former|last)\b|(?:something|somebody|someone)\s+else|another\s+\w+)"
    rf".*?(?:\d{{4}}|(?:\b(?:{FIGURES_SAID}|double)\s+){{4}})",
    re.IGNORECASE,
)
""" "One six eight seven four, nope, that's our old doc, one two one nine …"."""
_SLIPS = 3


def take_refused(line: Line) -> None:
    """Takes the written numbers that stand behind "not" or "instead of"."""
    for wrong in _REFUSED.finditer(line.said.text):
        line.take(wrong.start(1), wrong.end(1))


def is_refused(line: Line, run: Run) -> bool:
    """Whether a number is named only to say that it is not meant."""
    start, end = line.tokens[run.first].start, line.tokens[run.last - 1].end
    strong = next((u.first for u in run.segments[0].units if u.kind != "weak"), run.first)
    if _USED_TO_BE.search(line.said.text[: line.tokens[strong].start]):
        return True
    before, after = line.said.text[:start], line.said.text[end:]
    if _IS_NO_MORE.match(after) and (run.is_strong or not line.spoken):
        return True
    if _OF_OTHERS.search(before) or _NOT_YOURS.match(after) or _ANOTHERS.match(after):
        return True
    if _HEARD_BY_YOU.search(before) and _is_told_rightly(line, run):
        return True
    if is_thrown_away(line, start) and _USE_INSTEAD.search(after):
        return True
    replaced = _OLD_BEFORE.search(before) and _NEW_AFTER.search(after)
    return bool(_NOT_BEFORE.search(before) or replaced or (_BEGUN_AGAIN.match(after) and run.is_strong))


def is_thrown_away(line: Line, start: int) -> bool:
    """Whether "throw away" or "disregard" stands before a number that another one follows."""
    said = _THROWN_AWAY.search(line.said.text[:start])
    return said is not None and _USE_INSTEAD.search(line.said.text, start) is not None


def _is_told_rightly(line: Line, run: Run) -> bool:
    """Whether a number as long and nearly the same was told before: "its 1721811069, u wrote 1721811096"."""
    heard = plain_characters(run)
    told = [str(f.value) for f in line.found if f.name in CHECKS]
    return any(one != heard and is_misread(one, heard, _SLIPS) for one in told)
