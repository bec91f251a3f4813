"""Adjustment codes (CO-45), remark codes (N54, MA130) and procedure codes as typed and as said."""

# ruff: noqa: E501 - a pattern reads best on one line

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.identifiers.codes_told import (
    LARGEST_REASON,
    begins_a_number,
    code_before_sum,
    is_hyphened,
    is_supply_after_article,
    number_at,
    procedure_told,
    reason_before_remark,
    reason_with_meaning,
)
from assistant.identifiers.number_words import word_at
from assistant.identifiers.procedures_said import dental, in_groups
from assistant.identifiers.reasons_asked import (
    ASKED,
    BESIDE,
    BESIDE_ALONE,
    GROUP_FIGURES,
    ON_A_LINE,
    SHOWN_AS,
    asked_or_beside,
    counts,
    of_named_group,
)
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import spells, unit_at
from assistant.identifiers.vocabulary import NATO, SMALL

GROUPS = ("CO", "PR", "OA", "PI", "CR")
_CARC = r"(?:[1-9]\d{0,2}|[AaBbDdPpWwYy]\d{1,2})"
_MODIFIERS = (
    r"(?:A[A-DQ-S]|C[R-S]|E[1-4PTY]|F[1-9AQRSX]|G[A-CEG-HJN-QT-Z]|H[A-Z]|J[WZ]|K[XF-L]|L[CDMT]|N[RU]|P[1-6ADINOT]|Q[1-9KWXYZ]|R[ACIRT]|S[AGHLT]|"
    r"T[1-9ACS]|U[1-9A-E]|X[EPSU])"
)
"""The letters a procedure's number may carry."""
_TYPED = (
    ("adjustment_code", re.compile(rf"(?<![\w-])(?P<g>co|pr|oa|pi|cr)\s?[-–/ ]?\s?(?P<c>{_CARC})(?![\w]|-\d)", re.IGNORECASE)),
    ("remark_code", re.compile(r"(?<![\w-])(?P<c>MA\d{1,3}|N\d{1,3}|M\d{1,3})(?![\w]|-\d)", re.IGNORECASE)),
    ("adjustment_code", re.compile(rf"\b(?:carc|reason\s+codes?|adjustment\s+codes?|denial\s+codes?|denied\s+(?:with|for|as|under)|adj\s+codes?|denial|codes?|adjustment\s+reason)\s*(?:code|number|#|:|is|of|was)?\s*(?P<c>{_CARC})(?![\w/]|[-.]\d|\s*(?:dollars|claims|days))", re.IGNORECASE)),
    ("adjustment_code", re.compile(rf"\bcodes?\b(?:\s+\w+){{0,4}}?\s+(?:is|was|says|said|of)\s+(?P<c>{_CARC})(?![\w/]|[-.]\d)", re.IGNORECASE)),
    ("adjustment_code", re.compile(rf"\b(?:carcs?|(?:reason|denial|adjustment)\s+codes?)\W*{_CARC}\s*(?:vs\.?|versus|and|or|&|/|,)\s*(?:carc\s+)?(?P<c>{_CARC})(?![\w/]|[-.]\d)", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"(?<![\w-])(?P<c>[AB]\d{1,2})(?![\w]|-\d)")),
    ("procedure_code", re.compile(r"\b(?:cpt|hcpcs|procedure|proc|px)\s*(?:codes?)?\s*(?:#|:|is|was)?\s*(?P<c>\d{4}[0-9TFU]|[A-V]\d{4})(?:\s?-\s?[A-Z0-9]{2})?\b", re.IGNORECASE)),
    ("procedure_code", re.compile(r"\bcodes?\s*(?:#|:|is|was)?\s*(?P<c>[A-V]\d{4})(?![\w-])", re.IGNORECASE)),
    ("procedure_code", re.compile(r"(?<![\w-])(?P<c>[A-CEGHJKLPQRSTV]\d{4})(?:\s?-\s?[A-Z0-9]{2})?(?![\w-])")),
    ("procedure_code", re.compile(r"(?<![\w-])(?P<c>[egjklq]\d{4}|0\d{3}[TUM])(?![\w-])")),
    ("adjustment_code", re.compile(r"(?<![\w$.,/-])(?P<c>[1-9]\d{0,2})\s+in\s+(?:the|that)\s+(?:reason|adjustment|code|carc)\b", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"(?<![\w$.,/-])(?P<c>[1-9]\d{0,2})\s+(?:listed\s+|printed\s+|shown\s+)?(?:in|under|as|beside|next\s+to)\s+(?:(?:the|that|my|a)\s+)?\W?(?:reason|denial\s+(?:reason|code)|adj\w*\s+(?:reason|code)|carc)\b", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"\ban?\s+(?P<c>[1-9]\d{0,2})\s*(?:w/|with|and|,|\+|&)\s*(?:(?:and|an?)\s+){0,2}\W?(?=(?:MA|N|M)\d|(?:CO|PR|OA|PI)[\s-]?\d)", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"\b(?:denied|denies|rejected|denials?)\s+(?P<c>[1-9]\d{1,2})(?=\s*(?:$|[;?!,]|(?:no|not|lack|missing|dup\w*|timely|bundl\w*|incl\w*|non|pre-?auth|auth|precert|and|but|n|w/|why|y)\b))", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"\b(?:reason|(?:explain|what'?s|what\s+is|whats)\s+(?:the\s+|an?\s+|this\s+)?(?:adjustment|adj|denial))[\s:#-]{1,3}(?P<c>[1-9]\d{1,2})(?![\w/]|[-.]\d|\s*(?:dollars|claims|days))", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"\b(?:what(?:'?s|\s+is|\s+does)|says?)\s+an?\s+(?P<c>(?!27\d)[1-9]\d{1,2})(?=\W*(?:$|mean))", re.IGNORECASE)),
    ("adjustment_code", re.compile(r"\b(?:denied|denies|denial|rejected|bounced|adj(?:usted)?|shows?|says?|got|has|gives?|codes?|with|w/|for|why|both|an?)\W+(?:an?\s+)?(?P<c>[1-9]\d{0,2})(?=\s?(?:[/+,&]|and|n|w/|with|plus)?\s?(?-i:(?:MA|N|M)\d{1,3}\b)(?!\s+(?:denials|codes|remarks|claims|lines|rejections)\b))", re.IGNORECASE)),
    ("procedure_code", re.compile(r"(?<![\w$.,/-])(?P<c>(?:[1-9]\d|0[01])\d{3}(?='?s\b|\s*[x×*]\s?\d{1,3}\b|\s+(?:sessions?|units?|visits?|evals?|evaluations?)\b)|(?<=\()\d{4}[0-9TFU](?=\)))")),
    ("procedure_code", re.compile(r"(?<=,\s)(?P<c>[1-9]\d{4})(?=\s?[,;@-]?\s*\$\d)")),
    ("procedure_code", re.compile(r"\b(?:covers?|covering|incl(?:udes?)?|includ(?:ed|ing)|approved\s+for)\s+(?:both\s+|only\s+|just\s+)?(?P<c>[1-9]\d{4})(?=\s*(?:$|[?!,;&+/]|\.(?!\d)|(?:only|or|and|also|alone|too|with|w|plus|for|on)\b))", re.IGNORECASE)),
    ("procedure_code", re.compile(r"(?<![\w$.,/-])(?P<c>\d{5})\s?-\s?(?:2[1-9]|5\d|7[6-9]|9\d|" + _MODIFIERS + r")(?![\w-])")),
)  # fmt: skip
_DENTAL = re.compile(r"(?<![\w-])(?P<c>D\d{4})(?![\w-])", re.IGNORECASE)
_ABOUT_A_SERVICE = re.compile(
    r"\b(?:dent|tooth|crown|implant|deny|denied|denial|covered|allowed|paid|billed|pre-?auth|resp\b|collect|ins\b|freq|limit|prophy|"
    r"clean|srp|(?-i:\b(?:CO|PR|OA|PI)[- ]?\d{1,3}\b|\b(?:N|MA?)\d{1,3}\b)|perio|quad|cdt|bitewing|auth\b|pre-?cert|max\b|"
    r"unpaid|bill|pay\b|pays\b|cover|allow|rate\b|fee\b|age\s+limit|(?:not|should\s+be|meant|instead\s+of)\s+d\d{4}\b|d\d{4}\s?[x×]\s?\d\b|downgrad|turned\s+down)",
    re.IGNORECASE,
)
"""A dental procedure; alone it might be a diagnosis without its point."""
_DIAGNOSIS = re.compile(r"\b(?:dx|icd|diag\w*)\b", re.IGNORECASE)
_OTHER_CODES = re.compile(
    r"\b(?:frequency|freq|resubmission|taxonomy|area|zip|service|revenue|rev|procedure|diagnosis|dx|condition|occurrence|value|"
    r"modifier|status|category|type|access|security|verification|pass|bar|dress|error)\s+codes?\W*(?:is|of|was|number)?\W*$",
    re.IGNORECASE,
)
"""Codes of other lists: "frequency code seven" is no reason for a denial."""
_REASON_LETTERS = frozenset("ABDPWY")
_REMARKS = frozenset({"remark", "remarks", "rarc", "rarcs"})
_NAMED_LETTERS = frozenset("mary mike michael martha nancy nora november nathan adam alpha apple alice andrew".split())
_NEAR = 8  # so many words after "remarks" its codes are still told
_LEADS = {"carc", "reason", "adjustment", "denial", "denied", "code", "codes", "remark", "rarc"}


@dataclass(frozen=True, slots=True)
class SaidCode:
    """A code at characters [start, end) of the plain text."""

    name: str
    value: str
    start: int
    end: int


def find_codes(text: str, tokens: Sequence[Token]) -> list[SaidCode]:
    """All codes that show themselves by form or by the word before them."""
    found: list[SaidCode] = []
    for name, pattern in _TYPED:
        for match in pattern.finditer(text):
            group = match.groupdict().get("g")
            if group and group.lower() == "pr" and match.group()[2] == " " and "." in match.group():
                continue
            code = match["c"].upper()
            value = f"{group.upper()}-{code}" if group else code
            start = match.start("g") if group else match.start("c")
            found.append(SaidCode(name, value, start, match.end("c")))
    for pattern in (ASKED, BESIDE, BESIDE_ALONE):
        found += [SaidCode("adjustment_code", m["c"], *m.span("c")) for m in pattern.finditer(text)]
    found += [
        SaidCode("adjustment_code", m[m.lastgroup or "c"], *m.span(m.lastgroup or "c"))
        for m in ON_A_LINE.finditer(text)
    ]
    for group, named in GROUP_FIGURES:
        found += [SaidCode("adjustment_code", f"{group}-{m['c']}", *m.span()) for m in named.finditer(text)]
    found += _spoken(tokens)
    if any(s.name in ("adjustment_code", "procedure_code") for s in found) or _ABOUT_A_SERVICE.search(text):
        dental_codes = [] if _DIAGNOSIS.search(text) else _DENTAL.finditer(text)
        found += [SaidCode("procedure_code", m["c"].upper(), m.start("c"), m.end("c")) for m in dental_codes]
    found = [
        s for s in found if s.name != "adjustment_code" or "-" in s.value or not _OTHER_CODES.search(text[: s.start])
    ]
    grouped = {s.value.split("-")[1] for s in found if s.name == "adjustment_code" and "-" in s.value}
    found = [
        s for s in found if s.name != "adjustment_code" or s.value not in grouped
    ]  # "c o 151, what does the 151 mean"
    kept: list[SaidCode] = []
    for said in sorted(found, key=lambda s: (-(s.end - s.start), s.start)):
        if all(said.end <= other.start or said.start >= other.end for other in kept):
            kept.append(said)
    return sorted(kept, key=lambda s: s.start)


def _spoken(tokens: Sequence[Token]) -> list[SaidCode]:
    """ "c o forty five", "p r one", "n one thirty", "m a one thirty", "code one ninety seven"."""
    found: list[SaidCode] = []
    i = 0
    while i < len(tokens):
        after_code = bool(found) and found[-1].end == tokens[i - 1].end
        said = _spoken_at(tokens, i, after_code=after_code, listed=any("-" in one.value for one in found))
        if said is None:
            i += 1
            continue
        found.append(said[0])
        i = said[1]
    return found


_ONLY_WORDS = frozenset({"and", "an", "are", "to", "for", "you", "be", "i", "why", "okay", "a"})


def _letters(tokens: Sequence[Token], i: int, count: int) -> tuple[str, int] | None:
    text = ""
    while len(text) < count and i < len(tokens):
        word = tokens[i].word
        if word in ("oh", "zero"):
            text, i = text + "O", i + 1
            continue
        if len(word) == 2 and word.upper() in (*GROUPS, "MA") and not text:
            return word.upper(), i + 1
        if text == "O" and word == "a":
            text, i = "OA", i + 1  # "oh a dash twenty three"
            continue
        if text and word == "and" and len(text) < count and i > 1 and tokens[i - 2].word in ("letters", "letter"):
            i += 1
            continue
        unit = unit_at(tokens, i)
        if unit is None or unit.typed or not unit.options[0][0].isalpha() or (not text and word in _ONLY_WORDS):
            return None
        text, i = text + unit.options[0][0], unit.last
    return (text, i) if len(text) == count else None


def _follows_spelling(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i goes on with something spelled; the article of "a c o ninety seven" is none of it."""
    article = i > 0 and tokens[i - 1].word in ("a", "an") and not spells(tokens, i - 2)
    the_one = i > 1 and tokens[i - 1].word == "one" and tokens[i - 2].word in _WHICH_ONE
    return spells(tokens, i - 1) and not article and not the_one


_WHICH_ONE = frozenset("small little other second third last next new another first this that".split())
""" "And one small one m a zero four"."""

_TO_ITS_NUMBER = frozenset("and then it's its is a an with plus little number code the reason reason's reasons".split())
_ADDS_IT = frozenset({"and", "then", "with", "plus"})


def _spelled_before(tokens: Sequence[Token], i: int, letters: str) -> bool:
    """Whether "r a r c" or "h c p c s" stands spelled before token i."""
    return [t.word for t in tokens[max(0, i - len(letters)) : i]] == list(letters)


def _number_after(tokens: Sequence[Token], i: int) -> int:
    """Where the number of a group begins: "c o dash", "c o and it's a twenty two", "p r with a three"."""
    if i < len(tokens) and tokens[i].word in ("dash", "hyphen", "-"):
        return i + 1
    if [t.word for t in tokens[i : i + 2]] == ["followed", "by"]:
        i += 1
        return i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word in ("a", "an"))
    j = i
    while j < len(tokens) and j < i + 4 and tokens[j].word in _TO_ITS_NUMBER:
        j += 1
    led = i < len(tokens) and tokens[i].word in ("reason", "code")
    added = i < len(tokens) and tokens[i].word in _ADDS_IT and (j > i + 1 or tokens[i].word in ("with", "then"))
    number = number_at(tokens, j) if added else None
    return j if (number and not counts(tokens, number[1])) or (j > i and led) else i


_COUNTS = frozenset(
    "dollars days claims times visits units lines percent months weeks years sessions hundred thousand of".split()
)


def _after_its_number(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "a two fifty two c o", "two oh four p i dash two oh four": the number first, then its group."""
    number = None if _follows_spelling(tokens, i) or tokens[i].is_figure else number_at(tokens, i)
    group = number[1] if number else 0
    group += (
        sum(word_at(tokens, group + k) in ("with", "under", "in", "group", "code") for k in range(2)) if number else 0
    )
    pair = _letters(tokens, group, 2) if number and group < len(tokens) else None
    if number is None or pair is None or pair[0] not in GROUPS:
        return None
    again = number_at(tokens, _number_after(tokens, pair[1]))
    if again and again[0] != number[0]:
        return None
    last = again[1] if again else pair[1]
    return SaidCode("adjustment_code", f"{pair[0]}-{number[0]}", tokens[i].start, tokens[last - 1].end), last


def _reason_after_denied(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "denied twenty nine", where nothing is counted."""
    number = None if tokens[i].is_figure else number_at(tokens, i)
    if number is None or len(number[0]) == 1 or int(number[0]) > LARGEST_REASON:
        return None
    if number[1] < len(tokens) and tokens[number[1]].word in _COUNTS:
        return None
    return SaidCode("adjustment_code", number[0], tokens[i].start, tokens[number[1] - 1].end), number[1]


_DENIED_WITH = re.compile(
    r"(?:denied|denies|denying|rejected|bounced|came back|kicked out|kicked back|denial is|denial was|denial says)(?: (?:it|this|us|me|them))?(?: (?:with|for|as|under|on))?(?: (?:just|only|plain))?(?: an?| the| reason| code| number| (?:no|lack of) (?:auth|authorization|referral|pre ?cert)| (?:timely|late)(?: filing)?| (?:a )?(?:duplicate|dupe)| (?:bundled|bundling|non covered|not covered|medical necessity|not medically necessary|coordination of benefits))?$"
)
_DENIED_FOR_WHAT = re.compile(
    r"\b(?:with|for|as|under)(?: just| only| plain)?(?: an?| the| reason| code)+$|\b(?:auth|authorization|referral|cert|filing|timely|duplicate|dupe|bundled|bundling|covered|necessity|necessary|benefits)$"
)
""" "Denied with a …", "denied no auth one ninety seven"."""
_DENIED_IT = re.compile(
    r"\b(?:denied|rejected|bounced|kicked) (?:it|us|me|them|that|that one)(?: (?:out|back))?(?: (?:as|with|for|under))?$|"
    r"\b(?:it|claim|line|this one|that one) (?:came back|comes back|kicked back|kicked out|denied|bounced)(?: (?:as|with|for|under))?$"
)
_GOES_ON = frozenset("and but though when because cause cuz so saying which even yet".split())
""" "You denied it one oh nine and we've got nothing but your card on file"."""
_WHAT_IS_A = re.compile(r"(?:what does|what's|whats|what is|explain)(?: (?:an?|the|that|this|reason|code|number))+$")
_MEANS = frozenset({"mean", "means", "meaning", "stand", "stands"})
_NEXT_TO_THE_REASON = re.compile(
    r"^(?:\w+ ){0,2}(?:next to|beside|by|under|in|with|near|for)(?: (?:it|my|the|that|their|your|on|page|under|a|this|little|small|tiny))*? (?:reason|reasons|adjustment|denial)\b"
)


def _reason_explained(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "It denied with b as in boy seven", "what does a one nineteen mean", "a number fifty next to the reason"."""
    if _follows_spelling(tokens, i) or tokens[i].is_figure:
        return None
    before = " ".join(t.word for t in tokens[max(0, i - 6) : i])
    denied = _DENIED_WITH.search(before) is not None
    number = (_reason_with_letter(tokens, i) if denied else None) or number_at(tokens, i)
    if number is None or (number[0].isdigit() and (len(number[0]) == 1 or int(number[0]) > LARGEST_REASON)):
        return None
    after = [t.word for t in tokens[number[1] : number[1] + 8]]
    denied_with = denied and _DENIED_FOR_WHAT.search(before) is not None
    denied_with = denied_with and not (
        after and (after[0] in _COUNTS or f"{after[0]}s" in _COUNTS or after[0] == "hour")
    )
    asked = _WHAT_IS_A.search(before) is not None and bool(after) and after[0] in _MEANS
    asked = asked or _is_compared(tokens, i, after)
    denied_with = denied_with or bool(_DENIED_IT.search(before) and after and after[0] in _GOES_ON)
    beside = tokens[i - 1].word == "number" and _NEXT_TO_THE_REASON.match(" ".join(after)) is not None
    beside = beside or (len(number[0]) > 1 and not spells(tokens, i - 1) and bool(SHOWN_AS.match(" ".join(after))))
    if not (asked or beside or denied_with or (denied and not number[0].isdigit())):
        return None
    return SaidCode("adjustment_code", number[0], tokens[i].start, tokens[number[1] - 1].end), number[1]


_CODE_TALK = frozenset("code codes reason reasons carc carcs denial denials".split())


def _is_compared(tokens: Sequence[Token], i: int, after: Sequence[str]) -> bool:
    """ "The difference between a twenty nine and an eighteen, the reason codes i mean"."""
    before = [t.word for t in tokens[max(0, i - 7) : i]]
    counted = bool(after) and (after[0] in _COUNTS or f"{after[0]}s" in _COUNTS)
    compared = "between" in before and before[-1] in ("a", "an", "the", "between") and not counted
    return compared and any(t.word in _CODE_TALK for t in tokens)


_SUPPLY_LETTERS = frozenset("EGJKLQ")
_SERVICE_LETTERS = frozenset("ABCDHMPRSTV")
_SERVICE_TALK = frozenset(
    "code codes hcpcs transport transports ambulance service services billed billing bills".split()
)
"""Where these are spoken of any letter of the list may begin a procedure's number: "codes are s nine four eight four"."""
_ENDS_IN_A_LETTER = frozenset("part plan type tier level group category form vitamin hepatitis hep strep".split())

_OWNERS = frozenset("the our my your their his her this that procedure code codes hcpcs s".split())


def _is_supply_a(tokens: Sequence[Token], i: int) -> bool:
    """The a of "our a oh four two nine", of "a zero four two eight": after "our" or before "oh" it is no article."""
    if tokens[i].word != "a":
        return False
    if (i > 0 and tokens[i - 1].word in _OWNERS) or (i + 1 < len(tokens) and tokens[i + 1].word in ("oh", "zero")):
        return True
    return is_supply_after_article(tokens, i)


def _reason_beside_remark(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "got a sixteen with em ay twenty seven": a number before a remark code is the reason it explains."""
    told = None if _follows_spelling(tokens, i) else reason_before_remark(tokens, i)
    remark = _spoken_at(tokens, told[2]) if told else None
    if told is None or remark is None or remark[0].name != "remark_code":
        return None
    return SaidCode("adjustment_code", told[0], tokens[i].start, tokens[told[1] - 1].end), told[1]


def _told_by_talk(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "A seven three seven two one instead", "i was told twenty nine timely filing"."""
    for name, told in (
        ("procedure_code", dental(tokens, i, spelled=_follows_spelling(tokens, i))),
        ("procedure_code", procedure_told(tokens, i) or in_groups(tokens, i)),
        ("adjustment_code", of_named_group(tokens, i) or reason_with_meaning(tokens, i)),
        ("adjustment_code", None if _follows_spelling(tokens, i) else asked_or_beside(tokens, i)),
    ):
        if told:
            return SaidCode(name, told[0], tokens[i].start, tokens[told[1] - 1].end), told[1]
    return None


def _may_number_a_service(tokens: Sequence[Token], i: int, letter: str) -> bool:
    """Whether a letter begins a procedure's number: a drug's or device's always, another where services are spoken of."""
    if letter in _SUPPLY_LETTERS or _is_supply_a(tokens, i):
        return True
    plainly = (len(tokens[i].word) == 1 and tokens[i].word != "a") or tokens[i].word in NATO
    if not plainly or letter not in _SERVICE_LETTERS or (i and tokens[i - 1].word in _ENDS_IN_A_LETTER):
        return False
    return any(t.word in _SERVICE_TALK for t in tokens)


def _supply(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "j thirty three oh one", "e as in egg oh six oh one": a letter and four digits are a drug, a supply or a device."""
    letter = ("A", i + 1) if _is_supply_a(tokens, i) else _letters(tokens, i, 1)
    if letter is None or tokens[i].is_figure or not _may_number_a_service(tokens, i, letter[0]):
        return None
    if _follows_spelling(tokens, i) and not _spelled_before(tokens, i, "hcpcs"):
        return None
    text, j = "", letter[1]
    while j < len(tokens) and (unit := unit_at(tokens, j)) is not None and unit.kind in ("digit", "chunk", "letter"):
        if len(text) == 4 and unit.last < len(tokens) and tokens[unit.last].word in _COUNTS:
            break  # "j nine two seven one two hundred units"
        text, j = text + unit.options[0][0], unit.last
    if len(text) != 4 or not text.isdigit():
        return None
    return SaidCode("procedure_code", letter[0] + text, tokens[i].start, tokens[j - 1].end), j


_REASON_PLACE = re.compile(
    r"(?:(?:sitting|printed|listed|showing|written|stuck) )?(?:in|under) (?:the|that|this|a|your|my) (?:(?:little|small|tiny|other) )?"
    r"(?:(?:reason|adjustment|code|carc)\b|denial (?:code )?(?:box|column|field|spot|section|part)\b)"
)


def _in_the_reasons(tokens: Sequence[Token], i: int, number: tuple[str, int] | None) -> bool:
    """Whether a number stands "in the reason column"."""
    if number is None or _follows_spelling(tokens, i):
        return False
    after = " ".join(t.word for t in tokens[number[1] : number[1] + 6])
    return _REASON_PLACE.match(after) is not None


def _spoken_at(
    tokens: Sequence[Token], i: int, *, after_code: bool = False, listed: bool = False
) -> tuple[SaidCode, int] | None:
    before = tokens[i - 1].word if i else ""
    if tokens[i].glued and i and (tokens[i - 1].is_figure or is_hyphened(tokens, i)):
        return None
    begins = not _follows_spelling(tokens, i) or (listed and _follows_a_sum(tokens, i))
    if (pair := _letters(tokens, i, 2)) and (pair[0] in GROUPS or pair[0] == "MA") and begins:
        j = _number_after(tokens, pair[1])
        letter = unit_at(tokens, j) if j < len(tokens) else None
        prefix = ""
        if letter and not letter.typed and letter.options[0][0] in ("A", "B") and pair[0] != "MA":
            prefix, j = letter.options[0][0], letter.last
        number = code_before_sum(tokens, j) or number_at(tokens, j, zero=pair[0] == "MA")
        if number:
            name = "remark_code" if pair[0] == "MA" else "adjustment_code"
            value = f"MA{number[0]}" if pair[0] == "MA" else f"{pair[0]}-{prefix}{number[0]}"
            return SaidCode(name, value, tokens[i].start, tokens[number[1] - 1].end), number[1]
    if (
        (single := _letters(tokens, i, 1))
        and single[0] in ("N", "M")
        and not tokens[i].is_figure
        and (after_code or not _follows_spelling(tokens, i) or _spelled_before(tokens, i, "rarc"))
    ):
        number = number_at(tokens, _number_after(tokens, single[1]))
        if number and (len(number[0]) >= 2 or before in _LEADS):
            return SaidCode("remark_code", single[0] + number[0], tokens[i].start, tokens[number[1] - 1].end), number[1]
    if turned := (
        _after_its_number(tokens, i)
        or _supply(tokens, i)
        or _reason_beside_remark(tokens, i)
        or _told_by_talk(tokens, i)
        or _denial_called(tokens, i)
    ):
        return turned
    if _in_the_reasons(tokens, i, number := number_at(tokens, i)) and number and not tokens[i].is_figure:
        return SaidCode("adjustment_code", number[0], tokens[i].start, tokens[number[1] - 1].end), number[1]
    if before == "denied" and (denied := _reason_after_denied(tokens, i)):
        return denied
    if explained := _reason_explained(tokens, i):
        return explained
    if tokens[i].word in ("code", "carc", "reason", "codes") and i + 1 < len(tokens):
        j = i + 1 + (tokens[i + 1].word in ("is", "code", "number", "of", "here", "there", "it's", "says"))
        while j < len(tokens) and j < i + _NEAR and tokens[j].word in ("just", "only", "simply", "plain"):
            j += 1
        number = of_named_group(tokens, j) if j < len(tokens) else None
        number = number or _reason_with_letter(tokens, j) or number_at(tokens, j)
        listed = tokens[i].word == "codes" and word_at(tokens, j) == "one" and word_at(tokens, j + 1) in ("is", "was")
        if number and not (tokens[j].is_figure or listed or begins_a_number(tokens, number[1])):
            return SaidCode("adjustment_code", number[0], tokens[j].start, tokens[number[1] - 1].end), number[1]
    return _remark_by_name(tokens, i) or _number_called_code(tokens, i)


def _follows_a_sum(tokens: Sequence[Token], i: int) -> bool:
    """Whether the sum of the code before ends at token i: "p r one for two hundred fifty p r two for …"."""
    first = i
    while first > 0 and (tokens[first - 1].word in SMALL or tokens[first - 1].word in ("hundred", "thousand", "oh")):
        first -= 1
    return 0 < first < i and tokens[first - 1].word in ("for", "was", "at", "of")


def _reason_with_letter(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """ "b as in bravo seven", "b sixteen": a letter and one or two digits; before two an "a" is the article."""
    letter = unit_at(tokens, i) if i < len(tokens) and not tokens[i].is_figure else None
    if letter is None or letter.options[0][0] not in _REASON_LETTERS:
        return None
    bare_a = tokens[i].word == "a" and letter.last == i + 1
    an_a = bare_a and tokens[i - 1].word in ("code", "carc", "an", "another")
    if letter.kind != "letter" and not an_a:
        return None
    number = number_at(tokens, letter.last)
    longest = 1 if bare_a else 2
    return (letter.options[0][0] + number[0], number[1]) if number and len(number[0]) <= longest else None


def _denial_called(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """The A1 of "it's an a one denial", the B7 of "another b seven rejection"."""
    number = None if _follows_spelling(tokens, i) or not i else _reason_with_letter(tokens, i)
    if number is None or number[1] >= len(tokens) or tokens[number[1]].word not in _REFUSALS:
        return None
    return SaidCode("adjustment_code", number[0], tokens[i].start, tokens[number[1] - 1].end), number[1]


_REFUSALS = frozenset("denial denials rejection rejections".split())


def _remark_by_name(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "remarks are mary adam zero four and nancy four": names stand for the letters."""
    if tokens[i].word not in _NAMED_LETTERS or not any(t.word in _REMARKS for t in tokens[max(0, i - _NEAR) : i]):
        return None
    letters, j = "", i
    while j < len(tokens) and tokens[j].word in _NAMED_LETTERS:
        letters, j = letters + tokens[j].word[0].upper(), j + 1
    number = number_at(tokens, j, zero=letters == "MA") if letters in ("M", "N", "MA") else None
    if number is None:
        return None
    return SaidCode("remark_code", letters + number[0], tokens[i].start, tokens[number[1] - 1].end), number[1]


def _number_called_code(tokens: Sequence[Token], i: int) -> tuple[SaidCode, int] | None:
    """ "There's a little number ninety six next to my bill, what's that code mean": called so afterwards."""
    number = number_at(tokens, i + 1) if tokens[i].word == "number" else None
    if number is None or tokens[i + 1].is_figure or int(number[0]) > LARGEST_REASON:
        return None
    words = [t.word for t in tokens[number[1] :]]
    if not any(words[k] in ("that", "this") and words[k + 1] == "code" for k in range(len(words) - 1)):
        return None
    return SaidCode("adjustment_code", number[0], tokens[i + 1].start, tokens[number[1] - 1].end), number[1]


def bare_code(tokens: Sequence[Token]) -> SaidCode | None:
    """A number where an adjustment code was asked for: "97", "it's one ninety seven"."""
    for i in range(len(tokens)):
        number = number_at(tokens, i)
        if number and int(number[0]) <= LARGEST_REASON:
            return SaidCode("adjustment_code", number[0], tokens[i].start, tokens[number[1] - 1].end)
    return None
