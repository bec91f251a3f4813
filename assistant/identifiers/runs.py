"""Runs of units and what they may spell, corrections on the way included.

A run is said in segments: a correction word ("no", "sorry", "i mean") opens the next one. A segment is either more
characters, which replace the end of what was said or all of it, or an edit ("the fourth is a nine", "nine not five").
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from assistant.identifiers.asides import (
    correction_at,
    count_put_right,
    drop_letters_said_twice,
    drop_what_was_begun,
    end_told,
    guessed,
    in_another_word,
    is_a_word,
    its_end_again,
    letters_explained_at_last,
    modifies,
    numbers_an_item,
    said_afresh,
    said_twice,
    taken_back,
    told_apart,
    told_once_more,
    was_refused,
)
from assistant.identifiers.edits import WHOLE_ANEW, Edit, edit_at
from assistant.identifiers.letters import Unit
from assistant.identifiers.once_a_line import Between, goes_on, once_between
from assistant.identifiers.said_of_characters import (
    asked_which,
    letter_put_right,
    next_part,
    only_told,
    put_in_front,
    refuses_its_letters,
    settle,
    speaks_of_its_letters,
    told_beside,
)
from assistant.identifiers.segments import (
    ANOTHER_ANEW,
    BEGUN,
    CODE,
    Run,
    Segment,
    fold,
    is_said_anew,
    plain_characters,
    readings,
)
from assistant.identifiers.shapes import LENGTHS, Shaped, is_numbered_as_procedure, npi_is_valid, outline, shape
from assistant.identifiers.stretches import gap_cost, is_dotted, stretches
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import is_filler, unit_at

_WORTHLESS = -0.5  # a match worth less is none
_BROKEN, _UNBROKEN = 2, 0.5
_CUT_AND_PUT_RIGHT = 0.15  # "six eight five … three two no two two": its end is put right, its beginning no word
_JOINS = frozenset({"and", "with", "plus", "then"})
_WHICH = frozenset(
    "that which who where you they we i from with for i'm i've we're we've you're you've they're".split()
)


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
    blocked, i = Between(blocked), 0
    while i < len(tokens):
        run = None if i in blocked else _run_at(tokens, i, blocked)
        if run is None:
            i += 1
            continue
        if run.is_strong:
            runs.append(run)
        i = run.last
    return runs


@once_between
def _run_at(tokens: Sequence[Token], start: int, blocked: Container[int]) -> Run | None:
    segments = [Segment()]
    i = last = start
    gap, refused = 0.0, None
    while i < len(tokens) and goes_on(blocked, start, i) and not numbers_an_item(tokens, i):
        if again := _whole_once_more_at(tokens, i, segments, blocked) if i > start else None:
            segments, gap = [Segment([replace(again, first=start)], [0.0])], 0.0  # what was said before is taken back
            i = last = again.last
            continue
        if apart := told_apart(tokens, i, segments, blocked):
            segments[-1].take(apart[0], gap)
            last, i, gap = apart[0].last, apart[1], 0.0
            continue
        edit = edit_at(tokens, i)
        if told := _first_told(tokens, i, edit, segments, blocked) or told_beside(tokens, i, segments[-1]):
            settle(segments[-1], told)
            i = last = told.last
            continue
        if edit:
            segments.append(Segment(edit=edit[0]))
            i, last, gap = edit[1], edit[1], 0.0
            continue
        skip = correction_at(tokens, i)
        skip = (count_put_right(tokens, skip) if skip and segments[-1].units else 0) or skip
        ending = end_told(tokens, skip) if skip and segments[0].units and not edit_at(tokens, skip) else 0
        if skip and (other := in_another_word(tokens, skip, segments[-1])):
            i, last, gap = other, other, 0.0
            continue
        if skip and (i > start or segments[0].units) and _goes_on(tokens, ending or skip, blocked):
            if len(segments) == 1 and all(u.kind == "weak" and not u.edge for u in segments[0].units):
                start, segments = skip, [Segment()]  # "okay, sorry, one one six …"
            if segments[-1].units or segments[-1].edit:
                segments.append(Segment())
            segments[-1].is_end = segments[-1].is_end or ending > 0
            i, gap = ending or skip, 0.0
            continue
        if _ends_at(tokens, i, start, segments, blocked):
            break
        echoed = said_twice(tokens, i, segments[-1]) or taken_back(tokens, i) or guessed(tokens, i, segments[-1])
        if echoed := echoed or letters_explained_at_last(tokens, i, segments[0]) or _end_once_more(tokens, i, segments):
            i = echoed
            continue
        part = next_part(tokens, i, segments) or put_in_front(tokens, i, segments)
        if part and _goes_on(tokens, part, blocked):
            i, gap = part, 0.0
            continue
        unit = unit_at(tokens, i)
        if unit is not None and not any(j in blocked for j in range(unit.first, unit.last)):
            if segments[-1].edit:
                segments.append(Segment(is_more="then" in {t.word for t in tokens[last:i]}))
            if ended := told_once_more(tokens, last, i, segments, unit):
                i, last, gap = ended, ended, 0.0
                continue
            if len(segments) == 1 and letter_put_right(tokens, segments[0], unit):
                segments, gap, unit = [Segment()], 0.0, replace(unit, first=start)
            if gap > 0.015 and len(segments) == 1 and _no_beginning(tokens, segments[0].units):
                start, segments, gap = i, [Segment()], 0.0  # "a number W22…": the article or pronoun is no part
            segments[-1].units.append(unit)
            segments[-1].gaps.append(gap_cost(tokens, segments[-1].units, gap))
            i, last, gap = unit.last, unit.last, 0.0
        elif was_refused(tokens, start, i) and _goes_on(tokens, i, blocked):
            refused = start if refused is None else refused
            start, segments, gap = i + 1, [Segment()], 0.0
            i = last = start
        elif i > start and is_filler(tokens, i) and _goes_on(tokens, i, blocked):
            gap += 0.0 if is_dotted(tokens, i) else _GAPS.get(tokens[i].word, 0.02)
            i += 1
        else:
            break
    return _whole(tokens, start, last, segments, refused)


def _whole(tokens: Sequence[Token], start: int, last: int, segments: list[Segment], refused: int | None) -> Run | None:
    drop_letters_said_twice(segments[0])
    drop_what_was_begun(tokens, segments[0])
    run = _without_its_tail(tokens, start, last, segments)
    return replace(run, refused=refused) if run else None


def _first_told(
    tokens: Sequence[Token], i: int, edit: tuple[Edit, int] | None, said: Sequence[Segment], blocked: Container[int]
) -> Unit | None:
    """The j of "a letter first, it's a j, then five five oh one …": told of its place before anything else was said."""
    if edit is None:
        return None
    told, after = edit
    if (told.place != 0 and told.added != "before") or len(said) > 1 or said[0].units or after >= len(tokens):
        return None
    at = (
        after
        + (tokens[after].word in ("then", "and"))
        + ([t.word for t in tokens[after : after + 2]] == ["and", "then"])
    )
    rest = _run_at(tokens, at, blocked) if at < len(tokens) and at not in blocked else None
    if rest is None or len(plain_characters(rest)) <= BEGUN:
        return None
    return Unit(i, after, told.new, "letter" if told.new[0][0].isalpha() else "digit")


def _whole_afresh(tokens: Sequence[Token], i: int, blocked: Container[int]) -> Unit | None:
    """The first character of what is said again one by one."""
    at = said_afresh(tokens, i)
    whole = _run_at(tokens, at, blocked) if at and at < len(tokens) and at not in blocked else None
    return unit_at(tokens, at) if whole and len(plain_characters(whole)) > CODE else None


_GAPS = {",": 0.1, ".": 0.1, "/": 0.3, "#": 0.3, ":": 0.3, "-": 0.0}


def _without_its_tail(tokens: Sequence[Token], start: int, last: int, said: Sequence[Segment]) -> Run | None:
    """The run without the words at its end that are no characters."""
    segments = [s for s in said if s.units or s.edit]
    tail = segments[-1].units if segments else []
    while tail and (not tail[-1].edge or is_a_word(tokens, tail[-1])):
        tail.pop()
        segments[-1].gaps.pop()
        last = tail[-1].last if tail else last
    segments = [s for s in segments if s.units or s.edit]
    return Run(start, last, segments) if segments else None


def _ends_at(tokens: Sequence[Token], i: int, start: int, said: Sequence[Segment], blocked: Container[int]) -> bool:
    """Whether another thing begins at token i: the whole number, a second one, a modifier, what the number is for."""
    word, head = tokens[i].word, said[0]
    if speaks_of_its_letters(tokens, i, head) or refuses_its_letters(tokens, i, head):
        return True
    if word in ("and", "then") and [t.word for t in tokens[i + 1 : i + 2]] == ["use"]:
        return True  # "throw away four four one and use four four two"
    if word == "*" and not tokens[i].glued and len(plain_characters(Run(start, i, list(said)))) >= CODE:
        return True  # "RF0093321 *RF0093312"
    if word == "so" and len(said) == 1 and _begins_anew(tokens, i + 1, head, blocked):
        return True
    if word in ("so", "it's", "its") and _whole_after_edit(tokens, i + 1, said, blocked):
        return True
    if _whole_after_edit(tokens, i, said, blocked) and (
        tokens[i - 1].word == "." or _begins_as_edited(tokens, i, said)
    ):
        return True
    one_told = len(said) == 1 and _one_character(tokens, head)
    if word in ("it's", "its") and (one_told or _told_its_end(tokens, start)) and _whole_at(tokens, i + 1, blocked):
        return True
    if head.units and _told_its_end(tokens, start) and _said_again(tokens, i, head, blocked):
        return True
    if word in ("that's", "thats") and i + 1 < len(tokens) and tokens[i + 1].word == "for":
        return True
    if modifies(tokens, i) and len(_told(said)) == CODE:
        return True
    if len(said) > 1:
        return False
    if word in ("for", "on") and _code_for_another(tokens, i, start, head, blocked):
        return True
    return _another_is_named(tokens, i, head, blocked) or (word in _JOINS and _one_more(tokens, i + 1, head, blocked))


def _end_once_more(tokens: Sequence[Token], i: int, said: Sequence[Segment]) -> int:
    """After the end that is told once more behind a correction: "… two five no five five that's one one two double five"."""
    if len(said) < _BROKEN or tokens[i].word not in ("that's", "thats", "again", "so"):
        return 0
    return its_end_again(tokens, i + 1, plain_characters(Run(i, i, list(said))))


def _one_character(tokens: Sequence[Token], said: Segment) -> bool:
    """Whether only one character was told of: "it should be a nine, it's r p nine …"."""
    told = [u for u in said.units if u.kind != "weak"]
    article = any(tokens[u.first].word == "a" for u in said.units)
    return article and len(told) == 1 and len(told[0].options[0][0]) == 1


def _whole_at(tokens: Sequence[Token], i: int, blocked: Container[int]) -> bool:
    """Whether a whole number follows: "ends in one eight not eight zero it's two six two two …"."""
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and i not in blocked else None
    return whole is not None and len(plain_characters(whole)) >= ANOTHER_ANEW


def _begins_anew(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether a whole number follows what was only said of one: "… or a six, it's a six, so four four oh six one …"."""
    if _said_again(tokens, i, said, blocked):
        return True
    text = plain_characters(Run(i, i, [said]))
    told = only_told(tokens, said)
    if i < len(tokens) and tokens[i].word in ("it's", "its") and len(text) <= WHOLE_ANEW:
        told, i = True, i + 1  # "it ends in seven two, you have two seven so it's two six one …"
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and i not in blocked else None
    number = plain_characters(whole) if whole else ""
    within = len(text) >= BEGUN and text in number  # "eight eight four so t eight eight four oh nine two"
    one_digit = len(text) == 1 and text.isdigit() and number[:1].isalpha()  # "it's nine, so t k nine four …"
    return len(number) >= ANOTHER_ANEW and (told or within or one_digit)


def _whole_after_edit(tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]) -> bool:
    """Whether a whole number follows what was only set right: "b as in boy not d as in dog so b two two …"."""
    if any(s.units for s in said) or not any(s.edit for s in said) or i >= len(tokens) or i in blocked:
        return False
    whole = _run_at(tokens, i, blocked)
    return whole is not None and len(plain_characters(whole)) > CODE


def _begins_as_edited(tokens: Sequence[Token], i: int, said: Sequence[Segment]) -> bool:
    """Whether the character set right comes again at token i: "it's n not m, n five five oh two one …"."""
    unit = unit_at(tokens, i)
    return unit is not None and any(s.edit and s.edit.new[0][0] == unit.options[0][0] for s in said)


def _whole_once_more(tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]) -> bool:
    """Whether a number put right is said from its beginning: "five oh three … no sorry oh one five five so five oh three …"."""
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and i not in blocked else None
    begun = "".join(u.options[0][0] for u in said[0].units)
    again = plain_characters(whole) if whole else ""
    return len(begun) >= BEGUN and len(again) > CODE and again.startswith(begun[:BEGUN])


def _so_it_is(tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]) -> Unit | None:
    """The first character of the whole after "so": "… no strike that six six three two so four four one oh six six …"."""
    if tokens[i].word != "so" or len(said) < _BROKEN or not _whole_once_more(tokens, i + 1, said, blocked):
        return None
    return unit_at(tokens, i + 1)


def _from_its_beginning(
    tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]
) -> Unit | None:
    """The first character of what was put right and is said once more: "c l m five … no wait oh one nine c l m five …",
    "one one eight five no four one one eight four …"."""
    first = said[0].units[0] if said[0].units else None
    unit = unit_at(tokens, i) if first else None
    if unit is None or first is None or unit.options[0][0][:1] != first.options[0][0][:1]:
        return None
    again, j = "", i
    while len(again) < ANOTHER_ANEW and j not in blocked and j < len(tokens) and (more := unit_at(tokens, j)):
        again, j = again + more.options[0][0], more.last
    if len(again) <= CODE:
        return None
    corrected = plain_characters(Run(first.first, i, list(said)))
    if first.kind in ("letter", "chunk"):
        begun = "".join(u.options[0][0] for u in said[0].units[:BEGUN])
        put_right = "".join(u.options[0][0] for u in said[-1].units)
        if len(put_right) < BEGUN and put_right in again[1 : BEGUN + 1] and first.first < unit.first:
            return unit  # "g eight eight one no that's a b g b eight one …"
        return unit if again.startswith((begun, corrected[:BEGUN] if len(corrected) > 1 else begun)) else None
    return unit if len(corrected) >= WHOLE_ANEW and again.startswith(corrected[:WHOLE_ANEW]) else None


def _whole_once_more_at(
    tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]
) -> Unit | None:
    """The first character where all that was said is taken back, or said anew after a question about one of its characters."""
    if again := _whole_afresh(tokens, i, blocked) or _so_it_is(tokens, i, said, blocked):
        return again
    if len(said) > 1 and said[-1].units and (again := _from_its_beginning(tokens, i, said, blocked)):
        return again
    which = asked_which(tokens, i, said[-1])
    return _begun_anew(tokens, which.last, said[0], blocked) if which else None


def _begun_anew(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> Unit | None:
    """The first character of the whole said again after a question: "… is that a g, it's a g, okay four four oh g nine …"."""
    while i < len(tokens) and tokens[i].word in ("so", "okay", "ok", "yeah", "then", "it's", ","):
        i += 1
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and i not in blocked else None
    begun = "".join(u.options[0][0] for u in said.units)[:_BROKEN]
    again = plain_characters(whole) if whole else ""
    return unit_at(tokens, i) if len(begun) == _BROKEN and len(again) > CODE and again.startswith(begun) else None


def _told_its_end(tokens: Sequence[Token], start: int) -> bool:
    """Whether "ends in" or "the last four are" stands before a run."""
    before = [t.word for t in tokens[max(0, start - 3) : start]]
    return bool({"ends", "ending", "end", "last"} & set(before))


def _said_again(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether what follows ends as what was said: "it ends eight eight three five so seven seven … eight eight three five"."""
    fewest = BEGUN - 1 if said.units and _told_its_end(tokens, said.units[0].first) else BEGUN
    whole = _run_at(tokens, i, blocked) if i < len(tokens) and len(said.units) >= fewest else None
    if whole is None:
        return False
    ending, number = plain_characters(Run(i, i, [said])), plain_characters(whole)
    return len(number) > len(ending) and number.endswith(ending)


def _another_is_named(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether "the" speaks of another thing: "… eight whiskey the nine seven one four oh line", "… eight the one that paid"."""
    if tokens[i].word != "the" or len(plain_characters(Run(i, i, [said]))) <= CODE or i + 2 >= len(tokens):
        return False
    if tokens[i + 1].word == "one" and tokens[i + 2].word in _WHICH:
        return True
    other = _run_at(tokens, i + 1, blocked) if i + 1 not in blocked else None
    return other is not None and len(other.segments) == 1 and len(plain_characters(other)) == CODE


def _one_more(tokens: Sequence[Token], i: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether a second number of the same form follows: "nine nine two one four with nine six three seven two"."""
    units = said.units[next((k for k, u in enumerate(said.units) if u.kind != "weak"), 0) :]
    characters = plain_characters(Run(i, i, [Segment(units, said.gaps[: len(units)])]))
    if npi_is_valid(plain_characters(Run(i, i, [said]))):
        return True
    if len(units) < BEGUN - 1 or len(characters) < CODE:
        return False
    then = "then" in (t.word for t in tokens[i - 1 : i + 1])  # so do the parts of one number follow
    one, begun = outline(characters), characters[: BEGUN - 1]
    article = i < len(tokens) and tokens[i].word in ("a", "an", "the", "then")
    for at in (i, i + 1) if article else (i,):
        run = _run_at(tokens, at, blocked) if at < len(tokens) else None
        other = plain_characters(run) if run else ""
        if outline(other) == one and (not then or other.startswith(begun)):
            return True
    return False


def _told(said: Sequence[Segment]) -> str:
    """What was said without the words before it."""
    first = next((k for k, u in enumerate(said[0].units) if u.kind != "weak"), 0)
    return plain_characters(Run(0, 0, [Segment(said[0].units[first:], said[0].gaps[first:]), *said[1:]]))


def _code_for_another(tokens: Sequence[Token], i: int, start: int, said: Segment, blocked: Container[int]) -> bool:
    """Whether "for" stands between a procedure and whose it is: "that four five three seven eight for charlie romeo sierra …"."""
    code = plain_characters(Run(i, i, [said]))
    if len(code) != CODE or not is_numbered_as_procedure(code):
        return False
    other = _run_at(tokens, i + 1, blocked) if i + 1 < len(tokens) and i + 1 not in blocked else None
    number = plain_characters(other) if other else ""
    lettered = number[:1].isalpha() and other is not None and other.segments[0].units[0].kind != "weak"
    named = start > 0 and tokens[start - 1].word in _BEFORE_A_CODE
    return (lettered and len(number) > CODE) or (named and len(number) >= ANOTHER_ANEW)


_BEFORE_A_CODE = frozenset({"that", "the", "this", "code", "cpt", "procedure", "of", "on", "denied", "billed"})


def _no_beginning(tokens: Sequence[Token], units: Sequence[Unit]) -> bool:
    """Whether all said so far are words that stand before an identifier rather than in it."""
    return bool(units) and all(u.kind == "weak" or (u is units[0] and tokens[u.first].word == "one") for u in units)


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
        i = correction_at(tokens, i) or (i + 1 if unit is not None or is_filler(tokens, i) else len(tokens))
    return False


def best_match(run: Run, name: str, *, before: str = "") -> Match | None:
    """The best value of a kind in a run: all of it, or a stretch of it. `before` was said in an earlier turn."""
    head, rest = run.segments[0], run.segments[1:]
    if head.edit:
        head, rest = Segment(), run.segments
    found: dict[str, tuple[float, int, int, Shaped]] = {}
    best = _WORTHLESS
    for cuts, first, last in stretches(
        head.units, name, open_start=bool(before) or run.first == 0, whole_end=bool(rest)
    ):
        if 1.0 - cuts <= best:
            break
        if first and is_said_anew(head, rest):
            continue  # what is begun again was begun with its first character
        base = readings(head.units[first:last], head.gaps[first:last])
        spoken_last = head.units[last - 1] if last > first else None
        for text, cost in fold([(before + text, cost) for text, cost in base], rest, spoken_last):
            shaped = shape(name, text)
            if shaped is None:
                continue
            score = shaped.score - cost - cuts - (_CUT_AND_PUT_RIGHT if first and rest and name in LENGTHS else 0.0)
            if shaped.value not in found or found[shaped.value][0] < score:
                start = head.units[first].first if head.units else run.first
                end = run.last if rest or not head.units else head.units[last - 1].last
                found[shaped.value] = (score, start, end, shaped)
                best = max(best, score)
    if not found:
        return _unbroken(run, name, before)
    ranked = sorted(found.values(), key=lambda item: (-round(item[0], 6), item[1]))
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
