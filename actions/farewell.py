"""How callers take their leave or close a subject: "great, will fix. bye!", "ok, I'll pass it on. cheers", "tx". Pure.

What is told beside the goodbye ("will fix") wants nothing: a line made of such words alone asks no question.
"""

from __future__ import annotations

import re

_BYE = (
    r"(?:good ?)?bye(?:[ -]?bye)*(?: now| bye)*|bb|(?:i(?:'ll| will) )?(?:see|c) (?:you|ya|u)(?: (?:later|soon|around|then|"
    r"next time|tomorrow))*|cya|cu|ttyl|"
    r"(?:(?:i(?:'ll| will) )?(?:talk|speak) (?:to you |with you )?(?:later|soon|then))|take care(?: of yourself)?|"
    r"(?:have|enjoy) (?:a|your|the rest of your) (?:(?:really|very|super) )?(?:(?:good|great|nice|lovely|wonderful|blessed|fine|"
    r"safe|pleasant) )?(?:one|day|night|evening|weekend|afternoon|morning|week)(?: too| as well| yourself| ahead)?|"
    r"good ?night|so long|until next time|catch you later|you too|over and out"
)
_WHO = r"(?: (?:bot|robot|machine|computer|assistant|buddy|friend|my friend|dear|honey|hon|sir|ma'?am|all|everyone|guys|there))?"
_THANKS = (
    r"(?:many |much |big |ok |so )?(?:thanks|thank (?:you|u|ya)|thx|tx|tnx|tks|ty|tysm|cheers|much appreciated|appreciate it|"
    r"appreciated)(?: (?:so much|very much|a lot|again|anyway|then|all|a million|a bunch|kindly|for (?:that|this|everything|"
    r"(?:all )?(?:the|your) "
    r"(?:\w+ )?(?:help|info\w*|time|patience)|your help|the help|helping(?: me)?)|from (?:all|both|the two|the three) of us))*"
)
_COURTESY = (
    r"ok(?:ay)?|k+|kk|alright|all ?right|right|great|perfect|super|excellent|wonderful|awesome|lovely|nice|good|fine|cool|sweet|"
    r"very well|very good|sounds good|good to know|got it|gotcha|understood|i see|makes sense|noted|done|found it|got that|yes|"
    r"yeah|yep|no|nope|oh|ah|um|uh|well|"
    r"(?:you(?:'re| are|'ve been| have been) (?:an? )?(?:angel|star|great|the best|lifesaver|gem|a great help|very (?:kind|"
    r"helpful)|most (?:kind|helpful)|so (?:kind|nice|helpful)))|"
    r"(?:that|this)(?:'s| is| was| has been) (?:(?:very|so|really|most|super|a great|a big|of great) )*(?:help(?:ful)?|kind|"
    r"great|perfect|good|clear|useful)"
)
_DONE = (
    r"(?:(?:i|we)(?:'ve| have)? )?got (?:everything|all (?:of )?(?:that|it|this|i need(?:ed)?)|it all|"
    r"what i need(?:ed)?)(?: now)?|"
    r"(?:that|this)(?:'s| is| was| would be|'ll be| will be|s)? (?:then )?(?:all|it|everything|both(?: of (?:them|those))?|"
    r"all (?:three|four|of (?:it|them|those))|the (?:two|three|lot)|about it)(?: (?:then|i needed|i wanted|for (?:today|now|me)|"
    r"from me|we needed|from (?:us|my (?:end|side))))*|(?:i'?m|we'?re|i am|we are) (?:all )?(?:set|done|good)(?: (?:now|then|"
    r"here))?|all (?:set|done|good)(?: (?:now|then|here))?|nothing (?:else|more)(?: (?:from me|for (?:now|today)))?"
)
_TO_DO = (
    r"(?:do|fix|tell|pass|let|send|re-?send|re-?submit|correct|re-?bill|re-?file|check|call|write|note|forward|share|give|inform|"
    r"ask|post|update|look|get|print|handle|take care)"
)
_WHAT_TO_DO = (
    r"(?: (?:it|that|this|them|those|him|her|so|on|in|out|off|over|up|down|along|back|again|anew|know|now|then|today|tomorrow|"
    r"right|away|first|into|of|with|to|for|about|the|a|my|our|and|boss|bosses|doctor|doctors|dr|office|front|desk|receptionist|"
    r"coder|coders|biller|billers|billing|team|manager|supervisor|colleague|colleagues|coworker|hurry|patient|member|provider|wife|"
    r"husband|claim|claims|corrected|records|notes|papers|one|bank|number|numbers|info|information|side|end|tonight|monday|"
    r"tuesday|wednesday|thursday|friday|week|next|this))*"
)
_WILL = (
    rf"(?:(?:i|we)(?:'ll| will|'m going to|'re going to| am going to| are going to|'m gonna| gonna)|will|"
    rf"gonna) {_TO_DO}{_WHAT_TO_DO}(?: and {_TO_DO}{_WHAT_TO_DO})*"
)
_JOINS = r"(?:[\s.,!;:–—-]+(?:(?:and|so|then|but)\b[\s,]*)*)"
_BYE_BYE = re.compile(rf"(?<!\w)(?:{_BYE}){_WHO}(?!\w)", re.I)
_PART = re.compile(rf"(?:{_THANKS}|{_BYE}|{_DONE}|{_WILL}|{_COURTESY}){_WHO}", re.I)
_JOINED = re.compile(_JOINS, re.I)
_ENDED = re.compile(rf"(?:{_JOINS}|\W*$)\W*", re.I)
_EDGE = re.compile(r"\b")
_SAYS_DONE = re.compile(rf"(?<!\w)(?:{_DONE})(?!\w)", re.I)
_SAYS_WILL = re.compile(rf"(?<!\w){_WILL}(?!\w)", re.I)
_COURTEOUS = re.compile(rf"(?<!\w)(?:{_THANKS}|{_COURTESY})(?!\w)", re.I)
_ONLY_TX = re.compile(r"\W*(?:(?:ok|k+|kk)\W+)?(?:tx|txs|thx|tnx|tks|ty|tysm|thanx)\W*", re.I)
_THANKED = re.compile(rf"(?<!\w)(?:{_THANKS})(?!\w)", re.I)
_YES = re.compile(r"\b(?:yes|yeah|yep|please)\b", re.I)
_LIST_OF_BOTH = re.compile(r"\b(?:both|all (?:three|four)|the (?:two|three))\b", re.I)
_WORDS_MAX = 24


def leave_taken(text: str, *, asked: bool) -> str | None:
    """``goodbye`` (also "that is both, thank you") or ``thank`` where the line is nothing else; ``asked``: for a proof.

    Lines of mere courtesy are the language model's, and while a proof is asked for only a goodbye counts.
    """
    if "?" in text or len(text.split()) > _WORDS_MAX or not _only_leaves(text):
        return None
    if _BYE_BYE.search(text):
        return "goodbye"
    if asked:
        return None
    if _SAYS_DONE.search(text) and _LIST_OF_BOTH.search(text):
        return "goodbye"
    will = _SAYS_WILL.search(text) is not None and _COURTEOUS.search(text) is not None
    return "thank" if will or _ONLY_TX.fullmatch(text) else None


def only_thanks(text: str) -> bool:
    """ "Ok thanks" after "anything else?": courtesy with thanks in it and no yes, so nothing more is wanted."""
    return _only_leaves(text) and _THANKED.search(text) is not None and _YES.search(text) is None


def _only_leaves(text: str) -> bool:
    """Whether a line is such words from beginning to end, read part by part: one pattern for all of it would try every way to
    share out "bye-bye bye-bye …" and never be done."""
    edges = [edge.start() for edge in _EDGE.finditer(text)]
    begins, ends = edges[::2], edges[1::2]
    reached = set(begins[:1])
    for begin in begins:
        for end in ends if begin in reached else ():
            if end > begin and _PART.fullmatch(text, begin, end):
                if _ENDED.fullmatch(text, end):
                    return True
                reached |= {after for after in begins if after > end and _JOINED.fullmatch(text, end, after)}
    return False
