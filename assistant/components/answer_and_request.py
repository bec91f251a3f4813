"""An answer and a request in one line: which of the two it is, or both, in the order they were said. Pure.

"Yes, that's the patient, and why was it denied?" says yes and asks; "it shows N130", where the code was asked for, only
answers, however much it sounds like a question about the code. Lines are masked unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.components.clauses import Clause, clauses
from assistant.components.decision import CONTROL, SOFT, Decision, Scorer, Scores
from assistant.components.masking import names_a_number
from assistant.components.quick import plain_answer
from assistant.components.words import A_FACT, FACT, REQUESTS, WANTS, asked_in

_STANDS_BESIDE_AN_ANSWER = frozenset(
    "medical_emergency request_human correct_that complain another_claim another_patient dont_know".split()
)
_BEGINS = frozenset("correct_that restart go_back".split())
_BEGUN_SURE = 0.6
_COMPLETE = 2
_GREETING = re.compile(
    r"^\W*(?:(?:yeah|yes|oh|uh|um|well|ok|okay|so|hi|hello|hey)\W+)*good\s+(?:morning|afternoon|evening|day)\b|"
    r"^\W*(?:hi|hello|hey|hiya|howdy|morning|afternoon)\b.*\bhow\s+(?:are|r)\s+(?:you|u|ya|y'?all)\b|\bhow\s+(?:you|ya)\s+doin",
    re.IGNORECASE,
)
"""A greeting for its own sake; "hi, this is Lakeside billing" only says who calls."""
_ASKS_A_MEANING = re.compile(
    rf"{WANTS.pattern}|\b(?:def|definitions?|define|defined|wh?ats?|translat\w+|english|seen|decode|new\s+one|walk|stands?|sense|lost|clue|idea|"
    r"understand\w*|confus\w*|meanings?|explanation|gloss\w*|break\s+down|about|reads?)\b|^\W*(?:and|so|then)\s+the\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"\b(?:yes|yeah|yep|yup|correct|right|no|nope)\b", re.IGNORECASE)
_CONFIRMED = re.compile(
    r"\W*(?:(?:oh|uh|um|ok|okay)\W+)*(?:(?:yes|yeah|yep|yup|correct|right|uh\s+huh|sure|ten\W?four|10-4|roger|affirmative|exactly)\W+)+(?:that'?s|that\s+is|it'?s|this\s+is|(?:he|she)'?s)\s+"
    r"(?:\w+\s+){0,2}?(?:claim|patient|pt|one|me|him|her|them|member|right|correct|number|date|visit|doctor|it)\W*",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\W*(?:(?:oh|uh|um|ok|okay)\W+)*(?:no|nope|nah)\W+(?:(?:that'?s|that\s+is|it'?s|i'?m|we'?re)\s+(?:\w+\s+)?(?:fine|okay|ok|all\s?right|good|all\s+set)|"
    r"not\s+(?:now|that|today|yet|necessary|needed))\W*",
    re.IGNORECASE,
)
""" "No that's fine, let's go to the next claim": no to what was offered."""
_SO_THEN = re.compile(r"^\W*(?:so|and|now|then|well)\b", re.IGNORECASE)
_CODES = frozenset({"adjustment_code", "remark_code", "procedure_code"})
_ABOUT_WHAT_IS_TOLD = {
    "explain_code": _CODES,
    "check_authorization": frozenset({"auth_number"}),
    "ask_amount_owed": frozenset({"amount"}),
    "ask_payment": frozenset({"amount", "trace_number"}),
    "request_callback": frozenset({"phone_number"}),
}
"""Told when asked for, these facts sound like a request about them: "it shows N130"."""
_CONFIRMS = re.compile(
    r"\b(?:that'?s|that\s+is|that\s+was|is|are|be|which\s+is)\s+(?:the\s+)?(?:right|correct|me|him|her|it|(?:very\s+|right\s+|correct\s+|same\s+)?one|number\s+i)\b|"
    r"\b(?:matches|agrees|checks\s+out)\b",
    re.IGNORECASE,
)
""" "Yup, 88120 is right" says yes with the value that was read to them."""
_TAKEN_BACK = re.compile(
    r"\b(?:no|sorry|wait|actually|i\s+mean|scratch\s+that|oops|correction|rather|misread|make\s+that)\b", re.IGNORECASE
)
_A_DAY = re.compile(
    r"^\W*(?:(?:uh|um|it's|on|the)\W+)*(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twel\w+|twent\w+|thirt\w+)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(r"\b(?:thanks|thank|thx|thnx|ty|tysm|appreciate|grateful)\b", re.IGNORECASE)
_BYE = re.compile(
    r"\b(?:bye|good\s?bye|take\s+care|hang(?:ing)?\s+up|have\s+a\s+(?:good|great|nice|blessed)\s+\w+)\b", re.IGNORECASE
)
_STOPPED = re.compile(r"\b(?:froze|frozen|freez\w+|crash\w*|locked|blank|reloaded|died|glitch\w*)\b", re.IGNORECASE)
""" "My screen froze, send that again" tells why, and wants no moment."""
_BESIDE_FACTS = 7
_ASKED_BESIDE = 0.4


def answering(decision: Decision, line: str, answered: str | None, sure: float) -> Decision:
    """A line that brings what was asked for answers, unless something else is clearly wanted. `line` is as it was said."""
    if answered is None or decision.also:
        return decision
    if decision.intent == "correct_that" and slipped(line):
        return replace(decision, intent="inform")
    if decision.intent in _STANDS_BESIDE_AN_ANSWER or (decision.intent == "affirm" and _CONFIRMS.search(line)):
        return decision
    told = answered in _ABOUT_WHAT_IS_TOLD.get(decision.intent, ())
    aside = decision.intent in SOFT or (told and (answered == "phone_number" or not WANTS.search(line)))
    if not aside and decision.confidence >= sure:
        return decision
    return replace(decision, intent="inform")


def answered_first(decision: Decision, line: str, answered: str | None) -> Decision:
    """ "8120077, and please tell me why it was turned down": the value asked for, complete before the request, is said too."""
    asked = (decision.intent, *decision.also)
    if answered is None or set(asked) & (CONTROL | _STANDS_BESIDE_AN_ANSWER | {"request_callback"}):
        return decision
    parts = clauses(line)
    if len(parts) < 2 or not _only_facts(parts[0].text):
        return decision
    besides = any((WANTS if part.joined_weakly else REQUESTS).search(part.text) for part in parts[1:])
    if not besides or decision.confidence < _ASKED_BESIDE:
        return decision
    return replace(decision, intent="inform", also=asked)


def with_both_courtesies(decision: Decision, line: str, score: Scorer) -> Decision:
    """ "Thanks a lot, bye now" thanks and takes leave; "let me get a pen, okay, say it again" wants a moment first."""
    if decision.also:
        return decision
    if decision.intent in ("thank", "goodbye"):
        thanks, bye = _THANKS.search(line), _BYE.search(line)
        if thanks and bye:
            return replace(decision, intent="goodbye", also=("thank",))
    if decision.intent == "repeat":
        parts = [part.text for part in clauses(line)]
        if len(parts) > 1 and not _STOPPED.search(parts[0]) and score(parts)[0].get("hold_on", 0.0) >= _BEGUN_SURE:
            return replace(decision, intent="hold_on", also=("repeat",))
    return decision


def codes_told(decision: Decision, line: str) -> Decision:
    """ "The remit shows CO-16 with N290" tells what it shows; "define CO-16" asks. `line` is masked."""
    asks = decision.intent != "explain_code" or decision.also or "xcode" not in line or _ASKS_A_MEANING.search(line)
    return decision if asks else replace(decision, intent="inform")


def greeted(decision: Decision, line: str) -> Decision:
    """ "Good morning, this is Lakeside Orthopedics" greets, and says for whom."""
    if decision.intent != "identify_provider" or decision.also or not _GREETING.match(line):
        return decision
    return replace(decision, intent="greet", introduces="identify_provider")


def slipped(line: str) -> bool:
    """ "May fifth, no, may sixth": a value put right in the breath it was first said in corrects nothing said before."""
    back = _TAKEN_BACK.search(line)
    return back is not None and (names_a_number(line[: back.start()]) or bool(_A_DAY.search(line[: back.start()])))


def answer_before(parts: Sequence[Clause]) -> str | None:
    """ "Yes, that's right. And how much do I owe?": an answer that is complete before the request begins."""
    for count in range(1, len(parts)):
        said = ", ".join(part.text for part in parts[:count])
        if _CONFIRMED.fullmatch(said):
            return "affirm"
        if _REFUSED.fullmatch(said):
            return "deny"
    if len(parts) < 2 or not _YES_OR_NO.search(parts[0].text):
        return None
    if parts[1].joined_weakly and not _SO_THEN.search(parts[1].text):  # "correct, so is that one denied"
        return None
    return plain_answer(parts[0].text)


def begun_with(parts: Sequence[Clause], by_part: Sequence[Scores]) -> str | None:
    """ "No, that's the wrong date, and is it paid": a correction or a new beginning, complete before the request."""
    if len(parts) < 2 or len(parts[0].text.split()) < _COMPLETE or parts[1].joined_weakly:
        return None
    name = max(by_part[0], key=lambda n: by_part[0][n])
    if name == "correct_that" and A_FACT.search(parts[0].text):  # "sorry, it's xdate": a value put right is told, too
        return name if by_part[0][name] + by_part[0].get("inform", 0.0) >= _BEGUN_SURE else None
    return name if name in _BEGINS and by_part[0][name] >= _BEGUN_SURE else None


def _only_facts(part: str) -> bool:
    """ "The rendering npi is xid": a value with a few words for it, and nothing asked."""
    if not A_FACT.search(part) or asked_in(part, WANTS):
        return False
    return len(FACT.sub(" ", part).split()) <= _BESIDE_FACTS
