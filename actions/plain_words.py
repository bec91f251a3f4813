"""Questions whose own words settle what is asked, whatever the language model made of them. Pure.

Most of them mean something only about the claim at hand: "was it cashed?", "when did it reach you?", "whom do I pay?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.asked_by_members import asked_by_member
from actions.glossary import asks_if_a_bill, asks_nothing_else, terms_asked
from actions.heard import Heard
from actions.interruptions import looks_for_it
from actions.matters import matters
from actions.memory import Memory
from actions.pointed import pointed

WAITING = frozenset({"received", "accepted", "pended", "held"})
DENIED = frozenset({"denied", "partly_paid"})
_WORDS_MAX = 18
"""A longer line tells more than one question; the language model hears it clause by clause."""
CLAIM_FILE = re.compile(
    r"\b(?:cop(?:y|ies)|send|get|want|need|see|give|have|request|mail|show)\b.{0,40}(?:\b(?:papers?|paperwork|documents?|"
    r"records?|everything|notes?|evidence|stuff|info\w*)\b.{0,25}\b(?:you|they|the plan|u)\b.{0,12}\b(?:used?|looked|"
    r"relied|based|went by|reviewed|considered)\b|\b(?:whole|entire|full|complete|claim|case|my) file\b)",
    re.I,
)
"""Everything the plan decided by, which who may appeal may have."""


@dataclass(frozen=True)
class _Rule:
    """Words → the wish; ``claim``: only while a claim is talked about; ``speaker``: only from such a caller;
    ``stages``: only while that claim stands there."""

    wish: str
    pattern: re.Pattern[str]
    claim: bool = False
    speaker: str | None = None
    never: re.Pattern[str] | None = None
    stages: frozenset[str] | None = None


def _rule(
    wish: str,
    pattern: str,
    *,
    claim: bool = False,
    speaker: str | None = None,
    never: str = "",
    stages: frozenset[str] | None = None,
) -> _Rule:
    avoided = re.compile(never, re.I) if never else None
    return _Rule(wish, re.compile(pattern, re.I), claim, speaker, avoided, stages)


_URGENT = (
    r"^\W*(?:(?:but|and|so|please|well|listen|look)\W+)*(?:it'?s|this is|it is|that'?s|my (?:case|claim) is) "
    r"(?:very |really |so |kind of )?(?:urgent|an emergency claim|time sensitive)\W*(?:please\W*)?$|"
    r"\bi need (?:it|this|an answer|a decision) (?:fast|quick(?:ly)?|soon|asap|right away|urgently)\W*$"
)
_RULES = (
    _rule("ask_hours",
          r"\b(?:until|till|til|'til)\s+(?:what(?:\s+time)?|when)\s+(?:can|could|do|are|is|may)\b|"
          r"\bhow late (?:can|could|are|is)\b|"
          r"\b(?:your|ur|business|office|opening|phone)\s+(?:hours|hrs)\b|"
          r"^\W*(?:what(?:'?s|s| are| is) (?:the )?)?(?:hours|hrs)\W*$|"
          r"\b(?:are|r) (?:you|u)(?: (?:guys|all|people))? open\b|"
          r"\b(?:when|(?:at )?what time) (?:do|does) (?:you|u|y'?all|the (?:office|line|place))(?: (?:guys|all|"
          r"people|folks))? (?:close|open)\b",
          never=r"\b(?:file|appeal|send|submit|days?|denied)\b"),
    _rule("below_contract",
          r"\b(?:below|under|less than|lower than|not) (?:what )?(?:our|the|we)\b.{0,20}\b"
          r"(?:contract\w*|fee schedule|agreed|negotiated)\b|"
          r"\bunder-?\s?paid\b|\bshort-?\s?paid\b",
          claim=True, speaker="provider"),
    _rule("ask_if_recorded",
          r"\b(?:calls?|chats?|this|conversations?|line|these|messages)\b.{0,30}\b(?:recorded|recording|monitored)\b|"
          r"\b(?:are|do|is|r) (?:you|u|they|this|it) (?:being )?(?:record|listening|monitor)\w*|\brecording (?:this|"
          r"me)\b"),
    _rule("ask_if_recorded",
          r"\b(?:is|are|gets?|was|were|will|does|do)\b.{0,20}\b(?:chats?|conversations?|calls?|messages|talk|"
          r"what (?:i|we|you) (?:say|said|type|typed|write|wrote))\b.{0,25}"
          r"\b(?:stored|saved|kept|logged|archived|retained|transcribed|on (?:file|record))\b|"
          r"\b(?:store|save|keep|log|archive|retain|transcribe)s?\b.{0,25}\b(?:chats?|conversations?|calls?|messages|transcripts?|"
          r"what (?:i|we) (?:say|said|type|typed|write|wrote))\b|\bhow long (?:is|are|do you keep) (?:this|the|our|these) "
          r"(?:chats?|conversations?|calls?|messages)\b",
          never=r"\b(?:delete|erase|call (?:me|us)|callback|copy|email me|send me|keep (?:calling|getting))\b"),
    _rule("ask_next_step",
          r"\b(?:did|have|do) (?:i|we) (?:forget|forgot|forgotten|miss|missed|leave out|overlook|overlooked)(?: to ask)?"
          r"(?: you)? (?:anything|something)\b|\b(?:anything|something)(?: else)? (?:that )?(?:i|we) (?:forgot|missed|"
          r"should have asked|should ask|should know|overlooked)\b",
          claim=True),
    _rule("ask_whom_to_pay",
          r"\bwho(?:m|ever)?\b.{0,12}\b(?:do|should|would|must|am|can|shall|to)\b.{0,12}\b(?:pay|give|owe|send|mail|"
          r"make)\b"
          r".{0,25}\b(?:it|that|this|the money|money|to|you|them|payment|check|doctor|out)\b|"
          r"\bwho (?:do|should|must) i pay\b|\bhow (?:do|can|should) i pay(?: (?:it|this|that|the bill|my bill|"
          r"my share))?\W*$|"
          r"\b(?:pay|owe|send|give)\b.{0,20}\b(?:you|the (?:plan|insurance)|u)\b.{0,8}\bor\b.{0,12}\b(?:doctor|dr|"
          r"provider|hospital|"
          r"office|clinic|them)\b|\bwhere do i (?:pay|send (?:the|my) (?:money|payment|check))\b|"
          r"\b(?:do|should|can|must) i (?:have to |need to )?(?:pay|mail|owe) (?:you|u|the plan|the insurance)\b|"
          r"\b(?:do|should|can|must) i (?:have to |need to )?(?:send|give|mail) (?:you|u|the plan|the insurance) "
          r"(?:any |the |my )?(?:money|payment|check|cash)\b",
          never=r"\bpeople\b|\bfile\b|\brecords?\b|\bdocuments?\b|\breceipt|\bpapers?\b|\bpaperwork\b|\bnotes?\b|"
                r"\bforms?\b|\bletters?\b"),
    _rule("explain_appeal_next",
          r"\b(?:if|what if|when|suppose|and)\b.{0,25}\b(?:say|says|said) no\b|\b(?:den(?:y|ies|ied)|turn(?:ed)?|"
          r"refuse[ds]?) "
          r"(?:it |me |us |that )?(?:down )?again\b|\bstill (?:say )?no\b|\b(?:lose|lost|fails?) (?:the|my|"
          r"our) appeal\b|"
          r"\bif (?:the|my|our) appeal (?:is|gets|was) (?:denied|turned down|lost)\b|"
          r"\bexternal review|independent review|outside review|second[- ]level appeal\b|next level of appeal\b",
          never=r"\b(?:why|reason)\b"),
    _rule("explain_appeal",
          r"\b(?:what|how|which)\b.{0,40}\b(?:write|need|put|say|include|send|work|go|fill|form|papers?|attach|take|"
          r"long)\w*\b"
          r".{0,30}\b(?:appeal|dispute|grievance)|\b(?:appeal|dispute)\b.{0,30}\b(?:what|how)\b.{0,25}\b(?:write|"
          r"need|include|send|say|work)|"
          r"\bhow (?:do|can|would|should|does|to|d)\b.{0,12}\b(?:go about|do|file|make|start|send|submit|"
          r"write)\b.{0,8}\b(?:an |the |my |our )?(?:appeal|dispute)|"
          r"\bhow (?:do|can|would|should) (?:i|we|you|one) (?:even )?(?:appeal|dispute|fight|contest|challenge)",
          never=r"\bhow long (?:do|have|did) (?:i|we)|\bhow many days\b|\bwhere\b"),
    _rule("submit_documents",
          r"\b(?:wh?at|which|how)\b.{0,45}\b(?:to|can|could|do|would|should) (?:(?:i|we|help) )?(?:prove|show)\b"
          r".{0,20}\b(?:it|that|this|we|timely|(?:on|in) time|filing)\b|"
          r"\b(?:what|which) (?:kind of |sort of |type of )?(?:proof|evidence)\b.{0,20}\b(?:need|want|take|accept|count|"
          r"send|good enough)",
          claim=True, never=r"\b(?:who i am|it'?s me|my identity|appeal\w*|me how|owe)\b"),
    _rule("ask_if_cashed", r"\b(?:was|were|has|is|did|been|if)\b.{0,30}\b(?:cash(?:ed)?|clear(?:ed)?|deposit(?:ed)?|"
              r"negotiated)\b",
          claim=True, never=r"\bdirect deposit\b"),
    _rule("ask_if_cashed",
          r"\b(?:not|never|isn'?t|isnt|wasn'?t|nowhere|no sign of it|can'?t find it|don'?t see it)\b.{0,14}"
          r"\b(?:in|on|at|with|to) (?:our|r|the|my) (?:bank|accounts?|deposits?|lock ?box)\b|"
          r"\b(?:can|could|will) (?:you|u|someone|sum ?one|somebody|anyone) (?:please |pls )?"
          r"(?:find|trace|track|locate|look for) (?:it|(?:that|this|the) (?:payment|check|money|eft|deposit)|that|this)\b",
          claim=True, speaker="provider", stages=frozenset({"paid", "partly_paid"}),
          never=r"\b(?:claim|letter|records?|auth\w*)\b"),
    _rule("ask_dates",
          r"(?:(?:^\W*(?:\w+\W+){0,4}|[,.?!;:]\W*|\b(?:and|so|but|or|then|also|me|know|say|remember)\W+)when|"
          r"\b(?:what (?:date|day)|which day|on what (?:date|day)))\b.{0,30}\b(?:receiv\w*|get (?:it|this|our|"
          r"my|the) claim|got it|"
          r"get it|come in|came in|arriv\w+|reach\w*|finali[sz]\w*|process(?:ed)?|decid\w+|decision|adjudicat\w*|"
          r"reject\w*|den(?:y|ied))\b|"
          r"\b(?:receiv(?:ed|ing)|receipt|process(?:ed|ing)|finali[sz]ed|decision|adjudication) date\b|"
          r"\bdate (?:received|processed|finali[sz]ed|of receipt)\b",
          claim=True, never=r"\bappeal|\bwill\b|'ll\b|\bremit|\bgonna\b|\bgoing to\b"),
    _rule("ask_when_decided",
          r"\bhow (?:much )?long(?:er)?\b.{0,25}\b(?:take|taking|takes|wait|process|decide|(?:until|till) (?:it|"
          r"you|(?:i|we) (?:hear|know|get (?:an answer|a decision)))|before (?:it|you|i (?:hear|know)))|"
          r"\bwhen (?:will|would|can|should|do|does|is|are|s)\b.{0,30}\b(?:decid\w*|decision|done|finish\w*|"
          r"process\w*|hear|know|answer|final\w*|ready|get paid|pay)\b|"
          r"\bhow many (?:more )?(?:days|weeks)\b.{0,20}\b(?:take|wait|until|process)|\bwhat'?s taking so long|"
          r"\bwhy(?:'?s| is) it tak\w+|"
          r"\bturn ?around\b|\beta\b",
          claim=True, never=r"\bappeal|\brecords?\b|\bdocuments?\b|\bdo (?:i|we) have\b|\bpay (?:it|you|them|the)\b"),
    _rule("ask_when_decided",
          r"\bwhen (?:you|u|they|y'?all|it)(?:'?ll| will| are going to| gonna| might)\b.{0,20}"
          r"\b(?:decid\w*|know|done|finish\w*|answer|pay|be paid)",
          claim=True, stages=WAITING),
    _rule("ask_denial_reason",
          r"\bwhat(?:'?s| is| are you)\b.{0,12}\b(?:hold\w*|keep\w*) (?:it|this|that|things|everything)(?: (?:up|back))?\b|"
          r"\bwhat(?:'?s| is) the (?:hold ?up|delay|problem|issue)\b|\bwhy (?:is|'?s) (?:it|this|that) (?:still "
          r")?(?:stuck|pending|on hold)\b|"
          r"\bwhat (?:(?:exactly|else|the \w+|on earth|in the world) )*(?:is it|are (?:you|we|they|y'?all)|(?:is|'?s) (?:this|"
          r"that|it|everybody))(?: that you)?(?: (?:people|guys|folks|all|are|still|exactly|actually|even|then))* "
          r"(?:waiting|holding out|hanging) (?:for|on)\b|"
          r"\bwhat(?:'?s| is)(?: it| that)? (?:keeping|holding) (?:you|y'?all|them|everybody)\b(?! on the line)",
          claim=True, stages=WAITING, speaker="member"),
    _rule("ask_when_decided",
          r"\bhow (?:much )?long(?:er)?\b(?: (?:now|more|still|is it|will (?:it|that|this) be))?(?: (?:tho|"
          r"though|then|please|pls|bro|man))*\W*$|\bhow much more time\b|"
          r"\bhow many more (?:days|weeks)\W*$|\b(?:speed|hurry) (?:it|this|that|things) (?:up|along)\b|\brush (?:it|this)\b",
          claim=True, stages=WAITING),
    _rule("will_hear",
          r"\b(?:will|do|would|am|should|can) i (?:ever |even |also |then )?(?:hear (?:from|back|anything|about)|"
          r"be told|find out|get (?:a letter|a notice|word|an answer|told|notified))\b|"
          r"\b(?:will|would|do) (?:you|they|the plan|someone|somebody)(?: guys)? (?:let me know|tell me|write(?: to)? me|"
          r"notify me|send (?:me )?(?:a letter|something|word)|get back to me)\b|"
          r"\b(?:must|should|do|will|gotta) i (?:have to |need to |just |really )?(?:keep|go on) "
          r"(?:asking|calling|checking|writing|phoning)\b",
          claim=True, stages=WAITING, speaker="member", never=r"\b(?:when|how long|how much|why|if i owe|what)\b"),
    _rule("paid_to_whom",
          r"\bwho (?:did|got|gets|received|was)\b.{0,25}\b(?:money|payment|check|paid)\b|\bwho did (?:you|they) pay\b",
          claim=True, speaker="member"),
    _rule("ask_when_decided", _URGENT, claim=True, stages=WAITING, speaker="member"),
    _rule("explain_fast_appeal", _URGENT, claim=True, stages=DENIED, speaker="member"),
    _rule("check_eligibility",
          r"\bhow many (?:\w+ ){0,2}(?:visits|sessions|treatments|appointments)\b.{0,25}"
          r"\b(?:get|have|left|allowed|cover\w*|year)\b"),
    _rule("ask_appeal_rights",
          r"\b(?:it|that|this) (?:isn'?t|wasn'?t|is not|was not) (?:true|correct|at work|an? (?:accident|injury|duplicate))\b|"
          r"\b(?:isn'?t|wasn'?t|weren'?t|no|never|any|not) (?:from |in |due to |because of )?(?:an? |the |my |any )?"
          r"(?:(?:car|auto|work|job|traffic|bike|motor\w*)[- ]?(?:related)?\W+)?(?:accident|crash|wreck|work[- ]related)\b|"
          r"\bhow (?:was|were|am|are) (?:i|we) (?:supposed|meant) to know\b|\bnobody (?:ever )?told (?:me|us)\b|"
          r"\b(?:i|we) (?:had|have|did have|was|were|am|are) (?:\w+ )?(?:coverage|covered|insured|insurance)\b",
          claim=True, stages=DENIED, speaker="member", never=r"\bother\b|\banother\b|\btwo\b|\bboth\b|\bnew\b|\bha(?:ve|d) no\b"),
    _rule("ask_provider",
          r"\b(?:which|what|whose|who'?s the|who is the|who was the|name of the)\s+(?:doctor|dr|provider|hospital|"
          r"clinic|office|place|facility|"
          r"practice|lab|specialist)\b|\bwho (?:billed|charged|was that|did i (?:see|go to)|(?:is|was) (?:it|this|"
          r"that) (?:from|for|with|by))|"
          r"\bwhere was (?:it|that|this|i)\b|\bwho (?:sent|submitted|filed|put in|handed in|turned in|came up with) "
          r"(?:(?:you|u|y'?all)(?: guys)? )?(?:it|(?:this|that)(?: one| claim| bill)?|the (?:claim|bill|one))\b"
          r"(?! (?:money|check|payment|letter|record|form|appeal|paper|note))",
          claim=True, never=r"\bnear\b|\bfind\b|\btake\b|\bin network\b|\bshould i\b|\bpay\b"),
    _rule("spell_claim",
          r"\b(?:claim|icn|dcn|reference)\s?(?:number|no\b|#|num\b|id\b)?.{0,30}\b"
          r"(?:(?:one )?digit (?:by|at)|one (?:number )?(?:by|at) (?:one|a time)|slowly)\b",
          claim=True, never=r"\d{4}|\bwhat does\b"),
    _rule("spell_claim",
          r"\b(?:one|each|a|single) (?:digit|number|letter|character)s? (?:at a time|by one|by itself)\b|"
          r"\b(?:digit|number|letter) by (?:digit|number|letter)\b|\bone by one\b|\bone at a time\b",
          claim=True, never=r"\bclaims\b|\b(?:bills|visits|questions?|member id|things?)\b"),
    _rule("ask_claim_number",
          r"\b(?:what'?s|what is|whats|give me|can i (?:get|have)|need|tell me|have|do you have)\s+(?:me )?(?:the |"
          r"my |a |your |our |that |full |whole |complete )*"
          r"(?:claim|icn|dcn|claim control|control|reference)\s?(?:number|no\b|#|num\b|id\b)|"
          r"^\W*(?:(?:and|so|ok|the|my)\W+)*(?:claim (?:number|#|no)|icn|dcn)"
          r"(?:\W+(?:please|pls|plz|again|for (?:it|that|this)))*\W*$",
          claim=True, never=r"\d{4}|\bnot\b|don'?t"),
    _rule("say_simply",
          r"\b(?:easy|easier|simple|simpler|plain|plainer|normal|regular)\s+(?:words?|terms?|english|language|"
          r"way)\b|\bmore (?:easy|simple)\b|"
          r"\b(?:say|explain|put|tell)\b.{0,15}\b(?:easier|simpler|simply|easy|plainly)\b|\bdumb it down\b|\btl;?\s?dr\b|"
          r"\bbottom line\b|"
          r"\b(?:short|shorter|quick) version\b|\b(?:make|say|keep) (?:it|that) short\w*\b|"
          r"^\W*(?:(?:can|could) (?:you|u) |please |pls |just )*explain(?: (?:it|that|this|all that))?(?: to me| please|"
          r" pls| again)*\W*$|"
          r"\b(?:don'?t|dont|do not|didn'?t) (?:really )?get (?:it|that|this|any of (?:it|this|that))\b|"
          r"\bin english,? please\b|\blike i'?m (?:five|5|a kid)|"
          r"\blayman|\btoo (?:complicated|many words|hard)\b|\bno jargon\b|\b(?:don'?t|dont|do not|didn'?t|not|"
          r"no)\s+(?:really )?understand\b|"
          r"\bwhat (?:does|do|is) (?:all )?(?:that|this|any of (?:this|that)|it|those)(?: all)?(?: even)? (?:mean|"
          r"supposed to mean)|"
          r"\b(?:i'?m|im|i am) (?:so |really |still |just )?(?:lost|confused)\b|\b(?:makes?|making) no sense\b",
          claim=True, speaker="member", never=r"\bwhy\b|\bcode\b|\b[A-Z]{2}-?\d{1,3}\b|\beob\b|"
                    r"\bexplanation of benefits\b"),
    _rule("ask_denial_reason",
          r"\b(?:whose|who'?s|who is (?:at|to)) (?:fault|blame)\b|\bis (?:it|that|this) my fault\b|\bwho (?:made|"
          r"did) (?:the|a|this) mistake\b|"
          r"\bwhat happened to the rest\b|\b(?:where|how come)\b.{0,15}\b(?:it all|the rest|all) (?:go|went|gone)\b|"
          r"\bwhat (?:about|happened (?:to|with)) the (?:rest|remainder|difference|balance)\b|"
          r"\bwhy (?:isn'?t|wasn'?t|not|didn'?t|don'?t)\b.{0,25}\b(?:all|full|everything|whole|more|rest)\b",
          claim=True),
    _rule("request_document", CLAIM_FILE.pattern, never=r"\bhow\b|\bwhere\b|\bto you\b"),
    _rule("change_details",
          r"(?=.*\b(?:bill|letter|card|statement|eob|papers?|envelope)\b)(?:.*\b(?:wrong|misspel\w+|incorrect)\b.{0,15}"
          r"\b(?:name|address|birth ?(?:day|date)|dob)\b|.*\b(?:name|address|birth ?(?:day|date)|dob)\b.{0,30}"
          r"\b(?:wrong|misspel\w+|incorrect|not mine)\b)|"
          r"\b(?:change|update|fix|correct) (?:my|our) (?:\w+ )?(?:name|address|e-?mail|phone)\b",
          never=r"\bi (?:gave|said|told|typed|wrote|read|put|meant)\b"),
    _rule("request_document", r"\b(?:need|want|send|get|have|fax|mail|email|give|provide|request\w*)\b.{0,25}\b(?:status|denial|"
              r"determination|decision|payment) letter\b", never=r"\b(?:got|received|appeal\w*)\b"),
    _rule("ask_appeal_rights", r"\bhow many (?:more )?(?:days|weeks)\b.{0,20}\b(?:left|have|remain\w*|to (?:appeal|"
              r"file))\b", claim=True),
    _rule("ask_appeal_rights", r"\bis (?:that|this|it) (?:the |my |our )?(?:right|correct|same|wrong) (?:claim|one) "
              r"(?:(?:for us |for me )?to|for (?:the|an|my|our)) (?:appeal|dispute|contest|challenge|fight)\b", claim=True),
    _rule("check_claim_status", r"\bis (?:that|this|it) (?:the |my |our )?(?:right|correct|same|wrong) (?:patient|"
              r"claim|one|person|visit)\b", claim=True),
    _rule("more_details",
          r"\bwhat (?:was|is|were) (?:it|that|this|the (?:visit|bill|claim|charge)) (?:even )?for\b|\b(?:what|"
          r"which) (?:services?|procedures?|treatments?)\b",
          claim=True),
    _rule("explain_fast_appeal",
          r"\b(?:fast|urgent|quick|expedited|rush|faster)\W+(?:appeal|review|decision)\b|\bspeed (?:it|this|"
          r"that) up\b|"
          r"\b(?:i|we|he|she|it|this|that) (?:can'?t|cant|cannot|can not) wait\b",
          claim=True, stages=DENIED, never=r"\bcall\b|\bhold\b|\bline\b"),
    _rule("ask_appeal_rights", r"^\W*(?:(?:an|the|my|ok|so|and)\W+)*appeals?\W*$"),
    _rule("ask_next_step",
          r"\b(?:do|should|must) (?:i|we) (?:need to |have to )?(?:call|contact|tell|talk to|ask) (?:anyone|anybody|"
          r"someone|my (?:doctor|provider)|"
          r"them|the (?:doctor|office|provider))\b|\bfreq(?:uency)?\b.{0,12}\b(?:1|7|8|one|seven|code)\b|"
          r"\b(?:new|corrected|replacement) claim or\b|\breprocess (?:it|this|that)\b|\bjust reprocess\b",
          claim=True),
    _rule("more_details",
          r"\bwhich (?:part|line|service|item|charge)s?\b.{0,20}\b(?:not|n'?t|den(?:y|ied)|unpaid|refus\w+)\b", claim=True),
    _rule("hold_on", r"^\W*(?:ok(?:ay)?\W+|well\W+|hm+\W+)?(?:let me|i'?ll|i will|i have to|i need to|"
              r"i gotta) think\b.{0,20}$"),
    _rule("ask_if_safe",
          r"\bis (?:this|it) (?:really |even |actually )?(?:safe|secure|private|confidential|legit\w*|real)\b|"
          r"\b(?:is|are) (?:my|our|the) (?:\w+ )?(?:info\w*|data|details|privacy|ssn)\b.{0,10}\b(?:safe|secure|private|protected|"
          r"confidential|sold|shared)\b|\bdo you (?:sell|share) my\b|"
          r"\bwho (?:sees|can see|reads|has access to)\b|\bmy (?:data|privacy)\b|\bhipaa\b|"
          r"\b(?:is|are|if|that|isn'?t|aren'?t|ain'?t) (?:this|that|it|you|u)?\s?(?:guys |people )?(?:not |even |really |"
          r"just )*(?:an? |some )?(?:kind of )?(?:scam\w*|fraudsters?|fake line|phish\w*|legit\w*)\b|"
          r"\bhow (?:do|can|would|am) i (?:supposed to )?(?:know|trust|be sure)\b.{0,30}\b(?:you|this|it|who|scam|real)\b",
          never=r"\b(?:claim|bill|letter|charge|visit|doctor|call i got|somebody|someone|paid|denied)\b"),
    _rule("ask_payment_help", r"\bif i (?:don'?t|dont|can'?t|cant|cannot|do not) pay\b"),
    _rule("ask_appeal_rights", r"\bis (?:that|this|it) (?:even )?(?:legal|allowed|right|fair)\b|\bcan (?:they|"
              r"you) (?:even |just )?do (?:that|this)\b|"
              r"\bi (?:totally |really |strongly )?disagree\b|\b(?:no|not|don'?t|dont) agree\b",
          claim=True),
    _rule("ask_charge",
          r"\bhow much (?:was|is|were|did)\b.{0,25}\b(?:bill|billed|charge[ds]?|charging|cost)\b|"
          r"\bwhat (?:was|is|were|did)\b.{0,20}\b(?:billed|charge[ds]?|(?:total|whole|full) bill)\b|"
          r"\bwhat (?:had |have |did )?(?:we|i|they|you|u|the (?:office|doctor|provider|hospital)) (?:had |have |has )?"
          r"(?:bill|billed|charged?)\b|\b(?:billed|charge) (?:amount|amt)\b|"
          r"^\W*(?:(?:and|so|ok|okay|um|uh|what|the)\W+)*(?:billed|charges?|charged)\W*$|\b(?:total|billed) (?:charges?|billed)",
          claim=True, never=r"\bowe\b|\bmy (?:part|share)\b|\bpaid\b|\bpay\b|\bme\b"),
    _rule("ask_amount_owed",
          r"\b(?:should|do|must|gotta|so|would|can) (?:i |we )?(?:have to |need to |gotta |really )?pay (?:it|this|"
          r"that|all|them)\b|"
          r"\bi (?:gotta|have to|must|need to|should) pay (?:it|this|that|all|them)\b|\bi pay or (?:no|not)\b|"
          r"\bhow much\b.{0,25}\b(?:not paid|denied|unpaid|not covered|left over|the rest|didn'?t pay)\b",
          claim=True,
          never=r"\b(?:pieces|parts|months?|monthly|later|plan|instal\w+|bit by bit|here|online|over time|afford)\b"),
    _rule("ask_amount_owed",
          r"\b(?:how(?:'?d| did| does| come|'?s| is)|why(?:'?s| is| was| so)?)\b.{0,20}\b(?:that|so|this) (?:much|high)\b|"
          r"\bhow (?:did|do|does|is) (?:you|u|they|it|that|this) (?:all )?(?:get|come|arrive|work(?:ed)? out|calculate\w*|add)"
          r"(?: up)?(?: (?:to|at|with))? (?:that|this|it)\b",
          claim=True, speaker="member", never=r"\blong\b|\btime\b"),
    _rule("ask_amount_owed",
          r"\bi(?:'?ve| have)? (?:already )?paid\b.{0,40}\b(?:more|too much|already)\b|\bi already paid\b|"
          r"\boverpa(?:id|y\w*)\b|\bmoney back\b|\brefund\w*\b",
          claim=True, speaker="member",
          never=r"\bmyself\b|\bout of pocket\b|\bcash\b|\bfrom you\b|\byou (?:already )?paid\b|\bform\b"),
    _rule("ask_amount_owed",
          r"\bwhat (?:was|did you say)\b.{0,20}\bamount\b", claim=True, speaker="member",
          never=r"\ballow\w*|\bapproved\b|\bpaid\b|\bpayment\b|\bcheck\b|\bbilled\b|\bdiscount\w*|\bagreed\b"),
    _rule("ask_amount_owed",
          r"\b(?:wh?at|h[ow]{1,2} m[uch]{2,3}|how many|wht)\b.{0,12}\b(?:do|must|have|should|i)\b.{0,8}\b(?:oew|owe|ow|"
          r"owee|pay)\b\W*$",
          claim=True),
)  # fmt: skip
_OF_THE_APPEAL = re.compile(
    r"\bwhat (?:do|would|should|must|will) (?:i|we) (?:gotta |got to )?(?:need|write|send|include|say|put|have to)\b|"
    r"\bhow (?:does|do|would) (?:it|that|this|i|we) (?:work|do (?:it|that))\b|"
    r"\b(?:is there|do i need|do i have to fill (?:out|in)|where is|where'?s|need) (?:a |an |the |some |any )?(?:\w+ )?forms?\b",
    re.I,
)
_APPEAL_TALK = frozenset({"ask_appeal_rights", "start_appeal", "explain_appeal", "check_appeal_status"})
_CHOICE = re.compile(
    r"\bor\b|^\W*(?:which|whose|what kind|what type|does it matter|do you (?:mean|want)|is (?:that|"
    r"it))\b",
    re.I,
)
_PARTS = re.compile(r"\?\s*(?:and\s+)?|[,;]?\s+and\s+(?:also\s+)?", re.I)
_NAMES = {
    "npi": r"\bnpi|\bgroup\b|individual|rendering|billing|type (?:1|2|one|two)",
    "tax_id": r"\btin\b|\btax\b|\bein\b|\bgroup\b|rendering|billing|\bfive\b|\b5\b",
    "member_id": r"\bid\b|\bcard\b|suffix|subscriber|dependent|number|\bgroup\b|medicare|dash|letters?",
    "date_of_birth": r"\bdob\b|birth|patient'?s?\b|\bpt'?s?\b|subscriber|\bhers?\b|\bhis\b|\bmine\b|\bmy\b|year",
    "date_of_service": r"\bdos\b|\bdate|admi|discharge|\bfrom\b|first day|billed|\bday\b",
    "zip_code": r"\bzip|postal|address|home|mailing|\bold\b|\bnew\b",
    "last_name": r"\bname\b|maiden|married",
    "person_name": r"\bname\b|maiden|married",
    "claim_number": r"\bnumber\b|\bicn\b|\baccount\b|\bdcn\b|\bours\b|\byours\b",
    "role": r"\bwhy\b|difference|matter",
}  # fmt: skip


def settled(memory: Memory, heard: Heard) -> list[str] | None:
    """The wishes a line's own words settle, or None where the language model decides."""
    text = heard.text.replace("’", "'")
    if _asks_about_the_question(memory, heard, text):
        return ["help"]
    if memory.expects in _NAMES and not heard.values and not heard.piece and looks_for_it(text):
        return ["hold_on"]
    if asks_if_a_bill(text) and not heard.values:
        return ["explain_paper"]
    if terms_asked(text) and asks_nothing_else(text) and not heard.values:
        return ["explain_term"]
    if (asked := asked_by_member(memory, heard, text) or pointed(memory, heard, text)) is not None:
        return asked
    if (matter := matters(memory, heard, text)) is not None:
        return matter
    if heard.values or len(text.split()) > _WORDS_MAX or heard.has("request_human", "medical_emergency"):
        return None
    if memory.claim is not None and _OF_THE_APPEAL.search(text) and speaks_of_appeal(memory):
        return ["explain_appeal"]
    whole = _rule_for(memory, text)
    if whole is None:
        return None
    parts = [_rule_for(memory, part) for part in _PARTS.split(text) if part.strip()]
    wishes = list(dict.fromkeys(wish for wish in parts if wish is not None))
    return wishes if len(wishes) > 1 and None not in parts else [whole]


def _rule_for(memory: Memory, text: str) -> str | None:
    """The wish of the first rule that the text meets."""
    for rule in _RULES:
        if rule.claim and memory.claim is None:
            continue
        if rule.speaker and memory.speaker != rule.speaker:
            continue
        if rule.stages is not None and (memory.claim or {}).get("stage") not in rule.stages:
            continue
        if rule.pattern.search(text) and not (rule.never and rule.never.search(text)):
            return rule.wish
    return None


def speaks_of_appeal(memory: Memory) -> bool:
    """Whether an appeal is what was just spoken of."""
    offered = memory.expects == "offer" and memory.claim is not None and f"appeal:{memory.claim['id']}" in memory.told
    return offered or any(one["name"] in _APPEAL_TALK for one in memory.answered)


def _asks_about_the_question(memory: Memory, heard: Heard, text: str) -> bool:
    """ "Of the group or rendering?", "dos or date we billed?": what is asked for is asked back."""
    named = _NAMES.get(memory.expects or "")
    if named is None or heard.values or heard.piece or "?" not in text or len(text.split()) > _WORDS_MAX:
        return False
    return _CHOICE.search(text) is not None and re.search(named, text, re.I) is not None
