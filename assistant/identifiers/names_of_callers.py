"""One name alone that is nobody's under the claim: who calls, who was spoken with, a colleague, a doctor.

`actions/heard.py` keeps every such name from proving anything.
"""

from __future__ import annotations

import re

from assistant.identifiers.known_names import GIVEN_NAMES
from assistant.identifiers.name_words import MISTER_OR_MISS, SaidName
from assistant.identifiers.text import before_it

_GREETING = (
    r"(?:(?:hi|hello|hey|howdy|good\s+(?:mornin[g']?|afternoon|evenin[g']?)|mornin[g']?|afternoon|evenin[g']?|"
    r"yes|yeah|um|uh|so)\W+)"
)
_TITLED = rf"(?:\s+(?:an?\s+)?{MISTER_OR_MISS}\b\.?)"
TITLED = re.compile(rf"{_TITLED}\s*$", re.IGNORECASE)
BY_FIRST_NAME = re.compile(
    rf"(?:^\W*{_GREETING}*this|\bhere\s+is|"
    r"\b(?:this\s+is|this\s+here(?:'s|\s+is)|i\s+am|i'm|(?:hi|hey|hello)\W+(?:it's|its)|my\s+name\s+is|name's|(?:spoke|talked|speakin[g']?|talkin[g']?)\s+(?:with|to)|"
    rf"(?:was|been|am|i'm)\s+on\s+(?:the\s+phone\s+)?with|ask(?:ed)?\s+for|attn:?)){_TITLED}?\s*$",
    re.IGNORECASE,
)
_A_HOUSE = re.compile(
    r"\W+(?:(?!with\b|at\b|from\b|in\b|here\b|callin[g']?\b|over\b|and\b|again\b)\w+\s+){0,2}"
    r"(?:clinic|hospital|center|associates|dental|pharmacy|hospice|imaging|pediatrics|medical(?!\s+records))\b",
    re.IGNORECASE,
)
""" "This is harper foot clinic": the house calls."""
_IT_IS = re.compile(rf"^\W*{_GREETING}*(?:it's|its|that's)\s+$", re.IGNORECASE)
_FROM_A_HOUSE = re.compile(
    r"\W*(?:again\s+)?(?:from|over\s+(?:at|in)|at|in|with|again|calling)\b|\W*@|\s+w/|\W+(?:and\s+)?(?:i|i'm|i've|i'd|my|our|we|we're|can|could)\b",
    re.IGNORECASE,
)
_HERE_AFTER = re.compile(
    r"\W+(?:here|speakin[g']?)\b(?!\s+(?:for|about)\b)|\W+(?:from|over\s+(?:at|in))\b", re.IGNORECASE
)
_REACHED = re.compile(
    rf"^\W*{_GREETING}*(?:okay\W+|ok\W+)?(?:you've|youve|you\s+have|you|ya|u)\s+(?:have\s+|now\s+)?(?:got|reached|have)?\s*$",
    re.IGNORECASE,
)
_ON_THE_LINE = re.compile(
    r"\W+(?:(?:again|back)\s+)?(?:here\b|on\s+(?:the\s+)?(?:line|phone)|from\b|over\s+(?:at|in)\b|at\b|with\b)",
    re.IGNORECASE,
)
""" "You've got darnell at riverside clinic", "you have brenda on the line"."""
_GREETED = re.compile(rf"^\W*{_GREETING}*$", re.IGNORECASE)
_AT_WORK = (
    r"(?:guy|rep|agent|biller|coder|manager|coworker|colleague|supervisor|receptionist|assistant|secretary|boss|nurse)"
)
_ANYBODY = rf"(?:{_AT_WORK}|lady|woman|man|girl|fella|fellow|gentleman|kid|person|someone|somebody)"
_BY_ROLE = re.compile(
    rf"(?<!pulled up )(?<!brought up )(?<!looked up )(?<!up with )(?<!gave me )(?<!showing )(?<!shows )(?<!opened )"
    rf"\b{_ANYBODY}\s+(?:named|called|by\s+the\s+name\s+of)\s+$|"
    rf"\b(?:your|our|my|the)\s+(?:(?:office|billing|practice|front\s+desk|case)\s+)?{_AT_WORK}\s+$|\bnurse\s+$",
    re.IGNORECASE,
)
_IN_A_DEPARTMENT = re.compile(
    r"\W+(?:over\s+)?(?:in|at)\s+(?:(?:the|our|your)\s+)?(?:billing|ar|a\s?/?\s?r|accounts?|claims|collections|appeals|front|records|the\s+office)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_IN_CONTRAST = re.compile(
    r"\b(?:not|isn't|said|put|have|got|wrote)\s+(?P<other>[a-z]+)\W+(?:(?:dear|honey|hun|sir|ma'am|sweetie|no|but)\W+)*(?:it's|its|it\s+is|i'm|my\s+name\s+is|the\s+name\s+is)\s+$",
    re.IGNORECASE,
)
_DOCTOR = r"(?:doctor|dr)[\s.]+"
_FOR_A_DOCTOR = re.compile(rf"\b(?:for|is|of|under|on)\s+{_DOCTOR}$|^\W*{_DOCTOR}$", re.IGNORECASE)
_A_DOCTOR = re.compile(rf"\b{_DOCTOR}$", re.IGNORECASE)
_WITH_A_DOCTOR = re.compile(rf"(?:\bwith|\bw/?)\s*{_DOCTOR}$|\bw/\s*{_DOCTOR}$", re.IGNORECASE)
_DOCTOR_IS = re.compile(
    r"\b(?:doctor|dr|surgeon|physician|provider)(?:'s)?(?:\s+name)?(?:'s)?\s+(?:is|was)\s+$", re.IGNORECASE
)
_DOCTOR_DID = re.compile(
    r"(?:\W+(?:that's|it's|spelled)?(?:\W*\b[a-z]\b){2,}(?:\s+not\s+\w+)?)?\s+(?:who\s+)?"
    r"(?:said|says|told|ordered|did|does|charged|billed|wrote|referred|saw|gave|prescribed|performed)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"'s?\s+(?:patients?|orders?|notes?)\b", re.IGNORECASE)
_ARRANGING = re.compile(
    r"\bp\s?2\s?p\b|\bpeer\b|\bp\s+two\s+p\b|\bmedical\s+director\b|"
    r"\b(?:book|schedule|set\s+(?:\w+\s+)?up|appointment|appt|credential\w*)\b|\b(?:get|fit|squeeze|work|put)\s+(?:\w+\s+)?in\s+(?:to\s+see|with|for)\b|"
    r"\b(?:need|want|like|can\s+i|able|wants|trying)\s+(?:to\s+)?(?:go\s+)?see\s+(?:doctor|dr)\b",
    re.IGNORECASE,
)
""" "Set up a peer to peer with dr …": who is to be spoken with is arranged elsewhere."""


_TALKED = re.compile(r"(?:spoke|talked)\b", re.IGNORECASE)
_THEN_SAID = re.compile(
    r"\b(?:she|he|they|who)\s+(?:\w+\s+)?(?:said|says|told|promised|assured|swore|claimed|mentioned|advised|explained|gave|never|didn't)\b",
    re.IGNORECASE,
)
""" "I talked to phyllis last week and she told me …": whoever only said something."""


def tells_who_calls(text: str, start: int, end: int) -> bool:
    """ "This is denise over in billing", "Tonya here", "i spoke to angela", "its ruth at Elm dental": who calls."""
    before = before_it(text, start)
    if _A_HOUSE.match(text, end):
        return False
    if _REACHED.search(before) and _ON_THE_LINE.match(text, end):
        return True
    here = _HERE_AFTER.match(text, end) is not None and _GREETED.match(before) is not None
    housed = _IT_IS.match(before) is not None and _FROM_A_HOUSE.match(text, end) is not None
    led = BY_FIRST_NAME.search(before)
    if led is not None and _TALKED.match(led[0]) and _THEN_SAID.search(text, end):
        return False
    return here or housed or (led is not None and not led[0].lower().startswith(("ask", "attn")))


def in_passing(text: str, start: int, end: int, *, spoken: bool) -> bool:
    """ "Your guy kendall told me", "someone named craig", "call back and ask for joan", "from Gwen in AR"."""
    before = before_it(text, start)
    asked = spoken and re.search(r"\bask\s+for\s+$", before, re.IGNORECASE) is not None
    placed = _FROM.search(before) is not None and _IN_A_DEPARTMENT.match(text, end) is not None
    return asked or placed or _BY_ROLE.search(before) is not None


def in_contrast(text: str, name: str, start: int) -> bool:
    """ "It's not denise dear it's bernice"."""
    told = _IN_CONTRAST.search(before_it(text, start))
    return told is not None and told["other"].lower() in GIVEN_NAMES and name.lower().removesuffix("'s") in GIVEN_NAMES


def is_a_doctor(text: str, start: int, end: int, *, numbered: bool) -> bool:
    """ "N p i for doctor okafor", "doctor okafor's patient", "dr bell said", "doctor is Rao"."""
    before, after = before_it(text, start), text[end:]
    if _A_DOCTOR.search(before) is None and _DOCTOR_IS.search(before) is None:
        return False
    if _ARRANGING.search(text):
        return numbered and _FOR_A_DOCTOR.search(before) is not None and not after.startswith("'")
    if _DOCTOR_IS.search(before):
        return True
    if not _A_DOCTOR.search(before):
        return False
    if after.startswith("'"):
        return _OWN.match(after) is not None  # of "lucy from doctor haas's office" only lucy calls
    if numbered and _FOR_A_DOCTOR.search(before):
        return True
    return _WITH_A_DOCTOR.search(before) is not None or _DOCTOR_DID.match(after) is not None


def stands_by_itself(text: str, name: SaidName, *, numbered: bool, spoken: bool) -> bool:
    """Whether one name alone tells somebody who can be nobody else."""
    owned = text[name.end :].startswith("'")
    if is_a_doctor(text, name.start, name.end, numbered=numbered):
        return True
    if not owned and (
        tells_who_calls(text, name.start, name.end) or in_passing(text, name.start, name.end, spoken=spoken)
    ):
        return True
    return in_contrast(text, name.value, name.start)
