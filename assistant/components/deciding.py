"""From probabilities to what is heard: the intent of a line, and the second request it may carry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.components.answer_and_request import answer_before, begun_with
from assistant.components.asking_for_a_person import (
    asks_when_people_are_there,
    declines_a_person,
    only_spoke_to_a_person,
)
from assistant.components.clauses import Clause, clauses
from assistant.components.danger_to_life import (
    beside_what_is_over,
    danger_to_life,
    manner_of_speaking,
    tells_of_the_past,
)
from assistant.components.decision import CONTROL, SOFT, Decision, Scorer, Scores, Thresholds
from assistant.components.words import A_FACT, ASKED, FACT, TELLS, WANTS, asked_in

_TAKES_A_REQUEST_ALONG = frozenset("correct_that restart go_back hold_on repeat slow_down spell_it".split())
"""Control words that are often said in one breath with a wish: "start over, and I want another claim"."""
_GRUMBLE = 3
_GRUMBLED_SURE = 0.7
_SAYING_AGAIN = frozenset("repeat slow_down spell_it".split())
_SAYING_AGAIN_SURE = 0.75
_SPELLS_ITSELF = re.compile(
    r"\b(?:i|me\s+to)\s+(?:(?:always|often|can|will|could|have\s+to|must|should|gotta|may)\s+)*spell\b", re.IGNORECASE
)
""" "I always spell it", "you want i spell it": one who spells asks for no spelling."""
_SECOND_THOUGHTS = re.compile(r"\b(?:never\s?mind|nvm)\b", re.IGNORECASE)
_WORDS_AFTER = 4
_TELLS_OF_A_DECISION = re.compile(r"\b(?:denied|den(?:y|ies)|rejected|denial|turned\s+down|appealed)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:status|stat|where|paid|pay|check|look|process\w*|whether|if)\b|^\W*(?:was|is|did|does|has|have)\b",
    re.IGNORECASE,
)
"""A part that only tells of a denial asks for nothing: the request is what comes after it."""
_TOLD_IN_PASSING = frozenset({"explain_code", "check_authorization"})
""" "It came back CO-4. How do we fix it?" asks only how."""
_ASKS_WHY = re.compile(r"\b(?:reasons?|rsn|y|cause|grounds)\b", re.IGNORECASE)
_TRAILING_OFF = re.compile(
    r"\W*(?:who\s?ever|whatever|what|something|some\s?one|some\s?body|anything|not|so|nothing|no)\W*", re.IGNORECASE
)
""" "Did it get to the board or whoever" asks for nobody."""
_LOOKS_UP = re.compile(
    r"\s*(?:(?:can|could|will|would)\s+(?:you|u)\s+|please\s+|pls\s+|i\s+need\s+(?:you\s+)?to\s+)*(?:check|look\s+(?:up|at|into)|pull\s+up|run)\s+"
    r"(?:on\s+|up\s+)?(?:the\s+|my\s+)?(?:claims?\s+|clm\s+)?(?:number\s+)?(?:for\s+(?:me|us)\s*)?(?:please|pls)?\s*",
    re.IGNORECASE,
)
_SEND_ME_A_PAPER = re.compile(
    r"\b(?:mail|send|fax|email|text|get)\s+(?:me|us)\s+(?:(?:a|an|the|any|that|whatever|whichever|some|my|those)\s+)+(?:\w+\s+){0,2}?"
    r"(?:forms?|letters?|cop(?:y|ies)|papers?|paperwork|packet|statements?|eob)\b",
    re.IGNORECASE,
)
_A_PAPER = 0.8
_LIKELY = 0.5
""" "Mail me whatever form it is": a paper asked for, where the part sounds like nothing else."""
_HAS_THE_PAPER = re.compile(
    r"^\W*(?:(?:so|well|hi|hello|yes)\W+)*(?:i|we|he|she|they|you|y'?all)(?:'ve)?\s+(?:just\s+|already\s+|only\s+)?(?:recei?ved?|recieved?|got|opened|sent|mailed)\b"
    r"(?!.*\b(?:need|want|please|again|another|copy|can|could|where|never|not)\b)",
    re.IGNORECASE,
)
""" "I received the EOB paper": what one already has is not asked for."""
_STILL_IN_DANGER = 0.4
_BESIDE_DANGER = 0.6
_A_QUESTION = 4
_SAID_WHOLE = 3
_TWO = 2
_ONE_WORD_SURE = 0.8
_LOOKED_UP = 0.8
""" "Can you check 88120 for me": with nothing but a number named, its claim's status."""
_ONLY_ABOUT_PEOPLE = (declines_a_person, only_spoke_to_a_person)
PLAIN_WISH = 0.9


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
        beside = _asked_beside_danger(parts, by_part, thresholds)
        return Decision("medical_emergency", max(whole["medical_emergency"], thresholds.understood), beside, whole)
    requests = _requests(parts, by_part, thresholds, commas_join=intent not in SOFT)
    if requests and _grumbled(parts, by_part):
        return Decision("complain", max(requests.values()), tuple(requests), whole)
    if requests and (answer := answer_before(parts)) is not None:
        return Decision(answer, max(requests.values()), tuple(requests), whole)
    if len(requests) >= 2 and not (intent in CONTROL - SOFT and whole[intent] > 0.8):
        first, *rest = requests
        return Decision(first, max(whole.get(first, 0.0), requests[first]), tuple(rest), whole)
    confidence = max(whole[intent], requests.get(intent, 0.0))
    others = tuple(name for name in requests if name != intent)
    if others and intent in _TAKES_A_REQUEST_ALONG and whole[intent] >= thresholds.understood:
        return Decision(intent, confidence, others, whole)
    if requests and (begun := begun_with(parts, by_part)) is not None:
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
    if manner_of_speaking(line) and not _sounds_of_danger(beside_what_is_over(line), score):
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


def _sounds_of_danger(rest: str, score: Scorer) -> bool:
    """ "She's okay now, but her face looks wrong": what is left beside the past is heard for itself."""
    return len(rest.split()) >= _SAID_WHOLE and score([rest])[0].get("medical_emergency", 0.0) >= _STILL_IN_DANGER


def without_an_answer(score: Scorer, line: str) -> Scorer:
    """ "Is 88120 active today" answers nothing: what is asked beside a fact counts, however much the fact sounds like an
    answer. `line` is masked."""
    return _scorer_without(score, "inform") if A_FACT.search(line) and asked_in(line, ASKED) else score


def _scorer_without(score: Scorer, name: str) -> Scorer:
    return lambda lines: [_without(scores, name) for scores in score(lines)]


def _without(scores: Scores, name: str) -> Scores:
    rest = 1.0 - scores.get(name, 0.0)
    return {other: 0.0 if other == name else value / max(rest, 1e-6) for other, value in scores.items()}


def with_plain_danger(decision: Decision, line: str) -> Decision:
    """Danger that stands in the words comes before everything."""
    if decision.intent == "medical_emergency" or not danger_to_life(line):
        return decision
    heard = [] if decision.intent in CONTROL or decision.confidence < _BESIDE_DANGER else [decision.intent]
    beside = tuple(name for name in (*heard, *decision.also) if name not in CONTROL)
    return Decision("medical_emergency", max(decision.confidence, PLAIN_WISH), beside, decision.scores)


def _grumbled(parts: Sequence[Clause], by_part: Sequence[Scores]) -> bool:
    """ "This is outrageous. File my appeal today": anger in a part of its own, before the request."""
    if len(parts[0].text.split()) < _GRUMBLE:
        return False
    return by_part[0].get("complain", 0.0) >= _GRUMBLED_SURE


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


def _asked_beside_danger(parts: Sequence[Clause], by_part: Sequence[Scores], thresholds: Thresholds) -> tuple[str, ...]:
    """ "I'm shaking real bad, did you ever approve that pump": help comes first, and the question is not lost."""
    asked = _requests(parts, by_part, thresholds, commas_join=True)
    return tuple(name for name, said in asked.items() if said >= _BESIDE_DANGER)


def _requests(
    parts: Sequence[Clause], by_part: Sequence[Scores], thresholds: Thresholds, *, commas_join: bool
) -> dict[str, float]:
    """Distinct requests of the parts in order, with their confidence; a mere guess counts only beside a clear one."""
    requests: dict[str, float] = {}
    for part, scores in zip(parts, map(_beside_the_facts, parts, by_part), strict=True):
        name = max(scores, key=lambda n: scores[n])
        least = _least(part, thresholds, commas_join=commas_join)
        if scores[name] >= least and _is_request(name, part.text, scores[name]):
            requests[name] = max(requests.get(name, 0.0), scores[name])
    if all(said < thresholds.second_request for said in requests.values()):
        return {}
    if len(_SAYING_AGAIN & set(requests)) > 1:  # "slow down and say it again" is one wish
        requests = {name: said for name, said in requests.items() if name == "repeat" or name not in _SAYING_AGAIN}
    return requests


def _least(part: Clause, thresholds: Thresholds, *, commas_join: bool) -> float:
    """The probability from which a part asks for something: less where it is a question of its own."""
    if part.joined_weakly:
        return thresholds.weakly_joined if commas_join else thresholds.second_request
    plain = len(part.text.split()) >= _A_QUESTION and asked_in(part.text, ASKED)
    return thresholds.asked_plainly if plain else thresholds.second_request


def _is_request(name: str, part: str, said: float) -> bool:
    """Whether a part that sounds like this intent asks for it, and does not only tell of it, greet or trail off."""
    words = len(part.split())
    again = name in _SAYING_AGAIN and said >= _SAYING_AGAIN_SURE and words >= _SAID_WHOLE
    if (name in CONTROL and not again) or name == "medical_emergency" or (words < _TWO and said < _ONE_WORD_SURE):
        return False
    if name == "check_claim_status" and _TELLS_OF_A_DECISION.search(part) and not _ASKS.search(part):
        return False
    if name == "request_document" and _HAS_THE_PAPER.search(part):
        return False
    if name == "ask_denial_reason" and _only_tells_of_a_denial(part):
        return False
    in_passing = name in _TOLD_IN_PASSING and TELLS.search(part) and not WANTS.search(part)
    return not in_passing and _TRAILING_OFF.fullmatch(part) is None


def _only_tells_of_a_denial(part: str) -> bool:
    """ "My surgery was denied. Can I appeal that?" asks only the second."""
    return bool(_TELLS_OF_A_DECISION.search(part)) and not (WANTS.search(part) or _ASKS_WHY.search(part))


def _beside_the_facts(part: Clause, scores: Scores) -> Scores:
    """ "8120077 has it finaled": what is said beside a number is a wish, however much the number sounds like an answer."""
    if A_FACT.search(part.text) and _LOOKS_UP.fullmatch(FACT.sub(" ", part.text)):
        return {"check_claim_status": _LOOKED_UP}
    if _SEND_ME_A_PAPER.search(part.text) and max(scores.values()) < _LIKELY:
        return {"request_document": _A_PAPER}
    return _without(scores, "inform") if asked_in(part.text, WANTS) else scores


def _with_person(decision: Decision, thresholds: Thresholds) -> Decision:
    """One who asks for a person is heard even where something else is likelier."""
    whole = decision.scores.get("request_human", 0.0)
    if whole < thresholds.human:
        return decision
    asked = decision.intent == "request_human"
    rest = () if asked or decision.intent in CONTROL else (decision.intent,)
    confidence = max(whole, thresholds.understood, decision.confidence if asked else 0.0)
    return Decision("request_human", confidence, rest, decision.scores)
