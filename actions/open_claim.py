"""Short questions an office asks of the claim at hand: "what remark?", "same number?", "who was the check made out to?". Pure.

Each names the part it asks for, so that this part alone is answered. What the record does not hold is named as well: it is said,
and a person is offered, in place of the nearest block once more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DENIED = frozenset({"denied", "partly_paid"})
PAID = frozenset({"paid", "partly_paid"})
RETURNED = DENIED | {"rejected"}
REVERSED = frozenset({"reversed"})
_OPEN = frozenset({"pended", "received", "accepted", "held"})
_PAYMENT = r"(?:check|chk|cheque|eft|ach|payment|pymt|deposit|remit\w*|era)"
_IT = r"(?:it|this|that|them|the claim|this claim|that claim|this one)"


@dataclass(frozen=True)
class _Asked:
    """Words → the wish; only at these stages; ``about`` names what the record does not hold."""

    wish: str
    pattern: re.Pattern[str]
    stages: frozenset[str] | None = None
    about: str | None = None
    never: re.Pattern[str] | None = None


def _asked(
    wish: str, pattern: str, stages: frozenset[str] | None = None, *, about: str | None = None, never: str = ""
) -> _Asked:
    return _Asked(wish, re.compile(pattern, re.I), stages, about, re.compile(never, re.I) if never else None)


def _not_there(about: str, pattern: str, stages: frozenset[str] | None = None, *, never: str = "") -> _Asked:
    return _asked("ask_beyond", pattern, stages, about=about, never=never)


_OF_THE_CLAIM = (
    _asked("ask_missing",
           r"\b(?:what|wha|which)(?:'?s|s| is| was| are| were)?\b.{0,20}\b(?:missing|incomplete|lacking|left (?:out|off|"
           r"blank)|invalid)\b|"
           r"\b(?:what|which)(?: \w+)?(?: \w+)? (?:field|box|element|segment|loop|blank)s?\b|"
           r"\b(?:remark|rarc)s?\b(?: codes?)?|"
           r"\bwhat (?:exactly )?(?:do|did|would|should) (?:we|i|you) (?:need to |have to |want us to )?"
           r"(?:fix|correct|change|miss|forget|get wrong|do wrong|leave (?:out|off))\b|"
           r"\bwhat (?:info|information|data|piece|part of it)\b.{0,20}\b(?:wrong|bad|missing|lacking|needed|short)\b",
           RETURNED, never=r"\b(?:how|where|paid|pay|wasn'?t|appeal|remarkabl\w*|line)\b"),
    _asked("ask_same_number",
           r"\b(?:same|original|old|your|new|which|what) (?:claim )?(?:claim|number|icn|dcn|ccn|control number|"
           r"claim number|ref(?:erence)? number)"
           r"(?: or (?:a |the )?(?:new|same|different) (?:one|claim|number|claim number))\b|"
           r"\b(?:same|original|new|old) (?:claim )?(?:number|icn|dcn|ccn)\b(?!.{0,20}\bdupl)|"
           r"\b(?:with|use|using|put|reference|need) (?:the |your )?(?:same |original )?(?:icn|dcn|ccn)\b|"
           r"\borig(?:inal)? (?:claim )?ref\w*|\b(?:box|item|field) (?:22|twenty[- ]two)\b|\bref ?\*? ?f8\b",
           RETURNED | PAID,
           never=r"\b(?:read|spell|give me|what is|what'?s|check|trace|phone|fax|dup\w*|original (?:paid|never))\b"),
    _asked("ask_claim_number",
           r"\b(?:what(?:'?s|s| is| was)|give me|tell me)\b.{0,12}\b(?:icn|dcn|ccn|claim control number)\b", RETURNED | PAID),
    _asked("ask_claim_number",
           r"\b(?:which|what) claim(?: (?:number|no|#))?(?: of (?:yours|ours))? (?:is|was|are|were) (?:this|that|it|we|you)\b|"
           r"\bremind me (?:of |again )?(?:which|what|the|your) claim (?:number|no)\b",
           never=r"\b(?:original|duplicate|dup|paid|denied|missing|under|with)\b"),
    _asked("paid_how",
           r"\b(?:electronic\w*|eft|ach|wire|direct deposit|virtual card|(?:credit )?card|online)\b.{0,15}\bor\b.{0,20}"
           r"\b(?:paper|checks?|chk|cheque|mail(?:ed)?|physical|regular)\b|"
           r"\b(?:paper|checks?|chk|cheque|mail(?:ed)?)\b.{0,12}\bor\b.{0,20}\b(?:electronic\w*|eft|ach|wire|direct deposit|"
           r"virtual card|card|online)\b",
           PAID, never=r"\b(?:files?|filed|submit\w*|corrected|appeals?|records?|resubmit\w*|resend|re-?bill\w*|"
                       r"(?:we|i) (?:\w+ )?(?:send|sent|bill\w*)|get|got|received?|remits?|remittance|eras?|eobs?|"
                       r"number|claims?|clm|letters?|why)\b"),
    _asked("not_duplicate",
           r"\b(?:did|done|performed|ordered|repeated|given|gave|ran|needed) (?:it|this|that|them|the \w+|her|him)? ?"
           r"(?:again |over )?(?:twice|two times|2 times)\b|"
           r"\b(?:seen|came in|come in|done|performed|treated|visited) (?:twice|two times|2 times)\b|"
           r"\b(?:two|2) (?:separate|different|distinct) (?:visits?|services?|procedures?|sessions?|encounters?)\b|"
           r"\b(?:modifier|mod) ?-?(?:76|77|59|xe|xs|xp|xu|91)\b",
           DENIED, never=r"\bappeal\b|\bwhat (?:does|is) (?:a |the )?mod"),
    _not_there("retro_auth",
           r"\bretro(?:active|spective)?\w*[ -]?(?:auth\w*|approvals?|pre-?cert\w*|review)\b", DENIED, never=r"\bappeal\b"),
    _asked("ask_appeal_level",
           r"\b(?:is|was|would|will) (?:that|this|it) (?:be )?(?:a |an |the |our |your )?(?:first|1st|second|2nd|level|"
           r"redetermin\w*|reconsider\w*)"
           r"(?: (?:level|one|two|1|2))?(?: appeal)?\b|\b(?:what|which|how many) (?:appeal )?levels?\b|\blevel (?:one|"
           r"two|1|2|i|ii)\b",
           DENIED, never=r"\b(?:line|claim|visit|service|code|care)\b"),
    _asked("corrected_time",
           r"\b(?:how long|how many days|until when|by when|what'?s the (?:last day|deadline|limit|timely)|last day|"
           r"deadline|timely|tfl)\b.{0,30}"
           r"\b(?:resubmit|resub|re-?bill|re-?send|send it (?:again|back)|correct(?:ion|ing)?|fix it|freq(?:uency)? ?7)\b",
           DENIED, never=r"\bappeal\b"),
    _asked("ask_when_returned",
           r"\b(?:when|what (?:day|date)|which day)\b.{0,25}\b(?:reject\w*|kick\w*|bounce\w*|return\w*|sent back)\b|"
           r"\b277(?: ?ca)?\b|\b999\b|\b(?:proof|acknowledg\w+|confirmation|acceptance)\b.{0,25}\b(?:you|u|got|received|"
           r"had)\b|"
           r"\b(?:you|payer|plan)\b.{0,20}\bor\b.{0,20}\bclearing ?house\b|"
           r"\bclearing ?house\b.{0,20}\bor\b.{0,20}\b(?:you|payer|plan)\b|"
           r"\bwho (?:rejected|kicked|bounced|returned|sent) (?:it|this|that)\b",
           frozenset({"rejected"})),
    _not_there("reviewer",
           r"\bwho (?:denied|reviewed|decided|looked at|signed off|made (?:the|this|that) (?:decision|denial|call)|worked)\b|"
           r"\b(?:nurse|doctor|physician|md|medical director)\b.{0,15}\bor\b.{0,15}\b(?:nurse|doctor|physician|md|"
           r"computer|machine|system|robot|algorithm)\b|"
           r"\b(?:name|credentials?|specialty) of (?:the |your )?(?:reviewer|medical director|nurse|doctor who)\b|"
           r"\b(?:was|is) it (?:reviewed|denied|decided) by (?:a|an)\b|\bauto[- ]?den\w+",
           DENIED, never=r"\bwhat do\b"),
    _not_there("policy",
           r"\b(?:what|which|whose|name of the|under what) (?:\w+ )?(?:policy|criteri\w+|guidelines?|lcd|ncd|interqual|"
           r"mcg|rule ?book)\b|"
           r"\b(?:policy|guideline|lcd|ncd) (?:number|name|no|id)\b|\b(?:send|give|get|see|copy of)\b.{0,15}\b(?:policy|"
           r"criteria|guidelines?)\b",
           DENIED, never=r"\bpolicy ?holder\b|\bpolicy (?:active|termed|effective)\b"),
    _not_there("payee",
           rf"\b(?:who|whom|whose name|what name|which name)\b.{{0,20}}\b(?:{_PAYMENT}|payable|made out|paid to|"
           rf"it)\b.{{0,12}}"
           r"\b(?:out to|payable|addressed|written|to|name)\b|\bmade (?:out|payable) to\b|\bpayee\b|"
           r"\bpay(?:able)? to (?:name|address)\b",
           PAID, never=r"\b(?:we|i|patient|member) (?:pay|owe|talk|speak|send)\b|\bwho (?:do|should|can|could) (?:we|i)\b"),
    _not_there("payee",
           r"\bdid (?:it|that|this) go(?: out)? to (?:the )?(?:pt|patient|member|us|provider|facility|office)\b",
           PAID),
    _not_there("address",
           r"\b(?:right|correct|wrong|our|new|old|pay[- ]?to|remit(?:tance)?) (?:\w+ )?(?:address|p\.?o\.? box)\b",
           PAID, never=r"\b(?:appeal|records?|claims? address|corrected|change|update|we send|i send)\b"),
    _not_there("pricing",
           r"\b(?:which|what|whose) (?:fee ?schedule|contract|rate|pricing|drg|methodology)\b|\bhow (?:was|is|did|"
           r"were)\b.{0,20}\b(?:priced|repriced)\b",
           PAID | {"patient_share", "no_payment"}, never=r"\b(?:allowed|low\w*|wrong|under)\b"),
    _asked("ask_amount_owed",
           r"\bhow (?:was|is|did|do|were)\b.{0,20}\b(?:calculat\w*|figured?|come up with|arrive at|worked out|break down)\b",
           PAID | {"patient_share", "no_payment"}, never=r"\bdenied\b"),
    _asked("ask_if_cashed",
           rf"\b(?:still|is|are|was) (?:it |that |the )?(?:{_PAYMENT} )?(?:still )?(?:outstanding|uncashed|stale|"
           rf"void(?:ed)?)\b|"
           rf"\b(?:get|have|need|want) (?:it|that|this|the {_PAYMENT}) (?:re-?issued|re-?cut|traced|stopped|replaced)\b",
           PAID, never=r"\bclaim\b|\bbalance\b"),
    _asked("already_sent",
           r"\b(?:did|do|have|has) (?:you|u|y'?all|they|it)(?: guys| all)? (?:ever |already |even )?(?:get|got|gotten|"
           r"receive[d]?|see|seen|have)\b.{0,20}"
           r"\b(?:records?|notes?|fax\w*|documents?|papers?|packet|eob|chart|attachments?)\b",
           never=r"\b(?:need|cop(?:y|ies)|appeal|send|notes? on|on file for|we (?:\w+ )?sent)\b"),
    _asked("ask_when_decided",
           r"\bwhen (?:should|can|do|would|could) (?:i|we) (?:call|check|follow up|try)(?: you)?(?: back| again| in|"
           r" with you)?\b",
           frozenset({"pended", "received", "accepted", "held"})),
    _not_there("others_on_payment",
           rf"\b(?:how many|what|which|any|list)\b.{{0,15}}\b(?:claims?|patients?|others?)\b.{{0,25}}\b(?:on|in|with|"
           rf"under|for) (?:that|this|the|it|same)\b"
           rf"(?: same)? {_PAYMENT}\b|\b(?:other|more|else) claims?\b.{{0,15}}\b{_PAYMENT}\b|\bbulk {_PAYMENT}\b|"
           rf"\b(?:what|anything|any) else (?:is |was )?(?:on|in) (?:that|the|this) {_PAYMENT}\b|"
           rf"\b(?:other|more|additional) (?:money|payments?|amounts?)\b.{{0,12}}\b(?:in|on|with) (?:that|this|the)"
           rf"(?: same)? {_PAYMENT}\b",
           PAID, never=r"\bline|\bstatus\b|\bdate\b|\bpatient\b(?! .{0,20}\b(?:check|eft|payment)\b)"),
    _not_there("takeback",
           rf"\b(?:take ?-?backs?|recoup\w*|offset\w*|plb|withh[eo]ld\w*|negative|forward(?:ing)? balance|deduct(?:ed|"
           rf"ion))\b.{{0,30}}\b{_PAYMENT}\b|"
           rf"\b{_PAYMENT}\b.{{0,30}}\b(?:take ?-?backs?|recoup\w*|offset\w*|plb|withh[eo]ld\w*|negative balance|reduced)\b|"
           r"\b(?:is|was|were|are) there (?:a |an |any )?(?:take ?-?backs?|recoup\w*|offset|plb|withhold\w*)\b",
           PAID, never=r"\bwhy\b"),
    _asked("ask_payment_total",
           rf"\b(?:total|whole|full|entire|grand total|complete)\b.{{0,15}}\b{_PAYMENT}\b|"
           rf"\b{_PAYMENT}\b.{{0,15}}\b(?:total|all together|in all|altogether)\b|"
           rf"\bhow (?:much|big) (?:was|is) the (?:whole |entire |total )?(?:check|chk|eft|ach|deposit)\b",
           PAID, never=r"\b(?:charges?|billed|(?<!other )(?<!more )claims|owed|patient)\b"),
    _asked("ask_earlier_payment",
           r"\b(?:what|how much|when|which|why)\b.{0,25}\b(?:take back|took back|taken back|taking back|recoup\w*|"
           r"claw\w*|revers\w+|"
           r"first (?:payment|check|time)|original(?:ly)? (?:payment|paid|check)|paid (?:before|first|originally)|"
           r"before (?:that|this|it was))\b|"
           rf"\bwhat (?:check|chk|eft|payment|remit)\b.{{0,15}}\b(?:was )?{_IT} (?:taken|recouped|pulled|deducted|"
           rf"offset) (?:from|out|off)\b|"
           r"\b(?:what|which|anything)(?:'?s| has| did| is)? (?:changed?|different)\b|\bdid (?:anything|something|"
           r"it) change\b",
           PAID | {"reversed", "patient_share", "no_payment"},
           never=r"\bwhy\b.{0,30}\b(?:taken|took|recoup|revers)|\bif\b|\bdx\b|\bcode\b"),
    _asked("ask_earlier_payment",
           r"\b(?:refund\w*|negative|offset\w*|take ?-?backs?|recoup\w*|retract\w*|owe (?:you|u|y'?all|them|the plan)|"
           r"(?:we|i|the (?:office|practice)) (?:now |still )?owe|(?:pay|send|give|mail)\b.{0,20}\bback)\b",
           REVERSED, never=r"\bwhy\b|\bcall\b.{0,10}\bback\b"),
    _not_there("takeback",
           r"\b(?:did|have|has) (?:you|u|y'?all|they|the plan)(?: guys)? (?:take|taken|recoup\w*|withh\w+|h[eo]ld|deduct\w*|"
           r"offset)\b.{0,18}\b(?:back|anything|money|something|any)\b",
           PAID, never=r"\bwhy\b"),
    _not_there("refund",
           r"\b(?:over-?\s?pa(?:id|y\w*)|refund\w*|owe (?:you|u|y'?all|the plan)\b.{0,8}\b(?:money|back|anything|now)|"
           r"(?:pay|give|send) (?:you|u|y'?all|the plan) (?:\w+ )?back)\b|"
           r"\b(?:pay|give|send|return)\b.{0,12}(?:\$|\b(?:money|funds|payment|check|it|overpayment)\b).{0,12}\bback\b|"
           r"\breturn (?:the|this|that|your) (?:money|payment|check|overpayment)\b|"
           r"\b(?:got|were|was|been|you) paid (?:us |this |it |that )?(?:twice|two times|double)\b|\bdouble[- ]paid\b|"
           r"\bpaid (?:us )?(?:too much|more than (?:we|the) (?:billed|charged?))\b",
           PAID, never=r"\b(?:patients?|pts?|members?|underpa\w+|why|call)\b"),
    _asked("already_paid",
           r"\b(?:patients?|pts?|members?|he|she|they)\b.{0,20}\bpaid\b.{0,4}\b(?:us|me|our office|in full|up ?front|at the "
           r"(?:desk|visit|office)|(?:his|her|their|the) (?:co-?pay|share|part|portion|bill|coinsurance|deductible))\b",
           PAID | {"patient_share"}, never=r"\b(?:you|plan|insurance) paid\b|\bhow much\b"),
    _not_there("crossover",
           r"\bcross(?:ed|es|ing)?[- ]?over\b|\b(?:cross|crossed|forward(?:ed)?|sent|send|go|went|gone|"
           r"transmit\w*) (?:(?:it|this|that|the) )?(?:(?:eob|remit|claim) )?(?:over |on |automatically )?to "
           r"(?:the |his |her |their |a )?(?:secondary|supplement\w*|medigap|other (?:plan|insurance|payer)|medicaid)\b",
           never=r"\b(?:we|i)(?:'ve| have| already)? (?:sent|forward\w*|send)\b|\bshould (?:we|i)\b|\bhow do (?:we|i)\b"),
    _asked("ask_next_step",
           r"\bhow (?:do|does|can|would|should|to|d) (?:(?:they|he|she|we|i|you|the (?:patient|member|pt)) )?(?:go about )?"
           r"(?:update|updating|fix|fixing|change|correct|resolve|clear)(?: up)? (?:it|that|this)\b",
           DENIED),
    _asked("ask_which_plan",
           r"\b(?:does|do|did|has|have|is|was)\b.{0,8}\b(?:the |this |our )?(?:patient|pt|member|he|she|"
           r"they)\b.{0,20}\b(?:medicare|medicaid|tricare|other (?:insurance|"
           r"coverage|plan)|another (?:insurance|plan|coverage)|a secondary|two plans|dual|cob)\b|"
           r"\bwho(?:'?s| is| are| was|se)?(?: the| listed as| on file as)? (?:primary|secondary|first payer|"
           r"other (?:payer|insurance|plan|carrier))\b|"
           r"\b(?:what|which) (?:other |primary |secondary )(?:insurance|plan|payer|carrier|coverage)\b|"
           r"\b(?:what|which) (?:insurance|plan|payer|carrier) (?:is|was|pays|do you (?:have|show)).{0,12}\b(?:primary|"
           r"secondary|first)\b",
           never=r"\b(?:send|bill|update|reason|care|eob|diagnos\w+|dx|doctor|gave|told|report)\b"),
    _asked("ask_when_decided",
           r"\b(?:pay\w*|paid|decide\w*|money|check|done|processed|settled)\b.{0,20}"
           r"\b(?:by|before|no later than) (?:(?:this|next|the end of) )*"
           r"(?:monday|tuesday|wednesday|thursday|friday|tomorrow|today|week|month|the (?:week|month)|end of)\b|"
           r"\b(?:commitment|commit to|promise (?:me|us)|guarantee (?:me|us|that|it))\b", _OPEN,
           never=r"\b(?:appeal|patient|when did)\b"),
    _not_there("expedite",
           r"\bexpedit\w+|\brush(?:ed)?\b|\bspeed\b.{0,12}\bup\b|\bprioriti[sz]e\b|\b(?:any|go|move) faster\b|"
           r"\bpush (?:it|this|that) (?:through|along)\b", _OPEN, never=r"\bappeal\b"),
    _not_there("review_day",
           r"\b(?:when|what (?:day|date)|since when)\b.{0,20}\b(?:go|went|gone|sent|put|placed|moved|start\w*)\b.{0,15}"
           r"\b(?:review|audit|pend\w*)\b", _OPEN),
    _not_there("interest",
           r"\b(?:interest|prompt[- ]?pay(?:ment)?|late payment penalty|clean claim law)\b",
           never=r"\b(?:not interested|interested)\b"),
)  # fmt: skip
_WE_SENT = (
    r"(?:we|i|our (?:office|biller|doctor)|the (?:doctor|provider))(?:'ve| have| had)? (?:already |just |also |even )?"
)
_SENT_ANEW = (
    rf"\b{_WE_SENT}(?:corrected|fixed|re-?\s?sent|re-?\s?submitted|re-?\s?billed|re-?\s?filed)\b|"
    rf"\b{_WE_SENT}(?:sent|submitted|filed|billed) (?:(?:it|that|this|the claim) (?:again|back|over)|"
    r"(?:an?|the|our) (?:corrected|new|replacement|second|fixed|updated|frequency 7|freq 7)\b)|"
    r"\b(?:do|can|did|have|has) (?:you|u|y'?all)(?: guys)? (?:see|have|get|got|show|receive\w*|find|process\w*)\b.{0,10}"
    r"\b(?:the|our|a|any|that) (?:corrected|new|newer|replacement|second|resubmitted|updated|fixed)(?: (?:claim|one|bill|"
    r"clm))?\b|"
    r"\b(?:is|was|are|were) there (?:an?|any) (?:new|newer|second|corrected|replacement) (?:claim|clm|one)\b|"
    r"\b(?:other|another|newer|previous|corrected|second) (?:claim|clm)s? (?:for|on|with|of) (?:this|that|the same|the) "
    r"(?:(?:same )?(?:date|day|dos|visit|service))\b"
)
_FIRST_IN_LINE = (
    _asked(
        "others_of_the_day",
        _SENT_ANEW,
        never=r"\bif (?:we|i)\b|\b(?:should|can|could|may|must|shall|do|how do) (?:we|i)\b|\bhow long\b|\bby when\b|"
        r"\bappeal|\bdeadline\b|\bwhat (?:did|do) (?:we|i)\b|\brecords?\b|\bnotes?\b",
    ),
    _asked(
        "already_sent",
        rf"\b{_WE_SENT}(?:sent|faxed|mailed|submitted|uploaded|e-?mailed|provided)\b.{{0,60}}\b(?:did|do|have|has|can|could) "
        r"(?:you|u|y'?all|they|it|that|those|anyone|somebody)\b.{0,20}\b(?:get|got|gotten|receive\w*|see|have|arrive\w*|come|"
        r"came|show\w*|confirm|check|make it)\b|"
        rf"\b(?:did|have|has) (?:you|u|y'?all|they|it|that|those|anyone)\b.{{0,20}}\b(?:get|got|gotten|receive\w*|see|arrive\w*|"
        rf"come)\b.{{0,25}}\b(?:what|everything|papers|stuff|paperwork|records?|notes?|fax\w*) {_WE_SENT}",
        never=r"\bappeal|\bclaims?\b|\bhow (?:do|can|should)\b|\bwhere (?:do|can|should)\b",
    ),
    _asked(
        "ask_when_decided",
        r"(?=.*\bappeal).*\b(?:how (?:long|many (?:days|weeks))|when|turn ?around|time ?frame|how (?:soon|fast|"
        r"quick\w*))\b.{0,40}"
        r"\b(?:decision|decid\w*|answer\w*|hear|results?|takes?|taking|outcome|know|process\w*|turn ?around)\b|"
        r"(?=.*\bappeal).*\b(?:turn ?around|time ?frame (?:on|for) (?:a|an) (?:decision|answer))\b",
        DENIED,
        never=r"\b(?:do|did|have) (?:we|i|they) (?:have|got|get|gotta)\b|\b(?:to|we|i) (?:file|submit|send|put in)\b|"
        r"\b(?:last day|deadline|status|was denied)\b|\blevels?\b",
    ),
    _asked(
        "appeal_consent",
        r"(?=.*\bappeal)(?=.*\b(?:need|needs|have to|has to|must|require\w*|do|does|should|want|without)\b)"
        r".*\b(?:sign(?:ed|ature|s)?|consent|authori[sz]ation form|aor|appointment of rep\w*|"
        r"representative form|permission)\b|\b(?:need|want|require\w*|get)\b.{0,20}\b(?:patient'?s? (?:consent|signature|"
        r"permission)|"
        r"signed (?:form|consent|release))\b.{0,25}\bappeal",
        DENIED,
        never=r"\bwho\b|\bprior\b|\bno auth|\bdenied for\b|\bauth(?:ori[sz]ation)? (?:number|on file)\b",
    ),
    _asked(
        "ask_how_to_send",
        r"\b(?:which|what|whose|where)\b.{0,20}\b(?:address|p\.?o\.? box|mailing)\b.{0,30}\bappeals?\b|"
        r"\bappeals?\b.{0,25}\b(?:which|what) (?:\w+ )?(?:address|p\.?o\.? box)\b",
        DENIED,
    ),
    _not_there(
        "fax",
        r"\b(?:fax|telefax) ?(?:number|no\b|num\b|#|line)|\b(?:what|which|your|a) (?:is (?:the|your) )?fax\W*$|"
        r"\bwhat(?:'?s| is) (?:the|your) (?:\w+ )?fax\b",
        never=r"\b(?:our|my) fax\b|\bfax (?:it|me|us|that|them) to\b|\d{3}",
    ),
    _asked(
        "not_read_out",
        r"\b(?:spell|what(?:'?s| is)|give me|tell me|read|confirm|verify)\b.{0,20}\b(?:patients?|pts?|members?|his|her|their)"
        r"(?:'?s)?\b (?:(?:first|last|full) )?(?:name|dob|birth ?date|date of birth|address|zip|phone|phone number|id|"
        r"member id)\b",
        never=r"\b(?:doctor|provider|plan)(?:'s)? name\b|\b(?:i|we)(?:'ll| will| can)? (?:gave|said|give|spell)\b",
    ),
    _not_there(
        "notice",
        r"\b(?:does|did|has|was|is|will) (?:the |our )?(?:patient|pt|member)\b.{0,12}\b(?:know|told|notified|informed|aware|"
        r"(?:get|got|gotten|receive\w*|been sent) (?:an?|the|any) (?:letter|eob|notice|copy))\b|"
        r"\b(?:did|do|will|have) you (?:tell|told|notify|notified|inform(?:ed)?) the (?:patient|pt|member)\b",
    ),
    _asked(
        "ask_payer",
        r"\bwho(?:'?s| is| was|se)? (?:the |this |that )?(?:payer|payor|carrier|insurer|insurance(?: company)?|"
        r"plan)\b(?! (?:first|"
        r"primary|secondary|pays))|"
        r"\b(?:what|which) (?:plan|payer|payor|carrier|insurance)(?: company)? (?:is|was|processed|denied|paid) (?:this|"
        r"that|it|the claim)"
        r"(?: (?:under|with|for|on|billed to|through))*\W*$|\bname of the (?:payer|payor|plan|carrier|insurance)\b",
        never=r"\b(?:primary|secondary|first|other|another|second)\b",
    ),
)
"""What is asked here in words that a question further down would take for its own."""
_DAY_AGAIN = re.compile(
    r"\b(?:last|final) (?:appeal )?day\b.{0,12}\b(?:you|u) (?:said|told|gave|mention\w*)\b|"
    r"\b(?:again|one more time|once more|repeat|say|give me|what was)\b.{0,20}\b(?:that|the|this|which) "
    r"(?:(?:last|final|appeal) )*(?:day|date|deadline|cut ?off)\b(?! (?:of|you|it|they|was|for))|"
    r"\b(?:that|the) (?:last day|deadline|cut ?off|date)\b.{0,8}\b(?:again|one more time|once more)\b",
    re.I,
)
""" "One more time on that date": of a denial told, its last day and not the whole claim."""
_NOT_THAT_DAY = re.compile(
    r"\b(?:received?|rec'?d|service|visit|paid|payment|check|denied|processed|dos|birth|start|everything|whole|claim)\b",
    re.I,
)
_HOW_TO_SEND = re.compile(
    r"\b(?:how|where) (?:do|can|would|should|does|to|d)\b.{0,14}\b(?:submit|send|file|fax|mail|upload|get|return)\b.{0,5}"
    r"\b(?:it|that|this|them|those|these)(?: (?:in|to you|to u|back|over|on|through))*\W*$|"
    r"\b(?:how|where) (?:do|can|would|should|does|to) (?:(?:we|i|u|you|one) )?(?:submit|send|file|fax|mail|"
    r"upload)(?: (?:in|to))?\W*$|"
    r"\b(?:just|only) (?:need|want|wanna|like) to know how (?:we|i|to)\b.{0,14}\b(?:submit|send|file)\b|"
    r"\b(?:where|what address|what fax)\b.{0,20}\b(?:it|that|this|they|those) go(?:es)?\b(?: to)?\W*$",
    re.I,
)
""" "How do we submit it?": what was just spoken of, never a claim in general."""
_PAPERS = re.compile(r"\b(?:proof|reports?|records?|notes|charts?|eobs?|277(?:ca)?|999|documentation|letters?)\b", re.I)
"""Named with it, these are what is to be sent."""
_STILL_APPEAL = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|but|wait|then)\W+)*(?:no|not|an?|any|so no|can'?t|cant|cannot) (?:we |i |right to |an? |"
    r"any )?(?:appeals?|appealable|dispute)\b.{0,12}$",
    re.I,
)
""" "So no appeal?", which is no refusal of one that was offered."""
_SHORT_DAYS = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|but|then|well|alright)\W+)*(?:how (?:long|many days|much time) (?:do|have|did|will|"
    r"would) (?:we|i|u|you) (?:got|have|get)?|"
    r"how (?:long|many days|much time) (?:we|i) (?:got|have|get)|how (?:long|much time|many days)(?: is that| is left|"
    r" left)?|by when|until when|when(?:'s| is) (?:it|that) due|"
    r"(?:what|when)(?:'?s| is| was) (?:my|our|the) (?:deadline|time ?frame|window|limit|cut ?off)|(?:the )?(?:deadline|"
    r"last day|cut ?off|"
    r"time ?frame|due date))"
    r"(?: (?:to|for) (?:do (?:that|it|this)|that|it|this|fix it|respond|send (?:it|that)))?(?: left)?\W*$",
    re.I,
)
""" "How long do I have": of a denial told, its last day; no date is searched for."""


_DAYS_OF = {
    "rejected": "ask_timely_filing", "pended": "ask_beyond",
    "received": "ask_when_decided", "accepted": "ask_when_decided", "held": "ask_when_decided",
}  # fmt: skip


def asked_of_the_claim(stage: str, text: str) -> str | None:
    """The wish of the first question these words ask of a claim at that stage, or None."""
    if stage in DENIED and _STILL_APPEAL.match(text):
        return "ask_appeal_rights"
    if _SHORT_DAYS.match(text):
        return _DAYS_OF.get(stage, "ask_appeal_rights")
    if stage in DENIED and _DAY_AGAIN.search(text) and not _NOT_THAT_DAY.search(text):
        return "ask_appeal_rights"
    found = _of(stage, text)
    if found is not None:
        return found.wish
    told = stage in RETURNED and _HOW_TO_SEND.search(text) and not _PAPERS.search(text)
    return "ask_how_to_send" if told else None


def about_of(stage: str, text: str) -> str | None:
    """What the record does not hold and these words ask for."""
    if stage == "pended" and _SHORT_DAYS.match(text):
        return "due"
    found = _of(stage, text)
    return found.about if found is not None else None


def _of(stage: str, text: str) -> _Asked | None:
    return next(
        (
            one
            for one in (*_FIRST_IN_LINE, *_OF_THE_CLAIM)
            if (one.stages is None or stage in one.stages)
            and one.pattern.search(text)
            and not (one.never and one.never.search(text))
        ),
        None,
    )


_LAST_DAY_TOO = re.compile(
    r"\b(?:last day|deadline|by when|until when|how long (?:do|have) (?:we|i)|how many days|due (?:date|by)|when(?:'s|"
    r" is) (?:it|that) due|"
    r"time ?frame)\b",
    re.I,
)
_WITH_A_LAST_DAY = frozenset(
    {"submit_documents", "ask_denial_reason", "ask_next_step", "ask_missing", "ask_how_to_send", "explain_appeal"}
)
_LAST_DAY_TOLD = frozenset(
    {"ask_appeal_rights", "corrected_time", "start_appeal", "ask_timely_filing", "explain_appeal", "ask_next_step"}
)


_REASON_TOO = re.compile(
    r"\b(?:the|your|its|denial) (?:denial )?reasons?\b"
    r"(?! (?:i'?m|im|i|we|we'?re|why|to|for (?:my|our|the|this) (?:call|appeal|delay))\b)|"
    r"\bwhy (?:was |is )?(?:it|this|that|the claim) (?:was |is |got )?denied\b|\bwhy denied\b",
    re.I,
)
_FIX_TOO = re.compile(
    r"\b(?:how|what) (?:to|(?:do|can|should|would) (?:we|i|you)(?: (?:need|have) to)?) (?:fix|correct|resolve|do)\b"
    r"(?! (?:an|the|my|our|we|i)\b)",
    re.I,
)
_BESIDE_A_DENIAL = (
    ("ask_denial_reason", _REASON_TOO, frozenset({"ask_next_step", "ask_appeal_rights"}),
     frozenset({"ask_denial_reason", "explain_claim_codes", "ask_missing", "explain_code", "ask_code_amount", "late_reason"})),
    ("ask_next_step", _FIX_TOO, frozenset({"ask_denial_reason", "ask_appeal_rights"}),
     frozenset({"ask_next_step", "ask_how_to_send", "submit_documents", "ask_missing", "start_appeal", "explain_appeal"})),
    ("ask_appeal_rights", _LAST_DAY_TOO, _WITH_A_LAST_DAY, _LAST_DAY_TOLD),
)  # fmt: skip
"""What of a denial a line may ask as well: the wish, its words, beside which wishes, and by which it is told already."""


def with_the_rest_of_the_denial(stage: str, wishes: list[str], text: str) -> list[str]:
    """ "The reason, the last appeal day and how to fix it, all at once": what was heard with what else was asked."""
    heard = set(wishes)
    also = [
        wish
        for wish, words, beside, told in _BESIDE_A_DENIAL
        if stage in DENIED and heard & beside and not heard & told and words.search(text)
    ]
    return sorted([*wishes, *also], key=lambda wish: wish != "ask_denial_reason") if also else wishes
