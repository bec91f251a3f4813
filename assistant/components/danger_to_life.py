"""Danger to life that can be told from the words alone. Pure.

A missed emergency is the worst mistake of all, so plain words of danger are heard whatever the classifier makes of them.
Most of what this line hears about strokes and overdoses is a bill: where a line speaks of a claim, a cost or the past, only
what a person says of this moment counts.
"""

from __future__ import annotations

import re

_WHO = (
    r"(?:he|she|they|it|i|we|somebody|someone|my\s+(?:\w+\s+){0,2}?(?:husband|wife|mom|mother|mum|dad|father|son|daughter|baby|kid|child|boy|girl|"
    r"brother|sister|grandma|grandpa|grandmother|grandfather|friend|roommate|partner|neighbou?r|boyfriend|girlfriend|patient)|the\s+(?:baby|patient|kid|toddler))"
)
_BREATHE = r"(?:breath\w*|breeth\w*|breed\w*|bread)"
_MINE = re.compile(
    r"\b(?:(?:kill|killing|hurting|harm|harming|hang|shoot|cut|cutting)\s+my\s?self|hurt\s+my\s?self(?!\s+(?:at|on|lifting|falling|working|moving|playing|when|while|last|back)\b)|(?:end|ending|take|taking)\s+my\s+(?:own\s+)?life|"
    r"end(?:ing)?\s+it\s+(?:all|tonight|now)|(?:going|gonna|gunna|about|ready)\s+(?:to\s+)?end\s+it|(?:i'?m|i\s+am|feel(?:ing)?|am)\s+(?:\w+\s+)?suicidal|"
    r"(?:want|wanna|ready|going|wish\s+i\s+(?:was|were))\s+(?:to\s+)?(?:die|be\s+dead|dead)\b(?!\s+to\b)|(?:better\s+off|rather\s+be)\s+(?:if\s+i\s+(?:was|were)\s+)?dead|"
    r"(?:don'?t|dont|do\s+not|no\s+longer)\s+(?:want|wanna|wish)\s+(?:to\s+)?(?:live|be\s+alive|be\s+here\s+any\s?more|go\s+on\s+living|exist)|"
    r"no\s+(?:point|reason|use)\s+(?:in|to|of)\s+(?:go\s+on\s+|going\s+on\s+|keep\s+)?(?:live|living|being\s+alive)|(?:won'?t|not\s+going\s+to|not\s+gonna)\s+be\s+alive|"
    r"(?:side|half)\s+(?:of\s+)?(?:my|his|her)\s+face\s+(?:\w+\s+){0,2}?(?:dropped|droop\w*|fell|falling|sagg\w*|numb)|i\s+cut\s+too\s+deep|"
    r"(?:gun|pistol|revolver|shotgun|rifle|razor|knife)(?:'s)?\s+(?:is\s+|been\s+|right\s+|here\s+)*(?:in|on|to|at|against)\s+(?:my|his|her)\s+(?:lap|hands?|mouth|head|temple|chest|throat|wrists?)|"
    r"pills\s+(?:are\s+)?(?:in\s+my\s+hand|(?:(?:all\s+)?(?:lined|laid)\s+(?:up|out)\s+)?in\s+front\s+of\s+me|(?:all\s+)?lined\s+up)|"
    r"(?:gun|pistol|revolver|shotgun|rifle)(?:'s)?\s+(?:is\s+|here\s+|right\s+|and\s+it'?s\s+|already\s+)*loaded|in\s+(?:the|my)\s+nightstand\s+and\s+(?:it'?s|it\s+is)\s+loaded|"
    r"(?:standing|sitting|stood|i'?m|i\s+am)\s+(?:up\s+|out\s+|right\s+|here\s+)*(?:on|at)\s+(?:the\s+edge\s+of\s+)?(?:the|a|this)\s+(?:bridge|ledge|overpass|train\s+tracks|railroad\s+tracks|railing)|"
    r"(?:got|have|bought|tied|holding)\s+(?:the|a|my)\s+(?:rope|noose)|hang(?:ed|ing)\s+my\s?self|(?:will|'ll)\s+have\s+(?:hanged|shot|killed)\s+my\s?self|"
    r"(?:goodbye|farewell|suicide)\s+(?:letters?|notes?)\s+(?:are\s+|is\s+|'s\s+)?(?:all\s+)?(?:written|done|ready|on\s+the)|(?:wrote|written|writing|left)\s+(?:my|the|a)\s+(?:goodbye|suicide)\s+(?:letters?|notes?)|"
    r"every(?:one|body)(?:'s|\s+is|'?d\s+be|\s+would\s+be|\s+will\s+be)?\s+better\s+off\s+(?:without\s+me|when\s+i'?m\s+gone)|(?:nobody|no\s+one)\s+(?:will|is\s+going\s+to|'?s\s+gonna)\s+find\s+me|kms|"
    r"(?:going\s+to|gonna|wants\s+to)\s+(?:(?:shoot|stab)\s+(?:the|his|her|my|that|your|every\w+|up|him|them|you)|kill\s+(?:the\s+(?:doctor|nurse|dentist|surgeon|manager)|every(?:one|body)|you\s+all|y'?all|them\s+all))|"
    r"(?:thinking|thoughts)\s+(?:about|of)\s+(?:suicide|killing|ending)|(?:gonna|going\s+to)\s+jump\b|"
    r"(?:took|taken|swallowed|ate)\s+(?:too\s+many|2\s+many|to\s+many|all|the\s+whole|a\s+whole|a\s+bunch|a\s+handful|\d\d+|twenty|thirty|forty|fifty|sixty)\b[^.?!]{0,25}"
    r"\b(?:pills?|bottle|tablets?|tylenol|advil|aspirin|meds|medicine|oxy\w*|xanax|insulin)|"
    r"(?:took|taken|swallowed|drank)\s+(?:everything|every\s+\w+|all)\s+(?:\w+\s+){0,4}?(?:in|from)\s+(?:the|my|our|his|her)\s+(?:\w+\s+)?(?:cabinet|chest|drawer)|"
    rf"i\s+(?:can'?t|cant|cannot|can\s?not|can\s+hardly|can\s+barely)\s+(?:\w+\s+)?(?:{_BREATHE}|get\s+(?:any\s+|my\s+|enough\s+)?(?:air|breath)|catch\s+my\s+{_BREATHE}))\b(?!\s+(?:under|with)\b)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:(?:call|get|dial|need|want|send)\s+(?:me\s+)?(?:a\s+|an\s+|the\s+)?(?:911|nine\s+one\s+one|9\s+1\s+1|nine\s+eleven|ambulance|paramedics?)|"
    rf"(?:can'?t|cant|cannot|not|isn'?t|aint|ain'?t|stopped|quit|trouble|struggling\s+to|hard\s+to)\s+(?:\w+\s+)?{_BREATHE}|"
    rf"{_WHO}\s+(?:just\s+|has\s+|suddenly\s+)*(?:collapsed|passed\s+out|fell\s+over|od'?d|overdosed|stopped\s+{_BREATHE})|"
    rf"(?:not|won'?t|wont|isn'?t|can'?t|cant)\s+(?:wake|waking|respond\w*|moving)\b|\b(?:is|he'?s|she'?s|i'?m)\s+(?:unconscious|unresponsive|choking|seizing|fainting)|"
    r"\b(?:(?:he|she)(?:'?s|\s+is)|i'?m|i\s+am)\s+dying\b(?!\s+(?:over|of|to|on|in|under|for)\b)|"
    r"(?:having|is\s+having|got|get|getting|have|has)\s+(?:a\s+|an\s+|really\s+|bad\s+|severe\s+|some\s+|the\s+)*(?:heart\s+attack|stroke|seizure|(?:chest|chess)\s+pains?)|"
    r"(?:chest|chess)\s+(?:is\s+)?(?:hurts?|hurting|pain|tight|crushing)|(?:tight(?:ness)?|pressure|squeezing|crushing|heav(?:y|iness)|weight|pains?)\s+(?:\w+\s+){0,2}?(?:in|across|on)\s+(?:my|his|her|the)\s+(?:chest|bosom|breast\s?bone)|"
    r"throat\s+is\s+clos\w+|won'?t\s+stop\s+bleeding|bleeding[^.?!]{0,20}won'?t\s+stop|can'?t\s+stop\s+(?:the\s+)?bleeding|"
    r"(?:tongue|throat|face)\s+(?:is\s+|keeps\s+)?sw[eo]l+\w*|\bepi\s?pen\s+(?:didn'?t|did\s+not|isn'?t|not|doesn'?t|won'?t)\s+work\w*|\b(?:swallowed|drank|ate)\s+(?:\w+\s+){0,5}?(?:bleach|batter(?:y|ies)|cleaner|poison|detergent|antifreeze|pills?)|"
    r"so\s+much\s+blood|\bbleeding\s+(?:\w+\s+)?(?:heavy|heavily|a\s+lot|bad|badly)|about\s+to\s+(?:pass\s+out|faint)|passing\s+out|no\s+pulse|"
    r"(?:shoot|hurt|kill|hang|stab|cut)\s+(?:him|her|them)sel\w+|threaten\w*\s+to\s+kill|(?:kill|hurt)\s+(?:me|us)\b|can'?t\s+feel\s+my|baby\s+is\s+coming|"
    r"pain\s+in\s+(?:my|his|her)\s+chest|chest\s+(?:\w+\s+){0,5}elephant|elephant\s+(?:\w+\s+){0,3}chest|fell\s+(?:down\s+)?(?:\w+\s+){0,3}not\s+(?:answer|mov|wak|respond|talk)\w+|patient\s+just\s+(?:collapsed|went\s+down|coded)|"
    r"(?:got|been|was)\s+(?:shot(?!\s+down)|stabbed)|seeing\s+double|turn(?:ing|ed)\s+blue|(?:blood\s+everywhere)|face\s+(?:is\s+)?(?:droop\w*)|\b(?:has|have|got)\s+a\s+gun|cut\s+(?:my|his|her)\s+wrists?|"
    r"lips\s+(?:r|are|is|look|turned|went)\s+(?:\w+\s+)?blue|"
    r"can'?t\s+lift\s+(?:my|his|her)\s+(?:\w+\s+)?arm|(?:he|she|dad|mom|husband|wife)\s+(?:just\s+)?(?:went|gone)\s+gr[ae]y|"
    r"(?:someone|somebody)'?s?\s+(?:is\s+)?dying|saying\s+goodbye\s+to\s+every\w+|goodbye\s+(?:cruel\s+)?world)\b",
    re.IGNORECASE,
)
_OF_BUSINESS = re.compile(
    r"\b(?:refus\w+|sa(?:id|ys)\s+no|why|update|share|hold|ride|non\W?emergency|thank\s+god|claims?|den(?:y|ied|ial|ying)|bill(?:ed|s|ing)?|auth\w*|eob|remit\w*|status|paid|pay|owe|cover(?:ed|s|age)?|co-?pay|deductible|treatment|visits?|"
    r"admission|admitted|stay|appeal\w*|eligib\w*|plan|insurance|code|copy|was|were|had|did|ago|last|yesterday|"
    r"january|february|march|april|june|july|august|september|october|november|december|dx|diagnosis|\d{4}|what\s+(?:are|is)|signs?\s+of|should\s+i\s+worry|when\s+i\s+(?:saw|see|opened|got)|give\s+me|giving\s+me|"
    r"gave\s+me|nearly|almost|practically|dying\s+to|like\s+to)\b",
    re.IGNORECASE,
)
_RIGHT_NOW = re.compile(
    r"\b(?:right\s+now|(?<!home\s)(?<!okay\s)now(?!\s+(?:you|i\s+(?:have|got|owe)|there))|i'?m\s+having|all\s+of\s+a\s+sudden|suddenly|just\s+now|oh\s+(?:my\s+)?god|forget\s+the\s+claim|send\s+(?:somebody|someone|help)|at\s+this\s+moment|this\s+minute|on\s+the\s+floor|help\s+me|please\s+help)\b",
    re.IGNORECASE,
)
_PAST_SELF = re.compile(
    r"\b(?:tried|attempt\w*|when\s+i|after\s+i|because\s+i|the\s+time\s+i|said\s+i|was|used\s+to|years?\s+ago|last\s+(?:year|yr|month|week|spring|summer|fall|winter)|"
    r"in\s+(?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)  # fmt: skip
_ENOUGH_WORDS = 4
_MANNER_OF_SPEAKING = re.compile(
    r"\b(?:give|giving|gave|gonna\s+give|going\s+to\s+give)\s+(?:me|my\s+\w+|us)\s+(?:a|an)\s+(?:heart\s+attack|stroke|aneurysm)|"
    r"\b(?:nearly|almost|about|practically|liked\s+to)\s+(?:had\s+a\s+|have\s+a\s+|a\s+)?(?:heart\s+attack|stroke|died|fainted|dropped\s+dead|passed\s+out)|"
    r"\bdying\s+(?:to|of\s+(?:boredom|curiosity))\b|\b(?:bill|bills|this|wait|you|you're|letters?)\s+(?:is\s+|are\s+)?(?:killing|choking|strangling|drowning|suffocating|sinking)\s+(?:me|us)\b|"
    r"\b(?:manager|boss|supervisor|director|doctor|team\s+lead|accountant|client)(?:'?s|\s+is)?\s+(?:gonna|going\s+to|will|would)\s+kill\s+(?:me|us)\s+(?:if|when|over|for|unless)\b|"
    r"(?:\b(?:i'?m|i\s+am|just)\s+|^\W*)dying\s+(?:over\s+)?here\b(?=.*\b(?:lol|lmao|haha\w*|supervisor|agent|rep|representative|human|person)\b)|\b(?:lol|lmao|haha\w*)\W+(?:help\W+)?(?:i'?m|i\s+am)\s+dying\b|"
    r"(?<!not\sa\s)(?<!no\s)\b(?:tax|taxes|paperwork|billing|money|financial|payroll|deadline|filing)\s+emergenc(?:y|ies)\b|"
    r"(?<!not\s)(?<!n't\s)\b(?:just|only|merely)\s+(?:a|an|some)\s+(?:\w+\s+)?(?:nose\s?bleed|bloody\s+nose|paper\s?cut|scratch|scrape|bruise|hiccups?|sprain|drill|stubbed\s+toe)\b|"
    r"\bblood\s+pressure(?:'s|\s+is)?\s+(?:\w+\s+){0,2}?(?:through\s+the\s+roof|sky\s?high|boiling|up)\s+(?:with|over|from|because\s+of|dealing\s+with)\s+(?:this|these|your|you)\b|"
    r"\bbe\s+(?:\w+\s+)?dead(?:\s+and\s+buried)?\s+(?:before|by\s+the\s+time)\s+(?:\w+\s+){1,5}?(?:pays?|paid|reads?|process\w*|decides?|fix\w*|approves?)\b|\bbeing\s+punished\s+for\b[^.,;?!]{0,40}|\bthe\s+breathing\s+(?:kind|sort|type)\b|"
    r"(?:(?<=somebody)|(?<=someone)|(?<=anybody)|(?<=person)|(?<=human))\s+with\s+a\s+(?:pulse|heartbeat)\b|"
    r"(?:\b(?:i'?m|i\s+am|we'?re)\s+|(?<=\bbeen\s))choking\s+(?:on|under|with)\s+(?:(?:this|these|your|all|the|that)\s+)+(?:\w+\s+)?(?:paperwork|forms|red\s+tape|debt|bills)\b|"
    r"\bdie\s+laughing\b|\bdrowning\s+in\b|\bdeath\s+of\s+me\b|\bheart\s+attack\s+when\s+i\b|\bout\s+of\s+breath\s+from\b",
    re.IGNORECASE,
)
_WELL_NOW = re.compile(
    r"\b(?:we|he|she|they|it|i|all|every\w+)(?:'?re|'?s|'?m|\s+(?:is|are|am))\s+(?:all\s+|back\s+|doing\s+|much\s+)?"
    r"(?:home|fine|ok|okay|better|good|safe|well|healed(?:\s+up)?|recovered)\s+now\b(?:\s+and\s+(?:fine|ok|okay|good|well|safe)\b)?|"
    r"\bturned\s+out\b|\bfalse\s+alarm\b|\bended\s+up\s+being\b",
    re.IGNORECASE,
)
_KILLED_BY_PAPER = re.compile(
    r"\b(?:killing|strangling|burying|torturing|choking)\s+(?:me|us)\s+(?:with|over)\s+(?:(?:this|these|your|all|the|that)\s+)*(?:\w+\s+)?"
    r"(?:paperwork|papers|forms|letters|hold\s+music|hold|menus?|runaround|red\s+tape|transfers|bills)\b|"
    r"\b(?:paperwork|forms|letters|hold\s+music|hold|menus?|runaround|red\s+tape|bills)\s+(?:is|are)\s+(?:killing|strangling)\s+(?:me|us)\b",
    re.IGNORECASE,
)
_WILL_BE_ILL = re.compile(
    r"\b(?:i\s+swear\s+)?(?:i'?m|i\s+am)\s+(?:gonna|going\s+to)\s+have\s+(?:a|an)\s+(?:heart\s+attack|stroke|aneurysm)\b",
    re.IGNORECASE,
)
""" "You are killing me with this paperwork, I swear I'm gonna have a stroke": beside what kills them only, a figure."""
_TOLD_THEN = re.compile(
    r"\b(?:from|about|for)\s+(?:back\s+)?when\s+(?:i|he|she|we|they|my\s+\w+|our\s+\w+)\s+(?:(?!(?:but|and|now|is|are)\b)[^\s.?!,;]+\s*)+|"
    r"\b(?:he|she|they|i)\s+had\s+(?:a\s+)?(?:seizure|fit|stroke|heart\s+attack|asthma\s+attack)\s+(?:in|at)\s+(?:the\s+)?(?:school|work|church|practice|store|gym|daycare|class)\b|"
    r"\bthe\s+(?:teacher|school|nurse|coach|principal|neighbou?r|staff|boss)\s+(?:had\s+to\s+)?call(?:s|ed)?\s+(?:for\s+)?(?:the\s+|an\s+)?(?:911|nine\s+one\s+one|ambulance)",
    re.IGNORECASE,
)
_A_CLAIM_MATTER = re.compile(
    r"\b(?:den(?:y|ied|ial|ying)|appeal\w*|claims?|bill(?:s|ed|ing)?|eob|checks?|paid|payments?|owe)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\b(?:still|again|keeps?|now|right\s+here|help|please\s+hurry|isn'?t|not|won'?t|can'?t)\b", re.IGNORECASE
)
""" "Has the check gone out from when I passed out at school": told of then, with a claim matter, and nothing that goes on."""
_TAKEN_BY_IT = re.compile(
    r"\b(?:stroke|heart\s+attack|cancer|overdose|seizure|accident)\s+(?:took|killed|got)\s+(?:him|her|them|my\s+\w+)\b",
    re.IGNORECASE,
)
_PUT_ASIDE = re.compile(
    r"\b(?:hold\s+off\s+on|forget(?:\s+about)?|never\s?mind|skip|drop|leave|stop\s+with|screw|to\s+hell\s+with)\s+(?:the|my|this|that|your|all)\s+"
    r"(?:\w+\s+)?(?:claims?|bills?|billing|paperwork|papers?|eob|status|denial|appeal|insurance|payment)(?:\s+(?:stuff|thing|things|business|question))?\b|"
    r"\b(?:i\s+was|i'?m|i\s+am|we\s+were|was)?\s*(?:just\s+)?(?:call(?:ed|ing)|rang|phon(?:ed|ing)|going\s+to\s+ask|gonna\s+ask|wanted\s+to\s+ask|want(?:ed|ing)?)\s+"
    r"(?:you\s+)?(?:about|on|over)\s+[^.?!]{0,40}?\b(?:but|and\s+now|only)\b",
    re.IGNORECASE,
)
""" "Hold off on the claim, the patient has stopped breathing": the business named is the one that no longer counts."""
_THE_NUMBER_DIALLED = re.compile(
    r"\b(?:(?:this|it|that|yours|your\s+number)\s+(?:was|is)|(?:i|we)\s+(?:got|called|dialed|dialled|found|had))\s+(?:just\s+)?(?:the\s+|this\s+|your\s+)?"
    r"(?:\w+\s+){0,2}?number(?:\s+(?:i|we))?(?:\s+(?:had|have|found|got|know|could\s+find))?(?:\s+(?:on|in|off|from|at)\s+(?:the\s+|my\s+|his\s+|her\s+)?(?:back\s+of\s+(?:the\s+|my\s+)?)?(?:\w+\s+)?\w+)?",
    re.IGNORECASE,
)
""" "… this was the number on the insurance card": why it is told here, no business."""
_THE_PAST = re.compile(
    r"\b(?:was|were|had\s+been|on\s+arrival|upon\s+arrival|came\s+in|arrived|brought\s+in|on\s+scene|"
    r"at\s+the\s+time|last\s+(?:year|yr|month|spring|summer|fall|winter))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:went|go(?:es)?\s+to|took|ate|drank|swallowed|rushed|called|shot|fell|broke|cut|hurt|burned|crashed|was|were|had|thought|stopped|brought|drove|admitted|sent)\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    r"\b(?:bill(?:s|ed|ing)?|auth\w*|claims?|cover(?:s|ed|age)?|plan|insurance|pay|paid|owe|den(?:y|ied)|cost|charged?|eob|co-?pay|deductible)\b",
    re.IGNORECASE,
)


_NO_HELP_WANTED = re.compile(
    r"\b(?:no\s?body|no\s?one|(?:i|we)\s+(?:don'?t|do\s+not))\s+(?:here\s+)?needs?\s+(?:an?\s+|the\s+|any\s+)?(?:ambulance|911|paramedics?)\b|"
    r"^\W*(?:no|nope|nah)\W+(?:don'?t|do\s+not)\s+needs?\s+(?:an?\s+|the\s+|any\s+)?(?:ambulance|911|paramedics?)\b|"
    r"\bno\s+(?:911|ambulance)\b(?!\s+(?:is|isn|has|came|com|answer|will|won|does|did))",
    re.IGNORECASE,
)
""" "She passed this morning, we don't need an ambulance": what is wanted comes after."""


def _without_figures(line: str) -> str:
    """The line without its figures of speech."""
    said = _MANNER_OF_SPEAKING.sub(" ", line.replace("’", "'"))
    if not _KILLED_BY_PAPER.search(line.replace("’", "'")):
        return said
    return _WILL_BE_ILL.sub(" ", _KILLED_BY_PAPER.sub(" ", said))


def _over(said: str) -> str:
    """What is left of "he stopped breathing, we went to the ER, we're home now: what do i owe", where it is past and over.

    All of it where it may be now: nothing past before, no question of money, or danger after.
    """
    if _A_CLAIM_MATTER.search(said) and not _GOES_ON.search(said):
        said = _TOLD_THEN.sub(" ", said)
    ends = [match.end() for match in _TAKEN_BY_IT.finditer(said)]
    if _OF_MONEY.search(said):
        ends += [match.end() for match in _WELL_NOW.finditer(said) if _BEHIND.search(said[: match.end()])]
    return said[max(ends, default=0) :]


def danger_to_life(line: str) -> bool:
    """Whether these words plainly tell of danger to life, now."""
    said = _NO_HELP_WANTED.sub(" ", _without_figures(line))
    if _MINE.search(said) and not _PAST_SELF.search(said):
        return True
    said = _THE_NUMBER_DIALLED.sub(" ", _over(_PUT_ASIDE.sub(" ", said)))
    return bool(_NOW.search(said)) and (not _OF_BUSINESS.search(said) or bool(_RIGHT_NOW.search(said)))


def _help_is_declined(said: str) -> bool:
    """Whether no ambulance is wanted, and something of our business is."""
    return bool(_NO_HELP_WANTED.search(said)) and bool(_OF_MONEY.search(said)) and not _RIGHT_NOW.search(said)


def tells_of_the_past(part: str) -> bool:
    """Whether the danger a part tells of was then: "a patient who was not breathing on arrival"."""
    return bool(_THE_PAST.search(part)) and not _RIGHT_NOW.search(part) and not danger_to_life(part)


def without_manner_of_speaking(line: str) -> str:
    """What "i almost had a heart attack when i saw this bill" is about; the line itself where little is left."""
    rest = " ".join(_without_figures(line).split())
    return rest if len(rest.split()) >= _ENOUGH_WORDS else line


def beside_what_is_over(line: str) -> str:
    """What is left of a line without figures of speech, what is past, and help declined: whether it sounds of danger is asked."""
    said = _over(_NO_HELP_WANTED.sub(" ", _without_figures(line)))
    return " ".join(said.split()).strip(" ,.;").lower()


def manner_of_speaking(line: str) -> bool:
    """Whether danger is only a figure of speech here: "that bill gave me a heart attack"."""
    said = line.replace("’", "'")
    figure = _without_figures(said) != said or _over(said) != said or _help_is_declined(said)
    return figure and not _MINE.search(said) and not danger_to_life(line)
