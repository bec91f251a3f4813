"""Procedures told by how they are said: teeth by a d and four figures, others as a pair, a figure and a pair
("ninety seven one ten")."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.identifiers.number_words import two_digits
from assistant.identifiers.shapes import is_numbered_as_procedure
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells, unit_at
from assistant.identifiers.vocabulary import DIGITS, PLURALS, SMALL, TIMES

_CDT, _CPT = 4, 5
_NO_MONTH, _PAIR, _NEAR = 13, 10, 4
_DENTAL_TALK = frozenset(
    "dental dentist tooth teeth crown filling fillings cleaning cleanings prophy scaling root perio gums exam exams hygiene "
    "hygienist sealant sealants extraction denture dentures quad quads quadrant bitewing bitewings implant bridge braces "
    "retainer cdt molar molars canal veneer".split()
)
_SERVED = frozenset(
    "covered cover covers unpaid denied deny denying denial bundled downgraded downcoded downcode upcoded allowed allow "
    "allowable allowance fee rate frequency preauth precert billed bill bills billing code codes paid pays pay paying kicked "
    "bounced rejected limit turned approved reimburse reimbursed process processed often times units".split()
)
"""Of a service all this is said; of a member or a claim that begins with a d much of it too, but they are longer."""
_OF_A_NUMBER = frozenset(
    "claim claims member id number auth authorization reference ref trace account group policy".split()
)


def dental(tokens: Sequence[Token], i: int, *, spelled: bool) -> tuple[str, int] | None:
    """ "Two d eleven tens already … her cleaning": four digits after a d, where teeth or a service are spoken of; `spelled`
    says that it goes on with something else."""
    counted = i > 0 and tokens[i - 1].word in SMALL and (i < 2 or not spells(tokens, i - 2))
    if tokens[i].word not in ("d", "dee") or (spelled and not counted):
        return None
    named = i > 0 and tokens[i - 1].word in ("code", "code's", "codes", "procedure", "the")
    text, j = "", i + 1
    while j < len(tokens) and len(text) < _CDT:
        if (many := SMALL.get(tokens[j].word.removesuffix("s"))) is not None and tokens[j].word not in SMALL:
            text, j = text + str(many), j + 1
            break
        many_said = len(text) == _CDT - 1 and PLURALS.get(tokens[j].word)
        if many_said:  # "d one two oh eights"
            text, j = text + many_said, j + 1
            break
        unit = unit_at(tokens, j)
        if unit is None or unit.kind != "digit":
            break
        text, j = text + unit.options[0][0], unit.last
    if len(text) != _CDT or (j < len(tokens) and tokens[j].word in (*DIGITS, *TIMES)):
        return None
    if not (named or any(t.word in _DENTAL_TALK for t in tokens) or _is_of_a_service(tokens, i, j)):
        return None
    return f"D{text}", j


def _is_of_a_service(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether services are spoken of and no number of another kind; or whether another such code is said."""
    talk = {t.word for t in tokens}
    ends = last >= len(tokens) or not spells(tokens, last) or tokens[last].word in ("a", "i", "and", "for", "to", "are")
    pre_auth = any(
        (one.word, other.word) in (("pre", "auth"), ("prior", "auth"), ("pre", "cert"))
        for one, other in itertools.pairwise(tokens)
    )
    if not ends or (talk & _OF_A_NUMBER and not pre_auth):
        return False
    twice = any(
        k not in range(first, last)
        and tokens[k].word == "d"
        and all(t.word in DIGITS for t in tokens[k + 1 : k + 1 + _CDT])
        for k in range(len(tokens) - _CDT)
    )
    plural = tokens[last - 1].word in PLURALS
    return pre_auth or twice or plural or bool(talk & _SERVED)


def in_groups(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The 97110 of "ninety seven one ten", of "ninety two five oh seven": a pair that is no month, one figure, then two
    more; so no sum and no day is said."""
    if i and tokens[i - 1].word not in ("a", "i") and (spells(tokens, i - 1) or tokens[i - 1].word in TIMES):
        return None
    head = two_digits(tokens, i)
    if head is None or head[0] < _NO_MONTH or head[1] >= len(tokens) or tokens[head[1]].word not in DIGITS:
        return None
    text, j = f"{head[0]}{DIGITS[tokens[head[1]].word]}", head[1] + 1
    pair = two_digits(tokens, j)
    if pair and pair[0] >= _PAIR:
        text, j = f"{text}{pair[0]}", pair[1]
    else:
        digits = "".join(DIGITS.get(t.word, "") for t in tokens[j : j + 2])
        text, j = text + digits, j + 2
    after = tokens[j].word if j < len(tokens) else ""
    goes_on = any(after in words for words in (TIMES, _SCALES)) or (spells(tokens, j) and after not in ("a", "i"))
    before = {t.word for t in tokens[max(0, i - _NEAR) : i]}
    if goes_on or not is_numbered_as_procedure(text) or before & _OF_A_NUMBER:
        return None
    return (text, j) if {t.word for t in tokens} & _SERVED else None


_SCALES = frozenset({"hundred", "thousand", "dollars", "cents", "point", "dash"})


_SIDE_BY_SIDE = re.compile(r"(?<![\w-])(\d{5})\s*(?:\+|&|and|/)\s*(\d{5})(?![\w-])", re.IGNORECASE)

_IN_ITS_PLACE = re.compile(
    r"\bnot\s+(?:(?:an?|the|cpt|code)\s+){0,2}(\d{5})\W+(?:(?:it'?s|it\s+is|but|should\s+be|s/b|use|sorry|no|i|we|meant|mean|billed|"
    r"make\s+(?:it|that)|(?:the\s+)?(?:right|correct)\s+(?:one|code)(?:\s+is|'s)?|cpt|code|an?|the)\W+){0,4}(\d{5})(?![\w-])",
    re.IGNORECASE,
)


def paired(text: str) -> set[str]:
    """The codes of "99283 + 71046 dos …" and "not 99283. its 99284": two numbers of five figures side by side, or one in the
    place of the other, both where procedures are numbered."""
    pairs = [pair.groups() for pattern in (_SIDE_BY_SIDE, _IN_ITS_PLACE) for pair in pattern.finditer(text)]
    return {code for pair in pairs if all(map(is_numbered_as_procedure, pair)) for code in pair}
