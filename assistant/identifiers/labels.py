"""Words that say what the next value is: "NPI:", "last five of the TIN are", "n p i is", "born", "DOS"."""

# ruff: noqa: E501 - a pattern reads best on one line

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.identifiers.vocabulary import FIGURES_SAID

_SEPARATOR = r"(?:\s*[:#=]\s*|\s+(?:is|are|was|of|number|num|no\.?|being|on)\b)*"
_NUMBER = r"(?:\s*(?:number|num\b|nbr|no\b\.?|#|n\.?o\.?\b))?"
_OPTIONAL_MY = r"(?:(?:of|on|in|from|for)\s+)?(?:(?:the|my|our|your|his|her|their|its)\s+)?"

_SYMBOL = (
    r"(?:[a-z]|oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|double|triple|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|"
    r"juliett?e?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu)\b"
)
TAX = rf"(?:(?:federal\s+)?tax(?:payer)?\s*(?:i\s?\.?\s?d\b\.?|identification|identifier)(?:{_NUMBER})|tax\s+number|\bfed(?:eral)?\s+(?:number|i\s?\.?\s?d\b\.?(?:{_NUMBER}))|\bt\s?\.?\s?i\.?\s?n\b\.?|\bfein\b|\be\s?\.?\s?i\.?\s?n\b\.?|\btax\b(?=\s+(?:is|ends|i\b)))"

_IN_A_BOX = (
    r"(?:in|on|from|for)\s+(?:the\s+)?(?:box|field|item|block)\s+(?:number\s+)?(?:\d{1,2}[a-z]?|(?:twenty|thirty)(?:[\s-]+\w+)?|\w+)"
    r"(?:\s+(?:of|on|in)\s+(?:the|our|that|this)\s+(?:\w+\s+)?(?:claim|form))?"
)
"""Where a form tells something: "the auth in box twenty three of the claim is"."""

_INSURER = (
    r"(?:[a-z&]+(?:\s+(?:cross|shield|advantage|health\w*|care|insurance|plan|ppo|hmo|blue|part\s+[abcd]|[abcd]))*)"
)
"""Another insurer, under whose cover somebody was: "termed w/ Aetna 6/30"."""
_KNOWN_INSURER = (
    r"(?:kaiser|aetna|cigna|humana|uhc|united(?:\s?health\s?care)?|anthem|bcbs|blue\s+cross|blue\s+shield|medicaid|caid|medicare|tricare|cobra|molina|"
    r"centene|ambetter|oscar|wellcare|champva|(?:the\s+)?(?:marketplace|exchange)|(?:other|old|prior|previous)\s+(?:insurance|ins|plan|carrier|coverage))"
)
_A_DAY = r"\s+(?:the\s+)?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("tax_id_last5", rf"(?:the\s+)?last\s+(?:five|5)(?:\s+digits?)?(?:\s+{_OPTIONAL_MY}(?:{TAX}))?"),
    ("tax_id_last5", rf"{TAX}\s+(?:last\s+(?:five|5)|ending(?:\s+in)?|ends\s+(?:in|with))"),
    ("tax_id", TAX),
    ("npi", r"\bm\s+p\s+i(?=\s+(?:is|number)\b)"),
    ("npi", rf"(?:\bn\s?\.?\s?p\.?\s?i\b\.?|\ben\s+pee\s+(?:eye|i)\b|national\s+provider(?:\s+(?:identifier|identification|id|number))?|provider(?:'s)?\s+(?:id|i\s?d|number|identifier))(?:{_NUMBER})"),
    ("claim_last4", r"(?:claim(?:\s+number)?|clm|one)\s+(?:ending|ends|that\s+ends)(?:\s+(?:in|with))?(?:\s+(?:number|digits))?|(?:the\s+)?last\s+(?:four|4)(?:\s+(?:digits\s+)?(?:of\s+)?(?:the\s+)?(?:claim(?:\s+number)?))?"),
    ("claim_number", rf"(?:\bclaim(?:'s)?\s*(?:number|num\b|nbr\b|no\b\.?|#s\b|#|(?:ids?\b|i\s?d\b){_NUMBER}|control\s+number|ref(?:erence)?(?:\s+(?:number|no|\#))?)|\bclm(?:\s*#|\s*(?:no|num|number|id)\b|\b(?!\s+(?:stat(?:us)?|sts|history|hx)\b))|\bi\s?\.?\s?c\.?\s?n\b\.?|\bd\s?\.?\s?c\.?\s?n\b\.?|\bt\s?\.?\s?c\.?\s?n\b|\bp\s?\.?\s?c\s?\.?\s?n\b|(?:payer\s+)?(?:claim\s+)?control\s+(?:number|no\b|\#)|\bccn\b|(?:patient\s+|our\s+)?(?:account|acct)(?:{_NUMBER}))"),
    ("claim_number", r"\bclaim\W+(?:(?:and|so|um|uh|the|its|it's|my)\W+)+(?:number|num)(?:'s|\s+is)\b"),
    ("claim_number", rf"\bclaim(?=\s*[:#]?\s*(?:is\s+)?(?:[A-Za-z]{{0,4}}-?\d[\d-]{{3,}}|\d{{1,2}}[A-Za-z]\d{{3,}}|(?=[A-Za-z0-9-]*[A-Za-z])(?=(?:[A-Za-z-]*\d){{4}})[A-Za-z0-9-]{{6,20}}(?<!st|nd|rd|th)\b))|\bcla(?:i)?m(?:'s)?(?=\s+(?:(?:is|reads|says)\s+)?{_SYMBOL}\s+(?:as\b|{_SYMBOL}))"),
    ("claim_number", r"\bclaims\W+(?:(?:and|for\s+you|here|today)\W+)*(?:the\s+)?first(?:\s+(?:one|claim))?(?:'s|\s+is)\b"),
    ("claim_number", rf"\b(?:claims|clms)\b(?:\s+(?:out\s+there|on\s+file|here|open|pending|outstanding|with\s+you))?(?=\W{{1,3}}[A-Za-z]{{0,4}}-?\d{{5,}}|\s+{_SYMBOL}\s+{_SYMBOL}\s+{_SYMBOL})"),
    ("auth_number", rf"(?:prior\s+)?(?:\bauth(?:ori[sz]ation)?|\bpre[-\s]?cert(?:ification)?|\bpa\b|\breferral)\s*(?:{_NUMBER}|\s+(?:id|code))(?:'s)?(?=[\s:#])(?!\s+(?:is\s+|was\s+)?(?:(?:requirements?|rules?|needed|required|info|guidelines?)\s+)?(?:for|on)\b)|\bapproval\s+(?:number|num|no\.?|\#|code|id)(?:\s+(?:is|was))?(?=[\s:])"),
    ("trace_number", rf"(?:\bcheck|\bcheque|\bchk|\bck|\be\s?\.?f\.?\s?t\b\.?|\btrace|\btrn\b|\bpayment|\btransaction|\beft\s+trace|\bach\b|\bremit(?:tance)?|\bdeposit|\bwire)\s*(?:trace\s*)?(?:ref(?:erence)?(?:{_NUMBER})|number|num\b|nbr|no\b\.?|#|id\b)|\btr[nc]\b|\btrace\b(?=\s*[:#]?\s*\d|\s+is\b|\s+(?:on|from|in)\s+(?:the|our|your|that)\s+(?:835|era|e\s?f\s?t)\b)|\b(?:eft|check|cheque|chk|ck|remit)\b(?=\s*[:#]?\s*(?:[A-Za-z]{{0,4}}\d{{4,}}|\d{{2,6}}-\d{{3,}}))"),
    ("claim_number", rf"\bclaim\W+(?:(?:today|here|for\s+(?:you|today)|right\s+now|this\s+(?:morning|time|afternoon)|in\s+question|i\s+(?:need|have)|i've\s+got|we\s+have)\W+)+(?:and\W+)?(?:it's|it\s+is|that's|is)(?=\s+{_SYMBOL}\s+{_SYMBOL}\s+{_SYMBOL})"),
    ("auth_number", rf"\b(?:auth(?:ori[sz]ation)?|pre[-\s]?cert(?:ification)?|pa|approval|referral)\s+(?:(?:was|is|were|has|had|been|already|we|i|you|got|have|that)\s+){{0,3}}(?:on\s+(?:file|record|the\s+claim)|obtained|approved|granted|given|attached|in\s+place|listed|issued|got|gotten|had|have)\s*(?:\s(?:under|as|it'?s|it\s+is|that's|number|no)\b|[:#=-])(?=\W*(?:(?=[A-Za-z-]{{0,5}}\d)(?!\d{{1,2}}-\d{{1,2}}-)[A-Za-z0-9-]{{6,}}|{_SYMBOL}(?:\s+{_SYMBOL}){{5}}))"),
    ("auth_number", rf"\b(?:auth(?:ori[sz]ation)?|pre[-\s]?cert|approval|referral)(?:{_NUMBER})\s+(?:you\s+(?:have|had)\s+|we\s+have\s+|i\s+have\s+)?(?:on\s+(?:file|record|the\s+claim|our\s+(?:end|side))|{_IN_A_BOX})\s*(?:'s|is|was|shows?|says?|reads?|should\s+be|should\s+read|would\s+be|:)(?=\s)"),
    ("trace_number", rf"\b(?:e\s?f\s?ts|efts|e\s?f\s?t's|checks|cheques|traces|wires)\W+(?:(?:and|for\s+you|here|today|are)\W+)*(?:the\s+)?first(?:\s+(?:one|check))?(?:'s|\s+is)?(?=\s+{_SYMBOL}\s+{_SYMBOL}\s+{_SYMBOL})"),
    ("trace_number", r"\b(?:(?:e|ee|he)\s+)?(?:ef|eff|f)\s+(?:tee|tea|t)\s+(?:trace\s+)?(?:number|num|no)\b"),
    ("trace_number", rf"\be\s?f\s?t\s+here\s+(?:number|num)\b|\b(?:e\s?f\s?t|check|cheque|chk|trace)(?=\s+(?:(?:is|was|it's|it\s+is|that's)\s+)?(?:[a-z]\s+as\s+in\s+[a-z]+\s+)?(?!(?:a|i)\s){_SYMBOL}\s+{_SYMBOL}\s+{_SYMBOL}\s+{_SYMBOL})"),
    ("trace_number", rf"\b(?:e\s?f\s?t|check|cheque|wire|ach)\s+(?:that\s+)?(?:you|y'all|u|they)\s+(?:guys\s+)?(?:sent|mailed|issued|cut|wired|posted|paid)(?:\s+(?:us|me|out|over|last|this|week|month|yesterday|the|other|day|on|in|back|monday|tuesday|wednesday|thursday|friday))*(?=\s+(?:\d{{5,}}|(?:{_SYMBOL}\s+){{4}}{_SYMBOL}))"),
    ("trace_number", r"\b(?:check|cheque|chk|ck)(?:'s)?\s+(?:(?:front|back|both|sides?|and|&|n|/|image|images|copy|copies|scan|of|photo|pic|stub)\W+){1,5}(?:\#|number\b|no\b\.?)?(?=\W{0,2}\d{4,})"),
    ("member_id", rf"(?:\bmember(?:ship)?(?:'s)?|\bsubscriber(?:'s)?|\bmbr|\binsured(?:'s)?|\binsurance|\bpolicy|\bpatient(?:'s)?|\bpt|\bmedicare|\bmedicaid|\bbeneficiary|\bhealth\s+plan|\bplan|\bcard|\bgroup\s+member)\s*(?:card\s+)?(?:\s*\b(?:ids?\b|i\s?\.?\s?d\b\.?|identification|identifier|number|num\b|nbr|no\b\.?)|#)(?:{_NUMBER})|\bm\s?\.?\s?b\.?\s?i\b\.?|\bmbr\b|\bhicn\b|\b(?:the|my|her|his|their|member|an?|old|new|wrong|right|correct|(?:wife|husband|son|daughter|mother|father|mom|dad|patient|member)'?s)\s+(?:ids?|i\s?d)\b(?:{_NUMBER})|\b(?:id|i\s?d)\s*(?:#|number\b|no\b|is\b|:)|\bsubscriber\b(?=\s*[:#]?\s*[A-Za-z]{{0,4}}\d)|\b(?:member|id)\b(?=\s*[:#]?\s*(?:[A-Za-z]{{0,4}}\d{{4,}}|(?=[A-Za-z]{{0,4}}(?:[ -]?\d){{9}})[A-Za-z]{{0,4}}\d{{1,6}}(?: \d{{2,6}}){{1,3}}\b))"),
    ("member_id", rf"(?<!same\s)\b(?:next\s+)?(?:patient\s+|for\s+)?member(?!\s+i\s?d\b)(?=\s+(?:is\s+)?(?:as\b|{_SYMBOL}\s+(?:as\b|{_SYMBOL})))"),
    ("member_id", r"\b(?:member|mbr|id|subscriber)\b(?=\s*[:#]?\s*(?-i:[A-Z]{1,3})\s(?:\d{7,10}|\d{3,5}(?:[ -]\d{2,5}){1,3})\b(?![/-]))"),
    ("date_of_birth", r"\bd\s?\.?\s?o\s?\.?\s?b\b\.?|(?:date|day|year)\s+of\s+birth|\bbirth\s?-?(?:date|day)s?|\bb-?day\b|\bborn(?:\s+(?:on|in)\b)?|\bd\.?\s?of\s?b\b|\bdate\s+birth"),
    ("date_of_service", r"\bd\s?\.?\s?o\s?\.?\s?s\b\.?|\bdates?\s+of\s+(?:the\s+)?(?:service|visit|appointment|treatment|care)s?|\b(?:service|svc|visit|appointment|appt|treatment|procedure|surgery)\s+(?:dates?|day)|\bdate\s+serv\w*|\b(?:seen|treated|visited|visit|appointment|appt|procedure|surgery|admitted|service|services|svc|stay)(?=\s+(?:on|from|was|for|back|of|in|last|yesterday|today|the|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|\d))|\b(?:the\s+)?(?:one|claims?|bills?|visit|eob|charges?|that\s+one)(?:\s+(?:that\s+)?(?:was|were|is|are|you\s+have|(?:do\s+)?i\s+have|(?:do\s+)?we\s+have|i've\s+got|i\s+got))?\s+(?:from|for|on|of|dated|between|in)(?=\s)|\bdates?\b(?=\s*(?:is|was|it's|its|:))|\bfor\s+(?:services?|visits?)\s+on|\bdos\b"),
    ("date_of_service", r"\b(?:saw|seeing|visited|went\s+to(?:\s+see)?|been\s+(?:to|at))\s+(?:(?:the|my|a|his|her|our|their)\s+)?(?:\w+\s+)?(?:doctor|dr|doc|dentist|clinic|e\s?r|urgent\s+care|hospital)(?=\s+(?:this\s+past\s+\w+day|last\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|on\s+\w+day|the\s+day\s+before))"),
    ("other_date", r"\b(?:letter|notice|eob|remit(?:tance)?|check|statement|bill|invoice)\s+(?:is\s+)?(?:dated|date|from)\b|\b(?:denied|paid|mailed|billed|appealed|eff|submitted|sent|filed|received|processed|effective|terminated?|termed|called|spoke|posted|finalized|deadline|due|got|(?<!ago\s)today\s+is|since|by|(?<!day\s)before|until|till?|(?<!week\s)(?<!that\s)start(?:s|ed)?|end(?:s|ed)?|enrolled|resubmitted|faxed|issued|cashed|cleared|expired|died|deceased|payment\s+for|eft\s+for|check\s+for)(?:\s+(?:you|it|them|that|this|in|back|electronically|online|(?:the|an?|our|my|this|that)\s+(?:\w+\s+)?(?:claim|appeal|records))){0,2}(?:\s+(?:on|date|as\s+of|by|of|to|is))?(?=[\s:]+(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|yesterday|today|in|this))"),
    ("other_date", r"\b(?:good|valid|approved|authori[sz]ed|expires?|exp)\s+(?:thru|through|until|till?|on)(?=\s+(?:the\s+)?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"),
    ("other_date", r"\b(?:start(?:s|ed|ing)?|began|begins|enrolled|switched|turned|join(?:s|ed)|signed\s+up|went|moved|got|lost|quit|retired|took|picked\s+up|dropped|left)\s+(?:\w+\s+){0,3}?(?:medicare|medicaid|cobra|insurance|coverage|plan|policy|job|hospice|work|retired|married|divorced|sixty\s+five|65)(?:\s+(?:on|as\s+of|in|since|effective|starting|from))?(?=\s+(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last|yesterday|today|the|this))"),
    ("other_date", rf"\b(?:term(?:ed|inated|'?d)?|terminat(?:ed|es)|drop(?:ped|s)|ended|lapsed|cancell?ed|disenrolled|inactive|(?:lost|left|quit)(?:\s+(?:my|her|his|our|their|the))?(?:\s+(?:insurance|coverage|plan))?)\s*(?:w/\s*|(?:w|with|from|by|under|thru|through|off)\s+)(?:(?:the|my|her|his|our|their|old|prior|previous|other)\s+){{0,2}}(?!you\b|y'?all\b|u\b){_INSURER}(?:\s+(?:eff(?:ective)?|on|as\s+of|since|back|in))*(?=\s+(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|last))"),
    ("other_date", rf"\b(?:left|lost|dropped|off|(?:switched|moved|came|went|changed)\s+(?:over\s+)?from)\s+(?:the\s+|my\s+)?{_KNOWN_INSURER}(?:\s+to\s+(?:you|u|y'?all|your\s+\w+))?(?:\s+(?:eff(?:ective)?|on|as\s+of|since|back|in))*(?={_A_DAY})|\b{_KNOWN_INSURER}\s+(?:closed|ran\s+out|stopped|(?:term(?:ination)?|end|eff(?:ective)?)\s+(?:date|dt))(?:\s+(?:on|as\s+of|is|was))*(?=:?{_A_DAY})"),
    ("zip", r"\bzip(?:\s*-?\s*code)?|\bpostal(?:\s+code)?|\bzipcode|\b(?:live|living)\s+in(?=\s+\d{5}\b)"),
    ("phone_number", rf"\b(?:(?:my|the|our|best|a|good|cell|mobile|home|work|contact|call\s?-?\s?back|tele)\s*)*(?:phone|callback|cell|mobile|tel|fax)(?:{_NUMBER})|\bdirect(?:\s+line)?(?:'s)?(?=\s+(?:is|number|\#)|(?<=line's)|(?<=line)\W+(?:\d|{_SYMBOL}))|\bcall\s?-?\s?back\s+(?:number|no\b|#)|\bcb\b(?=\W*\d{3})|(?<!\bthe\s)\b(?:call|reach|text|ring|phone)\s+(?:me|us|him|her)?\s*(?:back\s+)?(?:at|on)\b|\b(?:call|reach|text|ring|phone)\s+(?:me|us|him|her)\s+(?:(?:back|tonight|tomorrow|today|later|instead|please|anytime|after|before|this|next|\w+day|morning|afternoon|evening|work|lunch|week)\s+){{1,4}}at(?=\s+(?:\d|\(|[a-z]+\s+[a-z]+\s+[a-z]+\s+[a-z]+))|\bnumber\s+to\s+(?:call|reach)"),
    ("procedure_code", r"\b(?:cpt|hcpcs|procedure|proc|px(?!-\d{5})|service|billing)\s*(?:codes?\b)?(?=\W*(?:was|is|for|code)?\W*[A-Za-z]?\d{4})|\b(?:cpt|hcpcs)\b(?:\s+codes?)?|\bc\s+p\s+t\b(?:\s+code)?|\bprocedure\s+code"),
    ("one_time_code", r"\b(?:one.time|verification|security|access(?!\s+hospital)|passcode|pass)\s*(?:code|passcode|pin)?\b|\bthe\s+code\s+(?:you\s+sent|i\s+got)(?:\s+is)?"),
)  # fmt: skip

_COMPILED = tuple((name, re.compile(f"(?:{pattern})", re.IGNORECASE)) for name, pattern in _PATTERNS)
_AFTER = re.compile(_SEPARATOR, re.IGNORECASE)
_DIGIT = rf"(?:{FIGURES_SAID}|double|triple)"
_IS_NO_LABEL = re.compile(
    rf"\b{_DIGIT}\s+{_DIGIT}\s+one$|\bm\s+a\s+(?:oh|zero)\s+one$|\b(?:(?:thousand|hundred)(?:\s+and)?|(?:nineteen|twenty)\s+oh)\s+one$|(?:\b[b-z]\s+)(?:[a-z]\s+)one$|\b(?:p\s?r|c\s?o|o\s?a|p\s?i)\s+(?:(?:and|then|with|an?|the|code)\s+){1, 3}one$|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\s+one$|\b(?:elig\w*|benefits?|cov\w*)\s+(?:check|chk)$|"
    r"(?:^\W*(?:can|could|would|will)\s+(?:you|u|ya|someone)|\b(?:please|pls|plz|let's|lets|to|just|and|can\s+(?:you|u|i|we)|could\s+(?:you|i|we)|"
    r"(?:would|will)\s+you))(?:\s+(?:please|pls|just|also|quickly))*\s+check$",
    re.IGNORECASE,
)
"""The last digit of "seven two one for …", of "m fifty one on it", of "two thousand one on …", and "check" where something is to be done."""

_COUNTED = re.compile(rf"(?P<figure>\b{_DIGIT}\s+)?\bone\s+for\s*$", re.IGNORECASE)
_COUNTS_ON = re.compile(rf"(?:\s*\b(?:{_DIGIT}|too|to)\b){{2,}}", re.IGNORECASE)
_LONGER_THAN_A_DAY = 7


def _is_counted(text: str, label: re.Match[str]) -> bool:
    """Whether "one for" is a one and a four among figures: "six one for two two oh five", "one for nine zero three …"."""
    told, on = _COUNTED.search(text[: label.end()]), _COUNTS_ON.match(text, label.end())
    return bool(told and on and (told["figure"] or len(on[0].split()) >= _LONGER_THAN_A_DAY))


_ALIKE = re.compile(
    rf"(?:check|cheque|trace)\s+(?:{_DIGIT}\s+){{3,}}and\s+(?:check|cheque|trace)\s+(?:{_DIGIT}\b\s*){{4}}",
    re.IGNORECASE,
)
""" "Check three three oh one seven and check three three oh two two": the second is no order to look."""


_ID_AFTER_A_NAME = re.compile(
    rf"\b(?:name|patient|pt|member|mister|missus|miss|mr|mrs|ms)\s+(?:(?:is|last|first|name)\s+)*(?!{_SYMBOL}|claim|auth|account|check|my|the)[a-z'-]{{2,}}"
    rf"(?:\s+(?!{_SYMBOL}|member|claim|group|card|i\s)[a-z'-]{{2,}})?\W+(?:and\s+)?(?P<label>i\s+d)(?=\s+{_SYMBOL}(?:\s+{_SYMBOL}){{4}})",
    re.IGNORECASE,
)
""" "Last name cho i d r w a three three …": the letters before the number say that it follows."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of kind `name` at characters [start, end) of the plain text."""

    name: str
    start: int
    end: int


def _is_prefix(name: str, text: str, end: int) -> bool:
    """Whether a would-be label is the beginning of an identifier ("CLM6148…", "PX8558…")."""
    glued = text[end - 1].isalnum() and re.match(r"[^\W_]|-\d", text[end:]) is not None
    return (
        glued
        and (text[end] != "-" or name in ("claim_number", "auth_number"))
        and name not in ("npi", "date_of_birth", "date_of_service")
    )


def find_labels(text: str) -> list[Label]:
    """All labels in order; where two overlap the longer one stands."""
    found: list[Label] = []
    for name, pattern in _COMPILED:
        for match in pattern.finditer(text):
            told_of = text[max(0, match.start() - 60) : match.start()] + match.group().split(" ")[0]
            listed = name == "trace_number" and any(
                one.name == name and _ALIKE.search(text[one.start :]) for one in found
            )
            if _IS_NO_LABEL.search(told_of) and not listed:
                continue
            if _is_counted(text, match):
                continue
            if match.group().strip() and not _is_prefix(name, text, match.end()):
                found.append(Label(name, match.start(), match.end()))
    found += [Label("member_id", *told.span("label")) for told in _ID_AFTER_A_NAME.finditer(text)]
    found.sort(key=lambda label: (-(label.end - label.start), label.start))
    kept: list[Label] = []
    for label in found:
        if all(label.end <= other.start or label.start >= other.end for other in kept):
            kept.append(label)
    return sorted(kept, key=lambda label: label.start)
