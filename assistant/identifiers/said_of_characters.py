"""What is asked and remarked about characters while they are dictated: "is that a g or a six, it's a g", "that's three q's"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.identifiers.letters import Unit
from assistant.identifiers.segments import Segment
from assistant.identifiers.spoken_figures import counted
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import unit_at
from assistant.identifiers.vocabulary import TIMES

_BEFORE_IT = frozenset("or wait um uh sorry honey hon hmm hm let me see hang on look so".split())
_BETWEEN = frozenset("um uh no yeah yes okay ok honey hon sorry wait let me see so oh i think well hmm ,".split())
_ARTICLES = frozenset({"a", "an", "the", "letter", "number"})
_IT_IS = frozenset({"it's", "its", "that's", "thats"})
_NAMED = frozenset({"number", "letter", "digit", "figure"})
_MOST_TALK, _A_LETTER_AND_ITS_WORD = 5, 2


def asked_which(tokens: Sequence[Token], i: int, said: Segment) -> Unit | None:
    """The g of "… four oh honey is that a g or a six, it's a g"; it begins with the last character said where that was one of
    those asked for, and so is put right."""
    at = _past(tokens, i, _BEFORE_IT)
    if [t.word for t in tokens[at : at + 1]] != ["is"] or [t.word for t in tokens[at + 1 : at + 2]] not in _OF_WHAT:
        return None
    one = _character(tokens, at + 2)
    if one is None:
        return None
    asked, last = [one], one.last
    if [t.word for t in tokens[last : last + 1]] == ["or"] and (other := _character(tokens, last + 1)):
        asked, last = [one, other], other.last
    last = _past(tokens, last, _BETWEEN)
    told = _character(tokens, last + 1) if last < len(tokens) and tokens[last].word in _IT_IS else None
    if told is None or not said.units:
        return None
    doubted = len(asked) == 1 and tokens[i].word == "or"  # "one, or is that a seven, it's a seven"
    texts = {unit.options[0][0] for unit in (*asked, told)}
    of_the_last = doubted or said.units[-1].options[0][0] in texts
    return replace(told, first=said.units[-1].first if of_the_last else i)


def settle(said: Segment, told: Unit) -> None:
    """Adds a character that was asked for, instead of the last one where it begins there."""
    if said.units and told.first == said.units[-1].first:
        said.units[-1] = told
        return
    said.units.append(told)
    said.gaps.append(0.0)


_OF_WHAT = (["that"], ["this"], ["it"])


def _past(tokens: Sequence[Token], i: int, words: frozenset[str]) -> int:
    last = i
    while last < len(tokens) and last - i < _MOST_TALK and tokens[last].word in words:
        last += 1
    return last


def _character(tokens: Sequence[Token], i: int) -> Unit | None:
    """The one character of "a t", "the letter b", "a five"."""
    if i + 1 < len(tokens) and tokens[i].word in _ARTICLES:
        i += 1
        i += i + 1 < len(tokens) and tokens[i].word in _NAMED
    unit = unit_at(tokens, i) if i < len(tokens) else None
    return unit if unit and len(unit.options[0][0]) == 1 else None


def named_once_more(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After the "that's three q's" of "q q q that's three q's", the "that's oh the number" of "eight oh that's oh the number",
    or 0."""
    if not said.units or tokens[i].word not in _IT_IS or i + 1 >= len(tokens):
        return 0
    text = "".join(unit.options[0][0] for unit in said.units)
    many = counted(tokens, i + 1) or (unit_at(tokens, i + 1) if tokens[i + 1].word in TIMES else None)
    if many and text.endswith(many.options[0][0]):
        return many.last
    if many and many.options[0][0] in text and (placed := _placed(tokens, many.last)):
        return placed
    again = _character(tokens, i + 1)
    kind = [t.word for t in tokens[again.last : again.last + 2]] if again else []
    if again is None or kind[:1] != ["the"] or kind[1:] not in (["number"], ["letter"], ["digit"]):
        return 0
    last = said.units[-1]
    wanted = [o for o in last.options if o[0].isdigit() != (kind[1] == "letter")]
    if not wanted or not any(o in again.options for o in last.options):
        return 0
    said.units[-1] = replace(last, options=((wanted[0][0], 0.0),))
    return again.last + 2


def _placed(tokens: Sequence[Token], i: int) -> int:
    """After the "before the nine" of "… that's four ohs before the nine", or 0."""
    if [t.word for t in tokens[i : i + 2]] in _IN_THE_MIDDLE:
        return i + 2 + ([t.word for t in tokens[i + 2 : i + 3]] in (["middle"], ["row"]))
    if i >= len(tokens) or tokens[i].word not in ("before", "after", "behind"):
        return 0
    one = _character(tokens, i + 1)
    return one.last if one else 0


_IN_THE_MIDDLE = (["in", "the"], ["in", "a"])


_TIMES_TOLD = {"twice": 2, "two times": 2, "three times": 3, "four times": 4, "five times": 5}
_HOW_OFTEN = re.compile(
    r"(?:(?:and|so|with) )?the (?P<which>[a-z]+) (?:is|goes|comes|repeats|appears|shows up) (?:in there |there )?"
    rf"(?P<many>{'|'.join(_TIMES_TOLD)})"
)
_LONGEST_COUNT = 9


def told_beside(tokens: Sequence[Token], i: int, said: Segment) -> Unit | None:
    """What is told of characters already said, by their choice or by their count."""
    return asked_which(tokens, i, said) or counted_out(tokens, i, said)


def counted_out(tokens: Sequence[Token], i: int, said: Segment) -> Unit | None:
    """The one of "six five three three three one the three is three times" up to the end, so that no figure of it is a part."""
    for last in range(min(i + _LONGEST_COUNT, len(tokens)), i + 3, -1):
        told = _HOW_OFTEN.fullmatch(" ".join(t.word for t in tokens[i:last]))
        if told is None:
            continue
        at = next(k for k in range(i, last) if tokens[k].word == told["which"])
        unit, text = unit_at(tokens, at), "".join(u.options[0][0] for u in said.units)
        character = unit.options[0][0] if unit and unit.last == at + 1 else ""
        counted = character and character * _TIMES_TOLD[told["many"]] in text
        return replace(said.units[-1], last=last) if counted else None
    return None


_BUT_THE_NUMBER = re.compile(r"(?:but|it's|its) (?:it's |its )?(?:the |a )?(?:actual )?(?:number|digit|letter|figure)")


def but_the_number(tokens: Sequence[Token], i: int) -> int:
    """After the "but the number" of "zero, not the letter o, but the number", else i."""
    for last in range(min(i + 5, len(tokens)), i + 1, -1):
        if _BUT_THE_NUMBER.fullmatch(" ".join(t.word for t in tokens[i:last])):
            return last
    return i


_IN_FRONT = re.compile(
    r"(?:right )?(?:up front|out front|up first|first|to (?:start|begin)(?: with)?|"
    r"(?:up )?(?:in|at|on) (?:the )?(?:very )?(?:front|beginning|start)(?: of (?:it|that|the number))?)(?: ,)?"
    r"(?: (?:and|then|followed by|it's|its|the rest is|the number is|the numbers are|after that))*"
)
_LONGEST_FRONT, _MOST_LETTERS = 10, 4
_HAS = frozenset("there's theres got has have had with is it's its then".split())


def put_in_front(tokens: Sequence[Token], i: int, said: Sequence[Segment]) -> int:
    """After the "up front then" of "there's a c l up front then double eight …", whose letters open the number, or 0."""
    head = said[0]
    letters = [u for u in head.units if u.options[0][0].isalpha()]
    told = [u for u in head.units if u.edge or u is not head.units[0]]  # "it has an a k in front"
    if len(said) > 1 or not letters or len(letters) != len(told) or len(letters) > _MOST_LETTERS + 1:
        return 0
    for last in range(min(i + _LONGEST_FRONT, len(tokens) - 1), i, -1):
        unit = unit_at(tokens, last) if _IN_FRONT.fullmatch(" ".join(t.word for t in tokens[i:last])) else None
        if unit is not None and unit.options[0][0].isdigit():
            _drop_article(tokens, head)
            return last
    return 0


def _drop_article(tokens: Sequence[Token], head: Segment) -> None:
    """Leaves out the a of "it's got a p d at the front": the letters behind it are those told of."""
    if not head.units[0].edge:
        del head.units[0], head.gaps[0]
    first = head.units[0].first
    if len(head.units) > 1 and tokens[first].word == "a" and first and tokens[first - 1].word in _HAS:
        del head.units[0], head.gaps[0]
    for k, unit in enumerate(head.units):
        if unit.kind == "weak":
            head.units[k] = replace(unit, kind="letter", edge=True, options=((tokens[unit.first].word.upper(), 0.0),))
    head.gaps[:] = [0.0] * len(head.gaps)


_PART = re.compile(
    r"(?:and )?(?:then )?after (?:that|which)(?: (?:it's|is|comes|come|it goes))?|"
    r"(?:in|as|are) (?:the )?letters ?,?(?: (?:and|then|and then))?|"
    r"(?:and )?(?:then )?(?:the )?(?:first|second|third|next|last|other|final) (?:half|part|piece|bit|chunk|section)"
    r"(?: of (?:it|the number))?(?: (?:is|it's|would be|goes))?|"
    r"(?:(?:do )?you (?:want|need) )?(?:the )?(?:part|bit|number|stuff|rest)? ?(?:after|behind) the (?:dash|hyphen)"
    r"(?: too| also)?(?: (?:is|it's|that's))?"
)
_LONGEST_PART = 11


def next_part(tokens: Sequence[Token], i: int, said: Sequence[Segment]) -> int:
    """After the "second half" of "first half nine oh four one, second half h k two two", or 0."""
    if len(said) > 1 or not said[0].units:
        return 0
    for last in range(min(i + _LONGEST_PART, len(tokens) - 1), i + 1, -1):
        if _PART.fullmatch(" ".join(t.word for t in tokens[i:last])):
            return last
    return 0


def speaks_of_its_letters(tokens: Sequence[Token], i: int, said: Segment) -> bool:
    """Whether the letters it begins with are only spoken of: "… four one two, the a c h is part of it", "q u is letters"."""
    at = _past(tokens, i, frozenset({"wait", "and", "the", "so", "yeah"}))
    letters, j, text = "", at, "".join(unit.options[0][0] for unit in said.units)
    while j < len(tokens) and (unit := unit_at(tokens, j)) is not None and unit.options[0][0].isalpha():
        letters, j = letters + unit.options[0][0], unit.last
        if not text.startswith(letters):
            return False
    spoken_of = j < len(tokens) and tokens[j].word in ("is", "are", "isn't", "aren't", "stands", "means")
    return len(letters) > 1 and spoken_of and len(text) > len(letters) and text.startswith(letters)


def one_letter_told(said: Segment) -> bool:
    """Whether no more was said than one letter with its word: "it's d as in david so w g d two oh …"."""
    return (
        len(said.units) == 1
        and said.units[0].kind == "letter"
        and said.units[0].last > said.units[0].first + _A_LETTER_AND_ITS_WORD
    )


def letter_put_right(tokens: Sequence[Token], said: Segment, unit: Unit) -> bool:
    """Whether a number begins with the letter just told instead of another: "there's no s, it's f as in frank, f four one …"."""
    if not one_letter_told(said) or unit.kind != "letter" or unit.options[0] != said.units[0].options[0]:
        return False
    first = said.units[0].first
    before = {t.word for t in tokens[max(0, first - _FEW) : said.units[0].last]}
    again = unit.last == unit.first + 1 == said.units[0].last + 1
    return again and bool(before & {"it's", "its", "that's", "is", "should"}) and bool(before & _SAID_OTHERWISE)


_FEW = 10
_SAID_OTHERWISE = frozenset("no not isn't wrong heard got have had put typed wrote said back".split())


_WHOLE = 5


def first_letter_at_last(tokens: Sequence[Token], said: Segment, unit: Unit) -> int:
    """After the "vee like vacuum" of "vee six six two four oh one vee like vacuum", which tells its first letter, or 0."""
    first = said.units[0] if len(said.units) >= _WHOLE else None
    explained = unit.kind == "letter" and unit.last > unit.first + _A_LETTER_AND_ITS_WORD
    if first is None or not explained or first.kind != "letter" or first.last > first.first + 1:
        return 0
    follows = [t.word for t in tokens[unit.last : unit.last + 2]]
    at_end = follows[:1] in (["at"], ["on"]) or (
        bool(follows) and unit_at(tokens, unit.last) is not None and follows[0] != "and"
    )
    again = first.options[0][0] == unit.options[0][0] and all(u.options[0][0].isdigit() for u in said.units[1:])
    return unit.last if again and not at_end else 0


def refuses_its_letters(tokens: Sequence[Token], i: int, said: Segment) -> bool:
    """Whether the letters it begins with are told apart from others behind it: "a n six … eight not a m a n november"."""
    if tokens[i].word != "not" or len(said.units) < _WHOLE:
        return False
    text = "".join(unit.options[0][0] for unit in said.units)
    begun = text[: len(text) - len(text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    for articles in (frozenset[str](), _ARTICLES | _IT_IS):
        letters = _letters_from(tokens, i + 1, articles)
        half = len(letters) // 2
        if half and len(letters) == 2 * half and letters[half:] in begun and letters[:half] not in begun:
            return True
    return False


def _letters_from(tokens: Sequence[Token], i: int, passed: frozenset[str]) -> str:
    letters = ""
    while i < len(tokens):
        unit = unit_at(tokens, i)
        if tokens[i].word in passed and i + 1 < len(tokens):
            i += 1
        elif unit is not None and unit.options[0][0].isalpha():
            letters, i = letters + unit.options[0][0], unit.last
        else:
            break
    return letters


_HEARD = frozenset("heard hear put wrote typed keyed have got said read took".split())


def only_told(tokens: Sequence[Token], said: Segment) -> bool:
    """Whether no number was begun: "it's an a", "not two six", "you heard t", "d as in david"."""
    before = tokens[said.units[0].first - 1].word if said.units and said.units[0].first else ""
    refused = before == "not" or (before in _HEARD and len(said.units) == 1)
    return refused or any(tokens[u.first].word == "a" for u in said.units) or one_letter_told(said)
