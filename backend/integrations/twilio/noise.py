"""What a speech recogniser makes of words on a bad line: a seeded confusion table. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

CONFUSIONS: Mapping[str, tuple[str, ...]] = {
    # Digits: mostly the same sound written otherwise, now and then another digit.
    "0": ("oh", "oh", "o", "zero"),
    "1": ("won", "one", "one", "9"),
    "2": ("to", "too", "two", "two"),
    "3": ("three", "three", "free", "tree"),
    "4": ("for", "four", "four", "for"),
    "5": ("five", "five", "five", "9"),
    "6": ("six", "six", "sixth", "six"),
    "7": ("seven", "seven", "seven", "11"),
    "8": ("ate", "eight", "eight", "a"),
    "9": ("nine", "nine", "nine", "5"),
    "zero": ("oh", "0"),
    "one": ("won", "1"),
    "two": ("to", "too", "2"),
    "three": ("3", "free"),
    "four": ("for", "4"),
    "five": ("5", "5", "nine"),
    "six": ("6", "sixth"),
    "seven": ("7", "7"),
    "eight": ("ate", "8"),
    "nine": ("9", "9", "five"),
    # Letters that sound alike.
    "b": ("bee", "d", "be", "b as in boy"),
    "c": ("see", "sea", "see", "z"),
    "d": ("dee", "b", "dee"),
    "f": ("eff", "s", "eff"),
    "g": ("gee", "j", "gee"),
    "i": ("eye", "y"),
    "j": ("jay", "jay", "g"),
    "k": ("kay", "okay"),
    "m": ("em", "n", "em"),
    "n": ("en", "m", "and"),
    "p": ("pee", "b", "pee"),
    "q": ("queue", "cue"),
    "r": ("are", "our"),
    "s": ("ess", "f"),
    "t": ("tea", "d", "tee"),
    "u": ("you", "you"),
    "v": ("vee", "b", "the"),
    "x": ("ex", "eggs"),
    "y": ("why", "why"),
    "z": ("zee", "c"),
    # Words of this trade.
    "claim": ("clam", "claims", "plane"),
    "claims": ("clams", "claim"),
    "denied": ("tonight", "deny"),
    "denial": ("the nile", "denied"),
    "paid": ("pate", "pay"),
    "payment": ("pavement", "payments"),
    "provider": ("provide her", "providers"),
    "provider's": ("providers", "provider"),
    "member": ("remember", "members"),
    "status": ("state us", "stats"),
    "billing": ("building", "billings"),
    "appeal": ("a peel", "appeals"),
    "office": ("off is", "offices"),
    "check": ("cheque", "chuck"),
    "why": ("y", "white"),
    "owe": ("oh", "o"),
    "representative": ("representatives", "represent it if"),
    "may": ("me", "maybe"),
    "march": ("marsh", "much"),
    "august": ("or just", "augusta"),
    "yes": ("yep", "yes yes"),
    "no": ("know", "nah"),
}
"""By word, what is heard instead; what is likelier stands there more often."""
FILLERS = ("uh", "um", "like")


def misheard(words: str, rate: float, choose: Random) -> str:
    """``words`` as recognised when the share ``rate`` of them goes wrong; never nothing where something was said.

    A word of the table becomes one of its confusions, another is lost or gets a filler before it, in equal parts.
    """
    if rate <= 0:
        return words
    heard: list[str] = []
    for word in words.split():
        if choose.random() >= rate:
            heard.append(word)
            continue
        instead = CONFUSIONS.get(re.sub(r"[^\w']", "", word).lower())
        if instead:
            heard.append(choose.choice(instead))
        elif choose.random() < 0.5:
            heard += [choose.choice(FILLERS), word]
    return " ".join(heard) or words
