"""What a caller hears who writes while waiting for a person: what waits, that the words are passed on, that more may come. Pure.

Silence here reads as a line gone dead. No fact of a claim is told, nothing is decided, and no time is promised that is not
measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

EMERGENCY = (
    "If you or someone else is in danger, call 911 now. If you think about harming yourself, call or text 988 now. "
    "A person here will see what you wrote."
)
_WHAT_WAITS = {
    "medical_emergency": "If someone is in danger, call 911 now.",
    "urgent_care": "They know that this can't wait.",
    "dispute": "I have not filed anything. A person takes it up with you.",
    "failed_verification": "A person will check with you who you are, and then help with your claim.",
    "representative": "A person has to check the consent on file before we can talk about this claim.",
    "complaint": "Your complaint is on record, and a person will take it up with you.",
    "fraud": "Your report is on record, and a person will take it up with you.",
    "language": "A person will help you with a free interpreter.",
}
_DRAFT = "Your appeal is a draft. Nothing is filed until you and a person finish it."
"""In place of what waits, where the record has such a draft."""
_PAPERS_TO_ADD = (
    "With an appeal goes a short note on why you think the decision is wrong, and any papers that support it. "
    "The person tells you where to send them."
)
_TIME_OF_AN_APPEAL = "An appeal is mostly decided within 60 days after it comes in, an urgent one within 72 hours."
_WAITS = "You are in line for a person."
_PASSED_ON = (
    "I have passed that on to the person who will help you. You can keep writing here.",
    "I have added that for the person. If there is more, just write it.",
    "That is there for the person, too. I am still here, and you can write at any time.",
)
GO_BACK = 'To go on with me instead, write "go back".'
MAY_GO_BACK = frozenset({"asked", "no_understanding", "silence", "assistant_unavailable", "backend_down"})
"""Reasons a caller may drop; in all others the rules want a person."""
_HOW_LONG = re.compile(
    r"\bhow (?:much )?(?:long|many minutes)\b(?! (?:do i|have i|can i))|(?<!till )(?<!until )\bwhen (?:will|is|are|do|"
    r"does|can)\b|\bstill (?:there|waiting)\b|"
    r"\banybody\b|\banyone\b|"
    r"\bhello\b|\bhurry\b|\btak(?:e|ing) (?:so|too|for ?ever)\b|\bnext in line\b",
    re.I,
)
_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|please|no|nah|nope|wait|actually|fine|well|i want to|let'?s|lets|can (?:we|i)|just|"
    r"then)\W+)*(?:go(?:ing)? (?:back|on)\b|"
    r"(?:forget|cancel|drop|skip) (?:it|that|the person|the agent|this)\W+(?:(?:and|just|then|i'?ll)\W+)*(?:you|ask you|"
    r"use you|talk to you)\b|"
    r"(?:never ?mind|forget)(?: \w+){0,4}? (?:you|u) (?:can )?(?:do|tell|answer|look|help|handle)\b|"
    r"(?:never ?mind|forget) (?:the|about the|a) (?:person|human|agent|rep\w*)\b|"
    r"(?:i )?(?:don'?t|do not|dont|no longer) (?:need|want) (?:the |a |an |any )?(?:person|human|agent|rep\w*|one)(?: "
    r"any ?more)?\b|"
    r"(?:you|u) can (?:do|answer|tell) (?:it|me)\b)",
    re.I,
)
_LAST_DAY = re.compile(
    r"\b(?:un)?till? when\b|\blast day\b|\bdead ?line\b|\bhow (?:long|much time|many days) (?:do|have|can) (?:i|we)\b|"
    r"\bby when\b|\btoo late\b|\b(?:up to|until|till?|by|before|to) (?:which|what) (?:day|date|time)\b|"
    r"\bhow late (?:can|could|may) (?:i|we)\b|\bhow (?:long|many days|much time)(?: \w+){0,2} left\b|"
    r"\bwhen (?:do|must|would) (?:i|we) (?:have to|need to|decide|appeal|file)\b|\btime to (?:decide|think)\b",
    re.I,
)
_WHAT_WAITS_ASKED = re.compile(
    r"\b(?:fil(?:e|ed|ing)|sent (?:off|in|out|already|yet)|submit\w*|drafts?|start(?:ed)? (?:yet|already|now)|"
    r"on record|recorded)\b|\b(?:cancel|stop|withdraw|drop|undo|forget|hold (?:on|off)|wait with)\b|"
    r"\b(?:don'?t|do not|dont) (?:do|send|start|open|go)\b|\bwhat (?:happens|comes|is going to happen)\b|"
    r"\bwhat will (?:happen|be)\b|\b(?:put|connect|transfer) me (?:through|to|with)\b|\b(?:for free|cost|interpreter)\b|"
    r"\bdo i (?:have to )?pay\b.{0,20}\b(?:interpret\w*|translat\w*|help|service|person)\b|"
    r"\bwhat(?:'s| is) (?:next|going on|with (?:it|my|the))\b|\bwhere (?:is|does) (?:it|that|my|the)\b.{0,20}"
    r"\b(?:stand|now|appeal|complaint|report)\b|\bhow (?:do|will|would) (?:i|we) (?:hear|know|find out|learn)\b|"
    r"\bam i (?:still )?(?:in|on)\b|\bwhy (?:am i|do i|must i|is there)\b.{0,15}\b(?:wait|line|person)\w*",
    re.I,
)
""" "Is it filed now", "stop", "what happens next": what waits is told once more."""
_PAPERS = re.compile(
    r"\b(?:what|which|any|do i need|need)\b.{0,20}\b(?:papers?|paperwork|documents?|records?|proof|evidence|letters?|notes?)\b"
    r"(?!.{0,12}\b(?:did|do|does|have|has) you\b)|"
    r"\bwhat (?:do|should|would|must|can|shall|could) (?:i|we)(?: \w+)? (?:send|add|put|include|attach|enclose|bring|write|"
    r"need|have ready)\b|\bwhere (?:do|should|would|must|can|shall|could) (?:i|we) (?:send|fax|mail|upload|bring|submit)\b",
    re.I,
)
_DECIDED_WHEN = re.compile(
    r"\b(?:how (?:long|soon|fast)|when)\b.{0,30}\b(?:decid\w+|decision|an answer|a result|an outcome)\b", re.I
)
""" "How long do they take to decide", of an appeal: its usual time, and not the wait for a person."""
_REFERENCE = re.compile(
    r"(?=.*\b(?:whats?|which|say|repeat|give|again|missed|tell|need|have|spell|didn'?t)\b)"
    r".*\b(?:(?:ref(?:erence)?|confirmation|ticket)\b|case (?:number|num|no|#))|"
    r"^\W*(?:my |the )?ref(?:erence)?(?: number| #)?\W*$",
    re.I,
)
"""The reference told when the wait began, asked for again."""
_IN_DANGER = re.compile(
    r"\b(?:can'?t|cant|cannot|not|stopped|trouble) breath\w*|\b(?:heart attack|stroke|seizure|overdos\w+|suicid\w+|unconscious|"
    r"collapsed|passed out|chest pains?|ambulance)\b|\b(?:kill|hurt|harm)(?:ing)? (?:my ?self|him ?self|her ?self)|"
    r"\b(?:want|going|ready) to die\b|\bend (?:my life|it all)\b|\b(?:won'?t|not|can'?t) (?:wake|stop bleeding)|"
    r"\bbleeding (?:bad|badly|a lot)|"
    r"\b(?:911|988)\b|\bturning blue\b|\btook (?:too many|all) (?:\w+ )?pills\b|\bdon'?t want to live\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Waits:
    """Why somebody waits, how often they were told so before, and how long it may take (None: nobody is at a desk)."""

    reason: str
    told_before: int
    minutes: int | None
    last_day: date | None = None
    """Of the claim at hand, where the caller has a right to hear it and asked."""
    reference: str | None = None
    """Under which they wait, where they asked for it."""
    has_draft: bool = False
    """Whether a draft of an appeal is on file for the claim at hand."""


def asks_last_day(said: str) -> bool:
    """Whether the last day to appeal is asked for."""
    return _LAST_DAY.search(said) is not None


def asks_reference(said: str) -> bool:
    """Whether the reference they wait under is asked for, and not another number of theirs told."""
    return not re.search(r"\d{3}", said) and _REFERENCE.search(said.replace("’", "'")) is not None


def line(said: str, waits: Waits) -> list[str]:
    """The sentences for one message of a waiting caller."""
    text = said.replace("’", "'")
    if is_in_danger(text):
        return [EMERGENCY]
    long = _how_long(waits) if waits.told_before == 0 or _asks_how_long(text) else ""
    what = _what_waits(text, waits)
    if waits.last_day is not None:
        what = f"The last day is {waits.last_day:%B} {waits.last_day.day}, {waits.last_day.year}. {what}".strip()
    if waits.reference is not None:
        what = f"Your reference is {waits.reference}. {what}".strip()
    passed_on = _PASSED_ON[waits.told_before % len(_PASSED_ON)]
    back = GO_BACK if waits.reason in MAY_GO_BACK and waits.told_before == 0 else ""
    return [
        " ".join(one for one in (_WAITS if waits.told_before == 0 or long else "", long, what, passed_on, back) if one)
    ]


def _what_waits(text: str, waits: Waits) -> str:
    """What waits, with the first word and where it is asked about; in danger of life its number every time."""
    if waits.reason == "dispute" and _PAPERS.search(text):
        return _PAPERS_TO_ADD
    if waits.reason == "dispute" and _DECIDED_WHEN.search(text):
        return _TIME_OF_AN_APPEAL
    always = waits.told_before == 0 or waits.reason == "medical_emergency"
    if not always and not _WHAT_WAITS_ASKED.search(text):
        return ""
    return _DRAFT if waits.reason == "dispute" and waits.has_draft else _WHAT_WAITS.get(waits.reason, "")


def wants_back(said: str, reason: str) -> bool:
    """Whether a waiting caller would rather go on with the assistant, and may."""
    text = said.replace("’", "'")
    return reason in MAY_GO_BACK and _BACK.search(text) is not None and not is_in_danger(text)


def is_in_danger(text: str) -> bool:
    """Plain words of danger to life. Who is in line for a person already is told the number to call rather once too often."""
    return _IN_DANGER.search(text) is not None


def _asks_how_long(text: str) -> bool:
    return _HOW_LONG.search(text) is not None and not _DECIDED_WHEN.search(text)


def _how_long(waits: Waits) -> str:
    if waits.minutes is None:
        return "I can't tell how long it will take: no one is free right now."
    return f"The wait is about {waits.minutes} minute{'' if waits.minutes == 1 else 's'}."
