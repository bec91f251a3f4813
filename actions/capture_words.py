"""How callers talk about giving their numbers: that was all of it, read it back, from the beginning, what else, why, instead."""

from __future__ import annotations

import re

OPENING = r"(?:(?:yes|yeah|no|nope|ok|okay|well|but|and|so|uh|um|oh|wait|sorry)\W+)*"
THAT_IS_ALL = re.compile(
    rf"^\W*{OPENING}(?:that'?s|thats|that is|it'?s|this is)?\s*(?:really |just )?"
    r"(?:(?:all(?: of it| there is| it says| i have| i see)?|it|everything|complete|the (?:whole|full|entire|complete) "
    r"(?:thing|id|number|member id)|the end(?: of it)?|whole)\b\W*)+$|"
    r"\b(?:that'?s|thats|it'?s|there'?s) (?:all|it|everything|no more|nothing (?:else|more))\b|"
    r"\bno more (?:digits|letters|numbers|characters)\b",
    re.I,
)
_GAVE = r"(?:it|that|them|those|this|me|all that|what i \w+|(?:the|my) (?:\w+ ){1,2}?)"
READ_BACK = re.compile(
    rf"\b(?:read|say|repeat|play|give) (?:{_GAVE}\s*){{0,2}}back\b|"
    r"\b(?:what|which) (?:(?:\w+ ){1,2})?(?:do you have|have you got|did you (?:get|hear|catch)|did i (?:say|give))"
    r"(?: so far| down| for (?:that|it|the \w+))?\W*$|"
    r"\b(?:did|do) you (?:get|got|have|catch|hear) (?:all (?:of )?|any of )?(?:that|it|them|this)\W*$|"
    r"\b(?:you )?g[eo]t (?:all )?that\?|\byou g[eo]t (?:all )?(?:that|it)\W*$",
    re.I,
)
BEGIN_ANEW = re.compile(
    r"\b(?:start|begin|do|try|take)(?:ing)? (?:it |that |this |the number )?(?:all )?"
    r"(?:over|again|anew|from the (?:top|start|beginning))\b|"
    rf"^\W*{OPENING}(?:forget|scratch|erase|clear|delete|cancel) (?:that|it|all that|the number)\b",
    re.I,
)
ENDS_WITH = re.compile(
    r"\b(?:it'?s|it is|ends? (?:in|with|on)|ending (?:in|with)|should(?:'?ve| have)? (?:be|been)|i meant?)(?: an?)? "
    r"(\d{1,2}|zero|one|two|three|four|five|six|seven|eight|nine)\W*$",
    re.I,
)
""" "I read the wrong line, it's 8": no more figures than two, and nothing after them."""
HOW_MANY = re.compile(
    r"\bhow many (?:\w+ ){0,2}?(?:more|questions?|things|left|numbers|pieces)\b|"
    r"\bhow much (?:more|longer) (?:of this|is this|will this|do (?:i|you)|does this)\b|"
    r"\bwh?at (?:all |else |info\w* |other info\w* )?(?:do|will|would|does) (?:you|u|it|i) (?:guys )?(?:all )?"
    r"(?:need|want|require|have to (?:have|give))(?: (?:from|of) (?:me|us)| to know| for (?:this|that))?\W*$|"
    r"\b(?:are we|is that) (?:almost |about |nearly )?(?:done|there|finished|all of (?:it|them)|the last (?:one|question))\W*$|"
    r"\b(?:anything|what) else (?:you|u|do you|d'?you)? ?need\b",
    re.I,
)
""" "How many more questions", "what do you need from me"."""
HOW_LONG = re.compile(
    r"\bhow (?:much )?long(?:er)?(?:'?s| is| will| does| would) (?:this|it|that|all (?:of )?(?:this|that))(?: all)?"
    r"(?: (?:going to|gonna|still))?(?: (?:take|be|last))?\W*$|\bhow much longer\W*$|"
    r"\b(?:is|will|does|do) (?:this|it|that)(?: going to| gonna)? (?:take|be) (?:very |too |a )?(?:long|while|forever)\b",
    re.I,
)
""" "How long is this gonna take", while something is asked for."""
_NEEDED = r"(?:need|want|ask(?: for)?|have to (?:have|know|ask|give)|tell|give|require)"
WHY_ASKED = re.compile(
    rf"\W*{OPENING}(?:why|what for|how come|for what|y)"
    rf"(?:\W+(?:(?:do|would|must|should|does) (?:you|u|y'?all|i|it)(?: guys)? {_NEEDED}(?: (?:you|me))?"
    r"(?: (?:that|this|it|all that|all this|to know|the \w+|my \w+(?: \w+)?))*|"
    r"(?:is|are) (?:that|this|you|it) (?:needed|necessary|important|asking(?: (?:me|for) \w+)*)|"
    r"that|this|though|all this|the questions?|is that|"
    r"(?:(?:is it|is that) )?(?:only|just|not all)?(?: of)?(?: (?:the|it|my|our))?(?: last (?:four|five|4|5))?"
    r"(?: (?:digits|numbers?))?"
    r"))?\W*",
    re.I,
)
""" "Why", "what do you need that for", and nothing else."""
_GIVE = r"(?:give|giving|say|saying|tell|telling|share|sharing|provide|providing|disclose|disclosing|reveal|answer)"
_WHAT = (
    r"that|it|this|those|them|you|u|out|here|online|on|over|the|phone|to|a|an|machine|computer|robot|bot|stranger|"
    r"my|personal|info|information|details|zip|code|birth\w*|date|of|dob|last|first|name|member|id|number|"
    r"address|now|all|question|thing|anyone|anybody"
)
_THAT = rf"(?:\W+(?:{_WHAT})\b)*"
REFUSES_TO_GIVE = re.compile(
    rf"\W*{OPENING}(?:"
    rf"(?:i(?:'?d| would)? )?(?:rather|prefer) not(?: to)?(?:\W+{_GIVE})?{_THAT}|"
    rf"i (?:don'?t|do not) (?:(?:want|wanna|like|wish|care|feel (?:comfortable|safe|good|right))(?: to| about)? )?{_GIVE}{_THAT}|"
    rf"i(?:'?m| am) not (?:(?:going to|gonna|willing to|comfortable(?: with)?|about to|allowed to) )?{_GIVE}{_THAT}|"
    rf"i (?:won'?t|will not|refuse to|can'?t|cannot) {_GIVE}{_THAT}|"
    r"(?:that'?s|it'?s|that is|it is) (?:too |very )?(?:private|personal|confidential|none of your business)"
    r")(?:\W+(?:can|can'?t|cant|could|couldn'?t) (?:you|u|we|i)(?: [\w']+){1,6})?"
    r"(?:\W+(?:sorry|please|thanks|thank you|no|ok(?:ay)?))*\W*",
    re.I,
)
""" "I'd rather not say that", "I'm not giving you my birthday, can't you use my phone number", and nothing else."""
_YOU_HAVE = (
    r"you (?:(?:already|all|should|must|do|just) ){0,2}(?:have|got|know) "
    r"(?:it|that|them|all (?:that|this|of (?:it|that))|everything|"
    r"my (?:\w+ )?(?:names?|id|zip(?: code)?|birth\w*|date of birth|dob|numbers?|info\w*|details|address))"
)
_I_GAVE = (
    r"(?:i|we)(?:'ve| have)? (?:(?:just|already) ){0,2}(?:gave|given|told|said|provided|did)\b"
    r"(?=\W+(?:you|u|y'?all|it|that|already|all)\b)"
)
SAYS_IT_IS_GIVEN = re.compile(
    rf"\W*{OPENING}(?:come on\b\W*)?(?:(?:that'?s|that is) enough\W*)?(?:{_YOU_HAVE}|{_I_GAVE}|(?<=come on))"
    rf"(?:\W+(?:{_WHAT}|already|before|earlier|once|twice|two|three|both|things|times?|ago|just|in|your|"
    r"everything|enough|there|system|file|records?|man|guys|people|please|seriously)\b)*\W*",
    re.I,
)
""" "You have my name", "I gave you two things", where what is asked for was not given."""
_CAN_I = (
    r"(?=.*(?:\b(?:can|could|may|shall|should) (?:i|we)\b|\binstead\b|\b(?:what|how) about\b|"
    r"\b(?:would|will) .{2,25} (?:work|do|help)\b))"
)
_ANOTHER = r"name|phone|address|email|practice|clinic|doctor'?s|claim number|account"
INSTEAD = {
    "npi": re.compile(rf"{_CAN_I}.*\b(?:tax ?id|tax i d|tin|ein|member|patient'?s|license|{_ANOTHER})\b", re.I),
    "tax_id": re.compile(rf"{_CAN_I}.*\b(?:npi|ssn|social|member|patient'?s|license|{_ANOTHER})\b", re.I),
    "last_name": re.compile(
        r"\bname (?:has |was |just |recently |has been )?(?:changed|is different|is new)\b|\bi (?:have |just |recently )*"
        r"(?:changed|took|switched) (?:my|his|her|a new) (?:last )?name\b|\b(?:got|am|was|just) (?:re)?(?:married|divorced)\b|"
        r"\bwhich (?:last )?name\b",
        re.I,
    ),
    "member_id": re.compile(rf"{_CAN_I}.*\b(?:ssn|social|birth\w*|dob|group number|{_ANOTHER})\b", re.I),
}
""" "Can I use the tax ID", asked where nothing else will do."""
ELEMENT_NAMED = {
    "tax_id": re.compile(r"\b(?:tax|tin|ein)\b", re.I),
    "npi": re.compile(r"\bnpi\b|\bn p i\b", re.I),
    "date_of_birth": re.compile(r"\b(?:birth\w*|dob|born)\b", re.I),
    "zip_code": re.compile(r"\bzip\b", re.I),
    "member_id": re.compile(r"\bmember\b|\bmy id\b", re.I),
    "date_of_service": re.compile(r"\b(?:dos|service|visit)\b", re.I),
}
_MONTH = r"(?:jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)"
NO_DAY = re.compile(
    rf"\b(?:all (?:of )?|any ?time (?:in )?|some ?time (?:in |around |last )?|early (?:in )?|late (?:in )?|mid(?:dle of)? ?-?|"
    rf"(?:the )?(?:beginning|start|end|middle|first half|second half|whole|rest) of )(?:the )?(?:{_MONTH}\b|20\d\d\b|"
    rf"(?:this|last) (?:year|month|week|summer|spring|fall|winter)|(?:the )?(?:year|month|summer|spring|fall|winter)\b)|"
    rf"^\W*{OPENING}(?:in |it was |i think |maybe |around |just )*"
    rf"(?:{_MONTH}(?: (?:of )?20\d\d)?|20\d\d|this year|last year|last month)\W*$|"
    r"\b(?:several|many|multiple|all|any|different) (?:dates|days|dos)\b",
    re.I,
)
""" "All of 2026", "early March": a stretch of time where the day of a visit is asked for."""
ZERO_AMONG = re.compile(
    r"\b(?:zero|0)\b.*\b(?:one|two|three|four|five|six|seven|eight|nine|slash|dash|\d)\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d)\b.*\b(?:zero|0)\b",
    re.I,
)
"""A zero said with other digits is one of them, and not the key for a person."""
