"""Wishes for a person that can be told from the words alone. Pure.

The classifier knows how most people ask; nobody may be held up by the way they happen to say it, so plain wishes are heard
whatever else the line is about: a verb of wishing or moving before a word for a person, a person asked after, a machine
refused. What was said of a person ("your agent told me", "are you one?", "I don't need one") is taken out first.
"""

from __future__ import annotations

import re

from assistant.components.misheard_person import only_a_person, zeros_alone

_WORD = (
    r"(?:switchboard|persons?|peoples?|humans?|human\s+beings?|reps?|representatives?|agents?|operators?|supervisors?|managers?|mgr|csr|tsr|"
    r"associates?|specialists?|employees?|advis[eo]rs?|adjusters?|examiners?|coordinators?|navigators?|advocates?|"
    r"colleagues?|management|staff|team\s+leads?|team\s+leaders?|lady|ladies|guy|gal|fella|(?:night|day)\s+crew|one\s+of\s+(?:your|the|you)\s+(?:people|folks|guys|humans|ladies)|(?<=your\s)lead|(?<=shift\s)lead|gentleman|boss|grown[\s-]?up|adult|"
    r"(?:live|living|real|breathing)\s+(?:one|body|voice|individual))"
)
_PERSON = (
    rf"{_WORD}\b(?!'s|\s+(?:form|forms|name|names|code|number|id|resources|services|"
    r"error|growth|rights|commission|designation|care)\b)"
)
_ANYBODY = r"(?:some\s?one|some\s?body|any\s?one|any\s?body|some1|sum1|sumone)\b(?!'s)"
_OFFICE = (
    r"(?:(?:the\s+|your\s+)?(?:claims?|billing|appeals?|customer|member|provider|grievance|benefits|payment|care)\s+"
    r"(?:department|dept|office|service|services|care|relations|support|team|people|unit|line|desk|management))"
)
_STOP = (
    r"(?!(?:about|on|that|who|for|because|and|but|if|of|name|said|told|from|call|back|my|is|was|did|be|become|know|file|"
    r"see|understand|report|send|mail|copy|appeal|need|want|wrong|why|how|when|where|what|or|by|cashed|paid|approved|fixed)\b)"
)
_KIND = rf"(?:{_STOP}[\w'-]+\s+){{0,5}}?"
_SOMEBODY = rf"{_KIND}(?:my\s+(?:case|care)\s+)?(?:{_PERSON}|{_ANYBODY})"
_WHOEVER = (
    r"(?:who\s?ever|the\s+(?:person|lady|guy|girl|gal|man|woman|nurse|agent|rep|supervisor|people)\s+"
    r"(?:who|that|in\s+charge|i\s+(?:was|had|just)|we\s+were|before|from\s+before)|"
    r"the\s+one\s+(?:who|in\s+charge|that\s+(?:helped|told|called|answered|handles|does|knows|can|works|decides|makes|signed|denied)|"
    r"(?:i|we)\s+(?:(?:was|were|had|just|been)\s+)*(?:talk|speak|spoke|chat|on\s+with|with)|(?:from\s+)?before\W*$))"
)
_TARGET = rf"(?:{_SOMEBODY}|{_KIND}{_OFFICE}|{_KIND}{_WHOEVER}|management)"
_MOVE = (
    r"(?:transfer(?:red)?|xfer|connect(?:ed)?|reconnect|conect|patch(?:ed)?|put|hand(?:ed)?|switch(?:ed)?|pass(?:ed)?|"
    r"rout(?:e|ed)|escalate|esclate|forward|redirect|move|shift|send)"
)
_MACHINE = (
    r"(?:machines?|robots?|bots?|chat\s?bots?|computers?|recordings?|automat\w+|"
    r"a\.?i\.?|software|menus?|parrots?|voice\s+mail)"
)
_WISHES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:talk|speak|speek|spk|tlk|chat|tt|a\s+word)\s+(?:2|w|w/|to|with|directly\s+to)?\s*{_TARGET}",
        rf"\b(?:prefer|rather|like|better|comfortable|stop)\s+(?:[\w']+\s+)?(?:talking|speaking|dealing|discussing|deal)\s+(?:\w+\s+)?"
        rf"(?:to|with)\s+{_TARGET}",
        rf"\b(?:explain|discuss|go\s+(?:over|through))\s+(?:it|this|that|everything|things|all\s+(?:of\s+)?this)\s+(?:\w+\s+)?(?:to|with)\s+{_SOMEBODY}",
        rf"\b(?:get|give|gimme|bring|fetch|find|grab|reach|summon)\s+(?:me|us|it)?\s*{_TARGET}",
        rf"\b(?:go|get|skip|straight|through|out|past|over|back)\s+(?:\w+\s+){{0,3}}?to\s+{_TARGET}",
        rf"\b{_MOVE}\s+(?:(?:me|us|this|it|through|over|on|back|along|up|chat|call|conversation|the|my|to|with|2)\s+){{0,5}}{_TARGET}",
        r"\b(?:transfer|xfer|connect|reconnect|patch|escalate)\s+(?:me|us)\b(?!\s+(?:to|with))|\bring\s+through\s+to\b|\b(?:put|patch|ring)\s+(?:me|us)?\s*(?:right\s+|straight\s+)?"
        r"(?:through\b(?!\s+(?:to|an?|the|my|our|again|another)\b)|in\s+touch\b|on\s+with\b)|\b(?:transfer|escalate)\s+(?:this|the|my)\s+(?:chat|call|conversation)\b",
        r"\bis\s+(?:(?:mrs?|ms|miss)\W+\w+|the\s+(?:\w+\s+){0,3}?(?:man|lady|guy|girl|woman|fella)(?:\s+from\s+(?:the\s+)?\w+)?)\s+(?:in|there|around|on\s+(?:shift|duty)|working|available)(?=\W*$|[,?.!]|\s+(?:today|now|tonight|please|i|she|he)\b)",
        r"\bis\s+\w+\s+still\s+(?:at\s+(?:the|her|his|your)\s+desk|on\s+shift|on\s+duty)\b",
        r"\bput\s+(?:me|us)\s+(?:back\s+)?in\s+(?:the\s+|your\s+)?(?:queue|line)\b",
        rf"\bput\s+{_SOMEBODY}\s+(?:\w+\s+)?on\b|\bbe\s+(?:transferred|connected|put\s+(?:in\s+touch|through))\b",
        rf"\b(?:want|wants|wanna|need|prefer|demand|request|requesting|insist\s+on|like|rather(?:\s+have)?|have|looking\s+for|asking\s+for|"
        rf"asked\s+for|begging\s+for|waiting\s+for|wait\s+for|holding\s+for|hold\s+for|how\s+about|take)\s+(?:to\s+have\s+)?{_KIND}{_PERSON}(?!\s+(?:call|phone|ring|text)\b)",
        rf"\b(?:want|need|wanna|prefer)\s+(?:your\s+)?{_OFFICE}\b(?!\s+(?:number|phone|address|hours|fax|email|to|forms?|details|info\w*)\b)",
        rf"\b(?:need|want)\s+{_ANYBODY}(?:\s+(?:real|human|alive|live|actual|else|who|that|in|from|with|now|please|on|to\s+(?:help|talk|speak))\b|\W*$)",
        rf"\b(?:want|need|get|like|have)\s+(?:[\w']+\s+){{0,3}}?{_WHOEVER}\b",
        r"\b(?:want|need|get|put)\s+(?:your\s+|the\s+)?(?:\w+\s+){0,2}(?:team|people|folks|department|dept)\s+on\s+(?:the\s+)?(?:line|phone)\b",
        rf"\bhow\s+(?:much\s+)?long(?:er)?\b[^.?!]{{0,45}}\b(?:till|until|before|for)\s+(?:{_ANYBODY}|(?:a|an|the|some|one\s+of\s+(?:your|you))\s+{_KIND}{_PERSON}|one\s+of\s+(?:your|you|ur)\s+\w+)\s+(?:(?:to\s+)?picks?\s+up|(?:to\s+)?answers?|(?:to\s+)?comes?\s+on|takes\s+(?:this|my))",
        rf"\b(?:text|txt)\s+(?:w|w/|with)\s*{_TARGET}|\b{_ANYBODY}\s+real\s+(?:txt|text|chat|talk|call)\b|\bhear\s+it\s+from\s+{_SOMEBODY}",
        r"\b(?:put|patch|connect|pass)\s+(?:me|us)\s+thru\b|\bput\s+thru\s+to\b|\bput\s+(?:a|some)\s+(?:\w+\s+)?soul\s+on\b|\bescalated?\s+to\s+(?:a\s+|the\s+)?(?:lead|tier|level)\b|\blive\s+agt\b",
        rf"\b(?:is|are|isn'?t|aren'?t|ain'?t|does|do)\s+(?:there|you\s+(?:not\s+)?have)\b[^.?!]{{0,20}}\b(?:{_PERSON}|{_ANYBODY}\s+(?:\w+\s+)?(?:real|human|alive|who|that|i|we|to\s+(?:talk|speak)|available))",
        rf"\bwhere(?:'?s|\s+is|\s+are)\s+(?:your|the|a|all\s+the)\s+{_WORD}\W*$",
        r"\b(?:is|isn'?t)\s+there\s+(?:nobody|no\s?one|anyone|anybody|someone|somebody)\s+(?:\w+\s+){0,2}?(?:who|that)\s+(?:can|could|will|would)\s+"
        r"(?:take|help|talk|speak|answer|listen)\b",
        rf"\b(?:said|saying|say|time|again|useless|enough|stop|helping|forget\s+it|just)\s+{_PERSON}\W*$",
        rf"\bany\s+(?:chance|way)\b[^.?!]{{0,25}}\b(?:{_PERSON}|{_ANYBODY})",
        rf"\b(?:is|are)\s+(?:{_ANYBODY}|a|an|your)\s+(?:\w+\s+)?(?:human|real|alive|{_WORD})\s+(?:\w+\s+)?(?:there|here|available|free|around|on)\b",
        rf"\b(?:can|could|will|would|may|have)\s+{_KIND}(?:{_PERSON}|{_ANYBODY})\s+(?:\w+\s+){{0,4}}?(?:take\s+(?:\w+\s+)?over|jump\s+(?:in|on)|step\s+in|pick\s+up(?!\s+my)|get\s+on|come\s+on|join|hop\s+on|take\s+this|deal\s+with\s+me)\b",
        rf"\b(?:can|could|will|would|may)\s+(?:a|an|your|one\s+of\s+your|some|any\w*|somebody)\s+{_KIND}{_PERSON}\s+(?:\w+\s+)?(?:help|assist|look|review|handle|read|talk|speak|explain)\b",
        rf"\b(?:{_PERSON}|{_ANYBODY})[^.?!]{{0,30}}\b(?:i|we)\s+(?:can|could|may)\s+(?:\w+\s+)?(?:talk|speak|chat)\b",
        r"\bwho\s+(?:can|could|do|should|may|would)\s+i\s+(?:\w+\s+)?(?:talk|speak|chat)\b(?!\s+(?:to|with)\s+about\s+(?!this|it\b|that|my\s+claim))",
        rf"^\W*(?:(?:just|please|uh|um|no|ok|okay|oh|well)\W+)*{_ANYBODY}\s+(?:(?:who|that)\s+(?:can|could|knows?|will|works|understands|actually|is)|"
        rf"(?:from|in|at)\s+\w+(?:\s+\w+){{0,3}}\W*(?:please|pls)|real|human|with\s+(?:a|half|some)\b)",
        rf"^\W*(?:(?:just|please|uh|um|ok|okay|oh|well|hi|hello|a|an|the|any|your|real|live)\W+)*{_PERSON}\s+(?:for|from|in|at|with|over\s+at)\s+(?:the\s+|your\s+)?"
        r"(?:claims?|billing|appeals?|payments?|benefits|customer|member|provider|enrollment)\b(?!\s+(?:told|said|called|sent|status|number|form))",
        rf"[,.!?;:]\s*(?:(?:a|an|the|your|real|live|actual|so|just)\s+){{0,3}}{_PERSON}(?:\W+(?:please|pls|plz|now|asap|thanks))*\W*$",
        rf"^\W*(?:(?:no|ok|okay|oh|just|a|an|the|your|real|live)\W+)*{_PERSON}\W+(?:please|pls|plz)\b(?!\s+(?:call|tell|send|note))",
        rf"(?<!my)(?<!another)(?<!different)(?<!a)(?<!the)\s(?:(?:real|live|actual|human)\s+){{0,2}}{_PERSON}\s+(?:please|pls|plz|now|asap)\W*$",
        r"\bhablar\s+con\s+(?:alguien|una?|el|su|la)\b|\b(?:necesito|quiero|deme|p[aá]seme|comun\S+me)\s+(?:con\s+)?(?:una?\s+)?(?:persona|agente|"
        r"representante|humano|alguien|operadora?|supervisora?)\b",
        r"\b(?:press(?:ed|ing)?|dial(?:ed|ing)?|hit(?:ting)?|push(?:ed|ing)?)\s+(?:the\s+)?(?:0|zero|oh)\b|\b(?:out\s+of|past|bypass|skip)\s+(?:this|the)\s+(?:menu|bot|robot|recording)\b",
    )
)
_REFUSED_MACHINE = re.compile(
    r"\b(?:done|tired|sick|through|fed\s+up|finished|enough|refuse|refusing|hate|hating|not|don'?t|dont|do\s+not|can'?t|cannot|can\s?not|won'?t|"
    r"wont|no\s+more|no|never|stop|isn'?t|rather\s+not|instead\s+of|can't\s+stand)\b"
    rf"(?:\s+(?!(?:is|are|why|sure)\b)[\w']+){{0,6}}?\s+(?:a\s+|the\s+|this\s+|these\s+|your\s+|any\s+)?{_MACHINE}\b",
    re.IGNORECASE,
)
_ABOUT_MACHINE = re.compile(
    rf"\b(?:are\s+you|you\s+are|you're|is\s+(?:this|it|that)|am\s+i|sound|understand|know|need)\b[^.,;!?]*\b{_MACHINE}",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    rf"\b(?:(?:don'?t|dont|do\s+not)(?!\s+(?:you|they))|doesn'?t|didn'?t|no\s+need|needn'?t|not|never|without|no)\b"
    rf"(?:\s+(?:want|wanna|need|require|asking|like|have|be|for|to|talk|speak|get|see|bother|with|any|a|an|another|the|your|my|real|live|human|"
    rf"transferred|connected|actual)\b){{0,7}}\s+(?:{_PERSON}|{_ANYBODY})(?!\s+(?:but|except))(?:\s+needed)?|"
    r"\b(?:don'?t|do\s+not)\s+(?:transfer|connect|escalate)(?:\s+(?:me|us|this|it))?(?:\s+to\s+\w+(?:\s+\w+)?)?|"
    r"\b(?:no\s+need\s+to|(?:don'?t|do\s+not)\s+(?:need|want)\s+to)\s+(?:be\s+)?(?:transfer|connect|put\s+through)\w*(?:\s+me)?|"
    r"\brather\s+not\s+(?:talk|speak)\b[^.,;!?]*",
    re.IGNORECASE,
)
_COUNTED = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a\s+dozen|couple(?:\s+of)?|"
    r"few|several|many|lots?\s+of|bunch\s+of)"
)
""" "Eleven people in my waiting room", "a couple of people to go over": patients, as an office counts them."""
_TALK_OF_ONE = re.compile(
    rf"\b(?:are|r|is)\s+(?:you|u|this|it|that|he|she)\s+(?:[\w']+\s+){{0,3}}?(?:{_PERSON}|{_ANYBODY})|"
    rf"\b(?:sounds?|looks?|talks?|feels?|seems?|types?|acts?|almost)\s+(?:just\s+|exactly\s+|a\s+lot\s+)?like\s+(?:[\w']+\s+){{0,3}}?{_WORD}|"
    rf"\b(?:i|we)\s+(?:already\s+)?(?:spoke|talked|chatted)\s+(?:to|with)\s+{_TARGET}|"
    rf"\bam\s+i\s+(?:talking|speaking|chatting|texting)\s+(?:to|with)\s+(?:[\w']+\s+){{0,3}}?(?:{_PERSON}|{_ANYBODY})|"
    rf"\b(?:i'?m|i\s+am|we'?re|we\s+are|this\s+is|he'?s|she'?s|as|be|become)\s+(?:just\s+)?(?:a|an|the|her|his|their|my)\s+(?:[\w']+\s+){{0,3}}?{_WORD}|"
    rf"\b(?:a|the|your|that|one|an|last|our)\s+(?:[\w']+\s+){{0,2}}?{_WORD}\s+(?:(?:i|we)\s+(?:spoke|talked|got|had|was|were|dealt)|said|told|says|tells|gave|"
    r"sent|promised|hung|named|called|hangs|was|were|did|does|on\s+the\s+(?:phone|eob|claim|bill))\b|"
    rf"\b(?:told|said|asked|says|advised|wants|wanted|tried|trying)\s+(?:me|us|him|her)?\s*to\s+(?:talk|speak)\s+(?:to|with)\s+{_TARGET}|"
    rf"\b(?:usually|normally|always|generally)\s+(?:just\s+|only\s+)?(?:get|got|have|talk\s+to|speak\s+(?:to|with))\s+{_TARGET}|"
    rf"\b(?:better|nicer|smarter|faster)\s+than\s+(?:[\w']+\s+){{0,2}}?{_WORD}|"
    r"\bdid\s+(?:i|you|we|he|she|they)\s+(?:talk|speak)\b[^.,;!?]*|"
    rf"\b(?:after|before|while|when|by|about|from|brb|i'm|am)\s+(?:i\s+)?(?:talking|speaking|checking|dealing)\s+(?:to|with)\s+{_TARGET}|"
    rf"\b(?:send|mail|give|hand|show|bill|charge|tell)\s+(?:this|that|the|my|our|a|her|his|your)\s+(?:\w+\s+)?{_WORD}\s+(?:a|an|the|her|his|their|another|that|what|how)\b|"
    rf"\b{_COUNTED}\s+(?:other\s+|more\s+|different\s+)?(?:people|persons|ladies|guys|employees)\b(?!\s+(?:from|on)\s+your)|"
    rf"\b(?:ask|check\s+with|talk\s+to|speak\s+(?:to|with)|tell)\s+(?:my|our)\s+(?!case|care)(?:[\w']+\s+)?{_WORD}",
    re.IGNORECASE,
)
""" "Before i send this lady a statement": she gets something, nobody gets her."""
_SPOKEN_TO = re.compile(
    rf"\b(?:i|we)\s+(?:already\s+)?(?:spoke|talked|chatted)\s+(?:to|with)\s+(?:a|an|the|your|one|some)\b[^.?!]{{0,40}}?\b(?:already|and\s+(?:he|she|they)|who|last|on|yesterday|before)\b|"
    rf"\b(?:sounds?|talks?|feels?|seems?)\s+(?:just\s+|exactly\s+)?like\s+(?:a|an)\s+(?:[\w']+\s+)?{_WORD}",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:call(?:ed|s|ing)?|phone|ring|text|reach|dial|buzz)\s+(?:me|us|back|my|our)\b|\bcall\s?back|\b(?:medical\s+director|peer)\b|"
    r"\b(?:tomorrow|tonight|later|next\s+week|this\s+evening)\b",
    re.IGNORECASE,
)
_SPOKEN = (
    r"(?:spanish|espa\S+|chinese|mandarin|cantonese|korean|vietnamese|russian|polish|arabic|french|portuguese|tagalog|somali|hindi|urdu|"
    r"creole|german|italian|japanese|farsi|ukrainian|hmong|nepali|amharic|swahili|bengali|punjabi|sign\s+language)"
)
_OWN_DESK = re.compile(
    rf"\b(?:someone|somebody|anyone|anybody|person|agent)\s+(?:who|that)\s+(?:speaks?|talks?)\s+(?!english|human|like|sense|plain|slow|clear|loud)|"
    rf"\b(?:who|that)\s+(?:can\s+)?signs?\b|\badjuster\s+to\s+(?:look|come|see|inspect)\b|\binterpreter|\b{_SPOKEN}\s+speaking|\bthe\s+other\s+side\b|\bbehind\s+th|\breal\s+there\W*$|\bperson\s+are\s+you|\boutside\s+your|\blooks?\s+at\s+appeals|\bappeals?\s+people\s+(?:got|have)|\breview(?:er)?\s+(?:it|reopen)|\bhere\s+or\b|"
    rf"\b(?:speaks?|talks?|hablar|writes?|write|in|en|knows)\b[^.,;!?]{{0,15}}\b{_SPOKEN}|\bfor\s+me\s+in\b|\byou\s+people\b|\btyping\b|"
    r"\b(?:do|should|must)\s+(?:i|we)\s+(?:(?:have|need|got)\s+to\s+)?(?:send|pay|owe|give|mail|call|tell)\s+(?:any|some)\s?(?:body|one)\b|"
    r"\b(?:someone|somebody|anyone|anybody|person)\s+(?:who|that)\s+(?:would\s+|can\s+|could\s+|will\s+)?(?:let|lets|allow|allows|approve|approves)\b|"
    r"\bdoctor\s+to\s+doctor\b|\bwho(?:ever)?\s+denied\s+the\b|\bsend\s+(?:somebody|someone)\W*$",
    re.IGNORECASE,
)
"""What goes to somebody by itself: another language, a doctor to a doctor, help to a place; whether anybody is
owed anything; and mere ways of speaking."""
_HOURS = re.compile(
    r"\b(?:until|till|til|'til)\s+(?:what(?:\s+time)?|when)\s+(?:can|could|do|are|is|may)\b|"
    r"\bhow\s+late\s+(?:can|could|do|are|is)\b|"
    r"\bwhat(?:'s|s|\s+are|\s+r)?\s+(?:the|your|ur)?\s*(?:\w+\s+)?(?:hours|hrs)\b",
    re.IGNORECASE,
)
_SAID_TWICE = re.compile(
    rf"^\W*(?:(?:no|nope|just|please|a|an|the|i|said|real|live|oh|my|god|come|on)\W+)*({_WORD})\W+(?:(?:being|a|an|please|real|live|i\s+said)\W+)*\1\b",
    re.IGNORECASE,
)
""" "No no, human being, human being": refused is what was said before."""
_STRAY = re.compile(r"^\W*(?:(?:no|nope|please|to|anybody|anyone|but|just)\b\W*)*", re.IGNORECASE)
_ENOUGH_WORDS = 3
_QUOTES = re.compile(r"(?<!\w)['\"“”]|['\"“”](?!\w)")
_TITLES = re.compile(r"\b(mrs?|ms|dr)\.(?=\s)", re.IGNORECASE)
_PARTS = re.compile(r"[.!?;\n]+(?:\s|$)|,\s+|\b(?:but|so)\s+", re.IGNORECASE)


def asks_for_a_person(line: str) -> bool:
    """Whether these words plainly ask for a person, now."""
    said = _TITLES.sub(r"\1", _QUOTES.sub("", line.replace("’", "'")))
    if only_a_person(said) or zeros_alone(said) or _SAID_TWICE.search(said):
        return True
    return any(_wishes(part) for part in _parts(_TALK_OF_ONE.sub(" … ", _NEGATED.sub(" … ", said))))


def declines_a_person(line: str) -> bool:
    """Whether a person is refused ("I don't need an agent") and none is asked for."""
    said = line.replace("’", "'")
    return bool(_NEGATED.search(said)) and not asks_for_a_person(said)


def asks_when_people_are_there(line: str) -> bool:
    """Whether the hours are asked ("until what time can I reach a person?")."""
    return bool(_HOURS.search(line))


def only_spoke_to_a_person(line: str) -> bool:
    """Whether the only person in the line is one spoken to before ("I spoke to a human already"), or one it is like."""
    said = line.replace("’", "'")
    return bool(_SPOKEN_TO.search(said)) and not asks_for_a_person(said)


def without_a_person_refused(line: str) -> str:
    """What is left of "don't transfer me to anybody, just repeat what you said"; the line itself where little is left."""
    rest = _NEGATED.sub(" ", line.replace("’", "'"))
    rest = " ".join(_STRAY.sub("", rest).split())
    return rest if len(rest.split()) >= _ENOUGH_WORDS else line


def _parts(said: str) -> list[str]:
    """The clauses, each with the mark before it, so that a person named alone at the end shows."""
    starts = [0, *(match.start() for match in _PARTS.finditer(said))]
    return [said[start:end] for start, end in zip(starts, [*starts[1:], len(said)], strict=True)]


def _wishes(part: str) -> bool:
    if _LATER.search(part) or _OWN_DESK.search(part) or asks_when_people_are_there(part):
        return False
    if any(wish.search(part) for wish in _WISHES):
        return True
    return bool(_REFUSED_MACHINE.search(part)) and not _ABOUT_MACHINE.search(part)
