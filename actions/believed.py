"""Which of the heard wishes to believe: a guess of the language model against plain words. Pure."""

from __future__ import annotations

import re

from actions.asking_first import TALKS_FIRST
from actions.capture_words import ZERO_AMONG
from actions.harm import LOSS, beside_a_loss, beside_a_worry, beside_the_wait, beside_things
from actions.heard import Heard
from actions.memory import Memory
from actions.of_one_claim import of_one_claim
from actions.office_words import denial_of_ours
from actions.reasons import threatens_or_despairs
from actions.requests import HANDOFFS, NEEDS_CLAIM

FRAUD_SURE = 0.8
"""Below this the caller is asked before a report of fraud is made."""
GUESS = 0.6
"""Below this the language model was guessing; plain words for a claim's status count more."""
STATUS_WORDS = re.compile(
    r"\b(?:claims?|clms?) stat(?:us|s)?\b|\bstatus (?:of|on) (?:a|my|our|the|this|one)\b|\bstatus\W*(?:please|pls|"
    r"plz|check|request)?\W*$|"
    r"\bcheck(?:ing)? (?:on |up on )?(?:a|my|our|the|this|some) (?:claim|clm)|"
    r"\b(?:claim|clm)s? to (?:check|look|verify|ask|go over|follow)\b|"
    r"\b(?:put|paid|pays?|covered|gave|give[ns]?) (?:zero|nothing|\$?0|none)\b|\bzero pay(?:ment)?\b",
    re.I,
)
FRAUD_WORDS = re.compile(
    r"fraud|scam|stole|steal|fake|phish|identity|imperson|someone (?:else )?us|never (?:had|got|went|saw|been|"
    r"received)|"
    r"didn'?t (?:have|get|go|see)|"
    r"did not (?:have|get|go|see)|not me\b|wasn'?t me|suspicious|made up|phony|bogus",
    re.I,
)
NO_LETTER = re.compile(
    r"\b(?:never|didn'?t|did not|haven'?t|have not)\b.{0,12}\b(?:saw|see|seen|got|get|gotten|receive[d]?|had)\b.{0,12}"
    r"\b(?:letters?|notices?|mail|paper\w*|statements?|eob|decision)\b",
    re.I,
)
PERSON_WORDS = re.compile(
    r"person|human|agent|\brep\b|\breps\b|repres|operator|some ?(?:one|body)|any ?(?:one|body)|talk|speak|(?<!of )people|"
    r"supervis|manager|transfer|\b(?:press|hit|dial|push|key)\w*\W+(?:\w+\W+)?(?:zeros?|0)\b|^\W*(?:(?:zero|0)\W*)+$|"
    r"\breal\b|alive|living|connect|robot|machine|\bbot\b|customer (?:service|care)|help ?desk|"
    r"specialist|reach|through|nurse|lady|guy|staff|employee|actual|behalf|you people|live",
    re.I,
)
SIGH = re.compile(
    r"(?=.*\b(?:oh|ugh|omg|god|great|jeez|lord|again|another|seriously|wow)\b)\W*(?:(?:oh|ugh|omg|my|god|great|jeez|lord|no|not|wow|"
    r"yet|seriously|this is|it'?s|here we go|just)\W+)*(?:an?|another|this|the)?\W*(?:\w+ )?(?:machine|robot|bot|"
    r"computer|recording)(?:\W+(?:again|thing|voice|ugh|great|why))*\W*",
    re.I,
)
""" "Oh no, not a machine again": it is said what answers, and that a person can be had."""
RELATIVE = (
    r"(?:mother|father|mom|mum|mama|dad|daddy|wife|husband|spouse|partner|son|daughter|kid|child|brother|sister|aunt|"
    r"uncle|grand\w+|neighbo\w+|friend|boyfriend|girlfriend)"
)
FOR_ANOTHER = re.compile(
    r"\bpower of attorney\b|\bpoa\b|\bon behalf of (?:my|a|an old|mr|mrs|ms)\b|\b(?:executor|conservator|"
    r"legal guardian)\b|"
    r"\b(?:i'?m|i am) not the (?:member|patient)(?: myself)?\b|\blaw (?:office|firm)\b|\bparalegal\b|\b(?:i'?m|i am|"
    r"this is|as) (?:\w+ )?"
    r"(?:attorney|lawyer)\b|\battorney for\b|\bdetective\b|\bsheriff\b|\bpolice officer\b|\bwe represent\b|"
    r"\bsubpoena\b|"
    r"\bcalling for (?:my|her|his) (?:mother|father|mom|mum|dad|wife|husband|son|daughter|kid|child|aunt|uncle|"
    r"grand\w+|neighbo\w+|friend)|"
    r"\bmy (?:mother|father|mom|mum|dad|wife|husband|son|daughter|aunt|uncle|grand\w+)\b.{0,25}\b"
    r"(?:told(?! me to (?:call|phone|ring|write|text|chat)\b)|asked|wants?|"
    r"sent) me\b|\bit'?s for (?:her|him|them),? not (?:for )?me\b|"
    rf"\b(?:same (?:\w+ )?for|what about|how about|about|for|check on|check|look(?:ing)? up) my (?:\w+ )?{RELATIVE}\b"
    r"(?!'?s? (?:\w+ )?(?:job|work|employer|plan|insurance|coverage|birth|delivery))|"
    rf"\bmy (?:\w+ )?{RELATIVE}'?s? (?:\w+ ){{0,2}}(?:claims?|bills?|visits?|surgery|eob|appointment|denial|statement|"
    r"treatment|member id|hospital stay|er visit)\b|"
    r"\b(?:chatting|calling|writing|texting|asking|speaking) (?:here )?on behalf of (?:him|her|them|someone|somebody)\b|"
    rf"\bi'?m (?:his|her|their) (?:ex\b|{RELATIVE})|"
    r"\bhand(?:ing)? (?:\w+ ){0,2}(?:phone|line|chat|keyboard|over) (?:over )?to "
    rf"(?:(?:my|his|her) (?:\w+ )?{RELATIVE}|him|her)\b|"
    rf"\b(?:put(?:ting)?|here(?:'s| is)|get(?:ting)?) my (?:\w+ )?{RELATIVE} (?:on|now|here|for you)\b",
    re.I,
)
FOR_THEM = re.compile(
    r"\b(?:chatting|calling|writing|texting|asking|speaking) (?:here )?for (?:him|her|them)\b"
    r"(?! (?:to|claims?|status|name|records?)\b)",
    re.I,
)
"""Only "him" or "her" tells whom it is about: an office speaks of its patients so, who brings an id or says "patient"."""
NAMES_A_PATIENT = re.compile(r"\b(?:patients?|pt|pts)\b", re.I)
OF_THE_OTHER = re.compile(
    r"\b(?:was|is|were|are|did|has) (?:his|hers)(?: (?:get|been|one))?(?: (?:denied|paid|covered|approved|pending|"
    r"processed)\b|\W*$)",
    re.I,
)
""" "Was his denied": a claim that is not the member's own, whom the line before told of."""
THEIR_CLAIM = re.compile(
    r"(?<!\bis )\b(?:his|her) (?:(?:own|last|other|whole|denied|recent|first|second|\w+day|january|february|"
    r"march|april|may|june|july|august|"
    r"september|october|november|december) )?(?:claims?|visits?|surgery|eobs?|denials?|er visit|hospital stay|"
    r"coverage|deductible)\b",
    re.I,
)
""" "What about her claim", from a member: another person's."""
_WHO_TREATS = re.compile(
    r"\b(?:doctors?|dr|therapists?|surgeons?|physicians?|dentists?|nurses?|office|clinic|hospital|specialists?|"
    r"providers?|rep|agent|"
    r"lady|guy|woman|man|biller|chiropractor|psychiatrist|psychologist|counselor|pediatrician|\w+ologist)\b",
    re.I,
)
""" "My doctor sent her claim late": the claim is one's own."""
RELATED = re.compile(
    r"\b(?:behalf|someone else|somebody else|authori[sz]ed|care ?giver|care ?taker|guardian|attorney|consent|his|"
    r"her|hers|him|them|their|"
    r"mother|father|mom|mum|dad|wife|husband|son|daughter|kid|child|baby|brother|sister|aunt|uncle|grand\w+|"
    r"neighbo\w+|friend|partner|spouse)\b",
    re.I,
)
OWN_TOO = re.compile(
    r"(?<!not )\b(?:for|about) (?:me|myself)\b|\bmy own\b|\bi'?m (?:a|the) member\b|\bour patient\b", re.I
)
ASKED_FOR = re.compile(
    r"\b(?:talk|speak|chat|connect|transfer|get|give|put|need|want)\b.{0,20}\b(?:person|human|agent|rep|"
    r"representative|someone|somebody|operator|"
    r"supervisor|manager)\b|\b(?:agent|operator|representative)\W*$",
    re.I,
)
HARM_WORDS = re.compile(
    r"pain|hurt|\bdie\b|dying|dead|death|kill|suicid|bleed|blood|breath|chest|heart|stroke|faint|passed out|"
    r"unconscious|collaps|emergenc|"
    r"ambulance|911|988|overdos|pills?\b|poison|harm|\bend (?:it|my|this)\b|\blife\b|\blive\b|\bliving\b|alive|"
    r"crisis|seiz|chok|allerg|swell|\bslur|\bod'?e?d\b|\b(?:slit|slash)|"
    r"(?:can.?t|cannot|can not) feel (?:my|his|her|their|the|any)\b|"
    r"(?:\bnot|n.?t|cannot) (?:mov(?:e|ing)|get(?:ting)? up|eating|wak(?:e|ing))\b|"
    r"swollen|numb|\bfell\b|fallen|burn|fever|contraction|labor|blue|knife|gun|\bcut(?:ting)?\b|jump|\bsafe\b|"
    r"\bsick\b|anymore|any more|"
    r"give up|go on|goodbye|worth|hopeless|help me|hospital|\ber\b|stop(?:ped)? (?:eating|talking|moving)|wake|"
    r"respon|shak|dizzy|vomit|throw\w* up|"
    r"attack|beat|hit me|threat|violen|abus|scared|alone|razor|rope|bridge|hang|sleep|insulin|sugar|tongue|face|"
    r"vision|see straight|head",
    re.I,
)
APPEAL_WORDS = re.compile(
    r"\bapp?e+a?l|\bappl|\bdispute|\breconsider|\bcontest|\bchallenge|\bfight|\bgrievance|\bredetermin|\bsecond look\b|"
    r"\breview|"
    r"\b(?:dis|not |don'?t )agree|\bobject|\blook (?:at (?:it|this|that) )?again\b",
    re.I,
)
CALL_REFERENCE = re.compile(
    r"\b(?:call|chat|conversation) ref(?:erence)?\b|\bref(?:erence)?\.? ?(?:#|number|no\b|num).{0,15}\b(?:for|of|"
    r"on) (?:this|the|our|my|today'?s) "
    r"(?:call|chat|conversation)\b|\brep(?:resentative)?'?s? name\b|\byour name\b.{0,20}\bref",
    re.I,
)
FILING = re.compile(
    r"\bfil(?:e|es|ed|ing)\b|\bsubmi\w+|\bsend\w*|\bsent\b|\bhow\b|\bwhere\b|\baddress\b|\bpayer id\b|\bmail\w*|"
    r"\belectronic\w*|"
    r"\bforms?\b|\bportal\b|\bcorrected\b|\breplacement\b|\b837|\bfax\w*|\breimburs\w*|\bclearing ?house\b",
    re.I,
)
IMPATIENT = re.compile(
    r"\b(?:how many|so many|all (?:these|those|this|that)|twenty|a million|too many) (?:more |damn |freaking )?"
    r"(?:numbers?|questions?|things|stuff|info\w*|hoops)\b|\bgood (?:lord|grief)\b|\bcome on\b|\b(?:jeez|geez|sheesh)\b|"
    r"\bfor (?:crying|heaven'?s?|god'?s?|pete'?s?|goodness)\b.{0,10}\b(?:sakes?|loud)\b",
    re.I,
)
""" "Good lord, how many numbers do you people need", in place of one."""
HURT_BEFORE = re.compile(
    r"\b(?:i|we) (?:hurt|broke|cut|burned|burnt|fell|injured|sprained|twisted|smashed)\b.*"
    r"\b(?:pay|pays|paid|bill\w*|claims?|cover\w*|den(?:y|ied))\b",
    re.I,
)
ACUTE = re.compile(
    r"bleed|blood|breath|chest|pill|kill|\bdie\b|dying|suicid|sel(?:f|ves)\b|unconscious|right now|just now|help me|"
    r"(?:can.?t|cannot|can not|couldn.?t) (?:move|get up|feel)|too deep|on purpose|"
    r"\b(?:cut|cutting|slit|slash\w*) (?:\w+ )?wrists?\b|\bend (?:it|this|my (?:own )?(?:life|pain|suffering|misery))\b|"
    r"\bhead\b|anymore|any more|emergenc|ambulance|911",
    re.I,
)
"""An injury told of with its bill is past, unless one of these is told with it."""
SETTLING = re.compile(
    r"\b(?:her|his|their) (?:\w+ )?(?:bills?|claims?|account|affairs|debts?|insurance)\b|\bestate\b|\bexecut(?:or|rix)\b",
    re.I,
)
"""Who died left bills, and the caller settles them."""
SURE = 0.8
"""What the language model hears is hardly ever wrong from here."""
ALLOWED = re.compile(
    r"\b(?:says?|said|tells?|told)\b.{0,20}\b(?:ok(?:ay)?|fine|all ?right|allowed|yes)\b|\bpermission\b|\bconsents?\b",
    re.I,
)
"""Somebody else is said to agree."""
AGREES = re.compile(
    r"\W*(?:(?:and|but|yes|well|ok(?:ay)?)\W+)*"
    r"(?:(?:he|she|they|my \w+)(?:'?s|'?re| is| are)? (?:(?:sitting|standing|right|just|here|beside|next|to|with|by|me|too|"
    r"and)\W+)+)?"
    r"(?:he|she|they|my \w+) (?:says?|said|told (?:me|you)) (?:yes|(?:that )?(?:it'?s |it is |that'?s )?"
    r"(?:ok(?:ay)?|fine|all ?right|allowed))"
    r"(?: (?:with (?:him|her|them)|for me|to (?:talk|speak|ask|tell|share|go ahead)[\w ]{0,20}))?\W*",
    re.I,
)
"""A line that tells of nothing else: "he is sitting right here, he says it's ok"."""
OTHER_PLAN = re.compile(
    r"other|another|second|primary|also|\btwo\b|\bboth\b|medicare|medicaid|tricare|\bva\b|wife|husband|spouse|"
    r"partner|mother'?s|father'?s|parent|"
    r"\bcob\b|coordination|only|\bno (?:other|more)|\bnew\b|switched|changed|married|job|auto|car insur|work(?:er|"
    r"men)|accident|injur|blue|aetna|cigna|"
    r"united|kaiser|humana|carrier|added|supplement|dropped|cancel|through my|old (?:plan|insurance)|plans\b",
    re.I,
)
ASKS_OF_A_PLAN = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|um|uh|hi|hello|wait|well|yes|no)\W+){0,3}"
    r"(?:did|does|do|is|was|were|has|have|are|who|which)\b(?!.*\b(?:i|we|he|she)(?:'ve|'m on| have| has| had| got| also)\b)",
    re.I,
)
""" "Did this cross over to secondary?", "does the patient have medicare?": asked, and nothing reported."""
OF_A_DENIAL = re.compile(r"\b(?:denials?|denied|den(?:y|ies|ying)|claims?|clm)\b", re.I)
OFFICE_OF = re.compile(
    r"\b(?:doctor|dr|physician|provider|surgeon)\w*'?s? (?:\w+ )?(?:office|practice|group|clinic)\b|"
    r"\bfrom (?:the |a )?(?:doctor|physician|surgeon)'?s?\b",
    re.I,
)
PEER_TO_PEER = re.compile(
    r"\bpeers?\b|\bp\W?(?:2|to|two)\W?p\b|\bmedical director\b|\bdoc(?:tor)?\W(?:to|2)\Wdoc|\bphysician\W(?:to|2)\Wphysician|"
    r"\breview(?:er|ing)\b|\bwho(?:ever)? (?:denied|decided|reviewed|made)\b|"
    r"\b(?:doctors?|docs?|dr|physicians?|surgeons?|md|he|she|provider)\b.{0,30}\b(?:talk|speak|discuss|call|explain|reach|"
    r"schedule|conversation|convo|chat)\w*|"
    r"\b(?:talk|speak|discuss|call|conversation|convo|chat)\w*\b.{0,25}\b(?:doctors?|docs?|dr|md|physicians?|director|nurse|"
    r"surgeons?)\b",
    re.I,
)
TELLS_OF = re.compile(
    r"\b(?:other|another|second(?:ary)?|medicare|medicaid|tricare|aetna|cigna|humana|united|blue|kaiser|has|have|had|is|are|"
    r"no longer|termed|terminated|new)\b",
    re.I,
)
""" "COB denial" names a reason; "medicare is primary" tells of a plan."""
WONT_PAY = re.compile(
    r"\b(?:they|you|u|it|insurance|ins|plan|company|you (?:guys|people|all)|y'?all)\b.{0,20}\b(?:won'?t|wont|not|"
    r"will not|refus\w+(?: to)?|didn'?t|didnt|don'?t|dont|"
    r"doesn'?t|doesnt|no)\s+(?:want to |gonna |going to |to )?(?:pay|paid|cover)",
    re.I,
)
CANNOT_PAY = re.compile(
    r"\bi (?:can'?t|cant|cannot|can not|could not|couldn'?t)\b|\bafford\b|\bno money\b|"
    r"\bbroke\b|\bjob\b|\binstal",
    re.I,
)
PREMIUM = re.compile(r"\b(?:out of|from|off) (?:my|our) (?:pay ?checks?|wages|salary)\b|\bpremiums?\b", re.I)
NO_APPEAL = re.compile(
    r"\b(?:don'?t|dont|do not|not|no)\b.{0,12}\b(?:want|need|interested in|ready)?\b.{0,10}\bappeal\b|"
    r"\bnot (?:gonna |going to )?appeal",
    re.I,
)
DAYS_LEFT = re.compile(r"\bhow (?:many|much) (?:more )?(?:days|weeks|time)\b", re.I)
ID_CARD = re.compile(
    r"\b(?:new|another|replacement|id|i\.d\.|ins|insurance|member(?:ship)?|health|plan|my|our)\s+(?:(?:id|insurance|"
    r"member)\s+)?cards?\b",
    re.I,
)


def believed(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """The wishes without those the words speak against; some are replaced by what the words say."""
    for doubt in (
        _status_in_plain_words,
        _for_someone_else,
        _a_person,
        _call_reference,
        _danger,
        _loss,
        _anger,
        _other_plan,
        _waited,
        _days_left,
        _peer_to_peer,
        _appeal,
        _who_pays,
        _how_to_file,
        denial_of_ours,
        _no_appeal,
        of_one_claim,
        _fraud,
        _id_card,
        _no_subject,
    ):
        wishes = doubt(list(wishes), heard, memory)
    return list(dict.fromkeys(wishes))


def _no_subject(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """One lone word where an identifier is asked for is one not understood, and no subject of its own."""
    proof = memory.expects not in (None, "role", "offer", "more", "which_claim")
    if proof and "out_of_scope" in wishes and heard.confidence < GUESS and IMPATIENT.search(heard.text):
        return ["complain" if name == "out_of_scope" else name for name in wishes]
    alone = proof and len(heard.text.split()) == 1
    return [name for name in wishes if not (alone and name == "out_of_scope")]


def _status_in_plain_words(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    sure = {*HANDOFFS, "check_claim_status"} - ({"request_human"} if not PERSON_WORDS.search(heard.text) else set())
    if heard.confidence < GUESS and STATUS_WORDS.search(heard.text) and not set(wishes) & sure:
        return ["check_claim_status", *(name for name in wishes if name in NEEDS_CLAIM)]
    return wishes


def _for_someone_else(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "On behalf of my mother": first it is said whom the line may tell, and a person is offered."""
    if memory.speaker == "provider" or not acts_for_another(heard, memory):
        weak = "identify_representative" in wishes and heard.confidence < GUESS and not RELATED.search(heard.text)
        return [name for name in wishes if name != "identify_representative"] if weak else wishes
    if "request_human" in wishes and ASKED_FOR.search(heard.text):
        return wishes
    if memory.speaker == "member" and memory.proved:  # what is asked of the other finds no answer in one's own claims
        return ["identify_representative", *(name for name in wishes if name == "medical_emergency")]
    return [
        "identify_representative",
        *(name for name in wishes if name not in ("request_human", "identify_representative", "hold_on")),
    ]


def acts_for_another(heard: Heard, memory: Memory) -> bool:
    """Whether somebody speaks who acts for a member: with a power of attorney, as a relative, a lawyer, the police."""
    if OWN_TOO.search(heard.text):
        return False
    if FOR_ANOTHER.search(heard.text):
        return True
    if memory.speaker == "member" and OF_THE_OTHER.search(heard.text):
        return True
    theirs = THEIR_CLAIM.search(heard.text) and not _WHO_TREATS.search(heard.text)
    if memory.speaker == "member" and theirs and not (heard.has("report_fraud") or FRAUD_WORDS.search(heard.text)):
        return True
    office = memory.speaker is None and (heard.values.get("member_id") or NAMES_A_PATIENT.search(heard.text))
    return not office and FOR_THEM.search(heard.text) is not None


def _a_person(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """Who asks for a person has a word for it; a weak guess without one is none, nor is a sigh at the machine."""
    if "request_human" in wishes and SIGH.fullmatch(heard.text.replace("’", "'")):
        return ["bot_challenge", *(name for name in wishes if name not in ("request_human", "bot_challenge"))]
    unlikely = heard.confidence < GUESS or ZERO_AMONG.search(heard.text)
    if "request_human" in wishes and unlikely and not PERSON_WORDS.search(heard.text):
        return [name for name in wishes if name != "request_human"]
    return wishes


def _call_reference(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "Your name and a call reference number?": it is told what answers; nobody is to call back."""
    if not CALL_REFERENCE.search(heard.text) or (
        "request_human" in wishes and ASKED_FOR.search(CALL_REFERENCE.sub(" ", heard.text))
    ):
        return wishes
    told_with = ("request_callback", "request_human", "bot_challenge", "submit_documents")
    return ["bot_challenge", *(name for name in wishes if name not in told_with)]


def _danger(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "Is it gonna rain tomorrow" is no emergency; a death told of is answered with sympathy, and with the number to call."""
    if "medical_emergency" not in wishes:
        return wishes
    rest = [name for name in wishes if name != "medical_emergency"]
    worry = beside_a_worry(heard.text)
    if worry is not None and not HARM_WORDS.search(worry):
        return rest or ["check_claim_status"]  # "I can't sleep, you won't pay, I'm scared to lose my house"
    for left in (beside_things(heard.text), beside_the_wait(heard.text)):
        if left is not None and not HARM_WORDS.search(left):
            return rest  # "my battery is dying, can you hurry", "my doctor says waiting could hurt me"
    if heard.confidence < GUESS and HURT_BEFORE.search(heard.text) and not ACUTE.search(heard.text):
        return rest or ["check_claim_status"]  # "I hurt my hand at the plant and nobody wants to pay for April 25"
    if AGREES.fullmatch(heard.text.replace("’", "'")):
        return ["identify_representative", *rest]  # the whole line: "he is sitting right here he says its ok"
    mourned = beside_a_loss(heard.text)
    harmless = mourned is not None and not HARM_WORDS.search(mourned) and not threatens_or_despairs(heard.text)
    if heard.confidence < SURE and harmless:
        return ["sorry_for_loss", *rest]
    if heard.confidence >= GUESS:
        return wishes
    if ALLOWED.search(heard.text) and not HARM_WORDS.search(heard.text):
        return ["identify_representative", *rest]
    if LOSS.search(heard.text):
        return ["sorry_for_loss", *rest]
    return wishes if HARM_WORDS.search(heard.text) else rest


def _loss(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "My mother died and I need to settle her bills": sympathy, not a payment plan; then whom the line may tell."""
    rest = [name for name in wishes if name not in ("ask_payment_help", "complain", "sorry_for_loss")]
    if "medical_emergency" in wishes or not LOSS.search(heard.text):
        return wishes
    if "sorry_for_loss" in memory.offered:  # said once
        return rest or wishes
    another = SETTLING.search(heard.text) and "identify_representative" not in rest
    return ["sorry_for_loss", *(["identify_representative"] if another else []), *rest]


def _anger(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "I pay every month and you pay nothing", "it comes out of my paycheck": help with the bill is for who cannot pay."""
    if "ask_payment_help" in wishes and PREMIUM.search(heard.text) and not CANNOT_PAY.search(heard.text):
        rest = [name for name in wishes if name != "ask_payment_help"]
        return rest or ["ask_appeal_rights"] * (memory.claim is not None)
    if {"complain", "ask_payment_help"} <= set(wishes) and not CANNOT_PAY.search(heard.text):
        return [name for name in wishes if name != "ask_payment_help"]
    return wishes


def _other_plan(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    if "report_other_insurance" in wishes and not OTHER_PLAN.search(heard.text):
        return [name for name in wishes if name != "report_other_insurance"]
    office = memory.speaker == "provider" and memory.claim is None
    if (
        "report_other_insurance" in wishes
        and office
        and OF_A_DENIAL.search(heard.text)
        and not TELLS_OF.search(heard.text)
    ):
        return [name if name != "report_other_insurance" else "check_claim_status" for name in wishes]
    return wishes


def _waited(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "I was looking for my glasses, so what's my part": who goes on to ask waits no more."""
    asks = set(wishes) & NEEDS_CLAIM
    return [name for name in wishes if name != "hold_on"] if asks and heard.confidence < GUESS else wishes


def _days_left(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "How many days do I have left" of a claim is its last day, not what is left of a benefit."""
    if memory.claim is None or not DAYS_LEFT.search(heard.text):
        return wishes
    return [name if name != "ask_benefits_used" else "ask_appeal_rights" for name in wishes]


def _who_pays(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "They won't pay my hospital" asks why, not for help with the bill."""
    if "ask_payment_help" in wishes and WONT_PAY.search(heard.text) and not CANNOT_PAY.search(heard.text):
        return [name if name != "ask_payment_help" else "ask_denial_reason" for name in wishes]
    return wishes


def _peer_to_peer(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """Calling from a physician's office about a denial asks for no call between physicians."""
    if "request_peer_to_peer" not in wishes or heard.confidence >= FRAUD_SURE:
        return wishes
    if TALKS_FIRST.search(heard.text):
        return [name if name != "request_peer_to_peer" else "hold_on" for name in wishes]
    if PEER_TO_PEER.search(OFFICE_OF.sub(" ", heard.text)):
        return wishes
    instead = "check_claim_status" if memory.claim is None and OF_A_DENIAL.search(heard.text) else None
    return [new for name in wishes if (new := instead if name == "request_peer_to_peer" else name)]


def _appeal(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """An appeal is opened for who speaks of one: "cancel this claim", "can you expedite it" ask what can be done."""
    if "start_appeal" not in wishes or heard.confidence >= GUESS or APPEAL_WORDS.search(heard.text):
        return wishes
    return [name if name != "start_appeal" else "ask_next_step" for name in wishes]


def _how_to_file(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """How to file is told to who asks it: "need to discuss a paid claim" wants that claim."""
    if "ask_how_to_file" not in wishes or heard.confidence >= GUESS or FILING.search(heard.text):
        return wishes
    instead = "check_claim_status" if re.search(r"\bclaims?\b|\bclm", heard.text, re.I) else None
    return [new for name in wishes if (new := instead if name == "ask_how_to_file" else name)]


def _no_appeal(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "I don't want to appeal yet, how much is it": the appeal is not what is asked."""
    if not NO_APPEAL.search(heard.text) or not {"ask_appeal_rights", "start_appeal"} & set(wishes):
        return wishes
    if re.search(r"\bwhy\b|\bcan'?t\b|\bcould\b", heard.text, re.I):
        return wishes
    rest = [name for name in wishes if name not in ("ask_appeal_rights", "start_appeal")]
    if re.search(r"\bhow much\b|\bowe\b|\bwhat (?:is|was) (?:it|the bill)\b", heard.text, re.I):
        rest.append("ask_amount_owed")
    return rest


def _id_card(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """ "I lost my insurance card, send me a new one": no paper of a claim, and a person can help."""
    if not ID_CARD.search(heard.text):
        return wishes
    return [name if name not in ("request_document", "out_of_scope") else "id_card" for name in wishes]


def _fraud(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """A report of fraud needs words for it: a weak guess about a claim is a question about a claim.

    A letter that never came is none; while a claim is talked about it asks whether it is too late.
    """
    if "report_fraud" in wishes and NO_LETTER.search(heard.text) and heard.confidence < FRAUD_SURE:
        late = "ask_appeal_rights" if memory.claim is not None else None
        return [new for name in wishes if (new := late if name == "report_fraud" else name)]
    if "report_fraud" not in wishes or heard.confidence >= FRAUD_SURE or FRAUD_WORDS.search(heard.text):
        return wishes
    instead = "check_claim_status" if re.search(r"\bclaims?\b|\bclm", heard.text, re.I) else None
    return [new for name in wishes if (new := instead if name == "report_fraud" else name)]
