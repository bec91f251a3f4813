"""A line with its facts taken out: what the caller wants shows in the words around the numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers import Found
from assistant.identifiers.labels import find_labels
from assistant.identifiers.text import plain
from assistant.identifiers.tokens import tokenise
from assistant.identifiers.vocabulary import DIGITS, MONTHS, NATO, ORDINALS, SMALL, TIMES

ID, DATE, AMOUNT, CODE = "xid", "xdate", "xamount", "xcode"
_MASKS = {
    "date_of_birth": DATE, "date_of_service": DATE, "amount": AMOUNT, "adjustment_code": CODE, "remark_code": CODE,
    "procedure_code": CODE, "person_name": "",
}  # fmt: skip
_NUMBERY = frozenset(DIGITS) | frozenset(SMALL) | frozenset(NATO) | frozenset(TIMES) | {"hundred", "thousand"}
_EMPTY_WORDS = frozenset(
    """
    uh um er erm ah hmm ok okay so well yeah yes yep sure it's its it is that's that the my our his her their a
    an and of on for in npi n p i d id ids number no tax tin ein member mbr subscriber insurance policy claim
    clm icn dcn zip code dob dos date birth service born name first last five four digits are was name's patient
    pt patient's please sir ma'am here here's there you go phone cell account auth check eft trace one let me
    see have got with from to between through dash then comma point authorization reference callback amount
    charge charged would should be still new right today hi hello again were billed ending ends digit group
    followed by also plus medicare mbi card
    """.split()
)


def masked(text: str, found: Sequence[Found]) -> str:
    """The line in small letters with each fact replaced by a word for its kind, numbers left over included."""
    out = list(text)
    for fact in sorted(found, key=lambda f: -f.start):
        mask = _MASKS.get(fact.name, ID)
        if mask:
            out[fact.start : fact.end] = list(f" {mask} ")
    line = plain("".join(out), keeps_pastime=True).text.lower()
    line = re.sub(r"[$#]?\b(?:[a-z]{0,3}-?\d[\d,./-]{2,}\d[a-z]?|[a-z]{1,3}-?\d{2,}[a-z]?)\b", f" {ID} ", line)
    return re.sub(rf"({ID}\s*)+", f"{ID} ", _number_words(line)).strip()


def _number_words(line: str) -> str:
    """Three and more number words, letters by name or single letters in a row are an identifier."""
    words = line.split()
    kept: list[str] = []
    i = 0
    while i < len(words):
        j = i
        while j < len(words) and (
            words[j].strip(",.") in _NUMBERY
            or (len(words[j].strip(",.")) == 1 and words[j][0].isalnum() and words[j] not in ("i", "a"))
        ):
            j += 1
        if j - i >= 5 or (j - i >= 3 and sum(w.strip(",.") in _NUMBERY for w in words[i:j]) >= 2):
            kept.append(ID)
            i = j
        else:
            kept.append(words[i])
            i += 1
    return " ".join(kept)


def names_a_number(text: str) -> bool:
    """Whether figures or several words for them stand in the text."""
    words = re.findall(r"[a-z0-9']+", text.lower())
    return any(c.isdigit() for c in text) or sum(w in _NUMBERY or w in MONTHS or w in ORDINALS for w in words) > 1


def says_more(text: str, found: Sequence[Found]) -> bool:
    """Whether a line says anything beside its facts and their labels."""
    out = list(text)
    for fact in found:
        out[fact.start : fact.end] = " " * (fact.end - fact.start)
    line = plain("".join(out)).text
    for label in find_labels(line):
        if label.name != "other_date":
            line = line[: label.start] + " " * (label.end - label.start) + line[label.end :]
    return any(t.word not in _EMPTY_WORDS and not t.is_figure and t.is_word for t in tokenise(line))


def natural(line: str) -> str:
    """The masked line in ordinary words, for the sentence encoder."""
    return line.replace(ID, "12345").replace(DATE, "march 3").replace(AMOUNT, "100 dollars").replace(CODE, "code 97")
