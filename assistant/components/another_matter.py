"""A further claim beside something else said in the same breath: thanks for the last one, or a question about the next. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.components.decision import CONTROL, Decision
from assistant.components.words import A_FACT

_ANOTHER = frozenset({"another_claim", "another_patient"})
_THANKED = re.compile(
    r"^\W*(?:(?:ok|okay|alright|great|perfect|good)\W+)*(?:thanks|thank\s+(?:you|u)|thx|thnx|ty|appreciate\s+it)\b",
    re.IGNORECASE,
)
_HAS_MORE = re.compile(
    r"\b(?:i|we)(?:'?ve|\s+have)?\s+(?:(?:still|also|just|got|have)\s+){0,2}(?:got|have|one|another|two|a\s+(?:second|few|couple))\s+"
    r"(?:more|claims?|one|others?|for|to)\b",
    re.IGNORECASE,
)
_THE_NEXT_FIRST = re.compile(
    r"^\W*(?:(?:ok|okay|and|now|so|alright|uh|um)\W+)*(?:next\s+(?:(?:up\s+)?(?:i|we)(?:'?ve|\s+have)?\s+(?:got|have)|(?:one|up|claim|clm|patient|pt)\s+is)|"
    r"(?:(?:i|we)(?:'?ve|\s+have)?\s+)?(?:got|have)\s+(?:another|one\s+more)(?:\s+(?:one|claim|clm|patient|pt))?(?:\s+for\s+(?:you|u|ya|y'?all))?)\b",
    re.IGNORECASE,
)
_HOW_IT_STANDS = re.compile(
    r"\bpaid\s+or\s+(?:(?:just|still|is\s+it|it's)\s+)*(?:pend\w*|den(?:y|ied)|open|process\w*|on\s+hold)\b",
    re.IGNORECASE,
)
""" "Is it paid or pending" asks how the claim stands."""
_ASKS_OF_IT = frozenset(
    """check_claim_status ask_payment ask_denial_reason ask_amount_owed explain_code ask_next_step check_appeal_status
    request_document explain_eob""".split()
)


def thanked_for_the_last(decision: Decision, line: str) -> Decision:
    """ "Thank you, I have one more claim": thanks, and a further claim that is only announced. With the claim named, the
    thanks are a mere courtesy. `line` is masked."""
    if decision.intent not in _ANOTHER or decision.also or A_FACT.search(line):
        return decision
    announced = _THANKED.search(line) and _HAS_MORE.search(line)
    return replace(decision, intent="thank", also=(decision.intent,)) if announced else decision


def the_next_claim_first(decision: Decision, line: str) -> Decision:
    """ "Got another for you, xid, is it paid or pending": the next claim, and what is asked of it. `line` is masked."""
    if _HOW_IT_STANDS.search(line) and decision.intent == "ask_payment":
        decision = replace(decision, intent="check_claim_status")
    asked = tuple(dict.fromkeys(name for name in (decision.intent, *decision.also) if name not in _ANOTHER))
    if not _THE_NEXT_FIRST.search(line) or not asked or asked[0] not in _ASKS_OF_IT or set(asked) & CONTROL:
        return decision
    return replace(decision, intent="another_claim", also=asked)
