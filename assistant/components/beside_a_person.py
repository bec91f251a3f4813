"""A wish for a person beside other things said in the same line. Pure.

The dialogue hands over at once wherever in the line the person was asked for; no such wish may be missed, so it comes first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.components.asking_for_a_person import asks_for_a_person
from assistant.components.clauses import clauses
from assistant.components.decision import CONTROL, Decision, Scorer, Scores
from assistant.components.quick import plain_answer
from assistant.components.words import A_FACT, ASKED, REQUESTS, asked_in

PLAIN_WISH = 0.9
_KNOWS_WHOM = frozenset(
    """medical_emergency switch_language report_fraud request_peer_to_peer request_callback out_of_scope
    ask_appeal_rights""".split()
)
"""Requests that name a person themselves, and go to the right one."""
_KNOWS_WHOM_SURE = 0.75
_GOES_FIRST = frozenset({"medical_emergency", "report_fraud"})
_BESIDE_A_WISH = 0.45
_BESIDE_A_PERSON = (("bot_challenge", 0.6), ("complain", 0.5))
_REFUSED = 0.6
_TO_TELL_ME = re.compile(
    r"\b(?:some\s?(?:body|one)|any\s?(?:body|one)|person|human|rep|agent|representative)\s+(?:to|(?:who|that)\s+(?:can|could|will))\s+"
    r"(?:tell|show|explain\s+to)\s+(?:me|us)\s+(?=(?:why|what|how|when|where|whether|if)\b)",
    re.IGNORECASE,
)
_TOLD_SURE = 0.6
_PUT_RIGHT = 4
_PUT_RIGHT_SURE = 0.7
_NOT_SO = re.compile(
    r"^\W*(?:no|nope|nah)\W+that(?:'s|s|\s+is|\s+was)\s+not\s+(?:what\s+i\s+(?:said|asked|told|want\w*)|it|me|mine|him|her|right)\b\W*(?:at\s+all)?\W*$",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(r"\b(?:\w+\s+times|twice|keeps?|keep\s+on|never|always)\b", re.IGNORECASE)
_FILED = 0.6
_FILES = re.compile(r"\b(?:complain\w*|grievance)\b", re.IGNORECASE)
_SAID_CLEARLY = 0.5
_ON_A_CONDITION = re.compile(
    r"\b(?<!check\s)(?<!checking\s)(?<!see\s)(?<!know\s)(?<!out\s)(?<!wondering\s)(?<!asking\s)(?<!ask\s)(?<!confirm\s)(?<!tell\sme\s)(?:if(?!\s+(?:possible|(?:one|any\w*|some\w*|there)\s+(?:is|are)|there's|you\s+(?:can|could|have|don'?t\s+mind)|i\s+(?:may|can|could)|that's\s+(?:ok|okay|alright|possible)))|"
    r"unless|in\s+case|otherwise)\b",
    re.IGNORECASE,
)
"""What decides is how the matter stands; "if one is available" is only said politely."""
_SECOND_THOUGHTS = re.compile(
    r"\b(?:never\s?mind|nvm|forget\s+(?:it|that)|honestly|instead|(?:or\s+)?better\s+yet|or\s+better)\b", re.IGNORECASE
)
ANGER = re.compile(
    r"\b(?:disgrace\w*|ridiculous|shame\s+on|ashamed|shameful|(?:sick|tired)\s+of\s+(?!me\b)|fed\s+up|had\s+it\s+with|outrag\w+|unacceptable|pathetic|incompetent|insult\w*|"
    r"useless\s+(?:thing|people|service)|you(?:'re|\s+are)\s+(?:all\s+)?(?:so\s+)?useless|dumbest|rudest|worst|sucks|terrible|awful|a\s+joke|robbery|theft|scandal\w*|"
    r"not\s+listening|never\s+listen\w*|(?:nobody|no\s?one|none\s+of\s+you|don'?t\s+you\s+people)\s+(?:\w+\s+){0,3}?(?:reads?|listens?|cares?|looks?|answers?)|"
    r"(?:every\s+time\s+(?:i|we)\s+call|each\s+call)\b.{0,20}\bstory|different\s+story|done\s+(?:explaining|repeating)|"
    r"(?:explained|asked|told|typed|said)\s+(?:\w+\s+){0,3}?(?:four|five|six|ten|twenty|a\s+(?:hundred|million|dozen))\s+times)\b",
    re.IGNORECASE,
)
"""Judgement, not mere history: "it's a disgrace", where "I called three times" only tells."""
_RHETORICAL = re.compile(
    r"\bhow\s+(?:can|could|do|dare)\s+(?:you|u|y'?all)\s+(?:\w+\s+)?(?:lose|loose|lost|mess|screw|make|let|treat|expect|sleep|get\s+away)\b|"
    r"\bdo(?:n'?t)?\s+(?:(?:you|u)\s+(?:people|guys|folks)|y'?all|any\s+of\s+you)\s+(?:even|ever|actually)\b|\bdo\s+(?:you|u)\s+(?:even|ever)\s+(?:read|open|look|listen|care|talk)\b|\bhow\s+dare\s+you\b|"
    r"\bdo\s+(?:you|u)\s+have\s+any\s+idea\s+(?:how|what)\b|\bwhat\s+kind\s+of\s+(?:outfit|company|people|service|operation|circus)\b|"
    r"\bi\s+find\s+(?:it|this|that)\b|\bi\s+want\s+(?:that|this|it)\s+(?:put\s+)?on\s+(?:the\s+)?record\b",
    re.IGNORECASE,
)
"""Questions that want no answer."""
_MEANT_THOUGH_ANGRY = CONTROL - {"more_details", "spell_it", "help"} | frozenset(
    "request_human medical_emergency report_fraud request_callback switch_language report_other_insurance".split()
)


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
    if "complain" in (decision.intent, *decision.also):
        return decision
    if decision.intent == "request_human":
        return _with_what_was_said_to_it(decision, line, score)
    parts = [part.text for part in clauses(line)]
    if len(parts) < 2 or decision.intent in CONTROL:
        return decision
    files = any(
        scores.get("complain", 0.0) >= _FILED and _FILES.search(part)
        for part, scores in zip(parts, score(parts), strict=True)
    )
    return replace(decision, also=(*decision.also, "complain")) if files else decision


def _with_what_was_said_to_it(decision: Decision, line: str, score: Scorer) -> Decision:
    """No, anger, or doubt whether a person speaks, beside the wish for one; anger told with its reason asks for no reason."""
    if ANGER.search(line) and not asked_in(line, ASKED):
        return replace(decision, also=("complain",))
    if not decision.also and (asked := _asked_of_them(line, score)):
        return replace(decision, also=(asked,))
    parts = clauses(line)
    if decision.also or len(parts) < 2:
        return decision
    by_part = score([part.text for part in parts])
    if (answer := _answered_before(parts[0].text, by_part[0])) is not None:
        return replace(decision, intent=answer, also=("request_human",))
    beside = [name for name, enough in _BESIDE_A_PERSON if any(s.get(name, 0.0) >= enough for s in by_part)]
    refused = plain_answer(parts[0].text) == "deny" or by_part[0].get("deny", 0.0) >= _REFUSED
    if refused and not parts[1].joined_weakly:
        beside.append("deny")
    return replace(decision, also=tuple(beside[:1]))


def _asked_of_them(line: str, score: Scorer) -> str | None:
    """ "Somebody to tell me why xid denied": what the person is to tell, where the matter is named."""
    told = _TO_TELL_ME.search(line)
    if told is None or not A_FACT.search(line[told.end() :]):
        return None
    scores = score([line[told.end() :]])[0]
    name = max(scores, key=lambda n: scores[n])
    return name if scores[name] >= _TOLD_SURE and name not in CONTROL | {"request_human"} else None


def _answered_before(part: str, scores: Scores) -> str | None:
    """ "No, that's not what I said": a no or a correction that is complete before the wish. "You got me wrong four times"
    corrects nothing: it says why a person is wanted."""
    if asks_for_a_person(part) or _HOW_OFTEN.search(part):
        return None
    if _NOT_SO.match(part):
        return "deny"
    corrected = scores.get("correct_that", 0.0) >= _PUT_RIGHT_SURE and len(part.split()) >= _PUT_RIGHT
    return "correct_that" if corrected else None


def with_anger(decision: Decision, line: str) -> Decision:
    """ "How can you lose the same packet twice? Ridiculous": anger that names a matter and asks for nothing complains;
    "absolutely unacceptable. where is it at" complains as well, and "I'm appealing" is a request without asking."""
    if "complain" in decision.also or decision.intent in _MEANT_THOUGH_ANGRY:
        return decision
    judged = ANGER.search(line) is not None
    besides = _RHETORICAL.sub(" ", line)
    asks = bool(decision.also) or decision.intent == "start_appeal" or REQUESTS.search(besides) is not None
    if (judged or besides != line) and not asks:
        return replace(decision, intent="complain")
    return replace(decision, also=(*decision.also, "complain")) if judged else decision


def before_the_person(decision: Decision, line: str, score: Scorer) -> Decision:
    """ "Look it up, and if it is stuck get me a person", "is this a machine? a person then": a person wanted on a condition comes
    after what the condition is of. Otherwise the wish for a person is first, wherever in the line it stands."""
    if decision.intent != "request_human" or not decision.also or _SECOND_THOUGHTS.search(line):
        return decision
    first, parts = decision.also[0], [part.text for part in clauses(line)]
    if first != "bot_challenge" and not _ON_A_CONDITION.search(line):
        return decision
    for part, scores in zip(parts, score(parts), strict=True):
        if asks_for_a_person(part) or scores.get("request_human", 0.0) >= _SAID_CLEARLY:
            return decision
        if _is_said(first, part, scores):
            return replace(decision, intent=first, also=("request_human", *decision.also[1:]))
    return decision


def _is_said(name: str, part: str, scores: Scores) -> bool:
    """Whether a part asks for this; anger counts only where a complaint is to be filed."""
    if name == "complain" and not _FILES.search(part):
        return False
    return scores.get(name, 0.0) >= _SAID_CLEARLY
