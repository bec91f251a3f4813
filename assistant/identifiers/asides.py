"""Words said beside the characters of a number: which letter was meant, where it ends, what was not meant."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from assistant.identifiers.letters import Unit
from assistant.identifiers.once_a_line import once_a_line
from assistant.identifiers.ordinary_words import ordinary_words
from assistant.identifiers.repair import confusable
from assistant.identifiers.said_of_characters import (
    but_the_number,
    first_letter_at_last,
    named_once_more,
    refuses_its_letters,
)
from assistant.identifiers.segments import BEGUN, Run, Segment, plain_characters
from assistant.identifiers.spoken_figures import counted
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells, unit_at
from assistant.identifiers.vocabulary import CORRECTIONS, DIGITS, FIGURES_SAID, NATO, TIMES, YES_AGAIN

_AFTER_I = frozenset(
    "can can't could couldn't am was have haven't had need want would do don't did didn't got get just keep think know "
    "still never called see thought wanna sent gave told went paid".split()
)
_BESIDE_I = frozenset(
    {"like", "for", "and", "then", "the", "double", "triple", "dash", "hyphen", "not", "space", "again"}
)
_AFTER_SEE = frozenset("if whether why what how when where who that it".split())


_THAT_IS = frozenset({"that's", "thats", "it's", "its"})
_ARTICLES = frozenset({"a", "an", "the", "number", "letter", "digit"})


def told_apart(
    tokens: Sequence[Token], i: int, said: Sequence[Segment], blocked: Container[int]
) -> tuple[Unit, int] | None:
    """The o of "… f then the letter o not a zero", the eight of "… nine four eight not nine eight four", and the token after
    what it is told apart from; nothing where a character said before is put right by it."""
    unit = unit_at(tokens, i)
    refused = _refused_after(tokens, unit) if unit else None
    if unit is None or refused is None:
        return None
    old, article = refused
    if refuses_its_letters(tokens, unit.last, said[-1]):
        return None
    if _is_another_whole(tokens, old, said[-1], article=article):
        return None
    letter = not unit.options[0][0].isdigit()
    units = said[-1].units
    if not units and not (letter and len(said) == 1 and _digits_from(tokens, old.last) >= _DESCRIBED_FIRST):
        return None
    texts = [text for text, _ in old.options]
    at_once = not units or units[-1].last == i
    if not at_once and any(t in plain_characters(Run(units[0].first, i, list(said))) for t in texts):
        return None
    options = tuple(option for option in unit.options if option[0] not in texts) or unit.options
    after = old.last
    while not letter and not article and after < len(tokens) and after not in blocked and tokens[after].word in DIGITS:
        after += 1
    return replace(unit, options=options), but_the_number(tokens, after)


def _is_another_whole(tokens: Sequence[Token], old: Unit, said: Segment, *, article: bool) -> bool:
    """Whether a whole number is refused: "… n a seven seven two oh three not n a seven two seven oh three"."""
    begun, text, j = "".join(u.options[0][0] for u in said.units[:2]), "", old.first
    while j < len(tokens) and len(text) <= BEGUN and (unit := unit_at(tokens, j)) is not None:
        text, j = text + unit.options[0][0], unit.last
    whole = "".join(u.options[0][0] for u in said.units)
    whole = whole[1:] if said.units and tokens[said.units[0].first].word == "a" else whole
    alike = (begun[:1].isalpha() and text.startswith(begun)) or (article and whole.startswith(text))
    return len(text) > BEGUN and alike


_DESCRIBED_FIRST = 3


def _refused_after(tokens: Sequence[Token], unit: Unit) -> tuple[Unit, bool] | None:
    """What "not an o" refuses right after a character, and whether an article stands before it."""
    j = unit.last
    if [t.word for t in tokens[j : j + 1]] != ["not"]:
        return None
    first = j + 1
    while first < len(tokens) and tokens[first].word in _ARTICLES:
        first += 1
    old = unit_at(tokens, first) if first < len(tokens) else None
    if old and old.typed and not _is_its_end(tokens, unit, old):
        return None
    return (old, first > j + 1) if old else None


def _is_its_end(tokens: Sequence[Token], unit: Unit, old: Unit) -> bool:
    """Whether "0184 not 0148" are figures of one length, the written end of a number told apart from a wrong one."""
    goes_on = old.last < len(tokens) and (tokens[old.last].glued or tokens[old.last].is_figure)
    lengths = {len(unit.options[0][0]), len(old.options[0][0])}
    return unit.typed and len(lengths) == 1 and min(lengths) >= BEGUN and not goes_on


def _digits_from(tokens: Sequence[Token], i: int) -> int:
    """How many digits are said one by one from token i on, "and then" before them."""
    while i < len(tokens) and tokens[i].word in ("and", "then", "so", ","):
        i += 1
    last = i
    while last < len(tokens) and (tokens[last].word in DIGITS or tokens[last].word in TIMES):
        last += 1
    return last - i


_ENDING = re.compile(
    r"(?:(?:it|that|the number|this one)(?:'s)? )?(?:ends|ending|should end|finishes)(?: (?:in|with|on))?|"
    r"(?:it's |its )?(?:the )?(?:last|final) (?:(?:two|three|four|five|six|couple|few)(?: of them)?|part|bit|digits|numbers)"
    r"(?: (?:digits|numbers|figures|ones))?(?: (?:is|are|were|was|should be|would be|it's))+"
)
""" "No, it ends in four three", "wait, the last two are six seven"."""
_LONGEST_ENDING = 7


@once_a_line
def end_told(tokens: Sequence[Token], i: int) -> int:
    """The token after what calls the next characters the end of the number, or 0."""
    for last in range(min(i + _LONGEST_ENDING, len(tokens)), i, -1):
        if _ENDING.fullmatch(" ".join(t.word for t in tokens[i:last])):
            return last
    return 0


_MODIFIER = re.compile(r"(?:with|dash|hyphen|plus|and)(?: an?| the)? (?:modifiers? .*|(?:\w+ ){1,2}modifiers?\b.*)")


_TWO_LETTERS_BESIDE = re.compile(rf"with(?: an?| the)? [b-z] [a-z](?! [a-z]\b| (?:{FIGURES_SAID}|double)\b)")
""" "Oh oh one four oh with the q s"."""


@once_a_line
def modifies(tokens: Sequence[Token], i: int) -> bool:
    """Whether the modifier of a procedure follows: "nine nine two one four with a twenty five modifier"."""
    words = " ".join(t.word for t in tokens[i : i + 6])
    return _MODIFIER.match(words) is not None or _TWO_LETTERS_BESIDE.match(words) is not None


def in_another_word(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After the word of "m as in mom no as in nancy", which tells another letter than was heard, or 0."""
    words = [t.word for t in tokens[i : i + 3]]
    if len(words) < 3 or words[:2] not in (["as", "in"], ["like", "in"]) or not said.units or not words[2].isalpha():
        return 0
    before = said.units[-1]
    if before.kind not in ("letter", "weak") or len(before.options[0][0]) != 1:
        return 0
    said.units[-1] = replace(before, last=i + 3, options=((words[2][0].upper(), 0.0),), kind="letter", edge=True)
    return i + 3


_IS_THAT = frozenset({"that's", "thats", "that", "it's", "its", "with", "like"})


def spells_the_last(tokens: Sequence[Token], last: int, i: int, said: Segment, unit: Unit) -> bool:
    """Whether "that's d as in david" tells the letter just said once more; a letter misheard is put right by it."""
    letter = unit.options[0][0]
    if not said.units or unit.last < unit.first + 3 or not any(t.word in _IS_THAT for t in tokens[last:i]):
        return False
    if _spells_an_earlier(tokens, last, i, said, unit):
        return True
    before = said.units[-1]
    heard = before.options[0][0]
    if before.last != before.first + 1 or len(heard) != 1 or not (heard == letter or confusable(heard, letter)):
        return False
    said.units[-1] = replace(before, last=unit.last, options=unit.options, kind=unit.kind, edge=True)
    return True


def _spells_an_earlier(tokens: Sequence[Token], last: int, i: int, said: Segment, unit: Unit) -> bool:
    """The "that's b as in bear" of "k b r as in rabbit that's b as in bear seven one …"."""
    if unit.kind != "letter" or not any(t.word in _THAT_IS for t in tokens[last:i]):
        return False
    letters = [u for u in said.units[-BEGUN:-1] if u.kind == "letter" and u.last == u.first + 1]
    explained = said.units[-1].last > said.units[-1].first + 1
    return explained and any(u.options[0][0] == unit.options[0][0] for u in letters)


def drop_letters_said_twice(head: Segment) -> None:
    """ "h z q, h z q, eight eight oh": no number begins with four or more letters that are two or three said again."""
    texts = [u.options[0][0] for u in head.units]
    for count in (3, 2):
        begun = texts[:count]
        letters = len(texts) > 2 * count and all(len(t) == 1 and t.isalpha() for t in begun)
        if letters and texts[count : 2 * count] == begun and texts[2 * count].isdigit():
            del head.units[:count], head.gaps[:count]
            return


_PAUSE = 4  # so many characters of a line, blanked, are "hold on"
_BEGUN_BEFORE, _SET_RIGHT = 4, 2


def drop_what_was_begun(tokens: Sequence[Token], head: Segment) -> None:
    """ "G four four seven one oh, hold on, g four four seven one oh eight two": what was begun is said again, and goes on; "four
    eight b as in bravo not d four eight b two two …"."""
    texts = [u.options[0][0] for u in head.units]
    for k in range(1, len(texts)):
        begun, again = "".join(texts[:k]), "".join(texts[k:])
        told_apart_before = any(t.word == "not" for t in tokens[head.units[k - 1].last : head.units[k].first])
        shortest = _SET_RIGHT if told_apart_before else _BEGUN_BEFORE
        if not shortest <= len(begun) < len(again) or not again.startswith(begun):
            continue
        paused = tokens[head.units[k].first].start - tokens[head.units[k - 1].last - 1].end > _PAUSE
        if paused and not head.units[k].typed:
            del head.units[:k], head.gaps[:k]
            head.gaps[0] = 0.0
            return


def said_twice(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After the second "double six" of "double six, yes, double six", after the november of "n so november", after the
    eight of "eight that's an eight", or 0."""
    if not said.units or i + 1 >= len(tokens):
        return 0
    if named := named_once_more(tokens, i, said):
        return named
    if tokens[i].word == "so" and NATO.get(tokens[i + 1].word) == said.units[-1].options[0][0]:
        return i + 2 if tokens[said.units[-1].first].word not in NATO else 0
    if tokens[i].word in _THAT_IS and i + 2 < len(tokens) and tokens[i + 1].word in ("a", "an"):
        echo = unit_at(tokens, i + 2)
        put_right = echo is not None and [t.word for t in tokens[echo.last : echo.last + 1]] == ["not"]
        if echo and echo.options[0][0] == said.units[-1].options[0][0][-1:] and not put_right:
            return echo.last
        ends = echo is not None and all(t.word in (")", ".", "!") for t in tokens[echo.last :])
        if echo and ends and any(echo.options[0][0] in unit.options[0][0] for unit in said.units):
            return echo.last  # "T4490218 (that's a T)"
    if tokens[i].word in _THAT_IS and (told := _letter_told_at_last(tokens, i + 1, said)):
        return told
    if tokens[i].word in ("that's", "thats", "again", "repeat") and (
        whole := its_end_again(tokens, i + 1, _characters(said))
    ):
        return whole
    if tokens[i].word not in YES_AGAIN:
        return 0
    again = unit_at(tokens, i + 1)
    return again.last if again and again.options[0] == said.units[-1].options[0] else 0


def _characters(said: Segment) -> str:
    return "".join(unit.options[0][0] for unit in said.units)


def _letter_told_at_last(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After the "zulu like zebra" that ends "zulu four four two one oh nine that's zulu like zebra", or 0."""
    unit = unit_at(tokens, i)
    explained = unit is not None and unit.kind == "letter" and unit.last > i + 2
    ends = unit is not None and all(not t.is_word for t in tokens[unit.last :])
    first = said.units[0].options[0][0]
    return unit.last if unit and explained and ends and unit.options[0][0] == first else 0


def letters_explained_at_last(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After the letters with their words that end "g h nine nine one one … g as in george h as in henry", which tell those it
    began with, or 0."""
    told, j, text = "", i, "".join(unit.options[0][0] for unit in said.units)
    while j < len(tokens) and len(told) <= len(text):
        unit = unit_at(tokens, j)
        if unit is None or unit.kind != "letter" or unit.last < j + _WITH_ITS_WORD:
            break
        told, j = told + unit.options[0][0], unit.last
        j += j < len(tokens) and tokens[j].word in ("and", ",", "then")
    begun = text[: len(told)] == told and len(text) > len(told) + BEGUN and text[len(told)].isdigit()
    plainly = bool(told) and all(u.last == u.first + 1 for u in said.units[: len(told)])
    return j if begun and plainly and all(not t.is_word for t in tokens[j:]) else 0


_WITH_ITS_WORD = 3


def its_end_again(tokens: Sequence[Token], i: int, text: str) -> int:
    """After the five seven six of "… nine five seven six that's five seven six seven two two", or 0."""
    again, best = "", 0
    while (
        i < len(tokens) and len(again) < len(text) and (unit := unit_at(tokens, i)) is not None and unit.kind != "weak"
    ):
        again, i = again + unit.options[0][0], unit.last
        best = i if len(again) >= BEGUN and text.endswith(again) else best
    return best


_I_THINK = re.compile(
    r"(?:(?:i (?:think|believe|guess)|pretty sure|looks like)(?: (?:that's|that is|it's|that was))?|(?:and )?that's)"
    r" (?:an?|the)(?: (?:number|letter|digit))?"
)


def guessed(tokens: Sequence[Token], i: int, said: Segment) -> int:
    """After "i think that's a zero", which tells the character just said once more, or 0."""
    for last in range(i + 2, min(i + 7, len(tokens)) if said.units else 0):
        if _I_THINK.fullmatch(" ".join(t.word for t in tokens[i:last])):
            again = unit_at(tokens, last)
            if again and again.options[0] == said.units[-1].options[0]:
                return again.last
    return 0


def taken_back(tokens: Sequence[Token], i: int) -> int:
    """At the "double" of "triple, no, double oh", or 0: a word that repeats nothing yet."""
    if tokens[i].word not in TIMES or i + 1 >= len(tokens):
        return 0
    skip = correction_at(tokens, i + 1 + (tokens[i + 1].word == ","))
    return skip if skip and skip < len(tokens) and unit_at(tokens, skip) is not None else 0


def count_put_right(tokens: Sequence[Token], i: int) -> int:
    """After the "just two zeros" of "triple zero no wait just two zeros six zero zero one", where the figures come once more; at
    the "two" where they do not; 0 where no count is put right."""
    at = i
    while at < len(tokens) and tokens[at].word in _ONLY:
        at += 1
    again = (counted(tokens, at) or _single(tokens, at)) if i < at < len(tokens) else None
    if again is None:
        return 0
    said, j = "", again.last
    while j < len(tokens) and len(said) < len(again.options[0][0]) + BEGUN and (unit := unit_at(tokens, j)) is not None:
        said, j = said + unit.options[0][0], unit.last
    return again.last if again.options[0][0] in said else at


def _single(tokens: Sequence[Token], i: int) -> Unit | None:
    """The "one zulu" of "zulu zulu three, no, only one zulu, two six zulu three …"."""
    told = tokens[i].word == "one" and i + 1 < len(tokens) and tokens[i + 1].is_word
    unit = unit_at(tokens, i + 1) if told else None
    return replace(unit, first=i) if unit and unit.kind == "letter" else None


_ONLY = frozenset({"it's", "its", "just", "only"})


def numbers_an_item(tokens: Sequence[Token], i: int) -> bool:
    """The 2 of "1) this claim 2) that one"."""
    token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else None
    alone = not token.glued or tokens[i - 1].word == "("
    return token.word in ("1", "2", "3", "4") and alone and after is not None and after.glued and after.word == ")"


_BEFORE_AN_ARTICLE = frozenset({"and", "with", "plus", "from", "under"})
_AFTER_AN_ARTICLE = frozenset(
    "lot week month day year question couple few while call bill check claim copay letter long little hundred thousand second "
    "refund".split()
)
_AFTER_A_LETTER = frozenset("please thanks thank okay that then and like the for".split())


def is_a_word(tokens: Sequence[Token], unit: Unit) -> bool:
    """The i of "… nine one eight and i can't", the see of "… six five see if it finalized": no letter."""
    if unit.last != unit.first + 1:
        return False
    word, after = tokens[unit.first].word, tokens[unit.last].word if unit.last < len(tokens) else ""
    a_word = (
        after in ordinary_words()
        and len(after) > len("as")
        and not spells(tokens, unit.last)
        and after not in _BESIDE_I
    )
    if word == "a" and unit.first and tokens[unit.first - 1].word in _BEFORE_AN_ARTICLE:
        return a_word and after not in _AFTER_A_LETTER  # "… zero four two and a check …"
    if word == "a" and after in _AFTER_AN_ARTICLE:
        return True  # "… oh nine two a week ago"
    return (word == "i" and (after in _AFTER_I or a_word or after.endswith("ed"))) or (
        word == "see" and after in _AFTER_SEE
    )


_AFRESH = re.compile(
    r"(?:(?:i'll|i will|let me|lemme|i'm gonna|i can|let's|i'd better) (?:just )?"
    r"(?:do|say|read|give|go|try|take|spell|tell|start|begin)"
    r"(?: (?:you|it|that|them|this|the whole thing|all|to|for|out|with))* )?"
    r"(?:one (?:number |digit )?at a time|one by one|digit by digit|number by number|slow(?:ly|er)?|again|over(?: again)?|"
    r"from the (?:top|start|beginning)|separately|individually)|"
    r"(?:drop|lose|leave off|take off|remove|forget|skip) the (?:first|last|extra) (?:one|digit|number|zero)(?: it's| so)?|"
    r"(?:my bad |sorry |oh )*(?:i'm|im|i was|i am) (?:reading|looking at|on|telling you|giving you) (?:off )?"
    r"the wrong (?:line|one|card|number|claim|paper|row|page)(?: so| it's| it is| mine is)*|"
    r"(?:that's|that is|that was|this is|those are) (?:not (?:it|the one|that one|the right one)|"
    r"(?:our|the|my|his|her|an?|their) (?:old|wrong|other|expired|previous) (?:one|number|card|id|i d|company|plan|insurance))"
    r"(?: (?:it's|it is|the (?:right|new|correct|current) (?:one|number)(?:'s| is)|here it is|here's the (?:right|new) one))?"
)
_LONGEST_AFRESH = 13


@once_a_line
def said_afresh(tokens: Sequence[Token], i: int) -> int:
    """After "no, i'll do it one at a time", which takes back all that was said before, or 0."""
    start = correction_at(tokens, i) or i
    for last in range(min(start + _LONGEST_AFRESH, len(tokens)), start + 1, -1):
        if _AFRESH.fullmatch(" ".join(t.word for t in tokens[start:last])):
            return last
    return 0


_NAMED = frozenset("the claim clm member id auth check number".split())
_WRITTEN_DOWN = frozenset({"got", "have", "had", "said", "say", "put", "back", "heard", "typed", "wrote"})
_BY_YOU = frozenset({"you", "you've", "y'all", "they", "they've", "read", "just"})


def was_refused(tokens: Sequence[Token], start: int, i: int) -> bool:
    """At the "it's" of "not nine five, it's one five six…", of "you've got d it's b v x": what stands before is not meant."""
    if not (0 < start < i and tokens[i].word in ("it's", "its", "it", "that's")):
        return False
    at = start - (tokens[start - 1].word in ("a", "an", "the"))
    heard = at > 1 and tokens[at - 1].word in _WRITTEN_DOWN and tokens[at - 2].word in _BY_YOU
    named = start > 1 and tokens[start - 1].word in _NAMED and tokens[start - 2].word == "not"
    return tokens[start - 1].word == "not" or named or heard


def correction_at(tokens: Sequence[Token], i: int) -> int:
    """The token after a correction phrase that begins at i, or 0."""
    if tokens[i].word == "typo" and i and tokens[i - 1].word in ("a", "no"):
        return 0  # "had a typo, it should end in …"
    phrase = CORRECTIONS.at(tokens, i)
    return i + len(phrase) if phrase else 0


def told_once_more(tokens: Sequence[Token], last: int, i: int, segments: Sequence[Segment], unit: Unit) -> int:
    """After a letter that only tells again what was said, the last one or the first one, or 0."""
    if spells_the_last(tokens, last, i, segments[-1], unit):
        return unit.last
    return first_letter_at_last(tokens, segments[0], unit) if len(segments) == 1 else 0
