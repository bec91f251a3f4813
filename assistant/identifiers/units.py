"""Tokens → units: the smallest things that stand for characters of an identifier, each with the ways it may be read.

"double seven" is one unit read "77"; "twenty three" is one unit read "23" or, dearer, "203"; "b as in boy" is one unit
read "B". A unit that is also an ordinary word ("to", "see") is weak: it counts only where an identifier needs it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.letters import (
    Options,
    Unit,
    as_in,
    beside_its_word,
    ends_figures,
    few_then,
    last_letter_named,
    letters_like_words,
    word_for_letter,
)
from assistant.identifiers.once_a_line import once_a_line
from assistant.identifiers.said_before_numbers import is_said_before
from assistant.identifiers.shapes import is_numbered_as_procedure
from assistant.identifiers.spoken_figures import counted, digit_like, number
from assistant.identifiers.the_one import is_pronoun, written_together
from assistant.identifiers.tokens import Token
from assistant.identifiers.typed_units import only_opens, typed_chunk
from assistant.identifiers.vocabulary import (
    DIGITS,
    FILLERS,
    HOMOPHONES,
    LETTER_NAMES,
    NATO,
    NEVER_AT_EDGE,
    SEPARATORS,
    SMALL,
    TIMES,
)

_AFTER_I = frozenset("believe think guess suppose have need want mean got was said hope".split())
_FIGURES_TOGETHER, _FORM_NUMBER, _LONGEST_SYMBOL, _LAST_FEW = 5, 3, 3, 3
_BEFORE_A_PROCEDURE = frozenset(
    "for on of is was as bill billed bills billing did do does with to coded charged not just precert cert".split()
)
_BEGINS = frozenset("starts starting begins beginning ends ending".split())
_BEFORE_A_FORM = frozenset({"what's", "whats", "is", "got", "get", "have", "s"})


@once_a_line
def unit_at(tokens: Sequence[Token], i: int) -> Unit | None:
    """The longest unit that begins at token i, or None where an identifier cannot go on."""
    if is_pronoun(tokens, i) or is_said_before(tokens, i) or _is_article(tokens, i) or _is_spoken_of(tokens, i):
        return None
    if (len(tokens[i].word) == 1 or tokens[i].word == "echo") and _names_an_examination(tokens, i):
        return None
    for reader in (
        _one_more,
        last_letter_named,
        letters_like_words,
        as_in,
        beside_its_word,
        word_for_letter,
        _repeated,
        counted,
        typed_chunk,
        number,
        _letter,
    ):
        if found := reader(tokens, i):
            return found
    return None


def _is_article(tokens: Sequence[Token], i: int) -> bool:
    """The a of "what's a 277", of "for a 99204": a document or a procedure is asked about, no identifier given."""
    if _is_article_after(tokens, i) or _is_article_before(tokens, i):
        return True
    return (
        0 < i < len(tokens) - 1
        and tokens[i].word == "a"
        and tokens[i + 1].is_figure
        and (
            (tokens[i - 1].word in _BEFORE_A_FORM and len(tokens[i + 1].word) == _FORM_NUMBER)
            or (tokens[i - 1].word in _BEFORE_A_PROCEDURE and len(tokens[i + 1].word) == _FIGURES_TOGETHER)
        )
        and not tokens[i + 1].glued
        and (i + 2 == len(tokens) or not tokens[i + 2].is_figure)
    )


def _is_article_after(tokens: Sequence[Token], i: int) -> bool:
    """The a of "is 58970 a covered thing": a word follows that spells nothing."""
    if tokens[i].word != "a" or tokens[i].glued or not 0 < i < len(tokens) - 1:
        return False
    after = tokens[i + 1].word
    first = i - 1
    while first > 0 and tokens[first].glued:
        first -= 1
    told = tokens[i - 1].is_figure and tokens[i - 1].end - tokens[first].start >= _FIGURES_TOGETHER
    return told and len(after) > _LONGEST_SYMBOL and after not in SMALL and after not in NATO


_BEFORE_ARTICLE = frozenset(
    "then and that that's thats it's its is was with no wait just sorry there's has theres comes goes".split()
)


def _is_article_before(tokens: Sequence[Token], i: int) -> bool:
    """The a of "and then a zee like zebra", of "is that a u no", of "… triple five and a one"."""
    if tokens[i].word != "a" or tokens[i].glued or not 0 < i < len(tokens) - 1 or tokens[i + 1].glued:
        return False  # the A of "A7730912" is written to its figures
    before = tokens[i - 1].word
    if before in _BEFORE_A_PROCEDURE and _figures_from(tokens, i + 1) == _FIGURES_TOGETHER:
        return True  # "we billed a nine nine two one four"
    if before == "with" and tokens[i - 2].word in _BEGINS and (len(tokens[i + 1].word) == 1 or few_then(tokens, i + 1)):
        return True  # "it starts with a k then …", "it begins with a four eight then …"
    if _letter_then(tokens, i):
        return True  # "it's got a w then eight double four …"
    if before not in _BEFORE_ARTICLE:
        return False
    then = before == "then" and len(tokens[i + 1].word) == 1 and [t.word for t in tokens[i + 2 : i + 3]] == ["then"]
    if then or tokens[i + 1].word in ("letter", "number", "digit", "capital"):
        return True
    if [t.word for t in tokens[i + 2 : i + 4]] == ["and", "another"]:
        return True  # "that's a w and another w and four one six"
    if before == "that" and i > 1 and tokens[i - 2].word in ("is", "was"):
        return True
    two_letters = [len(t.word) for t in tokens[i + 1 : i + 3]] == [1, 1] and before not in _THERE_IS
    if i > 1 and before in _COMES and not two_letters and _introduces(tokens, i - 1):
        return True
    letter = as_in(tokens, i + 1)
    if (letter is not None and letter.last > i + 2) or (i + 2 < len(tokens) and tokens[i + 2].word == "not"):
        return True
    last = i + 1
    while last < len(tokens) and (
        tokens[last].word in SMALL or tokens[last].word in DIGITS or tokens[last].word in TIMES
    ):
        last += 1
    ends = last == len(tokens) or not spells(tokens, last)
    return ends and before in ("and", "then", "no") and last - i - 1 in (1, _FIGURES_TOGETHER)


_HOLDS = frozenset("got gotta has have with there's theres needs and".split())
_IS_ONE = frozenset("is begins starts goes comes".split())
_LETTERS_THEN = re.compile(r"(?P<more>[a-z](?: (?:and )?(?:an? )?[a-z]){0,2}) (?:(?:and |, )?then|followed)\b")
_LONGEST_LETTERS = 10


def _letter_then(tokens: Sequence[Token], i: int) -> bool:
    """Whether a letter or a few follow token i, and what comes "then": the article before them is no letter of theirs."""
    before = tokens[i - 1].word
    if before == "then" and tokens[i + 1].word in TIMES:
        return True  # "it's a p then a double zero …"
    told = _LETTERS_THEN.match(" ".join(t.word for t in tokens[i + 1 : i + 1 + _LONGEST_LETTERS]))
    if told is None or (before == "and" and not (i > 1 and len(tokens[i - 2].word) == 1)):
        return False
    return before in _HOLDS or (len(told["more"]) == 1 and (before in _IS_ONE or before.endswith("'s")))


def _figures_from(tokens: Sequence[Token], i: int) -> int:
    """How many digits are said one by one from token i on, where nothing else is spelled after them."""
    last = i
    while last < len(tokens) and tokens[last].word in DIGITS:
        last += 1
    return 0 if last < len(tokens) and spells(tokens, last) else last - i


_EXAMINATIONS = ("mri", "mra", "ekg", "ecg", "eeg", "emg", "icu")
_BEFORE_ECHO = frozenset("stress an the heart cardiac fetal bubble doppler limited my his her repeat".split())
_BEFORE_EXAMINATION = frozenset("the an a my his her their our your for of denied this that brain knee lumbar".split())

_EXAMINED = frozenset(
    "knee knees brain head spine lumbar cervical thoracic shoulder hip abdomen pelvis chest neck foot ankle wrist scan".split()
)


def _names_an_examination(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a letter of "the m r i": what was done, no beginning of a number."""
    if tokens[i].word == "echo":
        return i > 0 and tokens[i - 1].word in _BEFORE_ECHO
    for first in range(max(1, i - 2), i + 1):
        letters = "".join(t.word for t in tokens[first : first + 3] if len(t.word) == 1)
        coded = tokens[first - 1].word in DIGITS and _digits_before(tokens, first) == _FIGURES_TOGETHER
        after = tokens[first + len(letters)].word if first + len(letters) < len(tokens) else ""
        told = coded or tokens[first - 1].word in _BEFORE_EXAMINATION or after in _EXAMINED
        if letters in _EXAMINATIONS and told:
            return True  # "seven three seven two one m r i knee": the code, then what it is of
    return False


def _digits_before(tokens: Sequence[Token], i: int) -> int:
    """How many digits are said one by one right before token i."""
    first = i
    while first > 0 and tokens[first - 1].word in DIGITS:
        first -= 1
    return i - first


def _one_more(tokens: Sequence[Token], i: int) -> Unit | None:
    """The "another zero" or "one more seven" that ends what was spelled; many characters after it are another thing."""
    words = [t.word for t in tokens[i : i + 2]]
    at = i + 1 if words[:1] == ["another"] else i + 2 if words == ["one", "more"] else 0
    if not at or at >= len(tokens) or not i or not (spells(tokens, i - 1) or tokens[i - 1].word in _THEN):
        return None
    if tokens[at].word == "one" and tokens[i - 1].word != "then":
        return None  # "… and another one"
    unit = unit_at(tokens, at)
    if unit is None or unit.typed or unit.kind == "weak" or len(unit.options[0][0]) != 1:
        return None
    last = unit.last
    while last < len(tokens) and spells(tokens, last):
        last += 1
    return Unit(i, unit.last, unit.options, unit.kind) if last - unit.last <= _LAST_FEW else None


_THEN = frozenset({"then", "and", "plus", "with", ","})
_THERE_IS = frozenset({"there's", "theres"})
_CHARACTERS = frozenset({"digits", "numbers", "characters", "letters", "figures"})
_COMES = _THERE_IS | {"comes", "goes"}


def _introduces(tokens: Sequence[Token], i: int) -> bool:
    """The "there's" of "… double three and then there's a dash zero one"."""
    at = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word in ("a", "an"))
    if tokens[i].word not in _COMES or at >= len(tokens):
        return False
    if _is_mark(tokens, at):
        return True
    unit = counted(tokens, at) or (unit_at(tokens, at) if spells(tokens, at) else None)
    if unit is None or unit.last >= len(tokens):
        return unit is not None
    after = tokens[unit.last].word  # "there's three lines on it" counts
    return spells(tokens, unit.last) or after in _THEN or after in SEPARATORS or after in TIMES


_AFTER_A_ZERO = frozenset("my please thanks wait sorry hold hang let okay ok yeah yes well".split())
_AFTER_SEE = frozenset({"why", "if", "whether", "what", "how", "when", "where", "who"})
_WHO_SEES = frozenset({"you", "we", "they", "i", "y'all"})
_BEFORE_WHO = frozenset("do did can could don't didn't can't if what where when and will".split())
_AFTER_AN_OUTCRY = frozenset(
    "my god gosh dear lord goodness please wait sorry hold hang shoot man boy let read okay ok alright".split()
)


def _is_spoken_of(tokens: Sequence[Token], i: int) -> bool:
    """The i of "i believe", the a of "then a dash", the letter of "the r is no typo", the oh of "oh oh my heart"."""
    word, after = tokens[i].word, tokens[i + 1].word if i + 1 < len(tokens) else ""
    named = i + (word in ("a", "an"))
    if named and tokens[named - 1].word in ("a", "an") and _is_remarked(tokens, named):
        return True
    if _is_counted(tokens, i) or (word in SMALL and after in _CHARACTERS and not spells(tokens, i - 1)):
        return True
    if word == "are" and i and tokens[i - 1].word in _CHARACTERS:
        return True  # "the letters are h p"
    if word == "i":
        return after in _AFTER_I
    if word == "a" and after and _is_mark(tokens, i + 1):
        return not (i > 0 and len(tokens[i - 1].word) == 1 and tokens[i - 1].is_word)  # but "p a dash seven"
    if word == "see":
        if after in _AFTER_SEE and not spells(tokens, i - 1):
            return True  # "trying to see why d four three four one …"
        return i > 1 and tokens[i - 1].word in _WHO_SEES and tokens[i - 2].word in _BEFORE_WHO
    if word == "em":
        return i > 0 and tokens[i - 1].word in ("of", "both", "all")  # "two of em, 263…"
    if i == 0 and only_opens(tokens):
        return True
    if word == "oh":
        k = next((k for k in range(i, len(tokens)) if tokens[k].word != "oh"), None)
        if k is None or (tokens[k].word in _AFTER_A_ZERO and i and tokens[i - 1].word in DIGITS and k == i + 1):
            return False  # "… one eight oh my name is …", "… five oh wait five one"
        return tokens[k].word in _AFTER_AN_OUTCRY
    return len(word) == 1 and word.isalpha() and i > 0 and tokens[i - 1].word == "the" and after in ("is", "was", "in")


def _is_remarked(tokens: Sequence[Token], i: int) -> bool:
    """The zero of "ZB4418O76 oops thats a zero ZB4418076": written out, and the whole in figures behind it."""
    told = i > 1 and tokens[i - 2].word in ("thats", "that's", "its", "it's", "is")
    return (
        told
        and i + 1 < len(tokens)
        and not tokens[i + 1].glued
        and written_together(tokens, i + 1) >= _FIGURES_TOGETHER
    )


def _is_counted(tokens: Sequence[Token], i: int) -> bool:
    """The two of "and there's two, it's four eight …", the a and the zero of "there's a zero it's …": how many, not which."""
    if tokens[i].word == "a":
        return i + 1 < len(tokens) and tokens[i - 1].word in _THERE_IS and _is_counted(tokens, i + 1)
    if tokens[i].word not in SMALL or i < 1:
        return False
    after = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word in (",", "."))
    at = i - 1 - (tokens[i - 1].word == "a")
    there = at >= 0 and tokens[at].word in _THERE_IS
    return there and after < len(tokens) and tokens[after].word in ("it's", "its", "it", "so")


_SMALL_MARK = frozenset({"little", "small", "tiny", "wee", "short", "lil"})


def _is_mark(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash is named at token i, or a "little dash"."""
    at = i + (tokens[i].word in _SMALL_MARK)
    return at < len(tokens) and tokens[at].word in SEPARATORS


def is_filler(tokens: Sequence[Token], i: int) -> bool:
    """A word or mark that may stand between two characters of one identifier."""
    word = tokens[i].word
    if word in SMALL and i + 1 < len(tokens) and tokens[i + 1].word in _CHARACTERS and not spells(tokens, i - 1):
        return True  # "then nine digits, six two one …"
    if word == "a" and i + 1 < len(tokens) and (_is_mark(tokens, i + 1) or _is_article_before(tokens, i)):
        return True
    if word in _SMALL_MARK and _is_mark(tokens, i):
        return True
    if word in _COMES and _introduces(tokens, i):
        return True
    if word in _CHARACTERS and i and (tokens[i - 1].word in SMALL or tokens[i - 1].word == "the"):
        return True
    if word == "are" and i and tokens[i - 1].word in _CHARACTERS:
        return True
    if word == "/" and _codes_beside(tokens, i):
        return False
    return word in FILLERS or word in SEPARATORS or word in ("-", ".", ",", "…", "/", "#", "*", ":", "(", ")", "_")


def _codes_beside(tokens: Sequence[Token], i: int) -> bool:
    """Whether a slash stands between two numbers of procedures: "97110/97140 denied"."""
    beside = [t.word for t in (*tokens[i - 1 : i], *tokens[i + 1 : i + 2])]
    return len(beside) > 1 and all(len(word) == _FIGURES_TOGETHER and is_numbered_as_procedure(word) for word in beside)


def _repeated(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "double seven", "triple x", "double 7"."""
    times = TIMES.get(tokens[i].word)
    if times is None or i + 1 >= len(tokens):
        return None
    if tokens[i].word == "double" and tokens[i + 1].word in ("u", "you"):
        return Unit(i, i + 2, (("W", 0.0), ("UU", 0.5)), "letter")
    inner = unit_at(tokens, i + 1) if tokens[i + 1].word not in TIMES else None
    if tokens[i + 1].word in DIGITS:
        inner = Unit(i + 1, i + 2, ((DIGITS[tokens[i + 1].word], 0.0),), "digit")
    if inner is None:
        return None
    options: list[tuple[str, float]] = []
    for text, cost in inner.options:
        if not text:
            return None
        if len(text) == 1:
            options.append((text * times, cost))
        elif len(text) == 2:
            options += [(text[0] * times + text[1:], cost + 0.1), (text * times, cost + 0.3)]
        else:
            options.append((text[0] * times + text[1:], cost + 0.2))
    kind = "digit" if inner.kind == "digit" or options[0][0].isdigit() else "letter"
    return Unit(i, inner.last, tuple(options), kind)


def _letter(tokens: Sequence[Token], i: int) -> Unit | None:
    """A letter by itself, by its name, by the spelling alphabet, or by a word that sounds like it (weak)."""
    word = tokens[i].word
    if word == "x" and (last := _x_ray(tokens, i)):
        twice = last < len(tokens) and tokens[last].word == "x" and not _x_ray(tokens, last)
        return Unit(i, last + twice, (("X", 0.0),), "letter")
    if len(word) == 1 and word.isalpha() and word.isascii():
        if i + 1 < len(tokens) and NATO.get(tokens[i + 1].word) == word.upper():
            return Unit(i, i + 2, ((word.upper(), 0.0), (word.upper() * 2, 0.3)), "letter")
        return _single_letter(tokens, i)
    if word in NATO:
        twice = i + 1 < len(tokens) and tokens[i + 1].word == NATO[word].lower() and not spells(tokens, i - 1)
        options: Options = ((NATO[word], 0.0), (NATO[word] * 2, 0.3)) if twice else ((NATO[word], 0.0),)
        return Unit(i, i + 1 + twice, options, "letter")
    if word in LETTER_NAMES:
        return Unit(i, i + 1, ((LETTER_NAMES[word], 0.05),), "letter")
    if word == "okay" and _opens_a_number(tokens, i):
        return Unit(i, i + 1, (("", 0.02),), "weak", edge=False)
    if word in ("and", "an", "okay"):
        return Unit(i, i + 1, (("", 0.02), (HOMOPHONES[word], 0.3)), "weak", edge=False)
    if heard := _heard_as_letters(tokens, i):
        return heard
    if word in HOMOPHONES and not _is_preposition(tokens, i):
        letter = HOMOPHONES[word].isalpha()
        edge = word not in NEVER_AT_EDGE or _all_symbols(tokens)
        cost = (0.04 if letter else 0.07) if edge else (0.08 if letter else 0.2)
        return Unit(i, i + 1, ((HOMOPHONES[word], cost),), "weak", edge=edge)
    return None


def _opens_a_number(tokens: Sequence[Token], i: int) -> bool:
    """The okay of "okay four zero zero nine …": said before a number, no letter of it."""
    return not spells(tokens, i - 1) and digit_like(tokens, i + 1, at_end=False)


def _heard_as_letters(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "you em four five …" is UM before figures, "the number are six six one …" an R: only letters can stand there."""
    word, after = tokens[i].word, tokens[i + 1].word if i + 1 < len(tokens) else ""
    if word in ("you", "u") and after in ("em", "m") and digit_like(tokens, i + 2, at_end=False):
        return Unit(i, i + 2, (("UM", 0.02),), "letter")
    of_one = i > 0 and tokens[i - 1].word in ("number", "id", "is", "it's", "claim", "reference")
    if word == "are" and of_one and digit_like(tokens, i + 1, at_end=False):
        return Unit(i, i + 1, (("R", 0.04),), "letter")
    return None


def _all_symbols(tokens: Sequence[Token]) -> bool:
    """Whether a line is characters and nothing else: "too four one …", "… six are"."""
    digits = misheard = 0
    for word in (token.word for token in tokens):
        digits += word in DIGITS
        misheard += word in HOMOPHONES
        symbol = len(word) == 1 or word in SMALL or word in DIGITS or word in TIMES or word in NATO
        if not (symbol or word in HOMOPHONES or word in LETTER_NAMES):
            return False
    return digits >= _FORM_NUMBER and misheard > 1  # one alone may be the preposition of "for one two three four"


def _is_preposition(tokens: Sequence[Token], i: int) -> bool:
    """The for of "four five three seven eight for b n e …": a number ends, letters begin the next."""
    if tokens[i].word not in ("for", "to") or not digit_like(tokens, i - 1) or i + 2 >= len(tokens):
        return False
    if (tokens[i].word == "to" and is_dialled(tokens, i + 1)) or tokens[i + 1].word in _OWNED:
        return True
    if [t.word for t in tokens[i : i + 2]] == ["for", "a"] and len(tokens[i + 2].word) > 1:  # "… five oh for a ct"
        return not spells(tokens, i + 2) and tokens[i + 2].word not in _NO_NOUN
    return all(len(tokens[k].word) == 1 and tokens[k].word.isalpha() for k in (i + 1, i + 2))


_NO_NOUN = frozenset("at in on as like and then dash hyphen double triple".split())
_OWNED = frozenset("an the my our his her your this that".split())
_DIALLED = 10


def is_dialled(tokens: Sequence[Token], i: int) -> bool:
    """Whether ten digits and no more follow, as a telephone number has them: "… double oh nine three to nine seven three …"."""
    digits = ""
    while i < len(tokens) and (tokens[i].word in DIGITS or tokens[i].word in TIMES or tokens[i].word in SMALL):
        unit = _repeated(tokens, i) or number(tokens, i)
        if unit is None:
            return False
        digits, i = digits + unit.options[0][0], unit.last
    return len(digits) == _DIALLED and digits[0] not in "01" and digits[3] not in "01"


def _single_letter(tokens: Sequence[Token], i: int) -> Unit:
    letter = tokens[i].word.upper()
    options: Options = ((letter, 0.0),)
    named = i > 0 and tokens[i - 1].word in ("letter", "capital", "dash", "hyphen", "an")
    told = named and tokens[i - 1].word == "letter" and [t.word for t in tokens[i + 1 : i + 2]] not in ([], ["not"])
    if letter == "O" and not told:
        options = (("O", 0.0), ("0", 0.05))
        if digit_like(tokens, i - 1) and digit_like(tokens, i + 1):
            options = (("0", 0.0), ("O", 0.05))
    if letter == "O" and _ends_a_prefix(tokens, i):
        options = (("O", 0.0),)
    hyphened = tokens[i].glued and i > 1 and tokens[i - 1].word == "-" and tokens[i - 1].glued
    last = [t.word for t in tokens[i + 1 : i + 4]] in (["on", "the", "end"], ["at", "the", "end"])
    weak = letter in "AI" and not (hyphened or named or last or ends_figures(tokens, i))
    return Unit(i, i + 1, options, "weak" if weak else "letter", hyphened=hyphened)


def _ends_a_prefix(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the last of the letters before a dash: "h m o dash five five"."""
    before, after = tokens[i - 1].word if i else "", tokens[i + 1].word if i + 1 < len(tokens) else ""
    return len(before) == 1 and before.isalpha() and before not in "ai" and after in SEPARATORS


def spells(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is, or ends, the spelling of a character ("b", "seven", "tango", "t as in tom")."""
    if not 0 <= i < len(tokens):
        return False
    word = tokens[i].word
    if (
        (len(word) == 1 and word.isalpha())
        or word in NATO
        or word in DIGITS
        or word in SMALL
        or word in LETTER_NAMES
        or word == "ray"
    ):
        return True
    return i >= 2 and tokens[i - 1].word == "in" and tokens[i - 2].word in ("as", "like")


def _x_ray(tokens: Sequence[Token], i: int) -> int:
    """The token after "x ray" / "x-ray" that begins at i, or 0."""
    words = [t.word for t in tokens[i + 1 : i + 3]]
    if words[:1] == ["ray"]:
        return i + 2
    return i + 3 if words == ["-", "ray"] else 0


def is_cut_out(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether figures said one by one are a stretch of a longer row: "nine three two zero four" tells no day."""
    if any(token.word not in DIGITS for token in tokens[first:last]):
        return False
    before = first > 0 and tokens[first - 1].word in DIGITS
    return before or (last < len(tokens) and tokens[last].word in DIGITS)
