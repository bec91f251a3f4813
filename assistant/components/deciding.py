"""From probabilities to what is heard: the intent of a line, and the second request it may carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.components.asking_for_a_person import (
    asks_for_a_person,
    asks_when_people_are_there,
    declines_a_person,
    only_spoke_to_a_person,
)
from assistant.components.clauses import Clause, clauses
from assistant.components.danger_to_life import danger_to_life, manner_of_speaking, tells_of_the_past
from assistant.components.masking import names_a_number
from assistant.components.quick import plain_answer

Scores = dict[str, float]
Scorer = Callable[[Sequence[str]], list[Scores]]

CONTROL = frozenset(
    """greet goodbye affirm deny thank inform help hold_on repeat slow_down spell_it restart go_back correct_that dont_know
    bot_challenge identify_provider identify_member identify_representative out_of_scope complain more_details""".split()
)
SOFT = frozenset(
    "greet goodbye thank inform complain identify_provider identify_member identify_representative affirm hold_on".split()
)
_STANDS_BESIDE_AN_ANSWER = frozenset(
    "medical_emergency request_human correct_that complain another_claim another_patient dont_know".split()
)
_KNOWS_WHOM = frozenset(
    """medical_emergency switch_language report_fraud request_peer_to_peer request_callback out_of_scope
    ask_appeal_rights""".split()
)
"""Requests that name a person themselves, and go to the right one."""
_TAKES_A_REQUEST_ALONG = frozenset("correct_that restart go_back hold_on repeat slow_down spell_it".split())
"""Control words that are often said in one breath with a wish: "start over, and I want another claim"."""
_BEGINS = frozenset("correct_that restart go_back".split())
_BEGUN_SURE = 0.6
_GRUMBLE = 3
_GRUMBLED_SURE = 0.7
_GREETING = re.compile(
    r"^\W*(?:(?:yeah|yes|oh|uh|um|well|ok|okay|so)\W+)*(?:hi|hello|hey|hiya|howdy|good\s+(?:morning|afternoon|evening|day)|morning|afternoon)\b",
    re.IGNORECASE,
)
_COMPLETE = 2
_SAYING_AGAIN = frozenset("repeat slow_down spell_it".split())
_SAYING_AGAIN_SURE = 0.75
_SPELLS_ITSELF = re.compile(
    r"\b(?:i|me\s+to)\s+(?:(?:always|often|can|will|could|have\s+to|must|should|gotta|may)\s+)*spell\b", re.IGNORECASE
)
""" "I always spell it", "you want i spell it": one who spells asks for no spelling."""
_EITHER_OR = re.compile(
    r"\b(?:do|should|can|shall)\s+(?:i|we)\b[^.?!]*\bor\b(?:(?!\band\s+(?:how|what|when|where|can|if|is)\b)[^.?!])*|"
    r"\b(?:fix|mend|rebill|resubmit|correct)\b[^.?!]*\bor\b[^.?!]*\b(?:fight|appeal|dispute|contest)\w*",
    re.IGNORECASE,
)
_APPEALS = re.compile(r"\b(?:appeal|fight|disput|contest|object|recon)", re.IGNORECASE)
_OF_AN_APPEAL = frozenset({"start_appeal", "ask_appeal_rights"})
_SECOND_THOUGHTS = re.compile(r"\b(?:never\s?mind|nvm)\b", re.IGNORECASE)
_WORDS_AFTER = 4
_YES_OR_NO = re.compile(r"\b(?:yes|yeah|yep|yup|correct|right|no|nope)\b", re.IGNORECASE)
_TELLS_OF_A_DECISION = re.compile(r"\b(?:denied|den(?:y|ies)|rejected|denial|turned\s+down|appealed)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:status|stat|where|paid|pay|check|look|process\w*|whether|if)\b|^\W*(?:was|is|did|does|has|have)\b",
    re.IGNORECASE,
)
"""A part that only tells of a denial asks for nothing: the request is what comes after it."""
_CODES = frozenset({"adjustment_code", "remark_code", "procedure_code"})
_ABOUT_WHAT_IS_TOLD = {
    "explain_code": _CODES,
    "check_authorization": frozenset({"auth_number"}),
    "ask_amount_owed": frozenset({"amount"}),
    "ask_payment": frozenset({"amount", "trace_number"}),
    "request_callback": frozenset({"phone_number"}),
}
"""Told when asked for, these facts sound like a request about them: "it shows N130"."""
_WANTS = re.compile(
    r"\?|^\W*(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|any)\b|\b(?:wth|wtf|what|whats|why|how|when|where|who|which|whether|mean\w*|explain\w*|tell|need|want\w*|please\s+\w+|can|could|"
    r"(?:do|does|did)\s+(?:you|i|we|it|this|that|they)|(?:is|was|are)\s+(?:there|it|this|that)|look|find|check\w*|know|covered)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:says?|said|came\s+back|comes\s+back|shows?|showing|lists?|listed|denied|got|(?:code|reason|remark|that)(?:'s|\s+is)|"
    r"with|on\s+file)\b",
    re.IGNORECASE,
)
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
_GOES_FIRST = frozenset({"medical_emergency", "report_fraud"})
_TOLD_IN_PASSING = frozenset({"explain_code", "check_authorization"})
""" "It came back CO-4. How do we fix it?" asks only how."""
_ASKS_WHY = re.compile(r"\b(?:reasons?|rsn|y|cause|grounds)\b", re.IGNORECASE)
_KNOWS_WHOM_SURE = 0.75
_FACT = re.compile(r"\bx(?:id|date|amount|code)\b|[^\w\s]+")
_TRAILING_OFF = re.compile(
    r"\W*(?:who\s?ever|whatever|what|something|some\s?one|some\s?body|anything|not|so|nothing|no)\W*", re.IGNORECASE
)
""" "Did it get to the board or whoever" asks for nobody."""
_A_FACT = re.compile(r"\bx(?:id|date|amount|code)\b")
_SAID_BESIDE = 2
_ASKED = re.compile(
    r"^\W*(?:(?:uh|um|so|ok|okay|hi|hello|and|yes|yeah|well|please)\W+)*(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|what|whats|"
    r"why|how|when|where|who|which)\b(?!\s+(?:you|u)\s+(?:want|need|ask\w*))|"
    r"\b(?:what's|whats|what\s+(?:is|are|was|does|do|did)|why|how\s+(?:much|many|long|do|does|did|come|can|to)|when\s+(?:is|was|did|do|does|will)|"
    r"where\s+(?:is|do|does|did|are)|which\s+(?:is|are|claims?)|does\s+(?:it|he|she|they|this|that)|did\s+(?:it|you|he|she|they)|is\s+(?:he|she|it\s+(?:still|paid|active|done))|"
    r"has\s+(?:it|he|she)|are\s+(?:the|they|you))\b",
    re.IGNORECASE,
)
""" The plainer half of `_WANTS`: a whole line is only taken for a question where it begins as one or holds one entire."""
_BESIDE_A_WISH = 0.45
_BESIDE_A_PERSON = (("bot_challenge", 0.6), ("deny", 0.6), ("complain", 0.5))
_ONLY_ABOUT_PEOPLE = (declines_a_person, only_spoke_to_a_person)
_FILED = 0.6
_FILES = re.compile(r"\b(?:complain\w*|grievance)\b", re.IGNORECASE)
PLAIN_WISH = 0.9


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a probability counts. Tuned on held-out lines; see ARCHITECTURE.md."""

    understood: float = 0.27
    second_request: float = 0.42
    weakly_joined: float = 0.7
    beside_answer: float = 0.7
    human: float = 0.25
    emergency: float = 0.3
    emergency_whole: float = 0.05
    emergency_part: float = 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """The intent with its confidence, the further requests in the order said, and all scores of the whole line."""

    intent: str
    confidence: float
    also: tuple[str, ...]
    scores: Scores


def answering(decision: Decision, line: str, answered: str | None, sure: float) -> Decision:
    """A line that brings what was asked for answers, unless something else is clearly wanted."""
    if answered is None or decision.also:
        return decision
    if decision.intent == "correct_that" and slipped(line):
        return replace(decision, intent="inform")
    if decision.intent in _STANDS_BESIDE_AN_ANSWER or (decision.intent == "affirm" and _CONFIRMS.search(line)):
        return decision
    told = answered in _ABOUT_WHAT_IS_TOLD.get(decision.intent, ())
    aside = decision.intent in SOFT or (told and (answered == "phone_number" or not _WANTS.search(line)))
    if not aside and decision.confidence >= sure:
        return decision
    return replace(decision, intent="inform")


def greeted(decision: Decision, line: str) -> Decision:
    """ "Good morning, this is Lakeside Orthopedics" greets, and says for whom."""
    if decision.intent != "identify_provider" or decision.also or not _GREETING.match(line):
        return decision
    return replace(decision, intent="greet", also=("identify_provider",))


def slipped(line: str) -> bool:
    """ "May fifth, no, may sixth": a value put right in the breath it was first said in corrects nothing said before."""
    back = _TAKEN_BACK.search(line)
    return back is not None and (names_a_number(line[: back.start()]) or bool(_A_DAY.search(line[: back.start()])))


def after_second_thoughts(line: str) -> str:
    """ "What's a 277, never mind, what can you do": what is said after it counts; the line itself where little follows."""
    rest = _SECOND_THOUGHTS.split(line)[-1].strip(" ,.")
    return rest if len(rest.split()) >= _WORDS_AFTER else line


def decide(line: str, score: Scorer, thresholds: Thresholds) -> Decision:
    """The decision for one masked line: what its parts ask for where they ask for different things, else the whole."""
    parts = clauses(line)
    parts = parts if 2 <= len(parts) <= 8 else []
    whole, *by_part = score([line, *(part.text for part in parts)])
    intent = max(whole, key=lambda name: whole[name])
    if _in_danger(whole, parts, by_part, thresholds):
        return Decision("medical_emergency", max(whole["medical_emergency"], thresholds.understood), (), whole)
    requests = _requests(parts, by_part, thresholds, commas_join=intent not in SOFT)
    if requests and _grumbled(parts, by_part):
        return Decision("complain", max(requests.values()), tuple(requests), whole)
    if len(requests) >= 2 and not (intent in CONTROL - SOFT and whole[intent] > 0.8):
        first, *rest = requests
        return Decision(first, max(whole.get(first, 0.0), requests[first]), tuple(rest), whole)
    confidence = max(whole[intent], requests.get(intent, 0.0))
    others = tuple(name for name in requests if name != intent)
    if requests and (answer := _answer_before(parts)) is not None:
        return Decision(answer, max(requests.values()), tuple(requests), whole)
    if others and intent in _TAKES_A_REQUEST_ALONG and whole[intent] >= thresholds.understood:
        return Decision(intent, confidence, others, whole)
    if requests and (begun := _begun_with(parts, by_part)) is not None:
        return Decision(begun, max(requests.values()), tuple(requests), whole)
    for name, said in requests.items():
        if name == intent:
            continue
        if intent in SOFT or whole[intent] < thresholds.understood:
            return Decision(name, max(said, whole.get(name, 0.0)), (), whole)
        if intent not in CONTROL and whole[intent] > 0.4 and whole.get(name, 0.0) > 0.15:
            return Decision(intent, confidence, (name,), whole)
    return _with_person(Decision(intent, confidence, (), whole), thresholds)


def without_what_is_not_meant(score: Scorer, line: str) -> Scorer:
    """Where "it nearly killed me" is only said so no danger is heard; no wish where a person is refused or only spoken
    of; neither a wish nor a call for help where one asks until when people are there; no spelling where one spells."""
    unmeant: set[str] = set()
    if manner_of_speaking(line):
        unmeant.add("medical_emergency")
    if any(only(line) for only in _ONLY_ABOUT_PEOPLE):
        unmeant.add("request_human")
    if asks_when_people_are_there(line):
        unmeant |= {"request_human", "help"}
    if _SPELLS_ITSELF.search(line) and len(re.findall(r"\bspell", line, re.IGNORECASE)) == 1:
        unmeant.add("spell_it")
    for name in unmeant:
        score = _scorer_without(score, name)
    return score


def without_an_answer(score: Scorer, line: str) -> Scorer:
    """ "Is 88120 active today" answers nothing: what is asked beside a fact counts, however much the fact sounds like an
    answer. `line` is masked."""
    return _scorer_without(score, "inform") if _A_FACT.search(line) and _asked_in(line, _ASKED) else score


def _scorer_without(score: Scorer, name: str) -> Scorer:
    return lambda lines: [_without(scores, name) for scores in score(lines)]


def _without(scores: Scores, name: str) -> Scores:
    rest = 1.0 - scores.get(name, 0.0)
    return {other: 0.0 if other == name else value / max(rest, 1e-6) for other, value in scores.items()}


def with_plain_danger(decision: Decision, line: str) -> Decision:
    """Danger that stands in the words comes before everything."""
    if decision.intent == "medical_emergency" or not danger_to_life(line):
        return decision
    return Decision("medical_emergency", max(decision.confidence, PLAIN_WISH), (), decision.scores)


def with_plain_wish(decision: Decision, line: str) -> Decision:
    """A wish for a person that stands in the words comes first, whatever else was heard."""
    known = decision.intent in _KNOWS_WHOM and decision.confidence >= _KNOWS_WHOM_SURE
    wished = "request_human" in decision.also and decision.intent not in _GOES_FIRST
    if not (wished or (asks_for_a_person(line) and not known)):
        return decision
    if decision.intent == "request_human":
        return replace(decision, confidence=max(decision.confidence, PLAIN_WISH))
    heard = [decision.intent] if decision.intent not in CONTROL and decision.confidence >= _BESIDE_A_WISH else []
    also = tuple(name for name in dict.fromkeys([*heard, *decision.also]) if name != "request_human")
    return Decision("request_human", max(decision.confidence, PLAIN_WISH), also, decision.scores)


def with_what_else_was_said(decision: Decision, line: str, score: Scorer) -> Decision:
    """One who asks for a person and in the same breath grumbles, says no or asks whether this is a machine has said both; so
    has one who asks something and files a complaint."""
    parts = [part.text for part in clauses(line)]
    if len(parts) < 2 or "complain" in (decision.intent, *decision.also):
        return decision
    by_part = score(parts)
    if decision.intent == "request_human" and not decision.also:
        beside = [name for name, enough in _BESIDE_A_PERSON if any(s.get(name, 0.0) >= enough for s in by_part)]
        return replace(decision, also=tuple(beside[:1]))
    files = any(s.get("complain", 0.0) >= _FILED and _FILES.search(p) for p, s in zip(parts, by_part, strict=True))
    return (
        replace(decision, also=(*decision.also, "complain")) if files and decision.intent not in CONTROL else decision
    )


def with_one_choice(decision: Decision, line: str) -> Decision:
    """ "Do we appeal or ask for a retro auth?": an appeal that is only one way to choose is no request of its own."""
    asked = (decision.intent, *decision.also)
    if "ask_next_step" not in asked or not _EITHER_OR.search(line) or _APPEALS.search(_EITHER_OR.sub(" ", line)):
        return decision
    left = tuple(name for name in asked if name not in _OF_AN_APPEAL)
    return replace(decision, intent=left[0], also=left[1:])


def _answer_before(parts: Sequence[Clause]) -> str | None:
    """ "Yes, that's right. And how much do I owe?": an answer that is complete before the request begins."""
    if len(parts) < 2 or parts[1].joined_weakly or not _YES_OR_NO.search(parts[0].text):
        return None
    return plain_answer(parts[0].text)


def _grumbled(parts: Sequence[Clause], by_part: Sequence[Scores]) -> bool:
    """ "This is outrageous. File my appeal today": anger in a part of its own, before the request."""
    if len(parts[0].text.split()) < _GRUMBLE:
        return False
    return by_part[0].get("complain", 0.0) >= _GRUMBLED_SURE


def _begun_with(parts: Sequence[Clause], by_part: Sequence[Scores]) -> str | None:
    """ "No, that's the wrong date, and is it paid": a correction or a new beginning, complete before the request."""
    if len(parts) < 2 or len(parts[0].text.split()) < _COMPLETE or parts[1].joined_weakly:
        return None
    name = max(by_part[0], key=lambda n: by_part[0][n])
    return name if name in _BEGINS and by_part[0][name] >= _BEGUN_SURE else None


def _in_danger(whole: Scores, parts: Sequence[Clause], by_part: Sequence[Scores], thresholds: Thresholds) -> bool:
    """The line sounds like danger to life, or one part of it clearly does, now, and the line does not speak against it."""
    said = whole.get("medical_emergency", 0.0)
    now = [
        scores.get("medical_emergency", 0.0)
        for part, scores in zip(parts, by_part, strict=True)
        if not tells_of_the_past(part.text)
    ]
    part = max(now, default=0.0)
    return said >= thresholds.emergency or (said >= thresholds.emergency_whole and part >= thresholds.emergency_part)


def _requests(
    parts: Sequence[Clause], by_part: Sequence[Scores], thresholds: Thresholds, *, commas_join: bool
) -> dict[str, float]:
    """Distinct requests of the parts in order, with their confidence."""
    requests: dict[str, float] = {}
    for part, scores in zip(parts, map(_beside_the_facts, parts, by_part), strict=True):
        if _TRAILING_OFF.fullmatch(part.text):
            continue
        name = max(scores, key=lambda n: scores[n])
        enough = thresholds.weakly_joined if part.joined_weakly and commas_join else thresholds.second_request
        if name == "check_claim_status" and _TELLS_OF_A_DECISION.search(part.text) and not _ASKS.search(part.text):
            continue
        if name == "ask_denial_reason" and _only_tells_of_a_denial(part.text):
            continue
        if name in _TOLD_IN_PASSING and _TELLS.search(part.text) and not _WANTS.search(part.text):
            continue
        again = name in _SAYING_AGAIN and scores[name] >= _SAYING_AGAIN_SURE and len(part.text.split()) >= 3
        if (
            (name in CONTROL and not again)
            or name == "medical_emergency"
            or scores[name] < enough
            or (len(part.text.split()) < 2 and scores[name] < 0.8)
        ):
            continue
        requests[name] = max(requests.get(name, 0.0), scores[name])
    if len(_SAYING_AGAIN & set(requests)) > 1:  # "slow down and say it again" is one wish
        requests = {name: said for name, said in requests.items() if name == "repeat" or name not in _SAYING_AGAIN}
    return requests


def _only_tells_of_a_denial(part: str) -> bool:
    """ "My surgery was denied. Can I appeal that?" asks only the second."""
    return bool(_TELLS_OF_A_DECISION.search(part)) and not (_WANTS.search(part) or _ASKS_WHY.search(part))


def _beside_the_facts(part: Clause, scores: Scores) -> Scores:
    """ "8120077 has it finaled": what is said beside a number is a wish, however much the number sounds like an answer."""
    return _without(scores, "inform") if _asked_in(part.text, _WANTS) else scores


def _asked_in(masked: str, words: re.Pattern[str]) -> bool:
    beside = _FACT.sub(" ", masked)
    return len(beside.split()) >= _SAID_BESIDE and bool(words.search(beside))


def _with_person(decision: Decision, thresholds: Thresholds) -> Decision:
    """One who asks for a person is heard even where something else is likelier."""
    whole = decision.scores.get("request_human", 0.0)
    if whole < thresholds.human:
        return decision
    asked = decision.intent == "request_human"
    rest = () if asked or decision.intent in CONTROL else (decision.intent,)
    confidence = max(whole, thresholds.understood, decision.confidence if asked else 0.0)
    return Decision("request_human", confidence, rest, decision.scores)
