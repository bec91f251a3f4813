"""Pointed questions of a member about the claim at hand: who has to act, whose money it is, what to tell the office. Pure.

Each is a short line that means something only after the claim was told; its own words settle it, and its answer is its own.
"""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.history import told_last
from actions.memory import Memory
from actions.number_asked import asks_number_to_find

_WORDS_MAX = 26
_PAID = frozenset({"paid", "partly_paid"})
_DENIED = frozenset({"denied", "partly_paid"})
_SHARED = _PAID | {"patient_share"}
_OTHERWISE = ("request_human", "medical_emergency", "request_callback", "switch_language", "another_claim", "restart")
_THE_OFFICE = (
    r"(?:they|he|she|them|him|her|(?:the|my|that|this) (?:\w+ )?(?:doctor|doc|dr|office|hospital|provider|clinic|lab|"
    r"dentist|therapist|surgeon|billing (?:\w+)|biller|front desk|desk|bill)s?(?:'s)?(?: office)?)"
)


def _words(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})", re.I)


_MONEY_BACK = _words(
    r"(?:gets?|gives?|have|want|need|send|getting|giving|owes?|pays?)\b.{0,22}\b(?:money|cash|it|some|rest|difference|"
    r"overpayment|"
    r"me|us|\d+|hundred|dollars|bucks) back\b",
    r"(?:my|our) money back\b",
    r"refund\w*",
    r"over-?pa(?:id|y|yment|ying)\b",
    r"paid\b.{0,25}\btoo much\b",
    r"i(?:'ve| have)? paid (?:them |him |her |the \w+ )?(?:\w+ )?more than (?:that|this|my (?:share|part)|i owed?)\b",
    r"who (?:gives?|pays?|sends?|returns?|refunds?)\b.{0,12}\bdifference\b",
    r"(?:made|make|makes|making|had) me (?:to )?pay\b",
    r"paid\b.{0,35}\b(?:up ?front|in advance|beforehand)\b",
    r"paid (?:(?:over|about|almost|them|him|her|like) )*(?:\$ ?\d|\d{2}|\w+ (?:hundred|thousand|dollars|"
    r"bucks)).{0,25}\bat the (?:\w+ )?"
    r"(?:desk|counter|window|office)\b",
)
_NO_MONEY_BACK = _words(
    r"tak(?:e|en|ing) back", r"took\b.{0,12}\bback", r"forms?\b", r"reimburs\w*", r"cash pay", r"premiums?\b",
    r"call\b.{0,10}\bback", r"(?:can|could|may|will|would) (?:they|he|she|the \w+)(?: \w+){0,2} make me pay\b",
    r"get back to (?:me|you)", r"out of pocket", r"myself\b", r"copay and they", r"again\b",
)  # fmt: skip
_NOT_RECEIVED = re.compile(
    rf"\b{_THE_OFFICE}\b.{{0,25}}\b(?:never|not|didn'?t|don'?t|haven'?t|hasn'?t|isn'?t|aint|ain'?t|no)\b.{{0,15}}"
    r"\b(?:g[eo]t|gotten|receiv\w*|see|seen|seeing|been paid|get paid|have)\b(?=(?: (?:it|any|anything|that|the|a|your|paid|"
    r"their|no|one|money|check|payment|cent|dime|penny|yet|still|from|you|guys|u|on|end|side|in|there|here))*\W*$)|"
    rf"\bif {_THE_OFFICE} (?:still |really |just |also |even )*(?:can'?t|cannot|can not|don'?t|doesn'?t|do not|does not|won'?t) "
    r"(?:find|see|locate|trace|spot)\b|"
    r"\b(?:sa(?:y|ys|id|ying)|tells?|told|telling|insists?|swears?)\b.{0,25}\b(?:you|u|y'?all|insurance|the plan|nobody|"
    r"no ?one|"
    r"you guys)\b.{0,12}\b(?:never|didn'?t|did not|haven'?t|hasn'?t|have not|not)\b.{0,8}\b(?:pa(?:y|id)|sen[dt])\b",
    re.I,
)
_OF_PAPERS = _words(
    r"letters?\b", r"papers?\b", r"records?\b", r"notes?\b", r"forms?\b", r"eobs?\b", r"claims?\b", r"bills?\b", r"fax\w*",
    r"docu\w+", r"appeals?\b", r"authori\w+", r"approval\b",
)  # fmt: skip
_MONEY = r"(?:it|that|paid|the (?:money|check|payment|transfer)|(?:your|their|his|her|that) (?:money|check|payment))"
_WHEN_PAID = re.compile(
    rf"\b(?:when|what (?:day|date)|which day) (?:did|was|has|have|were) {_THE_OFFICE}\b.{{0,10}}\b(?:get|got|gotten|receiv\w+|"
    rf"paid|have) ?(?:{_MONEY})?(?=\W*$| (?:and|then|from|or)\b|[?,.])",
    re.I,
)
""" "When did the doctor get it", of a claim that is paid: the day the money went out."""
_HOW_PAID = re.compile(
    r"\bhow (?:was|is|were) (?:it|that|this|the (?:money|payment)) (?:sent|paid|made|delivered)(?: out)?"
    r"(?=\W*$| (?:and|or|to)\b|[?,.])|"
    r"\bhow did (?:you|y'?all|the plan|they|it) (?:send|pay|go out)(?: (?:it|that|the (?:money|payment)|them|him|her|out|to))*"
    r"(?: (?:the|my) (?:doctor|office|provider|hospital|clinic))?(?=\W*$| (?:and|or)\b|[?,.])|"
    r"\b(?:check|paper|mail)\b.{0,12}\bor\b.{0,25}\b(?:electronic\w*|eft|deposit\w*|transfer\w*|wired?)\b|"
    r"\b(?:electronic\w*|eft|deposit\w*|transfer\w*|wired?)\b.{0,12}\bor\b.{0,25}\b(?:check|paper|mail)\b",
    re.I,
)
_MINE_TO_SEND = _words(r"(?:do|should|can|must|could|may|would|will) (?:i|we)\b", r"(?:i|we) (?:send|pay|mail)\b")
_NUMBER_TO_GIVE = re.compile(
    r"\b(?:number|reference)\b.{0,14}\b(?:i can|i could|to|that i (?:can|could)|for me to|do i|should i|can i)\b.{0,6}\b"
    rf"(?:give|tell|show|pass|read|send)\b.{{0,8}}\b{_THE_OFFICE}\b|"
    rf"\b(?:give|tell) {_THE_OFFICE} (?:a|some|what|which|the) (?:\w+ )?(?:number|reference)\b|"
    r"\bnumber\b.{0,30}\b(?:they|he|she|the (?:doctor|office)) (?:can|could) (?:find|look|trace|track|search)\b|"
    r"\b(?:check|payment|trace|eft|transaction|transfer|confirmation) (?:number|no\b|#)",
    re.I,
)
""" "Some number I can give him so that he finds it", of a payment the office says it never got."""
_OTHER_NUMBER = _words(
    r"phone\b", r"fax\b", r"call\b", r"claim (?:number|no|#)", r"member\b", r"policy\b", r"id\b", r"my (?:cell|number)\b",
    r"account\b",
)  # fmt: skip
_WHAT_WAS_SENT = re.compile(
    r"\bwhat (?:did|have) (?:you|y'?all|the plan|they)(?: guys)? (?:actually |really )?"
    r"(?:transfer\w*|wired?|remit\w*|pa(?:y|id) out|hand over|give (?:the|my) (?:doctor|office|provider|hospital|clinic))\b",
    re.I,
)
_TOLD_OTHERWISE = re.compile(
    rf"\b{_THE_OFFICE}\b.{{0,12}}\b(?:told|tells?|sa(?:id|ys?)|quoted|gave|has|had|have|came up with)\b"
    r"(?: me| us)?(?: it'?s| it is)? (?:something (?:else|different)|otherwise|"
    r"(?:an? )?(?:different|another|other)(?: (?:number|amount|figure|sum|price|total|one|thing))?)\b",
    re.I,
)
""" "The clinic told me something else", after the share was told."""
_OF_A_REASON = _words(
    r"reasons?\b", r"why\b", r"den(?:y|ied|ial)", r"codes?\b", r"dates?\b", r"days?\b", r"referral\b", r"auth\w*", r"approv\w*",
    r"plan\b", r"insurance\b", r"doctor'?s name\b", r"address\b",
)  # fmt: skip
_TO_WHOM = _words(
    r"(?:pay|paid|send|sent) (?:it |that )?me or (?:them|him|her|the|my)\b",
    r"to me or (?:to )?(?:the|my|him|her|them)\b",
    r"to (?:the|my) (?:doctor|provider|hospital|office)\W+or (?:to )?me\b",
    r"(?:send|sent|pay|paid|mail\w*|go|went|goes)\b.{0,20}\bto whom\b",
    r"who (?:did|does) (?:the|that|it|my|this)(?: (?:money|check|payment))? go to\b",
    r"where did (?:the|that|my|this) (?:money|payment|check) go\b",
)
_WHO_ACTS = _words(
    r"(?:whose|who'?s|who is (?:at|to)|is (?:it|this|that)|was (?:it|this|that))\b.{0,10}\b(?:fault|blame|job|mistake|"
    r"responsibility|error)\b",
    r"who (?:messed|screwed|made (?:a|the|this) (?:mistake|error))\b",
    r"who (?:has|needs|is supposed|should|must|was supposed|gotta)(?: to)? (?:fix|do (?:it|that|this|something)|call|"
    r"handle|take care of)\b",
    r"(?:should|do|must|can) (?:i|we) (?:need to |have to |just |even )?(?:call|contact|talk to|tell|phone|go (?:back )?to|"
    rf"bug|ring) {_THE_OFFICE}\b",
    r"did (?:i|we) do (?:something|anything|it|that) wrong\b",
    r"what did (?:i|they|he|she) do wrong\b",
)
_MINE_TO_PAY = _words(
    r"(?:do|should|must|will) (?:i|we) (?:now |still |really |just |gotta |got to |have to |need to |has to |got |even "
    r")*(?:pay|owe)\b"
    r"(?! (?:you|u|attention|my|the (?:premium|plan))\b)",
    r"(?:i'?m|im|am i|i am|are we|we'?re) (?:now |still |really )*(?:supposed to|expected to|meant to|going to have to|"
    r"gonna have to|"
    r"stuck|responsible|liable|on the hook)\b.{0,8}\b(?:pay|owe|for (?:it|this|that|all)|with (?:it|this|that|the bill))\b",
    rf"(?:can|are|may|could|do) {_THE_OFFICE} (?:allowed to |able to |really |even |legally |just |still |get to )*"
    r"(?:bill|charge|make|sue|come after|ask|billing|charging)(?:ing)? (?:me|us)\b",
    r"(?:why|how come)\b.{0,20}\bpay(?:ing)? for (?:their|his|her|the doctor'?s|somebody'?s|someone else'?s|your) "
    r"(?:mistake|error|mess|screw)",
    r"(?:they|he|she|you|u|you guys|the (?:doctor|office|hospital)) (?:screwed|messed|goofed) (?:it )?up\b.{0,30}\b(?:i|"
    r"me|my)\b.{0,15}"
    r"\b(?:bill|pay|stuck|owe|charged)",
    r"(?:are|is) (?:they|he|she) (?:even |really )?allowed to (?:do (?:that|this)|bill|charge|ask)\b",
    r"i pay for (?:their|his|her|your|the doctor'?s) (?:mistake|error|mess)",
)
_NO_YES = _words(
    r"how much", r"what (?:do|did|should|would) (?:i|we)", r"(?<!to )who(?:m)?\b", r"how (?:do|can|should) (?:i|we)",
    r"can'?t", r"cannot",
    r"afford", r"months?\b", r"monthly", r"pieces", r"payment plan", r"appeal", r"twice", r"again\b", r"two times",
    r"penalty", r"when\b",
    r"(?:don'?t|dont|do not|not) (?:have to|need to|owe|gotta|"
    r"supposed)", r"owe (?:nothing|anything)", r"if (?:i|we|you|they)\b",
    r"deductible", r"co-?pay\b", r"collect\w+", r"already", r"next time", r"credit", r"what part",
)  # fmt: skip
_WAS_COVERED = _words(
    r"(?:i|we|he|she) (?:was|were|am|are|had been|have been|(?:do|did) have|have|had|got) (?:\w+ ){0,2}(?:covered|"
    r"insured|coverage|"
    r"insurance)\b",
    r"(?:it|they) (?:takes?|took|comes?|came|goes?)\b.{0,15}\b(?:out of|from|off) (?:my|our) (?:pay ?checks?|checks?|"
    r"pay|wages|salary)\b",
    r"(?:i|we) (?:pay|paid|been paying|have been paying) (?:my|our|the|for) (?:\w+ )?(?:premiums?|insurance)\b",
    r"(?:my|our) (?:card|coverage|plan|insurance) (?:was|is) (?:active|good|valid|in force)\b",
)
_NOT_COVERED = _words(
    r"had no\b", r"no insurance\b", r"not covered\b", r"other\b", r"another\b", r"two\b", r"both\b", r"never", r"if i\b",
    r"why\b",
    r"wasn'?t", r"new\b", r"second\w*", r"also\b", r"too\b", r"through\b", r"medicare\b", r"medicaid\b",
)  # fmt: skip
_ALL_NUMBERS = _words(
    r"(?:go|walk|run|take|talk|step)\b.{0,12}\b(?:through|thru|over) (?:all )?(?:of )?(?:the|these|those|my|each of the) "
    r"(?:numbers|amounts|figures|math)\b",
    r"(?:all|each) (?:of )?the (?:numbers|amounts|figures)\b.{0,12}\b(?:please|pls|mean|again)\b",
)
_WHAT_TO_SAY = _words(
    rf"what (?:do|should|can|would|must|am|shall) i (?:supposed to |gonna |going to |even )?(?:tell|say to|ask) "
    rf"{_THE_OFFICE}\b",
    rf"how (?:do|can|should) i (?:get|make) {_THE_OFFICE} (?:to )?(?:fix|stop|change|correct|see|lower|take)\b",
    rf"what (?:do|should|can) i say (?:when|if|to) {_THE_OFFICE}",
)
_NO_LETTER = _words(
    r"(?:letters?|notice|denial|eob|decision|mail|paperwork)\b.{0,20}\b(?:never|didn'?t|didnt|did not|not|only)\b.{0,12}"
    r"\b(?:reach\w*|c[ao]me|arriv\w*|get|got|show\w*|deliver\w*)\b",
    r"(?:i|we|but|and) (?:never|didn'?t|didnt|did not) (?:even )?(?:got|get|gotten|received?|see|saw|seen|had)\b.{0,12}\b"
    r"(?:letters?|notice|denial|decision)\b",
    r"i was (?:in (?:the|a) (?:hospital|icu|coma|rehab|nursing home)|deployed|overseas|(?:too|very|really) (?:sick|ill))\b",
)
_SEND_IT = _words(
    r"send\b", r"cop(?:y|ies)\b", r"again\b", r"resend", r"mail (?:me|it)\b", r"email", r"claim (?:was|is|for|from)\b"
)
_TOO_MUCH = _words(
    r"(?:they|he|she) keeps? (?:calling|billing|asking|sending|charging|bugging|texting)\b.{0,20}\b(?:more|bills?|pay|money)\b",
    rf"{_THE_OFFICE}\b.{{0,20}}\b(?:charg\w+|bill(?:ed|ing|s)?|ask\w*|want\w*|trying)\b.{{0,18}}\b(?:too much|more than|"
    rf"extra)\b",
    r"over-?charg\w+",
    r"bill(?:ed|ing)? me (?:for )?(?:too much|more than)\b",
)
_COST = re.compile(
    r"\b(?:does|do|would|will|is|are|did)\b.{0,22}\b(?:cost|charge|fees?|free)\b|\bhow much\b.{0,22}\b(?:cost|charge)\b|"
    r"\b(?:is there|any) (?:a |an )?(?:fee|charge|cost)\b|\bfree of charge\b",
    re.I,
)
_OF_A_VISIT = _words(r"visits?\b", r"doctors?\b", r"bill(?:ed)?\b", r"hospital", r"surgery", r"tests?\b", r"treatment")
WHICH_MORE = _words(
    r"which (?:one |claim |visit )?of (?:the|those|these|them)(?: two| both| 2)?\b.{0,30}\b(?:more|most|less|higher|"
    r"lower|bigger|cheaper|least|"
    r"paid|pay|denied|owe)\b",
    r"which (?:one|claim|visit|bill)\b.{0,25}\b(?:more|most|less|higher|lower|bigger|cheaper|least)\b",
    r"(?:owe|pay|paid|share|part|cost|allow(?:ed)?)\b.{0,25}\b(?:on|for|of|from) (?:each|both|the two)\b"
    r"(?! (?:month|week|year|time|day|line|service|code|charge|item|procedure|part|us|plans?|insurances?|doctors?|of us|my|"
    r"visit to|the|one of the (?:lines|codes))\b)",
    r"(?:more|less|higher|bigger|cheaper) (?:on|for) (?:which|the first|the second|the other)\b",
    r"compare (?:them|the two|both|those|these)\b",
    r"difference between (?:the two|those|them|both|these)\b",
    r"(?:both|the two)(?: of them| claims| visits)?\b.{0,15}\b(?:side by side|again|together)\b",
)
_IN_ALL = re.compile(
    r"(?=.*\b(?:owe|pay|share|cost me)\b).*\b(?:altogether|all together|all ?together|in all\b|in total|grand total|overall|"
    r"(?:for|on) (?:everything|all of (?:it|them)|all (?:my|the|them|these|those) (?:claims|bills|visits))|this "
    r"(?:whole )?year|so far)\b",
    re.I,
)
_PAID_IN_ALL = re.compile(
    r"(?=.*\b(?:you|u|y'?all|they|the plan|(?:my |the )?insurance)(?: guys| all)?(?: have|'?ve| has)? (?:pa(?:id|y|ys)|spent)\b)"
    r".*\b(?:this (?:whole )?year|so far this|since january|year to date|(?:for|on) (?:everything|all (?:of )?(?:my|the|them|"
    r"these|those)(?: (?:claims|bills|visits))?)|all my (?:claims|bills|visits))\b",
    re.I,
)
""" "How much did you pay in total this year": a sum over claims the record does not hold."""
_HOW_MUCH = re.compile(r"\bhow much\b|\btotal\b|\bwhat (?:did|have|has)\b", re.I)
_TO_THE_LIMIT = _words(r"deductible", r"out[- ]of[- ]pocket", r"limit", r"\bmet\b", r"premiums?")
_OF_LIMITS = _words(
    r"deductible", r"out[- ]of[- ]pocket", r"\bmax\w*", r"limit", r"\bmet\b", r"coinsurance", r"plan pay", r"you pay"
)


def pointed(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    """The wish of a pointed question, or None. ``text``: the line with plain apostrophes."""
    if memory.speaker != "member" or len(text.split()) > _WORDS_MAX or heard.has(*_OTHERWISE) or heard.piece:
        return None
    if set(heard.values) - {"amount"} or memory.expects == "which_claim":
        return _to_whom(heard, text)
    if memory.claim is None and told_last(memory) is None:
        return _to_whom(heard, text)
    return _of_all(memory, text) or _of_this(memory, text)


def _to_whom(heard: Heard, text: str) -> list[str] | None:
    """ "For August 27, did it go to me or to the doctor", before anything else was told."""
    return (
        ["paid_to_whom"] if not (set(heard.values) - {"date_of_service", "amount"}) and _TO_WHOM.search(text) else None
    )


def _of_all(memory: Memory, text: str) -> list[str] | None:
    """Of more than the claim at hand."""
    if _IN_ALL.search(text) and not _OF_LIMITS.search(text):
        return ["ask_amount_owed", "no_total"]
    if _PAID_IN_ALL.search(text) and _HOW_MUCH.search(text) and not _TO_THE_LIMIT.search(text):
        return ["ask_payment", "no_total"]
    return ["compare_claims"] if len(memory.seen) > 1 and WHICH_MORE.search(text) else None


def _of_this(memory: Memory, text: str) -> list[str] | None:
    if memory.claim is None:
        return None
    paid = memory.claim.get("stage") in _PAID
    if paid and _NOT_RECEIVED.search(text) and not _OF_PAPERS.search(text):
        return ["not_received"]
    if paid and (of_payment := _of_the_payment(text)):
        return of_payment
    if memory.claim.get("stage") in _DENIED and _WAS_COVERED.search(text) and not _NOT_COVERED.search(text):
        return ["was_covered", "ask_appeal_rights"]
    if memory.claim.get("stage") in _DENIED and _NO_LETTER.search(text) and not _SEND_IT.search(text):
        return ["late_reason"]
    found = {
        "money_back": _MONEY_BACK.search(text) and not _NO_MONEY_BACK.search(text),
        "paid_to_whom": _TO_WHOM.search(text),
        "what_to_say": _WHAT_TO_SAY.search(text),
        "bill_and_eob": _TOO_MUCH.search(text)
        or (_TOLD_OTHERWISE.search(text) and memory.claim.get("stage") in _SHARED and not _OF_A_REASON.search(text)),
        "appeal_cost": _COST.search(text) and not _OF_A_VISIT.search(text) and _speaks_of_appeal(memory, text),
        "explain_eob": _ALL_NUMBERS.search(text),
        "mine_to_pay": _MINE_TO_PAY.search(text) and not _NO_YES.search(text),
        "who_acts": _WHO_ACTS.search(text),
    }
    return next(([wish] for wish, there in found.items() if there), None)


def _of_the_payment(text: str) -> list[str]:
    """What is asked of a payment made: its day, its way, its number, its sum, in this order."""
    if _OF_PAPERS.search(text):
        return []
    asked = {
        "paid_when": _WHEN_PAID.search(text),
        "paid_how": _HOW_PAID.search(text) and not _MINE_TO_SEND.search(text),
        "paid_under": (_NUMBER_TO_GIVE.search(text) and not _OTHER_NUMBER.search(text)) or asks_number_to_find(text),
        "ask_payment": _WHAT_WAS_SENT.search(text),
    }
    return [wish for wish, there in asked.items() if there]


def _speaks_of_appeal(memory: Memory, text: str) -> bool:
    """Whether the last thing talked of is an appeal, or the line names one."""
    talk = {
        "ask_appeal_rights",
        "start_appeal",
        "explain_appeal",
        "check_appeal_status",
        "appeal_cost",
        "ask_denial_reason",
    }
    return re.search(r"\bappeal|\bdispute", text, re.I) is not None or any(
        one["name"] in talk for one in memory.answered
    )
