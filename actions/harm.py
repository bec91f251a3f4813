"""Care that cannot wait, and words of harm that speak of things. Pure.

Source: DOMAIN of the line: urgent or medical harm is a person's matter at once; an urgent appeal is decided within 72 hours
(29 CFR 2560.503-1(m)(1): waiting could seriously jeopardize life, health or the ability to regain full function).
"""

from __future__ import annotations

import re


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})", re.I)


_CARE = (
    r"(?:surgery|operation|chemo\w*|dialysis|transplant|infusions?|treatments?|radiation|biopsy|c-section|procedure|"
    r"injections?|"
    r"heart|cancer|tumou?r)"
)
_MEDS = (
    r"(?:medicines?|meds?|medications?|insulin|pills?|inhalers?|prescriptions?|chemo\w*|oxygen|dialysis|seizure \w+|epi ?pens?|"
    r"formula)"
)
_OWN = r"(?:my|his|her|our|their|the)"
_CHILD = r"(?:my|our|the) (?:\w+ )?(?:kids?|child(?:ren)?|baby|babies|son|daughter|newborn|toddler|twins|boy|girl)"
_SOON = (
    r"(?:today|tonight|tomorrow|(?:this|in the) (?:morning|afternoon|evening)|this week|(?:on |this )?(?:mon|tues|"
    r"wednes|thurs|fri)day|"
    r"(?:in |within )?(?:a|one|two|three|1|2|3|a couple(?: of)?|a few) (?:hours?|days?))"
)
_AT_STAKE = _any(
    r"den(?:y|ied|ying)", r"cancel\w*", r"won'?t\b", r"wont\b", r"refus\w+", r"not (?:covered?|approved?|paid)\b", r"postpone\w*",
    r"approv\w+", r"auth\w*", r"called off", r"hold\w* (?:it )?up", r"pull\w*", r"lose (?:my|the|his|her) (?:spot|slot|place)",
)  # fmt: skip
_SOON_CARE = _any(
    rf"{_OWN} (?:\w+ ){{0,3}}?{_CARE}\b[^.?!]{{0,35}}\b{_SOON}\b",
    rf"(?:have|having|get|getting|scheduled for|set for|due for) (?:a |an |the )?(?:\w+ "
    rf"){{0,2}}?{_CARE}\b[^.?!]{{0,25}}\b{_SOON}\b",
    rf"(?:surgery|operation|chemo\w*|transplant|dialysis|biopsy)(?: is| set for| scheduled for)? {_SOON}\b",
    rf"{_SOON}\b[^.?!]{{0,25}}\b{_OWN} (?:\w+ ){{0,2}}?{_CARE}\b",
)
_NO_MEDS = _any(
    rf"(?:ran|run|runs|running|am|are|is|i'?m|im|he'?s|she'?s|we'?re|all|almost|nearly) (?:almost |nearly )?out of "
    rf"(?:{_OWN} )?(?:\w+ )?{_MEDS}\b",
    rf"(?:can'?t|cant|cannot|couldn'?t|unable to|won'?t let (?:me|him|her|us)|wont let (?:me|him|her|us)) (?:even )?"
    rf"(?:get|afford|fill|refill|pick up|buy|have) (?:{_OWN} |any )?(?:\w+ )?{_MEDS}\b",
    rf"without (?:{_OWN} |any )(?:\w+ )?{_MEDS}\b",
    rf"(?:no|last|no more) {_MEDS} (?:left|at all)\b",
    rf"(?:have|has|got|down to) (?:no (?:more )?|one |two )(?:\w+ )?{_MEDS} left\b",
    rf"(?:haven'?t|hasn'?t|not) (?:had|taken) (?:{_OWN} )(?:\w+ )?{_MEDS}\b",
)
_CANNOT_WAIT = _any(
    r"(?:wait\w*|delay\w*|any longer)\b.{0,22}\b(?:is|are|could|can|will|would|might|may|be|too)\b.{0,14}\b(?:danger\w*|"
    r"harm\w*|hurt|risk\w*|life|"
    r"deadly|kill|worse)\b",
    r"(?:my|his|her) health (?:is|could be|would be|will be|may be)(?: \w+)? (?:at (?:risk|stake)|in (?:danger|jeopardy))\b",
    r"(?:doctor|dr|surgeon|oncologist|specialist|he|she|they)\b.{0,12}\bsa(?:y|ys|id)\b.{0,30}\b(?:can'?t|cant|cannot|"
    r"shouldn'?t|should not|"
    r"must not|not|no) wait\b",
    rf"{_OWN} (?:\w+ )?{_CARE} (?:really |just )?(?:can'?t|cant|cannot|can not) wait\b",
    r"(?:hospital|doctor|dr|clinic|they|surgeon|pharmacy|center)\b.{0,20}\b(?:won'?t|wont|will not|refus\w+ to|stopped|"
    r"stopping)\b.{0,12}"
    r"\b(?:treat|treating|operate|admit|see (?:me|him|her|us|my)|give (?:me|him|her) (?:my|his|her|the)|do (?:the|my|"
    r"his|her) (?:next |\w+ )?"
    r"(?:treatment|surgery|chemo\w*|operation|procedure|infusion|scan))\b",
    r"(?:could|might|will|may|gonna|going to|can|i'?ll) (?:end up )?(?:lose|losing) (?:my|his|her|our|the) (?:\w+ "
    r")?(?:leg|foot|feet|arm|hand|"
    r"eye|eyes|sight|eyesight|vision|hearing|baby|kidneys?|toes?|fingers?|life|pregnancy)\b",
    r"(?:could|might|will|may|gonna|going to|i'?ll) (?:go blind|end up in the hospital)\b",
    r"(?:tumou?r|cancer|infection|it)(?: is|'?s)? (?:spreading|growing)\b",
    r"(?:my|his|her) (?:condition|health|illness|cancer|symptoms?) (?:is|are|'s|keeps?) (?:getting|becoming) worse\b",
    r"(?:getting|gets) (?:sicker|worse and worse|weaker|worse (?:every|each) day)\b",
)
_CHILD_WITHOUT = _any(
    rf"{_CHILD}\b.{{0,20}}\b(?:can'?t|cant|cannot|couldn'?t|won'?t|wont)\b.{{0,12}}\b(?:see|get|go to|be seen|have|"
    rf"afford)\b.{{0,20}}"
    rf"\b(?:doctor|care|therapy|treatment|surgery|specialist|hospital|seen|{_MEDS})\b",
    rf"{_CHILD}\b.{{0,15}}\b(?:without|with no|has no|have no|got no)\b.{{0,12}}\b(?:care|doctor|therapy|treatment|{_MEDS})\b",
)
_OVER = _any(
    r"last (?:year|month|week|summer|winter|spring|fall|"
    r"time)", r"\bago\b", r"back (?:in|then)", r"at the time", r"used to", r"yesterday",
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\b", r"\bwas (?:scheduled|going)",
    r"what if\b", r"no longer", r"better now", r"\bhad to wait\b",
)  # fmt: skip
_OF_THE_CALL = _any(
    r"wait(?:ing)? (?:on|for) (?:hold|you|the phone|an agent|the mail|a letter|my check|the check)", r"on hold", r"phone tree",
)  # fmt: skip
_THE_WAIT_HURTS = re.compile(
    r"\b(?:wait(?:ing)?|delay(?:s|ing)?)"
    r"(?: (?:for|on|any|so|too|that|this|much|more|long|longer|another|a|an|the|few|day|days|week|weeks|month|months|"
    r"answer|appeal|decision|it))*"
    r" (?:could|can|may|might|will|would)(?: (?:seriously|really|badly|very well|actually|even|also))*"
    r" (?:hurt|harm|kill) (?:me|him|her|us|my health)\b",
    re.I,
)
_THINGS = _any(
    r"(?:my |the |this |our |your )?(?:phone|battery|laptop|tablet|ipad|computer|cell|charger|car|truck|plants?|signal|"
    r"wi-?fi|internet|tv)"
    r"(?:'s| is| are| has| just| almost| about to| gonna| going to)* (?:dying|dead|died|die|on fumes|burnt out|killed)\b",
    r"my (?:dog|cat|puppy|kitten|pet|hamster|goldfish)\b.{0,15}\b(?:bleeding|dying|died|sick|choking|hurt|dead|threw up|"
    r"throwing up)\b",
    r"(?:my )?(?:back|butt|ears?|hand|arm|neck|feet|head|legs?) (?:hurts?|aches?|is killing me|is sore)\b.{0,8}\bfrom "
    r"(?:sitting|being|holding|"
    r"waiting|typing|standing|all this|this phone|the phone)\b",
    r"overdos(?:ed|ing) on (?:coffee|sugar|hold music|paperwork|forms|tv|chocolate|candy)\b",
)

LOSS = re.compile(
    r"\b(?:husband|wife|mother|father|mom|mum|dad|son|daughter|brother|sister|partner|spouse|grand\w+|aunt|uncle|"
    r"friend|he|she|baby|child)\b"
    r".{0,25}\b(?:just |has |have |recently )?(?:died|passed(?: away| on)?|is (?:dead|gone))\b|\b(?:lost|buried) (?:my|our) "
    r"(?:late |dear |own |older |younger )?(?:husband|wife|mother|father|mom|mum|dad|son|daughter|brother|sister|"
    r"partner|baby|child)\b(?!')",
    re.I,
)
_PAPERS = re.compile(r"\b(?:bills?|invoices?|statements?|claims?|eobs?|collections?|letters?)\b", re.I)


_LOSE = r"(?:lose|losing) (?:my|our|the) (?:house|home|apartment|job|car|savings|business|farm)\b"
_AFRAID = r"(?:scared|afraid|worried|terrified|frightened|nervous|panick\w+|freaking out)"
_WORRY = re.compile(
    r"\b(?:can'?t|cannot|can not|couldn'?t|don'?t|haven'?t|not|hardly|barely)(?: \w+)? (?:sleep|slept|sleeping)\b|"
    r"\b(?:los(?:e|ing|t) (?:my |any )?sleep|(?:awake|up) (?:all|at) night|"
    r"(?:worried|scared|sick) (?:sick|to death|with worry))\b|"
    rf"\b{_AFRAID}(?: (?:that|of|about|i|we|i'?m|we'?re|i'?ll|we'?ll|am|are|will|might|could|may|going|gonna|about|to))* {_LOSE}|"
    rf"\b{_AFRAID} (?:of|about|by|over) (?:all )?(?:the|this|that|these|my|your) (?:\w+ )?"
    rf"(?:bills?|letters?|claims?|debts?|costs?|money|denials?|paper\w*)\b|\b{_LOSE}",
    re.I,
)
_OF_MONEY = _any(
    r"bill(?:s|ed|ing)?\b", r"pa(?:y|ys|id|ying)\b", r"claims?\b", r"den(?:y|ied|ial)\b", r"letters?\b", r"money\b", r"debts?\b",
    r"owe\b", r"afford\b", r"cover(?:s|ed|age)?\b", r"cost(?:s)?\b",
)  # fmt: skip
_AT_AN_END = _any(
    r"be here\b", r"nothing left\b", r"i'?m done\b", r"can'?t (?:take|do|cope|handle|bear|stand)\b", r"no way out\b",
    r"no point\b", r"be over\b", r"over with\b", r"better off\b", r"disappear\b", r"no reason to\b", r"to stop\b",
    r"do something\b",
    r"(?:right|just) now\b", r"on the floor\b", r"(?:he|she)(?:'?s)?\b",
    r"my (?:\w+ )?(?:husband|wife|partner|son|daughter|mom|mother|dad|father|baby|kid|child|brother|sister)\b",
)  # fmt: skip
""" "I can't take it", "she's on the floor": beside a worry about money these may be more than a worry."""


def beside_a_worry(text: str) -> str | None:
    """What is left of "I can't sleep, you won't pay and I'm scared to lose my house" without the worry about money.

    None where it tells of no such worry, or of more than one.
    """
    rest = _WORRY.sub(" ", text)
    return rest if rest != text and _OF_MONEY.search(text) and not _AT_AN_END.search(text) else None


def cannot_wait(text: str) -> bool:
    """Whether care is told to be at risk now, by the wait or a refusal. ``text``: the line with plain apostrophes."""
    if _OVER.search(text) or _OF_THE_CALL.search(text):
        return False
    if _NO_MEDS.search(text) or _CANNOT_WAIT.search(text) or _CHILD_WITHOUT.search(text):
        return True
    return _SOON_CARE.search(text) is not None and _AT_STAKE.search(text) is not None


def beside_the_wait(text: str) -> str | None:
    """What is left of "waiting could hurt me" without the wait's harm, the ground of a fast appeal; None where there is none."""
    rest = _THE_WAIT_HURTS.sub(" ", text)
    return rest if rest != text else None


def beside_things(text: str) -> str | None:
    """What is left of "my battery is dying, hurry" without what befalls a thing; None where it speaks of none."""
    rest = _THINGS.sub(" ", text)
    return rest if rest != text else None


def beside_a_loss(text: str) -> str | None:
    """What is left of "my husband passed away and the bills keep coming" without the death; None where it tells no such thing."""
    return LOSS.sub(" ", text) if LOSS.search(text) and _PAPERS.search(text) else None
