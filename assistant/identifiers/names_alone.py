"""One name alone that is plainly somebody's: "her name is quyen", "it's maya's claim", "verna oh three …", who calls."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from difflib import get_close_matches

from assistant.identifiers.known_names import (
    ALSO_WORDS,
    FAMILY_NAMES,
    FIRST_NAMES,
    GIVEN_NAMES,
    KNOWN_NAMES,
    PLACE_NAMES,
)
from assistant.identifiers.name_words import BEFORE_THE_LAST, BRANDS, NOT_NAMES, SaidName, proper
from assistant.identifiers.names_of_claims import names_a_claim
from assistant.identifiers.names_to_call import EXTENSION, is_to_be_reached
from assistant.identifiers.ordinary_words import is_no_word, ordinary_words
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import FIGURES_SAID, NATO

_MORE_WORDS = 3
CONTRACTED = re.compile(r"(?:'(?:s|re|ve|ll|d|m|t|em|all|am|clock|er|ing|ed)|n't)\b")
_SURE = GIVEN_NAMES - NATO.keys()
_AS_NAMES = (ALSO_WORDS | (FIRST_NAMES & NATO.keys())) - frozenset(
    "will may ward lane sue rob star carry chase".split()
)
"""Words that after "my son" or "her name is" are a name: "may", "will" and the like go on with the sentence."""
_NO_NAMES = BRANDS | frozenset(
    """
    christ jibility ma'am y'all gonna wanna gotta lemme kinda sorta dunno yall maam hola haha lol omg wtf smh
    bullcrap bullshit bull crap horseshit bogus ridic
    """.split()
)
OF_THE_FAMILY = re.compile(
    r"\b(?:(?:my|our|his|her|their|the|an?|ur|this|that)\s+|(?:for|re)\s+(?=(?:late|deceased|step)))"
    r"(?:(?:little|lil|youngest|oldest|eldest|other|older|younger|middle|new|baby|kid|big|late|dead|deceased|dear|poor|own|only|adult|grown|"
    r"disabled|elderly|foster|ex|great|first|second|\w+\s+(?:year|yr|month|week)s?\s+old)\s+)*"
    r"(?:girl|boy|son|daughter|child|kid|baby|newborn|infant|toddler|wife|husband|hubby|spouse|partner|mother|mom|mama|father|dad|sister|brother|"
    r"grandson|granddaughter|grandbaby|grandma|grandpa|niece|nephew|uncle|aunt|auntie|cousin|twin|keiki|papa|nana|granny|gramps|mija|mijo|hija|hijo|stepson|stepdaughter|stepmother|stepmom|stepfather|stepdad|stepsister|stepbrother|fiance|fiancee|gf|bf|girlfriend|boyfriend|ward|little\s+one|lil\s+one)(?:\s+in\s+law)?(?:'?s(?=,))?,?\s+(?:named\s+|called\s+)?$",
    re.IGNORECASE,
)
""" "The claims for my little girl sofia", "my daughter, Renata": by the first name alone."""
ONLY_SAYS = re.compile(
    r"\W+(?:says?|said|tells?|told|thinks?|thought|is\s+on\s+the\s+(?:other\s+)?(?:line|phone))\b", re.IGNORECASE
)
""" "My daughter carla says …": who speaks beside the caller."""
_POSSESSED = re.compile(
    r"'s\s+(?!(?:on|here|right|with|saying|telling|talking|asking|yelling|listening|not|gonna|going|the\s+one|callin[g']?|helping|driving|"
    r"my|his|her|your|our|their|standing|sitting|gone|out|at\s+work|a|an|so|very|got\s+the\s+phone)\b)[a-z0-9]",
    re.IGNORECASE,
)
""" "My wife dottie's heart attack stay", "my late brother clifford's estate": not "my son mark's on the other line"."""
_SEVERAL = (
    r"\b(?:my|our|his|her|their|the|for)\s+(?:\w+\s+)?(?:twins|kids|boys|girls|sons|daughters|children|grandkids|parents|sisters|brothers|babies)"
    r"\s+(?:named\s+|called\s+)?"
)
_ONE_OF_SEVERAL = re.compile(rf"{_SEVERAL}$|{_SEVERAL}[a-z'-]+,?\s+(?:and|&)\s+$", re.IGNORECASE)
""" "My twins ava and mia"."""
_AND_ANOTHER = re.compile(r",?\s+(?:and|&)\s+[a-z]", re.IGNORECASE)
_DRAWN = "drew"
_GOES_ON_DRAWING = re.compile(r"\s+(?!(?:and|born|who|in)\b)[a-z]", re.IGNORECASE)
""" "The baby drew on mine": what was done, no name."""
_SO_FAR = (
    r"^\W*(?:(?:hi|hello|hey|hiya|howdy|good\s+(?:mornin[g']?|afternoon|evenin[g']?)|mornin[g']?|afternoon|yes|yeah|yep|yup|okay|ok|um|uh|oh|so|well|sorry|"
    r"ma'am|maam|sir)\W+)*"
)
_GREETED = re.compile(rf"{_SO_FAR}$", re.IGNORECASE)
_SAYS_WHO = re.compile(
    rf"(?:\b(?:this\s+is|this\s+here(?:'s|\s+is)|i\s+am|i'm|im|my\s+name\s+is|my\s+name's|sorry)\s+|{_SO_FAR}(?:(?:it's|its|it\s+is|that's)\s+))$",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"\b(?:this\s+(?:here)?|name)", re.IGNORECASE)
""" "I'm livid" and "it's illegible" tell no uncommon name, "this is quyen" does."""
_HOUSE = (
    r"(?:billing|office|clinic|hospital|dental|dentistry|smiles|care|medical|medicine|health\w*|infusion|a\s?r\b|accounts?|receivables?|"
    r"front\s+desk|claims|surgery|surgical|surgeons|pediatrics|peds|ortho\w*|imaging|radiology|labs?|therapy|rehab|pharmacy|records|collections|"
    r"associates|group|practice|center|services|hospice|nursing|oncology|cardiology|urology|dermatology|physicians?|providers?|"
    r"derm\w*|chiro\w*|physio\w*|vision|eye|optical|optometry|kidney|dialysis|foot|podiatry|spine|heart|dme|supply|ambulance|ems|transport|"
    r"anesthesia|pathology|endo\w*|perio\w*|wellness|family|memorial|university|regional|"
    r"doctor|dr|appeals|scheduling|intake|registration|reception|admissions)"
)
_CALLS = re.compile(
    r"\W+(?:(?:again|still|sorry|back|here|callin[g']?|in|over|with|at|from)\W+){0,3}?(?:(?:(?:with|at|in|from|over\s+(?:at|in))\s+|w/\s*|@\s*)(?:[\w'&.]+\s+){0,4}?"
    + _HOUSE
    + r"\b|(?:callin[g']?|speakin[g']?)\b)",
    re.IGNORECASE,
)
""" "X again with allied infusion", "X calling": after the name of who calls."""
_GOES_ON = re.compile(
    r"\W*[.,!?\n]|\W*$|\W+(?:and\s+)?(?:i|i'm|i'd|i've|my|callin[g']?|tryin[g']?|checkin[g']?|lookin[g']?|followin[g']?|speakin[g']?|again|from|with|w)\b",
    re.IGNORECASE,
)
_WHO_SAYS = re.compile(
    r"\W+(?:\w+\W+){0,7}?(?:said|says|told|tells|coded|gave|sent|billed|called\s+(?:me|us)|did|put|was|got|messed|wanted|wants)\b",
    re.IGNORECASE,
)
""" "Lorraine at the clinic said …": of whom is only spoken."""
_ASKED_ABOUT = re.compile(
    r"\b(?:askin[g']?|callin[g']?|talkin[g']?|checkin[g']?|lookin[g']?|inquirin[g']?|here)\s+(?:about|on|for|regarding|into)\s+$|\bask\s+for\s+(?:me\s+)?$",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"(?:\b(?:leave|take)\s+(?:an?|me\s+a)\s+(?:message|voicemail|note)\s+(?:for|with)\s+|"
    r"\bmake\s+sure\s+(?:it'?s|that'?s|you(?:'re|ve|'ve)?\s+(?:have|put|got|pull(?:ed)?(?:\s+up)?|looking\s+at))\s+|\bask(?:ing)?\s+for\s+(?:me\s+)?|\battn:?\s+|\battention:?\s+)$",
    re.IGNORECASE,
)
""" "Call the office back, ask for Danute"."""
_AFTER_ASKED = re.compile(
    r"\W*$|\W*[,.;]|\W+(?:in|at|from|with|or|and|she|he|please|pls|thanks|thx|any|between|before|after|ext|extension|if|when|that's|about)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:for|under)\s+$", re.IGNORECASE)
_OF_CLAIMS = re.compile(
    r"\b(?:claims?|bill(?:s|ed)?|e\s?o\s?b|explanation\s+of\s+benefits|statements?|appeals?|auth\w*|approv\w+|pa(?:y|id|yment)s?|owed?s?|visits?|"
    r"stay|(?:the|that|this|other|first|last|next|earlier)\s+one|den(?:y|ied|ial)|check|coverage|cover(?:ed)?|deductible|balance|card|refund|referral|records?|letter|grievance|benefits|eligib\w+)\b",
    re.IGNORECASE,
)
_FOR_ENDS = re.compile(
    r"\W*$|\W*[,.;?]|\W+(?:and|then|but|or|please|thanks|he|she|his|her|who|that's|from|on|in|since|last|this|dated|because|so|when|what|"
    r"how|where|why|that|before|after|with|as|can|could|did|do|does|is|was|has|i|i'm|we|it|it's|you|they|den(?:y|ied)|reject(?:ed)?|pend(?:ed|ing)?|pay|paid|process(?:ed)?|go|get|got|still|not|never|come|came|bounced?|instead|first|earlier|now|if|at|again|too|also|yet|dear|honey|ma'am)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:\b(?:thx|thanks|thank\s+you|ty|regards|best|sincerely|cheers)\W+|[.?!,)]\s*[-–—~]\s?|\s[-–—~])$", re.IGNORECASE
)
_NAME_IS = re.compile(
    r"\b(?:my|our|his|her|their|hers|\w+'s|\w+s'|patient|member|mbr|pt|name|(?:by\s+the|child|baby|boy|girl|kid))\s+(?:first\s+)?name(?:'?s|\s+is|\s+was|\s+were|\s+of)?\s*[:=-]?\s+$",
    re.IGNORECASE,
)
_SOMEBODY_AT_WORK = re.compile(
    r"\b(?:lady|woman|guy|man|gal|girl|rep|representative|agent|person|somebody|someone|clerk|nurse|doctor|dr|lawyer|attorney|receptionist|"
    r"adjuster|supervisor|manager|biller|surgeon|dentist|therapist|pharmacist|boss)\b(?!\s+(?:was|is)\s+for\b)|"
    r"\b(?:i\s+think|i\s+believe|i\s+guess|maybe)\s+(?:his|her|their)\s+name\b",
    re.IGNORECASE,
)
"""Of whom it is told, or guessed, what they are called: a name in passing, not whose claim it is."""
OWNED = re.compile(
    r"'?s\s+(?:(?!life|car|auto|home|burial)\w+\s+){0,2}?(?:claims?|bills?|visits?|appeals?|accounts?|acct|files?|statements?|eobs?|e\s+o\s+b|authorizations?|auth|appointments?|"
    r"coverage|surger(?:y|ies)|balance|denials?|remits?|payments?|records?|cards?|referrals?|deductible|copay|insurance|plan|id|member|"
    r"birthday|birth|date|dob|stays?|estate|therapy|treatments?|procedures?|operations?|e\s?r|echos?|ekg|mammogram|colonoscopy|ultrasound|scans?|m\s?r\s?i|c\s?t|x\s?rays?|labs?|tests?|"
    r"chemo|dialysis|machine|walker|wheelchair|crutches|oxygen|pump|insulin|meds|medicines?|medications?|prescriptions?|shots?|stitches|"
    r"braces|teeth|tooth|crown|glasses|hip|knee|shoulder|back|heart|eyes?|ears?|tonsils|cataracts?|ambulance|checkups?|physical|delivery|"
    r"hospice|rehab|letters?|refund|checks?|case|paperwork|information|info|number|name|policy|benefits)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?:^\W*|[.?!,;]\s*|\b(?:it's|its|it\s+is|that's|this\s+is|about|for|on|of|was|is|were|are|did|does|has|to|with|and|or|if|whether|check|pull|see|find|up|have|"
    r"not|then|me|dispute|appeal|den(?:y|ied)|reject(?:ed)?|refused?|cover(?:ed)?|process(?:ed)?|bounced?|send|sent|resend|re-?run|redo|allow|pay|paid|get|want|need|under|from|regarding)\s+)$",
    re.IGNORECASE,
)
_OF_A_VALUE = re.compile(
    rf"(?:{_SO_FAR}(?:(?:and|then|the|one|for|it's|its|that's|this\s+is)\W+)*|\b(?:and|then|for|sister|brother|twin|other)\s+)$",
    re.IGNORECASE,
)
_VALUE_IS = re.compile(
    r"(?:'s)?(?:\s+(?:is|was|it's|its|he's|she's|that's|has|had|the))?\s*[:,=-]?\s*(?:(?:is|was|born|on|the)\s+)*$",
    re.IGNORECASE,
)
_IS_SOMEBODYS = re.compile(
    r"\W*(?:(?:and|that|that's|which|it)\W+)?(?:is|was|for|goes\s+to|belongs\s+to|that's|it's)\s+$", re.IGNORECASE
)
_ENDS = re.compile(
    r"\W*$|\W*[,.;]|\W+(?:and|then|but|or|please|thanks|he|she|her|his|who|that's|thats)\b", re.IGNORECASE
)
_PATIENT = re.compile(
    r"\b(?:patient|pt|member|mbr|(?<!my )(?<!the )(?<!our )(?:baby|newborn|infant))\s+$", re.IGNORECASE
)
_OF_A_PATIENT = re.compile(
    r"\W*$|\W*[,.;?]|\W+(?:get|got|gets|needs?|broke|fell|hurt|cut|came|died|passed|turned|turns|stayed|started|swallowed|did|does|went|goes|had|to|for|a|we|he|she|i|who|is|was|has|had|born|date|dob|and|they|it|the|but|on|from|seen)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:i'm|im|i\s+am|this\s+is|it's)\s+(?:his|her|their|the|a|an|my)\s+(?:\w+\s+)?(?:neighbor|friend|caregiver|caretaker|aide|guardian|roommate|landlady|"
    r"pastor|social\s+worker|case\s+worker|poa)\s+$",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r"\b(?:mother|mom|father|dad|baby|newborn|son|daughter|wife|husband|patient|twin|sister|brother|one|child|kid|boy|girl)\W+(?:that's|that\s+is|who's|named|called)\s+$|"
    r"\b(?:mother|mom|father|dad|son|daughter|wife|husband|sister|brother|aunt|uncle|cousin)(?:'s)?\W+"
    r"(?:(?:claims?|one|bill|now|next|too|then|please|instead|account|as\s+well|and|okay)\W+){0,3}(?:he's|she's|(?:his|her)\s+name's)\s+$",
    re.IGNORECASE,
)
_ID_SLOTS = frozenset({"date_of_birth", "date_of_service", "member_id", "claim_number", "auth_number", "ssn_last4"})


def one_alone(
    text: str, tokens: Sequence[Token], i: int, blocked: Container[int], *, spoken: bool, expects: str | None
) -> SaidName | None:
    """The one name at token i, where what stands around it leaves no doubt; the pairs have been read before."""
    token = tokens[i]
    bare = token.word.removesuffix("'s")
    if not spoken and _lacks_its_mark(token.word):
        bare = token.word[:-1]
    if not token.is_word or len(bare) < 2 or bare in _NO_NAMES:
        return None
    start, end = token.start, token.start + len(bare)
    if names_a_claim(text, start, end, spoken=spoken):
        return SaidName(proper(text[start:end]), start, end, "whole", 0.6)
    word = bare in _AS_NAMES or (bare in ALSO_WORDS and token.word != bare)  # "my son will's claim"
    known = bare in _SURE
    short = i + 1 < len(tokens) and tokens[i + 1].word in BEFORE_THE_LAST  # "Le Thi Bich Ngoc"
    if not (known or word or short or may_be_strange(text, token, spoken=spoken)):
        return None
    said = SaidName(proper(text[start:end]), start, end, "whole", 0.6)
    if _is_told(text, start, end, word=word, known=known):
        last = _last_of_it(text, tokens, i, blocked, spoken=spoken) if _NAME_IS.search(text[:start]) else i
        end = tokens[last].end if last > i else end
        return SaidName(proper(text[start:end]), start, end, "whole", 0.6)
    may_stand = spoken or not word or bare in FIRST_NAMES
    if may_stand and bare not in NOT_NAMES and (_is_asked_for(text, start, end) or is_to_be_reached(text, start, end)):
        return said
    if word or bare in NOT_NAMES:
        return None
    sides = (
        (known and _is_for(text, start, end))
        or _is_whose(text, start, end, known=known)
        or (known and _is_mine(text, start, end))
        or _is_patient(text, start, end)
        or (_ROLE.search(text[:start]) is not None)
        or _stands_by_a_value(text, tokens, i, blocked, asked=expects in _ID_SLOTS, known=known)
    )
    return said if sides or (not spoken and _is_signed(text, start, end)) else None


_MY = re.compile(r"(?<!\bof )\bmy\s+(?:(?:poor|late|sweet|dear|little|baby)\s+)*$", re.IGNORECASE)
_LIVED = re.compile(
    r"\W+(?:died|passed(?:\s+away)?|got\s+(?:hurt|sick)|was\s+(?:born|hurt|sick|admitted|in\s+the)|broke|fell|went\s+to|had\s+(?:his|her|surgery))\b",
    re.IGNORECASE,
)


def _is_mine(text: str, start: int, end: int) -> bool:
    """ "My walter died in april": one's own, by the first name alone."""
    return _MY.search(text[:start]) is not None and _LIVED.match(text, end) is not None


_AS_SHORT = 4


def _lacks_its_mark(word: str) -> bool:
    """The theos of "is theos cast claim paid": a first name with its s, and neither a word nor a name as it stands."""
    first = word[:-1]
    strange = word not in KNOWN_NAMES and word not in ordinary_words() and first not in ordinary_words()
    return (
        word.endswith("s") and len(first) >= _AS_SHORT and strange and first in FIRST_NAMES - ALSO_WORDS - FAMILY_NAMES
    )


def _last_of_it(text: str, tokens: Sequence[Token], i: int, blocked: Container[int], *, spoken: bool) -> int:
    """The token with which the name after "name is" ends: "quang do d o", "Le Thi Bich Ngoc"."""
    k = i
    while k + 1 < len(tokens) and k - i < _MORE_WORDS and k + 1 not in blocked and tokens[k + 1].is_word:
        token = tokens[k + 1]
        letters = "".join(t.word for t in tokens[k + 2 : k + 2 + len(token.word)] if len(t.word) == 1)
        spelled = len(token.word) > 1 and letters == token.word
        named = token.word in KNOWN_NAMES if spoken else text[token.start].isupper()
        strange = may_be_strange(text, token, spoken=spoken) or token.word in BEFORE_THE_LAST
        if text[tokens[k].end : token.start] != " " or not (
            spelled or ((named or strange) and token.word not in NOT_NAMES)
        ):
            break
        k += 1
    return k


def may_be_strange(text: str, token: Token, *, spoken: bool) -> bool:
    """Whether a word that is none may be an uncommon name; a typed one only in its capital, and no slip of the finger."""
    bare = token.word.removesuffix("'s")
    if CONTRACTED.search(bare):
        return False
    bare = bare.replace("'", "")
    if bare in _NO_NAMES or bare in NATO or {bare, token.word} & NOT_NAMES or not is_no_word(bare):
        return False
    return spoken or (text[token.start].isupper() and not token.capitals)


def _is_told(text: str, start: int, end: int, *, word: bool, known: bool) -> bool:
    """ "Her name is quyen", "this is X calling", "for the mother that's delphine"; a word that is a name only so."""
    name, before = text[start:end], text[:start]
    if name.lower() in before.lower():
        before = re.sub(rf"\b{re.escape(name)}\W+(?:again\W+)?$", "", before, flags=re.IGNORECASE)
    if _NAME_IS.search(before):
        return not tells_of_work(before)
    calls = _CALLS.match(text, end)
    calls = None if calls and _WHO_SAYS.match(text, calls.end()) and " at " in calls[0] else calls
    says = _SAYS_WHO.search(before)
    plainly = known or text[start].isupper() or (says is not None and _BY_NAME.search(says[0]) is not None)
    if says and (calls or (plainly and not word and _GOES_ON.match(text, end) is not None)):
        return True
    if _is_of_the_family(text, before, end):
        return True
    return not word and (
        (calls is not None and _GREETED.search(before) is not None) or _THAT_IS.search(before) is not None
    )


def _is_of_the_family(text: str, before: str, end: int) -> bool:
    """ "My daughter carla needs …", "my son mateo's speech therapy", "my twins ava and mia"."""
    if OF_THE_FAMILY.search(before):
        told = _OF_A_PATIENT.match(text, end) or _POSSESSED.match(text, end)
        drawn = text[:end].lower().endswith(_DRAWN) and _GOES_ON_DRAWING.match(text, end)
        return told is not None and not drawn and not ONLY_SAYS.match(text, end)
    last = _AND_ANOTHER.match(text, end) or _OF_A_PATIENT.match(text, end) or _POSSESSED.match(text, end)
    return _ONE_OF_SEVERAL.search(before) is not None and last is not None


def tells_of_work(before: str) -> bool:
    """ "The lady at the desk her name was …": a name in passing, not whose claim it is."""
    return _SOMEBODY_AT_WORK.search(before) is not None


def _is_whose(text: str, start: int, end: int, *, known: bool) -> bool:
    asked = known and _ASKED_ABOUT.search(text[:start]) is not None and _ENDS.match(text, end) is not None
    owned = OWNED.match(text, end)
    owned = None if owned and not known and "coverage" in owned[0].lower() else owned  # a drug's
    return asked or (owned is not None and _WHOSE.search(text[:start]) is not None)


_CALL_ME = re.compile(
    r"\b(?:call|ring|phone|text|buzz|reach|contact|dial)\s+(?:me|us|back|him|her)\b|\bcall\s?-?\s?back\b|\ba\s+(?:call|ring|buzz)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(r"\b(?:it's|its|it\s+is|this\s+is|i'm|im|i\s+am|that's|name's|name\s+is)\s+$", re.IGNORECASE)
_TO_CALL = re.compile(r"\b(?:call|ring|text|phone|reach|contact|call\s?back\s+for)\s+$", re.IGNORECASE)
_DIALLED_AFTER = re.compile(
    r"\W+(?:(?:at|on|my|the|number|number's|is|cell|phone|it's)\W+){0,4}"
    rf"(?:\(?\d{{3}}\b|(?:(?:{FIGURES_SAID}|double)\s+){{3}})",
    re.IGNORECASE,
)


def _is_to_be_called(text: str, start: int, end: int) -> bool:
    """ "Have a rep call me back, it's X, two one four …", "call X at two one four …": who is to be called, before the number."""
    if _DIALLED_AFTER.match(text, end) is None:
        return False
    told = _IT_IS.search(text[:start]) is not None and _CALL_ME.search(text) is not None
    return told or _TO_CALL.search(text[:start]) is not None


def _is_asked_for(text: str, start: int, end: int) -> bool:
    if _is_to_be_called(text, start, end):
        return True
    return _ASKED_FOR.search(text[:start]) is not None and _AFTER_ASKED.match(text, end) is not None


def _is_for(text: str, start: int, end: int) -> bool:
    """ "Go over this e o b with me for clyde and tell me …"."""
    claims = _FOR.search(text[:start]) is not None and _OF_CLAIMS.search(text[:start]) is not None
    return claims and text[start:end].lower() not in PLACE_NAMES and _FOR_ENDS.match(text, end) is not None


def _is_patient(text: str, start: int, end: int) -> bool:
    return _PATIENT.search(text[:start]) is not None and _OF_A_PATIENT.match(text, end) is not None


_AFTER_A_PHONE = re.compile(rf"\d{{3}}\W{{0,2}}\d{{4}}{EXTENSION}[\s,.;(-]+$", re.IGNORECASE)
""" "Call back 212-555-0140 ext 3, Marisol"."""


def _is_signed(text: str, start: int, end: int) -> bool:
    """ "… thx -Brandi", a number to call and who is to be called."""
    ends = re.fullmatch(r"\W*", text[end:]) is not None
    before = text[:start]
    told = _SIGNED.search(before) or (text[start:end].lower() in _SURE and _AFTER_A_PHONE.search(before))
    return ends and text[start].isupper() and bool(told)


def _is_label_mistyped(word: str) -> bool:
    """The "memeber" of "memeber id"."""
    return bool(get_close_matches(word, _LABELS, n=1, cutoff=_MISTYPED))


_LABELS = "member subscriber patient policy insurance number claim birthday service medicare".split()
_MISTYPED = 0.8


def _stands_by_a_value(
    text: str, tokens: Sequence[Token], i: int, blocked: Container[int], *, asked: bool, known: bool
) -> bool:
    """ "Verna oh three twenty two …", "selam's is nine oh four …", "ten twelve is marguerite"."""
    if not (asked or known) or (not known and _is_label_mistyped(tokens[i].word)):
        return False
    start = tokens[i].start
    bare_end = start + len(tokens[i].word.removesuffix("'s"))
    after = next((t for k, t in enumerate(tokens) if k > i and k in blocked), None)
    if after and _VALUE_IS.fullmatch(text[bare_end : after.start]) and _OF_A_VALUE.search(text[:start]):
        return True
    before = next((t for k, t in reversed(list(enumerate(tokens))) if k < i and k in blocked), None)
    return (
        before is not None
        and _IS_SOMEBODYS.fullmatch(text[before.end : start]) is not None
        and _ENDS.match(text, bare_end) is not None
        and asked
    )
