"""Whom a caller speaks for, from their own words: "I'm with a provider's office", "my own coverage". Pure."""

from __future__ import annotations

import re
from difflib import get_close_matches

from actions.another_words import is_own

_NOT = re.compile(
    r"\b(?:not|never|isn'?t|ain'?t)\s+(?:with |from |a |an |the |any |calling (?:for|from) )*"
    r"(?:doctor|provider|member|patient|practice|clinic|hospital|biller|billing)\w*(?:'?s office)?",
    re.I,
)
_PLACE = (
    r"(?:(?:provider|doctor|dr|physician|dentist|surgeon|hospital|clinic|practice)s?|billing|facility|lab|"
    r"patient accounts?|revenue cycle|medical group|health system|therap\w+|orthop\w+|radiology|urgent care|"
    r"nursing home)"
)
_OFFICE = r"(?:billing|billng|office|offices|dept|department|team|side|desk|rep)"
_OPENING = r"(?:hi+|hello|hey|yes|yeah|ok|okay|um|uh|so|well|sorry|and|good (?:morning|afternoon|evening))"
_FILLER = r"(?:(?:over|here|calling|also|just|actually|again|back|today|working|writing|speaking|chatting|in)\s+){0,3}"
_DOES = r"(?:paid|sent|billed|said|charged|told|want|keep|is|was)"
_DID = (
    rf"(?:{_DOES}|could\w*|can\w*|did\w*|does\w*|has|had|were|won|says?|never|who|that|called|calls|keeps|wants|tells|"
    r"sends)\b"
)
_NEEDS = (
    r"(?:need|want|have|wanted)(?: to (?:check|verify|know|find|follow|ask|understand|look)\b|"
    r" (?:a |the |some )?(?:status|claims?|denials?|questions?)\b)"
)
"""What an office calls for; "this is a provider I need to see" is a member's line."""
_NOT_A_DESK = (
    r"(?:patients?|pt|members?|mother|father|mom|dad|wife|husband|son|daughter|child|friend|client|person|man|woman|lady)\b"
)
_SELF = (
    rf"(?:^\W*(?:{_OPENING}\W+)*|\b(?:this is|i'?m|im|i am|we'?re|we are|calling (?:from|for|in))\s+"
    rf"(?:(?:from|with|at|for|in|an?|the|your|their)\s+){{0,3}})"
)
_STAFF = (
    r"(?:(?:a/?r|patient accounts?|pfs|revenue cycle|claims follow[- ]?up) (?:dept|department|team|desk|staff)|"
    r"(?:clinic|practice|hospital|provider|physician|medical office) (?:front desk|billers?|rep|staff))"
)
"""Who works at an office: a caller says so of themselves, a member only speaks of them."""
_PROVIDER = re.compile(
    "|".join(
        (
            rf"\b(?:i'?m|im|i am|we'?re|we are|it'?s|its|calling|writing|chatting|here|speaking|work)\s+{_FILLER}"
            rf"(?:with|from|for|at|on behalf of)\s+(?!my\b)(?:(?!my\b|about\b)\w+[\s,]+){{0,4}}?{_PLACE}\b",
            rf"\bthis is\s+(?:\w+\s+){{0,2}}?(?:with|from|at)\s+(?!my\b)(?:\w+[\s,]+){{0,4}}?{_PLACE}\b",
            r"\b(?:in|from) (?:the )?(?:patient accounts?|billing(?: office| department)?|revenue cycle)\b",
            rf"\b(?:provider|billing|practice|clinic|hospital|doctor'?s?|dr'?s?)(?:'?s)?\s*"
            rf"{_OFFICE}?\s*(?:office )?(?:here|calling|again)\b",
            rf"^\W*(?:{_OPENING}\W+)*(?:(?:a|the)\s+)?(?:provider|(?:doctor|physician|provider|billing|practice|"
            rf"hospital|clinic)"
            rf"(?:'?s)?(?:\s+(?:office|billing|dept|department|side))+|billing|practice)\b"
            rf"(?!\s+(?:{_OFFICE}\b|{_DOES}|{_DID}))",
            r"\b(?:provider|doctor|physician|dr)'?s? (?:office|billing)\W*(?:$|,|\.|calling|needing|checking|here)",
            r"\bi(?:'m| am|m)? (?:a|the) (?:medical )?(?:provider|biller|coder|office manager)\b",
            r"\bi(?:'m| am|m) the (?:doctor|physician|surgeon)\b(?!')",
            r"\b(?:this is|i'?m|i am) (?:doctor|dr)\b\.? (?!who\b)\w+\b(?!'| patient)|\b(?:doctor|dr)\.? \w+ here\b",
            r"\b(?:one of my patients|patients? of mine|my patients|my patient's)\b",
            r"\bour (?:npi|patients?|practice|providers?|clinic|doctors?|tax id|tin|remits?|remittances?|facility|"
            r"office|deposit|billing)\b",
            rf"\b(?:we'?re|we are|this is|it'?s)\s+(?:an?|"
            rf"the)\s+(?!my\b)(?:\w+\s+){{0,2}}?{_PLACE}\b(?!'?s? (?:bill|letter|visit|who|that)\b)"
            rf"(?! i\b(?!'?m calling\b| am calling\b| {_NEEDS}))",
            rf"\b(?:ar|a/r|accounts receivable|patient accounts?|front (?:desk|office)|billing|collections|nurse|"
            rf"coder|biller|specialist|rep|office manager|"
            rf"practice manager|receptionist|scheduler|assistant)\s+(?:specialist |manager |team |rep |here )?(?:at|"
            rf"of|for|with|from|in)\s+(?:\w+\s+){{0,2}}?{_PLACE}\b",
            r"\b(?:medical billing|accounts receivable|practice manager|patient accounts)\b|\bprov (?:ofc|office|"
            r"off|bill\w*)\b|\bfacility claim\b",
            rf"\b(?:clinic|practice|hospital|surgery center|{_PLACE}) (?:here|calling)\b|\b(?:from|"
            rf"with) the (?:clinic|practice|surgery center)\b",
            rf"\bon behalf of (?:an?|the|our|one of our|several|some) (?:(?!{_NOT_A_DESK})\w+ ){{0,2}}?{_PLACE}s?\b"
            r"(?!'?s? (?:patient|member|bill|visit)s?\b)",
            rf"^\W*(?:{_OPENING}\W+)*(?!(?:my|our|your|the|a|an)\b)(?:\w+ ){{1,3}}?(?:office|clinic|practice|medical group)\b"
            r"[\s,]+(?:here\b|calling\b|(?:we(?:'re|'ve| are| have| need| want| got| never| didn'?t| haven'?t| did| billed)?|"
            r"i'?m (?:calling|checking|following))\b)"
            r"(?!.*\b(?:my|(?:billed|charged) (?:us|me)|(?:bill|letter|statement) from)\b)",
            r"\bi(?:'m| am|m) an? (?:physician|surgeon|doctor|dentist|therapist|specialist|radiologist|provider)\b(?=.*\b(?:my "
            r"(?:patients?|staff|biller|office|practice|waiting room|npi|clinic)|(?:pay|paid|paying|owe) me\b|i (?:did|performed|"
            r"treated|operated|billed|saw (?:a|the|this|your|one)))\b)",
            r"\b(?:orthopedic|dental|medical|surgical|family|pediatric|eye|heart|doctor'?s?) office\b(?! (?:is|was|"
            r"said|told|billed|sent|keeps?|wants?|says))(?=.*\b(?:we|our|claim question|claim status|here)\b)",
            r"\bwe (?:billed|submitted|filed|sent in|bill for)\b|\bi do (?:their|the) billing\b|\bfor a provider\b",
            r"\bprovider (?:billing|office|here|side|calling)\b|\bbilling (?:office|dept|department|team|company|"
            rf"at|here)\b(?!\s+{_DID})",
            r"\b(?:first|second|third|fourth|fifth|very first|last|\w+th) (?:day|week|month|shift)(?: (?:here|on the job|"
            r"of training))? (?:at|in|with|for) (?:this|an?|our) "
            rf"(?:(?!my\b|hospital bed)\w+(?:'s)?\s+){{0,3}}?(?:{_PLACE}|office)\b(?! (?:stay|room|bed|bill|visit))|"
            rf"\bi(?:'m| am|m) (?:still |very |rather )?(?:new|a trainee|a beginner|in training|training|a temp|temping|"
            rf"filling in|"
            rf"helping out) (?:here )?(?:at|in|for|with) (?:this|an?|the|our) (?:(?!my\b)\w+(?:'s)?\s+){{0,3}}?(?:{_PLACE}|"
            rf"office)\b",
            r"\bi (?:handle|do|work|process|post|manage|run|take care of)\s+(?:on\s+)?(?:(?:the|all|insurance|"
            r"medical)\s+){0,2}"
            r"(?:denials?|claims?|billing|payments?|a/?r|collections|follow[- ]?ups?|appeals?)\s+(?:and \w+\s+)?"
            r"(?:for|at|in|over at|here at)\b"
            r"(?! (?:me|my|myself|home)\b)",
            r"\b(?:i'?m|im|i am|we'?re|we are) (?:just )?posting (?:a |the |some |our )?payments?\b",
            rf"{_SELF}{_STAFF}\b(?!\s+{_DID})|\b{_STAFF}\s+(?:here|calling)\b",
            rf"^\W*(?:{_OPENING}\W+)*(?:(?!letter|bill|notice|call)\w+ )?from (?:\w+ ){{0,3}}?{_STAFF}\b(?!\s+{_DID})",
            rf"^\W*(?:{_OPENING}\W+)*(?:(?:medical )?(?:billers?|coder)|posting (?:dept|department|team)|credentialing"
            rf"(?: dept| department| team)?|front desk)\b(?!\s+{_DID})(?! (?:lady|guy|person|woman|sent|at my|"
            rf"at the|of my)\b)",
            r"\b(?:i'?m|im|i am|we'?re) w/ (?:the |a )?(?:provider|doctor|clinic|practice|hospital)\b",
            r"\bthis is the (?:treating|attending|ordering|referring|rendering) (?:physician|doctor|provider|surgeon)\b",
            r"(?:^\W*(?:calling |it'?s )?|\bstatus )for (?:(?:a|the|one) )?(?:provider|billing)(?:'?s)?"
            r"(?: (?:side|office|dept|department|practice))?\s*(?:$|[,.!?])|\bquestion for (?:a|the) provider'?s side\b",
            r"(?<!my )(?<!the )(?<!your )(?<!their )(?<!network )\bprovider\W+(?:(?:um|uh|er|for|a|status|"
            r"on)\W+){0,3}(?:claims?|"
            r"clm|status)\b|"
            r"\b(?:claims?|clm) (?:status|check|info)\W+(?:(?:for|from|a|by)\W+){0,2}provider\s*(?:$|[,.;:!?–-])",
            r"\b(?:med(?:ical)? records?|records|authorization|auth|referrals?|coding|credentialing|posting) "
            r"(?:dept|department|team|desk|clerk) (?:for|at|with|of|from) (?:(?:the|a|an|our) (?:\w+ ){0,2}?)?"
            rf"(?:provider|practice|clinic|hospital|group|office)\b(?!\s+{_DID})",
            r"[-–—,.:;/]\s*(?:(?:i'?m |this is )?(?:a|the) )?provider\s*[-–—,.:;/]",
            r"[-–—,.:/]\s*(?:i'?m (?:a|the) )?provider\W*$|^\W*(?:provider|billing)\W+(?:claim|clm|status|need|checking)\b",
        )
    ),
    re.I,
)
_WHO = r"(?:member|patient|subscriber)"
_GOES_ON = (
    r"(?:my|i|i'?m|im|i'?ve|was|were|is(?! (?:he|she|they)\b)|did|do|does|how|why|what|when|where|can|could|has|have|are|will|"
    r"which|for my|about my|asking|calling|checking|wondering)"
)
"""How a caller goes on after the one word for themselves; an office's list goes on with the member's number or name."""
_MEMBER = re.compile(
    "|".join(
        (
            r"\b(?:i'?m|im|i am) (?:a |the |your |one of your )*(?:plan )?"
            rf"(?:{_WHO}|policy ?holder|insured|customer)\b",
            rf"^\W*(?:{_OPENING}\W+)*(?:(?:it'?s|its|this is) )?(?:an? |the |your )?{_WHO}\s*[-–—,.:;]+\s*{_GOES_ON}\b",
            rf"\b(?:it'?s|its) me\b(?:\W+again)?\W+(?:the|a|your) {_WHO}\b",
            rf"\bthis is (?:an?|the|your) {_WHO}\W*"
            rf"(?:$|(?:i'?m|i am) (?:asking|calling|checking) (?:about|on|for|why|if|to)\b\W+\w)",
            rf"\b(?:it'?s|its|this is|i'?m|im|i am|my name is) (?!(?:for|about|re|regarding|on|the|an?|my|our)\b)"
            rf"(?:[\w'-]+ ){{1,3}}?[\w'-]+, (?:an? |the |your )?{_WHO}\s*(?:$|[.,!?;])",
            r"\bi(?:'ve| have| got| carry| had)(?: got)? (?:(?:my|health|medical|dental) ){0,2}"
            r"(?:insurance|coverage|an? (?:\w+ )?(?:plan|policy)) (?:with|thru|through) (?:you|u|y'?all)\b",
            r"\bmy own(?:\W*$| (?:\w+ )?(?:coverage|claims?|plan|insurance|benefits|policy)?\b)",
            r"\b(?:member|patient) here\b|^\W*(?:a )?member\W*$",
            r"(?:^\W*|\b(?:it'?s|its|yes|no|is|they'?re|theyre|are) )for (?:me|myself)\b",
            r"\bmy (?:visit|surgery|eob|deductible|copay|doctor|doctors|therapist|hospital stay|er visit)\b",
            r"\bmy (?:medical bill|insurance|health plan|(?:dr|doctor|hospital)s?'?s? bills?)\b",
            r"^(?!.*\b(?:you|u|please|pls|check|look|pull|verify|run|get|do)\b).*\bclaims? for (?:me|myself)\b",
            r"\bmy (?:mri|x-?ray|operation|statement|birthday|physical|hospital|own one)\b|"
            r"\byou people won'?t pay for my\b",
            r"\b(?:for|about) (?:me|myself|mine) (?:and|&)\b|\b(?:me|mine) first\b|\b(?:for|of) (?:me|"
            r"myself) and (?:one|my|the)\b",
            r"\bmy money back\b|\bi paid (?:a|the|my|for)\b.{0,20}\b(?:doctor|dentist|visit|myself|cash|"
            r"out of pocket)\b|\bclaim of mine\b",
            r"(?<!do )(?<!should )(?<!can )\bi (?:pay|am paying|been paying) (?:you|u|y'?all)(?: (?:guys|people))?\b|"
            r"\bi'?m (?:insured|covered|enrolled) (?:with|by)\b|\bi'?m the one with the (?:insurance )?card\b",
        )
    ),
    re.I,
)
_SPOKEN_OF = re.compile(
    rf"\b(?:bills?|letters?|calls?|statements?|papers?|notices?|hear|heard|back|about|it'?s|its) "
    rf"(?:from )?(?:(?:the|an?|this|some) (?=.*\b(?:me|my|i owe)\b)|my )(?:\w+ )?{_PLACE}(?:'?s)?(?: {_OFFICE})*\b|"
    rf"\b(?:bills?|letters?|calls?|statements?|papers?|notices?) from (?:the|an?|my|this|some) (?:\w+ )?{_PLACE}(?:'?s)?"
    rf"(?: {_OFFICE})*\b",
    re.I,
)
""" "A bill from the doctor's office", "it's my doctor's office that says": an office the caller has heard from."""
_SHORT = (
    (re.compile(r"\b(?:pt|pat)\.? acc?o?u?n?ts?\b", re.I), "patient accounts"),
    (re.compile(r"\bmed(?:ical)? recs\b", re.I), "medical records"),
    (re.compile(r"(?<!\w)@(?!\w)", re.I), "at"),
)
"""Words as an office types them short, and in full."""
_ONESELF = ("member", "patient")
_MISSPELT = re.compile(r"\b[mp]\w{4,7}\b", re.I)
_NEARLY = 0.83
"""The likeness of two words of six letters that differ in one place."""
_DESK = (
    r"(?:provider|billing|medical billing|a/?r|accounts?(?: receivable)?|patient accounts?|collections?|follow[- ]?up|"
    r"hospital|clinic|practice|office|physician|facility|clearinghouse|denials?|revenue cycle)"
)
_OWN_TITLE = re.compile(
    rf"^\W*(?:{_OPENING}\b[\s,!.]*)*(?:(?:this is|it'?s|i'?m|im|i am|we'?re|my name is)\s+(?:\w+,?\s+){{0,2}}?)?"
    rf"(?:(?:a|an|the|your|one of your)\s+)?"
    rf"(?:{_DESK}\s+(?:\w+\s+)?(?:rep|representative|agent|specialist|associate|coordinator|manager|supervisor)\b"
    rf"|(?:rep|representative|agent)\s+(?:here\s+)?(?:from|with|at|for|of)\s+(?:(?:a|an|the)\s+)?(?:\w+\s+){{0,3}}?"
    rf"(?:billing (?:co|company|service|agency)|{_PLACE})\b)",
    re.I,
)
""" "Provider rep: I need to check …", "rep from billing co here": how an office tells who calls."""
_ON_BUSINESS = re.compile(
    r"(?<=\w)\s*(?:[:–—]|\s-\s)|\b(?:here|calling|checking|verifying|following|working)\b(?! (?:hours|days)\b)", re.I
)
_WISHED_FOR = re.compile(
    r"\b(?:talk|speak|connect|transfer|get|give|put|want|need|like|have|is there|any|reach)\b(?:\s+[\w']+){0,4}?\s+"
    r"(?:rep|reps|representative|agent|human|person|somebody|someone|anybody|anyone|specialist|supervisor|manager|"
    r"operator)\b|\b(?:real|live|human|actual)\b|\b(?:now|asap)\W*$",
    re.I,
)
_COURTEOUS = re.compile(r"\b(?:please|pls|plz)\b", re.I)
_HAS_PAPER = re.compile(
    r"^\W*for my\W*$|\b(?:it'?s|this (?:one )?is|that'?s|that one is|the claim is) mine\b(?! to\b)|"
    r"\bi have paper\b|^\W*(?:\w+\W+){0,3}mine\W*$|"
    r"\bi (?:got|received|have|get) (?:a|an|this|the) (?:letter|bill|eob|statement|denial|paper)\b|\b(?:letter|"
    r"paper|bill) (?:came|come|comes|arrived|in the mail)\b|"
    r"\bmy (?:house|mailbox)\b",
    re.I,
)
"""A member's words, unless the line says that an office calls: it has denials on its desk, too."""


def spoken_for(text: str) -> str | None:
    """``provider`` or ``member`` where the words say so, else None. What is denied ("I'm not a doctor") does not count."""
    clear = _NOT.sub(" ", _MISSPELT.sub(_put_right, text.replace("’", "'")))
    for short, whole in _SHORT:
        clear = short.sub(whole, clear)
    heard_from = _SPOKEN_OF.sub(lambda said: "." * len(said.group()), clear)
    provider, member = _PROVIDER.search(heard_from), _MEMBER.search(clear)
    if not provider and not member:
        member = _HAS_PAPER.search(clear)
    if provider and member:
        if is_own(clear):
            return "member"
        return (
            "provider"
            if re.search(r"\bactually\b.*\bprovider|\bour patients?\b", clear, re.I)
            else _later(provider, member)
        )
    return "provider" if provider else "member" if member else None


def _put_right(word: re.Match[str]) -> str:
    """ "Memeber" as "member": one letter lost, doubled or out of its place; the first and the last one stand."""
    near = get_close_matches(word.group().lower(), _ONESELF, 1, _NEARLY)
    return near[0] if near and near[0][-1] == word.group()[-1].lower() else word.group()


_PAUSES = re.compile(r"[,\s]*\b(?:u[hm]+|e[rm]+|hm+)\b[,.\s]*", re.I)
_OF_ONESELF = re.compile(
    r"\bmy (?:(?:own|last|latest|newest|recent|denied|insurance|medical|dental|pending) )?claims?\b"
    r"(?! (?:department|dept|team|rep|desk|queue|list|system|software|form))|\bclaims? of mine\b|"
    r"(?:^\W*|[.!?;]\s+)member\s*\.\s+(?:visit|claims?|clm|status|got|need|want|checking|question|letter|bill|by|in|on|"
    rf"{_GOES_ON})\b",
    re.I,
)
_OF_A_DESK = re.compile(
    r"\b(?:we|our|us|patients?|pts?|npi|tin|tax id|billed|submitted|billing|provider(?! (?:said|says|told|sent))|practice|"
    r"clinic here|facility)\b",
    re.I,
)


def speaks_of_oneself(text: str) -> bool:
    """Whether a line no stronger word settles is a member's: "my claim", "two claims of mine", "Member. Visit 8/19".

    Offices say "our claim" and "the claim"; of 104 lines of strangers with "my claim" none was an office's.
    """
    clear = _PAUSES.sub(" ", text.replace("’", "'"))
    if (said := spoken_for(clear)) is not None:
        return said == "member"
    return _OF_ONESELF.search(clear) is not None and _OF_A_DESK.search(clear) is None


def is_own_title(text: str) -> bool:
    """Whether the only "rep" of a line is the caller's own title, told with the business the office calls on."""
    clear = text.replace("’", "'")
    title = _OWN_TITLE.match(clear)
    if title is None or _WISHED_FOR.search(clear):
        return False
    business = _ON_BUSINESS.search(clear, title.end())
    return business is not None and not _COURTEOUS.search(clear[title.end() : business.start()])


def _later(provider: re.Match[str], member: re.Match[str]) -> str:
    return "provider" if provider.start() > member.start() else "member"
