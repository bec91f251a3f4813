"""Short questions that mean something only about the claim at hand: "how long do we have?", "and the rest?". Pure.

The language model hears each line alone; what is being talked about decides what such a line asks.
"""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory

UNCLEAR = frozenset({"nlu_fallback", "out_of_scope", "inform", "help", "more_details"})
PAID_WITH = re.compile(r"\b(?:paid|sent|issued) (?:with|by|under|on)\b|\b(?:eft|trace|check)\b", re.I)
"""A number said with these words about the claim at hand is its payment's, not another claim's."""
_FIGURE = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b"
_OF_A_CLAIM = r"\b(?:on|for|of|claims?|clm|icn|dcn)\W+(?:(?:the|claim|clm|number|num|no|id)\W+)*{0}"
""" "The EFT for E9989580978", "what was paid on claim 2026803922069": whose payment is asked for, no payment's number."""
_OF_A_PAYMENT = re.compile(r"(?:eft|chk|ck|trn|ach)?\d", re.I)
_ASKS_MONEY = re.compile(
    r"\b(?:eft|trace|paid|payment|pymt|allowed|remit\w*)\b|\bcheck (?:number|num|no|#)|\b(?:the|by|a|paper) check\b",
    re.I,
)
CONFIDENT = 0.75
_ABOUT_A_CLAIM = (
    (
        r"\b(?:don'?t (?:understand|get)|what (?:does )?(?:that|this|it) means?|confus\w+|meaning)\b",
        "explain_claim_codes",
    ),
    (
        r"\b(?:last day|dead ?line|how long|by when|until when|due (?:date|by)|how many days|time limit|tfl)\b",
        "ask_appeal_rights",
    ),
    (r"\b(?:appeal|dispute|fight|contest|challenge)\b", "ask_appeal_rights"),
    (r"\b(?:why|reason|how come|y denied|denial)\b", "ask_denial_reason"),
    (
        r"\b(?:what (?:do|can|should) (?:we|i)|what now|next step|how (?:do|can) (?:we|i) fix|what happens)\b",
        "ask_next_step",
    ),
    (r"\b(?:ow|owe|owed|my share|patient (?:share|resp\w*)|pt resp|deductible)\b", "ask_amount_owed"),
    (r"\b(?:co-?insurance|co-?pay|bill (?:me|the patient))\b", "ask_amount_owed"),
    (r"\b(?:check|eft|trace|paid|payment|allowed|remit\w*|how much|amount)\b", "ask_payment"),
    (r"\b(?:codes?|carc|rarc|remark)\b", "explain_claim_codes"),
    (r"\b(?:status|where (?:does|is) it)\b", "check_claim_status"),
)
_MEANT = re.compile(r"\bi (?:mean|meant|asked|said|wanted|was (?:asking|talking))\b", re.I)
""" "No, I meant the allowed amount" puts right what was asked, no value."""


_BACK_TO = re.compile(
    r"\b(?:back|return) to (?:the|my|that|this|what|why|how|when)\b(?! (?:last|previous|prior|first|other|second|start|beginning|"
    r"menu|top|one|claim|list|very)\b)",
    re.I,
)
""" "Go back to the payment": it is told again of the claim at hand, which stays."""


def claim_paid(heard: Heard) -> str | None:
    """The claim whose number stands beside words of payment; None where the number is the payment's own."""
    said = [str(one) for name in ("claim_number", "trace_number") if (one := heard.one(name)) is not None]
    for number in said:
        as_told = re.escape(number) if number.lower() in heard.text.lower() else _FIGURE
        if _OF_A_PAYMENT.match(number) is None or re.search(_OF_A_CLAIM.format(as_told), heard.text, re.I):
            return number
    return None


def about_the_claim(memory: Memory, heard: Heard) -> str | None:
    """The wish behind an unclear line while a claim is being talked about, or None."""
    if not heard.intents:
        return None
    if heard.intents[0] in UNCLEAR and _ASKS_MONEY.search(heard.text) and claim_paid(heard):
        return "ask_payment"
    if memory.claim is None:
        return None
    if PAID_WITH.search(heard.text) and (heard.values.get("claim_number") or heard.values.get("trace_number")):
        return "ask_payment"
    if heard.values:
        return None
    first = heard.intents[0]
    if (first == "correct_that" and _MEANT.search(heard.text)) or (first == "go_back" and _BACK_TO.search(heard.text)):
        return _asked_about(heard.text)
    if first not in UNCLEAR or (first != "nlu_fallback" and heard.confidence >= CONFIDENT):
        return None
    return _asked_about(heard.text)


def _asked_about(text: str) -> str | None:
    return next((wish for pattern, wish in _ABOUT_A_CLAIM if re.search(pattern, text, re.I)), None)
