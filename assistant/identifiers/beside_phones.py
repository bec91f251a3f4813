"""What stands beside a telephone number and is no part of it: the hour to call at before it, the extension behind it."""

from __future__ import annotations

import re

from assistant.identifiers.line import Line
from assistant.identifiers.shapes import CHECKS
from assistant.identifiers.units import is_dialled
from assistant.identifiers.vocabulary import SMALL

_EXTENSION = re.compile(
    r"(?P<phone>(?<![\w-])(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]{0,2}[2-9]\d{2}[-. ]\d{4}|(?<![\w-])[2-9]\d{9}(?!x))"
    r"\W{0,3}(?:x|ext(?:ension|n)?)\W{0,3}\d{1,6}\b",
    re.IGNORECASE,
)
_UNTIL = frozenset("around about before after by past until till til at".split())
_ROUGHLY = frozenset("around about like say maybe".split())
_MINUTES = frozenset("fifteen thirty forty".split())
_OF_THE_DAY = frozenset(
    "o'clock oclock a p m am pm sharp today tonight tomorrow in the morning afternoon evening".split()
)
_JOINTS = _OF_THE_DAY | frozenset(
    "at it's its it is on the my number number's best phone cell that's so and then call me".split()
)
_HOURS, _DIALLED, _SURE = 12, 10, 0.9
_LONGEST_JOINT = 6


def take_beside_phones(line: Line) -> None:
    """Takes the seven of "ring me around seven it's six oh five triple five …" and the x22 of "816.555.0147 x22"."""
    for said in _EXTENSION.finditer(line.said.text):
        label = next((one for one in reversed(line.labels) if one.end <= said.start()), None)
        of_another = label is not None and label.name in CHECKS and label.name != "phone_number"
        if not (line.is_taken(*said.span("phone")) or (of_another and said["phone"].isdigit())):
            digits = re.sub(r"\D", "", said["phone"])[-_DIALLED:]
            line.add("phone_number", digits, *said.span("phone"), _SURE)
            line.take(*said.span())
    asked = line.expects in CHECKS and line.expects != "phone_number"  # "i'm looking at six three four …"
    for i, token in enumerate(line.tokens if not asked else []):
        if token.word in _UNTIL and (ends := _hour_before_a_phone(line, i + 1)):
            line.take(line.tokens[i + 1].start, line.tokens[ends - 1].end)


def _hour_before_a_phone(line: Line, i: int) -> int:
    """The token after the hour at token i, where ten digits that can be dialled follow it and no more; 0 where none do."""
    tokens = line.tokens
    i += i < len(tokens) and tokens[i].word in _ROUGHLY
    if i >= len(tokens) or not 0 < SMALL.get(tokens[i].word, 0) <= _HOURS:
        return 0
    for minutes in (0, 1, 2):
        told = [t.word for t in tokens[i + 1 : i + 1 + minutes]]
        if told and (told[0] not in _MINUTES or (told[1:] and told != ["forty", "five"])):
            break
        at = ends = i + 1 + minutes
        while at < len(tokens) and at - ends < _LONGEST_JOINT and tokens[at].word in _JOINTS:
            at += 1
        if at < len(tokens) and is_dialled(tokens, at):
            return ends
    return 0
