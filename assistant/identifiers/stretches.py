"""Which stretches of what was said can be an identifier, and what it costs to leave the rest out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.letters import Unit
from assistant.identifiers.segments import LONGEST
from assistant.identifiers.shapes import DIGITS_ONLY, LENGTHS
from assistant.identifiers.tokens import Token

_HYPHENED = 0.2


def stretches(units: Sequence[Unit], name: str, *, open_start: bool, whole_end: bool) -> list[tuple[float, int, int]]:
    """(cost of what is left out, first, after last) of the stretches that can be an identifier, whole ones first."""
    if not units:
        return [(0.0, 0, 0)]
    costs = [0.0]
    lengths = [0]
    for unit in units:
        costs.append(costs[-1] + _cut_cost(name, unit))
        lengths.append(lengths[-1] + min(len(text) for text, _ in unit.options))
    found: list[tuple[float, int, int]] = []
    for first in range(len(units)):
        if costs[first] >= 1.0:
            break
        misheard = name not in DIGITS_ONLY or units[first].options[0][0] == "3"  # "free" is hardly ever a word there
        if not units[first].edge and not (open_start and first == 0 and misheard):
            continue
        for last in range(len(units), first, -1):
            cuts = costs[first] + costs[-1] - costs[last] + _HYPHENED * _cuts_at_hyphen(units, first, last)
            if cuts >= 1.0 or (whole_end and last < len(units)):
                break
            if units[last - 1].edge and lengths[last] - lengths[first] <= LONGEST:
                found.append((cuts, first, last))
    return sorted(found)


def _cuts_at_hyphen(units: Sequence[Unit], first: int, last: int) -> bool:
    """Whether only a part of "26-ZX-0093381" would be left."""
    return (first > 0 and units[first].hyphened) or (last < len(units) and units[last].hyphened)


def _cut_cost(name: str, unit: Unit) -> float:
    """What it costs to leave a unit out: little where the length is fixed or words were typed apart."""
    if unit.kind == "letter" and unit.last > unit.first + 2:
        return 0.4  # "e as in echo"
    return 0.08 if name in LENGTHS or unit.typed or unit.kind == "weak" else 0.2


_GROUP = re.compile(r"(?!19|20|0[1-9][0-3]|1[0-2][0-3])\d{4}")
"""Four figures that are no year and no day: the next group of one number."""
_LISTED = 1.5  # "7740192, 7740193" are never one number


def gap_cost(tokens: Sequence[Token], units: Sequence[Unit], gap: float) -> float:
    """Two long typed words in a row are rather two facts; spoken pieces belong together."""
    if len(units) < 2:
        return 0.0
    before, after = units[-2], units[-1]
    if before.typed and after.typed:
        sizes = [tokens[u.last - 1].end - tokens[u.first].start for u in (before, after)]
        group = _GROUP.fullmatch(after.options[0][0]) is not None  # "MD55120 0087"
        apart = not group and max(sizes) >= 7 and min(sizes) >= 4 and not tokens[after.first].glued and gap < 0.001
        listed = min(sizes) >= 6 and tokens[after.first - 1].word == ","
        return gap * 2 + (_LISTED if listed else 0.25 if apart else 0.0)
    return gap


def is_dotted(tokens: Sequence[Token], i: int) -> bool:
    """Whether a point joins the groups of one number, as a hyphen does: "58.331.0472"; two figures behind it are cents."""
    if tokens[i].word != "." or not tokens[i].glued or not 0 < i < len(tokens) - 1:
        return False
    joined = tokens[i - 1].is_figure and tokens[i + 1].glued and tokens[i + 1].is_figure
    third = i > _CENTS and tokens[i - 2].word == "." and tokens[i - 1].glued and tokens[i - 3].is_figure
    return joined and (third or len(tokens[i + 1].word) > _CENTS)


_CENTS = 2
