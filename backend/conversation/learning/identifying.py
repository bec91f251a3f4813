"""What in a caller's words may identify somebody: where it stands and of which kind. Pure.

The rule is the safe way round: a word stays only if the project's own training lines know it and it is nobody's name;
numbers, dates, amounts and addresses never stay (45 CFR 164.514(b)(2): the eighteen identifiers).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from backend.world.people import FIRST_NAMES, SURNAMES

Kind = Literal["mail", "amount", "date", "identifier", "name", "word"]

MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
DIGITS = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
).split()
NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra "
    "tango uniform victor whiskey xray yankee zulu"
).split()
_NUMBER = "|".join([*DIGITS[1:], "zero", "oh", *TEENS, *TENS, "hundred", "thousand"])
_ORDINAL = "|".join(ORDINALS)
_SAID = rf"(?:{_NUMBER}|{_ORDINAL}|double|triple|{'|'.join(NATO)}|x-ray|juliett|[b-hj-z]|[a-z]\s+as\s+in\s+[a-z]+)"
_SPOKEN_DAY = rf"(?:the\s+)?(?:(?:twenty|thirty)[\s-]+)?(?:{_ORDINAL}|{_NUMBER})"
_SPOKEN_YEAR = rf"(?:,?\s+(?:of\s+)?(?:nineteen|twenty|two\s+thousand)(?:[\s-]+(?:and|oh|{_NUMBER})\b)*)?"
_YEAR = r"(?:,?\s+(?:of\s+)?'?\d{2,4}\b)?"

_KINDS: Sequence[tuple[Kind, str]] = (
    ("mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bhttps?://\S+|\bwww\.\S+"),
    (
        "amount",
        r"\$\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d{2})?(?=\s?(?:dollars|bucks|usd|cents)\b)|\b\d[\d,]*\.\d{2}\b",
    ),
    ("date", r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b"),
    ("date", rf"\b{_MONTH}\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}"),
    ("date", rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b\.?{_YEAR}"),
    ("date", rf"\b(?:the\s+)?(?:(?:twenty|thirty)[\s-]+)?(?:{_ORDINAL})\s+of\s+{_MONTH}\b{_SPOKEN_YEAR}"),
    ("date", rf"\b{_MONTH}\s+{_SPOKEN_DAY}\b{_SPOKEN_YEAR}"),
    ("date", rf"\b(?:{'|'.join(one for one in MONTHS if one not in ('may', 'march'))})\b{_YEAR}"),
    ("date", rf"\b(?:in|last|since|of|this|early|late)\s+(?:may|march)\b{_YEAR}"),
    ("identifier", r"\b\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b"),
    ("identifier", r"\b(?=[a-z0-9'-]*\d)[a-z0-9]+(?:-[a-z0-9]+)*\b"),
    ("identifier", r"\d+"),
    ("identifier", rf"(?<!['’\w]){_SAID}(?:[\s,-]+{_SAID})+\b(?!['’])"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_ANNOUNCED = re.compile(
    r"\b(?:my name is|name is|name's|named|called|this is|mr|mrs|ms|miss|dr|doctor|patient|pt|member|subscriber|"
    r"husband|wife|son|daughter|mother|father|for|on behalf of|speaking with|spoke (?:to|with))\b\.?,?\s+"
)
_CAPITAL = re.compile(r"[A-Z][a-z'’-]+(?:\s+[A-Z]\.?(?=\s|$))?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOBODY = frozenset(
    "i i'm i'd i've i'll dr mr mrs ms medicare medicaid ok hi hello hey tricare spanish english".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) that may identify somebody."""

    start: int
    end: int
    kind: Kind


@cache
def common_names() -> frozenset[str]:
    """First and last names many people have and that are no everyday word."""
    listed = (Path(__file__).parent / "names.txt").read_text(encoding="ascii").split()
    return frozenset([*listed, *(name.lower() for name in (*FIRST_NAMES["F"], *FIRST_NAMES["M"], *SURNAMES))])


def plain(word: str) -> str:
    """A word as it is compared: small letters, straight apostrophe, no possessive."""
    return word.lower().replace("’", "'").removesuffix("'s")


def identifying(
    text: str,
    *,
    names: Iterable[str] = (),
    known: Collection[str],
    keep: Collection[str] = (),
    public: Iterable[tuple[int, int]] = (),
) -> list[Span]:
    """Every piece that must not stay, in order, none overlapping.

    ``names`` are those of the conversation's record, ``known`` the words of the training lines, ``keep`` unknown words
    somebody vouches for, ``public`` places that hold a code anybody may know (CO-45).
    """
    found: list[Span] = []
    taken = [False] * len(text)
    for start, end in public:
        taken[start:end] = [True] * (end - start)

    def take(start: int, end: int, kind: Kind) -> None:
        if start < end and not any(taken[start:end]):
            found.append(Span(start, end, kind))
            taken[start:end] = [True] * (end - start)

    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            take(match.start(), match.end(), kind)
    theirs = {plain(part) for name in names for part in _WORD.findall(name) if len(part) > 1}
    for start, end, kind in _words(text, theirs, known, keep):
        take(start, end, kind)
    return sorted(found, key=lambda one: one.start)


def _words(
    text: str, theirs: Collection[str], known: Collection[str], keep: Collection[str]
) -> Iterable[tuple[int, int, Kind]]:
    kept = {plain(word) for word in keep}
    announced = {match.end() for match in _ANNOUNCED.finditer(text.lower())}
    after_name = -1
    for match in _WORD.finditer(text):
        word, start, end = plain(match.group()), match.start(), match.start() + len(match.group())
        named = word in theirs or word in common_names()
        if not named and word not in _NOBODY | _WEEKDAYS and word not in kept:
            named = _looks_like_a_name(text, match.group(), start, announced, after_name)
        if named:
            after_name = end
            yield start, end, "name"
        elif word not in known and word not in kept and word not in _NOBODY and len(word) > 1:
            yield start, end, "word"


def _looks_like_a_name(text: str, written: str, start: int, announced: Collection[int], after_name: int) -> bool:
    """A capital in the middle of a sentence, or right after a name or a word that announces one."""
    if not _CAPITAL.match(written) or text.isupper():
        return False
    begins = not text[:start].strip() or text[:start].rstrip()[-1] in ".?!:\n"
    return start in announced or (not begins) or (after_name >= 0 and not text[after_name:start].strip(" .,"))


def unknown_words(text: str, spans: Iterable[Span]) -> list[str]:
    """Of these spans the words only strangeness makes suspect; somebody may vouch for them."""
    return list(dict.fromkeys(text[one.start : one.end].lower() for one in spans if one.kind == "word"))


def names_in(text: str, known: Collection[str]) -> list[tuple[int, int]]:
    """Where a name stands, whosever it is: common names, capitals in the middle of a sentence, words announced as one."""
    return [(one.start, one.end) for one in identifying(text, known=known) if one.kind == "name"]
