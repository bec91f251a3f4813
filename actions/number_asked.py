"""A number an office reads from its bank or remittance: whether it is the payment of the claim at hand. Pure.

"Our bank shows 700298137200, does that belong to this claim?" is a yes or a no from the record, and no search for another claim.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions.claim_answers import Facts, payment, payment_words
from actions.heard import Heard
from actions.memory import Memory
from actions.steps import Say
from actions.wording import is_zero

_HELD_AS = ("trace_number", "claim_number", "phone_number", "member_id")
"""As what the ears may have taken a row of figures."""
_OF_MONEY = re.compile(
    r"\b(?:bank|deposits?|checks?|chk|cheque|efts?|ach|trn|trace|payments?|pymt|remit\w*|era|835|reference|ref|wire|transfer|"
    r"lock ?box|credit)\b",
    re.I,
)
_WHETHER = re.compile(
    r"\b(?:does|do|is|was|are|would|could|isn'?t|doesn'?t|can you (?:confirm|verify|tell me if))\b.{0,60}\b(?:belongs?|"
    r"match(?:es)?|corresponds?|the same|the one|(?:right|correct) (?:one|number)|yours|"
    r"(?:for|of|on|to|with|from|against) (?:this|that|the) (?:same )?(?:claim|one|patient|payment|visit))\b",
    re.I,
)
_ASKS_MORE = re.compile(
    r"\b(?:what|how|when|why|who|whom|where|which|cash\w*|clear\w*|void\w*|stop|re-?issue\w*|trace it|refund\w*|take ?back|"
    r"recoup\w*|other|another|next|amount)\b",
    re.I,
)
"""More than yes or no is asked, or of another claim."""


_A_NUMBER = r"(?:number|numbers|reference|ref|confirmation|code|id|#)"
_FINDS = r"(?:search|look(?:s)?(?: (?:it|that|this|the \w+))?(?: up| for)?|find|trace|track|locate)"
_MONEY = r"(?:payment|transfer|check|cheque|money|deposit|eft)"
_TO_FIND_IT = re.compile(
    rf"\b(?:a|an|some|any|the|which|what|your|its) (?:(?!(?:phone|fax|claim|member|policy|card|tax)\b)\w+ ){{0,2}}?{_A_NUMBER}\b"
    rf".{{0,45}}\b(?:{_FINDS}|search(?:es)?|finds|match|pull (?:it|that) up)\b|"
    rf"\b{_FINDS}\b.{{0,30}}\b(?:by|with|under|using) (?:what|which|some|a|any) (?:\w+ )?{_A_NUMBER}\b|"
    rf"\b{_A_NUMBER}\b (?:number )?(?:is |was |stands )?(?:for|of|on|to|with) (?:the|that|this|your|our|my) {_MONEY}\b|"
    rf"\b{_MONEY}\b (?:have|has|got|carry|carries|come with|under|go under) (?:a|an|some|any|what|which) (?:\w+ )?{_A_NUMBER}\b|"
    r"\bwhat (?:do|should|can|could|would) (?:i|we) (?:tell|give) (?:them|him|her|the \w+)(?: \w+)? (?:to|so (?:that )?"
    rf"(?:they|he|she) (?:can|could)) {_FINDS}\b",
    re.I,
)
"""A number the money can be found by: "some reference she can search for", "what number is on that transfer"."""
_OTHER_NUMBER = re.compile(
    r"\b(?:phone|fax|call(?:back)?|claim (?:number|no|#|id)|member|policy|group|card|account|my cell|diagnosis|procedure|cpt|"
    r"tax|npi|reason|denial|remark|adjustment)\b",
    re.I,
)


def asks_number_to_find(text: str) -> bool:
    """Whether the number of a payment made is asked for in words that name what it is for."""
    return _TO_FIND_IT.search(text) is not None and _OTHER_NUMBER.search(text) is None


def about_its_number(memory: Memory, heard: Heard) -> Heard:
    """The line as the question whether a number is this payment's, where it asks that; else as it was."""
    text = heard.text.replace("’", "'")
    if memory.claim is None or memory.speaker != "provider" or set(heard.values) - {*_HELD_AS, "amount"}:
        return heard
    number = next((str(said) for name in _HELD_AS if (said := heard.one(name)) is not None), None)
    if number is None or number.endswith(str(memory.claim.get("last_four") or "-")):  # the claim's own number
        return heard
    if not (_OF_MONEY.search(text) and _WHETHER.search(text)) or _ASKS_MORE.search(text):
        return heard
    return replace(heard, intents=("is_its_number",), values={"number_asked": [number]}, confidence=1.0, piece=None)


def is_its_number(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Yes or no, with the number, day and amount on record."""
    said = next(iter(facts.get("parts_asked") or []), "")
    if is_zero(facts.get("paid")) or not facts.get("payment_trace_number"):
        return payment(facts, speaker, channel)
    same = _bare(said) == _bare(facts["payment_trace_number"])
    return [Say("utter_its_number" if same else "utter_not_its_number", payment_words(facts, channel))]


def _bare(number: Any) -> str:
    """The figures alone: "EFT 0070029" and "70029" are one number."""
    return re.sub(r"\D", "", str(number)).lstrip("0")
