"""What somebody who acts for a member asks of the rule itself: which papers, how one is named, who else may call. Pure.

None of it is a fact of a claim: it is what a person checks, and what helps them. Whoever asks it is answered, and offered
that person; a line that asks none of it hears the rule, in other words each time.
"""

from __future__ import annotations

import re

from actions.another_words import KIN
from actions.memory import Memory
from actions.steps import Say

_THEY = rf"(?:she|he|they|(?:the|my|our) (?:\w+ )?(?:member|patient|insured|{KIN}))"
_PROOF = (
    r"(?:power of attorney|poa|consent|permission|authori[sz]ation|certificate|proof|documents?|paperwork|court papers?|"
    r"signature|form)"
)
_PAPERS = rf"(?:{_PROOF}|papers?|letters?)"
_KINDS = (
    (
        "last_day",
        r"\b(?:last day|dead ?line|final day|time limit|(?:until|till|by) (?:when|what (?:day|date)|which (?:day|date)))\b|"
        rf"\bhow (?:long|much time|many (?:more )?(?:days|weeks)) (?:do|does|have|has|is|are) (?:i|we|{_THEY}|left|there)\b",
    ),
    (
        "how_long",
        r"^(?!.*\b(?:pa(?:y|ys|id|yment)|claims?|money|decid\w+|process(?:ed|ing)?|appeals?)\b)(?:.*?)"
        r"(?:\bhow (?:long|soon|fast|quick(?:ly)?|many days)\b|\bwhen (?:can|could|will|would|do|may) "
        r"(?:i|we|you|y'?all|somebody|someone)\b.{0,25}\b(?:talk|speak|tell|hear|know|ask|call|discuss)\b)",
    ),
    (
        "appoint",
        r"\bhow\b.{0,25}\b(?:appoints?|names?|authori[sz]es?|designates?|nominates?|(?:gives?|get|gets)(?: (?:me|us|you|her|his|"
        r"their|the|your)){0,2} (?:written )?(?:consent|permission|authori[sz]ation)|"
        r"(?:lets?|allows?|adds?|puts?|makes?) (?:me|us)|signs?)\b|"
        r"\bhow (?:do|can|could|would|does|should) (?:i|we|one|somebody)\b.{0,15}\b(?:get|become|be)\b.{0,20}"
        r"\b(?:authori[sz]ed|appointed|named|on file|representative|allowed)\b|"
        rf"\bwhat (?:does|do|must|should|would|can) {_THEY} (?:have to |need to |to )?(?:sign|fill|do|send|write|give)\b|"
        r"\b(?:which|what) forms?\b|\bis there (?:an?|some) (?:\w+ )?form\b",
    ),
    (
        "appeal",
        r"\b(?:may|can|could|am i allowed to|is it (?:ok|okay|possible|allowed)|do i get to)\b.{0,20}"
        r"\b(?:appeal|dispute|object)\b.{0,30}\b(?:for (?:her|him|them|my|the|an?|somebody|someone)|(?:her|his|their) name|"
        r"behalf|instead)\b|\b(?:may|can|could|am) i\b.{0,20}\b(?:appeal|dispute|object)\b",
    ),
    (
        "themselves",
        rf"\b(?:can|could|may|should|must|will|would|does|do|what if|if) {_THEY}\b(?! (?:names?|appoints?|lets?|signs?|gives?)\b)"
        r".{0,30}\b(?:herself|himself|themsel(?:f|ves)|phones?|calls?|rings?|writes?|chats?|(?:talks?|speaks?) (?:to|with) you|"
        r"asks? you)\b|"
        rf"\b(?:does|has|will|must) {_THEY}\b.{{0,15}}\b(?:call|ring|write|ask|do (?:it|that))\b|"
        r"\b(?:do|does|must|should|shall|can) (?:i|we) (?:have to |need to )?(?:put|get|bring) (?:her|him|them|my \w+) "
        r"(?:on|to|here)\b",
    ),
    (
        "send",
        r"\bwhere\b.{0,20}\b(?:send|mail|fax|bring|upload|email|hand|turn|take|give|submit)\b|"
        r"\b(?:what|which) (?:address|fax|e-?mail)\b|"
        r"\bhow\b.{0,15}\b(?:send|get|mail|fax)\b.{0,15}\b(?:it|that|this|them|those)\b.{0,10}\b(?:to you|in|there|over)\b|"
        r"\b(?:can|could|may|shall|should) i (?:just )?(?:send|mail|fax|bring|upload|email|show|read)\b",
    ),
    (
        "papers",
        r"\b(?:do|does|did|will|would) (?:you|y'?all|they|somebody|someone|a person)\b.{0,20}\b(?:need|want|require)\b"
        r"(?!.{0,12}\bto (?:pay|approve|process)\b)|"
        r"\bwhat (?:do|does|would|will|should|must|can|else)\b.{0,20}\b"
        r"(?:need|want|require|bring|have|show|prove|provide)\b(?!.{0,12}\bto (?:pay|approve|process)\b)|"
        rf"\b(?:which|what|what (?:kind|sort) of) {_PAPERS}\b|"
        rf"\b(?:i|we)(?:'?ve| have|'?ve got| have got| got)\b.{{0,25}}\b{_PROOF}\b|"
        rf"\b{_PROOF}\b.{{0,15}}\b(?:enough|ok|okay|good|valid|signed|stamped|in (?:my )?hand|right here)\b|"
        r"\bnotar(?:y|i[sz]ed)\b|\b(?:by|from) (?:the|a) (?:court|judge)\b|\bread it (?:to you|out|aloud)\b|"
        r"\bhow (?:do|can|could|would) (?:i|we) (?:prove|show)\b",
    ),
    (
        "cannot_come",
        rf"\b(?:nobody|no ?one|{_THEY})\b.{{0,12}}\b(?:can'?t|cannot|can not|couldn'?t|unable to|not able to|no longer able to|"
        r"can (?:hardly|barely|no longer))\b.{0,12}\b(?:come|talk|speak|call|phone|write|answer|sign|hear|remember|"
        r"do (?:it|that)|move|get up)\b|\b(?:nobody|no ?one) can\b.{0,10}\b(?:come|talk|speak|call|phone|sign)\b|"
        rf"\b{_THEY}(?:'?s| is|'?re| are| was)? (?:\w+ )?(?:in (?:a |the )?(?:hospital|icu|coma|surgery|intensive care|"
        r"nursing home|hospice|rehab)|unconscious|under (?:an)?esthe\w+|too (?:sick|ill|weak|old|tired|frail)|deaf|paralyzed|"
        r"asleep)\b|\b(?:operating (?:table|room|theatre)|dementia|alzheimer'?s)\b",
    ),
    (
        "why",
        r"\bwhy\b.{0,25}\b(?:can'?t|won'?t|cannot|not|need|have to|must|should|only|so|all this)\b|"
        r"\b(?:makes? no sense|ridiculous|stupid|silly|nonsense|red tape|bureaucra\w+)\b|"
        r"\bwhat(?:'?s| is) (?:the (?:problem|point|harm)|it to you|so secret)\b|\bjust (?:tell|give) me\b",
    ),
    (
        "with_me",
        r"(?:\b(?:sits?|sitting|stands?|standing|right|is|are|lies|lying|listening)|'s|'re) (?:right |just |here )*"
        r"(?:next to|beside|with) me\b(?! (?:to|about|for))|\b(?:she|he)(?:'?s| is) (?:right here|listening|nodding)\b",
    ),
)  # fmt: skip
"""Kind → the words that ask it; the first that fits is meant."""
_ASKED = tuple((kind, re.compile(words, re.I)) for kind, words in _KINDS)
_POWER = re.compile(r"\bpower of attorney\b|\bpoa\b|\bguardian\b|\bconservator\b|\bproxy\b", re.I)
_ESTATE = re.compile(
    r"\b(?:died|dead|deceased|passed(?: away| on)?(?! out)|death|funeral|estate|execut(?:or|rix)|widow(?:er)?|late "
    r"(?:husband|wife|mother|father|mom|mum|dad|brother|sister|son|daughter|uncle|aunt|friend))\b|\bwho passed\b",
    re.I,
)
_BY_WHAT = (("estate", _ESTATE), ("power", _POWER))
_AT_ONCE = frozenset({"appoint", "appeal", "themselves", "last_day", "with_me", "papers", "send"})
"""Answered behind the rule where it is asked in the line that first tells of acting for another."""
SAID_AGAIN = "rule_again"
_IN_OTHER_WORDS = ("utter_only_own_claims", "utter_rule_in_other_words", "utter_rule_once_more")
_TOLD_MAX = 2


def asked(text: str) -> str | None:
    """What is asked of the rule, or told against it; None where the line is about something else."""
    words = text.replace("’", "'")
    return next((kind for kind, pattern in _ASKED if pattern.search(words)), None)


def note_papers(memory: Memory, text: str) -> None:
    """Remembers by what the caller says to act: a power of attorney, an estate; what papers they need follows from it."""
    words = text.replace("’", "'")
    for kind, pattern in _BY_WHAT:
        if pattern.search(words) and f"acts_by:{kind}" not in memory.told:
            memory.told = [*memory.told, f"acts_by:{kind}"]


def at_once(text: str, memory: Memory) -> list[Say]:
    """What goes with the rule where it is said for the first time: the papers spoken of, or what was asked beside."""
    kind = asked(text)
    if kind in _AT_ONCE:
        return [_say(str(kind), memory)]
    return [_say("papers", memory)] if _papers(memory) != "consent" else []


def again(kind: str | None, memory: Memory) -> Say:
    """The answer to what is asked; else, and where that was said before, the rule in other words."""
    if kind is not None and memory.told.count(f"helper:{kind}") < _TOLD_MAX:
        memory.told = [*memory.told, f"helper:{kind}"]
        return _say(kind, memory)
    place = memory.told.count(SAID_AGAIN)
    memory.told = [*memory.told, SAID_AGAIN]
    return Say(_IN_OTHER_WORDS[place % len(_IN_OTHER_WORDS)])


def _say(kind: str, memory: Memory) -> Say:
    return Say(f"utter_helper_papers_{_papers(memory)}" if kind == "papers" else f"utter_helper_{kind}")


def _papers(memory: Memory) -> str:
    return next((kind for kind, _ in _BY_WHAT if f"acts_by:{kind}" in memory.told), "consent")
