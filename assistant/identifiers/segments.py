"""What was said between corrections, and what is left of it after them, cheapest reading first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.identifiers.edits import WHOLE_ANEW, Edit, Reading
from assistant.identifiers.letters import Unit

BEAM = 32
LONGEST = 26  # no identifier has more characters
_SEGMENTS_MAX = 6
BEGUN = 3  # who says the first so many characters again begins again
CODE = 5  # the shortest number that is whole by itself: a procedure's
ANOTHER_ANEW = 7  # after digits, so many characters that begin with a letter are another identifier


@dataclass(slots=True)
class Segment:
    """Units said without a correction between them; `gaps[i]` is the cost of reading across the place before unit i.

    `is_end` says that they were called the end: "no, it ends eight six"; `is_more` that they follow what was set right:
    "… eight one no seven not one then nine five"."""

    units: list[Unit] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    edit: Edit | None = None
    is_end: bool = False
    is_more: bool = False

    def take(self, unit: Unit, gap: float) -> None:
        """One unit more, at the cost of what was said between."""
        self.units.append(unit)
        self.gaps.append(gap if self.units[1:] else 0.0)


@dataclass(slots=True)
class Run:
    """Tokens [first, last) that may spell one identifier or several; from `refused` to `first` stands what is not meant."""

    first: int
    last: int
    segments: list[Segment]
    refused: int | None = None

    @property
    def is_strong(self) -> bool:
        """Whether anything in it can only be a character, not an ordinary word."""
        return any(u.kind != "weak" for s in self.segments for u in s.units) or any(s.edit for s in self.segments)


def readings(units: Sequence[Unit], gaps: Sequence[float]) -> list[Reading]:
    """What the units may spell together, cheapest first, at most BEAM ways."""
    ways: list[Reading] = [("", 0.0)]
    for place, unit in enumerate(units):
        across = gaps[place] if place else 0.0
        ways = [(text + more, cost + price + across) for text, cost in ways for more, price in unit.options]
        if len(ways) > BEAM:
            ways = sorted(ways, key=lambda way: way[1])[:BEAM]
    return sorted(ways, key=lambda way: way[1])


def splices(said: str, more: str, grain: int = 1) -> Iterable[Reading]:
    """ "said, no, more": more replaces the last k characters, or everything; likelier where old and new resemble. The last
    `grain` characters were said as one ("triple three") and are taken back as one."""
    for k in range(1, len(said) + 1) if len(said) <= LONGEST else ():
        old = said[-k:]
        pairs = list(zip(old, more, strict=False))
        wrong = sum(a != b for a, b in pairs)
        cost = 0.02 * k + 0.1 * wrong - (0.2 if k >= 3 and wrong <= 1 and len(more) >= k else 0.0)
        if grain > 1 and old[:1] == more[:1] == said[-1]:
            cost += 0.3 if k < grain else -0.1 if k == grain else 0.0
        if grain > 1 and k == grain == len(more):
            cost -= 0.1  # "fifteen no fourteen"
        cost += sum(0.3 for a, b in pairs if a.isdigit() != b.isdigit())
        if k == len(more) == BEGUN - 1 and old[0] == more[0]:
            cost -= 0.14  # "one three sorry one two"
        if k == len(more) == BEGUN - 1 and old != more and sorted(old) == sorted(more):
            cost -= 0.45  # "nine eight excuse me eight nine"
        if k == BEGUN - 1 < len(more) and old[0] == more[0] and old[0] != said[-1]:
            cost -= 0.05  # "… zero four no zero five one eight"
        if k >= 3 and old[0] == more[:1]:  # people begin again where they began
            cost -= 0.3 if sorted(old) in (sorted(more), sorted(more[:k])) else 0.2 if old[:2] == more[:2] else 0.05
        if len(more) > len(said) >= BEGUN and more.startswith(said[:BEGUN]):
            cost = min(cost, 0.03) if k == len(said) else cost + 0.6
        if k == len(said) == BEGUN - 1 < len(more) and (old[0] == more[0]) != (sorted(old) == sorted(more[:k])):
            cost -= 0.13  # "nine nine i mean nine eight …", "71 oops 177…": all that was said is said anew
        if k == BEGUN - 1 < len(more) and old[1:] == more[1:k] and old[0] != more[0] and (old[0] + more[0]).isalpha():
            cost -= 0.05  # "a b c wait no v as in victor c six …"
        if k == 1 and len(said) == BEGUN - 1 and len(more) >= ANOTHER_ANEW and said[0] == more[0] != said[1]:
            cost += 0.3  # "three nine no sorry three one zero six six four seven"
        if _alike(said, more):
            cost = 0.03 if k == len(said) else cost + 0.6
        elif len(said) == len(more) >= WHOLE_ANEW and said[0].isalpha() == more[0].isalpha():
            cost = min(cost, 0.03) if k == len(said) else cost + 0.6
        if k == len(said) and said.isdigit() and more[:1].isalpha() and len(more) >= ANOTHER_ANEW:
            cost = 0.05
        if len(more) < k and not said.startswith(more[:CODE].ljust(CODE)):
            cost += 0.4
        yield said[:-k] + more, cost


def _alike(said: str, more: str) -> bool:
    """Whether the whole was said again: it begins as before but for one character, or is a little longer or shorter."""
    if len(more) >= CODE and (said.startswith(more) or _one_too_many_or_few(said, more)):
        return True
    if len(more) > len(said) >= WHOLE_ANEW and more[:2] == said[:2]:
        begun = more[: len(said)]
        return sorted(begun) == sorted(said) or sum(a != b for a, b in zip(begun, said, strict=True)) == 1
    near = min(len(said), len(more)) >= ANOTHER_ANEW and 0 < abs(len(said) - len(more)) <= BEGUN - 1
    return near and said[:2] == more[:2] and said[-BEGUN:] == more[-BEGUN:]


def _one_too_many_or_few(said: str, more: str) -> bool:
    """Whether one character had been skipped, or said too often: "eight eight eight w no eight eight w one one"."""
    if len(said) < WHOLE_ANEW or said[0] != more[0]:
        return False
    fewer = len(more) >= len(said) and any(more.startswith(said[:p] + said[p + 1 :]) for p in range(len(said) - 1))
    return fewer or any(said == more[:p] + more[p + 1 : len(said) + 1] for p in range(1, len(said)))


def fold(said: Sequence[Reading], segments: Sequence[Segment], last: Unit | None = None) -> list[Reading]:
    """What is left after all corrections, cheapest first; `last` is the unit said before them."""
    ways = list(said)
    for segment in segments[-_SEGMENTS_MAX:]:
        made: dict[str, float] = {}
        grain = len(last.options[0][0]) if last and not last.typed else 1
        last = segment.units[-1] if segment.units else None
        for text, cost in ways[:12]:
            if segment.edit:
                options: Iterable[Reading] = segment.edit.apply(text)
            elif segment.is_more:
                options = [(text + more, price) for more, price in readings(segment.units, segment.gaps)[:6]]
            elif segment.is_end:
                ends = readings(segment.units, segment.gaps)[:6]
                options = [(text[: -len(end)] + end, price) for end, price in ends if 0 < len(end) <= len(text)]
            else:
                options = [
                    (joined, price + extra)
                    for more, price in readings(segment.units, segment.gaps)[:6]
                    for joined, extra in splices(text, more, grain)
                ]
            for joined, price in options:
                made[joined] = min(made.get(joined, 9.0), cost + price)
        ways = sorted(made.items(), key=lambda way: way[1])[: BEAM * 2]
    return ways


def plain_characters(run: Run) -> str:
    """The cheapest reading of a whole run, whatever it is worth: a piece of an identifier."""
    head = run.segments[0]
    if len(head.units) > LONGEST:
        return ""
    ways = fold(readings(head.units, head.gaps), run.segments[1:]) if not head.edit else []
    return ways[0][0] if ways else ""


def is_said_anew(head: Segment, rest: Sequence[Segment]) -> bool:
    """Whether a correction says the number from its beginning: "two two oh nine six one … sorry, two two oh nine …"."""
    heads = ["".join(u.options[0][0] for u in said.units)[:BEGUN] for said in (head, *rest)]
    return len(heads[0]) == BEGUN and heads[0] in heads[1:]


def said_units(run: Run) -> list[Unit]:
    """The units of a run without weak ones at its ends; of "nine nine two one five no nine nine two one four" the second."""
    units = [u for s in run.segments for u in s.units]
    while units and not units[0].edge:
        units.pop(0)
    while units and not units[-1].edge:
        units.pop()
    if len(run.segments) > 1 and (again := run.segments[-1].units) and not run.segments[-1].is_end:
        return again if "".join(u.options[0][0] for u in again) == plain_characters(run) else units
    return units
