"""Sums named only because they were heard or written wrongly: "you said four hundred and it was fourteen hundred dollars",
"billed amt is 1,440 even, you've got 1,404"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.identifiers.number_words import SCALE
from assistant.identifiers.prices_said import price_at
from assistant.identifiers.repair import is_misread
from assistant.identifiers.sum_leads import may_also_be_a_day
from assistant.identifiers.text import before_it
from assistant.identifiers.tokens import Token
from assistant.identifiers.written_sums import SaidAmount

_BY_YOU = r"\b(?:you|u|ya|y'all)(?:'?ve)?\s+(?:(?:just|guys|all|have)\s+){0,2}"
_YOU_SAID = re.compile(
    rf"{_BY_YOU}(?:said|(?:keep|kept)\s+\w+ing|heard|repeated|read(?:\s+(?:it|me|that))?(?:\s+back)?|have|has|got|put|wrote|typed|keyed|entered|show|processed|loaded)"
    r"(?:\s+(?:it\s+(?:down\s+)?as|down|in|it\s+at|back))?\s+\$?$",
    re.IGNORECASE,
)
_YOU_HAVE = re.compile(
    rf"{_BY_YOU}(?:heard|repeated|read(?:\s+(?:it|me|that))?(?:\s+back)?|have|has|got|put|wrote|typed|keyed|entered|show|processed|loaded)"
    r"(?:\s+(?:it\s+(?:down\s+)?as|down|in|it\s+at|back))?\s+\$?$",
    re.IGNORECASE,
)
_IT_WAS = re.compile(
    r"\W*(?:(?:and|but|well|no|actually|wait|sorry|dollars|when)\W+){0,2}(?:it\s+(?:was|is|should(?:'ve)?|needs\s+to)|it'?s|its|that's|should(?:'ve)?|"
    r"make\s+(?:it|that)|i\s+said|the\s+(?:amount|charge|total|balance)\s+(?:is|was))\s+(?:(?:be|been|have\s+been|actually|really|supposed\s+to\s+be)\s+){0,2}\$?",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"(?:\b(?:is|was|it'?s|its|be|it|for|(?:billed|charged|submitted|keyed)(?:\s+(?:amt|amount|charges?))?)|'s|[:=])\s+(?:(?:actually|really)\s+)?\$?$|^\W*(?:no|nope|sorry)\W+\$?$",
    re.IGNORECASE,
)
_IF_IT_WERE = re.compile(
    r"\bif\s+(?:it|that|they)(?:\s+(?:was|were)|\s+had\s+been|'d\s+been)\s+(?:like\s+)?\$?$", re.IGNORECASE
)
""" "It's eighty six fifty, if it were eight hundred i'd be on the floor"."""
_BETWEEN = re.compile(r"\W*(?:(?:even|flat|exactly|and|but|not\s+what)\W+){0,2}$", re.IGNORECASE)
_SLIPS = 2


def taken_back(text: str, sums: Sequence[SaidAmount]) -> list[SaidAmount]:
    """The sums that the other of two only puts right."""
    wrong = [one for one in sums if len(sums) > 1 and _IF_IT_WERE.search(text[: one.start])]
    for one, other in itertools.pairwise(sums):
        between = text[one.end : other.start]
        if one.value == other.value:
            continue
        if _YOU_SAID.search(text[: one.start]) and _IT_WAS.fullmatch(between):
            wrong.append(one)
        elif _YOU_SAID.search(text[: other.start]) and _tells(text, one, other):
            wrong.append(other)
    return wrong


def _tells(text: str, right: SaidAmount, heard: SaidAmount) -> bool:
    """Whether "it's 1,440 even, you've got 1,404" names the second only as misheard: the two are much alike."""
    between = text[right.end : heard.start]
    alike = _sounds_alike(right.value, heard.value)
    led = (_YOU_SAID if alike else _YOU_HAVE).search(between)
    told = led is not None and _BETWEEN.fullmatch(text[right.end : right.end + led.start()]) is not None
    alike = alike or is_misread(f"{right.value:.2f}", f"{heard.value:.2f}", _SLIPS)  # 1,440 and 1,404
    return told and alike and _IT_IS.search(text[: right.start]) is not None


_TEENS = {Decimal(teen): Decimal((teen - 10) * 10) for teen in range(13, 20)}


def _sounds_alike(one: Decimal, other: Decimal) -> bool:
    """Whether one of two sums is the other with a hundred or a thousand lost, or a teen taken for a ten: 360 and 36."""
    less, more = sorted((one, other))
    return more in (less * 10, less * 100) or _TEENS.get(less) == more


def told_right(text: str, tokens: Sequence[Token], *, asked: bool = False) -> list[SaidAmount]:
    """Both sums of "you said three hundred and it was thirteen hundred", of "i said sixteen hundred not six hundred", where
    neither is called money: at least one is told in hundreds, or as even, or a sum was `asked` for."""
    found: list[SaidAmount] = []
    for i in range(1, len(tokens)):
        before, one = before_it(text, tokens[i].start), price_at(tokens, i)
        if one is None or not (_YOU_SAID.search(before) or _I_SAID.search(before)):
            continue
        joint = (
            (_IT_WAS.match(text, tokens[one[1] - 1].end) or _NOT.match(text, tokens[one[1] - 1].end)) if one else None
        )
        at = next((k for k, t in enumerate(tokens) if joint and t.start >= joint.end()), len(tokens))
        other = price_at(tokens, at) if at < len(tokens) else None
        if one is None or other is None or min(one[0], other[0]) < _LEAST:
            continue
        spans = (tokens[i : one[1]], tokens[at : other[1]])
        plainly = any(t.word in SCALE or t.word == "even" for span in spans for t in span)
        exact = one[2] and other[2] and not (may_also_be_a_day(one[0]) or may_also_be_a_day(other[0]))
        if plainly or exact or asked:
            found += [
                SaidAmount(said[0], span[0].start, span[-1].end) for said, span in zip((one, other), spans, strict=True)
            ]
    return found


_I_SAID = re.compile(r"\b(?:i\s+(?:said|meant|told\s+(?:you|y'all))|it\s+was|it's)\s+$", re.IGNORECASE)
_NOT = re.compile(r"\W*(?:and\s+)?not\s+", re.IGNORECASE)
_LEAST = 10
