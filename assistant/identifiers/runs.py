"""Runs of units and what they may spell, corrections on the way included.

A run is said in segments: a correction word ("no", "sorry", "i mean") opens the next one. A segment is either more
characters, which replace the end of what was said or all of it, or an edit ("the fourth is a nine", "nine not five").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.identifiers.edits import WHOLE_ANEW, Edit, Reading, edit_at
from assistant.identifiers.shapes import DIGITS_ONLY, LENGTHS, Shaped, shape
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import Unit, is_filler, unit_at
from assistant.identifiers.vocabulary import CORRECTIONS, NATO, SMALL, TIMES, YES_AGAIN

BEAM = 32
LONGEST = 26  # no identifier has more characters
_WORTHLESS = -0.5  # a match worth less is none
_SEGMENTS_MAX = 6
_BROKEN, _UNBROKEN = 2, 0.5
_PAIR = 2
_BEGUN = 3  # who says the first so many characters again begins again
_JOINS = frozenset({"and", "with", "plus"})
_CODE = 5  # the shortest number that is whole by itself: a procedure's
_ANOTHER_ANEW = 7  # after digits, so many characters that begin with a letter are another identifier
_WHICH = frozenset("that which who where you they we i from with for".split())
_AFTER_I = frozenset(
    "can can't could couldn't am was have haven't had need want would do don't did didn't got get just keep think know "
    "still never called see thought wanna sent gave told went paid".split()
)
_THAT_IS = frozenset({"that's", "thats", "it's", "its"})
_AFTER_SEE = frozenset("if whether why what how when where who that it".split())


@dataclass(slots=True)
class Segment:
    """Units said without a correction between them; `gaps[i]` is the cost of reading across the place before unit i."""

    units: list[Unit] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    edit: Edit | None = None


@dataclass(slots=True)
class Run:
    """Tokens [first, last) that may spell one identifier or several."""

    first: int
    last: int
    segments: list[Segment]

    @property
    def is_strong(self) -> bool:
        """Whether anything in it can only be a character, not an ordinary word."""
        return any(u.kind != "weak" for s in self.segments for u in s.units) or any(s.edit for s in self.segments)


@dataclass(frozen=True, slots=True)
class Match:
    """A value read from tokens [first, last) of a run; cheaper readings first in `others`."""

    shaped: Shaped
    first: int
    last: int
    score: float
    others: tuple[str, ...] = ()


def find_runs(tokens: Sequence[Token], blocked: Container[int]) -> list[Run]:
    """All runs of a text, leaving out the tokens already understood as something else."""
    runs: list[Run] = []
    i = 0
    while i < len(tokens):
        run = None if i in blocked else _run_at(tokens, i, blocked)
        if run is None:
            i += 1
            continue
        if run.is_strong:
            runs.append(run)
        i = run.last
    return runs


def _run_at(tokens: Sequence[Token], start: int, blocked: Container[int]) -> Run | None:
    segments = [Segment()]
    i = last = start
    gap = 0.0
    while i < len(tokens) and i not in blocked and not _numbers_an_item(tokens, i):
        if edit := edit_at(tokens, i):
            segments.append(Segment(edit=edit[0]))
            i = last = edit[1]
            gap = 0.0
            continue
        skip = _correction_at(tokens, i)
        if skip and (i > start or segments[0].units) and _goes_on(tokens, skip, blocked):
            if segments[-1].units or segments[-1].edit:
                segments.append(Segment())
            i, gap = skip, 0.0
            continue
        if tokens[i].word == "so" and len(segments) == 1 and _begins_anew(tokens, i + 1, segments[0], blocked):
            break
        if tokens[i].word in ("so", "it's", "its") and _whole_after_edit(tokens, i + 1, segments, blocked):
            break
        if tokens[i].word == "so" and len(segments) > 1 and _whole_once_more(tokens, i + 1, segments, blocked):
            break
        if segments[0].units and _told_its_end(tokens, start) and _said_again(tokens, i, segments[0], blocked):
            break
        if len(segments) > 1 and segments[-1].units and (anew := _from_its_beginning(tokens, i, segments[0], blocked)):
            segments, gap = [Segment([replace(anew, first=start)], [0.0])], 0.0  # what was said before belongs to it
            i = last = anew.last
            continue
        if echoed := _said_twice(tokens, i, segments[-1]) or _taken_back(tokens, i):
            i = echoed
            continue
        if tokens[i].word in ("that's", "thats") and i + 1 < len(tokens) and tokens[i + 1].word == "for":
            break
        if len(segments) == 1 and _another_is_named(tokens, i, segments[0], blocked):
            break
        if tokens[i].word in _JOINS and len(segments) == 1 and _one_more(tokens, i + 1, segments[0], blocked):
            break
        unit = unit_at(tokens, i)
        if unit is not None and not any(j in blocked for j in range(unit.first, unit.last)):
            if segments[-1].edit:
                segments.append(Segment())
            if gap > 0.015 and len(segments) == 1 and _no_beginning(tokens, segments[0].units):
                start, segments = (
                    i,
                    [Segment()],
                )  # "a number W22…", "the new one is x k j": the article or pronoun is no part
                gap = 0.0
            segments[-1].units.append(unit)
            segments[-1].gaps.append(_gap_cost(tokens, segments[-1].units, gap))
            i = last = unit.last
            gap = 0.0
        elif _was_refused(tokens, start, i) and _goes_on(tokens, i, blocked):
            start, segments, gap = i + 1, [Segment()], 0.0
            i = last = start
        elif i > start and is_filler(tokens, i) and _goes_on(tokens, i, blocked):
            gap += {",": 0.1, ".": 0.1, "/": 0.3, "#": 0.3, ":": 0.3}.get(
                tokens[i].word, 0.0 if tokens[i].word == "-" else 0.02
            )
            i += 1
        else:
            break
    _drop_letters_said_twice(segments[0])
    segments = [s for s in segments if s.units or s.edit]
    tail = segments[-1].units if segments else []
    while tail and (not tail[-1].edge or _is_a_word(tokens, tail[-1])):
        tail.pop()
        segments[-1].gaps.pop()
        last = tail[-1].last if tail else last
    segments = [s for s in segments if s.units or s.edit]
    return Run(start, last, segments) if segments else None


def _drop_letters_said_twice(head: Segment) -> None:
    """ "h z q, h z q, eight eight oh": no number begins with four or more letters that are two or three said again."""
    texts = [u.options[0][0] for u in head.units]
    for count in (3, 2):
        begun = texts[:count]
        letters = len(texts) > 2 * count and all(len(t) == 1 and t.isalpha() for t in begun)
        if letters and texts[count : 2 * count] == begun and texts[2 * count].isdigit():
            del head.units[:count], head.gaps[:count]
            return


def _said_twice(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After the second "double six" of "double six, yes, double six", after the november of "n so november", after the
    eight of "eight that's an eight", or 0."""
    if not said.units or i + 1 >= len(tokens):
        return 0
    if tokens[i].word == "so" and NATO.get(tokens[i + 1].word) == said.units[-1].options[0][0]:
        return i + 2 if tokens[said.units[-1].first].word not in NATO else 0
    if tokens[i].word in _THAT_IS and i + 2 < len(tokens) and tokens[i + 1].word in ("a", "an"):
        echo = unit_at(tokens, i + 2)
        return echo.last if echo and echo.options[0][0] == said.units[-1].options[0][0][-1:] else 0
    if tokens[i].word not in YES_AGAIN:
        return 0
    again = unit_at(tokens, i + 1)
    return again.last if again and again.options[0] == said.units[-1].options[0] else 0


def _taken_back(tokens: Sequence[Token], i: int) -> int:
    """At the "double" of "triple, no, double oh", or 0: a word that repeats nothing yet."""
    if tokens[i].word not in TIMES or i + 1 >= len(tokens):
        return 0
    skip = _correction_at(tokens, i + 1 + (tokens[i + 1].word == ","))
    return skip if skip and skip < len(tokens) and unit_at(tokens, skip) is not None else 0


def _begins_anew(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether a whole number follows what was only said of one: "… or a six, it's a six, so four four oh six one …"."""
    if _said_again(tokens, i, said, blocked):
        return True
    told = any(tokens[u.first].word == "a" for u in said.units)
    if i < len(tokens) and tokens[i].word in ("it's", "its") and len(plain_characters(Run(i, i, [said]))) <= WHOLE_ANEW:
        told, i = True, i + 1  # "it ends in seven two, you have two seven so it's two six one …"
    whole = _run_at(tokens, i, blocked) if told and i < len(tokens) else None
    return whole is not None and len(plain_characters(whole)) >= _ANOTHER_ANEW


def _whole_after_edit(tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]) -> bool:
    """Whether a whole number follows what was only set right: "b as in boy not d as in dog so b two two …"."""
    if any(s.units for s in said) or not any(s.edit for s in said) or i >= len(tokens) or i in blocked:
        return False
    whole = _run_at(tokens, i, blocked)
    return whole is not None and len(plain_characters(whole)) > _CODE


def _whole_once_more(tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]) -> bool:
    """Whether a number put right is said from its beginning: "five oh three … no sorry oh one five five so five oh three …"."""
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and i not in blocked else None
    begun = "".join(u.options[0][0] for u in said[0].units)
    again = plain_characters(whole) if whole else ""
    return len(begun) >= _BEGUN and len(again) >= _ANOTHER_ANEW and again.startswith(begun[:_BEGUN])


def _from_its_beginning(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> Unit | None:
    """The first letter of what was put right and is said once more: "c l m five … no wait oh one nine c l m five …"."""
    first = said.units[0] if said.units and said.units[0].kind in ("letter", "chunk") else None
    unit = unit_at(tokens, i) if first else None
    if unit is None or first is None or unit.options[0] != first.options[0]:
        return None
    again, j = "", i
    while len(again) < _ANOTHER_ANEW and j not in blocked and j < len(tokens) and (more := unit_at(tokens, j)):
        again, j = again + more.options[0][0], more.last
    begun = "".join(u.options[0][0] for u in said.units[:_BEGUN])
    return unit if len(again) >= _ANOTHER_ANEW and again.startswith(begun) else None


def _told_its_end(tokens: Sequence[Token], start: int) -> bool:
    """Whether "ends in" or "the last four are" stands before a run."""
    before = [t.word for t in tokens[max(0, start - 3) : start]]
    return bool({"ends", "ending", "last"} & set(before))


def _said_again(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether what follows ends as what was said: "it ends eight eight three five so seven seven … eight eight three five"."""
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and len(said.units) >= _BEGUN else None
    if whole is None:
        return False
    ending, number = plain_characters(Run(i, i, [said])), plain_characters(whole)
    return len(number) > len(ending) and number.endswith(ending)


def _another_is_named(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether "the" speaks of another thing: "… eight whiskey the nine seven one four oh line", "… eight the one that paid"."""
    if tokens[i].word != "the" or len(plain_characters(Run(i, i, [said]))) <= _CODE or i + 2 >= len(tokens):
        return False
    if tokens[i + 1].word == "one" and tokens[i + 2].word in _WHICH:
        return True
    other = _run_at(tokens, i + 1, blocked) if i + 1 not in blocked else None
    return other is not None and len(other.segments) == 1 and len(plain_characters(other)) == _CODE


def _one_more(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether a second number of the same form follows: "nine nine two one four with nine six three seven two"."""
    other = _run_at(tokens, i, blocked) if i < len(tokens) and len(said.units) >= _BEGUN else None
    if other is None:
        return False
    forms = [re.sub("[A-Z]", "A", re.sub(r"\d", "0", plain_characters(run))) for run in (Run(i, i, [said]), other)]
    return len(forms[0]) >= _CODE and forms[0] == forms[1]


def _numbers_an_item(tokens: Sequence[Token], i: int) -> bool:
    """The 2 of "1) this claim 2) that one"."""
    token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    alone = not token.glued or tokens[i - 1].word == "("
    return token.word in ("1", "2", "3", "4") and alone and after is not None and after.glued and after.word == ")"


def _is_a_word(tokens: Sequence[Token], unit: Unit) -> bool:
    """The i of "… nine one eight and i can't", the see of "… six five see if it finalized": no letter."""
    if unit.last != unit.first + 1:
        return False
    word, after = tokens[unit.first].word, tokens[unit.last].word if unit.last < len(tokens) else ""
    return (word == "i" and (after in _AFTER_I or after.endswith("ed"))) or (word == "see" and after in _AFTER_SEE)


def _was_refused(tokens: Sequence[Token], start: int, i: int) -> bool:
    """At the "it's" of "not nine five, it's one five six…": what stands before it is what is not meant."""
    return 0 < start < i and tokens[start - 1].word == "not" and tokens[i].word in ("it's", "its", "it", "that's")


def _no_beginning(tokens: Sequence[Token], units: Sequence[Unit]) -> bool:
    """Whether all said so far are words that stand before an identifier rather than in it."""
    return bool(units) and all(u.kind == "weak" or (u is units[0] and tokens[u.first].word == "one") for u in units)


def _gap_cost(tokens: Sequence[Token], units: Sequence[Unit], gap: float) -> float:
    """Two long typed words in a row are rather two facts; spoken pieces belong together."""
    if len(units) < 2:
        return 0.0
    before, after = units[-2], units[-1]
    if before.typed and after.typed:
        sizes = [tokens[u.last - 1].end - tokens[u.first].start for u in (before, after)]
        apart = max(sizes) >= 7 and min(sizes) >= 4 and not tokens[after.first].glued and gap < 0.001
        return gap * 2 + (0.25 if apart else 0.0)
    return gap


def _goes_on(tokens: Sequence[Token], i: int, blocked: Container[int]) -> bool:
    """Whether a strong unit or an edit follows after a few fillers or correction words."""
    for _ in range(7):
        if i >= len(tokens) or i in blocked:
            return False
        if edit_at(tokens, i):
            return True
        unit = unit_at(tokens, i)
        if unit is not None and unit.kind != "weak" and not any(j in blocked for j in range(unit.first, unit.last)):
            return True
        i = _correction_at(tokens, i) or (i + 1 if unit is not None or is_filler(tokens, i) else len(tokens))
    return False


def _correction_at(tokens: Sequence[Token], i: int) -> int:
    """The token after a correction phrase that begins at i, or 0."""
    phrase = CORRECTIONS.at(tokens, i)
    return i + len(phrase) if phrase else 0


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
        if k >= 3 and old[0] == more[:1]:  # people begin again where they began
            cost -= 0.3 if sorted(old) == sorted(more) else 0.2 if old[:2] == more[:2] else 0.05
        elif k == len(more) == _PAIR and old[0] == more[0]:
            cost -= 0.05  # "three nine no three eight"
        if len(more) > len(said) >= _BEGUN and more.startswith(said[:_BEGUN]):
            cost = min(cost, 0.03) if k == len(said) else cost + 0.6
        if len(said) == len(more) >= WHOLE_ANEW and said[0].isalpha() == more[0].isalpha():
            cost = min(cost, 0.03) if k == len(said) else cost + 0.6
        if k == len(said) and said.isdigit() and more[:1].isalpha() and len(more) >= _ANOTHER_ANEW:
            cost = 0.05
        if len(more) < k:
            cost += 0.4
        yield said[:-k] + more, cost


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


def best_match(run: Run, name: str, *, before: str = "") -> Match | None:
    """The best value of a kind in a run: all of it, or a stretch of it. `before` was said in an earlier turn."""
    head, rest = run.segments[0], run.segments[1:]
    if head.edit:
        head, rest = Segment(), run.segments
    found: dict[str, tuple[float, int, int, Shaped]] = {}
    best = _WORTHLESS
    for cuts, first, last in _stretches(
        head.units, name, open_start=bool(before) or run.first == 0, whole_end=bool(rest)
    ):
        if 1.0 - cuts <= best:
            break
        base = readings(head.units[first:last], head.gaps[first:last])
        spoken_last = head.units[last - 1] if last > first else None
        for text, cost in fold([(before + text, cost) for text, cost in base], rest, spoken_last):
            shaped = shape(name, text)
            if shaped is None:
                continue
            score = shaped.score - cost - cuts
            if shaped.value not in found or found[shaped.value][0] < score:
                start = head.units[first].first if head.units else run.first
                end = run.last if rest or not head.units else head.units[last - 1].last
                found[shaped.value] = (score, start, end, shaped)
                best = max(best, score)
    if not found:
        return _unbroken(run, name, before)
    ranked = sorted(found.values(), key=lambda item: (-item[0], item[1]))
    score, start, end, shaped = ranked[0]
    others = tuple(item[3].value for item in ranked[1:6] if item[0] > 0 and item[3].name == shaped.name)
    return Match(shaped, start, end, score, others)


def _unbroken(run: Run, name: str, before: str) -> Match | None:
    """ "Three eight eight wait four eight seven", where nothing was put right: of full length only with all that was said."""
    if name not in LENGTHS or len(run.segments) < _BROKEN or any(segment.edit for segment in run.segments):
        return None
    units = [unit for segment in run.segments for unit in segment.units]
    shaped = shape(name, before + "".join(unit.options[0][0] for unit in units))
    return Match(shaped, run.first, run.last, _UNBROKEN) if shaped else None


def _stretches(units: Sequence[Unit], name: str, *, open_start: bool, whole_end: bool) -> list[tuple[float, int, int]]:
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
            cuts = costs[first] + costs[-1] - costs[last]
            if cuts >= 1.0 or (whole_end and last < len(units)):
                break
            if units[last - 1].edge and lengths[last] - lengths[first] <= LONGEST:
                found.append((cuts, first, last))
    return sorted(found)


def _cut_cost(name: str, unit: Unit) -> float:
    """What it costs to leave a unit out: little where the length is fixed or words were typed apart."""
    return 0.08 if name in LENGTHS or unit.typed or unit.kind == "weak" else 0.2


def plain_characters(run: Run) -> str:
    """The cheapest reading of a whole run, whatever it is worth: a piece of an identifier."""
    head = run.segments[0]
    if len(head.units) > LONGEST:
        return ""
    ways = fold(readings(head.units, head.gaps), run.segments[1:]) if not head.edit else []
    return ways[0][0] if ways else ""


def is_count(word: str) -> bool:
    """A small number by word or figure."""
    return word in SMALL or re.fullmatch(r"\d{1,2}", word) is not None
