"""One identifier said in parts, with talk to somebody between them: "two six one one eight, are you there, eight three …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.identifiers.line import Line
from assistant.identifiers.runs import find_runs
from assistant.identifiers.segments import BEGUN, Run, plain_characters
from assistant.identifiers.shapes import CHECKS, LENGTHS, WHOLE_MEMBER_ID, Shaped, shape
from assistant.identifiers.vocabulary import CORRECTIONS

_JOINED = frozenset({"member_id", "claim_number", "npi", "tax_id", "phone_number", "trace_number", "auth_number"})
_PHONE = 10
_LONGEST_PART, _LONGEST = 9, 17
_SHORTEST_CLAIM, _TALK, _BEGINS = 7, 3, 2
_SCORE = 0.7
_APOLOGIES = frozenset({"sorry", "pardon", "wait", "me", "srry", "sry"})
_TELLS_ANOTHER = frozenset(
    """
    not or and ends ending end last first second other old new wrong right correct instead group suffix extension zip phone born
    birthday birth date claim claims member number dollars paid billed denied code codes was were from for change replace remove
    drop cross means meant mean thousand hundred actually
    """.split()
)
_IT_IS = frozenset({"is", "it's", "its", "was", "that's"})
"""Where one of these stands between two numbers, the second is told to be something of its own."""


def hear_in_parts(line: Line) -> None:
    """Adds what was asked for, or named, where its characters were broken off by talk and gone on with."""
    runs = [run for run in find_runs(line.tokens, line.taken) if _is_part(run)] if line.spoken else []
    for first in range(len(runs) - 1):
        name = _asked_or_named(line, runs[first])
        if name is None:
            continue
        parts = _parts_from(line, runs[first:])
        anew = [_is_corrected(line, one, other) for one, other in pairwise(parts)]
        shaped = _together(name, [plain_characters(run) for run in parts], anew)
        if shaped:
            line.add(shaped.name, shaped.value, _start(line, parts[0]), _end(line, parts[-1]), _SCORE)
            return


def _start(line: Line, run: Run) -> int:
    return line.tokens[run.first].start


def _end(line: Line, run: Run) -> int:
    return line.tokens[run.last - 1].end


def _is_part(run: Run) -> bool:
    """Whether a run is mostly digits, said as digits: the "to four" of "posted to four offices" is none."""
    said, units = plain_characters(run), [unit for segment in run.segments for unit in segment.units]
    plainly = not any(unit.kind == "weak" and unit.options[0][0].isdigit() for unit in units)
    return plainly and len(said) >= BEGUN and sum(c.isdigit() for c in said) * 2 > len(said)


def _asked_or_named(line: Line, run: Run) -> str | None:
    """The kind a run is of: by the label before it, else by what was asked."""
    label = line.label_before(_start(line, run), words=3)
    name = label.name if label else line.expects
    return name if name in _JOINED and name in CHECKS else None


def _parts_from(line: Line, runs: Sequence[Run]) -> list[Run]:
    """The runs that follow one another with nothing but talk between them."""
    parts = [runs[0]]
    for run in runs[1:]:
        words = [t.word for t in line.tokens[parts[-1].last : run.first]]
        told = any(i in line.taken for i in range(parts[-1].last, run.first))
        if told or len(words) < 2 or _TELLS_ANOTHER & set(words) or words[-1] in _IT_IS:
            break
        parts.append(run)
    return parts


def _is_corrected(line: Line, one: Run, other: Run) -> bool:
    """Whether a "no" or "wait" stands between two runs; "sorry, there's a truck outside" takes nothing back."""
    said = [CORRECTIONS.at(line.tokens, i) for i in range(one.last, other.first)]
    beside = other.first - one.last - sum(map(len, said))
    return any(words and (beside < _TALK or words[-1] not in _APOLOGIES) for words in said)


def _together(name: str, parts: Sequence[str], corrected: Sequence[bool]) -> Shaped | None:
    """What the parts are together; nothing where one of them is whole, or the number was begun anew. After a correction some of
    the characters come again."""
    whole = LENGTHS.get(name, _PHONE if name == "phone_number" else 0)
    if len(parts) < 2 or any(len(part) > _LONGEST_PART for part in parts):
        return None
    said = parts[0]
    for part, anew in zip(parts[1:], corrected, strict=True):
        if part[0].isalpha():
            return None
        again = next((k for k in range(min(len(said), len(part)), BEGUN - 1, -1) if said.endswith(part[:k])), 0)
        if (anew and not again) or (part[:_BEGINS] == said[:_BEGINS] and len(part) >= len(said)):
            return None
        said += part[again:]
    shortest = _SHORTEST_CLAIM if name == "claim_number" else WHOLE_MEMBER_ID
    fits = len(said) == whole if whole else shortest <= len(said) <= _LONGEST
    return shape(name, said) if fits else None
