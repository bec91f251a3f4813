"""One plain spelling of what was typed or recognised, with the way back to the original positions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 2000  # characters read; channels admit at most 1,600

_PASTIME = re.compile(
    r"\b(?:(?:one|1|a|just a|hang on a|give me (?:a|one)) (?:second|sec|moment|minute|minutes)|"
    r"two (?:seconds|secs|minutes))\b(?! (?:half|part|piece|one)\b)|"
    r"\b(?:let me (?:see|get|grab|find|put on) (?:my|the) (?:glasses|readers|card|paper|light|pen)(?: on)?(?: dear)?|"
    r"let me (?:check|look)|(?:just )?(?:let me|lemme|let's|lets) see(?: here| now)?|"
    r"(?:hang|hold) on(?: (?:a|one) (?:sec|second|minute|moment|tick)| please| now| there)?|"
    r"bear with me|give me (?:a|one) (?:tick|sec|second|moment|minute)|where was i|"
    r"(?:hang|hold) on(?: (?:my|the|our) (?:screen|page|computer|phone|paper) (?:just )?(?:froze|is frozen|went \w+|locked up))|"
    r"what is it|(?<=\buh )what was it|(?<=\bum )what was it|"
    r"what's today(?: it's)? (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:an? )?leap year baby(?= \w+ (?:twenty|\d))|"
    r"(?:it's )?(?:on|off|from|off of) (?:the|our|your|my|a|their) w[ -]?(?:nine|9)(?: form)?|"
    r"(?:sorry )?(?:i'm )?reading (?:it )?off (?:of )?(?:a|the|my) \w+|"
    r"(?:okay |ok )?the (?:page|paper|card|letter|corner) is (?:torn|smudged|ripped|wet|faded))\b|"
    r"\b(?:sorry|hold on|excuse me|pardon me)\W+(?:my|the|our) "
    r"(?:screen|dog|cat|kid|baby|phone|line|computer|glasses|page|boss|lights?|paper|printer|door|system) "
    r"(?:just )?(?:\w+ed|froze|fell|cut out|went \w+|came (?:in|on)|(?:is |keeps )\w+ing)\b",
    re.I,
)
"""What people say while they look for a number ("let me get my glasses"); its words are none of its digits."""
_OF_A_NUMBER = (
    r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|double|triple|hundred|thousand|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?e?|kilo|lima|mike|november|"
    r"oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu|january|february|march|april|may|june|july|august|"
    r"september|october|december|[a-z]|member|claim|tax|npi|date|born|birth|number|zip|name|not|it's|that's|is|last|first|dollars)"
)
_TALK_BESIDE = re.compile(
    r"\b(?:(?:hang|hold)\s+on|one\s+(?:sec|second|moment|minute)|just\s+a\s+(?:sec|second|moment|minute|tick))"
    rf"(?:[\s,.]+(?!{_OF_A_NUMBER}(?![\w']))(?!okay\b|ok\b|alright\b)[a-z']{{2,}}){{1,10}}?[\s,.]+"
    r"(?:okay|ok|alright|all\s+right|i'm\s+back|anyway|go\s+ahead)(?:[\s,.]+(?:i'm\s+back|okay|ok|so|go\s+ahead|where\s+was\s+i))*\b",
    re.I,
)
""" "Golf quebec hang on somebody's at the window okay double seven": talk to others, up to the "okay"."""
_LOOKALIKES = str.maketrans(
    "аеосрхуіјѕԁһкмтАВСЕНКМОРТХІЈЅУΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "aeocpxyijsdhkmtABCEHKMOPTXIJSYABEZHIKMNOPTYXo",
)
_PUNCTUATION = str.maketrans(
    {"‘": "'", "’": "'", "`": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-"}
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text` in plain letters; `origin[i]` is where character i stood in what was said (one more entry for the end)."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original start and end of a piece of the plain text."""
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


def plain(said: str, *, keeps_pastime: bool = False) -> PlainText:
    """Compatibility forms folded, other digits and look-alike letters made Latin, invisible and combining marks dropped;
    "one second" too, unless it is kept."""
    letters: list[str] = []
    origin: list[int] = []
    said = said[:LONGEST]
    for position, character in enumerate(said):
        for letter in _fold(character):
            letters.append(letter)
            origin.append(position)
    origin.append(len(said))
    text = "".join(letters)
    if not keeps_pastime:
        for aside in (_TALK_BESIDE, _PASTIME):
            text = aside.sub(lambda found: " " * len(found.group()), text)
    return PlainText(text, tuple(origin))


_NEAR = 400  # no line of the talk for which the rules were made has as many characters


def before_it(text: str, start: int) -> str:
    """What is said before a place and may lead to it: a long line takes no longer there than a short one."""
    return text[max(0, start - _NEAR) : start]


def _fold(character: str) -> str:
    if character.isascii():
        return character if character.isprintable() else " "
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me", "Cs", "Co", "Cn"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    folded = unicodedata.normalize("NFKC", character).translate(_PUNCTUATION).translate(_LOOKALIKES)
    return "".join(c if c.isprintable() else " " for c in folded if unicodedata.category(c) not in ("Mn", "Cf"))
