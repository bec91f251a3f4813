"""Reasons of an adjustment told by how they are asked about or where they stand: "what a two fifty two is", "a little p r with a
three", "contractual obligation code 45", "just a 45 next to it"."""

# ruff: noqa: E501 - a pattern reads best on one line

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.codes_told import LARGEST_REASON, number_at
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells

_NAMED = (
    ("CO", r"contractual\s+obligations?(?:\s+(?:reason\s+)?(?:codes?|number|reason|\#))?|contractual(?:\s+adjustments?)?\s+(?:reason\s+)?codes?"),
    ("PR", r"(?:patient|pt)\s+resp(?:onsibility)?\s+(?:reason\s+)?(?:codes?|reason)|(?:patient|pt)\s+resp(?:onsibility)?(?=[\s-]+(?:[123]|one|two|three)\b(?!\s*[,.]?\d)\W*(?:$|and\b|mean|what|is\b|on\b|for\b))"),
    ("OA", r"other\s+adjustments?(?:\s+(?:reason\s+)?codes?)?"),
    ("PI", r"payer\s+initiated(?:\s+reductions?)?(?:\s+(?:reason\s+)?codes?)?"),
)  # fmt: skip
_GROUPS = tuple((group, re.compile(rf"\b(?:{named})\W{{1,3}}(?:is\s+)?$", re.IGNORECASE)) for group, named in _NAMED)
GROUP_FIGURES = tuple(
    (group, re.compile(rf"\b(?:{named})\W{{1,3}}(?P<c>[1-9]\d{{0,2}})(?![\w/%]|[-.]\d|\s*(?:dollars|claims|days))", re.IGNORECASE))
    for group, named in _NAMED
)  # fmt: skip
"""Groups of adjustment reasons by their names, before a number in figures."""
_PLACE = (
    r"\s+(?:printed\s+|listed\s+|written\s+|right\s+|sitting\s+|showing\s+)?(?:next\s+to|beside|alongside|by|against|under)\s+"
    r"(?:it|that|them|each|(?:(?:the|my|our|that|this|his|her)\s+)?(?:(?:\w+\s+)?(?:charges?|reduction|amount|balance|write\W?off|adjustment|line|bill|claim|copay|discount|difference|procedure|visit)|name)|lines?\s+\w+)\b"
    r"(?!\s+(?:in|at|on)\s+(?:the|a)\s+(?:waiting|room|door|office|list|line))"
)
BESIDE = re.compile(rf"\b(?:an?|the\s+number|number)\s+(?P<c>[1-9]\d{{0,2}})(?={_PLACE})", re.IGNORECASE)
BESIDE_ALONE = re.compile(rf"\b(?:says|shows|has|see|only|just)\s+(?P<c>[1-9]\d{{1,2}})(?={_PLACE}[^?!]*\b(?:codes?|reason|remark|rarc)\b)", re.IGNORECASE)  # fmt: skip
ON_A_LINE = re.compile(r"\b(?:an?)\s+(?P<c>[1-9]\d{1,2})(?=\s+on\s+(?:both\s+)?lines?\b)|\b(?:adj\w*|marked|reduced|flagged|denied|kicked|cut)\s+(?:off\s+|out\s+|back\s+)?(?:w/?|with|as)\s+an?\s+(?P<d>[1-9]\d{1,2})(?![\w/%$]|[-.]\d|\s+(?:modifiers?|days?|dollars?|percent|units?))", re.IGNORECASE)  # fmt: skip
ASKED = re.compile(r"\b(?:wh?[au]t\s+(?:is\s+)?an?|wh?[au]t(?:'?s|\s+(?:is|does|do))(?=\s+\d+\s+means?\s+on\b))\s+(?P<c>(?!27\d|83[57])[1-9]\d{1,2})(?:\s+(?:is|means?|stands)\b(?!\s+(?:going|like|worth))|(?<=\bis\sa\s\d\d)\W*$|(?<=\bis\sa\s\d\d\d)\W*$)", re.IGNORECASE)  # fmt: skip
_NO_REASONS = frozenset({"270", "271", "276", "277", "278"})
"""Transactions are numbered so."""
_WHAT_A = re.compile(r"\bwhat (?:an?|the|that|this)(?: (?:little|reason|denial))?$")
_EXPLAIN = re.compile(r"\bexplain (?:(?:me|to me) )?an?$")
_TO_ME = re.compile(r"(?:to me|to us|please|on (?:this|my|the|here)|for me)\b|$")
_WHAT_IS_A = re.compile(r"\b(?:what is|what's|whats) an?$")
_AND_WHY = re.compile(r"(?:and|on) (?:why|how|what|my|this|the (?:e o b|eob|remit|bill|claim|line))\b")
_DONE_WITH = re.compile(
    r"\b(?:marked|adjusted(?: off)?|reduced|flagged|kicked(?: out| back)?|tagged|stamped|coded|cut|denied) (?:(?:it|off|this|that|us|me) )?(?:with|as|under|for) an?$"
)
_ON_A_LINE = re.compile(
    r"on (?:(?:line|each line|every line|both lines|all lines|the (?:first|second|third|last|other) line)\b|lines? \w+)"
)
_IS = re.compile(r"(?:is|means|stands)\b(?! (?:going|like|worth|supposed to (?:cost|do)))")
_WHAT_BARE = re.compile(r"\b(?:what is|what's|whats|what does|what do)(?: (?:the|that|this|my))?$")
_MEANS_THERE = re.compile(
    r"(?:means?|stands? for|meaning)(?: \w+)?(?: (?:on|in|under|next to|beside|for)) (?:the |my |this |our |your |that |a |these |those )?"
    r"(?:remit\w*|e o b|eob|835|era|e r a|explanation|denial|reason|adjustment|carc|line|claim|check|advice)\b"
)
""" "What's forty five mean on the remit"."""
_NAMES_A_THING = re.compile(
    r"(?:modifiers?|day|days|percent|dollar|dollars|unit|minute|fifty|discount|copay|deductible|penalty|fee|visits?|charge|bill|balance)\b"
)
_AN = re.compile(r"\b(?:an?|number|just|only)$")
_BESIDE_IT = re.compile(_PLACE)
_COUNTED = frozenset(
    "dollar day week month minute hour percent year visit unit claim line mile time session milligram cent copay".split()
)


SHOWN_AS = re.compile(
    r"^(?:(?:is|was|listed|shown|shows?|showing|printed|given|put|up) ){0,2}(?:as|in|under) (?:(?:the|my|their|your|our|a) )?(?:(?:only|main|whole) )?"
    r"(?:(?:denial|adjustment) (?:reason|code)|reason code|(?:reason|carc)(?! to| we| i| you| for the))\b"
)
""" "The remit just says ninety six as the reason code"."""


def group_named(before: str) -> str | None:
    """The group whose name stands right before a reason."""
    return next((group for group, named in _GROUPS if named.search(before)), None)


def counts(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is what is counted or paid by the number before it."""
    word = tokens[i].word if i < len(tokens) else ""
    return word.removesuffix("s") in _COUNTED or word in ("hundred", "thousand", "point")


def asked_or_beside(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The 252 of "tell me what a two fifty two is", the 22 of "there's just a twenty two next to the line"."""
    number = None if tokens[i].is_figure or not i else number_at(tokens, i)
    if number is None or not number[0].isdigit() or int(number[0]) > LARGEST_REASON or number[0] in _NO_REASONS:
        return None
    if counts(tokens, number[1]) or (tokens[i - 1].word not in ("a", "an") and spells(tokens, i - 1)):
        return None
    before = " ".join(t.word for t in tokens[max(0, i - 5) : i])
    after = " ".join(t.word for t in tokens[number[1] : number[1] + 6])
    asked = len(number[0]) > 1 and _is_asked(before, after)
    beside = _AN.search(before) and _BESIDE_IT.match(f" {after}")
    return number if asked or beside else None


def _is_asked(before: str, after: str) -> bool:
    """Whether the words around a number ask what it means, or tell what was done with it."""
    return bool(
        (_WHAT_A.search(before) and _IS.match(after))
        or (_EXPLAIN.search(before) and _TO_ME.match(after))
        or (_WHAT_IS_A.search(before) and _AND_WHY.match(after))
        or (_DONE_WITH.search(before) and not _NAMES_A_THING.match(after))
        or (re.search(r"\ban?$", before) and _ON_A_LINE.match(after))
        or (_WHAT_BARE.search(before) and _MEANS_THERE.match(after))
    )


def of_named_group(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The CO-131 of "contractual obligation one thirty one"."""
    if not i or tokens[i].is_figure or tokens[i - 1].word not in _ENDS_OF_GROUPS:
        return None
    group = group_named(" ".join(t.word for t in tokens[max(0, i - 6) : i]) + " ") or _patient_share(tokens, i)
    number = number_at(tokens, i) if group else None
    if number is None or int(number[0]) > LARGEST_REASON or counts(tokens, number[1]):
        return None
    return f"{group}-{number[0]}", number[1]


_ENDS_OF_GROUPS = frozenset(
    "obligation obligations code codes number reason is adjustment adjustments initiated reduction reductions responsibility resp".split()
)
_SHARES = frozenset({"one", "two", "three"})
_CLOSES = frozenset({"", "and", "mean", "means", "what", "is", "on", "for", "stands"})


def _patient_share(tokens: Sequence[Token], i: int) -> str | None:
    """Deductible, coinsurance and copay are the reasons one to three of the patient's: "patient responsibility two means what"."""
    named = i > 1 and tokens[i - 1].word in ("responsibility", "resp") and tokens[i - 2].word in ("patient", "pt")
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    return "PR" if named and tokens[i].word in _SHARES and after in _CLOSES else None
