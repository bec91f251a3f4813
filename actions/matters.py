"""What people bring beside where a claim stands: collections, a bill paid already, the network, an address, papers that were
sent, a claim they want changed. Pure; the words settle the wish, whatever the language model made of them.
"""

from __future__ import annotations

import re

from actions.believed import CANNOT_PAY, GUESS
from actions.heard import Heard
from actions.memory import Memory

_WORDS_MAX = 30
_DENIED = frozenset({"denied", "partly_paid"})
_OTHERWISE = ("request_human", "medical_emergency", "report_fraud", "request_callback", "switch_language")
"""Wished for in the same line, these are not for the words below to settle."""

_COLLECTIONS = re.compile(
    r"(?<!specimen )(?<!sample )(?<!blood )(?<!urine )(?<!data )\b(?:debt )?collect(?:ions?|ors?)\b(?! (?:team|"
    r"dept|department|desk|office)\b)|\bmy credit\b(?! (?:cards?|union|score|report)\b)",
    re.I,
)
"""While a member talks about a claim."""
_IN_COLLECTIONS = re.compile(
    r"\b(?:sent|send|sending|turn\w*|went|goes|go|going|gone|put|is|are|was|it'?s|me|us|bill\w*|this|account|now|got|"
    r"letter|call\w*|note|notice)\b(?: \w+){0,3}? (?:in|to|into|with|from|by)(?: (?:a|the|some))? "
    r"(?:debt )?collect(?:ions?|ors?)\b(?! (?:of|dates?|department|dept|team|desk|side|office|at|for)\b)|"
    r"\b(?:collections?|debt collectors?)(?: (?:agency|people|company|place))? "
    r"(?:is|are|keeps?|called|calling|calls|wants?|sent|letter)\b|"
    r"\b(?:on|hurt\w*|ruin\w*|about|wreck\w*) my credit\b(?! (?:cards?|union|score|report)\b)",
    re.I,
)
_COLLECTOR_COMES = re.compile(
    r"\b(?:debt )?collect(?:ors?|ion agency|ions? (?:people|company|agency))\b.{0,12}\b(?:keeps?|calls?|called|calling|"
    r"wants?|sent|sends?|"
    r"is|are|after)\b",
    re.I,
)
"""Who calls is named beside the question."""
_OF_AN_OFFICE = re.compile(
    r"\b(?:our|patients?|pts?|accounts? receivable|a/?r|(?:i|we) work|(?:i'?m|we'?re|calling) (?:in|with|from|for))\b",
    re.I,
)

_HARDSHIP = re.compile(
    CANNOT_PAY.pattern
    + r"|\b(?:don'?t|dont|do not) have (?:it|that|the)\b|\blaid off\b|\bhardship\b|\bassistance\b|\bprograms?\b|"
    r"\b(?:by|a|per|each|every) month\b|\bmonthly\b|\bslow(?:ly)?\b|\bpayments\b|\bpayment plan\b|\bcan(?:'?t|t| not|"
    r"not) pay\b|\blow income\b",
    re.I,
)
"""Who lacks the money hears of help with the bill, collections or not."""

_SHARE = r"(?:this|it|that|my (?:part|share|bill|copay|portion)|the (?:bill|copay|doctor|hospital|office)|all of (?:it|this))"
_PAID_LAST = (
    r"(?: (?:already|before|last (?:week|month|year|time)|in full|off|at the (?:desk|office|visit)|twice|"
    r"though?|online|there|"
    r"in \w+|to (?:them|the (?:doctor|office|hospital))|ok(?:ay)?))*"
)
_ALREADY_PAID = re.compile(
    rf"\b(?:i|we)(?:'?ve| have)?(?: already| just)? paid (?:for )?{_SHARE}{_PAID_LAST}(?=\W*$| (?:so|and|but|"
    rf"why|do)\b|[.,;!?])|"
    r"\b(?:i|we)(?:'?ve| have)? already paid\b(?=\W*$|[.,;!?]| (?:so|but|why|them|the (?:doctor|office|hospital))\b)|"
    rf"\b(?:i|we)(?:'?ve| have)?(?: already| just)? (?:gave|given|handed|paid) (?:it |that |this |{_SHARE} )?(?:to |at )?"
    r"(?:(?:the|my|their) )?(?:front desk|desk|receptionist|front office)\b|"
    r"\bi(?:'ve| have)?(?: already| just)? (?:gave|given|handed) (?:them|him|her|the (?:lady|office|doctor|desk)) "
    r"(?:(?:my|the|that|about|like|\w+) ){0,3}?(?:\$ ?\d[\d.]*|\d+|dollars|bucks|money|co-?pay|cash)\b|"
    r"\b(?:they|she|he) (?:already |just )?(?:took|charged|ran|got) my (?:money|co-?pay|card)\b|"
    r"\b(?:what|even) if (?:i|we)(?:'?ve| have)? already paid\b|"
    r"\bwhy (?:am i|are they|do i|did i|did they|is it)\b.{0,12}\b(?:bill(?:ed|ing)?|charg(?:ed|ing|e))\b.{0,10}\bagain\b|"
    rf"\b{_SHARE} (?:was|is|has been|'?s) (?:already )?paid (?:already )?by me\b|"
    r"\b(?:took|taken|come|came|gone?|went|drafted|charged|deducted)\b.{0,12}\b(?:out of|from|off) my "
    r"(?:\w+ )?(?:account|bank|card|check(?:ing)?)\b|"
    r"\b(?:charged|took|ran|billed|hit|debited|put (?:it|that) on) (?:(?:it|that) (?:from|off|on|to|out of) )?my (?:\w+ )?"
    r"(?:card|account|bank|checking|debit)\b|"
    r"\b(?:do|must|should|gotta|have to|need to|am i)\b.{0,25}\b(?:pay|paying|owe)\b(?: \w+){0,3} (?:twice|"
    r"two times|a second time)\b",
    re.I,
)
_NOT_PAID_BY_ME = re.compile(
    r"\bmyself\b|\bout of pocket\b|\bcash\b|(?<!what )(?<!even )\bif (?:i|we)\b|\bforms?\b|\breimburs\w*|\bmore than\b|"
    r"\btoo much\b|\bmoney back\b|"
    r"\brefund\w*|\bpremiums?\b|\bfraud\w*|\bstol\w+|\bscam\w*|\bdeductible\b|\bnever\b|\b(?:didn'?t|not) pa(?:y|id)\b|"
    r"\b(?:did|have|has) (?:you|they|the plan|insurance)\b",
    re.I,
)
_WHAT_TO_PAY = re.compile(
    r"\bwhat(?:'?s)? (?:was|is|am|were|are)? ?(?:i|we)(?:'?m| am| was| were|'?re)? (?:supposed|meant|"
    r"expected) to (?:pay|owe)\b",
    re.I,
)
_JUST_THE_SUM = re.compile(
    r"\b(?:just|only) the (?:amount|total|sum|number)(?: (?:again|please|pls|i owe|now|one more time))*\W*$",
    re.I,
)
_HOW_MUCH_AGAIN = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|wait|sorry)\W+)*how much (?:was|is) (?:it|that|my (?:part|share))(?: again| now| "
    r"please| then)*\W*$",
    re.I,
)
_BILL = r"(?:bill|bills|billing|doctor|hospital|office|provider|clinic|statement)"
_BILL_AND_EOB = re.compile(
    rf"(?=.*\b(?:eobs?|explanation of benefits|your (?:letter|paper|statement)|you (?:guys )?(?:say|said|"
    rf"told me))\b)(?=.*\b{_BILL}\b)"
    r".*\b(?:more than|higher|less than|differen\w+|(?:don'?t|doesn'?t|do not|does not|not) match|"
    r"which (?:one )?is (?:right|correct|true)|"
    r"who(?:'?s| is) right|(?:says|wants|charged|asks|is asking)(?: me)?(?: for)? more|another (?:amount|number)|bigger)\b",
    re.I,
)

_IN_NETWORK = re.compile(
    r"\b(?:is|are|was|were|if|whether|isn'?t|wasn'?t)\b.{0,40}\b(?:in|out of|outside|part of|within)[- ](?:of[- ])?"
    r"(?:the |my |your |our )?(?:plan'?s? |insurance )?network\b|"
    r"\b(?:find|need|want|get|choose|pick|see)(?: me)? (?:an?|another|some|any) (?:\w+ ){0,3}"
    r"(?:in[- ]network|in (?:the|my|your) network)\b|"
    r"\b(?:does|do|will) (?:my |the |this |that |dr\.? )?(?:\w+ ){1,3}?(?:take|accept) (?:my|your|our|this|"
    r"the) (?:insurance|plan)\b",
    re.I,
)
_NOT_THE_NETWORK = re.compile(
    r"\bden(?:y|ied|ial)\w*\b|\breason\b|\bpa(?:y|id|ys|ying)\b|\bhow much\b|\bmean\w*\b|\bprice\b|"
    r"\bprocess\w*\b|\bappl\w+\b|"
    r"\bclaims?\b|\bcover(?:ed|s|age)?\b|\bbenefits?\b|\bdeductible\b|\bdifferen\w+\b|"
    r"\bbecause\b|\bforms?\b|\b(?:re)?r[au]n (?:it|this|that)\b|\bhow (?:long|many)\b",
    re.I,
)
_SO_MUCH = re.compile(r"\bcosts? (?:me )?(?:so|that|this) much\b|\b(?:so|that) (?:high|expensive)\b", re.I)

_FORMER = r"(?:my|our|the|an?) (?:old|wrong|previous|former|last)"
_ADDRESS = re.compile(
    r"\b(?:you|they|y'?all|u)(?: (?:guys|all|people))?(?:'?ve| have| still have| got| still got| keep using| used)? "
    rf"(?:have |got )?{_FORMER} (?:\w+ )?address\b|"
    r"\b(?:sent|send|sending|mail\w*|going|goes|went|go|comes?|came)\b(?: \w+){0,4}? to "
    rf"{_FORMER} (?:\w+ )?(?:address|house|apartment|place)\b|"
    r"\b(?:have|got|has|had) (?:me|us) (?:at|under|in|on) (?:my|our|the|an?) (?:old|wrong|former|previous|last) (?:\w+ )?"
    r"(?:place|address|house|apartment|street|home)\b|"
    r"\b(?:change|update|fix|correct) (?:my|our|the) (?:\w+ )?address\b|"
    r"\b(?:my|our|the) address (?:is|was|on (?:it|the \w+|my \w+)(?: is| was)?) (?:wrong|old|not right|"
    r"incorrect|out of date)\b|"
    r"\b(?:i|we)(?:'?ve| have)? (?:just )?moved\b.{0,40}\b(?:address|mail|bills?|letters?)\b",
    re.I,
)
_NOT_MY_ADDRESS = re.compile(
    r"\bzip\b|\bremit\w*|\bpay[- ]?to\b|\bwhere (?:do|should|can)\b.{0,15}\b(?:send|mail)\b|\bi (?:gave|said|"
    r"typed|wrote|meant)\b|"
    r"\bappeals?\b|\bclaims? address\b|\bcheck\b",
    re.I,
)

_NO_QUESTION = r"(?!.*(?:\?|\b(?:what|how|when|where|why|which|who|did|do|does|have you|can|could|should)\b))"
_PAPERS = r"(?:eobs?|records?|notes|papers?|paperwork|documents?|forms?|letters?|itemized bill|chart|fax|packet)"
_ALREADY_SENT = re.compile(
    rf"^{_NO_QUESTION}.*\b(?:i|we|they|my doctor|the (?:doctor|office))(?:'?ve| have| has)? (?:already|twice) (?:\w+ )?"
    rf"(?:sent|faxed|mailed|submitted|uploaded|given|gave|provided)\b.{{0,40}}\b{_PAPERS}\b|"
    rf"^{_NO_QUESTION}.*\b(?:i|we)(?:'?ve| have)? (?:sent|faxed|mailed|submitted|uploaded)\b.{{0,40}}\b{_PAPERS}\b.{{0,25}}"
    r"\b(?:already|twice|before|(?:two|three|2|3) times)\b|"
    rf"^{_NO_QUESTION}.*\b(?:i|we|they|he|she|my doctor|the (?:doctor|office))(?:'?ve| have| has)? (?:(?:already|just) )?"
    r"(?:sent|faxed|mailed|submitted|uploaded|given|gave)\b.{0,20}\b(?:everything|it all|all of (?:it|that|them)|"
    r"all (?:that|this|"
    r"of those|the (?:\w+ )?(?:papers|paperwork|stuff|records|notes|documents)))\b",
    re.I,
)
_APPROVED = re.compile(
    r"\b(?:we|i|they)(?:'?ve| have| had| do have| did have)? (?:got |had |have )?(?:(?:an?|the|that|our) )?(?:prior |pre-?)?"
    r"(?:auth(?:ori[sz]ation)?|approval|pre-?cert)(?: (?:number|no|#|on file|for (?:it|this|that)|already))*(?=\W*$|\W+\w)|"
    r"\b(?:it|this|that|surgery|procedure|service|visit) (?:was|is|had been|has been) (?:pre-?)?(?:approved|"
    r"authori[sz]ed|certified)\b|"
    r"\b(?:with|w/|using|add|put|include|attach) ?(?:the|our|that|my|this) (?:prior |pre-?)?"
    r"(?:auth(?:ori[sz]ation)?|approval|pre-?cert)\b",
    re.I,
)
_NOT_APPROVED = re.compile(
    r"\b(?:do|does|did|don'?t|didn'?t|never|no|not|without|need|want|needs|how|where|if|what|why|can we|"
    r"confirm|see it|changed?|different)\b|"
    r"\bapproved (?:amount|charge)\b",
    re.I,
)
_MY_CARE_APPROVED = re.compile(
    r"\b(?:got|had|have|gotten) (?:it|this|that|everything|the \w+) (?:all )?(?:pre-?)?(?:approved|authori[sz]ed)\b|"
    r"\b(?:you|u|they|the plan|(?:my |the )?insurance|you guys|somebody|someone)(?: had| have|'?ve)?(?: already| did)? "
    r"(?:pre-?)?(?:approved|authori[sz]ed) (?:it|this|that|my|the (?:\w+ )?(?:surgery|visit|procedure|care|test|scan|"
    r"mri|stay))\b|"
    r"\b(?:put|add|enter|type|use|take|give|send|do|want|read)\b.{0,30}\b(?:approval|auth(?:ori[sz]ation)?|referral) "
    r"(?:number|no\b|#|code|letter)",
    re.I,
)
""" "My doctor got it approved", "you approved it", "can you add the approval number": a patient's words for it."""
_WITH_THE_NUMBER = re.compile(
    r"\b(?:what|where|who(?:m)?)\b.{0,14}\b(?:do|give|send|put|take|use)\b.{0,10}\b(?:that|this|the|my) "
    r"(?:approval |auth(?:ori[sz]ation)? )?(?:number|letter)\b",
    re.I,
)
"""What to do with the approval just spoken of."""
_NO_APPROVAL = re.compile(
    r"\b(?:don'?t|dont|didn'?t|didnt|never|no|not|without|wasn'?t|isn'?t|why|if|part|some|half|only|did|does|need|needs|"
    r"needed|how|when)\b|\b(?:is|was) (?:it|this|that)\b|\bapproved (?:amount|charge)\b|"
    r"\bwhat(?:'?s| is| was)? (?:the|my|your) (?:approval|auth)",
    re.I,
)
_CHANGE_IT = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|then|well|please|just|and|now|look|listen|hey)\W+)*(?:(?:can|could|would|will) (?:you|u) "
    r"|i (?:need|want) (?:you|u) to |go ahead and |you (?:need|have) to )?(?:please |just )*"
    r"(?:mark (?:it|this|that|the claim)(?: as)? (?:paid|approved|closed)|(?:override|overturn|lift|"
    r"undo) (?:the|this|that|it|my|our)\b"
    r"|approve (?:it|this|that|(?:the|my|our) claim)\b|release (?:the |that |my |our |this )?(?:payment|check|"
    r"money|funds|hold)\b"
    r"|(?:change|edit|fix|update|switch|correct) (?:the )?(?:dx|diagnosis|modifiers?|cpt|procedure code|units|"
    r"charge|billed amount)"
    r"(?: codes?)?(?: \w+){0,3} (?:on|in) (?:it|this|that|the claim)\b"
    r"|re-?process\W*$"
    r"|(?:change|edit|fix|update|correct|adjust|re-?process|re-?run|re-?open) (?:it|this|that|the claim|this claim)"
    r"(?: (?:then|for (?:me|us)|please|pls|now|again|yourself|manually|in your system|on your (?:end|side)))*\W*$)",
    re.I,
)
_READ_OUT = re.compile(
    r"\b(?:what|which)(?:'?s| is)? (?:the |my |our )?(?:tax ?id|tin|ein|npi|member (?:id|number)|date of birth|"
    r"dob|birth ?date|zip(?: code)?|"
    r"(?:home |mailing )?address|phone(?: number)?|last name) (?:do|did|is it|that) (?:you|u|y'?all)(?: guys)? "
    r"(?:have|show|got|see)\b|"
    r"\b(?:read|tell|give) (?:it |me |us )?(?:back )?(?:to )?(?:me |us )?(?:what |which |the |my |our )+"
    r"(?:tax ?id|tin|ein|npi|member id|dob|date of birth|zip(?: code)?|address|phone number)\b.{0,20}\b(?:you|on file|u)\b",
    re.I,
)
_TIMELY_PROOF = re.compile(
    r"\b(?:have|got|has|'ve|with)\b.{0,30}\b(?:acceptance|accepted|277(?: ?ca)?|999|clearing ?house|submission|"
    r"timely(?: filing)?)"
    r" ?(?:\w+ )?(?:reports?|proof|confirmations?|acknowledge?ments?)\b|"
    r"\b(?:have|got|has|'ve|with) (?:the |our |a )?(?:277(?: ?ca)?|proof (?:of|that|it|we)\b.{0,25}\b(?:timely|"
    r"on time|in time))",
    re.I,
)
_CORRECTED = r"(?:corrected|replacement|frequency 7|freq 7)(?: claims?| clms?)?"
_CORRECTED_TIME = re.compile(
    rf"\b(?:timely|tfl|time limit|deadline|last day|how (?:long|many days|much time)|filing limit|"
    rf"cut ?off)\b.{{0,40}}\b{_CORRECTED}\b|"
    rf"\b{_CORRECTED}\b.{{0,25}}\b(?:timely|tfl|time limit|deadline|last day|filing limit|due)\b",
    re.I,
)
_CORRECTED_OR_APPEAL = re.compile(
    rf"\b(?:{_CORRECTED}|resubmi\w+|rebill)\b.{{0,45}}\bor\b.{{0,30}}\bappeal\b|\bappeal\b.{{0,30}}\bor\b.{{0,30}}"
    rf"\b(?:{_CORRECTED}|resubmi\w+|rebill)\b",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:claims?|bills?|visits?)\b.{0,25}\b(?:with|from|by|at) (?:any )?(?:other|another|different) "
    r"(?:doctors?|drs?|providers?|hospitals?|offices?|practices?|facilit(?:y|ies)|clinics?|groups?)\b|"
    r"\b(?:see|seen|saw|go to|been to|visit)\b.{0,12}\b(?:anybody|anyone|somebody|someone|any (?:doctors?|providers?)) else\b|"
    r"\bclaims?\b.{0,30}\b(?:not (?:just|only)|other than|besides|beyond) (?:ours|us|the ones we billed|what we billed)\b",
    re.I,
)
_LIST = re.compile(
    r"\b(?:go (?:through|over)|tell me|what are|show me|list|read me)\b(?: \w+){0,3}? (?:what|all|"
    r"which)?(?: of)?(?: the| my)? ?"
    r"claims (?:i have|i got|there are|are there|you have|do i have|with you)\b|"
    r"\bwhat claims (?:do )?i (?:have|got)\b",
    re.I,
)

_EARLIER_CLAIM = re.compile(
    r"\b(?:(?:was|is|were|are) there|(?:do|did) (?:you|we) (?:see|have|get|receive|show)) (?:a|an|any) "
    r"(?:previous|earlier|prior|older|original) claims?\b(?! to\b)",
    re.I,
)
""" "Was there a previous claim for this": asked, and answered by all that the record has of this patient."""


def matters(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    """The wishes a matter of its own settles, or None. ``text``: the line with plain apostrophes."""
    if memory.claim is not None and _EARLIER_CLAIM.search(text) and not heard.has("request_human", "medical_emergency"):
        return ["list_claims"]
    if len(text.split()) > _WORDS_MAX or heard.has(*_OTHERWISE):
        return None
    if set(heard.values) - {"date_of_service", "amount", "auth_number"}:
        return None
    settled = _of_an_office(memory, heard, text) if memory.speaker == "provider" else _of_a_member(memory, heard, text)
    return settled or _of_anybody(memory, heard, text)


def speaks_of_an_address(text: str) -> bool:
    """Whether an address is to be put right: "we moved in June" tells no day of service then."""
    return _ADDRESS.search(text) is not None and not _NOT_MY_ADDRESS.search(text)


def asks_of_other_offices(memory: Memory, heard: Heard) -> bool:
    """ "Any other claims with other doctors": an office hears of the claims it billed."""
    proved = memory.speaker == "provider" and memory.claim is not None
    return proved and not heard.values and not heard.has(*_OTHERWISE) and _OF_OTHERS.search(heard.text) is not None


def _surely(heard: Heard, *names: str) -> bool:
    """Whether the language model is sure that something else is asked, which these words stand beside."""
    return heard.confidence >= GUESS and heard.has(*names)


def _of_a_member(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    at_hand, known = memory.claim is not None, memory.speaker == "member"
    own = known or not _OF_AN_OFFICE.search(text)
    if (at_hand and known and _COLLECTIONS.search(text)) or (own and _IN_COLLECTIONS.search(text)):
        return _collections(memory, heard, text)
    paid = known and _ALREADY_PAID.search(text) and not _NOT_PAID_BY_ME.search(text)
    if paid and not _surely(heard, "submit_documents", "request_document", "ask_how_to_file", "check_eligibility"):
        return ["already_paid"]
    if at_hand and known and _BILL_AND_EOB.search(text):
        return ["bill_and_eob"]
    if at_hand and known and _is_approved(memory, heard, text):
        return ["approval_in_hand"]
    owed = any(one["name"] in _OF_THE_SHARE for one in memory.answered)
    if (own and _WHAT_TO_PAY.search(text)) or (
        at_hand and known and owed and (_JUST_THE_SUM.search(text) or _HOW_MUCH_AGAIN.search(text))
    ):
        return ["ask_amount_owed"]
    return ["list_claims"] if own and _LIST.search(text) else None


def _is_approved(memory: Memory, heard: Heard, text: str) -> bool:
    """Whether a member of a denied claim says that the care was approved, or asks where its number goes."""
    if (memory.claim or {}).get("stage") not in _DENIED or _surely(heard, "start_appeal", "request_document"):
        return False
    spoken_of = any(one["name"] in ("approval_in_hand", "check_authorization") for one in memory.answered)
    if spoken_of and _WITH_THE_NUMBER.search(text):
        return True
    said = _APPROVED.search(text) or _MY_CARE_APPROVED.search(text)
    return said is not None and not _NO_APPROVAL.search(text)


_OF_THE_SHARE = frozenset(
    {"ask_amount_owed", "explain_eob", "mine_to_pay", "money_back", "already_paid", "bill_and_eob"}
)


def _collections(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    """ "They sent me to collections": whoever lacks the money is heard as such, and a question about the claim as one."""
    if _HARDSHIP.search(text):
        return ["ask_amount_owed", "ask_payment_help"] if memory.claim is not None else None
    asks = (
        "ask_payment",
        "check_claim_status",
        "request_document",
        "ask_denial_reason",
        "another_patient",
        "start_appeal",
    )
    if _surely(heard, "ask_payment", "check_claim_status") and _COLLECTOR_COMES.search(text):
        return [heard.intents[0], "in_collections"]
    return None if _surely(heard, *asks) else ["in_collections"]


def _of_an_office(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    if _surely(heard, "start_appeal"):
        return None
    if memory.claim is None:
        proof = _TIMELY_PROOF.search(text) and not _surely(heard, "check_claim_status", "ask_payment")
        return ["timely_proof"] if proof else None
    if _CORRECTED_OR_APPEAL.search(text):
        told = any(one["name"] == "approval_in_hand" for one in memory.answered)
        return ["approval_in_hand", "ask_appeal_rights"] if told else ["ask_next_step"]
    others = ("ask_how_to_file", "submit_documents", "ask_denial_reason", "ask_next_step", "check_appeal_status")
    if _CORRECTED_TIME.search(text) and not _surely(heard, *others):
        return [*(["ask_appeal_rights"] if re.search(r"\bappeals?\b", text, re.I) else []), "corrected_time"]
    denied = memory.claim.get("stage") in _DENIED and not _surely(heard, "ask_denial_reason")
    approved = heard.values.get("auth_number") or _APPROVED.search(text)
    return ["approval_in_hand"] if denied and approved and not _NOT_APPROVED.search(text) else None


def _of_anybody(memory: Memory, heard: Heard, text: str) -> list[str] | None:
    network = _IN_NETWORK.search(text) and not _NOT_THE_NETWORK.search(text)
    if network and not _surely(heard, "ask_denial_reason", "start_appeal", "ask_how_to_file", "ask_appeal_rights"):
        return ["ask_network", *(["ask_amount_owed"] if memory.claim is not None and _SO_MUCH.search(text) else [])]
    if speaks_of_an_address(text) and not _surely(heard, "request_document", "check_claim_status", "ask_denial_reason"):
        return ["change_details"]
    if _READ_OUT.search(text) and not re.search(r"\bi (?:gave|said|told|typed)\b", text, re.I):
        return ["not_read_out"]
    if memory.claim is None or _surely(heard, "start_appeal", "complain", "go_back"):
        return None
    if _CHANGE_IT.search(text):
        return ["change_claim"]
    return ["already_sent"] if _ALREADY_SENT.search(text) else None
