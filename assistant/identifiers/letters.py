"""A letter told by a word ("b as in boy") or heard as one, and the unit that every character said is read into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS, HOMOPHONES, LETTER_NAMES, NATO, SMALL, TIMES

Options = tuple[tuple[str, float], ...]  # (characters, cost), cheapest first


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens [first, last) and how they may be read; `kind` is digit, letter, chunk (typed letters and figures) or weak."""

    first: int
    last: int
    options: Options
    kind: str
    typed: bool = False
    edge: bool = True  # may stand first or last in an identifier
    hyphened: bool = False  # written behind a hyphen: what stands before it belongs to it


_LETTERS_MISHEARD = {word: said for word, said in HOMOPHONES.items() if len(said) == 1 and said.isalpha()}


def _letter_of(word: str) -> str | None:
    if len(word) == 1 and word.isalpha() and word.isascii():
        return word.upper()
    return LETTER_NAMES.get(word) or _LETTERS_MISHEARD.get(word)


def letters_like_words(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "m n like mary nancy", "d k as in david kevin": letters, then as many words that begin with them."""
    count = 0
    while count < 4 and i + count < len(tokens) and len(tokens[i + count].word) == 1 and tokens[i + count].is_word:
        count += 1
    if count < 2:
        return None
    rest = [t.word for t in tokens[i + count : i + count + 2]]
    link = 2 if rest == ["as", "in"] else 1 if rest[:1] in (["like"], ["as"], ["for"]) else 0
    letters, first = [t.word for t in tokens[i : i + count]], i + count + link
    words = [t.word for t in tokens[first : first + count + 1]]
    x_ray = "x" in words and words[words.index("x") + 1 :][:1] == ["ray"]
    if x_ray:
        words[words.index("x") : words.index("ray") + 1] = ["x ray"]
    words = words[:count]
    begun = [w[0] for w in words if len(w) > 2 and w not in DIGITS]
    if count > 2 and begun != letters and begun[:2] == letters[:2]:
        words, begun = words[:2], letters  # "a c h as in automated clearing"
    if not link or begun != letters:
        return None
    return Unit(i, first + len(words) + x_ray, (("".join(letters).upper(), 0.0),), "letter")


def last_letter_named(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "The letter a" that ends a line of figures."""
    words = [t.word for t in tokens[i : i + 4]]
    named = words[:2] == ["the", "letter"] and len(words) == 3 and len(words[2]) == 1 and words[2].isalpha()
    after = i > 1 and tokens[i - 1].word in ("and", "then", "with", "plus") and tokens[i - 2].word in DIGITS
    return Unit(i, i + 3, ((words[2].upper(), 0.0),), "letter") if named and after else None


SPELLING_WORDS = frozenset(
    """
    able adam andy apple alice ball baker bear ben betty bill bob boy bruce candy carl carol cat charles chris cindy daisy dan
    daniel dave david debra dog donna earl easy edward egg elephant elizabeth ellen eric ethel fish frank fred friend garden gary
    george ginger girl goat gold grace harold harry hat helen henry horse house ice ida igloo india ink irene isaac jack jackie
    james jane jean jerry jim joe john joseph julie juliet karen kate kevin king kite kitty larry laura lemon linda lion louis
    love lucy man margaret mark martha martin mary mom monkey moon mother nancy nathan ned nick nora norman nut ocean olive
    oliver open orange otto owen pat patrick paul peter pizza quail queen rabbit ralph ray red richard robert roger ron rose
    ruth sally sam samuel sarah steven sugar sun susan table ted thomas tiger tim toby tom tommy tree umbrella uncle under union
    van vanilla vase victoria violet vincent walter water wendy william willy wolf yacht yellow young yoyo zebra zoo
    banana giraffe kangaroo xylophone zipper
    """.split()
)
"""Words people spell with; a month, a figure or a word of the talk is none."""


def beside_its_word(tokens: Sequence[Token], i: int) -> Unit | None:
    """The letter of "c cat one f frank n nancy zero four": its word follows it without "as in"."""
    if i + 1 >= len(tokens) or len(tokens[i].word) != 1 or not tokens[i].word.isalpha() or tokens[i + 1].glued:
        return None
    word, letter = tokens[i + 1].word, tokens[i].word
    after = tokens[i + 2].word if i + 2 < len(tokens) else ""
    spelled = (
        not after
        or len(after) == 1
        or after in SMALL
        or after in DIGITS
        or after in NATO
        or after in ("double", "triple")
    )
    before = tokens[i - 1].word if i else ""
    digits = before in SMALL or before in DIGITS or after in SMALL or after in DIGITS
    if word not in SPELLING_WORDS or word[0] != letter or not spelled or not digits:
        return None
    return Unit(i, i + 2, ((letter.upper(), 0.0),), "letter")


_NUMBERED = frozenset("claim number num id member auth authorization precert check trace subscriber policy".split())
_FIGURES_AFTER = 4


def word_for_letter(tokens: Sequence[Token], i: int) -> Unit | None:
    """The Z of "claim zebra one one nine four oh": a word people spell with, behind what is numbered or spelled so, and before
    its figures."""
    if tokens[i].word not in SPELLING_WORDS or not i:
        return None
    if tokens[i - 1].word not in _NUMBERED and not (tokens[i - 1].word in NATO and tokens[i].word not in NATO):
        return None  # but "november tango zebra four one nine …"
    after = [t.word for t in tokens[i + 1 : i + 1 + _FIGURES_AFTER]]
    if len(after) < _FIGURES_AFTER or not all(word in DIGITS or word in TIMES for word in after):
        return None
    return Unit(i, i + 1, ((tokens[i].word[0].upper(), 0.02),), "letter")


_TWO_WORDS = frozenset({("ice", "cream"), ("new", "york"), ("las", "vegas"), ("los", "angeles"), ("teddy", "bear")})


def as_in(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "b as in boy", "b for boy", "b like boy", "bravo as in bravo"; the word decides where the letter was misheard."""
    at = i
    while at + 1 < len(tokens) and at - i < _MOST_ALIKE and tokens[at + 1].word.upper() == _named(tokens[at].word):
        at += 1
    if at > i:
        again = _letter_as_in(tokens, at)  # "e e as in edward", "an ess s like sugar"
        return replace(again, first=i) if again and again.last > at + 1 else None
    return _letter_as_in(tokens, i)


_MOST_ALIKE = 26


def _named(word: str) -> str | None:
    """The one letter that a word names."""
    named = LETTER_NAMES.get(word, word.upper())
    return named if len(named) == 1 else None


def _letter_as_in(tokens: Sequence[Token], i: int) -> Unit | None:
    letter, after = _letter_of(tokens[i].word), i + 1
    if letter is None and tokens[i].word in NATO:
        letter = NATO[tokens[i].word]
    if tokens[i].word == "double" and i + 1 < len(tokens) and tokens[i + 1].word in ("u", "you"):
        letter, after = "W", i + 2
    if letter is None:
        return None
    words = [t.word for t in tokens[after : after + 5]]
    for link in (
        ["as", "in", "the"],
        ["is", "in"],
        ["as", "in"],
        ["like", "in"],
        ["as"],
        ["like"],
        ["for"],
        ["is", "for"],
        ["in"],
    ):
        if words[: len(link)] == link and len(words) > len(link) and words[len(link)].isalpha():
            word, last = words[len(link)], after + len(link) + 1
            same = (
                word[0].upper() == letter
                and word not in SMALL
                and word not in DIGITS
                and (len(word) > 1 or words[len(link) + 1 :][:1] in (["ray"], ["-"]))
            )
            if not same and (link[-1] != "in" or len(link) == 1):
                continue
            if last < len(tokens) and (word, tokens[last].word) in _TWO_WORDS:
                last += 1
            if word == "x" and last + 1 < len(tokens) and tokens[last].word == "-" and tokens[last + 1].word == "ray":
                last += 2
            elif word == "x" and last < len(tokens) and tokens[last].word == "ray":
                last += 1
            said = NATO.get(word, word[0].upper())
            options = ((letter, 0.0),) if said == letter else ((said, 0.1), (letter, 0.4))
            return Unit(i, last, options, "letter")
    return None


_FEW, _PROCEDURE = 3, 5


def few_then(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure or two are said at token i, and what comes "then"."""
    last = i
    while last < len(tokens) and tokens[last].word in DIGITS:
        last += 1
    last += last < len(tokens) and tokens[last].word in ("and", ",")
    return i < last <= i + _FEW and last < len(tokens) and tokens[last].word in ("then", "followed")


def ends_figures(tokens: Sequence[Token], i: int) -> bool:
    """Whether the a of "… oh seven seven eight a please" ends a row of figures: nothing follows that an article could begin."""
    first = i
    while first > 0 and (tokens[first - 1].word in DIGITS or tokens[first - 1].word in TIMES):
        first -= 1
    after = tokens[i + 1].word if i + 1 < len(tokens) else ""
    return i - first > _PROCEDURE and (not after or (tokens[i].word == "a" and after in _AFTER_THE_LAST))


_AFTER_THE_LAST = frozenset(
    "please thanks thank is was has and it it's that that's can could did does do why what when where how i i'm we you from but "
    "it'd which got , . ?".split()
)
