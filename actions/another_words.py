"""Signs, in a caller's own words, that somebody acts for the member: "I'm her sister", "moms claim", "her dob". Pure."""

from __future__ import annotations

import re

KIN = (
    r"(?:(?:step|god|foster )?(?:mother|father|mom|mum|mama|mommy|ma|dad|daddy|papa|parent|son|daughter|kid|child|children|"
    r"brother|sister|sibling)s?|(?:ex[- ]?)?(?:wife|husband|hubby|spouse|partner|boyfriend|girlfriend|bf|gf)|fianc\w+|"
    r"baby|newborn|twins?|aunt|auntie|uncle|cousin|niece|nephew|gran|granny|nana|grand ?\w+|neighbo\w+|friend|buddy|"
    r"widow(?:er)?|room ?mate|co-?worker|(?:mother|father|brother|sister|son|daughter)-in-law)"
)
HELPER = (
    r"(?:social worker|case ?worker|case manager|care ?giver|care ?taker|carer|guardian|conservator|attorney|lawyer|"
    r"paralegal|advocate|navigator|executor|executrix|administrator of the estate|trustee|power of attorney|poa|"
    r"health ?care proxy|personal representative|authori[sz]ed representative|home health aide|aide|translator|"
    r"interpreter|next of kin|beneficiary|pastor)"
)
_OBJECT = (
    r"(?:claims?|clms?|bills?|visits?|surgery|operation|eobs?|appointments?|denials?|statements?|treatments?|"
    r"hospital stay|er visit|procedure|account|medical stuff|paperwork|affairs|finances)"
)
_PROOF = (
    r"(?:member(?:ship)? ?(?:ids?|numbers?|nums?|no|#|card)?|ids?|id number|dob|d\.o\.b\.?|date of birth|birth ?dates?|"
    r"birth ?days?|b-?days?|zips?|zip ?codes?|(?:insurance )?card|policy(?: number)?|subscriber (?:id|number))"
)
_AM = r"(?:i'?m|i am|this is|it'?s|it is|here is|here'?s|you have)"
_ASIDE = r"(?:(?:actually|also|just|really|really just|only|calling as|writing as|here as|speaking as|btw)\s+){0,2}"
_OPENING = r"^\W*(?:(?:hi+|hello|hey|yes|yeah|no|ok|okay|um|uh|so|well|good (?:morning|afternoon|evening|day))\W+)*"
_COUNTED = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|twins|a|an|many|my|mine|these|little|young|small|the bride)\b"
)
_SPOKEN_FIGURE = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|[b-z])"
)
_NOT_ABOUT = r"(?!'?s? (?:\w+ )?(?:job|work|employer|plan|insurance|coverage|birth|delivery|school)\b)"
_FOR_OBJECT = r"(?:claims?|status|name|records?|office|signature|npi)"

_NOT_A_NAME = (
    r"(?:it|that|what|he|she|let|there|here|where|who|how|when|today|yesterday|tomorrow|doctor|dr|provider|hospital|"
    r"office|clinic|plan|insurance|company|month|week|year|last|lab|everyone|everybody|nobody|anyone|somebody|someone|"
    r"patient|patients|member|members|surgeon|therapist|dentist|physician|specialist|pharmacy|nurse|"
    r"(?:sun|mon|tues|wednes|thurs|fri|satur)day|women|men|children|client|one|employer|another|practice)"
)

_OWN = re.compile(
    "|".join(
        (
            r"(?<!not )\bmy own (?:\w+ )?(?:claims?|bills?|visits?|eob|account|surgery)\b",
            r"\bit'?s (?:all )?(?:my (?:own )?(?:claim|bill|visit)\b(?! too)|mine\b|(?:for )?(?:me|myself)\b(?! to\b)|"
            r"my own(?: \w+)?\W*$)",
            r"\b(?:on behalf of|(?:calling|writing|asking|chatting|texting|speaking|here) (?:for|about)) (?:myself|"
            r"me\b(?! (?:and|to)\b))",
            r"(?<!not )\b(?:i'?m|i am) (?:actually |really )?(?:the |also the )(?:patient|pt)(?: myself)?\b"
            r"(?!'?s?\s+(?:\w+\s+)?(?:accounts?|access|rep\w*|care|services|advocate|coordinator|liaison|"
            rf"{KIN}|{HELPER})\b|'s)",
            r"\b(?:i'?m|i am|this is) (?:the )?(?:member|patient) (?:my|him|her)self\b|\bspeaking (?:for |here )?myself\b|"
            r"\bthis is (?!(?:my|her|his|the|an?|not|so|too|all|hard|about|for|what|why|how|something|me)\b)[\w'-]+(?: [\w'-]+)? "
            r"(?:here |now )?myself\b(?=\W*$|[,.;]| (?:i|i'?m|i'?d|and|my)\b)",
            r"\bthis is (?:the )?(?:member|patient)(?: here)?\W*$|\bi'?m the one (?:who|that) (?:had|got|was)\b",
            r"\b(?:then|just|only|ok|okay|fine|do|check) mine\b(?! (?:and|too|also|as well)\b)|\bmine (?:then|instead)\b",
        )
    ),
    re.I,
)
""" "It's my own claim", "I am the patient": whose claim it is, said plainly."""
_OWN_ROLE = re.compile(
    r"(?<!not )\b(?:i'?m|i am) (?:actually |really )?(?:a |the |your |one of your )*(?:plan )?(?:member|subscriber|"
    r"policy ?holder|insured|customer)\b(?!'?s?\s+(?:\w+\s+)?(?:of (?:his|her|their|the)|services|advocate|rep\w*|"
    rf"{KIN}|{HELPER})\b|'s)",
    re.I,
)
""" "I'm the member": who speaks, though it may be of somebody else's claim."""
_MINE = re.compile(r"\bmy (?:own |last |latest |\w+ )?(?:claims?|bills?|visits?|surgery|eob|appointment|mri)\b", re.I)

_THEIR_CLAIM = re.compile(
    "|".join(
        (
            rf"\b{KIN}'?s (?:[\w-]+ ){{0,2}}?{_OBJECT}\b",
            rf"\bmy (?:\w+ )?{KIN},? (?:[\w'-]+ )?[\w-]+'s (?:[\w-]+ ){{0,2}}?(?:{_OBJECT}|from|one)\b",
            rf"\bmy (?:\w+ )?{KIN}'?s (?:from|one)\b",
            rf"\b(?:for|about|on) my (?:\w+[- ]){{0,2}}?{KIN}\b{_NOT_ABOUT}(?! to\b)",
            rf"^(?!.*\b(?:cards?|plans?|insurance|coverage|polic(?:y|ies)|jobs?|birthday|number|address|phone|mine)\b)"
            rf"(?:.*?)\b(?:what about|how about|and|check|look (?:at|up)|do|see)\b.{{0,40}}\bmy (?:\w+ )?{KIN}'s\W*$",
            rf"\bwhat about my (?:\w+ )?{KIN}\b|\bsame (?:\w+ )?for my (?:\w+ )?{KIN}\b",
            rf"\bmy (?:\w+ )?{KIN} (?:has|had|got|has got) (?:(?:one|some|two) (?:too|also|as well)|(?:also|too) (?:one|a claim)|"
            r"(?:a|another) (?:claim|bill|visit) (?:too|also|as well))\b(?! (?:plan|insurance|card|policy))",
        )
    ),
    re.I,
)
"""A relative's claim is what is asked for."""
_THEMSELVES = re.compile(
    "|".join(
        (
            rf"\b{_AM}\s+{_ASIDE}(?:(?:his|her|their)\s+(?:\w+[\s-]){{0,2}}?|the (?:member|patient|insured|subscriber)'?s\s+)"
            rf"(?:{KIN}|{HELPER})\b",
            rf"(?:\b{_AM}\s+{_ASIDE}|{_OPENING})(?:(?:the|a|an)\s+)?(?:\w+\s)?(?:{KIN}|{HELPER}) (?:of|to|for) "
            rf"(?!{_COUNTED})\w",
            rf"\b{_AM}\s+{_ASIDE}(?!my\b|today|always|this\b)(?:[\w.-]+\s)?(?:[\w-]+'s|\w{{3,}}s)(?<!\bthis)(?<!\bdoes)"
            rf"(?<!always)\s+(?:[\w-]+\s+)?(?:{KIN}|{HELPER})\b",
            rf"\b{_AM}\s+{_ASIDE}(?:an?|the|their)?\s*(?:legal|court[- ]appointed|family|personal|licensed)?\s*{HELPER}\b",
            rf"\bas (?:his|her|their|an?|the) (?:\w+ )?(?:{HELPER}|{KIN})\b(?! (?:asked|said|told|wants))",
            r"\b(?:i'?m|i am) (?:an?|the|also an?|just an?) (?:\w+ )?parent\b(?! of (?:\d|two|three|four))",
            r"\bpower of attorney\b|\bpoa\b|\b(?:executor|executrix|conservator|legal guardian)\b",
            r"\blaw (?:office|firm)s?\b|\bwe (?:are )?represent(?:ing)?\b|\bon (?:our|my) client'?s?\b|\bmy client\b",
            r"\b(?:i'?m|i am|im|we'?re|we are) not (?:the|a) (?:member|patient|insured|subscriber)\b",
            r"\b(?:her|his|their) own (?:coverage|insurance|claims?|bills?)\b",
            r"\b(?:i'?m|i am) (?:not (?:him|her|them)\b|calling instead of)",
            r"\bon (?:the )?behalf of (?!(?:me|myself|my ?self|our|the (?:office|practice|provider|hospital|clinic|doctor))\b)",
            rf"\b(?:ask|call|writ|check|inquir|text|chat|speak|translat|interpret|handl|here|it'?s|is)\w* (?:\w+ )?for "
            rf"(?:an?|my|his|her|their|the|another|one of (?:my|our))(?: \w+){{0,2}}? (?:{KIN}|{HELPER}|lady|woman|man|guy|"
            rf"client|resident|employee|other person)\b{_NOT_ABOUT}",
            r"\b(?:for|about) (?:someone|somebody) else\b(?! (?:to|who|that)\b)|\bnot (?:for|about) me\b|"
            r"\b(?:someone|somebody) else'?s (?:\w+ )?" + _OBJECT,
            rf"\bhelp(?:ing)? (?:out )?(?:my|an?|this|the|her|his) (?:\w+ ){{0,2}}?{KIN}\b",
            r"\b(?:translat|interpret)\w* for (?:him|her|them|my)\b|\bi speak for (?:him|her|them)\b",
            rf"\b(?:patient|member|insured|subscriber)(?:'?s| is| was) my (?:\w+[- ]){{0,2}}?{KIN}\b",
            rf"\b(?:it|this|that|claim|bill|card)(?:'?s| is| belongs to) my (?:\w+[- ]){{0,2}}?{KIN}'?s\b"
            r"(?! (?:\w+ )?(?:phone|number|plan|insurance|doctor|birthday|line))",
            r"\b(?:he|she)(?:'?s| is) (?:right |sitting |standing )?(?:here|next to me|beside me|nodding|listening)\b",
            r"\b(?:he|she|they) (?:\w+ )?(?:gives?|gave|has given|have given) (?:me )?(?:\w+ )?(?:permission|consent)\b",
            r"\b(?:he|she) can'?t (?:talk|speak|come to the phone|call|hear)\b|\b(?:she|he) no speak\b",
            rf"\bi (?:\w+ )?(?:take care of|look after|care for) (?:an?|my|this|the|his|her) (?:\w+ ){{0,2}}?(?:{KIN}|lady|"
            r"woman|man|person|guy)\b",
        )
    ),
    re.I,
)
"""Who speaks is not the member."""
_SENT = re.compile(
    r"\b(?:he|she|they) (?:\w+ )?(?:asked|wants?|wanted|needs?|authori[sz]ed|sent|got) me to\b|"
    rf"\bmy (?:\w+ )?{KIN} (?:\w+ )?(?:asked|wants?|wanted|needs?|authori[sz]ed) me to\b",
    re.I,
)
"""Somebody had the caller ask: not a sign where an office did, or where it is the caller's own claim."""
_OFFICE = re.compile(
    r"\b(?:doctor|dr|dentist|surgeon|nurse|therapist|office|hospital|clinic|provider|pharmac\w+|billing|receptionist|"
    r"lady|front desk|rep|agent)\b",
    re.I,
)
_KIN_THERE = re.compile(rf"\b(?:my|the|an?) (?:\w+[- ]){{0,2}}?(?:{KIN}|{HELPER}|lady)\b", re.I)
_THEIRS = re.compile(rf"\b(?:her|his|their) (?:\w+ )?(?:{_OBJECT}|{_PROOF})\b", re.I)
_THIRD_PERSON = re.compile(
    "|".join(
        (
            rf"\b(?:her|his|their) (?:\w+ )?{_PROOF}\b",
            rf"(?<![\w'])(?!{_NOT_A_NAME}\b)[a-z]{{3,}}'s (?:\w+ )?(?:{_OBJECT}|{_PROOF})\b",
            rf"\bthe (?:member|patient)'?s {_PROOF}\b",
            r"\b(?:she|he) (?:was|is|were) born\b|\b(?:she'?s|he'?s) born\b|\bshes born\b|\bhes born\b",
            r"\b(?:calling|asking|checking|writing) (?:on|about|for) (?:him|her|them)\b|"
            r"\b(?:for|about) (?:her|his|their) (?:own )?(?:coverage|claims?|bills?|visits?)\b|"
            r"\bi(?:t'?s| am|'?m)? (?:calling )?for (?:her|him|them)\b",
        )
    ),
    re.I,
)
"""The member is spoken of as somebody else, with no word of who speaks."""
_MARRIED = re.compile(
    r"\bwe(?:'re| are) (?:a )?(?:married|couple|engaged)\b|\b(?:person|man|woman|one|guy|lady) (?:that |who(?:m)? )?i'?m "
    r"(?:married to|engaged to|living with)\b|\bi'?m married to (?:her|him|them)\b",
    re.I,
)
""" "Could you check Ana Reyes' claim for me? We are married": who speaks of somebody by name, and tells that they are kin."""
_BORN = re.compile(r"\bborn\b|\bdelivery\b|\bgave birth\b", re.I)


_SLIP = re.compile(
    r"\b(?:(?:that|this|it)(?:'?s| is| was) (?:actually |just )?|(?:gave|read|typed|said|told|used|put)(?: in)? (?:you )?)"
    rf"my (?:\w+[- ]){{0,2}}?{KIN}'?s\b(?: {_PROOF}\b)?",
    re.I,
)
_FIGURE = rf"(?:[\w-]*\d|{_SPOKEN_FIGURE}\b)"
_MINE_IS = re.compile(rf"\bmine(?:'?s| is| was|:)\W+(?:(?:actually|the|just|born|on|in)\W+){{0,3}}{_FIGURE}", re.I)
_OOPS = re.compile(
    r"\b(?:sorry|oops|whoops|wait|my (?:mistake|bad)|almost|nearly|accident\w*|by mistake|wrong)\b", re.I
)


def _without_a_slip(words: str) -> str:
    """ "That's my husband's birthday, mine is 10/25/1972", "27566, sorry, that's my son's, it's 27565": for nobody else."""
    told = _SLIP.search(words)
    if told is None:
        return words
    before, after = words[: told.start()], words[told.end() :]
    anew = (re.search(r"\d{4}", before) is not None or "almost" in before) and re.search(
        r"\bit'?s\W+[\w-]*\d", after, re.I
    )
    put_right = _MINE_IS.search(after) or (anew and _OOPS.search(words))
    return f"{before} {after}" if put_right else words


def _plain(text: str) -> str:
    """The words with one kind of apostrophe, the common "im" as "i'm", and without a relative's value given by mistake."""
    return _without_a_slip(re.sub(r"\b(i)m\b", r"\1'm", text.replace("’", "'").replace("‘", "'"), flags=re.I))


def is_own(text: str) -> bool:
    """Whether the line says plainly that the speaker is the member, or that the claim is the speaker's own."""
    words = _plain(text)
    return _OWN.search(words) is not None or (
        _OWN_ROLE.search(words) is not None and _THEIR_CLAIM.search(words) is None
    )


def wants_their_claim(text: str) -> bool:
    """Whether a relative's claim is asked for: "and my daughter Ann's from May 2", "moms claim"."""
    return not is_own(text) and _THEIR_CLAIM.search(_plain(text)) is not None


_IN_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_YOUNG = rf"(?:\d|1[0-7]|{'|'.join(_IN_WORDS.split())})"
_YOUNG_CHILD = re.compile(
    rf"(?<!\d)\b{_YOUNG}[- ]?(?:(?:year|yr)s?|months?|weeks?|mos?)[- ]old\b"
    r"(?! (?:claims?|bills?|letters?|visits?|denials?|eobs?)\b)|"
    rf"\b(?:he|she|my (?:son|daughter|kid|child))(?:'s| is) (?:only |just )?{_YOUNG}\b(?! (?:o'?clock|pm|am|hours|\d))|"
    r"\b(?:my|our) (?:little|baby|infant|newborn|toddler|minor) (?:one|boy|girl|guy|son|daughter|child)(?:'s)?\b|"
    r"\b(?:my|our) (?:baby|newborn|toddler|infant)(?:'s)?\b",
    re.I,
)


_HANDS_OVER = re.compile(
    r"\b(?:hand(?:ing)?|giv(?:e|ing)|pass(?:ing)?) (?:(?:him|her|them|my \w+|over) )?(?:the|this|my) "
    r"(?:phone|line|chat|keyboard|computer|handset)\b(?! (?:number|bill|call))|"
    r"\b(?:put(?:ting)?|get(?:ting)?) (?:him|her|them|my \w+) (?:on|on the (?:phone|line)|right now|over here)\b|"
    r"\b(?:hand(?:ing)?|pass(?:ing)?|giv(?:e|ing)) (?:you|it) (?:over )?to (?:him|her|them|my \w+)\b",
    re.I,
)


def hands_over_the_phone(text: str) -> bool:
    """ "She's right here, I'll hand her the phone": the person meant speaks next, and is waited for."""
    return _HANDS_OVER.search(text.replace("’", "'")) is not None


def is_young_child(text: str) -> bool:
    """Whether the person spoken of is a child of the caller too young to call for itself: "my 6 year old son's claim"."""
    return _YOUNG_CHILD.search(text.replace("’", "'")) is not None


def is_another(text: str) -> bool:
    """Whether the speaker says to be somebody else than the member: "this is the husband of …", "I'm actually her sister"."""
    return not is_own(text) and _THEMSELVES.search(_plain(text)) is not None


def acts_for_member(text: str) -> bool:
    """Whether the line tells that somebody acts for the member, in any of the ways people say it."""
    words = _plain(text)
    if is_own(text):
        return False
    if _THEIR_CLAIM.search(words) or _THEMSELVES.search(words):
        return True
    if _MINE.search(words):
        return False
    if _SENT.search(words) and not _OFFICE.search(words):
        return True
    if _MARRIED.search(words) and _THIRD_PERSON.search(words):
        return True
    return _KIN_THERE.search(words) is not None and _THEIRS.search(words) is not None


_PROOF_OF_KIN = re.compile(
    rf"^\W*(?:(?:oh|um|uh|well|ok|so|sorry|actually|yes)\W+)*(?:it'?s|its|that'?s|thats|this is)(?: actually)?(?: for)? my "
    rf"(?:\w+ )?{KIN}\b(?!')(?! (?:calling|ringing|at the|who (?:does|calls|helps)|yelling|crying))",
    re.I,
)


def proof_is_of_kin(text: str) -> bool:
    """ "It's my wife, so that would be February 2", where a proof was asked for: it may be hers."""
    return _PROOF_OF_KIN.search(text.replace("’", "'")) is not None


def in_third_person(text: str) -> bool:
    """Whether proofs or the claim are somebody else's by the grammar alone: "her dob", "Margaret's claim"."""
    return not is_own(text) and _THIRD_PERSON.search(_plain(text)) is not None


def speaks_of_own(text: str) -> bool:
    """ "My claim", "my visit": whoever else the line mentions."""
    return _MINE.search(_plain(text)) is not None
