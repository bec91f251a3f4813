"""Numbers told one behind the other: what is numbered alike in one list is of one kind."""

from __future__ import annotations

import re

from assistant.identifiers.line import Line
from assistant.identifiers.runs import Match, best_match
from assistant.identifiers.segments import Run
from assistant.identifiers.shapes import NUMBERED, outline

_LIST = re.compile(
    r"\W*(?:(?:and|&|,|plus|then|also|n|the|other(?:'s)?|second(?:'s)?|third(?:'s)?|next|last|one(?:'s)?|is|it's|are|another|"
    r"my|his|her|our|their|(?:kid|son|daughter|wife|husband|mom|dad|mother|father)(?:'?s)?|mine|number|id|for)\W+)*",
    re.IGNORECASE,
)


def listed_after(line: Line, run: Run) -> Match | None:
    """The second of "26099014437 and 26099014438": what is numbered alike in one list is of one kind."""
    start = line.tokens[run.first].start
    before = max((f for f in line.found if f.end <= start), key=lambda f: f.end, default=None)
    if before is None or before.name not in NUMBERED or not isinstance(before.value, str):
        return None
    if not _LIST.fullmatch(line.said.text[before.end : start]):
        return None
    match = best_match(run, before.name)
    alike = match is not None and outline(match.shaped.value) == outline(before.value)
    words = next((u.first for u in run.segments[0].units if u.edge), run.first)  # behind the "and" between the two
    return match if match and alike and match.first == words else None


_FIRST_OF_SEVERAL = re.compile(
    r"\b(?:claims|clms|two|three|four|couple|few|both|several|handful)\b[^.?!]{0,60}?\b(?:(?:the\s+)?first(?:\s+(?:one|claim))?|one)(?:'s|\s+is)\W*$",
    re.IGNORECASE,
)
_ANOTHER_OF_THEM = re.compile(
    r"\b(?:other|second|next|last)(?:\s+(?:one|claim))?(?:'s|\s+is)\b|\band\s+(?:then\s+)?one(?:'s|\s+is)\b",
    re.IGNORECASE,
)
_OF_SERVICES = re.compile(
    r"\b(?:codes?|cpt|hcpcs|procedures?|modifiers?|auth\w*|pre\W?cert\w*|lines?|services?|members|patients|checks?|e\s?f\s?ts?|"
    r"npis?|phones?|numbers|zip|tax)\b",
    re.IGNORECASE,
)


def first_of_several(line: Line, run: Run) -> Match | None:
    """The first of "calling on two, one is nine six oh four two the other's …": claims, where nothing else is counted."""
    start, end = line.tokens[run.first].start, line.tokens[run.last - 1].end
    told = _FIRST_OF_SEVERAL.search(line.said.text[:start]) and _ANOTHER_OF_THEM.search(line.said.text, end)
    if line.expects is not None or not told or _OF_SERVICES.search(line.said.text):
        return None
    match = best_match(run, "claim_number")
    return match if match and match.first == run.first else None


_PART, _MOST_PARTS, _SAME_END = 5, 4, 2


def equal_parts(name: str, value: str) -> list[str]:
    """The numbers of one list said without a word between them: "two two oh four one two two oh four two …" are 22041 and
    22042; nothing where it is one number."""
    if name not in NUMBERED:
        return []
    for count in range(2, _MOST_PARTS + 1):
        size = len(value) // count
        if size < _PART or size * count != len(value):
            continue
        parts = [value[i : i + size] for i in range(0, len(value), size)]
        alike = all(part[: size - _SAME_END] == parts[0][: size - _SAME_END] for part in parts)
        if alike and len(set(parts)) == count:
            return parts
    return []
