"""Corrections of one character: "the fourth is a nine", "nine not five"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.identifiers.letters import Unit
from assistant.identifiers.once_a_line import once_a_line
from assistant.identifiers.repair import confusable
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells, unit_at
from assistant.identifiers.vocabulary import ORDINALS

WHOLE_ANEW = 4  # as many characters again after "no, sorry" are the whole once more, not its end
_PLACE_WORDS = frozenset({"digit", "number", "character", "letter", "one", "figure", "position", "place"})
_PLACE_IS = frozenset(f"{word}'s" for word in _PLACE_WORDS)
_IS_WORDS = frozenset(
    {"is", "should", "be", "was", "a", "an", "actually", "to", "needs", "it's", "must", "the", "really"}
)

Reading = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` at place `place` (0 first, -1 last), or instead of the last `old`, or `added` before or after all; `swapped` puts
    the last two the other way round, which `new` may tell."""

    new: tuple[Reading, ...]
    place: int | None = None
    old: tuple[Reading, ...] = ()
    added: str = ""
    swapped: bool = False

    def apply(self, text: str) -> list[Reading]:
        """What the text becomes; nothing where the edit does not fit."""
        if self.added:
            return [(new + text if self.added == "before" else text + new, cost) for new, cost in self.new]
        if self.swapped:
            return [(text[:-2] + (new or text[:-3:-1]), cost) for new, cost in self.new] if len(text) > 1 else []
        made: list[Reading] = []
        for new, cost in self.new:
            if self.place is not None:
                place = self.place + len(text) if self.place < 0 else self.place
                if 0 <= place < len(text) and len(new) == 1:
                    made.append((text[:place] + new + text[place + 1 :], cost))
            for old, old_cost in self.old:
                if old and (at := text.rfind(old)) >= 0:
                    made.append((text[:at] + new + text[at + len(old) :], cost + old_cost))
            if not made and self.old and text == new:
                made.append((text, cost))  # "p as in peter, no, p not b": heard rightly
        return made


@once_a_line
def edit_at(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    if i >= len(tokens):
        return None
    return (
        _swapped(tokens, i)
        or _edit_by_place(tokens, i)
        or _edit_by_contrast(tokens, i)
        or _edit_by_change(tokens, i)
        or _added(tokens, i)
        or _added_as_told(tokens, i)
        or _added_at_the_end(tokens, i)
    )


_ORDER = (
    r"(?:switched|swapped|flipped|reversed|transposed|backwards?|turned around|mixed up|the other way(?: a?round)?|"
    r"out of order)"
)
_SWAPPED = re.compile(
    rf"(?:the |those |my )?last two (?:(?:digits|numbers|ones|figures|characters|letters) )?"
    rf"(?:(?:are|were|is|got|get|should be|need to be|have to be|go) )+(?:actually |just )?{_ORDER}|"
    rf"(?:(?:i|you|they|we) )?(?:just )?(?:switch|swap|flip|reverse|transpose|mix)(?:e?d|ped)?(?: up)? "
    rf"(?:the |those |my )?last two"
    rf"(?: (?:digits|numbers|ones|figures|characters|letters))?(?: around)?"
)
_LONGEST_SWAPPED = 9
_SO_IT_IS = frozenset("so and it's its it they're that's should would be is make that need to , ends ending in".split())


def _swapped(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "… six four two, the last two are switched, it's two four", with the two told once more or without."""
    if tokens[i].word not in _OPENS_SWAPPED:
        return None
    for last in range(min(i + _LONGEST_SWAPPED, len(tokens)), i + 3, -1):
        if _SWAPPED.fullmatch(" ".join(t.word for t in tokens[i:last])):
            new, after = _two_told(tokens, last)
            return Edit(((new, 0.0),), swapped=True), after
    return None


_OPENS_SWAPPED = frozenset("the those my last i you they we just switch swap flip reverse transpose mix".split())


def _two_told(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """The "two four" of "… are switched, it's two four at the end" and the token after it; nothing where more is said."""
    at = i
    while at < len(tokens) and tokens[at].word in _SO_IT_IS:
        at += 1
    said, j = "", at
    while j < len(tokens) and (unit := unit_at(tokens, j)) is not None and unit.kind != "weak":
        said, j = said + unit.options[0][0], unit.last
    if len(said) != len("24"):
        return "", i
    at_end = tuple(t.word for t in tokens[j : j + 3]) in _WHERE
    return said, j + 3 * at_end


_ADDED = re.compile(r"(?:with|plus|(?:and |then |and then )?(?:i think )?(?:there's)?|and|then|and then) ?an? $")
_SUFFIXED = re.compile(
    r"(?:and |then |and then |plus )(?:a |the )?suffix(?: is)? $|(?:and then|then|and|plus) $|"
    r"(?:and then|and|then) (?:it says|it's got|it has|it goes|there's|you've got|you have|comes) $"
)
_AT_THE_END = re.compile(
    r"(?:and |then |and then |with |plus )?(?:at|on) the (?:very )?(?:end|back)(?: of it)? "
    r"(?:(?:it's|is|there's|it says|it has|i've got|you put|put|comes|goes) )?"
    r"(?:(?:an?|the letter|letter) )?"
)
_TOLD = re.compile(
    r"(?:(?:but|and|with|plus|so) )?(?:(?:it has|it's got|there's|there is|has) )?an? (?:letter|number|digit) "
    r"(?:in|at|on) (?:the )?(?P<where>front|end|beginning|start)(?: (?:of it|too))?(?: ,)?(?: (?:it's|its|that's|it is|is))?"
    r"(?: ,)?(?: (?:an?|the letter|letter|the number))? $"
)
_LONGEST_TOLD, _LONGEST_ADDED = 12, 3
_WHERE = {
    ("in", "front", "of", "it"): "before",
    ("in", "front"): "before",
    ("up", "front"): "before",
    ("at", "the", "very", "front"): "before",
    ("at", "the", "very", "end"): "after",
    ("at", "the", "back"): "after",
    ("on", "the", "back"): "after",
    ("at", "the", "front"): "before",
    ("in", "the", "front"): "before",
    ("at", "the", "beginning"): "before",
    ("at", "the", "start"): "before",
    ("at", "the", "end"): "after",
    ("on", "the", "end"): "after",
    ("after",): "after",
    ("after", "it"): "after",
    ("after", "that"): "after",
    ("behind", "it"): "after",
}
_ANYWHERE = frozenset({("after",)})
"""Where they tell a place only at the end of a line: "… and then 01 after"."""


def _added(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "… nine nine zero with a w in front", "… and then a zero one at the end", "… and suffix 03"."""
    for at in range(i + 1, min(i + 6, len(tokens))):
        before = " ".join(t.word for t in tokens[i:at]) + " "
        suffix = _SUFFIXED.match(before) is not None
        if not (suffix or _ADDED.match(before)):
            continue
        at += tokens[at].word in ("dash", "hyphen") and at + 1 < len(tokens)
        text, last = _few_characters(tokens, at) if not suffix or tokens[at].word not in ("a", "an") else ("", at)
        if suffix and "suffix" in before and text:
            return Edit(((text, 0.0),), added="after"), last
        for words, where in _WHERE.items() if text else ():
            ends = last + len(words) == len(tokens)
            if tuple(t.word for t in tokens[last : last + len(words)]) == words and (ends or words not in _ANYWHERE):
                new = unit_at(tokens, at)
                options = new.options if new and new.last == last else ((text, 0.0),)
                return Edit(options, added=where), last + len(words)
    return None


def _added_at_the_end(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "… two two nine and at the end there's a b": where it stands is told before it."""
    if tokens[i].word not in _OPENS_END:
        return None
    for at in range(min(i + _LONGEST_TOLD, len(tokens) - 1), i + 2, -1):
        if not _AT_THE_END.fullmatch(" ".join(t.word for t in tokens[i:at]) + " "):
            continue
        text, last = _few_characters(tokens, at)
        goes_on = last < len(tokens) and spells(tokens, last)
        new = unit_at(tokens, at) if text and not goes_on else None
        if new:
            return Edit(new.options if new.last == last else ((text, 0.0),), added="after"), last
    return None


_OPENS_END = frozenset({"and", "then", "with", "plus", "at", "on"})


def _few_characters(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """Up to three characters said from token i on, and the token after them; nothing where more are said."""
    text, j = "", i
    while j < len(tokens) and (unit := unit_at(tokens, j)) is not None and (unit.kind != "weak" or not text):
        text, j = text + unit.options[0][0], unit.last
    return (text, j) if 0 < len(text) <= _LONGEST_ADDED else ("", i)


def _added_as_told(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "… two six eight but it has a letter in front, an a"."""
    if tokens[i].word not in ("but", "and", "with", "plus", "so", "it", "it's", "there's", "a"):
        return None
    for at in range(min(i + _LONGEST_TOLD, len(tokens) - 1), i + 3, -1):
        told = _TOLD.fullmatch(" ".join(t.word for t in tokens[i:at]) + " ")
        new = unit_at(tokens, at) if told else None
        if told and new and len(new.options[0][0]) == 1:
            return Edit(new.options, added="after" if told["where"] == "end" else "before"), new.last
    return None


_INSTEAD = (("it's",), ("that's",), ("make", "it"), ("make", "that"), ("it", "should", "be"), ("should", "be"))
_CHANGES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("change", "the"), ("to",)),
    (("change", "that"), ("to",)),
    (("change",), ("to",)),
    (("i", "said"), ("i", "meant")),
    (("i", "said"), ("i", "mean")),
    (("i", "said"), ("but", "i", "meant")),
    (("i", "said"), ("but", "it's")),
    (("you", "said"), ("it's",)),
    (("the",), ("is", "really")),
    (("the",), ("is", "actually")),
    (("the",), ("should", "be")),
    (("the",), ("is", "supposed", "to", "be")),
    (("that",), ("is", "really")),
    (("that",), ("should", "be")),
    *(((word, "the"), joint) for word in ("scratch", "strike", "drop", "forget") for joint in _INSTEAD),
)
_MADE_LAST = (("make", "that", "last"), ("make", "the", "last"))


def _edit_by_change(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "Change the nine to a five", "i said eight i meant six", "the nine is really a five", "make that last one a five"."""
    words = [t.word for t in tokens[i : i + 9]]
    if tuple(words[:3]) in _MADE_LAST and len(words) > 4 and words[3] in _PLACE_WORDS:
        at = i + 4 + (words[4] in ("a", "an", "the", "to"))
        new = unit_at(tokens, at) if at < len(tokens) else None
        return (Edit(new.options, place=-1), new.last) if new and len(new.options[0][0]) == 1 else None
    for before, between in _CHANGES:
        if tuple(words[: len(before)]) != before or i + len(before) >= len(tokens):
            continue
        old = unit_at(tokens, i + len(before))
        if old is None or tuple(t.word for t in tokens[old.last : old.last + len(between)]) != between:
            continue
        at = old.last + len(between)
        at += at < len(tokens) and tokens[at].word in ("a", "an", "the")
        new = unit_at(tokens, at) if at < len(tokens) else None
        if new and len(new.options[0][0]) == len(old.options[0][0]) == 1:
            return Edit(new.options, old=old.options), new.last
    return None


def _edit_by_place(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "the fourth is a nine", "last digit should be b", "the second to last one is seven", "4th digit is 9"."""
    j = i + 1 if tokens[i].word == "the" else i
    if j >= len(tokens):
        return None
    place, j = _place_at(tokens, j)
    if place is None:
        return None
    if j < len(tokens) and tokens[j].word.removesuffix("'s") in _PLACE_WORDS:
        j += not tokens[j].word.endswith("'s")
    linked = j
    while j < len(tokens) and (tokens[j].word in _IS_WORDS or (j == linked and tokens[j].word in _PLACE_IS)):
        j += 1
    if (
        j == linked
        or j >= len(tokens)
        or not ({t.word for t in tokens[linked:j]} & {"is", "be", "was", "it's", *_PLACE_IS})
    ):
        return None
    unit = unit_at(tokens, j)
    if unit is None or all(len(text) > 1 for text, _ in unit.options) or _is_whole(tokens, unit):
        return None
    j = unit.last
    if (
        j + 1 < len(tokens)
        and tokens[j].word == "not"
        and (old := unit_at(tokens, j + 1 + (tokens[j + 1].word in ("a", "an"))))
    ):
        j = old.last
    return Edit(unit.options, place=place), j


def _place_at(tokens: Sequence[Token], j: int) -> tuple[int | None, int]:
    word = tokens[j].word
    following = [t.word for t in tokens[j + 1 : j + 4]]
    if word in ("last", "final"):
        return -1, j + 1
    if word == "first":
        return 0, j + 1
    place = ORDINALS.get(word)
    used = 1
    if place is None and tokens[j].is_figure and following[:1] and following[0] in ("st", "nd", "rd", "th"):
        place, used = int(word), 2
        following = following[1:]
    if place is None:
        return None, j
    if following[:2] in (["to", "last"], ["from", "last"]):
        return -place, j + used + 2
    if following[:3] == ["from", "the", "end"]:
        return -place, j + used + 3
    return (place - 1, j + used) if place <= 25 else (None, j)


def _edit_by_contrast(tokens: Sequence[Token], i: int) -> tuple[Edit, int] | None:
    """ "nine not five", "it's a b not a d"; "not five nine" and the end of "88-20451 not 88-20541" are left alone."""
    starred = tokens[i].word == "*" and i + 1 < len(tokens)
    unit = unit_at(tokens, i + starred)
    if unit is None or unit.last + 1 >= len(tokens) or (tokens[i].glued and tokens[i - 1].word == "-"):
        return None
    j = unit.last
    if starred and tuple(t.word for t in tokens[j : j + 3]) in _WHERE and j + 4 < len(tokens):
        j += 3  # "*41 at the end not 14"
    if tokens[j].word == "," and j + 2 < len(tokens):
        j += 1
    if tokens[j].word != "not" and [t.word for t in tokens[j : j + 2]] != ["instead", "of"]:
        return None
    j += 1 if tokens[j].word == "not" else 2
    if j + 1 < len(tokens) and tokens[j].word in ("a", "an", "the"):
        j += 1
    old = unit_at(tokens, j) if j < len(tokens) else None
    if old and _are_told_apart(unit, old):
        return None
    again = unit_at(tokens, old.last) if old and old.last < len(tokens) else None
    if old and _is_whole(tokens, old) and (again is None or again.options[0] != unit.options[0]):
        return None  # but "n not m, n five five …" begins anew with the letter meant
    return (Edit(unit.options, old=old.options), old.last) if old else None


def _are_told_apart(unit: Unit, old: Unit) -> bool:
    """Whether "… three eight not a m a n november" refuses a letter that no figure is misheard as: one of its beginning."""
    one, other = unit.options[0][0], old.options[0][0]
    return len(one) == len(other) == 1 and one.isdigit() and other.isalpha() and not confusable(one, other)


def _is_whole(tokens: Sequence[Token], unit: Unit) -> bool:
    """Whether what follows "not" is the identifier from its beginning, not the one wrong character."""
    j, characters = unit.last, len(unit.options[0][0])
    while j < len(tokens) and (more := unit_at(tokens, j)) is not None:
        if more.kind == "weak" and not (tokens[j].word in ("a", "i") and spells(tokens, more.last)):
            break
        j, characters = more.last, characters + len(more.options[0][0])
    return characters > WHOLE_ANEW
