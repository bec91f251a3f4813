"""A person asked for in a word or two, as recognisers and hurried fingers write it. Pure.

"Representative" comes as "rep resent a tip", "agent" as "a gent". Vowels and the borders between words are what a recogniser
loses; consonants stay. So a line that is nothing but courtesy and one such sound is compared by its consonants.
"""

from __future__ import annotations

import re

_COURTESY = re.compile(
    r"^\W*(?:(?:uh|um|er|hi|hello|hey|yes|yeah|no|nope|ok|okay|oh|well|so|just|please|pls|plz|sorry|excuse\s+me|i\s+said|i\s+want|i\s+need|"
    r"i\s+would\s+like|i'd\s+like|give\s+me|gimme|get\s+me|can\s+i|could\s+i|may\s+i|let\s+me|have|get|to|talk|speak|speaking|chat|with|ask\s+for|"
    r"no|a|an|the|your|bitte|einen?|por\s+favor|quiero|una?|breathing|living|real|live|actual|human|connect\s+me|transfer\s+me|sir|ma'am|miss|honey|now)\b\W*)*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\W+(?:please|pls|plz|now|thanks|thank\s+you|thx|ma'am|sir|only|asap|today|right|honey|ok))*\W*$", re.IGNORECASE
)
_WORDS = frozenset(
    """agent agents agnet agnt agant agen aget ajent agint gent jent aged ancient asian agency aging person prson
    persn presn purson parson pearson persona persone peson human humans humen humn hooman hoomin humane yuman
    human-being humanbeing people peeple rep reps repr representante representive reprasentative operator operater
    oprator operadora operador superviser supervisor supervizor supvisor manager manger mgr management boss csr
    tsr someone somebody employee associate specialist adviser advisor agente agentes humano asesor supervisora
    gerente mitarbeiter switchboard""".split()
)
_PHRASES = frozenset(
    (
        "a gent|eight gent|h gent|age and|age int|age ant|hey gent|ay gent|you man|hue man|her man|"
        "per son|purse on|purse in|human being|real one|live one|live body|live voice|somebody else|"
        "someone else|some one|some body|human person|person human|claims rep|claims person|"
        "service rep|customer service|customer care|customer support|member services|provider services|"
        "provider relations|claims department|claims dept|billing department|appeals department|"
        "live chat|live support|live help|team lead|wrap|rap"
    ).split("|")
)
_SOUNDS = (("rprsntf", 2, "r"), ("prtr", 0, "ou"), ("sprfsr", 1, "s"))
"""Consonants, how many may differ, and the letters a line may begin with: representative, operator, supervisor."""
_SAME = str.maketrans({"v": "f", "b": "f", "d": "t", "z": "s", "c": "s", "q": "k"})
_ZEROS = re.compile(
    r"\W*(?:(?:0+|zero|oh|o|star|pound|hash|press|dial|pressing|operator|please)\W+)*(?:0+|zero|oh)\W*", re.IGNORECASE
)
_OH_COME_ON = re.compile(
    r"\b(?:(?:oh\s+)?for\s+(?:\w+'?s\s+sakes?|the\s+love\s+of\s+\w+)|(?:oh\s+)?come\s+on|damn\s?it|dammit|damn|hello|jesus|i\s+said|ugh|pick\s+up|answer\s+(?:me|the\s+phone))\b",
    re.IGNORECASE,
)
_A_ZERO = re.compile(r"\b(?:0+|zero)\b", re.IGNORECASE)
_NO_ZERO = re.compile(r"\W*(?:oh|o)\W*", re.IGNORECASE)


def only_a_person(line: str) -> bool:
    """Whether the line names a person and nothing more, however it was written down."""
    named = _AFTER.sub("", line)
    phrases = [
        " ".join(re.findall(r"[a-z0-9'-]+", part.lower())) for part in (_COURTESY.sub("", named, count=1), named)
    ]
    if not phrases[0] and phrases[1]:
        return phrases[1].split()[-1] in _WORDS
    return any(_is_person(phrase) or _said_again(phrase.split()) for phrase in phrases if 0 < len(phrase.split()) <= 6)


def zeros_alone(line: str) -> bool:
    """Zero, said or keyed once or more: the old way out of every menu."""
    if _A_ZERO.search(line):
        line = _OH_COME_ON.sub(" ", line)
    return bool(_ZEROS.fullmatch(line)) and not _NO_ZERO.fullmatch(line)


def _said_again(words: list[str]) -> bool:
    """The same word for a person several times, with or without its article."""
    bare = [word for word in words if word not in ("a", "an", "i", "said")]
    return len(bare) > 1 and all(map(_is_person, bare))


def _is_person(phrase: str) -> bool:
    if phrase in _WORDS or phrase in _PHRASES:
        return True
    sound = _consonants(phrase)
    return any(
        (
            phrase[0] in beginnings
            and _apart(sound, wanted) <= most
            and not phrase.startswith(
                ("represent ", "repres ", "repeat", "report", "reprint", "replace", "reproc", "si por")
            )
        )
        or (
            wanted == "rprsntf" and phrase.startswith("represent ") and sound != "rprsnt" and _apart(sound, wanted) <= 1
        )
        for wanted, most, beginnings in _SOUNDS
    )


def _consonants(phrase: str) -> str:
    kept = re.sub(r"[aeiouhwy' -]", "", phrase).translate(_SAME)
    return re.sub(r"(.)\1+", r"\1", kept)


def _apart(one: str, other: str) -> int:
    """How many letters must change (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row, before = [i], row
        for j, b in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b)))
    return row[-1]
