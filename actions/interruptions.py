"""What interrupts a talk and asks for nothing: somebody came to the desk, something has to be looked for first. Pure."""

from __future__ import annotations

import re

_SOMEBODY = (
    r"(?:some ?(?:one|body)|(?:a|the|my|our|one of (?:my|our)) (?:(?:other|new) )?(?:colleague|co-?worker|patient|boss|manager|"
    r"supervisor|doctor|nurse|customer|visitor|neighbor|kid|son|daughter|husband|wife|mailman|delivery (?:guy|man)|door ?bell|"
    r"(?:other |desk |office )?(?:phone|line))s?)"
)
_CAME_IN = re.compile(
    rf"\b{_SOMEBODY} (?:just |was |were |is |had |has |kept |keeps )*"
    r"(?:came|coming|walked|walking|stopped|stopping|stood|standing|knocked|knocking|rang|ringing|interrupted|interrupting|"
    r"popped|barged|needed|needing|at the (?:door|desk|counter|window)|asked|asking|talking to|talked to)\b"
    r"(?: (?:me|us|in|up|by|over|here|something|for (?:a|one) (?:second|moment|minute)|(?:to|at|into|on) (?:the|my|our) "
    r"(?:desk|door|counter|window|office|room|front desk|shoulder)))*",
    re.I,
)
_STILL_A_PERSON = re.compile(
    r"\b(?:person|human|agent|reps?|representative|operator|some ?(?:one|body)|any ?(?:one|body)|supervisor|manager|transfer|"
    r"connect|talk|speak|zero)\b",
    re.I,
)
_MOMENT = r"(?:sec(?:ond)?s?|minute|min|moment|mo|bit|tick)"
_LOOKS = re.compile(
    rf"\b(?:give|gimme|gi'?me)(?: me)? (?:just )?(?:a|one|1|another|half a) (?:(?:quick|little|short|half) )?{_MOMENT}\b|"
    rf"^\W*(?:(?:ok(?:ay)?|um+|uh+|oh|sure|yes|yeah|sorry|hm+|please|just|wait|well)\W+)*(?:just )?(?:one|a|1|half a) "
    rf"(?:quick |little )?{_MOMENT}\b(?! ago)|\b(?:hold|hang) on\b|\bbear with me\b|"
    r"\blet me (?:just |quickly |go (?:and )?)?(?:look|check|see|find|grab|get|pull|dig|fetch|ask|think)\b|"
    r"\b(?:i'?m|i am) (?:just |still )?(?:looking|searching|hunting|digging|pulling|getting|fetching)\b|"
    r"\b(?:i(?:'ll| will| have to| need to| must| gotta)) (?:just |quickly |go (?:and )?)?(?:look|check|find|grab|fetch|dig|"
    r"ask)\b|"
    r"\bit (?:must|should|has to|might|ought to) be (?:on|in|at|here|around|somewhere)\b|\bwhere (?:did|have) i (?:put|leave|"
    r"left)\b",
    re.I,
)
_ASKS_OTHERWISE = re.compile(
    r"\?|\b(?:claims?|status|payments?|paid|appeals?|denied|denial|why|how|when|who|what\w*|which|questions?|"
    r"call (?:me|you)|explain|means?|difference|tell me|can (?:i|you)|do you|"
    r"(?:don'?t|do not|doesn'?t) (?:have|know|get)|no idea|can'?t (?:find|tell|see)|lost|with you|you (?:guys|people))\b",
    re.I,
)
_WORDS_MAX = 20


def only_tells_of_somebody(text: str) -> bool:
    """ "Sorry, somebody came to the desk, what did you say": a word for a person, and none is asked for."""
    left = _CAME_IN.sub(" ", text)
    return left != text and _STILL_A_PERSON.search(left) is None


def looks_for_it(text: str) -> bool:
    """ "Um, give me a second, it must be on the letterhead", in place of what is asked for: time is given."""
    if len(text.split()) > _WORDS_MAX or _ASKS_OTHERWISE.search(text) or _STILL_A_PERSON.search(text):
        return False
    return _LOOKS.search(text) is not None
