"""What members ask of their own claim or beside it: who may call, who may appeal, what is not told here. Pure.

Each line names what it asks for, so that this is answered, in place of the appeal or the block of amounts once more. It is to a
member what `actions.open_claim` is to an office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.heard import Heard
from actions.memory import Memory

_WORDS_MAX = 24
_OTHERWISE = (
    "request_human",
    "medical_emergency",
    "report_fraud",
    "request_callback",
    "switch_language",
    "another_claim",
)
_BESIDE = frozenset({"date_of_service", "amount"})
"""What such a line may name beside the question."""
_DOCTOR = (
    r"(?:(?:doctor|dr|doc|physician|surgeon|specialist|provider|therapist|dentist|pcp|oncologist|clinic|hospital)"
    r"(?:'?s)?(?: office)?|office)"
)
_KIN = (
    r"(?:my (?:\w+ )?(?:daughter|son|wife|husband|spouse|partner|mother|mom|father|dad|sister|brother|friend|lawyer|attorney|"
    r"niece|nephew|care ?giver|neighbor|aunt|uncle|kid|child|granddaughter|grandson|grandma|grandmother|doctor|dr)|"
    r"(?:someone|somebody|anyone|anybody)(?: else)?|another person)"
)
_CARE = (
    r"(?:medicines?|meds?|medications?|pills?|drugs?|dos(?:e|es|age)|insulin|treatments?|therapy|chemo\w*|surgery|operation|"
    r"procedure|infusions?|injections?|shots?|blood thinners?|inhaler|prescriptions?)"
)


@dataclass(frozen=True)
class _Asked:
    """Words → the wish; ``of_a_claim``: only where a claim is talked about or its day is named."""

    wish: str
    pattern: re.Pattern[str]
    never: re.Pattern[str] | None = None
    of_a_claim: bool = True


def _asked(wish: str, pattern: str, *, never: str = "", of_a_claim: bool = True) -> _Asked:
    return _Asked(wish, re.compile(pattern, re.I), re.compile(never, re.I) if never else None, of_a_claim)


_ASKED = (
    _asked("ask_doctor_first",
           rf"\b(?:should|shall|can|may|must|do|could|ought) (?:i|we) (?:to |have to |need to |just |still |now |then |even )*"
           rf"(?:stop|quit|keep|continue|skip|cut|halve|split|go off|come off|get off|put off|delay|postpone)\b"
           rf"(?: \w+){{0,4}}? {_CARE}\b|"
           rf"\b(?:should|ought) i (?:to |still |even |really )*(?:take|have|get|do|start|cancel|change|switch)\b"
           rf"(?: \w+){{0,3}}? {_CARE}\b|"
           rf"\bdo i (?:still |really |even )*(?:have|need) to (?:take|have|get|do)\b(?: \w+){{0,2}}? {_CARE}\b|"
           rf"\bam i supposed to (?:stop|quit|keep|continue|skip) (?:taking|getting|my|the)\b|"
           rf"\bwhat (?:{_CARE}) should i\b|\bis it (?:safe|ok|okay|dangerous|bad) (?:for me )?(?:to|if i) "
           rf"(?:stop|quit|skip|keep|go off|come off)\b|\bdo i (?:really |still |even )?need (?:this|that|the|my) {_CARE}\b",
           never=r"(?<!wont )(?<!won't )(?<!not )\b(?:pay|paid|paying|appeal\w*|bills?|approv\w*|auth\w*|letters?|"
                 r"send|copy|refund|card)\b", of_a_claim=False),
    _asked("delete_data",
           r"\b(?:delete|erase|remove|wipe|destroy|get rid of)\b(?: \w+){0,3}? (?:my|our|the|this|everything|all)\b.{0,25}"
           r"\b(?:data|info\w*|records?|history|account|files?|chat|conversation|about me|details|you have)\b|"
           r"\b(?:delete|erase|wipe) (?:my|our|all my|the) (?:data|info\w*|records?|history|account|file|chat|details)\b",
           never=r"\b(?:wrong|incorrect|bill|diagnos\w+|charge|start(?:ing)? (?:over|again|fresh)|begin again|scratch|"
                 r"i (?:just )?(?:said|gave|typed|wrote))\b", of_a_claim=False),
    _asked("change_details",
           r"\bi (?:have |had |'ve |just |recently |legally )*(?:changed|switched) my (?:last |first |legal |maiden |married )?"
           r"name\b|\bmy (?:last |legal |married )?name (?:has changed|was changed|changed|is different now)\b|"
           r"\bi(?:'ve| have)? (?:just )?(?:got|have) a new (?:last )?name\b", of_a_claim=False),
    _asked("whom_at_office",
           rf"\bwho(?:m)? (?:do|should|can|would|must) i (?:call|ask for|talk to|speak (?:to|with)|contact) "
           rf"(?:at|in|over at) (?:the|my|their|his|her) (?:\w+ )?{_DOCTOR}\b"),
    _asked("doctor_can_call",
           rf"\b(?:can|could|may|should|will|would|can'?t|couldn'?t|what if|have|let) "
           rf"(?:(?:my|the|our|his|her) (?:\w+ )?{_DOCTOR}|he|she|they)(?: (?:just|not|even|please|also|directly))* "
           rf"(?:(?:call|phone|ring|contact|reach out to|explain (?:it|this|that) to|(?:talk|speak) (?:to|with)) "
           rf"(?:you|u|y'?all|the (?:plan|insurance)|someone|somebody)|give (?:you|u|y'?all) a (?:call|ring))\b|"
           rf"\bwhat if my (?:\w+ )?{_DOCTOR} calls\b|"
           rf"\b(?:can|could|would|will|can'?t) (?:you|u|someone|somebody|they|y'?all)(?: (?:guys|just|please))* "
           rf"(?:call|phone|ring|contact|reach|(?:talk|speak) (?:to|with)) (?:my|the|our) (?:\w+ )?{_DOCTOR}\b",
           never=r"\bcall (?:me|us) back\b|\bbill\w*\b|\bcollect\w*\b|\bstop\b"),
    _asked("appeal_by_another",
           rf"\b(?:can|could|may|is it (?:ok|okay|possible|allowed)|how (?:can|could|do|would)|what if|let|allowed)\b"
           rf".{{0,20}}\b{_KIN}\b(?: \w+){{0,2}}? (?:appeal|dispute|file|sign|do|handle|start|make|send|represent)\b"
           rf".{{0,25}}\b(?:appeal|dispute|(?:it|this|that) for me|for me|me)\b|"
           rf"\b(?:can|could|may) {_KIN} (?:appeal|dispute)\b|"
           rf"\b(?:does|do|would) {_KIN} need\b.{{0,25}}\b(?:appeal|dispute)\b|\b{_KIN} (?:wants?|would like|is going|plans?) to "
           rf"(?:appeal|dispute|file (?:an |the )?appeal|do (?:an |the )?appeal)\b",
           never=r"\b(?:claim|claims|bill)\b(?!.*\bappeal)|\b(?:send|sign) me\b", of_a_claim=False),
    _asked("complain",
           r"\b(?:who|where|whom|how) (?:do|can|should|could|would|must) (?:i|we) (?:even )?(?:complain|"
           r"report (?:them|him|her|(?:the|my) (?:doctor|office|hospital|provider)))\b",
           never=r"\b(?:fraud\w*|scam\w*|stol\w+|fake|identity|other (?:plan|insurance))\b"),
    _asked("explain_appeal",
           r"(?=.*\bappeals?\b).*\bhow (?:long|soon|fast|quick\w*|many (?:days|weeks|months))\b.{0,30}\b(?:takes?|taking|"
           r"decid\w*|decision|answer\w*|hear|know|process\w*)\b",
           never=r"\b(?:do|did|have|has|will) (?:i|we) (?:have|got|get|still have)\b|\b(?:to|i|we) (?:file|submit|send|put in)\b|"
                 r"\b(?:already|filed|sent|mailed|status|my appeal|last day|deadline)\b", of_a_claim=False),
    _asked("explain_appeal",
           r"\bwhat happens (?:if|when|after|once) (?:i|we) (?:appeal|dispute|file (?:an |the )?appeal|do (?:it|that|appeal))\b|"
           r"\bwhat happens (?:with|in|during) (?:an|the) appeal\b",
           never=r"\b(?:no|lose|lost|denied|deny|again)\b"),
    _asked("ask_amount_owed",
           r"\bhow (?:did|do|does|was|were|is|are)\b.{0,25}\b(?:come|came|calculat\w*|figure\w*|arrive\w*|work\w*|get|got)\b"
           r".{0,12}\b(?:my|the) (?:part|share|portion|cost share)\b|"
           r"\bhow (?:did|do|does|was|were|is|are) (?:my|the) (?:part|share|portion|cost share)\b.{0,12}\b(?:calculat\w*|"
           r"figured|worked out|come up|decided|set)\b", of_a_claim=False),
    _asked("ask_amount_owed",
           r"\bhow (?:was|is|did you|do you) (?:that|it|this)? ?(?:worked out|calculated|figured(?: out)?)\b|"
           r"\bhow (?:did|do) you (?:work (?:that|it) out|(?:calculate|figure|come up with) (?:that|it|this))\b|"
           r"\bwhere (?:did|do|does) (?:you|they|that|this) (?:get|come)\b.{0,12}\b(?:number|amount|figure|total)\b",
           never=r"\b(?:den(?:y|ied)|phone|claim number|my (?:number|info\w*))\b"),
    _asked("mine_to_pay",
           r"\b(?:they|he|she) (?:can'?t|cannot|can not|can) (?:just |really |legally |even )?(?:make|force) me (?:to )?pay\b|"
           r"\bcan (?:they|he|she|the \w+) (?:just |really |legally |even )?(?:make|force) me (?:to )?pay\b",
           never=r"\b(?:up ?front|in advance|before|twice|again|more)\b"),
    _asked("ask_charge",
           r"\b(?:full|original|whole|list|sticker|undiscounted) (?:price|cost)\b|"
           r"\bprice (?:of|for) (?:the|that|this|my) (?:visit|appointment|test|service|whole)\b",
           never=r"\b(?:discount\w*|after|with insurance|my (?:part|share)|owe|pay|paid|wants?|asking|why)\b"),
    _asked("ask_allowed",
           r"^\W*(?:(?:and|so|ok|okay|but|then|the|my|your|what(?:'?s| is| was)?|how much (?:is|was)|tell me|give me)\W+)*"
           r"(?:(?:discounted|negotiated|agreed(?: upon)?|contracted|reduced|plan(?:'?s)?|in[- ]network) "
           r"(?:price|rate|cost|amount)|price (?:after|with) (?:the |my |your )?(?:discount|insurance))\b",
           never=r"\bwhat is (?:a|an)\b|\bmeans?\b|\bwhy\b|\bwants?\b|\bpa(?:y|id)\b"),
    _asked("ask_allowed",
           r"\b(?:what(?:'?s| is| was)?|how much (?:is|was)|tell me|repeat|say|again) (?:\w+ ){0,3}?(?:the |my |that )?allowed "
           r"(?:amount|charge|price|sum|rate|part|figure)\b",
           never=r"\bwhat (?:is|does|'?s) (?:an?|it)\b|\bmeans?\b|\bwhy\b|\bdifferen\w+|\bowe\b|\bmy share\b|\brest\b"),
    _asked("ask_amount_owed",
           r"\bwhat(?:'?s|s| is| was| does| do)? (?:that|it|this|my share|the share|my part)(?: all)? (?:made up|"
           r"made (?:up )?(?:of|from)|consist\w* of|composed of|broken (?:down|up))\b|"
           r"\bwhat (?:makes (?:that|it|this) up|makes up (?:that|my|the))\b|"
           r"\bbreak (?:that|it|this|my share) down\b|\b(?:breakdown|break down) (?:of|on) (?:that|my share|it|my part)\b",
           never=r"\b(?:words?|simple|simpler|simply|plain|codes?|claim|denial|number|steps?)\b"),
    _asked("ask_if_sure",
           r"^\W*(?:(?:ok|okay|hmm|um|but|and|wait|wow|so|oh|really|no|sorry|seriously)\W+)*(?:(?:are|r) (?:you|u)|you|u|ya|"
           r"is (?:that|this|it)(?: for)?|and you'?re) ?(?:really |absolutely |totally |100% |completely )*(?:sure|certain|"
           r"positive|accurate|correct|for real)"
           r"(?: (?:about|of|on) (?:that|this|it|the \w+))?(?: (?:though|tho|now|please))*\W*$"),
    _asked("explain_eob",
           r"\b(?:go|run|walk|take|talk)(?: me)? (?:through|over|thru) (?:all |each of |all of )?(?:the|those|these|my) "
           r"(?:numbers?|amounts?|figures|sums|math)\b|"
           r"\b(?:tell|give|read) me all (?:of )?(?:the|those|these) (?:numbers|amounts|figures)\b",
           never=r"\b(?:all|both|two|other|each) (?:my |of my |the |of the )?(?:claims|visits|bills)\b|"
                 r"\bphone\b|\bcodes?\b|\bid\b"),
    _asked("ask_whom_to_pay",
           r"\bcan i (?:just |also )?pay (?:it |this |that |my (?:share|part|bill) |the bill )?(?:here|now|with you|to you|"
           r"over the phone|on the phone|online|by (?:phone|card|text|check))\b",
           never=r"\b(?:month|months|monthly|pieces|later|bit by bit)\b"),
    _asked("help_with_share",
           r"^\W*(?:(?:but|and|wow|so|oh|ok|no|well)\W+)*(?:that|this|it)(?:'s| is| seems| sounds| was) "
           r"(?:way |far |a bit |just |still |really )*too (?:much|high|expensive)(?: (?:for me|money))?\W*$"),
    _asked("ask_provider",
           rf"\bwho(?:'?s| is| was|s)? (?:my|the|that) {_DOCTOR}\b(?: (?:on|for|with|of) (?:that|this|it|the \w+))?\W*$|"
           rf"\b(?:what(?:'?s| is| was)?|tell me|give me) (?:the|my) {_DOCTOR} name\b|"
           r"\bname of (?:the|my) (?:doctor|provider|surgeon|clinic|hospital)\b", never=r"\bwrong\b"),
    _asked("ask_denial_reason",
           r"\b(?:you|y'?all|they|u|the plan|(?:my |the )?insurance)(?:'?ve| have| had| has| did)?(?: (?:guys|people|all|just|"
           r"already|now|really|simply))* (?:decid\w+|ruled?|voted|judged|came down) against\b|"
           r"\b(?:decided|ruled) against (?:me|us|it|my|paying)\b|"
           r"^\W*(?:(?:and|ok|okay|oh|well|hm+)\W+)*(?:so|then) (?:it'?s|that'?s|it is|that is) a "
           r"(?:final |clear |definite |big )?no\W*(?:then\W*)?$", never=r"\b(?:appeal|if|unless)\b"),
    _asked("ask_diagnosis",
           r"\b(?:what|which|what'?s|whats|why|tell me|see|know|is there|give me)\b.{0,25}\b(?:diagnos(?:[ie]s|ed)|dx|icd)\b",
           never=r"\b(?:wrong|denied because|mistake)\b"),
)  # fmt: skip


def asked_by_member(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    """The wish of the first question these words ask, or None. ``text``: the line with plain apostrophes."""
    if memory.speaker == "provider" or len(text.split()) > _WORDS_MAX or heard.has(*_OTHERWISE) or heard.piece:
        return None
    if set(heard.values) - _BESIDE or memory.expects in ("last_name", "person_name"):
        return None
    of_a_claim = memory.speaker == "member" and _is_named(memory, heard)
    return next(([one.wish] for one in _ASKED if (of_a_claim or not one.of_a_claim) and _asks(one, text)), None)


def _is_named(memory: Memory, heard: Heard) -> bool:
    """Whether a claim is talked about: one at hand, or that of a day named in this line or before."""
    return memory.claim is not None or bool(heard.values.get("date_of_service")) or memory.date_of_service is not None


def _asks(one: _Asked, text: str) -> bool:
    return one.pattern.search(text) is not None and not (one.never and one.never.search(text))
