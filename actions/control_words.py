"""Which lines are the control words they are taken for: "go back", "no", "that's not what I asked". Pure.

The language model hears single words ("previous", "back", "don't") as commands. A command is the whole line, or what the
model is sure of; a sentence that only holds such a word undoes and ends nothing.
"""

from __future__ import annotations

import re
from typing import Any

from actions.believed import FRAUD_SURE
from actions.capture_words import OPENING
from actions.closing import is_through
from actions.heard import Heard

_MEANT = {
    "go_back": re.compile(r"\bback\b|previous|\bundo\b|\bbefore\b|\bprior\b|earlier|last (?:question|step|screen)|"
              r"wrong|redo|change (?:that|it|my)|mistake|\boops\b", re.I),
    "spell_it": re.compile(r"spell|letter|alphabet|nato|\bas in\b|phonetic|digit by|one by one|character|"
              r"break (?:it|that) down", re.I),
    "deny": re.compile(
        r"^(?:\W*[\w']+){1,5}\W*$|\b(?:that'?s|thats|that is|that was|it'?s) (?:all|it|everything)\b|"
        r"\bnothing (?:else|more)\b|\bno (?:more|thanks?|thank you)\b|"
        r"\b(?:i'?m|we'?re|im|all) (?:good|done|set|fine)\b|\bnot (?:now|today|yet|really)\b|\b(?:don'?t|dont|"
        r"do not)\b|^\W*(?:no|nope|nah)\b",
        re.I,
    ),
}  # fmt: skip
"""What a line must hold for these guesses to count; "i can say no agree?" ends nothing."""
_ONLY_GOING_BACK = re.compile(
    r"(?:\W*\b(?:ok|okay|oh|no|wait|sorry|um|uh|hold|on|hang|please|pls|just|actually|again|can|could|may|we|you|i|let'?s|lets|"
    r"let|me|us|need|want|to|would|like|i'?d|go|going|back|up|the|a|one|last|previous|prev|prior|before|earlier|undo|redo|"
    r"step|question|answer|screen|menu|made|mistake|wrong|oops)\b)+\W*",
    re.I,
)
_NOT = r"(?:(?:that|this|it)(?:'?s| is| was)? not|(?:that|this|it) (?:isn'?t|wasn'?t)|not)"
_ANSWER = r"answer(?:ed|ing)?(?: (?:my|our|the) questions?| me| (?:it|that|this))*"
NOT_WHAT_WAS_ASKED = re.compile(
    rf"\W*{OPENING}(?:"
    rf"{_NOT}(?: (?:at all|really|even|exactly))? (?:what (?:i|we)(?:'m| am| was|'re| are| were)?(?: just| even)? "
    r"(?:ask(?:ed|ing)?|want(?:ed)?|need(?:ed)?)(?: (?:for|about|to (?:know|hear)|you))*|(?:my|our) question)|"
    r"(?:i|we) (?:didn'?t|did not|never) ask(?:ed)?(?: (?:you|for|about))*(?: (?:that|this|it))?|"
    r"(?:you|that|this|it)(?: still| really| just)? (?:didn'?t|did not|doesn'?t|does not|haven'?t|never|don'?t) (?:even )?"
    rf"{_ANSWER}|"
    rf"(?:you(?:'re| are)|that'?s|that is) (?:still )?not {_ANSWER}|"
    r"(?:can you |will you |would you )?(?:please )?(?:just )?answer (?:my|the) question|"
    r"you (?:don'?t|didn'?t) understand(?: me| my question| what i(?:'m| am)? (?:asked|asking))?|"
    r"(?:that'?s |that is )?(?:the |a )?wrong answer"
    r")(?:\W+(?:at all|please|though|again|sorry))*\W*",
    re.I,
)
""" "That's not what I asked", "answer my question", and nothing else: of the answer, and not of what the caller gave."""
_WRONG_VALUE = re.compile(
    r"\b(?:wrong|different|another|right|correct|not (?:the|that|my|our)) (?:\w+ )?(?:claim|patient|pt|member|person|date|day|"
    r"dos|dob|birth\w*|id|number|npi|tax|tin|name|zip|one)\b|"
    r"\bi (?:\w+ )?(?:gave|said|typed|told|read|entered|put|misspoke|mistyped)\b",
    re.I,
)
_AND_ANOTHER_WISH = (
    r"(?!.*[,;.:] ?(?:(?:i|we)(?:'d| would)? (?:want|need|like|prefer)|(?:can|could|would) you|just|please|instead|"
    r"send|fax|mail|email|text|call|correct)\b)"
)
_AS_IT_IS = (
    r"\b(?:leave|keep|let) (?:it|that|this|everything|things) (?:just )?"
    r"(?:(?:as|like|the way) (?:it|that|things) (?:is|are|was|stands)|as is|alone|be|for now)\b|\bleave it\W*$|"
    r"\bhold off\b(?: on (?:it|that|this))?(?:\W+(?:for now|please|then))*\W*$|"
    r"\b(?:don'?t|do not|dont) (?:do|file|start|open|send|submit) (?:it|that|this|anything|one|an appeal|the appeal)\b.{0,12}"
    r"\b(?:yet|now)\b"
)
LEFT_AS_IT_IS = re.compile(_AS_IT_IS, re.I)
LEAVES_IT = re.compile(
    rf"(?=.*(?:{_AS_IT_IS}))|{_AND_ANOTHER_WISH}(?:\W*{OPENING}(?:please\W+)?(?:"
    r"(?:don'?t|do not|dont) (?:please )?(?:open|start|file|send|do|submit|transfer|connect|call|appeal|mail|request|record|"
    r"report|note|change)\b|"
    r"(?:i|we) (?:don'?t|do not|dont) want (?:that|this|it|you to|to appeal)\b|not (?:that|this)(?: one)?\W*$))",
    re.I,
)
""" "Don't open anything yet, I'll ask the doctor first": something is left undone, and the talk is not over.

A line that goes on with another wish ("don't mail it, fax it") is that wish.
"""
LEFT_UNDONE = frozenset(
    {"start_appeal", "request_callback", "request_document", "request_peer_to_peer", "notify_me", "hold_on"}
)
"""What such a line was heard to want is what it does not want."""


WHERE_WERE_WE = re.compile(
    r"\bwhere (?:were|was|are) (?:we|i)\b|\bwhat (?:did|do) you (?:ask|need|want|say)(?: (?:me|for|again|from me))*\W*$|"
    r"\bwhat was (?:that|it|the (?:last )?question)(?: again)?\W*$",
    re.I,
)
""" "Sorry about that, where were we": the question once more."""
_CHANGES_SOMETHING = frozenset(
    {
        "start_appeal",
        "request_callback",
        "request_document",
        "request_peer_to_peer",
        "notify_me",
        "report_fraud",
        "complain",
    }
)
_OK_THANKS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|k+|alright|all right|got it|i see|hm+|oh|ah|well|wow|understood|right|so)\W+)*"
    r"(?:thanks|thank (?:you|u|ya)|thx|tysm|ty|tks|cheers)"
    r"(?: (?:so much|very much|a lot|again|anyway|tho|though|for (?:that|this|(?:(?:the|your|all (?:the|your)) )?(?:info\w*|help|"
    r"answer|time)|letting me know|telling me|explaining|clarifying)))*(?:\W+(?:bye|ok(?:ay)?|for now))*\W*",
    re.I,
)


_TAKEN_BACK = re.compile(
    r"\b(?:wait|actually|hold on|never ?mind|scratch that|on second thought|hmm)\b.{0,12}\b(?:no|don'?t|dont|do not|"
    r"not|stop|cancel)\b\W*(?:\w+\W*){0,3}$",
    re.I,
)


def declines(offer: dict[str, Any], text: str) -> bool:
    """A yes taken back, and "ok thanks" to an offer to start something: thanks for what was told, and no yes to it."""
    thanks = offer["name"] in _CHANGES_SOMETHING and _OK_THANKS.fullmatch(text) is not None
    return thanks or _TAKEN_BACK.search(text) is not None or LEFT_AS_IT_IS.search(text) is not None


def bears_out(intent: str, heard: Heard) -> bool:
    """Whether the words hold the control word that was heard; "was there a previous claim for this" goes nowhere back."""
    if intent not in _MEANT or (intent == "deny" and is_through(heard.text)):
        return True
    if not _MEANT[intent].search(heard.text):
        return False
    sure = heard.confidence >= FRAUD_SURE and intent == heard.intents[0]
    return intent != "go_back" or sure or _ONLY_GOING_BACK.fullmatch(heard.text) is not None


def speaks_of_the_answer(heard: Heard) -> bool:
    """Whether "that's wrong", said of a claim told, names nothing the caller gave."""
    return heard.has("correct_that") and not heard.values and _WRONG_VALUE.search(heard.text) is None


_SEES_TO_IT = re.compile(
    r"\W*(?:(?:fine|ok(?:ay)?|good|great|alright|all right|right|well|then|so|perfect|got it|i see|oh|ah|yes|yeah|no|in that "
    r"case|guess|i guess|i think)\W+)*(?:i|we)(?:'?ll|'?d better| will| better| am going to|'?m going to|'?m gonna| gonna|"
    r" have to| need to|'?ve got to| should)(?: (?:just|then|go|have to|better|simply|now|go and))*"
    r" (?:tell|let|ask|call|ring|phone|pass|talk|speak|wait|write|look|check|keep|try|remind|nudge|push|hurry|chase|give|"
    r"get on|sort|sleep|see|go)\b(?!.*\b(?:you|your|u|what|how|why|when|where|which|who|if you|appeal|person|human|agent|"
    r"representative|supervisor|lawyer|attorney|court|commissioner|news|press|tv)\b).*",
    re.I,
)


def sees_to_it(text: str) -> bool:
    """ "Fine, I'll tell her to hurry up then": what the caller does next, and nothing is asked of us."""
    return "?" not in text and _SEES_TO_IT.fullmatch(text.replace("’", "'")) is not None
