"""A name told by its letters ("it's okonkwo o k o n k w o you wrote an a", "no it's spelled Pham") or by what people call
who bears it ("everybody just calls me marlys")."""

from __future__ import annotations

import re

from assistant.identifiers.known_names import ALSO_WORDS, FIRST_NAMES, KNOWN_NAMES
from assistant.identifiers.name_asides import LETTERS, letters_told
from assistant.identifiers.name_words import NOT_NAMES, SaidName, proper
from assistant.identifiers.ordinary_words import is_a_slip, is_no_word, ordinary_words
from assistant.identifiers.vocabulary import NATO

_KNOWN = KNOWN_NAMES - ALSO_WORDS
_WORD = re.compile(r"[^\W\d_][^\W\d_'-]+", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"\b(?:drugs?|medicines?|medications?|meds?|prescriptions?|rx|pills?|brand|generic|inject\w+|infusion|codes?|street|avenue|city|town|county|plan|"
    r"insurance|company|hospital|clinic|pharmacy|procedure|diagnosis|practice|group|e-?mail|website|word|cover(?:s|ed|age)?|formulary|tier|taking|takes?|prescribed|doctor|dr)\b",
    re.IGNORECASE,
)
_FARTHEST = 8
_BETWEEN_PARTS = re.compile(r"\W*(?:(?:and|then|the|my|his|her|last|family|name|surname|is|name's)\W+)*", re.IGNORECASE)


def by_its_letters(text: str, *, asked: bool) -> SaidName | None:
    """The words whose letters follow them; the first name that stands right before a family name goes with it."""
    if not asked and _NOT_A_PERSON.search(text):
        return None
    told: list[re.Match[str]] = []
    end = 0
    for letters in LETTERS.finditer(text):
        word = None if letters["not"] else _its_word(text, end, letters, asked=asked)
        if word and (not told or _BETWEEN_PARTS.fullmatch(text[end : word.start()])):
            told.append(word)
            end = letters.end()
    if not told:
        return _only_spelled(text) if asked else None
    first = _first_before(text, told[0].start()) if len(told) == 1 else None
    words = [first, *told] if first else told
    return SaidName(proper(" ".join(w[0] for w in words)), words[0].start(), end, "whole", 0.75)


_SPELLED = re.compile(r"\b(?:spell(?:ed|t|s)?(?:\s+(?:it|that))?|letters\s+are)\s+$", re.IGNORECASE)


def _only_spelled(text: str) -> SaidName | None:
    """ "You have it as shawn but it's spelled s e a n", where a name was asked for."""
    for letters in LETTERS.finditer(text):
        if _SPELLED.search(text[: letters.start()]) and not letters["not"]:
            return SaidName(proper(letters_told(letters["letters"])), *letters.span(), "whole", 0.7)
    return None


def _its_word(text: str, begin: int, letters: re.Match[str], *, asked: bool) -> re.Match[str] | None:
    spelled = letters_told(letters["letters"])
    before = list(_WORD.finditer(text, begin, letters.start()))[-_FARTHEST:]
    word = next((w for w in reversed(before) if w[0].lower() == spelled), None)
    told_not = word is not None and re.search(r"\b(?:not|isn't|ain't)\W+$", text[: word.start()], re.IGNORECASE)
    named = spelled in _KNOWN or is_no_word(spelled) or (asked and spelled not in NATO)
    return word if named and not told_not and spelled not in NOT_NAMES else None


def _first_before(text: str, start: int) -> re.Match[str] | None:
    before = list(_WORD.finditer(text, 0, start))[-1:]
    given = [w for w in before if w[0].lower() in _KNOWN & FIRST_NAMES and text[w.end() : start].isspace()]
    return given[0] if given else None


_SPELLED_SO = re.compile(
    r"(?:^|[.?!,;]|\b(?:it's|its|it\s+is|that's|thats|name's|name\s+is|name|no|is|should\s+be|supposed\s+to\s+be))\W*(?:actually\s+)?(?:spelled|spelt)\s+"
    r"(?P<name>[^\W\d_][^\W\d_'-]+)(?:\s+(?:with|w|not)\b[^.?!]{1,30})?\W*$",
    re.IGNORECASE,
)
_WITH_ITS_LETTER = re.compile(
    r"^\W*(?:(?:no|nope|yes|yeah|uh|um|sorry|it's|its|that's|actually)\W+)*(?P<name>[^\W\d_][^\W\d_'-]+)\s+with\s+(?:an?|two|one|no)\s+[a-z]\b"
    r"(?:'?s)?(?:\s+[a-z]\b|\s+(?:and|not)\s+[^.?!]{1,15})*\W*$",
    re.IGNORECASE,
)
_CARD_SAYS = re.compile(
    r"\b(?:card|policy|license)\s+(?:says|has|reads|shows)\s+(?P<name>[^\W\d_][^\W\d_'-]+)(?:\W+but\b[^.?!]{1,40})?\W*$",
    re.IGNORECASE,
)
_NOT_RIGHT = re.compile(
    r"\b(?:that's|thats|that\s+is|it's)\s+(?:not\s+(?:right|it|me|her|him|correct|(?:my|his|her)\s+name)|wrong|incorrect)\W+"
    r"(?:(?:no|it's|its|it\s+is|i'm|im|(?:my|his|her)\s+name(?:\s+is|'s))\W+)+(?P<name>[^\W\d_][^\W\d_'-]+)\W*$",
    re.IGNORECASE,
)
""" "Lindsey with an e", "the card says harold but he goes by hank", "that's not right it's Marguerite"."""
_SAID_SO = re.compile(
    r"\b(?:say|saying|said|pronounc\w+|call\w*)\b(?:\s+\w+){0,3}?\W+(?:no\W+)?(?:it's|its|it\s+is|i'm|my\s+name\s+is|my\s+name's|name's)\s+"
    r"(?P<name>[^\W\d_][^\W\d_'-]+)(?:\W+(?:not\s+[a-z'-]+|(?:dear|honey|hun|sweetie|please|thank\s+you))){0,2}\W*$",
    re.IGNORECASE,
)
_SAID_WRONG = re.compile(
    r"\b(?:how|the\s+way)\s+(?:you|to|we|i|they)\s+(?:say|pronounce|call)|"
    r"\b(?:say|saying|said|pronounc\w+|call\w*)\b(?:\s+\w+){0,2}?\s+(?:wrong|incorrect\w*|right)\b|"
    r"\b(?:keep|kept|stop|quit)\s+(?:calling|saying)\s+(?:me|it|my)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:(?:just\s+|always\s+|all\s+|mostly\s+|usually\s+)*(?:calls?|called)\s+me|i\s+(?:just\s+|always\s+)?(?:go|went)\s+by|"
    r"known\s+as|i\s+answer\s+to)\s+(?:just\s+|plain\s+|old\s+|mostly\s+)*"
    r"(?P<name>[^\W\d_][^\W\d_'-]+)(?:\W+(?:dear|honey|hun|sweetie|please|thanks|though|sir|ma'am|around\s+here|for\s+short))?\W*$",
    re.IGNORECASE,
)
_RATHER = re.compile(
    r"\b(?:calls?|called)\s+me\s+[^\W\d_]+\W+(?:but|though|only)\W+(?:(?:it's|its|it\s+is|i'm|(?:my|the)\s+(?:\w+\s+)?name(?:\s+is|'s)|on\s+the\s+card|"
    r"(?:the\s+)?card\s+says|really|actually|legally|officially|real|legal)\W+)+(?P<name>[^\W\d_][^\W\d_'-]+)\W*$",
    re.IGNORECASE,
)


_BUT_CALLED = re.compile(
    r"(?:^|\b(?:it's|its|it\s+is|i'm|i\s+am|is|name's|that's|yes|yeah|uh|um|well|so)\s+)(?P<name>[^\W\d_][^\W\d_'-]+)\W+(?:but|though|only|and)\W+"
    r"(?:(?:just|\w+)\W+){1,3}?(?:calls?\s+me|go\s+by)\b",
    re.IGNORECASE,
)
""" "It's rosalind but everybody calls me roz"."""


_STARRED = re.compile(
    r"^\s*(?:\*\s*(?=[A-Z])|(?=[A-Z][\w'-]+\s*\*))(?P<name>[A-Z][\w'-]+)\s*\*?(?:\s*(?:,\s*)?not\s+[A-Z][\w'-]+)?\s*[.!]?\s*$"
)
""" "*Alvarez", "*Nguyen not Nguyn": how a slip is put right in writing."""


def as_told_of_oneself(text: str, *, asked: bool, spoken: bool) -> SaidName | None:
    """ "Its spelled Pham", "that's not how you say it it's anselmo", "everybody just calls me marlys"."""
    if (starred := _STARRED.match(text)) and _may_be(text, starred, asked=asked, spoken=spoken):
        return SaidName(proper(starred["name"]), *starred.span("name"), "whole", 0.7)
    spelled = _SPELLED_SO.search(text)
    said = _SAID_SO.search(text) if _SAID_WRONG.search(text) else None
    for told in (_WITH_ITS_LETTER.search(text), _CARD_SAYS.search(text), _NOT_RIGHT.search(text)):
        if told and told["name"].lower() in _KNOWN and _may_be(text, told, asked=asked, spoken=spoken):
            return SaidName(proper(told["name"]), *told.span("name"), "whole", 0.7)
    for told in (spelled, said, _RATHER.search(text), _BUT_CALLED.search(text), _CALLED.search(text)):
        if told and _may_be(text, told, asked=asked, spoken=spoken) and not _NOT_A_PERSON.search(text):
            return SaidName(proper(told["name"]), *told.span("name"), "whole", 0.7)
    return None


def _may_be(text: str, told: re.Match[str], *, asked: bool, spoken: bool) -> bool:
    name = told["name"].lower()
    if name in NOT_NAMES or name in NATO:
        return False
    capital = text[told.start("name")].isupper()
    if name in _KNOWN or (asked and name in ALSO_WORDS):
        return name not in ordinary_words()
    strange = is_no_word(name) and not is_a_slip(name)
    return strange and (spoken or capital)
