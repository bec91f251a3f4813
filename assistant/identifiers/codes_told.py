"""Codes told by the talk around them: "a seven three seven two one instead", "twenty nine timely filing"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.number_words import words_of_number
from assistant.identifiers.shapes import is_numbered_as_procedure
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells, unit_at
from assistant.identifiers.vocabulary import DIGITS, SMALL, TEENS, TENS, TIMES

LARGEST_REASON = 305
_CODE, _SUPPLY, _NEAR, _FEWEST_PARTS = 5, 4, 4, 3
_ARTICLES = frozenset({"a", "an", "the", "that", "this"})
_NO_CODE_BEFORE = frozenset(
    "zip tax tin ein last ends ending end box suite room extension ext ref reference pin number".split()
)
_NO_CODE_AFTER = frozenset(
    "zip claim claims clm account auth authorization check checks member id number trace hundred thousand dollars area".split()
)
_MONTHS, _AS_A_PRICE = 12, [1, 2, 2]
"""So "the six eighteen twenty two" is said."""
_EXAMINED_WITH = re.compile(
    r"\b(?:m r i|m r a|mri|mra|c t|c t a|p e t|e k g|e c g|e e g|e m g|x ray|xray|ultrasound|mammogram|\w+oscopy|scan|"
    r"biopsy|injection|infusion|therapy|surgery|epidural|eval|evaluation)$"
)


def number_at(tokens: Sequence[Token], i: int, *, zero: bool = False) -> tuple[str, int] | None:
    """One to three digits said as people say numbers, and nothing like a digit after them; `zero` may lead (MA04)."""
    text, j = "", i
    while j < len(tokens) and len(text) < 4:
        unit = unit_at(tokens, j)
        if unit is None or unit.kind != "digit" or (unit.typed and text):
            break
        text, j = text + unit.options[0][0], unit.last
    return (text, j) if 1 <= len(text) <= 3 and (text[0] != "0" or (zero and len(text) > 1)) else None


def code_before_sum(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The 1 of "p r one ninety six dollars", the 45 of "c o forty five twenty dollars": what is left are the dollars."""
    run, after = words_of_number(tokens, i)
    unit = unit_at(tokens, i) if run else None
    if unit is None or after >= len(tokens) or tokens[after].word not in ("dollars", "dollar", "bucks"):
        return None
    code = unit.options[0][0]
    apart = (
        unit.last < after
        and unit.kind == "digit"
        and tokens[unit.last].word in SMALL
        and tokens[after - 1].word in SMALL
    )
    return (code, unit.last) if apart and code[0] != "0" and len(code) < len("100") else None


def procedure_told(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The 73721 of "a seven three seven two one instead" and of "an m r i seven three seven two one": what was done."""
    before = tokens[i - 1].word if i else ""
    examined = _EXAMINED_WITH.search(" ".join(t.word for t in tokens[max(0, i - 4) : i])) is not None
    if not i or not (examined or before in _ARTICLES):
        return None
    if not examined and spells(tokens, i - 2) and tokens[i - 2].word != "one":
        return None
    if any(t.word in _NO_CODE_BEFORE for t in tokens[max(0, i - _NEAR) : i]):
        return None
    text, last = _figures(tokens, i, _CODE)
    after = tokens[last].word if last < len(tokens) else ""
    if not is_numbered_as_procedure(text) or after in _NO_CODE_AFTER or tokens[last - 1].word == after:
        return None
    return text, last


def _figures(tokens: Sequence[Token], i: int, length: int) -> tuple[str, int]:
    """So many digits said one by one or in pairs from token i on, and the token after them; nothing where more is spelled."""
    text, last = "", i
    parts: list[int] = []
    while last < len(tokens) and len(text) < length and (unit := unit_at(tokens, last)) is not None:
        if unit.kind != "digit" or unit.typed or len(unit.options[0][0]) > len("14"):
            break
        parts.append(len(unit.options[0][0]))
        text, last = text + unit.options[0][0], unit.last
    goes_on = last < len(tokens) and any(tokens[last].word in words for words in (DIGITS, TEENS, TENS, TIMES))
    a_day = len(parts) == _FEWEST_PARTS and int(text[: parts[0]]) <= _MONTHS  # "a ten two twenty five stay"
    grouped = len(parts) < _FEWEST_PARTS or parts == _AS_A_PRICE or a_day
    if goes_on or len(text) != length or (grouped and length == _CODE) or _spelled_on(tokens, last):
        return "", i
    return text, last


def _spelled_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether a letter that is no word follows: "a nine nine two one four w …"."""
    return i < len(tokens) and spells(tokens, i) and tokens[i].word not in ("a", "i")


_SUPPLIES = frozenset("4 5 6 7 9".split())
_SUPPLY_TALK = frozenset(
    "covered noncovered uncovered tubing supply supplies dressing dressings catheter catheters hcpcs modifier denied billed bill "
    "strips lancets".split()
)


def is_supply_after_article(tokens: Sequence[Token], i: int) -> bool:
    """The a of "but a four six oh four tubing", where supplies are spoken of: supplies are numbered A4206 to A9999."""
    if tokens[i].word != "a" or spells(tokens, i - 1):
        return False
    text, _ = _figures(tokens, i + 1, _SUPPLY)
    return text[:1] in _SUPPLIES and any(t.word in _SUPPLY_TALK for t in tokens)


_BEFORE_REASON = frozenset(
    "a an the says said say saying of is was it's that's with got get gets getting for as reads reading shows showing show has "
    "have had see seeing code codes carc reason and".split()
)
_REMARK_WORDS = frozenset("remark remarks rarc code codes an a the with and plus number".split())
_MOST_WORDS = 4


def reason_before_remark(tokens: Sequence[Token], i: int) -> tuple[str, int, int] | None:
    """The 252 of "two fifty two with remark n seven oh six", the token after it, and where a remark code would begin."""
    if i and tokens[i - 1].word not in _BEFORE_REASON:
        return None
    number = None if tokens[i].is_figure else number_at(tokens, i)
    if number is None or int(number[0]) > LARGEST_REASON or number[1] + 1 >= len(tokens):
        return None
    at = number[1]
    if tokens[at].word not in ("with", "and", "plus", "remark"):
        return None
    while at < len(tokens) and at < number[1] + _MOST_WORDS and tokens[at].word in _REMARK_WORDS:
        at += 1
    told = at > number[1] + 1 or (i > 0 and tokens[i - 1].word != "and")
    return (number[0], number[1], at) if told and at < len(tokens) else None


_MEANINGS: tuple[tuple[str, str], ...] = (
    ("29", r"(?:timely|late)(?: filing)?|past timely|(?:the )?time limit"),
    ("18", r"(?:exact )?(?:duplicate|dupe)"),
    ("97", r"bundl\w+|inclusive|included"),
    ("197|198", r"(?:no |lack of |missing )?(?:auth|authorization|pre ?cert|prior auth)"),
    ("50", r"(?:not )?(?:med|medical|medically) nec\w+"),
    ("16", r"(?:missing|lacks|lacking|incomplete) (?:info|information)"),
    ("45", r"(?:contractual|fee schedule)"),
    ("22", r"(?:c o b|cob|coordination|other insurance)"),
    ("26|27", r"(?:termed|(?:no |coverage )(?:coverage|termed|terminated))"),
    ("96|204", r"(?:non ?covered|not covered)"),
    ("109", r"(?:wrong payer|not covered by this payer)"),
    ("119", r"(?:benefit )?max(?:imum)?"),
    ("252", r"(?:medical )?(?:records|documentation)"),
    ("151", r"(?:frequency|too many)"),
)
_MEANT = tuple(
    (
        frozenset(numbers.split("|")),
        re.compile(rf"(?:for |as |which is |that's |is |means |meaning )?(?:an? |the )?(?:{said})\b"),
    )
    for numbers, said in _MEANINGS
)
_COUNTED = re.compile(
    r"(?:\S+ ){0,3}?(?:claims|denials|appeals|visits|lines|patients|accounts|charges|days|letters|requests|times)\b"
)


def reason_with_meaning(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The 29 of "i was told twenty nine timely filing": the number of a reason, then what it stands for."""
    number = None if tokens[i].is_figure or spells(tokens, i - 1) else number_at(tokens, i)
    if number is None or number[1] >= len(tokens):
        return None
    after = " ".join(t.word for t in tokens[number[1] : number[1] + 7])
    means = any(number[0] in numbers and said.match(after) for numbers, said in _MEANT)
    return number if means and not _COUNTED.match(after) else None


def begins_a_number(tokens: Sequence[Token], i: int) -> bool:
    """Whether "… nineteen f as in frank double eight two" goes on at token i as a claim's number does."""
    letter = unit_at(tokens, i) if i < len(tokens) and spells(tokens, i) else None
    told = letter is not None and letter.kind == "letter" and (letter.last > i + 1 or tokens[i].word not in ("a", "i"))
    return (
        told
        and letter is not None
        and letter.last < len(tokens)
        and (spells(tokens, letter.last) or tokens[letter.last].word in TIMES)
    )


def is_hyphened(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i goes on with a number written with hyphens: "5590-M-12"."""
    return i > 1 and tokens[i - 1].word == "-" and tokens[i - 1].glued and tokens[i - 2].is_figure
