"""A patient's facts in a row ("W831318145, 05/16/1964, 06/30/2026"): what stands before the birth date is the member id."""

from __future__ import annotations

import re

from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.line import Line
from assistant.identifiers.runs import Match, best_match
from assistant.identifiers.segments import Run, plain_characters
from assistant.identifiers.shapes import WHOLE_MEMBER_ID, npi_is_valid

_BORN = re.compile(
    r"\W*(?:(?:and|with|the|his|her|my|pt'?s?|patient'?s?)\W+){0,2}"
    r"(?:d\W?o\W?b|b\W?day|date\s+of\s+birth|birth\W?da(?:te|y)|born)\W*(?:(?:is|was|on)\W+)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\W*((?:[A-Za-z][A-Za-z'-]+\W+){1,3})")
_CLAIM_ALONE = re.compile(r"(?:CLM|CL|ICN|DCN)\d+|[A-Z]{2}\d{8,12}|\d{13,17}|20[0-3]\d{5,}")
"""Shapes under which claims alone, or far rather claims than members, are numbered."""
_AS_A_PHONE = re.compile(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")
_TAX_LENGTH = 9
_OF_AN_OFFICE = re.compile(r"\b(?:tin|ein|tax)\b", re.IGNORECASE)


def member_of_the_block(line: Line, run: Run) -> Match | None:
    """The member id where a birth date follows with at most its own word or the patient's name between, else None."""
    characters = plain_characters(run)
    if len(characters) < WHOLE_MEMBER_ID or npi_is_valid(characters) or _CLAIM_ALONE.fullmatch(characters):
        return None
    if line.expects == "claim_number" or any(f.name == "member_id" for f in line.found):
        return None
    if characters.isdigit() and len(characters) == _TAX_LENGTH and _OF_AN_OFFICE.search(line.said.text):
        return None
    end = line.tokens[run.last - 1].end
    if _AS_A_PHONE.fullmatch(line.said.text[line.tokens[run.first].start : end]):
        return None
    if _ends_the_block(line, run):
        match = best_match(run, "member_id")
        return match if match is not None and match.shaped.value == characters else None
    born = min((f.start for f in line.found if f.name == "date_of_birth" and f.start >= end), default=None)
    if born is None or not _leads_on(line.said.text[end:born]):
        return None
    match = best_match(run, "member_id")
    return match if match is not None and match.shaped.value == characters else None


_IN_CAPITALS = re.compile(r"\W*((?:[A-Z][a-z'-]+[A-Za-z'-]*\W+){2,3})")
_NO_WORD = re.compile(r"[^\w]*")


def _ends_the_block(line: Line, run: Run) -> bool:
    """Whether a line is a name, a birth date and this number, and no word more: "Ann Poe, 02/11/1980, QX4410087"."""
    text, start, end = line.said.text, line.tokens[run.first].start, line.tokens[run.last - 1].end
    born = max((f.start for f in line.found if f.name == "date_of_birth" and f.end <= start), default=None)
    told = max((f.end for f in line.found if f.name == "date_of_birth" and f.end <= start), default=0)
    if line.spoken or born is None or not (_NO_WORD.fullmatch(text[told:start]) and _NO_WORD.fullmatch(text[end:])):
        return False
    name = _NAME.match(text[:born]) or _IN_CAPITALS.match(text[:born])
    named = name is not None and (_is_name(name[1]) or _IN_CAPITALS.fullmatch(name[0]) is not None)
    before = text[name.end() : born] if name and named else text[:born]
    return named and (not re.search(r"\w", before) or _BORN.fullmatch(before) is not None)


def _leads_on(between: str) -> bool:
    name = _NAME.match(between)
    rest = between[name.end() :] if name and _is_name(name[1]) else between
    return not re.search(r"\w", rest) or _BORN.fullmatch(rest) is not None


def _is_name(words: str) -> bool:
    known = [word for word in re.findall(r"[a-z]+", words.lower()) if word in FIRST_NAMES or word in FAMILY_NAMES]
    return len(known) > 1 or (bool(known) and len(words.split()) == 1)
