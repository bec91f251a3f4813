"""Words a recogniser writes for others that sound alike, put right where what stands around them makes it certain."""

# ruff: noqa: E501 - a pattern reads best on one line

from __future__ import annotations

import re

from assistant.identifiers.text import PlainText
from assistant.identifiers.vocabulary import FIGURES_SAID, MONTH_NAMES

_MONTH = rf"(?:{'|'.join(MONTH_NAMES)})"
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONE = rf"(?:{FIGURES_SAID})"
_COUNT = rf"(?:(?:{FIGURES_SAID}|double|triple|ten|eleven|twelve|\w+teen|{_TENS}|\d+)\b)"
_IS = r"(?:\s+(?:is|was|number|num|it's|that's))*"
_P, _I, _D, _O = r"(?:pee|pea|p)", r"(?:eye|aye|i)", r"(?:dee|d)", r"(?:oh|o|owe)"
_C, _N, _S = r"(?:see|sea|cee|c)", r"(?:en|n)", r"(?:ess|es|s)"
_A_DAY = rf"(?:\s+(?:is|was|on|it's|the))*\s+(?:{_COUNT}|{_MONTH}\b|ate\b|last\b|yesterday\b)"
_A_YEAR = (
    rf"(?:nineteen\s+{_COUNT}|twenty\s+twenty\b|two\s+thousand\s+(?:and\s+)?{_COUNT})(?!\s+(?:dollars|bucks|hundred))"
)
_CLOSED = rf"(?=\W*$|\s+{_A_YEAR})"
_BEFORE_DAY = rf"\b(?:{_MONTH}|{_MONTH}\s+(?:twenty|thirty))\s+"
_LETTER = r"(?:[a-z]|[bcdgptvz]ee|kay|jay|em|en|ess|ex|el|eff|ar|cue)"
_ENDS = r"(?=\W*$)"
_SEVEN = rf"(?=(?:\s+(?:{_COUNT}|[a-z]\b)){{5}})"

_SOUNDS = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (rf"\btax\s+(?P<w>{_I}\s+{_D})\b", "id"),
        (rf"\b(?P<w>{_D}\s+{_O}\s+{_S})\b(?={_A_DAY})", "dos"),
        (rf"\b(?P<w>{_D}\s+{_O}\s+(?:bee|be|b))\b(?={_A_DAY})", "dob"),
        (r"\bdates?\s+(?P<w>a|uh|oh|o|off)\s+(?:birth|service)\b", "of"),
        (rf"\b(?P<w>(?:en|and)\s+{_P}\s+(?:eye|aye|i)|n\s+(?:pee|pea)\s+{_I}|n\s+p\s+(?:eye|aye))\b(?={_IS}\s+{_COUNT})", "npi"),
        (rf"\b(?P<w>{_I}\s+(?:see|sea|cee)\s+{_N}|(?:eye|aye)\s+c\s+{_N})\s+(?:number|is){_IS}{_SEVEN}", "icn"),
        (rf"\b(?P<w>(?:dee\s+{_C}|d\s+(?:see|sea|cee))\s+{_N})\b{_IS}{_SEVEN}", "dcn"),
        (rf"\b(?:on|the|your|our|my|an|for|is|prior|have|it's)\s+(?P<w>off|of)\s+number{_IS}{_SEVEN}", "auth"),
        (rf"\bremark\s+(?:code\s+)?(?P<w>en|and|in)\s+{_COUNT}", "n"),
        (rf"\b(?P<w>dirty)\s+(?:first|{FIGURES_SAID})\b", "thirty"),
        (rf"\bthe\s+(?P<w>fort|fourt|for|four)\s+of\s+(?:this\s+|last\s+)?{_MONTH}\b", "fourth"),
        (rf"\bthe\s+(?P<w>tree|turd|thud)\s+of\s+(?:this\s+|last\s+)?{_MONTH}\b", "third"),
        (rf"\bthe\s+(?P<w>ate)\s+of\s+(?:this\s+|last\s+)?{_MONTH}\b", "eighth"),
        (rf"{_BEFORE_DAY}(?P<w>for|fore|fort){_CLOSED}", "four"),
        (rf"{_BEFORE_DAY}(?P<w>tree|free){_CLOSED}", "three"),
        (rf"{_BEFORE_DAY}(?P<w>ate){_CLOSED}", "eight"),
        (rf"{_BEFORE_DAY}(?P<w>too|to)(?=\s+{_A_YEAR})", "two"),
        (rf"{_BEFORE_DAY}(?P<w>won)(?=\s+{_A_YEAR})", "one"),
        (rf"\bnineteen\s+{_TENS}\s+(?P<w>too){_ENDS}", "two"),
        (rf"\bnineteen\s+{_TENS}\s+(?P<w>for|fore){_ENDS}", "four"),
        (rf"\bnineteen\s+{_TENS}\s+(?P<w>tree|free){_ENDS}", "three"),
        (rf"\bnineteen\s+{_TENS}\s+(?P<w>won){_ENDS}", "one"),
        (rf"\b(?:is|was|on|birth|service|dos|dob|born)\s+(?P<w>ate)\s+{_COUNT}\s+{_COUNT}", "eight"),
        (rf"\b(?:{_P}\s+(?:are|ar|r)|{_C}\s+{_O}|{_O}\s+a|{_P}\s+{_I}|code|reason|carc)\s+{_COUNT}\s+(?P<w>o|owe)\b", "oh"),
        (rf"\b(?:id|npi|number|icn|dcn)\s+(?:is|it's)\s+(?P<w>for|fore)\s+(?:to|too|for|{_COUNT})\s+{_COUNT}", "four"),
        (rf"\b(?:id|npi|number|icn|dcn)\s+(?:is|it's)\s+(?:{_COUNT}\s+)?(?P<w>too|to)\s+{_COUNT}\s+{_COUNT}", "two"),
        (rf"\b(?:id|number)\s+(?P<w>are)\s+(?:tee|dee|bee|see|gee|pee|vee|zee|kay|jay|em|en|ess|ex|el|eff)\s+{_COUNT}", "r"),
        (rf"^\W*(?:no\W+)?(?P<w>not\s+(?:an?\s+)?{_LETTER})\s+(?:it's\s+|but\s+)?(?:an?\s+)?{_LETTER}\s+(?:as\s+in|like|for)\s+\w+\s+{_COUNT}", "no"),
        (rf"\b{_LETTER}\s+(?:(?:as\s+in|like|for)\s+\w+\s+)?(?P<w>in\s+front(?:\s+of)?(?:\s+(?:it|the|that))?)\s+{_COUNT}\s+{_COUNT}\s+{_COUNT}", "then"),
        (rf"\bcodes?\b(?:\s+\w+){{0,4}}?\s+(?:{_ONE}\s+){{5}}(?P<w>and\s+then)\s+(?:{_ONE}\s+){{4}}{_ONE}\b", "and"),
        (r"\b(?:an?|my|your|the)\s+(?P<w>point\s?(?:mint|meant|ment|mints))\b", "appointment"),
        (r"\b(?P<w>mod(?:if)?\s+(?:of|a|if|i)\s+(?:fire|fires|fier))\b", "modifier"),
    )
)  # fmt: skip


def put_right(said: PlainText) -> PlainText:
    """The text with such words as they were meant; where they stood is kept."""
    for pattern, meant in _SOUNDS:
        for found in reversed(list(pattern.finditer(said.text))):
            said = _with(said, *found.span("w"), meant)
    return said


def _with(said: PlainText, start: int, end: int, meant: str) -> PlainText:
    old = said.origin[start:end]
    places = (*(old[min(k, len(old) - 1)] for k in range(len(meant) - 1)), old[-1])
    return PlainText(said.text[:start] + meant + said.text[end:], said.origin[:start] + places + said.origin[end:])
