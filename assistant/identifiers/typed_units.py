"""Figures and letters written in one, and the letters written before them: "8TU4", "XQP 904", "PT-00412"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.letters import Unit
from assistant.identifiers.spoken_figures import digit_like
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS

_FIGURES_TOGETHER = 5


_SLASHED = re.compile(
    r"[A-Z]{1,4}\d{0,6}/(?:\d{2,4}/)?\d{4,}(?:/[A-Z0-9]{1,4})?|\d{2,4}/\d{5,8}/[A-Z0-9]{1,4}|\d{2,4}/[A-Z]{1,3}/\d{4,}"
)
""" "KR/0077162/B", "26/44190/07": some insurers write slashes where others write dashes. Two codes side by side are none."""
_FEWEST_FIGURES = 6
_BESIDE_A_SLASH = frozenset("w c s o b n cpt pt hcpcs hcfa cms and or vs per drg rev pos mod bill icd".split())
"""What stands before a slash and is no part of a number: "w/ 99213"."""


def _slashed(tokens: Sequence[Token], i: int) -> Unit | None:
    """A number written with slashes."""
    last = i + 1
    while last < len(tokens) and tokens[last].glued and (tokens[last].word == "/" or tokens[last].word.isalnum()):
        last += 1
    if last == i + 1 or tokens[i].glued:
        return None
    written = "".join(t.word for t in tokens[i:last]).upper()
    first = tokens[i].word
    beside = tokens[i + 1].word == "/" and (first in _BESIDE_A_SLASH or first in _NOT_PREFIXES)
    if beside or sum(c.isdigit() for c in written) < _FEWEST_FIGURES or not _SLASHED.fullmatch(written):
        return None
    return Unit(i, last, ((written.replace("/", ""), 0.0),), "chunk", typed=True)


def typed_chunk(tokens: Sequence[Token], i: int) -> Unit | None:
    """Figures, or figures and letters written in one word."""
    if slashed := _slashed(tokens, i):
        return slashed
    last, figures = i, False
    while (
        last < len(tokens)
        and (last == i or tokens[last].glued)
        and (tokens[last].is_figure or plain_letters(tokens[last].word))
    ):
        figures = figures or tokens[last].is_figure
        last += 1
    if not figures:
        return _typed_prefix(tokens, i)
    short = len(tokens[i].word) <= 4  # "10k" is money; nine digits and a K are an id
    goes_on = [t.word for t in tokens[last : last + 1]] == ["-"] and tokens[last].glued  # "77K-221"
    begun = tokens[i].glued and i > 0 and tokens[i - 1].word == "-"  # "00-551-92K"
    if last - i == 2 and short and not (goes_on or begun) and tokens[last - 1].word in _NO_END_OF_ONE:
        return None
    text = "".join(t.word for t in tokens[i:last]).upper()
    last = _past_its_word(tokens, last)
    kind = "digit" if text.isdigit() else "chunk"
    hyphened = tokens[i].glued and i > 1 and tokens[i - 1].word == "-" and tokens[i - 1].glued
    return Unit(i, last, ((text, 0.0),), kind, typed=True, hyphened=hyphened)


def _typed_prefix(tokens: Sequence[Token], i: int) -> Unit | None:
    """The letters before the figures where they are written apart: "XQP 904", "PT-00412", "xqp nine oh four"."""
    word = tokens[i].word
    if not (plain_letters(word) and 2 <= len(word) <= 4):
        return None
    if _ends_groups(tokens, i):
        return Unit(i, i + 1, ((word.upper(), 0.0),), "chunk", typed=True)
    if tokens[i].capitals and tokens[i].glued and i > 1 and tokens[i - 1].glued and tokens[i - 1].word == "-":
        ends = tokens[i - 2].is_figure and (
            i + 1 == len(tokens) or not tokens[i + 1].glued or not tokens[i + 1].is_word
        )
        return Unit(i, i + 1, ((word.upper(), 0.0),), "chunk", typed=True, hyphened=True) if ends else None
    if i + 1 >= len(tokens):
        return None
    dashed = (
        tokens[i + 1].word == "-"
        and tokens[i + 1].glued
        and i + 2 < len(tokens)
        and tokens[i + 2].is_figure
        and tokens[i + 2].glued
    )
    of_a_number = dashed and len(tokens[i + 2].word) >= _FIGURES_TOGETHER  # "PR-2290418" is no reason of a denial
    hyphen_follows = tokens[i + 1].word == "-" and tokens[i + 1].glued
    begins_one = (hyphen_follows and word in ("clm", "chk")) or (of_a_number and word in _GROUPS)
    begins_one = begins_one or (
        dashed and tokens[i].capitals and word in _PREFIXES_TOO and _digits_on(tokens, i + 2) >= _FIGURES_TOGETHER
    )
    begins_one = begins_one or (dashed and i > 0 and tokens[i - 1].word in _NUMBERED and not tokens[i].glued)
    begins_one = begins_one or (dashed and word in _ALONE_TOO and _is_all_written(tokens, i))
    if word in _NOT_PREFIXES and not (begins_one or _is_led_prefix(tokens, i)):
        return None
    figure = tokens[i + 1].is_figure
    unspeakable = not set(word) & set("aeiouy")
    if (
        dashed
        or (figure and (tokens[i].capitals or unspeakable))
        or (unspeakable and digit_like(tokens, i + 1) and i + 1 < len(tokens))
    ):
        hyphened = tokens[i].glued and i > 1 and tokens[i - 1].word == "-" and tokens[i - 1].glued
        return Unit(i, i + 1, ((word.upper(), 0.0),), "chunk", typed=dashed or figure, hyphened=hyphened)
    return None


def _is_all_written(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing is written but letters and the figures hyphened to them: "px-40417"."""
    rest = tokens[i + 1 :]
    written = all(t.glued and (t.is_figure or t.word == "-") for t in rest)
    return i == 0 and written and _digits_on(tokens, 2) >= _FIGURES_TOGETHER


def _is_led_prefix(tokens: Sequence[Token], i: int) -> bool:
    """The HX of "mbr id HX 4410 2287" and the RX of "claim # RX 5520418": right behind what is numbered, before its figures."""
    before = i - 1 - (i > 1 and tokens[i - 1].word in (":", "is", "="))
    led = before >= 0 and tokens[before].word in _NUMBERED | _OF_MEMBERS
    if not led or tokens[i].word not in _PREFIXES_TOO or not tokens[i + 1].is_figure:
        return False
    return tokens[i].capitals or (tokens[before].word in ("id", "#") and tokens[i].word != "dx")


def _digits_on(tokens: Sequence[Token], i: int) -> int:
    """How many figures are written in one from token i on, hyphens between them."""
    last = i
    while (
        last < len(tokens)
        and (last == i or tokens[last].glued)
        and (tokens[last].is_figure or tokens[last].word == "-")
    ):
        last += 1
    return sum(len(t.word) for t in tokens[i:last] if t.is_figure)


_NO_END_OF_ONE = frozenset({"st", "nd", "rd", "th", "am", "pm", "k", "yo", "yrs"})
_NUMBERED = frozenset({"claim", "clm", "#", "number", "auth", "authorization"})
""" "Claim PA-6620-19", "claim # RX-55-20418": what stands right there begins the number."""
_OF_MEMBERS = frozenset({"id", "mbr", "member", "subscriber", "policy", "card"})
_PREFIXES_TOO = frozenset({"rx", "pa", "tx", "hx", "dx", "op", "ref", "bk", "pd", "cb"})
_ALONE_TOO = frozenset({"px", "rx", "tx", "hx", "dx", "op", "ck", "svc", "phn"})
_GROUPS = frozenset({"co", "pr", "oa", "pi", "cr"})
_NOT_PREFIXES = frozenset(
    "mr mrs ms dr jr sr st nd rd th pts clm clms npi tin ein dob dos mbr id ids zip cpt eob era eft "
    "trn ssn pcp hmm mm hm tfl llc pc md np rn sts pls plz "
    "co pr oa pi cr ma cob pa op inc ok dx px rx tx hx svc amt acct auth chk ck ref code phn ph cell the for and was "
    "pd bk cb cpr mri mra pet ekg ecg eeg emg cta nst psa tsh cbc bmp cmp dxa bck".split()
)


_LETTERS_MOST, _FIGURES_BEFORE = 3, 7
_NO_GROUP = frozenset(
    "usa pts er ok is it in on no to of as at by my we he if so up us am pm id mr or do be go an me ref the and for was not who "
    "why how can plz ty thx uhc hmo ppo epo pcp asap fyi btw est cst pst edt cdt pdt hr hrs mo yr snf dme ed ip icu aka lcd ncd "
    "yes eff exp dob dos sex ssi ssd rn lpn pcs vs ex new old off pos any "
    "eta fu sts upd adj add use per has had its his her our your you see get got pay all one two".split()
)


def _ends_groups(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the QP of "ID 9930 1147 QP?": a few capitals behind the figures of a number, and no word."""
    token = tokens[i]
    if (
        not token.capitals
        or token.glued
        or len(token.word) > _LETTERS_MOST
        or token.word in _NOT_PREFIXES | _NO_GROUP | {"pt"}
    ):
        return False
    first = i
    while first > 0 and tokens[first - 1].is_figure and (first == i or not tokens[first].glued):
        first -= 1
    figures = sum(len(t.word) for t in tokens[first:i])
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = after is None or not (after.capitals or after.is_figure or (after.glued and after.word in ("-", "/", "'")))
    return figures >= _FIGURES_BEFORE and ends and not (first and tokens[first].glued)


_IN_WORDS = {word: figure for word, figure in DIGITS.items() if len(word) > 1}


def _past_its_word(tokens: Sequence[Token], last: int) -> int:
    """After the "zero not O" of "Y 0 zero not O 55190", the "(zero)" of "R0 (zero) 55190", or `last`: a figure told once more."""
    at = last + (last < len(tokens) and tokens[last].word == "(")
    told = tokens[last - 1].is_figure and at < len(tokens) and _IN_WORDS.get(tokens[at].word) == tokens[last - 1].word
    if not told:
        return last
    at += 1 + (at > last and [t.word for t in tokens[at + 1 : at + 2]] == [")"])
    refused = at
    if [t.word for t in tokens[at : at + 1]] == ["not"]:
        refused = at + 1
        while refused < len(tokens) and tokens[refused].word in ("the", "letter", "an", "a"):
            refused += 1
    letter = refused > at and refused < len(tokens) and len(tokens[refused].word) == 1 and tokens[refused].is_word
    return refused + 1 if letter else at


def plain_letters(word: str) -> bool:
    return word.isalpha() and word.isascii()


_AFTER_OKAY = frozenset("its it's so that's thats".split())


def only_opens(tokens: Sequence[Token]) -> bool:
    """Whether the oh of "oh t six one …" and "oh 39-4410227", the k of "k its …" begins a line and no number."""
    word, after = tokens[0].word, tokens[1].word if len(tokens) > 1 else ""
    if word == "oh":
        return (len(after) == 1 and after.isalpha()) or (bool(after) and typed_chunk(tokens, 1) is not None)
    return word == "k" and after in _AFTER_OKAY
