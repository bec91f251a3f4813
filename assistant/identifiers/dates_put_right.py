"""Days that are taken back while they are told, and days told by what was done on them."""

from __future__ import annotations

import re

_WHOSE = r"(?:my|his|her|the|our|their)\s+(?:\w+\s+)?\w+"
_ITS = r"(?:mine|his|hers|her's|yours|theirs|(?:the|my|his|her|our)\s+(?:\w+\s+)?\w+'s|it|the\s+(?:right|correct|real)\s+one)"
_BEGUN_AGAIN = re.compile(
    rf"\b(?:that's|thats|that\s+is|that\s+was|that\s+one's|was)\s+{_WHOSE}\b(?:\W+\w+){{0,4}}?\W+{_ITS}(?:'s|\s+is|\s+was|\s+would\s+be)\b\W*|"
    r"\b(?:no|wait|sorry|scratch)\b(?:\W+[a-z']+){0,4}?\W+(?:that\s+can't\s+be\s+right|that's\s+(?:wrong|not\s+(?:it|right|mine))|that\s+isn't\s+(?:it|right))\b"
    r"(?:\W+[a-z']+){0,4}?\W+(?:it's|its|it\s+is|mine\s+is|is)\b\W*",
    re.IGNORECASE,
)


def begun_again(text: str, start: int, end: int) -> int:
    """Where the day begins that counts: after "that's my husband's mine is", "no that can't be right it's"; else `start`."""
    return max((told.end() for told in _BEGUN_AGAIN.finditer(text, start, end)), default=start)


_SAID_BEFORE = re.compile(r"\bi\s+(?:said|put|wrote|typed|gave|told\s+you)\s+(?:the\s+|it\s+was\s+)?$", re.IGNORECASE)
_NO_MORE = re.compile(
    r"\W*(?:before|earlier|didn't\s+i|but|by\s+mistake|the\s+first\s+time|last\s+time)\b", re.IGNORECASE
)


def was_said_before(text: str, start: int, end: int) -> bool:
    """ "DOS is 9/2/26, I put 9/20 before", "i said july nineteenth didn't i": what is said no more."""
    return _SAID_BEFORE.search(text[:start]) is not None and _NO_MORE.match(text, end) is not None


_VISIT = r"(?:er|e\s+r|emergency(?:\s+room)?|office|hospital|clinic|doctor|dr|urgent\s+care|dental|eye)"
_VISITED = (
    r"(?:visit|visits|appointment|appt|surgery|procedure|stay|claim|bill|x\W?ray|mri|scan|test|labs?|bloodwork|"
    r"ambulance(?:\s+\w+)?)"
)
_AFTER_IT = re.compile(
    rf"(?:'s)?\s+(?:{_VISIT}\s+)?(?:visits?|appointments?|appts?|surger(?:y|ies)|procedures?|stays?)\b", re.IGNORECASE
)
_BEFORE_IT = re.compile(
    rf"\b{_VISITED}\s+(?:was|from|of)\s+(?:(?:the|this|on)\s+)?$|\b(?:visit|claim|bill)\s+on\s+$|"
    r"\b(?:process|processed|pay|paid|deny|denied|go\s+through|status)\s+(?:\w+\s+)?for\s+$|"
    r"\b(?:i|we|he|she|they)\s+(?:went|came\s+in|was\s+seen|were\s+seen|was\s+there|were\s+there)(?:\s+in)?\s+"
    r"(?:(?:on|the)\s+)*(?:\w+day\s+and\s+)?$|"
    r"\b(?:claim|clm|#)\W*(?=\S*\d)[\w-]+\s+from\s+$",
    re.IGNORECASE,
)


def is_of_a_visit(text: str, start: int, end: int) -> bool:
    """ "Yesterday's ER visit", "the x ray from easter sunday", "visit was last fri": a day and what was done then."""
    return _AFTER_IT.match(text, end) is not None or _BEFORE_IT.search(text[:start]) is not None
