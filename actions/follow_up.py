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


def about_the_claim(memory: Memory, heard: Heard) -> str | None:
    """The wish behind an unclear line while a claim is being talked about, or None."""
    if memory.claim is None or not heard.intents:
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
