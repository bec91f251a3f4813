"""What an office asks about the claim at hand, in words that settle it whatever the language model made of them. Pure.

Sums beside each other ("billed, allowed, paid?"), money that never came, a payment below the contract, whose the bill is now,
a denial held to be wrong, the day a claim "hit the system".
"""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory
from actions.number_asked import asks_number_to_find
from actions.open_claim import about_of, asked_of_the_claim
from actions.pointed import WHICH_MORE
from actions.shorthand import facts_asked, written_out

_WORDS_MAX = 24
_PAID = frozenset({"paid", "partly_paid"})
_DENIED = frozenset({"denied", "partly_paid"})
_SUMS = (
    ("ask_charge", r"\b(?:billed|charges?|charged|chg)\b"),
    ("ask_payment", r"\b(?:allowed|allowable|paid|pd|payment|paymt|pymt|trace|check|chk|eft)\b"),
    (
        "ask_amount_owed",
        r"\b(?:pt|patient)(?:'?s)? (?:resp\w*|share|portion|liab\w*|balance|owes?)\b|\bco-?pay\w*|\bco-?ins\w*|\bdeduct\w*",
    ),
)
_NO_SUMS = re.compile(
    r"\b(?:why|differen\w*|rest|remain\w*|less|only|nothing|zero|denied|code|again|who|whom|may|can (?:i|we|they|it)|when|"
    r"(?<!what )(?:we|they|you|i) (?:already )?(?:billed|charged|paid)|be (?:billed|charged))\b",
    re.I,
)
_ARRIVED = re.compile(
    r"\b(?:when|what (?:date|day)|which day)\b.{0,25}\b(?:hit|land(?:ed)?|show(?:ed|n|s)? up|enter(?:ed)?|log(?:ged)?|"
    r"(?:get|got) in(?:to)?|made it|make it)\b.{0,14}\b(?:you|your|ur|the) ?(?:guys|system|end|side|queue|door)?\b|"
    r"\bwhen did (?:you|u)(?: guys| all| people| folks)? (?:get|receive|log)\b|"
    r"\b(?:receipt|received|rec'?d|rcvd) (?:date|dt)\b|\b(?:date|dt) (?:rec'?d|rcvd|of receipt)\b",
    re.I,
)
_MONEY = r"(?:checks?|chk|payments?|pymt|paymt|eft|ach|money|deposit|funds)"
_NEVER = (
    r"(?:never|(?<!or )not|cannot|\w+n't|(?:is|was|are|were|has|have|had|do|does|did|ca|could|would|should|wo|ai)nt)"
)
_NEVER_CAME = re.compile(
    rf"\b(?:{_NEVER}|no)\b.{{0,20}}\b(?:got|get|gotten|receiv\w+|rec'?d|rcvd|see|seen|find|located?|show\w*|come|"
    r"came|arriv\w+|"
    rf"hit|post(?:ed)?|cleared|deposited|cashed|record)\b.{{0,25}}\b{_MONEY}\b|"
    rf"\b{_MONEY}\b.{{0,25}}\b(?:{_NEVER}(?! (?:right|correct)\b)|lost|missing|stale|expired|bounced|returned|sent back|"
    rf"came back)\b|"
    r"\b(?:trace|track(?: down)?|re-?issue[ds]?|re-?send|re-?cut|re-?print|replace|stop|void|cancel|lost|missing|"
    r"look (?:for|into))\b"
    rf"(?: (?:a|the|that|this|our|my|us|new|payment|pay|on)){{0,4}} {_MONEY}\b|"
    r"\b(?:trace|re-?issue|re-?cut)\b.{0,6}\b(?:it|that|this)\b|\bstop[- ]pay(?:ment)?\b|"
    rf"\b{_MONEY}\b.{{0,15}}\b(?:re-?issued?|re-?cut|traced|tracked)\b",
    re.I,
)
_IF_NOT_FOUND = re.compile(
    r"\b(?:if|what if|when) (?:i|we|they|he|she|(?:the|our|my) (?:\w+ )?(?:bank|poster|biller|boss|team|accountant)) "
    r"(?:still |really |just |also |even )*(?:can'?t|cannot|can not|don'?t|doesn'?t|do not|does not) (?:find|see|locate|trace|"
    r"spot) (?:it|that|this|the (?:money|payment|check|deposit|transfer))\b",
    re.I,
)
""" "And if our bank can't find it?", of a payment that was made."""
_NUMBER_BY_NAME = re.compile(r"\b(?:trace|trn|check|eft|payment) number\b", re.I)
"""Asked for by its name, the number is told with the payment, as the language model hears it."""
_NOT_MONEY = re.compile(
    r"\b(?:eobs?|eras?|remit\w*|explanation|letters?|statements?|notices?|copy|copies|records?|claim|"
    r"numbers?|amounts?|dates?)\b",
    re.I,
)
"""Another paper, or what is told of the money: its number, sum and day."""
_BELOW = re.compile(
    r"\b(?:paid|paying|pay|payment|reimburs\w*|allowed|allowable|rate)\b.{0,25}\b(?:wrong(?:ly)?|incorrect(?:ly)?|"
    rf"too (?:low|little)|{_NEVER} (?:right|correct)|short)\b|"
    r"\b(?:wrong|incorrect)(?: \w+)? (?:rate|fee schedule|allowed|allowable|reimbursement|payment)\b|"
    r"\b(?:contract(?:ed|ual)?|fee schedule|negotiated|agreed)(?: \w+){0,2} (?:rate|amount|price|allowable|says|"
    r"pays|is|was|has)\b|"
    r"\b(?:less|lower|below|under) (?:than )?(?:what )?(?:our|the|we) \w{0,12} ?(?:contract\w*|rate|fee|agree\w*)|"
    r"\bshould(?:'?ve| have| of)? (?:been )?(?:paid|allowed|reimbursed|paying)\b.{0,20}\b(?:at|more|for)\b|"
    r"\bunder-?\s?pa(?:id|y\w*)|\bshort-?\s?pa(?:id|y\w*)",
    re.I,
)
_NOT_BELOW = re.compile(r"\b(?:billed|charge[ds]?|denied|denial|patient|pt|wrong (?:code|patient|claim|npi))\b", re.I)
_ASKS_ALLOWED = re.compile(
    r"\b(?:what(?:'?s| is| was)?|how much|tell me|give me|need)\b.{0,20}\b(?:allowed|allowable|paid|"
    r"payment)\b(?! (?:at|below|wrong\w*|incorrect\w*))",
    re.I,
)
_WHOSE_BILL = re.compile(
    r"\bwho(?:'?s|se| is| are| do| does| should| would| can| has| gets| else)?\b.{0,25}\b(?:pays?|paying|payer|"
    r"to bill|we bill|i bill|bill (?:now|then|instead|next|for)|billed|responsib\w+|liable|on the hook|owes?)\b",
    re.I,
)
_NOT_WHOSE = re.compile(
    r"\bwho (?:billed|sent|submitted|denied|made|paid|was paid|got paid|signed)\b|\bcheck\b|\bpaid to\b", re.I
)
_HELD_WRONG = re.compile(
    rf"\b{_NEVER} (?:actually |really |even )?(?:a |the same |an exact )?(?:dup\w*|double\b)|"
    r"\b(?:nothing|not anything|isn'?t anything) (?:\w+ )?wrong with "
    r"(?:it|this|that|them|(?:the|our|these) (?:\w+ )?(?:claim|coding|codes?|bill\w*))\b|\b(?:coded|billed) (?:it |"
    r"that |this )?(?:\w+ )?(?:correctly|properly|right)\b|"
    r"\b(?:codes?|coding|modifiers?) (?:is|are|was|were) (?:all |totally |perfectly |absolutely )?"
    r"(?:correct|right|fine|valid|accurate)\b|"
    r"\b(?:denied|processed|rejected) (?:it )?(?:in error|incorrectly|wrong(?:ly|fully)?|by mistake)\b|"
    r"\b(?:denial|decision|determination) (?:is|was|isn'?t|wasn'?t) (?:just |completely |totally |flat out |not )?"
    r"(?:wrong|incorrect|right|correct|a mistake|an error|bogus|invalid)\b|"
    r"\b(?:shouldn'?t|should not|should never) (?:have|of|be) (?:been )?den(?:ied|y\w*)\b",
    re.I,
)
_REST_OF_PATIENT = re.compile(
    r"\b(?:remainder|rest|balance|difference|remaining (?:amount|balance|part)|left ?over|what(?:'?s| is) left)\b.{0,40}"
    r"\b(?:patients?|pt|member|him|her|them)\b|\b(?:patients?|pt|member)\b.{0,25}\b(?:pays?|owes?|gets?|has|"
    r"is (?:left|stuck) with|covers?) "
    r"(?:us )?(?:the |that )?(?:rest|remainder|balance|difference|leftover|remaining)\b",
    re.I,
)
""" "So the remainder goes to the patient, is that right?": the share, and no doubt of it."""
_NOT_OF_PATIENT = re.compile(
    r"\b(?:why|appeal\w*|disagree|wrong|secondary|other (?:plan|insurance)|refund\w*|write|eligib\w+|benefits?|visits|"
    r"when|claims|list|between|deductible|out[- ]of[- ]pocket|max\w*|met|limit)\b",
    re.I,
)
_THE_PATIENT = r"(?:the |our |that )?(?:patient|pt|member|subscriber)"
_CALLS = (
    r"(?:call|ring|phone|contact|write(?: to)?|tell|notify|inform|get in touch|reach out|speak|talk|come|update|confirm|sign|"
    r"do (?:it|that|this|something|anything))\b"
)
_PATIENT_ACTS = re.compile(
    rf"\b{_THE_PATIENT} (?:himself |herself |themselves |themself )?(?:has to|have to|needs? to|must|should|is supposed to|"
    rf"would have to|will have to|would need to|'?s got to|gotta|ought to)\b.{{0,25}}\b{_CALLS}|"
    rf"\b(?:does|do|must|should|can|could|will|would|is|can'?t) {_THE_PATIENT} (?:have to |need to |be the one to |supposed to |"
    rf"also |then |now |just |himself |herself )*{_CALLS}|"
    rf"\b(?:can|could|may|can'?t|should) (?:we|i|our \w+) (?:not |just |also )*(?:call|tell you|update (?:it|that|the cob)|"
    rf"confirm|"
    rf"do (?:it|that|this)|handle (?:it|that))\b.{{0,20}}\b(?:for|instead of|on behalf of) (?:{_THE_PATIENT}|him|her|them)\b",
    re.I,
)
""" "So the patient has to ring you personally?" """
_NOT_THE_PATIENT = re.compile(r"\b(?:bill\w*|pay|owes?|appeal\w*|collect\w*|charge|refund\w*|sign(?:ature)?|consent|why|"
                              r"how much)\b", re.I)
_IN_OTHER_WORDS = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|but|hm+|well|right)\W+)*(?:in other words|so basically|basically|meaning|which means|you mean|"
    r"you(?:'re| are) (?:saying|telling (?:me|us))|what you(?:'re| are) saying is|"
    r"(?:why )?in (?:plain|simple|normal) (?:english|words|language))\b",
    re.I,
)
""" "In other words the patient had too many visits?": the reason, which is told once more as it stands."""
_NOT_THE_REASON = re.compile(
    r"\b(?:how much|owes?|bill|pays?|paid|share|collect|appeal\w*|send|resubmit|deadline|last day|days|number|check|amount|"
    r"what (?:do|should|can) (?:we|i)|person|supervisor)\b",
    re.I,
)
_NOT_CLEAR = re.compile(
    r"\bwhat do (?:you|u) mean\b|\b(?:explain|clarify|elaborate)"
    r"(?: (?:that|this|it|more|further|on that|to me|for me|please|again|better))*\W*$|"
    r"\b(?:don'?t|dont|do not|didn'?t) (?:really |quite )?(?:get|understand|follow)"
    r"(?: (?:it|that|this|what (?:that|this|it) means))?\W*$|"
    r"\b(?:makes?|making) (?:absolutely )?(?:no|zero|little) sense\b|\b(?:doesn'?t|don'?t|does not) make (?:any |much )?sense\b",
    re.I,
)
_PAPER = (
    r"(?:proof|evidence|confirmations?|acceptance|accepted report|277(?: ?ca)?|999|reports?|records|chart(?: notes)?|notes|"
    r"documentation|(?:auth|approval|authorization) (?:letter|form|paper\w*)|screen ?shots?|eob|e o b)"
)
_PAPER_IN_HAND = re.compile(
    rf"\b(?:have|got|has|'ve|with)\b.{{0,25}}\b{_PAPER}\b|\b{_PAPER}\b.{{0,50}}\b(?:where|how)\b.{{0,20}}\b(?:go|goes|"
    rf"send|fax|mail|submit|upload|get)\b|"
    rf"\b(?:where|how)\b.{{0,20}}\b(?:go|goes|send|fax|mail|submit|upload)\b.{{0,25}}\b{_PAPER}\b",
    re.I,
)
_OPENS_APPEAL = re.compile(r"\b(?:appeal|reconsideration|dispute)\b", re.I)
"""Named by who wants one opened: it is opened, whatever else is said of the denial."""
_NO_PAPER = re.compile(
    r"\b(?:you|u|do you|can (?:you|i|we)|could (?:you|i|we)|does|did) (?:guys )?(?:have|get|got|send|receive)\b|"
    r"\bneed\b|\bwant\b|\b(?:don'?t|dont|do not|never|didn'?t|haven'?t) (?:have|get|got|receiv\w+)\b|\bcop(?:y|ies)\b",
    re.I,
)
WHERE_APPEALS_GO = re.compile(
    r"\bwhere\b.{0,20}\b(?:send|fax|mail|submit|file|upload|do|go)\b.{0,20}\bappeals?\b|"
    r"\bappeals?\b.{0,20}\bwhere\b.{0,15}\b(?:go|send|fax|mail)|"
    r"\bappeals? (?:address|fax|department address|mailing)",
    re.I,
)
_TAKEN = r"(?:took|take|taken|taking|recoup\w*|claw\w*|revers\w+)"
_BEYOND = re.compile(
    r"\bwhere (?:did|was|were|is|do) (?:you |y'?all |they |it |the |that |this |my |our |guys )*"
    r"(?:mail|send|sent|mailed|check|payment|money)\b|"
    r"\b(?:what|which) (?:address|bank|account|lock ?box)\b|\bbulk\b|\bpart of (?:a|one) (?:larger|bigger|batch)\b|"
    r"\b(?:made|make) (?:it |that )?out to\b|\bpayee\b|"
    r"\b(?:faxed|sent|mailed|uploaded|submitted)\b.{0,50}\b(?:did|have|has) (?:you|u|y'?all|it|they|anyone|that)\b.{0,15}"
    r"\b(?:get|got|gotten|receive|see)|"
    r"\bdid (?:you|u|y'?all)(?: guys)? (?:ever )?(?:get|receive|see) (?:our|the|my|those|all the) (?:\w+ )?"
    r"(?:records|notes|fax\w*|appeal|documents|papers|packet)\b|"
    r"\b(?:paid|sent|issued|go|went|made)\b.{0,12}\bto (?:us|me|(?:the )?(?:patient|member|provider|office))\b.{0,6}\bor\b|"
    rf"\b{_TAKEN}\b.{{0,50}}\bwhy\b|\bwhy\b.{{0,30}}\b{_TAKEN}\b",
    re.I,
)
"""Where money went, whether papers came, why a payment was taken back: the record tells a part, a person the rest."""


def beyond_the_record(text: str) -> bool:
    """Whether a person is to be offered after what the record tells."""
    return _BEYOND.search(text.replace("’", "'")) is not None


_VOID = re.compile(
    r"\b(?:void|cancel|withdraw|pull back|take back|delete|remove)(?:/\w+)?\b[^,.;?!]{0,15}\bclaim\b|"
    r"\bbilled (?:it |this |that |this claim |that claim )?in error\b",
    re.I,
)
_HOW_TO_VOID = re.compile(
    r"\bfreq(?:uency)?(?: code| type)?(?: of)? ?(?:8|eight)\b|"
    r"\bvoid(?:ing)? (?:it|this|that)\b(?! (?:check|payment|chk|eft|auth\w*))",
    re.I,
)
"""The words of an office for taking a claim back, whoever is asked to do it."""
_WHICH_LINE = re.compile(
    r"\b(?:which|what) (?:service )?(?:lines?|cpts?|procedures?|codes? lines?)(?: \w+){0,4}? (?:den(?:y|ied)|unpaid|"
    r"not paid)\b|"
    r"\b(?:which|what) (?:lines?|cpts?) (?:and|&) (?:what|which)\b|"
    r"\b(?:which|what) (?:service |of the )?(?:lines?|cpts?|procedures?|services?|items?)\b.{0,25}\b(?:you|u|they|was|"
    r"were|did|is|are)"
    r"(?:n'?t| not| didn'?t| did not| refuse\w*(?: to)?)(?: (?:get|you))? (?:pay|paid|cover\w*|allow\w*)\b",
    re.I,
)
_ORIGINAL = re.compile(
    r"\bdup(?:licate)? of (?:what|which|who|whose)\b|\b(?:what|which) (?:claim |one )?is it an? (?:exact )?dup\w*\b|"
    r"\b(?:what|which|where)(?:'?s| is| was)? (?:is |was )?the original\b(?! (?:amount|charge|payment|date|amt|bill\w*|"
    r"check))|"
    r"\bwhich (?:claim|one) (?:is|was) the original\b|"
    r"\b(?:was|is|did|has|have|when|how|what)\b.{0,15}\bthe (?:original|first) (?:claim |one )?(?:get |been |was |ever )*"
    r"(?:paid|pay|denied|processed)\b|"
    r"\b(?:pay|paid|deny|denied|process(?:ed)?) (?:on )?the original\b(?! (?:amount|charge|bill\w*))",
    re.I,
)
_WHAT_THEN = re.compile(
    r"\b(?:should|must|can|may|shall|do) (?:we|i)\b.{0,20}\b(?:send|re-?send|re-?submit|re-?bill|bill|file|do)\b|"
    r"\bwhat (?:do|should|can) (?:we|i) do\b|\bnext step\b",
    re.I,
)
_HOW_MUCH_OF_IT = re.compile(
    r"\b(?:how much|amounts?|amt|dollars?|write[- ]?offs?|write (?:it )?off|discount|reduction|"
    r"what (?:was|is) (?:taken|adjusted))\b",
    re.I,
)
_OF_ITS_MEANING = re.compile(
    r"\b(?:mean\w*|stands? for|definition|define|why|explain|appeal\w*|how do (?:i|we)|can (?:i|we)|should|bill the)\b",
    re.I,
)
_CHANGED_HERE = re.compile(
    r"\b(?<!the )(?:change|update|fix|add|correct|switch)\b.{0,20}\b(?:dx|diagnosis|modifiers?|mod|units|"
    r"procedure|cpt|charge|"
    r"place of service|pos)\b"
    r".{0,25}\b(?:for (?:me|us)|on your (?:end|side)|over the phone|right now)\b",
    re.I,
)
_PLAN = r"(?:insurances?|plans?|coverages?|payers?|payors?)"
_RANK = (
    r"(?:primary|secondary)\b"
    r"(?! (?:care|doctor|physician|diagnos\w+|dx|procedure|code|reason|address|phone|number|contact)\b)"
)
_WHICH_PLAN = re.compile(
    rf"\b(?:who|what|which)(?:'?s| is| are| do you (?:have|show))?\b.{{0,25}}\b(?:{_RANK}|other {_PLAN}\b|pays first\b)|"
    rf"\bdo you (?:have|show|see) (?:any |a |an )?(?:(?:other|another) (?:\w+ )?{_PLAN}\b|(?:(?:other|another) )?{_RANK})",
    re.I,
)
_DISCOUNT = re.compile(
    r"\bcontractual\b|\bwrite[- ]?offs?\b|\bwrite (?:it |that |this )?off\b|\b(?:was|is|were) there (?:an |"
    r"any )?adjustments?\b|\badjust(?:ment|ed) (?:amount|amt)\b",
    re.I,
)


def office_asks(memory: Memory, heard: Heard) -> list[str] | None:
    """The wishes an office's own words settle while a claim is talked about, or None."""
    text = written_out(heard.text.replace("’", "'"))
    if memory.claim is None or memory.speaker != "provider" or len(text.split()) > _WORDS_MAX:
        return None
    if (of_a_code := _of_a_code(heard, text)) is not None:
        return of_a_code
    if set(heard.values) - {"amount"} or heard.has("request_human", "medical_emergency", "request_callback"):
        return None
    stage = str(memory.claim.get("stage"))
    if stage in _PAID and _NEVER_CAME.search(text) and not _NOT_MONEY.search(text):
        return ["ask_if_cashed"]
    if stage in _PAID | {"patient_share"} and _BELOW.search(text) and not _NOT_BELOW.search(text):
        return ["ask_payment", "below_contract"] if _ASKS_ALLOWED.search(text) else ["below_contract"]
    if heard.values:
        return None
    if stage in _PAID and asks_number_to_find(text) and not _NUMBER_BY_NAME.search(text):
        return ["paid_under"]
    if stage in _PAID and _IF_NOT_FOUND.search(text):
        return ["ask_if_cashed"]
    if not (heard.has("deny", "restart") or memory.offer is not None) and _is_to_be_voided(text):
        return ["void_claim"]
    if stage in _DENIED and _WHICH_LINE.search(text):
        return [*(["ask_denial_reason"] if re.search(r"\bwhy\b", text, re.I) else []), "ask_denied_lines"]
    if stage in _DENIED and _ORIGINAL.search(text):
        why, then = re.search(r"\bwhy\b", text, re.I), _WHAT_THEN.search(text)
        return [*(["ask_denial_reason"] if why else []), "find_original", *(["ask_next_step"] if then else [])]
    if len(memory.seen) > 1 and WHICH_MORE.search(text):
        return ["ask_payment"]
    if (facts := facts_asked(stage, heard.text)) is not None:
        return facts
    if (asked := asked_of_the_claim(stage, text)) is not None:
        return _with_its_day(memory, stage, asked, text)
    if stage in _DENIED | _PAID | {"patient_share"} and _REST_OF_PATIENT.search(text) and not _NOT_OF_PATIENT.search(text):
        return ["ask_amount_owed"]
    if stage in _DENIED | {"pended"} and _PATIENT_ACTS.search(text) and not _NOT_THE_PATIENT.search(text):
        return ["patient_acts"]
    if stage in _DENIED and _IN_OTHER_WORDS.search(text) and not _NOT_THE_REASON.search(text):
        return ["ask_denial_reason"]
    if (general := _of_the_paper(stage, text)) is not None:
        return general
    if len(sums := _sums(text)) > 1 and "ask_charge" in sums:
        return sums
    if _ARRIVED.search(text) and not re.search(
        r"\bappeal|\bwill\b|\bcheck\b|\bpayment\b|\bremit|\brecords?\b", text, re.I
    ):
        return ["ask_dates"]
    return None if heard.has("start_appeal") and _OPENS_APPEAL.search(text) else _of_a_denial(stage, text)


_AND_WHEN = re.compile(r"\band (?:when|what (?:day|date)|on what (?:day|date))\b", re.I)
_FOR_THAT = re.compile(r"\bfor (?:that|this|it)\b", re.I)
_SENT_ANEW = frozenset({"ask_same_number", "ask_how_to_send", "corrected_time"})


def _with_its_day(memory: Memory, stage: str, asked: str, text: str) -> list[str]:
    """ "Who was it made out to and when", and "last day for that?" of the corrected claim just spoken of."""
    if asked == "ask_beyond" and about_of(stage, text) == "payee" and _AND_WHEN.search(text):
        return ["paid_when", asked]
    last = memory.answered[-1]["name"] if memory.answered else None
    corrected = asked == "ask_appeal_rights" and last in _SENT_ANEW and _FOR_THAT.search(text)
    return ["corrected_time"] if corrected and not re.search(r"\bappeal", text, re.I) else [asked]


def asks_of_the_open_one(memory: Memory, heard: Heard) -> bool:
    """Whether an office asks, in a few words, something of the claim it has open; no other claim is looked for then."""
    stage = str((memory.claim or {}).get("stage"))
    return (
        memory.claim is not None and memory.speaker == "provider" and asked_of_the_claim(stage, heard.text) is not None
    )


def _of_a_code(heard: Heard, text: str) -> list[str] | None:
    """ "What's the CO45 write off then": the sum on this claim, not the word in the dictionary."""
    if set(heard.values) - {"amount", "adjustment_code"} or not heard.values.get("adjustment_code"):
        return None
    if heard.has("request_human", "medical_emergency", "request_callback") or _OF_ITS_MEANING.search(text):
        return None
    return ["ask_code_amount"] if _HOW_MUCH_OF_IT.search(text) else None


def _is_to_be_voided(text: str) -> bool:
    if _HOW_TO_VOID.search(text) and not re.search(r"\b(?:appeal|check|payment|why|did|already)\b", text, re.I):
        return True
    return bool(_VOID.search(text)) and not re.search(r"\b(?:appeal|call ?back|check|payment|why|you)\b", text, re.I)


def _of_the_paper(stage: str, text: str) -> list[str] | None:
    """What an office asks of the claim as a paper, or of the plan, whatever became of the claim."""
    if _CHANGED_HERE.search(text):
        return ["ask_how_to_file"]
    if re.search(r"\b(?:rendering|servicing|attending)\b", text, re.I) and re.search(
        r"\b(?:who|what|which|name)\b", text, re.I
    ):
        return ["ask_provider"]
    if _WHICH_PLAN.search(text) and not re.search(r"\b(?:send|bill|tell|eob|update)\b", text, re.I):
        return ["check_eligibility"]
    if (
        stage in _PAID | {"patient_share"}
        and _DISCOUNT.search(text)
        and not re.search(r"\b(?:why|rate|wrong|code)\b", text, re.I)
    ):
        return ["ask_amount_owed"]
    return None


def _sums(text: str) -> list[str]:
    """The sums asked for beside each other, in the order a remittance has them."""
    return [] if _NO_SUMS.search(text) else [wish for wish, words in _SUMS if re.search(words, text, re.I)]


def _of_a_denial(stage: str, text: str) -> list[str] | None:
    if _WHOSE_BILL.search(text) and not _NOT_WHOSE.search(text):
        return ["ask_denial_reason" if stage in _DENIED else "ask_amount_owed"]
    if stage in _DENIED and _PAPER_IN_HAND.search(text) and not _NO_PAPER.search(text):
        return ["submit_documents", "ask_appeal_rights"]
    if stage in _DENIED and _HELD_WRONG.search(text):
        return ["ask_appeal_rights"]
    if stage in _DENIED and _NOT_CLEAR.search(text):
        return ["explain_claim_codes"]
    return None


_IN_THE_OPENING = (
    ("ask_payment",
     r"\bwhat (?:you|u|they|the plan|y'?all)(?: guys)? (?:have )?(?:allowed|paid)\b|\bthe allowed (?:on|for|of)\b|"
     r"\b(?:allowed|paid|payment|check|eft) "
     r"(?:amounts?|amt|numbers?|dates?|details?|info\w*|trace)\b|\ballowables?\b|\btrace (?:number|no|#)|"
     r"\bhow much (?:you|u|they|was|did|the plan)(?: \w+){0,2} (?:allow\w*|pa(?:y|id))\b|\bwhat (?:was|got|"
     r"did you) (?:allow(?:ed)?|pa(?:y|id))\b"),
    ("ask_charge", r"\b(?:billed|charged?) (?:amounts?|amt|charges?)\b|\btotal (?:billed|charges?)\b"),
    ("ask_amount_owed",
     r"\b(?:patient|pt)(?:'?s)? (?:resp\w*|share|portion|liab\w*|balance)\b|\bco-?ins\w* (?:amount|on|for|was|is)\b|"
     r"\b(?:breakdown|split) of the (?:share|patient)\b"),
)  # fmt: skip
"""The fact somebody calls for, said in the first line: "I need to see what you allowed on a claim"."""

_DOUBTS = re.compile(r"\b(?:why|wrong|never|not)\b|n't\b", re.I)


def asked_in_the_opening(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """The wishes, with the fact that was named where a line about a claim not talked of yet was heard as mere claim status."""
    at_hand = memory.claim is not None and not heard.has("another_claim")
    if at_hand or wishes != ["check_claim_status"] or _DOUBTS.search(heard.text):
        return wishes
    asked = [wish for wish, words in _IN_THE_OPENING if re.search(words, heard.text, re.I)]
    return asked or wishes


_A_DENIAL_OF_OURS = re.compile(
    r"\b(?:about|on|regarding|re|got|have|has|had|received|shows?|showing|working|work|status|f/?u|"
    r"following up|follow up|for|with)\b"
    r"(?: \w+){0,5}? (?:denials?|denied|rejections?|rejected|kicked back)\b|"
    r"\b(?:you|they|u|ins|plan)(?: guys| all)? (?:denied|rejected|kicked|pended)\b|\bdenied (?:for|as|due|because)\b",
    re.I,
)
""" "Calling about a timely filing denial": a claim of theirs, no question of a general kind."""
_A_DENIAL_WITH_CODE = re.compile(
    r"\b(?:[a-z]{2}[ -]?)?[a-z]?\d{1,3} (?:denials?|rejections?)\b|\b(?:denials?|denied|"
    r"rejected)\b.{0,12}\b(?:[a-z]{2}[ -]?)?\d{1,3}\b|"
    r"\b(?:[a-z] [a-z]|[a-z]{2}) (?:\w+ ){1,2}denials?\b",
    re.I,
)
""" "UM nurse at the hospital, CO 50 denial": that claim, not the dictionary."""
_ASKS_IN_GENERAL = re.compile(
    r"\?|\b(?:how|what|when|where|which|why|who|whose|long|can|could|do you|does|is there|are there|is it|"
    r"appeal|codes?|should|may|if|deadline|"
    r"time limit|limit|days)\b",
    re.I,
)
_GENERAL_TOPICS = frozenset(
    {
        "ask_timely_filing",
        "ask_how_to_file",
        "check_authorization",
        "check_eligibility",
        "ask_appeal_rights",
        "explain_code",
        "submit_documents",
    }
)


def denial_of_ours(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "Provider billing, about a timely filing denial": the claim is looked up; no lesson on how long one has to file."""
    first_told = memory.claim is None and not memory.claims and memory.speaker != "member"
    general = bool(set(wishes) & _GENERAL_TOPICS)
    if not first_told or not general or heard.values.get("remark_code"):
        return wishes
    told = _A_DENIAL_WITH_CODE if heard.values.get("adjustment_code") else _A_DENIAL_OF_OURS
    if not told.search(heard.text) or _ASKS_IN_GENERAL.search(heard.text) or re.search(r"\bmy\b", heard.text, re.I):
        return wishes
    return ["check_claim_status" if name in _GENERAL_TOPICS else name for name in wishes]
