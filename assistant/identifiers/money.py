"""Sums of money in figures and words, as decimal strings with two places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.identifiers.calendar_words import year_at
from assistant.identifiers.number_words import SCALE, number_value, two_digits, word_at, words_of_number
from assistant.identifiers.prices_said import in_two_pairs, may_be_a_day, price_at
from assistant.identifiers.sum_leads import is_firmly_led, not_above_the_charge
from assistant.identifiers.sums_in_talk import sums_in_talk
from assistant.identifiers.sums_named import MONEY_TALK, is_a_named_sum
from assistant.identifiers.sums_put_right import told_right
from assistant.identifiers.text import before_it
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS, MONTHS, ORDINALS, SMALL
from assistant.identifiers.written_sums import SaidAmount, side_by_side, written_sums


def find_amounts(text: str, tokens: Sequence[Token], *, today: date, prices: bool = True) -> list[SaidAmount]:
    """All sums that say they are money: by a sign, by two decimals, by the word dollars or cents; with `prices` also those
    told by the words around them alone."""
    found = written_sums(text)
    spoken = _spoken(tokens)
    rounded = _round_sums(text, tokens)
    priced = _priced(text, tokens, today, beside=bool(found or spoken or rounded)) if prices else []
    talked = sums_in_talk(text, tokens) if prices else []
    righted = told_right(text, tokens) if prices else []
    for more in (talked, spoken, righted, _bare_beside(tokens), priced, _by_the_month(text, tokens), rounded):
        found += [s for s in more if all(s.end <= f.start or s.start >= f.end for f in found)]
    beside = side_by_side(text, found) if prices else []
    if prices:
        beside += _with_a_point(tokens)
        beside += [SaidAmount(Decimal(m["sum"]), *m.span("sum")) for m in _WANTED_FROM.finditer(text)]
    found += [s for s in beside if all(s.end <= f.start or s.start >= f.end for f in found)]
    pointed = [s for s in beside if any(s.start <= f.start and f.end < s.end for f in found)]
    found = [f for f in found if not any(s.start <= f.start and f.end <= s.end for s in pointed)] + pointed
    found = [
        s for s in not_above_the_charge(text, found) if s.value or "0.00" in text[s.start : s.end]
    ]  # "$0 paid" names none
    return sorted(found, key=lambda said: said.start)


def _spoken(tokens: Sequence[Token]) -> list[SaidAmount]:
    found: list[SaidAmount] = []
    i = 0
    while i < len(tokens):
        if _is_the_one(tokens, i):
            i += 1
            continue
        i = _behind_a_year(tokens, i)
        run, after = words_of_number(tokens, i)
        after += bool(run) and word_at(tokens, after) in _EXTRA and word_at(tokens, after + 1) in ("dollars", "bucks")
        unit = tokens[after].word if after < len(tokens) else ""
        if not run or unit not in ("dollar", "dollars", "bucks", "cents", "cent"):
            i = max(after, i + 1)
            continue
        if unit in ("cents", "cent") and (split := _whole_and_cents(tokens, i, after)) is not None:
            found.append(SaidAmount(split, tokens[i].start, tokens[after].end))
            i = after + 1
            continue
        if unit in ("cents", "cent"):
            alone = Decimal(number_value(run)) / 100
            if all(said.value % 1 != alone for said in found):  # "… and nine cents, who charges nine cents"
                found.append(SaidAmount(alone, tokens[i].start, tokens[after].end))
            i = after + 1
            continue
        value, end = Decimal(number_value(run)), after
        if part := _part_of_a_dollar(tokens, after + 1):
            found.append(SaidAmount(value + part[0], tokens[i].start, tokens[part[1] - 1].end))
            i = part[1]
            continue
        at = after + 1 + (word_at(tokens, after + 1) == "and")
        few = word_at(tokens, at) in ("oh", "zero") and word_at(tokens, at + 1) in DIGITS  # "dollars and oh six cents"
        cents, last = words_of_number(tokens, at + few)
        a_noun = unit == "dollar" and cents == ["one"]  # "the two hundred dollar one"
        if (
            cents
            and not a_noun
            and number_value(cents) < (10 if few else 100)
            and (
                word_at(tokens, last) in ("cent", "cents", "")
                or ((few or number_value(cents) > 9) and word_at(tokens, last) not in _COUNTED)
            )
        ):
            value += Decimal(number_value(cents)) / 100
            end = last if word_at(tokens, last) in ("cent", "cents") else last - 1
        found.append(SaidAmount(value, tokens[i].start, tokens[end].end))
        i = end + 1
    return found


_EXTRA = frozenset("extra more whole additional some odd measly lousy".split())
""" "They want seventy five extra dollars"."""


def _behind_a_year(tokens: Sequence[Token], i: int) -> int:
    """Where the sum of "october sixth twenty twenty six four hundred dollars" begins."""
    told = year_at(tokens, i) if i and tokens[i - 1].word in ORDINALS else []
    return next((after for year, after in told if year in _YEARS and word_at(tokens, after) in SMALL), i)


_YEARS = range(1900, 2100)


def _is_the_one(tokens: Sequence[Token], i: int) -> bool:
    """The one of "that's the one, four hundred twelve dollars", the grand of "half a grand, five hundred dollars"."""
    scaled = next((k for k in (i, i + 1) if word_at(tokens, k) in SCALE), 0)
    if scaled > 1 and [t.word for t in tokens[scaled - 2 : scaled]] == ["half", "a"]:
        return True
    after = word_at(tokens, i + 1)
    pointed = i > 0 and tokens[i].word == "one" and tokens[i - 1].word in ("the", "that", "this", "which")
    return pointed and after in SMALL and word_at(tokens, i + 2) in SCALE


_PARTS: tuple[tuple[str, str], ...] = (
    ("three quarters", "0.75"), ("a quarter", "0.25"), ("a half", "0.50"), ("half", "0.50"), ("a dime", "0.10"),
    ("a nickel", "0.05"), ("a penny", "0.01"),
    ("one penny", "0.01"), ("two dimes", "0.20"), ("two quarters", "0.50"), ("one quarter", "0.25"),
)  # fmt: skip


def _part_of_a_dollar(tokens: Sequence[Token], i: int) -> tuple[Decimal, int] | None:
    """ "and a quarter": the part of a dollar and the token after it."""
    if word_at(tokens, i) != "and":
        return None
    for said, part in _PARTS:
        words = said.split()
        if [t.word for t in tokens[i + 1 : i + 1 + len(words)]] == words:
            return Decimal(part), i + 1 + len(words)
    return None


def _whole_and_cents(tokens: Sequence[Token], i: int, after: int) -> Decimal | None:
    """ "one thousand nineteen and forty cents", the word dollars left out."""
    joint = next((k for k in range(after - 1, i, -1) if tokens[k].word == "and"), None)
    if joint is None:
        return None
    whole, _ = words_of_number(tokens[:joint], i)
    cents, _ = words_of_number(tokens[:after], joint + 1)
    if not whole or not cents:
        return None
    return Decimal(_hundreds_before(tokens, i) + number_value(whole)) + Decimal(number_value(cents)) / 100


def _hundreds_before(tokens: Sequence[Token], i: int) -> int:
    """The 3700 of "thirty seven oh five and fifty cents", where the five stands at token i."""
    pairs = [two_digits(tokens, k) for k in (i - 3, i - 2) if k >= 0 and word_at(tokens, i - 1) == "oh"]
    return next((pair[0] * 100 for pair in pairs if pair and pair[1] == i - 1), 0)


_PAID_BY = frozenset("month week piece dose visit day session year pop shot pill check cheque card wire paper".split())


def is_counted(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows is counted rather than paid; "a month", "a check or an e f t" are no counts."""
    return word_at(tokens, i) in _COUNTED and not (word_at(tokens, i) == "a" and word_at(tokens, i + 1) in _PAID_BY)


_PRICED = re.compile(
    r"\b(?:(?:contract(?:ed|ual)?|negotiated|agreed(?:\s+(?:up)?on)?|allowed|allowable|our|the)\s+)?(?:rates?|contract|fee\s+schedule|allowance|allowable)"
    r"(?:'s|\s+(?:is|was|says|pays|allows|of|at|it's|should\s+be|supposed\s+to\s+be|calls\s+for))(?:\s+(?:is|it's|supposed\s+to\s+be|only|just|at|for|like))*\s+$|"
    r"\b(?:amount|total|charge|balance|bill|copay|payment|fee|deductible)'s\s+(?:(?:only|just|about)\s+)?$|\b(?:minus|negative)\s+$|"
    r"\b(?:reimbursement|payment|allowance|allowable)\s+should\s+(?:be|have\s+been)\s+$|\bcontracted\s+(?:at|for)\s+$|"
    r"\b(?:pulled|clawed|grabbed)\s+back\s+$|\btake\s?backs?\s+(?:of|for)\s+$|\b(?:my|his|her|our|their)\s+(?:share|part|portion)\s+at\s+$|"
    r"\b(?:owe|owed|owes|owing)\s+(?:(?:the|my|this|that|his|her)\s+)?(?:\w+\s+)?\w+\s+(?:that|another|this|only|about|like)\s+$|"
    r"\b(?:on\s+the\s+hook|responsible|liable|stuck(?:\s+paying)?|hit)\s+(?:for|with|paying)\s+(?:(?:that|this|the|another|about|only)\s+){0,2}$|"
    r"\b(?:charge[ds]?|billed|paid|allowed|contracted|allowable|pays?|paying|owe[sd]?|costs?|balance|amount|total|charging|billing|met|recouped|took\s+back|taken\s+back|taking\s+back|wrote\s+off|written\s+off|"
    r"bill(?=\s+(?:me|us|him|her)\b)|(?<=\bwe\s)bill|came\s+(?:to|for|out\s+to|in\s+at)|ask(?:ing|ed|s)?\s+(?:me|us|him|her)\s+for|runs?\s+(?:me\s+)?about)\s+"
    r"(?:(?:me|us|them|you|it|was|is|of|at|for|only|just|about|around|like|my|this|that|back)\s+){0,2}$|"
    r"\bsent\s+(?:me|us)\s+(?:only\s+|just\s+)?$|\b(?:you|they|u)\s+sent\s+(?:(?:me|us|him|her|them|only|just)\s+){0,2}$|"
    r"\b(?:card|check|cheque|payment|eft|remit|bill|statement|invoice)\s+(?:was\s+)?(?:for|of)\s+$|\bordered\b.*\bit\s+was\s+$|\bdid\s+(?:the\s+)?$|\bbill(?:'s|\s+is|\s+was)\s+$|"
    r"\bcharged?\s+(?:my|the|our)\s+card\s+$|\b(?:my|the|his|her|our|patient)\s+(?:part|share|portion|copay|half)\s+(?:is|was|of)\s+(?:supposed\s+to\s+be\s+|only\s+|about\s+){0,2}$|"
    r"\bthat's\s+it\s+$|\b(?:amount|total|charge|balance)\s+(?:(?:due|on|for|of)\s+)?(?:(?:that|this|it|the|one|line|claim|visit|bill)\s+){0,3}(?:is|was|came\s+to|says|shows)\s+$|"
    r"\b(?:cleared|issued|posted|deposited|cashed|written|cut|made\s+out|settled)\s+(?:for|at)\s+$|"
    r"\b(?:got|get|received|see|seen)\s+(?:the|that|our|my)\s+$|"
    r"\b(?:(?:i'm|i\s+am|we're|he's|she's|the\s+one|one)\s+paying|(?:have|has|had|got|supposed|want\s+me|wants\s+me)\s+to\s+pay|gotta\s+pay|owe)\s+"
    r"(?:(?:the|that|this|whole|full|entire|all|another)\s+){1,2}$|"
    r"\b(?:they|he|she|y'all|hospital|clinic|office|place|collections)\s+(?:(?:still|now|also|just)\s+){0,2}wants?\s+(?:from\s+me\s+)?$|"
    r"\b(?:took|taken|pulled|drafted)\s+(?:out\s+)?$|\b(?:deducted|withheld|held\s+back|docked(?:\s+us)?|offset|kept)\s+(?:another\s+)?$|\bnotice\s+(?:saying\s+|that\s+says\s+)?(?:for|of)\s+$|"
    r"\bpatient\s+resp\w*\s+(?:(?:on|here|this|that|it|one|the|e\s?o\s?b|claim)\s+){0,3}(?:is|was|of|shows|says)\s+$",
    re.IGNORECASE,
)
"""Before a price said without the word dollars."""
_OWES_THAT = re.compile(
    r"\b(?:owe|owed|owes|hook\s+for|responsible\s+for)\s+(?:\w+\s+){0,3}(?:that|this)\s+$", re.IGNORECASE
)
_COPAY = re.compile(
    r"\b(?:copays?|co\s+pay|coinsurance|deductible)(?:'s|\s+is|\s+was|\s+of|\s+should\s+be|\s+says)?\s+"
    r"(?:(?:only|just|supposed\s+to\s+be|always|been|a|like|about|still)\s+)*$",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"\b(?:took|charged|charging|wants?|collected|gave|got|paid|covered|says?|saying|said|told|tell(?:s|ing)?|thought|expected|expecting|should(?:'ve|\s+have)?\s+(?:be|been)|shows?|showed|showing)\s+"
    r"(?:(?:me|us|him|her|them|you|only|just|another|out|the\s+other|my|like|about|it's|it\s+is|it\s+was|i\s+owe|we\s+owe|owe|that's)\s+)*$",
    re.IGNORECASE,
)
""" "My copay's supposed to be thirty five and they took seventy": a small sum, and one beside another."""
_I_PAID = re.compile(r"\b(?:i|we)\s+(?:(?:already|have|only)\s+)?paid\s+(?:(?:them|you)\s+)?$", re.IGNORECASE)
_WHERE_OR_WHEN = re.compile(r"\s+(?:at|to|when|out|up|last|on|for\s+(?:it|the|my|a))\b", re.IGNORECASE)
""" "I paid forty at the front desk"."""
_COMPARED = re.compile(
    r"\b(?:instead\s+of|rather\s+than|not|versus|vs|should(?:'ve|a)?\s+(?:be|been|have\s+been|of\s+been)|supposed\s+to\s+be)\s+$",
    re.IGNORECASE,
)
""" "You paid us one oh four fifty instead of one forty fifty": a second sum beside the first."""
_GOT = re.compile(r"\b(?:got|received|collected)\s+(?:(?:back|only|just|us|me)\s+)*$", re.IGNORECASE)
_BILLED = re.compile(r"\b(?:billed|charged?|allowed|expected|owed)\b", re.IGNORECASE)
""" "We billed two fifty and got one eighty two thirty one"."""
_SENT = re.compile(r"\b(?:check|cheque|eft|e\s+f\s+t|trace|remit\w*|card)\b", re.IGNORECASE)


def _priced(text: str, tokens: Sequence[Token], today: date, *, beside: bool) -> list[SaidAmount]:
    """Prices side by side ("charge was nine seventy five"), and the sum after the number of a payment; `beside` says that
    another sum is told in the line."""
    found: list[SaidAmount] = []
    small: list[SaidAmount] = []
    firm = False
    i = 0
    while i < len(tokens):
        said = price_at(tokens, i)
        if said is None:
            i += 1
            continue
        before = before_it(text, tokens[i].start)
        if _is_the_year(tokens, i, said):
            i = said[1]
            continue
        that_one = word_at(tokens, i) == "one" and word_at(tokens, i - 1) in ("this", "that") and i > 0
        if that_one and word_at(tokens, i + 1) != "oh" and not (_OWES_THAT.search(before) and said[0] > 100):
            i += 1  # "did you pay this one"
            continue
        copay, took = _COPAY.search(before) is not None, _TOOK.search(before) is not None
        led = copay or _PRICED.search(before) is not None or (said[2] and _is_got(text, before))
        spelled = i > 0 and (tokens[i - 1].word in SMALL or tokens[i - 1].word in ("oh", "double", "triple"))
        thousands = any(t.word == "thousand" for t in tokens[i : said[1]])
        named = is_a_named_sum(text, tokens, i, said, today)
        told = said[2] or (said[0] >= 100 and not may_be_a_day(said[0]))
        named = named or (told and (bool(found) or beside) and _COMPARED.search(before) is not None)
        firmly = is_firmly_led(before, text[tokens[said[1] - 1].end :], said)
        exact = said[2] and word_at(tokens, i - 1) == "for" and _follows_one_by_one(tokens, i - 1)
        of_payment = exact and _SENT.search(before) is not None
        of_payment = of_payment or (
            thousands and (spelled or word_at(tokens, i - 1) == "for") and _SENT.search(before) is not None
        )
        if is_counted(tokens, said[1]) or not (((led or took or firmly) and not spelled) or of_payment or named):
            i += 1
            continue
        priced = SaidAmount(said[0], tokens[i].start, tokens[said[1] - 1].end)
        told = _I_PAID.search(before) is not None and _WHERE_OR_WHEN.match(text, priced.end) is not None
        sure = (said[0] >= 100 or said[2]) and (led or named or of_payment)
        if sure or firmly or (led and said[0] >= 10 and told):
            found.append(priced)
        elif (led or took) and said[0] >= 10:
            small.append(priced)
            firm = firm or led or _is_disputed(text, said)
        i = said[1]
    return (
        found + small if found or beside or (firm and len(small) > 1) else []
    )  # "allowed one ninety and paid ninety five"


def _is_the_year(tokens: Sequence[Token], i: int, said: tuple[Decimal, int, bool]) -> bool:
    """Whether "two thousand twenty six" ends "october six two thousand twenty six"."""
    return said[0] in _YEARS and not said[2] and any(t.word in MONTHS for t in tokens[max(0, i - 3) : i])


_SOMEBODY_SAYS = re.compile(
    r"\b(?:says?|said|saying|tells?|told|telling|shows?|wants?|expected|expecting|paid|got|charged)\b", re.IGNORECASE
)
_OF_DAYS = re.compile(
    r"\b(?:days?|dates?|d\s?o\s?s|weeks?|months?|hours?|minutes?|visits?|appointments?|born|birth\w*|seen|tomorrow|monday|tuesday|wednesday|"
    r"thursday|friday|codes?|modifiers?|units?)\b",
    re.IGNORECASE,
)


def _is_disputed(text: str, said: tuple[Decimal, int, bool]) -> bool:
    """Whether two say different things of what is to be paid: "my statement says four eighteen and your site says two oh six"."""
    if len(_SOMEBODY_SAYS.findall(text)) < 2 or _OF_DAYS.search(text):
        return False
    sure = (said[0] >= 100 or said[2]) and not may_be_a_day(said[0])
    return sure or MONEY_TALK.search(text) is not None


def _is_got(text: str, before: str) -> bool:
    """ "We billed two fifty and got one eighty two thirty one", "we got forty two sixty one on check …"."""
    return _GOT.search(before) is not None and (_BILLED.search(before) or _SENT.search(text)) is not None


def _follows_one_by_one(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number said digit by digit ends before token i: a check's, before what it is for."""
    while i > 0 and word_at(tokens, i - 1) in _IT_IS:
        i -= 1
    first = i
    while first > 0 and (word_at(tokens, first - 1) in DIGITS or word_at(tokens, first - 1) in ("double", "triple")):
        first -= 1
    return i - first >= _ONE_BY_ONE


_ONE_BY_ONE = 4
_IT_IS = frozenset("and it's its it is was that's made out which".split())


def _with_a_point(tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "Three hundred forty two point one seven", "six oh three point twenty five no point thirty five"."""
    found: list[SaidAmount] = []
    for i, token in enumerate(tokens):
        if token.word != "point" or (found and token.start < found[-1].end):
            continue
        first = i
        while first > 0 and (tokens[first - 1].word in SMALL or tokens[first - 1].word in (*SCALE, "oh", "and")):
            first -= 1
        first += first < i and tokens[first].word == "and"
        cents = _cents(tokens, i + 1)
        if cents is None or first == i:
            continue
        after = cents[1] + sum(word_at(tokens, cents[1] + k) in ("no", "sorry", "wait") for k in range(2))
        if after > cents[1] and word_at(tokens, after) == "point":
            cents = _cents(tokens, after + 1) or cents
        said = _with_oh(tokens[:i], first)
        whole = (
            said.value
            if said
            else Decimal(number_value([t.word for t in tokens[first:i] if t.word not in ("and", "oh")]))
        )
        found.append(SaidAmount(whole + Decimal(cents[0]) / 100, tokens[first].start, tokens[cents[1] - 1].end))
    return found


def _cents(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Two digits after the point, said as a pair or one by one, and the token after them."""
    pair = two_digits(tokens, i)
    if pair and pair[0] > 9:
        cents, after = pair
    else:
        digits = [DIGITS.get(word_at(tokens, k), "") for k in (i, i + 1)]
        if not all(digits):
            return None
        cents, after = int("".join(digits)), i + 2
    runs_on = word_at(tokens, after) in SMALL or word_at(tokens, after) in ("oh", "percent", "milligrams", "miles")
    return None if runs_on else (cents, after)


_WANTED_FROM = re.compile(
    r"\b(?:wants?|wanted|want's|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?)\s+(?:for\s+)?(?P<sum>\d{2,5})\s+(?:from|off|out\s+of)\s+"
    r"(?:me|us|him|her|them|my|our)\b",
    re.IGNORECASE,
)


_CAN_PAY = re.compile(
    r"\b(?:pay|give|afford|manage|do|swing|spare|offer|scrape|send|handle|put|accept|settle|split|spread|(?<!\bi\s)take)\b",
    re.IGNORECASE,
)


def _by_the_month(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "i can give them thirty a month"."""
    found: list[SaidAmount] = []
    for i in range(len(tokens) if _CAN_PAY.search(text) else 0):
        said = two_digits(tokens, i)
        if said is None or said[0] < 10 or (i and tokens[i - 1].word in (*SMALL, "hundred", "thousand", "oh", "and")):
            continue
        if word_at(tokens, said[1]) in ("a", "per", "every", "each") and word_at(tokens, said[1] + 1) in _TERMS:
            found.append(SaidAmount(Decimal(said[0]), tokens[i].start, tokens[said[1] - 1].end))
    return found


_TERMS = frozenset({"month", "week", "two", "other", "payday"})
_COUNTED = frozenset(
    """visits days claims percent units milligrams miles times people calls hours minutes sessions patients weeks months
    years pages lines form forms a b""".split()
)


def _round_sums(text: str, tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "i can't hand over four thousand at once", "the three hundred eighteen oh seven payment": hundreds and thousands where
    money is spoken of."""
    found: list[SaidAmount] = []
    i = 0 if MONEY_TALK.search(text) else len(tokens)
    while i < len(tokens):
        run, after = words_of_number(tokens, i) if not _is_the_one(tokens, i) else ([], i + 1)
        said = price_at(tokens, i) if set(run) & set(SCALE) else None
        if said and not is_counted(tokens, said[1]):
            spelled = i > 0 and (tokens[i - 1].word in SMALL or tokens[i - 1].word in ("oh", "double", "triple"))
            a_year = run[:2] in (["two", "thousand"], ["nineteen", "hundred"]) and said[0] < 2100 and not said[2]
            a_year = a_year and word_at(tokens, said[1]) not in ("a", "per", "every", "each")
            if not spelled and not a_year:
                found.append(SaidAmount(said[0], tokens[i].start, tokens[said[1] - 1].end))
                after = said[1]
        i = max(after, i + 1)
    return found


_MONEY_VERBS = frozenset("expected paid pay owe owed billed charged allowed expecting".split())


def _bare_beside(tokens: Sequence[Token]) -> list[SaidAmount]:
    """ "you paid us two hundred dollars, we expected three hundred and five": hundreds after such a verb are money too."""
    if not any(t.word in ("dollar", "dollars", "bucks") for t in tokens):
        return []
    found: list[SaidAmount] = []
    for i, token in enumerate(tokens[:-1]):
        run, after = words_of_number(tokens, i + 1)
        plain = token.word in _MONEY_VERBS and run and set(run) & set(SCALE)
        if plain and word_at(tokens, after) not in ("dollar", "dollars", "bucks", "cents", "cent"):
            found.append(SaidAmount(Decimal(number_value(run)), tokens[i + 1].start, tokens[after - 1].end))
    return found


def _price(run: Sequence[str]) -> Decimal:
    """ "three eighty five fifty" is 385.50, "eighty seven sixteen" 87.16: groups said side by side end in cents."""
    groups: list[str] = []
    for word in run:
        value = 0 if word in SCALE or word in ("and", "a") else int(word) if word.isdigit() else SMALL[word]
        if groups and 0 < value < 10 and int(groups[-1]) >= 20 and int(groups[-1]) % 10 == 0:
            groups[-1] = str(int(groups[-1]) + value)
        else:
            groups.append(str(value))
    if len(groups) == 3 and not set(run) & set(SCALE) and len(groups[0]) == 1 and len(groups[1]) == len(groups[2]) == 2:
        return Decimal(f"{groups[0]}{groups[1]}.{groups[2]}")
    if len(groups) == 2 and not set(run) & set(SCALE) and len(groups[0]) == len(groups[1]) == 2:
        return in_two_pairs(int(groups[0]), int(groups[1]))
    return Decimal(number_value(run))


def _with_oh(tokens: Sequence[Token], i: int) -> SaidAmount | None:
    """ "three oh six eighty" is 306.80, "four oh two" 402."""
    if word_at(tokens, i + 1) != "oh" or not all(0 < SMALL.get(word_at(tokens, i + k), 0) < 10 for k in (0, 2)):
        return None
    whole = f"{SMALL[tokens[i].word]}0{SMALL[tokens[i + 2].word]}"
    cents, after = words_of_number(tokens, i + 3)
    exact = f"{whole}.{number_value(cents)}" if cents and 10 <= number_value(cents) < 100 else whole
    return SaidAmount(Decimal(exact), tokens[i].start, tokens[(after if exact != whole else i + 3) - 1].end)


def bare_amount(tokens: Sequence[Token]) -> SaidAmount | None:
    """A number where a sum was asked for: "fifty a month", "about 120"."""
    for i in range(len(tokens)):
        if (
            tokens[i].is_figure
            and i + 2 < len(tokens)
            and tokens[i + 1].word == "."
            and tokens[i + 2].is_figure
            and tokens[i + 2].glued
        ):
            return SaidAmount(Decimal(f"{tokens[i].word}.{tokens[i + 2].word}"), tokens[i].start, tokens[i + 2].end)
        if said := _with_oh(tokens, i):
            return said
        run, after = words_of_number(tokens, i)
        exact = price_at(tokens, i) if "hundred" in run or "thousand" in run else None
        if exact and exact[2]:  # "fourteen hundred thirty two seventy"
            return SaidAmount(exact[0], tokens[i].start, tokens[exact[1] - 1].end)
        if run and run != ["a"]:
            return SaidAmount(_price(run), tokens[i].start, tokens[after - 1].end)
        if tokens[i].is_figure and len(tokens[i].word) <= 6:
            return SaidAmount(Decimal(tokens[i].word), tokens[i].start, tokens[i].end)
    return None
