"""Words of insurance a caller may ask the meaning of: "what is a deductible?", "what does pending mean". Pure."""

from __future__ import annotations

import re

_TERMS = (
    ("out_of_pocket", r"out[- ]of[- ]pocket(?: max(?:imum)?| limit)?|moop|oop(?: max)?"),
    ("deductible", r"deductibles?|deductable|deductibel|dedutible"),
    ("coinsurance", r"co-?\s?insurances?"),
    ("copay", r"co-?\s?pay(?:ment)?s?"),
    ("allowed", r"allowed(?: amount| amt)?|allowable|(?:negotiated|agreed|contracted) (?:rate|price|amount)"),
    ("share", r"(?:patient|my|your) (?:share|resp\w*)|pt resp"),
    ("discount", r"(?:contractual|agreed|network|plan) (?:discount|adjustment|write-?off)|discount|write-?off"),
    ("eob", r"e\.?o\.?b\.?s?|explanation of benefits"),
    ("remittance", r"remit(?:tance)?(?: advice)?|era|835"),
    ("authorization", r"(?:prior |pre-?)?auth(?:ori[sz]ation)?s?|pre-?cert(?:ification)?|prior approval"),
    ("network", r"(?:in|out)[- ](?:of[- ])?network|network"),
    ("coordination", r"coordination of benefits|c\.?o\.?b\.?|primary (?:plan|insurance)|secondary (?:plan|insurance)"),
    ("medical_necessity", r"medical(?:ly)? necess(?:ity|ary)|medical need"),
    ("appeal", r"(?:an )?appeals?"),
    ("peer_to_peer", r"peer[- ]to[- ]peer|p2p"),
    ("timely_filing", r"timely filing|tfl"),
    ("trace", r"trace(?: number| no)?|eft(?: number)?"),
    ("code", r"(?:remark|reason|denial|adjustment) codes?|carcs?|rarcs?"),
    ("claim", r"(?:an? )?(?:insurance |medical )?claim"),
    ("pending", r"pend(?:ing|ed)|in process|under review"),
    ("denied", r"den(?:ied|ial)s?"),
    ("rejected", r"reject(?:ed|ion)"),
    ("reversed", r"revers(?:ed|al)|taken back|recoup(?:ed|ment)?"),
)
_GROUPS = (
    ("group_co", r"co"), ("group_pr", r"pr"), ("group_oa", r"oa"), ("group_pi", r"pi"),
)  # fmt: skip
_GROUP_ASKED = re.compile(
    r"\b(?:difference|differ|different|mean|means|meaning|stands? for|what(?:'?s| is| are| does| do))\b", re.I
)
_OF_GROUPS = re.compile(
    r"\b(?:co|pr|oa|pi)\b\W+(?:(?:is )?different (?:from|than|to)|and|or|vs\.?|versus|from|to)\W+"
    r"(?:(?:a|an|the) )?\b(?:co|pr|oa|pi)\b(?![- ]?\d)|"
    r"\b(?:what (?:does|do|is)|meaning of) (?:the )?(?:group )?(?:codes? |letters? |prefix )?[\"']?(?:co|pr|oa|pi)[\"']?"
    r"(?: (?:in front|before|mean|means|stands?|group|prefix|code)\b|\W*$)",
    re.I,
)
""" "The difference between CO and PR": the letters before a code's number, which say whose the amount is."""
_FILLER = r"(?:(?:a|an|the|is|this|that|word|term|thing|exactly|even|it)\s+)*"
_AFTER = (
    r"(?:\s+(?:mean|means|anyway|exactly|even|then|though|please|pls|again|actually|is|to me|for me|thing|stuff|"
    r"(?:on|in) (?:it|this|that|here|there|(?:my|the|this) (?:e\.?o\.?b\.?|letter|paper|statement))))*\W*"
)
_BEFORE = (
    r"(?:(?:wtf|what (?:the )?(?:heck|hell|fuck|f\*+))(?:'?s| is| are)?|what(?:'?s| is| are| was| does| do|"
    r" do you mean by|s)?|whats|wats?|wut(?:'?s| is)?|define|definition of|"
    r"meaning of|"
    r"explain(?: to me)?|i (?:don'?t|do not|dont|no|not) (?:know|understand|get)(?: what)?|not sure what|"
    r"tell me what|can you (?:explain|tell me)(?: what)?|never heard of)"
)
_QUESTIONS = tuple(
    (name, re.compile(rf"(?:^|\b){_BEFORE}[\s:]+{_FILLER}[\"'“]?(?:{words})[\"'”]?{_AFTER}$", re.I))
    for name, words in _TERMS
)
_TERM_FIRST = tuple(
    (
        name,
        re.compile(
            rf"^\W*(?:(?:and|so|ok|but|this|the|a)\W+)*(?:{words})\W+(?:what(?:'?s| is| does| do|s)?|wh?ats) (?:that|it|"
            rf"this|those|they)"
            r"(?: (?:even|really|supposed to|suppose to))*(?: means?)?\W*$",
            re.I,
        ),
    )
    for name, words in _TERMS
)
""" "Coinsurance, what's that supposed to mean": the word first."""
_TERM_LAST = tuple(
    (
        name,
        re.compile(
            r"\b(?:what(?:'?s| is| does| do|s)?|wh?ats) (?:that|it|this)(?: (?:even|really|actually|supposed to|all))*"
            rf"(?: means?)?[\s,.]+(?:(?:an?|the|this|that|word|term)\s+)*[\"'“]?(?:{words})[\"'”]?(?: (?:thing|stuff))?\W*$",
            re.I,
        ),
    )
    for name, words in _TERMS
)
""" "What does that even mean, a deductible": the word last."""
_OF_THIS_CLAIM = re.compile(
    r"\b(?:my|our|her|his|the patient'?s|on (?:it|this|that)|for (?:it|this|that)|status|number|date|last day|left|"
    r"met|reason|amount)\b",
    re.I,
)
_THE_ONE = re.compile(r"\b(?:the|this|that)\b", re.I)
_MEANING = re.compile(r"\b(?:mean|means|meaning|definition|define|word|term)\b", re.I)
_OF_A_KIND = re.compile(r"\b(?:a|an)\b", re.I)
_EVERYDAY = frozenset({"eob", "allowed", "share", "discount", "remittance", "authorization", "appeal", "trace", "claim", "code",
                       "pending", "denied", "rejected", "reversed"})  # fmt: skip
"""Words that are mostly said of the claim at hand: their meaning is asked only where the line says so."""
_OTHERS = re.compile(
    r"[.?!;]\s+(?=\w)|,\s+(?:and|but|so)\s+|\band also\b|[\s,]+(?=i (?:never|no|not|don'?t|dont|have never|"
    r"never have) (?:hear|heard|know|knew|understand)\b)",
    re.I,
)


_DIFFERENCE = re.compile(
    r"\b(?:difference|differ|different|same (?:thing|as))\b|\bis (?:a|an|the)?\b.{3,30}\b(?:the )?same\b", re.I
)
_ALL = tuple((name, re.compile(rf"\b(?:{words})\b", re.I)) for name, words in _TERMS)


def terms_asked(text: str) -> list[str]:
    """Which words' meaning is asked; "what is my deductible" asks for a figure, not for a word."""
    clear = text.replace("’", "'")
    if (groups := _groups_asked(clear)):
        return groups
    if _DIFFERENCE.search(clear):
        both = [name for name, word in _ALL if word.search(clear)]
        return both[:2] if len(both) > 1 else []
    first = [name for name, question in (*_TERM_FIRST, *_TERM_LAST) if question.search(clear)]
    if first:
        return first[:1]
    for part in _OTHERS.split(clear):
        clause = part.strip().rstrip("?!. ")
        of_the_word = _MEANING.search(clause) is not None
        if not of_the_word and (_OF_THIS_CLAIM.search(clause) or _THE_ONE.search(clause)):
            continue
        for name, question in _QUESTIONS:
            if question.search(clause) and (of_the_word or name not in _EVERYDAY or _OF_A_KIND.search(clause)):
                return [name]
    return []


def _groups_asked(text: str) -> list[str]:
    if not _OF_GROUPS.search(text) or not _GROUP_ASKED.search(text) or re.search(r"\bco[- ]?(?:pay|ins)|\d", text, re.I):
        return []
    said = [(found.start(), name) for name, word in _GROUPS if (found := re.search(rf"\b{word}\b", text, re.I))]
    return [name for _, name in sorted(said)]


_A_BILL = re.compile(
    r"(?:\bexplanation of benefits\b|\be\.?o\.?b\b).{0,60}\b(?:a bill|send (?:any |the )?money)\b|"
    r"\bis (?:the|an|my|this) (?:explanation of benefits|e\.?o\.?b\.?) (?:really )?a bill\b|"
    r"\b(?:paper|letter)\b.{0,60}\b(?:is|isn'?t) (?:it|this|that) (?:really )?a bill\b|"
    r"\b(?:sa(?:ys?|id)|stands|written|reads|printed|states)\b.{0,25}\bnot a bill\b.{0,40}(?:\?|\b(?:why|what|how come|so do)\b)|"
    r"\b(?:why|what|how come)\b.{0,60}\b(?:sa(?:ys?|id)|stands|written|reads|printed|states)\b.{0,25}\bnot a bill\b",
    re.I,
)


def asks_if_a_bill(text: str) -> bool:
    """Whether one asks of an explanation of benefits if it is a bill ("do I send money?")."""
    return _A_BILL.search(text) is not None


def asks_nothing_else(text: str) -> bool:
    """Whether the question of a word is all the line holds."""
    return sum(len(part.split()) > 3 for part in _OTHERS.split(text)) <= 1
